"""What a key means wherever it works: the rules that a new key follows, as data; help says them, a test holds `keymap` to them."""

from __future__ import annotations

from typing import NamedTuple

from ..i18n import N_


class Meaning(NamedTuple):
    """Keys, what they mean in a few words, and the actions that are just that; the first one names it for rebinding."""

    keys: str
    words: str
    actions: tuple[str, ...]


# fmt: off
MEANINGS: tuple[Meaning, ...] = (
    Meaning("enter", N_("opens the row, or goes where it is done; in a line, cell, ballot or turn: records and goes on"), (
        "open", "go-there", "read", "select", "fill-in", "go-to-1", "choose", "record", "take-in", "mend", "next-voter", "next-turn", "go-back")),
    Meaning("escape", N_("back; what was typed is kept"), ("back", "cancel", "later")),
    Meaning("ctrl+s", N_("records"), ("save", "record", "take-in", "take-in-good", "choose", "close-anyway")),
    Meaning("e", N_("the form of what is under the cursor"), ("edit",)),
    Meaning("a", N_("adds to this list; where nothing can be added, to the inbox"), (
        "add", "add-block", "add-person", "score", "add-money", "ballot-line", "inbox", "new")),
    Meaning("d", N_("takes out, with a reason where it matters; once more brings it back"), (
        "withdraw", "skip-block", "not-applicable", "skip-turn", "not-the-same")),
    Meaning("space", N_("the tick of this row: marked, done, present, running, a dot, taken in"), (
        "mark", "tick", "present", "start-block", "give-dot", "choose", "leave-out", "accept", "change", "done")),
    Meaning("s", N_("the next status"), ("status", "done")),
    Meaning("o", N_("the order of the list"), ("order",)),
    Meaning("c", N_("for whom: group, dimension, agency; whose turn or ballot"), ("for-whom", "which-voter", "other-speaker")),
    Meaning("K", N_("closes, or opens again: stage, voting, round"), ("close-stage", "close-reopen", "close-voting", "end")),
    Meaning("n,N", N_("the next gap, the gap before; the next turn"), ("next-gap", "gap-before", "next-turn")),
    Meaning("left,right", N_("the one before, the next one: day, year, agency, section, list or picture on the wall; on the roadmap a year earlier or later"), (
        "next-list", "previous-list", "next-day", "previous-day", "next-year", "year-before", "next-voter", "voter-before",
        "next-section", "section-before", "next-sheet", "sheet-before", "year-earlier", "year-later")),
    Meaning("tab,shift+tab", N_("on to the next list, half or field, and back"), (
        "next-target", "previous-target", "coverage", "people", "money-rows", "programs", "pasted-text", "this-run",
        "next-cell", "cell-before")),
    Meaning("1,2,3,4,5", N_("the stages; in a window the choices by number, in the grid the figure"), (
        "stage-1", "stage-2", "stage-3", "stage-4", "number", "one-line", "ours", "theirs", "all-ours", "all-theirs",
        "rows-programs", "rows-swot", "rows-participants", "rows-agencies", "rows-strategies", "here", "outside", "all-here", "all-outside",
        "keep-1", "keep-2", "go-to-1", "go-to-2")),
    Meaning("plus,minus", N_("more or less of it: minutes, dots"), (
        "more-minutes", "fewer-minutes", "minute-more", "minute-less", "give-dot", "take-dot")),
    Meaning("less_than_sign,greater_than_sign", N_("earlier or shorter; later or longer"), (
        "block-earlier", "block-later", "shorter", "longer")),
    Meaning("p", N_("to the grid of points, and back"), ("points", "leave-points")),
    Meaning("delete,backspace", N_("takes away what stands there"), ("clear", "leave-out", "take-dot")),
)
"""What keys mean that more than one action has; any other key belongs to one action alone."""

EXCEPTIONS: dict[tuple[str, str], str] = {
    ("sorting", ""): "one letter sorts a note, and stands for the word beside it: there is no list with keys of its own",
    ("start", "n"): "the list of sessions has no gaps and no turns; n makes a new one, as a does",
    ("start", "f5"): "no stages are known before a session is open, and F5 reads anew in other programs",
    ("capture", "right"): "in a line the arrows move in the text; at its end Right takes the tag that is offered",
    ("capture", "down"): "a line has no row below; Down and Up go through the tags that are offered",
    ("capture", "up"): "a line has no row above; Down and Up go through the tags that are offered",
    ("earlier", "up"): "a line has no row above; Up brings back what was typed before",
    ("earlier", "down"): "a line has no row below; Down goes back to what was half typed",
    ("help", "space"): "a text to read has no rows to tick; Space turns the page as in other readers",
    ("silent", "p"): "the strip of a round has no rows that have points; p pauses it",
    ("turns", "l"): "the strip of a round takes no list of participants; l begins the next lap",
    ("points", "v"): "no list stands beside the grid; v asks what its figures mean",
    ("leftovers", "w"): "no book is written from the review; w says who does it and when",
    ("roster", "t"): "a list of people that is taken in has no dates; t ticks them as present",
    ("leftovers", "t"): "in windows t belongs to what they take in or make: here an action item, of a list the presence",
}
"""By place and key ("": all of a place) why a key means something else just there."""
# fmt: on
