"""Help: what a place is for, what comes next, and every key that works there now."""

from __future__ import annotations

from typing import Any, NamedTuple

from rich.style import Style
from rich.table import Table
from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.keys import key_to_character
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from ... import text
from ...i18n import _
from ..actions import bindings
from ..widgets.bar import KeyBar, live_bindings
from ..widgets.content import Words, lines, pieces, plain
from .dialog import Dialog


class Key(NamedTuple):
    """A key, what it does in a word or two, and the explanation; without a key the words are a heading.

    `pressed` is the key itself, for a click on the row.
    """

    shown: str
    words: str
    explained: str
    pressed: str = ""


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
            yield Words(_("A click on a row does what its key does."), classes="quiet")
            with VerticalScroll(id="help-text", can_focus=False):
                yield Words(self._text())
                for title, keys in self._groups():
                    yield Words(title, classes="help-group")
                    yield Static(_table(keys), markup=False)
            yield KeyBar("keys")

    def _text(self) -> Content:
        parts = [plain(self.purpose)] if self.purpose else []
        if self.following:
            parts += [plain(""), pieces((_("What comes next: "), "bold"), self.following)]
        return lines(parts)

    def _groups(self) -> list[tuple[str, list[Key]]]:
        groups: list[tuple[str, list[Key]]] = []
        for one in self.keys:
            if not one.shown or not groups:
                groups.append((one.words if not one.shown else _("Keys that work here"), []))
            if one.shown:
                groups[-1][1].append(one)
        return groups

    def action_press(self, key: str) -> None:
        """Leave the help and do what a key does there."""
        self.dismiss(None)
        self.app.call_after_refresh(self.app.post_message, events.Key(key, key_to_character(key)))

    def action_scroll(self, by: int) -> None:
        """Scroll by lines."""
        self.query_one("#help-text").scroll_relative(y=by, animate=False)


def _table(keys: list[Key]) -> Table:
    """Keys in a column of their own; what is too long goes on below itself."""
    table = Table.grid(padding=(0, 2), expand=True)
    table.add_column(no_wrap=True)
    table.add_column(max_width=17)
    table.add_column(ratio=1)
    for key in keys:
        row = [
            Text(text.clean(key.shown), "bold"),
            Text(text.clean(key.words)),
            Text(text.clean(key.explained), "dim"),
        ]
        if key.pressed:
            for part in row:
                part.stylize(Style(meta={"@click": f"screen.press('{key.pressed}')"}))
        table.add_row(*row)
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
            group[binding.action] = Key(
                f"{first.shown} {shown}" if first else shown,
                _(binding.description),
                _(binding.tooltip),
                first.pressed if first else binding.key,
            )
    groups = ((_("Keys that work here"), here), (_("Keys that work everywhere"), everywhere))
    return [row for title, group in groups if group for row in (Key("", title, ""), *group.values())]
