"""Rules about references: to nothing, to what no longer counts, in a circle."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from .. import text
from ..errors import Severity
from ..i18n import _, ngettext
from ..model.entries import counting, counts
from ..model.kinds import KIND_WORDS, kind_of
from ..model.labels import value_label
from ..model.lookup import Agencies
from .session_check import Checked, Hit, Reference, Rule

COMPARED = 100
"""So many unknown ids are held against all that are there, which costs milliseconds each in a large file."""


def _dangling(checked: Checked) -> Iterator[Hit]:
    compared = 0
    for reference in checked.references:
        if reference.field.refs == ("agency",) or checked.target(reference) is not None:
            continue
        if any((table, reference.id) in checked.unreadable for table in reference.field.refs):
            continue  # it is there; what is wrong with it is a finding of its own
        wanted = " / ".join(_(KIND_WORDS[table]) for table in reference.field.refs)
        message = _(
            "“{key}” refers to “{id}”, and there is no such {kind}; mend the id or take it out"
        ).format(key=reference.field.name, id=text.short(reference.id), kind=wanted)
        if compared < COMPARED:
            compared += 1
            known = (id for table in reference.field.refs for id in checked.session.entries(table))
            message += text.did_you_mean(reference.id, known, text.CODE)
        yield reference.hit(message)
    yield from _tally_of_nothing(checked)


def _tally_of_nothing(checked: Checked) -> Iterator[Hit]:
    """What a round of the room came to for an entry of any kind, which therefore is no typed reference."""
    known = {id for _table, id in checked.unreadable}
    for tally in counting(checked.session.tally):
        if tally.entry not in known:
            message = _(
                "“entry” refers to “{id}”, and no entry has this id; mend the id or withdraw the tally"
            )
            yield Hit("tally", tally.id, "entry", message.format(id=text.short(tally.entry)))


def _unlisted_agency(checked: Checked) -> Iterator[Hit]:
    unlisted = [
        reference
        for reference in checked.references
        if reference.field.refs == ("agency",) and reference.id not in checked.session.agency
    ]
    uses = Counter(reference.id for reference in unlisted)
    agencies = Agencies(checked.session.agency)
    known = set()
    for reference in unlisted:
        if reference.id not in known:
            known.add(reference.id)
            message = ngettext(
                "the agency “{id}” is not in the list of agencies (named {number} time); add it or mend the code",
                "the agency “{id}” is not in the list of agencies (named {number} times); add it or mend the code",
                uses[reference.id],
            ).format(id=text.short(reference.id), number=uses[reference.id])
            yield reference.hit(message + agencies.did_you_mean(reference.id))


_PARTS = ("budget", "target", "score", "cost", "milestone", "tally")
"""Kinds that go with the entry they belong to when that one is withdrawn or dropped."""


def _reference_to_gone(checked: Checked) -> Iterator[Hit]:
    for reference in checked.references:
        target: Any = checked.target(reference)
        if target is None or counts(target):
            continue
        into = getattr(target, "merged_into", None)
        if reference.field.name == "merged_into":
            if into is not None:
                continue  # merged step by step is fine; a circle is another finding
        elif not counts(reference.entry):
            continue
        if into is not None and target.withdrawn is None:
            message = _("“{key}” refers to {id}, which was merged into {into}; refer to that one").format(
                key=reference.field.name,
                id=text.short(reference.id),
                into=text.short(_end_of_merging(checked, target)),
            )
        elif reference.kind.table in _PARTS or getattr(reference.entry, "decision", None) == "rejected":
            continue
        elif target.withdrawn is not None:
            message = _(
                "“{key}” refers to {id}, which was withdrawn; refer to another entry or restore that one"
            ).format(key=reference.field.name, id=text.short(reference.id))
        else:
            message = _(
                "“{key}” refers to {id}, a program that was dropped; refer to another one or take it up again"
            ).format(key=reference.field.name, id=text.short(reference.id))
        yield reference.hit(message)


def _part_of_withdrawn(checked: Checked) -> Iterator[Hit]:
    """What still stands there of an entry that was withdrawn: told once for each of those."""
    parts: dict[str, list[Reference]] = {}
    for reference in checked.references:
        target = checked.target(reference)
        withdrawn = getattr(target, "withdrawn", None) is not None
        if withdrawn and reference.kind.table in _PARTS and counts(reference.entry):
            parts.setdefault(reference.id, []).append(reference)
    for id, references in parts.items():
        numbers = Counter(_(KIND_WORDS[reference.kind.table]) for reference in references)
        message = _(
            "{id} was withdrawn, so what still belongs to it counts in no figure ({parts}); withdraw that, too, or restore {id}"
        )
        listed = ", ".join(f"{word}: {number}" for word, number in numbers.items())
        yield references[0].hit(message.format(id=text.short(id), parts=listed))


def _end_of_merging(checked: Checked, entry: Any) -> str:
    """The id at the end of a row of entries that were merged one into the other."""
    entries = checked.session.entries(kind_of(entry).table)
    seen = {entry.id}
    while (into := entry.merged_into) in entries and into not in seen:
        seen.add(into)
        entry = entries[into]
        if entry.merged_into is None or entry.withdrawn is not None:
            break
    return str(into)


_FITTING = {
    "SO": {"strength", "opportunity"},
    "WO": {"weakness", "opportunity"},
    "ST": {"strength", "threat"},
    "WT": {"weakness", "threat"},
}
"""The quadrants whose factors a strategy of a quadrant is made of."""


def _factor_elsewhere(checked: Checked) -> Iterator[Hit]:
    for entry in counting(checked.session.strategy):
        for id in entry.factors:
            factor = checked.session.swot.get(id)
            if factor is None or not counts(factor) or factor.quadrant in _FITTING[entry.quadrant]:
                continue
            message = _(
                "the strategy is one of {quadrant}, and its factor {id} stands under “{other}”; take the factor out or move one of the two"
            ).format(quadrant=entry.quadrant, id=text.short(id), other=value_label(factor.quadrant))
            yield Hit("strategy", entry.id, "factors", message)


def _merged_in_a_circle(checked: Checked) -> Iterator[Hit]:
    for table in ("swot", "program"):
        entries = checked.session.entries(table)
        done: set[str] = set()
        for start in entries:
            path: dict[str, None] = {}
            here: str | None = start
            while here in entries and here not in done and here not in path:
                path[here] = None
                here = entries[here].merged_into
            if here in path:
                circle = list(path)[list(path).index(here) :]
                yield Hit(table, circle[0], "merged_into", _circle_in_words(circle))
            done.update(path)


def _circle_in_words(circle: list[str]) -> str:
    if len(circle) == 1:
        return _("{id} is merged into itself, so it does not count; take “merged_into” out").format(
            id=text.short(circle[0])
        )
    return _(
        "these are merged into each other in a circle, so none of them counts: {ids}; take one “merged_into” out"
    ).format(ids=", ".join(text.short(id) for id in circle))


RULES: dict[str, tuple[Severity, Rule]] = {
    "dangling-reference": ("error", _dangling),
    "merge-cycle": ("error", _merged_in_a_circle),
    "reference-to-gone": ("warning", _reference_to_gone),
    "part-of-withdrawn": ("info", _part_of_withdrawn),
    "factor-elsewhere": ("warning", _factor_elsewhere),
    "unlisted-agency": ("info", _unlisted_agency),
}
