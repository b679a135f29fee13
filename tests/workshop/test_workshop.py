"""One open session: what is done is told, saved and undone to the byte; nothing is made where no session is."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from msgspec.structs import replace
from support import hostile_text, layouts, strategies
from support.workshops import NEW, Opened, crash, journals, posix

from bimtek_tui import settings, text
from bimtek_tui.errors import CannotSave, Refused, UnreadableFile
from bimtek_tui.model import edits, values
from bimtek_tui.model.edits import Add
from bimtek_tui.model.kinds import kinds
from bimtek_tui.model.kinds import raw as raw_of
from bimtek_tui.store import load
from bimtek_tui.workshop.workshop import Changed, open_workshop

# Doing, undoing, telling ------------------------------------------------------------------------------------------


def test_an_edit_is_done_told_saved_and_undone_across_saves(opened: Opened, file: Path) -> None:
    shop = opened()
    told: list[Changed] = []
    shop.subscribe(told.append)
    before = file.read_bytes()
    identity = shop.capture("swot", NEW)
    assert told == [{("swot", identity)}]
    assert shop.persistence.dirty
    assert file.read_bytes() == before
    assert shop.can_undo == "SWOT entry “Baru.”"
    shop.save()
    assert not shop.persistence.dirty
    assert shop.persistence.saved_at
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


def test_a_refused_edit_changes_nothing_and_is_not_undone(opened: Opened, file: Path) -> None:
    shop = opened()
    with pytest.raises(Refused, match="quadrant"):
        shop.capture("swot", {"quadrant": "ancaman", "text": "x"})
    assert not shop.persistence.dirty
    assert shop.can_undo == shop.undo() == shop.redo() == ""
    shop.do(None)
    shop.save()
    assert file.read_bytes() == layouts.CONTENTS["plain"]
    assert journals() == []


def test_a_new_edit_ends_what_could_be_redone(opened: Opened) -> None:
    shop = opened()
    shop.capture("swot", NEW)
    shop.undo()
    assert shop.can_redo
    shop.capture("issue", {"text": "x"})
    assert shop.can_redo == shop.redo() == ""


def test_a_new_entry_takes_what_the_context_says(opened: Opened) -> None:
    shop = opened()
    shop.context = replace(shop.context, group="Kelompok 1", dimension="economy")
    shop.context = replace(shop.context, agency="DISKOMINFO")
    swot = shop.session.swot[shop.capture("swot", NEW)]
    assert (swot.group, swot.dimension, swot.source) == ("Kelompok 1", "economy", "DISKOMINFO")
    other = shop.session.swot[shop.capture("swot", NEW | {"dimension": "living"})]
    assert other.dimension == "living"
    participant = shop.session.participant[shop.capture("participant", {"name": "Sari"})]
    assert participant.agency == "DISKOMINFO"
    note = shop.session.note[shop.capture("note", {"kind": "inbox", "text": "x"})]
    assert raw_of(note).keys() == {"id", "kind", "text", "added"}


@pytest.mark.parametrize(
    "name",
    [
        "plain",
        "comments everywhere",
        "windows",
        "byte order mark",
        "no final newline",
        "nested tables",
        "unknown keys and tables",
        "not a number",
        "bad entries",
        "quoted",
    ],
)
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
                    kind = data.draw(st.sampled_from([kind.table for kind in strategies.MINTED]))
                    shop.capture(kind, data.draw(strategies.raws(kinds()[kind])), strategies.NOW)
                case "revise" if shop.session.swot:
                    entry = data.draw(st.sampled_from(list(shop.session.swot.values())))
                    shop.do(
                        edits.revise(
                            entry,
                            text=data.draw(strategies.proses),
                            votes=data.draw(st.none() | st.integers(0, 9)),
                        )
                    )
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


def test_hostile_texts_go_through_typing_capture_save_and_reload(opened: Opened, file: Path) -> None:
    shop = opened()
    meant: dict[str, dict[str, str | None]] = {}
    for typed in [*hostile_text.STRINGS.values(), hostile_text.SURROGATE]:
        keys = {}
        for key in ("text", "group", "evidence", "source"):
            try:
                keys[key] = values.typed(kinds()["swot"].keys[key], typed)
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
        found = raw_of(read.session.swot[identity])
        assert {key: found.get(key) for key in keys} == keys
        assert found["withdrawn"]


def test_a_file_full_of_hostile_texts_is_edited_without_touching_them(opened: Opened, file: Path) -> None:
    file.write_text(hostile_text.session_text(), "utf-8", newline="")
    shop = opened()
    for entry in list(shop.session.swot.values()):
        shop.do(edits.revise(entry, votes=1))
    shop.save()
    assert file.read_text("utf-8").count("votes = 1\n") == len(hostile_text.STRINGS)
    assert file.read_text("utf-8").replace("votes = 1\n", "") == hostile_text.session_text()
    shop.close()


# Bad places ----------------------------------------------------------------------------------------------------


def test_a_target_that_became_a_folder_is_told(opened: Opened, file: Path) -> None:
    shop = opened()
    identity = shop.capture("swot", NEW)
    file.unlink()
    file.mkdir()
    with pytest.raises(CannotSave, match="folder"):
        shop.save()
    assert shop.persistence.dirty
    assert "folder" in shop.persistence.trouble
    file.rmdir()
    shop.save()
    assert identity in load(file).session.swot
    assert shop.persistence.trouble == ""


@posix
def test_a_protected_folder_is_shown_and_not_edited(opened: Opened, file: Path) -> None:
    file.parent.chmod(0o555)
    try:
        if os.access(file.parent, os.W_OK):
            pytest.skip("this user may write everywhere")
        shop = opened()
        assert "no lock file" in shop.read_only
        assert len(shop.session.swot) == 2
        shop.close()
    finally:
        file.parent.chmod(0o755)


def test_a_state_folder_that_is_none_costs_the_journal_only(
    opened: Opened, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BIMTEK_STATE", str(file))
    shop = opened()
    identity = shop.capture("swot", NEW)
    assert "journal" in shop.persistence.trouble
    shop.close()
    assert identity in load(file).session.swot


@pytest.mark.parametrize("name", ["tiada/kota.toml", "kota.toml/", ".", "kota\0.toml"])
def test_where_no_session_is_nothing_is_made(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnreadableFile):
        open_workshop(tmp_path / name)
    assert os.listdir(tmp_path) == []


def test_a_file_that_can_not_be_opened_is_left_without_lock(file: Path) -> None:
    for content in (
        b"halo",
        layouts.TOP.replace("kominfo-1", "tiada-1").encode(),
        layouts.TOP.replace("kominfo-1", "../x").encode(),
    ):
        file.write_bytes(content)
        with pytest.raises(UnreadableFile):
            open_workshop(file)
        assert os.listdir(file.parent) == [file.name]
        assert file.read_bytes() == content


def test_a_newer_format_is_shown_and_stays(opened: Opened, file: Path) -> None:
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
    for name in (
        "kota[1].toml",
        "kota 1?*.toml" if os.name != "nt" else "kota 1.toml",
        "کوتا.toml",
        "k" * 200 + ".toml",
    ):
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


def test_what_this_program_does_not_know_is_kept_byte_by_byte_through_edits_and_merges(
    tmp_path: Path,
) -> None:
    """As release 0.1 keeps the tables and keys of this one: a later program may have more of both."""
    text = (
        layouts.TOP
        + 'bahasa = "id"\n\n# city\n[city]\nname = "Kota Uji"\njulukan = """\nKota\nRob"""  # lama\nkind = "kota"\n\n'
        + "[cuaca]\nhujan = [ 1,2 ]\n\n"
        + layouts.swot("sw-00000001", quadrant="threat").replace("added", "warna = 0xff\nadded")
        + '\n# tentang balai\n[[balai]]\nid = "bl-00000001"\nisi = { a = 1 }\n\n[[balai]]\nid = "bl-00000002"\n\n'
        + layouts.program("pr-00000001", more="kunci = 1979-05-27T07:32:00.5Z\n")
    )
    file = tmp_path / "uji.toml"
    file.write_text(text, encoding="utf-8")
    shop = open_workshop(file)
    session = shop.session
    for edit in (
        edits.set_single(session, "city", leader="Ani", name="Kota Baru"),
        edits.revise(session.swot["sw-00000001"], votes=3),
        edits.withdraw(session.program["pr-00000001"]),
    ):
        shop.do(edit)
    new = shop.capture("swot", {"quadrant": "threat", "text": "Rob."}, now=strategies.NOW)
    shop.save()
    shop.close()
    lines = [
        ('name = "Kota Uji"', 'name = "Kota Baru"'),
        ('kind = "kota"\n', 'kind = "kota"\nleader = "Ani"\n'),
        ("warna = 0xff", "votes = 3\nwarna = 0xff"),
        ("kunci = ", 'withdrawn = "ditarik"\nkunci = '),
        (
            "# tentang balai",
            f'# {new}\n[[swot]]\nid = "{new}"\nquadrant = "threat"\ntext = "Rob."\nadded = 2026-06-13T09:15:21+07:00\n\n# tentang balai',
        ),
    ]
    wanted = text
    for old, now in lines:
        assert old in wanted
        wanted = wanted.replace(old, now, 1)
    saved = file.read_text("utf-8")
    for kept in (
        'bahasa = "id"',
        "[cuaca]\nhujan = [ 1,2 ]\n",
        "isi = { a = 1 }",
        "warna = 0xff\n",
        '"""\nKota\nRob"""  # lama',
    ):
        assert kept in saved
    assert sorted(saved.splitlines()) == sorted(wanted.splitlines())
