"""The chapters on readiness, gaps, direction and alignment: what they say follows from the entries, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from support.coded_books import coded
from support.filled_sessions import filled, hostile

from bimtek_tui.books import gaps
from bimtek_tui.books.outline import parse
from bimtek_tui.books.preview import Draft
from bimtek_tui.books.rendering import render
from bimtek_tui.books.verifying import verify
from bimtek_tui.model.entries import Session
from bimtek_tui.model.method import Method

BOTH = ("buku-1", "buku-2")


@pytest.fixture
def section(kominfo: Method) -> Callable[..., str]:
    """One block of a book as plain Markdown."""

    def read(session: Session, place: str) -> str:
        return gaps.bare(Draft(session, kominfo).section(*place.split("/")))

    return read


def found(number: int, element: str = "structure", **keys: Any) -> str:
    """A readiness finding in TOML."""
    given = {"id": f"rd-{number}", "element": element, "text": "Kondisi", **keys}
    return "[[readiness]]\n" + "".join(f"{key} = {value!r}\n" for key, value in given.items())


def gap(number: int, dimension: str = "living", **keys: Any) -> str:
    given = {"id": f"gp-{number}", "dimension": dimension, "text": "Antre", **keys}
    return "[[gap]]\n" + "".join(f"{key} = {value!r}\n" for key, value in given.items())


def test_an_empty_session_claims_nothing_and_asks_for_no_interpretation(section: Callable[..., str]) -> None:
    readiness = section(Session(), "buku-1/readiness")
    assert "tiga elemen, yaitu Struktur, Infrastruktur, dan Suprastruktur" in readiness
    assert readiness.count("Belum ada catatan kesiapan untuk elemen ini.") == 3
    gaps_chapter = section(Session(), "buku-1/gaps")
    alignment = section(Session(), "buku-2/program_alignment")
    for chapter in (readiness, gaps_chapter, alignment):
        assert "Rata-rata" not in chapter
        assert "✎" not in chapter
        assert "Tabel" not in chapter
    assert "Belum ada program yang dapat diselaraskan." in alignment


def test_one_finding_is_counted_and_not_called_the_weakest(
    section: Callable[..., str], session_of: Callable[[str], Session]
) -> None:
    chapter = section(session_of(found(1, level=2, target_level=4)), "buku-1/readiness")
    assert "mencatat satu kondisi kesiapan: satu pada elemen Struktur." in chapter
    assert "Rata-rata tingkat kesiapan adalah 2,00, dengan rata-rata sasaran 4,00." in chapter
    assert "terendah terdapat" not in chapter
    assert "Jarak terbesar" not in chapter
    assert "| R1 | – | Kondisi | 2 ■■□□□ | 4 ■■■■□ | – | – |" in chapter


def test_the_weakest_element_and_the_greatest_distance_are_named_with_their_figures(
    section: Callable[..., str], session_of: Callable[[str], Session]
) -> None:
    chapter = section(
        session_of(
            found(1, level=2, target_level=5)
            + found(2, level=3, target_level=5)
            + found(3, "infrastructure", level=4, target_level=5)
            + found(4, "superstructure")
        ),
        "buku-1/readiness",
    )
    assert "Rata-rata tingkat kesiapan adalah 3,00, dihitung dari tiga kondisi yang sudah dinilai" in chapter
    assert "Rata-rata tingkat terendah terdapat pada elemen Struktur (2,50)." in chapter
    assert "Jarak terbesar menuju sasaran terdapat pada elemen Struktur (2,50 tingkat)." in chapter
    assert "| **Struktur** | 2 | 2,50 | ■■■□□ | 5,00 | 2,50 |" in chapter
    assert "| **Suprastruktur** | 1 | – | – | – | – |" in chapter
    assert "Tingkat belum diberikan untuk R4. Tingkat sasaran belum diberikan untuk R4." in chapter


def test_a_distance_over_some_findings_says_over_how_many(
    section: Callable[..., str], session_of: Callable[[str], Session]
) -> None:
    chapter = section(
        session_of(found(1, level=2, target_level=4) + found(2, level=4)), "buku-1/readiness_elements"
    )
    assert "jarak rata-rata menuju sasaran adalah 2,00 tingkat, dihitung dari satu kondisi" in chapter


@pytest.mark.parametrize(
    ("level", "target", "sentence"),
    [
        (3, 3, "rata-rata tingkat sudah sama dengan sasarannya"),
        (4, 3, "tingkat melampaui sasaran rata-rata 1,00 tingkat"),
    ],
)
def test_a_target_that_was_reached_is_said_so(
    section: Callable[..., str], session_of: Callable[[str], Session], level: int, target: int, sentence: str
) -> None:
    assert sentence in section(
        session_of(found(1, level=level, target_level=target)), "buku-1/readiness_elements"
    )


def test_gaps_are_counted_by_dimension_and_what_is_not_described_is_named(
    section: Callable[..., str], session_of: Callable[[str], Session]
) -> None:
    chapter = section(
        session_of(gap(1, current="x", ideal="y", action="z") + gap(2, current="x") + gap(3, "economy")),
        "buku-1/gaps",
    )
    assert "mencatat tiga kesenjangan pada dua dimensi." in chapter
    assert "pada Kehidupan Cerdas (Smart Living), yaitu dua kesenjangan." in chapter
    assert "Dimensi yang belum memiliki catatan kesenjangan: Tata Kelola Cerdas" in chapter
    assert "Kondisi saat ini belum diuraikan untuk G3." in chapter
    assert "Kondisi ideal belum diuraikan untuk G2–G3." in chapter
    assert "| Kehidupan Cerdas (Smart Living) | 2 | ■■ | 2 | 1 | 1 |" in chapter


def test_a_dimension_with_one_gap_is_not_said_to_have_most(
    section: Callable[..., str], session_of: Callable[[str], Session]
) -> None:
    chapter = section(session_of(gap(1) + gap(2, "economy")), "buku-1/gaps_summary")
    assert "mencatat dua kesenjangan pada dua dimensi." in chapter
    assert "terbanyak" not in chapter


def test_what_lacks_leads_to_the_first_entry_that_lacks_it(
    kominfo: Method, session_of: Callable[[str], Session]
) -> None:
    markdown = Draft(session_of(gap(1, ideal="y") + gap(2)), kominfo).section("buku-1", "gaps_summary")
    marks = {found[1]: gaps.read(found[2]) for found in gaps.MARKED.finditer(markdown)}
    assert marks["Kondisi ideal belum diuraikan untuk G2."] == gaps.Gap("gap", "gp-2", "ideal")


OBJECTIVES = """
    mission = [{id = "ms-1", text = "Melayani"}, {id = "ms-2", text = "Merawat"}]
    objective = [
      {id = "ob-1", text = "Cepat", mission = "ms-1", indicator = "Waktu", unit = "menit", baseline = "160"},
      {id = "ob-2", text = "Sehat", mission = "ms-1"},
    ]
    target = [
      {id = "tg-1", of = "ob-1", year = 2026, value = "120 | 90"},
      {id = "tg-2", of = "ob-1", year = 2034, value = "60"},
      {id = "tg-3", of = "ob-1", year = 2034, value = "45"},
    ]
