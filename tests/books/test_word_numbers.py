"""Numbers in Word are Word's own: of chapters, sections and annexes; and what refers to them follows them."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from support.word_labels import labels, text

from bimtek_tui.books import rendering
from bimtek_tui.books.office import document
from bimtek_tui.books.office.formats import make
from bimtek_tui.model.entries import Session
from bimtek_tui.model.method import Method

PAGE = """# Buku 2 Masterplan

Masterplan Kota Contoh

## KATA PENGANTAR

Lihat Tabel 2.1, subbab 2.1, Bab II dan Lampiran 2; tidak ada Tabel 7.7, subbab 9.9, maupun `Tabel 2.1`.

## BAB I PENDAHULUAN

### 1.1 Latar Belakang

#### 1.1.1 Umum

- Subbab 1.1.1 memuat **Tabel 2.1**.

### Tanpa Nomor

### 1.2 Tujuan

## BAB II PROGRAM

### 2.1 Daftar

**Tabel 2.1** Program

| No. | Program |
| --- | --- |
| 1 | Satu |

### 2.3 Dilompati

### 2.2 Menyusul

## BAB V PENUTUP

### 5.1 Saran

## LAMPIRAN

### Lampiran 1 Peserta

### Lampiran 2 Keputusan

### Lampiran 4 Dilompati
"""


def opened(markdown: str) -> Any:
    return docx.Document(io.BytesIO(make("docx", markdown, document.read(markdown), "a4")))


def headings(file: Any) -> list[tuple[str, str]]:
    """What stands in the text of each heading, and what Word puts before it."""
    numbers = labels(file)
    return [
        (numbers.get(one._p, ""), one.text) for one in file.paragraphs if one.style.name.startswith("Heading")
    ]


def test_what_follows_the_count_is_numbered_by_word_and_all_else_stays_text() -> None:
    assert headings(opened(PAGE)) == [
        ("", "KATA PENGANTAR"),
        ("BAB I", "PENDAHULUAN"),
        ("1.1", "Latar Belakang"),
        ("1.1.1", "Umum"),
        ("", "Tanpa Nomor"),
        ("1.2", "Tujuan"),
        ("BAB II", "PROGRAM"),
        ("2.1", "Daftar"),
        ("", "2.3 Dilompati"),
        ("2.2", "Menyusul"),
        ("", "BAB V PENUTUP"),
        ("", "5.1 Saran"),
        ("", "LAMPIRAN"),
        ("Lampiran 1", "Peserta"),
        ("Lampiran 2", "Keputusan"),
        ("", "Lampiran 4 Dilompati"),
    ]


def test_chapters_are_roman_and_sections_arabic_and_new_headings_go_on_counting() -> None:
    file = opened(PAGE)
    numbering = file.part.numbering_part.element
    for depth, name in enumerate(("Heading 1", "Heading 2", "Heading 3")):
        style = file.styles[name].element
        place = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        assert place.find(qn("w:ilvl")).get(qn("w:val")) == str(depth)
        level = next(
            one
            for one in numbering.iter(qn("w:lvl"))
            if (linked := one.find(qn("w:pStyle"))) is not None
            and linked.get(qn("w:val")) == style.get(qn("w:styleId"))
        )
        assert (level.find(qn("w:isLgl")) is not None) == (depth > 0)


def test_a_reference_leads_to_what_it_names_and_says_its_number_anew() -> None:
    file = opened(PAGE)
    marks = {one.get(qn("w:name")): one for one in file.element.body.iter(qn("w:bookmarkStart"))}
    fields = [one.text.split() for one in file.element.body.iter(qn("w:instrText")) if "REF _" in one.text]
    references = [words for words in fields if words[0] == "REF"]
    numbers = labels(file)
    assert [(words[1], words[2:4]) for words in references] == [
        ("_Tabel_2_1", ["\\h", "\\*"]),
        ("_Subbab_2_1", ["\\n", "\\h"]),
        ("_Bab_II", ["\\n", "\\h"]),
        ("_Lampiran_2", ["\\n", "\\h"]),
        ("_Subbab_1_1_1", ["\\n", "\\h"]),
        ("_Tabel_2_1", ["\\h", "\\*"]),
    ]
    assert text(marks["_Subbab_1_1_1"].getparent(), numbers) == "1.1.1 Umum"
    assert text(marks["_Tabel_2_1"].getparent(), numbers) == "Tabel 2.1 Program"
    foreword = next(one for one in file.paragraphs if one.text.startswith("Lihat"))
    assert foreword.text == (
        "Lihat Tabel 2.1, subbab 2.1, Bab II dan Lampiran 2; tidak ada Tabel 7.7, subbab 9.9, maupun Tabel 2.1."
    )


def test_a_paper_without_chapters_has_no_numbered_headings() -> None:
    assert headings(opened("# Notula\n\n## Peserta\n\nIsi.\n")) == [("", "Notula"), ("", "Peserta")]


@pytest.mark.parametrize("book", ["buku-1", "buku-2", "buku-3", "buku-4"])
def test_every_number_of_a_book_is_words_own(
    sample: Callable[[str], Session], kominfo: Method, book: str
) -> None:
    found = headings(opened(rendering.render(sample("kota-contoh"), kominfo, book)))
    assert len([number for number, _words in found if number]) > 10
    assert [words for number, words in found if not number and words[0].isdigit()] == []
    assert [words for number, words in found if not number and words.startswith(("BAB ", "Lampiran "))] == []
