"""What every form and question is: a screen over the others that answers when it is left.

What was typed into one and not answered is a draft: it stands there again when the same is asked the next time.
"""

from __future__ import annotations

from typing import Generic, TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import OptionList

from ...i18n import _
from ...workshop.drafts import Draft, Drafts
from ..widgets.content import Words, plain
from ..widgets.line import Line

Answer = TypeVar("Answer")
MOST = 0.96
"""The part of the screen's height that a dialog takes at most, as the stylesheet says."""
LEAST = 3
"""Rows of a list that are seen however little room there is."""


class Dialog(ModalScreen[Answer], Generic[Answer]):
    """A form or question; how all of them look is read when the first one is opened, not at the start."""

    CSS_PATH = "dialogs.tcss"

    place = ""
    """Where drafts of this question are kept, with what is asked about in it; "" for one that keeps none."""

    def __init__(self) -> None:
        super().__init__()
        self._opened_with: dict[str, str] = {}

    def action_save(self) -> None:
        """Record what stands here, or take the row under the cursor, as Enter does."""
        if isinstance(self.focused, Line):
            self.focused.submit()
        elif isinstance(self.focused, OptionList):
            self.focused.action_select()

    def action_leave(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)

    # What is seen -------------------------------------------------------------------------------------------

    def on_resize(self) -> None:
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        """Give the list of a choice what the words around it leave: its keys are seen on the smallest screen, too."""
        for box in self.query(".choice"):
            others = sum(
                widget.outer_size.height for widget in box.children if not isinstance(widget, OptionList)
            )
            room = int(self.size.height * MOST) - box.gutter.height - others
            for rows in box.query_children(OptionList):
                rows.styles.max_height = max(LEAST, room)

    # What is not recorded -----------------------------------------------------------------------------------

    @property
    def drafts(self) -> Drafts:
        """Those of what this lies over."""
        drafts: Drafts = next(
            screen.drafts
            for screen in reversed(self.app.screen_stack)
            if not isinstance(screen, Dialog) and hasattr(screen, "drafts")
        )
        return drafts

    @property
    def draft_title(self) -> str:
        """What this is called where a draft of it is told of."""
        return str(self.query(".title").first(Words).visual)

    def inputs(self) -> dict[str, Widget]:
        """What is typed into or chosen from, by the names under which a draft has it."""
        return {widget.id: widget for widget in self.query("Line, Dropdown") if widget.id}

    def on_mount(self) -> None:
        if self.place:
            self.take_up()

    def take_up(self) -> None:
        """Put in what was typed the last time and not recorded, and say so."""
        from .field_text import put_words, words

        inputs = self.inputs()
        self._opened_with = {name: words(widget) for name, widget in inputs.items()}
        if draft := self.drafts.get(self.place):
            for name in draft.typed.keys() & inputs.keys():
                put_words(inputs[name], draft.typed[name])
            self.say_draft(draft)

    def say_draft(self, draft: Draft) -> None:
        """Say that what stands here was typed earlier."""
        sentence = _("not recorded yet, typed at {time}; ctrl+u throws it away").format(time=draft.when)
        self.query(".dialog").first().border_subtitle = plain(sentence)

    emptied_counts = False
    """Whether a field that was emptied is something typed, too; in a window of one line that is how a draft is thrown away."""

    def unrecorded(self) -> dict[str, str]:
        """What was typed and not recorded, by name."""
        from .field_text import words  # late: most dialogs have no fields

        now = {name: words(widget) for name, widget in self.inputs().items()} if self._opened_with else {}
        changed = {name: typed for name, typed in now.items() if typed != self._opened_with.get(name)}
        return {name: typed for name, typed in changed.items() if typed or self.emptied_counts}

    def keep_drafts(self) -> None:
        """Keep what was typed and not recorded; nothing once this is answered."""
        if self.place and self.is_mounted and self.is_attached:
            typed = self.unrecorded()
            before = {name: self._opened_with[name] for name in typed}
            self.drafts.put(self.place, self.draft_title, typed, before)

    def dismiss(self, result: Answer | None = None) -> AwaitComplete:
        """Leave; with an answer what was typed is no draft any more, without one it waits."""
        if self.place:
            if result is None:
                self.keep_drafts()
            else:
                self.drafts.drop(self.place)
            self.place = ""
        return super().dismiss(result)
