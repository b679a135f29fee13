"""Pictures drawn in a process of their own: matplotlib stays out of the program, and its settings out of the pictures.

People's own pictures are made anew there as well: whatever a stranger's file does to who decodes it, it does there.
The process works in a folder of its own, with an empty file of settings: matplotlib would obey one that a stranger laid
into ours, or fail over it.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib.util import find_spec
from tempfile import TemporaryDirectory
from typing import Literal

import msgspec
from msgspec import Struct

from ...errors import BimtekError
from ...i18n import _
from .chart import Chart

Kind = Literal["svg", "png"]
START, SECONDS = 60.0, 30.0
"""Seconds for the process to start, and for each picture: a hundred times what they take."""
MEMORY = 1536 * 2**20
"""Bytes that the process may have in all."""
_RUN = "import sys; sys.path[:] = sys.argv[1:]; from bimtek_tui.books.charts.process import serve; serve()"


class Request(Struct):
    """Charts by name, in these formats; with `titled` each has its title and source on it. `own` are PNG and JPEG files."""

    charts: dict[str, Chart]
    kinds: tuple[Kind, ...]
    titled: bool
    memory: int
    own: dict[str, bytes] = {}


class Drawing(Struct, forbid_unknown_fields=True):
    """A picture that was drawn, of this size in millimetres; empty with a `fault` that says why it could not be.

    `missing` are the letters for which the typeface has none. A person's own picture is in `png` or in `jpeg`.
    """

    name: str
    svg: bytes = b""
    png: bytes = b""
    jpeg: bytes = b""
    width: float = 0
    height: float = 0
    missing: str = ""
    fault: str = ""


def is_possible(*packages: str) -> bool:
    """Whether the packages that pictures take are installed: those of charts, or these."""
    return all(find_spec(package) is not None for package in packages or ("matplotlib", "PIL"))


def absent() -> BimtekError:
    """What is said, with the one command that helps, where they are not."""
    return BimtekError(
        _("pictures take one more package; install it with: {command}").format(
            command="python -m pip install 'bimtek-tui[charts]'"
        )
    )


def draw(
    charts: Mapping[str, Chart], kinds: Sequence[Kind], tell: Callable[[str], None], titled: bool = False
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


def remake(pictures: Mapping[str, bytes]) -> dict[str, Drawing]:
    """PNG and JPEG files made anew, each in its turn; one that takes too much is not among them. Raises BimtekError."""
    if not is_possible("PIL"):
        raise absent()
    made: dict[str, Drawing] = {}
    waiting = dict(pictures)
    while waiting:
        made |= _asked(Request({}, (), False, MEMORY, waiting))
        waiting = {name: content for name, content in waiting.items() if name not in made}
        if waiting:
            del waiting[next(iter(waiting))]  # the process ended over it, and has not come to the others
    return made


def _asked(request: Request) -> dict[str, Drawing]:
    """What the process answers; those that were done before it ended, if it took too much. Raises BimtekError."""
    try:
        with TemporaryDirectory(prefix="bimtek-") as folder:
            process = subprocess.run(
                [sys.executable, "-I", "-c", _RUN, *sys.path],
                input=pickle.dumps(request),
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                check=False,
                cwd=folder,
                timeout=START + SECONDS * (len(request.charts) + len(request.own)),
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
            answered = process.stdout
    except subprocess.TimeoutExpired as error:
        answered = error.stdout or b""
    except (OSError, ValueError) as error:
        raise BimtekError(
            _(
                "pictures are drawn in a process apart, and none can be started: {reason}; make room, or close other programs"
            ).format(reason=error)
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
