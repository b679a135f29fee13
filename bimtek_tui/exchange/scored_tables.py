"""Typed-in IFAS or EFAS tables, read: which column is what, and numbers as Indonesians and as the English write them.

Columns are known by words in their heading, in either language and any order. Numbers that can mean two things are
asked about: the sign of the decimals is taken from the table itself where other cells show it, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Literal

from .. import text
from ..analysis.arithmetic import Doubt, Line, LineKind, Number, ScoredTable
from ..errors import BimtekError
from ..facilitation.number_rows import numbers_columns
from ..i18n import N_, _, listed
from .passed_over import TOTAL

Role = Literal["label", "weight", "rating", "score"]
Sign = Literal[",", "."]
_NUMBERS: tuple[Role, ...] = ("weight", "rating", "score")

NAMES: dict[Role, str] = {
    "label": N_("factor"),
    "weight": N_("weight"),
    "rating": N_("rating"),
    "score": N_("score"),
}
"""What the columns are called."""

_WORDS: dict[Role, tuple[str, ...]] = {
    "label": ("faktor", "factor", "uraian", "indikator", "strategis", "keterangan", "description", "item"),
    "weight": ("bobot", "weight"),
    "rating": ("rating", "peringkat"),
    "score": ("skor", "score", "weighted"),
}
_PRODUCT = re.compile(r"\b(?:b|bobot|weight)\s*[x×*]\s*(?:r|rating|nilai|skor)\b")
_NORMALISED = re.compile(r"relatif|normal|relative")
_EITHER = ("nilai", "value")
"""Headings that some tables put over the rating and others over the score."""
_NOTHING_BUT_TOTAL = re.compile(
    rf"(?:{TOTAL.pattern})"
    r"(?:[\s:+&/()-]|(?:kekuatan|kelemahan|peluang|ancaman|strengths?|weakness(?:es)?|opportunit(?:y|ies)|threats?"
    r"|ifas|efas|ife|efe|internal|eksternal|external|faktor|factors?|skor|scores?|nilai|bobot|weights?|semua|seluruh\w*"
    r"|keseluruhan|akhir|dan|and|[swot]|[a-d]|i{1,3}|iv)\b)*"
)
"""A total that adds up the ratings as well; “Jumlah penduduk besar” with a rating is a factor."""
_DIFFERENCE = re.compile(
    r"^(?:selisih|difference)\b|^(?:kekuatan|strengths?|peluang|opportunities|s|o)\s*-\s*(?:kelemahan|weaknesses|ancaman|threats|w|t)$"
)
_MEAN = re.compile(r"^(?:nilai |skor )?(?:rata[- ]?rata|rerata|average|mean)\b")
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−－"), "-")
_NUMBER = re.compile(r"(?P<minus>-?)\s*(?P<digits>\d[\d.,]*?)\s*(?P<percent>%?)")
_IN_BRACKETS = re.compile(r"\(\s*(?P<number>[^()-][^()]*)\)\s*(?P<percent>%?)")
"""Bookkeepers write what is taken off in brackets."""


def roles(header: Sequence[str]) -> dict[Role, int]:
    """Which column is what, by the words of the heading; what is not there is missing."""
    candidates: dict[Role, list[int]] = {"label": [], "weight": [], "rating": [], "score": []}
    either: list[int] = []
    for place, title in enumerate(header):
        words = text.line(title).casefold()
        has = {
            role for role, known in _WORDS.items() if any(re.search(rf"\b{word}", words) for word in known)
        }
        if "score" in has or _PRODUCT.search(words) or {"weight", "rating"} <= has:
            candidates["score"].append(place)
        elif "weight" in has:
            candidates["weight"].append(place)
        elif "rating" in has:
            candidates["rating"].append(place)
        elif any(word in words for word in _EITHER):
            either.append(place)
        elif "label" in has:
            candidates["label"].append(place)
    if len(either) == 1:  # the one of the two that has no heading of its own
        if candidates["score"] and not candidates["rating"]:
            candidates["rating"] = either
        elif candidates["rating"] and not candidates["score"]:
            candidates["score"] = either
    normalised = [place for place in candidates["weight"] if _NORMALISED.search(header[place].casefold())]
    if len(candidates["weight"]) > 1 and len(normalised) == 1:
        candidates["weight"] = normalised
    for role in _NUMBERS:
        if len(candidates[role]) > 1:
            raise BimtekError(
                _("several columns can be the {what}: {columns}; leave one of them out of the table").format(
                    what=_(NAMES[role]),
                    columns=listed([f"“{text.short(header[place], 30)}”" for place in candidates[role]]),
                )
            )
    return {role: places[0] for role, places in candidates.items() if places}


def fits(header: Sequence[str]) -> int:
    """How well a row would do as the heading of such a table."""
    try:
        return len(set(roles(header)) - {"label"}) * 2 + bool(roles(header).get("label") is not None)
    except BimtekError:
        return 1


def tables(
    header: Sequence[str], rows: Iterable[tuple[int, Sequence[object]]], sign: Sign | None = None
) -> list[ScoredTable]:
    """The tables of these rows: number in the file and cells, which are text, int or Decimal.

    A heading that stands again begins a new table, whose columns may stand in other places. `sign` is what stands
    before decimals where it is known. Raises BimtekError when weight, rating and score are not all among the columns
    of the first.
    """
    parts: list[tuple[Sequence[str], list[tuple[int, Sequence[object]]]]] = [(header, [])]
    for row, cells in rows:
        if set(_NUMBERS) <= roles_or_none(heads := [text.line(str(cell)) for cell in cells]).keys():
            parts.append((heads, []))
        else:
            parts[-1][1].append((row, cells))
    return [_table(heads, given, sign) for heads, given in parts]


def roles_or_none(header: Sequence[str]) -> dict[Role, int]:
    """As `roles`, and nothing where a column can't be told from another."""
    try:
        return roles(header)
    except BimtekError:
        return {}


