"""Whether every entry stands where it belongs in a book, in its own words, and whether the totals add up.

Read from the rendered tables alone, so that a book which somebody has worked on is held against the session as well.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import Any

from markdown_it.token import Token
from msgspec import Struct

from .. import text
from ..analysis.programs import years_of
from ..errors import Finding, Severity
from ..i18n import _
from ..model import kinds
from ..model.entries import Session
from ..model.method import Method
from ..model.method_tables import Book
from . import indonesian
from .outline import plain
from .terms import WORDS
from .views.base import standing

_CODE_COLUMN = "Kode"
_TOTAL = "jumlah"
_FIGURE = re.compile(r"(?P<minus>[-−]?)(?:Rp ?)?(?P<whole>\d{1,3}(?:\.\d{3})*|\d+)(?:,(?P<part>\d+))?(?: %)?")
_NOTHING = ("", "–")

Words = Callable[[Any, Method], Iterable[str]]


def _dimension(entry: Any, method: Method) -> Iterable[str]:
    known = method.dimensions.get(entry.dimension)
    return (known.name,) if known else ()


def _short_dimension(entry: Any, method: Method) -> Iterable[str]:
    known = method.dimensions.get(entry.dimension)
    return (known.short,) if known else ()


def _element(entry: Any, method: Method) -> Iterable[str]:
    known = method.elements.get(entry.element)
    return (known.name,) if known else ("",)


BELONGS: dict[str, dict[str, Words]] = {
    "buku-1-analisis-strategis.md.j2": {
        "swot": lambda entry, _method: (WORDS[entry.quadrant],),
        "strategy": lambda entry, _method: (f"Strategi {entry.quadrant}",),
        "readiness": _element,
        "gap": _short_dimension,
    },
    "buku-2-masterplan.md.j2": {"strategy": _dimension},
    "buku-4-peta-jalan.md.j2": {
        "program": lambda entry, method: (
            WORDS[entry.horizon],
            *(_dimension(entry, method) if years_of(entry) else ()),  # the grids are by dimension
        ),
    },
}
"""Below which headings, or beside which cell, an entry must be found at least once: their words, by book and kind."""


class Row(Struct, frozen=True):
    """A row of a table: the headings above it, also one within its table, its line (from 1), the number of its table, its cells as read.

    `strong` says that it begins with something in bold, as rows of totals do.
    """

    path: tuple[str, ...]
    line: int
    table: int
    head: tuple[str, ...]
    cells: tuple[str, ...]
    codes: tuple[str, ...]
    strong: bool


def findings(
    tokens: list[Token], session: Session, method: Method, book: Book, severity: Severity = "error"
) -> Iterator[Finding]:
    """What stands in the wrong place, twice, in other words, or does not add up.

    `severity` is that of an entry in another place or in other words: templates of others may lay a book out anew.
    """
    placed = list(rows(tokens))
    yield from _twice(placed)
    yield from totals(placed)
    yield from _in_place(placed, session, method, book, severity)
    yield from _in_other_words(placed, session, severity)


def rows(tokens: list[Token]) -> Iterator[Row]:
    """The rows of all tables, heads aside."""
    path: list[tuple[int, str]] = []
    head: tuple[str, ...] = ()
    cells: list[str] = []
    codes: list[str] = []
    table, line, strong, group = 0, 0, False, ""
    for place, token in enumerate(tokens):
        match token.type:
            case "heading_open":
                level = int(token.tag[1])
                path = [heading for heading in path if heading[0] < level] + [
                    (level, plain(tokens[place + 1]))
                ]
            case "table_open":
                table, head, group = table + 1, (), ""
            case "tr_open":
                cells, codes, line = [], [], (token.map or [0])[0] + 1
            case "inline" if token.level >= 4:
                strong = token.content.startswith("**") if not cells else strong
                cells.append(plain(token))
                codes += [child.content for child in token.children or () if child.type == "code_inline"]
            case "tr_close" if not head:
                head = tuple(cells)
            case "tr_close":
                if strong and all(cell.strip() in _NOTHING for cell in cells[1:]):
                    group = cells[0].strip()  # a heading within a table
                titles = tuple(title for _level, title in path)
                yield Row((*titles, group), line, table, head, tuple(cells), tuple(codes), strong)


def _code(row: Row) -> str:
    """What stands in the column of codes."""
    return row.cells[row.head.index(_CODE_COLUMN)].strip() if _CODE_COLUMN in row.head else ""


def _twice(placed: Iterable[Row]) -> Iterator[Finding]:
    seen: set[tuple[int, str]] = set()
    for row in placed:
        code = _code(row)
        if code in _NOTHING:
            continue
        if (row.table, code) in seen:
            message = _("the entry {id} stands twice in this table").format(id=text.short(code, 40))
            yield Finding(row.line, "error", "entry-twice", message, id=code)
        seen.add((row.table, code))


def _in_place(
    placed: list[Row], session: Session, method: Method, book: Book, severity: Severity
) -> Iterator[Finding]:
    wanted = BELONGS.get(book.template, {})
    paths: dict[str, set[str]] = {}
    beside: dict[str, set[str]] = {}
    for row in placed if wanted else ():
        for code in row.codes:
            paths.setdefault(code, set()).update(title.casefold() for title in row.path)
            beside.setdefault(code, set()).update(row.cells)
    for table, words in wanted.items():
        for entry in standing(session, table):
            titles = paths.get(entry.id, set())
            for word in words(entry, method):
                there = word in beside.get(entry.id, ()) or any(word.casefold() in title for title in titles)
                if titles and not there:
                    message = _("the entry {id} is not under the heading “{title}”").format(
                        id=text.short(entry.id, 40), title=word
                    )
                    yield Finding(0, severity, "entry-misplaced", message, id=entry.id)


def _in_other_words(placed: Iterable[Row], session: Session, severity: Severity) -> Iterator[Finding]:
    """Rows with the code of an entry whose text is not in the row as the session has it."""
    texts: dict[str, str] = {}
    shared: set[str] = set()  # nobody minted these: they may stand for an entry of either kind
    for kind in kinds.kinds().values():
        for entry in session.entries(kind.table).values() if not kind.single else ():
            shared |= {entry.id} & texts.keys()
            words = getattr(entry, kind.text_key, None)
            texts[entry.id] = (
                text.line(indonesian.typeset(words))
                if isinstance(words, str) and entry.id not in shared
                else ""
            )
    for row in placed:
        words = texts.get(_code(row), "")
        if words and not any(words in cell for cell in row.cells):
            message = _("the row of {id} does not have its text: {text}").format(
                id=text.short(_code(row), 40), text=text.short(words, 60)
            )
            yield Finding(row.line, severity, "other-words", message, id=_code(row))


def totals(placed: Iterable[Row]) -> Iterator[Finding]:
    """Rows of totals whose figures are not the sum of the rows above them; rounded figures may miss by the rounding."""
    table, every, since = 0, list[Row](), list[Row]()
    for row in placed:
        if row.table != table:
            table, every, since = row.table, [], []
        name = next((cell for cell in row.cells if cell.strip()), "").strip().lower()
        if not (row.strong and name.startswith(_TOTAL)):
            every.append(row)
            since.append(row)
            continue
        added = every if name == _TOTAL else since
        since = []
        for column, cell in enumerate(row.cells):
            stated = figure(cell)
            if stated is None or not added:
                continue
            parts = [row.cells[column].strip() for row in added if column < len(row.cells)]
            values = [figure(part) for part in parts if part not in _NOTHING]
            if not values or None in values:
                continue
            total = sum((value for value in values if value is not None), Decimal())
            if abs(total - stated) > _rounding(stated, len(values)):
                message = _("the total {stated} is not the sum of the rows above, {total}").format(
                    stated=text.short(cell, 30), total=_written(total, cell)
                )
                yield Finding(row.line, "error", "wrong-total", message)


def figure(cell: str) -> Decimal | None:
    """The number of a cell as our books print it, None where it is none."""
    match = _FIGURE.fullmatch(cell.strip())
    if match is None:
        return None
    whole = match["whole"].replace(".", "")
    return Decimal(f"{'-' if match['minus'] else ''}{whole}.{match['part'] or 0}")


def _written(value: Decimal, like: str) -> str:
    """A figure as the cell beside it is written: with its currency, decimals and percent sign."""
    places = len(like.partition(",")[2].removesuffix("%").strip())
    sign = " %" if like.endswith("%") else ""
    return f"{'Rp' if like.startswith('Rp') else ''}{indonesian.number(value, places)}{sign}"


def _rounding(stated: Decimal, count: int) -> Decimal:
    """How far a sum of rounded figures may lie from the rounded sum: half a last digit for each of them."""
    places = -int(stated.as_tuple().exponent)
    whole = stated == stated.to_integral_value() and places <= 1
    return Decimal() if whole else Decimal(count + 1) * Decimal(5).scaleb(-places - 1)
