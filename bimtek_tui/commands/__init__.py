"""The subcommands of `bimtek`: each imports what it needs when it runs, prints, and returns an exit code.

A command's module is imported when it is named, so none pays for another.
"""

from __future__ import annotations

import click

from ..errors import FINE
from ..words import N_
from .speaking import Group, language_option

__all__ = ["program"]

PLACES = {
    "new": "starting:new",
    "open": "starting:open_session",
    "demo": "starting:demo",
    "status": "reading:status",
    "check": "checking:check",
    "figures": "figures:figures",
    "arithmetic": "arithmetic:arithmetic",
    "render": "writing:render",
    "import": "tables:take_in",
    "export": "tables:write_out",
    "form": "tables:blank",
    "templates": "templates:templates",
    "fmt": "rewriting:fmt",
    "migrate": "rewriting:migrate",
    "schema": "reading:schema",
    "diff": "comparing:diff",
    "merge": "comparing:merge",
    "fingerprint": "comparing:fingerprint",
    "resolve": "git:resolve",
    "git": "git:git",
}
"""Module and name of every subcommand, in the order in which people need them."""


@click.group(
    cls=Group,
    places=PLACES,
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
    if context.invoked_subcommand is not None:
        return FINE
    from .starting import on_screen

    return on_screen()
