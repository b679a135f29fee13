"""Every figure of a session in one place: for `bimtek figures`, for the screen, and for whoever compares.

`analysis` computes; here it is only put into words and exact strings. Each section is a module with a dictionary for
programs (`section`) and a page for people (`page`).
"""

from __future__ import annotations

from types import ModuleType
from typing import Any

from ..i18n import N_
from ..model.entries import Session
from ..model.method import Method
from . import assessment, coverage, programs, quick_wins, readiness, swot
from .page import Page

SECTIONS: dict[str, ModuleType] = {
    "swot": swot,
    "readiness": readiness,
    "programs": programs,
    "quick_wins": quick_wins,
    "assessment": assessment,
    "coverage": coverage,
}
"""The sections in the order in which a workshop comes to them."""

TITLES = {
    "swot": N_("SWOT"),
    "readiness": N_("Readiness, gaps and vision"),
    "programs": N_("Programs, roadmap and budget"),
    "quick_wins": N_("Quick wins"),
    "assessment": N_("Assessment"),
    "coverage": N_("Who was heard"),
}
"""What the sections are called."""


def figures(session: Session, method: Method) -> dict[str, Any]:
    """All sections as plain values: counts as numbers, computed figures by `exact.exact`, rupiah as strings."""
    return {name: module.section(session, method) for name, module in SECTIONS.items()}


def page(name: str, session: Session, method: Method) -> Page:
    """One section for people, in the chosen language."""
    module = SECTIONS[name]
    found: Page = module.page(module.section(session, method), session, method)
    return found
