"""A session file read: typed entries, the document they stand in, and findings with file and line.

Entries are converted one by one, so a bad one never hides the others, and a wrong key that an entry can do without takes
nothing but itself out. What is no TOML, or no session, is one sentence with its place (UnreadableFile); nothing writes.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from .. import text
from ..errors import BimtekError, Finding, Severity, UnreadableFile
from ..i18n import N_, _
from ..model import ids, method
from ..model.entries import Session
from ..model.entry_types import Entry
from ..model.ids import EntryRef
from ..model.kinds import Field, Kind, Problem, build, explain, kinds
from ..model.method import Method
from .blocks import Block, dotted_lines
from .document import Document, from_text
from .slips.lines import lost_heading
from .sources import FORMAT, data_of, decoded, must_name_its_method, read_bytes, version_of

__all__ = ["FORMAT", "SEVERITY", "Loaded", "load", "method_of", "parse", "read_bytes"]

LEFT_OUT = N_("{problem}; until then the entry is left out")
USED_WITHOUT = N_("{problem}; until then the entry is used without it")
"""What follows from a mistake in an entry, at the end of its sentence."""
SEVERITY: dict[str, Severity] = {
    "byte-order-mark": "warning",
    "crlf": "info",
    "no-final-newline": "info",
    "unknown-table": "warning",
    "wrong-table": "error",
    "unknown-key": "warning",
    "empty-value": "warning",
    "unclean-text": "warning",
    "decomposed-text": "warning",
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
    """Read a session file. Raises UnreadableFile with file, line, reason and way out when it is none or can't be read."""
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
    version = version_of(data, source, path)
    if version < FORMAT:
        source = _brought_up(source, version, path)
        data = data_of(source, path)
    must_name_its_method(data, path)
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
        tell(
            "byte-order-mark",
            _(
                "the file begins with a byte order mark, which other readers refuse; it is kept, and “bimtek fmt” takes it out"
            ),
        )
    windows = source.count("\r\n")
    if windows == source.count("\n") != 0:
        tell("crlf", _("the file has Windows line ends; they are kept"))
    elif windows:
        tell("crlf", _("some lines of the file have Windows line ends; they are kept"))
    if not source.endswith("\n"):
        line = source.count("\n") + 1
        tell("no-final-newline", _("the last line of the file has no line end; it is kept"), line)


def _fill(loaded: Loaded, data: dict[str, Any], clean: bool) -> None:
    """Put every block's data into the document and every good entry into the session."""
    document, known = loaded.document, kinds()
    document.fill(data)
    starts = document.starts()
    ids_at: dict[tuple[str, str], int] = {}
    reported: set[str] = set()
    for index, block in enumerate(document.blocks):
        source = _Source(document, block, starts[id(block)], index, tables=data)
        if not block.path:
            _take(loaded, known["top"], source, clean, ids_at)
            continue
        root = block.path[0]
        kind = known.get(root)
        if kind is None or root == "top":
            if not block.nested or root not in reported:
                _unknown_table(loaded, root, source)
            reported.add(root)
        elif block.nested:
            continue
        elif kind.single == block.array:
            wanted = f"[{root}]" if kind.single else f"[[{root}]]"
            message = _("“{table}” stands here in the wrong form; write {wanted}").format(
                table=root, wanted=wanted
            )
            document.closed.add(root)
            _report(loaded, source, "", "wrong-table", message)
        else:
            _take(loaded, kind, source, clean, ids_at)
    document.closed |= known.keys() & document.blocks[0].data.keys()
    for table, value in data.items():
        if table in known and _is_table(value) and (table in document.closed or table in document.rest):
            if any(block.path == (table,) for block in document.blocks):
                continue  # reported above
            _take_in_line(loaded, known[table], value, ids_at)


def _take_in_line(loaded: Loaded, kind: Kind, value: Any, ids_at: dict[tuple[str, str], int]) -> None:
    """Entries that are no tables of their own (``identity.logo = "…"``, ``agency = [{…}]``): shown, not edited."""
    document = loaded.document
    document.closed.add(kind.table)
    loaded.read_only = _(
        "“{table}” is not written as tables of its own, so it can be read but not edited; “bimtek fmt” lays the file out"
    ).format(table=kind.table)
    lines = _lines_in_line(document, kind.table)
    code = "wrong-table"
    loaded.findings.append(Finding(lines[""], SEVERITY[code], code, loaded.read_only, key=kind.table))
    tables = [table for table in (value if isinstance(value, list) else [value]) if isinstance(table, dict)]
    if kind.single == isinstance(value, list):
        return  # as two of what is there once: nobody knows which one is meant
    for table in tables:
        source = _Source(
            document, Block("", (kind.table,), not kind.single, data=table), lines[""], lines=lines
        )
        _take(loaded, kind, source, False, ids_at)


