"""Missions, objectives and programs: who serves what, the sheets of programs, the load of agencies, risks, evaluations."""

from __future__ import annotations

import re

from .comparing import Rows, Truth
from .funding import Part, parts, total
from .readiness import spread
from .reading import HORIZONS, QUADRANTS, Entry, Session, years_of
from .wording import abbreviated, boxes, comma, drawn, listed, number, rupiah, short, spelled, years


def tell(session: Session, truth: Truth) -> None:
    """Adds what is true of the plan and its programs."""
    money = parts(session)
    spread(session, truth, "strategy", "strategi")
    _missions(session, truth)
    _cascade(session, truth)
    _alignment(session, truth)
    _programs(session, truth)
    for program in session.of("program"):
        _sheet(session, truth, program, money)
    for dimension, programs in session.by_dimension("program"):
        _by_year(session, truth, session.dimension_name(dimension), programs)
    aimed = {one["of"] for one in session.of("target")} & {one["id"] for one in session.of("program")}
    truth.say(
        f"Target tahunan ditetapkan untuk {spelled(len(aimed))} dari {number(len(session.of('program')))} program."
    )
    _workload(session, truth, money)
    _risks(session, truth)
    _evaluations(session, truth)


def _missions(session: Session, truth: Truth) -> None:
    missions, objectives = session.ordered("mission"), session.ordered("objective")
    per_mission = {one["id"]: sum(aim.get("mission") == one["id"] for aim in objectives) for one in missions}
    each = [f"{session.label[id]} ({spelled(count)})" for id, count in per_mission.items() if count]
    aimed = {target["of"] for target in session.of("target")}
    with_target = sum(aim["id"] in aimed for aim in objectives)
    truth.say(
        f"Visi diwujudkan melalui {spelled(len(missions))} misi dan {spelled(len(objectives))} sasaran.",
        f"Visi diwujudkan melalui {spelled(len(missions))} misi.",
        f"Seluruhnya terdapat {spelled(len(objectives))} sasaran, dengan jumlah menurut misi: {listed(each)}.",
        f"Seluruhnya terdapat {spelled(len(objectives))} sasaran.",
        f"Target dicatat untuk {spelled(with_target)} dari {spelled(len(objectives))} sasaran.",
    )
    truth.tables["Misi smart city"] = [
        {"No.": session.label[one["id"]], "Misi": one["text"]} for one in missions
    ]
    truth.tables["Sasaran smart city"] = [
        {
            "No.": session.label[aim["id"]],
            "Sasaran": aim["text"],
            "Misi": session.label.get(aim.get("mission", ""), "–"),
            "Indikator": aim.get("indicator", "–"),
            "Satuan": aim.get("unit", "–"),
            "Kondisi awal": aim.get("baseline", "–"),
        }
        for aim in objectives
    ]


def _cascade(session: Session, truth: Truth) -> None:
    """Every objective with the programs that name it."""
    objectives = session.ordered("objective")
    serving = {
        aim["id"]: [
            session.label[one["id"]] for one in session.of("program") if one.get("objective") == aim["id"]
        ]
        for aim in objectives
    }
    served = sum(map(bool, serving.values()))
    most = max(map(len, serving.values()), default=0)
    leading = [session.label[id] for id, labels in serving.items() if len(labels) == most]
    each = "masing-masing " if len(leading) > 1 else ""
    aimed = sum(map(len, serving.values()))
    truth.say(
        f"Dari {spelled(len(session.of('program')))} program, {spelled(aimed)} program diarahkan pada sasaran.",
        f"Seluruh sasaran ({spelled(len(objectives))} sasaran) didukung sedikitnya oleh satu program."
        if served == len(objectives)
        else f"Dari {spelled(len(objectives))} sasaran, {spelled(served)} sudah didukung oleh program.",
        f"Sasaran yang didukung oleh program terbanyak adalah {listed(leading)} ({each}{spelled(most)} program).",
    )
    truth.tables["Misi, sasaran, dan program"] = [
        {
            "No.": session.label[aim["id"]],
            "Sasaran": aim["text"],
            "Misi": session.label.get(aim.get("mission", ""), "–"),
            "Program": comma(serving[aim["id"]]),
        }
        for aim in objectives
    ]


