"""The text of one session file under edit: every change touches one block and no other byte.

tomlkit works on that one block only (whole files cost it half a second and lose comments); the result is read again
with tomllib before it takes the place of the old block.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache
from itertools import islice, takewhile
from typing import Any

from msgspec import Struct

from ..errors import CannotSave
from ..i18n import _
from ..model.kinds import Kind, explain, kinds
from . import layout
from .blocks import Block, key_lines, split
from .entry_text import set_keys, with_banner
from .read_back import imprint, imprints, whole

MADE_AT_A_TIME = 50
"""After so many imprints, half a millisecond's work, somebody else gets a turn."""


class Patch(Struct, frozen=True):
    """Blocks that took the place of others at an index; turned round, it brings the old bytes back."""

    index: int
    old: tuple[Block, ...]
    new: tuple[Block, ...]

    @property
    def inverse(self) -> Patch:
        return Patch(self.index, self.new, self.old)


@dataclass
class Document:
    """A session file as blocks; `text` is the file. `newline` and `bom` are kept as found.

    `closed` names the tables that stand in the file in a way that nothing can be added to, `rest` holds what the
    file says in tables that have no block of their own, `in_line` the lines of the keys of entries among those ("" is
    where the entry begins).
    """

    blocks: list[Block]
    newline: str = "\n"
    bom: bool = False
    closed: set[str] = field(default_factory=set)
    rest: dict[str, Any] = field(default_factory=dict)
    in_line: dict[tuple[str, str], dict[str, int]] = field(default_factory=dict)
    _places: dict[tuple[str, str], Block] = field(default_factory=dict)
    _behind: tuple[str, int] = ("", 0)

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

    def as_data(self) -> dict[str, Any]:
        """What tomllib must read from the file: the top keys, then every table."""
        whole = dict(self.blocks[0].data)
        for block in self.blocks[1:]:
            if block.nested:
                continue  # the entry above has it in `under`
            data = block.data | block.under if block.under else block.data
            if block.array:
                whole.setdefault(block.table, []).append(data)
            else:
                whole[block.table] = data
        return whole | self.rest

    def copy(self) -> Document:
        """The text as it is now, for another thread: later edits leave it alone."""
        return replace(self, blocks=list(self.blocks), _places={})

    def imprint(self, pause: Callable[[], object]) -> str:
        """The imprint of what `as_data` gives; `pause` is called now and then while imprints of blocks are made."""
        parts: dict[str, Any] = {key: imprints(value) for key, value in self.blocks[0].data.items()}
        made = 0
        for block in self.blocks[1:]:
            if block.nested:
                continue
            if not block.imprint:
                block.imprint = imprint(block.data | block.under if block.under else block.data)
                made += 1
                if made % MADE_AT_A_TIME == 0:
                    pause()
            if block.array:
                parts.setdefault(block.table, []).append(block.imprint)
            else:
                parts[block.table] = block.imprint
        return whole(parts | {key: imprints(value) for key, value in self.rest.items()})

    def fill(self, data: dict[str, Any]) -> None:
        """Give every block its part of what tomllib read of the whole file."""
        headers = {block.path[0] for block in self.blocks[1:]}
        self.blocks[0].data = {key: value for key, value in data.items() if key not in headers}
        seen: dict[str, int] = {}
        above: dict[str, Block] = {}
        for block in self.blocks[1:]:
            root = block.path[0]
            if block.nested:
                owner, key = above.get(root), block.path[1]
                if owner and key in owner.data:
                    if not owner.under:
                        owner.data = dict(owner.data)
                    owner.under[key] = owner.data.pop(key)
                continue
            value = data[root]
            if block.array:
                seen[root] = seen.get(root, -1) + 1
                value = value[seen[root]]
            block.data = value
            above[root] = block
        whole = self.as_data()
        self.rest = {key: value for key, value in data.items() if whole.get(key) != value}

    def register(self, table: str, id: str, block: Block) -> None:
        """Remember which block holds a typed entry."""
        block.place = (table, id)
        self._places[block.place] = block

    def block(self, table: str, id: str) -> Block | None:
        """The block of a typed entry, or None."""
        return self._places.get((table, id))

    def line_of(self, table: str, id: str, key: str = "") -> int:
        """The line of an entry's key (or header) in the file, from 1; 0 when it is not there."""
        block = self.block(table, id)
        if block is None:
            lines = self.in_line.get((table, id), {})
            return lines.get(key, lines.get("", 0))
        return self.line_in(block, key)

    def line_in(self, block: Block, key: str = "") -> int:
        """The line of a key (or the header) of a block in the file, counted from 1."""
        lines = self.lines_in(block)
        return self._first_line(block) + lines.get(key, lines.get("", 0))

    def lines_in(self, block: Block, index: int | None = None) -> dict[str, int]:
        """The line of every key of a block, counted from 0 at the block's first; that of the header is under "".

        A table nested in the entry is a key of it, which stands where that table begins. `index` is the block's.
        """
        lines = key_lines(block.text)
        if block.under:
            down = block.lines
            index = self.blocks.index(block) if index is None else index
            for following in range(index + 1, len(self.blocks)):
                other = self.blocks[following]
                if other.path[0] == block.path[0]:
                    if not other.nested:
                        break
                    lines.setdefault(other.path[1], down + key_lines(other.text).get("", 0))
                down += other.lines
        return lines

    def span(self, table: str, id: str) -> range:
        """The lines of an entry in the file, from 1: with the comments above it, without blank lines below it."""
        block = self.block(table, id)
        if block is None:
            return range(0)
        first = self._first_line(block)
        return range(first, first + block.text.rstrip().count("\n") + 1)

    def starts(self) -> dict[int, int]:
        """The first line of every block in the file, counted from 1, by the block's `id()`."""
        starts, line = {}, 1
        for block in self.blocks:
            starts[id(block)] = line
            line += block.lines
        return starts

    def _first_line(self, block: Block) -> int:
        return 1 + sum(other.lines for other in takewhile(lambda other: other is not block, self.blocks))

    def add(self, kind: Kind, raw: Mapping[str, Any], text: str = "") -> Patch:
        """Put a new entry after the last of its kind, or where the format puts its kind. Raises CannotSave.

        `text` is what the file had of it, where it was there before.
        """
        if kind.table in self.closed:
            raise CannotSave(
                _(
                    "“{table}” stands in the file in a way that can't be read, so nothing is added to it; mend it in an editor first (“bimtek check” names the line)"
                ).format(table=kind.table)
            )
        new = self._again(kind, raw, text)
        if not new:
            new = [Block(_ends(layout.entry(kind, raw), self.newline), (kind.table,), not kind.single)]
            _read(new[0])
            _must_say(new[0], raw, raw.get("id", "") or kind.table)
        new[0].place = (kind.table, raw.get("id", ""))
        index = self._place_for(kind)
        above = self.blocks[index - 1]
        glued = _with_blank_line(above.text, self.newline)
        if glued == above.text:
            patch = Patch(index, (), tuple(new))
        else:  # a file without final newline, or without the blank line
            patch = Patch(index - 1, (above,), (replace(above, text=glued), *new))
        if index == len(self.blocks):
            new[-1].text = new[-1].text[: -len(self.newline)]  # no blank line at the end of the file
        self.splice(patch)
        self._behind = kind.table, index + len(new)
        return patch

    def change(self, kind: Kind, id: str, after: Mapping[str, Any]) -> Patch:
        """Set keys of an entry; None takes a key out. The first key of a missing singleton makes its table.

        Raises CannotSave when the block as a whole would not say what is meant.
        """
        old = self.block(kind.table, id)
        given = {key: value for key, value in after.items() if value is not None}
        if old is None:
            return self.add(kind, given)
        newline = "\r\n" if "\r\n" in old.text else "\n"
        text = set_keys(old.text.replace("\r\n", "\n"), kind, after)
        if kind.single:
            text = with_banner(text, kind)
        new = replace(old, text=_ends(text, newline))
        _read(new)
        meant = {key: value for key, value in old.data.items() if key not in after} | given
        _must_say(new, meant, id or kind.table)
        patch = Patch(self.blocks.index(old), (old,), (new,))
        self.splice(patch)
        return patch

    def remove(self, kind: Kind, id: str) -> Patch:
        """Take an entry out of the file altogether, with the tables nested in it. Raises CannotSave."""
        old = self._places[kind.table, id]
        index = self.blocks.index(old)
        nested = self._nested(old, index)
        end = index + 1 + len(nested)
        gone = tuple(self.blocks[index:end])
        if gone[1:] != tuple(nested):
            raise CannotSave(
                _("tables of {id} stand elsewhere in the file; remove it in an editor").format(id=id)
            )
        above = self.blocks[index - 1]
        if end == len(self.blocks) and above.text.endswith(self.newline * 2):  # the file ends above now
            patch = Patch(index - 1, (above, *gone), (replace(above, text=above.text[: -len(self.newline)]),))
        else:
            patch = Patch(index, gone, ())
        self.splice(patch)
        return patch

    def texts(self, places: Container[tuple[str, str]]) -> dict[tuple[str, str], str]:
        """Those of these entries that are there, as they stand: with their comments and the tables nested in them."""
        return {
            block.place: block.text + "".join(one.text for one in self._nested(block, index))
            for index, block in enumerate(self.blocks)
            if block.place in places and block.place
        }

    def _nested(self, block: Block, index: int) -> list[Block]:
        """The tables nested in a block, wherever they stand; `index` is the block's."""
        if not block.under:
            return []
        of_table = (one for one in islice(self.blocks, index + 1, None) if one.path[0] == block.path[0])
        return list(takewhile(lambda one: one.nested, of_table))

    def _again(self, kind: Kind, raw: Mapping[str, Any], text: str) -> list[Block]:
        """The blocks of an entry that was in the file as this text, none where that can't say it any more."""
        own = from_text(_with_blank_line(text.replace("\r\n", "\n"), "\n"))
        entry, *nested = own.blocks[1:] or [Block("")]
        if entry.path != (kind.table,) or not all(block.nested for block in nested):
            return []
        try:
            own.fill(tomllib.loads(own.text, parse_float=Decimal))
            if changed := _changed(entry, kind, raw):
                entry.text = set_keys(entry.text, kind, changed)
                own.fill(tomllib.loads(own.text, parse_float=Decimal))
        except (tomllib.TOMLDecodeError, CannotSave, LookupError):
            return []
        if _changed(entry, kind, raw):
            return []
        for block in own.blocks[1:]:
            block.text = _ends(block.text, self.newline)
        return own.blocks[1:]

    def splice(self, patch: Patch) -> None:
        """Put the new blocks of a patch in the place of the old ones."""
        end = patch.index + len(patch.old)
        if tuple(self.blocks[patch.index : end]) != patch.old:
            raise CannotSave(_("the text of the session changed in between; nothing was changed"))
        self._behind = "", 0
        for block in patch.old:
            if block.place:
                del self._places[block.place]
        self.blocks[patch.index : end] = patch.new
        for block in patch.new:
            if block.place:
                self._places[block.place] = block

    def _place_for(self, kind: Kind) -> int:
        """The index for a new block: behind the last of its kind or of an earlier kind, never within one."""
        if self._behind[0] == kind.table:  # as for each of the thousands that a table brings
            return self._behind[1]
        ranks, last = _ranks(), len(self.blocks) - 1
        wanted = ranks[kind.table]
        behind = (n for n in range(last, 0, -1) if ranks.get(self.blocks[n].path[0], wanted + 1) <= wanted)
        return next(behind, 0) + 1


