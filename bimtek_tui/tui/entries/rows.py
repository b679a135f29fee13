"""How an entry stands in a list: one function a kind, from the entry to what is shown. No widget here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import islice
from string import digits
from typing import Any

from textual.content import Content

from ...analysis import costs, risks
from ...analysis.ordinals import LETTERS, letters, ordinals
from ...i18n import _, ngettext
from ...model import kinds, names, values
from ...model.edits import WITHDRAWN
from ...model.entries import counts
from ...model.labels import day, dimension_label, key_label, span, value_label
from ...model.method import label, name_of, wording
from ...text import short
from ...workshop.workshop import Workshop
from ..widgets.content import pieces, plain

QUIET = "dim"
STRONG = "bold"
MARK = "◆ "
"""What stands before an entry that is marked."""

LEANING = {"program": {"quick_win"}, "risk": {"program"}, "quick_win": {"program", "score"}}
"""The kinds that a row says something of besides its own: whether a program is a candidate, what a risk's program is called."""


def row(
    workshop: Workshop, kind: str, entry: Any, number: str = "", marked: bool = False, votes: bool = False
) -> Content:
    """An entry as one item of a list; `number` is what people call it aloud ("S3"), `votes` says them as well."""
    head = [(f"{MARK if marked else ''}{number} " if number else MARK, STRONG)] if number or marked else []
    text = title(workshop, kind, entry)
    facts = _facts(workshop, kind, entry)
    if votes and entry.votes is not None:
        facts.append(ngettext("{number} vote", "{number} votes", entry.votes).format(number=entry.votes))
    if entry_withdrawn := getattr(entry, "withdrawn", None):
        why = _("withdrawn") if entry_withdrawn == WITHDRAWN else entry_withdrawn
        return pieces(*head, (str(text), "strike dim"), (f"  ✗ {why}", QUIET))
    if merged := getattr(entry, "merged_into", None):
        into = workshop.session.find(kind, merged)
        shown = title(workshop, kind, into) if into is not None else merged
        return pieces(*head, (str(text), "dim"), (f"  → {shown}", QUIET))
    style = "" if counts(entry) else "strike dim"
    return pieces(*head, (str(text), style), (f"  {' · '.join(facts)}" if facts else "", QUIET))


def words(workshop: Workshop, kind: str, entry: Any, number: str = "") -> str:
    """What of an entry can be looked for: its number, its text and the facts behind it."""
    return " ".join([number, title(workshop, kind, entry), *_facts(workshop, kind, entry)])


def source(workshop: Workshop, kind: str, entry: Any) -> Any:
    """The other entry whose words stand in the row of this one: a candidate's program, the survivor of a merging."""
    if kind == "quick_win":
        return workshop.session.program.get(entry.program)
    merged = getattr(entry, "merged_into", None)
    return workshop.session.find(kind, merged) if merged else None


def beside(workshop: Workshop, kind: str, id: str) -> str:
    """What stands in the row of an entry and follows from other entries as well: how a candidate ranks, whether a program is one."""
    if kind == "program":
        quick_wins = workshop.session.quick_win.values()
        is_candidate = any(
            quick_win.program == id and quick_win.withdrawn is None for quick_win in quick_wins
        )
        return _("candidate") if is_candidate else ""
    if kind == "risk":
        program = workshop.session.program.get(workshop.session.risk[id].program or "")
        return short(program.name, 40) if program else ""
    if kind != "quick_win":
        return ""
    from . import ranking

    return ranking.standing(workshop, id)


def _facts(workshop: Workshop, kind: str, entry: Any) -> list[str]:
    made = _ROWS.get(kind)
    return [fact for fact in (made(workshop, entry) if made else []) if fact]


