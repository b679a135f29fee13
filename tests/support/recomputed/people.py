"""The workshop: its stages and days, who was there, the plan's years, facts, decisions, evidence, and what the books count."""

from __future__ import annotations

import datetime as dt

from .comparing import Rows, Truth
from .reading import Entry, Session
from .wording import as_given, comma, counted, day, days, listed, number, spelled, years

_ROLES = {
    "council": "Dewan Smart City",
    "team": "Tim Pelaksana",
    "agency": "Perangkat daerah",
    "expert": "Tenaga ahli",
    "facilitator": "Fasilitator",
    "partner": "Mitra",
    "observer": "Pengamat",
    "": "Peran belum dicatat",
}
_BODIES = {"council": "Dewan Smart City", "team": "Tim Pelaksana Smart City", "": "Forum Smart City"}


def tell(session: Session, truth: Truth) -> None:
    """Adds what is true of the workshop and of the city."""
    _plan(session, truth)
    _stages(session, truth)
    _attendance(session, truth)
    _notes(session, truth)
    _evidence(session, truth)
    _bodies(session, truth)
    captured = counted(captures(session))
    truth.say(f"mencakup {listed(captured)}.")
    of_the_analysis = {
        name: count
        for name, count in captures(session).items()
        if name not in ("program", "quick win terpilih")
    }
    truth.say(f"mencakup {listed(counted(of_the_analysis))}.")


def captures(session: Session) -> dict[str, int]:
    """How many entries of each kind there are, as the books name the kinds."""
    names = (
        *(("issue", "isu strategis"), ("readiness", "catatan kesiapan"), ("gap", "kesenjangan")),
        *(("swot", "faktor SWOT"), ("strategy", "strategi"), ("program", "program")),
    )
    chosen = [one for one in session.of("quick_win") if one.get("decision") == "chosen"]
    return {name: len(session.of(kind)) for kind, name in names} | {"quick win terpilih": len(chosen)}


def _plan(session: Session, truth: Truth) -> None:
    plan, city = session.table("plan"), session.table("city")
    start, end = plan.get("period_start"), plan.get("period_end")
    period = years(start, end)
    truth.say(
        *(book["title"] for book in session.method["book"]),
        f"Periode {period}",
        f"untuk periode {period}.",
        f"Masterplan berlaku {'untuk periode ' if start else ''}{period} dengan tahun sasaran {end}.",
        f"Naskah masterplan disusun dalam {spelled(len(session.method['book']))} buku:",
        f"Pembangunan smart city disusun dalam {spelled(len(session.dimensions))} dimensi.",
    )
    population, area = city.get("population"), city.get("area_km2")
    said = [
        *([f"berpenduduk {number(population)} jiwa"] if population else []),
        *([f"memiliki luas wilayah {as_given(area)} km²"] if area else []),
    ]
    truth.say(f"{city['name']} {' dan '.join(said)}.")
    truth.tables["Gambaran umum daerah"] = [
        *([{"Uraian": "Jumlah penduduk", "Keterangan": f"{number(population)} jiwa"}] if population else []),
        *([{"Uraian": "Luas wilayah", "Keterangan": f"{as_given(area)} km²"}] if area else []),
    ]
    truth.tables["Dimensi dan subdimensi smart city"] = [
        {"No.": str(place)} for place, _dimension in enumerate(session.dimensions, 1)
    ]


def _stages(session: Session, truth: Truth) -> None:
    known = session.by_id("stage")
    rows: Rows = []
    held = []
    for stage in session.method["stage"]:
        record = known.get(stage["id"], {})
        when = days(record.get("start"), record.get("end"))
        if when:
            held.append(f"{stage['short']} pada {when}")
        rows.append(
            {
                "Tahap": stage["name"],
                "Waktu": when or record.get("when", "–"),
                "Tempat": record.get("venue", "–"),
                "Fasilitator": "; ".join(record.get("facilitators", ())),
            }
        )
    truth.tables["Pelaksanaan bimbingan teknis"] = rows
    stages = spelled(len(rows))
    if len(held) == len(rows):
        truth.say(f"Kegiatan berlangsung dalam {stages} tahap, yaitu {listed(held)}.")
    else:
        truth.say(f"Dari {stages} tahap, tanggal pelaksanaan yang tercatat adalah {listed(held)}.")


