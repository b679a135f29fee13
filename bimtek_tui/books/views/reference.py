"""From the figures and sources of a book back to the entries they come from, for the annex."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from ... import text
from ...analysis import alignment, readiness, swot, swot_printed
from ...analysis.ordinals import ordinals
from ...model.entries import Session, counting
from ..terms import WORDS
from .base import Figure, Text, View, Views, rupiah, standing
from .printed import as_is, figure, number, ranges

_ALIGNED: dict[alignment.Kept, str] = {
    "both": "Program dengan misi dan rujukan RPJMD",
    "mission": "Program dengan misi saja",
    "rpjmd": "Program dengan rujukan RPJMD saja",
    "rpjpd": "Program yang dimulai setelah RPJMD berakhir, dalam kurun RPJPD",
    "outside": "Program yang dimulai di luar kurun RPJMD dan RPJPD",
    "neither": "Program tanpa misi dan rujukan RPJMD",
}

_UNLABELLED = {"assessment": "penilaian"}
"""What entries without a spoken number are called that have no kind of their own."""


def references(session: Session, views: Views) -> View:
    """The figures of each subject with their value and the labels of the entries behind them."""
    labels = ordinals(session)
    return View(
        later={
            "readiness": lambda: _readiness(session, labels),
            "alignment": lambda: _alignment(session, labels),
            "swot": lambda: _swot(session, labels),
            "budget": lambda: _budget(session, views, labels),
            "quick_wins": lambda: _quick_wins(session, labels),
        }
    )


def _readiness(session: Session, labels: dict[str, str]) -> list[View]:
    findings = counting(session.readiness)
    made = []
    for element in dict.fromkeys(finding.element for finding in findings):
        here = [finding for finding in findings if finding.element == element]
        figures, name = readiness.levels(here), WORDS[element].lower()
        made += [
            _reference(f"Rata-rata {what} {name}", figure(value), behind, labels)
            for what, value, behind in (
                (
                    "tingkat kesiapan",
                    figures.level,
                    [finding.id for finding in here if finding.level is not None],
                ),
                (
                    "sasaran kesiapan",
                    figures.target,
                    [finding.id for finding in here if finding.target_level is not None],
                ),
            )
            if value is not None
        ]
    return made


def _alignment(session: Session, labels: dict[str, str]) -> list[View]:
    return [
        _reference(_ALIGNED[kept], number(len(programs)), [program.id for program in programs], labels)
        for kept, programs in alignment.by_kept(alignment.alignment(session)).items()
        if programs
    ]


def _swot(session: Session, labels: dict[str, str]) -> list[View]:
    factors = counting(session.swot)
    made = [
        _reference(f"Jumlah faktor {WORDS[quadrant].lower()}", number(len(here)), here, labels)
        for quadrant in (*swot.INTERNAL, *swot.EXTERNAL)
        if (here := [factor.id for factor in factors if factor.quadrant == quadrant])
    ]
    made += [
        _reference(
            f"Jumlah skor {name}",
            as_is(swot_printed.table(side).score()),
            [row.entry.id for row in side.factors],
            labels,
        )
        for name, quadrants in (("IFAS", swot.INTERNAL), ("EFAS", swot.EXTERNAL))
        if (side := swot.side(session, quadrants)) is not None
    ]
    if (at := swot_printed.coordinates(swot.city(session))) is not None:
        inner, outer = (
            [factor.id for factor in factors if factor.quadrant in side]
            for side in (swot.INTERNAL, swot.EXTERNAL)
        )
        made += [
            _reference("Posisi x (kekuatan dikurangi kelemahan)", as_is(at[0]), inner, labels),
            _reference("Posisi y (peluang dikurangi ancaman)", as_is(at[1]), outer, labels),
        ]
    return made


def _budget(session: Session, views: Views, labels: dict[str, str]) -> list[View]:
    money = views.money
    programs = [program for program in counting(session.program) if program.id in money.by_program]
    made = [
        _reference(
            f"Perkiraan anggaran {WORDS[horizon].lower()}", rupiah(money.by_horizon[horizon]), here, labels
        )
        for horizon in ("short", "medium", "long")
        if (here := [program.id for program in programs if program.horizon == horizon])
    ]
    if programs:
        every = [program.id for program in programs]
        made.append(_reference("Perkiraan anggaran seluruhnya", rupiah(money.total), every, labels))
    return made


def _quick_wins(session: Session, labels: dict[str, str]) -> list[View]:
    return [
        _reference(f"Jumlah quick win {name}", number(len(here)), here, labels)
        for decision, name in (
            ("chosen", "terpilih"),
            ("reserve", "cadangan"),
            ("rejected", "tidak terpilih"),
        )
        if (
            here := [
                quick_win.id for quick_win in counting(session.quick_win) if quick_win.decision == decision
            ]
        )
    ]


def evidence(session: Session) -> list[View]:
    """Every source that entries name as their evidence, in alphabetical order, with the entries that rest on it."""
    labels = ordinals(session)
    labelled: dict[str, list[str]] = {}
    others: dict[str, Counter[str]] = {}
    for table in ("issue", "readiness", "swot", "assessment", "note"):
        for entry in standing(session, table):
            is_remark = table == "note" and entry.kind == "remark"  # known to the team, never printed
            if not (source := text.line(entry.evidence or "")) or is_remark:
                continue
            names = labelled.setdefault(source, [])
            if entry.id in labels:
                names.append(labels[entry.id])
            else:
                others.setdefault(source, Counter())[_UNLABELLED.get(table) or WORDS[entry.kind].lower()] += 1
    return [
        View(
            source=Text(source),
            labels=Figure(ranges(names)),
            others=[Figure(f"{count} {word}") for word, count in others.get(source, {}).items()],
        )
        for source, names in sorted(labelled.items(), key=lambda row: row[0].casefold())
    ]


def _reference(name: str, value: Figure, ids: Iterable[str], labels: dict[str, str]) -> View:
    return View(name=Figure(name), value=value, basis=Figure(ranges(labels[id] for id in ids)))
