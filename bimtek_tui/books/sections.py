"""The sections of a book: which there are, read from its template without rendering it; how each stands; what its facts are."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from jinja2 import Environment, nodes
from msgspec import Struct
from msgspec.structs import replace

from ..errors import TemplateFault
from ..model import edits
from ..model.edits import Edit
from ..model.entries import Session, Text, counting
from ..model.method import Method
from ..model.method_tables import Book
from .faults import faults, parent, parsed
from .gaps import MARKED, PEN, bare
from .gaps import read as gap_at
from .isolation import draft_of
from .sandbox import environment
from .template_blocks import blocks
from .texts import WITHOUT_TEXT, standing

DIGITS = 16
"""Of a fingerprint of facts."""
_NUMBER = re.compile(r"(?:BAB(?: [IVXL]+\b)?|Lampiran \d+|\d+(?:\.\d+)*) +")


class Section(Struct, frozen=True):
    """A section of a book: its id, how deep it stands in others, and its heading without number, where the template has it in letters."""

    id: str
    depth: int
    title: str


class State(Struct, frozen=True):
    """How a section stands: whether the book asks for a text now, the text that is there, and whether it wants another look."""

    book: str
    section: Section
    asked: bool
    entry: Text | None
    stale: bool


def sections(book: Book, templates: Path | None = None) -> dict[str, Section]:
    """The sections of a book by id, in their order. Raises TemplateFault."""
    with faults(book, templates):
        rows = _sections(environment(templates), book.template)
    return {row.id: row for row in rows if row.id not in WITHOUT_TEXT}


def take_texts(method: Method, book: str, block: str) -> bool:
    """Whether a block of a template is a section of one of the method's books."""
    return book in method.books and block not in ("", *WITHOUT_TEXT)


def known(
    session: Session, method: Method, templates: Path | None = None, with_facts: bool = True
) -> dict[str, dict[str, str]]:
    """The sections of each book, where the session has a text or a picture at all, and of those with a text the fingerprint of their facts.

    Raises TemplateFault.
    """
    texts = counting(session.text)
    if not texts and not counting(session.picture):
        return {}
    made = {book.id: dict.fromkeys(sections(book, templates), "") for book in method.book}
    places = [(entry.book, entry.section) for entry in texts if entry.section in made.get(entry.book, ())]
    for (book, section), digest in facts(session, method, places, templates).items() if with_facts else ():
        made[book][section] = digest
    return made


def facts(
    session: Session, method: Method, places: Iterable[tuple[str, str]], templates: Path | None = None
) -> dict[tuple[str, str], str]:
    """The fingerprint of what these sections print apart from texts, as the shipped template has it where that has the section.

    So it is the same for everybody, whatever templates one uses. Raises TemplateFault.
    """
    shipped: dict[str, dict[str, Section]] = {}
    drafts: dict[Path | None, Any] = {}
    made: dict[tuple[str, str], str] = {}
    for book, section in dict.fromkeys(places):
        if book not in shipped:
            shipped[book] = _shipped(method.books[book])
        folder = None if section in shipped[book] else templates
        if folder not in drafts:
            drafts[folder] = _draft(session, method, folder)
        made[book, section] = _digest(drafts[folder].section(book, section))
    return made


def states(session: Session, method: Method, templates: Path | None = None) -> list[State]:
    """Every section of every book of the method. Raises TemplateFault."""
    old, draft = stale(session, method, templates), _draft(session, method, templates)
    made: list[State] = []
    for book in method.book:
        texts = standing(session, book.id)
        pieces = dict(draft.pieces(book.id))
        for id, section in sections(book, templates).items():
            entry, piece = texts.get(id), pieces.get(id, "")
            shown = replace(section, title=section.title or _only_heading(piece))
            made.append(State(book.id, shown, asks(piece), entry, (book.id, id) in old))
    return made


def stale(session: Session, method: Method, templates: Path | None = None) -> set[tuple[str, str]]:
    """Book and section of each text whose facts are others than when it was read last. Raises TemplateFault."""
    digests = known(session, method, templates)  # empty without texts
    return {
        (book, section)
        for book, made in digests.items()
        for section, entry in standing(session, book).items()
        if section in made and entry.facts != made[section]
    }


def recorded(
    session: Session,
    place: tuple[str, str],
    words: str,
    digest: str,
    now: dt.datetime,
    author: str | None = None,
) -> Edit | None:
    """The edit that records a text for a section, read against facts of this fingerprint; None where all of it is so already."""
    book, section = place
    entry = standing(session, book).get(section)
    keys = {"text": words, "facts": digest} | ({"author": author} if author else {})
    if entry is not None:
        return edits.revise(entry, **keys)
    return edits.capture(session, "text", {"book": book, "section": section, **keys}, now)


def asks(markdown: str) -> bool:
    """Whether a piece of a preview has a place where a text is to be written."""
    return any(gap_at(mark[2]).kind == "text" for mark in MARKED.finditer(markdown))


def _only_heading(markdown: str) -> str:
    """The heading of a piece whose template has it from a macro."""
    headings = [row for row in bare(markdown).split("\n") if row.startswith("#")]
    return title_of(headings[0].lstrip("# ")) if len(headings) == 1 else ""


def _sections(environment: Environment, template: str) -> list[Section]:
    """Those of a template, and of the one that it extends; a block that holds nothing is none."""
    read = parsed(environment, template)
    hollow = {block.name for block in read.find_all(nodes.Block) if not block.body}
    own = [
        Section(name, depth, title_of(heading)) for name, depth, heading in blocks(read) if name not in hollow
    ]
    extended = parent(read)
    if extended is None:
        return own
    inherited = {section.id: section for section in _sections(environment, extended[0])}
    rows = dict(inherited)
    for section in own:
        before = inherited.get(section.id, section)
        rows[section.id] = Section(section.id, before.depth, section.title or before.title)
    return list(rows.values())


def title_of(heading: str) -> str:
    """A heading without its number; "" where that is all it has."""
    title = _NUMBER.sub("", heading.lstrip("# ")).strip()
    return title if any(map(str.isalpha, title)) else ""


def _shipped(book: Book) -> dict[str, Section]:
    try:
        return sections(book)
    except TemplateFault:  # only a folder of others has its template
        return {}


def _draft(session: Session, method: Method, templates: Path | None) -> Any:
    """The books as they would be without any text and picture of a person."""
    without = session.copy()
    without.text, without.picture = {}, {}
    return draft_of(without, method, templates, lambda: True)


def _digest(markdown: str) -> str:
    """Headings bear numbers, and what is asked for is no fact."""
    rows = [row for row in bare(markdown).split("\n") if row and not row.startswith(("#", PEN))]
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()[:DIGITS]
