"""Tables that hold several entries in a row: one table beside the other, or a column for each quadrant.

They are unfolded into a row for each entry before anything else looks at them. A strategy of a TOWS table brings the
factors that stand behind it: "Perluas layanan (S1, O2)".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import get_args

from msgspec.structs import replace

from .. import text
from ..errors import Refused
from ..facilitation import capture
from ..i18n import LANGUAGES, _, message_in
from ..model.entries import Quadrant, StrategyQuadrant
from ..model.labels import key_label
from ..model.lookup import bare_words, letters
from ..model.vocabulary import VOCABULARY
from .cells import NOTHING
from .grid import Cell, Notes
from .tables import RawTable, Row, shown

_TICKED = re.compile(r"[xv✓✔√●•1]?", re.IGNORECASE)
_FACTORS = re.compile(
    r"[\s(\[{–:-]*\b(?P<factors>[SWOT]\s?\d{1,2}(?:(?:\s*[,;.&+/-]\s*|\s+(?:dan|and)\s+|\s+)[SWOT]\s?\d{1,2})*)\s*[)\]}]*\s*\.?$"
)
_FACTOR = re.compile(r"[SWOT]\s?\d{1,2}")
_FILLING = frozenset(
    ("strategi", "strategy", "strategies", "faktor", "factor", "factors", "unsur", "matriks")
)
_ENDS = ("strength", "weakness"), ("opportunity", "threat")
_OF_BOTH = {"strength": "S", "weakness": "W", "opportunity": "O", "threat": "T"}


def quadrant(words: str, kind: str = "swot") -> str:
    """The quadrant that a heading names and nothing else: "KEKUATAN (S)", "Strategi S-O"; "" for none."""
    known = _words(kind)
    whole = letters(re.sub(r"(?i)\b(?:strategi|strategy|strategies)\b", "", words))
    if whole in known:
        return known[whole]
    names = {known.get(letters(word), "") for word in bare_words(words) if word not in _FILLING}
    return names.pop() if len(names) == 1 else ""


def quadrants(header: Sequence[str], kind: str = "swot") -> dict[int, str]:
    """The columns of a heading that are quadrants, each once, where there are two or more."""
    places = {
        place: name for place, heading in enumerate(header) if heading and (name := quadrant(heading, kind))
    }
    return places if len(places) > 1 and len({*places.values()}) == len(places) else {}


def fits(header: Sequence[str], kind: str) -> int:
    """How well a row would do as the heading of a matrix of this kind; 0 for not at all."""
    if kind == "strategy":
        return 2 * max(len(quadrants(header, kind)), len(_crossed(header)))
    return 2 * len(quadrants(header)) if kind == "swot" else 0


def is_crossed(table: RawTable) -> bool:
    """Whether a table is a TOWS matrix: strengths and weaknesses above, opportunities or threats beside its cells."""
    places = _crossed(table.header)
    beside = [shown(cell) for row in table.rows for cell in row.cells[: min(places, default=0)]]
    return any(_begins(words) in _ENDS[1] for words in beside)


def unfolded(table: RawTable, kind: str, places: Mapping[str, int]) -> tuple[RawTable, list[str]]:
    """The table with a row for each entry, and what is told of that; `places` are those of the keys in its heading."""
    if kind == "swot" and (columns := quadrants(table.header)):
        return _matrix(table, columns, kind)
    if kind == "strategy":
        if columns := quadrants(table.header, kind) or _crossed(table.header):
            return _matrix(table, columns, kind)
        return _with_factors(table, places), []
    return _beside(table)


def _words(kind: str) -> dict[str, str]:
    by_spelling: dict[str, str] = {}
    for value in get_args(StrategyQuadrant if kind == "strategy" else Quadrant):
        word = VOCABULARY[value]
        for spelling in (value, *(message_in(language, word.label) for language in LANGUAGES), *word.also):
            by_spelling[letters(spelling)] = value
    return by_spelling


# A column for each quadrant -----------------------------------------------------------------------------------


def _matrix(table: RawTable, columns: dict[int, str], kind: str) -> tuple[RawTable, list[str]]:
    rows = _as_shown(table)
    if kind == "swot" and _is_ticked(rows, columns):
        return _ticked(table, rows, columns), []
    first, width = min(columns), max(len(table.header), *(len(row.cells) for row in rows), 0)
    header = [*table.header, *[""] * (width - len(table.header))]
    for place in columns:
        header[place] = ""
    header[first] = key_label("text")
    header += [key_label("quadrant"), *([key_label("factors")] if kind == "strategy" else [])]
    made: list[Row] = []
    across = ""  # the quadrant of the rows of a TOWS matrix: opportunities or threats
    beside: set[int] = set()  # the columns that say so
    for row in rows:
        names = {
            place: quadrant(shown(row.cells[place]), kind) for place in columns if _is_filled(row, place)
        }
        sides = {place: _begins(shown(cell)) for place, cell in enumerate(row.cells[:first])}
        sides = {place: side for place, side in sides.items() if side in _ENDS[1]}
        beside |= sides.keys()
        if names and all(names.values()):  # the heading of the lower half
            columns = names
            continue
        part = 0
        across = next(iter(sides.values()), across)
        if across and kind == "swot":
            raise Refused(
                _(
                    "{file}, row {row}: opportunities or threats stand beside strengths and weaknesses, so that the cells hold strategies; take the table in as those"
                ).format(file=table.path, row=row.number)
            )
        for place, name in columns.items():
            if kind == "strategy" and name in _ENDS[0]:
                if not across:
                    continue
                name = _OF_BOTH[name] + _OF_BOTH[across]
            for words in _entries(shown(row.cells[place]) if place < len(row.cells) else "", kind):
                cells = [*row.cells, *[""] * (width - len(row.cells))]
                for other in (*columns, *beside):
                    cells[other] = ""
                words, factors = split_factors(words) if kind == "strategy" else (words, "")
                cells[first] = words
                cells += [name, *([factors] if kind == "strategy" else [])]
                made.append(Row(row.number, tuple(cells), part, place - first))
                part += 1
    for place in beside:
        header[place] = ""
    sentence = (
        _(
            "the columns {names} with what stands beside them are the quadrants; each line in them is taken as an entry"
        )
        if beside
        else _("the columns {names} are the quadrants; each line in them is taken as an entry")
    ).format(
        names=", ".join(
            f"“{text.short(table.header[place], 30)}”" for place in columns if place < len(table.header)
        )
    )
    return replace(table, header=tuple(header), rows=tuple(made), notes=_kept(table.notes)), [sentence]


def _is_filled(row: Row, place: int) -> bool:
    return place < len(row.cells) and bool(text.line(shown(row.cells[place])))


def _entries(cell: str, kind: str) -> Iterable[str]:
    """The lines of a cell, without bullets and numbers; one that only repeats the quadrant is none."""
    return [line for line in capture.entry_lines(cell) if not quadrant(line, kind) and line not in NOTHING]


def _crossed(header: Sequence[str]) -> dict[int, str]:
    """The columns of a TOWS matrix whose rows are opportunities and threats: strengths and weaknesses."""
    columns = {place: name for place, heading in enumerate(header) if (name := _begins(heading)) in _ENDS[0]}
    return columns if len(columns) == 2 and len({*columns.values()}) == 2 and min(columns) > 0 else {}


def _begins(words: str) -> str:
    """The quadrant by which words begin, as in the corner cells of a matrix: "Peluang (O) 1. Dana pusat"."""
    first = [word for word in bare_words(words)[:3] if word not in _FILLING]
    return _words("swot").get(first[0], "") if first else ""


def _is_ticked(rows: Iterable[Row], columns: dict[int, str]) -> bool:
    cells = [
        text.line(shown(row.cells[place])) for row in rows for place in columns if place < len(row.cells)
    ]
    return any(cells) and all(_TICKED.fullmatch(cell) for cell in cells)


def _ticked(table: RawTable, rows: Sequence[Row], columns: dict[int, str]) -> RawTable:
    """Columns in which a tick says the quadrant of the factor beside it; two ticks are for the person to decide."""
    first = min(columns)
    header = [("" if place in columns else heading) for place, heading in enumerate(table.header)]
    header[first] = key_label("quadrant")
    made = []
    for row in rows:
        cells = [*row.cells]
        names = [
            name for place, name in columns.items() if place < len(cells) and text.line(shown(cells[place]))
        ]
        for place in columns:
            if place < len(cells):
                cells[place] = ""
        if names:
            cells[first] = " + ".join(names)
        made.append(Row(row.number, tuple(cells)))
    return replace(table, header=tuple(header), rows=tuple(made), notes=_kept(table.notes))


# Strategies and their factors ---------------------------------------------------------------------------------


def split_factors(words: str) -> tuple[str, str]:
    """A strategy and the factors that stand behind it, separated by semicolons ("" for none)."""
    match = _FACTORS.search(words)
    if match is None or not match.start():
        return words, ""
    factors = (factor.replace(" ", "") for factor in _FACTOR.findall(match["factors"]))
    return words[: match.start()].rstrip(" ,;:.–-") or words, "; ".join(factors)


def _with_factors(table: RawTable, places: Mapping[str, int]) -> RawTable:
    """A list of strategies; factors behind a text have a column of their own, where the table has none."""
    if "text" not in places or "factors" in places:
        return table
    width = max(len(table.header), *(len(row.cells) for row in table.rows), 0)
    made = []
    for row in table.rows:
        cells = [*row.cells, *[""] * (width - len(row.cells))]
        cells[places["text"]], factors = split_factors(text.line(shown(cells[places["text"]])))
        made.append(Row(row.number, (*cells, factors)))
    header = (*table.header, *[""] * (width - len(table.header)), key_label("factors"))
    return replace(table, header=header, rows=tuple(made))


# One table beside the other -----------------------------------------------------------------------------------


def _beside(table: RawTable) -> tuple[RawTable, list[str]]:
    """Two tables or more with the same heading beside each other: what stands on the right follows below."""
    header = table.header
    begins = next((place for place, heading in enumerate(header) if heading), 0)
    starts = [place for place, heading in enumerate(header) if heading and heading == header[begins]]
    if len(starts) < 2:
        return table, []
    ends = [*starts[1:], max(len(header), *(len(row.cells) for row in table.rows), 0)]
    blocks = [_trimmed(header[start:end]) for start, end in zip(starts, ends, strict=True)]
    if any(block != blocks[0] for block in blocks) or sum(map(bool, blocks[0])) < 2:
        return table, []
    width = starts[1] - starts[0]
    made = []
    for row in _as_shown(table):
        for part, (start, end) in enumerate(zip(starts, ends, strict=True)):
            cells = tuple(row.cells[start : min(end, start + width)])
            if any(text.line(shown(cell)) for cell in cells):
                padded = ("",) * begins + cells + ("",) * (width - len(cells))
                made.append(Row(row.number, padded, part, start - begins))
    sentences = _("{number} tables stand beside each other and are read as one").format(number=len(blocks))
    kept = replace(table, header=(*header[:begins], *blocks[0]), rows=tuple(made), notes=_kept(table.notes))
    return kept, [sentences]


def _trimmed(cells: Sequence[str]) -> tuple[str, ...]:
    last = max((place for place, cell in enumerate(cells) if cell), default=-1)
    return tuple(cells[: last + 1])


def _as_shown(table: RawTable) -> list[Row]:
    """The rows with what their cells show: after this nobody knows their places any more."""
    by_place: dict[tuple[int, int], Cell] = {**table.notes.shown, **table.notes.errors}
    if not by_place:
        return [*table.rows]
    return [
        Row(
            row.number, tuple(by_place.get((row.number, place), cell) for place, cell in enumerate(row.cells))
        )
        for row in table.rows
    ]


def _kept(notes: Notes) -> Notes:
    return Notes(hidden_rows=notes.hidden_rows, is_blind=notes.is_blind, hidden_sheets=notes.hidden_sheets)
