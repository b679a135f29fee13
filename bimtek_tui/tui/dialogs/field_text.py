"""What stands in a field of a form or question, as text, whatever widget it is."""

from __future__ import annotations

import contextlib

from textual.widget import Widget
from textual.widgets import Input, Select, TextArea
from textual.widgets.select import InvalidSelectValueError


def words(one: Widget) -> str:
    """What stands in a field, as text."""
    match one:
        case Input():
            return one.value
        case TextArea():
            return one.text
        case Select():
            return one.value if isinstance(one.value, str) else ""
    return ""


def put_words(one: Widget, typed: str) -> None:
    """Put into a field what stood there once."""
    match one:
        case Input():
            one.value = typed
            one.cursor_position = len(typed)
        case TextArea():
            one.text = typed
        case Select():
            with contextlib.suppress(InvalidSelectValueError):  # no longer among what may be chosen
                one.value = typed or Select.NULL
