"""What keys do to the entry under the cursor: capture, edit, withdraw, next status, tick. Each makes one edit."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from .. import edits, kinds, settings
from ..errors import Refused
from ..model import Captured
from ..words import _, ngettext
from . import rows
from .board import Board
from .content import Words, pieces
from .panels import Column

if TYPE_CHECKING:
    from .session import SessionScreen

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
_PREFIX = re.compile(r"\s*([A-Za-z]{1,2}):\s*(.*)", re.DOTALL)


def _following(values: tuple[str | None, ...], now: str | None) -> str | None:
    return values[(values.index(now) + 1) % len(values)] if now in values else values[0]


ADVANCE: dict[str, Callable[[Any, dt.date], dict[str, Any]]] = {
    "program": lambda one, _today: {"status": _following(("proposed", "agreed", "final"), one.status)},
    "quick_win": lambda one, _today: {
        "decision": _following((None, "chosen", "reserve", "rejected"), one.decision)
    },
    "note": lambda one, today: {"closed": None if one.closed else today},
    "milestone": lambda one, today: {"done_on": None if one.done_on else today},
    "signatory": lambda one, today: {"signed": None if one.signed else today},
}
"""What the next status of an entry is, by kind."""


class EntryActions(Screen[None]):
    """The actions of a session screen on single entries."""

    def __init__(self) -> None:
        super().__init__()
        self._drafts: dict[str, str] = {}

    def _me(self) -> SessionScreen:
        return self  # type: ignore[return-value]

    def _do(self, edit: edits.Edit | None, sentence: str = "") -> bool:
        """Make an edit; a refusal is told and changes nothing."""
        me = self._me()
        try:
            me.workshop.do(edit)
        except Refused as refused:
            me.say(str(refused), error=True)
            return False
        me.say(sentence if edit is not None else "")
        return True

    def _selected(self) -> tuple[str, str] | None:
        selected: tuple[str, str] | None = self._me().panel.selected
        if selected is None:
            self._me().say(_("There is no entry under the cursor; a adds one."))
        elif selected[0] not in kinds.kinds():
            self._me().say(_("This is wrong in the text of the file; mend it there in an editor."))
            return None
        return selected

    # Capture ------------------------------------------------------------------------------------------------

    def action_capture(self) -> None:
        """Open the capture line for the list in focus."""
        me = self._me()
        if not isinstance(me.panel, Board) or not me.panel.at.column.capture or not me.panel.at.column.kind:
            me.say(_("Nothing is captured here; open a list such as SWOT or programs."))
            return
        me.lift_filter()  # what is captured must be seen
        me.capturing = True
        me.capture_line.value = self._drafts.pop(me.panel.at.column.id, me.capture_line.value)
        me.capture_line.focus()
        me.say("")
        self.show_aim()

    def keep_draft(self) -> None:
        """Put what was typed and not recorded by, for the next time in the same list."""
        me = self._me()
        if me.capture_line.value and isinstance(me.panel, Board):
            self._drafts[me.panel.at.column.id] = me.capture_line.value
        me.capture_line.value = ""

    def show_aim(self) -> None:
        """Say before the capture line where it goes."""
        me = self._me()
        board = me.panel
        if not isinstance(board, Board):
            return
        if not (board.at.column.capture and board.at.column.kind):
            board.aim_next(1)
        me.query_one("#aim", Words).show(pieces((f" {_(board.at.column.title)} ▸ ", "bold")))
        signs = " ".join(f"{one.column.prefix}:" for one in board.lists if one.column.prefix)
        if board.at.column.kind == "agency":
            hint = _("code and name, e.g. DINKES Dinas Kesehatan; Enter records, Esc leaves")
        else:
            hint = _("text, Enter records, Esc leaves, Tab: next list")
        me.capture_line.placeholder = f"{hint}  ({signs})" if signs else hint

    def action_aim(self, by: int) -> None:
        """Send the line to the next list of the panel."""
        panel = self._me().panel
        if isinstance(panel, Board):
            panel.aim_next(by)
            self.show_aim()

    def take_down(self, typed: str) -> bool:
        """Record a captured line; False, with a sentence, when it was refused."""
        me = self._me()
        if not isinstance(me.panel, Board):
            return False
        column, words = self._aim(me.panel, typed)
        try:
            if not (column.kind and column.capture):
                raise Refused(
                    _("nothing is captured in “{list}”; Tab goes to the next list").format(
                        list=_(column.title)
                    )
                )
            field = kinds.kinds()[column.kind].keys[self._text_key(column)]
            value = edits.typed(field, words)
            if value is None:
                raise Refused(_("there is no text behind the sign of the list"))
            keys = me.panel.keys_for(column) | {field.name: value}
            if column.kind == "agency":
                keys = _agency(words)
            elif column.kind == "note":
                keys["stage"] = me.stage_id
            self._must_be_whole(column, keys)
            self._record(column, keys)
        except Refused as refused:
            me.say(str(refused), error=True)
            return False
        if me.query_one("#message").has_class("said") and not me.workshop.trouble:
            me.say("")
        return True

    def _record(self, column: Column, keys: dict[str, Any]) -> None:
        me = self._me()
        if column.kind == "agency":
            if keys["id"] in me.workshop.session.agency:
                raise Refused(_("the agency {id} is in the list already").format(id=keys["id"]))
            me.workshop.do(edits.put(me.workshop.session, "agency", keys["id"], name=keys.get("name")))
        else:
            me.workshop.capture(column.kind, keys)

    def _aim(self, board: Board, words: str) -> tuple[Column, str]:
        """The list that takes a line, and the line without the sign that named it."""
        found = _PREFIX.match(words)
        if found:
            for one in board.lists:
                if one.column.prefix and one.column.prefix == found.group(1).casefold():
                    return one.column, found.group(2)
        return board.at.column, words

    def _text_key(self, column: Column) -> str:
        return "id" if column.kind == "agency" else kinds.kinds()[column.kind].text_key

    def _must_be_whole(self, column: Column, keys: dict[str, Any]) -> None:
        """Say what to do when an entry needs something that the place does not give."""
        given = self._me().workshop.inherited(column.kind) | keys
        for field in kinds.kinds()[column.kind].fields:
            if field.required and field.name not in ("id", "added") and not given.get(field.name):
                if field.name == "dimension":
                    raise Refused(_("Which dimension? Press Esc, then c, and choose it; the line is kept."))
                if field.name == "quick_win":
                    raise Refused(
                        _("Put the cursor on a chosen quick win at the left first; the line is kept.")
                    )

    # Edit, withdraw, status ---------------------------------------------------------------------------------

    def action_edit(self) -> None:
        """Open the form of the entry under the cursor."""
        selected = self._selected()
        if selected is None:
            return
        kind, id = selected
        me = self._me()
        if kind == "checklist" and me.panel_id == "review":
            me.show_entry(kind, id)
            return
        if me.workshop.read_only:
            me.say(me.workshop.read_only, error=True)
            return
        from .forms import EntryForm

        self.app.push_screen(EntryForm(me.workshop, kind, id), self._edited)

    def _edited(self, recorded: bool | None) -> None:
        if recorded:
            self._me().say(_("Recorded; ctrl+z takes it back."))

    def action_withdraw(self) -> None:
        """Ask for a reason and withdraw the entry, or restore a withdrawn one."""
        selected = self._selected()
        if selected is None:
            return
        me = self._me()
        kind, id = selected
        entry = me.workshop.session.find(kind, id)
        if kind == "agency":
            self._remove_agency(id)
        elif not isinstance(entry, Captured):
            me.say(_("This can't be withdrawn; e edits it."))
        elif entry.withdrawn is not None:
            told = _("Restored; it counts again.")
            if getattr(entry, "signed", None):
                told = _("Restored, but not the signature: s signs anew.")
            self._do(edits.restore(entry), told)
        else:
            from .dialogs import Reason

            def withdraw(reason: str | None) -> None:
                found = me.workshop.session.find(kind, id)
                if reason is None or found is None:
                    return
                users = len(edits.referring(me.workshop.session, kind, id))
                told = ngettext(
                    "Withdrawn, though {number} entry names it; ctrl+z brings it back, x shows it.",
                    "Withdrawn, though {number} entries name it; ctrl+z brings it back, x shows it.",
                    users,
                ).format(number=users)
                plainly = _("Withdrawn; ctrl+z brings it back, x shows it.")
                self._do(edits.withdraw(found, reason), told if users else plainly)

            self.app.push_screen(Reason(rows.title(me.workshop, kind, entry)), withdraw)

    def _remove_agency(self, code: str) -> None:
        """An agency has no way of being withdrawn: it goes, when nothing refers to it."""
        me = self._me()
        session = me.workshop.session
        if users := edits.referring(session, "agency", code):
            sentence = ngettext(
                "{id} is named by {number} entry, so it stays; e changes its name.",
                "{id} is named by {number} entries, so it stays; e changes its name.",
                len(users),
            )
            me.say(sentence.format(id=code, number=len(users)), error=True)
            return
        self._do(
            edits.Remove("agency", kinds.raw(session.agency[code])), _("Removed; ctrl+z brings it back.")
        )

    def action_advance(self) -> None:
        """Give the entry under the cursor its next status."""
        selected = self._selected()
        if selected is None:
            return
        kind, id = selected
        entry = self._me().workshop.session.find(kind, id)
        step = ADVANCE.get(kind)
        if step is None or entry is None:
            self._me().say(_("This has no status; e edits it."))
            return
        before = self._digest()
        today = dt.datetime.now().astimezone().date()
        if self._do(edits.revise(entry, **step(entry, today))) and self._digest() != before:
            self._me().say(
                _("Signed: from now on it is told when what was agreed is changed.")
                if self._digest()
                else _("Nobody has signed any more, so the fingerprint of what was agreed is gone, too.")
            )

    def _digest(self) -> str | None:
        commitment = self._me().workshop.session.commitment
        return commitment.digest if commitment else None

    def action_candidate(self) -> None:
        """Make the program under the cursor a quick-win candidate."""
        selected = self._selected()
        me = self._me()
        if selected is None:
            return
        kind, id = selected
        if kind != "program":
            me.say(_("Only a program can become a quick win; put the cursor on one."))
        elif any(
            one.program == id and one.withdrawn is None for one in me.workshop.session.quick_win.values()
        ):
            me.say(_("This program is a candidate already."))
        elif self._do(
            edits.capture(me.workshop.session, "quick_win", {"program": id}, dt.datetime.now().astimezone())
        ):
            me.say(_("Now a quick-win candidate; stage 3 decides about it."))

    # Checklist ----------------------------------------------------------------------------------------------

    def action_tick(self) -> None:
        """Tick the checklist item under the cursor with who and when, or take the tick back."""
        self._mark("done")

    def action_not_applicable(self) -> None:
        """Say that the checklist item under the cursor does not apply, or take that back."""
        self._mark("not-applicable")

    def _mark(self, state: str) -> None:
        selected = self._selected()
        me = self._me()
        if selected is None:
            return
        kind, id = selected
        if kind != "checklist":
            me.say(_("Only items of the checklist are ticked; Tab goes there."))
            return
        tick = me.workshop.session.checklist.get(id)
        new = "open" if tick is not None and tick.state == state else state
        now = dt.datetime.now().astimezone().replace(microsecond=0)
        self._do(edits.put(me.workshop.session, "checklist", id, state=new, by=settings.person(), at=now))

    def action_context(self) -> None:
        """Ask for whom is being captured."""
        from .dialogs import ForWhom

        me = self._me()
        self.app.push_screen(ForWhom(me.workshop), me.set_context)

    def action_withdrawn(self) -> None:
        """Show or hide withdrawn entries."""
        me = self._me()
        me.withdrawn_shown = not me.withdrawn_shown
        me.panel.show_withdrawn(me.withdrawn_shown)
        me.say(
            _("Withdrawn entries are shown; d restores one.")
            if me.withdrawn_shown
            else _("Withdrawn entries are hidden.")
        )

    def action_help(self) -> None:
        """Explain the panel, what comes next, and the keys."""
        from ..method import label, said
        from .dialogs import Help

        me = self._me()
        panel = me.workshop.method.panels.get(me.panel_id)
        state = me.following()
        keys: dict[str, tuple[str, str, str]] = {}
        for active in me.active_bindings.values():
            binding = active.binding
            if active.enabled and binding.tooltip:
                shown = self.app.get_key_display(binding)
                first = keys.get(binding.action)
                keys[binding.action] = (
                    f"{first[0]} {shown}" if first else shown,
                    _(binding.description),
                    _(binding.tooltip),
                )
        self.app.push_screen(
            Help(
                label(panel) if panel else me.panel_id,
                said(panel, "purpose") if panel else "",
                said(state.item, "text") if state else "",
                list(keys.values()),
            )
        )


def _agency(typed: str) -> dict[str, Any]:
    """Code and name of an agency from one line: the first word is the code, "DINKES Dinas Kesehatan"."""
    code, _space, name = typed.partition(" ")
    if not _CODE.fullmatch(code) or code.casefold() in _NO_CODES:
        raise Refused(
            _(
                "“{code}” is no agency code; write the code first, then the name: DINKES Dinas Kesehatan"
            ).format(code=code)
        )
    return {"id": code.upper(), "name": name.strip(" -–:") or None}
