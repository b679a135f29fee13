"""How entries are spread over the dimensions, in a sentence: the title of pictures that count them."""

from __future__ import annotations

from collections.abc import Mapping

from ...analysis import tally
from ...model.method import Method
from .. import indonesian
from .chart import many, named


def sentence(counts: Mapping[str, int], method: Method, noun: str) -> str:
    """Where there is most of what `noun` names and where there is none; `counts` are by dimension, "" for none."""
    numbers = {name: count for name, count in counts.items() if name}
    total = sum(counts.values())
    most, empty = tally.fullest(numbers), tally.empty(numbers)
    some = [name for name, count in numbers.items() if count]
    if most:
        each = "masing-masing " if len(most) > 1 else ""
        said = (
            f"{noun.capitalize()} terbanyak pada {dimensions(most, method)}: "
            f"{each}{indonesian.spelled(numbers[most[0]])} dari {indonesian.spelled(total)}"
        )
    elif len(some) == 1:
        said = f"{many(numbers[some[0]])} {noun} pada {dimensions(some, method)}"
    elif not empty:
        said = (
            f"{noun.capitalize()} tersebar merata: {indonesian.spelled(numbers[some[0]])} pada setiap dimensi"
        )
    else:
        said = (
            f"{noun.capitalize()} ada pada {indonesian.spelled(len(some))} dari "
            f"{indonesian.spelled(len(numbers))} dimensi, masing-masing satu"
        )
    if empty and most:
        said += f"; belum ada pada {dimensions(empty, method)}"
    elif counts.get("", 0):
        said += f"; {indonesian.spelled(counts[''])} {noun} belum terkait dimensi"
    return said


def dimensions(ids: list[str], method: Method) -> str:
    """``dimensi ekonomi dan lingkungan``, ``lima dimensi``: the dimensions of these ids."""
    names = [indonesian.within(method.dimensions[id].short) for id in ids]
    said = named(names, "dimensi")
    return said if said.endswith(" dimensi") and len(ids) > 3 else f"dimensi {said}"
