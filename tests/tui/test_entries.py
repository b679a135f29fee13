"""What keys do to entries: edit, withdraw, restore, status, tick; and the forms with their sentences."""

from __future__ import annotations

import datetime as dt
import getpass
from pathlib import Path

import pytest
from support.stage import Open, Stage

from bimtek_tui import store
from bimtek_tui.model import edits
from bimtek_tui.model.entries import counts
from bimtek_tui.tui.dialogs.entry_form import EntryForm
from bimtek_tui.tui.session.palette import SessionCommands
from bimtek_tui.tui.widgets.bar import KeyBar
from bimtek_tui.workshop.workshop import open_workshop


def _form(stage: Stage) -> EntryForm:
    assert isinstance(stage.app.screen, EntryForm)
    return stage.app.screen


def _field(stage: Stage, key: str) -> object:
    return next(one.input for one in _form(stage).fields if one.field.name == key)


async def test_a_form_says_beside_the_field_what_is_wrong_and_records_nothing(stage: Stage) -> None:
    await stage.go("programs")
    _kind, id = stage.panel.selected
    before = stage.workshop.session.program[id]
    await stage.press("e")
    for key, typed in (("start_year", "duaribu"), ("budget_idr", "Rp banyak"), ("name", "  ")):
        _field(stage, key).value = typed  # type: ignore[attr-defined]
    await stage.press("ctrl+s")
    said = {
        one.field.name: one.sentence.visual.plain  # type: ignore[attr-defined]
        for one in _form(stage).fields
        if one.has_class("wrong")
    }
    assert set(said) == {"start_year", "budget_idr", "name"}
    assert "a year such as 2026" in said["start_year"]
    assert stage.workshop.session.program[id] == before


async def test_a_form_records_all_fields_as_one_step(stage: Stage) -> None:
    await stage.go("programs")
    _kind, id = stage.panel.selected
    before = stage.workshop.document.to_bytes()
    await stage.press("enter")
    _field(stage, "budget_idr").value = "Rp12.500.000"  # type: ignore[attr-defined]
    _field(stage, "supporting").value = "diskominfo, DLH"  # type: ignore[attr-defined]
    _field(stage, "description").text = "Baris satu\nBaris [dua]"  # type: ignore[attr-defined]
    await stage.press("ctrl+s")
    program = stage.workshop.session.program[id]
    assert (program.budget_idr, program.supporting) == (12_500_000, ("DISKOMINFO", "DLH"))
    assert program.description == "Baris satu\nBaris [dua]"
    await stage.press("ctrl+z")
    assert stage.workshop.document.to_bytes() == before


async def test_leaving_a_form_with_something_typed_asks_what_becomes_of_it(stage: Stage) -> None:
    await stage.go("issues")
    await stage.press("e")
    _field(stage, "evidence").value = "koran"  # type: ignore[attr-defined]
    await stage.press("escape", "escape")
    assert isinstance(stage.app.screen, EntryForm)
    await stage.press("escape", "3")
    assert not isinstance(stage.app.screen, EntryForm)
    assert "koran" not in stage.workshop.document.text
    await stage.press("e")
    assert isinstance(stage.app.screen, EntryForm)
    assert not stage.app.screen.is_changed


async def test_several_may_be_chosen_and_the_sign_says_which(stage: Stage) -> None:
    await stage.go("programs")
    _kind, id = stage.panel.selected
    chosen = stage.workshop.session.program[id].funding
    await stage.press("e")
    _field(stage, "funding").focus()  # type: ignore[attr-defined]
    await stage.press("end", "space", "ctrl+s")
    assert set(stage.workshop.session.program[id].funding) == {*chosen, "lainnya"}


@pytest.mark.session(size=(120, 50))
async def test_the_city_and_the_plan_are_edited_where_they_stand(stage: Stage) -> None:
    await stage.go("vision")
    stage.panel.open_form("city", "")
    await stage.settle()
    _field(stage, "leader").value = "Ibu [/] Baru"  # type: ignore[attr-defined]
    await stage.press("ctrl+s")
    assert stage.workshop.session.city is not None
    assert stage.workshop.session.city.leader == "Ibu [/] Baru"


