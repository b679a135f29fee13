"""What the program makes of the terminal it is given, of other programs, of sudden ends and of text that attacks."""

from __future__ import annotations

import os
import re
import shutil
import signal
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from support import hostile_text
from support.saved_entries import entries, entry

from bimtek_tui.model import method

if TYPE_CHECKING:
    from support.terminal import Terminal

Open = Callable[..., "Terminal"]
STAGES = ("F2", "F3", "F4", "F5")


def capture_on_the_swot_board(terminal: Terminal, text: str) -> None:
    """Capture one strength and see it on the screen: it is acknowledged then."""
    terminal.press("f2").wait("Stage 1 · Agenda").press(",").wait("Stage 1 · SWOT", "Add").press("a")
    terminal.wait("Enter records").type(text).press("enter").wait(f"S14 {text}")


# Sizes, colours, languages ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (60, 18), (200, 50)])
def test_starts_at_this_size_with_the_four_stages(session: Open, columns: int, rows: int) -> None:
    terminal = session(columns=columns, rows=rows).wait("Kota Contoh", "22/22", "23/23", "24/24", *STAGES)
    assert len(terminal.lines("F2")) == 1
    assert all(stage in terminal.lines("F2")[0] for stage in STAGES)
    assert terminal.leave() == 0


def test_follows_a_terminal_that_is_made_small_and_large_again(session: Open) -> None:
    terminal = session(columns=120, rows=40).wait("Stage 4")
    terminal.resize(60, 18).until(
        lambda: "F5" in terminal.text and "Stage 3" not in terminal.text, "narrow stages"
    )
    terminal.resize(120, 40).wait("Stage 3", *STAGES)


@pytest.mark.parametrize(
    "env",
    [
        {"NO_COLOR": "1"},
        {"TERM": "xterm", "COLORTERM": ""},
        {"TERM": "vt100", "COLORTERM": ""},
        {"TERM": "screen-256color", "COLORTERM": "", "TMUX": "/tmp/tmux-0/default,1,0"},
    ],
    ids=["no-color", "xterm", "vt100", "tmux"],
)
def test_starts_in_a_terminal_with_few_colours(session: Open, env: dict[str, str]) -> None:
    terminal = session(env=env).wait("Kota Contoh", *STAGES)
    assert terminal.leave() == 0


def test_is_black_on_white_for_the_back_row_of_a_lit_hall(session: Open) -> None:
    terminal = session()
    assert terminal.background(50, 2) == "ffffff"
    assert terminal.background(50, 10) == "ffffff"


def test_speaks_indonesian_unless_told_otherwise(start: Open, sample: Path) -> None:
    terminal = start("open", sample).wait("Kota Contoh", "Tahap I", "Bantuan", *STAGES)
    for english in ("Stage", "Checklist", "Capturing for", "Next:", "Help", "Tick"):
        assert english not in terminal.text
    assert terminal.leave() == 0


@pytest.mark.parametrize(
    ("words", "env"), [(("--lang", "en"), {}), ((), {"BIMTEK_LANG": "en"})], ids=["option", "environment"]
)
def test_speaks_english_when_told_so(
    start: Open, sample: Path, words: tuple[str, ...], env: dict[str, str]
) -> None:
    terminal = start(*words, "open", sample, env=env).wait("Kota Contoh", "Stage 1", "Checklist", "Help")
    assert "Tahap I" not in terminal.text


def test_demo_opens_a_copy_on_the_screen_and_goes_on_with_it(start: Open, tmp_path: Path) -> None:
    file = tmp_path / "coba" / "sessions" / "kota-contoh.toml"
    terminal = start("--lang", "en", "demo", "coba").wait("Kota Contoh", "Tick", *STAGES)
    capture_on_the_swot_board(terminal, "Dari demo")
    assert terminal.leave() == 0
    assert entry(file, "swot", text="Dari demo")

    again = start("--lang", "en", "demo", "coba").wait("Kota Contoh", "Tick")
    again.press("ctrl+p").wait("action or text of an entry").type("dari demo").wait("SWOT entry: Dari demo")


def test_without_a_file_the_sessions_are_listed_and_enter_opens_one(start: Open, sample: Path) -> None:
    (sample.parent / "sessions").mkdir()
    shutil.move(sample, sample.parent / "sessions")
    terminal = start("--lang", "en").wait("Sessions", "Kota Contoh", "22/22").press("enter")
    terminal.wait("Stage 4 · Agenda", "Tick", *STAGES)
    assert terminal.leave() == 0


