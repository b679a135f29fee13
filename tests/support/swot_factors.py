"""SWOT factors as TOML, and a published table to hold figures against."""

from __future__ import annotations

from collections.abc import Iterable

QUADRANTS = {"S": "strength", "W": "weakness", "O": "opportunity", "T": "threat"}

KOBER = {
    "O": (22, 18, 23, 21),
    "T": (10, 11, 10, 6),
    "S": (22, 20, 20, 18, 18, 22),
    "W": (11, 11, 8, 8, 6, 9),
}
"""The sums of the answers of six respondents about Kober Mie Setan."""

KOBER_SCORES = {
    "O": ("0.67", "0.45", "0.73", "0.61"),
    "T": ("0.14", "0.17", "0.14", "0.05"),
    "S": ("0.47", "0.39", "0.39", "0.31", "0.31", "0.47"),
    "W": ("0.12", "0.12", "0.06", "0.06", "0.03", "0.08"),
}
"""The scores as they were published."""


def entries(**groups: Iterable[str]) -> str:
    """SWOT entries: a letter per quadrant with the further keys of each entry."""
    rows = [
        f'{{id = "sw-{letter}{number}", quadrant = "{QUADRANTS[letter]}", text = "Faktor {letter}{number}", {keys}}}'
        for letter, found in groups.items()
        for number, keys in enumerate(found, start=1)
    ]
    return f"swot = [{', '.join(rows)}]\n"


def rated(*given: tuple[object, ...]) -> list[str]:
    """Points and rating of entries, and the dimension of those that have one."""
    return [
        f"weight = {weight}, rating = {rating}" + "".join(f', dimension = "{one}"' for one in dimension)
        for weight, rating, *dimension in given
    ]


def answered(*sums: int) -> list[str]:
    """Sums of responses of entries."""
    return [f"responses_sum = {one}" for one in sums]


def kober() -> str:
    """The session of Kober Mie Setan."""
    asked = {letter: answered(*sums) for letter, sums in KOBER.items()}
    return 'analysis = {variant = "questionnaire", respondents = 6}\n' + entries(**asked)
