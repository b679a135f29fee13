"""The filter of a panel: the line in which one types, and what is shown then, said in words wherever one looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.screen import Screen
from textual.timer import Timer

from ... import text
from ...analysis import filtering
from ...i18n import _, ngettext
from ..capture.line import FilterLine
from ..panels.board import Board
from ..widgets.content import pieces

if TYPE_CHECKING:
    from .screen import SessionScreen

DELAY = 0.1
"""Seconds without a letter after which the lists follow: typing must not wait for thousands of rows."""


class FilterActions(Screen[None]):
    """The actions of a session screen that show less than everything."""

    def __init__(self) -> None:
        super().__init__()
        self.filter_words = ""
        self._filter_due: Timer | None = None

    def _me(self) -> SessionScreen:
        return self  # type: ignore[return-value]

    @property
    def filter_line(self) -> FilterLine:
        """The line in which one types what to look for."""
        return self.query_one(FilterLine)

    def action_filter(self) -> None:
        """Open the line in which one types what to look for."""
        line = self.filter_line
        line.display = True
        line.placeholder = (
            _("words #dimension @agency !fact +agreed ~group =4 points *3 votes ^today -not")
            if isinstance(self._me().panel, Board)
            else _("show only what contains… Esc shows all again")
        )
        line.focus()
        line.cursor_position = len(line.value)
        self._me().say("")

    def on_input_changed(self, event: FilterLine.Changed) -> None:
        if event.input is self.filter_line and event.input.display:
            self._filter_no_more()
            self._filter_due = self.set_timer(DELAY, self._filter_now)

    def on_input_submitted(self, event: FilterLine.Submitted) -> None:
        if event.input is self.filter_line:
            self._filter_now()
            event.input.display = False
            self._me().panel.take_focus()

    def _filter_no_more(self) -> None:
        if self._filter_due is not None:
            self._filter_due.stop()
            self._filter_due = None

    def _filter_now(self) -> None:
        self._filter_no_more()
        words = self.filter_line.value.strip()
        if words != self.filter_words:
            self.filter_words = words
            self._me().panel.filter(words)
        self._me().say("")

    def lift_filter(self) -> bool:
        """Show all entries of the panel again; whether something was hidden or the line open."""
        self._filter_no_more()
        line = self.filter_line
        was = bool(line.display or self.filter_words)
        line.value = ""
        line.display = False
        if self.filter_words:
            self.filter_words = ""
            self._me().panel.filter("")
        return was

    def filtered(self) -> Content | None:
        """What is shown while a filter is on, for the line of messages."""
        if not self.filter_words:
            return None
        panel = self._me().panel
        lists = (
            [one for one in panel.lists if not one.column.singles] if isinstance(panel, Board) else [panel]
        )
        wanted = getattr(panel.lists[0] if isinstance(panel, Board) else panel, "wanted", "")
        told = f"“{text.short(self.filter_words, 60)}”"
        if isinstance(wanted, filtering.Filter):
            number = sum(len(one.ids) for one in lists)
            found = ngettext("{number} entry", "{number} entries", number).format(number=number)
            told = f"{filtering.described(wanted, self._me().workshop.method)} · {found}"
        return pieces(" ", (_("Only:"), "bold"), f" {told} · ", _("Esc shows all"))
