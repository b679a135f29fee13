"""What a template may know of a session: view objects whose `str()` is already escaped Markdown.

A view of an entry has every key of its kind by its name, so the page on the session file is also the page for
authors of templates; nothing has to be filtered or escaped there. The raw text stands behind an underscore, where
the sandbox lets no template go.
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from .. import kinds, model
from ..analysis import programs
from ..analysis.ordinals import LETTERS, ordinals
from ..kinds import Field, Kind
from ..method import Method, Stage
from . import indonesian
from .escaping import code, inline, paragraphs
from .terms import WORDS

_PARENTS = {"budget": "program", "target": "of", "milestone": "quick_win"}
"""Kinds that mean nothing without the entry they belong to, and the key that names it."""
_UNSEEN = ("participant", "checklist", "agenda")
"""Kinds of which books show counts at most: names of participants are personal data."""
_ID = re.compile(r"[A-Za-z0-9_-]+")


class Text:
    """A text of a person: `str()` is safe in a sentence, a heading, a list item and a cell. Empty means false."""

    __slots__ = ("_raw",)

    def __init__(self, raw: str = "") -> None:
        self._raw = raw

    def __str__(self) -> str:
        return inline(self._raw)

    __repr__ = __str__

    def __bool__(self) -> bool:
        return bool(self._raw.strip())

    @property
    def paragraphs(self) -> str:
        """The text as paragraphs of their own, for places outside tables, headings and lists."""
        return paragraphs(self._raw)

    @property
    def sentence(self) -> str:
        """The text on one line, ending with a full stop where it ends with no mark of its own."""
        shown = inline(self._raw)
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


class View:
    """A bundle of safe values by name; `str()` is the text for the whole; where that is empty, it is false."""

    def __init__(self, shown: object = None, **known: object) -> None:
        self._shown = shown
        self.__dict__.update(known)

    def __str__(self) -> str:
        return "" if self._shown is None else str(self._shown)

    __repr__ = __str__

    def __bool__(self) -> bool:
        return self._shown is None or bool(self._shown)

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any: ...


def extended(view: View, **known: object) -> View:
    """The same view with further values: figures that were computed for the entry."""
    view.__dict__.update(known)
    return view


class Views:
    """The views of all entries of a session, by kind and id, references followed."""

    def __init__(self, session: model.Session, method: Method) -> None:
        self._session = session
        self._method = method
        self._labels = ordinals(session)
        self._money = programs.money(session).by_program
        self._made: dict[str, dict[str, View]] = {}
        self._absent: dict[tuple[str, str], View] = {}
        for table, kind in kinds.kinds().items():  # in the order of the file, references point backwards
            if not kind.single and table not in _UNSEEN:
                self._made[table] = {}
                for id, entry in session.entries(table).items():
                    self._made[table][id] = self._view(kind, id, entry)

    def single(self, table: str) -> View:
        """The view of a singleton such as ``city``; all keys are empty where the file has none."""
        return self._view(kinds.kinds()[table], "", self._session.single(table))

    def of(self, table: str) -> list[View]:
        """The views of the entries that count, in the order of capture, if what they belong to counts as well."""
        return [self._made[table][entry.id] for entry in standing(self._session, table)]

    def get(self, table: str, id: str) -> View:
        """The view of an entry, or one with nothing but the id where there is no such entry."""
        found = self._made[table].get(id)
        if found is None:
            found = self._absent.setdefault((table, id), self._view(kinds.kinds()[table], id, None))
        return found

    def agency(self, agency: str | None) -> View:
        """An agency by its code, listed or not: `str()` is the code, `name` its name or the code again."""
        if not agency:
            return View(Text(), name=Text())
        listed = self._session.agency.get(agency)
        return View(Text(agency), name=Text((listed and listed.name) or agency))

    def _view(self, kind: Kind, id: str, entry: Any) -> View:
        known: dict[str, object] = {}
        for field in kind.fields:
            raw = getattr(entry, field.name, None)
            if field.name == "merged_into":  # entries that were merged are not in the books
                continue
            if field.list:
                known[field.name] = [self._value(kind, field, one) for one in raw or ()]
            else:
                known[field.name] = self._nothing(field) if raw is None else self._value(kind, field, raw)
        if kind.table == "program":
            known["years"] = Figure((entry and indonesian.years(entry.start_year, entry.end_year)) or "")
            known["money"] = rupiah(self._money.get(id))
        label = self._labels.get(id, "") if kind.table in LETTERS else ""
        known["code"] = Figure(code(id))
        known["label"] = Figure(label)
        known["counts"] = entry is not None and model.counts(entry)
        known["mention"] = Figure((label or code(id)) + _standing_of(id, entry))
        shown = known.get(kind.text_key) or known["mention"]
        return View(shown, **known)

    def _nothing(self, field: Field) -> object:
        """What stands for a key without a value: empty text, or an entry of which every key is empty."""
        if not field.refs:
            return Text()
        return self.agency(None) if "agency" in field.refs else self.get(field.refs[0], "")

    def _value(self, kind: Kind, field: Field, raw: Any) -> object:
        if field.refs:
            return self._reference(field, raw)
        if field.choices:
            return Term(raw, self._word(field, raw))
        named = self._method.values(kind.table, field.name)
        if named is not None:
            return Term(raw, _name(named[raw]) if raw in named else raw)
        if isinstance(raw, dt.datetime):
            return Figure(indonesian.date(raw.date()))
        if isinstance(raw, dt.date):
            return Figure(indonesian.date(raw))
        if field.type == "y":
            return Figure(str(raw))
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
                entry = self._session.entries(table).get(id)
                if entry is not None:
                    id = getattr(entry, "merged_into", None) or id
                    break
        for table in field.refs:
            if id in self._made.get(table, {}):
                return self._made[table][id]
        return self.get(field.refs[0], id)

    def _word(self, field: Field, raw: Any) -> str:
        if field.name == "horizon":
            return horizon_name(self._session, raw)
        if field.name == "funding":
            return next((one.name for one in self._method.funding if one.id == raw), raw)
        if field.name == "element":
            return next((one.name for one in self._method.element if one.id == raw), WORDS[raw])
        return WORDS[raw]


def _standing_of(id: str, entry: model.Entry | None) -> str:
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
    alive = {one.id for kind in field.refs for one in model.counting(session.entries(kind))}
    return [one for one in entries if getattr(one, parent) in alive]


def in_order(session: model.Session, table: str) -> list[Any]:
    """The entries that count in the order that people gave them; those without a place come last."""
    return sorted(model.counting(session.entries(table)), key=lambda one: (one.order is None, one.order or 0))


def horizon_name(session: model.Session, horizon: model.Horizon) -> str:
    """``Jangka pendek (2026)``, ``Jangka pendek (1 tahun)`` or ``Jangka pendek``, as the session has agreed."""
    agreed = programs.span(session.plan, horizon)
    span = indonesian.years(agreed.start, agreed.end) or (f"{agreed.years} tahun" if agreed.years else "")
    return f"{WORDS[horizon]} ({span})" if span else WORDS[horizon]


def rupiah(amount: int | None) -> Figure:
    """An amount of money, empty where it is not known."""
    return Figure("" if amount is None else indonesian.rupiah(amount))


def _name(thing: Any) -> str:
    """What the books call something of the method: a gate by its text, a stage by its number, the rest by name."""
    name: str = (
        thing.short if isinstance(thing, Stage) else thing.name if hasattr(thing, "name") else thing.text
    )
    return name
