"""A book calls the method by the name that its ministry had when the workshop began."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bimtek_tui.books.rendering import render
from bimtek_tui.model.entries import Session
from bimtek_tui.model.method import Method


@pytest.mark.parametrize(
    ("stages", "name"),
    [
        ('stage = [{id = "stage-1", start = 2024-10-20}]\n', "Pendampingan Kominfo"),
        ('stage = [{id = "stage-1", start = 2024-10-21}]\n', "Pendampingan Komdigi"),
        (
            'stage = [{id = "stage-2", start = 2025-01-09}, {id = "stage-1", start = 2022-06-13}]\n',
            "Pendampingan Kominfo",
        ),
        ("", "Pendampingan Kominfo"),
    ],
)
def test_the_ministry_has_its_name_of_that_day(
    session_of: Callable[[str], Session], kominfo: Method, stages: str, name: str
) -> None:
    book = render(session_of(stages), kominfo, "buku-1")
    assert f"dengan metode “{name}:" in book
    assert book.count("Pendampingan Kom") == book.count(name)
