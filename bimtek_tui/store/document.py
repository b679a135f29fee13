"""The text of one session file under edit: every change touches one block and no other byte.

tomlkit works on that one block only (whole files cost it half a second and lose comments); the result is read again
with tomllib before it takes the place of the old block.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from ..errors import CannotSave
from ..kinds import Kind, kinds
from ..words import _
from . import layout
from .blocks import Block, key_lines, split


@dataclass(frozen=True, slots=True)
class Patch:
    """Blocks that took the place of others at an index; turned round, it brings the old bytes back."""

    index: int
    old: tuple[Block, ...]
    new: tuple[Block, ...]

    @property
    def inverse(self) -> Patch:
        return Patch(self.index, self.new, self.old)


@dataclass
class Document:
    """A session file as blocks; `text` is the file. `newline` and `bom` are kept as found."""

    blocks: list[Block]
    newline: str = "\n"
    bom: bool = False
    _places: dict[tuple[str, str], Block] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The whole file."""
        return "".join(block.text for block in self.blocks)

    def to_bytes(self) -> bytes:
        """The bytes to write. Raises CannotSave when a text can't be encoded (never from cleaned text)."""
        try:
            return (b"\xef\xbb\xbf" if self.bom else b"") + self.text.encode()
        except UnicodeEncodeError as error:
            raise CannotSave(
                _("a text in the session can't be written as UTF-8: {reason}").format(reason=error)
            ) from error

    def register(self, table: str, id: str, block: Block) -> None:  # noqa: A002
        """Remember which block holds an entry (the first one of an id wins)."""
        self._places.setdefault((table, id), block)

    def block(self, table: str, id: str) -> Block | None:  # noqa: A002
        """The block of an entry, or None."""
        return self._places.get((table, id))

    def line_of(self, table: str, id: str, key: str = "") -> int:  # noqa: A002
        """The line of an entry's key (or header) in the file, from 1; 0 when it is not there."""
        block = self.block(table, id)
        return self.line_in(block, key) if block else 0

    def line_in(self, block: Block, key: str = "") -> int:
        """The line of a key (or the header) of a block in the file, counted from 1."""
        before = 0
        for other in self.blocks:
            if other is block:
                break
            before += other.lines
        lines = key_lines(block.text)
        return before + lines.get(key, lines.get("", 0)) + 1

    def add(self, kind: Kind, raw: Mapping[str, Any]) -> Patch:
        """Put a new entry after the last of its kind, or where the format puts its kind."""
        new = Block(self._in_file(layout.entry(kind, raw)), kind.table, not kind.single)
        _read(new)
        index = self._place_for(kind)
        above = self.blocks[index - 1]
        glued = _with_blank_line(above.text, self.newline)
        if glued == above.text:
            patch = Patch(index, (), (new,))
        else:  # a file without final newline, or without the blank line
            patch = Patch(index - 1, (above,), (Block(glued, above.table, above.array, above.data), new))
        if index == len(self.blocks):
            new.text = new.text[: -len(self.newline)]  # no blank line at the end of the file
        self.splice(patch)
        return patch

    def change(self, kind: Kind, id: str, after: Mapping[str, Any]) -> Patch:  # noqa: A002
        """Set keys of an entry; None takes a key out. The first key of a missing singleton makes its table."""
        old = self.block(kind.table, id)
        given = {key: value for key, value in after.items() if value is not None}
        if old is None:
            return self.add(kind, given)
        text = old.text.replace("\r\n", "\n") if self.newline == "\r\n" else old.text
        text = set_keys(text, kind, after)
        new = Block(self._in_file(text), old.table, old.array)
        _read(new)
        meant = {key: value for key, value in old.data.items() if key not in after} | _as_read(given)
        if _as_read(new.data) != _as_read(meant):
            raise CannotSave(
                _("the entry {id} could not be written faithfully; nothing was changed").format(id=id)
            )
        patch = Patch(self.blocks.index(old), (old,), (new,))
        self.splice(patch)
        return patch

    def remove(self, kind: Kind, id: str) -> Patch:  # noqa: A002
        """Take an entry out of the file altogether."""
        old = self._places[kind.table, id]
        patch = Patch(self.blocks.index(old), (old,), ())
        self.splice(patch)
        return patch

    def splice(self, patch: Patch) -> None:
        """Put the new blocks of a patch in the place of the old ones."""
        end = patch.index + len(patch.old)
        if tuple(self.blocks[patch.index : end]) != patch.old:
            raise CannotSave(_("the text of the session changed in between; nothing was changed"))
        for block in patch.old:
            self._places.pop(_place(block), None)
        self.blocks[patch.index : end] = patch.new
        for block in patch.new:
            self._places[_place(block)] = block

    def _in_file(self, text: str) -> str:
        return text.replace("\n", self.newline) if self.newline != "\n" else text

    def _place_for(self, kind: Kind) -> int:
        """The index for a new block: behind the last of its kind or of an earlier kind, never within one."""
        order = list(kinds())
        wanted = order.index(kind.table)
        place = 1
        for index, block in enumerate(self.blocks):
            root = block.table.split(".")[0]
            if root in order[1:] and order.index(root) <= wanted:
                place = index + 1
        return place


