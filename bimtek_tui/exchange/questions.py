"""What is wrong in tables, each reason once: the rows that share it, and what one answer for all of them may be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from .. import text
from ..errors import Refused
from ..facilitation.incoming import Fault
from ..i18n import _, ngettext
from ..model.entries import Session
from ..model.kinds import Field, kinds
from ..model.method import Method
from . import answers, money_units
from .cells import Reader, known
from .grid import column_name
from .importing import Plan

_NAMED = 5
"""So many runs of rows are named."""


class Question(Struct, frozen=True):
    """One reason why rows stay out: its faults, each with its table, of which there is at least one.

    `choices` are the values for all rows that have none, with their words; empty where no such answer would help.
    """

    faults: tuple[tuple[Plan, Fault], ...]
    choices: Mapping[str, str] = {}

    @property
    def field(self) -> str:
        """The column that it is about ("" for none)."""
        return self.faults[0][1].field

    @property
    def is_shared(self) -> bool:
        """Whether it is asked once for all rows: several have it, or it is the column itself that is missing."""
        fault = self.faults[0][1]
        return len(self.faults) > 1 or bool(self.choices and not (fault.row and fault.column))

    @property
    def answer(self) -> str:
        """The answer for all rows as it is typed, with all its values: ``horizon=short|medium|long``."""
        plan, fault = self.faults[0]
        return f"{answers.field_for_all(fault, plan.kind)}={'|'.join(self.choices)}"

    @property
    def is_about_column(self) -> bool:
        """Whether it is asked how a column is meant, and not what its rows hold."""
        plan, fault = self.faults[0]
        return any(
            answers.means_column(answers.field_for_all(fault, plan.kind), word, plan.kind)
            for word in self.choices
        )

    def asked(self, named: bool) -> str:
        """Where and what is wrong, as a sentence; with the files where they are to be `named`."""
        plan, fault = self.faults[0]
        files = [*dict.fromkeys(text.short(plan.path.name, 40) for plan, _fault in self.faults)]
        if len(files) > 1:
            where = ngettext("{number} file", "{number} files", len(files)).format(number=len(files))
            where += f" ({files[0]}, …)"
            if rows := len({(plan.path, fault.row) for plan, fault in self.faults if fault.row}):
                counted = ngettext("{number} row in {files}", "{number} rows in {files}", rows)
                where = counted.format(number=rows, files=where)
            return f"{where}: {fault.sentence}"
        if len({(fault.column, fault.heading) for _plan, fault in self.faults}) > 1:
            fault = replace(fault, column="")
        sentence = fault.at(_rows([fault.row for _plan, fault in self.faults]))
        return f"{text.line(plan.path.name)}, {sentence}" if named else sentence

    def offered(self, named: bool) -> str:
        """The same for the command line: of what is asked once with the option that answers it."""
        asked = self.asked(named)
        if self.is_about_column:
            return _("{question}; say it with --set {answer}").format(question=asked, answer=self.answer)
        if not (self.is_shared and self.choices):
            return asked
        words = [words for value, words in self.choices.items() if words != value]
        answer = self.answer + (f" ({', '.join(words)})" if words else "")
        return _("{question}; one answer for all rows: --set {answer}").format(question=asked, answer=answer)


def questions(plans: Sequence[Plan], session: Session, method: Method) -> list[Question]:
    """What is wrong in these tables of one kind, each reason once, in the order in which the rows have it."""
    reader = Reader(session, method)

    @cache
    def by_cell(field: str, cell: str) -> Mapping[str, str]:
        return _choices(plans[0].kind, field, cell, reader)

    def choices(plan: Plan, fault: Fault) -> Mapping[str, str]:
        if not fault.row and fault.field in answers.naming(plan.kind):
            return {
                column_name(column.place): column.heading for column in plan.unmatched if column.place >= 0
            }
        return by_cell(answers.field_for_all(fault, plan.kind), fault.cell)

    by_reason: dict[object, list[tuple[Plan, Fault]]] = {}
    for plan in plans:
        key, *_others = answers.naming(plan.kind)
        is_nameless = any(not fault.row and fault.field == key for fault in plan.faults)
        for fault in plan.faults:
            if is_nameless and fault.row and fault.field == key:
                continue  # it is asked once, for the table
            of_table = () if fault.row or fault.field else (plan.path, fault.column)
            reason = fault.field, fault.sentence, bool(choices(plan, fault)), of_table
            by_reason.setdefault(reason, []).append((plan, fault))
    return [Question(tuple(faults), choices(*faults[0])) for faults in by_reason.values()]


def _choices(kind: str, field: str, cell: str, reader: Reader) -> Mapping[str, str]:
    """What the key may be, where it is one that all rows can get and the cell says none: what can be read stays."""
    key = kinds()[kind].keys.get(field)
    if key is None or field not in answers.fields(kind):
        return {}
    words = {value: next(iter(names)) for value, names in known(key, reader.method).items()}
    if field.endswith("_idr"):
        return _units(key, cell, reader)
    try:
        return {} if not words or reader.value(key, cell) is not None else words
    except Refused:
        return words


def _units(key: Field, cell: str, reader: Reader) -> Mapping[str, str]:
    """The units that the amounts of a column with a strange one may be in; of a cell those in which it makes sense."""

    def makes_sense(unit: str) -> bool:
        try:
            return not cell or reader.value(key, cell, money_units.of_answer(unit) or "") is not None
        except Refused:
            return False

    return {unit: unit for unit in money_units.UNITS if makes_sense(unit)}


def _rows(numbers: Sequence[int]) -> str:
    """How many rows these are, and which: the first runs of them."""
    rows = sorted({number for number in numbers if number})
    if len(rows) < 2:
        return "".join(_("row {row}").format(row=row) for row in rows)
    runs: list[list[int]] = []
    for row in rows:
        if runs and row == runs[-1][-1] + 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    names = [f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs]
    named = ", ".join([*names[:_NAMED], *(["…"] if len(names) > _NAMED else [])])
    counted = ngettext("{number} row ({rows})", "{number} rows ({rows})", len(rows))
    return counted.format(number=len(rows), rows=named)
