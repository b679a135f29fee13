"""The merge driver in git's configuration and in `.gitattributes`: written, and taken away again.

The driver is named by its command, never by a path: a path vanishes with the folder of its Python, and then git keeps
our side of a file and silently forgets theirs. What a person has written stays as it is.
"""

from __future__ import annotations

import os
import re
import secrets
import shlex
from dataclasses import dataclass, field
from pathlib import Path

from .. import text
from ..errors import BimtekError
from ..i18n import _
from ..store import saving
from ..store.reading import read_bytes
from . import editor, workflows
from .commands import NoRepository, configuration, name_of, output, top

PATTERN = "sessions/*.toml"
CLEAN, CONFLICT = 40, 41
"""What the driver's command exits with: no accident (a crash, another program of its name) ends so."""

_SECTION = "merge.bimtek"
_NAME = "bimtek: sessions merged entry by entry"
_COMMAND = "bimtek git driver --sure"
_ATTRIBUTES = "text eol=lf diff=markdown merge=bimtek"


@dataclass
class Outcome:
    """What was done, and what a person has to do; a sentence each."""

    done: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


def driver_line() -> str:
    """The line that git runs: bimtek's merge, and git's own of texts whenever that does not come to an end."""
    return (
        f"command -v bimtek >/dev/null && {_COMMAND} -- %O %A %B %L %P %X %Y; case $? in {CLEAN}) exit 0;; {CONFLICT}) exit 1;; esac; "
        f"echo {_sentence()} >&2; git merge-file --diff3 --marker-size=%L -L ours -L base -L theirs %A %O %B || exit 1"
    )


def configured(folder: Path, *scope: str) -> str:
    """The driver as git knows it here, or ""."""
    return name_of(configuration(folder, *scope, "--get", f"{_SECTION}.driver", missing=True))


def lacks_command(folder: Path) -> bool:
    """Whether git knows the driver by its name alone: it then stops at every merge of a session."""
    return bool(configuration(folder, "--get", f"{_SECTION}.name", missing=True)) and not configured(folder)


def is_ours(line: str) -> bool:
    """Whether bimtek wrote this driver, or an earlier bimtek: it may be renewed and taken away."""
    return _COMMAND in line


def as_installed(line: str) -> bool:
    """Whether a driver is letter by letter what `install` writes, in whatever language: no other is ever started."""
    before, _sentence_now, after = driver_line().partition(_sentence())
    return re.fullmatch(f"{re.escape(before)}'[^']*'{re.escape(after)}", line) is not None


def _sentence() -> str:
    """What the driver says when bimtek does not answer, as a word of the shell."""
    return shlex.quote(_("bimtek did not answer, so git merges this file as text; see: bimtek git check"))


def attribute_line(pattern: str) -> str:
    """The line of `.gitattributes` for the files of a pattern."""
    quoted = pattern
    if re.search(r'[\s"\\]', pattern):
        quoted = '"' + pattern.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return f"{quoted}  {_ATTRIBUTES}"


def install(folder: Path, pattern: str, *, everywhere: bool = False, with_workflows: bool = False) -> Outcome:
    """Set the driver up for this repository or (`everywhere`) for all of this person; what is there already stays.

    Raises BimtekError when there is no repository or no git, CannotSave when a file can't be written.
    """
    scope = "--global" if everywhere else "--local"
    file = _attributes_file(folder, everywhere)
    if with_workflows:
        workflows.content(
            next(iter(workflows.NAMES)), pattern, "en"
        )  # a strange pattern before anything is written
    outcome = Outcome()
    line, driver = driver_line(), configured(folder, scope)
    if driver and not is_ours(driver):
        outcome.left.append(
            _(
                "git already has another driver of this name, and it stays: {driver}; if you don't need it: git config {scope} --unset {key}, then install again"
            ).format(driver=text.short(driver), scope=scope, key=f"{_SECTION}.driver")
        )
    elif driver == line:
        outcome.done.append(_("the merge driver was there already"))
    else:
        configuration(folder, scope, f"{_SECTION}.driver", line)  # first: a name alone stops every merge
        configuration(folder, scope, f"{_SECTION}.name", _NAME)
        outcome.done.append(_("git knows the merge driver now: {key}").format(key=f"{_SECTION}.driver"))
    written = _write_attributes(folder, file, pattern, scope, outcome)
    if not everywhere:
        sentence, is_new = editor.write(file.parent)
        outcome.done.append(sentence)
        names = [file.name] * written + [editor.NAMES[0]] * is_new
        if with_workflows:
            sentences, made = workflows.write(file.parent, pattern)
            outcome.done += sentences
            names += made
        if names:
            outcome.done.append(_("next: git add {files}, and commit").format(files=" ".join(names)))
    return outcome


