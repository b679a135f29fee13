"""Numbers, money and dates as Indonesians write them, and what can mean two."""

from __future__ import annotations

import datetime as dt
import os
import re
import subprocess
import sys
from decimal import Decimal
from functools import partial
from typing import Any

import pytest
from conftest import ROOT
from hypothesis import assume, given
from hypothesis import strategies as st
from support import hostile_text, strategies

from bimtek_tui import i18n, text
from bimtek_tui.errors import Refused
from bimtek_tui.model import kinds
from bimtek_tui.model import values as amounts
from bimtek_tui.model.kinds import Field

FIELDS = [(kind.table, field.name) for kind in kinds.kinds().values() for field in kind.fields]


def _field(table: str, key: str) -> Field:
    return kinds.kinds()[table].keys[key]


BUDGET = _field("program", "budget_idr")
POPULATION = _field("city", "population")
AREA = _field("city", "area_km2")
RATING = _field("swot", "rating")
DUE = _field("milestone", "due")
YEAR = _field("program", "start_year")


# Reading ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("Rp 1,5 miliar", 1_500_000_000),
        ("Rp1,5 M", 1_500_000_000),
        ("rp. 1,5m", 1_500_000_000),
        ("IDR 1,5 milyar", 1_500_000_000),
        ("1,5 billion", 1_500_000_000),
        ("Rp 4,7 miliar", 4_700_000_000),
        ("Rp 900 juta", 900_000_000),
        ("Rp500jt", 500_000_000),
        ("750 rb", 750_000),
        ("Rp 2 T", 2_000_000_000_000),
        ("1,25 triliun", 1_250_000_000_000),
        ("1,250 miliar", 1_250_000_000),
        ("1.250,5 juta", 1_250_500_000),
        ("1.250.000 juta", 1_250_000_000_000),
        ("0.5 miliar", 500_000_000),
        ("0,000000001 miliar", 1),
        ("12.500.000", 12_500_000),
        ("Rp 12.500.000", 12_500_000),
        ("Rp 12.500.000,00", 12_500_000),
        ("Rp 12.500.000,-", 12_500_000),
        ("12 500 000", 12_500_000),
        ("12_500_000", 12_500_000),
        ("Rp\u00a012.500", 12_500),
        ("1.250", 1_250),
        ("1500000000.0", 1_500_000_000),
        ("1500000000.00", 1_500_000_000),
        ("Rp1250.5 juta", 1_250_500_000),
        ("1 miliar rupiah", 1_000_000_000),
        ("500.000 rupiah", 500_000),
        ("0", 0),
        ("  ", None),
    ],
)
def test_amounts_are_whole_rupiah_to_the_last_one(typed: str, amount: int | None) -> None:
    assert amounts.read(BUDGET, typed) == amount


@pytest.mark.parametrize(
    ("field", "typed", "value"),
    [
        (POPULATION, "1.250.000", 1_250_000),
        (POPULATION, "1,2 juta", 1_200_000),
        (POPULATION, "85 ribu", 85_000),
        (AREA, "3,5", Decimal("3.5")),
        (AREA, "1.595,5", Decimal("1595.5")),
        (AREA, "1,595", Decimal("1.595")),
        (AREA, "1.595.000", Decimal(1_595_000)),
        (AREA, "0.125", Decimal("0.125")),
        (AREA, "1595", Decimal(1595)),
        (AREA, "1595.25", Decimal("1595.25")),
        (POPULATION, "1250000.0", 1_250_000),
        (RATING, "3,5", Decimal("3.5")),
        (_field("mission", "order"), "-1.000", -1000),
        (YEAR, "2027", 2027),
        (_field("swot", "group"), "1.25", "1.25"),
        (_field("program", "activities"), "1.25\n13/6/2022", ("1.25", "13/6/2022")),
    ],
)
def test_numbers_have_a_comma_for_decimals_and_dots_for_thousands(
    field: Field, typed: str, value: Any
) -> None:
    assert amounts.read(field, typed) == value


