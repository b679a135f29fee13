"""Rules about what may be there only once: a second row for one year, a second text for one section."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from .. import text
from ..errors import Severity
from ..i18n import N_, _, listed
from ..model.entries import counting
from ..model.kinds import KIND_WORDS, kinds
from .session_check import Checked, Hit, Rule

_ALIKE = N_("the {kind} {id} has the same {keys}; withdraw one of the two")
_APART = N_(
    "the {kind} {id} has the same {keys}, and its “{key}” is “{old}”, here it is “{new}”; withdraw one of the two"
)
_NAMESAKES = N_(
    "the {kind} {id} has the same {keys}; if it is one person, withdraw one of the two, and two people of one name stay as they are"
)


def _twice(table: str, keys: tuple[str, ...], alike: str, checked: Checked) -> Iterator[Hit]:
    first: dict[tuple[Any, ...], Any] = {}
    for entry in counting(checked.session.entries(table)):
        before = first.setdefault(tuple(getattr(entry, key) for key in keys), entry)
        if before is entry:
            continue
        at, message = keys[-1], alike
        for field in kinds()[table].fields:
            old, new = getattr(before, field.name), getattr(entry, field.name)
            if field.required and field.name not in (*keys, "id", "added") and old != new:
                at, message = field.name, _APART
                break
        sentence = _(message).format(
            kind=_(KIND_WORDS[table]),
            id=text.short(before.id),
            keys=listed([f"“{key}”" for key in keys]),
            key=at,
            old=text.short(str(getattr(before, at)), 40),
            new=text.short(str(getattr(entry, at)), 40),
        )
        yield Hit(table, entry.id, at, sentence)


def _code(table: str) -> str:
    return f"{table.replace('_', '-')}-twice"


RULES: dict[str, tuple[Severity, Rule]] = {
    **{
        _code(kind.table): ("warning", partial(_twice, kind.table, kind.unique, _ALIKE))
        for kind in kinds().values()
        if kind.unique
    },
    "participant-twice": ("info", partial(_twice, "participant", ("name", "agency"), _NAMESAKES)),
}
