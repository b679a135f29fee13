"""The pictures of books: their files beside the Markdown, drawn when a book shows them, and whether they still say what the session says.

A book names a picture by ``gambar/NAME.svg``; all books of a folder share that folder.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path, PurePosixPath

from ..errors import Finding
from ..i18n import N_, _
from ..markdown import inline
from ..model.entries import Session
from ..model.method import Method
from .charts import drawing, gallery
from .charts.chart import Chart, shown
from .digest import mark
from .office.blocks import SOURCE, Image, Images
from .office.formats import Whose
from .office.look import Tell
from .own_pictures import FOLDER, expected, there

_FILE = re.compile(rf"{FOLDER}/(?P<name>[a-z0-9-]+)\.(?:svg|png|jpg)")
_LINE = re.compile(rf"^!\[(?:\\.|[^\]\\\n])*\]\((?P<file>{_FILE.pattern})\)$", re.MULTILINE)
_NUMBERS = re.compile(r"<dc:description>(?P<numbers>.*?)</dc:description>", re.DOTALL)
_SEAL = re.compile(rb"<!-- bimtek ([A-Z2-7]{16}) -->\r?\n\Z")
_MISSING = N_("the picture {file} is not there, or is none of this program; bimtek render makes it")
_MOST_ROWS = 300
"""Rows of the table behind a picture in HTML."""
_MOST = 8 * 2**20
"""Bytes of a picture's file that are looked at."""


def file_of(name: str) -> str:
    """The file of a picture of the gallery, as a book names it."""
    return f"{FOLDER}/{name}.svg"


def name_of(address: str) -> str:
    """The name of a picture by its address in a book, "" of what is none of the book's own."""
    file = _FILE.fullmatch(address)
    return file["name"] if file else ""


def paragraphs(file: str, alt: str, title: str, source: str) -> str:
    """A picture with its caption and source as Markdown; its number is filled in later (`numbering`)."""
    below = f"\n\n{SOURCE}{inline(source)}" if source else ""
    return f"![{inline(alt)}]({file})\n\n**Gambar @.** {inline(title)}{below}"


def shown_in(markdown: str) -> dict[str, str]:
    """The pictures that a book shows: their files by their names, in its order."""
    return {line["name"]: line["file"] for line in _LINE.finditer(markdown)}


def wanted(session: Session) -> frozenset[str]:
    """The names of all pictures that books of a session may show, whether their files are there or not."""
    return frozenset((*gallery.NAMES, *expected(session)))


def due(session: Session, shown: Mapping[str, str], folder: Path | None) -> frozenset[str]:
    """The names of the pictures that a book must show which shows these: of people's own those, and whose files lie in the session's folder."""
    own = {PurePosixPath(file).stem: file for file in (there(session, folder) if folder else ())}
    return frozenset(
        (*gallery.NAMES, *shown.values(), *(shown.get(name, file) for name, file in own.items()))
    )


def made(
    session: Session, method: Method, names: Collection[str], formats: Collection[str], tell: Tell
) -> Images:
    """These pictures for books in these formats, by their files; what could not be drawn is not among them, and told."""
    charts = {
        name: chart
        for name in names
        if name in gallery.NAMES and (chart := gallery.chart(session, method, name)) is not None
    }
    kinds: list[drawing.Kind] = ["svg", "png"] if "docx" in formats else ["svg"]
    return {
        file_of(name): Image(
            picture.svg,
            "svg",
            picture.width,
            picture.height,
            picture.png,
            charts[name].head,
            _table(charts[name]),
        )
        for name, picture in drawing.draw(charts, kinds, tell).items()
    }


def _table(chart: Chart) -> tuple[tuple[str, ...], ...]:
    """The numbers of a chart as they are printed, of a long table the first."""
    rows = tuple(tuple(map(shown, row)) for row in chart.rows[:_MOST_ROWS])
    left_out = len(chart.rows) - len(rows)
    return (*rows, (f"… {left_out} baris lagi", *[""] * (len(chart.head) - 1))) if left_out else rows


# The files -----------------------------------------------------------------------------------------------------


def sealed(content: bytes) -> bytes:
    """A picture as it is written: with its digest behind its end, where whoever shows it looks no more."""
    return content + b"<!-- bimtek %s -->\n" % _digest(content)


def whose(content: bytes) -> Whose:
    """Whether the file of a picture is as this program left it."""
    seal = _SEAL.search(content)
    if seal is None:
        return "foreign"
    return "ours" if seal[1] == _digest(content[: seal.start()]) else "edited"


def _digest(content: bytes) -> bytes:
    """The digest of a picture, whatever line ends git has given it."""
    return mark(content.replace(b"\r\n", b"\n")).encode()


def compare(markdown: str, folder: Path, session: Session, method: Method) -> Iterator[Finding]:
    """Which pictures of a book that lies in a folder are missing there, were edited, or have other numbers than the session gives now."""
    for line in _LINE.finditer(markdown):
        is_ours = line["name"] in gallery.NAMES
        chart = gallery.chart(session, method, line["name"]) if is_ours else None
        if is_ours and chart is None:
            continue  # that the line is outdated is said of the book
        content = _content(folder / line["file"])
        numbers = _numbers(content) if chart else None
        if not content or (chart and numbers is None):
            message = _(_MISSING)
        elif chart and numbers != json.loads(chart.numbers):
            message = _(
                "the numbers of the picture {file} are not those of the session; bimtek render makes it anew"
            )
        elif whose(content) != "ours":
            message = _(
                "the picture {file} was edited since it was made, and may show something else; bimtek render --force makes it anew"
            )
        else:
            continue
        number = markdown.count("\n", 0, line.start()) + 1
        yield Finding(number, "warning", "picture-outdated", message.format(file=line["file"]))


def _content(file: Path) -> bytes:
    """What stands in the file of a picture, nothing where it is no regular one or too large for one."""
    try:
        if file.is_symlink() or not file.is_file():
            return b""
        with file.open("rb") as opened:
            content = opened.read(_MOST + 1)
    except OSError:
        return b""
    return content if len(content) <= _MOST else b""


def _numbers(content: bytes) -> object | None:
    """The numbers that an SVG of ours holds, None for any other file."""
    found = _NUMBERS.search(content.decode("utf-8", "replace"))
    try:
        numbers: object = json.loads(html.unescape(found["numbers"])) if found else None
    except (ValueError, RecursionError):
        return None
    return numbers
