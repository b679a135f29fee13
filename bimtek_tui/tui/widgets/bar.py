"""One line of parts, each a place to click; and the keys that work now."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual import events
from textual.binding import ActiveBinding
from textual.content import Content
from textual.dom import DOMNode
from textual.keys import key_to_character
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from ...i18n import _, key
from ..key_names import LONG
from .content import lines, pieces, plain

Part = tuple[Content, str]
"""What a part of a bar shows, and the action that a click on it runs."""


def key_part(key: str, words: str, action: str) -> Part:
    """A key and what it does, to be clicked."""
    return pieces((f" {key} ", "bold reverse"), f" {words}"), action


class Bar(Static):
    """A line of parts, or several where that is wanted; a click runs the action of the part under it."""

    def __init__(self, id: str) -> None:
        super().__init__("", id=id, markup=False)
        self._rows: list[list[tuple[int, str]]] = [[]]

    def show(self, parts: list[Part], between: str = " ", room: int = 0) -> None:
        """Show these parts with something between them; with `room` in as many lines of that width as are needed."""
        rows: list[list[Part]] = [[]]
        end = 0
        self._rows = [[]]
        for part in parts:
            width = part[0].cell_length + len(between)
            if room and end + width > room + len(between) and rows[-1]:
                rows.append([])
                self._rows.append([])
                end = 0
            end += width
            rows[-1].append(part)
            self._rows[-1].append((end, part[1]))
        joined = [plain(between).join(content for content, _action in row) for row in rows]
        self.update(lines(joined), layout=bool(room))

    @property
    def places(self) -> list[tuple[int, str]]:
        """Where each part of the first line begins, and its action."""
        ends = self._rows[0]
        return list(
            zip([0, *(end for end, _action in ends)], (action for _end, action in ends), strict=False)
        )

    async def on_click(self, event: events.Click) -> None:
        row = self._rows[event.y] if 0 <= event.y < len(self._rows) else []
        x = event.x - self.styles.padding.left
        if self.styles.text_align == "center" and row:
            x -= max(0, self.content_region.width - row[-1][0] + 1) // 2
        for end, action in row:
            if x < end:
                if action:
                    await self.run_part(action)
                return

    async def run_part(self, action: str) -> None:
        """Run the action of the part that was clicked."""
        await self.screen.run_action(action)


class ActionBar(Bar):
    """Actions of one widget as buttons for the mouse: with words the key that does the same, or a sign that speaks for itself.

    Where there is no room for that the keys stand alone.
    """

    def __init__(self, id: str, node: DOMNode, actions: list[tuple[str, str, str, str]]) -> None:
        """`actions` are the sign of each button, its words instead ("" for none), what a click on it runs in `node`, and the id of its key."""
        super().__init__(id)
        self._node = node
        self._actions = actions

    def on_resize(self) -> None:
        for worded in (True, False):
            parts = [
                (plain(f" {key(id)} {_(words)} " if words else f" {sign} ", "reverse"), action)
                if worded
                else (plain(f" {key(id)} ", "reverse"), action)
                for sign, words, action, id in self._actions
            ]
            if sum(part.cell_length + 1 for part, _action in parts) <= self.size.width:
                break
        self.show(parts)

    async def run_part(self, action: str) -> None:
        await self.app.run_action(action, self._node)


def live_bindings(screen: Screen[Any]) -> list[ActiveBinding]:
    """What keys do now, in order; a letter that a person gave to an action only types where one types."""
    focused = screen.focused
    return [
        active
        for key, active in screen.active_bindings.items()
        if focused is None
        or active.node is focused
        or not focused.check_consume_key(key, key_to_character(LONG.get(key, key)))
    ]


def words_here(active: ActiveBinding, usual: str) -> str:
    """What a key is called where the cursor is, else what it is `usual`ly; "" for one that is not offered there."""
    for node in active.node.ancestors_with_self:
        words: Callable[[], dict[str, str]] | None = getattr(node, "key_words", None)
        if words:
            return words().get(active.binding.id or "", usual)
    return usual


class KeyBar(Bar):
    """The keys that work now, as many as fit; F1 has them all."""

    def __init__(self, id: str) -> None:
        super().__init__(id)
        self._owners: dict[str, DOMNode] = {}

    async def run_part(self, action: str) -> None:
        """Run the action where its key is bound."""
        await self.app.run_action(action, self._owners[action])

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._on_bindings)
        self._on_bindings(self.screen)

    def on_resize(self) -> None:
        self._on_bindings(self.screen)

    def _on_bindings(self, screen: Screen[object]) -> None:
        if screen is not self.screen or not self.is_attached:
            return
        room = self.size.width or self.app.size.width
        parts: dict[str, Part] = {}
        leaving = ""
        for active in sorted(live_bindings(screen), key=lambda live: live.binding.id != "help"):
            binding = active.binding
            if not (binding.show and binding.tooltip and active.enabled) or binding.action in parts:
                continue
            words = words_here(active, binding.description)
            if not words:
                continue
            parts[binding.action] = key_part(self.app.get_key_display(binding), _(words), binding.action)
            self._owners[binding.action] = active.node
            leaving = binding.action if binding.id in _LEAVING else leaving
        self.show(*self._fitting(parts, leaving, room))

    def _fitting(self, parts: dict[str, Part], leaving: str, room: int) -> tuple[list[Part], str, int]:
        """In a dialog all keys, in several lines; else as many as fit in one, and always the one that leads away."""
        if isinstance(self.screen, ModalScreen):
            return list(parts.values()), " ", room
        widths = {action: content.cell_length + 1 for action, (content, _action) in parts.items()}
        left = room - widths.get(leaving, 0)
        shown = []
        for action, part in parts.items():
            left -= widths[action] if action != leaving else 0
            if left >= 0 or action == leaving:
                shown.append(part)
        return shown, " ", 0


_LEAVING = ("back", "cancel", "later")
"""What a key does that leads away from where one is."""
