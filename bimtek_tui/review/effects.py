"""What follows from the differences between two sessions: position and scores of the SWOT analysis, money, counts, agreement.

Where a figure is known in one of the two only, what it lacks in the other is named: a factor without a rating, say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from .. import text
from ..analysis import budget, swot, swot_printed, tally
from ..analysis.ordinals import LETTERS, ordinals
from ..i18n import _, listed, ngettext
from ..model import values
from ..model.entries import Quadrant, Session
from ..model.labels import value_label
from ..model.method import Method
from . import fingerprint
from .changes import FIGURES, Change, Difference

Figures = dict[str, tuple[Any, str]]
"""Figures by name: each as a value, and as it is said."""

_ROWS = 6
"""So many rows of entries with other numbers are told."""
_NAMED = 3
"""So many factors are named that lack something."""


def effects(old: Session, new: Session, method: Method) -> Iterator[Difference]:
    """What is different in what is computed, a difference for each sort of figure."""
    explained = False
    runs = _renumbered(old, new)
    computed: dict[str, Callable[[Session], Figures]] = {
        "position": _position,
        "scores": _scores,
        "money": _money,
        "counts": _counts,
        "numbers": lambda session: _numbers(session, runs),
        "agreement": lambda session: _agreement(session, method, fingerprint.version(new)),
    }
    for id, figures in computed.items():
        before, after = figures(old), figures(new)
        changes = []
        for key in dict.fromkeys([*after, *before]):
            was, now = before.get(key), after.get(key)
            if was != now:
                shown = ((was[1],) if was else (), (now[1],) if now else ())
                changes.append(Change(key, was and was[0], now and now[0], shown))
        if changes:
            reason = "" if explained else _reason(id, changes, old, new)
            explained = bool(reason) and id == "position"  # what its scores lack is the same
            yield Difference("figure", "", FIGURES, id, "", "", tuple(changes), reason=reason)


def _money(session: Session) -> Figures:
    known = budget.money(session)
    made: dict[str, int] = {"total": known.total} if known.with_budget else {}
    groups: dict[str, Mapping[Any, int]] = {
        "horizon": known.by_horizon,
        "dimension": known.by_dimension,
        "funding": known.by_funding,
        "year": known.by_year,
    }
    for group, sums in groups.items():
        made |= {f"{group}:{name}": sums[name] for name in sorted(sums, key=str)}
    return {key: (amount, values.rupiah(amount)) for key, amount in made.items()}


def _scores(session: Session) -> Figures:
    made: Figures = {}
    for quadrants in (swot.INTERNAL, swot.EXTERNAL):
        if side := swot.side(session, quadrants):
            printed = swot_printed.table(side)
            made |= {quadrant: _shown(printed.score(quadrant)) for quadrant in quadrants}
    return made


def _position(session: Session) -> Figures:
    city = swot.city(session)
    at = swot_printed.coordinates(city)
    if city.position is None or at is None:
        return {}
    quadrants = "/".join(city.position.quadrants)
    return {"x": _shown(at[0]), "y": _shown(at[1]), "quadrant": (quadrants, quadrants)}


def _counts(session: Session) -> Figures:
    return {f"count:{kind}": (number, str(number)) for kind, number in tally.by_kind(session).items()}


def _renumbered(old: Session, new: Session) -> list[tuple[str, str, str]]:
    """Rows of entries whose numbers went on in the same way: their table, the first and the last of each row."""
    rows: list[tuple[str, str, str]] = []
    for table in LETTERS:
        was, now = ordinals(old, table), ordinals(new, table)
        if [id for id in was if id in now] != [id for id in now if id in was]:
            continue  # told as that, with the numbers of those that moved
        ends: dict[str, int] = {}
        for id in was:
            if was[id] == now.get(id, was[id]):
                continue
            end = ends.get(_parted(was[id])[0], -1)
            if end >= 0 and all(_follows(numbers[rows[end][2]], numbers[id]) for numbers in (was, now)):
                rows[end] = (*rows[end][:2], id)
            else:
                ends[_parted(was[id])[0]] = len(rows)
                rows.append((table, id, id))
    return rows[:_ROWS]


def _parted(number: str) -> tuple[str, int]:
    letters = number.rstrip("0123456789")
    return letters, int(number[len(letters) :])


def _follows(first: str, second: str) -> bool:
    letters, number = _parted(first)
    return (letters, number + 1) == _parted(second)


def _numbers(session: Session, rows: Sequence[tuple[str, str, str]]) -> Figures:
    """The numbers that people say aloud, of rows of entries."""
    made: Figures = {}
    for table, first, last in rows:
        numbers = ordinals(session, table)
        shown = numbers[first] if first == last else f"{numbers[first]}–{numbers[last]}"
        made[f"numbers:{table}:{first}"] = (shown, shown)
    return made


def _agreement(session: Session, method: Method, version: str) -> Figures:
    if not method.stage:  # one that is not here: nobody knows what it says
        return {}
    digest = fingerprint.agreement(session, method, version)
    return {"agreement": (digest, fingerprint.short(digest))}


def _shown(value: Decimal) -> tuple[Decimal, str]:
    return value, values.number(value)


# Why a figure is not known -------------------------------------------------------------------------------------


def _reason(id: str, changes: Sequence[Change], old: Session, new: Session) -> str:
    """Why some of these figures are not known any more, or were not before; "" where all are known in both."""
    gone = [change for change in changes if change.new is None]
    come = [change for change in changes if change.old is None]
    if id == "money" and any(change.key == "total" for change in gone):
        return _("no program that counts has a budget any more")
    if id not in ("position", "scores") or not (gone or come):
        return ""
    lacks = _lacks(new, old, _concerned(id, gone)) if gone else _lacks(old, new, _concerned(id, come))
    if not lacks:
        return ""
    sentence = _("not known any more: {reason}") if gone else _("not known before: {reason}")
    return sentence.format(reason="; ".join(lacks))


def _concerned(id: str, changes: Sequence[Change]) -> tuple[Quadrant, ...]:
    """The quadrants that figures rest on."""
    every: tuple[Quadrant, ...] = (*swot.INTERNAL, *swot.EXTERNAL)
    if id == "position":
        return every
    keys = {change.key for change in changes}
    return tuple(quadrant for side in (swot.INTERNAL, swot.EXTERNAL) if keys & {*side} for quadrant in side)


def _lacks(session: Session, other: Session, quadrants: Sequence[Quadrant]) -> list[str]:
    """What figures of these quadrants lack in a session, in words; what `other` lacks, too, stands behind."""
    missing, there = swot.missing(session), swot.missing(other)
    lacks = [
        _("{quadrant}: no factor that counts").format(quadrant=value_label(quadrant))
        for quadrant in missing.quadrants
        if quadrant in quadrants
    ]
    lacks += [
        _("{quadrant}: nobody gave a point").format(quadrant=value_label(quadrant))
        for quadrant in missing.zeros
        if quadrant in quadrants
    ]
    for sentence, ids, also in (
        (_("without points: {factors}"), missing.weights, there.weights),
        (_("without a rating: {factors}"), missing.ratings, there.ratings),
        (_("without responses: {factors}"), missing.responses, there.responses),
    ):
        own = [id for id in ids if session.swot[id].quadrant in quadrants]
        own.sort(key=lambda factor: factor in also)
        if own:
            lacks.append(sentence.format(factors=_factors(session, own)))
    if missing.respondents:
        lacks.append(_("how many people responded is not recorded"))
    return lacks


def _factors(session: Session, ids: Sequence[str]) -> str:
    """Factors as people know them, the first few of them."""
    numbers = ordinals(session, "swot")
    named = [f"{numbers[id]} “{text.short(session.swot[id].text, 40)}”" for id in ids[:_NAMED]]
    rest = len(ids) - _NAMED
    more = [ngettext("{number} more", "{number} more", rest).format(number=rest)] if rest > 0 else []
    return listed([*named, *more])
