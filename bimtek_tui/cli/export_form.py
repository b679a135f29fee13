"""Commands for tables that go out: export, and forms for agencies, blank or filled in."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

import click

from ..errors import FINE, BimtekError
from ..exchange import EXPORTED, IMPORTED
from ..i18n import N_, _, ngettext
from .arguments import TEMPLATES, open_file, own_folder, tell_unread
from .console import WrongUse, command, complain, say, say_exactly, shown

_COMMA = click.option("--comma", is_flag=True, help=N_("Separate by commas instead of semicolons."))
_OUT = click.option("--out", metavar="FILE", help=N_("Write to this file (standard output if not given)."))
_FORCE = click.option("--force", is_flag=True, help=N_("Overwrite a file that is there."))


@command(
    "export",
    help=N_(
        "Write the entries of a kind that count as a table for Excel: a workbook (xlsx), or CSV, in which an apostrophe stands before cells that a spreadsheet program would take for a formula, number or date. Tables of program, swot, participant, agency and strategy are taken back by “bimtek import”; the others are for reading."
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
@TEMPLATES
def write_out(
    file: str,
    kind: str,
    out: str | None,
    comma: bool,
    keys: bool,
    form: Literal["csv", "xlsx"] | None,
    force: bool,
    templates: str | None,
) -> int:
    """Write the entries of a kind as a table."""
    from ..exchange import exporting

    loaded, method = open_file(Path(file), own_folder(templates))
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
        "Make a form for agencies to fill in: a blank one as CSV with headings, an example and the words that each column takes; or of a session a workbook for each agency with what is its own filled in and what is missing coloured. “bimtek import” takes both back."
    ),
    examples=(
        "bimtek form program --out formulir-program.csv",
        "bimtek form program --from sessions/kota-batam-2026.toml --each-agency formulir",
    ),
)
@click.argument("kind", metavar="KIND", type=click.Choice(IMPORTED))
@_OUT
@_COMMA
@click.option(
    "--method", "of", metavar="ID", default="kominfo-1", help=N_("The method (kominfo-1 if not given).")
)
@click.option(
    "--from", "session", metavar="FILE", help=N_("The session that fills the forms of its agencies.")
)
@click.option(
    "--each-agency", "folder", metavar="DIR", help=N_("Write a workbook for each agency into this folder.")
)
@_FORCE
@TEMPLATES
def blank(
    kind: str,
    out: str | None,
    comma: bool,
    of: str,
    session: str | None,
    folder: str | None,
    force: bool,
    templates: str | None,
) -> int:
    """Make a blank form, or one for each agency."""
    own = own_folder(templates)
    if session is not None or folder is not None:
        if session is None or folder is None:
            raise WrongUse(
                _(
                    "--from and --each-agency go together: the session, and the folder for the forms of its agencies"
                )
            )
        if out is not None or comma:
            raise WrongUse(_("--out and --comma are about the blank form; leave them out for --each-agency"))
        return _for_agencies(kind, Path(session), Path(folder), force, own)
    from ..exchange import forms
    from ..model import method

    _put(forms.form(kind, method.load(of, own), comma=comma), out, force)
    return FINE


def _for_agencies(kind: str, path: Path, folder: Path, force: bool, templates: Path | None) -> int:
    """Write a workbook for each agency; with one that is there already none is written, unless that is wanted."""
    from ..exchange import agency_forms
    from ..model.kinds import KIND_WORDS
    from ..store import saving

    if kind not in agency_forms.OWNER:
        raise WrongUse(
            _("agencies have no “{kind}” of their own; there are such forms for: {kinds}").format(
                kind=kind, kinds=", ".join(agency_forms.OWNER)
            )
        )
    loaded, method = open_file(path, templates)
    made = agency_forms.forms(loaded.session, method, kind)
    if not made:
        raise BimtekError(
            _("{file} has no agencies yet; take them in with: {command}").format(
                file=shown(path), command="bimtek import FILE TABLE --kind agency"
            )
        )
    there = [folder / form.name for form in made if os.path.lexists(folder / form.name)]
    if there and not force:
        sentence = (
            _("{file} is there already; name another folder, or overwrite it with --force")
            if len(there) == 1
            else _(
                "{file} and {more} more are there already; name another folder, or overwrite them with --force"
            )
        )
        raise WrongUse(sentence.format(file=shown(there[0]), more=len(there) - 1))
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BimtekError(
            _("{folder} can't be made: {reason}; name another folder").format(
                folder=shown(folder), reason=error.strerror or error
            )
        ) from error
    for form in made:
        saving.replace(folder / form.name, form.content, beside=path)
        say(shown(folder / form.name))
    if number := agency_forms.ownerless(loaded.session, kind):
        complain(
            ngettext(
                "{number} {kind} is no agency's and stands in no form",
                "{number} {kind} are no agency's and stand in no form",
                number,
            ).format(number=number, kind=_(KIND_WORDS[kind]))
        )
    tell_unread(loaded)
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
