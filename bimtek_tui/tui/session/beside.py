"""The books beside the panels: showing what the entries of a panel become, and going to where a gap is filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from ...i18n import _
from ...model import kinds
from ..entries.columns import LISTS
from ..panels.board import Board

if TYPE_CHECKING:
    from ...books.gaps import Gap
    from ..widgets.markdown_view import Preview
    from .screen import SessionScreen

_INSTEAD = {"score": "quick_win"}
"""Kinds that are captured in no list of their own, and the kind with which they are filled in."""


def _what_to_do(kind: str, captured: bool, others: bool) -> str:
    """How entries of a kind that a book misses are made, in the list to which their gap leads."""
    if kind == "score":
        return _("p opens the grid in which the scores are filled in.")
    if not captured:
        return ""
    return (
        _("What the book misses is not here yet: a captures it.")
        if others
        else _("Nothing has been captured here yet: a captures the first.")
    )


class SectionActions(Screen[None]):
    """The actions of a session screen on what its entries become in the books."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]
    section: Any = None
    """The preview beside the panels, once it was asked for."""

    def _me(self) -> SessionScreen:
        return self  # type: ignore[return-value]

    def action_beside(self) -> None:
        """Show or hide what the entries of the panel become in the books."""
        self.toggle_class("-sections")
        if self.section is None:
            from .book_preview import SectionPreview  # late: not everybody looks at books while capturing

            self.section = SectionPreview(self._me().workshop)
            self.query_one("#body").mount(self.section)
            self._me().workshop.subscribe(self.section.changed)
            self.watch(self.query_one("#panels"), "current", self._section_follows, init=False)
            self.call_after_refresh(self._section_follows)  # when it knows how wide it is
            return
        if self.section.has_focus:
            self.action_from_preview()
        self._section_follows()

    def _section_follows(self) -> None:
        """Show the section of the panel that is open; the panel of books shows sections itself."""
        panel = self._me().panel_id
        shown = self.has_class("-sections") and panel != "books"
        self.section.set_class(not shown, "-hidden")
        if shown:
            self.section.follow(panel)
        self.refresh_bindings()

    def _preview(self) -> Any:
        """The piece of a book on the screen, or None."""
        if self._me().panel_id == "books":
            return self._me().panel.preview
        return self.section if self.section is not None and self.section.display else None

    def action_gap(self, by: int) -> None:
        """Go to the next gap of the piece of a book on the screen, or to the one before."""
        preview = self._preview()
        preview.focus()
        preview.action_next_gap(by)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hide keys for a piece of a book where none is shown."""
        if action == "gap":
            return self._preview() is not None
        return super().check_action(action, parameters)

    def action_from_preview(self) -> None:
        """Back to the lists of the panel."""
        self._me().panel.take_focus()

    def on_preview_wanted(self, event: Preview.Wanted) -> None:
        self.go_to_gap(event.gap)

    def go_to_gap(self, gap: Gap) -> None:
        """Open the form of an entry at the field that is missing, or the list in which entries are missing."""
        me = self._me()
        kind = kinds.kinds()[gap.kind]
        if not (gap.key and (gap.id or kind.single)):
            self._go_to_list(gap.kind, gap.key)
        elif me.workshop.read_only:
            me.say(me.workshop.read_only, error=True)
        elif gap.id and gap.kind != "stage" and me.workshop.session.find(gap.kind, gap.id) is None:
            me.say(_("This entry is not there any more."))
        else:
            from ..dialogs.entry_form import EntryForm

            self.app.push_screen(EntryForm(me.workshop, gap.kind, gap.id, gap.key), me._edited)

    def _go_to_list(self, of: str, value: str) -> None:
        me, kind = self._me(), _INSTEAD.get(of, of)
        if kind == "assessment":
            me.action_panel(kind)
            self.call_after_refresh(me.panel.reveal, "", value)
            return
        if kind in ("budget", "target"):
            me.action_panel("money")
            if value:
                self.call_after_refresh(me.panel.reveal, "", value)
            me.say(_("Enter opens the line: 2027 apbd 1,5 miliar is money, 2027: 45 layanan is a target."))
            return
        for spec in LISTS.values():
            columns = [one for one in spec.columns if one.kind == kind]
            if not columns:
                continue
            column = next((one for one in columns if value and value in one.preset.values()), columns[0])
            me.action_panel(spec.id)
            panel: Any = me.panel
            if isinstance(panel, Board):
                panel.aim(next(one for one in panel.lists if one.column is column))
                self.call_after_refresh(panel.take_focus)
                others = any(panel.at.stands(one) for one in me.workshop.session.entries(kind).values())
                if words := _what_to_do(of, column.capture, others):
                    me.say(words)
            return
        me.say(_("This is filled in the session file itself, in an editor."))
