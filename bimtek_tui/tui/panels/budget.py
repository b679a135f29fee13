"""Budget and targets: the programs and objectives, and of one of them its budget rows and yearly targets, typed in one line."""

from __future__ import annotations

from collections.abc import Iterator

from textual import events
from textual.app import ComposeResult
from textual.containers import Container, Horizontal
from textual.content import Content
from textual.widgets import Input, OptionList

from ...analysis import budget, programs
from ...analysis.ordinals import ordinals
from ...errors import Refused
from ...exchange import money
from ...i18n import _
from ...model import values
from ...model.entries import Budget, Target, counting, counts
from ...model.ids import EntryRef
from ...model.method import place
from ..actions import bindings
from ..desk import Desk
from ..entries import elsewhere, rows
from ..widgets.content import Words, contains, pieces, plain
from ..widgets.line import RepeatedLine
from ..widgets.row_list import Row, RowList
from .panel import OpenPanel, Panel

ACROSS = 120
"""Columns from which both lists stand side by side."""
_ROOMY = 70
"""Columns from which a program has room for all its figures before its name."""
_WIDTH = 14


class Aims(RowList):
    """The programs and objectives that count."""

    BINDINGS = bindings("money")


class Rows(RowList):
    """The budget rows and targets of one of them."""

    BINDINGS = bindings("money-rows")


