"""Documents beside the books of a method: the executive summary, and the papers that a workshop needs on the day.

They are made from the same session by the same templates, whatever the method; nothing of a method is fixed by them.
"""

from __future__ import annotations

from ..errors import BimtekError
from ..i18n import _
from ..model.method import Method
from ..model.method_tables import Book

DOCUMENTS: dict[str, Book] = {
    id: Book(id=id, number=0, title=title, title_en=title_en, template=template)
    for id, title, title_en, template in (
        ("ringkasan", "Ringkasan Eksekutif", "Executive Summary", "ringkasan-eksekutif.md.j2"),
        ("komitmen", "Komitmen Bersama", "Joint Commitment", "komitmen.md.j2"),
        ("daftar-hadir", "Daftar Hadir", "Attendance List", "daftar-hadir.md.j2"),
        ("notula", "Notula", "Minutes", "notula.md.j2"),
        ("lembar-kerja", "Lembar Kerja", "Worksheets", "lembar-kerja.md.j2"),
        ("ranperda", "Rancangan Peraturan", "Draft Regulation", "ranperda.md.j2"),
        ("tindak-lanjut", "Lembar Tindak Lanjut", "Follow-Up Sheets", "tindak-lanjut.md.j2"),
    )
}
"""The documents by id. They are made when they are named; "all books" means those of the method."""

OF_THE_MISSING = ("tindak-lanjut",)
"""Documents that say what is missing: they can do without it in a final edition, too."""


def known(method: Method) -> dict[str, Book]:
    """The books of the method and the documents by id; a book of the method goes before a document of its id."""
    return {**method.books, **{id: document for id, document in DOCUMENTS.items() if id not in method.books}}


def known_book(method: Method, book_id: str) -> Book:
    """The book or document of this id. Raises BimtekError, naming the known ones, for one that there is not."""
    books = known(method)
    if book_id not in books:
        raise BimtekError(
            _("there is no book “{book}”; known books: {known}").format(book=book_id, known=", ".join(books))
        )
    return books[book_id]
