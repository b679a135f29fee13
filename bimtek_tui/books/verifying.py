"""Whether a rendered book is whole: well-formed Markdown, nothing active in it, every entry in its place.

What is rendered is held against the session by the ids that stand in it (`editions`), a book that was written by
what its readers see.

Templates can be changed by others, so a book is not trusted because it was rendered. Nothing is repaired here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import Any

from markdown_it.token import Token

from .. import text
from ..errors import Finding, Severity, TemplateFault
from ..i18n import _
from ..markdown import code, inline
from ..model import kinds
from ..model.entries import Session
from ..model.method import Method
from ..model.method_tables import Book
from . import placement
from .digest import is_final
from .numbering import CHAPTER, CODES, arabic, left_over
from .outline import headings, parse, uncollected
from .pictures import name_of, shown_in, wanted
from .sections import sections, title_of
from .texts import ANCHOR, ANCHOR_END, printed
from .texts import standing as standing_texts
from .views.base import standing


def _every(_entry: Any, _session: Session) -> bool:
    return True


def _of_program(entry: Any, session: Session) -> bool:
    return entry.of in session.program


def _of_objective(entry: Any, session: Session) -> bool:
    return entry.of in session.objective


def _of_chosen(entry: Any, session: Session) -> bool:
    return session.quick_win[entry.quick_win].decision == "chosen"


_FOR_BOOK_1 = ("fact", "decision", "action")

CONTENTS: dict[str, dict[str, Callable[[Any, Session], bool]]] = {
    "buku-1-analisis-strategis.md.j2": {
        **dict.fromkeys(
            ("mission", "objective", "issue", "readiness", "gap", "swot", "strategy", "assessment"), _every
        ),
        "note": lambda entry, _session: entry.kind in _FOR_BOOK_1,
    },
    "buku-2-masterplan.md.j2": {
        **dict.fromkeys(("mission", "objective", "strategy", "program", "budget", "risk"), _every),
        "target": _of_program,
    },
    "buku-3-quick-win.md.j2": {
        **dict.fromkeys(("quick_win", "milestone", "signatory"), _every),
        "cost": _of_chosen,
    },
    "buku-4-peta-jalan.md.j2": {"program": _every, "target": _of_objective},
    "ringkasan-eksekutif.md.j2": {
        "mission": _every,
        "quick_win": lambda entry, _session: entry.decision == "chosen",
    },
}
"""What must be found in each shipped book by its id: kinds, and which of their entries."""

_BY_DIMENSION = ("buku-1-analisis-strategis.md.j2", "buku-2-masterplan.md.j2", "buku-4-peta-jalan.md.j2")

_PIPE = re.compile(r"(?<!\\)(?:\\\\)*\|")
_LEFT_OVER = re.compile(r"(?<!\\)(?:\{\{|\{%|\{#|%\}|\}\})")
_ABSENT_VALUE = frozenset({"None", "nan", "NaN", "Undefined", "inf", "-inf"})
"""What a forgotten value looks like when it is all that stands in a cell or a line."""


def verify(
    coded: str, session: Session, method: Method, book: Book, own_layout: bool = False, final: bool = False
) -> list[Finding]:
    """Everything that is wrong with a coded book, in the order of its lines, what concerns no line last.

    `session` and `method` are those the book was rendered from. Lines count from 1 in the book, not in the session.
    `own_layout` says that templates of others made it: then an entry in another place is a warning only. A `final`
    edition need not name a dimension with nothing in it.
    """
    with uncollected():
        tokens = parse(coded)
        findings = [
            *_well_formed(tokens, coded, session),
            *_entries(tokens, coded, session, book),
            *(() if final else _dimensions(coded, method, book)),
            *placement.findings(tokens, session, method, book, "warning" if own_layout else "error"),
            *_texts(tokens, coded, session, book, "warning" if own_layout else "error"),
        ]
        del tokens
    return _in_order(findings)


def verify_written(markdown: str, session: Session, book: Book) -> list[Finding]:
    """What is wrong with a book that was written, and perhaps worked on since, as far as it shows without ids."""
    with uncollected():
        tokens = parse(markdown)
        findings = [
            *_well_formed(tokens, markdown, session),
            *placement.totals(placement.rows(tokens)),
            *_texts(tokens, markdown, session, book, "error"),
        ]
        del tokens
    return _in_order(findings)


def _well_formed(tokens: list[Token], markdown: str, session: Session) -> Iterator[Finding]:
    yield from _active(tokens, markdown, session)
    yield from _headings(tokens)
    yield from _tables(tokens, markdown)
    yield from _values(tokens, session)
    yield from _characters(markdown)


def _in_order(findings: list[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda finding: (finding.line == 0, finding.line))


def _active(tokens: list[Token], markdown: str, session: Session) -> Iterator[Finding]:
    """HTML, images that are none of the book's own, and links, of which only those to a mail address may be there."""
    lines, known = markdown.split("\n"), {PurePosixPath(name).stem for name in wanted(session)}
    for token in tokens:
        line = (token.map or [0])[0] + 1
        for part in (token, *(token.children or ())):
            if part.type in ("html_block", "html_inline"):
                if not (is_final(part.content) or _is_anchor(part.content.strip())):
                    yield _finding(line, "html", _("there is HTML in the book"))
            elif part.type == "image":
                name = name_of(str(part.attrGet("src")))
                if not name:
                    yield _finding(line, "image", _("there is an image in the book"))
                elif name not in known:
                    message = _("there is no picture “{name}”").format(name=name)
                    yield _finding(line, "image", message + text.did_you_mean(name, known))
                elif token.level != 1 or len(token.children or ()) != 1 or not shown_in(lines[line - 1]):
                    message = _(
                        "the picture “{name}” needs a line of its own, with an empty one before and after it"
                    )
                    yield _finding(line, "image", message.format(name=name))
            elif part.type == "link_open" and not str(part.attrGet("href")).startswith("mailto:"):
                yield _finding(line, "link", _("there is a link in the book"))


