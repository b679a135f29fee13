"""How the screen is coloured: everything written is readable in every theme, and a theme is kept."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from rich.cells import cell_len
from rich.color import Color
from rich.style import Style
from rich.terminal_theme import TerminalTheme
from support.stage import Open, Stage, shows

from bimtek_tui import settings
from bimtek_tui.tui import themes

ENOUGH = {"contrast": 7.0, "contrast-dark": 7.0}
"""WCAG contrast: AAA where high contrast is promised, AA for all others."""

XTERM = TerminalTheme(
    (255, 255, 255),
    (0, 0, 0),
    [(0, 0, 0), (205, 0, 0), (0, 205, 0), (205, 205, 0), (0, 0, 238), (205, 0, 205), (0, 205, 205), (229, 229, 229)],
    [(127, 127, 127), (255, 0, 0), (0, 255, 0), (255, 255, 0), (92, 92, 255), (255, 0, 255), (0, 255, 255), (255, 255, 255)],
)  # fmt: skip
VGA = TerminalTheme(
    (0, 0, 0),
    (170, 170, 170),
    [(0, 0, 0), (170, 0, 0), (0, 170, 0), (170, 85, 0), (0, 0, 170), (170, 0, 170), (0, 170, 170), (170, 170, 170)],
    [(85, 85, 85), (255, 85, 85), (85, 255, 85), (255, 255, 85), (85, 85, 255), (255, 85, 255), (85, 255, 255), (255, 255, 255)],
)  # fmt: skip


def luminance(colour: Color, palette: TerminalTheme) -> float:
    """Relative luminance as WCAG 2 has it."""

    def linear(value: int) -> float:
        share = value / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = colour.get_truecolor(palette)
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)


def contrast(style: Style, palette: TerminalTheme) -> float:
    """Contrast between what is written and what is behind it; 0 where the terminal decides about that itself."""
    fore, back = (style.bgcolor, style.color) if style.reverse else (style.color, style.bgcolor)
    if fore is None or back is None or fore.is_default or back.is_default or style.dim:
        return 0
    lights = sorted((luminance(fore, palette), luminance(back, palette)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def written(stage: Stage) -> Iterator[tuple[str, Style]]:
    """Every piece of text of the uppermost screen, with the style in which the terminal gets it."""
    screen = stage.app.screen
    regions = [one.region for one in screen.walk_children() if not one.children and one.visible]  # type: ignore[attr-defined]
    for y, strip in enumerate(screen._compositor.render_strips()):
        x = 0
        for text, style, _control in strip:
            seen = "".join(
                letter for at, letter in enumerate(text, x) if any((at, y) in one for one in regions)
            )
            x += cell_len(text)
            if re.search(r"\w", seen) and style is not None:
                yield seen.strip(), style


def assert_readable(stage: Stage, look: str) -> None:
    enough = ENOUGH.get(look, 4.5)
    for palette in (XTERM, VGA):
        poor = {
            (text[:40], str(style), round(contrast(style, palette), 2))
            for text, style in written(stage)
            if contrast(style, palette) < enough
        }
        assert not poor


LOOKS = [look.name for look in themes.LOOKS]


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.session(size=(100, 40))
async def test_everything_is_readable_in_every_theme(stage: Stage, look: str) -> None:
    stage.app.choose_look(look)
    await stage.settle()
    assert stage.app.theme == themes.look(look).theme.name
    assert_readable(stage, look)  # agenda and checklist
    await stage.press("K")
    assert_readable(stage, look)  # a dialog
    await stage.press("escape", "f1")
    assert_readable(stage, look)  # help
    await stage.press("escape")
    await stage.go("swot")
    assert_readable(stage, look)  # a board: the cursor line, titles, quiet facts
    stage.session.say("Disimpan.")
    await stage.settle()
    assert_readable(stage, look)
    stage.session.say("Tidak disimpan.", error=True)
    await stage.settle()
    assert_readable(stage, look)
    await stage.press("a", *"ben")
    assert_readable(stage, look)  # the capture line
    await stage.press(*" =x")
    await shows(stage, "stays text")
    assert_readable(stage, look)  # a doubt
    await stage.press("escape", "slash", *"air")
    assert_readable(stage, look)  # the filter
    await stage.press("escape", "e")
    assert_readable(stage, look)  # a form
    await stage.press("escape", "ctrl+p")
    assert_readable(stage, look)  # the palette
    await stage.press(*"air")
    assert_readable(stage, look)
    await stage.press("escape", "f6", "down", "down")
    assert_readable(stage, look)  # a book


@pytest.mark.parametrize("look", LOOKS)
async def test_the_start_screen_is_readable_in_every_theme(open_start: Open, look: str) -> None:
    async with open_start() as stage:
        stage.app.choose_look(look)
        await stage.settle()
        assert_readable(stage, look)
        await stage.press("n")
        assert_readable(stage, look)


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.session(size=(60, 18))
async def test_the_wall_is_light_with_high_contrast_in_every_theme(stage: Stage, look: str) -> None:
    stage.app.choose_look(look)
    await stage.go("swot")
    await stage.press("f8")
    assert_readable(stage, "contrast" if "sixteen" not in look else look)
    assert not stage.app.current_theme.dark
    await stage.press("f8")
    assert stage.app.theme == themes.look(look).theme.name


async def test_f10_shows_the_next_theme_and_the_next_session_begins_with_it(open_session: Open) -> None:
    async with open_session() as stage:
        assert stage.app.look == "light"
        seen = []
        for key in ("f10", "ctrl+t"):
            await stage.press(key)
            seen.append(stage.app.look)
        assert seen == ["dark", "contrast"]
        assert "Colours: High contrast, light." in stage.text
        assert stage.session.close()
    async with open_session() as stage:
        assert stage.app.look == "contrast"
    settings.choose("theme", "one that was taken away")
    async with open_session() as stage:
        assert stage.app.look == "light"


async def test_the_palette_names_every_other_theme(stage: Stage) -> None:
    await stage.press("ctrl+p", *"colours: 16")
    await stage.press("down", "enter")
    assert stage.app.look.startswith("sixteen")


def test_what_is_chosen_survives_a_broken_file() -> None:
    (settings.state_folder() / "choices.json").write_text("{rusak")
    assert settings.choice("theme") == ""
    settings.choose("theme", "dark")
    assert settings.choice("theme") == "dark"
