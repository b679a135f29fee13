"""Books out of templates: one Jinja environment, Markdown verified before it reaches a file.

Templates are sandboxed and strict: what is not there is a fault with template and line, never an empty place.
Autoescaping is off, since it escapes for HTML; the views that templates get print themselves as escaped Markdown.
User text is data for a template and never becomes one.
"""

from __future__ import annotations

import traceback
from collections import ChainMap
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import (
    Environment,
    FileSystemLoader,
    StrictUndefined,
    Template,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from .. import resources, text
from ..errors import BimtekError, Finding, TemplateFault
from ..method import Book, Method
from ..model import Session
from ..store import saving
from ..words import _
from . import gaps
from .context import Values, context
from .sealing import is_sealed, is_untouched, sealed
from .verifying import verify
from .views import View

Progress = Callable[[int, int, str], None]
"""Told after each book: how many are ready, of how many, and the title of the last one."""

_FAULTS_OF_TEMPLATES = (
    TemplateError,
    ArithmeticError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
    RecursionError,
)


def render(session: Session, method: Method, book_id: str, templates: Path | None = None) -> str:
    """The book as Markdown, its digest in the last line.

    `templates` is a folder whose templates go before the shipped ones. The sandbox bounds neither time nor memory:
    for templates of others, the caller renders in a process that it can end.

    Raises BimtekError for a book that the method does not have, TemplateFault for a template that can't be rendered.
    """
    book = known_book(method, book_id)
    with faults(book, templates):
        template = environment(templates).get_template(book.template)
        return sealed(tidy(run(template.root_render_func, begun(template, Values(session, method), book))))


def begun(template: Template, values: Values, book: Book) -> Context:
    """What a template of a book is rendered with. Values that it does not name are not made."""
    known = ChainMap(context(values, book), template.globals)  # type: ignore[arg-type]
    return template.new_context(known, shared=True)  # type: ignore[arg-type]


def run(part: Callable[[Context], Iterator[str]], begun: Context) -> str:
    """The text of a template or of one of its blocks; what goes wrong names the line of the template."""
    try:
        return "".join(part(begun))
    except Exception:  # noqa: BLE001 - raised again
        begun.environment.handle_exception()


def write(
    session: Session,
    method: Method,
    folder: Path,
    book_ids: Sequence[str] | None = None,
    force: bool = False,
    progress: Progress | None = None,
    templates: Path | None = None,
) -> list[Path]:
    """Write these books (all of the method when none are named) into a folder, and return their files.

    All books are rendered and verified before the first one is written, each atomically. Raises BimtekError when a
    file there was edited by hand and `force` is not given, for an unknown book and when the disk refuses;
    TemplateFault when a book can't be rendered or is not whole. Nothing has been written then, unless the disk
    refused in between.
    """
    books = [known_book(method, one) for one in (book_ids if book_ids is not None else list(method.books))]
    files = [folder / Path(book.file).name for book in books]
    if not force:
        for file in files:
            _refuse_if_edited(file)
    contents = []
    for done, book in enumerate(books, start=1):
        markdown = render(session, method, book.id, templates)
        if findings := verify(markdown, session, method, book):
            raise _not_whole(findings[0], book)
        contents.append(markdown.encode("utf-8"))
        if progress:
            progress(done, len(books), book.title)
    _make(folder)
    for file, content in zip(files, contents, strict=True):
        saving.replace(file, content)
    return files


def known_book(method: Method, book_id: str) -> Book:
    """The book of this id. Raises BimtekError, naming the known ones, for one that the method does not have."""
    book = method.books.get(book_id)
    if book is None:
        raise BimtekError(
            _("there is no book “{book}”; known books: {known}").format(
                book=book_id, known=", ".join(method.books)
            )
        )
    return book


class _Sandbox(ImmutableSandboxedEnvironment):
    """A sandbox that lets views go by: what they show under a public name is data and nothing else.

    Looking at each value anew would take half of the time that a book needs.
    """

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, View) and not attribute.startswith("_"):
            try:
                return getattr(obj, attribute)
            except AttributeError:
                pass
        return super().getattr(obj, attribute)


@cache
def environment(templates: Path | None, marking: bool = False) -> Environment:
    """Where templates come from, and what they can do; `marking` marks what is missing, for a preview."""
    made = _Sandbox(
        loader=FileSystemLoader(_folders(templates)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,
    )
    made.filters |= gaps.filters(marking)
    return made


def _folders(templates: Path | None) -> list[Path]:
    """Where templates are looked for, in this order."""
    shipped = resources.templates()
    return [shipped] if templates is None else [templates, shipped]


def tidy(markdown: str) -> str:
    """The text without blanks at the ends of lines and without more than one blank line in a row."""
    lines: list[str] = []
    for line in markdown.split("\n"):
        shown = line.rstrip()
        if shown or (lines and lines[-1]):
            lines.append(shown)
    return "\n".join(lines).strip("\n") + "\n"


@contextmanager
def faults(book: Book, templates: Path | None) -> Iterator[None]:
    """Whatever goes wrong in the templates of a book becomes a TemplateFault."""
    try:
        yield
    except _FAULTS_OF_TEMPLATES as error:
        raise _fault(error, book.template, templates) from error


def _fault(error: Exception, template: str, templates: Path | None) -> TemplateFault:
    """The fault with the template and the line where it lies, and with those that led there."""
    folders = _folders(templates)
    if isinstance(error, TemplateSyntaxError):
        places = [(error.name or template, error.lineno)]
    else:
        places = [
            (Path(frame.filename).relative_to(folder).as_posix(), frame.lineno or 0)
            for frame in reversed(traceback.extract_tb(error.__traceback__))
            for folder in folders
            if Path(frame.filename).is_relative_to(folder)
        ] or [(template, 0)]
    if isinstance(error, TemplateNotFound):
        reason = _("the template {name} does not exist").format(name=error.name)
    else:
        reason = text.short(str(error) or type(error).__name__, 200)
    where = ", ".join(_("{name} line {line}").format(name=name, line=line) for name, line in places)
    return TemplateFault(_("{where}: {reason}").format(where=where, reason=reason), places[0][1] or None)


def _not_whole(finding: Finding, book: Book) -> TemplateFault:
    """The fault of a template that rendered something that is no whole book."""
    if not finding.line:
        sentence = _("{template}: the book is not whole: {reason}")
    else:
        sentence = _("{template}: the book is not whole: {reason} (line {line} of the book)")
    return TemplateFault(
        sentence.format(template=book.template, reason=finding.message, line=finding.line),
        finding.line or None,
    )


def _refuse_if_edited(file: Path) -> None:
    """Raise BimtekError when there is a file that this program did not leave like this."""
    try:
        found = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return
    except UnicodeDecodeError:
        found = ""
    except OSError as error:
        raise BimtekError(_unwritable(file, error)) from error
    if is_untouched(found):
        return
    if is_sealed(found):
        reason = _("it was edited by hand since it was made")
    else:
        reason = _("it was not made by this program, or its last line is gone")
    raise BimtekError(
        _("{file} is not overwritten: {reason}; rename it to keep it, or overwrite it with --force").format(
            file=file, reason=reason
        )
    )


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BimtekError(_unwritable(folder, error)) from error


def _unwritable(place: Path, error: OSError) -> str:
    return _("{place} can't be written: {reason}; choose another folder or check the permissions").format(
        place=place, reason=error.strerror or error
    )
