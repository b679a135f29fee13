"""Tags in words: what those of a line say, and what the tag being typed may become."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

from msgspec import Struct

from .. import text
from ..analysis import costs, risks
from ..analysis.ordinals import ordinals
from ..i18n import _
from ..model import labels, values
from ..model.entries import Session
from ..model.kinds import kinds
from ..model.lookup import letters
from ..model.method import Method, name_of
from . import spoken, tags
from .tag_names import WORDS, candidates, span_of, uses
from .tags import Parsed

_BEING_TYPED = re.compile(rf"(?<!\S)[{re.escape(tags.SIGNS)}]")
_LONGEST = 200
"""Characters that a tag may have."""


_WITH_ANOTHER = ("end_year", "impact")
"""Keys that are told with another one."""


class Completion(Struct, frozen=True):
    """What a tag may become: the tag, what it means, and the whole line with it."""

    tag: str
    meaning: str
    line: str


def shown(
    parsed: Parsed, method: Method, session: Session, kind: str = "", today: dt.date | None = None
) -> list[tuple[str, str]]:
    """What the tags of a line say: label and value in words, for the line below what is typed.

    With `today` a day by which something is due says that it is past.
    """
    keys = parsed.keys
    words: dict[str, Callable[[Any], str]] = {
        "dimension": lambda value: labels.dimension_label(method, value),
        "track": lambda value: name_of(method.tracks, value),
        "due": lambda day: _due(day, today),
        "weight": values.number,
        "budget_idr": values.rupiah_in_short,
        "start_year": lambda first: span_of(first, keys["end_year"]),
        **dict.fromkeys(WORDS, labels.value_label),
    }
    if any(key in keys for key in spoken.referring(kind).values()):
        numbers = ordinals(session)
        words |= dict.fromkeys(
            spoken.referring(kind).values(), lambda reference: numbers.get(reference, reference)
        )
    if "likelihood" in keys:
        words["likelihood"] = lambda likelihood: risks.product(likelihood, keys["impact"])
    if kind == "cost":
        volume, unit, price = (keys.pop(key, None) for key in ("volume", "unit", "price_idr"))
        if words_of_cost := costs.in_words(volume, unit, price):
            keys = {"amount": words_of_cost} | keys
    names = {
        "amount": _("Cost"),
        "start_year": _("Years"),
        "budget_idr": _("Budget"),
        "likelihood": _("Likelihood × impact"),
    }
    table = kind if kind in kinds() else ""
    return [
        (names.get(key) or labels.key_label(key, table), _joined(value, words.get(key, str)))
        for key, value in keys.items()
        if key not in _WITH_ANOTHER
    ]


def _due(day: dt.date, today: dt.date | None) -> str:
    past = _("{day} (past)") if today and day < today else "{day}"
    return past.format(day=labels.day(day))


def _joined(value: Any, in_words: Callable[[Any], str]) -> str:
    return ", ".join(map(in_words, value)) if isinstance(value, tuple) else in_words(value)


def asked_about_inside(parsed: Parsed, session: Session, method: Method, kind: str) -> str:
    """The question before a tag is recorded as text because words stand behind it; "" where there is none."""
    for word in tags.undoubted(parsed, tags.TAKEN.get(kind, {})):
        if word[0] in tags.ASKED and tags.is_elsewhere(word, session, method, kind):
            return _(
                "“{tag}” stays text, as there are words behind it: tags stand at the end; Enter records it so."
            ).format(tag=text.short(word, 30))
    return ""


def asked_about_past(parsed: Parsed, today: dt.date) -> str:
    """The question before a day that was typed without its year is recorded as one that is past; "" where there is none."""
    for tag in parsed.tags:
        due = tag.keys.get("due")
        if due is not None and due < today and str(due.year) not in tag.typed:
            return _(
                "“{tag}” would be {day}, which is past: Enter records it so; write the year for another."
            ).format(tag=text.short(tag.typed.strip(), 30), day=labels.day(due))
    return ""


def completions(line: str, session: Session, method: Method, kind: str) -> list[Completion]:
    """What the tag at the end of a line may become: what begins as typed first, then what is used most.

    A tag that is complete is not offered again. Where nothing begins so, it is what was probably meant by a tag that
    is not understood, wherever it stands. Empty where there is neither.
    """
    if begun := _begun(line, session, method, kind):
        return begun
    if not any(sign in line for sign in tags.TAKEN.get(kind, ())):
        return []
    return [
        Completion(doubt.meant, _meaning(doubt.meant, session, method, kind), tags.mended(line, doubt))
        for doubt in tags.parse(line, session, method, kind).doubts
        if doubt.meant
    ]


def _begun(line: str, session: Session, method: Method, kind: str) -> list[Completion]:
    signs = tags.TAKEN.get(kind, {})
    begun_at = list(_BEING_TYPED.finditer(line, max(0, len(line) - _LONGEST)))
    if not begun_at or not line[: begun_at[-1].start()].strip():
        return []
    sign = begun_at[-1]
    typed = line[sign.end() :].casefold()
    inside = letters(typed)
    ranked: dict[str, tuple[bool, int, Completion]] = {}
    for key in signs.get(sign.group(), ()):
        used = uses(session, key)
        for value, spellings, meaning in candidates(key, session, method):
            begun = [spelling for spelling in spellings if spelling.casefold().startswith(typed)]
            within = len(inside) > 1 and any(
                inside in letters(spelling) for spelling in (*spellings, meaning)
            )
            if (begun or within) and typed not in (spelling.casefold() for spelling in spellings):
                tag = sign.group() + (begun or spellings)[0]
                completion = Completion(tag, meaning, line[: sign.start()] + tag)
                ranked.setdefault(tag, (not begun, -used[value], completion))
    return [completion for _late, _used, completion in sorted(ranked.values(), key=lambda rank: rank[:2])]


def _meaning(tag: str, session: Session, method: Method, kind: str) -> str:
    """What a tag that is offered means."""
    meanings = (
        meaning
        for key in tags.TAKEN[kind].get(tag[0], ())
        for _value, spellings, meaning in candidates(key, session, method)
        if tag[1:] in spellings
    )
    return text.line(next(meanings, ""))