def _is_anchor(comment: str) -> bool:
    return comment == ANCHOR_END or ANCHOR.fullmatch(comment) is not None


def _headings(tokens: list[Token]) -> Iterator[Finding]:
    """One title on top, no level left out on the way down."""
    before, chapters = 0, 0
    for level, title, line in headings(tokens):
        if level > before + 1 or (before == 0 and level != 1):
            yield _finding(
                line, "heading-jump", _("the heading “{title}” skips a level").format(title=_short(title))
            )
        if not title.strip():
            yield _finding(line, "heading-empty", _("there is a heading without a title"))
        if level == 2 and (chapter := CHAPTER.match(title)):
            chapters += 1
            if arabic(chapter["roman"]) != chapters:
                message = _("the chapter “{title}” should be number {number}")
                yield _finding(line, "chapter-number", message.format(title=_short(title), number=chapters))
        before = level
    if before == 0:
        yield _finding(1, "heading-missing", _("the book has no title"))


def _tables(tokens: list[Token], markdown: str) -> Iterator[Finding]:
    """The same number of cells in every line of a table: parsers fill or cut ragged rows without a word."""
    lines = markdown.split("\n")
    for index, token in enumerate(tokens):
        if token.type != "table_open" or token.map is None:
            continue
        first, after = token.map
        wanted = _cells(lines[first])
        for number in range(first + 1, after):
            if lines[number].strip() and (cells := _cells(lines[number])) != wanted:
                yield _finding(
                    number + 1,
                    "ragged-table",
                    _("the table has {wanted} columns, but this line has {cells}").format(
                        wanted=wanted, cells=cells
                    ),
                )
        if not any(
            token.type == "tbody_open" for token in tokens[index : index + _head_length(tokens, index)]
        ):
            yield _finding(first + 1, "empty-table", _("the table has no rows"))


def _head_length(tokens: list[Token], start: int) -> int:
    """The number of tokens from a table's opening to its end."""
    for length, token in enumerate(tokens[start:], start=1):
        if token.type == "table_close":
            return length
    return len(tokens) - start


def _cells(line: str) -> int:
    """The cells of a table row as written: parts between unescaped pipes, those at the edges aside."""
    row = line.strip()
    pipes = [pipe.end() for pipe in _PIPE.finditer(row)]
    at_the_end = len(pipes) > 1 and pipes[-1] == len(row)
    return len(pipes) + 1 - row.startswith("|") - at_the_end


def _values(tokens: list[Token], session: Session) -> Iterator[Finding]:
    """Left-overs of a template, and values that were not there."""
    absent = _ABSENT_VALUE - _typed(session)
    for token in tokens:
        if token.type != "inline":
            continue
        line = (token.map or [0])[0] + 1
        if _LEFT_OVER.search(token.content) or (token.content != CODES and left_over(token.content)):
            yield _finding(line, "left-over", _("something of the template was left in the text"))
        if token.content.startswith("|") and "\n|" in token.content:
            yield _finding(line, "broken-table", _("there is a table here that is none for a parser"))
        if token.content.strip() in absent:
            yield _finding(line, "no-value", _("a value is missing"))


