"""The form of one entry, made from what its keys are; every field is checked with a sentence beside it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from textual import events
from textual.app import ComposeResult
from textual.containers import Container, Vertical, VerticalScroll
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input

from ... import text
from ...errors import Refused
from ...facilitation import clock
from ...i18n import _
from ...model import edits, kinds
from ...model.ids import EntryRef
from ...model.labels import capital, key_label
from ...review import signing
from ...workshop.workshop import Workshop
from ..actions import bindings
from ..entries import rows
from ..widgets.bar import KeyBar
from ..widgets.content import Words, plain
from . import sign
from .fields import FormField, Prose, fields_of
from .form import Form
from .questions import each_meant
from .section_facts import SectionFacts

_PLACE = ("book", "section")
"""Where a text stands: its form opens from there, and shows what the section says."""


class EntryForm(Form[bool]):
    """Edits one entry, from the field `key` on; the result says whether something was recorded.

    A singleton has the id "", and so has an entry that is only captured when the form is recorded. What is `given` stands
    in it at once and is recorded with it.
    """

    BINDINGS = bindings("form")

    AUTO_FOCUS = ""  # the field that is meant takes it
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]

    def __init__(
        self, workshop: Workshop, kind: str, id: str, key: str = "", given: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__()
        self.workshop = workshop
        self.kind = kinds.kinds()[kind]
        self.entry_id = id
        self.key = key
        self.entry = workshop.session.find(kind, id) if id or self.kind.single else None
        self.given = dict(given or {})
        values = (kinds.raw(self.entry) if self.entry is not None else _preset(kind)) | self.given
        self.fields = [
            FormField(workshop, kind, field, values.get(field.name), _day(workshop, kind, id, field.name))
            for field in fields_of(self.kind)
            if not (field.name == "votes" and workshop.votes_hidden(kind))
            and not (kind == "text" and field.name in _PLACE and values.get(field.name))
        ]
        _made = self._first.input  # with the form, since it takes the focus at once
        self._agreed = False  # to what a first signature covers
        self._outside: set[str] = set()  # agencies that are to stay out of the list
        self._seen: object = None  # the field in focus, and where it lay when it was brought into view
        of = id or "/".join(str(self.given[key]) for key in self.kind.unique if key in self.given)
        self.place = f"form:{kind}:{of}"

    def compose(self) -> ComposeResult:
        with Vertical(id="form"):
            yield Words(self._title(), id="form-title")
            with Container(id="form-body"):
                if (facts := self._facts()) is not None:
                    yield facts
                with VerticalScroll(id="form-fields", can_focus=False):
                    yield from self.fields
            yield Words("", id="form-message")
            yield KeyBar("keys")

    def _facts(self) -> SectionFacts | None:
        """What the section says for which a text is written; None in the form of anything else."""
        of = self.given if "section" in self.given else kinds.raw(self.entry) if self.entry else {}
        book, section = of.get("book"), of.get("section")
        if self.kind.table != "text" or not section or book not in self.workshop.method.books:
            return None
        self.add_class("-facts")
        return SectionFacts(self.workshop, book, section)

    def _title(self) -> str:
        word = capital(_(kinds.KIND_WORDS[self.kind.table]))
        name = rows.method_name(self.workshop, self.kind.table, self.entry_id)
        if not name and self.entry is not None and not self.kind.single:
            name = rows.title(self.workshop, self.kind.table, self.entry)
        return f"{word}: {name}" if name else word

    @property
    def _first(self) -> FormField:
        first = self.key or self.kind.text_key
        return next((field for field in self.fields if field.field.name == first), self.fields[0])

    def on_mount(self) -> None:
        self.screen_layout_refresh_signal.subscribe(self, self._bring_into_view, immediate=True)
        self._first.input.focus()

    def _bring_into_view(self, _screen: Screen[Any]) -> None:
        """Let the field in focus be seen wherever it came to lie, and say how many there are; a wheel may leave it.

        What one types in is made with the focus, and where it lies is known only once all is laid out anew.
        """
        number, field = next(
            (
                (number, field)
                for number, field in enumerate(self.fields, 1)
                if field.made is self.focused is not None
            ),
            (0, None),
        )
        box = self.query_one("#form-fields")
        if field is None or self._seen == (seen := (field, region := field.place, box.size)):
            return
        self._seen = seen
        box.scroll_to_region(region, animate=False)
        place = _("field {number} of {all}").format(number=number, all=len(self.fields))
        if isinstance(field.made, Prose):
            place += " · " + _("Enter: new line, Tab: next field")
        self.query_one("#form").border_subtitle = plain(place)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes on from a line; a choice it takes and stays there, so that the Tab of habit behind it skips no field."""
        event.stop()
        self._go_on()

    def _go_on(self) -> None:
        """To the next field; behind the last one nothing is left but to record."""
        if self.fields[-1].made is self.focused:
            self.query_one("#form-message", Words).show(
                _("This is the last field; {key:save} records the form.")
            )
        else:
            self.focus_next()

    def set_focus(
        self, widget: Widget | None, scroll_visible: bool = True, from_app_focus: bool = False
    ) -> None:
        """Whoever goes to a field is in what one types in, which is there before the next key is."""
        if isinstance(widget, FormField):
            widget = widget.input
        super().set_focus(widget, False, from_app_focus)
        self._bring_into_view(self)

    # What is not recorded -----------------------------------------------------------------------------------

    @property
    def draft_title(self) -> str:
        """The kind and name of the entry."""
        return self._title()

    def unrecorded(self) -> dict[str, str]:
        """What was typed and not recorded, by key."""
        return {field.field.name: field.words for field in self.fields if field.words != field.opened_with}

    def keep_drafts(self) -> None:
        """Keep what was typed, with what stood there: others may change that in the meantime."""
        if self.place:
            typed = self.unrecorded()
            before = {
                field.field.name: field.opened_with for field in self.fields if field.field.name in typed
            }
            of = (
                EntryRef(self.kind.table, self.entry_id) if self.entry is not None and self.entry_id else None
            )
            self.drafts.put(self.place, self._title(), typed, before, of)

    def take_up(self) -> None:
        """Put in what was typed the last time, and say so, with what is something else in the entry since then."""
        draft = self.drafts.get(self.place)
        if draft is None:
            return
        changed, fields = [], {field.field.name: field for field in self.fields}
        for name, words in draft.typed.items():
            field = fields.get(name)
            if field is None:
                changed.append(words)
                continue
            if field.opened_with not in (draft.before.get(name, ""), words):
                now = text.short(field.opened_with or "–")
                changed.append(f"{key_label(name, self.kind.table)}: {now}")
            field.words = words
            if field.words != words:
                changed.append(f"{key_label(name, self.kind.table)}: {text.short(words)}")
        if not self.unrecorded():
            self.drafts.drop(self.place)
            return
        self.say_draft(draft)
        if changed:
            sentence = _(
                "Not recorded yet; changed in the entry since then – {what}. {key:save} records what stands here."
            )
            self.query_one("#form-message", Words).show(sentence.format(what="; ".join(changed)))

    # Checking and recording ---------------------------------------------------------------------------------

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        for field in self.fields:
            if field.made is event.widget:
                self._check(field)

    def _check(self, field: FormField) -> Any:
        try:
            value = field.read()
            if value is None and field.field.required:
                raise Refused(_("this is needed"), field.field.name)
        except Refused as refused:
            field.say(str(refused))
            return refused
        field.say("")
        field.tidy(value)
        return value

    def action_save(self) -> None:
        """Check everything; record it as one change, or go to the first field at fault."""
        read: dict[str, Any] = {field.field.name: self._check(field) for field in self.fields}
        for _table, first, last in kinds.IN_ORDER:
            start, end = read.get(first), read.get(last)
            if start is None or end is None or isinstance(start, Refused) or isinstance(end, Refused):
                continue
            if end < start:
                read[last] = Refused(_("this lies before “{first}”").format(first=key_label(first)), last)
                next(field for field in self.fields if field.field.name == last).say(str(read[last]))
        wrong = next((field for field in self.fields if isinstance(read[field.field.name], Refused)), None)
        if wrong is None and self._asks_about_agencies(read):
            return
        if wrong is None:
            try:
                edit = self._edit(read)
                if not self._agreed and edit is not None and signing.begins(edit, self.workshop.session):
                    sign.ask(self.app, self.workshop, self._sign)
                    return
                self.workshop.do(edit)
            except Refused as refused:
                sentence = self._changed_outside() or str(refused)
                wrong = next((field for field in self.fields if field.field.name == refused.key), None)
                if wrong is not None:
                    wrong.say(sentence)
                self.query_one("#form-message", Words).show(sentence)
            else:
                self.dismiss(edit is not None)
                return
        if wrong is not None:
            wrong.input.focus()

    def _asks_about_agencies(self, read: Mapping[str, Any]) -> bool:
        """Ask what is meant by agencies that are in no list, and record once that is answered; whether there are any."""
        by_name = {
            name: field
            for field in self.fields
            for name in field.unlisted(read[field.field.name])
            if name not in self._outside
        }
        left = set(by_name)

        def meant(name: str, agency: str) -> None:
            left.discard(name)
            field = by_name[name]
            if agency == name:
                self._outside.add(name)
            elif field.field.list:
                field.words = ", ".join(agency if code == name else code for code in field.read())
            else:
                field.words = agency

        def done() -> None:
            if left:
                by_name[min(left)].input.focus()
            else:
                self.action_save()

        if by_name:
            each_meant(self, self.workshop, [*by_name], meant, done)
        return bool(by_name)

    def _sign(self) -> None:
        self._agreed = True
        self.action_save()

    def _changed_outside(self) -> str:
        """Go on from the entry as others made it, and say what they changed of what was typed here; "" for nothing."""
        now = self.workshop.session.find(self.kind.table, self.entry_id)
        if self.entry is None or now is None or now == self.entry:
            return ""
        keys = [field.field.name for field in self.fields if field.touched]
        changed = [key for key in keys if getattr(now, key) != getattr(self.entry, key)]
        self.entry = now
        return _("changed outside meanwhile – {what}; {key:save} once more records what stands here").format(
            what="; ".join(
                f"{key_label(key)}: {text.short(str(getattr(now, key) or '–'))}" for key in changed
            )
        )

    def _edit(self, values: dict[str, Any]) -> edits.Edit | None:
        table = self.kind.table
        if self.entry is not None:  # what was not touched here stays as others may have made it since
            typed = {field.field.name: values[field.field.name] for field in self.fields if field.touched}
            return edits.revise(self.entry, **(self.given | typed))
        if self.kind.single:
            return edits.set_single(self.workshop.session, table, **values)
        if self.kind.prefix:
            now = dt.datetime.now().astimezone()
            return edits.capture(self.workshop.session, table, self.given | values, now)
        if table == "checklist":
            values["at"] = dt.datetime.now().astimezone().replace(microsecond=0)
        return edits.put(self.workshop.session, table, self.entry_id, **values)

    def action_editor(self) -> None:
        """Write the long text in focus in the person's own editor; it is recorded with the form."""
        from .external_editor import write

        field = next(
            (field for field in self.fields if field.made is not None and field.made.has_focus), None
        )
        if field is None or not isinstance(field.made, Prose):
            return
        field.say("")
        try:
            written = write(self.app, field.made.text, field.field.name)
        except Refused as refused:
            field.say(str(refused))
            return
        if written is not None:
            field.made.text = written.words
            checked = self._check(field)
            if isinstance(checked, Refused):
                field.say(written.refused(checked))
            else:
                written.forget()


def _day(workshop: Workshop, kind: str, id: str, key: str) -> dt.date | None:
    """The day of a moment of which only the time is typed: that of the block, the first or the last of the stage."""
    stage_id, _slash, rest = id.partition("/")
    if kind == "stage" and (stage := workshop.session.stage.get(id)):
        return stage.end if key == "closed" else stage.start
    if kind != "agenda" or key not in ("started", "ended"):
        return None
    days = clock.read(workshop.session, workshop.method, stage_id, dt.datetime.now().astimezone()).days
    return next(
        (agenda_day.date for agenda_day in days if str(agenda_day.number) == rest.partition("/")[0]), None
    )


def _preset(kind: str) -> dict[str, Any]:
    """What stands in the form of an entry that is not there yet."""
    return {"state": "open"} if kind == "checklist" else {}
