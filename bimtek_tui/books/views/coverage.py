"""Who was heard, as views: days with those who were absent, agencies that said nothing, dimensions nobody spoke to."""

from __future__ import annotations

from ...analysis import coverage as analysis
from ...model.entries import Session
from ...model.method import Method
from .base import Text, View, Views


def coverage(session: Session, method: Method, views: Views) -> View:
    """What is known of it: nothing is said of sources where no entry names one, nor of dimensions without any entry."""
    numbers = analysis.contributions(session)
    spoken = any(any(counts.values()) for counts in analysis.spoken_to(session, method).values())
    return View(
        None,
        unregistered=[views.agency(code).name for code in analysis.unregistered(session)],
        silent=[views.agency(code).name for code in analysis.silent_agencies(session)]
        if any(number for code, number in numbers.items() if code)
        else [],
        dimensions=[Text(method.dimensions[id].name) for id in analysis.silent_dimensions(session, method)]
        if spoken
        else [],
    )
