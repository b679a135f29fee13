"""The palette: every action that is possible now and no other, and everything there is by text, at once."""

from __future__ import annotations

import time
from pathlib import Path

import big
import pytest
from support.stage import Stage

from bimtek_tui import i18n
from bimtek_tui.model import kinds
from bimtek_tui.tui import synonyms
from bimtek_tui.tui.actions import ACTIONS
from bimtek_tui.tui.dialogs.conflicts import Conflicts
from bimtek_tui.tui.dialogs.entry_form import EntryForm
from bimtek_tui.tui.registry import PANELS
from bimtek_tui.tui.session.palette import SessionCommands
from bimtek_tui.tui.session.search_index import Index
from bimtek_tui.workshop.workshop import open_workshop


async def offered(stage: Stage, query: str = "") -> list[str]:
    """What the palette shows for a query, the best first."""
    provider = SessionCommands(stage.app.screen)
    if not query:
        return [str(hit.text) async for hit in provider.discover()]
    hits = [hit async for hit in provider.search(query)]
    return [str(hit.text) for hit in sorted(hits, key=lambda hit: -hit.score)]


# Actions ----------------------------------------------------------------------------------------------------


async def test_every_live_key_is_offered_with_its_key(stage: Stage) -> None:
    for panel in ("swot", "agenda", "books", "participants"):
        await stage.go(panel)
        words = await offered(stage)
        for active in stage.session.active_bindings.values():
            binding = active.binding
            if active.enabled and binding.tooltip and "palette" not in binding.action:
                assert any(one.startswith(f"{binding.description}  (") for one in words), binding.action


async def test_what_is_not_possible_now_is_not_offered(stage: Stage) -> None:
    await stage.go("issues")
    words = " ".join(await offered(stage))
    for name in ("Decide", "Quick win  (", "Write books", "Next agency", "Start/end", "Suspend"):
        assert name not in words
    assert "Close stage" in words
    await stage.press("f2", "shift+tab")
    words = " ".join(await offered(stage))
    assert words.count("Close stage") == 1
    assert "Start/end" in words


async def test_an_action_is_run_from_the_palette(stage: Stage) -> None:
    await stage.go("swot")
    await stage.press("ctrl+p", *"projector")
    await stage.press("down", "enter")
    assert stage.session.wall.is_on


async def test_actions_come_before_entries_that_say_the_same(stage: Stage) -> None:
    await stage.go("swot")
    stage.workshop.capture("issue", {"text": "Undo peta", "dimension": "economy"})
    assert (await offered(stage, "undo"))[0].startswith("Undo  (")


# Other words --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "id"])
async def test_what_people_call_things_otherwise_is_found_in_both_languages(
    stage: Stage, language: str
) -> None:
    await stage.go("swot")
    i18n.use(language)
    for words, english, indonesian in (
        ("hapus", "Withdraw", "Batalkan"),
        ("buang", "Withdraw", "Batalkan"),
        ("delete", "Withdraw", "Batalkan"),
        ("cetak", "Write books", "Tulis buku"),
        ("print", "Write books", "Tulis buku"),
        ("pdf", "Write as", "Tulis sebagai"),
        ("absen", "Attendance", "Kehadiran"),
        ("periode", "Plan period from", "Periode rencana mulai"),
        ("tahun", "Plan period from", "Periode rencana mulai"),
        ("sponsor", "Funding sources", "Sumber pendanaan"),
        ("CSR", "Funding sources", "Sumber pendanaan"),
        ("simpan", "Save", "Simpan"),
        ("cari", "Filter", "Saring"),
        ("kembali", "Undo", "Urungkan"),
        ("urung", "Undo", "Urungkan"),
        ("visi", "Vision", "Visi"),
        ("periode RPJMD", "RPJMD from", "RPJMD dari"),
        ("nilai anggaran", "Amount (Rp)", "Jumlah (Rp)"),
    ):
        wanted = indonesian if language == "id" else english
        first = (await offered(stage, words))[:5]
        assert any(one.startswith(wanted) for one in first), (words, first)
    i18n.use("en")


def test_synonyms_are_of_things_that_are_there_and_there_are_many() -> None:
    fields = {f"{table}.{key}" for table, kind in kinds.kinds().items() for key in kind.keys}
    assert set(synonyms.ACTIONS) <= set(ACTIONS)
    assert set(synonyms.PANELS) <= set(PANELS)
    assert set(synonyms.FIELDS) <= fields
    assert sum(len(words.split(", ")) for words in synonyms.ACTIONS.values()) > 200


