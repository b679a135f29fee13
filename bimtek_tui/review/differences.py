"""What changed between two sessions, in the words of the workshop.

One difference an entry: what became of it, and its keys before and after. Figures that follow from the entries (money,
SWOT position, the fingerprint of the agreement) are differences of their own, at the end.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import replace

from .. import text
from ..analysis import budget, swot, swot_printed
from ..analysis.ordinals import LETTERS, ordinals
from ..model import values
from ..model.entries import Session, counts
from ..model.entry_types import Entry
from ..model.ids import EntryRef
from ..model.kinds import Field, Kind, kind_of, kinds
from ..model.labels import clock, day, dimension_label, value_label
from ..model.method import Method, label, name_of, wording
from . import fingerprint
from .unread import NOTHING, Findings, Unread, compared, mended

What = Literal[
    "added", "removed", "withdrawn", "merged", "dropped", "restored", "moved", "changed", "unread", "figure"
]
FIGURES = "figures"
"""The table of differences in what is computed."""

Figures = dict[str, tuple[Any, str]]
"""Figures by name: each as a value, and as it is said."""

_PLACES = {"swot": "quadrant", "strategy": "quadrant", "program": "horizon"}
"""The key that says where on its board an entry stands."""

_PANELS = {
    "city": "vision",
    "plan": "vision",
    "mission": "vision",
    "objective": "vision",
    "issue": "issues",
    "readiness": "readiness",
    "gap": "gap",
    "risk": "risks",
    "analysis": "swot",
    "swot": "swot",
    "strategy": "strategies",
    "quick_win": "candidates",
    "score": "candidates",
    "cost": "quick-wins",
    "milestone": "quick-wins",
    "identity": "commitment",
    "commitment": "commitment",
    "signatory": "commitment",
}
"""The panel where the work on a kind is done; its stage is the method's matter."""

_SILENT = {"id", "added"}


class Change(Struct, frozen=True):
    """A key before and after; None where it had no value. `wordings` holds both as people say them, a text each item."""

    key: str
    old: Any
    new: Any
    wordings: tuple[tuple[str, ...], tuple[str, ...]]
    prose: bool = False
    list: str = ""


class Difference(Struct, frozen=True):
    """What became of one entry. `number` is what people call it aloud ("S3"), `stage` the method's id or "".

    Figures have the table `FIGURES`; their id says which one it is: ``money``, ``scores``, ``position``,
    ``agreement``. `unread` says why something of the entry can't be read; it is then taken to be as before.
    """

    what: What
    stage: str
    table: str
    id: str
    number: str
    name: str
    changes: tuple[Change, ...]
    unread: tuple[Unread, ...] = ()


def compare(old: Session, new: Session, method: Method, findings: Findings = NOTHING) -> list[Difference]:
    """Every entry that is different, and then the figures; `findings` name what can't be read."""
    old, new, unread = _readable(old, new, findings)
    return _entries(old, new, method, unread) + list(_figures(old, new, method))


def _readable(
    old: Session, new: Session, findings: Findings
) -> tuple[Session, Session, dict[EntryRef, tuple[Unread, ...]]]:
    """Both sessions with what can't be read as the other has it, and what that is."""
    unread = compared(findings)
    return mended(old, new, unread), mended(new, old, unread), unread


def of_agreement(
    old: Session, new: Session, method: Method, findings: Findings = NOTHING
) -> list[Difference]:
    """The differences in what a commitment is signed under, and nothing else; `new` holds the fingerprint."""
    old, new, unread = _readable(old, new, findings)
    version = fingerprint.version(new)
    covered = {("commitment", ""), ("top", "")} | {
        (kind_of(entry).table, getattr(entry, "id", ""))
        for session in (old, new)
        for entry in fingerprint.agreed(session, version)
    }
    differences = []
    for difference in _entries(old, new, method, unread):
        place = difference.table, difference.id
        if place not in covered or (
            not difference.unread and _same(old.find(*place), new.find(*place), version)
        ):
            continue
        outside = fingerprint.outside(kinds()[difference.table], version)
        changes = tuple(change for change in difference.changes if change.key not in outside)
        if changes or difference.unread:
            differences.append(replace(difference, changes=changes))
    return differences


def _same(old: Entry | None, new: Entry | None, version: str) -> bool:
    """Whether the agreement finds the same in an entry before and after."""
    if old is None or new is None:
        return False
    return fingerprint.covered(old, version) == fingerprint.covered(new, version)


