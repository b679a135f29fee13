"""Every picture by the name that commands and templates use, in the order of the books."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from ...model.entries import Session
from ...model.method import Method
from .chart import Chart

NAMES = (
    *("readiness", "assessment", "gap", "swot-plane"),
    *("programs", "organisation", "budget-years", "budget-dimensions"),
    *("impact-effort", "votes", "calendar", "roadmap"),
)
"""A picture ``swot-plane`` is made by the module ``swot_plane``."""


def chart(session: Session, method: Method, name: str) -> Chart | None:
    """What a picture of this name shows, or None where there is too little to draw."""
    made: Chart | None = module(name).of(session, method)
    return made


def module(name: str) -> Any:
    """The module of a picture, with `of` and `draw`."""
    return import_module(f".{name.replace('-', '_')}", __package__)
