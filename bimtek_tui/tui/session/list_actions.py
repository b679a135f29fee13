"""All that a session screen does with its lists, and what Esc takes back of it, step by step."""

from __future__ import annotations

from typing import Any

from ..panels.board import Board
from ..panels.overlap_actions import OverlapActions
from ..panels.points_actions import GridActions
from .filter import FilterActions
from .jump import JumpActions
from .split_view import SplitActions


class ListActions(GridActions, SplitActions, OverlapActions, JumpActions, FilterActions):
    """The actions of a session screen on lists."""

    def step_back(self) -> bool:
        """Leave the filter line, the grid, the marks or the filter, the first of these that is there."""
        me = self._me()
        if self.filter_line.display:
            self.lift_filter()
            me.panel.take_focus()
            return True
        return self.close_grid() or self.clear_marks() or self.lift_filter()

    def follow_up(self, panel: Any) -> None:
        """Show in a panel what was changed while it was hidden."""
        if isinstance(panel, Board):
            panel.catch_up()
        else:
            panel.refill()
