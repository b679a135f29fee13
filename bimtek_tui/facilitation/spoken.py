"""What a line says without signs: entries by the numbers people say aloud (S1 O2), and what stands behind a name.

Numbers stand at the start or the end of a line, and only where its kind refers to entries that have such numbers.
S1 alone is a degree more often than a strength: bare numbers count where they name both sides of the analysis, where
they have two letters (SO1), or where the kind refers to programs alone (P4).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from itertools import pairwise
from typing import Any

from msgspec import Struct

from .. import text
from ..analysis.ordinals import LETTERS, QUADRANT_LETTERS, ordinals
from ..model.entries import Session, counts
from ..model.kinds import kinds
from ..model.lookup import Agencies, is_degree
from .roster import ROLES


class Piece(Struct, frozen=True):
    """A part of a line as it stands there, with its blanks, and the keys that it gives; text gives none."""

    typed: str
    keys: Mapping[str, Any] = {}


_NUMBER = r"[A-Za-z]{1,2}[0-9]{1,3}"
_BETWEEN = r"(?:\s*[,;/+&]\s*|\s*[-–—]\s*|\s+(?:dan|and)\s+|\s+)"
_GROUP = rf"{_NUMBER}(?:{_BETWEEN}{_NUMBER})*"
_SPAN = r"([A-Z]+)[0-9]+\s*[-–—]\s*\1[0-9]"
"""S1-S3 may be two or three: it stays text."""
_AT_END = re.compile(rf"(?:\s+|\s*(?P<open>[(\[]))\s*(?P<group>{_GROUP})\s*(?(open)[)\]][.;]?)\s*$")
_AT_START = re.compile(
    rf"\s*(?:(?P<open>[(\[])\s*)?(?P<group>{_GROUP})(?(open)\s*[)\]])(?P<behind>\s*[:–—-]\s+|\s+|\s*:)(?=\S)"
)
_DEGREES = frozenset(["s1", "s2", "s3"])
_LONGEST = 200
"""Characters at either end in which numbers are looked for."""


@cache
def referring(kind: str) -> dict[str, str]:
    """The keys by which a kind refers to entries that have spoken numbers: the kind of each, and its key."""
    of = kinds().get(kind)
    return {
        table: field.name
        for field in (of.fields if of else ())
        if field.name != "merged_into"
        for table in field.refs
        if table in LETTERS
    }


def at_end(line: str, session: Session, kind: str) -> tuple[list[Piece], list[str]] | None:
    """The numbers at the end of a line as pieces with the keys they give, and those that name nothing; None for none."""
    if not (tables := referring(kind)):
        return None
    match = _AT_END.search(line, max(0, len(line) - _LONGEST))
    return _pieces(match, session, kind, tables, start=match.start(), end=len(line)) if match else None


def at_start(line: str, session: Session, kind: str) -> tuple[list[Piece], list[str]] | None:
    """The same of the start of a line."""
    if not (tables := referring(kind)):
        return None
    match = _AT_START.match(line[:_LONGEST])
    return _pieces(match, session, kind, tables, start=0, end=match.end()) if match else None


def _pieces(
    match: re.Match[str], session: Session, kind: str, tables: Mapping[str, str], start: int, end: int
) -> tuple[list[Piece], list[str]] | None:
    line, numbers = match.string, list(re.finditer(_NUMBER, match["group"]))
    marked = bool(match["open"]) or ":" in (match.groupdict().get("behind") or "")
    folded = [number.group().casefold() for number in numbers]
    if not _is_meant(folded, tables, marked, with_colon=marked and not match["open"]):
        return None
    if re.search(_SPAN, match["group"], re.IGNORECASE):
        return [], [match["group"]]
    known = _known(session, kind, tables)
    missing = [number.group() for number in numbers if number.group().casefold() not in known]
    if missing and (match["open"] or len(missing) == len(numbers)):
        return [], missing  # all of it stays text
    meant = [known[number] for number in folded if number in known]
    alone = [key for given in meant for key in given if not isinstance(given[key], tuple)]
    if len(alone) > len(set(alone)):
        return [], [match["group"]]  # P2 and P3 where there can be one
    made: list[Piece] = []
    at, offset = start, match.start("group")
    keys: dict[str, Any] = {}
    for number in numbers:
        first, last = offset + number.start(), offset + number.end()
        if (given := known.get(number.group().casefold())) is not None:
            keys = added(keys, given)
            continue
        while first > at and line[first - 1].isspace():
            first -= 1
        if keys or first > at:
            made.append(Piece(line[at:first], keys))
        made.append(Piece(line[first:last]))
        at, keys = last, {}
    if at < end:
        made.append(Piece(line[at:end], keys))
    return made, missing


def added(keys: dict[str, Any], more: Mapping[str, Any]) -> dict[str, Any]:
    """Keys and more of them: lists grow, and of other values the later counts."""
    return keys | {
        key: tuple(dict.fromkeys((*keys[key], *value))) if isinstance(value, tuple) and key in keys else value
        for key, value in more.items()
    }


def _is_meant(numbers: list[str], tables: Mapping[str, str], marked: bool, with_colon: bool) -> bool:
    """Whether numbers are references: their letters are those of entries, and no degree (S1) is meant."""
    letters = [re.sub("[0-9]", "", number).upper() for number in numbers]
    if not set(letters) <= _letters_of(tables):
        return False
    if tables.keys() == {"program"}:
        return True
    both_sides = bool({"S", "W"} & set(letters)) and bool({"O", "T"} & set(letters))
    if both_sides or with_colon:
        return True
    if marked:
        return not _DEGREES.issuperset(numbers)
    return all(len(prefix) > 1 for prefix in letters)


def _letters_of(tables: Mapping[str, str]) -> set[str]:
    single = set(QUADRANT_LETTERS.values())
    letters = {LETTERS[table] for table in tables} - {""}
    if "swot" in tables:
        letters |= single
    if "strategy" in tables:
        letters |= {"SO", "WO", "ST", "WT"}
    return letters


def _known(session: Session, kind: str, tables: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """What each spoken number gives: an entry that was united with another stands for that one."""
    fields = kinds()[kind].keys
    known: dict[str, dict[str, Any]] = {}
    for table, key in tables.items():
        entries = session.entries(table)
        for id, number in ordinals(session, table).items():
            entry, passed = entries[id], {id}
            while (into := getattr(entry, "merged_into", None)) in entries and into not in passed:
                passed.add(into)
                entry = entries[into]
            if counts(entry):
                known[number.casefold()] = {key: (entry.id,) if fields[key].list else entry.id}
    return known


# People ---------------------------------------------------------------------------------------------------------

_PARTED = re.compile(r"\s*(?:;|(?<![0-9]),|,(?![0-9]))\s*|\s+[-–—]\s+")
_NIP = re.compile(r"NIP\b[.:]*\s*([0-9][0-9 ]{7,})", re.IGNORECASE)


def behind_a_name(line: str, session: Session, kind: str) -> list[Piece]:
    """A person's line as its name, with titles and degrees, and what stands behind it: position, agency, role, NIP.

    The pieces are together the line; it is one piece where nothing stands behind the name.
    """
    keys, agencies = kinds()[kind].keys, Agencies(session.agency)
    roles = {text.line(word).casefold(): role for role, words in ROLES.items() for word in words}
    ends = [0, *(sign.start() for sign in _PARTED.finditer(line)), len(line)]
    parts = [line[first:last] for first, last in pairwise(ends)]
    pieces = [Piece(parts[0])]
    for part in parts[1:]:
        words = _PARTED.sub("", part, count=1).strip()
        nip = _NIP.fullmatch(words)
        if not words or (len(pieces) == 1 and not text.line(pieces[0].typed)):
            given: dict[str, Any] = {}
        elif nip and "nip" in keys:
            given = {"nip": text.line(nip[1])}
        elif code := agencies.find(words):
            given = {"agency": code}
        elif "role" in keys and words.casefold() in roles:
            given = {"role": roles[words.casefold()]}
        else:
            given = {} if len(pieces) == 1 and is_degree(words) else {"position": words}
        last = pieces[-1]
        if not given:
            pieces[-1] = Piece(last.typed + part, last.keys)
        elif "position" in given and "position" in last.keys:
            whole = last.typed + part
            pieces[-1] = Piece(whole, {"position": text.line(_PARTED.sub("", whole, count=1))})
        else:
            pieces.append(Piece(part, given))
    return pieces
