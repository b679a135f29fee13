"""The filter line of a list: what is wanted, whether an entry fits, and the filter said in words.

``#economy @DISKOMINFO !assumption ~kelompok-2 +agreed jaringan "dua kata" -lama``: a sign with a known value asks for
that value, a minus before anything asks for what is without it, everything else is words that must occur. The signs
are those of the tags at the end of a captured line; of a name one word of its own is enough, or its beginning. What
is no known value, or could be several, is plain text, sign and all. Points, votes and the day of capture are asked for
with ``=4``, ``*3+`` (3 or more) and ``^13/6/2026``.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable
from decimal import Decimal
from functools import lru_cache
from typing import Any

from msgspec import Struct

from .. import text
from ..errors import Refused
from ..i18n import N_, _, listed
from ..model import values as amounts
from ..model.entries import Session
from ..model.entry_types import Entry
from ..model.kinds import kinds
from ..model.labels import day, value_label
from ..model.lookup import folded
from ..model.method import Method, label, name_of
from ..model.vocabulary import VOCABULARY
from .scope import agencies_of, dimension_of
from .tally import grouped

_PART = re.compile(r'(-?)([#@!~+=*^]?)(?:"([^"]*)"?|(\S+))')
_FIGURE = re.compile(r"([0-9]{1,9}(?:,[0-9]{1,3})?)(\+?)")
_FIGURES = {"=": "weight", "*": "votes"}
_TODAY = ("today", "hari-ini")

_SHORTEST = 3
"""From so many letters on, the beginning of a word is enough."""

_CHOSEN = {
    "!": (("swot", "certainty"),),
    "+": (
        ("program", "status"),
        ("program", "horizon"),
        ("quick_win", "decision"),
        ("swot", "quadrant"),
        ("strategy", "quadrant"),
        ("swot", "element"),
    ),
}
"""The signs for values of closed vocabularies, and where those are declared."""


class Condition(Struct, frozen=True):
    """One thing that is asked for: a value of a key, or with the key "" words that occur; or that they are not there.

    `value` is as stored or as typed, `folded` as it is compared.
    """

    key: str
    value: str
    folded: str
    without: bool = False


class Filter(Struct, frozen=True):
    """All that is asked for; nothing at all fits everything and is false."""

    conditions: tuple[Condition, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.conditions)


Names = dict[str, dict[str, tuple[str, str]]]
"""By sign, what can stand behind it: every full name of a value (folded), with the key and the value as stored."""


@lru_cache(4096)
def _name(value: str) -> str:
    """A value as it is compared behind its sign, where it can have no blanks."""
    return folded(value).replace(" ", "-").replace("_", "-")


def known(session: Session, method: Method) -> Names:
    """What can stand behind each sign in this session, in the language spoken now as well; for completion, too."""
    offered: Names = {sign: {} for sign in "#@!~+"}

    def add(sign: str, key: str, value: str, *names: str) -> None:
        for name in (value, *names):
            offered[sign].setdefault(_name(name), (key, value))

    for dimension in method.dimension:
        add("#", "dimension", dimension.id, label(dimension), dimension.short, dimension.short_en)
    for sub in method.subdimensions.values():
        add("#", "subdimension", sub.id, label(sub))
    for track in method.track:
        add("#", "track", track.id, label(track), *track.also)
    for agency in session.agency.values():
        add("@", "agency", agency.id, *filter(None, [agency.name]))
    for entry in _all(session):
        for code in agencies_of(session, entry):
            add("@", "agency", code)
        for group in filter(None, [getattr(entry, "group", None)]):
            add("~", "group", group)
    for sign, places in _CHOSEN.items():
        for table, key in places:
            for choice in kinds()[table].keys[key].choices:
                add(sign, key, choice, value_label(choice), *VOCABULARY[choice].also)
    return offered


def _all(session: Session) -> Iterable[Entry]:
    return (
        entry for kind in kinds().values() if kind.prefix for entry in session.entries(kind.table).values()
    )


def read(line: str, names: Names, today: dt.date | None = None, hidden: Collection[str] = ()) -> Filter:
    """The filter that a line asks for, where these names are `known`; read it again when they may be others.

    What stands under `hidden` keys nobody may see now, so nothing can be asked about it.
    """
    conditions: list[Condition] = []
    for minus, sign, quoted, bare in _PART.findall(text.line(line)):
        words = text.line(quoted or bare)
        key, value = _meant(names[sign], _name(words)) if sign in names else _figure(sign, words, today)
        if key in hidden:
            key = ""
        if not key:
            value = f"{sign}{words}"
        compared = _name(value) if key else folded(value)
        if compared:
            conditions.append(Condition(key, value, compared, bool(minus)))
    return Filter(tuple(dict.fromkeys(conditions)))


def _figure(sign: str, typed: str, today: dt.date | None) -> tuple[str, str]:
    """The key and the value of a figure or of a day, as it is compared; two empty strings where this is neither."""
    if sign in _FIGURES and _FIGURE.fullmatch(typed):
        return _FIGURES[sign], typed
    if sign == "^":
        try:
            asked = today if typed.casefold() in _TODAY else amounts.read(kinds()["note"].keys["due"], typed)
        except Refused:
            asked = None
        if asked is not None:
            return "added", asked.isoformat()
    return "", ""


def _has_figure(condition: Condition, entry: Any) -> bool:
    value, figure = getattr(entry, condition.key, None), _FIGURE.fullmatch(condition.value)
    if value is None or figure is None:
        return False
    asked = Decimal(figure[1].replace(",", "."))
    return bool(value >= asked if figure[2] else value == asked)


def _meant(names: dict[str, tuple[str, str]], typed: str) -> tuple[str, str]:
    """The key and the value, as stored, that somebody means: by the full name, by a word of it or by the beginning of one.

    Two empty strings where nothing fits, or more than one.
    """
    if typed in names:
        return names[typed]
    whole = {meant for name, meant in names.items() if typed in name.split("-")}
    begun = {
        meant for name, meant in names.items() for part in (name, *name.split("-")) if part.startswith(typed)
    }
    for meant in (whole, begun if len(typed) >= _SHORTEST else set()):
        if len(meant) == 1:
            return meant.pop()
    return "", ""


def fits(wanted: Filter, session: Session, entry: Entry, shown: str) -> bool:
    """Whether an entry, shown as this text, is what is wanted.

    Of several values of one key any will do, of everything else all must be so. An entry of a kind without the key
    does not have the value.
    """
    if not wanted:
        return True
    within = folded(shown)
    having: dict[str, bool] = {}
    for condition in wanted.conditions:
        if condition.key in _FIGURES.values():
            there = _has_figure(condition, entry)
        else:
            there = condition.folded in (_values(session, entry, condition.key) if condition.key else within)
        if condition.without or not condition.key:
            if there == condition.without:
                return False
        else:
            having[condition.key] = there or having.get(condition.key, False)
    return all(having.values())


def _values(session: Session, entry: Any, key: str) -> list[str]:
    if key == "agency":
        return [_name(agency) for agency in agencies_of(session, entry)]
    if key == "added":
        taken = getattr(entry, key, None)
        return [taken.date().isoformat()] if taken else []
    value = dimension_of(session, entry) if key == "dimension" else getattr(entry, key, None)
    return [_name(value)] if value else []


_SAID = {
    "dimension": N_("dimension {value}"),
    "subdimension": N_("sub-dimension {value}"),
    "track": N_("track {value}"),
    "agency": N_("agency {value}"),
    "group": N_("group {value}"),
    "certainty": N_("certainty: {value}"),
    "status": N_("status: {value}"),
    "horizon": N_("horizon: {value}"),
    "decision": N_("decision: {value}"),
    "quadrant": N_("quadrant: {value}"),
    "element": N_("element: {value}"),
    "weight": N_("points {value}"),
    "votes": N_("votes {value}"),
    "added": N_("captured on {value}"),
}


def described(wanted: Filter, method: Method) -> str:
    """What is shown, in words ("dimension Economy, with “jaringan”"); "" when everything is."""
    asked = grouped(
        (condition for condition in wanted.conditions if condition.key and not condition.without),
        lambda condition: condition.key,
    )
    parts = [
        _(_SAID[key]).format(value=_any_of([_value_words(condition, method) for condition in conditions]))
        for key, conditions in asked.items()
    ]
    for message, without in ((N_("with {words}"), False), (N_("without {words}"), True)):
        words = [
            _(_SAID[condition.key]).format(value=_value_words(condition, method))
            if condition.key
            else _value_words(condition, method)
            for condition in wanted.conditions
            if condition.without == without and (without or not condition.key)
        ]
        if words:
            parts.append(_(message).format(words=listed(words)))
    return ", ".join(parts)


def _any_of(values: list[str]) -> str:
    if len(values) < 2:
        return "".join(values)
    return _("{items} or {last}").format(items=", ".join(values[:-1]), last=values[-1])


def _value_words(condition: Condition, method: Method) -> str:
    """A value as people say it; words in quotes."""
    if not condition.key:
        return f"“{text.short(condition.value, 40)}”"
    if condition.key in ("dimension", "subdimension", "track"):
        return name_of(method.values("program", condition.key) or {}, condition.value)
    if condition.key in _FIGURES.values():
        return f"≥ {condition.value[:-1]}" if condition.value.endswith("+") else condition.value
    if condition.key == "added":
        return day(dt.date.fromisoformat(condition.value))
    return text.short(
        condition.value if condition.key in ("agency", "group") else value_label(condition.value), 40
    )
