"""The lines at the bottom in which one types: capturing entries, and filtering what is shown."""

from __future__ import annotations

from time import monotonic
from typing import ClassVar, Protocol

from textual import events
from textual.binding import Binding

from ... import text
from ...i18n import N_
from ..widgets.line import Line

PAUSE = 0.08
"""Seconds without a key after which it is looked up what was typed: never on a key, which must be as fast as ever."""


class Taker(Protocol):
    """Who takes what is typed into the capture line."""

    def take_down(self, typed: str) -> bool:
        """Record a line, and say whether that was done; one that was refused stays to be mended."""

    def take_many(self, before: str, pasted: str, after: str) -> None:
        """Take a paste of several lines, with what stands before and behind it."""

    def look(self) -> None:
        """Look up what was typed: nobody typed for a moment."""

    def action_complete(self) -> None:
        """Make of the tag being typed the one that is offered."""


class CaptureLine(Line):
    """Enter records what was typed and stays for the next; Esc (bound by the screen) leaves."""

    BINDINGS = [
        Binding(
            "tab",
            "screen.aim(1)",
            N_("Next list"),
            tooltip=N_("The line goes to the next list; a tag that is begun is completed first"),
            show=True,
        ),
        Binding("shift+tab", "screen.aim(-1)", show=False),
        Binding(
            "right",
            "screen.complete",
            N_("Complete"),
            tooltip=N_("At the end of the line: the tag being typed becomes the one that is offered"),
            show=False,
        ),
        Binding("down", "screen.offer(1)", N_("Next offer"), tooltip=N_("Offer the next tag"), show=False),
        Binding("up", "screen.offer(-1)", show=False),
    ]

    ACTIONS: ClassVar[dict[str, str]] = Line.ACTIONS | {
        "tab": "screen.aim(1)",
        "shift+tab": "screen.aim(-1)",
        "down": "screen.offer(1)",
        "up": "screen.offer(-1)",
    }

    def __init__(self, taker: Taker) -> None:
        super().__init__(id="capture", compact=True)
        self._taker = taker
        self._typed_at = 0.0
        self._waiting = False

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            if self.value.strip() and self._taker.take_down(self.value):
                self.value = ""
            return
        await super()._on_key(event)

    def watch_value(self) -> None:
        """Wait until nobody types; one timer for many keys."""
        self._typed_at = monotonic()
        if not self._waiting:
            self._waiting = True
            self.set_timer(PAUSE, self._look)

    def _look(self) -> None:
        left = self._typed_at + PAUSE - monotonic()
        if left > 0:
            self.set_timer(left, self._look)
        else:
            self._waiting = False
            self._taker.look()

    def action_cursor_right(self, select: bool = False) -> None:
        """One to the right; at the end of the line what is offered there."""
        if not select and self.selection.is_empty and self.cursor_position >= len(self.value):
            self._taker.action_complete()
        else:
            super().action_cursor_right(select)

    def _on_paste(self, event: events.Paste) -> None:
        if "\n" not in text.clean(event.text).strip():
            return  # `Line` takes it
        event.stop()
        event.prevent_default()
        start, end = sorted(self.selection)
        self._taker.take_many(self.value[:start], event.text, self.value[end:])


class FilterLine(Line):
    """What is typed here is looked for at once; Enter goes back to the list, Esc shows all again."""

    def __init__(self) -> None:
        super().__init__(id="filter", compact=True)
