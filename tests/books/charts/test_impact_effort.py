"""The square of impact and effort: every candidate in its cell, those chosen marked, the title true."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from support import drawn
from support.program_blocks import program

from bimtek_tui.analysis import quick_wins
from bimtek_tui.books.charts import canvas, impact_effort
from bimtek_tui.books.terms import CELLS
from bimtek_tui.model.entries import Session
from bimtek_tui.model.method import Method

Read = Callable[[str], Session]


@pytest.fixture(autouse=True)
def prepared() -> None:
    canvas.prepare()


def chart(session: Session, method: Method) -> impact_effort.ImpactEffort:
    made = impact_effort.of(session, method)
    assert made
    return made


def candidates(*values: tuple[int | None, int | None, str]) -> str:
    """Candidates with impact, effort and decision."""
    blocks = [program("pr-1", name="Layanan")]
    for at, (impact, effort, decision) in enumerate(values):
        keys = {"impact": impact, "effort": effort, "decision": decision or None}
        lines = "".join(f"{key} = {value!r}\n" for key, value in keys.items() if value is not None)
        blocks.append(f"[[quick_win]]\nid = 'qw-{at}'\nprogram = 'pr-1'\n{lines}")
    return "".join(blocks)


def test_candidates_lie_where_the_analysis_puts_them(
    kominfo: Method, sample: Callable[[str], Session]
) -> None:
    session = sample("kota-contoh")
    made = chart(session, kominfo)
    found = [one for one in quick_wins.candidates(session, kominfo) if one.cell]
    assert [(place.impact, place.effort, place.is_chosen) for place in made.places] == [
        (one.entry.impact, one.entry.effort, one.entry.decision == "chosen") for one in found
    ]
    assert [line[4] for line in made.rows] == [
        CELLS[one.cell or "middle"].partition(" (")[0] for one in found
    ]
    assert made.title == "Dua dari enam quick win terpilih berdampak tinggi dengan upaya rendah"
    assert "QW7 Klinik Naik Kelas UMKM (dampak 4, upaya 3)" in made.alt


@pytest.mark.parametrize(
    ("values", "title"),
    [
        ([(5, 1, "chosen"), (5, 1, "")], "Satu quick win terpilih berdampak tinggi dengan upaya rendah"),
        (
            [(5, 4, "chosen"), (5, 1, "")],
            "Satu quick win terpilih tidak berdampak tinggi dengan upaya rendah",
        ),
        ([(5, 1, "chosen")] * 3, "Seluruh quick win terpilih berdampak tinggi dengan upaya rendah"),
        (
            [(3, 1, "chosen")] * 3,
            "Tidak satu pun dari tiga quick win terpilih berdampak tinggi dengan upaya rendah",
        ),
        (
            [(5, 1, "chosen"), (5, 3, "chosen"), (4, 2, "chosen"), (1, None, "chosen"), (5, 1, "")],
            "Dua dari tiga quick win terpilih yang sudah dinilai berdampak tinggi dengan upaya rendah",
        ),
        (
            [(5, 1, ""), (5, 3, "rejected"), (None, None, "chosen")],
            "Satu dari dua calon quick win yang sudah dinilai berdampak tinggi dengan upaya rendah",
        ),
        (
            [(5, 1, "chosen")] * 12 + [(1, 1, "chosen")],
            "Sebanyak 12 dari 13 quick win terpilih berdampak tinggi dengan upaya rendah",
        ),
    ],
)
def test_the_title_counts_those_that_are_worth_it(
    kominfo: Method, session_of: Read, values: list[tuple[int | None, int | None, str]], title: str
) -> None:
    assert chart(session_of(candidates(*values)), kominfo).title == title


def test_candidates_without_their_values_are_said(kominfo: Method, session_of: Read) -> None:
    made = chart(session_of(candidates((5, 1, ""), (None, 1, ""), (5, None, ""), (4, 4, ""))), kominfo)
    assert made.unplaced == ("QW2", "QW3")
    assert made.alt.endswith("Belum dinilai dampak atau upayanya: QW2–QW3.")
    assert "Belum dinilai dampak atau upayanya: QW2–QW3." in drawn.words(impact_effort.draw(made))


def test_nothing_is_drawn_before_two_candidates_have_both_values(kominfo: Method, session_of: Read) -> None:
    assert (
        impact_effort.of(session_of(candidates((5, None, "chosen"), (None, 2, ""), (4, 4, ""))), kominfo)
        is None
    )


def test_all_candidates_of_a_cell_are_readable_until_they_are_too_many(
    kominfo: Method, session_of: Read
) -> None:
    words = drawn.words(impact_effort.draw(chart(session_of(candidates(*[(5, 1, "")] * 8)), kominfo)))
    assert all(words.count(f"QW{at}") == 2 for at in range(1, 9))

    picture = impact_effort.draw(chart(session_of(candidates(*[(5, 1, "")] * 30)), kominfo))
    words = drawn.words(picture)
    assert "+23" in words
    assert drawn.faults(picture) == []


def test_those_chosen_are_known_without_colour(kominfo: Method, session_of: Read) -> None:
    picture = impact_effort.draw(chart(session_of(candidates((5, 1, "chosen"), (1, 5, ""))), kominfo))
    weights = {text.get_text(): text.get_fontweight() for axes in picture.figure.axes for text in axes.texts}
    assert (weights["QW1"], weights["QW2"]) == ("bold", "normal")
    assert {"Quick win", "Proyek besar", "Pelengkap", "Kurang sepadan", "Di tengah"} <= set(weights)
