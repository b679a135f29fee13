"""What stands in a field of a form or question, as text, whatever widget it is."""

from __future__ import annotations

from textual.widget import Widget
from textual.widgets import Input, TextArea

from ..widgets.dropdown import Dropdown


def words(one: Widget) -> str:
    """What stands in a field, as text."""
    match one:
        case Input():
            return one.value
        case TextArea():
            return one.text
        case Dropdown():
            return one.value
    return ""


def put_words(one: Widget, typed: str) -> None:
    """Put into a field what stood there once."""
    match one:
        case Input():
            one.value = typed
            one.cursor_position = len(typed)
        case TextArea():
            one.text = typed
        case Dropdown():
            one.value = typed
