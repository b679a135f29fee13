"""The panel of the draft books: their sections at the left, the chosen section at the right, and writing them.

Books are rendered in a thread from a copy of the session: first the section in view, then all the others.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from msgspec import Struct
from msgspec.structs import replace
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.timer import Timer
from textual.widgets import OptionList

from ... import text
from ...books import documents, texts
from ...books.gaps import Gap, bare
from ...i18n import _
from ...model.entries import Session
from ...model.method import wording
from ...workshop.workshop import Changed
from ..actions import bindings
from ..desk import Desk
from ..widgets.content import pieces, plain
from ..widgets.markdown_text import GAP, phrase
from ..widgets.markdown_view import REFRESH_DELAY, Preview, why
from ..widgets.row_list import Row, RowList
from .book_files import BookFiles, Lacking, Notice
from .panel import Panel

_HEAD = re.compile(r"(#{1,6}) +(.*)")
_ESCAPED = re.compile(r"\\(.)")
_DEEPEST = 3
"""Headings below this level are not listed."""


class Section(Struct, frozen=True):
    """A heading of a book with what stands below it; `own` is what of it is searched: up to the next one listed.

    `stale` says that it has a text that wants another look.
    """

    book: str
    block: str
    level: int
    title: str
    markdown: str
    own: str = ""
    gaps: int = 0
    stale: bool = False

    @property
    def name(self) -> str:
        """What it is known by while its text changes: book and title."""
        return f"{self.book}#{self.title}"


class BooksPanel(Panel):
    """List, outline, preview, writing."""

    BINDINGS = bindings("books")

    @dataclass
    class Rendered(Message):
        """The section in view, or all sections of all books, were rendered in a thread."""

        number: int
        sections: list[Section]
        whole: bool

    def __init__(self, desk: Desk, name: str) -> None:
        super().__init__(desk, name)
        self.sections = RowList("sections")
        self.preview = Preview("preview")
        self.preview.has_text = self._has_text
        self._all_sections: list[Section] = []
        self._listed: list[Section] = []
        self._shown = ""
        self._to_reveal = ""
        self._timer: Timer | None = None
        self._number = 0
        self.files = BookFiles(self, self._document)

    def compose(self) -> ComposeResult:
        yield self.sections
        yield self.preview

    def on_mount(self) -> None:
        self.sections.border_title = plain(_("Draft books"))
        self._list()
        self._render_all()

    def take_focus(self) -> None:
        """The list has the cursor; Tab goes to the preview."""
        self.sections.focus()

    @property
    def book(self) -> Preview:
        """The section in view."""
        return self.preview

    def changed(self, changed: Changed) -> None:
        """Render anew in a moment."""
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(REFRESH_DELAY, self._render_all)

    def refill(self) -> None:
        """Render anew."""
        self._render_all()

    def filter(self, words: str) -> None:
        """Show only sections with these words in their text."""
        self.wanted = words
        self._list()

    def reveal(self, kind: str, id: str) -> bool:
        """Put the cursor on a ``section``: the id of its book and its title; without a title, on the book."""
        if kind != "section":
            return False
        self._to_reveal = id
        self._list()
        self.take_focus()
        return True

    # Rendering ----------------------------------------------------------------------------------------------

    def _render_all(self) -> None:
        self._number += 1
        session, number, here = self.workshop.session.copy(), self._number, self._here()
        self.run_worker(lambda: self._make(session, number, here), thread=True, group="render")

    def _has_text(self) -> bool:
        """Whether the section in view is one with a text; a chapter shows those of its sections as well."""
        here = self._here()
        return here is not None and here.block in texts.standing(self.workshop.session, here.book)

    def _here(self) -> Section | None:
        place = self.sections.highlighted
        return self._listed[place] if place is not None and place < len(self._listed) else None

    def _make(self, session: Session, number: int, here: Section | None) -> None:
        """In a thread: what is in view, then everything."""
        from ...books import sections
        from ...books.isolation import Superseded, draft_of
        from ...books.pictures import wanted

        made: list[Section] = []
        try:
            draft = draft_of(
                session,
                self.workshop.method,
                self.workshop.templates,
                lambda: number == self._number,
                wanted(session),
            )
            if here is not None and here.block and here.level > 1:
                shown = _sections(here.book, [(here.block, draft.section(here.book, here.block))])
                self.post_message(self.Rendered(number, shown, False))
            for book in documents.known(self.workshop.method).values():
                parts: list[tuple[str, str]] = []
                for piece in draft.pieces(book.id):
                    parts.append(piece)
                    if number != self._number:  # a newer state is being rendered
                        return
                made += _sections(book.id, parts)
            stale = sections.stale(session, self.workshop.method, self.workshop.templates)
        except Superseded:
            return
        except Exception as error:  # noqa: BLE001 - a book that can't be made must not end the workshop
            self.post_message(Notice(why(error)))
            return
        for place, section in enumerate(made):
            if (section.book, section.block) in stale:
                stale.remove((section.book, section.block))  # it stands below the first heading of its block
                made[place] = replace(section, stale=True)
        self.post_message(self.Rendered(number, made, True))

    def on_books_panel_rendered(self, event: Rendered) -> None:
        event.stop()
        if event.number != self._number:
            return
        if event.whole:
            self._all_sections = event.sections
            self._list()
            return
        here = self._here()
        for section in event.sections:
            if here is not None and (section.name, section.level) == (here.name, here.level):
                self.preview.show(section.markdown, stay=True)

    # The list -----------------------------------------------------------------------------------------------

    def _list(self) -> None:
        sections = self._all_sections or [
            Section(book.id, "", 1, wording(book, "title"), "")
            for book in documents.known(self.workshop.method).values()
        ]
        wanted = text.line(self.wanted).casefold()
        self._listed = [
            section for section in sections if section.level <= _DEEPEST and self._fits(section, wanted)
        ]
        self.sections.fill(Row(section.name, _shown(section)) for section in self._listed)
        self.sections.border_subtitle = self.filter_subtitle
        if self._all_sections and self._to_reveal:
            asked, self._to_reveal = self._to_reveal, ""
            places = (
                n
                for n, section in enumerate(self._listed)
                if asked in (section.name, section.book, f"{section.book}#")
            )
            self.sections.highlighted = next(places, self.sections.highlighted)
        if self.sections.highlighted is not None:
            self._show(self.sections.highlighted)

    def _fits(self, section: Section, wanted: str) -> bool:
        return not wanted or wanted in section.own

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        self._show(event.option_index)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.preview.focus()

    def _show(self, number: int, gap: int = 0) -> None:
        if number >= len(self._listed):
            return
        section = self._listed[number]
        stay, self._shown = section.name == self._shown, section.name
        self.preview.border_title = plain(
            wording(documents.known(self.workshop.method)[section.book], "title")
        )
        self.preview.seek(self.wanted)
        self.preview.show(section.markdown or _("The book is being rendered…"), stay, gap)

    def on_preview_turned(self, event: Preview.Turned) -> None:
        event.stop()
        if self._listed:
            self.sections.highlighted = ((self.sections.highlighted or 0) + event.by) % len(self._listed)

    def on_preview_text_wanted(self, event: Preview.TextWanted) -> None:
        event.stop()
        self.action_edit()

    def on_preview_beyond(self, event: Preview.Beyond) -> None:
        """The next gap is in the next section that has one of its own."""
        event.stop()
        here, count = self.sections.highlighted or 0, len(self._listed)
        for step in range(1, count + 1):
            place = (here + step * event.by) % count
            if self._listed[place].gaps:
                self.sections.highlighted = place
                self._show(place, event.by)
                return
        self.desk.say(_("There is no gap in these sections."))

    # What keys do -------------------------------------------------------------------------------------------

    def action_select(self) -> None:
        """Go to the page."""
        self.preview.focus()

    def action_edit(self) -> None:
        """Write the text of the section under the cursor."""
        here = self._here()
        if here is not None:
            self.post_message(Preview.Wanted(Gap("text", "", f"{here.book}/{here.block}")))

    def action_write_books(self) -> None:
        """Write all books as files, or the document under the cursor."""
        self.files.write()

    def action_write_books_as(self) -> None:
        """The same in a format that is asked for."""
        self.files.write_as()

    def on_preview_write(self, event: Preview.Write) -> None:
        event.stop()
        self.files.write_as() if event.as_asked else self.files.write()

    def _document(self) -> list[str] | None:
        """The document under the cursor, or None for all books."""
        here = self.sections.highlighted
        book = self._listed[here].book if here is not None and here < len(self._listed) else ""
        return [book] if book and book not in self.workshop.method.books else None

    def on_notice(self, event: Notice) -> None:
        event.stop()
        self.desk.say(event.sentence)

    def on_lacking(self, event: Lacking) -> None:
        event.stop()
        self.files.ask_about(event)


def _shown(section: Section) -> Content:
    """A section in the list, with how many gaps stand in it."""
    shown = plain("  " * (section.level - 1) + section.title, "bold" if section.level == 1 else "")
    behind = [f"{GAP} {section.gaps}"] if section.gaps else []
    behind += [_("read again")] if section.stale else []
    return shown + pieces(("".join(f"  {words}" for words in behind), "dim")) if behind else shown


def _searched(rows: list[str]) -> str:
    """A text as it is searched: without the signs of Markdown, in small letters, on one line."""
    return text.line(_ESCAPED.sub(r"\1", bare("\n".join(rows))).casefold())


def _sections(book: str, parts: list[tuple[str, str]]) -> list[Section]:
    """The sections of a book, from its pieces by name: each with all that stands below its heading."""
    rows: list[str] = []
    heads: list[tuple[int, str, str, int]] = []
    for block, markdown in parts:
        for row in markdown.rstrip("\n").split("\n"):
            if match := _HEAD.match(row):
                heads.append((len(match[1]), phrase(match[2]).plain, block, len(rows)))
            rows.append(row)
        rows.append("")
    made: list[Section] = []
    for number, (level, title, block, first) in enumerate(heads):
        later = heads[number + 1 :]
        last = next((head[3] for head in later if head[0] <= level), len(rows))
        listed = next((head[3] for head in later if head[0] <= _DEEPEST), len(rows))
        own = rows[first:listed]
        made.append(
            Section(
                book,
                block,
                level,
                title,
                "\n".join(rows[first:last]).strip("\n"),
                _searched(own),
                sum(row.count("\ufff9") for row in own),
            )
        )
    return made
