"""What was typed and is not recorded: kept beside the journal, whole or not at all, and never anybody else's."""

from __future__ import annotations

import os
import stat
import threading
from pathlib import Path

import pytest
from support import workshops

from bimtek_tui import i18n, settings
from bimtek_tui.model import edits
from bimtek_tui.model.ids import EntryRef
from bimtek_tui.workshop.drafts import INBOX, OPEN_LINE, Drafts, of_list
from bimtek_tui.workshop.workshop import Context


@pytest.fixture
def drafts(tmp_path: Path) -> Drafts:
    made = Drafts(tmp_path / "kota.draft", lambda: "Kota Uji")
    assert made.open() == ""
    return made


def again(drafts: Drafts, city: str = "Kota Uji") -> tuple[Drafts, str]:
    made = Drafts(drafts.file, lambda: city)
    return made, made.open()


def test_what_was_typed_comes_back_and_only_the_person_may_read_it(drafts: Drafts) -> None:
    drafts.put("form:issue:is-1", "Isu: Air", {"text": "a\nb\udc80", "evidence": ""}, {"text": "a"})
    drafts.write()
    back, told = again(drafts)
    draft = back.get("form:issue:is-1")
    assert draft
    assert not told
    assert draft.typed["text"].startswith("a\nb")
    assert draft.before == {"text": "a"}
    if os.name != "nt":
        assert stat.S_IMODE(drafts.file.stat().st_mode) == 0o600


def test_what_was_recorded_or_thrown_away_is_gone_from_the_disk_at_once(drafts: Drafts) -> None:
    drafts.put("a", "A", {"": "satu"})
    drafts.put("b", "B", {"": "dua"})
    drafts.write()
    drafts.drop("a")
    assert again(drafts)[0].get("a") is None
    drafts.put("b", "B", {"": " "})
    assert not drafts.file.exists()


def test_the_open_line_of_a_killed_run_waits_in_its_list_behind_what_waited_there(drafts: Drafts) -> None:
    drafts.put(of_list("issues"), "Isu", {"": "lama"})
    drafts.put(OPEN_LINE, "Isu", {of_list("issues"): "baru"})
    drafts.write()
    back, _told = again(drafts)
    waiting = back.get(of_list("issues"))
    assert waiting
    assert waiting.words == "lama; baru"
    assert back.get(OPEN_LINE) is None


@pytest.mark.parametrize("content", [b"", b"{", b'{"city":1}', b"\x00" * 100, b"[]"])
def test_a_damaged_file_is_said_and_set_aside(drafts: Drafts, content: bytes) -> None:
    drafts.file.write_bytes(content)
    back, told = again(drafts)
    aside = next(drafts.file.parent.glob("*.kept"))
    assert str(aside) in told
    assert aside.read_bytes() == content
    back.put("a", "A", {"": "satu"})
    back.write()
    assert again(drafts)[0].get("a")


def test_drafts_of_another_city_are_not_offered_and_not_lost(drafts: Drafts) -> None:
    drafts.put("a", "A", {"": "satu"})
    drafts.write()
    back, told = again(drafts, "Kota Lain")
    assert back.get("a") is None
    assert "Kota Uji" in told
    assert "satu" in next(drafts.file.parent.glob("*.kept")).read_text()


def test_a_city_that_is_renamed_here_keeps_its_drafts(tmp_path: Path) -> None:
    named = ["Bontang"]
    drafts = Drafts(tmp_path / "kota.draft", lambda: named[0])
    drafts.open()
    drafts.put("a", "A", {"": "satu"})
    drafts.write()
    named[0] = "Kota Bontang"
    drafts.write()
    assert again(drafts, "Kota Bontang")[0].get("a")


