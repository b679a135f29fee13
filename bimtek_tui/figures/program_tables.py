"""The sentences and tables of the page of programs."""

from __future__ import annotations

from collections.abc import Iterator

from ..analysis import budget, horizons, overlaps, programs
from ..analysis.horizons import HORIZONS
from ..analysis.ordinals import ordinals
from ..analysis.workload import workload
from ..i18n import N_, _
from ..model import values
from ..model.entries import Session, counting
from ..model.labels import dimension_label, span, value_label, years
from ..model.method import Method, name_of
from .page import EMPTY, Block, Table, shown

YEARS_ACROSS = 10
"""Years beside each other in a table of a terminal."""

LACKS = {
    "lead": N_("without a lead agency"),
    "funding": N_("without a source of funding"),
    "budget": N_("without a budget"),
    "years": N_("without years"),
    "indicator": N_("without an indicator"),
    "target": N_("without a yearly target"),
}


def blocks(session: Session, method: Method) -> Iterator[Block]:
    """The page, in the order in which a workshop asks for it."""
    if not counting(session.program):
        yield _("There are no programs yet.")
        return
    money = budget.money(session)
    labels = ordinals(session, "program")
    yield from _counts(session, method, money)
    yield from _years(session, method, labels)
    yield from _money(session, method, money)
    yield from _other_money(session, method, money, labels)
    yield from _open(session, labels)
    yield _load(session, money)
    yield from _overlaps(session, method, money, labels)


def _counts(session: Session, method: Method, money: budget.Money) -> Iterator[Block]:
    yield Table(
        _("Programs by horizon"),
        (_("Horizon"), _("Years"), _("Programs"), _("Budget")),
        [
            (
                value_label(horizon),
                _span(horizons.span(session.plan, horizon)),
                len(members),
                _rupiah(money.by_horizon.get(horizon)),
            )
            for horizon, members in programs.by_horizon(session).items()
        ],
        {2, 3},
    )
    amounts = budget.by_known_dimension(money, method)
    yield Table(
        _("Programs by dimension"),
        (_("Dimension"), _("Programs"), _("Budget")),
        [
            (_dimension(id, method), len(members), _rupiah(amounts.get(id)))
            for id, members in programs.by_dimension(session, method).items()
            if id or members
        ],
        {1, 2},
    )
    yield Table(
        _("Programs by status"),
        (_("Status"), _("Programs")),
        [
            (value_label(status) if status else _("no status"), count)
            for status, count in programs.by_status(session).items()
            if count
        ],
        {1},
    )


def _span(agreed: horizons.Span) -> str:
    return span(agreed.start, agreed.end, agreed.years) or EMPTY


def _years(session: Session, method: Method, labels: dict[str, str]) -> Iterator[Block]:
    grid = programs.roadmap(session)
    by_dimension = programs.by_dimension(session, method)
    running = {id: row for id, row in programs.running(session, method).items() if id or by_dimension[id]}
    order = [id or None for id in running]
    for first in range(0, len(grid.years), YEARS_ACROSS):
        across = grid.years[first : first + YEARS_ACROSS]
        yield Table(
            _("Programs running in each year, by dimension"),
            (_("Dimension"), *map(str, across), _("No years")),
            [
                (
                    _dimension(id, method),
                    *(row[year] for year in across),
                    programs.without_years(by_dimension[id]),
                )
                for id, row in running.items()
            ],
            range(1, len(across) + 2),
        )
        rows = [row for row in grid.rows if row.years.intersection(across)]
        rows.sort(
            key=lambda row: (
                order.index(row.program.dimension) if row.program.dimension in order else len(order)
            )
        )
        yield Table(
            _("Roadmap by year"),
            (_("No."), _("Program"), _("Dimension"), *map(str, across)),
            [
                (
                    labels[row.program.id],
                    row.program.name,
                    _dimension(row.program.dimension, method),
                    *("■" if year in row.years else "·" for year in across),
                )
                for row in rows
            ],
        )


