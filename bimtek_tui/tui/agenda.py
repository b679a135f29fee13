"""The panel that leads: what the stage is for, its agenda of two days, and its checklist."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from .. import clock
from ..analysis import progress
from ..labels import clock as time_of_day
from ..labels import day
from ..method import said
from ..words import N_, _
from ..workshop import Changed, Workshop
from .content import contains, lines, pieces, plain
from .keys import CHECKLIST_KEYS

_GROUPS = {"before": N_("Before the stage"), "during": N_("During the stage"), "after": N_("After the stage")}
_MARKS = {"done": "✓", "open": "○", "not-applicable": "–"}


class Rows(OptionList):
    """A list of the agenda panel."""

    BINDINGS = CHECKLIST_KEYS


class AgendaPanel(Horizontal):
    """Agenda at the left, checklist at the right."""

    def __init__(self, workshop: Workshop, stage_id: str) -> None:
        super().__init__(id="panel-agenda")
        self.workshop = workshop
        self.stage_id = stage_id
        self.wanted = ""
        self.agenda = Rows(id="agenda", compact=True)
        self.checklist = Rows(id="checklist", compact=True)

    def compose(self) -> ComposeResult:
        self.refill()  # before the first frame: filling later would draw everything twice
        yield self.agenda
        yield self.checklist

    def show_stage(self, stage_id: str) -> None:
        """Show another stage."""
        if stage_id != self.stage_id:
            self.stage_id = stage_id
            self.agenda.highlighted = self.checklist.highlighted = None
        self.refill()

    def take_focus(self) -> None:
        """The checklist is where one works."""
        (self.agenda if self.agenda.has_focus else self.checklist).focus()

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
        self._fill(self.agenda, [Option(self._stage(), id=self.stage_id), *self._blocks()])
        self._fill(self.checklist, self._items())
        self.agenda.border_title = plain(_("Agenda"))
        degree = progress.progress(self.workshop.session, self.workshop.method, self.stage_id)
        self.checklist.border_title = pieces(_("Checklist"), (f"  {degree.done}/{degree.total}", "bold"))
        self.checklist.border_subtitle = (
            plain(_("filter: {words}").format(words=self.wanted)) if self.wanted else None
        )

    def _fill(self, one: OptionList, options: list[Option]) -> None:
        place = one.highlighted
        one.set_options([option for option in options if self._fits(option)])
        enabled = [number for number, option in enumerate(one.options) if not option.disabled]
        if enabled:
            one.highlighted = place if place in enabled else enabled[0]

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
        return lines([*parts, plain(said(stage, "purpose"), "dim")])

    def _blocks(self) -> list[Option]:
        options: list[Option] = []
        last = 0
        for one in clock.planned(self.workshop.session, self.workshop.method, self.stage_id):
            if one.block.day != last:
                last = one.block.day
                options.append(
                    Option(plain(_("Day {number}").format(number=last), "bold underline"), disabled=True)
                )
            held = self.workshop.session.agenda.get(one.id)
            facts = _("{minutes} min").format(minutes=one.minutes)
            if held and held.started:
                facts += "  " + "–".join(
                    time_of_day(moment) for moment in (held.started, held.ended) if moment
                )
            style = "strike dim" if one.skipped else ""
            shown = pieces((f"{one.begins:%H.%M} ", "bold"), (said(one.block), style), (f"  {facts}", "dim"))
            options.append(Option(shown, id=one.id))
        return options

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
