"""Pictures drawn in a process of their own: matplotlib stays out of the program, and its settings out of the pictures.

The process starts in an empty folder, since matplotlib would obey a file of settings that a stranger laid into ours.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from tempfile import TemporaryDirectory
from typing import Literal

import msgspec
from msgspec import Struct

from ...errors import BimtekError
from ...i18n import _
from ..office.look import Tell
from .chart import Chart

Kind = Literal["svg", "png"]
START, SECONDS = 60.0, 30.0
"""Seconds for the process to start, and for each picture: a hundred times what they take."""
MEMORY = 1536 * 2**20
"""Bytes that the process may have in all."""
_RUN = "import sys; sys.path[:] = sys.argv[1:]; from bimtek_tui.books.charts.process import serve; serve()"


class Request(Struct):
    """Charts by name, in these formats; with `titled` each has its title and source on it."""

    charts: dict[str, Chart]
    kinds: tuple[Kind, ...]
    titled: bool
    memory: int


class Drawing(Struct, forbid_unknown_fields=True):
    """A picture that was drawn, of this size in millimetres; empty with a `fault` that says why it could not be.

    `missing` are the letters for which the typeface has none.
    """

    name: str
    svg: bytes = b""
    png: bytes = b""
    width: float = 0
    height: float = 0
    missing: str = ""
    fault: str = ""


def is_possible() -> bool:
    """Whether the packages that pictures take are installed."""
    return all(find_spec(package) is not None for package in ("matplotlib", "PIL"))


def absent() -> BimtekError:
    """What is said, with the one command that helps, where they are not."""
    return BimtekError(
        _("pictures take one more package; install it with: {command}").format(
            command="python -m pip install 'bimtek-tui[charts]'"
        )
    )


def draw(
    charts: Mapping[str, Chart], kinds: Sequence[Kind], tell: Tell, titled: bool = False
) -> dict[str, Drawing]:
    """Draw these; one that can't be drawn is left out, and told. Raises BimtekError where matplotlib is missing."""
    if not charts:
        return {}
    if not is_possible():
        raise absent()
    drawings = _asked(Request(dict(charts), tuple(kinds), titled, MEMORY))
    for name in charts:
        drawing = drawings.get(name)
        if drawing is None or drawing.fault:
            reason = drawing.fault if drawing else _("it took too much time or memory")
            tell(_("the picture “{name}” is left out: {reason}").format(name=name, reason=reason))
        elif drawing.missing:
            tell(
                _("the picture “{name}” shows □ for letters that its typeface lacks: {letters}").format(
                    name=name, letters=drawing.missing
                )
            )
    return {name: drawing for name, drawing in drawings.items() if not drawing.fault}


def _asked(request: Request) -> dict[str, Drawing]:
    """What the process answers; those that were done before it ended, if it took too much. Raises BimtekError."""
    with TemporaryDirectory(prefix="bimtek-") as folder:
        try:
            process = subprocess.run(
                [sys.executable, "-I", "-c", _RUN, *sys.path],
                input=pickle.dumps(request),
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                check=False,
                cwd=folder,
                timeout=START + SECONDS * len(request.charts),
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
            answered = process.stdout
        except subprocess.TimeoutExpired as error:
            answered = error.stdout or b""
        except (OSError, ValueError) as error:
            raise BimtekError(
                _("pictures are drawn in a process apart, and none can be started: {reason}").format(
                    reason=error
                )
            ) from error
    decoder = msgspec.json.Decoder(Drawing)
    drawings: dict[str, Drawing] = {}
    for line in answered.split(b"\n"):
        try:
            drawing = decoder.decode(line)
        except msgspec.MsgspecError:
            continue
        drawings[drawing.name] = drawing
    return drawings
