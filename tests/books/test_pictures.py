"""Pictures in books: named where they stand, written beside the Markdown, held against the session afterwards."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from bimtek_tui import resources
from bimtek_tui.books.charts import drawing, gallery
from bimtek_tui.books.office.look import Look
from bimtek_tui.books.pictures import shown_in, wanted
from bimtek_tui.books.rendering import compare, render, write
from bimtek_tui.books.sections import facts
from bimtek_tui.books.slides import slides
from bimtek_tui.cli.figures import CHARTS
from bimtek_tui.errors import BimtekError, TemplateFault
from bimtek_tui.model.entries import Session
from bimtek_tui.model.method import Method

PLANE = "gambar/swot-plane.svg"


@pytest.fixture
def contoh(sample: Callable[[str], Session]) -> Session:
    return sample("kota-contoh")


@pytest.fixture
def written(contoh: Session, kominfo: Method, tmp_path: Path) -> Path:
    """The first book with its pictures."""
    return write(contoh, kominfo, tmp_path, ["buku-1"], with_pictures=True)[0]


def test_a_book_has_its_pictures_with_number_caption_source_and_list(written: Path) -> None:
    book = written.read_text(encoding="utf-8")
    caption = re.search(
        r"^!\[[^\n]*\]\(gambar/swot-plane\.svg\)\n\n\*\*(Gambar 5\.\d+)\*\* (.*)\n\nSumber: .+$", book, re.M
    )
    assert caption
    assert f"- {caption[1]} {caption[2]}" in book.partition("## DAFTAR GAMBAR")[2].partition("\n## ")[0]
    assert (written.parent / PLANE).read_bytes().startswith(b"<?xml")
    assert sorted(file.name for file in (written.parent / "gambar").iterdir()) == sorted(
        Path(file).name for file in shown_in(book).values()
    )


def test_no_picture_stands_in_two_books(contoh: Session, kominfo: Method) -> None:
    shown = [
        name
        for book in kominfo.books
        for name in shown_in(render(contoh, kominfo, book, shown=wanted(contoh)))
    ]
    drawn = {name for name in gallery.NAMES if gallery.chart(contoh, kominfo, name)}
    own = {Path(name).stem for name in wanted(contoh)} - {*gallery.NAMES}
    assert sorted(shown) == sorted(drawn | own)


def test_a_book_without_pictures_has_no_list_of_them(
    contoh: Session, kominfo: Method, tmp_path: Path
) -> None:
    (file,) = write(contoh, kominfo, tmp_path, ["buku-1"])
    assert "GAMBAR" not in file.read_text(encoding="utf-8")
    assert [one.name for one in tmp_path.iterdir()] == [file.name]


def test_a_section_rests_on_the_same_facts_with_pictures_and_without(
    contoh: Session, kominfo: Method
) -> None:
    places = [("buku-1", "position")]
    before = facts(contoh, kominfo, places)
    render(contoh, kominfo, "buku-1", shown=wanted(contoh))
    assert facts(contoh, kominfo, places) == before


def test_books_and_pictures_of_the_session_as_it_is_need_no_word(
    contoh: Session, kominfo: Method, written: Path
) -> None:
    assert compare(contoh, kominfo, written.parent, ["buku-1"]) == []


def test_other_numbers_in_a_picture_are_told_with_the_line_of_the_book(
    contoh: Session, kominfo: Method, written: Path
) -> None:
    picture = written.parent / PLANE
    picture.write_bytes(picture.read_bytes().replace(b"0.3125", b"0.3126"))
    ((file, finding),) = compare(contoh, kominfo, written.parent, ["buku-1"])
    assert (file, finding.code) == (written, "picture-outdated")
    assert PLANE in written.read_text(encoding="utf-8").split("\n")[finding.line - 1]
    picture.unlink()
    assert [finding.code for _file, finding in compare(contoh, kominfo, written.parent, ["buku-1"])] == [
        "picture-outdated"
    ]


def test_each_row_of_the_numbers_has_a_line_for_who_reads_the_difference(
    contoh: Session, kominfo: Method, written: Path
) -> None:
    chart = gallery.chart(contoh, kominfo, "swot-plane")
    assert chart is not None
    lines = (written.parent / PLANE).read_text(encoding="utf-8").split("\n")
    for row in chart.rows:
        (line,) = [line for line in lines if line.startswith(f'["{row[0]}"')]
        assert all(str(cell) in line for cell in row if cell is not None)


def test_a_picture_that_was_edited_is_told_though_its_numbers_are_right(
    contoh: Session, kominfo: Method, tmp_path: Path
) -> None:
    session = resources.sample_session("kota-contoh")
    write(contoh, kominfo, tmp_path, ["buku-1"], beside=session, with_pictures=True)
    for name, old, new in (("swot-plane.svg", b"<path", b"<path "), ("pc-7m4tq2ve.png", b"IDAT", b"iDAT")):
        picture = tmp_path / "gambar" / name
        before = picture.read_bytes()
        picture.write_bytes(before.replace(old, new, 1))
        ((_file, finding),) = compare(contoh, kominfo, tmp_path, ["buku-1"], beside=session)
        assert (finding.code, name in finding.message) == ("picture-outdated", True)
        assert "was edited" in finding.message
        picture.write_bytes(before)
    assert compare(contoh, kominfo, tmp_path, ["buku-1"], beside=session) == []


def test_slides_of_which_no_picture_could_be_drawn_are_not_made(
    contoh: Session, kominfo: Method, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawing, "MEMORY", 2**20)
    told: list[str] = []
    with pytest.raises(BimtekError, match="none of the pictures"):
        slides(contoh, kominfo, Look(), told.append)
    assert any("swot-plane" in sentence for sentence in told)


def test_a_picture_that_a_person_worked_on_is_kept(contoh: Session, kominfo: Method, written: Path) -> None:
    picture = written.parent / PLANE
    picture.write_bytes(picture.read_bytes().replace(b"\n", b"\r\n"))
    write(contoh, kominfo, written.parent, ["buku-1"], with_pictures=True)  # git may change line ends
    picture.write_bytes(picture.read_bytes().replace(b"<svg", b"<svg id='peta'", 1))
    book = written.read_bytes()
    with pytest.raises(BimtekError, match="swot-plane"):
        write(contoh, kominfo, written.parent, ["buku-1"], with_pictures=True)
    assert (b"id='peta'" in picture.read_bytes(), written.read_bytes()) == (True, book)
    write(contoh, kominfo, written.parent, ["buku-1"], with_pictures=True, force=True)
    assert b"id='peta'" not in picture.read_bytes()


def test_a_link_that_lies_in_place_of_the_folder_is_not_written_through(
    contoh: Session, kominfo: Method, tmp_path: Path
) -> None:
    (tmp_path / "lain").mkdir()
    (tmp_path / "buku").mkdir()
    (tmp_path / "buku" / "gambar").symlink_to(tmp_path / "lain")
    with pytest.raises(BimtekError, match="gambar"):
        write(contoh, kominfo, tmp_path / "buku", ["buku-1"], with_pictures=True)
    assert list((tmp_path / "lain").iterdir()) == []


def test_without_the_package_books_are_made_and_the_command_is_told(
    contoh: Session, kominfo: Method, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    told: list[str] = []
    (file,) = write(contoh, kominfo, tmp_path, ["buku-1"], with_pictures=True, tell=told.append)
    assert "GAMBAR" not in file.read_text(encoding="utf-8")
    assert [("bimtek-tui[charts]" in sentence) for sentence in told] == [True]


def test_a_book_does_not_name_a_picture_that_could_not_be_drawn(
    contoh: Session, kominfo: Method, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawing, "MEMORY", 2**20)
    told: list[str] = []
    (file,) = write(contoh, kominfo, tmp_path, ["buku-1"], with_pictures=True, tell=told.append)
    assert "gambar/" not in file.read_text(encoding="utf-8")
    assert "GAMBAR" not in file.read_text(encoding="utf-8")
    assert any("swot-plane" in sentence for sentence in told)


def test_a_template_of_others_can_place_pictures_and_name_no_other(
    contoh: Session, ours: Callable[..., Method], tmp_path: Path
) -> None:
    method = ours("# {{ book }}\n\n## BAB Posisi\n\n{{ pictures.swot_plane }}\n")
    (file,) = write(contoh, method, tmp_path / "buku", ["kami"], templates=tmp_path, with_pictures=True)
    assert "**Gambar 1.1** Kota Contoh" in file.read_text(encoding="utf-8")
    method = ours("# {{ book }}\n\n![x](http://contoh.invalid/a.svg)\n")
    with pytest.raises(TemplateFault):
        write(contoh, method, tmp_path / "lain", ["kami"], templates=tmp_path, with_pictures=True)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("![x](gambar/swotplane.svg)", "no picture “swotplane” (did you mean “swot-plane”?)"),
        ("- ![x](gambar/swot-plane.svg)", "“swot-plane” needs a line of its own"),
    ],
)
def test_a_template_that_shows_a_picture_wrongly_is_told_how(
    contoh: Session, ours: Callable[..., Method], tmp_path: Path, line: str, told: str
) -> None:
    method = ours(f"# {{{{ book }}}}\n\n## BAB Posisi\n\n{line}\n")
    with pytest.raises(TemplateFault) as caught:
        write(contoh, method, tmp_path / "buku", ["kami"], templates=tmp_path, with_pictures=True)
    assert told in str(caught.value)
    assert not (tmp_path / "buku").exists()


def test_a_template_that_does_not_ask_whether_there_is_a_picture_gets_none_where_none_are_wanted(
    contoh: Session, ours: Callable[..., Method], tmp_path: Path
) -> None:
    method = ours("# {{ book }}\n\n## BAB Posisi\n\n![x](gambar/swot-plane.svg)\n")
    told: list[str] = []
    write(contoh, method, tmp_path / "buku", ["kami"], templates=tmp_path, tell=told.append)
    assert [("“swot-plane” without asking" in sentence) for sentence in told] == [True]
    assert not (tmp_path / "buku" / "gambar").exists()


def test_the_command_knows_every_picture() -> None:
    assert CHARTS == gallery.NAMES


def test_titles_and_texts_for_those_who_see_nothing_are_text(contoh: Session, kominfo: Method) -> None:
    assert contoh.city is not None
    name = "Kota $x^2$ ](http://a.invalid) <b> `c` **d** ![e](f)"
    session = contoh.copy()
    session.city = msgspec.structs.replace(contoh.city, name=name)
    book = render(session, kominfo, "buku-1", shown=wanted(session))
    assert "swot-plane" in shown_in(book)
