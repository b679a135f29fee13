"""Where one is in a session and where one goes: stages, panels, entries, and the open item of the checklist that comes next."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from ...analysis import progress
from ...i18n import _
from ...model.ids import EntryRef
from ...model.kinds import kinds
from ...model.method import Method, wording
from ..capture.bar import CaptureBar
from ..desk import Desk
from ..entries.inbox import INBOX
from ..panels.panel import Panel
from ..registry import PANELS, panel_of
from .clock import Clock
from .filter import FilterLine
from .panels import Panels
from .wall import Wall

if TYPE_CHECKING:
    from .split_view import SplitView


class Navigation:
    """Goes from panel to panel."""

    def __init__(
        self,
        screen: Screen[Any],
        desk: Desk,
        panels: Panels,
        parts: tuple[CaptureBar, FilterLine, Wall, Clock],
        refresh_bars: Callable[[], None],
    ) -> None:
        """`parts` are what follows when another panel is seen; `refresh_bars` shows then where one is."""
        self._screen = screen
        self._desk = desk
        self._panels = panels
        self._capture, self._filter, self._wall, self._clock = parts
        self._refresh_bars = refresh_bars
        self._split_view: SplitView | None = None
        self._focus_due = False

    # Turning to a panel -------------------------------------------------------------------------------------

    def open(self, name: str) -> None:
        """Open a panel in the stage shown, and let everything around it follow."""
        panels = self._panels
        if name not in PANELS:
            return
        if name == "voting" and self._desk.workshop.voting is None:
            self._desk.say(_("No voting is open; {key:rounds} starts one."))
            return
        self.uncover()
        if name != panels.open_id:
            self._capture.before_turning()
            self._leave_panel()
            self._desk.say("")
        self._screen.set_focus(None)  # else Textual passes it on to whatever list lies at the same place
        panels.turn_to(name)
        if name == "notes":
            self._aim_at_inbox()
        if not self._capture.follow():
            self._focus_due = True
            panels.panel.call_after_refresh(self._focus_panel)  # its own: its lists are there by then
        self._clock.show()
        self._wall.follow()
        self._refresh_bars()

    def _leave_panel(self) -> None:
        """A filter and shown withdrawn entries belong to the panel on which they were asked for."""
        self._filter.lift()
        if self._panels.withdrawn_shown:
            self._panels.withdrawn_shown = False
            self._panels.panel.show_withdrawn(False)

    def withdrawn(self) -> None:
        """Show or hide withdrawn entries."""
        panels = self._panels
        panels.withdrawn_shown = not panels.withdrawn_shown
        panels.panel.show_withdrawn(panels.withdrawn_shown)
        self._desk.say(
            _("Withdrawn entries are shown; {key:withdraw} restores one.")
            if panels.withdrawn_shown
            else _("Withdrawn entries are hidden.")
        )

    def history(self) -> None:
        """Show what became of the entry under the cursor; where there is none, everything done in this run."""
        from ..dialogs.history import History  # late: it reads git

        entry = self._panels.panel.selected
        known = entry if entry is not None and entry.kind in kinds() else None
        self._screen.app.push_screen(History(self._desk.workshop, known))

    def _focus_panel(self) -> None:
        if not self._focus_due:
            return  # an entry was gone to meanwhile, and has the cursor
        self._focus_due = False
        if self._screen.focused is None:  # else a key opened a line meanwhile
            self._panels.panel.take_focus()

    def _aim_at_inbox(self) -> None:
        """Put the cursor on the inbox of the notes, where something was taken down since they were seen last."""
        notes = self._panels.panel.entry_lists
        if self._capture.fresh_in_inbox and notes is not None:
            notes.aim(next(rows for rows in notes.lists if rows.column is INBOX))
        self._capture.fresh_in_inbox = False

    def lay_over(self, panel: Panel, sentence: str = "") -> None:
        """Show a panel of the moment over the open one, with the same filter, and say something."""
        self.uncover()
        self._screen.set_focus(None)
        self._panels.lay_over(panel)
        panel.call_after_refresh(self._start_over, panel, sentence)  # its own: its lists are there by then

    def _start_over(self, panel: Panel, sentence: str) -> None:
        if self._panels.panel is not panel:
            return
        if self._panels.withdrawn_shown:
            panel.show_withdrawn(True)
        if self._filter.words:
            panel.filter(self._filter.words)
        if self._screen.focused is None:
            panel.take_focus()
        self._desk.say(sentence)
        self._wall.follow()

    def uncover(self, selected: EntryRef | None = None) -> None:
        """Take the panel of the moment away again, if there is one; below it the cursor goes to this entry."""
        panels = self._panels
        if panels.over is None:
            return
        self._screen.set_focus(None)
        panels.uncover()
        panels.panel.show_withdrawn(panels.withdrawn_shown)
        panels.panel.filter(self._filter.words)
        self._focus_due = True
        self._screen.call_after_refresh(self._focus_panel)
        self._wall.follow()
        if selected:
            panels.panel.reveal(*selected)

    def split(self) -> None:
        """Put another list beside the one in focus, or end that."""
        over = self._panels.over
        if over is not None and over.entry_lists is not None:
            self.uncover(over.selected)
            self._desk.say("")
            return
        if self._split_view is None:
            from .split_view import SplitView  # late: it brings the lists along

            self._split_view = SplitView(self._screen, self._desk, self._panels, self.lay_over)
        self._split_view.open()

    # Stages and panels --------------------------------------------------------------------------------------

    @property
    def stage_id(self) -> str:
        """The stage shown."""
        return self._panels.stage_id

    @property
    def _method(self) -> Method:
        return self._desk.workshop.method

    def stage_panels(self) -> list[str]:
        """The panels of the stage shown, in the order of the method."""
        return ["agenda", *(panel.id for panel in self._method.panel if panel.stage == self._panels.stage_id)]

    def stage(self, stage_id: str) -> None:
        """Go to a stage: its agenda and checklist."""
        if stage_id in self._method.stages:
            self._panels.stage_id = stage_id
            self.open("agenda")

    def panel(self, name: str) -> None:
        """Open a panel; a panel of another stage takes the screen there."""
        known = self._method.panels.get(name)
        if known is not None and known.stage:
            self._panels.stage_id = known.stage
        self.open(name)

    def clock(self, stage_id: str) -> None:
        """Go to the agenda on which the clock runs, and to the running block."""
        self.stage(stage_id)
        reading = self._clock.read(stage_id)
        if slot := reading.running or reading.following:
            self._reveal("agenda", slot.id)

    def take_down(self) -> None:
        """Open the capture line for the list in focus, or for the inbox; a line that is open stays as it is."""
        if not self._capture.is_open:
            self._screen.set_focus(None)  # Esc leads from the line to the panel, whatever opened it
            here = self._panels.panel.entry_lists
            into_list = here is not None and not here.at.column.singles
            self._capture.open_for_list() if into_list else self._capture.open_for_inbox()

    def put_down(self) -> bool:
        """Close an open line in which nothing stands; whether no line is open any more."""
        if self._capture.is_open and not self._capture.line.value.strip():
            self._capture.leave()
        return not self._capture.is_open

    def attendance(self) -> None:
        """Open the attendance of the stage shown, on the day that is today."""
        if self._wall.is_on:
            self._desk.say(_("Attendance shows names of people; {key:back} ends the wall first."))
        else:
            self.panel("attendance")

    def turn(self, by: int) -> None:
        """Open the next or previous panel of the stage."""
        panels = self.stage_panels()
        here = panels.index(self._panels.open_id) if self._panels.open_id in panels else 0
        self.open(panels[(here + by) % len(panels)])

    # Entries ------------------------------------------------------------------------------------------------

    def entry(self, kind: str, id: str) -> None:
        """Open the panel in which an entry stands, and put the cursor on it; where there is none, its form."""
        self._desk.say("")  # what was said was about another place
        record = panel_of(kind)
        if record is None:
            self._panels.panel.open_form(kind, id)
            return
        if record.id == "agenda":
            self._panels.stage_id = id.partition("/")[0]
        self.panel(record.id)
        self._reveal(kind, id)

    def _reveal(self, kind: str, id: str) -> None:
        self._screen.call_after_refresh(self._put_cursor, self._panels.panel, kind, id)

    def _put_cursor(self, panel: Panel, kind: str, id: str) -> None:
        """Put the cursor on an entry, whether or not the panel that was opened for it had it before."""
        self._focus_panel()
        panel.reveal(kind, id)

    # What comes next ----------------------------------------------------------------------------------------

    def following(self) -> progress.ItemState | None:
        """What comes next: an open item of the block that runs, else of the open panel, else the first of the stage shown."""
        session, method = self._desk.workshop.session, self._method
        held = self._clock.stage_id
        block = self._clock.read(held).running if held else None
        if block is not None and (place := block.block.panel):
            item = progress.next_item(session, method, held, place, progress.HELD)
            if item is not None and item.item.panel == place:
                return item
        panel = self._panels.open_id
        return progress.next_item(
            session, method, self.stage_id, panel if panel != "agenda" else "", self._groups(self.stage_id)
        )

    def _groups(self, stage_id: str) -> tuple[str, ...]:
        """Which items come first: those of the preparation only until the stage begins."""
        reading = self._clock.read(stage_id)
        states = {slot.state for slot in reading.slots}
        if "done" in states and not states & {"running", "pending"}:
            return progress.OVER
        held = states & {"running", "done"} or any(day.when == "now" for day in reading.days)
        return progress.HELD if held else progress.GROUPS

    def go(self) -> None:
        """Go to the panel where the next open item is done; from a finished stage to the next one."""
        state = self.following()
        if state is not None:
            self._to(state)
            return
        stages = list(self._method.stages)
        here = stages.index(self._panels.stage_id)
        if here + 1 < len(stages):
            self.stage(stages[here + 1])
        else:
            self.panel("books")

    def item(self, id: str) -> None:
        """Go to where an item of the checklist is done."""
        states = progress.items(self._desk.workshop.session, self._method, id.partition("/")[0])
        state = next((state for state in states if state.id == id), None)
        if state is not None:
            self._to(state)

    def _to(self, state: progress.ItemState) -> None:
        """Where an item is done: its panel, the form of the stage, or, where only a tick is due, the item itself."""
        self._panels.stage_id = state.id.partition("/")[0]
        sentence = wording(state.item, "text")
        if state.item.condition is None:
            self.open("agenda")
            self._reveal("checklist", state.id)
            sentence = _("{item} – {key:tick} ticks it, {key:go-there} goes to where it is done").format(
                item=sentence
            )
        elif state.item.condition == "attendance-recorded":
            self.attendance()  # the list of people, which the method names, has no ticks
            if self._wall.is_on:
                return
        elif state.item.panel == "agenda":
            self.open("agenda")
            stage_id = self._panels.stage_id
            field = progress.field_to_fill(state.item.condition, self._desk.workshop.session, stage_id)
            self._panels.panel.call_after_refresh(self._edit_stage, field)
        else:
            self.panel(state.item.panel)
            if asked := progress.FIELDS.get(state.item.condition):
                self._reveal(*asked.split("."))
        self._desk.say(sentence)

    def _edit_stage(self, field: str) -> None:
        panel, stage_id = self._panels.panel, self._panels.stage_id
        if panel.reveal("stage", stage_id):
            panel.open_form("stage", stage_id, field.partition(".")[2])
