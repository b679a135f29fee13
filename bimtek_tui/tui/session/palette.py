"""The command palette: every action that works now, and everything that can be gone to, by text."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any
from weakref import WeakKeyDictionary

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from ...i18n import _
from ...model import kinds
from ...model.labels import capital
from ...model.lookup import folded
from ..panels.agenda_actions import close_stage
from ..widgets.content import pieces, plain
from .screen import SessionScreen
from .search_index import Index, Thing

PERSONAL = ("participant", "signatory")
"""What is not found while the screen is on the wall."""

_IN_FORMS = ("risk", "cost", "text", "picture")
"""Kinds that stand in no panel: one is made in its form, and found again by its text."""

_INDEXES: WeakKeyDictionary[SessionScreen, Index] = WeakKeyDictionary()

Action = tuple[str, str, Callable[[], object]]
"""What an action is called, with its key; what it does; and how to run it."""


class SessionCommands(Provider):
    """Actions of the screen, and everything in its session."""

    async def startup(self) -> None:
        screen = self.screen
        if isinstance(screen, SessionScreen):
            for _pause in _INDEXES.setdefault(screen, Index(screen.workshop)).read():
                await asyncio.sleep(0)  # who types meanwhile must not wait

    async def discover(self) -> Hits:
        for words, explained, run in self._actions():
            yield DiscoveryHit(plain(words), run, text=words, help=_explained(explained))

    async def search(self, query: str) -> Hits:
        # Plain containment for actions: letters scattered over a sentence put "Books" above what one typed.
        wanted = folded(query)
        for words, explained, run in self._actions():
            name = folded(words)
            if wanted in name:
                yield Hit(
                    1.0 if name.startswith(wanted) else 0.85,
                    plain(words),
                    run,
                    text=words,
                    help=_explained(explained),
                )
            elif wanted in folded(explained):
                yield Hit(0.3, plain(words), run, text=words, help=_explained(explained))
        screen = self.screen
        if not isinstance(screen, SessionScreen):
            return
        index = _INDEXES.setdefault(screen, Index(screen.workshop))
        for found in index.search(query, PERSONAL if screen.wall.is_on else ()):
            thing = found.thing
            run = partial(_go, screen, thing)
            yield Hit(found.score, _shown(thing), run, text=thing.title)

    def _actions(self) -> list[Action]:
        """Every action that is possible now: those with a key, then those that need none."""
        found: dict[str, Action] = {}
        for active in self.screen.active_bindings.values():
            binding = active.binding
            if active.enabled and binding.tooltip and not binding.action.endswith("command_palette"):
                words = f"{_(binding.description)}  ({self.app.get_key_display(binding)})"
                run = partial(self.app.run_action, binding.action, active.node)
                found.setdefault(
                    binding.action, (words, self._step(binding.action) or _(binding.tooltip), run)
                )
        return [*found.values(), *self._without_keys()]

    def _step(self, action: str) -> str:
        """What undo or redo would do now; "" for anything else."""
        if not isinstance(self.screen, SessionScreen):
            return ""
        workshop = self.screen.workshop
        if action == "undo" and (what := workshop.can_undo):
            return _("Takes back: {what}").format(what=what)
        if action == "redo" and (what := workshop.can_redo):
            return _("Does again: {what}").format(what=what)
        return ""

    def _without_keys(self) -> Iterator[Action]:
        screen = self.screen
        if isinstance(screen, SessionScreen) and screen.panel_id != "agenda":  # there it has a key
            yield (
                _("Close stage"),
                _("Go through what the stage still needs and close it, or open it again"),
                partial(close_stage, screen, screen.desk, screen.stage_id),
            )
        if isinstance(screen, SessionScreen) and not screen.panel.lists_programs:  # there it has a key
            yield (
                _("Overlaps"),
                _("Programs of different agencies that are nearly the same, side by side, to make them one"),
                screen.panel.action_overlaps,
            )
        if isinstance(screen, SessionScreen):
            yield (
                capital(_(kinds.KIND_WORDS["identity"])),
                _("Government, agency, logo, letterhead and colour of the books and papers"),
                partial(screen.panel.open_form, "identity", ""),
            )
            for kind in _IN_FORMS:
                if kind != "cost" or screen.workshop.session.quick_win:
                    yield (
                        _("New: {kind}").format(kind=_(kinds.KIND_WORDS[kind])),
                        _("Fill in a form of its own; it is found again here by its text"),
                        partial(screen.panel.open_form, kind, ""),
                    )
        for command in self.app.get_system_commands(screen):
            yield command.title, command.help, command.callback


def _explained(words: str) -> Any:
    """An explanation as text: Textual would read markup in a plain string, and undo names what people wrote."""
    return plain(words)


def _shown(thing: Thing) -> Content:
    if not thing.word:
        return plain(thing.title)
    id = "" if thing.kind in ("checklist", "agenda", "section") else f"  {thing.id}"
    return pieces((f"{thing.word}: ", "dim"), thing.title, (id, "dim"))


def _go(screen: SessionScreen, thing: Thing) -> None:
    """Go to what was found."""
    match thing.kind:
        case "panel":
            screen.action_panel(thing.id)
        case "stage":
            screen.action_stage(thing.id)
        case "section":
            screen.action_panel("books")
            screen.call_after_refresh(screen.panel.reveal, "section", thing.id)
        case kind:
            screen.navigation.entry(kind, thing.id)
