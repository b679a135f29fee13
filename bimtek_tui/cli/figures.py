"""The command that prints every figure of a session: figures."""

from __future__ import annotations

import json
from pathlib import Path

import click

from ..errors import FINE
from ..i18n import N_
from .arguments import TEMPLATES
from .console import command, say


@command(
    "figures",
    help=N_(
        "Print every figure of a session: SWOT totals and positions, readiness, gaps, budget, ranking, ratings, coverage, overlaps. JSON holds exact values."
    ),
    examples=(
        "bimtek figures sessions/kota-batam-2026.toml",
        "bimtek figures sessions/kota-batam-2026.toml --format json",
    ),
)
@click.argument("file", metavar="FILE")
@TEMPLATES
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json", "md")),
    default="text",
    help=N_("text (default), json or md."),
)
def figures(file: str, form: str, templates: str | None) -> int:
    """Print the figures of a session."""
    from .. import figures as every
    from ..figures.page import as_markdown, as_text
    from .arguments import open_file, own_folder, tell_unread

    loaded, method = open_file(Path(file), own_folder(templates))
    session = loaded.session
    if form == "json":
        say(json.dumps(every.figures(session, method), ensure_ascii=False, indent=2))
    else:
        pages = [every.page(name, session, method) for name in every.SECTIONS]
        say((as_text if form == "text" else as_markdown)(pages).rstrip("\n"))
    tell_unread(loaded)
    return FINE
