"""What keys do about a group's file: ask which one, read it in a thread, show what it would bring."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from ... import store, text
from ...errors import BimtekError, Refused
from ...i18n import _
from ...store.reading import Loaded, read_bytes
from ...workshop.workshop import Workshop
from ..panels.entry_actions import EntryActions

if TYPE_CHECKING:
    from ...review.group_file import Offer


def read_offer(ours: Loaded, file: Path, workshop: Workshop) -> Offer:
    """What a file would bring; for a thread, on a frozen state of ours. Raises BimtekError, for another city as well."""
    from ...review import compatibility, group_file  # late, like the dialogs: most workshops have one laptop

    theirs = store.parse(read_bytes(file), file)
    if refused := compatibility.other_city(ours, theirs):
        raise Refused(refused)
    return group_file.preview(ours, theirs, workshop.method)


class GroupFileActions(EntryActions):
    """Taking in what another laptop captured."""

    def __init__(self) -> None:
        super().__init__()
        self._group_file = ""

    def action_group_file(self) -> None:
        """Ask for the file of a group, and show what it would bring."""
        from ..dialogs.which_file import WhichFile

        me = self._me()
        if me.workshop.read_only:
            me.say(me.workshop.read_only, error=True)
            return
        self.app.push_screen(WhichFile(me.workshop.path, self._group_file), self._read_group)

    def _read_group(self, typed: str | None) -> None:
        from ..dialogs.which_file import path_of

        me = self._me()
        file = path_of(typed or "")
        if file is None:
            return
        self._group_file = typed or ""
        if not file.is_absolute():
            file = me.workshop.path.parent / file
        with contextlib.suppress(OSError):
            if file.resolve() == me.workshop.path.resolve():
                me.say(_("That is the file of this very session; G asks for another one."), error=True)
                return
        ours = me.workshop.persistence.frozen().loaded
        me.say(_("Reading {file} …").format(file=text.short(file.name, 60)))

        def read() -> None:
            try:
                found: Offer | str = read_offer(ours, file, me.workshop)
            except (BimtekError, OSError, RuntimeError) as error:
                found = str(error)
            self.app.call_from_thread(self._offered, found)

        me.run_worker(read, thread=True, exclusive=True, group="group-file", exit_on_error=False)

    def _offered(self, found: Offer | str) -> None:
        from ...review import group_file
        from ..dialogs.group_file import TakeIn

        me = self._me()
        if isinstance(found, str):
            me.say(found, error=True)
        elif not (found.new or found.differing):
            me.say("; ".join((group_file.summary(found), *found.not_taken)))
        elif self.app.screen is me:
            self.app.push_screen(TakeIn(me.workshop, found), self._taken_in)

    def _taken_in(self, done: bool | None) -> None:
        me = self._me()
        if done:
            self._group_file = ""
            me.say(_("Recorded: {what}; ctrl+z takes it back.").format(what=me.workshop.can_undo))
        else:
            me.say("")