class Numbers:
    """What people call the entries of a panel aloud; counted anew only when one went or changed its quadrant."""

    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop
        self._known: dict[str, dict[str, str]] = {}
        self._last: dict[str, Counter[str]] = {}

    def of(self, kind: str) -> dict[str, str]:
        """The numbers of a kind by id; of a kind without numbers none."""
        if kind not in LETTERS:
            return {}
        if kind not in self._known:
            self._known[kind] = ordinals(self._workshop.session, kind)
            self._last[kind] = Counter(number.rstrip(digits) for number in self._known[kind].values())
        return self._known[kind]

    def look(self, kind: str, ids: set[str]) -> bool:
        """Take in that these entries were touched; whether others have another number than before."""
        known = self._known.get(kind)
        if known is None or not ids:
            return False
        entries = self._workshop.session.entries(kind)
        moved = any(
            known[id].rstrip(digits) != letters(kind, entries[id])
            for id in ids & known.keys() & entries.keys()
        )
        fresh = [id for id in islice(reversed(entries), len(ids)) if id in ids and id not in known]
        if not moved and ids & entries.keys() == ids and len(fresh) == len(ids - known.keys()):
            for id in reversed(fresh):
                before = letters(kind, entries[id])
                self._last[kind][before] += 1
                known[id] = f"{before}{self._last[kind][before]}"
            return False
        del self._known[kind]
        now = self.of(kind)
        return any(now.get(id, number) != number for id, number in known.items())

    def forget(self) -> None:
        """Anything may have changed."""
        self._known.clear()


def single(workshop: Workshop, kind: str) -> list[tuple[str, Content]]:
    """A singleton (city, plan ...) as items, each with its key: one a key, also of those that have no value yet."""
    entry = workshop.session.single(kind)
    items: list[tuple[str, Content]] = []
    for field in kinds.kinds()[kind].fields:
        value = getattr(entry, field.name, None)
        if field.name == "digest":
            signed = [(field.name, item) for item in _as_signed(workshop)] if value else []
            items = [*signed, *items] if len(signed) > 1 else [*items, *signed]  # a change is seen first
            continue
        name = f"{key_label(field.name)}: "
        if value in (None, ()):
            items.append((field.name, plain(f"{name}–", QUIET)))
        else:
            shown = " · ".join(map(str, value)) if isinstance(value, tuple) else _shown(field, value)
            items.append((field.name, pieces((name, QUIET), shown)))
    return items


LISTED = 12
"""So many of the entries that changed since the signing are listed."""


def _as_signed(workshop: Workshop) -> list[Content]:
    """How the content stands to the fingerprint at signing, and what is different; one item a line."""
    from ...review import differences, reports, signing  # late: the start has no need of them

    standing = signing.standing(workshop.session, workshop.method)
    label = (f"{key_label('digest')}: ", QUIET)
    if standing.state != "changed":
        return [pieces(label, reports.standing_in_words(standing))]
    items = [pieces(label, (reports.standing_in_words(standing), "bold $text-warning"))]
    if workshop.signed is None:
        return [
            *items,
            plain(_("git does not have the state that was signed, so it can't be said how"), QUIET),
        ]
    changed = reports.in_brief(differences.of_agreement(workshop.signed, workshop.session, workshop.method))
    items += [plain(f"  ≠ {change}") for change in changed[:LISTED]]
    if (rest := len(changed) - LISTED) > 0:
        words = ngettext("and {number} more entry", "and {number} more entries", rest).format(number=rest)
        items.append(plain(f"  {words}; bimtek diff --signed", QUIET))
    return items


def _shown(field: kinds.Field, value: Any) -> str:
    return value_label(value) if isinstance(value, str) and " " not in value else values.shown(field, value)


def _dimension(workshop: Workshop, entry: Any) -> str:
    return dimension_label(workshop.method, entry.dimension)


def _swot(workshop: Workshop, entry: Any) -> list[str]:
    points = (
        f"{values.number(entry.weight)}×{values.number(entry.rating)}"
        if entry.weight and entry.rating
        else ""
    )
    certainty = value_label(entry.certainty) if entry.certainty in ("assumption", "opinion") else ""
    return [_dimension(workshop, entry), entry.source or "", points, certainty]


def _program(workshop: Workshop, entry: Any) -> list[str]:
    years = span(entry.start_year, entry.end_year, None)
    status = value_label(entry.status) if entry.status else ""
    return [
        _dimension(workshop, entry),
        name_of(workshop.method.tracks, entry.track or ""),
        entry.lead or "",
        years,
        status,
        beside(workshop, "program", entry.id),
    ]


