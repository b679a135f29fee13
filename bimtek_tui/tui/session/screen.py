"""The screen of one session: what stands where, and how its parts follow each other.

A panel owns what is done in it; what runs beside the panels (the capture line, filter, wall, rounds, clock, saving,
the file itself) is a part that the screen has. What changed comes back from the workshop to all of them.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.screen import Screen

from ...analysis import progress
from ...i18n import _
from ...workshop.drafts import Drafts
from ...workshop.workshop import Changed, Context, Workshop
from ..actions import bindings
from ..capture.bar import CaptureBar
from ..capture.line import CaptureLine
from ..desk import Desk, Now, now
from ..panels.panel import CaptureFor, GoTo, GoToItem, LayOver, OpenPanel, Panel, Uncover
from ..widgets import row_list
from ..widgets.content import Words
from ..widgets.line import Line, RepeatedLine
from . import bars
from .agreement import Agreement
from .autosave import Autosave
from .bars import ClockLine, PanelBar, StageBar
from .clock import Clock
from .exit import Exit
from .file_watch import FileWatch
from .filter import FilterLine
from .foot import Foot
from .navigation import Navigation
from .panels import Panels
from .rounds import Rounds
from .second_copy import CopyWatch
from .take_in_file import TakeInFile
from .wall import Wall

if TYPE_CHECKING:
    from ..widgets.markdown_view import Preview
    from .book_preview import BookPreview
    from .round_strips import Ended, Left, RoundRobin

REFRESH_DELAY = 0.15
"""Seconds after which the bars follow a change: they look at the whole session, and typing must not wait."""


class SessionScreen(Screen[None]):
    """One open session."""

    BINDINGS = bindings("session")
    CSS_PATH = "session.tcss"
    AUTO_FOCUS = ""  # the panel takes the cursor; the lines below must not
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-high")]

    def __init__(self, workshop: Workshop, now: Now = now) -> None:
        super().__init__()
        self.workshop = workshop
        self.desk = desk = Desk(workshop, self.say, now)
        self.autosave = Autosave(self, workshop)
        self.file_watch = FileWatch(self, workshop, self.autosave, lambda: self.is_typing)
        self.clock = Clock(self, desk)
        stage_id = self.clock.find() or progress.current_stage(workshop.session, workshop.method)
        self.panels = panels = Panels(desk, stage_id)
        self.agreement = Agreement(self, workshop, panels)
        self.filter = FilterLine(desk, lambda: panels.panel)
        self.capture = CaptureBar(
            desk, lambda: panels.panel.entry_lists, lambda: panels.stage_id, self.filter.lift
        )
        self.wall = Wall(self, desk, panels, self.capture, self.clock)
        parts = self.capture, self.filter, self.wall, self.clock
        self.navigation = Navigation(self, desk, panels, parts, self._refresh_bars)
        self.rounds = Rounds(self, desk, panels, self.navigation)
        self.take_in_file = TakeInFile(self, desk)
        self.foot = Foot(workshop, self._following, self.file_watch.way_out)
        self.copy_watch = CopyWatch(self, workshop, self._refresh_bars)
        self.exit = Exit(desk, self.autosave, self.file_watch, lambda: self.foot.trouble)
        self._book_preview: BookPreview | None = None
        self._bars_due = False
        self._width = 0
        # What the keys of the whole session do is done by the parts.
        self.action_stage = self.navigation.stage
        self.action_panel = self.navigation.panel
        self.action_turn = self.navigation.turn
        self.action_go = self.navigation.go
        self.action_capture = self.capture.open_for_list
        self.action_inbox = self.capture.open_for_inbox
        self.action_filter = self.filter.open
        self.action_wall = self.wall.toggle
        self.action_wall_list = self.wall.turn
        self.action_rounds = self.rounds.open
        self.action_next_turn = self.rounds.next_turn
        self.action_decide = self.file_watch.decide
        self.action_group_file = self.take_in_file.group_file
        self.action_table = self.take_in_file.table
        self.action_agencies = self.take_in_file.agencies
        self.action_split = self.navigation.split
        self.action_clock = self.navigation.clock
        self.action_attendance = self.navigation.attendance
        self.action_withdrawn = self.navigation.withdrawn
        self.action_history = self.navigation.history
        self.action_redo = desk.redo
        self.action_save = partial(self.autosave.soon, 0)

    def compose(self) -> ComposeResult:
        yield Words(id="head")
        yield StageBar("stages")
        yield PanelBar("tabs")
        yield ClockLine("clock")
        with Horizontal(id="body"):
            yield self.panels
        yield self.capture
        yield self.filter
        yield self.foot

    def on_mount(self) -> None:
        self.workshop.subscribe(self._changed)
        self.file_watch.start()
        self.copy_watch.start()
        self.clock.start(self.panels)
        self._width = self.app.size.width
        self.navigation.open("agenda")
        self.foot.say_first()
        if self.workshop.persistence.strays:
            from ..dialogs import strays  # late: hardly ever

            self.call_after_refresh(strays.ask, self.app, self.desk)

    # Where one is -------------------------------------------------------------------------------------------

    @property
    def panel(self) -> Panel:
        """The panel that is seen."""
        return self.panels.panel

    @property
    def panel_id(self) -> str:
        """The panel that is open, also while another one lies over it."""
        return self.panels.open_id

    @property
    def stage_id(self) -> str:
        """The stage shown."""
        return self.panels.stage_id

    # Going elsewhere ----------------------------------------------------------------------------------------

    def action_jump(self) -> None:
        """Show a letter on everything one can go to."""
        from .jump import open_jump

        lists = self.panel.entry_lists
        captures = lists is not None and lists.at.column.capture and lists.at.column.kind
        open_jump(self, self.panel, self.capture.line if captures else None)

    def action_start(self) -> None:
        """Back to the list of sessions."""
        self.app.leave_session()  # type: ignore[attr-defined]

    def on_go_to(self, event: GoTo) -> None:
        event.stop()
        self.navigation.entry(event.kind, event.id)

    def on_go_to_item(self, event: GoToItem) -> None:
        event.stop()
        self.navigation.item(event.id)

    def on_open_panel(self, event: OpenPanel) -> None:
        event.stop()
        self.navigation.panel(event.name)
        if event.sentence:
            self.say(event.sentence)

    def on_capture_for(self, event: CaptureFor) -> None:
        event.stop()
        self.set_context(event.context)

    def on_lay_over(self, event: LayOver) -> None:
        event.stop()
        self.navigation.lay_over(event.panel)

    def on_uncover(self, event: Uncover) -> None:
        event.stop()
        self.navigation.uncover(event.selected)

    # Capturing ----------------------------------------------------------------------------------------------

    def on_paste(self, event: events.Paste) -> None:
        if self.capture.take_paste(event.text):
            event.stop()

    def on_capture_bar_recorded(self) -> None:
        """The sentence about what was done before goes; what comes next is looked up only then: typing must not wait."""
        self.foot.clear()

    @property
    def is_typing(self) -> bool:
        """Whether a question would take keys that are meant for a line or a grid, or that still wait for their turn."""
        lines = self.capture.is_open or isinstance(self.focused, Line)
        return lines or self.panel.takes_figures or bool(self.app.under_way)  # type: ignore[attr-defined]

    def on_board_aimed(self) -> None:
        self.wall.follow()

    def action_leave(self) -> None:
        """Leave the capture line; else take back what Esc takes back, step by step; else clear the message."""
        if self.capture.is_open:
            if self.capture.leave():
                self.panel.take_focus()
        elif self.filter.is_open:
            self.filter.lift()
            self.panel.take_focus()
        elif self.wall.is_on:
            self.wall.leave()
        elif not (self.panel.step_back() or self.filter.lift()):
            self.workshop.persistence.taken_back = None
        self.say("")

    def set_context(self, context: Context | None) -> None:
        """Capture for these from now on; None leaves it as it is."""
        if context is not None:
            self.workshop.capture_for(context)
            self.foot.show_context()

    # What changed -------------------------------------------------------------------------------------------

    def _changed(self, changed: Changed) -> None:
        if changed is None or changed:
            self.exit.ask_again()
            self.panels.changed(changed)
            self.autosave.soon()
        self.foot.say_news()
        if not self._bars_due:
            self._bars_due = True
            self.set_timer(REFRESH_DELAY, self._refresh_bars)

    def _refresh_bars(self) -> None:
        self._bars_due = False
        workshop, width = self.workshop, self.app.size.width
        self.agreement.look()
        changed = self.agreement.standing.state == "changed"
        self.query_one("#head", Words).show(
            bars.heading(workshop, self.stage_id, self.panel_id, width, changed)
        )
        self.query_one(StageBar).refresh_stages(workshop, self.stage_id)
        self.query_one(PanelBar).refresh_panels(workshop, self.navigation.stage_panels(), self.panel_id)
        self.foot.show_context()
        self.wall.entitle()
        self.foot.refresh_following()

    def say(self, sentence: str, error: bool = False) -> None:
        """Show one sentence at the bottom until the next one; an empty one shows what comes next again, or the trouble."""
        self.foot.say(sentence, error)

    def _following(self) -> Content:
        """What the filter shows; without one what comes next."""
        return self.filter.in_words() or bars.next_step(self.navigation.following(), self.app.size.width)

    def on_resize(self, event: events.Resize) -> None:
        if event.size.width != self._width:
            self._width = event.size.width
            self._refresh_bars()

    # What else keys do --------------------------------------------------------------------------------------

    def action_help(self) -> None:
        """Explain the panel, what comes next, and the keys."""
        from .help import session_help  # late: nobody waits for it at the start

        on_wall, tags = self.wall.is_on, self.capture.explained
        self.app.push_screen(
            session_help(self, self.workshop, self.navigation, self.panel_id, on_wall=on_wall, tags=tags)
        )

    def action_context(self) -> None:
        """Ask for whom is being captured."""
        from ..dialogs.questions import ForWhom

        self.app.push_screen(ForWhom(self.workshop), self.set_context)

    def action_undo(self) -> None:
        """Take the last change back, unless somebody is in the middle of typing."""
        line = self.focused
        if isinstance(line, CaptureLine | RepeatedLine) and line.value:
            self.say(
                _("There is text in the line: Enter records it, ctrl+u clears it; then {key:undo} undoes.")
            )
        else:
            self.desk.undo(following=True)

    # Books beside the panels ----------------------------------------------------------------------------------

    @property
    def book_preview(self) -> BookPreview:
        """The books beside the panels; loaded when somebody asks for them."""
        if self._book_preview is None:
            from .book_preview import BookPreview

            self._book_preview = BookPreview(self, self.desk, self.panels, self.navigation)
        return self._book_preview

    def action_beside(self) -> None:
        """Show or hide what the entries of the panel become in the books."""
        self.book_preview.toggle()

    def action_gap(self, by: int) -> None:
        """Go to the next gap of the piece of a book on the screen, or to the one before."""
        self.book_preview.gap(by)

    def action_from_preview(self) -> None:
        """Back to the lists of the panel."""
        self.panel.take_focus()

    def on_preview_wanted(self, event: Preview.Wanted) -> None:
        self.book_preview.fill_in(event.gap)

    # Rounds and voting ----------------------------------------------------------------------------------------

    def on_votes_hidden(self) -> None:
        for panel in self.panels.made.values():
            panel.hide_votes()
        self.wall.follow()

    def on_ended(self, event: Ended) -> None:
        event.stop()
        if self.rounds.take_strip(event.strip):
            self.panel.take_focus()
        self.refresh_bindings()
        self.foot.show_context()

    def on_left(self, event: Left) -> None:
        event.stop()
        self.panel.take_focus()

    def on_round_robin_turned(self, event: RoundRobin.Turned) -> None:
        event.stop()
        self.foot.show_context()
        self.refresh_bindings()

    # What is not recorded -------------------------------------------------------------------------------------

    @property
    def drafts(self) -> Drafts:
        """What was typed in this session and is not recorded, also in the dialogs over it."""
        return self.workshop.drafts

    def keep_drafts(self) -> None:
        """Keep what stands in the lines and is not recorded."""
        if not self.exit.closed:
            self.capture.keep_drafts()
            self.panel.keep_drafts()
            if fault := self.drafts.new_fault():
                self.say(fault, error=True)

    # Leaving --------------------------------------------------------------------------------------------------

    def close(self) -> bool:
        """Save and let the session go; False when that failed: it stays open, and the person decides."""
        if not self.exit.closed:
            parting = self.exit.save()
            if parting is None:
                return False
            self.clock.stop()
            self.rounds.stop()
            if parting:
                self.app.partings.append(parting)  # type: ignore[attr-defined]
        return True

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hide keys that can do nothing here."""
        if not self.is_mounted:  # not composed yet, and the screen below asks already
            return False
        match action:
            case "decide":
                return bool(self.workshop.persistence.external.conflicts)
            case "wall_list":
                return self.wall.is_on
            case "next_turn":
                return self.rounds.turns is not None
            case "split":
                return self.panel.entry_lists is not None
            case "gap":
                beside = self._book_preview
                return self.panel.book is not None or (beside is not None and beside.shown is not None)
        return super().check_action(action, parameters)

    def on_descendant_focus(self) -> None:
        self.refresh_bindings()

    async def on_click(self, event: events.Click) -> None:
        await row_list.clicked(self, event)
