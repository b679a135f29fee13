"""A list of rows with headings between them; its keys do what a panel does, and the second click on a row does so, too."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, cast

from textual import events
from textual.binding import Binding, BindingType
from textual.containers import ScrollableContainer
from textual.content import Content
from textual.reactive import reactive
from textual.screen import Screen
from textual.visual import VisualType
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from ...model.ids import EntryRef
from .content import contains, plain

if TYPE_CHECKING:
    from textual.css.styles import RulesMap

_KEYS = {"votes": "space", "intake": "space"}
"""Lists by id on which it is not Enter that one does again and again."""


class Row(NamedTuple):
    """One line: what it is about as ``kind:id``, or a heading ("")."""

    id: str
    shown: Content


def keys_but_enter(widget: type[ScrollableContainer]) -> list[BindingType]:
    """The keys that a widget of Textual has itself, without Enter: that one is left to the panel around it."""
    keys = {
        key.key: key for key in (*ScrollableContainer.BINDINGS, *widget.BINDINGS) if isinstance(key, Binding)
    }
    return [binding for key, binding in keys.items() if key != "enter"]


def fitting(rows: Iterable[Row], words: str) -> list[Row]:
    """The rows with these words, and all headings."""
    return [row for row in rows if not row.id or contains(row.shown, words)]


def step(shown: OptionList, by: int) -> None:
    """Move the cursor of a list by one row on which it can stand; at either end it stays."""
    at, count = shown.highlighted, shown.option_count
    if by > 0:
        places = range(0 if at is None else at + 1, count)
    else:
        places = range((count if at is None else at) - 1, -1, -1)
    shown.highlighted = next((n for n in places if not shown.get_option_at_index(n).disabled), at)


class Steady(OptionList):
    """A list whose cursor stays at the ends: whoever holds a key down knows where it stops. What changes is drawn alone."""

    highlighted: reactive[int | None] = reactive(None, repaint=False)  # of a move two rows are drawn, not all

    def action_cursor_down(self) -> None:
        step(self, 1)

    def action_cursor_up(self) -> None:
        step(self, -1)

    def _move_page(self, direction: Any) -> None:
        if (self.highlighted or 0) in self._index_to_line:  # not while it has no room yet: Textual fails then
            super()._move_page(direction)

    def watch_highlighted(self, before: int | None, now: int | None) -> None:  # type: ignore[override]
        for index in (before, now):
            if index is not None and index in self._index_to_line:
                self.refresh_lines(self._index_to_line[index], self._heights[index])
        super().watch_highlighted(now)

    def _replace_option_prompt(self, index: int, prompt: VisualType) -> None:
        # A row that stays as high moves no other; Textual would measure all of them again.
        option, height = self._options[index], self._line_cache.heights.get(index)
        width = self.scrollable_content_region.width
        width -= self.get_component_styles("option-list--option").padding.width
        styles = cast("RulesMap", self.styles)  # as Textual does
        measured = height is not None and width > 0 and isinstance(prompt, Content)  # not while it is hidden
        if not measured or prompt.get_height(styles, width) != height:  # type: ignore[union-attr]
            super()._replace_option_prompt(index, prompt)
            return
        option._set_prompt(prompt)
        self._option_render_cache.clear()
        self.refresh_lines(self._index_to_line[index], height or 1)


class RowList(Steady, inherit_bindings=False):
    """A list of which the panel owns Enter, and left and right: rows are never broader than the list.

    A subclass only binds keys. Those of a panel with several lists run actions of the panel (``panel.``).
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        key for key in OptionList.BINDINGS if not (isinstance(key, Binding) and key.key == "enter")
    ]

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id, compact=True)
        self.rows: list[Row] = []

    def fill(self, rows: Iterable[Row], otherwise: str = "", first: str = "") -> None:
        """Show these rows, or a sentence where there are none.

        The cursor stays on its row; where that is gone it goes to the next one, or to the last. It begins on the row
        with the id `first`, else on the first one.
        """
        row, place = self.row, self.highlighted or 0
        self.rows = list(rows)
        self.set_options(Option(row.shown, disabled=not row.id) for row in self.rows)
        if not self.rows and otherwise:
            self.add_option(Option(plain(otherwise, "dim"), disabled=True))
        wanted = row.id if row else first
        places = [number for number, row in enumerate(self.rows) if row.id]
        same = [number for number in places if self.rows[number].id == wanted]  # several lead to one entry
        if same:
            self.highlighted = min(same, key=lambda number: abs(number - place))
        elif places:
            self.highlighted = next((number for number in places if number >= place), places[-1])

    def redraw(self, rows: Iterable[Row]) -> None:
        """Show what differs in these rows and move nothing, unless they are other ones than before."""
        before, now = self.rows, list(rows)
        if [row.id for row in now] != [row.id for row in before]:
            self.fill(now)
            return
        self.rows = now
        for place, row in enumerate(now):
            if not row.shown.is_same(before[place].shown):
                self.replace_option_prompt_at_index(place, row.shown)

    def draw(self, id: str, shown: Content) -> None:
        """Show something else in the row with this id, where there is one."""
        for place, row in enumerate(self.rows):
            if row.id == id:
                self.rows[place] = Row(id, shown)
                self.replace_option_prompt_at_index(place, shown)

    @property
    def row(self) -> Row | None:
        """The row under the cursor."""
        place = self.highlighted
        return self.rows[place] if place is not None and place < len(self.rows) else None

    @property
    def selected(self) -> EntryRef | None:
        """What the row under the cursor is about, as kind and id."""
        if self.row is None:
            return None
        kind, _colon, id = self.row.id.partition(":")
        return EntryRef(kind, id)

    def reveal(self, kind: str, id: str) -> bool:
        """Put the cursor on the row of this kind and id; False when there is none."""
        for place, row in enumerate(self.rows):
            if row.id == f"{kind}:{id}":
                self.highlighted = place
                return True
        return False

    async def on_click(self, event: events.Click) -> None:
        if await clicked(self.screen, event):
            event.prevent_default()  # the list itself would go to a row that may be gone by now


class ChoiceList(RowList):
    """Rows of which one is taken, by Enter or by a click."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "select", show=False)]


async def clicked(screen: Screen[Any], event: events.Click) -> bool:
    """Do what the key of this list, or of the panel around it, does, when a row was clicked twice; whether it did."""
    widget = event.widget
    if event.chain != 2 or not isinstance(widget, OptionList) or event.style.meta.get("option") is None:
        return False
    key = _KEYS.get(widget.id or "", "enter")
    for node in widget.ancestors_with_self:
        if bound := node._bindings.key_to_bindings.get(key, []):
            if bound[-1].action == "select":  # that one was done by the first click
                return False
            event.stop()
            await screen.app.run_action(bound[-1].action, node)
            return True
    return False
