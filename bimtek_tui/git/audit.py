"""Whether merging by entries works in a repository: driver, command, attributes, and what merges left.

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
from . import past_merges
from .commands import name_of, output, top, try_driver
from .installing import PATTERN, Outcome, as_installed, attributes, configured, is_ours, lacks_command
from .sides import Sides, sides

_SHOWN = 5
_PATIENCE = 60
_PROBE = 'schema_version = 1\nmethod = "kominfo-1"\n'
_NOTE = (
    '\n# nt-{0}\n[[note]]\nid = "nt-{0}"\nkind = "minute"\ntext = "{0}"\nadded = 2022-06-13T09:15:21+07:00\n'
)
_OURS, _THEIRS = "00000001", "00000002"


def verify(folder: Path, since: str | None = None) -> Outcome:
    """Look at everything, and at the merges after a revision or (None) the last one.

    Raises BimtekError where there is no git, no work tree, or no such revision.
    """
    around = top(folder)
    if around is None:
        output(folder, "rev-parse", "--show-toplevel")  # says why
        raise BimtekError(_("this is no work tree of git; go to the folder of the repository"))
    outcome = Outcome()
    _driver(around, outcome)
    _applies(around, outcome)
    outcome.left += _unsettled(around)
    if output(around, "rev-parse", "--is-shallow-repository").strip() == b"true":
        outcome.left.append(
            _(
                "this clone is shallow: what is older is missing, so git may not find what two branches began with, and merges before can't be looked at: git fetch --unshallow"
            )
        )
    past = past_merges.merges(around, since)
    losses = list(past_merges.losses(around, past))
    outcome.left += losses
    if past and not losses:
        outcome.done.append(
            ngettext(
                "{number} merge was looked at, and lost nothing",
                "{number} merges were looked at, and lost nothing",
                len(past),
            ).format(number=len(past))
        )
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
        values = {"L": "7", "P": "probe.toml", "X": "kami", "Y": "mereka"}
        for letter, content in sides.items():
            file = Path(scratch) / f"{letter}.toml"
            file.write_text(content, encoding="utf-8", newline="\n")
            values[letter] = shlex.quote(file.as_posix())
        filled = re.sub(r"%([OABLPXY])", lambda match: values[match[1]], line)
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
            return past_merges.SESSION.search(stream.read(past_merges.HEAD)) is not None
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
    names = [
        name
        for name in sorted({record.partition("\t")[2] for record in records})
        if name.endswith(".toml") and (_is_session(folder / name) or not (folder / name).exists())
    ]
    called = sides(folder) if names else Sides()
    ours, theirs = called.called
    for name in names:
        yield _(
            "{file} is in conflict between {ours} and {theirs}: settle it by hand, or with: bimtek resolve {file}"
        ).format(file=text.word(name), ours=ours, theirs=theirs)
    if called.remark:
        yield called.remark
