"""A file that others change while it is open: both changes are in it, and nothing of anybody is overwritten."""

from __future__ import annotations

import os
import random
import select
import tomllib
from pathlib import Path

import pytest
from support import child_processes, layouts
from support.workshops import NEW, Opened, crash, journals, posix

from bimtek_tui.errors import CannotSave, Refused
from bimtek_tui.model import edits
from bimtek_tui.model.kinds import raw
from bimtek_tui.review.conflicts import Conflict
from bimtek_tui.store import load
from bimtek_tui.workshop.workshop import Changed, Waiting, Workshop, open_workshop

ONE = "sw-00000001"


def _outside(file: Path, old: str, new: str) -> None:
    content = file.read_text("utf-8")
    assert old in content
    file.write_text(content.replace(old, new, 1), "utf-8", newline="")


def _look(shop: Workshop) -> None:
    """Twice, as the screen does it a second apart: the file rests."""
    shop.persistence.look()
    shop.persistence.look()


def _revise(shop: Workshop, **after: object) -> None:
    shop.do(edits.revise(shop.session.swot[ONE], **after))


def _decide(shop: Workshop, side: str) -> None:
    shop.persistence.external.answers = tuple((one, side) for one in shop.persistence.external.conflicts)  # type: ignore[misc]
    shop.persistence.look()


def _asides(file: Path) -> list[Path]:
    return sorted(file.parent.glob("*konflik*"))


# A stale copy ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("saved", [True, False], ids=["all saved", "something unsaved"])
def test_what_a_stale_copy_erases_is_set_aside_told_and_back_by_one_undo(
    opened: Opened, file: Path, saved: bool
) -> None:
    stale = file.read_bytes()
    shop = opened()
    _revise(shop, text="Kata yang baru.")
    entered = [shop.capture("swot", NEW), shop.capture("note", {"kind": "inbox", "text": "Nanti"})]
    shop.save()
    if not saved:
        entered.append(shop.capture("swot", {**NEW, "text": "Belum disimpan"}))
    before = shop.session.copy()
    file.write_bytes(stale)
    _look(shop)
    assert entered[0] not in shop.session.swot
    assert shop.session.swot[ONE].text == "Data belum terpadu."
    (aside,) = _asides(file)
    assert aside.stat().st_mode == file.stat().st_mode
    assert load(aside).session == before
    for again in range(2):  # it stays until somebody decides
        assert shop.persistence.loss.startswith("3 things entered here are gone"), again
        assert aside.name in shop.persistence.loss
        shop.capture("note", {"kind": "inbox", "text": "Sementara"})
        shop.undo()
        shop.save()
    shop.undo()
    assert shop.persistence.loss == ""
    assert shop.session == before
    shop.save()
    assert load(file).session == before
    file.write_bytes(stale)  # and once more
    _look(shop)
    shop.undo()
    shop.save()
    assert load(file).session == before


def test_what_a_stale_copy_erases_comes_back_with_what_others_wrote_beside_it(
    opened: Opened, file: Path
) -> None:
    stale = file.read_bytes()
    shop = opened()
    mine = shop.capture("swot", NEW)
    shop.save()
    written = file.read_text("utf-8")
    remarked = written.replace(f"# {mine}\n", f"# kata rekan\n# {mine}\n").replace(
        f'id = "{mine}"\n', f'id = "{mine}" # di aula\nnomor_rapat = 7\n'
    )
    remarked += "\n[swot.lampiran]\nhalaman = 3 # foto\n"
    file.write_text(remarked, "utf-8")
    _look(shop)
    shop.do(edits.revise(shop.session.swot[mine], votes=3))
    shop.save()
    before = file.read_text("utf-8")
    file.write_bytes(stale)
    _look(shop)
    assert mine not in shop.session.swot
    shop.undo()
    shop.save()
    after = file.read_text("utf-8")
    assert tomllib.loads(after) == tomllib.loads(before)
    assert [after.count(comment) for comment in ("# kata rekan\n# sw-", " # di aula", " # foto")] == [1, 1, 1]


