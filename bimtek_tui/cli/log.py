"""The command log: who changed what in a session when, commit by commit, in the words of the workshop."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .. import text
from ..errors import FINE, BimtekError, Refused
from ..i18n import N_, _
from .arguments import TEMPLATES, method_or_ids, own_folder
from .console import WrongUse, command, shown
from .review_output import FORMAT, OUT, write_steps

if TYPE_CHECKING:
    from ..git.file_history import FileHistory
    from ..review.history import Step


@command(
    "log",
    help=N_(
        "Say who changed what in a session and when, commit by commit, the newest first, in the words of the workshop; with --id of one entry or one of its keys. What a merge took over is told once, at the commit that brought it."
    ),
    examples=(
        "bimtek log sessions/kota-contoh.toml -n 5",
        "bimtek log sessions/kota-contoh.toml --id pr-7k3q9fxd",
        "bimtek log sessions/kota-contoh.toml --id pr-7k3q9fxd.budget_idr --since 2026-06-01",
        "bimtek log sessions/kota-contoh.toml --since v1 --format html --out riwayat.html",
    ),
)
@click.argument("file", metavar="FILE")
@click.option(
    "--id",
    "id",
    metavar="ID[.KEY]",
    help=N_(
        "Only this entry, e.g. sw-7k3q9fxd (or W1, as it is said aloud now) with what belongs to it, or a table such as city or swot; with a key only that one."
    ),
)
@click.option(
    "-n",
    "number",
    type=click.IntRange(min=1),
    metavar="N",
    help=N_("At most so many commits, besides what is not committed yet."),
)
@click.option(
    "--since",
    metavar="DATE|REV",
    help=N_("Only commits from this day on (2026-06-13), or after this revision."),
)
@FORMAT
@OUT
@TEMPLATES
def log(
    file: str,
    id: str | None,
    number: int | None,
    since: str | None,
    form: str,
    out: str | None,
    templates: str | None,
) -> int:
    """Say what became of a session."""
    from ..git.file_history import FileHistory
    from ..git.steps import Steps
    from ..store.reading import read_bytes

    path, own = Path(file), own_folder(templates)
    if file == "-":
        raise WrongUse(_("log needs the name of a file: what comes in through standard input has no history"))
    entry, key = _wanted(id)
    if path.is_dir():
        read_bytes(path)  # says that it is a folder
    with FileHistory(path) as history:
        content = partial(read_bytes, path) if path.is_file() else None
        entry = _called_aloud(entry, history, path, content)
        told = Steps(history, partial(method_or_ids, templates=own), entry, key)
        first, revision = _since(path, since)
        steps, older = _newest(told.told(path, content, history.events(revision), first), number)
        if id is not None and not steps and since is None and not told.knows_entry:
            raise WrongUse(
                _("no version of {file} has an entry “{id}”").format(file=shown(file), id=text.short(id))
            )
        if key and not steps and since is None:
            _must_be_a_key(key)
        if not told.seen and not Path(file).exists() and since is None:
            raise BimtekError(_("{file} does not exist, and no commit has it").format(file=shown(file)))
    remark = (
        _("there are older commits; -n {number} tells no more").format(number=number)
        if older
        else told.remark
    )
    if not steps and not remark:
        never = _("nothing was committed of {file}").format(file=shown(file))
        remark = _("no commit changed it") if told.seen or since is not None else never
    write_steps(history.name, steps, remark, form, out)
    return FINE


def _newest(steps: Iterator[Step], number: int | None) -> tuple[list[Step], bool]:
    """At most so many commits, with what is not committed yet before them; and whether there are older ones."""
    newest: list[Step] = []
    commits = 0
    for step in steps:
        if step.commit and commits == number:
            return newest, True
        newest.append(step)
        commits += bool(step.commit)
    return newest, False


def _called_aloud(id: str, history: FileHistory, path: Path, content: Callable[[], bytes] | None) -> str:
    """The id of an entry that is named by its number (W1), as the file is now. Raises WrongUse when nothing is called so."""
    if not re.fullmatch(r"[A-Za-z]{1,2}[0-9]{1,5}", id):
        return id
    from ..analysis.ordinals import LETTERS, ordinals
    from ..store.reading import parse

    newest = history.newest
    if content is None and not newest.blob:
        return id
    session = parse(content() if content else history.content(newest), path).session
    numbers = {number: entry for entry, number in ordinals(session, *LETTERS).items()}
    if id.upper() not in numbers:
        raise WrongUse(
            _("nothing is called {number} in {file} as it is now; name its id").format(
                number=id.upper(), file=shown(str(path))
            )
        )
    return numbers[id.upper()]


def _wanted(id: str | None) -> tuple[str, str]:
    """The entry and the key that are asked for, "" for all. A key at the top of the file stands for itself."""
    entry, _dot, key = (id or "").partition(".")
    if id is not None and not entry:
        raise WrongUse(_("--id takes the id of an entry, such as {id}").format(id="sw-7k3q9fxd"))
    from ..model.kinds import kinds

    return ("top", entry) if not key and entry in kinds()["top"].keys else (entry, key)


def _must_be_a_key(key: str) -> None:
    """Raises WrongUse for what is no key of any kind."""
    from ..model.kinds import kinds

    known = {name for kind in kinds().values() for name in kind.keys}
    if key not in known:
        sentence = _("no version has a key “{key}” there").format(key=text.short(key))
        raise WrongUse(sentence + text.did_you_mean(key, sorted(known)))


def _since(path: Path, since: str | None) -> tuple[dt.date | None, str]:
    """The first day, and the commit after which commits are told; a day as people write it, where git knows no such revision.

    Raises BimtekError.
    """
    if since is None:
        return None, ""
    with suppress(ValueError):
        return dt.date.fromisoformat(since), ""
    from ..git import commands, revisions
    from ..model import values
    from ..model.kinds import kinds

    try:
        return None, commands.commit(revisions.standing(path)[0], since)
    except BimtekError:
        with suppress(Refused):
            day: dt.date | None = values.read(kinds()["stage"].keys["start"], since)
            if day is not None:
                return day, ""
        raise
