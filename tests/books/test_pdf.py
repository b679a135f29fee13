"""Books as PDF, laid out by typst: all that the Markdown says, on pages that an office can hand in, and nothing else."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import pytest
from conftest import ROOT
from support.filled_sessions import filled, hostile
from support.hostile_text import STRINGS
from support.sample_book import OWN

from bimtek_tui.books import rendering
from bimtek_tui.books.office import document
from bimtek_tui.books.office.blocks import Heading, Items, Lines, Paragraph, Run, Table, plain
from bimtek_tui.books.office.document import Chapter, Document
from bimtek_tui.books.office.formats import FORMATS, Paper, make
from bimtek_tui.model.entries import Session
from bimtek_tui.model.method import Method

pytest.importorskip("typst", reason="typst is not installed: the extra pdf")
pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(
        not all(map(shutil.which, ("pdftotext", "pdfinfo", "pdftohtml"))),
        reason="poppler-utils is not installed",
    ),
]

MARKUP = "#panic() #read(\"/etc/passwd\") *b* _i_ $x$ @ref <label> `kode` \\u{41} // komentar /* x */ = Judul ~ -- ''"
"""What typst would obey, were it markup."""


def pdf(whole: str | Document, paper: Paper = "a4") -> bytes:
    return make("pdf", "", document.read(whole) if isinstance(whole, str) else whole, paper)


@pytest.fixture(scope="module")
def tell(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., str]:
    """What a program of poppler says about a PDF."""
    file = tmp_path_factory.mktemp("pdf") / "buku.pdf"

    def run(content: bytes, program: str, *options: str, to: Sequence[str | Path] = ("-",)) -> str:
        file.write_bytes(content)
        done = subprocess.run([program, *options, file, *to], check=True, capture_output=True)
        return done.stdout.decode()

    return run


@pytest.fixture(scope="module")
def pages(tell: Callable[..., str]) -> Callable[..., list[str]]:
    """The text of each page, as it was written or, with "-layout", row by row."""
    return lambda content, *options: tell(content, "pdftotext", *(options or ("-raw",))).split("\f")[:-1]


@pytest.fixture(scope="module")
def own() -> bytes:
    return pdf(OWN)


def said(whole: Document) -> Iterator[str]:
    """The text of each paragraph, item, line and cell that a document should have."""
    yield plain(whole.title)
    for blocks, title, role in (
        (whole.cover, (), ""),
        *((c.blocks, c.title, c.role) for c in whole.chapters),
    ):
        yield plain(title)
        for block in blocks:
            match block:
                case Paragraph(runs) | Heading(_, runs):
                    yield plain(runs)
                case Items(items) if role not in ("contents", "tables"):
                    yield from (plain(runs) for _depth, runs in items)
                case Lines(found):
                    yield from found.split("\n")
                case Table():
                    yield plain(block.caption)
                    yield from (plain(cell) for row in (block.head, *block.rows) for cell in row)


def squeezed(text: str) -> str:
    """Only the letters: where lines and words are broken is the layout's affair; a book's title stands in capitals."""
    return re.sub(r"[\s\u2060\u00ad]|\ufffd", "", text).casefold()


def in_order(pieces: Iterable[str], found: str) -> str | None:
    """The first piece that is not there after those before it, or None."""
    place = 0
    for piece in pieces:
        at = found.find(squeezed(piece), place)
        if at < 0:
            return piece
        place = at + len(squeezed(piece))
    return None


def without_marginals(found: list[str]) -> str:
    """All pages but the cover, without the running head and the number of each."""
    return squeezed("\n".join("\n".join(page.rstrip().split("\n")[1:-1]) for page in found[1:]))


def test_all_text_of_a_book_is_there_in_its_order(own: bytes, pages: Callable[..., list[str]]) -> None:
    found, whole = pages(own), document.read(OWN)
    assert in_order(said(Document(whole.title, whole.cover, ())), squeezed(found[0])) is None
    assert in_order(said(Document((), (), whole.chapters)), without_marginals(found)) is None


@pytest.mark.parametrize("book", ["buku-1", "buku-2", "buku-3", "buku-4"])
def test_the_books_of_a_session_lose_nothing(
    sample: Callable[[str], Session], kominfo: Method, pages: Callable[..., list[str]], book: str
) -> None:
    whole = document.read(rendering.render(sample("kota-contoh"), kominfo, book))
    found = pages(pdf(whole))
    body = Document((), (), whole.chapters)
    assert in_order(said(body), without_marginals(found)) is None
    assert [number for number, page in enumerate(found) if len(page.split()) < 2] == [], "a page is empty"


def test_pages_are_numbered_and_listed_by_their_numbers(own: bytes, pages: Callable[..., list[str]]) -> None:
    found = pages(own, "-layout")
    numbers = [page.split()[-1] for page in found[1:]]
    assert numbers[:4] == ["i", "ii", "iii", "1"]
    assert numbers[3:] == [str(number) for number in range(1, len(found) - 3)]
    assert not re.search(r"^\s*(i|1)\s*$", found[0], re.MULTILINE), "the cover has no number"
    by_number = dict(zip(numbers, found[1:], strict=True))
    listed = re.findall(r"^ *(\S.*?) ?(?:\. ?){3,}\W*(\w+)$", found[2] + "\n" + found[3], re.MULTILINE)
    assert [title for title, _page in listed] == [
        "KATA PENGANTAR",
        "DAFTAR ISI",
        "DAFTAR TABEL",
        "BAB I PENDAHULUAN",
        "1.1 Latar Belakang",
        "BAB II PROGRAM",
        "BAB III PENUTUP",
        "LAMPIRAN",
        "Tabel 1.1 Tahap",
        "Tabel 1.2 Waktu",
        "Tabel 2.1 Program",
        "Tabel L.1 Daftar hadir",
    ]
    for title, page in listed:
        assert squeezed(title) in squeezed(by_number[page]), title


def test_entries_of_the_lists_and_bookmarks_lead_to_the_page(own: bytes, tell: Callable[..., str]) -> None:
    xml = tell(own, "pdftohtml", "-xml", "-i", "-stdout", to=())
    linked = re.findall(r'<a href="[^"]*#(\d+)">(?:<b>)?([^<]*?)[ .]*[\u2060 ]*(\w+)<', xml)
    assert [(title.strip(), number) for number, title, _page in linked if title.startswith("BAB")] == [
        ("BAB I PENDAHULUAN", "5"),
        ("BAB II PROGRAM", "6"),
        ("BAB III PENUTUP", "11"),
    ]
    outline = re.findall(r'<item page="(\d+)">([^<]*)</item>', xml)
    assert [title for _page, title in outline][3:5] == ["BAB I PENDAHULUAN", "1.1 Latar Belakang"]
    assert outline[5] == ("6", "BAB II PROGRAM")


def test_a_table_repeats_its_head_and_keeps_rows_codes_and_amounts_whole(
    own: bytes, pages: Callable[..., list[str]]
) -> None:
    programs = [page for page in pages(own, "-layout") if "Pembangunan pusat kendali" in page]
    assert len(programs) > 1
    assert all("Penanggung jawab" in page and "Kode" in page for page in programs), "the head is repeated"
    assert sum("Tabel 2.1 Program" in page for page in programs) == 1
    for page in programs:
        rows = len(re.findall(r"pr-\d{8}", page))
        assert len(re.findall(r"\b1\.250\b", page)) == page.count("Pembangunan") == rows
        assert page.count("Tata") == page.count("Cerdas") == rows, "a row is broken"
    assert re.findall(r"pr-\d{8}", "\n".join(programs)) == [f"pr-{number:08}" for number in range(1, 41)]


@pytest.mark.parametrize(("paper", "size"), [("a4", (210, 297)), ("f4", (215, 330))])
def test_pages_have_the_size_asked_for_and_only_wide_chapters_lie_across(
    tell: Callable[..., str], pages: Callable[..., list[str]], paper: Paper, size: tuple[int, int]
) -> None:
    content = pdf(OWN, paper)
    told = tell(content, "pdfinfo", "-f", "1", "-l", "99", to=())
    sizes = [
        tuple(round(float(side) * 25.4 / 72) for side in found)
        for found in re.findall(r"Page +\d+ size: +([\d.]+) x ([\d.]+)", told)
    ]
    across = ["pr-00000" in page for page in pages(content)]
    assert any(across)
    assert sizes == [size[::-1] if turned else size for turned in across]


def test_nothing_stands_outside_of_the_margins_however_long_a_word_is(tell: Callable[..., str]) -> None:
    long = "x" * 500
    content = pdf(
        f"# Judul {long}\n\n## Bab {long}\n\n{long}\n\n- {long}\n\n```\n{'lebar ' * 40}\n```\n\n| a | b |\n| --- | --- |\n| {long} | {long} |\n"
    )
    words = re.findall(
        r'<word xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)"', tell(content, "pdftotext", "-bbox")
    )
    centimetre = 72 / 2.54
    assert min(float(left) for left, _right in words) >= 3 * centimetre - 1
    assert max(float(right) for _left, right in words) <= 19 * centimetre + 1
    assert tell(content, "pdftotext", "-raw").count("x") >= 500 * 6, "no letter is lost"


def test_a_row_that_fits_on_a_page_is_not_broken(pages: Callable[..., list[str]]) -> None:
    rows = "".join(f"| {n} | awal{n}. {'kata ' * (40 + n * 7 % 60)} akhir{n}. |\n" for n in range(60))
    found = pages(pdf(f"# Judul\n\n| No. | Isi |\n| --- | --- |\n{rows}"))
    assert len(found) > 4
    for page in found:
        assert re.findall(r"awal(\d+)\.", page) == re.findall(r"akhir(\d+)\.", page)
    assert sum(page.count("akhir") for page in found) == 60


def test_a_row_that_fits_on_no_page_is_broken_and_nothing_of_it_lost(pages: Callable[..., list[str]]) -> None:
    found = pages(pdf(f"# Judul\n\n| No. | Isi |\n| --- | --- |\n| 1 | {'kata ' * 5_000}|\n| 2 | akhir |\n"))
    assert len(found) > 3
    assert sum(page.count("kata") for page in found) == 5_000
    assert "akhir" in found[-1]


@pytest.mark.slow
@pytest.mark.parametrize("rows", [2, 3, 4, 9, 40])
def test_no_row_stands_alone_on_a_page(pages: Callable[..., list[str]], rows: int) -> None:
    table = "".join(f"| {n} | baris{n}. |\n" for n in range(rows))
    for above in range(0, 32, 3):
        text = "Kalimat.\n\n" * above
        found = pages(pdf(f"# Judul\n\n{text}| No. | Isi |\n| --- | --- |\n{table}"))
        here = [len(re.findall(r"baris\d+\.", page)) for page in found]
        assert sum(here) == rows
        assert 1 not in here, f"{above} paragraphs above it: {here}"


def test_a_pdf_is_made_for_those_who_have_it_read_aloud(tell: Callable[..., str]) -> None:
    said: list[str] = []
    content = make("pdf", "", document.read(OWN), "a4", tell=said.append)
    assert said == []
    told = tell(content, "pdfinfo", to=())
    assert re.search(r"^Title: +Buku 2 Masterplan$", told, re.MULTILINE)
    assert re.search(r"^Subject: +Kota Contoh$", told, re.MULTILINE)
    assert re.search(r"^Tagged: +yes$", told, re.MULTILINE)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in content
    tree = tell(content, "pdfinfo", "-struct-text", to=())
    caption = tree.index("Caption", tree.index("BAB I"))
    assert "Tabel 1.1" in tree[caption : caption + 200]


def test_headings_that_skip_a_level_cost_the_mark_only_and_that_is_said() -> None:
    said: list[str] = []
    whole = document.read("# Judul\n\n## Satu\n\n##### Dua\n\nIsi.\n")
    content = make("pdf", "", whole, "a4", tell=said.append)
    assert content.startswith(b"%PDF")
    assert b"<pdfuaid:part>" not in content
    assert len(said) == 1
    assert "PDF/UA" in said[0]


def test_letters_in_tables_are_nine_points_at_least(tell: Callable[..., str]) -> None:
    heads = [f"Penyelenggaraan {number}" for number in range(12)]
    page = f"# Judul\n\n| {' | '.join(heads)} |\n|{' --- |' * 12}\n| {' | '.join(['kependudukan'] * 12)} |\n"
    xml = tell(pdf(page), "pdftohtml", "-xml", "-i", "-stdout", "-zoom", "1", to=())
    assert min(float(size) for size in re.findall(r'<fontspec [^>]*size="([\d.]+)"', xml)) >= 9


def test_forms_have_rows_to_write_in(own: bytes, tell: Callable[..., str]) -> None:
    last = tell(own, "pdftotext", "-bbox").split("<page ")[-1]
    first, second = (float(re.search(rf'yMin="([\d.]+)"[^>]*>{name}<', last)[1]) for name in ("Siti", "Budi"))  # type: ignore[index]
    assert second - first >= 1.2 * 72 / 2.54 - 0.5


def test_what_people_wrote_is_text_and_nothing_else(pages: Callable[..., list[str]]) -> None:
    texts = [MARKUP, *STRINGS.values()]
    cells = tuple(((Run(text),), (Run(text, code=True),)) for text in texts)
    blocks = (
        Table((Run(MARKUP),), ("left", "left"), ((Run(MARKUP),), ()), cells),
        *(Paragraph((Run(text, bold=True, italic=True, struck=True),)) for text in texts),
        Items(tuple((0, (Run(text),)) for text in texts), 3),
        Heading(3, (Run(MARKUP),)),
        Lines(MARKUP),
        Paragraph((Run("setengah \ud800 nol \x00 akhir"),)),
    )
    found = squeezed("".join(pages(pdf(Document((Run(MARKUP),), (), (Chapter("plain", (), blocks),))))))  # type: ignore[arg-type]
    assert found.count(squeezed('#panic() #read("/etc/passwd") *b* _i_ $x$ @ref <label>')) >= 7
    for name in ("expression", "statement", "html", "link", "maths", "escapes", "formula"):
        assert found.count(squeezed(STRINGS[name])) >= 4, name
    assert "akhir" in found


def test_a_session_that_means_harm_gives_whole_books(
    kominfo: Method, tell: Callable[..., str], pages: Callable[..., list[str]]
) -> None:
    session = filled(hostile)
    for book in ("buku-1", "buku-3"):
        content = pdf(rendering.render(session, kominfo, book))
        assert "<script>alert(1)</script>" in squeezed("".join(pages(content)))
        assert re.search(r"JavaScript: +no", tell(content, "pdfinfo", to=()))
        assert tell(content, "pdfinfo", "-url", to=()).count("http") == 0, "no link leads out of the book"


def test_letters_that_the_fonts_do_not_have_stop_nothing(pages: Callable[..., list[str]]) -> None:
    (page,) = pages(pdf("# Judul\n\n😀 智慧城市 مدينة ✎ ■ □ ▲ ≥ kata\n"))
    assert "kata" in page
    for sign in "✎■□▲≥":
        assert sign in page


def test_the_same_book_gives_the_same_bytes_anywhere_and_tells_no_clock(
    own: bytes, tell: Callable[..., str], tmp_path: Path
) -> None:
    source, made = tmp_path / "buku.md", tmp_path / "buku.pdf"
    source.write_text(OWN, encoding="utf-8")
    code = (
        "import sys; from pathlib import Path; from bimtek_tui.books.office import document, formats; "
        "t = Path(sys.argv[1]).read_text('utf-8'); "
        "Path(sys.argv[2]).write_bytes(formats.make('pdf', t, document.read(t), 'a4'))"
    )
    elsewhere = {
        **os.environ,
        "TZ": "Asia/Jayapura",
        "LC_ALL": "C",
        "PYTHONHASHSEED": "7",
        "TMPDIR": str(tmp_path),
    }
    subprocess.run([sys.executable, "-c", code, source, made], check=True, cwd=ROOT, env=elsewhere)
    assert made.read_bytes() == own
    assert FORMATS["pdf"].whose(own) == "ours"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["buku.md", "buku.pdf"], "nothing is left behind"
    told = tell(own, "pdfinfo", to=())
    assert re.search(r"Title: +Buku 2 Masterplan", told)
    assert "Date" not in told
    assert b"/Lang(id" in own.replace(b" ", b"")


@pytest.mark.parametrize("package", ["typst", "pyphen"])
def test_a_missing_package_is_named_with_the_one_command_that_brings_it(package: str) -> None:
    code = (
        f"import sys; sys.modules['{package}'] = None; from bimtek_tui.cli import main; "
        "sys.argv = ['bimtek', 'render', 'sessions/batam-2022.toml', '--format', 'pdf', '--out', sys.argv[1]]; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, os.devnull], cwd=ROOT, capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == 2
    assert "python -m pip install 'bimtek-tui[pdf]'" in done.stderr
    assert "Traceback" not in done.stderr


def test_typst_is_not_loaded_before_a_pdf_is_asked_for() -> None:
    code = "import sys, bimtek_tui.books.office.pdf; sys.exit('typst' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT).returncode == 0
