"""Help: what a place is for, what comes next, and every key that works there now."""

from __future__ import annotations

from typing import Any

from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from ... import text
from ...i18n import _
from ..actions import bindings
from ..widgets.bar import live_bindings
from ..widgets.content import Words, lines, pieces, plain
from .dialog import Dialog

Key = tuple[str, str, str]
"""A key, what it does in a word or two, and the explanation; without a key the words are a heading."""


class Help(Dialog[None]):
    """What this place is for, what comes next, and the keys that work here now."""

    BINDINGS = bindings("help")

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
            yield Words(_("{key:back} goes back"), classes="quiet")

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


def live_keys(screen: Screen[Any]) -> list[Key]:
    """Every key that does something now, with its words: first those of the place, then those that work everywhere."""
    app = screen.app
    around = (app,) if isinstance(screen, ModalScreen) else (screen, app)
    here: dict[str, Key] = {}
    everywhere: dict[str, Key] = {}
    for active in live_bindings(screen):
        binding = active.binding
        if active.enabled and binding.tooltip:
            group = everywhere if active.node in around else here
            shown, first = app.get_key_display(binding), group.get(binding.action)
            words = (f"{first[0]} {shown}" if first else shown, _(binding.description), _(binding.tooltip))
            group[binding.action] = words
    groups = ((_("Keys that work here"), here), (_("Keys that work everywhere"), everywhere))
    return [row for title, group in groups if group for row in (("", title, ""), *group.values())]