@pytest.mark.session(size=(120, 50))
async def test_withdrawing_asks_why_and_can_be_taken_back_twice(stage: Stage) -> None:
    await stage.go("issues")
    _kind, id = stage.panel.selected
    await stage.press("d")
    await stage.type("dobel")
    await stage.press("enter")
    assert stage.workshop.session.issue[id].withdrawn == "dobel"
    assert stage.panel.selected[1] != id
    await stage.press("x")
    assert "✗ dobel" in stage.text
    assert stage.panel.reveal("issue", id)
    await stage.press("d")
    assert stage.workshop.session.issue[id].withdrawn is None
    await stage.press("d", "enter")
    assert stage.workshop.session.issue[id].withdrawn == "ditarik"
    await stage.press("ctrl+z")
    assert stage.workshop.session.issue[id].withdrawn is None


async def test_escape_keeps_the_entry(stage: Stage) -> None:
    await stage.go("issues")
    before = stage.workshop.document.to_bytes()
    await stage.press("d", "escape")
    assert stage.workshop.document.to_bytes() == before


async def test_status_goes_on_to_the_last_and_no_further(stage: Stage) -> None:
    await stage.go("final")
    _kind, id = stage.panel.selected
    stage.workshop.do(edits.revise(stage.workshop.session.program[id], status="proposed"))
    await stage.go("programs")
    stage.panel.reveal("program", id)
    seen = []
    for _step in range(3):
        await stage.press("s")
        seen.append(stage.workshop.session.program[id].status)
    assert seen == ["agreed", "final", "final"]
    assert "Nothing comes after it" in stage.flat


async def test_a_letter_on_a_closed_choice_opens_it_at_what_begins_so(stage: Stage) -> None:
    await stage.go("programs")
    await stage.press("e")
    field = next(field for field in _form(stage).fields if field.field.name == "horizon")
    field.input.focus()
    await stage.settle()
    await stage.press("l", "enter")
    assert field.words == "long"


async def test_a_fact_is_not_done_one_day(stage: Stage) -> None:
    fact = next(id for id, note in stage.workshop.session.note.items() if note.kind == "fact")
    await stage.go("notes")
    stage.panel.reveal("note", fact)
    await stage.press("s")
    assert stage.workshop.session.note[fact].closed is None
    assert "This has no status" in stage.flat
    await stage.press("space", "s")
    assert "This has no status" in stage.flat


async def test_a_program_becomes_a_candidate_once(stage: Stage) -> None:
    session = stage.workshop.session
    taken = {one.program for one in session.quick_win.values()}
    id = next(one.id for one in session.program.values() if one.id not in taken and counts(one))
    number = len(session.quick_win)
    for panel in ("candidates", "programs"):
        await stage.go(panel)
        stage.panel.reveal("program", id)
        await stage.press("q")
        if panel == "candidates":
            assert "Now a quick-win candidate; s in the list of candidates decides about it." in stage.flat
    assert list(session.quick_win.values())[-1].program == id
    assert "candidate already" in stage.flat
    assert len(session.quick_win) == number + 1


@pytest.mark.session("batam")
async def test_a_tick_records_who_and_when_and_can_be_taken_back(stage: Stage) -> None:
    await stage.press("f2")
    _kind, id = stage.panel.selected
    await stage.press("space")
    tick = stage.workshop.session.checklist[id]
    assert (tick.state, tick.by) == ("done", getpass.getuser())
    assert tick.at.date() == dt.datetime.now().astimezone().date()
    assert "3/22" in stage.text
    await stage.press("space")
    assert stage.workshop.session.checklist[id].state == "open"
    await stage.press("d")
    assert stage.workshop.session.checklist[id].state == "not-applicable"


async def test_an_agency_in_use_stays(stage: Stage) -> None:
    await stage.go("participants")
    before = stage.workshop.document.to_bytes()
    await stage.press("d")
    assert "so it stays" in stage.text
    assert stage.workshop.document.to_bytes() == before


