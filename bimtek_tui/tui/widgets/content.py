"""The only place where text becomes something that a widget shows.

Textual reads markup in plain strings: a sentence with "[/]" in it would crash the screen or be obeyed. A `Content`
is just text. What is shown passes `text.clean` once more, for names that do not come from a session (files).
"""

from __future__ import annotations

from collections.abc import Iterable

from rich.text import Text
from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from ... import text


def plain(words: str, style: str = "") -> Content:
    """Text as it is, in one style."""
    return Content.styled(text.clean(words), style)


def pieces(*parts: tuple[str, str] | str | Content) -> Content:
    """Texts with their styles, one behind the other."""
    return Content.assemble(
        *(
            part if isinstance(part, Content) else plain(part) if isinstance(part, str) else plain(*part)
            for part in parts
        )
    )


def button(words: str, action: str) -> Content:
    """Words of ours that a click carries out; `action` is one of the screen, of the panel or of the program."""
    return Content(words).stylize("dim").stylize(Style.from_meta({"@click": action}))


def cell(words: str, style: str = "") -> Text:
    """Text as it is for a cell of a table, which knows no Content; what has no room ends in an ellipsis."""
    return Text(text.line(words), style, no_wrap=True, overflow="ellipsis", end="")


def contains(content: Content, words: str) -> bool:
    """Whether what is shown contains these words, however they are spaced and capitalised."""
    return text.line(words).casefold() in text.line(content.plain).casefold()


def lines(parts: Iterable[Content]) -> Content:
    """Contents one below the other."""
    return Content("\n").join(parts)


def spaced(content: Content) -> Content:
    """With a blank line behind it."""
    return content + "\n"


class Words(Static):
    """A label that takes text and Content only, never markup."""

    def __init__(self, words: str | Content = "", id: str | None = None, classes: str | None = None) -> None:
        super().__init__(self._shown(words), id=id, classes=classes, markup=False)

    def show(self, words: str | Content) -> None:
        """Show this instead."""
        self.change(self._shown(words), layout=self.styles.auto_dimensions)  # a fixed size moves nothing

    def change(self, content: Content, *, layout: bool) -> None:
        """Draw this content unless it stands there already.

        Textual draws at most 60 times a second: a letter typed right after a row was drawn for nothing waits up to
        two of these turns, 33 ms.
        """
        if not (isinstance(self.content, Content) and content.is_same(self.content)):
            self.update(content, layout=layout)

    @staticmethod
    def _shown(words: str | Content) -> Content:
        return words if isinstance(words, Content) else plain(words)
