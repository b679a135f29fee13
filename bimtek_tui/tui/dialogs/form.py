"""What every form is: a dialog of several fields, left only when what was typed is recorded, kept or thrown away."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic

from ...i18n import _
from ...workshop.drafts import Draft
from ..widgets.content import Words, plain
from .ask import Choice
from .dialog import Answer, Dialog


class Form(Dialog[Answer], Generic[Answer]):
    """A dialog of several fields that ctrl+s records; one that was changed is left only when that is settled."""

    emptied_counts = True
    asked = False
    """Whether it is being asked what becomes of what was typed."""

    def say_draft(self, draft: Draft) -> None:
        """Say that what stands here was typed earlier."""
        sentence = _("Not recorded yet, typed at {time}: {key:save} records it, {key:cancel} asks.").format(
            time=draft.when
        )
        self.query_one("#form-message", Words).show(sentence)

    @property
    def is_changed(self) -> bool:
        """Whether something was typed that is not recorded."""
        return bool(self.unrecorded())

    def action_save(self) -> None:
        """Record what stands here and leave."""
        raise NotImplementedError

    def action_leave(self) -> None:
        """Leave; where something was typed, ask what becomes of it."""
        if self.is_changed:
            self.settle(lambda: None)
        else:
            self.dismiss(None)

    def settle(self, then: Callable[[], Any]) -> None:
        """Ask what becomes of what was typed, leave accordingly, and go on with `then`."""

        def answered(answer: str | None) -> None:
            self.asked = False
            if not answer:
                return
            while self.app.screen is not self:
                self.app.pop_screen()  # the help that was opened over it
            match answer:
                case "record":
                    self.action_save()
                    if self in self.app.screen_stack:
                        return  # something can't be recorded, which is said
                case "draft":
                    self.dismiss(None)
                case "discard":
                    self.drafts.drop(self.place)
                    self.place = ""
                    self.dismiss(None)
            then()

        self.asked = True
        rows = (
            ("record", plain(_("Record it"))),
            ("draft", plain(_("Leave it as a draft: it stands here again the next time"))),
            ("discard", plain(_("Throw it away"))),
        )
        self.app.push_screen(
            Choice(
                _("Not recorded yet"),
                _("What becomes of what was typed here? {key:back} goes back to it."),
                rows,
            ),
            answered,
        )
