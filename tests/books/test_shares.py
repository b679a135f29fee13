"""How much of the final books is running text, and how often they name a program: the figures that they were rebuilt for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest

from bimtek_tui.books.rendering import render
from bimtek_tui.model.entries import Session, counting
from bimtek_tui.model.method import Method

BOOKS = ("buku-1", "buku-2", "buku-3", "buku-4")
LISTS = ("## DAFTAR ISI", "## DAFTAR TABEL", "## DAFTAR SINGKATAN")
MOST = 6
"""Times that the four books name a program, annexes and lists of contents aside: list, sheet, grid and horizon, and where
it is a quick win the candidates and its sheet."""


def body(markdown: str) -> str:
    """A book without its annex and without the lists that it makes of itself."""
    parts = re.split(r"^(?=## )", markdown.partition("\n## LAMPIRAN")[0], flags=re.MULTILINE)
    return "".join(part for part in parts if not part.startswith(LISTS))


def words(markdown: str) -> Iterator[tuple[bool, int]]:
    """Of each line whether it is running text, and its words; captions and headings are none."""
    for line in markdown.split("\n"):
        yield not line.startswith(("|", "#", "**Tabel")), len(re.findall(r"[^\W_]+(?:[-./,][^\W_]+)*", line))


@pytest.mark.parametrize(("with_texts", "least"), [(False, 0.25), (True, 0.5)])
def test_a_good_part_of_the_words_stands_in_sentences(
    sample: Callable[[str], Session], kominfo: Method, with_texts: bool, least: float
) -> None:
    session = sample("kota-contoh")
    if not with_texts:
        session.text = {}
    counted = [row for book in BOOKS for row in words(body(render(session, kominfo, book, edition="final")))]
    running = sum(count for is_running, count in counted if is_running)
    assert running / sum(count for _is_running, count in counted) >= least


def test_a_program_is_named_a_few_times_only(city: Session, kominfo: Method) -> None:
    whole = "".join(body(render(city, kominfo, book, edition="final")) for book in BOOKS)
    names = {
        program.name: len(
            re.findall(rf"P\d+ (?:\| )?{re.escape(program.name)}|QW\d+ {re.escape(program.name)}", whole)
        )
        for program in counting(city.program)
    }
    assert {name: count for name, count in names.items() if count > MOST} == {}
    assert all(names.values())
