"""The panels of a session as data: which lists stand in them, what is captured there, in which stage they belong.

A panel of lists needs no code of its own; the few others (agenda, roadmap, review, books) have a module each.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from ..i18n import N_
from ..model.entries import Program, QuickWin, Session


@dataclass(frozen=True)
class Column:
    """One list: entries of a kind that carry the preset values, or the keys of singletons.

    `preset` is also what a new entry gets; `prefix` sends a captured line here ("s: ..."); `parent` names the column
    whose highlighted entry the rows belong to, and `parent_key` the key that refers to it.
    """

    id: str
    title: str
    kind: str = ""
    preset: dict[str, str] = field(default_factory=dict)
    prefix: str = ""
    singles: tuple[str, ...] = ()
    where: Callable[[Session, Any], bool] | None = None
    parent: str = ""
    parent_key: str = ""
    capture: bool = True


@dataclass(frozen=True)
class Spec:
    """A panel of lists: its columns, and how many of them stand side by side."""

    id: str
    columns: tuple[Column, ...]
    across: int


def _candidate(session: Session, program: Program) -> bool:
    return any(one.program == program.id and one.withdrawn is None for one in session.quick_win.values())


def _chosen(_session: Session, candidate: QuickWin) -> bool:
    return candidate.decision == "chosen"


def _horizons(
    suffix: str, status: Callable[[Session, Any], bool] | None, capture: bool
) -> tuple[Column, ...]:
    titles = {"short": N_("Short term"), "medium": N_("Medium term"), "long": N_("Long term")}
    return tuple(
        Column(f"{key}{suffix}", title, "program", {"horizon": key}, where=status, capture=capture)
        for key, title in titles.items()
    )


NAMES = {
    "attendance": N_("Attendance"),
    "voting": N_("Dot voting"),
    "figures": N_("Figures"),
    "assessment": N_("Assessment"),
    "money": N_("Budget and targets"),
}
"""Panels that are no part of the method, and what they are called."""

PURPOSES = {
    "attendance": N_(
        "Tick who is here today, by person or by agency, and add those who came without being on the list. "
        "What is missing stands beside it: absent agencies, dimensions nobody has spoken to, agencies that said nothing."
    ),
    "voting": N_(
        "Every agency has a few dots and puts them where it finds most important; the scribe enters them, agency by agency. "
        "Nobody sees the votes before the voting is closed, so that the first ones do not lead the others."
    ),
    "figures": N_(
        "Every figure that follows from the entries: SWOT scores and positions, readiness, budget, ranking, ratings, who was heard. "
        "The books print the same ones, and bimtek figures prints them without the screen."
    ),
    "assessment": N_(
        "Give the indicators of the method's assessments their scores, year by year, with the evidence for each. "
        "What has no score or no evidence is seen at once, before assessors come."
    ),
    "money": N_(
        "Split the budget of every program by year and source, and give programs and objectives their yearly targets. "
        "What nobody has split stays visible; it is never spread by guesswork."
    ),
}
"""What those panels are for."""

FILLS: dict[str, tuple[str, ...]] = {
    "agenda": ("buku-1/workshops",),
    "vision": (
        "buku-1/vision",
        "buku-1/missions",
        "buku-1/objectives",
        "buku-1/objective_targets",
        "buku-1/city",
        "buku-1/background",
        "buku-1/legal_basis",
        "buku-2/horizons",
    ),
    "issues": ("buku-1/issues",),
    "readiness": ("buku-1/readiness",),
    "gap": ("buku-1/gaps",),
    "swot": ("buku-1/factors", "buku-1/ifas", "buku-1/efas", "buku-1/position"),
    "strategies": ("buku-1/strategies", "buku-2/strategies"),
    "programs": (
        "buku-2/programs",
        "buku-2/activities",
        "buku-2/responsibilities",
        "buku-2/indicators",
        "buku-2/references",
        "buku-2/program_alignment",
        "buku-2/funding",
        "buku-2/completeness",
        "buku-2/overlaps",
    ),
    "final": (
        "buku-2/programs",
        "buku-2/activities",
        "buku-2/responsibilities",
        "buku-4/by_horizon",
        "buku-4/by_dimension",
        "buku-4/alternatives",
        "buku-4/workload",
    ),
    "roadmap": ("buku-4/by_year", "buku-2/terms", "buku-4/yearly_targets"),
    "candidates": (
        "buku-3/candidates",
        "buku-3/gate_answers",
        "buku-3/impact",
        "buku-3/scores",
        "buku-3/comparison",
        "buku-3/differences",
    ),
    "quick-wins": ("buku-3/sheets", "buku-3/milestones"),
    "commitment": ("buku-3/points", "buku-3/signatories"),
    "participants": ("buku-1/people", "buku-2/institutions"),
    "assessment": ("buku-1/assessment",),
    "money": ("buku-2/funding", "buku-4/yearly_targets", "buku-4/budget_by_year", "buku-1/objective_targets"),
    "attendance": ("buku-1/people", "buku-1/heard", "buku-1/workshops"),
    "notes": ("buku-1/decisions", "buku-1/actions", "buku-1/facts"),
}
"""What the entries of a panel fill in the books: book and block of its template, what is looked at most first."""

LISTS: dict[str, Spec] = {
    spec.id: spec
    for spec in (
        Spec(
            "vision",
            (
                Column("city", N_("City and plan"), singles=("city", "plan", "analysis")),
                Column("missions", N_("Missions"), "mission"),
                Column("objectives", N_("Objectives"), "objective"),
            ),
            3,
        ),
        Spec("issues", (Column("issues", N_("Regional issues"), "issue"),), 1),
        Spec(
            "readiness",
            (
                Column("structure", N_("Structure"), "readiness", {"element": "structure"}),
                Column("infrastructure", N_("Infrastructure"), "readiness", {"element": "infrastructure"}),
                Column("superstructure", N_("Superstructure"), "readiness", {"element": "superstructure"}),
            ),
            3,
        ),
        Spec("gap", (Column("gaps", N_("Gaps"), "gap"),), 1),
        Spec(
            "swot",
            (
                Column("strength", N_("Strengths"), "swot", {"quadrant": "strength"}, prefix="s"),
                Column("weakness", N_("Weaknesses"), "swot", {"quadrant": "weakness"}, prefix="w"),
                Column("opportunity", N_("Opportunities"), "swot", {"quadrant": "opportunity"}, prefix="o"),
                Column("threat", N_("Threats"), "swot", {"quadrant": "threat"}, prefix="t"),
            ),
            2,
        ),
        Spec(
            "strategies",
            (
                Column(
                    "so",
                    N_("SO: use strengths to take opportunities"),
                    "strategy",
                    {"quadrant": "SO"},
                    prefix="so",
                ),
                Column(
                    "wo",
                    N_("WO: mend weaknesses by opportunities"),
                    "strategy",
                    {"quadrant": "WO"},
                    prefix="wo",
                ),
                Column(
                    "st", N_("ST: meet threats with strengths"), "strategy", {"quadrant": "ST"}, prefix="st"
                ),
                Column(
                    "wt",
                    N_("WT: lessen weaknesses, avoid threats"),
                    "strategy",
                    {"quadrant": "WT"},
                    prefix="wt",
                ),
            ),
            2,
        ),
        Spec("programs", _horizons("", None, True), 3),
        Spec("final", _horizons("-final", None, False), 3),
        Spec(
            "candidates",
            (
                Column(
                    "pool",
                    N_("Programs (q makes one a candidate)"),
                    "program",
                    where=lambda session, one: not _candidate(session, one),
                    capture=False,
                ),
                Column("candidates", N_("Quick-win candidates"), "quick_win", capture=False),
            ),
            2,
        ),
        Spec(
            "quick-wins",
            (
                Column("chosen", N_("Chosen quick wins"), "quick_win", where=_chosen, capture=False),
                Column(
                    "milestones",
                    N_("Milestones of the one chosen at the left"),
                    "milestone",
                    parent="chosen",
                    parent_key="quick_win",
                ),
            ),
            2,
        ),
        Spec(
            "commitment",
            (
                Column("points", N_("Joint commitment"), singles=("commitment",)),
                Column("signatories", N_("Signatories"), "signatory"),
            ),
            2,
        ),
        Spec(
            "participants",
            (
                Column("agencies", N_("Agencies"), "agency"),
                Column("participants", N_("Participants"), "participant"),
            ),
            2,
        ),
        Spec(
            "notes",
            (
                Column("minutes", N_("Minutes"), "note", {"kind": "minute"}),
                Column("decisions", N_("Decisions"), "note", {"kind": "decision"}),
                Column("actions", N_("Action items"), "note", {"kind": "action"}),
                Column("parking", N_("Parking lot"), "note", {"kind": "parking"}),
                Column("facts", N_("Facts about the city"), "note", {"kind": "fact"}),
                Column("inbox", N_("Inbox (not sorted yet)"), "note", {"kind": "inbox"}),
            ),
            3,
        ),
    )
}
