"""A list of rows with headings between them; its keys do what a panel does, and the second click on a row does so, too."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, NamedTuple

from textual import actions, events
from textual.binding import Binding, BindingType
from textual.containers import ScrollableContainer
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from .content import plain

_KEYS = {"people": "space", "votes": "space", "intake": "space"}
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


class RowList(OptionList, inherit_bindings=False):
    """A list of which the panel owns Enter, and left and right: rows are never broader than the list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key for key in OptionList.BINDINGS if not (isinstance(key, Binding) and key.key == "enter")
    ]

    def __init__(self, id: str, panel: Widget | None = None) -> None:
        """The actions of keys that are bound here are those of `panel`, as far as the list itself has none."""
        super().__init__(id=id, compact=True)
        for _key, binding in self._bindings if panel is not None else ():
            _target, name, _parameters = actions.parse(binding.action)
            if not hasattr(self, f"action_{name}") and not binding.action.startswith("screen."):
                setattr(self, f"action_{name}", getattr(panel, f"action_{name}"))

    def fill(self, rows: Iterable[Row], otherwise: str) -> None:
        """Show these rows, or a sentence where there are none; the cursor stays on its row or near its place."""
        option, place = self.highlighted_option, self.highlighted or 0
        kept = option.id if option else None
        rows = list(rows)
        self.set_options(
            [Option(row.shown, id=row.id or None, disabled=not row.id) for row in rows]
            or [Option(plain(otherwise, "dim"), disabled=True)]
        )
        places = [number for number, row in enumerate(rows) if row.id]
        if places:
            same = [number for number in places if rows[number].id == kept]
            self.highlighted = (same or [min(places, key=lambda number: abs(number - place))])[0]

    @property
    def selected(self) -> tuple[str, str] | None:
        """What the row under the cursor is about, as kind and id."""
        option = self.highlighted_option
        if option is None or not option.id:
            return None
        kind, _colon, id = option.id.partition(":")
        return kind, id

    def reveal(self, kind: str, id: str) -> bool:
        """Put the cursor on the row of this kind and id; False when there is none."""
        for place, option in enumerate(self.options):
            if option.id == f"{kind}:{id}":
                self.highlighted = place
                return True
        return False

    async def on_click(self, event: events.Click) -> None:
        if await clicked(self.screen, event):
            event.prevent_default()  # the list itself would go to a row that may be gone by now


async def clicked(screen: Screen[Any], event: events.Click) -> bool:
    """Do what the key of this list, or of the panel around it, does, when a row was clicked twice; whether it did."""
    one = event.widget
    if event.chain != 2 or not isinstance(one, OptionList) or event.style.meta.get("option") is None:
        return False
    key = _KEYS.get(one.id or "", "enter")
    for node in one.ancestors_with_self:
        if bound := node._bindings.key_to_bindings.get(key, []):
            if bound[-1].action == "select":  # that one was done by the first click
                return False
            event.stop()
            await screen.app.run_action(bound[-1].action, node)
            return True
    return False
