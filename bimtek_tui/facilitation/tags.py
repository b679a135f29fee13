"""Tags at the end of a captured line: a sign and a known value, as in ``Pasar digital #ekonomi +2027-2030``.

A tag says where one entry differs from the visible context. What is no known tag is text, and so is a tag inside the
line, a line of nothing but tags, and a tag with a full stop behind it. Nothing here guesses: what can mean two values
stays text and is told.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import partial
from typing import Any, NamedTuple, get_args

from msgspec import Struct, field

from .. import text
from ..analysis import horizons
from ..analysis.horizons import HORIZONS
from ..errors import Refused
from ..i18n import _, language
from ..model import labels, lookup, values
from ..model.entries import Certainty, Session, counting
from ..model.kinds import Field, kinds
from ..model.lookup import Agencies, folded, letters
from ..model.method import Method, label, said
from ..model.vocabulary import VOCABULARY


class Tag(Struct, frozen=True):
    """One tag as it stands in the line, with the blanks around it, and the keys it gives the entry."""

    typed: str
    keys: Mapping[str, Any]


class Parsed(Struct, frozen=True):
    """A captured line: its text, its tags in their order, the keys they give, and sentences about what is doubtful.

    The text and what was typed of the tags are together the line, to the character. Where two tags give the same key
    the later one counts, and that is told.
    """

    text: str
    tags: tuple[Tag, ...] = ()
    keys: dict[str, Any] = field(default_factory=dict)
    told: tuple[str, ...] = ()


NOTHING = Parsed("")
"""A line in which nothing stands."""


class Completion(Struct, frozen=True):
    """What the tag being typed may become: the tag, what it means, and the whole line with it."""

    tag: str
    meaning: str
    line: str


TAKEN: dict[str, dict[str, tuple[str, ...]]] = {
    "swot": {"#": ("dimension",), "@": ("source",), "!": ("certainty",), "=": ("weight",), "~": ("group",)},
    "program": {"#": ("dimension",), "@": ("source",), "+": ("horizon", "years", "budget_idr"), "~": ("group",)},
    "issue": {"#": ("dimension",)},
    "gap": {"#": ("dimension",)},
    "strategy": {"#": ("dimension",)},
    "participant": {"@": ("agency",)},
    "action": {"@": ("owner",), "+": ("due",)},
}  # fmt: skip
"""Which tags a kind takes: the sign, and the keys it may give (``years`` are the first and the last).

