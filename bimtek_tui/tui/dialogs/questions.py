"""Small questions: why something is withdrawn, for whom is being captured, and help."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.suggester import SuggestFromList
from textual.widgets import Input, Select

from ... import text
from ...i18n import _
from ...model.lookup import Agencies
from ...model.method import label
from ...workshop.workshop import Context, Workshop
from ..actions import bindings
from ..widgets.content import Words, plain
from ..widgets.line import Line
from .dialog import Dialog


class Reason(Dialog[str | None]):
    """Asks why an entry is withdrawn; Enter alone takes the usual reason, Esc keeps the entry."""

    BINDINGS = bindings("question")

    def __init__(self, shown: str) -> None:
        super().__init__()
        self.shown = shown
        self.place = f"withdraw:{shown}"

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Words(_("Withdraw “{text}”").format(text=text.short(self.shown, 60)), classes="title")
            yield Words(_("Why? Enter alone writes “ditarik”; Esc keeps the entry. ctrl+z brings it back."))
            yield Line(id="reason", compact=True)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        self.dismiss(event.value)


class ForWhom(Dialog[Context | None]):
    """Sets the capture context: breakout group, dimension, speaking agency."""

    BINDINGS = bindings("question")

    place = "for-whom"

    def __init__(self, workshop: Workshop) -> None:
        super().__init__()
        self.workshop = workshop

    def compose(self) -> ComposeResult:
        session, context = self.workshop.session, self.workshop.context
        groups = sorted(
            {one.group for one in session.swot.values() if one.group}
            | {one.group for one in session.program.values() if one.group}
        )
        dimensions = [(plain(label(one)), id) for id, one in self.workshop.method.dimensions.items()]
        with Vertical(classes="dialog"):
            yield Words(_("For whom is being captured?"), classes="title")
            yield Words(_("New entries inherit this. Tab goes on, Enter records, Esc leaves it as it was."))
            yield Words(_("Breakout group"), classes="heading")
            yield Line(
                context.group,
                id="group",
                suggester=SuggestFromList(groups, case_sensitive=False),
                compact=True,
            )
            yield Words(_("Dimension"), classes="heading")
            yield Select(
                dimensions,
                value=context.dimension
                if context.dimension in self.workshop.method.dimensions
                else Select.NULL,
                prompt="–",
                id="dimension",
                compact=True,
            )
            yield Words(_("Speaking agency"), classes="heading")
            yield Line(
                context.agency,
                id="agency",
                suggester=SuggestFromList(list(session.agency), case_sensitive=False),
                compact=True,
            )

    def on_mount(self) -> None:
        self.query_one("#group").focus()

    def on_input_submitted(self) -> None:
        dimension = self.query_one("#dimension", Select).value
        agency = text.line(self.query_one("#agency", Line).value)
        self.dismiss(
            Context(
                text.line(self.query_one("#group", Line).value),
                dimension if isinstance(dimension, str) else "",
                Agencies(self.workshop.session.agency).find(agency) or agency,
            )
        )
