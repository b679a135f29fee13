"""What programs cost: by year, horizon, dimension and source, and how much of it is not the region's own money.

Money is never spread by guesswork: what was given as a whole with several sources or years stays "not split".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Any, TypeVar

from msgspec import Struct

from ..model.entries import Budget, Program, Session, counting
from ..model.method import Method, place
from .tally import grouped

NOT_SPLIT = ""
"""The key, instead of a source or a year, of money that nobody has split."""

Key = TypeVar("Key")
"""By what money is added up."""


class Part(Struct, frozen=True):
    """Some of a program's money, of which year and source are known or `NOT_SPLIT`."""

    program: Program
    year: int | str
    funding: str
    amount: int

    def dimension(self, method: Method) -> str:
        """The dimension of the program, "" where it has none of the method."""
        return self.program.dimension if self.program.dimension in method.dimensions else ""


class Money(Struct, frozen=True):
    """What programs cost in whole rupiah, as far as it is known.

    `with_budget` and `without_budget` count programs. In `by_funding` and `by_year` the key `NOT_SPLIT` holds what
    is known only as a whole; both add up to `total`, and so do the `parts`.
    """

    parts: tuple[Part, ...]
    total: int
    with_budget: int
    without_budget: int
    by_program: dict[str, int]
    by_horizon: dict[str, int]
    by_dimension: dict[str, int]
    by_funding: dict[str, int]
    by_year: dict[int | str, int]


class Share(Struct, frozen=True):
    """How much money comes from the region's own budget, from other sources, and from nobody knows where."""

    own: int
    other: int
    source_unknown: int

    @property
    def known(self) -> int:
        """The money whose source is known."""
        return self.own + self.other

    @property
    def share_of_known(self) -> Fraction | None:
        """The other sources' part of the money whose source is known; None where no source is."""
        return Fraction(self.other, self.known) if self.known else None


class Source(Struct, frozen=True):
    """A source of funding with the programs that name it, in the order of capture.

    With each stands what it takes from there, None where nobody has said how much.
    """

    funding: str
    programs: tuple[tuple[Program, int | None], ...]

    @property
    def total(self) -> int | None:
        """What is known to come from this source; None where that is not known of any program."""
        known = [amount for _program, amount in self.programs if amount is not None]
        return sum(known) if known else None

    @property
    def open(self) -> int:
        """How many programs name the source without an amount."""
        return sum(amount is None for _program, amount in self.programs)


class Disagreement(Struct, frozen=True):
    """A program whose budget as a whole is not the sum of its rows."""

    program: Program
    whole: int
    rows: int

    @property
    def rest(self) -> int:
        """What the rows leave of the whole; below 0 where they are more than that."""
        return self.whole - self.rows


class Split(Struct, frozen=True):
    """A program's money in whole rupiah: as a whole (None: not given), in rows by year and source, and beyond them.

    `not_split` is what is known of neither or only one of both; `over` is what the rows are more than the whole.
    """

    program: Program
    whole: int | None
    rows: int | None
    not_split: int
    over: int


def money(session: Session, among: Iterable[Program] | None = None) -> Money:
    """What these programs cost (all that count when none are given), in whole rupiah.

    A program costs its whole budget or the sum of its rows by year and source, whichever is more: `disagreeing`
    tells where they differ. What the rows don't cover is put to a source only where the program lists that one and
    neither its list nor its rows name another, and to a year only where it begins and ends in that one and no row
    has another: then nothing else is possible.
    """
    rows = _rows(session)
    programs = counting(session.program) if among is None else list(among)
    parts = tuple(part for program in programs for part in _parts(program, rows.get(program.id, [])))
    by_program = summed(parts, lambda part: part.program.id)
    return Money(
        parts=parts,
        total=sum(by_program.values()),
        with_budget=len(by_program),
        without_budget=len(programs) - len(by_program),
        by_program=by_program,
        by_horizon=summed(parts, lambda part: part.program.horizon),
        by_dimension=summed(parts, lambda part: part.program.dimension or ""),
        by_funding=summed(parts, lambda part: part.funding),
        by_year=summed(parts, lambda part: part.year),
    )


def summed(parts: Iterable[Part], by: Callable[[Part], Key]) -> dict[Key, int]:
    """The money by whatever a part has; what has none is left out."""
    amounts: dict[Key, int] = defaultdict(int)
    for part in parts:
        amounts[by(part)] += part.amount
    return dict(amounts)


def splits(session: Session) -> list[Split]:
    """How far the money of every program that counts is split by year and source, in the order of capture."""
    rows = _rows(session)
    return [_split(program, rows.get(program.id, [])) for program in counting(session.program)]


