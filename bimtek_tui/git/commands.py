"""Asking git: one call at a time, in the words of git, without printing and without changing a repository."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from .. import text
from ..errors import BimtekError
from ..i18n import _

_ABSENT = (1, 5)
"""How git exits when a revision or a key of its configuration is not there."""


class NoRepository(BimtekError):
    """The folder lies in no repository, git is not installed, or it refuses to look."""


def said(
    folder: Path,
    *words: str,
    missing: bool = False,
    given: bytes = b"",
    settings: Mapping[str, str] | None = None,
) -> bytes:
    """What git says in a folder; with `missing` nothing when what was asked for is not there.

    `given` is what it reads, `settings` are variables of its environment.

    Raises NoRepository when there is no git or no repository, else BimtekError with git's own reason.
    """
    try:
        done = subprocess.run(
            ["git", "--no-optional-locks", "-C", str(folder), *words],
            input=given,
            capture_output=True,
            check=False,
            env={**os.environ, **settings} if settings else None,
        )
    except (OSError, ValueError) as error:  # ValueError: a zero byte in a name
        raise NoRepository(
            _("git can't be started: {reason}").format(reason=getattr(error, "strerror", None) or error)
        ) from error
    if done.returncode == 0:
        return done.stdout
    if missing and done.returncode in _ABSENT:
        return b""
    reason = text.short(done.stderr.decode("utf-8", "replace"), 200)
    if done.returncode == 128 and not top(folder):
        raise NoRepository(_("git: {reason}; go to the folder of the repository").format(reason=reason))
    raise BimtekError(_("git: {reason}").format(reason=reason))


def top(folder: Path) -> Path | None:
    """The top folder of the work tree around a folder, or None when there is none or no git."""
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), "rev-parse", "--show-toplevel"], capture_output=True, check=False
        )
    except (OSError, ValueError):
        return None
    return Path(name_of(done.stdout)) if done.returncode == 0 and done.stdout.strip() else None


def name_of(given: bytes) -> str:
    """A file name as git gives it."""
    return given.decode("utf-8", "surrogateescape").rstrip("\n")


def commit(folder: Path, name: str) -> str:
    """The commit of this name. Raises BimtekError when git knows none."""
    words = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    found = said(folder, *words, missing=True).decode().strip()
    if not found:
        raise BimtekError(
            _("git does not know the revision “{revision}” here").format(revision=text.short(name))
        )
    return found


def blob(folder: Path, revision: str, inside: str) -> bytes | None:
    """A file at a commit, by its name from the top of the repository, or None when it is not there."""
    words = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}:{inside}")
    found = said(folder, *words, missing=True).decode().strip()
    if not found or said(folder, "cat-file", "-t", found).strip() != b"blob":
        return None
    return said(folder, "cat-file", "blob", found)
