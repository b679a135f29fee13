"""Everything a book's template can name: session and method through the analysis into views.

One dictionary serves all books. What stands in it is text that is safe to print, lists, and views; a template never
computes, it only lays out.
"""

from __future__ import annotations

import datetime as dt
from collections import ChainMap
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from ..analysis import programs
from ..model.entries import Session
from ..model.method import Method
from ..model.method_tables import Book
from ..model.workshop_entries import Commitment
from ..review import fingerprint, signing
from . import indonesian
from .gaps import Gap
from .terms import SHEET_TITLES
from .texts import standing as standing_texts
from .views import (
    assessment,
    budget,
    coverage,
    direction,
    follow_up,
    governance,
    plan,
    portfolio,
    quick_win,
    readiness,
    reference,
    regulation,
    sheets,
    swot,
    workshop,
)
from .views.base import Figure, Text, View, Views, extended, in_order
from .views.printed import number

_SEAL = 16
"""Digits of a fingerprint at the foot of a sheet that is signed."""


class Values(Mapping[str, Any]):
    """The values that all books share, each made when a template first names it.

    `pictures` are the names of those that books may show; those of what a text rests on show none.
    """

    def __init__(self, session: Session, method: Method, pictures: Collection[str] = ()) -> None:
        self.session = session
        self.method = method
        self.pictures = pictures
        self.views = Views(session, method)
        self._made: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._made:
            self._made[name] = _MAKERS[name](self)
        return self._made[name]

    def __contains__(self, name: object) -> bool:
        return name in _MAKERS

    def __iter__(self) -> Iterator[str]:
        return iter(_MAKERS)

    def __len__(self) -> int:
        return len(_MAKERS)


def context(values: Values, book: Book) -> Mapping[str, Any]:
    """The values for one book. The keys and the views behind them are the contract with authors of templates."""
    made = {
        "book": View(Text(book.title), number=book.number),
        "written": [*standing_texts(values.session, book.id)],
    }
    return ChainMap(made, values)  # type: ignore[arg-type]


_MAKERS: dict[str, Callable[[Values], Any]] = {
    "books": lambda its: [Text(book.title) for book in its.method.book],
    "books_spelled": lambda its: Figure(indonesian.spelled(len(its.method.book))),
    "title": lambda its: Text((its.session.top and its.session.top.title) or ""),
    "method": lambda its: Text(its.method.name_on(_begun_on(its.session))),
    "city": lambda its: _city(its.session, its.views),
    "identity": lambda its: its.views.single("identity"),
    "plan": lambda its: plan.plan(its.session, its.views),
    "missions": lambda its: _in_order(its.session, its.views, "mission"),
    "objectives": lambda its: _in_order(its.session, its.views, "objective"),
    "stages": lambda its: workshop.stages(its.session, its.method, its.views),
    "people": lambda its: workshop.people(its.session, its.method, its.views),
    "counts": lambda its: workshop.counts(its.session, its["stages"]),
    "facts": lambda its: workshop.notes_of(its.session, its.views, "fact"),
    "decisions": lambda its: workshop.notes_of(its.session, its.views, "decision"),
    "actions": lambda its: workshop.notes_of(its.session, its.views, "action"),
    "references": lambda its: reference.references(its.session, its.views),
    "evidence": lambda its: reference.evidence(its.session),
    "sheet_titles": lambda _its: [Figure(title) for title in SHEET_TITLES.values()],
    "gates": lambda its: [Text(gate.text) for gate in its.method.gate],
    "criteria": lambda its: [Text(criterion.name) for criterion in its.method.criterion],
    "dimensions": lambda its: (
        its["swot"].tows and plan.dimensions(its.session, its.method, its.views)
    ),  # whose strategies have the programs that serve them
    "dimensions_spelled": lambda its: Figure(indonesian.spelled(len(its.method.dimension))),
    "elements": lambda its: readiness.elements(its.session, its.method, its.views),
    "readiness": lambda its: readiness.readiness(its.session, its.method),
    "issues": lambda its: readiness.issues(its.session, its.method),
    "gaps": lambda its: readiness.gaps(its.session, its.method),
    "strategies": lambda its: readiness.strategies(its.session, its.method),
    "coverage": lambda its: coverage.coverage(its.session, its.method, its.views),
    "direction": lambda its: direction.direction(its.session, its.views),
    "cascade": lambda its: direction.cascade(its.session, its.views),
    "regulation": lambda its: regulation.regulation(its.session, its.method, its.views),
    "alignment": lambda its: direction.alignment(its.session, its.views),
    "swot": lambda its: swot.swot(its.session, its.views, its.method),
    "models": lambda its: assessment.models(its.session, its.method, its.views),
    "outside_models": lambda its: assessment.outside(its.session, its.method, its.views),
    "programs": lambda its: its.views.of("program"),
    "sheets": lambda its: sheets.sheets(its.session, its.method, its.views),
    "organisation": lambda its: governance.organisation(its.session, its.views),
    "risks": lambda its: governance.risks(its.session, its.views),
    "tracks": lambda its: governance.tracks(its.session, its.method, its.views),
    "evaluations": lambda its: governance.evaluations(its.session),
    "horizons": lambda its: plan.horizons(its.session, its.views),
    "roadmap": lambda its: plan.roadmap(its.session, its.method, its.views),
    "budget": lambda its: budget.budget_view(its.session, its.method, its.views),
    "alternatives": lambda its: budget.alternatives(its.session, its.method, its.views),
    "portfolio": lambda its: portfolio.portfolio(its.session, its.method, its.views),
    "workload": lambda its: portfolio.load(its.session, its.views),
    "follow_up": lambda its: follow_up.follow_up_view(its.session, its.method, its.views),
    "overlaps": lambda its: portfolio.overlapping(its.session, its.method, its.views),
    "target_grids": lambda its: portfolio.target_grids(its.session, its.views),
    "targets": lambda its: its.views.of("target"),
    "quick_wins": lambda its: quick_win.quick_wins(its.session, its.method, its.views),
    "milestones": lambda its: (
        its["quick_wins"] and its.views.of("milestone")
    ),  # whose quick wins have figures
    "commitment": lambda its: _commitment(its.session, its.method, its.views),
    "signatories": lambda its: _in_order(its.session, its.views, "signatory"),
}


