"""What was typed and is not recorded waits where it was typed, whatever ends the program in between."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.stage import Open, Stage, until
from textual.widgets import Input

from bimtek_tui.tui.dialogs.ask import Choice
from bimtek_tui.tui.dialogs.entry_form import EntryForm
from bimtek_tui.tui.dialogs.new_session import NewSession
from bimtek_tui.tui.start import StartScreen
from bimtek_tui.workshop.workshop import Context

LINES: dict[str, tuple[str, list[str]]] = {
    "the capture line": ("issues", ["a"]),
    "the inbox line": ("agenda", ["i"]),
    "the line of budgets": ("money", ["a"]),
    "the line for a person": ("attendance", ["a"]),
    "a score with its evidence": ("assessment", ["enter"]),
    "the reason for withdrawing": ("issues", ["d"]),
    "the minutes of a silent round": ("swot", ["r", "1"]),
    "the dots of a voting": ("swot", ["r", "3", "2"]),
    "a value for all that is marked": ("swot", ["A", "S"]),
    "the ballot of an agency": ("swot", ["r", "3", "2", "3", "enter", "1", "a"]),
    "the words of what becomes one": ("swot", ["A", "u"]),
    "for whom is being captured": ("swot", ["c"]),
}


def in_focus(stage: Stage) -> str:
    focused = stage.app.focused
    assert isinstance(focused, Input), f"{focused}\n{stage.text}"
    return focused.value


@pytest.mark.parametrize("place", LINES)
async def test_a_line_stands_there_again_after_the_program_was_left(
    open_session: Open, sample: Path, place: str
) -> None:
    panel, opening = LINES[place]
    async with open_session(sample) as stage:
        await stage.go(panel)
        await stage.press(*opening)
        stage.at_once("end", *" q 12; x")
        await stage.settle()
        typed = in_focus(stage)
        await stage.press("ctrl+q")
    assert typed.endswith(" q 12; x")
    async with open_session(sample) as stage:
        assert "not recorded yet, waits where it was typed" in stage.flat
        await stage.go(panel)
        await stage.press(*opening)
        assert in_focus(stage) == typed
        assert "ot recorded yet, typed at" in stage.flat
        await stage.press("ctrl+u", "escape")
        assert stage.workshop.drafts.notice() == "", "ctrl+u throws it away, as is said there"


@pytest.mark.parametrize(
    ("panel", "opening"),
    [("issues", ["a"]), ("issues", ["i"]), ("issues", ["d"]), ("participants", ["e"]), ("programs", ["S"])],
)
async def test_what_waited_is_gone_on_with_and_no_key_erases_it(
    stage: Stage, panel: str, opening: list[str]
) -> None:
    await stage.go(panel)
    await stage.press(*opening, "end", *"penting")
    typed = in_focus(stage)
    await stage.press("escape")
    if isinstance(stage.app.screen, Choice):
        await stage.press("2")
    await stage.press(*opening, "x")
    assert in_focus(stage) == f"{typed}x"


async def test_a_line_that_was_recorded_or_emptied_is_no_draft(open_session: Open, sample: Path) -> None:
    async with open_session(sample) as stage:
        await stage.go("issues")
        await stage.press("a")
        stage.at_once(*"Isu baru", "enter", "escape", "i", *"salah")
        await stage.settle()
        stage.app.keep_drafts()
        await stage.press("ctrl+u", "escape", "ctrl+q")
        assert not stage.workshop.drafts.file.exists()
    async with open_session(sample) as stage:
        assert "ot recorded yet" not in stage.flat


async def test_the_list_that_the_line_turned_to_has_the_words_and_loses_none_of_its_own(stage: Stage) -> None:
    await stage.go("swot")
    await stage.press("a", "tab")
    stage.at_once(*"milik kedua", "escape", "a")
    await stage.settle()
    assert in_focus(stage) == "milik kedua"
    await stage.press("escape")
    stage.panel.entry_lists.aim_next(-1)
    await stage.press("a")
    assert in_focus(stage) == ""
    stage.at_once(*"pertama", "tab", "escape", "a")
    await stage.settle()
    assert in_focus(stage) == "milik kedua; pertama"


async def change(stage: Stage) -> str:
    """Open the form of the first issue and change its text; returns the issue's id."""
    await stage.go("issues")
    id = str(stage.panel.selected.id)
    await stage.press("e", *["up"] * 9, "home")
    stage.at_once(*"Diubah, belum dicatat")
    await stage.settle()
    return id


