"""Pictures of a book in HTML, PDF and Word: as large as the page lets them, with caption, source and what they show in words."""

from __future__ import annotations

import base64
import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from html import unescape
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm
from support import pictures as plain_pictures
from support.hostile_text import STRINGS
from support.office_tools import HAS_AXE, HAS_VALIDATOR, html_faults, word_faults
from support.sample_book import OWN

from bimtek_tui.books.charts import drawing, gallery
from bimtek_tui.books.charts.chart import shown
from bimtek_tui.books.office import document
from bimtek_tui.books.office.blocks import Image, Picture, Run
from bimtek_tui.books.office.document import Chapter, Document
from bimtek_tui.books.office.formats import make
from bimtek_tui.books.office.look import Logo, Look
from bimtek_tui.books.office.orientation import placed
from bimtek_tui.model.entries import Session
from bimtek_tui.model.method import Method

pillow = pytest.importorskip("PIL.Image", reason="Pillow is not installed: the extra charts")
pytest.importorskip("matplotlib", reason="matplotlib is not installed: the extra charts")

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
poppler = pytest.mark.skipif(
    not all(map(shutil.which, ("pdftotext", "pdftohtml", "pdfinfo", "pdfimages"))),
    reason="poppler-utils is not installed",
)
typst = pytest.mark.skipif(not find_spec("typst"), reason="typst is not installed: the extra pdf")
FORMATS = ("html", pytest.param("pdf", marks=(pytest.mark.office, poppler, typst)), "docx")
SOURCE = "Sumber: Hasil bimbingan teknis Kota Contoh, 2025"


def picture(number: str, file: str, caption: str, alt: str = "Yang tampak") -> str:
    return f"\n![{alt}]({file})\n\n**Gambar {number}** {caption}\n\n{SOURCE}\n\n"


BOOK = (
    OWN.replace("- DAFTAR TABEL\n", "- DAFTAR TABEL\n- DAFTAR GAMBAR\n", 1)
    .replace(
        "## BAB I PENDAHULUAN\n",
        "## DAFTAR GAMBAR\n\n- Gambar 1.1 Bidang SWOT\n- Gambar 1.2 Peta\n- Gambar 2.1 Rapat\n- Gambar 3.1 Rapat lagi\n\n"
        "## BAB I PENDAHULUAN\n",
        1,
    )
    .replace(
        "## BAB II PROGRAM\n",
        "Letak kota tampak pada Gambar 1.1, rapatnya pada Gambar 2.1, dan lain-lain pada Gambar 9.9.\n"
        + picture("1.1", "gambar/swot-plane.svg", "Bidang SWOT")
        + picture("1.2", "gambar/peta.png", "Peta")
        + "## BAB II PROGRAM\n",
        1,
    )
    .replace(
        "## BAB III PENUTUP\n",
        "Tabel itu dibahas dalam rapat.\n"
        + picture("2.1", "gambar/rapat.jpeg", "Rapat")
        + "## BAB III PENUTUP\n"
        + picture("3.1", "gambar/lagi.jpeg", "Rapat lagi"),
        1,
    )
)
"""A picture of each kind: one on an upright page, one that is higher than a page, one on a page held across, that again."""


def photo(kind: str, width: int, height: int) -> bytes:
    made = io.BytesIO()
    pillow.effect_mandelbrot((width, height), (-2, -1.5, 1, 1.5), 40).convert("RGB").save(made, kind)
    return made.getvalue()


@pytest.fixture(scope="module")
def swot(sample: Callable[[str], Session], kominfo: Method) -> Image:
    chart = gallery.chart(sample("kota-contoh"), kominfo, "swot-plane")
    assert chart
    drawn = drawing.draw({"swot-plane": chart}, ("svg", "png"), pytest.fail)["swot-plane"]
    rows = tuple(tuple(map(shown, row)) for row in chart.rows)
    return Image(drawn.svg, "svg", drawn.width, drawn.height, drawn.png, chart.head, rows)


