"""The process in which templates of others are rendered: takes requests and gives answers until nobody asks any more."""

from __future__ import annotations

import faulthandler
import os
import pickle
import re
import signal
import sys
from pathlib import Path
from typing import Any

import msgspec

from .. import i18n, memory, text
from ..errors import BimtekError, TemplateFault
from ..model import kinds
from ..model.entries import Session
from ..model.method_tables import Book
from . import gaps
from .context import Values
from .documents import known_book
from .faults import check_blocks, faults, where
from .isolation import Answer, Request, receive, send
from .outline import parse
from .preview import Draft
from .sandbox import TooMuchText
from .templating import coded
from .verifying import verify

_GRACE = 5.0
"""Seconds after which a process ends by itself whose owner is gone and can't end it any more."""
_NO_LIMIT = 2**62
_HALVES = re.compile("[\ud800-\udfff]")
"""Halves of characters, which no file can hold."""


def serve() -> None:
    """Answer requests from standard input on standard output."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # ctrl+c is for the owner, who ends this process
    asked = sys.stdin.buffer
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    served = _Served()
    send(answers, msgspec.json.encode(Answer()))
    while content := receive(asked, _NO_LIMIT):
        request = Request(**pickle.loads(content))  # noqa: S301 - from our owner alone
        faulthandler.dump_traceback_later(request.seconds + _GRACE, exit=True)
        answer = served.answer(request)
        faulthandler.cancel_dump_traceback_later()
        send(answers, msgspec.json.encode(answer))


class _Served:
    """What the last request was about."""

    def __init__(self) -> None:
        self._number = 0
        self._session = Session()
        self._method: Any = None
        self._draft: Draft | None = None

    def answer(self, request: Request) -> Answer:
        """What a request asks for, or why it can't be made."""
        i18n.use(request.language)
        if request.state:
            self._session, self._method = pickle.loads(request.state)  # noqa: S301 - as above
            self._draft = None
        try:
            book = known_book(self._method, request.book)
            with memory.at_most(request.memory):
                return self._made(request, book)
        except TemplateFault as error:
            return Answer(sentence=str(error), line=error.line, fault=True)
        except BimtekError as error:
            return Answer(sentence=str(error), line=error.line)
        except TooMuchText as error:
            return Answer(over="text", where=_place(error, book, request.templates))
        except Exception as error:
            if not memory.is_wanting(error):
                raise
            return Answer(over="memory", where=_place(error, book, request.templates))

    def _made(self, request: Request, book: Book) -> Answer:
        with faults(book, request.templates):
            check_blocks(book.template, request.templates)
        if request.act == "book":
            values = Values(self._session, self._method, request.pictures)
            markdown = coded(values, book, request.templates, request.edition)
            if _HALVES.search(markdown):
                reason = i18n._("there is a character that must not be shown")
                sentence = i18n._("{template}: the book is not whole: {reason}")
                raise TemplateFault(sentence.format(template=book.template, reason=reason))
            # its reader verifies it as well, and must not need longer than this
            verify(markdown, self._session, self._method, book, final=request.edition == "final")
            return Answer(text=markdown)
        if self._draft is None:
            self._draft = Draft(self._session, self._method, request.templates, request.pictures)
        if request.act == "section":
            return Answer(text=_shown(self._draft.section(book.id, request.section)))
        return Answer(pieces=[(name, _shown(piece)) for name, piece in self._draft.pieces(book.id)])


def _place(error: BaseException, book: Book, templates: Path) -> str:
    """The template and the line that were too much."""
    name, line = where(error, book.template, templates)[0]
    return i18n._("{name} line {line}").format(name=name, line=line) if line else name


def _shown(markdown: str) -> str:
    """A section as a terminal may show it: without what it obeys, addresses only where they lead somewhere.

    It is parsed, so that what takes too long to be laid out is ended here.
    """
    made, end = [], 0
    for mark in gaps.MARKED.finditer(markdown):
        made.append(text.clean(markdown[end : mark.start()]))
        mention = text.clean(mark[1])
        gap = _gap(mark[2])
        made.append(gaps.marked(mention, gap) if gap else mention)
        end = mark.end()
    shown = "".join(made) + text.clean(markdown[end:])
    parse(gaps.bare(shown))
    return shown


def _gap(address: str) -> gaps.Gap | None:
    """The address of something that this program can go to, or None."""
    if address.count("/") != len(gaps.Gap._fields) - 1:
        return None
    gap = gaps.read(address)
    kind = kinds.kinds().get(gap.kind)
    return gap if kind and (not gap.id or gap.key in kind.keys) else None
