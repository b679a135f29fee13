"""The command codes: lists of the codes that programs carry in SIPD, taken in, shown and searched."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .. import text
from ..errors import FINDINGS, FINE, BimtekError
from ..i18n import N_, _, ngettext
from .arguments import tables_must_have_names
from .console import command, complain, group, say, shown

if TYPE_CHECKING:
    from ..exchange.code_tables import CodeTable
    from ..model.program_codes import CodeList, Decree, ListedCode

_SHOWN = 30
"""So many faults, or codes found, are shown."""

_DECREE = click.option(
    "--decree",
    metavar="NUMBER/YEAR",
    help=N_("The decree of the codes, e.g. 900.1.15.5-3406/2024."),
)


@command(
    "import",
    help=N_(
        "Take in the list of codes of a decree, CSV or Excel, as the region has it: columns are found by their headings (kode, nomenklatur, kinerja, indikator, satuan). It is kept on this machine for all sessions, in the place of an earlier one of the same decree. With a faulty row nothing is taken in, unless --yes is given."
    ),
    examples=(
        "bimtek codes import kodefikasi.xlsx --decree 900.1.15.5-3406/2024",
        "bimtek codes import kodefikasi.csv --decree 900.1.15.5-3406/2024 --yes",
    ),
)
@click.argument("file", metavar="LIST")
@_DECREE
@click.option(
    "--sheet",
    metavar="NAME",
    help=N_("The sheet of a workbook (the one whose headings fit best if not given)."),
)
@click.option("--yes", is_flag=True, help=N_("Take the good codes in although some rows are faulty."))
def take_in(file: str, decree: str | None, sheet: str | None, yes: bool) -> int:
    """Take in a list of codes."""
    from ..exchange import code_tables
    from ..model import program_codes
    from ..store import code_lists

    tables_must_have_names([file])
    path = Path(file)
    found = code_tables.read(path, _decree(path, decree), dt.datetime.now().astimezone().date(), sheet)
    place = shown(path) + (f" ({shown(found.table.sheet)})" if found.table.sheet else "")
    for sentence in code_tables.sentences(found):
        say(f"{place}: {sentence}")
    _say_faults(place, found)
    number = len(found.codes.codes)
    if not number or (found.faults and not yes):
        complain(_refusal(place, found))
        return FINDINGS
    if program_codes.decree(found.codes.decree) is None:
        say(
            _("{decree} is none of the decrees that are known here; the list is kept under this name").format(
                decree=text.short(found.codes.decree)
            )
        )
    code_lists.keep(found.codes)
    say(
        ngettext(
            "{number} code of {decree} is kept on this machine.",
            "{number} codes of {decree} are kept on this machine.",
            number,
        ).format(number=number, decree=found.codes.decree)
    )
    return FINDINGS if found.faults else FINE


def _decree(path: Path, given: str | None) -> str:
    """The decree that was given, or that the name of the file says. Raises BimtekError where neither does."""
    from ..model import program_codes

    if given and text.line(given):
        return text.line(given)
    known = program_codes.decree(path.stem.replace("_", " "))
    if known is not None:
        return known.name
    raise BimtekError(
        _("say of which decree the codes are, e.g. --decree {example}; known ones: {known}").format(
            example=_short(program_codes.DECREES[-3]),
            known=", ".join(map(_short, program_codes.DECREES)),
        )
    )


def _short(decree: Decree) -> str:
    return f"{decree.number}/{decree.year}"


def _say_faults(place: str, found: CodeTable) -> None:
    for fault in found.faults[:_SHOWN]:
        say(
            _("{file}, row {row}, column {column}: {reason}").format(
                file=place, row=fault.row, column=fault.column, reason=fault.reason
            )
        )
    if more := max(0, len(found.faults) - _SHOWN):
        say(ngettext("… and {number} more", "… and {number} more", more).format(number=more))


def _refusal(place: str, found: CodeTable) -> str:
    number = len(found.faults)
    if not number:
        return _("{file}: no row has a code that a program can carry; nothing was taken in").format(
            file=place
        )
    sentence = ngettext(
        "nothing was taken in: {number} row of {file} is faulty; mend it, or take in the good ones ({good}) with --yes",
        "nothing was taken in: {number} rows of {file} are faulty; mend them, or take in the good ones ({good}) with --yes",
        number,
    )
    if not found.codes.codes:
        sentence = ngettext(
            "nothing was taken in: {number} row of {file} is faulty; mend it and try again",
            "nothing was taken in: {number} rows of {file} are faulty; mend them and try again",
            number,
        )
    return sentence.format(number=number, file=place, good=len(found.codes.codes))


@command(
    "list",
    help=N_("Say which lists of codes are kept on this machine: decree, number of codes, day, file."),
    examples=("bimtek codes list",),
)
def kept() -> int:
    """Print the lists that are kept."""
    return _say_kept()


def _say_kept() -> int:
    from ..model.labels import day
    from ..store import code_lists

    lists = code_lists.kept()
    for codes in lists:
        number = len(codes.codes)
        say(
            ngettext(
                "{decree}: {number} code, taken in on {day} from {file}",
                "{decree}: {number} codes, taken in on {day} from {file}",
                number,
            ).format(
                decree=shown(codes.decree), number=number, day=day(codes.imported), file=shown(codes.source)
            )
        )
    if not lists:
        say(_("No list of codes is kept here; “bimtek codes import LIST --decree NUMBER/YEAR” takes one in."))
    return FINE


@command(
    "find",
    help=N_(
        "Find codes by words of their names or by their first digits, in the lists that are kept on this machine."
    ),
    examples=("bimtek codes find kota cerdas", "bimtek codes find 2.16.03"),
)
@click.argument("words", metavar="TEXT...", nargs=-1, required=True)
@_DECREE
def find(words: tuple[str, ...], decree: str | None) -> int:
    """Print the codes that are found."""
    wanted = text.line(" ".join(words))
    matches = [(codes, listed) for codes in _searched(decree) for listed in codes.find(wanted)]
    if not matches:
        complain(
            _("no code has “{words}”; fewer or shorter words find more").format(words=text.short(wanted))
        )
        return FINDINGS
    before = ""
    for codes, listed in matches[:_SHOWN]:
        if codes.decree != before:
            say(f"{codes.decree}:")
            before = codes.decree
        say(_in_line(listed))
    if more := max(0, len(matches) - _SHOWN):
        say(ngettext("… and {number} more", "… and {number} more", more).format(number=more))
    return FINE


def _searched(decree: str | None) -> list[CodeList]:
    """The lists to search. Raises BimtekError where there is none."""
    from ..store import code_lists

    if decree:
        one = code_lists.load(decree)
        lists = [one] if one else []
    else:
        lists = code_lists.kept()
    if not lists:
        raise BimtekError(
            _("no list of codes is kept here{decree}; “bimtek codes import LIST” takes one in").format(
                decree=f" ({text.short(decree, 40)})" if decree else ""
            )
        )
    return lists


def _in_line(listed: ListedCode) -> str:
    rest = " · ".join(filter(None, (listed.indicator, listed.unit)))
    return f"  {listed.code}  {listed.name}" + (f" ({rest})" if rest else "")


codes = group(
    "codes",
    help=N_(
        "Codes of programs in the planning system of the regions (SIPD), each valid with its decree. “import” takes in the list that the region has, “list” says which are kept, “find” searches them. Without a list only shape, level and kind of region of a code can be checked."
    ),
    examples=(
        "bimtek codes import kodefikasi.xlsx --decree 900.1.15.5-3406/2024",
        "bimtek codes find kota cerdas",
    ),
    commands=(take_in, kept, find),
    otherwise=_say_kept,
)
