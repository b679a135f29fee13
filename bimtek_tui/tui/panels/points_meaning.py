"""How the points of a SWOT are meant: the questions about variant, direction and respondents, asked one after the other."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from textual.app import App

from ...i18n import _
from ...model import edits, values
from ...model.kinds import kinds
from ..desk import Desk

KEYS = ("variant", "rating_direction")
"""What is asked, in this order."""


def ask(
    app: App[Any],
    desk: Desk,
    take: Callable[[str], None],
    keys: Sequence[str] = KEYS,
    answers: Mapping[str, str] | None = None,
) -> None:
    """Ask for these keys, and record the answers as one step; a digit that is typed instead goes to `take`."""
    from ..dialogs.agree import Agreeing

    given = answers or {}
    desk.asked_meaning = True
    if not keys:
        _ask_respondents(app, desk, given)
        return
    key, *others = keys

    def answered(value: str | None) -> None:
        if value is not None:
            ask(app, desk, take, others, {**given, key: value})
        elif given:
            _store(desk, given)

    app.push_screen(Agreeing(key, getattr(desk.workshop.session.analysis, key, None), take), answered)


def _ask_respondents(app: App[Any], desk: Desk, answers: Mapping[str, str]) -> None:
    """Where a questionnaire was agreed, ask how many answered it; the ratings are means over them."""
    from ..dialogs.ask import Ask

    known = desk.workshop.session.analysis
    if answers.get("variant") != "questionnaire" or (known and known.respondents):
        _store(desk, answers)
        return
    field = kinds()["analysis"].keys["respondents"]
    app.push_screen(
        Ask(
            _("Questionnaire"),
            _("How many people answered it? Enter records, {key:back} leaves that open."),
            "",
            lambda typed: values.read(field, typed),
        ),
        lambda number: _store(desk, {**answers, "respondents": number} if number else answers),
    )


def _store(desk: Desk, answers: Mapping[str, Any]) -> None:
    """Record what was agreed as one step; the grid follows, as another variant has other columns."""
    sentence = _("Agreed and stored; {key:undo} takes it back, {key:variant} asks again.")
    desk.do(lambda: edits.set_single(desk.workshop.session, "analysis", **answers), sentence)
