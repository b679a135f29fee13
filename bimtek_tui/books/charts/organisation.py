"""Dewan, Tim Pelaksana and Forum as boxes with the people who have a duty in them, as the books list them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from ...analysis import organisation as bodies
from ...model.entries import Session
from ...model.method import Method
from .. import indonesian
from ..views.governance import BODIES
from .chart import Chart, in_turn, name, plain, workshop_source

if TYPE_CHECKING:
    from .canvas import Canvas

_ACROSS, _PAD, _HEAD = 3, 2.0, 6.0
_LARGEST = 60
"""More people of a body than this have no room on a page whatever they are called."""
_LINE = 9.0
"""Millimetres of a line between two boxes."""
_LINKS = {
    ("council", "team"): "arah kebijakan dan pertimbangan",
    ("council", "forum"): "arah kebijakan dan pertimbangan",
    ("team", "forum"): "komunikasi dengan pemangku kepentingan",
}
"""What goes from a body to the next one, in the words of the draft regulation."""
_SHORT = {"council": "Dewan", "team": "Tim Pelaksana", "forum": "Forum"}


class Member(Struct, frozen=True):
    """Somebody with a duty: what it is, and the office that the person holds, or the code of the agency, or ""."""

    duty: str
    name: str
    office: str


class Body(Struct, frozen=True):
    """A body with its people, the highest duty first."""

    id: bodies.Body
    name: str
    members: tuple[Member, ...]


class Organisation(Chart, frozen=True, kw_only=True):
    """The bodies that have somebody, from the Dewan to the Forum."""

    bodies: tuple[Body, ...]


def of(session: Session, _method: Method) -> Organisation | None:
    """The bodies, once two people have a duty in them."""
    made = tuple(
        Body(
            body,
            BODIES[body],
            tuple(
                Member(
                    plain(person.duty or ""),
                    plain(person.name),
                    plain(person.position or person.agency or ""),
                )
                for person in people
            ),
        )
        for body, members in bodies.members(session).items()
        if (people := [person for person in members if (person.duty or "").strip()])
    )
    if sum(len(body.members) for body in made) < 2:
        return None
    told = [
        f"{body.name}: " + in_turn([_told(member) for member in body.members], "anggota lain", 700)
        for body in made
    ]
    return Organisation(
        title=_title(made),
        alt=f"Bagan organisasi. {'. '.join(told)}.",
        source=workshop_source(session),
        head=("Lembaga", "Kedudukan", "Nama", "Jabatan"),
        rows=tuple(
            (body.name, member.duty, member.name, member.office) for body in made for member in body.members
        ),
        bodies=made,
    )


def _told(member: Member) -> str:
    office = f", {name(member.office)}" if member.office else ""
    return f"{name(member.duty)} {name(member.name)}{office}"


def _title(made: tuple[Body, ...]) -> str:
    """Which bodies there are, since the text around says how many people they have: ``Susunan Dewan dan Forum Smart City``."""
    return f"Susunan {indonesian.listed([_SHORT[body.id] for body in made])} Smart City"


def draw(chart: Organisation) -> Canvas:
    """The boxes one below the other, people in columns, with what goes between them at the lines."""
    from matplotlib import patches

    from .canvas import INK, SOFT, UNKNOWN, WIDTH, Canvas, write
    from .letters import LARGE, SMALL, line_height

    canvas = Canvas(height=chart.height)
    column = (WIDTH - 1 - _PAD) / _ACROSS
    cells = [
        [
            (
                canvas.fitted(member.duty, column - _PAD, SMALL, 2, bold=True),
                canvas.fitted(member.name, column - _PAD, SMALL, 2),
                canvas.fitted(member.office, column - _PAD, SMALL, 2),
            )
            for member in body.members[:_LARGEST]
        ]
        for body in chart.bodies
    ]
    limits = [len(shown) for shown in cells]
    line = line_height(SMALL)

    def rows(at: int) -> list[float]:
        """The height of every row of a box, by the one who takes most lines; the last may be the count of others."""
        shown = cells[at][: limits[at]]
        lines = [sum(part.count("\n") + 1 for part in parts if part) for parts in shown]
        lines += [1] if limits[at] < len(chart.bodies[at].members) else []
        return [max(lines[first : first + _ACROSS]) * line + 1.4 for first in range(0, len(lines), _ACROSS)]

    def whole() -> float:
        return sum(sum(rows(at)) + _HEAD + _PAD for at in range(len(limits))) + _LINE * (len(limits) - 1)

    while whole() > chart.height - 2:
        longest = max(range(len(limits)), key=lambda at: sum(rows(at)))
        limits[longest] -= 1
    canvas.resize(whole() + 2)
    sheet = canvas.sheet()
    top = canvas.height - 1
    for at, body in enumerate(chart.bodies):
        if at:
            words = _LINKS[chart.bodies[at - 1].id, body.id]
            sheet.plot([WIDTH / 2, WIDTH / 2], [top, top - _LINE], color=SOFT, linewidth=1.2)
            write(sheet, WIDTH / 2 + 2, top - _LINE / 2, words, va="center", color=SOFT)
            top -= _LINE
        heights = rows(at)
        height = sum(heights) + _HEAD + _PAD
        canvas.box(sheet, 0.5, top - height, WIDTH - 1, height, UNKNOWN)
        sheet.add_patch(
            patches.Rectangle(
                (0.5, top - _HEAD), WIDTH - 1, _HEAD, facecolor="#e3edf6", edgecolor=INK, linewidth=0.5
            )
        )
        count = f"{body.name} ({indonesian.number(len(body.members))} orang)"
        write(sheet, WIDTH / 2, top - _HEAD / 2, count, LARGE, ha="center", va="center", weight="bold")
        high = top - _HEAD - 1.2
        shown = cells[at][: limits[at]]
        for place, parts in enumerate(shown):
            row, beside = divmod(place, _ACROSS)
            down = high - sum(heights[:row])
            for part, weight, color in zip(
                parts, ("bold", "normal", "normal"), (INK, INK, SOFT), strict=True
            ):
                if part:
                    write(sheet, 0.5 + _PAD + beside * column, down, part, weight=weight, color=color)
                    down -= line * (part.count("\n") + 1)
        if rest := len(body.members) - len(shown):
            row, beside = divmod(len(shown), _ACROSS)
            others = f"dan {indonesian.number(rest)} anggota lain"
            write(sheet, 0.5 + _PAD + beside * column, high - sum(heights[:row]), others, color=SOFT)
        top -= height
    return canvas
