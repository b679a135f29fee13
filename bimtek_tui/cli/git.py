"""Commands for work with git: setting the merge driver up, the driver itself, settling a conflict afterwards."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from .. import text
from ..errors import FINDINGS, FINE, OUR_FAULT, WRONG_USE, BimtekError, UnreadableFile
from ..i18n import N_, _, ngettext
from .console import WrongUse, command, complain, group, say, shown

if TYPE_CHECKING:
    from ..git.installing import Outcome
    from ..review.merging import Merged
    from ..store.document import Document

_MARKER = 7
_LONGEST = 1000
_MOST_CONFLICTS = 127
"""git merge-file exits with their number, up to this; above it, it has failed."""

_EVERYWHERE = click.option(
    "--global",
    "everywhere",
    is_flag=True,
    help=N_("For all repositories of this person instead of the one around this folder."),
)


@command(
    "install",
    help=N_(
        "Have git merge sessions entry by entry. It gets a driver in its configuration, once for every clone, and a line in .gitattributes, to be committed like any other file. What is there already stays."
    ),
    examples=(
        "bimtek git install",
        'bimtek git install --pattern "sesi/*.toml"',
        "bimtek git install --global",
    ),
)
@click.option(
    "--pattern",
    default="sessions/*.toml",
    metavar="PATTERN",
    help=N_("Which files are sessions, from the top of the repository; sessions/*.toml if not given."),
)
@_EVERYWHERE
def install(pattern: str, everywhere: bool) -> int:
    """Set the driver up."""
    from ..git import audit, installing
    from ..git.commands import top

    pattern = pattern.replace("\\", "/").removeprefix("./")
    if not pattern.strip() or pattern != text.line(pattern) or pattern.startswith(("!", "#", "-")):
        raise WrongUse(
            _("“{pattern}” is no pattern of files; give one such as {example}").format(
                pattern=text.short(pattern), example=installing.PATTERN
            )
        )
    folder = Path.cwd()
    outcome = installing.install(folder, pattern, everywhere=everywhere)
    code = _tell(outcome)
    around = top(folder)
    if around is not None and not outcome.left:
        for sentence in audit.uncovered(around):
            complain(sentence)
    return code


@command(
    "uninstall",
    help=N_("Take away what “install” wrote. Nothing else is touched."),
    examples=("bimtek git uninstall", "bimtek git uninstall --global"),
)
@_EVERYWHERE
def uninstall(everywhere: bool) -> int:
    """Take the driver away."""
    from ..git import installing

    return _tell(installing.uninstall(Path.cwd(), everywhere=everywhere))


@command(
    "check",
    help=N_(
        "Say whether git merges by entries. Looks at driver, command and attributes, and whether the last merge lost anything; exit code 1 when something is wrong, with the way out."
    ),
    examples=("bimtek git check",),
)
def check() -> int:
    """Look whether all is well."""
    from ..git import audit

    return _tell(audit.verify(Path.cwd()))


def _tell(outcome: Outcome) -> int:
    for sentence in outcome.done:
        say(sentence)
    for sentence in outcome.left:
        complain(sentence)
    return FINDINGS if outcome.left else FINE


# The driver ----------------------------------------------------------------------------------------------------


@command(
    "driver",
    help=N_(
        "Merge one session for git. It hands over what both began with, both sides, the length of the marks and the name of the file; the result is written to OURS. Exit code 0 when all is settled, 1 when conflicts are left, shown by markers around the entry. What can't be merged by entries is merged as text."
    ),
    examples=("git config merge.bimtek.driver",),
)
@click.argument("base", metavar="BASE")
@click.argument("ours", metavar="OURS")
@click.argument("theirs", metavar="THEIRS")
@click.argument("size", metavar="[MARKER_SIZE]", default=str(_MARKER))
@click.argument("name", metavar="[PATH]", default="")
@click.option(
    "--sure",
    is_flag=True,
    help=N_("Exit with 40 instead of 0 and 41 instead of 1: codes that no accident gives."),
)
def driver(base: str, ours: str, theirs: str, size: str, name: str, sure: bool) -> int:
    """Merge one file for git."""
    from ..git.installing import CLEAN, CONFLICT

    marker = int(size) if size.isdecimal() and 0 < int(size) < _LONGEST else _MARKER
    name = name or ours
    try:
        settled = _by_entries(Path(base), Path(ours), Path(theirs), marker, name)
    except Exception as error:  # noqa: BLE001 - whatever it is, git must get a merge
        why = str(error) if isinstance(error, BimtekError) else _fault(error)
        complain(_("{file} is merged as text: {reason}").format(file=shown(name), reason=why))
        text_merge = _as_text(base, ours, theirs, marker, name)
        if text_merge is None:
            return OUR_FAULT
        settled = text_merge
    if sure:
        return CLEAN if settled else CONFLICT
    return FINE if settled else FINDINGS


def _by_entries(base: Path, ours: Path, theirs: Path, marker: int, name: str) -> bool:
    """Merge into OURS and say what is left; returns whether nothing is. Raises BimtekError."""
    from ..store import reading, saving

    began, mine, other = (reading.read_bytes(file) for file in (base, ours, theirs))
    merged = _merged(began, mine, other, name, marker)
    sentences = _sentences(merged, name)
    saving.replace(
        ours, merged.text.encode()
    )  # the last thing that may fail: a second merge needs ours as it was
    for sentence in sentences:
        complain(sentence)
    return not merged.conflicts


def _merged(base: bytes, ours: bytes, theirs: bytes, name: str, marker: int = _MARKER) -> Merged:
    """The sides of one file merged; `base` is empty when both added it. Raises BimtekError."""
    from ..review import merging

    def side(content: bytes, word: str) -> Document:
        return merging.document(content, Path(f"{name} ({word})"))

    began = merging.of_base(base)
    known = side(began, _("base")) if began.strip() else None
    return merging.merge(known, side(ours, _("ours")), side(theirs, _("theirs")), marker=marker)


def _as_text(base: str, ours: str, theirs: str, marker: int, name: str) -> bool | None:
    """Have git merge the texts into OURS; returns whether nothing is left to settle, None when git could not."""
    from ..git.commands import merge_texts

    were_sessions = _is_session(ours) and _is_session(theirs)
    try:
        exited = merge_texts(ours, base, theirs, marker)
    except OSError as error:
        complain(_("git can't be started: {reason}").format(reason=error.strerror or error))
        return None
    if not 0 <= exited <= _MOST_CONFLICTS:
        return None
    if exited == 0 and were_sessions and not _is_session(ours):
        complain(
            _("{file}: the text that came out is no session any more: mend it before you add it").format(
                file=shown(name)
            )
        )
        return False
    return exited == 0


def _is_session(file: str) -> bool:
    from .. import store

    try:
        store.load(Path(file))
    except Exception:  # noqa: BLE001 - whatever it is, the text merge must come to its end
        return False
    return True


def _fault(error: Exception) -> str:
    return _("bimtek made a mistake of its own ({name})").format(name=type(error).__name__)


def _sentences(merged: Merged, name: str) -> list[str]:
    """What was united and what is left to settle, a sentence each."""
    from ..review import conflicts

    sentences = [*map(conflicts.sentence, merged.told), *map(conflicts.sentence, merged.conflicts)]
    return [f"{shown(name)}: {sentence}" for sentence in sentences]


# Settling afterwards -------------------------------------------------------------------------------------------


@command(
    "resolve",
    help=N_(
        "Merge a session in conflict entry by entry, from the sides that git keeps, with nothing configured: for a merge, rebase or stash that stopped. Exit code 0 when all is settled, 1 when conflicts are left."
    ),
    examples=("bimtek resolve sessions/kota-contoh.toml",),
)
@click.argument("file", metavar="FILE")
@click.option("--force", is_flag=True, help=N_("Also when somebody has worked on the file since."))
def resolve(file: str, force: bool) -> int:
    """Merge a file in conflict."""
    from ..git import conflicts
    from ..store import reading, saving

    path = Path(file)
    stages = conflicts.stages(path)
    try:
        merged = _merged(stages.base or b"", stages.ours, stages.theirs, file)
    except UnreadableFile as error:
        raise BimtekError(
            _("{reason}; settle {file} by hand between its marks, then: git add {file}").format(
                reason=error, file=text.word(file)
            )
        ) from error
    content = merged.text.encode()
    work = reading.read_bytes(path) if path.exists() else stages.ours
    if not (force or work == content or conflicts.untouched(work, stages, content)):
        complain(
            _(
                "{file} was edited since the merge stopped, so it stays as it is: “git add {file}” when it is right, or --force to merge anew and lose that work"
            ).format(file=text.word(file))
        )
        return WRONG_USE
    saving.replace(path, content)
    for sentence in _sentences(merged, file):
        complain(sentence)
    if merged.conflicts:
        say(
            ngettext(
                "{file}: {number} conflict is left; edit it between its markers, then: git add {file}",
                "{file}: {number} conflicts are left; edit them between their markers, then: git add {file}",
                len(merged.conflicts),
            ).format(file=text.word(file), number=len(merged.conflicts))
        )
        return FINDINGS
    say(_("{file}: merged, nothing is left to settle; next: git add {file}").format(file=text.word(file)))
    return FINE


git = group(
    "git",
    help=N_("Set up git for sessions. “install” once for every clone; “check” says whether it works."),
    examples=("bimtek git install", "bimtek git check"),
    commands=(install, uninstall, check),
)
git.add_command(driver)  # git itself runs it