@pytest.fixture(scope="module")
def images(swot: Image) -> dict[str, Image]:
    rapat = photo("jpeg", 800, 400)
    return {
        "gambar/swot-plane.svg": swot,
        "gambar/peta.png": Image(photo("png", 200, 500), "png", 150, 375),
        "gambar/rapat.jpeg": Image(rapat, "jpeg", 300, 150),
        "gambar/lagi.jpeg": Image(rapat, "jpeg", 150, 75),
    }


@pytest.fixture(scope="module")
def made(images: dict[str, Image]) -> Callable[[str], bytes]:
    whole = document.read(BOOK)
    kept: dict[str, bytes] = {}

    def of(format: str) -> bytes:
        if format not in kept:
            kept[format] = make(format, BOOK, whole, "a4", tell=pytest.fail, images=images)
        return kept[format]

    return of


def in_a_book(*pictures: Picture) -> Document:
    return Document((Run("Buku"),), (), (Chapter("chapter", (Run("BAB I ISI"),), pictures),))


def text(format: str, content: bytes, folder: Path) -> str:
    """All that a file says, its gaps closed."""
    if format == "html":
        page = content.decode().partition("<body>")[2]
        return " ".join(unescape(re.sub(r"<[^>]*>", " ", page)).split())
    if format == "docx":
        body = docx.Document(io.BytesIO(content)).element.body
        return " ".join("".join(one.text or "" for one in body.iter(qn("w:t"))).split())
    (folder / "buku.pdf").write_bytes(content)
    done = subprocess.run(["pdftotext", "-raw", folder / "buku.pdf", "-"], check=True, capture_output=True)
    return " ".join(done.stdout.decode().split())


# In all of them ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("format", FORMATS)
def test_images_of_which_a_document_says_nothing_change_no_byte(
    format: str, images: dict[str, Image]
) -> None:
    whole = document.read(OWN)
    assert make(format, OWN, whole, "a4", images=images) == make(format, OWN, whole, "a4")


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_pictures_give_the_same_bytes(
    format: str, made: Callable[[str], bytes], images: dict[str, Image]
) -> None:
    turned = dict(reversed(images.items()))
    assert make(format, BOOK, document.read(BOOK), "a4", images=turned) == made(format)


