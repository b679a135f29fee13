"""What the palette finds by text: entries, participants, agencies, items, blocks, panels and sections of the books."""

from __future__ import annotations

import heapq
import re
from collections.abc import Collection, Iterator
from functools import cache
from typing import Any

from msgspec import Struct

from ... import i18n, resources
from ...books import documents
from ...books.numbering import Count
from ...i18n import _
from ...model import kinds
from ...model.ids import EntryRef, is_own_block
from ...model.labels import key_label
from ...model.lookup import folded
from ...model.method import Method, label, wording
from ...workshop.workshop import Workshop
from ..dialogs.fields import fields_of
from ..entries import rows
from ..synonyms import FIELDS, PANELS, likeness

_KINDS = ("swot", "program", "strategy", "quick_win", "issue", "gap", "readiness", "agency", "participant", "note",
          "mission", "objective", "milestone", "signatory", "risk", "cost", "text", "picture", "round")  # fmt: skip
_IN_FIELDS = ("city", "plan", "identity", "stage", "agency", "participant", "mission", "objective", "issue", "readiness",
              "gap", "swot", "strategy", "program", "budget", "target", "quick_win", "milestone", "note", "commitment",
              "signatory")  # fmt: skip
"""Kinds whose fields are found by their names."""
_FRONT = "partials/depan.md.j2"
MOST = 30
"""So many things are offered for one query."""
AT_ONCE = 250
"""Entries that are read before others get a turn."""
ALIKE = 85
"""From this likeness of 100 on something is offered though it does not contain what was typed."""
_SHORT = 4
"""Shorter words than this are like far too much."""


class Thing(Struct, frozen=True):
    """One thing to go to: what it is, what it is called, by which kind and id one gets there, and what else it is called."""

    word: str
    title: str
    kind: str
    id: str
    also: str = ""


class Hit(Struct, frozen=True):
    """A thing and how well it fits, from 0 to 1."""

    thing: Thing
    score: float


class Index:
    """Everything of one session that can be found by text; an entry is read anew only when it is another one."""

    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop
        self._known: dict[EntryRef, tuple[Any, Any, Thing, str]] = {}
        self._method: tuple[Method, list[tuple[Thing, str]]] | None = None
        self._listed: tuple[tuple[Any, int], list[tuple[Thing, str]]] | None = None

    def read(self) -> Iterator[None]:
        """Read everything once, pausing after so many entries: the first search is then as quick as the next."""
        for number, _pair in enumerate(self._of_session()):
            if number % AT_ONCE == 0:
                yield

    def search(self, query: str, without: Collection[str] = ()) -> list[Hit]:
        """What fits best: what begins with the words, contains them, has each of them, or is spelt alike."""
        wanted = folded(query)
        if not wanted:
            return []
        things = [pair for pair in self._all() if pair[0].kind not in without] if without else self._all()
        hits = _contained(things, wanted)
        if len(hits) < MOST and len(wanted) >= _SHORT:
            known = {id(hit.thing) for hit in hits}
            hits += [hit for hit in _alike(things, wanted) if id(hit.thing) not in known]
        return hits[:MOST]

    def _all(self) -> list[tuple[Thing, str]]:
        """Everything as it is now; put together anew only after a change."""
        now = (self._workshop.loaded, self._workshop.persistence.steps)
        if self._listed is None or self._listed[0][0] is not now[0] or self._listed[0][1] != now[1]:
            self._listed = now, [*self._of_method(), *self._of_session()]
        return self._listed[1]

    def _of_session(self) -> Iterator[tuple[Thing, str]]:
        session, known = self._workshop.session, self._known
        for kind in (*_KINDS, "agenda"):
            for id, entry in session.entries(kind).items():
                if kind == "agenda" and not is_own_block(id):  # those of the method are there anyway
                    continue
                source = rows.source(self._workshop, kind, entry) if kind == "quick_win" else None
                kept = known.get(EntryRef(kind, id))
                if kept is None or kept[0] is not entry or kept[1] is not source:
                    title = rows.title(self._workshop, kind, entry)
                    thing = Thing(_(kinds.KIND_WORDS[kind]), title, kind, id)
                    kept = known[EntryRef(kind, id)] = (entry, source, thing, folded(f"{title} {id}"))
                yield kept[2], kept[3]

    def _of_method(self) -> list[tuple[Thing, str]]:
        method = self._workshop.method
        if self._method is None or self._method[0] is not method:
            self._method = (
                method,
                [(thing, folded(f"{thing.title} {thing.also}")) for thing in _fixed(method)],
            )
        return self._method[1]


