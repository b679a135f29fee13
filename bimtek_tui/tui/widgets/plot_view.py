"""A picture in letters on the screen, as large as there is room; its head stays while its rows scroll."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from ... import text
from ...figures.cells import Drawn, Plot

_MARGIN = 2
"""Cells that stay free at either side, the right one for the scrollbar."""


class PlotView(ScrollView, can_focus=True, inherit_bindings=False):
    """One picture in the middle; up and down scroll where it is longer than the screen is high."""

    BINDINGS = [
        binding
        for binding in ScrollView.BINDINGS
        if isinstance(binding, Binding)
        and binding.key not in ("left", "right")  # these lead to the next picture
    ]

    @dataclass
    class Made(Message):
        """A picture was made anew in a thread; None where there is nothing to draw any more."""

        number: int
        plot: Plot | None

    def __init__(self, id: str, gone: Callable[[], None], laid_out: Callable[[], None]) -> None:
        """`gone` is called when there is nothing to draw any more, `laid_out` when it was drawn for the room that there is."""
        super().__init__(id=id)
        self._gone = gone
        self._laid_out = laid_out
        self._plot: Plot | None = None
        self._drawn = Drawn((), ())
        self._across = 0
        self._number = 0
        self._making = False
        self._next: Callable[[], Plot | None] | None = None

    def show(self, plot: Plot) -> None:
        """Show this picture from its beginning."""
        self._number += 1
        self._next = None
        self._plot = plot
        self._draw()
        self.scroll_to(y=0, animate=False, immediate=True, force=True)

    def redraw(self, make: Callable[[], Plot | None]) -> None:
        """Make the picture anew in a thread, and show it where it is scrolled to; one after the other, the last at any rate."""
        if self._making:
            self._next = make
            return
        self._making = True
        number = self._number
        self.run_worker(lambda: self.post_message(self.Made(number, make())), thread=True, group="plot")

    def on_plot_view_made(self, event: Made) -> None:
        event.stop()
        self._making = False
        if self._next is not None:
            following, self._next = self._next, None
            self.redraw(following)
        if event.number != self._number:
            return  # another picture is shown by now
        if event.plot is None:
            self._gone()
        elif event.plot != self._plot:
            self._plot = event.plot
            self._draw()

    @property
    def is_longer(self) -> bool:
        """Whether there is more than the screen shows."""
        return len(self._drawn.lines) > self.size.height > 0

    def on_resize(self) -> None:
        self._draw()

    def _draw(self) -> None:
        """Draw for the room that there is."""
        width, height = max(1, self.container_size.width - 2 * _MARGIN), self.container_size.height
        if self._plot is None or not self.is_attached:
            return
        drawn = self._plot.drawn(width, height)
        self._drawn = Drawn(*(tuple(map(text.clean, lines)) for lines in (drawn.head, drawn.body)))
        self._across = max(map(cell_len, self._drawn.lines), default=0)
        self.virtual_size = Size(0, len(self._drawn.lines))
        self.refresh()
        self._laid_out()

    def render_line(self, y: int) -> Strip:
        head, body = self._drawn.head, self._drawn.body
        y -= max(0, (self.size.height - len(head) - len(body)) // 2)
        number = y - len(head) + self.scroll_offset.y
        line, style = "", None
        if 0 <= y < len(head):
            line, style = head[y], Style(bold=True)
        elif y >= len(head) and number < len(body):
            line = body[number]
        before = " " * max(0, (self.size.width - self._across) // 2)
        strip = Strip([Segment(before), Segment(line, style)])
        return strip.extend_cell_length(self.size.width).crop(0, self.size.width).apply_style(self.rich_style)
