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

_PLAIN = re.compile(r"(?!.*(?:[^/]\*\*|\*\*(?!/)|\.\.))[\w.*][\w./*-]*", re.ASCII)
"""Patterns that mean the same to git, to GitHub and to a shell: ** only for folders, and no ?, which GitHub takes otherwise."""

_PLAIN_PART = re.compile(r"[^*]+")
_UNSET = b'  BIMTEK: ""'
_PIN = re.compile(rb"^  BIMTEK: .*$", re.MULTILINE)
"""The one line that people set, or have to."""


def content(name: str, pattern: str, speaks: str) -> bytes:
    """A workflow for the sessions of a pattern that speaks a language; from where it gets bimtek is left to be set.

    Raises BimtekError for a strange pattern.
    """
    if not _PLAIN.fullmatch(pattern):
        raise BimtekError(
            _(
                "for workflows the pattern has letters, digits and . _ - / * only, with ** for folders alone, such as sessions/*.toml or sessions/**/*.toml, and not: {pattern}"
            ).format(pattern=text.short(pattern))
        )
    anywhere = pattern if "/" in pattern else f"**/{pattern}"
    words = {
        "PATTERN": anywhere,
        "FOLDER": str(PurePosixPath(*takewhile(_PLAIN_PART.fullmatch, PurePosixPath(anywhere).parts[:-1]))),
        "VERSION": __version__,
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
            is_same = not file.is_symlink() and file.is_file() and _with_pin_unset(read_bytes(file)) == new
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
    if any(_lacks_pin(folder / name) for name in NAMES):
        sentences.append(
            _(
                "neither workflow installs anything until you have written behind BIMTEK: in both files from where: {commit} or {wheel}; a name alone will not do, as whoever has it elsewhere would run in your repository"
            ).format(
                commit="git+https://HOST/OWNER/REPOSITORY@COMMIT",
                wheel=f"https://HOST/bimtek_tui-{__version__}-py3-none-any.whl#sha256=DIGEST",
            )
        )
    return sentences, written


def _with_pin_unset(content: bytes) -> bytes:
    return _PIN.sub(_UNSET, content, count=1)


def _lacks_pin(file: Path) -> bool:
    return not file.is_symlink() and file.is_file() and _UNSET in read_bytes(file).splitlines()


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
        if _with_pin_unset(read_bytes(file)) in ours:
            file.unlink()
            removed.append(_("removed: {file}").format(file=text.line(str(file))))
    return removed
