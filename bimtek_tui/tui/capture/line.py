"""The lines at the bottom in which one types: capturing entries, and filtering what is shown."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import ClassVar, Protocol

from textual import events
from textual.binding import Binding
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Input

from ... import text
from ...i18n import N_, _

PAUSE = 0.08
"""Seconds without a key after which it is looked up what was typed: never on a key, which must be as fast as ever."""


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

    virtual_size = reactive(
        Size(0, 0)
    )  # a longer text moves nothing, and laying all out anew costs 15 ms a letter

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

    def action_paste(self) -> None:
        """Take what was copied in the program like any other paste."""
        self.post_message(events.Paste(self.app.clipboard))


class RepeatedLine(Line):
    """A line that Enter records and that stays for the next one; Esc leaves it."""

    BINDINGS = [
        Binding("escape", "close", N_("Back"), tooltip=N_("Leave the line"), show=True),
        Binding("ctrl+z", "undo", show=False),
    ]

    class Closed(Message):
        """Esc was pressed."""

    def __init__(self, take: Callable[[str], bool], id: str) -> None:
        """`take` records what was typed and says whether that was done; what was refused stays to be mended."""
        super().__init__(id=id, compact=True, select_on_focus=False)
        self._take = take

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            if self.value.strip() and self._take(self.value):
                self.value = ""
            return
        await super()._on_key(event)

    async def action_undo(self) -> None:
        """Take the last change back, unless somebody is in the middle of typing."""
        if self.value:
            self.screen.say(  # type: ignore[attr-defined]
                _("There is text in the line: Enter records it, ctrl+u clears it; then ctrl+z undoes.")
            )
        else:
            await self.screen.run_action("undo")

    def action_close(self) -> None:
        """Leave the line."""
        self.post_message(self.Closed())


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
