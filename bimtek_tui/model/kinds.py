"""What every kind of entry and every key is, as data read from the model.

Forms, the explanation of bad input, the layout of the file, references and the schema all ask here, so that a key
is declared once: in `model`.
"""

from __future__ import annotations

import datetime as dt
import threading
import types
import typing
from decimal import Decimal
from functools import cache
from typing import Any, Literal

import msgspec
from msgspec import Struct

from .. import text
from ..i18n import N_, _, listed
from . import entries, workshop_entries
from .entry_types import Entry

Type = Literal["s", "p", "i", "d", "y", "D", "T", "b"]
"""Of one value: short text, prose, integer, decimal, year, local date, instant, boolean."""


class Field(Struct, frozen=True):
    """One key of a kind: its name, what people call it (a message), what it takes, where it points."""

    name: str
    type: Type
    hint: Any
    label: str
    required: bool = False
    list: Literal["", "set", "sequence"] = ""
    choices: tuple[str, ...] = ()
    refs: tuple[str, ...] = ()
    free: bool = False
    low: Decimal | None = None
    high: Decimal | None = None
    above: bool = False


class Kind(Struct, frozen=True):
    """A kind of entry: its table in the file, the prefix of its ids, its keys in order."""

    table: str
    prefix: str
    struct: type[Entry]
    single: bool
    fields: tuple[Field, ...]

    @property
    def keys(self) -> dict[str, Field]:
        """The keys by name, in order."""
        return _by_name(self.table)

    @property
    def text_key(self) -> str:
        """The key that holds what a person types when capturing (``text`` where there is one, else ``name``)."""
        return next((key for key in _TEXT_KEYS if key in self.keys), "name")

    @property
    def unique(self) -> tuple[str, ...]:
        """The keys of which no two entries that count may have the same values; none where anything may be twice."""
        return _UNIQUE.get(self.table, ())


class Problem(Struct, frozen=True):
    """Why a key of an entry can't be taken: the key, a stable code, a sentence."""

    key: str
    code: str
    message: str


_TEXT_KEYS = ("text", "name", "question", "item", "caption", "title")
_UNIQUE = {
    "budget": ("program", "year", "funding"),
    "target": ("of", "year"),
    "quick_win": ("program",),
    "score": ("quick_win", "criterion", "assessor"),
    "assessment": ("indicator", "round"),
    "text": ("book", "section"),
    "tally": ("round", "entry"),
}
"""Keys that are unique together; an id is so by itself."""

# In the order of the file. Table, prefix, struct, what people call it; singletons are those without an id.
_TABLES: tuple[tuple[str, str, type[Entry], str], ...] = (
    ("top", "", workshop_entries.Top, N_("session file")),
    ("city", "", workshop_entries.City, N_("city")),
    ("plan", "", entries.Plan, N_("plan")),
    ("analysis", "", workshop_entries.Analysis, N_("analysis")),
    ("identity", "", workshop_entries.Identity, N_("identity of the books")),
    ("mission", "ms", entries.Mission, N_("mission")),
    ("objective", "ob", entries.Objective, N_("objective")),
    ("stage", "", workshop_entries.Stage, N_("stage")),
    ("checklist", "", workshop_entries.Tick, N_("checklist item")),
    ("agenda", "", workshop_entries.AgendaBlock, N_("agenda block")),
    ("agency", "", workshop_entries.Agency, N_("agency")),
    ("participant", "pt", workshop_entries.Participant, N_("participant")),
    ("issue", "is", entries.Issue, N_("issue")),
    ("readiness", "rd", entries.Readiness, N_("readiness finding")),
    ("gap", "gp", entries.Gap, N_("gap")),
    ("risk", "rk", entries.Risk, N_("risk")),
    ("swot", "sw", entries.Swot, N_("SWOT entry")),
    ("strategy", "st", entries.Strategy, N_("strategy")),
    ("program", "pr", entries.Program, N_("program")),
    ("budget", "bg", entries.Budget, N_("budget row")),
    ("target", "tg", entries.Target, N_("target")),
    ("quick_win", "qw", entries.QuickWin, N_("quick win")),
    ("score", "sc", entries.Score, N_("score")),
    ("cost", "co", entries.Cost, N_("cost item")),
    ("milestone", "ml", entries.Milestone, N_("milestone")),
    ("assessment", "as", entries.Assessment, N_("assessment")),
    ("text", "tx", entries.Text, N_("text of a section")),
    ("picture", "pc", entries.Picture, N_("picture")),
    ("note", "nt", workshop_entries.Note, N_("note")),
    ("round", "rn", workshop_entries.Round, N_("round of the room")),
    ("tally", "ty", workshop_entries.Tally, N_("tally")),
    ("commitment", "", workshop_entries.Commitment, N_("joint commitment")),
    ("signatory", "sg", workshop_entries.Signatory, N_("signatory")),
)
KIND_WORDS = {table: word for table, _prefix, _struct, word in _TABLES}
"""What people call each kind."""


