"""Random values, entries and edits of every kind, for property tests."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from bimtek_tui import text
from bimtek_tui.model import ids
from bimtek_tui.model.kinds import Field, Kind, kinds
from support import hostile_text

NOW = dt.datetime(2026, 6, 13, 9, 15, 21, tzinfo=dt.timezone(dt.timedelta(hours=7)))
LISTED = [kind for kind in kinds().values() if not kind.single]
MINTED = [kind for kind in LISTED if kind.prefix]

_ANY = st.one_of(
    st.text(max_size=60),
    st.sampled_from(list(hostile_text.STRINGS.values())),
    st.text(alphabet="ab \n\"'\\#[]={}\t", max_size=40),
)
lines = _ANY.map(text.line).filter(bool)
proses = _ANY.map(text.prose).filter(bool)
moments = st.builds(
    lambda moment, minutes: moment.replace(microsecond=0, tzinfo=dt.timezone(dt.timedelta(minutes=minutes))),
    st.datetimes(dt.datetime(2000, 1, 1), dt.datetime(2099, 1, 1)),  # noqa: DTZ001
    st.sampled_from([420, 480, 540, 0, -210]),
)


def _decimals(field: Field) -> st.SearchStrategy[Decimal]:
    low = field.low if field.low is not None else Decimal(-999)
    return st.decimals(low + Decimal("0.01") if field.above else low, field.high or 9999, places=2)


def values(field: Field) -> st.SearchStrategy[Any]:
    """A value that the field takes, as it is stored."""
    if field.choices:
        one: st.SearchStrategy[Any] = st.sampled_from(field.choices)
    else:
        low, high = int(field.low or 0), int(field.high or 0)
        one = {  # type: ignore[no-untyped-call]
            "s": lambda: lines,
            "p": lambda: proses,
            "i": lambda: st.integers(low, high),
            "y": lambda: st.integers(low, high),
            "d": lambda: _decimals(field),
            "D": lambda: st.dates(),
            "T": lambda: moments,
            "b": lambda: st.booleans(),
        }[field.type]()
    return st.lists(one, min_size=1, max_size=4, unique=True).map(tuple) if field.list else one


def raws(kind: Kind) -> st.SearchStrategy[dict[str, Any]]:
    """The keys of a valid entry, in the order of the kind."""
    required = {field.name: values(field) for field in kind.fields if field.required}
    if kind.prefix:
        required["id"] = st.text(ids.ALPHABET, min_size=8, max_size=8).map(lambda end: f"{kind.prefix}-{end}")
    optional = {field.name: values(field) for field in kind.fields if not field.required}
    return st.fixed_dictionaries(required, optional=optional).map(
        lambda raw: {key: raw[key] for key in kind.keys if key in raw}
    )
