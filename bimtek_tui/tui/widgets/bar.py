"""One line of parts, each a place to click; and the keys that work now."""

from __future__ import annotations

from typing import Any

from textual import events
from textual.binding import ActiveBinding
from textual.content import Content
from textual.dom import DOMNode
from textual.keys import key_to_character
from textual.screen import Screen
from textual.widgets import Static

from ...i18n import _
from ..key_names import LONG
from .content import pieces, plain

Part = tuple[Content, str]
"""What a part of a bar shows, and the action that a click on it runs."""


class Bar(Static):
    """One line of parts; a click runs the action of the part under it."""

    def __init__(self, id: str) -> None:
        super().__init__("", id=id, markup=False)
        self._ends: list[tuple[int, str]] = []

    def show(self, parts: list[Part], between: str = " ") -> None:
        """Show these parts with something between them."""
        self._ends = []
        end = 0
        for content, action in parts:
            end += content.cell_length + len(between)
            self._ends.append((end, action))
        self.update(plain(between).join(content for content, _action in parts), layout=False)

    @property
    def places(self) -> list[tuple[int, str]]:
        """Where each part begins, and its action."""
        return list(
            zip(
                [0, *(end for end, _action in self._ends)],
                (action for _end, action in self._ends),
                strict=False,
            )
        )

    async def on_click(self, event: events.Click) -> None:
        x = event.x - self.styles.padding.left
        for end, action in self._ends:
            if x < end:
                if action:
                    await self.run_part(action)
                return

    async def run_part(self, action: str) -> None:
        """Run the action of the part that was clicked."""
        await self.screen.run_action(action)


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
        parts: list[Part] = []
        room = self.size.width or self.app.size.width
        seen: set[str] = set()
        for active in sorted(live_bindings(screen), key=lambda one: one.binding.id != "help"):
            binding = active.binding
            if not (binding.show and binding.tooltip and active.enabled) or binding.action in seen:
                continue
            seen.add(binding.action)
            words = pieces(
                (f" {self.app.get_key_display(binding)} ", "bold reverse"), f" {_(binding.description)}"
            )
            room -= words.cell_length + 1
            if room < 0:
                break
            parts.append((words, binding.action))
            self._owners[binding.action] = active.node
        self.show(parts)
