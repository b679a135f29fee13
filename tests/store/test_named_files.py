"""Files that a session names: only what lies in its folder and is what it should be is taken."""

from __future__ import annotations

import os
import struct
from pathlib import Path

import pytest
from support.pictures import repacked, word_file

from bimtek_tui import check, store
from bimtek_tui.model import method
from bimtek_tui.store.named_files import MAX_BYTES, Fault, gather, inspect, take

SESSION = """schema_version = 1
method = "kominfo-1"

[city]
name = "Kota Uji"
kind = "kota"

[identity]
logo = "logo.png"
reference_doc = "contoh.docx"

[[picture]]
id = "pc-00000001"
book = "buku-2"
section = "pendahuluan"
file = "gambar/peta.jpg"
caption = "Peta"
alt = "Sungai membelah kota."
added = 2026-06-13T09:15:21+07:00
"""


def png(width: int = 200, height: int = 100) -> bytes:
    return (
        b"\x89PNG\r\n\x1a\n"
        + struct.pack(">I4sII", 13, b"IHDR", width, height)
        + b"\x08\x06\0\0\0"
        + b"\0" * 8
        + b"\0\0\0\0IEND\xaeB`\x82"
    )


def jpeg(width: int = 200, height: int = 100, profile: int = 60_000) -> bytes:
    segment = b"\xff\xe2" + struct.pack(">H", profile + 2) + b"\0" * profile
    frame = b"\xff\xff\xc0" + struct.pack(">HBHH", 17, 8, height, width) + b"\0" * 10
    return b"\xff\xd8" + segment * 3 + frame + b"\xff\xd9"


GOOD = {"png": png(), "jpeg": jpeg(), "progressive jpeg": jpeg().replace(b"\xff\xff\xc0", b"\xff\xc2")}


@pytest.mark.parametrize("form", GOOD)
def test_a_picture_is_known_by_its_beginning_not_by_its_name(tmp_path: Path, form: str) -> None:
    (tmp_path / "logo").write_bytes(GOOD[form])
    seen = inspect(tmp_path, "logo", picture=True)
    assert (seen.fault, seen.width, seen.height) == ("", 200, 100)


BAD: dict[str, tuple[bytes, Fault]] = {
    "nothing": (b"", "no-picture"),
    "svg": (b"<svg width='1' height='1'/>", "no-picture"),
    "gif": (b"GIF89a" + b"\1\0\1\0" * 9, "no-picture"),
    "a png cut off": (png()[:20], "damaged"),
    "a png without its end": (png()[:-12], "damaged"),
    "a jpeg of filling": (b"\xff\xd8" + b"\xff" * 4_000_000, "damaged"),
    "a png without height": (png(height=0), "damaged"),
    "a jpeg without frame": (jpeg()[:-21] + b"\xff\xd9", "damaged"),
    "a jpeg cut off": (jpeg()[:-1], "damaged"),
    "a jpeg of noughts": (b"\xff\xd8" + b"\xff\xe0\0\0" * 9, "damaged"),
    "a jpeg whose segments have no length": (b"\xff\xd8" + b"\xff" * 100_000, "damaged"),
    "too many pixels": (png(5001, 5000), "too-many-pixels"),
    "a bomb": (png(2**32 - 1, 2**32 - 1), "too-many-pixels"),
    "too many bytes": (png() + b"\0" * MAX_BYTES, "too-many-bytes"),
}


@pytest.mark.parametrize("what", BAD)
def test_what_is_no_picture_or_too_large_is_not_taken(tmp_path: Path, what: str) -> None:
    content, fault = BAD[what]
    (tmp_path / "logo.png").write_bytes(content)
    assert inspect(tmp_path, "logo.png", picture=True).fault == fault


OUTSIDE = ["../logo.png", "a/../../logo.png", "a/../logo.png", "/etc/passwd", "C:\\logo.png", "C:logo.png", "\\\\srv\\a\\logo.png", "..\\logo.png", ".."]  # fmt: skip


@pytest.mark.parametrize("name", OUTSIDE)
def test_a_name_that_leads_out_of_the_folder_is_not_followed(tmp_path: Path, name: str) -> None:
    (tmp_path / "logo.png").write_bytes(png())
    (tmp_path / "sesi" / "a").mkdir(parents=True)
    assert inspect(tmp_path / "sesi", name, picture=True).fault == "outside"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs links and pipes")
