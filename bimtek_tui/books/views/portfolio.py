"""All programs together as views: counts, targets by year, what they lack, who carries them, overlaps."""

from __future__ import annotations

from ...analysis import budget, overlaps, programs
from ...analysis.horizons import HORIZONS
from ...analysis.workload import workload
from ...model.entries import Horizon, Program, Session, counting
from ...model.method import Method
from .. import indonesian
from ..gaps import Gap
from ..terms import WORDS
from .base import Figure, Text, View, Views, horizon_name, name_in, rupiah
from .printed import counted, number, ranges, some

TARGETS_ACROSS = 8
"""Year columns that fit on a page beside a program and the unit of its indicator."""

_FEW = 3
"""Agencies that are named as those with the most programs; of more than these a sentence says nothing."""

LACKS = {
    "lead": "Penanggung jawab belum ditetapkan",
    "funding": "Sumber pendanaan belum ditetapkan",
    "budget": "Perkiraan anggaran belum diisi",
    "years": "Tahun pelaksanaan belum ditetapkan",
    "indicator": "Indikator belum dirumuskan",
    "target": "Target tahunan belum ditetapkan",
}
_FILLED_IN = {
    "lead": "lead",
    "funding": "funding",
    "budget": "budget_idr",
    "years": "start_year",
    "indicator": "indicator",
}
"""The key of a program in which each of these is filled in; targets are entries of their own."""


def portfolio(session: Session, method: Method, views: Views) -> View:
    """How many programs there are by horizon, dimension and status, in words, and what they lack."""
    by_horizon = programs.by_horizon(session)
    by_dimension = {name: len(members) for name, members in programs.by_dimension(session, method).items()}
    nowhere = by_dimension.pop("")
    most, fewest = max(by_dimension.values(), default=0), min(by_dimension.values(), default=0)
    total = len(counting(session.program))
    lacking = programs.lacking(session)
    incomplete = {program.id for members in lacking.values() for program in members}
    return View(
        number(total),
        total=total,
        count=number(total),
        by_horizon=_by_horizon(session, by_horizon),
        by_status=Text(_by_status(programs.by_status(session))),
        even=bool(most) and most == fewest,
        most=_dimensions(method, by_dimension, most) if most else Text(),
        several=list(by_dimension.values()).count(most) > 1,
        most_count=number(most),
        empty=_dimensions(method, by_dimension, 0),
        without_dimension=some(nowhere),
        with_indicator=number(total - len(lacking["indicator"])),
        aimed=counted(total - len(lacking["target"])),
        all_aimed=bool(total) and not lacking["target"],
        with_target=number(total - len(lacking["target"])),
        completeness=Figure(_completeness(total - len(incomplete), total)),
        lacking=[
            View(
                id=key,
                name=Text(LACKS[key]),
                count=number(len(members)),
                programs=[views.get("program", program.id) for program in members],
                labels=Figure(ranges(str(views.get("program", program.id).label) for program in members)),
                gap=Text("", _where(key, members[0].id) if members else None),
            )
            for key, members in lacking.items()
        ],
        disagreeing=[
            View(
                program=views.get("program", difference.program.id),
                whole=rupiah(difference.whole),
                rows=rupiah(difference.rows),
                difference=rupiah(abs(difference.rest)),
                exceeded=difference.rest < 0,
            )
            for difference in budget.disagreeing(session)
        ],
    )


def _where(key: str, program: str) -> Gap:
    """Where what a program lacks is filled in."""
    return Gap("program", program, _FILLED_IN[key]) if key in _FILLED_IN else Gap("target", "", program)


def _by_horizon(session: Session, groups: dict[Horizon, list[Program]]) -> Text:
    """How many programs are of each horizon, as it follows their number in a sentence."""
    names = {
        horizon: _small(horizon_name(session, horizon)) for horizon, members in groups.items() if members
    }
    if len(names) < 2:
        all_of = "seluruhnya" if sum(map(len, groups.values())) > 1 else "yaitu"
        return Text("".join(f"{all_of} program {name}" for name in names.values()))
    counted = [f"{indonesian.number(len(groups[horizon]))} program {name}" for horizon, name in names.items()]
    return Text(f"yaitu {indonesian.listed(counted)}")


