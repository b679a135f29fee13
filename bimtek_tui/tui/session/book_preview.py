"""What the entries of the open panel become in the books, shown beside it, and the way from a gap to where it is filled in.

A section is rendered in a thread from a copy of the session, a moment after the last edit; a newer request supersedes an older one.
"""

from __future__ import annotations

from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, Any

from textual.message import Message
from textual.screen import Screen
from textual.timer import Timer

from ...books.gaps import Gap
from ...errors import TemplateFault
from ...i18n import _
from ...model import kinds
from ...model.entries import Session
from ...model.method import wording
from ...workshop.workshop import Changed
from ..desk import Desk
from ..panels.board import Board
from ..registry import PANELS, panel_of
from ..widgets.content import pieces
from ..widgets.markdown_layout import Drawing, lay_out
from ..widgets.markdown_view import REFRESH_DELAY, Preview, why

if TYPE_CHECKING:
    from .navigation import Navigation
    from .panels import Panels

FIRST_DELAY, PAUSE = 0.03, 0.3
"""Seconds until the first edit after a pause of so many seconds is rendered: its own row is drawn meanwhile."""
ID = "section"


class SectionPreview(Preview):
    """What the entries of a panel become in the books, one section at a time."""

    @dataclass
    class Rendered(Message):
        """A section was rendered in a thread; `seek` is the direction in which a gap was looked for."""

        number: int
        place: int
        drawing: Drawing
        seek: int = 0

    @dataclass
    class Failed(Message):
        """A section could not be rendered, or no gap was found."""

        number: int
        sentence: str

    def __init__(self, desk: Desk) -> None:
        super().__init__(id=ID)
        self.desk = desk
        self.workshop = desk.workshop
        self.panel_id = ""
        self.place = 0
        self._places: dict[str, int] = {}
        self._wanted = 0
        self._timer: Timer | None = None
        self._changed_at = 0.0
        self._title = pieces()
        self._stale = True
        self.has_text = self._has_text

    def _has_text(self) -> bool:
        from ...books.texts import standing

        book, _slash, section = self.sections[self.place].partition("/") if self.sections else ("", "", "")
        return section in standing(self.workshop.session, book)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Books are written where all of them are listed."""
        return False if action.startswith("write_books") else super().check_action(action, parameters)

    @property
    def sections(self) -> tuple[str, ...]:
        """The sections that the panel fills: book and block."""
        known = self.workshop.method.books
        record = PANELS.get(self.panel_id)
        return (
            tuple(section for section in record.fills if section.partition("/")[0] in known) if record else ()
        )

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
            self._timer = self.set_timer(
                FIRST_DELAY if self._changed_at - before > PAUSE else REFRESH_DELAY, self._request
            )

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
        from ...books.pictures import wanted

        try:
            draft = draft_of(
                session,
                self.workshop.method,
                self.workshop.templates,
                lambda: number == self._wanted,
                wanted(session),
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
            self.desk.say(event.sentence)

    def on_preview_beyond(self, event: Preview.Beyond) -> None:
        event.stop()
        self._request(seek=event.by)

    def on_preview_text_wanted(self, event: Preview.TextWanted) -> None:
        event.stop()
        if self.sections:
            self.post_message(self.Wanted(Gap("text", "", self.sections[self.place])))

    def on_preview_turned(self, event: Preview.Turned) -> None:
        event.stop()
        self.turn(event.by)

    def _entitle(self) -> None:
        sections = self.sections
        title = pieces()
        if sections:
            book = self.workshop.method.books[sections[self.place].partition("/")[0]]
            count = (f"  {self.place + 1}/{len(sections)}", "bold") if len(sections) > 1 else ("", "")
            title = pieces(wording(book, "title"), count)
        if not title.is_same(
            self._title
        ):  # setting it draws all of the section, while the next is being made
            self._title = title
            self.border_title = title if sections else None


_INSTEAD = {"score": "quick_win"}
"""Kinds that are captured in no list of their own, and the kind with which they are filled in."""


def _what_to_do(kind: str, captured: bool, others: bool) -> str:
    """How entries of a kind that a book misses are made, in the list to which their gap leads."""
    if kind == "score":
        return _("{key:points} opens the grid in which the scores are filled in.")
    if not captured:
        return ""
    return (
        _("What the book misses is not here yet: {key:add} captures it.")
        if others
        else _("Nothing has been captured here yet: {key:add} captures the first.")
    )


class BookPreview:
    """The books beside the panels of a screen: shown or hidden, and the way from a gap to where it is filled in."""

    def __init__(self, screen: Screen[Any], desk: Desk, panels: Panels, navigation: Navigation) -> None:
        self.section: SectionPreview | None = None
        self._screen = screen
        self._desk = desk
        self._panels = panels
        self._navigation = navigation

    def toggle(self) -> None:
        """Show or hide what the entries of the open panel become."""
        self._screen.toggle_class("-sections")
        if self.section is None:
            self.section = SectionPreview(self._desk)
            self._screen.query_one("#body").mount(self.section)
            self._desk.workshop.subscribe(self.section.changed)
            self._screen.watch(self._panels, "current", self._follow, init=False)
            self._screen.call_after_refresh(self._follow)  # when it knows how wide it is
            return
        if self.section.has_focus:
            self._panels.panel.take_focus()
        self._follow()

    def _follow(self) -> None:
        """Show the section of the panel that is open; not beside one that shows pieces of books itself."""
        if self.section is None:
            return
        shown = self._screen.has_class("-sections") and self._panels.panel.book is None
        self.section.set_class(not shown, "-hidden")
        if shown:
            self.section.follow(self._panels.open_id)
        self._screen.refresh_bindings()

    @property
    def shown(self) -> Preview | None:
        """The piece of a book on the screen."""
        if own := self._panels.panel.book:
            return own
        return self.section if self.section is not None and self.section.display else None

    def gap(self, by: int) -> None:
        """Go to the next gap of the piece of a book on the screen, or to the one before."""
        preview = self.shown
        if preview is not None:
            preview.focus()
            preview.action_next_gap(by)

    def fill_in(self, gap: Gap) -> None:
        """Open the form of an entry at the field that is missing, or the list in which entries are missing."""
        kind = kinds.kinds()[gap.kind]
        if gap.kind == "text":
            book, _slash, section = gap.key.partition("/")
            self._write(book, section)
        elif not (gap.key and (gap.id or kind.single)):
            self._to_list(gap.kind, gap.key)
        elif not self._desk.may_change():
            return
        elif gap.id and gap.kind != "stage" and self._desk.workshop.session.find(gap.kind, gap.id) is None:
            self._desk.say(_("This entry is not there any more."))
        else:
            self._panels.panel.open_form(gap.kind, gap.id, gap.key)

    def _write(self, book: str, section: str) -> None:
        """Open the form of the text of a section; with it is recorded against which facts it was read."""
        from ...books.sections import take_texts
        from ...books.texts import standing

        workshop = self._desk.workshop
        if not take_texts(workshop.method, book, section):
            self._desk.say(_("No text can be written here; the sections of the books take one each."))
            return
        entry = standing(workshop.session, book).get(section)
        given = {"book": book, "section": section} | self._facts(book, section)
        self._panels.panel.open_form("text", entry.id if entry else "", "text", given)

    def _facts(self, book: str, section: str) -> dict[str, str]:
        """The fingerprint of what a section says now; nothing where only a template of others has the section."""
        from ...books.sections import facts, sections

        workshop = self._desk.workshop
        try:
            if section in sections(workshop.method.books[book]):
                place = book, section
                return {"facts": facts(workshop.session, workshop.method, [place])[place]}
        except TemplateFault:
            pass
        return {}

    def _to_list(self, of: str, value: str) -> None:
        """Open the panel of a kind, at the list or row that a value names."""
        kind = _INSTEAD.get(of, of)
        record = panel_of(kind)
        if record is None or record.id == "agenda":
            self._desk.say(_("This is filled in the session file itself, in an editor."))
            return
        self._navigation.panel(record.id)
        panel = self._panels.panel
        if isinstance(panel, Board):
            self._aim(panel, of, kind, value)
        elif value or kind == "assessment":
            panel.call_after_refresh(panel.reveal, "", value)
        if kind in ("budget", "target"):
            self._desk.say(
                _(
                    "{key:add-money} opens the line: 2027 apbd 1,5 miliar is money, 2027: 45 layanan is a target."
                )
            )

    def _aim(self, panel: Board, of: str, kind: str, value: str) -> None:
        lists = [rows for rows in panel.lists if rows.column.kind == kind]
        rows = next((rows for rows in lists if value and value in rows.column.preset.values()), lists[0])
        panel.aim(rows)
        panel.call_after_refresh(panel.take_focus)
        others = any(rows.stands(entry) for entry in self._desk.workshop.session.entries(kind).values())
        if words := _what_to_do(of, rows.column.capture, others):
            self._desk.say(words)
