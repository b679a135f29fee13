"""What has to be told about a file of somebody else before it is taken in: whose it is, and what can't be taken.

Only typed entries can be taken in one by one; what a hand wrote around them (comments, keys and tables that bimtek
does not know, entries that can't be read) stays in that file, and here it is counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from .. import text
from ..i18n import _, ngettext
from ..model.entries import Session
from ..model.ids import EntryRef
from ..model.kinds import kinds
from ..store.document import Document
from ..store.reading import Loaded
from .units import remarks


def name_of(loaded: Loaded) -> str:
    """What the file is called in a sentence."""
    return text.short(loaded.path.name, 60)


def warnings(ours: Loaded, theirs: Loaded) -> Iterator[str]:
    """A sentence each when the other file is of another city or follows another method."""
    file = name_of(theirs)
    if cities := _cities(ours, theirs):
        yield _(
            "{file} is a session of {theirs}, this is one of {ours}; take it in only if that is meant"
        ).format(file=file, ours=cities[0], theirs=cities[1])
    mine, other = (str(side.document.blocks[0].data.get("method", "")) for side in (ours, theirs))
    if mine != other:
        yield _(
            "{file} follows the method {theirs}, this session {ours}; dimensions and stages may have other names there"
        ).format(file=file, theirs=text.short(other), ours=text.short(mine))


def other_city(ours: Loaded, theirs: Loaded) -> str:
    """The sentence that refuses a file of another city, with the way out where it is the same one; or ""."""
    cities = _cities(ours, theirs)
    if cities is None:
        return ""
    return _(
        "{file} is a session of {theirs}, this is one of {ours}, so nothing is taken in; if it is the same city, write its name alike in both"
    ).format(file=name_of(theirs), ours=cities[0], theirs=cities[1])


def _cities(ours: Loaded, theirs: Loaded) -> tuple[str, str] | None:
    """What the cities are called, ours first, where they are two."""
    here, there = ours.session.city, theirs.session.city
    if here and there and text.line(here.name).casefold() != text.line(there.name).casefold():
        return text.short(here.name), text.short(there.name)
    return None


def closed(ours: Loaded) -> Callable[[str, str], bool]:
    """Whether something unreadable stands in our file at the place of an entry, so that nothing can be put there."""
    barred = {
        EntryRef(block.table, str(block.data.get("id")))
        for block in ours.document.blocks[1:]
        if block.table in kinds() and block.place is None and isinstance(block.data.get("id"), str)
    }
    tables = ours.document.closed

    def is_closed(table: str, id: str) -> bool:
        return table in tables or ((table, id) in barred and ours.session.find(table, id) is None)

    return is_closed


def not_taken(ours: Loaded, theirs: Loaded) -> Iterator[str]:
    """Sentences about what the other file holds that can't be taken in, with numbers; what ours holds too is no loss."""
    numbers = (
        _unread(ours.document, theirs.document),
        _barred(ours, theirs),
        _barred_keys(ours.session, theirs.session),
        _unknown_keys(ours.document, theirs.document),
        _unread_keys(ours, theirs),
        _unknown_tables(ours.document, theirs.document),
        _comments(ours.document, theirs.document),
    )
    entries, barred, barred_keys, unknown_keys, unread_keys, unknown_tables, comments = numbers
    sentences = (
        ngettext(
            "{number} entry of {file} can't be read and stays out; “bimtek check” names its line",
            "{number} entries of {file} can't be read and stay out; “bimtek check” names their lines",
            entries,
        ),
        ngettext(
            "{number} entry of {file} stays out, as ours can't be read there; mend our file first, “bimtek check” names the line",
            "{number} entries of {file} stay out, as ours can't be read there; mend our file first, “bimtek check” names the lines",
            barred,
        ),
        ngettext(
            "{number} key of {file} stays out, as ours can't be read there; mend our file first, “bimtek check” names the line",
            "{number} keys of {file} stay out, as ours can't be read there; mend our file first, “bimtek check” names the lines",
            barred_keys,
        ),
        ngettext(
            "{number} key of {file} that bimtek does not know stays out",
            "{number} keys of {file} that bimtek does not know stay out",
            unknown_keys,
        ),
        ngettext(
            "{number} key of {file} can't be read and stays out; “bimtek check” names its line",
            "{number} keys of {file} can't be read and stay out; “bimtek check” names their lines",
            unread_keys,
        ),
        ngettext(
            "{number} table of {file} that bimtek does not know stays out",
            "{number} tables of {file} that bimtek does not know stay out",
            unknown_tables,
        ),
        ngettext(
            "{number} comment of {file} stays out",
            "{number} comments of {file} stay out",
            comments,
        ),
    )
    for number, sentence in zip(numbers, sentences, strict=True):
        if number:
            yield sentence.format(number=number, file=name_of(theirs))


def _unread(ours: Document, theirs: Document) -> int:
    def unread(document: Document) -> list[dict[str, Any]]:
        return [
            block.data
            for block in document.blocks[1:]
            if block.place is None and not block.nested and block.table in kinds()
        ]

    here = unread(ours)
    return sum(data not in here for data in unread(theirs))


def _barred(ours: Loaded, theirs: Loaded) -> int:
    is_closed = closed(ours)
    return sum(
        is_closed(table, id)
        for table, kind in kinds().items()
        for id in ([""] if kind.single else theirs.session.entries(table))
        if theirs.session.find(table, id) is not None
    )


def _barred_keys(ours: Session, theirs: Session) -> int:
    return sum(
        getattr(theirs.find(*place), key, None) not in (None, ())
        for place, keys in ours.unread.items()
        for key in keys
    )


def _unread_keys(ours: Loaded, theirs: Loaded) -> int:
    number = 0
    for place, keys in theirs.session.unread.items():
        here, there = (side.document.block(*place) for side in (ours, theirs))
        number += sum(not (here and there and here.data.get(key) == there.data.get(key)) for key in keys)
    return number


def _unknown_keys(ours: Document, theirs: Document) -> int:
    number = 0
    for block in theirs.blocks:
        if block.place is None:
            continue
        twin = ours.block(*block.place)
        here = twin.data | twin.under if twin else {}
        number += sum(
            key not in kinds()[block.place[0]].keys and not (key in here and here[key] == value)
            for key, value in (block.data | block.under).items()
        )
    return number


def _unknown_tables(ours: Document, theirs: Document) -> int:
    def tables(document: Document) -> dict[str, Any]:
        of_top = document.blocks[0].data.keys()
        return {
            table: value
            for table, value in document.as_data().items()
            if table not in kinds() and table not in of_top
        }

    here = tables(ours)
    return sum(not (table in here and here[table] == value) for table, value in tables(theirs).items())


def _comments(ours: Document, theirs: Document) -> int:
    banners = {f"# {block.data.get('id')}" for block in theirs.blocks}
    banners |= {f"# {kind.table}" for kind in kinds().values() if kind.single}
    left = Counter(remarks(theirs.text)) - Counter(remarks(ours.text))
    return sum(number for remark, number in left.items() if remark not in banners)