def _alignment(session: Session, truth: Truth) -> None:
    programs = session.of("program")
    missions = session.ordered("mission")
    known = {one["id"] for one in missions}
    document = {one["id"]: _document(session, one) for one in programs}
    in_rpjmd = [one for one in programs if document[one["id"]] == "rpjmd"]
    both = [one for one in in_rpjmd if one.get("mission") in known and "rpjmd_ref" in one]
    later = sum(name == "rpjpd" for name in document.values())
    plan = session.table("plan")
    truth.say(
        f"{'Satu' if later == 1 else f'Sebanyak {spelled(later)}'} program dimulai setelah RPJMD berakhir pada tahun "
        f"{_end(plan, 'rpjmd')} dan termasuk dalam kurun RPJPD {years(plan.get('rpjpd_start'), plan.get('rpjpd_end'))}.",
        f"Seluruh program ({spelled(len(programs))} program) menyebut misi yang didukung dan rujukan RPJMD."
        if len(both) == len(programs)
        else f"Dari {spelled(len(programs))} program, {f'{spelled(len(both))} program' if both else 'tidak satu pun'} "
        "menyebut misi sekaligus rujukan RPJMD.",
    )
    kept = {
        "Misi dan rujukan RPJMD": len(both),
        "Hanya misi": sum(one.get("mission") in known and "rpjmd_ref" not in one for one in in_rpjmd),
        "Hanya rujukan RPJMD": sum(
            one.get("mission") not in known and "rpjmd_ref" in one for one in in_rpjmd
        ),
        "RPJPD, karena dimulai setelah RPJMD": later,
        "Di luar kurun RPJMD dan RPJPD": sum(name == "" for name in document.values()),
    }
    kept["Belum selaras dengan keduanya"] = len(programs) - sum(kept.values())
    truth.tables["Keselarasan program"] = [
        {"Selaras dengan": name, "Jumlah program": number(count), "Gambaran": boxes(count, len(programs), 10)}
        for name, count in kept.items()
        if count
    ]
    serving = {id: sum(one.get("mission") == id for one in programs) for id in known}
    truth.tables["Misi menurut jumlah sasaran dan program"] = [
        {
            "No.": session.label[one["id"]],
            "Misi": one["text"],
            "Sasaran": number(sum(aim.get("mission") == one["id"] for aim in session.of("objective"))),
            "Program": number(serving[one["id"]]),
            "Gambaran": boxes(serving[one["id"]], max(serving.values()), 10),
        }
        for one in missions
    ]


def _end(plan: Entry, document: str) -> int | None:
    """The last year of the RPJMD or RPJPD: as it was entered, else the last year that stands in its title."""
    in_title = [int(year) for year in re.findall(r"\b(?:19|20)\d\d\b", plan.get(document, ""))]
    return plan.get(f"{document}_end") or (in_title[-1] if len(in_title) > 1 else None)


def _document(session: Session, program: Entry) -> str:
    """The plan of the region in whose years a program begins: rpjmd, rpjpd, or "" where it begins after both."""
    plan = session.table("plan")
    begin = program.get("start_year") or plan.get(f"{program['horizon']}_start")
    end, last = _end(plan, "rpjmd"), _end(plan, "rpjpd")
    if begin is None or end is None or begin <= end:
        return "rpjmd"
    named = any(key.startswith("rpjpd") for key in plan)
    return "rpjpd" if named and (last is None or begin <= last) else ""


def _programs(session: Session, truth: Truth) -> None:
    programs = session.of("program")
    count = spelled(len(programs))
    leads = len({one["lead"] for one in programs if "lead" in one})
    names = {name: session.horizon(name).replace("Jangka", "jangka") for name in HORIZONS}
    some = {names[name]: len(members) for name, members in session.by_horizon().items() if members}
    if len(some) == 1:
        split = f"{'seluruhnya' if len(programs) > 1 else 'yaitu'} program {next(iter(some))}"
    else:
        split = f"yaitu {listed([f'{number(count)} program {name}' for name, count in some.items()])}"
    counts = {id: len(here) for id, here in session.by_dimension("program") if id}
    most = max(counts.values(), default=0)
    fullest = [session.dimensions[id] for id, number_here in counts.items() if number_here == most]
    each = "masing-masing " if len(fullest) > 1 else ""
    plan = session.table("plan")
    named = f" pada {years(plan.get('period_start'), plan.get('period_end'))}"
    all_horizons = listed(list(names.values()))
    running = sorted({year for one in programs for year in years_of(one)})
    span = years(
        min([*running[:1], plan.get("period_start", 9999)]), max([*running[-1:], plan.get("period_end", 0)])
    )
    led = f" yang dipimpin oleh {spelled(leads)} perangkat daerah" if leads else ""
    truth.say(
        f"Buku kedua menyatakan apa yang akan dikerjakan {session.table('city')['name']}{named}.",
        f"Di dalamnya terdapat {count} program{led}.",
        f"Di dalamnya terdapat {count} program{led},",
        f"Rencana aksi memuat {count} program, {split}.",
        f"Setiap dimensi memuat {spelled(most)} program.",
        f"Program terbanyak terdapat pada {listed(fullest)} ({each}{spelled(most)} program).",
        f"Program dibagi menurut {all_horizons}.",
        f"Buku ini membagi {count} program menurut {all_horizons}.",
        f"Peta jalan ini membentang pada tahun {span} dan membagi {count} program menurut {all_horizons}.",
        f"Peta jalan disusun untuk tahun {span}.",
        f"Tahun sasaran peta jalan adalah {plan.get('period_end')}.",
        f"Keberhasilannya bergantung pada pelaksanaan {count} program dalam rencana aksi oleh {spelled(leads)} perangkat "
        "daerah penanggung jawab.",
        f"Keberhasilannya bergantung pada pelaksanaan {count} program dalam rencana aksi.",
        f"Program dipimpin oleh {spelled(leads)} perangkat daerah.",
        "Program yang berjalan lebih dari satu tahun dihitung pada setiap tahun pelaksanaannya.",
    )
    truth.tables["Daftar program"] = [
        {
            "No.": session.label[one["id"]],
            "Program": one["name"],
            "Waktu": years(one.get("start_year"), one.get("end_year")) or session.horizon(one["horizon"]),
        }
        for one in programs
    ]


