"""Which entry is meant, minting and reading ids: a prefix, a hyphen, 8 characters of Crockford's base 32 in lower case."""

from __future__ import annotations

import re
from collections.abc import Container
from typing import NamedTuple

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
LENGTH = 8
_MINTED = re.compile(rf"[{ALPHABET}]{{{LENGTH}}}")
_OWN_BLOCK = "x"
"""Stands for the prefix in the id of an agenda block that is not the method's."""


class EntryRef(NamedTuple):
    """Which entry is meant: its kind, which is the name of its table, and its id ("" for a singleton)."""

    kind: str
    id: str


def mint(prefix: str, taken: Container[str]) -> str:
    """A new id with this prefix that is not among those taken.

    40 random bits: with 10,000 entries on each of two laptops the chance of a collision is about one in 10,000,
    and a collision is a finding, not a loss.
    """
    import secrets  # late: those who only read need no random numbers

    while True:
        bits = secrets.randbits(5 * LENGTH)
        new = f"{prefix}-" + "".join(ALPHABET[bits >> 5 * place & 31] for place in range(LENGTH))
        if new not in taken:
            return new


def is_minted(text: str, prefix: str) -> bool:
    """Whether the text is an id as `mint` makes it, with this prefix."""
    return text.startswith(f"{prefix}-") and _MINTED.fullmatch(text, len(prefix) + 1) is not None


def mint_block(day: str, taken: Container[str]) -> str:
    """A new id for an agenda block of the session's own on this day (``stage-1/1``)."""
    return mint(f"{day}/{_OWN_BLOCK}", taken)


def is_own_block(id: str) -> bool:
    """Whether an id in the agenda is that of a block of the session's own: ``stage-1/1/x-`` and what is minted."""
    day, _slash, block = id.rpartition("/")
    return bool(day) and is_minted(block, _OWN_BLOCK)
