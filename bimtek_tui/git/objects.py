"""Many objects of one repository, asked for one after the other: git is started once for what they are, once for their contents."""

from __future__ import annotations

import subprocess
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, NamedTuple, Self

from ..errors import BimtekError
from ..i18n import _
from ..store.sources import MAX_BYTES
from .commands import FACTS, lacking, output, running, too_large


class Objects:
    """The objects of the repository around a folder; to be used in a `with`. Raises BimtekError when there is no git."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._running: dict[str, _Talk] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for how in list(self._running):
            self._end(how)

    def blob(self, at: str, name: str) -> str:
        """The id of a file at a commit, by its name from the top; "" where it is not there, or no file."""
        if "\n" in name:  # which parts what is asked for
            words = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{at}:{name}")
            return output(self._folder, *words, missing=True).decode().strip()
        answer, _talk = self._asked(f"--batch-check=%(objectname) {FACTS}", f"{at}:{name}")
        parts = answer.split()
        return parts[0].decode() if len(parts) == 3 and parts[1] == b"blob" else ""

    def content(self, id: str, name: str) -> bytes:
        """A blob; `name` is what it is called in a sentence.

        Raises BimtekError when this clone does not have it, and when it is too large for a session.
        """
        answer, talk = self._asked("--batch", id)
        parts = answer.split()
        if len(parts) != 3:
            raise lacking(name)
        size = int(parts[2])
        if size > MAX_BYTES:
            self._end("--batch")  # rather than reading all of it
            raise too_large(name)
        content = talk.answers.read(size)
        talk.answers.read(1)
        return content

    def _asked(self, how: str, what: str) -> tuple[bytes, _Talk]:
        """The line that git answers to one name, and where more of it comes from. Raises BimtekError."""
        if how not in self._running:
            self._running[how] = self._begun(how)
        talk = self._running[how]
        try:
            talk.questions.write(what.encode("utf-8", "surrogateescape") + b"\n")
            talk.questions.flush()
            answer = talk.answers.readline()
        except OSError:
            answer = b""
        if not answer:  # it ended, over something that this clone does not have
            self._end(how)
        return answer, talk

    def _begun(self, how: str) -> _Talk:
        try:
            process = running(self._folder, "cat-file", how)
        except OSError as error:
            raise BimtekError(
                _("git can't be started: {reason}").format(reason=error.strerror or error)
            ) from error
        if process.stdin is None or process.stdout is None:  # never: it was started with pipes
            raise BimtekError(_("git can't be started: {reason}").format(reason="pipe"))
        return _Talk(process, process.stdin, process.stdout)

    def _end(self, how: str) -> None:
        talk = self._running.pop(how)
        talk.process.kill()
        with suppress(OSError):
            talk.questions.close()
        talk.answers.close()
        talk.process.wait()


class _Talk(NamedTuple):
    """git at work, what it is asked through, and where it answers."""

    process: subprocess.Popen[bytes]
    questions: IO[bytes]
    answers: IO[bytes]
