"""The first screen: the sessions that are there, and making a new one."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList

from .. import settings, store
from ..analysis import progress
from ..errors import BimtekError
from ..i18n import _
from ..model.labels import clock, day
from ..model.method import label
from ..workshop.drafts import Drafts
from .actions import bindings
from .dialogs.new_session import NewSession
from .widgets.bar import KeyBar
from .widgets.content import Words, lines, pieces, plain
from .widgets.row_list import ChoiceList, Row


class StartScreen(Screen[None]):
    """Sessions of the folder and recent ones; Enter opens, a or n makes a new one."""

    BINDINGS = bindings("start")

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder
        self.files: list[Path] = []
        self.sessions = ChoiceList("sessions-list")
        self.drafts = Drafts(settings.state_folder() / "journal" / "new-session.draft")

    def compose(self) -> ComposeResult:
        yield Words(" bimtek ", id="head")
        yield Words(_(" Sessions – Enter opens one, {key:new} makes a new one"), id="tabs")
        yield self.sessions
        with Vertical(id="foot"):
            yield Words("", id="message")
            yield KeyBar("keys")

    def on_mount(self) -> None:
        self.sessions.focus()

    def on_screen_resume(self) -> None:
        """List them, also the first time that this screen is shown."""
        self.action_reload()

    def action_reload(self) -> None:
        """List the session files, what was opened last before the others; a thread then reads what is in them."""
        here = sorted(self.folder.glob("*.toml")) if self.folder.is_dir() else []
        known = {file.resolve(): file for file in here}
        opened = [known.get(file, file) for file in settings.recent()]
        self.files = opened + [file for file in here if file not in opened]
        self.sessions.fill(
            Row(str(file), pieces((file.stem, "bold"), (f"\n{file}", "dim"))) for file in self.files
        )
        if self.files:
            files = list(self.files)
            self.run_worker(lambda: self._describe(files), thread=True, exclusive=True, exit_on_error=False)
        else:
            self.say(
                _(
                    "No session here yet: press {key:new} to make one, or leave and try “bimtek demo”. (Looked in {folder})"
                ).format(folder=self.folder)
            )

    def _describe(self, files: list[Path]) -> None:
        for file in files:
            self.app.call_from_thread(self.sessions.draw, str(file), _described(file))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.app.open_session(self.files[event.option_index])  # type: ignore[attr-defined]

    def action_new(self) -> None:
        """Ask what a new session is called, and make it."""
        if not self.drafts.is_open and (sentence := self.drafts.open()):
            self.say(sentence, error=True)
        self.app.push_screen(NewSession(self.folder), self._made)

    def _made(self, file: Path | None) -> None:
        if file is not None:
            self.app.open_session(file)  # type: ignore[attr-defined]

    def action_help(self) -> None:
        """Explain the program and the keys."""
        from .dialogs.help import Help, live_keys

        purpose = _(
            "bimtek leads a facilitator through the four stages of a smart-city masterplan workshop, takes down what "
            "the room says, and writes the four draft books. One session is one file of one city."
        )
        self.app.push_screen(
            Help(
                "bimtek",
                purpose,
                _("Open a session with Enter, or make one with {key:new}."),
                live_keys(self),
            )
        )

    def say(self, sentence: str, error: bool = False) -> None:
        """Show one sentence at the bottom."""
        message = self.query_one("#message", Words)
        message.set_class(error, "error")
        message.set_class(bool(sentence), "said")
        message.show(f" {sentence}" if sentence else "")


def _described(file: Path) -> Content:
    """A session file in two lines: city and progress, file and last change."""
    try:
        loaded = store.load(file)
        used = store.method_of(loaded)
        degrees = [progress.progress(loaded.session, used, stage.id) for stage in used.stage]
        here = used.stages[progress.current_stage(loaded.session, used)]
        done = "  ".join(f"{degree.done}/{degree.total}" for degree in degrees)
        changed = dt.datetime.fromtimestamp(file.stat().st_mtime).astimezone()
        city = loaded.session.city_name
    except BimtekError as error:
        return lines([pieces((file.stem, "bold"), (f"  {error}", "$text-error")), plain(f"{file}", "dim")])
    except OSError:
        return plain(str(file), "dim")
    when = _("changed {day} {time}").format(day=day(changed), time=clock(changed))
    return lines(
        [pieces((city, "bold"), f"  {label(here)}  ", (done, "dim")), plain(f"{file}  ·  {when}", "dim")]
    )
