"""Edits on session files of every layout: only the entry changes, undo brings the bytes back, and it reads back."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support import layouts, strategies

from bimtek_tui.errors import Refused
from bimtek_tui.model import edits
from bimtek_tui.model.edits import Add, Change, Edit, Remove
from bimtek_tui.model.ids import EntryRef
from bimtek_tui.model.kinds import kinds
from bimtek_tui.model.kinds import raw as raw_of
from bimtek_tui.store import Loaded, editing, parse
from bimtek_tui.store.document import Patch, same

PATH = Path("uji.toml")


def _draw_edit(data: st.DataObject, loaded: Loaded) -> Edit | None:
    """An edit that somebody could make now."""
    session = loaded.session
    there = [(kind.table, identity) for kind in strategies.LISTED for identity in session.entries(kind.table)]
    what = data.draw(
        st.sampled_from(["capture", "revise", "revise", "withdraw", "remove", "single", "put", "several"])
    )
    if what == "several":
        return edits.together(
            "beberapa", [_draw_edit(data, loaded) for _ in range(data.draw(st.integers(1, 3)))]
        )
    if what == "single":
        kind = kinds()[data.draw(st.sampled_from(["plan", "analysis", "commitment", "city", "top"]))]
        key = data.draw(st.sampled_from([key for key in kind.keys if kind.table != "top" or key == "title"]))
        field = kind.keys[key]
        return edits.set_single(session, kind.table, **{field.name: data.draw(strategies.values(field))})
    if what == "put":
        return edits.put(session, "checklist", "stage-1/uji", state="done", at=strategies.NOW)
    if what == "capture" or not there:
        kind = kinds()[data.draw(st.sampled_from([kind.table for kind in strategies.MINTED]))]
        raw = data.draw(strategies.raws(kind))
        return edits.capture(session, kind.table, raw, strategies.NOW)
    table, identity = data.draw(st.sampled_from(there))
    kind, entry = kinds()[table], session.entries(table)[identity]
    if what == "remove":
        if sum(block.data.get("id") == identity for block in loaded.document.blocks) > 1:
            return None  # its twin would take its place
        return Remove(kind.table, raw_of(entry))
    if what == "withdraw" and kind.prefix:
        return (
            edits.restore(entry)
            if entry.withdrawn
            else edits.withdraw(entry, data.draw(st.text(max_size=20)))
        )
    field = kind.keys[data.draw(st.sampled_from([key for key in kind.keys if key != "id"]))]
    value = data.draw(strategies.values(field) if field.required else st.none() | strategies.values(field))
    return edits.revise(entry, **{field.name: value})


def _texts(loaded: Loaded) -> list[tuple[tuple[str, str] | None, str]]:
    return [(block.place, block.text) for block in loaded.document.blocks]


def _only_this_changed(before: list[Any], after: list[Any], edit: Edit) -> None:
    touched = edits.changed_keys(edit)
    gone = [text for place, text in before if place not in touched]
    left = [text for place, text in after if place not in touched]
    if len(before) != len(after) or any(isinstance(one, Remove) for one in edits.simple(edit)):
        # at most the blank line above differs
        gone, left = [text.rstrip("\r\n") for text in gone], [text.rstrip("\r\n") for text in left]
    if any(isinstance(one, Remove) for one in edits.simple(edit)):
        assert [text for text in gone if text in left] == left  # nested tables go with their entry
    else:
        assert gone == left


def _reads_back(loaded: Loaded) -> None:
    read = parse(loaded.document.to_bytes(), PATH)
    assert read.session == loaded.session
    for kind in strategies.LISTED:
        assert list(read.session.entries(kind.table)) == list(loaded.session.entries(kind.table))
    assert same(read.document.as_data(), loaded.document.as_data())
    assert [block.place for block in read.document.blocks] == [
        block.place for block in loaded.document.blocks
    ]


@pytest.mark.parametrize("name", layouts.LAYOUTS)
@settings(
    deadline=None, max_examples=20, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(st.data())
@pytest.mark.slow
def test_edits_touch_their_entry_only_and_undo_and_redo_to_the_byte(name: str, data: st.DataObject) -> None:
    loaded = parse(layouts.CONTENTS[name], PATH)
    assert loaded.document.to_bytes() == layouts.CONTENTS[name]
    states, done = [layouts.CONTENTS[name]], list[tuple[Edit, list[Patch]]]()
    for _ in range(data.draw(st.integers(1, 6))):
        edit = _draw_edit(data, loaded)
        if edit is None:
            continue
        before = _texts(loaded)
        try:
            patches = editing.perform(loaded, edit)
        except Refused:
            assert loaded.document.to_bytes() == states[-1]
            _reads_back(loaded)
            continue
        _only_this_changed(before, _texts(loaded), edit)
        _reads_back(loaded)
        done.append((edit, patches))
        states.append(loaded.document.to_bytes())
    redo = []
    for number, (edit, patches) in reversed(list(enumerate(done))):
        back = edits.inverse(edit)
        redo.append((edit, editing.take_back(loaded, back, patches)))
        assert loaded.document.to_bytes() == states[number]
    _reads_back(loaded)
    for number, (edit, patches) in enumerate(reversed(redo), 1):
        editing.take_back(loaded, edit, patches)
        assert loaded.document.to_bytes() == states[number]
    _reads_back(loaded)


@pytest.mark.parametrize(
    "name", [name for name in layouts.LAYOUTS if name not in ("only the top", "bad entries")]
)
def test_common_edits_are_taken_in_every_layout(name: str) -> None:
    loaded = parse(layouts.CONTENTS[name], PATH)
    session = loaded.session
    todo: list[Edit | None] = [
        edits.capture(session, "swot", {"quadrant": "threat", "text": "Baru.\nDua baris."}, strategies.NOW),
        edits.capture(session, "mission", {"text": "Misi."}, strategies.NOW),
        edits.set_single(session, "plan", vision="Visi baru."),
        edits.set_single(session, "analysis", variant="pearce"),
        edits.set_single(session, "commitment", place="Aula"),
    ]
    for kind in strategies.MINTED:
        for entry in session.entries(kind.table).values():
            todo += [
                edits.revise(entry, **{kind.text_key: "Teks lain."}),
                edits.withdraw(entry),
                edits.revise(entry, dimension="governance") if "dimension" in kind.keys else None,
            ]
    for edit in todo:
        if edit:
            editing.perform(loaded, edit)
            _reads_back(loaded)
    assert not [line for line in loaded.document.text.split("\n") if line.endswith("\r")] or "windows" in name


def test_a_refused_part_takes_back_the_whole_edit() -> None:
    loaded = parse(layouts.CONTENTS["plain"], PATH)
    edit = edits.together(
        "gabung",
        [
            edits.capture(loaded.session, "swot", {"quadrant": "threat", "text": "x"}, strategies.NOW),
            Remove("swot", raw_of(loaded.session.swot["sw-00000001"])),
            edits.set_single(loaded.session, "analysis", variant="pearce"),
            Change("swot", "sw-00000002", {"votes": None}, {"votes": -1}),
        ],
    )
    assert edit
    with pytest.raises(Refused):
        editing.perform(loaded, edit)
    assert loaded.document.to_bytes() == layouts.CONTENTS["plain"]
    _reads_back(loaded)


def test_what_stands_in_the_file_in_a_bad_way_is_not_doubled() -> None:
    """A second [plan] would make the file unreadable, a second [[agency]] beside [agency] as well."""
    for bad in ("[[plan]]\n", "plan = 5\n"):
        top, _newline, rest = layouts.TOP.partition("\n")
        text = f"{top}\n{bad}{rest}" if bad[0] == "p" else layouts.TOP + bad
        loaded = parse(text.encode(), PATH)
        edit = edits.set_single(loaded.session, "plan", vision="x")
        assert edit
        with pytest.raises(Refused, match="plan"):
            editing.perform(loaded, edit)
        assert loaded.document.text == text
        assert loaded.findings
    loaded = parse((layouts.TOP + "[agency]\nid = 'A'\n").encode(), PATH)
    with pytest.raises(Refused, match="agency"):
        editing.perform(loaded, Add("agency", {"id": "B"}))


WRONG = (
    layouts.TOP
    + '\n[plan]\nshort_start = "besok" # entah\n\n'
    + layouts.program("pr-00000001", 'funding = "apbd"\nbudget_idr = "tiga"\n')
)


def test_a_key_that_can_not_be_read_stays_whatever_else_of_its_entry_is_edited() -> None:
    loaded = parse(WRONG.encode(), PATH)
    program = loaded.session.program["pr-00000001"]
    for change, old, new in (
        (edits.set_single(loaded.session, "plan", vision="x"), "[plan]\n", '# plan\n[plan]\nvision = "x"\n'),
        (edits.revise(program, name="Lain"), f'"{program.name}"', '"Lain"'),
    ):
        assert change
        patches = editing.perform(loaded, change)
        assert loaded.document.text == WRONG.replace(old, new)
        editing.take_back(loaded, edits.inverse(change), patches)
        assert loaded.document.text == WRONG


def test_a_value_takes_the_place_of_one_that_can_not_be_read_and_gives_it_back() -> None:
    loaded = parse(WRONG.encode(), PATH)
    place = EntryRef("program", "pr-00000001")
    change = edits.revise(loaded.session.program[place.id], budget_idr=3)
    assert change
    patches = editing.perform(loaded, change)
    assert loaded.document.text == WRONG.replace('"tiga"', "3")
    assert loaded.session.unread[place] == {"funding"}
    editing.take_back(loaded, edits.inverse(change), patches)
    assert loaded.document.text == WRONG
    assert loaded.session.unread[place] == {"funding", "budget_idr"}


def test_a_list_that_can_not_be_read_is_not_made_anew_without_what_stands_there() -> None:
    loaded = parse(WRONG.encode(), PATH)
    change = edits.revise(loaded.session.program["pr-00000001"], funding=("csr",), name="Lain")
    assert change
    with pytest.raises(Refused, match=r"funding.*mend it in an editor"):
        editing.perform(loaded, change)
    assert loaded.document.text == WRONG


# Real git -------------------------------------------------------------------------------------------------------


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    def git(*words: str) -> None:
        subprocess.run(
            ["git", "-C", tmp_path, "-c", "user.name=x", "-c", "user.email=x@x", *words], check=True
        )

    (tmp_path / ".gitattributes").write_text("*.toml text eol=lf diff=markdown\n")
    (tmp_path / PATH).write_bytes(layouts.CONTENTS["plain"])
    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "x")
    return tmp_path


def _diff(repository: Path, edit: Edit | None) -> list[str]:
    loaded = parse((repository / PATH).read_bytes(), PATH)
    assert edit
    editing.perform(loaded, edit)
    (repository / PATH).write_bytes(loaded.document.to_bytes())
    shown = subprocess.run(
        ["git", "-C", repository, "diff", "-U1"], check=True, capture_output=True, encoding="utf-8"
    )
    return shown.stdout.splitlines()[4:]


def test_a_changed_field_is_two_lines_under_the_id_of_its_entry(repository: Path) -> None:
    session = parse(layouts.CONTENTS["plain"], PATH).session
    hunk, *diff = _diff(repository, edits.revise(session.swot["sw-00000001"], quadrant="threat"))
    assert [line for line in diff if line[0] in "+-"] == ['-quadrant = "weakness"', '+quadrant = "threat"']
    assert hunk.endswith("# sw-00000001")


def test_a_captured_entry_is_its_own_lines(repository: Path) -> None:
    session = parse(layouts.CONTENTS["plain"], PATH).session
    edit = edits.capture(session, "swot", {"quadrant": "threat", "text": "# Baru."}, strategies.NOW)
    added = [line for line in _diff(repository, edit) if line[0] in "+-"]
    identity = edit.entry["id"]
    own = {f"# {identity}", "[[swot]]", f'id = "{identity}"', 'quadrant = "threat"', 'text = "# Baru."', ""}
    assert {line[1:] for line in added} == own | {"added = 2026-06-13T09:15:21+07:00"}
    assert all(line[0] == "+" for line in added)


def test_an_item_added_to_a_list_is_one_line(repository: Path) -> None:
    session = parse(layouts.CONTENTS["plain"], PATH).session
    diff = _diff(repository, edits.revise(session.program["pr-00000001"], funding=("apbd", "csr")))
    assert [line for line in diff if line[0] in "+-"] == ['+  "csr",']


def test_several_entries_that_come_back_at_once_stand_where_they_stood() -> None:
    loaded = parse(layouts.CONTENTS["interleaved"], PATH)
    order = list(loaded.session.swot)
    gone = [Remove("swot", raw_of(loaded.session.swot[id])) for id in (order[2], order[0])]
    edit = edits.together("dua", gone)
    assert edit
    patches = editing.perform(loaded, edit)
    editing.take_back(loaded, edits.inverse(edit), patches)
    assert loaded.document.to_bytes() == layouts.CONTENTS["interleaved"]
    assert list(loaded.session.swot) == order


def test_what_nobody_else_touched_in_an_entry_is_replayed_though_the_rest_does_not_fit() -> None:
    loaded = parse(layouts.CONTENTS["plain"], PATH)
    before = {"text": "Dulu.", "votes": None, "group": None}
    done, refused = editing.replay(
        loaded, [Change("swot", "sw-00000001", before, {"text": "Kini.", "votes": 3, "group": "A"})]
    )
    found = loaded.session.swot["sw-00000001"]
    assert (found.text, found.votes, found.group) == ("Data belum terpadu.", 3, "A")
    assert len(done) == 2
    assert len(refused) == 1
