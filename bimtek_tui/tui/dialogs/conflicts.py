"""The question what counts, where the file was changed both here and outside: one field at a time, with both values.

Nothing is decided before all is, and ctrl+s says so: whoever was typing when this opened has settled nothing.
"""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList

from ...i18n import N_, _, ngettext
from ...review.questions import Question
from ...review.table_merge import Side
from ...workshop.uniting import Answer
from ...workshop.workshop import Workshop
from ..actions import bindings
from ..widgets.bar import KeyBar
from ..widgets.content import Words, lines, pieces, plain
from ..widgets.row_list import Row, RowList
from .dialog import Dialog

_SIDES: dict[Side | None, str] = {None: "?", "ours": N_("here"), "theirs": N_("outside")}


class Places(RowList):
    """What is to be decided, one row each; the page keys turn the pages of what is shown below."""

    BINDINGS = bindings("conflict-list")


class Conflicts(Dialog[bool]):
    """Asks for each conflict whose side counts; the result says whether all was decided.

    `answers` is filled meanwhile, and stays filled when the person leaves to decide later.
    """

    BINDINGS = bindings("conflicts")

    def __init__(self, workshop: Workshop, answers: list[Answer]) -> None:
        super().__init__()
        self.workshop = workshop
        self.answers = answers
        self.asked: list[Question] = []
        self.places = Places()

    def compose(self) -> ComposeResult:
        with Vertical(id="conflicts", classes="dialog"):
            yield Words(id="conflicts-title", classes="title")
            yield self.places
            with VerticalScroll(id="both", can_focus=False):
                yield Words(id="both-text")
            yield Words(id="conflicts-message")
            yield KeyBar("keys")

    def on_mount(self) -> None:
        self.ask()
        self.places.focus()

    def ask(self) -> None:
        """Show what is to be decided now; it is another thing when the file or the session changed meanwhile."""
        conflicts = self.workshop.persistence.external.conflicts
        if not conflicts:
            self.dismiss(True)
            return
        if [question.conflict for question in self.asked] == list(conflicts):
            return
        self.asked = self.workshop.persistence.external.questions(self.workshop.session, self.workshop.method)
        number = len(self.asked)
        title = ngettext(
            "{number} place was changed both here and outside: what counts?",
            "{number} places were changed both here and outside: what counts?",
            number,
        )
        self.query_one("#conflicts-title", Words).show(title.format(number=number))
        self._list()
        self._show()

    def _list(self) -> None:
        self.places.redraw(
            Row(str(number), self._row(question)) for number, question in enumerate(self.asked)
        )

    def _side(self, question: Question) -> Side | None:
        return next((side for conflict, side in self.answers if conflict == question.conflict), None)

    def _row(self, question: Question) -> Content:
        width = max(len(_(word)) for word in _SIDES.values())
        mark = _(_SIDES[self._side(question)])
        return pieces((f"{mark:<{width}}  ", "bold"), _named(question))

    def _show(self) -> None:
        """Show what stands on both sides of the conflict under the cursor."""
        if self.places.highlighted is None or self.places.highlighted >= len(self.asked):
            return
        question = self.asked[self.places.highlighted]
        chosen = self._side(question)
        parts = [plain(_named(question), "bold underline")]
        if question.before:
            parts += [plain(_("before"), "dim"), *map(plain, question.before)]
        for key, side, state in (("1", "ours", question.ours), ("2", "theirs", question.theirs)):
            name = f" {key} {_(_SIDES[side])} "  # type: ignore[index]
            parts.append(pieces((name, "bold reverse"), ("  ✓", "bold") if side == chosen else ""))
            parts += map(plain, state or (_("nothing"),))
        self.query_one("#both-text", Words).show(lines(parts))

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        self.query_one("#both").scroll_home(animate=False)
        self._show()

    def action_turn(self, by: int) -> None:
        """Scroll what is shown by a page."""
        both = self.query_one("#both")
        both.scroll_relative(y=by * max(1, both.size.height - 1), animate=False)

    def action_answer(self, side: Side) -> None:
        """Decide the conflict under the cursor, and go on to the next one that is open."""
        here = self.places.highlighted
        if here is None:
            return
        self._answer([here], side)
        later = [*range(here + 1, len(self.asked)), *range(here)]
        following = next((number for number in later if self._side(self.asked[number]) is None), None)
        if following is not None:
            self.places.highlighted = following

    def action_answer_all(self, side: Side) -> None:
        """Decide all of them alike."""
        self._answer(list(range(len(self.asked))), side)

    def _answer(self, numbers: list[int], side: Side) -> None:
        given = [self.asked[number].conflict for number in numbers]
        self.answers[:] = [answer for answer in self.answers if answer[0] not in given]
        self.answers += [(conflict, side) for conflict in given]
        self._list()
        self._say("")
        self._show()

    def _say(self, sentence: str) -> None:
        self.query_one("#conflicts-message", Words).show(sentence)

    def action_save(self) -> None:
        """Record the decisions, once there is one for everything."""
        left = sum(self._side(question) is None for question in self.asked)
        if left:
            self._say(
                ngettext("{number} is still open.", "{number} are still open.", left).format(number=left)
            )
            return
        self.workshop.persistence.external.answers = tuple(self.answers)
        self.dismiss(True)

    def action_leave(self) -> None:
        """Decide later."""
        self.dismiss(False)


def _named(question: Question) -> str:
    return f"{question.key} · {question.entry}" if question.key else question.entry