def _quick_win(workshop: Workshop, entry: Any) -> list[str]:
    program = workshop.session.program.get(entry.program)
    gates = _("gates {met}/{all}").format(met=len(entry.gates_met), all=len(workshop.method.gate))
    effect = ""
    if entry.impact and entry.effort:
        effect = _("impact {impact}, effort {effort}").format(impact=entry.impact, effort=entry.effort)
    decision = value_label(entry.decision) if entry.decision else _("undecided")
    ranked = beside(workshop, "quick_win", entry.id)
    dimension = _dimension(workshop, program) if program else ""
    return [dimension, gates, ranked, effect, entry.owner or "", decision]


def _readiness(workshop: Workshop, entry: Any) -> list[str]:
    levels = f"{entry.level or '?'}→{entry.target_level or '?'}" if entry.level or entry.target_level else ""
    return [name_of(workshop.method.aspects, entry.aspect or ""), levels]


def _risk(workshop: Workshop, entry: Any) -> list[str]:
    """Likelihood and impact with their product, a question mark for what is not known; the program, who answers for it."""
    known = entry.likelihood is not None and entry.impact is not None
    given = entry.likelihood is not None or entry.impact is not None
    level = f"{entry.likelihood or '?'} × {entry.impact or '?'}" if given else ""
    return [
        risks.product(entry.likelihood, entry.impact) if known else level,
        beside(workshop, "risk", entry.id),
        entry.owner or "",
    ]


def _note(workshop: Workshop, entry: Any) -> list[str]:
    stage = workshop.method.stages.get(entry.stage or "")
    return [
        label(stage) if stage else "",
        entry.owner or "",
        day(entry.due) if entry.due else "",
        _("done") if entry.closed else "",
        entry.evidence or "",
    ]


_ROWS: dict[str, Callable[[Workshop, Any], list[str]]] = {
    "risk": _risk,
    "objective": lambda _workshop, objective: [objective.indicator or "", objective.baseline or ""],
    "agency": lambda _workshop, agency: [agency.id if agency.name else ""],
    "participant": lambda _workshop, participant: [
        participant.duty or "",
        participant.position or "",
        participant.agency or "",
        value_label(participant.role) if participant.role else "",
    ],
    "issue": lambda workshop, issue: [_dimension(workshop, issue), issue.evidence or ""],
    "readiness": _readiness,
    "gap": lambda workshop, gap: [_dimension(workshop, gap)],
    "swot": _swot,
    "strategy": lambda workshop, strategy: [
        _dimension(workshop, strategy),
        ngettext("{number} factor", "{number} factors", len(strategy.factors)).format(
            number=len(strategy.factors)
        )
        if strategy.factors
        else "",
    ],
    "program": _program,
    "quick_win": _quick_win,
    "cost": lambda _workshop, cost: [costs.in_words(cost.volume, cost.unit, cost.price_idr)],
    "milestone": lambda _workshop, milestone: [
        day(milestone.due) if milestone.due else "",
        milestone.owner or "",
        _("done") if milestone.done_on else "",
    ],
    "note": _note,
    "signatory": lambda _workshop, signatory: [
        signatory.position or "",
        _("signed {day}").format(day=day(signatory.signed)) if signatory.signed else "",
    ],
}
"""The facts behind the text of an entry, by kind; empty ones are left out."""


def method_name(workshop: Workshop, kind: str, id: str) -> str:
    """What the method calls a stage, a checklist item or an agenda block; "" for anything else."""
    method = workshop.method
    places: dict[str, dict[str, Any]] = {
        "stage": method.stages,
        "checklist": method.items,
        "agenda": method.blocks,
    }
    part = places.get(kind, {}).get(id)
    return wording(part, "text" if kind == "checklist" else "name") if part else ""


def title(workshop: Workshop, kind: str, entry: Any) -> str:
    """What an entry is called in one line, for titles, choices and the palette."""
    if kind == "quick_win":
        program = workshop.session.program.get(entry.program)
        return program.name if program else entry.program
    if kind == "budget":
        return f"{entry.year} · {value_label(entry.funding)} · {values.rupiah_in_short(entry.amount_idr)}"
    if kind == "target":
        return f"{entry.year}: {entry.value}"
    own = getattr(entry, kinds.kinds()[kind].text_key, None)
    return str(own or names.name(workshop.session, kind, getattr(entry, "id", ""), method=workshop.method))
