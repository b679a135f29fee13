"""The workshop as a panel or a dialog may use it: whether it may be changed, doing a change, and saying what came of it.

A desk knows no widget. Who has a line to speak in makes one: the session screen for its panels, a dialog for itself.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Protocol

from ..errors import Refused
from ..i18n import _, ngettext
from ..model.edits import Edit
from ..workshop.workshop import Workshop

Now = Callable[[], dt.datetime]
"""Tells the time of day with its offset; tests hand in one that stands still."""


def now() -> dt.datetime:
    """The time of day with its offset."""
    return dt.datetime.now().astimezone()


class Say(Protocol):
    """Shows one sentence to the person until the next one; "" takes the last one away."""

    def __call__(self, sentence: str, error: bool = False) -> None:
        """Show the sentence; `error` says that something was refused or went wrong."""


class Desk:
    """One open workshop, a line to speak in, and a clock."""

    def __init__(self, workshop: Workshop, say: Say, now: Now = now) -> None:
        self.workshop = workshop
        self.say = say
        self.now = now
        self.passed_over: set[frozenset[str]] = set()
        """Programs by their ids, two and two, that people called no overlap; the file has no place for that."""
        self.asked_meaning = False
        """Whether it was asked how the points of the SWOT are meant; a session asks that of itself only once."""

    def may_change(self) -> bool:
        """Whether the session can be changed at all; why not is said before a question is asked for nothing."""
        if self.workshop.read_only:
            self.say(self.workshop.read_only, error=True)
        return not self.workshop.read_only

    def do(
        self, make: Edit | Callable[[], Edit | None] | None, sentence: str = "", unchanged: str = ""
    ) -> bool:
        """Make an edit, or the one that a function gives; False when it was refused, which is said.

        What came of it is said: `sentence`, or `unchanged` when there was nothing to change (no edit).
        """
        try:
            edit = make() if callable(make) else make
            self.workshop.do(edit)
        except Refused as refused:
            self.say(str(refused), error=True)
            return False
        self.say(sentence if edit is not None else unchanged)
        return True

    def is_possible(self, make: Callable[[], Edit | None]) -> bool:
        """Whether an edit could be made; if not, why is said before anybody is asked for more."""
        try:
            make()
        except Refused as refused:
            self.say(str(refused), error=True)
            return False
        return self.may_change()

    def take_up(self, place: str) -> str:
        """What was typed at a place in one line and not recorded, which is said; "" for nothing."""
        draft = self.workshop.drafts.get(place)
        sentence = _("Not recorded yet, typed at {time}: Enter records it, ctrl+u throws it away.")
        self.say(sentence.format(time=draft.when) if draft else "")
        return draft.words if draft else ""

    def undo(self, following: bool = False) -> bool:
        """Take the last change back and say which it was, and which comes `following`; whether there was one."""
        try:
            what = self.workshop.undo()
        except Refused as refused:
            self.say(str(refused), error=True)
            return False
        nothing = _("There is nothing to undo since the session was opened.")
        sentence = _("Undone: {what}").format(what=what) if what else nothing
        if what and following and (before := self.workshop.can_undo):
            sentence += _(" · {key:undo} again: {what}").format(what=before)
        self.say(sentence)
        return bool(what)

    def go_back(self, number: int) -> None:
        """Take the last `number` changes back, one by one, and say how many that were; one that can't be ends it."""
        undone, reason = 0, ""
        try:
            while undone < number and self.workshop.undo():
                undone += 1
        except Refused as refused:
            reason = str(refused)
        sentence = ngettext(
            "{number} change undone; {key:redo} does it again.",
            "{number} changes undone; {key:redo} does them again, one by one.",
            undone,
        ).format(number=undone)
        if reason:
            stays = _("The next one can't be undone, and stays with all before it: {reason}")
            sentence = " ".join([*([sentence] if undone else []), stays.format(reason=reason)])
        self.say(sentence, error=bool(reason))

    def redo(self) -> None:
        """Do again what was undone last, and say which it was."""
        try:
            what = self.workshop.redo()
        except Refused as refused:
            self.say(str(refused), error=True)
            return
        self.say(_("Done again: {what}").format(what=what) if what else _("There is nothing to do again."))
