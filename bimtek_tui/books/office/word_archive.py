"""A Word file as the archive that it is: the same bytes whenever it is made, and a digest in it of all its parts.

Word and LibreOffice write every part anew when they save, and keep the property that holds the digest; so a file
that a person has worked on is noticed, whatever was changed in it.
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
import zlib
from typing import Literal

PROPERTY = "bimtek"
"""The custom property that holds the digest."""

PART = "docProps/custom.xml"
_WAITING = "0" * 64
_DIGEST = re.compile(rf'name="{PROPERTY}"[^<]*<[^<>]*>([0-9a-f]{{64}})<')
_XML = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
    'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
    f'<property fmtid="{{{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}}}" pid="2" name="{PROPERTY}">'
    "<vt:lpwstr>{digest}</vt:lpwstr></property></Properties>"
)
_DATE = (1980, 1, 1, 0, 0, 0)
_PIECE = 1 << 16
_MAX_PROPERTIES = 1_000_000


def waiting() -> bytes:
    """The part with custom properties, before the digest is known."""
    return _XML.format(digest=_WAITING).encode()


def sealed(content: bytes) -> bytes:
    """The same parts in an archive without dates, with their digest among the custom properties."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(made, "w") as archive:
        digest = _digest(source)
        for name in source.namelist():
            part = _XML.format(digest=digest).encode() if name == PART else source.read(name)
            entry = zipfile.ZipInfo(name, _DATE)
            entry.create_system = 0
            archive.writestr(entry, part, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def whose(content: bytes) -> Literal["ours", "edited", "foreign"]:
    """Whether the file is as `sealed` left it, was one of ours, or is not known to be."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            with archive.open(PART) as properties:
                known = _DIGEST.search(properties.read(_MAX_PROPERTIES).decode("utf-8", "replace"))
            if known is None:
                return "foreign"
            return "ours" if known[1] == _digest(archive) else "edited"
    except (zipfile.BadZipFile, zlib.error, KeyError, EOFError, NotImplementedError, RuntimeError):
        return "foreign"


def _digest(archive: zipfile.ZipFile) -> str:
    """A digest of every part but the one that holds it, by name."""
    digest = hashlib.sha256()
    for name in sorted(archive.namelist()):
        if name == PART:
            continue
        digest.update(f"{name}\n{archive.getinfo(name).file_size}\n".encode("utf-8", "replace"))
        with archive.open(name) as part:
            while piece := part.read(_PIECE):
                digest.update(piece)
    return digest.hexdigest()
