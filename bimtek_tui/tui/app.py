"""The program on the screen: a table of contents of its screens, and what happens when something goes wrong."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import gc
import os
import select
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, ClassVar

from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.filter import LineFilter
from textual.screen import Screen

from .. import settings
from ..errors import FINE, OUR_FAULT, BimtekError, CannotSave
from ..i18n import N_, _
from ..workshop.workshop import Workshop, open_workshop
from . import themes
from .key_queue import InOrder
from .keys import APP_KEYS
from .session import clock
from .session.screen import SessionScreen

TERMINAL_CHECK = 1.0
LAST_WAIT = 5.0
"""Seconds between looks at whether the terminal is still there, and for leaving in order once it is not."""

_KEY_NAMES = {"enter": N_("Enter"), "space": N_("Space"), "escape": N_("Esc"), "tab": N_("Tab")}


def _palette() -> Any:
    from .session.palette import SessionCommands

    return SessionCommands


class BimtekApp(InOrder):
    """The start screen, or a session that the command opened."""

    TITLE = "bimtek"
    CSS_PATH: ClassVar = ["app.tcss", "session.tcss", "forms.tcss", "room.tcss", "lists.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = APP_KEYS
    COMMANDS: ClassVar = {_palette}
    ENABLE_COMMAND_PALETTE = False  # its key and words are ours, in APP_KEYS

    def __init__(
        self, folder: Path, workshop: Workshop | None = None, now: Callable[[], dt.datetime] = clock.now
    ) -> None:
        super().__init__()
        self.folder = folder
        self.now = now
        self.opened = workshop
        self.partings: list[str] = []
        self.animation_level = "none"
        self._undimmed = themes.Undimmed()
        for look in themes.LOOKS:
            self.register_theme(look.theme)
        self._shown = themes.look(settings.choice("theme"))
        self.look = self._shown.name
        self.theme = self._shown.theme.name

    def get_default_screen(self) -> Screen[None]:
        """The first screen: the session that the command opened, else the list of sessions."""
        return SessionScreen(self.opened, self.now) if self.opened is not None else self._start()

    def on_mount(self) -> None:
        self._watch_terminal()
        self.app_resume_signal.subscribe(self, self._drawn_again)
        self.call_after_refresh(self._collect_again)

    def on_unmount(self) -> None:
        """Nobody looks any more: a template without end must not keep the program from ending."""
        from ..books import isolation

        isolation.end()

    def _drawn_again(self, _app: object) -> None:
        self.refresh(layout=True)

    def _collect_again(self) -> None:
        gc.freeze()
        gc.enable()

    def _watch_terminal(self) -> None:
        """Save and leave when told to end, or when the terminal is gone: without one the program would spin."""
        for name in ("SIGHUP", "SIGTERM"):
            if hasattr(signal, name):
                with contextlib.suppress(
                    NotImplementedError, RuntimeError, ValueError
                ):  # Windows; another thread
                    asyncio.get_running_loop().add_signal_handler(getattr(signal, name), self._leave)
        if hasattr(select, "poll") and not self.is_headless:
            loop = asyncio.get_running_loop()
            threading.Thread(target=self._leave_without_terminal, args=(loop,), daemon=True).start()

    def _leave_without_terminal(self, loop: asyncio.AbstractEventLoop) -> None:
        """Wait, in a thread of its own, until the terminal is gone; then leave, by force where drawing is stuck.

        The thread that draws may hang for ever on a terminal that takes nothing any more.
        """
        watched = select.poll()
        try:
            watched.register(sys.__stdin__.fileno() if sys.__stdin__ else 0, 0)
            while not any(event & (select.POLLHUP | select.POLLNVAL) for _file, event in watched.poll()):
                time.sleep(TERMINAL_CHECK)
        except (OSError, ValueError):
            return  # nothing to watch here
        with contextlib.suppress(RuntimeError):  # it is leaving already
            loop.call_soon_threadsafe(self._leave)
        time.sleep(LAST_WAIT)
        os._exit(FINE)  # what was acknowledged is in the journal and comes back at the next opening

    def _leave(self) -> None:
        """Save what can be saved and end at once; the journal has the rest."""
        for screen in self.screen_stack:
            if isinstance(screen, SessionScreen):
                screen.close()
        self.exit(FINE)

    def _start(self) -> Screen[None]:
        from .start import StartScreen

        return StartScreen(self.folder)

    def action_command_palette(self) -> None:
        """Open the palette, with its words in the person's language."""
        from textual.command import CommandPalette  # late: it costs a tenth of the start

        if not any(isinstance(one, CommandPalette) for one in self.screen_stack):  # help may lie over it
            self.push_screen(
                CommandPalette(placeholder=_("action or text of an entry…"), id="--command-palette")
            )

    def action_help(self) -> None:
        """Explain the screen; of a dialog, which says itself what it is for, the keys."""
        from .dialogs.help import Help, live_keys

        screen = self.screen
        if isinstance(screen, Help):
            screen.action_leave()
        elif hasattr(screen, "action_help"):
            screen.action_help()
        else:
            self.push_screen(Help(_("Help"), "", "", live_keys(screen)))

    def get_key_display(self, binding: Binding) -> str:
        """Keys as they are written on the keyboard."""
        key = binding.key
        if key in _KEY_NAMES:
            return _(_KEY_NAMES[key])
        return key.upper() if key[0] == "f" and key[1:].isdigit() else super().get_key_display(binding)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Textual's own commands are left out of the palette: ours say the same in the person's language."""
        return ()

    # How it looks -------------------------------------------------------------------------------------------

    def refresh_css(self, animate: bool = True) -> None:
        """Apply the stylesheets anew; before the first screen they are parsed once, and the screen finds them so.

        Textual parses them here into a sheet of its own and forgets that for the first screen.
        """
        if self.screen_stack:
            super().refresh_css(animate)
        else:
            self.stylesheet.set_variables(self.get_css_variables())
            self.stylesheet.update(self, animate=animate)

    def show_look(self, name: str) -> None:
        """Show everything in these colours, without keeping that."""
        self._shown = themes.look(name)
        self.theme = self._shown.theme.name

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What is done to every line drawn."""
        filters = super().get_line_filters()
        return filters if self._shown.dims else [self._undimmed, *filters]

    def choose_look(self, name: str) -> None:
        """Show everything in these colours from now on, also the next time."""
        self.look = themes.look(name).name
        settings.choose("theme", self.look)
        self.show_look(self.look)
        self._say(_("Colours: {name}.").format(name=_(themes.look(name).words)), error=False)

    def action_theme(self) -> None:
        """Show everything in the next colours."""
        self.choose_look(themes.after(self.look).name)

    # Away and back ------------------------------------------------------------------------------------------

    @property
    def can_suspend(self) -> bool:
        """Whether there is a shell that gets the terminal meanwhile and brings the program back."""
        if self._driver is None or not self._driver.can_suspend or not hasattr(os, "getsid"):
            return False
        return os.getpgrp() != os.getsid(
            0
        )  # else no shell with job control started it: it would hang for ever

    def action_away(self) -> None:
        """Save and give the terminal back to the shell; `fg` brings the program back as it was."""
        if not self.can_suspend:
            return
        for screen in self.screen_stack:
            if isinstance(screen, SessionScreen) and not screen.closed:
                with contextlib.suppress(CannotSave):  # the journal has it, and the screen says so later
                    screen.workshop.save()
        self.app_suspend_signal.publish(self)
        os.killpg(os.getpgrp(), signal.SIGTSTP)  # all of the job: a launcher must not go on waiting

    # Sessions -----------------------------------------------------------------------------------------------

    def open_session(self, file: Path) -> None:
        """Open a session file, or say why not."""
        try:
            workshop = open_workshop(file)
        except (BimtekError, OSError) as error:
            self._say(str(error))
            return
        self.push_screen(SessionScreen(workshop, self.now))

    def leave_session(self) -> None:
        """Close the session and show the list of sessions."""
        screen = self.screen
        if isinstance(screen, SessionScreen) and screen.may_leave() and screen.close():
            if len(self.screen_stack) > 1:
                self.pop_screen()
            else:  # the first screen of all can't be taken away; closed, it stays below
                self.push_screen(self._start())
            while self.partings:
                self.call_after_refresh(self._say, self.partings.pop())

    def _say(self, sentence: str, error: bool = True) -> None:
        """Say something on the screen that can say something, from the top down: a dialog has no line for it."""
        for screen in reversed(self.screen_stack):
            if hasattr(screen, "say"):
                screen.say(sentence, error)
                return

    async def action_quit(self) -> None:
        """Save and leave; when saving fails, say so and leave only when asked again at once."""
        for screen in self.screen_stack:
            if not isinstance(screen, SessionScreen):
                continue
            if not screen.may_leave():
                return
            if screen.close():
                continue
            if screen.told_not_saved:
                screen.saver.abandon()
                continue
            screen.told_not_saved = True
            screen.say(
                _("NOT saved, and not in the journal either: ctrl+q once more loses the last entries.")
                if screen.workshop.persistence.at_risk
                else _("Not saved; the journal keeps everything. ctrl+q once more leaves."),
                error=True,
            )
            return
        self.exit(FINE)

    def _handle_exception(self, error: Exception) -> None:
        """Save first, then leave; `run` raises the error again for the one who writes reports."""
        self._return_code = OUR_FAULT
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
            saved = [screen.close() for screen in self.screen_stack if isinstance(screen, SessionScreen)]
            error.add_note(
                _("your entries are saved") if all(saved) else _("your last entries are in the journal only")
            )
        self._close_messages_no_wait()


def run(file: Path | None, folder: Path, tell: Callable[[str], None], templates: Path | None = None) -> int:
    """Run the screen on a session file, or on the list of sessions of a folder; returns the exit code.

    What is left to say when the screen is gone goes to `tell`. Raises BimtekError when the file can't be opened, before the screen is touched; and what went wrong by a fault of
    the program, after everything was saved and the screen restored.
    """
    workshop = open_workshop(file, templates) if file is not None else None
    app = BimtekApp(folder, workshop)
    app.run()
    for sentence in app.partings:
        tell(sentence)
    if app._exception is not None:
        raise app._exception
    return app.return_code or FINE
