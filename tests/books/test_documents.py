"""The papers beside the books: commitment, attendance lists, minutes, worksheets, executive summary."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from support.coded_books import coded

from bimtek_tui.books import indonesian
from bimtek_tui.books.documents import DOCUMENTS
from bimtek_tui.books.outline import parse
from bimtek_tui.books.rendering import render, write
from bimtek_tui.books.verifying import verify
from bimtek_tui.model.entries import Session, counting
from bimtek_tui.model.method import Method
from bimtek_tui.model.workshop_entries import Note
from bimtek_tui.review import fingerprint

NOW = dt.datetime(2026, 6, 13, 9, 15, tzinfo=dt.UTC)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_document_is_whole_for_every_city_and_for_an_empty_session(
    city: Session, kominfo: Method, session_of: Callable[[str], Session], document: str
) -> None:
    for session in (city, session_of("")):
        assert verify(coded(session, kominfo, document), session, kominfo, DOCUMENTS[document]) == []


def test_all_books_are_those_of_the_method_and_documents_are_made_when_named(
    sample: Callable[[str], Session], kominfo: Method, tmp_path: Path
) -> None:
    session = sample("kota-contoh")
    written = [one.name for one in write(session, kominfo, tmp_path)]
    assert "komitmen.md" not in written
    assert [one.name for one in write(session, kominfo, tmp_path, ["komitmen"])] == ["komitmen.md"]


def test_the_commitment_has_its_points_its_date_in_words_and_a_place_for_each_signature(
    sample: Callable[[str], Session], kominfo: Method
) -> None:
    session = sample("kota-contoh")
    markdown = render(session, kominfo, "komitmen")
    assert "Rabu, tanggal tujuh belas bulan September tahun dua ribu dua puluh lima" in markdown
    for number, point in enumerate(session.commitment.points, 1):  # type: ignore[union-attr]
        assert f"{number}. {point}" in markdown
    in_order = sorted(counting(session.signatory), key=lambda one: one.order)  # type: ignore[arg-type, return-value]
    names = [
        line.split(" | ")[1] for line in markdown.split("\n") if line[:3] in {f"| {n}" for n in range(10)}
    ]
    assert names == [one.name for one in in_order]
    assert "| Tanda tangan |" in markdown
    digest = session.commitment.digest  # type: ignore[union-attr]
    assert f"Sidik isi kesepakatan: {digest.rpartition(':')[2][:16]}\n" in markdown  # type: ignore[union-attr]
    assert digest not in markdown  # type: ignore[operator]


def test_an_unsigned_commitment_shows_the_fingerprint_of_its_content(
    kominfo: Method, session_of: Callable[[str], Session]
) -> None:
    session = session_of('[commitment]\npoints = ["Maju bersama."]\n')
    markdown = render(session, kominfo, "komitmen")
    assert fingerprint.short(fingerprint.agreement(session, kominfo)) in markdown
    assert "belum ditandatangani" in markdown


def test_the_attendance_list_of_a_day_names_who_was_there_and_which_agencies_were_not(
    sample: Callable[[str], Session], kominfo: Method
) -> None:
    session = sample("kota-contoh")
    markdown = render(session, kominfo, "daftar-hadir")
    day = markdown.split("## Tahap I Hari 1")[1].split("\n## ")[0]
    there = [one for one in counting(session.participant) if "stage-1/1" in one.attended]
    away = [one for one in counting(session.participant) if "stage-1/1" not in one.attended]
    assert f"Hadir {len(there)} orang." in day
    assert there
    assert all(f"| {one.name} |" in day for one in there)
    assert not any(f"| {one.name} |" in day for one in away)


def test_before_a_day_its_list_is_a_form_with_all_participants(
    kominfo: Method, session_of: Callable[[str], Session]
) -> None:
    session = session_of('[[participant]]\nid = "pt-00000001"\nname = "Sari"\n')
    markdown = render(session, kominfo, "daftar-hadir")
    assert markdown.count("| Sari |") == 8
    assert "belum dicatat" in markdown


def test_the_minutes_hold_what_was_said_decided_and_promised_in_each_stage(
    sample: Callable[[str], Session], kominfo: Method
) -> None:
    session = sample("kota-contoh")
    markdown = render(session, kominfo, "notula")
    for note in counting(session.note):
        if note.stage and note.kind in ("minute", "decision", "action", "parking"):
            assert note.text.strip().split("\n")[0].split("  ")[0][:30] in markdown, note.id


def test_the_worksheets_are_blank_tables_for_every_quadrant_and_with_every_gate(
    sample: Callable[[str], Session], kominfo: Method
) -> None:
    markdown = render(sample("kota-contoh"), kominfo, "lembar-kerja")
    for quadrant in ("Kekuatan", "Kelemahan", "Peluang", "Ancaman"):
        assert f"### {quadrant}" in markdown
    for gate in kominfo.gate:
        assert gate.text in markdown
    assert sum(token.type == "table_open" for token in parse(markdown)) == 9


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "nol"),
        (11, "sebelas"),
        (15, "lima belas"),
        (100, "seratus"),
        (1_001, "seribu satu"),
        (2_026, "dua ribu dua puluh enam"),
        (1_250_000_000, "satu miliar dua ratus lima puluh juta"),
    ],
)
def test_numbers_in_words(number: int, words: str) -> None:
    assert indonesian.in_words(number) == words


def test_a_date_in_words() -> None:
    assert (
        indonesian.date_in_words(dt.date(2026, 11, 5))
        == "Kamis, tanggal lima bulan November tahun dua ribu dua puluh enam"
    )


def test_the_annex_lists_every_source_of_evidence_with_the_entries_that_rest_on_it(
    kominfo: Method, session_of: Callable[[str], Session]
) -> None:
    session = session_of("""
        swot = [
          {id = "sw-1", quadrant = "strength", text = "a", evidence = "Survei 2025"},
          {id = "sw-2", quadrant = "strength", text = "b", evidence = "Survei  2025"},
          {id = "sw-3", quadrant = "threat", text = "c", evidence = "Audit", withdrawn = "ditarik"},
        ]
        note = [{id = "nt-1", kind = "fact", text = "d", evidence = "BPS"}]
    """)
    annex = render(session, kominfo, "buku-1").split("### Lampiran 5")[-1].split("### Lampiran 6")[0]
    assert "| 1 | BPS | 1 fakta |" in annex
    assert "| 2 | Survei 2025 | S1–S2 |" in annex
    assert "Audit" not in annex


@pytest.mark.parametrize("document", ["buku-1", "buku-2", "buku-3", "buku-4", "ringkasan", *DOCUMENTS])
def test_nothing_of_a_remark_is_printed(
    sample: Callable[[str], Session], kominfo: Method, document: str
) -> None:
    session = sample("kota-contoh")
    session.note["nt-00000001"] = Note(
        id="nt-00000001",
        kind="remark",
        text="RAHASIA",
        evidence="BUKTI RAHASIA",
        owner="PJ RAHASIA",
        added=NOW,
        stage="stage-1",
    )
    assert "RAHASIA" not in render(session, kominfo, document)