def uninstall(folder: Path, *, everywhere: bool = False) -> Outcome:
    """Take away what `install` wrote, and nothing else. Raises as `install`."""
    scope = "--global" if everywhere else "--local"
    file = _attributes_file(folder, everywhere)
    outcome = Outcome()
    patterns = _recorded(folder, scope)
    for pattern in patterns:
        if _take_out(file, attribute_line(pattern)):
            outcome.done.append(
                _("taken out of {file}: {line}").format(
                    file=text.line(str(file)), line=attribute_line(pattern)
                )
            )
    if not everywhere and (removed := editor.take_away(file.parent)):
        outcome.done.append(removed)
    if not everywhere:
        outcome.done += workflows.take_away(file.parent, [PATTERN, *patterns])
    driver = configured(folder, scope)
    named = name_of(configuration(folder, scope, "--get", f"{_SECTION}.name", missing=True)) == _NAME
    if is_ours(driver) or (named and not driver):
        for key in [f"{_SECTION}.name"] * named + [f"{_SECTION}.driver"] * bool(driver):
            configuration(folder, scope, "--unset", key)
        outcome.done.append(_("git no longer knows the merge driver: {key}").format(key=f"{_SECTION}.driver"))
    elif driver:
        outcome.left.append(
            _("the driver that git has is not bimtek's, so it stays: {driver}").format(
                driver=text.short(driver)
            )
        )
    if patterns:
        configuration(folder, scope, "--unset-all", f"{_SECTION}.attributes")
    if not outcome.done and not outcome.left:
        outcome.done.append(_("nothing was installed here, so there was nothing to take away"))
    return outcome


def _recorded(folder: Path, scope: str) -> list[str]:
    """The patterns whose lines `install` wrote."""
    listed = configuration(folder, scope, "-z", "--get-all", f"{_SECTION}.attributes", missing=True)
    return name_of(listed).split("\0")[:-1]


# The file of attributes ----------------------------------------------------------------------------------------


def _attributes_file(folder: Path, everywhere: bool) -> Path:
    if not everywhere:
        root = top(folder)
        if root is None:
            output(folder, "rev-parse", "--show-toplevel")  # says why
            raise NoRepository(_("this is no work tree of git; go to the folder of the repository"))
        file = root / ".gitattributes"
        if file.is_symlink():
            raise BimtekError(
                _("{file} is a link, which git does not follow; make it a file of its own").format(
                    file=text.line(str(file))
                )
            )
        return file
    known = name_of(configuration(folder, "--global", "--path", "--get", "core.attributesFile", missing=True))
    if known:
        return Path(known)
    home = Path(os.environ.get("HOME") or Path.home())
    return Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config") / "git" / "attributes"


