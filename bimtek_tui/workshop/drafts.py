"""What was typed and is not recorded yet: it lies beside the journal until it is recorded or thrown away.

A draft is no entry. It is kept by the place where it was typed, a list's line or the form of an entry, and waits there.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import msgspec
from msgspec import Struct, field

from .. import text
from ..facilitation.capture import Context
from ..i18n import _, respoken
from ..model.entries import Session
from ..model.ids import EntryRef
from ..model.labels import clock, day
from ..store.saving import sync_folder, write_all

OPEN_LINE = "line"
"""The place of the capture line while it is open; left, its words wait at the place of their list."""
LARGEST = 16_000_000
"""Bytes of a file of drafts that are read."""
SHOWN = 3
"""Drafts that are told one by one when a session is opened."""


def of_list(id: str) -> str:
    """The place of what was typed for a list, by the list's id."""
    return f"list:{id}"


INBOX = of_list("inbox")
"""The place of the line that is open from everywhere."""


class Draft(Struct, frozen=True, omit_defaults=True):
    """What was typed in one place: words by field ("" for a line), and what stood in the fields `before`.

    `where` names the place for people; `of` is the entry it is about, where that is there already.
    """

    where: str
    at: dt.datetime
    typed: dict[str, str]
    before: dict[str, str] = field(default_factory=dict)
    of: EntryRef | None = None

    @property
    def words(self) -> str:
        """All that was typed, in one line."""
        return "; ".join(filter(None, self.typed.values()))

    @property
    def when(self) -> str:
        """When that was: the time of day, with the date where it was not today."""
        at = self.at.astimezone()
        today = at.date() == dt.datetime.now().astimezone().date()
        return clock(at) if today else f"{day(at.date())} {clock(at)}"


class _File(Struct):
    city: str
    context: Context
    drafts: dict[str, Draft]


