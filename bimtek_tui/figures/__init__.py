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
from . import assessment, coverage, program_tables, programs, quick_wins, readiness, swot
from .encoding import encoded
from .page import Block, Page


class Section(Struct, frozen=True):
    """What a section is called, its results for programs, and its sentences and tables for people."""

    title: str
    results: Callable[[Session, Method], dict[str, Any]]
    blocks: Callable[[Session, Method], Iterator[Block]]


SECTIONS = {
    "swot": Section(N_("SWOT"), swot.results, swot.blocks),
    "readiness": Section(N_("Readiness, gaps and vision"), readiness.results, readiness.blocks),
    "programs": Section(N_("Programs, roadmap and budget"), programs.results, program_tables.blocks),
    "quick_wins": Section(N_("Quick wins"), quick_wins.results, quick_wins.blocks),
    "assessment": Section(N_("Assessment"), assessment.results, assessment.blocks),
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
    """One section for people, in the chosen language."""
    return Page(_(SECTIONS[name].title), tuple(SECTIONS[name].blocks(session, method)))
