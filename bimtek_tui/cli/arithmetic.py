"""The command that checks somebody else's IFAS or EFAS table: arithmetic."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from ..errors import FINDINGS, FINE, BimtekError, UnreadableFile
from ..i18n import N_, _, listed, ngettext
from .arguments import STANDARD_INPUT, standard_input
from .console import command, say, shown

if TYPE_CHECKING:
    from ..analysis.arithmetic import Checked
    from ..exchange.tables import RawTable

_SIGNS: dict[str, Literal[",", "."]] = {"comma": ",", "point": "."}


@command(
    "arithmetic",
    help=N_(
        "Check the arithmetic of an IFAS or EFAS table in a CSV file or workbook: scores that are not weight x rating, totals that do not add up, weights that do not make 1. Columns are found by their heading."
    ),
    examples=("bimtek arithmetic ifas.csv", "bimtek arithmetic swot.xlsx --sheet EFAS"),
)
@click.argument("table", metavar="TABLE")
@click.option(
    "--sheet", metavar="NAME", help=N_("Which sheet of a workbook; all that hold such a table if not given.")
)
@click.option(
    "--decimal",
    type=click.Choice(tuple(_SIGNS)),
    help=N_("What stands before decimals, where the table does not show it: comma or point."),
)
def arithmetic(table: str, sheet: str | None, decimal: str | None) -> int:
    """Check a table and say what does not add up, by row."""
    from ..exchange import scored_tables, tables
    from ..exchange.grid import MAX_BYTES

    file = Path(table)
    piped = file == STANDARD_INPUT
    content = standard_input(MAX_BYTES + 1) if piped else tables.content_of(file)
    first = tables.table_in(content, file, sheet, scored_tables.fits)
    sheets = [first]
    if sheet is None:
        others = (name for name in first.sheets if name != first.sheet)
        sheets += [other for name in others if (other := _readable(content, file, name))]
    fitting = [sheet for sheet in sheets if _is_scored(sheet)] or [
        first
    ]  # the first says what its heading lacks
    return max(_checked(file, raw, _SIGNS.get(decimal or "")) for raw in fitting)


def _readable(content: bytes, file: Path, sheet: str) -> RawTable | None:
    """The table of another sheet, or None when nothing is in it."""
    from ..exchange import scored_tables, tables

    try:
        return tables.table_in(content, file, sheet, scored_tables.fits)
    except UnreadableFile:
        return None


def _is_scored(raw: RawTable) -> bool:
    from ..exchange import scored_tables

    return {"weight", "rating", "score"} <= scored_tables.roles_or_none(raw.header).keys()


def _checked(file: Path, raw: RawTable, sign: Literal[",", "."] | None) -> int:
    """Check the tables of one sheet and print what does not add up; returns the exit code."""
    from ..analysis import arithmetic as sums
    from ..exchange import scored_tables

    place = shown(file) + (f" ({shown(raw.sheet)})" if raw.sheet else "")
    try:
        tables = scored_tables.tables(raw.header, [(row.number, row.cells) for row in raw.rows], sign)
    except BimtekError as error:
        raise BimtekError(
            _("{file}, row {row}: {reason}").format(file=place, row=raw.header_row, reason=error)
        ) from error
    results = [sums.check(table) for table in tables]
    checked = sums.Checked(
        sum(result.scores for result in results),
        sum(result.totals for result in results),
        tuple(slip for result in results for slip in result.slips),
    )
    for sentence in raw.sentences:
        say(f"{place}: {sentence}")
    for slip in checked.slips:
        say(
            _("{file}, row {row}: {what}").format(
                file=place,
                row=slip.row,
                what=_("remark: {what}").format(what=slip.sentence) if slip.explained else slip.sentence,
            )
        )
    if not (checked.slips or checked.scores or checked.totals):
        raise BimtekError(
            _("{file}: there is no row with a weight, rating and score, so nothing could be checked").format(
                file=place
            )
        )
    wrong = sum(not slip.explained for slip in checked.slips)
    say(_summary(place, checked, wrong))
    return FINDINGS if wrong or raw.sentences else FINE


def _summary(place: str, checked: Checked, wrong: int) -> str:
    """What was looked at, in one sentence."""
    looked = listed(
        [
            ngettext("{number} score", "{number} scores", checked.scores).format(number=checked.scores),
            ngettext("{number} total", "{number} totals", checked.totals).format(number=checked.totals),
        ]
    )
    result = (
        ngettext("{number} thing does not add up", "{number} things do not add up", wrong).format(
            number=wrong
        )
        if wrong
        else _("rounding explains what differs")
        if checked.slips
        else _("everything adds up")
    )
    return _("{file}: {looked} checked; {result}").format(file=place, looked=looked, result=result)
