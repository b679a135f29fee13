"""Books on disk: whole or not at all, and what a person has edited is never overwritten unasked."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from bimtek_tui.books.digest import is_untouched, sealed
from bimtek_tui.books.rendering import render, write
from bimtek_tui.errors import BimtekError, TemplateFault
from bimtek_tui.model.entries import Session
from bimtek_tui.model.method import Method


@pytest.fixture
def batam(sample: Callable[[str], Session]) -> Session:
    return sample("batam-2022")


@pytest.fixture
def shipped(kominfo: Method) -> Method:
    return msgspec.structs.replace(kominfo, book=kominfo.book[:4])


def left(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def test_all_books_of_the_method_are_written(batam: Session, shipped: Method, tmp_path: Path) -> None:
    told = []
    files = write(batam, shipped, tmp_path / "baru" / "buku", progress=lambda *step: told.append(step))
    assert [one.name for one in files] == [
        "buku-1-analisis-strategis.md",
        "buku-2-masterplan.md",
        "buku-3-quick-win.md",
        "buku-4-peta-jalan.md",
    ]
    assert left(tmp_path / "baru" / "buku") == [one.name for one in files], "and nothing else is left behind"
    assert files[0].read_bytes() == render(batam, shipped, "buku-1").encode()
    assert told == [(number, 4, book.title) for number, book in enumerate(shipped.book, start=1)]


def test_only_the_books_named_are_written(batam: Session, shipped: Method, tmp_path: Path) -> None:
    assert [one.name for one in write(batam, shipped, tmp_path, ["buku-3"])] == ["buku-3-quick-win.md"]
    assert left(tmp_path) == ["buku-3-quick-win.md"]


def test_an_unknown_book_is_refused_before_anything_is_written(
    batam: Session, shipped: Method, tmp_path: Path
) -> None:
    with pytest.raises(BimtekError, match="buku-7"):
        write(batam, shipped, tmp_path, ["buku-1", "buku-7"])
    assert left(tmp_path) == []


def test_a_book_as_it_was_made_is_renewed(
    batam: Session, sample: Callable[[str], Session], shipped: Method, tmp_path: Path
) -> None:
    write(batam, shipped, tmp_path)
    (file,) = write(sample("dumai-2022"), shipped, tmp_path, ["buku-1"])
    assert "Kota Dumai" in file.read_text(encoding="utf-8")


def test_a_book_checked_out_with_other_line_ends_counts_as_it_was_made(
    batam: Session, shipped: Method, tmp_path: Path
) -> None:
    (file,) = write(batam, shipped, tmp_path, ["buku-1"])
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    write(batam, shipped, tmp_path, ["buku-1"])


@pytest.mark.parametrize(
    ("edit", "reason"),
    [
        (lambda text: text.replace("Pendahuluan".upper(), "PEMBUKAAN"), "edited by hand"),
        (lambda text: text[:-1] + " tambahan\n", "not made by this program"),
        (lambda text: "catatan sendiri\n", "not made by this program"),
        (lambda text: "", "not made by this program"),
    ],
)
def test_what_a_person_wrote_is_not_overwritten_without_force(
    batam: Session, shipped: Method, tmp_path: Path, edit: Callable[..., Any], reason: str
) -> None:
    files = write(batam, shipped, tmp_path)
    changed = edit(files[1].read_text(encoding="utf-8"))
    files[1].write_text(changed, encoding="utf-8")
    before = {one: one.read_bytes() for one in files}
    with pytest.raises(BimtekError, match=reason) as caught:
        write(batam, shipped, tmp_path)
    assert str(files[1]) in str(caught.value)
    assert "--force" in str(caught.value)
    assert {one: one.read_bytes() for one in files} == before, "not even the other books are written"
    write(batam, shipped, tmp_path, force=True)
    assert files[1].read_text(encoding="utf-8") == render(batam, shipped, "buku-2")


def test_a_file_that_is_no_text_is_not_overwritten(batam: Session, shipped: Method, tmp_path: Path) -> None:
    (tmp_path / "buku-1-analisis-strategis.md").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BimtekError, match="buku-1-analisis-strategis"):
        write(batam, shipped, tmp_path)


@pytest.mark.parametrize("force", [False, True])
def test_a_folder_in_the_way_is_told_in_one_sentence(
    batam: Session, shipped: Method, tmp_path: Path, force: bool
) -> None:
    (tmp_path / "buku-1-analisis-strategis.md").mkdir()
    with pytest.raises(BimtekError) as caught:
        write(batam, shipped, tmp_path, ["buku-1"], force)
    assert "buku-1-analisis-strategis.md" in str(caught.value)
    assert "\n" not in str(caught.value)
    assert left(tmp_path) == ["buku-1-analisis-strategis.md"]


def test_a_file_where_the_folder_should_be_is_told_in_one_sentence(
    batam: Session, shipped: Method, tmp_path: Path
) -> None:
    (tmp_path / "buku").write_text("x")
    with pytest.raises(BimtekError, match="can't be written"):
        write(batam, shipped, tmp_path / "buku" / "dalam")


def test_a_book_that_is_not_whole_is_not_written(batam: Session, shipped: Method, tmp_path: Path) -> None:
    templates = tmp_path / "templates"
    templates.mkdir()
    (templates / "buku-4-peta-jalan.md.j2").write_text(
        "# Judul\n\n<b>{{ city.name }}</b>\n", encoding="utf-8"
    )
    target = tmp_path / "buku"
    with pytest.raises(TemplateFault, match=r"buku-4-peta-jalan\.md\.j2.*HTML"):
        write(batam, shipped, target, templates=templates)
    assert not target.exists()


def test_a_method_can_not_send_a_book_out_of_the_folder(
    batam: Session, shipped: Method, tmp_path: Path
) -> None:
    book = msgspec.structs.replace(shipped.book[0], template="../../keluar.md.j2")
    with pytest.raises(TemplateFault):
        write(batam, msgspec.structs.replace(shipped, book=(book,)), tmp_path / "buku")
    assert left(tmp_path) == []


def test_the_digest_covers_everything_above_it() -> None:
    book = sealed("# Judul\n\nIsi.\n")
    assert is_untouched(book)
    assert is_untouched(book + "\n")
    for place in range(len(book) - 80):
        assert not is_untouched(book[:place] + "x" + book[place + 1 :]) or book[place] == "x"


def test_somebody_may_have_typed_what_looks_like_a_forgotten_value(
    session_of: Callable[[str], Session], shipped: Method, tmp_path: Path
) -> None:
    session = session_of("""
        city = {name = "None", kind = "kota", province = "nan", profile = "None"}
        issue = [{id = "is-00000001", text = "nan", evidence = "inf"}]
    """)
    assert len(write(session, shipped, tmp_path)) == 4


@pytest.mark.skipif(os.name == "nt", reason="links as POSIX has them")
def test_books_are_written_through_no_link(batam: Session, shipped: Method, tmp_path: Path) -> None:
    theirs, folder = tmp_path / "rahasia", tmp_path / "buku"
    theirs.write_text("milik orang")
    write(batam, shipped, folder, ["buku-1"])
    (book,) = folder.iterdir()
    book.unlink()
    book.symlink_to(theirs)
    with pytest.raises(BimtekError, match="was not made by this program"):
        write(batam, shipped, folder, ["buku-1"])
    write(batam, shipped, folder, ["buku-1"], force=True)
    assert theirs.read_text() == "milik orang"
    assert not book.is_symlink()
    (tmp_path / "tautan").symlink_to(folder, target_is_directory=True)
    with pytest.raises(BimtekError, match="is a link"):
        write(batam, shipped, tmp_path / "tautan", ["buku-1"])


@pytest.mark.skipif(os.name == "nt", reason="modes as POSIX has them")
def test_books_of_a_private_session_are_private(batam: Session, shipped: Method, tmp_path: Path) -> None:
    session = tmp_path / "kota.toml"
    session.write_text("x")
    session.chmod(0o600)
    (book,) = write(batam, shipped, tmp_path / "buku", ["buku-1"], beside=session)
    assert book.stat().st_mode & 0o777 == 0o600
