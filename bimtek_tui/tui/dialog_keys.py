"""The keys of dialogs and of the strips that rounds show, as data like those of `keys`."""

from __future__ import annotations

from textual.binding import BindingType

from ..i18n import N_
from .keys import key, rows

CLOSING_KEYS: list[BindingType] = [
    key(
        "K",
        "screen.close",
        N_("Close/reopen"),
        N_("Record that the stage is closed, or open it again"),
        show=True,
    ),
    key("enter", "screen.select", N_("Go there"), N_("Go to what the cursor is on"), show=True),
    key("escape", "screen.leave", N_("Back"), N_("Go back and leave the stage as it is"), show=True),
    *rows(N_("One line down"), N_("One line up")),
]
"""What works on what a stage still needs."""

ROSTER_KEYS: list[BindingType] = [
    key("enter", "screen.take_in", N_("Take in"), N_("Record what is shown, as one step"), show=True),
    key(
        "space",
        "screen.accept",
        N_("Accept"),
        N_("Take this doubtful row after all, or leave it out"),
        show=True,
    ),
    key(
        "t",
        "screen.ticking",
        N_("Were they there?"),
        N_("Tick everybody in the list as present, or not"),
        show=True,
    ),
    key("tab,shift+tab", "screen.text", N_("Text"), N_("To the pasted text, to mend it there"), show=True),
    key("escape", "screen.leave", N_("Cancel"), N_("Leave without recording"), show=True),
    *rows(N_("One row down"), N_("One row up")),
]
"""What works on a pasted list before it is taken in."""

SILENT_KEYS: list[BindingType] = [
    key("p,space", "screen.hold", N_("Pause"), N_("Hold the time, or let it go on"), show=True),
    key("plus", "screen.longer(1)", N_("One minute more"), N_("Give the round another minute"), show=True),
    key("minus", "screen.longer(-1)", N_("One minute less"), N_("Take a minute from the round")),
    key("e", "screen.end_silent", N_("End"), N_("End the silent round"), show=True),
    key("a", "screen.capture", N_("Add"), N_("Open the capture line while the round goes on")),
    key("escape", "screen.back_to_panel", N_("Back"), N_("Back to the panel; the round goes on"), show=True),
]
"""What works on the strip of a silent round."""

TURN_KEYS: list[BindingType] = [
    key(
        "enter,n",
        "screen.next_turn",
        N_("Next"),
        N_("This agency has spoken; the next one has its turn"),
        show=True,
    ),
    key("s", "screen.skip_turn", N_("Skip"), N_("This agency says nothing in this lap"), show=True),
    key("b", "screen.turn_back", N_("Agency before"), N_("Back to the agency before"), show=True),
    key("o", "screen.other_speaker", N_("Someone else"), N_("Another agency speaks out of turn"), show=True),
    key("l", "screen.next_lap", N_("Next lap"), N_("Everybody in turn again"), show=True),
    key("e", "screen.end_turns", N_("End"), N_("End the round-robin"), show=True),
    key("a", "screen.capture", N_("Add"), N_("Open the capture line while the round goes on")),
    key("escape", "screen.back_to_panel", N_("Back"), N_("Back to the panel; the round goes on"), show=True),
]
"""What works on the strip of a round-robin."""

LEFTOVER_KEYS: list[BindingType] = [
    key("s,space", "screen.close_note", N_("Done"), N_("Close this note, or open it again"), show=True),
    key(
        "t",
        "screen.to_action",
        N_("Action item"),
        N_("Make an action item of this; of a decision another one"),
        show=True,
    ),
    key(
        "w",
        "screen.who_and_when",
        N_("Who and when"),
        N_("Owner and date in one line: @CODE +13 Juni 2026"),
        show=True,
    ),
    key("enter", "screen.go_there", N_("Go there"), N_("Leave the review and go to this note"), show=True),
    key("e", "screen.edit_note", N_("Edit"), N_("Open the form of this note"), show=True),
    key("ctrl+z", "screen.undo_note", N_("Undo"), N_("Take the last change back"), show=True),
    key("escape", "screen.leave", N_("Back"), N_("Leave the review"), show=True),
    *rows(N_("One note down"), N_("One note up")),
]
"""What works in the review of the notes at the end of a stage."""

