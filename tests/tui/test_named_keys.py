"""Sentences that name a key: they name the one in force, and it does there what they say."""

from __future__ import annotations

import ast
import os
import re
from functools import partial
from pathlib import Path

import pytest
from support.stage import Open

import bimtek_tui
from bimtek_tui import i18n
from bimtek_tui.tui.actions import ACTIONS, key_of

PACKAGE = Path(bimtek_tui.__file__).parent
MARKED = ("_", "N_", "ngettext")
BY_ITSELF = re.compile(
    r"\bctrl\+[a-z]\b|\bF\d+\b|\bEsc\b|\bSpace\b|(?:^|[;:,.(–] )(?:press )?[b-zB-Z] [a-z]+s\b"
)
"""A key that stands in a sentence by itself, so that it would be told also where a person has given it away."""
OF_THE_TERMINAL = re.compile(
    r"ctrl\+u (?:clears|throws) it"  # of a line of text, where nobody can give it away
    r"|F4 \(215|\b[WS] and T\b|^Esc$|^Space$|write z, ctrl\+k|ctrl \+"
)


def sentences() -> list[tuple[str, str]]:
    """Every sentence for people in the code, with its place."""
    return [
        (f"{file.relative_to(PACKAGE)}:{part.lineno}", part.value)
        for file in sorted(PACKAGE.rglob("*.py"))
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in MARKED
        for part in node.args
        if isinstance(part, ast.Constant) and isinstance(part.value, str)
    ]


def test_no_sentence_names_a_key_by_itself() -> None:
    wrong = [
        (place, sentence)
        for place, sentence in sentences()
        if BY_ITSELF.search(OF_THE_TERMINAL.sub("", sentence))
    ]
    assert wrong == [], "write {key:ID} with the id of the action"


def test_every_named_key_is_that_of_an_action() -> None:
    named = {id for _place, sentence in sentences() for id in re.findall(r"\{key:([^}]*)\}", sentence)}
    assert len(named) > 40
    assert named - ACTIONS.keys() == set()


@pytest.mark.parametrize(
    ("keymap", "said"),
    [({}, "ctrl+z"), ({"undo": "f12,ctrl+z"}, "F12"), ({"undo": "left_curly_bracket"}, "left_curly_bracket")],
)
def test_a_sentence_names_the_key_in_force(keymap: dict[str, str], said: str) -> None:
    i18n.name_keys(partial(key_of, keymap=keymap))
    sentence = i18n._("Changed, it was {before}; {key:undo} takes it back.")
    assert sentence.format(before="{7}") == f"Changed, it was {{7}}; {said} takes it back."


async def test_screen_foot_and_help_name_the_keys_that_a_person_chose(
    open_session: Open,
) -> None:
    Path(os.environ["BIMTEK_CONFIG"], "settings.toml").write_text(
        '[keys]\nadd = "z"\nnext-step = "Z"\nundo = "f12"\nback = "f11"\n'
    )
    async with open_session() as stage:
        await stage.go("gap")
        await stage.press("A", "d", "enter")
        assert "F12 brings" in stage.flat, stage.flat
        assert "z adds the first" in stage.flat
        await stage.press("f11")
        assert "(Z)" in stage.flat
        await stage.press("f1")
        assert "F11 Back" in stage.flat
