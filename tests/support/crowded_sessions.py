"""Sessions and methods as nobody has them, the same ones every time: more entries than a page can show, hostile names, odd numbers."""

from __future__ import annotations

import datetime as dt
import json
import random
from collections.abc import Callable, Iterator

from msgspec.structs import replace

from bimtek_tui.model.entries import (
    Budget,
    Decision,
    Milestone,
    Plan,
    Program,
    QuickWin,
    Session,
)
from bimtek_tui.model.method import Method
from bimtek_tui.model.method_tables import Model, Named, Part
from bimtek_tui.model.workshop_entries import City, Participant, Role

from . import session_reader

ADDED = dt.datetime(2026, 6, 13, 9, 0, tzinfo=dt.UTC)
_LONG = "Pengembangan layanan terpadu bagi seluruh warga di setiap kecamatan dan kelurahan " * 4
HOSTILE = (
    "harga $x^2$ dan $\\frac{1}{0}$",
    "<script>alert(1)</script> & ]]> --",
    "![a](b) **tebal** [x](javascript:1)",
    "👩\u200d👧 kota 🇮🇩",
    "مدينة ذكية",
    "ꦲꦤꦕꦫꦏ",
    "baris satu\n\nbaris dua",
    "%s {0} \\n \\",
    "x" * 300,
    "",
)

Name = Callable[[int], str]


def named(number: int) -> str:
    """A name of usual length."""
    return f"Program nomor {number} untuk warga"


def long(number: int) -> str:
    """A name of 300 letters."""
    return f"{number} {_LONG}"[:300]


def mixed(number: int) -> str:
    """Names of 300 letters and short ones in turn."""
    return long(number) if number % 2 else f"Nama {number}"


def hostile(number: int) -> str:
    """One of the names that mean harm."""
    return HOSTILE[number % len(HOSTILE)]


def of_dimensions(method: Method, count: int, name: Name = named) -> Method:
    """The method with so many dimensions, of which three in four have no colours of their own."""
    first = method.dimension[0]
    colors = ("", "#0072b2", "", "")
    dimensions = tuple(
        replace(first, id=f"d-{at}", name=name(at), short=name(at), color=colors[at % 4], sub=())
        for at in range(count)
    )
    return replace(method, dimension=dimensions)


def of_models(method: Method, aspects: int, parts: int, models: int, name: Name = mixed) -> Method:
    """The method with so many aspects of each element, and models of so many parts with two indicators each."""

    def some(id: str, count: int) -> tuple[Named, ...]:
        return tuple(Named(id=f"{id}{at}", name=name(at), name_en="x") for at in range(count))

    return replace(
        method,
        element=tuple(replace(element, aspect=some(f"{element.id}-", aspects)) for element in method.element),
        model=tuple(
            Model(
                id=f"m{model}",
                name=name(model),
                name_en="x",
                scale_min=-50 if model else 0,
                scale_max=100,
                part=tuple(
                    Part(
                        id=f"p{model}-{at}",
                        name=name(at),
                        name_en="x",
                        role="pillar",
                        indicator=some(f"i{model}-{at}-", 2),
                    )
                    for at in range(parts)
                ),
            )
            for model in range(models)
        ),
    )


