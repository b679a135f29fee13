"""The lines at the bottom in which one types: capturing entries, and filtering what is shown."""

from __future__ import annotations

from textual import events
from textual.message import Message
from textual.widgets import Input

from .. import text


class Line(Input):
    """An input for one line that takes any paste as text: line breaks become spaces, control characters go."""

    def _on_paste(self, event: events.Paste) -> None:
        pasted = text.line(event.text)
        if self.selection.is_empty:
            self.insert_text_at_cursor(pasted)
        else:
            self.replace(pasted, *self.selection)
        event.stop()
        event.prevent_default()


class CaptureLine(Line):
    """Enter records what was typed and stays for the next; Esc (bound by the screen) leaves."""

    class Captured(Message):
        """A line was typed and wants to be taken down."""

        def __init__(self, words: str) -> None:
            super().__init__()
            self.words = words

    def __init__(self) -> None:
        super().__init__(id="capture", compact=True)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if self.value.strip():
            self.post_message(self.Captured(self.value))


class FilterLine(Line):
    """What is typed here is looked for at once; Enter goes back to the list, Esc shows all again."""

    def __init__(self) -> None:
        super().__init__(id="filter", compact=True)
