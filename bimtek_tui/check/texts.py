"""Rules about texts of the books: whether their section is there, as with pictures, and whether its facts are those they were read against."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from .. import text
from ..errors import Severity
from ..i18n import _
from ..model.entries import Session, Text, counting
from .session_check import Checked, Hit, Rule


def no_book(book: str) -> str:
    """The sentence about a book that the method does not have."""
    return _("there is no book “{book}” of the method").format(book=text.short(book))


def no_section(file: str, book: str, section: str, known: Iterable[str]) -> str:
    """The sentence about a section that a book does not have; `file` is the session as a word of a command."""
    names = list(known)
    sentence = _("the book {book} has no section “{section}”").format(
        book=text.short(book), section=text.short(section)
    )
    meant = text.did_you_mean(section, names)
    return sentence + (meant or _("; “bimtek text {file} --list” names them").format(file=file))


def left_out(
    file: str, session: Session, sections: Mapping[str, Mapping[str, str]]
) -> Iterator[tuple[Text, str]]:
    """The texts that no book prints, and why; `sections` are those of each book, `file` is as in `no_section`."""
    printed: set[tuple[str, str]] = set()
    for entry in counting(session.text):
        place = entry.book, entry.section
        if entry.book not in sections:
            yield entry, no_book(entry.book)
        elif entry.section not in sections[entry.book]:
            yield entry, no_section(file, *place, sections[entry.book])
        elif place in printed:
            yield (
                entry,
                _("the section “{section}” of {book} has another text already").format(
                    section=entry.section, book=entry.book
                ),
            )
        printed.add(place)


def _unknown_section(checked: Checked) -> Iterator[Hit]:
    session = checked.session
    for table, entries in (("text", counting(session.text)), ("picture", counting(session.picture))):
        for entry in entries:
            known = checked.sections.get(entry.book)
            if known is not None and entry.section not in known:
                yield Hit(
                    table, entry.id, "section", no_section(checked.file, entry.book, entry.section, known)
                )


def _another_look(checked: Checked) -> Iterator[Hit]:
    for entry in counting(checked.session.text):
        facts = checked.sections.get(entry.book, {}).get(entry.section)
        if facts and facts != entry.facts:
            sentence = _(
                "the facts of the section “{section}” of {book} changed since this text was read against them; read it again, and settle it with “bimtek text {file} --book {book} --section {section} --seen”"
            )
            if not entry.facts:
                sentence = _(
                    "this text was never read against the facts of its section “{section}” of {book}; read it, and settle it with “bimtek text {file} --book {book} --section {section} --seen”"
                )
            yield Hit(
                "text",
                entry.id,
                "facts",
                sentence.format(file=checked.file, book=entry.book, section=entry.section),
            )


RULES: dict[str, tuple[Severity, Rule]] = {
    "unknown-section": ("warning", _unknown_section),
    "text-another-look": ("info", _another_look),
}
