"""The terminal around the program: what its keys are, leaving when it is gone or says so, giving it back to the shell."""

from __future__ import annotations

import asyncio
import contextlib
import functools
import os
import re
import select
import signal
import sys
import threading
import time
from collections.abc import Callable, Collection, Iterable
from typing import Any

from textual import _xterm_parser, events
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual.driver import Driver
from textual.message import Message

from ..errors import FINE
from .key_queue import Burst

TERMINAL_CHECK = 1.0
LAST_WAIT = 5.0
"""Seconds between looks at whether the terminal is still there, and for leaving in order once it is not."""


_ESCAPE = "\x1b"
_BEHIND_ALONE = re.compile("(?<=\x1b)(?![\\[O])(?=.)", re.DOTALL)
"""Where the next key begins, behind an Escape that does not open a key of several characters."""
_PASTE = re.compile("(\x1b\\[20[01]~)")
_CUT = re.compile(r"\x1b\[20?[01]?\Z"), re.compile(r"\x1b(\[(20?1?)?)?\Z")
"""The beginning of a mark at the end of what was read: outside and inside of a paste."""


_BURST = re.compile(r"[^\x00-\x1f\x7f][^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]{19,}")
"""Printable characters with space or line break in one reading, so many that they may be a paste: nobody types so fast,
but a program that was stopped reads as much of what was typed meanwhile."""
FASTEST = 0.04
"""Seconds from key to key in which nobody types: what came in less, since the terminal was looked at last, was pasted."""


class TellingEscape(_xterm_parser.XTermParser):
    """Reads Escape and the key behind it as two keys, however late they are read.

    Terminals write a key that is held with Alt as Escape and the key at once, so that Textual takes all that it finds
    behind an Escape for one key, and drops it or types a circumflex. Here only combinations that mean something count,
    and only where nothing else was read with them.
    """

    alt: Collection[str] = ()
    """The keys with Alt that mean something here, by their names."""

    def __init__(self, debug: bool = False) -> None:
        super().__init__(debug)
        self._escaped = False
        self._pasting = False
        self._cut = ""
        self._looked = time.monotonic()

    def tick(self) -> Iterable[Message]:
        """Called again and again while nothing comes."""
        self._looked = time.monotonic()
        yield from super().tick()

    def feed(self, data: str) -> Iterable[Message]:
        """Read what the terminal sent, "" for its end; gives keys and the like."""
        typed = (time.monotonic() - self._looked) / FASTEST  # so many keys at most
        data = self._cut + data
        if not self._cut and data[:1] in ("[", "O"):  # the rest of a key that came in two pieces
            self._escaped = False
        if data in ANSI_SEQUENCES_KEYS or f"alt+{data[1:]}" in self.alt or not data:
            yield from self._piece(data)
            return
        for part in filter(None, _PASTE.split(self._whole(data))):
            if _PASTE.fullmatch(part):
                self._pasting = part.endswith("200~")
            elif self._pasting:
                part = part.replace(_ESCAPE, "")  # would be taken for a key
            for piece in _BEHIND_ALONE.split(part):
                messages = list(self._piece(piece))
                too_many = len(piece) > typed and _BURST.fullmatch(piece)
                if self._pasting or not too_many or not re.search(r"\s", piece):
                    yield from messages
                    continue
                yield from messages[: -len(piece)]  # an Escape before it
                keys = messages[-len(piece) :]
                yield Burst(piece, [key for key in keys if isinstance(key, events.Key)])

    def _whole(self, data: str) -> str:
        pasting = data.rfind("\x1b[200~") > data.rfind("\x1b[201~") or (
            self._pasting and "\x1b[201~" not in data
        )
        cut = _CUT[pasting].search(data)
        self._cut = cut[0] if cut else ""
        return data.removesuffix(self._cut)

    def _piece(self, data: str) -> Iterable[Message]:
        if self._escaped and self._timeout_time is not None:
            self._timeout_time = 0.0  # what has been read is all of this key
            yield from self.tick()
        yield from super().feed(data)
        self._escaped = data.endswith(_ESCAPE) and not self._pasting


def tell_escape_apart(driver: type[Driver], alt: Collection[str]) -> None:
    """Let a driver read Escape as a key of its own, but for the keys with Alt that a person uses."""
    parser = type("TellingEscape", (TellingEscape,), {"alt": alt})
    for name in (driver.__module__, "textual.drivers.win32"):
        if hasattr(sys.modules.get(name), "XTermParser"):
            vars(sys.modules[name])["XTermParser"] = parser


def read_any_byte(driver: type[Driver]) -> None:
    """Let a driver read bytes that are no UTF-8 as a sign for them: Textual's thread of keys, and the program, end at one."""
    module = vars(sys.modules[driver.__module__])
    if decoder := module.get("getincrementaldecoder"):
        module["getincrementaldecoder"] = lambda name: functools.partial(decoder(name), errors="replace")


def watch(leave: Callable[[], None], is_there: bool) -> None:
    """Call `leave` when told to end, or when the terminal is gone: without one the program would spin.

    To be called in the loop of the program; `is_there` says whether there is a terminal to begin with.
    """
    loop = asyncio.get_running_loop()
    for name in ("SIGHUP", "SIGTERM", "SIGINT"):
        if hasattr(signal, name):
            with contextlib.suppress(
                NotImplementedError, RuntimeError, ValueError
            ):  # Windows; another thread
                loop.add_signal_handler(getattr(signal, name), leave)
    if hasattr(select, "poll") and is_there:
        threading.Thread(target=_leave_without_terminal, args=(loop, leave), daemon=True).start()


def _leave_without_terminal(loop: asyncio.AbstractEventLoop, leave: Callable[[], None]) -> None:
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
        loop.call_soon_threadsafe(leave)
    time.sleep(LAST_WAIT)
    os._exit(FINE)  # what was acknowledged is in the journal and comes back at the next opening


def go_on_after_stops(driver: Driver | None, draw: Callable[[], object]) -> None:
    """Go on as before when the program was stopped from outside; `draw` draws the screen anew.

    Textual takes every SIGCONT for the end of its own suspension and begins to read keys once more, beside the thread
    that reads them already: keys would come in any order, and the program would not end. To be called in its loop.
    """
    if not hasattr(driver, "_must_signal_resume"):
        return  # Windows, or no terminal
    import termios

    linux: Any = driver
    loop = asyncio.get_running_loop()

    def go_on(number: int, _frame: object) -> None:
        if not linux._must_signal_resume:
            flags = termios.tcgetattr(linux.fileno)[3] if os.isatty(linux.fileno) else 0
            if not linux._auto_restart or not flags & termios.ICANON:
                loop.call_soon_threadsafe(draw)
                return
            linux.suspend_application_mode()  # a shell has had the terminal meanwhile
        linux._sigcont_application(number)

    signal.signal(signal.SIGCONT, go_on)


def has_shell() -> bool:
    """Whether there is a shell that would get the terminal, and bring the program back."""
    if not hasattr(os, "getsid"):
        return False
    return os.getpgrp() != os.getsid(0)  # else no shell with job control started it: it would hang for ever


def give_back() -> None:
    """Stop until the shell brings the program back: all of the job, since a launcher must not go on waiting."""
    os.killpg(os.getpgrp(), signal.SIGTSTP)
