"""Capturing: the line at the bottom, the list it goes to, and what is understood of it before Enter.

The line goes to the list in focus, or to the inbox, which is open from everywhere and leaves the panel as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from textual.widget import Widget

from ... import text
from ...errors import Refused
from ...facilitation import tags
from ...facilitation.tags import Parsed
from ...i18n import _
from ...model import edits, kinds, values
from ..entries.columns import Column
from ..entries.inbox import INBOX, INTO, SORTED_INTO
from ..panels.board import Board
from ..panels.entry_actions import EntryActions
from ..widgets.content import Words, pieces
from .hint import OFFERED, Hint, Understood, hint, lists, signs

if TYPE_CHECKING:
    from ...analysis.duplicates import Known

_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/&-]{0,30}")
_NO_CODES = frozenset(
    [
        "dinas",
        "badan",
        "kantor",
        "bagian",
        "sekretariat",
        "inspektorat",
        "kecamatan",
        "kelurahan",
        "universitas",
        "rumah",
        "satuan",
        "bank",
        "pt",
    ]
)
"""First words of names, which are no codes: "Dinas Perhubungan" needs one before it."""
PREFIX = re.compile(r"\s*([A-Za-z]{1,2}):\s*(.*)", re.DOTALL)


class Capturing(EntryActions):
    """The actions of a session screen that take down what the room says."""

    def __init__(self) -> None:
        super().__init__()
        self.into_inbox = False
        self._drafts: dict[str, str] = {}
        self._came_from: Widget | None = None
        self._known: dict[str, Known] = {}
        self._understood = Understood()
        self._offer = 0

    # Opening and leaving the line ---------------------------------------------------------------------------

    def action_capture(self) -> None:
        """Open the capture line for the list in focus; the inbox where nothing is captured."""
        me = self._me()
        board = me.panel
        if not isinstance(board, Board) or not any(_captures(one.column) for one in board.lists):
            self.action_inbox()
            return
        if not _captures(board.at.column):
            board.aim_next(1)
        me.lift_filter()  # what is captured must be seen
        self._open_line(into_inbox=False)

    def action_inbox(self) -> None:
        """Open the capture line for the inbox, wherever one is."""
        self._open_line(into_inbox=True)

    def _open_line(self, *, into_inbox: bool) -> None:
        me = self._me()
        line = me.capture_line
        if me.capturing:
            self.keep_draft()
        if not line.has_focus:
            self._came_from = me.focused
        self.into_inbox = into_inbox
        me.capturing = True
        line.value = self._drafts.pop(self._goes_to.id, "")
        line.cursor_position = len(line.value)
        line.focus()
        me.say("")
        self.show_aim()

    def close_line(self) -> None:
        """Leave the capture line; what was typed waits, and one is back where one was."""
        me = self._me()
        self.keep_draft()
        me.capturing = False
        came_from, inbox = self._came_from, self.into_inbox
        self.into_inbox, self._came_from = False, None
        if not me.capture_line.has_focus and me.focused is not None:
            return  # a click went elsewhere already
        if inbox and came_from is not None and came_from.is_attached and came_from.focusable:
            came_from.focus()
        else:
            me.panel.take_focus()

    def keep_draft(self) -> None:
        """Put what was typed and not recorded by, for the next time in the same list."""
        line = self._me().capture_line
        if line.value.strip():
            self._drafts[self._goes_to.id] = line.value
        line.value = ""

    def before_turning(self) -> None:
        """Another panel opens: the inbox line stays as it is, and what was typed for a list waits there."""
        if self.into_inbox:
            self._came_from = None
        elif self._me().capturing:
            self.keep_draft()

    def line_follows(self) -> None:
        """Another panel has opened under the line: it goes on there, with what waits there."""
        line = self._me().capture_line
        if not self.into_inbox:
            line.value = self._drafts.pop(self._goes_to.id, "")
        line.focus()
        self.show_aim()

    # Where it goes ------------------------------------------------------------------------------------------

    @property
    def _goes_to(self) -> Column:
        """The list that takes a line which names none itself."""
        panel = self._me().panel
        return INBOX if self.into_inbox or not isinstance(panel, Board) else panel.at.column

    def show_aim(self) -> None:
        """Say before the capture line where it goes."""
        me = self._me()
        column = self._goes_to
        me.query_one("#aim", Words).show(pieces((f" {_(column.title)} ▸ ", "bold")))
        known = "" if self.into_inbox else " ".join(f"{sign}:" for sign in self._signs())
        if column.kind == "agency":
            words = _("code and name, e.g. DINKES Dinas Kesehatan; Enter records, Esc leaves")
        elif self.into_inbox:
            words = _("sorted later, Enter records, Esc leaves")
        else:
            words = _("text, Enter records, Esc leaves, Tab: next list")
        me.capture_line.placeholder = f"{words}  ({known})" if known else words
        self._prepare(column.kind)
        self.look()

    def _signs(self) -> Mapping[str, Column]:
        """The signs that send a line to another list, and those lists."""
        if self.into_inbox:
            return SORTED_INTO
        panel = self._me().panel
        lists = panel.lists if isinstance(panel, Board) else []
        return {one.column.prefix: one.column for one in lists if one.column.prefix}

    def action_aim(self, by: int) -> None:
        """Send the line to the next list of the panel; while a tag is begun, forwards makes it whole."""
        panel = self._me().panel
        if by > 0 and self._is_begun(self._me().capture_line.value):
            self.action_complete()
            return
        if isinstance(panel, Board):
            panel.aim_next(by if not self.into_inbox else 0)
            self.into_inbox = self.into_inbox and not _captures(panel.at.column)
            self.show_aim()

    def aim_of(self, typed: str) -> tuple[Column, str]:
        """The list that takes a line, and the line without the sign that named it."""
        found = PREFIX.match(typed)
        if found and (column := self._signs().get(found.group(1).casefold())):
            return column, found.group(2)
        return self._goes_to, typed

    # Recording ----------------------------------------------------------------------------------------------

    def take_down(self, typed: str) -> bool:
        """Record a captured line; False, with a sentence, when it was refused."""
        me = self._me()
        try:
            column, keys, parsed = self.entry_of(typed)
            kind = column.kind
            if kind == "agency":
                id = keys["id"]
                me.workshop.do(edits.put(me.workshop.session, kind, id, name=keys.get("name")))
            else:
                id = me.workshop.capture(kind, keys)
        except Refused as refused:
            me.say(str(refused), error=True)
            return False
        self.show_captured(kind, [id])
        me.fresh_in_inbox = me.fresh_in_inbox or (column is INBOX and me.panel_id != "notes")
        told = "; ".join(parsed.told)
        if told:
            told = _("Recorded, but {reason}; ctrl+z takes it back.").format(reason=told)
        elif self.into_inbox:
            sentence = (
                _("In the inbox: “{text}”. Sorted later: F7, then s.")
                if column is INBOX
                else _("Recorded under “{list}”: {text}")
            )
            told = sentence.format(list=_(column.title), text=text.short(parsed.text, 50))
        if told or (me.query_one("#message").has_class("said") and not me.workshop.persistence.trouble):
            me.say(told)
        return True

    def entry_of(self, typed: str) -> tuple[Column, dict[str, Any], Parsed]:
        """The list that takes a line, and what the entry gets from the line and its place; more comes from the context.

        Raises Refused.
        """
        me = self._me()
        column, words = self.aim_of(typed)
        if not _captures(column):
            raise Refused(
                _("nothing is captured in “{list}”; Tab goes to the next list").format(list=_(column.title))
            )
        if column.kind == "agency":
            field = kinds.kinds()["agency"].keys["id"]
            if values.typed(field, words) is None:
                raise Refused(_("there is no text behind the sign of the list"))
            keys = _agency(text.line(words))
            if keys["id"] in me.workshop.session.agency:
                raise Refused(_("the agency {id} is in the list already").format(id=keys["id"]))
            return column, keys, Parsed(words)
        place = me.panel.keys_for(column) if isinstance(me.panel, Board) else dict(column.preset)
        if column.kind == "note":
            place["stage"] = me.stage_id
        parsed = self._parsed(column, words)
        field = kinds.kinds()[column.kind].keys[kinds.kinds()[column.kind].text_key]
        value = values.typed(field, parsed.text)
        if value is None:
            raise Refused(_("there is no text behind the sign of the list"))
        keys = place | {field.name: value} | parsed.keys
        self._must_be_whole(column, keys)
        return column, keys, parsed

    def _parsed(self, column: Column, words: str) -> Parsed:
        workshop = self._me().workshop
        taker = tags.taker(column.kind, column.preset)
        return tags.parse(words, workshop.session, workshop.method, taker)

    def _must_be_whole(self, column: Column, keys: Mapping[str, Any]) -> None:
        """Say what to do when an entry needs something that the place does not give."""
        workshop = self._me().workshop
        given = workshop.inherited(column.kind) | dict(keys)
        for field in kinds.kinds()[column.kind].fields:
            if field.required and field.name not in ("id", "added") and not given.get(field.name):
                if field.name == "dimension":
                    raise Refused(
                        _("Which dimension? Put # and its name at the end, or Esc, c and choose it.")
                    )
                if field.name == "quick_win":
                    raise Refused(
                        _("Put the cursor on a chosen quick win at the left first; the line is kept.")
                    )

    def show_captured(self, kind: str, ids: list[str]) -> None:
        """Let what was recorded be seen where its list is on the screen, also when a filter would hide it."""
        me = self._me()
        lists = (
            [one for one in me.panel.lists if one.column.kind == kind] if isinstance(me.panel, Board) else []
        )
        if lists and not any(one.reveal(ids[-1]) for one in lists):
            me.lift_filter()
            for one in lists:
                one.reveal(ids[-1])

    # What is understood -------------------------------------------------------------------------------------

    def _prepare(self, kind: str) -> None:
        """Get what is known of a kind ready for being compared with, in a thread: the first time takes a while."""
        from ...analysis.duplicates import Known

        if not kind or kind in self._known or kind not in kinds.kinds():
            return
        me = self._me()
        entries = dict(me.workshop.session.entries(kind))

        def know() -> None:
            known = Known(entries)
            known.near("satu dua")  # loads what compares
            self.app.call_from_thread(self._known.__setitem__, kind, known)

        me.run_worker(know, thread=True, group="known", exit_on_error=False)

    def look(self) -> None:
        """Show what is understood of the line as it stands."""
        me = self._me()
        if not me.capturing or not me.is_mounted:
            return
        typed = me.capture_line.value
        self._offer = 0
        self._understood = self._understanding(typed) if typed.strip() else Understood()
        if typed.strip():
            self._show_hint()
        elif self.into_inbox:
            me.query_one(Hint).say(lists({letter: _(words) for letter, _list, words in INTO}))
        else:
            column = self._goes_to
            me.query_one(Hint).say(signs(tags.taker(column.kind, column.preset)))

    def _understanding(self, typed: str) -> Understood:
        workshop = self._me().workshop
        column, words = self.aim_of(typed)
        into = _(column.title) if column is not self._goes_to else ""
        if not _captures(column) or column.kind == "agency" or len(words) > text.MAX_LINE:
            return Understood(into)
        parsed = self._parsed(column, words)
        taker = tags.taker(column.kind, column.preset)
        offered = tags.completions(words, workshop.session, workshop.method, taker)[:OFFERED]
        unknown = tags.unknown(parsed, taker)
        known = self._known.get(column.kind)
        if known is None:
            self._prepare(column.kind)
            return Understood(into, parsed, tuple(offered), unknown=unknown)
        known.update(workshop.session.entries(column.kind))
        near = known.near(parsed.text, quadrant=column.preset.get("quadrant"))
        return Understood(into, parsed, tuple(offered), tuple(near), unknown)

    def _show_hint(self) -> None:
        me = self._me()
        row = me.query_one(Hint)
        row.say(hint(me.workshop, self._understood, self._offer, row.size.width))

    def action_offer(self, by: int) -> None:
        """Offer the next of what the tag being typed may become."""
        if self._understood.offered:
            self._offer = (self._offer + by) % len(self._understood.offered)
            self._show_hint()

    def _is_begun(self, typed: str) -> bool:
        """Whether a tag at the end is offered that says nothing else than what is understood already."""
        now = self._understanding(typed) if typed.strip() else Understood()
        if not now.offered:
            return False
        column, _words = self.aim_of(typed)
        whole = self._parsed(column, now.offered[0].line)
        return not now.parsed.tags or whole.keys == now.parsed.keys

    def action_complete(self) -> None:
        """Make of the tag being typed the one that is offered."""
        line = self._me().capture_line
        before, words = line.value, self.aim_of(line.value)[1]
        chosen = self._offer
        shown = [one.line for one in self._understood.offered]
        now = self._understanding(before).offered if words.strip() else ()
        if shown != [one.line for one in now]:  # typed on since they were shown
            chosen = 0
        if chosen < len(now):
            line.value = before[: len(before) - len(words)] + now[chosen].line
            line.cursor_position = len(line.value)
            self.look()


def _captures(column: Column) -> bool:
    return bool(column.capture and column.kind)


def _agency(typed: str) -> dict[str, Any]:
    """Code and name of an agency from one line: the first word is the code, "DINKES Dinas Kesehatan"."""
    code, _space, name = typed.partition(" ")
    if not _CODE.fullmatch(code) or code.casefold() in _NO_CODES:
        raise Refused(
            _(
                "“{code}” is no agency code; write the code first, then the name: DINKES Dinas Kesehatan"
            ).format(code=text.short(code, 40))
        )
    return {"id": code.upper(), "name": name.strip(" -–:") or None}
