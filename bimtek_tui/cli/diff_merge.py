"""Commands for reviewers: diff, merge, fingerprint."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .. import text
from ..errors import FINDINGS, FINE
from ..i18n import N_, _, ngettext
from ..model.labels import key_label
from .arguments import open_file, say_json, tell_unread
from .console import WrongUse, command, complain, say, say_exactly, shown

if TYPE_CHECKING:
    from ..model.entries import Session
    from ..model.method import Method
    from ..review.differences import Difference
    from ..store import Loaded

_NOTHING = {os.devnull, "/dev/null"}
"""What git hands over for a file that is not there."""


@command(
    "diff",
    help=N_(
        "Say what changed between two session files, or with --rev between two revisions of one, in the words of the workshop: added, withdrawn, moved, changed key by key, and what follows for money and SWOT position. Exit code 0 the same, 1 different."
    ),
    examples=(
        "bimtek diff lama.toml baru.toml",
        "bimtek diff sessions/kota-contoh.toml --rev HEAD~1..HEAD",
        "bimtek diff sessions/kota-contoh.toml --rev main --format md",
        "bimtek diff sessions/kota-contoh.toml --signed",
    ),
)
@click.argument("files", metavar="OLD NEW | FILE", nargs=-1, required=True)
@click.option(
    "--rev",
    metavar="A..B",
    help=N_("Revisions of git to compare; with A alone, that one and the file as it is."),
)
@click.option(
    "--signed",
    is_flag=True,
    help=N_("Compare with what was signed, as git has it: only what the agreement covers."),
)
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "md", "json")),
    default="text",
    help=N_("text (if not given), md for a pull request, or json."),
)
def diff(files: tuple[str, ...], rev: str | None, signed: bool, form: str) -> int:
    """Say what changed."""
    from ..model import method as methods
    from ..model.entries import Session
    from ..review import differences
    from ..store.document import same

    if signed:
        if len(files) != 1 or rev is not None:
            raise WrongUse(
                _("with --signed one file is needed, and no --rev; see {command} --help").format(
                    command="bimtek diff"
                )
            )
        return _from_signed(Path(files[0]), form)
    old, new = _two_files(files) if rev is None else _two_revisions(files, rev)
    read = new or old
    if read is None:
        return FINE
    named = read.document.blocks[0].data.get("method", "")
    method = methods.load(named if isinstance(named, str) else "")
    before, after = (loaded.session if loaded else Session() for loaded in (old, new))
    faults = (old.findings if old else (), new.findings if new else ())
    changed = differences.compare(before, after, method, faults)
    _report(changed, method, form)
    for loaded in (old, new):
        if loaded is not None:
            tell_unread(loaded)
    if changed:
        return FINDINGS
    if old and new and not same(old.document.as_data(), new.document.as_data()):
        complain(_("keys or entries that bimtek does not read are different; “git diff” shows them"))
        return FINDINGS
    return FINE


def _from_signed(path: Path, form: str) -> int:
    """Say how the content differs from what was signed. Raises BimtekError when that is not known."""
    from ..review import differences
    from .fingerprint import must_have_signed_state

    loaded, method = open_file(path)
    signed = must_have_signed_state(loaded)
    changed = differences.of_agreement(signed, loaded.session, method, ((), loaded.findings))
    _report(changed, method, form)
    tell_unread(loaded)
    return FINDINGS if changed else FINE


def _report(changed: list[Difference], method: Method, form: str) -> None:
    from ..review import reports

    if form == "json":
        say_json(reports.as_data(changed))
    elif not changed:
        say(_("no entry is different"))
    elif form == "md":
        from ..markdown import inline

        say(reports.as_markdown(changed, method, inline))
    elif sys.stdout.isatty() and "NO_COLOR" not in os.environ:
        click.echo(reports.as_text(changed, method, colour=True), color=True)
    else:
        say(reports.as_text(changed, method))


def _two_files(files: tuple[str, ...]) -> tuple[Loaded | None, Loaded | None]:
    from .. import store

    if len(files) != 2:
        raise WrongUse(
            _("two files are needed, or one with --rev; see {command} --help").format(command="bimtek diff")
        )
    old, new = (None if file in _NOTHING else store.load(Path(file)) for file in files)
    return old, new


def _two_revisions(files: tuple[str, ...], rev: str) -> tuple[Loaded | None, Loaded | None]:
    """One file at both ends of a range; None where it is not there. Raises BimtekError."""
    from .. import git, store

    if len(files) != 1:
        raise WrongUse(_("with --rev one file is needed; see {command} --help").format(command="bimtek diff"))
    old, new = (
        store.parse(version.content, version.path) if version else None
        for version in git.two_versions(Path(files[0]), rev)
    )
    return old, new


# Merging and fingerprints --------------------------------------------------------------------------------------


@command(
    "merge",
    help=N_(
        "Merge two versions of a session by id, then by key: with BASE what both began with, without it the files of two groups. Exit code 0 when all is settled, 1 when conflicts are left, shown by markers around the entry."
    ),
    examples=(
        "bimtek merge dasar.toml kami.toml mereka.toml -o hasil.toml",
        "bimtek merge kelompok-a.toml kelompok-b.toml -o gabungan.toml",
    ),
)
@click.argument("files", metavar="[BASE] OURS THEIRS", nargs=-1, required=True)
@click.option("-o", "--out", metavar="OUT", help=N_("Write the result to this file (printed if not given)."))
def merge(files: tuple[str, ...], out: str | None) -> int:
    """Merge two versions of a session."""
    from ..review import conflicts, merging
    from ..store import reading, saving

    if len(files) not in (2, 3):
        raise WrongUse(
            _("two files are needed, or three with their base first; see {command} --help").format(
                command="bimtek merge"
            )
        )
    contents = [(reading.read_bytes(Path(file)), Path(file)) for file in files]
    if len(contents) == 3 and not contents[0][0].strip():  # git's base of a file that both sides added
        del contents[0]
    *base, ours, theirs = (merging.document(content, path) for content, path in contents)
    merged = merging.merge(base[0] if base else None, ours, theirs)
    content = merged.text.encode()
    if out is None:
        say_exactly(content)
    else:
        saving.replace(Path(out), content, beside=None if Path(out).exists() else Path(files[-2]))
    for duplicate in merged.notices:
        complain(conflicts.sentence(duplicate))
    for conflict in merged.conflicts:
        complain(_("conflict: {sentence}").format(sentence=conflicts.sentence(conflict)))
    if merged.conflicts and out is not None:
        complain(
            ngettext(
                "{file}: {number} conflict is left; edit it between its markers",
                "{file}: {number} conflicts are left; edit them between their markers",
                len(merged.conflicts),
            ).format(file=shown(out), number=len(merged.conflicts))
        )
    return FINDINGS if merged.conflicts else FINE


@command(
    "fingerprint",
    help=N_(
        "Print the fingerprint of what was agreed in a session, or with --id of one entry. The same content has the same one on every machine."
    ),
    examples=(
        "bimtek fingerprint sessions/kota-contoh.toml",
        "bimtek fingerprint sessions/kota-contoh.toml --id sw-7k3q9fxd",
    ),
)
@click.argument("file", metavar="FILE")
@click.option(
    "--id", "id", metavar="ID", help=N_("Only this entry, e.g. sw-7k3q9fxd, or a table such as city.")
)
def fingerprint(file: str, id: str | None) -> int:
    """Print a fingerprint."""
    from ..review import fingerprint as fingerprints
    from ..review import reports, signing

    loaded, method = open_file(Path(file))
    if id is None:
        standing = signing.standing(loaded.session, method)
        say(standing.now or fingerprints.agreement(loaded.session, method))
        if standing.state not in ("open", "as-signed"):
            complain(f"{key_label('digest')}: {reports.standing_in_words(standing)}")
    else:
        entries = _entries(loaded.session, id)
        if not entries:
            raise WrongUse(
                _("there is no entry “{id}” in {file}").format(id=text.short(id), file=shown(file))
            )
        for entry in entries:
            say(fingerprints.entry(entry))
    tell_unread(loaded)
    return FINE


def _entries(session: Session, id: str) -> list[Any]:
    """The entries of this id, or the one table of this name."""
    from ..model.kinds import kinds

    of = kinds()
    if id in of and of[id].single:
        return [entry for entry in (session.single(id),) if entry is not None]
    return [
        session.entries(table)[id]
        for table, kind in of.items()
        if not kind.single and id in session.entries(table)
    ]
