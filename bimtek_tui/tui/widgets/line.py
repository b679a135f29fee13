"""Lines in which one types: any paste becomes text, keys keep their order, and one line stays for the next entry."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import ClassVar

from textual import events
from textual.binding import Binding
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Input

from ... import text
from ...model.ids import EntryRef
from ..actions import bindings, in_force


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

    PLACE = ""
    """The place of `keymap` whose keys run here, too."""

    virtual_size = reactive(
        Size(0, 0)
    )  # a longer text moves nothing, and laying all out anew costs 15 ms a letter

    async def _on_key(self, event: events.Key) -> None:
        # Input moves and deletes by bindings, which are looked up later than letters are inserted: a fast typist's
        # backspace would take the letter typed after it. So they run here, in the order of the keys.
        if not self.has_focus and self.screen.focused is not None:  # typed behind a Tab that came first
            event.stop().prevent_default()
            self.screen.focused.post_message(events.Key(event.key, event.character))
            return
        action = self._actions.get(event.key)
        if action is None:
            await super()._on_key(event)
            return
        event.stop().prevent_default()
        await self.run_action(action)

    @cached_property
    def moved_keys(self) -> Mapping[str, str]:
        """The keys that a person gave to actions, by their ids."""
        return self.app._keymap

    @cached_property
    def _actions(self) -> dict[str, str]:
        """What keys do here, with those of the place; where Right completes, it also moves, and looks by itself."""
        rows = in_force(self.PLACE, self.moved_keys) if self.PLACE else []
        return self.ACTIONS | {
            key: row.target
            for row in rows
            for key in row.keys.split(",")
            if (key, row.action) != ("right", "complete")
        }

    def _on_paste(self, event: events.Paste) -> None:
        pasted = text.line(event.text)
        if self.selection.is_empty:
            self.insert_text_at_cursor(pasted)
        else:
            self.replace(pasted, *self.selection)
        event.stop().prevent_default()

    def action_paste(self) -> None:
        """Take what was copied in the program like any other paste."""
        self.post_message(events.Paste(self.app.clipboard))


class RepeatedLine(Line):
    """A line that Enter records and that stays for the next one; Esc leaves it."""

    BINDINGS = bindings("line")

    class Closed(Message):
        """Esc was pressed."""

    class Recorded(Message):
        """What stood in the line was recorded."""

    def __init__(self, take: Callable[[str], bool], id: str) -> None:
        """`take` records what was typed and says whether that was done; what was refused stays to be mended.

        While the line is open, `place` says where its draft is kept, `where` is that in words, `given` what stood there
        before anything was typed, and `of` the entry that it is typed for.
        """
        super().__init__(id=id, compact=True, select_on_focus=False)
        self._take = take
        self.place = self.where = self.given = ""
        self.of: EntryRef | None = None

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.stop().prevent_default()
            if self.value.strip() and self._take(self.value):
                self.value = ""
                self.post_message(self.Recorded())
            return
        await super()._on_key(event)

    def action_close(self) -> None:
        """Leave the line."""
        self.post_message(self.Closed())
