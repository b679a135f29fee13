"""Which file of a group, or which table or folder of tables, is meant: typed, dropped on the window, or chosen from those that lie near."""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import unquote, urlsplit

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from ... import settings, text
from ...errors import Refused
from ...i18n import _, listed
from ..actions import bindings
from ..widgets.bar import KeyBar
from ..widgets.content import Words, pieces
from ..widgets.line import Completion, Line
from ..widgets.row_list import Steady
from .dialog import Dialog

STICKS = ("/media/*/*", "/run/media/*/*", "/Volumes/*")
"""Where sticks appear."""
SESSIONS = (".toml",)
_MOST = 60


def path_of(typed: str) -> Path | None:
    """The file that was typed, or dropped on the window, which quotes it in one way or another; None for nothing."""
    given = text.line(typed)
    if len(given) > 1 and given[0] == given[-1] and given[0] in "\"'":
        given = given[1:-1]
    elif given.startswith("file://"):
        given = unquote(urlsplit(given).path)
        if os.name == "nt":
            given = given.lstrip("/")
    elif os.name != "nt" and "\\" in given:
        given = re.sub(r"\\(.)", r"\1", given)
    return Path(given).expanduser() if given else None


def folders(session: Path) -> list[Path]:
    """Where a path begins that is not whole: where the program was started, then beside the session."""
    return list(dict.fromkeys((Path.cwd(), session.parent.absolute())))


def _familiar(folder: Path) -> str:
    """A folder as people write it: from their own one on."""
    with contextlib.suppress(ValueError, RuntimeError):
        return str("~" / folder.relative_to(Path.home()))
    return str(folder)


def meant(file: Path, session: Path) -> Path:
    """The file that a path names. Raises Refused when it is in none of the folders."""
    for folder in folders(session):
        with contextlib.suppress(OSError):
            if (folder / file).exists():
                return file if folder == Path.cwd() else folder / file
    if file.is_absolute():
        return file  # what is wrong with it is told when it is read
    places = listed([*map(_familiar, folders(session))])
    raise Refused(_("there is no {file} in {places}").format(file=file, places=places))


def files_near(session: Path, endings: Sequence[str] = SESSIONS) -> list[Path]:
    """Files that may be meant, the newest first: beside this one, opened lately or downloaded, on sticks."""
    times: dict[Path, float] = {}
    lately = settings.recent()
    if endings != SESSIONS:
        lately = [
            file for folder in (Path.cwd(), Path.home() / "Downloads") for file in _listed(folder, endings)
        ]
    for file in (*_listed(session.parent, endings), *lately, *_on_sticks(endings)):
        with contextlib.suppress(OSError):
            real = file.resolve()
            if real != session.resolve():
                times[real] = real.stat().st_mtime
    return sorted(times, key=lambda path: -times[path])[:_MOST]


def _listed(folder: Path, endings: Sequence[str]) -> list[Path]:
    with contextlib.suppress(OSError):
        return sorted(file for file in folder.iterdir() if file.suffix.lower() in endings)
    return []


def _on_sticks(endings: Sequence[str]) -> Iterator[Path]:
    for pattern in STICKS if os.name != "nt" else ():
        root = Path(pattern.partition("*")[0])
        with contextlib.suppress(OSError):
            for folder in root.glob(pattern.removeprefix(str(root)).lstrip("/")):
                yield from _listed(folder, endings)


class _Files(Completion):
    """Completes a path from what lies on the disk."""

    def __init__(self, session: Path, endings: Sequence[str]) -> None:
        super().__init__(self._completed)
        self.folders = folders(session)
        self.endings = endings

    async def get_suggestion(self, value: str) -> str | None:
        return await asyncio.to_thread(self._completed, value) or None

    def _completed(self, value: str) -> str:
        head, tail = os.path.split(value)
        for folder in self.folders:
            with contextlib.suppress(OSError, RuntimeError):
                for file in sorted((folder / Path(head).expanduser()).iterdir()):
                    if (
                        file.name.startswith(tail)
                        and tail
                        and (file.name != tail or self.endings == SESSIONS)  # a folder of tables is an answer
                        and (file.suffix.lower() in self.endings or file.is_dir())
                    ):
                        return value + file.name[len(tail) :] + (os.sep if file.is_dir() else "")
        return ""


class WhichFile(Dialog["str | None"]):
    """Asks for a file: typed, dropped on the window, or chosen from those that lie near."""

    BINDINGS = bindings("value")

    def __init__(
        self, session: Path, typed: str, endings: Sequence[str] = SESSIONS, question: str = ""
    ) -> None:
        super().__init__()
        self.session = session
        self.endings = endings
        self.question = question or _("Which file of a group is taken in?")
        self.place = f"file:{endings[0]}"
        self.line = Line(typed, id="group-path", suggester=_Files(session, endings), compact=True)
        self.near = Steady(id="group-files", compact=True)
        self.files: list[Path] = []

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Words(self.question, classes="title")
            yield Words(
                _(
                    "Type its path (→ completes it), drop it on this window, or choose with Tab. Enter shows it first."
                )
            )
            yield Words(
                _("A path that is not whole begins in {places}.").format(
                    places=listed([*map(_familiar, folders(self.session))])
                ),
                classes="quiet",
            )
            yield self.line
            yield self.near
            yield Words("", id="none-near", classes="quiet")
            yield KeyBar("keys")

    def on_mount(self) -> None:
        self.near.display = False
        self.line.focus()
        self.run_worker(self._look, thread=True, exit_on_error=False)

    def _look(self) -> None:
        self.app.call_from_thread(self._show, files_near(self.session, self.endings))

    def _show(self, files: list[Path]) -> None:
        if files and self.is_attached:
            self.files = files
            self.near.set_options(
                Option(pieces((file.name, "bold"), (f"  {file.parent}", "dim"))) for file in files
            )
            self.near.highlighted = 0
            self.near.display = True
        elif self.is_attached:
            self.query_one("#none-near", Words).show(
                _(
                    "None lies there, among the downloads or on a stick, so there is nothing to choose with Tab."
                )
            )

    def on_key(self, event: events.Key) -> None:
        if event.key == "down" and self.line.has_focus and self.near.display:
            event.stop()
            self.near.focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        if event.value.strip():
            self.dismiss(event.value)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(f'"{self.files[event.option_index]}"')
