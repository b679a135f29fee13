"""What stands in a field of a form or question, as text, whatever widget it is."""

from __future__ import annotations

from textual.widget import Widget
from textual.widgets import Input, TextArea

from ..widgets.dropdown import Dropdown


def words(widget: Widget) -> str:
    """What stands in a field, as text."""
    match widget:
        case Input():
            return widget.value
        case TextArea():
            return widget.text
        case Dropdown():
            return widget.value
    return ""


def put_words(widget: Widget, typed: str) -> None:
    """Put into a field what stood there once, to be gone on with: nothing of it is selected, which a key would erase."""
    match widget:
        case Input():
            widget.select_on_focus = False
            widget.value = typed
            widget.cursor_position = len(typed)
        case TextArea():
            widget.text = typed
            widget.move_cursor(widget.document.end)
        case Dropdown():
            widget.value = typed
