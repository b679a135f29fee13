"""Programs of different agencies that are nearly the same, or of one code, side by side: made one, passed over, or gone to."""

from __future__ import annotations

from dataclasses import dataclass, field

from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static

from ... import text
from ...analysis import budget, programs
from ...analysis.overlaps import Pair, pairs
from ...facilitation import bulk_edits, inheritance
from ...i18n import _, ngettext
from ...model import values
from ...model.entries import Program, Session
from ...model.ids import EntryRef
from ...model.labels import dimension_label, key_label, value_label, years
from ...model.method import name_of
from ...workshop.workshop import Workshop
from ..actions import bindings
from ..desk import Desk
from ..entries import rows
from ..widgets.bar import KeyBar
from ..widgets.content import Words, pieces
from ..widgets.row_list import Row, RowList
from .dialog import Dialog

MOST = 300
"""Pairs that are listed at once; the others follow when some of these are settled."""


class PairRows(RowList):
    """The pairs, the most alike first."""

    BINDINGS = bindings("overlaps")


@dataclass
class _Comparison:
    """What was compared at one moment, with what is shown beside it."""

    pairs: list[Pair] = field(default_factory=list)
    costs: dict[str, int] = field(default_factory=dict)
    sources: dict[str, tuple[str, ...]] = field(default_factory=dict)


