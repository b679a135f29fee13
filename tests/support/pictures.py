"""Small pictures and Word files as they come from a city, made without a library for pictures."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

from docx import Document


def png(width: int = 60, height: int = 72, color: tuple[int, int, int] = (30, 110, 60)) -> bytes:
    """A PNG of one colour that every program can read."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        )

    rows = (b"\0" + bytes(color) * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def jpeg(width: int = 60, height: int = 72) -> bytes:
    """A grey JPEG: every block is nothing but its mean, which is that of the block before."""

    def segment(marker: int, content: bytes) -> bytes:
        return struct.pack(">BBH", 0xFF, marker, len(content) + 2) + content

    one_code = bytes([1] + [0] * 15 + [0])
    bits = 2 * -(-width // 8) * -(-height // 8)
    whole, rest = divmod(bits, 8)
    return (
        b"\xff\xd8"
        + segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0")
        + segment(0xDB, b"\0" + b"\1" * 64)
        + segment(0xC0, struct.pack(">BHHB", 8, height, width, 1) + b"\1\x11\0")
        + segment(0xC4, b"\0" + one_code)
        + segment(0xC4, b"\x10" + one_code)
        + segment(0xDA, b"\1\1\0\0\x3f\0")
        + b"\0" * whole
        + (bytes([0xFF >> rest]) if rest else b"")
        + b"\xff\xd9"
    )


def word_file(changed: Mapping[str, bytes | None] | None = None) -> bytes:
    """The file that python-docx begins with; parts by name are put in place of its own, or taken out."""
    made = io.BytesIO()
    Document().save(made)
    return repacked(made.getvalue(), changed or {})


def repacked(content: bytes, changed: Mapping[str, bytes | None]) -> bytes:
    """A Word file with parts changed, added, or, where None stands, taken out."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        parts = {name: old.read(name) for name in old.namelist()} | dict(changed)
        for name, part in parts.items():
            if part is not None:
                new.writestr(name, part)
    return made.getvalue()