def _entries(
    old: Session, new: Session, method: Method, unread: Mapping[EntryRef, tuple[Unread, ...]]
) -> list[Difference]:
    """Every entry that is different or can't be read: by stage, kind and the order of the newer session; what has no stage last."""
    names = _names(old, method) | _names(new, method)
    numbers = _numbers(old) | _numbers(new)
    differences: list[Difference] = []
    for kind in kinds().values():
        for id in dict.fromkeys(
            [*_ids(kind, old, new), *(ref.id for ref in unread if ref.kind == kind.table)]
        ):
            known = id or kind.single  # an id that can't be read is none
            before, after = (session.find(kind.table, id) if known else None for session in (old, new))
            reasons = unread.get(EntryRef(kind.table, id), ())
            if before == after and not reasons:
                continue
            differences.append(
                Difference(
                    "unread" if before == after else _what(kind, before, after),
                    _stage(kind.table, id, after or before, method, new, old),
                    kind.table,
                    id,
                    numbers.get(id, ""),
                    names.get(EntryRef(kind.table, id), ""),
                    tuple(_changes(kind, before, after, method, names, numbers)),
                    reasons,
                )
            )
    ranks = {stage.id: number for number, stage in enumerate(method.stage)}
    differences.sort(key=lambda difference: ranks.get(difference.stage, len(ranks)))
    return differences


def _ids(kind: Kind, old: Session, new: Session) -> list[str]:
    return [""] if kind.single else list(dict.fromkeys([*new.entries(kind.table), *old.entries(kind.table)]))


def _what(kind: Kind, old: Any, new: Any) -> What:
    if old is None:
        return "added"
    if new is None:
        return "removed"
    if getattr(new, "withdrawn", None) is not None and old.withdrawn is None:
        return "withdrawn"
    if getattr(new, "merged_into", None) is not None and old.merged_into != new.merged_into:
        return "merged"
    if counts(new) != counts(old):
        return "restored" if counts(new) else "dropped"
    key = _PLACES.get(kind.table, "")
    return "moved" if key and getattr(old, key) != getattr(new, key) else "changed"


def _stage(table: str, id: str, entry: Any, method: Method, new: Session, old: Session) -> str:
    """The stage to which the work on an entry belongs, "" where it belongs to none."""
    panel = _PANELS.get(table, "")
    match table:
        case _ if entry is None:
            pass
        case "stage" | "checklist" | "agenda":
            return id.partition("/")[0]
        case "note" | "round":
            return str(entry.stage or "")
        case "quick_win" if entry.decision == "chosen":
            panel = "quick-wins"
        case "program":
            panel = "final" if entry.status == "final" else "programs"
        case "budget" | "target":
            of = entry.program if table == "budget" else entry.of
            program = new.program.get(of) or old.program.get(of)
            panel = "final" if program and program.status == "final" else "programs"
            if of in new.objective or of in old.objective:
                panel = "vision"
    known = method.panels.get(panel)
    return (known and known.stage) or ""


def _numbers(session: Session) -> dict[str, str]:
    return ordinals(session, *LETTERS)


def _names(session: Session, method: Method) -> dict[EntryRef, str]:
    """What every entry is called in a list."""
    return {
        EntryRef(kind.table, id): _name(kind, id, entry, session, method)
        for kind in kinds().values()
        if not kind.single
        for id, entry in session.entries(kind.table).items()
    }


def _name(kind: Kind, id: str, entry: Any, session: Session, method: Method) -> str:
    def of(program: str) -> str:
        entry = session.program.get(program)
        objective = session.objective.get(program)
        return entry.name if entry else text.short(objective.text, 200) if objective else program

    match kind.table:
        case "stage":
            return name_of(method.stages, id)
        case "checklist":
            return wording(method.items[id], "text") if id in method.items else id
        case "agenda":
            return wording(method.blocks[id]) if id in method.blocks else entry.title or id
        case "agency":
            return f"{id} – {entry.name}" if entry.name else id
        case "budget":
            return f"{of(entry.program)}, {entry.year}, {name_of(method.sources, entry.funding)}"
        case "target":
            return f"{of(entry.of)}, {entry.year}"
        case "quick_win":
            return of(entry.program)
        case "tally":
            asked = session.round.get(entry.round)
            return asked.question if asked else entry.round
        case "score":
            what = name_of(method.criteria, entry.criterion)
            candidate = session.quick_win.get(entry.quick_win)
            return f"{of(candidate.program) if candidate else entry.quick_win}, {what}"
        case "assessment":
            return f"{name_of(method.indicators, entry.indicator)}, {entry.round}"
    return str(getattr(entry, kind.text_key, "") or id)


