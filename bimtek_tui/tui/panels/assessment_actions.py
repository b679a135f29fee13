"""What keys do in the panel of assessments: give a score with its evidence in one line, go to another round."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from ...analysis import assessment
from ...facilitation import scores
from ...i18n import _
from ...model import values
from ...model.entries import Session
from ...model.method import said

if TYPE_CHECKING:
    from ..session.screen import SessionScreen
    from .assessment import RatingsPanel

_FIRST, _LAST = 1900, 2199
"""The years that a round can have."""


class RatingActions(Screen[None]):
    """The actions of a session screen on assessments."""

    def _me(self) -> SessionScreen:
        return self  # type: ignore[return-value]

    def made_ratings(self) -> RatingsPanel:
        """The panel, on the latest round there is; on this year's where there is none."""
        from .assessment import RatingsPanel

        me = self._me()
        known = _years(me.workshop.session, me.workshop.method.model)
        return RatingsPanel(me.workshop, known[-1] if known else me.clock.now().year)

    def _ratings(self) -> RatingsPanel | None:
        from .assessment import RatingsPanel

        panel = self._me().panel
        return panel if isinstance(panel, RatingsPanel) else None

    def action_another_round(self, by: int) -> None:
        """Go a year on or back."""
        panel = self._ratings()
        if panel is not None and _FIRST <= panel.year + by <= _LAST:
            panel.show_round(panel.year + by)

    def action_rate(self) -> None:
        """Ask for score and evidence of the indicator under the cursor."""
        from ..dialogs.ask import Ask

        panel, me = self._ratings(), self._me()
        if panel is None or not panel.indicator:
            return
        if me.workshop.read_only:
            me.say(me.workshop.read_only, error=True)
            return
        method, indicator, year = me.workshop.method, panel.indicator, panel.year
        model = scores.model_of(method, indicator)
        before = panel.entry
        given = [values.number(before.score), before.evidence or ""] if before else []
        sentence = _(
            "Score from {low} to {high}, a semicolon, and the evidence: 62; Laporan SPBE 2025"
        ).format(low=model.scale_min, high=model.scale_max)
        title = f"{said(method.indicators[indicator])} ({year})"

        def read(typed: str) -> Any:
            return scores.read_assessment(method, indicator, typed)

        def record(answer: Any) -> None:
            if answer is None:
                return
            value, evidence = answer
            edit = scores.assess(me.workshop.session, indicator, year, value, evidence, me.clock.now())
            if me._do(edit, _("Recorded; ctrl+z takes it back.")) and panel.is_mounted:
                panel.indicators.action_cursor_down()

        self.app.push_screen(Ask(title, sentence, "; ".join(filter(None, given)), read), record)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hide the keys of rounds elsewhere."""
        if action in ("rate", "another_round"):
            return self._ratings() is not None
        return super().check_action(action, parameters)


def _years(session: Session, models: Any) -> list[int]:
    return sorted({year for model in models for year in assessment.years(session, model)})
