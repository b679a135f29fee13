"""The years of the horizons: as agreed, or counted from the start of the plan."""

from __future__ import annotations

import pytest

from bimtek_tui.analysis.horizons import years
from bimtek_tui.model.entries import Horizon, Plan


@pytest.mark.parametrize(
    ("plan", "horizon", "expected"),
    [
        (None, "short", None),
        (Plan(), "short", None),
        (Plan(short_start=2026, short_end=2027), "short", (2026, 2027)),
        (Plan(short_start=2026), "short", None),
        (Plan(period_start=2022, medium_years=5), "medium", (2022, 2026)),
        (Plan(medium_years=5), "medium", None),
        (
            Plan(period_start=2022, long_years=5, long_start=2030, long_end=2035),
            "long",
            (2030, 2035),
        ),
    ],
)
def test_years_are_those_agreed_or_counted(
    plan: Plan | None, horizon: Horizon, expected: tuple[int, int] | None
) -> None:
    assert years(plan, horizon) == expected
