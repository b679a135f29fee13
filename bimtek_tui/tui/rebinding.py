"""The keys that a person gave to actions: `[keys]` in `settings.toml` of the own config folder, read and examined.

Whatever is wrong there is a finding with its line; that action keeps its usual keys, and the program starts.
"""

from __future__ import annotations

import re
import stat
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from .. import settings, text
from ..errors import Finding
from ..i18n import _
from .actions import ACTIONS, FIXED, WHILE_TYPING
from .key_names import MOVING, delivered, key_name, types, written
from .key_rows import Key
from .keymap import PLACES

LARGEST = 100_000
"""Bytes of a settings file; more is something else."""
HINTS = 20
"""Faults after which no near id is looked for: a file of nonsense must not keep the start waiting."""
LEAVING = "ctrl+q"
"""The key that always ends the program, whatever else does."""

Keymap = dict[str, str]
"""By the ids of actions the keys they have instead, with commas between them."""


class Rebinding(Struct, frozen=True):
    """The settings file, the keys it gives, and what is wrong in it."""

    file: Path
    keymap: Keymap = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()

    def sentence(self) -> str:
        """What is wrong, for the line of messages; "" when all is well."""
        shown = [
            f"{self.file.name}:{finding.line or ''}".rstrip(":") + f": {finding.message}"
            for finding in self.findings[:2]
        ]
        if len(self.findings) > len(shown):
            shown.append(
                _("“bimtek keys” lists {number} more").format(number=len(self.findings) - len(shown))
            )
        return "; ".join(shown)


class _Unreadable(Exception):
    """The file gives no table of keys: why, and in which line."""

    def __init__(self, code: str, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.finding = Finding(line, "error", code, message)


def read() -> Rebinding:
    """What this person's settings say about keys; a file that is not there says nothing."""
    file = settings.config_folder() / "settings.toml"
    try:
        content = _content(file)
        tables = _tables(content)
        keys = tables.pop("keys", {})
        if not isinstance(keys, dict):
            message = _('“keys” is no table: write a line [keys], and below it lines like edit = "z"')
            raise _Unreadable("no-table", message, _lines(content).get(("keys",), 1))
    except _Unreadable as error:
        return Rebinding(file, findings=(error.finding,))
    return examined(file, keys, tables, content)


def examined(file: Path, given: Mapping[str, Any], beside: Mapping[str, Any], content: str) -> Rebinding:
    """The keys of a table as far as they can be given, and a finding for each that can't.

    `beside` is what else stands in the file: of that only what was meant for the table is a finding.
    """
    complaints: list[tuple[tuple[str, ...], str, str]] = []
    wanted: dict[str, tuple[str, ...]] = {}

    def complain(id: str, code: str, message: str) -> None:
        complaints.append((("keys", id), code, message))

    for name in beside:
        if name in ACTIONS or _means_keys(name):
            message = _("“{name}” is not followed: keys stand below a line [keys]")
            complaints.append(((name,), "no-keys", message.format(name=_shown(name))))
    for id, value in given.items():
        try:
            wanted[id] = _keys(id, value, hint=len(complaints) < HINTS)
        except _Wrong as wrong:
            complain(id, wrong.code, str(wrong))
    while clash := next(_clashes(wanted), None):
        id, key, other, place = clash
        del wanted[id]
        complain(
            id,
            "key-taken",
            _(
                "“{key}” is already {words} ({other}) in “{place}”, so “{id}” keeps its own; take another key"
            ).format(
                key=written(key),
                words=_(ACTIONS[other].words),
                other=other,
                place=_(PLACES[place].name),
                id=id,
            ),
        )
    lines = _lines(content) if complaints else {}
    findings = [
        Finding(lines.get(path) or lines.get(path[:1], 1), "error", code, message, key=text.short(path[-1]))
        for path, code, message in complaints
    ]
    findings.sort(key=lambda finding: finding.line)
    return Rebinding(file, {id: ",".join(keys) for id, keys in wanted.items()}, tuple(findings))


# The file -----------------------------------------------------------------------------------------------------


def _content(file: Path) -> str:
    try:
        state = file.stat()
        if not stat.S_ISREG(state.st_mode):
            raise _Unreadable(
                "unreadable-settings", _("this is no file; the usual keys work until it is one")
            )
        if state.st_size > LARGEST:
            raise _Unreadable(
                "unreadable-settings",
                _("this is too large for settings; the usual keys work until it has less than 100 kB"),
            )
        return file.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        message = _("this is not UTF-8; the usual keys work until it is saved as UTF-8")
        raise _Unreadable("not-utf-8", message, line) from error
    except OSError as error:
        message = _("this can't be read ({reason}); the usual keys work until it can").format(
            reason=error.strerror or error
        )
        raise _Unreadable("unreadable-settings", message) from error


def _tables(content: str) -> dict[str, Any]:
    if not content.strip():
        return {}
    import tomllib  # late: most people have no settings

    try:
        return tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"\(at line (\d+)", str(error))
        line = int(at[1]) if at else content.count("\n") + 1 if "end of document" in str(error) else 0
        message = _("this is no TOML ({reason}); the usual keys work until the line is mended").format(
            reason=text.short(str(error), 100)
        )
        raise _Unreadable("not-toml", message, line) from error
    except (ValueError, RecursionError) as error:
        message = _("a value is too large or nested too deeply; the usual keys work until it is mended")
        raise _Unreadable("not-toml", message) from error


def _means_keys(name: str) -> bool:
    return text.nearest(name[:60], ("keys",), text.CODE) is not None


_PART = r"""(?:"(?:\\.|[^"\\])*"|'[^']*'|[A-Za-z0-9_-]+)"""
_NAME = re.compile(rf"\s*\[*\s*({_PART}(?:\s*\.\s*{_PART})*)")


