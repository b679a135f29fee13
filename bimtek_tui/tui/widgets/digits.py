"""Digits large enough for the back row."""

from __future__ import annotations

_PIXELS = {
    "0": "111 101 101 101 111",
    "1": "010 110 010 010 111",
    "2": "111 001 111 100 111",
    "3": "111 001 111 001 111",
    "4": "101 101 111 001 001",
    "5": "111 100 111 001 111",
    "6": "111 100 111 101 111",
    "7": "111 001 001 001 001",
    "8": "111 101 111 101 111",
    "9": "111 101 111 001 111",
    ":": "0 1 0 1 0",
    "+": "000 010 111 010 000",
}
"""Digits of three by five points: with full blocks they are read from further away than those out of lines."""

_HALVES = {"00": " ", "10": "▀", "01": "▄", "11": "█"}


def large(digits: str, double: bool = False) -> list[str]:
    """Digits as lines of blocks: three lines, or five when they are twice as large."""
    rows = ["0".join(parts) for parts in zip(*(_PIXELS[digit].split() for digit in digits), strict=True)]
    if double:
        return ["".join("██" if point == "1" else "  " for point in row) for row in rows]
    pairs = zip(rows[::2], [*rows[1::2], "0" * len(rows[0])], strict=True)
    return ["".join(_HALVES[top + bottom] for top, bottom in zip(*pair, strict=True)) for pair in pairs]