class Drafts:
    """The drafts of one session, and for whom one captures; `fault` says why they can't be kept on the disk.

    They are kept in memory alone until `open` has read what lies there: nobody else's file is written over.
    """

    def __init__(self, file: Path, city: Callable[[], str] = str) -> None:
        """`city` names the one that the session is about: drafts of another one are not offered."""
        self.file = file
        self.context = Context()
        self.is_open = False
        self.fault = self._reported = ""
        self._city = city
        self._held: dict[str, Draft] = {}
        self._changed = False
        self._named = ""
        self._writing = threading.Lock()

    def get(self, place: str) -> Draft | None:
        """What waits at a place."""
        return self._held.get(place)

    def put(
        self,
        place: str,
        where: str,
        typed: Mapping[str, str],
        before: Mapping[str, str] | None = None,
        of: EntryRef | None = None,
    ) -> None:
        """Keep what was typed at a place; nothing typed is no draft."""
        old = self._held.get(place)
        typed = {name: text.encode(errors="replace").decode() for name, text in typed.items()}
        if not any(text.strip() for text in typed.values()) and not before:
            self.drop(place)
        elif old is None or old.typed != typed:
            now = dt.datetime.now().astimezone().replace(microsecond=0)
            self._held[place] = Draft(where, now, typed, dict(before or {}), of)
            self._changed = True

    def add(self, place: str, where: str, words: str) -> None:
        """Keep a line at a place behind what waits there already."""
        old = self._held.get(place)
        self.put(place, where, {"": "; ".join(filter(None, (old.words if old else "", words)))})

    def drop(self, place: str) -> None:
        """What was typed there was recorded or thrown away; that is so on the disk at once."""
        if self._held.pop(place, None) is not None:
            self._changed = True
            self.write(durably=False)

    def capture_for(self, context: Context) -> None:
        """Keep for whom one captures."""
        self._changed |= context != self.context
        self.context = context

    # On the disk --------------------------------------------------------------------------------------------

    def open(self) -> str:
        """Read what an earlier run left, and write from now on; returns what is to be said of a file that is no use."""
        warning, content = "", _File("", Context(), {})
        try:
            if self.file.stat().st_size > LARGEST:
                raise ValueError
            content = msgspec.json.decode(self.file.read_bytes(), type=_File)
        except FileNotFoundError:
            pass
        except OSError as error:
            return _("what was typed and not recorded lies in {file} and can't be read: {reason}").format(
                file=self.file, reason=error.strerror or error
            )
        except (ValueError, msgspec.MsgspecError):
            warning = _("what was typed and not recorded can't be read any more; it is kept in {file}")
        if content.city and self._city() and content.city != self._city():
            warning = _("what was typed and not recorded is about {city}; it is kept in {file}")
        if warning:
            aside = self.file.with_name(f"{self.file.name}.{time.time_ns()}.kept")
            with contextlib.suppress(OSError):
                os.replace(self.file, aside)  # noqa: PTH105
            warning = warning.format(file=aside, city=content.city)
            content = _File("", Context(), {})
        self._held, self._named = content.drafts | self._held, content.city
        if self.context == Context():
            self.context = content.context
        self.is_open = True
        self._leave_line()
        return warning

    def _leave_line(self) -> None:
        """What stood in the open line of a run that was killed waits where it was meant to go."""
        if line := self._held.pop(OPEN_LINE, None):
            for place, words in line.typed.items():
                self.add(place, line.where, words)

    def write(self, durably: bool = True) -> None:
        """Write what was changed, whole or not at all; from any thread. `durably` waits for the disk."""
        with self._writing:
            city = self._city()
            if not self.is_open or not (self._changed or (self._held and city != self._named)):
                return
            self._changed, self._named = False, city
            try:
                self._write(_File(city, self.context, dict(self._held)), durably)
            except OSError as error:
                self._changed = True
                self.fault = _("what is typed and not recorded can't be kept in {file}: {reason}").format(
                    file=self.file, reason=error.strerror or error
                )
            else:
                self.fault = ""

    def _write(self, file: _File, durably: bool) -> None:
        if not file.drafts and file.context == Context():
            self.file.unlink(missing_ok=True)
            return
        self.file.parent.mkdir(parents=True, exist_ok=True)
        fresh = self.file.with_name(f"{self.file.name}.new")
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
        handle = os.open(fresh, flags, 0o600)
        try:
            write_all(handle, msgspec.json.encode(file))
            if durably:
                os.fsync(handle)
        finally:
            os.close(handle)
        os.replace(fresh, self.file)  # noqa: PTH105
        if durably:
            sync_folder(self.file.parent)

    def new_fault(self) -> str:
        """Why drafts can't be kept on the disk, where that was not said yet; or ""."""
        new = self.fault if self.fault != self._reported else ""
        self._reported = self.fault
        return new

    def close(self) -> None:
        """Write the last of it; nothing of this session is written any more."""
        self.write()
        self.is_open = False

    # What is said of them -----------------------------------------------------------------------------------

    def gather(self, session: Session) -> str:
        """Lead what was typed for entries that are gone into the inbox line; returns what to say of that, or ""."""
        gone = [
            name
            for name, draft in self._held.items()
            if draft.of is not None and session.find(draft.of.kind, draft.of.id) is None
        ]
        places = []
        for name in gone:
            draft = self._held.pop(name)
            self.add(INBOX, _("Inbox"), text.line(draft.words))
            places.append(respoken(draft.where))
        if not places:
            return ""
        return _("{what}: not there any more; what was typed for it waits in the inbox line (i)").format(
            what=", ".join(places)
        )

    def notice(self) -> str:
        """What waits, for the one who opens the session; "" for nothing."""
        drafts = sorted(self._held.values(), key=lambda draft: draft.at, reverse=True)
        if not drafts:
            return ""
        listed = [
            _("{where} “{text}” ({time})").format(
                where=respoken(draft.where), text=text.short(draft.words, 40), time=draft.when
            )
            for draft in drafts[:SHOWN]
        ]
        more = f" +{len(drafts) - SHOWN}" if len(drafts) > SHOWN else ""
        return _("not recorded yet, waits where it was typed: {what}").format(what=", ".join(listed) + more)