async def test_an_agency_is_removed_only_when_that_was_asked(stage: Stage) -> None:
    stage.workshop.do(edits.put(stage.workshop.session, "agency", "BARU", name="Badan Baru"))
    await stage.go("participants")
    stage.panel.reveal("agency", "BARU")
    before = stage.workshop.document.to_bytes()
    await stage.press("d")
    assert "Remove “BARU”?" in stage.text
    await stage.type("salah ketik")
    await stage.press("escape")
    assert stage.workshop.document.to_bytes() == before, "what was typed as a reason was no key"
    await stage.press("d", "enter")
    assert "BARU" not in stage.workshop.session.agency


async def test_what_was_withdrawn_is_restored_where_it_is_shown(stage: Stage) -> None:
    await stage.go("participants")
    person = next(iter(stage.workshop.session.participant))
    stage.panel.reveal("participant", person)
    await stage.settle()
    await stage.press("d", *"salah", "enter", "x", "d")
    assert stage.workshop.session.participant[person].withdrawn is None
    assert stage.app.screen is stage.session, "no other person is asked about"


async def test_the_filter_shows_only_what_fits_until_escape(stage: Stage) -> None:
    await stage.go("swot")
    everything = sum(len(one.options) for one in stage.panel.lists)
    await stage.press("slash")
    await stage.type("sungai")
    await stage.press("enter")
    shown = [str(option.prompt) for one in stage.panel.lists for option in one.options]
    assert shown
    assert all("sungai" in words.casefold() for words in shown)
    assert "filter: with “sungai”" in stage.text
    await stage.press("escape", "escape")
    assert sum(len(one.options) for one in stage.panel.lists) == everything


async def test_the_palette_finds_actions_and_entries(stage: Stage) -> None:
    await stage.go("issues")
    await stage.press("colon")
    assert "Take the last change back" in stage.text or "Open the form" in stage.text
    await stage.type("sungai")
    await stage.press("down", "enter")
    kind, id = stage.panel.selected
    assert "sungai" in stage.workshop.session.find(kind, id).text.casefold()


async def test_every_action_that_works_is_in_the_palette(stage: Stage) -> None:
    await stage.go("swot")
    provider = SessionCommands(stage.session)
    words = " ".join([str(hit.text) async for hit in provider.discover()])
    for name in ("Add", "Edit", "Withdraw", "Undo", "Filter", "Books", "Stage 3", "For whom"):
        assert name in words


@pytest.mark.session("batam", size=(100, 60))
async def test_help_says_what_the_panel_is_for_and_its_live_keys(stage: Stage) -> None:
    await stage.go("swot")
    await stage.press("f1")
    assert "strengths, weaknesses" in stage.text
    assert "What comes next" in stage.text
    assert "Open the capture line" in stage.text
    await stage.press("escape")
    await stage.go("agenda")
    await stage.press("f1")
    assert "Tick this item" in stage.text
    assert "Open the capture line" not in stage.text


async def test_what_is_held_by_somebody_else_is_shown_and_not_edited(
    open_session: Open, sample: Path
) -> None:
    holder = open_workshop(sample)
    try:
        async with open_session() as stage:
            assert "open elsewhere" in stage.text
            assert getpass.getuser() in stage.text
            await stage.go("issues")
            await stage.press("a")
            assert "shown, not edited" in stage.text
            assert not stage.session.capture.is_open
    finally:
        holder.close()


async def test_what_may_be_chosen_is_seen_when_the_choice_is_opened(stage: Stage) -> None:
    await stage.press("c", "tab", "enter")
    for name in ("Smart Governance", "Governance"):
        if name in stage.text:
            break
    else:
        raise AssertionError(stage.text)


async def test_a_number_that_can_mean_two_is_asked_about(stage: Stage) -> None:
    await stage.go("vision")
    stage.panel.open_form("city", "")
    await stage.settle()
    field = next(one for one in _form(stage).fields if one.field.name == "area_km2")
    for typed, said in (("1.595", "can mean two numbers"), ("dua", "a number")):
        field.input.value = typed  # type: ignore[attr-defined]
        await stage.press("ctrl+s")
        assert said in stage.flat
    field.input.value = "1.595,5"  # type: ignore[attr-defined]
    await stage.press("ctrl+s")
    assert stage.workshop.session.city is not None
    assert str(stage.workshop.session.city.area_km2) == "1595.5"


