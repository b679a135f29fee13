"""What several entries are to get, as it is typed in one line: ``lead: DISKOMINFO``, ``years: 2027-2030``, ``=4``.

A key is known by the words that stand above a column of a table, a value by those that stand in a cell, and what
begins with a sign is read as tags are. Nothing here changes a session.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from msgspec import Struct

from .. import text
from ..analysis.ordinals import LETTERS, ordinals
from ..errors import Refused
from ..facilitation import tag_offers, tags
from ..i18n import _, ngettext
from ..model import names, values
from ..model.entries import Session, counts
from ..model.kinds import Field, kinds
from ..model.labels import day, key_label
from ..model.labels import years as years_in_words
from ..model.lookup import Agencies, letters
from ..model.method import Method, wording
from . import cells, headings

_NOT_TOGETHER = frozenset({"id", "added", "withdrawn", "merged_into", "votes", "digest", "facts", "attended"})
"""Keys that only the program or the room sets, or that tell one entry from another."""
_BEGINNING = 3
"""From so many letters on the beginning of a word is enough, where only one begins so."""
_SPAN = ("start_year", "end_year")


class Assignment(Struct, frozen=True):
    """The keys that every entry gets (None: it is taken away), and sentences about what is doubtful."""

    keys: dict[str, Any]
    sentences: tuple[str, ...] = ()


class Offer(NamedTuple):
    """A line that may be meant, and what it says beyond its words."""

    line: str
    meaning: str


def fields(kind: str) -> dict[str, Field]:
    """The keys of a kind that several entries can get at once, by name."""
    of = kinds()[kind]
    own = {*_NOT_TOGETHER, of.text_key, *of.unique}
    return {name: field for name, field in of.keys.items() if name not in own}


class Assigning:
    """Reads what is typed for entries of one kind; `entries` are those that are to get it."""

    def __init__(self, session: Session, method: Method, kind: str, entries: Sequence[Any]) -> None:
        self.session = session
        self.method = method
        self.kind = kind
        self.entries = entries
        self.fields = fields(kind)
        own_kinds = {tags.taker(kind, {"kind": getattr(entry, "kind", kind)}) for entry in entries}
        self._tagged = own_kinds.pop() if len(own_kinds) == 1 else ""
        self._reader = cells.Reader(session, method)

    # What is meant ------------------------------------------------------------------------------------------

    def read(self, line: str) -> Assignment:
        """What a line says. Raises Refused with one sentence."""
        typed = text.line(line)
        if not typed:
            raise Refused(
                _("write a field and what it becomes, e.g. {example}").format(example=self._example())
            )
        if self._begins_tag(typed):
            return self._tags(typed)
        key, value = self._parted(typed)
        if not key:
            word = typed.partition(":")[0]
            sentences = _("“{word}” is no field that these can get").format(word=text.short(word, 30))
            raise Refused(sentences + text.did_you_mean(word, self._called().values()))
        if not value:
            raise Refused(
                _("“{key}” waits for its value; - takes it away").format(key=self._called()[key]), key
            )
        if key == headings.YEARS:
            return Assignment(self._reader.years(value) or dict.fromkeys(_SPAN))
        field = self.fields[key]
        if field.required and value in cells.NOTHING:
            raise Refused(
                _("“{key}” is needed, so it can't be taken away").format(key=key_label(key, self.kind)), key
            )
        new_value = self._of_method(field, self._reader.value(field, value))
        if key == "owner" and new_value:
            new_value = Agencies(self.session.agency).find(new_value) or new_value
        return Assignment(
            {key: () if new_value is None and field.list else new_value},
            tuple(self._unknown(field, new_value)),
        )

    def _begins_tag(self, typed: str) -> bool:
        """Whether a line begins with a tag: with its sign, or with a word that a sign may have before it (usul @DINKES)."""
        signs = "".join(tags.TAKEN.get(self._tagged, {}))
        at = min((place for sign in signs if (place := typed.find(sign)) >= 0), default=-1)
        words = {word for spellings in tags.QUALIFIED.values() for word in spellings}
        return at == 0 or (at > 0 and typed[:at].strip().casefold() in words)

    def _tags(self, typed: str) -> Assignment:
        parsed = tags.parse(f"x {typed}", self.session, self.method, self._tagged)
        if not parsed.keys or text.line(parsed.text) != "x":
            sentences = (
                parsed.sentences[0]
                if parsed.sentences
                else _("“{tag}” is not known here").format(tag=text.short(typed, 40))
            )
            raise Refused(sentences)
        return Assignment(parsed.keys, parsed.sentences)

    def _chosen_from(self, key: str) -> dict[str, str]:
        """What the method has for a key whose values no table names otherwise: its ids, with their words."""
        field, allowed = self.fields[key], self.method.values(self.kind, key)
        if not allowed or cells.known(field, self.method):
            return {}
        return {
            id: wording(item, "text" if hasattr(item, "text") else "name") for id, item in allowed.items()
        }

    def _of_method(self, field: Field, value: Any) -> Any:
        """The ids that are meant, by id or words. Raises Refused for what the method does not have."""
        choices = self._chosen_from(field.name)
        if not choices or value in (None, ()):
            return value
        ids = {letters(words): id for id, words in choices.items()} | {letters(id): id for id in choices}
        given = value if isinstance(value, tuple) else (value,)
        if wrong := [word for word in given if letters(word) not in ids]:
            sentence = _("“{value}” is no value of “{key}”; take one of: {choices}").format(
                value=text.short(wrong[0], 40),
                key=key_label(field.name, self.kind),
                choices=", ".join(choices),
            )
            raise Refused(sentence + text.did_you_mean(wrong[0], list(choices)), field.name)
        meant = tuple(dict.fromkeys(ids[letters(word)] for word in given))
        return meant if field.list else meant[0]

    def _unknown(self, field: Field, value: Any) -> Iterable[str]:
        """Agencies that are in no list: where only an agency can stand they are refused."""
        if "agency" not in field.refs:
            return
        for code in value if isinstance(value, tuple) else filter(None, [value]):
            if code not in self.session.agency:
                sentences = _("“{agency}” is not in the list of agencies").format(agency=text.short(code, 40))
                sentences += Agencies(self.session.agency).did_you_mean(code)
                if not field.free:
                    raise Refused(sentences, field.name)
                yield sentences

    def _parted(self, typed: str) -> tuple[str, str]:
        """The key that a line names, and the rest; "" where it names none."""
        if ":" in typed:
            head, _colon, value = typed.partition(":")
            return self._key(head), text.line(value)
        words = typed.split()
        for end in range(len(words), 0, -1):
            if key := self._key(" ".join(words[:end]), whole=True):
                return key, " ".join(words[end:])
        return "", ""

    def _key(self, words: str, whole: bool = False) -> str:
        """The key that is called so, in full or by a beginning that no other has."""
        key = headings.key_of(self.kind, words)
        if key in self.fields or (key == headings.YEARS and set(_SPAN) <= self.fields.keys()):
            return key
        begun = letters(words)
        if whole or len(begun) < _BEGINNING:
            return ""
        matches = [name for name, called in self._called().items() if letters(called).startswith(begun)]
        return matches[0] if len(matches) == 1 else ""

    def _called(self) -> dict[str, str]:
        """The keys, and what the screen calls them; years together where there are a first and a last."""
        called = {name: key_label(name, self.kind) for name in self.fields}
        return called | ({headings.YEARS: _("Years")} if set(_SPAN) <= self.fields.keys() else {})

    def _example(self) -> str:
        name = next(iter(self._called().values()), "")
        return _("{field}: value").format(field=name.lower())

    # What may be meant --------------------------------------------------------------------------------------

    def offers(self, line: str) -> list[Offer]:
        """Lines that what is typed may become: fields first, then values of the one that is named."""
        typed = line.lstrip()
        if self._begins_tag(typed):
            completions = tag_offers.completions(f"x {typed}", self.session, self.method, self._tagged)
            return [Offer(completion.line[2:], completion.meaning) for completion in completions]
        if ":" in typed:
            key, value = self._parted(typed)
            head = typed.partition(":")[0]
            wanted = letters(value)
            known = self._known(key) if key else {}
            ranked = [
                (not letters(word).startswith(wanted), word, meaning)
                for word, meaning in known.items()
                if wanted in letters(word) or wanted in letters(meaning)
            ]
            ranked.sort(key=lambda candidate: candidate[0])
            return [Offer(f"{head}: {word}", meaning) for _late, word, meaning in ranked]
        wanted = letters(typed)
        called = self._called()
        begun = [name for name in called if letters(called[name]).startswith(wanted)]
        within = [name for name in called if name not in begun and wanted in letters(called[name])]
        return [Offer(f"{called[name]}: ", "") for name in (*begun, *within)]

    def _known(self, key: str) -> dict[str, str]:
        """The values that are known for a key, as they are typed, and what they mean."""
        if key == headings.YEARS:
            spans = Counter(
                tuple(getattr(program, name) for name in _SPAN) for program in self.session.program.values()
            )
            return {
                first if first == last else f"{first}-{last}": ""
                for span, _uses in spans.most_common()
                if None not in span
                for first, last in [map(str, span)]
            }
        field = self.fields[key]
        if field.type == "b":
            return {cells.written(field, answer, self.method): "" for answer in (True, False)}
        if words := cells.allowed(field, self.method):
            return dict.fromkeys(words, "")
        if choices := self._chosen_from(key):
            return choices
        meanings: dict[str, str] = {}
        for table in field.refs or (("agency",) if key == "owner" else ()):
            numbers = ordinals(self.session, table) if table in LETTERS else {}
            for id, entry in self.session.entries(table).items():
                if table == "agency":
                    meanings[id] = entry.name or ""
                elif counts(entry):
                    meanings[numbers.get(id, id)] = names.name(self.session, table, id, method=self.method)
        if field.type == "s" and not field.list:
            uses = Counter(getattr(own_entry, key) for own_entry in self.session.entries(self.kind).values())
            meanings |= {
                str(value): "" for value, _uses in uses.most_common() if value and str(value) not in meanings
            }
        return meanings

    # What it would do ---------------------------------------------------------------------------------------

    def preview(self, assignment: Assignment) -> str:
        """What becomes what for how many, and what is doubtful, in a sentence for each key."""
        keys = assignment.keys
        sentences = [self._became(keys, key) for key in self._spoken(keys)]
        return " ".join((*sentences, *(f"! {sentence}" for sentence in assignment.sentences)))

    def sentences(self, assignment: Assignment) -> str:
        """What all of them have now, in words."""
        keys = assignment.keys
        return ngettext("{what} – {number} entry", "{what} – {number} entries", len(self.entries)).format(
            what=", ".join("{}: {}".format(*self._after(keys, key)) for key in self._spoken(keys)),
            number=len(self.entries),
        )

    @staticmethod
    def _spoken(keys: Mapping[str, Any]) -> list[str]:
        """The keys of which one is told: first and last year are one thing."""
        return [key for key in keys if key != "end_year" or "start_year" not in keys]

    def _after(self, keys: Mapping[str, Any], key: str) -> tuple[str, str]:
        """What a key is called, and its value in words."""
        value = keys[key]
        if key != "start_year" or "end_year" not in keys:
            return key_label(key, self.kind), self._in_words(key, value)
        return _("Years"), years_in_words(value, keys["end_year"]) if value else _("nothing")

    def _became(self, keys: Mapping[str, Any], key: str) -> str:
        called, after = self._after(keys, key)
        span = key == "start_year" and "end_year" in keys
        before = Counter(
            years_in_words(entry.start_year, entry.end_year)
            if span and entry.start_year
            else self._in_words(key, getattr(entry, key))
            for entry in self.entries
        )
        now = ", ".join(f"{words} {uses}×" for words, uses in before.most_common(3))
        return ngettext(
            "{field} of {number} entry becomes {value} (now {before}).",
            "{field} of {number} entries becomes {value} (now {before}).",
            len(self.entries),
        ).format(
            field=called,
            number=len(self.entries),
            value=after,
            before=now + (" …" if len(before) > 3 else ""),
        )

    def _in_words(self, key: str, value: Any) -> str:
        """A value in words."""
        if value is None or value == ():
            return _("nothing")
        field = self.fields[key]
        parts = value if isinstance(value, tuple) else (value,)
        if field.refs and "agency" not in field.refs:
            known = {id: table for table in field.refs for id in parts if id in self.session.entries(table)}
            words = [
                names.name(self.session, known[id], id, method=self.method) if id in known else id
                for id in parts
            ]
        elif field.type == "D":
            words = [day(value)]
        elif cells.known(field, self.method) or field.list:
            words = [cells.written(field, value, self.method)]
        else:
            words = [values.rupiah(value) if values.is_money(field) else values.shown(field, value)]
        return text.short(", ".join(words), 60)
