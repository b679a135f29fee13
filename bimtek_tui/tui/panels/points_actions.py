"""Opening the grid of points over a panel of lists, and going back from it. The grid itself is loaded when it opens."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...i18n import _
from ...model import edits
from ..session.over import Over
from .selection import MarkedActions

WITH_FIGURES = ("swot", "program", "readiness", "quick_win")
"""The kinds whose figures are entered in a grid."""
GRID = "points-"
"""Begins the name of such a panel."""


class GridActions(MarkedActions, Over):
    """What a session screen does with the grid."""

    def __init__(self) -> None:
        super().__init__()
        self._asked_meaning = False

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
        from .points import PointsGrid

        kind = one.column.kind
        ids = [id for other in me.panel.lists if other.column.kind == kind for id in other.ids]
        selected = me.panel.selected
        grid = PointsGrid(me.workshop, kind, ids, selected[1] if selected else "")
        self.lay_over(grid.name_in_panels, grid)
        if kind == "swot" and not self._asked_meaning and self._unagreed_figures():
            self.call_after_refresh(self._ask_meaning, self._unagreed_figures())

    # How the figures are meant -------------------------------------------------------------------------------

    def _unagreed_figures(self) -> tuple[str, ...]:
        from ...analysis import swot

        return swot.unagreed(self._me().workshop.session)

    def action_agree_figures(self) -> None:
        """Ask for variant and rating direction, whether they were agreed before or not."""
        if self._may_change():
            self._ask_meaning(("variant", "rating_direction"))

    def _ask_meaning(self, keys: Sequence[str], answers: dict[str, Any] | None = None) -> None:
        from ..dialogs.agree import Agreeing

        me, given = self._me(), answers or {}
        self._asked_meaning = True
        if not self.over.startswith(GRID):
            return
        if not keys:
            self._ask_respondents(given)
            return
        now = getattr(me.workshop.session.analysis, keys[0], None)

        def answered(value: str | None) -> None:
            if value is not None:
                self._ask_meaning(keys[1:], {**given, keys[0]: value})
            elif given:
                self._store_meaning(given)

        self.app.push_screen(Agreeing(keys[0], now, me.panel.table.take), answered)

    def _ask_respondents(self, answers: dict[str, Any]) -> None:
        """Where a questionnaire was agreed, ask how many answered it; the ratings are means over them."""
        from ...model import values
        from ...model.kinds import kinds
        from ..dialogs.ask import Ask

        known = self._me().workshop.session.analysis
        if answers.get("variant") != "questionnaire" or (known and known.respondents):
            self._store_meaning(answers)
            return
        field = kinds()["analysis"].keys["respondents"]
        self.app.push_screen(
            Ask(
                _("Questionnaire"),
                _("How many people answered it? Enter records, Esc leaves that open."),
                "",
                lambda typed: values.read(field, typed),
            ),
            lambda number: self._store_meaning({**answers, "respondents": number} if number else answers),
        )

    def _store_meaning(self, answers: dict[str, Any]) -> None:
        """Record what was agreed as one step; the grid follows, as another variant has other columns."""
        me = self._me()
        edit = edits.set_single(me.workshop.session, "analysis", **answers)
        self._do(edit, _("Agreed and stored; ctrl+z takes it back, v asks again."))

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
        if action == "agree_figures":
            return self.over.startswith(GRID) and self._me().panel.kind == "swot"
        return super().check_action(action, parameters)
