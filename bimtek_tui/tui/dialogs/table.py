"""What tables would bring, row by row, with everything that is wrong in them; it can be mended or answered here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from msgspec.structs import replace
from textual.content import Content

from ... import text
from ...errors import BimtekError, Refused
from ...exchange import answers, batch, importing, previews
from ...exchange.batch import Batch, Tables
from ...exchange.cells import Reader, allowed
from ...exchange.headings import Column
from ...exchange.importing import Plan
from ...exchange.questions import questions
from ...facilitation.incoming import Fault
from ...i18n import N_, _, ngettext
from ...model.edits import Edit
from ...model.kinds import KIND_WORDS, kinds
from ...model.labels import capital
from ...workshop.workshop import Workshop
from ..actions import bindings
from ..widgets.content import plain
from ..widgets.row_list import Row
from . import column_meaning
from .ask import Ask
from .questions import each_meant, unlisted_words
from .take_in import Intake

MOST = 500
"""So many rows of a preview are shown; what is wrong stands first."""
WRONG, DOUBTFUL = "bold $text-error", "bold $text-warning"


class _Line(NamedTuple):
    """A line of the preview: its words and style, the row of a file or the unknown column it is about, what is wrong there."""

    words: str
    style: str = ""
    row: tuple[Path, int, int] | None = None
    fault: Fault | None = None
    column: Column | None = None


class Table(Intake):
    """The rows of one table or several, taken for entries of a kind."""

    BINDINGS = bindings("table")
    place = "table"
    nothing = N_("There is nothing to take in: the session says all of it already.")

    def __init__(
        self, workshop: Workshop, given: Tables, kind: str, for_all: Mapping[str, str] | None = None
    ) -> None:
        """`for_all` are answers for all rows of this kind that are known already, as from the list they are pasted on."""
        super().__init__(workshop)
        self.given = given
        self.kind = kind
        self.outcome: Batch | None = None
        self.shown: list[_Line] = []
        self.left_out: set[tuple[Path, int, int]] = set()
        self.for_all = dict(for_all or {})
        self.mended: dict[Path, dict[tuple[int, str], str]] = {}
        self.agencies: dict[str, str] = {}
        self.with_hidden = False

    def start(self) -> None:
        self._plan()
        told = (number for number, line in enumerate(self.shown) if line.style != DOUBTFUL)
        self.highlighted = next(told, 0)  # what is wrong stands first
        self.focus()

    def action_rows_are(self, kind: str) -> None:
        """Take the rows for entries of this kind."""
        self.kind = kind
        for answered in (self.left_out, self.for_all, self.mended):
            answered.clear()
        self._plan()
        self.highlighted = 0

    def _plan(self) -> None:
        """Read the tables again, with what was answered, and show that."""
        try:
            self.outcome = self._planned()
            self.shown = [*self._listed(self.outcome)]
        except Refused as refused:
            self.outcome, self.shown = None, [_Line(str(refused), WRONG)]
        self.show()

    def _planned(self) -> Batch:
        shop = self.workshop
        return batch.plan(
            self.given,
            self.kind,
            shop.session,
            shop.method,
            for_all=self.for_all,
            mended=self.mended,
            agencies=self.agencies,
            with_hidden=self.with_hidden,
        )

    def heading(self) -> tuple[str, str]:
        table = self.given.tables[0]
        name = text.short(table.path.name, 40) + (f" ({text.short(table.sheet, 20)})" if table.sheet else "")
        if previews.is_several(self.given):
            number = len(self.given.tables) + len(self.given.unread)
            name = ngettext("{number} file", "{number} files", number).format(number=number)
        counted = previews.counted(self.outcome) if self.outcome else ""
        return f"{name} → {capital(_(KIND_WORDS[self.kind]))}", counted

    def _listed(self, outcome: Batch) -> Iterator[_Line]:
        """What is wrong first, then what stays out, what is new or changed, and where each column goes."""
        yield from (_Line(f"! {sentence}", WRONG) for sentence in outcome.unread)
        yield from islice(self._wrong(outcome), MOST)
        if outcome.unlisted:
            yield _Line(unlisted_words(len(outcome.unlisted)), DOUBTFUL)
        yield from (_Line(sentence, DOUBTFUL) for sentence in (*self._choices(), *outcome.sentences))
        for plan in outcome.plans:
            of = f"{text.short(plan.path.name, 40)}: " if previews.is_several(outcome) else ""
            yield from (_Line(f"{of}{sentence}", DOUBTFUL) for sentence in plan.sentences)
            unmatched = zip(previews.unmatched(plan), plan.unmatched, strict=True)
            yield from (_Line(f"{of}{words}", DOUBTFUL, column=column) for words, column in unmatched)
        left = MOST
        for plan in outcome.plans:
            yield from self._rows(plan, left, previews.is_several(outcome))
            left = max(0, left - len(previews.doing(plan)))
        if not previews.is_several(outcome):
            yield from (_Line(column, "dim") for plan in outcome.plans for column in previews.taken(plan))

    def _wrong(self, outcome: Batch) -> Iterator[_Line]:
        """What is wrong: what is asked once for all rows before its rows, anything else beside its row."""
        several = previews.is_several(outcome)
        shop = self.workshop
        names = {
            (plan.path, row.number, row.part): row.name
            for plan in outcome.plans
            for row in plan.rows
            if row.faults
        }
        for question in questions(outcome.plans, shop.session, shop.method):
            asked = f"! {question.asked(several)}"
            if question.is_shared:
                if question.choices:
                    asked += "; " + _("{key:set-all} answers for all rows: {choices}").format(
                        choices=", ".join(question.choices.values())
                    )
                yield _Line(asked, WRONG, None, question.faults[0][1])
            for plan, fault in question.faults:
                row = (plan.path, fault.row, fault.part)
                if not question.is_shared:
                    yield _Line(asked, WRONG, row if fault.row else None, fault)
                elif fault.row:
                    file = f"{text.short(plan.path.name, 40)}, " if several else ""
                    place = _("row {row}").format(row=fault.row)
                    yield _Line(f"  {file}{place}: {names.get(row, '')}", WRONG, row, fault)

    def _choices(self) -> Iterator[str]:
        """What may be read otherwise than it is: another sheet, and what the workbook hides."""
        sheets = self.given.tables[0].sheets
        if len(self.given.tables) == 1 < len(sheets):
            yield _("one of {number} sheets: {key:next-sheet} reads the next one").format(number=len(sheets))
        if any(table.notes.hidden_rows or table.notes.hidden_columns for table in self.given.tables):
            yield (
                _("what the workbook hides is taken in as well: {key:hidden-rows} leaves it out")
                if self.with_hidden
                else _("what the workbook hides is left out: {key:hidden-rows} takes it in")
            )

    def _rows(self, plan: Plan, most: int, is_several: bool) -> Iterator[_Line]:
        if is_several:
            yield _Line(f"{text.short(plan.path.name, 40)}: {previews.summary(plan)}", "bold")
        numbers = [(row.number, row.part) for row in previews.doing(plan)[:most]]
        lines = previews.rows(plan, self.workshop.session, self.workshop.method, most)
        for at, row in enumerate(lines):  # the last line may count the others
            yield _Line("\n".join(row), "", (plan.path, *numbers[at]) if at < len(numbers) else None)

    def entries(self) -> Iterator[Row]:
        for number, (words, style, row, *_about) in enumerate(self.shown):
            out = row in self.left_out
            yield Row(str(number), plain(f"– {words}" if out else words, "strike dim" if out else style))

    def detail(self, number: int) -> Content:
        return plain(self.shown[number].words if number < len(self.shown) else "")

    def complaint(self) -> str:
        faults = [fault for plan in self._wanted() for fault in plan.faults]
        if not faults:
            return ""
        if any(not fault.row for fault in faults):
            return _(
                "What is wrong with a whole table is mended there, or answered with {key:set-all}; nothing of it is taken in before."
            )
        return ngettext(
            "{number} thing is wrong: {key:mend} mends it, {key:set-all} answers for all rows, {key:leave-out} leaves its row out; {key:take-in-good} takes in the rest.",
            "{number} things are wrong: {key:mend} mends one, {key:set-all} answers for all rows, {key:leave-out} leaves a row out; {key:take-in-good} takes in the rest.",
            len(faults),
        ).format(number=len(faults))

    # Keys ---------------------------------------------------------------------------------------------------

    @property
    def line(self) -> _Line:
        """The line under the cursor."""
        return self.shown[self.at] if 0 <= self.at < len(self.shown) else _Line("")

    def action_leave_out(self) -> None:
        """Leave the row under the cursor out, or take it in again."""
        if self.line.row is None:
            self.message.show(_("There is nothing in this row that could be taken in."))
            return
        self.left_out ^= {self.line.row}
        self.show()

    async def action_mend(self) -> None:
        """Correct what is wrong under the cursor, say what a column holds; on any other line take in what is good."""
        row, fault, column = self.line.row, self.line.fault, self.line.column
        if column is not None:
            column_meaning.ask(self.app, column, self.kind, self._taken, self._answered)
        elif fault is None and row is None and (complaint := self.complaint()):
            self.message.show(complaint)
        elif fault is None:
            await self.run_action("screen.take_in")
        elif row is None and answers.field_for_all(fault, self.kind):
            self.action_for_all()
        elif row is None or not fault.field:
            self.message.show(_("This is mended in the table; {key:leave-out} leaves a row out."))
        else:
            path = row[0]
            title = _("Row {row}: {key}").format(row=fault.row, key=answers.field_label(fault.field))
            self.app.push_screen(
                Ask(
                    title if not previews.is_several(self.given) else f"{text.short(path.name, 40)}, {title}",
                    _("What is right here? The row is read again with it; the file stays as it is."),
                    fault.cell,
                    lambda answer: self._tried(path, fault, answer),
                    about=self._about(fault),
                    names=self._values(fault.field),
                ),
                self._answered,
            )

    def _values(self, field: str) -> list[str]:
        """The words for what a column may hold; none where that is free text."""
        return allowed(key, self.workshop.method) if (key := kinds()[self.kind].keys.get(field)) else []

    def _about(self, fault: Fault) -> str:
        """What is wrong, and what would be right, before somebody answers."""
        if not (words := self._values(fault.field)) or all(word in fault.sentence for word in words):
            return fault.sentence
        return _("{wrong}; take one of: {choices}").format(wrong=fault.sentence, choices=", ".join(words))

    def _tried(self, path: Path, fault: Fault, answer: str) -> bool:
        """Read a row with another text in one of its cells; Refused, and as it was, where that is wrong as well."""
        before = self.mended.get(path, {})
        self.mended[path] = before | {fault.place: answer}
        try:
            tried = self._planned()
            still = [
                tried_fault.sentence
                for plan in tried.plans
                for tried_fault in plan.faults
                if (plan.path, tried_fault.place) == (path, fault.place)
            ]
            if still:
                raise Refused(still[0])
        except Refused:
            self.mended[path] = before
            raise
        return True

    def action_sheet(self, by: int) -> None:
        """Read the next or the previous sheet of a workbook instead; an empty one is passed over."""
        sheets = self.given.tables[0].sheets if len(self.given.tables) == 1 else ()
        if len(sheets) < 2:
            self.message.show(_("There is no other sheet."))
            return
        table, fault = self.given.tables[0], ""
        at = sheets.index(table.sheet)
        for step in range(1, len(sheets)):
            try:
                read = batch.read([table.path], batch.any_score, sheets[(at + by * step) % len(sheets)])
            except BimtekError as error:
                fault = str(error)
                continue
            self.given = replace(read, unread=self.given.unread)
            may_be = batch.kinds_of(read.tables)
            self.action_rows_are(self.kind if self.kind in may_be or not may_be else may_be[0])
            return
        self.message.show(fault)

    def action_hidden(self) -> None:
        """Take in what the workbook hides, or leave it out again."""
        self.with_hidden = not self.with_hidden
        self._plan()

    def action_agencies(self) -> None:
        """Ask about each agency in the table that is in no list."""
        names = self.outcome.unlisted if self.outcome else []
        each_meant(self.screen, self.workshop, names, self._meant, self._plan)

    def _meant(self, name: str, agency: str) -> None:
        if agency != name:
            self.agencies[name] = agency

    def action_for_all(self) -> None:
        """Ask for one answer for all rows: to what is wrong under the cursor, or to what is named with it."""
        fields, fault = answers.fields(self.kind), self.line.fault
        field = answers.field_for_all(fault, self.kind) if fault else ""
        if not (fields or field) or self.outcome is None:
            self.message.show(_("Nothing of these rows is the same for all of them."))
            return
        stays = _("It goes where a cell is empty or can't be read; what can be read stays.")
        if field:
            title = _("All rows: {key}").format(key=answers.field_label(field))
            choices = self._choices_of(fault)
            names = [*choices, *choices.values()] or self._values(field)
            if choices and field in answers.naming(self.kind):
                stays = _("Its letter or its heading says which column it is.")
            ask = Ask(
                title,
                stays,
                "",
                lambda answer: self._taken({field: answer}),
                about=self._about(fault) if fault else "",
                names=names,
            )
        else:
            example = "horizon=short" if self.kind == "program" else f"{fields[0]}=…"
            example = _("Write which key gets what, as in {example}.").format(example=example)
            ask = Ask(_("One answer for all rows"), f"{example} {stays}", "", self._assigned)
        self.app.push_screen(ask, self._answered)

    def _assigned(self, answer: str) -> bool:
        shop = self.workshop
        return self._taken(answers.assigned([answer], self.kind, shop.session, shop.method))

    def _taken(self, given: dict[str, str]) -> bool:
        reader = Reader(self.workshop.session, self.workshop.method)
        for field, answer in given.items():
            answers.read(field, answer, self.kind, reader)
        before = self.for_all
        self.for_all = before | given
        try:
            self._planned()
        except Refused:
            self.for_all = before
            raise
        return True

    def _choices_of(self, fault: Fault | None) -> Mapping[str, str]:
        """What one answer for all rows may be to what is wrong."""
        shop = self.workshop
        asked = questions(self.outcome.plans, shop.session, shop.method) if self.outcome else []
        about = (one for one in asked if any(of is fault for _plan, of in one.faults))
        return next((question.choices for question in about), {})

    def _answered(self, answer: Any) -> None:
        if answer:
            self._plan()

    # What is taken in ---------------------------------------------------------------------------------------

    def _wanted(self) -> list[Plan]:
        """The plans without the rows that are left out and what is wrong with them."""
        return [
            replace(
                plan,
                rows=tuple(
                    row for row in plan.rows if (plan.path, row.number, row.part) not in self.left_out
                ),
                faults=tuple(
                    fault for fault in plan.faults if (plan.path, fault.row, fault.part) not in self.left_out
                ),
            )
            for plan in (self.outcome.plans if self.outcome else ())
        ]

    def edit(self) -> Edit | None:
        if self.outcome is None:
            raise Refused(
                _("Nothing of this table is known; 1 to 5 say what the rows are, {key:back} goes back.")
            )
        if self._planned() != self.outcome:
            self._plan()  # a key elsewhere, or somebody outside, changed the session
            raise Refused(_("The session was changed in the meantime; this is what the table brings now."))
        edit = importing.together(self.workshop.session, self._wanted(), dt.datetime.now().astimezone())
        if edit is None and (why := self.complaint()):
            raise Refused(why)
        return edit

    def stays(self) -> bool:
        self._plan()
        return bool(self.outcome and self.outcome.unread) or any(plan.faults for plan in self._wanted())
