"""A session that is killed again and again at random moments, and what it said before held against what it finds.

    python tests/support/kills.py FILE KILLS [SEED]     (POSIX; ends with one line of JSON, its exit code is 0 when all held)

Each life is a process of its own that opens the session, tells what it finds there, and then works as fast as it can:
captures, forms, cells of the grid of points, whole tables taken in, stages closed, undo, leaving and coming back. A thread
saves meanwhile. It says before each edit which entries it is about to touch, and afterwards, once that is acknowledged,
what they are now. Half of them read the file back in a process of their own.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import json
import os
import random
import select
import signal
import sys
import threading
import time
import tomllib
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

from msgspec.json import encode

from bimtek_tui import settings
from bimtek_tui.errors import CannotSave
from bimtek_tui.facilitation import agenda, bulk_edits
from bimtek_tui.model import edits
from bimtek_tui.model.entries import Session
from bimtek_tui.model.kinds import kinds, raw
from bimtek_tui.store import load, read_back
from bimtek_tui.workshop.workshop import Workshop, open_workshop

LONGEST = 0.4
"""Seconds that a life may last: half of them from its start, the others from when the session is open."""
MOST = 150
"""Entries of a kind in the file: beyond this they are revised only."""
ROWS = 20
"""Of a table that is taken in."""
STAGES = ("stage-1", "stage-2")
ACTS = ("capture", "capture", "revise", "form", "grid", "import", "close", "undo", "undo", "leave")


def state(session: Session, places: Iterable[tuple[str, str]] | None = None) -> dict[str, str | None]:
    """What every entry (or these, None for one that is not there) is now."""
    if places is None:
        places = [
            (kind.table, id)
            for kind in kinds().values()
            for id in ([""] if kind.single else session.entries(kind.table))
            if kind.table != "top"
        ]
    found = ((f"{table}/{id}", session.find(table, id)) for table, id in places)
    return {place: entry and hashlib.sha1(encode(raw(entry))).hexdigest() for place, entry in found}


def an_edit(what: str, chance: random.Random, shop: Workshop, words: str) -> edits.Edit | None:
    """Something that a facilitator does, with words that no other edit has."""
    session, now = shop.session, dt.datetime.now().astimezone()
    factor = chance.choice(list(session.swot.values()))
    match what:
        case "capture" if len(session.swot) < MOST:
            return edits.capture(session, "swot", {"quadrant": "threat", "text": words}, now)
        case "form":
            program = chance.choice(list(session.program.values()))
            keys = {
                "name": words,
                "description": f"{words}\nlagi",
                "activities": (words, "dua"),
                "lead": "DINKES",
            }
            return edits.revise(program, **keys, budget_idr=chance.randrange(10**9))
        case "grid":
            return edits.revise(
                factor, weight=Decimal(chance.randrange(1, 99)) / 100, rating=chance.randrange(1, 5)
            )
        case "import" if len(session.participant) < MOST:
            rows = [{"name": f"{words} {number}", "agency": "DINKES"} for number in range(ROWS)]
            return bulk_edits.capture_all(session, "participant", rows, now)
        case "close":
            stage = chance.choice(STAGES)
            there = session.stage.get(stage)
            if there is not None and there.closed:
                return edits.revise(there, closed=None, summary=words)
            return agenda.close_stage(session, shop.method, stage, now)
    return edits.revise(factor, text=words)


def live(file: Path, seed: int, said: int) -> None:
    """One life, until somebody ends it."""

    def say(*words: object) -> None:
        line = (json.dumps(words) + "\n").encode()
        while line:
            line = line[os.write(said, line) :]

    chance = random.Random(seed)
    read_back.FROM_BYTES = chance.choice([0, 10**9])
    shop = open_workshop(file)
    say("found", state(shop.session))
    ended: list[tuple[Any, CannotSave | None]] = []
    saving: threading.Thread | None = None

    def write(snapshot: Any) -> None:
        try:
            snapshot.write()
        except CannotSave as error:
            ended.append((snapshot, error))
        else:
            ended.append((snapshot, None))

    number = 0
    while True:
        number += 1
        what = chance.choice(ACTS)
        if what == "leave" and number % 5 == 0:
            if saving is not None:
                saving.join()
            while ended:
                shop.persistence.saved(*ended.pop(0))
            shop.close()
            say("left")
            shop = open_workshop(file)
            say("found", state(shop.session))
            continue
        edit = shop._undo[-1].edit if what == "undo" and shop.can_undo else None
        if edit is None and (edit := an_edit(what, chance, shop, f"{seed}-{number}")) is None:
            continue
        touched = edits.changed_keys(edit)
        say("about", [f"{table}/{id}" for table, id in touched])
        shop.undo() if what == "undo" and shop.can_undo else shop.do(edit)
        say("is", what, state(shop.session, touched))
        if saving is None or not saving.is_alive():
            while ended:
                shop.persistence.saved(*ended.pop(0))
            if snapshot := shop.persistence.snapshot():
                saving = threading.Thread(target=write, args=(snapshot,))
                saving.start()


class Watched:
    """What was said over all lives, and what of it did not hold (`faults`)."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.known = state(load(file).session)
        self.doubtful: set[str] = set()
        self.faults: list[str] = []
        self.lives = self.acknowledged = self.opened = self.most_left = self.lost = 0
        self.acts: Counter[str] = Counter()
        self._unswept = 0

    def kill(self, seed: int) -> None:
        """One life, ended at a moment that the seed chooses."""
        hears, says = os.pipe()
        process = os.fork()
        if not process:
            os.close(hears)
            with contextlib.suppress(BaseException):
                live(self.file, seed, says)
            os._exit(1)
        os.close(says)
        self.lives += 1
        self._unswept += 1
        chance = random.Random(seed + 1_000_000)
        span, begun = chance.uniform(0, LONGEST), time.monotonic()
        counts = chance.choice(
            [True, False]
        )  # at once, while it opens; else from what it says first, however late
        heard = bytearray()
        while not counts or begun + span > time.monotonic():
            left = begun + span - time.monotonic() if counts else None
            if select.select([hears], [], [], left and max(0, left))[0]:
                if not (piece := os.read(hears, 1 << 16)):
                    self.faults.append(f"life {seed} ended by itself: {bytes(heard[-300:])!r}")
                    break
                heard += piece
                if not counts:
                    counts, begun = True, time.monotonic()
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        while piece := os.read(hears, 1 << 16):
            heard += piece
        os.close(hears)
        for line in bytes(heard).split(b"\n")[:-1]:
            self._take(json.loads(line))
        self._look()

    def _take(self, words: list[Any]) -> None:
        match words:
            case ["found", found]:
                self.opened += 1
                self._unswept = 1
                self._compare(found)
            case ["left"]:
                self.acts["leave"] += 1
            case ["about", places]:
                self.doubtful |= set(places)
            case ["is", what, now]:
                self.acts[what] += 1
                self.acknowledged += len(now)
                self.known |= now
                self.doubtful -= now.keys()

    def _compare(self, found: dict[str, str | None]) -> None:
        known = self.known.keys() - self.doubtful
        lost = {place for place in known if found.get(place) != self.known[place]}
        if lost:
            self.lost += len(lost)
            self.faults.append(f"acknowledged and not found: {sorted(lost)}")
        if unknown := found.keys() - self.known.keys() - self.doubtful:
            self.faults.append(f"found and never said: {sorted(unknown)}")
        self.known = dict(found)
        self.doubtful = set()

    def _look(self) -> None:
        """What lies in the folder now: a file that can be read, and no more left over than kills since the last sweep."""
        try:
            tomllib.loads(self.file.read_text(encoding="utf-8"))
        except ValueError as error:
            self.faults.append(f"unreadable: {error}")
        left = [one for one in self.file.parent.iterdir() if one.suffix == ".tmp"]
        self.most_left = max(self.most_left, len(left))
        if len(left) > self._unswept:
            self.faults.append(f"left over: {sorted(one.name for one in left)}")
        for one in (*left, *settings.state_folder().glob("*.new")):
            os.utime(one, (1, 1))  # what is a minute old is swept

    def end(self) -> None:
        """Open and close once more, in peace."""
        shop = open_workshop(self.file)
        self._compare(state(shop.session))
        if any("damaged" in sentence or "fit" in sentence for sentence in shop.persistence.news):
            self.faults.append(f"told: {shop.persistence.news}")
        shop.close()
        if state(load(self.file).session) != self.known:
            self.faults.append("the file is not what was found at the end")


def main() -> int:
    """Kill and watch; prints what came of it."""
    file, kills = Path(sys.argv[1]), int(sys.argv[2])
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else random.randrange(10**6)
    watched = Watched(file)
    for number in range(kills):
        watched.kill(seed + number)
    watched.end()
    told = {
        name: getattr(watched, name)
        for name in ("lives", "opened", "acknowledged", "acts", "lost", "most_left", "faults")
    }
    print(json.dumps({"seed": seed} | told), flush=True)
    return 1 if watched.faults else 0


if __name__ == "__main__":
    sys.exit(main())
