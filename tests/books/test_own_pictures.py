"""People's own pictures: what is shown of them, what of their files is never handed on, and which are left out and why."""

from __future__ import annotations

import io
import os
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("PIL", reason="Pillow is not installed: the extra charts")

from PIL import Image, PngImagePlugin
from PIL.Image import Transpose
from support.pictures import jpeg as grey_jpeg

from bimtek_tui.books import own_pictures, round_trip, sections, templating
from bimtek_tui.books.charts import drawing
from bimtek_tui.books.context import Values
from bimtek_tui.books.numbering import numbered
from bimtek_tui.books.office import blocks, document, look
from bimtek_tui.books.own_pictures import MOST, prepared
from bimtek_tui.books.preview import Draft
from bimtek_tui.books.verifying import verify
from bimtek_tui.model.entries import Session
from bimtek_tui.model.method import Method

SessionOf = Callable[[str], Session]
CITY = '[city]\nname = "Kota Uji"\nkind = "kota"\n\n'
LATITUDE, MAKER, REMARK = b"GPSPOS", "Kamera Rahasia", "Catatan rahasia"
RED, GREEN, BLUE, WHITE = (200, 0, 0), (0, 160, 0), (0, 0, 200), (255, 255, 255)


def entry(number: int = 1, file: str = "peta.png", more: str = "", section: str = "background") -> str:
    keys = f'book = "buku-1"\nsection = "{section}"\nfile = "{file}"\ncaption = "Peta {number}"\n{more}'
    return f'[[picture]]\nid = "pc-{number:08}"\n{keys}\n\n'


@pytest.fixture
def shown(session_of: SessionOf, tmp_path: Path) -> Callable[..., tuple[dict[str, blocks.Image], list[str]]]:
    """The pictures of a session with these files beside it, one picture each, and what was told."""

    def made(**files: bytes) -> tuple[dict[str, blocks.Image], list[str]]:
        names = {name.replace("_", "."): content for name, content in files.items()}
        for name, content in names.items():
            (tmp_path / name).write_bytes(content)
        entries = "".join(entry(number, name) for number, name in enumerate(names, 1))
        told: list[str] = []
        return prepared(session_of(CITY + entries), tmp_path, ["buku-1"], told.append), told

    return made


def saved(picture: Image.Image, kind: str = "PNG", **more: Any) -> bytes:
    made = io.BytesIO()
    picture.save(made, kind, **more)
    return made.getvalue()


def opened(image: blocks.Image) -> Image.Image:
    return Image.open(io.BytesIO(image.content))


