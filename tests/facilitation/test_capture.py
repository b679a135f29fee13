"""What a typed line becomes by its list, its tags and its place, and what many pasted lines become at once."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

import pytest

from bimtek_tui.errors import Refused
from bimtek_tui.facilitation import capture
from bimtek_tui.facilitation.capture import Context, Place, entry_lines
from bimtek_tui.facilitation.headings import Headings
from bimtek_tui.model import edits, method
from bimtek_tui.model.entries import Session
from bimtek_tui.model.workshop_entries import Agency

METHOD = method.load("kominfo-1")
NOW = dt.datetime(2026, 6, 13, 9, 0, tzinfo=dt.timezone(dt.timedelta(hours=7)))
NOBODY = Context()


@dataclass(frozen=True)
class Column:
    """A list as panels have them."""

    id: str
    title: str
    kind: str
    preset: dict[str, str] = field(default_factory=dict)
    capture: bool = True


STRENGTHS = Column("strength", "Strengths", "swot", {"quadrant": "strength"})
WEAKNESSES = Column("weakness", "Weaknesses", "swot", {"quadrant": "weakness"})
GAPS = Column("gaps", "Gaps", "gap")
MILESTONES = Column("milestones", "Milestones", "milestone")
MINUTES = Column("minutes", "Minutes", "note", {"kind": "minute"})
AGENCIES = Column("agencies", "Agencies", "agency")
FINAL = Column("short-final", "Short term", "program", {"horizon": "short"}, capture=False)


def place(at: Column, **given: str) -> Place[Column]:
    """A line for a list among strengths and weaknesses, in stage 2."""
    signs = {"s": STRENGTHS, "w": WEAKNESSES}
    return Place(at, signs, lambda column: column.preset | given, "stage-2")


def session() -> Session:
    there = Session()
    there.agency["DISKOMINFO"] = Agency(id="DISKOMINFO", name="Dinas Kominfo")
    return there


def entry(line: str, at: Column, context: Context = NOBODY, **given: str) -> dict[str, Any]:
    """What an entry gets that is typed as this line."""
    return capture.entry_of(line, place(at, **given), session(), METHOD, context)[1]


@pytest.mark.parametrize(
    "typed",
    [
        "DISKOMINFO Dinas Komunikasi",
        "DISKOMINFO: Dinas Komunikasi",
        "DISKOMINFO – Dinas Komunikasi",
        "Dinas Komunikasi (DISKOMINFO)",
    ],
)
def test_an_agency_is_code_and_name_in_either_shape(typed: str) -> None:
    assert capture.agency_keys(typed) == {"id": "DISKOMINFO", "name": "Dinas Komunikasi"}


def test_a_line_becomes_an_entry_of_the_list_that_is_aimed_at() -> None:
    keys = entry("Jaringan serat optik sampai ke kelurahan #economy @diskominfo !fact =5", STRENGTHS)
    assert keys["text"] == "Jaringan serat optik sampai ke kelurahan"
    assert (keys["quadrant"], keys["dimension"], keys["source"]) == ("strength", "economy", "DISKOMINFO")
    assert (keys["certainty"], int(keys["weight"])) == ("fact", 5)


@pytest.mark.parametrize(
    ("line", "target", "words"),
    [
        ("W: Data kependudukan belum terpadu", WEAKNESSES, "Data kependudukan belum terpadu"),
        ("  s:Wifi gratis", STRENGTHS, "Wifi gratis"),
        ("x: bukan tanda", GAPS, "x: bukan tanda"),
        ("jam 09.00: apel", GAPS, "jam 09.00: apel"),
    ],
)
def test_a_sign_before_the_text_names_another_list(line: str, target: Column, words: str) -> None:
    assert place(GAPS).aim(line) == (target, words)


def test_a_note_knows_its_stage_and_other_entries_what_is_selected_beside_them() -> None:
    assert entry("Rapat ditunda", MINUTES) == {"kind": "minute", "stage": "stage-2", "text": "Rapat ditunda"}
    assert entry("Uji coba", MILESTONES, quick_win="qw-00000001")["quick_win"] == "qw-00000001"


@pytest.mark.parametrize(
    ("line", "at", "sentence"),
    [
        ("celah layanan", GAPS, "Put # and its name at the end, or Esc, c and choose it"),
        ("uji coba", MILESTONES, "Put the cursor on a chosen quick win at the left first"),
        ("w:  ", STRENGTHS, "no text behind the sign"),
        ("Bus listrik", FINAL, "nothing is captured in “Short term”"),
        ("Dinas Perhubungan", AGENCIES, "“Dinas” is no agency code"),
        ("diskominfo Dinas Kominfo", AGENCIES, "the agency DISKOMINFO is in the list already"),
    ],
)
def test_what_does_not_fit_is_refused_with_what_to_do(line: str, at: Column, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        entry(line, at)


def test_the_context_gives_what_a_line_leaves_out() -> None:
    context = Context(group="Kelompok 2", dimension="living", agency="DISKOMINFO")
    assert entry("celah layanan", GAPS, context)["text"] == "celah layanan"  # its dimension is known
    assert context.given("swot") == {"group": "Kelompok 2", "dimension": "living", "source": "DISKOMINFO"}
    assert context.given("participant") == {"agency": "DISKOMINFO"}
    assert context.given("note") == {}


def test_an_agency_is_its_code_and_its_name() -> None:
    assert entry("dpmd - Dinas Desa", AGENCIES) == {"id": "DPMD", "name": "Dinas Desa"}
    assert entry("BPS", AGENCIES) == {"id": "BPS", "name": None}


# Many lines -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pasted", "wanted"),
    [
        ("- satu\r\n* dua\n• tiga\n–empat", ["satu", "dua", "tiga", "empat"]),
        ("1. satu\n2) dua\n(3) tiga\n1.2. empat\n5\tlima", ["satu", "dua", "tiga", "empat", "lima"]),
        ("a) satu\n- [ ] dua\n- [x] tiga", ["satu", "dua", "tiga"]),
        (
            "-5 derajat\n3,5 juta\n2027. Tahun\nA. Yani rusak",
            ["-5 derajat", "3,5 juta", "2027. Tahun", "A. Yani rusak"],
        ),
        (
            "§\tsatu\no\tdua\n\uf0b7\ttiga\n➢ empat\n✓ lima\n1.enam",
            ["satu", "dua", "tiga", "empat", "lima", "enam"],
        ),
        ("a. satu\nb. dua\nII. tiga", ["satu", "dua", "tiga"]),
        ("A. satu\nB. dua\nC. tiga", ["satu", "dua", "tiga"]),
        ("A. Rahman\nB. Joko\n§ 5 UU\nDI. Yogyakarta", ["A. Rahman", "B. Joko", "§ 5 UU", "DI. Yogyakarta"]),
        ("\n \n-\n\u2028satu\x1b[31m\n", ["-", "satu"]),
        ("w: jalan\n[/] kurung", ["w: jalan", "[/] kurung"]),
    ],
)
def test_bullets_and_numbers_go_and_words_stay(pasted: str, wanted: list[str]) -> None:
    assert entry_lines(pasted) == wanted


def test_a_sign_typed_before_a_paste_is_for_all_lines_that_name_no_list_themselves() -> None:
    lines = capture.pasted_lines("w: ", "- Banjir rob\n- s: Pelabuhan", "", place(STRENGTHS))
    assert lines == ["w: Banjir rob", "s: Pelabuhan"]
    assert capture.pasted_lines("Kota ", "tua\nbaru", "", place(STRENGTHS)) == ["Kota tua", "baru"]


def test_each_pasted_line_says_what_it_becomes_or_what_keeps_it_from_it() -> None:
    lines = ["DPMD Dinas Desa", "Dinas Kesehatan", "dpmd Dinas Desa", "w: Banjir rob"]
    planned = capture.plan(lines, place(AGENCIES), session(), METHOD, NOBODY)
    assert [line.target for line in planned] == [AGENCIES, None, None, WEAKNESSES]
    assert "no agency code" in planned[1].problem
    assert "the agency DPMD is in the list already" in planned[2].problem


def test_all_that_is_planned_is_one_edit_with_what_the_context_says() -> None:
    there = session()
    context = Context(group="Kelompok 2")
    lines = ["Pelabuhan", "w: Banjir rob ~Meja_1", "Wifi gratis"]
    planned = capture.plan(lines, place(STRENGTHS), there, METHOD, context)
    edit = capture.record_all(there, planned, context, NOW)
    assert edit is not None
    made = [one.entry for one in edits.simple(edit) if isinstance(one, edits.Add)]
    assert [(one["quadrant"], one["text"]) for one in made][::2] == [
        ("strength", "Pelabuhan"),
        ("strength", "Wifi gratis"),
    ]
    assert made[0]["group"] == "Kelompok 2"
    assert {one["added"] for one in made} == {NOW}


# Headings among them ----------------------------------------------------------------------------------------------

THREATS = Column("threat", "Threats", "swot", {"quadrant": "threat"})
OPPORTUNITIES = Column("opportunity", "Opportunities", "swot", {"quadrant": "opportunity"})
QUADRANTS = (STRENGTHS, WEAKNESSES, OPPORTUNITIES, THREATS)
SO = Column("so", "SO: use strengths to take opportunities", "strategy", {"quadrant": "SO"})


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("KEKUATAN", "strength"),
        ("Kelemahan:", "weakness"),
        ("PELUANG (O)", "opportunity"),
        ("Threats", "threat"),
        ("II. Ancaman", "threat"),
        ("IV TANTANGAN/ANCAMAN", "threat"),
        ("1.3 Kesempatan:", "opportunity"),
        ("A. KELEMAHAN (WEAKNESSES)", "weakness"),
        ("**Peluang**", "opportunity"),
        ("## Faktor Eksternal: Ancaman", "threat"),
        ("Strengths / Kekuatan - S", "strength"),
        ("Kekuatan Kota Bontang", "strength"),
        ("Smart Economy", "economy"),
        ("Dimensi Tata Kelola Cerdas (Smart Governance):", "governance"),
        ("3. Lingkungan", "environment"),
        ("Kekuatan ekonomi warga", ""),
        ("Ancaman banjir", ""),
        ("Kekuatan dan kelemahan", ""),
        ("Ekonomi kreatif", ""),
        ("Smart City", ""),
        ("S", ""),
        ("Kota Bontang", ""),
        ("2027", ""),
        ("!!!", ""),
    ],
)
def test_a_line_that_is_only_a_name_is_a_heading(line: str, named: str) -> None:
    found = Headings(QUADRANTS, METHOD, "Bontang").find(line)
    assert (found is not None and (found.target.id if found.target else found.dimension)) == (named or False)


def test_a_title_is_a_heading_that_names_nothing() -> None:
    for line in ("ANALISIS SWOT KOTA BONTANG", "Faktor internal", "2. Daftar program"):
        found = Headings(QUADRANTS, METHOD, "Bontang").find(line)
        assert found is not None
        assert (found.target, found.dimension) == (None, "")


def test_headings_switch_the_list_for_the_lines_below_and_tags_still_count() -> None:
    there = Place(STRENGTHS, {"w": WEAKNESSES}, lambda column: dict(column.preset), lists=QUADRANTS)
    lines = ["Pelabuhan", "w:", "Data #living", "Smart Economy", "Pasar", "Ancaman", "Rob #living", "Peluang"]
    planned = capture.plan(lines, there, session(), METHOD, NOBODY)
    assert [line.heading for line in planned] == [
        "",
        "Weaknesses",
        "",
        "Economy",
        "",
        "Threats",
        "",
        "Opportunities",
    ]
    keys = [dict(line.keys) for line in planned if line.target]
    assert [(one["quadrant"], one.get("dimension")) for one in keys] == [
        ("strength", None), ("weakness", "living"), ("weakness", "economy"), ("threat", "living"),
    ]  # fmt: skip
    taken = capture.plan(lines, there, session(), METHOD, NOBODY, {1, 7})
    assert [dict(line.keys).get("text") for line in taken][-1] == "Peluang"
    alone = capture.plan(["Ekonomi", "Kehidupan"], there, session(), METHOD, NOBODY)
    assert [dict(line.keys)["text"] for line in alone] == ["Ekonomi", "Kehidupan"]
    gaps = Place(GAPS, {}, lambda column: dict(column.preset), lists=(GAPS,))
    assert not capture.plan(["Smart Living", "Antrean panjang"], gaps, session(), METHOD, NOBODY)[1].problem
