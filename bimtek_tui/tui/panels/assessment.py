"""Assessments: the indicators of every model by part with their scores by round, and what the round in hand adds up to.

Keys give a score with its evidence in one line, and go to another round.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from textual.app import ComposeResult

from ...analysis import assessment
from ...analysis.rounding import half_up
from ...facilitation import scores
from ...i18n import _
from ...model import values
from ...model.entries import Assessment
from ...model.ids import EntryRef
from ...model.method import wording
from ...model.method_tables import Model, Part
from ..actions import bindings
from ..desk import Desk
from ..widgets.content import button, contains, pieces
from ..widgets.line import Earlier
from ..widgets.row_list import Row, RowList
from .panel import Panel

EARLIER = 2
"""So many rounds before the one in hand stand beside it."""
_WIDTH = 8
_FIRST, _LAST = 1900, 2199
"""The years that a round can have."""


class AssessmentPanel(Panel):
    """The indicators of all models in one round, `year`: that of the workshop, else the next there is, else the latest."""

    BINDINGS = bindings("assessment")
    kinds = frozenset({"assessment", "city"})

    def __init__(self, desk: Desk, name: str) -> None:
        super().__init__(desk, name)
        session, models = desk.workshop.session, desk.workshop.method.model
        known = {year for model in models for year in assessment.years(session, model)}
        now = assessment.current_year(session, desk.now().date())
        self.year = min((year for year in known if year >= now), default=max(known, default=now))
        self.indicators = RowList("indicators")
        self.earlier = Earlier()

    def compose(self) -> ComposeResult:
        yield self.indicators

    def on_mount(self) -> None:
        self.refill()

    # What every panel can -----------------------------------------------------------------------------------

    def take_focus(self) -> None:
        """The indicators have the cursor."""
        self.indicators.focus()

    @property
    def indicator(self) -> str:
        """The id of the indicator under the cursor, or ""."""
        row = self.indicators.selected
        return row[1] if row else ""

    @property
    def entry(self) -> Assessment | None:
        """The score of the indicator under the cursor in the round in hand."""
        id = self.indicator
        for model in self.workshop.method.model:
            for part in assessment.in_round(self.workshop.session, model, self.year).parts:
                for named, entry in part.indicators:
                    if named.id == id:
                        return entry
        return None

    @property
    def selected(self) -> EntryRef | None:
        """The score under the cursor; None where the indicator has none in this round."""
        entry = self.entry
        return EntryRef("assessment", entry.id) if entry else None

    def reveal(self, kind: str, id: str) -> bool:
        """Put the cursor on a score, in its round, or on an indicator."""
        entry = self.workshop.session.assessment.get(id) if kind == "assessment" else None
        if entry is not None and entry.round != self.year:
            self.show_round(entry.round)
        if not self.indicators.reveal("indicator", entry.indicator if entry else id):
            return False
        self.indicators.focus()
        return True

    def show_round(self, year: int) -> None:
        """Enter scores of another round."""
        self.year = year
        self.refill()

    def refill(self) -> None:
        """Show everything anew, keeping the cursor on its indicator."""
        self.indicators.fill(self._rows(), _("nothing here fits the filter"))
        self._entitle()

    def _entitle(self) -> None:
        rounds = [
            assessment.in_round(self.workshop.session, model, self.year)
            for model in self.workshop.method.model
        ]
        count = _("{assessed} of {all} indicators have a score").format(
            assessed=sum(result.assessed for result in rounds),
            all=sum(result.indicators for result in rounds),
        )
        title = _("Round {year}").format(year=self.year)
        self.indicators.border_title = pieces(
            button("◂", "panel.another_round(-1)"),
            f" {title} ",
            button("▸", "panel.another_round(1)"),
            "  ",
            (count, "bold"),
        )
        self.indicators.border_subtitle = self.filter_subtitle

    # What keys do -------------------------------------------------------------------------------------------

    def action_another_round(self, by: int) -> None:
        """Go a year on or back."""
        if _FIRST <= self.year + by <= _LAST:
            self.show_round(self.year + by)

    def action_open(self) -> None:
        """Open the form of the score under the cursor; where there is none, ask for it in one line."""
        self.action_edit() if self.entry else self.action_rate()

    def action_rate(self) -> None:
        """Ask for score and evidence of the indicator under the cursor."""
        from ..dialogs.ask import Ask

        desk, method, indicator, year = self.desk, self.workshop.method, self.indicator, self.year
        if not indicator or not desk.may_change():
            return
        model, before = scores.model_of(method, indicator), self.entry
        given = [values.number(before.score), before.evidence or ""] if before else []
        sentence = _(
            "Score from {low} to {high}, a semicolon, and the evidence: 62; Laporan SPBE 2025"
        ).format(low=model.scale_min, high=model.scale_max)
        title = f"{wording(method.indicators[indicator])} ({year})"

        def record(answer: tuple[Decimal, str] | None) -> None:
            if answer is None:
                return
            score, evidence = answer
            edit = scores.assess(self.workshop.session, indicator, year, score, evidence, desk.now())
            if desk.do(edit, _("Recorded; {key:undo} takes it back.")) and self.is_mounted:
                self.indicators.action_cursor_down()
                if self.indicator and self.indicator != indicator:
                    following = wording(method.indicators[self.indicator])
                    desk.say(
                        _("Recorded; {key:undo} takes it back. Next: {indicator}").format(indicator=following)
                    )

        def read(typed: str) -> tuple[Decimal, str]:
            return scores.read_assessment(method, indicator, typed)

        self.app.push_screen(Ask(title, sentence, "; ".join(filter(None, given)), read, self.earlier), record)

    # Rows ---------------------------------------------------------------------------------------------------

    def _rows(self) -> list[Row]:
        all_rows: list[Row] = []
        for model in self.workshop.method.model:
            known = assessment.years(self.workshop.session, model)
            years = [*[year for year in known if year < self.year][-EARLIER:], self.year]
            rounds = [assessment.in_round(self.workshop.session, model, year) for year in years]
            parts: list[Row] = []
            for place, part in enumerate(model.part):
                rows = self._indicators(part, [result.parts[place] for result in rounds])
                if rows:
                    means = [_figure(result.parts[place].mean) for result in rounds]
                    parts += [Row("", pieces((f"{_cells(means)}  {wording(part)}", "bold"))), *rows]
            if parts:
                all_rows += [
                    self._heading(model, rounds),
                    Row("", pieces((_cells([*map(str, years)]), "dim"))),
                ]
                all_rows += parts
        return all_rows

    def _indicators(self, part: Part, results: list[assessment.PartResult]) -> list[Row]:
        rows = []
        for place, named in enumerate(part.indicator):
            held = [result.indicators[place][1] for result in results]
            here = held[-1]
            bare = here is not None and not (here.evidence or "").strip()
            evidence = _("no evidence yet") if bare else (here.evidence or "") if here else ""
            scores = [values.number(entry.score) if entry else "·" for entry in held]
            shown = pieces(
                f"{_cells(scores)} ",
                ("!" if bare else " ", "bold"),
                wording(named),
                (f"  {evidence}" if evidence else "", "dim"),
            )
            if contains(shown, self.wanted):
                rows.append(Row(f"indicator:{named.id}", shown))
        return rows

    def _heading(self, model: Model, rounds: list[assessment.Round]) -> Row:
        last = rounds[-1]
        facts = []
        if last.total is not None:
            facts.append(_("total {total}").format(total=_figure(last.total)))
        facts.append(f"{last.assessed}/{last.indicators}")
        if last.level is not None:
            facts.append(
                _("{level} (thresholds assumed)").format(level=last.level.name)
                if model.levels_are_assumed
                else last.level.name
            )
        scale = _("scale {low} to {high}").format(low=model.scale_min, high=model.scale_max)
        return Row(
            "", pieces((wording(model), "bold underline"), (f"  {' · '.join([*facts, scale])}", "dim"))
        )


def _figure(value: Fraction | None) -> str:
    return "–" if value is None else values.number(half_up(value))


def _cells(figures: list[str]) -> str:
    return "".join(f"{figure:>{_WIDTH}}" for figure in figures)
