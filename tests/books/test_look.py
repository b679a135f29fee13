"""What makes books those of one city: logo, names, letterhead, colour and Word styles; and what is done without them."""

from __future__ import annotations

import io
import os
import re
import shutil
import struct
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import docx
import docx.oxml
import msgspec
import pytest
from docx.oxml.ns import qn
from support.pictures import jpeg, png
from support.sample_book import OWN, PAPER

from bimtek_tui.books import rendering
from bimtek_tui.books.office import document, look
from bimtek_tui.books.office.formats import FORMATS, Paper, make
from bimtek_tui.books.office.look import OURS, Logo, Look
from bimtek_tui.model.entries import Session
from bimtek_tui.model.method import Method

GIVEN = {
    "government": "Pemerintah Kota Uji",
    "agency": "Dinas Kominfo",
    "year": 2026,
    "logo": "lambang.png",
    "color": "#0b5394",
}
needs_typst = pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler-utils is not installed")


@pytest.fixture
def of(session_of: Callable[[str], Session], tmp_path: Path) -> Callable[..., tuple[Look, list[str]]]:
    """The look of a session with this identity, whose files lie in `tmp_path`, and what was told."""

    def load(formats: tuple[str, ...] = ("docx",), /, **keys: object) -> tuple[Look, list[str]]:
        told: list[str] = []
        loaded = look.load(session_of(identity(**keys)), tmp_path, formats, told.append)
        return loaded, told

    return load


def identity(**keys: object) -> str:
    city = '[city]\nname = "Kota Uji"\nkind = "kota"\n\n'
    lines = (f"{key} = {list(value) if isinstance(value, tuple) else value!r}" for key, value in keys.items())
    return f"{city}[identity]\n" + "\n".join(lines) + "\n"


CITY = Look(
    government="Pemerintah Kota Uji",
    agency="Dinas Kominfo",
    year="2026",
    place="Pemerintah Kota Uji",
    letterhead=("PEMERINTAH KOTA UJI", "DINAS KOMINFO", "Jalan Merdeka 1"),
    ink="0b5394",
    rule="0b5394",
    tint="dae5ef",
    logo=Logo(png(), "png", 60, 72),
)


def made(name: str, markdown: str, seen: Look = CITY, paper: Paper | None = None) -> bytes:
    return make(name, markdown, document.read(markdown), paper, seen)


def opened(content: bytes) -> Any:
    return docx.Document(io.BytesIO(content))


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


# What is taken of a session ---------------------------------------------------------------------------------


def test_names_logo_and_colour_of_a_session_are_its_look(
    of: Callable[..., tuple[Look, list[str]]], tmp_path: Path
) -> None:
    (tmp_path / "lambang.png").write_bytes(png())
    seen, told = of(**GIVEN)
    assert told == []
    assert (seen.government, seen.agency, seen.year, seen.place) == (
        *list(GIVEN.values())[:2],
        "2026",
        seen.government,
    )
    assert seen.letterhead == ("PEMERINTAH KOTA UJI", "DINAS KOMINFO"), "where no lines are given"
    assert seen.logo is not None
    assert (seen.logo.kind, seen.logo.width, seen.logo.height) == ("png", 60, 72)
    assert seen.alt == "Lambang Pemerintah Kota Uji"
    assert of(letterhead=("Kop", "Alamat"))[0].letterhead == ("Kop", "Alamat")
    assert of()[0].place == "Kota Uji", "the running head names the city where no government is given"


def test_markdown_reads_no_file_and_only_word_the_reference(
    of: Callable[..., tuple[Look, list[str]]],
) -> None:
    for formats, count in ((("md",), 0), (("md", "html"), 1), (("docx",), 2)):
        assert len(of(formats, logo="tiada.png", reference_doc="tiada.docx")[1]) == count


@pytest.mark.parametrize(
    ("color", "ink", "rule"),
    [
        ("#0B5394", "0b5394", "0b5394"),
        ("#ffd400", "000000", "ffd400"),  # too pale for letters, not for lines
        ("#777777", "000000", "777777"),  # 4.48 : 1
        ("#767676", "767676", "767676"),  # 4.54 : 1
        ("biru", OURS.ink, OURS.rule),
        ("#12345", OURS.ink, OURS.rule),
    ],
)
def test_a_colour_is_that_of_letters_only_where_they_can_be_read(
    of: Callable[..., tuple[Look, list[str]]], color: str, ink: str, rule: str
) -> None:
    seen, _told = of(color=color)
    assert (seen.ink, seen.rule) == (ink, rule)
    assert look.contrast(int(seen.ink, 16), 0xFFFFFF) >= 4.5
    assert look.contrast(int(seen.tint, 16), 0) >= 10, "black letters in the heads of tables"


