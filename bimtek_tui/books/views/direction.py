"""Vision to target as views: objectives by mission and year, and what the programs are aligned to."""

from __future__ import annotations

from ...analysis import alignment as analysis
from ...analysis.ordinals import ordinals
from ...analysis.tally import grouped
from ...model.entries import Plan, Program, Session, counting
from .. import indonesian
from ..gaps import Gap
from .base import Figure, Text, View, Views
from .printed import boxes, counted, number, ranges, unfilled

YEARS_ACROSS = 5
"""Year columns beside indicator, unit and baseline; more years go into a further table."""
_LACKS = {
    "mission": "Misi belum ditautkan",
    "indicator": "Indikator belum diisi",
    "unit": "Satuan belum diisi",
    "baseline": "Kondisi awal belum diisi",
    "target": "Target tahunan belum ditetapkan",
}
_KEPT = {
    "both": "Misi dan rujukan RPJMD",
    "mission": "Hanya misi",
    "rpjmd": "Hanya rujukan RPJMD",
    "rpjpd": "RPJPD, karena dimulai setelah RPJMD",
    "outside": "Di luar kurun RPJMD dan RPJPD",
    "neither": "Belum selaras dengan keduanya",
}
_BOXES = 10


def direction(session: Session, views: Views) -> View:
    """Missions with their objectives, the objectives' targets by year, and what the objectives lack."""
    aims = analysis.aims(session)
    missions = analysis.missions(session)
    labels = ordinals(session, "mission", "objective")
    return View(
        None,
        {"targets": lambda: _targets(aims, views)},
        missions=counted(len(missions)),
        objectives=counted(len(aims)),
        with_targets=counted(sum(bool(aim.targets) for aim in aims)),
        per_mission=[
            Figure(f"{labels[mission.mission.id]} ({indonesian.spelled(len(mission.objectives))})")
            for mission in missions
            if mission.objectives
        ],
        missing=[*_without_objective(missions, aims, labels), *_lacks(aims, labels)],
        all_with_targets=bool(aims) and all(aim.targets for aim in aims),
        complete=bool(aims) and not any(aim.missing for aim in aims),
    )


def _without_objective(
    missions: list[analysis.Served], aims: list[analysis.Aim], labels: dict[str, str]
) -> list[Figure]:
    without = [mission.mission.id for mission in missions if not mission.objectives]
    words = "Misi yang belum dijabarkan ke dalam sasaran:"
    return unfilled(words, "mission", "text", without, labels) if aims else []


def _lacks(aims: list[analysis.Aim], labels: dict[str, str]) -> list[Figure]:
    sentences = []
    for name, words in _LACKS.items():
        without = [aim.objective.id for aim in aims if name in aim.missing]
        table, key = ("target", "") if name == "target" else ("objective", name)
        sentences += unfilled(f"{words} untuk", table, key, without, labels)
    return sentences


def _targets(aims: list[analysis.Aim], views: Views) -> list[View]:
    """The targets on grids of years that fit a page; only objectives that have one in these years."""
    years = analysis.target_years(aims)
    parts = [years[first : first + YEARS_ACROSS] for first in range(0, len(years), YEARS_ACROSS)]
    return [
        View(
            Figure(indonesian.years(here[0], here[-1])),
            years=[Figure(str(year)) for year in here],
            rows=[
                View(
                    None,
                    objective=views.get("objective", aim.objective.id),
                    codes=[
                        views.get("target", target.id).code for target in aim.targets if target.year in here
                    ],
                    cells=[
                        Figure(
                            "; ".join(
                                str(Text(target.value)) for target in aim.targets if target.year == year
                            )
                        )
                        for year in here
                    ],
                )
                for aim in aims
                if any(target.year in here for target in aim.targets)
            ],
        )
        for here in parts
    ]


