"""The panel that leads: what the stage is for, its agenda of two days as it goes, and its checklist."""

from __future__ import annotations

from collections.abc import Iterator

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import OptionList

from ... import settings, text
from ...analysis import progress
from ...facilitation import clock
from ...facilitation.clock import Reading, Slot
from ...i18n import N_, _
from ...model import edits
from ...model.ids import EntryRef
from ...model.labels import clock as time_of_day
from ...model.labels import day, days
from ...model.method import wording
from ...workshop.workshop import Changed
from ..actions import bindings
from ..desk import Desk
from ..widgets.bar import ActionBar
from ..widgets.content import lines, pieces, plain, spaced
from ..widgets.row_list import Row, RowList, fitting
from . import agenda_actions
from .agenda_clock import Strip
from .agenda_rows import heading, row
from .panel import GoToItem, OpenPanel, Panel

_GROUPS = {"before": N_("Before the stage"), "during": N_("During the stage"), "after": N_("After the stage")}
_BUTTONS = [
    ("", N_("block"), "add_block", "add-block"),
    ("▲", "", "move_block(-1)", "block-earlier"),
    ("▼", "", "move_block(1)", "block-later"),
    ("", N_("out"), "skip_block", "skip-block"),
    ("", N_("dates"), "dates", "dates"),
]
"""What the mouse can do to the agenda: sign, words, action, and whose key does the same."""
_MARKS = {"done": "✓", "open": "○", "not-applicable": "–"}
_MARKED = {
    "done": N_("Ticked: “{item}”; {key:undo} takes it back."),
    "open": N_("Open again: “{item}”; {key:undo} takes it back."),
    "not-applicable": N_("Does not apply: “{item}”; {key:undo} takes it back."),
}
"""What is said of an item when it was marked."""

ROOMY = 30
"""So many lines of the terminal leave room for what the stage is for; F1 says it anyway."""


class Rows(RowList):
    """A list of the agenda panel."""

    def on_resize(self) -> None:
        self.call_after_refresh(self.scroll_to_highlight)  # a longer message takes a line away


class Blocks(Rows):
    """The stage and the blocks of its agenda."""

    BINDINGS = bindings("agenda")


class Checklist(Rows):
    """The items of the checklist of the stage."""

    BINDINGS = bindings("checklist")


