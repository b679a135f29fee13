"""The subcommands of `bimtek`: each imports what it needs when it runs, prints, and returns an exit code."""

from __future__ import annotations

import click

from ..errors import FINE
from ..words import N_
from .comparing import diff, fingerprint, merge
from .reading import check, schema, status
from .speaking import Group, language_option
from .starting import demo, new, on_screen, open_session
from .writing import fmt, render

__all__ = ["program"]


@click.group(
    cls=Group,
    name="bimtek",
    invoke_without_command=True,
    help=N_(
        "Lead a smart-city masterplan workshop: four stages, one session file, four draft books. Without a command the start screen opens over ./sessions."
    ),
    examples=("bimtek", "bimtek demo", "bimtek open sessions/kota-contoh.toml"),
)
@click.option("--version", is_flag=True, help=N_("Say which version this is."))
@language_option
@click.pass_context
def program(context: click.Context, version: bool) -> int:
    """The command without a subcommand."""
    if version:
        from .. import __version__
        from .speaking import say

        say(__version__)
        return FINE
    return on_screen() if context.invoked_subcommand is None else FINE


for _command in (new, open_session, demo, status, check, render, fmt, schema, diff, merge, fingerprint):
    program.add_command(_command)
