"""What every form and question is: a screen over the others that answers when it is left."""

from __future__ import annotations

from typing import Generic, TypeVar

from textual.screen import ModalScreen
from textual.widgets import OptionList

from ..widgets.line import Line

Answer = TypeVar("Answer")


class Dialog(ModalScreen[Answer], Generic[Answer]):
    """A form or question; how all of them look is read when the first one is opened, not at the start."""

    CSS_PATH = "dialogs.tcss"

    def action_save(self) -> None:
        """Record what stands here, or take the row under the cursor, as Enter does."""
        if isinstance(self.focused, Line):
            self.focused.submit()
        elif isinstance(self.focused, OptionList):
            self.focused.action_select()

    def action_leave(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)