``action`` are notes of that kind; `taker` says by which row a new entry goes.
"""

WORDS: dict[str, tuple[str, ...]] = {"certainty": get_args(Certainty), "horizon": HORIZONS}
"""The keys whose values are typed as words of a closed vocabulary, and those values."""

_BEGINNING = 3
"""From so many letters on, the beginning of a word is enough where only one value begins so."""
_LONGEST = 200
"""Characters that a tag may have: what is longer is text, and a long paste stays quick."""

_SIGN = re.compile(
    rf"(?<!\S)[{re.escape(''.join({sign: '' for of in TAKEN.values() for sign in of}))}](?=\S)"
)
_BEING_TYPED = re.compile(_SIGN.pattern.removesuffix(r"(?=\S)"))
_POINTS = r"[0-9]+(?:[.,][0-9]+)*"
_YEARS = r"(?:19|20|21)[0-9]{2}(?:\s?[-–—]\s?[0-9]{2,4})?"
_DAY = (
    r"(?:[0-9]{4}[./-][0-9]{1,2}[./-][0-9]{1,2}|[0-9]{1,2}(?P<sep>[ ./-])[0-9]{1,2}(?:(?P=sep)(?P<year>[0-9]+))?"
    r"|[0-9]{1,2}[ ./-]*(?P<month>[A-Za-z]{3,})(?:[ ./-]*(?P<its_year>[0-9]+))?)"
)
_AMOUNT = r"(rp\.?\s?|idr\s?)?[0-9]+(?:[., _][0-9]+)*(?:,-)?(?:\s?([a-z]+))?"


def taker(kind: str, keys: Mapping[str, Any]) -> str:
    """The row of `TAKEN` for a new entry of a kind with these keys: notes go by their own kind."""
    return str(keys.get("kind", kind)) if kind == "note" else kind


class _Place(NamedTuple):
    """What the readers of tags ask."""

    session: Session
    method: Method
    kind: str


def parse(line: str, session: Session, method: Method, kind: str) -> Parsed:
    """The text of a line and the tags at its end, for an entry of this kind. Never raises."""
    signs = TAKEN.get(kind, {})
    place = _Place(session, method, kind)
    tags: list[Tag] = []
    told: list[str] = []
    end = len(line)
    while (found := _last(line, end, signs, place, told)) is not None:
        start, given = found
        tags.append(Tag(line[start:end], given))
        end = start
    if not tags:
        return Parsed(line, told=tuple(told))
    if not text.line(line[:end]):
        return Parsed(line, told=(_("there is no text before the tags, so all of this is text"),))
    keys: dict[str, Any] = {}
    for tag in reversed(tags):
        if any(keys.get(key, value) != value for key, value in tag.keys.items()):
            told.append(_("“{tag}” comes later and counts").format(tag=text.short(tag.typed, 30)))
        keys |= tag.keys
    return Parsed(line[:end], tuple(reversed(tags)), keys, tuple(told))


def unknown(parsed: Parsed, kind: str) -> str:
    """The last word of the text, where it looks like a tag that this kind takes and is none; or ""."""
    last = parsed.text.split()[-1:] if not parsed.told else []
    return last[0] if last and len(last[0]) > 1 and last[0][0] in TAKEN.get(kind, {}) else ""


def _last(
    line: str, end: int, signs: Mapping[str, tuple[str, ...]], place: _Place, told: list[str]
) -> tuple[int, Mapping[str, Any]] | None:
    """Where the last tag begins, with the blanks before it, and the keys it gives; None where there is text."""
    for found in reversed(list(_SIGN.finditer(line, max(0, end - _LONGEST), end))):
        typed = text.line(line[found.end() : end])
        for key in signs.get(found.group(), ()):
            try:
                given = _READERS[key](typed, key, place)
            except Refused as refused:
                told.append(str(refused))
                return None
            if given:
                start = found.start()
                while start and line[start - 1].isspace():
                    start -= 1
                return start, given
    return None


# What may stand behind a sign. A reader gives the keys, or none where this is no such value; it raises Refused, with
# the sentence to tell, where it is one that can't be taken. ---------------------------------------------------------


def _dimension(typed: str, key: str, place: _Place) -> dict[str, Any]:
    return _named(typed, key, {id: _spellings(one) for id, one in place.method.dimensions.items()})


def _word(typed: str, key: str, _place: _Place) -> dict[str, Any]:
    return _named(typed, key, {value: (value, *VOCABULARY[value].also) for value in WORDS[key]})


def _named(typed: str, key: str, known: Mapping[str, Iterable[str]]) -> dict[str, Any]:
    """The value that a word names: in full, or by a beginning that no other value has."""
    by = _by(typed)
    wanted = by(typed)
    names = {value: [by(one) for one in spellings] for value, spellings in known.items()}
    meant = [value for value in names if wanted in names[value]]
    if not meant and len(wanted) >= _BEGINNING:
        meant = [value for value in names if any(name.startswith(wanted) for name in names[value])]
    return {key: meant[0]} if len(meant) == 1 else {}


def _agency(typed: str, key: str, place: _Place) -> dict[str, Any]:
    return _listed(typed, key, place.session.agency, Agencies(place.session.agency).find)


def _owner(typed: str, key: str, place: _Place) -> dict[str, Any]:
    owners = _owners(place.session)
    return _agency(typed, key, place) or _listed(typed, key, owners, partial(lookup.person, names=owners))


def _agencies(session: Session) -> dict[str, str]:
    """The agencies by code, and their names."""
    return {code: one.name or "" for code, one in session.agency.items()}


def _owners(session: Session) -> dict[str, str]:
    """Who may own an action, and what that is: agencies, people who are registered, and owners so far."""
    people = {one.name: one.agency or "" for one in counting(session.participant)}
    return dict.fromkeys(_uses(session, "owner"), "") | people | _agencies(session)


def _due(typed: str, key: str, _place: _Place) -> dict[str, Any]:
    """A day with its year; without one it stays text, and that is told."""
    of, found = kinds()["note"].keys[key], re.fullmatch(_DAY, typed)
    if found is None or (found["month"] and not _is_day(of, f"1 {found['month']} 2024")):
        return {}
    year_missing = (found["sep"] and not found["year"]) or (found["month"] and not found["its_year"])
    if not year_missing:
        return {key: values.read(of, typed)}
    if _is_day(of, f"{typed}{found['sep'] or ' '}2024"):  # a leap year
        raise Refused(
            _("“{value}” has no year; write it as well, as in 13 Juni 2026").format(
                value=text.short(typed, 30)
            )
        )
    return {}


def _is_day(of: Field, typed: str) -> bool:
    try:
        return values.read(of, typed) is not None
    except Refused:
        return False


def _group(typed: str, key: str, place: _Place) -> dict[str, Any]:
    groups = _uses(place.session, key)
    return _listed(typed, key, groups, partial(lookup.named, names=groups))


def _by(typed: str) -> Callable[[str], str]:
    """How a value is compared: with a sign at its end it must be spelt so, since signs end sentences and brackets."""
    return letters if typed[0].isalnum() and typed[-1].isalnum() else folded


def _listed(
    typed: str, key: str, names: Collection[str], find: Callable[[str], str | None]
) -> dict[str, Any]:
    """The one of these names that is meant, as `find` knows it."""
    value = find(typed) if _by(typed) is letters else lookup.named(typed, names, folded)
    return {} if value is None else {key: value}


def _points(typed: str, key: str, place: _Place) -> dict[str, Any]:
    return {key: values.read(kinds()[place.kind].keys[key], typed)} if re.fullmatch(_POINTS, typed) else {}


def _years(typed: str, _key: str, _place: _Place) -> dict[str, Any]:
    if not re.fullmatch(_YEARS, typed):
        return {}
    return dict(zip(("start_year", "end_year"), values.years(typed), strict=True))


def _money(typed: str, key: str, place: _Place) -> dict[str, Any]:
    """An amount with Rp before it; without, it could be pupils or metres."""
    found = re.fullmatch(_AMOUNT, typed, re.IGNORECASE)
    if found is None:
        return {}
    sign, word = found.groups()
    if word and word.casefold() not in values.SCALES:
        return {}
    if not sign and (typed.isdigit() or (word and len(word) == 1)):
        return {}
    amount = values.read(kinds()[place.kind].keys[key], typed)
    if not sign:
        raise Refused(_("“{value}” stays text: an amount has Rp before it").format(value=typed))
    return {key: amount}


_READERS: dict[str, Callable[[str, str, _Place], Mapping[str, Any]]] = {
    "dimension": _dimension,
    "source": _agency,
    "agency": _agency,
    "owner": _owner,
    "due": _due,
    "group": _group,
    "certainty": _word,
    "horizon": _word,
    "weight": _points,
    "years": _years,
    "budget_idr": _money,
}


def _spellings(dimension: Any, hyphens: bool = False) -> tuple[str, ...]:
    """What a dimension may be called, what the screen calls it first; short ones with hyphens before all, if asked for."""
    names = (dimension.short, dimension.short_en, dimension.name, dimension.name_en)
    names = tuple(dict.fromkeys((label(dimension), dimension.id, *names)))
    return (*(name.casefold().replace(" ", "-") for name in names[:4]), *names) if hyphens else names


def _uses(session: Session, key: str) -> Counter[Any]:
    """How often each value stands under a key, in all kinds of entries that have it."""
    return Counter(
        value
        for of in kinds().values()
        if key in of.keys and not of.single
        for entry in session.entries(of.table).values()
        if (value := getattr(entry, key))
    )


# Words for the person -------------------------------------------------------------------------------------------


def shown(parsed: Parsed, method: Method) -> list[tuple[str, str]]:
    """What the tags of a line say: label and value in words, for the line below what is typed."""
    words: dict[str, Callable[[Any], str]] = {
        "dimension": lambda value: labels.dimension_label(method, value),
        "due": labels.day,
        "weight": values.number,
        "budget_idr": values.rupiah_in_short,
        "start_year": lambda first: _span(first, parsed.keys["end_year"]),
        **dict.fromkeys(WORDS, labels.value_label),
    }
    names = {"start_year": _("Years"), "budget_idr": _("Budget")}
    return [
        (names.get(key) or labels.key_label(key), words.get(key, str)(value))
        for key, value in parsed.keys.items()
        if key != "end_year"
    ]


def completions(line: str, session: Session, method: Method, kind: str) -> list[Completion]:
    """What the tag at the end of a line may become: what begins as typed first, then what is used most.

    Empty where no tag is being typed, and where nothing known fits. A tag that is complete is not offered again.
    """
    signs = TAKEN.get(kind, {})
    begun_at = list(_BEING_TYPED.finditer(line, max(0, len(line) - _LONGEST)))
    if not begun_at or not line[: begun_at[-1].start()].strip():
        return []
    found = begun_at[-1]
    typed = line[found.end() :].casefold()
    inside = letters(typed)
    ranked = []
    for key in signs.get(found.group(), ()):
        uses = _years_in_use(session) if key == "years" else _uses(session, key)
        for value, spellings, meaning in _candidates(key, session, method):
            begun = [one for one in spellings if one.casefold().startswith(typed)]
            within = len(inside) > 1 and any(inside in letters(one) for one in (*spellings, meaning))
            if (begun or within) and typed not in (one.casefold() for one in spellings):
                tag = found.group() + (begun or spellings)[0]
                ranked.append(
                    (not begun, -uses[value], Completion(tag, meaning, line[: found.start()] + tag))
                )
    ranked.sort(key=lambda one: one[:2])
    return [one for _late, _uses_of, one in ranked]


def _candidates(key: str, session: Session, method: Method) -> Iterable[tuple[Any, tuple[str, ...], str]]:
    """The values that exist for a tag: value, its spellings with the one to write first, what it means."""
    if key == "dimension":
        return [(one.id, _spellings(one, hyphens=True), said(one)) for one in method.dimension]
    if key in WORDS:
        written = {value: (*VOCABULARY[value].also, value) for value in WORDS[key]}
        first = slice(None) if language() == "id" else slice(None, None, -1)
        return [(value, words[first], labels.value_label(value)) for value, words in written.items()]
    if key == "years":
        return [(span, (_span(*span),), meaning) for span, meaning in _spans(session).items()]
    names: dict[str, Callable[[Session], Mapping[str, str]]] = {
        "source": _agencies,
        "agency": _agencies,
        "owner": _owners,
        "group": lambda of: dict.fromkeys(_uses(of, key), ""),
    }
    return [(name, (name,), meaning) for name, meaning in names[key](session).items()] if key in names else []


def _spans(session: Session) -> dict[tuple[int, int], str]:
    """Spans of years that were agreed for a horizon or stand with a program, and what they are."""
    agreed = {horizon: horizons.span(session.plan, horizon) for horizon in HORIZONS}
    found = {
        (span.start, span.end): labels.value_label(horizon)
        for horizon, span in agreed.items()
        if span.start is not None and span.end is not None
    }
    return found | {span: found.get(span, "") for span in _years_in_use(session)}


def _years_in_use(session: Session) -> Counter[Any]:
    return Counter(
        (one.start_year, one.end_year)
        for one in session.program.values()
        if one.start_year is not None and one.end_year is not None and one.start_year <= one.end_year
    )


def _span(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}-{last}"
