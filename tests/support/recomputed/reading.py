"""A session and its method as their TOML files have them: what counts, what people call it, what belongs where."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from . import wording

Entry = dict[str, Any]

QUADRANTS = {"strength": "Kekuatan", "weakness": "Kelemahan", "opportunity": "Peluang", "threat": "Ancaman"}
HORIZONS = {"short": "Jangka pendek", "medium": "Jangka menengah", "long": "Jangka panjang"}
NO_DIMENSION = "Belum terkait dimensi"

_LETTERS = {
    "mission": "M",
    "objective": "SS",
    "issue": "I",
    "readiness": "R",
    "gap": "G",
    "program": "P",
    "quick_win": "QW",
    "strength": "S",
    "weakness": "W",
    "opportunity": "O",
    "threat": "T",
}
_PARENTS = {"budget": "program", "target": "of", "milestone": "quick_win", "cost": "quick_win"}


class Session:
    """One session with its method: `label` holds what people call an entry (P3, SO1), by its id."""

    def __init__(self, session: Path, method: Path) -> None:
        """Both are TOML files; decimals are read exactly."""
        self.data = tomllib.loads(session.read_text(encoding="utf-8"), parse_float=Decimal)
        self.method = tomllib.loads(method.read_text(encoding="utf-8"), parse_float=Decimal)
        self.label = self._labels()
        self.dimensions: dict[str, str] = {one["id"]: one["name"] for one in self.method["dimension"]}
        self.stages: dict[str, str] = {one["id"]: one["short"] for one in self.method["stage"]}
        self.sources: dict[str, str] = {one["id"]: one["name"] for one in self.method["funding"]}

    def table(self, name: str) -> Entry:
        """A table that is there once, such as ``plan``; empty where the file has none."""
        found: Entry = self.data.get(name, {})
        return found

    def every(self, kind: str) -> list[Entry]:
        """All entries of a kind, also those that no longer count."""
        found: list[Entry] = self.data.get(kind, [])
        return found

    def of(self, kind: str) -> list[Entry]:
        """The entries of a kind that count, if what they belong to counts as well, in the order of the file."""
        found = [entry for entry in self.every(kind) if _counts(entry)]
        if kind in _PARENTS:
            owners = ("program", "objective") if kind == "target" else (_PARENTS[kind],)
            alive = {entry["id"] for owner in owners for entry in self.every(owner) if _counts(entry)}
            found = [entry for entry in found if entry[_PARENTS[kind]] in alive]
        return found

    def ordered(self, kind: str) -> list[Entry]:
        """The entries of a kind that count, in the order that people gave them."""
        return sorted(self.of(kind), key=lambda entry: entry.get("order", 10**9))

    def by_id(self, kind: str) -> dict[str, Entry]:
        """All entries of a kind by their ids."""
        return {entry["id"]: entry for entry in self.every(kind)}

    def dimension_of(self, entry: Entry) -> str:
        """The dimension of an entry if the method has it, else ""."""
        name = str(entry.get("dimension", ""))
        return name if name in self.dimensions else ""

    def by_dimension(self, kind: str) -> list[tuple[str, list[Entry]]]:
        """Every dimension with its entries of a kind; those without a known dimension come last, if there are any."""
        groups = grouped(self.of(kind), self.dimension_of, self.dimensions)
        nowhere = groups.pop("", [])
        return [*groups.items(), *([("", nowhere)] if nowhere else [])]

    def dimension_name(self, id: str) -> str:
        """The name of a dimension, or what stands for none."""
        return self.dimensions.get(id, NO_DIMENSION)

    def agency(self, code: str) -> str:
        """The name of an agency by its code; an unlisted one is its code."""
        return str(self.by_id("agency").get(code, {}).get("name", code))

    def still(self, kind: str, ids: Iterable[str]) -> list[str]:
        """Those of these ids whose entries count; for a merged one stands what it was merged into."""
        known, alive = self.by_id(kind), {entry["id"] for entry in self.of(kind)}
        followed = []
        for id in ids:
            while "merged_into" in known.get(id, {}):
                id = known[id]["merged_into"]
            followed.append(id)
        return [id for id in dict.fromkeys(followed) if id in alive]

    def by_horizon(self) -> dict[str, list[Entry]]:
        """The programs that count, by horizon."""
        return grouped(self.of("program"), lambda program: program["horizon"], HORIZONS)

    def horizon(self, name: str) -> str:
        """A horizon as it was agreed: ``Jangka pendek (2026)``, ``Jangka pendek (1 tahun sejak 2022)``."""
        plan = self.table("plan")
        start, end, years = (plan.get(f"{name}_{part}") for part in ("start", "end", "years"))
        if start or end:
            said = f" ({wording.years(start, end)})"
        elif years:
            since = f" sejak {plan['period_start']}" if "period_start" in plan else ""
            said = f" ({years} tahun{since})"
        else:
            said = ""
        return HORIZONS[name] + said

    def words(self) -> Iterator[str]:
        """Everything that people wrote, and the words of the method, each paragraph and item of a list as one line."""
        for value in _strings([self.data, self.method]):
            for paragraph in re.split(r"\n(?:\n|(?=- |\d+\. ))", value):
                yield " ".join(re.sub(r"^(?:- |\d+\. )", "", paragraph.strip()).split())

    def _labels(self) -> dict[str, str]:
        """By the order of the file within the kind or quadrant; what no longer counts keeps its number."""
        labels: dict[str, str] = {}
        seen: dict[str, int] = {}
        for kind in (
            "mission",
            "objective",
            "issue",
            "readiness",
            "gap",
            "swot",
            "strategy",
            "program",
            "quick_win",
        ):
            for entry in self.every(kind):
                named = entry["quadrant"] if kind in ("swot", "strategy") else kind
                seen[named] = seen.get(named, 0) + 1
                labels[entry["id"]] = f"{_LETTERS.get(named, named)}{seen[named]}"
        return labels


def grouped(
    entries: Iterable[Entry], key: Callable[[Entry], str], first: Iterable[str] = ()
) -> dict[str, list[Entry]]:
    """Entries by a key, in the order in which keys are met; those in `first` are there in any case, before the others."""
    groups: dict[str, list[Entry]] = {name: [] for name in first}
    for entry in entries:
        groups.setdefault(key(entry), []).append(entry)
    return groups


def years_of(program: Entry) -> range:
    """The years in which a program runs; one given year is that year, none or a reversed pair is no year."""
    years = [program[key] for key in ("start_year", "end_year") if key in program]
    return range(years[0], years[-1] + 1) if years else range(0)


def _counts(entry: Entry) -> bool:
    return not ("withdrawn" in entry or "merged_into" in entry or entry.get("status") == "dropped")


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part)
