"""Projector mode: one thing for the whole room, without the panes beside it and without names of persons.

That is a list in large lines, a picture, or, where a panel has nothing for the room, the time. A terminal can't enlarge
its letters by itself, the person does that; what this does is to show so little that there is room for it: some
sixty columns, a blank line between the entries, a title that is read from the back row. A list is the same as
before, so everything works on it: capturing, marking, filters, undo. A picture follows what is entered meanwhile.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import OptionList

from ... import text
from ...figures import plots
from ...figures.plots import Picture
from ...i18n import N_, _, key
from ...model.entries import counting
from ...workshop.workshop import Changed
from ..capture.bar import CaptureBar
from ..desk import Desk
from ..entries.elsewhere import panel_name
from ..panels.panel import WALL_WIDTH, Panel
from ..widgets.bar import Bar, Part, key_part
from ..widgets.content import Words, plain
from .clock import Clock
from .panels import Panels

_TITLES = {"agenda": N_("Agenda"), "checklist": N_("Checklist")}

_DELAY = 0.03
"""Seconds from an edit until the picture is made anew: what was typed is drawn before."""

View = OptionList | Picture | None
"""What is shown: a list, a picture, or neither: the panel itself where it stays there, else the time."""


class Wall:
    """Shows one thing of the open panel to the room."""

    def __init__(
        self,
        screen: Screen[Any],
        desk: Desk,
        panels: Panels,
        capture: CaptureBar,
        clock: Clock,
    ) -> None:
        """As long as the `capture` line is open the cursor stays there."""
        self.is_on = False
        self._screen = screen
        self._desk = desk
        self._panels = panels
        self._capture = capture
        self._clock = clock
        self._shown: tuple[Panel, View] | None = None
        self._at = 0, 0
        """The place of what is shown among the views, and how many there are."""
        self._due: Timer | None = None

    def toggle(self) -> None:
        """Show the room what the open panel has for it, or go back."""
        if self.is_on:
            self.leave()
            return
        self.is_on = True
        if not self._screen.query("#wall-title"):
            self._mount()
        self._clear_screen(True)
        self._desk.say("")
        self.follow()

    def _mount(self) -> None:
        from ..widgets.plot_view import PlotView  # late: nothing is on the wall at the start
        from .wall_clock import WallClock

        def read() -> Any:
            return self._clock.read(self._clock.stage_id) if self._clock.stage_id else None

        self._screen.mount(Words(id="wall-title"), before="#clock")
        self._screen.mount(Bar("wall-foot"), before="#message")
        self._screen.query_one("#body").mount(
            PlotView("wall-plot", self.follow, self.entitle),
            WallClock("wall-clock", read, self._desk.now),
            before=0,
        )
        self._desk.workshop.subscribe(self._changed)

    def leave(self) -> None:
        """Show everything again."""
        if self.is_on:
            self.is_on = False
            self._undress()
            self._clear_screen(False)
            self._panels.panel.take_focus()
            self._screen.refresh_bindings()

    def _clear_screen(self, on: bool) -> None:
        """Show only what is for the room, or everything again."""
        self._screen.set_class(on, "wall")
        self._panels.styles.width = WALL_WIDTH if on else None
        self._screen.app.paint(on)  # type: ignore[attr-defined]

    def turn(self, by: int) -> None:
        """Show the next list or picture of the panel."""
        views = self._views()
        here = self._shown[1] if self._shown else None
        ids = [view.id for view in views]
        if here is not None and here.id in ids:
            self._show(views[(ids.index(here.id) + by) % len(views)], views)

    def follow(self) -> None:
        """Show of the panel that is open now the picture or the list with which it begins."""
        if not self.is_on:
            return
        panel, views = self._panels.panel, self._views()
        first, aimed = panel.first_pictures, panel.aimed
        pictures = (view for view in views if isinstance(view, Picture) and plots.maker_of(view.id) in first)
        otherwise = aimed if aimed in views else views[0] if views else None
        self._show(next(pictures, otherwise), views)

    def _views(self) -> list[OptionList | Picture]:
        """Everything that the open panel has for the room, in order."""
        from ..panels import pictures

        panel, workshop = self._panels.panel, self._desk.workshop
        lists = panel.wall_lists()
        made = pictures.made(workshop, panel.pictures, pictures.seen(workshop))
        return [*made, *lists] if panel.pictures_first else [*lists, *made]

    def _show(self, wanted: View, views: Sequence[OptionList | Picture]) -> None:
        panel, screen = self._panels.panel, self._screen
        if self._shown is None or wanted is not self._shown[1] or panel is not self._shown[0]:
            self._undress()
            self._shown = panel, wanted
            if isinstance(wanted, OptionList):
                wanted.add_class("on-wall")
                panel.enlarge(wanted, True)
        self._at = (views.index(wanted) if wanted in views else 0), len(views)
        stays = isinstance(wanted, OptionList) or panel.stays_on_wall
        screen.set_class(isinstance(wanted, Picture), "plot")
        screen.set_class(wanted is None and not stays, "time")
        screen.set_class(stays, "with-panel")
        self._panels.disabled = not stays  # no key works on what nobody sees
        if isinstance(wanted, Picture):
            self._plot_view.show(wanted.plot)
        screen.call_after_refresh(self._focus, wanted)
        self.entitle()
        screen.refresh_bindings()

    def _focus(self, view: View) -> None:
        """Let keys go to what is shown, or to the panel below it, unless somebody types."""
        if self._capture.is_open:
            return
        if self._panels.panel.stays_on_wall:
            self._panels.panel.take_focus()
        elif isinstance(view, Picture):
            self._plot_view.focus()
        elif view is not None:
            view.focus()

    @property
    def _plot_view(self) -> Any:
        return self._screen.query_one("#wall-plot")

    def _undress(self) -> None:
        """Give the list that was shown its rows back, and the panel its keys."""
        self._screen.remove_class("plot", "time", "with-panel")
        self._panels.disabled = False
        if self._shown is None:
            return
        (panel, shown), self._shown = self._shown, None
        if isinstance(shown, OptionList) and shown.is_attached:
            shown.remove_class("on-wall")
            panel.enlarge(shown, False)
            self._screen.call_after_refresh(shown.scroll_to_highlight)

    # What is entered meanwhile ------------------------------------------------------------------------------------

    def _changed(self, changed: Changed) -> None:
        """Make the picture anew in a moment."""
        waits = self._shown is not None and not isinstance(self._shown[1], OptionList)
        if self.is_on and waits and self._due is None:
            self._due = self._screen.set_timer(_DELAY, self._redraw)

    def _redraw(self) -> None:
        """Make the picture anew in a thread; where there was none yet, look for one."""
        self._due = None
        if not self.is_on or self._shown is None:
            return
        panel, view = self._shown
        if panel is not self._panels.panel or not isinstance(view, Picture):
            if panel.pictures and not isinstance(view, OptionList):
                self.follow()
            return
        from ..panels import pictures

        workshop, id = self._desk.workshop, view.id
        frozen = pictures.seen(workshop)

        def make() -> Any:
            again = pictures.again(workshop, id, frozen)
            return again and again.plot

        self._plot_view.redraw(make)

    # What it is called ----------------------------------------------------------------------------------------------

    def entitle(self) -> None:
        """Show above what it is and how much stands in it, and below what the keys do."""
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
        adds = isinstance(shown, EntryList) and shown.column.capture and shown.column.kind
        parts: list[Part] = [
            *self._arrows(),
            *([key_part(key("add"), _("adds"), "capture")] if adds else []),
            *([key_part(key("next-cell"), _("next cell"), "")] if panel.stays_on_wall else []),
            key_part(key("back"), _("ends"), "wall"),
        ]
        self._screen.query_one("#wall-foot", Bar).show(parts)

    def _arrows(self) -> list[Part]:
        """The keys that lead to what else there is, and further down a long picture."""
        place, number = self._at
        parts: list[Part] = []
        if number > 1:
            words = _("{place} of {number}").format(place=place + 1, number=number)
            parts = [key_part("←", "", "wall_list(-1)"), key_part("→", words, "wall_list(1)")]
        if self._shown and isinstance(self._shown[1], Picture) and self._plot_view.is_longer:
            parts.append(key_part("↓", _("further down"), ""))
        return parts

    def _title(self, panel: Panel, shown: View) -> tuple[str, int]:
        """What it is called, and how many entries a list has."""
        from ..entries import wall_rows
        from ..entries.entry_list import EntryList

        workshop = self._desk.workshop
        if isinstance(shown, Picture):
            return text.line(shown.title), 0
        if isinstance(shown, EntryList):
            people = shown.column.kind == wall_rows.SUMMED
            everybody = counting(workshop.session.participant) if people else []
            number = sum(map(shown.stands, everybody)) if people else len(shown.ids)
            return _(shown.column.title), 0 if shown.column.singles else number
        if shown is None and not panel.stays_on_wall:
            return _("Time"), 0
        if shown is not None and shown.id in _TITLES:
            return _(_TITLES[shown.id]), 0
        return panel_name(workshop, self._panels.open_id), 0
