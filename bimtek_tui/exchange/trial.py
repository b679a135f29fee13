"""Workbooks opened in a process of their own first: their own counts are not believed.

An xls of 612 bytes may ask for gigabytes. What a table needs and more is let through, and read here again. The
workbooks of a folder go through one process, one after the other.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Iterator

from .. import child

MEMORY = 512 * 2**20
"""Bytes that opening a workbook may take, Python with it."""
SECONDS = 60.0
_FITTING: dict[bytes, bool] = {}
"""What was found of workbooks so far in this run, by their digests."""


def fits(content: bytes) -> bool:
    """Whether a workbook can be opened within bounds; what is wrong with it otherwise is not looked at."""
    look([content])
    return _FITTING[_digest(content)]


def look(contents: Iterable[bytes]) -> None:
    """Find out of several workbooks whether they fit, in one process."""
    digest = b""

    def fresh() -> Iterator[bytes]:
        nonlocal digest
        for content in contents:
            digest = _digest(content)
            if digest not in _FITTING:
                yield content

    for fitting in child.fitting(f"{__name__}:opened", fresh(), SECONDS, MEMORY):
        _FITTING[digest] = fitting


def opened(content: bytes) -> None:
    """Open a workbook and all its sheets."""
    import python_calamine as calamine

    with calamine.CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
        for name in book.sheet_names:
            book.get_sheet_by_name(name)


def _digest(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()
