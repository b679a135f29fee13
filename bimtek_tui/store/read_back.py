"""Reading a large file back in a process of its own, so that nobody who types has to wait for it.

tomllib holds the interpreter for a second over ten thousand entries. The process gets the bytes and answers with the
imprint of what tomllib reads in them; whoever knows what was meant compares. It runs this file alone, which therefore
imports nothing but the standard library.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

FROM_BYTES = 250_000
"""Files up to this size (some three hundred entries) are read back where they are: starting a process takes as long."""

SECONDS, BYTES_A_SECOND = 30, 100_000
"""How long the process may take: so long, and longer for a large file on the slowest of laptops."""

Imprints = Mapping[str, bytes | list[bytes]]
"""By the names at the top of a file the imprint of a value, or of each entry of an array of tables."""


def imprint(value: Any) -> bytes:
    """What tells two values read from TOML apart; the order of an entry's keys does not matter."""
    shown = sorted(value.items()) if isinstance(value, dict) else value
    return hashlib.blake2b(repr(shown).encode("utf-8", "surrogatepass"), digest_size=16).digest()


def imprints(value: Any) -> bytes | list[bytes]:
    """The imprint of what stands under one name at the top, entry by entry where it is an array of tables."""
    if isinstance(value, list) and value and all(isinstance(part, dict) for part in value):
        return [imprint(part) for part in value]
    return imprint(value)


def whole(parts: Imprints) -> str:
    """The imprint of a file from those of its parts; the order of the names does not matter, that of entries does."""
    total = hashlib.blake2b(digest_size=32)
    for name in sorted(parts):
        part = parts[name]
        total.update(
            repr((name, len(part) if isinstance(part, list) else None)).encode("utf-8", "surrogatepass")
        )
        total.update(b"".join(part) if isinstance(part, list) else part)
    return total.hexdigest()


def read(content: bytes) -> str:
    """The imprint of what tomllib reads in the bytes of a file. Raises ValueError when it can't."""
    data = tomllib.loads(content.decode("utf-8-sig"), parse_float=Decimal)
    return whole({name: imprints(value) for name, value in data.items()})


def read_elsewhere(content: bytes) -> str | None:
    """The same from a process of its own; None when it can't be started, dies, or takes too long."""
    import subprocess  # late: the process itself does not need it

    if not sys.executable or getattr(sys, "frozen", False):  # what would start is not Python
        return None
    quiet = 0
    if sys.platform == "win32":
        quiet = subprocess.CREATE_NO_WINDOW | subprocess.BELOW_NORMAL_PRIORITY_CLASS
    answer = b""
    try:
        with subprocess.Popen(
            [sys.executable, "-I", "-S", __file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=quiet,
        ) as process:
            try:
                # no thread of ours watches the time: one that finds no memory when it starts is waited for without end
                answer, _errors = process.communicate(content, SECONDS + len(content) / BYTES_A_SECOND)
            except BaseException:
                process.kill()
                raise
    except (OSError, RuntimeError, subprocess.TimeoutExpired):
        return None
    return answer.decode("ascii", "replace") if process.returncode == 0 else None


def main() -> None:
    """Answer on standard output for the bytes on standard input."""
    if hasattr(os, "nice"):
        os.nice(10)  # whoever types comes first
    sys.stdout.write(read(sys.stdin.buffer.read()))


if __name__ == "__main__":
    main()