def _lines_in_line(document: Document, table: str) -> dict[str, int]:
    """The lines of the keys of a table that has no block of its own; "" is where it begins."""
    start = 1
    for block in document.blocks:
        lines = dotted_lines(block.text, table) if not block.path else {}
        if block.path[:1] == (table,):
            lines = {"": document.lines_in(block)[""]}
        if lines:
            return {key: start + line for key, line in lines.items()}
        start += block.lines
    return {"": 1}


@dataclass
class _Source:
    """Where an entry stands in the file: its block, that one's index, and the lines of its keys, counted when one is reported.

    `lines` are given for what is no table of its own; its block is then in no document. `tables` are those of the file.
    """

    document: Document
    block: Block
    start: int
    index: int = -1
    lines: dict[str, int] = field(default_factory=dict)
    tables: Container[str] = ()

    def line(self, key: str) -> int:
        """The line of a key in the file, or of the header."""
        if not self.lines:
            lines = self.document.lines_in(self.block, self.index)
            self.lines = {"": self.start} | {name: self.start + line for name, line in lines.items()}
        return self.lines.get(key, self.lines[""])

    def register(self, table: str, id: str) -> None:
        """Remember in the document where a typed entry stands."""
        if self.block.text or not self.block.path:
            self.document.register(table, id, self.block)
        else:
            self.document.in_line[table, id] = self.lines


def _is_table(value: Any) -> bool:
    return isinstance(value, dict) or (
        isinstance(value, list) and any(isinstance(part, dict) for part in value)
    )


def _take(
    loaded: Loaded, kind: Kind, source: _Source, clean: bool, ids_at: dict[tuple[str, str], int]
) -> None:
    """Convert one block; what is wrong with it becomes findings."""
    block = source.block
    raw = block.data | block.under
    if not block.path:
        raw = {key: value for key, value in raw.items() if not (key in kinds() and _is_table(value))}
    unknown = raw.keys() - kind.keys.keys()
    lost = lost_heading(unknown, raw.get("id"), source.tables) if unknown else ""
    for key in sorted(unknown):
        message = _("“{key}” is no key of {table}; it is kept and has no effect").format(
            key=text.short(key), table=kind.table
        )
        message += text.did_you_mean(key, kind.keys) or lost
        _report(loaded, source, key, "unknown-key", message)
    if not clean or "\\" in block.text or _breaks_a_line(kind, block, raw):
        raw = _cleaned(loaded, kind, raw, source)
    # prose without the line break that its closing quotes bring
    raw = {key: value.rstrip("\n") if isinstance(value, str) else value for key, value in raw.items()}
    for key, value in raw.items():
        if value in ("", []) and key in kind.keys:
            message = _("“{key}” is empty; leave the key out instead").format(key=key)
            _report(loaded, source, key, "empty-value", message)
            raw = {name: value for name, value in raw.items() if name != key}
        elif isinstance(value, list) and "" in value and key in kind.keys:
            message = _("“{key}” has an empty line; take it out").format(key=key)
            _report(loaded, source, key, "empty-value", message)
    given = raw.get("id")
    given = given if isinstance(given, str) and not kind.single else ""
    twice = (kind.table, given) in ids_at
    if twice:
        message = _(
            "the id “{id}” is there already, on line {line}; this entry is kept but not used, give it another id"
        ).format(id=text.short(given), line=ids_at[kind.table, given])
        _report(loaded, source, "id", "duplicate-id", message)
    elif given:
        ids_at[kind.table, given] = source.start
    entry, problems = _typed(kind, raw)
    for problem in problems:
        message = problem.message + _way_out(kind.keys[problem.key], problem, raw)
        _report(loaded, source, problem.key, problem.code, _what_follows(entry).format(problem=message))
    if entry is None:
        if kind.single:
            loaded.document.closed.add(kind.table)
        return
    if problems:
        unread = frozenset(problem.key for problem in problems)
        raw = {key: value for key, value in raw.items() if key not in unread}
        if not twice:
            loaded.session.unread[EntryRef(kind.table, given)] = unread
    if kind.single:
        if raw.keys() & kind.keys.keys():  # a table without a key says as little as none
            setattr(loaded.session, kind.table, entry)
        source.register(kind.table, "")
        return
    if twice:
        return
    identity: str = raw["id"]
    if kind.prefix and not ids.is_minted(identity, kind.prefix):
        message = _("“{id}” is no id of the form {prefix}-xxxxxxxx (8 characters of {alphabet})").format(
            id=text.short(identity), prefix=kind.prefix, alphabet=ids.ALPHABET
        )
        _report(loaded, source, "id", "bad-id", message)
    loaded.session.entries(kind.table)[identity] = entry
    source.register(kind.table, identity)


