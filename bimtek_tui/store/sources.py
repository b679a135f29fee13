"""The bytes, the text and the data of a file that should be a session; what it can't be is one sentence with its place."""

from __future__ import annotations

import os
import re
import stat
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import UnreadableFile
from ..i18n import _

if TYPE_CHECKING:
    from .slips.lines import Slip

MAX_BYTES = 64 * 2**20
"""Above this nothing that a workshop could have typed is in the file, and reading it would only take memory."""

DEEPEST = 50
"""So many lists, tables and parts of one key may lie in each other; a reader takes memory and time for every one."""

_KEPT = b"\"'#[]{}.,\\\n"
_DROPPED = bytes(set(range(256)) - set(_KEPT))
_NO_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))
_NO_VALUES = re.compile(
    rb'''"""(?:[^"\\]++|\\.|"(?!""))*+"{0,5}+|\'\'\'(?:[^']++|'(?!''))*+'{0,5}+|"(?:[^"\\\n]++|\\.)*+"?|'[^'\n]*+'?|#[^\n]*+''',
    re.DOTALL,
)
"""Texts and comments. What is never closed is one, too, and nothing is looked at twice: this comes before all limits."""
_DOTS = re.compile(rb"\.{%d}" % DEEPEST)

_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)")
FORMAT = 1
"""The format that this program writes."""
_FORMAT = re.compile(
    r"^[ \t]*[\"']?schema_version\b(?:[ \t]*=[ \t]*(?P<number>\d{1,9})[ \t]*(?:#.*)?\r?$)?", re.MULTILINE
)
_MARKER = re.compile(r"(<{7}|\|{7}|={7}|>{7})(\s|$)")


def read_bytes(path: Path) -> bytes:
    """The bytes of a file that should be a session; of a pipe what is written into it. Raises UnreadableFile."""
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise UnreadableFile(
                _("{file} is a folder; name the session file in it, e.g. {example}").format(
                    file=path, example=path / "kota.toml"
                )
            )
        pipe = stat.S_ISFIFO(mode)
        if not (pipe or stat.S_ISREG(mode) or path.samefile(os.devnull)):  # git compares with that one
            raise UnreadableFile(
                _("{file} is a device and no file; name a session file, e.g. {example}").format(
                    file=path, example="kota.toml"
                )
            )
        with open(path, "rb", opener=_at_once) as file:
            if pipe:
                os.set_blocking(file.fileno(), True)
            content: bytes = file.read(MAX_BYTES + 1)  # a pipe has no size beforehand
        if pipe and not content:
            raise UnreadableFile(
                _("{file} is a pipe into which nobody writes; name a session file, e.g. {example}").format(
                    file=path, example="kota.toml"
                )
            )
        if len(content) > MAX_BYTES:
            raise UnreadableFile(
                _("{file} is larger than 64 MiB, so it is no session file; nothing was changed").format(
                    file=path
                )
            )
        return content
    except FileNotFoundError as error:
        raise UnreadableFile(
            _(
                "{file} does not exist; “bimtek new” makes a session, “bimtek” lists those that are there"
            ).format(file=path)
        ) from error
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        raise UnreadableFile(
            _("{file} can't be read: {reason}; check the file's permissions").format(
                file=path, reason=getattr(error, "strerror", None) or error
            )
        ) from error


def _at_once(name: str, flags: int) -> int:
    """Open a file without waiting for somebody who writes into it, as a pipe does where that is known."""
    return os.open(name, flags | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0))