class BudgetPanel(Panel):
    """Programs and objectives with their figures; beside or below them the rows of the one under the cursor."""

    kinds = frozenset({"program", "objective", "budget", "target"})

    def __init__(self, desk: Desk, name: str) -> None:
        super().__init__(desk, name)
        self.withdrawn = False
        self.aims = Aims("money-of")
        self.rows = Rows("money-rows")
        self.line = RepeatedLine(self._take, "money-line")
        self.hint = Words(id="money-hint")
        self.bar = Horizontal(Words(id="money-aim"), self.line, id="money-bar")
        self._at: RowList = self.aims
        self._splits: dict[str, budget.Split] = {}

    def compose(self) -> ComposeResult:
        with Container(id="money-lists"):
            yield self.aims
            yield self.rows
        self.bar.display = self.hint.display = False
        yield self.bar
        yield self.hint

    def on_mount(self) -> None:
        self.refill()

    def on_resize(self, event: events.Resize) -> None:
        self.set_class(event.size.width >= ACROSS, "-across")
        self.call_after_refresh(self.refill)  # figures go where there is no room for them

    # What every panel can -----------------------------------------------------------------------------------

    def take_focus(self) -> None:
        """Put the cursor into the list in which it was last."""
        self._at.focus()

    @property
    def of(self) -> EntryRef | None:
        """The program or objective under the cursor."""
        return self.aims.selected

    @property
    def selected(self) -> EntryRef | None:
        """What keys work on: a row or target in its list, else the program or objective."""
        return self._at.selected

    def show_withdrawn(self, shown: bool) -> None:
        """Show rows and targets that were withdrawn as well."""
        self.withdrawn = shown
        self._fill_rows()
        self.reveal_withdrawn(shown)

    def reveal(self, kind: str, id: str) -> bool:
        """Put the cursor on a row or target, or on a program or objective (also without its kind)."""
        self.refill()  # it may have been opened just now
        entry = self.workshop.session.find(kind, id) if kind in ("budget", "target") else None
        if entry is not None:
            owner = entry.program if isinstance(entry, Budget) else entry.of
            if not any(self.aims.reveal(owner_kind, owner) for owner_kind in ("program", "objective")):
                return False
            self._fill_rows()
            self._at = self.rows
            revealed = self.rows.reveal(kind, id)
        else:
            self._at = self.aims
            revealed = any(self.aims.reveal(owner_kind, id) for owner_kind in ("program", "objective"))
        self.take_focus()
        return revealed

    def refill(self) -> None:
        """Show everything anew."""
        self._splits = {split.program.id: split for split in budget.splits(self.workshop.session)}
        nothing = (
            _("nothing here fits the filter")
            if self.wanted
            else elsewhere.sentence(self.workshop, "programs", "add-money")
        )
        self.aims.fill([*self._programs(), *self._objectives()], nothing)
        self.aims.border_title = plain(_("Programs and objectives"))
        self.aims.border_subtitle = self.filter_subtitle
        self._fill_rows()

    # The lists ----------------------------------------------------------------------------------------------

    @property
    def _roomy(self) -> bool:
        return self.aims.size.width >= _ROOMY

    def _figures(self, whole: str, in_rows: str, left: str, targets: str) -> str:
        figures = [whole, in_rows, left] if self._roomy else [whole, left]
        return "".join(f"{figure:>{_WIDTH}}" for figure in figures) + f"{targets:>8}  "

    def _programs(self) -> list[Row]:
        numbers = ordinals(self.workshop.session, "program")
        targets = self._targets()
        listed = []
        for id, split in self._splits.items():
            figures = self._figures(
                _short(split.whole),
                _short(split.rows),
                _short(split.not_split or None),
                str(targets.get(id, 0)),
            )
            shown = pieces(figures, (f"{numbers[id]} ", "bold"), split.program.name)
            if contains(shown, self.wanted):
                listed.append(Row(f"program:{id}", shown))
        head = self._figures(_("whole (Rp)"), _("in rows"), _("not split"), _("targets"))
        return [Row("", pieces((head, "dim"), (_("Programs"), "bold underline"))), *listed] if listed else []

    def _objectives(self) -> list[Row]:
        session, targets = self.workshop.session, self._targets()
        numbers = ordinals(session, "objective")
        listed = []
        for objective in counting(session.objective):
            figures = self._figures("", "", "", str(targets.get(objective.id, 0)))
            shown = pieces(figures, (f"{numbers[objective.id]} ", "bold"), objective.text)
            if contains(shown, self.wanted):
                listed.append(Row(f"objective:{objective.id}", shown))
        head = self._figures("", "", "", _("targets"))
        return (
            [Row("", pieces((head, "dim"), (_("Objectives"), "bold underline"))), *listed] if listed else []
        )

    def _targets(self) -> dict[str, int]:
        targets = programs.targets(self.workshop.session).rows
        return {id: sum(map(len, years.values())) for id, years in targets.items()}

    def _fill_rows(self) -> None:
        of = self.of
        self.rows.border_title = self.rows.border_subtitle = None
        if of is None:
            self.rows.fill([])
            return
        kind, id = of
        session = self.workshop.session
        title = rows.title(self.workshop, kind, session.find(kind, id))
        self.rows.border_title = pieces((f"{ordinals(session, kind).get(id, '')} ", "bold"), title)
        words = self._split_words(self._splits[id]) if id in self._splits else ""
        self.rows.border_subtitle = plain(words) if words else None
        listed: list[Row] = []
        for word, entries in ((_("Budget rows"), self._budget(id)), (_("Targets"), self._own_targets(id))):
            if entries:
                listed += [Row("", plain(word, "bold underline")), *entries]
        nothing = _("no budget row and no target yet: {key:add-money} opens the line")
        self.rows.fill(
            listed, nothing if kind == "program" else _("no target yet: {key:add-money} opens the line")
        )

    def _split_words(self, split: budget.Split) -> str:
        parts = []
        if split.rows is not None:
            parts.append(_("{amount} in rows").format(amount=values.rupiah_in_short(split.rows)))
        if split.not_split:
            parts.append(_("{amount} not split").format(amount=values.rupiah_in_short(split.not_split)))
        if split.over:
            parts.append(_("{amount} more than the whole").format(amount=values.rupiah_in_short(split.over)))
        return " · ".join(parts)

    def _budget(self, program: str) -> list[Row]:
        sources = self.workshop.method.sources
        own = [
            budget_row
            for budget_row in self.workshop.session.budget.values()
            if budget_row.program == program
        ]
        own.sort(key=lambda budget_row: (budget_row.year, place(sources, budget_row.funding)))
        return list(self._shown("budget", own))

    def _own_targets(self, of: str) -> list[Row]:
        own = [target for target in self.workshop.session.target.values() if target.of == of]
        return list(self._shown("target", sorted(own, key=lambda target: target.year)))

    def _shown(self, kind: str, entries: list[Budget] | list[Target]) -> Iterator[Row]:
        for entry in entries:
            if self.withdrawn or counts(entry):
                yield Row(f"{kind}:{entry.id}", rows.row(self.workshop, kind, entry))

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        if event.option_list is self.aims:
            self._fill_rows()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        if isinstance(event.widget, RowList):
            self._at = event.widget

    def action_other_money(self) -> None:
        """From the programs and objectives to the rows of one of them, and back."""
        self._at = self.aims if self._at is self.rows else self.rows
        self.take_focus()

    # The line -----------------------------------------------------------------------------------------------

    def action_add_money(self) -> None:
        """Open the line for a budget row or a target of the program or objective under the cursor."""
        if not self.desk.may_change():
            return
        if self.of is None:
            if self.wanted:
                self.desk.say(_("nothing here fits the filter"))
            else:
                self.post_message(OpenPanel("programs"))
            return
        kind, id = self.of
        number = ordinals(self.workshop.session, kind).get(id, "")
        self.query_one("#money-aim", Words).show(pieces((f" {number} ▸ ", "bold")))
        self.bar.display = self.hint.display = True
        where = _("Budget and targets")
        self.open_line(self.line, f"money:{kind}:{id}", f"{number} {where}", of=self.of)
        self.hint.show(self._understood())

    def _take(self, typed: str) -> bool:
        """Record a line; what can't be taken is said and stays to be mended."""
        if self.of is None:
            return False
        kind, id = self.of
        desk, session = self.desk, self.workshop.session
        try:
            given = money.read(typed, self.workshop.method, kind)
            old = money.there(session, id, given)
            edit = money.record(session, id, given, desk.now())
        except Refused as refused:
            desk.say(str(refused), error=True)
            return False
        sentence = _("Recorded; {key:undo} takes it back.")
        if old is not None:
            sentence = _("Changed, it was {before}; {key:undo} takes it back.").format(
                before=rows.title(self.workshop, given.kind, old)
            )
        if doubt := money.outside(session, id, given):
            sentence = f"{sentence} ! {doubt}."
        if not desk.do(edit, sentence, unchanged=_("This stands there already.")):
            return False
        standing = money.there(session, id, given)
        if edit is not None and standing is not None:
            self.rows.reveal(given.kind, standing.id)  # the focus stays in the line
            self.hint.show(self._understood())
        return True

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self.hint.show(self._understood())

    def _understood(self) -> Content:
        """What the line means as it stands: the two ways of writing while it is empty."""
        of, typed = self.of, self.line.value
        if of is None or not typed.strip():
            target = (" 2027: 45 layanan", "bold"), (" " + _("target"), "dim")
            return (
                pieces(*target)
                if of is None or of[0] == "objective"
                else pieces((" 2027 apbd 1,5 miliar", "bold"), (" " + _("budget row") + "  ", "dim"), *target)
            )
        session = self.workshop.session
        try:
            given = money.read(typed, self.workshop.method, of[0])
            old = money.there(session, of[1], given)
        except Refused as refused:
            return plain(f" {refused}", "dim")
        word = _("budget row") if given.kind == "budget" else _("target")
        parts = [(f" {word}: ", "dim"), (rows.title(self.workshop, given.kind, given), "bold")]
        if old is not None:
            before = rows.title(self.workshop, given.kind, old)
            parts.append((" " + _("instead of {before}").format(before=before), "dim"))
        if doubt := money.outside(session, of[1], given):
            parts.append((f"  ! {doubt}", "bold $text-warning"))
        return pieces(*parts)

    def on_repeated_line_closed(self, event: RepeatedLine.Closed) -> None:
        event.stop()
        self.close_line(self.line)
        self.bar.display = self.hint.display = False
        self.take_focus()


def _short(amount: int | None) -> str:
    return "–" if amount is None else values.rupiah_in_short(amount).removeprefix("Rp")
