"""Where a session stands, as lines for people and as data for scripts. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from msgspec.structs import asdict

from .. import text
from ..analysis import progress, tally
from ..analysis.horizons import HORIZONS
from ..analysis.horizons import span as horizon_span
from ..i18n import _, ngettext
from ..model import labels
from ..model.entries import Session, Text, counting
from ..model.kinds import KIND_WORDS, raw
from ..model.method import Method, label, wording
from ..model.workshop_entries import Stage
from .signed import data as signed_data
from .signed import lines as signed_lines

Sections = Mapping[str, Mapping[str, str]]
"""The sections of each book with the fingerprint of their facts, as `books.sections.known` has them."""


def as_lines(
    session: Session, method: Method, signed: Session | None = None, sections: Sections = MappingProxyType({})
) -> list[str]:
    """The status as people read it; `signed` is the session as it was signed, where that is known."""
    parts = [
        *(list(part(session, method)) for part in (_head, _stages, _numbers, _quick_wins)),
        list(_commitment(session, method, signed)),
        list(_facts(session, method)),
        list(_texts(session, sections)),
    ]
    return [line for part in parts if part for line in (*part, "")][:-1]


def _head(session: Session, method: Method) -> Iterator[str]:
    plan = session.plan
    yield session.city_name + (f", {session.city.province}" if session.city and session.city.province else "")
    if session.top and session.top.title:
        yield session.top.title
    yield _("Method: {method}").format(method=wording(method))
    if plan is None:
        return
    if plan.period_start and plan.period_end:
        yield _("Plan period: {start}–{end}; target year {end}").format(
            start=plan.period_start, end=plan.period_end
        )
    elif plan.period_end:
        yield _("Target year: {end}").format(end=plan.period_end)
    elif plan.period_start:
        yield _("Plan period: from {start}").format(start=plan.period_start)
    horizons = [
        f"{labels.value_label(horizon).lower()} {words}"
        for horizon in HORIZONS
        for span in [horizon_span(plan, horizon)]
        if (words := labels.span(span.start, span.end, span.years))
    ]
    if horizons:
        yield _("Horizons: {horizons}").format(horizons=", ".join(horizons))
    for key in ("vision", "theme", "rpjmd", "legal_target"):
        if value := getattr(plan, key):
            shown = labels.value_label(value) if key == "legal_target" else text.line(value)
            yield f"{labels.key_label(key)}: {shown}"


def _stages(session: Session, method: Method) -> Iterator[str]:
    if method.stage or session.stage:
        yield _("Stages")
    if not method.stage:
        for id, known in session.stage.items():
            yield f"  {id} – {_when(known) or _('no date yet')}"
        return
    for stage in method.stage:
        record = session.stage.get(stage.id)
        degree = progress.progress(session, method, stage.id)
        yield "  " + _("{stage} – {when} – checklist {done} of {total}").format(
            stage=wording(stage),
            when=_when(record) or _("no date yet"),
            done=degree.done,
            total=degree.total,
        )
        if record and record.summary:
            yield f"      {text.line(record.summary)}"
    now = progress.current_stage(session, method)
    if following := progress.next_item(session, method, now):
        yield "  " + _("Next: {item} ({stage})").format(
            item=wording(following.item, "text").rstrip("."), stage=label(method.stages[now])
        )


def _when(record: Stage | None) -> str:
    return (labels.days(record.start, record.end) or record.when or "") if record else ""


def _numbers(session: Session, method: Method) -> Iterator[str]:
    yield _("Entries")
    kinds = {table: number for table, number in tally.by_kind(session).items() if number}
    yield "  " + (
        ", ".join(f"{_(KIND_WORDS[table])} {number}" for table, number in kinds.items()) or _("none yet")
    )
    yield "  " + _("SWOT: {counts}").format(counts=_named(tally.by_quadrant(session)))
    yield "  " + _("Programs by horizon: {counts}").format(counts=_named(tally.by_horizon(session)))
    for title, table in ((_("SWOT by dimension"), "swot"), (_("Programs by dimension"), "program")):
        counts = tally.by_dimension(session, method, table)
        without = _("no dimension")
        shown = [
            f"{labels.dimension_label(method, dimension) or without} {number}"
            for dimension, number in counts.items()
            if dimension or number
        ]
        yield f"  {title}: {', '.join(shown)}"


def _named(counts: dict[str, int]) -> str:
    return ", ".join(f"{labels.value_label(name).lower()} {number}" for name, number in counts.items())


def _chosen(session: Session) -> list[dict[str, Any]]:
    return [
        {
            "id": quick_win.id,
            "program": quick_win.program,
            "name": session.program[quick_win.program].name
            if quick_win.program in session.program
            else quick_win.program,
            "owner": quick_win.owner or "",
        }
        for quick_win in counting(session.quick_win)
        if quick_win.decision == "chosen"
    ]


def _quick_wins(session: Session, _method: Method) -> Iterator[str]:
    chosen = _chosen(session)
    if chosen:
        yield _("Quick wins chosen")
    for quick_win in chosen:
        yield f"  {quick_win['name']}" + (f" – {quick_win['owner']}" if quick_win["owner"] else "")


def _commitment(session: Session, method: Method, signed: Session | None) -> Iterator[str]:
    commitment, people = session.commitment, counting(session.signatory)
    if commitment is None and not people:
        return
    yield _("Joint commitment")
    if commitment and (commitment.date or commitment.place):
        where = [labels.day(commitment.date) if commitment.date else "", commitment.place or ""]
        yield f"  {', '.join(part for part in where if part)}"
    for line in signed_lines(session, method, signed):
        yield f"  {line}"
    for person in sorted(people, key=lambda person: (person.order is None, person.order or 0)):
        when = " – " + _("signed {day}").format(day=labels.day(person.signed)) if person.signed else ""
        yield f"  {_with_office(person.name, person.position)}{when}"


def _with_office(name: str, position: str | None) -> str:
    """A person with the office held, said once where both are the same."""
    return name if not position or position in name else f"{name} ({position})"


def _facts(session: Session, _method: Method) -> Iterator[str]:
    facts = [note for note in counting(session.note) if note.kind == "fact"]
    if facts:
        yield _("Facts")
    for fact in facts:
        yield f"  {text.line(fact.text)}" + (f" [{fact.evidence}]" if fact.evidence else "")


def _texts(session: Session, sections: Sections) -> Iterator[str]:
    """How many sections have a text, and which of them want another look."""
    texts = counting(session.text)
    if not texts:
        return
    yield _("Texts of the books")
    yield "  " + ngettext("{number} text", "{number} texts", len(texts)).format(number=len(texts))
    stale = [f"{entry.book}/{entry.section}" for entry in texts if _is_stale(entry, sections)]
    if stale:
        yield "  " + _("Wants another look: {sections}").format(sections=text.short(", ".join(stale), 200))


def _is_stale(entry: Text, sections: Sections) -> bool:
    facts = sections.get(entry.book, {}).get(entry.section)
    return bool(facts) and facts != entry.facts


def as_data(
    session: Session, method: Method, signed: Session | None = None, sections: Sections = MappingProxyType({})
) -> dict[str, Any]:
    """The status as JSON has it."""
    return {
        "title": (session.top and session.top.title) or "",
        "method": method.id,
        "city": _plain(session.city),
        "plan": _plain(session.plan),
        "stages": [
            {
                "id": stage.id,
                "name": wording(stage),
                **_of_stage(session, stage.id),
                "checklist": asdict(progress.progress(session, method, stage.id)),
            }
            for stage in method.stage
        ]
        or [{"id": id, "name": id, **_of_stage(session, id), "checklist": None} for id in session.stage],
        "current_stage": progress.current_stage(session, method),
        "counts": _counts(session, method),
        "facts": [
            {"id": note.id, "text": note.text, "evidence": note.evidence or ""}
            for note in counting(session.note)
            if note.kind == "fact"
        ],
        "texts": [
            {
                "id": entry.id,
                "book": entry.book,
                "section": entry.section,
                "author": entry.author or "",
                "wants_another_look": _is_stale(entry, sections),
            }
            for entry in counting(session.text)
        ],
        "quick_wins": _chosen(session),
        "commitment": {
            **_plain(session.commitment),
            "agreement": signed_data(session, method, signed),
            "signatories": [_plain(signatory) for signatory in counting(session.signatory)],
        },
    }


def _of_stage(session: Session, id: str) -> dict[str, Any]:
    """What a session says of a stage."""
    said = ("start", "end", "when", "venue", "opened", "closed", "summary")
    return {key: value for key, value in _plain(session.stage.get(id)).items() if key in said}


def _counts(session: Session, method: Method) -> dict[str, Any]:
    return {
        "kind": tally.by_kind(session),
        "quadrant": tally.by_quadrant(session),
        "strategy_quadrant": tally.by_strategy_quadrant(session),
        "horizon": tally.by_horizon(session),
        "decision": tally.by_decision(session),
        "dimension": {table: tally.by_dimension(session, method, table) for table in tally.WITH_DIMENSION},
    }


def _plain(entry: Any) -> dict[str, Any]:
    """The keys of an entry as JSON takes them; dates in ISO form, decimals as text."""
    if entry is None:
        return {}
    values = {key: value for key, value in raw(entry).items() if key != "added"}
    return {
        key: value if isinstance(value, str | int | tuple) else str(value) for key, value in values.items()
    }
