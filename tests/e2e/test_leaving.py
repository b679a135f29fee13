"""Going away in a hurry: a fault of the program itself, suspending to the shell and coming back; and colours."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from support.saved_entries import entry

if TYPE_CHECKING:
    from support.terminal import Terminal

Open = Callable[..., "Terminal"]

FAULTS = {
    "a key": """
from bimtek_tui.tui.session.navigation import Navigation
def broken(self): raise RuntimeError("broken on purpose")
Navigation.go = broken
""",
    "the clock": """
from bimtek_tui.tui.session.clock import Clock
from bimtek_tui.tui.session.navigation import Navigation
def broken(self): raise RuntimeError("broken on purpose")
def later(self): Clock.tick = broken; self._screen.set_interval(0.1, self._screen.clock.tick)
Navigation.go = later
""",
    "drawing": """
from bimtek_tui.tui.entries.entry_list import EntryList
from bimtek_tui.tui.session.navigation import Navigation
def broken(self, y): raise RuntimeError("broken on purpose")
def later(self): EntryList.render_line = broken; self._screen.panel.refresh(recompose=False); self._screen.panel.at.refresh()
Navigation.go = later
""",
    "a worker": """
from bimtek_tui.tui.session.navigation import Navigation
def broken(): raise RuntimeError("broken on purpose")
def later(self): self._screen.run_worker(broken, thread=True)
Navigation.go = later
""",
}
"""Programs that are bimtek with one thing broken; g brings it out."""
MAIN = "import sys\nfrom bimtek_tui.cli import main\nsys.exit(main())\n"


@pytest.fixture
def at_shell(tmp_path: Path) -> Iterator[Open]:
    """Start a command on a terminal of its own; it is ended with the test."""
    pytest.importorskip("pty", reason="pseudo-terminals are there on Linux and macOS only")
    pytest.importorskip("pyte", reason="pyte, which replays what was drawn, is not installed")
    from support.terminal import Terminal

    started: list[Terminal] = []

    def start(*words: str | Path, **more: object) -> Terminal:
        started.append(Terminal(words, tmp_path, **more))  # type: ignore[arg-type]
        return started[-1]

    yield start
    for one in started:
        one.kill()


def capture(terminal: Terminal, text: str) -> None:
    """Capture one issue and see it on the screen."""
    terminal.press("f2").wait("· Agenda").press(".").wait("· Vision").press(".").wait("· Issues", "Add")
    terminal.press("a").wait("issues ▸").type(text).press("enter")
    terminal.until(lambda: any(re.search(rf"I\d+ {text}", line) for line in terminal.text.splitlines()), text)
    terminal.press("escape").wait_gone("issues ▸").settle()


@pytest.mark.parametrize("where", FAULTS)
def test_a_fault_anywhere_saves_first_and_says_one_sentence(
    at_shell: Open, sample: Path, tmp_path: Path, where: str
) -> None:
    program, state = tmp_path / "broken.py", tmp_path / "state"
    program.write_text(FAULTS[where] + MAIN, encoding="utf-8")
    terminal = at_shell(
        sys.executable, program, "--lang", "en", "open", sample, columns=200, env={"BIMTEK_STATE": str(state)}
    ).wait("Kota Contoh", "Checklist")
    capture(terminal, "Sebelum rusak")
    terminal.press("g")
    assert terminal.ends() == 3
    assert entry(sample, "issue", text="Sebelum rusak")
    (report,) = state.glob("report-*.txt")
    assert "broken on purpose" in report.read_text(encoding="utf-8")
    told = " ".join(
        terminal.raw.rpartition(b"\x1b[?1049l")[2].decode().split()
    )  # the terminal was given back
    assert re.search(
        r"made a mistake of its own \(\w+\); your entries are saved, please send us the report", told
    )
    assert report.name in told
    assert "Traceback" not in told
    assert not list((state / "journal").glob("*.jsonl"))


def test_suspending_gives_the_terminal_back_and_fg_brings_everything_again(
    at_shell: Open, sample: Path
) -> None:
    if shutil.which("bash") is None:
        pytest.skip("bash is not installed")
    terminal = at_shell(
        "bash", "--norc", "--noprofile", "-i", env={"PS1": "hall> ", "BIMTEK_LANG": "en"}
    ).wait("hall>")
    terminal.type(f"{sys.executable} -m bimtek_tui open {sample.name}\r").wait("Kota Contoh", "Checklist")
    capture(terminal, "Sebelum jeda")
    terminal.press("ctrl+p").wait("action or text").type("suspend").wait("Suspend").press("enter")
    terminal.wait("Stopped", "hall>")
    assert entry(sample, "issue", text="Sebelum jeda")  # saved, though it is not even a second ago
    terminal.type("echo $((6 * 7))\r").wait("42").type("fg\r")
    terminal.wait("Kota Contoh", "· Issues", "Sebelum jeda", "F1")
    capture(terminal, "Sesudah jeda")
    terminal.press("ctrl+q").wait("hall>")
    assert entry(sample, "issue", text="Sesudah jeda")


def test_without_a_shell_nothing_offers_to_suspend(at_shell: Open, sample: Path) -> None:
    from support.terminal import bimtek

    terminal = at_shell(*bimtek("--lang", "en", "open", sample)).wait("Kota Contoh", "Checklist")
    terminal.press("ctrl+p").wait("action or text").type("suspend").settle()
    assert "Save and give the terminal back" not in terminal.said


def colours(terminal: Terminal) -> set[bytes]:
    """The colours that were sent to the terminal."""
    sent = re.findall(rb"\x1b\[([0-9;]*)m", bytes(terminal.raw))
    found = set()
    for one in sent:
        found |= set(re.findall(rb"(?:^|;)[34]8;2;(\d+;\d+;\d+)", one))
        found |= set(
            re.findall(rb"(?:^|;)((?:3|4|9|10)[1-7])(?=;|$)", re.sub(rb"[34]8;[25];[\d;]*", b"", one))
        )
    return found


@pytest.mark.parametrize("keys", [0, 1, 4], ids=["light", "dark", "16 colours"])
def test_no_color_is_respected_in_every_theme(at_shell: Open, sample: Path, keys: int) -> None:
    from support.terminal import bimtek

    terminal = at_shell(*bimtek("--lang", "en", "open", sample), env={"NO_COLOR": "1"}).wait(
        "Kota Contoh", "Checklist"
    )
    for _key in range(keys):
        terminal.press("ctrl+t").wait("Colours:").settle()
    terminal.press("f2").wait("Stage 1 · Agenda").settle()
    for colour in colours(terminal):
        assert len(set(colour.split(b";"))) == 1, colour
    assert terminal.leave() == 0


def test_a_theme_for_sixteen_colours_sends_no_others(at_shell: Open, sample: Path, tmp_path: Path) -> None:
    from support.terminal import bimtek

    state = tmp_path / "state"
    state.mkdir()
    (state / "choices.json").write_text('{"theme": "sixteen"}', encoding="utf-8")
    terminal = at_shell(
        *bimtek("--lang", "en", "open", sample),
        env={"TERM": "xterm", "COLORTERM": "", "BIMTEK_STATE": str(state)},
    ).wait("Kota Contoh", "Checklist")
    terminal.press("f2").wait("Stage 1 · Agenda").press("f8").wait("C H E C K L I S T")
    assert terminal.leave() == 0
    assert not re.search(rb"[34]8;[25];", bytes(terminal.raw))
