"""Closing a stage: what it still needs, each line leading there; closed it may be all the same, and opened again."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import OptionList

from ...analysis import progress
from ...analysis.closing import Closing, closing
from ...i18n import _, key, listed, ngettext
from ...model.labels import clock as time_of_day
from ...model.labels import day
from ...model.method import label, wording
from ...workshop.workshop import Workshop
from ..actions import bindings
from ..widgets.bar import KeyBar
from ..widgets.content import Words, pieces, plain
from ..widgets.row_list import Row, RowList
from .dialog import Dialog

Chosen = tuple[str, str]
"""What to do: close or reopen the stage, or the kind and id of what to go to."""


class Needs(RowList):
    """What a stage still needs, line by line."""

    BINDINGS = bindings("closing")


class CloseStage(Dialog[Chosen | None]):
    """Shows what a stage still needs; the answer is what to do."""

    BINDINGS = bindings("closing", "back")

    def __init__(self, workshop: Workshop, stage_id: str) -> None:
        super().__init__()
        self.workshop = workshop
        self.stage_id = stage_id
        self.needs = Needs("needs")

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog tall"):
            yield Words(id="closing-title", classes="title")
            yield Words(id="closing-said")
            yield self.needs
            yield KeyBar("keys")

    def on_mount(self) -> None:
        self.needs.focus()

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        self.refill()  # something may have been dealt with meanwhile

    def refill(self) -> None:
        """Show what is left now; the cursor stands on the first open thing, else on closing."""
        stage = self.workshop.method.stages[self.stage_id]
        held = self.workshop.session.stage.get(self.stage_id)
        closed = held.closed if held else None
        left = closing(self.workshop.session, self.workshop.method, self.stage_id)
        title = _("Close {stage}?").format(stage=wording(stage))
        if closed:
            title = _("{stage} was closed on {day} at {time}").format(
                stage=wording(stage), day=day(closed), time=time_of_day(closed)
            )
        self.query_one("#closing-title", Words).show(title)
        self.query_one("#closing-said", Words).show(_sentence(left, closed is not None))
        word = _("Open {stage} again") if closed else _("Close {stage} now")
        named = key("close-reopen" if closed or left.ready else "close-anyway")
        rows = [Row("close", pieces((f"{named}  ", "bold"), (word.format(stage=label(stage)), "bold")))]
        rows += _items(_("Still to be done"), left.open)
        if counts := _counted(left):
            rows.append(Row("", plain(_("Notes of the stage"), "bold underline")))
            rows.append(
                Row("notes", pieces(("○ ", "bold"), _("Go through them: {counts}").format(counts=counts)))
            )
        rows += _items(_("After the workshop"), left.later)
        self.needs.fill(rows, first=rows[0 if left.ready or closed else 2].id)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        match self.needs.selected:
            case ("close", _id):
                self.action_close_all_the_same()
            case ("notes", _id):
                from .leftovers import Leftovers

                self.app.push_screen(Leftovers(self.workshop, self.stage_id), self._gone_through)
            case (kind, id):
                self.dismiss((kind, id))

    def _gone_through(self, target: Chosen | None) -> None:
        if target is not None:
            self.dismiss(target)

    def action_close(self) -> None:
        """Record that the stage is closed, or open it again."""
        self.action_close_all_the_same()

    def action_close_all_the_same(self) -> None:
        """Record that the stage is closed, whatever is left, or open it again."""
        self.dismiss(("reopen" if self._is_closed else "close", self.stage_id))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While something is left the key that opens this closes nothing: pressing it twice is a slip."""
        if action in ("close", "close_all_the_same"):
            left = closing(self.workshop.session, self.workshop.method, self.stage_id)
            return (self._is_closed or left.ready) == (action == "close")
        return super().check_action(action, parameters)

    @property
    def _is_closed(self) -> bool:
        held = self.workshop.session.stage.get(self.stage_id)
        return held is not None and held.closed is not None


def _items(title: str, states: tuple[progress.ItemState, ...]) -> list[Row]:
    if not states:
        return []
    rows = [Row("", plain(f"{title}  {len(states)}", "bold underline"))]
    for state in states:
        degree = state.degree
        how = _("{done} of {total}").format(done=degree.done, total=degree.total) if degree else ""
        shown = pieces(("○ ", "bold"), wording(state.item, "text"), (f"  {how}", "dim"))
        rows.append(Row(f"checklist:{state.id}", shown))
    return rows


def _counted(left: Closing) -> str:
    """How many notes of each sort there are to go through."""
    number = len(left.decisions)
    decisions = ngettext("{number} decision to read out", "{number} decisions to read out", number)
    return listed([*_waiting(left), *([decisions.format(number=number)] if number else [])])


def _waiting(left: Closing) -> list[str]:
    """How many notes of each sort wait for somebody."""
    unsorted, parked, loose = len(left.unsorted), len(left.parked), len(left.loose)
    counts = (
        (unsorted, ngettext("{number} line in the inbox", "{number} lines in the inbox", unsorted)),
        (parked, ngettext("{number} parked idea", "{number} parked ideas", parked)),
        (
            loose,
            ngettext(
                "{number} action without owner or date", "{number} actions without owner or date", loose
            ),
        ),
    )
    return [words.format(number=number) for number, words in counts if number]


def _sentence(left: Closing, closed: bool) -> str:
    """Whether anything is left, in one sentence."""
    if left.ready:
        return _("Everything that belongs before the closing is done.")
    number, later = len(left.open) + len(left.later), len(left.later)
    items = ngettext("{number} item of the checklist", "{number} items of the checklist", number)
    if later:
        items = ngettext(
            "{number} item of the checklist ({later} of them for after the workshop)",
            "{number} items of the checklist ({later} of them for after the workshop)",
            number,
        )
    things = listed([*([items.format(number=number, later=later)] if number else []), *_waiting(left)])
    sentence = (
        _("Still open: {things}. {key:select} goes there; {key:close-reopen} opens the stage again.")
        if closed
        else _("Still open: {things}. {key:select} goes there; {key:close-anyway} closes all the same.")
    )
    return sentence.format(things=things)
