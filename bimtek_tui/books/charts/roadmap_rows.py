"""The rows of the road map: programs by dimension and by enabling track, added up where they are too many for a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from ...analysis import programs
from ...analysis.horizons import HORIZONS
from ...analysis.tally import grouped
from ...model.entries import Program
from ...model.method import Method
from .. import indonesian
from ..terms import WORDS
from ..views.printed import NO_DIMENSION, ranges
from .chart import plain

TRACKS = "Jalur pengungkit"
MOST = 57
"""Rows that fit on a page, headings among them."""


class Row(Struct, frozen=True):
    """A program, a track, or several programs: how many run in each year of the chart."""

    label: str
    name: str
    counts: tuple[int, ...]


class Group(Struct, frozen=True):
    """The rows of a dimension, at its place in the method, or of the tracks, without a place.

    `counts` are those of all programs of the group.
    """

    name: str
    rows: tuple[Row, ...]
    counts: tuple[int, ...]
    place: int | None = None
    color: str = ""
    is_tracks: bool = False


def grouped_rows(
    dated: Sequence[Program], labels: dict[str, str], years: Sequence[int], method: Method
) -> tuple[tuple[Group, ...], bool]:
    """Programs by dimension with the tracks at the end, and whether they are folded to fit on a page.

    Where they don't fit one by one, a row is a horizon of a dimension; where these don't fit either, the dimension.
    """
    by_dimension = grouped(dated, lambda program: dimension_of(program, method), (*method.dimensions, ""))
    by_dimension = {id: members for id, members in by_dimension.items() if members}
    by_track = grouped(dated, lambda program: program.track or "", method.tracks)
    tracks = {id: members for id, members in by_track.items() if id in method.tracks and members}
    below = len(tracks) + bool(tracks)
    folded = len(dated) + len(by_dimension) + below > MOST
    parts = {id: grouped(members, lambda program: program.horizon) for id, members in by_dimension.items()}
    by_horizon = sum(map(len, parts.values())) + len(parts) + below <= MOST
    places = list(method.dimensions)
    made = []
    for id, members in by_dimension.items():
        dimension = method.dimensions.get(id)
        if not folded:
            rows = [Row(labels[each.id], plain(each.name), counts_of([each], years)) for each in members]
        elif by_horizon:
            rows = [
                Row("", f"{WORDS[horizon]}: {indonesian.number(len(here))} program", counts_of(here, years))
                for horizon in HORIZONS
                if (here := parts[id].get(horizon))
            ]
        else:
            rows = []
        made.append(
            Group(
                plain(dimension.short) if dimension else NO_DIMENSION,
                tuple(rows),
                counts_of(members, years),
                places.index(id) if dimension else None,
                dimension.color if dimension else "",
            )
        )
    if tracks:
        rows = [
            Row(
                "",
                f"{plain(method.tracks[id].name)}: {indonesian.number(len(members))} program"
                if folded
                else f"{plain(method.tracks[id].name)} ({ranges(labels[each.id] for each in members)})",
                counts_of(members, years),
            )
            for id, members in tracks.items()
        ]
        of_tracks = [each for members in tracks.values() for each in members]
        made.append(Group(TRACKS, tuple(rows), counts_of(of_tracks, years), is_tracks=True))
    return _within_a_page(made), folded


def _within_a_page(groups: list[Group]) -> tuple[Group, ...]:
    """The groups; where they are too many the tracks lose their rows, and the last dimensions are added up."""
    if sum(1 + len(group.rows) for group in groups) <= MOST:
        return tuple(groups)
    dimensions = [group for group in groups if not group.is_tracks]
    tracks = [replace(group, rows=()) for group in groups if group.is_tracks]
    room = MOST - len(tracks)
    if len(dimensions) > room:
        kept, rest = dimensions[: room - 1], dimensions[room - 1 :]
        sums = tuple(sum(counts) for counts in zip(*(group.counts for group in rest), strict=True))
        dimensions = [*kept, Group(f"{indonesian.number(len(rest))} dimensi lain", (), sums)]
    return (*dimensions, *tracks)


def dimension_of(program: Program, method: Method) -> str:
    """The dimension of a program; "" where it has none of the method."""
    return program.dimension if program.dimension in method.dimensions else ""


def counts_of(members: Iterable[Program], years: Sequence[int]) -> tuple[int, ...]:
    """How many of these programs run in each of these years."""
    counted = Counter(year for program in members for year in programs.years_of(program))
    return tuple(counted[year] for year in years)