def _write_attributes(folder: Path, file: Path, pattern: str, scope: str, outcome: Outcome) -> bool:
    """Put the line for a pattern at the end of the file, unless a line of its own settles how such files merge.

    Returns whether it was written.
    """
    content = _content(file)
    name = text.line(str(file))
    for number, line in enumerate(content.splitlines(), 1):
        how = _merge_in(line, pattern)
        if how == "bimtek":
            outcome.done.append(_("{file} has the line already").format(file=name))
            return False
        if how:
            outcome.left.append(
                _(
                    "{file}:{line}: this line of yours says “{how}” for {pattern}, so it stays; write merge=bimtek there yourself"
                ).format(file=name, line=number, how=how, pattern=pattern)
            )
            return False
    how = _applied(folder, pattern) if scope == "--local" else ""
    if how == "bimtek":
        outcome.done.append(_("git takes the driver for {pattern} already").format(pattern=pattern))
        return False
    if how:
        outcome.left.append(
            _(
                "a line of yours already makes git merge {pattern} in another way ({how}), so nothing was written to {file}; write there yourself: {line}"
            ).format(pattern=pattern, how=how, file=name, line=attribute_line(pattern))
        )
        return False
    newline = b"\r\n" if b"\r\n" in content else b"\n"
    added = attribute_line(pattern).encode("utf-8", "surrogateescape")
    if content and not content.endswith(b"\n"):
        content += newline + added  # without a line end, as the file had none
    else:
        content += added + newline
    file.parent.mkdir(parents=True, exist_ok=True)
    saving.replace(file, content)
    configuration(folder, scope, "--add", f"{_SECTION}.attributes", pattern)
    outcome.done.append(_("{file} has the line now: {line}").format(file=name, line=attribute_line(pattern)))
    return True


def _content(file: Path) -> bytes:
    return read_bytes(file) if file.exists() else b""


def _merge_in(line: bytes, pattern: str) -> str:
    """How a line of attributes says that the files of just this pattern are merged, or ""."""
    words = line.decode("utf-8", "surrogateescape").strip()
    named = attribute_line(pattern).partition("  ")[0]
    if not words.startswith((named + " ", named + "\t")):
        return ""
    for word in reversed(words[len(named) :].split()):
        if word in ("merge", "-merge", "!merge", "binary"):
            return word
        if word.startswith("merge="):
            return word.partition("=")[2]
    return ""


def _applied(folder: Path, pattern: str) -> str:
    """How git merges a file of a pattern as things are, or "" when nothing says so."""
    sample = re.sub(r"\[[^]]*\]", "x", pattern.replace("**/", "").replace("*", "x").replace("?", "x"))
    attribute = attributes(folder, [sample.lstrip("/")], as_they_lie=True).get(sample.lstrip("/"), "")
    return "" if attribute == "unspecified" else attribute


def attributes(folder: Path, names: list[str], *, as_they_lie: bool = False) -> dict[str, str]:
    """How git merges files, by their names from the top of the repository; "unspecified" where nothing says so.

    Where a `.gitattributes` was removed git goes by the one in its index; `as_they_lie` leaves that out.
    """
    around = top(folder)
    if around is None or not names:
        return {}
    paths = "\0".join(names).encode("utf-8", "surrogateescape")
    none = str(
        around / f".index-{secrets.token_hex(8)}"
    )  # git takes an index that is not there for an empty one
    settings = {"GIT_INDEX_FILE": none} if as_they_lie else None
    words = ("check-attr", "-z", "--stdin", "merge")
    fields = name_of(output(around, *words, stdin=paths + b"\0", settings=settings)).split("\0")
    return {fields[number]: fields[number + 2] for number in range(0, len(fields) - 2, 3)}


def _take_out(file: Path, line: str) -> bool:
    """Take a line out of a file of attributes; a file that held nothing else goes. Returns whether it was there."""
    content = _content(file)
    wanted = line.encode("utf-8", "surrogateescape")
    lines = content.splitlines(keepends=True)
    for number in range(len(lines) - 1, -1, -1):
        if lines[number].rstrip(b"\r\n") != wanted:
            continue
        before = b"".join(lines[:number])
        if not lines[number].endswith(b"\n"):  # written behind a last line that had no line end
            before = before.removesuffix(b"\n").removesuffix(b"\r")
        if rest := before + b"".join(lines[number + 1 :]):
            saving.replace(file, rest)
        else:
            _remove(file)
        return True
    return False


def _remove(file: Path) -> None:
    try:
        file.unlink()
    except OSError as error:
        raise BimtekError(
            _("{file} can't be removed: {reason}; remove it yourself, it is empty now").format(
                file=text.line(str(file)), reason=error.strerror or error
            )
        ) from error
