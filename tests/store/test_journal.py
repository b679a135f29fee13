"""The journal: what was acknowledged is there after a crash, exactly once."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import strategies

from bimtek_tui.errors import CannotSave
from bimtek_tui.model import edits
from bimtek_tui.model.edits import Add, Change, Edit, Remove, Several
from bimtek_tui.model.kinds import kinds
from bimtek_tui.store.journal import Journal, take_over

SOME: list[Edit] = [
    Add("swot", {"id": "sw-00000001", "quadrant": "threat", "text": "Satu\ndua “tiga” 👩\u200d👧", "added": strategies.NOW}),
    Change("swot", "sw-00000001", {"text": "Satu\ndua “tiga” 👩\u200d👧", "votes": None}, {"text": "null", "votes": 3}),
    Several("gabung", (Change("plan", "", {"vision": None}, {"vision": "x"}), Remove("agency", {"id": "A", "name": "B"}))),
]  # fmt: skip


def _written(path: Path, *given: Edit) -> bytes:
    journal = Journal(path)
    for edit in given:
        journal.append(edit)
    journal.close()
    return path.read_bytes()


def test_what_was_written_is_read_back_and_the_file_is_renamed_first(tmp_path: Path) -> None:
    path = tmp_path / "dalam" / "j[1].jsonl"
    _written(path, *SOME)
    left = take_over(path, "")
    assert left.edits == SOME
    assert not path.exists()
    assert take_over(path, "").edits == SOME  # a replay that did not end is done again
    left.finish()
    assert take_over(path, "").files == []
    assert os.listdir(path.parent) == []


def test_cut_at_every_byte_what_is_whole_is_replayed(tmp_path: Path) -> None:
    path = tmp_path / "j.jsonl"
    whole = _written(path, *SOME)
    ends = [at for at in range(1, len(whole) + 1) if whole[at - 1 : at] == b"\n"]
    for cut in range(len(whole) + 1):
        path.write_bytes(whole[:cut])
        left = take_over(path, "")
        complete = sum(end <= cut + 1 for end in ends[1:])  # the line break itself may be missing
        assert left.edits == SOME[:complete], cut
        if cut > ends[0]:  # the first line is no edit
            assert left.damaged == (cut not in {*ends, *(end - 1 for end in ends)}), cut
        left.finish()


@pytest.mark.parametrize(
    "damage",
    [
        b"\x00" * 40,
        b"\xff\xfe",
        b"{}",
        b"[]",
        b"null",
        b"[" * 100_000,
        b'{"type":"Add","kind":"swot","entry":{"a":' + b"[" * 5_000,
        b'{"type":"Add","kind":"swot","entry":{}}',
        b'{"type":"Add","kind":"tiada","entry":{"id":"x"}}',
        b'{"type":"Change","kind":"swot","id":"","before":{},"after":{}}',
        b'{"type":"Change","kind":"swot","id":"x","before":{},"after":{"votes":"tiga"}}',
        b'{"type":"Lain"}',
    ],
)
def test_a_damaged_line_is_counted_and_hides_no_other(tmp_path: Path, damage: bytes) -> None:
    path = tmp_path / "j.jsonl"
    whole = _written(path, *SOME).splitlines(keepends=True)
    path.write_bytes(whole[0] + damage + b"\n" + b"".join(whole[1:]))
    left = take_over(path, "")
    assert left.edits == SOME
    assert left.damaged == 1
    left.doubtful = True
    left.finish()
    assert [name.split(".")[-1] for name in os.listdir(tmp_path)] == ["kept"]
    assert take_over(path, "").files == []


@pytest.mark.parametrize("of", [1, 32, 255], ids=["a digit", "case", "all bits"])
def test_a_byte_that_is_another_one_later_changes_nothing_silently(of: int, tmp_path: Path) -> None:
    path = tmp_path / "j.jsonl"
    journal = Journal(path)
    for edit in SOME:
        journal.append(edit)
        journal.mark("aa")
    journal.close()
    whole = path.read_bytes()
    for at in range(len(whole)):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ of]) + whole[at + 1 :])
        left = take_over(path, "")
        assert [edit for edit in left.edits if edit not in SOME] == [], at
        missing = [edit for edit in SOME if edit not in left.edits]
        assert len(missing) <= 1, at
        assert bool(left.damaged) >= bool(missing), at
        left.doubtful = bool(left.damaged)
        left.finish()
        for kept in tmp_path.glob("*.kept"):
            assert missing or left.damaged
            kept.unlink()


def test_a_journal_of_the_first_releases_is_read(tmp_path: Path) -> None:
    path = tmp_path / "j.jsonl"
    path.write_bytes(b"".join(edits.encode(edit) + b"\n" for edit in SOME))
    assert take_over(path, "").edits == SOME


def test_what_a_save_brought_into_the_file_before_the_crash_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "j.jsonl"
    journal = Journal(path)
    journal.append(SOME[0])
    journal.mark("abc")
    journal.append(SOME[1])
    journal.close()
    content = path.read_bytes()
    assert take_over(path, "abc").edits == SOME[1:2]
    path.write_bytes(content)
    for file in tmp_path.glob("*.replay"):
        file.unlink()
    assert take_over(path, "lain").edits == SOME[:2]


def test_a_save_forgets_what_it_covers_and_keeps_what_came_after(tmp_path: Path) -> None:
    path = tmp_path / "j.jsonl"
    journal = Journal(path)
    journal.append(SOME[0])
    first = journal.mark("a")
    journal.append(SOME[1])
    second = journal.mark("b")
    journal.forget(first)
    journal.append(SOME[2])
    journal.forget(first)  # said twice, nothing more goes
    content = path.read_bytes()
    assert take_over(path, "").edits == SOME[1:]
    next(tmp_path.glob("*.replay")).rename(path)
    assert path.read_bytes() == content
    journal.forget(second)
    _head, *lines = path.read_bytes().splitlines()
    assert [edits.decode(line.partition(b" ")[2]) for line in lines] == SOME[2:]
    journal.forget(journal.position())
    assert path.read_bytes() == b""
    journal.close()
    assert os.listdir(tmp_path) == []


def test_what_leads_on_from_a_file_that_others_wrote_counts_for_that_file_only(tmp_path: Path) -> None:
    path = tmp_path / "j.jsonl"
    journal = Journal(path)
    journal.append(SOME[0])
    before = len(path.read_bytes())
    journal.onto("mereka", SOME[1:])
    after = len(path.read_bytes())
    journal.append(SOME[0])
    journal.close()
    whole = path.read_bytes()
    rebased = Several("", tuple(one for edit in SOME[1:] for one in edits.simple(edit)))

    def read(content: bytes, digest: str) -> list[Edit]:
        path.write_bytes(content)
        left = take_over(path, digest)
        left.finish()
        return left.edits

    assert read(whole, "mereka") == [rebased, SOME[0]]
    assert read(whole, "lain") == [SOME[0], SOME[0]]
    for cut in range(before, after - 1):
        assert read(whole[:cut], "mereka") == [SOME[0]], cut


def test_a_place_that_takes_no_journal_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("x")
    journal = Journal(tmp_path / "berkas" / "j.jsonl")
    with pytest.raises(CannotSave, match="journal"):
        journal.append(SOME[0])
    assert journal.mark("a") == 0
    journal.forget(0)
    journal.close()
    assert take_over(journal.path, "").files == []


@settings(deadline=None, max_examples=200)
@given(st.data())
def test_entries_of_every_kind_come_through_the_journal(data: st.DataObject) -> None:
    kind = kinds()[data.draw(st.sampled_from([kind.table for kind in strategies.LISTED]))]
    raw = data.draw(strategies.raws(kind))
    edit = Add(kind.table, raw)
    assert edits.decode(edits.encode(edit)) == edit
    emptied = Change(kind.table, raw["id"], raw, dict.fromkeys(raw))
    assert edits.decode(edits.encode(emptied)) == emptied


@pytest.mark.parametrize("gone", ["removed", "replaced", "folder", "emptied folder"])
def test_a_journal_that_lost_its_name_is_written_anew_with_all_that_it_has(tmp_path: Path, gone: str) -> None:
    path = tmp_path / "keadaan" / "j.jsonl"
    journal = Journal(path)
    journal.append(SOME[0])
    match gone:
        case "removed":
            path.unlink()
        case "replaced":
            other = Journal(path.with_name("lain.jsonl"))
            other.append(SOME[2])
            other.close()
            os.replace(other.path, path)
        case "folder":
            path.parent.rename(tmp_path / "lama")
        case _:
            shutil.rmtree(path.parent)
            path.parent.mkdir()
    journal.append(SOME[1])
    position = journal.mark("abc")
    expected = [SOME[2]] if gone == "replaced" else []
    journal.append(SOME[0])
    assert take_over(path, "").edits == [*expected, SOME[0], SOME[1], SOME[0]]
    assert position > 0


def test_a_journal_is_not_acknowledged_where_its_folder_is_gone_for_good(tmp_path: Path) -> None:
    folder = tmp_path / "keadaan"
    journal = Journal(folder / "j.jsonl")
    journal.append(SOME[0])
    assert journal.fault() == ""
    shutil.rmtree(folder)
    folder.write_text("bukan folder")
    with pytest.raises(CannotSave, match="can't be written"):
        journal.append(SOME[1])
    assert "can't be written" in journal.fault()
    folder.unlink()
    journal.append(SOME[1])
    assert take_over(journal.path, "").edits == [SOME[0], SOME[1]]


def test_what_was_saved_is_forgotten_also_of_a_journal_written_anew(tmp_path: Path) -> None:
    path = tmp_path / "j.jsonl"
    journal = Journal(path)
    journal.append(SOME[0])
    path.unlink()
    position = journal.mark("abc")
    journal.append(SOME[1])
    journal.forget(position)
    assert take_over(path, "").edits == [SOME[1]]
