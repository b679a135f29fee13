"""A pasted list of participants taken apart: which sign separates, which column is what, what is left out.

Lists come from Excel (tabs), from CSV (semicolons, commas), from Word ("1. Nama - Instansi") or as bare names.
Telephone numbers, addresses and the like are dropped here, before anything else sees them: the session lies in git,
and git keeps them for ever. Nothing here knows the session.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Sequence
from typing import Literal, get_args

from msgspec import Struct

from .. import text
from ..i18n import _, ngettext
from ..model.lookup import INSTITUTIONS, POSITIONS, bare_words, is_degree, is_institution, vocabulary
from ..model.vocabulary import VOCABULARY
from ..model.workshop_entries import Role
from . import chats
from .number_rows import numbers_columns

Column = Literal["name", "agency", "role", "position", "duty", "presence", "number", "private", "other"]

ROLES: dict[Role, tuple[str, ...]] = {role: (role, *VOCABULARY[role].also) for role in get_args(Role)}
"""What people write for a role, in either language; what the screen calls it is among them."""

_HEADINGS: dict[Column, frozenset[str]] = {
    "private": vocabulary(
        "telepon telpon telp tlp tel hp handphone ponsel seluler wa whatsapp phone telephone mobile e mail email surel "
        "alamat address nik nip npwp ktp rekening lahir birth"
    ),
    "duty": vocabulary("tugas kedudukan tim forum dewan duty task"),
    "agency": vocabulary(
        "instansi opd skpd perangkat unit dinas asal lembaga organisasi institusi perusahaan agency organisation "
        "organization institution company office"
    ),
    "position": vocabulary("jabatan pangkat golongan position"),
    "role": vocabulary("peran sebagai unsur kategori status role"),
    "presence": vocabulary("kehadiran hadir presensi absensi attendance present"),
    "name": vocabulary("nama name names peserta participant participants"),
    "number": vocabulary("no nomor urut number nr"),
}
"""Words by which a heading is known, tried in this order: "Nama Instansi" is an agency, "Jabatan dalam Tim" a duty."""
_IN_HEADINGS = frozenset[str]().union(
    *_HEADINGS.values(),
    vocabulary("lengkap dalam full gelar dan kode code kerja daerah tanda tangan keterangan"),
)
_ABSENT = re.compile(
    r"(?i)(?:tidak|tdk|belum|absen|sakit|izin|ijin|alpa|cuti|dinas luar|dl|no|not|absent)\b|[-–—x✗✘0]?$"
)
"""How people write that somebody was not there; nothing at all says so, too."""
_PRIVATE_LABEL = re.compile(r"(?i)^(?:nip|nik|hp|no\.?\s*hp|telp|tel|wa|whatsapp|e-?mail|npwp)\b[\s.:/-]*$")
"""What is left of "NIP. 1980..." once the number is gone."""
_LOOKS_LIKE_DEGREE = re.compile(
    r"(?:[A-Z][A-Za-z]{0,4}\.\s?)+[A-Za-z]{0,4}\.?|[A-Z][a-z]{0,3}[A-Z]{1,3}[a-z]{0,3}|[A-Z]{2,5}"
)

_MAIL = re.compile(r"<?\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+>?")
_PHONE = re.compile(r"(?<![\w.])\(?\+?\d[\d\s().-]{6,}\d(?!\w)")
_ADDRESS = re.compile(r"(?:jl|jln|jalan)\b\.?\s", re.IGNORECASE)
_NUMBERED = re.compile(r"^\s*(?:[(\[]?\d{1,4}[.)\]:]+\s*|\d{1,4}\s+(?=\D)|[-–—•*·]\s+)")
_NUMBER = re.compile(r"[\s(\[*_]*0*(\d{1,4})[.)\]:]")
_EMPHASIS = re.compile(r"(?<![\w*_~])[*_~](?=\w)|(?<=[\w.)])[*_~](?![\w*_~])")
"""How messages mark a bold, slanted or crossed-out name: *Budi*, _Budi_, ~Budi~."""
_AGENCY_TAG = re.compile(r"(?:^|\s+)@(?=\w)")
_ROLE_TAG = re.compile(r"\s*(?<!\S)(?=![^\W\d_])")
_BETWEEN = re.compile(r"(\s+[-–—/]\s+|\s*,\s*)")
_OF_TALK = vocabulary(
    "ya mohon silakan silahkan tolong dulu isi maaf terima kasih selamat yang untuk semua rekan teman please"
)
"""Words by which a line is a sentence and no name."""
_IN_PARENTHESES = re.compile(r"(.+?)\s*[(\[]([^()\[\]]+)[)\]]")
_SEARCHED = 5
"""Rows among which a heading is looked for; titles stand above it."""
_LONGEST = 400
"""Characters of a cell, or of a line without separating signs; nothing longer names a person or an agency."""


class Person(Struct, frozen=True):
    """One row of a list: its line, the name, and what it says of agency, role, position and duty ("" for nothing).

    `absent` where a column says that somebody was not there. `sentences` has one for each thing in it that was not
    understood.
    """

    line: int
    name: str
    agency: str = ""
    role: Role | None = None
    sentences: tuple[str, ...] = ()
    position: str = ""
    absent: bool = False
    duty: str = ""


class Roster(Struct, frozen=True):
    """What a pasted list says, and sentences about what was left out of it as a whole."""

    people: tuple[Person, ...]
    sentences: tuple[str, ...]


Known = Callable[[str], bool]


def take_apart(pasted: str, is_agency: Known = lambda _name: False) -> Roster:
    """A pasted list as people; `is_agency` knows the codes and names of agencies."""
    rows: list[tuple[int, list[str]]] = []
    private = 0
    lines, passed_over = _rows(pasted)
    title = _title(lines)
    for line, cells in lines[title:]:
        if len(cells) == 1:  # a telephone number behind the agency would hide that this is one
            kept = _without_private(cells[0])
            private += kept != cells[0]
            cells = _loose(kept, is_agency)
        rows.append((line, cells))
    at = next((number for number, (_line, cells) in enumerate(rows[:_SEARCHED]) if _is_heading(cells)), None)
    heading = rows[at][1] if at is not None else []
    columns = _columns(heading)
    first = 0 if at is None else at + 1
    sentences = passed_over + [
        _("line {line} stands above the heading and is left out: “{text}”").format(
            line=line, text=text.short(" ".join(cells), 40)
        )
        for line, cells in rows[: at or 0]
    ]
    sentences += [
        _("line {line} stands above the numbered list and is left out: “{text}”").format(
            line=line, text=text.short(cells[0].strip(" *_~"), 40)
        )
        for line, cells in lines[:title]
    ]
    people: list[Person] = []
    for line, cells in rows[first:]:
        by_heading = bool(columns) and (len(cells) > 1 or len(columns) == 1)
        kinds = columns if by_heading else []
        open_cells = [_without_private(cell) for cell in cells]
        private += sum(
            cell != kept and (number >= len(kinds) or kinds[number] != "private")
            for number, (cell, kept) in enumerate(zip(cells, open_cells, strict=True))
        )
        person = (
            _by_heading(line, open_cells, columns, is_agency)
            if by_heading
            else _guess(line, open_cells, is_agency)
        )
        if person.name or person.agency:
            people.append(person)
    sentences += _left_out(heading, columns, private)
    return Roster(tuple(people), tuple(sentences))


def is_talk(name: str) -> bool:
    """Whether words are rather a sentence than a name: "Absen dulu ya bapak ibu"."""
    words = bare_words(name)
    return len(words) > 2 and not _OF_TALK.isdisjoint(words)


def role_of(words: str) -> Role | None:
    """The role that these words name, in either language, or None: "Anggota Dewan Smart City" is of the council."""
    bare = set(bare_words(words))
    within = (role for role, names in ROLES.items() if any(bare.issuperset(name.split()) for name in names))
    return exact_role(words) or next(within, None)


def exact_role(words: str) -> Role | None:
    """The role that is called exactly so, or None."""
    bare = " ".join(bare_words(words))
    return next((role for role, names in ROLES.items() if bare in names), None)


# From text to cells -------------------------------------------------------------------------------------------


def _rows(pasted: str) -> tuple[list[tuple[int, list[str]]], list[str]]:
    """The lines that hold something, each with its number and its cells; one cell where no sign separates them.

    Rows that only number the columns, and what a chat writes by itself, are passed over, which is told.
    """
    lines = [chats.message(line) for line in text.clean(pasted).split("\n")]
    filled = [line for line in lines if line.strip()]
    sign = max("\t;|", key=lambda candidate: sum(candidate in line for line in filled))
    rows = (
        [(number, [line]) for number, line in enumerate(lines, 1)]
        if sum(sign in line for line in filled) * 2 < max(len(filled), 1)
        else _separated(lines, sign)
    )
    kept = [(number, [text.line(cell)[:_LONGEST] for cell in cells]) for number, cells in rows]
    filled_rows = [(number, cells) for number, cells in kept if any(cells)]
    sentences = [
        _("line {line} only numbers the columns and is passed over").format(line=number)
        for number, cells in filled_rows
        if numbers_columns(cells, 2)
    ]
    return [(number, cells) for number, cells in filled_rows if not numbers_columns(cells, 2)], sentences


def _title(rows: Sequence[tuple[int, list[str]]]) -> int:
    """How many rows stand above a numbered list, as in a message: "*Peserta bimtek*" and below it "1. Budi"."""
    if any(len(cells) > 1 for _line, cells in rows):
        return 0
    numbers = [_NUMBER.match(cells[0]) for _line, cells in rows]
    first = next((place for place, match in enumerate(numbers) if match and match[1] == "1"), 0)
    return first if len(numbers) - first > 1 and all(numbers[first:]) else 0


def _separated(lines: Sequence[str], sign: str) -> list[tuple[int, list[str]]]:
    """Cells as Excel and CSV write them; a quoted one may go over several lines."""
    if "".join(lines).count('"') % 2 == 0:
        try:
            rows, before = [], 0
            reader = csv.reader([f"{line}\n" for line in lines], delimiter=sign)
            for cells in reader:
                rows.append((before + 1, cells))
                before = reader.line_num
        except csv.Error:
            pass
        else:
            return rows
    return [(number, line.split(sign)) for number, line in enumerate(lines, 1)]


def _loose(line: str, is_agency: Known) -> list[str]:
    """The cells of a line without separating signs: "1. Budi Santoso, S.T. - DISKOMINFO (peserta)"."""
    line, *tags = _AGENCY_TAG.split(_EMPHASIS.sub("", line))
    if tags:  # as in a captured line: it says the agency, whatever else stands there
        name, *rest = _loose(line, is_agency) or [""]
        return [name, *filter(None, map(text.line, tags)), *rest]
    if line.count('"') >= 2 and "," in line:
        return [text.line(cell) for cell in next(csv.reader([line], skipinitialspace=True))]
    inside = _IN_PARENTHESES.fullmatch(line)
    parts = _BETWEEN.split(_NUMBERED.sub("", inside[1] if inside else line))
    cells = [parts[0]]
    dashes = sum(sign.strip() != "," for sign in parts[1::2])
    for number, (sign, part) in enumerate(zip(parts[1::2], parts[2::2], strict=True)):
        dashes -= sign.strip() != ","
        last = number + 1 == len(parts) // 2
        if sign.strip() == "," and (
            _is_degree_of(part, cells, is_agency, follows=not last or dashes > 0)
            or _goes_on(cells[-1], part, is_agency)
        ):
            cells[-1] += f", {part}"
        else:
            cells.append(part)
    if inside and (len(cells) == 1 or exact_role(inside[2])):
        cells.append(inside[2])
    elif inside:
        cells[-1] += f" ({inside[2]})"
    return [cell for cell in map(text.line, cells) if cell]


def _is_degree_of(part: str, cells: Sequence[str], is_agency: Known, *, follows: bool) -> bool:
    """Whether what stands behind a comma belongs to the name: a known degree, or what looks like one while more follows."""
    if len(cells) > 1:
        return False
    if is_degree(part):
        return True
    return follows and _LOOKS_LIKE_DEGREE.fullmatch(part) is not None and not is_agency(part)


def _goes_on(before: str, part: str, is_agency: Known) -> bool:
    """Whether a part behind a comma belongs to the agency before it: "Dinas Perumahan, Permukiman dan Pertanahan"."""
    if next(iter(bare_words(before)), "") not in INSTITUTIONS or is_agency(before):
        return False
    first = next(iter(bare_words(part)), "")
    return bool(first) and first not in POSITIONS and not exact_role(part) and _without_private(part) == part


def _without_private(cell: str) -> str:
    """A cell without telephone numbers, addresses of either kind and long numbers such as the NIP."""
    kept = "" if _ADDRESS.match(cell) else _PHONE.sub(" ", _MAIL.sub(" ", cell))
    if kept == cell:
        return cell
    if _PRIVATE_LABEL.match(kept.strip()):
        return ""
    ends = " ,;:/-–" if kept.count("(") == kept.count(")") else " ,;:()/-–"
    return text.line(kept.replace("[]", "").replace("()", "")).strip(ends)


# From cells to people -----------------------------------------------------------------------------------------


def column_of(heading: str) -> Column:
    """What a column holds, by the words of its heading."""
    words = bare_words(heading)
    if {"nama", "name"} & set(words) and "/" in heading:  # "Nama / NIP": the number is dropped
        words = [word for word in words if word not in _HEADINGS["private"]]
    if not words or 2 * sum(word in _IN_HEADINGS for word in words) < len(words):
        return "other"
    return next((column for column, known in _HEADINGS.items() if known & set(words)), "other")


def _is_heading(cells: Sequence[str]) -> bool:
    """Whether a row names columns: one of them "name", and another known one, or nothing else at all."""
    columns = [column_of(cell) for cell in cells]
    if "name" not in columns:
        return False
    named = any({"nama", "name", "names"} & set(bare_words(cell)) for cell in cells)
    known = [column for column in columns if column != "other"]
    whole = all(set(bare_words(cell)) <= _IN_HEADINGS for cell in cells)
    return (named and (len(known) > 1 or len(cells) == 1)) or (whole and len(known) > 1)


def _columns(heading: Sequence[str]) -> list[Column]:
    """What each column holds; of several with names the first."""
    columns = [column_of(cell) for cell in heading]
    first = columns.index("name") if "name" in columns else -1
    return ["other" if column == "name" and at != first else column for at, column in enumerate(columns)]


def _by_heading(line: int, cells: Sequence[str], columns: Sequence[Column], is_agency: Known) -> Person:
    def under(column: Column) -> list[str]:
        return [cell for cell, kind in zip(cells, columns, strict=False) if kind == column and cell]

    agencies = under("agency")
    agency = next(filter(is_agency, agencies), next(iter(agencies), ""))
    role, sentences = None, []
    for words in under("role"):
        role = role or role_of(words)
        if role is None:
            sentences.append(_no_role(words))
    position, duty = next(iter(under("position")), ""), next(iter(under("duty")), "")
    role = role or exact_role(position) or exact_role(duty)
    position, duty = ("" if exact_role(cell) else cell for cell in (position, duty))
    at = columns.index("presence") if "presence" in columns else len(cells)
    absent = at < len(cells) and _ABSENT.match(cells[at]) is not None
    name = _name(next(iter(under("name")), ""))
    return Person(line, name, agency, role, tuple(sentences), position, absent, duty)


def _guess(line: int, cells: Sequence[str], is_agency: Known) -> Person:
    """A row without heading: the name first, then the agency; a role is known by its words or by !, wherever it stands."""
    parts = [part for cell in cells for part in _ROLE_TAG.split(cell) if part]
    tagged = [part[1:] for part in parts if _ROLE_TAG.match(part)]
    unknown = [words for words in tagged if not role_of(words)]
    positions = [words for words in unknown if bare_words(words)[0] in POSITIONS]
    cells = [part for part in parts if not _ROLE_TAG.match(part)] + positions
    rest = [cell for cell in cells if cell and not re.fullmatch(r"\d{1,4}[.)]?", cell)]
    roles = [*filter(exact_role, rest[1:])]
    rest = rest[:1] + [cell for cell in rest[1:] if cell not in roles]

    def agency_like(cell: str) -> bool:
        return is_agency(cell) or is_institution(cell)

    position = next(
        (cell for cell in rest[1:] if next(iter(bare_words(cell)), "") in POSITIONS and not is_agency(cell)),
        "",
    )
    rest = rest[:1] + [cell for cell in rest[1:] if cell != position]
    surely = rest and (is_agency(rest[0]) or next(iter(bare_words(rest[0])), "") in INSTITUTIONS)
    if len(rest) > 1 and surely and not agency_like(rest[1]):
        rest[:2] = rest[1], rest[0]
    elif len(rest) > 2 and not agency_like(rest[1]) and agency_like(rest[-1]):
        rest[1], rest[-1] = rest[-1], rest[1]
    sentences = [
        _("“{text}” is not understood and left out").format(text=text.short(cell, 40)) for cell in rest[2:]
    ]
    sentences += [_no_role(words) for words in unknown if words not in positions]
    name, agency = [*rest, "", ""][:2]
    role = next((role for role in map(role_of, (*tagged, *roles)) if role), None)
    return Person(line, _name(name), agency, role, tuple(sentences), position)


def _name(cell: str) -> str:
    return _NUMBERED.sub("", cell).strip(" ,;:\"'-–—")


def _no_role(words: str) -> str:
    return _("“{role}” is no role that is known here, and left out").format(role=text.short(words, 40))


def _left_out(heading: Sequence[str], columns: Sequence[Column], private: int) -> list[str]:
    """Sentences about the columns and parts that are not taken."""
    sentences = []
    pairs = [*zip(heading, columns, strict=True)]
    named = {
        kind: ", ".join(f"“{text.short(cell, 30)}”" for cell, column in pairs if column == kind and cell)
        for kind in ("private", "other")
    }
    if named["other"]:
        sentences.append(_("not taken: {columns}").format(columns=named["other"]))
    if named["private"]:
        sentences.append(
            _("not taken, since git would keep it for ever: {columns}").format(columns=named["private"])
        )
    return sentences + not_kept(private)


def not_kept(number: int) -> list[str]:
    """That so many telephone numbers, addresses and the like are left out; nothing where there are none."""
    sentence = ngettext(
        "{n} telephone number, address or the like is not taken: git would keep it for ever",
        "{n} telephone numbers, addresses and the like are not taken: git would keep them for ever",
        number,
    )
    return [sentence.format(n=number)] if number else []
