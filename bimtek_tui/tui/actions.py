"""Every action once: its id, by which a person rebinds it, its words, and its explanation; help, footer and palette say them.

Words are translated where they are shown. The keys stand in `keymap`, by place. This is data and imports no Textual.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from ..i18n import N_
from .key_names import written
from .key_rows import Key
from .keymap import PLACES

if TYPE_CHECKING:
    from textual.binding import Binding, BindingType


class Action(NamedTuple):
    """What an action is called in a word or two, and what it does in a sentence; a place may explain it nearer."""

    words: str
    explained: str


# fmt: off
ACTIONS: dict[str, Action] = {
    "help":              Action(N_("Help"),            N_("What this panel is for, what comes next, and the keys that work here")),
    "quit":              Action(N_("Quit"),            N_("Save and leave the program")),
    "theme":             Action(N_("Colours"),         N_("The next colours: light, dark, high contrast, 16 colours; the palette names each")),
    "palette":           Action(N_("Palette"),         N_("Every action and every entry by text")),
    "commands":          Action(N_("Palette"),         N_("Every action and every entry by text")),
    "new":               Action(N_("New session"),     N_("Make a session for a city")),
    "redraw":            Action(N_("Redraw"),          N_("Draw the whole screen anew, when something else wrote into the terminal")),
    "reload":            Action(N_("Read again"),      N_("Read the list of sessions again")),
    "stage-1":           Action(N_("Stage 1"),         N_("Go to stage 1")),
    "stage-2":           Action(N_("Stage 2"),         N_("Go to stage 2")),
    "stage-3":           Action(N_("Stage 3"),         N_("Go to stage 3")),
    "stage-4":           Action(N_("Stage 4"),         N_("Go to stage 4")),
    "books":             Action(N_("Books"),           N_("The draft books: preview and writing them")),
    "figures":           Action(N_("Figures"),         N_("SWOT scores, budget, ranking: what the entries add up to")),
    "assessment":        Action(N_("Assessment"),      N_("Scores of the indicators by year, with their evidence")),
    "money":             Action(N_("Budget, targets"), N_("Budget rows by year and source, and yearly targets, of programs and objectives")),
    "notes":             Action(N_("Notes"),           N_("Minutes, decisions, action items, parking lot, facts")),
    "participants":      Action(N_("Participants"),    N_("Agencies and participants")),
    "previous-panel":    Action(N_("Previous panel"),  N_("The panel before this one in the stage")),
    "next-panel":        Action(N_("Next panel"),      N_("The panel after this one in the stage")),
    "next-step":         Action(N_("Next step"),       N_("Go to where the next open item of the checklist is done")),
    "for-whom":          Action(N_("For whom"),        N_("Set the group, dimension and agency for which is being captured")),
    "filter":            Action(N_("Filter"),          N_("Show only entries with these words, tags, points (=4+), votes (*3+), day (^today); {key:back} shows all")),
    "show-withdrawn":    Action(N_("Show withdrawn"),  N_("Show or hide entries that were withdrawn")),
    "undo":              Action(N_("Undo"),            N_("Take the last change back, up to where the session was opened")),
    "redo":              Action(N_("Redo"),            N_("Do again what was undone")),
    "history":           Action(N_("History"),         N_("What became of the entry under the cursor, in this run and at every commit; without an entry everything done in this run")),
    "go-back":           Action(N_("Go back to here"), N_("Undo everything from this row on, one by one; from the history of an entry this leads to its row first")),
    "this-run":          Action(N_("This run"),        N_("From the history of the entry to everything done in this run, and back")),
    "save":              Action(N_("Save"),            N_("Save now; it happens by itself within a second")),
    "projector":         Action(N_("Projector"),       N_("One list, one picture or the time for the room; enlarge the terminal's own letters, too, often with ctrl and +")),
    "decide":            Action(N_("Decide"),          N_("Decide what counts where the file was changed both here and outside")),
    "back":              Action(N_("Back"),            N_("Go back without changing anything")),
    "sessions":          Action(N_("Sessions"),        N_("Save, close this session and go back to the list of sessions")),
    "attendance":        Action(N_("Attendance"),      N_("Who is in the room today, and who is missing")),
    "rounds":            Action(N_("Rounds"),          N_("Silent round, round-robin, dot voting; what is left at the end of a stage")),
    "next-speaker":      Action(N_("Next agency"),     N_("The next agency speaks, also while one types")),
    "next-list":         Action(N_("Next on the wall"), N_("On the wall: the next list or picture of this panel")),
    "previous-list":     Action(N_("Before on the wall"), N_("On the wall: the list or picture before this one")),
    "inbox":             Action(N_("Inbox"),           N_("Take a line down that is sorted later; {key:back} leads back to here")),
    "group-file":        Action(N_("Group's file"),    N_("Take in what another laptop captured; it is shown first")),
    "next-sheet":        Action(N_("Next sheet"),      N_("Read the next sheet of the workbook instead")),
    "sheet-before":      Action(N_("Sheet before"),    N_("Read the sheet before this one instead")),
    "hidden-rows":       Action(N_("Hidden rows"),     N_("Take in hidden and filtered rows and hidden columns too, or leave them out again")),
    "list-agencies":     Action(N_("Unlisted agencies"), N_("Ask about each agency that is named and in no list: it is put there, or it is another one")),
    "table":             Action(N_("Table"),           N_("Take in a table from Excel or CSV, or a folder of forms: programs, SWOT, participants, agencies, strategies; it is shown first")),
    "preview":           Action(N_("Preview"),         N_("Show or hide what the entries of this panel become in the books; {key:next-gap} goes there, from gap to gap")),
    "jump":              Action(N_("Jump"),            N_("Show a letter on everything one can go to; the next key goes there")),
    "two-lists":         Action(N_("Two lists"),       N_("Put a list of any panel beside this one; {key:two-lists} again ends that")),
    "add":               Action(N_("Add"),             N_("Open the capture line: text and Enter take an entry down")),
    "edit":              Action(N_("Edit"),            N_("Open the form of this entry")),
    "open":              Action(N_("Edit"),            N_("Open the form of this entry")),
    "withdraw":          Action(N_("Withdraw"),        N_("Take this entry back with a reason, or restore a withdrawn one; an agency is removed")),
    "status":            Action(N_("Status"),          N_("Give the entry its next status: agreed, final; chosen; done; signed")),
    "quick-win":         Action(N_("Quick win"),       N_("Make this program a quick-win candidate")),
    "down":              Action(N_("Down"),            N_("One row down")),
    "up":                Action(N_("Up"),              N_("One row up")),
    "editor":            Action(N_("Editor"),          N_("Write the text of this entry in your own editor (EDITOR)")),
    "mark":              Action(N_("Mark"),            N_("Mark this entry, or take its mark away; {key:back} unmarks all")),
    "mark-all":          Action(N_("Mark all"),        N_("Mark all that this list shows, or unmark them")),
    "move":              Action(N_("Move"),            N_("Move what is marked, or this entry: another quadrant, horizon, kind, dimension or track")),
    "set-all":           Action(N_("Set for all"),     N_("Give all that is marked, or this entry, the same value: field: value, or a tag")),
    "unite":             Action(N_("Unite"),           N_("Let what is marked become part of this entry")),
    "take-apart":        Action(N_("Take apart"),      N_("Let what became part of this entry stand by itself again")),
    "order":             Action(N_("Order"),           N_("Show this list by points, level, votes, dimension, track, duty, agency or capture")),
    "points":            Action(N_("Points"),          N_("Fill in points, ratings and scores in a grid")),
    "overlaps":          Action(N_("Overlaps"),        N_("Programs of different agencies that are nearly the same, side by side, to make them one")),
    "next-gap":          Action(N_("Next gap"),        N_("Go to the next place in the section on the screen where something is missing")),
    "gap-before":        Action(N_("Gap before"),      N_("Go to the place before in the section on the screen")),
    "year-later":        Action(N_("Year later"),      N_("This program runs a year later; one without years begins in the first")),
    "year-earlier":      Action(N_("Year earlier"),    N_("This program runs a year earlier")),
    "longer":            Action(N_("Longer"),          N_("This program ends a year later")),
    "shorter":           Action(N_("Shorter"),         N_("This program ends a year earlier")),
    "start-block":       Action(N_("Start/end"),       N_("Start this block, also before others, which then follow it; or end it when it runs itself")),
    "skip-block":        Action(N_("Leave out"),       N_("Leave this block out with a reason, or put it back; a block of your own is taken out")),
    "add-block":         Action(N_("Add a block"),     N_("Add a block of your own behind this one, in one line: Coffee break 15 minutes, or 13.00 Discussion 45'")),
    "block-earlier":     Action(N_("Move earlier"),    N_("Move this block before the one above it; what follows is planned anew")),
    "block-later":       Action(N_("Move later"),      N_("Move this block behind the one below it; what follows is planned anew")),
    "dates":             Action(N_("Dates, start"),    N_("Dates of the stage and the time at which its days begin, in one line: 1-2 December 2026 08.30")),
    "more-minutes":      Action(N_("+5 minutes"),      N_("Give this block five minutes more")),
    "fewer-minutes":     Action(N_("-5 minutes"),      N_("Give this block five minutes less")),
    "go-there":          Action(N_("Go there"),        N_("Go to the panel where this is done")),
    "close-stage":       Action(N_("Close stage"),     N_("Go through what the stage still needs and close it, or open it again")),
    "tick":              Action(N_("Tick"),            N_("Tick this item, or take the tick back")),
    "not-applicable":    Action(N_("Not applicable"),  N_("This item does not apply here; once more takes that back")),
    "present":           Action(N_("Present"),         N_("Tick this person, or the whole agency, as present; once more takes it back")),
    "add-person":        Action(N_("Add"),             N_("Add somebody in one line: name; agency; role")),
    "roster":            Action(N_("List"),            N_("Take in a list of participants that was copied elsewhere; pasting it here does the same")),
    "coverage":          Action(N_("Coverage"),        N_("From the people to who is missing, and back")),
    "next-day":          Action(N_("Next day"),        N_("The day after this one")),
    "previous-day":      Action(N_("Previous day"),    N_("The day before this one")),
    "people":            Action(N_("People"),          N_("Back to the people")),
    "next-cell":         Action(N_("Next cell"),       N_("Record what was typed, and go to the next cell in which something is entered")),
    "cell-before":       Action(N_("Cell before"),     N_("Record what was typed, and go to the cell before in which something is entered")),
    "record":            Action(N_("Record"),          N_("Digits go into the cell; {key:record} records them and goes down, an arrow to any side")),
    "clear":             Action(N_("Clear"),           N_("Take away what stands in the cell")),
    "leave-points":      Action(N_("Back"),            N_("Back to the lists; {key:back} does the same")),
    "variant":           Action(N_("Variant"),         N_("Agree on the SWOT variant and on what a 4 means for weaknesses and threats")),
    "score":             Action(N_("Score"),           N_("Give this indicator a score and its evidence in one line, or change them")),
    "next-year":         Action(N_("Next year"),       N_("The round a year later")),
    "year-before":       Action(N_("Year before"),     N_("The round a year earlier")),
    "add-money":         Action(N_("Add"),             N_("Type a budget row or a target in one line: 2027 apbd 1,5 miliar, or 2027: 45 layanan")),
    "money-rows":        Action(N_("Rows"),            N_("From the programs to the rows and targets of one of them, and back")),
    "programs":          Action(N_("Programs"),        N_("Back to the programs and objectives")),
    "give-dot":          Action(N_("Give a dot"),      N_("The agency gives this entry a dot")),
    "take-dot":          Action(N_("Take back"),       N_("The agency takes a dot back from here")),
    "ballot-line":       Action(N_("Dots in a line"),  N_("Type the dots of this agency: S4 W3 O1, or S4x2 for two; Enter records them and goes on to the next agency")),
    "next-voter":        Action(N_("Next agency"),     N_("Record these dots and go on to the next agency")),
    "voter-before":      Action(N_("Agency before"),   N_("Record these dots and go back to the agency before")),
    "which-voter":       Action(N_("For whom"),        N_("Record these dots and go to any other agency; who has voted stands there, not for what")),
    "close-voting":      Action(N_("Close"),           N_("Close the voting and show the result, or open it again")),
    "pause":             Action(N_("Pause"),           N_("Hold the time, or let it go on")),
    "minute-more":       Action(N_("One minute more"), N_("Give the round another minute")),
    "minute-less":       Action(N_("One minute less"), N_("Take a minute from the round")),
    "end":               Action(N_("End"),             N_("End the silent round")),
    "next-turn":         Action(N_("Next"),            N_("This agency has spoken; the next one has its turn")),
    "skip-turn":         Action(N_("Skip"),            N_("This agency says nothing in this lap")),
    "turn-back":         Action(N_("Agency before"),   N_("Back to the agency before")),
    "other-speaker":     Action(N_("For whom"),        N_("Another agency speaks out of turn")),
    "next-lap":          Action(N_("Next lap"),        N_("Everybody in turn again")),
    "write-books":       Action(N_("Write books"),     N_("Write all books as Markdown files; on a document below them, that one")),
    "write-as":          Action(N_("Write as"),        N_("Write all books, or the document under the cursor, as Word, PDF or HTML")),
    "read":              Action(N_("Read"),            N_("Go to the page; there the arrows scroll")),
    "fill-in":           Action(N_("Fill in"),         N_("Go to the field that fills this gap, or open the text that is printed here")),
    "next-section":      Action(N_("Next section"),    N_("Show the section after this one")),
    "section-before":    Action(N_("Section before"),  N_("Show the section before this one")),
    "next-target":       Action(N_("Next list"),       N_("The line goes to the next list; a tag that is begun is completed first")),
    "previous-target":   Action(N_("Previous list"),   N_("The line goes to the list before")),
    "complete":          Action(N_("Complete"),        N_("At the end of the line: the tag being typed becomes the one that is offered")),
    "next-offer":        Action(N_("Next offer"),      N_("Offer the next tag")),
    "previous-offer":    Action(N_("Previous offer"),  N_("Offer the tag before")),
    "earlier-line":      Action(N_("Earlier line"),    N_("Put the line that was recorded before here")),
    "later-line":        Action(N_("Later line"),      N_("Put the line after this one here; behind the last, what was half typed")),
    "arrow-down":        Action(N_("Down"),            N_("To the next list")),
    "arrow-up":          Action(N_("Up"),              N_("To the list before")),
    "page-down":         Action(N_("Page down"),       N_("One page down")),
    "page-up":           Action(N_("Page up"),         N_("One page up")),
    "number":            Action(N_("By number"),       N_("Take the row with this number")),
    "cancel":            Action(N_("Cancel"),          N_("Leave without recording")),
    "prose-editor":      Action(N_("Editor"),          N_("Write this in your own editor (EDITOR)")),
    "choose":            Action(N_("Choose"),          N_("Choose the row under the cursor, or take it back")),
    "sort-strength":     Action(N_("Strength"),        N_("This is a strength")),
    "sort-weakness":     Action(N_("Weakness"),        N_("This is a weakness")),
    "sort-opportunity":  Action(N_("Opportunity"),     N_("This is an opportunity")),
    "sort-threat":       Action(N_("Threat"),          N_("This is a threat")),
    "sort-program":      Action(N_("Program"),         N_("This is a program, of the short term to begin with")),
    "sort-issue":        Action(N_("Issue"),           N_("This is a regional issue")),
    "sort-minutes":      Action(N_("Minutes"),         N_("This belongs into the minutes")),
    "sort-decision":     Action(N_("Decision"),        N_("This was decided")),
    "sort-to-do":        Action(N_("To do"),           N_("This is to be done by somebody")),
    "sort-parking":      Action(N_("Parking"),         N_("This waits in the parking lot")),
    "sort-fact":         Action(N_("Fact"),            N_("This is a fact about the city")),
    "leave-out":         Action(N_("Leave out"),       N_("Leave this line out, or take it in again")),
    "one-line":          Action(N_("One line"),        N_("Take all of it as one line of text")),
    "mend":              Action(N_("Mend, take in"),   N_("Correct what is wrong under the cursor; on any other row take in what is good")),
    "take-in":           Action(N_("Take in"),         N_("Record what is shown, as one step")),
    "take-in-good":      Action(N_("Take in"),         N_("Record what is good as one step; what is wrong stays here")),
    "accept":            Action(N_("In/out"),          N_("Leave this row out, or take it in; a doubtful one is out until it is taken in")),
    "tick-present":      Action(N_("Were they there?"),N_("Tick everybody in the list as present, or not")),
    "pasted-text":       Action(N_("Text"),            N_("To the pasted text, to mend it there")),
    "change":            Action(N_("Change"),          N_("Take this in, or leave it; ours or theirs")),
    "ours":              Action(N_("Ours"),            N_("Here it stays as we have it")),
    "theirs":            Action(N_("Theirs"),          N_("Here it becomes as the group has it")),
    "all-ours":          Action(N_("All ours"),        N_("Where both say something else, ours stays everywhere")),
    "all-theirs":        Action(N_("All theirs"),      N_("Where both say something else, theirs comes everywhere")),
    "rows-programs":     Action(N_("Programs"),        N_("The rows are programs")),
    "rows-swot":         Action(N_("SWOT"),            N_("The rows are SWOT entries")),
    "rows-participants": Action(N_("Participants"),    N_("The rows are participants")),
    "rows-agencies":     Action(N_("Agencies"),        N_("The rows are agencies")),
    "rows-strategies":   Action(N_("Strategies"),      N_("The rows are strategies of the TOWS matrix")),
    "here":              Action(N_("Here"),            N_("Here it stays as it was entered here")),
    "outside":           Action(N_("Outside"),         N_("Here it becomes as it was changed outside")),
    "all-here":          Action(N_("All here"),        N_("Everything stays as it was entered here")),
    "all-outside":       Action(N_("All outside"),     N_("Everything becomes as it was outside")),
    "later":             Action(N_("Later"),           N_("Decide later; nothing is written until then")),
    "close-reopen":      Action(N_("Close/reopen"),    N_("Record that the stage is closed, or open it again")),
    "close-anyway":      Action(N_("Close it"),        N_("Record that the stage is closed, whatever is open")),
    "select":            Action(N_("Go there"),        N_("Go to what the cursor is on")),
    "done":              Action(N_("Done"),            N_("Close this note, or open it again")),
    "action-item":       Action(N_("Action item"),     N_("Make an action item of this; of a decision another one")),
    "who-and-when":      Action(N_("Who and when"),    N_("Owner and date in one line: @CODE +13 Juni 2026")),
    "keep-1":            Action(N_("Keep 1"),          N_("Let the second program become part of the first; its words and figures stay in the file")),
    "keep-2":            Action(N_("Keep 2"),          N_("Let the first program become part of the second; its words and figures stay in the file")),
    "not-the-same":      Action(N_("Not the same"),    N_("Show this pair no more while the program runs")),
    "go-to-1":           Action(N_("Go to 1"),         N_("Leave, and go to the first program")),
    "go-to-2":           Action(N_("Go to 2"),         N_("Leave, and go to the second program")),
}
# fmt: on

FIXED = frozenset(id for id in ACTIONS if id.startswith("sort-")) | {"number"}
"""Actions whose key stands beside what it takes, so that another one would mean something else."""

WHILE_TYPING = frozenset(
    row.action for place in ("capture", "line", "earlier", "prose") for row in PLACES[place].rows
) | {
    "back",
    "cancel",
    "later",
    "help",
    "quit",
    "theme",
    "palette",
    "save",
    "next-speaker",
}
"""Actions that one needs also while one types, so that a letter alone is no key for them."""


def in_force(place: str, keymap: Mapping[str, str]) -> list[Key]:
    """The rows of a place with the keys that a person gave to actions, by their ids."""
    return [
        row if row.action in FIXED else row._replace(keys=keymap.get(row.action, row.keys))
        for row in PLACES[place].rows
    ]


def key_of(id: str, keymap: Mapping[str, str]) -> str:
    """The key of an action as a sentence names it: the first that a person gave it, else the first of its own."""
    own = next(row.keys for place in PLACES.values() for row in place.rows if row.action == id)
    key = (own if id in FIXED else keymap.get(id, own)).split(",")[0]
    shown = written(key)
    return key if shown in ("{", "}") else shown  # a sentence may have places for values, in braces


def bindings(place: str, *ids: str) -> list[BindingType]:
    """The bindings of a place for Textual; with ids only those of these actions.

    In a list the keys come first that every list of Textual has, in its order: which of them the panel around the list
    binds and which the list itself is nothing that help and footer should show.
    """
    rows = [row for row in PLACES[place].rows if not ids or row.action in ids]
    made = [_binding(row, key) for row in rows for key in row.keys.split(",")]
    if any(row.target == "cursor_down" for row in rows):
        made.sort(
            key=lambda binding: _IN_EVERY_LIST.index(binding.key) if binding.key in _IN_EVERY_LIST else 3
        )
    return list(made)


# fmt: off
OF_TEXTUAL: dict[str, Action] = {
    "select":         Action(N_("Choose"),  N_("Take the row under the cursor")),
    "cursor_down":    Action(N_("Down"),    N_("One row down")),
    "cursor_up":      Action(N_("Up"),      N_("One row up")),
    "submit":         Action(N_("Go on"),   N_("Record the line, or go on to the next field")),
    "show_overlay":   Action(N_("Choices"), N_("Show what can be chosen; letters and arrows find it, Enter takes it")),
    "app.focus_next": Action(N_("Next"),    N_("To the next field, list or half")),
}
# fmt: on
"""What lists, lines and choices of Textual do by themselves, by the action that it runs, for the help."""


def meaning(binding: Binding) -> Action | None:
    """What a key does, in words for the help: also one that footer and palette leave out; None where nothing is said."""
    if binding.tooltip:
        return Action(binding.description, binding.tooltip)
    row = _QUIET.get((binding.action, binding.id or ""))
    if row is not None:
        action = ACTIONS[row.action]
        return Action(action.words, row.explained or action.explained)
    return OF_TEXTUAL.get(binding.action)


_QUIET = {
    (row.target.format(key=key), "" if row.action in FIXED else row.action): row
    for place in PLACES.values()
    for row in place.rows
    for key in row.keys.split(",")
    if "quiet" in row.mark
}
"""Keys that footer and palette leave out, by what Textual runs and the id for a person's own keys."""
_IN_EVERY_LIST = ("left", "right", "enter")


def _binding(row: Key, key: str) -> Binding:
    from textual.binding import Binding  # late: `bimtek keys` needs the words only

    action, quiet = ACTIONS[row.action], "quiet" in row.mark
    return Binding(
        key,
        row.target.format(key=key),
        "" if quiet else action.words,
        show="show" in row.mark,
        tooltip="" if quiet else row.explained or action.explained,
        priority="first" in row.mark,
        id=None if row.action in FIXED else row.action,
    )
