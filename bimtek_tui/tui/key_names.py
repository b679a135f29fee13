"""What keys are called: as people write them, as Textual names them, and which of them no terminal delivers."""

from __future__ import annotations

import re
import string
import unicodedata
from functools import cache

from ..i18n import N_, _

_SHORT = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}
"""Names that Textual shortens; all others are those of Unicode."""
LONG = {short: name for name, short in _SHORT.items()}
"""The names by which Textual finds the character of such a key again."""

_OTHER_NAMES = {
    "esc": "escape",
    "return": "enter",
    "del": "delete",
    "ins": "insert",
    "pgup": "pageup",
    "pgdn": "pagedown",
    "pgdown": "pagedown",
    "page_up": "pageup",
    "page_down": "pagedown",
    "backtab": "shift+tab",
    "dot": "full_stop",
    "period": "full_stop",
}
MOVING = frozenset(("up", "down", "left", "right", "home", "end", "pageup", "pagedown"))
_NAMED = (
    MOVING | {"escape", "enter", "tab", "backspace", "delete", "insert"} | {f"f{n}" for n in range(1, 13)}
)
_LOST = frozenset(f"ctrl+{letter}" for letter in "hijm")
"""What terminals send for Backspace, Tab and Enter."""

TYPING = frozenset(("left", "right", "home", "end", "backspace", "delete", "enter", "tab")) | {
    f"ctrl+{letter}" for letter in "acdefkuvwx"
}
"""Keys that do something in a line in which one types, beside those that type."""

IN_WORDS = {"enter": N_("Enter"), "space": N_("Space"), "escape": N_("Esc"), "tab": N_("Tab")}
"""Keys that have a word on the keyboard, to be translated where it is shown."""

_ARROWS = {"up": "↑", "down": "↓", "left": "←", "right": "→"}


def _name(character: str) -> str:
    """How Textual calls the key of a character."""
    if character.isalnum():
        return character
    name = unicodedata.name(character, character).lower().replace("-", "_").replace(" ", "_")
    return _SHORT.get(name, name)


@cache
def _characters() -> dict[str, str]:
    """The characters of a keyboard by the names of their keys."""
    return {_name(character): character for character in string.punctuation + " "}


def key_name(written: str) -> str | None:
    """The name of a key that a person wrote (`K`, `Ctrl+K`, `F11`, `/`, `slash`, `Space`), or None when it is none."""
    if len(written) == 1:
        return _name(written) if written.isprintable() else None
    name = written.strip().lower().replace("control", "ctrl")
    name = re.sub(r"(?<=ctrl|hift)-(?=.)|(?<=alt)-(?=.)", "+", name)
    name = _OTHER_NAMES.get(name, name)
    *modifiers, key = name.rsplit("+", 1) if name[-1:] != "+" else [name]
    key = _OTHER_NAMES.get(key, key)
    if not modifiers:
        return key if key in _NAMED or key in _characters() else None
    arrow = next((name for name, sign in _ARROWS.items() if sign == key), key)
    return _modified(modifiers[0], arrow)


def _modified(modifier: str, key: str) -> str | None:
    """A key that is held with others; shift with a letter is the capital."""
    character = _characters().get(key, key)
    if modifier == "shift" and len(character) == 1 and character.isalpha():
        return character.upper()
    if modifier == "alt":
        return f"alt+{key}" if re.fullmatch("[a-z0-9]", key) else None
    if modifier in ("shift", "ctrl", "ctrl+shift") and (key in MOVING or (key, modifier) == ("tab", "shift")):
        return f"{modifier}+{key}"
    return f"{modifier}+{_name(character)}" if modifier.startswith("ctrl") and len(character) == 1 else None


def delivered(key: str) -> bool:
    """Whether every terminal sends this key as something of its own."""
    return key not in _LOST and (
        not key.startswith("ctrl+")
        or key.rpartition("+")[2] in MOVING
        or bool(re.fullmatch(r"ctrl\+[a-z]", key))
    )


def types(key: str) -> bool:
    """Whether the key writes or moves in a line in which one types."""
    return (
        len(key) == 1
        or key in _characters()
        or key in TYPING
        or key.rpartition("+")[2] in MOVING - {"up", "down", "pageup", "pagedown"}
    )


def written(key: str) -> str:
    """A key as it stands on the keyboard, in the chosen language."""
    if key in IN_WORDS:
        return _(IN_WORDS[key])
    with_shift, _plus, last = key.rpartition("+")
    if with_shift and last in _ARROWS:
        return f"{with_shift}+{_ARROWS[last]}"
    return key.upper() if re.fullmatch(r"f\d+", key) else _ARROWS.get(key) or _characters().get(key, key)