def test_a_kill_while_writing_leaves_the_old_or_the_new(
    drafts: Drafts, monkeypatch: pytest.MonkeyPatch
) -> None:
    drafts.put("a", "A", {"": "satu"})
    drafts.write()
    for name in ("write", "fsync", "replace", "open"):
        drafts.put("a", "A", {"": f"dua {name}"})
        with monkeypatch.context() as broken:
            broken.setattr(os, name, lambda *_any, **_more: (_ for _ in ()).throw(OSError("full")))
            drafts.write()
        assert drafts.fault
        kept = again(drafts)[0].get("a")
        assert kept
        drafts.write()
        assert not drafts.fault
        kept = again(drafts)[0].get("a")
        assert kept
        assert kept.words == f"dua {name}"


def test_nothing_is_written_before_it_was_read_what_lies_there(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path / "kota.draft")
    drafts.put("a", "A", {"": "satu"})
    drafts.write()
    assert not drafts.file.exists()


def test_threads_leave_the_last_state(drafts: Drafts) -> None:
    threads = []
    for number in range(30):
        drafts.put("a", "A", {"": str(number)})
        threads.append(threading.Thread(target=drafts.write))
        threads[-1].start()
    for thread in threads:
        thread.join()
    kept = again(drafts)[0].get("a")
    assert kept
    assert kept.words == "29"


def test_a_session_offers_what_waits_and_for_whom_was_captured(opened: workshops.Opened) -> None:
    shop = opened()
    shop.capture_for(Context("Kelompok 2", "", "DINKES"))
    shop.drafts.put(of_list("issues"), "Issues", {"": "setengah"})
    shop.close()
    back = opened()
    assert back.context == Context("Kelompok 2", "", "DINKES")
    said = "; ".join(back.persistence.news)
    assert "“setengah”" in said
    assert back.goes_on_for_same


def test_what_was_typed_for_an_entry_that_is_gone_waits_in_the_inbox_line(opened: workshops.Opened) -> None:
    shop = opened()
    id = shop.capture("issue", {"text": "Banjir"})
    shop.drafts.put(
        f"form:issue:{id}", "Issue: Banjir", {"text": "Banjir rob"}, {"text": "Banjir"}, EntryRef("issue", id)
    )
    shop.undo()
    shop.close()
    back = opened()
    waiting = back.drafts.get(INBOX)
    assert waiting
    assert waiting.words == "Banjir rob"
    assert "Issue: Banjir" in "; ".join(back.persistence.news)


def test_who_only_reads_neither_takes_nor_writes_drafts(opened: workshops.Opened) -> None:
    holder = opened()
    holder.drafts.put(INBOX, "Inbox", {"": "milik pemegang"})
    holder.drafts.write()
    reader = opened()
    assert reader.read_only
    assert reader.drafts.get(INBOX) is None
    reader.drafts.put(INBOX, "Inbox", {"": "lain"})
    reader.drafts.write()
    holder.drafts.drop(INBOX)
    holder.do(edits.put(holder.session, "agency", "BAPPEDA", name="Bappeda"))
    holder.drafts.put(of_list("issues"), "Issues", {"": "waris"})
    holder.close()
    reader.persistence.try_lock()
    assert not reader.read_only
    assert reader.drafts.get(of_list("issues"))
    assert settings.journal_file(reader.path).parent == reader.drafts.file.parent


@pytest.mark.parametrize(
    ("kept", "english", "indonesian"),
    [
        ("Kekuatan", "Strengths", "Kekuatan"),
        ("Strengths", "Strengths", "Kekuatan"),
        ("Voting titik: DISKOMINFO", "Dot voting: DISKOMINFO", "Voting titik: DISKOMINFO"),
        ("Program: Kekuatan", "Program: Kekuatan", "Program: Kekuatan"),
        ("S1 Rating", "S1 Rating", "S1 Rating"),
        ("P4 Poin", "P4 Points", "P4 Poin"),
        ("Anything: else", "Anything: else", "Anything: else"),
    ],
)
def test_the_place_of_a_draft_is_named_in_the_language_spoken_now(
    kept: str, english: str, indonesian: str
) -> None:
    assert i18n.respoken(kept) == english
    i18n.use("id")
    try:
        assert i18n.respoken(kept) == indonesian
    finally:
        i18n.use("en")
