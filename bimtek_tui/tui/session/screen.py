"""The screen of one session: stages, panels, capture line, and where the facilitator is led next.

It decides which panel is shown and passes keys on to the entries (`EntryActions`); what is recorded goes through
the workshop, and what changed comes back from it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import ContentSwitcher

from ... import i18n
from ...analysis import progress
from ...i18n import _
from ...model.method import label, said
from ...workshop.workshop import Changed, Context, Workshop
from ..capture.hint import Hint
from ..capture.line import CaptureLine, FilterLine
from ..capture.paste import Pasting
from ..dialogs.external_editor import EditorActions
from ..dialogs.help import Help, live_keys
from ..dialogs.sort_inbox import InboxActions
from ..entries.columns import LISTS
from ..keys import SESSION_KEYS
from ..panels.agenda import AgendaPanel
from ..panels.agenda_actions import AgendaActions
from ..panels.assessment_actions import RatingActions
from ..panels.board import Board
from ..panels.budget_actions import MoneyActions
from ..panels.entry_actions import ADVANCE
from ..panels.voting_actions import RoomActions
from ..registry import NAMES, PURPOSES
from ..widgets import row_list
from ..widgets.bar import KeyBar
from ..widgets.content import Words
from . import bars
from .agreement import Agreed
from .autosave import Saver
from .bars import ClockLine, PanelBar, StageBar
from .beside import SectionActions
from .clock import Clock, now
from .file_watch import Watcher
from .list_actions import ListActions
from .navigation import Leading
from .table_actions import TableActions
from .take_in_file import GroupFileActions
from .undo import StepActions
from .wall import WallActions

REFRESH_DELAY = 0.15
"""Seconds after which the bars follow a change: they look at the whole session, and typing must not wait."""


class SessionScreen(
    InboxActions,
    SectionActions,
    ListActions,
    AgendaActions,
    WallActions,
    Leading,
    Pasting,
    EditorActions,
    GroupFileActions,
    TableActions,
    RatingActions,
    MoneyActions,
    RoomActions,
    StepActions,
):
    """One open session."""

    BINDINGS = SESSION_KEYS
    AUTO_FOCUS = ""  # the panel takes the cursor; the lines below must not

    def __init__(self, workshop: Workshop, now: Callable[[], dt.datetime] = now) -> None:
        super().__init__()
        self.workshop = workshop
        self.saver = Saver(self, workshop)
        self.watcher = Watcher(self, workshop)
        self.agreed = Agreed(self, workshop)
        self.clock = Clock(self, workshop, now)
        self.stage_id = self.clock.find() or progress.current_stage(workshop.session, workshop.method)
        self.panel_id = "agenda"
        self.panels: dict[str, Any] = {}
        self.withdrawn_shown = False
        self._bars_due = False
        self._in_trouble = False
        self._width = 0

    def compose(self) -> ComposeResult:
        yield Words(id="head")
        yield StageBar("stages")
        yield PanelBar("tabs")
        yield ClockLine("clock")
        self.panels[self.panel_id] = AgendaPanel(self.workshop, self.stage_id, self.clock)
        with Horizontal(id="body"), ContentSwitcher(id="panels", initial="panel-agenda"):
            yield self.panels[self.panel_id]
        with Horizontal(id="capture-bar"):
            yield Words(id="aim")
            yield CaptureLine(self)
        yield Hint()
        yield FilterLine()
        with Vertical(id="foot"):
            yield Words(id="context")
            yield Words(id="message")
            yield KeyBar("keys")

    def on_mount(self) -> None:
        self.capturing = False
        self.query_one(FilterLine).display = False
        self.workshop.subscribe(self._changed)
        self.watcher.start()
        self.clock.start()
        self._width = self.app.size.width
        self._open("agenda")
        self._say_news()
        if self.workshop.read_only:
            self.say(self.workshop.read_only, error=True)
        elif not self.workshop.persistence.trouble and (
            wrong := len({one.id or one.line for one in self.workshop.findings if one.severity == "error"})
        ):
            sentence = i18n.ngettext(
                "{number} entry of the file can't be used; it is kept, and the panel “What is missing” in stage 4 names it",
                "{number} entries of the file can't be used; they are kept, and the panel “What is missing” in stage 4 names them",
                wrong,
            )
            self.say(sentence.format(number=wrong), error=True)

    # Where one is -------------------------------------------------------------------------------------------

    @property
    def panel(self) -> Any:
        """The panel that is open."""
        return self.panels[self.over or self.panel_id]

    def stage_panels(self) -> list[str]:
        """The panels of the stage shown now, in the order of the method."""
        return ["agenda", *(one.id for one in self.workshop.method.panel if one.stage == self.stage_id)]

    def action_stage(self, stage: str) -> None:
        """Go to a stage: its agenda and checklist."""
        if stage in self.workshop.method.stages:
            self.stage_id = stage
            self._open("agenda")

    def action_panel(self, panel: str) -> None:
        """Open a panel; a panel of another stage takes the screen there."""
        known = self.workshop.method.panels.get(panel)
        if known is not None and known.stage and known.stage != self.stage_id:
            self.stage_id = known.stage
        self._open(panel)

    def action_turn(self, by: int) -> None:
        """Open the next or previous panel of the stage."""
        panels = self.stage_panels()
        here = panels.index(self.panel_id) if self.panel_id in panels else 0
        self._open(panels[(here + by) % len(panels)])

    def _open(self, name: str) -> None:
        self.uncover()
        switcher = self.query_one(ContentSwitcher)
        panel = None
        if name not in self.panels:
            panel = self._made(name)
            if panel is None:
                return
            self.panels[name] = panel
            switcher.mount(panel)
        if name != self.panel_id:
            self.before_turning()
            self._leave_panel()
            self.say("")
        self.panel_id = name
        if self.capturing and not (self.into_inbox or isinstance(self.panels[name], Board)):
            self.capturing = False
        if name == "notes":
            self.aim_at_inbox()
        if name == "agenda":
            self.panels[name].show_stage(self.stage_id)
        elif panel is None:
            self.follow_up(self.panels[name])
        self.set_focus(None)  # else Textual passes it on to whatever list lies at the same place
        switcher.current = f"panel-{name}"
        if self.capturing:
            self.line_follows()
        else:
            self.call_after_refresh(self._focus_panel)
        self.clock.show()
        self.dress_wall()
        self._refresh_bars()

    def _leave_panel(self) -> None:
        """A filter and shown withdrawn entries belong to the panel on which they were asked for."""
        self.lift_filter()
        if self.withdrawn_shown:
            self.withdrawn_shown = False
            self.panel.show_withdrawn(False)

    def _focus_panel(self) -> None:
        if not self.capture_line.has_focus:
            self.panel.take_focus()

    def _made(self, name: str) -> Widget | None:
        if name in LISTS:
            return Board(self.workshop, LISTS[name])
        match name:
            case "agenda":
                return AgendaPanel(self.workshop, self.stage_id, self.clock)
            case "books":
                from ..panels.books import BooksPanel

                return BooksPanel(self.workshop)
            case "figures":
                from ..panels.figures import FiguresPanel

                return FiguresPanel(self.workshop)
            case "roadmap" | "review":
                from ..panels.review import Review
                from ..panels.roadmap import Roadmap

                return Roadmap(self.workshop) if name == "roadmap" else Review(self.workshop)
            case "attendance":
                return self.made_attendance()
            case "assessment":
                return self.made_ratings()
            case "money":
                return self.made_money()
            case "voting":
                return self.made_voting()
        return None

    # Capturing ----------------------------------------------------------------------------------------------

    @property
    def capture_line(self) -> CaptureLine:
        """The line in which one captures."""
        return self.query_one(CaptureLine)

    @property
    def capturing(self) -> bool:
        """Whether the capture line is open."""
        return bool(self.query_one("#capture-bar").display)

    @capturing.setter
    def capturing(self, shown: bool) -> None:
        self.query_one("#capture-bar").display = self.query_one(Hint).display = shown

    def action_leave(self) -> None:
        """Leave the capture line; else show all again; else clear the message."""
        if self.capturing:
            self.close_line()
        elif not self.step_back():
            self.leave_wall()
        self.say("")

    # What changed -------------------------------------------------------------------------------------------

    def _changed(self, changed: Changed) -> None:
        if changed is None or changed:
            self.told_not_saved = self.told_waiting = False
            for panel in self.panels.values():
                if panel is self.panel or isinstance(panel, Board):
                    panel.changed(changed)
            self.saver.soon()
        self._say_news()
        if not self._bars_due:
            self._bars_due = True
            self.set_timer(REFRESH_DELAY, self._refresh_bars)

    @property
    def trouble(self) -> str:
        """What keeps things from being saved, and the way out; or ""."""
        trouble = self.workshop.persistence.trouble
        return trouble and trouble + self.watcher.way_out()

    def _say_news(self) -> None:
        """Say what keeps things from being saved, that it is over, and what others did."""
        workshop, trouble = self.workshop, self.trouble
        sentences = [
            one for one in (trouble, *workshop.persistence.alarms, *workshop.persistence.news) if one
        ]
        alarming = bool(trouble or workshop.persistence.alarms)
        workshop.persistence.alarms.clear()
        workshop.persistence.news.clear()
        if sentences:
            self.say("; ".join(sentences), error=alarming)
        elif self._in_trouble:
            self.say("" if workshop.persistence.dirty else _("Everything is in the file again."))
        self._in_trouble = bool(trouble)

    def _refresh_bars(self) -> None:
        self._bars_due = False
        workshop, width = self.workshop, self.app.size.width
        self.agreed.look()
        changed = self.agreed.standing.state == "changed"
        self.query_one("#head", Words).show(
            bars.heading(workshop, self.stage_id, self.panel_id, width, changed)
        )
        self.query_one(StageBar).refresh_stages(workshop, self.stage_id)
        self.query_one(PanelBar).refresh_panels(workshop, self.stage_panels(), self.panel_id)
        self._show_context()
        self.entitle_wall()
        if not self.query_one("#message", Words).has_class("said"):
            self._show_following()

    def _show_context(self) -> None:
        self.query_one("#context", Words).show(bars.for_whom(self.workshop))

    def _show_following(self) -> None:
        self.query_one("#message", Words).show(self.filtered() or bars.next_step(self.following()))

    def say(self, sentence: str, error: bool = False) -> None:
        """Show one sentence at the bottom until the next one; an empty one shows what comes next again, or the trouble."""
        if not sentence and self.trouble:
            sentence, error = self.trouble, True
        message = self.query_one("#message", Words)
        message.set_class(bool(sentence), "said")
        message.set_class(error and bool(sentence), "error")
        if sentence:
            message.show(f" {sentence}")
        else:
            self._show_following()

    def on_resize(self, event: events.Resize) -> None:
        if event.size.width != self._width:
            self._width = event.size.width
            self._refresh_bars()

    def set_context(self, context: Context | None) -> None:
        """Capture for these from now on; None leaves it as it is."""
        if context is not None:
            self.workshop.context = context
            self._show_context()

    # What else keys do -----------------------------------------------------------------------------------------

    def action_decide(self) -> None:
        """Decide what counts where the file was changed both here and outside."""
        self.watcher.decide()

    def action_write_books(self) -> None:
        """Write all books as files."""
        if self.panel_id == "books":
            self.panel.write()

    def action_write_books_as(self) -> None:
        """Write all books as files for an office, in a format that is asked for."""
        if self.panel_id == "books":
            self.panel.write_as()

    def action_start(self) -> None:
        """Back to the list of sessions."""
        self.app.leave_session()  # type: ignore[attr-defined]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hide keys that can do nothing here."""
        if not self.panels:  # not composed yet, and the screen below asks already
            return False
        here = self.panel.at.column if isinstance(self.panel, Board) else None
        match action:
            case "candidate":
                return self.panel_id == "roadmap" or (here is not None and here.kind == "program")
            case "advance":
                return here is not None and here.kind in ADVANCE
            case "write_books" | "write_books_as":
                return self.panel_id == "books"
            case "decide":
                return bool(self.workshop.persistence.external.conflicts)
            case "wall_list":
                return self.on_wall
            case "next_turn":
                return self.turns is not None
        return super().check_action(action, parameters)

    def on_descendant_focus(self) -> None:
        self.refresh_bindings()

    async def on_click(self, event: events.Click) -> None:
        await row_list.clicked(self, event)


def help_for(me: SessionScreen) -> Help:
    """What the open panel is for, with what the place adds to that, what comes next, and its live keys."""
    method, state = me.workshop.method, me.following()
    panel = method.panels.get(me.panel_id)
    purposes = [said(panel, "purpose") if panel else _(PURPOSES.get(me.panel_id, ""))]
    if me.panel_id == "agenda":
        purposes.append(said(method.stages[me.stage_id], "purpose"))
    if me.on_wall:
        purposes.append(
            _(
                "This is the projector mode: one list for the whole room, without names of persons. A terminal enlarges "
                "its letters by its own keys, often ctrl and +; make them so large that some 60 columns are left."
            )
        )
    return Help(
        label(panel) if panel else _(NAMES.get(me.panel_id, me.panel_id)),
        "\n\n".join(one for one in purposes if one),
        said(state.item, "text") if state else _("This stage is complete; g goes on."),
        live_keys(me),
    )
