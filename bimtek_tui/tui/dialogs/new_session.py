"""What a new session needs: name of the file, city, kind, province, first year."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Select

from ...errors import BimtekError
from ...i18n import _
from ...model.kinds import kinds
from ...model.labels import key_label, value_label
from ..actions import bindings
from ..widgets.bar import KeyBar
from ..widgets.content import Words, plain
from ..widgets.line import Line
from .dialog import Form


class NewSession(Form[Path | None]):
    """Slug, city, kind, province, first plan year: what a new session needs."""

    BINDINGS = bindings("form")

    place = "new-session"

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder

    def compose(self) -> ComposeResult:
        choices = kinds()["city"].keys["kind"].choices
        with Vertical(classes="dialog"):
            yield Words(_("New session"), classes="title")
            yield Words(_("Name of the file, e.g. kota-baru-2026"), classes="heading")
            yield Line(id="slug", compact=True)
            yield Words(_("City, e.g. Kota Baru"), classes="heading")
            yield Line(id="city", compact=True)
            yield Words(key_label("kind"), classes="heading")
            yield Select(
                [(plain(value_label(one)), one) for one in choices],
                value=choices[0],
                allow_blank=False,
                id="kind",
                compact=True,
            )
            yield Words(key_label("province"), classes="heading")
            yield Line(id="province", compact=True)
            yield Words(_("First year of the plan, e.g. 2026"), classes="heading")
            yield Line(id="year", compact=True)
            yield Words("", id="form-message")
            yield KeyBar("keys")

    def on_mount(self) -> None:
        self.query_one("#slug").focus()

    def on_input_submitted(self) -> None:
        """Enter goes to the next field, and at the last one makes the session."""
        if self.focused is not None and self.focused.id == "year":
            self.action_save()
        else:
            self.focus_next()

    def action_save(self) -> None:
        """Make the session file; say what is missing."""
        from ...store import creation

        given: dict[str, Any] = {
            key: self.query_one(f"#{key}", Line).value for key in ("slug", "city", "province", "year")
        }
        try:
            file = creation.create(
                self.folder,
                given["slug"],
                city=given["city"],
                kind=str(self.query_one("#kind", Select).value),
                province=given["province"],
                start_year=given["year"],
            )
        except BimtekError as error:
            self.query_one("#form-message", Words).show(str(error))
            return
        self.dismiss(file)