@pytest.mark.parametrize("then", ["save", "crash"])
@pytest.mark.parametrize("layout", ["comments everywhere", "windows", "nested tables"])
def test_an_entry_that_was_taken_out_comes_back_as_it_stood_whatever_others_did_meanwhile(
    opened: Opened, file: Path, layout: str, then: str
) -> None:
    file.write_bytes(layouts.CONTENTS[layout])
    shop = opened()
    last = list(shop.session.swot)[-1]
    whole = shop.document.text
    shop.do(edits.Remove("swot", raw(shop.session.swot[last])))
    shop.save()
    file.write_bytes(file.read_bytes().replace(b"Riau", b"Jambi"))
    _look(shop)
    shop.undo()
    assert shop.document.text == whole.replace("Riau", "Jambi")
    if then == "save":
        shop.save()
    else:
        crash(shop)
        shop = opened()
    assert file.read_bytes().decode() == whole.replace("Riau", "Jambi")
    shop.close()


def test_what_a_colleague_changes_of_what_was_entered_here_is_no_loss(opened: Opened, file: Path) -> None:
    shop = opened()
    _revise(shop, text="Kata yang baru.")
    shop.save()
    _outside(file, "Kata yang baru.", "Kata rekan.")
    _look(shop)
    assert shop.session.swot[ONE].text == "Kata rekan."
    assert shop.persistence.loss == ""
    assert _asides(file) == []


# Both changes are in it -------------------------------------------------------------------------------------------


def test_changes_from_outside_and_ours_are_both_in_the_file(opened: Opened, file: Path) -> None:
    shop = opened()
    told: list[Changed] = []
    shop.subscribe(told.append)
    identity = shop.capture("swot", NEW)
    _revise(shop, quadrant="threat")
    _outside(file, "Data belum terpadu.", "Diubah rekan.  # bukan komentar")
    _outside(file, "[[note]]", layouts.swot("sw-00000009") + "\n[[note]]")
    shop.save()
    read = load(file).session
    assert read == shop.session
    assert read.swot[ONE].text == "Diubah rekan.  # bukan komentar"
    assert read.swot[ONE].quadrant == "threat"
    assert {identity, "sw-00000009"} <= read.swot.keys()
    assert shop.persistence.news == [
        "numbers now: W1 → T2",
        "taken in from outside – SWOT entry: 1 changed, 1 added",
    ]
    assert None in told
    assert not shop.persistence.dirty

    shop.undo()
    shop.undo()
    shop.save()
    read = load(file).session
    assert read.swot[ONE].quadrant == "weakness"
    assert identity not in read.swot
    assert "sw-00000009" in read.swot
    assert shop.can_undo == ""
    assert len(os.listdir(file.parent)) == 3  # the file, its lock, its holder


def test_what_a_colleague_entered_as_well_is_there_once_and_that_is_said(opened: Opened, file: Path) -> None:
    shop = opened()
    (program,) = shop.session.program
    keys = {"program": program, "year": 2026, "funding": "apbd", "amount_idr": 5}
    ours = shop.capture("budget", keys)
    score = shop.capture("quick_win", {"program": program, "votes": 2})
    theirs = f"""[[budget]]
id = "bg-00000009"
program = "{program}"
year = 2026
funding = "apbd"
amount_idr = 5
added = 2022-06-13T09:15:21+07:00

[[quick_win]]
id = "qw-00000009"
program = "{program}"
problem = "Antre."
added = 2022-06-13T09:15:21+07:00

[[note]]"""
    _outside(file, "[[note]]", theirs)
    _look(shop)
    assert list(shop.session.budget) == ["bg-00000009"]
    ((id, quick_win),) = shop.session.quick_win.items()
    assert (id, quick_win.votes, quick_win.problem) == ("qw-00000009", 2, "Antre.")
    (news,) = shop.persistence.news
    for given_up in (ours, score):
        assert f"in one of them as {given_up}; it is one entry now" in news
    shop.save()
    assert load(file).session == shop.session


def test_with_nothing_unsaved_theirs_is_taken_in_as_it_is(opened: Opened, file: Path) -> None:
    shop = opened()
    told: list[Changed] = []
    shop.subscribe(told.append)
    _outside(file, "Data belum terpadu.", "Diubah rekan.")
    theirs = file.read_bytes()
    _look(shop)
    assert shop.session.swot[ONE].text == "Diubah rekan."
    assert shop.persistence.news == ["taken in from outside – SWOT entry “Diubah rekan.” changed (Text)"]
    assert told == [None]
    assert not shop.persistence.dirty
    shop.close()
    assert file.read_bytes() == theirs
    assert journals() == []


