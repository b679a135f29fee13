"""A draft bears its ids in the annex only, a final edition nothing of the tool and nothing of what is missing."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from bimtek_tui.books.documents import DOCUMENTS
from bimtek_tui.books.editions import EDITIONS, Edition, closed_up, finished, without_codes
from bimtek_tui.books.gaps import GONE
from bimtek_tui.books.lacking import lacking
from bimtek_tui.books.outline import headings, parse
from bimtek_tui.books.placement import rows
from bimtek_tui.books.rendering import compare, render, write
from bimtek_tui.errors import BimtekError
from bimtek_tui.model import kinds, method
from bimtek_tui.model.entries import Session, Text
from bimtek_tui.model.method import Method

BOOKS = ("buku-1", "buku-2", "buku-3", "buku-4", *DOCUMENTS)
NOT_IN_A_FINAL_ONE = (
    "✎",
    "berkas sesi",
    "belum dicatat",
    "belum pernah dinilai",
    "belum ditanyakan",
    "sha256",
)
OF_THE_TOOL = re.compile(r"^\W*(?:Belum ada|Tidak ada data)", re.MULTILINE)
SessionOf = Callable[[str], Session]
NOW = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)


def titles(markdown: str) -> list[str]:
    return [title for _level, title, _line in headings(parse(markdown))]


def ids(session: Session) -> list[str]:
    return [
        id
        for kind in kinds.kinds().values()
        if not kind.single and kind.prefix
        for id in session.entries(kind.table)
    ]


@pytest.mark.parametrize("book", BOOKS)
def test_a_final_edition_says_nothing_of_the_tool(city: Session, kominfo: Method, book: str) -> None:
    final = render(city, kominfo, book, edition="final")
    assert [words for words in NOT_IN_A_FINAL_ONE if words in final] == []
    assert OF_THE_TOOL.findall(final) == []
    assert [id for id in ids(city) if id in final] == []


@pytest.mark.parametrize("book", ["buku-1", "buku-2", "buku-3", "buku-4"])
def test_a_draft_bears_each_id_once_in_its_annex(city: Session, kominfo: Method, book: str) -> None:
    draft = render(city, kominfo, book)
    before, _heading, annex = draft.partition("Kode\n\nKode berikut")
    assert [id for id in ids(city) if id in before] == []
    twice = [id for id in ids(city) if annex.count(f"`{id}`") > 1]
    assert twice == []


def test_who_reads_a_spoken_number_finds_its_id(sample: Callable[[str], Session], kominfo: Method) -> None:
    session = sample("kota-contoh")
    annex = render(session, kominfo, "buku-2").partition("Kode berikut")[2]
    second = list(session.program)[1]
    assert re.search(rf"\| Tabel [0-9.]+ \| P2 \| `{second}` \|", annex)


@pytest.mark.parametrize("book", ["buku-1", "buku-2", "buku-3", "buku-4"])
def test_chapters_sections_and_tables_of_a_small_session_close_up(
    session_of: SessionOf, kominfo: Method, book: str
) -> None:
    session = session_of('[city]\nname = "Kota Uji"\nkind = "kota"\n')
    final = render(session, kominfo, book, edition="final")
    titles = headings(parse(final))
    for (level, title, line), (after, _title, _line) in zip(titles, [*titles[1:], (2, "", 0)], strict=True):
        words = final.split("\n")[line:]
        text = next((row for row in words if row.strip()), "")
        assert after > level or not text.startswith("#"), f"nothing stands below “{title}”"
    numbers = [title.split()[1] for level, title, _line in titles if level == 2 and title.startswith("BAB ")]
    assert numbers == ["I", "II", "III", "IV", "V", "VI", "VII"][: len(numbers)]


def test_a_sentence_that_something_is_missing_goes_with_its_heading_and_its_caption() -> None:
    coded = f"# B\n\n## BAB A\n\n### Satu\n\n{GONE}\n\n### Dua\n\nAda. {GONE}\n\n**Tabel @.** T\n\n{GONE}\n\n## BAB B\n\n- {GONE}\n"
    assert [line for line in closed_up(coded).split("\n") if line] == ["# B", "## BAB A", "### Dua", "Ada."]


def test_what_is_missing_in_a_cell_is_a_dash_and_a_row_without_a_value_goes() -> None:
    three = f"# B\n\n| A | B | C |\n| --- | --- | --- |\n| 1 | {GONE} | 2 |\n| 2 | b | 3 |\n"
    assert "| 1 | – | 2 |" in closed_up(three)
    two = f"# B\n\n| Uraian | Isi |\n| --- | --- |\n| Nama | x |\n| Luas | {GONE} |\n"
    assert "Luas" not in closed_up(two)
    assert "| Nama | x |" in closed_up(two)


def test_a_column_in_which_every_row_has_a_dash_goes_and_the_first_one_stays() -> None:
    table = f"| A | B | C |\n| --- | --: | --- |\n| – | – | x |\n| – | {GONE} | y |\n| – | **–** | **z** |\n"
    kept = "| A | C |\n| --- | --- |\n| – | x |\n| – | y |\n| – | **z** |\n"
    assert kept in closed_up(f"# B\n\n{table}")
    form = "| A | Paraf |\n| --- | --- |\n| 1 | |\n"
    assert form in closed_up(f"# B\n\n{form}"), "what is filled in by hand is no column of nothing"


def test_a_table_in_which_every_row_says_nothing_goes_with_its_caption() -> None:
    coded = f"# B\n\nAda.\n\n**Tabel @.** T\n\n| Uraian | Isi |\n| --- | --- |\n| Luas | {GONE} |\n"
    assert [line for line in closed_up(coded).split("\n") if line] == ["# B", "Ada."]


@pytest.mark.parametrize(
    "table", ["| Kode |", "|", "| a | Kode |\n| --- | --- |\n| 1 |", "| Kode |\n|\n|\n|"]
)
def test_what_is_no_whole_table_is_left_alone(table: str) -> None:
    assert "# B" in without_codes(f"# B\n\n{table}\n")


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_column_kode_that_holds_no_ids_stays(edition: Edition) -> None:
    coded = "# B\n\n| Nama | Kode |\n| --- | --- |\n| Dinas | 2.16.03 |\n"
    assert "| Dinas | 2.16.03 |" in finished(coded, edition)


def test_a_reference_to_nothing_shows_its_id_in_a_draft_only() -> None:
    coded = "# B\n\n| Program | Misi |\n| --- | --- |\n| P1 | `ms-weg` (tidak ditemukan) |\n"
    assert "`ms-weg`" in finished(coded, "draft")
    assert "| P1 | – |" in finished(coded, "final")


def test_a_pipe_of_a_person_parts_no_cell() -> None:
    coded = "# B\n\n| Nama | Kode |\n| --- | --- |\n| a \\| b | `pr-1` |\n"
    assert "| a \\| b |\n" in finished(coded, "final")


@pytest.mark.parametrize("edition", EDITIONS)
def test_both_editions_are_known_again_and_kept_when_somebody_worked_on_them(
    tmp_path: Path, sample: Callable[[str], Session], kominfo: Method, edition: Edition
) -> None:
    session = sample("batam-2022")
    files = write(session, kominfo, tmp_path, ["buku-3"], formats=("md", "html"), edition=edition)
    assert compare(session, kominfo, tmp_path, ["buku-3"]) == []
    write(session, kominfo, tmp_path, ["buku-3"], formats=("md", "html"), edition=edition)
    for file in files:
        content = file.read_bytes()
        file.write_bytes(content.replace(b"Quick", b"Kwik"))
        with pytest.raises(BimtekError):
            write(session, kominfo, tmp_path, ["buku-3"], formats=("md", "html"), edition=edition)
        file.write_bytes(content)


def test_a_final_edition_on_disk_is_held_against_the_session(
    tmp_path: Path, sample: Callable[[str], Session], kominfo: Method
) -> None:
    session = sample("kota-contoh")
    [file] = write(session, kominfo, tmp_path, ["buku-2"], edition="final")
    file.write_text(file.read_text("utf-8").replace("| P1 |", "| P1 | x", 1), "utf-8")
    codes = {finding.code for _file, finding in compare(session, kominfo, tmp_path, ["buku-2"])}
    assert codes == {"outdated"}


def test_what_a_final_edition_lacks_is_said_with_its_place(session_of: SessionOf, kominfo: Method) -> None:
    session = session_of(
        '[city]\nname = "Kota Uji"\nkind = "kota"\n\n[identity]\ntown = "Ujung"\n\n[[program]]\nid = "pr-1"\nname = "Satu"\nhorizon = "short"\nstatus = "proposed"\n'
    )
    lacks = lacking(session, kominfo, ["buku-1", "buku-2"])
    places = [lack.place for lack in lacks]
    assert "[identity] government" in places
    assert "[identity] town" not in places
    assert "[plan] vision" in places
    assert "[[program]] status" in places
    assert any("P1" in lack.sentence for lack in lacks)
    assert "bimtek text --book buku-1 --section background" in places
    assert not any("buku-3" in place for place in places), "only books that are made are asked"


HOLLOW = {
    "batam-2022": {
        "buku-1": ("KESIAPAN", "KESENJANGAN"),
        "buku-2": ("RENCANA AKSI", "Keselarasan"),
        "buku-3": ("KOMITMEN",),
    },
    "dumai-2022": {
        "buku-1": ("KESIAPAN", "KESENJANGAN"),
        "buku-2": ("LEMBAR PROGRAM", "Risiko", "Pendanaan", "Keselarasan", "Beban"),
        "buku-4": ("TARGET",),
    },
    "tanjungpinang-2019": {"buku-2": ("Risiko", "Pemantauan"), "buku-3": ("KOMITMEN",)},
}
"""Words of headings below which nothing would stand but words of the book's own and names that stand elsewhere."""


