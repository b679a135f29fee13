"""The keys of every place as data: keys, action, what Textual runs for it, how it is shown, and what it means just there.

Letters belong to lists, function keys and ctrl with a letter to everything; ctrl+h, i, j and m never arrive in every
terminal, and punctuation with ctrl differs by layout, so none is used. Help lists the rows in this order.
"""

from __future__ import annotations

from typing import NamedTuple

from ..i18n import N_


class Key(NamedTuple):
    """A row of a place.

    `keys` with commas between them, `action` an id of `actions`, `target` what Textual runs, in which ``{key}``
    stands for the key itself: an action of what binds the keys, or of the ``panel.``, ``screen.`` or ``app.`` around
    it. `mark`: "show" puts it in the footer, "first" lets it come before what has the focus, "quiet" leaves it out of
    footer and palette, "yields" lets a person give the key to something else. `explained` is what the action means just here, when that is less than in general.
    """

    keys: str
    action: str
    target: str
    mark: str = ""
    explained: str = ""


class Place(NamedTuple):
    """A panel, list, dialog, line or strip: its name for people, the place around it, and its keys."""

    name: str
    inside: str
    rows: tuple[Key, ...]


# fmt: off
PLACES: dict[str, Place] = {
    "app": Place(N_("Everywhere in the program"), "", (
        Key("f1",         "help",    "help",            "show first"),
        Key("ctrl+q",     "quit",    "quit",            "show first"),
        Key("f10,ctrl+t", "theme",   "theme",           "first"),
        Key("ctrl+l",     "redraw",  "redraw",          "yields"),
        Key("ctrl+p",     "palette", "command_palette", "first"), )),
    "start": Place(N_("The list of sessions"), "app", (
        Key("f1",     "help",   "help",     "show", N_("What this program is for and the keys that work here")),
        Key("n,a",    "new",    "new",      "show"),
        Key("f5",     "reload", "reload"),
        Key("ctrl+q", "quit",   "app.quit", "show", N_("Leave the program")), )),
    "session": Place(N_("Everywhere in a session"), "app", (
        Key("f1",     "help",           "help",                  "show"),
        Key("f2,1",   "stage-1",        "stage('stage-1')"),
        Key("f3,2",   "stage-2",        "stage('stage-2')"),
        Key("f4,3",   "stage-3",        "stage('stage-3')"),
        Key("f5,4",   "stage-4",        "stage('stage-4')"),
        Key("f6",     "books",          "panel('books')"),
        Key("F",      "figures",        "panel('figures')"),
        Key("R",      "assessment",     "panel('assessment')"),
        Key("B",      "money",          "panel('money')"),
        Key("f7",     "notes",          "panel('notes')"),
        Key("f9",     "participants",   "panel('participants')"),
        Key("comma,left_square_bracket", "previous-panel", "turn(-1)"),
        Key("full_stop,right_square_bracket", "next-panel",     "turn(1)",               "show"),
        Key("g",      "next-step",      "go",                    "show"),
        Key("c",      "for-whom",       "context",               "show"),
        Key("slash",  "filter",         "filter"),
        Key("x",      "show-withdrawn", "withdrawn"),
        Key("ctrl+z", "undo",           "undo",                  "show"),
        Key("ctrl+y", "redo",           "redo"),
        Key("ctrl+s", "save",           "save"),
        Key("f8",     "projector",      "wall"),
        Key("ctrl+r", "decide",         "decide"),
        Key("colon",  "commands",       "app.command_palette"),
        Key("escape", "back",           "leave",                 "", N_("Leave the capture line or the filter")),
        Key("ctrl+o", "sessions",       "start"),
        Key("h",      "attendance",     "attendance"),
        Key("r",      "rounds",         "rounds"),
        Key("ctrl+n", "next-speaker",   "next_turn"),
        Key("right",  "next-list",      "wall_list(1)"),
        Key("left",   "previous-list",  "wall_list(-1)"),
        Key("i",      "inbox",          "inbox"),
        Key("G",      "group-file",     "group_file"),
        Key("T",      "table",          "table"),
        Key("P",      "preview",        "beside"),
        Key("f",      "jump",           "jump"),
        Key("v",      "two-lists",      "split"), )),
    "list": Place(N_("A list of entries"), "session", (
        Key("a",     "add",        "screen.capture", "show"),
        Key("e",     "edit",       "edit",           "show"),
        Key("enter", "open",       "edit"),
        Key("d",     "withdraw",   "withdraw",       "show"),
        Key("s",     "status",     "advance"),
        Key("q",     "quick-win",  "candidate"),
        Key("j",     "down",       "cursor_down",    "", N_("One entry down")),
        Key("k",     "up",         "cursor_up",      "", N_("One entry up")),
        Key("E",     "editor",     "editor"),
        Key("space", "mark",       "mark"),
        Key("A",     "mark-all",   "mark_all"),
        Key("m",     "move",       "move"),
        Key("S",     "set-all",    "set_values"),
        Key("u",     "unite",      "unite"),
        Key("U",     "take-apart", "take_apart"),
        Key("o",     "order",      "order"),
        Key("p",     "points",     "points"),
        Key("D",     "overlaps",   "overlaps"),
        Key("n",     "next-gap",   "screen.gap(1)"),
        Key("N",     "gap-before", "screen.gap(-1)"), )),
    "roadmap": Place(N_("The roadmap"), "list", (
        Key("right",      "year-later",   "shift(1)",     "show"),
        Key("left",       "year-earlier", "shift(-1)",    "show"),
        Key("greater_than_sign,shift+right", "longer",  "lengthen(1)",  "show"),
        Key("less_than_sign,shift+left",     "shorter", "lengthen(-1)", "show"), )),
    "agenda": Place(N_("The agenda"), "session", (
        Key("space",            "start-block",   "panel.block",        "show"),
        Key("d",                "skip-block",    "panel.skip_block",   "show"),
        Key("a",                "add-block",     "panel.add_block",    "show"),
        Key("less_than_sign,shift+up", "block-earlier", "panel.move_block(-1)", "show"),
        Key("greater_than_sign,shift+down", "block-later", "panel.move_block(1)", "show"),
        Key("t",                "dates",         "panel.dates",        "show"),
        Key("enter",            "go-there",      "panel.go_to_item",   "show"),
        Key("e",                "edit",          "panel.edit",         "", N_("Open the form of this block: real times, minutes, a reason")),
        Key("K",                "close-stage",   "panel.close_stage"),
        Key("j",                "down",          "cursor_down",  "", N_("One block down")),
        Key("k",                "up",            "cursor_up",    "", N_("One block up")),
        Key("plus,equals_sign", "more-minutes",  "panel.minutes(5)"),
        Key("minus",            "fewer-minutes", "panel.minutes(-5)"), )),
    "checklist": Place(N_("The checklist"), "session", (
        Key("space", "tick",           "panel.tick",           "show"),
        Key("d",     "not-applicable", "panel.not_applicable", "show"),
        Key("enter", "go-there",       "panel.go_to_item",     "show", N_("Go to the panel where this item is done")),
        Key("e",     "edit",           "panel.edit",           "show", N_("Open the form: who ticked it, and a note")),
        Key("t",     "dates",          "panel.dates"),
        Key("K",     "close-stage",    "panel.close_stage"),
        Key("j",     "down",           "cursor_down",    "", N_("One item down")),
        Key("k",     "up",             "cursor_up",      "", N_("One item up")),
        Key("a",     "inbox",          "screen.inbox"), )),
    "review": Place(N_("What is missing"), "session", (
        Key("enter", "go-there", "edit",           "show", N_("Go to the item of the checklist, or open the form of the entry")),
        Key("e",     "edit",     "edit",           "", N_("Open the form of the entry; an item of the checklist is gone to")),
        Key("d",     "withdraw", "withdraw",       "show", N_("Withdraw the entry of this row, with a reason")),
        Key("E",     "editor",   "editor"),
        Key("j",     "down",     "cursor_down"),
        Key("k",     "up",       "cursor_up"),
        Key("a",     "inbox",    "screen.inbox"), )),
    "attendance": Place(N_("Attendance: the people"), "session", (
        Key("space",         "present",      "panel.present",         "show"),
        Key("A",             "mark-all",     "panel.everybody",       "", N_("Tick everybody as present; where all of them are, nobody")),
        Key("a",             "add-person",   "panel.add_person",      "show"),
        Key("l",             "roster",       "panel.roster",          "show"),
        Key("tab,shift+tab", "coverage",     "panel.other_view",      "show"),
        Key("right",         "next-day",     "panel.another_day(1)",  "show"),
        Key("left",          "previous-day", "panel.another_day(-1)"),
        Key("e",             "edit",         "panel.edit",            "", N_("Open the form of this person or agency")),
        Key("enter",         "open",         "panel.edit",            "", N_("Open the form of this person or agency")),
        Key("d",             "withdraw",     "panel.withdraw", "", N_("Take this person off the list, with a reason")),
        Key("j",             "down",         "cursor_down"),
        Key("k",             "up",           "cursor_up"), )),
    "coverage": Place(N_("Attendance: who and what is missing"), "session", (
        Key("enter",         "go-there",     "panel.attend_to",       "show", N_("Go to where something can be done about it")),
        Key("tab,shift+tab", "people",       "panel.other_view",      "show"),
        Key("right",         "next-day",     "panel.another_day(1)",  "show"),
        Key("left",          "previous-day", "panel.another_day(-1)"),
        Key("j",             "down",         "cursor_down"),
        Key("k",             "up",           "cursor_up"),
        Key("a",             "inbox",        "screen.inbox"), )),
    "points": Place(N_("The grid of points"), "session", (
        Key("enter",            "record",       "record",        "show"),
        Key("delete,backspace", "clear",        "clear_cell",    "show"),
        Key("e",                "edit",         "edit"),
        Key("a",                "inbox",        "screen.inbox"),
        Key("p",                "leave-points", "leave_points",  "show"),
        Key("v",                "variant",      "agree_figures"),
        Key("j",                "down",         "cursor_down",   "", N_("One entry down")),
        Key("k",                "up",           "cursor_up",     "", N_("One entry up")), )),
    "assessment": Place(N_("The assessment"), "session", (
        Key("enter",   "open",        "open",              "show", N_("Open the form of this score; where there is none yet, the line for it")),
        Key("a",       "score",       "rate",              "show"),
        Key("right",   "next-year",   "another_round(1)",  "show"),
        Key("left",    "year-before", "another_round(-1)", "show"),
        Key("e",       "edit",        "edit",              "", N_("Open the form of this score: also its note")),
        Key("d",       "withdraw",    "withdraw",   "", N_("Take this score back, with a reason")),
        Key("j",       "down",        "cursor_down",       "", N_("One indicator down")),
        Key("k",       "up",          "cursor_up",         "", N_("One indicator up")), )),
    "money": Place(N_("Budget and targets: the programs"), "session", (
        Key("a",             "add-money",  "panel.add_money",   "show"),
        Key("tab,shift+tab", "money-rows", "panel.other_money", "show"),
        Key("e",             "edit",       "panel.edit", "show", N_("Open the form: of the program its whole budget")),
        Key("enter",         "open",       "panel.edit", "", N_("Open the form: of the program its whole budget")),
        Key("j",             "down",       "cursor_down", "", N_("One entry down")),
        Key("k",             "up",         "cursor_up",   "", N_("One entry up")), )),
    "money-rows": Place(N_("Budget and targets: the rows of one of them"), "session", (
        Key("a",             "add-money", "panel.add_money",       "show"),
        Key("e",             "edit",      "panel.edit",            "show"),
        Key("enter",         "open",      "panel.edit"),
        Key("d",             "withdraw",  "panel.withdraw", "show"),
        Key("tab,shift+tab", "programs",  "panel.other_money",     "show"),
        Key("j",             "down",      "cursor_down"),
        Key("k",             "up",        "cursor_up"), )),
    "voting": Place(N_("The dot voting"), "session", (
        Key("space,plus",      "give-dot",     "give_dot",     "show"),
        Key("minus,backspace", "take-dot",     "take_dot",     "show"),
        Key("enter,right",     "next-voter",   "ballot(1)",    "show"),
        Key("left",            "voter-before", "ballot(-1)"),
        Key("a",               "ballot-line",  "ballot_line",  "show"),
        Key("c",               "which-voter",  "other_voter"),
        Key("K",               "close-voting", "close_voting", "show"),
        Key("e",               "edit",         "edit"),
        Key("ctrl+z",          "undo",         "undo_dot",     "", N_("Take the last dot, else the last change back")),
        Key("j",               "down",         "cursor_down",  "", N_("One entry down")),
        Key("k",               "up",           "cursor_up",    "", N_("One entry up")), )),
    "silent": Place(N_("A silent round"), "session", (
        Key("p",       "pause",       "hold",                 "show"),
        Key("plus",    "minute-more", "longer(1)",            "show"),
        Key("minus",   "minute-less", "longer(-1)"),
        Key("K",       "end",         "end",                  "show"),
        Key("a",       "add",         "screen.capture",       "", N_("Open the capture line while the round goes on")),
        Key("escape",  "back",        "leave", "show", N_("Back to the panel; the round goes on")), )),
    "turns": Place(N_("A round-robin"), "session", (
        Key("enter,n", "next-turn",     "next_turn",            "show"),
        Key("d",       "skip-turn",     "skip_turn",            "show"),
        Key("b",       "turn-back",     "turn_back",            "show"),
        Key("c",       "other-speaker", "other_speaker", "show"),
        Key("l",       "next-lap",      "next_lap",             "show"),
        Key("K",       "end",           "end",                  "show", N_("End the round-robin")),
        Key("a",       "add",           "screen.capture",       "", N_("Open the capture line while the round goes on")),
        Key("escape",  "back",          "leave", "show", N_("Back to the panel; the round goes on")), )),
    "books": Place(N_("The books and their sections"), "session", (
        Key("w",     "write-books", "write_books",    "show"),
        Key("W",     "write-as",    "write_books_as", "show"),
        Key("enter", "read",        "select"),
        Key("j",     "down",        "cursor_down",           "", N_("One section down")),
        Key("k",     "up",          "cursor_up",             "", N_("One section up")),
        Key("n",     "next-gap",    "screen.gap(1)"),
        Key("N",     "gap-before",  "screen.gap(-1)"),
        Key("a",     "inbox",       "screen.inbox"), )),
    "preview": Place(N_("A page of a book"), "session", (
        Key("n",      "next-gap",       "next_gap(1)",           "show", N_("Go to the next place where something is missing")),
        Key("N",      "gap-before",     "next_gap(-1)",          "", N_("Go to the place before where something is missing")),
        Key("enter",  "fill-in",        "fill_in",               "show"),
        Key("right",  "next-section",   "section(1)",            "show"),
        Key("left",   "section-before", "section(-1)"),
        Key("w",      "write-books",    "write_books"),
        Key("W",      "write-as",       "write_books_as"),
        Key("escape", "back",           "screen.from_preview",   "show", N_("Back to the list")),
        Key("j",      "down",           "scroll_down",           "", N_("One line down")),
        Key("k",      "up",             "scroll_up",             "", N_("One line up")),
        Key("a",      "inbox",          "screen.inbox"), )),
    "figures": Place(N_("The sections of the figures"), "session", (
        Key("enter", "read",  "select",       "show"),
        Key("j",     "down",  "cursor_down",  "", N_("One section down")),
        Key("k",     "up",    "cursor_up",    "", N_("One section up")),
        Key("a",     "inbox", "screen.inbox"), )),
    "figure-page": Place(N_("A page of figures"), "session", (
        Key("enter",  "go-there",       "panel.fill",          "show", N_("Go to the panel where these entries are made")),
        Key("right",  "next-section",   "section(1)",          "show"),
        Key("left",   "section-before", "section(-1)",         "show"),
        Key("escape", "back",           "screen.from_preview", "show", N_("Back to the list")),
        Key("j",      "down",           "scroll_down",         "", N_("One line down")),
        Key("k",      "up",             "scroll_up",           "", N_("One line up")),
        Key("a",      "inbox",          "screen.inbox"), )),
    "capture": Place(N_("The capture line"), "session", (
        Key("tab",       "next-target",     "aim(1)",    "show"),
        Key("shift+tab", "previous-target", "aim(-1)",   "quiet"),
        Key("right",     "complete",        "complete"),
        Key("down",      "next-offer",      "offer(1)",  "", N_("Offer the next tag; where none is offered, the line after this one")),
        Key("up",        "previous-offer",  "offer(-1)", "quiet",  N_("Offer the tag before; where none is offered, an earlier line")), )),
    "line": Place(N_("A line that stays for the next entry"), "session", (
        Key("escape", "back", "close", "show", N_("Leave the line")),
        Key("ctrl+z", "undo", "screen.undo", "quiet"), )),
    "earlier": Place(N_("A line that knows those before it"), "app", (
        Key("up",   "earlier-line", "recall(-1)", "quiet"),
        Key("down", "later-line",   "recall(1)",  "quiet"), )),
    "help": Place(N_("The help"), "app", (
        Key("escape",         "back",       "leave",       "show"),
        Key("f1",             "help",       "leave",       "quiet"),
        Key("down",           "arrow-down", "scroll(1)",   "quiet"),
        Key("j",              "down",       "scroll(1)",   "quiet"),
        Key("up",             "arrow-up",   "scroll(-1)",  "quiet"),
        Key("k",              "up",         "scroll(-1)",  "quiet"),
        Key("pagedown,space", "page-down",  "scroll(10)",  "quiet"),
        Key("pageup",         "page-up",    "scroll(-10)", "quiet"), )),
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
        Key("escape", "back", "leave", "show", N_("Go back without choosing")), )),
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
        Key("escape", "cancel", "leave", "show"), )),
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
        Key("enter,ctrl+s",    "take-in",           "screen.take_in",          "show"),
        Key("escape",   "back",              "screen.leave",            "show", N_("Take nothing in")),
        Key("space,delete", "leave-out",     "leave_out",               "show"),
        Key("1",        "rows-programs",     "rows_are('program')",     "show"),
        Key("2",        "rows-swot",         "rows_are('swot')",        "show"),
        Key("3",        "rows-participants", "rows_are('participant')", "show"),
        Key("4",        "rows-agencies",     "rows_are('agency')",      "show"),
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
