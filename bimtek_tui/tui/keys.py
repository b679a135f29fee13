"""Every key of the program as data: key, action, words, explanation. Help, footer and palette read it from here.

Letters belong to lists, function keys and ctrl with a letter to everything; ctrl+h, i, j and m never arrive in every
terminal, and punctuation with ctrl differs by layout, so none is used. Words are translated where they are shown.
"""

from __future__ import annotations

from textual.binding import Binding, BindingType

from ..words import N_


def _key(
    key: str, action: str, words: str, explained: str, show: bool = False, priority: bool = False
) -> Binding:
    """A binding with an id, so that a person can rebind it."""
    return Binding(
        key,
        action,
        words,
        tooltip=explained,
        show=show,
        priority=priority,
        id=action.replace("(", "-").rstrip(")").replace("'", ""),
    )


SESSION_KEYS: list[BindingType] = [
    _key(
        "f1",
        "help",
        N_("Help"),
        N_("What this panel is for, what comes next, and the keys that work here"),
        show=True,
    ),
    _key("f2,1", "stage('stage-1')", N_("Stage 1"), N_("Go to stage 1")),
    _key("f3,2", "stage('stage-2')", N_("Stage 2"), N_("Go to stage 2")),
    _key("f4,3", "stage('stage-3')", N_("Stage 3"), N_("Go to stage 3")),
    _key("f5,4", "stage('stage-4')", N_("Stage 4"), N_("Go to stage 4")),
    _key("f6", "panel('books')", N_("Books"), N_("The draft books: preview and writing them")),
    _key("f7", "panel('notes')", N_("Notes"), N_("Minutes, decisions, action items, parking lot, facts")),
    _key("f9", "panel('participants')", N_("Participants"), N_("Agencies and participants")),
    _key(
        "comma,left_square_bracket",
        "turn(-1)",
        N_("Previous panel"),
        N_("The panel before this one in the stage"),
    ),
    _key(
        "full_stop,right_square_bracket",
        "turn(1)",
        N_("Next panel"),
        N_("The panel after this one in the stage"),
        show=True,
    ),
    _key(
        "g", "go", N_("Next step"), N_("Go to where the next open item of the checklist is done"), show=True
    ),
    _key(
        "c",
        "context",
        N_("For whom"),
        N_("Set the group, dimension and agency for which is being captured"),
        show=True,
    ),
    _key(
        "slash", "filter", N_("Filter"), N_("Show only entries that contain some words; Esc shows all again")
    ),
    _key("x", "withdrawn", N_("Show withdrawn"), N_("Show or hide entries that were withdrawn")),
    _key("ctrl+z", "undo", N_("Undo"), N_("Take the last change back"), show=True),
    _key("ctrl+y", "redo", N_("Redo"), N_("Do again what was undone")),
    _key("ctrl+s", "save", N_("Save"), N_("Save now; it happens by itself within a second")),
    _key(
        "ctrl+r",
        "decide",
        N_("Decide"),
        N_("Decide what counts where the file was changed both here and outside"),
    ),
    _key("colon", "app.command_palette", N_("Palette"), N_("Every action and every entry by text")),
    _key("escape", "leave", N_("Back"), N_("Leave the capture line or the filter")),
    _key(
        "ctrl+o", "start", N_("Sessions"), N_("Save, close this session and go back to the list of sessions")
    ),
]
"""What works anywhere in a session."""

LIST_KEYS: list[BindingType] = [
    _key(
        "a",
        "screen.capture",
        N_("Add"),
        N_("Open the capture line: text and Enter take an entry down"),
        show=True,
    ),
    _key("e", "screen.edit", N_("Edit"), N_("Open the form of this entry"), show=True),
    _key("enter", "screen.edit", N_("Edit"), N_("Open the form of this entry")),
    _key(
        "d",
        "screen.withdraw",
        N_("Withdraw"),
        N_("Take this entry back with a reason, or restore a withdrawn one"),
        show=True,
    ),
    _key(
        "s",
        "screen.advance",
        N_("Status"),
        N_("Give the entry its next status: agreed, final; chosen; done; signed"),
    ),
    _key("q", "screen.candidate", N_("Quick win"), N_("Make this program a quick-win candidate")),
    _key("j", "cursor_down", N_("Down"), N_("One entry down")),
    _key("k", "cursor_up", N_("Up"), N_("One entry up")),
]
"""What works on a list of entries."""

CHECKLIST_KEYS: list[BindingType] = [
    _key("space", "screen.tick", N_("Tick"), N_("Tick this item, or take the tick back"), show=True),
    _key("n", "screen.not_applicable", N_("Not applicable"), N_("This item does not apply here"), show=True),
    _key(
        "enter", "screen.go_to_item", N_("Go there"), N_("Go to the panel where this item is done"), show=True
    ),
    _key("e", "screen.edit", N_("Edit"), N_("Open the form: who ticked it, and a note"), show=True),
    _key("j", "cursor_down", N_("Down"), N_("One item down")),
    _key("k", "cursor_up", N_("Up"), N_("One item up")),
]
"""What works on agenda and checklist."""

START_KEYS: list[BindingType] = [
    _key("f1", "help", N_("Help"), N_("What this program is for and the keys that work here"), show=True),
    _key("n", "new", N_("New session"), N_("Make a session for a city"), show=True),
    _key("f5", "reload", N_("Read again"), N_("Read the list of sessions again")),
    _key("ctrl+q", "app.quit", N_("Quit"), N_("Leave the program"), show=True),
]
"""What works on the list of sessions."""

BOOK_KEYS: list[BindingType] = [
    _key(
        "w",
        "screen.write_books",
        N_("Write books"),
        N_("Render all books and write them as Markdown files"),
        show=True,
    ),
    _key("j", "cursor_down", N_("Down"), N_("One section down")),
    _key("k", "cursor_up", N_("Up"), N_("One section up")),
]
"""What works on the list of books and sections."""

FORM_KEYS: list[BindingType] = [
    _key(
        "ctrl+s", "save", N_("Save"), N_("Check every field and record the changes"), show=True, priority=True
    ),
    _key("escape", "leave", N_("Cancel"), N_("Leave without recording"), show=True),
]
"""What works in a form."""

CONFLICT_KEYS: list[BindingType] = [
    _key("1", "answer('ours')", N_("Here"), N_("Here it stays as it was entered here"), show=True),
    _key("2", "answer('theirs')", N_("Outside"), N_("Here it becomes as it was changed outside"), show=True),
    _key("3", "answer_all('ours')", N_("All here"), N_("Everything stays as it was entered here"), show=True),
    _key(
        "4", "answer_all('theirs')", N_("All outside"), N_("Everything becomes as it was outside"), show=True
    ),
    _key("ctrl+s", "save", N_("Save"), N_("Record all decisions"), show=True, priority=True),
    _key("escape", "leave", N_("Later"), N_("Decide later; nothing is written until then"), show=True),
]
"""What works where one decides between here and outside."""

APP_KEYS: list[BindingType] = [
    _key("ctrl+q", "quit", N_("Quit"), N_("Save and leave the program"), show=True, priority=True),
    _key(
        "ctrl+p", "command_palette", N_("Palette"), N_("Every action and every entry by text"), priority=True
    ),
]
