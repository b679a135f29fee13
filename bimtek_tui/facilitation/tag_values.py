"""How what stands behind the sign of a tag is read, key by key.

A reader gives the keys that a value means, or none where it is no such value; it raises Refused, with the sentence to
tell, where it is one that can't be taken.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import partial
from typing import Any, NamedTuple

from .. import text
from ..analysis import organisation
from ..errors import Refused
from ..i18n import _
from ..model import labels, lookup, values
from ..model.entries import Session
from ..model.kinds import Field, kinds
from ..model.lookup import Agencies, folded, letters
from ..model.method import Method
from ..model.vocabulary import VOCABULARY
from .tag_names import WORDS, owners, spellings, track_spellings, uses

_BEGINNING = 3
"""From so many letters on, the beginning of a word is enough where only one value begins so."""

_FORUM = ("forum", "forum smart city", "smart city forum")

EVERYBODY = "Semua perangkat daerah"
"""Who does it where all do: in the words of the books, as whoever owns a thing is free text in the file."""
_EVERYBODY = frozenset(
    f"{all_of}{agencies}"
    for all_of in ("semua", "seluruh", "all")
    for agencies in ("", " opd", " perangkat daerah", " agencies")
)

_POINTS = r"-?[0-9]+(?:[.,][0-9]+)*"
_LEVELS = r"(?P<level>-?[0-9]+)(?:\s?[-–—→>/]+\s?(?P<target_level>[0-9]+))?"
_RISK_LEVEL = r"(?P<likelihood>-?[0-9]+)\s?[x×*]\s?(?P<impact>-?[0-9]+)"
_YEARS = r"(?:19|20|21)[0-9]{2}(?:\s?[-–—]\s?[0-9]{2,4})?|[0-9]{4}\s?[-–—]\s?[0-9]{4}"
_DAY = (
    r"(?:[0-9]{4}[./-][0-9]{1,2}[./-][0-9]{1,2}|[0-9]{1,2}(?P<sep>[ ./-])[0-9]{1,2}(?:(?P=sep)(?P<year>[0-9]+))?"
    r"|[0-9]{1,2}[ ./-]*(?P<month>[A-Za-z]{3,})(?:[ ./-]*(?P<its_year>[0-9]+))?)"
)
_YEAR = "(?:19|20|21)[0-9]{2}"
_MONTH = rf"(?:(?:[0-9]{{1,2}}[./-])?{_YEAR}|{_YEAR}[./-][0-9]{{1,2}})"
"""A month in digits, or a year alone."""
_A_YEAR = dt.timedelta(days=365)
_GROUPED = r"[0-9]{1,3}(?: [0-9]{3})+"
_MILLIONS = 6
"""Zeros of the words from which on an amount is money without Rp."""
_FROM = r"(?i)\s+(?:dari|sumber|dana|from)$"
"""What stands between an amount and its source."""
_AMOUNT = r"(rp\.?\s?|idr\s?)?[0-9]+(?:[., _][0-9]+)*(?:,-)?(?:\s?([a-z]+))?"


_AMOUNT_BEHIND = re.compile(r"(?P<source>[^\d\s][^\d]*?)\s+(?P<amount>(?i:rp|idr)?\.?\s*[0-9].*)")
"""A source and an amount behind it: apbd 800 juta."""
_OF_A_YEAR = r"(?:19|20|21)[0-9]{2}\s+[^\d].*[0-9].*"


class Place(NamedTuple):
    """What the readers of tags ask."""

    session: Session
    method: Method
    kind: str


def read(typed: str, key: str, place: Place) -> Mapping[str, Any]:
    """The keys that a value behind a sign gives when it is one for this key; none where it is no such value.

    Raises Refused, with the sentence to tell, where it is one that can't be taken.
    """
    return _READERS[key](typed, key, place)


def _dimension(typed: str, key: str, place: Place) -> dict[str, Any]:
    return _named(typed, key, {id: spellings(dimension) for id, dimension in place.method.dimensions.items()})


def _track(typed: str, key: str, place: Place) -> dict[str, Any]:
    return _named(typed, key, {id: track_spellings(track) for id, track in place.method.tracks.items()})


def _word(typed: str, key: str, _place: Place) -> dict[str, Any]:
    return _named(typed, key, {value: (value, *VOCABULARY[value].also) for value in WORDS[key]})


def _duty(typed: str, key: str, place: Place) -> dict[str, Any]:
    """A duty, and the body in which it is held before or behind it: ketua, tim ketua, ketua tim pelaksana, forum.

    Of the Forum are the partners; who is named for it alone is a member.
    """
    if _body(typed) == "partner":
        return {"role": "partner", key: organisation.MEMBER}
    words = typed.split()
    parted = [(" ".join(words[:end]), " ".join(words[end:])) for end in range(len(words) - 1, 0, -1)]
    for (first, last), (duty, body) in zip(parted, parted[::-1], strict=True):  # the longest body first
        role = _word(first, "role", place).get("role") or _body(first)
        if role and (held := organisation.known_duty(last)):
            return {"role": role, key: held}
        if (role := _body(body)) and (held := organisation.known_duty(duty)):
            return {"role": role, key: held}
    held = organisation.known_duty(typed)
    return {key: held} if held else {}


def _body(typed: str) -> str:
    """The role of those in a body that is named in full; "" where none is."""
    names = {"council": VOCABULARY["council"].also, "team": VOCABULARY["team"].also, "partner": _FORUM}
    return next((role for role, spelt in names.items() if letters(typed) in map(letters, spelt)), "")


def _words(typed: str, key: str, place: Place) -> dict[str, Any]:
    """A word of a vocabulary for a key that may have several."""
    return _alone(_word(typed, key, place))


def _named(typed: str, key: str, known: Mapping[str, Iterable[str]]) -> dict[str, Any]:
    """The value that a word names: in full, or by a beginning that no other value has."""
    by = _by(typed)
    wanted = by(typed)
    names = {value: [by(spelling) for spelling in spellings] for value, spellings in known.items()}
    meant = [value for value in names if wanted in names[value]]
    if not meant and len(wanted) >= _BEGINNING:
        meant = [value for value in names if any(name.startswith(wanted) for name in names[value])]
    return {key: meant[0]} if len(meant) == 1 else {}


def _agency(typed: str, key: str, place: Place) -> dict[str, Any]:
    return _listed(typed, key, place.session.agency, Agencies(place.session.agency).find)


def _supporting(typed: str, key: str, place: Place) -> dict[str, Any]:
    return _alone(_agency(typed, key, place))


def _alone(keys: Mapping[str, Any]) -> dict[str, Any]:
    """A value for a key that may have several."""
    return {key: (value,) for key, value in keys.items()}


def _owner(typed: str, key: str, place: Place) -> dict[str, Any]:
    known = owners(place.session)
    if text.line(typed).casefold() in _EVERYBODY:
        return {key: EVERYBODY}
    return _agency(typed, key, place) or _listed(typed, key, known, partial(lookup.person, names=known))


def _due(typed: str, key: str, place: Place) -> dict[str, Any]:
    """A day, without its year the first such day from the beginning of the workshop on; what has no day or year is told."""
    of, match = kinds()["note"].keys[key], re.fullmatch(_DAY, typed)
    if values.is_month(typed) or re.fullmatch(_MONTH, typed):
        raise Refused(
            _("“{value}” has no day; write it as well, as in 13 Juni 2026").format(
                value=text.short(typed, 30)
            )
        )
    if match is None or (match["month"] and not _is_month(of, match)):
        return {}
    year_missing = (match["sep"] and not match["year"]) or (match["month"] and not match["its_year"])
    if not year_missing:
        return {key: values.read(of, typed)}
    held = [date for stage in place.session.stage.values() for date in (stage.start, stage.end) if date]
    if held and max(held) - min(held) < _A_YEAR:
        for year in (min(held).year, min(held).year + 1):
            with_year = f"{typed}{match['sep'] or ' '}{year}"
            if _is_day(of, with_year) and (day := values.read(of, with_year)) >= min(held):
                return {key: day}
    if _is_day(of, f"{typed}{match['sep'] or ' '}2024"):  # a leap year
        raise Refused(
            _("“{value}” has no year; write it as well, as in 13 Juni 2026").format(
                value=text.short(typed, 30)
            )
        )
    return {}


def _is_month(of: Field, match: re.Match[str]) -> bool:
    """Whether a day's month is one; a slip in its name is meant as one where a year stands behind it."""
    if _is_day(of, f"1 {match['month']} 2024"):
        return True
    names = [name for month in labels.MONTHS for name in month]
    return bool(match["its_year"] and text.nearest(match["month"], names))