class AgendaPanel(Panel):
    """Agenda at the left, checklist at the right, and above them the running block in large digits."""

    def __init__(self, desk: Desk, name: str) -> None:
        super().__init__(desk, name)
        self.stage_id = progress.current_stage(self.workshop.session, self.workshop.method)
        self.large = False
        self.strip = Strip()
        self.agenda = Blocks("agenda")
        self.checklist = Checklist("checklist")
        self.buttons = ActionBar("agenda-buttons", self, _BUTTONS)
        self.at: Rows | None = None
        self._told = ""
        """The item that a sentence may still be about: it goes with the cursor."""

    def compose(self) -> ComposeResult:
        self.refill()  # before the first frame: filling later would draw everything twice
        yield self.strip
        with Horizontal(id="agenda-lists"):
            yield Vertical(self.agenda, self.buttons, id="agenda-column")
            yield self.checklist

    def show_stage(self, stage_id: str) -> None:
        """Show another stage."""
        if stage_id != self.stage_id:
            self.stage_id = stage_id
            self.at = None
            self._told = ""
            self.agenda.highlighted = self.checklist.highlighted = None
        if self.is_mounted:
            self.refill()

    def catch_up(self) -> None:
        """Showing the stage has done that."""

    def take_focus(self) -> None:
        """One works on the list used last; at first on the agenda of a day that is held, else on the checklist."""
        if self.at is None:
            today = self._read().today
            self.at = self.agenda if today is not None and today.when == "now" else self.checklist
        self.at.focus()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        if isinstance(event.widget, Rows) and event.widget.has_focus:  # not one that lost it since
            self.at = event.widget
            self._show_clock(self._read())  # what it tells to press depends on where one is

    def on_option_list_option_highlighted(self) -> None:
        """What was said of an item would be taken for the one that the cursor is on now."""
        item = self.checklist.selected
        if self._told and (item is None or item.id != self._told):
            self._told = ""
            self.desk.say("")

    @property
    def selected(self) -> EntryRef | None:
        """The stage, agenda block or checklist item that keys work on."""
        selected = next((rows.selected for rows in (self.agenda, self.checklist) if rows.has_focus), None)
        return EntryRef("stage", self.stage_id) if selected and selected.kind == "day" else selected

    def changed(self, changed: Changed) -> None:
        """Conditions look at everything, so everything is shown anew (some thirty rows)."""
        self.refill()

    def reveal(self, kind: str, id: str) -> bool:
        """Put the cursor on a stage, agenda block or checklist item of this stage."""
        for rows in (self.agenda, self.checklist):
            if rows.reveal(kind, id):
                rows.focus()
                self._told = id if rows is self.checklist else ""
                return True
        return False

    def refill(self) -> None:
        """Show agenda and checklist as they are now."""
        reading = self._read()
        now = reading.running or reading.following
        self.agenda.fill(self._blocks(reading), first=f"agenda:{now.id}" if now else "")
        self.checklist.fill(fitting(self._items(), self.wanted))
        self.agenda.border_title = plain(_("Agenda"))
        degree = progress.progress(self.workshop.session, self.workshop.method, self.stage_id)
        self.checklist.border_title = pieces(_("Checklist"), (f"  {degree.done}/{degree.total}", "bold"))
        self.checklist.border_subtitle = self.filter_subtitle
        self._show_clock(reading)

    def show_time(self) -> None:
        """Show what the passing of time changes, and nothing else."""
        reading = self._read()
        self.agenda.redraw(self._blocks(reading))
        self._show_clock(reading)

    def _show_clock(self, reading: Reading) -> None:
        held = self.workshop.session.stage.get(self.stage_id)
        self.strip.show_clock(
            reading, held.closed if held else None, self.large, at_agenda=self.at is self.agenda
        )

    def _read(self) -> Reading:
        return clock.read(self.workshop.session, self.workshop.method, self.stage_id, self.desk.now())

    def _stage(self) -> Content:
        stage = self.workshop.method.stages[self.stage_id]
        held = self.workshop.session.stage.get(self.stage_id)
        dates = days(held.start, held.end) if held else ""
        when = dates or (held.when if held and held.when else _("no date yet ({key:dates} sets it)"))
        parts = [plain(wording(stage), "bold"), plain(when)]
        if held and held.venue:
            parts.append(plain(held.venue))
        if held and held.summary:
            parts.append(plain(held.summary, "italic"))
        if held and held.closed:
            parts.append(plain(_("closed {day}").format(day=day(held.closed)), "bold"))
        if self.large:
            return spaced(lines([plain(wording(stage), "bold"), plain(when)]))
        if self.app.size.height >= ROOMY:
            parts.append(plain(wording(stage, "purpose"), "dim"))
        return lines(parts)

    def _drawn(self, shown: Content) -> Content:
        return spaced(shown) if self.large else shown

    # What keys do -------------------------------------------------------------------------------------------

    def _block(self) -> Slot | None:
        """The block under the cursor; that there is none is said."""
        selected = self.agenda.selected
        slot = self._read().slot(selected[1]) if selected and selected[0] == "agenda" else None
        if slot is None:
            self.desk.say(
                _("This row is no block of the agenda; put the cursor on one first.")
                if self.agenda.has_focus
                else _("Put the cursor on a block of the agenda first; Tab goes there.")
            )
        return slot

    def action_block(self) -> None:
        """Start the block under the cursor, end it when it runs, ask when it was held already."""
        if slot := self._block():
            agenda_actions.start_or_end(self.app, self.desk, slot)

    def action_skip_block(self) -> None:
        """Ask why and skip the block under the cursor, or put a skipped one back."""
        if slot := self._block():
            agenda_actions.skip(self.app, self.desk, slot)

    def action_add_block(self) -> None:
        """Ask for a block of the session's own and put it behind the one under the cursor, else at the end of the day."""
        row = self.agenda.selected
        reading = self._read()
        today = reading.today if reading.today and reading.today.when == "now" else None
        first = today or next(iter(reading.days), None)  # the day that stands below the heading
        day = f"{self.stage_id}/{first.number if first else 1}"
        if row and row.kind != "stage":
            day = row.id if row.kind == "day" else row.id.rpartition("/")[0]

        def reveal(block: str) -> None:
            self.call_after_refresh(self.reveal, "agenda", block)

        after = row.id if row and row.kind == "agenda" else ""
        agenda_actions.add(self.app, self.desk, day, after, reveal)

    def action_move_block(self, by: int) -> None:
        """Move the block under the cursor before or behind its neighbour."""
        if slot := self._block():
            agenda_actions.move(self.desk, slot, by)

    def action_dates(self) -> None:
        """Ask for the dates of the stage, and for the start of the day under the cursor or of all days."""
        row = self.agenda.selected if self.at is self.agenda else None
        days = [f"{self.stage_id}/{agenda_day.number}" for agenda_day in self._read().days]
        here = row.id if row and row.kind == "day" else row.id.rpartition("/")[0] if row else ""
        agenda_actions.ask_dates(
            self.app,
            self.desk,
            self.stage_id,
            days.index(here) if here in days else None,
            self._to_today,
        )

    def _to_today(self) -> None:
        """A day that is held now, as its date was just given, is worked on in the agenda, at what comes next there."""
        reading = self._read()
        if reading.today is not None and reading.today.when == "now" and self.at is not self.agenda:
            if following := reading.running or reading.following:
                self.agenda.reveal("agenda", following.id)
            self.agenda.focus()

    def action_minutes(self, by: int) -> None:
        """Give the block under the cursor more minutes, or fewer."""
        if slot := self._block():
            agenda_actions.lengthen(self.desk, slot, by)

    def action_tick(self) -> None:
        """Tick the checklist item under the cursor with who and when, or take the tick back."""
        self._mark("done")

    def action_not_applicable(self) -> None:
        """Say that the checklist item under the cursor does not apply, or take that back."""
        self._mark("not-applicable")

    def _mark(self, state: str) -> None:
        item = self.checklist.selected
        if item is None:
            self.desk.say(_("There is no entry under the cursor."))
            return
        session = self.workshop.session
        tick = session.checklist.get(item[1])
        new = "open" if tick is not None and tick.state == state else state
        at = self.desk.now().replace(microsecond=0)
        known = self.workshop.method.items.get(item.id)
        name = text.short(wording(known, "text") if known else item.id, 60)
        sentence = _(_MARKED[new]).format(item=name)
        self._told = ""
        self.desk.do(
            edits.put(session, "checklist", item.id, state=new, by=settings.person(), at=at), sentence
        )

    def action_go_to_item(self) -> None:
        """Go to the panel where the block or item under the cursor is done; open the form of what is done here.

        Of a day it is the dates and its start that one sets.
        """
        if self.selected is None:
            return
        if self.agenda.has_focus and (row := self.agenda.selected) and row.kind == "day":
            self.action_dates()
            return
        kind, id = self.selected
        method = self.workshop.method
        place = method.items[id].panel if kind == "checklist" and id in method.items else None
        if kind == "agenda" and id in method.blocks:
            place = method.blocks[id].panel
        if kind == "checklist" and place and method.items[id].condition:
            self.post_message(GoToItem(id))  # to the row that the item asks for
        elif place and place != "agenda":
            self.post_message(OpenPanel(place))
        else:
            self.action_edit()

    def action_close_stage(self) -> None:
        """Show what the stage still needs, and close it or open it again."""
        agenda_actions.close_stage(self, self.desk, self.stage_id)

    # The blocks ---------------------------------------------------------------------------------------------

    def _blocks(self, reading: Reading) -> list[Row]:
        """The stage, and under it each day with its blocks in their order; on the wall from what runs now on."""
        rows = [Row(f"stage:{self.stage_id}", self._stage())]
        today = reading.today if self.large else None
        if today and not reading.running and today.when != "now":
            today = None
        if today:
            rows = []
        for held in reading.days[reading.days.index(today) if today else 0 :]:
            slots = list(held.slots)
            if held is today:
                first = reading.running or reading.following
                slots = slots[slots.index(first) :] if first in slots else []
            if held is not today:
                rows.append(Row(f"day:{self.stage_id}/{held.number}", self._drawn(heading(held))))
            blocks = [Row(f"agenda:{slot.id}", self._drawn(row(slot, held))) for slot in slots]
            rows += fitting(blocks, self.wanted)
        return rows

    # The checklist ------------------------------------------------------------------------------------------

    def _items(self) -> Iterator[Row]:
        last = ""
        for state in progress.items(self.workshop.session, self.workshop.method, self.stage_id):
            if state.item.group != last:
                last = state.item.group
                yield Row("", plain(_(_GROUPS[last]), "bold underline"))
            yield Row(f"checklist:{state.id}", self._item(state))

    def _item(self, state: progress.ItemState) -> Content:
        if self.large:  # who ticked it is nobody's business on a wall
            return spaced(pieces((f"{_MARKS[state.state]} ", "bold"), wording(state.item, "text")))
        facts = ""
        if state.by_itself and state.degree and state.item.condition in progress.OPEN_ENDED:
            facts = _("done by itself: {n} so far").format(n=state.degree.done)
        elif state.by_itself:
            facts = _("done by itself")
        elif state.state == "open" and state.degree is not None:
            facts = _("{done} of {total}").format(done=state.degree.done, total=state.degree.total)
        elif state.tick is not None and state.state != "open":
            facts = " ".join(filter(None, (state.tick.by, day(state.tick.at), time_of_day(state.tick.at))))
        if state.tick is not None and state.tick.note:
            facts = f"{facts} – {state.tick.note}"
        style = "bold" if state.state == "open" else ""
        return pieces(
            (f"{_MARKS[state.state]} ", "bold"), (wording(state.item, "text"), style), (f"  {facts}", "dim")
        )

    # On the wall --------------------------------------------------------------------------------------------

    def wall_lists(self) -> list[OptionList]:
        return [self.agenda, self.checklist]

    @property
    def aimed(self) -> OptionList | None:
        return self.at

    def enlarge(self, shown: OptionList, on: bool) -> None:
        self.large = on
        self.refill()
        if on and shown is self.agenda and (running := self._read().running):
            self.agenda.reveal("agenda", running.id)
