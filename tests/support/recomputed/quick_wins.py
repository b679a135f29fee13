"""Quick wins: gates, scores, ranks, votes, the twelve months with their milestones, the commitment and who signs it."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from itertools import pairwise

from .comparing import Rows, Truth
from .reading import Entry, Session
from .wording import MONTHS, day, day_in_words, days, drawn, listed, mean, number, spelled, two

_CELLS = (
    "Quick win (dampak tinggi, upaya rendah)",
    "Proyek besar (dampak tinggi, upaya tinggi)",
    "Pelengkap (dampak rendah, upaya rendah)",
    "Kurang sepadan (dampak rendah, upaya tinggi)",
    "Di tengah (dampak atau upaya bernilai 3)",
)
_SHORTS = {"chosen": "Terpilih", "reserve": "Cadangan", "rejected": "Tidak terpilih"}
_FIXED = (
    "Calon dinilai dengan angka 1 sampai 5 untuk setiap kriteria.",
    "Dampak dan upaya dinilai 1 sampai 5.",
    "Nilai di atas 3 berarti tinggi dan di bawah 3 berarti rendah.",
    "Nilai 3 tidak tinggi dan tidak rendah;",
    "Kemendesakan (U), keseriusan (S), dan perkembangan masalah (G) dinilai 1 sampai 5.",
    "rencana dua belas bulan",
    "yaitu dua belas bulan setelah tanggal komitmen bersama.",
    "yaitu dua belas bulan sejak tenggat yang paling awal,",
    "RENCANA DUA BELAS BULAN",
)
"""What the method of the books says, whatever the session."""


def tell(session: Session, truth: Truth) -> None:
    """Adds what is true of quick wins and the commitment."""
    truth.say(*_FIXED)
    candidates = session.of("quick_win")
    _decisions(session, truth, candidates)
    _gates(session, truth, candidates)
    _scores(session, truth, candidates)
    _impact(session, truth, candidates)
    _milestones(session, truth, candidates)
    _commitment(session, truth, candidates)


def _title(session: Session, quick_win: Entry) -> str:
    program = session.by_id("program")[quick_win["program"]]
    return f"{session.label[program['id']]} {program['name']}"


def _labels(session: Session, candidates: list[Entry], decision: str) -> list[str]:
    return [session.label[one["id"]] for one in candidates if one.get("decision") == decision]


def _decisions(session: Session, truth: Truth, candidates: list[Entry]) -> None:
    chosen, reserve = (_labels(session, candidates, name) for name in ("chosen", "reserve"))
    programs = session.by_id("program")
    horizons = dict.fromkeys(
        session.horizon(programs[one["program"]]["horizon"])
        for one in candidates
        if one.get("decision") == "chosen"
    )
    within = listed([name.replace("Jangka", "jangka") for name in horizons])
    said = f"Dari {spelled(len(candidates))} calon, forum memilih {spelled(len(chosen))} quick win"
    truth.say(
        f"{said}.",
        f"{said} yang dilaksanakan dalam {within}.",
        f"{said}, yaitu {listed(chosen)}.",
        f"Yang menjadi cadangan adalah {listed(reserve)}.",
        f"Quick win terpilih dilaksanakan dalam {within}.",
    )
    gates = {one["id"]: one["text"] for one in session.method["gate"]}
    for quick_win in candidates:
        label = session.label[quick_win["id"]]
        heading = f"{label} {programs[quick_win['program']]['name']}"
        program = session.label[quick_win["program"]]
        decision = _SHORTS.get(quick_win.get("decision", ""), "").lower()
        failed = "; ".join(gates[gate] for gate in quick_win.get("gates_failed", ()))
        decided = f" ({decision})" if decision else ""
        reason = " ".join(quick_win.get("reason", "").split())
        truth.say(heading, f"{label}{decided}: {reason}", f"{label} tidak memenuhi syarat berikut: {failed}.")
        truth.say(f"Data programnya dimuat dalam lembar program {program} pada buku kedua.", under=heading)


def _gates(session: Session, truth: Truth, candidates: list[Entry]) -> None:
    gates = [one["id"] for one in session.method["gate"]]
    truth.say(*(one["text"] for one in session.method["gate"]))
    passing = [one for one in candidates if _gated(session, one) == 0]
    failing = [one for one in candidates if one.get("gates_failed")]
    truth.say(
        f"Dari {spelled(len(candidates))} calon, {spelled(len(passing)) if passing else 'belum ada yang'} memenuhi semua "
        f"syarat{f' dan {spelled(len(failing))} tidak memenuhi sedikitnya satu syarat' if failing else ''}."
    )
    marks = {0: "memenuhi semua", 1: "belum lengkap", 2: "tidak memenuhi"}
    truth.tables["Hasil pemeriksaan syarat"] = [
        {
            "No.": session.label[one["id"]],
            **{
                str(place): "tidak"
                if gate in one.get("gates_failed", ())
                else "ya"
                if gate in one.get("gates_met", ())
                else ""
                for place, gate in enumerate(gates, 1)
            },
            "Hasil": marks[_gated(session, one)],
        }
        for one in candidates
    ]


def _gated(session: Session, quick_win: Entry) -> int:
    """0 where all gates are passed, 1 where one was not asked, 2 where one failed."""
    if quick_win.get("gates_failed"):
        return 2
    return 0 if {one["id"] for one in session.method["gate"]} <= {*quick_win.get("gates_met", ())} else 1


def _scores(session: Session, truth: Truth, candidates: list[Entry]) -> None:
    """The mean of the assessors times the weight of the criterion; under an inverse one 5 counts as 1."""
    criteria = session.method["criterion"]
    whole = sum(one["weight"] for one in criteria)
    weight = {one["id"]: Fraction(one["weight"], whole) for one in criteria}
    head = {one["id"]: f"{one['name']} ({_exactly(100 * weight[one['id']])} %)" for one in criteria}
    truth.tables["Kriteria penilaian quick win dan bobotnya"] = [
        {
            "Kriteria": one["name"]
            + " (nilai 5 berarti paling mahal dan dihitung terbalik)" * one.get("inverse", False),
            "Bobot": f"{_exactly(100 * weight[one['id']])} %",
        }
        for one in criteria
    ]
    score: dict[str, Fraction] = {}
    rows = []
    for quick_win in candidates:
        row = {"No.": session.label[quick_win["id"]], **dict.fromkeys(head.values(), "–")}
        products = []
        for one in criteria:
            given = [
                point["value"]
                for point in session.of("score")
                if (point["quick_win"], point["criterion"]) == (quick_win["id"], one["id"])
            ]
            value = mean(given)
            if value is not None:
                products.append((6 - value if one.get("inverse") else value) * weight[one["id"]])
                row[head[one["id"]]] = f"{_exactly(value)} → {two(products[-1])}"
        if len(products) == len(criteria):
            score[quick_win["id"]] = sum(products, Fraction())
        rows.append(row)
    ranks = _ranks(score)
    for quick_win, row in zip(candidates, rows, strict=True):
        row |= {"Skor": two(score.get(quick_win["id"])), "Peringkat": str(ranks.get(quick_win["id"], "–"))}
    truth.tables["Nilai calon per kriteria, hasil kalinya dengan bobot, dan skornya"] = rows
    _recommended(session, truth, candidates, score)


def _exactly(value: Fraction) -> str:
    return number(value, 0 if value.denominator == 1 else 2)


def _ranks(values: dict[str, Fraction]) -> dict[str, int]:
    """From the highest down; equal ones share a rank and the next one is skipped."""
    return {name: 1 + sum(other > value for other in values.values()) for name, value in values.items()}


def _recommended(session: Session, truth: Truth, candidates: list[Entry], score: dict[str, Fraction]) -> None:
    """Those that pass all gates first, then by score; equals share a place and stand by U, S and G."""
    gates = len(session.method["gate"])
    gated = {one["id"]: _gated(session, one) for one in candidates}
    # a gate that was not passed outweighs every score, which is 5 at most
    places = _ranks({id: value - 10 * gated[id] for id, value in score.items()})
    usg = {one["id"]: [one.get(key, 0) for key in ("urgency", "seriousness", "growth")] for one in candidates}

    def order(one: Entry) -> tuple[int, bool, Fraction, list[int]]:
        points = usg[one["id"]]
        behind = [-sum(points) if all(points) else 0, *(-part for part in points)]
        return gated[one["id"]], one["id"] not in score, -score.get(one["id"], Fraction()), behind

    ordered = sorted(candidates, key=order)
    highest = max(score.values(), default=None)
    best = [session.label[one["id"]] for one in ordered if score.get(one["id"], 0) == highest]
    truth.say(f"Skor tertinggi, yaitu {two(highest)}, diperoleh {listed(best)}.")
    truth.tables["Calon quick win dan keputusan forum"] = [
        {
            "No.": session.label[one["id"]],
            "Program": _title(session, one),
            "Syarat terpenuhi": f"{len(one.get('gates_met', ()))} dari {gates}",
            "Urutan saran": str(places.get(one["id"], "–")),
            "Keputusan": _SHORTS.get(one.get("decision", ""), "Belum diputuskan"),
        }
        for one in ordered
    ]


def _impact(session: Session, truth: Truth, candidates: list[Entry]) -> None:
    keys = {
        "Dampak": "impact",
        "Upaya": "effort",
        "U": "urgency",
        "S": "seriousness",
        "G": "growth",
        "Suara": "votes",
    }
    usg = {
        one["id"]: Fraction(one["urgency"] + one["seriousness"] + one["growth"])
        for one in candidates
        if {"urgency", "seriousness", "growth"} <= one.keys()
    }
    ranks = _ranks(usg), _ranks({one["id"]: Fraction(one["votes"]) for one in candidates if "votes" in one})
    truth.tables["Dampak, upaya, USG, dan suara peserta"] = [
        {
            "No.": session.label[one["id"]],
            **{head: str(one.get(key, "–")) for head, key in keys.items()},
            "Jumlah USG": number(usg[one["id"]]) if one["id"] in usg else "–",
            "Peringkat USG": str(ranks[0].get(one["id"], "–")),
            "Peringkat suara": str(ranks[1].get(one["id"], "–")),
        }
        for one in candidates
    ]
    cells: list[list[str]] = [[] for _cell in _CELLS]
    for one in candidates:
        if {"impact", "effort"} <= one.keys():
            impact, effort = one["impact"], one["effort"]
            place = 4 if 3 in (impact, effort) else 2 * (impact < 3) + (effort > 3)
            cells[place].append(session.label[one["id"]])
    truth.say(
        *(f"{name} memuat {drawn(labels)}" for name, labels in zip(_CELLS, cells, strict=True) if labels)
    )


def _milestones(session: Session, truth: Truth, candidates: list[Entry]) -> None:
    """By quarter of the twelve months that begin with the short term, the day after the commitment, or the first due date."""
    steps = {
        one["id"]: sorted(
            (step for step in session.of("milestone") if step["quick_win"] == one["id"]),
            key=lambda step: step.get("due", dt.date.max),
        )
        for one in candidates
    }
    for one in candidates:
        truth.tables[f"Tonggak capaian {session.label[one['id']]}"] = [
            {
                "Tenggat": day(step["due"]) if "due" in step else "Tanpa tenggat",
                "Tonggak capaian": step["text"],
                "Penanggung jawab": step.get("owner", "–"),
            }
            for step in steps[one["id"]]
        ]
    dues = [step["due"] for some in steps.values() for step in some if "due" in step]
    total = spelled(sum(map(len, steps.values())))
    truth.say(f"Rencana memuat {total} tonggak capaian.")
    plan, signed = session.table("plan"), session.table("commitment").get("date")
    if "short_start" in plan:
        first = dt.date(plan["short_start"], 1, 1)
    elif signed or dues:
        first = signed + dt.timedelta(days=1) if signed else min(dues)
    else:
        return
    edges = [_later(first, months) for months in (0, 3, 6, 9, 12)]
    quarters = [_span(begin, end - dt.timedelta(days=1)) for begin, end in pairwise(edges)]
    rows: Rows = []
    for one in candidates:
        cells = [
            "; ".join(
                f"{step['due'].day}/{step['due'].month}"
                for step in steps[one["id"]]
                if "due" in step and begin <= step["due"] < end
            )
            for begin, end in pairwise(edges)
        ]
        if steps[one["id"]] or one.get("decision") == "chosen":
            rows.append({"Quick win": session.label[one["id"]], **dict(zip(quarters, cells, strict=True))})
    truth.tables["Tenggat tonggak capaian per triwulan (tanggal/bulan)"] = rows
    per_quarter = [sum(begin <= due < end for due in dues) for begin, end in pairwise(edges)]
    most = max(per_quarter)
    truth.say(
        f"Rencana ini mencakup {_span(first, edges[-1] - dt.timedelta(days=1))},",
        f"Tenggat di luar {_span(first, edges[-1] - dt.timedelta(days=1))}:",
        *(
            f"{session.label[step['quick_win']]}: {step['text']} ({day(step['due'])})"
            for some in steps.values()
            for step in some
            if "due" in step and not first <= step["due"] < edges[-1]
        ),
        f"Tonggak terbanyak jatuh pada {quarters[per_quarter.index(most)]}, yaitu {spelled(most)} tonggak.",
    )


def _later(date: dt.date, months: int) -> dt.date:
    """The same day so many months later, the last of the month where that is shorter."""
    year, month = divmod(date.year * 12 + date.month - 1 + months, 12)
    first_of_next = dt.date(year + month // 11, (month + 1) % 12 + 1, 1)
    return dt.date(year, month + 1, min(date.day, (first_of_next - dt.timedelta(days=1)).day))


def _span(first: dt.date, last: dt.date) -> str:
    """``Januari–Maret 2026`` for whole months, the days otherwise."""
    if first.day != 1 or (last + dt.timedelta(days=1)).day != 1:
        return days(first, last)
    begins, ends = MONTHS[first.month - 1], f"{MONTHS[last.month - 1]} {last.year}"
    return f"{begins}–{ends}" if first.year == last.year else f"{begins} {first.year}–{ends}"


def _commitment(session: Session, truth: Truth, candidates: list[Entry]) -> None:
    commitment = session.table("commitment")
    if "date" in commitment:
        truth.say(f"Pada hari ini, {day_in_words(commitment['date'])} ({day(commitment['date'])}),")
        truth.say(f"Pada hari ini, {day_in_words(commitment['date'])} ({day(commitment['date'])})")
    final = sum(one.get("status") == "final" for one in session.of("program"))
    chosen = len(_labels(session, candidates, "chosen"))
    truth.say(
        f"Kesepakatan ini mencakup {final} program dan {chosen} quick win terpilih yang dimuat dalam naskah masterplan "
        f"{session.table('city')['name']}."
    )
    truth.tables["Penandatangan komitmen bersama"] = [
        {
            "No.": str(place),
            "Nama": one["name"],
            "Jabatan": one.get("position", "–"),
            "Ditandatangani": day(one["signed"]) if "signed" in one else "–",
        }
        for place, one in enumerate(session.ordered("signatory"), 1)
    ]
