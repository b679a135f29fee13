"""The process in which pictures are drawn: one request in, a line for each picture out."""

from __future__ import annotations

import faulthandler
import os
import pickle
import sys
from pathlib import Path

import msgspec

from ... import memory
from . import gallery
from .chart import Chart
from .drawing import SECONDS, Drawing, Kind, Request


def serve() -> None:
    """Draw what is asked for on standard input; answer on standard output, each picture as soon as it is there."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    request: Request = pickle.load(sys.stdin.buffer)  # noqa: S301 - from our owner alone

    def answer(drawing: Drawing) -> None:
        answers.write(msgspec.json.encode(drawing) + b"\n")
        answers.flush()

    if request.charts:
        Path("matplotlibrc").touch()  # in our own folder: before all others, which may hold anything
        from . import canvas  # late: it loads matplotlib

        canvas.prepare()
    with memory.at_most(request.memory):
        for name, chart in request.charts.items():
            answer(drawn(name, chart, request.kinds, request.titled))
        for name, content in request.own.items():
            faulthandler.dump_traceback_later(SECONDS, exit=True)  # whoever asked goes on with the next one
            answer(remade(name, content))
            faulthandler.cancel_dump_traceback_later()


def drawn(name: str, chart: Chart, kinds: tuple[Kind, ...], titled: bool) -> Drawing:
    """One picture; whatever goes wrong with it, the others are drawn all the same."""
    try:
        canvas = gallery.draw(chart)
        if titled:
            canvas.entitle(chart)
        return Drawing(
            name,
            canvas.svg(chart) if "svg" in kinds else b"",
            canvas.png() if "png" in kinds else b"",
            width=canvas.width,
            height=canvas.height,
            missing="".join(sorted(canvas.missing))[:20],
        )
    except Exception as error:  # noqa: BLE001 - the book is made without it, which is told
        return Drawing(name, fault=f"{type(error).__name__}: {error}")


def remade(name: str, content: bytes) -> Drawing:
    """One picture of a person made anew. One for which there is no memory ends the process: others get a new one."""
    try:
        from .. import picture_file  # late: it loads Pillow

        return picture_file.remade(name, content)
    except Exception as error:
        if memory.is_wanting(error):
            raise
        return Drawing(name, fault=f"{type(error).__name__}: {error}")
