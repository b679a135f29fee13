"""Which entry a row of a table is: by its id, else by the words that people know it by.

A program is known by its name and lead agency, a SWOT entry by quadrant and text (and dimension, where that tells two
apart), a participant by name and agency, an agency by its code. What may be two entries, or perhaps one that is
spelt otherwise, is refused: the person decides, in the table.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from .. import text
from ..errors import Refused
from ..i18n import _
from ..model.entries import Session, counts
from ..model.kinds import KIND_WORDS, kinds
from ..model.lookup import bare, letters

_BESIDE = {"program": "lead", "swot": "dimension", "participant": "agency"}
"""The key that tells two entries of the same words apart; where one of them has none there, it is the same.

Two agencies may propose programs of one name, and two people may have one name; a SWOT entry is the same under any
dimension, as long as there is only one.
"""


class Match(Struct, frozen=True):
    """The entry that a row is ("" for a new one), why it stays out, and what has to be told."""

    id: str = ""
    left: str = ""
    sentences: tuple[str, ...] = ()


class _Named(Struct, frozen=True):
    """An entry, or a new one that an earlier row of a table makes: which row that is, and its keys."""

    id: str
    beside: str
    row: str = ""
    keys: Mapping[str, Any] = {}


class Known:
    """The entries of one kind by id and by words, with those that the rows so far add."""

    def __init__(self, session: Session, kind: str) -> None:
        self.kind = kind
        self.entries: Mapping[str, Any] = session.entries(kind)
        self._beside = _BESIDE.get(kind, "")
        self._there: defaultdict[str, list[_Named]] = defaultdict(list)
        self._gone: defaultdict[str, list[str]] = defaultdict(list)
        self._bare: defaultdict[str, list[_Named]] = defaultdict(list)
        for id, entry in self.entries.items():
            words = self._words(lambda key, entry=entry: getattr(entry, key, None))
            if counts(entry):
                self._add(words, entry.name if kind == "participant" else "", self._named(id, entry))
            else:
                self._gone[words].append(id)

    def _named(self, id: str, entry: Any) -> _Named:
        return _Named(id, letters(getattr(entry, self._beside, None) or "") if self._beside else "")

    def _add(self, words: str, person: str, named: _Named) -> None:
        self._there[words].append(named)
        if person:
            self._bare[bare(person)].append(named)

    def _words(self, of: Any) -> str:
        if self.kind == "agency":
            return letters(of("id") or "")
        words = letters(of(kinds()[self.kind].text_key) or "")
        return f"{of('quadrant') or ''} {words}" if self.kind == "swot" else words

    def learn(self, row: str, given: Mapping[str, Any]) -> None:
        """Know the entry that a row adds; `row` is how a sentence names it."""
        beside = letters(given.get(self._beside) or "") if self._beside else ""
        self._add(
            self._words(given.get),
            str(given.get("name", "")) if self.kind == "participant" else "",
            _Named("", beside, row, given),
        )

    def find(self, id: str | None, given: Mapping[str, Any]) -> Match:
        """The entry that a row is. Raises Refused, with the key at fault, when that is not certain."""
        if self.kind == "agency":
            return self._agency(given)
        if id:
            return self._by_id(id)
        words = self._words(given.get)
        if not words.strip():
            return Match()
        beside = letters(given.get(self._beside) or "")
        same = self._there.get(words, [])
        if (gone := self._merged(words, beside)) and all(named.beside != beside for named in same):
            return Match(left=self._why(gone))  # another one of these words took it in
        fitting = [named for named in same if not beside or named.beside in (beside, "")]
        if not fitting and self.kind == "swot":  # sorted under another dimension since the last import
            fitting = [named for named in same if not named.row]
        if len(fitting) > 1 and beside:
            fitting = [named for named in fitting if named.beside == beside] or fitting
        if len(fitting) > 1:
            raise Refused(
                _("there are {n} entries with these words; write the id of the one that is meant").format(
                    n=len(fitting)
                ),
                kinds()[self.kind].text_key,
            )
        if fitting:
            return self._match(fitting[0], given)
        if same:
            return Match(
                sentences=(_("the same words stand with another agency or dimension; taken as another one"),)
            )
        if withdrawn := self._gone.get(words):
            return Match(left=self._why(withdrawn[0]))
        return self._perhaps(given, beside)

    def _merged(self, words: str, beside: str) -> str:
        """The entry of exactly these words that is part of another one; "" for none."""
        return next(
            (
                id
                for id in self._gone.get(words, [])
                if getattr(self.entries[id], "merged_into", None)
                and self._named(id, self.entries[id]).beside == beside
            ),
            "",
        )

    def _match(self, named: _Named, given: Mapping[str, Any]) -> Match:
        if named.row:
            if _adds_nothing(given, named.keys):
                return Match(left=says_the_same(named.row))
            raise Refused(
                _("this is the same entry as in {where}; leave one of them out").format(where=named.row),
                kinds()[self.kind].text_key,
            )
        return Match(named.id)

    def _by_id(self, id: str) -> Match:
        entry = self.entries.get(id)
        if entry is None:
            raise Refused(
                _(
                    "there is no {kind} “{id}” in this session; empty the cell to add the row as a new one"
                ).format(kind=_(KIND_WORDS[self.kind]), id=text.short(id, 30)),
                "id",
            )
        return Match(id) if counts(entry) else Match(left=self._why(id))

    def _agency(self, given: Mapping[str, Any]) -> Match:
        code, name = given.get("id") or "", letters(given.get("name") or "")
        if code:
            if code in self.entries:
                return Match(code)
            same = self._there.get(letters(code), [])
            if len(same) > 1:
                raise Refused(
                    _("several agencies differ from this code by signs alone; write it exactly"), "id"
                )
            return self._match(same[0], given) if same else Match()
        alike = [id for id, entry in self.entries.items() if name and letters(entry.name or "") == name]
        if len(alike) != 1:
            raise Refused(_("an agency needs its code, such as DISKOMINFO"), "id")
        return Match(alike[0])

    def _perhaps(self, given: Mapping[str, Any], beside: str) -> Match:
        """Somebody whose name differs by a degree alone may be the same person, in another row surely is."""
        name = str(given.get("name", "")) if self.kind == "participant" else ""
        for named in self._bare.get(bare(name), []) if name else ():
            if not beside or named.beside in (beside, ""):
                if named.row and _adds_nothing(given, named.keys, "name"):
                    return Match(left=says_the_same(named.row))
                who = self.entries[named.id].name if named.id else str(named.keys.get("name", ""))
                raise Refused(
                    _(
                        "may be “{name}”; write the name as it stands there, or put the id of that entry before it"
                    ).format(name=text.short(who, 40)),
                    "name",
                )
        return Match()

    def _why(self, id: str) -> str:
        entry = self.entries[id]
        if entry.withdrawn is not None:
            return _("was withdrawn ({reason}) and stays so").format(reason=text.short(entry.withdrawn, 40))
        if getattr(entry, "merged_into", None):
            return _("was merged into another entry and stays so")
        return _("was dropped and stays so")


def says_the_same(row: str) -> str:
    """Why a row stays out that another one makes superfluous."""
    return _("says the same as {where}").format(where=row)


def _adds_nothing(given: Mapping[str, Any], first: Mapping[str, Any], *besides: str) -> bool:
    """Whether everything that a row gives was given by an earlier one."""
    return all(
        value is None or key in ("id", *besides) or _same(first.get(key), value)
        for key, value in given.items()
    )


def _same(value: Any, other: Any) -> bool:
    if isinstance(value, str) and isinstance(other, str):
        return letters(value) == letters(other)
    return bool(value == other)
