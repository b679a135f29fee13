"""The filter of a panel: the line in which one types, and what is shown then, said in words wherever one looks."""

from __future__ import annotations

from collections.abc import Callable

from textual.content import Content
from textual.timer import Timer

from ...i18n import _
from ..desk import Desk
from ..panels.panel import Panel
from ..widgets.content import pieces
from ..widgets.line import Line

DELAY = 0.1
"""Seconds without a letter after which the lists follow: typing must not wait for thousands of rows."""


class FilterLine(Line):
    """What is typed here is looked for at once; Enter goes back to the list, Esc (bound by the screen) shows all again.

    `words` are those by which the open panel is filtered now.
    """

    def __init__(self, desk: Desk, panel: Callable[[], Panel]) -> None:
        """`panel` gives the one that is seen."""
        super().__init__(id="filter", compact=True, select_on_focus=False)
        self.display = False
        self.words = ""
        self._desk = desk
        self._panel = panel
        self._due: Timer | None = None

    @property
    def is_open(self) -> bool:
        """Whether the line is seen; what it filters by may stay when it is not."""
        return bool(self.display)

    def open(self) -> None:
        """Open the line."""
        self.display = True
        self.placeholder = (
            _("words #dimension @agency !fact +agreed ~group =4 points *3 votes ^today -not")
            if self._panel().entry_lists is not None
            else _("show only what contains… {key:back} shows all again")
        )
        self.screen.set_focus(self)  # at once, as the capture line
        self.cursor_position = len(self.value)
        self._desk.say("")

    def on_input_changed(self) -> None:
        if self.display:
            self._wait_no_more()
            self._due = self.set_timer(DELAY, self._apply)

    def on_input_submitted(self) -> None:
        self._apply()
        self.display = False
        self._panel().take_focus()

    def _wait_no_more(self) -> None:
        if self._due is not None:
            self._due.stop()
            self._due = None

    def _apply(self) -> None:
        self._wait_no_more()
        words = self.value.strip()
        if words != self.words:
            self.words = words
            self._panel().filter(words)
        self._desk.say("")

    def lift(self) -> bool:
        """Show all entries of the panel again; whether something was hidden or the line open."""
        self._wait_no_more()
        was = bool(self.display or self.words)
        self.value = ""
        self.display = False
        if self.words:
            self.words = ""
            self._panel().filter("")
        return was

    def in_words(self) -> Content | None:
        """What is shown while a filter is on, for the line of messages."""
        if not self.words:
            return None
        shown = self._panel().filter_in_words()
        return pieces(" ", (_("Only:"), "bold"), f" {shown} · ", _("{key:back} shows all"))
