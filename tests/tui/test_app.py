"""The program around a session: the start screen, a new session, keys as data, and a fault of our own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from support.stage import Open

from bimtek_tui import i18n, resources, settings, store
from bimtek_tui.tui.dialogs.new_session import NewSession
from bimtek_tui.tui.session.navigation import Navigation
from bimtek_tui.tui.session.screen import SessionScreen


async def test_the_start_screen_shows_city_progress_and_change(open_start: Open) -> None:
    async with open_start(resources.folder("sessions"), size=(100, 40)) as stage:
        for city in ("Kota Batam", "Kota Bontang", "Kota Contoh", "Kota Dumai", "Kota Tanjungpinang"):
            assert city in stage.text
        assert "22/22  22/22  23/23  24/24" in stage.text
        assert re.search(r"changed \d+ \w+ 20\d\d \d\d\.\d\d", stage.text)


async def test_a_file_that_is_no_session_is_told_and_the_others_open(open_start: Open, sample: Path) -> None:
    (sample.parent / "a-rusak.toml").write_text("x = = 1", encoding="utf-8")
    async with open_start(sample.parent) as stage:
        assert "not valid TOML" in stage.text
        await stage.press("enter")
        assert "not valid TOML" in stage.text
        await stage.press("down", "enter")
        assert isinstance(stage.app.screen, SessionScreen)
        await stage.press("ctrl+o")
        assert "Sessions" in stage.text


async def test_with_no_session_there_it_offers_to_make_one(open_start: Open, tmp_path: Path) -> None:
    async with open_start(tmp_path / "sessions") as stage:
        assert "press n to make one" in stage.text
        await stage.press("n")
        screen = stage.app.screen
        assert isinstance(screen, NewSession)
        for key, value in {
            "city": "Kota [/] Baru",
            "province": "Riau",
            "year": "2026",
        }.items():
            screen.query_one(f"#{key}").value = value  # type: ignore[attr-defined]
        await stage.settle()
        assert screen.query_one("#slug").value == "kota-baru-2026"  # type: ignore[attr-defined]
        screen.query_one("#slug").value = "Kota Baru"  # type: ignore[attr-defined]
        await stage.press("ctrl+s")
        assert isinstance(stage.app.screen, SessionScreen)
        assert "Kota [/] Baru" in stage.text
    made = store.load(tmp_path / "sessions" / "kota-baru.toml")
    assert made.session.plan is not None
    assert made.session.plan.period_start == 2026
    assert not made.findings


async def test_a_new_session_asks_for_the_city_first_and_names_the_file(
    open_start: Open, tmp_path: Path
) -> None:
    (tmp_path / "bontang-2019.toml").write_text("")
    async with open_start(tmp_path, size=(60, 18)) as stage:
        await stage.press("n")
        await stage.type("Bontang 2019")
        assert "bontang-2019 is there already" in stage.flat
        await stage.press("enter")
        await stage.type("Kalimantan Timur")
        await stage.press(
            "ctrl+s"
        )  # with n these are three keys beyond the text; Enter goes through the fields
        assert isinstance(stage.app.screen, SessionScreen)
    made = store.load(tmp_path / "bontang-2019-2.toml").session
    assert made.city is not None
    assert made.plan is not None
    assert (made.city.name, made.plan.period_start) == ("Bontang", 2019)
    assert any("tentang Perkotaan" in basis for basis in made.plan.legal_basis)


async def test_a_new_session_may_leave_the_legal_bases_of_the_method_out(
    open_start: Open, tmp_path: Path
) -> None:
    async with open_start(tmp_path, size=(60, 18)) as stage:
        await stage.press("n")
        await stage.type("Bontang 2019")
        await stage.press("enter")
        await stage.type("Kalimantan Timur")
        await stage.press("shift+tab", "shift+tab")
        assert "5 national regulations of the method" in stage.flat
        await stage.press("enter", "up", "enter", "ctrl+s")
    made = store.load(tmp_path / "bontang-2019.toml").session
    assert made.plan is not None
    assert made.plan.legal_basis == ()


async def test_recent_sessions_are_offered_anywhere(open_start: Open, sample: Path, tmp_path: Path) -> None:
    settings.remember(sample)
    async with open_start(tmp_path / "elsewhere") as stage:
        assert "Kota Contoh" in stage.text


async def test_a_fault_of_ours_saves_first_and_leaves_a_report(
    open_session: Open, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_navigation: Navigation) -> None:
        raise RuntimeError("broken on purpose")

    async def work() -> None:
        async with open_session() as stage:
            await stage.go("issues")
            await stage.press("a")
            await stage.type("sebelum rusak")
            await stage.press("enter", "escape")
            monkeypatch.setattr(Navigation, "following", broken)
            await stage.press("g")

    with pytest.raises(RuntimeError, match="on purpose") as fault:
        await work()
    assert fault.value.__notes__ == ["your entries are saved"]
    assert any(one.text == "sebelum rusak" for one in store.load(sample).session.issue.values())


@pytest.mark.parametrize(("language", "said"), [("id", "Mencatat untuk"), ("en", "Capturing for")])
@pytest.mark.slow
async def test_the_screen_speaks_both_languages(open_session: Open, language: str, said: str) -> None:
    i18n.use(language)
    async with open_session() as stage:
        assert said in stage.text
        for panel in stage.workshop.method.panels:
            await stage.go(panel)
            await stage.press("f1", "escape")
        assert ("Berikutnya" in stage.text) == (language == "id")