@cache
def _ranks() -> dict[str, int]:
    """The place of every table in the order of the file."""
    return {table: number for number, table in enumerate(kinds()) if table != "top"}


def _read(block: Block) -> None:
    """Fill a block's data from its text."""
    try:
        data: Any = tomllib.loads(block.text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise CannotSave(
            _("an entry would have become unreadable ({reason}); nothing was changed").format(reason=error)
        ) from error
    if block.path:
        data = data[block.table]
        data = data[0] if block.array else data
    block.data = data
    block.imprint = b""


def _changed(block: Block, kind: Kind, raw: Mapping[str, Any]) -> dict[str, Any]:
    """The known keys that an entry has otherwise than its block says; what can't be read in it is none of them."""
    there = block.data | block.under
    unread = {problem.key for problem in explain(kind, dict(there))}
    return {
        key: raw.get(key)
        for key in kind.keys
        if not same(plain(there.get(key)), plain(raw.get(key))) and (key in raw or key not in unread)
    }


def _must_say(block: Block, meant: Mapping[str, Any], id: str) -> None:
    if not same(plain(block.data), plain(meant)):
        raise CannotSave(
            _("the entry {id} could not be written faithfully; nothing was changed").format(id=id)
        )


def plain(value: Any) -> Any:
    """A value as tomllib gives it back: lists for tuples, prose without the line break that closing quotes bring."""
    if isinstance(value, Mapping):
        return {key: plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    return value.rstrip("\n") if isinstance(value, str) else value


def same(value: Any, other: Any) -> bool:
    """Whether two values read from TOML are the same; unlike ==, nan is nan, 1 is not true, and an offset is told."""
    if isinstance(value, dict) and isinstance(other, dict):
        return value.keys() == other.keys() and all(same(part, other[key]) for key, part in value.items())
    if isinstance(value, list) and isinstance(other, list):
        return len(value) == len(other) and all(map(same, value, other))
    if isinstance(value, bool) is not isinstance(other, bool):
        return False
    if isinstance(value, dt.datetime) and isinstance(other, dt.datetime):
        return value == other and value.utcoffset() == other.utcoffset()
    if isinstance(value, Decimal) and isinstance(other, Decimal) and value.is_nan() and other.is_nan():
        return True
    return bool(value == other)


def _ends(text: str, newline: str) -> str:
    """A text of ours with the line ends of the file."""
    return text.replace("\n", newline) if newline != "\n" else text


def _with_blank_line(text: str, newline: str) -> str:
    if text and not text.endswith("\n"):
        text += newline
    return text if not text or text.endswith(("\n\n", "\r\n\r\n")) else text + newline


def from_text(text: str, *, bom: bool = False) -> Document:
    """A document of this text; the reader fills the data of the blocks."""
    windows = text.count("\r\n") * 2 > text.count("\n")
    return Document(split(text), "\r\n" if windows else "\n", bom)
