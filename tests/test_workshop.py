"""One open session: nothing acknowledged is lost, nothing of others is overwritten, undo brings the bytes back."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import children
import entries
import hostile
import layouts
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from bimtek_tui import edits, settings, text
from bimtek_tui.edits import Add
from bimtek_tui.errors import CannotSave, Refused, UnreadableFile
from bimtek_tui.kinds import kinds
from bimtek_tui.store import load
from bimtek_tui.workshop import Changed, Workshop, open_workshop, with_context

posix = pytest.mark.skipif(os.name == "nt", reason="signals, limits and links of POSIX")
NEW = {"quadrant": "threat", "text": "Baru."}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "sesi").mkdir()
    path = tmp_path / "sesi" / "kota-uji.toml"
    path.write_bytes(layouts.CONTENTS["plain"])
    return path


@pytest.fixture
def opened(file: Path) -> Iterator[Callable[[], Workshop]]:
    """Opens the session, again and again; what a test leaves open is let go."""
    shops: list[Workshop] = []

    def again() -> Workshop:
        shops.append(open_workshop(file))
        return shops[-1]

    yield again
    for shop in shops:
        crash(shop)


def crash(shop: Workshop) -> None:
    """Let go as the operating system does it for a process that died: nothing is saved, journal and files stay."""
    shop.journal._let_go()
    if shop.lock.held:
        shop.lock._lock.release()
        shop.lock._lock = None


def journals() -> list[str]:
    folder = settings.state_folder() / "journal"
    return sorted(os.listdir(folder)) if folder.is_dir() else []


def _outside(file: Path, old: str, new: str) -> None:
    content = file.read_text("utf-8")
    assert old in content
    file.write_text(content.replace(old, new, 1), "utf-8", newline="")


# Doing, undoing, telling ------------------------------------------------------------------------------------------


def test_an_edit_is_done_told_saved_and_undone_across_saves(opened: Callable[[], Workshop], file: Path) -> None:
    shop = opened()
    told: list[Changed] = []
    shop.subscribe(told.append)
    before = file.read_bytes()
    identity = shop.capture("swot", NEW)
    assert told == [{("swot", identity)}]
    assert shop.dirty
    assert file.read_bytes() == before
    assert shop.can_undo == "SWOT entry “Baru.”"
    shop.save()
    assert not shop.dirty
    assert shop.saved_at
    saved = file.read_bytes()
    assert identity in load(file).session.swot

    assert shop.undo() == "SWOT entry “Baru.”"
    assert identity not in shop.session.swot
    shop.save()
    assert file.read_bytes() == before
    shop.redo()
    shop.save()
    assert file.read_bytes() == saved
    shop.close()
    assert os.listdir(file.parent) == [file.name]
    assert journals() == []


def test_a_refused_edit_changes_nothing_and_is_not_undone(opened: Callable[[], Workshop], file: Path) -> None:
    shop = opened()
    with pytest.raises(Refused, match="quadrant"):
        shop.capture("swot", {"quadrant": "ancaman", "text": "x"})
    assert not shop.dirty
    assert shop.can_undo == shop.undo() == shop.redo() == ""
    shop.do(None)
    shop.save()
    assert file.read_bytes() == layouts.CONTENTS["plain"]
    assert journals() == []


def test_a_new_edit_ends_what_could_be_redone(opened: Callable[[], Workshop]) -> None:
    shop = opened()
    shop.capture("swot", NEW)
    shop.undo()
    assert shop.can_redo
    shop.capture("issue", {"text": "x"})
    assert shop.can_redo == shop.redo() == ""


def test_a_new_entry_takes_what_the_context_says(opened: Callable[[], Workshop]) -> None:
    shop = opened()
    with_context(shop, group="Kelompok 1", dimension="economy")
    with_context(shop, agency="DISKOMINFO")
    swot = shop.session.swot[shop.capture("swot", NEW)]
    assert (swot.group, swot.dimension, swot.source) == ("Kelompok 1", "economy", "DISKOMINFO")
    other = shop.session.swot[shop.capture("swot", NEW | {"dimension": "living"})]
    assert other.dimension == "living"
    participant = shop.session.participant[shop.capture("participant", {"name": "Sari"})]
    assert participant.agency == "DISKOMINFO"
    note = shop.session.note[shop.capture("note", {"kind": "inbox", "text": "x"})]
    assert edits.raw(note).keys() == {"id", "kind", "text", "added"}


@pytest.mark.parametrize("name", ["plain", "comments everywhere", "windows", "byte order mark", "no final newline", "nested tables", "unknown keys and tables", "not a number", "bad entries", "quoted"])
@hypothesis_settings(deadline=None, max_examples=6, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_work_saved_at_any_time_reads_back_and_undoes_to_the_byte(
    name: str, data: st.DataObject, tmp_path: Path
) -> None:
    file = tmp_path / f"{data.draw(st.integers(0, 10**9))}.toml"
    file.write_bytes(layouts.CONTENTS[name])
    shop = open_workshop(file)
    try:
        for _ in range(data.draw(st.integers(1, 6))):
            match data.draw(st.sampled_from(["capture", "revise", "withdraw", "undo", "redo", "save"])):
                case "capture":
                    kind = data.draw(st.sampled_from([kind.table for kind in entries.MINTED]))
                    shop.capture(kind, data.draw(entries.raws(kinds()[kind])), entries.NOW)
                case "revise" if shop.session.swot:
                    entry = data.draw(st.sampled_from(list(shop.session.swot.values())))
                    shop.do(edits.revise(entry, text=data.draw(entries.proses), votes=data.draw(st.none() | st.integers(0, 9))))
                case "withdraw" if shop.session.swot:
                    shop.do(edits.withdraw(data.draw(st.sampled_from(list(shop.session.swot.values())))))
                case "undo":
                    shop.undo()
                case "redo":
                    shop.redo()
                case "save":
                    shop.save()
                    assert load(file).session == shop.session
        shop.save()
        assert load(file).session == shop.session
        while shop.can_undo:
            shop.undo()
    finally:
        shop.close()
    assert file.read_bytes() == layouts.CONTENTS[name]


# Hostile text -------------------------------------------------------------------------------------------------------


def test_hostile_texts_go_through_typing_capture_save_and_reload(opened: Callable[[], Workshop], file: Path) -> None:
    shop = opened()
    meant: dict[str, dict[str, str | None]] = {}
    for typed in [*hostile.STRINGS.values(), hostile.SURROGATE]:
        keys = {}
        for key in ("text", "group", "evidence", "source"):
            try:
                keys[key] = edits.typed(kinds()["swot"].keys[key], typed)
            except Refused:
                assert len(typed) > text.MAX_LINE
        identity = shop.capture("swot", {"quadrant": "threat", **keys})
        shop.do(edits.withdraw(shop.session.swot[identity], typed))
        meant[identity] = keys
    shop.close()

    content = file.read_text("utf-8")
    assert text.is_clean(content)
    read = load(file)
    assert read.findings == []
    for identity, keys in meant.items():
        found = edits.raw(read.session.swot[identity])
        assert {key: found.get(key) for key in keys} == keys
        assert found["withdrawn"]


def test_a_file_full_of_hostile_texts_is_edited_without_touching_them(opened: Callable[[], Workshop], file: Path) -> None:
    file.write_text(hostile.session_text(), "utf-8", newline="")
    shop = opened()
    for entry in list(shop.session.swot.values()):
        shop.do(edits.revise(entry, votes=1))
    shop.save()
    assert file.read_text("utf-8").count("votes = 1\n") == len(hostile.STRINGS)
    assert file.read_text("utf-8").replace("votes = 1\n", "") == hostile.session_text()
    shop.close()


# Crashes ------------------------------------------------------------------------------------------------------------


CAPTURES = """
import sys
from pathlib import Path
from bimtek_tui.workshop import open_workshop
shop = open_workshop(Path(sys.argv[1]))
for line in sys.stdin:
    what, text = line.strip().split(" ", 1)
    if what == "capture":
        print(shop.capture("swot", {"quadrant": "threat", "text": text}), flush=True)
    elif what == "save":
        shop.save()
        print("saved", flush=True)