def _money(session: Session, method: Method, money: budget.Money) -> Iterator[Block]:
    if not money.with_budget:
        yield _("No program has a budget yet.")
        return
    yield _("Budget known: {total}, of {number} of {all} programs.").format(
        total=_rupiah(money.total), number=money.with_budget, all=len(counting(session.program))
    )
    yield Table(
        _("Budget by year"),
        (_("Year"), _("Budget")),
        [(_year(year), _rupiah(amount)) for year, amount in budget.by_year(money)],
        {1},
    )
    yield Table(
        _("Budget by source"),
        (_("Source"), _("Budget")),
        [(_source(source, method), _rupiah(amount)) for source, amount in budget.by_source(money, method)],
        {1},
    )
    yield Table(
        _("Budget by year and source"),
        (_("Year"), _("Source"), _("Budget")),
        [
            (_year(year), _source(source, method), _rupiah(amount))
            for year, source, amount in budget.by_year_and_source(money, method)
        ],
        {2},
    )


def _other_money(
    session: Session, method: Method, money: budget.Money, labels: dict[str, str]
) -> Iterator[Block]:
    share = budget.share(session, money)
    if share.share_of_known is not None:
        yield _(
            "{percent} % of the money whose source is known does not come from “{own}”: {other} of {known}. The source of {unknown} is not known."
        ).format(
            percent=shown(100 * share.share_of_known),
            own=_source(budget.own_source(session), method),
            other=_rupiah(share.other),
            known=_rupiah(share.known),
            unknown=_rupiah(share.source_unknown),
        )
    yield Table(
        _("Other sources and the programs that look there"),
        (_("Source"), _("No."), _("Program"), _("Budget")),
        [
            (_source(source.funding, method), labels[program.id], program.name, _rupiah(amount))
            for source in budget.alternatives(session, method, money)
            for program, amount in source.programs
        ],
        {3},
    )


def _open(session: Session, labels: dict[str, str]) -> Iterator[Block]:
    lacking = programs.lacking(session)
    yield Table(
        _("What programs lack"),
        (_("What"), _("Programs"), _("No.")),
        [
            (_(words), len(lacking[key]), ", ".join(labels[program.id] for program in lacking[key]))
            for key, words in LACKS.items()
        ],
        {1},
    )
    yield Table(
        _("Programs whose budget is not the sum of its rows"),
        (_("No."), _("Program"), _("Whole"), _("Rows"), _("Difference")),
        [
            (labels[row.program.id], row.program.name, *map(_rupiah, (row.whole, row.rows, row.rest)))
            for row in budget.disagreeing(session)
        ],
        {2, 3, 4},
    )


def _load(session: Session, money: budget.Money) -> Table:
    return Table(
        _("What each lead agency carries"),
        (_("Lead agency"), _("Programs"), *map(value_label, HORIZONS), _("Supports"), _("Budget")),
        [
            (
                load.agency or _("no lead"),
                len(load.programs),
                *map(load.count, HORIZONS),
                load.supporting,
                _rupiah(load.money),
            )
            for load in workload(session, money)
        ],
        range(1, 7),
    )


def _overlaps(
    session: Session, method: Method, money: budget.Money, labels: dict[str, str]
) -> Iterator[Block]:
    groups = overlaps.overlaps(session)
    if not groups:
        yield _("No programs of different agencies are nearly the same.")
    sources = budget.named_sources(session)
    yield Table(
        _("Programs that are nearly the same, or carry one code"),
        (_("No."), _("Program"), _("Lead agency"), _("Years"), _("Budget"), _("Sources"), _("Similarity")),
        [
            (
                labels[program.id],
                program.name,
                program.lead or program.source,
                years(min(running), max(running)) if (running := programs.years_of(program)) else EMPTY,
                _rupiah(money.by_program.get(program.id)),
                ", ".join(_source(source, method) for source in sources[program.id]),
                _("code {codes}").format(codes=", ".join(group.codes))
                if group.codes
                else _("{number} of 100").format(number=group.similarity),
            )
            for group in groups
            for program in group.programs
        ],
        {4},
    )


def _rupiah(amount: int | None) -> str:
    return EMPTY if amount is None else values.rupiah(amount)


def _dimension(id: str | None, method: Method) -> str:
    return dimension_label(method, id) or _("without dimension")


def _year(year: int | str) -> str:
    return str(year) if year else _("not split by year")


def _source(id: str, method: Method) -> str:
    return name_of(method.sources, id) if id else _("not split by source")