def set_keys(text: str, kind: Kind, after: Mapping[str, Any]) -> str:
    """The text of a block with keys set (or, for None, taken out), each new one in its place in the order."""
    import tomlkit  # late: reading and checking never need it
    from tomlkit.items import AoT

    for key, given in after.items():
        present = key_lines(text)
        if given is not None and key not in present:
            text = _with_new_key(text, kind, key, given, present)
            continue
        if key not in present:
            continue
        parsed = tomlkit.parse(text)
        holder: Any = parsed if kind.table == "top" else parsed[kind.table]
        holder = holder[0] if isinstance(holder, AoT) else holder
        if given is None:
            del holder[key]
        else:
            holder[key] = tomlkit.parse(f"{key} = {layout.value(kind.keys[key], given)}\n")[key]
        text = tomlkit.dumps(parsed)
    return text


def _with_new_key(text: str, kind: Kind, key: str, given: Any, present: dict[str, int]) -> str:
    """The block with a key that was not there, before the first key that comes later in the order."""
    order = list(kind.keys)
    later = [
        number for name, number in present.items() if name in order and order.index(name) > order.index(key)
    ]
    lines = text.splitlines(keepends=True)
    if later:
        at = min(later)
    else:  # behind the last line that is not blank
        at = len(lines)
        while at and not lines[at - 1].strip():
            at -= 1
    if at and not lines[at - 1].endswith("\n"):
        lines[at - 1] += "\n"
    lines.insert(at, f"{key} = {layout.value(kind.keys[key], given)}\n")
    return "".join(lines)


def _read(block: Block) -> None:
    """Fill a block's data from its text."""
    try:
        data: Any = tomllib.loads(block.text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise CannotSave(
            _("an entry would have become unreadable ({reason}); nothing was changed").format(reason=error)
        ) from error
    if block.table:
        data = data[block.table]
        data = data[0] if block.array else data
    block.data = data


def _place(block: Block) -> tuple[str, str]:
    identity = block.data.get("id", "")
    table = block.table or "top"
    return table, identity if isinstance(identity, str) else ""


def _as_read(raw: Mapping[str, Any]) -> dict[str, Any]:
    """Values as tomllib gives them back: lists for tuples, prose without its last line break."""

    def plain(value: Any) -> Any:
        if isinstance(value, list | tuple):
            return [plain(one) for one in value]
        return value.rstrip("\n") if isinstance(value, str) else value

    return {key: plain(value) for key, value in raw.items()}


def _with_blank_line(text: str, newline: str) -> str:
    if not text:
        return text
    if not text.endswith("\n"):
        text += newline
    return text if text.endswith(newline * 2) else text + newline


def from_text(text: str, *, bom: bool = False) -> Document:
    """A document of this text; the reader fills the data of the blocks."""
    newline = "\r\n" if "\r\n" in text else "\n"
    return Document(split(text), newline, bom)
