"""The one canonical form of values and entries."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from support import hostile_text

from bimtek_tui.model.kinds import kinds
from bimtek_tui.store import layout

ADDED = dt.datetime(2022, 6, 13, 9, 15, 21, 999, tzinfo=dt.timezone(dt.timedelta(hours=7)))


def test_an_entry_has_its_id_as_banner_the_id_first_and_the_moment_last() -> None:
    entry = layout.entry(
        kinds()["swot"],
        {"quadrant": "weakness", "added": ADDED, "text": "Data “penduduk” \\ belum.", "id": "sw-7k3q9fxd"},
    )
    assert entry == (
        "# sw-7k3q9fxd\n"
        "[[swot]]\n"
        'id = "sw-7k3q9fxd"\n'
        'quadrant = "weakness"\n'
        'text = "Data “penduduk” \\\\ belum."\n'
        "added = 2022-06-13T09:15:21+07:00\n"
        "\n"
    )


@pytest.mark.parametrize(
    ("table", "key", "value", "written"),
    [
        ("program", "budget_idr", 12_500_000_000, "12_500_000_000"),
        ("program", "start_year", 2026, "2026"),
        ("program", "funding", ("apbd", "csr"), '[\n  "apbd",\n  "csr",\n]'),
        ("program", "description", "Satu.\nDua.", '"""\nSatu.\nDua.\n"""'),
        ("program", "description", "Pendek.", '"Pendek."'),
        ("program", "location", "Jl. Sudirman", '"Jl. Sudirman"'),
        ("swot", "weight", Decimal("1E+2"), "100"),
        ("swot", "weight", Decimal("2.50"), "2.50"),
        ("milestone", "due", dt.date(2026, 6, 13), "2026-06-13"),
        ("stage", "opened", ADDED, "2022-06-13T09:15:21+07:00"),
    ],
)
def test_values(table: str, key: str, value: Any, written: str) -> None:
    assert layout.value(kinds()[table].keys[key], value) == written


@pytest.mark.parametrize(
    "text", [*hostile_text.STRINGS.values(), 'akhir"', 'akhir""', '"""', '""""""', "\\", '\\"""']
)
def test_every_text_is_read_back_as_it_was_and_no_control_character_is_raw(text: str) -> None:
    for written, meant in ((layout.string(text), text), (layout.prose(text), text + "\n")):
        assert tomllib.loads(f"x = {written}\n")["x"] == meant
        assert not any((ord(char) < 32 and char not in "\n\t") or 127 <= ord(char) < 160 for char in written)


@pytest.mark.parametrize("heading", ["# Judul", "## Judul", "  ### Judul", "######\tJudul"])
def test_a_heading_in_prose_does_not_become_the_header_of_a_hunk(heading: str) -> None:
    import re

    written = layout.prose(f"Satu\n{heading}\nDua")
    assert not re.search(r"^ {0,3}#{1,6}[ \t]", written, re.MULTILINE)  # what git's markdown driver looks for
    assert tomllib.loads(f"x = {written}")["x"] == f"Satu\n{heading}\nDua\n"
    assert "#tagar" in layout.prose("#tagar tetap\nterbaca")


@pytest.mark.parametrize("write", [layout.string, layout.prose])
@pytest.mark.parametrize("sign", ["\u202e", "\u2066", "\u200f", "\x9b"])
def test_a_sign_that_turns_or_hides_text_is_never_written_out(write: Callable[[str], str], sign: str) -> None:
    written = write(f"akses = {sign}publik\nbaris dua")
    assert sign not in written
    assert tomllib.loads(f"x = {written}")["x"].rstrip("\n") == f"akses = {sign}publik\nbaris dua"
