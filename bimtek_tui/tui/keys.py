"""Every key of the program as data: key, action, words, explanation. Help, footer and palette read it from here.

Letters belong to lists, function keys and ctrl with a letter to everything; ctrl+h, i, j and m never arrive in every
terminal, and punctuation with ctrl differs by layout, so none is used. Words are translated where they are shown.
Here are those of the screens and panels; `dialog_keys` has those of dialogs.
"""

from __future__ import annotations

from textual.binding import Binding, BindingType

from ..words import N_


def key(
    pressed: str, action: str, words: str, explained: str, show: bool = False, priority: bool = False
) -> Binding:
    """A binding with an id, so that a person can rebind it."""
    return Binding(
        pressed,
        action,
        words,
        tooltip=explained,
        show=show,
        priority=priority,
        id=action.replace("(", "-").rstrip(")").replace("'", ""),
    )


SESSION_KEYS: list[BindingType] = [
    key(
        "f1",
        "help",
        N_("Help"),
        N_("What this panel is for, what comes next, and the keys that work here"),
        show=True,
    ),
    key("f2,1", "stage('stage-1')", N_("Stage 1"), N_("Go to stage 1")),
    key("f3,2", "stage('stage-2')", N_("Stage 2"), N_("Go to stage 2")),
    key("f4,3", "stage('stage-3')", N_("Stage 3"), N_("Go to stage 3")),
    key("f5,4", "stage('stage-4')", N_("Stage 4"), N_("Go to stage 4")),
    key("f6", "panel('books')", N_("Books"), N_("The draft books: preview and writing them")),
    key("f7", "panel('notes')", N_("Notes"), N_("Minutes, decisions, action items, parking lot, facts")),
    key("f9", "panel('participants')", N_("Participants"), N_("Agencies and participants")),
    key(
        "comma,left_square_bracket",
        "turn(-1)",
        N_("Previous panel"),
        N_("The panel before this one in the stage"),
    ),
    key(
        "full_stop,right_square_bracket",
        "turn(1)",
        N_("Next panel"),
        N_("The panel after this one in the stage"),
        show=True,
    ),
    key("g", "go", N_("Next step"), N_("Go to where the next open item of the checklist is done"), show=True),
    key(
        "c",
        "context",
        N_("For whom"),
        N_("Set the group, dimension and agency for which is being captured"),
        show=True,
    ),
    key(
        "slash",
        "filter",
        N_("Filter"),
        N_(
            "Show only entries with these words, tags, points (=4+), votes (*3+), day (^today); Esc shows all"
        ),
    ),
    key("x", "withdrawn", N_("Show withdrawn"), N_("Show or hide entries that were withdrawn")),
    key("ctrl+z", "undo", N_("Undo"), N_("Take the last change back"), show=True),
    key("ctrl+y", "redo", N_("Redo"), N_("Do again what was undone")),
    key("ctrl+s", "save", N_("Save"), N_("Save now; it happens by itself within a second")),
    key(
        "f8",
        "wall",
        N_("Projector"),
        N_(
            "One list in large lines for the room; enlarge the terminal's own letters, too, often with ctrl and +"
        ),
    ),
    key(
        "ctrl+r",
        "decide",
        N_("Decide"),
        N_("Decide what counts where the file was changed both here and outside"),
    ),
    key("colon", "app.command_palette", N_("Palette"), N_("Every action and every entry by text")),
    key("escape", "leave", N_("Back"), N_("Leave the capture line or the filter")),
    key(
        "ctrl+o", "start", N_("Sessions"), N_("Save, close this session and go back to the list of sessions")
    ),
    key("h", "attendance", N_("Attendance"), N_("Who is in the room today, and who is missing")),
    key(
        "r",
        "rounds",
        N_("Rounds"),
        N_("Silent round, round-robin, dot voting; what is left at the end of a stage"),
    ),
    key("ctrl+n", "next_turn", N_("Next agency"), N_("The next agency speaks, also while one types")),
    key("right", "wall_list(1)", N_("Next list"), N_("On the wall: the next list of this panel")),
    key("left", "wall_list(-1)", N_("Previous list"), N_("On the wall: the list before this one")),
    key("i", "inbox", N_("Inbox"), N_("Take a line down that is sorted later; Esc leads back to here")),
    key("G", "group_file", N_("Group's file"), N_("Take in what another laptop captured; it is shown first")),
    key(
        "P",
        "beside",
        N_("Preview"),
        N_("Show or hide what the entries of this panel become in the books; n goes there, from gap to gap"),
    ),
    key("f", "jump", N_("Jump"), N_("Show a letter on everything one can go to; the next key goes there")),
    key("v", "split", N_("Two lists"), N_("Put a list of any panel beside this one; v again ends that")),
]
"""What works anywhere in a session."""