"""


def _said(child: object, line: str) -> str:
    stdin, stdout = child.stdin, child.stdout  # type: ignore[attr-defined]
    stdin.write(line + "\n")
    stdin.flush()
    return stdout.readline().strip()  # type: ignore[no-any-return]


@posix
def test_what_was_acknowledged_survives_a_kill(opened: Callable[[], Workshop], file: Path) -> None:
    with children.start(CAPTURES, file) as child:
        first = _said(child, "capture Satu")
        assert _said(child, "save .") == "saved"
        second, third = _said(child, "capture Dua"), _said(child, "capture Tiga")
        child.kill()
    assert [identity in file.read_text("utf-8") for identity in (first, second, third)] == [True, False, False]
    shop = opened()
    assert [shop.session.swot[identity].text for identity in (first, second, third)] == ["Satu", "Dua", "Tiga"]
    assert shop.news == ["2 changes that the last run could not save were restored"]
    assert not shop.dirty
    assert list(load(file).session.swot)[-3:] == [first, second, third]
    shop.close()
    assert os.listdir(file.parent) == [file.name]
    assert journals() == []
    again = opened()
    assert again.news == []
    again.close()


@posix
def test_a_second_process_shows_and_does_not_edit(opened: Callable[[], Workshop], file: Path) -> None:
    with children.start(CAPTURES, file) as child:
        _said(child, "capture Satu")
        shop = opened()
        assert settings.person() in shop.read_only
        assert len(shop.session.swot) == 2
        with pytest.raises(Refused, match="open elsewhere"):
            shop.capture("swot", NEW)
        assert shop.snapshot() is None
        shop.close()
        assert _said(child, "save .") == "saved"
        assert _said(child, "capture Dua")
        child.kill()
    shop = opened()
    assert shop.read_only == ""
    assert [entry.text for entry in shop.session.swot.values()][-2:] == ["Satu", "Dua"]


def test_a_crash_between_the_save_and_forgetting_the_journal_is_no_news(opened: Callable[[], Workshop], file: Path) -> None:
    shop = opened()
    identity = shop.capture("swot", NEW)
    shop.do(edits.revise(shop.session.swot[identity], text="Satu."))
    shop.do(edits.revise(shop.session.swot["sw-00000001"], text="Dua."))
    shop.do(edits.revise(shop.session.swot["sw-00000001"], text="Tiga."))
    shop.capture("issue", {"text": "x"})
    shop.undo()
    snapshot = shop.snapshot()
    assert snapshot
    snapshot.write()  # and no `saved`
    crash(shop)
    written = file.read_bytes()
    left = shop.journal.path.read_bytes()
    for content in (left, b"".join(line for line in left.splitlines(keepends=True) if b"saved" not in line)):
        shop.journal.path.write_bytes(content)  # also when the mark of the save is lost
        again = opened()
        assert again.news == []
        assert not again.dirty
        again.close()
        assert file.read_bytes() == written
        assert journals() == []


def test_a_crash_while_replaying_loses_nothing_either(opened: Callable[[], Workshop], file: Path) -> None:
    shop = opened()
    identity = shop.capture("swot", NEW)
    crash(shop)
    shop.journal.path.rename(shop.journal.path.with_name(shop.journal.path.stem + ".1.replay"))
    shop = opened()
    assert identity in load(file).session.swot
    assert journals() == []


def test_a_journal_fits_a_file_that_was_changed_meanwhile(opened: Callable[[], Workshop], file: Path) -> None:
    shop = opened()
    identity = shop.capture("swot", NEW)
    shop.do(edits.revise(shop.session.swot["sw-00000001"], votes=3))
    crash(shop)
    _outside(file, "Data belum terpadu.", "Diubah rekan.")
    shop = opened()
    assert shop.session.swot["sw-00000001"].text == "Diubah rekan."
    assert shop.session.swot["sw-00000001"].votes == 3
    assert identity in shop.session.swot
    assert len(shop.news) == 1


def test_a_journal_that_does_not_fit_is_kept_and_told(opened: Callable[[], Workshop], file: Path) -> None:
    shop = opened()
    shop.do(edits.revise(shop.session.swot["sw-00000001"], text="Punya kita."))
    identity = shop.capture("swot", NEW)
    crash(shop)
    _outside(file, "Data belum terpadu.", "Punya mereka.")
    shop = opened()
    assert shop.session.swot["sw-00000001"].text == "Punya mereka."
    assert identity in load(file).session.swot
    assert "1 change" in shop.news[0]
    assert "“text” of sw-00000001" in shop.news[1]
    (kept,) = journals()
    assert "Punya kita." in (shop.journal.path.parent / kept).read_text("utf-8")
    shop.close()
    assert opened().news == []


def test_a_damaged_journal_is_kept_and_told(opened: Callable[[], Workshop], file: Path) -> None:
    shop = opened()
    identity = shop.capture("swot", NEW)
    crash(shop)
    with shop.journal.path.open("ab") as journal:
        journal.write(b'{"type":"Add","kind":"sw')
    shop = opened()
    assert identity in load(file).session.swot
    assert "a damaged line" in shop.news[1]
    assert [name.endswith(".kept") for name in journals()] == [True]


REPLAYS = """
import resource, sys
from pathlib import Path
from bimtek_tui import edits
from bimtek_tui.workshop import open_workshop
hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
shop = open_workshop(Path(sys.argv[1]))
print(sys.argv[2] in shop.session.swot and "make room" in shop.trouble, flush=True)
resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
shop.do(edits.revise(shop.session.swot[sys.argv[2]], text="Lebih baru."))
print("done", flush=True)
if sys.stdin.readline():
    shop.close()
