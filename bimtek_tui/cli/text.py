"""The command text: what people write for a section of a book, recorded, shown, withdrawn, and listed by section."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .. import text
from ..errors import FINE, BimtekError
from ..i18n import N_, _
from .arguments import TEMPLATES, open_file, own_folder, tell_unread
from .console import WrongUse, command, complain, say, shown

if TYPE_CHECKING:
    from ..books.sections import State
    from ..model.edits import Edit
    from ..model.entries import Session, Text
    from ..model.method import Method
    from ..workshop.workshop import Workshop

_BYTES = 4 * text.MAX_PROSE
"""Bytes that so many characters have at most."""


@command(
    "text",
    help=N_(
        "Record what people wrote for a section of a book, from standard input: paragraphs with an empty line between them, lists whose lines begin with “- ” or “1. ”, and *emphasis*. On a terminal without input the text that is there is printed. The session keeps it, so that every later rendering has it."
    ),
    examples=(
        "bimtek text sessions/kota-batam-2026.toml --list",
        "bimtek text sessions/kota-batam-2026.toml --book buku-1 --section background --author Bappeda < latar.txt",
        "bimtek text sessions/kota-batam-2026.toml --book buku-1 --section background --seen",
    ),
)
@click.argument("file", metavar="FILE")
@click.option("--book", metavar="ID", help=N_("The book, e.g. buku-1."))
@click.option("--section", metavar="ID", help=N_("The section, by the id that --list shows."))
@click.option("--author", metavar="NAME", help=N_("Who wrote it."))
@click.option("--remove", is_flag=True, help=N_("Withdraw the text that is there."))
@click.option(
    "--seen",
    is_flag=True,
    help=N_("Say that the text was read again and holds, although the facts of its section changed."),
)
@click.option(
    "--list",
    "listing",
    is_flag=True,
    help=N_("List the sections (of --book): where a text is expected, is there, or wants another look."),
)
@TEMPLATES
def section_text(
    file: str,
    book: str | None,
    section: str | None,
    author: str | None,
    remove: bool,
    seen: bool,
    listing: bool,
    templates: str | None,
) -> int:
    """Record, show, withdraw or list texts."""
    if remove + seen + listing > 1:
        raise WrongUse(_("--remove, --seen and --list do not go together; take one of them"))
    path, own = Path(file), own_folder(templates)
    if listing:
        return _list(path, book, own)
    if not (book and section):
        raise WrongUse(
            _("say which section: --book and --section; “bimtek text {file} --list” names them").format(
                file=shown(file)
            )
        )
    if remove:
        return _change(path, own, book, section, _withdrawn)
    if seen:
        return _change(path, own, book, section, _seen)
    if sys.stdin is None or sys.stdin.isatty():
        return _show(path, own, book, section)
    words = _read()

    def recorded(session: Session, place: tuple[str, str], digest: str) -> Edit | None:
        from ..books import sections

        return sections.recorded(session, place, words, digest, dt.datetime.now().astimezone(), author)

    return _change(path, own, book, section, recorded)


def _read() -> str:
    """What stands in standard input, clean. Raises BimtekError for nothing, too much, and what is no text."""
    content = sys.stdin.buffer.read(_BYTES + 1)
    try:
        words = text.prose(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        if len(content) <= _BYTES:
            raise BimtekError(
                _("the standard input is no text in UTF-8; save it in that encoding and try again")
            ) from error
        words = ""
    if len(content) > _BYTES or len(words) > text.MAX_PROSE:
        raise BimtekError(
            _("the text has more than {number} characters; part it between sections").format(
                number=text.MAX_PROSE
            )
        )
    if not words.strip():
        raise BimtekError(
            _("the standard input is empty, and nothing was recorded; --remove withdraws a text")
        )
    return words


def _withdrawn(session: Session, place: tuple[str, str], _digest: str) -> Edit | None:
    from ..model import edits

    return edits.withdraw(_there(session, *place))


def _seen(session: Session, place: tuple[str, str], digest: str) -> Edit | None:
    from ..model import edits

    return edits.revise(_there(session, *place), facts=digest)


def _there(session: Session, book: str, section: str) -> Text:
    """The text of a section. Raises BimtekError where there is none."""
    from ..books import texts

    entry = texts.standing(session, book).get(section)
    if entry is None:
        raise BimtekError(
            _("the section “{section}” of {book} has no text").format(section=section, book=book)
        )
    return entry


def _show(path: Path, own: Path | None, book: str, section: str) -> int:
    loaded, method = open_file(path, own)
    _known(loaded.session, method, own, book, section)
    say(_there(loaded.session, book, section).text)
    tell_unread(loaded)
    return FINE


def _change(
    path: Path,
    own: Path | None,
    book: str,
    section: str,
    edit_of: Callable[[Session, tuple[str, str], str], Edit | None],
) -> int:
    """Do an edit about the text of a section, and save it."""
    from ..workshop.workshop import open_workshop

    workshop = open_workshop(path, own)
    try:
        if workshop.read_only:
            raise BimtekError(f"{shown(path)}: {workshop.read_only}")
        for sentence in workshop.persistence.news:
            say(sentence)
        digest = _known(workshop.session, workshop.method, own, book, section)
        _do(workshop, edit_of(workshop.session, (book, section), digest), path)
        tell_unread(workshop.loaded)
        if warning := workshop.close():
            complain(warning)
    finally:
        workshop.persistence.abandon()
    return FINE


def _do(workshop: Workshop, edit: Edit | None, path: Path) -> None:
    from ..model import edits

    if edit is None:
        say(_("There is nothing to change: {file} says it already.").format(file=shown(path)))
        return
    workshop.do(edit)
    workshop.save()
    what = edits.title(edit, workshop.session, workshop.method)
    say(_("Saved in {file}: {what}").format(file=shown(path), what=what))


def _known(session: Session, method: Method, own: Path | None, book: str, section: str) -> str:
    """The fingerprint of the facts of a section, "" for one that is not there but has a text. Raises WrongUse for others."""
    from ..books import sections, texts
    from ..check.texts import no_section

    _known_book(method, book)
    known = sections.sections(method.books[book], own)
    if section in known:
        return sections.facts(session, method, [(book, section)], own)[book, section]
    if section not in texts.standing(session, book):
        raise WrongUse(no_section(book, section, known))
    return ""


def _known_book(method: Method, book: str) -> None:
    if book not in method.books:
        message = _("there is no book “{book}”; known books: {known}").format(
            book=text.short(book), known=", ".join(method.books)
        )
        raise WrongUse(message + text.did_you_mean(book, method.books))


def _list(path: Path, book: str | None, own: Path | None) -> int:
    from ..books import sections

    loaded, method = open_file(path, own)
    if book is not None:
        _known_book(method, book)
    states = sections.states(loaded.session, method, own)
    width = max(len(state.section.id) + 2 * state.section.depth for state in states)
    for volume in method.book:
        if book in (None, volume.id):
            say(f"{volume.id}  {volume.title}")
            for state in states:
                if state.book == volume.id:
                    say(_line(state, width))
    tell_unread(loaded)
    return FINE


def _line(state: State, width: int) -> str:
    name = "  " * state.section.depth + state.section.id
    parts = [part for part in (state.section.title, _standing(state)) if part]
    return f"  {name:<{width}}  {' – '.join(parts)}".rstrip()


def _standing(state: State) -> str:
    if state.entry is None:
        return _("a text is expected") if state.asked else ""
    by = f" ({text.short(state.entry.author)})" if state.entry.author else ""
    return (_("a text is there, and wants another look") if state.stale else _("a text is there")) + by
