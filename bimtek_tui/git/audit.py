"""Whether merging by entries works in a repository: driver, command, attributes, and what the last merge left.

The driver is tried out as git would start it, on a merge that no text merge settles. Each thing wrong is a sentence
with its way out.
"""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from .. import text
from ..errors import BimtekError
from ..i18n import _, listed, ngettext
from ..review import merging
from ..store import parse
from ..store.document import Document
from .commands import blob, name_of, output, top, try_driver
from .installing import PATTERN, Outcome, as_installed, attributes, configured, is_ours, lacks_command

_IS_SESSION = re.compile(rb"^\s*schema_version\s*=.*^\s*method\s*=", re.MULTILINE | re.DOTALL)
_HEAD = 4096
_SHOWN = 5
_PATIENCE = 60
_PROBE = 'schema_version = 1\nmethod = "kominfo-1"\n'
_NOTE = (
    '\n# nt-{0}\n[[note]]\nid = "nt-{0}"\nkind = "minute"\ntext = "{0}"\nadded = 2022-06-13T09:15:21+07:00\n'
)
_OURS, _THEIRS = "00000001", "00000002"


def verify(folder: Path) -> Outcome:
    """Look at everything; raises BimtekError where there is no git or no work tree."""
    around = top(folder)
    if around is None:
        output(folder, "rev-parse", "--show-toplevel")  # says why
        raise BimtekError(_("this is no work tree of git; go to the folder of the repository"))
    outcome = Outcome()
    _driver(around, outcome)
    _applies(around, outcome)
    outcome.left += _unsettled(around)
    outcome.left += _last_merge(around)
    return outcome


# The driver ----------------------------------------------------------------------------------------------------


def _driver(folder: Path, outcome: Outcome) -> None:
    line = configured(folder)
    if lacks_command(folder):
        outcome.left.append(
            _(
                "git has a merge driver for sessions without its command, so git stops at every merge: {way}"
            ).format(way="bimtek git install")
        )
    elif not line:
        outcome.left.append(
            _("git has no merge driver for sessions, so it merges them as text: bimtek git install")
        )
    elif not is_ours(line):
        outcome.left.append(
            _(
                "git's driver for sessions is not bimtek's own line ({driver}); when its command goes, git silently drops what the others did: git config --unset merge.bimtek.driver, then bimtek git install"
            ).format(driver=text.short(line))
        )
    elif not as_installed(line):
        outcome.left.append(
            _(
                "git's driver for sessions is not the line that this bimtek writes, so it was not tried: bimtek git install renews it"
            )
        )
    elif fault := _tried(line):
        outcome.left.append(
            _(
                "git has the driver, but “bimtek” does not answer it ({reason}), so sessions are merged as text: put bimtek on the PATH"
            ).format(reason=fault)
        )
    else:
        outcome.done.append(_("git has the merge driver, and it answers"))