def cascade(session: Session, views: Views) -> View:
    """The objectives in their order, each with the numbers of the programs that name it; which are served most, and which by none."""
    aims = analysis.aims(session)
    labels = ordinals(session, "objective", "program")
    programs = grouped(counting(session.program), lambda program: program.objective or "")
    numbers = {aim.objective.id: len(programs.get(aim.objective.id, ())) for aim in aims}
    most = max(numbers.values(), default=0)
    leading = [labels[id] for id, count in numbers.items() if count == most]
    served = sum(count > 0 for count in numbers.values())
    return View(
        None,
        programs=number(sum(map(len, programs.values()))),
        aimed=number(sum(numbers.values())),
        unaimed=sum(map(len, programs.values())) > sum(numbers.values()),
        count=counted(len(aims)),
        served=counted(served),
        all_served=len(aims) > 1 and served == len(aims),
        most=[Figure(label) for label in leading] if most and len(leading) < served else [],
        most_count=counted(most),
        missing=unfilled(
            "Sasaran yang belum didukung program:",
            "program",
            "",
            [id for id, count in numbers.items() if not count],
            labels,
        ),
        rows=[
            View(
                None,
                objective=views.get("objective", aim.objective.id),
                programs=Figure(
                    ranges(labels[program.id] for program in programs.get(aim.objective.id, ())),
                    Gap("program"),
                ),
            )
            for aim in aims
        ],
    )


def alignment(session: Session, views: Views) -> View:
    """Programs with the mission and the reference they name, by mission; and what is aligned to nothing."""
    aligned = analysis.alignment(session)
    groups = analysis.by_kept(aligned)
    missions = analysis.missions(session)
    labels = ordinals(session, "mission", "program")
    place = {mission.mission.id: at for at, mission in enumerate(missions)}
    most = max((len(mission.programs) for mission in missions), default=0)
    return View(
        None,
        {
            "rows": lambda: [
                View(
                    None,
                    program=views.get("program", program.program.id),
                    mission=views.get("mission", program.mission) if program.mission else None,
                    kept=Figure(_KEPT[program.aligned_to]),
                )
                for program in sorted(aligned, key=lambda program: place.get(program.mission, len(place)))
            ]
        },
        total=counted(len(aligned)),
        both=counted(len(groups["both"])),
        after_rpjmd=counted(len(groups["rpjpd"])),
        rpjmd_end=Figure(str(analysis.rpjmd_end(session.plan) or "")),
        rpjpd=_rpjpd_years(session.plan),
        all_aligned=bool(aligned) and len(groups["both"]) == len(aligned),
        counts=[
            View(
                Figure(_KEPT[kept]),
                name=Figure(_KEPT[kept]),
                number=number(len(programs)),
                bar=boxes(len(programs), len(aligned), _BOXES),
            )
            for kept, programs in groups.items()
        ],
        missing=_not_aligned(groups, aligned, labels),
        missions=[
            View(
                None,
                mission=views.get("mission", mission.mission.id),
                objectives=number(len(mission.objectives)),
                programs=number(len(mission.programs)),
                bar=boxes(len(mission.programs), most, _BOXES),
            )
            for mission in missions
        ],
        alone=[Figure(labels[mission.mission.id]) for mission in missions if not mission.programs],
    )


def _rpjpd_years(plan: Plan | None) -> Figure:
    years = analysis.years_of(plan, "rpjpd")
    return Figure(indonesian.years(years.start, years.end) if years and years.start and years.end else "")


def _not_aligned(
    groups: dict[analysis.Kept, list[Program]], aligned: list[analysis.Aligned], labels: dict[str, str]
) -> list[Figure]:
    later = [one.program for one in aligned if one.aligned_to == "rpjpd" and not one.mission]
    sentences = (
        (groups["mission"], "Rujukan RPJMD belum dicatat untuk", "rpjmd_ref"),
        (groups["rpjmd"] + later, "Misi belum ditautkan untuk", "mission"),
        (groups["outside"], "Dimulai di luar kurun RPJMD dan RPJPD:", "start_year"),
        (groups["neither"], "Misi dan rujukan RPJMD belum ada untuk", "mission"),
    )
    return [
        sentence
        for programs, words, key in sentences
        for sentence in unfilled(words, "program", key, [program.id for program in programs], labels)
    ]
