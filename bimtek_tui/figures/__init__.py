"""Every figure of a session in one place: for `bimtek figures`, for the screen, and for whoever compares.

`analysis` computes. A section gathers results for programs (`results`) and shows the same to people (`blocks`);
`encoding` makes JSON of the former, `page` text and Markdown of the latter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from msgspec import Struct

from ..i18n import N_, _
from ..model.entries import Session
from ..model.method import Method
from . import assessment, coverage, plots, program_tables, programs, quick_wins, readiness, swot
from .encoding import encoded
from .page import Block, Drawing, Page


class Section(Struct, frozen=True):
    """What a section is called, its results for programs, and for people its sentences and tables, and its pictures by name."""

    title: str
    results: Callable[[Session, Method], dict[str, Any]]
    blocks: Callable[[Session, Method], Iterator[Block]]
    pictures: tuple[str, ...] = ()


SECTIONS = {
    "swot": Section(N_("SWOT"), swot.results, swot.blocks, ("swot-plane", "votes-swot")),
    "readiness": Section(
        N_("Readiness, gaps and vision"), readiness.results, readiness.blocks, ("readiness", "gap")
    ),
    "programs": Section(
        N_("Programs, roadmap and budget"),
        programs.results,
        program_tables.blocks,
        ("programs", "roadmap", "budget-years", "budget-dimensions", "votes-program"),
    ),
    "quick_wins": Section(
        N_("Quick wins"),
        quick_wins.results,
        quick_wins.blocks,
        ("impact-effort", "scores", "votes-quick_win"),
    ),
    "assessment": Section(N_("Assessment"), assessment.results, assessment.blocks, ("assessment",)),
    "coverage": Section(N_("Who was heard"), coverage.results, coverage.blocks),
}
"""The sections in the order in which a workshop comes to them."""


def figures(session: Session, method: Method) -> dict[str, Any]:
    """All sections as plain values: counts as numbers, computed figures by `encoding.exact`, rupiah as strings."""
    return {name: section(name, session, method) for name in SECTIONS}


def section(name: str, session: Session, method: Method) -> Any:
    """One section as plain values; a figure that is not known is null."""
    return encoded(SECTIONS[name].results(session, method))


def page(name: str, session: Session, method: Method) -> Page:
    """One section for people, in the chosen language: its pictures first, then what they show in numbers."""
    section = SECTIONS[name]
    pictures = plots.pictures(section.pictures, session, method)
    drawings = (Drawing(picture.title, picture.plot) for picture in pictures)
    return Page(_(section.title), (*drawings, *section.blocks(session, method)))