def test_comments_and_what_others_laid_out_anew_stay_theirs(opened: Opened, file: Path) -> None:
    shop = opened()
    _revise(shop, votes=3)
    _outside(file, "# sw-00000002", "# catatan rekan\n# sw-00000002")
    _look(shop)
    assert shop.persistence.news == ["taken in from outside – comments or layout only"]
    shop.save()
    assert "# catatan rekan\n" in file.read_text("utf-8")
    assert "votes = 3\n" in file.read_text("utf-8")


def test_a_session_as_tables_in_an_unusual_order_takes_edits_in_one_by_one(
    opened: Opened, file: Path
) -> None:
    file.write_text(layouts.LAYOUTS["nested far away"], "utf-8")
    shop = opened()
    _revise(shop, votes=3)
    _outside(file, "Data belum terpadu.", "Diubah rekan.")
    shop.save()
    assert load(file).session.swot[ONE].votes == 3
    assert load(file).session.swot[ONE].text == "Diubah rekan."


def test_the_same_change_on_both_sides_is_no_conflict(opened: Opened, file: Path) -> None:
    shop = opened()
    _revise(shop, text="Antara.")
    _revise(shop, text="Sama.")
    _outside(file, "Data belum terpadu.", "Sama.")
    theirs = file.read_bytes()
    shop.save()
    assert not shop.persistence.waiting
    assert not shop.persistence.dirty
    shop.close()
    assert file.read_bytes() == theirs
    assert journals() == []


def test_where_nothing_of_ours_is_left_the_text_is_theirs_with_comments_and_order(
    opened: Opened, file: Path
) -> None:
    file.write_bytes(layouts.CONTENTS["comments everywhere"])
    shop = opened()
    shop.do(edits.Remove("swot", raw(shop.session.swot[ONE])))
    _outside(file, "Riau", "Jambi")
    _look(shop)
    shop.undo()
    _outside(file, "Jambi", "Aceh")
    _look(shop)
    assert not shop.persistence.dirty
    assert shop.document.text == file.read_text("utf-8")
    _revise(shop, votes=3)
    _outside(file, "Aceh", "Bali")
    shop.save()
    assert "# tentang teks\n" in file.read_text("utf-8")
    assert "votes = 3\n" in file.read_text("utf-8")
    assert "Bali" in file.read_text("utf-8")


