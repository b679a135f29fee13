"""Small questions: why something is withdrawn, for whom is being captured, and help."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.suggester import SuggestFromList
from textual.widgets import Input, Select, Static

from ... import text
from ...i18n import N_, _
from ...model.method import label, said
from ...workshop.workshop import Context, Workshop
from ..capture.line import Line
from ..registry import NAMES, PURPOSES
from ..widgets.content import Words, lines, pieces, plain

if TYPE_CHECKING:
    from ..session.screen import SessionScreen

_LEAVE = Binding("escape", "leave", N_("Back"), tooltip=N_("Go back without changing anything"), show=True)


class Reason(ModalScreen[str | None]):
    """Asks why an entry is withdrawn; Enter alone takes the usual reason, Esc keeps the entry."""

    BINDINGS = [_LEAVE]

    def __init__(self, shown: str) -> None:
        super().__init__()
        self.shown = shown

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Words(_("Withdraw “{text}”").format(text=text.short(self.shown, 60)), classes="title")
            yield Words(_("Why? Enter alone writes “ditarik”; Esc keeps the entry. ctrl+z brings it back."))
            yield Line(id="reason", compact=True)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        self.dismiss(event.value)

    def action_leave(self) -> None:
        """Keep the entry."""
        self.dismiss(None)


class ForWhom(ModalScreen[Context | None]):
    """Sets the capture context: breakout group, dimension, speaking agency."""

    BINDINGS = [_LEAVE]

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
        known = {code.casefold(): code for code in self.workshop.session.agency}
        self.dismiss(
            Context(
                text.line(self.query_one("#group", Line).value),
                dimension if isinstance(dimension, str) else "",
                known.get(agency.casefold(), agency),
            )
        )

    def action_leave(self) -> None:
        """Leave the context as it was."""
        self.dismiss(None)


Key = tuple[str, str, str]
"""A key, what it does in a word or two, and the explanation; without a key the words are a heading."""


class Help(ModalScreen[None]):
    """What this place is for, what comes next, and the keys that work here now."""

    BINDINGS = [
        _LEAVE,
        Binding("f1", "leave", show=False),
        Binding("down,j", "scroll(1)", show=False),
        Binding("up,k", "scroll(-1)", show=False),
        Binding("pagedown,space", "scroll(10)", show=False),
        Binding("pageup", "scroll(-10)", show=False),
    ]

    def __init__(self, title: str, purpose: str, following: str, keys: list[Key]) -> None:
        super().__init__()
        self.heading = title
        self.purpose = purpose
        self.following = following
        self.keys = keys

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog help"):
            yield Words(self.heading, classes="title")
            with VerticalScroll(id="help-text", can_focus=False):
                yield Words(self._text())
                for title, keys in self._groups():
                    yield Words(title, classes="help-group")
                    yield Static(_table(keys), markup=False)
            yield Words(_("Esc goes back"), classes="quiet")

    def _text(self) -> Content:
        parts = [plain(self.purpose)] if self.purpose else []
        if self.following:
            parts += [plain(""), pieces((_("What comes next: "), "bold"), self.following)]
        return lines(parts)

    def _groups(self) -> list[tuple[str, list[Key]]]:
        groups: list[tuple[str, list[Key]]] = []
        for one in self.keys:
            if not one[0] or not groups:
                groups.append((one[1] if not one[0] else _("Keys that work here"), []))
            if one[0]:
                groups[-1][1].append(one)
        return groups

    def action_scroll(self, by: int) -> None:
        """Scroll by lines."""
        self.query_one("#help-text").scroll_relative(y=by, animate=False)

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss(None)


def _table(keys: list[Key]) -> Table:
    """Keys in a column of their own; what is too long goes on below itself."""
    table = Table.grid(padding=(0, 2), expand=True)
    table.add_column(no_wrap=True)
    table.add_column(max_width=17)
    table.add_column(ratio=1)
    for key, words, explained in keys:
        table.add_row(
            Text(text.clean(key), "bold"), Text(text.clean(words)), Text(text.clean(explained), "dim")
        )
    return table


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


def live_keys(screen: Screen[Any]) -> list[Key]:
    """Every key that does something now, with its words: first those of the place, then those that work everywhere."""
    app = screen.app
    around = (app,) if isinstance(screen, ModalScreen) else (screen, app)
    here: dict[str, Key] = {}
    everywhere: dict[str, Key] = {}
    for active in screen.active_bindings.values():
        binding = active.binding
        if active.enabled and binding.tooltip:
            group = everywhere if active.node in around else here
            shown, first = app.get_key_display(binding), group.get(binding.action)
            words = (f"{first[0]} {shown}" if first else shown, _(binding.description), _(binding.tooltip))
            group[binding.action] = words
    groups = ((_("Keys that work here"), here), (_("Keys that work everywhere"), everywhere))
    return [row for title, group in groups if group for row in (("", title, ""), *group.values())]
