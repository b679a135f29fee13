"""Looking at the file while it is open, a second apart: what others made of it comes in, or is asked about."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.screen import Screen

from ...i18n import _
from ...workshop.external_changes import Seen
from ...workshop.uniting import Answer, Ours
from ...workshop.workshop import Workshop
from .autosave import Autosave

INTERVAL = 1.0
"""Seconds between looks."""


class FileWatch:
    """Watches the file of one workshop in the background of its screen."""

    def __init__(
        self, screen: Screen[Any], workshop: Workshop, autosave: Autosave, is_typing: Callable[[], bool]
    ) -> None:
        """`is_typing` says whether the person is in the middle of a line: a question would take its keys."""
        self._screen = screen
        self._autosave = autosave
        self._is_typing = is_typing
        self._workshop = workshop
        self._looking = False
        self._closed = False
        self._announced = False
        self._answers: list[Answer] = []

    def start(self) -> None:
        """Look from now on."""
        self._screen.set_interval(INTERVAL, self.look)

    def stop(self) -> None:
        """Look no more."""
        self._closed = True

    def look(self) -> None:
        """Look at the file; reading it, and uniting it with ours, is left to a thread."""
        workshop = self._workshop
        if self._closed or self._looking:
            return
        if not workshop.persistence.lock.held and not workshop.persistence.lock.fault:
            workshop.persistence.try_lock()
        if workshop.persistence.external.stirs(workshop.persistence.steps):
            self._looking = True
            ours, at_once = workshop.persistence.frozen(), not workshop.persistence.lock.held
            self._screen.run_worker(
                lambda: self._see(ours, at_once), thread=True, group="look", exit_on_error=False
            )
        elif workshop.persistence.dirty:
            self._autosave.soon()

    def _see(self, ours: Ours, at_once: bool) -> None:
        seen = None
        try:
            seen = self._workshop.persistence.external.see(ours, at_once)
        finally:
            if not self._closed:
                self._screen.app.call_from_thread(self._take_in, seen, at_once)

    def _take_in(self, seen: Seen | None, at_once: bool) -> None:
        self._looking = False
        if self._closed or seen is None:
            return
        self._workshop.persistence.take_in(seen, at_once)
        if self._workshop.persistence.dirty:
            self._autosave.soon()
        self._ask()

    def _ask(self) -> None:
        """Ask about new conflicts by itself only where nobody is in the middle of something."""
        from ..dialogs.conflicts import Conflicts

        if not self._workshop.persistence.external.conflicts:
            self._announced = False
            self._answers.clear()
        shown = self._screen.app.screen
        if isinstance(shown, Conflicts):
            shown.ask()
        elif self._workshop.persistence.external.conflicts and not self._announced:
            self._announced = True
            if shown is self._screen and not self._is_typing():
                self.decide()

    def decide(self) -> None:
        """Put the conflicts before the person."""
        from ..dialogs.conflicts import Conflicts

        if self._workshop.persistence.external.conflicts:
            self._screen.app.push_screen(Conflicts(self._workshop, self._answers), self._decided)

    def _decided(self, all_of_them: bool | None) -> None:
        if all_of_them:
            self.look()

    def put_off(self) -> None:
        """Close the question, where it is open; what was answered so far stays."""
        from ..dialogs.conflicts import Conflicts

        shown = self._screen.app.screen
        if isinstance(shown, Conflicts):
            shown.dismiss(False)

    def way_out(self) -> str:
        """What to do about what waits, behind the sentence that says why."""
        return _("; {key:decide} decides") if self._workshop.persistence.external.conflicts else ""