class Overlaps(Dialog[EntryRef | None]):
    """Goes through programs that several agencies propose; the answer is the program to go to, or None.

    They are compared in a thread, since a thousand of them take a moment. `passed_over` are the pairs, by their ids,
    that people have called no overlap; the file has no place for that, so it holds until the program is left.
    """

    BINDINGS = bindings("overlap-texts")

    def __init__(self, workshop: Workshop, passed_over: set[frozenset[str]]) -> None:
        super().__init__()
        self.workshop = workshop
        self.desk = Desk(workshop, self._say)
        self.passed_over = passed_over
        self.rows = PairRows("overlaps")
        self._comparison = _Comparison()
        self._asked = 0

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog tall"):
            yield Words(_("Programs that are nearly the same, or carry one code"), classes="title")
            yield Words(_("Comparing…"), id="overlaps-said")
            yield self.rows
            with VerticalScroll(id="overlap-sides", can_focus=False):
                yield Static(id="overlap-facts", markup=False)
            yield Words(classes="fault")
            yield KeyBar("keys")

    def on_mount(self) -> None:
        self.rows.focus()
        self.compare()

    def compare(self) -> None:
        """Look for pairs anew, without letting anybody wait."""
        self._asked += 1
        number, session, but = self._asked, self.workshop.session.copy(), set(self.passed_over)

        def look() -> None:
            comparison = _Comparison(
                pairs(session, but), budget.money(session).by_program, budget.named_sources(session)
            )
            self.app.call_from_thread(self._show_comparison, number, comparison)

        self.run_worker(look, thread=True, group="overlaps", exit_on_error=False)

    def _show_comparison(self, number: int, comparison: _Comparison) -> None:
        if number == self._asked and self.is_attached:
            self._comparison = comparison
            self._refill()

    def _refill(self) -> None:
        """Show the pairs there are."""
        numbers = rows.Numbers(self.workshop).of("program")
        self.rows.fill(Row(_id(pair), self._row(pair, numbers)) for pair in self._comparison.pairs[:MOST])
        count = len(self._comparison.pairs)
        sentence = ngettext("{number} pair", "{number} pairs", count).format(number=count)
        self.query_one("#overlaps-said", Words).show(
            sentence if count else _("No programs of different agencies are nearly the same.")
        )
        self._show_sides()
        self.refresh_bindings()

    def _row(self, pair: Pair, numbers: dict[str, str]) -> Content:
        first, second = (numbers.get(id, id) for id in (pair.first.id, pair.second.id))
        why = f"{pair.code}  " if pair.code else f"{pair.similarity:>3}  "
        return pieces((why, "dim"), (f"{first} ↔ {second}  ", "bold"), pair.first.name)

    # Side by side -------------------------------------------------------------------------------------------

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        self._show_sides()

    def _show_sides(self) -> None:
        pair = self._pair()
        self.query_one("#overlap-facts", Static).update(self._sides(pair) if pair else "")

    def _sides(self, pair: Pair) -> Table:
        """What has to be compared, a line for each; what differs stands out."""
        table = Table.grid(padding=(0, 2), expand=True)
        table.add_column(max_width=16)
        table.add_column(ratio=1)
        table.add_column(ratio=1)
        numbers = rows.Numbers(self.workshop).of("program")
        heads = (numbers.get(program.id, program.id) for program in (pair.first, pair.second))
        table.add_row("", *(Text(f" {n} {head} ", "bold reverse") for n, head in enumerate(heads, start=1)))
        always = {_("Years"), *map(key_label, ("lead", "budget_idr", "funding"))}
        left, right = self._facts(pair.first), self._facts(pair.second)
        for (name, first), (_name, second) in zip(left, right, strict=True):
            if not (first or second) and name not in always:
                continue
            style = "" if first == second else "bold"
            table.add_row(
                Text(text.line(name), "dim"), *(Text(text.line(of) or "–", style) for of in (first, second))
            )
        return table

    def _facts(self, program: Program) -> list[tuple[str, str]]:
        session, method = self.workshop.session, self.workshop.method
        ran = sorted(programs.years_of(program))
        cost = self._comparison.costs.get(program.id)
        return [
            (key_label("name"), program.name),
            (key_label("lead"), _agency(session, program.lead)),
            (_("Years"), years(ran[0], ran[-1]) if ran else ""),
            (key_label("budget_idr"), values.rupiah(cost) if cost is not None else ""),
            (
                key_label("funding"),
                ", ".join(name_of(method.sources, of) for of in self._comparison.sources.get(program.id, ())),
            ),
            (key_label("horizon"), value_label(program.horizon)),
            (key_label("source"), _agency(session, program.source)),
            (key_label("dimension"), dimension_label(method, program.dimension)),
            (key_label("indicator"), program.indicator or ""),
            (key_label("code"), program.code or ""),
        ]

    def action_turn(self, by: int) -> None:
        """Scroll what stands side by side by a page."""
        sides = self.query_one("#overlap-sides")
        sides.scroll_relative(y=by * max(1, sides.size.height - 1), animate=False)

    # Keys ---------------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hide keys that work on a pair where there is none."""
        if action in ("keep", "pass_over", "go_there", "turn") and not self._comparison.pairs:
            return False
        return super().check_action(action, parameters)

    def _pair(self) -> Pair | None:
        row = self.rows.row
        return next((pair for pair in self._comparison.pairs if row and _id(pair) == row.id), None)

    def _say(self, sentence: str, error: bool = False) -> None:
        self.query_one(".fault", Words).show(sentence)

    def action_keep(self, number: int) -> None:
        """Let the other program become part of the first or the second one."""
        pair = self._pair()
        if pair is None:
            return
        kept, gone = (pair.first, pair.second) if number == 1 else (pair.second, pair.first)
        numbers = rows.Numbers(self.workshop).of("program")
        sentence = _("{gone} is part of {kept} now. {key:undo} takes that back.").format(
            gone=numbers.get(gone.id, gone.id), kept=numbers.get(kept.id, kept.id)
        )
        session = self.workshop.session
        taken = inheritance.of_merging(session, EntryRef("program", kept.id), [EntryRef("program", gone.id)])
        sentence = " ".join((sentence, *taken.sentences))
        if self.desk.do(
            lambda: bulk_edits.merge(session, EntryRef("program", kept.id), [EntryRef("program", gone.id)]),
            sentence,
        ):
            self._drop(gone.id)
            self.compare()

    def _drop(self, id: str) -> None:
        """Take the pairs of a program away at once, before all is compared again."""
        self._comparison.pairs = [pair for pair in self._comparison.pairs if id not in pair.ids]
        self._refill()

    def action_pass_over(self) -> None:
        """These are not the same: show the pair no more while the program runs."""
        if pair := self._pair():
            self.passed_over.add(pair.ids)
            self._comparison.pairs.remove(pair)
            self._refill()
            self._say(_("Passed over until the program is left; the file has no place for it."))
            self.compare()

    def action_undo_overlap(self) -> None:
        """Take the last change back."""
        if self.desk.undo():
            self.compare()

    def action_go_there(self, number: int) -> None:
        """Leave, and go to the first or the second program."""
        if pair := self._pair():
            self.dismiss(EntryRef("program", (pair.first if number == 1 else pair.second).id))


def _id(pair: Pair) -> str:
    """What a pair is known by in the list."""
    return f"{pair.first.id} {pair.second.id}"


def _agency(session: Session, code: str | None) -> str:
    """An agency by its name and code, as far as there are any."""
    known = session.agency.get(code or "")
    return f"{known.name} ({code})" if known and known.name else code or ""
