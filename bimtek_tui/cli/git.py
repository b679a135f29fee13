"""Commands for work with git: setting the merge driver up, the driver itself, settling a conflict afterwards."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from .. import text
from ..errors import FINDINGS, FINE, OUR_FAULT, WRONG_USE, BimtekError, UnreadableFile
from ..i18n import N_, _, listed, ngettext
from .console import WrongUse, command, complain, group, say, shown

if TYPE_CHECKING:
    from ..git.installing import Outcome
    from ..git.sides import Sides
    from ..review.conflict_marks import Marks, Side
    from ..review.merging import Merged
    from ..store.document import Document

_MARKER = 7
_LONGEST = 1000
_INNER = (9, 11, 13)
"""How long git, before it named the sides, wanted the marks in a base that it makes of several; an attribute rarely says so."""
_TEMPORARY = "Temporary merge branch"
"""What git calls the sides of such a base."""
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
        "Have git merge sessions entry by entry. It gets a driver in its configuration, once for every clone, and a line in .gitattributes, to be committed like any other file; .taplo.toml keeps formatters in editors from putting lists on one line. What is there already stays."
    ),
    examples=(
        "bimtek git install",
        'bimtek git install --pattern "sesi/*.toml"',
        "bimtek git install --workflow",
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
@click.option(
    "--workflow",
    "with_workflows",
    is_flag=True,
    help=N_(
        "Also write two workflows for GitHub: one checks every request and says what it changes, one, started by hand, merges the main branch into a request."
    ),
)
def install(pattern: str, everywhere: bool, with_workflows: bool) -> int:
    """Set the driver up."""
    from ..git import audit, installing
    from ..git.commands import top

    pattern = pattern.replace("\\", "/").removeprefix("./")
    if (
        not pattern.strip()
        or pattern != text.line(pattern)
        or pattern.startswith(("!", "#", "-"))
        or pattern.endswith("/")
    ):
        raise WrongUse(
            _("“{pattern}” is no pattern of files; give one such as {example}").format(
                pattern=text.short(pattern), example=installing.PATTERN
            )
        )
    if everywhere and with_workflows:
        raise WrongUse(_("workflows belong to one repository: --workflow goes without --global"))
    folder = Path.cwd()
    outcome = installing.install(folder, pattern, everywhere=everywhere, with_workflows=with_workflows)
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
        "Say whether git merges by entries. Looks at driver, command and attributes, and whether the last merge, or with --since every merge after a revision, dropped anything that one of its sides had changed; exit code 1 when something is wrong, with the way out."
    ),
    examples=("bimtek git check", "bimtek git check --since v1"),
)
@click.option(
    "--since", metavar="REV", help=N_("Look at every merge after this revision, not at the last one alone.")
)
def check(since: str | None) -> int:
    """Look whether all is well."""
    from ..git import audit

    return _tell(audit.verify(Path.cwd(), since))


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
@click.argument("branches", metavar="[OURS_NAME THEIRS_NAME]", nargs=-1)
@click.option(
    "--sure",
    is_flag=True,
    help=N_("Exit with 40 instead of 0 and 41 instead of 1: codes that no accident gives."),
)
def driver(
    base: str, ours: str, theirs: str, size: str, name: str, branches: tuple[str, ...], sure: bool
) -> int:
    """Merge one file for git."""
    from ..git.installing import CLEAN, CONFLICT

    marker = int(size) if size.isdecimal() and 0 < int(size) < _LONGEST else _MARKER
    name = name or ours
    names = ["" if branch in ("%X", "%Y") else branch for branch in (*branches, "", "")][
        :2
    ]  # not known to git
    try:
        settled = _by_entries(Path(base), Path(ours), Path(theirs), marker, names, name)
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


def _by_entries(base: Path, ours: Path, theirs: Path, marker: int, names: list[str], name: str) -> bool:
    """Merge into OURS and say what is left; returns whether nothing is. Raises BimtekError.

    Of a base that git makes of several nothing is said: nobody has to settle it.
    """
    from ..git.sides import Sides, sides
    from ..review.conflict_marks import Marks
    from ..store import reading, saving

    inner = names[0].startswith(_TEMPORARY) if names[0] else marker in _INNER
    called = Sides(names[0], names[1]) if inner else sides(Path.cwd(), *names)
    began, mine, other = (reading.read_bytes(file) for file in (base, ours, theirs))
    merged = _merged(began, mine, other, name, Marks(marker, called.ours, called.theirs))
    sentences = [] if inner else _sentences(merged, name, called)
    saving.replace(
        ours, merged.text.encode()
    )  # the last thing that may fail: a second merge needs ours as it was
    for sentence in sentences:
        complain(sentence)
    return not merged.conflicts


def _merged(base: bytes, ours: bytes, theirs: bytes, name: str, marks: Marks | None = None) -> Merged:
    """The sides of one file merged; `base` is empty when both added it. Raises BimtekError."""
    from ..review import conflict_marks, merging

    def side(content: bytes, word: str) -> Document:
        return merging.document(content, Path(f"{name} ({word})"))

    began = conflict_marks.of_base(base)
    known = side(began, _("base")) if began.strip() else None
    return merging.merge(
        known, side(ours, _("ours")), side(theirs, _("theirs")), marks=marks or conflict_marks.USUAL
    )


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


def _sentences(merged: Merged, name: str, called: Sides) -> list[str]:
    """What was united and what is left to settle, a sentence each."""
    from ..review import conflicts

    words = called.called
    sentences = [conflicts.sentence(notice, words) for notice in merged.notices]
    sentences += [conflicts.sentence(conflict, words) for conflict in merged.conflicts]
    if merged.conflicts and called.remark:
        sentences.append(called.remark)
    return [f"{shown(name)}: {sentence}" for sentence in sentences]


# Settling afterwards -------------------------------------------------------------------------------------------


@command(
    "resolve",
    help=N_(
        "Merge a session in conflict entry by entry, from the sides that git keeps, with nothing configured: for a merge, rebase or stash that stopped. What is left can be settled for one side, altogether or by the names that stand behind the marks. Exit code 0 when all is settled, 1 when conflicts are left."
    ),
    examples=(
        "bimtek resolve sessions/kota-contoh.toml",
        "bimtek resolve sessions/kota-contoh.toml --theirs --id sw-7k3q9fxd.text",
    ),
)
@click.argument("file", metavar="FILE")
@click.option("--force", is_flag=True, help=N_("Also when somebody has worked on the file since."))
@click.option("--ours", "side", flag_value="ours", help=N_("Settle what is left as our side has it."))
@click.option("--theirs", "side", flag_value="theirs", help=N_("Settle what is left as their side has it."))
@click.option(
    "--id",
    "ids",
    metavar="ID[.KEY]",
    multiple=True,
    help=N_("With --ours or --theirs: only this entry, or this key of it; may be given several times."),
)
def resolve(file: str, force: bool, side: Side | None, ids: tuple[str, ...]) -> int:
    """Merge a file in conflict."""
    from ..git import conflicts
    from ..git.sides import sides
    from ..review import conflict_marks
    from ..store import reading, saving

    if ids and side is None:
        raise WrongUse(_("with --id say whose side counts: --ours or --theirs"))
    path = Path(file)
    stages = conflicts.stages(path)
    work = reading.read_bytes(path) if path.exists() else stages.ours
    called = sides(path.parent, *conflict_marks.branches(work))
    marks = conflict_marks.Marks(conflict_marks.LENGTH, called.ours, called.theirs)
    try:
        merged = _merged(stages.base or b"", stages.ours, stages.theirs, file, marks)
    except UnreadableFile as error:
        raise BimtekError(
            _("{reason}; settle {file} by hand between its marks, then: git add {file}").format(
                reason=error, file=text.word(file)
            )
        ) from error
    content = merged.text.encode()
    sentences = _sentences(merged, file, called)
    if not (force or work == content or conflicts.untouched(work, stages, content)):
        if side is None or not conflict_marks.named(work):
            complain(_edited(file, conflict_marks.marked(work)))
            return WRONG_USE
        content, sentences = work, []  # what somebody has settled in it stays
    left = len(merged.conflicts)
    if side is not None:
        content, left = _settled(content, side, ids, file)
    saving.replace(path, content)
    for sentence in sentences:
        complain(sentence)
    if left:
        say(
            ngettext(
                "{file}: {number} conflict is left; edit it between its markers, then: git add {file}",
                "{file}: {number} conflicts are left; edit them between their markers, then: git add {file}",
                left,
            ).format(file=text.word(file), number=left)
        )
        return FINDINGS
    say(_("{file}: merged, nothing is left to settle; next: git add {file}").format(file=text.word(file)))
    return FINE


def _edited(file: str, marked: bool) -> str:
    """Why a file stays as it is, and what to do with it."""
    sentence = (
        _(
            "{file} was edited since the merge stopped, so it stays as it is: settle what is left between its marks, or --force to merge anew and lose that work"
        )
        if marked
        else _(
            "{file} was edited since the merge stopped, so it stays as it is: “git add {file}” when it is right, or --force to merge anew and lose that work"
        )
    )
    return sentence.format(file=text.word(file))


def _settled(content: bytes, side: Side, ids: tuple[str, ...], file: str) -> tuple[bytes, int]:
    """A file with conflicts settled for one side, and how many are left. Raises WrongUse, UnreadableFile."""
    from .. import store
    from ..review import conflict_marks

    def is_wanted(place: str) -> bool:
        return not ids or any(place == id or place.startswith(f"{id}.") for id in ids)

    content, settled, left = conflict_marks.settle(content, side, is_wanted)
    if ids and not settled:
        raise WrongUse(
            _("{file} has no conflict about {ids}; what is left: {left}").format(
                file=text.word(file),
                ids=listed([text.short(id) for id in ids]),
                left=listed(left) or _("nothing"),
            )
        )
    if not left:
        store.parse(content, Path(file))
    return content, len(left)


git = group(
    "git",
    help=N_("Set up git for sessions. “install” once for every clone; “check” says whether it works."),
    examples=("bimtek git install", "bimtek git check"),
    commands=(install, uninstall, check),
)
git.add_command(driver)  # git itself runs it
