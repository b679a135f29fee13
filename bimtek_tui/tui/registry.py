"""The panels of a session as data: which lists stand in them, what is captured there, in which stage they belong.

A panel of lists needs no code of its own; the few others (agenda, roadmap, review, books) have a module each.
"""

from __future__ import annotations

from ..i18n import N_

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
