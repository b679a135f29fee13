"""Taking in what others hand over, a group's file or a table: ask which file, read it in a thread, show what it would bring.

What such things name and the list of agencies has not is asked about here as well.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec.structs import replace
from textual.screen import Screen

from ... import store, text
from ...errors import BimtekError, Refused, UnreadableFile
from ...exchange import TABLES
from ...facilitation import unlisted_agencies
from ...i18n import _, ngettext
from ...store.reading import Loaded, read_bytes
from ...workshop.workshop import Workshop
from ..desk import Desk

if TYPE_CHECKING:
    from ...exchange.batch import Tables
    from ...review.offer import Offer
    from ..dialogs.take_in import Intake

Read = TypeVar("Read")


def read_offer(ours: Loaded, file: Path, workshop: Workshop) -> Offer:
    """What a file would bring; for a thread, on a frozen state of ours. Raises BimtekError, for another city as well."""
    from ...review import compatibility, group_file  # late, like the dialogs: most workshops have one laptop

    theirs = store.parse(read_bytes(file), file)
    if refused := compatibility.other_city(ours, theirs):
        raise Refused(refused)
    return group_file.preview(ours, theirs, workshop.method)


def read_tables(path: Path) -> tuple[Tables, str]:
    """A table, or all of a folder, and the kind that the headings fit best; for a thread. Raises BimtekError."""
    from ...exchange import IMPORTED, batch  # late, like the dialogs: most workshops take in none

    files, told = batch.files([path])
    found = batch.read(files, batch.any_score)
    if not found.tables:
        raise UnreadableFile("; ".join(found.unread))
    kind = next(iter(batch.kinds_of(found.tables)), IMPORTED[0])
    return replace(found, unread=(*told, *found.unread)), kind


class TakeInFile:
    """Asks for files on a screen and takes them in; a name that was typed stays until its file was taken in."""

    def __init__(self, screen: Screen[Any], desk: Desk) -> None:
        self._screen = screen
        self._desk = desk
        self._typed = {"group": "", "table": ""}

    def group_file(self) -> None:
        """Ask for the file of a group, and show what it would bring."""
        self._ask("group", self._read_group)

    def table(self) -> None:
        """Ask for a table, and show what it would bring."""
        self._ask(
            "table",
            self._read_table,
            TABLES,
            _("Which table is taken in (CSV, Excel), or which folder of forms?"),
        )

    def agencies(self) -> None:
        """Ask about each agency that entries name and no list has; it is listed, or they are given another one."""
        from ..dialogs.questions import each_meant

        workshop = self._desk.workshop
        names = [name for name, _uses in unlisted_agencies.unlisted(workshop.session).most_common()]
        if not names:
            self._desk.say(_("Every agency that is named stands in the list."))
        elif self._desk.may_change():

            def meant(name: str, agency: str) -> None:
                if agency != name:
                    self._desk.do(lambda: unlisted_agencies.renamed(workshop.session, name, agency))

            def done() -> None:
                left = unlisted_agencies.unlisted(workshop.session)
                sentence = ngettext(
                    "{number} agency that is named is not in the list.",
                    "{number} agencies that are named are not in the list.",
                    len(left),
                )
                self._desk.say(sentence.format(number=len(left)) if left else "")

            each_meant(self._screen, workshop, names, meant, done)

    def _ask(self, what: str, read: Callable[[Path], None], *how: Any) -> None:
        """Ask which file is meant, and go on with it, seen from where the session lies."""
        from ..dialogs.which_file import WhichFile, meant, path_of

        session = self._desk.workshop.path

        def answered(typed: str | None) -> None:
            if file := path_of(typed or ""):
                self._typed[what] = typed or ""
                try:
                    read(meant(file, session))
                except Refused as refused:
                    self._desk.say(str(refused), error=True)

        if self._desk.may_change():
            self._screen.app.push_screen(WhichFile(session, self._typed[what], *how), answered)

    def _read_group(self, file: Path) -> None:
        workshop = self._desk.workshop
        with contextlib.suppress(OSError):
            if file.resolve() == workshop.path.resolve():
                self._desk.say(
                    _("That is the file of this very session; {key:group-file} asks for another one."),
                    error=True,
                )
                return
        ours = workshop.persistence.frozen().loaded
        self._read(file, "group-file", lambda: read_offer(ours, file, workshop), self._offered)

    def _read_table(self, file: Path) -> None:
        self._read(file, "table", lambda: read_tables(file), self._table_read)

    def _read(self, file: Path, group: str, read: Callable[[], Read], done: Callable[[Read], None]) -> None:
        """Read in a thread; what went wrong is said, what was read goes on to `done`."""
        place = f"{text.short(file.name, 60)} ({file.parent})"
        self._desk.say(_("Reading {file} …").format(file=place))

        def work() -> None:
            app = self._screen.app
            try:
                result = read()
            except (BimtekError, OSError, RuntimeError) as error:
                app.call_from_thread(self._desk.say, str(error), True)
            else:
                app.call_from_thread(done, result)

        self._screen.run_worker(work, thread=True, exclusive=True, group=group, exit_on_error=False)

    def _offered(self, offer: Offer) -> None:
        from ...review.offer import summary
        from ..dialogs.group_file import GroupFile

        if offer.new or offer.differing:
            self._show("group", GroupFile(self._desk.workshop, offer))
        else:
            self._desk.say("; ".join((summary(offer), *offer.not_taken)))

    def _table_read(self, table: tuple[Tables, str]) -> None:
        from ..dialogs.table import Table

        self._show("table", Table(self._desk.workshop, *table))

    def _show(self, what: str, intake: Intake) -> None:
        """Show what was read, unless the person is elsewhere by now."""
        from ..dialogs.take_in import TakeIn

        def answered(recorded: bool | None) -> None:
            sentence = ""
            if recorded:
                self._typed[what] = ""
                sentence = _("Recorded: {what}; {key:undo} takes it back.").format(
                    what=self._desk.workshop.can_undo
                )
            self._desk.say(sentence)

        if self._screen.app.screen is self._screen:
            self._screen.app.push_screen(TakeIn(intake), answered)
