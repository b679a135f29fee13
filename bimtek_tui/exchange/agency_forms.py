"""Forms of a session for its agencies: a workbook each with what is its own filled in, and whose form a table is.

What is missing is coloured, choices are lists to choose from, and ids stand in a hidden column, so that a form that
comes back updates what it began with. Whose it is stands in a hidden cell above the heading, and in the file's name.
"""

from __future__ import annotations

import io
import re
from collections.abc import Collection, Iterable
from typing import Any

from msgspec import Struct

from .. import text
from ..i18n import _
from ..model.entries import Session, counting
from ..model.kinds import KIND_WORDS, Field, kinds
from ..model.labels import capital, key_label
from ..model.method import Method
from .cells import allowed, written
from .exporting import heading, stored
from .forms import COLUMNS
from .grid import column_name
from .tables import RawTable

OWNER = {"program": "lead", "swot": "source", "participant": "agency"}
"""The key that says whose an entry is, of the kinds that an agency has entries of."""
CHOICES = "bimtek"
"""The hidden sheet with what can be chosen."""

_MARK = re.compile(r"bimtek form (\w+) (\S.*)")
_UNSAFE = re.compile(r"[^\w.-]+")
_COPY = re.compile(r"\s*(?:\(\d+\)|_\d+|- (?:copy|salinan).*)$", re.IGNORECASE)
"""What systems add to a name that is there already."""
_LONGEST = 60
_BLANK = 20
"""Rows for what is new."""
_NARROWEST, _WIDEST = 10, 40
_HEAD = 2
"""Rows above the heading: whose form it is, and how to fill it in."""


class Form(Struct, frozen=True):
    """A form for an agency: its code, the name of the file, the workbook."""

    agency: str
    name: str
    content: bytes


class Origin(Struct, frozen=True):
    """Whose form a table is: the kind of its rows and the agency, as the hidden cell says it."""

    kind: str
    agency: str


# Whose it is --------------------------------------------------------------------------------------------------


def origin(table: RawTable) -> Origin | None:
    """What the hidden cell above the heading says; None where there is none."""
    for row in table.above:  # a letterhead may stand over it by now
        for cell in row.cells:
            if isinstance(cell, str) and (match := _MARK.fullmatch(cell)):
                return Origin(match[1], match[2])
    return None


def agency_of_name(table: RawTable, kind: str, agencies: Collection[str]) -> str:
    """The agency whose form the name of the file is; "" for none."""
    stem = _COPY.sub("", table.path.stem).casefold()
    return next((agency for agency in agencies if stem == _stem(kind, agency).casefold()), "")


def _stem(kind: str, agency: str) -> str:
    safe = _UNSAFE.sub("-", agency)[:_LONGEST].strip("-.") or "opd"
    return f"{kind}-{safe}"


# Making them --------------------------------------------------------------------------------------------------


def forms(session: Session, method: Method, kind: str) -> list[Form]:
    """A form for each agency of a session, and for each that has entries and is in no list."""
    owned: dict[str, list[Any]] = {code: [] for code in session.agency}
    for entry in counting(session.entries(kind)):
        if agency := getattr(entry, OWNER[kind]):
            owned.setdefault(agency, []).append(entry)
    made: list[Form] = []
    names: set[str] = set()
    for agency, entries in owned.items():
        stem = name = _stem(kind, agency)
        number = 1
        while name.casefold() in names:  # codes that differ by signs or case alone
            number += 1
            name = f"{stem}-{number}"
        names.add(name.casefold())
        made.append(Form(agency, f"{name}.xlsx", _workbook(session, method, kind, agency, entries)))
    return made


def ownerless(session: Session, kind: str) -> int:
    """How many entries stand in no form, since they are no agency's."""
    return sum(not getattr(entry, OWNER[kind]) for entry in counting(session.entries(kind)))


