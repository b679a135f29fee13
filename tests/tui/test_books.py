"""The panel of the books: sections, what stands in them, gaps, full-text filter, writing."""

from __future__ import annotations

import datetime as dt
import sys

import docx
import pytest
from support.stage import Open, Stage, seen, shows, until
from textual.widgets import OptionList

from bimtek_tui.books.sections import facts, recorded
from bimtek_tui.model import edits
from bimtek_tui.tui.dialogs.entry_form import EntryForm
from bimtek_tui.tui.panels.book_files import books_folder
from bimtek_tui.tui.panels.books import BooksPanel
from bimtek_tui.tui.session.search_index import Index

MOMENT = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)


async def books(stage: Stage) -> BooksPanel:
    """The panel, with every section in its list."""
    await stage.press("f6")
    panel = stage.panel
    assert isinstance(panel, BooksPanel)
    await until(stage, lambda: len(panel.sections.options) > 40)
    return panel


def titles(panel: BooksPanel) -> list[str]:
    return [option.prompt.plain.strip() for option in panel.sections.options]  # type: ignore[union-attr]


@pytest.mark.session(size=(120, 40))
async def test_a_book_a_chapter_and_a_section_are_shown_with_all_that_is_in_them(stage: Stage) -> None:
    panel = await books(stage)
    listed = titles(panel)
    assert listed[0] == "Buku 1 Analisis Strategis"
    assert "BAB V ANALISIS SWOT DAN STRATEGI" in listed
    assert any(one.startswith("5.2 Matriks IFAS  ○ ") for one in listed)
    for title, first, also in (
        ("Buku 1", "Buku 1 Analisis Strategis", "5.5 Strategi TOWS"),
        ("BAB V", "BAB V ANALISIS", "5.5 Strategi TOWS"),
        ("2.3 Isu", "2.3 Isu Strategis Daerah", "Bukti atau sumber"),
    ):
        panel.sections.highlighted = next(n for n, one in enumerate(listed) if one.startswith(title))
        await until(stage, lambda first=first: first in "".join(seen(panel.preview)[:1]))  # type: ignore[misc]
        assert also in panel.preview.drawing.markdown
    assert "2.4 Fakta" not in panel.preview.drawing.markdown


@pytest.mark.session(size=(120, 40))
async def test_the_cursor_and_the_place_stay_when_something_changes(stage: Stage) -> None:
    panel = await books(stage)
    listed = titles(panel)
    panel.sections.highlighted = next(n for n, one in enumerate(listed) if one.startswith("2.3 Isu"))
    await stage.press("tab", "pagedown")
    assert panel.preview.scroll_offset.y > 0
    before = seen(panel.preview)
    stage.workshop.capture("issue", {"text": "Masuk kemudian", "dimension": "governance"})
    await until(stage, lambda: "Masuk kemudian" in panel.preview.drawing.markdown)
    assert seen(panel.preview)[:5] == before[:5]
    assert titles(panel)[panel.sections.highlighted or 0].startswith("2.3 Isu")
    stage.workshop.undo()
    await until(stage, lambda: "Masuk kemudian" not in panel.preview.drawing.markdown)
    assert seen(panel.preview)[:5] == before[:5]


@pytest.mark.session(size=(120, 40))
async def test_the_filter_looks_into_the_text_and_goes_there(stage: Stage) -> None:
    panel = await books(stage)
    session = stage.workshop.session
    written = " ".join(text.text for text in session.text.values())
    words = next(one.text[5:30] for one in session.issue.values() if one.text[5:30] not in written)
    await stage.press("slash")
    stage.session.query_one("#filter").value = words.upper()  # type: ignore[attr-defined]
    await until(stage, lambda: [one[:7] for one in titles(panel)] == ["2.3 Isu"])
    await until(stage, lambda: words[:10].casefold() in " ".join(seen(panel.preview)).casefold())
    await stage.press("escape")
    await until(stage, lambda: len(panel.sections.options) > 40)


@pytest.mark.session("batam", size=(120, 40))
async def test_what_needs_a_sign_in_markdown_is_found_as_it_was_typed(stage: Stage) -> None:
    stage.workshop.capture("issue", {"text": "Rob [parah] di RW_07 #1", "dimension": "living"})
    panel = await books(stage)
    panel.filter("[parah] di rw_07 #1")
    await until(stage, lambda: [one[:7] for one in titles(panel)] == ["2.3 Isu"])


@pytest.mark.session(size=(120, 40))
async def test_a_section_can_be_gone_to_by_its_title(stage: Stage) -> None:
    stage.session.action_panel("books")
    stage.panel.reveal("section", "buku-2#4.1 Daftar Program")
    await shows(stage, "4.1 Daftar Program")
    panel = stage.panel
    await until(stage, lambda: panel.preview.drawing.markdown.startswith("### 4.1 Daftar Program"))
    assert panel.sections.has_focus
    assert panel.reveal("section", "buku-3#")
    await until(stage, lambda: panel.preview.drawing.markdown.startswith("# Buku 3"))
    assert not panel.reveal("issue", "x")


@pytest.mark.session(size=(120, 40))
async def test_the_text_of_a_section_is_written_from_the_list_and_the_foreword_is_found(stage: Stage) -> None:
    await books(stage)
    hits = Index(stage.workshop).search("kata pengantar")
    assert hits[0].thing.id == "buku-1#KATA PENGANTAR"
    assert stage.panel.reveal("section", hits[0].thing.id)
    await stage.settle()
    await stage.press("e")
    form = stage.app.screen
    assert isinstance(form, EntryForm)
    assert form.given["section"] == "foreword"
    assert "foreword" not in stage.text


