"""What keys do to the entry under the cursor: edit, withdraw, next status, tick. Each makes one edit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from ... import settings
from ...errors import Refused
from ...i18n import _, ngettext
from ...model import edits, kinds
from ...model.entries import Captured
from ...model.labels import value_label
from ..entries import rows

if TYPE_CHECKING:
    from ..session.screen import SessionScreen


def _following(values: tuple[str | None, ...], now: str | None) -> str | None:
    return values[(values.index(now) + 1) % len(values)] if now in values else values[0]


ADVANCE: dict[str, Callable[[Any, dt.date], dict[str, Any]]] = {
    "program": lambda one, _today: {"status": _following(("proposed", "agreed", "final"), one.status)},
    "quick_win": lambda one, _today: {
        "decision": _following((None, "chosen", "reserve", "rejected"), one.decision)
    },
    "note": lambda one, today: {"closed": None if one.closed else today},
    "milestone": lambda one, today: {"done_on": None if one.done_on else today},
    "signatory": lambda one, today: {"signed": None if one.signed else today},
}
"""What the next status of an entry is, by kind."""


def _told(status: str | dt.date | None) -> str:
    """What an entry has become."""
    if isinstance(status, dt.date):
        return _("Done; s takes that back.")
    return _("Status: {status}.").format(status=value_label(status) if status else _("open"))


class EntryActions(Screen[None]):
    """The actions of a session screen on single entries."""

    def _me(self) -> SessionScreen:
        return self  # type: ignore[return-value]

    def _do(self, edit: edits.Edit | None, sentence: str = "") -> bool:
        """Make an edit; a refusal is told and changes nothing."""
        me = self._me()
        try:
            me.workshop.do(edit)
        except Refused as refused:
            me.say(str(refused), error=True)
            return False
        me.say(sentence if edit is not None else "")
        return True

    def _selected(self) -> tuple[str, str] | None:
        selected: tuple[str, str] | None = self._me().panel.selected
        if selected is None:
            self._me().say(_("There is no entry under the cursor; a adds one."))
        elif selected[0] not in kinds.kinds():
            self._me().say(_("This is wrong in the text of the file; mend it there in an editor."))
            return None
        return selected

    # Edit, withdraw, status ---------------------------------------------------------------------------------

    def action_edit(self) -> None:
        """Open the form of the entry under the cursor."""
        selected = self._selected()
        if selected is None:
            return
        kind, id = selected
        me = self._me()
        if kind == "checklist" and me.panel_id == "review":
            me.show_entry(kind, id)
            return
        if me.workshop.read_only:
            me.say(me.workshop.read_only, error=True)
            return
        from ..dialogs.entry_form import EntryForm

        self.app.push_screen(EntryForm(me.workshop, kind, id), self._edited)

    def _edited(self, recorded: bool | None) -> None:
        if recorded:
            self._me().say(_("Recorded; ctrl+z takes it back."))

    def action_withdraw(self) -> None:
        """Ask for a reason and withdraw the entry, or restore a withdrawn one."""
        selected = self._selected()
        if selected is None:
            return
        me = self._me()
        kind, id = selected
        entry = me.workshop.session.find(kind, id)
        if kind == "agency":
            self._remove_agency(id)
        elif not isinstance(entry, Captured):
            me.say(_("This can't be withdrawn; e edits it."))
        elif entry.withdrawn is not None:
            told = _("Restored; it counts again.")
            if getattr(entry, "signed", None):
                told = _("Restored, but not the signature: s signs anew.")
            self._do(edits.restore(entry), told)
        else:
            from ..dialogs.questions import Reason

            def withdraw(reason: str | None) -> None:
                found = me.workshop.session.find(kind, id)
                if reason is None or found is None:
                    return
                users = len(edits.referring(me.workshop.session, kind, id))
                told = ngettext(
                    "Withdrawn, though {number} entry names it; ctrl+z brings it back, x shows it.",
                    "Withdrawn, though {number} entries name it; ctrl+z brings it back, x shows it.",
                    users,
                ).format(number=users)
                plainly = _("Withdrawn; ctrl+z brings it back, x shows it.")
                if kind == "assessment":  # its panel shows none that was withdrawn
                    plainly = _("Withdrawn; ctrl+z brings it back.")
                self._do(edits.withdraw(found, reason), told if users else plainly)

            self.app.push_screen(Reason(rows.title(me.workshop, kind, entry)), withdraw)

    def _remove_agency(self, code: str) -> None:
        """An agency has no way of being withdrawn: it goes, when nothing refers to it."""
        me = self._me()
        session = me.workshop.session
        if users := edits.referring(session, "agency", code):
            sentence = ngettext(
                "{id} is named by {number} entry, so it stays; e changes its name.",
                "{id} is named by {number} entries, so it stays; e changes its name.",
                len(users),
            )
            me.say(sentence.format(id=code, number=len(users)), error=True)
            return
        self._do(
            edits.Remove("agency", kinds.raw(session.agency[code])), _("Removed; ctrl+z brings it back.")
        )

    def action_advance(self) -> None:
        """Give the entry under the cursor its next status."""
        selected = self._selected()
        if selected is None:
            return
        kind, id = selected
        entry = self._me().workshop.session.find(kind, id)
        step = ADVANCE.get(kind)
        if step is None or entry is None:
            self._me().say(_("This has no status; e edits it."))
            return
        before = self._digest()
        today = dt.datetime.now().astimezone().date()
        after = step(entry, today)
        if self._do(edits.revise(entry, **after), _told(*after.values())) and self._digest() != before:
            self._me().say(
                _("Signed: from now on it is told when what was agreed is changed.")
                if self._digest()
                else _("Nobody has signed any more, so the fingerprint of what was agreed is gone, too.")
            )

    def _digest(self) -> str | None:
        commitment = self._me().workshop.session.commitment
        return commitment.digest if commitment else None

    def action_candidate(self) -> None:
        """Make the program under the cursor a quick-win candidate."""
        selected = self._selected()
        me = self._me()
        if selected is None:
            return
        kind, id = selected
        if kind != "program":
            me.say(_("Only a program can become a quick win; put the cursor on one."))
        elif any(
            one.program == id and one.withdrawn is None for one in me.workshop.session.quick_win.values()
        ):
            me.say(_("This program is a candidate already."))
        elif self._do(
            edits.capture(me.workshop.session, "quick_win", {"program": id}, dt.datetime.now().astimezone())
        ):
            me.say(_("Now a quick-win candidate; stage 3 decides about it."))

    # Checklist ----------------------------------------------------------------------------------------------

    def action_tick(self) -> None:
        """Tick the checklist item under the cursor with who and when, or take the tick back."""
        self._mark("done")

    def action_not_applicable(self) -> None:
        """Say that the checklist item under the cursor does not apply, or take that back."""
        self._mark("not-applicable")

    def _mark(self, state: str) -> None:
        selected = self._selected()
        me = self._me()
        if selected is None:
            return
        kind, id = selected
        if kind != "checklist":
            me.say(_("Only items of the checklist are ticked; Tab goes there."))
            return
        tick = me.workshop.session.checklist.get(id)
        new = "open" if tick is not None and tick.state == state else state
        now = dt.datetime.now().astimezone().replace(microsecond=0)
        self._do(edits.put(me.workshop.session, "checklist", id, state=new, by=settings.person(), at=now))

    def action_context(self) -> None:
        """Ask for whom is being captured."""
        from ..dialogs.questions import ForWhom

        me = self._me()
        self.app.push_screen(ForWhom(me.workshop), me.set_context)

    def action_withdrawn(self) -> None:
        """Show or hide withdrawn entries."""
        me = self._me()
        me.withdrawn_shown = not me.withdrawn_shown
        me.panel.show_withdrawn(me.withdrawn_shown)
        me.say(
            _("Withdrawn entries are shown; d restores one.")
            if me.withdrawn_shown
            else _("Withdrawn entries are hidden.")
        )

    def action_help(self) -> None:
        """Explain the panel, what comes next, and the keys."""
        from ..session.screen import help_for

        self.app.push_screen(help_for(self._me()))
