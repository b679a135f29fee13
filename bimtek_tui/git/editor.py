"""`.taplo.toml`: with it the formatter of TOML that most editors have leaves sessions as bimtek lays them out."""

from __future__ import annotations

from pathlib import Path

from .. import text
from ..i18n import _
from ..store import saving
from ..store.reading import read_bytes

NAMES = (".taplo.toml", "taplo.toml")
CONTENT = b"""\
# Formatters of TOML in editors put a list on one line, and comments one below the other. A session has one fact a line,
# which git merges and people review, so they leave both as they stand.
[formatting]
array_auto_collapse = false
align_comments = false
"""
_NEEDED = "array_auto_collapse"


def write(root: Path) -> tuple[str, bool]:
    """Put the file at the top of a repository; a sentence, and whether it was written. What is there stays.

    Raises CannotSave when it can't be written.
    """
    for name in NAMES:
        file = root / name
        if file.is_symlink() or file.exists():
            return _there(file), False
    file = root / NAMES[0]
    saving.replace(file, CONTENT)
    return _("{file} is there now: formatters in editors leave lists as they are").format(
        file=text.line(str(file))
    ), True


def take_away(root: Path) -> str:
    """Remove the file where it is as `write` made it; a sentence, or "" where nothing was done."""
    file = root / NAMES[0]
    if file.is_symlink() or not file.is_file() or read_bytes(file) != CONTENT:
        return ""
    file.unlink()
    return _("removed: {file}").format(file=text.line(str(file)))


def _there(file: Path) -> str:
    if not file.is_symlink() and file.is_file() and _NEEDED.encode() in read_bytes(file):
        return _("{file} was there already").format(file=text.line(str(file)))
    return _(
        "{file} is yours and stays; so that no formatter puts lists on one line, write there, below [formatting]: {line}"
    ).format(file=text.line(str(file)), line=f"{_NEEDED} = false")
