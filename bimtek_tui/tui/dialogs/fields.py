"""One field of a form, made from what its key is: how it looks, what one types in, and what stands there as a value."""

from __future__ import annotations

import contextlib
import datetime as dt
from functools import cached_property
from itertools import chain, islice
from pathlib import Path
from typing import Any

from textual.app import ComposeResult
from textual.content import Content
from textual.geometry import Region, Size
from textual.widget import Widget
from textual.widgets import Input, OptionList, TextArea
from textual.widgets.option_list import Option
from textual.widgets.text_area import Selection

from ... import text
from ...analysis.ordinals import LETTERS, ordinals
from ...errors import Refused, TemplateFault
from ...i18n import N_, _
from ...model import kinds, labels, values
from ...model.entries import counts
from ...model.kinds import Field
from ...model.labels import key_label, value_label
from ...model.lookup import Agencies
from ...model.method import wording
from ...workshop.workshop import Workshop
from ..actions import bindings
from ..entries import rows
from ..widgets.content import Words, pieces, plain
from ..widgets.dropdown import Dropdown
from ..widgets.line import Line, known
from ..widgets.row_list import Steady
from . import field_drawing
from .field_text import put_words, words


class Prose(TextArea):
    """A long text, or one with a value a line; ctrl+e hands it to the person's own editor."""

    BINDINGS = bindings("prose")

    def __init__(self, words: str) -> None:
        super().__init__(words, compact=True, tab_behavior="focus")
        self._is_new = True  # to the person, who has not been here yet

    def load_text(self, text: str) -> None:
        """Put another text here, to be gone on with at its end."""
        super().load_text(text)
        self.move_cursor(self.document.end)

    def on_focus(self) -> None:
        """What is typed at once goes behind what stands here; a press of the mouse goes where it is."""
        if self._is_new:
            self._is_new = False
            self.set_reactive(TextArea.selection, Selection.cursor(self.document.end))
            self.call_after_refresh(self._see_cursor)  # a press finds its letter before anything is scrolled

    def _see_cursor(self) -> None:
        self.scroll_cursor_visible()
        self.record_cursor_width()


class Choices(Steady):
    """A list of which any number may be chosen; the sign before each says it, not the colour alone."""

    BINDINGS = bindings("choices")

    def __init__(self, options: dict[str, Content], chosen: set[str]) -> None:
        self.chosen = chosen
        self.words = options
        super().__init__(*(Option(self._row(id), id=id) for id in options), compact=True)

    @staticmethod
    def row(chosen: bool, words: Content) -> Content:
        """How a value looks in the list."""
        return pieces(("[x] " if chosen else "[ ] ", "bold")) + words

    def _row(self, id: str) -> Content:
        return self.row(id in self.chosen, self.words[id])

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