@pytest.mark.parametrize(
    ("field", "typed", "ways"),
    [
        (BUDGET, "1.25 miliar", ["125 miliar", "1,25 miliar"]),
        (BUDGET, "Rp1.250 M", ["1250 M", "1,250 M"]),
        (BUDGET, "1.25", ["125", "1,25 miliar"]),
        (BUDGET, "Rp 1,000", ["1000", "1"]),
        (BUDGET, "12,500,000", ["12.500.000"]),
        (POPULATION, "1.250 juta", ["1250 juta", "1,250 juta"]),
        (AREA, "1.25", ["125", "1,25"]),
        (AREA, "1.595", ["1595", "1,595"]),
        (AREA, "3.5", ["35", "3,5"]),
        (RATING, "3.5", ["3,5"]),
    ],
)
def test_what_can_mean_two_numbers_is_asked_about_and_each_way_out_is_taken(
    field: Field, typed: str, ways: list[str]
) -> None:
    with pytest.raises(Refused) as refused:
        amounts.read(field, typed)
    assert refused.value.key == field.name
    values = []
    for way in ways:
        assert re.search(rf"(?<![\d.,]){re.escape(way)}(?!\d)", str(refused.value))
        values.append(amounts.read(field, way))
    assert len(set(values)) == len(ways)


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        (BUDGET, "Rp banyak", "a whole number"),
        (BUDGET, "10 banyak", "a whole number"),
        (BUDGET, "-5", "not negative"),
        (BUDGET, "1,5", "whole rupiah"),
        (BUDGET, "1,0000000001 miliar", "whole rupiah"),
        (BUDGET, "9" * 500, "a whole number"),
        (BUDGET, "1.00.000", "a whole number"),
        (BUDGET, "5 rp", "a whole number"),
        (POPULATION, "1 M", "a whole number"),
        (POPULATION, "Rp 5", "a whole number"),
        (POPULATION, "1,5", "a whole number"),
        (AREA, "Rp 5", "a number"),
        (AREA, "dua", "a number"),
        (AREA, "1.5 juta", "a number"),
        (YEAR, "27", "a year"),
        (YEAR, "2 ribu", "a year"),
        (RATING, "9", "from 1 to 4"),
        (DUE, "13/6/22", "all four"),
        (DUE, "13 Jun 22", "all four"),
        (DUE, "31 Februari 2022", "a date that exists"),
        (DUE, "6/13/2022", "a date that exists"),
        (DUE, "Juni 2022", "has no day"),
        (DUE, "akhir Agustus", "has no day"),
        (DUE, "24 Juli", "has no year"),
        (DUE, "24/7", "has no year"),
        (DUE, "31 Februari", "a date that exists"),
        (DUE, "13 Ju 2022", "a date that exists"),
        (DUE, "besok", "a date that exists"),
    ],
)
def test_what_is_no_value_is_refused_as_it_was_typed(field: Field, typed: str, said: str) -> None:
    with pytest.raises(Refused, match=said) as refused:
        amounts.read(field, typed)
    assert typed[:20] in str(refused.value)
    assert refused.value.key == field.name


@pytest.mark.parametrize(
    "typed",
    [
        "13 Juni 2022", "13 juni 2022", "13 June 2022", "13 Jun 2022", "13 jun. 2022", "13-Jun-2022", "13Jun2022",
        "13/6/2022", "13/06/2022", "13-06-2022", "13.6.2022", "2022-06-13", "2022/6/13", " 13  Juni\u00a02022 ",
    ],
)  # fmt: skip
def test_dates_are_read_as_they_are_written_here(typed: str) -> None:
    assert amounts.read(DUE, typed) == dt.date(2022, 6, 13)


@pytest.mark.parametrize(
    ("month", "names"),
    [
        (1, "jan januari january"), (2, "feb peb februari pebruari"), (3, "mar maret march"), (4, "apr april"),
        (5, "mei may"), (6, "jun juni"), (7, "jul juli july"), (8, "agu agt ags aug agustus"),
        (9, "sep sept september"), (10, "okt oct oktober"), (11, "nov nop november"), (12, "des dec desember"),
    ],
)  # fmt: skip
def test_months_have_many_names(month: int, names: str) -> None:
    for name in names.split():
        assert amounts.read(DUE, f"5 {name.capitalize()} 2026") == dt.date(2026, month, 5)


def test_years_are_a_span_or_one() -> None:
    for typed in ("2027-2030", "2027–2030", "2027 - 2030", "2027 s.d. 2030", "2027 sampai 2030"):
        assert amounts.years(typed) == (2027, 2030)
    assert amounts.years("2027") == (2027, 2027)
    for typed, said in (
        ("2027-30", "all four"), ("2030-2027", "lies before"), ("1700", "a year"), ("besok", "span of years"), ("", "span"),
    ):  # fmt: skip
        with pytest.raises(Refused, match=said):
            amounts.years(typed)


# Showing ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("amount", "short", "full"),
    [
        (1_500_000_000, "Rp1,5 miliar", "Rp1.500.000.000"),
        (1_250_345_000, "Rp1.250.345.000", "Rp1.250.345.000"),
        (12_500_000, "Rp12,5 juta", "Rp12.500.000"),
        (900_000_000, "Rp900 juta", "Rp900.000.000"),
        (1_234_000_000, "Rp1.234.000.000", "Rp1.234.000.000"),
        (2_000_000_000_000, "Rp2 triliun", "Rp2.000.000.000.000"),
        (12_500, "Rp12.500", "Rp12.500"),
        (0, "Rp0", "Rp0"),
    ],
)
def test_amounts_are_short_only_where_that_is_all(amount: int, short: str, full: str) -> None:
    assert amounts.rupiah_in_short(amount) == short
    assert amounts.rupiah(amount) == full


def test_values_are_shown_as_they_are_written_here() -> None:
    i18n.use("id")
    assert amounts.shown(DUE, dt.date(2022, 6, 13)) == "13 Juni 2022"
    assert amounts.shown(BUDGET, 12_500_000) == "12.500.000"
    assert amounts.shown(AREA, Decimal("1595.50")) == "1.595,50"
    assert amounts.shown(YEAR, 2027) == "2027"
    assert amounts.shown(YEAR, None) == ""


