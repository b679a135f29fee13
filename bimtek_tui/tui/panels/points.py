"""Points, ratings and scores entered in a grid: arrows go from cell to cell, digits go in, each cell is one step.

What can be entered is data in `points_columns`; the sums below come from the analysis.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count

from rich.text import Text
from textual.app import ComposeResult
from textual.coordinate import Coordinate
from textual.timer import Timer

from ...analysis import filtering, swot
from ...analysis.filtering import Filter
from ...i18n import _
from ...model.entries import counts
from ...model.ids import EntryRef
from ...text import line
from ...workshop.workshop import Changed
from ..actions import bindings
from ..desk import Desk
from ..entries import rows
from ..entries.entry_list import PAUSE
from ..entries.list_filter import filtered, read_filter
from ..widgets.content import Words, cell, lines, pieces, plain
from . import points_meaning
from .panel import Panel, Uncover
from .points_columns import GridColumn, columns
from .points_sums import sums
from .points_table import PointsTable

NUMBER, TEXT = "number", "text"
LEAST_TEXT, MOST_TEXT = 16, 70
AT_ONCE, THEN = 200, 40
"""Rows that are made at once, and after every pause."""
SUMS_DELAY = 0.15
"""Seconds after which the sums follow: they look at the whole session."""
WIDE = 110
"""Columns from which the sums stand beside what they are."""
LOW = 14
"""Lines below which the cells get the room, and the legends go."""
_PICTURES = {
    "swot": ("swot-plane", "votes-swot"),
    "program": ("votes-program", "roadmap", "budget-dimensions", "programs"),
    "readiness": ("readiness",),
    "quick_win": ("impact-effort", "scores", "votes-quick_win"),
}
"""What the wall shows of the figures of a kind, by the names of `figures/plots.py`."""
_used = count(1)


class PointsGrid(Panel):
    """A grid over entries of one kind, the entry under the cursor in full, and the sums."""

    BINDINGS = bindings("points")

    takes_figures = True
    stays_on_wall = True
    pictures_first = True

    def __init__(self, desk: Desk, kind: str, ids: Sequence[str], at: str) -> None:
        super().__init__(desk, f"points-{next(_used)}", classes="points")
        self.kind = kind
        self.all = list(ids)
        self.ids: list[str] = []
        self.columns: list[GridColumn] = []
        self.table = PointsTable(self)
        self.wanted_filter = Filter()
        self._start = at
        self._numbers = rows.Numbers(desk.workshop)
        self._info = Words(id="points-info")
        self._sums = Words(id="points-sums")
        self._due: Timer | None = None
        self._sums_wait = False
        self._following: Timer | None = None
        self._room = 0
        self._described = ""
        self._draft = f"points:{kind}"
        self._owns_draft = False
        """Whether the draft of such a grid is of a cell that is seen here."""

    def compose(self) -> ComposeResult:
        yield self.table
        yield self._info
        yield self._sums

    def on_mount(self) -> None:
        self._sums.display = self.kind == "swot"
        self.refill()  # before it is laid out: digits typed right behind the key that opens it are for these cells
        self._take_up()
        self.call_after_refresh(self._ask_meaning)

    def on_resize(self) -> None:
        self.set_class(self.size.height < LOW, "low")
        if self._sums_wait:
            self._sum_up_soon()
        if self._room != self._text_width():
            self.refill()

    # The panel ------------------------------------------------------------------------------------------------

    def take_focus(self) -> None:
        """The cells have the cursor."""
        self.table.focus()

    @property
    def column(self) -> GridColumn | None:
        """The column under the cursor, if something can be entered there."""
        place = self.table.cursor_column - 2
        column = self.columns[place] if 0 <= place < len(self.columns) and self.ids else None
        return column if column is not None and column.typed is not None else None

    @property
    def selected(self) -> EntryRef | None:
        """Kind and id of the entry under the cursor."""
        row = self.table.cursor_row
        return EntryRef(self.kind, self.ids[row]) if 0 <= row < len(self.ids) else None

    def reveal(self, kind: str, id: str) -> bool:
        """Put the cursor on the row of an entry."""
        if kind != self.kind or id not in self.ids:
            return False
        self._add_rows(self.ids.index(id) + 1)
        self.table.move_cursor(row=self.ids.index(id))
        return True

    def filter(self, words: str) -> None:
        """Show only entries that fit these words and signs."""
        self.wanted_filter = read_filter(self.workshop, words)
        self.refill()

    def filter_in_words(self) -> str:
        """What is shown while a filter is on, and how much."""
        return filtered(self.workshop, self.wanted_filter, len(self.ids))

    def changed(self, changed: Changed) -> None:
        """Show what an edit touched: cells, or everything when entries came or went."""
        entries = self.workshop.session.entries(self.kind)
        others = changed is None or any(kind == "analysis" for kind, _id in changed)
        if changed is None or others or any(not self._stands(id) for id in self.ids):
            self.refill()
            return
        touched = {id for kind, id in changed if kind == self.kind}
        touched |= {
            score.quick_win
            for kind, id in changed
            if kind == "score" and (score := self.workshop.session.score.get(id)) is not None
        }
        if any(kind == "score" and id not in self.workshop.session.score for kind, id in changed):
            touched |= set(self.ids)  # a score that was undone no longer says whose it was
        for id in touched & set(self.ids[: self.table.row_count]):
            self.table.update_cell(id, TEXT, cell(rows.title(self.workshop, self.kind, entries[id])))
            for column in self.columns:
                self._show(id, column, column.shown(self.workshop, entries[id]))
        self._described = ""
        self.describe()
        self._sum_up_soon()

    def _stands(self, id: str) -> bool:
        entry = self.workshop.session.entries(self.kind).get(id)
        return entry is not None and counts(entry)

    def _fits(self, id: str) -> bool:
        if not self._stands(id):
            return False
        entry = self.workshop.session.entries(self.kind)[id]
        words = rows.words(self.workshop, self.kind, entry, self._numbers.of(self.kind).get(id, ""))
        return filtering.fits(self.wanted_filter, self.workshop.session, entry, words)

    def refill(self) -> None:
        """Show all rows anew, keeping the cursor on its cell, and there what was typed and is not recorded."""
        self.keep_drafts()
        self._numbers.forget()
        at = self.selected[1] if self.selected else self._start
        place = max(2, self.table.cursor_column)
        self.columns = columns(self.workshop, self.kind)
        self.ids = [id for id in self.all if self._fits(id)]
        self._room = self._text_width()
        table = self.table
        if self._following is not None:
            self._following.stop()
        typed = table.put_down()
        table.clear(columns=True)
        table.add_column(cell(""), key=NUMBER, width=5)
        table.add_column(cell(_("Entry")), key=TEXT, width=self._room)
        for column in self.columns:
            table.add_column(cell(column.title), key=column.id, width=column.width)
        row = self.ids.index(at) if at in self.ids else min(table.cursor_row, len(self.ids) - 1)
        self._add_rows(max(0, row) + AT_ONCE)
        table.move_cursor(row=max(0, row), column=place)
        if typed and at in self.ids and self.column is not None:
            table.show_typed(typed)
        elif typed:
            self._owns_draft = False  # it waits for its row
        self._described = ""
        self._sum_up()
        self.call_after_refresh(table.show_cursor_row)

    def _add_rows(self, upto: int) -> None:
        """Make the next rows; a table of thousands shows its first ones at once, the others follow in the pauses."""
        numbers, entries = self._numbers.of(self.kind), self.workshop.session.entries(self.kind)
        computed = {column.id: column.computed(self.workshop) for column in self.columns if column.computed}
        for id in self.ids[self.table.row_count : upto]:
            entry = entries[id]
            figures = [
                cell(
                    computed[column.id].get(id, "")
                    if column.id in computed
                    else column.shown(self.workshop, entry)
                )
                for column in self.columns
            ]
            title = cell(rows.title(self.workshop, self.kind, entry))
            self.table.add_row(cell(numbers.get(id, ""), "bold"), title, *figures, key=id)
        if self.table.row_count < len(self.ids):
            self._following = self.set_timer(PAUSE, self._add_more)

    def _add_more(self) -> None:
        there = self.table.row_count  # all rows are measured each time: many small parts would take long
        self._add_rows(there + max(THEN, there // 10))

    def _text_width(self) -> int:
        """What the other columns leave for the text; where they leave too little, one scrolls sideways."""
        taken = sum(column.width + 2 for column in columns(self.workshop, self.kind)) + 5 + 4 + 3
        return max(LEAST_TEXT, min(MOST_TEXT, (self.size.width or self.app.size.width) - taken))

    # On the wall ----------------------------------------------------------------------------------------------

    @property
    def pictures(self) -> tuple[str, ...]:
        """What follows from the figures of this kind."""
        return _PICTURES.get(self.kind, ())

    # Entering -------------------------------------------------------------------------------------------------

    def shown_at(self, at: Coordinate) -> Text:
        """What is recorded in a cell."""
        column, id = self.columns[at.column - 2], self.ids[at.row]
        return cell(column.shown(self.workshop, self.workshop.session.entries(self.kind)[id]))

    def record(self, typed: str, at: Coordinate | None = None) -> bool:
        """Record what was typed in a cell; False, with a sentence, when it was refused."""
        place = at or self.table.cursor_coordinate
        column, id = self.columns[place.column - 2], self.ids[place.row]
        entry = self.workshop.session.entries(self.kind)[id]
        take = column.typed
        if not self.desk.do(lambda: take(self.workshop, entry, typed) if take else None):
            return False
        if self._owns_draft:
            self.workshop.drafts.drop(self._draft)
        sentence = _("Recorded: {number} {column}: {value}; {key:undo} takes it back.").format(
            number=self._numbers.of(self.kind).get(id, ""),
            column=column.title,
            value=self.shown_at(place).plain or "–",
        )
        self.desk.say(sentence)
        return True

    # What is not recorded -------------------------------------------------------------------------------------

    def keep_drafts(self) -> None:
        """Keep what stands half typed in a cell: it stands there again when such a grid is opened the next time."""
        typed, at = self.table.half_typed
        if at is not None:
            id, column = self.ids[at.row], self.columns[at.column - 2]
            self._owns_draft = True
            where = f"{self._numbers.of(self.kind).get(id, '')} {column.title}".strip()
            of = EntryRef(self.kind, id)
            self.workshop.drafts.put(self._draft, where, {f"{id} {column.id}": typed}, of=of)
        elif self._owns_draft:
            self.workshop.drafts.drop(self._draft)

    def _take_up(self) -> None:
        """Put the cursor on the cell in which something was typed the last time and not recorded, and that in it."""
        draft = self.workshop.drafts.get(self._draft)
        id, _space, column = next(iter(draft.typed), "").partition(" ") if draft else ("", "", "")
        places = [known.id for known in self.columns]
        if draft is None or column not in places or not self.reveal(self.kind, id):
            return
        self.table.move_cursor(column=places.index(column) + 2)
        self.table.show_typed(draft.words)
        self._owns_draft = True
        sentence = _("Not recorded yet, typed at {time}: Enter records it, {key:back} throws it away.")
        self.call_after_refresh(self.desk.say, sentence.format(time=draft.when))

    def say_where_to_enter(self) -> None:
        """Nothing is entered in this column: say where something is."""
        self.desk.say(_("Nothing is entered in this column: move right to what is entered."))

    def _show(self, id: str, column: GridColumn, shown: str) -> None:
        if column.computed is None and self.table.get_cell(id, column.id).plain != shown:
            self.table.update_cell(id, column.id, cell(shown))

    def describe(self) -> None:
        """Say in full what the cursor is on, and what is entered there."""
        if self.selected is None:
            empty = _("There is nothing here yet.")
            self._info.show(plain(_("nothing here fits the filter") if self.wanted_filter else empty))
            return
        id, column = self.selected[1], self.column
        entry = self.workshop.session.entries(self.kind)[id]
        number = self._numbers.of(self.kind).get(id, "")
        explanation = (column.explained or column.title) if column else _("move right to what is entered")
        title = line(rows.title(self.workshop, self.kind, entry))
        if (key := f"{id} {explanation}") != self._described:
            self._described = key
            self._info.update(
                lines([pieces((f"{number} ", "bold"), title), plain(explanation, "bold")]),
                layout=False,
            )

    # Sums -----------------------------------------------------------------------------------------------------

    def _sum_up_soon(self) -> None:
        if self._due is None:
            self._due = self.set_timer(SUMS_DELAY, self._sum_up)

    def _sum_up(self) -> None:
        self._due = None
        for column in self.columns:
            if column.computed is not None:
                figures = column.computed(self.workshop)
                for id in self.ids[: self.table.row_count]:
                    if self.table.get_cell(id, column.id).plain != figures.get(id, ""):
                        self.table.update_cell(id, column.id, cell(figures.get(id, "")))
        self._sums_wait = self.screen.has_class("plot")  # the picture of the wall tells it
        if self.kind == "swot" and not self._sums_wait:
            self._sums.show(
                lines(sums(self.workshop.session, wide=self.size.width > WIDE, low=self.has_class("low")))
            )

    # What keys do ---------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hide the question about the SWOT where something else is entered."""
        return self.kind == "swot" if action == "agree_figures" else super().check_action(action, parameters)

    def action_cursor_down(self) -> None:
        """Go to the cell below."""
        self.table.action_cursor_down()

    def action_cursor_up(self) -> None:
        """Go to the cell above."""
        self.table.action_cursor_up()

    def action_record(self) -> None:
        """Record what was typed and go on below."""
        if self.table.record():
            self.table.action_cursor_down()

    def action_cell(self, by: int) -> None:
        """Record what was typed and go to the next cell in which something is entered, or to the one before."""
        places = [place + 2 for place, column in enumerate(self.columns) if column.typed is not None]
        if not self.ids or not places or not self.table.record():
            return
        cells = [(row, place) for row in range(self.table.row_count) for place in places]
        here = (self.table.cursor_row, self.table.cursor_column)
        beyond = (
            [cell for cell in cells if cell > here] if by > 0 else [cell for cell in cells if cell < here]
        )
        if beyond:
            row, place = beyond[0] if by > 0 else beyond[-1]
            self.table.move_cursor(row=row, column=place)

    def action_clear_cell(self) -> None:
        """Take away what stands in the cell."""
        if self.column is not None:
            self.record("")

    def action_leave_points(self) -> None:
        """Back to the lists, with the cursor on the entry that it was on here."""
        if self.table.record():
            self.post_message(Uncover(self.selected))

    def step_back(self) -> bool:
        """Go back to the lists."""
        self.action_leave_points()
        return True

    def before_leaving(self) -> None:
        """Record what stands half typed in a cell, wherever one goes; what is refused waits here."""
        self.keep_drafts()
        self.table.leave()

    def action_agree_figures(self) -> None:
        """Ask for variant and rating direction, whether they were agreed before or not."""
        if self.desk.may_change():
            points_meaning.ask(self.app, self.desk, self.table.take)

    def _ask_meaning(self) -> None:
        """Ask how the figures are meant, once, where that is not agreed."""
        unagreed = swot.unagreed(self.workshop.session)
        if self.kind == "swot" and unagreed and not self.desk.asked_meaning and self.is_attached:
            points_meaning.ask(self.app, self.desk, self.table.take, unagreed)
