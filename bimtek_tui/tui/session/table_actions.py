"""What keys do about a table of an office: ask which one, read it in a thread, show what it would bring."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ... import text
from ...errors import BimtekError
from ...i18n import _
from ..panels.entry_actions import EntryActions

if TYPE_CHECKING:
    from ...exchange.tables import RawTable

ENDINGS = (".csv", ".xlsx", ".xls", ".ods", ".tsv")


def read_table(file: Path) -> tuple[RawTable, str]:
    """A table, and the kind that its heading fits best; for a thread. Raises BimtekError."""
    from ...exchange import headings, tables  # late, like the dialogs: most workshops take in none

    def score(header: object) -> int:
        return max(headings.score(kind, header) for kind in headings.IMPORTED)  # type: ignore[arg-type]

    table = tables.read(file, None, score)
    return table, max(headings.IMPORTED, key=lambda kind: headings.score(kind, table.header))


class TableActions(EntryActions):
    """Taking in a table from Excel or CSV."""

    def __init__(self) -> None:
        super().__init__()
        self._table_file = ""

    def action_table(self) -> None:
        """Ask for a table, and show what it would bring."""
        from ..dialogs.which_file import WhichFile

        me = self._me()
        if me.workshop.read_only:
            me.say(me.workshop.read_only, error=True)
            return
        question = _("Which table is taken in (CSV, Excel)?")
        self.app.push_screen(
            WhichFile(me.workshop.path, self._table_file, ENDINGS, question), self._read_table
        )

    def _read_table(self, typed: str | None) -> None:
        from ..dialogs.which_file import path_of

        me = self._me()
        file = path_of(typed or "")
        if file is None:
            return
        self._table_file = typed or ""
        if not file.is_absolute():
            file = me.workshop.path.parent / file
        me.say(_("Reading {file} …").format(file=text.short(file.name, 60)))

        def read() -> None:
            try:
                found: tuple[RawTable, str] | str = read_table(file)
            except (BimtekError, OSError, RuntimeError) as error:
                found = str(error)
            self.app.call_from_thread(self._table_read, found)

        me.run_worker(read, thread=True, exclusive=True, group="table", exit_on_error=False)

    def _table_read(self, found: tuple[RawTable, str] | str) -> None:
        from ..dialogs.table import TakeTable

        me = self._me()
        if isinstance(found, str):
            me.say(found, error=True)
        elif self.app.screen is me:
            self.app.push_screen(TakeTable(me.workshop, *found), self._table_taken)

    def _table_taken(self, done: bool | None) -> None:
        me = self._me()
        if done:
            self._table_file = ""
            me.say(_("Recorded: {what}; ctrl+z takes it back.").format(what=me.workshop.can_undo))
        else:
            me.say("")