def _sheet(session: Session, truth: Truth, program: Entry, money: list[Part]) -> None:
    """What the sheet of one program says under its heading."""
    heading = f"{session.label[program['id']]} {program['name']}"
    truth.say(heading)
    cost = total([part for part in money if part.program["id"] == program["id"]])
    when = years(program.get("start_year"), program.get("end_year"))
    targets = [one for one in session.of("target") if one["of"] == program["id"]]
    linked: dict[str, list[str]] = {}
    for kind in ("swot", "issue", "gap", "strategy"):
        for id in session.still(kind, (*program.get("supports", ()), *program.get("strategies", ()))):
            linked.setdefault(_called(session, kind, id), []).append(session.label[id])
    objective, mission = (session.label.get(program.get(key, ""), "") for key in ("objective", "mission"))
    truth.say(
        f"Program dilaksanakan pada tahun {when}",
        f"Program dilaksanakan mulai tahun {program.get('start_year')}",
        f"Program dilaksanakan sampai dengan tahun {program.get('end_year')}",
        *([f"(lokasi: {program['location']})"] if "location" in program else []),
        *(f"{kind} {drawn(labels)}" for kind, labels in linked.items()),
        f"Program mendukung misi {mission} dan sasaran {objective}.",
        f"Program mendukung misi {mission}.",
        f"Program mendukung sasaran {objective}.",
        *([f"Kode SIPD-nya adalah {program['code']}."] if "code" in program else []),
        *([f"Biayanya diperkirakan {short(cost)}"] if cost else []),
        under=heading,
    )
    if "baseline" in program:
        truth.say(f"kondisi awalnya {program['baseline']}.", under=heading)
    if targets:
        last = max(targets, key=lambda one: int(one["year"]))
        begun = f"kondisi awalnya {program['baseline']} dan" if "baseline" in program else ";"
        truth.say(f"{begun} targetnya {last['value']} pada tahun {last['year']}.", under=heading)


def _called(session: Session, kind: str, id: str) -> str:
    """What an entry is called that a program serves."""
    if kind == "swot":
        return QUADRANTS[session.by_id("swot")[id]["quadrant"]].lower()
    return {"issue": "isu", "gap": "kesenjangan", "strategy": "strategi"}[kind]


def _by_year(session: Session, truth: Truth, dimension: str, programs: list[Entry]) -> None:
    """The targets and the money of every year that has either; each further source of a year is a row of its own."""
    rows: Rows = []
    coded = any("code" in program for program in programs)
    for program in programs:
        aims = [one for one in session.of("target") if one["of"] == program["id"]]
        money = [one for one in session.of("budget") if one["program"] == program["id"]]
        for year in sorted({one["year"] for one in (*aims, *money)}):
            target = "; ".join(one["value"] for one in aims if one["year"] == year)
            here = [one for one in money if one["year"] == year]
            for place, row in enumerate(here or [None]):
                rows.append(
                    {
                        "Program": session.label[program["id"]],
                        **({"Kode SIPD": program.get("code", "–")} if coded else {}),
                        "Tahun": str(year),
                        "Target": target if not place else "–",
                        "Anggaran": rupiah(row["amount_idr"] if row else None),
                        "Sumber pendanaan": abbreviated(session.sources[row["funding"]]) if row else "–",
                    }
                )
    truth.tables[f"Target dan anggaran program menurut tahun: {dimension}"] = rows
    told = {row["Program"] for row in rows}
    left = [session.label[one["id"]] for one in programs if session.label[one["id"]] not in told]
    truth.say(f"Target dan anggaran {drawn(left)} belum dirinci menurut tahun.")


