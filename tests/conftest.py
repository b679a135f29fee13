"""What all tests share: a state folder of their own, English, copies of the samples, and the real command."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import layouts
import opening
import pytest
import small

from bimtek_tui import method, resources, words
from bimtek_tui.method import Method
from bimtek_tui.model import Session
from bimtek_tui.workshop import Workshop, open_workshop

ROOT = Path(__file__).parent.parent


@pytest.fixture(autouse=True)
def own_world(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees or leaves anything of the person who runs it."""
    monkeypatch.setenv("BIMTEK_STATE", str(tmp_path_factory.mktemp("state")))
    monkeypatch.setenv("BIMTEK_LANG", "en")
    words.use("en")


@pytest.fixture(scope="session")
def kominfo() -> Method:
    """The shipped method."""
    return method.load("kominfo-1")


@pytest.fixture(scope="session")
def session_of() -> Callable[[str], Session]:
    """Reads TOML as it is; entries that are captured do not need `added`."""
    return small.read


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """A copy of the complete sample session, kota-contoh."""
    return Path(shutil.copy(resources.sample_session("kota-contoh"), tmp_path))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A small session, alone in its folder."""
    (tmp_path / "sesi").mkdir()
    path = tmp_path / "sesi" / "kota-uji.toml"
    path.write_bytes(layouts.CONTENTS["plain"])
    return path


@pytest.fixture
def opened(file: Path) -> Iterator[opening.Opened]:
    """Opens that session, again and again; what a test leaves open is let go."""
    shops: list[Workshop] = []

    def again() -> Workshop:
        shops.append(open_workshop(file))
        return shops[-1]

    yield again
    for shop in shops:
        opening.crash(shop)


Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def bimtek(tmp_path: Path) -> Run:
    """Run the real command in `tmp_path`, without a terminal; `before` are words of a program that starts it."""

    def run(
        *words: str | Path, before: tuple[str, ...] = (), **more: Any
    ) -> subprocess.CompletedProcess[str]:
        env = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"} | more.pop("env", {})
        return subprocess.run(
            [*before, sys.executable, "-m", "bimtek_tui", *map(str, words)],
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