def _field(name: str, hint: Any, required: bool, labels: dict[str, str]) -> Field:
    """Read one annotation of the model; `labels` are those of the keys before it, and get its own."""
    facts: dict[str, Any] = {"name": name, "hint": hint, "required": required, "type": "s"}

    def read(part: Any) -> None:
        if isinstance(part, msgspec.Meta):
            extra = dict(part.extra or {})
            facts["refs"] = extra.pop("ref", facts.get("refs", ()))
            facts.update(extra)
            if part.ge is not None:
                facts["low"] = Decimal(part.ge)
            if part.le is not None:
                facts["high"] = Decimal(part.le)
            return
        origin = typing.get_origin(part)
        if origin is typing.Annotated:
            inner, *extras = typing.get_args(part)
            read(inner)
            for column in extras:
                read(column)
        elif origin is Literal:
            facts["choices"] = typing.get_args(part)
        elif origin in (typing.Union, types.UnionType, tuple):
            for arg in typing.get_args(part):
                if arg not in (type(None), Ellipsis):
                    read(arg)
        else:
            plain: dict[Any, Type] = {
                int: "i",
                Decimal: "d",
                dt.date: "D",
                dt.datetime: "T",
                str: "s",
                bool: "b",
            }
            facts["type"] = plain[part]

    read(hint)
    facts["label"] = facts.get("label") or labels.get(name, name)
    labels.setdefault(name, facts["label"])
    return Field(**facts)


def kinds() -> dict[str, Kind]:
    """All kinds by table name, in the order of the file."""
    with _one_builds:
        return _kinds()


_one_builds = threading.Lock()
"""Two threads that are the first to read the same struct at the same moment make msgspec crash the process."""


@cache
def _kinds() -> dict[str, Kind]:
    made = {}
    labels: dict[str, str] = {}
    for table, prefix, struct, _word in _TABLES:
        hints = {
            name: hint
            for base in struct.__mro__
            for name, hint in vars(base).get("__annotations__", {}).items()
        }
        declared = [info.name for info in msgspec.structs.fields(struct)]
        first = [name for name in ("id",) if name in declared]
        last = [name for name in ("withdrawn", "added") if name in declared]
        order = first + [name for name in declared if name not in (*first, *last)] + last
        required = {info.name for info in msgspec.structs.fields(struct) if info.required}
        fields = tuple(_field(name, hints[name], name in required, labels) for name in order)
        made[table] = Kind(table, prefix, struct, "id" not in declared, fields)
        msgspec.json.Decoder(struct)  # builds what msgspec keeps with the struct, while no other thread can
    return made


@cache
def _by_name(table: str) -> dict[str, Field]:
    return {field.name: field for field in kinds()[table].fields}


def kind_of(entry: Entry) -> Kind:
    """The kind of a typed entry."""
    return _by_struct()[type(entry)]


@cache
def _by_struct() -> dict[type[Entry], Kind]:
    return {kind.struct: kind for kind in kinds().values()}


def raw(entry: Entry) -> dict[str, Any]:
    """The keys of an entry that have a value, in the order of the file."""
    return {
        field.name: value
        for field in kind_of(entry).fields
        if (value := getattr(entry, field.name)) is not None and value != ()
    }


def build(kind: Kind, raw: dict[str, Any]) -> Entry:
    """The typed entry for these keys; unknown keys are passed over.

    Raises msgspec.ValidationError or ValueError; `explain` then says what is wrong, key by key.
    """
    entry = msgspec.convert(raw, kind.struct, builtin_types=_OF_TOML)
    for field in kind.fields:
        if field.type == "d" and (value := raw.get(field.name)) is not None:
            if isinstance(value, str) or not _in_bounds(field, Decimal(value)):
                raise ValueError(field.name)
        elif field.name == "id" and not raw.get("id"):
            raise ValueError("id")
    return entry


IN_ORDER = (
    *(
        ("plan", f"{span}_start", f"{span}_end")
        for span in ("period", "rpjmd", "rpjpd", "short", "medium", "long")
    ),
    ("stage", "start", "end"),
    ("program", "start_year", "end_year"),
)
"""A kind and two of its keys, of which the second must not lie before the first."""

_OF_TOML = (dt.date, dt.datetime)
"""Values that TOML has itself, so that a text is none."""
_DIGITS = 15
"""More digits before or behind the point are nonsense that would only fill the file."""


def _in_bounds(field: Field, value: Decimal) -> bool:
    if not value.is_finite() or value.adjusted() > _DIGITS or len(value.as_tuple().digits) > 2 * _DIGITS:
        return False
    if value.adjusted() < -_DIGITS and value:
        return False
    if field.low is not None and (value < field.low or (field.above and value == field.low)):
        return False
    return field.high is None or value <= field.high


