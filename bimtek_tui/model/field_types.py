"""What a field of an entry is, as its annotation: short text, prose, reference, set or sequence, and its bounds.

`kinds` reads it from there for forms, checks, the file and the schema.
"""

import datetime as dt
from decimal import Decimal
from typing import Annotated

from msgspec import Meta

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
