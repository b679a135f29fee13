"""The command import: tables that others filled in, shown and taken into a session."""

from __future__ import annotations

import datetime as dt
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec.structs import replace

from ..errors import FINDINGS, FINE, BimtekError, Refused
from ..exchange import IMPORTED
from ..i18n import N_, _, ngettext
from .arguments import (
    TEMPLATES,
    must_have_a_name,
    open_file,
    own_folder,
    tables_must_have_names,
    tell_unread,
)
from .console import command, complain, say, shown

if TYPE_CHECKING:
    from ..exchange.batch import Batch, Tables
    from ..model.entries import Session
    from ..model.method import Method
    from ..workshop.workshop import Workshop

_SHOWN = 30
"""So many rows are shown of those that are new or changed."""


@command(
    "import",
    help=N_(
        "Take in tables from CSV or Excel, or the forms of a folder: columns are known by their headings, rows that are there already are updated, good rows go in and faulty ones are listed with their question. What would be done is shown first; --dry-run does only that."
    ),
    examples=(
        "bimtek import sessions/kota-batam-2026.toml usulan-opd.xlsx --kind program --dry-run",
        "bimtek import sessions/kota-batam-2026.toml usulan-opd.xlsx --kind program --set horizon=short --yes",
        "bimtek import sessions/kota-batam-2026.toml formulir-kembali/ --kind program --yes",
    ),
)
@click.argument("file", metavar="FILE")
@click.argument("given", metavar="TABLE|DIR...", nargs=-1, required=True)
@click.option(
    "--kind",
    type=click.Choice(IMPORTED),
    help=N_("What the rows are; not needed for forms of bimtek, and where the headings fit one kind alone."),
)
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
    "assigned",
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
@TEMPLATES
def take_in(
    file: str,
    given: tuple[str, ...],
    kind: str | None,
    sheet: str | None,
    with_hidden: bool,
    assigned: tuple[str, ...],
    dry_run: bool,
    yes: bool,
    whole: bool,
    templates: str | None,
) -> int:
    """Take tables into a session."""
    from ..exchange import answers, batch, headings, importing
    from ..exchange.heading_rows import Score

    must_have_a_name(file)
    tables_must_have_names(given)
    own = own_folder(templates)
    paths, passed_over = batch.files(map(Path, given))
    score: Score = partial(headings.score, kind) if kind else batch.any_score
    tables = batch.read(paths, score, sheet)
    kind = kind or _only_kind(tables)
    tables = replace(tables, unread=(*passed_over, *tables.unread))
    yes = yes or whole

    def planned(session: Session, method: Method) -> Batch:
        for_all = answers.assigned(assigned, kind, session, method)
        return batch.plan(tables, kind, session, method, with_hidden, for_all)

    if dry_run or not (yes or (sys.stdin.isatty() and sys.stdout.isatty())):
        loaded, method = open_file(Path(file), own)
        found = planned(loaded.session, method)
        answer = _show(found, loaded.session, method)
        tell_unread(loaded)
        if dry_run or not found.brings:
            return _told(found, answer)
        complain(_("nothing was taken in; add --yes to do it"))
        return FINDINGS
    from ..workshop.workshop import open_workshop

    workshop = open_workshop(Path(file), own)
    try:
        if workshop.read_only:
            raise BimtekError(f"{file}: {workshop.read_only}")
        _say_news(workshop)
        found = planned(workshop.session, workshop.method)
        answer = _show(found, workshop.session, workshop.method)
        tell_unread(workshop.loaded)
        if (whole and found.asking) or (found.plans and all(one.blocked for one in found.plans)):
            return _told(found, answer)
        edit = importing.together(workshop.session, found.plans, dt.datetime.now().astimezone())
        if edit is None and not found.asking:
            say(_("There is nothing to take in: {file} says all of it already.").format(file=shown(file)))
        elif edit is not None and (yes or _agreed(found)):
            workshop.do(edit)
            workshop.save()
            _say_news(workshop)
            say(_("Taken in, and saved in {file}.").format(file=shown(file)))
        else:
            say(_("Nothing was taken in."))
        if warning := workshop.close():
            complain(warning)
    finally:
        workshop.persistence.abandon()
    return _left(found, answer)


def _only_kind(tables: Tables) -> str:
    """What the rows are by what the tables say themselves. Raises Refused where that may be several things."""
    from ..exchange import batch

    may_be = batch.kinds_of(tables.tables)
    if len(may_be) == 1:
        return may_be[0]
    raise Refused(
        _("what the rows are can't be seen by their headings; say it with --kind: {kinds}").format(
            kinds=", ".join(may_be or IMPORTED)
        )
    )


def _say_news(workshop: Workshop) -> None:
    for sentence in workshop.persistence.news:
        say(sentence)
    workshop.persistence.news.clear()


def _agreed(found: Batch) -> bool:
    say(
        _("Take the good rows in? (y = yes, anything else = no)")
        if found.asking
        else _("Take this in? (y = yes, anything else = no)")
    )
    return sys.stdin.readline().strip().casefold() in ("y", "yes", "ya")


def _told(found: Batch, answer: str) -> int:
    """Say that nothing was taken in for what is wrong."""
    number = sum(len(plan.faults) for plan in found.plans) + len(found.unread)
    if not number:
        return FINE
    sentence = (
        ngettext(
            "nothing was taken in: {number} thing is wrong in {file}; mend it there, or answer with --set {answer}, and try again",
            "nothing was taken in: {number} things are wrong in {file}; mend them there, or answer with --set {answer}, and try again",
            number,
        )
        if answer
        else ngettext(
            "nothing was taken in: {number} thing is wrong in {file}; mend it there and try again",
            "nothing was taken in: {number} things are wrong in {file}; mend them there and try again",
            number,
        )
    )
    complain(sentence.format(number=number, file=_named(found), answer=answer))
    return FINDINGS


def _left(found: Batch, answer: str) -> int:
    """Say how much stayed out, and what to do about it."""
    if number := sum(plan.count("faulty") for plan in found.plans if not plan.blocked):
        complain(
            ngettext(
                "{number} row of {file} stays out; mend it there, or answer with --set {answer}, and take the table in again",
                "{number} rows of {file} stay out; mend them there, or answer with --set {answer}, and take the table in again",
                number,
            ).format(number=number, file=_named(found), answer=answer or "KEY=VALUE")
        )
    if files := sum(bool(plan.blocked) for plan in found.plans) + len(found.unread):
        complain(
            ngettext(
                "{number} file stays out as a whole; what is wrong with it stands above",
                "{number} files stay out as a whole; what is wrong with them stands above",
                files,
            ).format(number=files)
        )
    return FINDINGS if number or files else FINE


def _named(found: Batch) -> str:
    wrong = [plan.path for plan in found.plans if plan.faults]
    if len(wrong) == 1 and not found.unread:
        return shown(wrong[0])
    number = len(wrong) + len(found.unread)
    return ngettext("{number} file", "{number} files", number).format(number=number)


def _show(found: Batch, session: Session, method: Method) -> str:
    """Show what would be done; the answer for all rows that helps first, as it is typed ("" for none)."""
    from ..exchange import previews
    from ..exchange.questions import questions

    for sentence in previews.lines_of(found, session, method, most=_SHOWN):
        say(sentence)
    return next((asked.answer for asked in questions(found.plans, session, method) if asked.choices), "")
