"""Which file of a group is meant: typed, dropped on the window, or chosen from those that lie near."""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.suggester import Suggester
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from .. import settings, text
from ..words import _
from .bars import KeyBar
from .capture import Line
from .content import Words, pieces
from .dialog_keys import CHOICE_KEYS

STICKS = ("/media/*/*", "/run/media/*/*", "/Volumes/*")
"""Where sticks appear."""
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


def files_near(session: Path) -> list[Path]:
    """Session files that may be meant, the newest first: beside this one, opened lately, on sticks."""
    found: dict[Path, float] = {}
    for one in (*_listed(session.parent), *settings.recent(), *_on_sticks()):
        with contextlib.suppress(OSError):
            real = one.resolve()
            if real != session.resolve():
                found[real] = real.stat().st_mtime
    return sorted(found, key=lambda one: -found[one])[:_MOST]


def _listed(folder: Path) -> list[Path]:
    with contextlib.suppress(OSError):
        return sorted(folder.glob("*.toml"))
    return []


def _on_sticks() -> Iterator[Path]:
    for pattern in STICKS if os.name != "nt" else ():
        root = Path(pattern.partition("*")[0])
        with contextlib.suppress(OSError):
            for folder in root.glob(pattern.removeprefix(str(root)).lstrip("/")):
                yield from _listed(folder)


class _Files(Suggester):
    """Completes a path from what lies on the disk."""

    def __init__(self, folder: Path) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self.folder = folder

    async def get_suggestion(self, value: str) -> str | None:
        return await asyncio.to_thread(self._completed, value)

    def _completed(self, value: str) -> str | None:
        head, tail = os.path.split(value)
        folder = Path(head).expanduser() if head else self.folder
        with contextlib.suppress(OSError, RuntimeError):
            for one in sorted(folder.iterdir()):
                if one.name.startswith(tail) and tail and (one.suffix == ".toml" or one.is_dir()):
                    return value + one.name[len(tail) :] + (os.sep if one.is_dir() else "")
        return None


class WhichFile(ModalScreen["str | None"]):
    """Asks for a file: typed, dropped on the window, or chosen from those that lie near."""

    BINDINGS = CHOICE_KEYS

    def __init__(self, session: Path, typed: str) -> None:
        super().__init__()
        self.session = session
        self.line = Line(typed, id="group-path", suggester=_Files(session.parent), compact=True)
        self.near = OptionList(id="group-files", compact=True)
        self.files: list[Path] = []

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Words(_("Which file of a group is taken in?"), classes="title")
            yield Words(
                _(
                    "Type its path (→ completes it), drop it on this window, or choose with Tab. Enter shows it first."
                )
            )
            yield self.line
            yield self.near
            yield KeyBar("keys")

    def on_mount(self) -> None:
        self.near.display = False
        self.line.focus()
        self.run_worker(self._look, thread=True, exit_on_error=False)

    def _look(self) -> None:
        found = files_near(self.session)
        self.app.call_from_thread(self._show, found)

    def _show(self, found: list[Path]) -> None:
        if found and self.is_attached:
            self.files = found
            self.near.set_options(
                Option(pieces((one.name, "bold"), (f"  {one.parent}", "dim"))) for one in found
            )
            self.near.highlighted = 0
            self.near.display = True

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

    def action_leave(self) -> None:
        """Take nothing in."""
        self.dismiss(None)
