"""The command fingerprint: of what was agreed in a session, or of one entry."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .. import text
from ..errors import FINE
from ..i18n import N_, _
from ..model.labels import key_label
from .arguments import TEMPLATES, open_file, own_folder, tell_unread
from .console import WrongUse, command, complain, say, shown

if TYPE_CHECKING:
    from ..model.entries import Session


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
@TEMPLATES
def fingerprint(file: str, id: str | None, templates: str | None) -> int:
    """Print a fingerprint."""
    from ..review import fingerprint as fingerprints
    from ..review import reports, signing

    loaded, method = open_file(Path(file), own_folder(templates))
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
