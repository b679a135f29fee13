"""The command merge: two versions of a session made one by id, then by key."""

from __future__ import annotations

from pathlib import Path

import click

from ..errors import FINDINGS, FINE
from ..i18n import N_, _, ngettext
from .console import WrongUse, command, complain, say_exactly, shown


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
