"""Of which kind the rows of a table are by the ids in them: an export says so itself, whatever its headings are like."""

from __future__ import annotations

from .. import text
from ..facilitation.incoming import Fault
from ..i18n import _
from ..model.ids import is_minted
from ..model.kinds import KIND_WORDS, kinds
from ..model.lookup import letters
from . import IMPORTED
from .grid import column_name
from .tables import RawTable, shown

_COLUMN = "id"


def kind_of(table: RawTable) -> str:
    """The kind of which all ids in the table are; "" where it has none, or of several kinds."""
    places = [place for place, heading in enumerate(table.header) if letters(heading) == _COLUMN]
    ids = [
        id
        for place in places
        for row in table.rows
        if place < len(row.cells) and (id := text.line(shown(row.cells[place])))
    ]
    of = {
        next((kind.table for kind in kinds().values() if kind.prefix and is_minted(id, kind.prefix)), "")
        for id in ids
    }
    return of.pop() if len(of) == 1 else ""


def foreign(table: RawTable, kind: str) -> list[Fault]:
    """What is wrong with a table as a whole whose ids are those of another kind than its rows are taken for."""
    of = kind_of(table)
    if of in ("", kind):
        return []
    place = next(place for place, heading in enumerate(table.header) if letters(heading) == _COLUMN)
    sentence = (
        _("by their ids these rows are “{of}” and not “{kind}”; take them in as that (--kind {name})")
        if of in IMPORTED
        else _(
            "by their ids these rows are “{of}” and not “{kind}”; a table of those is not taken in again: change them in the session, where they are"
        )
    )
    words = sentence.format(of=_(KIND_WORDS[of]), kind=_(KIND_WORDS[kind]), name=of)
    return [Fault(0, column_name(place), table.header[place], words)]