def _fixed(method: Method) -> Iterator[Thing]:
    """What the method has: panels, sections of the books, items of the checklists, blocks of the agendas."""
    for id, panel in method.panels.items():
        yield Thing("", wording(panel), "panel", id, PANELS.get(id, ""))
    for stage in method.stage:
        yield Thing("", wording(stage), "stage", stage.id)
    for book in method.book:
        name = _("Book {number}").format(number=book.number)
        yield Thing(name, wording(book, "title"), "section", f"{book.id}#")
        for title in _sections(book.template):
            yield Thing(name, title, "section", f"{book.id}#{title}")
    for document in documents.DOCUMENTS.values():
        also = document.title_en if i18n.language() == "id" else document.title
        yield Thing(_("Document"), wording(document, "title"), "section", f"{document.id}#", also)
    stages = {stage.id: label(stage) for stage in method.stage}
    for id, item in method.items.items():
        word = f"{stages[id.partition('/')[0]]}, {_(kinds.KIND_WORDS['checklist'])}"
        yield Thing(word, wording(item, "text"), "checklist", id)
    for id, block in method.blocks.items():
        word = f"{stages[id.partition('/')[0]]}, {_(kinds.KIND_WORDS['agenda'])}"
        yield Thing(word, wording(block), "agenda", id)
    for table in _IN_FIELDS:
        kind = kinds.kinds()[table]
        word = _("Field of {kind}").format(kind=_(kinds.KIND_WORDS[table]))
        for field in fields_of(kind):
            id = f"{table}.{field.name}"
            also = f"{folded(i18n.in_other(field.label))}, {FIELDS.get(id, '')}"
            yield Thing(word, key_label(field.name, table), "field", id, also)


@cache
def _sections(template: str) -> tuple[str, ...]:
    """The headings of a book that stand in its template as they are; those made of entries come from the entries.

    Those of its front, which all books have, stand in a part of their own.
    """
    try:
        text = (resources.templates() / template).read_text(encoding="utf-8")
        if _FRONT in text:
            text = (resources.templates() / _FRONT).read_text(encoding="utf-8") + text
    except OSError:
        return ()
    count = Count()
    headings = [
        count.heading(heading)[0].lstrip("# ")
        for heading in re.findall(r"^#{2,3} +.+?(?= *$)", text, re.MULTILINE)
    ]
    return tuple(heading for heading in headings if "{" not in heading)


def _contained(things: list[tuple[Thing, str]], wanted: str) -> list[Hit]:
    """What begins with the words, contains them, or contains each of them; the best ones first, then the short ones."""
    words = wanted.split()
    here = (
        [pair for pair in things if all(word in pair[1] for word in words)]
        if len(words) > 1
        else [pair for pair in things if wanted in pair[1]]
    )
    scored = [(-_score(thing, text, wanted), len(text), number) for number, (thing, text) in enumerate(here)]
    return [Hit(here[number][0], -score) for score, _length, number in heapq.nsmallest(MOST, scored)]


def _score(thing: Thing, text: str, wanted: str) -> float:
    place = text.find(wanted)
    if place < 0:
        return 0.5
    if thing.also and likeness(wanted, thing.also) == 1:
        return 0.93
    if len(thing.id) == len(wanted) and folded(thing.id) == wanted:
        return 1.0
    if place == 0:  # a panel of the same name is where one works
        return 0.88 if thing.kind == "section" else 0.9
    return 0.6 if text[place - 1].isalnum() else 0.8


def _alike(things: list[tuple[Thing, str]], wanted: str) -> list[Hit]:
    """What is spelt nearly so, as people type in a hurry."""
    from rapidfuzz import fuzz, process  # late: only a slip of the finger needs it

    near = process.extract(
        wanted, [text for _thing, text in things], scorer=fuzz.partial_ratio, score_cutoff=ALIKE, limit=MOST
    )
    return [Hit(things[place][0], score / 100 * 0.4) for _text, score, place in near]
