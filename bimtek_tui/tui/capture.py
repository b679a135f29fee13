"""The lines at the bottom in which one types: capturing entries, and filtering what is shown."""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.binding import Binding
from textual.widgets import Input

from .. import text
from ..words import N_


class Line(Input):
    """An input for one line that takes any paste as text: line breaks become spaces, control characters go."""

    def _on_paste(self, event: events.Paste) -> None:
        pasted = text.line(event.text)
        if self.selection.is_empty:
            self.insert_text_at_cursor(pasted)
        else:
            self.replace(pasted, *self.selection)
        event.stop()
        event.prevent_default()


class CaptureLine(Line):
    """Enter records what was typed and stays for the next; Esc (bound by the screen) leaves."""

    BINDINGS = [
        Binding(
            "tab", "screen.aim(1)", N_("Next list"), tooltip=N_("The line goes to the next list"), show=True
        ),
        Binding("shift+tab", "screen.aim(-1)", show=False),
    ]

    def __init__(self, take: Callable[[str], bool]) -> None:
        """`take` records a line and says whether it did; a line that was refused stays to be mended."""
        super().__init__(id="capture", compact=True)
        self._take = take

    async def _on_key(self, event: events.Key) -> None:
        # Here and not as a binding: bindings are looked up later than letters are inserted, so that a fast typist's
        # next letter would still get into this line.
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            if self.value.strip() and self._take(self.value):
                self.value = ""
            return
        await super()._on_key(event)


class FilterLine(Line):
    """What is typed here is looked for at once; Enter goes back to the list, Esc shows all again."""

    def __init__(self) -> None:
        super().__init__(id="filter", compact=True)
