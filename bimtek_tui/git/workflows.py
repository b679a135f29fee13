"""Two workflows for GitHub, written into a repository: a check of every request, and a merge that knows the driver.

They are files beside this module, with a few words filled in. What is there already stays.
"""

from __future__ import annotations

import re
from itertools import takewhile
from pathlib import Path, PurePosixPath

from .. import __version__, text
from ..errors import BimtekError
from ..i18n import LANGUAGES, _, language
from ..store import saving
from ..store.reading import read_bytes

FOLDER = ".github/workflows"
NAMES = {"bimtek-check.yml": "workflow_check.yml", "bimtek-merge.yml": "workflow_merge.yml"}
"""What the files are called in a repository, and here."""

_PLAIN = re.compile(r"[\w.*?][\w./*?-]*", re.ASCII)
"""Patterns that mean the same to git, to GitHub and to a shell."""


_PLAIN_PART = re.compile(r"[^*?]+")


def content(name: str, pattern: str, speaks: str) -> bytes:
    """A workflow for the sessions of a pattern, with this version of bimtek pinned, that speaks a language.

    Raises BimtekError for a strange pattern.
    """
    if not _PLAIN.fullmatch(pattern) or ".." in pattern:
        raise BimtekError(
            _(
                "for workflows the pattern has letters, digits and . _ - / * ? only, such as sessions/*.toml, and not: {pattern}"
            ).format(pattern=text.short(pattern))
        )
    anywhere = pattern if "/" in pattern else f"**/{pattern}"
    words = {
        "PATTERN": anywhere,
        "FOLDER": str(PurePosixPath(*takewhile(_PLAIN_PART.fullmatch, PurePosixPath(anywhere).parts[:-1]))),
        "PACKAGE": f"bimtek-tui=={__version__}",
        "LANGUAGE": speaks,
    }
    shipped = (Path(__file__).parent / NAMES[name]).read_text(encoding="utf-8")
    return re.sub(r"@([A-Z]+)@", lambda match: words[match[1]], shipped).encode()


def write(root: Path, pattern: str) -> tuple[list[str], list[str]]:
    """Write both into a repository. Returns a sentence each, and the names of those that were written.

    Raises BimtekError for a strange pattern, or where a folder is a link, CannotSave when a file can't be written.
    """
    made = {name: content(name, pattern, language()) for name in NAMES}
    folder = root / FOLDER
    if any(part.is_symlink() for part in (folder, folder.parent)):
        raise BimtekError(
            _("{file} is a link, so nothing is written there; make it a folder of its own").format(
                file=text.line(str(folder))
            )
        )
    sentences, written = [], []
    for name, new in made.items():
        file = folder / name
        if file.is_symlink() or file.exists():
            is_same = not file.is_symlink() and file.is_file() and read_bytes(file) == new
            sentence = (
                _("{file} was there already")
                if is_same
                else _(
                    "{file} is there, otherwise than it would be written now, and stays; to have it anew, remove it first"
                )
            )
        else:
            try:
                folder.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise BimtekError(
                    _("the folder {folder} can't be made: {reason}; the workflows were not written").format(
                        folder=text.line(str(folder)), reason=error.strerror or error
                    )
                ) from error
            saving.replace(file, new)
            written.append(f"{FOLDER}/{name}")
            sentence = _("{file} is there now")
        sentences.append(sentence.format(file=text.line(str(file))))
    return sentences, written


def take_away(root: Path, patterns: list[str]) -> list[str]:
    """Remove the workflows that are as `write` makes them for one of these patterns; a sentence each."""
    removed = []
    for name in NAMES:
        file = root / FOLDER / name
        if any(part.is_symlink() for part in (file, *file.parents[:2])) or not file.is_file():
            continue
        ours = [
            content(name, pattern, speaks)
            for pattern in patterns
            if _PLAIN.fullmatch(pattern)
            for speaks in LANGUAGES
        ]
        if read_bytes(file) in ours:
            file.unlink()
            removed.append(_("removed: {file}").format(file=text.line(str(file))))
    return removed
