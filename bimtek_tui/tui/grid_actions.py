"""Opening the grid of points over a panel of lists, and going back from it. The grid itself is loaded when it opens."""

from __future__ import annotations

from ..words import _
from .marked import MarkedActions
from .over import Over

WITH_FIGURES = ("swot", "program", "readiness", "quick_win")
"""The kinds whose figures are entered in a grid."""
GRID = "points-"
"""Begins the name of such a panel."""


class GridActions(MarkedActions, Over):
    """What a session screen does with the grid."""

    def action_points(self) -> None:
        """Open the grid for what the panel shows of the kind in focus, or close it."""
        me = self._me()
        if self.close_grid():
            return
        one = self._list_in_focus()
        if one is None or one.column.kind not in WITH_FIGURES:
            me.say(
                _(
                    "Nothing is entered in a grid here; p works on SWOT, programs, readiness and quick-win candidates."
                )
            )
            return
        if not self._may_change():
            return
        from .grid import PointsGrid

        kind = one.column.kind
        ids = [id for other in me.panel.lists if other.column.kind == kind for id in other.ids]
        selected = me.panel.selected
        grid = PointsGrid(me.workshop, kind, ids, selected[1] if selected else "")
        self.lay_over(grid.name_in_panels, grid)

    def close_grid(self) -> bool:
        """Back to the lists, with the cursor on the entry that it was on in the grid; whether a grid was open."""
        me = self._me()
        if not self.over.startswith(GRID):
            return False
        if not me.panel.table.record():
            return True
        selected = me.panel.selected
        self.uncover()
        if selected:
            me.panel.reveal(*selected)
        return True

    def uncover(self) -> bool:
        """Record what stands half typed in a cell, wherever one goes from the grid."""
        if self.over.startswith(GRID):
            self._me().panel.table.record()
        return super().uncover()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hide the key of the grid where there is nothing to enter."""
        if action == "points":
            one = self._list_in_focus()
            return self.over.startswith(GRID) or (one is not None and one.column.kind in WITH_FIGURES)
        return super().check_action(action, parameters)
