"""Money: what programs cost by source, year, dimension and horizon, and how much of it nobody has split.

A program costs its whole budget, or its rows by year and source where these come to more. What the rows leave open belongs to
the only year and the only source that the program and its rows name; where they name several, it is "belum dirinci".
"""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from .comparing import Rows, Truth
from .reading import HORIZONS, NO_DIMENSION, Entry, Session
from .wording import (
    abbreviated,
    as_given,
    comma,
    listed,
    number,
    percent,
    rounded,
    rupiah,
    short,
    spelled,
    within,
)

_OPEN = "Belum dirinci"


class Part(NamedTuple):
    """Some money of one program; without a year or source where these are open."""

    program: Entry
    year: int | None
    source: str
    amount: int


def parts(session: Session) -> list[Part]:
    """All money of the programs that count."""
    made = []
    for program in session.of("program"):
        rows = [row for row in session.of("budget") if row["program"] == program["id"]]
        made += [Part(program, row["year"], row["funding"], row["amount_idr"]) for row in rows]
        rest = program.get("budget_idr", 0) - sum(row["amount_idr"] for row in rows)
        if rest > 0 or ("budget_idr" in program and not rows):
            years = {program.get("start_year"), program.get("end_year"), *(row["year"] for row in rows)}
            sources = {*program.get("funding", ()), *(row["funding"] for row in rows)}
            year = years.pop() if len(years) == 1 else None
            source = sources.pop() if len(sources) == 1 and program.get("funding") else ""
            made.append(Part(program, year, source, rest))
    return made


def total(some: list[Part]) -> int | None:
    """Their sum; None where nothing is known."""
    return sum(part.amount for part in some) if some else None


def tell(session: Session, truth: Truth) -> None:
    """Adds what is true of all money."""
    money = parts(session)
    costing = {part.program["id"] for part in money}
    whole = total(money) or 0
    programs = session.of("program")
    _sources(session, truth, money)
    _cost_sheets(session, truth)
    truth.tables["Program dan perkiraan anggaran menurut jangka waktu"] = [
        {
            "Jangka waktu": session.horizon(name),
            "Jumlah program": number(len(members)),
            "Perkiraan anggaran": rupiah(total([part for part in money if part.program["horizon"] == name])),
        }
        for name, members in session.by_horizon().items()
    ]
    if not money:
        return
    truth.say(
        f"dengan perkiraan anggaran {short(whole)}.",
        f"Anggaran seluruh program diperkirakan sebesar {short(whole)}."
        if len(costing) == len(programs)
        else f"Dari {spelled(len(programs))} program, {spelled(len(costing))} sudah memiliki perkiraan anggaran, yang "
        f"berjumlah {short(whole)}.",
    )
    _shares(session, truth, money, whole)
    _years(session, truth, money, whole)
    _crossed(session, truth, money)


def _cost_sheets(session: Session, truth: Truth) -> None:
    """The items of what quick wins cost: volume times price, and their sum."""
    for quick_win in session.of("quick_win"):
        items = [one for one in session.of("cost") if one["quick_win"] == quick_win["id"]]
        label = session.label[quick_win["id"]]
        amounts = [
            int(rounded(one["volume"] * one["price_idr"], 0))
            if "volume" in one and "price_idr" in one
            else None
            for one in items
        ]
        rows = [
            {
                "Uraian": one["item"],
                "Volume": as_given(one["volume"]) if "volume" in one else "–",
                "Satuan": one.get("unit", "–"),
                "Harga satuan": rupiah(one.get("price_idr")),
                "Jumlah": rupiah(amount),
            }
            for one, amount in zip(items, amounts, strict=True)
        ]
        truth.tables[f"Rincian biaya {label}"] = rows
        known = sum(amount or 0 for amount in amounts)
        if known and None not in amounts:
            rows.append({"Jumlah": rupiah(known)})
            name = session.by_id("program")[quick_win["program"]]["name"]
            truth.say(f"Quick win ini memerlukan {short(known)}.", under=f"{label} {name}")


def named_sources(session: Session, program: Entry) -> list[str]:
    """The sources that a program names, in its list or in a row."""
    rows = [row["funding"] for row in session.of("budget") if row["program"] == program["id"]]
    return list(dict.fromkeys([*program.get("funding", ()), *rows]))


def _sources(session: Session, truth: Truth, money: list[Part]) -> None:
    """Every source that a program names, with its programs and what is known to come from it."""
    own = "apbd-provinsi" if session.table("city").get("kind") == "provinsi" else "apbd"
    rows, others = [], []
    for source, name in session.sources.items():
        naming = [one for one in session.of("program") if source in named_sources(session, one)]
        amount = total([part for part in money if part.source == source])
        if naming:
            rows.append(
                {
                    "Sumber pendanaan": name,
                    "Jumlah program": str(len(naming)),
                    "Perkiraan anggaran": rupiah(amount),
                }
            )
        if naming and source != own:
            labels = comma(session.label[one["id"]] for one in naming)
            others.append(
                {"Sumber pendanaan": name, "Program": labels, "Jumlah yang sudah ditetapkan": rupiah(amount)}
            )
    left = total([part for part in money if not part.source])
    truth.tables["Perkiraan anggaran menurut sumber pendanaan"] = [
        *rows,
        *([{"Perkiraan anggaran": rupiah(left)}] if left else []),
        *([{"Perkiraan anggaran": rupiah(total(money))}] if money else []),
    ]
    truth.tables["Program menurut sumber pendanaan alternatif"] = others


