"""The panel of the figures: its sections at the left, the chosen one at the right. It shows what `figures` says.

A section is made in a thread from a copy of the session, a moment after the last edit.
"""

from __future__ import annotations

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.binding import Binding
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.timer import Timer
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from ... import figures
from ...figures.page import WIDTH, as_markdown
from ...i18n import _
from ...model.entries import counting
from ...workshop.workshop import Changed
from ..actions import bindings
from ..desk import Desk
from ..entries import elsewhere
from ..widgets.content import plain
from ..widgets.markdown_view import REFRESH_DELAY, Preview, why
from .panel import OpenPanel, Panel
from .pictures import seen

FILLED_IN = {
    "swot": ("swot", "swot"),
    "readiness": ("readiness", "readiness"),
    "programs": ("programs", "program"),
    "quick_wins": ("candidates", "quick_win"),
    "assessment": ("assessment", "assessment"),
    "coverage": ("participants", "participant"),
}
"""The panel in which the entries of a section are made, and their kind."""


class FigureSections(OptionList):
    """The sections by name."""

    BINDINGS = bindings("figures")


class FigurePage(Preview, inherit_bindings=False):
    """A section in view: no field is missing in it, so nothing leads to one."""

    BINDINGS = [
        *(
            binding
            for binding in ScrollView.BINDINGS
            if isinstance(binding, Binding) and binding.key not in ("left", "right")
        ),
        *bindings("figure-page"),
    ]


class FiguresPanel(Panel):
    """List and preview."""

    @dataclass
    class Made(Message):
        """The page of a section was made in a thread."""

        number: int
        section: str
        markdown: str

    def __init__(self, desk: Desk, name: str) -> None:
        super().__init__(desk, name)
        self.sections = FigureSections(
            *(Option(plain(_(section.title)), id=name) for name, section in figures.SECTIONS.items()),
            id="figure-sections",
            compact=True,
        )
        self.preview = FigurePage("figures-preview")
        self._shown = ""
        self._number = 0
        self._timer: Timer | None = None

    def compose(self) -> ComposeResult:
        yield self.sections
        yield self.preview

    def on_mount(self) -> None:
        self.sections.border_title = plain(_("Figures"))
        self.sections.highlighted = 0

    def take_focus(self) -> None:
        """The list has the cursor; Enter or Tab goes to the page."""
        self.sections.focus()

    def changed(self, changed: Changed) -> None:
        """Compute anew in a moment."""
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(REFRESH_DELAY, self.refill)

    def filter(self, words: str) -> None:
        """Mark these words on the page."""
        self.wanted = words
        self.preview.seek(words)

    def reveal(self, kind: str, id: str) -> bool:
        """Put the cursor on a ``figures`` section."""
        if kind != "figures" or id not in figures.SECTIONS:
            return False
        self.sections.highlighted = list(figures.SECTIONS).index(id)
        self.take_focus()
        return True

    def refill(self) -> None:
        """Make the section in view anew."""
        option = self.sections.highlighted_option
        if option is None or not option.id:
            return
        self._number += 1
        frozen, number, name = seen(self.workshop), self._number, option.id
        width = self.preview.room

        def make() -> None:
            try:
                markdown = as_markdown([figures.page(name, frozen, self.workshop.method)], width or WIDTH)
            except Exception as error:  # noqa: BLE001 - figures that can't be made must not end the workshop
                markdown = why(error)
            self.post_message(self.Made(number, name, markdown))

        self.run_worker(make, thread=True, group="figures")

    def on_resize(self) -> None:
        self.refill()  # pictures are as wide as the page

    # On the wall --------------------------------------------------------------------------------------------

    @property
    def pictures(self) -> tuple[str, ...]:
        """Those of all sections."""
        return tuple(name for section in figures.SECTIONS.values() for name in section.pictures)

    @property
    def first_pictures(self) -> tuple[str, ...]:
        """Those of the section under the cursor."""
        option = self.sections.highlighted_option
        return figures.SECTIONS[option.id].pictures if option and option.id else ()

    # ----------------------------------------------------------------------------------------------------------

    def on_figures_panel_made(self, event: Made) -> None:
        event.stop()
        if event.number != self._number:
            return
        self.preview.border_title = plain(_(figures.SECTIONS[event.section].title))
        self.preview.show(event.markdown, stay=event.section == self._shown)
        self._shown = event.section
        self._say_where()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        self.refill()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if self._is_empty:
            self.action_fill()
        else:
            self.preview.focus()

    def on_descendant_focus(self) -> None:
        self._say_where()

    @property
    def _is_empty(self) -> bool:
        """Whether the section shown has no entries."""
        place = FILLED_IN.get(self._shown)
        return place is not None and not counting(self.workshop.session.entries(place[1]))

    def _say_where(self) -> None:
        """Say below an empty page where it is filled, and the key that goes there from where the cursor is."""
        words = ""
        if self._is_empty:
            action = "go-there" if self.preview.has_focus else "read"
            words = elsewhere.sentence(self.workshop, FILLED_IN[self._shown][0], action)
        self.preview.remark(words)

    def action_fill(self) -> None:
        """Go to the panel in which the entries of the section shown are made."""
        if place := FILLED_IN.get(self._shown):
            self.post_message(OpenPanel(place[0]))

    def on_preview_turned(self, event: Preview.Turned) -> None:
        event.stop()
        self.sections.highlighted = ((self.sections.highlighted or 0) + event.by) % self.sections.option_count
