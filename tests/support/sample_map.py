"""The map of the sample session, a picture of somebody's own: `python tests/support/sample_map.py` draws it anew.

All of it is fictional, as the city is. Drawn twice as large and scaled down, so that its lines are smooth.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from PIL.Image import Resampling

FILE = Path(__file__).parents[2] / "sessions" / "kota-contoh-peta.png"
SIZE = (1200, 780)
PRINTED = (1180, 767)
"""Pixels of the file: as many as a book prints, so that it is not scaled again."""
_TWICE = 2
INK, QUIET, WHITE = (26, 26, 26), (89, 89, 89), (255, 255, 255)
SEA, LAND, HILLS, MANGROVE, FLOODED, TOWN, ROAD = (
    (197, 222, 236),
    (244, 241, 231),
    (214, 205, 176),
    (120, 160, 104),
    (120, 170, 205),
    (226, 178, 118),
    (150, 70, 40),
)

Points = Sequence[tuple[float, float]]
COAST: Points = (
    (0, 250), (120, 225), (240, 190), (340, 205), (430, 250), (520, 300), (600, 318), (690, 300),
    (770, 255), (860, 200), (960, 185), (1080, 210), (1200, 240),
)  # fmt: skip
RIVER: Points = (
    (560, 780), (540, 700), (580, 630), (650, 570), (640, 500), (575, 450), (570, 390), (600, 318),
)  # fmt: skip
RIDGE: Points = (
    (0, 640), (150, 590), (320, 615), (470, 660), (640, 690), (800, 640), (960, 585), (1200, 620),
)  # fmt: skip
PLACES = (
    ((600, 372), "Kota lama"),
    ((752, 330), "Pelabuhan ikan Paseban"),
    ((424, 480), "Balai kota"),
    ((648, 535), "Jembatan Tujuh"),
    ((935, 690), "TPA Bukit Sirih"),
)


def drawn() -> Image.Image:
    """The map at the size that it has in its file."""
    sheet = Image.new("RGB", (SIZE[0] * _TWICE, SIZE[1] * _TWICE), SEA)
    draw = ImageDraw.Draw(sheet)
    shore = _smooth(COAST)
    draw.polygon(_large([*shore, (1200, 780), (0, 780)]), fill=LAND)
    draw.polygon(_large([*_smooth(RIDGE), (1200, 780), (0, 780)]), fill=HILLS)
    flooded = [(x, y) for x, y in shore if 330 <= x <= 880]
    draw.polygon(_large([*flooded, *((x, y + 62) for x, y in reversed(flooded))]), fill=FLOODED)
    draw.polygon(
        _large([(x, y - 3) for x, y in shore if 430 <= x <= 540] + [(540, 352), (430, 300)]), fill=MANGROVE
    )
    draw.polygon(
        _large([(552, 345), (660, 345), (668, 412), (600, 430), (540, 402)]), fill=TOWN, outline=QUIET
    )
    draw.line(_large(shore), fill=QUIET, width=4)
    for road in (
        ((752, 330), (830, 430), (900, 560), (935, 690)),
        ((600, 372), (480, 430), (400, 520), (330, 640)),
    ):
        draw.line(_large(_smooth(road)), fill=ROAD, width=7, joint="curve")
    draw.line(_large(_smooth(RIVER)), fill=(70, 130, 180), width=20, joint="curve")
    _words(draw)
    _hatch(sheet, draw)
    return sheet.resize(PRINTED, Resampling.LANCZOS).quantize(64, dither=Image.Dither.NONE)


def _words(draw: ImageDraw.ImageDraw) -> None:
    for (x, y), name in PLACES:
        draw.ellipse(_large([(x - 7, y - 7), (x + 7, y + 7)]), fill=WHITE, outline=INK, width=4)
        _write(draw, (x + 14, y - 13), name, 22)
    _write(draw, (520, 90), "Teluk Paseban", 34, QUIET)
    _write(draw, (668, 590), "Sungai Wening", 20, (40, 90, 140))
    _write(draw, (110, 690), "Perbukitan Sirih", 28, QUIET)
    _write(draw, (240, 560), "Jl. Wening", 18, ROAD)
    _write(draw, (880, 480), "Jl. Pelabuhan", 18, ROAD)
    draw.line(_large([(1130, 130), (1130, 50)]), fill=INK, width=6)
    draw.polygon(_large([(1130, 30), (1118, 60), (1142, 60)]), fill=INK)
    _write(draw, (1121, 136), "U", 24)
    draw.rectangle(_large([(20, 20), (318, 176)]), fill=WHITE, outline=QUIET, width=2)
    for row, (color, name) in enumerate(
        ((FLOODED, "Tergenang rob (2024)"), (MANGROVE, "Mangrove, 112 hektare"), (TOWN, "Cagar budaya"))
    ):
        top = 34 + 36 * row
        draw.rectangle(_large([(34, top), (70, top + 22)]), fill=color, outline=QUIET, width=2)
        _write(draw, (82, top - 2), name, 20)
    draw.line(_large([(34, 155), (70, 155)]), fill=ROAD, width=7)
    _write(draw, (82, 142), "Koridor utama", 20)


def _hatch(sheet: Image.Image, draw: ImageDraw.ImageDraw) -> None:
    """Lines over what is flooded: grey print tells it from the sea as well."""
    for start in range(-260, 900, 14):
        for step in range(260):
            x, y = max(0, start + step) * _TWICE, (20 + step * 1.6) * _TWICE
            if sheet.getpixel((int(x), int(y))) == FLOODED:
                draw.ellipse((x - 2, y - 2, x + 2, y + 2), fill=(40, 100, 150))


def _write(
    draw: ImageDraw.ImageDraw,
    place: tuple[float, float],
    words: str,
    size: int,
    color: tuple[int, int, int] = INK,
) -> None:
    font = ImageFont.load_default(size * _TWICE)
    draw.text(_large([place])[0], words, fill=color, font=font, stroke_width=4, stroke_fill=WHITE)


def _large(points: Points) -> list[tuple[float, float]]:
    return [(x * _TWICE, y * _TWICE) for x, y in points]


def _smooth(points: Points) -> list[tuple[float, float]]:
    """A curve through these points (Catmull-Rom)."""
    made = []
    ends = [points[0], *points, points[-1]]
    for a, b, c, d in zip(ends, ends[1:], ends[2:], ends[3:], strict=False):
        for step in range(20):
            t = step / 20
            made.append(
                tuple(
                    0.5
                    * (
                        2 * q
                        + (r - p) * t
                        + (2 * p - 5 * q + 4 * r - s) * t**2
                        + (3 * q - p - 3 * r + s) * t**3
                    )
                    for p, q, r, s in zip(a, b, c, d, strict=True)
                )
            )
    return [*((x, y) for x, y in made), points[-1]]


if __name__ == "__main__":
    drawn().save(FILE, optimize=True)