async def test_an_end_before_its_beginning_is_refused_beside_the_field(stage: Stage) -> None:
    await stage.go("programs")
    _kind, id = stage.panel.selected
    before = stage.workshop.session.program[id]
    await stage.press("e")
    _field(stage, "end_year").value = "2020"  # type: ignore[attr-defined]
    await stage.press("ctrl+s")
    assert "lies before" in stage.flat
    assert stage.workshop.session.program[id] == before


async def test_names_with_commas_stay_whole(stage: Stage) -> None:
    await stage.go("programs")
    _kind, id = stage.panel.selected
    await stage.press("e")
    _field(stage, "partners").text = "PT Telkom, Tbk\nDr. Ani, M.T."  # type: ignore[attr-defined]
    await stage.press("ctrl+s")
    assert stage.workshop.session.program[id].partners == ("PT Telkom, Tbk", "Dr. Ani, M.T.")


@pytest.mark.session(size=(80, 60))
async def test_a_click_chooses_in_a_field_where_nobody_was_yet(stage: Stage) -> None:
    await stage.go("programs")
    await stage.press("e")
    before = set(_form(stage).unrecorded())
    row = next(y for y, line in enumerate(stage.text.splitlines()) if "[ ] Provincial budget" in line)
    await stage.pilot.hover(offset=(40, row))
    await stage.pilot.click(offset=(40, row))
    await stage.settle()
    assert set(_form(stage).unrecorded()) - before == {"funding"}
    assert "[x] Provincial budget" in stage.text


async def test_an_agency_code_with_brackets_can_be_looked_for(open_session: Open, sample: Path) -> None:
    text = (
        sample.read_text(encoding="utf-8")
        .replace('id = "DISHUB"', 'id = "[/x]"')
        .replace("# DISHUB", "# [/x]")
    )
    sample.write_text(text, encoding="utf-8", newline="\n")
    async with open_session() as stage:
        await stage.press("ctrl+p")
        await stage.type("perhubungan")
        assert "[/x]" in stage.text


async def test_a_finding_that_is_no_entry_can_only_be_mended_in_the_file(
    open_session: Open, sample: Path
) -> None:
    bad = '\n[[agency]]\nname = "Tanpa kode"\n'
    sample.write_text(sample.read_text(encoding="utf-8") + bad, encoding="utf-8", newline="\n")
    async with open_session() as stage:
        await stage.go("review")
        await stage.press("home")
        for key in ("e", "d", "s", "q", "enter"):
            await stage.press(key)
            assert "mend it there" in stage.flat or "has no status" in stage.flat, key


async def test_what_is_captured_under_a_filter_is_seen(stage: Stage) -> None:
    await stage.go("issues")
    await stage.press("slash")
    await stage.type("sungai")
    await stage.press("enter", "a")
    await stage.type("tanpa kata itu")
    await stage.press("enter")
    assert "tanpa kata itu" in stage.text


async def test_a_filter_stays_on_its_panel(stage: Stage) -> None:
    await stage.go("swot")
    await stage.press("slash")
    await stage.type("tidak ada yang begini")
    await stage.press("enter", "f7", "escape")
    await stage.go("swot")
    assert "Strengths  13" in stage.text


async def test_when_saving_fails_one_stays_and_leaves_only_when_asked_again(
    open_session: Open, sample: Path
) -> None:
    async with open_session() as stage:
        await stage.go("issues")
        await stage.press("a")
        await stage.type("belum tersimpan")
        sample.unlink()
        sample.mkdir()
        await stage.press("enter", "escape", "ctrl+q")
        assert stage.app.return_code is None
        assert "ctrl+q once more" in stage.flat
        assert not stage.workshop.read_only
        sample.rmdir()
        await stage.press("a")
        await stage.type("sesudahnya")
        await stage.press("enter", "escape", "ctrl+q")
        assert stage.app.return_code == 0
    texts = {one.text for one in store.load(sample).session.issue.values()}
    assert {"belum tersimpan", "sesudahnya"} <= texts