def _table(
    header: Sequence[str], given: list[tuple[int, Sequence[object]]], sign: Sign | None
) -> ScoredTable:
    places = roles(header)
    if lacking := [role for role in _NUMBERS if role not in places]:
        raise BimtekError(
            _(
                "no column for {what}; the heading needs words such as faktor, bobot, rating and skor, and has: {columns}"
            ).format(
                what=listed([_(NAMES[role]) for role in lacking]),
                columns=listed([f"“{text.short(heading, 30)}”" for heading in header if heading]) or "–",
            )
        )
    wanted = [places[role] for role in _NUMBERS]
    written = [_plain(cells[place]) for _row, cells in given for place in wanted if place < len(cells)]
    shown = sign or _sign(written)
    lines: list[Line] = []
    doubts: list[Doubt] = []
    for row, cells in given:
        label = _label(cells, places, wanted)
        if numbers_columns(cells) or _MEAN.match(label.casefold()):
            continue
        numbers: dict[str, Number | None] = {}
        for role in _NUMBERS:
            cell = cells[places[role]] if places[role] < len(cells) else ""
            value = _number(cell, shown)
            if isinstance(value, str):
                doubts.append(Doubt(row, _("{what} {reason}").format(what=_(NAMES[role]), reason=value)))
                value = None
            numbers[role] = value
        if any(numbers.values()) or any(doubt.row == row for doubt in doubts):
            lines.append(Line(row, label, _kind(label, numbers["rating"] is not None), **numbers))
    return ScoredTable(tuple(lines), tuple(doubts))


def _kind(label: str, rated: bool) -> LineKind:
    """What a row is: a total has no rating of its own, unless it is called nothing but that."""
    words = label.casefold().translate(_DASHES)
    if not rated and _DIFFERENCE.match(words):
        return "difference"
    return "total" if _NOTHING_BUT_TOTAL.fullmatch(words) or (not rated and TOTAL.match(words)) else "factor"


def _label(cells: Sequence[object], places: dict[Role, int], wanted: Sequence[int]) -> str:
    """What a row is called: a total says so in whichever column it stands, the rest in its own."""
    texts = [
        text.line(cell) for place, cell in enumerate(cells) if isinstance(cell, str) and place not in wanted
    ]
    total = next((words for words in texts if TOTAL.match(words.casefold())), "")
    own = places.get("label")
    if total or own is None or own >= len(cells):
        return total or next((words for words in texts if words), "")
    return text.line(str(cells[own])) or next((words for words in texts if words), "")


# Numbers -------------------------------------------------------------------------------------------------------


def _plain(cell: object) -> str:
    """A cell that is text, with one sign for minus."""
    written = text.line(cell).translate(_DASHES) if isinstance(cell, str) else ""
    bracketed = _IN_BRACKETS.fullmatch(written)
    return f"-{bracketed['number'].strip()}{bracketed['percent']}" if bracketed else written


def _sign(written: Iterable[str]) -> Sign | None:
    """What stands before decimals in this table, as far as cells show it that can mean one thing only."""
    matches = [match for cell in written if (match := _NUMBER.fullmatch(cell))]
    signs = {sign for match in matches if (sign := _shows(match["digits"]))}
    return signs.pop() if len(signs) == 1 else None


def _shows(digits: str) -> Sign | None:
    """The sign of decimals that these digits show; None where they show none or can mean two things."""
    signs = re.findall(r"[.,]", digits)
    if not signs:
        return None
    last: Sign = "," if signs[-1] == "," else "."
    if len(set(signs)) == 2:
        return last if signs.count(last) == 1 else None
    if len(signs) > 1:  # 1.250.000: groups, so the other sign is that of decimals
        return "." if last == "," else ","
    before, _sign, after = digits.partition(last)
    return None if len(after) == 3 and 0 < len(before) < 4 and before.strip("0") else last


def _number(cell: object, sign: Sign | None) -> Number | str | None:
    """The number of a cell, None for nothing, or what has to be asked about it."""
    if isinstance(cell, bool) or cell is None:
        return None
    if isinstance(cell, int):
        return Number(Decimal(cell), 0)
    if isinstance(cell, Decimal):
        return Number(cell, max(0, -int(cell.as_tuple().exponent)))
    written = _plain(cell)
    if not written.strip("- "):
        return None
    match = _NUMBER.fullmatch(written)
    if match is None:
        return _("“{value}” is no number; write it in digits, as in 0,14").format(
            value=text.short(written, 30)
        )
    used = _shows(match["digits"]) or sign
    if used is None and re.search(r"[.,]", match["digits"]):
        bare = re.sub(r"[.,]", "", match["digits"])
        part = re.sub(r"[.,]", ",", match["digits"])
        return _(
            "“{value}” can mean {first} or {second}, and no other cell shows which; say it with --decimal comma or --decimal point"
        ).format(value=text.short(written, 30), first=bare, second=part)
    group = "." if used == "," else ","
    digits = match["digits"].replace(group, "").replace(used or ",", ".")
    if not re.fullmatch(r"\d+(?:\.\d+)?", digits):
        return _("“{value}” is no number; write it in digits, as in 0,14").format(
            value=text.short(written, 30)
        )
    value = Decimal(match["minus"] + digits)
    places = len(digits.partition(".")[2])
    return Number(value.scaleb(-2), places + 2) if match["percent"] else Number(value, places)
