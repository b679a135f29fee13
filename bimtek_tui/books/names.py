"""What a template can name, and what it says: variables, values of views, filters.

The tables hold descriptions only; whether a name is there is asked of the values themselves.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jinja2.environment import TemplateModule
from jinja2.runtime import TemplateReference

from ..i18n import N_
from .views.base import SHADOWED, EntryView, Text, View

VARIABLES: dict[str, str] = {
    "book": N_("the book being made: its title; number is its place among the books"),
    "written": N_("ids of the sections of this book that have a text"),
    "books": N_("titles of all books of the method"),
    "books_spelled": N_("number of the books in words"),
    "title": N_("title of the session"),
    "method": N_("name of the method"),
    "city": N_("the city or regency"),
    "identity": N_("who publishes the books: government, agency, town"),
    "plan": N_("the plan: period, vision, legal basis"),
    "missions": N_("missions in their order"),
    "objectives": N_("objectives in their order"),
    "stages": N_("stages of the workshop with dates, attendance, decisions and actions"),
    "people": N_("participants: numbers by agency and by role"),
    "counts": N_("numbers of entries, for running text"),
    "facts": N_("notes that hold a fact"),
    "decisions": N_("notes that hold a decision"),
    "actions": N_("notes that hold something to be done"),
    "references": N_("figures of the books with the entries that they rest on"),
    "evidence": N_("sources named as evidence, with the entries that rest on them"),
    "sheet_titles": N_("titles of the fields of a quick-win sheet"),
    "gates": N_("gates of the quick wins"),
    "criteria": N_("criteria of the quick wins"),
    "dimensions": N_("dimensions with their entries"),
    "dimensions_spelled": N_("number of the dimensions in words"),
    "elements": N_("elements of readiness with their findings"),
    "readiness": N_("readiness in numbers"),
    "issues": N_("strategic issues in numbers"),
    "gaps": N_("gaps in numbers"),
    "strategies": N_("strategies in numbers"),
    "direction": N_("vision, missions and objectives in numbers"),
    "coverage": N_("agencies without anybody registered or without a word, dimensions nobody spoke to"),
    "cascade": N_("objectives with the programs that serve them"),
    "regulation": N_(
        "the draft regulation that enacts the plan: its names, what it rests on, the organs it makes"
    ),
    "alignment": N_("what programs are aligned to, and what to nothing"),
    "swot": N_("the SWOT analysis: factors, IFAS and EFAS, position, TOWS"),
    "models": N_("assessment models with their parts"),
    "outside_models": N_("assessments of indicators that no model has"),
    "programs": N_("all programs by horizon"),
    "sheets": N_("dimensions with the sheets of their programs"),
    "organisation": N_("council, implementing team and forum with their members"),
    "risks": N_("risks, the greatest first"),
    "tracks": N_("enabling tracks with their programs"),
    "evaluations": N_("years in which targets are due or programs end"),
    "horizons": N_("horizons with their programs"),
    "roadmap": N_("year grid of the programs"),
    "budget": N_("money by source and by year"),
    "alternatives": N_("sources of funding other than the region's own budget, with their programs"),
    "portfolio": N_("numbers of programs in words, and what programs lack"),
    "workload": N_("what each agency leads and supports"),
    "follow_up": N_("what each agency still owes, as sheets, and who owes nothing"),
    "overlaps": N_("groups of programs of different agencies that are nearly the same"),
    "targets": N_("yearly targets"),
    "target_grids": N_("yearly targets as tables by year"),
    "quick_wins": N_("quick-win candidates by rank, and those of each decision"),
    "milestones": N_("milestones of the quick wins"),
    "commitment": N_("the joint commitment"),
    "pictures": N_("pictures by their names; one is printed with its caption and source"),
    "signatories": N_("signatories in their order"),
}
"""What each variable holds."""

COMPUTED: dict[str, str] = {
    "label": N_("its number in the books, such as S1"),
    "code": N_("its id as code"),
    "id_code": N_("its id as code, under a name that no key has"),
    "sipd": N_("its code in SIPD, which “code” is not"),
    "mention": N_("how it is referred to: number or id, and whether it still counts"),
    "counts": N_("whether it counts: it was neither withdrawn nor merged"),
    "described": N_("of a program: whether more than its name, horizon and dimension is known"),
    "years": N_("its years"),
    "money": N_("what it costs"),
}
"""What an entry has besides the keys of its kind."""

PRINTED: dict[str, str] = {
    "id": N_("of a word of a vocabulary: what the file says"),
    "paragraphs": N_("the text as paragraphs, outside tables and lists"),
    "sentence": N_("the text on one line with a full stop"),
}
"""What every text has."""

FILTERS: dict[str, str] = {
    "sel": N_("a value, or a dash where it is empty"),
    "daftar": N_("a list with semicolons, or a dash"),
    "sebutan": N_("how the entries of a list are referred to, or a dash"),
    "belum": N_("a sentence that says what is missing; a preview leads from there to its place"),
    "rangkai": N_("a list as running text: a, b, dan c"),
    "kata": N_("a count within a sentence: small ones in words"),
    "huruf": N_("the letter of an item of a list by its place: a, b"),
    "tulis": N_("what a person has to write here, as a paragraph of its own"),
}
"""What each filter of ours prints."""


def variables() -> list[str]:
    """The variables that every book has."""
    return [*VARIABLES]


def of(value: object) -> list[str]:
    """The names that can be asked of a value behind a dot, those first that come first in the file or the view."""
    match value:
        case EntryView():
            keys = [key for key in value._kind.keys if key not in SHADOWED]
            return [*keys, *(name for name in COMPUTED if hasattr(value, name)), *own(value)]
        case View():
            return own(value)
        case Text():
            return [name for name in dir(value) if not name.startswith("_")]
        case TemplateModule():
            return [name for name in vars(value) if not name.startswith("_")]
        case TemplateReference():
            return list(value._TemplateReference__context.blocks)  # type: ignore[attr-defined]
        case Mapping():
            return [name for name in value if isinstance(name, str)]
        case _:
            return []


def own(view: View) -> list[str]:
    """The names that a view was given, those of an entry's keys left out."""
    known: dict[str, Any] = vars(view)
    beyond = (*view._kind.keys, *COMPUTED) if isinstance(view, EntryView) else ()
    names = dict.fromkeys((*known, *known["_later"]))
    return [name for name in names if not name.startswith("_") and name not in beyond]
