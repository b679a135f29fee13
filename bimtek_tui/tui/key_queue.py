"""Keys typed faster than they are worked off: each waits until the one before is done, and goes where that one led.

Textual gives a key to what has the focus when it arrives, and looks up only later what it does: of `a` and some words
typed at once the words would be commands of the list, since the line was not open yet. A key that the program or a
dialog carries out itself is even carried out before the field in focus has read the letters that it was given.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from functools import partial
from typing import Any

from textual import events
from textual.app import App
from textual.message_pump import MessagePump
from textual.scroll_view import ScrollView
from textual.types import CSSPathType

GLANCE = 0.05
"""Seconds between two looks at whether the key before is still being worked off."""
GLANCES = 100
"""Looks without any progress after which a key waits no longer. They are counted, not timed: a program that was stopped
or is late has not looked meanwhile."""

_MOVING = frozenset(("up", "down", "pageup", "pagedown", "home", "end"))
"""Keys that lead nowhere else in what scrolls, so that the next one need not wait for them."""


class Burst(events.Event, bubble=False):
    """Keys that were read at once and may be a text that a terminal pasted without saying so."""

    def __init__(self, text: str, keys: list[events.Key]) -> None:
        super().__init__()
        self.text = text
        self.keys = keys


Input = events.Key | events.Paste | events.MouseDown | events.MouseUp | Burst


class InOrder(App[int]):
    """A program whose keys, pastes and clicks keep their order across lines and dialogs that they open and close."""

    def __init__(self, css_path: CSSPathType | None = None) -> None:
        super().__init__(css_path=css_path)
        self._ahead: deque[Input] = deque()
        self.under_way = 0
        """The number of the key that is being worked off; 0 for none."""
        self._given = 0
        self._at: MessagePump = self
        """Where the key under way is being looked at."""
        self._glances = 0
        self._unread: MessagePump | None = None
        """What was given letters that it may not have read yet."""

    async def on_event(self, event: events.Event) -> None:
        """Give a key to what has the focus, or let it wait for the one before."""
        if not isinstance(event, Input) or event.is_forwarded:
            await super().on_event(event)
        else:
            self._ahead.append(event)
            await self._give_waiting()

    def doubts(self, burst: Burst) -> bool:
        """Whether a person has to say what a burst is, who is then asked."""
        return False

    def play(self, keys: list[events.Key]) -> None:
        """Let these keys come before all that waits."""
        self._ahead.extendleft(reversed(keys))
        self.call_later(self._give_waiting)

    async def _give_waiting(self) -> None:
        while self._ahead and not self.under_way:
            await self._give(self._ahead.popleft())

    async def _give(self, event: Input) -> None:
        target = self.focused or self.screen
        if isinstance(event, Burst) and self._unread is None:
            if not self.doubts(event):
                self._ahead.extendleft(reversed(event.keys))
        elif _stays(event, target):
            self._unread = target
            await super().on_event(event)
        elif self._unread is not None:
            unread, self._unread = self._unread, None
            self._ahead.appendleft(event)
            self._wait(unread, self._next)
        else:
            await super().on_event(event)
            if isinstance(event, events.MouseEvent):
                target = self.mouse_captured or self._mouse_down_widget or target
            self._wait(target, self._drawn)

    def _wait(self, target: MessagePump, then: Callable[[int], object]) -> None:
        """Let what comes wait until `target` has worked off what it was given, and then what that sent: a choice, a line."""
        self._given += 1
        self.under_way = self._given
        self._follow(target, partial(self._follow, target, partial(self.call_later, then, self._given)))
        asyncio.get_running_loop().call_later(GLANCE, self._look, self._given)

    def _follow(self, node: MessagePump, then: Callable[[], object]) -> None:
        """Go up the way on which a message is looked at by one after the other, up to the program itself."""
        while node is not self and not node.call_later(self._passed, node, then):
            node = node._parent or self
        self._at, self._glances = node, 0
        if node is self:
            self.call_later(then)

    def _passed(self, node: MessagePump, then: Callable[[], object]) -> None:
        self._follow(node._parent or self, then)

    def _look(self, number: int) -> None:
        """Go on without a key that went to something that is gone."""
        if number != self.under_way:
            return
        self._glances += 1
        if self._glances > GLANCES or not self._at.is_running:
            self.call_later(self._next, number)
        else:
            asyncio.get_running_loop().call_later(GLANCE, self._look, number)

    @property
    def on_top(self) -> MessagePump:
        """What a key may have opened: it is there, drawn and in focus before the next key is given."""
        return self.screen

    def _drawn(self, number: int) -> None:
        """What the key opened takes the focus once it is drawn; so does what was opened only then."""
        if number != self.under_way:
            return
        seen = self.on_top
        self._at, self._glances = seen, 0

        def drawn() -> None:
            self.call_later(self._next if seen is self.on_top else self._drawn, number)

        if not seen.call_after_refresh(drawn):
            self.call_later(self._next, number)

    async def _next(self, number: int) -> None:
        if number != self.under_way:
            return
        self.under_way = 0
        await self._give_waiting()


def _stays(event: Input, target: Any) -> bool:
    """Whether the next key need not wait for this one: letters in a line of text, and moving about in a list.

    Moving in a text is carried out by the program, later than the letters behind it are inserted.
    """
    if not isinstance(event, events.Key):
        return False
    takes_letters = target.check_consume_key("a", "a")
    moves = event.key in _MOVING and isinstance(target, ScrollView) and not takes_letters
    return moves or target.check_consume_key(event.key, event.character)
