"""Keys that come all at once, as from a fast typist in front of a busy program: they go where the first one led."""

from __future__ import annotations

import pytest
from support.stage import Stage
from textual import events
from textual.widgets import Input, TextArea

NAMES = {" ": "space", ";": "semicolon", ":": "colon", ".": "full_stop", "/": "slash", ",": "comma"}
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


def at_once(stage: Stage, *keys: str) -> None:
    """Press keys without waiting for what they do, as a terminal passes them on."""
    for key in keys:
        stage.app.post_message(events.Key(NAMES.get(key, key), key if len(key) == 1 else None))


def words_in_focus(stage: Stage) -> str:
    focused = stage.app.focused
    assert isinstance(focused, Input | TextArea), f"{focused}\n{stage.text}"
    return focused.value if isinstance(focused, Input) else focused.text


@pytest.mark.parametrize("place", OPENED)
async def test_words_typed_at_once_behind_a_key_go_into_what_it_opens(stage: Stage, place: str) -> None:
    panel, opening = OPENED[place]
    await stage.go(panel)
    at_once(stage, *opening, *TYPED)
    await stage.settle()
    assert TYPED in words_in_focus(stage)
    assert stage.workshop.can_undo == ""
    assert stage.session.panel_id == panel


async def test_a_paste_behind_a_key_goes_into_what_it_opens(stage: Stage) -> None:
    await stage.go("swot")
    at_once(stage, "a")
    stage.app.post_message(events.Paste("ditempel sekaligus"))
    at_once(stage, "!")
    await stage.settle()
    assert words_in_focus(stage) == "ditempel sekaligus!"


async def test_what_is_typed_behind_the_end_of_a_dialog_goes_back_to_the_panel(stage: Stage) -> None:
    await stage.go("issues")
    entries = len(stage.workshop.session.issue)
    at_once(stage, "d", *"keliru", "enter", "a", *"Yang betul", "enter", *"dan lagi", "enter", "escape", "i")
    at_once(stage, *"nanti", "enter", "escape", "slash", *"betul", "enter", "e")
    await stage.settle()
    session = stage.workshop.session
    assert [one.withdrawn for one in session.issue.values() if one.withdrawn] == ["keliru"]
    assert [one.text for one in session.issue.values()][entries:] == ["Yang betul", "dan lagi"]
    assert [one.text for one in session.note.values() if one.kind == "inbox"][-1] == "nanti"
    assert "Yang betul" in words_in_focus(stage)
