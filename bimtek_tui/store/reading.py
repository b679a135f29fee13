"""A session file read: typed entries, the document they stand in, and findings with file and line.

Entries are converted one by one, so a bad one never hides the others. What can't be read as TOML, or is no session
at all, is one sentence with the place (UnreadableFile); nothing here writes.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec

from .. import ids, method, text
from ..errors import Finding, UnreadableFile
from ..kinds import Kind, build, explain, kinds, nearest
from ..method import Method
from ..model import Session
from ..words import _
from .blocks import Block, key_lines
from .document import Document, from_text

FORMAT = 1
MAX_BYTES = 64 * 2**20
"""Above this nothing that a workshop could have typed is in the file, and reading it would only take memory."""

_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)")


@dataclass
class Loaded:
    """A session file as read. `read_only` says why it can't be edited, or is empty."""

    path: Path
    session: Session
    document: Document
    findings: list[Finding] = field(default_factory=list)
    read_only: str = ""


def load(path: Path) -> Loaded:
    """Read a session file.

    Raises UnreadableFile with file, line, reason and way out when it is missing, no file, no text, not TOML or no
    session.
    """
    return parse(read_bytes(path), path)


def method_of(loaded: Loaded) -> Method:
    """The method that a session names. Raises UnreadableFile with file and line when there is none of that name."""
    try:
        return method.load(loaded.document.blocks[0].data["method"])
    except UnreadableFile as error:
        line = loaded.document.line_in(loaded.document.blocks[0], "method")
        raise UnreadableFile(f"{loaded.path}:{line}: {error}", line) from error


def read_bytes(path: Path) -> bytes:
    """The bytes of a file that should be a session. Raises UnreadableFile."""
    try:
        if path.is_dir():
            raise UnreadableFile(
                _("{file} is a folder; name the session file in it, e.g. {example}").format(
                    file=path, example=path / "kota.toml"
                )
            )
        with path.open("rb") as file:  # devices and pipes have no size beforehand
            content = file.read(MAX_BYTES + 1)
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


def parse(content: bytes, path: Path) -> Loaded:
    """A session from the bytes of its file; `path` is only named in sentences. Raises UnreadableFile."""
    bom = content.startswith(b"\xef\xbb\xbf")
    source = _decode(content[3:] if bom else content, path)
    if not source.strip():
        raise UnreadableFile(_("{file} is empty; “bimtek new” makes a session").format(file=path), 1)
    data = _toml(source, path)
    _must_be_session(data, path)
    loaded = Loaded(path, Session(), from_text(source, bom=bom))
    clean = text.is_clean(source) and "\\" not in source
    _fill(loaded, data, clean)
    if bom:
        loaded.findings.append(
            Finding(1, "info", "byte-order-mark", _("the file begins with a byte order mark; it is kept"))
        )
    if loaded.document.newline == "\r\n":
        loaded.findings.append(Finding(1, "info", "crlf", _("the file has Windows line ends; they are kept")))
    if data["schema_version"] > FORMAT:
        loaded.read_only = _(
            "the file has format {found}, this program knows {known}: it is shown, not edited; use a newer bimtek"
        ).format(found=data["schema_version"], known=FORMAT)
    loaded.findings.sort(key=lambda finding: finding.line)
    return loaded


def _decode(content: bytes, path: Path) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        if b"\0" in content[:4096]:
            reason = _("{file} is no text file, so it is no session; nothing was changed")
        else:
            reason = _(
                "{file}:{line}: the text is not UTF-8; save it as UTF-8 in an editor and open it again"
            )
        raise UnreadableFile(reason.format(file=path, line=line), line) from error


