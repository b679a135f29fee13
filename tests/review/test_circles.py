"""Two sides that merged entries into each other: nothing may be left that does not count, and somebody is asked."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from support.layouts import CITY, TOP, program, swot

from bimtek_tui.model import method as methods
from bimtek_tui.model.entries import Session, counting
from bimtek_tui.review import merging
from bimtek_tui.review.conflicts import sentence
from bimtek_tui.review.merging import Chosen, Merged
from bimtek_tui.review.questions import questions
from bimtek_tui.review.table_merge import SIDES
from bimtek_tui.store import parse

PATH = Path("uji.toml")
METHOD = methods.load("kominfo-1")
ONE, TWO, THREE = "sw-00000001", "sw-00000002", "sw-00000003"


def file(table: str = "swot", **into: str) -> str:
    """Three entries, some of them merged into others."""
    prefix = {"swot": "sw", "program": "pr"}[table]
    blocks = []
    for number in (1, 2, 3):
        id = f"{prefix}-0000000{number}"
        block = swot(id) if table == "swot" else program(id)
        if target := into.get(f"of_{number}"):
            block = block.replace("added =", f'merged_into = "{prefix}-0000000{target}"\nadded =')
        blocks.append(block)
    return "\n".join([TOP, CITY, *blocks])


def merge(base: str | None, ours: str, theirs: str, chosen: Chosen | None = None) -> Merged:
    sides = [merging.document(text.encode(), PATH) for text in (base, ours, theirs) if text]
    return merging.merge(sides[0] if base else None, sides[-2], sides[-1], chosen or {})


def session(text: str) -> Session:
    return parse(text.encode(), PATH).session


@pytest.mark.parametrize("with_base", [True, False])
@pytest.mark.parametrize("table", ["swot", "program"])
def test_two_who_merged_the_same_two_entries_in_opposite_directions_are_asked(
    table: str, with_base: bool
) -> None:
    base = file(table) if with_base else None
    merged = merge(base, file(table, of_1="2"), file(table, of_2="1"))
    assert [conflict.key for conflict in merged.conflicts] == ["merged_into", "merged_into"]
    assert {conflict.what for conflict in merged.conflicts} == {"circle"}
    for conflict in merged.conflicts:
        assert "goes the other way round, so none of them would count" in sentence(conflict)
    places = [conflict.place for conflict in merged.conflicts]
    for answers in product(SIDES, repeat=2):
        settled = merge(
            base, file(table, of_1="2"), file(table, of_2="1"), dict(zip(places, answers, strict=True))
        )
        if answers == ("ours", "theirs"):  # both again
            assert [conflict.place for conflict in settled.conflicts] == places
        else:
            assert settled.conflicts == ()
            into = {entry.id: entry.merged_into for entry in session(settled.text).entries(table).values()}
            assert len(counting(session(settled.text).entries(table))) == (
                3 if answers == ("theirs", "ours") else 2
            )
            assert len(into) == 3


def test_a_circle_of_three_by_two_sides_is_held_at_those_that_changed() -> None:
    merged = merge(file(of_1="2"), file(of_1="2", of_2="3"), file(of_1="2", of_3="1"))
    assert [conflict.id for conflict in merged.conflicts] == [TWO, THREE]
    ours = {("swot", TWO, "merged_into"): "ours", ("swot", THREE, "merged_into"): "ours"}
    settled = merge(file(of_1="2"), file(of_1="2", of_2="3"), file(of_1="2", of_3="1"), ours)  # type: ignore[arg-type]
    assert settled.text == file(of_1="2", of_2="3")


def test_merging_in_rows_and_a_circle_of_one_side_alone_are_no_matter_of_the_merge() -> None:
    merged = merge(file(), file(of_1="2"), file(of_2="3"))
    assert (merged.conflicts, merged.text) == ((), file(of_1="2", of_2="3"))
    alone = file(of_1="2", of_2="1")
    merged = merge(file(), alone, file(of_3="1"))
    assert (merged.conflicts, merged.text) == ((), file(of_1="2", of_2="1", of_3="1"))


def test_a_choice_about_something_else_that_would_close_a_circle_is_asked_about() -> None:
    """Both changed the same entry differently, and one of the two answers leads into a circle with theirs."""
    base, ours, theirs = file(), file(of_1="2"), file(of_1="3", of_2="1")
    merged = merge(base, ours, theirs)
    assert {conflict.id for conflict in merged.conflicts} == {ONE, TWO}
    wrong = {("swot", ONE, "merged_into"): "ours", ("swot", TWO, "merged_into"): "theirs"}
    assert merge(base, ours, theirs, wrong).conflicts  # type: ignore[arg-type]


def test_the_question_says_what_stands_on_either_side() -> None:
    files = file(), file(of_1="2"), file(of_2="1")
    base, ours, theirs = map(session, files)
    asked = questions(merge(*files).conflicts, base, ours, theirs, METHOD)
    assert [question.key for question in asked] == ["Merged into", "Merged into"]
    turned = ("not merged: there it goes the other way round",)
    assert (asked[0].theirs, asked[1].ours) == (turned, turned)
    assert asked[0].ours != turned
    assert asked[1].theirs != turned
