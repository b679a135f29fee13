"""Keys typed faster than they are worked off: each waits until the one before is done, and goes where that one led.

Textual gives a key to what has the focus when it arrives, and looks up only later what it does. Of `a` and some words
typed at once the words would be commands of the list, since the line was not open yet.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from functools import partial
from typing import Any

from textual import events
from textual.app import App
from textual.message_pump import MessagePump
from textual.types import CSSPathType

PATIENCE = 1.0
"""Seconds after which a key waits no longer: the one before went to something that is gone."""

_MOVING = frozenset(("up", "down", "pageup", "pagedown", "home", "end"))
"""Keys that lead nowhere else, so that the next one need not wait for them."""

Typed = events.Key | events.Paste


class InOrder(App[int]):
    """A program whose keys and pastes keep their order across lines and dialogs that they open and close."""

    def __init__(self, css_path: CSSPathType | None = None) -> None:
        super().__init__(css_path=css_path)
        self._ahead: deque[Typed] = deque()
        self._under_way = 0
        self._given = 0

    async def on_event(self, event: events.Event) -> None:
        """Give a key to what has the focus, or let it wait for the one before."""
        if not isinstance(event, Typed) or event.is_forwarded:
            await super().on_event(event)
        elif self._under_way:
            self._ahead.append(event)
            if len(self._ahead) == 1:
                self.set_timer(PATIENCE, partial(self._next, self._under_way))
        else:
            await self._give(event)

    async def _give(self, event: Typed) -> None:
        target = self.focused or self.screen
        await super().on_event(event)
        if not _stays(event, target):
            self._given += 1
            self._under_way = self._given
            behind = partial(
                self._worked_off, self._given
            )  # the key, and then what that sent: a choice, a line
            self._follow(target, partial(self._follow, target, behind))

    def _follow(self, node: MessagePump, then: Callable[[], object]) -> None:
        """Go up the way on which a message is looked at by one after the other, up to the program itself."""
        while node is not self and not node.call_later(self._passed, node, then):
            node = node._parent or self
        if node is self:
            self.call_later(then)

    def _passed(self, node: MessagePump, then: Callable[[], object]) -> None:
        self._follow(node._parent or self, then)

    def _worked_off(self, number: int) -> None:
        """What the key opened takes the focus once it is drawn."""
        if not self.screen.call_after_refresh(self.call_later, self._next, number):
            self.call_later(self._next, number)

    async def _next(self, number: int) -> None:
        if number != self._under_way:
            return
        self._under_way = 0
        while self._ahead and not self._under_way:
            await self._give(self._ahead.popleft())


def _stays(event: Typed, target: Any) -> bool:
    """Whether a key can't change what has the focus: letters in a line of text, and moving about."""
    if isinstance(event, events.Paste):
        return False
    return event.key in _MOVING or target.check_consume_key(event.key, event.character)
