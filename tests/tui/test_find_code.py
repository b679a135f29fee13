"""The code in the form of a program: found by words or digits in the list that is kept, filling in what is empty."""

from __future__ import annotations

import datetime as dt

import pytest
from support.stage import Open, Stage

from bimtek_tui.model import edits
from bimtek_tui.model.program_codes import CodeList, ListedCode
from bimtek_tui.store import code_lists
from bimtek_tui.tui.dialogs.entry_form import EntryForm
from bimtek_tui.tui.dialogs.find_code import FindCode

CITY = ListedCode("2.16.03.2.02.0035", "Ekosistem kota cerdas", "", "Jumlah dokumen", "Dokumen")
CODES = (
    CITY,
    ListedCode("2.16.03.1.02.0035", "Ekosistem provinsi cerdas"),
    ListedCode("2.16.03", "Pengelolaan aplikasi cerdas"),
    ListedCode("X.XX.01.2.06.0001", "Komponen [red]listrik", "", "Jumlah paket", "Paket"),
)


def keep() -> None:
    code_lists.keep(CodeList("900.1.15.5-3406/2024", dt.date(2026, 6, 13), "kode.csv", CODES))


async def open_form(stage: Stage, **keys: str | None) -> EntryForm:
    id, program = next(iter(stage.workshop.session.program.items()))
    given = {"code": None, "indicator": None, "unit": None} | keys
    stage.workshop.do(edits.revise(program, **given))
    form = EntryForm(stage.workshop, "program", id, "code")
    await stage.app.push_screen(form)
    await stage.settle()
    return form


def stands(form: EntryForm) -> list[str]:
    fields = {field.field.name: field.words for field in form.fields}
    return [fields[name] for name in ("code", "indicator", "unit")]


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (200, 50)])
async def test_words_find_a_code_and_it_fills_in_what_is_empty(
    open_session: Open, size: tuple[int, int]
) -> None:
    keep()
    async with open_session(size=size) as stage:
        form = await open_form(stage, unit="Paket")
        await stage.type("cerdas")
        await stage.press("enter")
        assert "Which code?" in stage.flat
        assert "2.16.03.2.02.0035 Ekosistem kota cerdas" in stage.flat
        assert "provinsi" not in stage.flat
        await stage.type(" kota")
        await stage.press("enter")
        assert stage.app.screen is form
        assert stands(form) == [CITY.code, "Jumlah dokumen", "Paket"]
        assert "From the list: Indicator." in stage.flat
        await stage.press("ctrl+s")
        program = next(iter(stage.workshop.session.program.values()))
    assert (program.code, program.indicator, program.unit) == (CITY.code, "Jumlah dokumen", "Paket")


async def test_a_code_typed_in_full_fills_in_at_once_also_an_agency_s_own_code_of_support(
    stage: Stage,
) -> None:
    keep()
    form = await open_form(stage)
    await stage.type("2.16.01.2.06.0001")
    await stage.press("enter")
    assert stage.app.screen is form
    assert stands(form) == ["2.16.01.2.06.0001", "Jumlah paket", "Paket"]
    assert "[red]listrik" in stage.flat


async def test_without_choosing_all_stays_and_the_cursor_chooses_another(stage: Stage) -> None:
    keep()
    form = await open_form(stage)
    await stage.type("2.16")
    await stage.press("enter", "escape")
    assert stands(form) == ["2.16", "", ""]
    await stage.press("enter", "down", "enter")
    assert stands(form)[0] == "2.16.03"
    await open_form(stage)
    await stage.type("laut")
    await stage.press("enter")
    assert "No code has these words" in stage.flat
    await stage.press("enter")
    assert isinstance(stage.app.screen, FindCode)


@pytest.mark.parametrize(
    ("decree", "said"),
    [
        (None, "once the plan names their decree"),
        ("Kepmendagri 900.1-2850 Tahun 2025", "No list of Kepmendagri"),
    ],
)
async def test_without_a_list_it_is_said_why_and_enter_goes_on(
    stage: Stage, decree: str | None, said: str
) -> None:
    keep()
    stage.workshop.do(edits.set_single(stage.workshop.session, "plan", code_decree=decree))
    form = await open_form(stage)
    await stage.type("cerdas")
    focused = stage.app.focused
    await stage.press("enter")
    assert stage.app.screen is form
    assert said in stage.flat
    assert stage.app.focused is not focused
