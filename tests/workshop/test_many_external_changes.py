"""Random work here and outside on one file: what comes of it is what the merge makes of both, and nothing is lost."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support import layouts, strategies, workshops

from bimtek_tui.errors import Refused
from bimtek_tui.model import edits
from bimtek_tui.model.edits import Add, Edit, Remove
from bimtek_tui.model.entries import Session
from bimtek_tui.model.kinds import raw as raw_of
from bimtek_tui.review import merging, table_merge
from bimtek_tui.store import Loaded, editing, load, parse
from bimtek_tui.workshop.workshop import Workshop, open_workshop

pytestmark = pytest.mark.slow

NUMBERS = itertools.count()
WORDS = st.sampled_from(["Satu.", "Dua.", "Tiga baris\ndari rekan.", "# bukan komentar [[swot]]"])


def _draw(data: st.DataObject, session: Session) -> Edit | None:
    """Something that a person could do now, on few entries, so that both sides meet."""
    what = data.draw(st.sampled_from(["text", "votes", "list", "plan", "add", "withdraw", "remove", "tick"]))
    swot, program = list(session.swot.values()), list(session.program.values())
    if what == "add":
        id = f"sw-1{data.draw(st.integers(0, 9_999_999)):07d}"
        made = {"id": id, "quadrant": "threat", "text": data.draw(WORDS), "added": strategies.NOW}
        return None if id in session.swot else Add("swot", made)
    if what == "plan":
        return edits.set_single(session, "plan", theme=data.draw(WORDS), rpjmd=data.draw(st.none() | WORDS))
    if what == "tick":
        return edits.put(session, "checklist", "stage-1/uji", state=data.draw(st.sampled_from(["done", "open"])), at=strategies.NOW)  # fmt: skip
    if what == "list" and program:
        money = data.draw(st.lists(st.sampled_from(["apbd", "csr", "dak"]), unique=True).map(tuple))
        steps = data.draw(st.lists(WORDS, max_size=2).map(tuple))
        return edits.revise(program[0], funding=money, activities=steps)
    if not swot:
        return None
    entry = data.draw(st.sampled_from(swot))
    if what == "remove":
        return Remove("swot", raw_of(entry))
    if what == "withdraw":
        return edits.restore(entry) if entry.withdrawn else edits.withdraw(entry, data.draw(WORDS))
    if what == "votes":
        return edits.revise(entry, votes=data.draw(st.integers(0, 2)), group=data.draw(st.none() | WORDS))
    return edits.revise(entry, text=data.draw(WORDS))


def _work_here(data: st.DataObject, shop: Workshop) -> None:
    for _ in range(data.draw(st.integers(0, 4))):
        if data.draw(st.integers(0, 5)) == 0:
            try:
                shop.undo()
            except Refused:
                continue
        elif edit := _draw(data, shop.session):
            shop.do(edit)


def _work_outside(data: st.DataObject, file: Path) -> None:
    loaded = load(file)
    for _ in range(data.draw(st.integers(0, 3))):
        if edit := _draw(data, loaded.session):
            editing.perform(loaded, edit)
    file.write_bytes(loaded.document.to_bytes())


def _expected(
    data: st.DataObject, base: Loaded, shop: Workshop, file: Path
) -> tuple[Loaded, dict[Any, table_merge.Side]]:
    """What the merge makes of both, with decisions at random; where others changed it and nothing of ours is left it is their file as it is."""
    sides = (base.document, parse(shop.document.to_bytes(), file).document, load(file).document)
    conflicts = merging.merge(*sides).conflicts
    chosen = {one.place: data.draw(st.sampled_from(table_merge.SIDES)) for one in conflicts}
    both, theirs = parse(merging.merge(*sides, chosen).text.encode(), file), load(file)
    if both.session == theirs.session and theirs.document.text != base.document.text:
        return theirs, chosen
    return both, chosen


def _decide(shop: Workshop, chosen: dict[Any, table_merge.Side]) -> None:
    shop.persistence.external.answers = tuple(
        (one, chosen[one.place]) for one in shop.persistence.external.conflicts
    )
    shop.persistence.look()


@pytest.mark.parametrize(
    "name", ["plain", "comments everywhere", "windows", "no final newline", "odd spacing"]
)
@settings(deadline=None, max_examples=15, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_both_sides_work_and_both_are_kept(name: str, data: st.DataObject, tmp_path: Path) -> None:
    file = tmp_path / f"{next(NUMBERS)}.toml"
    file.write_bytes(layouts.CONTENTS[name])
    shop = open_workshop(file)
    end = data.draw(st.sampled_from(["save", "save", "crash", "crash undecided", "leave undecided"]))
    try:
        for _ in range(data.draw(st.integers(1, 3))):
            base = load(file)
            _work_here(data, shop)
            new = shop.session.swot.keys() - base.session.swot.keys()
            _work_outside(data, file)
            wanted, chosen = _expected(data, base, shop, file)
            if chosen and end.endswith("undecided"):
                break
            opening_twice = data.draw(st.booleans())
            for _look in range(1 + opening_twice):
                shop.persistence.look(at_once=not opening_twice)
            assert bool(chosen) == bool(shop.persistence.external.conflicts)
            _decide(shop, chosen)
            assert shop.persistence.trouble == ""
            assert shop.session == wanted.session
            assert shop.document.text == wanted.document.text
            if data.draw(st.booleans()):
                shop.save()
                assert load(file).session == wanted.session
        else:
            if end == "save":
                shop.save()
            else:
                workshops.crash(shop)
                shop = open_workshop(file)
                assert "fit" not in " ".join(shop.persistence.news)
            assert load(file).session == shop.session == wanted.session
            return
        theirs, ours = load(file).session, shop.session.copy()
        if end == "leave undecided":
            assert shop.close()
            # an earlier one may hold what was entered here and taken out outside
            aside = sorted(file.parent.glob(f"{file.stem}.konflik-*.toml"))[-1]
            assert load(aside).session == ours
        else:
            if data.draw(st.booleans()):
                shop.persistence.look(at_once=True)
            workshops.crash(shop)
        shop = open_workshop(file)
        assert new <= shop.session.swot.keys()
        assert theirs.program.keys() <= shop.session.program.keys()
    finally:
        workshops.crash(shop)
