"""Panels that show what follows from the entries: the roadmap by year, and what is still missing."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from ... import check, store, text
from ...analysis import programs
from ...errors import Finding
from ...i18n import _
from ...model import kinds
from ...model.entries import Program
from ...model.labels import dimension_label
from ...model.method import label
from ...workshop.workshop import Changed, Workshop
from ..panel_keys import LIST_KEYS
from ..widgets.content import contains, lines, pieces, plain

_WIDE, _NARROW = 5, 3
"""Cells of a year; where there is no room for 2026, it is 26."""
_NARROWEST = 20
_FRAME = 6
"""Cells of the name of a program at least, and of the frame around."""


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


class Roadmap(Overview):
    """Programs by dimension against the years of the plan."""

    def __init__(self, workshop: Workshop) -> None:
        super().__init__(workshop, "roadmap")

    def rows(self) -> list[tuple[Content, tuple[str, str] | None]]:
        session = self.workshop.session
        self.border_title = plain(_("Roadmap by year"))
        grid = programs.roadmap(session)
        if not grid.years:
            return [(plain(_("No program has years yet; e on a program sets them."), "dim"), None)]
        width = self.size.width or 80
        wide = _WIDE if width - _WIDE * len(grid.years) - _FRAME >= _NARROWEST else _NARROW
        room = max(_NARROWEST, width - wide * len(grid.years) - _FRAME)
        years = "".join(f"{str(year)[-(wide - 1) :]:>{wide}}" for year in grid.years)
        head = plain(" " * room + years, "bold")
        found: list[tuple[Content, tuple[str, str] | None]] = [(head, None)]
        running = programs.running(session, self.workshop.method)
        for dimension, members in programs.by_dimension(session, self.workshop.method).items():
            if not members:
                continue
            name = dimension_label(self.workshop.method, dimension) or _("Without dimension")
            shown = text.short(name, room - 1)
            counts = "".join(f"{running[dimension][year] or '·':>{wide}}" for year in grid.years)
            fill = " " * max(1, room - plain(shown).cell_length)
            found.append((pieces((shown, "bold underline"), fill, (counts, "bold")), None))
            found += [(self._line(one, grid.years, room, wide), ("program", one.id)) for one in members]
        return found

    def _line(self, program: Program, years: tuple[int, ...], room: int, wide: int) -> Content:
        runs = programs.years_of(program)
        name = plain(text.short(program.name, room - 1))
        cells = "".join(f"{'■' if year in runs else '·':>{wide}}" for year in years)
        fill = " " * max(1, room - name.cell_length)
        return pieces((name.plain + fill, ""), (cells, "bold"))

    def on_resize(self) -> None:
        self.refill()


class Review(Overview):
    """What is wrong in the file, and what each stage still lacks."""

    def __init__(self, workshop: Workshop) -> None:
        super().__init__(workshop, "review")

    def rows(self) -> list[tuple[Content, tuple[str, str] | None]]:
        workshop = self.workshop
        self.border_title = plain(_("What is missing"))
        found: list[tuple[Content, tuple[str, str] | None]] = []
        # Read again: what was found on opening may be mended by now, and lines have moved.
        now = store.parse(workshop.document.to_bytes(), workshop.path)
        wrong = [
            one for one in check.findings(now, workshop.method, workshop.signed) if one.severity != "info"
        ]
        if wrong:
            found.append((plain(_("In the session file"), "bold underline"), None))
        for one in wrong:
            place = _("line {line}").format(line=one.line)
            shown = lines([pieces(("! ", "bold"), one.message), plain(f"  {place}  {one.id}", "dim")])
            found.append((shown, self._place(one)))
        for stage in workshop.method.stage:
            open_items = check.missing(workshop.session, workshop.method, stage.id, workshop.document.line_of)
            lacking = [one for one in open_items if one.severity != "info"]
            found.append((plain(f"{label(stage)}: {self._said(len(lacking))}", "bold underline"), None))
            found += [(pieces(("○ ", "bold"), one.message), ("checklist", one.id)) for one in lacking]
        return found

    def _said(self, number: int) -> str:
        return _("{number} items open").format(number=number) if number else _("nothing is missing")

    def _place(self, one: Finding) -> tuple[str, str]:
        """The entry behind a finding; ("", id) when it can only be mended in the text of the file."""
        kind = kinds.kinds().get(one.table)
        named = kind is not None and (kind.single or one.id != "")
        known = named and self.workshop.session.find(one.table, one.id) is not None
        return (one.table if known else ""), one.id
