"""The three sides that git keeps of a file in conflict, and whether anybody has worked on what it left."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from msgspec import Struct

from .. import text
from ..errors import FINDINGS, BimtekError
from ..i18n import _
from ..store.reading import read_bytes
from .commands import LITERAL, name_of, output, texts_merged, top
from .sides import sides

_HUNK = re.compile(
    rb"^(<{7,})[^\n]*\n(?P<ours>.*?)(?:^\|{7,}[^\n]*\n.*?)?^={7,}\r?\n(?P<theirs>.*?)^>{7,}[^\n]*(?:\n|\Z)",
    re.MULTILINE | re.DOTALL,
)


class LeftToPeople(BimtekError):
    """A conflict that is not about the content of a file; the sentence says what there is to decide."""

    exit_code = FINDINGS


class Stages(Struct, frozen=True):
    """The sides of a file in conflict as they would lie in the work tree; `base` is None when both added it."""

    base: bytes | None
    ours: bytes
    theirs: bytes


def stages(path: Path) -> Stages:
    """The sides of a conflict from git's index.

    Raises LeftToPeople when a side took the file away, BimtekError when it is not in conflict or git does not help.
    """
    file = text.word(str(path))
    words = ("ls-files", "-u", "-z", "--", path.name)
    names: dict[str, str] = {}
    if path.parent.is_dir():
        for record in name_of(output(path.parent, *words, settings=LITERAL)).split("\0")[:-1]:
            facts, _tab, name = record.partition("\t")
            if name == path.name:  # a folder of this name has files below it
                _mode, blob, stage = facts.split()
                names[stage] = blob
    if not names:
        raise BimtekError(
            _("{file} is not in conflict, so there is nothing to settle; “git status” names what is").format(
                file=file
            )
        )
    if "2" not in names or "3" not in names:
        called = sides(path.parent).called
        raise LeftToPeople(_renamed_twice(path, names, called) or _one_sided(file, names, called))
    stages = {stage: _as_in_work_tree(path, blob) for stage, blob in names.items()}
    return Stages(stages.get("1"), stages["2"], stages["3"])


def _renamed_twice(path: Path, names: dict[str, str], called: tuple[str, str]) -> str:
    """What there is to decide about a file that got another name in each side, where it is clear which; or ""."""
    around = top(path.parent)
    if around is None or len(names) != 1:
        return ""
    stages: dict[str, list[str]] = {}
    for record in name_of(output(around, "ls-files", "-u", "-z")).split("\0")[:-1]:
        facts, _tab, name = record.partition("\t")
        stages.setdefault(name, []).append(facts.split()[2])
    alone = {stage: [name for name, kept in stages.items() if kept == [stage]] for stage in "123"}
    if any(len(files) != 1 for files in alone.values()):
        return ""
    old, ours, theirs = (text.word(alone[stage][0]) for stage in "123")
    return _(
        "{old} was renamed to {ours} in {our_side} and to {theirs} in {their_side}, which only people can settle: “git add {ours}” and “git rm {theirs}” keep the first name, the other way round the second; then “git rm {old}”"
    ).format(old=old, ours=ours, theirs=theirs, our_side=called[0], their_side=called[1])


def _one_sided(file: str, names: dict[str, str], called: tuple[str, str]) -> str:
    if "2" in names or "3" in names:
        kept, gone = called if "2" in names else called[::-1]
        return _(
            "{file} was removed in {gone} and changed in {kept}, which only people can settle: “git add {file}” keeps it, “git rm {file}” removes it"
        ).format(file=file, gone=gone, kept=kept)
    return _(
        "{file} was renamed or removed in both, which only people can settle: see “git status”, then “git rm {file}”"
    ).format(file=file)


def _as_in_work_tree(path: Path, blob: str) -> bytes:
    """A blob with the line ends of the file as it lies there; asking git for them would run a repository's filters."""
    content = output(path.parent, "cat-file", "blob", blob)
    if b"\r" not in content and path.is_file() and b"\r\n" in read_bytes(path):
        return content.replace(b"\n", b"\r\n")
    return content


def untouched(work: bytes, sides: Stages, merged: bytes) -> bool:
    """Whether a file is as git left it when the merge stopped: nobody has settled anything in it by hand.

    It then is ours (the driver died), what our own merge makes, or the merge of the texts, made here once more: it has
    the same text when each conflict is settled as ours, and the same when each is settled as theirs. How git cuts up a
    conflict, marks it and names its sides is no matter. Raises BimtekError where git can't be started.
    """
    settled = _settled(work)
    if settled in (_settled(sides.ours), _settled(merged)):
        return True
    return settled in map(_settled, _made_again(sides))


def _settled(content: bytes) -> tuple[list[bytes], list[bytes]]:
    """The lines of a file with every conflict settled as ours, and as theirs; without their line ends."""
    ours, theirs = (_HUNK.sub(rf"\g<{side}>".encode(), content) for side in ("ours", "theirs"))
    return ours.splitlines(), theirs.splitlines()


def _made_again(sides: Stages) -> list[bytes]:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        files = [Path(scratch, name) for name in ("base", "ours", "theirs")]
        for file, content in zip(files, (sides.base or b"", sides.ours, sides.theirs), strict=True):
            file.write_bytes(content)
        try:
            return texts_merged(*files)
        except OSError as error:
            raise BimtekError(
                _("git can't be started: {reason}").format(reason=error.strerror or error)
            ) from error