@pytest.mark.parametrize("format", FORMATS)
def test_a_picture_that_is_not_there_is_left_out_with_its_caption_and_its_entry(
    format: str, images: dict[str, Image], tmp_path: Path
) -> None:
    few = {name: image for name, image in images.items() if "peta" not in name}
    said = text(format, make(format, BOOK, document.read(BOOK), "a4", tell=pytest.fail, images=few), tmp_path)
    assert "Gambar 1.2" not in said
    assert said.count("Gambar 2.1 Rapat") == 2, "in the list and below the picture"
    assert said.count(SOURCE) == 3
    none = text(format, make(format, BOOK, document.read(BOOK), "a4", tell=pytest.fail), tmp_path)
    assert "DAFTAR GAMBAR" not in none
    assert SOURCE not in none
    assert "tampak pada Gambar 1.1" in none, "what people wrote stays"


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("damage", ["half", "nothing", "text", "pixels"])
def test_a_damaged_picture_is_left_out_and_told_and_the_book_is_made_all_the_same(
    format: str, damage: str, images: dict[str, Image], tmp_path: Path
) -> None:
    good = images["gambar/peta.png"].content
    broken = {
        "half": good[: len(good) // 2],
        "nothing": b"",
        "text": b"<svg><script>alert(1)</script></svg>",
        "pixels": good[:16] + b"\0\1\0\0\0\1\0\0" + good[24:],
    }[damage]
    told: list[str] = []
    mixed = {**images, "gambar/peta.png": Image(broken, "png", 150, 375)}
    content = make(format, BOOK, document.read(BOOK), "a4", tell=told.append, images=mixed)
    name = {"html": "HTML", "pdf": "PDF", "docx": "Word"}[format]
    assert told == [
        f"{name} is made without the picture “gambar/peta.png”, for it is damaged or of an unusual kind; save it anew as PNG"
    ]
    said = text(format, content, tmp_path)
    assert "Gambar 1.2" not in said
    assert said.count(SOURCE) == 3


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("size", [(0, 10), (-1, 5), (10, 0)])
def test_a_picture_without_a_size_stops_nothing(
    format: str, size: tuple[float, float], swot: Image, tmp_path: Path
) -> None:
    flat = Image(swot.content, "svg", *size, swot.raster)
    told: list[str] = []
    whole = in_a_book(Picture("x.svg", "x", (Run("Gambar 1.1", bold=True), Run(" Datar")), ()))
    content = make(format, "", whole, "a4", tell=told.append, images={"x.svg": flat})
    assert len(told) == 1
    assert "Datar" not in text(format, content, tmp_path)


@pytest.mark.parametrize("format", FORMATS)
def test_what_people_wrote_to_a_picture_is_text_and_nothing_else(
    format: str, swot: Image, tmp_path: Path
) -> None:
    texts = [*STRINGS.values(), '"><img src=x onerror=alert(1)>\ud800\x00\n</w:p>#panic()']
    pictures = [
        Picture("x.svg", words, (Run("Gambar 1.1", bold=True), Run(f" {words}")), (Run(f"Sumber: {words}"),))
        for words in texts
    ]
    said = text(format, make(format, "", in_a_book(*pictures), "a4", images={"x.svg": swot}), tmp_path)
    for name in ("expression", "statement", "html", "link", "maths", "formula"):
        words = re.sub(r"\s", "", STRINGS[name])
        assert re.sub(r"\s", "", said).count(words) >= 2, name
    assert "#panic()" in said


@pytest.mark.parametrize("format", FORMATS)
def test_an_endless_caption_loses_nothing(format: str, swot: Image, tmp_path: Path) -> None:
    caption = (Run("Gambar 1.1", bold=True), Run(" awal " + "kata " * 3_000 + "akhir"))
    whole = in_a_book(Picture("x.svg", "", caption, (Run("Sumber: x"),)))
    said = text(format, make(format, "", whole, "a4", images={"x.svg": swot}), tmp_path)
    assert said.count("kata") == 3_000
    assert "akhir" in said


def test_an_alt_text_is_what_its_signs_stand_for() -> None:
    (block,) = document.read("# Judul\n\n![1 \\* 2 &lt;b&gt; \\[x\\] `y`](gambar/a.svg)\n").chapters[0].blocks
    assert block == Picture("gambar/a.svg", "1 * 2 <b> [x] y", (), ())


def test_a_picture_has_no_part_in_how_the_paper_lies_and_is_no_note_below_a_table() -> None:
    kinds = [
        (across, any(isinstance(block, Picture) for block in chapter.blocks))
        for _roman, across, chapter in placed(document.read(BOOK))
    ]
    assert (False, True) in kinds
    wide = "| " + " | ".join(["Penyelenggaraan"] * 12) + " |\n|" + " --- |" * 12 + "\n"
    below = document.read(f"# Judul\n\n## BAB I ISI\n\n{wide}{picture('1.1', 'a.svg', 'Isi')}")
    assert [across for _roman, across, _chapter in placed(below)] == [True, False]


# HTML -------------------------------------------------------------------------------------------------------


def test_html_holds_each_picture_in_itself_with_caption_and_source(
    made: Callable[[str], bytes], images: dict[str, Image]
) -> None:
    page = made("html").decode()
    assert "default-src 'none'; style-src 'unsafe-inline'; img-src data:\"" in page
    found = re.findall(r'<figure class="gambar">\n<img src="data:image/([\w+]+);base64,([^"]*)" alt="([^"]*)" style="width: ([\d.]+)mm">\n(.*?)</figure>', page, re.DOTALL)  # fmt: skip
    assert [kind for kind, *_rest in found] == ["svg+xml", "png", "jpeg", "jpeg"]
    assert [base64.b64decode(data) for _kind, data, *_rest in found] == [
        image.content for image in images.values()
    ]
    widths = [float(width) for *_rest, width, _caption in found]
    assert widths[0] == 150
    assert widths[1] < 100, "the whole of it fits a page"
    assert 200 < widths[2] <= 247, "on a page held across"
    assert found[0][-1] == (
        f'<figcaption><p id="gambar-1"><strong>Gambar 1.1</strong> Bidang SWOT</p><p class="sumber">{SOURCE}</p></figcaption>\n'
    )
    assert re.findall(r'<a href="#gambar-(\d)">([^<]*)</a>', page) == [
        ("1", "Gambar 1.1 Bidang SWOT"),
        ("2", "Gambar 1.2 Peta"),
        ("3", "Gambar 2.1 Rapat"),
        ("4", "Gambar 3.1 Rapat lagi"),
    ]
    assert re.search(r'<section class="bab depan">\n<h2 id="bagian-\d">DAFTAR GAMBAR', page), (
        "its pages are Roman"
    )


def test_html_has_the_numbers_of_a_picture_behind_it(made: Callable[[str], bytes], swot: Image) -> None:
    page = made("html").decode()
    (behind,) = re.findall(r"<details.*?</details>", page, re.DOTALL)
    assert "<summary>Angka dalam bentuk tabel</summary>" in behind
    assert 'aria-labelledby="gambar-1"' in behind
    assert re.findall(r'<th scope="col">([^<]*)</th>', behind) == [*swot.head]
    cells = re.findall(r"<td( class=\"kanan\")?>([^<]*)</td>", behind)
    assert [cell for _align, cell in cells] == [cell for row in swot.rows for cell in row]
    assert [bool(align) for align, _cell in cells[:3]] == [False, True, True]


def test_html_shows_a_hostile_alt_text_as_text(swot: Image) -> None:
    alt = '"><script>alert(1)</script>'
    page = make("html", "", in_a_book(Picture("x.svg", alt, (), ())), "a4", images={"x.svg": swot}).decode()
    assert "<script" not in page
    assert 'alt="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"' in page
    assert "<figcaption" not in page


@pytest.mark.office
@poppler
@pytest.mark.skipif(not CHROMIUM, reason="no Chromium is installed")
def test_a_browser_prints_each_picture_with_its_caption_and_nothing_of_the_numbers(
    made: Callable[[str], bytes], tmp_path: Path
) -> None:
    (tmp_path / "buku.html").write_bytes(made("html").replace(b"<details", b"<details open"))
    subprocess.run(
        [
            *(CHROMIUM, "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run"),  # type: ignore[list-item]
            f"--user-data-dir={tmp_path / 'profile'}",
            "--no-pdf-header-footer",
            f"--print-to-pdf={tmp_path / 'buku.pdf'}",
            (tmp_path / "buku.html").as_uri(),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    pages = printed(tmp_path / "buku.pdf")
    together(pages)
    assert not any("Angka dalam bentuk tabel" in page for page in pages)
    assert len(pictured(tmp_path / "buku.pdf")) == 3, "people's own; what we drew stays lines"


@pytest.mark.office
@pytest.mark.slow
@pytest.mark.skipif(not HAS_AXE, reason="axe (.ci/run) or a browser is not installed")
@pytest.mark.parametrize("opened", [False, True])
def test_a_page_with_pictures_can_be_read_by_everybody(
    made: Callable[[str], bytes], tmp_path: Path, opened: bool
) -> None:
    page = made("html").decode()
    assert html_faults(page.replace("<details", "<details open") if opened else page, tmp_path) == []


def printed(file: Path) -> list[str]:
    """The text of each page."""
    done = subprocess.run(["pdftotext", "-layout", file, "-"], check=True, capture_output=True)
    return done.stdout.decode().split("\f")[:-1]


def pictured(file: Path) -> list[int]:
    """The pages on which a picture of pixels stands."""
    done = subprocess.run(["pdfimages", "-list", file], check=True, capture_output=True, text=True)
    return [int(row.split()[0]) for row in done.stdout.split("\n")[2:] if row.split()[2:3] == ["image"]]


def together(pages: list[str]) -> None:
    """Each caption stands with its source on one page, in its order, and no page is empty."""
    captions = ["Gambar 1.1 Bidang SWOT", "Gambar 1.2 Peta", "Gambar 2.1 Rapat", "Gambar 3.1 Rapat lagi"]
    body = [page for page in pages if "DAFTAR GAMBAR" not in page]
    for caption in captions:
        (page,) = (page for page in body if re.search(rf"^ *{caption}$", page, re.MULTILINE))
        assert re.search(rf"^ *{caption}\s+{SOURCE}$", page, re.MULTILINE)
    assert not any(page.split()[:-1] == [] for page in pages[1:])


# PDF --------------------------------------------------------------------------------------------------------


@pytest.mark.office
@poppler
@typst
def test_text_fills_what_is_left_of_the_page_before_a_tall_picture(tmp_path: Path) -> None:
    book = f"# Buku\n\n## BAB I ISI\n\nKalimat pertama.\n{picture('1.1', 'gambar/peta.png', 'Peta')}Kalimat sesudahnya.\n"
    tall = {"gambar/peta.png": Image(photo("png", 150, 205), "png", 150, 205)}
    filling = "Kalimat yang panjang. " * 60
    book = book.replace("Kalimat pertama.", f"{filling}\n\nKalimat pertama.")
    file = tmp_path / "buku.pdf"
    file.write_bytes(make("pdf", book, document.read(book), "a4", tell=pytest.fail, images=tall))
    first, second = [page for page in printed(file) if "Kalimat" in page or "Gambar 1.1" in page]
    assert "Kalimat sesudahnya." in first
    assert "Gambar 1.1 Peta" in second
    assert "Sumber: " in second


@pytest.mark.office
@poppler
@typst
def test_a_pdf_lists_its_pictures_by_their_pages_and_keeps_each_with_its_caption(
    made: Callable[[str], bytes], tmp_path: Path
) -> None:
    file = tmp_path / "buku.pdf"
    file.write_bytes(made("pdf"))
    pages = printed(file)
    together(pages)
    listed = next(page for page in pages if re.match(r".*\n.*\n* *DAFTAR GAMBAR", page))
    assert listed.split()[-1] == "iv"
    by_number = {page.split()[-1]: page for page in pages[1:]}
    found = re.findall(r"^ *(Gambar \S+ [A-Z].*?) ?(?:\. ?){3,}\W*(\w+)$", listed, re.MULTILINE)
    assert [title for title, _page in found] == [
        "Gambar 1.1 Bidang SWOT",
        "Gambar 1.2 Peta",
        "Gambar 2.1 Rapat",
        "Gambar 3.1 Rapat lagi",
    ]
    for title, number in found:
        assert re.search(rf"^ *{title}$", by_number[number], re.MULTILINE), title


@pytest.mark.office
@poppler
@typst
def test_a_pdf_draws_lines_as_lines_and_says_what_each_picture_shows(
    made: Callable[[str], bytes], tmp_path: Path
) -> None:
    file = tmp_path / "buku.pdf"
    file.write_bytes(made("pdf"))
    assert len(pictured(file)) == 3
    assert b"<pdfuaid:part>1</pdfuaid:part>" in file.read_bytes()
    assert len(re.findall(rb"/S/Figure/P \d+ 0 R/Alt\(Yang tampak\)", file.read_bytes())) == 4


@pytest.mark.office
@poppler
@typst
def test_nothing_of_a_picture_stands_outside_of_the_margins(
    made: Callable[[str], bytes], tmp_path: Path
) -> None:
    file = tmp_path / "buku.pdf"
    file.write_bytes(made("pdf"))
    turned, found = across(file), [*marks(file)]
    assert len(found) == 3
    for page, left, top, right, bottom in found:
        width, height = (842, 595) if page in turned else (595, 842)
        assert left >= Mm(30).pt - 2
        assert right <= width - Mm(20).pt + 2
        assert top >= Mm(20).pt - 2
        assert bottom <= height - Mm(25).pt + 2


def across(file: Path) -> set[int]:
    told = subprocess.run(["pdfinfo", "-l", "99", file], check=True, capture_output=True, text=True).stdout
    sizes = re.findall(r"^Page +(\d+) size: +([\d.]+) x ([\d.]+)", told, re.MULTILINE)
    return {int(page) for page, width, height in sizes if float(width) > float(height)}


def marks(file: Path) -> Iterator[tuple[int, float, float, float, float]]:
    """Page and sides of each picture of pixels, in points."""
    xml = subprocess.run(
        ["pdftohtml", "-xml", "-zoom", "1", "-stdout", file], check=True, capture_output=True, cwd=file.parent
    ).stdout.decode()
    for page in xml.split("<page ")[1:]:
        number = int(re.search(r'number="(\d+)"', page)[1])  # type: ignore[index]
        for found in re.findall(r'<image top="(-?\d+)" left="(-?\d+)" width="(\d+)" height="(\d+)"', page):
            top, left, width, height = map(float, found)
            yield number, left, top, left + width, top + height


@pytest.mark.office
@poppler
@typst
def test_what_typst_alone_can_not_read_is_told_picture_by_picture(
    images: dict[str, Image], tmp_path: Path
) -> None:
    good = plain_pictures.png()
    broken = good.replace(good[41:60], b"\0" * 19)
    told: list[str] = []
    svg = Image(b"<svg", "svg", 150, 100)
    mixed = {**images, "gambar/peta.png": Image(broken, "png", 60, 72), "gambar/swot-plane.svg": svg}
    look = Look(logo=Logo(broken, "png", 60, 72))
    content = make("pdf", BOOK, document.read(BOOK), "a4", look, told.append, mixed)
    assert [re.findall("“(.*?)”", sentence) for sentence in told] == [
        ["gambar/swot-plane.svg"],
        ["gambar/peta.png"],
        ["logo"],
    ]
    said = text("pdf", content, tmp_path)
    assert "Gambar 1.2" not in said
    assert said.count(SOURCE) == 2


# Word -------------------------------------------------------------------------------------------------------


def body(content: bytes) -> Any:
    return docx.Document(io.BytesIO(content)).element.body


def test_word_has_each_picture_in_its_line_described_and_one_part_for_those_that_are_alike(
    made: Callable[[str], bytes], images: dict[str, Image]
) -> None:
    found = [*body(made("docx")).iter(qn("wp:docPr"))]
    assert [(one.get("name"), one.get("descr")) for one in found] == [
        (f"Gambar {number}", "Yang tampak") for number in range(1, 5)
    ]
    assert len({one.get("id") for one in found}) == 4
    with zipfile.ZipFile(io.BytesIO(made("docx"))) as archive:
        media = {name: archive.read(name) for name in archive.namelist() if name.startswith("word/media/")}
    assert media == {
        "word/media/gambar-1.png": images["gambar/swot-plane.svg"].raster,
        "word/media/gambar-2.png": images["gambar/peta.png"].content,
        "word/media/gambar-3.jpeg": images["gambar/rapat.jpeg"].content,
    }


def test_no_picture_in_word_has_the_number_of_the_logo(images: dict[str, Image]) -> None:
    look = Look(logo=Logo(plain_pictures.png(), "png", 60, 72))
    content = make("docx", BOOK, document.read(BOOK), "a4", look, images=images)
    numbers = [one.get("id") for one in body(content).iter(qn("wp:docPr"))]
    assert len(numbers) == len(set(numbers)) == 5


def test_pictures_in_word_fit_the_page_that_they_stand_on(made: Callable[[str], bytes]) -> None:
    sizes = [
        (int(one.get("cx")) / Mm(1), int(one.get("cy")) / Mm(1))
        for one in body(made("docx")).iter(qn("wp:extent"))
    ]
    assert sizes[0] == (150, 100)
    assert sizes[1][1] < 252 - 20
    assert sizes[1][1] / sizes[1][0] == pytest.approx(2.5, rel=0.01)
    assert 200 < sizes[2][0] <= 247, "on a page held across"
    assert sizes[2][1] < 165 - 20
    assert sizes[3] == (150, 75)


def test_a_picture_in_word_is_kept_with_its_caption_and_its_source(made: Callable[[str], bytes]) -> None:
    paragraphs = docx.Document(io.BytesIO(made("docx"))).paragraphs
    places = [place for place, one in enumerate(paragraphs) if [*one._p.iter(qn("wp:inline"))]]
    assert len(places) == 4
    for place in places:
        drawn, caption, source = paragraphs[place : place + 3]
        assert caption.text.startswith("Gambar ")
        assert [one.style and one.style.name for one in (caption, source)] == ["Caption", "Caption"]
        assert source.text == SOURCE
        assert [one.paragraph_format.keep_with_next for one in (drawn, caption, source)] == [
            True,
            True,
            False,
        ]
        assert drawn.paragraph_format.line_spacing == 1, "no line of a fixed height cuts it off"
        assert drawn.alignment == 1


def test_captions_in_word_are_counted_by_word_listed_and_referred_to(made: Callable[[str], bytes]) -> None:
    content = body(made("docx"))
    codes = [one.text.strip() for one in content.iter(qn("w:instrText"))]
    assert [code for code in codes if code.startswith("SEQ Gambar")] == [
        r"SEQ Gambar \* ARABIC \r 1",
        r"SEQ Gambar \* ARABIC",
        r"SEQ Gambar \* ARABIC \r 1",
        r"SEQ Gambar \* ARABIC \r 1",
    ]
    assert [code for code in codes if code.startswith("SEQ Tabel")][:2] == [
        r"SEQ Tabel \* ARABIC \r 1",
        r"SEQ Tabel \* ARABIC",
    ], "each word is counted apart"
    assert r'TOC \h \z \c "Gambar"' in codes
    assert [code for code in codes if code.startswith("REF _Gambar")] == [
        r"REF _Gambar_1_1 \h \* MERGEFORMAT",
        r"REF _Gambar_2_1 \h \* MERGEFORMAT",
    ]
    marks = [one.get(qn("w:name")) for one in content.iter(qn("w:bookmarkStart"))]
    assert len(marks) == len(set(marks))
    links = [one.get(qn("w:anchor")) for one in content.iter(qn("w:hyperlink"))]
    assert set(links) <= set(marks)
    assert {"_Gambar_1_1", "_Gambar_1_2", "_Gambar_2_1", "_Gambar_3_1"} <= set(marks)


def test_an_svg_without_a_raster_is_told_and_left_out_of_word(swot: Image) -> None:
    told: list[str] = []
    whole = in_a_book(Picture("x.svg", "x", (), ()))
    content = make(
        "docx", "", whole, "a4", tell=told.append, images={"x.svg": Image(swot.content, "svg", 150, 100)}
    )
    assert len(told) == 1
    assert not [*body(content).iter(qn("wp:inline"))]


@pytest.mark.office
@pytest.mark.slow
@pytest.mark.skipif(not HAS_VALIDATOR, reason="the validator of the Open XML SDK is not installed (.ci/run)")
def test_a_word_file_with_pictures_is_valid(
    made: Callable[[str], bytes], swot: Image, tmp_path: Path
) -> None:
    file = tmp_path / "buku.docx"
    file.write_bytes(made("docx"))
    assert word_faults(file) == []
    words = "".join(STRINGS.values())
    bad = in_a_book(Picture("x.svg", words, (Run("Gambar 1.1", bold=True), Run(words)), (Run(words),)))
    file.write_bytes(make("docx", "", bad, "a4", images={"x.svg": swot}))
    assert word_faults(file) == []


@pytest.mark.office
@poppler
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice (soffice) is not installed")
def test_libreoffice_shows_each_picture_with_its_caption(
    made: Callable[[str], bytes], tmp_path: Path
) -> None:
    (tmp_path / "buku.docx").write_bytes(made("docx"))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "pdf", "buku.docx"],
        check=True,
        cwd=tmp_path,
        capture_output=True,
        timeout=180,
    )
    pages = printed(tmp_path / "buku.pdf")
    together(pages)
    assert len(pictured(tmp_path / "buku.pdf")) == 4
    assert "pada Gambar 1.1, rapatnya" in " ".join(" ".join(pages).split())
