"""The tables of actions and keys: every key arrives and is explained, and none is given twice in one place."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from support.stage import Open

from bimtek_tui import i18n
from bimtek_tui.tui.actions import ACTIONS
from bimtek_tui.tui.dialogs.entry_form import EntryForm
from bimtek_tui.tui.dialogs.help import Help
from bimtek_tui.tui.dialogs.new_session import NewSession
from bimtek_tui.tui.dialogs.questions import Reason
from bimtek_tui.tui.key_meanings import EXCEPTIONS, MEANINGS
from bimtek_tui.tui.key_names import written
from bimtek_tui.tui.key_rows import Place
from bimtek_tui.tui.keymap import PLACES
from bimtek_tui.tui.session.screen import SessionScreen


def keys(place: Place) -> list[str]:
    return [key for row in place.rows for key in row.keys.split(",")]


@pytest.mark.parametrize("place", PLACES)
def test_no_two_actions_of_one_place_share_a_key(place: str) -> None:
    assert len(keys(PLACES[place])) == len(set(keys(PLACES[place])))


@pytest.mark.parametrize("place", PLACES)
def test_every_key_arrives_in_every_terminal(place: str) -> None:
    for row in PLACES[place].rows:
        assert row.keys not in ("f10", "f11", "f12")  # terminals keep these, so another key does it, too
    for key in keys(PLACES[place]):
        assert key not in ("ctrl+h", "ctrl+i", "ctrl+j", "ctrl+m")
        assert not key.startswith("ctrl+") or re.fullmatch(r"ctrl\+[a-z]", key)


def test_every_action_is_bound_and_every_binding_has_an_action() -> None:
    assert {row.action for place in PLACES.values() for row in place.rows} == set(ACTIONS)


def test_every_place_lies_in_one_that_is_there() -> None:
    assert {place.inside for place in PLACES.values()} <= set(PLACES) | {""}


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_action_has_words_and_an_explanation(language: str) -> None:
    before = i18n.language()
    try:
        i18n.use(language)
        for id, action in ACTIONS.items():
            assert re.fullmatch(r"[a-z0-9-]+", id)
            assert i18n._(action.words)
            assert i18n._(action.explained)
            if language == "id":
                assert i18n._(action.explained) != action.explained, id
    finally:
        i18n.use(before)


# One key, one meaning -------------------------------------------------------------------------------------------

MEANT = {key: meaning for meaning in MEANINGS for key in meaning.keys.split(",")}


def pairs() -> Iterator[tuple[str, str, str]]:
    """Every place with every key and what it does there, but for the exceptions."""
    for name, place in PLACES.items():
        for row in place.rows:
            for key in row.keys.split(","):
                if not {(name, key), (name, "")} & set(EXCEPTIONS):
                    yield name, key, row.action


def test_a_key_means_the_same_in_every_place() -> None:
    meant: dict[str, set[str]] = {}
    for place, key, action in pairs():
        if key in MEANT:
            assert action in MEANT[key].actions, f"{key} in {place} is {action}, but it {MEANT[key].words}"
        else:
            meant.setdefault(key, set()).add(action)
            assert len(meant[key]) == 1, f"{key} in {place}: {meant[key]} want a meaning, or one another key"


def test_the_table_of_meanings_names_nothing_that_no_key_does() -> None:
    there = {(key, action) for _place, key, action in pairs()}
    for key, meaning in MEANT.items():
        assert any((key, action) in there for action in meaning.actions), key
    for meaning in MEANINGS:
        for action in meaning.actions:
            assert any((key, action) in there for key in meaning.keys.split(",")), (meaning.keys, action)


def test_every_exception_is_one_and_has_a_reason() -> None:
    for (place, key), reason in EXCEPTIONS.items():
        assert len(reason) > 20
        assert any(key in ("", one) for one in keys(PLACES[place])), (place, key)


def test_the_page_on_the_architecture_has_the_meanings() -> None:
    page = (Path(__file__).parents[2] / ".docs" / "architecture.md").read_text(encoding="utf-8")
    section = page.partition("## One key, one meaning")[2].partition("\n## ")[0]
    for meaning in MEANINGS:
        shown = " ".join(map(written, meaning.keys.split(",")))
        assert f"| {shown} | {meaning.words} |" in section
    for (place, _key), reason in EXCEPTIONS.items():
        assert f"| `{place}` | " in section
        assert f" | {reason} |" in section


def test_letters_of_a_list_do_not_hide_the_keys_of_the_session() -> None:
    everywhere = set(keys(PLACES["session"]))
    for place in ("list", "checklist", "books"):
        assert not set(keys(PLACES[place])) & everywhere, place


# Keys that a person gave ----------------------------------------------------------------------------------------


@pytest.fixture
def give() -> Callable[[str], None]:
    """Write keys into the settings of this test."""

    def give(keys: str) -> None:
        (Path(os.environ["BIMTEK_CONFIG"]) / "settings.toml").write_text(
            f"[keys]\n{keys}\n", encoding="utf-8"
        )

    return give


Give = Callable[[str], None]


async def test_another_key_does_the_action_and_the_usual_one_no_longer(
    open_session: Open, give: Give
) -> None:
    give('edit = "z"\nnext-step = "f11"')
    async with open_session() as stage:
        await stage.go("swot")
        await stage.press("e")
        assert isinstance(stage.app.screen, SessionScreen)
        await stage.press("z")
        assert isinstance(stage.app.screen, EntryForm)
        await stage.press("escape", "enter")
        assert isinstance(stage.app.screen, EntryForm)


async def test_footer_help_and_palette_show_the_key_in_force(open_session: Open, give: Give) -> None:
    give('edit = "z"\nhelp = "f12"')
    async with open_session(size=(160, 50)) as stage:
        await stage.go("swot")
        assert " z  Edit" in stage.text
        assert " e  Edit" not in stage.text
        assert " F12  Help" in stage.text
        await stage.press("f12")
        assert isinstance(stage.app.screen, Help)
        told = {words: key for key, words, _explained, _pressed in stage.app.screen.keys}
        assert told["Edit"] in ("z Enter", "Enter z")
        await stage.press("f12")
        assert isinstance(stage.app.screen, SessionScreen)
        await stage.press("ctrl+p", *"edit")
        assert "Edit  (Enter)" in stage.text or "Edit  (z)" in stage.text


async def test_two_actions_may_change_their_keys(open_session: Open, give: Give) -> None:
    give('withdraw = "s"\nstatus = "d"')
    async with open_session() as stage:
        await stage.go("swot")
        await stage.press("s")
        assert isinstance(stage.app.screen, Reason)


async def test_keys_of_the_capture_line_follow(open_session: Open, give: Give) -> None:
    give('next-target = "ctrl+g"\ncomplete = "ctrl+l"')
    async with open_session() as stage:
        await stage.go("swot")
        await stage.press("a")
        before = stage.panel.at
        await stage.press(*"ab", "ctrl+g")
        assert stage.panel.at is not before
        line = stage.session.capture.line
        assert line.has_focus
        line.value = ""
        await stage.type("Kota #eko")
        await stage.press("right")
        assert line.value == "Kota #eko"
        await stage.press("ctrl+l")
        assert line.value.startswith("Kota #ekonomi")


async def test_ctrl_q_leaves_whatever_else_does(open_session: Open, give: Give) -> None:
    give('quit = "f12"\nredo = "ctrl+q"')
    async with open_session() as stage:
        await stage.press("ctrl+q")
        assert stage.app.return_code == 0


async def test_a_second_click_still_opens_where_enter_has_another_use(open_session: Open, give: Give) -> None:
    give('open = "z"')
    async with open_session() as stage:
        await stage.go("swot")
        rows = stage.panel.at
        await stage.pilot.click(rows, offset=(8, 1), times=2)
        await stage.settle()
        assert isinstance(stage.app.screen, EntryForm)


@pytest.mark.parametrize(("language", "words"), [("en", "is no key"), ("id", "bukan tombol")])
async def test_wrong_keys_are_said_at_start_and_the_usual_ones_work(
    open_session: Open, give: Give, language: str, words: str
) -> None:
    i18n.use(language)
    give('edit = "blah"\nwithdraw = "z"')
    async with open_session(size=(160, 50)) as stage:
        assert "settings.toml:2: " in stage.text
        assert words in stage.text
        await stage.go("swot")
        await stage.press("e")
        assert isinstance(stage.app.screen, EntryForm)
        await stage.press("escape", "z")
        assert isinstance(stage.app.screen, Reason)


async def test_the_list_of_sessions_says_wrong_keys_behind_what_it_says_itself(
    open_start: Open, give: Give
) -> None:
    give("edit = ")
    async with open_start(size=(160, 40)) as stage:
        assert "No session here yet" in stage.text
        assert "settings.toml:2: this is no TOML" in stage.text
        await stage.press("n")
        assert isinstance(stage.app.screen, NewSession)


async def test_a_letter_given_to_an_action_types_where_one_types(open_session: Open, give: Give) -> None:
    give('books = "z"')
    async with open_session(size=(100, 60)) as stage:
        await stage.go("swot")
        await stage.press("a", "z")
        assert stage.session.capture.line.value == "z"
        await stage.press("f1")
        assert isinstance(stage.app.screen, Help)
        assert "Books" not in {words for _key, words, _explained, _pressed in stage.app.screen.keys}
        await stage.press("escape", "ctrl+u", "escape", "z")
        assert stage.session.panel_id == "books"
