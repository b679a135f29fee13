"""The follow-up sheets: one for each agency that still owes something, and a line for those that owe nothing."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Callable
from typing import Any

import docx
import pytest

from bimtek_tui.books import rendering
from bimtek_tui.books.lacking import lacking
from bimtek_tui.books.office import blocks, document
from bimtek_tui.books.office.formats import make
from bimtek_tui.books.office.look import Look
from bimtek_tui.books.preview import Draft
from bimtek_tui.model.entries import Session
from bimtek_tui.model.method import Method
from bimtek_tui.model.workshop_entries import Signatory

SessionOf = Callable[[str], Session]
Sample = Callable[[str], Session]
NOW = dt.datetime(2026, 6, 13, 9, 15, tzinfo=dt.UTC)

TWO = """
[city]
name = "Kota Uji"
kind = "kota"
[[agency]]
id = "DINKES"
name = "Dinas Kesehatan"
[[agency]]
id = "DLH"
name = "Dinas Lingkungan Hidup"
[[participant]]
id = "pt-1"
name = "Sari Wulandari"
agency = "DINKES"
"""


def sheets(session: Session, of: Method, edition: Any = "draft") -> dict[str, str]:
    """The sheets by the agency in their headings; "" is what stands before the first."""
    first, *rest = re.split(
        r"^## ", rendering.render(session, of, "tindak-lanjut", edition=edition), flags=re.MULTILINE
    )
    return {"": first} | {part.split("\n")[0].removeprefix("Lembar Tindak Lanjut "): part for part in rest}


def test_an_action_goes_to_the_agency_that_sent_its_owner_and_keeps_its_date(
    kominfo: Method, session_of: SessionOf
) -> None:
    session = session_of(
        TWO
        + '[[note]]\nid = "nt-1"\nkind = "action"\ntext = "Kirim data"\nowner = "Sari Wulandari, S.KM."\ndue = 2026-07-01\n'
        + '[[note]]\nid = "nt-2"\nkind = "action"\ntext = "Sudah selesai"\nowner = "DINKES"\nclosed = 2026-06-01\n'
    )
    made = sheets(session, kominfo)
    assert [*made] == ["", "Dinas Kesehatan"]
    assert (
        "| 1 | Kirim data. Penanggung jawab: Sari Wulandari, S.KM. | Notula | 1 Juli 2026 |"
        in made["Dinas Kesehatan"]
    )
    assert "mohon hal berikut ditindaklanjuti" in made["Dinas Kesehatan"]
    assert "Sudah selesai" not in "".join(made.values())
    assert "Tidak ada yang perlu ditindaklanjuti oleh Dinas Lingkungan Hidup." in made[""]


def test_what_has_no_date_is_due_when_the_next_stage_begins_and_says_so(
    kominfo: Method, session_of: SessionOf
) -> None:
    program = '[[program]]\nid = "pr-1"\nname = "Bank Sampah"\nhorizon = "short"\nlead = "DLH"\n'
    dates = (
        '[[stage]]\nid = "stage-1"\nstart = 2026-06-01\nclosed = 2026-06-03T09:00:00+07:00\n'
        '[[stage]]\nid = "stage-2"\nstart = 2026-07-06\nend = 2026-07-07\n'
    )
    made = sheets(session_of(TWO + dates + program), kominfo)
    assert "| Buku 2 Masterplan, P1 | 6 Juli 2026 (Tahap II) |" in made["Dinas Lingkungan Hidup"]
    assert "sebelum Tahap II dimulai, yaitu pada 6 Juli 2026." in made[""]
    made = sheets(session_of(TWO + program), kominfo)
    assert "| Buku 2 Masterplan, P1 |  |" in made["Dinas Lingkungan Hidup"]
    assert "Tenggat yang kosong diisi bersama" in made[""]


def test_a_program_is_asked_for_all_that_it_lacks(kominfo: Method, session_of: SessionOf) -> None:
    program = (
        '[[program]]\nid = "pr-1"\nname = "Bank Sampah"\nhorizon = "short"\nlead = "DLH"\nindicator = "Sampah terpilah"\n'
        'funding = ["apbd"]\nbudget_idr = 5000000\nstart_year = 2026\nend_year = 2026\n'
    )
    sheet = sheets(session_of(TWO + program), kominfo)["Dinas Lingkungan Hidup"]
    assert "Lengkapi target tahunan, kondisi awal, dan kode SIPD program Bank Sampah." in sheet
    whole = (
        program
        + 'baseline = "0"\ncode = "2.11.01.2.01.0001"\n[[target]]\nid = "tg-1"\nof = "pr-1"\nyear = 2026\nvalue = "5"\n'
    )
    assert [*sheets(session_of(TWO + whole), kominfo)] == [""]


def test_quick_wins_evidence_and_signatures_are_asked_of_whose_they_are(
    kominfo: Method, session_of: SessionOf
) -> None:
    session = session_of(
        TWO
        + '[[program]]\nid = "pr-1"\nname = "Bank Sampah"\nhorizon = "short"\nlead = "DLH"\n'
        + '[[quick_win]]\nid = "qw-1"\nprogram = "pr-1"\ndecision = "chosen"\n'
        + '[[milestone]]\nid = "ml-1"\nquick_win = "qw-1"\ntext = "Timbangan terpasang"\ndue = 2026-09-01\n'
        + '[[milestone]]\nid = "ml-2"\nquick_win = "qw-1"\ntext = "Sudah jalan"\ndone_on = 2026-05-01\n'
        + '[[swot]]\nid = "sw-1"\nquadrant = "strength"\ntext = "Kader aktif"\nsource = "DINKES"\n'
        + '[[swot]]\nid = "sw-2"\nquadrant = "strength"\ntext = "Menurut kami"\nsource = "DINKES"\ncertainty = "opinion"\n'
        + '[[signatory]]\nid = "sg-1"\nname = "dr. Wati"\nposition = "Kepala Dinkes"\nagency = "DINKES"\n'
    )
    made = sheets(session, kominfo)
    health, environment = made["Dinas Kesehatan"], made["Dinas Lingkungan Hidup"]
    assert (
        "Sampaikan bukti atau sumber untuk kekuatan “Kader aktif”. | Buku 1 Analisis Strategis, S1 |"
        in health
    )
    assert "Menurut kami" not in health
    assert "Tanda tangani komitmen bersama (Kepala Dinkes). | Komitmen Bersama |" in health
    assert (
        "tonggak capaian “Timbangan terpasang” (quick win Bank Sampah). | Buku 3 Quick Win, QW1 | 1 September 2026 |"
        in environment
    )
    assert "Sudah jalan" not in environment
    assert "perumusan masalah" in environment
    session.signatory["sg-1"] = Signatory(
        id="sg-1", name="dr. Wati", agency="DINKES", signed=NOW.date(), added=NOW
    )
    assert "Tanda tangani" not in "".join(sheets(session, kominfo).values())


def test_what_no_agency_is_known_to_owe_stands_on_the_last_sheet(
    kominfo: Method, session_of: SessionOf
) -> None:
    session = session_of(TWO + '[[program]]\nid = "pr-1"\nname = "Tanpa Pemilik"\nhorizon = "short"\n')
    made = sheets(session, kominfo)
    assert [*made][-1] == "Tindak Lanjut yang Belum Terkait Perangkat Daerah"
    assert "Lengkapi perangkat daerah penanggung jawab, " in [*made.values()][-1]


def test_a_session_without_agencies_has_no_sheets_and_says_why(
    kominfo: Method, session_of: SessionOf
) -> None:
    session = session_of("")
    assert "lembar tindak lanjut belum dapat disusun" in sheets(session, kominfo)[""]
    assert "belum dapat" not in sheets(session, kominfo, "final")[""]


def test_the_preview_leads_to_what_is_missing(kominfo: Method, sample: Sample) -> None:
    preview = Draft(sample("kota-contoh"), kominfo).section("tindak-lanjut", "sheets")
    assert "\ufffatarget//pr-" in preview
    assert "/done_on\ufffb" in preview


def test_both_editions_say_the_same(city: Session, kominfo: Method) -> None:
    draft, final = (sheets(city, kominfo, edition) for edition in ("draft", "final"))
    assert [*draft] == [*final]
    for name in [*draft][1:]:
        rows = [
            [line for line in text[name].split("\n") if re.match(r"\| \d", line)] for text in (draft, final)
        ]
        assert rows[0] == rows[1]
        assert rows[0]


def test_a_final_edition_wants_the_identity_alone(kominfo: Method, session_of: SessionOf) -> None:
    session = session_of(TWO)
    assert {lack.gap.kind for lack in lacking(session, kominfo, ["tindak-lanjut"])} == {"identity"}
    assert len(lacking(session, kominfo, ["tindak-lanjut", "komitmen"])) > 4


@pytest.mark.parametrize("book", ["tindak-lanjut", "daftar-hadir"])
def test_every_sheet_begins_on_a_page_with_the_letterhead(kominfo: Method, sample: Sample, book: str) -> None:
    markdown = rendering.render(sample("kota-contoh"), kominfo, book)
    look = Look(letterhead=("PEMERINTAH KOTA CONTOH", "DINAS"))
    read = document.read(markdown)
    titles = [blocks.plain(chapter.title) for chapter in read.chapters if chapter.title]
    pages = len(titles) + (book == "tindak-lanjut")  # the first day stands below the title
    file = docx.Document(io.BytesIO(make("docx", markdown, read, "a4", look)))
    assert sum(section.different_first_page_header_footer for section in file.sections) == pages
    page = make("html", markdown, read, "a4", look).decode()
    assert page.count('<header class="kop">') == pages
