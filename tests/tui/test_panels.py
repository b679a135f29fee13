"""Every panel at every size: it opens, shows what is in the session, and leads on."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from support.stage import Open, Stage

from bimtek_tui import store
from bimtek_tui.analysis.ordinals import ordinals
from bimtek_tui.facilitation import rounds
from bimtek_tui.model import method
from bimtek_tui.tui.dialogs.entry_form import EntryForm
from bimtek_tui.tui.registry import PANELS
from bimtek_tui.tui.session.bars import heading

SHOWN = {
    "agenda": "Checklist",
    "vision": "Missions",
    "issues": "Regional issues",
    "readiness": "Superstructure",
    "gap": "Gaps",
    "swot": "Threats",
    "strategies": "WT",
    "programs": "Medium term",
    "organisation": "Larasati",
    "final": "Long term",
    "roadmap": "31",
    "risks": "Risks",
    "candidates": "candidates",
    "review": "What is missing",
    "quick-wins": "Milestones",
    "commitment": "Signatories",
    "participants": "Agencies",
    "notes": "Parking lot",
    "books": "DAFTAR ISI",
}


def test_every_panel_of_the_method_is_known_here() -> None:
    assert set(method.load("kominfo-1").panels) == set(SHOWN)


@pytest.mark.parametrize("size", [(80, 24), (60, 18), (160, 50)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_every_panel_shows_what_it_is_for(stage: Stage, size: tuple[int, int]) -> None:
    for panel, words in SHOWN.items():
        await stage.go(panel)
        shown = stage.text
        body = "\n".join(shown.splitlines()[3:-3])
        assert words in body or (size[0] == 60 and words[:7] in body), panel
        assert "Kota Contoh" in shown
        assert "F2" in shown
        assert "F5" in shown
        assert stage.app.focused is not None


@pytest.mark.session("batam")
async def test_the_stages_are_always_visible_with_their_progress(stage: Stage) -> None:
    for key, number in (("f2", 1), ("f3", 2), ("f4", 3), ("f5", 4), ("1", 1), ("4", 4)):
        await stage.press(key)
        assert stage.session.stage_id == f"stage-{number}"
        assert "Stage 1 2/22" in stage.text
        assert "Stage 4 1/24" in stage.text


@pytest.mark.session("batam", size=(120, 60))
async def test_the_published_facts_of_batam_are_on_the_screen(stage: Stage) -> None:
    await stage.press("f2")
    assert "13–14 June 2022" in stage.text
    assert "Penyamaan persepsi" in stage.text
    await stage.press("f5")
    assert "September 2022" in stage.text
    await stage.go("vision")
    assert "2029" in stage.text
    await stage.go("notes")
    facts = "".join(stage.text.split())
    assert "93" in facts


@pytest.mark.session("batam")
async def test_one_key_leads_to_where_the_next_open_item_is_done(stage: Stage) -> None:
    await stage.press("f4")
    seen = set()
    for _step in range(40):
        state = stage.session.navigation.following()
        if state is None:
            break
        assert state.item.text_en[:30] in stage.flat
        await stage.press("g")
        if state.item.condition is None:  # only a tick is due: the cursor is on the item
            assert stage.panel.selected == ("checklist", state.id)
            assert "Space ticks it" in stage.flat
            await stage.press("space")
            seen.add("tick")
        elif state.item.panel == "agenda":  # the dates of the stage: their form is open
            assert isinstance(stage.app.screen, EntryForm)
            field = next(one for one in stage.app.screen.fields if one.field.name in ("when", "start"))
            field.input.value = "2022-08-08" if field.field.name == "start" else "Agustus 2022"  # type: ignore[attr-defined]
            next(  # type: ignore[attr-defined]
                one for one in stage.app.screen.fields if one.field.name == "summary"
            ).input.text = "Selesai."
            next(  # type: ignore[attr-defined]
                one for one in stage.app.screen.fields if one.field.name == "venue"
            ).input.value = "Aula"
            await stage.press("ctrl+s")
            seen.add("form")
        else:
            assert stage.session.panel_id == state.item.panel
            seen.add("panel")
            break
    assert {"tick", "panel"} <= seen


@pytest.mark.session("batam")
async def test_an_overview_shows_what_happened_while_it_was_hidden(stage: Stage) -> None:
    await stage.press("f2")
    before = stage.text
    for dimension in stage.workshop.method.dimensions:
        stage.workshop.capture("issue", {"text": f"Isu {dimension}", "dimension": dimension})
    await stage.go("issues")
    await stage.press("f2")
    assert stage.text != before
    item = next(one for one in stage.workshop.method.items if one.endswith("issues"))
    assert item
    assert "3/22" in stage.text


async def test_going_back_to_the_sessions_works_from_a_session_opened_by_the_command(stage: Stage) -> None:
    await stage.go("issues")
    await stage.press("a")
    await stage.type("dicatat")
    await stage.press("enter", "escape")
    await stage.press("ctrl+o")
    assert "Enter opens one" in stage.text
    await stage.press("enter")
    await stage.go("issues")
    assert any(one.text == "dicatat" for one in stage.workshop.session.issue.values())
    await stage.press("ctrl+q")
    assert stage.app.return_code == 0


async def test_turning_goes_round_the_panels_of_the_stage(stage: Stage) -> None:
    await stage.press("f2")
    seen = []
    for _turn in range(6):
        seen.append(stage.session.panel_id)
        await stage.press("full_stop")
    assert seen == ["agenda", "vision", "issues", "readiness", "gap", "swot"]
    assert stage.session.panel_id == "agenda"
    await stage.press("comma")
    assert stage.session.panel_id == "swot"


async def test_a_click_on_a_stage_or_panel_goes_there(stage: Stage) -> None:
    await stage.pilot.click("#stages", offset=(3, 0))
    await stage.settle()
    assert stage.session.stage_id == "stage-1"
    await stage.pilot.click("#tabs", offset=(12, 0))
    await stage.settle()
    assert stage.session.panel_id == "vision"


@pytest.mark.session(size=(60, 18))
async def test_the_open_panel_stands_in_the_bar_where_not_all_have_room(stage: Stage) -> None:
    await stage.press("f2", "comma")
    assert stage.text.splitlines()[2].startswith(" Agenda │ Vision")
    await stage.press("h")
    assert stage.text.splitlines()[2].strip() == "…│ Vision │ Issues │ Readiness │ Gaps │ SWOT │ Attendance"
    await stage.pilot.click("#tabs", offset=(0, 0))
    await stage.settle()
    assert stage.session.panel_id == "agenda"


@pytest.mark.session(size=(120, 40))
async def test_the_preview_shows_the_section_under_the_cursor(stage: Stage) -> None:
    await stage.press("f6")
    await stage.press("down", "down")
    assert "1.1 Latar Belakang" in stage.text
    await stage.press("home")
    before = stage.text
    await stage.press("end")
    assert stage.text != before


@pytest.mark.session(size=(160, 40))
async def test_writing_the_books_says_where_they_went(stage: Stage, tmp_path: Path) -> None:
    await stage.press("f6")
    await stage.press("w")
    folder = tmp_path / "books" / "kota-contoh"
    assert sorted(file.name for file in folder.glob("*.md")) == [
        "buku-1-analisis-strategis.md",
        "buku-2-masterplan.md",
        "buku-3-quick-win.md",
        "buku-4-peta-jalan.md",
    ]
    assert "4 books are in" in stage.text


async def test_what_is_missing_speaks_as_the_screen_does(open_session: Open, sample: Path) -> None:
    async with open_session(sample, size=(120, 40)) as stage:
        program = stage.workshop.capture(
            "program",
            {
                "name": "Loket",
                "horizon": "short",
                "start_year": 2026,
                "end_year": 2027,
                "budget_idr": 1_500_000_000,
            },
        )
        keys = {"program": program, "year": 2028, "funding": "apbd", "amount_idr": 10_000_000}
        row = stage.workshop.capture("budget", keys)
        await stage.go("review")
        number = ordinals(stage.workshop.session, "program")[program]
        assert (
            "“Budget (Rp)” is Rp1,5 miliar, and the budget by year and source adds up to Rp10 juta"
            in stage.flat
        )
        assert f"“Year” is 2028, and the program {number} runs 2026–2027" in stage.flat
        assert f"program {number} Loket" in stage.flat
        for words in ("budget_idr", "1_500_000_000", program, row):
            assert words not in stage.text


@pytest.mark.parametrize("size", [(60, 18), (80, 24)])
async def test_where_one_is_is_seen_beside_every_notice(stage: Stage) -> None:
    words = heading(stage.workshop, "stage-1", "programs", stage.app.size.width, agreement_changed=True)
    assert "Programs" in words.plain
    assert "changed since signed" in words.plain
    assert words.cell_length <= stage.app.size.width


async def test_a_bad_entry_hides_no_other_and_survives_saving(open_session: Open, sample: Path) -> None:
    bad = '\n# sw-00000000\n[[swot]]\nid = "sw-00000000"\nquadrant = "luck"\ntext = "x"\nadded = 2025-06-18T10:00:00+07:00\n'
    sample.write_text(sample.read_text(encoding="utf-8") + bad, encoding="utf-8", newline="\n")
    async with open_session(sample) as stage:
        assert "1 entry of the file can't be used" in stage.text
        await stage.go("swot")
        assert "Strengths" in stage.text
        await stage.go("review")
        assert "luck" in stage.text
        await stage.go("issues")
        await stage.press("a")
        await stage.type("Banjir rob")
        await stage.press("enter")
        stage.session.close()
    assert bad.strip() in sample.read_text(encoding="utf-8")
    assert any(one.text == "Banjir rob" for one in store.load(sample).session.issue.values())


@pytest.mark.session(size=(60, 18))
async def test_every_panel_of_the_registry_opens_where_there_is_little_room(stage: Stage) -> None:
    """A new panel is a module and a record: what the record names must open, show something and take the cursor."""
    workshop = stage.workshop
    workshop.voting = rounds.voting(workshop.session, "swot", 3, [*workshop.session.swot], go_on=True)
    for name in PANELS:
        await stage.go(name)
        assert stage.session.panel_id == name
        assert stage.panel.id == f"panel-{name}"
        assert stage.panel.region.height > 2, name
        assert stage.panel in (stage.app.focused or stage.session).ancestors_with_self, name


@pytest.mark.session(size=(48, 18))
async def test_a_narrow_list_keeps_its_number_and_the_word_that_tells_it_from_the_others(
    stage: Stage,
) -> None:
    await stage.go("programs")
    frame = next(line for line in stage.text.splitlines() if "┏" in line)
    assert re.search(r"Short\b.*  \d+ .*Medium  \d+ .*Long\b.*  \d+ ", frame), frame
