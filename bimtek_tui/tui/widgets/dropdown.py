"""A choice that unfolds, as Textual's, whose cursor stays at the ends of its list."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widgets import Select
from textual.widgets._select import SelectCurrent, SelectOverlay

from .row_list import step


class _Unfolded(SelectOverlay):
    def action_cursor_down(self) -> None:
        step(self, 1)

    def action_cursor_up(self) -> None:
        step(self, -1)


class Dropdown(Select[str]):
    """One of a few values; Enter unfolds them, letters go to the first that has them."""

    def compose(self) -> ComposeResult:
        yield SelectCurrent(self.prompt)
        yield _Unfolded(type_to_search=self._type_to_search).data_bind(compact=Select.compact)
