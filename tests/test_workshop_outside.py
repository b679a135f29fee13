"""A file that others change while it is open: both changes are in it, and nothing of anybody is overwritten."""

from __future__ import annotations

import os
from pathlib import Path

import layouts
import pytest
from opening import NEW, Opened, crash, journals

from bimtek_tui import edits
from bimtek_tui.errors import CannotSave, Refused
from bimtek_tui.store import load
from bimtek_tui.workshop import Changed


def _outside(file: Path, old: str, new: str) -> None:
    content = file.read_text("utf-8")
    assert old in content
    file.write_text(content.replace(old, new, 1), "utf-8", newline="")


def test_changes_from_outside_and_ours_are_both_in_the_file(opened: Opened, file: Path) -> None:
    shop = opened()
    told: list[Changed] = []
    shop.subscribe(told.append)
    identity = shop.capture("swot", NEW)
    shop.do(edits.revise(shop.session.swot["sw-00000001"], quadrant="threat"))
    _outside(file, "Data belum terpadu.", "Diubah rekan.  # bukan komentar")
    _outside(file, "[[note]]", layouts.swot("sw-00000009") + "\n[[note]]")
    shop.save()
    read = load(file).session
    assert read == shop.session
    assert read.swot["sw-00000001"].text == "Diubah rekan.  # bukan komentar"
    assert read.swot["sw-00000001"].quadrant == "threat"
    assert {identity, "sw-00000009"} <= read.swot.keys()
    assert shop.news == ["the file was changed outside; both changes are in it now"]
    assert None in told
    assert not shop.dirty

    shop.undo()
    shop.undo()
    shop.save()
    read = load(file).session
    assert read.swot["sw-00000001"].quadrant == "weakness"
    assert identity not in read.swot
    assert "sw-00000009" in read.swot
    assert shop.can_undo == ""
    assert len(os.listdir(file.parent)) == 3  # the file, its lock, its holder


def test_the_same_change_on_both_sides_is_no_conflict(opened: Opened, file: Path) -> None:
    shop = opened()
    shop.do(edits.revise(shop.session.swot["sw-00000001"], text="Antara."))
    shop.do(edits.revise(shop.session.swot["sw-00000001"], text="Sama."))
    _outside(file, "Data belum terpadu.", "Sama.")
    shop.save()
    assert len(shop.news) == 1
    assert "differ" not in shop.news[0]
    assert load(file).session.swot["sw-00000001"].text == "Sama."


def test_a_field_changed_on_both_sides_keeps_theirs_and_sets_ours_aside(opened: Opened, file: Path) -> None:
    shop = opened()
    identity = shop.capture("swot", NEW)
    shop.do(edits.revise(shop.session.swot["sw-00000001"], text="Punya kita."))
    _outside(file, "Data belum terpadu.", "Punya mereka.")
    shop.save()
    assert load(file).session.swot["sw-00000001"].text == "Punya mereka."
    assert identity in load(file).session.swot
    (aside,) = file.parent.glob("*konflik*")
    assert load(aside).session.swot["sw-00000001"].text == "Punya kita."
    assert aside.name in shop.news[-1]
    assert "“text” of sw-00000001" in shop.news[-1]

    shop.capture("issue", {"text": "x"})
    shop.save()
    assert len(list(file.parent.glob("*konflik*"))) == 1  # told and kept once
    with pytest.raises(Refused):  # the issue first
        [shop.undo() for _ in range(2)]
    shop.undo()
    assert shop.can_undo == ""
    assert identity not in shop.session.swot


def test_an_entry_removed_outside_and_changed_here_is_set_aside(opened: Opened, file: Path) -> None:
    shop = opened()
    shop.do(edits.revise(shop.session.swot["sw-00000001"], text="Punya kita."))
    _outside(file, layouts.swot("sw-00000001") + "\n", "")
    shop.save()
    assert "sw-00000001" not in load(file).session.swot
    (aside,) = file.parent.glob("*konflik*")
    assert load(aside).session.swot["sw-00000001"].text == "Punya kita."


@pytest.mark.parametrize("theirs", [b"<<<<<<< HEAD\nschema_version = 1\n", b"\xff\xfe\x00", b"halo"])
def test_what_can_not_be_read_is_kept_beside_and_told(opened: Opened, file: Path, theirs: bytes) -> None:
    shop = opened()
    identity = shop.capture("swot", NEW)
    file.write_bytes(theirs)
    shop.save()
    assert identity in load(file).session.swot
    (aside,) = file.parent.glob("*konflik*")
    assert aside.read_bytes() == theirs
    assert aside.name in shop.news[0]
    shop.undo()
    shop.save()
    assert file.read_bytes() == layouts.CONTENTS["plain"]


def test_a_newer_format_from_outside_is_not_written_over(opened: Opened, file: Path) -> None:
    shop = opened()
    identity = shop.capture("swot", NEW)
    _outside(file, "schema_version = 1", "schema_version = 2")
    theirs = file.read_bytes()
    shop.save()
    assert file.read_bytes() == theirs
    assert shop.read_only
    (aside,) = file.parent.glob("*konflik*")
    assert identity in load(aside).session.swot
    assert aside.name in shop.news[0]


def test_a_file_removed_outside_is_written_again_and_told(opened: Opened, file: Path) -> None:
    shop = opened()
    identity = shop.capture("swot", NEW)
    file.unlink()
    shop.save()
    assert identity in load(file).session.swot
    assert "removed outside" in shop.news[0]


def test_a_change_between_snapshot_and_write_is_not_overwritten(opened: Opened, file: Path) -> None:
    shop = opened()
    identity = shop.capture("swot", NEW)
    snapshot = shop.snapshot()
    assert snapshot
    _outside(file, "Data belum terpadu.", "Diubah rekan.")
    with pytest.raises(CannotSave, match="at this moment") as error:
        snapshot.write()
    shop.saved(snapshot, error.value)
    assert shop.dirty
    assert shop.trouble
    shop.save()
    assert shop.trouble == ""
    read = load(file).session
    assert read.swot["sw-00000001"].text == "Diubah rekan."
    assert identity in read.swot


def test_a_write_that_comes_late_does_not_take_a_later_one_back(opened: Opened, file: Path) -> None:
    shop = opened()
    shop.capture("swot", NEW)
    early = shop.snapshot()
    later = shop.capture("swot", NEW)
    shop.save()
    last = shop.capture("swot", NEW)
    assert early
    early.write()
    shop.saved(early)
    assert later in load(file).session.swot
    assert shop.dirty
    crash(shop)
    assert last in opened().session.swot


def test_our_own_write_is_no_change_from_outside(opened: Opened, file: Path) -> None:
    shop = opened()
    shop.capture("swot", NEW)
    first = shop.snapshot()
    shop.capture("swot", NEW)
    assert first
    first.write()
    second = shop.snapshot()  # before the screen heard that the first one is written
    shop.saved(first)
    assert second
    second.write()
    shop.saved(second)
    assert shop.news == []
    assert not shop.dirty
    assert load(file).session == shop.session
    shop.close()
    assert journals() == []