def decoded(content: bytes, path: Path) -> str:
    """The text of a file. Raises UnreadableFile with the line that is no UTF-8."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        if content.startswith((b"\xff\xfe", b"\xfe\xff")):
            reason = _("{file} is saved as UTF-16; save it as UTF-8 in an editor and open it again")
        elif b"\0" in content[:4096]:
            reason = _("{file} is no text file, so it is no session; nothing was changed")
        else:
            reason = _(
                "{file}:{line}: the text is not UTF-8; save it as UTF-8 in an editor and open it again"
            )
        raise UnreadableFile(reason.format(file=path, line=line), line) from error


def data_of(source: str, path: Path) -> dict[str, Any]:
    """What tomllib reads of a text. Raises UnreadableFile with file and line."""
    if line := too_deep(source):
        raise UnreadableFile(
            _(
                "{file}:{line}: lists, tables or parts of a key lie more than {most} deep in each other, which no session has; mend this line in an editor, nothing was changed"
            ).format(file=path, line=line, most=DEEPEST),
            line,
        )
    try:
        return tomllib.loads(source, parse_float=Decimal)
    except (tomllib.TOMLDecodeError, ValueError, ArithmeticError) as error:
        slip = slip_in(source, error)
        if slip is None:
            line = _stop(source, error)[0]
            raise UnreadableFile(
                _(
                    "{file}:{line}: a merge left a conflict here; keep what is right of both sides and delete the lines with <<<<<<<, |||||||, ======= and >>>>>>>"
                ).format(file=path, line=line),
                line,
            ) from error
        raise unreadable(slip, path) from error


def unreadable(slip: Slip, path: Path) -> UnreadableFile:
    """A slip as the error of the file that it is in."""
    sentence = (
        _("{file}:{line}: not valid TOML: {slip}; nothing was changed")
        if slip.mended is None
        else _("{file}:{line}: not valid TOML: {slip}; “bimtek fmt” mends it, nothing was changed")
    )
    words = {"file": path, "line": slip.line, "slip": slip.sentence}
    past = _("{file}:{line}: not valid TOML: {slip}").format(**words)
    return UnreadableFile(sentence.format(**words), slip.line, past)


def in_conflict(source: str) -> bool:
    """Whether a merge left its marks in a text: git and `resolve` know the file by its lines as they are."""
    return "\n<<<<<<< " in f"\n{source}" and "\n>>>>>>> " in source


def of_another_format(source: str) -> bool:
    """Whether a text, readable or not, says that it is of a format that is not ours."""
    named = _FORMAT.search(source)
    return named is not None and named["number"] is not None and int(named["number"]) != FORMAT


def slip_in(source: str, error: ValueError | ArithmeticError) -> Slip | None:
    """What somebody got wrong where tomllib stopped; None where a merge left its marks.

    What is of another format, or in conflict, is mended by nobody here.
    """
    line, reason = _stop(source, error)
    if _MARKER.match(source.split("\n")[line - 1]):
        return None
    from .slips import sentences  # late: its patterns take a while, and hardly any file needs them

    slip = sentences.slip(source, line, reason)
    return slip._replace(mended=None) if of_another_format(source) or in_conflict(source) else slip


def _stop(source: str, error: ValueError | ArithmeticError) -> tuple[int, str]:
    """The line where tomllib stopped, and why."""
    message = str(error)
    place = _PLACE.search(message)
    line = int(place.group(1)) if place and place.group(1) else source.count("\n") + 1
    return line, _PLACE.sub("", message)


def too_deep(source: str) -> int:
    """The line in which more lies in each other than a session has, 0 for none; far quicker than reading it."""
    signs = source.encode(errors="replace").translate(None, _DROPPED)
    bare = _NO_VALUES.sub(b"", signs)
    if _is_flat(bare) and not _DOTS.search(bare):
        return 0
    signs = _NO_VALUES.sub(lambda value: b"\n" * value[0].count(b"\n"), signs)
    depth = 0
    for place, sign in enumerate(signs):
        if sign in b"[{":
            depth += 1
            if depth > DEEPEST:
                return signs.count(b"\n", 0, place) + 1
        elif sign in b"]}":
            depth = max(0, depth - 1)
    dots = _DOTS.search(signs)
    return signs.count(b"\n", 0, dots.start()) + 1 if dots else 0


def _is_flat(signs: bytes) -> bool:
    """Whether all brackets close, and that after so few rounds without the innermost that they can't lie deep."""
    brackets = signs.translate(None, _NO_BRACKETS)
    for _round in range(DEEPEST // 2):  # each takes away one or two levels
        brackets = brackets.replace(b"[]", b"").replace(b"{}", b"")
    return not brackets


def version_of(data: dict[str, Any], source: str, path: Path) -> int:
    """The format of a file. Raises UnreadableFile when it names none."""
    version = data.get("schema_version")
    if type(version) is int and version >= 0:
        return version
    if version is None and "method" in data:
        raise UnreadableFile(
            _(
                "{file}:1: the line “schema_version = 1” is missing; write it as the first one, nothing was changed"
            ).format(file=path),
            1,
        )
    if version is None:
        raise UnreadableFile(
            _(
                "{file}: this is no session file: the line “schema_version = 1” is missing; “bimtek new” makes a session"
            ).format(file=path),
            1,
        )
    before = _FORMAT.search(source)
    line = source.count("\n", 0, before.start()) + 1 if before else 1
    sentence = (
        _(
            "{file}:{line}: “schema_version” is a whole number without quotes: schema_version = 1; “bimtek fmt” mends it, nothing was changed"
        )
        if re.fullmatch(r"\d+", version if isinstance(version, str) else "")
        or (isinstance(version, Decimal) and re.fullmatch(r"\d+\.0+", str(version)))
        else _(
            "{file}:{line}: “schema_version” is a whole number without quotes: schema_version = 1; nothing was changed"
        )
    )
    past = _("{file}:{line}: “schema_version” is a whole number without quotes: schema_version = 1")
    words = {"file": path, "line": line}
    raise UnreadableFile(sentence.format(**words), line, past.format(**words))


def must_name_its_method(data: dict[str, Any], path: Path) -> None:
    """Raises UnreadableFile when a session does not say by which method it is made."""
    if not isinstance(data.get("method"), str):
        raise UnreadableFile(
            _('{file}: the key “method” is missing at the top; write e.g. method = "kominfo-1"').format(
                file=path
            ),
            1,
        )
