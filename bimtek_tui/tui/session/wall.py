"""Projector mode: one list in large lines for the whole room, without the panes beside it and without names of persons.

A terminal can't enlarge its letters by itself, the person does that; what this does is to show so little that there
is room for it: some sixty columns, a blank line between the entries, a title that is read from the back row. It is
the same list as before, so everything works on it: capturing, marking, filters, undo.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.screen import Screen
from textual.widgets import OptionList

from ...i18n import N_, _, key
from ...model.entries import counting
from ..desk import Desk
from ..entries.elsewhere import panel_name
from ..panels.panel import WALL_WIDTH, Panel
from ..widgets.bar import Bar, Part, key_part
from ..widgets.content import Words, plain

_TITLES = {"agenda": N_("Agenda"), "checklist": N_("Checklist")}


class Wall:
    """Shows one list of the open panel to the room."""

    def __init__(
        self,
        screen: Screen[Any],
        desk: Desk,
        panel: Callable[[], Panel],
        is_capturing: Callable[[], bool],
        paint: Callable[[bool], None],
    ) -> None:
        """`panel` gives the one that is seen; `is_capturing` tells whether the cursor has to stay in the capture line.

        `paint` shows everything in the colours for the wall, or in those that the person chose.
        """
        self.is_on = False
        self._screen = screen
        self._desk = desk
        self._panel = panel
        self._is_capturing = is_capturing
        self._paint = paint
        self._shown: tuple[Panel, OptionList] | None = None

    def toggle(self) -> None:
        """Show the list in focus to the room, or go back."""
        if self.is_on:
            self.leave()
        elif not self._lists():
            self._desk.say(_("This panel is not for the wall; open a list such as SWOT or programs first."))
        else:
            self.is_on = True
            if not self._screen.query("#wall-title"):
                self._screen.mount(Words(id="wall-title"), before="#clock")
                self._screen.mount(Bar("wall-foot"), before="#message")
            self._clear_screen(True)
            self._desk.say("")
            self.follow()

    def leave(self) -> None:
        """Show everything again."""
        if self.is_on:
            self.is_on = False
            self._undress()
            self._clear_screen(False)
            self._panel().take_focus()
            self._screen.refresh_bindings()

    def _clear_screen(self, on: bool) -> None:
        """Show only what is for the room, or everything again."""
        self._screen.set_class(on, "wall")
        self._screen.query_one("#panels").styles.width = WALL_WIDTH if on else None
        self._paint(on)

    def turn(self, by: int) -> None:
        """Show the next list of the panel."""
        lists = self._lists()
        if self._shown is not None and self._shown[1] in lists:
            self._show(lists[(lists.index(self._shown[1]) + by) % len(lists)])

    def follow(self) -> None:
        """Show the list in focus of the panel that is open now; a panel that is not for the room ends the mode."""
        if not self.is_on:
            return
        lists = self._lists()
        if not lists:
            self.leave()
            self._desk.say(_("This panel is not for the wall, so everything is shown again."))
            return
        aimed = self._panel().aimed
        self._show(aimed if aimed is not None and aimed in lists else lists[0])

    def _lists(self) -> list[OptionList]:
        return self._panel().wall_lists()

    def _show(self, wanted: OptionList) -> None:
        if self._shown is None or wanted is not self._shown[1]:
            self._undress()
            panel = self._panel()
            self._shown = panel, wanted
            wanted.add_class("on-wall")
            panel.enlarge(wanted, True)
        if not self._is_capturing():
            self._screen.call_after_refresh(wanted.focus)
        self.entitle()

    def _undress(self) -> None:
        """Give the list that was shown its rows back."""
        if self._shown is None:
            return
        (panel, shown), self._shown = self._shown, None
        if shown.is_attached:
            shown.remove_class("on-wall")
            panel.enlarge(shown, False)
            self._screen.call_after_refresh(shown.scroll_to_highlight)

    def entitle(self) -> None:
        """Show above the list what it is and how much stands in it, and below what the keys do."""
        if not self.is_on or self._shown is None:
            return
        from ..entries.entry_list import EntryList  # late: nothing is on the wall at the start

        panel, shown = self._shown
        title, number = self._title(panel, shown)
        head = " ".join(title.upper())  # letters apart are read from further away
        if len(head) > min(WALL_WIDTH, self._screen.app.size.width) - 8:
            head = title.upper()
        self._screen.query_one("#wall-title", Words).show(
            plain(f"{head}   {number}" if number else head, "bold")
        )
        lists = self._lists()
        adds = isinstance(shown, EntryList) and shown.column.capture and shown.column.kind
        place = _("list {place} of {number}").format(place=lists.index(shown) + 1, number=len(lists))
        parts: list[Part] = [
            *(
                [key_part("←", "", "wall_list(-1)"), key_part("→", place, "wall_list(1)")]
                if len(lists) > 1
                else []
            ),
            *([key_part(key("add"), _("adds"), "capture")] if adds else []),
            key_part(key("back"), _("ends"), "wall"),
        ]
        self._screen.query_one("#wall-foot", Bar).show(parts)

    def _title(self, panel: Panel, shown: OptionList) -> tuple[str, int]:
        """What a list is called, and how many entries it has."""
        from ..entries import wall_rows
        from ..entries.entry_list import EntryList

        workshop = self._desk.workshop
        if isinstance(shown, EntryList):
            people = shown.column.kind == wall_rows.SUMMED
            everybody = counting(workshop.session.participant) if people else []
            number = sum(map(shown.stands, everybody)) if people else len(shown.ids)
            return _(shown.column.title), 0 if shown.column.singles else number
        if shown.id in _TITLES:
            return _(_TITLES[shown.id]), 0
        return panel_name(workshop, (panel.id or "").removeprefix("panel-")), 0
