"""Keys that come all at once, as from a fast typist in front of a busy program: they go where the first one led,
and what records or leaves finds all that was typed before it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from support.stage import Open, Stage
from textual import events
from textual.keys import _character_to_key
from textual.widgets import Input, TextArea

from bimtek_tui.model import kinds
from bimtek_tui.tui.dialogs.entry_form import EntryForm
from bimtek_tui.tui.key_queue import Burst

TYPED = "xd saga, u2 pk. Gvw:/"
"""Letters of which nearly each is a key of the lists or of the session."""

OPENED = {
    "the capture line": ("swot", ["a"]),
    "the inbox line": ("agenda", ["i"]),
    "the filter": ("swot", ["slash"]),
    "the palette": ("swot", ["ctrl+p"]),
    "the palette by its colon": ("programs", ["colon"]),
    "the line for a person": ("attendance", ["a"]),
    "the reason for withdrawing": ("swot", ["d"]),
    "for whom is being captured": ("swot", ["c"]),
    "the minutes of a silent round": ("swot", ["r", "1"]),
    "the dots of a voting": ("swot", ["r", "3", "2"]),
    "the words of what becomes one": ("swot", ["A", "u"]),
    "the list beside": ("swot", ["v"]),
    "a group's file": ("swot", ["G"]),
    "a list of participants": ("attendance", ["l"]),
    "the form": ("swot", ["e"]),
}


FIELDS: dict[str, tuple[str, str, list[str], object]] = {
    "a line": ("swot", "evidence", [*"dua sumber"], "dua sumber"),
    "a long text": ("gap", "ideal", [*"satu", "enter", *"dua"], "satu\ndua"),
    "a text behind one": ("swot", "text", ["home", *"Kini: "], "Kini: "),
    "a number": ("city", "population", ["ctrl+u", *"182 000"], 182_000),
    "a decimal": ("city", "area_km2", ["ctrl+u", *"187,25"], Decimal("187.25")),
    "an amount": ("program", "budget_idr", ["ctrl+u", *"1,5 miliar"], 1_500_000_000),
    "a date": ("commitment", "date", ["ctrl+u", *"3-12-2026"], dt.date(2026, 12, 3)),
    "a year": ("plan", "period_end", ["ctrl+u", *"2034"], 2034),
    "values a line each": ("program", "activities", ["ctrl+end", "enter", *"Lelang"], "Lelang"),
    "an agency": ("swot", "source", ["ctrl+u", *"bappeda"], "BAPPEDA"),
    "agencies": ("program", "supporting", ["ctrl+u", *"bappeda"], ("BAPPEDA",)),
    "one of several": ("program", "horizon", ["enter", "down", "enter"], "medium"),
    "one of several by arrows": ("program", "horizon", ["down", "down", "down", "enter"], "long"),
    "one of several by letters behind an arrow": (
        "program",
        "horizon",
        ["enter", "down", *"sho", "down", "enter"],
        "medium",
    ),
    "one of several by its letters": ("program", "horizon", ["enter", *"lon", "enter"], "long"),
    "any of several": ("program", "strategies", ["space"], "st-"),
}
"""What is typed into a field of each kind (of the first entry of its kind), and what that means, or a part of it."""


def words_in_focus(stage: Stage) -> str:
    focused = stage.app.focused
    assert isinstance(focused, Input | TextArea), f"{focused}\n{stage.text}"
    return focused.value if isinstance(focused, Input) else focused.text


@pytest.mark.parametrize("place", OPENED)
async def test_words_typed_at_once_behind_a_key_go_into_what_it_opens(stage: Stage, place: str) -> None:
    panel, opening = OPENED[place]
    await stage.go(panel)
    stage.at_once(*opening, *TYPED)
    await stage.settle()
    assert TYPED in words_in_focus(stage)
    assert stage.workshop.can_undo == ""
    assert stage.session.panel_id == panel


async def test_a_paste_behind_a_key_goes_into_what_it_opens(stage: Stage) -> None:
    await stage.go("swot")
    stage.at_once("a")
    stage.app.post_message(events.Paste("ditempel sekaligus"))
    stage.at_once("!")
    await stage.settle()
    assert words_in_focus(stage) == "ditempel sekaligus!"


async def test_what_is_typed_behind_the_end_of_a_dialog_goes_back_to_the_panel(stage: Stage) -> None:
    await stage.go("issues")
    entries = len(stage.workshop.session.issue)
    stage.at_once("d", *"keliru", "enter", "a", *"Yang betul", "enter", *"dan lagi", "enter", "escape", "i")
    stage.at_once(*"nanti", "enter", "escape", "slash", *"betul", "enter", "e")
    await stage.settle()
    session = stage.workshop.session
    assert [one.withdrawn for one in session.issue.values() if one.withdrawn] == ["keliru"]
    assert [one.text for one in session.issue.values()][entries:] == ["Yang betul", "dan lagi"]
    assert [one.text for one in session.note.values() if one.kind == "inbox"][-1] == "nanti"
    assert "Yang betul" in words_in_focus(stage)


@pytest.mark.parametrize("kind_of_field", FIELDS)
async def test_what_is_recorded_is_what_was_typed_before(stage: Stage, kind_of_field: str) -> None:
    kind, key, keys, meant = FIELDS[kind_of_field]
    session = stage.workshop.session
    id = "" if kinds.kinds()[kind].single else next(iter(session.entries(kind)))
    before = getattr(session.find(kind, id), key, None)
    stage.app.push_screen(EntryForm(stage.workshop, kind, id, key))
    await stage.settle()
    stage.at_once(*keys, "ctrl+s")
    await stage.settle()
    now = getattr(stage.workshop.session.find(kind, id), key)
    assert now != before, stage.text
    assert now == meant or (isinstance(meant, str) and any(meant in one for one in (now, *now)))


@pytest.mark.parametrize(
    "keys",
    [
        ["end", "!"],
        ["A", "end", "B", "home", "C", "end", "D"],
        ["ctrl+end", "X", "home", "Y"],
        ["down", "down", "X", "up", "home", "Y"],
        ["enter", "up", *"satu", "down", "Z"],
        ["a", "b", "left", "c", "backspace", "d", "delete", "e"],
    ],
)
async def test_moving_in_a_long_text_keeps_its_place_among_the_letters(stage: Stage, keys: list[str]) -> None:
    id = next(iter(stage.workshop.session.gap))

    async def typed(at_once: bool) -> str:
        form = EntryForm(stage.workshop, "gap", id, "ideal")
        stage.app.push_screen(form)
        await stage.settle()
        if at_once:
            stage.at_once(*keys)
            await stage.settle()
        else:
            for key in keys:
                await stage.press(key)
        words = form.unrecorded()["ideal"]
        await stage.press("escape", "3")
        return words

    assert await typed(at_once=True) == await typed(at_once=False)


@pytest.mark.parametrize(
    "keys",
    [
        [*"new: risk", "enter"],
        [*"new:", "down", "up", "enter"],
        [*"baru: ris", *["backspace"] * 9, *"new: risk", "enter"],
    ],
)
async def test_what_is_chosen_in_the_palette_is_what_all_its_letters_find(
    stage: Stage, keys: list[str]
) -> None:
    await stage.go("swot")
    stage.at_once("ctrl+p", *keys, *"Listrik padam, q", "ctrl+s")
    await stage.settle()
    assert [one.text for one in stage.workshop.session.risk.values()][-1] == "Listrik padam, q", stage.text


async def test_a_field_that_the_palette_opens_takes_what_is_typed_behind_it(stage: Stage) -> None:
    await stage.go("swot")
    stage.at_once("ctrl+p", *"visi daerah", "enter", *"Kota Xd ", "ctrl+s")
    await stage.settle()
    vision = stage.workshop.session.plan.vision  # type: ignore[union-attr]
    assert vision is not None
    assert vision.endswith("Kota Xd")


NEW_PANELS = {
    "two lists": ["v", "enter", "a"],
    "notes": ["f7", "a"],
    "participants": ["f9", "a"],
    "budgets": ["B", "a"],
    "attendance": ["h", "a"],
    "a panel further on": ["f3", ".", ".", "a"],
    "a form in a new panel": ["f7", "e"],
    "the books, without a line of their own": ["f6", "a"],
}
"""Keys that open a panel for the first time, and in it what one types in."""


@pytest.mark.parametrize("panel", NEW_PANELS)
async def test_a_panel_that_is_still_made_takes_the_keys_typed_meanwhile(stage: Stage, panel: str) -> None:
    await stage.go("swot")
    stage.at_once(*NEW_PANELS[panel], *TYPED)
    await stage.settle()
    assert TYPED in words_in_focus(stage)
    assert stage.workshop.can_undo == ""


async def test_a_session_that_is_still_opened_takes_the_keys_typed_meanwhile(
    open_start: Open, sample: Path
) -> None:
    async with open_start(sample.parent) as stage:
        stage.at_once("enter", "i", *TYPED)
        await stage.settle()
        assert words_in_focus(stage) == TYPED
        assert stage.workshop.can_undo == ""


async def test_letters_that_sort_the_inbox_take_each_its_note(stage: Stage) -> None:
    await stage.go("notes")
    stage.at_once("i", *"Satu", "enter", *"Dua", "enter", *"Tiga", "enter", "escape", "f7")
    await stage.settle()
    made = [one.id for one in stage.workshop.session.note.values()][-3:]
    await stage.settle()
    stage.session.panel.reveal("note", made[0])
    await stage.settle()
    stage.at_once("s", "m", "down", "k", "escape", "a", *TYPED)
    await stage.settle()
    kinds_now = [stage.workshop.session.note[id].kind for id in made]
    assert kinds_now == ["minute", "inbox", "action"], stage.text
    assert words_in_focus(stage) == TYPED


async def test_the_grid_takes_figures_typed_behind_its_key_and_the_list_below_words_behind_its_end(
    stage: Stage,
) -> None:
    await stage.go("swot")
    stage.at_once("p", "5", "enter", *"2,5", "down", "p", "a", *TYPED)
    await stage.settle()
    assert [one.weight for one in stage.workshop.session.swot.values()][:2] == [5, Decimal("2.5")]
    assert TYPED in words_in_focus(stage)


@pytest.mark.parametrize(("first", "last"), [("2031", "2033"), ("2029", "2028")])
async def test_a_last_day_is_held_against_the_first_one_that_was_typed_before(
    stage: Stage, first: str, last: str
) -> None:
    id, before = next(iter(stage.workshop.session.program.items()))
    assert before.end_year is not None
    assert before.end_year < int(last)
    stage.app.push_screen(EntryForm(stage.workshop, "program", id, "start_year"))
    await stage.settle()
    stage.at_once("ctrl+u", *first, "tab", "ctrl+u", *last, "ctrl+s")
    await stage.settle()
    now = stage.workshop.session.program[id]
    if first < last:
        assert (now.start_year, now.end_year) == (int(first), int(last))
    else:
        assert "this lies before" in stage.flat
        assert now == before


@pytest.mark.parametrize("leaving", ["tab", "shift+tab", "f1", "escape", "enter", "end", "ctrl+p", "f8"])
async def test_nothing_that_was_typed_is_lost_whatever_comes_right_behind(stage: Stage, leaving: str) -> None:
    await stage.go("swot")
    stage.at_once("e", "ctrl+u", *"Seketika dalam satu tarikan", leaving)
    await stage.settle()
    form = next(one for one in stage.app.screen_stack if isinstance(one, EntryForm))
    text = next(one for one in form.fields if one.field.name == "text").input
    assert isinstance(text, TextArea)
    assert "Seketika dalam satu tarikan" in text.text
    assert stage.workshop.can_undo == ""


KEPT = OPENED.keys() - {"the filter", "the palette", "the palette by its colon", "the list beside"}
"""Where what was typed and not recorded waits; a search is typed anew."""


@pytest.mark.parametrize("place", sorted(KEPT))
@pytest.mark.parametrize("leaving", ["escape", "tab", "end", "f3", "ctrl+q"])
async def test_a_line_keeps_what_was_typed_whatever_comes_right_behind(
    stage: Stage, place: str, leaving: str
) -> None:
    panel, opening = OPENED[place]
    await stage.go(panel)
    stage.at_once(*opening, *TYPED, leaving)
    await stage.settle()
    stage.app.keep_drafts()
    kept = [draft.words for draft in stage.workshop.drafts._held.values()]
    assert any(TYPED.rstrip("/") in words for words in kept), stage.text
    assert stage.workshop.can_undo == ""


@pytest.mark.parametrize("way", ["tab", "shift+tab"])
async def test_every_field_is_reached_and_what_is_typed_at_once_goes_into_the_one_it_was_typed_for(
    stage: Stage, way: str
) -> None:
    id = next(iter(stage.workshop.session.program))
    form = EntryForm(stage.workshop, "program", id)
    stage.app.push_screen(form)
    await stage.settle()
    lines = [one for one in form.fields if not one.options and not one.field.list and one.field.type == "s"]
    order = form.fields if way == "tab" else [form.fields[0], *reversed(form.fields[1:])]
    keys = [key for one in order for key in (*(("end", "Q") if one in lines else ()), way)]
    stage.at_once(*keys)
    await stage.settle()
    assert {name for name, words in form.unrecorded().items() if words.endswith("Q")} == {
        one.field.name for one in lines
    }
    assert form.fields[0].input.has_focus  # once round


def burst(words: str) -> Burst:
    return Burst(words, [events.Key(_character_to_key(letter), letter) for letter in words])


@pytest.mark.parametrize("answer", ["1", "2"])
async def test_words_that_come_at_once_on_a_list_are_asked_about(stage: Stage, answer: str) -> None:
    await stage.go("issues")
    stage.app.post_message(burst("ta belum terpadu di dinas"))
    await stage.settle()
    assert "Text or keys?" in stage.text
    assert stage.workshop.can_undo == ""
    await stage.press(answer)
    assert (
        ("ta belum terpadu di dinas" in words_in_focus(stage))
        if answer == "1"
        else "Text or" not in stage.text
    )


@pytest.mark.parametrize("opening", ["a", "i", "e", "/"])
async def test_words_behind_a_key_that_opens_a_line_are_not_asked_about(stage: Stage, opening: str) -> None:
    await stage.go("issues")
    stage.app.post_message(burst(f"{opening}data belum terpadu di semua dinas"))
    await stage.settle()
    assert "data belum terpadu di semua dinas" in words_in_focus(stage)


async def test_a_burst_into_an_open_line_is_typing(stage: Stage) -> None:
    await stage.go("issues")
    stage.at_once("a", "x")
    stage.app.post_message(burst(" data belum terpadu di dinas"))
    stage.at_once("!")
    await stage.settle()
    assert words_in_focus(stage) == "x data belum terpadu di dinas!"


@pytest.mark.parametrize("line", ["capture", "inbox", "filter"])
async def test_a_line_opened_while_a_panel_still_opens_keeps_the_cursor(stage: Stage, line: str) -> None:
    """A slow machine at the start: the key is there before the panel takes the cursor, which must not leave the line."""
    await stage.go("swot")
    stage.session.panel.call_after_refresh(getattr(stage.session, f"action_{line}"))
    stage.session.navigation.open("swot")
    await stage.settle()
    stage.at_once(*TYPED)
    await stage.settle()
    assert TYPED in words_in_focus(stage)
