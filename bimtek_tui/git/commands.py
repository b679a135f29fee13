"""The only place that starts git: it reads objects, and runs nothing that a repository brings.

A repository may come from a stick or an archive, and its configuration names commands: filters, hooks, pagers,
programs for signatures, a place to fetch what is missing from. So only commands are let through that read objects
and the index, never the work tree, in an environment that forbids the rest.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from .. import text
from ..errors import BimtekError
from ..i18n import _
from ..store.sources import MAX_BYTES

_ABSENT = (1, 5)
"""How git exits when a revision or a key of its configuration is not there."""

READING = frozenset(
    {
        "rev-parse",
        "rev-list",
        "cat-file",
        "ls-tree",
        "ls-files",
        "merge-base",
        "check-attr",
        "log",
        "diff-tree",
        "diff-index",
    }
)
"""What git may be asked for: commands that read objects, the index, and names of files, but no file of the work tree."""

_NEEDED = {"log": "--raw", "diff-tree": "--name-", "diff-index": "--cached"}
"""What makes such a command stay with names: it would print contents through a repository's filters, or read files."""

_RUNNING = ("--filters", "--textconv", "--ext-diff", "--patch", "-p", "--show-signature")
"""Words that would have such a command run what a repository names."""

_COMPARISONS: tuple[tuple[str, ...], ...] = ((), ("--diff-algorithm=histogram",))
"""How git compares lines when it merges; `merge-file` before 2.44 does not know the second, which merges take since 2.34."""
_MOST_CONFLICTS = 127
"""git merge-file exits with their number, up to this; above it, it has failed."""

_SAFE = (
    "git",
    "--no-pager",
    *("-c", "core.fsmonitor=false"),
    *("-c", f"core.hooksPath={os.devnull}"),
    *("-c", "log.showSignature=false"),
    *("-c", "safe.bareRepository=explicit"),
)
_NOTHING_FETCHED = {"GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": "none", "GIT_OPTIONAL_LOCKS": "0"}
"""What a partial clone lacks is missing. Git before 2.45 does not know the first, and finds every way closed."""


LITERAL = {"GIT_LITERAL_PATHSPECS": "1"}
"""A setting: names of files are names, not patterns."""


class NoRepository(BimtekError):
    """The folder lies in no repository, git is not installed, or it refuses to look."""


def output(
    folder: Path,
    *words: str,
    missing: bool = False,
    stdin: bytes = b"",
    settings: Mapping[str, str] | None = None,
) -> bytes:
    """What git says in a folder; with `missing` nothing when what was asked for is not there.

    `stdin` is what it reads, `settings` are variables of its environment.

    Raises NoRepository when there is no git or no repository, BimtekError with git's own reason, and ValueError when
    a command is asked for that does more than reading objects.
    """
    return _answer(folder, _only_reading(words), missing, stdin, settings)


def configuration(folder: Path, *words: str, missing: bool = False) -> bytes:
    """What `git config` says or does in a folder: the only command that writes, for `install` alone. Raises as `output`."""
    return _answer(folder, ("config", *words), missing)


