"""The three horizons of a plan, and the years that a session gives each of them."""

from __future__ import annotations

from msgspec import Struct

from ..model.entries import Horizon, Plan

HORIZONS: tuple[Horizon, ...] = ("short", "medium", "long")
"""All of them, in order."""


class Span(Struct, frozen=True):
    """What was agreed about a horizon: calendar years, or a duration in years, or nothing."""

    start: int | None = None
    end: int | None = None
    years: int | None = None

    @property
    def is_agreed(self) -> bool:
        """Whether both years are known, or how many there are."""
        return None not in (self.start, self.end) or bool(self.years)


def span(plan: Plan | None, horizon: Horizon) -> Span:
    """The years or the duration that the session gives a horizon."""
    if plan is None:
        return Span()
    return Span(*(getattr(plan, f"{horizon}_{part}") for part in ("start", "end", "years")))


def years(plan: Plan | None, horizon: Horizon) -> tuple[int, int] | None:
    """First and last year of a horizon: as agreed, or its duration from the start of the plan; None where they are open."""
    agreed = span(plan, horizon)
    start = plan.period_start if plan else None
    if agreed.start is None and agreed.end is None and agreed.years and start is not None:
        return start, start + agreed.years - 1
    return None if agreed.start is None or agreed.end is None else (agreed.start, agreed.end)
