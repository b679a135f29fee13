"""Two versions of a session file as a reviewer wants them compared: their places, what changed, what follows from it.

What people read is made from it by `reports`. The differences stand in the order in which they are read: what follows
first, then group by group by what they mean for the workshop.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from ..analysis import tally
from ..i18n import N_
from ..model.entries import Session
from ..model.method import Method
from ..store import Loaded
from .arrangement import rearranged
from .beyond_format import with_rest
from .changes import FIGURE_ORDER, FIGURES, Difference
from .differences import Words, entries, readable
from .effects import effects
from .entry_effects import entry_effects

State = Literal["same", "changed", "added", "removed", "unreadable"]

GROUPS: dict[str, tuple[str, tuple[str, ...]]] = {
    "effects": (N_("What follows from it"), (FIGURES,)),
    "stages": (
        N_("Stages and decisions"),
        ("stage", "checklist", "agenda", "note", "round", "tally", "commitment"),
    ),
    "goals": (N_("Vision and goals"), ("plan", "mission", "objective")),
    "swot": (
        N_("Situation and SWOT"),
        ("issue", "readiness", "gap", "assessment", "analysis", "swot", "strategy"),
    ),
    "programs": (N_("Programs"), ("program", "target", "risk")),
    "money": (N_("Money"), ("budget",)),
    "quick-wins": (N_("Quick wins"), ("quick_win", "score", "cost", "milestone")),
    "organisation": (N_("City and agencies"), ("city", "agency")),
    "people": (N_("Participants and signatories"), ("participant", "signatory")),
    "books": (N_("Texts and books"), ("text", "picture", "identity")),
    "rest": (N_("Everything else"), ("top",)),
}
"""What differences mean for the workshop: each group with its name (a message) and its kinds, in the order of reading."""

_GROUP_OF = {table: group for group, (_name, tables) in GROUPS.items() for table in tables}


class Side(Struct, frozen=True):
    """Where one version is from: its file and, where git has it, the revision as it was named, its commit, date, author and tags."""

    file: str
    revision: str = ""
    commit: str = ""
    date: dt.datetime | None = None
    author: str = ""
    tags: tuple[str, ...] = ()


class Report(Struct, frozen=True):
    """What two versions of a file differ in; a side that is not there is None.

    `counts` are the entries of a file that came or went, by kind; its differences are there only where they were
    wanted. `renamed_from` is the name that the file had before, `relaid` that nothing but remarks and layout are others;
    `fault` is the sentence about a version that can't be read.
    """

    name: str
    old: Side | None
    new: Side | None
    state: State
    method: Method
    counts: dict[str, int] = {}
    differences: tuple[Difference, ...] = ()
    fault: str = ""
    renamed_from: str = ""
    relaid: bool = False


def group_of(difference: Difference) -> str:
    """To which of `GROUPS` a difference belongs."""
    return _GROUP_OF.get(difference.table, "rest")


def in_reading_order(differences: Iterable[Difference]) -> tuple[Difference, ...]:
    """Differences by group and kind; within a kind as they come."""
    groups = list(GROUPS)
    tables = [table for _name, tables in GROUPS.values() for table in tables]
    ranks = {table: number for number, table in enumerate(tables)}
    return tuple(
        sorted(
            differences,
            key=lambda difference: (
                groups.index(group_of(difference)),
                ranks.get(difference.table, len(ranks)),
                difference.what == "order",
            ),
        )
    )


def report(
    name: str,
    sides: tuple[Side | None, Side | None],
    versions: tuple[Loaded | None, Loaded | None],
    method: Method,
    full: bool = False,
) -> Report:
    """Two versions of a file compared; of one that came or went all is told when it is asked for in `full`."""
    old, new = versions
    there = new or old
    if there is None:
        return Report(name, *sides, "same", method)
    if old is None or new is None:
        counts = counted(there.session)
        differences = _all(old, new, method) if full else ()
        return Report(name, *sides, "removed" if new is None else "added", method, counts, differences)
    differences = _all(old, new, method)
    return Report(name, *sides, "changed" if differences else "same", method, {}, differences)


def _all(old: Loaded | None, new: Loaded | None, method: Method) -> tuple[Difference, ...]:
    """Everything that two versions differ in, in the order of reading."""
    findings = tuple(side.findings if side else () for side in (old, new))
    before, after = (side.session if side else Session() for side in (old, new))
    before, after, unread = readable(before, after, (findings[0], findings[1]))
    words = Words.of(method, before, after)
    told = [*entries(before, after, words, unread), *rearranged(before, after, words)]
    was, now = (side.document.as_data() if side else {} for side in (old, new))
    told = with_rest(told, was, now, words)
    figures = [*effects(before, after, method), *entry_effects(before, after, words)]
    if old is None or new is None:  # nobody signed this and then finds it changed
        figures = [figure for figure in figures if figure.id != "agreement"]
    figures.sort(key=lambda figure: FIGURE_ORDER.index(figure.id))
    return in_reading_order([*figures, *told])


def counted(session: Session) -> dict[str, int]:
    """How many entries of each kind count, of kinds that have any: what is said of a file that came or went."""
    return {kind: number for kind, number in tally.by_kind(session).items() if number}
