"""A facilitator's day on the real program: capture, undo, edit, tick, find, and what stands in the file afterwards."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from support.saved_entries import entries, entry

if TYPE_CHECKING:
    from support.terminal import Terminal

Open = Callable[..., "Terminal"]


def swot_board(terminal: Terminal) -> Terminal:
    return terminal.press("f2").wait("Stage 1 · Agenda").press(",").wait("Stage 1 · SWOT", "Strengths", "Add")


def programs(terminal: Terminal) -> Terminal:
    terminal.press("f3").wait("Stage 2 · Agenda").press(".").wait("Stage 2 · Strategies")
    return terminal.press(".").wait("Stage 2 · Programs", "Add")


def fill(terminal: Terminal, label: str, before: str, text: str) -> None:
    """Click into a field of a form, and type something instead of what stands there."""
    terminal.click(label, beside=40)
    terminal.press("end").settle()
    terminal.press("ctrl+u").until(lambda: before not in terminal.lines(label)[0], f"{before!r} to go")
    terminal.type(text).until(lambda: text in terminal.lines(label)[0], f"{text!r} to stand in the field")


def first_issue(terminal: Terminal) -> Terminal:
    """Go to the list of issues, which is narrow enough to read whole rows."""
    terminal.press("f2").wait("Stage 1 · Agenda").press(".").wait("Stage 1 · Vision")
    return terminal.press(".").wait("Stage 1 · Issues", "I1 Warga harus datang", "Add")


def test_captures_in_two_panels_undoes_and_redoes_and_all_of_it_stands_in_the_file(
    session: Open, sample: Path
) -> None:
    terminal = swot_board(session())
    terminal.press("a").wait("Enter records")
    terminal.type("Lampu jalan hemat").press("enter").wait("S14 Lampu jalan hemat")
    terminal.type("w: Trotoar putus di pasar").press("enter").wait("W15 Trotoar putus di pasar")
    terminal.type("o: Hibah pusat data").press("enter").wait("O13 Hibah pusat data")
    terminal.press("escape").wait_gone("Enter records").wait("Add")
    terminal.press("ctrl+z").wait("Undone:").wait_gone("O13 Hibah")
    terminal.press("ctrl+z").wait_gone("W15 Trotoar")
    terminal.press("ctrl+y").wait("Done again:", "W15 Trotoar")

    programs(terminal).press("tab", "a").wait("Medium term", "Enter records")
    terminal.type("Bus listrik pengumpan").press("enter").wait("Medium term 13", "Bus listrik")
    terminal.type("Halte yang keliru").press("enter").wait("Medium term 14")
    terminal.press("escape").wait_gone("Enter records").wait("Add")
    terminal.press("ctrl+z").wait("Undone:", "Medium term 13")
    assert terminal.leave() == 0

    assert entry(sample, "swot", text="Lampu jalan hemat")["quadrant"] == "strength"
    assert entry(sample, "swot", text="Trotoar putus di pasar")["quadrant"] == "weakness"
    assert entry(sample, "program", name="Bus listrik pengumpan")["horizon"] == "medium"
    written = sample.read_text(encoding="utf-8")
    assert "Hibah pusat data" not in written
    assert "Halte yang keliru" not in written


def test_undoing_everything_leaves_the_file_as_it_was(session: Open, sample: Path) -> None:
    before = sample.read_bytes()
    terminal = swot_board(session())
    terminal.press("a").wait("Enter records")
    terminal.type("Lampu jalan hemat").press("enter").wait("S14 Lampu jalan hemat")
    terminal.wait("saved ").until(lambda: sample.read_bytes() != before, "the file to be saved")
    terminal.press("ctrl+z").wait("Undone:").wait_gone("S14 Lampu")
    assert terminal.leave() == 0

    assert sample.read_bytes() == before


def test_the_capture_context_is_shown_and_inherited(session: Open, sample: Path) -> None:
    terminal = swot_board(session()).wait("Capturing for: nobody in particular")
    terminal.press("c").wait("For whom is being captured?")
    terminal.type("Kelompok 2").wait("Kelompok 2").press("tab").settle().press("enter").wait("┃ Society")
    terminal.press("down", "down", "enter").wait_gone("┃ Society").settle()
    terminal.press("tab").settle().type("dishub").wait("dishub").press("enter")
    terminal.wait("Capturing for: Kelompok 2 · Branding · DISHUB")
    terminal.press("a").wait("Enter records").type("t: Ombak tinggi").press("enter").wait("T14 Ombak tinggi")
    terminal.press("escape").wait_gone("Enter records").wait("Add")
    programs(terminal).wait("Capturing for: Kelompok 2 · Branding · DISHUB")
    terminal.press("a").wait("Enter records").type("Pemecah ombak").press("enter").wait(
        "Pemecah ombak Branding"
    )
    assert terminal.leave() == 0

    inherited = {"group": "Kelompok 2", "dimension": "branding", "source": "DISHUB"}
    assert entry(sample, "swot", text="Ombak tinggi").items() >= inherited.items()
    assert entry(sample, "program", name="Pemecah ombak").items() >= inherited.items()


def test_enter_does_not_overtake_the_tab_before_it(session: Open) -> None:
    terminal = session().press("c").wait("For whom is being captured?")
    terminal.type("Kelompok 2").wait("Kelompok 2").press("tab", "enter").wait("┃ Society", seconds=8)


def test_leaving_the_question_for_whom_changes_nothing(session: Open) -> None:
    terminal = session()
    terminal.press("c").wait("For whom is being captured?").type("Kelompok 9").wait("Kelompok 9")
    terminal.press("escape").wait_gone("For whom is being captured?")
    terminal.wait("Capturing for: nobody in particular")


def test_space_ticks_an_item_with_who_and_when(session: Open, sample: Path) -> None:
    terminal = session(env={"LOGNAME": "ratna"})
    terminal.press("f2").wait("Stage 1 · Agenda", "22/22", "Galih Panuluh")
    terminal.press("down").press("space").wait("21/22")
    terminal.press("space").wait("22/22", "ratna")
    assert terminal.leave() == 0

    ticked = entry(sample, "checklist", by="ratna")
    assert ticked["state"] == "done"
    assert ticked["at"].tzinfo is not None


def test_a_form_says_what_is_wrong_and_records_only_what_is_right(session: Open, sample: Path) -> None:
    before = sample.read_bytes()
    terminal = programs(session(columns=110, rows=50))
    terminal.press("e").wait("Program: SAPA", "First year", "Last year")
    fill(terminal, "First year", "2026", "MMXXVI")
    terminal.press("ctrl+s").wait("must be a year such as 2026")
    assert sample.read_bytes() == before
    fill(terminal, "First year", "MMXXVI", "2025")
    terminal.press("ctrl+s").wait("Recorded")
    assert terminal.leave() == 0

    changed = [
        line for line in sample.read_text(encoding="utf-8").splitlines() if line == "start_year = 2025"
    ]
    assert len(changed) == 1
    assert len(sample.read_bytes()) == len(before)


def test_withdraws_with_a_reason_and_restores(session: Open, sample: Path) -> None:
    before = sample.read_bytes()
    terminal = first_issue(session())
    terminal.press("d").wait("Why?").type("salah dengar").press("enter").wait("Withdrawn").wait_gone("I1 ")
    terminal.until(lambda: sample.read_bytes() != before, "the file to be saved")
    assert entry(sample, "issue", withdrawn="salah dengar")["text"].startswith("Warga harus datang")

    terminal.press("x").wait("I1 Warga harus datang", "salah dengar").press("up", "home", "d").wait(
        "Restored"
    )
    terminal.wait_gone("salah dengar")
    assert terminal.leave() == 0
    assert sample.read_bytes() == before


def test_the_filter_shows_only_what_contains_the_words(session: Open) -> None:
    terminal = first_issue(session())
    terminal.press("/").wait("words", "#dimension").type("PUSKESMAS").wait_gone("I1 ").wait("I8 Antrean")
    terminal.press("enter").wait("Add")
    assert "Only:" in terminal.said
    assert "“PUSKESMAS”" in terminal.said
    terminal.press("escape").wait("I1 ", "I2 ").wait_gone("Only:")


def test_the_palette_finds_an_entry_by_its_text_and_goes_there(session: Open) -> None:
    terminal = session()
    terminal.press("ctrl+p").wait("action or text of an entry").type("sampah dan rob").wait(
        "Sampah dan rob ditangani"
    )
    terminal.press("enter").wait("Stage 1 · Gaps", "G6 Sampah dan rob ditangani sesudah terjadi")
    terminal.until(lambda: "G6 Sampah" in terminal.highlighted, "the entry to be under the cursor")
    terminal.press("e").wait("Gap: Sampah dan rob")


def test_the_palette_runs_an_action(session: Open) -> None:
    terminal = session()
    terminal.press(":").wait("action or text of an entry").type("participants").wait(
        "Agencies and participants"
    ).press("enter")
    terminal.wait("· Participants", "DISDUKCAPIL")


def test_the_books_are_shown_and_w_writes_four_files(session: Open, sample: Path) -> None:
    terminal = session(columns=160).press("f6").wait("· Books", "BAB I PENDAHULUAN", "1.1 Latar Belakang")
    terminal.press(*["down"] * 9).wait("Kota Contoh terletak di Teluk Paseban")
    folder = sample.parent / "books" / "kota-contoh"
    terminal.press("w").wait("4 books are in", "kota-contoh")
    assert folder.name in terminal.said
    assert sorted(file.name for file in folder.glob("*.md")) == [
        "buku-1-analisis-strategis.md",
        "buku-2-masterplan.md",
        "buku-3-quick-win.md",
        "buku-4-peta-jalan.md",
    ]
    assert terminal.leave() == 0


def test_the_preview_cuts_no_word_beside_its_scrollbar(session: Open) -> None:
    terminal = session().press("f6").wait("DAFTAR SINGKATAN").press(*["down"] * 8)
    terminal.wait("Pelayanan publik Kota Contoh").settle()
    preview = [line[41:].strip(" │▏▎▍▌▁▂▃▄▅▆▇█┃") for line in terminal.text.splitlines()]
    assert "teknologi, tetapi warga belum merasakannya sebagai satu pelayanan." in " ".join(preview)


def test_keys_typed_faster_than_they_are_drawn_keep_their_order(session: Open, sample: Path) -> None:
    terminal = swot_board(session()).press("a").wait("Enter records")
    terminal.type("salah").press(*["backspace"] * 5).type("betul").press("home").type("Yang ").press("enter")
    terminal.wait("Strengths 14").press("escape").wait_gone("Enter records").settle()
    assert terminal.leave() == 0
    assert entry(sample, "swot", text="Yang betul")


def test_words_behind_the_key_that_opens_a_line_go_into_the_line(session: Open, sample: Path) -> None:
    terminal = swot_board(session()).type("axd saga u2 pk.\ridari lorong\r").wait("Strengths 15")
    terminal.press("escape").wait_gone("Enter records").settle()
    assert terminal.leave() == 0
    assert entry(sample, "swot", text="xd saga u2 pk.")["quadrant"] == "strength"
    assert entry(sample, "swot", text="idari lorong")


def test_typing_after_the_palette_key_goes_to_the_palette(session: Open, sample: Path) -> None:
    before = sample.read_bytes()
    terminal = programs(session()).press("ctrl+p").type("quit")  # in a list, q makes a quick-win candidate
    terminal.wait("Save and leave the program")
    terminal.press("escape").settle()
    assert terminal.leave() == 0
    assert sample.read_bytes() == before


def test_help_names_the_panel_and_its_keys(session: Open) -> None:
    terminal = swot_board(session()).press("f1").wait("Keys that work here", "Withdraw")
    terminal.press("escape").wait_gone("Keys that work here").wait("Add")


def test_ctrl_c_ends_nothing(session: Open, sample: Path) -> None:
    terminal = swot_board(session()).press("a").wait("Enter records")
    terminal.press("ctrl+c").type("Masih di sini").press("enter").wait("S14 Masih di sini")
    assert terminal.leave() == 0
    assert entry(sample, "swot", text="Masih di sini")


def test_one_bad_entry_is_said_kept_and_hides_no_other(start: Open, tmp_path: Path, sample: Path) -> None:
    bad = '\n[[swot]]\nid = "sw-00000000"\nquadrant = "kekuatan" # tangan\ntext = "Entri yang keliru"\n'
    file = Path(shutil.copy(sample, tmp_path / "keliru.toml"))
    file.write_text(file.read_text(encoding="utf-8") + bad, encoding="utf-8")
    terminal = start("--lang", "en", "open", file, columns=160).wait("1 entry of the file can't be used")
    swot_board(terminal).press("a").wait("Enter records").type("Tetap dicatat").press("enter")
    terminal.wait("S14 Tetap dicatat").press("escape").wait_gone("Enter records")
    terminal.press("f5").wait("Stage 4 · Agenda").press(".").wait("What is missing", "kekuatan")
    assert terminal.leave() == 0

    assert bad in file.read_text(encoding="utf-8")
    assert entries(file, "swot", text="Tetap dicatat")


def test_a_byte_that_is_no_character_ends_nothing(session: Open, sample: Path) -> None:
    terminal = swot_board(session()).press("a").wait("Enter records")
    os.write(terminal._fd, b"Kopi caf\xe9 \x9b lama\r")  # a terminal that sends Latin-1, or a paste of it
    terminal.wait("S14 Kopi caf").press("escape").wait_gone("Enter records").settle()
    assert terminal.leave() == 0
    assert entry(sample, "swot", text="Kopi caf\ufffd \ufffd lama")