def _lines(content: str) -> dict[tuple[str, ...], int]:
    """In which lines what is named stands: a table or key of the whole file as (name,), one of a table as two."""
    from ..store.blocks import lines_of

    numbers: dict[tuple[str, ...], int] = {}
    table: tuple[str, ...] = ()
    for number, (line, begins) in enumerate(lines_of(content), start=1):
        if begins in ("header", "key") and (name := _NAME.match(line)):
            path = _path(name[1])
            if begins == "header":
                table = path
            else:
                path = table + path
            for depth in (1, 2):
                numbers.setdefault(path[:depth], number)
    return numbers


def _path(name: str) -> tuple[str, ...]:
    """The parts of a name with dots, as TOML reads them."""
    import tomllib

    parts: list[str] = []
    inner: Any = tomllib.loads(f"{name} = 0")
    while isinstance(inner, dict):
        ((part, inner),) = inner.items()
        parts.append(part)
    return tuple(parts)


# The keys of one action ---------------------------------------------------------------------------------------


class _Wrong(Exception):
    """A line that can't be followed: the code of the finding and the sentence."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def _shown(word: str, width: int = 60) -> str:
    """What somebody wrote, in a sentence: what can't be seen is spelt out."""
    return text.short(word, width) or ascii(word)[1:-1]


def _keys(id: str, value: Any, *, hint: bool) -> tuple[str, ...]:
    """The names of the keys that a line gives to an action; `hint`: whether a near id is looked for."""
    name = _shown(id)
    if id not in ACTIONS:
        near = text.nearest(id[:60], ACTIONS) if hint else None
        message = (
            _("“{id}” is no action; did you mean “{near}”?")
            if near
            else _("“{id}” is no action; “bimtek keys” lists all of them")
        )
        raise _Wrong("unknown-action", message.format(id=name, near=near))
    if id in FIXED:
        raise _Wrong(
            "fixed-key",
            _("“{id}” keeps its key, which stands beside what it takes; take this line out").format(id=id),
        )
    pieces = _pieces(value)
    if pieces is None:
        raise _Wrong(
            "no-text", _('the keys of “{id}” must be text, as in {id} = "z" or "z,f11"').format(id=id)
        )
    if not pieces:
        raise _Wrong("no-key", _('“{id}” would have no key; write one, as in {id} = "f11"').format(id=id))
    keys = tuple(dict.fromkeys(_key(id, piece) for piece in pieces))
    if id == "quit" and LEAVING not in keys:
        keys += (LEAVING,)
    own = usual(id)
    reaching = [key for key in keys if key in own or not types(key)]
    if (id in FIRST and len(reaching) < len(keys)) or (id in WHILE_TYPING and not reaching):
        raise _Wrong(
            "typing-key",
            _(
                '“{id}” must work while one types, so it needs a key that a line of text leaves alone, as in {id} = "f11"'
            ).format(id=id),
        )
    return keys


def _pieces(value: Any) -> list[str] | None:
    """The keys as they were written, one by one; None where they are no text."""
    if isinstance(value, str):
        return [value] if value in (",", " ") else [key.strip() for key in value.split(",") if key.strip()]
    if isinstance(value, list) and all(isinstance(key, str) for key in value):
        return [key if key == " " else key.strip() for key in value if key]
    return None


def _key(id: str, piece: str) -> str:
    key, shown = key_name(piece), _shown(piece, 20)
    if key is None:
        raise _Wrong(
            "unknown-key",
            _("“{key}” is no key, so “{id}” keeps its own; write z, ctrl+k, f11, space or slash").format(
                key=shown, id=id
            ),
        )
    if not delivered(key):
        raise _Wrong(
            "lost-key",
            _(
                "terminals do not deliver “{key}”, so “{id}” keeps its own; take a function key or another letter"
            ).format(key=shown, id=id),
        )
    if key in MOVING and key not in usual(id):
        raise _Wrong(
            "moving-key", _("“{key}” moves the cursor, so “{id}” keeps its own").format(key=shown, id=id)
        )
    return key


# Two actions on one key ---------------------------------------------------------------------------------------

FIRST = frozenset(row.action for place in PLACES.values() for row in place.rows if "first" in row.mark)
"""Actions that come before what has the focus: a letter among their keys could not be typed any more."""


def usual(id: str) -> set[str]:
    """The keys that an action has by itself, in all places."""
    return {key for place in PLACES.values() for row in place.rows if row.action == id for key in _split(row)}


def _split(row: Key) -> list[str]:
    return row.keys.split(",")


def _around(place: str) -> Iterator[str]:
    """The places whose keys work in this one, too."""
    while place:
        yield place
        place = PLACES[place].inside


def _clashes(wanted: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, str, str, str]]:
    """Keys that two actions would have: the action at fault, the key, the other action, and the place.

    Of two that are both given a key, the later one is at fault. What the keymap has twice by itself stays so.
    """
    order = {id: number for number, id in enumerate(wanted)}
    for id, keys in wanted.items():
        for mine, other, place in _neighbours(id):
            if order.get(other.action, -1) < order[id]:
                taken = set(wanted.get(other.action, _split(other))) - (
                    set(_split(mine)) & set(_split(other))
                )
                for key in keys:
                    if key in taken:
                        yield id, key, other.action, place


@cache
def _neighbours(id: str) -> list[tuple[Key, Key, str]]:
    """The rows of an action, each with those of others beside it: in its place, around it, and inside it."""
    return [
        (mine, other, inner)
        for inner in PLACES
        for outer in _around(inner)
        for here, there in {(inner, outer), (outer, inner)}
        for mine in PLACES[here].rows
        if mine.action == id
        for other in PLACES[there].rows
        if other.action != id and "yields" not in other.mark
    ]
