"""What Buku 3 says of the candidates, the decisions, the twelve months and the sheets."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from support.coded_books import coded

from bimtek_tui.books.rendering import render
from bimtek_tui.books.verifying import verify
from bimtek_tui.model.entries import Session
from bimtek_tui.model.method import Method

HALF = """
    program = [
      {id = "pr-1", name = "Satu Nomor", horizon = "short", status = "final"}, {id = "pr-2", name = "Peta Banjir", horizon = "short", status = "final"},
      {id = "pr-3", name = "Pasar Terang", horizon = "short", status = "final"},
    ]
    quick_win = [
      {id = "qw-1", program = "pr-1", gates_met = %(all)s, impact = 3, effort = 2, decision = "rejected"},
      {id = "qw-2", program = "pr-2", gates_met = %(few)s, gates_failed = %(one)s, decision = "chosen", reason = "Musim rob."},
      {id = "qw-3", program = "pr-3", gates_met = %(all)s, decision = "chosen"},
    ]
    score = [%(scores)s]
    milestone = [
      {id = "ml-1", quick_win = "qw-3", text = "Uji coba", due = 2026-03-05, owner = "Ani"},
      {id = "ml-2", quick_win = "qw-3", text = "Perluasan", due = 2028-03-05},
      {id = "ml-3", quick_win = "qw-1", text = "Lelang"},
    ]
    commitment = {date = 2026-01-14}
"""


@pytest.fixture
def half(kominfo: Method, session_of: Callable[[str], Session]) -> Session:
    """Three candidates of which the forum did not choose the best, and milestones that lack something."""
    gates = [one.id for one in kominfo.gate]
    values = {"qw-1": 5, "qw-2": 4, "qw-3": 3}
    scores = ", ".join(
        f'{{id = "sc-{id}-{one.id}", quick_win = "{id}", criterion = "{one.id}", value = {value}}}'
        for id, value in values.items()
        for one in kominfo.criterion
    )
    return session_of(HALF % {"all": gates, "few": gates[1:], "one": gates[:1], "scores": scores})


@pytest.fixture
def book(kominfo: Method) -> Callable[..., str]:
    def made(session: Session) -> str:
        whole = coded(session, kominfo, "buku-3")
        assert verify(whole, session, kominfo, kominfo.books["buku-3"]) == []
        return render(session, kominfo, "buku-3")

    return made


def test_every_gate_is_answered_and_the_failed_one_is_named(
    kominfo: Method, book: Callable[..., str], half: Session
) -> None:
    markdown = book(half)
    assert "| QW2 | tidak | ya | ya | ya | ya | ya | tidak memenuhi |" in markdown
    assert f"QW2 tidak memenuhi syarat berikut: {kominfo.gate[0].text}." in markdown


def test_a_three_is_said_to_be_the_middle_and_a_missing_value_is_not_guessed(
    book: Callable[..., str], half: Session
) -> None:
    markdown = book(half)
    assert "| QW1 | 3 | 2 | – |" in markdown
    assert "Di tengah (dampak atau upaya bernilai 3) memuat QW1." in markdown
    assert "| QW3 | – | – | – |" in markdown
    assert "Belum lengkap dinilai: 2 calon." in markdown


def test_decisions_that_differ_stand_there_with_their_reason_or_its_absence(
    book: Callable[..., str], half: Session
) -> None:
    markdown = book(half)
    assert "- QW1 tidak dipilih walaupun memenuhi semua syarat dan berada di depan calon terpilih" in markdown
    assert "- QW2 dipilih walaupun tidak memenuhi syarat" in markdown
    assert "Alasan: Musim rob." in markdown
    assert "- QW3 dipilih walaupun calon lain" in markdown
    assert "memiliki skor lebih tinggi: QW1. Alasan belum dicatat." in markdown


def test_the_twelve_months_say_what_they_are_counted_from_and_what_lies_outside(
    book: Callable[..., str], half: Session
) -> None:
    markdown = book(half)
    assert (
        "15 Januari 2026–14 Januari 2027, yaitu dua belas bulan setelah tanggal komitmen bersama" in markdown
    )
    assert "| QW3 | 5/3 | – | – | – | 0 dari 2 |" in markdown
    assert "| 5 Maret 2026 | Uji coba | Ani | – |" in markdown
    assert "| Tanpa tenggat | Lelang |" in markdown
    assert "- QW3: Perluasan (5 Maret 2028)" in markdown
    assert "Tonggak capaian tanpa penanggung jawab: 2." in markdown
    assert "Quick win terpilih tanpa tonggak capaian: QW2." in markdown


def test_a_sheet_says_what_the_evaluation_will_ask_for_in_vain(
    book: Callable[..., str], half: Session
) -> None:
    sheet = book(half).partition("### 3.1")[2].partition("### 3.2")[0]
    assert "terisi." in sheet
    assert "masih kosong: dimensi; perangkat daerah; penanggung jawab; penjelasan singkat" in sheet


def test_a_session_without_candidates_says_so_in_every_section(
    book: Callable[..., str], session_of: Callable[[str], Session]
) -> None:
    markdown = book(session_of(""))
    assert markdown.count("Belum ada calon quick win.") == 3
    assert "Belum ada keputusan yang dapat dibandingkan" in markdown
    assert "Belum ada tonggak capaian." in markdown


def test_the_complete_city_shows_shared_ranks_beside_each_other(
    book: Callable[..., str], sample: Callable[[str], Session]
) -> None:
    markdown = book(sample("kota-contoh"))
    places = [line for line in markdown.splitlines() if "| 6 dari 6 | 4 | Terpilih |" in line]
    assert len(places) == 2
    assert "| 6 dari 6 | 6 | Terpilih |" in markdown
    assert markdown.count("| 4,25 | 4 |") == 2
    assert "Tidak ada keputusan yang berbeda dari urutan saran." in markdown
    assert "Januari–Desember 2026, yaitu tahun pertama jangka pendek" in markdown


def test_a_chosen_candidate_whose_program_was_dropped_is_named(
    book: Callable[..., str], session_of: Callable[[str], Session]
) -> None:
    dropped = HALF.replace(
        '"Pasar Terang", horizon = "short", status = "final"',
        '"Pasar Terang", horizon = "short", status = "dropped"',
    )
    shown = book(session_of(dropped % {"all": "[]", "few": "[]", "one": "[]", "scores": ""}))
    assert "programnya sudah tidak berlaku lagi" in shown
    assert "- QW3 Pasar Terang\n" in shown
    sheets = shown.partition("## BAB III")[2]
    assert "QW3 Pasar Terang\n\nProgram ini tidak berlaku lagi." in sheets
    assert sheets.count("tidak berlaku lagi") == 1
