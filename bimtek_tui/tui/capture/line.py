"""The line at the bottom in which one captures."""

from __future__ import annotations

from time import monotonic
from typing import Protocol

from textual import events

from ... import text
from ..actions import bindings
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

    def complete(self) -> None:
        """Make of the tag being typed the one that is offered."""

    def offer(self, by: int) -> None:
        """Offer the next of what the tag being typed may become."""

    def aim(self, by: int) -> None:
        """Send the line to the next list; while a tag is begun, forwards makes it whole."""


class CaptureLine(Line):
    """Enter records what was typed and stays for the next; Esc (bound by the screen) leaves."""

    BINDINGS = bindings("capture")

    PLACE = "capture"

    def __init__(self, taker: Taker) -> None:
        super().__init__(id="capture", compact=True, select_on_focus=False)  # it goes on with what waits
        self._taker = taker
        self._typed_at = 0.0
        self._waiting = False

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.stop().prevent_default()
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
        """One to the right; at the end of the line what is offered there, unless another key does that."""
        if (
            self.moved_keys.get("complete", "right") == "right"
            and not select
            and self.selection.is_empty
            and self.cursor_position >= len(self.value)
        ):
            self._taker.complete()
        else:
            super().action_cursor_right(select)

    def action_complete(self) -> None:
        """Make of the tag being typed the one that is offered."""
        self._taker.complete()

    def action_offer(self, by: int) -> None:
        """Offer the next of what the tag being typed may become."""
        self._taker.offer(by)

    def action_aim(self, by: int) -> None:
        """Send the line to the next list; a tag that is begun is completed first."""
        self._taker.aim(by)

    def _on_paste(self, event: events.Paste) -> None:
        if "\n" not in text.clean(event.text).strip():
            return  # `Line` takes it
        event.stop().prevent_default()
        start, end = sorted(self.selection)
        self._taker.take_many(self.value[:start], event.text, self.value[end:])
