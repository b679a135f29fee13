"""Books as HTML files: all that the Markdown says, safe whatever a session holds, pages as meant in a real browser."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from support.filled_sessions import filled, hostile
from support.hostile_text import STRINGS

from bimtek_tui.books import rendering
from bimtek_tui.books.office import blocks, document
from bimtek_tui.books.office.blocks import Heading, Items, Lines, Paragraph, Table, plain
from bimtek_tui.books.office.document import Chapter, Document
from bimtek_tui.books.office.formats import FORMATS, Paper, make
from bimtek_tui.model.entries import Session
from bimtek_tui.model.method import Method

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
browser = pytest.mark.skipif(not CHROMIUM, reason="no Chromium is installed")
pages = pytest.mark.skipif(
    not (CHROMIUM and shutil.which("pdftotext") and shutil.which("pdfinfo")),
    reason="Chromium, pdftotext or pdfinfo is not installed",
)
BOOKS = [
    *("buku-1", "buku-2", "buku-3", "buku-4", "komitmen", "daftar-hadir", "notula", "lembar-kerja"),
    *("ranperda", "tindak-lanjut"),
]
BLOCKS = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "th", "caption", "pre"}
OURS = BLOCKS | {"html", "head", "meta", "title", "style", "body", "header", "main", "section", "nav"}
OURS |= {
    "div",
    "table",
    "thead",
    "tbody",
    "tr",
    "colgroup",
    "col",
    "ul",
    "ol",
    "a",
    "br",
    "strong",
    "em",
    "s",
    "code",
    "span",
}
ALLOWED = {
    "id",
    "class",
    "scope",
    "start",
    "lang",
    "aria-label",
    "href",
    "style",
    "aria-labelledby",
    "role",
    "tabindex",
}
ROW = "| {0} | Pembangunan pusat kendali {0} untuk seluruh kecamatan dan kelurahan, dengan pelatihan operator, pemeliharaan selama lima tahun, serta pertukaran data dengan pemerintah provinsi dan kementerian yang membina urusan itu | Tata Kelola | Pendek | 2026 | Dinas Kominfo | Rp 1.250.000.000 | `pr-{0:08}` |\n"
OWN = """# Buku 2 Masterplan

**Kota Contoh**

## DAFTAR ISI

- DAFTAR ISI
- DAFTAR TABEL
- BAB I PENDAHULUAN
  - 1.1 Latar Belakang
- BAB II PROGRAM

## DAFTAR TABEL

- Tabel 1.1 Tahap
- Tabel 2.1 Program

## BAB I PENDAHULUAN

### 1.1 Latar Belakang

Kota **cerdas** bekerja dengan *data*, ~~bukan~~ `kode`. Tahapnya:

3. Tiga
4. Empat
   - anak

✎ *Lengkapi.*

**Tabel 1.1** Tahap

| Tahap | Tanda tangan |
| --- | --- |
| Tahap I | |

## BAB II PROGRAM

**Tabel 2.1** Program

