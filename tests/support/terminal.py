"""A terminal for tests: runs a command on a pseudo-terminal and shows what it drew, as pyte replays it.

Nothing here sleeps: one waits for a text on the screen, with a deadline. `raw` keeps every byte the program wrote.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType

import pyte

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60.0
"""Seconds until a text that does not come is a failure; generous, since only failures wait that long."""

KEYS = {
    "enter": "\r",
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "space": " ",
    "escape": "\x1b",
    "backspace": "\x7f",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "pagedown": "\x1b[6~",
    "pageup": "\x1b[5~",
    "f1": "\x1bOP",
    "f2": "\x1bOQ",
    "f3": "\x1bOR",
    "f4": "\x1bOS",
    "f5": "\x1b[15~",
    "f6": "\x1b[17~",
    "f7": "\x1b[18~",
    "f8": "\x1b[19~",
    "f9": "\x1b[20~",
}
"""What a keyboard sends for the keys that are no characters; ``ctrl+q`` and the like are computed."""

_ASKS_FOR_SYNC = b"\x1b[?2026$p"
_SYNC_IS_KNOWN = b"\x1b[?2026;2$y"
_KITTY = re.compile(rb"\x1b\[[<>=][0-9;]*u")  # the keyboard protocol, which pyte would print as text
_UNFINISHED = re.compile(rb"\x1b(?:\[[<>=?0-9;]*)?\Z")

BIMTEK = (sys.executable, "-m", "bimtek_tui")


def key(name: str) -> bytes:
    """The bytes of a key: a name of `KEYS`, ``ctrl+`` and a letter, or one character."""
    if name.startswith("ctrl+"):
        return bytes([ord(name[-1]) & 0x1F])
    return KEYS.get(name, name).encode()


class Terminal:
    """A command on a terminal of its own, what it wrote (`raw`), and the screen as it stands (`text`)."""

    def __init__(
        self,
        command: Sequence[str | Path],
        folder: Path,
        *,
        columns: int = 100,
        rows: int = 30,
        env: Mapping[str, str] | None = None,
    ) -> None:
        self.raw = bytearray()
        self.closed = False
        self.ended = False
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self._rest = b""
        self._fd, inside = pty.openpty()
        fcntl.ioctl(inside, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.started = time.perf_counter()
        self.process = subprocess.Popen(
            [str(word) for word in command],
            stdin=inside,
            stdout=inside,
            stderr=inside,
            cwd=folder,
            env=_environment(env or {}),
            start_new_session=True,
            preexec_fn=_take_terminal,
        )
        os.close(inside)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        self.kill()

    # What it shows ------------------------------------------------------------------------------------------

    @property
    def text(self) -> str:
        """The screen as it stands, line by line, without blanks at the ends."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    @property
    def said(self) -> str:
        """The screen as one line with single blanks, for sentences that were wrapped."""
        return " ".join(self.text.split())

    def lines(self, text: str) -> list[str]:
        """The lines of the screen with a text in them."""
        return [line for line in self.text.splitlines() if text in line]

    @property
    def highlighted(self) -> str:
        """What stands on the colour of the line at the top: also the row under the cursor of a list in focus."""
        below = range(1, self.screen.lines)
        marked = (
            "".join(cell.data for cell in self._row(y) if cell.bg == self.background(0, 0)) for y in below
        )
        return " ".join(" ".join(marked).split())

    def background(self, x: int, y: int) -> str:
        """The colour behind a cell, as six hexadecimal digits or a name."""
        colour: str = self.screen.buffer[y][x].bg
        return colour

    def _row(self, y: int) -> list[pyte.screens.Char]:
        return [self.screen.buffer[y][x] for x in range(self.screen.columns)]

    def read(self, seconds: float) -> float | None:
        """Take what the program writes next and draw it; when it came, or None when nothing did."""
        if self.closed or not select.select([self._fd], [], [], max(0.0, seconds))[0]:
            return None
        try:
            data = os.read(self._fd, 1 << 16)
        except OSError:  # Linux: the other side is closed
            data = b""
        now = time.perf_counter()
        if not data:
            self.closed = True
            return None
        seen = len(self.raw)
        self.raw += data
        if _ASKS_FOR_SYNC in self.raw[max(0, seen - len(_ASKS_FOR_SYNC) + 1) :]:
            os.write(self._fd, _SYNC_IS_KNOWN)
        self._draw(data)
        return now

    def _draw(self, data: bytes) -> None:
        data = _KITTY.sub(b"", self._rest + data)
        cut = _UNFINISHED.search(data)
        self._rest = data[cut.start() :] if cut else b""
        self._stream.feed(data[: cut.start()] if cut else data)

    def wait(self, *texts: str, seconds: float = PATIENCE) -> Terminal:
        """Read until all texts stand on the screen. Raises AssertionError with the screen when they do not come."""
        return self.until(lambda: all(one in self.said for one in texts), f"{texts!r} to come", seconds)

    def wait_gone(self, text: str, seconds: float = PATIENCE) -> Terminal:
        """Read until a text stands on the screen no more."""
        return self.until(lambda: text not in self.said, f"{text!r} to go", seconds)

    def until(self, met: Callable[[], bool], what: str, seconds: float = PATIENCE) -> Terminal:
        """Read until a condition is met. Raises AssertionError with the screen when it is not in time."""
        deadline = time.monotonic() + seconds
        while not met():
            left = deadline - time.monotonic()
            if left <= 0 or self.closed:
                why = f"the program ended ({self.process.poll()})" if self.closed else f"{seconds:g} s"
                raise AssertionError(f"waited for {what}: {why}; on the screen:\n{self.text}")
            self.read(min(left, 1.0))
        return self

    def settle(self, quiet: float = 0.2) -> Terminal:
        """Read until the program has been quiet for a moment: for keys that change nothing one could wait for."""
        while self.read(quiet) is not None:
            pass
        return self

    # What one does with it ----------------------------------------------------------------------------------

    def press(self, *names: str) -> Terminal:
        """Press keys one after the other, without waiting for what they do."""
        for name in names:
            os.write(self._fd, key(name))
        return self

    def click(self, text: str, beside: int = 0) -> Terminal:
        """Click on a text on the screen, or so many cells to the right of its beginning."""
        for y, line in enumerate(self.screen.display, start=1):
            if text in line:
                x = line.index(text) + 1 + beside
                os.write(self._fd, f"\x1b[<0;{x};{y}M\x1b[<0;{x};{y}m".encode())
                return self
        raise AssertionError(f"{text!r} to click on is not on the screen:\n{self.text}")

    def type(self, text: str) -> Terminal:
        """Type a text; what the program draws meanwhile is read, since neither side's buffer is endless."""
        data = text.encode()
        while data:
            if select.select([], [self._fd], [], 0.1)[1]:
                data = data[os.write(self._fd, data[:512]) :]
            self.read(0)
        return self

    def resize(self, columns: int, rows: int) -> Terminal:
        """Make the terminal this large, as a person does with a window."""
        self.screen.resize(rows, columns)
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.process.send_signal(signal.SIGWINCH)
        return self

    def leave(self, *, keys: Sequence[str] = ("ctrl+q",)) -> int:
        """Press what ends the program; returns its exit code once it has ended."""
        return self.press(*keys).ends()

    def ends(self) -> int:
        """Wait until the program ends by itself; returns its exit code."""
        self.until(lambda: self.closed, "the end of the program")
        return self.process.wait(PATIENCE)

    def hang_up(self) -> None:
        """Close the terminal under the program, as closing a window does."""
        self.closed = self.ended = True
        os.close(self._fd)

    def kill(self) -> None:
        """End the program the hard way (SIGKILL to it alone) and close the terminal; harmless when it has ended."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
        if not self.ended:
            self.ended = True
            self.closed = True
            os.close(self._fd)


def _take_terminal() -> None:
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def bimtek(*words: str | Path) -> list[str]:
    """The command line of the real program."""
    return [*BIMTEK, *map(str, words)]


def _environment(more: Mapping[str, str]) -> dict[str, str]:
    """The environment of a person at a modern terminal, whatever this process itself runs in."""
    env = {
        name: value
        for name, value in os.environ.items()
        if name not in ("COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR", "BIMTEK_LANG", "TEXTUAL")
    }
    env |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", "PYTHONPATH": str(ROOT)}
    return {name: value for name, value in (env | dict(more)).items() if value}