def running(folder: Path, *words: str, settings: Mapping[str, str] | None = None) -> subprocess.Popen[bytes]:
    """git at work on reading objects, talked to through pipes. Raises OSError when there is none, ValueError as `output`."""
    return subprocess.Popen(
        [*_SAFE, "-C", str(folder), *_only_reading(words)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(settings),
    )


def merge_texts(ours: str, base: str, theirs: str, marker: int) -> int:
    """Have git merge three files of its own, or of ours, as text into the first; returns how it exits. Raises OSError."""
    labels = [word for label in ("ours", "base", "theirs") for word in ("-L", label)]
    words = ["merge-file", "--diff3", f"--marker-size={marker}", *labels, "--", ours, base, theirs]
    return subprocess.run(
        [*_SAFE, *words], stdin=subprocess.DEVNULL, check=False, env=_environment()
    ).returncode


def texts_merged(base: Path, ours: Path, theirs: Path) -> list[bytes]:
    """Three files of ours merged by git as text, once in every way that it compares lines. Raises OSError."""
    merged = []
    for comparison in _COMPARISONS:
        words = ["merge-file", "-p", "--diff3", *comparison, "--", str(ours), str(base), str(theirs)]
        done = subprocess.run(
            [*_SAFE, *words],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            env=_environment(),
        )
        if done.returncode <= _MOST_CONFLICTS:
            merged.append(done.stdout)
    return merged


def try_driver(folder: Path, line: str, seconds: float) -> subprocess.CompletedProcess[bytes]:
    """Have git start a line as it starts a merge driver: by its own shell. For a line that `install` wrote, and no other.

    `folder` is one of ours, with nothing in it that git would read. Raises subprocess.TimeoutExpired, OSError.
    """
    words = ["-C", str(folder), "-c", f"alias.bimtek-probe=!{line}", "bimtek-probe"]
    return subprocess.run(
        [*_SAFE, *words],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        timeout=seconds,
        env=_environment({"GIT_CEILING_DIRECTORIES": str(folder.resolve().parent)}),
    )


def _only_reading(words: Sequence[str]) -> Sequence[str]:
    """The words themselves, when they have git read objects and nothing else."""
    command, *rest = words
    needed = _NEEDED.get(command, "")
    if (
        command not in READING
        or any(word in _RUNNING for word in rest)
        or (needed and not any(word.startswith(needed) for word in rest))
    ):
        raise ValueError(f"git {' '.join(words)}: this may run what the repository names")
    return words


def _environment(settings: Mapping[str, str] | None = None) -> dict[str, str]:
    return {**os.environ, **_NOTHING_FETCHED, **(settings or {})}


def _answer(
    folder: Path,
    words: Sequence[str],
    missing: bool,
    stdin: bytes = b"",
    settings: Mapping[str, str] | None = None,
) -> bytes:
    try:
        done = subprocess.run(
            [*_SAFE, "-C", str(folder), *words],
            input=stdin,
            capture_output=True,
            check=False,
            env=_environment(settings),
        )
    except FileNotFoundError as error:
        raise NoRepository(
            _("git can't be started: it is not on this machine, or not in PATH; install it")
        ) from error
    except (OSError, ValueError) as error:  # ValueError: a zero byte in a name
        raise NoRepository(
            _("git can't be started: {reason}").format(reason=getattr(error, "strerror", None) or error)
        ) from error
    if done.returncode == 0:
        return done.stdout
    if missing and done.returncode in _ABSENT:
        return b""
    reason = text.short(done.stderr.decode("utf-8", "replace"), 200)
    if b"safe.bareRepository" in done.stderr and ".git" not in folder.resolve().parts:
        raise NoRepository(
            _(
                "this repository is bare, without files of its own; go to a clone of it: git clone {folder}"
            ).format(folder=text.line(str(folder.resolve())))
        )
    if done.returncode == 128 and not top(folder):
        raise NoRepository(_("git: {reason}; go to the folder of the repository").format(reason=reason))
    raise BimtekError(_("git: {reason}").format(reason=reason))


def top(folder: Path) -> Path | None:
    """The top folder of the work tree around a folder, or None when there is none or no git."""
    try:
        done = subprocess.run(
            [*_SAFE, "-C", str(folder), "rev-parse", "--show-toplevel"],
            capture_output=True,
            check=False,
            env=_environment(),
        )
    except (OSError, ValueError):
        return None
    return Path(name_of(done.stdout)) if done.returncode == 0 and done.stdout.strip() else None


def name_of(raw: bytes) -> str:
    """A file name as git gives it."""
    return raw.decode("utf-8", "surrogateescape").rstrip("\n")


def commit(folder: Path, name: str) -> str:
    """The commit of this name. Raises BimtekError when git knows none."""
    words = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    answer = output(folder, *words, missing=True).decode().strip()
    if not answer:
        if name == "HEAD":
            raise BimtekError(
                _("nothing was committed in this repository yet, so there is nothing to compare with")
            )
        sentence = (
            _(
                "git does not know the revision “{revision}” in this clone, which has only the latest commits: “git fetch --unshallow” brings the others"
            )
            if is_shallow(folder)
            else _("git does not know the revision “{revision}” here")
        )
        raise BimtekError(sentence.format(revision=text.short(name)))
    return answer


def is_shallow(folder: Path) -> bool:
    """Whether a clone has only the latest commits."""
    return output(folder, "rev-parse", "--is-shallow-repository", missing=True).strip() == b"true"


def blob(folder: Path, revision: str, inside: str) -> bytes | None:
    """A file at a commit, by its name from the top of the repository, or None when it is not there."""
    words = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}:{inside}")
    answer = output(folder, *words, missing=True).decode().strip()
    if not answer:
        return None
    kind, _blank, size = output(
        folder, "cat-file", f"--batch-check={FACTS}", stdin=answer.encode()
    ).partition(b" ")
    if kind == b"blob" and int(size) > MAX_BYTES:
        raise too_large(f"{revision[:10]}:{inside}")
    if not size.strip().isdigit():
        raise lacking(f"{revision[:10]}:{inside}")
    return output(folder, "cat-file", "blob", answer) if kind == b"blob" else None


FACTS = "%(objecttype) %(objectsize)"
"""What is asked about an object before it is read."""


def too_large(name: str) -> BimtekError:
    """What is said of a file in git that is too large for a session."""
    return BimtekError(
        _("{file} is larger than 64 MiB, so it is no session file; nothing was changed").format(
            file=text.line(name)
        )
    )


def lacking(name: str) -> BimtekError:
    """What is said of a file whose content is not in this clone."""
    return BimtekError(
        _(
            "the content of {file} is not in this clone, and nothing is fetched on the way: a clone without --filter has it"
        ).format(file=text.line(name))
    )


def tree(folder: Path, revision: str, ending: str = "") -> dict[str, str]:
    """The blobs of a commit by their names from the top; of regular files with this ending."""
    files = {}
    words = ("ls-tree", "-r", "-z", "--full-tree", revision)
    for record in name_of(output(folder, *words)).split("\0")[:-1]:
        facts, _tab, name = record.partition("\t")
        mode, _kind, blob = facts.split()
        if mode.startswith("100") and name.endswith(ending):
            files[name] = blob
    return files


def blobs(folder: Path, ids: Sequence[str]) -> dict[str, bytes]:
    """The contents of blobs, asked for in one go; without those that this clone does not have."""
    contents: dict[str, bytes] = {}
    if not ids:
        return contents
    answer = output(folder, "cat-file", "--batch", stdin="".join(f"{id}\n" for id in ids).encode())
    at = 0
    for id in ids:
        end = answer.index(b"\n", at)
        facts = answer[at:end].split()
        at = end + 1
        if len(facts) == 3:
            size = int(facts[2])
            contents[id] = answer[at : at + size]
            at += size + 1
    return contents
