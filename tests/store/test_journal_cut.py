"""A journal that a crash cut off anywhere: what is whole is replayed, whatever marks and other files stand beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bimtek_tui.model.edits import Add, Edit
from bimtek_tui.store.journal import Journal, take_over

EDITS: list[Edit] = [Add("agency", {"id": f"A{number}", "name": "Dinas “satu”\ndua"}) for number in range(6)]


def _entered(edits: list[Edit]) -> list[str]:
    return [edit.entry["id"] for edit in edits if isinstance(edit, Add)]


def _whole(content: bytes) -> list[bytes]:
    """The lines that are whole; only the line break of the last one may be missing."""
    return [
        line for line in content.split(b"\n") if line.endswith(b"}}") or line in (b"saved aa", b"saved bb")
    ]


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    """Edits, a save, edits, another save, an edit."""
    made = Journal(tmp_path / "j.jsonl")
    for edit in EDITS[:2]:
        made.append(edit)
    made.mark("aa")
    for edit in EDITS[2:4]:
        made.append(edit)
    made.mark("bb")
    made.append(EDITS[4])
    made.close()
    return made


@pytest.mark.parametrize("digest", ["aa", "bb", "of another file"])
def test_cut_anywhere_what_no_save_brought_into_the_file_is_replayed(journal: Journal, digest: str) -> None:
    whole = journal.path.read_bytes()
    for cut in range(len(whole) + 1):
        journal.path.write_bytes(whole[:cut])
        lines = _whole(whole[:cut])
        mark = f"saved {digest}".encode()
        after = lines[lines.index(mark) + 1 :] if mark in lines else lines
        left = take_over(journal.path, digest)
        assert left.edits == [
            edit
            for edit in EDITS
            if any(edit.entry["id"].encode() in one for one in after)  # type: ignore[union-attr]
        ], cut
        assert left.damaged <= 1
        left.finish()


def test_cut_anywhere_the_files_of_replays_that_did_not_end_are_whole_and_come_first(
    journal: Journal,
) -> None:
    whole = journal.path.read_bytes()
    journal.path.unlink()
    for cut in range(len(whole) + 1):
        for number, edit in enumerate(EDITS[:1] + EDITS[5:]):
            older = Journal(journal.path)
            older.append(edit)
            older.close()
            journal.path.rename(journal.path.with_name(f"j.{number}.replay"))
        journal.path.write_bytes(whole[:cut])
        left = take_over(journal.path, "of another file")
        lines = [line for line in _whole(whole[:cut]) if not line.startswith(b"saved")]
        assert _entered(left.edits) == ["A0", "A5", *_entered(EDITS[: len(lines)])], cut
        again = take_over(journal.path, "of another file")  # this replay did not end, either
        assert again.edits == left.edits
        again.finish()
        assert list(journal.path.parent.glob("*.replay")) == []


def test_cut_anywhere_it_goes_on_being_written(journal: Journal) -> None:
    """The next run of a program that could not rename it, or a torn line that could not be taken back."""
    whole = journal.path.read_bytes()
    for cut in range(len(whole) + 1):
        journal.path.write_bytes(whole[:cut])
        torn = Journal(journal.path, _torn=True)
        torn.append(EDITS[5])
        torn.close()
        lines = [line for line in _whole(whole[:cut]) if not line.startswith(b"saved")]
        left = take_over(journal.path, "of another file")
        assert left.edits == [*EDITS[: len(lines)], EDITS[5]], cut
        left.finish()
