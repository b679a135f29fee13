"""What the quick wins cost, item by item: volume times price."""

from __future__ import annotations

from decimal import Decimal

from ..model.entries import Cost, Session, counting


def amount(cost: Cost) -> Decimal | None:
    """The amount of an item in rupiah; None where its volume or its price is not given."""
    return None if cost.volume is None or cost.price_idr is None else cost.volume * cost.price_idr


def of_quick_win(session: Session, quick_win: str) -> list[Cost]:
    """The items of a quick win that count, in the order of capture."""
    return [cost for cost in counting(session.cost) if cost.quick_win == quick_win]


def total(costs: list[Cost]) -> Decimal | None:
    """The sum of these items in rupiah; None where an amount is missing or there is no item."""
    amounts = [amount(cost) for cost in costs]
    known = [each for each in amounts if each is not None]
    return sum(known, Decimal()) if amounts and len(known) == len(amounts) else None
