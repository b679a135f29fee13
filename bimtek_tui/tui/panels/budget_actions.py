"""What keys do in the panel of budget and targets: open the line, take down what is typed there, go to the other list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.screen import Screen

from ...errors import Refused
from ...i18n import _
from ..entries import rows

if TYPE_CHECKING:
    from ..session.screen import SessionScreen
    from .budget import MoneyPanel


class MoneyActions(Screen[None]):
    """The actions of a session screen on budget rows and yearly targets."""

    def _me(self) -> SessionScreen:
        return self  # type: ignore[return-value]

    def made_money(self) -> MoneyPanel:
        """The panel."""
        from .budget import MoneyPanel

        return MoneyPanel(self._me().workshop, self.take_money)

    def _money(self) -> MoneyPanel | None:
        from .budget import MoneyPanel

        panel = self._me().panel
        return panel if isinstance(panel, MoneyPanel) else None

    def action_add_money(self) -> None:
        """Open the line for a budget row or a target of the program or objective under the cursor."""
        panel, me = self._money(), self._me()
        if panel is None:
            return
        if me.workshop.read_only:
            me.say(me.workshop.read_only, error=True)
        elif panel.of is None:
            me.say(_("There is no program or objective yet; they are captured in their own panels."))
        else:
            panel.open_line()
            me.say("")

    def action_other_money(self) -> None:
        """From the programs and objectives to the rows of one of them, and back."""
        if panel := self._money():
            panel.other_list()

    def take_money(self, typed: str) -> bool:
        """Record a line; what can't be taken is told and stays to be mended."""
        from ...exchange import money

        panel, me = self._money(), self._me()
        if panel is None or panel.of is None:
            return False
        kind, id = panel.of
        session = me.workshop.session
        try:
            given = money.read(typed, me.workshop.method, kind)
            old = money.there(session, id, given)
            edit = money.record(session, id, given, me.clock.now())
        except Refused as refused:
            me.say(str(refused), error=True)
            return False
        if edit is None:
            me.say(_("This stands there already."))
            return True
        before = rows.title(me.workshop, given.kind, old) if old is not None else ""
        told = _("Recorded; ctrl+z takes it back.")
        if before:
            told = _("Changed, it was {before}; ctrl+z takes it back.").format(before=before)
        if not me._do(edit, told):
            return False
        standing = money.there(session, id, given)
        if standing is not None:
            panel.show_row(given.kind, standing.id)
        return True

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hide the keys of this panel elsewhere."""
        if action in ("add_money", "other_money"):
            return self._money() is not None
        return super().check_action(action, parameters)
