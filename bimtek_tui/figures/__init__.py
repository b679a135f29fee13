"""Every figure of a session in one place: for `bimtek figures`, for the screen, and for whoever compares.

`analysis` computes. Each section is a module that gathers its results for programs (`results`) and shows them to
people (`page`); `encoding` makes JSON of the former, `page` text and Markdown of the latter.
"""

from __future__ import annotations

from types import ModuleType
from typing import Any

from ..i18n import N_, _
from ..model.entries import Session
from ..model.method import Method
from . import assessment, coverage, programs, quick_wins, readiness, swot
from .encoding import encoded
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
    """All sections as plain values: counts as numbers, computed figures by `encoding.exact`, rupiah as strings."""
    return {name: section(name, session, method) for name in SECTIONS}


def section(name: str, session: Session, method: Method) -> Any:
    """One section as plain values; a figure that is not known is null."""
    return encoded(SECTIONS[name].results(session, method))


def page(name: str, session: Session, method: Method) -> Page:
    """One section for people, in the chosen language."""
    return Page(_(TITLES[name]), tuple(SECTIONS[name].blocks(session, method)))
