"""The panel that leads: what the stage is for, its agenda of two days as it goes, and its checklist."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from ...analysis import progress
from ...facilitation.clock import Reading
from ...i18n import N_, _
from ...model.labels import clock as time_of_day
from ...model.labels import day
from ...model.method import said
from ...workshop.workshop import Changed, Workshop
from ..entries.wall_rows import spaced
from ..panel_keys import AGENDA_KEYS, CHECKLIST_KEYS
from ..session.clock import Clock
from ..widgets.content import contains, lines, pieces, plain
from .agenda_clock import Strip
from .agenda_rows import Parts, _heading, _row

_GROUPS = {"before": N_("Before the stage"), "during": N_("During the stage"), "after": N_("After the stage")}
_MARKS = {"done": "✓", "open": "○", "not-applicable": "–"}

ROOMY = 30
"""So many lines of the terminal leave room for what the stage is for; F1 says it anyway."""


class Rows(OptionList):
    """A list of the agenda panel."""

    BINDINGS = CHECKLIST_KEYS

    def on_resize(self) -> None:
        self.call_after_refresh(self.scroll_to_highlight)  # a longer message takes a line away


class Blocks(Rows):
    """The stage and the blocks of its agenda."""

    BINDINGS = AGENDA_KEYS


class AgendaPanel(Vertical):
    """Agenda at the left, checklist at the right, and above them the running block in large digits."""

    def __init__(self, workshop: Workshop, stage_id: str, ticking: Clock) -> None:
        super().__init__(id="panel-agenda")
        self.workshop = workshop
        self.stage_id = stage_id
        self.ticking = ticking
        self.wanted = ""
        self.large = False
        self.strip = Strip()
        self.agenda = Blocks(id="agenda", compact=True)
        self.checklist = Rows(id="checklist", compact=True)
        self.at: Rows | None = None
        self._shown: dict[str, Parts] = {}

    def compose(self) -> ComposeResult:
        self.refill()  # before the first frame: filling later would draw everything twice
        yield self.strip
        with Horizontal(id="agenda-lists"):
            yield self.agenda
            yield self.checklist

    def on_mount(self) -> None:
        self.show_time()

    def show_stage(self, stage_id: str) -> None:
        """Show another stage."""
        if stage_id != self.stage_id:
            self.stage_id = stage_id
            self.at = None
            self.agenda.highlighted = self.checklist.highlighted = None
        self.refill()
        self.show_time()

    def take_focus(self) -> None:
        """One works on the list used last; at first on the agenda of a day that is held, else on the checklist."""
        if self.at is None:
            today = self._read().today
            self.at = self.agenda if today is not None and today.when == "now" else self.checklist
        self.at.focus()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        if isinstance(event.widget, Rows):
            self.at = event.widget

    @property
    def selected(self) -> tuple[str, str] | None:
        """The stage, agenda block or checklist item that keys work on."""
        for one, kind in ((self.agenda, "agenda"), (self.checklist, "checklist")):
            if one.has_focus and one.highlighted_option and one.highlighted_option.id:
                id = one.highlighted_option.id
                return ("stage", id) if id == self.stage_id else (kind, id)
        return None

    def changed(self, changed: Changed) -> None:
        """Conditions look at everything, so everything is shown anew (some thirty rows)."""
        self.refill()
        self.show_time()

    def filter(self, words: str) -> None:
        """Show only items and blocks with these words."""
        self.wanted = words
        self.refill()

    def show_withdrawn(self, shown: bool) -> None:
        """Nothing is withdrawn here."""

    def reveal(self, kind: str, id: str) -> bool:
        """Put the cursor on a stage, agenda block or checklist item of this stage."""
        if kind == "stage" and id == self.stage_id:
            self.agenda.highlighted = 0
            self.agenda.focus()
            return True
        for one in (self.agenda, self.checklist):
            for number, option in enumerate(one.options):
                if option.id == id:
                    one.highlighted = number
                    one.focus()
                    return True
        return False

    def refill(self) -> None:
        """Show agenda and checklist as they are now."""
        reading = self._read()
        rows = self._rows(reading)
        self._shown = dict(rows)
        blocks = [Option(self._drawn(parts), id=id, disabled=id.startswith("day ")) for id, parts in rows]
        now = reading.running or reading.following
        self._fill(self.agenda, [Option(self._stage(), id=self.stage_id), *blocks], now.id if now else "")
        self._fill(self.checklist, self._items())
        self.agenda.border_title = plain(_("Agenda"))
        degree = progress.progress(self.workshop.session, self.workshop.method, self.stage_id)
        self.checklist.border_title = pieces(_("Checklist"), (f"  {degree.done}/{degree.total}", "bold"))
        self.checklist.border_subtitle = (
            plain(_("filter: {words}").format(words=self.wanted)) if self.wanted else None
        )

    def show_time(self) -> None:
        """Show what the passing of time changes, and nothing else."""
        reading = self._read()
        held = self.workshop.session.stage.get(self.stage_id)
        self.strip.show_clock(reading, held.closed if held else None, self.large)
        rows = self._rows(reading)
        if [id for id, _parts in rows] != list(self._shown):
            self.refill()
            return
        for id, parts in rows:
            if parts != self._shown[id] and id in self.agenda._id_to_option:  # a filter may hide it
                self.agenda.replace_option_prompt(id, self._drawn(parts))
        self._shown = dict(rows)

    def _read(self) -> Reading:
        return self.ticking.read(self.stage_id)

    def _fill(self, one: OptionList, options: list[Option], first: str = "") -> None:
        """Fill a list; the cursor stays on its row or at its place, and stands at first on `first`."""
        kept, place = one.highlighted_option, one.highlighted
        one.set_options([option for option in options if self._fits(option)])
        enabled = {option.id: number for number, option in enumerate(one.options) if not option.disabled}
        if enabled:
            wanted = kept.id if kept else first
            there = place if place in enabled.values() else next(iter(enabled.values()))
            one.highlighted = enabled.get(wanted, there)

    def _fits(self, option: Option) -> bool:
        if not self.wanted or option.disabled or option.id == self.stage_id:
            return True
        return isinstance(option.prompt, Content) and contains(option.prompt, self.wanted)

    def _stage(self) -> Content:
        stage = self.workshop.method.stages[self.stage_id]
        held = self.workshop.session.stage.get(self.stage_id)
        dates = [day(date) for date in (held.start, held.end) if date] if held else []
        when = " – ".join(dates) or (held.when if held and held.when else _("no date yet (e sets it)"))
        parts = [plain(said(stage), "bold"), plain(when)]
        if held and held.venue:
            parts.append(plain(held.venue))
        if held and held.summary:
            parts.append(plain(held.summary, "italic"))
        if held and held.closed:
            parts.append(plain(_("closed {day}").format(day=day(held.closed)), "bold"))
        if self.large:
            return spaced(lines([plain(said(stage), "bold"), plain(when)]))
        if self.app.size.height >= ROOMY:
            parts.append(plain(said(stage, "purpose"), "dim"))
        return lines(parts)

    def _drawn(self, parts: Parts) -> Content:
        shown = pieces(*parts)
        return spaced(shown) if self.large else shown

    # The blocks ---------------------------------------------------------------------------------------------

    def _rows(self, reading: Reading) -> list[tuple[str, Parts]]:
        """Every row under the stage by its id: the heading of a day, then its blocks in their order."""
        rows: list[tuple[str, Parts]] = []
        for one in reading.days:
            rows.append((f"day {one.number}", _heading(one)))
            rows += [(slot.id, _row(slot, one)) for slot in one.slots]
        return rows

    # The checklist ------------------------------------------------------------------------------------------

    def _items(self) -> list[Option]:
        options: list[Option] = []
        last = ""
        for state in progress.items(self.workshop.session, self.workshop.method, self.stage_id):
            if state.item.group != last:
                last = state.item.group
                options.append(Option(plain(_(_GROUPS[last]), "bold underline"), disabled=True))
            options.append(Option(self._item(state), id=state.id))
        return options

    def _item(self, state: progress.ItemState) -> Content:
        if self.large:  # who ticked it is nobody's business on a wall
            return spaced(pieces((f"{_MARKS[state.state]} ", "bold"), said(state.item, "text")))
        facts = ""
        if state.by_itself:
            facts = _("done by itself")
        elif state.state == "open" and state.degree is not None:
            facts = _("{done} of {total}").format(done=state.degree.done, total=state.degree.total)
        elif state.tick is not None and state.state != "open":
            facts = " ".join(filter(None, (state.tick.by, day(state.tick.at), time_of_day(state.tick.at))))
        if state.tick is not None and state.tick.note:
            facts = f"{facts} – {state.tick.note}"
        style = "bold" if state.state == "open" else ""
        return pieces(
            (f"{_MARKS[state.state]} ", "bold"), (said(state.item, "text"), style), (f"  {facts}", "dim")
        )
