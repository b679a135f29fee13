"""Rules about the plans of the region that a masterplan refers to: RPJMD for five years, RPJPD for twenty."""

from __future__ import annotations

from collections.abc import Iterator

from .. import text
from ..analysis import alignment, horizons
from ..analysis.alignment import DOCUMENTS
from ..analysis.horizons import HORIZONS, Span
from ..errors import Severity
from ..i18n import _, listed
from ..model.entries import Horizon, Session, counting
from ..model.labels import value_label
from ..model.labels import years as span_label
from .session_check import Checked, Hit, Rule


def _known(session: Session) -> dict[str, Span]:
    """The years of the plans of which any is known, by their names."""
    spans = {document.upper(): alignment.years_of(session.plan, document) for document in DOCUMENTS}
    return {name: span for name, span in spans.items() if span is not None}


def _is_in(year: int, spans: dict[str, Span]) -> bool:
    """Whether a year may lie in one of these plans; one whose years are not known may hold any."""
    return any((span.start or year) <= year <= (span.end or year) for span in spans.values())


def _outside_every_plan(checked: Checked) -> Iterator[Hit]:
    session = checked.session
    spans = _known(session)
    if not any(span.start or span.end for span in spans.values()):
        return
    outside: set[Horizon] = set()
    for horizon in HORIZONS:
        agreed = horizons.span(session.plan, horizon)
        for key, year in ((f"{horizon}_start", agreed.start), (f"{horizon}_end", agreed.end)):
            if year is not None and not _is_in(year, spans):
                outside.add(horizon)
                message = _(
                    "the {horizon} has the year {year}, which lies in no plan of the region that is known here ({plans}); write title and years of the RPJPD, or change the year"
                ).format(horizon=value_label(horizon).lower(), year=year, plans=_named(spans))
                yield Hit("plan", "", key, message)
                break
    for program in counting(session.program):
        year = program.start_year
        if year is not None and program.horizon not in outside and not _is_in(year, spans):
            message = _(
                "“start_year” is {year}, which lies in no plan of the region that is known here ({plans}); change the year, or write title and years of the RPJPD"
            ).format(year=year, plans=_named(spans))
            yield Hit("program", program.id, "start_year", message)


def _named(spans: dict[str, Span]) -> str:
    return listed([f"{name} {span_label(span.start, span.end)}".strip() for name, span in spans.items()])


def _reference_after_rpjmd(checked: Checked) -> Iterator[Hit]:
    """References that name the RPJPD themselves are meant so."""
    plan = checked.session.plan
    for program in counting(checked.session.program):
        reference = program.rpjmd_ref or ""
        if (
            not reference
            or "rpjpd" in reference.casefold()
            or alignment.document_of(plan, program) == "rpjmd"
        ):
            continue
        message = _(
            "“{reference}” is a reference to the RPJMD, which ends in {end}, and the program begins in {year}; refer to the RPJPD, or change the year"
        ).format(
            reference=text.short(reference, 40),
            end=alignment.rpjmd_end(plan),
            year=alignment.begins(plan, program),
        )
        yield Hit("program", program.id, "rpjmd_ref", message)


RULES: dict[str, tuple[Severity, Rule]] = {
    "outside-every-plan": ("warning", _outside_every_plan),
    "reference-after-rpjmd": ("warning", _reference_after_rpjmd),
}