def test_a_file_still_being_written_is_left_until_it_rests(opened: Opened, file: Path) -> None:
    whole = file.read_bytes()
    shop = opened()
    identity = shop.capture("swot", NEW)
    for cut in (0, 40, len(whole) // 2, len(whole) // 3 * 2):
        file.write_bytes(whole[:cut])
        shop.persistence.look()
        assert shop.persistence.trouble == ""
        assert shop.persistence.snapshot() is None
        assert len(shop.session.swot) == 3
    file.write_bytes(whole.replace(b"Data belum terpadu.", b"Diubah rekan."))
    shop.persistence.look()
    assert shop.session.swot[ONE].text == "Data belum terpadu."
    shop.persistence.look()
    assert shop.session.swot[ONE].text == "Diubah rekan."
    shop.save()
    assert identity in load(file).session.swot
    assert shop.persistence.alarms == []


def test_the_words_of_undo_stay_right_and_what_does_not_fit_is_refused(opened: Opened, file: Path) -> None:
    shop = opened()
    _revise(shop, votes=1)
    identity = shop.capture("swot", NEW)
    shop.save()
    _outside(file, "votes = 1", "votes = 2")
    _outside(file, "Baru.", "Baru sekali.")
    _look(shop)
    assert shop.can_undo == "SWOT entry “Baru sekali.”"
    with pytest.raises(Refused, match=r"“Baru sekali\.” was changed elsewhere"):
        shop.undo()
    assert identity in shop.session.swot
    assert shop.can_undo == "change of SWOT entry “Data belum terpadu.”"
    with pytest.raises(Refused, match=r"“votes” of “Data belum terpadu\.” was changed elsewhere"):
        shop.undo()
    assert shop.can_undo == ""
    assert not shop.persistence.dirty


def test_what_is_undone_is_called_by_words_not_ids(opened: Opened, file: Path) -> None:
    shop = opened()
    item = next(iter(shop.method.items.values()))
    id = next(iter(shop.method.items))
    shop.do(edits.put(shop.session, "checklist", id, state="done", at=shop.session.swot[ONE].added))
    assert shop.can_undo == f"checklist item “{item.text_en[:39].rstrip()}…”"
    shop.do(edits.set_single(shop.session, "plan", theme="Layanan"))
    assert shop.can_undo == "change of plan “Layanan”"
    shop.capture("quick_win", {"program": "pr-00000001"})
    assert shop.can_undo == "quick win “Satu Data”"
    _revise(shop, votes=4)
    _outside(file, layouts.swot(ONE) + "\n", "")
    _look(shop)
    _decide(shop, "theirs")
    with pytest.raises(Refused, match="is not there any more"):
        shop.undo()
    assert shop.undo() == "quick win “Satu Data”"


# True conflicts ask -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("side", "text"), [("ours", "Punya kita."), ("theirs", "Punya mereka.")])
def test_a_field_changed_on_both_sides_waits_for_a_decision(
    opened: Opened, file: Path, side: str, text: str
) -> None:
    shop = opened()
    first = shop.capture("swot", NEW)
    _revise(shop, text="Punya kita.", votes=3)
    _outside(file, "Data belum terpadu.", "Punya mereka.")
    _outside(file, "Satu Data", "Satu Data Kota")
    theirs = file.read_bytes()
    _look(shop)
    assert shop.persistence.external.conflicts == (
        Conflict("changed", "swot", ONE, "text", "Data belum terpadu.", "Punya kita.", "Punya mereka.", "Punya kita."),
    )  # fmt: skip
    assert "1 place was changed both here and outside" in shop.persistence.trouble

    second = shop.capture("swot", NEW)  # goes on
    assert shop.persistence.snapshot() is None
    with pytest.raises(Waiting):
        shop.save()
    assert file.read_bytes() == theirs
    _decide(shop, side)
    assert shop.persistence.trouble == ""
    shop.save()
    read = load(file).session
    assert read == shop.session
    assert (read.swot[ONE].text, read.swot[ONE].votes) == (text, 3)
    assert {first, second} <= read.swot.keys()
    assert read.program["pr-00000001"].name == "Satu Data Kota"
    assert _asides(file) == []
    shop.close()
    assert journals() == []


@pytest.mark.parametrize("side", ["ours", "theirs"])
def test_removed_outside_and_worked_on_here(opened: Opened, file: Path, side: str) -> None:
    shop = opened()
    _revise(shop, text="Punya kita.")
    _outside(file, layouts.swot(ONE) + "\n", "")
    _look(shop)
    (conflict,) = shop.persistence.external.conflicts
    assert (conflict.what, conflict.theirs) == ("removed", None)
    _decide(shop, side)
    shop.save()
    assert (ONE in load(file).session.swot) == (side == "ours")
    assert load(file).session == shop.session


@pytest.mark.parametrize("side", ["ours", "theirs"])
def test_withdrawn_here_and_worked_on_outside(opened: Opened, file: Path, side: str) -> None:
    shop = opened()
    shop.do(edits.withdraw(shop.session.swot[ONE], "salah dengar"))
    _outside(file, "Data belum terpadu.", "Punya mereka.")
    _look(shop)
    (conflict,) = shop.persistence.external.conflicts
    assert (conflict.what, conflict.ours, conflict.theirs) == ("withdrawn", "salah dengar", None)
    _decide(shop, side)
    shop.save()
    read = load(file).session.swot[ONE]
    assert read.withdrawn == ("salah dengar" if side == "ours" else None)
    assert read.text == "Punya mereka."


@pytest.mark.parametrize(("side", "told"), [("ours", "decided"), ("theirs", "taken in from outside")])
def test_what_was_decided_is_not_called_a_change_of_layout(
    opened: Opened, file: Path, side: str, told: str
) -> None:
    shop = opened()
    _revise(shop, text="Punya kita.")
    _outside(file, "Data belum terpadu.", "Punya mereka.")
    _look(shop)
    _decide(shop, side)
    assert shop.persistence.news[-1].startswith(told)
    assert "layout" not in shop.persistence.news[-1]


def test_an_answer_counts_only_for_what_was_asked(opened: Opened, file: Path) -> None:
    shop = opened()
    _revise(shop, text="Punya kita.", quadrant="threat")
    _outside(file, "Data belum terpadu.", "Punya mereka.")
    _outside(file, '"weakness"', '"strength"')
    _look(shop)
    by_key = {one.key: one for one in shop.persistence.external.conflicts}
    assert by_key.keys() == {"text", "quadrant"}
    _outside(file, "Punya mereka.", "Lain lagi.")
    shop.persistence.external.answers = tuple((one, "ours") for one in by_key.values())
    _look(shop)
    assert {one.theirs for one in shop.persistence.external.conflicts} == {"Lain lagi.", "strength"}
    assert [one.key for one, _side in shop.persistence.external.answers] == ["quadrant"]
    _decide(shop, "theirs")
    assert shop.session.swot[ONE].text == "Lain lagi."


def test_a_conflict_ends_when_either_side_gives_way(opened: Opened, file: Path) -> None:
    before = file.read_bytes()
    shop = opened()
    _revise(shop, text="Punya kita.")
    _outside(file, "Data belum terpadu.", "Punya mereka.")
    _look(shop)
    assert shop.persistence.waiting
    shop.undo()
    shop.persistence.look()
    assert shop.persistence.waiting == ""
    assert shop.session.swot[ONE].text == "Punya mereka."

    _revise(shop, text="Punya kita lagi.")
    file.write_bytes(before)
    _look(shop)
    assert shop.persistence.waiting
    _outside(file, "Data belum terpadu.", "Punya mereka.")
    _look(shop)
    assert shop.persistence.waiting == ""
    shop.save()
    assert load(file).session.swot[ONE].text == "Punya kita lagi."


def test_leaving_undecided_keeps_theirs_and_sets_ours_aside(opened: Opened, file: Path) -> None:
    shop = opened()
    identity = shop.capture("swot", NEW)
    _revise(shop, text="Punya kita.")
    _outside(file, "Data belum terpadu.", "Punya mereka.")
    told = shop.close()
    (aside,) = _asides(file)
    assert aside.name == "kota-uji.konflik-1.toml"
    assert aside.name in told
    assert load(aside).session.swot[ONE].text == "Punya kita."
    assert load(file).session.swot[ONE].text == "Punya mereka."
    assert {identity} <= load(file).session.swot.keys() & load(aside).session.swot.keys()
    assert journals() == []
    assert sorted(os.listdir(file.parent)) == [aside.name, file.name]


# What can't be taken in -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("theirs", "said"),
    [
        (b"<<<<<<< HEAD\nschema_version = 1\n=======\n>>>>>>> x\n", "bimtek resolve kota-uji.toml"),
        (b"\xff\xfe\x00", "saved as UTF-16"),
        (b"halo", "kota-uji.toml:1: not valid TOML"),
        (layouts.CONTENTS["plain"].replace(b"kominfo-1", b"lain-1"), "another method"),
    ],
)
def test_what_can_not_be_read_is_told_and_never_overwritten(
    opened: Opened, file: Path, theirs: bytes, said: str
) -> None:
    before = file.read_bytes()
    shop = opened()
    identity = shop.capture("swot", NEW)
    file.write_bytes(theirs)
    _look(shop)
    assert said in shop.persistence.trouble
    assert "until then the journal keeps what you enter" in shop.persistence.trouble
    assert "\n" not in shop.persistence.trouble
    second = shop.capture("swot", NEW)
    with pytest.raises(Waiting):
        shop.save()
    assert file.read_bytes() == theirs

    file.write_bytes(before.replace(b"Data belum terpadu.", b"Diubah rekan."))
    _look(shop)
    assert shop.persistence.trouble == ""
    shop.save()
    assert {identity, second} <= load(file).session.swot.keys()
    assert load(file).session.swot[ONE].text == "Diubah rekan."