print(shop.trouble == "", flush=True)
"""


@posix
@pytest.mark.parametrize("then", ["close", "kill"])
def test_a_replay_that_can_not_be_saved_is_saved_later_and_done_with(
    opened: Callable[[], Workshop], file: Path, then: str
) -> None:
    shop = opened()
    identity = shop.capture("swot", NEW)
    crash(shop)
    with children.start(REPLAYS, file, identity) as child:
        assert child.stdout
        assert child.stdout.readline() == "True\n"
        assert child.stdout.readline() == "done\n"
        if then == "close":
            assert _said(child, "close") == "True"
            assert journals() == []
        child.kill()
    shop = opened()
    assert len(shop.news) == (then == "kill")
    assert shop.session.swot[identity].text == "Lebih baru."
    assert load(file).session == shop.session
    assert journals() == []


# Changed outside ----------------------------------------------------------------------------------------------------


def test_changes_from_outside_and_ours_are_both_in_the_file(opened: Callable[[], Workshop], file: Path) -> None:
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


def test_the_same_change_on_both_sides_is_no_conflict(opened: Callable[[], Workshop], file: Path) -> None:
    shop = opened()
    shop.do(edits.revise(shop.session.swot["sw-00000001"], text="Antara."))
    shop.do(edits.revise(shop.session.swot["sw-00000001"], text="Sama."))
    _outside(file, "Data belum terpadu.", "Sama.")
    shop.save()
    assert len(shop.news) == 1
    assert "differ" not in shop.news[0]
    assert load(file).session.swot["sw-00000001"].text == "Sama."


def test_a_field_changed_on_both_sides_keeps_theirs_and_sets_ours_aside(opened: Callable[[], Workshop], file: Path) -> None:
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


def test_an_entry_removed_outside_and_changed_here_is_set_aside(opened: Callable[[], Workshop], file: Path) -> None:
    shop = opened()
    shop.do(edits.revise(shop.session.swot["sw-00000001"], text="Punya kita."))
    _outside(file, layouts.swot("sw-00000001") + "\n", "")
    shop.save()
    assert "sw-00000001" not in load(file).session.swot
    (aside,) = file.parent.glob("*konflik*")
    assert load(aside).session.swot["sw-00000001"].text == "Punya kita."


@pytest.mark.parametrize("theirs", [b"<<<<<<< HEAD\nschema_version = 1\n", b"\xff\xfe\x00", b"halo"])
def test_what_can_not_be_read_is_kept_beside_and_told(opened: Callable[[], Workshop], file: Path, theirs: bytes) -> None:
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


def test_a_newer_format_from_outside_is_not_written_over(opened: Callable[[], Workshop], file: Path) -> None:
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


def test_a_file_removed_outside_is_written_again_and_told(opened: Callable[[], Workshop], file: Path) -> None:
    shop = opened()
    identity = shop.capture("swot", NEW)
    file.unlink()
    shop.save()
    assert identity in load(file).session.swot
    assert "removed outside" in shop.news[0]


def test_a_change_between_snapshot_and_write_is_not_overwritten(opened: Callable[[], Workshop], file: Path) -> None:
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


def test_a_write_that_comes_late_does_not_take_a_later_one_back(opened: Callable[[], Workshop], file: Path) -> None:
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


def test_our_own_write_is_no_change_from_outside(opened: Callable[[], Workshop], file: Path) -> None:
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


# Full disks, protected folders, bad places --------------------------------------------------------------------------


FULL = """
import json, resource, sys
from pathlib import Path
from bimtek_tui.errors import CannotSave
from bimtek_tui.workshop import open_workshop
hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
file, limit = Path(sys.argv[1]), int(sys.argv[2])
shop = open_workshop(file)
before = file.read_bytes()
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
ids = [shop.capture("swot", {"quadrant": "threat", "text": "Baru."}) for _ in range(3)]
said = ""
try:
    shop.save()
