"""The columns of the points grid as data, by kind: what a cell shows, and the edit that something typed there makes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from fractions import Fraction
from functools import partial
from typing import Any

from msgspec import Struct

from ...analysis import quick_wins, swot
from ...analysis.rounding import half_up
from ...errors import Refused
from ...facilitation import scores
from ...i18n import _
from ...model import edits, values
from ...model.edits import Edit
from ...model.entries import counts
from ...model.kinds import kinds
from ...model.labels import dimension_label, key_label
from ...model.method import label, wording
from ...workshop.workshop import Workshop

YES, NO = "1", "0"


class GridColumn(Struct, frozen=True):
    """One column: its title and width, what stands in a cell, and the edit of what was typed (none: only shown).

    With `at_once` a single digit is the whole answer. Where a number stands for something else, `meaning` says what
    it stands for, and only Enter records it. `explained` says what is entered here. What follows from other entries as
    well is `computed` for all of them, by id.
    """

    id: str
    title: str
    width: int
    shown: Callable[[Workshop, Any], str]
    typed: Callable[[Workshop, Any, str], Edit | None] | None = None
    at_once: bool = False
    meaning: Callable[[str], str] | None = None
    explained: str = ""
    computed: Callable[[Workshop], dict[str, str]] | None = None


def columns(workshop: Workshop, kind: str) -> list[GridColumn]:
    """The columns for a kind in this session; none where there is nothing to enter."""
    made = _COLUMNS.get(kind)
    all_columns = made(workshop) if made else []
    return [column for column in all_columns if not (column.id == "votes" and workshop.votes_hidden(kind))]


def _key(kind: str, key: str, width: int, title: str = "", explained: str = "") -> GridColumn:
    """A column that holds one key of the entry."""
    field = kinds()[kind].keys[key]

    def typed(_workshop: Workshop, entry: Any, words: str) -> Edit | None:
        return edits.revise(entry, **{key: values.read(field, words)})

    def shown(_workshop: Workshop, entry: Any) -> str:
        return values.shown(field, getattr(entry, key))

    return GridColumn(key, title or key_label(key), width, shown, typed, explained=explained)


def _dimension(workshop: Workshop) -> GridColumn:
    known = list(workshop.method.dimensions)
    choices = ", ".join(
        f"{number} {dimension_label(workshop.method, dimension)}"
        for number, dimension in enumerate(known[:9], 1)
    )

    numbered = {str(number): dimension for number, dimension in enumerate(known, 1)}

    def typed(_workshop: Workshop, entry: Any, words: str) -> Edit | None:
        if words in ("", NO):
            return edits.revise(entry, dimension=None)
        if words not in numbered:
            raise Refused(
                _("There are {number} dimensions: {names}").format(number=len(known), names=choices)
            )
        return edits.revise(entry, dimension=numbered[words])

    def shown(_workshop: Workshop, entry: Any) -> str:
        return dimension_label(workshop.method, entry.dimension)

    def meaning(words: str) -> str:
        return "–" if words == NO else dimension_label(workshop.method, numbered.get(words)) or "?"

    explained = _("{choices}; Enter records").format(choices=f"{choices}, 0 –")
    return GridColumn(
        "dimension", key_label("dimension"), 14, shown, typed, meaning=meaning, explained=explained
    )


def _swot(workshop: Workshop) -> list[GridColumn]:
    figures = (
        [_key("swot", "responses_sum", 10, _("Responses"), key_label("responses_sum"))]
        if swot.variant(workshop.session) == "questionnaire"
        else [
            _key(
                "swot",
                "weight",
                7,
                _("Points"),
                _("points: how much it matters, one scale for all, e.g. 1 to 5, or 2,5"),
            ),
            _key("swot", "rating", 6, _("Rating"), _("rating from 1 to 4")),
        ]
    )
    return [*figures, _dimension(workshop), _key("swot", "votes", 6)]


def _program(workshop: Workshop) -> list[GridColumn]:
    return [
        _key("program", "votes", 6),
        _dimension(workshop),
        _key("program", "start_year", 6, _("From"), key_label("start_year")),
        _key("program", "end_year", 6, _("To"), key_label("end_year")),
        _key("program", "budget_idr", 16, "", _("an amount such as 1,5 miliar or 750 juta")),
    ]


def _readiness(_workshop: Workshop) -> list[GridColumn]:
    return [
        _key("readiness", "level", 10, _("Level"), key_label("level")),
        _key("readiness", "target_level", 10, _("Target"), key_label("target_level")),
    ]


def _quick_win(workshop: Workshop) -> list[GridColumn]:
    method = workshop.method
    gates = [
        GridColumn(
            f"gate-{gate.id}",
            f"#{number}",
            3,
            partial(_gate_shown, gate.id),
            partial(_gate_typed, gate.id),
            at_once=True,
            explained=_("1 yes, 0 no: {gate}").format(gate=wording(gate, "text")),
        )
        for number, gate in enumerate(method.gate, 1)
    ]
    criteria = [
        GridColumn(
            f"criterion-{criterion.id}",
            label(criterion),
            9,
            partial(_value_shown, criterion.id),
            partial(_value_typed, criterion.id),
            explained=(
                _("{criterion}: 1 to 5, counted the other way round: 5 is most and scores least")
                if criterion.inverse
                else _("{criterion}: 1 to 5")
            ).format(criterion=wording(criterion)),
        )
        for criterion in method.criterion
    ]
    figures = [
        _key("quick_win", key, width, title, key_label(key))
        for key, width, title in (
            ("impact", 7, _("Impact")),
            ("effort", 7, _("Effort")),
            ("urgency", 4, "U"),
            ("seriousness", 4, "S"),
            ("growth", 4, "G"),
        )
    ]
    results = [
        GridColumn(of, title, width, _nothing, computed=partial(_results, of))
        for of, title, width in (("usg", "USG", 4), ("score", _("Score"), 6), ("rank", _("Rank"), 5))
    ]
    return [*gates, *criteria, *figures, *results, _key("quick_win", "votes", 6)]


def _gate_shown(gate: str, _workshop: Workshop, entry: Any) -> str:
    return "✗" if gate in entry.gates_failed else "✓" if gate in entry.gates_met else "·"


def _gate_typed(gate: str, workshop: Workshop, entry: Any, words: str) -> Edit | None:
    if words not in (YES, NO, ""):
        raise Refused(_("A gate is answered with 1 (yes) or 0 (no); Delete takes the answer back."))
    return scores.answer_gate(workshop.method, entry, gate, {YES: True, NO: False}.get(words))


def _value_shown(criterion: str, workshop: Workshop, entry: Any) -> str:
    given = [
        score
        for score in workshop.session.score.values()
        if score.quick_win == entry.id and score.criterion == criterion and counts(score)
    ]
    if not given:
        return ""
    whole = sum((Fraction(score.value) for score in given), Fraction())
    mean = values.number(half_up(whole / len(given)).normalize())
    return mean if len(given) == 1 else f"{mean} ({len(given)})"


def _value_typed(criterion: str, workshop: Workshop, entry: Any, words: str) -> Edit | None:
    value = values.read(kinds()["score"].keys["value"], words)
    assessor = workshop.context.agency
    return scores.score(
        workshop.session, entry.id, criterion, value, assessor, dt.datetime.now().astimezone()
    )


def _nothing(_workshop: Workshop, _entry: Any) -> str:
    return ""


def _results(of: str, workshop: Workshop) -> dict[str, str]:
    figures = {}
    for candidate in quick_wins.candidates(workshop.session, workshop.method):
        value = getattr(candidate, of)
        figures[candidate.entry.id] = (
            "" if value is None else values.number(half_up(value) if of == "score" else value)
        )
    return figures


_COLUMNS: dict[str, Callable[[Workshop], list[GridColumn]]] = {
    "swot": _swot,
    "program": _program,
    "readiness": _readiness,
    "quick_win": _quick_win,
}
"""The kinds that have figures."""
