"""What can stand behind the sign of a tag: what the session and its method have for each key, and how it is spelt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any, get_args

from ..analysis import horizons
from ..analysis.horizons import HORIZONS
from ..i18n import language
from ..model import labels
from ..model.entries import Certainty, Funding, Session, counting
from ..model.kinds import kinds
from ..model.method import Method, label, wording
from ..model.method_tables import Track
from ..model.vocabulary import VOCABULARY
from ..model.workshop_entries import Role

WORDS: dict[str, tuple[str, ...]] = {
    "certainty": get_args(Certainty),
    "horizon": HORIZONS,
    "funding": get_args(Funding),
    "role": get_args(Role),
}
"""The keys whose values are typed as words of a closed vocabulary, and those values."""
_BODY_WORDS = ("dewan", "tim", "forum")
_OFFERED_DUTIES = ("ketua", "wakil ketua", "sekretaris", "koordinator", "anggota")
"""What is offered for a duty, in the words of decrees: nobody says it otherwise."""


def agencies(session: Session) -> dict[str, str]:
    """The agencies by code, and their names."""
    return {code: agency.name or "" for code, agency in session.agency.items()}


def owners(session: Session) -> dict[str, str]:
    """Who may own a thing, and what that is: agencies, people who are registered, and owners so far."""
    people = {person.name: person.agency or "" for person in counting(session.participant)}
    return dict.fromkeys(uses(session, "owner"), "") | people | agencies(session)


def spellings(dimension: Any, hyphens: bool = False) -> tuple[str, ...]:
    """What a dimension may be called, what the screen calls it first; short ones with hyphens before all, if asked for."""
    names = (dimension.short, dimension.short_en, dimension.name, dimension.name_en)
    names = tuple(dict.fromkeys((label(dimension), dimension.id, *names)))
    return (*(name.casefold().replace(" ", "-") for name in names[:4]), *names) if hyphens else names


def track_spellings(track: Track) -> tuple[str, ...]:
    """What an enabling track may be called, what the screen calls it first; in a tag a hyphen may stand for the blank."""
    names = (wording(track), track.id, track.name, track.name_en, *track.also)
    return tuple(dict.fromkeys((*(name.casefold().replace(" ", "-") for name in names[:2]), *names)))


def uses(session: Session, key: str) -> Counter[Any]:
    """How often each value stands under a key, in all kinds of entries that have it."""
    if key == "years":
        return _years_in_use(session)
    return Counter(
        value
        for of in kinds().values()
        if key in of.keys and not of.single and not of.keys[key].list
        for entry in session.entries(of.table).values()
        if (value := getattr(entry, key))
    )


def candidates(key: str, session: Session, method: Method) -> Iterable[tuple[Any, tuple[str, ...], str]]:
    """The values that exist for a tag: value, its spellings with the one to write first, what it means."""
    if key == "dimension":
        return [
            (dimension.id, spellings(dimension, hyphens=True), wording(dimension))
            for dimension in method.dimension
        ]
    if key == "duty":
        offered = [f"{body} {duty}" for body in _BODY_WORDS for duty in _OFFERED_DUTIES]
        return [(duty, (duty,), "") for duty in (*offered, *_OFFERED_DUTIES)]
    if key == "track":
        return [(id, track_spellings(track), wording(track)) for id, track in method.tracks.items()]
    if key in WORDS:
        written = {value: (*VOCABULARY[value].also, value) for value in WORDS[key]}
        first = slice(None) if language() == "id" else slice(None, None, -1)
        return [(value, words[first], labels.value_label(value)) for value, words in written.items()]
    if key == "years":
        return [(span, (span_of(*span),), meaning) for span, meaning in _spans(session).items()]
    if key in ("lead", "source", "supporting", "agency"):
        names = agencies(session)
    elif key == "owner":
        names = owners(session)
    else:
        names = dict.fromkeys(uses(session, key), "") if key == "group" else {}
    return [(name, (name,), meaning) for name, meaning in names.items()]


def _spans(session: Session) -> dict[tuple[int, int], str]:
    """Spans of years that were agreed for a horizon or stand with a program, and what they are."""
    agreed = {horizon: horizons.span(session.plan, horizon) for horizon in HORIZONS}
    named = {
        (span.start, span.end): labels.value_label(horizon)
        for horizon, span in agreed.items()
        if span.start is not None and span.end is not None
    }
    return named | {span: named.get(span, "") for span in _years_in_use(session)}


def _years_in_use(session: Session) -> Counter[Any]:
    return Counter(
        (program.start_year, program.end_year)
        for program in session.program.values()
        if program.start_year is not None
        and program.end_year is not None
        and program.start_year <= program.end_year
    )


def span_of(first: int, last: int) -> str:
    """Years as a tag writes them: 2027-2030, or 2027."""
    return str(first) if first == last else f"{first}-{last}"
