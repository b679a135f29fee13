"""Make the pictures of README anew from the sample session: board, wall, a page of a book, the road map.

    .venv/bin/python .docs/pictures.py

Nobody draws them by hand: what README shows is what the program shows. The page of a book takes pdftoppm (poppler-utils).
"""

from __future__ import annotations

import asyncio
import datetime as dt
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
SIZE = (110, 30)
NOON = dt.datetime(2025, 6, 17, 10, 20, tzinfo=dt.timezone(dt.timedelta(hours=7)))
_FONT_FACE = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
_FAMILY = re.compile(r"font-family: (?:Fira Code|arial)[^;]*;")
_LETTERS = "font-family: DejaVu Sans Mono, Menlo, Consolas, monospace;"


def drawn(svg: str) -> str:
    """A screen as Textual exports it, without what it would load from elsewhere."""
    return _FAMILY.sub(_LETTERS, _FONT_FACE.sub("", svg)).rstrip("\n") + "\n"


async def screens(session: Path) -> None:
    """The SWOT board, and the plane on the wall."""
    from bimtek_tui.tui.app import BimtekApp
    from bimtek_tui.workshop.workshop import open_workshop

    app = BimtekApp(session.parent, open_workshop(session), lambda: NOON)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause(1)
        for panel, keys, file in (("swot", (), "board.svg"), ("figures", ("f8",), "wall.svg")):
            app.screen.action_panel(panel)  # type: ignore[attr-defined]
            await pilot.pause(1)
            await pilot.press(*keys)
            await pilot.pause(1)
            (HERE / file).write_text(drawn(app.export_screenshot(title="bimtek")), encoding="utf-8")
        app.screen.close()  # type: ignore[attr-defined]


def papers(session: Path, folder: Path) -> None:
    """The road map as the books have it, and the page of Buku 1 with the plane."""

    def bimtek(*words: str) -> None:
        subprocess.run([sys.executable, "-m", "bimtek_tui", *words], check=True, stdout=subprocess.DEVNULL)

    bimtek("figures", str(session), "--chart", "roadmap", "--out", str(HERE), "--force")
    bimtek(
        "render",
        str(session),
        "--book",
        "buku-1",
        "--edition",
        "final",
        "--format",
        "pdf",
        "--out",
        str(folder),
    )
    book = next(folder.glob("*.pdf"))
    pages = subprocess.run(
        ["pdftotext", str(book), "-"], check=True, capture_output=True, text=True
    ).stdout.split("\f")
    number = next(
        place
        for place, page in enumerate(pages, start=1)
        if re.search(r"^Gambar \S+ Kota Contoh berada", page, re.M) and "DAFTAR" not in page
    )
    subprocess.run(
        [
            "pdftoppm",
            "-png",
            "-r",
            "70",
            "-f",
            str(number),
            "-l",
            str(number),
            "-singlefile",
            str(book),
            str(HERE / "page"),
        ],
        check=True,
    )


def make() -> None:
    """All of them."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(HOME=folder, XDG_STATE_HOME=folder, XDG_CONFIG_HOME=folder, BIMTEK_LANG="en")
        home = Path(folder)
        shutil.copytree(HERE.parent / "sessions", home / "sessions")
        asyncio.run(screens(home / "sessions" / "kota-contoh.toml"))
        papers(home / "sessions" / "kota-contoh.toml", home)


if __name__ == "__main__":
    make()
