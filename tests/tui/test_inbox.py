"""Sorting the inbox: one key a note, one step each, and on to the next."""

from __future__ import annotations

import pytest
from support.stage import Stage

from bimtek_tui.tui.dialogs.sort_inbox import Sorting
from bimtek_tui.tui.entries.inbox import INTO


async def with_inbox(stage: Stage, *texts: str) -> list[str]:
    """Take texts down in the inbox, and put the cursor on the first of them."""
    ids = [
        stage.workshop.capture("note", {"kind": "inbox", "text": one, "stage": "stage-1"}) for one in texts
    ]
    await stage.go("notes")
    stage.panel.reveal("note", ids[0])
    await stage.settle()
    return ids


async def test_each_letter_sorts_a_note_and_goes_to_the_next(stage: Stage) -> None:
    session = stage.workshop.session
    ids = await with_inbox(stage, "kuat", "lemah", "program", "isu", "rapat")
    before = stage.workshop.document.to_bytes()
    await stage.press("s")
    assert "Inbox 5 ▸ kuat" in stage.text
    assert "Weakness" in stage.text
    await stage.press("s")
    assert "Inbox 4 ▸ lemah" in stage.text
    await stage.press("w", "p", "i")
    assert list(session.swot.values())[-1].quadrant == "weakness"
    assert [one.text for one in list(session.swot.values())[-2:]] == ["kuat", "lemah"]
    assert list(session.program.values())[-1].name == "program"
    assert list(session.issue.values())[-1].text == "isu"
    assert session.note[ids[0]].withdrawn is not None
    await stage.press("d")
    assert session.note[ids[4]].kind == "decision"
    assert not isinstance(stage.app.screen, Sorting)
    assert "The inbox is sorted" in stage.text
    for _step in ids:
        await stage.press("ctrl+z")
    assert stage.workshop.document.to_bytes() == before


@pytest.mark.parametrize(("letter", "column"), [(letter, column) for letter, column, _words in INTO])
async def test_every_letter_leads_where_the_menu_says(stage: Stage, letter: str, column: str) -> None:
    await with_inbox(stage, "sesuatu yang baru")
    await stage.press("s", letter)
    panel = next(name for name in ("swot", "programs", "issues", "notes") if _has(stage, name, column))
    await stage.go(panel)
    found = next(one for one in stage.panel.lists if one.column.id == column)
    texts = [str(option.prompt) for option in found.options]
    assert any("sesuatu yang baru" in one for one in texts)


def _has(stage: Stage, panel: str, column: str) -> bool:
    from bimtek_tui.tui.entries.columns import LISTS

    return any(one.id == column for one in LISTS[panel].columns)


async def test_escape_ends_it_and_undo_brings_the_last_one_back(stage: Stage) -> None:
    ids = await with_inbox(stage, "satu", "dua", "tiga")
    await stage.press("s", "down", "f")
    assert stage.workshop.session.note[ids[1]].kind == "fact"
    await stage.press("ctrl+z")
    assert stage.workshop.session.note[ids[1]].kind == "inbox"
    assert "Inbox 3 ▸" in stage.text
    await stage.press("escape")
    assert not isinstance(stage.app.screen, Sorting)
    assert [stage.workshop.session.note[id].kind for id in ids] == ["inbox"] * 3


async def test_marked_notes_are_sorted_together_in_one_step(stage: Stage) -> None:
    ids = await with_inbox(stage, "satu", "dua", "tiga")
    inbox = stage.panel.at
    inbox.mark(ids[0], ids[2], marked=True)
    await stage.press("s")
    assert "2 marked notes" in stage.text
    await stage.press("t")
    assert [one.text for one in list(stage.workshop.session.swot.values())[-2:]] == ["satu", "tiga"]
    assert "Inbox 1 ▸ dua" in stage.text
    await stage.press("escape", "ctrl+z")
    assert [stage.workshop.session.note[id].withdrawn for id in ids] == [None] * 3


async def test_withdrawn_notes_that_are_shown_are_passed_over(stage: Stage) -> None:
    ids = await with_inbox(stage, "satu", "dua")
    await stage.press("x", "s", "w")
    assert "Inbox 1 ▸ dua" in stage.text
    await stage.press("w")
    assert stage.workshop.session.note[ids[1]].withdrawn is not None
    assert not isinstance(stage.app.screen, Sorting)


async def test_a_refusal_is_told_and_the_note_stays(stage: Stage) -> None:
    ids = await with_inbox(stage, "kata " * 300)
    await stage.press("s", "p")
    assert "1499 characters" in stage.flat
    assert stage.workshop.session.note[ids[0]].withdrawn is None
    await stage.press("w")
    assert stage.workshop.session.note[ids[0]].withdrawn is not None


async def test_on_other_notes_the_key_gives_the_next_status_as_ever(stage: Stage) -> None:
    await stage.go("notes")
    id = next(
        id for id, note in stage.workshop.session.note.items() if note.kind == "action" and not note.closed
    )
    stage.panel.reveal("note", id)
    await stage.press("s")
    assert stage.workshop.session.note[id].closed is not None


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (200, 50)])
async def test_the_menu_is_whole_at_every_size_and_can_be_clicked(stage: Stage) -> None:
    await with_inbox(stage, "satu", "dua")
    await stage.press("s")
    for letter, _column, words in INTO:
        assert f" {letter}  {words}" in stage.text
    assert "Inbox 2 ▸ satu" in stage.text
    await stage.pilot.click("#sorting-keys", offset=(1, 0))
    await stage.settle()
    assert list(stage.workshop.session.swot.values())[-1].quadrant == "strength"


async def test_after_a_wrong_letter_the_right_one_sorts_the_same_note(stage: Stage) -> None:
    ids = await with_inbox(stage, "satu", "dua", "tiga")
    await stage.press("s", "f", "ctrl+z")
    assert "Inbox 3 ▸ satu" in stage.text
    await stage.press("d")
    assert [stage.workshop.session.note[id].kind for id in ids] == ["decision", "inbox", "inbox"]


@pytest.mark.parametrize("seen_before", [False, True])
async def test_what_the_sentence_about_the_inbox_says_leads_to_sorting(
    stage: Stage, seen_before: bool
) -> None:
    if seen_before:
        await stage.press("f7", "f2")
    await stage.press("i")
    await stage.type("harga ikan turun")
    await stage.press("enter")
    assert "Sorted later: F7, then s." in stage.text
    await stage.press("escape", "f7", "s")
    assert isinstance(stage.app.screen, Sorting)
    assert "▸ harga ikan turun" in stage.text


async def test_tags_of_a_note_are_read_when_it_is_sorted_as_in_the_list_itself(stage: Stage) -> None:
    session = stage.workshop.session
    ids = await with_inbox(
        stage, "Bus listrik @DINKES #living", "Data dibuka @DINKES +13 Juni 2026", "lihat #3"
    )
    before = stage.workshop.document.to_bytes()
    await stage.press("s", "p", "k", "w")
    program = list(session.program.values())[-1]
    assert (program.name, program.source, program.lead, program.dimension) == (
        "Bus listrik",
        None,
        "DINKES",
        "living",
    )
    note = session.note[ids[1]]
    assert (note.kind, note.text, note.owner, str(note.due)) == (
        "action",
        "Data dibuka",
        "DINKES",
        "2026-06-13",
    )
    assert list(session.swot.values())[-1].text == "lihat #3"
    for _step in ids:
        await stage.press("ctrl+z")
    assert stage.workshop.document.to_bytes() == before