def test_links_out_of_the_folder_and_what_is_no_file_are_not_opened(tmp_path: Path) -> None:
    folder = tmp_path / "sesi"
    folder.mkdir()
    (tmp_path / "logo.png").write_bytes(png())
    (folder / "keluar.png").symlink_to(tmp_path / "logo.png")
    (folder / "luar").symlink_to(tmp_path)
    (folder / "putar").symlink_to(folder / "putar")
    os.mkfifo(folder / "pipa.png")  # opening it would wait for ever
    (folder / "ada.png").write_bytes(png())
    (folder / "dalam.png").symlink_to(folder / "ada.png")
    faults = {
        name: inspect(folder, name, picture=True).fault
        for name in (
            "keluar.png",
            "luar/logo.png",
            "putar",
            "pipa.png",
            ".",
            "dalam.png",
            "tiada.png",
            "a" * 999,
        )
    }
    assert faults == {
        "keluar.png": "outside",
        "luar/logo.png": "outside",
        "putar": "no-file",
        "pipa.png": "no-file",
        ".": "no-file",
        "dalam.png": "",
        "tiada.png": "missing",
        "a" * 999: "no-file",
    }


def test_every_file_that_a_session_names_is_looked_at_and_told_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "uji.toml"
    file.write_text(SESSION, encoding="utf-8")
    (tmp_path / "logo.png").write_bytes(png(6000, 5000))
    (tmp_path / "contoh.docx").write_bytes(word_file())
    (tmp_path / "gambar").mkdir()
    (tmp_path / "gambar" / "peta.jpg").write_bytes(jpeg())
    loaded = store.load(file)
    named = gather(loaded.path, loaded.session)
    assert {place: one.fault for place, one in named.items()} == {
        ("identity", "", "logo"): "too-many-pixels",
        ("identity", "", "reference_doc"): "",
        ("picture", "pc-00000001", "file"): "",
    }
    lacking, finding = sorted(
        check.findings(loaded, method.load("kominfo-1"), None, named), key=lambda one: one.code
    )
    assert (lacking.code, lacking.line, lacking.key) == ("lacking-styles", 10, "reference_doc")
    assert "TOC 1" in lacking.message
    assert (finding.code, finding.line, finding.key) == ("picture-too-large", 9, "logo")
    assert "6000 × 5000" in finding.message


STYLES = "word/styles.xml"
NO_STYLES = b'<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
DOCTYPE = b'<!DOCTYPE w:styles [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
ENTRIES = {f"word/media/{number}.png": b"" for number in range(3001)}
DOCUMENTS: dict[str, tuple[bytes, Fault]] = {
    "nothing": (b"", "no-document"),
    "what begins like a zip": (b"PK\3\4" + b"\0" * 100_000, "no-document"),
    "an old Word file": (b"\xd0\xcf\x11\xe0" + b"\0" * 5000, "no-document"),
    "a page of the web": (b"<html>", "no-document"),
    "a zip of something else": (repacked(word_file(), {"_rels/.rels": None}), "no-document"),
    "one without text": (repacked(word_file(), {"word/document.xml": None}), "no-document"),
    "styles that declare entities": (word_file({STYLES: DOCTYPE + NO_STYLES}), "no-document"),
    "styles that are no XML": (word_file({STYLES: b"<w:styles"}), "no-document"),
    "the strict form": (word_file({STYLES: NO_STYLES.replace(b"schemas", b"purl")}), "no-document"),
    "one cut off": (word_file()[:-200], "no-document"),
    "one as large as a book of photographs": (word_file() + b"\0" * 21 * 2**20, "large-document"),
    "a bomb beside the styles": (word_file({"word/media/a.png": b"\0" * 81 * 2**20}), "large-document"),
    "a bomb as styles": (word_file({STYLES: NO_STYLES + b" " * 9 * 2**20}), "large-document"),
    "too many parts": (word_file(ENTRIES), "large-document"),
}


@pytest.mark.parametrize("what", DOCUMENTS)
def test_a_reference_that_is_no_word_file_or_unpacks_to_too_much_is_not_taken(
    tmp_path: Path, what: str
) -> None:
    content, fault = DOCUMENTS[what]
    (tmp_path / "contoh.docx").write_bytes(content)
    named, taken = take(tmp_path, "contoh.docx", picture=False)
    assert (named.fault, taken) == (fault, b"")
    assert "contoh.docx" in named.sentence("reference_doc")


def test_a_reference_that_says_another_size_than_it_unpacks_to_is_read_no_further(tmp_path: Path) -> None:
    content = word_file({STYLES: NO_STYLES + b" " * 9 * 2**20})
    size = struct.pack("<I", len(NO_STYLES) + 9 * 2**20)
    (tmp_path / "contoh.docx").write_bytes(content.replace(size, struct.pack("<I", len(NO_STYLES))))
    assert inspect(tmp_path, "contoh.docx", picture=False).fault == "no-document"


def test_styles_that_a_reference_lacks_are_named_as_word_shows_them(tmp_path: Path) -> None:
    (tmp_path / "contoh.docx").write_bytes(
        word_file(
            {STYLES: NO_STYLES.replace(b"/>", b'><w:style><w:name w:val="Heading 1"/></w:style></w:styles>')}
        )
    )
    named = inspect(tmp_path, "contoh.docx", picture=False)
    assert named.fault == ""
    assert "Heading 1" not in named.lacking
    assert {"Normal", "Title", "Heading 2", "Caption", "Table Grid", "TOC 1"} <= set(named.lacking)
