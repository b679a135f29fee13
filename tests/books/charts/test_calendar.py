"""The twelve months of the quick wins: every milestone in its place, the title true."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from support import drawn
from support.program_blocks import program

from bimtek_tui.analysis import quick_wins, year_plan
from bimtek_tui.books.charts import calendar, canvas
from bimtek_tui.model.entries import Session
from bimtek_tui.model.method import Method

Read = Callable[[str], Session]
PLAN = "[plan]\nshort_start = 2026\n"


@pytest.fixture(autouse=True)
def prepared() -> None:
    canvas.prepare()


def chart(session: Session, method: Method) -> calendar.Calendar:
    made = calendar.of(session, method)
    assert made
    return made


def due(*days: str, of: int = 1, decision: str = "chosen") -> str:
    """A quick win with milestones on these days, "" for none."""
    blocks = [program(f"pr-{of}", name=f"Layanan {of}")]
    blocks.append(f"[[quick_win]]\nid = 'qw-{of}'\nprogram = 'pr-{of}'\ndecision = '{decision}'\n")
    blocks += [
        f"[[milestone]]\nid = 'ml-{of}-{at}'\nquick_win = 'qw-{of}'\ntext = 'Tonggak {at}'\n"
        + (f"due = {day}\n" if day else "")
        for at, day in enumerate(days)
    ]
    return "".join(blocks)


def test_milestones_are_those_of_the_analysis(kominfo: Method, sample: Callable[[str], Session]) -> None:
    session = sample("kota-contoh")
    made = chart(session, kominfo)
    plan = year_plan.year_plan(session, quick_wins.candidates(session, kominfo))
    chosen = [row for row in plan.rows if row.candidate.entry.decision == "chosen"]
    assert [[each.due for each in row.milestones] for row in made.quick_wins] == [
        [step.entry.due for step in row.steps if step.when == "within"] for row in chosen
    ]
    assert len(made.rows) == sum(len(row.milestones) for row in made.quick_wins) == 28
    assert made.title == (
        "Tonggak capaian terbanyak jatuh pada April–Juni 2026, yaitu sembilan dari 28 tonggak"
    )
    assert "Nomor lama dialihkan ke 112 (16 Februari 2026)" in made.alt
    assert "16/2" in drawn.words(calendar.draw(made))


@pytest.mark.parametrize(
    ("days", "title"),
    [
        (["2026-02-27", "2026-03-01"], "Seluruh tonggak capaian jatuh pada Januari–Maret 2026"),
        (
            ["2026-02-27", "2026-05-01", "2026-08-01", "2026-11-01"],
            "Tonggak capaian tersebar merata: satu setiap triwulan",
        ),
        (
            ["2026-02-27", "2026-05-01"],
            "Tonggak capaian terbanyak jatuh pada Januari–Maret 2026 serta April–Juni 2026, masing-masing satu dari dua tonggak",
        ),
        (
            ["2026-02-27", "2026-05-01", "2026-05-02"],
            "Tonggak capaian terbanyak jatuh pada April–Juni 2026, yaitu dua dari tiga tonggak",
        ),
    ],
)
def test_the_title_says_when_most_is_due(
    kominfo: Method, session_of: Read, days: list[str], title: str
) -> None:
    assert chart(session_of(PLAN + due(*days)), kominfo).title == title


@pytest.mark.parametrize(
    "blocks",
    [
        due(),
        due("", ""),
        PLAN + due("2027-02-01", ""),
        PLAN + due("2026-02-01", "2026-03-01", decision="reserve"),
        PLAN + due("2026-02-01", "2027-03-01"),
    ],
    ids=["no milestones", "no days", "outside", "not chosen", "one"],
)
def test_too_little_is_not_drawn(kominfo: Method, session_of: Read, blocks: str) -> None:
    assert calendar.of(session_of(blocks), kominfo) is None


def test_what_is_not_in_the_twelve_months_is_counted(kominfo: Method, session_of: Read) -> None:
    made = chart(
        session_of(PLAN + due("2026-02-01", "2026-02-02", "2025-12-31", "2027-01-01", "") + due(of=2)),
        kominfo,
    )
    assert (made.others, made.undated) == (2, 1)
    said = "Di luar dua belas bulan ini: 2 tonggak; tanpa tenggat: 1 tonggak."
    assert made.alt.endswith(said)
    assert "QW2 Layanan 2: tanpa tonggak" in made.alt
    words = drawn.words(calendar.draw(made))
    assert said in words
    assert "belum ada tonggak pada masa ini" in words


def test_months_begin_in_the_middle_where_the_commitment_did(kominfo: Method, session_of: Read) -> None:
    made = chart(session_of("[commitment]\ndate = 2026-06-17\n" + due("2026-06-20", "2027-06-17")), kominfo)
    assert (made.first, made.last) == (dt.date(2026, 6, 18), dt.date(2027, 6, 17))
    picture = calendar.draw(made)
    assert drawn.faults(picture) == []
    assert {"2026", "2027"} <= set(drawn.words(picture))


def test_days_close_to_each_other_keep_their_numbers_apart(kominfo: Method, session_of: Read) -> None:
    days = [f"2026-03-{day:02}" for day in (1, 2, 3)]
    picture = calendar.draw(chart(session_of(PLAN + due(*days)), kominfo))
    assert {"1/3", "2/3", "3/3"} <= set(drawn.words(picture))
    assert drawn.faults(picture) == []


def test_days_that_have_no_room_are_counted_by_month(kominfo: Method, session_of: Read) -> None:
    days = [f"2026-03-{day:02}" for day in range(1, 20)]
    words = drawn.words(calendar.draw(chart(session_of(PLAN + due(*days)), kominfo)))
    assert "19" in words
    assert "1/3" not in words