def _workbook(session: Session, method: Method, kind: str, agency: str, entries: Iterable[Any]) -> bytes:
    import xlsxwriter  # late: nothing else needs it

    fields = [kinds()[kind].keys[key] for key in COLUMNS[kind]]
    head = [
        "id",
        _("No."),
        *(heading(kind, field.name) + (" *" if field.required else "") for field in fields),
    ]
    rows = [
        [
            entry.id,
            number,
            *(stored(field, written(field, getattr(entry, field.name), method)) for field in fields),
        ]
        for number, entry in enumerate(entries, 1)
    ]
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet(_sheet_name(_(KIND_WORDS[kind])))
        title = book.add_format({"bold": True, "font_size": 14})
        bold = book.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "border": 1, "bg_color": "#D9E1F2"}
        )
        plain = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top", "border": 1})
        whole = book.add_format({"num_format": "#,##0", "valign": "top", "border": 1})
        year = book.add_format({"num_format": "0", "valign": "top", "border": 1})
        missing = book.add_format({"bg_color": "#FFF2CC"})
        formats = [plain, year, *(_format(field, plain, whole, year) for field in fields)]
        name = getattr(session.agency.get(agency), "name", None) or agency
        sheet.write_string(0, 0, f"bimtek form {kind} {agency}")
        sheet.write_string(
            0, 1, _("{kind}: form of {agency}").format(kind=capital(_(KIND_WORDS[kind])), agency=name), title
        )
        sheet.write_string(
            1,
            1,
            _(
                "Please fill in the coloured cells, correct what is wrong, and write what is new into the empty rows below. Cells with a list take a choice; * is needed. Send the file back as it is called."
            ),
        )
        for place, words in enumerate(head):
            sheet.write_string(_HEAD, place, words, bold)
            widest = max((len(str(row[place])) for row in rows), default=0)
            width = min(max(len(words) + 2, widest, _NARROWEST), _WIDEST)
            sheet.set_column(place, place, 5 if place == 1 else width, None, {"hidden": place == 0})
        blank = [
            [""] + [number] + [""] * len(fields) for number in range(len(rows) + 1, len(rows) + _BLANK + 1)
        ]
        for number, row in enumerate(rows + blank, _HEAD + 1):
            for place, value in enumerate(row):
                if isinstance(value, int):
                    sheet.write_number(number, place, value, formats[place])
                elif value:
                    sheet.write_string(number, place, text.clean(value), formats[place])
                else:
                    sheet.write_blank(number, place, None, formats[place])
        if rows:
            marked = {"type": "blanks", "format": missing}
            sheet.conditional_format(_HEAD + 1, 2, _HEAD + len(rows), len(head) - 1, marked)
        last = _HEAD + len(rows) + _BLANK
        _choices(book, sheet, session, method, fields, last)
        sheet.freeze_panes(_HEAD + 1, 3)
    return out.getvalue()


def _choices(
    book: Any, sheet: Any, session: Session, method: Method, fields: Iterable[Field], last: int
) -> None:
    """Lists to choose from; where several may stand, or an agency that is in no list, others can be typed."""
    hidden = book.add_worksheet(CHOICES)
    hidden.hide()
    for place, field in enumerate(fields):
        is_agency = "agency" in field.refs
        offered = [*session.agency] if is_agency else allowed(field, method)
        if not offered:
            continue
        for number, words in enumerate(offered):
            hidden.write_string(number, place, words)
        column = column_name(place)
        rule = {
            "validate": "list",
            "source": f"={CHOICES}!${column}$1:${column}${len(offered)}",
            "error_title": text.short(key_label(field.name), 30),
            "error_message": _("Choose one of the list."),
            "show_error": not (field.list or is_agency),
        }
        sheet.data_validation(_HEAD + 1, place + 2, last, place + 2, rule)


def _format(field: Field, plain: Any, whole: Any, year: Any) -> Any:
    if field.list or field.type not in "iy":
        return plain
    return year if field.type == "y" else whole


def _sheet_name(words: str) -> str:
    return re.sub(r"[\[\]:*?/\\]", " ", capital(words))[:31]
