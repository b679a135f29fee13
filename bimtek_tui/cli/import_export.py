"""Commands for tables: import, export, and a blank form for agencies."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from ..errors import FINDINGS, FINE, BimtekError
from ..exchange import EXPORTED, IMPORTED
from ..i18n import N_, _, ngettext
from .console import WrongUse, command, complain, say, say_exactly, shown

if TYPE_CHECKING:
    from ..exchange.importing import Plan
    from ..model.entries import Session
    from ..model.method import Method

_SHOWN = 30
"""So many rows are shown of those that are new or changed."""

_COMMA = click.option("--comma", is_flag=True, help=N_("Separate by commas instead of semicolons."))
_OUT = click.option("--out", metavar="FILE", help=N_("Write to this file (standard output if not given)."))
_FORCE = click.option("--force", is_flag=True, help=N_("Overwrite a file that is there."))


@command(
    "import",
    help=N_(
        "Take in a table from CSV or Excel: columns are known by their headings, rows that are there already are updated, good rows go in and faulty ones are listed with their question. What would be done is shown first; --dry-run does only that."
    ),
    examples=(
        "bimtek import sessions/kota-batam-2026.toml usulan-opd.xlsx --kind program --dry-run",
        "bimtek import sessions/kota-batam-2026.toml usulan-opd.xlsx --kind program --set horizon=short --yes",
        "bimtek import sessions/kota-batam-2026.toml swot.csv --kind swot --yes",
    ),
)
@click.argument("file", metavar="FILE")
@click.argument("table", metavar="TABLE")
@click.option("--kind", type=click.Choice(IMPORTED), required=True, help=N_("What the rows are."))
@click.option(
    "--sheet",
    metavar="NAME",
    help=N_("The sheet of a workbook (the one whose headings fit best if not given)."),
)
@click.option(
    "--with-hidden",
    is_flag=True,
    help=N_("Take in hidden and filtered rows and hidden columns of a workbook too."),
)
@click.option(
    "--set",
    "given",
    metavar="KEY=VALUE",
    multiple=True,
    help=N_(
        "Give this to every row whose cell is empty or can't be read, as in horizon=short; may be repeated."
    ),
)
@click.option("--dry-run", is_flag=True, help=N_("Only show what would be done; exit code 1 with faults."))
@click.option(
    "--yes", is_flag=True, help=N_("Take the good rows in without asking; exit code 1 when some stay out.")
)
@click.option(
    "--all",
    "whole",
    is_flag=True,
    help=N_("As --yes, but all rows or none: with one faulty row nothing is taken in."),
)
def take_in(
    file: str,
    table: str,
    kind: str,
    sheet: str | None,
    with_hidden: bool,
    given: tuple[str, ...],
    dry_run: bool,
    yes: bool,
    whole: bool,
) -> int:
    """Take a table into a session."""
    from ..exchange import importing
    from ..exchange.answers import Answers, assigned
    from .arguments import open_file, tell_unread

    raw = importing.read(Path(table), kind, sheet)
    yes = yes or whole

    def planned(session: Session, method: Method) -> Plan:
        answers = Answers(assigned(given, kind, session, method))
        return importing.plan(raw, kind, session, method, with_hidden, answers)

    if dry_run or not (yes or (sys.stdin.isatty() and sys.stdout.isatty())):
        loaded, method = open_file(Path(file))
        plan = planned(loaded.session, method)
        _show(plan, loaded.session, method)
        tell_unread(loaded)
        if dry_run:
            return _told(plan)
        complain(_("nothing was taken in; add --yes to do it"))
        return FINDINGS
    from ..workshop.workshop import open_workshop

    workshop = open_workshop(Path(file))
    try:
        if workshop.read_only:
            raise BimtekError(f"{file}: {workshop.read_only}")
        for sentence in workshop.persistence.news:
            say(sentence)
        plan = planned(workshop.session, workshop.method)
        _show(plan, workshop.session, workshop.method)
        tell_unread(workshop.loaded)
        if plan.blocked or (whole and plan.faults):
            return _told(plan)
        edit = importing.step(workshop.session, plan, dt.datetime.now().astimezone())
        if edit is None and not plan.faults:
            say(_("There is nothing to take in: {file} says all of it already.").format(file=shown(file)))
        elif edit is not None and (yes or _agreed(plan)):
            workshop.do(edit)
            workshop.save()
            say(_("Taken in, and saved in {file}.").format(file=shown(file)))
        else:
            say(_("Nothing was taken in."))
        if warning := workshop.close():
            complain(warning)
    finally:
        workshop.persistence.abandon()
    return _left(plan)


def _agreed(plan: Plan) -> bool:
    say(
        _("Take the good rows in? (y = yes, anything else = no)")
        if plan.faults
        else _("Take this in? (y = yes, anything else = no)")
    )
    return sys.stdin.readline().strip().casefold() in ("y", "yes", "ya")


def _told(plan: Plan) -> int:
    if not plan.faults:
        return FINE
    number = len(plan.faults)
    complain(
        ngettext(
            "nothing was taken in: {number} thing is wrong in {file}; mend it there and try again",
            "nothing was taken in: {number} things are wrong in {file}; mend them there and try again",
            number,
        ).format(number=number, file=shown(plan.path))
    )
    return FINDINGS


def _left(plan: Plan) -> int:
    """Say how many rows stayed out, and what to do about it."""
    if not (number := plan.count("faulty")):
        return FINE
    complain(
        ngettext(
            "{number} row of {file} stays out; mend it there, or answer with --set KEY=VALUE, and take the table in again",
            "{number} rows of {file} stay out; mend them there, or answer with --set KEY=VALUE, and take the table in again",
            number,
        ).format(number=number, file=shown(plan.path))
    )
    return FINDINGS


def _show(plan: Plan, session: Session, method: Method) -> None:
    from ..exchange import previews

    for sentence in previews.lines(plan, session, method, most=_SHOWN):
        say(sentence)


@command(
    "export",
    help=N_(
        "Write the entries of a kind that count as a table, which Excel opens and “bimtek import” takes back: a workbook (xlsx), or CSV, in which an apostrophe stands before cells that a spreadsheet program would take for a formula, number or date."
    ),
    examples=(
        "bimtek export sessions/kota-batam-2026.toml --kind program --out program.csv",
        "bimtek export sessions/kota-batam-2026.toml --kind program --out program.xlsx",
        "bimtek export sessions/kota-batam-2026.toml --kind budget --keys --comma",
    ),
)
@click.argument("file", metavar="FILE")
@click.option("--kind", type=click.Choice(EXPORTED), required=True, help=N_("What the rows are."))
@_OUT
@_COMMA
@click.option("--keys", is_flag=True, help=N_("Headings and values as in the session file, not in words."))
@click.option(
    "--format",
    "form",
    type=click.Choice(("csv", "xlsx")),
    help=N_("CSV, or a workbook whose text stays text; by the name of the file if not given, else CSV."),
)
@_FORCE
def write_out(
    file: str,
    kind: str,
    out: str | None,
    comma: bool,
    keys: bool,
    form: Literal["csv", "xlsx"] | None,
    force: bool,
) -> int:
    """Write the entries of a kind as a table."""
    from ..exchange import exporting
    from .arguments import open_file, tell_unread

    loaded, method = open_file(Path(file))
    format = form or ("xlsx" if out and Path(out).suffix.lower() == ".xlsx" else "csv")
    if comma and format == "xlsx":
        raise WrongUse(_("--comma is about CSV; leave it out for a workbook"))
    made = exporting.table(loaded.session, method, kind, keys=keys, comma=comma, format=format)
    _put(made, out, force, Path(file))
    tell_unread(loaded)
    return FINE


@command(
    "form",
    help=N_(
        "Make a blank form as CSV for agencies to fill in: headings, an example, the words that each column takes. “bimtek import” takes it back."
    ),
    examples=("bimtek form program --out formulir-program.csv",),
)
@click.argument("kind", metavar="KIND", type=click.Choice(IMPORTED))
@_OUT
@_COMMA
@click.option(
    "--method", "of", metavar="ID", default="kominfo-1", help=N_("The method (kominfo-1 if not given).")
)
@_FORCE
def blank(kind: str, out: str | None, comma: bool, of: str, force: bool) -> int:
    """Make a blank form."""
    from ..exchange import forms
    from ..model import method

    _put(forms.form(kind, method.load(of), comma=comma), out, force)
    return FINE


def _put(content: bytes, out: str | None, force: bool, beside: Path | None = None) -> None:
    """Write a table to a file, or to standard output as it is."""
    if out is None:
        say_exactly(content)
        return
    from ..store import saving

    path = Path(out)
    if (path.exists() or path.is_symlink()) and not force:
        raise WrongUse(
            _("{file} is there already; name another file, or overwrite it with --force").format(
                file=shown(path)
            )
        )
    saving.replace(path, content, beside=beside or path)
    say(shown(path))
