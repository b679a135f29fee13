"""The blocks of a template as it is written: their order, their first headings, and how far a book is counted where each begins."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment, nodes

from ..model.method_tables import Book
from .faults import faults, parent, parsed
from .numbering import Count
from .sandbox import environment


def blocks(template: nodes.Node, depth: int = 0) -> Iterator[tuple[str, int, str]]:
    """The blocks of a template in their order: name, how deep it stands in others, its first heading."""
    for child in template.iter_child_nodes():
        if isinstance(child, nodes.Block):
            yield child.name, depth, _heading(child)
            yield from blocks(child, depth + 1)
        else:
            yield from blocks(child, depth)


def _heading(block: nodes.Block) -> str:
    rows = (row for data in _data(block) for row in data.split("\n"))
    return next((row for row in rows if row.startswith("#")), "")


def _data(node: nodes.Node) -> Iterator[str]:
    """What a block prints as it stands in the template, the blocks within it left out."""
    for child in node.iter_child_nodes():
        if isinstance(child, nodes.TemplateData):
            yield child.data
        elif not isinstance(child, nodes.Block):
            yield from _data(child)


def starts(book: Book, templates: Path | None = None) -> dict[str, Count]:
    """How far a book is counted where each of its sections begins, as far as its template tells. Raises TemplateFault."""
    count, made = Count(), {}
    with faults(book, templates):
        for id, heading in _headings(environment(templates), book.template).items():
            made[id] = count.copy()
            count.heading(heading)
    return made


def _headings(known: Environment, template: str) -> dict[str, str]:
    """The first heading of each block of a template, and of the one that it extends."""
    read = parsed(known, template)
    own = {name: heading for name, _depth, heading in blocks(read)}
    extended = parent(read)
    return own if extended is None else _headings(known, extended[0]) | own
