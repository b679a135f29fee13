"""The program on the screen: a table of contents of its screens, and what happens when something goes wrong."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from textual import events
from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.filter import LineFilter
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.widgets import OptionList

from .. import settings
from ..errors import FINE, OUR_FAULT, BimtekError, CannotSave
from ..i18n import _, name_keys
from ..text import short
from ..workshop.workshop import Workshop, open_workshop
from . import rebinding, terminal, themes
from .actions import bindings, key_of
from .desk import Now, now
from .key_names import IN_WORDS
from .key_queue import Burst, InOrder, Input
from .panels.panel import Panel
from .session.screen import SessionScreen
from .widgets.content import plain


def _palette() -> Any:
    from .session.palette import SessionCommands

    return SessionCommands


OPENING = frozenset(
    [
        "add",
        "add-person",
        "add-money",
        "inbox",
        "edit",
        "open",
        "editor",
        "score",
        "filter",
        "commands",
        "for-whom",
        "withdraw",
        "unite",
        "rounds",
        "two-lists",
        "group-file",
        "table",
        "jump",
    ]
)
"""The actions behind which a person types words."""

KEEP = 0.3
"""Seconds from a key to keeping what was typed and is not recorded."""


class BimtekApp(InOrder):
    """The start screen, or a session that the command opened."""

    TITLE = "bimtek"
    BINDINGS: ClassVar[list[BindingType]] = bindings("app")
    COMMANDS: ClassVar = {_palette}
    ENABLE_COMMAND_PALETTE = False  # its key and words are ours, in the place “app”

    def __init__(self, folder: Path, workshop: Workshop | None = None, now: Now = now) -> None:
        # A screen brings its own stylesheet, for which all are parsed anew; the one that is first is known already.
        super().__init__(["app.tcss", *([f"session/{SessionScreen.CSS_PATH}"] if workshop else [])])
        self._action_targets.add("panel")  # Textual's: what may stand before the dot in the action of a key
        self.folder = folder
        self.now = now
        self.opened = workshop
        self.partings: list[str] = []
        self._keeps = False
        self.animation_level = "none"
        self.rebinding = rebinding.read()
        self.set_keymap(self.rebinding.keymap)
        name_keys(partial(key_of, keymap=self.rebinding.keymap))
        keys = ",".join(self.rebinding.keymap.values()).split(",")
        terminal.read_any_byte(self.driver_class)
        terminal.tell_escape_apart(self.driver_class, {key for key in keys if key.startswith("alt+")})
        self._undimmed = themes.Undimmed()
        for look in themes.LOOKS:
            self.register_theme(look.theme)
        self._shown = themes.look(settings.choice("theme"))
        self.look = self._shown.name
        self.theme = self._shown.theme.name

    @property
    def panel(self) -> Panel | None:
        """The panel that is seen: a list that binds keys leaves what they do to the panel around it."""
        screens = (screen for screen in reversed(self.screen_stack) if isinstance(screen, SessionScreen))
        return next((screen.panel for screen in screens), None)

    @property
    def on_top(self) -> MessagePump:
        """A panel as well as a dialog may be opened by a key, and still have to make its lists."""
        screen = self.screen
        return screen.panel if isinstance(screen, SessionScreen) and screen.panel.is_running else screen

    def get_default_screen(self) -> Screen[None]:
        """The first screen: the session that the command opened, else the list of sessions."""
        return SessionScreen(self.opened, self.now) if self.opened is not None else self._start()

    def on_mount(self) -> None:
        terminal.watch(self._leave, not self.is_headless)
        terminal.go_on_after_stops(self._driver, lambda: self.refresh(layout=True))
        if self.rebinding.findings:
            self.call_after_refresh(self._say_wrong_keys)
        self.app_resume_signal.subscribe(self, self._drawn_again)
        self.call_after_refresh(self._collect_again)

    # What is not recorded -----------------------------------------------------------------------------------

    async def on_event(self, event: events.Event) -> None:
        """Keep what was typed in a moment: never on a key."""
        if isinstance(event, Input) and not self._keeps:
            self._keeps = True
            self.set_timer(KEEP, self._keep)
        await super().on_event(event)

    def _keep(self) -> None:
        self._keeps = bool(self.under_way)
        if self._keeps:  # more is to come
            self.set_timer(KEEP, self._keep)
        self.keep_drafts(partial(self.run_worker, thread=True, group="drafts", exit_on_error=False))

    def keep_drafts(self, run: Callable[[Callable[[], None]], object] = lambda write: write()) -> None:
        """Keep what was typed anywhere and is not recorded; `run` writes it, at once if nothing else is said."""
        for screen in self.screen_stack:
            if hasattr(screen, "keep_drafts"):
                screen.keep_drafts()
        for screen in self.screen_stack:
            if not screen.is_modal and hasattr(screen, "drafts"):
                run(screen.drafts.write)

    def on_unmount(self) -> None:
        """Nobody looks any more: a template without end must not keep the program from ending."""
        from ..books import isolation

        isolation.end()

    def _say_wrong_keys(self) -> None:
        """Say what is wrong in the person's settings, behind what the first screen says by itself."""
        message = self.screen.query_one("#message")
        first = str(message.visual).strip() if message.has_class("said") else ""  # type: ignore[attr-defined]
        self.screen.say("; ".join(filter(None, (first, self.rebinding.sentence()))), error=True)  # type: ignore[attr-defined]

    def _drawn_again(self, _app: object) -> None:
        self.refresh(layout=True)

    def _collect_again(self) -> None:
        gc.freeze()
        gc.enable()

    def _leave(self) -> None:
        """Save what can be saved and end at once; the journal has the rest."""
        self.keep_drafts()
        for screen in self.screen_stack:
            if isinstance(screen, SessionScreen):
                screen.close()
        self.exit(FINE)

    def _start(self) -> Screen[None]:
        from .start import StartScreen

        return StartScreen(self.folder)

    def action_command_palette(self) -> None:
        """Open the palette, with its words in the person's language."""
        from .session.palette import Palette  # late: it costs a tenth of the start

        if not any(isinstance(screen, Palette) for screen in self.screen_stack):  # help may lie over it
            self.push_screen(Palette(placeholder=_("action or text of an entry…"), id="--command-palette"))

    def action_help_quit(self) -> None:
        """Say by which key one leaves; Textual does so in English when somebody presses ctrl+c."""
        key = self.rebinding.keymap.get("quit", "ctrl+q").split(",")[0]
        self._say(
            _("Nothing is copied here; {key} saves and leaves the program.").format(key=key), error=False
        )

    def action_redraw(self) -> None:
        """Draw the whole screen anew, as after something else wrote into the terminal."""
        self.refresh(layout=True)
        for screen in self.screen_stack:
            screen.refresh(layout=True)

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
        if key in IN_WORDS:
            return _(IN_WORDS[key])
        return key.upper() if key[0] == "f" and key[1:].isdigit() else super().get_key_display(binding)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """What the palette offers on any screen though it has no key; Textual's own commands are left out."""
        for look in themes.LOOKS:
            if look.name != self.look:
                yield SystemCommand(
                    _("Colours: {name}").format(name=_(look.words)),
                    _("Show everything in these colours, also the next time"),
                    partial(self.choose_look, look.name),
                )
        if self.can_suspend:
            yield SystemCommand(
                _("Suspend"),
                _("Save and give the terminal back to the shell; “fg” there brings the program back"),
                self.action_away,
            )

    # What a terminal pastes without saying so ----------------------------------------------------------------

    def doubts(self, burst: Burst) -> bool:
        """Ask whether a burst is text, where its letters would be commands of a list and the first one opens nothing."""
        focused = self.focused
        if not isinstance(self.screen, SessionScreen) or not isinstance(focused, OptionList):
            return False
        first = self.screen.active_bindings.get(burst.keys[0].key)
        if first is not None and first.binding.id in OPENING:
            return False
        from .dialogs.ask import Choice

        def answered(answer: str | None) -> None:
            if answer == "keys":
                self.play(burst.keys)
            elif focused.is_attached:
                focused.post_message(events.Paste(burst.text))

        rows = (
            ("text", plain(_("Text: put it into the line, where it can be read before it is recorded"))),
            ("keys", plain(_("Keys: do what each of them does here"))),
        )
        sentence = _("“{text}” came at once. Was it pasted?").format(text=short(burst.text, 60))
        self.push_screen(Choice(_("Text or keys?"), sentence, rows), answered)
        return True

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

    def paint(self, on_wall: bool) -> None:
        """Show everything in the colours that suit the wall, or in those that were chosen."""
        self.show_look(themes.on_wall(self.look).name if on_wall else self.look)

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
        return self._driver is not None and self._driver.can_suspend and terminal.has_shell()

    def action_away(self) -> None:
        """Save and give the terminal back to the shell; `fg` brings the program back as it was."""
        if not self.can_suspend:
            return
        self.keep_drafts()
        for screen in self.screen_stack:
            if isinstance(screen, SessionScreen) and not screen.exit.closed:
                with contextlib.suppress(CannotSave):  # the journal has it, and the screen says so later
                    screen.workshop.save()
        self.app_suspend_signal.publish(self)
        terminal.give_back()

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
        self.keep_drafts()
        if isinstance(screen, SessionScreen) and screen.exit.may_leave() and screen.close():
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
        """Save and leave; asked is about a form that was changed, and said when saving fails: then once more leaves."""
        form: Any = next(
            (screen for screen in reversed(self.screen_stack) if hasattr(screen, "settle")), None
        )
        if form is not None and form.is_changed and not form.asked:
            form.settle(lambda: self.call_later(self.action_quit))
            return
        self.keep_drafts()
        for screen in self.screen_stack:
            if not isinstance(screen, SessionScreen):
                continue
            if not screen.exit.may_leave() or not (screen.close() or screen.exit.may_give_up()):
                return
        self.exit(FINE)

    def _handle_exception(self, error: Exception) -> None:
        """Save first, then leave; `run` raises the error again for the one who writes reports."""
        self._return_code = OUR_FAULT
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
            with contextlib.suppress(Exception):
                self.keep_drafts()
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
    app = BimtekApp(folder, open_workshop(file, templates) if file is not None else None)
    app.run()
    for sentence in app.partings:
        tell(sentence)
    if app._exception is not None:
        raise app._exception
    return app.return_code or FINE
