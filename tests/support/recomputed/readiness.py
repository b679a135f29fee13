"""Issues, gaps and readiness: how many in which dimension, and the means of levels from 1 to 5."""

from __future__ import annotations

from fractions import Fraction

from .comparing import Rows, Truth
from .reading import Entry, Session, grouped
from .wording import boxes, listed, mean, number, spelled, two

_HIGHEST = 5


def tell(session: Session, truth: Truth) -> None:
    """Adds what is true of issues, gaps and readiness."""
    spread(session, truth, "issue", "isu strategis")
    spread(session, truth, "gap", "kesenjangan")
    truth.tables["Isu strategis menurut dimensi"] = [
        {
            "No.": session.label[issue["id"]],
            "Isu": issue["text"],
            "Bukti atau sumber": issue.get("evidence", "–"),
        }
        for _dimension, issues in session.by_dimension("issue")
        for issue in issues
    ]
    _gaps(session, truth)
    _readiness(session, truth)


def spread(session: Session, truth: Truth, kind: str, words: str) -> None:
    """How the entries of a kind are spread over the dimensions."""
    counts = {name: len(entries) for name, entries in session.by_dimension(kind)}
    nowhere = counts.pop("", 0)
    total = spelled(sum(counts.values()) + nowhere)
    most = max(counts.values(), default=0)
    fullest = [session.dimensions[name] for name, count in counts.items() if count == most]
    each = " untuk masing-masing dimensi" if len(fullest) > 1 else ""
    covered = sum(count > 0 for count in counts.values())
    truth.say(
        f"Bimbingan teknis mencatat {total} {words} yang mencakup seluruh dimensi."
        if covered == len(counts)
        else f"Bimbingan teknis mencatat {total} {words} pada {spelled(covered)} dimensi.",
        f"Bimbingan teknis mencatat {total} {words}.",
        f"Jumlah terbanyak terdapat pada {listed(fullest)}, yaitu {spelled(most)} {words}{each}.",
        f"Sebanyak {spelled(nowhere)} {words} tidak terkait dengan dimensi tertentu.",
    )


def _gaps(session: Session, truth: Truth) -> None:
    truth.tables["Kesenjangan menurut dimensi"] = [
        {
            "Dimensi": session.dimension_name(dimension),
            "Jumlah": number(len(gaps)),
            "Gambaran": "■" * min(len(gaps), 10) or "–",
            **{
                head: number(sum(key in gap for gap in gaps))
                for head, key in (
                    ("Kondisi saat ini", "current"),
                    ("Kondisi ideal", "ideal"),
                    ("Upaya", "action"),
                )
            },
        }
        for dimension, gaps in session.by_dimension("gap")
    ]
    truth.tables["Kondisi saat ini, kondisi ideal, dan upaya"] = [
        {
            "No.": session.label[gap["id"]],
            "Kondisi saat ini": gap.get("current", "–"),
            "Kondisi ideal": gap.get("ideal", "–"),
            "Kesenjangan": gap["text"],
            "Upaya": gap.get("action", "–"),
        }
        for _dimension, gaps in session.by_dimension("gap")
        for gap in gaps
    ]


class _Levels:
    """The means of some findings: of those with a level, with a target, and the distance of those with both."""

    def __init__(self, findings: list[Entry]) -> None:
        both = [one for one in findings if "level" in one and "target_level" in one]
        self.findings, self.rated, self.both = (
            len(findings),
            sum("level" in one for one in findings),
            len(both),
        )
        self.level = mean(one["level"] for one in findings if "level" in one)
        self.target = mean(one["target_level"] for one in findings if "target_level" in one)
        self.distance = mean(one["target_level"] - one["level"] for one in both)

    def partly(self, before: str) -> str:
        """Of how many findings the mean is, where some have no level."""
        return (
            f"{before}{spelled(self.rated)} kondisi yang sudah dinilai" if self.rated < self.findings else ""
        )

    def row(self, name: str) -> dict[str, str]:
        return {
            "Elemen atau aspek": name,
            "Jumlah kondisi": number(self.findings),
            "Tingkat": two(self.level),
            "Gambaran": boxes(self.level, _HIGHEST, _HIGHEST),
            "Sasaran": two(self.target),
            "Jarak": two(self.distance),
        }


