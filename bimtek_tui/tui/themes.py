"""How the screen is coloured: light, dark, high contrast, and for terminals with sixteen colours.

What is written on a colour has a variable of its own (``$on-primary`` on ``$primary``), so that a cursor line can be
dark on light in one theme and light on dark in another. Nothing is ever said by colour alone.
"""

from __future__ import annotations

from msgspec import Struct
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter
from textual.theme import Theme

from ..i18n import N_


class Look(Struct, frozen=True):
    """A theme and what a person calls it; `dims` says whether quiet text is paler than other text."""

    name: str
    words: str
    theme: Theme
    dims: bool = False


def _theme(name: str, dark: bool, written: dict[str, str], **colours: str) -> Theme:
    """A theme in which surfaces are all the same, and texts stand on them as they are."""
    return Theme(
        name=name,
        dark=dark,
        surface=colours["background"],
        variables={
            "text": colours["foreground"],
            "text-muted": colours["foreground"],
            "text-disabled": colours["foreground"],
            "block-cursor-foreground": written["on-primary"],
            "block-cursor-background": colours["primary"],
            "block-cursor-text-style": "none",
            "block-cursor-blurred-foreground": colours["foreground"],
            "block-cursor-blurred-background": colours["panel"],
            "block-hover-background": colours["panel"],
            **written,
        },
        **colours,  # type: ignore[arg-type]
    )


def _written(letters: str, typed: str) -> dict[str, str]:
    """What is written on the strong colours, and the ground of the line in which one types."""
    return {"on-primary": letters, "on-error": letters, "on-warning": letters, "typed": typed}


def _sixteen(name: str, dark: bool, written: dict[str, str], **colours: str) -> Theme:
    """A theme out of the sixteen colours that the terminal itself has; shades and mixtures do not exist there."""
    plain = _theme(name, dark, written, **colours)
    plain.ansi = True
    back, fore, mark = colours["background"], colours["foreground"], colours["primary"]
    plain.variables |= {
        "panel": colours["panel"],
        "surface": back,
        "surface-active": back,
        "foreground-muted": fore,
        "foreground-disabled": fore,
        "ansi-background": back,
        "ansi-foreground": fore,
        "border": mark,
        "border-blurred": fore,
        "input-cursor-background": fore,
        "input-cursor-foreground": back,
        "input-selection-background": mark,
        "input-selection-foreground": written["on-primary"],
        "screen-selection-background": mark,
        "screen-selection-foreground": written["on-primary"],
        "scrollbar": mark,
        "scrollbar-hover": mark,
        "scrollbar-active": mark,
        "scrollbar-background": colours["panel"],
        "scrollbar-background-hover": colours["panel"],
        "scrollbar-background-active": colours["panel"],
        "scrollbar-corner-color": colours["panel"],
    }
    return plain


LOOKS: tuple[Look, ...] = (
    Look(
        "light",
        N_("Light"),
        _theme(
            "bimtek",
            False,
            _written("#ffffff", "#d2dfd9"),
            primary="#0b3d91",
            secondary="#1f5f3f",
            accent="#8a3b00",
            foreground="#000000",
            background="#ffffff",
            panel="#e8edf5",
            error="#a00000",
            warning="#7a5200",
            success="#1f5f3f",
        ),
        dims=True,
    ),
    Look(
        "dark",
        N_("Dark"),
        _theme(
            "bimtek-dark",
            True,
            _written("#000000", "#1f3a2c"),
            primary="#8ab4ff",
            secondary="#7fd6a5",
            accent="#ffb870",
            foreground="#f4f4f4",
            background="#101418",
            panel="#26303c",
            error="#ff8a80",
            warning="#ffcf70",
            success="#7fd6a5",
        ),
        dims=True,
    ),
    Look(
        "contrast",
        N_("High contrast, light"),
        _theme(
            "bimtek-contrast",
            False,
            _written("#ffffff", "#fff2a8"),
            primary="#000000",
            secondary="#00315c",
            accent="#00315c",
            foreground="#000000",
            background="#ffffff",
            panel="#e4e4e4",
            error="#8b0000",
            warning="#4d3800",
            success="#003d1f",
        ),
    ),
    Look(
        "contrast-dark",
        N_("High contrast, dark"),
        _theme(
            "bimtek-contrast-dark",
            True,
            _written("#000000", "#003018"),
            primary="#ffe14d",
            secondary="#ffffff",
            accent="#ffffff",
            foreground="#ffffff",
            background="#000000",
            panel="#2a2a2a",
            error="#ffa8a0",
            warning="#ffe14d",
            success="#8cffb8",
        ),
    ),
    Look(
        "sixteen",
        N_("16 colours, light"),
        _sixteen(
            "bimtek-16",
            False,
            {
                "on-primary": "ansi_bright_white",
                "on-error": "ansi_bright_white",
                "on-warning": "ansi_black",
                "text-warning": "ansi_magenta",  # yellow is a ground for letters, never their colour on white
                "typed": "ansi_white",
            },
            primary="ansi_blue",
            secondary="ansi_blue",
            accent="ansi_blue",
            foreground="ansi_black",
            background="ansi_bright_white",
            panel="ansi_white",
            error="ansi_red",
            warning="ansi_bright_yellow",
            success="ansi_blue",
        ),
    ),
    Look(
        "sixteen-dark",
        N_("16 colours, dark"),
        _sixteen(
            "bimtek-16-dark",
            True,
            _written("ansi_black", "ansi_blue"),
            primary="ansi_bright_cyan",
            secondary="ansi_bright_cyan",
            accent="ansi_bright_cyan",
            foreground="ansi_bright_white",
            background="ansi_black",
            panel="ansi_blue",
            error="ansi_bright_red",
            warning="ansi_bright_yellow",
            success="ansi_bright_cyan",
        ),
    ),
)
"""The first one is what a new person gets: black on white is readable from the back row of a lit hall."""

WALL = {"sixteen": "sixteen", "sixteen-dark": "sixteen"}
"""What the projector mode is shown in, by the look chosen; any other becomes light with high contrast."""


def look(name: str) -> Look:
    """The look of this name, or the first one."""
    return next((candidate for candidate in LOOKS if candidate.name == name), LOOKS[0])


def after(name: str) -> Look:
    """The look that comes next."""
    return LOOKS[(LOOKS.index(look(name)) + 1) % len(LOOKS)]


def on_wall(name: str) -> Look:
    """The look of the projector mode for somebody who works in this one."""
    return look(WALL.get(name, "contrast"))


class Undimmed(LineFilter):
    """Quiet text is not made paler: not where contrast counts, nor where no terminal says what it makes of that."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        return [
            Segment(text, style + _UNDIMMED, control)
            if style is not None and style.dim
            else Segment(text, style, control)
            for text, style, control in segments
        ]


_UNDIMMED = Style(dim=False)
