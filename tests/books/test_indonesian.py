"""Dates, ranges, money and counts as official Indonesian writes them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bimtek_tui.books import indonesian


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        ((2022, 6, 13), (2022, 6, 14), "13–14 Juni 2022"),
        ((2022, 6, 30), (2022, 7, 1), "30 Juni–1 Juli 2022"),
        ((2022, 12, 31), (2023, 1, 1), "31 Desember 2022–1 Januari 2023"),
        ((2022, 8, 8), (2022, 8, 8), "8 Agustus 2022"),
        ((2022, 8, 8), None, "8 Agustus 2022"),
        (None, (2022, 8, 8), "8 Agustus 2022"),
        (None, None, ""),
    ],
)
def test_date_ranges(
    start: tuple[int, int, int] | None, end: tuple[int, int, int] | None, shown: str
) -> None:
    first, last = (dt.date(*one) if one else None for one in (start, end))
    assert indonesian.date_range(first, last) == shown


@pytest.mark.parametrize(
    ("value", "places", "shown"),
    [
        (1250, None, "1.250"),
        (0, None, "0"),
        (Decimal("2.5"), None, "2,5"),
        (Decimal("82.880"), None, "82,88"),
        (Decimal("1E+3"), None, "1.000"),
        (Fraction(2135, 726), None, "2,94"),
        (Fraction(1, 8), 2, "0,13"),
        (Fraction(-1, 8), 2, "−0,13"),
        (Fraction(-1, 1000), 2, "0,00"),
        (3, 2, "3,00"),
        (Decimal("1e999999"), None, "1E+999999"),
    ],
)
def test_numbers(value: Decimal | Fraction | int, places: int | None, shown: str) -> None:
    assert indonesian.number(value, places) == shown


@given(st.integers(min_value=0, max_value=10**18))
def test_rupiah_keeps_every_digit(amount: int) -> None:
    shown = indonesian.rupiah(amount)
    assert shown.startswith("Rp")
    assert int(shown.removeprefix("Rp").replace(".", "")) == amount
    assert all(len(part) == 3 for part in shown.removeprefix("Rp").split(".")[1:])


def test_the_rupiah_of_the_brief() -> None:
    assert indonesian.rupiah(1_250_000_000) == "Rp1.250.000.000"


def test_years_counts_and_lists() -> None:
    assert indonesian.years(2021, 2024) == "2021–2024"
    assert indonesian.years(2020, 2020) == "2020"
    assert indonesian.years(None, 2029) == "sampai dengan 2029"
    assert indonesian.years(2026, None) == "mulai 2026"
    assert (indonesian.spelled(4), indonesian.spelled(11)) == ("empat", "11")
    assert indonesian.listed(["a", "b", "c"]) == "a, b, dan c"
    assert indonesian.listed(["a", "b"]) == "a dan b"


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("RPJMD 2025-2029", "RPJMD 2025–2029"),
        ("tahun 2025 - 2029.", "tahun 2025–2029."),
        ("13-14 Juni 2022", "13–14 Juni 2022"),
        ("pagu Rp 5 miliar dan Rp. 500.000", "pagu Rp5 miliar dan Rp500.000"),
        ("telepon 0812-2025-2029", "telepon 0812-2025-2029"),
        ("tanggal 08-12-2025", "tanggal 08-12-2025"),
        ("SE 2022-2023-2024", "SE 2022-2023-2024"),
        ("RT 1-2, e-government", "RT 1-2, e-government"),
        ("Rp sekian", "Rp sekian"),
    ],
)
def test_words_of_people_get_the_dashes_of_ranges_and_nothing_else(typed: str, printed: str) -> None:
    assert indonesian.typeset(typed) == printed
