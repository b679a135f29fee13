"""A picture of a person made anew: upright, without what else its file says, no larger than print needs.

It imports Pillow and decodes what strangers hand over, so it is called in the process of `charts.process` alone.
"""

from __future__ import annotations

import io
from typing import Any

from PIL import ExifTags, Image
from PIL.Image import Resampling, Transpose
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile

from ..store.named_files import MAX_PIXELS
from .charts.drawing import Drawing

WIDTH, HEIGHT = 150, 200
"""Millimetres that a picture has on a page at most."""
_DPI = 200
_COARSEST = 96
"""Dots per inch below which nothing is printed: few pixels are not drawn out over the page."""
_INCH = 25.4
_QUALITY = 88
_UPRIGHT = {
    2: Transpose.FLIP_LEFT_RIGHT,
    3: Transpose.ROTATE_180,
    4: Transpose.FLIP_TOP_BOTTOM,
    5: Transpose.TRANSPOSE,
    6: Transpose.ROTATE_270,
    7: Transpose.TRANSVERSE,
    8: Transpose.ROTATE_90,
}
"""What makes a picture upright, by the orientation that its EXIF says (Exif 2.32, tag 274)."""
_ON_ITS_SIDE = 5
"""From this orientation on width and height change places."""
_LEVELS = 2**16


def remade(name: str, content: bytes) -> Drawing:
    """The first picture of a PNG or JPEG as a new file of the same kind. Raises whatever Pillow does where it is damaged."""
    opened = (PngImageFile if content.startswith(b"\x89PNG") else JpegImageFile)(io.BytesIO(content))
    if opened.width * opened.height > MAX_PIXELS:
        raise ValueError("more pixels than the file said")
    room = (round(WIDTH / _INCH * _DPI), round(HEIGHT / _INCH * _DPI))
    is_jpeg = isinstance(opened, JpegImageFile)
    if is_jpeg:
        opened.draft(None, (max(room), max(room)))  # the decoder leaves out what would be scaled away
    opened.load()
    turn = _orientation(opened)  # of a PNG that is not loaded it would load it, and hide what is wrong there
    if turn >= _ON_ITS_SIDE:
        room = (room[1], room[0])
    picture = _in_usual_colors(opened)
    factor = min(1.0, room[0] / picture.width, room[1] / picture.height)
    if factor < 1:
        size = (max(1, round(picture.width * factor)), max(1, round(picture.height * factor)))
        picture = picture.resize(size, Resampling.LANCZOS, reducing_gap=3.0)
    if turn in _UPRIGHT:
        picture = picture.transpose(_UPRIGHT[turn])
    picture.info = {}  # of which a saver would write comments, profiles and resolutions
    made = io.BytesIO()
    if is_jpeg:
        picture.save(made, "JPEG", quality=_QUALITY, optimize=True)
    else:
        picture.save(made, "PNG")
    png, jpeg = (b"", made.getvalue()) if is_jpeg else (made.getvalue(), b"")
    scale = min(_INCH / _COARSEST, WIDTH / picture.width, HEIGHT / picture.height)
    return Drawing(name, png=png, jpeg=jpeg, width=picture.width * scale, height=picture.height * scale)


def _orientation(opened: Image.Image) -> int:
    """How the camera was held, 1 where that is not said in a way that can be read."""
    try:
        return int(opened.getexif().get(ExifTags.Base.Orientation, 1))
    except Exception:  # noqa: BLE001 - of many sorts; the picture is none the worse for it
        return 1


def _in_usual_colors(opened: Image.Image) -> Image.Image:
    """The picture in 8 bits a colour, grey or RGB, with its transparency where it has any."""
    clear = opened.info.get("transparency") is not None
    if opened.mode.startswith("I"):
        return _in_256_levels(opened)
    match opened.mode:
        case "L" | "LA" | "RGB" | "RGBA" if not clear:
            return opened
        case "1" | "L":
            return opened.convert("LA" if clear else "L")
    return opened.convert("RGBA" if clear else "RGB")


def _in_256_levels(opened: Image.Image) -> Image.Image:
    """A grey picture of 16 bits; one of its levels may be transparent."""
    levels: Any = opened.convert("I")
    grey: Image.Image = levels.point([level >> 8 for level in range(_LEVELS)], "L")
    clear = opened.info.get("transparency")
    if isinstance(clear, int):
        grey.putalpha(levels.point([255 * (level != clear) for level in range(_LEVELS)], "L"))
    return grey
