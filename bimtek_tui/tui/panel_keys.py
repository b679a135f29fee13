"""The keys of the panels, as data: what works on a list, the agenda, the books, the attendance, in the grid."""

from __future__ import annotations

from textual.binding import BindingType

from ..i18n import N_
from .keys import key, rows

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
    *rows(N_("One entry down"), N_("One entry up")),
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
    key(
        "D",
        "screen.overlaps",
        N_("Overlaps"),
        N_("Programs of different agencies that are nearly the same, side by side, to make them one"),
    ),
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
    *rows(N_("One block down"), N_("One block up")),
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
    *rows(N_("One item down"), N_("One item up")),
]
"""What works on the checklist."""

BOOK_KEYS: list[BindingType] = [
    key(
        "w",
        "screen.write_books",
        N_("Write books"),
        N_("Write all books as Markdown files; on a document below them, that one"),
        show=True,
    ),
    key(
        "W",
        "screen.write_books_as",
        N_("Write as"),
        N_("Write all books, or the document under the cursor, as Word, PDF or HTML"),
        show=True,
    ),
    key("enter", "select", N_("Read"), N_("Go to the page; there the arrows scroll")),
    *rows(N_("One section down"), N_("One section up")),
]
"""What works on the list of books and sections."""

FIGURE_KEYS: list[BindingType] = [
    key("enter", "select", N_("Read"), N_("Go to the page; there the arrows scroll"), show=True),
    *rows(N_("One section down"), N_("One section up")),
]
"""What works on the list of figures."""

FIGURE_PAGE_KEYS: list[BindingType] = [
    key("right", "section(1)", N_("Next section"), N_("Show the section after this one"), show=True),
    key("left", "section(-1)", N_("Section before"), N_("Show the section before this one"), show=True),
    key("escape", "screen.from_preview", N_("Back"), N_("Back to the list"), show=True),
    key("j", "scroll_down", N_("Down"), N_("One line down")),
    key("k", "scroll_up", N_("Up"), N_("One line up")),
]
"""What works on a page of figures."""

_DAYS = (
    key("right", "screen.another_day(1)", N_("Next day"), N_("The day after this one"), show=True),
    key("left", "screen.another_day(-1)", N_("Previous day"), N_("The day before this one")),
)

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
    *_DAYS,
    key("e,enter", "screen.edit", N_("Edit"), N_("Open the form of this person or agency")),
    key("d", "screen.withdraw", N_("Withdraw"), N_("Take this person off the list, with a reason")),
    *rows(N_("One row down"), N_("One row up")),
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
    *_DAYS,
    *rows(N_("One row down"), N_("One row up")),
]
"""What works on who and what is missing."""

RATING_KEYS: list[BindingType] = [
    key(
        "enter,a",
        "screen.rate",
        N_("Score"),
        N_("Give this indicator a score and its evidence in one line, or change them"),
        show=True,
    ),
    key("right", "screen.another_round(1)", N_("Next year"), N_("The round a year later"), show=True),
    key("left", "screen.another_round(-1)", N_("Year before"), N_("The round a year earlier"), show=True),
    key("e", "screen.edit", N_("Edit"), N_("Open the form of this score: also its note")),
    key("d", "screen.withdraw", N_("Withdraw"), N_("Take this score back, with a reason")),
    *rows(N_("One indicator down"), N_("One indicator up")),
]
"""What works on the indicators of the assessment panel."""

MONEY_KEYS: list[BindingType] = [
    key(
        "enter,a",
        "screen.add_money",
        N_("Add"),
        N_("Type a budget row or a target in one line: 2027 apbd 1,5 miliar, or 2027: 45 layanan"),
        show=True,
    ),
    key(
        "tab,shift+tab",
        "screen.other_money",
        N_("Rows"),
        N_("From the programs to the rows and targets of one of them, and back"),
        show=True,
    ),
    key("e", "screen.edit", N_("Edit"), N_("Open the form: of the program its whole budget"), show=True),
    *rows(N_("One entry down"), N_("One entry up")),
]
"""What works on the programs and objectives of the panel of budget and targets."""

MONEY_ROW_KEYS: list[BindingType] = [
    key(
        "enter,a",
        "screen.add_money",
        N_("Add"),
        N_("Type a budget row or a target in one line: 2027 apbd 1,5 miliar, or 2027: 45 layanan"),
        show=True,
    ),
    key("e", "screen.edit", N_("Edit"), N_("Open the form of this entry"), show=True),
    key(
        "d",
        "screen.withdraw",
        N_("Withdraw"),
        N_("Take this entry back with a reason, or restore a withdrawn one"),
        show=True,
    ),
    key(
        "tab,shift+tab",
        "screen.other_money",
        N_("Programs"),
        N_("Back to the programs and objectives"),
        show=True,
    ),
    *rows(N_("One row down"), N_("One row up")),
]
"""What works on the budget rows and targets of one of them."""

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
    *rows(N_("One entry down"), N_("One entry up")),
]
"""What works where dots are given."""

PREVIEW_KEYS: list[BindingType] = [
    key("n", "next_gap(1)", N_("Next gap"), N_("Go to the next place where something is missing"), show=True),
    key("N", "next_gap(-1)", N_("Gap before"), N_("Go to the place before where something is missing")),
    key("enter", "fill_in", N_("Fill in"), N_("Go to the field that fills this gap"), show=True),
    key("right", "section(1)", N_("Next section"), N_("Show the section after this one"), show=True),
    key("left", "section(-1)", N_("Section before"), N_("Show the section before this one")),
    key(
        "w",
        "screen.write_books",
        N_("Write books"),
        N_("Write all books as Markdown files; on a document below them, that one"),
    ),
    key(
        "W",
        "screen.write_books_as",
        N_("Write as"),
        N_("Write all books, or the document under the cursor, as Word, PDF or HTML"),
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
    key(
        "v",
        "screen.agree_figures",
        N_("Variant"),
        N_("Agree on the SWOT variant and on what a 4 means for weaknesses and threats"),
    ),
    *rows(N_("One entry down"), N_("One entry up")),
]
"""What works in the grid of points."""

LIST_KEYS += _GAP_KEYS

BOOK_KEYS += _GAP_KEYS

for _without_capture in (
    AGENDA_KEYS,
    CHECKLIST_KEYS,
    BOOK_KEYS,
    PREVIEW_KEYS,
    COVERAGE_KEYS,
    FIGURE_KEYS,
    FIGURE_PAGE_KEYS,
):
    _without_capture.append(
        key(
            "a",
            "screen.inbox",
            N_("Inbox"),
            N_("Take a line down that is sorted later; Esc leads back to here"),
        )
    )