def _shares(session: Session, truth: Truth, money: list[Part], whole: int) -> None:
    """The region's own money and that of others, as parts of what is split by source."""
    own = "apbd-provinsi" if session.table("city").get("kind") == "provinsi" else "apbd"
    by_source = {
        source: total([one for one in money if one.source == source]) or 0 for source in session.sources
    }
    known = sum(by_source.values())
    from_own, other = by_source[own], known - by_source[own]
    beginning = "Seluruhnya" if known == whole else f"Dari jumlah itu, {short(known)}"
    if from_own and other:
        truth.say(
            f"{beginning} sudah dirinci menurut sumber: {short(from_own)} dari {session.sources[own]} dan {short(other)} "
            f"({percent(other, known)}) dari sumber lain."
        )
    elif known:
        truth.say(f"{beginning} sudah dirinci menurut sumber")
    most = max(by_source.values())
    largest = [within(session.sources[source]) for source, amount in by_source.items() if amount == most]
    each = "masing-masing" if len(largest) > 1 else "yaitu"
    truth.say(
        f"Sumber terbesar adalah {listed(largest)}, {each} {short(most)}.",
        f"Sisanya, {short(whole - known)}, belum dirinci menurut sumber.",
    )


def _years(session: Session, truth: Truth, money: list[Part], whole: int) -> None:
    by_year = {
        year: total([one for one in money if one.year == year]) or 0 for year in {one.year for one in money}
    }
    left = by_year.pop(None, 0)
    most = max(by_year.values(), default=0)
    largest = listed([f"tahun {year}" for year in sorted(filter(None, by_year)) if by_year[year] == most])
    each = "masing-masing" if list(by_year.values()).count(most) > 1 else "yaitu"
    truth.say(
        f"Menurut tahun, anggaran terbesar terdapat pada {largest}, {each} {short(most)}.",
        f"Sebesar {short(left)} belum dirinci menurut tahun.",
        f"Seluruh perkiraan anggaran, yaitu {short(whole)}, belum dirinci menurut tahun.",
    )
    for horizon in HORIZONS:
        here = [part for part in money if part.program["horizon"] == horizon]
        known = total([part for part in here if part.year]) or 0
        name = session.horizon(horizon)
        title = name.replace(HORIZONS[horizon], HORIZONS[horizon].title())
        truth.say(f"Dari anggaran itu, {short(known)} sudah dirinci menurut tahun.", under=title)


def _crossed(session: Session, truth: Truth, money: list[Part]) -> None:
    """Years against sources, and dimensions against horizons, with the sums of rows and columns."""
    years: list[int | None] = [*sorted({part.year for part in money if part.year})]
    years += [None] if any(part.year is None for part in money) else []

    def row(head: str, some: list[Part]) -> dict[str, str]:
        cells = {
            abbreviated(session.sources[source]) if source else _OPEN: total(
                [one for one in some if one.source == source]
            )
            for source in [*session.sources, ""]
        }
        return {
            "Tahun": head,
            **{name: rupiah(amount) for name, amount in cells.items()},
            "Jumlah": rupiah(total(some)),
        }

    by_year = [row(str(year or _OPEN), [one for one in money if one.year == year]) for year in years]
    truth.tables["Perkiraan anggaran menurut tahun dan sumber pendanaan"] = [*by_year, row("Jumlah", money)]
    rows: Rows = []
    groups = {
        name: [part for part in money if session.dimension_of(part.program) == id]
        for id, name in session.dimensions.items()
    }
    groups[NO_DIMENSION] = [part for part in money if not session.dimension_of(part.program)]
    for name, here in [*groups.items(), ("Jumlah", money)]:
        cells = {
            head: rupiah(total([part for part in here if part.program["horizon"] == horizon]))
            for horizon, head in HORIZONS.items()
        }
        if here or name != NO_DIMENSION:
            rows.append({"Dimensi": name, **cells, "Jumlah": rupiah(total(here))})
    truth.tables["Perkiraan anggaran menurut dimensi dan jangka waktu"] = rows


def share_of_dimension(money: list[Part], here: list[Part]) -> list[str]:
    """What is said of the money of a dimension."""
    amount, whole = total(here), total(money)
    if not amount or not whole:
        return []
    said = f"Perkiraan anggarannya {short(amount)}"
    return [
        f"{said}.",
        f"{said}, yaitu {number(Fraction(100 * amount, whole), 1)} persen dari seluruh perkiraan anggaran.",
    ]
