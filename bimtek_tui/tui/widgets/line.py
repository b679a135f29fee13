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


class Earlier:
    """The lines that were recorded where one types, for Up and Down; what was half typed comes back behind the last."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._half = ""
        self._at = 0

    def keep(self, recorded: str) -> None:
        """Remember a line that was recorded."""
        if recorded in self._lines:
            self._lines.remove(recorded)
        self._lines.append(recorded)
        self._at = len(self._lines)

    def is_shown(self, typed: str) -> bool:
        """Whether what stands in the line is an earlier one as it was."""
        return self._at < len(self._lines) and typed == self._lines[self._at]

    def recall(self, typed: str, by: int) -> str | None:
        """The line before (-1) or after the one that stands there; None where there is none."""
        if not self.is_shown(typed):
            self._at, self._half = len(self._lines), typed
        at = self._at + by
        if not 0 <= at <= len(self._lines):
            return None
        self._at = at
        return self._lines[at] if at < len(self._lines) else self._half


class RecallingLine(Line):
    """A line in which Up brings back what was typed here before, and Down what was half typed."""

    BINDINGS = bindings("earlier")

    PLACE = "earlier"

    def __init__(
        self, value: str = "", *, id: str, earlier: Earlier | None = None, selects: bool = True
    ) -> None:
        """`earlier` are the lines before, where they outlive this widget; `selects` all of it when it is focused."""
        super().__init__(value, id=id, compact=True, select_on_focus=selects)
        self.earlier = earlier or Earlier()

    def action_recall(self, by: int) -> None:
        """Put an earlier line here, or the one after it."""
        if (recalled := self.earlier.recall(self.value, by)) is not None:
            self.value = recalled
            self.cursor_position = len(recalled)


class RepeatedLine(RecallingLine):
    """A line that Enter records and that stays for the next one; Esc leaves it."""

    BINDINGS = bindings("line")

    class Closed(Message):
        """Esc was pressed."""

    def __init__(self, take: Callable[[str], bool], id: str) -> None:
        """`take` records what was typed and says whether that was done; what was refused stays to be mended."""
        super().__init__(id=id, selects=False)
        self._take = take

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.stop().prevent_default()
            if self.value.strip() and self._take(self.value):
                self.earlier.keep(self.value)
                self.value = ""
            return
        await super()._on_key(event)

    def action_close(self) -> None:
        """Leave the line."""
        self.post_message(self.Closed())