def _toml(source: str, path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(source, parse_float=Decimal)
    except (tomllib.TOMLDecodeError, ValueError, ArithmeticError) as error:
        said = str(error)
        place = _PLACE.search(said)
        line = int(place.group(1)) if place and place.group(1) else source.count("\n") + 1
        reason = _PLACE.sub("", said)
        raise UnreadableFile(
            _(
                "{file}:{line}: not valid TOML ({reason}); mend this line in an editor, nothing was changed"
            ).format(file=path, line=line, reason=text.short(reason, 100)),
            line,
        ) from error
    except RecursionError as error:
        raise UnreadableFile(
            _("{file}: lists are nested too deeply for a session file").format(file=path)
        ) from error


def _must_be_session(data: dict[str, Any], path: Path) -> None:
    version = data.get("schema_version")
    if type(version) is not int or version < 1:
        raise UnreadableFile(
            _(
                "{file}: this is no session file: the line “schema_version = 1” is missing; “bimtek new” makes a session"
            ).format(file=path),
            1,
        )
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
            _report(loaded, start, block, "", "error", "wrong-table", message)
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
            loaded.findings.append(Finding(0, "error", "wrong-table", loaded.read_only, key=table))


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
        if meant := nearest(key, kind.keys):
            message += _(" (did you mean “{meant}”?)").format(meant=meant)
        _report(loaded, start, block, key, "warning", "unknown-key", message)
    if not clean or '"""' in block.text or "'''" in block.text:
        raw = _cleaned(loaded, kind, raw, start, block)
    raw = _trimmed(raw)
    for key, value in raw.items():
        if value in ("", []) and key in kind.keys:
            message = _("“{key}” is empty; leave the key out instead").format(key=key)
            _report(loaded, start, block, key, "warning", "empty-value", message)
            raw = {name: one for name, one in raw.items() if name != key}
    try:
        entry = build(kind, raw)
    except (msgspec.ValidationError, ValueError):
        for problem in explain(kind, raw):
            _report(loaded, start, block, problem.key, "error", problem.code, problem.message)
        if kind.single:
            loaded.document.closed.add(kind.table)
        return
    if kind.single:
        if raw.keys() & kind.keys.keys():  # a table without a key says as little as none
            setattr(loaded.session, kind.table, entry)
        loaded.document.register(kind.table, "", block)
        return
    identity: str = raw["id"]
    if kind.prefix and not ids.is_minted(identity, kind.prefix):
        message = _("“{id}” is no id of the form {prefix}-xxxxxxxx (8 characters of {alphabet})").format(
            id=text.short(identity), prefix=kind.prefix, alphabet=ids.ALPHABET
        )
        _report(loaded, start, block, "id", "warning", "bad-id", message)
    if (kind.table, identity) in ids_at:
        message = _(
            "the id “{id}” is there already, on line {line}; this entry is kept but not used, give it another id"
        ).format(id=text.short(identity), line=ids_at[kind.table, identity])
        _report(loaded, start, block, "id", "error", "duplicate-id", message)
        return
    ids_at[kind.table, identity] = start
    loaded.session.entries(kind.table)[identity] = entry
    loaded.document.register(kind.table, identity, block)


def _trimmed(raw: dict[str, Any]) -> dict[str, Any]:
    """Prose without the line break that its closing quotes bring."""
    return {key: value.rstrip("\n") if isinstance(value, str) else value for key, value in raw.items()}


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
                _report(loaded, start, block, key, "warning", "unclean-text", message)
            return found
        if isinstance(value, list):
            return [clean(key, one) for one in value]
        return value

    return {key: clean(key, value) for key, value in raw.items()}


def _unknown_table(loaded: Loaded, table: str, start: int, block: Block) -> None:
    message = _("“{table}” is no table of a session; it is kept and has no effect").format(
        table=text.short(table)
    )
    if meant := nearest(table, kinds()):
        message += _(" (did you mean “{meant}”?)").format(meant=meant)
    _report(loaded, start, block, "", "warning", "unknown-table", message)


def _report(
    loaded: Loaded, start: int, block: Block, key: str, severity: Any, code: str, message: str
) -> None:
    lines = key_lines(block.text)
    line = start + lines.get(key, lines.get("", 0))
    identity = block.data.get("id", "")
    shown = text.short(identity) if isinstance(identity, str) else ""
    loaded.findings.append(Finding(line, severity, code, message, shown, text.short(key), block.table))
