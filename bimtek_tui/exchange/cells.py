"""How a value stands in a cell, and what a cell says: words of either language, amounts, lists, references.

Nothing is guessed: what is no value of its key, or can mean two, is refused with the way out. A value that is written
here is read back as it was.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Any

from .. import text
from ..analysis.ordinals import ordinals
from ..errors import Refused
from ..i18n import LANGUAGES, _, message_in
from ..model import values
from ..model.entries import Session
from ..model.kinds import Field, Problem, explain_value, kinds, wanted
from ..model.labels import key_label
from ..model.lookup import Agencies, is_institution, letters
from ..model.method import Method, label
from ..model.vocabulary import VOCABULARY
from .grid import Cell
from .tables import shown

NOTHING = ("", "-", "–", "—")
"""What stands in a cell for no value; it never deletes one."""

_DANGEROUS = "=+-@\t\r\n＝＋－＠"
"""A spreadsheet program takes a cell that begins with one of these for a formula (or may, once it has trimmed it)."""
_MONTH = r"(?:jan|feb|mar|apr|may|mei|jun|jul|aug|agu|agt|ags|sep|oct|okt|nov|dec|des)[a-z]*"
_CONVERTED = rf"(?:0[0-9]+|[0-9]{{12,}}|[0-9]+(?:[.,:/ -][0-9]+)+\s?%?|[0-9]+\s?%|[0-9][0-9.,]*e[+-]?[0-9]+|[0-9]{{1,4}}[ /.-]?{_MONTH}(?:[ /.-]?[0-9]{{2,4}})?|{_MONTH}[ /.-]?[0-9]{{1,4}})"
"""Text that a spreadsheet program takes for a number, a date or a time when it opens a CSV: 007, 3/4, 1-2, 85%, 1E5."""
_IS_CONVERTED = re.compile(_CONVERTED, re.IGNORECASE)
_DISARMED = re.compile(rf"'+(?:[{re.escape(_DANGEROUS)}]|{_CONVERTED}\Z)", re.IGNORECASE)

_BRACKETED = re.compile(r"(.*?)\s*\(([^()]+)\)")
_BESIDE = re.compile(r"\s*[/&+]\s*|\s+(?:dan|serta|and)\s+", re.IGNORECASE)
"""What stands between values of one cell besides a comma."""
_RUPIAH = re.compile(r"^(?:rp\.?|idr)\s*", re.IGNORECASE)
_WRITTEN_IN_FULL = 1_000_000
_HUGE = 10**12
"""Rupiah; a number from a million on that a unit would make so much may be written in full below it."""
_ASIDE = re.compile(r"\s*\([^()]*\)")
"""What stands in brackets behind a word: pendek (1 tahun)."""
_BESIDE_YEARS = re.compile(
    rf"\b(?:t\.?a\.?|tahun(?:\s+anggaran)?|thn\.?|fy|{_MONTH})(?=[\s.]*\d{{4}})", re.IGNORECASE
)
"""What stands before a year and says nothing more: TA 2027, Jan 2026."""
_OWN_UNIT = re.compile(r"[^\d\s.,_-]")


# Out ----------------------------------------------------------------------------------------------------------


def written(field: Field, value: Any, method: Method | None = None) -> str:
    """A value as it stands in a cell; with a method its closed values and dimensions are words of the language spoken now."""
    if value is None or value == ():
        return ""
    if field.list:
        parts = [_one(field, element, method) for element in value]
        if any(";" in part or "\n" in part for part in parts):
            return "\n".join(parts) + ("\n" if len(parts) == 1 else "")
        return "; ".join(parts)
    return _one(field, value, method)


def _one(field: Field, value: Any, method: Method | None) -> str:
    if isinstance(value, Decimal):
        return values.number(value)
    if not isinstance(value, str):
        return value.isoformat() if isinstance(value, dt.date) else str(value)
    if method is not None:
        names = known(field, method).get(value) or {value: None}
        return next(iter(names)) if field.choices or field.name in _OF_METHOD else value
    return value


def disarmed(cell: str, field: Field | None = None) -> str:
    """A cell as it may stand in a CSV: an apostrophe before it where a spreadsheet program would make something else of it.

    This is against formula injection: a cell that begins like a formula (`_DANGEROUS`) would be run when the table is
    opened. In the column of a `field` that is free text what looks like a number or a date is kept as it is, too.
    `armed` takes the apostrophe off again.
    """
    free = field is not None and field.type == "s" and not field.choices and not field.refs
    changed = cell[:1] in set(_DANGEROUS) or (free and _IS_CONVERTED.fullmatch(cell))
    return f"'{cell}" if changed or _DISARMED.match(cell) else cell


def as_text(cell: str) -> str:
    """A cell as it stands in a workbook, where text is text and no formula comes of it; `armed` gives it back as it was."""
    return f"'{cell}" if _DISARMED.match(cell) else cell


def armed(cell: str) -> str:
    """A cell as it was before `disarmed` or `as_text`: without the apostrophe that they put before it."""
    return cell[1:] if _DISARMED.match(cell) else cell


# Known words --------------------------------------------------------------------------------------------------

_OF_METHOD = ("dimension", "subdimension", "track", "aspect", "funding")


def known(field: Field, method: Method) -> dict[str, dict[str, None]]:
    """The values that a key may have, each with the words for it, the one to write first; none for free text."""
    spellings: dict[str, dict[str, None]] = {}
    by_key: dict[str, Mapping[str, Any]] = {
        "dimension": method.dimensions,
        "subdimension": method.subdimensions,
        "track": method.tracks,
        "aspect": method.aspects,
        "funding": method.sources,
    }
    for value, item in by_key.get(field.name, {}).items():
        names = [value] if field.name == "funding" else [label(item)]
        names += [label(item), value]
        for attribute in ("short", "short_en", "name", "name_en"):
            if name := getattr(item, attribute, ""):
                names.append(name)
                if inside := _BRACKETED.fullmatch(name):
                    names += [inside[1], inside[2]]
        names += getattr(item, "also", ())
        spellings[value] = dict.fromkeys(names)
    for value in field.choices:
        word = VOCABULARY[value]
        names = [] if field.name == "funding" else [_(word.label)]
        names += [value, *(message_in(language, word.label) for language in LANGUAGES), *word.also]
        spellings.setdefault(value, {}).update(dict.fromkeys(names))
    return spellings


def allowed(field: Field, method: Method) -> list[str]:
    """The word to write for each value that a key may have; none for free text."""
    return [next(iter(names)) for names in known(field, method).values()]


# In -----------------------------------------------------------------------------------------------------------


class Reader:
    """Reads the cells of one table against a session: it knows its agencies, its ids and the numbers said aloud."""

    def __init__(self, session: Session, method: Method, agencies: Mapping[str, str] | None = None) -> None:
        """`agencies` are the codes of those that a person said are meant by names in no list."""
        self.session = session
        self.method = method
        self.agencies = Agencies(session.agency, agencies or {})
        self._ordinals = cache(
            lambda tables: {number: id for id, number in ordinals(session, *tables).items()}
        )
        self._values: dict[str, dict[str, tuple[str, ...]]] = {}
        self._seen: dict[tuple[int, Cell, str, type], Any] = {}

    def value(self, field: Field, cell: Cell, scale: str = "") -> Any:
        """What a cell says for a key, or None for nothing. Raises Refused with one sentence and the key.

        `scale` is the unit of amounts that the heading names (juta).
        """
        at = id(field), cell, scale, type(cell)
        if at not in self._seen:  # agencies, horizons and sources stand in every other row, in every form
            try:
                self._seen[at] = self._value(field, cell, scale)
            except Refused as refused:
                self._seen[at] = Refused(str(refused), refused.key)
        seen = self._seen[at]
        if isinstance(seen, Refused):
            raise Refused(str(seen), seen.key)
        return seen

    def _value(self, field: Field, cell: Cell, scale: str) -> Any:
        if isinstance(cell, str):
            if text.line(cell) in NOTHING:
                return None
            cell = armed(cell)
        try:
            return self._list(field, cell) if field.list else self._read(field, cell, scale)
        except Refused as refused:
            raise Refused(str(refused), field.name) from None

    def words(self, key: str, kind: str) -> frozenset[str]:
        """The words for the values of a key, as they are compared."""
        return frozenset(self._values_of(kinds()[kind].keys[key]))

    def years(self, cell: Cell) -> dict[str, Any]:
        """First and last year from one cell."""
        words = text.line(shown(cell))
        if words in NOTHING:
            return {}
        first, last = values.years(text.line(_BESIDE_YEARS.sub(" ", words)) or words)
        return {"start_year": first, "end_year": last}

    def _read(self, field: Field, cell: Cell, scale: str) -> Any:
        if not isinstance(cell, str):
            return self._stored(field, cell, scale)
        if field.choices or field.name in _OF_METHOD:
            return self._word(field, text.line(cell))
        if field.refs:
            return self._reference(field, text.line(cell))
        return (
            _plausible(values.read(field, _scaled(cell, scale)), scale) if scale else values.read(field, cell)
        )

    def _stored(self, field: Field, cell: int | Decimal | dt.date | dt.datetime, scale: str) -> Any:
        """A value that the workbook stores as number or date: there is nothing to misread in it."""
        if isinstance(cell, dt.datetime):
            cell = cell.date()
        value: Any
        if field.type in "iyd" and not isinstance(cell, dt.date):
            exact = Decimal(cell) * 10 ** (values.SCALES[scale] if scale else 0)
            value = exact if field.type == "d" or exact != int(exact) else int(exact)
        elif field.type == "D":
            value = cell
        else:
            return self._read(field, shown(cell), "")
        return _plausible(_fitting(field, value), scale)

    def _list(self, field: Field, cell: Cell) -> tuple[Any, ...] | None:
        words = text.clean(shown(cell))
        many = "\n" in words
        parts = [text.line(part) for part in words.split("\n" if many else ";")]
        parts = [part.rstrip(" ;") if many else part for part in parts]
        elements = (
            element for part in parts for element in self._inner(field, part) if element not in NOTHING
        )
        return tuple(dict.fromkeys(self._element(field, element) for element in elements)) or None

    def _inner(self, field: Field, part: str) -> list[str]:
        """One part of a list, or several where commas separate; names of agencies have commas of their own."""
        if not (field.refs or field.choices):
            return [part]
        if field.choices:
            return [
                word for piece in re.split(r"[,\n]", part) for word in self._apart(field, text.line(piece))
            ]
        pieces = [text.line(piece) for piece in re.split(r"[,\n]", part)]
        if "agency" not in field.refs or len(pieces) == 1:
            return pieces
        names, at = [], 0
        while at < len(pieces):
            ends = range(len(pieces), at, -1)
            end = next((end for end in ends if self.agencies.find(", ".join(pieces[at:end]))), None)
            if end is None:
                return [part] if is_institution(part) and " " in pieces[0] else pieces
            names.append(", ".join(pieces[at:end]))
            at = end
        return names

    def _apart(self, field: Field, words: str) -> list[str]:
        """Several values in one part, "APBD/CSR" or "APBD dan APBN", where each is known and the whole is not."""
        if letters(words) in self._values_of(field):
            return [words]
        parts = [text.line(part) for part in _BESIDE.split(words)]
        return parts if all(letters(part) in self._values_of(field) for part in parts) else [words]

    def _element(self, field: Field, part: str) -> Any:
        if field.choices or field.name in _OF_METHOD:
            return self._word(field, part)
        if field.refs:
            return self._reference(field, part)
        if field.name == "attended":
            return self._day(part)
        taken = values.typed(field, part.replace("\n", " "))
        return taken[0] if taken else part

    def _word(self, field: Field, word: str) -> str:
        known_values = self._values_of(field)
        matches = known_values.get(letters(word)) or known_values.get(letters(_ASIDE.sub("", word)), ())
        if len(matches) == 1:
            return matches[0]
        if not matches and word in known(field, self.method):
            return word
        words = allowed(field, self.method)
        message = _("“{value}” is no value of “{key}”; take one of: {choices}").format(
            value=text.short(word, 40), key=key_label(field.name), choices=", ".join(words)
        )
        raise Refused(message + text.did_you_mean(word, words))

    def _values_of(self, field: Field) -> dict[str, tuple[str, ...]]:
        if field.name not in self._values:
            self._values[field.name] = self._words(field)
        return self._values[field.name]

    def _words(self, field: Field) -> dict[str, tuple[str, ...]]:
        by_name: dict[str, tuple[str, ...]] = {}
        for value, names in known(field, self.method).items():
            for name in {letters(name) for name in names}:
                by_name[name] = (*by_name.get(name, ()), value)
        return by_name

    def _reference(self, field: Field, words: str) -> str:
        if "agency" in field.refs:
            return (self.agencies.find(words) or words) if field.free else self.agencies.take(words)
        if any(words in self.session.entries(table) for table in field.refs):
            return words
        match = self._ordinals(field.refs).get(words.upper().replace(" ", ""))
        if match is None:
            same = [
                id
                for table in field.refs
                for id, entry in self.session.entries(table).items()
                if letters(str(getattr(entry, kinds()[table].text_key))) == letters(words)
            ]
            match = same[0] if len(same) == 1 else None
        if match is None:
            raise Refused(
                _(
                    "“{value}” is no entry of this session; write its id, its number (such as S3) or its words"
                ).format(value=text.short(words, 40))
            )
        return match

    def _day(self, words: str) -> str:
        """A day of a stage: Tahap I, hari 1; stage 1 day 1; 1/1."""
        days = self.method.days
        names = {
            letters(name): id for id, day in days.items() for name in (id, day.name, day.name_en, *day.also)
        }
        if letters(words) not in names:
            raise Refused(
                _("“{value}” is no day of a stage; write it as {day}").format(
                    value=text.short(words, 30), day=label(next(iter(days.values())))
                )
            )
        return names[letters(words)]


def _scaled(cell: str, scale: str) -> str:
    """An amount with the unit that the heading names; one that is written again is the same."""
    given = text.line(cell)
    bare = _RUPIAH.sub("", given)
    own = _OWN_UNIT.findall(bare)
    if not any(sign.isdigit() for sign in bare):
        return given  # no amount at all
    if not own:
        return f"{bare} {scale}"
    if values.SCALES.get("".join(own).lower()) == values.SCALES[scale]:
        return given
    raise Refused(
        _("“{value}” has a unit of its own under a heading in {unit}; write the number alone").format(
            value=text.short(given, 40), unit=scale
        )
    )


def has_unit(cell: Cell) -> bool:
    """Whether an amount has a unit of its own: 1,5 miliar."""
    return isinstance(cell, str) and bool(_OWN_UNIT.findall(_RUPIAH.sub("", text.line(cell))))


def _plausible(amount: Any, scale: str) -> Any:
    """An amount under a heading with a unit. Raises Refused where it may have been written in full all the same."""
    written = amount // 10 ** values.SCALES[scale] if scale and amount is not None else 0
    if written < _WRITTEN_IN_FULL or amount < _HUGE:
        return amount
    raise Refused(
        _(
            "{number} under a heading in {unit} would be {amount}; if {written} is meant, write it in {unit}; else write the amount with its unit"
        ).format(
            number=written, unit=scale, amount=values.rupiah(amount), written=values.rupiah_in_short(written)
        )
    )


def _fitting(field: Field, value: Any) -> Any:
    problem: Problem | None = explain_value(field, value)
    if problem is None:
        return value
    raise Refused(
        _("“{value}” does not fit: it must be {wanted}").format(
            value=text.short(shown(value), 30), wanted=wanted(field, typed=True)
        )
    )
