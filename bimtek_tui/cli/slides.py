"""The command that makes slides of a session's pictures: slides."""

from __future__ import annotations

from pathlib import Path

import click

from ..errors import FINE, BimtekError
from ..i18n import N_, _
from .arguments import STANDARD_INPUT, TEMPLATES, own_folder
from .console import WrongUse, command, complain, say, shown


@command(
    "slides",
    help=N_(
        "Make slides for an exposition: one HTML file, a picture and its sentence a page. Arrow keys turn the pages; printed, it is a handout."
    ),
    examples=(
        "bimtek slides sessions/kota-batam-2026.toml",
        "bimtek slides sessions/kota-batam-2026.toml --out paparan.html",
    ),
)
@click.argument("file", metavar="FILE")
@click.option(
    "--out", metavar="FILE", help=N_("File of the slides (<name of the session>.html if not given).")
)
@click.option("--force", is_flag=True, help=N_("Overwrite slides that were edited by hand."))
@TEMPLATES
def slides(file: str, out: str | None, force: bool, templates: str | None) -> int:
    """Make the slides of a session."""
    from ..books import slides as making
    from ..books.charts import gallery
    from ..books.office import look as looks
    from ..books.office.formats import FORMATS
    from ..books.rendering import replace_ours
    from .arguments import open_file, tell_unread

    path = Path(file)
    if path == STANDARD_INPUT and out is None:
        raise WrongUse(
            _("slides of standard input have no name of their own; say with --out how their file is called")
        )
    loaded, method = open_file(path, own_folder(templates))
    if not any(gallery.chart(loaded.session, method, name) for name in gallery.NAMES):
        raise BimtekError(
            _("{file} has too little to draw: there is no picture yet for which it has the data").format(
                file=shown(path)
            )
        )

    def tell(sentence: str) -> None:
        complain(f"{shown(path)}: {sentence}")

    look = looks.load(loaded.session, path.parent, ["html"], tell)
    content = FORMATS["html"].seal(making.slides(loaded.session, method, look, tell))
    target = Path(out or f"{path.stem}.html")
    replace_ours({target: content}, FORMATS["html"].whose, force, path)
    say(shown(target))
    tell_unread(loaded)
    return FINE