OVERLAP_KEYS: list[BindingType] = [
    key(
        "1",
        "screen.keep(1)",
        N_("Keep 1"),
        N_("Let the second program become part of the first; its words and figures stay in the file"),
        show=True,
    ),
    key(
        "2",
        "screen.keep(2)",
        N_("Keep 2"),
        N_("Let the first program become part of the second; its words and figures stay in the file"),
        show=True,
    ),
    key(
        "n,space",
        "screen.pass_over",
        N_("Not the same"),
        N_("Show this pair no more while the program runs"),
        show=True,
    ),
    key("enter", "screen.go_there(1)", N_("Go to 1"), N_("Leave, and go to the first program"), show=True),
    key("o", "screen.go_there(2)", N_("Go to 2"), N_("Leave, and go to the second program"), show=True),
    key("ctrl+z", "screen.undo_overlap", N_("Undo"), N_("Take the last change back"), show=True),
    key("escape", "screen.leave", N_("Back"), N_("Leave the programs as they are"), show=True),
    *rows(N_("One pair down"), N_("One pair up")),
]
"""What works on programs that are nearly the same."""

CHOICE_KEYS: list[BindingType] = [
    key("escape", "leave", N_("Back"), N_("Go back without choosing"), show=True),
]
"""What works where one of a few things is chosen, or one value is asked for."""

AGREEING_KEYS: list[BindingType] = [
    key("escape", "leave", N_("Later"), N_("Decide later; v in the grid of points asks again"), show=True),
    key("j", "cursor(1)", N_("Down"), N_("One line down")),
    key("k", "cursor(-1)", N_("Up"), N_("One line up")),
]
"""What works where variant and rating direction are agreed."""

SORTING_KEYS: list[BindingType] = [
    key("s", "sort('s')", N_("Strength"), N_("This is a strength")),
    key("w", "sort('w')", N_("Weakness"), N_("This is a weakness")),
    key("o", "sort('o')", N_("Opportunity"), N_("This is an opportunity")),
    key("t", "sort('t')", N_("Threat"), N_("This is a threat")),
    key("p", "sort('p')", N_("Program"), N_("This is a program, of the short term to begin with")),
    key("i", "sort('i')", N_("Issue"), N_("This is a regional issue")),
    key("m", "sort('m')", N_("Minutes"), N_("This belongs into the minutes")),
    key("d", "sort('d')", N_("Decision"), N_("This was decided")),
    key("k", "sort('k')", N_("To do"), N_("This is to be done by somebody")),
    key("l", "sort('l')", N_("Parking"), N_("This waits in the parking lot")),
    key("f", "sort('f')", N_("Fact"), N_("This is a fact about the city")),
    key("down", "move(1)", N_("Down"), N_("To the next note without sorting this one")),
    key("up", "move(-1)", N_("Up"), N_("To the note before")),
    key("ctrl+z", "undo", N_("Undo"), N_("Take the last one back")),
    key("escape", "leave", N_("Back"), N_("Leave the rest for later")),
]
"""What works while the inbox is sorted; `inbox` says where each letter leads."""

PASTE_KEYS: list[BindingType] = [
    key("enter", "screen.record", N_("Record"), N_("Make an entry of every line, as one step"), show=True),
    key("escape", "screen.leave", N_("Back"), N_("Keep nothing of what was pasted"), show=True),
    key(
        "d,delete",
        "screen.leave_out",
        N_("Leave out"),
        N_("Leave this line out, or take it in again"),
        show=True,
    ),
    key("1", "screen.one_line", N_("One line"), N_("Take all of it as one line of text"), show=True),
]
"""What works where pasted lines are shown."""

