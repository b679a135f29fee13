"""The section of a book that the entries of a panel fill, shown beside that panel.

It is rendered in a thread from a copy of the session, a moment after the last edit; a newer request supersedes an older one.
"""

from __future__ import annotations

from time import monotonic

from textual.message import Message
from textual.timer import Timer

from ...i18n import _
from ...model.entries import Session
from ...model.method import said
from ...workshop.workshop import Changed, Workshop
from ..registry import FILLS
from ..widgets.content import pieces
from ..widgets.markdown_layout import Drawing, lay_out
from ..widgets.markdown_view import REFRESH_DELAY, Preview, why

FIRST_DELAY, PAUSE = 0.03, 0.3
"""The same for an edit after a pause of so many seconds: its own row is drawn meanwhile."""
ID = "section"


class SectionPreview(Preview):
    """What the entries of a panel become in the books, one section at a time."""

    class Rendered(Message):
        """A section was rendered in a thread; `seek` is the direction in which a gap was looked for."""

        def __init__(self, number: int, place: int, drawing: Drawing, seek: int = 0) -> None:
            super().__init__()
            self.number = number
            self.place = place
            self.drawing = drawing
            self.seek = seek

    class Failed(Message):
        """A section could not be rendered, or no gap was found."""

        def __init__(self, number: int, sentence: str) -> None:
            super().__init__()
            self.number = number
            self.sentence = sentence

    def __init__(self, workshop: Workshop) -> None:
        super().__init__(id=ID)
        self.workshop = workshop
        self.panel_id = ""
        self.place = 0
        self._places: dict[str, int] = {}
        self._wanted = 0
        self._timer: Timer | None = None
        self._changed_at = 0.0
        self._title = pieces()
        self._stale = True

    @property
    def sections(self) -> tuple[str, ...]:
        """The sections that the panel fills: book and block."""
        known = self.workshop.method.books
        return tuple(one for one in FILLS.get(self.panel_id, ()) if one.partition("/")[0] in known)

    def follow(self, panel_id: str) -> None:
        """Show what the entries of this panel become."""
        if panel_id == self.panel_id and not self._stale:
            return
        self._places[self.panel_id] = self.place
        self.panel_id = panel_id
        self.place = self._places.get(panel_id, 0)
        self.show("")
        self._request()

    def changed(self, changed: Changed) -> None:
        """Render anew in a moment, if one can see it."""
        self._stale = True
        if not self.has_class("-hidden") and (changed is None or changed):
            if self._timer is not None:
                self._timer.stop()
            before, self._changed_at = self._changed_at, monotonic()
            delay = FIRST_DELAY if self._changed_at - before > PAUSE else REFRESH_DELAY
            self._timer = self.set_timer(delay, self._request)

    def turn(self, by: int) -> None:
        """Show the next section of the panel, or the one before."""
        if self.sections:
            self.place = (self.place + by) % len(self.sections)
            self.show("")
            self._request()

    # Rendering ----------------------------------------------------------------------------------------------

    def _request(self, seek: int = 0) -> None:
        self._wanted += 1
        self._stale = False
        self._entitle()
        if not self.sections:
            self.show(_("The entries of this panel stand in no section of a book."))
            return
        session, sections, place, number = (
            self.workshop.session.copy(),
            self.sections,
            self.place,
            self._wanted,
        )
        room, before = self.room, self.drawing
        self.run_worker(
            # no partial: Textual writes out all of it, sessions as well
            lambda: self._make(session, sections, place, number, seek, room, before),
            thread=True,
            group=ID,
        )

    def _make(
        self,
        session: Session,
        sections: tuple[str, ...],
        place: int,
        number: int,
        seek: int,
        room: int,
        before: Drawing,
    ) -> None:
        """In a thread: the section, or with `seek` the next one in that direction that has a gap."""
        from ...books.isolation import Superseded, draft_of

        try:
            draft = draft_of(
                session, self.workshop.method, self.workshop.templates, lambda: number == self._wanted
            )
            for step in range(1, len(sections)) if seek else (0,):
                at = (place + step * seek) % len(sections)
                markdown = draft.section(*sections[at].split("/"))
                if number != self._wanted:
                    return
                drawing = lay_out(markdown, room, before)
                if drawing.gaps or not seek:
                    self.post_message(self.Rendered(number, at, drawing, seek))
                    return
        except Superseded:
            return
        except Exception as error:  # noqa: BLE001 - a book that can't be made must not end the workshop
            self.post_message(self.Failed(number, why(error)))
            return
        self.post_message(self.Failed(number, _("There is no further gap in what this panel fills.")))

    def on_section_preview_rendered(self, event: Rendered) -> None:
        event.stop()
        if event.number != self._wanted:
            return
        self.place = event.place
        self._entitle()
        if event.seek:
            self.put(event.drawing, gap=event.seek)
        elif event.drawing.markdown != self.drawing.markdown or event.drawing.width != self.drawing.width:
            self.put(event.drawing, stay=bool(self.drawing.markdown))

    def on_section_preview_failed(self, event: Failed) -> None:
        event.stop()
        if event.number == self._wanted:
            self.screen.say(event.sentence)  # type: ignore[attr-defined]

    def on_preview_beyond(self, event: Preview.Beyond) -> None:
        event.stop()
        self._request(seek=event.by)

    def on_preview_turned(self, event: Preview.Turned) -> None:
        event.stop()
        self.turn(event.by)

    def _entitle(self) -> None:
        sections = self.sections
        title = pieces()
        if sections:
            book = self.workshop.method.books[sections[self.place].partition("/")[0]]
            count = (f"  {self.place + 1}/{len(sections)}", "bold") if len(sections) > 1 else ("", "")
            title = pieces(said(book, "title"), count)
        if not title.is_same(
            self._title
        ):  # setting it draws all of the section, while the next is being made
            self._title = title
            self.border_title = title if sections else None
