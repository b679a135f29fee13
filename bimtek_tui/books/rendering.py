"""Books of a session: rendered here or apart, verified as Markdown before they reach a file, held against it later."""

from __future__ import annotations

import errno
import stat
from collections.abc import Callable, Collection, Mapping, Sequence
from operator import itemgetter
from pathlib import Path

from ..errors import BimtekError, Finding, TemplateFault
from ..i18n import _
from ..model.entries import Session
from ..model.method import Method
from ..model.method_tables import Book
from ..store import saving
from . import isolation, own_pictures, pictures, templating
from .charts import drawing, gallery
from .context import Values
from .digest import is_final
from .documents import known_book
from .editions import Edition, finished
from .office import look as looks
from .office.blocks import Images
from .office.document import read
from .office.formats import FORMATS, Paper, Whose, make, require
from .staleness import outdated
from .verifying import verify, verify_written

Progress = Callable[[int, int, str], None]
"""Told after each book: how many are ready, of how many, and the title of the last one."""


def render(
    session: Session,
    method: Method,
    book_id: str,
    templates: Path | None = None,
    edition: Edition = "draft",
    shown: Collection[str] = (),
) -> str:
    """The book as Markdown, its digest in the last line; the pictures of these names are `shown` where there is enough to draw.

    `templates` is a folder of others whose templates go before the shipped ones: it is rendered in a process apart.

    Raises BimtekError for a book that the method does not have, TemplateFault for a template that can't be rendered
    or takes too much.
    """
    coded = _coded(Values(session, method, shown), known_book(method, book_id), templates, edition)
    return finished(coded, edition)


def _coded(values: Values, book: Book, templates: Path | None, edition: Edition) -> str:
    if templates is not None:
        return isolation.coded(values.session, values.method, book, templates, edition, values.pictures)
    return templating.coded(values, book, None, edition)


def write(
    session: Session,
    method: Method,
    folder: Path,
    book_ids: Sequence[str] | None = None,
    force: bool = False,
    progress: Progress | None = None,
    templates: Path | None = None,
    formats: Sequence[str] = ("md",),
    paper: Paper | None = None,
    beside: Path | None = None,
    edition: Edition = "draft",
    tell: looks.Tell = looks.unheard,
    with_pictures: bool = False,
) -> list[Path]:
    """Write these books (all of the method when none are named) into a folder, and return their files.

    `with_pictures` also those that they show; their files go into a folder beside the Markdown, and are not returned.

    What a final edition still lacks is not asked here (`lacking`): it is left out.

    `beside` is the file of the session, whose mode new files get (who may not read it may not read its books) and
    beside which logo and Word styles lie; `tell` hears, once each, what the books are made without.

    `formats` are names of `FORMATS`. All books are rendered and verified as Markdown before the first one is written
    in any format, each atomically. Raises BimtekError when a file there was edited by hand and `force` is not given,
    for an unknown book, for a format whose package is missing and when the disk refuses; TemplateFault when a book
    can't be rendered or is not whole. Nothing has been written then, unless the disk refused in between.
    """
    for format in formats:
        require(format)
    books = [known_book(method, id) for id in (book_ids if book_ids is not None else list(method.books))]
    files = [
        (folder / Path(book.file).with_suffix(FORMATS[format].suffix).name, format)
        for book in books
        for format in formats
    ]
    if not force:
        for file, format in files:
            _refuse_if_edited(file, FORMATS[format].whose)
    contents: list[bytes] = []
    without: dict[str, None] = {}
    look = looks.load(session, beside and beside.parent, formats, without.setdefault)
    names, own = _pictures(session, beside, books, without.setdefault) if with_pictures else (frozenset(), {})
    wholes, images = _illustrated(
        Values(session, method, names), own, books, templates, edition, formats, without.setdefault
    )
    drawn = {
        folder / name: pictures.sealed(image.content) for name, image in images.items() if "md" in formats
    }
    if not force:
        for file in drawn:
            _refuse_if_edited(file, pictures.whose)
    for done, (book, whole) in enumerate(zip(books, wholes, strict=True), start=1):
        findings = verify(
            whole, session, method, book, own_layout=templates is not None, final=edition == "final"
        )
        if wrong := [finding for finding in findings if finding.severity == "error"]:
            raise _not_whole(wrong[0], book)
        markdown = finished(whole, edition)
        document = None if set(formats) <= {"md"} else read(markdown)
        contents += [
            make(format, markdown, document, paper, look, without.setdefault, images) for format in formats
        ]
        if progress:
            progress(done, len(books), book.title)
    _make(folder)
    if drawn:
        _make(folder / own_pictures.FOLDER)
    for file, content in (*drawn.items(), *zip(map(itemgetter(0), files), contents, strict=True)):
        saving.replace(file, content, beside=beside or file)
    for sentence in without:
        tell(sentence)
    return [file for file, _format in files]


def _pictures(
    session: Session, beside: Path | None, books: Sequence[Book], tell: looks.Tell
) -> tuple[frozenset[str], Images]:
    """The names of the pictures that may be shown, and people's own ones by their files."""
    charts: tuple[str, ...] = gallery.NAMES
    if not drawing.is_possible():
        tell(_("books are made without pictures: {reason}").format(reason=drawing.absent()))
        charts = ()
    own: Images = {}
    if drawing.is_possible("PIL"):
        own = own_pictures.prepared(session, beside and beside.parent, [book.id for book in books], tell)
    return frozenset((*charts, *own)), own


