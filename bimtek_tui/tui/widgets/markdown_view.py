"""A piece of a book drawn as lines: only those in view are painted, and what is missing can be gone to.

Textual's `Markdown` makes a widget of every table cell and would freeze on a real book.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from ...books.gaps import Gap
from ...errors import BimtekError
from ...i18n import _, ngettext
from ..actions import bindings
from .content import plain
from .markdown_layout import Drawing, Place, lay_out
from .markdown_text import GAP, HERE, Piece

AT_ONCE = 4_000
"""Characters that are laid out at once; more are laid out in a thread, so that no key waits."""
_ROLES = ("head", "strong", "light", "struck", "code", "quiet", "gap", "here", "found")


class Preview(ScrollView, can_focus=True):
    """Markdown in view; `n` goes from gap to gap, Enter to where the one is filled in."""

    BINDINGS = bindings("preview")
    COMPONENT_CLASSES = {f"preview--{role}" for role in _ROLES}

    @dataclass
    class Wanted(Message):
        """A gap is to be filled in."""

        gap: Gap

    @dataclass
    class TextWanted(Message):
        """The text of the section on the screen is to be written."""

    @dataclass
    class Beyond(Message):
        """There is no further gap in this direction."""

        by: int

    @dataclass
    class Turned(Message):
        """The section after this one, or before it, is wanted."""

        by: int

    @dataclass
    class Write(Message):
        """The books are to be written as files; `as_asked`: in a format that is asked for."""

        as_asked: bool

    @dataclass
    class LaidOut(Message):
        """A text was laid out in a thread."""

        drawing: Drawing
        stay: bool
        number: int

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self.drawing = Drawing("", 80)
        self.here: Place | None = None
        self.sought = ""
        self.has_text: Callable[[], bool] = lambda: False
        """Whether a person's text is printed in the section in view, which Enter opens; whoever shows it knows."""
        self._remark = ""
        self._left_at = -1
        self._number = 0
        self._coming: tuple[str, bool] | None = None
        self._gap = 0
        self._strips: dict[int, Strip] = {}
        self._looks: dict[str, Style] = {}

    # What is shown ------------------------------------------------------------------------------------------

    @property
    def room(self) -> int:
        """Cells across."""
        return int(self.scrollable_content_region.width)

    def show(self, markdown: str, stay: bool = False, gap: int = 0) -> None:
        """Show this text from its beginning, or where one is when it is another state of the same (`stay`).

        With `gap` go to its first gap (1) or its last (-1) as soon as it is laid out.
        """
        self._gap = gap or self._gap
        if self._coming and self._coming[0] == markdown:
            return
        self._number += 1
        self._coming = None
        if markdown == self.drawing.markdown and max(8, self.room) == self.drawing.width:
            if not stay or gap:
                self.put(self.drawing, stay)
        elif len(markdown) <= AT_ONCE:
            self.put(lay_out(markdown, self.room, self.drawing), stay)
        else:
            self._coming = markdown, stay
            room, before, number = self.room, self.drawing, self._number
            self.run_worker(
                lambda: self._lay_out(markdown, room, before, stay, number), thread=True, group="layout"
            )

    def _lay_out(self, markdown: str, room: int, before: Drawing, stay: bool, number: int) -> None:
        if number == self._number:
            self.post_message(self.LaidOut(lay_out(markdown, room, before), stay, number))

    def on_preview_laid_out(self, event: LaidOut) -> None:
        event.stop()
        if event.number == self._number:
            self.put(event.drawing, event.stay)

    def put(self, drawing: Drawing, stay: bool = False, gap: int = 0) -> None:
        """Show what was laid out, as `show` does."""
        self._number += 1
        self._coming = None
        before, here, y = self.drawing, self.here, self.scroll_offset.y
        gap, self._gap = gap or self._gap, 0
        self.drawing = drawing
        self._strips.clear()
        self.here = None
        self._left_at = -1
        if stay and here is not None:
            self._left_at = drawing.follows(before, before.top(here.part))
            near = drawing.part_at(self._left_at)
            same = [place for place in drawing.gaps if place.gap == here.gap]
            self.here = min(same, key=lambda place: abs(place.part - near), default=None)
        # without the layout of the whole screen that another virtual size means: the scrollbar is always there
        self.set_reactive(ScrollView.virtual_size, Size(drawing.width, drawing.height))
        self.vertical_scrollbar.window_virtual_size = drawing.height
        self._scroll(drawing.follows(before, y) if stay else 0)
        if gap and drawing.gaps:
            self._stand_at(drawing.gaps[0 if gap > 0 else -1])
        elif not stay:
            self._to_sought()
        self._count()
        self.refresh()
        if drawing.width != max(8, self.room) and self.room > 0:
            self.show(drawing.markdown, stay=True)

    def seek(self, words: str) -> None:
        """Mark these words, and go to the first of them."""
        if words.casefold() != self.sought:
            self.sought = words.casefold()
            self._strips.clear()
            self._to_sought()
            self.refresh()

    def _to_sought(self) -> None:
        y = self.drawing.find(self.sought) if self.sought else None
        if y is not None:
            self._into_view(y)

    def on_resize(self) -> None:
        self._strips.clear()
        markdown, stay = self._coming or (self.drawing.markdown, True)
        self._coming = None  # what is being laid out is so for another width
        if markdown:
            self.show(markdown, stay)

    def notify_style_update(self) -> None:
        self._looks.clear()
        self._strips.clear()
        super().notify_style_update()

    def render_line(self, y: int) -> Strip:
        number = y + self.scroll_offset.y
        strip = self._strips.get(number)
        if strip is None:
            strip = self._strips[number] = self._strip(number)
        return strip

    def _strip(self, number: int) -> Strip:
        width = self.size.width
        if number >= self.drawing.height:
            return Strip.blank(width, self.rich_style)
        part, pieces = self.drawing.line(number)
        drawn = Strip([self._segment(part, piece) for piece in pieces])
        if self.sought:
            drawn = self._marked(drawn)
        return drawn.extend_cell_length(width).crop(0, width).apply_style(self.rich_style)

    def _segment(self, part: int, piece: Piece) -> Segment:
        if piece.number < 0:
            return Segment(piece.words, self._look(piece.role) if piece.role else None)
        return (
            Segment(piece.words.replace(GAP, HERE, 1), self._look("here"))
            if self.here is not None and (part, piece.number) == self.here[:2]
            else Segment(piece.words, self._look("gap"))
        )

    def _look(self, role: str) -> Style:
        if role not in self._looks:
            self._looks[role] = self.get_component_rich_style(f"preview--{role}", partial=True)
        return self._looks[role]

    def _marked(self, strip: Strip) -> Strip:
        shown = strip.text
        at = shown.casefold().find(self.sought)
        if at < 0:
            return strip
        start, end = cell_len(shown[:at]), cell_len(shown[: at + len(self.sought)])
        middle = Segment.apply_style(strip.crop(start, end), post_style=self._look("found"))
        return Strip([*strip.crop(0, start), *middle, *strip.crop(end)])

    # Gaps ---------------------------------------------------------------------------------------------------

    def action_next_gap(self, by: int) -> None:
        """Go to the next gap, or the one before."""
        gaps = self.drawing.gaps
        if self.here is not None:
            place = gaps.index(self.here) + by
        else:
            height = self.scrollable_content_region.height
            top = self.scroll_offset.y
            line = self._left_at if top <= self._left_at < top + height else top
            part = self.drawing.part_at(line)
            after = next((number for number, gap in enumerate(gaps) if gap.part >= part), len(gaps))
            place = after if by > 0 else after - 1
        if 0 <= place < len(gaps):
            self._stand_at(gaps[place])
        else:
            self.post_message(self.Beyond(by))

    def _stand_at(self, place: Place) -> None:
        self.here = place
        self._strips.clear()
        self._into_view(self.drawing.rows_of(place).start)
        self._count()
        self.refresh()

    def action_fill_in(self) -> None:
        """Go to where the gap at which one stands is filled in, else to the text that is printed here, or to a gap."""
        if self.here is None and self.has_text():
            self.post_message(self.TextWanted())
        elif self.here is None:
            self.action_next_gap(1)
        else:
            self.post_message(self.Wanted(self.here.gap))

    def action_edit(self) -> None:
        """Write the text of the section in which one stands."""
        if self.here is not None and self.here.gap.kind == "text":
            self.post_message(self.Wanted(self.here.gap))
        else:
            self.post_message(self.TextWanted())

    def action_write_books(self) -> None:
        """Write the books."""
        self.post_message(self.Write(as_asked=False))

    def action_write_books_as(self) -> None:
        """Write the books in a format that is asked for."""
        self.post_message(self.Write(as_asked=True))

    def action_section(self, by: int) -> None:
        """Turn to another section."""
        self.post_message(self.Turned(by))

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        if offset is None:
            return
        y = offset.y + self.scroll_offset.y
        if y >= self.drawing.height:
            return
        part, pieces = self.drawing.line(y)
        at = 0
        for piece in pieces:
            at += cell_len(piece.words)
            if offset.x < at:
                for place in self.drawing.gaps:
                    if place[:2] == (part, piece.number):
                        self._stand_at(place)
                        self.post_message(self.Wanted(place.gap))
                return

    def watch_has_focus(self, has_focus: bool) -> None:
        """The key that fills a gap works here alone, so it is told while this has the focus."""
        super().watch_has_focus(has_focus)
        self._count()

    def remark(self, words: str) -> None:
        """Say this at the lower edge as long as there is no gap to count."""
        self._remark = words
        self._count()

    def _count(self) -> None:
        """Say at the lower edge how many gaps there are, and at which one stands."""
        gaps = self.drawing.gaps
        if self.has_focus and self.here is None and self.has_text():
            words = _("{key:fill-in} opens the text of this section")
        elif not gaps:
            words = self._remark
        elif self.here is None or not self.has_focus:
            words = ngettext(
                "{sign} {number} gap: {key:next-gap}", "{sign} {number} gaps: {key:next-gap}", len(gaps)
            )
            words = words.format(sign=GAP, number=len(gaps))
        else:
            words = _("{sign} gap {here} of {all}: {key:fill-in} fills it in")
            words = words.format(sign=HERE, here=gaps.index(self.here) + 1, all=len(gaps))
        self.border_subtitle = plain(words) if words else None

    def _into_view(self, y: int) -> None:
        height = self.scrollable_content_region.height
        if not self.scroll_offset.y <= y < self.scroll_offset.y + height:
            self._scroll(max(0, y - height // 3))

    def _scroll(self, y: int) -> None:
        self.scroll_to(y=y, animate=False, immediate=True, force=True)


REFRESH_DELAY = 0.09
"""Seconds after an edit until what is in view is rendered anew, where one edit follows the other."""


def why(error: Exception) -> str:
    """Why books could not be made, as one sentence."""
    return (
        str(error)
        if isinstance(error, BimtekError)
        else _("the books can't be made: {reason}").format(reason=repr(error))
    )
