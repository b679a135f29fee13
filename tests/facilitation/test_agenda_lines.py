"""A block of one's own and the dates of a stage, as people type them in one line."""

from __future__ import annotations

import datetime as dt

import pytest

from bimtek_tui.errors import Refused
from bimtek_tui.facilitation.agenda_lines import BlockLine, Dates, read_block, read_dates


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("Rehat kopi 15 menit", BlockLine("Rehat kopi", 15)),
        ("13.00 Diskusi 45'", BlockLine("Diskusi", 45, 780)),
        ("13:00 Diskusi 45′", BlockLine("Diskusi", 45, 780)),
        ("13.00-13.45 Diskusi", BlockLine("Diskusi", 45, 780)),
        ("Sesi 13.00 – 14.30", BlockLine("Sesi", 90, 780)),
        ("10.15 s/d 10.30 Rehat", BlockLine("Rehat", 15, 615)),
        ("Diskusi kelompok 3 1 jam 30 menit", BlockLine("Diskusi kelompok 3", 90)),
        ("jam 13 Diskusi 1,5 jam", BlockLine("Diskusi", 90, 780)),
        ("pukul 12:00 WIB Makan siang 1 jam", BlockLine("Makan siang", 60, 720)),
        ("Ishoma (60 menit)", BlockLine("Ishoma", 60)),
        ("Coffee break 10 minutes", BlockLine("Coffee break", 10)),
        ("2 jam Diskusi", BlockLine("Diskusi", 120)),
    ],
)
def test_a_block_is_a_title_with_minutes_or_a_time(typed: str, line: BlockLine) -> None:
    assert read_block(typed) == line


@pytest.mark.parametrize(
    "typed", ["Rehat 15", "Diskusi", "13.00 Diskusi", "Diskusi 0 menit", "Diskusi 9999 menit"]
)
def test_how_long_a_block_takes_is_never_guessed(typed: str) -> None:
    with pytest.raises(Refused, match="say how long it takes"):
        read_block(typed)


def test_a_number_without_a_word_is_asked_for_as_minutes() -> None:
    with pytest.raises(Refused, match="“Rehat 20 minutes”"):
        read_block("Rehat 20")


@pytest.mark.parametrize("typed", ["15 menit", "13.00-14.00", ""])
def test_a_block_needs_a_title(typed: str) -> None:
    with pytest.raises(Refused, match="needs a title"):
        read_block(typed)


FIRST, LAST = dt.date(2026, 12, 1), dt.date(2026, 12, 2)


@pytest.mark.parametrize(
    ("typed", "dates"),
    [
        ("1-2 Des 2026", Dates(FIRST, LAST, ())),
        ("1 – 2 Desember 2026", Dates(FIRST, LAST, ())),
        ("1 s/d 2 Desember 2026 pukul 08.30 WIB", Dates(FIRST, LAST, (510,))),
        ("1 dan 2 December 2026", Dates(FIRST, LAST, ())),
        ("1-2/12/2026", Dates(FIRST, LAST, ())),
        ("1/12/2026 - 2/12/2026", Dates(FIRST, LAST, ())),
        ("Selasa-Rabu (1-2/12/2026)", Dates(FIRST, LAST, ())),
        ("30 Nov - 1 Des 2026", Dates(dt.date(2026, 11, 30), FIRST, ())),
        ("30/11 - 1/12/2026", Dates(dt.date(2026, 11, 30), FIRST, ())),
        ("31 Desember 2026 - 1 Januari 2027", Dates(dt.date(2026, 12, 31), dt.date(2027, 1, 1), ())),
        ("2026-12-01", Dates(FIRST, None, ())),
        ("01.12.2026 9.00", Dates(FIRST, None, (540,))),
        ("08.30 09.00", Dates(None, None, (510, 540))),
        ("jam 9", Dates(None, None, (540,))),
    ],
)
def test_dates_and_times_are_read_as_newspapers_and_people_write_them(typed: str, dates: Dates) -> None:
    assert read_dates(typed) == dates


@pytest.mark.parametrize("typed", ["", "kapan", "1-2 Des", "2-1 Des 2026", "31-32 Des 2026"])
def test_what_is_no_date_is_refused_with_one_sentence(typed: str) -> None:
    with pytest.raises(Refused):
        read_dates(typed)
