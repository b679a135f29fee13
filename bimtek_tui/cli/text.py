"""The command text: what people write for a section of a book, recorded, shown, withdrawn, and listed by section."""

from __future__ import annotations

import datetime as dt
import difflib
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .. import text
from ..errors import FINDINGS, FINE, BimtekError
from ..i18n import N_, _
from .arguments import TEMPLATES, must_have_a_name, open_file, own_folder, tell_unread
from .console import WrongUse, command, complain, say, shown

if TYPE_CHECKING:
    from ..books.round_trip import Change, Comparison
    from ..books.sections import State
    from ..model.edits import Edit
    from ..model.entries import Session, Text
    from ..model.method import Method
    from ..workshop.workshop import Workshop

_BYTES = 4 * text.MAX_PROSE
"""Bytes that so many characters have at most."""
_DRAFT = 64_000_000
"""Bytes of an edited draft that are read; all four books of 5,000 programs have a tenth of that."""


@command(
    "text",
    help=N_(
        "Record what people wrote for a section of a book, from standard input: paragraphs with an empty line between them, lists whose lines begin with “- ” or “1. ”, and *emphasis*. On a terminal without input the text that is there is printed. The session keeps it, so that every later rendering has it."
    ),
    examples=(
        "bimtek text sessions/kota-batam-2026.toml --list",
        "bimtek text sessions/kota-batam-2026.toml --book buku-1 --section background --author Bappeda < latar.txt",
        "bimtek text sessions/kota-batam-2026.toml --book buku-1 --section background --seen",
        "bimtek text sessions/kota-batam-2026.toml --from buku-1-analisis-strategis.md --dry-run",
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
@click.option(
    "--from",
    "edited",
    metavar="FILE",
    help=N_("Take the texts of all sections back from a draft in Markdown that somebody worked on."),
)
@click.option("--dry-run", is_flag=True, help=N_("With --from: only say what would be taken."))
@TEMPLATES
def section_text(
    file: str,
    book: str | None,
    section: str | None,
    author: str | None,
    remove: bool,
    seen: bool,
    listing: bool,
    edited: str | None,
    dry_run: bool,
    templates: str | None,
) -> int:
    """Record, show, withdraw or list texts."""
    if remove + seen + listing + (edited is not None) > 1:
        raise WrongUse(_("--remove, --seen, --list and --from do not go together; take one of them"))
    must_have_a_name(file)
    path, own = Path(file), own_folder(templates)
    if edited is not None:
        return take_back(path, Path(edited), own, author, dry_run)
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


def take_back(path: Path, edited: Path, own: Path | None, author: str | None, dry_run: bool) -> int:
    """Record the texts of an edited draft, in one step; say each, and what can't be taken back."""
    from ..books import sections
    from ..model import edits
    from ..workshop.workshop import open_workshop

    markdown = _draft(edited)
    if dry_run:
        loaded, method = open_file(path, own)
        comparison = _compared(loaded.session, method, own, markdown, edited)
        for change in comparison.changes:
            _tell_change(change, edited)
    else:
        workshop = open_workshop(path, own)
        try:
            if workshop.read_only:
                raise BimtekError(f"{shown(path)}: {workshop.read_only}")
            for sentence in workshop.persistence.news:
                say(sentence)
            session, method = workshop.session, workshop.method
            comparison = _compared(session, method, own, markdown, edited)
            digests = sections.facts(session, method, [change.place for change in comparison.changes], own)
            made: list[Edit | None] = []
            for change in comparison.changes:
                _tell_change(change, edited)
                before = _entry(session, change.place)
                # who read it against older facts is asked to look once more
                digest = digests[change.place] if comparison.facts_hold else (before and before.facts) or ""
                now = dt.datetime.now().astimezone()
                made.append(sections.recorded(session, change.place, change.after, digest, now, author))
            _do(workshop, edits.together(_("texts from {file}").format(file=edited.name), made), path)
            if warning := workshop.close():
                complain(warning)
        finally:
            workshop.persistence.abandon()
    for line, sentence in comparison.lost:
        where = f"{shown(edited)}:{line}" if line else shown(edited)
        complain(_("{place}: can't be taken back: {reason}").format(place=where, reason=sentence))
    return FINDINGS if comparison.lost else FINE


def _draft(file: Path) -> str:
    """The text of an edited draft. Raises BimtekError for what is no text, too large or not there."""
    try:
        if not file.is_file():
            raise BimtekError(_("{file} is no file; name the draft that was edited").format(file=shown(file)))
        with file.open("rb") as opened:
            content = opened.read(_DRAFT + 1)
        if len(content) > _DRAFT:
            raise BimtekError(_("{file} is larger than any book").format(file=shown(file)))
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except OSError as error:
        raise BimtekError(f"{shown(file)}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise BimtekError(
            _("{file} is no text in UTF-8; save it in that encoding and try again").format(file=shown(file))
        ) from error


def _compared(session: Session, method: Method, own: Path | None, markdown: str, file: Path) -> Comparison:
    from ..books import pictures, rendering, round_trip, texts

    anchor = texts.ANCHOR.search(markdown)
    book = anchor["book"] if anchor else next((id for id in method.books if file.name.startswith(id)), "")
    try:
        _known_book(method, book)
        known = {(book, section): entry.text for section, entry in texts.standing(session, book).items()}
        anew = rendering.render(session, method, book, own, shown=pictures.shown_in(markdown))
        return round_trip.compared(markdown, anew, known)
    except BimtekError as error:
        raise BimtekError(f"{shown(file)}: {error}") from error


def _entry(session: Session, place: tuple[str, str]) -> Text | None:
    from ..books import texts

    return texts.standing(session, place[0]).get(place[1])


def _tell_change(change: Change, file: Path) -> None:
    """The new text of a section line by line, with what it was."""
    book, section = change.place
    say(f"{shown(file)}:{change.line}: {book} {section}")
    for row in difflib.unified_diff(change.before.split("\n"), change.after.split("\n"), lineterm="", n=1):
        if not row.startswith(("---", "+++", "@@")):
            say(f"  {row}")


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
    _known(path, loaded.session, method, own, book, section)
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
        digest = _known(path, workshop.session, workshop.method, own, book, section)
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


def _known(path: Path, session: Session, method: Method, own: Path | None, book: str, section: str) -> str:
    """The fingerprint of the facts of a section, "" for one that is not there but has a text. Raises WrongUse for others."""
    from ..books import sections, texts
    from ..check.texts import no_section

    _known_book(method, book)
    known = sections.sections(method.books[book], own)
    if section in known:
        return sections.facts(session, method, [(book, section)], own)[book, section]
    if section not in texts.standing(session, book):
        raise WrongUse(no_section(text.word(str(path)), book, section, known))
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