def _workload(session: Session, truth: Truth, money: list[Part]) -> None:
    """What every agency leads, by horizon, and supports; the most programs first, then the most money."""
    programs = session.of("program")
    agencies = {one.get("lead", "") for one in programs} | {
        code for one in programs for code in one.get("supporting", ())
    }
    led = {code: [one for one in programs if one.get("lead", "") == code] for code in agencies}
    cost = {
        code: total([part for part in money if part.program.get("lead", "") == code]) for code in agencies
    }
    order = sorted(agencies, key=lambda code: (not code, -len(led[code]), -(cost[code] or 0), code))
    truth.tables["Beban program menurut perangkat daerah"] = [
        *(
            {
                "Perangkat daerah": session.agency(code),
                "Memimpin": number(len(led[code])),
                **_per_horizon(led[code]),
                "Mendukung": number(
                    sum(code in one.get("supporting", ()) and one.get("lead") != code for one in programs)
                ),
                "Perkiraan anggaran": rupiah(cost[code]),
            }
            for code in order
        ),
        {
            "Memimpin": number(len(programs)),
            **_per_horizon(programs),
            "Perkiraan anggaran": rupiah(total(money)),
        },
    ]
    leading = {code: len(led[code]) for code in order if code and led[code]}
    most = max(leading.values(), default=0)
    names = [session.agency(code) for code, count in leading.items() if count == most]
    each = "masing-masing " if len(names) > 1 else ""
    truth.say(
        f"Sebanyak {spelled(len(leading))} perangkat daerah menjadi penanggung jawab program.",
        f"Jumlahnya sama, yaitu {spelled(most)} program untuk setiap perangkat daerah."
        if len(names) == len(leading)
        else f"Program terbanyak dipegang oleh {listed(names, 'serta')} ({each}{spelled(most)} program).",
    )


def _per_horizon(programs: list[Entry]) -> dict[str, str]:
    return {head: number(sum(one["horizon"] == name for one in programs)) for name, head in HORIZONS.items()}


def _risks(session: Session, truth: Truth) -> None:
    """Likelihood times impact, the greatest first."""
    level = {one["id"]: one.get("likelihood", 0) * one.get("impact", 0) for one in session.of("risk")}
    risks = sorted(session.of("risk"), key=lambda one: -int(level[one["id"]]))
    highest = max(level.values(), default=0)
    greatest = [one for one in risks if level[one["id"]] == highest]
    truth.tables["Risiko, nilainya, dan penanganannya"] = [
        {
            "Risiko": one["text"],
            "Program": session.label.get(one.get("program", ""), "–"),
            "K": str(one.get("likelihood", "–")),
            "D": str(one.get("impact", "–")),
            "Nilai": str(level[one["id"]] or "–"),
            "Penanganan": one.get("response", "–"),
            "Penanggung jawab": one.get("owner", "–"),
        }
        for one in risks
    ]
    truth.say(
        f"Bimbingan teknis mencatat {spelled(len(risks))} risiko.",
        "Nilai risiko adalah kemungkinan dikalikan dampak, masing-masing 1 sampai 5.",
        f"Risiko terbesar, dengan nilai {highest},"
        if len(greatest) == 1
        else f"Nilai tertinggi, yaitu {highest}, terdapat pada {spelled(len(greatest))} risiko.",
    )


def _evaluations(session: Session, truth: Truth) -> None:
    """The years for which there is a target, and those in which programs end."""
    targets, programs = session.of("target"), [one for one in session.of("program") if years_of(one)]
    when = sorted({one["year"] for one in targets} | {max(years_of(one)) for one in programs})
    if not when:
        return
    truth.say(
        f"evaluasi yang pertama jatuh pada tahun {when[0]} dan yang terakhir pada tahun {when[-1]}."
        if len(when) > 1
        else f"evaluasi dilakukan pada tahun {when[0]}."
    )
    truth.tables["Kalender evaluasi"] = [
        {
            "Tahun": str(year),
            "Target yang dinilai": comma(
                dict.fromkeys(session.label[one["of"]] for one in targets if one["year"] == year)
            ),
            "Program yang berakhir": comma(
                session.label[one["id"]] for one in programs if max(years_of(one)) == year
            ),
        }
        for year in when
    ]
