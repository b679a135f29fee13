"""Templates of others are rendered in a process of their own, which is ended when it takes too much.

The sandbox keeps a template from files and from Python, and bounds neither time nor memory: that is done here. One
process serves one request after the other, so that a preview need not wait for Python to start. What comes back is
text and nothing else.
"""

from __future__ import annotations

import atexit
import contextlib
import itertools
import pickle
import queue
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Struct

from ..errors import BimtekError, TemplateFault
from ..i18n import _, language
from ..memory import used
from ..model.entries import Session
from ..model.method import Method
from ..model.method_tables import Book
from .documents import known_book
from .editions import Edition

if TYPE_CHECKING:
    from . import preview

SECONDS = 10.0
PER_ENTRY = 0.01
"""How long a request may take, and how much longer for each entry of the session."""
MEMORY = 1536 * 2**20
"""Bytes that the process may have in all."""
ANSWER = 128 * 2**20
"""Bytes of an answer that are read."""
START = 60.0
"""Seconds in which Python must have started; no template has been looked at by then."""
LOOK = 0.05
"""Seconds between looks at time and memory."""

HEADER = struct.Struct(">Q")
_RUN = "import sys; sys.path[:] = sys.argv[1:]; from bimtek_tui.books.isolated_process import serve; serve()"


class Request(Struct):
    """What is to be made: a whole book, its pieces, or one section of it. `state` is session and method, pickled."""

    act: str
    book: str
    section: str
    edition: Edition
    templates: Path
    pictures: frozenset[str]
    language: str
    number: int
    seconds: float
    memory: int
    state: bytes | None


class Answer(Struct, forbid_unknown_fields=True):
    """What was made, or why not; `over` names a limit that was passed: ``memory`` or ``text``."""

    text: str = ""
    pieces: list[tuple[str, str]] = []
    sentence: str = ""
    line: int | None = None
    fault: bool = False
    over: str = ""
    where: str = ""


class Superseded(Exception):
    """Nobody waits for this any more."""


def coded(
    session: Session,
    method: Method,
    book: Book,
    templates: Path,
    edition: Edition,
    pictures: Collection[str] = (),
) -> str:
    """A book as coded Markdown, made by templates of others. Raises as `rendering.render` does, and TemplateFault for too much."""
    return _Asking(session, method, templates, pictures=pictures).ask("book", book, edition=edition).text


def draft_of(
    session: Session,
    method: Method,
    templates: Path | None,
    wanted: Callable[[], bool],
    pictures: Collection[str] = (),
) -> Draft | preview.Draft:
    """The books of a session for a preview: made here by the shipped templates, apart by those of others."""
    if templates is not None:
        return Draft(session, method, templates, wanted, pictures)
    from . import preview  # late: it loads Jinja

    return preview.Draft(session, method, pictures=pictures)


class Draft:
    """The books of a session at one moment, as `drafting.Draft` has them, made by templates of others.

    `wanted` says whether anybody still waits; Superseded is raised where it is not so before the work begins.
    """

    def __init__(
        self,
        session: Session,
        method: Method,
        templates: Path,
        wanted: Callable[[], bool] = lambda: True,
        pictures: Collection[str] = (),
    ) -> None:
        self._method = method
        self._asking = _Asking(session, method, templates, wanted, pictures)

    def section(self, book_id: str, name: str) -> str:
        """The Markdown of one section, "" where the book has none of this name."""
        return self._asking.ask("section", known_book(self._method, book_id), name).text

    def pieces(self, book_id: str) -> Iterator[tuple[str, str]]:
        """A whole book, piece by piece: the name of each section and its Markdown, as `preview` gives them."""
        yield from self._asking.ask("pieces", known_book(self._method, book_id)).pieces


_numbers = itertools.count(1)


class _Asking:
    """A session and a method for which things are asked."""

    def __init__(
        self,
        session: Session,
        method: Method,
        templates: Path,
        wanted: Callable[[], bool] = lambda: True,
        pictures: Collection[str] = (),
    ) -> None:
        self._number = next(_numbers)
        self._state = pickle.dumps((session, method))
        self._templates = templates.absolute()
        self._wanted = wanted
        self._pictures = frozenset(pictures)
        entries = sum(len(entries) for entries in vars(session).values() if isinstance(entries, dict))
        self._seconds = SECONDS + PER_ENTRY * entries

    def ask(self, act: str, book: Book, section: str = "", edition: Edition = "draft") -> Answer:
        """Ask the process, one at a time."""
        ended = _served.ended
        with _served.busy:
            if not self._wanted() or ended != _served.ended:
                raise Superseded
            request = Request(
                act=act,
                book=book.id,
                section=section,
                edition=edition,
                templates=self._templates,
                pictures=self._pictures,
                language=language(),
                number=self._number,
                seconds=self._seconds,
                memory=MEMORY,
                state=self._state,
            )
            try:
                return _served.answer(request, book)
            except BimtekError:
                if ended != _served.ended:
                    raise Superseded from None
                raise