LIST_KEYS: list[BindingType] = [
    key(
        "a",
        "screen.capture",
        N_("Add"),
        N_("Open the capture line: text and Enter take an entry down"),
        show=True,
    ),
    key("e", "screen.edit", N_("Edit"), N_("Open the form of this entry"), show=True),
    key("enter", "screen.edit", N_("Edit"), N_("Open the form of this entry")),
    key(
        "d",
        "screen.withdraw",
        N_("Withdraw"),
        N_("Take this entry back with a reason, or restore a withdrawn one"),
        show=True,
    ),
    key(
        "s",
        "screen.advance",
        N_("Status"),
        N_("Give the entry its next status: agreed, final; chosen; done; signed"),
    ),
    key("q", "screen.candidate", N_("Quick win"), N_("Make this program a quick-win candidate")),
    key("j", "cursor_down", N_("Down"), N_("One entry down")),
    key("k", "cursor_up", N_("Up"), N_("One entry up")),
    key("E", "screen.editor", N_("Editor"), N_("Write the text of this entry in your own editor (EDITOR)")),
    key("space", "screen.mark", N_("Mark"), N_("Mark this entry, or take its mark away; Esc unmarks all")),
    key("A", "screen.mark_all", N_("Mark all"), N_("Mark all that this list shows, or unmark them")),
    key(
        "m",
        "screen.move",
        N_("Move"),
        N_("Move what is marked, or this entry: another quadrant, horizon, kind or dimension"),
    ),
    key("u", "screen.unite", N_("Unite"), N_("Let what is marked become part of this entry")),
    key(
        "U",
        "screen.take_apart",
        N_("Take apart"),
        N_("Let what became part of this entry stand by itself again"),
    ),
    key(
        "o", "screen.order", N_("Order"), N_("Show this list by points, votes, dimension, agency or capture")
    ),
    key("p", "screen.points", N_("Points"), N_("Fill in points, ratings and scores in a grid")),
]
"""What works on a list of entries."""

AGENDA_KEYS: list[BindingType] = [
    key(
        "space",
        "screen.block",
        N_("Start/end"),
        N_("Start this block, also before others, which then follow it; or end it when it runs itself"),
        show=True,
    ),
    key(
        "n",
        "screen.skip_block",
        N_("Skip"),
        N_("Leave this block out with a reason, or put a skipped one back"),
        show=True,
    ),
    key("plus,equals_sign", "screen.minutes(5)", N_("+5 minutes"), N_("Give this block five minutes more")),
    key("minus", "screen.minutes(-5)", N_("-5 minutes"), N_("Give this block five minutes less")),
    key("enter", "screen.go_to_item", N_("Go there"), N_("Go to the panel where this is done"), show=True),
    key("e", "screen.edit", N_("Edit"), N_("Open the form of this block: real times, minutes, a reason")),
    key(
        "K",
        "screen.close_stage",
        N_("Close stage"),
        N_("Go through what the stage still needs and close it, or open it again"),
    ),
    key("j", "cursor_down", N_("Down"), N_("One block down")),
    key("k", "cursor_up", N_("Up"), N_("One block up")),
]
"""What works on the blocks of the agenda."""

