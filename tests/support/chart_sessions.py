"""Sessions and methods for pictures: as large as nobody has them, with names that nobody gives, and odd numbers."""

from __future__ import annotations

import json

import msgspec

from bimtek_tui.model.entries import Session
from bimtek_tui.model.method import Method
from bimtek_tui.model.method_tables import Dimension, Element, Model, Named, Part

from . import session_reader

LONG = (
    "Penguatan kelembagaan dan tata laksana pelayanan publik terpadu berbasis elektronik di seluruh " * 4
)[:300]
HOSTILE = (
    "harga $x^2$ dan $\\frac{1}{0}$",
    "<script>alert(1)</script> & ]]> --",
    "![a](b) **tebal** [x](javascript:1)",
    "👩\u200d👧 kota 🇮🇩",
    "مدينة ذكية",
    "ꦲꦤꦕꦫꦏ",
    "baris satu\n\nbaris dua",
    LONG,
    "x" * 300,
    "",
)


def name(place: int, hostile: bool = False) -> str:
    """A name of 300 letters for every second one, or one of the hostile ones in turn."""
    if hostile:
        return HOSTILE[place % len(HOSTILE)]
    return f"{place} {LONG}"[:300] if place % 2 else f"Nama {place}"


def method(
    kominfo: Method, dimensions: int, aspects: int, parts: int, models: int = 1, hostile: bool = False
) -> Method:
    """A method with so many dimensions, aspects of each element, and parts of each model, with two indicators each."""

    def named(id: str, place: int) -> Named:
        return Named(id=f"{id}{place}", name=name(place, hostile), name_en="x")

    return msgspec.structs.replace(
        kominfo,
        dimension=tuple(
            Dimension(
                id=f"d{place}",
                name="x",
                name_en="x",
                short=name(place, hostile),
                short_en="x",
                sub=(),
                color=("", "#0072b2", "#000000", "#ffffff")[place % 4],
            )
            for place in range(dimensions)
        ),
        element=tuple(
            Element(
                id=element.id,
                name=element.name,
                name_en="x",
                aspect=tuple(named(f"{element.id}-", place) for place in range(aspects)),
            )
            for element in kominfo.element
        ),
        model=tuple(
            Model(
                id=f"m{model}",
                name=name(model, hostile),
                name_en="x",
                scale_min=-50 if model else 0,
                scale_max=100,
                part=tuple(
                    Part(
                        id=f"p{model}-{place}",
                        name=name(place, hostile),
                        name_en="x",
                        role="pillar",
                        indicator=(named(f"i{model}-{place}-", 0), named(f"i{model}-{place}-", 1)),
                    )
                    for place in range(parts)
                ),
            )
            for model in range(models)
        ),
    )


def session(method: Method, entries: int = 60, hostile: bool = False) -> Session:
    """Something of all that pictures show, in this method: so many factors, programs, gaps, and three rounds of scores."""
    lines: list[str] = []

    def add(table: str, prefix: str, place: int, **keys: object) -> None:
        lines.append(f'[[{table}]]\nid = "{prefix}-{place:08d}"')
        lines.extend(
            f"{key} = {json.dumps(value, ensure_ascii=False)}"
            for key, value in keys.items()
            if value is not None
        )

    dimensions = [*method.dimensions, "lain"]
    for place in range(entries):
        text, dimension = name(place, hostile), dimensions[place * place % len(dimensions)]
        quadrant = ("strength", "weakness", "opportunity", "threat")[place % 4]
        horizon = ("short", "medium", "long")[place % 3]
        add(
            "swot",
            "sw",
            place,
            quadrant=quadrant,
            text=text,
            dimension=dimension,
            weight=place % 5 + 1,
            rating=place % 4 + 1,
            votes=place * 37 % 91,
        )
        add(
            "program",
            "pr",
            place,
            name=text,
            horizon=horizon,
            dimension=dimension,
            votes=place * 31 % 77,
        )
        add("quick_win", "qw", place, program=f"pr-{place:08d}", votes=place % 5)
        whole = "x" if place % 3 else None
        add("gap", "gp", place, dimension=dimension, text=text, current=whole, ideal=whole, action=whole)
    aspects = [(element.id, aspect.id) for element in method.element for aspect in element.aspect]
    for place, (element, aspect) in enumerate([*aspects, ("structure", "lain")]):
        add(
            "readiness",
            "rd",
            place,
            element=element,
            aspect=aspect,
            text="x",
            level=place % 5 + 1,
            target_level=place * place % 5 + 1,
        )
    for turn, year in enumerate((2019, 2021, 2023)):
        for place, indicator in enumerate(method.indicators):
            if (turn + place) % 4:
                score = (place * 13 + turn * 7) % 120 - 10
                add("assessment", "as", turn * 10_000 + place, indicator=indicator, round=year, score=score)
    for place in range(8):
        add("round", "rn", place, kind="decision", question=name(place, hostile), yes=place * 3, no=place % 3)
        add("tally", "ty", place, round="rn-00000099", entry=f"pr-{place:08d}", sum=place * 3 + 8, count=8)
    add("round", "rn", 99, kind="rating", question="Seberapa penting?")
    return session_reader.read("\n".join(lines))
