"""What the votes of the room came to: for factors, programs and quick wins, in ratings, and in decisions.

Only sums are known, never who voted how. A round that is open still has no result: nothing of it is told here.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from msgspec import Struct

from ..model.entries import Session, counting, counts
from ..model.workshop_entries import Round
from .quick_wins import ranked
from .tally import grouped

VOTED_ON = ("swot", "program", "quick_win")
"""The kinds whose entries take votes."""


class Votes(Struct, frozen=True):
    """An entry with its votes and its rank; equal votes share a rank, and the next one skips (1, 2, 2, 4)."""

    id: str
    votes: int
    rank: int


class Rating(Struct, frozen=True):
    """An entry with the mean of the values that it was given, and how many gave one."""

    id: str
    mean: Fraction
    count: int


def by_kind(session: Session) -> dict[str, list[Votes]]:
    """The entries that have votes by kind, most votes first, in order of capture where equal; kinds without are left out.

    Where no entry of a kind keeps votes, those of the last dot voting over such entries stand for them.
    """
    made = {}
    for table in VOTED_ON:
        entries = counting(session.entries(table))
        votes = {entry.id: entry.votes for entry in entries if entry.votes is not None}
        votes = votes or _of_the_last_voting(session, {entry.id for entry in entries})
        if any(votes.values()) and not _is_voted_on(session, table):
            made[table] = _in_order(votes)
    return made


def ratings(session: Session) -> list[Rating]:
    """What the last round of ratings came to, the highest mean first, in the order of the file where equal."""
    for round in reversed(_closed(session, "rating")):
        rated = [
            Rating(tally.entry, Fraction(tally.sum, tally.count), tally.count)
            for tally in counting(session.tally)
            if tally.round == round.id
            and tally.sum is not None
            and tally.count
            and _counts(session, tally.entry)
        ]
        if rated:
            return sorted(rated, key=lambda rating: -rating.mean)
    return []


def decisions(session: Session) -> list[Round]:
    """The decisions on which votes were counted, in the order of the file."""
    return [
        round
        for round in _closed(session, "decision")
        if any(votes for votes in (round.yes, round.no, round.abstain))
    ]


def _in_order(votes: Mapping[str, int]) -> list[Votes]:
    ranks = ranked(votes)
    return [Votes(id, votes[id], ranks[id]) for id in sorted(votes, key=lambda name: -votes[name])]


def _of_the_last_voting(session: Session, ids: set[str]) -> dict[str, int]:
    tallies = grouped(counting(session.tally), lambda tally: tally.round)
    for round in reversed(_closed(session, "dots")):
        votes = {
            tally.entry: tally.votes
            for tally in tallies.get(round.id, [])
            if tally.votes is not None and tally.entry in ids
        }
        if votes:
            return votes
    return {}


def _closed(session: Session, kind: str) -> list[Round]:
    return [round for round in counting(session.round) if round.kind == kind and not _is_open(round)]


def _is_open(round: Round) -> bool:
    return round.opened is not None and round.closed is None


def _is_voted_on(session: Session, table: str) -> bool:
    return any(
        round.kind == "dots" and round.list == table and _is_open(round) for round in counting(session.round)
    )


def _counts(session: Session, id: str) -> bool:
    """Whether this id is that of an entry that counts, of any kind that is named by it."""
    found = [entry for table in VOTED_ON for entry in [session.entries(table).get(id)] if entry is not None]
    return any(map(counts, found))