class _Served:
    """The process that serves, if one runs. It holds no file open and ends when we do."""

    def __init__(self) -> None:
        self.busy = threading.Lock()
        self.has = 0
        self.ended = 0
        self._process: subprocess.Popen[bytes] | None = None

    def answer(self, request: Request, book: Book) -> Answer:
        """Send a request and wait for the answer, no longer than it may take. Raises BimtekError with what went wrong."""
        process = self._process
        if process is None or process.poll() is not None:
            self.end()
            process = self._process = _started()
            self._exchanged(process, None, START, MEMORY, book)
        if self.has == request.number:
            request.state = None
        self.has = request.number
        answer = self._exchanged(process, request, request.seconds, request.memory, book)
        if answer.over:
            self.end()
            raise _too_much(answer.over, answer.where or book.template, request.seconds)
        if answer.sentence:
            raise (TemplateFault if answer.fault else BimtekError)(answer.sentence, answer.line)
        return answer

    def _exchanged(
        self,
        process: subprocess.Popen[bytes],
        request: Request | None,
        seconds: float,
        memory: int,
        book: Book,
    ) -> Answer:
        """One request and its answer; None is the first word of a process that has started."""
        box: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        threading.Thread(target=_exchange, args=(process, request, box), daemon=True).start()
        last = time.monotonic() + seconds
        while True:
            try:
                answer = box.get(timeout=LOOK)
                break
            except queue.Empty:
                over = "time" if time.monotonic() > last else "memory" if used(process) > memory else ""
                if over:
                    self.end()
                    raise _too_much(over, book.template, seconds) from None
        if answer is not None:
            with contextlib.suppress(msgspec.DecodeError):
                return msgspec.json.decode(answer, type=Answer)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(1)
        self.end()
        raise TemplateFault(
            _(
                "{template}: the process that renders it ended by itself ({code}); take back what was changed last in the templates, or leave out --templates"
            ).format(template=book.template, code=process.returncode)
        )

    def end(self) -> None:
        """End the process, whatever it does."""
        process, self._process, self.has = self._process, None, 0
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    with contextlib.suppress(OSError, ValueError):
                        pipe.close()


_served = _Served()


def end() -> None:
    """End the process and drop what waits for it: nobody looks any more."""
    _served.ended += 1
    _served.end()


atexit.register(_served.end)


def _started() -> subprocess.Popen[bytes]:
    """A process that imports from where we do, and from nowhere else. Raises BimtekError."""
    try:
        return subprocess.Popen(
            [sys.executable, "-I", "-c", _RUN, *sys.path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except (OSError, ValueError) as error:
        raise BimtekError(
            _(
                "templates of one's own are rendered in a process apart, and none can be started: {reason}; leave out --templates"
            ).format(reason=error)
        ) from error


def _exchange(
    process: subprocess.Popen[bytes], request: Request | None, box: queue.SimpleQueue[bytes | None]
) -> None:
    """In a thread, since pipes know no time limits: send, and hand on what comes back."""
    content: bytes | None = None
    try:
        if request is not None:
            send(process.stdin, pickle.dumps(msgspec.structs.asdict(request)))
        content = receive(process.stdout, ANSWER)
    except OverflowError:
        content = msgspec.json.encode(Answer(over="text"))
    except (OSError, ValueError):
        pass  # it was ended
    box.put(content)


def send(pipe: Any, content: bytes) -> None:
    """Write content to a pipe, its length first."""
    pipe.write(HEADER.pack(len(content)))
    pipe.write(content)
    pipe.flush()


def receive(pipe: Any, most: int) -> bytes | None:
    """What was sent, or None where there is nothing any more. Raises OverflowError for more than `most` bytes."""
    header = pipe.read(HEADER.size)
    if len(header) < HEADER.size:
        return None
    (length,) = HEADER.unpack(header)
    if length > most:
        raise OverflowError
    content: bytes = pipe.read(length)
    return content if len(content) == length else None


def _too_much(over: str, place: str, seconds: float) -> TemplateFault:
    """What a template took too much of, and the way out."""
    match over:
        case "time":
            sentence = _(
                "{template}: it was not done after {seconds} seconds and was ended; look for loops within loops, or leave out --templates"
            ).format(template=place, seconds=round(seconds))
        case "memory":
            sentence = _(
                "{template}: it needs more than {megabytes} MB of memory and was ended; look for texts or lists that grow in a loop, or leave out --templates"
            ).format(template=place, megabytes=MEMORY // 2**20)
        case _:
            sentence = _(
                "{template}: it makes more text than a book may have and was ended; look for loops within loops, or leave out --templates"
            ).format(template=place)
    return TemplateFault(sentence)
