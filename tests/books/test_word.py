"""Books as Word files: all that the Markdown says, on pages that an office can hand in, and safe from a second making."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import docx
import pytest
from conftest import ROOT
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Cm, Mm, Pt
from support.filled_sessions import filled, hostile
from support.hostile_text import STRINGS
from support.sample_book import OWN
from support.word_labels import labels, text

from bimtek_tui.books import rendering
from bimtek_tui.books.office import blocks, document
from bimtek_tui.books.office.blocks import Heading, Items, Lines, Paragraph, Table, plain
from bimtek_tui.books.office.document import Document
from bimtek_tui.books.office.formats import FORMATS, Paper, make
from bimtek_tui.cli import render
from bimtek_tui.errors import BimtekError
from bimtek_tui.model.entries import Session
from bimtek_tui.model.method import Method

office = pytest.mark.skipif(
    not (shutil.which("soffice") and shutil.which("pdftotext")),
    reason="LibreOffice (soffice) or pdftotext is not installed",
)


def word(markdown: str, paper: Paper = "a4") -> bytes:
    return make("docx", markdown, document.read(markdown), paper)


def opened(content: bytes) -> Any:
    return docx.Document(io.BytesIO(content))


@pytest.fixture(scope="module")
def own() -> bytes:
    return word(OWN)


def lines(content: bytes) -> Iterator[str]:
    """The text of each paragraph, those of tables in their place."""
    file = opened(content)
    numbers = labels(file)
    for paragraph in file.element.body.iter(qn("w:p")):
        pieces = (
            {qn("w:br"): "\n", qn("w:tab"): "\t"}.get(one.tag, one.text or "")
            for one in paragraph.iter(qn("w:t"), qn("w:br"), qn("w:tab"))
            if one.getparent().tag == qn("w:r")
        )
        number = f"{numbers[paragraph]} " if paragraph in numbers else ""
        yield number + "".join(pieces)


def said(whole: Document) -> Iterator[str]:
    """The text of each paragraph that a document should have."""
    yield plain(whole.work)
    yield plain(whole.title)
    for part in (whole.cover, *(one.blocks for one in whole.chapters)):
        title = next((plain(one.title) for one in whole.chapters if one.blocks is part), "")
        yield from [title] if title else []
        for block in part:
            match block:
                case Paragraph(runs) | Heading(_, runs):
                    yield plain(runs)
                case Items(items):
                    yield from (plain(runs) for _depth, runs in items)
                case Lines(found):
                    yield found
                case Table():
                    yield from [plain(block.caption)] if block.caption else []
                    yield from (plain(cell) for row in (block.head, *block.rows) for cell in row)


def without_fields(found: Iterable[str]) -> list[str]:
    """Entries of the lists end with a leader to a page number that Word fills in."""
    return [one.removesuffix("\t") for one in found if one.strip()]


def test_all_text_of_a_book_is_there_in_its_order(own: bytes) -> None:
    found = without_fields(lines(own))
    assert found == [one for one in said(document.read(OWN)) if one.strip()]


@pytest.mark.parametrize("book", ["buku-1", "buku-2", "buku-3", "buku-4", "tindak-lanjut"])
@pytest.mark.parametrize("session", ["kota-contoh", "hostile"])
@pytest.mark.slow
def test_the_books_of_a_session_lose_nothing_in_word(
    sample: Callable[[str], Session], kominfo: Method, session: str, book: str
) -> None:
    markdown = rendering.render(filled(hostile) if session == "hostile" else sample(session), kominfo, book)
    found = without_fields(lines(word(markdown)))
    assert found == [one for one in said(document.read(markdown)) if one.strip()]


def test_headings_captions_and_tasks_have_styles_that_word_knows(own: bytes) -> None:
    file = opened(own)
    numbers = labels(file)
    styles = [(one.style.name, text(one._p, numbers)) for one in file.paragraphs]
    assert ("Title", "Buku 2 Masterplan") in styles
    assert [text for name, text in styles if name == "Heading 1"] == [
        "KATA PENGANTAR",
        "DAFTAR ISI",
        "DAFTAR TABEL",
        "BAB I PENDAHULUAN",
        "BAB II PROGRAM",
        "BAB III PENUTUP",
        "LAMPIRAN",
    ]
    assert ("Heading 2", "1.1 Latar Belakang") in styles
    assert [text for name, text in styles if name == "Caption"] == [
        "Tabel 1.1 Tahap",
        "Tabel 1.2 Waktu",
        "Tabel 2.1 Program",
        "Tabel L.1 Daftar hadir",
    ]
    assert [text for name, text in styles if name == "Tugas"] == ["✎ Lengkapi dengan ucapan terima kasih."]
    chapter = opened(own).styles["Heading 1"]
    assert chapter.paragraph_format.page_break_before
    assert chapter.font.all_caps


def test_the_lists_are_fields_with_entries_that_lead_to_what_they_name(own: bytes) -> None:
    file = opened(own)
    body, numbers = file.element.body, labels(file)
    codes = [one.text.strip() for one in body.iter(qn("w:instrText"))]
    assert [one for one in codes if one.startswith("TOC")] == [
        'TOC \\o "1-2" \\h \\z \\u',
        'TOC \\h \\z \\c "Tabel"',
    ]
    kinds = [one.get(qn("w:fldCharType")) for one in body.iter(qn("w:fldChar"))]
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end") == len(codes)
    dirty = [one for one in body.iter(qn("w:fldChar")) if one.get(qn("w:dirty"))]
    assert len(dirty) == 2
    marks = {
        one.get(qn("w:name")): text(one.getparent(), numbers)
        for one in body.iter(qn("w:bookmarkStart"))
        if one.get(qn("w:name")).startswith("_Toc")
    }
    links = {
        one.get(qn("w:anchor")): "".join(t.text for t in one.iter(qn("w:t")))
        for one in body.iter(qn("w:hyperlink"))
    }
    assert links == marks
    assert len(links) == 12
    assert opened(own).settings.element.find(qn("w:updateFields")) is not None


def test_tables_repeat_their_head_keep_rows_whole_and_fit_the_page(own: bytes) -> None:
    file = opened(own)
    tables = file.tables
    assert len(tables) == 4
    for one in tables:
        assert [row._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in one.rows] == [
            True,
            *[False] * (len(one.rows) - 1),
        ]
        assert all(row._tr.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in one.rows)
    upright, across = file.sections[0], next(one for one in file.sections if one.orientation == 1)
    for one, section in zip(tables, (upright, upright, across, upright), strict=True):
        room = section.page_width - section.left_margin - section.right_margin
        assert abs(sum(cell.width for cell in one.rows[0].cells) - room) < Pt(2)
    number, program, *_rest, money, code = (cell.width for cell in tables[2].rows[1].cells)
    assert number < code < program, "columns are as wide as what stands in them"
    assert tables[2].rows[1].cells[6].paragraphs[0].alignment == 2, "amounts stand at the right"
    assert money > Cm(2)
    heights = [row.height for row in tables[3].rows]
    assert heights[1] >= Cm(1.2), "there is room for a signature"


def test_the_first_and_the_last_row_are_kept_with_their_neighbours() -> None:
    rows = "".join(f"| {n} | isi |\n" for n in range(6))
    (table,) = opened(word(f"# Judul\n\n| No. | Isi |\n| --- | --- |\n{rows}")).tables
    kept = [
        all(cell.paragraphs[0].paragraph_format.keep_with_next for cell in row.cells) for row in table.rows
    ]
    assert kept == [True, True, False, False, False, True, False]


def test_a_table_is_described_and_the_file_says_what_it_is_about(own: bytes) -> None:
    file = opened(own)
    assert (file.core_properties.title, file.core_properties.subject) == ("Buku 2 Masterplan", "Kota Contoh")
    assert file.core_properties.author == ""
    first = file.tables[0]._tbl.tblPr
    said = [first.find(qn(f"w:{name}")).get(qn("w:val")) for name in ("tblCaption", "tblDescription")]
    assert said == ["Tabel 1.1 Tahap", "Kolom: Tahap, Jumlah. 1 baris."]


def test_letters_in_tables_are_nine_points_at_least(own: bytes) -> None:
    used = {one.paragraphs[0].style.font.size for table in opened(own).tables for one in table._cells}
    assert min(used) >= Pt(9)


@pytest.mark.parametrize(("name", "across"), [("Wicaksanahadikusumaningratwatip", True), ("Siti", False)])
def test_a_chapter_lies_across_where_names_do_not_fit_upright(name: str, across: bool) -> None:
    page = f"# Judul\n\n## Isi\n\n| A | B | C |\n| --- | --- | --- |\n| {name} | {name} | {name} |\n"
    file = opened(word(page))
    assert (file.sections[-1].orientation == WD_ORIENT.LANDSCAPE) == across


def test_a_column_to_sign_in_has_room_for_a_signature() -> None:
    page = "# Daftar\n\n| No. | Nama | Perangkat daerah | Peran | Tanda tangan |\n| --: | --- | --- | --- | --- |\n"
    page += "| 1 | Wicaksanahadi Kusumaningrat | Badan Perencanaan Pembangunan Daerah | Tim Pelaksana | |\n"
    (table,) = opened(word(page)).tables
    assert table.columns[-1].width >= Mm(38)


@pytest.mark.parametrize(("paper", "size"), [("a4", (210, 297)), ("f4", (215, 330))])
def test_pages_have_the_size_asked_for_and_only_wide_chapters_lie_across(
    paper: Paper, size: tuple[int, int]
) -> None:
    sections = list(opened(word(OWN, paper)).sections)
    across = [one.orientation == WD_ORIENT.LANDSCAPE for one in sections]
    assert across == [False, False, False, True, False]
    for one, turned in zip(sections, across, strict=True):
        width, height = reversed(size) if turned else size
        assert abs(one.page_width - Mm(width)) < Pt(1)
        assert abs(one.page_height - Mm(height)) < Pt(1)
        for found, least in (
            (one.top_margin, 2),
            (one.right_margin, 2),
            (one.bottom_margin, 2.5),
            (one.left_margin, 3),
        ):
            assert Cm(least) <= found < Cm(least + 0.1)
    numbers = [one._sectPr.find(qn("w:pgNumType")) for one in sections]
    assert [one is not None and (one.get(qn("w:fmt")), one.get(qn("w:start"))) for one in numbers] == [
        False,
        ("lowerRoman", "1"),
        ("decimal", "1"),
        ("decimal", None),
        ("decimal", None),
    ]


def test_a_document_without_chapters_has_no_cover() -> None:
    content = word("# Komitmen Bersama\n\nKami sepakat:\n\n1. satu\n\n## Penanda tangan\n\nWali Kota\n")
    file = opened(content)
    assert [one.style.name for one in file.paragraphs if one.text] == [
        "Heading 1",
        "Normal",
        "List Paragraph",
        "Heading 2",
        "Normal",
    ]
    assert len(file.sections) == 1


def test_what_people_wrote_is_text_and_nothing_else(
    session_of: Callable[[str], Session], kominfo: Method
) -> None:
    runs = tuple(blocks.Run(text) for text in (*STRINGS.values(), "\ud800 ]]> <w:p/> &lt; \x00"))
    cells = tuple((one,) for one in runs)
    whole = Document(
        runs[:1],
        (),
        (
            document.Chapter(
                "plain",
                runs[:3],
                (Table((), ("left",), ((),), tuple((one,) for one in cells)), Paragraph(runs)),
            ),
        ),
    )
    content = make("docx", "", whole, "a4")
    found = [cell.text for row in opened(content).tables[0].rows[1:] for cell in row.cells]
    clean = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
    for one, shown in zip(runs, found, strict=True):
        expected = one.text.replace("\r\n", "\n").replace("\r", "\n")
        assert shown == clean.sub("\ufffd", expected)


def test_the_same_book_gives_the_same_bytes_anywhere_and_tells_no_clock(own: bytes, tmp_path: Path) -> None:
    source = tmp_path / "buku.md"
    source.write_text(OWN, encoding="utf-8")
    code = (
        "import sys; from pathlib import Path; from bimtek_tui.books.office import blocks, document, formats; "
        "t = Path(sys.argv[1]).read_text('utf-8'); "
        "Path(sys.argv[2]).write_bytes(formats.make('docx', t, document.read(t), 'a4'))"
    )
    elsewhere = {**os.environ, "TZ": "Asia/Jayapura", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    made = tmp_path / "buku.docx"
    subprocess.run([sys.executable, "-c", code, source, made], check=True, cwd=ROOT, env=elsewhere)
    assert made.read_bytes() == own
    with zipfile.ZipFile(made) as archive:
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        properties = archive.read("docProps/core.xml").decode()
    assert "Buku 2 Masterplan" in properties
    assert "id-ID" in properties
    assert not re.search(r"\d{4}-\d\d-\d\d", properties)


# Whose file it is -------------------------------------------------------------------------------------------


def test_a_file_as_it_was_made_is_renewed_and_one_that_was_edited_is_kept(
    sample: Callable[[str], Session], kominfo: Method, tmp_path: Path
) -> None:
    def write(**more: Any) -> list[Path]:
        return rendering.write(sample("batam-2022"), kominfo, tmp_path, ["buku-3"], formats=["docx"], **more)

    (file,) = write()
    assert file.name == "buku-3-quick-win.docx"
    first = file.read_bytes()
    assert write() == [file]
    changed = opened(first)
    next(one for one in changed.paragraphs if one.text).add_run(" (disunting)")
    changed.save(file)
    edited = file.read_bytes()
    with pytest.raises(BimtekError, match=r"quick-win\.docx.*--force"):
        write()
    assert file.read_bytes() == edited
    write(force=True)
    assert file.read_bytes() == first


@pytest.mark.parametrize("name", ["docx", "pdf", "html"])
def test_a_file_of_somebody_else_is_not_taken_for_ours(name: str, own: bytes, tmp_path: Path) -> None:
    file = io.BytesIO()
    docx.Document().save(file)
    for content in (b"", b"%PDF-1.7\n", b"<!doctype html>", file.getvalue(), own[: len(own) // 2]):
        assert FORMATS[name].whose(content) == "foreign"


@pytest.mark.parametrize("name", ["pdf", "html"])
def test_a_changed_letter_in_another_format_is_noticed(name: str) -> None:
    made = FORMATS[name].seal(b"isi buku\nstartxref\n9\n%%EOF\n")
    assert FORMATS[name].whose(made) == "ours"
    assert FORMATS[name].whose(made.replace(b"isi", b"Isi")) == "edited"


def test_the_command_knows_every_format_and_writes_those_that_are_named(tmp_path: Path) -> None:
    assert list(render.FORMATS) == list(FORMATS)
    wanted = ["--book", "buku-3", "--format", "docx", "--format", "md", "--paper", "f4", "--out", tmp_path]
    done = subprocess.run(
        [sys.executable, "-m", "bimtek_tui", "--lang", "en", "render", "sessions/batam-2022.toml", *wanted],  # type: ignore[list-item]
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    files = [tmp_path / "buku-3-quick-win.docx", tmp_path / "buku-3-quick-win.md"]
    assert done.stdout.split() == [str(one) for one in files]
    assert "update its fields" in done.stderr, "how the page numbers of the contents are filled in"
    height = docx.Document(str(files[0])).sections[0].page_height
    assert height
    assert round(height.mm) == 330


# Pages ------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Callable[[bytes, str], Path]:
    """Converts a file with LibreOffice, into another format."""

    def convert(content: bytes, to: str) -> Path:
        folder = tmp_path_factory.mktemp("office")
        (folder / "buku.docx").write_bytes(content)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        subprocess.run(
            ["soffice", profile, "--headless", "--convert-to", to, "--outdir", folder / "out", "buku.docx"],
            check=True,
            cwd=folder,
            capture_output=True,
            timeout=180,
        )
        return folder / "out" / f"buku.{to}"

    return convert


@pytest.fixture(scope="module")
def pages(converted: Callable[[bytes, str], Path]) -> Callable[[bytes], list[str]]:
    """The text of each page as LibreOffice lays it out, row by row."""

    def read(content: bytes) -> list[str]:
        done = subprocess.run(
            ["pdftotext", "-layout", converted(content, "pdf"), "-"], check=True, capture_output=True
        )
        return done.stdout.decode().split("\f")[:-1]

    return read


@pytest.mark.office
@office
def test_libreoffice_shows_the_pages_as_meant(own: bytes, pages: Callable[[bytes], list[str]]) -> None:
    found = pages(own)
    assert "BUKU 2 MASTERPLAN" in found[0]
    numbers = [page.split()[-1] for page in found[1:]]
    assert numbers[:4] == ["i", "ii", "iii", "1"]
    assert numbers[3:] == [str(number) for number in range(1, len(found) - 3)]
    programs = [page for page in found if "Pembangunan pusat kendali" in page]
    assert len(programs) > 1
    assert all("Penanggung jawab" in page and "Kode" in page for page in programs), "the head is repeated"
    assert sum("Tabel 2.1 Program" in page for page in programs) == 1
    text = "\n".join(found)
    for number in range(1, 41):
        assert text.count(f"pr-{number:08}") == 1, "no row is lost, no code is broken"
    assert len(re.findall(r"\b1\.250\b", text)) == 40
    assert [one for one in ("BAB I PENDAHULUAN", "Tabel L.1 Daftar hadir") if text.count(one) != 2] == []
    assert not any(page.split()[:-1] == [] for page in found[1:]), "no page is empty"


@pytest.mark.office
@office
@pytest.mark.parametrize(("book", "paper"), [("buku-2", "a4"), ("buku-4", "a4"), ("buku-4", "f4")])
def test_no_word_of_a_real_book_is_broken_and_no_page_is_empty(
    sample: Callable[[str], Session],
    kominfo: Method,
    pages: Callable[[bytes], list[str]],
    book: str,
    paper: Paper,
) -> None:
    markdown = rendering.render(sample("kota-contoh"), kominfo, book)
    whole = document.read(markdown)
    found = pages(word(markdown, paper))
    assert [place for place, page in enumerate(found) if len(page.split()) < 2] == []
    shown = set(re.findall(r"\w+", "\n".join(found)))
    tables = [block for one in whole.chapters for block in one.blocks if isinstance(block, Table)]
    words = {
        part
        for one in tables
        for row in (one.head, *one.rows)
        for cell in row
        for part in re.findall(r"\w+", plain(cell))
    }
    assert len(words) > 200
    assert words - shown == set()


@pytest.mark.office
@office
def test_saving_it_in_an_office_program_counts_as_an_edit(
    own: bytes, converted: Callable[[bytes, str], Path]
) -> None:
    saved = converted(own, "docx").read_bytes()
    assert FORMATS["docx"].whose(saved) == "edited"
