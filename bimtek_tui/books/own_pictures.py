"""People's own pictures in the books: which can be shown, made anew without what their files say besides, and where they stand."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path, PurePosixPath

from msgspec.structs import replace

from ..errors import BimtekError
from ..i18n import _
from ..markdown import inline
from ..model import ids
from ..model.entries import Picture, Session, counting
from ..store import named_files
from ..store.named_files import NamedFile
from .charts import drawing
from .charts.drawing import Drawing
from .office.blocks import SOURCE, Image

FOLDER = "gambar"
"""Beside a book in Markdown: where the files of its pictures lie."""
MOST = 100 * 2**20
"""Bytes of all pictures together, which a program holds at once and a file in Word can't be larger than to be sent."""
_AT_ONCE = 8
"""Files that are read before they are handed on."""


def prepared(
    session: Session, folder: Path | None, books: Collection[str], tell: Callable[[str], None]
) -> dict[str, Image]:
    """The pictures of these books by the names of their files as Markdown has them (``gambar/pc-1x2y3z4w.jpg``).

    `folder` is that of the session file; without one there are none. One that can't be shown is left out, and `tell`
    hears why, with the way out.
    """
    entries = [entry for entry in counting(session.picture) if entry.book in books]
    if folder is None or not entries:
        return {}
    if not drawing.is_possible("PIL"):
        tell(str(drawing.absent()))
        return {}
    made: dict[str, Image] = {}
    for file, image in _remade(folder, dict.fromkeys(entry.file for entry in entries)):
        for entry in entries:
            if entry.file != file:
                continue
            if isinstance(image, Image):
                made[_name(entry, is_png=image.kind == "png")] = image
            else:
                tell(_("the picture {id} is left out: {reason}").format(id=entry.id, reason=image))
    return made


def expected(session: Session) -> list[str]:
    """The names that the files of all pictures would have by what they are called; none of them is looked at."""
    return [_expected(entry) for entry in counting(session.picture)]


def there(session: Session, folder: Path) -> list[str]:
    """Those of them whose files lie in the folder of the session and are what they should be."""
    return [
        _expected(entry)
        for entry in counting(session.picture)
        if not named_files.inspect(folder, entry.file, picture=True).fault
    ]


def printed(session: Session, book: str, pictures: Iterable[str]) -> dict[str, str]:
    """What a book prints of people's pictures, as Markdown by section.

    Among `pictures` are the files of those that can be shown, or their names without folder and ending, which then are
    as expected; names of other pictures say nothing here.
    """
    files = {path.stem: str(path) if path.suffix else "" for path in map(PurePosixPath, pictures)}
    sections: dict[str, list[str]] = {}
    for entry in counting(session.picture):
        if entry.book == book and (stem := _stem(entry)) in files:
            sections.setdefault(entry.section, []).extend(_lines(entry, files[stem] or _expected(entry)))
    return {section: "\n\n".join(lines) for section, lines in sections.items()}


def _lines(entry: Picture, file: str) -> Iterator[str]:
    caption = inline(entry.caption) or inline(
        entry.file
    )  # nothing but blanks would leave it without a number
    yield f"![{inline(entry.alt or '') or caption}]({file})"
    yield f"**Gambar @.** {caption}"
    if source := inline(entry.source or ""):
        yield f"{SOURCE}{source}"


def _remade(folder: Path, files: Iterable[str]) -> Iterator[tuple[str, Image | str]]:
    """Each of these files made anew, or in a sentence why it can't be shown; a few are read at a time."""
    size, waiting = 0, list(files)
    while waiting:
        batch, waiting = waiting[:_AT_ONCE], waiting[_AT_ONCE:]
        taken = {file: named_files.take(folder, file, picture=True) for file in batch if size <= MOST}
        try:
            drawings = drawing.remake(
                {file: content for file, (named, content) in taken.items() if not named.fault}
            )
        except BimtekError as error:
            yield from ((file, str(error)) for file in batch)
            continue
        for file in batch:
            if file not in taken:
                yield file, _("the pictures have more than 100 MB together; name fewer of them")
            elif (named := taken[file][0]).fault:
                yield file, named.sentence("file")
            else:
                named, image = made_anew(named, drawings.get(file))
                size += len(image.content) if image else 0
                yield file, image or named.sentence("file")


def made_anew(named: NamedFile, made: Drawing | None) -> tuple[NamedFile, Image | None]:
    """What `drawing.remake` made of a file, None where it made nothing, which is its fault then."""
    if made is None:
        return replace(named, fault="too-much"), None
    if made.fault:
        return replace(named, fault="damaged"), None
    return named, Image(made.png or made.jpeg, "png" if made.png else "jpeg", made.width, made.height)


def _expected(entry: Picture) -> str:
    return _name(entry, is_png=entry.file.lower().endswith(".png"))


def _name(entry: Picture, is_png: bool) -> str:
    return f"{FOLDER}/{_stem(entry)}.{'png' if is_png else 'jpg'}"


def _stem(entry: Picture) -> str:
    """The id of a picture; instead of one that a person wrote, which can be anything, digits made of it."""
    if ids.is_minted(entry.id, "pc"):
        return entry.id
    return f"pc-{hashlib.sha256(entry.id.encode()).hexdigest()[:16]}"
