"""The orders in which a list of entries can stand, as data that a screen goes through one after the other.

An order only arranges: the numbers that people say aloud stay what they are (`ordinals`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from msgspec import Struct

from ..i18n import N_
from ..model.entries import Session, SomeEntry
from ..model.method import Method, place
from . import organisation, risks
from .scope import agencies_of, dimension_of

Value = Callable[[Session, Method, Any], Any]
"""What an entry is arranged by, the least first; None where it has no such value."""


class Order(Struct, frozen=True):
    """One order: its id, what it is called (a message), its value, and the kinds it is for (none: all)."""

    id: str
    label: str
    value: Value
    kinds: tuple[str, ...] = ()


def _points(_session: Session, _method: Method, entry: Any) -> Any:
    if entry.weight is None:
        return None
    return -(entry.weight * entry.rating if entry.rating is not None else entry.weight)


def _risk_level(_session: Session, _method: Method, risk: Any) -> Any:
    level = risks.level(risk)
    return None if level is None else -level


def _dimension(session: Session, method: Method, entry: Any) -> Any:
    dimension = dimension_of(session, entry)
    return place(method.dimensions, dimension) if dimension else None


def _track(_session: Session, method: Method, program: Any) -> Any:
    return place(method.tracks, program.track) if program.track else None


def _agency(session: Session, _method: Method, entry: Any) -> Any:
    return next((agency.casefold() for agency in agencies_of(session, entry)), None)


def _duty(_session: Session, _method: Method, person: Any) -> Any:
    return organisation.rank(person.duty) if person.duty else None


CAPTURE = Order("capture", N_("order of capture"), lambda _session, _method, _entry: 0)
ORDERS = (
    CAPTURE,
    Order("points", N_("points, most first"), _points, ("swot",)),
    Order("risk-level", N_("likelihood × impact, highest first"), _risk_level, ("risk",)),
    Order(
        "votes",
        N_("votes, most first"),
        lambda _session, _method, entry: None if entry.votes is None else -entry.votes,
        ("swot", "program", "quick_win"),
    ),
    Order(
        "dimension",
        N_("by dimension"),
        _dimension,
        ("issue", "gap", "swot", "strategy", "program", "quick_win"),
    ),
    Order("track", N_("by enabling track"), _track, ("program",)),
    Order("duty", N_("by duty"), _duty, ("participant",)),
    Order(
        "agency",
        N_("by agency"),
        _agency,
        ("participant", "risk", "swot", "program", "quick_win", "milestone", "note", "signatory"),
    ),
)
"""All orders; the first is how lists stand when nobody chose one."""


def named(id: str) -> Order:
    """The order of this id."""
    return next(order for order in ORDERS if order.id == id)


def orders_for(kind: str) -> list[Order]:
    """The orders that apply to a kind, that of capture first."""
    return [order for order in ORDERS if not order.kinds or kind in order.kinds]


def following(kind: str, id: str) -> Order:
    """The order after the one of this id, for going through them; that of capture follows the last."""
    orders = orders_for(kind)
    names = [order.id for order in orders]
    return orders[(names.index(id) + 1) % len(orders)] if id in names else CAPTURE


def arranged(order: Order, session: Session, method: Method, entries: Iterable[SomeEntry]) -> list[SomeEntry]:
    """Entries that are given in the order of capture, in this one; equal ones keep that order, those without a value stand last."""
    valued = [(order.value(session, method, entry), entry) for entry in entries]
    known = sorted((pair for pair in valued if pair[0] is not None), key=lambda pair: pair[0])
    return [entry for _value, entry in known] + [entry for value, entry in valued if value is None]
