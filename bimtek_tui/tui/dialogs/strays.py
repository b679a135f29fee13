"""What an earlier run of this city's file could not save, where it was made for another state of the file: asked about."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from textual.app import App

from ...errors import CannotSave
from ...i18n import _
from ..desk import Desk
from ..widgets.content import plain
from .ask import Choice


def ask(app: App[Any], desk: Desk) -> None:
    """Ask about each of them, one after the other; what is not answered is asked again at the next opening."""
    kept = desk.workshop.persistence
    if not kept.strays:
        return
    stray = kept.strays.pop(0)

    def answered(answer: str | None) -> None:
        try:
            if answer == "take":
                kept.adopt(stray)
        except CannotSave as error:
            desk.say(str(error), error=True)
        ask(app, desk)

    rows = (
        ("take", plain(_("Take in what fits; what does not is kept and named"))),
        ("later", plain(_("Leave it where it is, and ask again the next time"))),
    )
    sentence = _(
        "{file} is not there any more. An earlier run on it entered what is not in this file either, and this file was changed since."
    ).format(file=Path(stray.origin.path))
    app.push_screen(Choice(_("An earlier run left something"), sentence, rows), answered)
