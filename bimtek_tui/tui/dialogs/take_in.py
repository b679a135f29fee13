"""What comes from outside, shown row by row before it is taken in: a group's file, a table, a list, pasted lines.

The dialog is one for all of them and is handed an `Intake`, the list that knows what its rows mean.
"""

from __future__ import annotations

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import TextArea

from ...errors import Refused
from ...i18n import _
from ...model.edits import Edit
from ...workshop.drafts import Draft
from ...workshop.workshop import Workshop
from ..widgets.bar import KeyBar
from ..widgets.content import Words, plain
from ..widgets.row_list import Row, RowList
from .dialog import Dialog


class Intake(RowList):
    """The rows of one thing from outside, with the words around them; a kind of it adds keys and what they do.

    It says what is shown (`heading`, `entries`, `detail`, `complaint`) and what Enter records (`edit`); whatever
    changes one of them calls `show`. Rows that the cursor may stand on have a number as their id.
    """

    place = ""
    """Its keys, and the class by which it is styled."""
    nothing = ""
    """Said when Enter records nothing, marked with `N_`."""

    def __init__(self, workshop: Workshop) -> None:
        super().__init__("intake")
        self.workshop = workshop
        self.title, self.summary, self.whole = Words(classes="title"), Words(), Words()
        self.message = Words(classes="fault")
        self.below = VerticalScroll(self.whole, id="both", can_focus=False)
        self.above: Widget | None = None
        """What stands between title and summary."""

    def heading(self) -> tuple[str, str | Content]:
        """Title and summary ("" for none)."""
        raise NotImplementedError

    def entries(self) -> Iterable[Row]:
        """The rows as they are now, with headings among them."""
        raise NotImplementedError

    def detail(self, number: int) -> Content:
        """All of what a row stands for; shown below the list."""
        return plain("")

    def complaint(self) -> str:
        """What is said as soon as the rows are shown."""
        return ""

    def edit(self) -> Edit | None:
        """The one step that takes in what is marked; None when there is nothing to do. Raises Refused when it must not be."""
        raise NotImplementedError

    def stays(self) -> bool:
        """After recording: whether something is left that the person may mend; it is shown then."""
        return False

    def start(self) -> None:
        """Show all of it for the first time, and take the focus."""
        self.show()
        self.focus()

    @property
    def at(self) -> int:
        """The number of the row under the cursor; -1 where there is none."""
        return int(self.rows[self.highlighted].id or -1) if self.highlighted is not None else -1

    def show(self) -> None:
        """Show all of it as it is now; the cursor stays on its row or near it."""
        title, summary = self.heading()
        self.title.show(title)
        self.summary.show(summary)
        self.summary.display = bool(summary)
        self.redraw(self.entries())
        self.message.show(self.complaint())
        self._show_detail()

    def _show_detail(self) -> None:
        self.whole.show(self.detail(self.at) if self.at >= 0 else "")

    def on_option_list_option_highlighted(self) -> None:
        self.below.scroll_home(animate=False)
        self._show_detail()

    def action_turn(self, by: int) -> None:
        """Scroll by a page what is shown below."""
        self.below.scroll_relative(y=by * max(1, self.below.size.height - 1), animate=False)


class TakeIn(Dialog[bool]):
    """Shows what an intake would bring; the answer says whether it was recorded."""

    def __init__(self, intake: Intake) -> None:
        super().__init__()
        self.intake = intake
        self.has_recorded = False
        typed = intake.above
        if isinstance(typed, TextArea) and not typed.text:  # what came with it is pasted once more
            self.place = f"intake:{intake.place}"

    def compose(self) -> ComposeResult:
        intake = self.intake
        with Vertical(classes=f"dialog intake {intake.place}"):
            yield intake.title
            if intake.above is not None:
                yield intake.above
            yield intake.summary
            yield intake
            yield intake.below
            yield intake.message
            yield KeyBar("keys")

    def on_mount(self) -> None:
        self.intake.start()

    def inputs(self) -> dict[str, Widget]:
        """The text that the rows are made of."""
        return {"": self.intake.above} if self.place and self.intake.above is not None else {}

    def say_draft(self, draft: Draft) -> None:
        """Say that the text was typed earlier."""
        sentence = _("not recorded yet, typed at {time}; emptied, it is thrown away")
        self.query(".dialog").first().border_subtitle = plain(sentence.format(time=draft.when))

    async def action_intake(self, action: str) -> None:
        """Do what a key of the rows does: a click on words beside them."""
        await self.app.run_action(action, self.intake)

    def action_take_in(self) -> None:
        """Record what is marked as one step; what is faulty may stay."""
        try:
            edit = self.intake.edit()
            self.intake.workshop.do(edit)
        except Refused as refused:
            self.intake.message.show(str(refused))
            return
        if edit is None:
            self.intake.message.show(_(self.intake.nothing))
            return
        self.has_recorded = True
        if not self.intake.stays():
            self.dismiss(True)

    def action_leave(self) -> None:
        """Take nothing in, or nothing more."""
        self.dismiss(self.has_recorded or None)