@pytest.mark.parametrize("slug", HOLLOW)
def test_a_small_session_gives_short_books_and_no_hollow_ones(
    slug: str, sample: Callable[[str], Session], kominfo: Method
) -> None:
    for book, words in HOLLOW[slug].items():
        shown = {
            edition: titles(render(sample(slug), kominfo, book, edition=edition)) for edition in EDITIONS
        }
        for word in words:
            assert any(word in title for title in shown["draft"])
            assert [title for title in shown["final"] if word in title] == []


def test_a_text_of_ones_own_keeps_its_chapter(sample: Callable[[str], Session], kominfo: Method) -> None:
    session = sample("batam-2022")
    session.text["tx-00000001"] = Text(
        id="tx-00000001", book="buku-1", section="gaps", text="Jarak itu lebar.", added=NOW
    )
    final = render(session, kominfo, "buku-1", edition="final")
    assert re.search(r"^## BAB \w+ ANALISIS KESENJANGAN\n\nJarak itu lebar\.$", final, re.MULTILINE)


def test_the_sample_lacks_nothing_for_its_final_edition(sample: Callable[[str], Session]) -> None:
    shipped = method.load("kominfo-1")
    assert lacking(sample("kota-contoh"), shipped, list(shipped.books)) == []


def test_what_collectors_remark_is_in_no_book(city: Session, kominfo: Method) -> None:
    remarks = [note.text.strip() for note in city.note.values() if note.kind == "remark"]
    for book in BOOKS:
        draft = render(city, kominfo, book)
        assert [remark for remark in remarks if remark in draft] == []
        assert "tidak ditemukan" not in draft


