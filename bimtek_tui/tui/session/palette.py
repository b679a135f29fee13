"""The command palette: every action that works now, and everything that can be gone to, by text."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from textual.command import Command, CommandList, CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.widgets import Input
from textual.widgets.option_list import Option
from textual.worker import WorkerError

from ...i18n import _, in_other
from ...model import kinds
from ...model.entries import counts
from ...model.labels import capital
from ...model.lookup import folded
from ..actions import ACTIONS
from ..panels.agenda_actions import close_stage
from ..registry import panel_of
from ..synonyms import ACTIONS as SYNONYMS
from ..synonyms import likeness
from ..widgets.content import pieces, plain
from .screen import SessionScreen
from .search_index import Index, Thing

PERSONAL = ("participant", "signatory")
"""What is not found while the screen is on the wall."""

_IN_FORMS = ("risk", "cost", "text", "picture")
"""Kinds of which one is made in its form from anywhere, and found again by its text; most of them stand in no panel."""

_INDEXES: WeakKeyDictionary[SessionScreen, Index] = WeakKeyDictionary()


class Action(NamedTuple):
    """What an action is called, with its key; what it does; and how to run it."""

    words: str
    explained: str
    run: Callable[[], object]


Named = tuple[Action, str]
"""An action and what else people call it."""


class Palette(CommandPalette):
    """The palette, which says in the person's language that there is nothing of that name.

    Enter and the arrows choose from what all that was typed before them finds, however late that is found: Textual
    would take what an earlier letter found, or nothing, and the words typed behind Enter would be commands of a list.
    """

    async def on_key(self) -> None:
        """Let a key that is no letter wait for what is being looked for."""
        for worker in list(self.workers):
            if worker.node is self and worker.group == self._GATHER_COMMANDS_GROUP:
                with contextlib.suppress(WorkerError):
                    await worker.wait()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Carry out what is under the cursor here and now: the key behind Enter must not come before it."""
        event.stop().prevent_default()
        shown = self.query_one(CommandList)
        chosen, place = shown.highlighted_option, shown.highlighted
        if isinstance(chosen, Command) and place is not None:
            self._select_command(CommandList.OptionSelected(shown, chosen, place))

    def _start_no_matches_countdown(self, search_value: str) -> None:
        self._stop_no_matches_countdown()
        self._no_matches_timer = self.set_timer(
            self._NO_MATCHES_COUNTDOWN, partial(self._say_nothing_found, search_value)
        )

    def _say_nothing_found(self, wanted: str) -> None:
        if wanted:
            sentence = plain(_("Nothing is called so; try another word."))
            self.query_one(CommandList).add_option(Option(sentence, disabled=True, id=self._NO_MATCHES))
        self._list_visible = bool(wanted)


