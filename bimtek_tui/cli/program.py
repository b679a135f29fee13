"""The subcommands of `bimtek`: each imports what it needs when it runs, prints, and returns an exit code.

A command's module is imported when it is named, so none pays for another.
"""

from __future__ import annotations

import click

from ..errors import FINE
from ..i18n import N_
from .console import Group, language_option

__all__ = ["program"]

PLACES = {
    "new": "open:new",
    "open": "open:open_session",
    "demo": "open:demo",
    "status": "arguments:status",
    "check": "check:check",
    "figures": "figures:figures",
    "arithmetic": "arithmetic:arithmetic",
    "render": "render:render",
    "slides": "slides:slides",
    "text": "text:section_text",
    "import": "import_tables:take_in",
    "export": "export_form:write_out",
    "form": "export_form:blank",
    "codes": "codes:codes",
    "templates": "templates:templates",
    "keys": "keys:keys",
    "fmt": "fmt_migrate:fmt",
    "migrate": "fmt_migrate:migrate",
    "schema": "arguments:schema",
    "diff": "diff:diff",
    "log": "log:log",
    "merge": "merge:merge",
    "fingerprint": "fingerprint:fingerprint",
    "resolve": "git:resolve",
    "git": "git:git",
}
"""Module and name of every subcommand, in the order in which people need them."""


@click.group(
    cls=Group,
    places=PLACES,
    name="bimtek",
    context_settings={"help_option_names": ["-h", "--help"]},
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
        from .console import say

        say(__version__)
        return FINE
    if context.invoked_subcommand is not None:
        return FINE
    from .open import on_screen

    return on_screen()
