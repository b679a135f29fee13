"""Whether the content still is what was signed, known beside the screen while people type.

The fingerprint is computed only when something it covers was changed, together with the bars. The state that was
signed is kept when it is signed here; for a session signed earlier git is asked once, in a thread.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from textual.screen import Screen

from ...model import method as methods
from ...model.entries import Session
from ...review import signing
from ...review.fingerprint import COVERED
from ...review.signing import Standing
from ...workshop.workshop import Changed, Workshop
from .panels import Panels


class Agreement:
    """How the workshop of a screen stands to what was signed."""

    def __init__(self, screen: Screen[Any], workshop: Workshop, panels: Panels) -> None:
        self.standing = Standing("open")
        self._screen = screen
        self._panels = panels
        self._workshop = workshop
        self._digest = ""
        self._states: dict[str, Session] = {}
        self._asked: set[str] = set()
        self._due = True
        workshop.subscribe(self._changed)

    def _changed(self, changed: Changed) -> None:
        if changed is not None and not any(kind in COVERED for kind, _id in changed):
            return
        self._due = True
        commitment = self._workshop.session.commitment
        if ((commitment and commitment.digest) or "") != self._digest:
            self._take(self._now(), here=changed is not None)  # now: what is signed is kept before it changes

    def look(self) -> None:
        """Find out how the content stands, if that may have changed, and show it in the panel of the commitment."""
        if not self._due:
            return
        self._due = False
        before, self.standing = self.standing, self._now()
        if self.standing.digest != self._digest:
            self._take(self.standing, here=False)
        if self.standing != before:
            self._show()

    def _now(self) -> Standing:
        return signing.standing(self._workshop.session, self._workshop.method)

    def _take(self, now: Standing, here: bool) -> None:
        """Another fingerprint: what was signed is the session as it is, or known from before, or git has it."""
        self._digest = now.digest
        if now.state == "as-signed":
            self._states.setdefault(now.digest, self._workshop.session.copy())
            if here:
                self._asked.add(now.digest)  # git can't know it better
        self._workshop.signed = self._states.get(now.digest)
        if now.state in ("as-signed", "changed") and now.digest not in self._asked:
            self._asked.add(now.digest)
            self._screen.run_worker(
                lambda: self._ask_git(now.digest), thread=True, group="signed", exit_on_error=False
            )

    def _ask_git(self, digest: str) -> None:
        from ... import git  # late: most sessions are not signed yet

        load = partial(methods.load, templates=self._workshop.templates)
        signed = signing.signed_state(git.history(self._workshop.path), digest, load)
        if signed is not None:
            self._screen.app.call_from_thread(self._keep_signed, digest, signed)

    def _keep_signed(self, digest: str, signed: Session) -> None:
        self._states[digest] = signed
        if digest == self._digest:
            self._workshop.signed = signed
            self._show()

    def _show(self) -> None:
        """How the content stands to what was signed, in the panels that show it."""
        for name in ("commitment", "review"):
            panel = self._panels.made.get(name)
            hidden_review = name == "review" and self._panels.open_id != name  # it is made anew when opened
            if panel is not None and panel.is_mounted and not hidden_review:
                panel.refill()