class SessionCommands(Provider):
    """Actions of the screen, and everything in its session."""

    async def startup(self) -> None:
        screen = self.screen
        if isinstance(screen, SessionScreen):
            for _pause in _INDEXES.setdefault(screen, Index(screen.workshop)).read():
                await asyncio.sleep(0)  # who types meanwhile must not wait

    async def discover(self) -> Hits:
        for action in self._actions():
            yield DiscoveryHit(
                plain(action.words), action.run, text=action.words, help=_explained(action.explained)
            )

    async def search(self, query: str) -> Hits:
        wanted = folded(query)
        for action, synonyms in (*self._named(), *self._elsewhere()):
            if score := _score(wanted, action, synonyms):
                yield Hit(
                    score,
                    plain(action.words),
                    action.run,
                    text=action.words,
                    help=_explained(action.explained),
                )
        screen = self.screen
        if not isinstance(screen, SessionScreen):
            return
        index = _INDEXES.setdefault(screen, Index(screen.workshop))
        for hit in index.search(query, PERSONAL if screen.wall.is_on else ()):
            thing = hit.thing
            run = partial(_go, screen, thing)
            yield Hit(hit.score, _shown(thing), run, text=thing.title)

    def _actions(self) -> list[Action]:
        """Every action that is possible now: those with a key, then those that need none."""
        return [action for action, _synonyms in self._named()]

    def _named(self) -> list[Named]:
        """The same, each with what else people call it."""
        named: dict[str, Named] = {}
        for active in self.screen.active_bindings.values():
            binding = active.binding
            if active.enabled and binding.tooltip and not binding.action.endswith("command_palette"):
                words = f"{_(binding.description)}  ({self.app.get_key_display(binding)})"
                run = partial(self.app.run_action, binding.action, active.node)
                explained = self._step(binding.action) or _(binding.tooltip)
                synonyms = f"{folded(in_other(binding.description))}, {SYNONYMS.get(binding.id or '', '')}"
                named.setdefault(binding.action, (Action(words, explained, run), synonyms))
        return [*named.values(), *self._without_keys()]

    def _elsewhere(self) -> Iterator[Named]:
        """What is done in the books and looked for from any place: it is found by its words, and leads there."""
        screen = self.screen
        if isinstance(screen, SessionScreen) and screen.panel_id != "books":  # there they have keys
            for id, target in (("write-books", "write_books"), ("write-as", "write_books_as")):
                words, explained = ACTIONS[id]
                yield Action(_(words), _(explained), partial(_in_books, screen, target)), SYNONYMS[id]

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

    def _without_keys(self) -> Iterator[Named]:
        screen = self.screen
        if isinstance(screen, SessionScreen) and screen.panel_id != "agenda":  # there it has a key
            yield (
                Action(
                    _("Close stage"),
                    _("Go through what the stage still needs and close it, or open it again"),
                    partial(close_stage, screen, screen.desk, screen.stage_id),
                ),
                SYNONYMS["close-stage"],
            )
        if isinstance(screen, SessionScreen) and not screen.panel.lists_programs:  # there it has a key
            yield (
                Action(
                    _("Overlaps"),
                    _(
                        "Programs of different agencies that are nearly the same, side by side, to make them one"
                    ),
                    screen.panel.action_overlaps,
                ),
                SYNONYMS["overlaps"],
            )
        if isinstance(screen, SessionScreen):
            yield (
                Action(
                    _("Second copy"),
                    _(
                        "Name a folder on another disk into which every save goes as well: a stick, a synchronized folder"
                    ),
                    screen.copy_watch.ask,
                ),
                "cadangan, backup, stik, flashdisk, usb, second copy, salinan kedua",
            )
            yield (
                Action(
                    capital(_(kinds.KIND_WORDS["identity"])),
                    _("Government, agency, logo, letterhead and colour of the books and papers"),
                    partial(screen.panel.open_form, "identity", ""),
                ),
                "",
            )
            for kind in _IN_FORMS:
                if kind != "cost" or screen.workshop.session.quick_win:
                    yield (
                        Action(
                            _("New: {kind}").format(kind=_(kinds.KIND_WORDS[kind])),
                            _("Fill in a form of its own; it is found again here by its text"),
                            partial(screen.panel.open_form, kind, ""),
                        ),
                        "",
                    )
        for command in self.app.get_system_commands(screen):
            yield Action(command.title, command.help, command.callback), SYNONYMS["theme"]


def _score(wanted: str, action: Action, synonyms: str) -> float:
    """How well an action fits folded words: by its name, its synonyms, its explanation, from 1 to 0."""
    # Plain containment: letters scattered over a sentence put "Books" above what one typed.
    name = folded(action.words)
    if wanted in name:
        return 1.0 if name.startswith(wanted) else 0.85
    return 0.95 * likeness(wanted, synonyms) or (0.3 if wanted in folded(action.explained) else 0.0)


def _in_books(screen: SessionScreen, action: str) -> None:
    """Go to the books and do something there."""
    screen.action_panel("books")
    screen.panel.call_after_refresh(screen.panel.run_action, action)


def _explained(words: str) -> Any:
    """An explanation as text: Textual would read markup in a plain string, and undo names what people wrote."""
    return plain(words)


def _shown(thing: Thing) -> Content:
    if not thing.word:
        return plain(thing.title)
    id = "" if thing.kind in ("checklist", "agenda", "section", "field") else f"  {thing.id}"
    return pieces((f"{thing.word}: ", "dim"), thing.title, (id, "dim"))


def _go(screen: SessionScreen, thing: Thing) -> None:
    """Go to what was found."""
    match thing.kind:
        case "panel":
            screen.action_panel(thing.id)
        case "stage":
            screen.action_stage(thing.id)
        case "field":
            _open_field(screen, *thing.id.split("."))
        case "section":
            screen.action_panel("books")
            screen.panel.call_after_refresh(screen.panel.reveal, "section", thing.id)
        case kind:
            screen.navigation.entry(kind, thing.id)


def _open_field(screen: SessionScreen, kind: str, key: str) -> None:
    """Open a form at a field: of the entry under the cursor, else of the first one of its kind, else of a new one."""
    session, here = screen.workshop.session, screen.panel.selected
    if kinds.kinds()[kind].single:
        id = ""
    elif here is not None and here.kind == kind and here.id:
        id = here.id
    elif kind == "stage":
        id = screen.stage_id
    else:
        id = next((id for id, entry in session.entries(kind).items() if counts(entry)), "")
    if id and (here is None or here.kind != kind) and panel_of(kind) is not None:
        screen.navigation.entry(kind, id)
    screen.panel.call_after_refresh(screen.panel.open_form, kind, id, key)
