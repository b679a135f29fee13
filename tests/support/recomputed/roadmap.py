"""Programs in time: which run and begin when, by dimension and horizon, enabling tracks, and the yearly targets of objectives."""

from __future__ import annotations

from .comparing import Truth
from .funding import Part, parts, share_of_dimension, total
from .reading import HORIZONS, Entry, Session, years_of
from .wording import counted, drawn, listed, rupiah, short, spelled, years

_RUNS = "■"


def tell(session: Session, truth: Truth) -> None:
    """Adds what is true of programs in time."""
    money = parts(session)
    plan = session.table("plan")
    programs = session.of("program")
    known = {year for one in programs for year in years_of(one)}
    known |= {plan[key] for key in ("period_start", "period_end") if key in plan and known}
    span = range(min(known), max(known) + 1) if known else range(0)
    _running(session, truth, span)
    for dimension, here in session.by_dimension("program"):
        _dimension(session, truth, dimension, here, money)
        _grid(session, truth, dimension, here, span)
    for horizon, here in session.by_horizon().items():
        _horizon(session, truth, horizon, here, money)
    _undated(session, truth)
    _tracks(session, truth)
    _targets(session, truth)


def _running(session: Session, truth: Truth, span: range) -> None:
    groups = {session.dimension_name(id): here for id, here in session.by_dimension("program")}
    groups["Jumlah"] = session.of("program")
    truth.tables["Jumlah program yang berjalan per tahun menurut dimensi"] = [
        {
            "Dimensi": name,
            **{
                str(year): str(
                    sum(year in years_of(one) for one in here) or ("0" if name == "Jumlah" else "–")
                )
                for year in span
            },
        }
        for name, here in groups.items()
    ]


def _dimension(
    session: Session, truth: Truth, dimension: str, programs: list[Entry], money: list[Part]
) -> None:
    name = session.dimension_name(dimension)
    title = name if dimension else "Kelompok program yang belum terkait dimensi"
    labels = drawn(session.label[one["id"]] for one in programs)
    per_horizon = {
        f"program {words.lower()}": sum(one["horizon"] == horizon for one in programs)
        for horizon, words in HORIZONS.items()
    }
    split = counted(per_horizon)
    said = listed(split)
    truth.say(f"{title} memuat {spelled(len(programs))} program ({labels}), yaitu {said}.")
    at_once: dict[int, int] = {}
    for program in programs:
        for year in years_of(program):
            at_once[year] = at_once.get(year, 0) + 1
    most = max(at_once.values(), default=0)
    busiest = drawn(year for year, count in at_once.items() if count == most)
    truth.say(
        f"Pada tahun {busiest} berjalan {spelled(most)} program sekaligus, jumlah terbanyak pada dimensi ini.",
        *share_of_dimension(
            money, [part for part in money if session.dimension_of(part.program) == dimension]
        ),
        under=name,
    )


def _grid(session: Session, truth: Truth, dimension: str, programs: list[Entry], span: range) -> None:
    """One row a program, in the order of beginning and end."""
    if not span:
        return
    dated = [one for one in programs if years_of(one)]
    dated.sort(key=lambda one: (min(years_of(one)), max(years_of(one))))
    name = session.dimension_name(dimension) if dimension else "program yang belum terkait dimensi"
    truth.tables[f"Peta jalan {name} tahun {years(span[0], span[-1])}"] = [
        {
            "Program": f"{session.label[one['id']]} {one['name']}",
            **{str(year): _RUNS if year in years_of(one) else "" for year in span},
        }
        for one in dated
    ]


def _horizon(session: Session, truth: Truth, horizon: str, programs: list[Entry], money: list[Part]) -> None:
    name = session.horizon(horizon)
    title = name.replace(HORIZONS[horizon], HORIZONS[horizon].title())
    cost = total([part for part in money if part.program["horizon"] == horizon])
    priced = f" dengan perkiraan anggaran {short(cost)}" if cost else ""
    begins: dict[int, list[str]] = {}
    for program in programs:
        if years_of(program):
            begins.setdefault(min(years_of(program)), []).append(session.label[program["id"]])
    tracks = {one["id"]: one["name"] for one in session.method["track"]}
    enabling = [
        f"{session.label[one['id']]} ({tracks[one['track']].lower()})" for one in programs if "track" in one
    ]
    truth.say(title, f"{name} memuat {spelled(len(programs))} program{priced}.")
    truth.say(
        *(f"tahun {year} dimulai {drawn(labels)}" for year, labels in begins.items()), *enabling, under=title
    )
    truth.tables[f"Program {HORIZONS[horizon].lower()}"] = [
        {
            "No.": session.label[one["id"]],
            "Program": one["name"],
            "Tahun": years(one.get("start_year"), one.get("end_year")) or "–",
            "Perkiraan anggaran": rupiah(total([part for part in money if part.program["id"] == one["id"]])),
        }
        for one in programs
    ]


def _undated(session: Session, truth: Truth) -> None:
    """Programs without a year, or with years that contradict each other, stand in a table of their own."""
    truth.tables["Program Tanpa Tahun: Daftar program"] = [
        {
            "No.": session.label[one["id"]],
            "Program": one["name"],
            "Waktu": years(one.get("start_year"), one.get("end_year")) or session.horizon(one["horizon"]),
        }
        for one in session.of("program")
        if not years_of(one)
    ]


def _tracks(session: Session, truth: Truth) -> None:
    for track in session.method["track"]:
        programs = [one for one in session.of("program") if one.get("track") == track["id"]]
        programs.sort(key=lambda one: min(years_of(one), default=9999))
        begun = [
            session.label[one["id"]] + (f" ({min(years_of(one))})" if years_of(one) else "")
            for one in programs
        ]
        truth.say(f"{track['name']}: {listed(begun)}.")


def _targets(session: Session, truth: Truth) -> None:
    objectives = session.ordered("objective")
    targets = [one for one in session.of("target") if one["of"] in {aim["id"] for aim in objectives}]
    when = sorted({one["year"] for one in targets})
    if not when:
        return
    truth.tables[f"Target sasaran tahun {years(when[0], when[-1])}"] = [
        {
            "No.": session.label[aim["id"]],
            "Indikator": aim.get("indicator", "–"),
            "Satuan": aim.get("unit", "–"),
            "Kondisi awal": aim.get("baseline", "–"),
            **{
                str(year): "; ".join(
                    one["value"] for one in targets if one["of"] == aim["id"] and one["year"] == year
                )
                for year in when
            },
        }
        for aim in objectives
        if any(one["of"] == aim["id"] for one in targets)
    ]
