"""Forms: what one types in is seen, and so is what may be chosen."""

from __future__ import annotations

import pytest
from support.stage import Open, Stage

from bimtek_tui.model.kinds import kinds
from bimtek_tui.tui.dialogs.entry_form import EntryForm
from bimtek_tui.tui.dialogs.fields import fields_of
from bimtek_tui.tui.dialogs.new_session import NewSession

LONG_TEXT = " ".join(f"lorem {number}." for number in range(60))
"""A text of more lines than a field shows."""
LONG = 14
"""Fields from which on a form fits no screen."""


@pytest.mark.parametrize("size", [(80, 24), (60, 18)])
@pytest.mark.parametrize("table", [kind.table for kind in kinds().values() if len(fields_of(kind)) >= LONG])
async def test_the_field_in_which_one_types_is_seen_in_every_long_form(stage: Stage, table: str) -> None:
    entries = {} if kinds()[table].single else stage.workshop.session.entries(table)
    form = EntryForm(stage.workshop, table, next(iter(entries), ""))
    await stage.app.push_screen(form)
    await stage.settle()
    for _field in form.fields:
        await stage.pilot.press("tab")  # without a moment's wait, as people type on
        await stage.pilot.pause()
        assert form.focused is not None
        box = form.query_one("#form-fields").region
        assert form.focused.region, stage.text
        assert box.contains_region(form.focused.region), stage.text
        number = 1 + next(at for at, field in enumerate(form.fields) if field.made is form.focused)
        assert f"field {number} of {len(form.fields)}" in stage.flat


async def test_what_is_typed_at_once_goes_behind_a_long_text(stage: Stage) -> None:
    id, entry = next(iter(stage.workshop.session.swot.items()))
    await stage.app.push_screen(EntryForm(stage.workshop, "swot", id))
    await stage.settle()
    stage.at_once(*"!?")
    await stage.settle()
    assert f"{entry.text}!?" in stage.flat


async def test_every_long_text_has_its_end_in_view_and_its_cursor_there(stage: Stage) -> None:
    id = next(iter(stage.workshop.session.program))
    form = EntryForm(
        stage.workshop, "program", id, given={"description": LONG_TEXT, "activities": ("Awal", "Akhir")}
    )
    await stage.app.push_screen(form)
    await stage.settle()
    for name, last in (("description", "lorem 59."), ("activities", "Akhir")):
        field = next(field for field in form.fields if field.field.name == name)
        form.set_focus(field)
        await stage.settle()
        assert last in stage.flat
        await stage.press("up", "Q")  # from the end of the last line
        assert not field.words.startswith("Q")
        await stage.press("end", *["down"] * 9, "end", "Z")
        assert field.words.endswith(f"{last}Z")


async def test_a_click_into_a_long_text_finds_the_letter_it_is_on(stage: Stage) -> None:
    id = next(iter(stage.workshop.session.program))
    form = EntryForm(stage.workshop, "program", id, given={"description": LONG_TEXT})
    await stage.app.push_screen(form)
    await stage.settle()
    field = next(field for field in form.fields if field.field.name == "description")
    form.query_one("#form-fields").scroll_to_widget(field, animate=False)
    await stage.settle()
    await stage.pilot.hover(field, offset=(26, 0))
    await stage.settle()
    await stage.pilot.click(field.input, offset=(1, 0))
    await stage.settle()
    await stage.press("Q")
    assert field.words.startswith("Qlorem 0.")


@pytest.mark.parametrize("size", [(80, 24), (60, 18), (60, 12)])
async def test_the_field_in_which_one_types_is_seen_when_a_session_is_made(
    open_start: Open, size: tuple[int, int]
) -> None:
    async with open_start(size=size) as stage:
        await stage.press("n")
        dialog = stage.app.screen
        assert isinstance(dialog, NewSession)
        seen = set()
        for way in ("tab",) * 6 + ("shift+tab",) * 6:
            focused = dialog.focused
            assert focused is not None
            assert focused.region.area
            assert dialog.find_widget(focused).visible_region == focused.region, (focused, stage.text)
            seen.add(focused.id)
            await stage.pilot.press(way)
            await stage.pilot.pause()
        assert seen == {"city", "province", "year", "kind", "slug", "legal-basis"}
        await stage.press(*["tab"] * 4, *"Kota Baru 2026")
        assert dialog.focused is not None
        assert dialog.find_widget(dialog.focused).visible_region == dialog.focused.region, stage.text


async def test_a_picture_is_captured_in_its_form_which_offers_sections_and_files(stage: Stage) -> None:
    folder = stage.workshop.path.parent
    (folder / "foto").mkdir()
    for name in ("foto/balai.JPG", "foto.txt"):
        (folder / name).write_bytes(b"")
    await stage.press("ctrl+p", *"new: picture")
    await stage.press("enter", *"Kamera di balai kota", "shift+tab", *"fo")
    await stage.press("tab", "shift+tab", "shift+tab", *"latar bel", "enter")
    assert "Latar Belakang" in stage.flat
    await stage.press("shift+tab", *"buku 2", "enter", "ctrl+s")
    picture = [*stage.workshop.session.picture.values()][-1]
    assert (picture.book, picture.section) == ("buku-2", "background")
    assert (picture.file, picture.caption) == ("foto/balai.JPG", "Kamera di balai kota")
