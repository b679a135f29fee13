"""The question how the figures of the SWOT analysis are meant: variant and rating direction, agreed once and stored.

It is asked when the grid of points is opened for the first time, and never gets in the way of typing: Esc and the
first digit leave it for later, and the digit goes into the cell where it was meant to go.
"""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import OptionList

from ...i18n import N_, _
from ..actions import bindings
from ..widgets.bar import KeyBar
from ..widgets.content import Words, pieces
from ..widgets.row_list import ChoiceList, Row
from .dialog import Dialog

QUESTIONS: dict[str, tuple[str, str]] = {
    "variant": (
        N_("Which variant of IFAS and EFAS is used?"),
        N_("Agreed once and stored with the session; it stands under every table."),
    ),
    "rating_direction": (
        N_("What does a 4 mean for a weakness or a threat?"),
        N_("The position is S - W and O - T, so it turns with this answer."),
    ),
}
"""What is asked, by key of ``[analysis]``, and why."""

ANSWERS: dict[str, tuple[tuple[str, str, str], ...]] = {
    "variant": (
        (
            "rangkuti",
            "Rangkuti",
            N_("points are shared out over S+W and over O+T; the usual one"),
        ),
        ("pearce", "Pearce & Robinson", N_("points are shared out within each of S, W, O and T")),
        (
            "questionnaire",
            N_("Questionnaire"),
            N_("weight and rating come from the sums of what respondents answered"),
        ),
    ),
    "rating_direction": (
        (
            "magnitude",
            N_("Magnitude: 4 is severe"),
            N_("a severe weakness takes much away; fits the position S - W"),
        ),
        (
            "inverse",
            N_("Inverse: 4 is slight"),
            N_("fits totals against 2,5; in S - W severe weaknesses flatter the city"),
        ),
    ),
}
"""Value, name and one line of explanation, by key."""


class Agreeing(Dialog[str | None]):
    """Asks for one of the two; Enter takes the answer under the cursor, Esc and digits leave it for later."""

    BINDINGS = bindings("agreeing")

    def __init__(self, key: str, now: str | None, typed: Callable[[str], None]) -> None:
        """`now` is what was agreed before; `typed` gets the digits that were meant for the cell below."""
        super().__init__()
        self.key = key
        self.now = now
        self.typed = typed
        self.left = False
        self.list = ChoiceList()

    def compose(self) -> ComposeResult:
        question, why = QUESTIONS[self.key]
        with Vertical(classes="dialog choice"):
            yield Words(_(question), classes="title")
            yield Words(_(why))
            yield self.list
            yield Words(
                _("Enter agrees; {key:later} or typing on leaves it for later, {key:variant} asks again."),
                classes="quiet",
            )
            yield KeyBar("keys")

    def on_mount(self) -> None:
        answers = ANSWERS[self.key]
        width = max(len(_(name)) for _value, name, _explained in answers)
        rows = (
            Row(value, pieces((f"{_(name):<{width}}  ", "bold"), _(explained)))
            for value, name, explained in answers
        )
        self.list.fill(rows, first=self.now or "")
        self.list.focus()

    async def _on_key(self, event: events.Key) -> None:
        letter = event.character or ""
        if letter and (letter in "0123456789" or (self.left and letter.isprintable())):
            event.stop().prevent_default()
            self.action_leave()
            self.typed(letter)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if not self.left:
            self.left = True
            self.dismiss(self.list.rows[event.option_index].id)

    def action_cursor(self, by: int) -> None:
        """Move the cursor."""
        (self.list.action_cursor_down if by > 0 else self.list.action_cursor_up)()

    def action_leave(self) -> None:
        """Leave it for later."""
        if not self.left:
            self.left = True
            self.dismiss(None)