def _commitment(session: Session, method: Method, views: Views) -> View:
    """The commitment with its date in words and the fingerprint of the agreement as it is now, shortened."""
    commitment = session.commitment
    version = fingerprint.version(session)
    return extended(
        views.single("commitment"),
        {
            "standing_id": lambda: signing.standing(session, method).state,
            "fingerprint": lambda: Figure(
                f"`{fingerprint.short(fingerprint.agreement(session, method, version))}`"
            ),
        },
        seal=_seal(commitment, session, method),
        final_programs=number(programs.by_status(session)["final"]),
        date_in_words=Figure(
            indonesian.date_in_words(commitment.date) if commitment and commitment.date else ""
        ),
    )


def _seal(commitment: Commitment | None, session: Session, method: Method) -> Text:
    """The first digits of the fingerprint that was signed, of that of the agreement as it is where nobody has."""
    signed = (commitment and commitment.digest) or ""
    digest = signed or fingerprint.agreement(session, method, fingerprint.version(session))
    return Text(digest.rpartition(":")[2][:_SEAL])


def _begun_on(session: Session) -> dt.date | None:
    """The first day of the workshop, None while no stage has a date."""
    return min((stage.start for stage in session.stage.values() if stage.start), default=None)


def _in_order(session: Session, views: Views, table: str) -> list[View]:
    return [views.get(table, entry.id) for entry in in_order(session, table)]


def _city(session: Session, views: Views) -> View:
    city = views.single("city")
    lead = session.city.lead_agency if session.city else None
    name = session.city.name if session.city else "Nama daerah belum diisi"
    return extended(
        city,
        name=Text(name),
        place=Text(", ".join(part for part in (name, _province(session)) if part)),
        lead_agency=views.agency(lead, Gap("city", "", "lead_agency")).name,
        area=Figure(f"{city.area_km2} km²") if city.area_km2 else city.area_km2,
    )


def _province(session: Session) -> str:
    """The province as it follows the name of a city; "" where the region is itself a province."""
    if session.city is None or session.city.kind == "provinsi" or not session.city.province:
        return ""
    province = session.city.province
    return province if province.lower().startswith("provinsi") else f"Provinsi {province}"
