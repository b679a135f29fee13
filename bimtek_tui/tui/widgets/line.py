"""Lines in which one types: any paste becomes text, keys keep their order, and one line stays for the next entry."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import ClassVar

from textual import events
from textual.binding import Binding
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.suggester import Suggester
from textual.widgets import Input

from ... import text
from ...model.ids import EntryRef
from ..actions import bindings, in_force

_OPEN_ENDS = (": ", "/", "\\")
"""How a completion ends that is not whole yet."""


class Completion(Suggester):
    """What the letters in a line become, shown in grey behind them: `look` gives the whole line, or "" for none."""

    def __init__(self, look: Callable[[str], str]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self.look = look

    async def get_suggestion(self, value: str) -> str | None:
        return self.look(value) or None


def known(names: Iterable[str], many: bool = False) -> Completion:
    """Completes the first of these names that begins as typed; with `many` the last one of several with commas."""
    listed = list(names)

    def look(typed: str) -> str:
        head = typed[: typed.rfind(",") + 1] if many else ""
        begun = typed[len(head) :].lstrip().casefold()
        whole = [name.casefold() for name in listed]
        if not begun or begun in whole:
            return ""
        first = next((name for name in listed if name.casefold().startswith(begun)), "")
        return head + " " * (head != "") + first if first else ""

    return Completion(look)


class Line(Input):
    """An input for one line that takes any paste as text: line breaks become spaces, control characters go.

    Enter and Tab take what is shown in grey behind the letters; Delete takes the grey letters away.
    """

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

    _refused: str | None = None
    """What stood here when the grey letters were taken away."""

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
        if event.key == "tab" and self.complete() and self.is_begun:
            return
        await self.run_action(action)

    @property
    def completed(self) -> str:
        """The line with what is shown, or would be in a moment, behind its letters; "" for nothing."""
        at_end = self.cursor_at_end and self.selection.is_empty and self.value != self._refused
        return self.suggester.look(self.value) if at_end and isinstance(self.suggester, Completion) else ""

    def complete(self) -> bool:
        """Take what is shown behind the letters; whether there was anything."""
        if completed := self.completed:
            self.value = completed
            self.cursor_position = len(completed)
        return bool(completed)

    @property
    def is_begun(self) -> bool:
        """Whether what stands here asks for more: a folder, a field without its value."""
        return self.value.endswith(_OPEN_ENDS)

    def submit(self) -> None:
        """Take what is shown in grey, and hand the line over unless it asks for more."""
        if not (self.complete() and self.is_begun):
            self.post_message(self.Submitted(self, self.value))

    async def action_submit(self) -> None:
        self.submit()

    def on_focus(self) -> None:
        self._refused = self.value  # nothing is shown behind what stood here already

    def action_delete_right(self) -> None:
        if self.completed:
            self._refused, self._suggestion = self.value, ""
        super().action_delete_right()

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

    class Recorded(Message):
        """What stood in the line was recorded."""

    def __init__(self, take: Callable[[str], bool], id: str) -> None:
        """`take` records what was typed and says whether that was done; what was refused stays to be mended.

        While the line is open, `place` says where its draft is kept, `where` is that in words, `given` what stood there
        before anything was typed, and `of` the entry that it is typed for.
        """
        super().__init__(id=id, selects=False)
        self._take = take
        self.place = self.where = self.given = ""
        self.of: EntryRef | None = None

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.stop().prevent_default()
            if self.value.strip() and self._take(self.value):
                self.earlier.keep(self.value)
                self.value = ""
                self.post_message(self.Recorded())
            return
        await super()._on_key(event)

    def action_close(self) -> None:
        """Leave the line."""
        self.post_message(self.Closed())
