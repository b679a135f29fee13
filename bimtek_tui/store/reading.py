"""A session file read: typed entries, the document they stand in, and findings with file and line.

Entries are converted one by one, so a bad one never hides the others. What can't be read as TOML, or is no session
at all, is one sentence with the place (UnreadableFile); nothing here writes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from .. import text
from ..errors import BimtekError, Finding, Severity, UnreadableFile
from ..i18n import _
from ..model import ids, method
from ..model.entries import Session
from ..model.kinds import Kind, build, explain, kinds
from ..model.method import Method
from .blocks import Block, key_lines
from .document import Document, from_text
from .sources import data_of, decoded, read_bytes

__all__ = ["FORMAT", "SEVERITY", "Loaded", "load", "method_of", "parse", "read_bytes"]

FORMAT = 1
"""The format that this program writes."""
SEVERITY: dict[str, Severity] = {
    "byte-order-mark": "info",
    "crlf": "info",
    "no-final-newline": "info",
    "unknown-table": "warning",
    "wrong-table": "error",
    "unknown-key": "warning",
    "empty-value": "warning",
    "unclean-text": "warning",
    "bad-id": "warning",
    "duplicate-id": "error",
    "missing-key": "error",
    "unknown-value": "error",
    "out-of-range": "error",
    "wrong-type": "error",
}
"""How bad what the reader finds is, by its code."""


@dataclass
class Loaded:
    """A session file as read. `read_only` says why it can't be edited, or is empty; `format` is that of the file.

    What is of an older format was brought to ours in memory, line by line; the file itself is as it was.
    """

    path: Path
    session: Session
    document: Document
    findings: list[Finding] = field(default_factory=list)
    read_only: str = ""
    format: int = FORMAT


def load(path: Path) -> Loaded:
    """Read a session file.

    Raises UnreadableFile with file, line, reason and way out when it is missing, no file, no text, not TOML or no
    session.
    """
    return parse(read_bytes(path), path)


def method_of(loaded: Loaded, templates: Path | None = None) -> Method:
    """The method that a session names, of the folder `templates` first. Raises UnreadableFile with file and line when there is none of that name."""
    try:
        return method.load(loaded.document.blocks[0].data["method"], templates)
    except UnreadableFile as error:
        line = loaded.document.line_in(loaded.document.blocks[0], "method")
        raise UnreadableFile(f"{loaded.path}:{line}: {error}", line) from error


def parse(content: bytes, path: Path) -> Loaded:
    """A session from the bytes of its file; `path` is only named in sentences. Raises UnreadableFile."""
    bom = content.startswith(b"\xef\xbb\xbf")
    source = decoded(content[3:] if bom else content, path)
    if not source.strip():
        raise UnreadableFile(_("{file} is empty; “bimtek new” makes a session").format(file=path), 1)
    data = data_of(source, path)
    version = _version(data, path)
    if version < FORMAT:
        source = _brought_up(source, version, path)
        data = data_of(source, path)
    _must_name_its_method(data, path)
    loaded = Loaded(path, Session(), from_text(source, bom=bom), format=version)
    _fill(loaded, data, text.is_clean(source.replace("\r\n", "\n")))
    _tell_of_the_file(loaded, source)
    if version > FORMAT:
        loaded.read_only = _(
            "the file has format {found}, this program knows {known}: it is shown, not edited; use a newer bimtek"
        ).format(found=version, known=FORMAT)
    elif version < FORMAT:
        loaded.read_only = _(
            "the file has the older format {found}: it is shown, not edited; “bimtek migrate {file}” brings it to format {known}"
        ).format(found=version, known=FORMAT, file=path)
    loaded.findings.sort(key=lambda finding: finding.line)
    return loaded


def _brought_up(source: str, version: int, path: Path) -> str:
    """The text of an older file in our format. Raises UnreadableFile."""
    from . import migration  # late: hardly any file is that old

    try:
        return migration.migrated(source, version, FORMAT)
    except BimtekError as error:
        raise UnreadableFile(f"{path}: {error}", error.line) from error


def _tell_of_the_file(loaded: Loaded, source: str) -> None:
    """Findings about the file as a whole: how it is laid out differs from the format, and is kept."""

    def tell(code: str, message: str, line: int = 1) -> None:
        loaded.findings.append(Finding(line, SEVERITY[code], code, message))

    if loaded.document.bom:
        tell("byte-order-mark", _("the file begins with a byte order mark; it is kept"))
    windows = source.count("\r\n")
    if windows == source.count("\n") != 0:
        tell("crlf", _("the file has Windows line ends; they are kept"))
    elif windows:
        tell("crlf", _("some lines of the file have Windows line ends; they are kept"))
    if not source.endswith("\n"):
        line = source.count("\n") + 1
        tell("no-final-newline", _("the last line of the file has no line end; it is kept"), line)


def _version(data: dict[str, Any], path: Path) -> int:
    """The format of a file. Raises UnreadableFile when it names none."""
    version = data.get("schema_version")
    if type(version) is int and version >= 0:
        return version
    raise UnreadableFile(
        _(
            "{file}: this is no session file: the line “schema_version = 1” is missing; “bimtek new” makes a session"
        ).format(file=path),
        1,
    )


def _must_name_its_method(data: dict[str, Any], path: Path) -> None:
    if not isinstance(data.get("method"), str):
        raise UnreadableFile(
            _('{file}: the key “method” is missing at the top; write e.g. method = "kominfo-1"').format(
                file=path
            ),
            1,
        )


def _fill(loaded: Loaded, data: dict[str, Any], clean: bool) -> None:
    """Put every block's data into the document and every good entry into the session."""
    document, known = loaded.document, kinds()
    document.fill(data)
    starts = _first_lines(document)
    ids_at: dict[tuple[str, str], int] = {}
    told: set[str] = set()
    for block in document.blocks:
        start = starts[id(block)]
        if not block.path:
            _take(loaded, known["top"], block, start, clean, ids_at)
            continue
        root = block.path[0]
        kind = known.get(root)
        if kind is None or root == "top":
            if not block.nested or root not in told:
                _unknown_table(loaded, root, start, block)
            told.add(root)
        elif block.nested:
            continue
        elif kind.single == block.array:
            wanted = f"[{root}]" if kind.single else f"[[{root}]]"
            message = _("“{table}” stands here in the wrong form; write {wanted}").format(
                table=root, wanted=wanted
            )
            document.closed.add(root)
            _report(loaded, start, block, "", "wrong-table", message)
        else:
            _take(loaded, kind, block, start, clean, ids_at)
    document.closed |= known.keys() & document.blocks[0].data.keys()
    for table, value in data.items():
        if table in known and _is_table(value) and (table in document.closed or table in document.rest):
            if any(block.path == (table,) for block in document.blocks):
                continue  # told above
            loaded.read_only = _(
                "“{table}” is not written as tables of its own, so it can be read but not edited; “bimtek fmt” lays the file out"
            ).format(table=table)
            loaded.findings.append(
                Finding(0, SEVERITY["wrong-table"], "wrong-table", loaded.read_only, key=table)
            )


