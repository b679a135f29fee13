"""Help: what a place is for, what comes next, and every key that works there now."""

from __future__ import annotations

from collections.abc import Mapping
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
from ..actions import OF_TEXTUAL, Action, bindings, meaning
from ..key_meanings import MEANINGS
from ..key_names import written
from ..signs import signs_in
from ..widgets.bar import KeyBar, live_bindings, words_here
from ..widgets.content import Words, lines, pieces, plain
from .dialog import Dialog

LOW = 20
"""Lines of the screen below which what a place is for stands behind its keys."""


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
                groups = self._groups()
                if self.app.size.height < LOW:  # of one page the keys are what one looks for
                    yield from self._group(*groups[0]) if groups else ()
                    groups = groups[1:]
                yield Words(self._text())
                for title, keys in groups:
                    yield from self._group(title, keys)
                yield Words(_("One key, one meaning"), classes="help-group")
                yield Static(_meanings(self.app._keymap), markup=False)
            yield KeyBar("keys")

    @staticmethod
    def _group(title: str, keys: list[Key]) -> ComposeResult:
        yield Words(title, classes="help-group")
        yield Static(_table(keys), markup=False)

    def _text(self) -> Content:
        parts = [plain(self.purpose)] if self.purpose else []
        if self.following:
            parts += [plain(""), pieces((_("What comes next: "), "bold"), self.following)]
        return lines(parts)

    def _groups(self) -> list[tuple[str, list[Key]]]:
        groups: list[tuple[str, list[Key]]] = []
        for key in self.keys:
            if not key.shown or not groups:
                groups.append((key.words if not key.shown else _("Keys that work here"), []))
            if key.shown:
                groups[-1][1].append(key)
        return groups

    def action_press(self, key: str) -> None:
        """Leave the help and do what a key does there."""
        self.dismiss(None)
        self.app.call_after_refresh(self.app.post_message, events.Key(key, key_to_character(key)))

    def action_scroll(self, by: int) -> None:
        """Scroll by lines."""
        self.query_one("#help-text").scroll_relative(y=by, animate=False)

    def action_page(self, by: int) -> None:
        """Scroll by what is seen; its last line stays in view, so that none is passed over."""
        shown = self.query_one("#help-text")
        shown.scroll_relative(y=by * max(1, shown.size.height - 1), animate=False)


def _table(keys: list[Key]) -> Table:
    """Keys in a column of their own; what is too long goes on below itself."""
    table = Table.grid(padding=(0, 2), expand=True)
    table.add_column(no_wrap=True)
    if not any(key.explained for key in keys):  # signs: their meaning stands in a sentence
        table.add_column(ratio=1)
        for sign in keys:
            table.add_row(Text(text.clean(sign.shown), "bold"), Text(text.clean(sign.words)))
        return table
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


def _meanings(keymap: Mapping[str, str]) -> Table:
    """What keys mean everywhere; a person may have given an action other keys, by its id."""
    table = Table.grid(padding=(0, 2), expand=True)
    table.add_column(no_wrap=True)
    table.add_column(ratio=1)
    for row in MEANINGS:
        keys = keymap.get(row.actions[0], row.keys).split(",")
        table.add_row(Text(" ".join(map(written, keys)), "bold"), Text(_(row.words)))
    return table


def live_keys(screen: Screen[Any]) -> list[Key]:
    """Every key that does something now, with its words: those of the place, those that work everywhere; then the signs."""
    app = screen.app
    around = (app,) if isinstance(screen, ModalScreen) else (screen, app)
    here: dict[Action, list[str]] = {}
    everywhere: dict[Action, list[str]] = {}
    for active in sorted(live_bindings(screen), key=lambda live: not live.binding.tooltip):
        action = meaning(active.binding) if active.enabled else None
        by_itself = not active.binding.tooltip and active.binding.action in OF_TEXTUAL
        if by_itself and action is not None:
            if active.binding.action == "app.focus_next" and len(screen.focus_chain) < 2:
                continue
            action = next(
                (other for other in here if other.words == action.words), action
            )  # j says it already
        if action is not None and (words := words_here(active, action.words)):
            action = action._replace(words=words)
            keys = (everywhere if active.node in around and not by_itself else here).setdefault(action, [])
            keys.append(active.binding.key)
    rows = _listed(_("Keys that work here"), here)
    shown = "\n".join(strip.text for strip in screen._compositor.render_strips())
    if signs := signs_in(shown):
        rows += [Key("", _("Signs on this screen"), "")]
        rows += [Key(sign.shown, _(sign.meaning), "") for sign in signs]
    return rows + _listed(_("Keys that work everywhere"), everywhere)


def _listed(title: str, actions: dict[Action, list[str]]) -> list[Key]:
    """A heading and the actions below it with their keys; nothing where there are none."""
    rows = [
        Key(_together([written(key) for key in keys]), _(action.words), _(action.explained), keys[0])
        for action, keys in actions.items()
    ]
    return [Key("", title, ""), *rows] if rows else []


def _together(keys: list[str]) -> str:
    """Keys that do the same: one behind the other, digits in a row as 1–4."""
    numbers = [key for key in keys if key.isdigit()]
    if len(numbers) > 2:
        keys = [f"{numbers[0]}–{numbers[-1]}", *(key for key in keys if not key.isdigit())]
    return " ".join(dict.fromkeys(keys))