"""


def test_objectives_by_mission_and_what_they_lack(
    section: Callable[..., str], session_of: Callable[[str], Session]
) -> None:
    chapter = section(session_of(OBJECTIVES), "buku-1/objectives")
    assert "Seluruhnya terdapat dua sasaran, dengan jumlah menurut misi: M1 (dua)." in chapter
    assert "Misi yang belum dijabarkan ke dalam sasaran: M2." in chapter
    assert "Indikator belum diisi untuk SS2." in chapter
    assert "Target tahunan belum ditetapkan untuk SS2." in chapter
    assert "Setiap sasaran memiliki" not in chapter


def test_targets_stand_under_their_year_with_their_codes(
    section: Callable[..., str], session_of: Callable[[str], Session]
) -> None:
    chapter = section(session_of(OBJECTIVES), "buku-4/yearly_targets")
    assert "Target dicatat untuk satu dari dua sasaran." in chapter
    assert r"| SS1 | Waktu | menit | 160 | 120 \| 90 | 60; 45 |" in chapter
    assert "SS2" not in chapter


def test_many_years_of_targets_are_parted_into_tables_that_fit(
    section: Callable[..., str], session_of: Callable[[str], Session]
) -> None:
    targets = ", ".join(f'{{id = "tg-{n}", of = "ob-1", year = {2026 + n}, value = "{n}"}}' for n in range(7))
    session = session_of(f'objective = [{{id = "ob-1", text = "Cepat"}}]\ntarget = [{targets}]')
    chapter = section(session, "buku-4/yearly_targets")
    assert "Target sasaran tahun 2026–2030" in chapter
    assert "Target sasaran tahun 2031–2032" in chapter


PROGRAMS = """
    mission = [{id = "ms-1", text = "Melayani"}, {id = "ms-2", text = "Merawat"}]
    program = [
      {id = "pr-1", name = "Taman Baca", horizon = "short"},
      {id = "pr-2", name = "Satu Data", horizon = "short", mission = "ms-1", rpjmd_ref = "RPJMD, program 2"},
      {id = "pr-3", name = "Satu Peta", horizon = "long", mission = "ms-1"},
      {id = "pr-4", name = "Satu Pintu", horizon = "long", rpjmd_ref = "RPJMD, program 4"},
    ]