@pytest.mark.parametrize(
    ("answer", "recorded", "draft"), [("1", True, False), ("2", False, True), ("3", False, False)]
)
async def test_leaving_the_program_with_a_changed_form_asks(
    open_session: Open, sample: Path, answer: str, recorded: bool, draft: bool
) -> None:
    async with open_session(sample) as stage:
        id = await change(stage)
        await stage.press("ctrl+q")
        assert isinstance(stage.app.screen, Choice)
        await stage.press("escape")
        assert isinstance(stage.app.screen, EntryForm)
        await stage.press("ctrl+q", answer)
        assert stage.app._exit
    async with open_session(sample) as stage:
        assert stage.workshop.session.issue[id].text.startswith("Diubah, belum") is recorded
        await stage.go("issues")
        stage.panel.reveal("issue", id)
        await stage.press("e")
        form = stage.app.screen
        assert isinstance(form, EntryForm)
        assert form.is_changed is draft
        assert ("Not recorded yet, typed at" in stage.flat) is draft


async def test_leaving_twice_keeps_the_form_as_a_draft(open_session: Open, sample: Path) -> None:
    async with open_session(sample) as stage:
        await change(stage)
        await stage.press("ctrl+q", "ctrl+q")
        assert stage.app._exit
    async with open_session(sample) as stage:
        assert "Diubah, belum dicatat" in stage.flat


async def test_a_draft_that_is_recorded_now_says_nothing_any_more(open_session: Open, sample: Path) -> None:
    async with open_session(sample) as stage:
        await change(stage)
        await stage.press("escape", "2", "e", "ctrl+s")
        assert not isinstance(stage.app.screen, EntryForm)
        assert stage.workshop.drafts.notice() == ""


async def test_what_others_changed_since_is_said_in_the_form(open_session: Open, sample: Path) -> None:
    async with open_session(sample) as stage:
        id = await change(stage)
        before = stage.workshop.session.issue[id].text
        await stage.press("escape", "2", "ctrl+q")
    sample.write_text(
        sample.read_text(encoding="utf-8").replace(before, "Kata orang lain"),
        encoding="utf-8",
    )
    async with open_session(sample) as stage:
        await stage.go("issues")
        stage.panel.reveal("issue", id)
        await stage.press("e")
        assert "changed in the entry since then" in stage.flat
        assert "Kata orang lain" in stage.flat
        await stage.press("ctrl+s")
        assert stage.workshop.session.issue[id].text.startswith("Diubah, belum dicatat")


@pytest.mark.parametrize("field", ["text", "evidence", "dimension", "source"])
async def test_every_kind_of_field_comes_back(stage: Stage, field: str) -> None:
    await stage.go("swot")
    await stage.press("e")
    form = stage.app.screen
    assert isinstance(form, EntryForm)
    one = next(one for one in form.fields if one.field.name == field)
    one.words = "technology" if field == "dimension" else "BAPPEDA"
    changed = form.unrecorded()
    if field == "dimension" and not changed:
        pytest.skip("it stands there already")
    await stage.press("escape", "2", "e")
    assert isinstance(stage.app.screen, EntryForm)
    assert stage.app.screen.unrecorded() == changed


async def test_choices_come_back(stage: Stage) -> None:
    await stage.go("programs")
    await stage.press("e")
    form = stage.app.screen
    assert isinstance(form, EntryForm)
    next(one for one in form.fields if one.field.name == "funding").input.focus()
    await stage.press("end", "space", "escape", "2", "e")
    assert isinstance(stage.app.screen, EntryForm)
    assert "lainnya" in stage.app.screen.unrecorded()["funding"]


async def test_the_context_comes_back_and_says_so(open_session: Open, sample: Path) -> None:
    async with open_session(sample) as stage:
        await stage.press("c")
        stage.at_once(*"Kelompok 3", "enter")
        await stage.settle()
        await stage.press("ctrl+q")
    async with open_session(sample) as stage:
        assert stage.workshop.context == Context("Kelompok 3")
        assert "Kelompok 3" in stage.text
        assert "captured for the same as before" in stage.flat


