"""Opening what shows programs of different agencies that are nearly the same, from any list of programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.screen import Screen

from .board import Board

if TYPE_CHECKING:
    from ..session.screen import SessionScreen


class OverlapActions(Screen[None]):
    """What a session screen does about overlaps."""

    def __init__(self) -> None:
        super().__init__()
        self.passed_over: set[frozenset[str]] = set()

    def _me(self) -> SessionScreen:
        return self  # type: ignore[return-value]

    def action_overlaps(self) -> None:
        """Show programs that are nearly the same side by side."""
        from ..dialogs.overlaps import Overlaps

        me = self._me()

        def go(target: tuple[str, str] | None) -> None:
            if target is not None:
                me.show_entry(*target)

        self.app.push_screen(Overlaps(me.workshop, self.passed_over), go)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hide the key where there are no programs."""
        if action == "overlaps":
            panel = self._me().panel
            if not isinstance(panel, Board):
                return self._me().panel_id == "roadmap"
            return any(one.column.kind == "program" for one in panel.lists)
        return super().check_action(action, parameters)
