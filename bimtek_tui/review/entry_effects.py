"""What follows from the differences between two sessions for single entries: quick wins, budgets, what nobody counts any more.

Each is a difference in what is computed, of the entry concerned.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from ..analysis import budget, costs, quick_wins
from ..analysis.rounding import half_up
from ..i18n import _, listed
from ..model import values
from ..model.entries import Session, counting, counts
from ..model.ids import EntryRef
from ..model.kinds import kinds
from ..model.labels import value_label
from ..model.method import Method
from .changes import FIGURES, Change, Difference
from .differences import Words, named

_PARTS = {"budget", "target", "score", "cost", "milestone"}
"""Kinds that go with the entry which they belong to."""
_NAMED = 6
"""So many of those that refer to an entry are named."""


def entry_effects(old: Session, new: Session, words: Words) -> Iterator[Difference]:
    """What is different in what is computed of single entries."""
    yield from _budgets(old, new, words)
    yield from _quick_wins(old, new, words)
    yield from _references(old, new, words)


def _effect(id: str, ref: EntryRef, words: Words, changes: Sequence[Change]) -> Difference:
    number, name = words.numbers.get(ref.id, ""), words.names.get(ref, "")
    return Difference("figure", "", FIGURES, id, number, name, tuple(changes))


def _budgets(old: Session, new: Session, words: Words) -> Iterator[Difference]:
    """Programs whose own figure and rows agreed, or differed by another amount, before."""
    was, now = (
        {row.program.id: row for row in budget.disagreeing(session)} if session.budget else {}
        for session in (old, new)
    )
    for id in dict.fromkeys([*now, *was]):
        before, after = was.get(id), now.get(id)
        facts = [(row.whole, row.rows) if row else None for row in (before, after)]
        if facts[0] == facts[1] or id not in new.program or not counts(new.program[id]):
            continue
        shown = [(_whole_and_rows(row),) if row else (_("both agree"),) for row in (before, after)]
        yield _effect(
            "money",
            EntryRef("program", id),
            words,
            [
                Change(
                    "budget-and-rows",
                    before and before.rest,
                    after and after.rest,
                    (shown[0], shown[1]),
                )
            ],
        )


def _whole_and_rows(row: budget.Disagreement) -> str:
    return _("{whole}, its rows {rows}").format(whole=values.rupiah(row.whole), rows=values.rupiah(row.rows))


def _quick_wins(old: Session, new: Session, words: Words) -> Iterator[Difference]:
    """Candidates that cost something else, are chosen or no more, or have another score or rank."""
    was, now = (_candidates(session, words.method) for session in (old, new))
    for id in dict.fromkeys([*now, *was]):
        before, after = was.get(id, {}), now.get(id, {})
        if not (before and after):  # it came or went, which is told as that
            continue
        changes = [
            Change(
                f"candidate:{key}",
                (old_figure := before.get(key)) and old_figure[0],
                (new_figure := after.get(key)) and new_figure[0],
                ((old_figure[1],) if old_figure else (), (new_figure[1],) if new_figure else ()),
            )
            for key in ("decision", "cost", "score", "rank")
            if before.get(key) != after.get(key)
        ]
        if changes:
            yield _effect("quick-wins", EntryRef("quick_win", id), words, changes)


def _candidates(session: Session, method: Method) -> dict[str, dict[str, tuple[Any, str]]]:
    """What is computed of every candidate that counts: each figure as a value, and as it is said."""
    if not session.quick_win:
        return {}
    sums: dict[str, int] = {}
    for item in counting(session.cost):
        sums[item.quick_win] = sums.get(item.quick_win, 0) + costs.whole_rupiah(
            costs.amount(item) or Fraction()
        )
    figures: dict[str, dict[str, tuple[Any, str]]] = {}
    for candidate in quick_wins.candidates(session, method):
        id, decision = candidate.entry.id, candidate.entry.decision
        made = figures[id] = {"decision": (decision, value_label(decision) if decision else _("not decided"))}
        if id in sums:
            made["cost"] = sums[id], values.rupiah(sums[id])
        if candidate.score is not None:
            score = half_up(candidate.score)
            made["score"] = score, values.number(score)
        if candidate.place is not None:
            made["rank"] = candidate.place, str(candidate.place)
    return figures


def _references(old: Session, new: Session, words: Words) -> Iterator[Difference]:
    """Entries that count no more, to which others still refer."""
    gone: dict[str, str] = {}
    for table, kind in kinds().items():
        if kind.single or table in _PARTS:
            continue
        for id, entry in old.entries(table).items():
            after = new.entries(table).get(id)
            if counts(entry) and (after is None or not counts(after)):
                if after is not None and getattr(after, "merged_into", None):
                    continue  # which the references follow
                gone[id] = table
    if not gone:
        return
    found: dict[str, list[EntryRef]] = {}
    for table, kind in kinds().items():
        fields = [field for field in kind.fields if field.refs and field.name != "merged_into"]
        if table in _PARTS or kind.single or not fields:
            continue
        for entry in counting(new.entries(table)):
            for field in fields:
                value = getattr(entry, field.name)
                for id in value if isinstance(value, tuple) else (value,):
                    if gone.get(id) in field.refs:
                        found.setdefault(id, []).append(EntryRef(table, entry.id))
    for id, refs in found.items():
        refs = list(dict.fromkeys(refs))
        shown = [named(words.numbers.get(ref.id, ""), words.names.get(ref, "")) for ref in refs]
        said = listed(shown[:_NAMED], len(shown) - _NAMED)
        change = Change("references", None, tuple(ref.id for ref in refs), ((), (said,)))
        yield _effect("references", EntryRef(gone[id], id), words, [change])