def _tried(line: str) -> str:
    """Why the driver does not merge by entries when git starts it, or ""."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        sides = {"O": _PROBE, "A": _PROBE + _NOTE.format(_OURS), "B": _PROBE + _NOTE.format(_THEIRS)}
        values = {"L": "7", "P": "probe.toml"}
        for letter, content in sides.items():
            file = Path(scratch) / f"{letter}.toml"
            file.write_text(content, encoding="utf-8", newline="\n")
            values[letter] = shlex.quote(file.as_posix())
        filled = re.sub(r"%([OABLP])", lambda match: values[match[1]], line)
        try:
            done = try_driver(Path(scratch), filled, _PATIENCE)
        except subprocess.TimeoutExpired:
            return _("no answer within {seconds} seconds").format(seconds=_PATIENCE)
        merged = (Path(scratch) / "A.toml").read_text(encoding="utf-8")
    if done.returncode == 0 and _OURS in merged and _THEIRS in merged:
        return ""
    if shutil.which("bimtek") is None:
        return _("there is no such command")
    lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
    return (
        text.short(lines[0]) if len(lines) > 1 else _("it did not merge")
    )  # the last line is the driver's own


# The attributes ------------------------------------------------------------------------------------------------


def sessions(folder: Path) -> list[str]:
    """The session files of a work tree that git knows or would take, by their names from its top."""
    words = ("ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", "*.toml")
    names = dict.fromkeys(name_of(output(folder, *words)).split("\0")[:-1])
    return [name for name in names if _is_session(folder / name)]


def _is_session(file: Path) -> bool:
    try:
        with file.open("rb") as stream:
            return _IS_SESSION.search(stream.read(_HEAD)) is not None
    except OSError:
        return False


def uncovered(folder: Path) -> list[str]:
    """A sentence for the sessions of a work tree that git would not give to the driver."""
    how = attributes(folder, sessions(folder))
    others: dict[str, list[str]] = {}
    for name, merge in how.items():
        if merge == "unspecified":
            others.setdefault(f"{PurePosixPath(name).parent}/*.toml".removeprefix("./"), []).append(name)
    faults = [
        _("git merges {files} as text: {way}").format(
            files=_several(names),
            way="bimtek git install" + (f" --pattern {shlex.quote(pattern)}" if pattern != PATTERN else ""),
        )
        for pattern, names in others.items()
    ]
    faults += [
        _(
            "a line of .gitattributes has {file} merged in another way ({how}): change it to merge=bimtek"
        ).format(file=text.line(name), how=merge)
        for name, merge in how.items()
        if merge not in ("unspecified", "bimtek")
    ]
    return faults


def _several(names: list[str]) -> str:
    return listed([text.line(name) for name in names[:_SHOWN]], len(names) - _SHOWN)


def _applies(folder: Path, outcome: Outcome) -> None:
    if wrong := uncovered(folder):
        outcome.left += wrong
        return
    number = len(sessions(folder))
    outcome.done.append(
        ngettext(
            "{number} session is given to the driver", "{number} sessions are given to the driver", number
        ).format(number=number)
    )


# What merges left ----------------------------------------------------------------------------------------------


def _unsettled(folder: Path) -> Iterator[str]:
    """Sessions that are still in conflict."""
    records = name_of(output(folder, "ls-files", "-u", "-z")).split("\0")[:-1]
    for name in sorted({record.partition("\t")[2] for record in records}):
        if name.endswith(".toml") and (_is_session(folder / name) or not (folder / name).exists()):
            yield _("{file} is in conflict: settle it by hand, or with: bimtek resolve {file}").format(
                file=text.word(name)
            )


def _last_merge(folder: Path) -> Iterator[str]:
    """What the last merge dropped of what its sides had, and is not back since."""
    words = ("rev-list", "-1", "--merges", "--parents")
    if not output(folder, "rev-parse", "--verify", "--quiet", "HEAD", missing=True):
        return
    made, *sides = output(folder, *words, "HEAD").decode().split() or [""]
    if not made:
        return
    base = output(folder, "merge-base", *sides, missing=True).decode().strip()
    changed = ("diff-tree", "-r", "-z", "--name-only", "--no-renames", "--no-relative")
    names = {
        name
        for side in sides
        for name in name_of(output(folder, *changed, side, made, "--", "*.toml")).split("\0")[:-1]
    }
    for name in sorted(names):
        yield from _dropped(folder, name, made, sides, base)


def _dropped(folder: Path, name: str, made: str, sides: list[str], base: str) -> Iterator[str]:
    """What a merge dropped of one file."""
    documents = {side: _read(blob(folder, side, name), name) for side in sides}
    was, result, now = (
        _read(content, name)
        for content in (
            blob(folder, base, name) if base else None,
            blob(folder, made, name),
            _now(folder / name),
        )
    )
    file = text.line(name)
    quoted = text.word(name)
    if result is None or now is None:
        return
    back = _ids(result) | _ids(now)
    for side, document in documents.items():
        if document is None:
            continue
        taken_away = {id for id in _ids(was) if any(id not in _ids(other) for other in documents.values())}
        gone = _ids(document) - back - taken_away
        if gone:
            gone -= _united(was, [document for document in documents.values() if document], back)
        if lost := sorted(gone):
            yield ngettext(
                "the merge {merge} lost {number} entry of {file} that {side} has ({ids}); bring it back: {way}",
                "the merge {merge} lost {number} entries of {file} that {side} has ({ids}); bring them back: {way}",
                len(lost),
            ).format(
                merge=made[:10],
                number=len(lost),
                file=file,
                side=side[:10],
                ids=_several(lost),
                way=f"git show {side[:10]}:{quoted} > lain.toml; bimtek merge {quoted} lain.toml -o {quoted}",
            )
        elif _left_out(was, document, [document for document in documents.values() if document], result, now):
            yield _(
                "the merge {merge} took {file} whole from the other side, without what {side} changed; see: {way}"
            ).format(
                merge=made[:10],
                file=file,
                side=side[:10],
                way=f"bimtek diff {quoted} --rev {made[:10]}..{side[:10]}",
            )


def _left_out(
    was: Document | None, side: Document, sides: list[Document], result: Document, now: Document
) -> bool:
    """Whether a merge is just the other side, although this one had something to give that is not there yet."""
    if was is None or side.text == result.text or all(side.text != result.text for side in sides):
        return False
    try:
        again = merging.merge(was, now, side)
    except BimtekError:
        return False
    return not again.conflicts and again.text != now.text


def _united(was: Document | None, sides: list[Document], back: set[str]) -> set[str]:
    """The ids that a merge gave up because the same thing is there under another one."""
    try:
        ours, theirs = sides
        united = merging.merge(was, ours, theirs).united
    except (ValueError, BimtekError):  # of more sides than two nothing is united
        return set()
    return {duplicate.other for duplicate in united if duplicate.id in back}


def _now(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except OSError:
        return None


def _read(content: bytes | None, name: str) -> Document | None:
    """A version of a session, or None where it is none or can't be read; that is not what is asked here."""
    if content is None:
        return None
    try:
        return parse(content, Path(name)).document
    except BimtekError:
        return None


def _ids(document: Document | None) -> set[str]:
    """The ids of all entries, whether or not they count."""
    if document is None:
        return set()
    ids = (block.data.get("id") for block in document.blocks if block.array and not block.nested)
    return {id for id in ids if isinstance(id, str)}