def _is_day(of: Field, typed: str) -> bool:
    try:
        return values.read(of, typed) is not None
    except Refused:
        return False


def _group(typed: str, key: str, place: Place) -> dict[str, Any]:
    groups = uses(place.session, key)
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


def _points(typed: str, key: str, place: Place) -> dict[str, Any]:
    return {key: values.read(kinds()[place.kind].keys[key], typed)} if re.fullmatch(_POINTS, typed) else {}


def _levels(typed: str, _key: str, place: Place) -> dict[str, Any]:
    """The level of a readiness finding, and the one aimed at: 2, or 2-4."""
    match = re.fullmatch(_LEVELS, typed)
    keys = kinds()[place.kind].keys
    return {
        key: values.read(keys[key], level)
        for key, level in (match.groupdict() if match else {}).items()
        if level
    }


def _risk_level(typed: str, _key: str, place: Place) -> dict[str, Any]:
    """Likelihood and impact of a risk: 4x3. One of them alone could be either, which is told."""
    match = re.fullmatch(_RISK_LEVEL, typed, re.IGNORECASE)
    if match is None:
        if typed.isdigit():
            raise Refused(
                _("={value} can be likelihood or impact; write both: =4x3").format(
                    value=text.short(typed, 10)
                )
            )
        return {}
    keys = kinds()[place.kind].keys
    return {key: values.read(keys[key], rank) for key, rank in match.groupdict().items()}


