"""Taking steps back and doing them again, each named in a sentence together with the one that comes next."""

from __future__ import annotations

from ...errors import Refused
from ...i18n import _
from ..desk import Desk


def undo(desk: Desk) -> None:
    """Take the last change back."""
    workshop = desk.workshop
    try:
        what = workshop.undo()
    except Refused as refused:
        desk.say(str(refused), error=True)
        return
    following = workshop.can_undo if what else ""
    more = _(" · ctrl+z again: {what}").format(what=following) if following else ""
    desk.say(_("Undone: {what}").format(what=what) + more if what else _("There is nothing to undo."))


def redo(desk: Desk) -> None:
    """Do again what was undone last."""
    try:
        what = desk.workshop.redo()
    except Refused as refused:
        desk.say(str(refused), error=True)
        return
    desk.say(_("Done again: {what}").format(what=what) if what else _("There is nothing to do again."))