def _illustrated(
    values: Values,
    own: Images,
    books: Sequence[Book],
    templates: Path | None,
    edition: Edition,
    formats: Sequence[str],
    tell: looks.Tell,
) -> tuple[list[str], Images]:
    """The books as coded Markdown, and the pictures that they show: a book does not name one that could not be drawn."""
    while True:
        wholes = [_coded(values, book, templates, edition) for book in books]
        shown = {name: file for whole in wholes for name, file in pictures.shown_in(whole).items()}
        images = {file: own[file] for file in shown.values() if file in own}
        drawn = [name for name in shown if name in values.pictures]
        images |= pictures.made(values.session, values.method, drawn, formats, tell)
        names = {*values.pictures} - {name for name, file in shown.items() if file not in images}
        if len(names) == len(values.pictures):
            for name in [name for name, file in shown.items() if file not in images]:
                sentence = _(
                    "a template shows the picture “{name}” without asking whether there is one, and it is not made"
                )
                tell(sentence.format(name=name))
            return wholes, images
        values = Values(values.session, values.method, frozenset(names))


def replace_ours(
    files: Mapping[Path, bytes], judge: Callable[[bytes], Whose], force: bool, beside: Path
) -> None:
    """Write these files, each whole or not at all, with the mode of the file `beside` which they are made.

    Raises BimtekError, before anything is written, for one there that this program did not leave like this (as `judge`
    says), unless with `force`; and when the disk refuses.
    """
    if not force:
        for file in files:
            _refuse_if_edited(file, judge)
    for file, content in files.items():
        _make(file.parent)
        saving.replace(file, content, beside=beside)


def compare(
    session: Session,
    method: Method,
    folder: Path,
    book_ids: Sequence[str] | None = None,
    templates: Path | None = None,
    beside: Path | None = None,
) -> list[tuple[Path, Finding]]:
    """What is wrong in the books that lie in a folder as Markdown, of either edition, held against the session as it is now.

    `beside` is the file of the session, in whose folder people's pictures lie. Nothing is written.

    Raises BimtekError for an unknown book and for a file that is not there or can't be read.
    """
    wrong: list[tuple[Path, Finding]] = []
    for book_id in book_ids if book_ids is not None else list(method.books):
        book = known_book(method, book_id)
        file = folder / Path(book.file).name
        try:
            if file.exists() and not file.is_file():
                raise OSError(errno.EINVAL, _("it is no regular file"))
            markdown = file.read_text(encoding="utf-8")
        except FileNotFoundError as error:
            raise BimtekError(_("{file} does not exist; bimtek render makes it").format(file=file)) from error
        except (OSError, UnicodeDecodeError) as error:
            reason = getattr(error, "strerror", None) or error
            raise BimtekError(
                _("{file} can't be compared with the session: {reason}; bimtek render makes it").format(
                    file=file, reason=reason
                )
            ) from error
        edition: Edition = "final" if is_final(markdown) else "draft"
        shown = pictures.shown_in(markdown)
        names = pictures.due(session, shown, beside and beside.parent) if shown else ()
        findings = [
            *verify_written(markdown, session, book),
            *pictures.compare(markdown, folder, session, method),
        ]
        named = {finding.line for finding in findings}
        old = outdated(markdown, render(session, method, book_id, templates, edition, names))
        findings += [finding for finding in old if finding.line not in named or not finding.line]
        wrong += [(file, finding) for finding in findings]
    return wrong


def _not_whole(finding: Finding, book: Book) -> TemplateFault:
    """The fault of a template that rendered something that is no whole book."""
    sentence = (
        _("{template}: the book is not whole: {reason} (line {line} of the book)")
        if finding.line
        else _("{template}: the book is not whole: {reason}")
    )
    return TemplateFault(
        sentence.format(template=book.template, reason=finding.message, line=finding.line),
        finding.line or None,
    )


def _refuse_if_edited(file: Path, judge: Callable[[bytes], Whose]) -> None:
    """Raise BimtekError when there is a file that this program did not leave like this."""
    try:
        regular = stat.S_ISREG(
            file.lstat().st_mode
        )  # a link or a pipe that a stranger laid there is not looked into
        whose = judge(file.read_bytes()) if regular else "foreign"
    except FileNotFoundError:
        return
    except OSError as error:
        raise BimtekError(_unwritable(file, error)) from error
    if whose == "ours":
        return
    if whose == "edited":
        reason = _("it was edited by hand since it was made")
    elif file.suffix == ".md":
        reason = _("it was not made by this program, or its last line is gone")
    else:
        reason = _("it was not made by this program, or its digest is gone")
    raise BimtekError(
        _("{file} is not overwritten: {reason}; rename it to keep it, or overwrite it with --force").format(
            file=file, reason=reason
        )
    )


def _make(folder: Path) -> None:
    if folder.is_symlink():
        raise BimtekError(
            _(
                "{folder} is a link, and books are not written through one; name the folder it leads to"
            ).format(folder=folder)
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BimtekError(_unwritable(folder, error)) from error


def _unwritable(place: Path, error: OSError) -> str:
    return _("{place} can't be written: {reason}; choose another folder or check the permissions").format(
        place=place, reason=error.strerror or error
    )
