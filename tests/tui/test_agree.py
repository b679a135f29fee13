"""The question how SWOT figures are meant: asked once, stored as one step, and never in the way of typing."""

from __future__ import annotations

from pathlib import Path

from support.stage import Open, Stage

from bimtek_tui import store
from bimtek_tui.tui.dialogs.agree import Agreeing
from bimtek_tui.tui.panels.points import PointsGrid

SESSION = """schema_version = 1
method = "kominfo-1"

[city]
name = "Kota Uji"
kind = "kota"
province = "Riau"

"""


def _file(tmp_path: Path, more: str = "") -> Path:
    entries = "".join(
        f'[[swot]]\nid = "sw-0000000{place}"\nquadrant = "{quadrant}"\ntext = "Faktor {place}"\n'
        f"{'weight = 2' if more else ''}\nadded = 2026-06-13T09:15:2{place}+07:00\n\n"
        for place, quadrant in enumerate(("strength", "weakness", "opportunity", "threat"), 1)
    )
    file = tmp_path / "uji.toml"
    file.write_text(SESSION + more + entries, encoding="utf-8")
    return file


def _asked(stage: Stage) -> str:
    screen = stage.app.screen
    return screen.key if isinstance(screen, Agreeing) else ""


def _weight(stage: Stage) -> object:
    return stage.workshop.session.swot["sw-00000001"].weight


async def test_both_are_asked_once_and_stored_as_one_step(open_session: Open, tmp_path: Path) -> None:
    file = _file(tmp_path)
    async with open_session(file) as stage:
        await stage.go("swot")
        await stage.press("p")
        assert _asked(stage) == "variant"
        assert "points are shared out over S+W and over O+T" in stage.flat
        await stage.press("down", "enter")
        assert _asked(stage) == "rating_direction"
        await stage.press("enter")
        agreed = stage.workshop.session.analysis
        assert agreed is not None
        assert (agreed.variant, agreed.rating_direction) == ("pearce", "magnitude")
        assert "Agreed and stored" in stage.flat
        await stage.press("3", "enter")
        assert _weight(stage) == 3
        await stage.press("p", "p")
        assert isinstance(stage.panel, PointsGrid)
        assert _asked(stage) == ""
        await stage.press("ctrl+z", "ctrl+z")
        assert stage.workshop.session.analysis is None
        await stage.press("ctrl+y")
        stage.workshop.save()
    assert store.load(file).session.analysis == agreed


async def test_typing_on_leaves_it_for_later_and_loses_no_digit(open_session: Open, tmp_path: Path) -> None:
    async with open_session(_file(tmp_path)) as stage:
        await stage.go("swot")
        await stage.press("p")
        assert _asked(stage) == "variant"
        await stage.type("2,5")
        await stage.press("enter")
        assert str(_weight(stage)) == "2.5"
        assert stage.workshop.session.analysis is None
        await stage.press("p", "p")
        assert _asked(stage) == ""
        assert "not agreed how: v asks" in stage.flat
        await stage.press("v", "escape")
        assert stage.workshop.session.analysis is None
        await stage.press("v", "enter", "down", "enter")
        agreed = stage.workshop.session.analysis
        assert (agreed.variant, agreed.rating_direction) == ("rangkuti", "inverse")  # type: ignore[attr-defined]


async def test_keys_pressed_at_one_go_reach_the_cell(open_session: Open, tmp_path: Path) -> None:
    async with open_session(_file(tmp_path)) as stage:
        await stage.go("swot")
        await stage.pilot.press("p", "4", "comma", "5", "enter", "2", "enter")
        await stage.settle()
        given = [one.weight for one in stage.workshop.session.swot.values()]
        assert [str(one) for one in given[:2]] == ["4.5", "2"]


async def test_a_questionnaire_also_asks_how_many_answered(open_session: Open, tmp_path: Path) -> None:
    async with open_session(_file(tmp_path)) as stage:
        await stage.go("swot")
        await stage.press("p", "down", "down", "enter", "enter")
        assert "How many people answered it?" in stage.flat
        await stage.press("6", "enter")
        agreed = stage.workshop.session.analysis
        assert (agreed.variant, agreed.rating_direction, agreed.respondents) == (  # type: ignore[union-attr]
            "questionnaire",
            "magnitude",
            6,
        )
        assert next(one.id for one in stage.panel.columns) == "responses_sum"
        await stage.press("ctrl+z")
        assert stage.workshop.session.analysis is None
        assert next(one.id for one in stage.panel.columns) == "weight"


async def test_only_what_is_open_is_asked_and_what_is_agreed_is_not(
    open_session: Open, tmp_path: Path
) -> None:
    file = _file(tmp_path, '[analysis]\nvariant = "pearce"\n\n')
    async with open_session(file) as stage:
        await stage.go("swot")
        await stage.press("p")
        assert _asked(stage) == "rating_direction"
        await stage.press("enter")
        assert stage.workshop.session.analysis.variant == "pearce"  # type: ignore[union-attr]
        assert stage.workshop.session.analysis.rating_direction == "magnitude"  # type: ignore[union-attr]
    async with open_session() as stage:
        await stage.go("swot")
        await stage.press("p")
        assert _asked(stage) == ""
