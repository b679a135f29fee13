"""Taking in a group's file: which one, what it would bring, what counts, and one step that can be undone."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from support.stage import Open, Stage

from bimtek_tui.model import edits
from bimtek_tui.tui.dialogs.take_in import TakeIn
from bimtek_tui.tui.dialogs.which_file import WhichFile, path_of
from bimtek_tui.tui.widgets.line import Line
from bimtek_tui.workshop.workshop import Workshop, open_workshop

Group = Callable[..., Path]


@pytest.fixture
def group(sample: Path, tmp_path: Path) -> Group:
    """A group's file on a stick: a copy of the session that was worked on."""

    def made(work: Callable[[Workshop], None], name: str = "kelompok a.toml") -> Path:
        folder = tmp_path / "stik"
        folder.mkdir(exist_ok=True)
        path = Path(shutil.copy(sample, folder / name))
        shop = open_workshop(path)
        work(shop)
        shop.close()
        return path

    return made


def _worked(shop: Workshop) -> None:
    shop.capture("swot", {"quadrant": "strength", "text": "Pasar [/] digital"})
    shop.capture("swot", {"quadrant": "threat", "text": "Kabel laut putus"})
    first = next(iter(shop.session.swot.values()))
    shop.do(edits.revise(first, text="Kata kelompok tentang [b]wali kota[/]"))
    program = next(iter(shop.session.program.values()))
    shop.do(edits.revise(program, name="Nama dari kelompok"))


@pytest.mark.session(size=(110, 34))
async def test_what_is_new_and_what_differs_is_shown_and_enter_takes_it_in_as_one_step(
    stage: Stage, group: Group
) -> None:
    file = group(_worked)
    session = stage.workshop.session
    first, program = next(iter(session.swot.values())), next(iter(session.program.values()))
    before = stage.workshop.document.to_bytes()
    await stage.go("swot")
    await stage.drop("G", file)
    assert isinstance(stage.app.screen, TakeIn)
    assert "2 new entries (SWOT entry 2), 2 keys to decide about" in stage.flat
    assert "✓ SWOT entry: 2 new" in stage.flat
    assert "ours S1 · Text" in stage.flat
    assert first.text[:40] in stage.flat  # both values, to choose between
    assert "Kata kelompok tentang [b]wali kota[/]" in stage.flat
    await stage.press("2", "enter")
    assert not isinstance(stage.app.screen, TakeIn)
    texts = [one.text for one in session.swot.values()]
    assert texts[-2:] == ["Pasar [/] digital", "Kabel laut putus"]
    assert session.swot[first.id].text == "Kata kelompok tentang [b]wali kota[/]"
    assert session.program[program.id].name == program.name  # what nobody chose stays ours
    assert "ctrl+z takes it back" in stage.flat
    await stage.press("ctrl+z")
    assert stage.workshop.document.to_bytes() == before


@pytest.mark.session(size=(110, 34))
async def test_kinds_may_stay_out_and_all_may_be_decided_alike(stage: Stage, group: Group) -> None:
    file = group(_worked)
    session = stage.workshop.session
    number = len(session.swot)
    await stage.drop("G", file)
    await stage.press("4", "down", "down", "space")
    assert "– SWOT entry: 2 new" in stage.flat
    assert "+ Pasar [/] digital" in stage.flat
    await stage.press("enter")
    assert len(session.swot) == number
    assert next(iter(session.program.values())).name == "Nama dari kelompok"
    await stage.drop("G", file)
    await stage.press("space", "enter")
    assert "Nothing is marked" in stage.flat
    await stage.press("escape")
    assert not stage.workshop.can_redo


@pytest.mark.session(size=(110, 34))
async def test_all_of_what_a_row_stands_for_is_shown_and_can_be_scrolled(stage: Stage, group: Group) -> None:
    def work(shop: Workshop) -> None:
        for number in range(40):
            shop.capture("swot", {"quadrant": "threat", "text": f"Ancaman {number}."})

    await stage.drop("G", group(work))
    assert "+ Ancaman 0." in stage.flat
    assert "+ Ancaman 39." not in stage.flat
    await stage.press("pagedown", "pagedown", "pagedown")
    assert "+ Ancaman 39." in stage.flat


@pytest.mark.session(size=(110, 34))
async def test_what_new_entries_name_must_come_along(stage: Stage, group: Group) -> None:
    def work(shop: Workshop) -> None:
        program = shop.capture("program", {"name": "Bus air", "horizon": "short"})
        shop.capture("budget", {"program": program, "year": 2027, "funding": "apbd", "amount_idr": 5})

    file = group(work)
    number = len(stage.workshop.session.program)
    await stage.drop("G", file)
    await stage.press("space", "enter")
    assert "names entries that would stay out (program 1)" in stage.flat
    await stage.press("space", "enter")
    assert len(stage.workshop.session.program) == number + 1


@pytest.mark.session(size=(110, 34))
async def test_probable_twins_are_pointed_out(stage: Stage, group: Group) -> None:
    def work(shop: Workshop) -> None:
        one = next(iter(shop.session.swot.values()))
        shop.capture("swot", {"quadrant": one.quadrant, "text": one.text.upper()})

    file = group(work)
    await stage.drop("G", file)
    assert "≈ perhaps here already" in stage.flat


