"""The clock on the screen: blocks are started, ended, skipped and replanned by keys, and what is left is always seen."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from support.stage import Open, Stage

from bimtek_tui import i18n, store
from bimtek_tui.tui.widgets.digits import large
from bimtek_tui.workshop.workshop import open_workshop

pytestmark = pytest.mark.session("batam")

WIB = dt.timezone(dt.timedelta(hours=7))
DAY = dt.date(2022, 6, 13)
"""The first day of stage 1 in Batam; the agenda begins at 08.30 with 45 minutes of registration."""


class Watch:
    """A watch that a test sets."""

    def __init__(self, time: str = "08:40:00", date: dt.date = DAY) -> None:
        self.set(time, date)

    def set(self, time: str, date: dt.date = DAY) -> None:
        self.moment = dt.datetime.combine(date, dt.time.fromisoformat(time), WIB)

    def __call__(self) -> dt.datetime:
        return self.moment


@pytest.fixture
def watch() -> Watch:
    """Shows 08.30, when the first block begins."""
    return Watch("08:30:00")


@pytest.fixture
def now(watch: Watch) -> Watch:
    return watch


async def pass_to(stage: Stage, watch: Watch, time: str, date: dt.date = DAY) -> None:
    """Let it be later, and the clock look at it."""
    watch.set(time, date)
    stage.session.clock.tick()
    await stage.settle()


def drawn(digits: str, stage: Stage) -> bool:
    """Whether these stand on the screen in large digits."""
    lines = stage.text.splitlines()
    wanted = large(digits)
    return any(
        all(part.rstrip() in line for part, line in zip(wanted, lines[top:], strict=False))
        for top in range(len(lines) - len(wanted))
    )


def block(name: str, day: int = 1) -> str:
    return f"stage-1/{day}/{name}"


# Digits -----------------------------------------------------------------------------------------------------


def test_large_digits_are_blocks_of_two_sizes() -> None:
    assert large("10") == ["▄█  █▀█", " █  █ █", "▀▀▀ ▀▀▀"]
    assert large("+1") == [" ▄  ▄█ ", "▀█▀  █ ", "    ▀▀▀"]
    assert len(large("+1:04:10", double=True)) == 5
    for digits in ("0123456789:+",):
        assert len({len(line) for line in large(digits)}) == 1


# A day ------------------------------------------------------------------------------------------------------


async def test_space_starts_a_block_and_large_digits_run(open_session: Open, batam: Path) -> None:
    watch = Watch()
    async with open_session(batam, now=watch) as stage:
        assert "Nothing is running. Next: Registration" in stage.flat
        assert "not begun (planned 08.30)" in stage.flat
        assert "today" in stage.text
        assert stage.panel.selected == ("agenda", block("opening"))
        await stage.press("space")
        assert drawn("45:00", stage)
        assert stage.flat.count("10 minutes behind") == 1
        assert "running since 08.40 until 09.25" in stage.flat
        await pass_to(stage, watch, "08:52:55")
        assert drawn("32:05", stage)
        assert "32 minutes left" in stage.flat


async def test_the_next_block_ends_the_one_that_runs(stage: Stage, watch: Watch) -> None:
    await stage.press("space")
    await pass_to(stage, watch, "09:10:00")
    await stage.press("down", "space")
    held = stage.workshop.session.agenda
    assert held[block("opening")].ended == held[block("direction")].started == watch()
    assert "held 08.30–09.10, 40 of 45 min" in stage.flat
    assert "5 minutes ahead" in stage.flat
    await pass_to(stage, watch, "10:40:00")
    await stage.press("space")
    assert held[block("direction")].ended == watch()
    assert "Nothing is running. Next: Morning break" in stage.flat
    await stage.press("ctrl+z")
    assert "end of" in stage.flat
    assert stage.workshop.session.agenda[block("direction")].ended is None
    assert drawn("0:00", stage)


async def test_a_block_that_was_held_is_gone_on_with_or_begun_anew(stage: Stage, watch: Watch) -> None:
    await stage.press("space")
    await pass_to(stage, watch, "08:50:00")
    await stage.press("space")
    await pass_to(stage, watch, "08:55:00")
    await stage.press("space")
    assert "held 08.30–08.50" in stage.flat
    await stage.press("enter")
    assert drawn("20:00", stage)
    await stage.press("space", "space", "down", "enter")
    assert drawn("45:00", stage)
    await stage.press("space", "space", "down", "down", "enter")
    assert "Nothing is running. Next: Registration" in stage.flat


async def test_d_leaves_out_with_a_reason_and_puts_back(stage: Stage, watch: Watch) -> None:
    await stage.press("down", "d")
    assert "Skip “Lectures on policy direction" in stage.flat
    await stage.type("narasumber sakit")
    await stage.press("enter")
    assert "skipped: narasumber sakit" in stage.flat
    assert stage.workshop.session.agenda[block("direction")].skipped == "narasumber sakit"
    await stage.press("d")
    assert "skipped" not in stage.flat
    await stage.press("d", "escape")
    assert stage.workshop.session.agenda[block("direction")].skipped is None


async def test_plus_and_minus_change_the_minutes(stage: Stage, watch: Watch) -> None:
    await stage.press("space", "plus", "plus", "minus")
    assert drawn("50:00", stage)
    assert "50 min instead of 45" in stage.flat
    await stage.press(*["minus"] * 9)
    assert drawn("5:00", stage)
    await stage.press("minus")
    assert "skip it instead of taking all of them" in stage.flat
    assert drawn("5:00", stage)


async def test_enter_goes_to_the_panel_of_the_block_and_e_opens_its_form(
    open_session: Open, batam: Path
) -> None:
    async with open_session(batam, now=Watch("08:30:00")) as stage:
        await stage.press("e")
        assert "Duration (minutes)" in stage.text
        await stage.press("escape", "enter")
        assert stage.session.panel_id == "participants"


# How pressing it is ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("time", "level", "words"),
    [
        ("09:05:00", "", "10 minutes left"),
        ("09:06:00", "soon", "a fifth of the time is left"),
        ("09:12:45", "last", "come to the end"),
        ("09:15:00", "over", "the time is up"),
        ("09:19:10", "over", "the time is up"),
    ],
)
@pytest.mark.parametrize("size", [(60, 18), (80, 24), (160, 50)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_how_pressing_it_is_stands_there_in_words(
    stage: Stage, time: str, level: str, words: str, watch: Watch
) -> None:
    await stage.press("space")
    await pass_to(stage, watch, time)
    on_agenda = (
        "the time is up · planned until 09.15"
        if time > "09:15:00"
        else "0 minutes left"
        if level == "over"
        else words
    )
    assert on_agenda in stage.flat
    assert stage.session.query_one("#strip").has_class(f"-{level}") == bool(level)
    await stage.go("issues")
    line = stage.session.query_one("#clock")
    assert line.display
    assert line.has_class(f"-{level}") == bool(level)
    shown = stage.text.splitlines()[3]
    left = dt.datetime.combine(DAY, dt.time(9, 15), WIB) - watch()
    seconds = int(left.total_seconds())
    digits = f"{'+' if seconds < 0 else ''}{abs(seconds) // 60}:{abs(seconds) % 60:02}"
    assert shown.startswith(f" {digits} ")
    assert (words in shown) == bool(level)


@pytest.mark.session(size=(60, 18))
async def test_what_is_over_the_time_is_never_cut_off(stage: Stage, watch: Watch) -> None:
    await stage.press("space")
    await pass_to(stage, watch, "10:19:10")
    assert drawn("+1:04:10", stage)
    await stage.go("notes")
    line = stage.text.splitlines()[3]
    assert line.startswith(" +1:04:10 · Registration and ope")
    assert "1 hour 4 minutes behind" in line


# Everywhere and for ever ------------------------------------------------------------------------------------


async def test_the_line_leads_to_the_agenda_and_is_on_every_other_panel(stage: Stage, watch: Watch) -> None:
    assert not stage.session.query_one("#clock").display
    await stage.press("space", "full_stop")
    assert "45:00" in stage.text.splitlines()[3]
    await stage.press("f3")
    assert "45:00" in stage.text.splitlines()[3]  # the agenda of another stage
    await stage.pilot.click("#clock", offset=(3, 0))
    await stage.settle()
    assert stage.session.stage_id == "stage-1"
    assert stage.panel.selected == ("agenda", block("opening"))
    assert not stage.session.query_one("#clock").display


async def test_the_clock_goes_on_after_a_restart_in_the_stage_that_runs(
    open_session: Open, batam: Path
) -> None:
    watch = Watch("08:30:00")
    async with open_session(batam, now=watch) as stage:
        await stage.press("space")
        assert stage.session.close()
    watch.set("08:37:30")
    async with open_session(batam, now=watch) as stage:
        assert stage.session.stage_id == "stage-1"
        assert drawn("37:30", stage)


@pytest.mark.session(size=(100, 50))
async def test_the_next_morning_the_second_day_is_the_one_of_today(stage: Stage, watch: Watch) -> None:
    await stage.press("space")
    await pass_to(stage, watch, "08:29:00", DAY + dt.timedelta(days=1))
    assert "Next: Readiness analysis" in stage.flat
    lines = stage.text.splitlines()
    assert "today" in next(line for line in lines if "Day 2" in line)
    assert "today" not in next(line for line in lines if "Day 1" in line)


async def test_on_another_day_there_is_no_clock_at_all(open_session: Open, batam: Path) -> None:
    async with open_session(batam, now=Watch(date=DAY + dt.timedelta(days=300))) as stage:
        await stage.press("f2")
        assert not stage.session.query_one("#strip").display
        assert "Nothing is running" not in stage.flat
        await stage.go("issues")
        assert not stage.session.query_one("#clock").display


async def test_in_a_closed_stage_and_in_a_session_held_elsewhere_nothing_starts(
    open_session: Open, batam: Path
) -> None:
    watch = Watch("08:30:00")
    async with open_session(batam, now=watch) as stage:
        await stage.press("space", "space", "K", "ctrl+s", "space")  # the block was held
        assert "reopen it first" in stage.flat
        await stage.press("down", "space")
        assert "reopen it first" in stage.flat
        await stage.press("d")
        assert "reopen it first" in stage.flat
    holder = open_workshop(batam)
    try:
        async with open_session(batam, now=watch) as stage:
            await stage.press("f2", "shift+tab", "down", "space")
            assert list(store.load(batam).session.agenda) == [block("opening")]
    finally:
        holder.close()


async def test_a_second_draws_only_what_reads_differently(stage: Stage, watch: Watch) -> None:
    await stage.press("space")
    rows = [option.prompt for option in stage.panel.agenda.options]
    await pass_to(stage, watch, "08:30:01")
    assert drawn("44:59", stage)
    again = [option.prompt for option in stage.panel.agenda.options]
    assert all(one is other for one, other in zip(rows, again, strict=True))


async def test_the_clock_speaks_indonesian(open_session: Open, batam: Path) -> None:
    i18n.use("id")
    watch = Watch("08:30:00")
    async with open_session(batam, now=watch) as stage:
        await stage.press("space")
        await pass_to(stage, watch, "08:42:00")
        assert "33 menit" in stage.flat
        assert "left" not in stage.flat


async def test_on_a_low_screen_the_time_stands_in_one_line(stage: Stage) -> None:
    await stage.press("f2", "shift+tab", "space")
    await stage.pilot.resize_terminal(40, 10)
    await stage.settle()
    assert not any(sign in stage.text for sign in "█▀▄")
