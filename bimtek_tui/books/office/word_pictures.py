"""Pictures of a Word file: a part for each, and how each stands in the text with its caption and its source."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from msgspec.structs import replace

from . import pictures
from . import word_parts as parts
from .blocks import Images, Picture
from .word_lists import Lists, caption
from .word_marginals import picture_part
from .word_pages import RELATIONS, inline

if TYPE_CHECKING:
    from docx.document import Document as File

_TWIP = 25.4 / 1440
_ALONE = '<w:spacing w:before="200" w:after="80" w:line="240" w:lineRule="auto"/><w:ind w:left="0" w:firstLine="0"/><w:jc w:val="center"/>'
"""Whatever the city's own styles say: lines of a fixed height would cut a picture off."""


def rasters(images: Images) -> Images:
    """What Word can show of these: of an SVG its raster."""
    return {
        name: replace(image, content=image.raster, kind="png") if image.kind == "svg" else image
        for name, image in images.items()
    }


def add(file: File, images: Images) -> dict[str, str]:
    """Make the parts, one for those that are alike; their ids by the names of the images."""
    ids: dict[bytes, str] = {}
    for image in images.values():
        if image.content not in ids:
            part = picture_part(file, f"gambar-{len(ids) + 1}", image.kind, image.content)
            ids[image.content] = file.part.relate_to(part, f"{RELATIONS}/image")
    return {name: ids[image.content] for name, image in images.items()}


def drawn(block: Picture, room: tuple[int, int], lists: Lists) -> Iterable[str]:
    """A picture in a line of its own, its caption and its source, kept together; `room` for the text in twips."""
    image = lists.images[block.file]
    lists.drawn += 1
    size = pictures.size(block, image, *(side * _TWIP for side in room))
    name, alt = f"Gambar {lists.drawn}", pictures.alt(block)
    kept = "<w:keepNext/>" if block.caption or block.source else ""
    # the logo of a cover has the number 1
    shown = inline(alt, size, lists.media[block.file], name, lists.drawn + 1)
    yield parts.paragraph("Normal", shown, kept + _ALONE)
    if block.caption:
        yield caption("pictures", block.caption, lists, _below(is_last=not block.source))
    if block.source:
        yield parts.paragraph("Caption", parts.runs(block.source), _below(is_last=True))


def _below(is_last: bool) -> str:
    """What the style of captions, which stand above tables, has otherwise; below a picture they stand in its middle."""
    return (
        f'<w:keepNext w:val="{int(not is_last)}"/><w:spacing w:before="0" w:after="{240 if is_last else 40}"/>'
        '<w:ind w:left="0" w:firstLine="0"/><w:jc w:val="center"/>'
    )