def test_leaving_what_can_not_be_read_sets_ours_aside_and_the_journal_brings_it_back(
    opened: Opened, file: Path
) -> None:
    before = file.read_bytes()
    shop = opened()
    identity = shop.capture("swot", NEW)
    file.write_bytes(b"halo")
    told = shop.close()
    (aside,) = _asides(file)
    assert aside.name in told
    assert identity in load(aside).session.swot
    assert file.read_bytes() == b"halo"
    assert shop.persistence.lock.held is False

    file.write_bytes(before)
    shop = opened()
    assert identity in load(file).session.swot
    assert "restored" in shop.persistence.news[0]


def test_with_nothing_unsaved_an_unreadable_file_is_just_left(opened: Opened, file: Path) -> None:
    shop = opened()
    file.write_bytes(b"halo")
    _look(shop)
    assert "not valid TOML" in shop.persistence.trouble
    assert shop.close() == ""
    assert file.read_bytes() == b"halo"
    assert _asides(file) == []


def test_a_newer_format_from_outside_is_not_written_over(opened: Opened, file: Path) -> None:
    shop = opened()
    identity = shop.capture("swot", NEW)
    _outside(file, "schema_version = 1", "schema_version = 2")
    theirs = file.read_bytes()
    shop.save()
    assert file.read_bytes() == theirs
    assert shop.read_only
    (aside,) = _asides(file)
    assert identity in load(aside).session.swot
    assert aside.name in shop.persistence.alarms[0]
    _outside(file, "schema_version = 2", "schema_version = 1")
    _look(shop)
    assert shop.read_only == ""
    assert identity in shop.session.swot  # the journal still had it