GROUP_KEYS: list[BindingType] = [
    key("enter", "screen.take_in", N_("Take in"), N_("Add what is marked with ✓ as one step"), show=True),
    key("escape", "screen.leave", N_("Back"), N_("Take nothing in"), show=True),
    key(
        "space", "screen.turn_over", N_("Change"), N_("Take this in, or leave it; ours or theirs"), show=True
    ),
    key("1", "screen.answer(False)", N_("Ours"), N_("Here it stays as we have it"), show=True),
    key("2", "screen.answer(True)", N_("Theirs"), N_("Here it becomes as the group has it"), show=True),
    key(
        "3",
        "screen.answer_all(False)",
        N_("All ours"),
        N_("Where both say something else, ours stays everywhere"),
    ),
    key(
        "4",
        "screen.answer_all(True)",
        N_("All theirs"),
        N_("Where both say something else, theirs comes everywhere"),
    ),
]
"""What works where a group's file is shown before it is taken in."""

TABLE_KEYS: list[BindingType] = [
    key("enter", "screen.take_in", N_("Take in"), N_("Record what is shown, as one step"), show=True),
    key("escape", "screen.leave", N_("Back"), N_("Take nothing in"), show=True),
    key("1", "screen.rows_are('program')", N_("Programs"), N_("The rows are programs"), show=True),
    key("2", "screen.rows_are('swot')", N_("SWOT"), N_("The rows are SWOT entries"), show=True),
    key(
        "3", "screen.rows_are('participant')", N_("Participants"), N_("The rows are participants"), show=True
    ),
    key("4", "screen.rows_are('agency')", N_("Agencies"), N_("The rows are agencies"), show=True),
    *rows(N_("One row down"), N_("One row up")),
]
"""What works where a table is shown before it is taken in."""

PROSE_KEYS: list[BindingType] = [
    key("ctrl+e", "screen.editor", N_("Editor"), N_("Write this in your own editor (EDITOR)"), show=True),
]
"""What works in a long text of a form."""

FORM_KEYS: list[BindingType] = [
    key(
        "ctrl+s", "save", N_("Save"), N_("Check every field and record the changes"), show=True, priority=True
    ),
    key("escape", "leave", N_("Cancel"), N_("Leave without recording"), show=True),
]
"""What works in a form."""

CONFLICT_KEYS: list[BindingType] = [
    key("1", "answer('ours')", N_("Here"), N_("Here it stays as it was entered here"), show=True),
    key("2", "answer('theirs')", N_("Outside"), N_("Here it becomes as it was changed outside"), show=True),
    key("3", "answer_all('ours')", N_("All here"), N_("Everything stays as it was entered here"), show=True),
    key(
        "4", "answer_all('theirs')", N_("All outside"), N_("Everything becomes as it was outside"), show=True
    ),
    key("ctrl+s", "save", N_("Save"), N_("Record all decisions"), show=True, priority=True),
    key("escape", "leave", N_("Later"), N_("Decide later; nothing is written until then"), show=True),
]
"""What works where one decides between here and outside."""

ASKING_KEYS: list[BindingType] = [
    key("escape", "leave", N_("Back"), N_("Go back without changing anything"), show=True),
]
"""What works where something is asked about marked entries."""

BESIDE_KEYS: list[BindingType] = [
    key("down", "move(1)", N_("Down"), N_("To the next list")),
    key("up", "move(-1)", N_("Up"), N_("To the list before")),
    key("escape", "leave", N_("Back"), N_("Go back without choosing"), show=True),
]
"""What works where the second of two lists is chosen."""

JUMP_KEYS: list[BindingType] = [
    key("escape", "leave", N_("Back"), N_("Stay where you are"), show=True),
]
"""What works while the letters are shown."""
