"""The roadmap: programs by dimension against the years of the plan, and the money of each year below them."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList

from ... import text
from ...analysis import budget, programs
from ...analysis.budget import NOT_SPLIT, Money
from ...facilitation import roadmap
from ...i18n import N_, _, language, ngettext
from ...model import values
from ...model.edits import Edit
from ...model.entries import Program, Session, counting
from ...model.labels import dimension_label, years
from ..actions import bindings
from ..desk import Desk
from ..widgets.bar import ActionBar
from ..widgets.content import Words, lines, pieces, plain
from ..widgets.row_list import Row
from . import selection
from .overview import KEYS, Overview

_WIDTHS = (8, 5, 3)
"""Cells of a year, the broadest that leaves names their room: with its money, as 2026, as 26."""

_NAMES = (60, 40, 20)
"""Cells that names have beside such years, where one of them is as long."""

_FRAME = 6
"""Cells of the frame around and of the bar at its right."""

_SCALES = {
    "id": {"triliun": "T", "miliar": "M", "juta": "jt"},
    "en": {"triliun": "tn", "miliar": "bn", "juta": "m"},
}
"""What stands for a word behind an amount, by language."""

_BUTTONS = [
    ("◀", "", "shift(-1)", "year-earlier"),
    ("▶", "", "shift(1)", "year-later"),
    ("", N_("shorter"), "lengthen(-1)", "shorter"),
    ("", N_("longer"), "lengthen(1)", "longer"),
]
"""What the mouse can do to the program under the cursor."""


class RoadmapPanel(Overview):
    """Programs by dimension against the years of the plan."""

    BINDINGS = [*bindings("roadmap"), *bindings("list", *KEYS, "quick-win", "overlaps")]
    lists_programs = True
    pictures_first = True

    def __init__(self, desk: Desk, name: str) -> None:
        super().__init__(desk, name)
        self.years = Words(id="roadmap-years")
        self.money = Words(id="roadmap-money")
        self.buttons = ActionBar("roadmap-buttons", self, _BUTTONS)

    def compose(self) -> ComposeResult:
        yield self.years
        yield self.list
        yield self.money
        yield self.buttons

    def refill(self) -> None:
        """Show all rows anew, and what stands below them."""
        super().refill()
        self._show_years()
        self._show_money()

    def rows(self) -> Iterator[Row]:
        session = self.workshop.session
        self.list.border_title = plain(_("Roadmap by year"))
        grid = programs.roadmap(session)
        if not grid.years:
            if not counting(session.program):
                yield self.elsewhere("programs")
                return
            yield Row(
                "",
                plain(
                    _("No program has years yet; {key:year-later} on a program puts it into the first."),
                    "dim",
                ),
            )
            for row in grid.rows:
                yield Row(f"program:{row.program.id}", plain(row.program.name))
            return
        wide, room = self._columns(grid.years)
        running = programs.running(session, self.workshop.method)
        for dimension, members in programs.by_dimension(session, self.workshop.method).items():
            if not members:
                continue
            shown = dimension_label(self.workshop.method, dimension) or _("Without dimension")
            counts = "".join(f"{running[dimension][year] or '·':>{wide}}" for year in grid.years)
            yield Row("", _beside(shown, counts, room, "bold underline"))
            for program in members:
                runs = programs.years_of(program)
                cells = "".join(f"{'■' if year in runs else '·':>{wide}}" for year in grid.years)
                yield Row(f"program:{program.id}", _beside(program.name, cells, room))

    def _columns(self, shown: tuple[int, ...]) -> tuple[int, int]:
        """Cells of a year, and those that are left for names."""
        width = (self.list.size.width or self.app.size.width) - _FRAME
        names = [
            plain(row.program.name).cell_length + 1 for row in programs.roadmap(self.workshop.session).rows
        ]
        longest = max(names, default=0)
        for wide, least in zip(_WIDTHS, _NAMES, strict=True):
            room = width - wide * len(shown)
            if room >= min(longest, least):
                return wide, room
        return _WIDTHS[-1], max(_NAMES[-1], width - _WIDTHS[-1] * len(shown))

    def _show_years(self) -> None:
        """The years above the list, where they stay; those in which too much begins are marked."""
        grid, crowded = programs.roadmap(self.workshop.session), programs.crowded(self.workshop.session)
        wide, room = self._columns(grid.years)
        cut = 2 if wide == _WIDTHS[-1] else 0
        signs = {year: "!" if year in crowded else "" for year in grid.years}
        head = "".join(f"{sign + str(year)[cut:]:>{wide}}" for year, sign in signs.items())
        self.years.display = bool(grid.years)
        self.years.update(plain(" " * room + head, "bold"))

    def _show_money(self) -> None:
        """The years in which too much begins, the money of each year, and what is not split."""
        session = self.workshop.session
        known = budget.money(session)
        parts = [self._too_much(crowded)] if (crowded := programs.crowded(session)) else []
        parts += [_money_by_year(known)] if known.parts else []
        self.money.display = bool(parts)
        self.money.update(lines(parts))

    def _too_much(self, crowded: dict[int, int]) -> Content:
        shown = ", ".join(f"{year} ({number})" for year, number in crowded.items())
        sentence = _("! too many programs begin, over twice the average: {years}").format(years=shown)
        if len(sentence) > self.app.size.width - 2:
            sentence = _("! too many begin: {years}").format(years=shown)
        return plain(sentence, "bold")

    def on_resize(self) -> None:
        self.refill()

    # On the wall --------------------------------------------------------------------------------------------

    def wall_lists(self) -> list[OptionList]:
        return [self.list]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """On the wall the arrows lead to the next picture; years are moved before the room sees them."""
        if action in ("shift", "lengthen") and self.screen.has_class("wall"):
            return False
        return super().check_action(action, parameters)

    # What keys do -------------------------------------------------------------------------------------------

    def action_shift(self, by: int) -> None:
        """Let the program under the cursor run a year later or earlier."""
        self._move(lambda session, program: roadmap.shift(session, program, by))

    def action_lengthen(self, by: int) -> None:
        """Let the program under the cursor end a year later or earlier."""
        self._move(lambda session, program: roadmap.lengthen(session, program, by))

    def _move(self, make: Callable[[Session, str], Edit | None]) -> None:
        """Move a program, and say its years and what stays behind in others."""
        entry = self.entry_here()
        if entry is None or not self.desk.may_change():
            return
        session, id = self.workshop.session, entry.id
        if self.desk.do(lambda: make(session, id)):
            self.desk.say(_outcome(session, session.program[id]))

    def action_candidate(self) -> None:
        """Make the program under the cursor a quick-win candidate."""
        if entry := self.entry_here():
            selection.candidate(self.desk, entry)


def _beside(name: str, cells: str, room: int, style: str = "") -> Content:
    """A name in as many lines as it needs, and the cells of the years beside the first one."""
    first, *more = textwrap.wrap(name, max(1, room - 1)) or [""]
    fill = " " * max(1, room - plain(first).cell_length)
    return lines(
        [pieces((first, style), fill, (cells, "bold")), *(plain(f"  {line}", style) for line in more)]
    )


def _money_by_year(known: Money) -> Content:
    parts = [
        pieces((f"{_('not split') if year == NOT_SPLIT else year} ", "bold"), _short(amount))
        for year, amount in budget.by_year(known)
    ]
    return pieces((_("Money by year (Rp):") + " ", "bold")) + plain(" · ").join(parts)


def _short(amount: int) -> str:
    """An amount as in a table: 12,65 M; M is miliar, as everywhere in Indonesia, and in English a million."""
    shown = values.rupiah_in_short(amount).removeprefix("Rp")
    for word, letters in _SCALES[language()].items():
        shown = shown.replace(word, letters)
    return shown


def _outcome(session: Session, program: Program) -> str:
    """The years of a program, and what of its money and targets stands in other years."""
    sentence = _("“{program}” runs {years} now.").format(
        program=text.short(program.name, 40), years=years(program.start_year, program.end_year)
    )
    left = roadmap.left_behind(session, program.id)
    number = len(left.budget) + len(left.targets)
    if not number:
        return sentence
    stays = ngettext(
        "{number} budget row or target stays in {years}; {key:money} shows it.",
        "{number} budget rows and targets stay in {years}; {key:money} shows them.",
        number,
    )
    return f"{sentence} " + stays.format(number=number, years=", ".join(map(str, left.years)))
