"""What a template may know of a session: view objects whose `str()` is already escaped Markdown.

A view of an entry has every key of its kind by its name, so the page on the session file is also the page for
authors of templates; nothing has to be filtered or escaped there. The raw text stands behind an underscore, where
the sandbox lets no template go.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cached_property
from typing import Any, TypeVar

from ...analysis import budget, horizons
from ...analysis.ordinals import LETTERS, ordinals
from ...markdown import code, inline, paragraphs
from ...model import entries as model
from ...model import kinds
from ...model.entry_types import Entry
from ...model.kinds import Field, Kind
from ...model.method import Method
from ...model.method_tables import Stage
from .. import indonesian
from ..gaps import Gap
from ..terms import WORDS

_PARENTS = {"budget": "program", "target": "of", "milestone": "quick_win", "cost": "quick_win"}
"""Kinds that mean nothing without the entry they belong to, and the key that names it."""
_DESCRIBING = (
    *("description", "innovation", "activities", "lead", "supporting", "partners", "start_year", "end_year"),
    *("location", "regulation", "rpjmd_ref", "objective", "mission", "strategies", "supports", "track"),
    *("indicator", "budget_idr", "funding"),
)
"""What a sheet of a program tells besides its name: one of these makes a sheet of it."""
_UNSEEN = ("checklist", "agenda")
"""Kinds of which books show counts at most."""
_NEEDLESS = ("closed", "done_on", "signed", "note")
"""Keys that say what has happened since, and remarks: where they are empty, nothing is missing."""
SHADOWED = ("merged_into", "code")
"""Keys that no template asks for by their names: merged entries are not in the books, and ``code`` is the id of any entry.

