"""What all tests share: a state folder of their own, English, copies of the samples, and the real command."""

from __future__ import annotations

import gc
import os
import pickle
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from support import layouts, session_reader, warm_command, workshops

from bimtek_tui import i18n, resources
from bimtek_tui.model import method
from bimtek_tui.model.entries import Session
from bimtek_tui.model.method import Method
from bimtek_tui.tui.actions import key_of
from bimtek_tui.workshop.workshop import Workshop, open_workshop

ROOT = Path(__file__).parent.parent

sys.dont_write_bytecode = False  # otherwise each of a thousand processes compiles the program anew
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")  # how long an example takes says more of the machine than of the program


SCREENS = {"test_app.py", "test_capture.py"}
"""Of the tests that open a screen, each some two thirds of a second of the processor, those that all others rest on."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What lies in `e2e` is marked so, and most tests that open a screen are slow."""
    for item in items:
        if ROOT / "tests" / "e2e" in item.path.parents:
            item.add_marker("e2e")
        elif item.path.name not in SCREENS and {"open_session", "open_start"} & {
            *getattr(item, "fixturenames", ())
        }:
            item.add_marker("slow")


def pytest_collection_finish() -> None:
    """What was imported stays: looking at it for garbage again and again takes a tenth of the time of all tests."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


LARGE = 20_000
"""Characters from which on a text of TOML, a sample or a method mostly, is read once for all tests of a process."""
_loads = tomllib.loads


@lru_cache(maxsize=32)
def _kept(source: str, parse_float: Callable[[str], Any]) -> bytes:
    return pickle.dumps(_loads(source, parse_float=parse_float))


def loads(source: str, /, *, parse_float: Callable[[str], Any] = float) -> dict[str, Any]:
    """What `tomllib.loads` gives, in a tenth of the time when the same large text was read before."""
    if len(source) < LARGE:
        return _loads(source, parse_float=parse_float)
    data: dict[str, Any] = pickle.loads(_kept(source, parse_float))
    return data


@pytest.fixture(autouse=True)
def own_world(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees or leaves anything of the person who runs it."""
    monkeypatch.setenv("BIMTEK_STATE", str(tmp_path_factory.mktemp("state")))
    monkeypatch.setenv("BIMTEK_CONFIG", str(tmp_path_factory.mktemp("config")))
    monkeypatch.setenv("BIMTEK_DATA", str(tmp_path_factory.mktemp("data")))
    monkeypatch.setenv("BIMTEK_LANG", "en")
    monkeypatch.setattr(tomllib, "loads", loads)
    monkeypatch.setattr(gc, "freeze", lambda: None)  # each program that a test opens would keep all before it
    i18n.use("en")
    i18n.name_keys(partial(key_of, keymap={}))


@pytest.fixture(scope="session")
def kominfo() -> Method:
    """The shipped method."""
    return method.load("kominfo-1")


@pytest.fixture(scope="session")
def session_of() -> Callable[[str], Session]:
    """Reads TOML as it is; entries that are captured do not need `added`."""
    return session_reader.read


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """A copy of the complete sample session, kota-contoh, with its seal and its map."""
    packaged = resources.sample_session("kota-contoh")
    for picture in packaged.parent.glob("kota-contoh-*.png"):
        shutil.copy(picture, tmp_path)
    return Path(shutil.copy(packaged, tmp_path))


@pytest.fixture
def unwritten(sample: Path) -> Path:
    """The sample as it is before anybody has written for its books: without texts, pictures and identity."""
    blocks = re.split(r"^(?=# \S+$)", sample.read_text("utf-8"), flags=re.MULTILINE)
    written = ("\n[[text]]\n", "\n[[picture]]\n", "\n[identity]\n")
    kept = [block for block in blocks if not any(head in block for head in written)]
    sample.write_bytes("".join(kept).encode())
    return sample


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A small session, alone in its folder."""
    (tmp_path / "sesi").mkdir()
    path = tmp_path / "sesi" / "kota-uji.toml"
    path.write_bytes(layouts.CONTENTS["plain"])
    return path


@pytest.fixture
def opened(file: Path) -> Iterator[workshops.Opened]:
    """Opens that session, again and again; what a test leaves open is let go."""
    shops: list[Workshop] = []

    def again() -> Workshop:
        shops.append(open_workshop(file))
        return shops[-1]

    yield again
    for shop in shops:
        workshops.crash(shop)


Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def server() -> Iterator[str | None]:
    """Where the command can be had without waiting for its imports (`warm_command`); None where nothing can fork."""
    if not warm_command.POSSIBLE:
        yield None
        return
    with tempfile.TemporaryDirectory(prefix="bimtek-") as folder:  # a socket's path must be short
        at = str(Path(folder, "s"))
        with subprocess.Popen(
            [sys.executable, warm_command.__file__, "serve", at],
            stdout=subprocess.PIPE,
            stdin=subprocess.DEVNULL,
        ) as process:
            assert process.stdout
            assert process.stdout.readline() == b"ready\n"
            yield at
            process.kill()


@pytest.fixture
def bimtek(tmp_path: Path, server: str | None) -> Run:
    """Run the command in `tmp_path`, a process without a terminal; `before` are words of a program that starts it."""

    def run(
        *words: str | Path, before: tuple[str, ...] = (), **more: Any
    ) -> subprocess.CompletedProcess[str]:
        env = os.environ | warm_command.ENVIRONMENT | more.pop("env", {})
        real = before or "preexec_fn" in more  # a limit of the process, not of the one who asks for it
        command = warm_command.REAL if real else warm_command.command(server, env)
        return subprocess.run(
            [*before, *command, *map(str, words)],
            **{
                "cwd": tmp_path,
                "env": env,
                "stdin": subprocess.DEVNULL,
                "stdout": subprocess.PIPE,
                "stderr": subprocess.PIPE,
                "encoding": "utf-8",
                "errors": "replace",
                "timeout": 120,
                **more,
            },
        )

    return run
