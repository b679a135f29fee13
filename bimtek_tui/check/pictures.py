"""Rules about people's own pictures: whether a book shows one twice, and whether it says what there is to see."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from .. import text
from ..errors import Severity
from ..i18n import _
from ..model.entries import Picture, Session, counting
from .session_check import Checked, Hit, Rule
from .texts import no_book, no_section


def left_out(
    file: str, session: Session, sections: Mapping[str, Mapping[str, str]]
) -> Iterator[tuple[Picture, str]]:
    """The pictures that no book prints wherever their files are, and why; arguments as of `texts.left_out`."""
    for entry in counting(session.picture):
        if entry.book not in sections:
            yield entry, no_book(entry.book)
        elif entry.section not in sections[entry.book]:
            yield entry, no_section(file, entry.book, entry.section, sections[entry.book])


def _shown_twice(checked: Checked) -> Iterator[Hit]:
    first: dict[tuple[str, PurePosixPath], str] = {}
    for entry in counting(checked.session.picture):
        id = first.setdefault((entry.book, PurePosixPath(entry.file)), entry.id)
        if id != entry.id:
            sentence = _(
                "{book} has “{file}” already, as {id}; name another file, or take one of the two out"
            )
            yield Hit(
                "picture",
                entry.id,
                "file",
                sentence.format(book=text.short(entry.book), file=text.short(entry.file), id=text.short(id)),
            )


def _without_alt(checked: Checked) -> Iterator[Hit]:
    for entry in counting(checked.session.picture):
        if not entry.alt:
            sentence = _(
                "who does not see this picture is told its caption alone; say under “alt” what there is to see"
            )
            yield Hit("picture", entry.id, "alt", sentence)


RULES: dict[str, tuple[Severity, Rule]] = {
    "picture-shown-twice": ("warning", _shown_twice),
    "picture-without-alt": ("info", _without_alt),
}
