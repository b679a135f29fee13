"""Reading back in a process of its own: it says the same as reading here, and where it can't, reading here decides."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace
from support import hostile_text, layouts, strategies
from support.workshops import NEW, Opened, posix

from bimtek_tui.errors import CannotSave, Refused
from bimtek_tui.model import edits
from bimtek_tui.model.edits import Edit, Remove
from bimtek_tui.model.kinds import raw as raw_of
from bimtek_tui.store import Loaded, editing, load, parse, read_back

PATH = Path("uji.toml")
LARGE = (
    layouts.CONTENTS["plain"]
    + b"\n"
    + b"".join(b"\n" + layouts.swot(f"sw-{number:08d}").encode() for number in range(100, 3_000))
)


def _imprint(loaded: Loaded) -> str:
    return loaded.document.imprint(lambda: None)


@pytest.mark.parametrize("name", layouts.LAYOUTS)
def test_what_is_read_back_is_what_the_document_means_also_after_edits(name: str) -> None:
    loaded = parse(layouts.CONTENTS[name], PATH)
    assert read_back.read(layouts.CONTENTS[name]) == _imprint(loaded)
    session = loaded.session
    todo: list[Edit | None] = [
        edits.capture(session, "swot", {"quadrant": "threat", "text": "Baru."}, strategies.NOW),
        edits.set_single(session, "plan", theme="x"),
        *(edits.revise(entry, votes=7) for entry in session.swot.values()),
        *(Remove("program", raw_of(entry)) for entry in session.program.values()),
    ]
    for edit in todo:
        before = _imprint(loaded)
        try:
            editing.perform(loaded, edit) if edit else None
        except Refused:
            continue
        assert read_back.read(loaded.document.to_bytes()) == _imprint(loaded)
        assert edit is None or _imprint(loaded) != before


def test_hostile_texts_are_told_apart_as_well() -> None:
    content = hostile_text.session_text().encode()
    assert read_back.read(content) == _imprint(parse(content, PATH))


def test_every_difference_is_seen_and_the_order_of_keys_is_none() -> None:
    texts = [
        'x = 1\n[[a]]\nk = 1\nm = "y"\n[[a]]\nk = 2\n',
        'x = 1\n[[a]]\nk = 1\nm = "z"\n[[a]]\nk = 2\n',
        'x = 1\n[[a]]\nk = "1"\nm = "y"\n[[a]]\nk = 2\n',
        'x = 1\n[[a]]\nk = 1.0\nm = "y"\n[[a]]\nk = 2\n',
        'x = 1\n[[a]]\nk = true\nm = "y"\n[[a]]\nk = 2\n',
        'x = 1\n[[a]]\nk = 2\n[[a]]\nk = 1\nm = "y"\n',
        'x = 1\n[[a]]\nk = 1\nm = "y"\n',
        'x = 1\n[[a]]\nk = 1\nm = "y"\n[[a]]\nk = 2\n[[a]]\n',
        'x = 1\n[[a]]\nk = 1\nm = "y"\n[[b]]\nk = 2\n',
        'x = 1\n[a]\nk = 1\nm = "y"\n',
        'x = 2\n[[a]]\nk = 1\nm = "y"\n[[a]]\nk = 2\n',
        "x = 1\na = []\n",
        "x = 1\n",
        "x = [1]\n",
        "x = [{}]\n",
        "x = {}\n",
        "",
    ]
    assert len({read_back.read(text.encode()) for text in texts}) == len(texts)
    turned = '[[a]]\nm = "y"\nk = 1\n[[a]]\nk = 2\n'
    assert read_back.read(b"x = 1\n" + turned.encode()) == read_back.read(texts[0].encode())


def test_a_process_of_its_own_says_the_same() -> None:
    assert read_back.read_elsewhere(LARGE) == read_back.read(LARGE)
    assert read_back.read_elsewhere(b"\xef\xbb\xbf" + LARGE) == read_back.read(LARGE)
    assert read_back.read_elsewhere(LARGE + b"[[") is None
    assert read_back.read_elsewhere(LARGE + b"\xff") is None


@pytest.fixture(params=["none", "not there", "dies", "never answers"])
def no_process(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What is started is no Python that could help; the file gets the number of the process that has to be ended."""
    program, number = tmp_path / "program", tmp_path / "number"
    given = {"none": "", "not there": str(tmp_path / "tiada")}.get(request.param, str(program))
    what = "exit 1" if request.param == "dies" else f"echo $$ > {number}; exec sleep 1000"
    program.write_text(f"#!/bin/sh\n{what}\n")
    program.chmod(0o755)
    monkeypatch.setattr(read_back, "SECONDS", 0.5)
    monkeypatch.setattr(read_back, "BYTES_A_SECOND", 10**9)
    monkeypatch.setattr(sys, "executable", given)
    return number


@posix
def test_where_no_process_helps_there_is_no_answer_and_none_stays(no_process: Path) -> None:
    assert read_back.read_elsewhere(LARGE) is None
    if no_process.exists():
        with pytest.raises(ProcessLookupError):
            os.kill(int(no_process.read_text()), 0)


@posix
def test_where_no_process_helps_a_large_file_is_read_back_here(
    no_process: Path, opened: Opened, file: Path
) -> None:
    file.write_bytes(LARGE)
    shop = opened()
    identity = shop.capture("swot", NEW)
    shop.save()
    assert identity in load(file).session.swot
    assert not shop.persistence.on_disk.helped
    shop.capture("swot", NEW)
    snapshot = shop.persistence.snapshot()
    assert snapshot
    before = file.read_bytes()
    with pytest.raises(CannotSave, match="not what was meant"):
        replace(snapshot, content=snapshot.content.replace(b"weakness", b"strength", 1)).write()
    assert file.read_bytes() == before


@pytest.mark.slow
def test_a_large_file_is_saved_only_when_it_says_what_is_meant(opened: Opened, file: Path) -> None:
    file.write_bytes(LARGE)
    shop = opened()
    for _ in range(2):
        identity = shop.capture("swot", NEW)
        shop.save()
        assert identity in load(file).session.swot
    assert shop.persistence.on_disk.helped
    shop.capture("swot", NEW)
    snapshot = shop.persistence.snapshot()
    assert snapshot
    before = file.read_bytes()
    for wrong, said in (
        (snapshot.content.replace(b"weakness", b"strength", 1), "not what was meant"),
        (snapshot.content[: len(before) // 2], "not what was meant|can't be read back"),
        (snapshot.content + b"[[swot", "can't be read back"),
        (b"", "not what was meant"),
    ):
        with pytest.raises(CannotSave, match=said) as error:
            replace(snapshot, content=wrong).write()
        shop.persistence.saved(snapshot, error.value)
        assert "the journal keeps" in shop.persistence.trouble
        assert file.read_bytes() == before
        shop.persistence.on_disk.helped = True
    snapshot.write()
    assert identity in load(file).session.swot
    assert len(os.listdir(file.parent)) == 3
