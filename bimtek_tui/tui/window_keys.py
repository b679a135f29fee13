"""The keys of what lies over a session as data: help, questions, forms, and the windows of what is taken in or gone through."""

from __future__ import annotations

from ..i18n import N_
from .key_rows import Key, Place

# fmt: off
WINDOWS: dict[str, Place] = {
    "help": Place(N_("The help"), "app", (
        Key("escape",         "back",       "leave",       "show"),
        Key("f1",             "help",       "leave",       "quiet"),
        Key("down",           "arrow-down", "scroll(1)",   "quiet"),
        Key("j",              "down",       "scroll(1)",   "quiet"),
        Key("up",             "arrow-up",   "scroll(-1)",  "quiet"),
        Key("k",              "up",         "scroll(-1)",  "quiet"),
        Key("pagedown,space", "page-down",  "page(1)",     "quiet"),
        Key("pageup",         "page-up",    "page(-1)",    "quiet"), )),
    "question": Place(N_("A question"), "app", (
        Key("ctrl+s", "save", "save",  "show", N_("Record what stands here, as Enter does")),
        Key("escape", "back", "leave", "show"), )),
    "choice": Place(N_("A choice by number"), "app", (
        Key("ctrl+s",            "choose", "save",        "show", N_("Take the row under the cursor, as Enter does")),
        Key("escape",            "back",   "leave",       "show", N_("Go back without choosing")),
        Key("j",                 "down",   "cursor(1)",   "quiet"),
        Key("k",                 "up",     "cursor(-1)",  "quiet"),
        Key("1,2,3,4,5,6,7,8,9", "number", "take({key})", "quiet"), )),
    "value": Place(N_("A value that is asked for"), "app", (
        Key("ctrl+s", "save", "save",  "show", N_("Record what stands here, as Enter does")),
        Key("escape", "back", "leave", "show", N_("Go back without recording; what was typed waits here")), )),
    "asking": Place(N_("A question about marked entries"), "app", (
        Key("ctrl+s", "save", "save",  "show", N_("Record what stands here, as Enter does")),
        Key("escape", "back", "leave", "show"), )),
    "set-values": Place(N_("One value for all that is marked"), "app", (
        Key("ctrl+s", "save",       "save",     "show", N_("Record this for all that is marked, as Enter does")),
        Key("down",   "arrow-down", "move(1)",  "", N_("To the next offer")),
        Key("up",     "arrow-up",   "move(-1)", "", N_("To the offer before")),
        Key("escape", "back",       "leave",    "show"), )),
    "second-list": Place(N_("The choice of the second list"), "app", (
        Key("ctrl+s", "choose",     "save",     "show", N_("Take the row under the cursor, as Enter does")),
        Key("down",   "arrow-down", "move(1)"),
        Key("up",     "arrow-up",   "move(-1)"),
        Key("escape", "back",       "leave",    "show", N_("Go back without choosing")), )),
    "jump": Place(N_("The letters of the jump"), "app", (Key("escape", "back", "leave", "show", N_("Stay where you are")),)),
    "form": Place(N_("A form"), "app", (
        Key("ctrl+s", "save",   "save",  "show first", N_("Check every field and record the changes")),
        Key("escape", "cancel", "leave", "show", N_("Leave; where something was typed it is asked what becomes of it")), )),
    "prose": Place(N_("A long text of a form"), "form", (Key("ctrl+e", "prose-editor", "screen.editor", "show"),)),
    "choices": Place(N_("Values of a form of which any number counts"), "form", (Key("space,enter", "choose", "choose", "quiet"),)),
    "sorting": Place(N_("Sorting the inbox"), "app", (
        Key("s",      "sort-strength",    "sort('s')"),
        Key("w",      "sort-weakness",    "sort('w')"),
        Key("o",      "sort-opportunity", "sort('o')"),
        Key("t",      "sort-threat",      "sort('t')"),
        Key("p",      "sort-program",     "sort('p')"),
        Key("i",      "sort-issue",       "sort('i')"),
        Key("m",      "sort-minutes",     "sort('m')"),
        Key("d",      "sort-decision",    "sort('d')"),
        Key("k",      "sort-to-do",       "sort('k')"),
        Key("l",      "sort-parking",     "sort('l')"),
        Key("f",      "sort-fact",        "sort('f')"),
        Key("down",   "arrow-down",       "move(1)",   "", N_("To the next note without sorting this one")),
        Key("up",     "arrow-up",         "move(-1)",  "", N_("To the note before")),
        Key("ctrl+z", "undo",             "undo",      "", N_("Take the last one back")),
        Key("escape", "back",             "leave",     "", N_("Leave the rest for later")), )),
    "paste": Place(N_("Pasted lines"), "app", (
        Key("enter,ctrl+s",    "record",    "screen.take_in", "show", N_("Make an entry of every line, as one step")),
        Key("escape",   "back",      "screen.leave",   "show", N_("Keep nothing of what was pasted")),
        Key("space,delete", "leave-out", "leave_out",  "show"),
        Key("1",        "one-line",  "one_line",       "show"), )),
    "roster": Place(N_("A pasted list of participants"), "app", (
        Key("enter,ctrl+s",         "take-in",      "screen.take_in", "show"),
        Key("space",         "accept",       "accept",         "show"),
        Key("t",             "tick-present", "ticking",        "show"),
        Key("tab,shift+tab", "pasted-text",  "text",           "show"),
        Key("escape",        "cancel",       "screen.leave",   "show"),
        Key("j",             "down",         "cursor_down"),
        Key("k",             "up",           "cursor_up"), )),
    "group": Place(N_("A group's file"), "app", (
        Key("enter,ctrl+s",    "take-in",    "screen.take_in", "show", N_("Add what is marked with ✓ as one step")),
        Key("escape",   "back",       "screen.leave",   "show", N_("Take nothing in")),
        Key("space",    "change",     "turn_over",      "show"),
        Key("1",        "ours",       "answer(False)",  "show"),
        Key("2",        "theirs",     "answer(True)",   "show"),
        Key("3",        "all-ours",   "answer_all(False)"),
        Key("4",        "all-theirs", "answer_all(True)"),
        Key("j",        "down",       "cursor_down",    "quiet"),
        Key("k",        "up",         "cursor_up",      "quiet"),
        Key("pagedown", "page-down",  "turn(1)",        "quiet"),
        Key("pageup",   "page-up",    "turn(-1)",       "quiet"), )),
    "table": Place(N_("A table from Excel or CSV"), "app", (
        Key("enter",    "mend",              "mend",                    "show"),
        Key("ctrl+s",   "take-in-good",      "screen.take_in",          "show"),
        Key("escape",   "back",              "screen.leave",            "show", N_("Take nothing in, or nothing more")),
        Key("space,delete", "leave-out",     "leave_out",               "show"),
        Key("S",        "set-all",           "for_all",                 "show", N_("One answer for all rows in which it is missing or can't be read")),
        Key("1",        "rows-programs",     "rows_are('program')",     "show"),
        Key("2",        "rows-swot",         "rows_are('swot')",        "show"),
        Key("3",        "rows-participants", "rows_are('participant')", "show"),
        Key("4",        "rows-agencies",     "rows_are('agency')",      "show"),
        Key("5",        "rows-strategies",   "rows_are('strategy')",    "show"),
        Key("j",        "down",              "cursor_down"),
        Key("k",        "up",                "cursor_up"),
        Key("pagedown", "page-down",         "page_down",               "quiet"),
        Key("pageup",   "page-up",           "page_up",                 "quiet"), )),
    "conflicts": Place(N_("Decisions between here and outside"), "app", (
        Key("1",      "here",        "answer('ours')",       "show"),
        Key("2",      "outside",     "answer('theirs')",     "show"),
        Key("3",      "all-here",    "answer_all('ours')",   "show"),
        Key("4",      "all-outside", "answer_all('theirs')", "show"),
        Key("ctrl+s", "save",        "save",                 "show first", N_("Record all decisions")),
        Key("escape", "later",       "leave",                "show"), )),
    "conflict-list": Place(N_("The list of these decisions"), "conflicts", (
        Key("j",              "down",      "cursor_down",     "quiet"),
        Key("k",              "up",        "cursor_up",       "quiet"),
        Key("pagedown",       "page-down", "screen.turn(1)",  "quiet"),
        Key("pageup",         "page-up",   "screen.turn(-1)", "quiet"), )),
    "agreeing": Place(N_("Agreeing on variant and direction"), "app", (
        Key("ctrl+s", "choose", "save",     "show", N_("Take the row under the cursor, as Enter does")),
        Key("escape", "later", "leave",      "show", N_("Decide later; {key:variant} in the grid of points asks again")),
        Key("j",      "down",  "cursor(1)",  "", N_("One line down")),
        Key("k",      "up",    "cursor(-1)", "", N_("One line up")), )),
    "closing": Place(N_("Closing a stage"), "app", (
        Key("K",      "close-reopen", "screen.close",  "show"),
        Key("ctrl+s", "save",         "screen.close_all_the_same", "show", N_("Record that the stage is closed, whatever is open")),
        Key("enter",  "select",       "select",        "show"),
        Key("escape", "back",         "screen.leave",  "show", N_("Go back and leave the stage as it is")),
        Key("j",      "down",         "cursor_down",   "", N_("One line down")),
        Key("k",      "up",           "cursor_up",     "", N_("One line up")), )),
    "leftovers": Place(N_("The review of the notes"), "app", (
        Key("s,space", "done",         "screen.close_note",   "show"),
        Key("t",       "action-item",  "screen.to_action",    "show"),
        Key("w",       "who-and-when", "screen.who_and_when", "show"),
        Key("enter",   "go-there",     "screen.go_there",     "show", N_("Leave the review and go to this note")),
        Key("e",       "edit",         "screen.edit_note",    "show", N_("Open the form of this note")),
        Key("ctrl+z",  "undo",         "screen.undo_note",    "show"),
        Key("escape",  "back",         "screen.leave",        "show", N_("Leave the review")),
        Key("j",       "down",         "cursor_down",         "", N_("One note down")),
        Key("k",       "up",           "cursor_up",           "", N_("One note up")), )),
    "overlaps": Place(N_("Programs that are nearly the same"), "app", (
        Key("1",       "keep-1",       "screen.keep(1)",      "show"),
        Key("2",       "keep-2",       "screen.keep(2)",      "show"),
        Key("d",       "not-the-same", "screen.pass_over",    "show"),
        Key("3,enter", "go-to-1",      "screen.go_there(1)",  "show"),
        Key("4",       "go-to-2",      "screen.go_there(2)",  "show"),
        Key("ctrl+z",  "undo",         "screen.undo_overlap", "show"),
        Key("escape",  "back",         "screen.leave",        "show", N_("Leave the programs as they are")),
        Key("j",       "down",         "cursor_down",         "", N_("One pair down")),
        Key("k",       "up",           "cursor_up",           "", N_("One pair up")), )),
    "overlap-texts": Place(N_("The texts of such programs"), "app", (
        Key("escape",   "back",      "screen.leave", "show", N_("Leave the programs as they are")),
        Key("pagedown", "page-down", "turn(1)",           "quiet"),
        Key("pageup",   "page-up",   "turn(-1)",          "quiet"), )),
}
# fmt: on
