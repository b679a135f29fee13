"""Pictures on the wall and in the panel of figures: what they show at every size, of whatever a session holds."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest
from rich.cells import cell_len
from support.stage import Open, Stage, shows
from syrupy.assertion import SnapshotAssertion
from textual.content import Content

from bimtek_tui.analysis.rounding import half_up
from bimtek_tui.figures import plots
from bimtek_tui.figures.bars import Bar, Bars
from bimtek_tui.figures.cells import Drawn, Plot
from bimtek_tui.figures.gantt import Band, Gantt, Group, Run
from bimtek_tui.figures.plane import Plane, Point
from bimtek_tui.figures.square import Candidate, Square
from bimtek_tui.model import edits
from bimtek_tui.model.entries import Session
from bimtek_tui.model.method import Method
from bimtek_tui.tui.session.wall_clock import WallClock
from bimtek_tui.tui.widgets.content import Words
from bimtek_tui.tui.widgets.plot_view import PlotView

WIB = dt.timezone(dt.timedelta(hours=7))
SIZES = [(60, 18), (80, 24), (200, 50)]
WIDTHS = (30, 38, 56, 76, 96, 196)
HEIGHTS = (0, 6, 9, 14, 20, 46)
LONG = "Layanan terpadu " * 20
HOSTILE = (
    "[bold red]merah[/]",
    "[/]",
    "👩‍👩‍👧‍👦 keluarga 🏙️",
    "中文字符很宽" * 30,
    "مرحبا بالعالم",
    "ꦗꦮ",
    "`kode` | *tebal* <b>",
    "\tlajur\nbaris",
    "x" * 300,
    LONG,
    "",
    "  ",
)


def lines(plot: Plot, width: int = 76, height: int = 0) -> tuple[str, ...]:
    return plot.drawn(width, height).lines


def every_size(plot: Plot) -> Iterator[Drawn]:
    """A picture at every size; no line is ever wider than it may be."""
    for width in WIDTHS:
        for height in HEIGHTS:
            drawn = plot.drawn(width, height)
            assert not [line for line in drawn.lines if cell_len(line) > width], (width, height)
            yield drawn


def where(x: Fraction | int, y: Fraction | int, name: str = "Kota") -> Point:
    """A place on the plane."""
    return Point(name, Fraction(x), Fraction(y), (half_up(Fraction(x)), half_up(Fraction(y))))


# As it looks -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_every_picture_on_the_wall_looks_as_stored(
    open_session: Open, size: tuple[int, int], snapshot: SnapshotAssertion
) -> None:
    async with open_session(size=size) as stage:
        await stage.go("figures")
        await stage.press("f8")
        seen = []
        for _picture in range(13):
            seen.append("\n".join(line.rstrip() for line in stage.text.splitlines()))
            await stage.press("right")
        assert seen[0].splitlines()[1].strip() == "S W O T   P O S I T I O N"
        assert len(set(seen)) == len(seen)
        assert "\f\n".join(seen) == snapshot


# On the wall --------------------------------------------------------------------------------------------------------


def title(stage: Stage) -> str:
    """What stands above what is shown."""
    content = stage.session.query_one("#wall-title", Words).content
    assert isinstance(content, Content)
    return " ".join(content.plain.split())


async def test_the_wall_begins_with_the_section_and_arrows_lead_on_and_back(stage: Stage) -> None:
    await stage.press("F", "down", "down", "f8")
    assert title(stage) == "P R O G R A M S B Y H O R I Z O N"
    await stage.press("right")
    assert title(stage) == "R O A D M A P"
    await stage.press("left", "left")
    assert title(stage) == "G A P S"
    await stage.pilot.click("#wall-foot", offset=foot_at(stage, "→"))
    await stage.settle()
    assert title(stage) == "P R O G R A M S B Y H O R I Z O N"
    await stage.pilot.click("#wall-foot", offset=foot_at(stage, "ends"))
    await stage.settle()
    assert not stage.session.wall.is_on


def foot_at(stage: Stage, words: str) -> tuple[int, int]:
    """Where words stand in the line at the foot."""
    line = next(line for line in reversed(stage.text.splitlines()) if words in line)
    return line.index(words), 0


@pytest.mark.session(size=(60, 18))
async def test_a_long_picture_is_scrolled_and_its_years_stay(stage: Stage) -> None:
    await stage.go("roadmap")
    await stage.press("f8")
    assert "P1 SAPA" in stage.text
    assert "further down" in stage.text
    await stage.press("end")
    assert "P1 SAPA" not in stage.text
    assert "P36" in stage.text
    assert "2026" in stage.text
    await stage.press("right")
    assert title(stage) == "B U D G E T B Y Y E A R"


@pytest.mark.session(size=(80, 24))
async def test_the_plane_moves_while_points_come_in_and_undo_moves_it_back(stage: Stage) -> None:
    await stage.go("swot")
    await stage.press("p", "f8")
    assert title(stage) == "S W O T P O S I T I O N"
    before = stage.text
    assert stage.session.focused is stage.panel.table
    await stage.press("9", "tab")
    await shows(stage, "-0,0933")
    assert stage.workshop.session.swot[stage.panel.ids[0]].weight == 9
    await stage.press("ctrl+z")
    await shows(stage, "-0,2451")
    stage.session.say("")
    await stage.settle()
    assert [line for line in stage.text.splitlines() if "●" in line] == [
        line for line in before.splitlines() if "●" in line
    ]
    await stage.press("4", "enter", "f8")
    assert not stage.session.wall.is_on
    await shows(stage, "S 49 (13/13) 1,56")  # the sums below the grid have followed, too


@pytest.mark.session("batam", size=(60, 18))
async def test_the_grid_is_on_the_wall_before_there_is_anything_to_draw(stage: Stage) -> None:
    await stage.go("swot")
    await stage.press("a")
    await stage.type("Pelabuhan")
    await stage.press("enter", "escape", "p")
    if stage.app.screen is not stage.session:  # how points are meant
        await stage.press("escape")
    await stage.press("f8")
    assert stage.session.wall.is_on
    assert "Pelabuhan" in stage.text
    assert not stage.session.query_one(PlotView).display


async def test_no_key_works_on_what_the_picture_hides(stage: Stage) -> None:
    await stage.go("roadmap")
    await stage.press("f8")
    before = stage.workshop.session.copy()
    await stage.press("d", "e", "greater_than_sign", "q", "s")
    assert stage.app.screen is stage.session
    assert vars(before) == vars(stage.workshop.session.copy())
    await stage.press("left")
    assert "P1" not in title(stage)
    assert stage.session.focused is stage.panel.list
    await stage.press("right")
    assert vars(before) == vars(stage.workshop.session.copy())  # the arrow led on, and moved no year


async def test_a_voting_shows_its_result_once_it_is_closed_and_never_before(stage: Stage) -> None:
    await stage.press("f2", "r", "3", "2", "enter", "2")
    await stage.press("down", "space", "space", "f8")
    assert not stage.session.query_one(PlotView).display
    await stage.press("left", "right")  # agencies, as long as it is open
    assert not stage.session.query_one(PlotView).display
    await stage.press("K")
    assert title(stage) == "R E S U L T"
    first = next(line for line in stage.text.splitlines() if "█" in line)
    assert re.search(r"P2 .*█+ +2$", first.rstrip())
    await stage.press("right", "K")
    assert not stage.session.query_one(PlotView).display
    assert title(stage) == "D O T V O T I N G"


async def test_an_open_voting_hides_the_votes_of_its_kind_in_every_picture(stage: Stage) -> None:
    await stage.press("f2", "r", "3", "2", "enter", "2", "space", "enter")
    await stage.go("figures")
    await stage.press("f8")
    titles = []
    while title(stage) not in titles:
        titles.append(title(stage))
        await stage.press("right")
    assert "V O T E S : S W O T" in titles
    assert "V O T E S : P R O G R A M S" not in titles
    await stage.press("escape")
    await stage.settle()
    stage.panel.reveal("figures", "programs")
    await shows(stage, "Programs by horizon")
    assert "Votes: programs" not in stage.panel.preview.drawing.markdown


async def test_no_name_of_a_person_stands_on_any_picture(stage: Stage) -> None:
    session = stage.workshop.session
    names = [one.name for one in session.participant.values()]
    names += [one.name for one in session.signatory.values()]
    made = plots.pictures(tuple(plots.MAKERS), session, stage.workshop.method)
    drawn = "\n".join(line for picture in made for line in lines(picture.plot, 196))
    assert not [name for name in names if name in drawn]


async def test_a_picture_whose_data_goes_makes_room_for_another(stage: Stage) -> None:
    await stage.go("roadmap")
    await stage.press("f8")
    for program in list(stage.workshop.session.program.values()):
        stage.workshop.do(edits.revise(program, start_year=None, end_year=None))
    await stage.pilot.pause(0.3)
    await stage.settle()
    assert title(stage) != "R O A D M A P" or not stage.session.query_one(PlotView).display
    assert stage.session.wall.is_on


# The time ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_where_nothing_is_for_the_room_the_time_is_large(
    open_session: Open, batam: Path, size: tuple[int, int]
) -> None:
    moment = dt.datetime(2022, 6, 13, 8, 30, tzinfo=WIB)
    async with open_session(batam, size=size, now=lambda: moment) as stage:
        await stage.press("space", "f6", "f8")
        assert stage.session.query_one(WallClock).display
        assert "R E G I S T R A T I O N" in stage.text
        assert sum("██" in line for line in stage.text.splitlines()) >= 5
        before = stage.text
        moment += dt.timedelta(minutes=3)
        stage.session.query_one(WallClock).show_time()
        await stage.settle()
        assert stage.text != before
        await stage.press("full_stop")
        assert not stage.session.query_one(WallClock).display
        await stage.press("f9", "h")
        assert "Attendance shows names" in stage.flat


async def test_without_a_running_block_it_is_the_time_of_day(open_session: Open, batam: Path) -> None:
    moment = dt.datetime(2022, 3, 1, 14, 5, tzinfo=WIB)
    async with open_session(batam, now=lambda: moment) as stage:
        await stage.press("f6", "f8")
        assert sum("██" in line for line in stage.text.splitlines()) == 10  # five lines, twice as large
        await stage.press("escape")
        assert "F2" in stage.text


@pytest.mark.parametrize(
    ("when", "keys"), [((2022, 6, 13), ()), ((2022, 6, 1), ("1",))], ids=["on its day", "before it"]
)
async def test_the_agenda_begins_at_the_running_block(
    open_session: Open, batam: Path, when: tuple[int, int, int], keys: tuple[str, ...]
) -> None:
    moment = dt.datetime(*when, 8, 30, tzinfo=WIB)
    async with open_session(batam, size=(60, 24), now=lambda: moment) as stage:
        stage.panel.agenda.focus()
        await stage.settle()
        blocks = [row.id for row in stage.panel.agenda.rows if row.id.startswith("agenda:")]
        stage.panel.agenda.highlighted = [row.id for row in stage.panel.agenda.rows].index(blocks[2])
        await stage.press("space", *keys, *["down"] * 6, "f8")
        assert stage.panel.agenda.rows[0].id == blocks[2]
        assert stage.panel.agenda.row.id == blocks[2]
        assert "▶" in stage.text


# What is drawn ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", HOSTILE, ids=range(len(HOSTILE)))
def test_names_are_text_and_stay_in_their_place(name: str) -> None:
    bars = Bars(tuple(Bar(name, value, str(value)) for value in (1, 5, 10)), key=name)
    plane = Plane(where(1, -1, name), tuple(where(0, n, name) for n in range(6)), ("ST",))
    gantt = Gantt(
        tuple(range(2026, 2041)), (Band(name or "x", 2027, 2030),), (Group(name, (Run(name, 2026, 2028),)),)
    )
    square = Square((Candidate("QW1", name, 5, 1, True),), (name or "a", "b", "c", "d"))
    for plot in (bars, plane, gantt, square):
        for drawn in every_size(plot):
            assert drawn.lines
    assert [line.count("█") for line in lines(bars, 96)[2:]] == sorted(
        line.count("█") for line in lines(bars, 96)[2:]
    )


def test_bars_of_any_amount_keep_their_scale() -> None:
    values = (None, 0, -5, 1, 10**18, -(10**18), Fraction(1, 3))
    bars = Bars(tuple(Bar(f"baris {n}", value, str(value)) for n, value in enumerate(values)))
    for drawn in every_size(bars):
        marks = [[line.count(mark) for mark in "█▌-"] for line in drawn.body if line.strip()]
        assert len(marks) == len(values)
    first = lines(bars)
    assert not set("█▌") & set(first[0] + first[1])
    assert "█" not in first[2]
    assert "--" in first[5]
    assert "▌" in first[3]  # more than nothing is never drawn as nothing
    assert first[4].count("█") > 20


def test_nothing_to_draw_is_no_picture(kominfo: Method) -> None:
    assert plots.pictures(tuple(plots.MAKERS), Session(), kominfo) == []


def test_forty_rows_have_a_line_each() -> None:
    bars = Bars(tuple(Bar(f"OPD-{n} {LONG}", n, str(n)) for n in range(1, 41)))
    for drawn in every_size(bars):
        shown = [line for line in drawn.body if line.strip()]
        assert [re.match(r"OPD-(\d+)", line)[1] for line in shown] == [str(n) for n in range(1, 41)]  # type: ignore[index]
        assert all(line.endswith(str(n)) for n, line in enumerate(shown, 1))


@pytest.mark.parametrize("number", [1, 2, 15, 40, 300])
def test_a_roadmap_of_any_length_has_its_runs_in_order(number: int) -> None:
    years = tuple(range(1900, 1900 + number))
    runs = tuple(Run(f"P{n} {LONG}", year, year) for n, year in enumerate(years, 1))
    gantt = Gantt(years, (Band("Jangka pendek", 1900, 1901),), (Group("Tata kelola", runs),))
    for drawn in every_size(gantt):
        starts = [line.index("█") for line in drawn.body if "█" in line]
        assert len(starts) == number
        assert all(first <= second for first, second in pairwise(starts))
    for line in lines(gantt, 196)[:3]:
        assert not re.search(r"\d{5}", line)  # two years never run into one another


def test_a_row_without_years_has_a_dash() -> None:
    gantt = Gantt(
        (2026, 2027),
        (),
        (
            Group(
                "", (Run("P1 Ada", 2026, 2026), Run("P2 Tanpa", None, None), Run("P3 Terbalik", 2027, 2026))
            ),
        ),
    )
    shown = lines(gantt)
    assert "█" in shown[1]
    assert [line.rstrip()[-1] for line in shown[2:]] == ["–", "–"]


def test_bands_that_lie_over_each_other_have_a_line_each() -> None:
    gantt = Gantt(
        tuple(range(2026, 2036)),
        (Band("Pendek", 2026, 2028), Band("Menengah", 2027, 2031), Band("Panjang", 2032, 2035)),
        (Group("", (Run("P1", 2026, 2026),)),),
    )
    head = gantt.drawn(76).head
    assert re.search(r"Pendek.*Panjang", head[0])
    assert "Menengah" in head[1]


@pytest.mark.parametrize("size", [(36, 14), (56, 9), (56, 14), (96, 20)])
def test_no_mark_of_the_plane_is_lost_and_none_stands_on_an_axis_by_rounding(size: tuple[int, int]) -> None:
    dimensions = tuple(where(Fraction(n, 50), Fraction(-n, 60), f"Dimensi {n}") for n in range(1, 7))
    plane = Plane(where(Fraction(-1, 1000), Fraction(1, 1000)), dimensions, ("WO",))
    shown = plane.drawn(*size).lines
    board = [line for line in shown if "│" in line or "┼" in line]
    marks = set("".join(board))
    assert "●" in "".join(board)
    axis = next(line for line in board if "┼" in line)
    assert "●" not in axis.split("+")[0]
    assert {"A", "#"} & marks


@pytest.mark.parametrize(("x", "y"), [(0, 0), (10**30, -(10**30)), (-4, 4), (Fraction(1, 10**12), 0)])
def test_a_plane_of_any_reach_has_its_city(x: Fraction, y: Fraction) -> None:
    point = Point("Kota", Fraction(x), Fraction(y), (Decimal(1), Decimal(-1)))
    for drawn in every_size(Plane(point, (), ("SO",))):
        assert sum(line.count("●") for line in drawn.lines) == 2  # on the plane and in front of its numbers


def test_several_at_one_place_are_said_to_be_so() -> None:
    plane = Plane(where(1, 1), (where(1, 1, "Satu"), where(-1, -1, "Dua")), ("SO",))
    shown = "\n".join(lines(plane))
    assert "#" in shown
    assert "several at one place" in shown
    assert all(name in shown for name in ("Kota", "Satu", "Dua"))


def test_the_chosen_are_marked_and_all_candidates_are_listed() -> None:
    many = tuple(
        Candidate(f"QW{n}", f"Calon {n}", None if n == 40 else n % 5 + 1, n % 3 + 1, n % 7 == 0)
        for n in range(1, 41)
    )
    for drawn in every_size(Square(many, ("a", "b", "c", "d"))):
        text = "\n".join(drawn.lines)
        assert all(f"QW{n} " in text for n in range(1, 41))
        assert "●QW7 " in text
    tight = "\n".join(lines(Square(many, ("a", "b", "c", "d")), 56, 9))
    assert "+" in tight  # more than there is room for in one field are counted
    square = Square(
        (Candidate("QW1", "Baik", 5, 1, True), Candidate("QW2", "Berat", 1, 5, False)), ("a", "b", "c", "d")
    )
    shown = lines(square)
    high = next(line for line in shown if line.startswith("5 │"))
    low = next(line for line in shown if line.startswith("1 │"))
    assert high.index("●QW1") < low.index("QW2")


def test_thirty_six_programs_with_long_names_over_fifteen_years_fit_at_every_size(
    kominfo: Method, session_of: Callable[[str], Session]
) -> None:
    rows = ",\n".join(
        f'{{id = "pr-{n}", name = "{LONG}{n}", horizon = "{("short", "medium", "long")[n % 3]}", budget_idr = {10**n if n < 18 else 0}, '
        f'start_year = {2026 + n % 15}, end_year = {2040 - n % 3}, votes = {n}, dimension = "governance"}}'
        for n in range(1, 37)
    )
    session = session_of(f"program = [{rows}]")
    made = plots.pictures(tuple(plots.MAKERS), session, kominfo)
    assert {picture.id for picture in made} >= {
        "programs",
        "budget-years",
        "budget-dimensions",
        "roadmap",
        "votes-program",
    }
    for picture in made:
        for drawn in every_size(picture.plot):
            assert drawn.lines


async def test_a_position_that_vanishes_says_why_on_the_wall(stage: Stage) -> None:
    await stage.go("swot")
    await stage.press("a")
    await stage.type("baru =4")
    await stage.press("enter", "escape", "f8", "left")
    assert "S W O T" in stage.text
    assert "No position of the city: a rating is missing for S14" in stage.flat
    assert "Governance" in stage.text