def test_a_file_removed_outside_is_written_again_and_told(opened: Opened, file: Path) -> None:
    shop = opened()
    file.unlink()
    shop.persistence.look()
    assert shop.persistence.alarms == []  # it may be on its way back, as git does it
    shop.persistence.look()
    assert "removed outside" in shop.persistence.alarms[0]
    assert not file.exists()
    identity = shop.capture("swot", NEW)
    snapshot = shop.persistence.snapshot()
    assert snapshot
    snapshot.write()
    shop.persistence.saved(snapshot)
    assert identity in load(file).session.swot
    _look(shop)
    assert len(shop.persistence.alarms) == 1


def test_a_file_that_is_replaced_as_git_does_it_is_no_removal(opened: Opened, file: Path) -> None:
    content = file.read_bytes()
    shop = opened()
    identity = shop.capture("swot", NEW)
    file.unlink()
    shop.persistence.look()
    assert shop.persistence.snapshot() is None
    file.write_bytes(content.replace(b"Data belum terpadu.", b"Diubah rekan."))
    _look(shop)
    shop.save()
    assert shop.persistence.alarms == []
    assert identity in load(file).session.swot
    assert load(file).session.swot[ONE].text == "Diubah rekan."


def test_a_change_between_snapshot_and_write_is_not_overwritten(opened: Opened, file: Path) -> None:
    shop = opened()
    identity = shop.capture("swot", NEW)
    snapshot = shop.persistence.snapshot()
    assert snapshot
    _outside(file, "Data belum terpadu.", "Diubah rekan.")
    with pytest.raises(CannotSave, match="at this moment") as error:
        snapshot.write()
    shop.persistence.saved(snapshot, error.value)
    assert shop.persistence.dirty
    shop.save()
    assert shop.persistence.trouble == ""
    read = load(file).session
    assert read.swot[ONE].text == "Diubah rekan."
    assert identity in read.swot


def test_a_snapshot_from_before_a_change_was_taken_in_is_never_written(opened: Opened, file: Path) -> None:
    shop = opened()
    identity = shop.capture("swot", NEW)
    snapshot = shop.persistence.snapshot()
    assert snapshot
    _outside(file, "Data belum terpadu.", "Diubah rekan.")
    _look(shop)
    theirs = file.read_bytes()
    snapshot.write()
    shop.persistence.saved(snapshot)
    assert file.read_bytes() == theirs
    assert shop.persistence.dirty
    crash(shop)
    assert identity in opened().session.swot


