"""Panels that show what follows from the entries: the roadmap by year, and what is still missing."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from ...i18n import _
from ...workshop.workshop import Changed, Workshop
from ..panel_keys import LIST_KEYS
from ..widgets.content import contains, plain


class Overview(OptionList):
    """A list computed from the session; every row leads to an entry."""

    BINDINGS = LIST_KEYS

    def __init__(self, workshop: Workshop, name: str) -> None:
        super().__init__(id=f"panel-{name}", compact=True, classes="overview")
        self.workshop = workshop
        self.wanted = ""
        self._targets: dict[str, tuple[str, str]] = {}

    def on_mount(self) -> None:
        self.refill()

    def take_focus(self) -> None:
        """The list itself has the cursor."""
        self.focus()

    @property
    def selected(self) -> tuple[str, str] | None:
        """Kind and id of the entry behind the highlighted row."""
        option = self.highlighted_option
        return self._targets.get(option.id or "") if option else None

    def changed(self, changed: Changed) -> None:
        """Compute it anew."""
        self.refill()

    def filter(self, words: str) -> None:
        """Show only rows with these words."""
        self.wanted = words
        self.refill()

    def show_withdrawn(self, shown: bool) -> None:
        """What was withdrawn has no place in an overview."""

    def reveal(self, kind: str, id: str) -> bool:
        """Put the cursor on the row of an entry."""
        for number, option in enumerate(self.options):
            if self._targets.get(option.id or "") == (kind, id):
                self.highlighted = number
                self.focus()
                return True
        return False

    def refill(self) -> None:
        """Show all rows anew, keeping the cursor on its entry, or at its place."""
        place, kept = self.highlighted, self.selected
        self._targets.clear()
        rows = self.rows()
        options = [
            Option(content, id=str(number) if target else None, disabled=target is None)
            for number, (content, target) in enumerate(rows)
            if target is None or contains(content, self.wanted)
        ]
        self._targets = {str(number): target for number, (_content, target) in enumerate(rows) if target}
        self.set_options(options)
        enabled = [number for number, option in enumerate(options) if not option.disabled]
        if enabled:
            same = [number for number in enabled if kept and self._targets[options[number].id or ""] == kept]
            self.highlighted = place if place in (same or enabled) else (same or enabled)[0]
        self.border_subtitle = plain(_("filter: {words}").format(words=self.wanted)) if self.wanted else None

    def rows(self) -> list[tuple[Content, tuple[str, str] | None]]:
        """Every row with the kind and id it leads to (None: a heading)."""
        raise NotImplementedError
