"""The few errors and findings that a person sees: a sentence, the place, the way out, an exit code.

Nothing here prints. The command line turns a `BimtekError` into one line and an exit code, the screen into a
message; neither ever shows a traceback for them.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

FINE, FINDINGS, WRONG_USE, OUR_FAULT = 0, 1, 2, 3
"""Exit codes of the command: fine; findings; wrong use or unreadable input; a fault of the program."""

Severity = Literal["error", "warning", "info"]


class BimtekError(Exception):
    """Something a person has to know: `str(error)` is one sentence with place, reason and way out.

    `line` is the line in the file concerned, counted from 1, where one is known.
    """

    exit_code = WRONG_USE

    def __init__(self, sentence: str, line: int | None = None) -> None:
        super().__init__(sentence)
        self.line = line


class UnreadableFile(BimtekError):
    """A file that can't be read as what it should be. The file was not touched.

    `past` is the sentence without the way out, for a version in a commit: nothing mends that any more.
    """

    def __init__(self, sentence: str, line: int | None = None, past: str = "") -> None:
        super().__init__(sentence, line)
        self.past = past or sentence


class CannotSave(BimtekError):
    """The session could not be written. What was acknowledged is still in the journal."""


class Refused(BimtekError):
    """An edit that the session does not take; nothing was changed. `key` names the field at fault."""

    def __init__(self, sentence: str, key: str = "") -> None:
        super().__init__(sentence)
        self.key = key


class TemplateFault(BimtekError):
    """A book template that can't be rendered: names template and line."""


class Finding(Struct, frozen=True):
    """One thing that is wrong, missing or not ready in a session file.

    `line` counts from 1 (0: the file as a whole); `key`, `id` and `table` (the kind) are empty where the finding
    concerns no single key or entry. `code` is stable; `message` is one sentence in the chosen language.
    """

    line: int
    severity: Severity
    code: str
    message: str
    id: str = ""
    key: str = ""
    table: str = ""

    def in_file(self, file: str) -> str:
        """The finding as the one line that editors can jump to."""
        return f"{file}:{self.line}: {self.severity} {self.code}: {self.message}"
