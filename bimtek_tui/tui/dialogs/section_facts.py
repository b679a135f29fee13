"""What a section of a book says by itself, beside the form in which a person writes its text."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message

from ...model.entries import Session
from ...workshop.workshop import Workshop
from ..widgets.content import plain
from ..widgets.markdown_view import Preview, why


class SectionFacts(Preview):
    """The section without its text: read, and moved by the arrow keys and the wheel. It is rendered in a thread."""

    @dataclass
    class Rendered(Message):
        """The section was rendered."""

        markdown: str

    def __init__(self, workshop: Workshop, book: str, section: str) -> None:
        super().__init__("section-facts")
        self._workshop = workshop
        self._of = book, section

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing is filled in, written or turned here: the form is open for one text."""
        return action.startswith("scroll_") and super().check_action(action, parameters)

    def on_mount(self) -> None:
        self.border_title = plain(self._workshop.method.books[self._of[0]].title)
        session = self._workshop.session.copy()
        self.run_worker(lambda: self._make(session), thread=True, group="section-facts")

    def _make(self, session: Session) -> None:
        """In a thread: the section as it would be without any text."""
        from ...books.gaps import bare
        from ...books.isolation import draft_of

        session.text = {}
        try:
            draft = draft_of(session, self._workshop.method, self._workshop.templates, lambda: True)
            markdown = bare(draft.section(*self._of))
        except Exception as error:  # noqa: BLE001 - a section that can't be made must not keep its text from being written
            markdown = why(error)
        self.post_message(self.Rendered(markdown))

    def on_section_facts_rendered(self, event: Rendered) -> None:
        event.stop()
        self.show(event.markdown)
