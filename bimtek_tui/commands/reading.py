"""Commands that only read: status and schema; and what all commands that read share."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..errors import FINE
from ..words import N_, ngettext
from .speaking import command, complain, say, shown

if TYPE_CHECKING:
    from ..method import Method
    from ..store import Loaded

_FORMAT = click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json")),
    default="text",
    help=N_("text (if not given) or json."),
)


def open_file(path: Path) -> tuple[Loaded, Method]:
    """A session file and the method it names. Raises UnreadableFile with file and line."""
    from .. import store

    loaded = store.load(path)
    return loaded, store.method_of(loaded)


def tell_unread(loaded: Loaded) -> None:
    """Say on standard error that entries are missing in what was just shown, if any are."""
    number = sum(one.severity == "error" for one in loaded.findings)
    if number:
        complain(
            ngettext(
                "{number} mistake in {file} keeps entries out; see: bimtek check {file}",
                "{number} mistakes in {file} keep entries out; see: bimtek check {file}",
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
def status(file: str, form: str) -> int:
    """Print where a session stands."""
    print_status(Path(file), form)
    return FINE


def print_status(path: Path, form: str = "text") -> None:
    """Print where the session in a file stands."""
    from . import agreed, standing

    loaded, method = open_file(path)
    signed = agreed.signed_state(loaded)
    if form == "json":
        say_json({"file": str(path), **standing.as_data(loaded.session, method, signed)})
    else:
        say("\n".join(standing.as_lines(loaded.session, method, signed)))
    tell_unread(loaded)


@command(
    "schema",
    help=N_("Print the format of session files as JSON Schema, for editors and checkers of TOML."),
    examples=("bimtek schema > session.schema.json",),
)
def schema() -> int:
    """Print the JSON Schema."""
    from ..schema import schema as contract

    say_json(contract())
    return FINE


def say_json(data: Any) -> None:
    """Print JSON in plain ASCII: safe on any terminal and in any encoding, and still exact."""
    say(json.dumps(data, indent=2))
