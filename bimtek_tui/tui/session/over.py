"""A panel of the moment over the open one: two lists side by side, or a grid. Going anywhere else takes it away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.screen import Screen
from textual.widgets import ContentSwitcher

from ..panels.board import Board

if TYPE_CHECKING:
    from .screen import SessionScreen


class Over(Screen[None]):
    """What a session screen does to show such a panel."""

    def __init__(self) -> None:
        super().__init__()
        self.over = ""

    def _me(self) -> SessionScreen:
        return self  # type: ignore[return-value]

    def lay_over(self, name: str, panel: Any, told: str = "") -> None:
        """Show a panel over the open one, with the same filter, and say something; its id is ``panel-`` and a name never used before."""
        self.uncover()
        me = self._me()
        me.panels[name] = panel
        switcher = self.query_one(ContentSwitcher)
        switcher.mount(panel)
        self.over = name
        self.set_focus(None)
        switcher.current = f"panel-{name}"
        self.call_after_refresh(self._start_over, panel, told)

    def _start_over(self, panel: Any, told: str) -> None:
        me = self._me()
        if me.panel is not panel:
            return
        if me.withdrawn_shown:
            panel.show_withdrawn(True)
        if me.filter_words:
            panel.filter(me.filter_words)
        panel.take_focus()
        me.say(told)
        me.dress_wall()

    def uncover(self) -> bool:
        """Take the panel of the moment away again; whether there was one."""
        if not self.over:
            return False
        me = self._me()
        top = me.panels.pop(self.over)
        self.over = ""
        self.set_focus(None)
        self.query_one(ContentSwitcher).current = f"panel-{me.panel_id}"
        top.remove()
        if isinstance(me.panel, Board):
            me.panel.catch_up()
            me.panel.show_withdrawn(me.withdrawn_shown)
        else:
            me.panel.refill()
        me.panel.filter(me.filter_words)
        self.call_after_refresh(me._focus_panel)
        me.dress_wall()
        return True
