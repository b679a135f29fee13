"""The city's assessments by the models of the method: means of the latest round, and the last two rounds compared."""

from __future__ import annotations

from fractions import Fraction

from .comparing import Rows, Truth
from .reading import Entry, Session
from .wording import as_given, mean, number, spelled, two

_ROLES = {"pillar": "Pilar", "enabler": "Pengungkit", "aspect": "Aspek"}
Scores = dict[str, Fraction]
"""The scores of one round by indicator."""


def tell(session: Session, truth: Truth) -> None:
    """Adds what is true of every model of which something was assessed."""
    for model in session.method["model"]:
        indicators = {one["id"] for part in model["part"] for one in part["indicator"]}
        scores = [one for one in session.of("assessment") if one["indicator"] in indicators]
        rounds = sorted({one["round"] for one in scores})
        if rounds:
            _model(session, truth, model, scores, rounds[-1], len(indicators))
        if len(rounds) > 1:
            _compared(truth, model, scores, rounds[-2], rounds[-1])


def _model(
    session: Session, truth: Truth, model: Entry, scores: list[Entry], year: int, indicators: int
) -> None:
    """The latest round; of an indicator that was scored twice in it the last score counts."""
    last = _round(scores, year)
    of_role: dict[str, list[str]] = {}
    rows: Rows = []
    for part in model["part"]:
        known = [last[one["id"]] for one in part["indicator"] if one["id"] in last]
        of_role.setdefault(part["role"], []).append(part["name"])
        rows.append(
            {
                "Bagian": part["name"],
                "Bobot": f"{as_given(part['weight'])} %" if "weight" in part else "–",
                "Indikator dinilai": f"{len(known)} dari {len(part['indicator'])} indikator",
                "Nilai rata-rata": two(mean(known)),
            }
        )
    if len(of_role) > 1:
        rows += [
            {"Bagian": f"Rata-rata {_ROLES[role].lower()}", "Nilai rata-rata": two(_total(model, last, role))}
            for role in of_role
        ]
    total = _total(model, last)
    rows.append(
        {"Indikator dinilai": f"{len(last)} dari {indicators} indikator", "Nilai rata-rata": two(total)}
    )
    truth.tables[f"Hasil penilaian tahun {year}: {model['name']}"] = rows
    levels = [
        {"Tingkat": one["name"], "Mulai dari nilai": as_given(one["from"])} for one in model.get("level", ())
    ]
    truth.tables["Tingkat kematangan (batas nilai adalah asumsi)"] = levels
    truth.tables["Tingkat kematangan"] = levels
    truth.tables[f"Nilai per indikator: {model['name']}"] = [
        {
            "Indikator": indicator["name"],
            "Tahun": str(score["round"]),
            "Nilai": as_given(score["score"]),
            "Bukti": score.get("evidence", "–"),
            "Catatan": score.get("note", "–"),
        }
        for part in model["part"]
        for indicator in part["indicator"]
        for score in sorted(scores, key=lambda score: int(score["round"]))
        if score["indicator"] == indicator["id"]
    ]
    pillars, enablers = of_role.get("pillar", []), of_role.get("enabler", [])
    truth.say(
        f"Model ini memakai {spelled(len(pillars))} pilar ({', '.join(pillars)}) "
        f"dan {spelled(len(enablers))} pengungkit ({', '.join(enablers)}).",
        f"Penilaian mencakup {spelled(len(rows))} aspek",
        f"Skala penilaian: {model['scale_min']} sampai {model['scale_max']}.",
        f"Penilaian terakhir adalah penilaian tahun {year} dan mencakup {len(last)} dari {indicators} indikator.",
        f"Dengan nilai keseluruhan {two(total)}{' atas indikator yang sudah dinilai' if len(last) < indicators else ''}, "
        f"tingkat kematangan berada pada {_level(model, total)}:",
    )
    rated = [part for part in model["part"] if any(one["id"] in last for one in part["indicator"])]
    share = Fraction(sum(map(_weight, rated)), sum(map(_weight, model["part"])))
    truth.say(
        f"Bagian yang dinilai mewakili {number(100 * share, 0 if (100 * share).denominator == 1 else 2)} % dari seluruh bobot."
    )
    _extremes(truth, model, last)
    _size(session, truth, model)


def _level(model: Entry, total: Fraction | None) -> str:
    """The highest level that begins at or below a total."""
    reached = [one for one in model.get("level", ()) if total is not None and one["from"] <= total]
    return max(reached, key=lambda one: int(one["from"]))["name"] if reached else ""


