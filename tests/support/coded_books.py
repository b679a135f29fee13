"""Books as they are held against the session: with the ids of their entries, before these are taken out."""

from __future__ import annotations

from bimtek_tui.books import templating
from bimtek_tui.books.context import Values
from bimtek_tui.books.documents import known_book
from bimtek_tui.model.entries import Session
from bimtek_tui.model.method import Method


def coded(session: Session, method: Method, book_id: str) -> str:
    """A draft with ids, made by the shipped templates."""
    return templating.coded(Values(session, method), known_book(method, book_id), None)
