"""What a picture shows, before anything is drawn: what it says in words, and the numbers behind it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from ... import text
from ...analysis.rounding import half_up
from ...model.entries import Session
from .. import indonesian

Cell = str | int | Decimal | None
"""Of the table behind a picture: words (a year is one), a number as it is printed, or nothing."""


PAGE = 205.0
"""Millimetres of a picture's height at most, so that it stands on one page of a book with its caption."""
SLIDE = 86.0
"""Of one on a slide: drawn as wide as the slide its letters are still a 45th of the slide's height."""
LONGEST = 80
"""Letters of a name in a title or an alt text; the table has all of it."""
ALT = 1_500
"""Letters of a list in an alternative text: who hears it can't skip."""


class Chart(Struct, frozen=True, kw_only=True):
    """What every picture has: a title that says what to see, the same in words for those who don't see it, its source.

    `head` and `rows` are the table of all that is drawn: it stands as data in the SVG, and behind the picture in HTML.
    All of it is plain text, not Markdown. `height` is what it may take at most, in millimetres; it shows less where that is little.
    """

    title: str
    alt: str
    source: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    height: float = PAGE

    @property
    def numbers(self) -> str:
        """The table as JSON, a row a line, for the metadata of an SVG: by it git and `render --verify` compare pictures."""
        head, *rows = (json.dumps(row, ensure_ascii=False, default=str) for row in (self.head, *self.rows))
        lines = ",\n".join(rows)
        return f'{{"head": {head},\n"rows": [\n{lines}\n]}}'

    def parts(self) -> tuple[Chart, ...]:
        """The picture as several where it has parts that can be told apart: for slides, one after the other."""
        return (self,)


def differ(things: Iterable[object]) -> bool:
    """Whether there is something to see: of things that are all alike a sentence says as much as a picture."""
    return len(set(things)) > 1


def shown(cell: Cell) -> str:
    """A cell as books print it."""
    if cell is None or cell == "":
        return "–"
    return cell if isinstance(cell, str) else indonesian.number(cell)


def rounded(value: Fraction | Decimal | int, places: int = 2) -> Decimal:
    """A computed figure as it is printed: half up, 2 decimals if nothing else is said."""
    return half_up(Fraction(value), places)


def named(names: Sequence[str], many: str, most: int = 3) -> str:
    """Things that are alike, in a sentence: by name, or how many there are (``lima dimensi``) where they are more than a few."""
    if len(names) > most:
        return f"{indonesian.spelled(len(names))} {many}"
    return indonesian.listed([text.short(name, LONGEST) for name in names])


def workshop_source(session: Session, days: Iterable[dt.date | None] = ()) -> str:
    """The source line of what a workshop gave: the city and the months of these days, else of all its stages."""
    name = (session.city and session.city.name) or ""
    known = [day for day in days if day] or [
        day for stage in session.stage.values() for day in (stage.start, stage.end) if day
    ]
    when = f", {indonesian.months(min(known), max(known))}" if known else ""
    return f"Hasil bimbingan teknis {name}".strip() + when


def plain(raw: str) -> str:
    """Words of a person on one line, typeset as the books do it."""
    return " ".join(indonesian.typeset(raw).split())


def name(raw: str) -> str:
    """The name of an entry as an alternative text says it, shortened where nobody would listen to all of it."""
    return text.short(plain(raw), LONGEST)


def in_turn(items: Sequence[str], others: str = "butir lainnya", most: int = ALT) -> str:
    """Items one after the other; those beyond so many letters are counted: ``a; b; dan 12 butir lainnya``."""
    kept: list[str] = []
    length = 0
    for item in items:
        length += len(item) + 2
        if kept and length > most:
            return f"{'; '.join(kept)}; dan {indonesian.number(len(items) - len(kept))} {others}"
        kept.append(item)
    return "; ".join(kept)


def many(count: int) -> str:
    """A count at the beginning of a sentence, which is none in figures: ``Enam``, ``Sebanyak 36``."""
    words = indonesian.spelled(count)
    return f"Sebanyak {words}" if words[:1].isdigit() else words.capitalize()


def about(amount: int) -> str:
    """An amount of rupiah in a title: ``Rp12,5 miliar``, ``sekitar Rp1,12 triliun`` where that is not all of it."""
    exact = indonesian.rupiah_in_short(amount)
    of = unit((amount,))
    if not exact[-1].isdigit() or of.size == 1:
        return exact
    short = indonesian.number(indonesian.trimmed(of.of(amount), 2))
    return f"sekitar Rp{short}\u00a0{of.name.partition(' ')[0]}"


class Unit(Struct, frozen=True):
    """In what the amounts of an axis are counted: ``miliar rupiah`` are 10^9."""

    size: int
    name: str

    def of(self, amount: int) -> Fraction:
        """An amount of rupiah in this unit."""
        return Fraction(amount, self.size)


def unit(amounts: Iterable[int]) -> Unit:
    """The unit in which the largest of these amounts of rupiah is a small number."""
    most = max((abs(amount) for amount in amounts), default=0)
    names = ((10**12, "triliun rupiah"), (10**9, "miliar rupiah"), (10**6, "juta rupiah"))
    return next((Unit(size, name) for size, name in names if most >= size), Unit(1, "rupiah"))
