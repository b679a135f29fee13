"""What the two sides of a merge are called: by git's words, and by the branches whose work they are.

In a rebase git calls the branch onto which one rebases "ours" and one's own work "theirs"; HEAD is a name for neither.
"""

from __future__ import annotations

import os
from pathlib import Path

from msgspec import Struct

from .. import text
from ..errors import BimtekError
from ..i18n import _
from ..store.reading import read_bytes
from .commands import name_of, output

_NOTED = (
    "HEAD",
    "MERGE_HEAD",
    "CHERRY_PICK_HEAD",
    "REVERT_HEAD",
    "REBASE_HEAD",
    "ORIG_HEAD",
    "rebase-merge/head-name",
    "rebase-merge/onto",
    "rebase-apply/head-name",
    "rebase-apply/onto",
    "rebase-apply/original-commit",
)
"""Files in which git notes what it is about."""
_HEADS, _REMOTES = "refs/heads/", "refs/remotes/"
_MERGED = "GITHEAD_"
"""Variables in which `git merge` tells a driver what it was asked to merge; git before 2.44 does not tell it otherwise."""
_NO_NAME = ("", "HEAD", "ours", "theirs")


class Sides(Struct, frozen=True):
    """Branch or commit of either side, "" where git does not say; `rebase` when git has the sides the other way round."""

    ours: str = ""
    theirs: str = ""
    rebase: bool = False

    @property
    def called(self) -> tuple[str, str]:
        """Both for a sentence: git's word, and the name behind it."""
        ours, theirs = (f" ({text.short(name, 40)})" if name else "" for name in (self.ours, self.theirs))
        return _("ours") + ours, _("theirs") + theirs

    @property
    def remark(self) -> str:
        """What has to be known of a rebase by whoever reads "ours", or ""."""
        if not self.rebase:
            return ""
        return _("this is a rebase: {ours} is what you rebase onto, and {theirs} is your own work").format(
            ours=self.called[0], theirs=self.called[1]
        )


def sides(folder: Path, ours: str = "", theirs: str = "") -> Sides:
    """What git's sides are called at this moment, for what it is in the middle of there.

    `ours` and `theirs` are what git itself calls them, "" where it did not say: kept where they are names.
    """
    ours, theirs = ("" if name in _NO_NAME else name for name in (ours, theirs))
    try:
        return _told(folder, ours, theirs)
    except BimtekError:  # no repository, or nothing that git can read: a name is no reason to stop
        return Sides(ours, theirs)


def _told(folder: Path, ours: str, theirs: str) -> Sides:
    """What git's own files tell. Raises BimtekError."""
    noted = _noted(folder)
    for state in ("rebase-merge", "rebase-apply"):
        if (branch := noted[f"{state}/head-name"]) and not _within(noted):
            own = branch.removeprefix(_HEADS) if branch.startswith(_HEADS) else ""
            onto = _branch(folder, noted[f"{state}/onto"]) or noted[f"{state}/onto"][:10]
            return Sides(onto, own or theirs or _described(folder, noted["REBASE_HEAD"]), rebase=True)
    if noted["rebase-apply/original-commit"]:  # of the rest git makes no note before it stops
        return Sides(_branch(folder, noted["HEAD"]), _branch(folder, noted["ORIG_HEAD"]), rebase=True)
    here = noted["HEAD"].removeprefix("ref: ")
    if here.startswith(_HEADS):
        ours = ours or here.removeprefix(_HEADS)
    return Sides(ours, theirs or _merged(folder, noted))


def _within(noted: dict[str, str]) -> bool:
    """Whether somebody merges or picks by hand while a rebase waits."""
    picked = noted["CHERRY_PICK_HEAD"]
    return bool(noted["MERGE_HEAD"] or noted["REVERT_HEAD"] or (picked and picked != noted["REBASE_HEAD"]))


def _merged(folder: Path, noted: dict[str, str]) -> str:
    """What is merged, picked or reverted."""
    if head := noted["MERGE_HEAD"]:
        return _branch(folder, head) or head[:10]
    if head := noted["CHERRY_PICK_HEAD"]:
        return _described(folder, head)
    if head := noted["REVERT_HEAD"]:
        return f"parent of {_described(folder, head)}"  # as git has it
    names = [name for variable, name in os.environ.items() if variable.startswith(_MERGED)]
    return names[0] if len(names) == 1 else ""


def _noted(folder: Path) -> dict[str, str]:
    """What stands in git's own files, "" where there is none; the first line of each. Raises BimtekError."""
    words = [word for name in _NOTED for word in ("--git-path", name)]
    paths = name_of(output(folder, "rev-parse", *words)).split("\n")
    return {name: _line(folder / path) for name, path in zip(_NOTED, paths, strict=False)} | dict.fromkeys(
        _NOTED[len(paths) :], ""
    )


def _line(file: Path) -> str:
    if not file.is_file():
        return ""
    return read_bytes(file).decode("utf-8", "replace").partition("\n")[0].strip()


def _branch(folder: Path, commit: str) -> str:
    """The branch that ends at a commit, of this clone or else of another; "" where there is none or more than one."""
    names = _facts(folder, "%D", commit).split(", ")
    for root in (_HEADS, _REMOTES):
        if branches := [name.removeprefix(root) for name in names if name.startswith(root)]:
            return branches[0] if len(branches) == 1 else ""
    return ""


def _described(folder: Path, commit: str) -> str:
    """A commit as git names it at a mark, or ""."""
    return _facts(folder, "%h (%s)", commit)


def _facts(folder: Path, form: str, commit: str) -> str:
    """What git says of a commit, "" where there is none."""
    if not commit:
        return ""
    words = ("log", "--raw", "-1", "--no-color", "--no-ext-diff", "--decorate=full")
    only = (f"--decorate-refs={_HEADS}*", f"--decorate-refs={_REMOTES}*")
    answer = output(folder, *words, *only, f"--format={form}", "--end-of-options", commit, "--")
    return answer.decode("utf-8", "replace").partition("\n")[0].strip()
