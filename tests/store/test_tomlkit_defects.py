"""Defects of tomlkit (git-data.md, part B) that `test_document` does not name alone: what our files are like instead.

T1 to T3, T5, T6, T8 to T11, T14 to T16, T19 to T21 are there.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from support import layouts, strategies
from support.layouts import ADDED, CITY, TOP, program, swot

from bimtek_tui.errors import Refused, UnreadableFile
from bimtek_tui.model import edits
from bimtek_tui.model.edits import Add, Change, Remove
from bimtek_tui.model.kinds import kinds
from bimtek_tui.model.kinds import raw as raw_of
from bimtek_tui.store import Loaded, editing, layout, parse

PATH = Path("uji.toml")


def _loaded(text: str) -> Loaded:
    return parse(text.encode(), PATH)


def _capture(loaded: Loaded, table: str, **keys: Any) -> Add:
    edit = edits.capture(loaded.session, table, keys, strategies.NOW)
    editing.perform(loaded, edit)
    return edit


@pytest.mark.parametrize("end", ["\n", ""])
@pytest.mark.parametrize("order", [*permutations(range(3))])
def test_t4_entries_that_go_and_come_back_in_any_order_stay_readable(
    order: tuple[int, ...], end: str
) -> None:
    """tomlkit writes ``x = 2[[a]]`` where the order of entries changes in a file without final newline."""
    ids = [f"sw-0000000{number}" for number in range(3)]
    text = "\n".join([TOP, *map(swot, ids)]).rstrip("\n") + end
    loaded = _loaded(text)
    done = []
    for number in order:
        edit = Remove("swot", raw_of(loaded.session.swot[ids[number]]))
        done.append((edit, editing.perform(loaded, edit)))
        assert parse(loaded.document.to_bytes(), PATH).session == loaded.session
    for edit, patches in reversed(done):
        editing.take_back(loaded, edits.inverse(edit), patches)
        assert list(parse(loaded.document.to_bytes(), PATH).session.swot) == list(loaded.session.swot)
    assert loaded.document.text == text
    for number in order:  # and anew, each behind the last
        editing.perform(loaded, Remove("swot", raw_of(loaded.session.swot[ids[number]])))
        editing.perform(
            loaded,
            Add("swot", {"id": ids[number], "quadrant": "threat", "text": "x", "added": strategies.NOW}),
        )
        assert parse(loaded.document.to_bytes(), PATH).session == loaded.session
    assert list(loaded.session.swot) == [ids[number] for number in order]


def test_t7_a_time_of_day_is_no_value_of_ours_and_one_of_somebody_else_is_kept() -> None:
    """tomlkit drops the offset of a time without a word."""
    moment = dt.time(9, tzinfo=dt.UTC)
    with pytest.raises(TypeError):
        layout.scalar(kinds()["stage"].keys["opened"], moment)
    text = TOP + "\n" + swot("sw-00000001").replace("added", "jam = 09:15:00\nadded")
    loaded = _loaded(text)
    for wrong in (Change("stage", "stage-1", {}, {"opened": moment}), Change("swot", "sw-00000001", {"votes": None}, {"votes": moment})):  # fmt: skip
        with pytest.raises(Refused):
            editing.perform(loaded, wrong)
    change = edits.revise(loaded.session.swot["sw-00000001"], text="Lain.")
    assert change
    editing.perform(loaded, change)
    assert loaded.document.text == text.replace("Data belum terpadu.", "Lain.")


def test_t12_the_last_entry_of_a_kind_leaves_no_list_behind_and_the_next_stands_in_its_place() -> None:
    """tomlkit writes ``a = []`` at the top, and the next entry elsewhere."""
    one, other = swot("sw-00000001"), program("pr-00000001")
    loaded = _loaded("\n".join([TOP, CITY, one, other]))
    editing.perform(loaded, Remove("swot", raw_of(loaded.session.swot["sw-00000001"])))
    assert loaded.document.text == "\n".join([TOP, CITY, other])
    edit = _capture(loaded, "swot", quadrant="weakness", text="Baru.")
    text = loaded.document.text
    assert text.index(CITY) < text.index(f"# {edit.entry['id']}\n[[swot]]\n") < text.index(other)


def test_t13_the_first_entry_of_a_kind_is_a_table_of_its_own() -> None:
    """tomlkit keeps ``s = [{...}]`` on one line for ever once a list was empty."""
    loaded = _loaded(TOP)
    for kind in strategies.MINTED:
        key = kind.text_key
        keys = {field.name: "stage-1" for field in kind.fields if field.required and field.type == "s"}
        try:
            _capture(
                loaded, kind.table, **{key: "x"} | {k: v for k, v in keys.items() if k not in ("id", key)}
            )
        except Refused:
            continue  # it needs more than words
        assert f"\n[[{kind.table}]]\nid = " in loaded.document.text
    assert "{" not in loaded.document.text
    assert parse(loaded.document.to_bytes(), PATH).session == loaded.session
    assert len(loaded.document.blocks) > 8


def test_t17_what_redefines_a_table_is_not_opened() -> None:
    """tomlkit lets ``a.b = 1`` with ``[a.a]`` and ``[a]`` pass; tomllib is the judge."""
    for text in ("a.b = 1\n[a.a]\n[a]\n", "[city]\nname = 'x'\n[[city]]\n", "[[swot]]\n[swot]\n"):
        with pytest.raises(UnreadableFile, match="not valid TOML"):
            _loaded(TOP + text)


def test_t18_empty_keys_are_never_written_and_those_of_others_mean_what_tomllib_says() -> None:
    """tomlkit reads nested tables with empty names into another structure."""
    foreign = '[[""]]\n[[""]]\n[["".""]]\nx = 1\n'
    text = TOP + "\n" + swot("sw-00000001") + "\n" + foreign
    loaded = _loaded(text)
    with pytest.raises(Refused):
        editing.perform(
            loaded, Add("swot", {"id": "sw-00000002", "quadrant": "threat", "text": "x", "": "y"})
        )
    assert loaded.document.text == text
    change = edits.revise(loaded.session.swot["sw-00000001"], votes=3)
    assert change
    editing.perform(loaded, change)
    assert loaded.document.text == text.replace(ADDED, "votes = 3\n" + ADDED)
    assert tomllib.loads(loaded.document.text)[""] == [{}, {"": [{"x": 1}]}]


@pytest.mark.parametrize("name", layouts.LAYOUTS)
def test_every_entry_has_its_lines(name: str) -> None:
    loaded = parse(layouts.CONTENTS[name], PATH)
    lines = layouts.CONTENTS[name].decode("utf-8-sig").split("\n")
    taken: set[int] = set()
    for table in kinds():
        if kinds()[table].single:
            continue
        for identity in loaded.session.entries(table):
            span = loaded.document.span(table, identity)
            own = [lines[number - 1] for number in span]
            assert any(identity in line for line in own)
            assert own[-1].strip()
            assert loaded.document.line_of(table, identity) in span
            assert loaded.document.line_of(table, identity, "id") in span
            assert not taken & set(span)
            taken |= set(span)
    assert list(loaded.document.span("swot", "sw-tiadatia")) == []
