"""What stands in a session file after the program has left, read by the judge: `tomllib`."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any


def entries(file: Path, table: str, **wanted: Any) -> list[dict[str, Any]]:
    """The entries of a table in the file that have these values."""
    found = tomllib.loads(file.read_text(encoding="utf-8")).get(table, [])
    return [one for one in found if all(one.get(key) == value for key, value in wanted.items())]


def entry(file: Path, table: str, **wanted: Any) -> dict[str, Any]:
    """The one entry of a table with these values. Raises AssertionError when there is none, or more than one."""
    found = entries(file, table, **wanted)
    assert len(found) == 1, f"{len(found)} entries of “{table}” with {wanted}"
    return found[0]
