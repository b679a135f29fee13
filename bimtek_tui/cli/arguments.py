"""Commands that only read: status and schema; and what all commands that read share."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..errors import FINE, BimtekError, UnreadableFile
from ..i18n import N_, _, ngettext
from .console import WrongUse, command, complain, say, shown

if TYPE_CHECKING:
    from ..model.method import Method
    from ..store import Loaded

_FORMAT = click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json")),
    default="text",
    help=N_("text (if not given) or json."),
)

TEMPLATES = click.option(
    "--templates",
    metavar="DIR",
    help=N_(
        "Folder with templates and methods of your own; they go before the shipped ones. See: bimtek templates."
    ),
)
"""The option of all commands that take a folder of others; `own_folder` reads it."""


def own_folder(given: str | None) -> Path | None:
    """The folder of templates and methods that was named. Raises BimtekError for one that has neither."""
    if given is None:
        return None
    folder = Path(given)
    try:
        if not folder.is_dir():
            raise BimtekError(
                _("there is no folder {folder}; “bimtek templates copy {folder}” fills one").format(
                    folder=shown(folder)
                )
            )
        if not any(any(folder.glob(pattern)) for pattern in ("*.j2", "*/*.j2", "methods/*.toml")):
            raise BimtekError(
                _(
                    "{folder} has neither templates (*.md.j2) nor methods (methods/*.toml); “bimtek templates copy {folder}” puts some there"
                ).format(folder=shown(folder))
            )
    except OSError as error:
        raise BimtekError(
            _("{folder} can't be read: {reason}; check the permissions").format(
                folder=shown(folder), reason=error.strerror or error
            )
        ) from error
    return folder.absolute()


STANDARD_INPUT = Path("-")
"""The name by which a session is read from standard input."""


def bytes_of(path: Path) -> bytes:
    """The bytes of a session file, or of standard input. Raises UnreadableFile, also for more than a session can have."""
    from ..store.reading import read_bytes
    from ..store.sources import MAX_BYTES

    if path != STANDARD_INPUT:
        return read_bytes(path)
    content = standard_input(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise UnreadableFile(_("standard input is larger than 64 MiB, so it is no session"))
    return content


def standard_input(most: int) -> bytes:
    """So many bytes of standard input at most. Raises UnreadableFile."""
    try:
        return sys.stdin.buffer.read(most)
    except OSError as error:
        raise UnreadableFile(
            _("standard input can't be read: {reason}").format(reason=error.strerror or error)
        ) from error


def must_have_a_name(file: str) -> None:
    """Raise WrongUse for standard input where a file is needed that has a name and a folder."""
    if Path(file) == STANDARD_INPUT:
        raise WrongUse(_("this command needs a session file that has a name, and not standard input (-)"))


def tables_must_have_names(files: Iterable[str]) -> None:
    """Raise WrongUse for standard input among tables: what a table is, is seen by its name, too."""
    if any(Path(file) == STANDARD_INPUT for file in files):
        raise WrongUse(
            _(
                "a table is taken from a file: save what comes in through standard input (-), and name the file"
            )
        )


def open_file(path: Path, templates: Path | None = None) -> tuple[Loaded, Method]:
    """A session file (`-`: standard input) and the method it names, from `templates` first. Raises UnreadableFile with file and line."""
    from .. import store

    loaded = store.parse(bytes_of(path), path)
    return loaded, store.method_of(loaded, templates)


def method_or_ids(named: object, templates: Path | None = None) -> Method:
    """The method of a name, from `templates` first; where there is none of that name ids stand for names, and that is said.

    Raises UnreadableFile for one that is there and can't be used.
    """
    from ..model import method as methods

    id = named if isinstance(named, str) else ""
    try:
        return methods.load(id, templates)
    except UnreadableFile as error:
        if templates is not None and (templates / "methods" / f"{id}.toml").exists():
            raise
        complain(_("{error}; until then ids stand for names").format(error=error))
        return methods.unknown(id)


def known_sections(
    loaded: Loaded, method: Method, templates: Path | None = None, with_facts: bool = True
) -> dict[str, dict[str, str]]:
    """The sections of the books as `books.sections.known` has them. Without a text or a picture nothing of the books is loaded."""
    if not (loaded.session.text or loaded.session.picture):
        return {}
    from ..books import sections

    return sections.known(loaded.session, method, templates, with_facts)


def tell_unread(loaded: Loaded) -> None:
    """Say on standard error what may be missing in what was just shown: entries with mistakes, a format not known."""
    from ..store.reading import FORMAT

    if loaded.format > FORMAT:
        complain(f"{shown(loaded.path)}: {loaded.read_only}")
    if number := sum(finding.severity == "error" for finding in loaded.findings):
        complain(
            ngettext(
                "{number} mistake in {file} keeps an entry or a value out; see: bimtek check {file}",
                "{number} mistakes in {file} keep entries or values out; see: bimtek check {file}",
                number,
            ).format(number=number, file=shown(loaded.path))
        )


@command(
    "status",
    help=N_("Say where a session stands: stages and checklists, counts, facts, quick wins and commitment."),
    examples=(
        "bimtek status sessions/batam-2022.toml",
        "bimtek status sessions/batam-2022.toml --format json",
    ),
)
@click.argument("file", metavar="FILE")
@_FORMAT
@TEMPLATES
def status(file: str, form: str, templates: str | None) -> int:
    """Print where a session stands."""
    print_status(Path(file), form, own_folder(templates))
    return FINE


def print_status(path: Path, form: str = "text", templates: Path | None = None) -> None:
    """Print where the session in a file stands."""
    from .. import store
    from . import signed
    from . import status as standing

    loaded = store.parse(bytes_of(path), path)
    method = method_or_ids(loaded.document.blocks[0].data["method"], templates)
    as_signed = signed.signed_state(loaded, templates)
    sections = known_sections(loaded, method, templates)
    if form == "json":
        say_json({"file": str(path), **standing.as_data(loaded.session, method, as_signed, sections)})
    else:
        say("\n".join(standing.as_lines(loaded.session, method, as_signed, sections)))
    tell_unread(loaded)


@command(
    "schema",
    help=N_("Print the format of session files as JSON Schema, for editors and checkers of TOML."),
    examples=("bimtek schema > session.schema.json",),
)
def schema() -> int:
    """Print the JSON Schema."""
    from ..model.schema import schema as contract

    say_json(contract())
    return FINE


def say_json(data: Any) -> None:
    """Print JSON in plain ASCII: safe on any terminal and in any encoding, and still exact."""
    say(json.dumps(data, indent=2))