@pytest.mark.session(size=(110, 34))
async def test_a_file_of_another_city_is_refused(stage: Stage, group: Group) -> None:
    def work(shop: Workshop) -> None:
        shop.capture("swot", {"quadrant": "threat", "text": "Dari kota lain"})
        shop.do(edits.set_single(shop.session, "city", name="Kota Lain"))

    file = group(work)
    before = stage.workshop.document.to_bytes()
    await stage.drop("G", file)
    assert not isinstance(stage.app.screen, TakeIn)
    assert "is a session of Kota Lain, this is one of Kota Contoh, so nothing is taken in" in stage.flat
    assert stage.workshop.document.to_bytes() == before


@pytest.mark.session(size=(110, 34))
async def test_entries_to_decide_about_have_the_number_that_they_have_here(
    stage: Stage, group: Group
) -> None:
    def work(shop: Workshop) -> None:
        first, second = list(shop.session.swot.values())[:2]
        shop.do(edits.revise(first, quadrant="threat"))
        shop.do(edits.revise(second, text="Kata kelompok"))

    file = group(work)
    here = list(stage.workshop.session.swot.values())[1].text
    await stage.drop("G", file)
    assert "ours S1 · Quadrant" in stage.flat
    assert f"ours S2 · Text {here[:40]}" in stage.flat


@pytest.mark.parametrize(
    "given",
    ['"{}"', "'{}'", "file://{uri}", "{escaped}", "  {}  "],
)
async def test_a_path_may_be_dropped_on_the_window(open_session: Open, group: Group, given: str) -> None:
    file = group(_worked)
    escaped = str(file).replace(" ", "\\ ")
    uri = file.as_uri().removeprefix("file://")
    dropped = given.format(file, uri=uri, escaped=escaped)
    if os.name != "nt" or "\\" not in dropped:
        assert path_of(dropped) == file
    async with open_session() as stage:
        await stage.drop("G", dropped)
        assert isinstance(stage.app.screen, TakeIn)


async def test_files_beside_the_session_are_offered_and_completed(
    open_session: Open, sample: Path, group: Group
) -> None:
    shutil.copy(group(_worked), sample.parent / "kelompok-b.toml")
    async with open_session(size=(110, 34)) as stage:
        await stage.press("G")
        assert "kelompok-b.toml" in stage.text
        assert "kota-contoh.toml" not in stage.text
        await stage.type("kel")
        await stage.press("right")
        assert stage.app.screen.query_one(Line).value == "kelompok-b.toml"
        await stage.press("enter")
        assert isinstance(stage.app.screen, TakeIn)
        await stage.press("escape", "G", "tab", "enter")
        assert isinstance(stage.app.screen, TakeIn)


async def test_what_can_not_be_taken_in_is_one_sentence(
    open_session: Open, sample: Path, tmp_path: Path
) -> None:
    (tmp_path / "rusak.toml").write_text("bukan [toml", encoding="utf-8")
    (tmp_path / "kosong.toml").write_text("", encoding="utf-8")
    (tmp_path / "biner.toml").write_bytes(b"\xff\xfe\x00")
    newer = sample.read_text(encoding="utf-8").replace("schema_version = 1", "schema_version = 99")
    (tmp_path / "baru.toml").write_text(newer, encoding="utf-8")
    async with open_session(size=(160, 30)) as stage:
        before = stage.workshop.document.to_bytes()
        for name in (
            "rusak.toml",
            "kosong.toml",
            "biner.toml",
            "baru.toml",
            "tidak-ada.toml",
            "~nobody/x.toml",
        ):
            await stage.drop("G", name)
            assert not isinstance(stage.app.screen, TakeIn | WhichFile), name
            assert stage.session.query_one("#message").has_class("error"), name
        await stage.drop("G", sample.name)
        assert "the file of this very session" in stage.flat
        assert stage.workshop.document.to_bytes() == before


async def test_a_file_that_brings_nothing_is_told(stage: Stage, group: Group) -> None:
    file = group(lambda _shop: None)
    await stage.drop("G", file)
    assert "brings nothing new" in stage.flat


@pytest.mark.session(size=(110, 34))
async def test_what_was_changed_here_meanwhile_stays(stage: Stage, group: Group) -> None:
    file = group(_worked)
    await stage.drop("G", file)
    first = next(iter(stage.workshop.session.swot.values()))
    stage.workshop.do(edits.revise(first, text="Baru saja diubah"))
    await stage.press("2", "enter")
    assert stage.workshop.session.swot[first.id].text == "Baru saja diubah"


@pytest.mark.session(size=(110, 34))
async def test_the_arrow_goes_from_the_line_to_the_files_that_lie_near(
    stage: Stage, group: Group, sample: Path
) -> None:
    file = group(_worked)
    shutil.copy(file, stage.workshop.path.parent / "kelompok-b.toml")
    await stage.press("G")
    await stage.settle()
    assert "kelompok-b.toml" in stage.flat
    await stage.press("down", "enter")
    assert isinstance(stage.app.screen, TakeIn)
