"""A session that is killed again and again at random moments, and what it said before held against what it finds.

    python tests/support/kills.py FILE KILLS [SEED]     (POSIX; ends with one line of JSON, its exit code is 0 when all held)

Each life is a process of its own that opens the session, tells what it finds there, and then captures, revises and
undoes as fast as it can while a thread saves, saying before each edit what it is about to touch and afterwards, once
that is acknowledged, what it is now. Half of them read the file back in a process of their own.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import select
import signal
import sys
import threading
import time
import tomllib
from pathlib import Path
from typing import Any

from bimtek_tui import settings
from bimtek_tui.errors import CannotSave
from bimtek_tui.model import edits
from bimtek_tui.store import read_back
from bimtek_tui.workshop.workshop import open_workshop

LONGEST = 0.4
"""Seconds that a life may last: half of them from its start, the others from when the session is open."""
MOST = 150
"""Entries in the file: beyond this they are revised only."""
NEW = "a new one"


def live(file: Path, seed: int, said: int) -> None:
    """One life, until somebody ends it."""

    def say(*words: object) -> None:
        os.write(said, (json.dumps(words) + "\n").encode())

    chance = random.Random(seed)
    read_back.FROM_BYTES = chance.choice([0, 10**9])
    shop = open_workshop(file)
    say("found", {identity: entry.text for identity, entry in shop.session.swot.items()})
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
        text = f"{seed}-{number}"
        ids = list(shop.session.swot)
        what = chance.choice(["capture", "capture", "revise", "undo"])
        if what == "capture" and len(ids) < MOST:
            say("about", NEW)
            say("is", shop.capture("swot", {"quadrant": "threat", "text": text}), text)
        elif what == "undo" and shop.can_undo:
            (touched,) = edits.changed_keys(shop._undo[-1].edit)
            say("about", touched[1])
            shop.undo()
            left = shop.session.swot.get(touched[1])
            say("is", touched[1], left and left.text)
        else:
            one = chance.choice(ids)
            say("about", one)
            shop.do(edits.revise(shop.session.swot[one], text=text))
            say("is", one, text)
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
        self.known: dict[str, str | None] = dict(_texts(file))
        self.doubtful: set[str] = set()
        self.faults: list[str] = []
        self.lives = self.acknowledged = self.opened = self.most_left = 0
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
            case ["about", what]:
                self.doubtful.add(what)
            case ["is", identity, text]:
                self.acknowledged += 1
                self.known[identity] = text
                self.doubtful -= {identity, NEW}

    def _compare(self, found: dict[str, str]) -> None:
        lost = {
            identity
            for identity, text in self.known.items()
            if found.get(identity) != text and identity not in self.doubtful
        }
        if lost:
            self.faults.append(f"acknowledged and not found: {sorted(lost)}")
        if (unknown := found.keys() - self.known.keys()) and NEW not in self.doubtful:
            self.faults.append(f"found and never said: {sorted(unknown)}")
        self.known = dict(found)
        self.doubtful = set()

    def _look(self) -> None:
        """What lies in the folder now: a file that can be read, and no more left over than kills since the last sweep."""
        try:
            _texts(self.file)
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
        self._compare({identity: entry.text for identity, entry in shop.session.swot.items()})
        if any("damaged" in sentence or "fit" in sentence for sentence in shop.persistence.news):
            self.faults.append(f"told: {shop.persistence.news}")
        shop.close()
        if _texts(self.file) != self.known:
            self.faults.append("the file is not what was found at the end")


def _texts(file: Path) -> dict[str, str]:
    read = tomllib.loads(file.read_text(encoding="utf-8"))
    return {entry["id"]: entry["text"].rstrip("\n") for entry in read.get("swot", [])}


def main() -> int:
    """Kill and watch; prints what came of it."""
    file, kills = Path(sys.argv[1]), int(sys.argv[2])
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else random.randrange(10**6)
    watched = Watched(file)
    for number in range(kills):
        watched.kill(seed + number)
    watched.end()
    told = {
        name: getattr(watched, name) for name in ("lives", "opened", "acknowledged", "most_left", "faults")
    }
    print(json.dumps({"seed": seed} | told), flush=True)
    return 1 if watched.faults else 0


if __name__ == "__main__":
    sys.exit(main())