class FormField(Widget, can_focus=True):
    """A key of an entry with its label and what stands there; a sentence about it comes below when there is one.

    It draws itself. What one types or chooses in, its `input`, is made when somebody goes there or asks for it.
    """

    def __init__(
        self, workshop: Workshop, table: str, field: Field, value: Any, day: dt.date | None = None
    ) -> None:
        """`day` is the one that a time typed without its date is of."""
        super().__init__(classes="field")
        self.day = day
        self.field = field
        self.workshop = workshop
        self.heading = key_label(field.name, table) + (" *" if field.required else "")
        self.options = _options(workshop, table, field, value)
        self.before = value
        self.made: Widget | None = None
        self.opened_with = self._at_first()

    def _at_first(self) -> str:
        if self.field.type == "T":
            return self._shown(self.before)
        return _opened_with(self.field, self.before, self.options)

    def _shown(self, value: Any) -> str:
        """A value as people write it: a moment by the clock here, and on the day that is meant anyway without its date."""
        if not isinstance(value, dt.datetime):
            return values.shown(self.field, value)
        try:
            here = value.astimezone()
        except (OverflowError, ValueError):  # at the ends of the calendar
            return str(value)
        if here.year < 1000:
            return str(value)
        return labels.clock(here) if here.date() == self.day else f"{labels.day(here)} {labels.clock(here)}"

    @property
    def input(self) -> Widget:
        """What one types or chooses in."""
        if self.made is None:
            self.made = _widget(self.workshop, self.field, self.before, self.options, self._at_first())
            self.opened_with = self.words
            self.can_focus = False
            self.styles.min_height = field_drawing.rows_of(self.heading)
            if self.is_attached:
                self.mount(self.made)
                self.refresh(layout=True)
        return self.made

    def compose(self) -> ComposeResult:
        if self.made is not None and not self.made.is_attached:
            yield self.made

    def on_enter(self) -> None:
        _made = self.input  # so that a click finds the letter or row that it is on

    @cached_property
    def sentence(self) -> Words:
        """What is said about what stands here."""
        return Words(classes="sentence")

    @property
    def place(self) -> Region:
        """Where it lies in the form, with the sentence below it; nowhere as long as nothing is laid out."""
        below = self.sentence.virtual_region if self.has_class("wrong") else Region()
        return self.virtual_region.union(below) if below and self.virtual_region else self.virtual_region

    # How it looks -------------------------------------------------------------------------------------------

    def render(self) -> Content:
        """Its name, and what stands there where no widget shows that."""
        style = "bold $error" if self.has_class("wrong") else ""
        return field_drawing.beside(self.heading, style, self._lines(self.size.width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        if self.made is not None:
            return super().get_content_height(container, viewport, width)
        return max(field_drawing.rows_of(self.heading), len(self._lines(width)))

    def _lines(self, width: int) -> list[Content]:
        width -= field_drawing.HEADING
        if self.made is not None or width < 4:
            return []
        if self.options and self.field.list:
            rows = (
                Choices.row(option in (self.before or ()), self.options[option]) for option in self.options
            )
            return field_drawing.choices(rows, width)
        if self.options:
            return field_drawing.choice(self.options.get(self.opened_with), width)
        return (field_drawing.prose if _is_long(self.field) else field_drawing.line)(self.opened_with, width)

    def say(self, sentence: str) -> None:
        """Show a sentence below the field, or none."""
        if not sentence and not self.has_class("wrong"):
            return
        if not self.sentence.is_attached and isinstance(self.parent, Widget):
            self.parent.mount(self.sentence, after=self)
        self.sentence.show(sentence)
        self.sentence.display = bool(sentence)
        self.set_class(bool(sentence), "wrong")
        self.refresh()

    # What stands in it --------------------------------------------------------------------------------------

    @property
    def words(self) -> str:
        """What stands in the field, as text: of a list of choices those that are chosen, a line each."""
        if self.made is None:
            return self.opened_with
        if isinstance(self.made, Choices):
            return "\n".join(option for option in self.options if option in self.made.chosen)
        return words(self.made)

    @words.setter
    def words(self, typed: str) -> None:
        if isinstance(self.input, Choices):
            self.input.choose_only(typed.split("\n"))
        else:
            put_words(self.input, typed)

    def read(self) -> Any:
        """What stands in the field, as a value; None for nothing. Raises Refused with one sentence."""
        match self.made:
            case None:
                return self.before if self.before != () else None
            case Dropdown():
                value = self.words or None
                return value if self.field.type != "b" else self._typed(value or "")
            case Choices():
                chosen = self.made.chosen
                before = tuple(option for option in self.before or () if option in chosen)
                return (
                    *before,
                    *(option for option in self.options if option in chosen and option not in before),
                ) or None
            case TextArea():
                return self._typed(self.made.text)
            case Input():
                return self._typed(self.made.value)
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
            tuple(dict.fromkeys(find(code) or code for code in value))
            if self.field.list
            else find(value) or value
        )

    def unlisted(self, value: Any) -> list[str]:
        """The agencies that were typed here and are in no list, where only an agency may stand."""
        if not self.touched or "agency" not in self.field.refs or self.field.free:
            return []
        names = value or () if self.field.list else [value] if value else []
        return [name for name in names if name not in self.workshop.session.agency]

    def tidy(self, value: Any) -> None:
        """Show a number, an amount, a date or a moment as it was understood, so that the person sees that at once."""
        numeric = self.field.type in "idDT" and not self.field.list
        if numeric and isinstance(self.made, Input) and self.made.value not in ("", self.opened_with):
            self.made.value = self._shown(value)

    @property
    def touched(self) -> bool:
        """Whether the field holds something else than when it was opened."""
        if self.made is None:
            return False
        try:
            return bool(self.read() != (self.before if self.before != () else None))
        except Refused:
            return True


def _options(workshop: Workshop, table: str, field: Field, value: Any) -> dict[str, Any]:
    """What may be chosen for a key, by the value to store; empty where one types freely."""
    options: dict[str, Any] = {}
    allowed = workshop.method.values(table, field.name)
    if field.type == "b":
        options = {
            values.shown(field, answer): plain(values.shown(field, answer)) for answer in (True, False)
        }
    elif field.choices and allowed is None:
        options = {choice: plain(value_label(choice)) for choice in field.choices}
    elif (table, field.name) == ("picture", "section"):
        options = _sections(workshop)
    elif allowed is not None:
        options = {
            id: plain(text.short(wording(item, "text" if hasattr(item, "text") else "name"), 90))
            for id, item in allowed.items()
        }
    elif field.refs and "agency" not in field.refs:
        for kind in field.refs:
            numbers = ordinals(workshop.session, kind) if kind in LETTERS else {}
            for id, entry in workshop.session.entries(kind).items():
                if counts(entry):
                    words = f"{numbers.get(id, '')} {rows.title(workshop, kind, entry)}".strip()
                    options[id] = plain(text.short(words, 90))
    if options:  # what stands there already stays possible, known or not
        for chosen in value if isinstance(value, tuple) else (value,):
            if isinstance(chosen, str) and chosen not in options:
                options[chosen] = plain(chosen)
    return options


def _sections(workshop: Workshop) -> dict[str, Content]:
    """The sections of all books, each with its books; none where a template can't be read, which is told elsewhere."""
    from ...books import sections  # late: it loads Jinja

    books: dict[str, list[str]] = {}
    titles: dict[str, str] = {}
    for book in workshop.method.book:
        with contextlib.suppress(TemplateFault):
            for id, section in sections.sections(book, workshop.templates).items():
                books.setdefault(id, []).append(book.id)
                titles.setdefault(id, section.title or id)
    return {id: pieces(text.short(titles[id], 70), (f"  {', '.join(books[id])}", "dim")) for id in books}


def _pictures(folder: Path) -> list[str]:
    """PNG and JPEG in this folder and the folders in it, by the names that a session there gives them."""
    with contextlib.suppress(OSError):
        files = islice(chain(folder.glob("*"), folder.glob("*/*")), _MOST_FILES)
        names = (file.relative_to(folder).as_posix() for file in files if file.suffix.lower() in _ENDINGS)
        return sorted(names)
    return []


def _is_long(field: Field) -> bool:
    """Whether a key that is typed takes several lines."""
    return field.type == "p" or bool(field.list and not field.refs)


def _opened_with(field: Field, value: Any, options: dict[str, Any]) -> str:
    """What a value is in its field, as text."""
    if options and field.list:
        return "\n".join(option for option in options if option in (value or ()))
    if options:
        return value if isinstance(value, str) else "" if value is None else values.shown(field, value)
    if field.list:
        separator = ", " if field.refs else "\n"
        return separator.join(item if field.refs else text.line(item) for item in value or ())
    return value or "" if field.type == "p" else values.shown(field, value)


def _widget(workshop: Workshop, field: Field, value: Any, options: dict[str, Any], shown: str) -> Widget:
    if options and field.list:
        return Choices(options, set(value or ()))
    if options:
        return Dropdown(options, shown, blank=not field.required or value is None)
    if _is_long(field):
        return Prose(shown)
    offers = None
    if "agency" in field.refs:
        offers = known(workshop.session.agency, many=bool(field.list))
    elif field.name in _OF_PICTURES:
        offers = known(_pictures(workshop.path.parent))
    hint = _(_PLACEHOLDERS[field.name]) if field.name in _PLACEHOLDERS else ""
    return Line(shown, suggester=offers, placeholder=hint, compact=True)


_OF_PICTURES = ("file", "logo")
"""Keys that name a picture beside the session."""
_ENDINGS = (".png", ".jpg", ".jpeg")
_MOST_FILES = 2_000
"""Files that are looked at for their names."""
_PLACEHOLDERS = {
    "code": N_("code or words, then Enter"),
    **dict.fromkeys(_OF_PICTURES, N_("a PNG or JPEG beside the session")),
}
"""What an empty line says of itself."""


HIDDEN = frozenset({"withdrawn", "added", "merged_into", "digest", "facts", "schema_version", "method"})
"""Keys that no form shows: they are set by actions, or by the program alone."""


def fields_of(kind: kinds.Kind) -> list[Field]:
    """The keys of a kind that a form shows."""
    hidden = HIDDEN | ({"id"} if kind.prefix or kind.table in ("stage", "checklist", "agenda") else set())
    return [field for field in kind.fields if field.name not in hidden]