def explain(kind: Kind, raw: dict[str, Any]) -> list[Problem]:
    """Every problem of an entry that `build` does not take: each key is tried by itself."""
    problems = []
    for field in kind.fields:
        if field.name not in raw or raw[field.name] == "":
            if field.required:
                message = _("“{key}” is missing; it is needed in every {kind}").format(
                    key=field.name, kind=_(KIND_WORDS[kind.table])
                )
                problems.append(Problem(field.name, "missing-key", message))
        elif problem := explain_value(field, raw[field.name]):
            problems.append(problem)
    return problems


def explain_value(field: Field, value: Any) -> Problem | None:
    """Why this value can't stand under this key, or None when it can."""
    try:
        taken = msgspec.convert(value, field.hint, builtin_types=_OF_TOML)
        if (
            field.type == "d"
            and taken is not None
            and (isinstance(value, str) or not _in_bounds(field, taken))
        ):
            raise ValueError
    except (msgspec.ValidationError, ValueError):
        pass
    else:
        return None
    shown = text.short(_in_words(value), 40)
    values = value if isinstance(value, list | tuple) else [value]
    if field.choices and (wrong := [value for value in values if value not in field.choices]):
        message = _("“{value}” is no value of “{key}”; take one of: {choices}").format(
            value=text.short(_in_words(wrong[0]), 40), key=field.name, choices=", ".join(field.choices)
        )
        message += text.did_you_mean(_in_words(wrong[0]), field.choices)
        return Problem(field.name, "unknown-value", message)
    if type(value) in (int, Decimal) and field.type in "idy" and not field.list:
        message = _("“{key}” is {value}, and must be {wanted}").format(
            key=field.name, value=shown, wanted=_range(field, value)
        )
        return Problem(field.name, "out-of-range", message)
    message = _("“{key}” is “{value}”, and must be {wanted}").format(
        key=field.name, value=shown, wanted=wanted(field)
    )
    return Problem(field.name, "wrong-type", message)


def _range(field: Field, value: int | Decimal) -> str:
    """What a number must be that is too large, too small or too exact for its key."""
    if field.type == "y":
        return _("a year from {low} to {high}").format(low=field.low, high=field.high)
    number = Decimal(value)
    if not number.is_nan() and field.high is not None and number > field.high > _TELLING:
        return _("{what} of at most {high}").format(what=_(_WANTED[field.type]), high=f"{int(field.high):_}")
    fits = field.type == "d" and number.is_finite() and not (field.low is not None and number < field.low)
    if fits and not _in_bounds(field, number) and number != field.low:
        return _("{wanted}, with at most {digits} digits before and behind the point").format(
            wanted=wanted(field), digits=_DIGITS
        )
    return wanted(field)


def _in_words(value: Any) -> str:
    if isinstance(value, int) and abs(value) > _SAYABLE:
        return f"{value:#x}"  # Python writes no longer decimal numbers
    return ", ".join(map(_in_words, value)) if isinstance(value, list | tuple) else str(value)


_SAYABLE = 10**100
"""A number beyond is told as it stands in a file where it can only be hexadecimal, octal or binary."""


_TELLING = 10**6
"""A bound beyond says nothing to people; it is told only to who is beyond it."""

_WANTED = {
    "s": N_("a short text in quotes"),
    "p": N_("a text in quotes"),
    "i": N_("a whole number"),
    "d": N_("a number"),
    "y": N_("a year such as 2026"),
    "D": N_("a date such as 2026-06-13, without quotes"),
    "T": N_("a moment such as 2026-06-13T09:15:21+07:00, without quotes"),
    "b": N_("true or false, without quotes"),
}


_WANTED_TYPED: dict[str, str] = {
    "D": N_("a date that exists, such as 13 June 2026"),
    "T": N_("a date and a time such as 13 June 2026 09.15"),
    "b": N_("yes or no"),
}


def wanted(field: Field, *, typed: bool = False) -> str:
    """What a key takes, in words, to end a sentence with; `typed` by a person, not written in the file."""
    wanted = _((_WANTED_TYPED if typed else _WANTED).get(field.type) or _WANTED[field.type])
    bounded = (
        field.high is not None and field.low is not None and field.type != "y" and field.high <= _TELLING
    )
    if bounded and not field.above:
        wanted = _("{what} from {low} to {high}").format(what=wanted, low=field.low, high=field.high)
    elif field.above:
        wanted = _("{what} above {low}").format(what=wanted, low=field.low)
    elif field.low is not None and field.type in "id":
        wanted = _("{what}, not negative").format(what=wanted)
    if field.choices:
        wanted = listed(list(field.choices))
    if field.list:
        wanted = _("a list, each {what}").format(what=wanted)
    return wanted
