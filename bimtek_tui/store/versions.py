"""Many versions of one session file read one after the other: what they have in common is read once.

A version is taken apart into its blocks of text; those that an earlier version had are taken over with their entries,
the others are read in a small file of their own. Whatever is unusual about a version has it read whole, so that the
result is what `parse` gives, but for findings that are no errors and for lines.
"""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from ..errors import UnreadableFile
from ..model.entries import Session
from ..model.entry_types import Entry
from ..model.kinds import kinds
from .blocks import Block
from .document import Document, from_text
from .reading import FORMAT, Loaded, parse
from .sources import decoded

_MOST = 200_000
"""So many blocks are kept; of a longer history the earlier ones are read again."""


class _Known(Struct, frozen=True):
    """A block as it was read before: with its data, and the entry that it became (None for what the format does not have)."""

    block: Block
    entry: Entry | None


class Versions:
    """Reads versions of a file, in any order."""

    def __init__(self) -> None:
        self._known: dict[str, _Known] = {}
        self._top = ""

    def read(self, content: bytes, path: Path) -> Loaded:
        """A version from its bytes; `path` is only named in sentences. Raises UnreadableFile."""
        loaded = self._put_together(content, path)
        if loaded is None:
            loaded = parse(content, path)
            if _is_usual(loaded):
                self._remember(loaded)
                self._top = loaded.document.blocks[0].text
        return loaded

    def _put_together(self, content: bytes, path: Path) -> Loaded | None:
        """A version made of blocks that are known and of others; None where it has to be read whole."""
        if not self._known or content.startswith(b"\xef\xbb\xbf"):
            return None
        document = from_text(decoded(content, path))
        top, *rest = document.blocks
        if top.text != self._top or any(block.nested for block in rest) or not _are_apart(rest):
            return None
        new = [block.text for block in rest if block.text not in self._known]
        try:
            small = parse((top.text + "".join(new)).encode(), path)
        except UnreadableFile:
            return None  # told with the line that it has in the whole file
        if not _is_usual(small) or len(small.document.blocks) != len(new) + 1:
            return None
        self._remember(small)
        whole = Document(
            [small.document.blocks[0], *(self._known[block.text].block for block in rest)], document.newline
        )
        session = Session(top=small.session.top)
        if not _fill(session, whole, [self._known[block.text] for block in rest]):
            return None
        return Loaded(path, session, whole)

    def _remember(self, loaded: Loaded) -> None:
        if len(self._known) > _MOST:
            self._known.clear()
        for block in loaded.document.blocks[1:]:
            entry = loaded.session.find(*block.place) if block.place else None
            self._known[block.text] = _Known(block, entry)


def _is_usual(loaded: Loaded) -> bool:
    """Whether a version says nothing but tables of its own without a mistake, so that each block means the same in another."""
    document = loaded.document
    return not (
        loaded.format != FORMAT
        or loaded.read_only
        or document.closed
        or document.rest
        or document.bom
        or document.in_line
        or any(block.nested for block in document.blocks)
        or any(finding.severity == "error" for finding in loaded.findings)
    )


def _are_apart(blocks: list[Block]) -> bool:
    """Whether no table is there twice that may be there once, and none in two forms."""
    forms: dict[str, bool] = {}
    for block in blocks:
        if forms.setdefault(block.table, block.array) is not block.array:
            return False
    once = [block.table for block in blocks if not block.array]
    return len(once) == len(set(once))


def _fill(session: Session, document: Document, known: list[_Known]) -> bool:
    """Put the entries of blocks into a session; whether each is there once."""
    for each in known:
        place = each.block.place
        if place is None:
            continue
        table, id = place
        if kinds()[table].single:
            setattr(session, table, each.entry)
        elif id in session.entries(table) or each.entry is None:
            return False
        else:
            session.entries(table)[id] = each.entry
        document.register(table, id, each.block)
    return True