def test_a_look_from_before_our_own_write_says_nothing(opened: Opened, file: Path) -> None:
    shop = opened()
    shop.capture("swot", NEW)
    seen = shop.persistence.external.see(shop.persistence.frozen(), at_once=True)
    shop.save()
    shop.persistence.take_in(seen)
    assert len(shop.session.swot) == 3
    assert shop.persistence.news == []


def test_what_is_entered_while_others_are_looked_at_is_kept(opened: Opened, file: Path) -> None:
    shop = opened()
    first = shop.capture("swot", NEW)
    _outside(file, "Data belum terpadu.", "Diubah rekan.")
    shop.persistence.look()
    seen = shop.persistence.external.see(shop.persistence.frozen())
    second = shop.capture("swot", NEW)
    _revise(shop, votes=3)
    shop.persistence.take_in(seen)
    assert (shop.session.swot[ONE].text, shop.session.swot[ONE].votes) == ("Diubah rekan.", 3)
    shop.save()
    assert load(file).session == shop.session
    assert {first, second} <= shop.session.swot.keys()

    _outside(file, "Diubah rekan.", "Punya mereka.")
    shop.persistence.look()
    seen = shop.persistence.external.see(shop.persistence.frozen())
    _revise(shop, text="Punya kita.")
    shop.persistence.take_in(seen)  # does not fit any more: looked at again
    assert shop.session.swot[ONE].text == "Punya kita."
    shop.persistence.look()
    assert [one.key for one in shop.persistence.external.conflicts] == ["text"]


def test_a_write_that_comes_late_does_not_take_a_later_one_back(opened: Opened, file: Path) -> None:
    shop = opened()
    shop.capture("swot", NEW)
    early = shop.persistence.snapshot()
    later = shop.capture("swot", NEW)
    shop.save()
    last = shop.capture("swot", NEW)
    assert early
    early.write()
    shop.persistence.saved(early)
    assert later in load(file).session.swot
    assert shop.persistence.dirty
    crash(shop)
    assert last in opened().session.swot


def test_our_own_write_is_no_change_from_outside(opened: Opened, file: Path) -> None:
    shop = opened()
    shop.capture("swot", NEW)
    first = shop.persistence.snapshot()
    shop.capture("swot", NEW)
    assert first
    first.write()
    second = shop.persistence.snapshot()  # before the screen heard that the first one is written
    shop.persistence.saved(first)
    assert second
    second.write()
    shop.persistence.saved(second)
    _look(shop)
    assert shop.persistence.news == []
    assert not shop.persistence.dirty
    assert load(file).session == shop.session
    shop.close()
    assert journals() == []


# Sudden ends ------------------------------------------------------------------------------------------------------


def test_what_is_taken_in_and_not_saved_yet_survives_a_crash(opened: Opened, file: Path) -> None:
    shop = opened()
    shop.do(edits.revise(shop.session.program["pr-00000001"], funding=("apbd", "csr"), location="Pasar"))
    _revise(shop, text="Sama.", votes=3)
    _outside(file, '"apbd"', '"apbd",\n  "dak"')
    _outside(file, "Data belum terpadu.", "Sama.")
    _look(shop)
    identity = shop.capture("swot", NEW)
    _revise(shop, votes=4)
    meant = shop.session.copy()
    crash(shop)
    shop = opened()
    assert shop.session == meant
    assert shop.session.program["pr-00000001"].funding == ("apbd", "csr", "dak")
    assert identity in load(file).session.swot
    assert "fit" not in " ".join(shop.persistence.news)


def test_a_crash_before_the_decision_loses_nothing_that_fits(opened: Opened, file: Path) -> None:
    shop = opened()
    identity = shop.capture("swot", NEW)
    _revise(shop, text="Punya kita.", votes=3)
    _outside(file, "Data belum terpadu.", "Punya mereka.")
    _look(shop)
    crash(shop)
    shop = opened()
    assert (shop.session.swot[ONE].text, shop.session.swot[ONE].votes) == ("Punya mereka.", 3)
    assert identity in load(file).session.swot
    (kept,) = journals()
    assert "Punya kita." in (shop.persistence.journal.path.parent / kept).read_text("utf-8")
    assert "“text” of “Punya mereka.”" in " ".join(shop.persistence.news)


