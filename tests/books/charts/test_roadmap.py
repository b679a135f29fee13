"""The road map: every program in its years, the horizons as agreed, sums where there is no room for all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from support import drawn
from support.crowded_sessions import crowded, of_dimensions
from support.program_blocks import program

from bimtek_tui.analysis import programs
from bimtek_tui.books.charts import canvas, gallery, roadmap, roadmap_rows
from bimtek_tui.model.entries import Session, counting
from bimtek_tui.model.method import Method

Read = Callable[[str], Session]


@pytest.fixture(autouse=True)
def prepared() -> None:
    canvas.prepare()


def chart(session: Session, method: Method) -> roadmap.Roadmap:
    made = roadmap.of(session, method)
    assert made
    return made


def running(*spans: tuple[int, int], **keys: str) -> str:
    """Programs that run in these years."""
    return "".join(
        program(f"pr-{at}", name=f"Program {at}", start_year=first, end_year=last, **keys)
        for at, (first, last) in enumerate(spans)
    )


def test_programs_run_in_the_years_of_the_analysis(kominfo: Method, sample: Callable[[str], Session]) -> None:
    session = sample("kota-contoh")
    made = chart(session, kominfo)
    assert not made.form.folded
    shown = {
        row.name: frozenset(year for year, count in zip(made.years, row.counts, strict=True) if count)
        for group in made.form.groups
        if not group.is_tracks
        for row in group.rows
    }
    assert shown == {one.name: programs.years_of(one) for one in counting(session.program)}
    assert [group.name for group in made.form.groups[:-1]] == [one.short for one in kominfo.dimension]
    assert [band.name for band in made.bands] == [
        "Jangka pendek (2026)",
        "Jangka menengah (2027–2030)",
        "Jangka panjang (2031–2035)",
    ]
    assert "Jenama daerah: P7 2026, P8 2026, P10 2027–2029" in made.alt
    assert [row[1] for row in made.rows[:3]] == [band.name for band in made.bands], "they are drawn as well"
    assert len(made.rows) == 3 + 36


def test_the_numbers_of_the_title_are_those_of_the_analysis(
    kominfo: Method, sample: Callable[[str], Session]
) -> None:
    session = sample("kota-contoh")
    counts = Counter(year for one in counting(session.program) for year in programs.years_of(one))
    busiest = [year for year, count in counts.items() if count == max(counts.values())]
    assert (sorted(busiest), max(counts.values())) == ([2026, 2028, 2029, 2032, 2033, 2034], 12)
    assert chart(session, kominfo).title == (
        "Sebanyak 36 program berjalan pada 2026–2035, terbanyak pada 2026, 2028–2029, dan 2032–2034 "
        "(masing-masing 12 program)"
    )


@pytest.mark.parametrize(
    ("spans", "title"),
    [
        ([(2026, 2026), (2026, 2026)], "Dua program berjalan pada 2026"),
        ([(2026, 2027), (2026, 2027)], "Dua program berjalan pada 2026–2027, dua pada setiap tahun"),
        (
            [(2026, 2028), (2028, 2029)],
            "Dua program berjalan pada 2026–2029, terbanyak pada 2028 (dua program)",
        ),
        ([(2026, 2026), (2028, 2028)], "Dua program berjalan pada 2026–2028"),
    ],
)
def test_the_title_says_when_most_programs_run(
    kominfo: Method, session_of: Read, spans: list[tuple[int, int]], title: str
) -> None:
    assert chart(session_of(running(*spans)), kominfo).title == title


def test_enabling_tracks_are_rows_of_their_own_below(
    kominfo: Method, sample: Callable[[str], Session]
) -> None:
    session = sample("kota-contoh")
    made = chart(session, kominfo)
    tracks = made.form.groups[-1]
    assert tracks.is_tracks
    of_track = Counter(one.track for one in counting(session.program) if one.track)
    assert len(tracks.rows) == len(of_track)
    assert "Jaringan dan perangkat (P24, P27)" in [row.name for row in tracks.rows]
    assert roadmap_rows.TRACKS in drawn.words(roadmap.draw(made))


def test_durations_are_bands_from_the_start_of_the_plan(kominfo: Method, session_of: Read) -> None:
    plan = (
        "[plan]\nperiod_start = 2022\nperiod_end = 2032\nshort_years = 1\nmedium_years = 5\nlong_years = 10\n"
    )
    made = chart(session_of(plan + running((2022, 2023), (2024, 2030))), kominfo)
    assert [(band.start, band.end) for band in made.bands] == [(2022, 2022), (2022, 2026), (2022, 2031)]
    assert made.bands[1].name == "Jangka menengah (5 tahun sejak 2022)"
    assert drawn.faults(roadmap.draw(made)) == []


def test_horizons_that_nobody_agreed_on_have_no_bands(kominfo: Method, session_of: Read) -> None:
    made = chart(session_of(running((2026, 2026), (2027, 2027))), kominfo)
    assert made.bands == ()
    assert made.form.groups[0].name == "Belum terkait dimensi"
    assert drawn.faults(roadmap.draw(made)) == []


def test_programs_without_years_are_said_below(kominfo: Method, session_of: Read) -> None:
    blocks = (
        running((2026, 2026), (2027, 2027))
        + program("pr-x")
        + program("pr-y", start_year=2030, end_year=2029)
    )
    made = chart(session_of(blocks), kominfo)
    said = "Belum mempunyai tahun pelaksanaan: P3–P4."
    assert made.alt.endswith(said)
    assert said in drawn.words(roadmap.draw(made))
    assert made.rows[-1][-1] == ""


@pytest.mark.parametrize("blocks", ["", program("pr-1"), running((2026, 2027))])
def test_too_few_are_not_drawn(kominfo: Method, session_of: Read, blocks: str) -> None:
    assert roadmap.of(session_of(blocks), kominfo) is None


def test_more_programs_than_fit_are_counted_by_horizon_and_year(kominfo: Method) -> None:
    session = crowded(kominfo)
    made = chart(session, kominfo)
    assert made.form.folded
    by_dimension = programs.by_dimension(session, kominfo)
    for group, (_id, members) in zip(made.form.groups, by_dimension.items(), strict=False):
        counts = Counter(year for one in members for year in programs.years_of(one))
        assert group.counts == tuple(counts[year] for year in made.years)
        dated = [one for one in members if programs.years_of(one)]
        assert [row.name for row in group.rows] == [
            f"{words}: {sum(one.horizon == horizon for one in dated)} program"
            for horizon, words in (
                ("short", "Jangka pendek"),
                ("medium", "Jangka menengah"),
                ("long", "Jangka panjang"),
            )
        ]
    words = drawn.words(roadmap.draw(made))
    assert str(made.form.groups[0].counts[3]) in words
    assert "Angka: banyaknya program yang berjalan pada tahun itu." in words


@pytest.mark.parametrize("count", [20, 45, 54, 60])
def test_more_dimensions_than_fit_are_added_up(kominfo: Method, count: int) -> None:
    method = of_dimensions(kominfo, count)
    session = crowded(method, 900, 0, 0, 15)
    made = chart(session, method)
    dated = [one for one in counting(session.program) if programs.years_of(one)]
    assert sum(sum(group.counts) for group in made.form.groups if not group.is_tracks) == sum(
        len(programs.years_of(one)) for one in dated
    )
    assert made.form.groups[-1].is_tracks
    assert drawn.faults(roadmap.draw(made)) == []


def test_36_programs_of_15_years_are_shown_singly(kominfo: Method) -> None:
    made = chart(crowded(kominfo, 36, 0, 0, 15), kominfo)
    assert not made.form.folded
    words = drawn.words(roadmap.draw(made))
    assert all(str(year) in words for year in made.years)


def test_on_a_slide_the_years_are_counted_by_dimension(
    kominfo: Method, sample: Callable[[str], Session]
) -> None:
    session = sample("kota-contoh")
    (made,) = gallery.slides(session, kominfo, "roadmap")
    assert isinstance(made, roadmap.Roadmap)
    assert made.form.folded
    counts = Counter(year for one in counting(session.program) for year in programs.years_of(one))
    sums = zip(*(group.counts for group in made.form.groups if not group.is_tracks), strict=True)
    assert [sum(each) for each in sums] == [counts[year] for year in made.years]
    assert made.rows == chart(session, kominfo).rows
