"""What entries are made of: the three bases that they have, and what their fields are, as annotations.

Short text, prose, reference, set or sequence, and bounds: `kinds` reads it from there for forms, checks, the file and
the schema.
"""

import datetime as dt
from decimal import Decimal
from typing import Annotated

from msgspec import Meta, Struct

from ..i18n import N_

Line = Annotated[str, Meta(extra={"type": "s"})]
Prose = Annotated[str, Meta(extra={"type": "p"})]
Year = Annotated[int, Meta(ge=1900, le=2199, extra={"type": "y"})]
Whole = Annotated[int, Meta(ge=0, le=10**18)]
"""A count or a sum of rupiah; the bound only keeps nonsense out of the arithmetic."""
FromOneToFive = Annotated[int, Meta(ge=1, le=5)]
Rank = Annotated[int, Meta(ge=-999_999, le=999_999)]
Instant = Annotated[dt.datetime, Meta(tz=True)]
Lines = tuple[Line, ...]


def ref(*kinds: str, free: bool = False) -> Meta:
    """Mark a text as the id of an entry of these kinds; `free` allows any other name as well."""
    return Meta(extra={"ref": kinds, "free": free})


def within(low: str, high: str | None = None, *, above: bool = False) -> Meta:
    """Bounds of a decimal number; `above` excludes the lower one."""
    return Meta(extra={"low": Decimal(low), "high": Decimal(high) if high else None, "above": above})


def label(message: str) -> Meta:
    """What people call a key, as a message; it counts for the keys of that name in all kinds."""
    return Meta(extra={"label": message})


AS_SET = Meta(extra={"list": "set"})
AS_SEQUENCE = Meta(extra={"list": "sequence"})
AgencyRef = Annotated[str, ref("agency")]
Proposer = Annotated[str, ref("agency", free=True)]


class Entry(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Anything that is one table in the file."""


class Named(Entry, frozen=True, kw_only=True):
    """An entry whose id is a name from the method or a code that people use."""

    id: Annotated[Line, label(N_("Code"))]


class Captured(Named, frozen=True, kw_only=True):
    """An entry with a minted id, taken down at a moment, that can be withdrawn and restored."""

    withdrawn: Annotated[Line | None, label(N_("Withdrawn because"))] = None
    added: Instant