def _changes(
    kind: Kind,
    old: Entry | None,
    new: Entry | None,
    method: Method,
    names: dict[EntryRef, str],
    numbers: dict[str, str],
) -> Iterator[Change]:
    for field in kind.fields:
        before, after = (
            None if entry is None or (value := getattr(entry, field.name)) == () else value
            for entry in (old, new)
        )
        if before == after or field.name in _SILENT:
            continue

        def spoken(value: Any, field: Field = field) -> tuple[str, ...]:
            values = value if isinstance(value, tuple) else () if value is None else (value,)
            return tuple(_spoken(kind.table, field, part, method, names, numbers) for part in values)

        prose = field.type in "sp" and not (field.list or field.choices or field.refs)
        prose = prose and method.values(kind.table, field.name) is None
        yield Change(field.name, before, after, (spoken(before), spoken(after)), prose, field.list)


def _spoken(
    table: str,
    field: Field,
    value: Any,
    method: Method,
    names: dict[EntryRef, str],
    numbers: dict[str, str],
) -> str:
    """One value as people say it."""
    if field.name == "dimension":
        return dimension_label(method, value)
    known = method.values(table, field.name)
    if known is not None and value in known:
        return label(known[value]) if hasattr(known[value], "name") else wording(known[value], "text")
    if field.choices:
        return value_label(value)
    for kind in field.refs:
        if name := names.get(EntryRef(kind, value)):
            return (
                str(value)
                if kind == "agency"
                else " ".join(part for part in (numbers.get(value, ""), f"“{text.short(name)}”") if part)
            )
    if isinstance(value, dt.datetime):
        return f"{day(value)} {clock(value)}"
    return values.rupiah(value) if values.is_money(field) else values.shown(field, value)


# Figures -------------------------------------------------------------------------------------------------------


def _figures(old: Session, new: Session, method: Method) -> Iterator[Difference]:
    """What follows from the changes: totals of money, scores and position of the SWOT analysis, the agreement."""
    computed: dict[str, Callable[[Session], Figures]] = {
        "money": _money,
        "scores": _scores,
        "position": _position,
        "agreement": lambda session: _agreement(session, method, fingerprint.version(new)),
    }
    for id, figures in computed.items():
        before, after = figures(old), figures(new)
        changes = []
        for key in dict.fromkeys([*after, *before]):
            was, now = before.get(key), after.get(key)
            if was != now:
                shown = ((was[1],) if was else (), (now[1],) if now else ())
                changes.append(Change(key, was and was[0], now and now[0], shown))
        if changes:
            yield Difference("figure", "", FIGURES, id, "", "", tuple(changes))


def _money(session: Session) -> Figures:
    known = budget.money(session)
    made: dict[str, int] = {"total": known.total} if known.with_budget else {}
    groups: dict[str, Mapping[Any, int]] = {
        "horizon": known.by_horizon,
        "dimension": known.by_dimension,
        "funding": known.by_funding,
        "year": known.by_year,
    }
    for group, sums in groups.items():
        made |= {f"{group}:{name}": sums[name] for name in sorted(sums, key=str)}
    return {key: (amount, values.rupiah(amount)) for key, amount in made.items()}


def _scores(session: Session) -> Figures:
    made: Figures = {}
    for quadrants in (swot.INTERNAL, swot.EXTERNAL):
        if side := swot.side(session, quadrants):
            printed = swot_printed.table(side)
            made |= {quadrant: _shown(printed.score(quadrant)) for quadrant in quadrants}
    return made


def _position(session: Session) -> Figures:
    city = swot.city(session)
    at = swot_printed.coordinates(city)
    if city.position is None or at is None:
        return {}
    quadrants = "/".join(city.position.quadrants)
    return {"x": _shown(at[0]), "y": _shown(at[1]), "quadrant": (quadrants, quadrants)}


def _agreement(session: Session, method: Method, version: str) -> Figures:
    digest = fingerprint.agreement(session, method, version)
    return {"agreement": (digest, fingerprint.short(digest))}


def _shown(value: Decimal) -> tuple[Decimal, str]:
    return value, values.number(value)
