"""The lists of program codes that a person has taken in, one file a decree in the person's own folder of data.

No session holds them: they are the region's, and a machine without them checks less.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec
from msgspec import Struct

from .. import settings, text
from ..errors import CannotSave, UnreadableFile
from ..i18n import _
from ..model.entries import Session, counting
from ..model.program_codes import CodeList, decree_key, decree_name
from .sources import read_bytes

MAX_BYTES = 64_000_000
"""Bytes of a file of ours; what is taken in is bounded, so a larger one is none."""


class Known(Struct, frozen=True):
    """The list of a session's codes, or why there is none, in a sentence ("" where none is needed)."""

    codes: CodeList | None = None
    sentence: str = ""


def keep(codes: CodeList) -> Path:
    """Keep a list, in the place of the one of the same decree. Raises CannotSave with one sentence."""
    from . import saving  # late: who only reads needs nothing of it

    file = _file(codes.decree)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotSave(
            _("the folder {folder} can't be made: {reason}").format(
                folder=file.parent, reason=error.strerror or error
            )
        ) from error
    saving.replace(file, msgspec.json.encode(codes), beside=file)
    return file


def load(decree: str) -> CodeList | None:
    """The list of a decree, however it is spelled; None where none was taken in. Raises UnreadableFile."""
    file = _file(decree)
    return _read(file) if file.is_file() else None


def of_session(session: Session) -> Known:
    """The list of the decree that the plan names, if it is kept here, and what is said where it is not."""
    decree = (session.plan and session.plan.code_decree) or ""
    if not decree:
        return Known()
    try:
        codes = load(decree)
    except UnreadableFile as error:
        return Known(sentence=str(error))
    if codes is not None or not any(program.code for program in counting(session.program)):
        return Known(codes)
    sentence = _(
        "the list of {decree} is not kept on this machine, so only shape, level and kind of region of the codes were checked; “bimtek codes import” takes it in"
    )
    return Known(sentence=sentence.format(decree=text.short(decree_name(decree), 80)))


def kept() -> list[CodeList]:
    """All lists that are kept, the newest first. Raises UnreadableFile."""
    lists = [_read(file) for file in sorted(_folder().glob("*.json"))]
    return sorted(lists, key=lambda codes: (codes.imported, decree_key(codes.decree)), reverse=True)


def _folder() -> Path:
    return settings.data_folder() / "codes"


def _file(decree: str) -> Path:
    """The file of a decree; two decrees never share one, whatever signs they are written with."""
    mark = hashlib.sha256(decree_key(decree).encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return _folder() / f"{mark}.json"


def _read(file: Path) -> CodeList:
    try:
        if file.stat().st_size > MAX_BYTES:
            raise ValueError("too large")
        return msgspec.json.decode(read_bytes(file), type=CodeList)
    except (OSError, ValueError, UnreadableFile) as error:
        raise UnreadableFile(
            _(
                "{file}: this list of codes can't be read any more; take the list in anew, or remove the file"
            ).format(file=file)
        ) from error
