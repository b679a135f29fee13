"""A book out of its template: one Jinja environment, run in this process.

Templates are sandboxed and strict: what is not there is a fault with template and line, never an empty place.
Autoescaping is off, since it escapes for HTML; the views that templates get print themselves as escaped Markdown.
User text is data for a template and never becomes one.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable, Iterator
from pathlib import Path

from jinja2 import Template
from jinja2.runtime import Context

from ..model.method_tables import Book
from . import gaps, own_pictures, texts
from .context import Values, context
from .editions import Edition, closed_up
from .faults import faults
from .numbering import numbered
from .sandbox import environment
from .terms import ABBREVIATIONS


def coded(values: Values, book: Book, templates: Path | None, edition: Edition = "draft") -> str:
    """The book with the ids of its entries (`editions`), made in this process: time and memory have no bounds here.

    Several books of one session share their `values`, so that no figure is computed twice.
    """
    final = edition == "final"
    with faults(book, templates):
        template = environment(templates, final=final).get_template(book.template)
        whole = tidy(run(template.root_render_func, begun(template, values, book, anchored=not final)))
        return numbered(tidy(closed_up(whole)) if final else whole, _abbreviations(values))


def _abbreviations(values: Values) -> dict[str, str]:
    """What abbreviations stand for that may occur: terms of planning, and the agencies by their short names."""
    agencies = values.session.agency.items()
    listed = {
        id: agency.name
        for id, agency in agencies
        if agency.name and id.casefold() not in agency.name.casefold().split()
    }
    return ABBREVIATIONS | listed


def begun(
    template: Template, values: Values, book: Book, marking: bool = False, anchored: bool = False
) -> Context:
    """What a template of a book is rendered with. Values that it does not name are not made.

    `marking` says that what is missing is marked, for a preview, `anchored` that the places of texts are, for a draft.
    """
    known = ChainMap(context(values, book), template.globals)  # type: ignore[arg-type]
    made = template.new_context(known, shared=True)  # type: ignore[arg-type]
    anchored = anchored and book.id in values.method.books
    printed = texts.printed(values.session, book.id)
    pictures = own_pictures.printed(values.session, book.id, values.pictures)
    if printed or pictures or marking or anchored:
        made.blocks = texts.Blocks(made.blocks, book.id, printed, marking, anchored, pictures)
    return made


def run(part: Callable[[Context], Iterator[str]], begun: Context) -> str:
    """The text of a template or of one of its blocks; what goes wrong names the line of the template."""
    try:
        return gaps.settled(begun.environment.concat(part(begun)))
    except Exception:  # noqa: BLE001 - raised again
        begun.environment.handle_exception()


def tidy(markdown: str) -> str:
    """The text without blanks at the ends of lines and without more than one blank line in a row."""
    lines: list[str] = []
    for line in markdown.split("\n"):
        shown = line.rstrip()
        if shown or (lines and lines[-1]):
            lines.append(shown)
    return "\n".join(lines).strip("\n") + "\n"
