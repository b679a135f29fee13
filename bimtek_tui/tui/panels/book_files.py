"""Writing the books as files from the panel of books: format, paper and edition asked for, what a final edition lacks shown first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from textual.message import Message

from ...i18n import N_, _, ngettext
from ...model.entries import Session
from ..widgets.content import plain
from ..widgets.markdown_view import Preview, why
from .panel import Panel

if TYPE_CHECKING:
    from ...books.editions import Edition
    from ...books.lacking import Lack
    from ...books.office.formats import Paper

_OFFICE: tuple[tuple[str, Paper, str], ...] = (
    ("docx", "a4", N_("Word, A4")),
    ("docx", "f4", N_("Word, F4 (215 x 330 mm)")),
    ("pdf", "a4", N_("PDF, A4")),
    ("pdf", "f4", N_("PDF, F4 (215 x 330 mm)")),
    ("html", "a4", N_("HTML, one file per book for a browser")),
)
"""What the books are written as for an office: format, paper, what it is called."""
_FINAL = "final"
_NEVERTHELESS = "nevertheless"
"""Answers that lead on: to the formats of a final edition, and to one with gaps left out."""


@dataclass
class Notice(Message):
    """Something is to be said, by a thread."""

    sentence: str


@dataclass
class Lacking(Message):
    """What a final edition lacks was gathered in a thread; `written` is the format and the paper that were asked for."""

    lacks: list[Lack]
    written: tuple[str, Paper]


def books_folder(session: Path) -> Path:
    """Where the books of a session go: in ``books/`` beside the session, or beside the folder ``sessions``."""
    beside = session.resolve().parent
    beside = beside.parent if beside.name == "sessions" else beside
    return beside / "books" / session.stem


class BookFiles:
    """Writes the books of a panel's workshop; `document` names the document to be written, None for all books.

    Threads tell the panel by `Notice` and `Lacking`.
    """

    def __init__(self, panel: Panel, document: Callable[[], list[str] | None]) -> None:
        self.panel = panel
        self.document = document
        self._writing = False

    def write(
        self, format: str = "md", paper: Paper = "a4", edition: Edition = "draft", left_out: int = 0
    ) -> None:
        """Write all books as files, or the document under the cursor; in a thread, one writing at a time.

        `left_out` says how many things that are missing a final edition is written without.
        """
        if self._writing:
            return
        self._writing = True
        frozen, folder = self.panel.workshop.session.copy(), books_folder(self.panel.workshop.path)
        document = self.document()
        self.panel.run_worker(
            lambda: self._write(frozen, folder, format, paper, document, edition, left_out),
            thread=True,
            group="write",
        )

    def write_as(self) -> None:
        """Ask for the format and the paper, and write all books as files of it."""
        from ..dialogs.ask import Choice

        def chosen(row: str | None) -> None:
            if row == _FINAL:
                self.panel.app.push_screen(
                    Choice(_("Write the final edition"), _("As what kind of file?"), rows), final
                )
            elif row is not None:
                self.write(*_OFFICE[int(row)][:2])

        def final(row: str | None) -> None:
            if row is not None:
                self._ask_for_gaps(*_OFFICE[int(row)][:2])

        rows = [(str(place), plain(_(words))) for place, (_format, _paper, words) in enumerate(_OFFICE)]
        every = [*rows, (_FINAL, plain(_("Final edition, to be handed in …")))]
        self.panel.app.push_screen(Choice(_("Write books"), _("As what kind of file?"), every), chosen)

    def _ask_for_gaps(self, format: str, paper: Paper) -> None:
        """Gather in a thread what a final edition lacks; without anything it is written."""
        session, method, templates = (
            self.panel.workshop.session.copy(),
            self.panel.workshop.method,
            self.panel.workshop.templates,
        )
        books = self.document() or list(method.books)

        def gather() -> None:
            from ...books.lacking import lacking

            try:
                lacks = lacking(session, method, books, templates)
            except Exception as error:  # noqa: BLE001 - as above
                self.panel.post_message(Notice(why(error)))
            else:
                self.panel.post_message(Lacking(lacks, (format, paper)))

        self.panel.run_worker(gather, thread=True, group="write")

    def ask_about(self, event: Lacking) -> None:
        """Show what is missing: Enter leads there, or the final edition is written without it."""
        if not event.lacks:
            self.write(*event.written, edition="final")
            return
        from ..dialogs.ask import Choice

        def chosen(row: str | None) -> None:
            if row == _NEVERTHELESS:
                self.write(*event.written, edition="final", left_out=len(event.lacks))
            elif row is not None:
                self.panel.post_message(Preview.Wanted(event.lacks[int(row)].gap))

        sentence = ngettext(
            "{number} thing is missing; Enter leads to it. What is missing can also be left out.",
            "{number} things are missing; Enter leads to one. What is missing can also be left out.",
            len(event.lacks),
        )
        rows = [(str(place), plain(lack.sentence)) for place, lack in enumerate(event.lacks)]
        rows.append((_NEVERTHELESS, plain(_("Write it nevertheless, and leave out what is missing"))))
        heading = _("Write the final edition")
        self.panel.app.push_screen(Choice(heading, sentence.format(number=len(event.lacks)), rows), chosen)

    def _write(
        self,
        session: Session,
        folder: Path,
        format: str,
        paper: Paper,
        only: list[str] | None,
        edition: Edition,
        left_out: int,
    ) -> None:
        from ...books import rendering

        def progress(done: int, total: int, title: str) -> None:
            sentence = _("Writing books: {done} of {total}, {title}")
            self.panel.post_message(Notice(sentence.format(done=done, total=total, title=title)))

        without: list[str] = []
        try:
            method, templates = self.panel.workshop.method, self.panel.workshop.templates
            files = rendering.write(
                session,
                method,
                folder,
                only,
                progress=progress,
                templates=templates,
                formats=[format],
                paper=paper,
                beside=self.panel.workshop.path,
                edition=edition,
                tell=without.append,
                with_pictures=True,
            )
            number = len(files)
            sentence = ngettext(
                "{number} book is in {folder} ({edition}; {format})",
                "{number} books are in {folder} ({edition}; {format})",
                number,
            )
            if only:
                sentence = _("{file} is in {folder} ({edition}; {format})")
            sentence = sentence.format(
                number=number,
                file=files[0].name if files else "",
                folder=folder,
                edition=_("final edition") if edition == "final" else _("draft"),
                format=_format(format, paper),
            )
            if left_out:
                left = ngettext(
                    "{number} thing that is missing was left out",
                    "{number} things that are missing were left out",
                    left_out,
                )
                without.insert(0, left.format(number=left_out))
            sentence = "; ".join((sentence, *without))
        except Exception as error:  # noqa: BLE001 - as above
            sentence = why(error)
        finally:
            self._writing = False
        self.panel.post_message(Notice(sentence))


def _format(format: str, paper: Paper) -> str:
    """What a format is called where one chooses it."""
    words = {(known, size): words for known, size, words in _OFFICE}
    return _(words[format, paper]) if (format, paper) in words else format.upper()