CHECKLIST_KEYS: list[BindingType] = [
    key("space", "screen.tick", N_("Tick"), N_("Tick this item, or take the tick back"), show=True),
    key("n", "screen.not_applicable", N_("Not applicable"), N_("This item does not apply here"), show=True),
    key(
        "enter", "screen.go_to_item", N_("Go there"), N_("Go to the panel where this item is done"), show=True
    ),
    key("e", "screen.edit", N_("Edit"), N_("Open the form: who ticked it, and a note"), show=True),
    key(
        "K",
        "screen.close_stage",
        N_("Close stage"),
        N_("Go through what the stage still needs and close it, or open it again"),
    ),
    key("j", "cursor_down", N_("Down"), N_("One item down")),
    key("k", "cursor_up", N_("Up"), N_("One item up")),
]
"""What works on the checklist."""

START_KEYS: list[BindingType] = [
    key("f1", "help", N_("Help"), N_("What this program is for and the keys that work here"), show=True),
    key("n", "new", N_("New session"), N_("Make a session for a city"), show=True),
    key("f5", "reload", N_("Read again"), N_("Read the list of sessions again")),
    key("ctrl+q", "app.quit", N_("Quit"), N_("Leave the program"), show=True),
]
"""What works on the list of sessions."""

BOOK_KEYS: list[BindingType] = [
    key(
        "w",
        "screen.write_books",
        N_("Write books"),
        N_("Render all books and write them as Markdown files"),
        show=True,
    ),
    key("j", "cursor_down", N_("Down"), N_("One section down")),
    key("k", "cursor_up", N_("Up"), N_("One section up")),
]
"""What works on the list of books and sections."""

ATTENDANCE_KEYS: list[BindingType] = [
    key(
        "space",
        "screen.present",
        N_("Present"),
        N_("Tick this person, or the whole agency, as present; once more takes it back"),
        show=True,
    ),
    key("a", "screen.add_person", N_("Add"), N_("Add somebody in one line: name; agency; role"), show=True),
    key(
        "l",
        "screen.roster",
        N_("List"),
        N_("Take in a list of participants that was copied elsewhere; pasting it here does the same"),
        show=True,
    ),
    key(
        "tab,shift+tab",
        "screen.other_view",
        N_("Coverage"),
        N_("From the people to who is missing, and back"),
        show=True,
    ),
    key("right", "screen.another_day(1)", N_("Next day"), N_("The day after this one"), show=True),
    key("left", "screen.another_day(-1)", N_("Previous day"), N_("The day before this one")),
    key("e,enter", "screen.edit", N_("Edit"), N_("Open the form of this person or agency")),
    key("d", "screen.withdraw", N_("Withdraw"), N_("Take this person off the list, with a reason")),
    key("j", "cursor_down", N_("Down"), N_("One row down")),
    key("k", "cursor_up", N_("Up"), N_("One row up")),
]
"""What works on the people of the attendance panel."""

COVERAGE_KEYS: list[BindingType] = [
    key(
        "enter",
        "screen.attend_to",
        N_("Go there"),
        N_("Go to where something can be done about it"),
        show=True,
    ),
    key("tab,shift+tab", "screen.other_view", N_("People"), N_("Back to the people"), show=True),
    key("right", "screen.another_day(1)", N_("Next day"), N_("The day after this one"), show=True),
    key("left", "screen.another_day(-1)", N_("Previous day"), N_("The day before this one")),
    key("j", "cursor_down", N_("Down"), N_("One row down")),
    key("k", "cursor_up", N_("Up"), N_("One row up")),
]
"""What works on who and what is missing."""

