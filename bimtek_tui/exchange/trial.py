"""A workbook opened in a process of its own first: its own counts are not believed.

An xls of 612 bytes may ask for gigabytes. What a table needs and more is let through, and read here again.
"""

from __future__ import annotations

import io

from .. import child

MEMORY = 512 * 2**20
"""Bytes that opening a workbook may take, Python with it."""
SECONDS = 60.0


def fits(content: bytes) -> bool:
    """Whether a workbook can be opened within bounds; what is wrong with it otherwise is not looked at."""
    return child.fits(f"{__name__}:opened", content, SECONDS, MEMORY)


def opened(content: bytes) -> None:
    """Open a workbook and all its sheets."""
    import python_calamine as calamine

    with calamine.CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
        for name in book.sheet_names:
            book.get_sheet_by_name(name)
