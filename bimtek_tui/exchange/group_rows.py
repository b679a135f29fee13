"""Rows that say something for the rows below them: "A. Smart Governance", an agency alone in its row, a quadrant.

What they say fills the missing key of each row until the next of them; so do the lines above a table ("OPD: Dinas
Kesehatan") and the name of its sheet.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from .. import text
from ..errors import Refused
from ..i18n import _
from ..model.kinds import kinds
from ..model.labels import key_label
from ..model.lookup import INSTITUTIONS, bare_words
from . import headings
from .cells import NOTHING, Reader
from .grid import Cell
from .headings import NUMBER, Column
from .tables import Row, shown

_KEYS = {
    "program": ("dimension", "horizon", "lead"),
    "swot": ("quadrant", "dimension"),
    "strategy": ("quadrant", "dimension"),
    "participant": ("agency",),
}
"""What a row may say for those below it."""
_LABEL = re.compile(
    r"^\s*(?:(?i:tabel|table|lampiran)\s*[\dA-Z.]{1,5}[.:]?|\(?(?:\d{1,3}|[A-Za-z]|[IVXivx]{1,5})[.)]|[IVX]{1,4}(?=\s)|\d{1,2}(?:\.\d{1,2})+\.?)\s+"
)
_LABEL_ALONE = re.compile(r"\(?(?:\d{1,3}|[A-Za-z]|[IVXivx]{1,5}|\d{1,2}(?:\.\d{1,2})+)[.)]?")
_AMOUNT = re.compile(r"(?:rp\.?\s*)?[\d.,\s-]+", re.IGNORECASE)
_NAMED = re.compile(r"(?P<label>[^:]{2,40}?)\s*:\s*(?P<words>\S.*)")
_BESIDE = re.compile(
    r"^(?:(?:daftar|kelompok|program|faktor)\s+)*(?:(?:dimensi|dimension|pilar|kuadran|quadrant|horizon)\s+)?",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]")


class Group(Struct, frozen=True):
    """What one row says for those below it: a key and the words in its cell."""

    key: str
    words: str


class Grouped(Struct, frozen=True):
    """The rows without those that only group, each with what holds for it, the columns of both, and what is told."""

    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    sentences: tuple[str, ...] = ()


def grouped(
    rows: Sequence[Row],
    columns: Sequence[Column],
    kind: str,
    reader: Reader,
    titles: Iterable[str] = (),
    sheet: str = "",
) -> Grouped:
    """Rows with what the rows among them, the lines above and the name of the sheet say for them."""
    keys = _KEYS.get(kind, ())
    if not keys or not rows:
        return Grouped(tuple(rows), tuple(columns))
    places = {column.key: column.place for column in columns if column.key}
    by_place = {column.place: column for column in columns}
    groups = [_group(row.cells, by_place, kind, reader) for row in rows]
    holding, sentences = _around(titles, sheet, kind, reader, places)
    order = list(holding)
    used: list[tuple[Row, dict[str, str]]] = []
    for at, (row, group) in enumerate(zip(rows, groups, strict=True)):
        if group is None or not _is_wanted(group, rows[at + 1 :], groups[at + 1 :], places):
            used.append((row, dict(holding)))
            continue
        if group.key not in order:
            order.append(group.key)
        for inner in order[order.index(group.key) + 1 :]:
            holding.pop(inner, None)
        holding[group.key] = group.words
        sentences.append(
            _("row {row} “{text}” holds for the rows below it ({key})").format(
                row=row.number, text=text.short(group.words, 40), key=key_label(group.key)
            )
        )
    width = max(len(row.cells) for row in rows)
    filled = [key for key in keys if any(key in held for _row, held in used)]
    added = {key: width + n for n, key in enumerate(key for key in filled if key not in places)}
    named = tuple(Column(place, key_label(key), key) for key, place in added.items())
    places |= added
    return Grouped(
        tuple(_filled(row, held, places, width + len(added)) for row, held in used),
        (*columns, *named),
        tuple(sentences),
    )


def _filled(row: Row, held: dict[str, str], places: dict[str, int], width: int) -> Row:
    cells = [*row.cells, *[""] * (width - len(row.cells))]
    for key, words in held.items():
        if not _says(cells[places[key]]):
            cells[places[key]] = words
    return replace(row, cells=tuple(cells))


def _says(cell: Cell) -> bool:
    return text.line(shown(cell)) not in NOTHING


def _is_wanted(
    group: Group, rows: Sequence[Row], groups: Sequence[Group | None], places: dict[str, int]
) -> bool:
    """Whether a row below lacks what this one says, before the next one says it."""
    place = places.get(group.key)
    for row, other in zip(rows, groups, strict=True):
        if other is None:
            return place is None or place >= len(row.cells) or not _says(row.cells[place])
    return False


def _group(cells: Sequence[Cell], by_place: Mapping[int, Column], kind: str, reader: Reader) -> Group | None:
    """What a row groups by, where it says one thing only, beside its label and sums."""
    texts: dict[int, str] = {}
    for place, cell in enumerate(cells):
        words = text.line(shown(cell))
        key = by_place[place].key if place in by_place else ""
        is_label = _LABEL_ALONE.fullmatch(words) and key in ("", NUMBER)
        if isinstance(cell, str) and words not in NOTHING and not is_label and not _AMOUNT.fullmatch(words):
            texts[place] = words
    if len(texts) != 1:
        return None
    [(place, words)] = texts.items()
    key = by_place[place].key if place in by_place else ""
    words = _LABEL.sub("", words, count=1)
    if key in _KEYS[kind]:
        return Group(key, words)
    return _named(words, kind, reader) if key in ("", NUMBER, kinds()[kind].text_key) else None


def _named(words: str, kind: str, reader: Reader) -> Group | None:
    """What words say by themselves: "Dimensi: Smart Economy", "KEKUATAN (Strengths)", "Dinas Kesehatan"."""
    if match := _NAMED.fullmatch(words):
        key = headings.key_of(kind, match["label"])
        return Group(key, match["words"]) if key in _KEYS[kind] else None
    for key in _KEYS[kind]:
        of = kinds()[kind].keys[key]
        if "agency" in of.refs:
            first = next(iter(bare_words(words)), "")
            if reader.agencies.find(words) or (first in INSTITUTIONS and " " in words):
                return Group(key, words)
            continue
        for spelt in (words, _BRACKETS.sub("", words), _BESIDE.sub("", _BRACKETS.sub("", words))):
            try:
                if spelt and reader.value(of, spelt) is not None:
                    return Group(key, spelt)
            except Refused:
                continue
    return None


def _around(
    titles: Iterable[str], sheet: str, kind: str, reader: Reader, places: dict[str, int]
) -> tuple[dict[str, str], list[str]]:
    """What the lines above the table and the name of its sheet say for all rows, in keys that have no column."""
    holding: dict[str, str] = {}
    sentences = []
    for words in (*titles, sheet):
        group = _named(_LABEL.sub("", words, count=1), kind, reader) if words and len(words) < 80 else None
        if group and group.key not in places and group.key not in holding:
            holding[group.key] = group.words
            sentences.append(
                _("“{text}” above the table holds for all its rows ({key})").format(
                    text=text.short(group.words, 40), key=key_label(group.key)
                )
                if words != sheet
                else _("the sheet “{text}” gives all its rows their {key}").format(
                    text=text.short(group.words, 40), key=key_label(group.key)
                )
            )
    return holding, sentences