_TAKES_OUT = ("withdrawn", "merged_into")
"""Optional keys that say that an entry no longer counts; one of them that can't be read leaves the entry out, too."""


def _typed(kind: Kind, raw: dict[str, Any]) -> tuple[Entry | None, list[Problem]]:
    """The entry of the keys that can be read, and what is wrong with the others; None where it needs one of those."""
    try:
        return build(kind, raw), []
    except (msgspec.ValidationError, ValueError):
        problems = explain(kind, raw)
    wrong = {problem.key for problem in problems}
    if not wrong or any(kind.keys[key].required or key in _TAKES_OUT for key in wrong):
        return None, problems
    return build(kind, {key: value for key, value in raw.items() if key not in wrong}), problems


def _way_out(field: Field, problem: Problem, raw: dict[str, Any]) -> str:
    """What the value should have been, where one can tell: the end of a sentence."""
    from .slips import likely_values  # late: hardly any file needs it

    return likely_values.way_out(field, problem.code, raw.get(problem.key))


def _what_follows(entry: Entry | None) -> str:
    if entry is None:
        return _(LEFT_OUT)
    return _(USED_WITHOUT)


def _breaks_a_line(kind: Kind, block: Block, raw: dict[str, Any]) -> bool:
    """Whether a text that belongs on one line stands on several."""
    if '"""' not in block.text and "'''" not in block.text:
        return False
    broken = [
        key
        for key, value in raw.items()
        for part in (value if isinstance(value, list) else (value,))
        if isinstance(part, str) and "\n" in part.rstrip("\n")
    ]
    return any(key in kind.keys and kind.keys[key].type == "s" for key in broken)


def _cleaned(loaded: Loaded, kind: Kind, raw: dict[str, Any], source: _Source) -> dict[str, Any]:
    """The entry with clean texts; what had to be dropped for showing is a finding, the file keeps it."""

    def clean(key: str, value: Any) -> Any:
        if isinstance(value, str):
            cleaned = text.clean(value)
            field = kind.keys.get(key)
            if field and field.type == "s" and "\n" in cleaned.rstrip("\n"):
                cleaned = text.line(cleaned)
            if cleaned.rstrip("\n") != text.composed(value).rstrip("\n").replace("\r\n", "\n"):
                message = _(
                    "“{key}” holds control characters or line breaks that are not shown; edit it to drop them"
                ).format(key=text.short(key))
                _report(loaded, source, key, "unclean-text", message)
            elif text.composed(value) != value:
                message = _(
                    "“{key}” has letters with their marks as signs of their own (é as e and ´), as some Macs write them; “bimtek fmt” makes one of each"
                ).format(key=text.short(key))
                _report(loaded, source, key, "decomposed-text", message)
            return cleaned
        return [clean(key, part) for part in value] if isinstance(value, list) else value

    return {key: clean(key, value) for key, value in raw.items()}


def _unknown_table(loaded: Loaded, table: str, source: _Source) -> None:
    message = _("“{table}” is no table of a session; it is kept and has no effect").format(
        table=text.short(table)
    )
    message += text.did_you_mean(table, kinds())
    _report(loaded, source, "", "unknown-table", message)


def _report(loaded: Loaded, source: _Source, key: str, code: str, message: str) -> None:
    block = source.block
    identity = block.data.get("id", "")
    shown = text.short(identity) if isinstance(identity, str) else ""
    loaded.findings.append(
        Finding(source.line(key), SEVERITY[code], code, message, shown, text.short(key), block.table)
    )
