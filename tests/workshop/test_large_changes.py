"""A file that changes outside while it is open, whatever its bytes: read in time, or a sentence; nobody has to wait."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from support.workshops import NEW, Opened

from bimtek_tui import child
from bimtek_tui.errors import UnreadableFile
from bimtek_tui.store import load, parse
from bimtek_tui.store.read_back import FROM_BYTES
from bimtek_tui.workshop import external_changes

TOP = b'schema_version = 1\nmethod = "kominfo-1"\n'
SHAPES: dict[str, Callable[[int], bytes]] = {
    "a text never closed": lambda size: b'a = "' + b'\\"' * (size // 2),
    "texts never closed": lambda size: b"a = " + b'"\\' * (size // 2),
    "many texts": lambda size: b"a = " + b'""' * (size // 2),
    "escaped quotes": lambda size: b'a = """' + b'\\"""' * (size // 4),
    "lists on one line": lambda size: b"a = [" + b"[]," * (size // 3) + b"]\n",
    "tables in an entry": lambda size: (
        b"[[swot]]\n" + b"".join(b"[swot.x%06d]\n" % n for n in range(size // 15))
    ),
    "entries with a table": lambda size: b"".join(b"[[swot]]\n[swot.x%06d]\n" % n for n in range(size // 24)),
    "unknown tables": lambda size: b"".join(b"[t%06d]\n" % n for n in range(size // 10)),
    "unknown keys": lambda size: b"[city]\n" + b"".join(b"k%06d = 1\n" % n for n in range(size // 12)),
    "digits": lambda size: b"a = " + b"9" * 5_000 + b"\n" + b"#" + (b"9" * 4_200 + b"x") * (size // 4_201),
}


def _seconds(content: bytes) -> float:
    begun = time.process_time()
    with contextlib.suppress(UnreadableFile):
        parse(content, Path("kota.toml"))
    return time.process_time() - begun


@pytest.mark.parametrize("shape", SHAPES)
def test_a_file_eight_times_as_long_takes_no_more_than_that(shape: str) -> None:
    small, large = (TOP + SHAPES[shape](size) for size in (10_000, 80_000))
    parse(TOP, Path("kota.toml"))  # what is loaded once
    once = min(_seconds(small) for _ in range(3))
    assert _seconds(large) < 32 * max(once, 0.005)  # as its square it would be 64


def _huge() -> bytes:
    return TOP + b"[[t]]\n" * 500_000


def test_what_takes_too_long_is_told_and_ours_goes_on(opened: Opened, file: Path) -> None:
    before, theirs = file.read_bytes(), _huge()
    shop = opened()
    first = shop.capture("swot", NEW)
    file.write_bytes(theirs)
    external = shop.persistence.external
    for _look in range(2):
        shop.persistence.take_in(external.see(shop.persistence.frozen(), seconds=0.5))
    assert "takes more time or memory to be read than any session" in shop.persistence.trouble
    assert "\n" not in shop.persistence.trouble
    second = shop.capture("swot", NEW)
    begun = time.monotonic()
    assert external.see(shop.persistence.frozen(), seconds=0.5).fault  # known, and not tried again
    assert time.monotonic() - begun < 0.5
    assert file.read_bytes() == theirs
    file.write_bytes(before.replace(b"Data belum terpadu.", b"Diubah rekan."))
    shop.save()
    assert shop.persistence.trouble == ""
    assert {first, second} <= load(file).session.swot.keys()
    assert load(file).session.swot["sw-00000001"].text == "Diubah rekan."


def test_leaving_waits_only_so_long_and_keeps_both(
    opened: Opened, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bimtek_tui.workshop.persistence.WAITED", 0.5)
    shop = opened()
    identity = shop.capture("swot", NEW)
    file.write_bytes(_huge())
    told = shop.close()
    (aside,) = file.parent.glob("*konflik*")
    assert aside.name in told
    assert identity in load(aside).session.swot
    assert file.read_bytes() == _huge()


def test_a_large_session_comes_in_as_a_small_one_does(opened: Opened, file: Path) -> None:
    shop = opened()
    identity = shop.capture("swot", NEW)
    padded = file.read_bytes().replace(b"Data belum terpadu.", b"Diubah rekan.") + b"# jauh\n" * (
        FROM_BYTES // 6
    )
    file.write_bytes(padded)
    shop.save()
    assert shop.persistence.news == ["taken in from outside – SWOT entry “Diubah rekan.” changed (Text)"]
    assert identity in load(file).session.swot


def test_a_trial_ends_what_takes_too_much() -> None:
    tried = f"{external_changes.__name__}:tried"
    assert child.fits(tried, TOP, 60, external_changes.MEMORY)
    assert child.fits(tried, b"halo", 60, external_changes.MEMORY)  # whoever reads it says what is wrong
    assert not child.fits(tried, TOP + b"#" * 60_000_000, 60, 100 * 2**20)
    assert not child.fits(tried, _huge(), 0.2, external_changes.MEMORY)