def bomb() -> bytes:
    return png().replace(struct.pack(">II", 60, 72), struct.pack(">II", 100_000, 100_000))


HOSTILE: dict[str, Callable[[Path], object]] = {
    "missing": lambda _file: None,
    "an svg": lambda file: file.write_bytes(b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
    "a bomb": lambda file: file.write_bytes(bomb()),
    "cut off": lambda file: file.write_bytes(png()[:-9]),
    "a jpeg cut off": lambda file: file.write_bytes(jpeg()[:-2]),
    "too many bytes": lambda file: file.write_bytes(png() + b"\0" * 6 * 2**20),
    "a folder": lambda file: file.mkdir(),
    "a link out of the folder": lambda file: file.symlink_to("/etc/passwd"),
    "a pipe": lambda file: os.mkfifo(file),
}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs links and pipes")
@pytest.mark.parametrize("what", HOSTILE)
@pytest.mark.parametrize("key", ["logo", "reference_doc"])
def test_books_are_made_without_a_file_that_is_not_what_it_should_be_and_say_so_once(
    session_of: Callable[[str], Session], kominfo: Method, tmp_path: Path, what: str, key: str
) -> None:
    folder = tmp_path / "sesi"
    folder.mkdir()
    HOSTILE[what](folder / "berkas.png")
    session = session_of(identity(**{key: "berkas.png"}))
    told: list[str] = []
    files = rendering.write(
        session,
        kominfo,
        tmp_path / "buku",
        ["buku-3", "komitmen"],
        formats=["docx", "html"],
        beside=folder / "uji.toml",
        tell=told.append,
    )
    assert all(FORMATS[file.suffix[1:]].whose(file.read_bytes()) == "ours" for file in files)
    (sentence,) = told
    assert f"“{key}”" in sentence
    assert "berkas.png" in sentence
    assert ";" in sentence, "there is a way out"


# Covers, running heads, letterheads -------------------------------------------------------------------------


def test_a_word_cover_shows_logo_government_title_and_at_its_foot_who_publishes_when() -> None:
    file = opened(made("docx", OWN))
    cover = list(file.paragraphs)[: [one.style.name for one in file.paragraphs].index("heading 1".title())]
    assert [(one.style.name, one.text) for one in cover if one.text] == [
        ("Pemerintah", "Pemerintah Kota Uji"),
        ("Title", "Buku 2 Masterplan"),
        ("Sampul", "Kota Contoh"),
        ("Sampul", "Periode masterplan: 2026-2030"),
        ("Penerbit", "Dinas Kominfo"),
        ("Penerbit", "2026"),
    ]
    foot = [one._p.find(f"{qn('w:pPr')}/{qn('w:framePr')}") for one in cover if one.style.name == "Penerbit"]
    assert [one.get(qn("w:yAlign")) for one in foot] == ["bottom", "bottom"]
    (drawn,) = file.element.body.iter(qn("wp:docPr"))
    assert drawn.get("descr") == "Lambang Pemerintah Kota Uji"
    (picture,) = file.inline_shapes
    assert abs(picture.width / picture.height - 60 / 72) < 0.01
    assert parts(made("docx", OWN))["word/media/lambang.png"] == png()


def test_a_word_book_has_its_title_and_government_along_the_head_of_all_pages_but_the_cover() -> None:
    cover, *sections = opened(made("docx", OWN)).sections
    assert not list(cover._sectPr.iter(qn("w:headerReference"), qn("w:footerReference")))
    assert {one.header.paragraphs[0].text for one in sections} == {"Buku 2 Masterplan\tPemerintah Kota Uji"}
    for one in sections:
        tab = next(one.header._element.iter(qn("w:tab")))
        width = one.page_width - one.left_margin - one.right_margin
        assert abs(int(tab.get(qn("w:pos"))) * 635 - width) < 2 * 635, "at the right edge, upright and across"


def test_a_word_paper_bears_the_letterhead_on_its_first_page_and_a_book_does_not() -> None:
    file = opened(made("docx", PAPER))
    (section,) = file.sections
    assert section.different_first_page_header_footer
    head = section.first_page_header._element
    lines = [(one.style.name, one.text) for one in section.first_page_header.tables[0].cell(0, 1).paragraphs]
    assert lines == [
        ("Kop 1", CITY.letterhead[0]),
        ("Kop 2", CITY.letterhead[1]),
        ("Kop 3", CITY.letterhead[2]),
    ]
    assert len(list(head.iter(qn("wp:inline")))) == 1
    assert any("Gap" in one.get(qn("w:val")) for one in head.iter(qn("w:bottom"))), "the double rule"
    assert list(section.first_page_footer._element.iter(qn("w:instrText"))), "the number of the page"
    assert not any("Kop" in one.style.name for one in opened(made("docx", OWN)).paragraphs)
    (plain,) = opened(made("docx", PAPER, OURS)).sections
    assert not plain.different_first_page_header_footer


@pytest.mark.parametrize("form", ["png", "jpeg"])
def test_html_holds_the_logo_in_itself_and_allows_no_other_picture(form: Literal["png", "jpeg"]) -> None:
    picture = {"png": png, "jpeg": jpeg}[form]()
    seen = Look(government='Kota "Uji" <b>', place='Kota "Uji" <b>', logo=Logo(picture, form, 60, 72))
    page = made("html", OWN, seen).decode()
    (source, words) = re.findall(r'<img class="lambang" src="([^"]+)" alt="([^"]+)">', page)[0]
    assert source.startswith(f"data:image/{form};base64,")
    assert words == "Lambang Kota &quot;Uji&quot; &lt;b&gt;"
    assert "default-src 'none'; style-src 'unsafe-inline'; img-src data:\"" in page
    assert "<img" not in made("html", OWN, OURS).decode()
    assert "img-src" not in made("html", OWN, OURS).decode()
    style = page.split("<style>")[1].split("</style>")[0]
    assert '@top-right { content: "Kota \\000022Uji\\000022 \\00003cb\\00003e"' in style


def test_html_has_cover_letterhead_and_colours_like_the_others() -> None:
    book, paper = made("html", OWN).decode(), made("html", PAPER).decode()
    cover = book.split('<header class="sampul">')[1].split("</header>")[0]
    words = [one.strip() for one in re.sub(r"<[^>]+>", "\n", cover).split("\n") if one.strip()]
    assert words == ["Pemerintah Kota Uji", "Buku 2 Masterplan", "Kota Contoh", "Periode", "masterplan", ": 2026-2030", "Dinas Kominfo", "2026"]  # fmt: skip
    assert re.findall(r"<span>([^<]+)</span>", paper) == list(CITY.letterhead)
    assert 'class="kop"' not in book
    assert "@top-left" in book
    assert "@top-left" not in paper
    assert "--tinta: #0b5394" in book


@pytest.fixture
def pages(tmp_path: Path) -> Callable[[bytes], list[str]]:
    """The text of each page of a PDF."""

    def read(content: bytes) -> list[str]:
        (tmp_path / "buku.pdf").write_bytes(content)
        told = subprocess.run(
            ["pdftotext", "-raw", tmp_path / "buku.pdf", "-"], check=True, capture_output=True
        )
        return told.stdout.decode().split("\f")[:-1]

    return read


@pytest.mark.office
@needs_typst
@pytest.mark.parametrize("form", ["png", "jpeg"])
def test_pdf_has_cover_running_heads_and_letterhead(
    pages: Callable[[bytes], list[str]], tmp_path: Path, form: Literal["png", "jpeg"]
) -> None:
    pytest.importorskip("typst")
    picture = {"png": png, "jpeg": jpeg}[form]()
    told: list[str] = []
    seen = msgspec.structs.replace(CITY, logo=Logo(picture, form, 60, 72))
    cover, *others = pages(make("pdf", OWN, None, None, seen, told.append))
    assert told == []
    assert [line for line in cover.split("\n") if line] == ["PEMERINTAH KOTA UJI", "BUKU 2 MASTERPLAN", "Kota Contoh", "Periode masterplan: 2026-2030", "Dinas Kominfo", "2026"]  # fmt: skip
    assert {page.split("\n")[0] for page in others} == {"Buku 2 Masterplan Pemerintah Kota Uji"}
    listed = subprocess.run(
        ["pdfimages", "-list", tmp_path / "buku.pdf"], check=True, capture_output=True
    ).stdout.decode()
    assert [row.split()[0] for row in listed.split("\n")[2:] if row] == ["1"], "on the cover alone"
    (first,) = pages(make("pdf", PAPER, None, None, seen, told.append))
    assert first.split("\n")[:4] == [*CITY.letterhead, "Komitmen Bersama"]


@pytest.mark.office
@needs_typst
def test_a_pdf_is_made_without_a_logo_whose_picture_is_damaged_and_says_so(
    pages: Callable[[bytes], list[str]],
) -> None:
    pytest.importorskip("typst")
    broken = png().replace(b"IDAT", b"IDAT" + b"\xff" * 4)
    told: list[str] = []
    content = make(
        "pdf", OWN, None, None, Look(government="Kota Uji", logo=Logo(broken, "png", 60, 72)), told.append
    )
    assert "KOTA UJI" in pages(content)[0]
    (sentence,) = told
    assert "“logo”" in sentence


@pytest.mark.parametrize("name", ["docx", "html"])
def test_the_same_look_gives_the_same_bytes(name: str) -> None:
    assert made(name, OWN) == made(name, OWN)
    assert FORMATS[name].whose(made(name, OWN)) == "ours"
