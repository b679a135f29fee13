"""Projector mode: one list in large lines for the whole room, without the panes beside it and without names of persons.

A terminal can't enlarge its letters by itself, the person does that; what this does is to show so little that there
is room for it: some sixty columns, a blank line between the entries, a title that is read from the back row. It is
the same list as before, so everything works on it: capturing, marking, filters, undo.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.screen import Screen
from textual.widgets import OptionList

from ...i18n import N_, _
from ...model.entries import counting
from .. import themes
from ..entries import wall_rows
from ..entries.entry_list import EntryList
from ..panels.agenda import AgendaPanel
from ..panels.board import Board
from ..widgets.content import Words, plain
from .bars import panel_name

if TYPE_CHECKING:
    from .screen import SessionScreen

_OTHERS = {"roadmap": "", "voting": "votes"}
"""Other panels that are for the room, and what of them is their list ("": they are one)."""
WIDTH = 60
"""Columns of the list; letters may be enlarged until the terminal has no more than these."""


_TITLES = {"agenda": N_("Agenda"), "checklist": N_("Checklist")}


class WallActions(Screen[None]):
    """The actions of a session screen in projector mode."""

    _on_wall = False
    _shown: OptionList | None = None

    def _me(self) -> SessionScreen:
        return self  # type: ignore[return-value]

    @property
    def on_wall(self) -> bool:
        """Whether the screen is in projector mode."""
        return self._on_wall

    def action_wall(self) -> None:
        """Show the list in focus to the room, or go back."""
        if self._on_wall:
            self.leave_wall()
        elif not self.wall_lists():
            self._me().say(_("This panel is not for the wall; open a list such as SWOT or programs first."))
        else:
            app: Any = self.app
            self._on_wall = True
            if not self.query("#wall-title"):
                self.mount(Words(id="wall-title"), before="#clock")
                self.mount(Words(id="wall-foot"), before="#message")
            self.add_class("wall")
            app.show_look(themes.on_wall(app.look).name)
            self._me().say("")
            self.dress_wall()

    def leave_wall(self) -> None:
        """Show everything again."""
        if self._on_wall:
            app: Any = self.app
            self._on_wall = False
            self._undress()
            self.remove_class("wall")
            app.show_look(app.look)
            self._me().panel.take_focus()
            self.refresh_bindings()

    def wall_lists(self) -> list[OptionList]:
        """What of the open panel can be shown to the room."""
        panel = self._me().panel
        if isinstance(panel, Board):
            return [*panel.lists]
        if isinstance(panel, AgendaPanel):
            return [panel.agenda, panel.checklist]
        if self._me().panel_id in _OTHERS:
            return [getattr(panel, _OTHERS[self._me().panel_id], panel)]
        return []

    def action_wall_list(self, by: int) -> None:
        """Show the next list of the panel."""
        lists = self.wall_lists()
        if self._shown in lists:
            self._show(lists[(lists.index(self._shown) + by) % len(lists)])

    def dress_wall(self) -> None:
        """Show the list in focus of the panel that is open now; a panel that is not for the room ends the mode."""
        if not self._on_wall:
            return
        lists = self.wall_lists()
        if not lists:
            self.leave_wall()
            self._me().say(_("This panel is not for the wall, so everything is shown again."))
            return
        panel = self._me().panel
        aimed = panel.at if isinstance(panel, Board | AgendaPanel) else None
        self._show(aimed if aimed in lists else lists[0])

    def _show(self, one: OptionList) -> None:
        if one is not self._shown:
            self._undress()
            self._shown = one
            one.add_class("on-wall")
            _enlarge(one, True)
        panel = self._me().panel
        if isinstance(panel, Board) and isinstance(one, EntryList) and panel.at is not one:
            panel.aim(one)
        if not self._me().capturing:
            self.call_after_refresh(one.focus)
        self.entitle_wall()

    def _undress(self) -> None:
        """Give the list that was shown its rows back."""
        shown, self._shown = self._shown, None
        if shown is not None and shown.is_attached:
            shown.remove_class("on-wall")
            _enlarge(shown, False)
            self.call_after_refresh(shown.scroll_to_highlight)

    def on_board_aimed(self, event: Board.Aimed) -> None:
        """The wall follows to the list that keys and captured lines go to."""
        self.dress_wall()

    def entitle_wall(self) -> None:
        """Show above the list what it is and how much stands in it, and below what the keys do."""
        if not self._on_wall or self._shown is None:
            return
        me, shown = self._me(), self._shown
        title, number = _title(me, shown)
        head = " ".join(title.upper())  # letters apart are read from further away
        if len(head) > min(WIDTH, self.app.size.width) - 8:
            head = title.upper()
        self.query_one("#wall-title", Words).show(plain(f"{head}   {number}" if number else head, "bold"))
        lists = self.wall_lists()
        keys = [
            _("← → other list ({place} of {number})").format(place=lists.index(shown) + 1, number=len(lists))
            if len(lists) > 1
            else "",
            _("a adds")
            if isinstance(shown, EntryList) and shown.column.capture and shown.column.kind
            else "",
            _("Esc ends"),
        ]
        self.query_one("#wall-foot", Words).show(plain(" · ".join(one for one in keys if one)))


def _title(me: SessionScreen, shown: OptionList) -> tuple[str, int]:
    """What a list is called, and how many entries it has."""
    if isinstance(shown, EntryList):
        kind = shown.column.kind
        number = (
            len(counting(me.workshop.session.participant)) if kind == wall_rows.SUMMED else len(shown.ids)
        )
        return _(shown.column.title), 0 if shown.column.singles else number
    if shown.id in _TITLES:
        return _(_TITLES[shown.id]), 0
    return panel_name(me.workshop, me.panel_id), 0


def _enlarge(one: OptionList, on: bool) -> None:
    """Let a list show its rows in large lines, or as usual."""
    if isinstance(one, EntryList):
        one.large = on
        one.fill()
    for panel in one.ancestors:
        if isinstance(panel, AgendaPanel):
            panel.large = on
            panel.refill()
            panel.show_time()
        elif panel.id == "panel-voting":
            panel.large = on  # type: ignore[attr-defined]
            panel.refill()  # type: ignore[attr-defined]
