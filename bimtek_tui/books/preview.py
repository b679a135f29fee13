"""Books for a preview: section by section, with an address at every place that has nothing to show yet.

A section is a block of a template. Only what it names is computed, so that one costs a fraction of its book.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import cast

from jinja2.runtime import Context

from ..model.entries import Session
from ..model.method import Method
from .context import Values
from .documents import known_book
from .editions import without_codes
from .faults import faults
from .numbering import Count, in_part
from .sandbox import environment
from .template_blocks import starts
from .templating import begun, run, tidy
from .texts import Block, Blocks


class Draft:
    """The books of a session as it is at one moment. Not for two threads at once.

    `templates` of others are rendered in this process, without bounds: `isolation.Draft` does it where they can be ended.
    `pictures` are the names of those whose places are shown.
    """

    def __init__(
        self,
        session: Session,
        method: Method,
        templates: Path | None = None,
        pictures: Collection[str] = (),
    ) -> None:
        self._method = method
        self._templates = templates
        self._values = Values(session, method, pictures)
        self._counted: dict[str, dict[str, Count]] = {}
        self._begun: dict[str, tuple[Context, _Pieces, str, list[str]]] = {}

    def section(self, book_id: str, name: str) -> str:
        """The Markdown of one section with all that is in it, "" where the book has none of this name.

        Raises as `rendering.render` does.
        """
        with faults(known_book(self._method, book_id), self._templates):
            context, blocks, _outside, _names = self._book(book_id)
            if name not in blocks:
                return ""
            context.blocks = blocks.whole()
            try:
                count = self._starts(book_id).get(name, Count()).copy()
                return _shown(run(context.blocks[name][0], context), count)
            finally:
                context.blocks = blocks

    def pieces(self, book_id: str) -> Iterator[tuple[str, str]]:
        """A whole book, piece by piece: the name of each section and its Markdown without the sections within it.

        These follow it. What stands in no section comes first, without a name. Raises as `rendering.render` does.
        """
        with faults(known_book(self._method, book_id), self._templates):
            context, blocks, outside, names = self._book(book_id)
            count = Count()
            for name, markdown in (("", outside), *blocks.walk(context, names)):
                if shown := _shown(markdown, count).strip("\n"):
                    yield name, shown + "\n"

    def _starts(self, book_id: str) -> dict[str, Count]:
        """How far the book is counted where each of its sections begins."""
        if book_id not in self._counted:
            self._counted[book_id] = starts(known_book(self._method, book_id), self._templates)
        return self._counted[book_id]

    def _book(self, book_id: str) -> tuple[Context, _Pieces, str, list[str]]:
        """What its template is rendered with, its blocks, the text outside of them, and their names in order."""
        if book_id not in self._begun:
            book = known_book(self._method, book_id)
            template = environment(self._templates, marking=True).get_template(book.template)
            context = begun(template, self._values, book, marking=True)
            blocks = _Pieces(cast(Blocks, context.blocks))
            context.blocks = blocks
            outside = run(template.root_render_func, context)  # imports what the blocks use
            self._begun[book_id] = context, blocks, outside, blocks.asked
        return self._begun[book_id]


def _shown(markdown: str, count: Count) -> str:
    return tidy(without_codes(in_part(tidy(markdown), count)))


class _Pieces(Blocks):
    """Blocks of which a template gets the one being rendered; of the others it gets nothing, and they are noted."""

    def __init__(self, blocks: Blocks) -> None:
        super().__init__(
            dict(blocks.items()), blocks.book, blocks.texts, blocks.marking, pictures=blocks.pictures
        )
        self.rendered = ""
        self.asked: list[str] = []

    def __getitem__(self, name: str) -> list[Block]:
        if name == self.rendered:
            return super().__getitem__(name)
        self.asked.append(name)
        return [lambda _context: iter(())]

    def whole(self) -> Blocks:
        """The same blocks, of which a template gets all."""
        return Blocks(dict(self.items()), self.book, self.texts, self.marking, pictures=self.pictures)

    def walk(self, context: Context, names: Iterable[str]) -> Iterator[tuple[str, str]]:
        """These blocks and those within them, each by itself: its name and its Markdown."""
        for name in names:
            self.rendered, self.asked = name, []
            text, within = run(self[name][0], context), self.asked
            yield name, text
            yield from self.walk(context, within)