def crowded(
    method: Method,
    programs: int = 1_000,
    quick_wins: int = 1_000,
    people: int = 1_000,
    years: int = 15,
    name: Name = named,
) -> Session:
    """A city with so many of each, as many factors and gaps as programs, and money, milestones and duties by chance."""
    session = session_reader.read("\n".join(_analysed(method, programs, name)))
    chance, first = random.Random(1), 2026
    session.city = City(name="Kota Uji", kind="kota")
    session.plan = Plan(
        period_start=first,
        period_end=first + years - 1,
        short_start=first,
        short_end=first,
        medium_start=first + 1,
        medium_end=first + years // 3,
        long_start=first + years // 3 + 1,
        long_end=first + years - 1,
    )
    sources = list(method.sources)
    tracks = [*method.tracks, None, None, None, None]
    for number in range(programs):
        start = first + chance.randrange(years)
        id = f"pr-{number}"
        session.program[id] = Program(
            id=id,
            added=ADDED,
            name=name(number),
            horizon=chance.choice(("short", "medium", "long")),
            dimension=chance.choice([*method.dimensions, None]),
            track=chance.choice(tracks),
            start_year=chance.choice([start] * 9 + [None]),
            end_year=min(start + chance.randrange(5), first + years - 1),
            votes=number * 31 % 77,
            budget_idr=chance.choice([chance.randrange(10**11), None]),
            funding=(chance.choice(sources),),  # type: ignore[arg-type]
        )
        for row in range(chance.randrange(3)):
            session.budget[f"bg-{number}-{row}"] = Budget(
                id=f"bg-{number}-{row}",
                added=ADDED,
                program=id,
                year=first + chance.randrange(years),
                funding=chance.choice(sources),  # type: ignore[arg-type]
                amount_idr=chance.randrange(10**10),
            )
    decisions: tuple[Decision | None, ...] = ("chosen", "reserve", None)
    for number in range(quick_wins):
        id = f"qw-{number}"
        session.quick_win[id] = QuickWin(
            id=id,
            added=ADDED,
            program=f"pr-{number % programs}",
            impact=chance.choice((1, 2, 3, 4, 5, None)),
            effort=chance.choice((1, 2, 3, 4, 5)),
            votes=number % 5,
            decision=chance.choice(decisions),
        )
        for step in range(chance.randrange(9)):
            due = dt.date(first, 1, 1) + dt.timedelta(days=chance.randrange(400))
            session.milestone[f"ml-{number}-{step}"] = Milestone(
                id=f"ml-{number}-{step}",
                added=ADDED,
                quick_win=id,
                text=name(step),
                due=chance.choice([due] * 9 + [None]),
            )
    roles: tuple[Role, ...] = ("council", "team", "expert")
    for number in range(people):
        id = f"pt-{number}"
        session.participant[id] = Participant(
            id=id,
            added=ADDED,
            name=name(number),
            role=chance.choice(roles),
            duty=chance.choice(("Ketua", "Anggota", "Koordinator dimensi lingkungan", None)),
            position=name(number),
            agency=f"OPD-{number % 40}",
        )
    return session


def _analysed(method: Method, count: int, name: Name) -> Iterator[str]:
    """So many factors and gaps, levels of all aspects, scores of three rounds and votes, as TOML."""
    dimensions = [*method.dimensions, "lain"]
    for at in range(count):
        dimension = dimensions[at // 4 % len(dimensions)]
        yield _entry(
            "swot",
            "sw",
            at,
            quadrant=("strength", "weakness", "opportunity", "threat")[at % 4],
            text=name(at),
            dimension=dimension,
            weight=at % 5 + 1,
            rating=at % 4 + 1,
            votes=at * 37 % 91,
        )
        whole = {"current": "x", "ideal": "x", "action": "x"} if at % 3 else {}
        yield _entry("gap", "gp", at, dimension=dimensions[at * at % len(dimensions)], text=name(at), **whole)
    aspects = [(element.id, aspect.id) for element in method.element for aspect in element.aspect]
    for at, (element, aspect) in enumerate([*aspects, ("structure", "lain")]):
        levels = {"level": at % 5 + 1, "target_level": at * at % 5 + 1}
        yield _entry("readiness", "rd", at, element=element, aspect=aspect, text="x", **levels)
    for turn, year in enumerate((2019, 2021, 2023)):
        for at, indicator in enumerate(method.indicators):
            if (turn + at) % 4:
                score = (at * 13 + turn * 7) % 120 - 10
                yield _entry(
                    "assessment", "as", turn * 10_000 + at, indicator=indicator, round=year, score=score
                )
    for at in range(8):
        yield _entry("round", "rn", at, kind="decision", question=name(at), yes=at * 3, no=at % 3)
        yield _entry("tally", "ty", at, round="rn-00000099", entry=f"pr-{at}", sum=at * 3 + 8, count=8)
    yield _entry("round", "rn", 99, kind="rating", question="Seberapa penting?")


def _entry(table: str, prefix: str, at: int, **keys: object) -> str:
    lines = (f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in keys.items())
    return "\n".join((f'[[{table}]]\nid = "{prefix}-{at:08d}"', *lines))
