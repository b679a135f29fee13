"""Only what is too wide for a page held upright lies across, with what belongs to it; and what stays together does."""

from __future__ import annotations

from bimtek_tui.books.office.blocks import Heading, Paragraph, Picture, Table, plain
from bimtek_tui.books.office.document import Chapter, read
from bimtek_tui.books.office.orientation import placed, turned
from bimtek_tui.books.office.setting import leading

LONG = "Pembangunan pusat kendali terpadu untuk seluruh kecamatan dan kelurahan dengan pelatihan operator. "
WIDE = (
    "| A | B | C | D | E | F | G |\n| --- | --- | --- | --- | --- | --- | --- |\n"
    + f"| 1 |{f' {LONG} |' * 6}\n" * 3
)
NARROW = "| A | B |\n| --- | --- |\n| 1 | 2 |\n"
YEARS = f"| Program |{''.join(f' {year} |' for year in range(2026, 2036))}\n| --- |{' :-: |' * 10}\n| P1 Nama program |{' ■ |' * 10}\n"


def chapter(body: str) -> Chapter:
    (only,) = read(f"# Judul\n\n## BAB I ISI\n\n{body}").chapters
    return only


def shown(body: str) -> list[tuple[bool, list[str]]]:
    """The parts of a chapter: whether each lies across, and the headings in it."""
    return [
        (across, [plain(block.runs) for block in blocks if isinstance(block, Heading)])
        for across, blocks in turned(chapter(body))
    ]


def test_only_the_section_with_the_wide_table_lies_across() -> None:
    text = f"{LONG * 10}\n\n"
    body = (
        f"### Satu\n\n{text}{NARROW}\n### Dua\n\nTabel ini lebar.\n\n{WIDE}\nCatatan.\n\n### Tiga\n\n{text}"
    )
    assert shown(body) == [(False, ["Satu"]), (True, ["Dua"]), (False, ["Tiga"])]
    across = turned(chapter(body))[1][1]
    assert [plain(block.runs) for block in across if isinstance(block, Paragraph)] == [
        "Tabel ini lebar.",
        "Catatan.",
    ]


def test_a_picture_before_a_wide_table_stands_upright() -> None:
    picture = "![x](gambar/x.png)\n\n**Gambar 1.1** Gambar\n\nSumber: kita\n\n"
    parts = turned(chapter(f"{LONG}\n\n{picture}Tabel ini lebar.\n\n{WIDE}"))
    assert [(across, [type(block) for block in blocks]) for across, blocks in parts] == [
        (False, [Paragraph, Picture]),
        (True, [Paragraph, Table]),
    ]


def test_a_grid_of_ten_years_stands_upright() -> None:
    assert shown(f"### Peta jalan\n\n{YEARS}") == [(False, ["Peta jalan"])]


def test_a_few_lines_get_no_page_of_their_own_beside_a_wide_table() -> None:
    assert shown(f"Pengantar.\n\n### Satu\n\n{WIDE}\n### Dua\n\nPendek.\n") == [(True, ["Satu", "Dua"])]
    body = f"### Satu\n\n{NARROW}\n### Dua\n\nPendek.\n\n### Tiga\n\n{WIDE}"
    assert shown(body) == [(False, ["Satu"]), (True, ["Dua", "Tiga"])]


def test_a_chapter_in_parts_has_its_title_once_and_loses_nothing() -> None:
    text = f"{LONG * 10}\n\n"
    document = read(f"# Judul\n\n## BAB I ISI\n\n{text}{WIDE}\n### Akhir\n\n{text}\n## BAB II LAIN\n\nx\n")
    parts = [part for _roman, _across, part in placed(document)]
    assert [plain(part.title) for part in parts if part.title] == ["BAB I ISI", "BAB II LAIN"]
    assert [block for part in parts for block in part.blocks] == [
        block for chapter in document.chapters for block in chapter.blocks
    ]


def test_what_leads_to_a_table_stays_with_it() -> None:
    blocks = chapter(
        f"### Satu\n\nKalimat.\n\nKalimat kedua.\n\n{NARROW}\nCatatan.\n\nTahapnya:\n\n- a\n"
    ).blocks
    kept = [plain(blocks[place].runs) for place in sorted(leading(blocks))]  # type: ignore[union-attr]
    assert kept == ["Kalimat.", "Kalimat kedua.", "Tahapnya:"]


def test_a_place_to_sign_is_no_form_and_no_wide_table() -> None:
    (table,) = chapter(
        "| | Kota Uji, 1 Januari 2027 |\n| --- | --- |\n| | Wali Kota |\n| | **Siti** |\n"
    ).blocks
    assert isinstance(table, Table)
    assert table.is_signature
    assert not table.is_form
    (form,) = chapter("| Nama | Tanda tangan |\n| --- | --- |\n| Siti | |\n").blocks
    assert isinstance(form, Table)
    assert (form.is_signature, form.is_form) == (False, True)
