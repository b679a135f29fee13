"""Commands that only read: status, check, schema."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..errors import FINDINGS, FINE, Finding, UnreadableFile
from ..words import N_, _, ngettext
from .speaking import WrongUse, command, complain, say, shown

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
    from . import standing

    loaded, method = open_file(path)
    if form == "json":
        _say_json({"file": str(path), **standing.as_data(loaded.session, method)})
    else:
        say("\n".join(standing.as_lines(loaded.session, method)))
    tell_unread(loaded)


@command(
    "check",
    help=N_(
        "Check session files: FILE:LINE, severity, code and a sentence for everything that is wrong. With --stage also what is missing before that stage can be closed. Exit code 1 for errors and warnings, 0 for infos alone."
    ),
    examples=(
        "bimtek check sessions/kota-batam-2026.toml",
        "bimtek check sessions/kota-batam-2026.toml --stage stage-1",
        "bimtek check sessions/*.toml --format json",
    ),
)
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option("--stage", metavar="STAGE", help=N_("Also what this stage still needs: stage-1 to stage-4."))
@_FORMAT
def check(files: tuple[str, ...], stage: str | None, form: str) -> int:
    """Check session files."""
    code = FINE
    objects: list[dict[str, Any]] = []
    for file in files:
        try:
            found = _findings(Path(file), stage)
        except UnreadableFile as error:
            complain(str(error))
            code = error.exit_code
            found = [Finding(error.line or 0, "error", "unreadable", str(error))]
        else:
            if form == "text" and found:
                say("\n".join(one.in_file(shown(file)) for one in found))
            if any(one.severity != "info" for one in found):
                code = max(code, FINDINGS)
        objects += [_as_object(file, one) for one in found]
    if form == "json":
        _say_json(objects)
    elif not objects:
        number = len(files)
        say(
            ngettext(
                "{number} session: nothing to complain about",
                "{number} sessions: nothing to complain about",
                number,
            ).format(number=number)
        )
    return code


def _findings(path: Path, stage: str | None) -> list[Finding]:
    """Everything to say about one file. A method that is not known here is a finding among the others."""
    from .. import check as checks
    from .. import method as methods
    from .. import store

    loaded = store.load(path)
    try:
        method = methods.load(loaded.document.blocks[0].data["method"])
    except UnreadableFile as error:
        line = loaded.document.line_in(loaded.document.blocks[0], "method")
        unknown = Finding(line, "error", "unknown-method", str(error), key="method")
        return sorted([*loaded.findings, unknown], key=lambda one: one.line)
    found = checks.findings(loaded, method)
    if stage is None:
        return found
    if stage not in method.stages:
        raise WrongUse(
            _("the method {method} has no stage “{stage}”; its stages: {known}").format(
                method=method.id, stage=stage, known=", ".join(method.stages)
            )
        )
    return found + checks.missing(loaded.session, method, stage, loaded.document.line_of)


def _as_object(file: str, one: Finding) -> dict[str, Any]:
    return {
        "file": file,
        "line": one.line,
        "key": one.key,
        "id": one.id,
        "severity": one.severity,
        "code": one.code,
        "message": one.message,
    }


@command(
    "schema",
    help=N_("Print the format of session files as JSON Schema, for editors and checkers of TOML."),
    examples=("bimtek schema > session.schema.json",),
)
def schema() -> int:
    """Print the JSON Schema."""
    from .. import kinds

    _say_json(kinds.schema())
    return FINE


def _say_json(data: Any) -> None:
    """Print JSON in plain ASCII: safe on any terminal and in any encoding, and still exact."""
    say(json.dumps(data, indent=2))
