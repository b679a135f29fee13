"""Two small questions: which one of a few things, and one value. Both are answered with as few keys as possible."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, OptionList

from ...errors import Refused
from ...workshop.drafts import Draft
from ..actions import bindings
from ..widgets.bar import KeyBar
from ..widgets.content import Words, pieces
from ..widgets.line import Earlier, Line, RecallingLine, known
from ..widgets.row_list import ChoiceList, Row
from .dialog import Dialog

_DIGITS = "123456789"


class Choice(Dialog[str | None]):
    """Asks which one it is: Enter takes the row under the cursor, its number takes it at once, Esc none."""

    # the numbers are bound, not listened to: a number typed at once behind the key that opens this must not get lost
    BINDINGS = bindings("choice")

    def __init__(self, title: str, sentence: str, rows: Iterable[tuple[str, Content]]) -> None:
        """`rows` are the answers, each with how it is shown."""
        super().__init__()
        self.heading = title
        self.sentence = sentence
        self.rows = [
            Row(answer, pieces((f"{_DIGITS[place : place + 1] or ' '} ", "bold")) + shown)
            for place, (answer, shown) in enumerate(rows)
        ]
        self.list = ChoiceList()

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog choice"):
            yield Words(self.heading, classes="title")
            if self.sentence:
                yield Words(self.sentence)
            yield self.list
            yield KeyBar("keys")

    def on_mount(self) -> None:
        self.list.fill(self.rows)
        self.list.focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(self.rows[event.option_index].id)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A number is a key as far as there are rows."""
        if action == "take" and parameters:
            return int(str(parameters[0])) <= len(self.rows)
        return super().check_action(action, parameters)

    def action_take(self, number: int) -> None:
        """Take the row with this number."""
        if number <= len(self.rows):
            self.dismiss(self.rows[number - 1].id)

    def action_cursor(self, by: int) -> None:
        """Move the cursor."""
        (self.list.action_cursor_down if by > 0 else self.list.action_cursor_up)()


class Ask(Dialog[Any]):
    """Asks for one value; what can't be taken is told and stays to be mended. Esc answers None."""

    BINDINGS = bindings("value")

    def __init__(
        self,
        title: str,
        sentence: str,
        value: str,
        read: Callable[[str], Any],
        earlier: Earlier | None = None,
        about: str = "",
        names: Iterable[str] = (),
    ) -> None:
        """`read` makes the answer of what was typed, or raises Refused with one sentence; `earlier` are answers before.

        `about` is what is to be known first, however long: it scrolls where the question would find no room. What is
        typed is completed to one of the `names`.
        """
        super().__init__()
        self.heading = title
        self.sentence = sentence
        self.value = value
        self.read = read
        self.earlier = earlier or Earlier()
        self.about = about
        self.names = [*names]
        self.place = f"ask:{title}"
        self._refused: str | None = None

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog tall" if "\n" in self.about else "dialog"):
            yield Words(self.heading, classes="title")
            if self.about:
                with VerticalScroll(id="asked-about"):
                    yield Words(self.about)
            yield Words(self.sentence)
            line = RecallingLine(self.value, id="asked", earlier=self.earlier)
            line.suggester = known(self.names) if self.names else None
            yield line
            yield Words(classes="fault")
            yield KeyBar("keys")

    def on_mount(self) -> None:
        line = self.query_one(Line)
        line.focus()
        line.select_all()

    def say_draft(self, draft: Draft) -> None:
        """What was left is selected: what is typed now takes its place and does not stand behind it."""
        super().say_draft(draft)
        self.query_one(Line).select_all()

    def unrecorded(self) -> dict[str, str]:
        """What was typed; what was refused is left for the value that is recorded, where there is one."""
        typed = super().unrecorded()
        return {} if self.value and typed.get("asked") == self._refused else typed

    def on_input_submitted(self, event: Input.Submitted) -> None:
        try:
            answer = self.read(event.value)
        except Refused as refused:
            self._refused = event.value
            self.query_one(".fault", Words).show(str(refused))
            return
        self.earlier.keep(event.value)
        self.dismiss(answer)