def _by_status(numbers: dict[str, int]) -> str:
    """How many programs have each status, as a sentence without its full stop."""
    counts = {
        f"berstatus {WORDS[status].lower()}" if status else "belum berstatus": count
        for status, count in numbers.items()
        if count
    }
    if len(counts) < 2:
        return "".join(f"Seluruh program {status}" for status in counts)
    counted = [f"{indonesian.number(count)} program {status}" for status, count in counts.items()]
    return f"Menurut status, rencana aksi terdiri atas {indonesian.listed(counted)}"


def _completeness(complete: int, total: int) -> str:
    """The beginning of the sentence on what programs have."""
    if complete in (0, total):
        return "Seluruh program sudah" if complete else "Tidak satu pun program sekaligus"
    return f"Sebanyak {indonesian.number(complete)} dari {indonesian.number(total)} program sudah"


def _small(name: str) -> str:
    return name[:1].lower() + name[1:]


def _dimensions(method: Method, counts: dict[str, int], count: int) -> Text:
    """The dimensions with so many programs, as a list in words."""
    return Text(
        indonesian.listed([dimension.name for dimension in method.dimension if counts[dimension.id] == count])
    )


def load(session: Session, views: Views) -> View:
    """What each agency leads and supports, the most first, programs that nobody leads last; and who leads most."""
    loads = workload(session, views.money)
    leading = [load for load in loads if load.agency and load.programs]
    count = max((len(load.programs) for load in leading), default=0)
    most = [str(views.agency(load.agency).name._raw) for load in leading if len(load.programs) == count]
    return View(
        agencies=some(len(leading)),
        even=len(most) == len(leading) > 1,
        most=Text(indonesian.listed(most, "serta") if len(most) <= _FEW else ""),
        several=len(most) > 1,
        most_count=number(count),
        without_lead=some(sum(len(load.programs) for load in loads if not load.agency)),
        rows=[
            View(
                name=views.agency(load.agency).name if load.agency else Text("Tanpa penanggung jawab"),
                code=Text(load.agency),
                count=number(len(load.programs)),
                cells=[number(load.count(horizon)) for horizon in HORIZONS],
                supporting=number(load.supporting),
                money=rupiah(load.money),
            )
            for load in loads
        ],
    )


def overlapping(session: Session, method: Method, views: Views) -> list[View]:
    """The groups of programs of one code, and of those that are nearly the same and may be of different agencies."""
    sources = budget.named_sources(session)
    return [
        View(
            number=Figure(str(place)),
            similarity=Text(
                f"kode {', '.join(group.codes)}" if group.codes else f"{group.similarity} dari 100"
            ),
            codes=[Text(code) for code in group.codes],
            programs=[
                View(
                    program=views.get("program", program.id),
                    agency=views.agency(program.lead or program.source),
                    sources=[
                        Text(indonesian.shortened(name_in(method.sources, of))) for of in sources[program.id]
                    ],
                )
                for program in group.programs
            ],
        )
        for place, group in enumerate(overlaps.overlaps(session), start=1)
    ]


def target_grids(session: Session, views: Views) -> list[View]:
    """The targets of programs and objectives by year, parted into tables that fit a page; `programs` are the rows of these."""
    aims = programs.targets(session)
    codes: dict[tuple[str, int], list[Figure]] = {}
    for target in views.of("target"):
        codes.setdefault((target._entry.of, target._entry.year), []).append(target.code)
    return [
        View(
            Figure(indonesian.years(years[0], years[-1])),
            years=[Figure(str(year)) for year in years],
            rows=rows,
            programs=[row for row in rows if row.of._kind.table == "program"],
        )
        for years in indonesian.parted(aims.years, TARGETS_ACROSS)
        if (
            rows := [
                View(
                    of=views.get("program" if id in session.program else "objective", id),
                    cells=[Text("; ".join(row.get(year, ()))) for year in years],
                    codes=[code for year in years for code in codes.get((id, year), ())],
                )
                for id, row in aims.rows.items()
                if any(year in row for year in years)
            ]
        )
    ]
