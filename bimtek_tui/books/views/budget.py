"""Money as views: by source, year, horizon and dimension, what is not split, and what is not the region's own."""

from __future__ import annotations

from fractions import Fraction

from ...analysis import budget
from ...analysis.horizons import HORIZONS
from ...model.entries import Session
from ...model.method import Method
from .. import indonesian
from ..gaps import Gap
from .base import Figure, Text, View, Views, name_in, rupiah
from .printed import NO_DIMENSION, in_short

SOURCES_ACROSS = 8
"""Columns of sources that fit on a page beside years and sums; more are parted into several tables."""
NO_SOURCE, NO_YEAR = "Belum dirinci menurut sumber", "Belum dirinci menurut tahun"


def budget_view(session: Session, method: Method, views: Views) -> View:
    """What is known of the money: totals and their words, parts by source, year, horizon and dimension, the rows."""
    money = views.money
    sources = budget.sources(session, method, money)
    amounts = {source.funding: source.total for source in sources}
    left = money.by_funding.get(budget.NOT_SPLIT)
    by_year = {f"tahun {year}": amount for year, amount in money.by_year.items() if year}
    return View(
        total=rupiah(money.total if money.with_budget else None),
        total_short=in_short(money.total if money.with_budget else None),
        total_words=Figure(indonesian.rupiah_in_words(money.total) if money.with_budget else ""),
        own=Text(name_in(method.sources, budget.own_source(session))),
        with_budget=money.with_budget,
        without_budget=money.without_budget,
        sources=[
            _source(
                Text(name_in(method.sources, source.funding)), Figure(str(len(source.programs))), source.total
            )
            for source in sources
        ]
        + ([_source(Text(NO_SOURCE), Figure(""), left)] if left else []),
        years=[
            View(year=Figure(str(year or NO_YEAR)), money=rupiah(amount))
            for year, amount in budget.by_year(money)
        ],
        largest_source=_largest(
            {within(name_in(method.sources, source)): amount or 0 for source, amount in amounts.items()}
        ),
        # of a small part nothing is said: the rest might turn it over
        largest_year=_largest(by_year if 2 * sum(by_year.values()) >= money.total else {}),
        split_by_year=bool(by_year),
        not_split_by_source=in_short(left),
        not_split_by_year=in_short(money.by_year.get(budget.NOT_SPLIT)),
        share=_share(session, method, money),
        later={
            "rows": lambda: _rows(session, views),
            "lacking": lambda: _lacking(views),
            "crossed": lambda: _crossed(money, method),
            "by_dimension": lambda: _by_dimension(money, method),
        },
    )


def _rows(session: Session, views: Views) -> list[View]:
    """The rows as people look them up: by the number of the program, then by year."""
    place = {id: at for at, id in enumerate(session.program)}
    rows: list[View] = list(views.of("budget"))
    return sorted(rows, key=lambda row: (place[row._entry.program], row._entry.year))


def alternatives(session: Session, method: Method, views: Views) -> list[View]:
    """The sources other than the region's own budget, each with the programs that name it."""
    return [
        View(
            Text(name_in(method.sources, alternative.funding)),
            name=Text(name_in(method.sources, alternative.funding)),
            count=Figure(str(len(alternative.programs))),
            money=rupiah(alternative.total),
            open=alternative.open,
            programs=[
                View(program=views.get("program", program.id), money=rupiah(amount))
                for program, amount in alternative.programs
            ],
        )
        for alternative in budget.alternatives(session, method, views.money)
    ]


def _source(name: Text, programs: Figure, amount: int | None) -> View:
    return View(name, name=name, programs=programs, money=rupiah(amount))


def within(name: str) -> str:
    """A name as it stands inside a sentence: a small letter where only the first word has a capital."""
    first, _blank, rest = name.partition(" ")
    proper = not first[1:].islower() or rest[:1].isupper()
    return name if proper else name[:1].lower() + name[1:]


def _largest(amounts: dict[str, int]) -> View:
    """The names with the largest amount above nothing, and that amount; false where there is none."""
    most = max(amounts.values(), default=0)
    names = [name for name, amount in amounts.items() if amount == most] if most else []
    listed = Text(indonesian.listed(names))
    return View(listed, names=listed, several=len(names) > 1, money=in_short(most))


def _share(session: Session, method: Method, money: budget.Money) -> View:
    """The part of the money that is not the region's own; false where no source is known."""
    shares = budget.share(session, money)
    share = shares.share_of_known
    return View(
        Figure("" if share is None else _percent(share)),
        own=Text(name_in(method.sources, budget.own_source(session))),
        from_own=in_short(shares.own),
        other=in_short(shares.other),
        known=in_short(shares.known),
        unknown=in_short(shares.source_unknown),
    )


def _percent(share: Fraction) -> str:
    """A part of a whole for running text: ``69,3 persen``."""
    return f"{indonesian.number(indonesian.trimmed(share * 100, 2))} persen"


def _crossed(money: budget.Money, method: Method) -> list[View]:
    """Years against sources: tables of at most so many sources, the last one with the sums of the years."""
    sums = budget.summed(money.parts, lambda part: (part.year, part.funding))
    sources = budget.in_order({source for _year, source in sums}, method)
    parts = [sources[first : first + SOURCES_ACROSS] for first in range(0, len(sources), SOURCES_ACROSS)]
    return [
        View(
            last=part is parts[-1],
            sources=[
                Text(indonesian.shortened(name_in(method.sources, name)) if name else "Belum dirinci")
                for name in part
            ],
            rows=[
                View(
                    year=Figure(str(year or "Belum dirinci")),
                    cells=[rupiah(sums.get((year, source))) for source in part],
                    money=rupiah(amount),
                )
                for year, amount in budget.by_year(money)
            ],
            sums=[rupiah(money.by_funding[source]) for source in part],
        )
        for part in parts
    ]


def _by_dimension(money: budget.Money, method: Method) -> list[View]:
    """Dimensions against horizons; programs without a known dimension come last, if they cost something."""
    sums = budget.summed(money.parts, lambda part: (part.dimension(method), part.program.horizon))
    nowhere = any(dimension == "" for dimension, _horizon in sums)
    whole = budget.by_known_dimension(money, method)
    return [
        View(
            name=Text(dimension.name if dimension else NO_DIMENSION),
            cells=[rupiah(sums.get((dimension.id if dimension else "", horizon))) for horizon in HORIZONS],
            money=rupiah(whole.get(dimension.id if dimension else "")),
        )
        for dimension in (*method.dimension, *((None,) if nowhere else ()))
    ]


def _lacking(views: Views) -> Text:
    """The budget of the first program that has none: empty, and where it is filled in."""
    known = views.money.by_program
    amounts = (program.money for program in views.of("program") if program._id not in known)
    return next(amounts, Text("", Gap("program")))
