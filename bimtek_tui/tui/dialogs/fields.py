"""One field of a form: the widget for a key, made from what the key is; and what stands in it, as a value."""

from __future__ import annotations

import datetime as dt
from typing import Any

from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, OptionList, Select, TextArea
from textual.widgets.option_list import Option

from ... import text
from ...analysis.ordinals import LETTERS, ordinals
from ...errors import Refused
from ...model import kinds, values
from ...model.entries import counts
from ...model.kinds import Field
from ...model.labels import key_label, value_label
from ...model.lookup import Agencies
from ...model.method import said
from ...workshop.workshop import Workshop
from ..actions import bindings
from ..entries import rows
from ..widgets.content import Words, pieces, plain
from ..widgets.dropdown import Dropdown
from ..widgets.line import Line, known
from ..widgets.row_list import Steady
from .field_text import put_words, words


class Prose(TextArea):
    """A long text, or one with a value a line; ctrl+e hands it to the person's own editor."""

    BINDINGS = bindings("prose")


class Choices(Steady):
    """A list of which any number may be chosen; the sign before each says it, not the colour alone."""

    BINDINGS = bindings("choices")

    def __init__(self, options: dict[str, Content], chosen: set[str]) -> None:
        self.chosen = chosen
        self.words = options
        super().__init__(*(Option(self._row(id), id=id) for id in options), compact=True)

    def _row(self, id: str) -> Content:
        return pieces(("[x] " if id in self.chosen else "[ ] ", "bold")) + self.words[id]

    def action_choose(self) -> None:
        """Choose the row under the cursor, or take it back."""
        option = self.highlighted_option
        if option is not None and option.id is not None:
            self.chosen ^= {option.id}
            self.replace_option_prompt(option.id, self._row(option.id))

    def choose_only(self, ids: list[str]) -> None:
        """Choose these of the rows and no others."""
        self.chosen = set(ids) & self.words.keys()
        for id in self.words:
            self.replace_option_prompt(id, self._row(id))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.action_choose()


class FormField(Horizontal):
    """A key of an entry with its label and its widget; a sentence about it comes below when there is one."""

    def __init__(
        self, workshop: Workshop, table: str, field: Field, value: Any, day: dt.date | None = None
    ) -> None:
        """`day` is the one that a time typed without its date is of."""
        super().__init__(classes="field")
        self.day = day
        self.field = field
        self.workshop = workshop
        self.heading = Words(
            key_label(field.name, table) + (" *" if field.required else ""), classes="heading"
        )
        self.sentence = Words(classes="sentence")
        self.options = _options(workshop, table, field, value)
        self.before = value
        self.input = _widget(workshop, field, value, self.options)
        self.opened_with = _chosen(field, value) or ""
        if not isinstance(self.input, Select):
            self.opened_with = self.words
        self.say("")

    def compose(self) -> Any:
        yield self.heading
        yield self.input

    @property
    def words(self) -> str:
        """What stands in the field, as text: of a list of choices those that are chosen, a line each."""
        if isinstance(self.input, Choices):
            return "\n".join(one for one in self.options if one in self.input.chosen)
        if isinstance(self.input, Select) and not self.input.is_mounted:
            return self.opened_with  # it has its value only once it is on the screen
        return words(self.input)

    @words.setter
    def words(self, typed: str) -> None:
        if isinstance(self.input, Choices):
            self.input.choose_only(typed.split("\n"))
        else:
            put_words(self.input, typed)

    def say(self, sentence: str) -> None:
        """Show a sentence below the field, or none."""
        if sentence and isinstance(self.parent, Widget) and not self.sentence.is_attached:
            self.parent.mount(self.sentence, after=self)  # nearly never: a form opens faster without
        self.sentence.show(sentence)
        self.sentence.display = bool(sentence)
        self.set_class(bool(sentence), "wrong")

    def read(self) -> Any:
        """What stands in the field, as a value; None for nothing. Raises Refused with one sentence."""
        match self.input:
            case Select():
                chosen_one = self.words or None
                return chosen_one if self.field.type != "b" else self._typed(chosen_one or "")
            case Choices():
                chosen = self.input.chosen
                before = tuple(one for one in self.before or () if one in chosen)
                return (
                    *before,
                    *(one for one in self.options if one in chosen and one not in before),
                ) or None
            case TextArea():
                return self._typed(self.input.text)
            case Input():
                return self._typed(self.input.value)
        return None

    def _typed(self, typed: str) -> Any:
        """What was typed, or the value as it was when nothing was: reading it again could tidy its spaces."""
        if typed == self.opened_with:
            return self.before if self.before != () else None
        if self.field.type == "T" and self.day and values.is_time(typed):
            typed = f"{self.day.isoformat()} {typed}"
        value = values.read(self.field, typed)
        if value is None or "agency" not in self.field.refs:
            return value
        find = Agencies(self.workshop.session.agency).find
        return (
            tuple(dict.fromkeys(find(one) or one for one in value))
            if self.field.list
            else find(value) or value
        )

    def tidy(self, value: Any) -> None:
        """Show a number, an amount, a date or a moment as it was understood, so that the person sees that at once."""
        numeric = self.field.type in "idDT" and not self.field.list
        if numeric and isinstance(self.input, Input) and self.input.value not in ("", self.opened_with):
            self.input.value = values.shown(self.field, value)

    @property
    def touched(self) -> bool:
        """Whether the field holds something else than when it was opened."""
        try:
            return bool(self.read() != (self.before if self.before != () else None))
        except Refused:
            return True