What a program has under ``code`` is ``sipd`` there.
"""
_ID = re.compile(r"[A-Za-z0-9_-]+")


class Text:
    """A text of a person: `str()` is safe in a sentence, a heading, a list item and a cell. Empty means false."""

    __slots__ = ("_gap", "_raw")

    def __init__(self, raw: str = "", gap: Gap | None = None) -> None:
        """`gap` is where an empty text is filled in."""
        self._raw = raw
        self._gap = gap

    def __str__(self) -> str:
        return inline(indonesian.typeset(self._raw))

    __repr__ = __str__

    def __bool__(self) -> bool:
        return bool(self._raw.strip())

    @property
    def paragraphs(self) -> str:
        """The text as paragraphs of their own, for places outside tables, headings and lists."""
        return paragraphs(indonesian.typeset(self._raw))

    @property
    def sentence(self) -> str:
        """The text on one line, ending with a full stop where it ends with no mark of its own."""
        shown = inline(indonesian.typeset(self._raw))
        return shown if not shown or shown[-1] in ".!?…" else f"{shown}."


class Figure(Text):
    """Something this program wrote itself: a number, a date, a code span. Shown as it is."""

    __slots__ = ()

    def __str__(self) -> str:
        return self._raw

    __repr__ = __str__


class Term(Text):
    """A value out of a vocabulary: `str()` is the Indonesian word, `id` what the file says ("" when unknown)."""

    __slots__ = ("id",)

    def __init__(self, id: str, word: str) -> None:
        super().__init__(word)
        self.id = id if _ID.fullmatch(id) else ""


class Several(list[Any]):
    """The values of a key that takes many; `gap` is where they are filled in when there are none."""

    def __init__(self, values: list[Any], gap: Gap | None = None) -> None:
        super().__init__(values)
        self._gap = gap


class View:
    """A bundle of safe values by name; `str()` is the text for the whole; where that is empty, it is false.

    What is given as `later` is made when a template first asks for it.
    """

    def __init__(
        self, shown: object = None, later: dict[str, Callable[[], object]] | None = None, **known: object
    ) -> None:
        self._shown = shown
        self._later = later or {}
        self.__dict__.update(known)

    def __str__(self) -> str:
        return "" if self._shown is None else str(self._shown)

    __repr__ = __str__

    def __bool__(self) -> bool:
        return self._shown is None or bool(self._shown)

    def __getattr__(self, name: str) -> Any:
        make = self.__dict__.get("_later", {}).get(name)
        if make is None:
            raise AttributeError(name)
        value = self.__dict__[name] = make()
        return value


Some = TypeVar("Some", bound=View)


def extended(view: Some, later: dict[str, Callable[[], object]] | None = None, **known: object) -> Some:
    """The same view with further values: figures that were computed for the entry."""
    view._later |= later or {}
    view.__dict__.update(known)
    return view


class EntryView(View):
    """The view of one entry: every key of its kind, and what follows from them."""

    def __init__(self, views: Views, kind: Kind, id: str, entry: Any, gap: Gap | None = None) -> None:
        """`gap` is where an entry is named that is not there at all: each of its keys is missing there."""
        self._views = views
        self._kind = kind
        self._id = id
        self._entry = entry
        self._gap = gap
        self._later: dict[str, Callable[[], object]] = {}

    def __getattr__(self, name: str) -> Any:
        known = self.__dict__
        make = known.get("_later", {}).get(name)
        value = known[name] = make() if make else known["_views"].value(self, name)
        return value


class Views:
    """The views of all entries of a session, by kind and id, references followed. Each is made when asked for."""

    def __init__(self, session: model.Session, method: Method) -> None:
        self._session = session
        self._method = method
        self._made: dict[str, dict[str, EntryView]] = {}
        self._named: dict[tuple[str, str], dict[str, Any] | None] = {}

    @cached_property
    def money(self) -> budget.Money:
        """What the programs cost."""
        return budget.money(self._session)

    @cached_property
    def _labels(self) -> dict[str, str]:
        return ordinals(self._session)

    def single(self, table: str) -> EntryView:
        """The view of a singleton such as ``city``; all keys are empty where the file has none."""
        return EntryView(self, kinds.kinds()[table], "", self._session.single(table))

    def of(self, table: str) -> list[EntryView]:
        """The views of the entries that count, in the order of capture, if what they belong to counts as well."""
        return [self.get(table, entry.id) for entry in standing(self._session, table)]

    def get(self, table: str, id: str) -> EntryView:
        """The view of an entry, or one with nothing but the id where there is no such entry."""
        known = self._made.get(table)
        if known is None:
            if table in _UNSEEN:
                raise KeyError(table)
            known = self._made[table] = {}
        view = known.get(id)
        if view is None:
            entry = self._session.entries(table).get(id)
            view = known[id] = EntryView(self, kinds.kinds()[table], id, entry)
        return view

    def agency(self, agency: str | None, gap: Gap | None = None) -> View:
        """An agency by its code, listed or not: `str()` is the code, `name` its name or the code again."""
        if not agency:
            nothing = Text("", gap)
            return View(nothing, name=nothing, _gap=gap)
        listed = self._session.agency.get(agency)
        return View(Text(agency), name=Text((listed and listed.name) or agency))

    def value(self, view: EntryView, name: str) -> object:
        """One value of an entry by its name. Raises AttributeError for a name that entries of its kind don't have."""
        kind, id, entry = view._kind, view._id, view._entry
        field = kind.keys.get(name)
        if field is not None and name not in SHADOWED:
            raw = getattr(entry, name, None)
            if field.list:
                values = [self._value(kind, field, part) for part in raw or ()]
                return Several(values, None if values else self._gap(view, name))
            return (
                self._nothing(field, self._gap(view, name)) if raw is None else self._value(kind, field, raw)
            )
        label = self._labels.get(id, "") if kind.table in LETTERS else ""
        match name:
            case "_shown":
                return getattr(view, kind.text_key, None) or view.mention
            case "code" | "id_code":
                return Figure(code(id))
            case "sipd" if kind.table == "program":
                return Text((entry and entry.code) or "", self._gap(view, "code"))
            case "label":
                return Figure(label)
            case "counts":
                return entry is not None and model.counts(entry)
            case "mention":
                return Figure((label or code(id)) + _standing_of(id, entry), view._gap)
            case "described" if kind.table == "program":
                return any(getattr(entry, key, None) for key in _DESCRIBING)
            case "years" if kind.table == "program":
                shown = (entry and indonesian.years(entry.start_year, entry.end_year)) or ""
                return Figure(shown, self._gap(view, "start_year"))
            case "money" if kind.table == "program":
                return rupiah(self.money.by_program.get(id), self._gap(view, "budget_idr"))
        raise AttributeError(name)

    def _gap(self, view: EntryView, key: str) -> Gap | None:
        """Where an empty key of an entry is filled in; None where there is no place, or where nothing is missing."""
        kind = view._kind
        there = view._entry is not None or kind.single or kind.table == "stage"
        return view._gap or (Gap(kind.table, view._id, key) if there and key not in _NEEDLESS else None)

    def _nothing(self, field: Field, gap: Gap | None) -> object:
        """What stands for a key without a value: empty text, or an entry of which every key is empty."""
        if not field.refs:
            return Text("", gap)
        if "agency" in field.refs:
            return self.agency(None, gap)
        return EntryView(self, kinds.kinds()[field.refs[0]], "", None, gap)

    def _value(self, kind: Kind, field: Field, raw: Any) -> object:
        if field.refs:
            return self._reference(field, raw)
        if field.choices:
            return Term(raw, self._word(field, raw))
        if (kind.table, field.name) not in self._named:
            self._named[kind.table, field.name] = self._method.values(kind.table, field.name)
        if (named := self._named[kind.table, field.name]) is not None:
            return Term(raw, _name(named[raw]) if raw in named else raw)
        if isinstance(raw, dt.datetime):
            return Figure(indonesian.date(raw.date()))
        if isinstance(raw, dt.date):
            return Figure(indonesian.date(raw))
        if field.type == "y":
            return Figure(str(raw))
        if field.type == "b":
            return Figure("ya" if raw else "tidak")
        if isinstance(raw, int | Decimal):
            money = field.name.endswith("_idr") and isinstance(raw, int)
            return Figure(indonesian.rupiah(int(raw)) if money else indonesian.number(raw))
        return Text(raw)

    def _reference(self, field: Field, id: str) -> View:
        if "agency" in field.refs:
            return self.agency(id)
        seen: set[str] = set()
        while id not in seen:
            seen.add(id)
            for table in field.refs:
                if (entry := self._session.entries(table).get(id)) is not None:
                    id = getattr(entry, "merged_into", None) or id
                    break
        for table in field.refs:
            if id in self._session.entries(table):
                return self.get(table, id)
        return self.get(field.refs[0], id)

    def _word(self, field: Field, raw: Any) -> str:
        if field.name == "horizon":
            return horizon_name(self._session, raw)
        if field.name == "funding":
            return name_in(self._method.sources, raw)
        if field.name == "element":
            return name_in(self._method.elements, raw)
        return WORDS[raw]