def _typed(session: Session) -> set[str]:
    """The texts of a session that look like a forgotten value: somebody may have typed "None"."""
    entries = (
        entry
        for kind in kinds.kinds().values()
        for entry in ([session.single(kind.table)] if kind.single else session.entries(kind.table).values())
        if entry is not None
    )
    values = (
        part
        for entry in entries
        for value in kinds.raw(entry).values()
        for part in (value if isinstance(value, tuple) else (value,))
    )
    texts = (
        part
        for entry in session.text.values()
        for part in re.split(r"\n\s*(?:-\s+|\d+\.\s+)?", f"\n{entry.text}")
    )
    return {value.strip() for value in (*values, *texts) if isinstance(value, str)}


def _characters(markdown: str) -> Iterator[Finding]:
    """No control or bidi characters, and one line break at the end."""
    for number, line in enumerate(markdown.split("\n"), start=1):
        if not text.is_clean(line):
            yield _finding(number, "control-character", _("there is a character that must not be shown"))
    if not markdown.endswith("\n") or markdown.endswith("\n\n"):
        yield _finding(
            markdown.count("\n") + 1, "final-newline", _("the book must end with exactly one line break")
        )


def _entries(tokens: list[Token], markdown: str, session: Session, book: Book) -> Iterator[Finding]:
    """Every entry that counts and belongs in the book, by its id."""
    shown = {
        child.content for token in tokens for child in token.children or () if child.type == "code_inline"
    }
    for table, belongs in CONTENTS.get(book.template, {}).items():
        for entry in standing(session, table):
            if belongs(entry, session) and entry.id not in shown and code(entry.id) not in markdown:
                message = _("the entry {id} is not in the book").format(id=_short(entry.id))
                yield Finding(0, "error", "entry-missing", message, id=entry.id)


def _dimensions(markdown: str, method: Method, book: Book) -> Iterator[Finding]:
    """Books that are laid out by dimension name every one of them, also those with nothing yet."""
    if book.template in _BY_DIMENSION:
        for dimension in method.dimension:
            if inline(dimension.name) not in markdown:
                message = _("the dimension {name} is not in the book").format(name=_short(dimension.name))
                yield Finding(0, "error", "dimension-missing", message)


def _texts(
    tokens: list[Token], markdown: str, session: Session, book: Book, severity: Severity
) -> Iterator[Finding]:
    """The text of every section, directly below the heading of the section, once.

    Which heading that is, shipped templates alone tell, and not those that a loop makes. A text for a section that
    the book does not have is left to `check`.
    """
    if not (texts := printed(session, book.id)):
        return
    titles, heads, alike = _titles(book), headings(tokens), Counter(texts.values())
    for section, words in texts.items():
        if titles is not None and section not in titles:
            continue
        title = titles[section] if titles else ""
        above = [
            next((head[1] for head in reversed(heads) if head[2] < line), "")
            for line in _lines_of(words, markdown)
        ]
        has_heading = any(_named(head[1], title) for head in heads)
        number = sum(_named(head, title) for head in above) if has_heading else min(len(above), 1)
        if 1 <= number <= alike[words]:
            continue
        if not above:
            message = _("the text of the section “{section}” is not in the book")
        elif number:
            message = _("the text of the section “{section}” stands {number} times below “{title}”")
        else:
            message = _("the text of the section “{section}” is not directly below “{title}”")
        sentence = message.format(section=_short(section), title=_short(title), number=number)
        yield Finding(
            0, severity, "text-misplaced", sentence, id=standing_texts(session, book.id)[section].id
        )


def _titles(book: Book) -> dict[str, str] | None:
    """The sections of a shipped book with their headings; None where the template is one of others."""
    try:
        return {section.id: section.title for section in sections(book).values()}
    except TemplateFault:
        return None


def _named(heading: str, title: str) -> bool:
    return bool(title) and title_of(heading).casefold() == title.casefold()


def _lines_of(words: str, markdown: str) -> Iterator[int]:
    """The lines (from 1) in which these paragraphs begin."""
    whole, sought = f"\n\n{markdown.rstrip()}\n\n", f"\n\n{words}\n\n"
    at = whole.find(sought)
    while at >= 0:
        yield whole.count("\n", 0, at) + 1
        at = whole.find(sought, at + 1)


def _finding(line: int, code: str, message: str) -> Finding:
    return Finding(line, "error", code, message)


def _short(raw: str) -> str:
    return text.short(raw, 40)
