"""The rows of the road map: programs by dimension and by enabling track, added up where they are too many for a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

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


class Form(Struct, frozen=True):
    """The groups, with `folded` rows that are sums."""

    groups: tuple[Group, ...]
    folded: bool

    @property
    def lines(self) -> int:
        """Rows and headings."""
        return sum(1 + len(group.rows) for group in self.groups)


def forms(
    dated: Sequence[Program], labels: dict[str, str], years: Sequence[int], method: Method
) -> tuple[Form, ...]:
    """Programs by dimension with the tracks at the end: one by one, by horizon, and as sums of dimensions alone."""
    by_dimension = grouped(dated, lambda program: dimension_of(program, method), (*method.dimensions, ""))
    by_track = grouped(dated, lambda program: program.track or "", method.tracks)
    tracks = {id: members for id, members in by_track.items() if id in method.tracks and members}

    def made(rows_of: Callable[[Sequence[Program]], Iterable[Row]], folded: bool) -> Form:
        groups = [
            _of_dimension(id, tuple(rows_of(members)), counts_of(members, years), method)
            for id, members in by_dimension.items()
            if members
        ]
        return Form((*groups, *_of_tracks(tracks, labels, years, method, folded)), folded)

    def single(members: Sequence[Program]) -> Iterable[Row]:
        return (Row(labels[each.id], plain(each.name), counts_of([each], years)) for each in members)

    def by_horizon(members: Sequence[Program]) -> Iterable[Row]:
        parts = grouped(members, lambda program: program.horizon)
        return (
            Row("", f"{WORDS[horizon]}: {indonesian.number(len(here))} program", counts_of(here, years))
            for horizon in HORIZONS
            if (here := parts.get(horizon))
        )

    return made(single, False), made(by_horizon, True), made(lambda _members: (), True)


def fitting(made: Sequence[Form], most: int) -> Form:
    """The form that says most in so many lines; where none fits, dimensions are added up, and the tracks have no rows."""
    for form in made:
        if form.lines <= most:
            return form
    groups = made[-1].groups
    dimensions = [group for group in groups if not group.is_tracks]
    tracks = [replace(group, rows=()) for group in groups if group.is_tracks]
    room = max(1, most - len(tracks))
    if len(dimensions) > room:
        kept, rest = dimensions[: room - 1], dimensions[room - 1 :]
        sums = tuple(sum(counts) for counts in zip(*(group.counts for group in rest), strict=True))
        dimensions = [*kept, Group(f"{indonesian.number(len(rest))} dimensi lain", (), sums)]
    return Form((*dimensions, *tracks), True)


def _of_dimension(id: str, rows: tuple[Row, ...], counts: tuple[int, ...], method: Method) -> Group:
    dimension = method.dimensions.get(id)
    if dimension is None:
        return Group(NO_DIMENSION, rows, counts)
    return Group(plain(dimension.short), rows, counts, [*method.dimensions].index(id), dimension.color)


def _of_tracks(
    tracks: Mapping[str, Sequence[Program]],
    labels: dict[str, str],
    years: Sequence[int],
    method: Method,
    folded: bool,
) -> Iterable[Group]:
    """The enabling tracks as one group, if a program has one: with their programs, or how many these are."""
    if not tracks:
        return
    rows = tuple(
        Row(
            "",
            f"{plain(method.tracks[id].name)}: {indonesian.number(len(members))} program"
            if folded
            else f"{plain(method.tracks[id].name)} ({ranges(labels[each.id] for each in members)})",
            counts_of(members, years),
        )
        for id, members in tracks.items()
    )
    yield Group(
        TRACKS,
        rows,
        counts_of([each for members in tracks.values() for each in members], years),
        is_tracks=True,
    )


def dimension_of(program: Program, method: Method) -> str:
    """The dimension of a program; "" where it has none of the method."""
    return program.dimension if program.dimension in method.dimensions else ""


def counts_of(members: Iterable[Program], years: Sequence[int]) -> tuple[int, ...]:
    """How many of these programs run in each of these years."""
    counted = Counter(year for program in members for year in programs.years_of(program))
    return tuple(counted[year] for year in years)