| No. | Program | Dimensi | Jangka waktu | Tahun | Pelaksana | Anggaran | Kode |
| --: | --- | --- | --- | --- | --- | --: | --- |
""" + "".join(map(ROW.format, range(1, 61)))


class Read(HTMLParser):
    """What a file holds: its elements with their attributes, and the text of each block."""

    def __init__(self, content: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.blocks: list[list[str]] = []
        self.title = ""
        self.open: list[str] = []
        self.feed(content.decode("utf-8"))
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attributes)))
        if tag in BLOCKS:
            self.blocks.append([])
        if tag == "br":
            self.blocks[-1].append("\n")
        elif tag not in ("meta", "col"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, "every element is closed in its place"

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "title":
            self.title += data
        elif (
            self.open and self.open[-1] != "style" and self.blocks and (data.strip() or BLOCKS & {*self.open})
        ):
            self.blocks[-1].append(data)

    def said(self) -> list[str]:
        return [found for one in self.blocks if (found := "".join(one).strip())]

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def html(markdown: str, paper: Paper = "a4") -> bytes:
    return make("html", markdown, document.read(markdown), paper)


def said(whole: Document) -> Iterator[str]:
    """The text of each block that a file should show; the lists are made from the headings and captions."""
    yield plain(whole.work)
    yield plain(whole.title)
    for parts, title in ((whole.cover, ()), *((one.blocks, one.title) for one in whole.chapters)):
        yield plain(title)
        for block in parts:
            match block:
                case Paragraph(runs) | Heading(_, runs):
                    yield plain(runs)
                case Items(items):
                    yield from (plain(runs) for _depth, runs in items)
                case Lines(found):
                    yield found
                case Table():
                    yield plain(block.caption)
                    yield from (plain(cell) for row in (block.head, *block.rows) for cell in row)


def shown(whole: Document) -> list[str]:
    return [one.strip() for one in said(whole) if one.strip()]


@pytest.mark.parametrize("book", BOOKS)
@pytest.mark.parametrize("session", ["kota-contoh", "hostile"])
def test_a_book_loses_nothing_and_holds_nothing_else(
    sample: Callable[[str], Session], kominfo: Method, session: str, book: str
) -> None:
    markdown = rendering.render(filled(hostile) if session == "hostile" else sample(session), kominfo, book)
    whole = document.read(markdown)
    content = html(markdown)
    found = Read(content)
    assert found.open == []
    assert found.said() == shown(whole)
    assert found.title == plain(whole.title).replace("\n", " ")
    safe(found)


def safe(found: Read) -> None:
    """Only our own elements, nothing that runs, nothing from elsewhere, links only within the file."""
    assert {tag for tag, _attributes in found.elements} <= OURS
    for tag, attributes in found.elements:
        assert tag == "meta" or set(attributes) <= ALLOWED
        assert re.fullmatch(r"width: [0-9.]+%", attributes.get("style", "width: 1%"))  # type: ignore[arg-type]
    links = [one["href"] for one in found.of("a")]
    targets = [attributes["id"] for _tag, attributes in found.elements if "id" in attributes]
    assert len(targets) == len(set(targets))
    assert {one.removeprefix("#") for one in links} <= set(targets)  # type: ignore[union-attr]
    (policy,) = (one["content"] for one in found.of("meta") if "http-equiv" in one)
    assert policy == "default-src 'none'; style-src 'unsafe-inline'"


def test_the_looks_load_nothing() -> None:
    style = html(OWN).decode().split("<style>")[1].split("</style>")[0]
    assert not re.search(r"url\(|@import|http|expression|</", style)


def test_what_people_wrote_is_text_and_nothing_else() -> None:
    texts = (
        *STRINGS.values(),
        "</style></title><script>alert(1)</script>\ud800\x00",
        '"><img src=x onerror=alert(1)>',
    )
    runs = tuple(blocks.Run(text, code=place % 2 == 0) for place, text in enumerate(texts))
    every = tuple((one,) for one in runs)
    parts = (
        Table(runs, ("left",), ((runs[-1],),), tuple((one,) for one in every)),
        Heading(3, runs),
        Lines(texts[-2]),
    )
    whole = Document(runs, runs and (Paragraph(runs),), (Chapter("chapter", runs, parts),))  # type: ignore[arg-type]
    found = Read(make("html", "", whole, "a4"))
    safe(found)
    assert not {"script", "img", "iframe"} & {tag for tag, _attributes in found.elements}
    cells = ["".join(one) for one in found.blocks]
    for one in texts:
        clean = re.sub("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]", "\ufffd", one)
        assert clean in cells


def test_tables_lists_and_headings_say_what_they_are() -> None:
    found = Read(html(OWN))
    assert found.of("html") == [{"lang": "id"}]
    assert [one.get("scope") for one in found.of("th")] == ["col"] * 10
    assert len(found.of("caption")) == len(found.of("table")) == 2
    assert [one.get("start") for one in found.of("ol")] == ["3"]
    levels = [int(tag[1]) for tag, _attributes in found.elements if re.fullmatch(r"h[1-6]", tag)]
    assert levels == [1, 2, 2, 2, 3, 2]
    assert {"class": "tugas"} in found.of("p")
    assert {"class": "isian"} in found.of("table"), "a form has room to write in"
    ids = {one["id"]: tag for tag, one in found.elements if "id" in one}
    assert [ids[one["href"][1:]] for one in found.of("a")] == [  # type: ignore[index]
        "h2",
        "h2",
        "h2",
        "h3",
        "h2",
        "caption",
        "caption",
    ]


def test_the_same_book_gives_the_same_bytes_and_is_known_as_ours() -> None:
    assert html(OWN) == html(OWN)
    assert FORMATS["html"].whose(html(OWN)) == "ours"
    assert FORMATS["html"].whose(html(OWN).replace(b"cerdas", b"pintar")) == "edited"


# In a browser -----------------------------------------------------------------------------------------------


@pytest.fixture
def opened(tmp_path: Path) -> Callable[..., bytes]:
    """Opens a file in Chromium and hands back what it says with these switches."""

    def open_(content: bytes, *switches: str) -> bytes:
        file = tmp_path / "buku.html"
        file.write_bytes(content)
        quiet = ["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run"]
        profile = f"--user-data-dir={tmp_path / 'profile'}"
        done = subprocess.run(
            [CHROMIUM, *quiet, profile, *switches, file.as_uri()],  # type: ignore[list-item]
            check=True,
            capture_output=True,
            timeout=120,
        )
        return done.stdout

    return open_


@pytest.mark.office
@browser
@pytest.mark.parametrize("book", ["buku-1", "komitmen"])
def test_a_browser_finds_no_element_that_a_session_brought(
    kominfo: Method, opened: Callable[..., bytes], book: str
) -> None:
    content = html(rendering.render(filled(hostile), kominfo, book))
    meant, found = Read(content), Read(opened(content, "--dump-dom"))
    assert found.elements == meant.elements
    assert found.said() == meant.said()
    assert found.title == meant.title


@pytest.mark.office
@pages
@pytest.mark.parametrize(("paper", "size"), [("a4", (210, 297)), ("f4", (215, 330))])
def test_it_prints_on_the_pages_asked_for(
    opened: Callable[..., bytes], tmp_path: Path, paper: Paper, size: tuple[int, int]
) -> None:
    printed = tmp_path / "buku.pdf"
    opened(html(OWN, paper), "--no-pdf-header-footer", f"--print-to-pdf={printed}")
    told = subprocess.run(["pdfinfo", "-l", "99", printed], check=True, capture_output=True, text=True).stdout
    sizes = [
        tuple(round(float(one) * 25.4 / 72) for one in found)
        for found in re.findall(r"^Page +\d+ size: +([\d.]+) x ([\d.]+)", told, re.MULTILINE)
    ]
    text = subprocess.run(
        ["pdftotext", "-layout", printed, "-"], check=True, capture_output=True
    ).stdout.decode()
    found = text.split("\f")[:-1]
    across = [page for page, (width, height) in zip(found, sizes, strict=True) if width > height]
    assert set(sizes) == {size, size[::-1]}
    assert len(across) > 1, "the chapter of the wide table"
    assert all("Pelaksana" in page and "Kode" in page for page in across), "the head is repeated"
    assert "BAB II PROGRAM" in across[0]
    assert not any("pr-0" in page for page in found if page not in across)
    numbers = [page.split()[-1] for page in found]
    assert numbers[1:4] == ["i", "ii", "1"]
    assert numbers[3:] == [str(number) for number in range(1, len(found) - 2)]
    assert [text.count(f"pr-{number:08}") for number in range(1, 61)] == [1] * 60, (
        "no code is broken, no row lost"
    )
