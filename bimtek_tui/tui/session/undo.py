"""What keys do about the steps taken: undo, redo, save; and leaving the session with nothing lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from ...errors import CannotSave, Refused
from ...i18n import _

if TYPE_CHECKING:
    from .screen import SessionScreen


class StepActions(Screen[None]):
    """The actions of a session screen on what was done so far."""

    def __init__(self) -> None:
        super().__init__()
        self.closed = False
        self.told_not_saved = False
        self.told_waiting = False

    def _me(self) -> SessionScreen:
        return self  # type: ignore[return-value]

    def action_undo(self) -> None:
        """Take the last change back, unless somebody is in the middle of typing."""
        me = self._me()
        if me.capture_line.has_focus and me.capture_line.value:
            me.say(_("There is text in the line: Enter records it, ctrl+u clears it; then ctrl+z undoes."))
            return
        self._back(me.workshop.undo, _("Undone: {what}"), _("There is nothing to undo."))

    def action_redo(self) -> None:
        """Do again what was undone last."""
        me = self._me()
        self._back(me.workshop.redo, _("Done again: {what}"), _("There is nothing to do again."))

    def _back(self, go: Any, sentence: str, nothing: str) -> None:
        me = self._me()
        try:
            what = go()
        except Refused as refused:
            me.say(str(refused), error=True)
            return
        following = me.workshop.can_undo if what and go == me.workshop.undo else ""
        more = _(" · ctrl+z again: {what}").format(what=following) if following else ""
        me.say(sentence.format(what=what) + more if what else nothing)

    def action_save(self) -> None:
        """Save now."""
        me = self._me()
        me.saver.soon(0)

    def may_leave(self) -> bool:
        """Whether one may leave without a word; what waits to be settled is told before, once."""
        me = self._me()
        if self.closed or self.told_waiting:
            return True
        me.workshop.persistence.look(at_once=True)
        if not (me.workshop.persistence.waiting and me.workshop.persistence.dirty):
            return True
        self.told_waiting = True
        me.watcher.put_off()
        sentence = _("ctrl+q once more leaves and keeps your whole state beside the file. {reason}")
        me.say(sentence.format(reason=me.trouble), error=True)
        return False

    def close(self) -> bool:
        """Save and let the session go; False when that failed: it stays open, and the person decides."""
        me = self._me()
        if not self.closed:
            try:
                parting = me.saver.close()
            except CannotSave as error:
                me.say(me.trouble or str(error), error=True)
                return False
            self.closed = True
            me.watcher.stop()
            me.clock.stop()
            if parting:
                me.app.partings.append(parting)  # type: ignore[attr-defined]
        return True
