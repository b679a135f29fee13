"""The command that writes books: render."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .. import text
from ..errors import FINDINGS, FINE
from ..i18n import N_, _, ngettext
from .arguments import TEMPLATES, must_have_a_name, own_folder
from .console import command, complain, say, shown

if TYPE_CHECKING:
    from ..books.editions import Edition
    from ..books.office.formats import Paper
    from ..model.entries import Session
    from ..model.method import Method
    from ..store import Loaded

FORMATS = ("md", "docx", "pdf", "html")
PAPERS = ("a4", "f4")
EDITIONS = ("draft", "final")
_MANY = 300
"""Programs and SWOT entries from which on making the books takes long enough to say how far it is."""


def _books_begun(_context: click.Context, _option: click.Parameter, begun: str) -> list[str]:
    """The books of the shipped method and the documents whose ids begin so, for the shell that completes them."""
    from ..books.documents import known
    from ..model import method

    return [id for id in known(method.load("kominfo-1")) if id.startswith(begun)]


@command(
    "render",
    help=N_(
        "Make the books of a session as Markdown, Word, PDF or HTML. A book that was edited by hand is kept unless --force is given. Documents beside the books: ringkasan, komitmen, daftar-hadir, notula, lembar-kerja, ranperda, tindak-lanjut (with --book)."
    ),
    examples=(
        "bimtek render sessions/kota-batam-2026.toml",
        "bimtek render sessions/kota-batam-2026.toml --book buku-3 --out draf",
        "bimtek render sessions/kota-batam-2026.toml --format docx --format pdf --paper f4",
        "bimtek render sessions/kota-batam-2026.toml --book komitmen --book daftar-hadir",
        "bimtek render sessions/kota-batam-2026.toml --book tindak-lanjut --format docx",
        "bimtek render sessions/kota-batam-2026.toml --edition final --format docx",
        "bimtek render sessions/kota-batam-2026.toml --verify",
    ),
)
@click.argument("file", metavar="FILE")
@click.option(
    "--out", metavar="DIR", help=N_("Folder for the books (books/<name of the session> if not given).")
)
@click.option(
    "--book",
    "books",
    metavar="ID",
    multiple=True,
    shell_complete=_books_begun,
    help=N_("Only this book, e.g. buku-2, or this document, e.g. komitmen; may be repeated."),
)
@click.option(
    "--format",
    "formats",
    multiple=True,
    type=click.Choice(FORMATS),
    help=N_("Format of the files (md if not given); may be repeated."),
)
@click.option(
    "--paper",
    type=click.Choice(PAPERS),
    help=N_(
        "Paper of Word, PDF and HTML: a4 or f4, which is 215 x 330 mm; if not given a4, for Word that of reference_doc."
    ),
)
@click.option(
    "--edition",
    type=click.Choice(EDITIONS),
    default=EDITIONS[0],
    help=N_(
        "draft (default) for reviewers, with what is still missing and the codes in an annex; final to be handed in."
    ),
)
@click.option(
    "--allow-gaps",
    is_flag=True,
    help=N_("Make a final edition although texts, identity or decisions are missing: they are left out."),
)
@click.option("--no-pictures", is_flag=True, help=N_("Make the books without pictures."))
@click.option("--force", is_flag=True, help=N_("Overwrite books that were edited by hand."))
@click.option(
    "--verify",
    is_flag=True,
    help=N_("Write nothing: compare the books in the folder with the session, and say what differs."),
)
@TEMPLATES
def render(
    file: str,
    out: str | None,
    books: tuple[str, ...],
    formats: tuple[str, ...],
    paper: Paper | None,
    edition: Edition,
    allow_gaps: bool,
    no_pictures: bool,
    force: bool,
    verify: bool,
    templates: str | None,
) -> int:
    """Make the books of a session."""
    must_have_a_name(file)
    session = Path(file)
    folder = Path(out) if out else Path("books") / session.stem
    if verify:
        return compare_books(session, folder, books, own_folder(templates))
    own = own_folder(templates)
    if edition == "final" and not allow_gaps and lacks(session, books, own):
        return FINDINGS
    make_books(session, folder, books, force, own, formats or FORMATS[:1], paper, edition, not no_pictures)
    return FINE


def lacks(path: Path, books: tuple[str, ...], templates: Path | None) -> bool:
    """Whether a session lacks something for final editions of these books, all if none is named; each is said with its place."""
    from ..books.documents import known_book
    from ..books.lacking import lacking
    from .arguments import open_file

    loaded, method = open_file(path, templates)
    wanted = [known_book(method, id).id for id in books or method.books]
    missing = lacking(loaded.session, method, wanted, templates)
    for lack in missing:
        say(f"{shown(path)}: {lack.sentence} ({lack.place})")
    if missing:
        complain(
            ngettext(
                "No book was written: {number} thing is missing for a final edition. Fill it in, or leave it out with --allow-gaps.",
                "No book was written: {number} things are missing for a final edition. Fill them in, or leave them out with --allow-gaps.",
                len(missing),
            ).format(number=len(missing))
        )
    return bool(missing)


def make_books(
    path: Path,
    folder: Path,
    books: tuple[str, ...] = (),
    force: bool = False,
    templates: Path | None = None,
    formats: tuple[str, ...] = FORMATS[:1],
    paper: Paper | None = None,
    edition: Edition = "draft",
    with_pictures: bool = True,
) -> None:
    """Render books of a session file into a folder and name the files."""
    from ..books import rendering
    from .arguments import open_file, tell_unread

    loaded, method = open_file(path, templates)
    made = rendering.write(
        loaded.session,
        method,
        folder,
        books or None,
        force=force,
        progress=_tell if _takes_long(loaded.session) else None,
        templates=templates,
        formats=list(dict.fromkeys(formats)),
        paper=paper,
        beside=path,
        edition=edition,
        tell=lambda sentence: complain(f"{shown(path)}: {sentence}"),
        with_pictures=with_pictures,
    )
    for written in made:
        say(shown(written))
    _tell_left_out(loaded, method, templates, books or tuple(method.books))
    if "docx" in formats:
        complain(
            _(
                "Word asks when it opens such a file whether to update its fields: yes fills in the page numbers of the contents (in LibreOffice: Tools, Update, Indexes)."
            )
        )
    tell_unread(loaded)


def _tell_left_out(loaded: Loaded, method: Method, templates: Path | None, books: tuple[str, ...]) -> None:
    """Say which texts and pictures these books do not print: those of no section, and every second text of a section."""
    from ..check import pictures, texts
    from .arguments import known_sections

    sections = known_sections(loaded, method, templates, False)
    file = text.word(str(loaded.path))
    out = (
        (_("{file}: the text {id} is in no book: {reason}"), texts.left_out(file, loaded.session, sections)),
        (
            _("{file}: the picture {id} is in no book: {reason}"),
            pictures.left_out(file, loaded.session, sections),
        ),
    )
    for sentence, entries in out:
        for entry, reason in entries:
            if entry.book in books or entry.book not in method.books:
                complain(sentence.format(file=shown(loaded.path), id=entry.id, reason=reason))


def compare_books(path: Path, folder: Path, books: tuple[str, ...], templates: Path | None) -> int:
    """Say what differs between the books in a folder and the session, one line each."""
    from ..books import rendering
    from .arguments import open_file, tell_unread

    loaded, method = open_file(path, templates)
    comparisons = rendering.compare(loaded.session, method, folder, books or None, templates, path)
    for file, finding in comparisons:
        say(finding.in_file(shown(file)))
    if not comparisons:
        say(_("The books in {folder} say what the session says.").format(folder=shown(folder)))
    tell_unread(loaded)
    return FINDINGS if comparisons else FINE


def _takes_long(session: Session) -> bool:
    """Whether somebody waits at a terminal for the books of a session with many entries."""
    return sys.stderr.isatty() and len(session.entries("program")) + len(session.entries("swot")) > _MANY


def _tell(done: int, total: int, title: str) -> None:
    complain(_("{done} of {total} made: {title}").format(done=done, total=total, title=title))
