"""Rows of a table that are no entries: numbers of the columns, totals, repeated headings, notes, and what is signed below.

Each is known by what it says and by what it lacks: an entry that begins with "Jumlah" has a running number, or more
beside it than amounts.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from .. import text
from ..facilitation.number_rows import numbers_columns
from ..i18n import N_, _
from ..model.lookup import INSTITUTIONS, bare_words

TOTAL = re.compile(r"^(?:sub[- ]?)?(?:jumlah|total|sum)\b|^(?:grand|sub)[- ]?total\b")
"""How a total begins, in small letters."""
_NOTHING_BUT_TOTAL = re.compile(
    rf"(?:{TOTAL.pattern}|rata[- ]?rata|rerata|average\b|selisih\b|difference\b)"
    r"(?:[\s:+&/().,=-]|\d|(?:jumlah|total|umum|semua|seluruh\w*|keseluruhan|akhir|besar|anggaran|biaya|pagu|dana|belanja"
    r"|nilai|skor|bobot|program|kegiatan|usulan|peserta|orang|opd|skpd|perangkat|daerah|instansi|asn|rp|rupiah|kekuatan"
    r"|kelemahan|peluang|ancaman|strengths?|weakness(?:es)?|opportunit(?:y|ies)|threats?|faktor|factors?|internal|eksternal|ifas|efas|ife|efe"
    r"|external|participants|agencies|programs|budget|overall|and|dan|[a-h]|[ivx]{1,4})\b)*"
)
_COUNTED = re.compile(rf"(?:{TOTAL.pattern})[\w\s]{{0,40}}:.*|terbilang\b.*")
"""Jumlah peserta: dua orang."""
_AMOUNT = re.compile(
    r"(?:(?:rp|idr)\.?\s*)?[\d.,\s()%−–-]+(?:ribu|rb|juta|jt|miliar|milyar|m|triliun|t)?[.,-]*", re.IGNORECASE
)
_CODE = re.compile(r"\d{1,3}(?:\.\d{1,4})*")
_RUNNING = re.compile(r"\(?\d{1,4}[.)]?")

_MONTH = r"(?:jan|feb|mar|apr|mei|may|jun|jul|agu|agt|aug|sep|okt|oct|nov|des|dec)[a-z]*"
_SIGNED = re.compile(
    r"(?:me|di)(?:ngetahui|nyetujui|ngesahkan|setujui|sahkan|ketahui|tetapkan|nandatangani|buat)(?:\s*(?:oleh|/|dan)\b.{0,60})?[\s,:.]*"
    r"|yang (?:membuat|melaporkan|menyatakan)[\s,:.]*|(?:acknowledged|approved|prepared|signed)(?: by\b.{0,40})?[\s,:.]*"
    r"|nip\b[\s.:]*[\d\s._…]*"
    rf"|[a-z][\w .]{{1,40}},\s*(?:tanggal\s*)?[\d._…\s]*(?:{_MONTH})?[._…\s]*(?:\b20\d\d|[._…]{{3,}})\s*"
)
_OFFICE = re.compile(
    r"(?:a\.?\s?n\.?\s|plt\.?\s|plh\.?\s|pj\.?\s)?\s*(?:kepala|sekretaris|wali ?kota|bupati|ketua|asisten|camat|lurah|direktur|head of|mayor)\b.*"
)
_NOTE = re.compile(r"(?:keterangan|catatan|ket|sumber|notes?|source)\s*\d*\s*[:.].*|\*+\)?\s*\S.*", re.DOTALL)
_SORTED = re.compile(r"\(?(?:\d{1,3}|[A-Za-z]|[IVXivx]{1,5})[.)]?")
_SORTS = INSTITUTIONS.union(
    [
        "daerah",
        "teknis",
        "lembaga",
        "perangkat",
        "staf",
        "unsur",
        "pelaksana",
        "pendukung",
        "dan",
        "lain",
        "lainnya",
        "umum",
    ]
)
_MOST_OF_A_SORT = 3
_MOST_SIGNED = 15
"""Rows of a signature block."""
_ABOVE_A_MARK = 4

NUMBERS, TOTALS, HEADING, SIGNED, NOTE, ABOVE = "numbers", "totals", "heading", "signed", "note", "above"
SORT = "sort"
_TOLD = {
    NUMBERS: N_("{rows}: numbers of the columns, passed over"),
    TOTALS: N_("{rows}: a total, passed over: “{text}”"),
    HEADING: N_("{rows}: the heading once more, passed over"),
    SIGNED: N_("{rows}: what is signed below the table, passed over: “{text}”"),
    ABOVE: N_("{rows}: a level above the rows below it by its code, passed over: “{text}”"),
    SORT: N_("{rows}: only a sort of agencies, passed over: “{text}”"),
    NOTE: N_("{rows}: a note, passed over: “{text}”"),
}


def reasons(
    rows: Sequence[Sequence[str]],
    header: Sequence[str],
    known: Collection[int],
    number: int | None,
    is_loose: bool,
    is_of_agencies: bool = False,
) -> dict[int, str]:
    """Which of these rows, by their places, are no entries, and why.

    `rows` are texts; `known` are the places of columns that are read, `number` that of the running number. In a table
    that is not `is_loose` (of factors) only what says nothing but that it is a total is one; in one that
    `is_of_agencies` "II BADAN" is none of them.
    """
    by_row: dict[int, str] = {}
    heads = sum(map(bool, header))
    for at, cells in enumerate(rows):
        words = [cell for cell in cells if cell]
        running = bool(number is not None and number < len(cells) and _RUNNING.fullmatch(cells[number]))
        if numbers_columns(cells, 2 if at == 0 and len(words) == heads else 3):
            by_row[at] = NUMBERS
        elif _is_heading(cells, header):
            by_row[at] = HEADING
        elif not running and _is_total(words, is_loose):
            by_row[at] = TOTALS
        elif at + 1 < len(rows) and _is_above(words, [cell for cell in rows[at + 1] if cell]):
            by_row[at] = ABOVE
        elif is_of_agencies and _is_sort(words):
            by_row[at] = SORT
        elif not running and len(words) == 1 and _NOTE.fullmatch(words[0].casefold()):
            by_row[at] = NOTE
    by_row |= dict.fromkeys(_signed(rows, known, number, by_row), SIGNED)
    return by_row


def sentences(numbers: Sequence[int], rows: Sequence[Sequence[str]], by_row: dict[int, str]) -> list[str]:
    """A sentence for each reason and run of rows; `numbers` are those of the rows in the file."""
    runs: list[list[int]] = []
    for at in sorted(by_row):
        if runs and by_row[runs[-1][-1]] == by_row[at] and at == runs[-1][-1] + 1 and by_row[at] == SIGNED:
            runs[-1].append(at)
        else:
            runs.append([at])
    return [
        _(_TOLD[by_row[run[0]]]).format(
            rows=_rows(numbers[run[0]], numbers[run[-1]]),
            text=text.short(" ".join(cell for at in run for cell in rows[at] if cell), 60),
        )
        for run in runs
    ]


def _rows(first: int, last: int) -> str:
    if first == last:
        return _("row {row}").format(row=first)
    return _("rows {first} to {last}").format(first=first, last=last)


def _is_heading(cells: Sequence[str], header: Sequence[str]) -> bool:
    """Whether a row is the heading again, of the next page or of a second table: most of its words, in their places."""
    filled = [place for place, cell in enumerate(cells) if cell]
    same = sum(place < len(header) and cells[place] == header[place] for place in filled)
    return same > 1 and same * 4 >= len(filled) * 3 and same * 2 > sum(map(bool, header))


def _is_above(above: Sequence[str], below: Sequence[str]) -> bool:
    """Whether a code such as 2.16 stands over one such as 2.16.01, in plans with at least three levels."""
    if not above or not below or not (_CODE.fullmatch(above[0]) and _CODE.fullmatch(below[0])):
        return False
    return below[0].startswith(f"{above[0]}.") and (below[0].count(".") > 1 or len(above) < 3)


def _is_sort(words: Sequence[str]) -> bool:
    """Whether a row only names a sort of agencies, behind its number: II BADAN, B. Dinas Daerah."""
    named = [word for cell in words if not _SORTED.fullmatch(cell) for word in bare_words(cell)]
    return bool(named) and len(words) < _MOST_OF_A_SORT and _SORTS.issuperset(named)


def _is_total(cells: Sequence[str], is_loose: bool) -> bool:
    words = [cell.casefold() for cell in cells if not _AMOUNT.fullmatch(cell)]
    if not words:
        return False
    if all(_NOTHING_BUT_TOTAL.fullmatch(word) or _COUNTED.fullmatch(word) for word in words):
        return True
    return is_loose and len(set(words)) == 1 and bool(TOTAL.match(words[0]))


def _signed(
    rows: Sequence[Sequence[str]], known: Collection[int], number: int | None, non_entries: Collection[int]
) -> Iterable[int]:
    """The rows of the signature block at the end: from its first mark on nothing is an entry any more."""

    def says(at: int, pattern: re.Pattern[str]) -> bool:
        return any(
            pattern.fullmatch(line.casefold()) for cell in rows[at] for line in cell.split("\n") if line
        )

    def is_entry(at: int) -> bool:
        cells = rows[at]
        if at in non_entries:
            return False
        if number is not None and number < len(cells) and _RUNNING.fullmatch(cells[number]):
            return True
        filled = sum(bool(cells[place]) for place in known if place < len(cells) and place != number)
        return len(known) > 2 and filled * 4 >= len(known) * 3 and not says(at, _SIGNED)

    def is_mark(at: int) -> bool:
        return says(at, _SIGNED) and all(
            _SIGNED.fullmatch(line) or _OFFICE.fullmatch(line)
            for cell in rows[at]
            for line in cell.casefold().split("\n")
            if line
        )

    start = max((at for at in range(len(rows)) if is_entry(at)), default=-1) + 1
    start = max(start, len(rows) - _MOST_SIGNED)
    mark = next((at for at in range(start, len(rows)) if at not in non_entries and is_mark(at)), None)
    if mark is None:
        return ()
    above = range(
        max(start, mark - _ABOVE_A_MARK), mark
    )  # the office stands over the name, the number below it
    mark = next((at for at in above if at not in non_entries and says(at, _OFFICE)), mark)
    return range(mark, len(rows))
