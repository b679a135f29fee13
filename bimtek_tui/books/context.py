"""Everything a book's template can name: session and method through the analysis into views.

One dictionary serves all books. What stands in it is text that is safe to print, lists, and views; a template never
computes, it only lays out.
"""

from __future__ import annotations

from collections import ChainMap, Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ..analysis import assessment
from ..method import Book, Method
from ..model import Session, counting
from ..review import signing
from . import indonesian, plan_views, quick_win_views, swot_views
from .gaps import Gap
from .terms import WORDS
from .views import Figure, Term, Text, View, Views, extended, in_order, standing

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


class Values(Mapping[str, Any]):
    """The values that all books share, each made when a template first names it."""

    def __init__(self, session: Session, method: Method) -> None:
        self.session = session
        self.method = method
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
    return ChainMap({"book": View(Text(book.title), number=book.number)}, values)  # type: ignore[arg-type]


_MAKERS: dict[str, Callable[[Values], Any]] = {
    "books": lambda its: [Text(one.title) for one in its.method.book],
    "books_spelled": lambda its: Figure(indonesian.spelled(len(its.method.book))),
    "title": lambda its: Text((its.session.top and its.session.top.title) or ""),
    "method": lambda its: Text(its.method.name),
    "city": lambda its: _city(its.session, its.views),
    "plan": lambda its: plan_views.plan(its.session, its.views),
    "missions": lambda its: _in_order(its.session, its.views, "mission"),
    "objectives": lambda its: _in_order(its.session, its.views, "objective"),
    "stages": lambda its: _stages(its.session, its.method, its.views),
    "people": lambda its: _people(its.session, its.views),
    "facts": lambda its: _notes(its.session, its.views, "fact"),
    "decisions": lambda its: _notes(its.session, its.views, "decision"),
    "actions": lambda its: _notes(its.session, its.views, "action"),
    "dimensions": lambda its: plan_views.dimensions(its.session, its.method, its.views),
    "dimensions_spelled": lambda its: Figure(indonesian.spelled(len(its.method.dimension))),
    "elements": lambda its: _elements(its.method, its.views),
    "swot": lambda its: swot_views.swot(its.session, its.views),
    "models": lambda its: _models(its.session, its.method, its.views),
    "outside_models": lambda its: [
        its.views.get("assessment", one.id) for one in assessment.outside(its.session, its.method)
    ],
    "programs": lambda its: [program for one in its["horizons"] for program in one.programs],
    "horizons": lambda its: plan_views.horizons(its.session, its.views),
    "roadmap": lambda its: plan_views.roadmap(its.session, its.views),
    "budget": lambda its: plan_views.budget(its.method, its.views),
    "targets": lambda its: its.views.of("target"),
    "quick_wins": lambda its: quick_win_views.quick_wins(its.session, its.method, its.views),
    "milestones": lambda its: (
        its["quick_wins"] and its.views.of("milestone")
    ),  # whose quick wins have figures
    "commitment": lambda its: extended(
        its.views.single("commitment"),
        {"standing_id": lambda: signing.standing(its.session, its.method).state},
    ),
    "signatories": lambda its: _in_order(its.session, its.views, "signatory"),
}


def _in_order(session: Session, views: Views, table: str) -> list[View]:
    return [views.get(table, one.id) for one in in_order(session, table)]


def _city(session: Session, views: Views) -> View:
    city = views.single("city")
    lead = session.city.lead_agency if session.city else None
    name = session.city.name if session.city else "Nama daerah belum diisi"
    return extended(
        city,
        name=Text(name),
        place=Text(", ".join(one for one in (name, _province(session)) if one)),
        lead_agency=views.agency(lead, Gap("city", "", "lead_agency")).name,
        area=Figure(f"{city.area_km2} km²") if city.area_km2 else city.area_km2,
    )


def _province(session: Session) -> str:
    """The province as it follows the name of a city; "" where the region is itself a province."""
    if session.city is None or session.city.kind == "provinsi" or not session.city.province:
        return ""
    province = session.city.province
    return province if province.lower().startswith("provinsi") else f"Provinsi {province}"


