"""What others do to the file while it is open on the screen: told, shown, and asked about where it contradicts."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.stage import Open, Stage, shows, until
from support.workshops import crash

from bimtek_tui.store import load
from bimtek_tui.tui.dialogs.conflicts import Conflicts
from bimtek_tui.tui.panels.board import Board
from bimtek_tui.tui.session import file_watch
from bimtek_tui.workshop.workshop import open_workshop

FIRST = "sw-r5qcz1p7"
STRENGTH = "Wali Kota memimpin sendiri rapat bulanan evaluasi layanan publik."
SECOND = "Dewan dan Tim Pelaksana Smart City sudah ditetapkan dengan Keputusan Wali Kota."


@pytest.fixture(autouse=True)
def _eager(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_watch, "INTERVAL", 0.05)


def outside(file: Path, old: str, new: str) -> None:
    content = file.read_text("utf-8")
    assert old in content
    file.write_text(content.replace(old, new, 1), "utf-8")


def texts(file: Path) -> list[str]:
    return [one.text for one in load(file).session.swot.values()]


async def change(stage: Stage, text: str) -> None:
    """Change the text of the first strength, as its form would."""
    from bimtek_tui.model import edits

    stage.workshop.do(edits.revise(stage.workshop.session.swot[FIRST], text=text))
    await stage.settle()


async def test_a_change_from_outside_is_shown_and_told_in_one_line(stage: Stage, sample: Path) -> None:
    await stage.go("swot")
    outside(sample, STRENGTH, "Diubah rekan di kantor.")
    await shows(stage, "taken in from outside – SWOT entry “Diubah rekan di kantor.” changed (Text)")
    assert "S1 Diubah rekan" in stage.text
    assert not stage.session.query_one("#message").has_class("error")
    assert not stage.workshop.persistence.dirty


async def test_the_cursor_stays_on_its_entry_and_typed_text_stays_in_the_line(
    stage: Stage, sample: Path
) -> None:
    await stage.go("swot")
    board = stage.panel
    assert isinstance(board, Board)
    await stage.press("down", "down")
    under_the_cursor = board.selected
    await stage.press("a")
    await stage.type("lampu jalan")
    first = sample.read_text("utf-8")
    block = first[first.index(f"# {FIRST}") :].split("\n\n", 1)[0]
    outside(sample, block + "\n\n", "")
    await shows(stage, "taken in from outside", "removed")
    assert board.selected == under_the_cursor
    assert stage.session.capture.line.value == "lampu jalan"
    await stage.type(" hemat")
    await stage.press("enter")
    await until(stage, lambda: "lampu jalan hemat" in texts(sample))
    assert STRENGTH not in texts(sample)


@pytest.mark.parametrize(("key", "text"), [("1", "Punya kita."), ("2", "Punya mereka.")])
async def test_a_true_conflict_asks_with_both_values(stage: Stage, sample: Path, key: str, text: str) -> None:
    await stage.go("swot")
    outside(sample, STRENGTH, "Punya mereka.")
    outside(sample, SECOND, "Yang lain.")
    theirs = sample.read_bytes()
    await change(stage, "Punya kita.")
    await until(stage, lambda: isinstance(stage.app.screen, Conflicts))
    await shows(stage, "1 place was changed both here and outside: what counts?")
    for shown in ("Text · SWOT entry S1 “Punya kita.”", STRENGTH, "Punya mereka.", "1 here", "2 outside"):
        assert shown in stage.flat
    await stage.press("ctrl+s")
    assert "1 is still open." in stage.flat
    assert sample.read_bytes() == theirs
    await stage.press(key)
    assert sample.read_bytes() == theirs  # not before it is said that this is all
    await stage.press("ctrl+s")
    await until(
        stage, lambda: not stage.workshop.persistence.waiting and not stage.workshop.persistence.dirty
    )
    assert {text, "Yang lain."} <= set(texts(sample))
    assert not {"Punya kita.", "Punya mereka."} - {text} & set(texts(sample))
    assert not isinstance(stage.app.screen, Conflicts)
    assert "has to be decided" not in stage.flat


async def test_deciding_later_keeps_the_notice_and_all_that_is_entered(stage: Stage, sample: Path) -> None:
    await stage.go("swot")
    outside(sample, STRENGTH, "Punya mereka.")
    outside(sample, SECOND, "Juga mereka.")
    theirs = sample.read_bytes()
    await change(stage, "Punya kita.")
    from bimtek_tui.model import edits

    stage.workshop.do(edits.revise(stage.workshop.session.swot["sw-8fsnsg2c"], text="Juga kita."))
    await until(stage, lambda: isinstance(stage.app.screen, Conflicts))
    await shows(stage, "2 places were changed")
    await stage.press("2", "escape")
    await shows(stage, "2 places were changed both here and outside and have to be decided", "ctrl+r decides")
    assert "NOT SAVED" in stage.text
    await stage.press("a")
    await stage.type("jalan terus")
    await stage.press("enter", "escape")
    assert "ctrl+r decides" in stage.flat
    assert sample.read_bytes() == theirs
    await stage.press("ctrl+r")
    assert "outside Text · SWOT entry S1" in stage.flat  # what was answered before
    await stage.press("down", "1", "ctrl+s")
    await until(
        stage, lambda: not stage.workshop.persistence.dirty and not stage.workshop.persistence.waiting
    )
    assert {"Punya mereka.", "Juga kita.", "jalan terus"} <= set(texts(sample))
    await until(stage, lambda: "NOT SAVED" not in stage.text)


async def test_a_form_whose_entry_was_changed_outside_says_so_and_records_at_the_second_time(
    stage: Stage, sample: Path
) -> None:
    await stage.go("swot")
    await stage.press("e")
    await stage.type(" Kita")
    outside(sample, STRENGTH, "Punya mereka.")
    await until(stage, lambda: "Punya mereka." in {one.text for one in stage.workshop.session.swot.values()})
    await stage.press("ctrl+s")
    assert "changed outside meanwhile – Text: Punya mereka.; ctrl+s once more records" in stage.flat
    assert "Punya mereka." in {one.text for one in stage.workshop.session.swot.values()}
    await stage.press("ctrl+s")
    assert f"{STRENGTH} Kita" in {one.text for one in stage.workshop.session.swot.values()}
    assert len(stage.app.screen_stack) == 1


async def test_a_conflict_does_not_take_the_keys_of_somebody_who_is_typing(
    stage: Stage, sample: Path
) -> None:
    await stage.go("swot")
    await stage.press("a")
    await stage.type("satu")
    outside(sample, STRENGTH, "Punya mereka.")
    await change(stage, "Punya kita.")
    await shows(stage, "1 place was changed both here and outside and has to be decided", "ctrl+r decides")
    await stage.type(" dua")
    assert stage.session.capture.line.value == "satu dua"


@pytest.mark.parametrize("place", ["money", "a cell"])
async def test_a_conflict_takes_no_figures_of_somebody_who_types_into_a_panel(
    stage: Stage, sample: Path, place: str
) -> None:
    await stage.go("money" if place == "money" else "swot")
    await stage.press("a" if place == "money" else "p")
    outside(sample, STRENGTH, "Punya mereka.")
    await change(stage, "Punya kita.")
    await shows(stage, "1 place was changed both here and outside and has to be decided")
    await stage.press("2")
    assert (stage.app.focused.value if place == "money" else stage.panel.table.typed) == "2"  # type: ignore[union-attr]
    assert stage.workshop.persistence.external.conflicts


async def test_the_question_follows_when_the_file_changes_again(stage: Stage, sample: Path) -> None:
    before = sample.read_bytes()
    outside(sample, STRENGTH, "Punya mereka.")
    await change(stage, "Punya kita.")
    await until(stage, lambda: isinstance(stage.app.screen, Conflicts))
    await stage.press("2")
    outside(sample, "Punya mereka.", "Lain lagi dari mereka.")
    await shows(stage, "Lain lagi dari mereka.")
    await stage.press("ctrl+s")
    assert "1 is still open." in stage.flat
    sample.write_bytes(before)
    await until(stage, lambda: not isinstance(stage.app.screen, Conflicts))
    await until(stage, lambda: "Punya kita." in texts(sample))


async def test_leaving_undecided_is_told_once_and_keeps_both(stage: Stage, sample: Path) -> None:
    outside(sample, STRENGTH, "Punya mereka.")
    await change(stage, "Punya kita.")
    await until(stage, lambda: isinstance(stage.app.screen, Conflicts))
    await stage.press("escape", "ctrl+o")
    assert "ctrl+q once more leaves and keeps your whole state beside the file." in stage.flat
    await stage.press("ctrl+o")
    await shows(stage, "your whole state lies in kota-contoh.konflik-1.toml")
    assert "Punya mereka." in texts(sample)
    assert "Punya kita." in texts(sample.with_name("kota-contoh.konflik-1.toml"))


async def test_a_file_that_can_not_be_read_is_told_with_the_way_out_and_left_alone(
    stage: Stage, sample: Path
) -> None:
    await stage.go("swot")
    good = sample.read_bytes()
    marked = b"<<<<<<< HEAD\n" + good + b"=======\n>>>>>>> kantor\n"
    sample.write_bytes(marked)
    await change(stage, "Punya kita.")
    await shows(stage, "settle it with “bimtek resolve kota-contoh.toml”", "NOT SAVED")
    await stage.press("a")
    await stage.type("jalan terus")
    await stage.press("enter", "escape")
    assert "bimtek resolve" in stage.flat
    assert sample.read_bytes() == marked
    sample.write_bytes(good.replace(SECOND.encode(), b"Diubah rekan."))
    await until(stage, lambda: not stage.workshop.persistence.dirty)
    assert {"Punya kita.", "jalan terus", "Diubah rekan."} <= set(texts(sample))
    await until(stage, lambda: "bimtek resolve" not in stage.flat and "NOT SAVED" not in stage.text)


async def test_a_second_window_follows_and_takes_over_once_the_first_is_closed(
    open_session: Open, sample: Path
) -> None:
    first = open_workshop(sample)
    async with open_session() as stage:
        await stage.go("swot")
        assert "read only" in stage.text
        first.capture("swot", {"quadrant": "strength", "text": "Dari jendela pertama."})
        first.save()
        await shows(stage, "Strengths 14")
        assert "taken in" not in stage.flat
        first.close()
        await shows(stage, "you can edit here")
        await until(stage, lambda: "read only" not in stage.text)
        await stage.press("a")
        await stage.type("dari jendela kedua")
        await stage.press("enter")
        await until(stage, lambda: "dari jendela kedua" in texts(sample))
        assert "Dari jendela pertama." in texts(sample)


async def test_the_cursor_stays_on_its_program_in_the_roadmap_too(stage: Stage, sample: Path) -> None:
    await stage.go("roadmap")
    first = stage.panel.selected[1]
    await stage.press("down", "down")
    under_the_cursor = stage.panel.selected
    content = sample.read_text("utf-8")
    block = content[content.index(f"# {first}") :].split("\nadded = ", 1)[0]
    rest = content.split(block, 1)[1].split("\n\n", 1)[1]
    sample.write_text(content.split(block, 1)[0] + rest, "utf-8")
    await shows(stage, "taken in from outside – program", "removed")
    assert stage.panel.selected == under_the_cursor


async def test_one_line_tells_of_a_file_with_nothing_unsaved_that_can_not_be_read(
    stage: Stage, sample: Path
) -> None:
    good = sample.read_bytes()
    sample.write_bytes(b"")
    await shows(stage, "the file was removed outside")
    sample.write_bytes(good[:5000])
    await shows(stage, "changed outside: kota-contoh.toml:", "not valid TOML")
    assert "NOT SAVED" not in stage.text
    sample.write_bytes(good)
    await until(stage, lambda: "not valid TOML" not in stage.flat)
    assert "Everything is in the file again." in stage.flat


async def test_an_alarm_about_what_a_stale_copy_erased_stays_until_it_is_undone_or_left_so(
    stage: Stage, sample: Path
) -> None:
    stale = sample.read_bytes()
    await stage.go("swot")
    for way in ("ctrl+z", "escape"):
        await stage.press("a")
        await stage.type("Pasar baru")
        await stage.press("enter", "escape")
        stage.workshop.save()
        sample.write_bytes(stale)
        await shows(stage, "1 thing entered here is gone in the file that others wrote")
        assert "Pasar baru" not in texts(sample)
        for key in ("down", "f7", "f2", "period"):
            await stage.press(key)
            assert "is gone in the file" in stage.flat, key
        await stage.go("swot")
        await stage.press(way)
        assert "is gone in the file" not in stage.flat
        stage.workshop.save()
        assert ("Pasar baru" in texts(sample)) == (way == "ctrl+z")
        sample.write_bytes(stale)
        await shows(stage, "is gone in the file" if way == "ctrl+z" else "Next")
        stage.session.workshop.persistence.taken_back = None


async def test_what_an_earlier_run_left_for_another_state_of_the_file_is_asked_about(
    open_session: Open, sample: Path
) -> None:
    shop = open_workshop(sample)
    shop.capture("swot", {"quadrant": "threat", "text": "Kabel putus"})
    crash(shop)
    now = sample.rename(sample.with_name("pindah.toml"))
    outside(now, STRENGTH, "Diubah rekan.")
    for answer, there in (("2", False), ("1", True)):
        async with open_session(now) as stage:
            await shows(stage, "An earlier run left something")
            await stage.press(answer)
            await shows(stage, "Next" if not there else "was restored")
        assert ("Kabel putus" in texts(now)) == there
    async with open_session(now) as stage:
        assert "An earlier run" not in stage.text