def test_a_file_that_cannot_be_read_is_one_sentence_and_no_screen(start: Open, tmp_path: Path) -> None:
    (tmp_path / "rusak.toml").write_text("schema_version = 1\nmethod = \n", encoding="utf-8")
    terminal = start("--lang", "en", "open", "rusak.toml", columns=200)
    assert terminal.ends() == 2
    assert len([line for line in terminal.text.splitlines() if line]) == 1
    assert "rusak.toml" in terminal.text
    assert "Traceback" not in terminal.text
    assert b"\x1b[?1049h" not in terminal.raw


# Sudden ends and other programs -----------------------------------------------------------------------------


def test_what_was_acknowledged_survives_a_kill(session: Open, sample: Path) -> None:
    terminal = session()
    capture_on_the_swot_board(terminal, "Sebelum listrik padam")
    terminal.kill()

    again = session().wait("1 change that the last run could not save was restored")
    assert "read only" not in again.text
    assert entry(sample, "swot", text="Sebelum listrik padam")["quadrant"] == "strength"
    again.press("f2").wait("Stage 1 · Agenda").press(",").wait("Strengths 14")
    assert again.leave() == 0
    third = session()
    assert "restored" not in third.text
    assert third.leave() == 0
    assert len(entries(sample, "swot", text="Sebelum listrik padam")) == 1


@pytest.mark.parametrize(
    "sent", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT], ids=["SIGTERM", "SIGHUP", "SIGINT"]
)
def test_a_program_told_to_end_loses_nothing_and_does_end(session: Open, sample: Path, sent: int) -> None:
    terminal = session()
    capture_on_the_swot_board(terminal, "Sebelum ditutup")
    terminal.process.send_signal(sent)
    terminal.process.wait(20)

    session().wait("Kota Contoh", "Tick")
    assert entry(sample, "swot", text="Sebelum ditutup")


def test_a_program_whose_terminal_was_closed_ends_and_loses_nothing(session: Open, sample: Path) -> None:
    terminal = session()
    capture_on_the_swot_board(terminal, "Sebelum jendela ditutup")
    terminal.hang_up()
    terminal.process.wait(20)

    session().wait("Kota Contoh", "Tick")
    assert entry(sample, "swot", text="Sebelum jendela ditutup")


def test_a_second_program_reads_only_and_says_who_has_the_session(session: Open, sample: Path) -> None:
    first = session(env={"LOGNAME": "ratna"})
    before = sample.read_bytes()
    second = session(env={"LOGNAME": "budi"}).wait("open elsewhere", "ratna", "read only")
    second.press("f2").wait("Stage 1 · Agenda").press(",").wait("Stage 1 · SWOT")
    if "Add" in second.text:
        second.press("a").wait("Enter records").type("Tidak boleh").press("enter").wait("shown, not edited")
    assert second.leave() == 0
    assert sample.read_bytes() == before

    capture_on_the_swot_board(first, "Boleh")
    assert first.leave() == 0
    assert entry(sample, "swot", text="Boleh")
    third = session()
    assert "read only" not in third.text


def test_a_change_by_another_program_meanwhile_is_kept(session: Open, sample: Path) -> None:
    terminal = session()
    theirs = sample.read_text(encoding="utf-8").replace(
        "evaluasi layanan publik", "evaluasi layanan publik kota"
    )
    sample.write_text(theirs, encoding="utf-8")
    capture_on_the_swot_board(terminal, "Bersamaan")
    assert terminal.leave() == 0
    assert "evaluasi layanan publik kota" in sample.read_text(encoding="utf-8")
    assert entry(sample, "swot", text="Bersamaan")


# Text that attacks ------------------------------------------------------------------------------------------

_FORBIDDEN = (
    rb"\x1b\]",  # OSC: title, link, clipboard
    rb"\x1b[P_^X]",  # device control and the like
    rb"\x07",
    rb"\xc2[\x80-\x9f]",  # C1
    rb"\xe2\x80[\xaa-\xae]|\xe2\x81[\xa6-\xa9]",  # bidi overrides and isolates
    rb"\x1b\[31mmerah",
    rb"\xf3\xa0[\x80\x81]",  # tag characters
)


_OF_TEXTUAL = rb"\x1b\]22;[a-z-]*\x07"
"""The shape of the pointer, which Textual sets itself."""


