"""A choice of one line that unfolds: of its values there are widgets only while one looks at them."""

from __future__ import annotations

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from .content import plain
from .row_list import Steady

NOTHING = "–"
"""What stands where nothing is chosen."""


def folded(words: Content | None, width: int) -> Content:
    """The one line of a choice: what is chosen, and the sign that there are others."""
    return (words or plain(NOTHING, "dim")).truncate(width - 2, ellipsis=True, pad=True) + plain(" ▼", "dim")


class Dropdown(Widget, can_focus=True):
    """One of a few values; Enter unfolds them, letters go to the first that has them."""

    BINDINGS = [Binding("enter,space,down,up", "show_overlay", show=False)]

    value = reactive("")
    """What is chosen; "" for nothing. What may not be chosen changes nothing."""

    class Chosen(Message):
        """A value was taken, be it the one that stood there."""

    def __init__(
        self, options: dict[str, Content], value: str = "", *, blank: bool = True, id: str | None = None
    ) -> None:
        """`options` are the values with their words; `blank` says whether nothing may be chosen, too."""
        super().__init__(id=id)
        self.options = ({"": plain(NOTHING, "dim")} if blank else {}) | options
        self.set_reactive(Dropdown.value, value)

    def validate_value(self, value: str) -> str:
        return value if value in self.options else self.value

    def render(self) -> Content:
        return folded(self.options[self.value] if self.value else None, self.content_size.width)

    async def action_show_overlay(self) -> None:
        """Show what may be chosen."""
        if not self.children:
            unfolded = Unfolded(self.options, self.value)
            await self.mount(unfolded)
            unfolded.focus(scroll_visible=False)

    def check_consume_key(self, key: str, character: str | None = None) -> bool:
        return character is not None and character.isprintable()

    async def on_key(self, event: events.Key) -> None:
        if event.character and event.is_printable and event.character != " " and not self.children:
            event.stop().prevent_default()
            await self.action_show_overlay()
            self.query_one(Unfolded).seek(event.character)

    async def on_click(self) -> None:
        await self.action_show_overlay()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.value = event.option_id or ""
        self.fold()
        self.post_message(self.Chosen())

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()

    def fold(self) -> None:
        """Show the one line again."""
        self.screen.set_focus(self)
        self.query(Unfolded).remove()


class Unfolded(Steady):
    """The values of a choice, over what lies below it."""

    BINDINGS = [Binding("escape", "leave", show=False)]

    def __init__(self, options: dict[str, Content], value: str) -> None:
        super().__init__(*(Option(words, id=id or None) for id, words in options.items()), compact=True)
        self._words = [words.plain.casefold() for words in options.values()]
        self._typed = ""
        self._at = list(options).index(value) if value in options else 0

    def on_mount(self) -> None:
        self.highlighted = self._at

    def check_consume_key(self, key: str, character: str | None = None) -> bool:
        return character is not None and character.isprintable()

    def on_key(self, event: events.Key) -> None:
        if event.character is None or not event.is_printable:
            self._typed = ""
            return
        event.stop().prevent_default()
        self.seek(event.character)

    def seek(self, letter: str) -> None:
        """Go to the first value that has what was typed with this letter, one that begins so before others."""
        for typed in (self._typed + letter.casefold(), letter.casefold()):
            matches = [(words.find(typed), at) for at, words in enumerate(self._words) if typed in words]
            if matches:
                self._typed, self.highlighted = typed, min(matches)[1]
                return

    def action_leave(self) -> None:
        """Choose nothing else."""
        if isinstance(self.parent, Dropdown):
            self.parent.fold()

    def on_blur(self) -> None:
        if self.app.app_focus:  # not when one only looks into another window
            self.remove()

    def on_click(self, event: events.Click) -> None:
        event.stop()
