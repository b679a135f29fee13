"""`bimtek keys` prints what is in force, and the tables of keys in the pages say nothing else."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from bimtek_tui.tui.key_names import key_name, written
from bimtek_tui.tui.keymap import PLACES

ROOT = Path(__file__).parents[2]
Run = Callable[..., "CompletedProcess[str]"]

TABLE = {
    "F2 F3 F4 F5, 1-4": "stage-1 stage-2 stage-3 stage-4",
    "F6 F7 F9, h": "books notes participants attendance",
    ". and , (also ] and [)": "next-panel previous-panel",
    "g, f": "next-step jump",
    "a, i": "add inbox",
    "c": "for-whom",
    "r, ctrl+n": "rounds next-speaker",
    "F8, F10": "projector theme",
    "P, v": "preview two-lists",
    "/, x": "filter show-withdrawn",
    "G, T, O": "group-file table list-agencies",
    "B": "money",
    "F, R": "figures assessment",
    "ctrl+z, ctrl+y": "undo redo",
    "L": "history",
    "ctrl+r": "decide",
    "ctrl+s, ctrl+o, ctrl+q": "save sessions quit",
    "e or Enter, E": "edit open editor",
    "space, A": "mark mark-all",
    "m, u, U": "move unite take-apart",
    "o, p": "order points",
    "D": "overlaps",
    "s, S, q, d": "status set-all quick-win withdraw",
    "space, d, + and -, Enter": "start-block skip-block more-minutes fewer-minutes go-there",
    "a, < and >, t": "add-block block-earlier block-later dates",
    "K": "close-stage",
    "left, right, < and >": "year-earlier year-later shorter longer",
    "a, space, -, Enter": "ballot-line give-dot take-dot next-voter",
    "c, K": "which-voter close-voting",
    "n, N, Enter": "next-gap gap-before fill-in",
    "e": "edit",
    "left, right, Esc": "section-before next-section back",
    "w, W": "write-books write-as",
}
"""What the rows of the table in workshop.md are about, by their first cells; those of the README are some of them."""
SECTIONS = {
    "": ("app", "session", "list"),
    "on a list": ("list",),
    "on the agenda": ("agenda",),
    "on the roadmap": ("roadmap",),
    "in a voting": ("voting",),
    "in the books": ("preview", "books"),
}
"""The places that the parts of the table are about."""
SAID_ABOVE = {"help", "palette", "commands"}


def settings(content: str) -> Path:
    """Write the settings of this test."""
    file = Path(os.environ["BIMTEK_CONFIG"]) / "settings.toml"
    file.write_text(content, encoding="utf-8")
    return file


def test_the_text_names_every_place_with_keys_words_and_ids_and_the_file(bimtek: Run) -> None:
    done = bimtek("keys")
    assert done.returncode == 0, done.stderr
    assert str(Path(os.environ["BIMTEK_CONFIG"]) / "settings.toml") in done.stdout
    assert "not there" in done.stdout
    for place in PLACES.values():
        assert f"\n{place.name}\n" in done.stdout
    assert re.search(
        r"^  ctrl\+z +undo +Undo +Take the last change back, up to where the session was opened$",
        done.stdout,
        re.MULTILINE,
    )
    assert re.search(r"^  / +filter +Filter", done.stdout, re.MULTILINE)


def test_the_json_says_what_is_in_force_and_what_is_wrong(bimtek: Run) -> None:
    file = settings('[keys]\nedit = "z"\nredo = "ctrl+h"\n')
    done = bimtek("keys", "--format", "json")
    assert done.returncode == 1
    told = json.loads(done.stdout)
    assert told["settings"]["file"] == str(file)
    assert told["settings"]["exists"]
    assert [(one["line"], one["code"], one["id"]) for one in told["settings"]["findings"]] == [
        (3, "lost-key", "redo")
    ]
    keys = {(place["id"], row["id"]): row["keys"] for place in told["places"] for row in place["actions"]}
    assert keys["list", "edit"] == keys["agenda", "edit"] == ["z"]
    assert keys["list", "open"] == ["enter"]
    assert keys["session", "redo"] == ["ctrl+y"]
    assert f"{file}:3: error lost-key: " in done.stderr


def test_the_markdown_is_the_full_table_of_the_documents(bimtek: Run) -> None:
    stored = ROOT / ".docs" / "keys.md"
    if not stored.parent.is_dir():
        pytest.skip("only a checkout has the documents")
    done = bimtek("keys", "--format", "md")
    assert done.returncode == 0
    assert done.stdout == stored.read_text(encoding="utf-8"), (
        "bimtek keys --lang en --format md > .docs/keys.md"
    )


def test_the_keys_are_explained_in_indonesian_too(bimtek: Run) -> None:
    done = bimtek("keys", "--lang", "id")
    assert re.search(r"^  ctrl\+z +undo +Urungkan", done.stdout, re.MULTILINE)


# The pages -----------------------------------------------------------------------------------------------------


def rows(page: str) -> Iterator[tuple[str, str]]:
    """The parts of the table of keys on a page and the cells of keys in them."""
    file = ROOT / page
    if not file.is_file():
        pytest.skip("only a checkout has the documents")
    table = file.read_text(encoding="utf-8").partition("| key | does |")[2].partition("\n\n")[0]
    part = ""
    for line in table.splitlines()[2:]:
        cell = line.strip("| ").split(" | ")[0].strip()
        if cell.startswith("**"):
            part = cell.strip("*| ")
        elif cell:
            yield part, cell


def keys_of(cell: str) -> set[str]:
    """The names of the keys in a cell."""
    spread = cell.replace("1-4", "1 2 3 4")
    words = [word if len(word) == 1 else word.strip("(),") for word in spread.split()]
    return {str(key_name(word)) for word in words if word not in ("and", "also", "or")}


def test_every_key_of_the_table_is_one_of_the_action_beside_it() -> None:
    cells = list(rows(".docs/workshop.md"))
    assert [cell for _part, cell in cells] == list(TABLE)
    for part, cell in cells:
        usual: dict[str, set[str]] = {}
        for place in SECTIONS[part]:
            for row in PLACES[place].rows:
                usual.setdefault(row.action, set()).update(row.keys.split(","))
        actions = TABLE[cell].split()
        assert keys_of(cell) <= {key for action in actions for key in usual[action]}, cell
        for action in actions:
            assert usual[action] & keys_of(cell), (cell, action)


def test_the_readme_s_rows_are_rows_of_that_table() -> None:
    cells = [cell for _part, cell in rows("README.md")]
    lines = (ROOT / ".docs" / "workshop.md").read_text(encoding="utf-8").splitlines()
    own = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    assert cells
    assert [
        cell for cell in cells if not {line for line in own if line.startswith(f"| {cell} |")} & {*lines}
    ] == []


def test_every_action_of_the_footer_is_in_the_table() -> None:
    told = {id for ids in TABLE.values() for id in ids.split()} | SAID_ABOVE
    shown = {
        row.action
        for places in SECTIONS.values()
        for place in places
        for row in PLACES[place].rows
        if "show" in row.mark
    }
    assert shown <= told


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("K", "K"),
        ("z", "z"),
        ("Ctrl+K", "ctrl+k"),
        ("ctrl-k", "ctrl+k"),
        ("F11", "f11"),
        ("Space", "space"),
        (" ", "space"),
        ("/", "slash"),
        (",", "comma"),
        ("+", "plus"),
        ("shift+k", "K"),
        ("Shift+Tab", "shift+tab"),
        ("Esc", "escape"),
        ("PgUp", "pageup"),
        ("alt+x", "alt+x"),
        ("é", "é"),
        ("blah", None),
        ("f99", None),
        ("ctrl+", None),
        ("", None),
        ("\x1b", None),
        ("strg+k", None),
    ],
)
def test_keys_are_taken_as_people_write_them(said: str, key: str | None) -> None:
    assert key_name(said) == key


def test_every_key_of_the_table_can_be_written_as_it_is_shown() -> None:
    for place in PLACES.values():
        for row in place.rows:
            for key in row.keys.split(","):
                assert key_name(key) == key
                assert key in ("up", "down", "left", "right") or key_name(written(key)) == key
