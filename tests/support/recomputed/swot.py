"""SWOT: weights, scores, sums and positions as they are printed, and the strategies that rest on the factors.

The printed rule: weights are the points divided by their sum within IFAS or EFAS (variant of Rangkuti), with two decimals if
these say all of every weight and score, else with three, else with four; the quadrants get their sums by largest remainders
and share these out likewise, of equal remainders the rating next to the quadrant's mean first; a score is the printed weight
times the rating, and sums add up what is printed.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from .comparing import Truth
from .reading import QUADRANTS, Entry, Session
from .wording import comma, counted, drawn, listed, number, rounded, spelled

_SIDES = {"IFAS": ("strength", "weakness", "internal"), "EFAS": ("opportunity", "threat", "eksternal")}
_CERTAINTY = {"fact": "Fakta", "assumption": "Asumsi", "opinion": "Pendapat"}
_STRATEGIES = {
    "SO": ("strategi agresif", "I", "kekuatan-peluang"),
    "ST": ("strategi diversifikasi", "II", "kekuatan-ancaman"),
    "WO": ("strategi ubah haluan", "III", "kelemahan-peluang"),
    "WT": ("strategi bertahan", "IV", "kelemahan-ancaman"),
}
"""Names, quadrants in the diagram of Rangkuti, and what is crossed."""


class Side:
    """IFAS or EFAS: exact `share` and `score` of every factor by its id, and `weight` and `product` as printed."""

    def __init__(self, factors: list[Entry], first: str, second: str) -> None:
        """The factors of the two quadrants, all of which have points and ratings."""
        self.factors = [one for quadrant in (first, second) for one in factors if one["quadrant"] == quadrant]
        whole = sum(Fraction(one["weight"]) for one in self.factors)
        self.share = {one["id"]: Fraction(one["weight"]) / whole for one in self.factors}
        self.rating = {one["id"]: Fraction(one["rating"]) for one in self.factors}
        self.score = {id: share * self.rating[id] for id, share in self.share.items()}
        self.quadrant = {one["id"]: one["quadrant"] for one in self.factors}
        exact = [*self.share.values(), *self.score.values()]
        self.places = next((n for n in (2, 3) if all(rounded(one, n) == one for one in exact)), 4)
        self.weight = self._weights(first, second)
        self.product = {
            id: rounded(Fraction(weight) * self.rating[id], self.places) for id, weight in self.weight.items()
        }

    def sum(self, values: dict[str, Decimal], *quadrants: str) -> Decimal:
        """The sum of printed values, of some quadrants or of all."""
        return sum(
            (value for id, value in values.items() if self.quadrant[id] in (quadrants or QUADRANTS)),
            Decimal(0),
        )

    def exact(self, quadrant: str) -> Fraction:
        """The exact sum of the scores of a quadrant."""
        return sum((score for id, score in self.score.items() if self.quadrant[id] == quadrant), Fraction())

    def _weights(self, first: str, second: str) -> dict[str, Decimal]:
        unit = 10**self.places
        ids = {
            name: [one["id"] for one in self.factors if one["quadrant"] == name] for name in (first, second)
        }
        units = {
            name: sum((self.share[id] for id in here), Fraction()) * unit
            for name, here in ids.items()
            if here
        }
        sums = _shared(units, unit, {})
        weights: dict[str, Decimal] = {}
        for name, total in sums.items():
            here = {id: self.share[id] * unit for id in ids[name]}
            middle = self.exact(name) / (units[name] / unit)
            apart = {id: abs(self.rating[id] - middle) for id in here}
            weights |= {id: Decimal(n).scaleb(-self.places) for id, n in _shared(here, total, apart).items()}
        return weights


def _shared(values: dict[str, Fraction], total: int, apart: dict[str, Fraction]) -> dict[str, int]:
    """Whole numbers that add up to the total, by largest remainders (Hamilton)."""
    whole = {name: int(value) for name, value in values.items()}
    by_remainder = sorted(values, key=lambda name: (whole[name] - values[name], apart.get(name, Fraction())))
    for name in by_remainder[: total - sum(whole.values())]:
        whole[name] += 1
    return whole


def tell(session: Session, truth: Truth) -> None:
    """Adds what is true of factors, tables, positions and strategies. Raises ValueError for another variant."""
    if session.table("analysis").get("variant", "rangkuti") != "rangkuti":
        raise ValueError("only the variant of Rangkuti is recomputed here")
    factors = session.of("swot")
    _counts(session, truth, factors)
    sides = _sides(factors)
    for name, side in sides.items():
        _matrix(session, truth, name, side)
    _position(truth, sides)
    _dimensions(session, truth, factors)
    _strategies(session, truth)
    _service(session, truth, sides)


def _sides(factors: list[Entry]) -> dict[str, Side]:
    """The tables that can be computed: every factor of both quadrants has points and a rating."""
    made = {}
    for name, (first, second, _kind) in _SIDES.items():
        here = [one for one in factors if one["quadrant"] in (first, second)]
        if here and all("weight" in one and "rating" in one for one in here):
            made[name] = Side(here, first, second)
    return made


def _counts(session: Session, truth: Truth, factors: list[Entry]) -> None:
    each = counted(
        {name.lower(): sum(one["quadrant"] == id for one in factors) for id, name in QUADRANTS.items()}
    )
    sourced = sum("evidence" in one for one in factors)
    truth.say(
        f"Analisis SWOT menghimpun {spelled(len(factors))} faktor, yaitu {listed(each)}.",
        f"Sebanyak {spelled(sourced)} faktor disertai bukti atau sumber.",
        f"Sebanyak {spelled(sum(not session.dimension_of(one) for one in factors))} faktor tidak terikat pada satu dimensi",
        "Untuk setiap dimensi, bobot dihitung kembali dari faktor dimensi itu saja.",
    )
    rows = [
        (session.dimensions.get(name, "Tanpa dimensi"), some) for name, some in session.by_dimension("swot")
    ]
    truth.tables["Jumlah faktor SWOT menurut dimensi dan kuadran"] = [
        {
            "Dimensi": name,
            **{QUADRANTS[id]: number(sum(one["quadrant"] == id for one in here)) for id in QUADRANTS},
            "Seluruhnya": number(len(here)),
        }
        for name, here in [*rows, ("Jumlah", factors)]
    ]
    for id, name in QUADRANTS.items():
        truth.tables[f"Faktor {name.lower()}"] = [
            {
                "No.": session.label[one["id"]],
                "Faktor strategis": one["text"],
                "Bukti atau sumber": one.get("evidence", "–"),
            }
            for one in factors
            if one["quadrant"] == id
        ]


def _matrix(session: Session, truth: Truth, name: str, side: Side) -> None:
    first, second, kind = _SIDES[name]
    places = side.places
    truth.say(
        f"Matriks {name} memuat {spelled(len(side.factors))} faktor {kind} dengan jumlah skor "
        f"{number(side.sum(side.product), places)}."
    )
    rows = []
    for quadrant in (first, second):
        here = [one for one in side.factors if one["quadrant"] == quadrant]
        weight, score = side.sum(side.weight, quadrant), side.sum(side.product, quadrant)
        rows += [
            {
                "Faktor strategis": f"{session.label[one['id']]}. {one['text']}",
                "Bobot": number(side.weight[one["id"]], places),
                "Rating": number(side.rating[one["id"]], 0 if side.rating[one["id"]].denominator == 1 else 2),
                "Skor": number(side.product[one["id"]], places),
                "Dasar": ": ".join(
                    filter(None, (_CERTAINTY.get(one.get("certainty", ""), ""), one.get("evidence", "")))
                ),
            }
            for one in here
        ]
        rows.append({"Bobot": number(weight, places), "Skor": number(score, places)})
        truth.say(f"Jumlah skor {QUADRANTS[quadrant].lower()} adalah {number(score, places)}.")
        _leading(session, truth, QUADRANTS[quadrant], here, side)
    whole = {"Bobot": side.sum(side.weight), "Skor": side.sum(side.product)}
    rows.append({head: number(value, places) for head, value in whole.items()})
    truth.tables[f"Matriks {name}"] = rows


def _leading(session: Session, truth: Truth, name: str, here: list[Entry], side: Side) -> None:
    """Those with the highest exact score."""
    if not here:
        return
    highest = max(side.score[one["id"]] for one in here)
    leading = [one for one in here if side.score[one["id"]] == highest]
    labels = [session.label[one["id"]] for one in leading]
    one = leading[0]
    said = " ".join(one["text"].split())
    truth.say(
        f"Sebanyak {spelled(len(leading))} {name.lower()} memiliki skor tertinggi yang sama, yaitu {number(highest, 2)}.",
        f"{name} dengan skor tertinggi adalah {labels[0]} (skor {number(side.product[one['id']], side.places)}), "
        f"yaitu “{said}”"
        if len(leading) == 1
        else f"{name} dengan skor tertinggi, masing-masing {number(highest, 2)}, adalah {listed(labels)}.",
    )


class Axis(NamedTuple):
    """A coordinate as it is printed, with its decimals, and exactly."""

    value: Decimal
    places: int
    exact: Fraction

    @property
    def shown(self) -> str:
        return number(self.value, self.places)


def _axis(name: str, side: Side) -> Axis:
    """x of IFAS or y of EFAS: the difference of printed sums; where that would turn the sign, the exact value rounded."""
    plus, minus, _kind = _SIDES[name]
    exact = side.exact(plus) - side.exact(minus)
    value = side.sum(side.product, plus) - side.sum(side.product, minus)
    if Fraction(value) * exact > 0:
        return Axis(value, side.places, exact)
    places = next((n for n in range(side.places, 7) if not exact or rounded(exact, n)), 6)
    return Axis(rounded(exact, places), places, exact)


def _position(truth: Truth, sides: dict[str, Side]) -> None:
    rows = []
    axes = {name: _axis(name, side) for name, side in sides.items()}
    for name, axis in axes.items():
        plus, minus, _kind = _SIDES[name]
        side, words = sides[name], [QUADRANTS[plus].lower(), QUADRANTS[minus].lower()]
        letter = "x" if name == "IFAS" else "y"
        if {plus, minus} <= {*side.quadrant.values()}:
            truth.say(
                f"Selisih skor {words[0]} dan {words[1]} adalah {letter} = {axis.shown}, "
                f"artinya {_compared(axis.exact, *words)}."
            )
        rows += [{"Skor": number(side.sum(side.product, one), side.places)} for one in (plus, minus)]
        rows.append({"Sumbu": letter, "Skor": axis.shown})
    truth.tables["Jumlah skor dan posisi strategis daerah"] = rows
    if len(axes) == 2:
        x, y = (axis.exact for axis in axes.values())
        numbers = [_STRATEGIES[one][1] for one in _around(x, y)]
        truth.say(*(f"tanda ({_signs(x, y)}), kuadran {one} menurut Rangkuti" for one in numbers))


def _signs(x: Fraction, y: Fraction) -> str:
    """``−, +``: on which sides of the axes the point lies."""
    return ", ".join("+" if value > 0 else "−" if value < 0 else "0" for value in (x, y))


def _compared(value: Fraction, first: str, second: str) -> str:
    """Which of two sums is larger."""
    if not value:
        return f"jumlah skor {first} sama dengan jumlah skor {second}"
    larger, smaller = (first, second) if value > 0 else (second, first)
    return f"jumlah skor {larger} melebihi jumlah skor {smaller}"


def _around(x: Fraction, y: Fraction) -> list[str]:
    """The strategies whose quadrants touch the point."""
    across = "S" if x > 0 else "W" if x < 0 else "SW"
    along = "O" if y > 0 else "T" if y < 0 else "OT"
    return [name for name in _STRATEGIES if name[0] in across and name[1] in along]


def _dimensions(session: Session, truth: Truth, factors: list[Entry]) -> None:
    rows = []
    sharing: dict[tuple[str, ...], list[str]] = {}
    for id, name in session.dimensions.items():
        here = [one for one in factors if one.get("dimension") == id]
        sides = _sides(here)
        row = {"Dimensi": name}
        row |= {side: number(of.sum(of.product), of.places) for side, of in sides.items()}
        if len(sides) == 2 and {one["quadrant"] for one in here} == set(QUADRANTS):
            x, y = (_axis(side, of) for side, of in sides.items())
            quadrants = _around(x.exact, y.exact)
            row |= {"x": x.shown, "y": y.shown, "Tanda": _signs(x.exact, y.exact)}
            row["Kuadran"] = " dan ".join(_STRATEGIES[one][1] for one in quadrants)
            sharing.setdefault(tuple(quadrants), []).append(name)
        rows.append(row)
    truth.tables["Posisi strategis menurut dimensi"] = rows
    for shared, names in sharing.items():
        advice = [f"{_STRATEGIES[one][0]} ({one})" for one in shared]
        where = "berada pada garis batas antara" if len(shared) > 1 else "menunjuk pada"
        truth.say(
            f"{spelled(len(names)).capitalize()} dimensi {where} {listed(advice)}, yaitu {listed(names)}."
        )


def _strategies(session: Session, truth: Truth) -> None:
    strategies = session.of("strategy")
    by_quadrant = {name: [one for one in strategies if one["quadrant"] == name] for name in _STRATEGIES}
    each = {name: by_quadrant[name] for name in ("SO", "WO", "ST", "WT") if by_quadrant[name]}
    truth.say(
        f"Dari faktor-faktor tersebut dirumuskan {listed([f'{len(some)} strategi {name}' for name, some in each.items()])}.",
        "Menurut kuadran, strategi itu terdiri atas "
        f"{listed([f'{len(some)} strategi {name}' for name, some in each.items()])}.",
        *(
            f"Rujukan seperti {_reference(session, one, ' × ')} pada {session.label[one['id']]}"
            for one in strategies
        ),
    )
    factors = session.of("swot")
    spans = {
        id: comma(session.label[one["id"]] for one in factors if one["quadrant"] == id) for id in QUADRANTS
    }
    heads = {id: f"{QUADRANTS[id]} ({span})" for id, span in spans.items()}
    truth.tables["Matriks TOWS"] = [
        {
            "Faktor": heads[along],
            **{
                heads[across]: "; ".join(
                    f"{session.label[one['id']]} ({_reference(session, one, ' × ')})"
                    for one in by_quadrant[name]
                )
                for across, name in names
            },
        }
        for along, names in (
            ("opportunity", (("strength", "SO"), ("weakness", "WO"))),
            ("threat", (("strength", "ST"), ("weakness", "WT"))),
        )
    ]
    for name, some in by_quadrant.items():
        crossed = _STRATEGIES[name][2]
        truth.tables[f"Strategi {name} ({crossed})"] = [_row(session, one, " × ") for one in some]
    for dimension, some in session.by_dimension("strategy"):
        of = f"pada dimensi {session.dimensions[dimension]}" if dimension else "yang belum terkait dimensi"
        truth.tables[f"Strategi {of}"] = [_row(session, one, ", ") for one in some]


def _service(session: Session, truth: Truth, sides: dict[str, Side]) -> None:
    """Which strategies answer the weaknesses and threats with the highest scores, and which are served most."""
    strategies = session.of("strategy")
    for name, side in sides.items():
        quadrant = _SIDES[name][1]
        here = {id: score for id, score in side.score.items() if side.quadrant[id] == quadrant}
        highest = max(here.values(), default=None)
        uses = {
            id: [one for one in strategies if id in session.still("swot", one.get("factors", ()))]
            for id in here
        }
        leading = [id for id, score in here.items() if score == highest and uses[id]]
        using = dict.fromkeys(session.label[one["id"]] for id in leading for one in uses[id])
        truth.say(
            f"{QUADRANTS[quadrant]} dengan skor tertinggi yang dijawab dengan strategi adalah "
            f"{drawn(session.label[id] for id in leading)}, melalui {drawn(using)}."
        )
    served = {
        session.label[one["id"]]: sum(
            one["id"] in other.get("strategies", ()) for other in session.of("program")
        )
        for one in strategies
    }
    most = max(served.values(), default=0)
    busiest = [label for label, count in served.items() if count == most]
    each = "masing-masing " if len(busiest) > 1 else ""
    truth.say(
        f"Strategi yang dijalankan oleh program terbanyak adalah {drawn(busiest)} ({each}{spelled(most)} program)."
    )
    if served and all(served.values()):
        truth.say("Setiap strategi dijalankan oleh sedikitnya satu program.")


def _row(session: Session, strategy: Entry, between: str) -> dict[str, str]:
    served = [one["id"] for one in session.of("program") if strategy["id"] in one.get("strategies", ())]
    return {
        "No.": session.label[strategy["id"]],
        "Strategi": strategy["text"],
        "Faktor": _reference(session, strategy, between),
        "Program": ", ".join(session.label[id] for id in served),
    }


def _reference(session: Session, strategy: Entry, between: str) -> str:
    """``S1, S3 × O1``: internal factors, then external ones."""
    order = [one["id"] for one in session.every("swot")]
    factors = sorted(session.still("swot", strategy.get("factors", ())), key=order.index)
    labels = [session.label[id] for id in factors]
    sides = [[label for label in labels if label[0] in letters] for letters in ("SW", "OT")]
    return between.join(", ".join(side) for side in sides if side)