def _stages(session: Session, method: Method, views: Views) -> list[View]:
    """The stages of the method with what the session knows of each."""
    present: Counter[str] = Counter(day for one in counting(session.participant) for day in one.attended)
    found = []
    for stage in method.stage:
        held = session.stage.get(stage.id)
        dates = indonesian.date_range(held.start, held.end) if held else ""
        days = sorted({block.day for block in stage.block})
        found.append(
            extended(
                views.get("stage", stage.id),
                number=Figure(_roman(stage.number)),
                name=Text(stage.name),
                short=Text(stage.short),
                purpose=Text(stage.purpose),
                dates=Figure(dates)
                if dates
                else Text((held and held.when) or "", Gap("stage", stage.id, "start")),
                attendance=[
                    View(f"hari {day}", day=Figure(str(day)), count=Figure(indonesian.number(count)))
                    for day in days
                    if (count := present[f"{stage.id}/{day}"])
                ],
                decisions=_notes(session, views, "decision", stage.id),
                actions=_notes(session, views, "action", stage.id),
            )
        )
    return found


def _notes(session: Session, views: Views, kind: str, stage: str | None = None) -> list[View]:
    """The notes of a kind, of one stage only where it is given."""
    return [
        views.get("note", one.id)
        for one in standing(session, "note")
        if one.kind == kind and (stage is None or one.stage == stage)
    ]


def _people(session: Session, views: Views) -> View:
    """Counts of participants by agency and by role. Names are personal data and stay out of the books."""
    people = counting(session.participant)
    by_agency: Counter[str] = Counter(one.agency or "" for one in people)
    by_role: Counter[str] = Counter(one.role or "" for one in people)
    codes = [*session.agency, *(code for code in sorted(by_agency) if code and code not in session.agency)]
    agencies = []
    for code in codes:
        agency = views.agency(code)
        agencies.append(
            View(
                agency.name,
                name=agency.name,
                code=Text(code),
                count=Figure(indonesian.number(by_agency[code])),
            )
        )
    return View(
        Figure(indonesian.number(len(people))),
        total=len(people),
        agencies=agencies,
        without_agency=by_agency[""],
        roles=[
            View(word, name=word, count=Figure(indonesian.number(by_role[role])))
            for role in ("council", "team", "agency", "expert", "facilitator", "partner", "observer", "")
            if by_role[role] and (word := Text(WORDS[role] if role else "Peran belum dicatat"))
        ],
    )


def _elements(method: Method, views: Views) -> list[View]:
    """The elements of readiness with the findings of each; findings on another element follow at the end."""
    found = views.of("readiness")
    made = [
        View(
            Text(one.name),
            id=one.id,
            name=Text(one.name),
            aspects=[Text(aspect.name) for aspect in one.aspect],
            readiness=[entry for entry in found if entry.element.id == one.id],
        )
        for one in method.element
    ]
    known = {one.id for one in method.element}
    if rest := [entry for entry in found if entry.element.id not in known]:
        made.append(View(id="", name=Text("Elemen Lain"), aspects=[], readiness=rest))
    return made


def _models(session: Session, method: Method, views: Views) -> list[View]:
    """The assessment models of the method: their pillars, enablers or aspects, and what was assessed."""
    made = []
    for model, results in assessment.results(session, method):
        parts = [_part(result, views) for result in results]
        by_role = {
            role: [one for one in parts if one.role.id == role] for role in ("pillar", "enabler", "aspect")
        }
        made.append(
            View(
                Text(model.name),
                name=Text(model.name),
                goal=Text(model.goal),
                scale=Figure(f"{model.scale_min} sampai {model.scale_max}"),
                parts=parts,
                parts_spelled=Figure(indonesian.spelled(len(parts))),
                pillars=by_role["pillar"],
                pillars_spelled=Figure(indonesian.spelled(len(by_role["pillar"]))),
                enablers=by_role["enabler"],
                enablers_spelled=Figure(indonesian.spelled(len(by_role["enabler"]))),
                aspects=by_role["aspect"],
                assessed=any(result.assessed for result in results),
            )
        )
    return made


def _part(result: assessment.PartResult, views: Views) -> View:
    return View(
        Text(result.part.name),
        name=Text(result.part.name),
        role=Term(result.part.role, WORDS[result.part.role]),
        weight=Figure(f"{result.part.weight} %" if result.part.weight is not None else ""),
        assessments=[views.get("assessment", one.id) for _, found in result.indicators for one in found],
        assessed=Figure(f"{result.assessed} dari {len(result.indicators)} indikator"),
        mean=Figure(indonesian.number(result.mean, 2) if result.mean is not None else ""),
    )


def _roman(number: int) -> str:
    return _ROMAN[number - 1] if 0 < number <= len(_ROMAN) else str(number)
