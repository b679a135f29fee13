"""Withdrawing the entry under the cursor with a reason, and restoring it; an agency, which can't be withdrawn, is removed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.app import App

from ...i18n import _, ngettext
from ...model import edits, kinds
from ...model.entry_types import Captured
from ...model.ids import EntryRef
from ..desk import Desk


def ask(app: App[Any], desk: Desk, selected: EntryRef, told: Callable[[EntryRef], None]) -> None:
    """Ask why an entry is withdrawn, withdraw it, and tell which it was; one that was withdrawn is restored at once."""
    kind, id = selected
    if not desk.may_change():
        return
    entry = desk.workshop.session.find(kind, id)
    if kind == "agency":
        _remove_agency(app, desk, id)
    elif not isinstance(entry, Captured):
        desk.say(_("This can't be withdrawn; {key:edit} edits it."))
    elif entry.withdrawn is not None:
        sentence = _("Restored; it counts again.")
        if getattr(entry, "signed", None):
            sentence = _("Restored, but not the signature: {key:status} signs anew.")
        desk.do(edits.restore(entry), sentence)
    else:
        from ..dialogs.questions import Reason
        from ..entries import rows

        def withdraw(reason: str | None) -> None:
            if reason is not None:
                _withdraw(desk, selected, reason)
                told(selected)

        app.push_screen(Reason(rows.title(desk.workshop, kind, entry)), withdraw)


def _withdraw(desk: Desk, selected: EntryRef, reason: str) -> None:
    kind, id = selected
    session = desk.workshop.session
    entry = session.find(kind, id)
    if entry is None:
        return
    sentence = _("Withdrawn; {key:undo} brings it back, {key:show-withdrawn} shows it.")
    if kind == "assessment":  # its panel shows none that was withdrawn
        sentence = _("Withdrawn; {key:undo} brings it back.")
    if users := len(edits.referring(session, kind, id)):
        sentence = ngettext(
            "Withdrawn, though {number} entry names it; {key:undo} brings it back, {key:show-withdrawn} shows it.",
            "Withdrawn, though {number} entries name it; {key:undo} brings it back, {key:show-withdrawn} shows it.",
            users,
        ).format(number=users)
    desk.do(edits.withdraw(entry, reason), sentence)


def _remove_agency(app: App[Any], desk: Desk, code: str) -> None:
    """An agency has no way of being withdrawn: it goes, when nothing refers to it."""
    session = desk.workshop.session
    if users := edits.referring(session, "agency", code):
        sentence = ngettext(
            "{id} is named by {number} entry, so it stays; {key:edit} changes its name.",
            "{id} is named by {number} entries, so it stays; {key:edit} changes its name.",
            len(users),
        )
        desk.say(sentence.format(id=code, number=len(users)), error=True)
    else:
        from ..dialogs.questions import ask_removal

        def remove() -> None:
            removal = edits.Remove("agency", kinds.raw(session.agency[code]))
            desk.do(removal, _("Removed; {key:undo} brings it back."))

        ask_removal(app, code, remove)
