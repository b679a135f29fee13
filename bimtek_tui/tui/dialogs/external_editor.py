"""Long text in the person's own editor (VISUAL, else EDITOR), while the screen waits. What was written is never lost."""

from __future__ import annotations

import contextlib
import os
import re
import shlex
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

from msgspec import Struct
from textual.app import App, SuspendNotSupported

from ... import text
from ...errors import Refused
from ...i18n import _
from ...model import edits, kinds, values
from ..desk import Desk

_AT_ONCE = 1.0
"""Seconds: an editor that is done sooner, with nothing changed, has gone on in a window of its own."""


class Written(Struct, frozen=True):
    """What came back from the editor, and the file in which it still lies; `forget` it once it is recorded."""

    words: str
    file: Path

    def forget(self) -> None:
        """Take the file away: what it says is kept elsewhere now."""
        shutil.rmtree(self.file.parent, ignore_errors=True)

    def refused(self, reason: object) -> str:
        """The sentence when it could not be recorded, with the place where it lies."""
        return _("{reason}; what you wrote is kept in {file}").format(reason=reason, file=self.file)


def command() -> list[str]:
    """The words that start the editor: the one that is named, else nano. Raises Refused where there is none."""
    named = os.environ.get("VISUAL", "").strip() or os.environ.get("EDITOR", "").strip()
    if not named:
        if os.name == "nt":
            return ["notepad"]
        if (
            nano := shutil.which("nano")
        ) is not None:  # says on the screen how to save and to leave, unlike vi
            return [nano]
        raise Refused(
            _("No editor is named: leave, enter export EDITOR=nano in the terminal, and start again.")
        )
    if shutil.which(named) is not None:  # a path with blanks in it, which nobody quoted
        return [named]
    try:
        words = shlex.split(named, posix=os.name != "nt")
    except ValueError:
        words = []
    words = [word.strip('"') for word in words] if os.name == "nt" else words
    if not words or shutil.which(words[0]) is None:
        raise Refused(
            _("The editor “{name}” is not there; put one that is into EDITOR, e.g. nano.").format(
                name=text.short(named, 60)
            )
        )
    return words


def write(app: App[Any], words: str, name: str) -> Written | None:
    """Let the person write in the editor; None when nothing was changed. Raises Refused with one sentence."""
    start = command()
    folder = Path(tempfile.mkdtemp(prefix="bimtek-"))
    file = folder / f"{re.sub(r'[^A-Za-z0-9-]+', '-', name).strip('-') or 'text'}.txt"
    file.write_text(words + "\n" if words else "", encoding="utf-8")
    begun = time.monotonic()
    try:
        with app.suspend():
            code = subprocess.run([*start, str(file)], check=False).returncode
    except (SuspendNotSupported, OSError) as error:
        shutil.rmtree(folder, ignore_errors=True)
        if isinstance(error, OSError):
            raise Refused(
                _("The editor can't be started: {reason}").format(reason=error.strerror or error)
            ) from error
        raise Refused(_("No editor can be opened in this terminal; {key:edit} opens the form.")) from error
    app.refresh(layout=True)
    return _read(Written(words, file), code, time.monotonic() - begun)


def _read(given: Written, code: int, took: float) -> Written | None:
    try:
        content = given.file.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise Refused(given.refused(_("What the editor wrote can't be read as UTF-8"))) from None
    written = Written(text.prose(content), given.file)
    if code:
        if written.words == text.prose(given.words):
            written.forget()
            raise Refused(_("The editor ended with an error, and nothing was changed."))
        raise Refused(written.refused(_("The editor ended with an error, and nothing was changed here")))
    if written.words != text.prose(given.words):
        return written
    if took < _AT_ONCE:  # the window may still be open, so the file has to stay
        raise Refused(
            _(
                "The editor came back at once with nothing changed; one with a window must wait, as “code --wait” does. Its file is {file}"
            ).format(file=given.file)
        )
    written.forget()
    return None


def rewrite(app: App[Any], desk: Desk, kind: str, id: str) -> None:
    """Let the person write the text of an entry in the editor, and record it as one change; what came of it is said."""
    entry = desk.workshop.session.find(kind, id)
    field = kinds.kinds()[kind].keys.get(kinds.kinds()[kind].text_key)
    if not desk.may_change():
        return
    if entry is None or field is None or kinds.kinds()[kind].single:
        desk.say(
            _(
                "This has no text of its own; {key:edit} opens the form, and {key:prose-editor} there the editor."
            )
        )
        return
    try:
        written = write(app, getattr(entry, field.name) or "", id)
    except Refused as refused:
        desk.say(str(refused), error=True)
        return
    if written is None:
        desk.say(_("Nothing was changed."))
        return
    try:
        value = values.typed(field, written.words)
        now = desk.workshop.session.find(kind, id)
        if value is None:
            raise Refused(_("no text is left; {key:withdraw} withdraws an entry"))
        if now is None:
            raise Refused(_("the entry is not there any more"))
        desk.workshop.do(edits.revise(now, **{field.name: value}))
    except Refused as refused:
        desk.say(written.refused(refused), error=True)
        return
    with contextlib.suppress(OSError):
        written.forget()
    desk.say(_("Recorded; {key:undo} takes it back."))