def _extremes(truth: Truth, model: Entry, last: Scores) -> None:
    means = {
        part["name"]: mean(last[one["id"]] for one in part["indicator"] if one["id"] in last)
        for part in model["part"]
    }
    known = {name: value for name, value in means.items() if value is not None}
    most, least = max(known.values()), min(known.values())
    highest = ", ".join(name for name, value in known.items() if value == most)
    lowest = ", ".join(name for name, value in known.items() if value == least)
    truth.say(
        f"Nilai tertinggi terdapat pada {highest} ({two(most)}) dan nilai terendah pada {lowest} ({two(least)})."
    )


def _size(session: Session, truth: Truth, model: Entry) -> None:
    """The class of the city; on a boundary the smaller class but for the largest, which begins above its own."""
    population = session.table("city").get("population")
    sizes = sorted(model.get("size", ()), key=lambda size: -int(size["above"]))
    if population is None:
        return
    for place, size in enumerate(sizes):
        above = size["above"]
        if population > above or (place and population == above):
            span = (
                f"lebih dari {number(above)}"
                if not place
                else f"kurang dari {number(sizes[place - 1]['above'])}"
                if place == len(sizes) - 1
                else f"{number(above)} sampai {number(sizes[place - 1]['above'])}"
            )
            truth.say(
                f"Dengan jumlah penduduk {number(population)} jiwa, daerah ini termasuk kelas "
                f"{size['name'].lower()} ({span} jiwa)."
            )
            return


def _compared(truth: Truth, model: Entry, scores: list[Entry], before: int, after: int) -> None:
    """Over the indicators that both rounds have; differences are those of the exact values."""
    earlier, later = _round(scores, before), _round(scores, after)
    common = [id for id in earlier if id in later]
    truth.say(
        f"Penilaian tahun {before} dan {after} tidak dapat dibandingkan karena tidak ada indikator yang dinilai pada kedua tahun.",
        f"Hanya dinilai pada tahun {before}:",
        f"Hanya dinilai pada tahun {after}:",
    )
    rows, parts = [], []
    for part in model["part"]:
        here = [one for one in part["indicator"] if one["id"] in common]
        rows += [
            {"Indikator": one["name"], **_change(before, after, earlier[one["id"]], later[one["id"]])}
            for one in here
        ]
        first, second = mean(earlier[one["id"]] for one in here), mean(later[one["id"]] for one in here)
        if first is not None and second is not None:
            said = {"Bagian": part["name"], "Indikator": f"rata-rata {len(here)} indikator"}
            parts.append(said | _change(before, after, first, second))
    was = _total(model, {id: earlier[id] for id in common})
    now = _total(model, {id: later[id] for id in common})
    if was is None or now is None:
        return
    rows += [*parts, {"Indikator": f"{len(common)} indikator", **_change(before, after, was, now)}]
    truth.tables[f"Perbandingan penilaian tahun {before} dan {after}"] = rows
    up, down = (
        sum((later[id] > earlier[id]) == better and later[id] != earlier[id] for id in common)
        for better in (True, False)
    )
    way = f"{'naik' if now > was else 'turun'} {two(abs(now - was))}, dari {two(was)} menjadi {two(now)}."
    truth.say(
        f"Penilaian tahun {before} dan {after} dibandingkan atas {len(common)} indikator yang dinilai pada kedua tahun: "
        + (
            "semuanya naik."
            if up == len(common) > 1
            else f"{up} naik, {down} turun, dan {len(common) - up - down} tetap."
        ),
        f"Nilai keseluruhan atas indikator itu {f'tetap {two(now)}.' if now == was else way}",
    )


def _change(before: int, after: int, was: Fraction, now: Fraction) -> dict[str, str]:
    plus = "+" if now > was else ""
    return {str(before): two(was), str(after): two(now), "Selisih": f"{plus}{two(now - was)}"}


def _round(scores: list[Entry], year: int) -> Scores:
    return {one["indicator"]: Fraction(one["score"]) for one in scores if one["round"] == year}


def _weight(part: Entry) -> int:
    """Parts without a weight are all worth the same."""
    return int(part.get("weight", 1))


def _total(model: Entry, scores: Scores, role: str = "") -> Fraction | None:
    """The mean of the parts by their weights, of one role where that is named; parts without a score are left out."""
    whole = weights = Fraction()
    for part in model["part"]:
        of_part = mean(scores[one["id"]] for one in part["indicator"] if one["id"] in scores)
        if of_part is not None and role in ("", part["role"]):
            whole, weights = whole + _weight(part) * of_part, weights + _weight(part)
    return whole / weights if weights else None
