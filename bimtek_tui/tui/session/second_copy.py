"""The second copy on the screen: where it goes is asked, and that it lags behind is seen in the top line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.screen import Screen

from ...errors import Refused
from ...i18n import _
from ...workshop.workshop import Workshop

INTERVAL = 20.0
"""Seconds from one try to the next where a copy could not be written."""


class CopyWatch:
    """Tries again what could not be copied, and lets the top line say so."""

    def __init__(self, screen: Screen[Any], workshop: Workshop, show: Callable[[], None]) -> None:
        """`show` draws the top line anew."""
        self._screen = screen
        self._workshop = workshop
        self._copy = workshop.second_copy
        self._show = show

    def start(self) -> None:
        """Look from now on."""
        self._screen.set_interval(INTERVAL, self._look)

    def _look(self) -> None:
        if self._copy.folder is not None:
            self._copy.again()
            self._show()

    def ask(self) -> None:
        """Ask into which folder every save goes as well."""
        from ..dialogs.ask import Ask

        sentence = _(
            "Every save goes into this folder as well: a stick, or a folder that is synchronized. Empty: no second copy. {fault}"
        ).format(fault=self._copy.fault)
        folder = str(self._copy.folder or "")
        self._screen.app.push_screen(
            Ask(_("Second copy"), sentence.strip(), folder, self._chosen), self._announce
        )

    def _chosen(self, typed: str) -> str:
        """Choose a folder as it was typed or dropped on the window. Raises Refused."""
        folder = typed.strip().strip("'\"")
        if "\n" in folder:
            raise Refused(_("name one folder"))
        self._copy.choose(folder)
        self._workshop.copy()
        return folder

    def _announce(self, folder: str | None) -> None:
        self._show()
        if folder is not None and hasattr(self._screen, "say"):
            self._screen.say(
                _("Every save goes to {file} as well.").format(file=self._copy.file)
                if folder
                else _("No second copy is made any more.")
            )