def quarters(width: int = 80, height: int = 60) -> Image.Image:
    """A picture whose quarters have colours of their own: red, green, and below blue, white."""
    picture = Image.new("RGB", (width, height), WHITE)
    for color, corner in ((RED, (0, 0)), (GREEN, (width // 2, 0)), (BLUE, (0, height // 2))):
        picture.paste(color, (*corner, corner[0] + width // 2, corner[1] + height // 2))
    return picture


def corners(picture: Image.Image) -> list[str]:
    """The colours of the quarters by name, from the upper left one."""
    names = {"red": RED, "green": GREEN, "blue": BLUE, "white": WHITE}
    width, height = picture.size
    made = []
    for x, y in ((1, 1), (3, 1), (1, 3), (3, 3)):
        seen: Any = picture.convert("RGB").getpixel((x * width // 4, y * height // 4))
        made.append(
            min(names, key=lambda name: sum(abs(a - b) for a, b in zip(seen, names[name], strict=True)))
        )
    return made


AS_DRAWN = ["red", "green", "blue", "white"]


def exif(orientation: int = 1) -> Image.Exif:
    """What a camera says: how it was held, who made it, and where."""
    made = Image.Exif()
    made[0x0112], made[0x010F] = orientation, MAKER
    made.get_ifd(0x8825).update({1: "S", 2: (1.0, 2.0, 3.0), 0x1D: LATITUDE.decode()})
    return made


# What of a file is handed on ----------------------------------------------------------------------------------


def test_nothing_that_a_camera_or_an_editor_wrote_is_handed_on(shown: Any) -> None:
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", REMARK)
    info.add_itxt("XML:com.adobe.xmp", f"<x>{REMARK}</x>", zip=True)
    said: dict[str, Any] = {"exif": exif(), "icc_profile": b"profil rahasia" * 9, "dpi": (72, 72)}
    photo = saved(quarters(), "JPEG", comment=REMARK.encode(), xmp=f"<x>{REMARK}</x>".encode(), **said)
    assert LATITUDE in photo
    images, told = shown(foto_jpg=photo, peta_png=saved(quarters(), pnginfo=info, **said))
    assert told == []
    assert list(images) == ["gambar/pc-00000001.jpg", "gambar/pc-00000002.png"]
    for image in images.values():
        for secret in (LATITUDE, MAKER.encode(), REMARK.encode(), b"rahasia", b"Exif", b"http:", b"ICC"):
            assert secret not in image.content
        seen = opened(image)
        assert dict(seen.getexif()) == {}
        assert set(seen.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        assert corners(seen) == AS_DRAWN
    chunks = {kind for kind, _content in chunks_of(images["gambar/pc-00000002.png"].content)}
    assert chunks == {b"IHDR", b"IDAT", b"IEND"}


UPRIGHT = {
    2: Transpose.FLIP_LEFT_RIGHT,
    3: Transpose.ROTATE_180,
    4: Transpose.FLIP_TOP_BOTTOM,
    5: Transpose.TRANSPOSE,
    6: Transpose.ROTATE_90,
    7: Transpose.TRANSVERSE,
    8: Transpose.ROTATE_270,
}
"""How a scene lies in the file of a camera that was held so; what undoes it is its inverse."""


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_picture_stands_upright_however_the_camera_was_held(shown: Any, kind: str) -> None:
    lying = {turn: quarters().transpose(how) for turn, how in UPRIGHT.items()} | {
        1: quarters(),
        9: quarters(),
    }
    images, told = shown(
        **{f"foto{turn}_x": saved(scene, kind, exif=exif(turn)) for turn, scene in sorted(lying.items())}
    )
    assert told == []
    assert [corners(opened(image)) for image in images.values()] == [AS_DRAWN] * 9
    assert {opened(image).size for image in images.values()} == {(80, 60)}


def test_a_picture_has_as_many_pixels_as_print_needs_and_never_more_than_it_had(shown: Any) -> None:
    images, _told = shown(
        lebar_jpg=saved(quarters(4000, 1000), "JPEG"),
        tinggi_png=saved(quarters(1000, 4000)),
        rebah_jpg=saved(quarters(4000, 2000), "JPEG", exif=exif(6)),
        kecil_png=saved(quarters(96, 48)),
        garis_png=saved(Image.new("L", (9000, 1))),
    )
    sizes = [
        (*opened(image).size, round(image.width, 1), round(image.height, 1)) for image in images.values()
    ]
    assert sizes == [
        (1181, 295, 150, 37.5),
        (394, 1575, 50, 200),
        (788, 1575, 100.1, 200),
        (96, 48, 25.4, 12.7),
        (1181, 1, 150, 0.1),
    ]


def test_every_sort_of_pixels_becomes_what_word_and_browsers_show(shown: Any) -> None:
    clear = quarters().convert("RGBA")
    clear.paste((0, 0, 0, 0), (40, 30, 80, 60))
    deep = Image.new("I;16", (80, 60), 40_000)
    files = {
        "cmyk_jpg": saved(quarters().convert("CMYK"), "JPEG"),
        "abu_jpg": saved(quarters().convert("L"), "JPEG"),
        "progresif_jpg": saved(quarters(), "JPEG", progressive=True),
        "palet_png": saved(quarters().convert("P")),
        "jernih_png": saved(clear),
        "paletjernih_png": saved(clear.convert("P"), transparency=0),
        "dalam_png": saved(deep),
        "dalamjernih_png": saved(deep, transparency=40_000),
        "hitam_png": saved(quarters().convert("1")),
        "warna_png": saved(quarters(), transparency=WHITE),
        "selang_png": interlaced(),
        "gerak_png": saved(
            quarters(), save_all=True, append_images=[Image.new("RGB", (80, 60))], duration=100
        ),
    }
    images, told = shown(**files)
    assert told == []
    modes = {name: opened(image).mode for name, image in zip(files, images.values(), strict=True)}
    assert modes == {
        "cmyk_jpg": "RGB",
        "abu_jpg": "L",
        "progresif_jpg": "RGB",
        "palet_png": "RGB",
        "jernih_png": "RGBA",
        "paletjernih_png": "RGBA",
        "dalam_png": "L",
        "dalamjernih_png": "LA",
        "hitam_png": "L",
        "warna_png": "RGBA",
        "selang_png": "L",
        "gerak_png": "RGB",
    }
    by_name = dict(zip(files, map(opened, images.values()), strict=True))
    for name in ("cmyk_jpg", "progresif_jpg", "palet_png", "gerak_png"):
        assert corners(by_name[name]) == AS_DRAWN, name
    assert not getattr(by_name["gerak_png"], "is_animated", False)
    assert by_name["dalam_png"].getpixel((5, 5)) == 40_000 >> 8
    assert by_name["dalamjernih_png"].getpixel((5, 5)) == (40_000 >> 8, 0)
    for name in ("jernih_png", "warna_png"):
        seen: Any = by_name[name]
        assert (seen.getpixel((5, 5))[3], seen.getpixel((75, 55))[3]) == (255, 0), name


def test_the_same_file_gives_the_same_bytes_and_its_name_says_nothing_of_what_it_is(shown: Any) -> None:
    photo, map_ = saved(quarters(1500, 1000), "JPEG"), saved(quarters(1500, 1000))
    first, _told = shown(a_png=photo, b_jpg=map_, c_txt=map_)
    again, _told = shown(a_png=photo, b_jpg=map_, c_txt=map_)
    assert first == again
    assert list(first) == ["gambar/pc-00000001.jpg", "gambar/pc-00000002.png", "gambar/pc-00000003.png"]
    assert [image.kind for image in first.values()] == ["jpeg", "png", "png"]


# What is left out ---------------------------------------------------------------------------------------------


def chunks_of(png: bytes) -> list[tuple[bytes, bytes]]:
    made, at = [], 8
    while at < len(png):
        length = int.from_bytes(png[at : at + 4], "big")
        made.append((png[at + 4 : at + 8], png[at + 8 : at + 8 + length]))
        at += length + 12
    return made


def png_of(*chunks: tuple[bytes, bytes]) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        for kind, content in (*chunks, (b"IEND", b""))
    )


def head(width: int, height: int, interlace: int = 0, color: int = 0) -> tuple[bytes, bytes]:
    return b"IHDR", struct.pack(">IIBBBBB", width, height, 8, color, 0, 0, interlace)


def interlaced() -> bytes:
    """A grey PNG of 8 x 8 in the seven passes of Adam7."""
    passes = ((1, 1), (1, 1), (2, 1), (2, 2), (4, 2), (4, 4), (8, 4))
    rows = b"".join((b"\0" + b"\x80" * width) * height for width, height in passes)
    return png_of(head(8, 8, interlace=1), (b"IDAT", zlib.compress(rows)))


@cache
def bomb(size: int = 200 * 2**20) -> bytes:
    packer = zlib.compressobj(9)
    block = b"\0" * 2**20
    return b"".join(packer.compress(block) for _ in range(size // 2**20)) + packer.flush()


PIXELS = (b"IDAT", zlib.compress((b"\0" + b"\x80" * 20) * 20))
DAMAGED: dict[str, Callable[[], bytes]] = {
    "a photograph cut off": lambda: (
        b"\xff\xd8\xff\xef\0\4\xff\xd9" + saved(quarters(800, 600), "JPEG")[2:4000]
    ),
    "a map cut off": lambda: png_of(head(2000, 2000), PIXELS),
    "nothing but a head": lambda: png_of(head(20, 20)),
    "pixels that are none": lambda: png_of(head(20, 20), (b"IDAT", b"bukan zlib")),
    "rows of a filter that there is not": lambda: png_of(
        head(20, 20), (b"IDAT", zlib.compress((b"\7" + b"\x80" * 20) * 20))
    ),
    "a sort of pixels that there is not": lambda: png_of(head(20, 20, color=5), PIXELS),
    "a profile that unpacks to much": lambda: png_of(head(20, 20), (b"iCCP", b"x\0\0" + bomb()), PIXELS),
    "a text that unpacks to much": lambda: png_of(head(20, 20), (b"zTXt", b"x\0\0" + bomb()), PIXELS),
    "texts that are much together": lambda: png_of(
        head(20, 20), *[(b"zTXt", b"x\0\0" + bomb(2**20))] * 90, PIXELS
    ),
    "a photograph whose second frame is a bomb": lambda: (
        grey_jpeg()[:-2] + b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, 60_000, 60_000, 1) + b"\1\x11\0\xff\xd9"
    ),
}


@pytest.mark.parametrize("what", DAMAGED)
def test_a_damaged_picture_is_left_out_told_and_harms_no_other(shown: Any, what: str) -> None:
    images, told = shown(rusak_png=DAMAGED[what](), peta_png=saved(quarters()))
    assert list(images) == ["gambar/pc-00000002.png"]
    (sentence,) = told
    assert "pc-00000001" in sentence
    assert "“rusak.png”, which is damaged" in sentence
    assert "save it anew" in sentence


def test_pixels_that_unpack_to_more_than_the_head_says_are_read_no_further(shown: Any) -> None:
    images, told = shown(peta_png=png_of(head(20, 20), (b"IDAT", bomb())))
    assert told == []
    assert opened(images["gambar/pc-00000001.png"]).size == (20, 20)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs links and pipes")
def test_what_is_no_picture_beside_the_session_is_not_opened(session_of: SessionOf, tmp_path: Path) -> None:
    folder = tmp_path / "sesi"
    (folder / "berkas").mkdir(parents=True)
    (tmp_path / "luar.png").write_bytes(saved(quarters()))
    (folder / "taut.png").symlink_to(tmp_path / "luar.png")
    os.mkfifo(folder / "pipa.png")
    (folder / "gerak.gif").write_bytes(saved(quarters(), "GIF"))
    (folder / "besar.png").write_bytes(png_of(head(5001, 5000), PIXELS))
    (folder / "berat.png").write_bytes(saved(quarters()) + b"\0" * 5 * 2**20)
    reasons = {
        "taut.png": "not in the folder",
        "../luar.png": "not in the folder",
        str(tmp_path / "luar.png"): "not in the folder",
        "pipa.png": "no file",
        "berkas": "no file",
        "tiada.png": "no such file",
        "gerak.gif": "neither PNG nor JPEG",
        "besar.png": "5001 × 5000 pixels",
        "berat.png": "more than 5 MB",
    }
    text = CITY + "".join(entry(number, file) for number, file in enumerate(reasons))
    told: list[str] = []
    assert prepared(session_of(text), folder, ["buku-1"], told.append) == {}
    assert len(told) == len(reasons)
    for number, (sentence, reason) in enumerate(zip(told, reasons.values(), strict=True)):
        assert f"pc-{number:08}" in sentence
        assert reason in sentence


def test_one_that_ends_the_process_is_told_and_the_next_ones_are_made(
    shown: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawing, "MEMORY", 250 * 2**20)  # Python and Pillow, but no picture of 24 megapixels
    large = png_of(head(4900, 4900, color=6), (b"IDAT", zlib.compress(bytes(4900 * 4 + 1) * 4900)))
    images, told = shown(besar_png=large, peta_png=saved(quarters()))
    assert list(images) == ["gambar/pc-00000002.png"]
    (sentence,) = told
    assert "pc-00000001" in sentence
    assert "too much time or memory" in sentence


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_the_largest_picture_that_may_be_needs_little_memory_here_and_a_bounded_amount_there() -> None:
    """As a process of its own, whose peak and whose child's peak are looked at."""
    script = (
        "import re, resource, sys\n"
        "from bimtek_tui.books.charts import drawing\n"
        "content = sys.stdin.buffer.read()\n"
        "made = drawing.remake({str(n): content for n in range(3)})\n"
        "assert [one.fault for one in made.values()] == ['', '', ''], made\n"
        "here = re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1]\n"  # its own, unlike ru_maxrss
        "print(here, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)\n"
    )
    rows = zlib.compress((b"\0" + b"\x40\x80\xff\xff" * 5000) * 4999, 1)
    largest = png_of(head(5000, 4999, color=6), (b"IDAT", rows))
    done = subprocess.run(
        [sys.executable, "-c", script],
        input=largest,
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    here, there = (int(kilobytes) // 2**10 for kilobytes in done.stdout.split())
    assert here < 100
    assert there < 600


def test_so_many_pictures_that_nobody_could_send_the_book_are_left_out(
    shown: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert MOST == 100 * 2**20
    monkeypatch.setattr(own_pictures, "MOST", 300)
    images, told = shown(**{f"peta{number}_png": saved(quarters()) for number in range(10)})
    assert len(images) == 8, "as many as are made at once"
    assert all("more than 100 MB together" in sentence for sentence in told)
    assert len(told) == 2


def test_without_pillow_the_one_command_is_told_once(shown: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "find_spec", lambda _name: None)
    images, told = shown(a_png=saved(quarters()), b_png=saved(quarters()))
    assert images == {}
    (sentence,) = told
    assert "bimtek-tui[charts]" in sentence


def test_a_picture_of_another_book_a_withdrawn_one_and_a_session_without_a_folder_read_nothing(
    session_of: SessionOf, tmp_path: Path
) -> None:
    told: list[str] = []
    session = session_of(CITY + entry(1, "tiada.png", 'withdrawn = "keliru"'))
    assert prepared(session, tmp_path, ["buku-1"], told.append) == {}
    session = session_of(CITY + entry(1, "tiada.png"))
    assert prepared(session, tmp_path, ["buku-2"], told.append) == {}
    assert prepared(session, None, ["buku-1"], told.append) == {}
    assert told == []


# Where they stand ---------------------------------------------------------------------------------------------

TEXT = '[[text]]\nid = "tx-00000001"\nbook = "buku-1"\nsection = "background"\ntext = "Teks kami."\n\n'
HOSTILE = "Peta [x](http://a) *b* $a$ | <b> ! `c` @rujuk:Visi@ **Tabel @.**"
FILE = "gambar/pc-00000001.jpg"


def book(session: Session, method: Method, *files: str, edition: Any = "draft") -> str:
    return templating.coded(Values(session, method, files), method.books["buku-1"], None, edition)


@pytest.mark.parametrize("edition", ["draft", "final"])
def test_pictures_stand_below_what_is_written_in_their_section_in_the_order_of_the_file(
    session_of: SessionOf, kominfo: Method, edition: str
) -> None:
    text = CITY + TEXT + entry(2, more='source = "Bappeda"\nalt = "Sungai di tengah."') + entry(1)
    files = [f"gambar/pc-{number:08}.png" for number in (1, 2)]
    whole = book(session_of(text), kominfo, *files, edition=edition)
    section = whole[whole.index("### 1.1") : whole.index("### 1.2")]
    assert section.rstrip().endswith(
        "![Sungai di tengah.](gambar/pc-00000002.png)\n\n**Gambar 1.1** Peta 2\n\nSumber: Bappeda\n\n"
        "![Peta 1](gambar/pc-00000001.png)\n\n**Gambar 1.2** Peta 1"
    )
    assert section.index("Teks kami.") < section.index("![")


def test_a_picture_stands_before_the_tables_of_its_section_and_the_sections_in_it(
    session_of: SessionOf, kominfo: Method, sample: Callable[[str], Session]
) -> None:
    session = sample("kota-contoh").copy()
    pictures = session_of(CITY + entry(1, section="heard") + entry(2, section="introduction")).picture
    session.picture = dict(pictures)
    whole = book(session, kominfo, *own_pictures.expected(session))
    heard = whole[whole.index("Keterwakilan Peserta\n\n", whole.index("## BAB I ")) :]
    assert 0 < heard.index("![") < heard.index("\n|")
    chapter = whole[whole.index("## BAB I ") :]
    assert 0 < chapter.index("![Peta 2]") < chapter.index("### 1.1")


def test_words_of_a_picture_are_text_and_nothing_else(session_of: SessionOf, kominfo: Method) -> None:
    said = f'source = "{HOSTILE}"\nalt = "{HOSTILE}"'
    text = (CITY + entry(more=said)).replace("Peta 1", HOSTILE)
    read = document.read(book(session_of(text), kominfo, FILE))
    (picture,) = [
        block for chapter in read.chapters for block in chapter.blocks if isinstance(block, blocks.Picture)
    ]
    assert (picture.file, picture.alt) == (FILE, HOSTILE)
    assert blocks.plain(picture.caption).endswith(f" {HOSTILE}")
    assert blocks.plain(picture.source) == f"Sumber: {HOSTILE}"


@pytest.mark.parametrize("nothing", ["", " ", "\\u00a0\\t", "\\u200b\\ufeff"])
def test_a_picture_whose_caption_says_nothing_is_numbered_under_the_name_of_its_file(
    session_of: SessionOf, kominfo: Method, nothing: str
) -> None:
    said = f'alt = "{nothing}"\nsource = "{nothing}"'
    session = session_of((CITY + entry(more=said)).replace("Peta 1", nothing))
    whole = book(session, kominfo, FILE)
    assert f"![peta.png]({FILE})\n\n**Gambar 1.1** peta.png\n\n" in whole
    assert [one.code for one in verify(whole, session, kominfo, kominfo.books["buku-1"]) if one.line] == []


def test_a_picture_that_can_t_be_shown_has_no_line(session_of: SessionOf, kominfo: Method) -> None:
    session = session_of(CITY + entry(1) + entry(2))
    assert "gambar/" not in book(session, kominfo)
    assert "](gambar/pc-00000002.png)" in book(session, kominfo, "pc-00000002")
    whole = book(session, kominfo, "gambar/pc-00000002.png", "swot-plane")
    assert "pc-00000001" not in whole
    assert "pc-00000002" in whole


@pytest.mark.parametrize("id", ["../../../etc/x", "a](http://b)", "CON", "pc-0000000A", "x" * 300])
def test_an_id_that_a_person_wrote_never_becomes_a_path(
    session_of: SessionOf, kominfo: Method, tmp_path: Path, id: str
) -> None:
    (tmp_path / "peta.png").write_bytes(saved(quarters()))
    session = session_of(CITY + entry().replace("pc-00000001", id))
    ((file, _image),) = prepared(session, tmp_path, ["buku-1"], print).items()
    stem = file.removeprefix("gambar/pc-").removesuffix(".png")
    assert len(stem) == 16
    assert stem.isalnum()
    assert f"]({file})" in book(session, kominfo, file)


def test_the_facts_of_a_section_are_the_same_with_and_without_pictures(
    session_of: SessionOf, kominfo: Method
) -> None:
    place = ("buku-1", "background")
    with_one, without = session_of(CITY + TEXT + entry()), session_of(CITY + TEXT)
    assert sections.facts(with_one, kominfo, [place]) == sections.facts(without, kominfo, [place])


def test_a_preview_shows_where_a_picture_will_be(session_of: SessionOf, kominfo: Method) -> None:
    session = session_of(CITY + entry(file="foto.JPG"))
    assert own_pictures.expected(session) == [FILE]
    draft = Draft(session, kominfo, pictures=own_pictures.expected(session))
    assert f"![Peta 1]({FILE})" in draft.section("buku-1", "background")


# What comes back from a draft ---------------------------------------------------------------------------------


def test_a_picture_among_the_words_of_a_text_does_not_become_text(
    session_of: SessionOf, kominfo: Method
) -> None:
    session = session_of(CITY + TEXT + entry(more='source = "Bappeda"'))
    draft = numbered(book(session, kominfo, FILE), {}).replace("Gambar @.", "Gambar 1.1")
    known = {("buku-1", "background"): "Teks kami."}
    assert round_trip.compared(draft, draft, known) == round_trip.Comparison([], [])
    start, end = draft.index("!["), draft.index("Sumber: Bappeda") + len("Sumber: Bappeda")
    without = draft[:start] + draft[end:]
    moved = without.replace("Teks kami.", f"Teks baru.\n\n{draft[start:end]}\n\nSumber: kami sendiri.")
    comparison = round_trip.compared(moved, draft, known)
    (change,) = comparison.changes
    assert change.after == "Teks baru."
    assert [sentence for _line, sentence in comparison.lost] == [
        "this line is not of the session: Sumber: kami sendiri."
    ]
    own = draft.replace("Teks kami.", "Teks kami.\n\n![](foto-saya.jpg)")
    comparison = round_trip.compared(own, draft, known)
    assert comparison.changes == []
    assert [sentence for _line, sentence in comparison.lost] == [
        "this line is not of the session: ![](foto-saya.jpg)"
    ]


# The logo -----------------------------------------------------------------------------------------------------


def test_the_logo_says_no_more_than_it_shows(session_of: SessionOf, tmp_path: Path) -> None:
    (tmp_path / "lambang.jpg").write_bytes(saved(quarters(), "JPEG", exif=exif(6)))
    told: list[str] = []
    session = session_of(CITY + '[identity]\nlogo = "lambang.jpg"\n')
    logo = look.load(session, tmp_path, ["docx"], told.append).logo
    assert logo is not None
    assert LATITUDE not in logo.content
    assert (logo.kind, logo.width, logo.height) == ("jpeg", 60, 80), "upright"
    (tmp_path / "lambang.jpg").write_bytes(DAMAGED["a photograph cut off"]())
    assert look.load(session, tmp_path, ["docx"], told.append).logo is None
    (sentence,) = told
    assert "“logo” names “lambang.jpg”, which is damaged" in sentence
