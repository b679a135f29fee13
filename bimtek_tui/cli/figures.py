"""The command that prints every figure of a session, or draws some as pictures: figures."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..errors import FINDINGS, FINE, BimtekError
from ..i18n import N_, _
from .arguments import TEMPLATES
from .console import command, complain, say, shown

if TYPE_CHECKING:
    from ..books.charts.drawing import Kind
    from ..model.method import Method
    from ..store import Loaded

CHARTS = (
    *("readiness", "assessment", "gap", "swot-plane"),
    *("programs", "organisation", "budget-years", "budget-dimensions"),
    *("impact-effort", "votes", "calendar", "roadmap"),
)
"""`books.charts.gallery.NAMES`, which is not loaded for the figures in letters; a test holds them together."""
_PAGES, _DRAWN = ("text", "json", "md"), ("svg", "png")


@command(
    "figures",
    help=N_(
        "Print every figure of a session: SWOT totals and positions, readiness, gaps, budget, ranking, ratings, coverage, overlaps. JSON holds exact values. With --chart, draw pictures."
    ),
    examples=(
        "bimtek figures sessions/kota-batam-2026.toml",
        "bimtek figures sessions/kota-batam-2026.toml --format json",
        "bimtek figures sessions/kota-batam-2026.toml --chart swot-plane --chart roadmap --format png",
    ),
)
@click.argument("file", metavar="FILE")
@click.option(
    "--chart",
    "charts",
    multiple=True,
    type=click.Choice(CHARTS),
    help=N_("Draw this picture into a file of its name; may be repeated."),
)
@click.option("--out", metavar="DIR", help=N_("Folder for pictures (the current one if not given)."))
@click.option("--force", is_flag=True, help=N_("Overwrite pictures that were edited by hand."))
@TEMPLATES
@click.option(
    "--format",
    "form",
    type=click.Choice((*_PAGES, *_DRAWN)),
    help=N_("text (if not given), json or md; with --chart svg (if not given) or png."),
)
def figures(
    file: str, charts: tuple[str, ...], out: str | None, force: bool, form: str | None, templates: str | None
) -> int:
    """Print the figures of a session, or draw some of them."""
    from .. import figures as every
    from ..figures.page import as_markdown, as_text
    from .arguments import open_file, own_folder, tell_unread

    if form and bool(charts) != (form in _DRAWN):
        raise BimtekError(
            _("svg and png are formats of pictures: name one with --chart, such as --chart swot-plane")
            if form in _DRAWN
            else _(
                "a picture is drawn as svg or png, not as {format}; leave out --chart for the figures in letters"
            ).format(format=form)
        )
    loaded, method = open_file(Path(file), own_folder(templates))
    session = loaded.session
    code = FINE
    if charts:
        code = draw(
            loaded,
            method,
            list(dict.fromkeys(charts)),
            "png" if form == "png" else "svg",
            Path(out or "."),
            force,
        )
    elif form == "json":
        say(json.dumps(every.figures(session, method), ensure_ascii=False, indent=2))
    else:
        pages = [every.page(name, session, method) for name in every.SECTIONS]
        say((as_markdown if form == "md" else as_text)(pages).rstrip("\n"))
    tell_unread(loaded)
    return code


def draw(loaded: Loaded, method: Method, names: Sequence[str], kind: Kind, folder: Path, force: bool) -> int:
    """Draw these pictures with title and source into a folder and name the files; what there is too little for is said."""
    from ..books import pictures
    from ..books.charts import drawing, gallery
    from ..books.rendering import replace_ours

    def tell(sentence: str) -> None:
        complain(f"{shown(loaded.path)}: {sentence}")

    charts = {}
    for name in names:
        if (chart := gallery.chart(loaded.session, method, name)) is None:
            tell(_("there is too little to draw the picture “{name}”").format(name=name))
        else:
            charts[name] = chart
    drawings = drawing.draw(charts, [kind], tell, titled=True)
    files = {
        folder / f"{name}.{kind}": pictures.sealed(picture.svg or picture.png)
        for name, picture in drawings.items()
    }
    replace_ours(files, pictures.whose, force, loaded.path)
    for file in files:
        say(shown(file))
    return FINE if len(files) == len(names) else FINDINGS