def _readiness(session: Session, truth: Truth) -> None:
    elements = session.method["element"]
    found = session.of("readiness")
    rows: Rows = []
    levels: dict[str, _Levels] = {}
    for element in elements:
        here = [one for one in found if one["element"] == element["id"]]
        of_aspect = grouped(here, lambda one: one.get("aspect", ""), (one["id"] for one in element["aspect"]))
        names = {one["id"]: one["name"] for one in element["aspect"]}
        levels[element["name"]] = _Levels(here)
        rows.append(levels[element["name"]].row(element["name"]))
        rows += [
            _Levels(some).row(names.get(aspect, "Aspek lain")) for aspect, some in of_aspect.items() if some
        ]
        _element(session, truth, element["name"], here, levels[element["name"]])
    truth.tables["Tingkat kesiapan menurut elemen dan aspek"] = rows
    whole = _Levels(found)
    each = [f"{spelled(some.findings)} pada elemen {name}" for name, some in levels.items() if some.findings]
    truth.say(
        f"Kesiapan daerah ditinjau menurut {spelled(len(elements))} elemen, yaitu {listed(list(levels))}.",
        "Tingkat kesiapan dinyatakan dengan angka 1 (terendah) sampai 5 (tertinggi).",
        "Setiap kotak menyatakan satu tingkat, dengan pembulatan.",
        f"Bimbingan teknis mencatat {spelled(whole.findings)} kondisi kesiapan: {listed(each)}.",
        f"Rata-rata tingkat kesiapan adalah {two(whole.level)}{whole.partly(', dihitung dari ')}, dengan rata-rata sasaran "
        f"{two(whole.target)}.",
        f"Rata-rata tingkat kesiapan adalah {two(whole.level)}{whole.partly(', dihitung dari ')}.",
    )
    low = _first({name: some.level for name, some in levels.items()}, least=True)
    far = _first({name: some.distance for name, some in levels.items()}, least=False)
    if low:
        weakest, level = low
        truth.say(
            f"Rata-rata tingkat terendah terdapat pada elemen {weakest} ({two(level)}).",
            f"rata-rata tingkat terendah terdapat pada elemen {weakest} ({two(level)} dari 5).",
        )
    if far:
        furthest, distance = far
        truth.say(f"Jarak terbesar menuju sasaran terdapat pada elemen {furthest} ({two(distance)} tingkat).")


def _first(values: dict[str, Fraction | None], least: bool) -> tuple[str, Fraction] | None:
    """The names with the smallest or largest value, and that value."""
    known = {name: value for name, value in values.items() if value is not None}
    if not known:
        return None
    edge = min(known.values()) if least else max(known.values())
    return listed([name for name, value in known.items() if value == edge]), edge


def _element(session: Session, truth: Truth, name: str, found: list[Entry], levels: _Levels) -> None:
    known = f"Rata-rata tingkatnya {two(levels.level)}{levels.partly(' dari ')}"
    wanted = f", sedangkan rata-rata sasarannya {two(levels.target)}"
    reach = f"; jarak rata-rata menuju sasaran adalah {two(levels.distance)} tingkat"
    if levels.both < levels.findings:
        reach += f", dihitung dari {spelled(levels.both)} kondisi yang memiliki tingkat dan sasaran"
    truth.say(
        f"Pada elemen ini dicatat {spelled(levels.findings)} kondisi.",
        *(f"{known}{more}." for more in ("", wanted, wanted + reach)),
        under=name,
    )
    truth.tables[f"Kondisi kesiapan elemen {name.lower()}"] = [
        {
            "No.": session.label[one["id"]],
            "Kondisi": one["text"],
            "Tingkat": _boxed(one.get("level")),
            "Sasaran": _boxed(one.get("target_level")),
            "Upaya": one.get("action", "–"),
            "Bukti": one.get("evidence", "–"),
        }
        for one in found
    ]


def _boxed(level: int | None) -> str:
    return "–" if level is None else f"{level} {boxes(level, _HIGHEST, _HIGHEST)}"
