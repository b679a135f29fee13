"""Assessments: the indicators of every model by part with their scores by round, and what the round in hand adds up to."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from ...analysis import assessment
from ...analysis.rounding import half_up
from ...i18n import _
from ...model import values
from ...model.entries import Assessment
from ...model.method import Model, Part, said
from ...workshop.workshop import Changed, Workshop
from ..panel_keys import RATING_KEYS
from ..widgets.content import contains, pieces, plain

EARLIER = 2
"""So many rounds before the one in hand stand beside it."""
_WIDTH = 8


@dataclass(frozen=True)
class Row:
    """One line: an indicator (`id`), or a heading ("")."""

    id: str
    shown: Content


class Indicators(OptionList):
    """The indicators of all models."""

    BINDINGS = RATING_KEYS


class RatingsPanel(Vertical):
    """The indicators of all models in one round, `year`."""

    def __init__(self, workshop: Workshop, year: int) -> None:
        super().__init__(id="panel-assessment")
        self.workshop = workshop
        self.year = year
        self.wanted = ""
        self.indicators = Indicators(id="indicators", compact=True)

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
        option = self.indicators.highlighted_option
        return (option.id or "") if option else ""

    @property
    def entry(self) -> Assessment | None:
        """The score of the indicator under the cursor in the round in hand."""
        id = self.indicator
        for model in self.workshop.method.model:
            for part in assessment.in_round(self.workshop.session, model, self.year).parts:
                for named, found in part.indicators:
                    if named.id == id:
                        return found
        return None

    @property
    def selected(self) -> tuple[str, str] | None:
        """The score under the cursor; None where the indicator has none in this round."""
        entry = self.entry
        return ("assessment", entry.id) if entry else None

    def changed(self, changed: Changed) -> None:
        """Follow what became of the scores."""
        if changed is None or any(kind in ("assessment", "city") for kind, _id in changed):
            self.refill()

    def filter(self, words: str) -> None:
        """Show only indicators with these words."""
        self.wanted = words
        self.refill()

    def show_withdrawn(self, shown: bool) -> None:
        """A score that was withdrawn is no score."""

    def reveal(self, kind: str, id: str) -> bool:
        """Put the cursor on a score, in its round, or on an indicator."""
        entry = self.workshop.session.assessment.get(id) if kind == "assessment" else None
        if entry is not None and entry.round != self.year:
            self.show_round(entry.round)
        wanted = entry.indicator if entry else id
        for place, option in enumerate(self.indicators.options):
            if option.id == wanted:
                self.indicators.highlighted = place
                self.indicators.focus()
                return True
        return False

    def show_round(self, year: int) -> None:
        """Enter scores of another round."""
        self.year = year
        self.refill()

    def refill(self) -> None:
        """Show everything anew, keeping the cursor on its indicator."""
        kept, place = self.indicator, self.indicators.highlighted or 0
        rows = self._rows()
        self.indicators.set_options(
            [Option(one.shown, id=one.id or None, disabled=not one.id) for one in rows]
            or [Option(plain(_("nothing here fits the filter"), "dim"), disabled=True)]
        )
        places = [number for number, one in enumerate(rows) if one.id]
        if places:
            same = [number for number in places if rows[number].id == kept]
            near = min(places, key=lambda number: abs(number - place))
            self.indicators.highlighted = (same or [near])[0]
        self._entitle()

    def _entitle(self) -> None:
        models = self.workshop.method.model
        rounds = [assessment.in_round(self.workshop.session, one, self.year) for one in models]
        told = _("{assessed} of {all} indicators have a score").format(
            assessed=sum(one.assessed for one in rounds), all=sum(one.indicators for one in rounds)
        )
        title = _("Round {year}").format(year=self.year)
        self.indicators.border_title = pieces(f"◂ {title} ▸  ", (told, "bold"))
        filtered = _("filter: {words}").format(words=self.wanted) if self.wanted else ""
        self.indicators.border_subtitle = plain(filtered) if filtered else None

    # Rows ---------------------------------------------------------------------------------------------------

    def _rows(self) -> list[Row]:
        found: list[Row] = []
        for model in self.workshop.method.model:
            known = assessment.years(self.workshop.session, model)
            years = [*[year for year in known if year < self.year][-EARLIER:], self.year]
            rounds = [assessment.in_round(self.workshop.session, model, year) for year in years]
            parts: list[Row] = []
            for place, part in enumerate(model.part):
                rows = self._indicators(part, [one.parts[place] for one in rounds])
                if rows:
                    means = [_figure(one.parts[place].mean) for one in rounds]
                    parts += [Row("", pieces((f"{_cells(means)}  {said(part)}", "bold"))), *rows]
            if parts:
                found += [self._heading(model, rounds), Row("", pieces((_cells([*map(str, years)]), "dim")))]
                found += parts
        return found

    def _indicators(self, part: Part, results: list[assessment.PartResult]) -> list[Row]:
        rows = []
        for place, named in enumerate(part.indicator):
            held = [one.indicators[place][1] for one in results]
            here = held[-1]
            bare = here is not None and not (here.evidence or "").strip()
            evidence = _("no evidence yet") if bare else (here.evidence or "") if here else ""
            scores = [values.number(one.score) if one else "·" for one in held]
            shown = pieces(
                f"{_cells(scores)} ",
                ("!" if bare else " ", "bold"),
                said(named),
                (f"  {evidence}" if evidence else "", "dim"),
            )
            if contains(shown, self.wanted):
                rows.append(Row(named.id, shown))
        return rows

    def _heading(self, model: Model, rounds: list[assessment.Round]) -> Row:
        last = rounds[-1]
        told = []
        if last.total is not None:
            told.append(_("total {total}").format(total=_figure(last.total)))
        told.append(f"{last.assessed}/{last.indicators}")
        if last.level is not None:
            level = (
                _("{level} (thresholds assumed)").format(level=last.level.name)
                if model.levels_are_assumed
                else last.level.name
            )
            told.append(level)
        scale = _("scale {low} to {high}").format(low=model.scale_min, high=model.scale_max)
        return Row("", pieces((said(model), "bold underline"), (f"  {' · '.join([*told, scale])}", "dim")))


def _figure(value: Fraction | None) -> str:
    return "–" if value is None else values.number(half_up(value))


def _cells(figures: list[str]) -> str:
    return "".join(f"{one:>{_WIDTH}}" for one in figures)
