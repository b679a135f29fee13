"""Programs and their money as blocks of a session file."""

from __future__ import annotations

from typing import Any


def program(id: str, **keys: Any) -> str:
    """A program of the short term, unless a horizon is given."""
    given = {"name": "x", "horizon": "short", **keys}
    return f"[[program]]\nid = {id!r}\n" + "".join(f"{key} = {value!r}\n" for key, value in given.items())


def row(id: str, program: str, year: int, funding: str, amount: int) -> str:
    """A budget row."""
    return (
        f"[[budget]]\nid = {id!r}\nprogram = {program!r}\nyear = {year}\n"
        f"funding = {funding!r}\namount_idr = {amount}\n"
    )