@given(st.integers(0, 10**18))
def test_an_amount_that_is_shown_is_read_as_the_same(amount: int) -> None:
    for said in (
        amounts.rupiah(amount),
        amounts.rupiah_in_short(amount),
        amounts.number(amount),
        str(amount),
    ):
        assert amounts.money(said) == amount


@given(st.data(), st.sampled_from(FIELDS), st.sampled_from(i18n.LANGUAGES))
def test_a_value_that_is_shown_is_read_as_the_same(
    data: st.DataObject, place: tuple[str, str], language: str
) -> None:
    i18n.use(language)
    field = _field(*place)
    if field.list:
        return
    value = data.draw(strategies.values(field))
    assume(len(str(value)) <= text.MAX_LINE)  # a file may hold longer text than may be typed
    assert amounts.read(field, amounts.shown(field, value)) == value


# Whatever comes ---------------------------------------------------------------------------------------------------


@given(st.text("0123456789.,-–/ _RpMmjtTbinou", max_size=20) | st.text(max_size=20), st.sampled_from(FIELDS))
def test_anything_is_a_value_that_fits_or_refused_with_one_sentence(
    typed: str, place: tuple[str, str]
) -> None:
    field = _field(*place)
    try:
        value = amounts.read(field, typed)
    except Refused as refused:
        assert "\n" not in str(refused)
        assert refused.key == field.name
    else:
        assert value is None or kinds.explain_value(field, value) is None


@given(st.integers(1, 999), st.text("0123456789", min_size=1, max_size=6))
def test_a_number_with_one_dot_is_never_guessed_in_a_decimal_field(whole: int, decimals: str) -> None:
    with pytest.raises(Refused):
        amounts.read(AREA, f"{whole}.{decimals}")


@pytest.mark.parametrize(
    "typed",
    [*hostile_text.STRINGS.values(), hostile_text.SURROGATE, hostile_text.HUGE, "0" * 900, "1." * 400],
)
def test_hostile_text_is_a_value_or_refused_in_a_short_clean_sentence(typed: str) -> None:
    for read in (amounts.money, amounts.years, *(partial(amounts.read, one) for one in (AREA, DUE, YEAR))):
        try:
            read(typed)  # type: ignore[operator]
        except Refused as refused:
            assert len(str(refused)) < 300
            assert text.is_clean(str(refused))


def test_nothing_here_loads_babel() -> None:
    run = "import bimtek_tui.facilitation.tags, sys; print({'babel', 'textual', 'jinja2', 'rapidfuzz'} & set(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", run],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
    assert done.stdout.strip() == "set()", done.stderr


STARTED = kinds.kinds()["agenda"].keys["started"]


@pytest.mark.parametrize(
    "given",
    [
        "23 Agustus 2022 10.10",
        "23 Agustus 2022, pukul 10.10 WIB",
        "2022-08-23 10:10",
        "23/8/2022 10.10",
        "2022-08-23T10:10:00",
    ],
)
def test_a_moment_is_a_date_and_a_time_as_people_write_them(given: str) -> None:
    assert amounts.read(STARTED, given) == dt.datetime(2022, 8, 23, 10, 10).astimezone()


def test_a_moment_with_its_offset_stays_as_it_is() -> None:
    moment = dt.datetime(2022, 8, 23, 10, 10, 5, tzinfo=dt.timezone(dt.timedelta(hours=7)))
    assert amounts.read(STARTED, moment.isoformat()) == moment
    assert amounts.read(STARTED, amounts.shown(STARTED, moment)) == moment


@pytest.mark.parametrize(
    "given", ["10.10", "2022", "20220823", "0", "23 Agustus 2022 25.10", "Agustus 10.10"]
)
def test_a_number_is_no_moment_of_1970(given: str) -> None:
    with pytest.raises(Refused, match="a date and a time such as"):
        amounts.read(STARTED, given)


def test_the_start_of_each_day_is_a_time_of_day_and_two_days_may_have_the_same() -> None:
    field = kinds.kinds()["stage"].keys["day_start"]
    assert amounts.read(field, "10:10\n10.10\npukul 8.30 WIB\n") == ("10.10", "10.10", "08.30")
    with pytest.raises(Refused, match=r"“08\.3010\.10” is no time of day"):
        amounts.read(field, "08.30\n08.3010.10")


def test_a_decimal_in_thousands_keeps_its_groups_where_it_can_mean_one_number_only() -> None:
    assert amounts.number(Decimal("1298.58")) == "1.298,58"
    assert amounts.number(Decimal("1595")) == "1595"
    assert amounts.number(Decimal("2.5")) == "2,5"
    area = kinds.kinds()["city"].keys["area_km2"]
    assert amounts.read(area, "1.298,58") == Decimal("1298.58")
    assert amounts.shown(area, amounts.read(area, "1.298,58")) == "1.298,58"