except CannotSave as error:
    said = str(error)
told = {"said": said, "trouble": shop.trouble, "kept": all(one in shop.session.swot for one in ids),
        "untouched": file.read_bytes() == before, "beside": sorted(one.name for one in file.parent.iterdir())}
resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
if sys.argv[3] == "room":
    ids.append(shop.capture("swot", {"quadrant": "threat", "text": "Lagi."}))
    shop.close()
else:
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    ids.append(shop.capture("swot", {"quadrant": "threat", "text": "Lagi."}))
told |= {"ids": ids, "after": shop.trouble}
print(json.dumps(told), flush=True)
sys.stdin.readline()
"""


@posix
@pytest.mark.parametrize("limit", [0, 700])
@pytest.mark.parametrize("then", ["room", "kill"])
def test_a_full_disk_is_told_and_nothing_is_lost(opened: Callable[[], Workshop], file: Path, limit: int, then: str) -> None:
    import json

    with children.start(FULL, file, str(limit), then) as child:
        assert child.stdout
        told = json.loads(child.stdout.readline())
        child.kill()
    assert "make room" in told["said"]
    assert "\n" not in told["said"]
    assert told["trouble"]
    assert told["kept"]
    assert told["untouched"]
    assert len(told["beside"]) <= 3  # the file, its lock, its holder; no temporary file
    if then == "room":
        assert told["after"] == ""
        assert os.listdir(file.parent) == [file.name]
        assert set(told["ids"]) <= load(file).session.swot.keys()
        assert journals() == []
    assert set(told["ids"]) <= opened().session.swot.keys()  # also those that no journal took at first


def test_a_target_that_became_a_folder_is_told(opened: Callable[[], Workshop], file: Path) -> None:
    shop = opened()
    identity = shop.capture("swot", NEW)
    file.unlink()
    file.mkdir()
    with pytest.raises(CannotSave, match="folder"):
        shop.save()
    assert shop.dirty
    assert "folder" in shop.trouble
    file.rmdir()
    shop.save()
    assert identity in load(file).session.swot
    assert shop.trouble == ""


@posix
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write everywhere")
def test_a_protected_folder_is_shown_and_not_edited(opened: Callable[[], Workshop], file: Path) -> None:
    file.parent.chmod(0o555)
    try:
        shop = opened()
        assert "no lock file" in shop.read_only
        assert len(shop.session.swot) == 2
        shop.close()
    finally:
        file.parent.chmod(0o755)


def test_a_state_folder_that_is_none_costs_the_journal_only(
    opened: Callable[[], Workshop], file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BIMTEK_STATE", str(file))
    shop = opened()
    identity = shop.capture("swot", NEW)
    assert "journal" in shop.trouble
    shop.close()
    assert identity in load(file).session.swot


@pytest.mark.parametrize("name", ["tiada/kota.toml", "kota.toml/", ".", "kota\0.toml"])
def test_where_no_session_is_nothing_is_made(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnreadableFile):
        open_workshop(tmp_path / name)
    assert os.listdir(tmp_path) == []


def test_a_file_that_can_not_be_opened_is_left_without_lock(file: Path) -> None:
    for content in (b"halo", layouts.TOP.replace("kominfo-1", "tiada-1").encode(), layouts.TOP.replace("kominfo-1", "../x").encode()):
        file.write_bytes(content)
        with pytest.raises(UnreadableFile):
            open_workshop(file)
        assert os.listdir(file.parent) == [file.name]
        assert file.read_bytes() == content


def test_a_newer_format_is_shown_and_stays(opened: Callable[[], Workshop], file: Path) -> None:
    content = layouts.CONTENTS["plain"].replace(b"schema_version = 1", b"schema_version = 9")
    file.write_bytes(content)
    shop = opened()
    assert "9" in shop.read_only
    with pytest.raises(Refused):
        shop.do(Add("agency", {"id": "B"}))
    shop.close()
    assert file.read_bytes() == content


@posix
def test_a_link_and_the_mode_survive_a_save(tmp_path: Path, file: Path) -> None:
    file.chmod(0o600)
    link = tmp_path / "tautan.toml"
    link.symlink_to(file)
    shop = open_workshop(link)
    identity = shop.capture("swot", NEW)
    shop.close()
    assert link.is_symlink()
    assert file.stat().st_mode & 0o777 == 0o600
    assert identity in load(file).session.swot


def test_names_with_signs_of_patterns_have_their_own_journal(tmp_path: Path) -> None:
    for name in ("kota[1].toml", "kota 1?*.toml" if os.name != "nt" else "kota 1.toml", "کوتا.toml", "k" * 200 + ".toml"):
        file = tmp_path / name
        file.write_bytes(layouts.CONTENTS["plain"])
        shop = open_workshop(file)
        identity = shop.capture("swot", NEW)
        crash(shop)
        shop = open_workshop(file)
        assert identity in shop.session.swot
        shop.close()
    assert journals() == []


def test_recent_sessions_are_remembered_latest_first(tmp_path: Path, file: Path) -> None:
    other = tmp_path / "lain.toml"
    shutil.copy(file, other)
    for one in (file, other, file):
        open_workshop(one).close()
    assert settings.recent() == [file.resolve(), other.resolve()]
    other.unlink()
    assert settings.recent() == [file.resolve()]
    (settings.state_folder() / "recent.json").write_text("{rusak")
    assert settings.recent() == []
