"""The section of a book beside the panel that fills it: it follows, it stays where one looks, and gaps are filled in."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from support.stage import Stage, seen, shows, until

from bimtek_tui.books.gaps import Gap
from bimtek_tui.books.preview import Draft
from bimtek_tui.model import edits, method
from bimtek_tui.model.entries import Session
from bimtek_tui.tui.dialogs.entry_form import EntryForm
from bimtek_tui.tui.dialogs.section_facts import SectionFacts
from bimtek_tui.tui.entries.columns import LISTS
from bimtek_tui.tui.registry import PANELS
from bimtek_tui.tui.widgets.markdown_view import Preview


def section(stage: Stage) -> Preview:
    found = stage.session.book_preview.section
    assert isinstance(found, Preview)
    return found


async def beside(stage: Stage, panel: str) -> Preview:
    """Open a panel with its section beside it."""
    await stage.go(panel)
    await stage.press("P")
    await until(stage, lambda: section(stage).drawing.markdown)
    return section(stage)


def test_every_section_that_a_panel_fills_is_in_its_book() -> None:
    used = method.load("kominfo-1")
    assert {one.id for one in PANELS.values() if one.fills} >= set(LISTS) - {"final"}
    draft = Draft(Session(), used)
    for panel, record in PANELS.items():
        sections = record.fills
        assert panel in used.panels or record.name or panel == "agenda"
        for one in sections:
            assert draft.section(*one.split("/")).strip(), one


@pytest.mark.parametrize(
    ("size", "right"), [((80, 24), False), ((99, 30), False), ((100, 30), True), ((200, 60), True)]
)
async def test_it_stands_at_the_right_and_below_where_there_is_little_room(stage: Stage, right: bool) -> None:
    preview = await beside(stage, "swot")
    lists, book = stage.panel.region, preview.region
    assert (book.x >= lists.right) == right
    assert (book.y >= lists.bottom) == (not right)
    assert "5.1 Faktor SWOT" in stage.text
    assert "Strengths" in stage.text
    await stage.pilot.resize_terminal(160 if not right else 80, 40)
    await until(stage, lambda: (preview.region.x >= stage.panel.region.right) != right)
    await shows(stage, "5.1 Faktor SWOT")


@pytest.mark.session(size=(120, 40))
async def test_the_key_shows_and_hides_it(stage: Stage) -> None:
    preview = await beside(stage, "issues")
    wide = stage.panel.region.width
    await stage.press("P")
    assert not preview.display
    assert stage.panel.region.width > wide
    assert stage.app.focused in stage.panel.walk_children()
    await stage.press("P", "shift+tab")
    assert preview.has_focus
    await stage.press("P")
    assert stage.app.focused in stage.panel.walk_children()


@pytest.mark.session(size=(120, 40))
async def test_it_follows_the_panel_and_every_panel_has_it(stage: Stage) -> None:
    await beside(stage, "issues")
    assert "2.3 Isu Strategis Daerah" in stage.text
    draft = Draft(stage.workshop.session, stage.workshop.method)
    for panel, sections in ((one.id, one.fills) for one in PANELS.values() if one.fills):
        await stage.go(panel)
        title = draft.section(*sections[0].split("/")).split("\n")[0].lstrip("# ")
        await until(stage, lambda title=title: title in section(stage).drawing.markdown[:100])  # type: ignore[misc]
        assert title[:12] in stage.text
    await stage.go("review")
    assert "stand in no section of a book" in section(stage).drawing.markdown
    await stage.go("books")
    assert not section(stage).display


@pytest.mark.session(size=(160, 50))
async def test_what_is_captured_stands_in_it_a_moment_later(stage: Stage) -> None:
    preview = await beside(stage, "issues")
    await stage.press("a")
    await stage.type("Rob belum tertangani")
    await stage.press("enter")
    await until(stage, lambda: "Rob belum tertangani" in preview.drawing.markdown)
    assert stage.session.capture.line.has_focus
    await stage.press("escape")
    await stage.press("ctrl+z")
    await until(stage, lambda: "Rob belum tertangani" not in preview.drawing.markdown)


@pytest.mark.session(size=(160, 40))
async def test_what_one_looks_at_stays_in_its_place(stage: Stage) -> None:
    preview = await beside(stage, "issues")
    await stage.press("shift+tab", "pagedown")
    assert preview.scroll_offset.y > 0
    before = seen(preview)
    stage.workshop.capture("issue", {"text": "Terakhir", "dimension": "environment"})
    stage.workshop.capture("issue", {"text": "Masuk di depan " * 9, "dimension": "governance"})
    await until(stage, lambda: "Masuk di depan" in preview.drawing.markdown)
    assert seen(preview)[:5] == before[:5]


@pytest.mark.session(size=(160, 50))
async def test_other_sections_of_the_panel_are_one_key_away(stage: Stage) -> None:
    preview = await beside(stage, "swot")
    await stage.press("shift+tab", "right")
    await shows(stage, "5.2 Matriks IFAS", "2/4")
    await stage.press("right", "right")
    await shows(stage, "5.4 Posisi Strategis")
    await stage.press("right")
    await shows(stage, "5.1 Faktor SWOT")
    await stage.press("left")
    await shows(stage, "5.4 Posisi Strategis")
    await stage.go("issues")
    await stage.go("swot")
    await shows(stage, "5.4 Posisi Strategis")
    await stage.press("shift+tab", "escape")
    assert not preview.has_focus


# Gaps ---------------------------------------------------------------------------------------------------------


@pytest.mark.session(size=(160, 50))
async def test_a_gap_has_a_sign_and_a_style_of_its_own(stage: Stage) -> None:
    preview = await beside(stage, "issues")
    total = len(preview.drawing.gaps)
    assert f"○ {total} gaps: n" in stage.text
    await stage.press("n")
    assert preview.has_focus
    assert f"● gap 1 of {total}" in stage.text
    assert sum("●" in line for line in stage.text.splitlines()) >= 2
    y = preview.drawing.rows_of(preview.here).start - preview.scroll_offset.y  # type: ignore[arg-type]
    marked = [one for one in preview.render_line(y) if "●" in one.text]
    assert marked
    assert marked[0].style != preview.rich_style
    await stage.press("n")
    assert f"● gap 2 of {total}" in stage.text
    await stage.press("N")
    assert f"● gap 1 of {total}" in stage.text


@pytest.mark.session(size=(120, 40))
async def test_enter_on_a_gap_goes_to_the_field_and_filling_it_in_takes_the_gap_away(stage: Stage) -> None:
    preview = await beside(stage, "swot")
    await stage.press("n")  # the factors stand in the next section, with their weights
    await until(stage, lambda: preview.here is not None)
    await stage.press("n")
    await until(stage, lambda: "3/4" in stage.text and preview.here is not None)
    total = len(preview.drawing.gaps)
    gap = preview.here.gap  # type: ignore[union-attr]
    assert gap.kind == "swot"
    assert gap.key == "evidence"
    place = preview.scroll_offset.y
    await stage.press("enter")
    form = stage.app.screen
    assert isinstance(form, EntryForm)
    assert form.entry_id == gap.id
    assert next(one for one in form.fields if one.input.has_focus).field.name == "evidence"
    await stage.type("Laporan")
    await stage.press("ctrl+s")
    assert stage.workshop.session.swot[gap.id].evidence == "Laporan"
    await until(stage, lambda: len(preview.drawing.gaps) == total - 1)
    assert preview.has_focus
    assert abs(preview.scroll_offset.y - place) < 3
    await stage.press("n")
    assert f"● gap 1 of {total - 1}" in stage.text
    assert preview.here.gap != gap  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("panel", "words", "leads_to", "column"),
    [
        ("issues", "Belum ada isu strategis", "issues", "issues"),
        ("swot", "Belum ada faktor peluang", "swot", "opportunity"),
        ("strategies", "Belum ada strategi ST", "strategies", "st"),
        ("programs", "Belum ada program", "programs", "short"),
        ("candidates", "Belum ada calon quick win", "candidates", "pool"),
        ("notes", "Belum ada keputusan", "notes", "decisions"),
        ("participants", "Belum ada peserta", "participants", "participants"),
    ],
)
@pytest.mark.session("batam", size=(160, 50))
async def test_enter_where_nothing_was_captured_goes_to_the_list(
    stage: Stage, panel: str, words: str, leads_to: str, column: str
) -> None:
    preview = await beside(stage, panel)
    wanted = re.compile(re.escape(words))
    await stage.press("n")
    for _step in range(40):
        y = preview.drawing.rows_of(preview.here).start  # type: ignore[arg-type]
        if wanted.search("".join(one.words for one in preview.drawing.line(y)[1])):
            break
        await stage.press("n")
    else:
        raise AssertionError(stage.text)
    await stage.press("enter")
    assert stage.session.panel_id == leads_to
    assert column in (stage.panel.at.column.id, "pool")
    assert stage.panel.at.has_focus


@pytest.mark.parametrize(
    ("gap", "said"),
    [
        (Gap("target", "", ""), "a opens the line: 2027 apbd 1,5 miliar is money"),
        (Gap("score", "", ""), "p opens the grid"),
        (Gap("program", "", "governance"), "is not here yet: a captures it"),
        (Gap("mission", "", ""), "Nothing has been captured here yet"),
    ],
)
@pytest.mark.session("batam", size=(120, 40))
async def test_a_list_with_entries_is_not_called_empty_and_what_a_does_is_said_rightly(
    stage: Stage, gap: Gap, said: str
) -> None:
    stage.workshop.capture("program", {"name": "Loket", "horizon": "short"})
    stage.session.book_preview.fill_in(gap)
    await stage.settle()
    assert said in stage.flat


@pytest.mark.session("batam", size=(120, 40))
async def test_a_gap_of_the_plan_opens_its_form_at_the_field(stage: Stage) -> None:
    preview = await beside(stage, "vision")
    await stage.press("n")
    assert preview.here.gap == ("plan", "", "vision")  # type: ignore[union-attr]
    await stage.press("enter")
    form = stage.app.screen
    assert isinstance(form, EntryForm)
    assert next(one for one in form.fields if one.input.has_focus).field.name == "vision"


@pytest.mark.session(size=(160, 50))
async def test_a_click_on_a_gap_goes_there(stage: Stage) -> None:
    preview = await beside(stage, "swot")
    await stage.press("n")
    await until(stage, lambda: preview.here is not None)
    y = preview.drawing.rows_of(preview.here).start - preview.scroll_offset.y  # type: ignore[arg-type]
    x = "".join(one.text for one in preview.render_line(y)).index("●")
    content = preview.content_region.offset - preview.region.offset
    await stage.pilot.click(preview, offset=(x + content.x, y + content.y))
    await stage.settle()
    assert isinstance(stage.app.screen, EntryForm)


@pytest.mark.session("batam", size=(120, 40))
async def test_the_last_gap_of_a_section_leads_on_to_the_next_section_with_one(stage: Stage) -> None:
    preview = await beside(stage, "vision")
    seen_sections = set()
    for _step in range(30):
        await stage.press("n")
        await until(stage, lambda: preview.here is not None)
        seen_sections.add(preview.border_title)
    assert len(seen_sections) > 2
    await stage.press("N")
    assert preview.here is not None


@pytest.mark.session(size=(120, 40))
async def test_where_nothing_is_missing_it_says_so(stage: Stage) -> None:
    for one in list(stage.workshop.session.issue.values()):
        if not one.evidence:
            stage.workshop.do(edits.revise(one, evidence="Ada"))
    preview = await beside(stage, "issues")
    await stage.press("n")
    await shows(stage, "There is no further gap")
    assert preview.drawing.gaps == []


@pytest.mark.session(size=(120, 40))
async def test_a_session_that_can_not_be_changed_says_so_instead_of_opening_a_form(
    stage: Stage, sample: Path
) -> None:
    preview = await beside(stage, "swot")
    stage.workshop.loaded.read_only = "Tidak dapat diubah."
    await stage.press("n", "enter")
    assert stage.app.screen is stage.session
    assert "Tidak dapat diubah." in stage.text
    assert preview.has_focus


@pytest.mark.session(size=(120, 40))
async def test_the_wall_shows_no_book(stage: Stage) -> None:
    preview = await beside(stage, "swot")
    await stage.press("escape", "f8")
    assert not preview.display
    await stage.press("f8")
    await until(stage, lambda: preview.display)


@pytest.mark.session(size=(120, 40))
async def test_an_edit_of_many_is_rendered_once(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    preview = await beside(stage, "issues")
    made: list[int] = []
    request = preview._request  # type: ignore[attr-defined]
    monkeypatch.setattr(preview, "_request", lambda *given: (made.append(1), request(*given)))  # type: ignore[func-returns-value]
    for number in range(20):
        stage.workshop.capture("issue", {"text": f"Isu {number}", "dimension": "living"})
    await until(stage, lambda: "Isu 19" in preview.drawing.markdown)
    assert len(made) < 4


async def test_another_size_does_not_lose_what_is_being_laid_out(stage: Stage) -> None:
    """The filter line went away at Enter, and the title named the next book while the text stayed that of the one before."""
    await stage.go("books")
    preview = stage.panel.preview
    await until(stage, lambda: preview.drawing.height > 100)
    long = "\n\n".join(f"Paragraf ke-{number} dari buku yang lain." for number in range(400))
    preview.show(long)
    preview.on_resize()
    await until(stage, lambda: preview.drawing.markdown == long)
    assert "Paragraf ke-0" in seen(preview)[0]


@pytest.mark.session(size=(120, 40), file="unwritten")
async def test_enter_on_what_is_to_be_written_opens_the_form_of_the_text(stage: Stage) -> None:
    preview = await beside(stage, "vision")
    await until(stage, lambda: "✎" in preview.drawing.markdown)
    gap = Gap("text", "", "buku-1/vision")
    while preview.here is None or preview.here.gap != gap:
        await stage.press("n")
    await stage.press("enter")
    form = stage.app.screen
    assert isinstance(form, EntryForm)
    assert next(one for one in form.fields if one.input.has_focus).field.name == "text"
    await stage.type("Makna visi kami")
    await stage.press("ctrl+s")
    (text,) = stage.workshop.session.text.values()
    assert (text.book, text.section, text.text, len(text.facts or "")) == (
        "buku-1",
        "vision",
        "Makna visi kami",
        16,
    )
    await until(stage, lambda: "Makna visi kami" in preview.drawing.markdown)
    assert "✎" not in preview.drawing.markdown
    assert all(place.gap != gap for place in preview.drawing.gaps)
    await stage.press("e")
    form = stage.app.screen
    assert isinstance(form, EntryForm)
    assert form.entry_id == text.id
    await stage.type(" ini")
    await stage.press("ctrl+s")
    assert len(stage.workshop.session.text) == 1
    await until(stage, lambda: "ini" in preview.drawing.markdown)


@pytest.mark.session(size=(120, 40))
@pytest.mark.usefixtures("unwritten")
async def test_recording_the_form_of_a_text_settles_that_its_facts_changed(stage: Stage) -> None:
    preview = await beside(stage, "vision")
    id = stage.workshop.capture(
        "text", {"book": "buku-1", "section": "vision", "text": "Makna", "facts": "0" * 16}
    )
    preview.focus()
    await stage.press("e", "ctrl+s")
    assert stage.workshop.session.text[id].facts != "0" * 16
    assert stage.workshop.session.text[id].text == "Makna"


@pytest.mark.parametrize(("size", "beside"), [((120, 40), True), ((80, 24), False), ((60, 18), False)])
@pytest.mark.usefixtures("unwritten")
async def test_a_text_is_written_with_the_facts_of_its_section_in_view(
    stage: Stage, size: tuple[int, int], beside: bool
) -> None:
    await stage.pilot.resize_terminal(*size)
    stage.workshop.capture("text", {"book": "buku-1", "section": "issues", "text": "Sudah ditulis."})
    stage.session.book_preview.fill_in(Gap("text", "", "buku-1/issues"))
    await until(stage, lambda: stage.app.screen.query(SectionFacts))
    facts = stage.app.screen.query_one(SectionFacts)
    await until(stage, lambda: "Isu strategis menurut dimensi" in facts.drawing.markdown)
    assert "Sudah ditulis" not in facts.drawing.markdown, "the text itself stands in its field"
    assert not facts.drawing.gaps, "here nothing else is filled in"
    form = stage.app.screen
    assert isinstance(form, EntryForm)
    field = next(one for one in form.fields if one.input.has_focus)
    assert field.field.name == "text"
    await until(stage, lambda: facts.region.height >= 3 and field.input.region.height >= 3)
    assert (facts.region.right <= field.region.x) == beside
    assert (facts.region.bottom <= field.region.y) == (not beside)
    assert any("Isu Strategis" in line for line in seen(facts)[:3])
    await stage.press("shift+tab")
    while not facts.has_focus:
        await stage.press("shift+tab")
    await stage.press("down", "down", "down")
    assert facts.scroll_offset.y == 3, "the facts are read further down without leaving the form"
    await stage.press("n", "e", "enter", "w")
    assert isinstance(stage.app.screen, EntryForm)


async def test_the_form_of_anything_else_has_no_facts_beside_it(stage: Stage) -> None:
    stage.panel.open_form("city", "", "name")
    await until(stage, lambda: isinstance(stage.app.screen, EntryForm))
    assert not stage.app.screen.query(SectionFacts)


@pytest.mark.session(size=(120, 40))
@pytest.mark.usefixtures("unwritten")
async def test_enter_on_a_printed_text_opens_it(stage: Stage) -> None:
    id = stage.workshop.capture("text", {"book": "buku-1", "section": "vision", "text": "Makna visi."})
    preview = await beside(stage, "vision")
    await until(stage, lambda: "Makna visi." in preview.drawing.markdown)
    preview.focus()
    await shows(stage, "opens the text of this section")
    await stage.press("enter")
    form = stage.app.screen
    assert isinstance(form, EntryForm)
    assert form.entry_id == id
    await stage.press("escape")
    await stage.go("books")
    await stage.press("escape")
    stage.panel.reveal("section", "buku-1#6.1 Visi")
    await until(stage, lambda: "Makna visi." in stage.panel.book.drawing.markdown)
    stage.panel.book.focus()
    await stage.press("enter")
    await until(stage, lambda: getattr(stage.app.screen, "entry_id", "") == id)


async def test_a_page_that_takes_no_text_says_so(stage: Stage) -> None:
    stage.session.book_preview.fill_in(Gap("text", "", "notula/stages"))
    await shows(stage, "No text can be written here")
    stage.session.book_preview.fill_in(Gap("text", "", "a/b/c"))
    stage.session.book_preview.fill_in(Gap("text", "", "buku-1/head"))
    assert not isinstance(stage.app.screen, EntryForm)
