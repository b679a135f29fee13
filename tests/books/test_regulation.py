"""The draft regulation: whose it is, what it says and on what condition, and how a legal drafter finds it set."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

import docx
import pytest

from bimtek_tui.books import rendering
from bimtek_tui.books.documents import DOCUMENTS
from bimtek_tui.books.indonesian import letter
from bimtek_tui.books.lacking import lacking
from bimtek_tui.books.office import document
from bimtek_tui.books.office.formats import FORMATS, make
from bimtek_tui.books.office.look import Look
from bimtek_tui.books.outline import headings, parse
from bimtek_tui.books.preview import Draft
from bimtek_tui.books.verifying import verify_written
from bimtek_tui.model.entries import Session, counting
from bimtek_tui.model.method import Method

SessionOf = Callable[[str], Session]
Sample = Callable[[str], Session]

CITY = '[city]\nname = "{name}"\nkind = "{kind}"\nprovince = "Rekaan"\n[plan]\nlegal_target = "{form}"\n'


def ranperda(session: Session, method: Method, edition: Any = "draft") -> str:
    return rendering.render(session, method, "ranperda", edition=edition)


def articles(markdown: str) -> dict[str, str]:
    """What stands below each article."""
    parts = re.split(r"^### (Pasal \d+)$", markdown, flags=re.MULTILINE)
    return {
        title: re.split(r"^## |^\| \| \|$", text, flags=re.MULTILINE)[0]
        for title, text in zip(parts[1::2], parts[2::2], strict=True)
    }


@pytest.mark.parametrize(
    ("name", "kind", "form", "title", "gazette"),
    [
        ("Kota Uji", "kota", "perwali", "RANCANGAN PERATURAN WALI KOTA UJI", "BERITA DAERAH KOTA UJI"),
        ("Kabupaten Uji", "kabupaten", "perbup", "RANCANGAN PERATURAN BUPATI UJI", "BERITA DAERAH KABUPATEN"),
        ("Provinsi Uji", "provinsi", "pergub", "RANCANGAN PERATURAN GUBERNUR UJI", "BERITA DAERAH PROVINSI"),
        (
            "Kabupaten Uji",
            "kabupaten",
            "perda",
            "RANCANGAN PERATURAN DAERAH KABUPATEN UJI",
            "LEMBARAN DAERAH",
        ),
        ("Kabupaten Uji", "kabupaten", "sk", "RANCANGAN KEPUTUSAN BUPATI UJI", ""),
    ],
)
def test_the_form_and_the_kind_of_region_name_the_regulation(
    kominfo: Method, session_of: SessionOf, name: str, kind: str, form: str, title: str, gazette: str
) -> None:
    markdown = ranperda(session_of(CITY.format(name=name, kind=kind, form=form)), kominfo)
    assert markdown.startswith(f"# {title}\n")
    assert gazette in markdown
    assert ("**DENGAN RAHMAT TUHAN YANG MAHA ESA**" in markdown) == (form != "sk")
    assert ("**Dengan Persetujuan Bersama**" in markdown) == (form == "perda")
    assert ("Diundangkan di" in markdown) == (form != "sk")
    assert ("| KESATU: |" in markdown) == (form == "sk")


def test_a_form_of_another_kind_of_region_is_a_gap(kominfo: Method, session_of: SessionOf) -> None:
    session = session_of(CITY.format(name="Kabupaten Uji", kind="kabupaten", form="perwali"))
    markdown = ranperda(session, kominfo)
    assert markdown.startswith("# RANCANGAN PERATURAN BUPATI UJI\n")
    assert "bukan peraturan Bupati Uji" in markdown
    assert "bukan peraturan" not in ranperda(session, kominfo, "final")
    assert "plan//legal_target" in Draft(session, kominfo).section("ranperda", "preamble")


def test_without_a_form_that_is_a_gap_and_no_form_is_claimed(kominfo: Method, session_of: SessionOf) -> None:
    session = session_of('[city]\nname = "Kota Uji"\nkind = "kota"\n')
    markdown = ranperda(session, kominfo)
    assert markdown.startswith("# RANCANGAN PERATURAN\n")
    assert "Bentuk hukum penetapan masterplan belum dipilih" in markdown
    assert "plan//legal_target" in Draft(session, kominfo).section("ranperda", "preamble")
    assert not re.search("peraturan (wali kota|daerah)|berita daerah", markdown.split("✎")[0], re.IGNORECASE)


def test_a_masterplan_that_is_enacted_needs_no_draft(sample: Sample, kominfo: Method) -> None:
    for edition in ("draft", "final"):
        markdown = ranperda(sample("dumai-2022"), kominfo, edition)
        assert "telah ditetapkan dengan Perwali Dumai Nomor 30 Tahun 2023. Rancangan ini tidak" in markdown
        assert [title for _level, title, _line in headings(parse(markdown))] == [
            "RANCANGAN PERATURAN WALI KOTA DUMAI"
        ]


def test_the_preamble_considers_only_what_is_there(
    sample: Sample, kominfo: Method, session_of: SessionOf
) -> None:
    whole = ranperda(sample("kota-contoh"), kominfo)
    assert re.findall(r" \| ([a-z])\. \| bahwa ", whole) == ["a", "b", "c", "d"]
    assert "dalam huruf a, huruf b, dan huruf c, perlu menetapkan" in whole
    assert "melalui bimbingan teknis, yaitu Tahap I pada 17–18 Juni 2025" in whole
    small = ranperda(session_of(CITY.format(name="Kota Uji", kind="kota", form="perwali")), kominfo)
    assert small.count("bahwa ") == 1
    assert "| Menimbang: |  | bahwa perlu menetapkan Peraturan Wali Kota tentang" in small


def test_a_stage_to_come_was_not_held(sample: Sample, kominfo: Method) -> None:
    session = sample("kota-contoh")
    markdown = ranperda(session, kominfo)
    assert "Tahap IV pada" in markdown
    later = session.stage["stage-4"].start.replace(year=2030)  # type: ignore[union-attr]
    session.stage["stage-4"] = type(session.stage["stage-4"])(id="stage-4", start=later)
    assert "Tahap IV pada" not in ranperda(session, kominfo)


def test_legal_bases_keep_their_order_and_what_a_drafter_would_ask_is_said_in_the_draft_alone(
    kominfo: Method, session_of: SessionOf
) -> None:
    session = session_of(
        CITY.format(name="Kota Uji", kind="kota", form="perwali")
        + 'legal_basis = ["Perpres Nomor 95 Tahun 2018", "UU Nomor 23 Tahun 2014", "Keputusan Wali Kota Nomor 1"]\n'
    )
    draft, final = ranperda(session, kominfo), ranperda(session, kominfo, "final")
    first = "| Mengingat: | 1. | Peraturan Presiden Nomor 95 Tahun 2018; |"
    for markdown in (draft, final):
        assert first in markdown
        assert markdown.index("Undang-Undang Nomor 23 Tahun 2014. |") > markdown.index(first)
        assert "| 3. |" not in markdown.partition("MEMUTUSKAN")[0].partition("Mengingat")[2]
    assert "belum mengikuti hierarki" in draft
    assert "tidak dimuat dalam Mengingat: Keputusan Wali Kota Nomor 1." in draft
    assert "Pasal 18 ayat (6)" in draft
    assert not any(words in final for words in ("hierarki", "lazimnya", "✎"))


def test_articles_are_numbered_through_all_chapters_and_references_follow(
    sample: Sample, kominfo: Method
) -> None:
    session = sample("kota-contoh")
    markdown = ranperda(session, kominfo)
    numbers = [int(number) for number in re.findall(r"^### Pasal (\d+)$", markdown, re.MULTILINE)]
    assert numbers == list(range(1, 19))
    known = articles(markdown)
    assert "diwujudkan melalui misi" in known["Pasal 5"]
    assert "dalam Pasal 4" in known["Pasal 5"]
    assert known["Pasal 4"].strip().startswith("Visi Masterplan adalah “")
    assert "dalam Pasal 6." in known["Pasal 13"]
    final = articles(ranperda(session, kominfo, "final"))
    assert [*final] == [*known]


def test_organs_stand_by_their_duties_without_names(sample: Sample, kominfo: Method) -> None:
    session = sample("kota-contoh")
    markdown = ranperda(session, kominfo)
    team = articles(markdown)["Pasal 9"]
    assert team.index("a. ketua;") < team.index("b. sekretaris;") < team.index("c. wakil sekretaris;")
    assert "i. koordinator dimensi masyarakat; dan\n\nj. anggota." in team
    assert "Susunan Forum Smart City terdiri atas anggota." in markdown
    names = {person.name for person in counting(session.participant)} - {session.city.leader}  # type: ignore[union-attr]
    assert [name for name in names if name in markdown] == []


def test_sources_are_those_that_programs_name(sample: Sample, kominfo: Method, session_of: SessionOf) -> None:
    assert "a. anggaran pendapatan dan belanja daerah;" in ranperda(sample("kota-contoh"), kominfo)
    program = '[[program]]\nid = "pr-1"\nname = "Jalan Terang"\nhorizon = "short"\n'
    city = CITY.format(name="Kota Uji", kind="kota", form="perwali")
    one = ranperda(session_of(f'{city}{program}funding = ["csr"]\n'), kominfo)
    assert "bersumber dari tanggung jawab sosial dan lingkungan perusahaan (TJSL/CSR)." in one
    none = session_of(f"{city}{program}")
    assert "Sumber pendanaan program belum dicatat." in ranperda(none, kominfo)
    assert "PENDANAAN" not in ranperda(none, kominfo, "final")
    assert "anggaran pendapatan" not in ranperda(none, kominfo)


def test_definitions_are_of_terms_that_are_used(sample: Sample, kominfo: Method, city: Session) -> None:
    for session in (sample("kota-contoh"), city):
        if session.plan and session.plan.enacted:
            continue
        markdown = ranperda(session, kominfo)
        defined = re.findall(r"^\d+\. (.+?)(?: yang selanjutnya .*)? adalah ", markdown, re.MULTILINE)
        assert {"Daerah", "Perangkat Daerah", "Smart City"} <= {*defined}
        body = markdown.partition("## BAB I ")[2].partition("## LAMPIRAN")[0]
        long = {
            "Masterplan Smart City",
            "Tim Pelaksana Smart City",
            "Rencana Pembangunan Jangka Menengah Daerah",
        }
        assert {term for term in defined if body.count(term) < 2} <= long  # which have a short form


def test_the_annex_has_every_program_below_its_dimension(sample: Sample, kominfo: Method) -> None:
    session = sample("kota-contoh")
    annex = ranperda(session, kominfo).partition("## LAMPIRAN\n")[2]
    rows = re.findall(r"^\| \d+ \| (.+?) \| (.+?) \| (.+?) \| (.+?) \|$", annex, re.MULTILINE)
    assert len(rows) == len(counting(session.program)) == 36
    assert sum(" (Quick Win)" in row[0] for row in rows) == 6
    assert (
        annex.index("**A. Tata Kelola") < annex.index("**B. Jenama Daerah") < annex.index("**F. Lingkungan")
    )


def test_programs_without_a_dimension_claim_none(sample: Sample, kominfo: Method) -> None:
    draft, final = (ranperda(sample("bontang-2019"), kominfo, edition) for edition in ("draft", "final"))
    assert "Dimensi program berikut belum ditetapkan." in draft
    assert "elum" not in final.partition("## LAMPIRAN")[2]
    assert "menurut Dimensi sebagaimana" not in draft


@pytest.mark.parametrize("edition", ["draft", "final"])
def test_it_is_whole_in_both_editions_of_every_city(city: Session, kominfo: Method, edition: Any) -> None:
    markdown = ranperda(city, kominfo, edition)
    book = DOCUMENTS["ranperda"]
    assert verify_written(markdown, city, book) == []
    assert "None" not in markdown
    assert not re.search(r"^(?:\(\d+\)|[a-z]{1,2}\.) ?$", markdown, re.MULTILINE)


def test_a_final_edition_wants_form_term_and_legal_bases(kominfo: Method, session_of: SessionOf) -> None:
    session = session_of('[city]\nname = "Kota Uji"\nkind = "kota"\n')

    def wanted(book: str) -> set[str]:
        return {lack.place for lack in lacking(session, kominfo, [book])}

    asked = {f"[plan] {key}" for key in ("legal_target", "period_start", "period_end", "legal_basis")}
    assert asked <= wanted("ranperda")
    assert not asked & wanted("komitmen")
    session = session_of('[plan]\nenacted = "Perwali Uji Nomor 1 Tahun 2026"\n')
    assert not asked & wanted("ranperda")


def test_word_sets_it_as_a_regulation_without_letterhead(sample: Sample, kominfo: Method) -> None:
    markdown = ranperda(sample("kota-contoh"), kominfo)
    look = Look(letterhead=("PEMERINTAH KOTA CONTOH", "DINAS"), has_own_letterhead=True, ink="0b6a7f")
    file = docx.Document(io.BytesIO(make("docx", markdown, document.read(markdown), "a4", look)))
    assert "DINAS" not in "".join(
        paragraph.text for section in file.sections for paragraph in section.first_page_header.paragraphs
    )
    styles = {paragraph.text: paragraph for paragraph in file.paragraphs}
    chapter, article = styles["BAB I\nKETENTUAN UMUM"], styles["Pasal 1"]
    assert chapter.alignment == article.alignment == 1
    point = styles[
        "(2)\tMasterplan menjadi pedoman bagi Perangkat Daerah dalam merencanakan, menganggarkan, melaksanakan, dan memantau pembangunan Smart City."
    ]
    assert point.paragraph_format.first_line_indent < 0
    considered = file.tables[0]
    assert considered.cell(0, 0).text == "Menimbang:"
    assert considered._tbl.tblPr.style is None
    assert styles["LAMPIRAN"].paragraph_format.page_break_before


@pytest.mark.parametrize("format", ["docx", "pdf", "html"])
def test_every_format_can_be_made_of_every_city(city: Session, kominfo: Method, format: str) -> None:
    if format == "pdf":
        pytest.importorskip("typst")
    markdown = ranperda(city, kominfo)
    made = make(format, markdown, None, "a4")
    assert FORMATS[format].whose(made) == "ours"


def test_the_web_page_has_its_paragraphs_as_they_hang(sample: Sample, kominfo: Method) -> None:
    markdown = ranperda(sample("kota-contoh"), kominfo)
    page = make("html", markdown, None, "a4").decode()
    assert '<p class="gantung-1"><span>(1)</span> ' in page
    assert '<p class="gantung-2"><span>a.</span> ' in page
    assert '<p class="tengah"><strong>MEMUTUSKAN:</strong></p>' in page
    assert '<div class="tangga"><p>Menimbang:</p><p>a.</p><p>bahwa ' in page


def test_many_items_have_letters_all_the_same() -> None:
    assert [letter(place) for place in (1, 26, 27, 52, 53)] == ["a", "z", "aa", "az", "ba"]