def _options(workshop: Workshop, table: str, field: Field, value: Any) -> dict[str, Any]:
    """What may be chosen for a key, by the value to store; empty where one types freely."""
    found: dict[str, Any] = {}
    allowed = workshop.method.values(table, field.name)
    if field.type == "b":
        found = {values.shown(field, one): plain(values.shown(field, one)) for one in (True, False)}
    elif field.choices and allowed is None:
        found = {one: plain(value_label(one)) for one in field.choices}
    elif allowed is not None:
        found = {
            id: plain(text.short(said(one, "text" if hasattr(one, "text") else "name"), 90))
            for id, one in allowed.items()
        }
    elif field.refs and "agency" not in field.refs:
        for kind in field.refs:
            numbers = ordinals(workshop.session, kind) if kind in LETTERS else {}
            for id, entry in workshop.session.entries(kind).items():
                if counts(entry):
                    words = f"{numbers.get(id, '')} {rows.title(workshop, kind, entry)}".strip()
                    found[id] = plain(text.short(words, 90))
    if found:  # what stands there already stays possible, known or not
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, str) and one not in found:
                found[one] = plain(one)
    return found


def _chosen(field: Field, value: Any) -> str | None:
    """The id of what is chosen in a list, None for nothing."""
    return value if value is None or isinstance(value, str) else values.shown(field, value)


def _widget(workshop: Workshop, field: Field, value: Any, options: dict[str, Any]) -> Widget:
    if options and field.list:
        return Choices(options, set(value or ()))
    if options:
        return Dropdown(
            [(words, id) for id, words in options.items()],
            allow_blank=not field.required or value is None,
            value=_chosen(field, value) or Select.NULL,
            prompt="–",
            compact=True,
        )
    if field.list and not field.refs:
        return Prose("\n".join(text.line(one) for one in value or ()), compact=True, tab_behavior="focus")
    if field.type == "p":
        return Prose(value or "", compact=True, tab_behavior="focus")
    shown = ", ".join(value or ()) if field.list else values.shown(field, value)
    agencies = known(workshop.session.agency, many=bool(field.list)) if "agency" in field.refs else None
    return Line(shown, suggester=agencies, compact=True)


HIDDEN = frozenset({"withdrawn", "added", "merged_into", "digest", "facts", "schema_version", "method"})
"""Keys that no form shows: they are set by actions, or by the program alone."""


def fields_of(kind: kinds.Kind) -> list[Field]:
    """The keys of a kind that a form shows."""
    hidden = HIDDEN | ({"id"} if kind.prefix or kind.table in ("stage", "checklist", "agenda") else set())
    return [field for field in kind.fields if field.name not in hidden]
