"""Pictures of a PDF: files in the folder in which typst works, and what `pdf.typ` needs to know of each."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from . import pictures
from .blocks import Image, Images, Picture
from .pdf_letters import shown

_FORMATS = {"svg": "svg", "png": "png", "jpeg": "jpg"}
_POINT = 25.4 / 72
_TALL = 0.4
"""A picture that takes more of a page stands at its head or foot, so that text fills the page before it."""
_PROOF = b'#image(sys.inputs.file, format: sys.inputs.format, alt: "")'
"""A page with nothing on it but a picture."""


def block(picture: Picture, images: Images, width: float, height: float) -> dict[str, Any]:
    """A picture on a page whose text may be so wide and high, in points; its size is in millimetres."""
    image = images[picture.file]
    room = width * _POINT, height * _POINT
    size = pictures.size(picture, image, *room)
    whole = size[1] + pictures.below(picture, room[0])
    return {
        "kind": "picture",
        "file": f"/{_name(image)}",
        "format": _FORMATS[image.kind],
        "alt": pictures.alt(picture),
        "width": size[0],
        "height": size[1],
        "whole": whole <= room[1],
        "floats": _TALL * room[1] < whole <= room[1],
        "caption": shown(picture.caption, width),
        "source": shown(picture.source, width),
    }


def write(images: Iterable[Image], folder: Path) -> None:
    """Put the files into the folder, one for those that are alike."""
    for image in images:
        (folder / _name(image)).write_bytes(image.content)


def understood(images: Images) -> Images:
    """Those of which typst can make a page: asked only when it can't make a book, for its errors name none."""
    import typst

    sound = {}
    with TemporaryDirectory(prefix="bimtek-") as folder:
        write(images.values(), Path(folder))
        for name, image in images.items():
            inputs = {"file": f"/{_name(image)}", "format": _FORMATS[image.kind]}
            try:
                typst.compile(_PROOF, root=folder, format="pdf", ignore_system_fonts=True, sys_inputs=inputs)  # type: ignore[call-overload]
            except (RuntimeError, TypeError, ValueError):
                continue
            sound[name] = image
    return sound


def _name(image: Image) -> str:
    return f"gambar-{hashlib.sha256(image.content).hexdigest()[:16]}"