def test_a_masterplan_that_was_enacted_is_said_so(sample: Callable[[str], Session], kominfo: Method) -> None:
    for book in ("buku-1", "buku-2"):
        enacted = render(sample("dumai-2022"), kominfo, book)
        assert "Masterplan telah ditetapkan dengan Perwali Dumai Nomor 30 Tahun 2023." in enacted
        assert "direncanakan untuk ditetapkan" not in enacted
        assert "direncanakan untuk ditetapkan" in render(sample("kota-contoh"), kominfo, book)


def test_only_the_first_book_says_how_the_books_came_about(
    sample: Callable[[str], Session], kominfo: Method
) -> None:
    said = ["Naskah disusun bersama" in render(sample("kota-contoh"), kominfo, book) for book in BOOKS[:4]]
    assert said == [True, False, False, False]


@pytest.mark.parametrize("book", ["buku-1", "buku-2", "buku-3", "buku-4", "ringkasan", "notula"])
def test_no_table_of_a_book_repeats_another_or_has_a_column_of_dashes(
    sample: Callable[[str], Session], kominfo: Method, book: str
) -> None:
    markdown = render(sample("kota-contoh"), kominfo, book, edition="final")
    tables = re.findall(r"(?:^\|.*\n)+", markdown, re.MULTILINE)
    bodies = [table.split("\n", 2)[2] for table in tables if "| | " not in table]
    assert len(bodies) == len(set(bodies))
    columns: dict[tuple[int, str], set[str]] = {}
    for row in rows(parse(markdown)):
        for head, cell in zip(row.head[1:], row.cells[1:], strict=True):
            columns.setdefault((row.table, head), set()).add(cell)
    assert [column for column, cells in columns.items() if cells == {"–"}] == []


def test_programs_and_quick_wins_stand_by_their_numbers(
    sample: Callable[[str], Session], kominfo: Method
) -> None:
    def numbers(book: str, caption: str, letters: str) -> list[int]:
        markdown = render(sample("kota-contoh"), kominfo, book, edition="final")
        table = markdown.split(f"** {caption}\n")[-1].split("\n\n")[0]
        return [int(number) for number in re.findall(rf"^\| {letters}(\d+)\b", table, re.MULTILINE)]

    assert numbers("buku-2", "Daftar program", "P") == [*range(1, 37)]
    assert numbers("buku-3", "Nilai calon per kriteria, hasil kalinya dengan bobot, dan skornya", "QW") == [
        *range(1, 9)
    ]
    assert numbers("ringkasan", "Quick win terpilih", "QW") == [*range(1, 7)]