def _standing_of(id: str, entry: Entry | None) -> str:
    """What has to be said beside a reference to an entry that does not count or is not there."""
    if not id or (entry is not None and model.counts(entry)):
        return ""
    return " (tidak ditemukan)" if entry is None else " (tidak berlaku lagi)"


def standing(session: model.Session, table: str) -> list[Any]:
    """The entries of a kind that count and, where they belong to another entry, whose other entry counts."""
    entries = model.counting(session.entries(table))
    parent = _PARENTS.get(table)
    if parent is None:
        return entries
    field = kinds.kinds()[table].keys[parent]
    alive = {entry.id for kind in field.refs for entry in model.counting(session.entries(kind))}
    return [entry for entry in entries if getattr(entry, parent) in alive]


def in_order(session: model.Session, table: str) -> list[Any]:
    """The entries that count in the order that people gave them; those without a place come last."""
    return sorted(
        model.counting(session.entries(table)), key=lambda entry: (entry.order is None, entry.order or 0)
    )


def name_in(things: Mapping[str, Any], id: str) -> str:
    """What one of these things of the method is called in Indonesian; the books' own word or the id where it has none."""
    return things[id].name if id in things else WORDS.get(id, id)


def horizon_name(session: model.Session, horizon: model.Horizon) -> str:
    """``Jangka pendek (2026)``, ``Jangka pendek (1 tahun sejak 2026)`` or ``Jangka pendek``, as the session has agreed.

    A duration is counted from the start of the plan, where that is known.
    """
    agreed = horizons.span(session.plan, horizon)
    since = f" sejak {session.plan.period_start}" if session.plan and session.plan.period_start else ""
    span = indonesian.years(agreed.start, agreed.end) or (
        f"{agreed.years} tahun{since}" if agreed.years else ""
    )
    return f"{WORDS[horizon]} ({span})" if span else WORDS[horizon]


def rupiah(amount: int | None, gap: Gap | None = None) -> Figure:
    """An amount of money, empty where it is not known; `gap` is where it is filled in."""
    return Figure("" if amount is None else indonesian.rupiah(amount), gap)


def _name(thing: Any) -> str:
    """What the books call something of the method: a gate by its text, a stage by its number, the rest by name."""
    name: str = (
        thing.short if isinstance(thing, Stage) else thing.name if hasattr(thing, "name") else thing.text
    )
    return name