async def test_the_line_of_keys_says_what_a_key_does_to_the_entry_under_the_cursor(stage: Stage) -> None:
    def keys() -> str:
        return stage.flat.rpartition(" F1 ")[2]

    await stage.go("participants")
    assert "d Remove" in keys()
    await stage.press("f1")
    assert "Remove" in stage.flat
    await stage.press("escape", "tab")
    assert "d Withdraw" in keys()
    await stage.press("x", "d", "enter")
    assert "d Restore" in keys()
    await stage.press("down")
    assert "d Withdraw" in keys()
    await stage.go("swot")
    assert "p Points" in keys()
    await stage.go("issues")
    assert "p Points" not in keys()


async def test_a_click_on_a_key_of_the_list_below_does_what_the_key_does(stage: Stage) -> None:
    await stage.go("issues")
    bar = stage.session.query_one("#keys", KeyBar)
    await stage.pilot.click(bar, offset=(str(bar.content).index("Edit"), 0))
    await stage.settle()
    assert isinstance(stage.app.screen, EntryForm)


async def test_a_risk_is_made_in_its_form_from_anywhere_and_found_again_in_its_panel(stage: Stage) -> None:
    await stage.go("issues")
    await stage.press("ctrl+p", *"new: risk")
    await stage.press("down", "enter")
    assert isinstance(stage.app.screen, EntryForm)
    await stage.press("ctrl+s")
    assert "this is needed" in stage.text
    _field(stage, "text").text = "Genset mati.\nPeladen ikut mati."  # type: ignore[attr-defined]
    _field(stage, "likelihood").value = "6"  # type: ignore[attr-defined]
    await stage.press("ctrl+s")
    assert "a whole number from 1 to 5" in stage.flat
    _field(stage, "likelihood").value = "4"  # type: ignore[attr-defined]
    await stage.press("ctrl+s")
    risk = [*stage.workshop.session.risk.values()][-1]
    assert (risk.text, risk.likelihood, risk.impact) == ("Genset mati.\nPeladen ikut mati.", 4, None)
    await stage.press("ctrl+p", *"genset")
    await stage.press("enter")
    assert stage.session.panel_id == "risks"
    assert stage.panel.selected == ("risk", risk.id)
    await stage.press("e")
    _field(stage, "owner").value = "Dinas Kominfo"  # type: ignore[attr-defined]
    await stage.press("ctrl+s")
    assert stage.workshop.session.risk[risk.id].owner == "Dinas Kominfo"


@pytest.mark.session(size=(120, 50), file="unwritten")
async def test_the_identity_is_filled_in_from_the_palette_and_what_is_true_or_false_is_chosen(
    stage: Stage,
) -> None:
    await stage.go("issues")
    await stage.press("ctrl+p", *"identity of")
    await stage.press("down", "enter")
    _field(stage, "town").value = "Contoh"  # type: ignore[attr-defined]
    _field(stage, "letterhead").text = "PEMERINTAH KOTA\nDINAS"  # type: ignore[attr-defined]
    await stage.press("ctrl+s")
    identity = stage.workshop.session.identity
    assert identity is not None
    assert (identity.town, identity.letterhead) == ("Contoh", ("PEMERINTAH KOTA", "DINAS"))
    assert "# identity\n[identity]\ntown = " in stage.workshop.document.text
    id = stage.workshop.capture("round", {"kind": "dots", "question": "Mana yang terpenting?", "codes": True})
    for answer, stored in (("no", False), ("yes", True), ("", None)):
        stage.app.push_screen(EntryForm(stage.workshop, "round", id))
        await stage.settle()
        _field(stage, "codes").value = answer  # type: ignore[attr-defined]
        await stage.press("ctrl+s")
        assert stage.workshop.session.round[id].codes is stored
