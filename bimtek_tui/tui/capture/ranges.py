"""A range that was copied from a spreadsheet and pasted on a list: read as a table, as a file of it would be."""

from __future__ import annotations

from typing import Any

from ...exchange import IMPORTED, batch
from ...exchange.batch import Tables
from ...facilitation.capture import Place
from ...i18n import _
from ...workshop.workshop import Workshop
from ..dialogs.table import Table

_COLUMNS = 3
"""From so many on a row is more than a number and a text."""


def read(pasted: str, place: Place[Any], workshop: Workshop) -> tuple[Table | None, str]:
    """What the rows of a range become by its heading, rather in this list than in another one here; None for lines.

    What the list and the context give holds for rows that do not say it. The sentence tells of a range without a heading,
    whose columns nobody can know.
    """
    here = [place.at.kind, *(target.kind for target in place.lists)]
    kinds = list(dict.fromkeys(kind for kind in here if kind in IMPORTED)) or [*IMPORTED]
    table, kind = batch.pasted(pasted, kinds)
    if table is None:
        return None, ""
    if kind:
        given = workshop.context.given(kind) | (place.keys_for(place.at) if place.at.kind == kind else {})
        for_all = {key: value for key, value in given.items() if isinstance(value, str)}
        return Table(workshop, Tables((table,)), kind, for_all), ""
    width = max(len(cells) for cells in (table.header, *(row.cells for row in table.rows)))
    if width < _COLUMNS or place.at.kind == "agency":
        return None, ""
    return None, _(
        "These are cells of a table without its heading, so each row is one text; copy the heading as well, and each column goes where it belongs."
    )
