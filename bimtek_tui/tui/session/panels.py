"""The panels of a session: which one is open, and what lies over it for a moment."""

from __future__ import annotations

from textual.widgets import ContentSwitcher

from ...workshop.workshop import Changed
from ..desk import Desk
from ..panels.panel import Panel
from ..registry import PANELS


class Panels(ContentSwitcher):
    """The panels of a session, of which one is seen; each is made when it is first opened, and stays.

    A panel of the moment may lie over the open one (two lists, a grid); going anywhere else takes it away.
    """

    def __init__(self, desk: Desk, stage_id: str) -> None:
        self.desk = desk
        self.stage_id = stage_id
        self.open_id = "agenda"
        self.made: dict[str, Panel] = {self.open_id: self._make(self.open_id)}
        self.over: Panel | None = None
        self.withdrawn_shown = False
        first = self.made[self.open_id]
        first.show_stage(stage_id)
        super().__init__(first, id="panels", initial=first.id)

    def _make(self, name: str) -> Panel:
        panel: Panel = PANELS[name].load()(self.desk, name)
        return panel

    @property
    def panel(self) -> Panel:
        """The panel that is seen."""
        return self.over or self.made[self.open_id]

    def changed(self, changed: Changed) -> None:
        """Let every panel take in what an edit touched, or remember it until it is seen."""
        seen = self.panel
        for panel in (*self.made.values(), *([self.over] if self.over else [])):
            (panel.changed if panel is seen else panel.missed)(changed)
        seen.follow_key_words()

    def turn_to(self, name: str) -> None:
        """Show another panel, or the same in another stage, as things are now."""
        self.panel.keep_drafts()  # of a panel that is not seen nobody keeps them
        known = self.made.get(name)
        panel = self.made[name] = known or self._make(name)
        self.open_id = name
        panel.show_stage(self.stage_id)
        if known is None:
            self.mount(panel)
        else:
            panel.catch_up()
        self.current = panel.id

    def lay_over(self, panel: Panel) -> None:
        """Show a panel of the moment; its widget id must be one that was never used before."""
        self.panel.keep_drafts()
        self.over = panel
        self.mount(panel)
        self.current = panel.id

    def uncover(self) -> bool:
        """Take the panel of the moment away; whether there was one."""
        if self.over is None:
            return False
        self.over.before_leaving()
        top, self.over = self.over, None
        self.current = self.panel.id
        top.remove()
        self.panel.catch_up()
        return True
