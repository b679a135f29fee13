"""Rules about the codes that programs carry in the planning system of the regions (SIPD)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from .. import text
from ..errors import Refused, Severity
from ..i18n import N_, _, ngettext
from ..model import program_codes
from ..model.entries import Program, counting
from ..model.labels import value_label
from ..model.program_codes import CARRIED, LEVELS, REGIONS, ProgramCode
from .session_check import Checked, Hit, Rule

_REGION_NAMES = {"1": N_("a province"), "2": N_("a kabupaten or kota")}


def _coded(checked: Checked) -> Iterator[tuple[Program, str]]:
    """The programs that count and carry a code, with it."""
    for program in counting(checked.session.program):
        if program.code:
            yield program, program.code


def _well_formed(checked: Checked) -> Iterator[tuple[Program, ProgramCode]]:
    for program, code in _coded(checked):
        if program_codes.is_code(code):
            yield program, program_codes.read(code)


def _decree(checked: Checked) -> str:
    return (checked.session.plan and checked.session.plan.code_decree) or ""


def _malformed(checked: Checked) -> Iterator[Hit]:
    for program, code in _coded(checked):
        try:
            program_codes.read(code)
        except Refused as refused:
            yield Hit("program", program.id, "code", str(refused))


def _level(checked: Checked) -> Iterator[Hit]:
    for program, code in _well_formed(checked):
        if code.level not in CARRIED:
            message = _(
                "the code “{code}” is that of a whole {level}; a program carries one of a sub-kegiatan, a kegiatan or a program of SIPD"
            )
            yield Hit("program", program.id, "code", message.format(code=code, level=_(LEVELS[code.level])))


def _other_region(checked: Checked) -> Iterator[Hit]:
    city = checked.session.city
    wanted = REGIONS.get(city.kind, "") if city else ""
    for program, code in _well_formed(checked):
        if city and wanted and code.region and code.region != wanted:
            message = _(
                "the code “{code}” is one of {region} ({sign} in the fourth place), and this is a {kind}, which has {wanted} there; look it up again"
            ).format(
                code=code,
                region=_(_REGION_NAMES[code.region]),
                sign=code.region,
                kind=value_label(city.kind).lower(),
                wanted=wanted,
            )
            yield Hit("program", program.id, "code", message)


def _other_decree(checked: Checked) -> Iterator[Hit]:
    decree = _decree(checked)
    for program, code in _well_formed(checked):
        if reason := program_codes.of_decree(code, decree):
            message = _("{reason}; look it up again, or mend the decree of the codes").format(reason=reason)
            yield Hit("program", program.id, "code", message)


def _without_decree(checked: Checked) -> Iterator[Hit]:
    coded = [program for program, _code in _coded(checked)]
    if coded and not _decree(checked):
        message = ngettext(
            "{number} program carries a code, and “code_decree” under [plan] does not say of which decree; write its number and year there",
            "{number} programs carry a code, and “code_decree” under [plan] does not say of which decree; write its number and year there",
            len(coded),
        ).format(number=len(coded))
        there = checked.session.plan is not None
        yield (
            Hit("plan", "", "code_decree", message) if there else Hit("program", coded[0].id, "code", message)
        )


def _unknown_decree(checked: Checked) -> Iterator[Hit]:
    decree = _decree(checked)
    if decree and program_codes.decree(decree) is None and checked.codes is None:
        message = _(
            "“{decree}” is none of the decrees on codes that are known here; if it is no new one, write its number and year as in “{example}”"
        ).format(decree=text.short(decree), example=program_codes.DECREES[-2].name)
        yield Hit("plan", "", "code_decree", message)


def _not_listed(checked: Checked) -> Iterator[Hit]:
    if checked.codes is None:
        return
    name = program_codes.decree_name(checked.codes.decree)
    for program, code in _well_formed(checked):
        right_shape = code.level in CARRIED and not program_codes.of_decree(code, checked.codes.decree)
        if right_shape and checked.codes.get(code) is None:
            message = _(
                "the code “{code}” is not in the list of {decree} that was taken in here; “bimtek codes find” looks for the right one"
            ).format(code=code, decree=text.short(name))
            yield Hit("program", program.id, "code", message)


def _twice(checked: Checked) -> Iterator[Hit]:
    by_code: dict[str, list[Program]] = defaultdict(list)
    for program, code in _coded(checked):
        by_code[program_codes.tidy(code)].append(program)
    for code, programs in by_code.items():
        for program in programs[1:]:
            message = _(
                "“{name}” has the code {code} as well as {other} “{first}”; make them one, or give each a code of its own"
            ).format(
                name=text.short(program.name),
                code=text.short(code, 40),
                other=programs[0].id,
                first=text.short(programs[0].name),
            )
            yield Hit("program", program.id, "code", message)


RULES: dict[str, tuple[Severity, Rule]] = {
    "malformed-code": ("warning", _malformed),
    "code-of-no-program": ("warning", _level),
    "code-of-other-region": ("warning", _other_region),
    "code-of-other-decree": ("warning", _other_decree),
    "code-without-decree": ("warning", _without_decree),
    "unknown-decree": ("info", _unknown_decree),
    "code-not-listed": ("warning", _not_listed),
    "code-twice": ("warning", _twice),
}
