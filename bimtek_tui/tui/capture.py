"""The lines at the bottom in which one types: capturing entries, and filtering what is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.binding import Binding
from textual.widgets import Input

from .. import text
from ..words import N_


class Line(Input):
    """An input for one line that takes any paste as text: line breaks become spaces, control characters go."""

    ACTIONS: ClassVar[dict[str, str]] = {
        key: binding.action
        for binding in Input.BINDINGS
        if isinstance(binding, Binding)
        for key in binding.key.split(",")
        if key != "enter"
    } | {"tab": "app.focus_next", "shift+tab": "app.focus_previous"}
    """What keys do here that are no letters."""

    async def _on_key(self, event: events.Key) -> None:
        # Input moves and deletes by bindings, which are looked up later than letters are inserted: a fast typist's
        # backspace would take the letter typed after it. So they run here, in the order of the keys.
        if not self.has_focus and self.screen.focused is not None:  # typed behind a Tab that came first
            event.stop()
            event.prevent_default()
            self.screen.focused.post_message(events.Key(event.key, event.character))
            return
        action = self.ACTIONS.get(event.key)
        if action is None:
            await super()._on_key(event)
            return
        event.stop()
        event.prevent_default()
        await self.run_action(action)

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

    ACTIONS: ClassVar[dict[str, str]] = Line.ACTIONS | {"tab": "screen.aim(1)", "shift+tab": "screen.aim(-1)"}

    def __init__(self, take: Callable[[str], bool]) -> None:
        """`take` records a line and says whether it did; a line that was refused stays to be mended."""
        super().__init__(id="capture", compact=True)
        self._take = take

    async def _on_key(self, event: events.Key) -> None:
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
