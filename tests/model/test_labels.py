"""Dates as screen and books say them, by one function."""

from __future__ import annotations

from datetime import date

import pytest

from bimtek_tui import i18n
from bimtek_tui.books import indonesian
from bimtek_tui.model import labels


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        (date(2026, 11, 28), date(2026, 11, 29), "28–29 November 2026"),
        (date(2026, 11, 30), date(2026, 12, 1), "30 November–1 Desember 2026"),
        (date(2026, 12, 31), date(2027, 1, 1), "31 Desember 2026–1 Januari 2027"),
        (date(2026, 8, 17), date(2026, 8, 17), "17 Agustus 2026"),
        (None, date(2026, 8, 17), "17 Agustus 2026"),
        (None, None, ""),
    ],
)
def test_a_span_of_days_reads_alike_on_the_screen_and_in_books(
    start: date | None, end: date | None, shown: str
) -> None:
    i18n.use("id")
    assert labels.days(start, end) == shown
    i18n.use("en")
    assert indonesian.date_range(start, end) == shown
