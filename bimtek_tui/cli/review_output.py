"""How diff and log answer: as text, Markdown, data or one page of HTML, on the screen or in a file."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..i18n import N_, _
from .console import WrongUse, say, say_exactly, shown

if TYPE_CHECKING:
    from ..review.comparison import Report
    from ..review.history import Step

FORMAT = click.option(
    "--format",
    "form",
    type=click.Choice(("text", "md", "json", "html")),
    default="text",
    help=N_(
        "text (if not given), md for a pull request or the meeting, json, or html for one page to look at."
    ),
)
OUT = click.option(
    "-o", "--out", metavar="OUT", help=N_("Write the answer to this file (printed if not given).")
)


def write_reports(reports: Sequence[Report], form: str, out: str | None) -> None:
    """Say what versions of files differ in. Raises BimtekError when it can't be written."""
    from ..review import reports as wording

    different = [report for report in reports if report.state != "same" or report.relaid]
    if form == "json":
        _write(json.dumps(wording.reports_data(reports), indent=2) + "\n", out)
    elif form == "html":
        from . import review_page

        _write(review_page.of_reports(different), out)
    elif not different:
        _write(_("no entry is different") + "\n", out)
    elif form == "md":
        parts = (wording.report_markdown(report, _addressing_nobody) for report in different)
        _write("\n\n".join(parts) + "\n", out)
    else:
        colour = _colour(out)
        _write("\n\n".join(wording.report_text(report, colour) for report in different) + "\n", out, colour)


def write_steps(name: str, steps: Sequence[Step], remark: str, form: str, out: str | None) -> None:
    """Say what became of a file, commit by commit; `remark` says where its history ends too early."""
    from ..review import reports as wording

    if form == "json":
        _write(json.dumps(wording.history_data(name, steps, remark), indent=2) + "\n", out)
    elif form == "html":
        from . import review_page

        _write(review_page.of_steps(name, steps, remark), out)
    elif form == "md":
        parts = [
            *(wording.step_markdown(step, _addressing_nobody) for step in steps),
            *([_addressing_nobody(remark)] if remark else []),
        ]
        _write("\n\n".join(parts) + "\n", out)
    else:
        colour = _colour(out)
        texts = [*(wording.step_text(step, colour) for step in steps), *([remark] if remark else [])]
        _write("\n\n".join(texts) + "\n", out, colour)


_CALLS = re.compile(r"(?<!\w)(?<!\w\\)(\\?@)(?=\w)|(\\?[#!])(?=\d)|\b(GH)(?=-\d)")
"""What calls people, or names requests, to hosting sites: they look for it behind the Markdown, where no backslash is left."""


def _addressing_nobody(raw: str) -> str:
    """A text on one line that means only itself as Markdown, and calls nobody in a request: a sign without width stands between."""
    from ..markdown import inline

    return _CALLS.sub(lambda call: f"{call[0]}&#8203;", inline(raw))


def _colour(out: str | None) -> bool:
    return out is None and sys.stdout.isatty() and "NO_COLOR" not in os.environ


def _write(answer: str | bytes, out: str | None, colour: bool = False) -> None:
    """Print an answer, or write it to a file. Raises BimtekError."""
    if out is not None:
        from ..store import saving

        if Path(out).suffix == ".toml":
            raise WrongUse(
                _("{file} is the name of a session; give the answer another, e.g. perubahan.html").format(
                    file=shown(out)
                )
            )
        saving.replace(Path(out), answer if isinstance(answer, bytes) else answer.encode(errors="replace"))
    elif isinstance(answer, bytes):
        say_exactly(answer)
    elif colour:
        click.echo(answer, nl=False, color=True)
    else:
        say(answer.removesuffix("\n"))
