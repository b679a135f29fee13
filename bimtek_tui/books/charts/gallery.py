"""Every picture by the name that commands and templates use, in the order of the books."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from msgspec.structs import replace

from ...model.entries import Session
from ...model.method import Method
from .chart import PAGE, SLIDE, Chart

if TYPE_CHECKING:
    from .canvas import Canvas

NAMES = (
    *("readiness", "assessment", "gap", "swot-plane"),
    *("programs", "organisation", "budget-years", "budget-dimensions"),
    *("impact-effort", "votes", "calendar", "roadmap"),
)
"""A picture ``swot-plane`` is made by the module ``swot_plane``."""


def chart(session: Session, method: Method, name: str, height: float = PAGE) -> Chart | None:
    """What a picture of this name shows at most so many millimetres high, or None where there is too little to draw."""
    made: Chart | None = import_module(f".{name.replace('-', '_')}", __package__).of(session, method)
    return None if made is None else replace(made, height=height)


def slides(session: Session, method: Method, name: str) -> tuple[Chart, ...]:
    """A picture in the form that it has on slides: none where there is too little to draw, several where it has parts."""
    made = chart(session, method, name, SLIDE)
    return made.parts() if made else ()


def draw(chart: Chart) -> Canvas:
    """A picture drawn by the module that made its chart. It loads matplotlib."""
    drawn: Canvas = import_module(type(chart).__module__).draw(chart)
    return drawn
