"""One session in which every text of every kind is hostile, taken through every place of the screen.

Nothing crashes (a fault in the program fails the pilot), and every text is shown as the text it is.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from support import hostile_text
from support.hostile_text import whole_session
from support.stage import Open, Stage, bare, pages
from textual.widgets import Input, OptionList, TextArea

from bimtek_tui import store, text
from bimtek_tui.errors import Refused
from bimtek_tui.model import kinds, method, values
from bimtek_tui.tui.dialogs.entry_form import EntryForm
from bimtek_tui.tui.entries.entry_list import EntryList
from bimtek_tui.workshop.workshop import Context

PANELS = list(method.load("kominfo-1").panels)
TELLING = (
    "closing-tag", "click-tag", "open-bracket", "python-list", "colour-sequence", "clipboard-sequence", "c1-sequence",
    "carriage-return", "tab", "line-separators", "bidi-override", "emoji", "decomposed", "blank-ends",
    "formula", "no-break", "long-word", "lines",
)  # fmt: skip
"""The strings that stand for all where every single one costs a dialog."""


@pytest.fixture
def attacked(tmp_path: Path) -> Path:
    """The file of the whole hostile session."""
    file = tmp_path / "serangan.toml"
    file.write_text(whole_session(), encoding="utf-8")
    return file


def shown_beginning(raw: str) -> str:
    """What of a hostile string must stand on the screen, wrapped or not."""
    return bare(text.prose(raw))[:150]


def test_every_kind_is_in_the_session(attacked: Path) -> None:
    loaded = store.load(attacked)
    session = loaded.session
    assert [one.message for one in loaded.findings if one.severity == "error"] == []
    for name, kind in kinds.kinds().items():
        if name != "analysis":
            assert session.single(name) if kind.single else session.entries(name), name


async def test_every_panel_shows_it_under_the_mouse_and_with_its_help(
    open_session: Open, attacked: Path
) -> None:
    before = attacked.read_bytes()
    async with open_session(attacked) as stage:
        for panel in PANELS:
            await stage.go(panel)
            assert "Kota [Uji] |*<b>" in stage.text, panel
            for one in stage.panel.query(OptionList):
                await pages(stage, one)
            for one in stage.panel.query(EntryList):
                rows_hold_the_whole_text(stage, one)
            for place in ((10, 5), (40, 8), (70, 12), (30, 2), (5, 22)):
                await stage.pilot.hover(offset=place)
            await stage.press("f1")
            assert "Keys that work here" in stage.text, panel
            await stage.press("escape", "x", "end", "home")
            assert text.is_clean(stage.text), panel
            assert stage.workshop.persistence.dirty is False, panel
    assert attacked.read_bytes() == before


def rows_hold_the_whole_text(stage: Stage, one: EntryList) -> None:
    """Every row has the text of its entry in it, uncut and unchanged but for the blanks."""
    kind = one.column.kind
    key = kinds.kinds()[kind].text_key if kind else ""
    for option in one.options:
        entry = stage.workshop.session.find(kind, option.id) if kind and option.id else None
        if entry is not None and hasattr(entry, key):
            assert bare(getattr(entry, key) or "") in bare(option.prompt.plain)  # type: ignore[union-attr]


@pytest.mark.session("attacked", size=(160, 60))
async def test_every_text_stands_on_the_screen_as_it_is(stage: Stage) -> None:
    await stage.go("issues")
    seen = await pages(stage, stage.panel.query_one(OptionList), most=100)
    missing = [name for name, raw in hostile_text.STRINGS.items() if shown_beginning(raw) not in seen]
    assert missing == []


@pytest.mark.session("attacked")
async def test_the_form_of_every_kind_opens_and_records_nothing_untouched(stage: Stage) -> None:
    session = stage.workshop.session
    for name, kind in kinds.kinds().items():
        if name == "top":  # no screen edits it
            continue
        id = "" if kind.single else next(iter(session.entries(name)))
        before = session.find(name, id)
        stage.app.push_screen(EntryForm(stage.workshop, name, id))
        await stage.settle()
        await stage.pilot.hover(offset=(40, 5))
        await stage.press("ctrl+s")
        assert not isinstance(stage.app.screen, EntryForm), f"{name}\n{stage.text}"
        assert stage.workshop.can_undo == "", name
        assert stage.workshop.session.find(name, id) == before, name


@pytest.mark.session("attacked")
async def test_a_form_holds_every_text_and_records_nothing_untouched(stage: Stage) -> None:
    changed = []
    for name, (id, entry) in zip(
        hostile_text.STRINGS, list(stage.workshop.session.issue.items()), strict=True
    ):
        if name not in TELLING:
            continue
        form = EntryForm(stage.workshop, "issue", id)
        stage.app.push_screen(form)
        await stage.pilot.pause()
        held = {one.field.name: one.input for one in form.fields}
        assert isinstance(held["text"], TextArea)
        assert isinstance(held["evidence"], Input)
        await stage.press("ctrl+s")
        if stage.workshop.can_undo or stage.workshop.session.issue[id] != entry:
            changed.append(name)
            stage.workshop.undo()
        if isinstance(stage.app.screen, EntryForm):
            changed.append(f"{name}: {form.query_one('#form-message')}")
            await stage.press("escape", "escape")
    assert changed == []


@pytest.mark.session("attacked")
async def test_the_filter_finds_every_text(stage: Stage) -> None:
    await stage.go("issues")
    await stage.press("slash")
    line = stage.session.query_one("#filter", Input)
    shown = stage.panel.query_one(EntryList)
    lost = []
    for (name, raw), id in zip(hostile_text.STRINGS.items(), stage.workshop.session.issue, strict=True):
        words = (text.line(raw) if "\n" not in text.prose(raw) else text.prose(raw).split("\n")[0]).split(" ")
        # A minus asks for what is without a word; in quotes it is text.
        line.value = " ".join(f'"{one}"' if one.startswith("-") and one != "-" else one for one in words)
        stage.session.filter._apply()  # as the pause after the last letter does
        await stage.pilot.pause()
        assert text.is_clean(stage.text)
        if id not in [option.id for option in shown.options]:
            lost.append(name)
    assert lost == []


@pytest.mark.session("attacked")
async def test_the_palette_takes_every_text(stage: Stage) -> None:
    await stage.press("ctrl+p")
    line = stage.app.screen.query_one(Input)
    for raw in hostile_text.STRINGS.values():
        line.value = text.line(raw)[:60]
        await stage.settle()
        assert text.is_clean(stage.text)
    line.value = "[@click=app.quit]keluar"
    await stage.settle()
    await stage.press("enter")
    assert stage.app.screen is stage.session
    assert stage.session.panel_id != "agenda"
    assert "[@click=app.quit]keluar[/]" in stage.flat


async def test_the_capture_line_takes_down_every_text_undoes_it_and_says_so(
    stage: Stage, sample: Path
) -> None:
    await stage.go("issues")
    await stage.press("a")
    before = dict(stage.workshop.session.issue)
    field = kinds.kinds()["issue"].keys["text"]
    for name, raw in [*hostile_text.STRINGS.items(), ("surrogate", hostile_text.SURROGATE)]:
        stage.session.capture.line.value = raw
        await stage.pilot.press("enter")
        try:
            wanted = values.typed(field, raw)
        except Refused as refused:
            assert bare(str(refused))[:60] in bare(stage.text), name
            stage.session.capture.line.value = ""
            continue
        new = [one for id, one in stage.workshop.session.issue.items() if id not in before]
        assert [one.text for one in new] == [wanted], name
        assert bare(wanted)[:20] in bare(stage.text), name
        await stage.pilot.press("ctrl+z")
        assert "Undone:" in stage.text, name
        assert stage.workshop.session.issue == before, name


async def test_the_context_and_the_reason_take_every_text(stage: Stage, sample: Path) -> None:
    await stage.go("issues")
    for name in TELLING[::2]:
        raw = hostile_text.STRINGS[name]
        await stage.press("c")
        stage.app.screen.query_one("#group", Input).value = raw
        await stage.press("enter")
        assert stage.workshop.context.group == text.line(raw), name
        assert bare(text.line(raw))[:20] in bare(stage.text), name
        stage.workshop.context = Context()
        await stage.press("d")
        stage.app.screen.query_one("#reason", Input).value = raw
        await stage.press("enter")
        if "Withdrawn" in stage.text:
            reason = next(one.withdrawn for one in stage.workshop.session.issue.values() if one.withdrawn)
            assert reason == text.line(raw), name
            await stage.press("ctrl+z")
        else:
            assert any(one in stage.text for one in ("may have", "too long")), f"{name}\n{stage.text}"
        assert not any(one.withdrawn for one in stage.workshop.session.issue.values()), name


@pytest.mark.session("attacked")
async def test_messages_show_every_text(stage: Stage) -> None:
    for name, raw in [*hostile_text.STRINGS.items(), ("surrogate", hostile_text.SURROGATE)]:
        for error in (False, True):
            stage.session.say(f"“{raw}”", error=error)
            await stage.pilot.pause()
            assert bare(text.clean(raw))[:9] in bare(stage.text), name
            assert text.is_clean(stage.text), name


@pytest.mark.session("attacked", size=(120, 40))
async def test_the_preview_of_every_section_of_every_book(stage: Stage) -> None:
    await stage.go("books")
    sections = stage.panel.query_one("#sections", OptionList)
    assert len(sections.options) > 40
    for number in range(0, len(sections.options), 3):
        sections.highlighted = number
        await stage.pilot.pause()
        assert text.is_clean(stage.text)
    await stage.press("tab", "end", "home")
    await stage.pilot.hover(offset=(90, 20))
    sections.highlighted = 0  # on a document, w writes that one alone
    await stage.press("shift+tab", "w")
    assert "4 books are in" in stage.flat, stage.text