def _years(typed: str, _key: str, _place: Place) -> dict[str, Any]:
    if not re.fullmatch(_YEARS, typed):
        return {}
    return dict(zip(("start_year", "end_year"), values.years(typed), strict=True))


def _money(typed: str, key: str, place: Place) -> dict[str, Any]:
    """An amount with Rp before it, or in juta and more as budget rows are typed; else it could be pupils or metres.

    Its source may stand behind it: Rp 2,4 miliar APBD.
    """
    match = re.fullmatch(_AMOUNT, typed, re.IGNORECASE)
    if match is None and re.fullmatch(_OF_A_YEAR, typed, re.IGNORECASE):
        raise Refused(
            _(
                "“{value}” is money of one year, which stands in the budget; here its sum, as in Rp 1,5 miliar"
            ).format(value=text.short(typed, 30))
        )
    if match is None and (first := _AMOUNT_BEHIND.fullmatch(typed)):
        paid = _words(first["source"], "funding", place)
        given = _money(first["amount"], key, place) if paid else {}
        if given:
            return given | paid
    if match is None:
        amount, _blank, source = typed.rpartition(" ")
        paid = _words(source, "funding", place) if amount else {}
        given = _money(re.sub(_FROM, "", amount), key, place) if paid else {}
        return given | paid if given else {}
    sign, word = match.groups()
    if word and word.casefold() not in values.SCALES:
        return {}
    if not sign and (typed.isdigit() or (word and len(word) == 1)):
        return {}
    if not sign and " " in typed and not word and not re.fullmatch(_GROUPED, typed):
        return {}  # a telephone number
    rupiah = values.read(kinds()["program"].keys[key], typed)
    if not sign and not (word and len(word) > 1 and values.SCALES[word.casefold()] >= _MILLIONS):
        raise Refused(
            _("“{value}” stays text: an amount has Rp before it, or juta, miliar, triliun behind it").format(
                value=typed
            )
        )
    return {key: rupiah}


_READERS: dict[str, Callable[[str, str, Place], Mapping[str, Any]]] = {
    "dimension": _dimension,
    "track": _track,
    "lead": _agency,
    "source": _agency,
    "supporting": _supporting,
    "agency": _agency,
    "owner": _owner,
    "due": _due,
    "group": _group,
    "certainty": _word,
    "role": _word,
    "duty": _duty,
    "horizon": _word,
    "funding": _words,
    "weight": _points,
    "levels": _levels,
    "risk_level": _risk_level,
    "years": _years,
    "budget_idr": _money,
}
