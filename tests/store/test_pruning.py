"""Removing withdrawn entries for good: what goes, what stays, and that nothing is left without its entry."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import strategies
from support.layouts import ADDED, CITY, LAYOUTS, TOP, program, swot

from bimtek_tui import check, store
from bimtek_tui.errors import CannotSave
from bimtek_tui.model import method
from bimtek_tui.model.kinds import build, kinds, raw
from bimtek_tui.store import formatting, layout, pruning

KOMINFO = method.load("kominfo-1")
GONE = 'withdrawn = "ditarik"\n' + ADDED


def withdrawn(block: str) -> str:
    return block.replace(ADDED, GONE)


def budget(id: str, program: str) -> str:
    return f'# {id}\n[[budget]]\nid = "{id}"\nprogram = "{program}"\nyear = 2026\nfunding = "apbd"\namount_idr = 1\n{ADDED}'


def session(*blocks: str) -> str:
    return "\n".join([TOP, CITY, *blocks])


def test_a_withdrawn_entry_goes_with_its_comments_and_its_tables_and_the_rest_stays() -> None:
    text = session(
        swot("sw-00000001"),
        "# milik yang ditarik\n" + withdrawn(swot("sw-00000002")).replace("added", "# kapan\nadded"),
        "# tabel di dalamnya\n[swot.milik]\na = 1\n",
        "# milik sw-3\n" + swot("sw-00000003"),
    )
    pruned = pruning.pruned(text)
    assert pruned.removed == (("swot", "sw-00000002"),)
    assert pruned.kept == {}
    assert pruned.text == formatting.laid_out(
        session(swot("sw-00000001"), "# milik sw-3\n" + swot("sw-00000003"))
    )


def test_a_comment_that_stands_by_itself_stays() -> None:
    text = session(
        swot("sw-00000001"),
        withdrawn(swot("sw-00000002")) + "# ekor isian\n\n# ---- bagian berikut ----\n",
        program("pr-00000001"),
    )
    made = pruning.pruned(text).text
    assert "# ---- bagian berikut ----\n" in made
    assert "ekor isian" not in made


def test_what_is_named_by_an_entry_that_stays_stays_too_and_is_told() -> None:
    text = session(
        withdrawn(program("pr-00000001")),
        withdrawn(program("pr-00000002")),
        budget("bg-00000001", "pr-00000001"),
        withdrawn(budget("bg-00000002", "pr-00000002")),
    )
    pruned = pruning.pruned(text)
    assert set(pruned.removed) == {("program", "pr-00000002"), ("budget", "bg-00000002")}
    assert pruned.kept == {"pr-00000001": ("bg-00000001",)}
    assert "pr-00000001" in pruned.text


def test_what_a_kept_entry_names_is_kept_as_well() -> None:
    text = session(
        withdrawn(swot("sw-00000001")),
        withdrawn(swot("sw-00000002"))
        .replace("votes", "")
        .replace(GONE, 'merged_into = "sw-00000001"\n' + GONE),
        program("pr-00000001", 'supports = [\n  "sw-00000002",\n]\n'),
    )
    pruned = pruning.pruned(text)
    assert pruned.removed == ()
    assert pruned.kept == {"sw-00000001": ("sw-00000002",), "sw-00000002": ("pr-00000001",)}


@pytest.mark.parametrize(
    "naming",
    [
        '[lain]\nlihat = "sw-00000002"\n',
        '[[aneh]]\ndaftar = [{ x = ["sw-00000002"] }]\n',
        swot("sw-00000003").replace(ADDED, 'lihat = "sw-00000002"\n' + ADDED),
        swot("sw-00000003").replace(ADDED, 'source = "sw-00000002"\n' + ADDED),
        swot("sw-00000003")
        .replace("quadrant", "kuadran")
        .replace(ADDED, 'merged_into = "sw-00000002"\n' + ADDED),
    ],
)
def test_keys_and_tables_that_bimtek_does_not_know_may_name_an_entry_too(naming: str) -> None:
    pruned = pruning.pruned(session(swot("sw-00000001"), withdrawn(swot("sw-00000002")), naming))
    assert pruned.removed == ()
    assert list(pruned.kept) == ["sw-00000002"]


@pytest.mark.parametrize("reason", ['""', '"  "', "true", "1"])
def test_an_entry_without_a_reason_is_not_withdrawn(reason: str) -> None:
    text = session(withdrawn(swot("sw-00000001")).replace('"ditarik"', reason))
    assert pruning.pruned(text).removed == ()


def test_an_entry_written_in_line_goes_as_well() -> None:
    text = TOP + 'swot = [{ id = "sw-00000001", withdrawn = "x" }, { id = "sw-00000002" }]\n\n' + CITY
    pruned = pruning.pruned(text)
    assert pruned.removed == (("swot", "sw-00000001"),)
    assert [one["id"] for one in tomllib.loads(pruned.text)["swot"]] == ["sw-00000002"]


def test_the_last_entry_of_a_kind_and_of_the_file_may_go() -> None:
    pruned = pruning.pruned(session(swot("sw-00000001"), withdrawn(program("pr-00000001"))).rstrip("\n"))
    assert pruned.text == formatting.laid_out(session(swot("sw-00000001")))


@pytest.mark.parametrize("name", LAYOUTS)
def test_without_withdrawn_entries_pruning_is_laying_out(name: str) -> None:
    text = LAYOUTS[name].removeprefix("\ufeff")
    try:
        meant = formatting.laid_out(text)
    except CannotSave:
        with pytest.raises(CannotSave):
            pruning.pruned(text)
        return
    assert pruning.pruned(text) == pruning.Pruned(meant, (), {})


@pytest.mark.slow
@settings(deadline=None, max_examples=150)
@given(st.data())
def test_after_pruning_nothing_that_was_not_withdrawn_is_missing_and_no_reference_is_left_over(
    data: st.DataObject,
) -> None:
    """Random entries that name each other at random, some withdrawn."""
    parts, ids = [], []  # type: ignore[var-annotated]
    for number in range(data.draw(st.integers(1, 8))):
        kind = data.draw(st.sampled_from(strategies.MINTED))
        given = data.draw(strategies.raws(kind)) | {"id": f"{kind.prefix}-{number:08}"}
        given.pop("withdrawn", None)
        if data.draw(st.booleans()):
            given["withdrawn"] = "ditarik"
        for field in kind.fields:
            if field.refs and field.name in given:
                name = data.draw(st.sampled_from(ids)) if ids else given["id"]
                given[field.name] = (name,) if field.list else name
        ids.append(given["id"])
        entry = build(kind, {key: given[key] for key in kind.keys if key in given})
        parts.append(layout.entry(kind, raw(entry)))
    text = f"{TOP}\n{CITY}\n{''.join(parts)}"
    before = store.parse(text.encode(), Path("uji.toml"))
    pruned = pruning.pruned(text)
    after = store.parse(pruned.text.encode(), Path("uji.toml"))
    left = {
        (kind.table, id)
        for kind in kinds().values()
        if not kind.single
        for id in after.session.entries(kind.table)
    }
    there = {
        (kind.table, id)
        for kind in kinds().values()
        if not kind.single
        for id in before.session.entries(kind.table)
    }
    assert there - left == set(pruned.removed)
    for table, id in there:
        entry_before = before.session.entries(table)[id]
        if getattr(entry_before, "withdrawn", None) is None or id in pruned.kept:
            assert after.session.entries(table)[id] == entry_before

    def dangling(loaded: store.Loaded) -> set[tuple[str, str]]:
        return {
            (one.id, one.key) for one in check.findings(loaded, KOMINFO) if one.code == "dangling-reference"
        }

    assert dangling(after) <= dangling(before)
    assert pruning.pruned(pruned.text) == pruning.Pruned(pruned.text, (), pruned.kept)
