"""Figures, amounts, boxes and lists of labels as the books print them: what the views of all chapters share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from ...analysis.rounding import steps
from .. import indonesian
from ..gaps import Gap
from .base import Figure

PLACES = 2
"""Decimals of a figure that was computed."""
NO_DIMENSION = "Belum terkait dimensi"
"""What stands for the dimension of entries without a known one."""

_DONE, _OPEN = "■", "□"
_LABEL = re.compile(r"([^\d]*)(\d+)")


def figure(value: Fraction | None) -> Figure:
    """A computed figure with two decimals, rounded half up; empty where there is none."""
    return Figure("" if value is None else indonesian.number(value, PLACES))


def as_is(value: Decimal) -> Figure:
    """A figure with the decimals that it has."""
    return Figure(indonesian.number(value, -int(value.as_tuple().exponent)))


def number(value: int) -> Figure:
    """A whole number, also where it is 0."""
    return Figure(indonesian.number(value))


def some(value: int) -> Figure:
    """A whole number, and false where it is 0: templates then say so in words of their own."""
    return Figure(indonesian.number(value) if value else "")


def counted(value: int) -> Figure:
    """As `some`, small numbers in words."""
    return Figure(indonesian.spelled(value) if value else "")


def exactly(value: Fraction) -> str:
    """Whole where it is whole, with two decimals otherwise."""
    return indonesian.number(value, 0 if value.denominator == 1 else PLACES)


def percent(share: Fraction) -> Figure:
    """A share of 1: ``25 %``, ``33,33 %``."""
    return Figure(f"{exactly(100 * share)} %")


def in_short(amount: int | None) -> Figure:
    """An amount for running text: ``Rp12,5 miliar``; empty for nothing."""
    return Figure(indonesian.rupiah_in_short(amount) if amount else "")


def boxes(value: Fraction | int, whole: int, of: int) -> Figure:
    """A part of a whole as so many boxes, rounded half up: ``■■□□□``; never none where there is something."""
    full = steps(value, whole, of)
    return Figure(_DONE * full + _OPEN * (of - full))


def ranges(labels: Iterable[str]) -> str:
    """Labels by letter and number with runs drawn together: ``S1–S4, S6, W1``. Others stand for themselves, last."""
    by_letter: dict[str, list[int]] = {}
    others: list[str] = []
    for label in labels:
        if match := _LABEL.fullmatch(label):
            by_letter.setdefault(match[1], []).append(int(match[2]))
        else:
            others.append(label)
    runs: list[tuple[str, int, int]] = []
    for letter, places in by_letter.items():
        for place in sorted(places):
            if runs and runs[-1][0] == letter and runs[-1][2] == place - 1:
                runs[-1] = (letter, runs[-1][1], place)
            else:
                runs.append((letter, place, place))
    drawn = [
        f"{letter}{first}" if first == last else f"{letter}{first}–{letter}{last}"
        for letter, first, last in runs
    ]
    return ", ".join([*drawn, *others])


def drawn(labels: Iterable[str]) -> str:
    """Labels in a sentence, with runs drawn together: ``P1–P4 dan P7``."""
    shown = ranges(labels)
    return indonesian.listed(shown.split(", ")) if shown else ""


def unfilled(words: str, table: str, key: str, ids: Sequence[str], labels: Mapping[str, str]) -> list[Figure]:
    """The sentence ``Bukti belum dicatat untuk I1–I3.``, which leads to the first of these entries.

    Nothing where there are none; without a key it leads nowhere. For the table ``target`` the ids are those of the
    programs or objectives that have none, and it leads to where theirs are captured.
    """
    if not ids:
        return []
    gap = Gap(table, ids[0], key) if key else None
    if table == "target":
        gap = Gap(table, "", ids[0])
    return [Figure(f"{words} {ranges(labels[id] for id in ids)}.", gap)]
