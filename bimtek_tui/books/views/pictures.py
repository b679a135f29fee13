"""The pictures of a book as views: what is written where each of them stands."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial

from ...model.entries import Session
from ...model.method import Method
from ..charts import gallery
from ..pictures import file_of, paragraphs
from .base import Figure, Text, View


def pictures(session: Session, method: Method, wanted: Collection[str]) -> View:
    """Every picture by its name with underscores; it is empty where it is not wanted or there is too little to draw.

    `any` says whether there is one at all, a person's own or one of these.
    """
    later: dict[str, Callable[[], object]] = {
        name.replace("-", "_"): partial(_picture, session, method, wanted, name) for name in gallery.NAMES
    }
    own = any(name not in gallery.NAMES for name in wanted)
    made = View(None, later)
    later["any"] = lambda: own or any(getattr(made, name) for name in later if name != "any")
    return made


def _picture(session: Session, method: Method, wanted: Collection[str], name: str) -> View:
    chart = gallery.chart(session, method, name) if name in wanted else None
    if chart is None:
        return View(Figure(""), title=Text(), alt=Text(), source=Text(), file=Figure(""))
    return View(
        Figure(paragraphs(file_of(name), chart.alt, chart.title, chart.source)),
        title=Text(chart.title),
        alt=Text(chart.alt),
        source=Text(chart.source),
        file=Figure(file_of(name)),
    )