async def test_gaps_are_gone_to_through_all_books_and_enter_fills_one_in(stage: Stage) -> None:
    panel = await books(stage)
    panel.sections.highlighted = next(
        n for n, one in enumerate(titles(panel)) if one.startswith("2.2 Dimensi")
    )
    await stage.press("n")
    await until(stage, lambda: panel.preview.here is not None)
    assert panel.preview.has_focus
    assert titles(panel)[panel.sections.highlighted or 0].startswith("2.3 Isu")
    assert "●" in "".join(stage.text.splitlines()[3:-4])
    gap = panel.preview.here.gap  # type: ignore[union-attr]
    await stage.press("enter")
    form = stage.app.screen
    assert isinstance(form, EntryForm)
    assert (form.entry_id, next(one for one in form.fields if one.input.has_focus).field.name) == gap[1:]
    await stage.type("Survei")
    await stage.press("ctrl+s")
    await until(stage, lambda: not panel.preview.drawing.gaps)
    await stage.press("n")
    await until(stage, lambda: panel.preview.here is not None)
    assert not titles(panel)[panel.sections.highlighted or 0].startswith("2.3 Isu")
    await stage.press("escape")
    assert panel.sections.has_focus


@pytest.mark.session(size=(120, 40))
async def test_right_and_left_turn_the_sections(stage: Stage) -> None:
    panel = await books(stage)
    await stage.press("enter", *["right"] * 9)
    assert panel.preview.has_focus
    assert panel.preview.drawing.markdown.startswith("### 1.1 Latar Belakang")
    await stage.press("left")
    assert panel.preview.drawing.markdown.startswith("## BAB I")


async def test_a_template_that_can_not_be_rendered_is_told(
    open_session: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bimtek_tui.books import preview
    from bimtek_tui.errors import TemplateFault

    def broken(*_given: object) -> str:
        raise TemplateFault("buku-1 line 3: rusak")

    async with open_session(size=(120, 40)) as stage:
        monkeypatch.setattr(preview.Draft, "pieces", broken)
        await stage.press("f6")
        await shows(stage, "buku-1 line 3: rusak")
        assert stage.panel.query_one("#sections", OptionList).options


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (250, 70)])
async def test_every_size_shows_list_and_text(stage: Stage, size: tuple[int, int]) -> None:
    panel = await books(stage)
    await stage.press("tab", "end", "home", "pagedown")
    assert panel.preview.size.width >= 20
    assert panel.preview.drawing.width == panel.preview.room
    for line in seen(panel.preview):
        assert len(line) <= panel.preview.room


async def test_the_books_are_written_as_word_files_by_two_keys(open_session: Open) -> None:
    async with open_session(size=(80, 24)) as stage:
        panel = await books(stage)
        await stage.press("W")
        for offered in ("Word, A4", "Word, F4", "PDF, A4", "HTML"):
            assert offered in stage.text
        await stage.press("2")
        await shows(stage, "4 books are in")
        files = sorted(books_folder(stage.workshop.path).iterdir())
        assert [one.suffix for one in files] == [".docx"] * 4
        height = docx.Document(str(files[0])).sections[0].page_height
        assert height
        assert round(height.mm) == 330
        assert not panel.files._writing


async def test_what_books_are_made_without_is_said_with_where_they_are(open_session: Open) -> None:
    async with open_session(size=(160, 30)) as stage:
        stage.workshop.do(edits.set_single(stage.workshop.session, "identity", logo="tiada.png"))
        await books(stage)
        await stage.press("W", "1")
        await shows(stage, "4 books are in")
        assert "tiada.png" in stage.text


async def test_the_document_under_the_cursor_is_written_alone(stage: Stage) -> None:
    panel = await books(stage)
    listed = [one.book for one in panel._listed]
    panel.sections.highlighted = listed.index("notula")
    await stage.press("w")
    await shows(stage, "notula.md is in")
    assert [one.name for one in books_folder(stage.workshop.path).iterdir()] == ["notula.md"]


async def test_a_missing_package_is_told_with_the_command_that_brings_it(
    open_session: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)  # as Python marks what can't be imported
    async with open_session(size=(80, 24)) as stage:
        await books(stage)
        await stage.press("W", "3")
        await shows(stage, "bimtek-tui[pdf]")
        assert not books_folder(stage.workshop.path).exists()


@pytest.mark.session("unwritten")
async def test_the_final_edition_shows_what_is_missing_and_leads_there_or_leaves_it_out(stage: Stage) -> None:
    await books(stage)
    await stage.press("W", "6")
    await shows(stage, "final")
    await stage.press("5")
    await shows(stage, "identity")
    await stage.press("end", "enter")
    await shows(stage, "4 books are in")
    files = sorted(books_folder(stage.workshop.path).iterdir())
    assert [one.suffix for one in files] == [".html"] * 4
    assert "✎" not in files[0].read_text("utf-8")
    await stage.press("W", "6")
    await shows(stage, "final")
    await stage.press("1")
    await shows(stage, "identity")
    await stage.press("enter")
    await shows(stage, "Government")
    assert isinstance(stage.app.screen, EntryForm)


@pytest.mark.session("unwritten")
async def test_a_text_that_wants_another_look_is_marked_until_it_is_recorded_again(stage: Stage) -> None:
    workshop = stage.workshop
    place = ("buku-1", "background")
    workshop.do(recorded(workshop.session, place, "Alasan kami.", "0" * 16, MOMENT))
    await books(stage)
    await shows(stage, "read again")
    [now] = facts(workshop.session, workshop.method, [place]).values()
    workshop.do(recorded(workshop.session, place, "Alasan kami.", now, MOMENT))
    await until(stage, lambda: "read again" not in stage.text)
