"""Leaving a session with nothing lost: saving what is left, and saying once what waits to be settled."""

from __future__ import annotations

from collections.abc import Callable

from ...errors import CannotSave
from ...i18n import _
from ..desk import Desk
from .autosave import Autosave
from .file_watch import FileWatch


class Exit:
    """The way out of one session."""

    def __init__(
        self, desk: Desk, autosave: Autosave, file_watch: FileWatch, trouble: Callable[[], str]
    ) -> None:
        """`trouble` says what keeps things from being saved, and the way out; or ""."""
        self.closed = False
        self._warned_not_saved = False
        self._warned_waiting = False
        self._desk = desk
        self._autosave = autosave
        self._file_watch = file_watch
        self._trouble = trouble

    def ask_again(self) -> None:
        """Something was changed: what was said about leaving is to be said anew."""
        self._warned_not_saved = self._warned_waiting = False

    def may_leave(self) -> bool:
        """Whether one may leave without a word; what waits to be settled is told before, once."""
        kept = self._desk.workshop.persistence
        if self.closed or self._warned_waiting:
            return True
        kept.look(at_once=True)
        if not (kept.waiting and kept.dirty):
            return True
        self._warned_waiting = True
        self._file_watch.put_off()
        sentence = _("{key:quit} once more leaves and keeps your whole state beside the file. {reason}")
        self._desk.say(sentence.format(reason=self._trouble()), error=True)
        return False

    def save(self) -> str | None:
        """Save and let the session go; returns what is left to say.

        None when that failed, which is said: the session stays open, and the person decides.
        """
        try:
            parting = self._autosave.close()
        except CannotSave as error:
            self._desk.say(self._trouble() or str(error), error=True)
            return None
        self.closed = True
        self._file_watch.stop()
        return parting

    def may_give_up(self) -> bool:
        """Whether to leave though saving failed: said at the first time, done at the second."""
        if self._warned_not_saved:
            self._autosave.abandon()
            return True
        self._warned_not_saved = True
        self._desk.say(
            _("NOT saved, and not in the journal either: {key:quit} once more loses the last entries.")
            if self._desk.workshop.persistence.at_risk
            else _("Not saved; the journal keeps everything. {key:quit} once more leaves."),
            error=True,
        )
        return False
