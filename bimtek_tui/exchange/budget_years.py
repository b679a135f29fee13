"""Amounts of money that a table gives by year (Pagu over 2026, 2027, 2028): each becomes a budget row of its program.

A budget row needs its source of funds. Where the table does not say one, or says several, the columns are a question.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct

from ..errors import Refused
from ..facilitation import bulk_edits
from ..facilitation.incoming import Fault, Incoming
from ..i18n import _, listed, ngettext
from ..model import edits, values
from ..model.edits import Add, Edit
from ..model.entries import Session, counts
from .grid import column_name
from .headings import AMOUNT, Column


class Amount(Struct, frozen=True):
    """What a program costs in a year, out of one source."""

    year: int
    funding: str
    amount: int

    def __str__(self) -> str:
        return _("budget of {year}: {amount}").format(year=self.year, amount=values.rupiah(self.amount))


def question(columns: Sequence[Column]) -> Fault | None:
    """What has to be asked about columns by year in a table without sources of funds."""
    yearly = [column for column in columns if column.key == AMOUNT]
    if not yearly or any(column.key == "funding" for column in columns):
        return None
    names = listed([column_name(column.place) for column in yearly])
    years = listed([str(column.year) for column in yearly])
    return Fault(
        0,
        column_name(yearly[0].place),
        yearly[0].heading,
        ngettext(
            "column {columns} holds the amounts for {years}; for budget rows a year add a column “Sumber dana” with one source a row, or call one column “Anggaran” where it is the whole amount",
            "columns {columns} hold the amounts for {years}; for budget rows a year add a column “Sumber dana” with one source a row, or put the whole amount into one column “Anggaran” and remove these",
            len(yearly),
        ).format(columns=names, years=years),
        "funding",
    )


def read(yearly: Sequence[tuple[int, int]], keys: Mapping[str, Any], there: Any) -> tuple[Amount, ...]:
    """The amounts of a row, each with its year; `keys` are those it gives, `there` its entry. Raises Refused with the key."""
    if not yearly:
        return ()
    sources: tuple[str, ...] = keys.get("funding") or getattr(there, "funding", ()) or ()
    if len(sources) != 1:
        raise Refused(
            _(
                "amounts by year need one source of funds in this row; name one, or write a row for each source"
            ),
            "funding",
        )
    return tuple(Amount(year, sources[0], amount) for year, amount in yearly)


def is_new(session: Session, program: str, amount: Amount) -> bool:
    """Whether a program has no budget row yet that says the same."""
    row = _row(session, program, amount)
    return row is None or row.amount_idr != amount.amount


def changes(
    session: Session,
    rows: Sequence[tuple[Incoming, Sequence[Amount]]],
    programs: Iterable[Edit],
    now: dt.datetime,
) -> list[Edit]:
    """The edits that write budget rows; `programs` are those that take in the programs, in the order of the rows with their amounts."""
    if not any(amounts for _row, amounts in rows):
        return []
    minted = iter([edit.entry["id"] for edit in programs if isinstance(edit, Add) and edit.kind == "program"])
    steps: list[Edit | None] = []
    given: list[dict[str, Any]] = []
    for row, amounts in rows:
        if row.verdict not in ("new", "changed"):
            continue
        program = row.id or next(minted)
        for amount in amounts:
            there = _row(session, program, amount)
            if there is not None:
                steps.append(edits.revise(there, amount_idr=amount.amount))
            else:
                given.append(
                    {
                        "program": program,
                        "year": amount.year,
                        "funding": amount.funding,
                        "amount_idr": amount.amount,
                    }
                )
    if given:
        steps.append(bulk_edits.capture_all(session, "budget", given, now))
    return [edit for edit in steps if edit is not None]


def _row(session: Session, program: str, amount: Amount) -> Any:
    return next(
        (
            row
            for row in session.budget.values()
            if counts(row) and (row.program, row.year, row.funding) == (program, amount.year, amount.funding)
        ),
        None,
    )
