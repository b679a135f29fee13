"""Lines in which one types: any paste becomes text, keys keep their order, and one line stays for the next entry."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.binding import Binding
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Input

from ... import text
from ...i18n import N_, _


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