async def test_a_new_session_is_typed_once(open_start: Open, tmp_path: Path) -> None:
    async with open_start() as stage:
        await stage.press("n")
        stage.at_once(*"Kota Baru", "tab", *"Jawa Tengah", "ctrl+q")
        await stage.settle()
        assert isinstance(stage.app.screen, Choice)
        await stage.press("2")
    async with open_start() as stage:
        await stage.press("n")
        form = stage.app.screen
        assert isinstance(form, NewSession)
        assert form.unrecorded() == {"city": "Kota Baru", "province": "Jawa Tengah"}
        form.query_one("#city").value = "Kota Lain"  # type: ignore[attr-defined]
        await stage.settle()
        assert form.query_one("#slug").value == "kota-lain"  # type: ignore[attr-defined]
        await stage.press("escape", "3", "n")
        assert isinstance(stage.app.screen, NewSession)
        assert not stage.app.screen.unrecorded()


async def test_back_to_the_list_of_sessions_keeps_the_open_line(stage: Stage, sample: Path) -> None:
    await stage.go("issues")
    await stage.press("a")
    stage.at_once(*"setengah")
    await stage.settle()
    stage.at_once("!", "ctrl+o")
    await stage.settle()
    assert isinstance(stage.app.screen, StartScreen)
    stage.app.open_session(sample)
    await until(stage, lambda: "“setengah!”" in stage.flat)
    await stage.go("issues")
    await stage.press("a")
    assert in_focus(stage) == "setengah!"


async def test_it_is_written_a_moment_after_the_key(stage: Stage) -> None:

    await stage.go("issues")
    await stage.press("a")
    stage.at_once(*"tulis sendiri")
    await until(
        stage,
        lambda: (
            stage.workshop.drafts.file.exists()
            and b"tulis sendiri" in stage.workshop.drafts.file.read_bytes()
        ),
    )


@pytest.mark.parametrize("leaving", [["ctrl+q"], ["f3", "ctrl+q"]])
async def test_the_line_of_a_panel_is_kept_up_to_the_last_letter_wherever_one_goes(
    open_session: Open, sample: Path, leaving: list[str]
) -> None:
    async with open_session(sample) as stage:
        await stage.go("money")
        await stage.press("a")
        stage.at_once(*"2027 apbd 1,5", *leaving)
        await stage.settle()
    async with open_session(sample) as stage:
        await stage.go("money")
        await stage.press("a")
        assert in_focus(stage) == "2027 apbd 1,5"


CELLS = {
    "points": ("swot", ["down", *"2,5"], 0, "2,5"),
    "a dimension": ("swot", ["right", "right", "3"], 2, "3"),
    "an amount": ("programs", ["down", *["right"] * 4, *"1,25 mil"], 4, "1,25 mil"),
}
"""What is half typed in a cell of the grid of points: the panel, the keys behind p, and what stands in which column."""


@pytest.mark.parametrize("cell", CELLS)
@pytest.mark.parametrize("leaving", ["ctrl+q", "ctrl+o"])
async def test_a_half_typed_cell_comes_back(
    open_session: Open, sample: Path, cell: str, leaving: str
) -> None:
    panel, keys, place, typed = CELLS[cell]
    async with open_session(sample) as stage:
        await stage.go(panel)
        before = stage.workshop.document.to_bytes()
        stage.at_once("p", *keys, leaving)
        await stage.settle()
    async with open_session(sample, size=(120, 30)) as stage:
        assert stage.workshop.document.to_bytes() == before
        assert f"“{typed}”" in stage.flat
        await stage.go(panel)
        await stage.press("p")
        assert stage.panel.table.typed == typed
        assert stage.panel.table.cursor_column == place + 2
        assert "ot recorded yet, typed at" in stage.flat
        await stage.press("escape")
        stage.app.keep_drafts()
        assert stage.workshop.drafts.notice() == ""


@pytest.mark.session(size=(120, 30))
async def test_a_cell_that_was_recorded_is_no_draft_and_one_that_was_refused_waits(stage: Stage) -> None:
    await stage.go("swot")
    await stage.press("p", "5")
    stage.app.keep_drafts()
    assert "“5”" in stage.workshop.drafts.notice()
    await stage.press("enter")
    assert stage.workshop.drafts.notice() == ""
    await stage.press("right", "right", "3", "f2")  # only Enter records a dimension
    assert "“3”" in stage.workshop.drafts.notice()
    await stage.go("swot")
    await stage.press("p", "enter")
    assert stage.workshop.drafts.notice() == ""
