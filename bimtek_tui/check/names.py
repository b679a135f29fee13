"""Rules about names that the method must know: dimensions, stages, gates, criteria and the like."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from .. import text
from ..errors import Severity
from ..i18n import _
from ..model import ids
from ..model.entries import counting
from ..model.method import Method, wording
from .session_check import Checked, Hit, Rule

FEW = 12
"""Up to so many known ids are listed when one is not known."""

NAMES = {
    "unknown-dimension": tuple(
        (table, "dimension") for table in ("issue", "gap", "swot", "strategy", "program")
    ),
    "unknown-subdimension": (("program", "subdimension"),),
    "unknown-track": (("program", "track"),),
    "unknown-book": (("text", "book"), ("picture", "book")),
    "unknown-aspect": (("readiness", "aspect"),),
    "unknown-criterion": (("score", "criterion"),),
    "unknown-indicator": (("assessment", "indicator"),),
    "unknown-gate": (("quick_win", "gates_met"), ("quick_win", "gates_failed")),
    "unknown-funding": (("program", "funding"), ("budget", "funding")),
    "unknown-stage": (("stage", "id"), ("note", "stage"), ("round", "stage")),
    "unknown-day": (("participant", "attended"),),
    "unknown-checklist-item": (("checklist", "id"),),
    "unknown-agenda-block": (("agenda", "id"),),
}
"""The keys whose values the method fixes, by the code of the finding."""


def _not_in_method(places: tuple[tuple[str, str], ...], checked: Checked) -> Iterator[Hit]:
    """Values that the method does not have; `places` are tables with the key that holds one of its ids."""
    for table, key in places:
        known = checked.method.values(table, key)
        if known is None:  # a method without tracks
            continue
        days = checked.days if table == "agenda" else ()
        for entry in counting(checked.session.entries(table)):
            value = getattr(entry, key)
            for name in (value if isinstance(value, tuple) else (value,)) if value else ():
                if name not in known and not (ids.is_own_block(name) and name.rpartition("/")[0] in days):
                    yield Hit(table, entry.id, key, _not_known(key, name, known, checked.method))


def _not_known(key: str, value: str, known: Iterable[str], method: Method) -> str:
    names = list(known)
    message = _("“{value}” under “{key}” is not in the method {method}").format(
        value=text.short(value), key=key, method=text.short(method.id)
    )
    if meant := text.did_you_mean(value, names):
        return message + meant
    if len(names) <= FEW:
        message += _("; take one of: {choices}").format(choices=", ".join(names))
    return message


def _elsewhere(table: str, key: str, inner: str, checked: Checked) -> Iterator[Hit]:
    """Entries whose value under `inner` belongs to another value of `key`; one that the method has not is told elsewhere."""
    homes = checked.method.homes[inner]
    for entry in counting(checked.session.entries(table)):
        value, here = getattr(entry, inner), getattr(entry, key)
        belongs = homes.get(value or "")
        if belongs and here != belongs and (key != "dimension" or here in checked.method.dimensions):
            yield Hit(table, entry.id, inner, _not_of(value, here, belongs, key))


def _not_of(value: str | None, here: str | None, belongs: str, key: str) -> str:
    return _("“{value}” belongs to “{belongs}”, and “{key}” is “{here}”; change one of the two").format(
        value=value, belongs=belongs, key=key, here=here
    )


def _score_outside_scale(checked: Checked) -> Iterator[Hit]:
    model_of = {
        indicator.id: model
        for model in checked.method.model
        for part in model.part
        for indicator in part.indicator
    }
    for entry in counting(checked.session.assessment):
        model = model_of.get(entry.indicator)
        if model and not model.scale_min <= entry.score <= model.scale_max:
            message = _("“score” is {score}, and the scale of {model} goes from {low} to {high}").format(
                score=entry.score, model=wording(model), low=model.scale_min, high=model.scale_max
            )
            yield Hit("assessment", entry.id, "score", message)


def _gate_in_both_lists(checked: Checked) -> Iterator[Hit]:
    for entry in counting(checked.session.quick_win):
        for gate in entry.gates_met:
            if gate in entry.gates_failed:
                message = _("the gate “{gate}” is both met and failed; take it out of one list").format(
                    gate=text.short(gate)
                )
                yield Hit("quick_win", entry.id, "gates_failed", message)


def _block_without_title(checked: Checked) -> Iterator[Hit]:
    for block in counting(checked.session.agenda):
        if ids.is_own_block(block.id) and block.title is None:
            message = _("a block that the method does not have needs a name; write it as “title”")
            yield Hit("agenda", block.id, "id", message)


RULES: dict[str, tuple[Severity, Rule]] = {
    **{code: ("warning", partial(_not_in_method, places)) for code, places in NAMES.items()},
    "subdimension-elsewhere": ("warning", partial(_elsewhere, "program", "dimension", "subdimension")),
    "aspect-elsewhere": ("warning", partial(_elsewhere, "readiness", "element", "aspect")),
    "score-outside-scale": ("warning", _score_outside_scale),
    "gate-in-both-lists": ("error", _gate_in_both_lists),
    "block-without-title": ("warning", _block_without_title),
}