def _attendance(session: Session, truth: Truth) -> None:
    people = _in_protocol(session)
    all_days = sorted(
        {f"{stage['id']}/{one['day']}" for stage in session.method["stage"] for one in stage["block"]}
    )
    there = [person for person in people if person.get("attended")]
    agencies = {person["agency"] for person in people if "agency" in person}
    there_from = {person["agency"] for person in there if "agency" in person}
    truth.say(
        f"Kegiatan diikuti oleh {spelled(len(there))} orang"
        f"{', termasuk wakil' if any('agency' not in one for one in there) else ' dari'} "
        f"{spelled(len(there_from))} perangkat daerah.",
        f"Kegiatan diikuti oleh {spelled(len(there))} orang.",
        f"Peserta yang tercatat berjumlah {spelled(len(people))} orang",
        f"Tercatat {spelled(len(people))} peserta.",
        f"Tercatat {spelled(len(people))} peserta dari {spelled(len(agencies))} perangkat daerah.",
        f"Jumlah peserta yang tercatat: {number(len(people))} orang.",
    )
    truth.tables["Kehadiran peserta menurut hari"] = [
        {
            "Tahap": session.stages[stage],
            "Hari": place,
            "Tanggal": _date(session, stage, int(place)),
            "Hadir": number(count),
        }
        for stage, _slash, place in (name.partition("/") for name in all_days)
        if (count := sum(f"{stage}/{place}" in person.get("attended", ()) for person in people))
    ]
    truth.tables["Peserta bimbingan teknis"] = [
        {
            "No.": str(place),
            "Nama": person["name"],
            "Jabatan": person.get("position", "–"),
            "Hari hadir": f"{len(person.get('attended', ()))} dari {len(all_days)}",
        }
        for place, person in enumerate(people, 1)
    ]
    codes = [*dict.fromkeys([*(one["id"] for one in session.every("agency")), *sorted(agencies)]), ""]
    truth.tables["Peserta menurut perangkat daerah"] = [
        {"Singkatan": code or "–", "Jumlah peserta": number(count)}
        for code in codes
        if (count := sum(person.get("agency", "") == code for person in people)) or code
    ]
    truth.tables["Peserta menurut peran"] = [
        {"Peran": name, "Jumlah peserta": number(count)}
        for role, name in _ROLES.items()
        if (count := sum(person.get("role", "") == role for person in people))
    ]


def _in_protocol(session: Session) -> list[Entry]:
    """The council first, then by agency as the list has them."""
    places = {one["id"]: place for place, one in enumerate(session.every("agency"))}
    return sorted(
        session.of("participant"),
        key=lambda person: (
            person.get("role") != "council",
            places.get(person.get("agency", ""), len(places)),
        ),
    )


def _date(session: Session, stage: str, place: int) -> str:
    record = session.by_id("stage").get(stage, {})
    if "start" not in record:
        return "–"
    date = record["start"] + dt.timedelta(days=place - 1)
    return day(date) if place == 1 or ("end" in record and date <= record["end"]) else "–"


def _notes(session: Session, truth: Truth) -> None:
    for kind, caption, head in (
        ("fact", "Fakta daerah", "Fakta"),
        ("decision", "Keputusan bimbingan teknis", "Keputusan"),
        ("action", "Tindak lanjut bimbingan teknis", "Tindak lanjut"),
    ):
        notes = [note for note in session.of("note") if note["kind"] == kind]
        truth.tables[caption] = [
            {
                "No.": str(place),
                head: note["text"],
                "Tahap": session.stages.get(note.get("stage", ""), "–"),
                "Sumber": note.get("evidence", "–"),
                "Penanggung jawab": note.get("owner", "–"),
                "Tenggat": day(note["due"]) if "due" in note else "–",
            }
            for place, note in enumerate(notes, 1)
        ]


def _evidence(session: Session, truth: Truth) -> None:
    """Every source once, in alphabetical order, with the labels of what rests on it, and the number of what has none."""
    labels: dict[str, list[str]] = {}
    others: dict[str, dict[str, int]] = {}
    for kind in ("issue", "readiness", "swot", "assessment", "note"):
        for entry in session.of(kind):
            source = " ".join(entry.get("evidence", "").split())
            if not source or entry.get("kind") == "remark":
                continue
            labels.setdefault(source, [])
            if entry["id"] in session.label:
                labels[source].append(session.label[entry["id"]])
            else:
                name = {"fact": "fakta"}.get(entry.get("kind", ""), "penilaian")
                of_source = others.setdefault(source, {})
                of_source[name] = of_source.get(name, 0) + 1
    truth.tables["Sumber bukti dan yang merujuknya"] = [
        {
            "No.": str(place),
            "Sumber": source,
            "Dirujuk oleh": ", ".join(
                [
                    *([comma(labels[source])] if labels[source] else []),
                    *(f"{count} {name}" for name, count in others.get(source, {}).items()),
                ]
            ),
        }
        for place, source in enumerate(sorted(labels, key=str.casefold), 1)
    ]


def _bodies(session: Session, truth: Truth) -> None:
    """Council, team and forum: whoever has a duty there."""
    members = [person for person in session.of("participant") if "duty" in person]
    for role, name in _BODIES.items():
        here = [one for one in members if (one.get("role") if one.get("role") in _BODIES else "") == role]
        truth.say(f"{name} beranggotakan {spelled(len(here))} orang")
    listed_agencies = {one["id"] for one in session.every("agency")}
    named = {person["agency"] for person in session.of("participant") if "agency" in person}
    truth.say(f"Perangkat daerah yang tercatat berjumlah {spelled(len(listed_agencies | named))}.")