"""


def test_programs_stand_by_mission_with_what_they_are_aligned_to(
    section: Callable[..., str], session_of: Callable[[str], Session]
) -> None:
    chapter = section(session_of(PROGRAMS), "buku-2/program_alignment")
    assert "Dari empat program, satu program menyebut misi sekaligus rujukan RPJMD." in chapter
    assert "Rujukan RPJMD belum dicatat untuk P3." in chapter
    assert "Misi belum ditautkan untuk P4." in chapter
    assert "Misi dan rujukan RPJMD belum ada untuk P1." in chapter
    assert "Misi yang belum didukung program: M2." in chapter
    assert "| P2 | Satu Data | M1 | RPJMD, program 2 | Misi dan rujukan RPJMD |" in chapter
    assert chapter.index("| P2 |") < chapter.index("| P3 |") < chapter.index("| P1 |")


def test_objectives_without_a_program_are_named_in_the_draft_only(
    session_of: Callable[[str], Session], kominfo: Method
) -> None:
    session = session_of("""
        objective = [{id = "ob-1", text = "Warga puas"}, {id = "ob-2", text = "Warga aman"}]
        program = [{id = "pr-1", name = "Satu Pintu", horizon = "long", objective = "ob-1"}]
    """)
    assert "Sasaran yang belum didukung program: SS2." in render(session, kominfo, "buku-2")
    final = render(session, kominfo, "buku-2", edition="final")
    assert "Dari dua sasaran, satu sudah didukung oleh program." in final
    assert "belum didukung" not in final


def test_of_a_single_objective_no_part_is_told(session_of: Callable[[str], Session], kominfo: Method) -> None:
    session = session_of("""
        objective = [{id = "ob-1", text = "Warga puas"}]
        program = [{id = "pr-1", name = "Satu Pintu", horizon = "long", objective = "ob-1"}]
    """)
    assert "Dari satu sasaran" not in render(session, kominfo, "buku-2")


def test_nothing_aligned_and_all_aligned_are_said_in_other_words(
    section: Callable[..., str], session_of: Callable[[str], Session]
) -> None:
    none = session_of('program = [{id = "pr-1", name = "Taman Baca", horizon = "short"}]')
    chapter = section(none, "buku-2/program_alignment")
    assert "Dari satu program, tidak satu pun menyebut misi sekaligus rujukan RPJMD." in chapter
    every = session_of("""
        mission = [{id = "ms-1", text = "Melayani"}]
        program = [{id = "pr-1", name = "Satu Data", horizon = "short", mission = "ms-1", rpjmd_ref = "x"}]
    """)
    chapter = section(every, "buku-2/program_alignment")
    assert "Seluruh program (satu program) menyebut misi yang didukung dan rujukan RPJMD." in chapter
    assert "belum" not in chapter.split("**Tabel")[0]


def test_programs_that_begin_after_the_rpjmd_are_told_apart(
    section: Callable[..., str], session_of: Callable[[str], Session]
) -> None:
    source = """
        mission = [{id = "ms-1", text = "Melayani"}]
        program = [
          {id = "pr-1", name = "Satu Data", horizon = "short", mission = "ms-1", rpjmd_ref = "x", start_year = 2026},
          {id = "pr-2", name = "Satu Peta", horizon = "long", mission = "ms-1", rpjmd_ref = "x", start_year = 2031},
        ]
        [plan]
        rpjmd = "RPJMD Kota Uji 2025-2029"
    """
    chapter = section(session_of(source + 'rpjpd = "RPJPD Kota Uji 2025-2045"'), "buku-2/program_alignment")
    assert (
        "Dari dua program, satu program menyebut misi sekaligus rujukan RPJMD. "
        "Satu program dimulai setelah RPJMD berakhir pada tahun 2029 dan termasuk dalam kurun RPJPD 2025–2045."
    ) in chapter
    chapter = section(session_of(source), "buku-2/program_alignment")
    assert "Setelah RPJMD" not in chapter
    assert "Dimulai di luar kurun RPJMD dan RPJPD: P2." in chapter


def test_strategies_by_dimension_and_quadrant(
    section: Callable[..., str], session_of: Callable[[str], Session]
) -> None:
    session = session_of("""
        strategy = [
          {id = "st-1", quadrant = "SO", text = "a", dimension = "living"},
          {id = "st-2", quadrant = "WT", text = "b"},
        ]
    """)
    chapter = section(session, "buku-2/strategies")
    assert "mencatat dua strategi pada satu dimensi." in chapter
    assert "Sebanyak satu strategi tidak terkait dengan dimensi tertentu." in chapter
    assert "terdiri atas 1 strategi SO dan 1 strategi WT. Strategi WO dan ST belum dirumuskan." in chapter


def test_issues_without_evidence_or_dimension_are_named(
    section: Callable[..., str], session_of: Callable[[str], Session]
) -> None:
    session = session_of("""
        issue = [
          {id = "is-1", text = "Rob", dimension = "environment", evidence = "BPBD"},
          {id = "is-2", text = "Antre"},
        ]
    """)
    chapter = section(session, "buku-1/issues")
    assert "mencatat dua isu strategis pada satu dimensi." in chapter
    assert "Sebanyak satu isu strategis tidak terkait dengan dimensi tertentu." in chapter
    assert "Bukti atau sumber belum dicatat untuk I2." in chapter


def test_withdrawn_entries_are_in_no_figure(
    section: Callable[..., str], session_of: Callable[[str], Session]
) -> None:
    session = session_of(
        found(1, level=2) + found(2, "infrastructure", level=5, withdrawn="ganda") + gap(1, withdrawn="ganda")
    )
    assert "satu kondisi kesiapan" in section(session, "buku-1/readiness")
    assert "mencatat" not in section(session, "buku-1/gaps")


def test_hostile_text_stays_text_in_these_chapters(kominfo: Method) -> None:
    session = filled(hostile, count=3)
    for book in BOTH:
        for token in parse(render(session, kominfo, book, edition="final")):
            for one in (token, *(token.children or ())):
                assert one.type not in ("html_inline", "image", "link_open", "s_open")


def test_the_annex_leads_from_means_and_counts_back_to_the_entries(
    section: Callable[..., str], session_of: Callable[[str], Session]
) -> None:
    session = session_of(found(1, level=2, target_level=4) + found(2, level=3) + found(3))
    annex = section(session, "buku-1/annex")
    assert "| Rata-rata tingkat kesiapan struktur | 2,50 | R1–R2 |" in annex
    assert "| Rata-rata sasaran kesiapan struktur | 4,00 | R1 |" in annex
    annex = section(session_of(PROGRAMS), "buku-2/annex")
    assert "| Program tanpa misi dan rujukan RPJMD | 1 | P1 |" in annex


def test_both_books_are_whole_with_few_and_with_many_entries(
    kominfo: Method, session_of: Callable[[str], Session]
) -> None:
    many = "".join(
        found(n, element, level=1 + n % 5, target_level=5)
        for n, element in enumerate(["structure", "infrastructure", "superstructure"] * 20)
    )
    for source in ("", found(1), OBJECTIVES, PROGRAMS, many + gap(1) + OBJECTIVES):
        session = session_of(source)
        for book in BOTH:
            assert verify(coded(session, kominfo, book), session, kominfo, kominfo.books[book]) == []


def test_who_was_heard_is_said_and_what_is_not_known_is_not(
    section: Callable[..., str], session_of: Callable[[str], Session]
) -> None:
    people = """
        agency = [{id = "DISKOMINFO", name = "Dinas Kominfo"}, {id = "DINKES", name = "Dinas | Kesehatan"}]
        participant = [{id = "pt-1", name = "Ani", agency = "DISKOMINFO", attended = ["stage-1/1"]}]
    """
    chapter = section(session_of(people), "buku-1/heard")
    assert "Tercatat satu peserta dari satu perangkat daerah." in chapter
    assert r"Perangkat daerah tanpa nama peserta yang tercatat: Dinas \| Kesehatan." in chapter
    assert "| Tahap I | 1 | – | 1 | – |" in chapter  # whether it was there nobody has recorded
    known = people.replace(
        "}]\n    ",
        """},
            {id = "pt-2", name = "Budi", agency = "DINKES"}]\n""",
    )
    assert r"| Tahap I | 1 | – | 1 | Dinas \| Kesehatan |" in section(session_of(known), "buku-1/heard")
    assert "Menurut asal" not in chapter  # no entry says where it came from
    assert "Dimensi yang" not in chapter  # nothing was taken down yet
    swot = 'swot = [{id = "sw-1", quadrant = "strength", text = "a", dimension = "living", source = "DISKOMINFO"}]'
    chapter = section(session_of(people + swot), "buku-1/heard")
    assert r"belum menjadi penanggung jawab program: Dinas \| Kesehatan." in chapter
    assert "Dimensi yang belum dibicarakan" in chapter
    assert "Belum ada peserta yang tercatat." in section(Session(), "buku-1/heard")
