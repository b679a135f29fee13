"""The command palette: every action that works now, and every entry by text."""

from __future__ import annotations

from functools import partial
from typing import Any

from textual.command import DiscoveryHit, Hit, Hits, Provider

from .. import kinds
from ..method import label, said
from ..words import _
from . import rows
from .content import pieces, plain
from .session import SessionScreen

_SEARCHED = ("swot", "program", "strategy", "quick_win", "issue", "gap", "readiness", "participant", "agency", "note",
             "mission", "objective", "milestone", "signatory")  # fmt: skip
MOST = 40
"""Entries that the palette lists for one query."""


class SessionCommands(Provider):
    """Actions and entries of the session on the screen."""

    def _actions(self) -> list[tuple[str, str, Any]]:
        found: dict[str, tuple[str, str, Any]] = {}
        for active in self.screen.active_bindings.values():
            binding = active.binding
            if active.enabled and binding.tooltip and not binding.action.endswith("command_palette"):
                words = f"{_(binding.description)}  ({self.app.get_key_display(binding)})"
                run = partial(self.app.run_action, binding.action, active.node)
                found.setdefault(binding.action, (words, _(binding.tooltip), run))
        return list(found.values())

    async def discover(self) -> Hits:
        for words, explained, run in self._actions():
            yield DiscoveryHit(plain(words), run, text=words, help=explained)

    async def search(self, query: str) -> Hits:
        # Plain containment: letters scattered over a sentence put "Books" above the entry that one typed.
        wanted = query.casefold()
        for words, explained, run in self._actions():
            if wanted in words.casefold():
                yield Hit(0.8, plain(words), run, text=words, help=explained)
            elif wanted in explained.casefold():
                yield Hit(0.3, plain(words), run, text=words, help=explained)
        screen = self.screen
        if not isinstance(screen, SessionScreen):
            return
        for name, panel in screen.workshop.method.panels.items():
            if wanted in said(panel).casefold() or wanted in label(panel).casefold():
                yield Hit(0.9, plain(said(panel)), partial(screen.action_panel, name), text=said(panel))
        listed = 0
        for kind in _SEARCHED:
            word = _(kinds.KIND_WORDS[kind])
            for id, entry in screen.workshop.session.entries(kind).items():
                title = rows.title(screen.workshop, kind, entry)
                if wanted in title.casefold() or wanted in str(id).casefold():
                    listed += 1
                    shown = pieces((f"{word}: ", "dim"), title, (f"  {id}", "dim"))
                    yield Hit(
                        0.9 if title.casefold().startswith(wanted) else 0.5,
                        shown,
                        partial(screen.show_entry, kind, id),
                        text=title,
                    )
                    if listed >= MOST:
                        return
