"""Every key of the program as data: key, action, words, explanation. Help, footer and palette read it from here.

Letters belong to lists, function keys and ctrl with a letter to everything; ctrl+h, i, j and m never arrive in every
terminal, and punctuation with ctrl differs by layout, so none is used. Words are translated where they are shown.
Here are those that work everywhere in the program or on a whole screen; `panel_keys` has those of the panels,
`dialog_keys` those of the dialogs.
"""

from __future__ import annotations

from textual.binding import Binding, BindingType

from ..i18n import N_


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


def rows(down: str, up: str) -> tuple[Binding, Binding]:
    """The keys j and k, for those who don't want to reach for the arrows; both are explained."""
    return key("j", "cursor_down", N_("Down"), down), key("k", "cursor_up", N_("Up"), up)


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
    key(
        "F", "panel('figures')", N_("Figures"), N_("SWOT scores, budget, ranking: what the entries add up to")
    ),
    key(
        "R",
        "panel('assessment')",
        N_("Assessment"),
        N_("Scores of the indicators by year, with their evidence"),
    ),
    key(
        "B",
        "panel('money')",
        N_("Budget, targets"),
        N_("Budget rows by year and source, and yearly targets, of programs and objectives"),
    ),
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
        "T",
        "table",
        N_("Table"),
        N_("Take in a table from Excel or CSV: programs, SWOT, participants, agencies; it is shown first"),
    ),
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

START_KEYS: list[BindingType] = [
    key("f1", "help", N_("Help"), N_("What this program is for and the keys that work here"), show=True),
    key("n", "new", N_("New session"), N_("Make a session for a city"), show=True),
    key("f5", "reload", N_("Read again"), N_("Read the list of sessions again")),
    key("ctrl+q", "app.quit", N_("Quit"), N_("Leave the program"), show=True),
]
"""What works on the list of sessions."""

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