WORKS = """
import sys
from pathlib import Path
from bimtek_tui.workshop.workshop import open_workshop
shop = open_workshop(Path(sys.argv[1]))
print("open", flush=True)
for line in sys.stdin:
    what = line.strip()
    if what == "capture":
        what = shop.capture("swot", {"quadrant": "threat", "text": "Baru."})
    elif what == "look":
        shop.persistence.look(at_once=True)
    else:
        shop.save()
    print(what, flush=True)
"""


@posix
@pytest.mark.parametrize("seed", range(10))
@pytest.mark.slow
def test_a_kill_at_any_moment_of_taking_in_loses_nothing_of_anybody(
    opened: Opened, file: Path, seed: int
) -> None:
    chance = random.Random(seed)
    wanted: set[str] = set()
    with child_processes.start(WORKS, file) as child:
        assert child.stdin
        assert child.stdout
        assert child.stdout.readline() == "open\n"
        for number in range(chance.randint(2, 12)):
            if chance.random() < 0.3:
                wanted.add(f"sw-9{seed:03d}{number:04d}")
                added = layouts.swot(f"sw-9{seed:03d}{number:04d}") + "\n[[program]]"
                content = file.read_text("utf-8").replace("[[program]]", added, 1)
                file.with_name("baru").write_text(content, "utf-8")
                file.with_name("baru").replace(file)
            what = chance.choice(["capture", "capture", "look", "save"])
            child.stdin.write(f"{what}\n")
            child.stdin.flush()
            said = child.stdout.readline().strip()
            wanted |= {said} if what == "capture" else set()
        _outside(file, "Data belum terpadu.", "Diubah rekan.")
        child.stdin.write("look\nsave\n")
        child.stdin.flush()
        select.select([child.stdout], [], [], chance.uniform(0, 0.03))
        child.kill()
    shop = opened()
    assert wanted <= shop.session.swot.keys()
    assert shop.session.swot[ONE].text == "Diubah rekan."
    assert load(file).session == shop.session
    assert "fit" not in " ".join(shop.persistence.news)


# A second window --------------------------------------------------------------------------------------------------


def test_a_second_window_follows_the_first_and_touches_nothing_of_it(opened: Opened, file: Path) -> None:
    shop, second = opened(), open_workshop(file)
    assert second.read_only
    identity = shop.capture("swot", NEW)
    shop.save()
    second.persistence.look(at_once=True)
    assert second.session == shop.session
    assert second.persistence.news == []
    later = shop.capture("swot", NEW)
    second.persistence.look(at_once=True)
    shop.save()
    second.persistence.look(at_once=True)
    shop.capture("swot", NEW)
    second.close()
    crash(shop)
    again = opened()
    assert {identity, later} <= again.session.swot.keys()
    assert len(again.session.swot) == 5


HOLDS = """
import sys
from pathlib import Path
from bimtek_tui.workshop.workshop import open_workshop
shop = open_workshop(Path(sys.argv[1]))
print(shop.capture("swot", {"quadrant": "threat", "text": "Dari yang lain."}), flush=True)
if sys.stdin.readline():
    shop.close()
"""


@posix
@pytest.mark.parametrize("end", ["close", "kill"])
def test_a_second_window_may_edit_once_the_first_is_gone(file: Path, end: str) -> None:
    with child_processes.start(HOLDS, file, LOGNAME="Bu Sari") as child:
        assert child.stdout
        identity = child.stdout.readline().strip()
        second = open_workshop(file)
        assert "Bu Sari" in second.read_only
        second.persistence.try_lock()
        assert second.read_only
        assert identity not in second.session.swot
        if end == "close":
            child.communicate("\n")
        else:
            child.kill()
            child.wait()
    told: list[Changed] = []
    second.subscribe(told.append)
    second.persistence.try_lock()
    assert second.read_only == ""
    assert told[-1] is None
    assert "Bu Sari" in second.persistence.news[-1]
    assert identity in second.session.swot
    own = second.capture("swot", NEW)
    second.close()
    assert {identity, own} <= load(file).session.swot.keys()
    assert os.listdir(file.parent) == [file.name]
    assert journals() == []
