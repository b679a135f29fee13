"""The sentences and tables of the page of programs; every number comes from the section."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..analysis.progress import HORIZONS
from ..i18n import N_, _, ngettext
from ..model import values
from ..model.labels import dimension_label, value_label, years
from ..model.method import Method, said
from .exact import percent
from .page import EMPTY, Block, Table

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


def blocks(found: dict[str, Any], method: Method) -> Iterator[Block]:
    """All of the page, in the order in which a workshop asks for it."""
    if not found["count"]:
        yield _("There are no programs yet.")
        return
    yield from _counts(found, method)
    yield from _years(found, method)
    yield from _money(found, method)
    yield from _other_money(found, method)
    yield from _open(found)
    yield from _load(found)
    yield from _overlaps(found, method)


def _counts(found: dict[str, Any], method: Method) -> Iterator[Block]:
    yield Table(
        _("Programs by horizon"),
        (_("Horizon"), _("Years"), _("Programs"), _("Budget")),
        tuple(
            (value_label(one["horizon"]), _span(one), str(one["programs"]), _rupiah(one["budget"]))
            for one in found["by_horizon"]
        ),
        frozenset((2, 3)),
    )
    yield Table(
        _("Programs by dimension"),
        (_("Dimension"), _("Programs"), _("Budget")),
        tuple(
            (_dimension(one["dimension"], method), str(one["programs"]), _rupiah(one["budget"]))
            for one in found["by_dimension"]
        ),
        frozenset((1, 2)),
    )
    yield Table(
        _("Programs by status"),
        (_("Status"), _("Programs")),
        tuple(
            (value_label(one["status"]) if one["status"] else _("no status"), str(one["programs"]))
            for one in found["by_status"]
            if one["programs"]
        ),
        frozenset((1,)),
    )


def _span(one: dict[str, Any]) -> str:
    if one["start"] or one["end"]:
        return years(one["start"], one["end"])
    if one["years"]:
        return ngettext("{number} year", "{number} years", one["years"]).format(number=one["years"])
    return EMPTY


def _years(found: dict[str, Any], method: Method) -> Iterator[Block]:
    grid = found["roadmap"]
    every = grid["years"]
    for first in range(0, len(every), YEARS_ACROSS):
        some = every[first : first + YEARS_ACROSS]
        yield Table(
            _("Programs running in each year, by dimension"),
            (_("Dimension"), *map(str, some), _("No years")),
            tuple(
                (
                    _dimension(one["dimension"], method),
                    *(str(one["running"][str(year)]) for year in some),
                    str(one["without_years"]),
                )
                for one in grid["by_dimension"]
            ),
            frozenset(range(1, len(some) + 2)),
        )
        order = [one["dimension"] for one in grid["by_dimension"]]
        rows = [one for one in grid["programs"] if set(one["years"]) & set(some)]
        rows.sort(key=lambda one: order.index(one["dimension"]) if one["dimension"] in order else len(order))
        yield Table(
            _("Roadmap by year"),
            (_("No."), _("Program"), _("Dimension"), *map(str, some)),
            tuple(
                (
                    one["label"],
                    one["name"],
                    _dimension(one["dimension"], method),
                    *("■" if year in one["years"] else "·" for year in some),
                )
                for one in rows
            ),
        )


def _money(found: dict[str, Any], method: Method) -> Iterator[Block]:
    money = found["budget"]
    if money["total"] is None:
        yield _("No program has a budget yet.")
        return
    yield _("Budget known: {total}, of {number} of {all} programs.").format(
        total=_rupiah(money["total"]), number=money["programs"], all=found["count"]
    )
    yield Table(
        _("Budget by year"),
        (_("Year"), _("Budget")),
        tuple((_year(one["year"]), _rupiah(one["amount"])) for one in money["by_year"]),
        frozenset((1,)),
    )
    yield Table(
        _("Budget by source"),
        (_("Source"), _("Budget")),
        tuple((_source(one["source"], method), _rupiah(one["amount"])) for one in money["by_source"]),
        frozenset((1,)),
    )
    yield Table(
        _("Budget by year and source"),
        (_("Year"), _("Source"), _("Budget")),
        tuple(
            (_year(one["year"]), _source(one["source"], method), _rupiah(one["amount"]))
            for one in money["by_year_and_source"]
        ),
        frozenset((2,)),
    )


def _other_money(found: dict[str, Any], method: Method) -> Iterator[Block]:
    share = found["other_sources"]
    if share["share_of_known"] is not None:
        yield _(
            "{percent} % of the money whose source is known does not come from “{own}”: {other} of {known}. The source of {unknown} is not known."
        ).format(
            percent=percent(share["share_of_known"]),
            own=_source(share["own_source"], method),
            other=_rupiah(share["other"]),
            known=_rupiah(share["known"]),
            unknown=_rupiah(share["source_unknown"]),
        )
    yield Table(
        _("Other sources and the programs that look there"),
        (_("Source"), _("No."), _("Program"), _("Budget")),
        tuple(
            (_source(one["source"], method), of["label"], of["name"], _rupiah(of["amount"]))
            for one in found["alternative_funding"]
            for of in one["programs"]
        ),
        frozenset((3,)),
    )


def _open(found: dict[str, Any]) -> Iterator[Block]:
    yield Table(
        _("What programs lack"),
        (_("What"), _("Programs"), _("No.")),
        tuple(
            (
                _(words),
                str(len(found["lacking"][key])),
                ", ".join(one["label"] for one in found["lacking"][key]),
            )
            for key, words in LACKS.items()
        ),
        frozenset((1,)),
    )
    yield Table(
        _("Programs whose budget is not the sum of its rows"),
        (_("No."), _("Program"), _("Whole"), _("Rows"), _("Difference")),
        tuple(
            (one["label"], one["name"], *(_rupiah(one[key]) for key in ("whole", "rows", "rest")))
            for one in found["disagreeing"]
        ),
        frozenset((2, 3, 4)),
    )


def _load(found: dict[str, Any]) -> Iterator[Block]:
    yield Table(
        _("What each lead agency carries"),
        (
            _("Lead agency"),
            _("Programs"),
            *(value_label(one) for one in HORIZONS),
            _("Supports"),
            _("Budget"),
        ),
        tuple(
            (
                one["agency"] or _("no lead"),
                *(str(one[key]) for key in ("programs", *HORIZONS, "supporting")),
                _rupiah(one["budget"]),
            )
            for one in found["load"]
        ),
        frozenset(range(1, 7)),
    )


def _overlaps(found: dict[str, Any], method: Method) -> Iterator[Block]:
    groups = found["overlaps"]
    if not groups:
        yield _("No programs of different agencies are nearly the same.")
    yield Table(
        _("Programs of different agencies that are nearly the same"),
        (_("No."), _("Program"), _("Lead agency"), _("Years"), _("Budget"), _("Sources"), _("Similarity")),
        tuple(
            (
                one["label"],
                one["name"],
                one["lead"] or one["proposed_by"] or EMPTY,
                years(one["years"][0], one["years"][-1]) if one["years"] else EMPTY,
                _rupiah(one["budget"]),
                ", ".join(_source(source, method) for source in one["sources"]),
                _("{number} of 100").format(number=group["similarity"]),
            )
            for group in groups
            for one in group["programs"]
        ),
        frozenset((4,)),
    )


def _rupiah(amount: str | None) -> str:
    return EMPTY if amount is None else values.rupiah(int(amount))


def _dimension(id: str | None, method: Method) -> str:
    return dimension_label(method, id) or _("without dimension")


def _year(year: int | None) -> str:
    return str(year) if year else _("not split by year")


def _source(id: str | None, method: Method) -> str:
    if not id:
        return _("not split by source")
    return next((said(one) for one in method.funding if one.id == id), id)
