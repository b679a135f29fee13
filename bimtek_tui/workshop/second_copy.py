"""A second copy of the session after every save, in a folder that the person named: a stick, a synced folder.

The one loss that neither file nor journal covers is the laptop. The copy is written by a thread of its own, which
nobody waits for: the newest state counts, and a folder that is slow or gone is only told.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import threading
from pathlib import Path

import msgspec
from msgspec import Struct

from .. import settings
from ..errors import CannotSave, Refused, UnreadableFile
from ..i18n import _
from ..model.labels import clock, day
from ..store import saving
from ..store.sources import read_bytes

ENDING = ".salinan.toml"
LATE = dt.timedelta(minutes=5)
"""So long a copy may lag behind before that is said."""
PATIENCE = 3.0
"""Seconds for which leaving waits for the last copy."""


class _Chosen(Struct):
    folder: str = ""
    digest: str = ""


class SecondCopy:
    """The second copy of one session file. `fault` says why the last one could not be written, or is ""."""

    def __init__(self, session: Path) -> None:
        self.fault = ""
        self._session = session
        self._kept_in = settings.journal_file(session).with_suffix(".copy")
        self._chosen = _Chosen()
        with contextlib.suppress(OSError, ValueError, msgspec.MsgspecError):
            self._chosen = msgspec.json.decode(self._kept_in.read_bytes(), type=_Chosen)
        self._lock = threading.Lock()
        self._next: bytes | None = None
        self._thread: threading.Thread | None = None
        self._behind_since: dt.datetime | None = None

    @property
    def folder(self) -> Path | None:
        """Where copies go, None for nowhere."""
        return Path(self._chosen.folder) if self._chosen.folder else None

    @property
    def file(self) -> Path | None:
        """The copy itself."""
        return self.folder / f"{self._session.stem}{ENDING}" if self.folder else None

    def choose(self, typed: str) -> None:
        """Copy into this folder from now on, also after a restart; "" for no more copies. Raises Refused."""
        folder = Path(typed).expanduser() if typed else None
        if folder is not None:
            folder = folder.absolute()
            if not folder.is_dir():
                raise Refused(
                    _("there is no folder {folder}; make it, or name another one").format(folder=folder)
                )
            if folder.resolve() == self._session.resolve().parent:
                raise Refused(
                    _("the session itself lies there; name a folder on another disk, such as a stick")
                )
        with self._lock:
            self.fault, self._behind_since, self._next = "", None, None
            self._chosen = _Chosen(str(folder) if folder else "")
        self._keep()

    def _keep(self) -> None:
        with contextlib.suppress(CannotSave, OSError):
            self._kept_in.parent.mkdir(parents=True, exist_ok=True)
            saving.replace(self._kept_in, msgspec.json.encode(self._chosen))

    def follow(self, content: bytes) -> None:
        """Bring the copy to this state soon; a state that waits is passed over for it."""
        if self.folder is None:
            return
        with self._lock:
            if self._thread is None and not self.fault and saving.digest_of(content) == self._chosen.digest:
                return
            self._next = content
            self._behind_since = self._behind_since or dt.datetime.now().astimezone()
        self.again()

    def again(self) -> None:
        """Try once more what could not be written."""
        with self._lock:
            if self._next is not None and self._thread is None:
                # nobody waits for it at the end: a share that hangs must not keep the program from ending
                self._thread = threading.Thread(target=self._work, daemon=True)
                self._thread.start()

    def _work(self) -> None:
        while True:
            with self._lock:
                content, file = self._next, self.file
                if content is None or file is None:
                    self._thread = None
                    return
            fault = ""
            try:
                self._put(file, content)
            except (CannotSave, UnreadableFile, OSError) as error:
                fault = str(error)
            with self._lock:
                if file != self.file:
                    continue
                self.fault = fault
                if fault:
                    self._thread = None
                    return
                if self._next is content:
                    self._next, self._behind_since = None, None

    def _put(self, file: Path, content: bytes) -> None:
        """Write the copy; what lies there and is not ours is set aside first. Raises CannotSave, UnreadableFile."""
        if not file.parent.is_dir():
            raise CannotSave(
                _("the folder {folder} is not there; is the stick plugged in?").format(folder=file.parent)
            )
        if file.exists():
            there = read_bytes(file)
            if there != content and saving.digest_of(there) != self._chosen.digest:
                saving.set_aside(file, there)
        saving.replace(file, content, beside=self._session)
        self._chosen.digest = saving.digest_of(content)
        self._keep()

    def notice(self, now: dt.datetime) -> str:
        """That the copy can't be written, or lags behind for too long; or ""."""
        since = self._behind_since
        if self.fault:
            return _("NO SECOND COPY")
        if since is None or now - since < LATE:
            return ""
        return _("second copy {minutes} min behind").format(minutes=int((now - since).total_seconds() // 60))

    def finish(self, content: bytes) -> str:
        """Bring the copy to the last state, waiting for a moment; returns what is to be said of it, or ""."""
        self.follow(content)
        thread = self._thread
        if thread is not None:
            thread.join(PATIENCE)
        if self.fault:
            return _("the second copy was not written: {reason}").format(reason=self.fault)
        if self._next is not None:
            return _("the second copy in {folder} is not the last state: the folder is too slow").format(
                folder=self.folder
            )
        return ""


def what_it_is(path: Path) -> str:
    """What to say to the one who opens a second copy, or "" for any other file."""
    if not path.name.endswith(ENDING):
        return ""
    at = dt.datetime.fromtimestamp(path.stat().st_mtime).astimezone()
    return _(
        "this is the second copy of {name}, as it was on {day} at {time}; what you enter here is not in that file"
    ).format(name=path.name.removesuffix(ENDING) + ".toml", day=day(at.date()), time=clock(at))
