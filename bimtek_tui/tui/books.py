"""The panel of the draft books: their sections at the left, the chosen section at the right, and writing them.

Books are rendered in a thread from a copy of the session. The preview draws lines (Textual's `Markdown` makes a
widget of every table cell and would freeze on a real book).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.segment import Segment
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from ..errors import BimtekError
from ..method import said
from ..model import Session
from ..words import _, ngettext
from ..workshop import Changed, Workshop
from .content import contains, plain
from .keys import BOOK_KEYS

REFRESH_DELAY = 0.3
"""Seconds after a change until an open book is rendered anew."""


class Preview(ScrollView, can_focus=True):
    """A piece of Markdown drawn as lines; only the visible ones are painted."""

    BINDINGS = [
        *BOOK_KEYS[:1],
        Binding("j", "scroll_down", show=False),
        Binding("k", "scroll_up", show=False),
    ]

    def __init__(self) -> None:
        super().__init__(id="preview")
        self._lines: list[Strip] = []
        self._markdown = ""

    def show(self, markdown: str) -> None:
        """Show this Markdown from its beginning, or where it was when only its text changed."""
        if markdown != self._markdown:
            kept = markdown[:40] == self._markdown[:40]
            self._markdown = markdown
            self._draw()
            if not kept:
                self.scroll_home(animate=False)

    def on_resize(self) -> None:
        self._draw()

    def _draw(self) -> None:
        from rich.markdown import Markdown  # late: it brings markdown-it in

        width = max(20, self.scrollable_content_region.width)
        console = Console(
            width=width, color_system=None, force_terminal=True, legacy_windows=False, _environ={}
        )
        options = console.options.update(width=width, height=None)
        rendered = console.render(Markdown(self._markdown, hyperlinks=False), options)
        self._lines = [
            Strip(line) for line in Segment.split_and_crop_lines(rendered, width, include_new_lines=False)
        ]
        self.virtual_size = Size(width, len(self._lines))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        number = y + self.scroll_offset.y
        strip = self._lines[number] if number < len(self._lines) else Strip([])
        return strip.extend_cell_length(self.size.width).crop(0, self.size.width).apply_style(self.rich_style)


@dataclass(frozen=True)
class _Place:
    """A row of the list: a book, and the lines of a section in it (none: the whole has not been rendered)."""

    book: str
    first: int = 0
    last: int = 0


class Sections(OptionList):
    """Books and their sections."""

    BINDINGS = BOOK_KEYS


def books_folder(session: Path) -> Path:
    """Where the books of a session go: in ``books/`` beside the session, or beside the folder ``sessions``."""
    beside = session.resolve().parent
    beside = beside.parent if beside.name == "sessions" else beside
    return beside / "books" / session.stem


def _why(error: Exception) -> str:
    """Why books could not be made, as one sentence."""
    return (
        str(error)
        if isinstance(error, BimtekError)
        else _("the books can't be made: {reason}").format(reason=repr(error))
    )


class BooksPanel(Horizontal):
    """List, outline, preview, writing."""

    def __init__(self, workshop: Workshop) -> None:
        super().__init__(id="panel-books")
        self.workshop = workshop
        self.sections = Sections(id="sections", compact=True)
        self.preview = Preview()
        self._texts: dict[str, str] = {}
        self._found: dict[str, list[tuple[int, str, int, int]]] = {}
        self._places: list[_Place] = []
        self._due = False
        self._number = 0
        self._writing = False
        self.wanted = ""

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
    def selected(self) -> tuple[str, str] | None:
        """No entry stands here."""
        return None

    def changed(self, changed: Changed) -> None:
        """Render anew in a moment."""
        if not self._due:
            self._due = True
            self.set_timer(REFRESH_DELAY, self._render_all)

    def refill(self) -> None:
        """Render anew."""
        self._render_all()

    def filter(self, words: str) -> None:
        """Show only sections with these words."""
        self.wanted = words
        self._list()

    def show_withdrawn(self, shown: bool) -> None:
        """Books never show what was withdrawn."""

    def reveal(self, kind: str, id: str) -> bool:
        """No entry stands here."""
        return False

    def on_show(self) -> None:
        if self._texts:
            self._render_all()

    # Rendering ----------------------------------------------------------------------------------------------

    def _render_all(self) -> None:
        self._due = False
        self._number += 1
        number, frozen = self._number, self.workshop.session.copy()
        self.run_worker(lambda: self._read(frozen, number), thread=True, group="render")

    def _read(self, session: Session, number: int) -> None:
        from ..books import outline, rendering

        texts: dict[str, str] = {}
        found: dict[str, list[tuple[int, str, int, int]]] = {}
        try:
            for book in self.workshop.method.book:
                texts[book.id] = rendering.render(session, self.workshop.method, book.id)
                found[book.id] = [
                    (one.level, one.title, one.first_line, one.last_line)
                    for one in outline.sections(texts[book.id])
                ]
        except Exception as error:  # noqa: BLE001 - a book that can't be made must not end the workshop
            self.app.call_from_thread(self._say, _why(error))
            return
        if (
            number == self._number
        ):  # threads can't be stopped: a slower one must not bring back an older state
            self.app.call_from_thread(self._rendered, texts, found)

    def _rendered(self, texts: dict[str, str], found: dict[str, list[tuple[int, str, int, int]]]) -> None:
        self._texts = texts
        self._found = found
        self._list()

    def _list(self) -> None:
        place = self.sections.highlighted
        options: list[Option] = []
        self._places = []
        for book in self.workshop.method.book:
            if not self._found.get(book.id):
                options.append(Option(plain(said(book, "title"), "bold")))
                self._places.append(_Place(book.id))
            for level, title, first, last in self._found.get(book.id, []):
                shown = plain("  " * (level - 1) + title, "bold" if level == 1 else "")
                if level <= 3 and contains(shown, self.wanted):
                    options.append(Option(shown))
                    self._places.append(_Place(book.id, first, last))
        self.sections.set_options(options)
        if options:
            self.sections.highlighted = min(place or 0, len(options) - 1)
            self._show(self.sections.highlighted)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        self._show(event.option_index)

    def _show(self, number: int) -> None:
        if number >= len(self._places):
            return
        place = self._places[number]
        book = self._texts.get(place.book)
        if book is None:
            self.preview.show(_("The book is being rendered…"))
            return
        self.preview.show("\n".join(book.splitlines()[place.first - 1 : place.last]))

    # Writing ------------------------------------------------------------------------------------------------

    def write(self) -> None:
        """Write all books as files, in a thread, telling how far it is; one writing at a time."""
        if self._writing:
            return
        self._writing = True
        frozen, folder = self.workshop.session.copy(), books_folder(self.workshop.path)
        self.run_worker(lambda: self._write(frozen, folder), thread=True, group="write")

    def _write(self, session: Session, folder: Path) -> None:
        from ..books import rendering

        def progress(done: int, total: int, title: str) -> None:
            sentence = _("Writing books: {done} of {total}, {title}").format(
                done=done, total=total, title=title
            )
            self.app.call_from_thread(self._say, sentence)

        try:
            number = len(rendering.write(session, self.workshop.method, folder, progress=progress))
            sentence = ngettext("{number} book is in {folder}", "{number} books are in {folder}", number)
            sentence = sentence.format(number=number, folder=folder)
        except Exception as error:  # noqa: BLE001 - as above
            sentence = _why(error)
        finally:
            self._writing = False
        self.app.call_from_thread(self._say, sentence)

    def _say(self, sentence: str) -> None:
        self.screen.say(sentence)  # type: ignore[attr-defined]