def _first_lines(document: Document) -> dict[int, int]:
    starts, line = {}, 1
    for block in document.blocks:
        starts[id(block)] = line
        line += block.lines
    return starts


def _is_table(value: Any) -> bool:
    return isinstance(value, dict) or (
        isinstance(value, list) and any(isinstance(one, dict) for one in value)
    )


def _take(
    loaded: Loaded, kind: Kind, block: Block, start: int, clean: bool, ids_at: dict[tuple[str, str], int]
) -> None:
    """Convert one block; what is wrong with it becomes findings."""
    raw = block.data | block.under
    if not block.path:
        raw = {key: value for key, value in raw.items() if not (key in kinds() and _is_table(value))}
    for key in sorted(raw.keys() - kind.keys.keys()):
        message = _("“{key}” is no key of {table}; it is kept and has no effect").format(
            key=text.short(key), table=kind.table
        )
        message += text.did_you_mean(key, kind.keys)
        _report(loaded, start, block, key, "unknown-key", message)
    if not clean or "\\" in block.text or _breaks_a_line(kind, block, raw):
        raw = _cleaned(loaded, kind, raw, start, block)
    # prose without the line break that its closing quotes bring
    raw = {key: value.rstrip("\n") if isinstance(value, str) else value for key, value in raw.items()}
    for key, value in raw.items():
        if value in ("", []) and key in kind.keys:
            message = _("“{key}” is empty; leave the key out instead").format(key=key)
            _report(loaded, start, block, key, "empty-value", message)
            raw = {name: one for name, one in raw.items() if name != key}
    given = raw.get("id")
    given = given if isinstance(given, str) and not kind.single else ""
    twice = (kind.table, given) in ids_at
    if twice:
        message = _(
            "the id “{id}” is there already, on line {line}; this entry is kept but not used, give it another id"
        ).format(id=text.short(given), line=ids_at[kind.table, given])
        _report(loaded, start, block, "id", "duplicate-id", message)
    elif given:
        ids_at[kind.table, given] = start
    try:
        entry = build(kind, raw)
    except (msgspec.ValidationError, ValueError):
        for problem in explain(kind, raw):
            _report(loaded, start, block, problem.key, problem.code, problem.message)
        if kind.single:
            loaded.document.closed.add(kind.table)
        return
    if kind.single:
        if raw.keys() & kind.keys.keys():  # a table without a key says as little as none
            setattr(loaded.session, kind.table, entry)
        loaded.document.register(kind.table, "", block)
        return
    if twice:
        return
    identity: str = raw["id"]
    if kind.prefix and not ids.is_minted(identity, kind.prefix):
        message = _("“{id}” is no id of the form {prefix}-xxxxxxxx (8 characters of {alphabet})").format(
            id=text.short(identity), prefix=kind.prefix, alphabet=ids.ALPHABET
        )
        _report(loaded, start, block, "id", "bad-id", message)
    loaded.session.entries(kind.table)[identity] = entry
    loaded.document.register(kind.table, identity, block)