def assert_nothing_got_through(terminal: Terminal) -> None:
    written = re.sub(_OF_TEXTUAL, b"", bytes(terminal.raw))
    for pattern in _FORBIDDEN:
        found = re.search(pattern, written)
        assert found is None, written[max(0, found.start() - 60) : found.end() + 60]


def test_no_text_of_a_session_is_obeyed_by_the_terminal(start: Open, tmp_path: Path) -> None:
    file = tmp_path / "serangan.toml"
    file.write_text(hostile_text.session_text(), encoding="utf-8")
    terminal = start("--lang", "en", "open", file).wait("Kota [Uji] |*<b>", "Tick")
    used = method.load("kominfo-1")
    for number, stage in enumerate(used.stage):
        terminal.press(STAGES[number].lower()).wait(f"{stage.short_en} · Agenda")
        for panel in used.panel:
            if panel.stage == stage.id:
                terminal.press(".").wait(f"{stage.short_en} · {panel.short_en}")
    for key, shown in (("f7", "Minutes"), ("f9", "Participants"), ("f6", "Buku 1 Analisis")):
        terminal.press(key).wait(shown)
    terminal.press("f2").wait("Stage 1 · Agenda").press(",").wait("Stage 1 · SWOT", "Add")
    terminal.press("e").wait("Save", "Quadrant").press("escape").wait_gone("Quadrant")
    terminal.press("ctrl+p").wait("action or text of an entry").type("merah").wait("SWOT entry:", "merah")
    terminal.press("escape").wait_gone("SWOT entry:").wait("Add")
    terminal.press("d").wait("Withdraw “").press("escape").wait_gone("Withdraw “")
    assert terminal.leave() == 0
    assert_nothing_got_through(terminal)


def test_what_is_pasted_is_text_and_nothing_else(session: Open, sample: Path) -> None:
    terminal = session()
    terminal.press("f2").wait("Stage 1 · Agenda").press(",").wait("Stage 1 · SWOT", "Add").press("a")
    terminal.wait("Enter records")
    pasted = "\x1b[200~Baris satu\n\u202eBaris \x07[/] dua\r\nw: \x9b31mtiga\x1b[201~"
    terminal.type(pasted).wait("3 lines become an entry each: Strengths, Weaknesses", "Baris [/] dua", "tiga")
    terminal.press("escape").wait_gone("3 lines").type(pasted).wait("3 lines")
    terminal.press("1").wait("Baris satu Baris [/] dua w: tiga").press("enter").wait("S14 Baris satu")
    terminal.type(pasted).wait("3 lines").press("enter").wait(
        "3 entries recorded", "S16 Baris [/] dua", "W15 tiga"
    )
    assert terminal.leave() == 0
    assert entry(sample, "swot", text="Baris satu Baris [/] dua w: tiga")
    assert entry(sample, "swot", text="tiga")["quadrant"] == "weakness"
    assert_nothing_got_through(terminal)


def test_a_name_of_a_file_is_not_obeyed_either(start: Open, tmp_path: Path, sample: Path) -> None:
    folder = tmp_path / "sessions"
    folder.mkdir()
    shutil.copy(sample, folder / "a\x1b]0;judul\x07[red].toml")
    (folder / "b[red].toml").write_text("bukan toml", encoding="utf-8")
    terminal = start("--lang", "en").wait("Sessions", "22/22", "b[red]")
    assert terminal.leave() == 0
    assert_nothing_got_through(terminal)


def test_a_paste_of_100_kb_is_refused_with_a_sentence_and_the_program_goes_on(
    session: Open, sample: Path
) -> None:
    before = sample.read_bytes()
    terminal = session()
    terminal.press("f2").wait("Stage 1 · Agenda").press(",").wait("Stage 1 · SWOT", "Add").press("a")
    terminal.wait("Enter records").type("\x1b[200~" + hostile_text.HUGE + "\x1b[201~").wait("kata kata kata")
    terminal.press("enter").wait("may have 20000")
    assert sample.read_bytes() == before
    assert terminal.leave(keys=("escape", "ctrl+q")) == 0
    assert tomllib.loads(sample.read_text(encoding="utf-8"))


def test_leaving_gives_the_terminal_back(session: Open) -> None:
    terminal = session()
    assert terminal.leave() == 0
    for restored in (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?1000l"):
        assert restored in terminal.raw
    assert not os.path.exists(f"/proc/{terminal.process.pid}")  # noqa: PTH110
