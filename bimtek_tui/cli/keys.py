"""The command that prints the keys in force, where they can be changed, and what is wrong there: keys."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import click

from ..errors import FINDINGS, FINE
from ..i18n import N_, _
from .console import command, complain, say, shown

if TYPE_CHECKING:
    from ..tui.rebinding import Rebinding

Row = tuple[str, str, str, str]
"""The keys of an action, its words, its explanation, and its id."""


@command(
    "keys",
    help=N_(
        "Print the keys in force, place by place, with the ids by which [keys] in settings.toml gives other keys to actions; say where that file is, and what is wrong in it. Exit code 1 when something is."
    ),
    examples=("bimtek keys", "bimtek keys --format md", "bimtek keys --format json"),
)
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "md", "json")),
    default="text",
    help=N_("text (default), md or json."),
)
def keys(form: str) -> int:
    """Print the keys in force."""
    from ..tui import rebinding

    own = rebinding.read()
    say({"text": _text, "md": _markdown, "json": _json}[form](own))
    for finding in own.findings:
        complain(finding.in_file(shown(own.file)))
    return FINDINGS if own.findings else FINE


def _places(own: Rebinding) -> list[tuple[str, list[Row]]]:
    """Every place by name with its rows, the keys as they stand on a keyboard."""
    from ..tui.actions import ACTIONS, in_force
    from ..tui.key_names import written
    from ..tui.keymap import PLACES

    return [
        (
            _(place.name),
            [
                (
                    " ".join(map(written, row.keys.split(","))),
                    _(ACTIONS[row.action].words),
                    _(row.explained or ACTIONS[row.action].explained),
                    row.action,
                )
                for row in in_force(name, own.keymap)
            ],
        )
        for name, place in PLACES.items()
    ]


def _there(own: Rebinding) -> bool:
    return os.path.lexists(own.file)  # never raises; a link to nowhere is there


def _settings(own: Rebinding) -> str:
    """Where the settings are, or would be."""
    if _there(own):
        return _("Settings: {file}").format(file=shown(own.file))
    return _("Settings: {file} (not there; the usual keys are in force)").format(file=shown(own.file))


def _text(own: Rebinding) -> str:
    places = _places(own)
    widths = [max(len(row[column]) for _name, rows in places for row in rows) for column in (0, 3, 1)]
    lines = [_settings(own), _('To give an action another key, write below a line [keys]: edit = "z"')]
    for name, rows in places:
        lines += ["", name]
        lines += [
            f"  {key:{widths[0]}}  {id:{widths[1]}}  {words:{widths[2]}}  {explained}"
            for key, words, explained, id in rows
        ]
    return "\n".join(lines)


def _markdown(own: Rebinding) -> str:
    key_heading, explanation = _("Key"), _("Explanation")
    heading = f"| {key_heading} | id | {explanation} |"
    lines = ["# " + _("Keys")]
    for name, rows in _places(own):
        lines += ["", f"## {name}", "", heading, "|---|---|---|"]
        lines += [
            f"| {key.replace('|', '&#124;')} | `{id}` | **{words}**: {explained.replace('|', '&#124;')} |"
            for key, words, explained, id in rows
        ]
    return "\n".join(lines)


def _json(own: Rebinding) -> str:
    from ..tui.actions import ACTIONS, in_force
    from ..tui.keymap import PLACES

    places = [
        {
            "id": name,
            "name": _(place.name),
            "inside": place.inside,
            "actions": [
                {
                    "id": row.action,
                    "keys": row.keys.split(","),
                    "words": _(ACTIONS[row.action].words),
                    "explanation": _(row.explained or ACTIONS[row.action].explained),
                }
                for row in in_force(name, own.keymap)
            ],
        }
        for name, place in PLACES.items()
    ]
    findings = [
        {
            "line": finding.line,
            "severity": finding.severity,
            "code": finding.code,
            "id": finding.key,
            "message": finding.message,
        }
        for finding in own.findings
    ]
    settings = {"file": str(own.file), "exists": _there(own), "findings": findings}
    return json.dumps({"settings": settings, "places": places}, indent=2)
