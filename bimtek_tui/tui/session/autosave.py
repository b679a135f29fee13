"""Saving while people type: a second after the last change, in a thread, one write at a time."""

from __future__ import annotations

import threading
from typing import Any

from textual.screen import Screen

from ...errors import CannotSave
from ...i18n import _
from ...workshop.workshop import Snapshot, Workshop

DELAY = 0.8
RETRY = 5.0
"""Seconds from a change to its save, and from a failed save to the next try."""


class Autosave:
    """Saves one workshop in the background of a screen."""

    def __init__(self, screen: Screen[Any], workshop: Workshop) -> None:
        self._screen = screen
        self._workshop = workshop
        self._waiting = False
        self._running = False
        self._writing = threading.Lock()
        self._closed = False
        self._written: Snapshot | None = None

    def soon(self, delay: float = DELAY) -> None:
        """Save in a moment, together with what is changed until then."""
        if not delay:
            self._start()
        elif not self._waiting and not self._closed:
            self._waiting = True
            self._screen.set_timer(delay, self._due)

    def _due(self) -> None:
        self._waiting = False
        self._start()

    def _start(self) -> None:
        if self._running or self._closed:
            return
        snapshot = self._workshop.persistence.snapshot()
        if snapshot is None:
            return
        self._running = True
        self._screen.run_worker(lambda: self._write(snapshot), thread=True, group="save", exit_on_error=False)

    def _write(self, snapshot: Snapshot) -> None:
        error = None
        with self._writing:
            if self._closed:
                return
            try:
                snapshot.write()
                self._written = snapshot
            except CannotSave as failure:
                error = failure
            except Exception as fault:  # noqa: BLE001 - told as trouble and tried again, never silently given up
                error = CannotSave(
                    _("saving failed by a fault of the program: {reason}").format(reason=repr(fault))
                )
        self._screen.app.call_from_thread(self._done, snapshot, error)

    def _done(self, snapshot: Snapshot, error: CannotSave | None) -> None:
        if self._closed:
            return
        self._running = False
        self._written = None
        self._workshop.persistence.saved(snapshot, error)
        if self._workshop.persistence.dirty:
            self.soon(RETRY if self._workshop.persistence.trouble else DELAY)

    def close(self) -> str:
        """Wait for a write under way, save the rest and let the session go; returns what is left to say, or "".

        Raises CannotSave; the session then stays open, and saving goes on being tried.
        """
        with self._writing:
            self._closed = True
        if self._written is not None:
            self._workshop.persistence.saved(self._written)
            self._written = None
        try:
            return self._workshop.close()
        except CannotSave:
            self._closed = self._running = False
            self.soon(RETRY)
            raise

    def abandon(self) -> None:
        """Let the session go without saving."""
        with self._writing:
            self._closed = True
        self._workshop.persistence.abandon()
