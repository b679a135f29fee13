"""Sessions with more entries than a page can show, the same ones every time."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable

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
from bimtek_tui.model.workshop_entries import City, Participant, Role

ADDED = dt.datetime(2026, 6, 13, 9, 0, tzinfo=dt.UTC)
_LONG = "Pengembangan layanan terpadu bagi seluruh warga di setiap kecamatan dan kelurahan " * 4


def named(number: int) -> str:
    """A name of usual length."""
    return f"Program nomor {number} untuk warga"


def long(number: int) -> str:
    """A name of 300 letters."""
    return f"{number} {_LONG}"[:300]


def of_dimensions(method: Method, count: int, name: Callable[[int], str] = named) -> Method:
    """The method with so many dimensions, which have no colours of their own."""
    first = method.dimension[0]
    dimensions = tuple(
        replace(first, id=f"d-{at}", name=name(at), short=name(at), color="", sub=()) for at in range(count)
    )
    return replace(method, dimension=dimensions)


def crowded(
    method: Method,
    programs: int = 1_000,
    quick_wins: int = 1_000,
    people: int = 1_000,
    years: int = 15,
    name: Callable[[int], str] = named,
) -> Session:
    """A city with so many of each, and with money, milestones and duties by chance."""
    chance, first = random.Random(1), 2026
    session = Session(city=City(name="Kota Uji", kind="kota"))
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
