"""A laptop that has no memory left, at six levels: what was acknowledged is there afterwards, and one sentence says why.

The limit is the system's own (RLIMIT_AS), laid on a process of its own above what it takes before the act.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import big
import pytest
from support import child_processes
from support.workshops import crash

from bimtek_tui.workshop.workshop import Workshop, open_workshop

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps to a limit on memory"),
]

LEVELS = (0, 64, 1_024, 4_096, 16_384, 65_536)
"""kB that the process may take beyond what it has; the last is enough for everything."""


@contextmanager
def open_again(file: Path) -> Iterator[Workshop]:
    """The session open, and let go of as a crash does."""
    shop = open_workshop(file)
    try:
        yield shop
    finally:
        crash(shop)


WORK = """
import json, resource, sys
from pathlib import Path
from bimtek_tui import store
from bimtek_tui.errors import BimtekError
from bimtek_tui.review import merging
from bimtek_tui.workshop.workshop import open_workshop
act, file, level = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
acknowledged, said = [], []

def limited():
    used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (used + level * 1024, resource.RLIM_INFINITY))

def tried(do):
    try:
        return do()
    except (BimtekError, MemoryError) as error:
        said.append(str(error) or "memory")

def capture(text):
    identity = shop.capture("swot", {"quadrant": "threat", "text": text})
    acknowledged.append(identity)
    return identity

if act == "open":
    limited()
    shop = tried(lambda: open_workshop(file))
else:
    shop = open_workshop(file)
    capture("Sebelumnya")
    if act == "merge":
        file.write_bytes(file.read_bytes().replace(b"Riau", b"Jambi").replace(b"[[agency]]", b"[[agency]]\\n", 1))
    limited()
if shop:
    for number in range(10):
        tried(lambda: capture(f"Nomor {number} " + "kata " * 200))
    tried(shop.persistence.look)
    tried(shop.save)
    said.append(shop.persistence.trouble)
    said += shop.persistence.alarms
resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
if shop:
    capture("Sesudahnya")
print(json.dumps([acknowledged, [one for one in said if one]]), flush=True)
sys.stdin.readline()
"""


@pytest.mark.parametrize("act", ["open", "save", "merge"])
def test_nothing_acknowledged_is_lost(act: str, tmp_path: Path) -> None:
    faults = 0
    for level in LEVELS:
        file = tmp_path / f"kota-{level}.toml"
        file.write_text(big.session(150, 150), encoding="utf-8")
        with open_again(file) as shop:
            left = shop.capture("note", {"kind": "inbox", "text": "Dari kemarin"})
        with child_processes.start(WORK, act, file, str(level)) as child:
            assert child.stdout
            told = child.stdout.readline()
            child.kill()
        assert told, f"the program ended at {level} kB"
        acknowledged, said = json.loads(told)
        assert all("\n" not in one and "Traceback" not in one for one in said), said
        faults += bool(said)
        with open_again(file) as shop:
            there = shop.session.swot.keys()
            assert [id for id in acknowledged if id not in there] == [], (level, said)
            assert left in shop.session.note
            assert [one for one in shop.persistence.news if "fit" in one or "damaged" in one] == []
    assert faults  # the least of them were felt


START = """
import hashlib, resource, sys
from pathlib import Path
from bimtek_tui import cli, memory
from bimtek_tui.cli import console, program
used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
limit = used + int(sys.argv.pop(1)) * 1024
resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
cli.main()
"""
COMMANDS = {
    "status": ["status", "sesi.toml"],
    "fmt": ["fmt", "sesi.toml"],
    "merge": ["merge", "sesi.toml", "kami.toml", "mereka.toml", "--out", "hasil.toml"],
}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_says_one_sentence_and_leaves_every_file_as_it_was(command: str, tmp_path: Path) -> None:
    text = big.session(400, 400)
    for name, content in (("sesi", text), ("kami", text.replace("belum", "sudah", 9)), ("mereka", text)):
        (tmp_path / f"{name}.toml").write_text(content, encoding="utf-8")
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    env = os.environ | {"PYTHONPATH": str(child_processes.ROOT), "BIMTEK_LANG": "en"}
    short = 0
    for level in LEVELS:
        words = [sys.executable, "-c", START, str(level * 2), *COMMANDS[command]]
        done = subprocess.run(words, cwd=tmp_path, env=env, capture_output=True, text=True)
        if done.returncode:
            short += 1
            assert "there is not enough memory" in done.stderr, (level, done.stderr)
            assert done.stderr.count("\n") == 1
            assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
    assert short