async def test_a_field_opens_the_form_there_and_books_are_written_from_anywhere(stage: Stage) -> None:
    await stage.go("swot")
    await stage.press("ctrl+p", *"visi daerah")
    await stage.press("enter")
    form = stage.app.screen
    assert isinstance(form, EntryForm)
    assert (form.kind.table, form.key) == ("plan", "vision")
    await stage.press("escape")
    await stage.press("ctrl+p", *"docx")
    await stage.press("down", "down", "enter")
    assert stage.session.panel_id == "books"


# Everything else --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "title", "panel", "selected"),
    [
        ("pintu air sungai wening", "Pintu air Sungai Wening", "swot", "swot"),
        ("DISKOMINFO", "Dinas Komunikasi dan Informatika", "participants", "agency"),
        ("larasati", "Larasati Prabandaru", "participants", "participant"),
        ("joint commitment", "Joint commitment", "commitment", None),
        ("5.4 posisi", "5.4 Posisi Strategis", "books", None),
        ("morning break", "Morning break", "agenda", "agenda"),
        ("memorandum", "Make sure the memorandum", "agenda", "checklist"),
    ],
)
async def test_everything_is_found_by_text_and_gone_to(
    stage: Stage, query: str, title: str, panel: str, selected: str | None
) -> None:
    await stage.press("f3")
    found = await offered(stage, query)
    assert found[0].startswith(title)
    await stage.press("ctrl+p", *query)
    await stage.press("enter")
    assert stage.session.panel_id == panel
    if selected:
        assert stage.panel.selected[0] == selected


async def test_words_may_stand_apart_and_be_misspelt(stage: Stage) -> None:
    assert any("Pintu air Sungai Wening" in one for one in await offered(stage, "wening pintu"))
    assert any("Pintu air Sungai Wening" in one for one in await offered(stage, "sungei wening"))
    assert not await offered(stage, "zzzzqqqq")


async def test_what_was_just_captured_is_found_and_what_was_changed_is_found_anew(stage: Stage) -> None:
    await stage.go("issues")
    id = stage.workshop.capture("issue", {"text": "Banjir rob tahunan", "dimension": "living"})
    assert "Banjir rob tahunan" in await offered(stage, "banjir rob tah")
    assert "Banjir rob tahunan" in await offered(stage, id)
    stage.workshop.undo()
    assert "Banjir rob tahunan" not in await offered(stage, "banjir rob tah")


@pytest.mark.slow
def test_a_search_in_ten_thousand_entries_takes_no_time(tmp_path: Path) -> None:
    file = tmp_path / "besar.toml"
    file.write_text(big.session(5_000, 5_000), encoding="utf-8")
    workshop = open_workshop(file)
    try:
        index = Index(workshop)
        longest = 0.0
        began = time.perf_counter()
        for _pause in index.read():
            longest = max(longest, time.perf_counter() - began)
            began = time.perf_counter()
        assert longest < 0.5  # generous: what counts is that it is read in pieces
        for query in ("a", "sungai", "jaringan air", "kelurahan pintr", "zzzz"):
            taken = []
            for _turn in range(3):
                began = time.perf_counter()
                assert len(index.search(query)) <= 30
                taken.append(time.perf_counter() - began)
            assert min(taken) < 0.15, query  # about 0.02 on a quiet machine
    finally:
        workshop.close()


@pytest.mark.parametrize(
    ("query", "id"), [("Notula", "notula#"), ("daftar hadir", "daftar-hadir#"), ("komitmen", "komitmen#")]
)
def test_documents_are_found_by_their_names(sample: Path, query: str, id: str) -> None:
    i18n.use("id")
    workshop = open_workshop(sample)
    try:
        assert id in [hit.thing.id for hit in Index(workshop).search(query)]
    finally:
        workshop.close()


async def test_over_a_dialog_the_palette_offers_what_works_in_the_dialog(stage: Stage) -> None:
    await stage.go("swot")
    await stage.press("e", "ctrl+p")
    assert not isinstance(stage.app.screen, Conflicts)
    await stage.press("escape")
    words = await offered(stage)
    assert any(one.startswith("Save  (") for one in words)
    assert not any(one.startswith("Withdraw") for one in words)


async def test_the_palette_is_opened_once_also_under_its_help(stage: Stage) -> None:
    await stage.press("ctrl+p", "f1", "ctrl+p", "escape", "escape")
    assert stage.app.screen is stage.session
