"""Every panel of a session once, as data: where its code lies, what it shows, what it fills in the books.

A new panel is a module in `panels/` and a record here; the code is loaded when the panel is first opened. The
method file says in which stage a panel stands, and its name and purpose there go before what stands here; a panel
that no method names is reached by an action only.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from msgspec import Struct

from ..i18n import N_


class PanelRecord(Struct, frozen=True):
    """One panel.

    `place` is its module in `panels/` and its class; `kinds` are the kinds of entries that stand in it, for going to
    one; `fills` is what they fill in the books, as book and block of its template, what is looked at most first.
    `name` and `purpose` are for panels that are no part of the method. `pictures` are the makers in `figures/plots.py` of
    what the wall shows besides its lists.
    """

    id: str
    place: str = "board:Board"
    name: str = ""
    purpose: str = ""
    kinds: tuple[str, ...] = ()
    fills: tuple[str, ...] = ()
    pictures: tuple[str, ...] = ()

    def load(self) -> Any:
        """The class of the panel, made from a desk and this id."""
        module, _colon, name = self.place.partition(":")
        return getattr(import_module(f".panels.{module}", __package__), name)


PANELS: dict[str, PanelRecord] = {
    record.id: record
    for record in (
        PanelRecord(
            "agenda",
            "agenda:AgendaPanel",
            kinds=("stage", "checklist", "agenda"),
            fills=("buku-1/workshops",),
        ),
        PanelRecord(
            "vision",
            kinds=("mission", "objective"),
            fills=(
                "buku-1/vision",
                "buku-1/missions",
                "buku-1/objectives",
                "buku-4/yearly_targets",
                "buku-1/city",
                "buku-1/background",
                "buku-1/legal_basis",
                "buku-2/horizons",
            ),
        ),
        PanelRecord("issues", kinds=("issue",), fills=("buku-1/issues",)),
        PanelRecord("readiness", kinds=("readiness",), fills=("buku-1/readiness",)),
        PanelRecord("gap", kinds=("gap",), fills=("buku-1/gaps",)),
        PanelRecord(
            "swot",
            kinds=("swot",),
            fills=("buku-1/factors", "buku-1/ifas", "buku-1/efas", "buku-1/position"),
            pictures=("swot-plane",),
        ),
        PanelRecord("strategies", kinds=("strategy",), fills=("buku-1/strategies", "buku-2/strategies")),
        PanelRecord(
            "programs",
            kinds=("program",),
            fills=(
                "buku-2/programs",
                "buku-2/activities",
                "buku-2/tracks",
                "buku-2/objectives",
                "buku-2/program_alignment",
                "buku-2/funding",
                "buku-2/completeness",
                "buku-2/overlaps",
            ),
        ),
        PanelRecord(
            "final",
            kinds=("program",),
            fills=(
                "buku-2/programs",
                "buku-2/activities",
                "buku-4/by_horizon",
                "buku-4/by_dimension",
                "buku-2/alternatives",
                "buku-2/workload",
            ),
        ),
        PanelRecord("risks", kinds=("risk",), fills=("buku-2/risks",)),
        PanelRecord(
            "candidates",
            kinds=("program", "quick_win"),
            fills=(
                "buku-3/candidates",
                "buku-3/gate_answers",
                "buku-3/impact",
                "buku-3/scores",
                "buku-3/differences",
            ),
            pictures=("impact-effort", "scores", "votes-quick_win"),
        ),
        PanelRecord(
            "quick-wins",
            kinds=("quick_win", "milestone", "cost"),
            fills=("buku-3/sheets", "buku-3/milestones"),
        ),
        PanelRecord("commitment", kinds=("signatory",), fills=("buku-3/points", "buku-3/signatories")),
        PanelRecord(
            "participants",
            kinds=("agency", "participant"),
            fills=("buku-1/people", "buku-2/institutions"),
        ),
        PanelRecord(
            "organisation",
            "organisation:OrganisationBoard",
            kinds=("participant",),
            fills=("buku-2/institutions", "buku-2/organisation"),
        ),
        PanelRecord(
            "notes",
            kinds=("note",),
            fills=("buku-1/decisions", "buku-1/actions", "buku-1/facts"),
        ),
        PanelRecord(
            "roadmap",
            "roadmap:RoadmapPanel",
            fills=("buku-4/by_year", "buku-4/yearly_targets"),
            pictures=("roadmap", "budget-years"),
        ),
        PanelRecord("review", "review:ReviewPanel"),
        PanelRecord("books", "books:BooksPanel"),
        PanelRecord(
            "figures",
            "figures:FiguresPanel",
            name=N_("Figures"),
            purpose=N_(
                "Every figure that follows from the entries: SWOT scores and positions, readiness, budget, ranking, ratings, who was heard. The books print the same ones, and bimtek figures prints them without the screen."
            ),
        ),
        PanelRecord(
            "assessment",
            "assessment:AssessmentPanel",
            name=N_("Assessment"),
            purpose=N_(
                "Give the indicators of the method's assessments their scores, year by year, with the evidence for each. What has no score or no evidence is seen at once, before assessors come."
            ),
            kinds=("assessment",),
            fills=("buku-1/assessment",),
        ),
        PanelRecord(
            "money",
            "budget:BudgetPanel",
            name=N_("Budget and targets"),
            purpose=N_(
                "Split the budget of every program by year and source, and give programs and objectives their yearly targets. What nobody has split stays visible; it is never spread by guesswork."
            ),
            kinds=("budget", "target"),
            fills=(
                "buku-2/funding",
                "buku-4/yearly_targets",
                "buku-4/budget",
            ),
        ),
        PanelRecord(
            "attendance",
            "attendance:AttendancePanel",
            name=N_("Attendance"),
            purpose=N_(
                "Tick who is here today, by person or by agency, and add those who came without being on the list. What is missing stands beside it: absent agencies, dimensions nobody has spoken to, agencies that said nothing."
            ),
            fills=("buku-1/people", "buku-1/heard", "buku-1/workshops"),
        ),
        PanelRecord(
            "voting",
            "voting:VotingPanel",
            name=N_("Dot voting"),
            purpose=N_(
                "Every agency has a few dots and puts them where it finds most important; the scribe enters them, agency by agency. Nobody sees the votes before the voting is closed, so that the first ones do not lead the others."
            ),
            pictures=("result",),
        ),
    )
}


def panel_of(kind: str) -> PanelRecord | None:
    """The panel in which entries of a kind stand; of several the first one."""
    return next((record for record in PANELS.values() if kind in record.kinds), None)
