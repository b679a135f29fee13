"""Two questions about marked entries: where they go, and with which words they become one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from string import ascii_lowercase
from typing import Any

from msgspec import Struct
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, OptionList

from ... import text
from ...facilitation import bulk_edits
from ...i18n import _, ngettext
from ...model.ids import EntryRef
from ...model.kinds import kinds
from ...model.labels import key_label, value_label
from ...model.method import label
from ...workshop.workshop import Workshop
from ..actions import bindings
from ..widgets.bar import KeyBar
from ..widgets.content import Words, lines, pieces, plain
from ..widgets.line import Line
from ..widgets.row_list import ChoiceList, Row
from .dialog import Dialog

_LETTERS = {
    "strength": "s", "weakness": "w", "opportunity": "o", "threat": "t",
    "short": "s", "medium": "m", "long": "l",
    "minute": "m", "decision": "d", "action": "k", "parking": "l", "fact": "f", "inbox": "i",
}  # fmt: skip
"""The letters that lead to a place wherever that is free; dimensions have digits, and 0 is none."""
LISTED = 6
"""So many of the entries that become one are listed."""


class Target(Struct, frozen=True):
    """Where entries can be moved: the key, its value (None: none), the letter, the words, and whether all are there."""

    key: str
    value: str | None
    letter: str
    words: str
    there: bool


def targets(workshop: Workshop, places: Sequence[EntryRef]) -> list[Target]:
    """All places to which these entries can be moved, by key."""
    offered: list[Target] = []
    entries = [workshop.session.find(*place) for place in places]
    free = list(ascii_lowercase)
    for key in bulk_edits.movable(places):
        for number, (value, words) in enumerate(_values(workshop, places, key), 1):
            if key == "dimension":
                letter = str(number) if value and number < 10 else "" if value else "0"
            else:
                wanted = _LETTERS.get(value or "", "")
                letter = wanted if wanted in free else free[0]
                free.remove(letter)
            offered.append(
                Target(key, value, letter, words, all(getattr(entry, key) == value for entry in entries))
            )
    return offered


def _values(workshop: Workshop, places: Sequence[EntryRef], key: str) -> list[tuple[str | None, str]]:
    fields = [kinds()[kind].keys[key] for kind in dict.fromkeys(kind for kind, _id in places)]
    if key in ("dimension", "track"):
        allowed = workshop.method.values("program", key) or {}
        known: list[tuple[str | None, str]] = [(id, label(part)) for id, part in allowed.items()]
        return known if not known or any(field.required for field in fields) else [*known, (None, _("none"))]
    return [
        (value, value_label(value))
        for value in fields[0].choices
        if all(value in field.choices for field in fields)
    ]


class MoveTo(Dialog[Target | None]):
    """Asks where entries go: one key for every place, or Enter on it; Esc leaves them where they are."""

    BINDINGS = bindings("asking")

    def __init__(self, title: str, offered: Sequence[Target]) -> None:
        super().__init__()
        self.heading = title
        self.targets = offered
        self.list = ChoiceList()

    def _rows(self) -> Iterator[Row]:
        for number, target in enumerate(self.targets):
            if not number or self.targets[number - 1].key != target.key:
                yield Row("", plain(key_label(target.key), "bold underline"))
            yield Row(str(number), _offered(target))

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog choice"):
            yield Words(self.heading, classes="title")
            yield self.list
            yield Words(_("One key moves there"), classes="quiet")
            yield KeyBar("keys")

    def on_mount(self) -> None:
        self.list.fill(self._rows())
        self.list.focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(self.targets[int(self.list.rows[event.option_index].id)])

    def on_key(self, event: events.Key) -> None:
        for target in self.targets:
            if target.letter and event.key == target.letter:
                event.stop()
                self.dismiss(target)
                return


def _offered(target: Target) -> Content:
    there = ("  " + _("there already"), "dim") if target.there else ""
    return pieces(
        (f" {target.letter or ' '} ", "bold reverse" if target.letter else ""), f" {target.words}", there
    )


class Unite(Dialog[str | None]):
    """Shows what becomes one and which entry stays, and lets its words be mended; Enter unites, Esc does not."""

    BINDINGS = bindings("asking")

    def __init__(
        self, number: str, words: str, others: Sequence[Content], sentences: Sequence[str] = ()
    ) -> None:
        """`number` and `words` are those of the entry that stays, `others` are what goes up in it.

        `sentences` say what it takes over from them.
        """
        super().__init__()
        self.number = number
        self.words = words
        self.others = others
        self.sentences = sentences
        self.place = f"unite:{number}:{words}"

    def compose(self) -> ComposeResult:
        title = ngettext(
            "{number} entry becomes part of {survivor}",
            "{number} entries become part of {survivor}",
            len(self.others),
        )
        with Vertical(classes="dialog"):
            yield Words(title.format(number=len(self.others), survivor=self.number), classes="title")
            with VerticalScroll(id="united-others", can_focus=False):
                yield Words(lines(self._listed()))
                for sentence in self.sentences:
                    yield Words(sentence)
            yield Words(
                _("This one stays, with its points and votes; its words may be mended:"), classes="heading"
            )
            yield Line(self.words, id="united", compact=True, select_on_focus=False)
            yield Words(_("Enter unites; {key:take-apart} takes it apart again"), classes="quiet")
            yield KeyBar("keys")

    def _listed(self) -> list[Content]:
        shown = [pieces(("→ ", "bold")) + other for other in self.others[:LISTED]]
        if (rest := len(self.others) - LISTED) > 0:
            more = ngettext("and {number} more entry", "and {number} more entries", rest)
            shown.append(plain(more.format(number=rest), "dim"))
        return shown

    def on_input_submitted(self, event: Input.Submitted) -> None:
        self.dismiss("" if event.value.strip() == self.words.strip() else event.value)


def words_of(entry: Any, kind: str) -> str:
    """What an entry says, as one line."""
    return text.line(str(getattr(entry, kinds()[kind].text_key) or ""))