def _breaks_a_line(kind: Kind, block: Block, raw: dict[str, Any]) -> bool:
    """Whether a text that belongs on one line stands on several."""
    if '"""' not in block.text and "'''" not in block.text:
        return False
    broken = [
        key
        for key, value in raw.items()
        for one in (value if isinstance(value, list) else (value,))
        if isinstance(one, str) and "\n" in one.rstrip("\n")
    ]
    return any(key in kind.keys and kind.keys[key].type == "s" for key in broken)


def _cleaned(loaded: Loaded, kind: Kind, raw: dict[str, Any], start: int, block: Block) -> dict[str, Any]:
    """The entry with clean texts; what had to be dropped for showing is a finding, the file keeps it."""

    def clean(key: str, value: Any) -> Any:
        if isinstance(value, str):
            found = text.clean(value)
            field = kind.keys.get(key)
            if field and field.type == "s" and "\n" in found.rstrip("\n"):
                found = text.line(found)
            if found.rstrip("\n") != value.rstrip("\n").replace("\r\n", "\n"):
                message = _(
                    "“{key}” holds control characters or line breaks that are not shown; edit it to drop them"
                ).format(key=text.short(key))
                _report(loaded, start, block, key, "unclean-text", message)
            return found
        return [clean(key, one) for one in value] if isinstance(value, list) else value

    return {key: clean(key, value) for key, value in raw.items()}


def _unknown_table(loaded: Loaded, table: str, start: int, block: Block) -> None:
    message = _("“{table}” is no table of a session; it is kept and has no effect").format(
        table=text.short(table)
    )
    message += text.did_you_mean(table, kinds())
    _report(loaded, start, block, "", "unknown-table", message)


def _report(loaded: Loaded, start: int, block: Block, key: str, code: str, message: str) -> None:
    lines = key_lines(block.text)
    line = start + lines.get(key, lines.get("", 0))
    identity = block.data.get("id", "")
    shown = text.short(identity) if isinstance(identity, str) else ""
    loaded.findings.append(Finding(line, SEVERITY[code], code, message, shown, text.short(key), block.table))
