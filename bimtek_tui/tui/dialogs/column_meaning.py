"""The question what a column of a table holds whose heading says nothing to the program."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.app import App

from ... import text
from ...errors import Refused
from ...exchange import answers, headings
from ...exchange.grid import column_name
from ...exchange.headings import Column
from ...i18n import _
from .ask import Ask


def ask(
    app: App[Any],
    column: Column,
    kind: str,
    take: Callable[[dict[str, str]], Any],
    then: Callable[[Any], None],
) -> None:
    """Ask for the field that a column holds; `take` gets that as an answer for all rows, and may refuse it."""
    names = {answers.field_label(field): field for field in answers.fields(kind)}

    def read(typed: str) -> Any:
        field = names.get(typed) or headings.key_of(kind, typed)
        if field not in names.values():
            raise Refused(
                _("“{key}” is nothing that a column can hold; take one of: {keys}").format(
                    key=text.short(typed, 30), keys=", ".join(names)
                )
            )
        return take({field: answers.as_column(column_name(column.place))})

    title = _("Column {column} “{heading}”").format(
        column=column_name(column.place), heading=text.short(column.heading, 40)
    )
    about = _("One of: {choices}").format(choices=", ".join(names))
    sentence = _("What does it hold? {key:back} leaves it out.")
    app.push_screen(Ask(title, sentence, "", read, about=about, names=names), then)
