"""What a new session needs: city, province, first year; kind, legal bases and name of the file are filled in, and can be changed."""

from __future__ import annotations

import re
from pathlib import Path

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Input

from ...errors import BimtekError
from ...i18n import _, ngettext
from ...model import method
from ...model.kinds import kinds
from ...model.labels import key_label, value_label
from ...store import creation
from ..actions import bindings
from ..widgets.bar import KeyBar
from ..widgets.content import Words, plain
from ..widgets.dropdown import Dropdown
from ..widgets.line import Line
from .form import Form

_OF_METHOD = "method"
_WITH_YEAR = re.compile(r"(?P<city>.*\S)[ ,/-]+(?P<year>20[0-9]{2})")
"""A city with a year behind it, as people call a session."""


class NewSession(Form[Path | None]):
    """City, province, first plan year; then what follows from them: the kind, and the name of the file."""

    BINDINGS = bindings("form")

    place = "new-session"

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder
        self._proposed = ""
        self._legal_basis = method.load(creation.METHOD).legal_basis

    def compose(self) -> ComposeResult:
        choices = kinds()["city"].keys["kind"].choices
        with VerticalScroll(classes="dialog", can_focus=False):
            yield Words(_("New session"), classes="title")
            yield Words(_("City, e.g. Kota Baru"), classes="heading")
            yield Line(id="city", compact=True)
            yield Words(key_label("province"), classes="heading")
            yield Line(id="province", compact=True)
            yield Words(_("First year of the plan, e.g. 2026"), classes="heading")
            yield Line(id="year", compact=True)
            yield Words(key_label("kind"), classes="heading")
            yield Dropdown(
                {choice: plain(value_label(choice)) for choice in choices}, choices[0], blank=False, id="kind"
            )
            yield Words(_("Name of the file (made of city and year; it can be changed)"), classes="heading")
            yield Line(id="slug", compact=True)
            yield Words("", id="form-message")
            yield Words(_("Legal bases (to be changed in the plan)"), classes="heading")
            yield Dropdown(
                {
                    _OF_METHOD: plain(
                        ngettext(
                            "{number} national regulation of the method",
                            "{number} national regulations of the method",
                            len(self._legal_basis),
                        ).format(number=len(self._legal_basis))
                    )
                },
                _OF_METHOD,
                id="legal-basis",
            )
            yield KeyBar("keys")

    def on_mount(self) -> None:
        self.query_one("#city").focus()

    def unrecorded(self) -> dict[str, str]:
        """What was typed; a name of the file that was proposed is made anew, so that it goes on following the city."""
        typed = super().unrecorded()
        if typed.get("slug") == self._proposed:
            del typed["slug"]
        return typed

    def _typed(self, key: str) -> str:
        return self.query_one(f"#{key}", Line).value.strip()

    def on_input_changed(self, event: Input.Changed) -> None:
        """What follows from city and year is filled in at once, as long as nobody wrote something else there."""
        from ...store import creation

        if event.input.id not in ("city", "year"):
            return
        if kind := creation.kind_of(self._typed("city")):
            self.query_one("#kind", Dropdown).value = kind
        self._propose()

    def _propose(self) -> None:
        if self._typed("slug") not in ("", self._proposed):
            return
        city, year = self._typed("city"), self._typed("year")
        wanted = creation.slug(city if year and city.endswith(year) else f"{city} {year}")
        self._proposed = creation.free_slug(self.folder, wanted) if wanted else ""
        self.query_one("#slug", Line).value = self._proposed
        there = _("{name} is there already, so this one is called {free}.")
        self._say(there.format(name=wanted, free=self._proposed) if self._proposed != wanted else "")

    def _divide(self) -> None:
        """Take the year behind a city as the first year of the plan, where none is typed."""
        match = _WITH_YEAR.fullmatch(self._typed("city"))
        if match and not self._typed("year"):
            self.query_one("#year", Line).value = match["year"]
            self.query_one("#city", Line).value = match["city"]

    def _say(self, sentence: str) -> None:
        self.query_one("#form-message", Words).show(sentence)

    def on_input_submitted(self) -> None:
        """Enter goes to the next field; at the last one, the name of the file, it makes the session."""
        self._divide()
        if self.focused is not None and self.focused.id == "slug":
            self.action_save()
        else:
            self.focus_next()

    def on_dropdown_chosen(self) -> None:
        """Enter took a value, or left the one that stands there: it goes on as in a line; behind the last one is nothing."""
        if self.focused is not None and self.focused.id == "kind":
            self.focus_next()

    def action_save(self) -> None:
        """Make the session file; say what is missing, or that the name is taken and which one is free."""
        self._divide()
        name = creation.slug(self._typed("slug") or f"{self._typed('city')} {self._typed('year')}")
        free = creation.free_slug(self.folder, name) if name else name
        if free != name:
            self._proposed = free
            self.query_one("#slug", Line).value = free
            self._say(
                _("{name} is there already; {free} is free: {key:save} once more makes that one.").format(
                    name=name, free=free
                )
            )
            return
        try:
            file = creation.create(
                self.folder,
                name,
                city=self._typed("city"),
                kind=self.query_one("#kind", Dropdown).value,
                province=self._typed("province"),
                start_year=self._typed("year"),
                legal_basis=self._legal_basis if self.query_one("#legal-basis", Dropdown).value else (),
            )
        except BimtekError as error:
            self._say(str(error))
            key = getattr(error, "key", "")
            field = {"name": "city", "period_start": "year"}.get(key, key)
            if field in ("city", "province", "year"):
                self.query_one(f"#{field}").focus()
            return
        self.dismiss(file)