VOTING_KEYS: list[BindingType] = [
    key(
        "space,plus", "screen.give_dot", N_("Give a dot"), N_("The agency gives this entry a dot"), show=True
    ),
    key(
        "minus,backspace",
        "screen.take_dot",
        N_("Take back"),
        N_("The agency takes a dot back from here"),
        show=True,
    ),
    key(
        "enter,right",
        "screen.ballot(1)",
        N_("Next agency"),
        N_("Record these dots and go on to the next agency"),
        show=True,
    ),
    key(
        "left",
        "screen.ballot(-1)",
        N_("Agency before"),
        N_("Record these dots and go back to the agency before"),
    ),
    key(
        "o",
        "screen.other_voter",
        N_("Which agency"),
        N_("Record these dots and go to any other agency; who has voted stands there, not for what"),
    ),
    key(
        "s",
        "screen.close_voting",
        N_("Close"),
        N_("Close the voting and show the result, or open it again"),
        show=True,
    ),
    key("ctrl+z", "screen.undo_dot", N_("Undo"), N_("Take the last dot, else the last change back")),
    key("j", "cursor_down", N_("Down"), N_("One entry down")),
    key("k", "cursor_up", N_("Up"), N_("One entry up")),
]
"""What works where dots are given."""

PREVIEW_KEYS: list[BindingType] = [
    key("n", "next_gap(1)", N_("Next gap"), N_("Go to the next place where something is missing"), show=True),
    key("N", "next_gap(-1)", N_("Gap before"), N_("Go to the place before where something is missing")),
    key("enter", "fill_in", N_("Fill in"), N_("Go to the field that fills this gap"), show=True),
    key("right", "section(1)", N_("Next section"), N_("Show the section after this one"), show=True),
    key("left", "section(-1)", N_("Section before"), N_("Show the section before this one")),
    key(
        "w", "screen.write_books", N_("Write books"), N_("Render all books and write them as Markdown files")
    ),
    key("escape", "screen.from_preview", N_("Back"), N_("Back to the list"), show=True),
    key("j", "scroll_down", N_("Down"), N_("One line down")),
    key("k", "scroll_up", N_("Up"), N_("One line up")),
]
"""What works on a piece of a book."""

_GAP_KEYS: list[BindingType] = [
    key(
        "n",
        "screen.gap(1)",
        N_("Next gap"),
        N_("Go to the next place in the section on the screen where something is missing"),
    ),
    key("N", "screen.gap(-1)", N_("Gap before"), N_("Go to the place before in the section on the screen")),
]

GRID_KEYS: list[BindingType] = [
    key(
        "enter",
        "record",
        N_("Record"),
        N_("Digits go into the cell; Enter records them and goes down, an arrow to any side"),
        show=True,
    ),
    key("delete,backspace", "clear_cell", N_("Clear"), N_("Take away what stands in the cell"), show=True),
    key("p", "screen.points", N_("Back"), N_("Back to the lists; Esc does the same"), show=True),
    key("j", "cursor_down", N_("Down"), N_("One entry down")),
    key("k", "cursor_up", N_("Up"), N_("One entry up")),
]
"""What works in the grid of points."""

APP_KEYS: list[BindingType] = [
    key(
        "f1",
        "help",
        N_("Help"),
        N_("What this panel is for, what comes next, and the keys that work here"),
        show=True,
        priority=True,
    ),
    key("ctrl+q", "quit", N_("Quit"), N_("Save and leave the program"), show=True, priority=True),
    key(
        "f10,ctrl+t",
        "theme",
        N_("Colours"),
        N_("The next colours: light, dark, high contrast, 16 colours; the palette names each"),
        priority=True,
    ),
    key(
        "ctrl+p", "command_palette", N_("Palette"), N_("Every action and every entry by text"), priority=True
    ),
]

LIST_KEYS += _GAP_KEYS

BOOK_KEYS += _GAP_KEYS

for _without_capture in (AGENDA_KEYS, CHECKLIST_KEYS, BOOK_KEYS, PREVIEW_KEYS, COVERAGE_KEYS):
    _without_capture.append(
        key(
            "a",
            "screen.inbox",
            N_("Inbox"),
            N_("Take a line down that is sorted later; Esc leads back to here"),
        )
    )