def _split(program: Program, rows: list[Budget]) -> Split:
    whole = program.budget_idr
    in_rows = sum(row.amount_idr for row in rows) if rows else None
    left = sum(part.amount for part in _parts(program, rows) if NOT_SPLIT in (part.year, part.funding))
    over = max(0, in_rows - whole) if in_rows is not None and whole is not None else 0
    return Split(program, whole, in_rows, left, over)


def _rows(session: Session) -> dict[str, list[Budget]]:
    return grouped(counting(session.budget), lambda row: row.program)


def _parts(program: Program, rows: list[Budget]) -> list[Part]:
    """The money of one program; none where nothing is known of it."""
    parts = [Part(program, row.year, row.funding, row.amount_idr) for row in rows]
    rest = (program.budget_idr or 0) - sum(row.amount_idr for row in rows)
    if rest > 0 or (not rows and program.budget_idr is not None):
        sources = {*program.funding, *(row.funding for row in rows)}
        years = {program.start_year, program.end_year, *(row.year for row in rows)}
        funding = _only(sources) if program.funding else None
        parts.append(Part(program, _only(years) or NOT_SPLIT, funding or NOT_SPLIT, rest))
    return parts


def _only(values: set[Any]) -> Any:
    return next(iter(values)) if len(values) == 1 else None


def by_year(known: Money) -> list[tuple[int | str, int]]:
    """The money of each year, the earliest first, what is not split at the end."""
    return sorted(known.by_year.items(), key=lambda row: (not row[0], row[0]))


def by_source(known: Money, method: Method) -> list[tuple[str, int]]:
    """The money of each source in the order of the method, then of others by name, what is not split at the end."""
    return sorted(known.by_funding.items(), key=lambda row: _order(row[0], method))


def by_year_and_source(known: Money, method: Method) -> list[tuple[int | str, str, int]]:
    """The money of each pair of year and source of which some is known, in both orders."""
    amounts = summed(known.parts, lambda part: (part.year, part.funding))
    rows = [(*pair, amount) for pair, amount in amounts.items()]
    return sorted(rows, key=lambda row: (not row[0], row[0], _order(row[1], method)))


def _order(source: str, method: Method) -> tuple[bool, tuple[int, str]]:
    return source == NOT_SPLIT, place(method.sources, source)


def by_known_dimension(known: Money, method: Method) -> dict[str, int]:
    """The money by dimension of the method; "" holds that of programs without one or with an unknown one."""
    return summed(known.parts, lambda part: part.dimension(method))


def own_source(session: Session) -> str:
    """The source that is the region's own budget: a province's is the provincial one."""
    return "apbd-provinsi" if session.city and session.city.kind == "provinsi" else "apbd"


def share(session: Session, known: Money) -> Share:
    """How much of the money comes from sources other than the region's own budget."""
    own = known.by_funding.get(own_source(session), 0)
    unknown = known.by_funding.get(NOT_SPLIT, 0)
    return Share(own, known.total - own - unknown, unknown)


def named_sources(session: Session) -> dict[str, tuple[str, ...]]:
    """The sources of every program that counts: those of its list, then those that only its rows name."""
    rows = _rows(session)
    return {
        program.id: tuple(
            dict.fromkeys((*program.funding, *(row.funding for row in rows.get(program.id, ()))))
        )
        for program in counting(session.program)
    }


def sources(session: Session, method: Method, known: Money) -> list[Source]:
    """The sources that programs name in their list or in a row, in the order of the method."""
    amounts = summed(known.parts, lambda part: (part.program.id, part.funding))
    named: dict[str, list[str]] = defaultdict(list)
    for id, names in named_sources(session).items():
        for funding in names:
            named[funding].append(id)
    return [
        Source(name, tuple((session.program[id], amounts.get((id, name))) for id in named[name]))
        for name in in_order(named, method)
    ]


def in_order(sources: Iterable[str], method: Method) -> list[str]:
    """Sources in the order of the method, others behind them by name; what is not split by source stands last."""
    return sorted(sources, key=lambda source: _order(source, method))


def alternatives(session: Session, method: Method, known: Money) -> list[Source]:
    """The sources other than the region's own budget, with the programs that look there for money."""
    return [source for source in sources(session, method, known) if source.funding != own_source(session)]


def disagreeing(session: Session) -> list[Disagreement]:
    """The programs whose rows by year and source don't add up to their budget as a whole."""
    rows = _rows(session)
    rests = (
        Disagreement(program, program.budget_idr, sum(row.amount_idr for row in rows[program.id]))
        for program in counting(session.program)
        if program.budget_idr is not None and program.id in rows
    )
    return [source for source in rests if source.rest]
