"""The command `bimtek` as a process of its own, without the third of a second that it needs to import what it is made of.

    python tests/support/warm_command.py serve SOCKET        imports, then forks for everyone who asks
    python tests/support/warm_command.py run SOCKET WORDS    one who asks: stands for `bimtek WORDS`

A process that is forked has the folder, the environment, the streams and the words of the one who asks, runs the
`main` that the command runs, and ends as Python ends. What depends on how Python starts (its variables, a broken
installation) needs the real start: `command` gives that where the environment says so, and on Windows, which can not fork.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import socket
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
ENVIRONMENT = {"PYTHONPATH": ROOT, "PYTHONIOENCODING": "utf-8"}
"""With what the command is started, warm or not."""

REAL = (sys.executable, "-m", "bimtek_tui")
POSSIBLE = hasattr(os, "fork") and hasattr(socket, "send_fds")


def warm(at: str) -> tuple[str, ...]:
    """The beginning of a command line that stands for `bimtek`, when a server listens there."""
    return (sys.executable, "-I", "-S", os.path.abspath(__file__), "run", at)


def command(at: str | None, env: dict[str, str]) -> tuple[str, ...]:
    """The beginning of a command line for `bimtek` in this environment: warm where that makes no difference."""
    python = {name: value for name, value in env.items() if name.startswith("PYTHON")}
    usual = {name: value for name, value in os.environ.items() if name.startswith("PYTHON")} | ENVIRONMENT
    return warm(at) if at and python == usual else REAL


def _run(at: str, words: list[str]) -> int:
    """Ask for a process with these words; its exit code, as `subprocess` gives it."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
        line.connect(at)
        asked = json.dumps([words, os.getcwd(), dict(os.environ)]).encode()
        socket.send_fds(line, [len(asked).to_bytes(4, "big")], [0, 1, 2])
        line.sendall(asked)
        told = line.recv(16)
    return int(told) if told else 1


def _serve(at: str) -> None:
    """Answer until the one who started this is gone. Returns in the processes that run the command."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as door:
        door.bind(at)
        door.listen(64)
        print("ready", flush=True)
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)
        door.settimeout(5)
        parent = os.getppid()
        while os.getppid() == parent:
            try:
                line, _from = door.accept()
            except TimeoutError:
                continue
            with line:
                line.settimeout(None)
                if not os.fork():
                    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                    door.close()
                    if _answer(line):
                        return
                    os._exit(0)
    os._exit(0)


def _answer(line: socket.socket) -> bool:
    """Start the process that is asked for and tell how it ended; true in that process."""
    size, streams, _flags, _from = socket.recv_fds(line, 4, 3)
    asked = b""
    while len(asked) < int.from_bytes(size, "big"):
        asked += line.recv(1 << 16)
    words, folder, env = json.loads(asked)
    if child := os.fork():
        _pid, status = os.waitpid(child, 0)
        code = os.waitstatus_to_exitcode(status)
        line.sendall(str(code if code >= 0 else 128 - code).encode())
        return False
    line.close()
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(env)
    sys.argv = ["bimtek", *words]
    sys.stdin = os.fdopen(0, encoding="utf-8", closefd=False)
    sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
    sys.stderr = os.fdopen(2, "w", encoding="utf-8", errors="backslashreplace", closefd=False, buffering=1)
    return True


def _import_all() -> None:
    """Everything but the screens, and the commands (cli), whose help speaks the language in which they are imported."""
    import importlib
    import pkgutil

    import bimtek_tui
    import bimtek_tui.cli

    for module in pkgutil.walk_packages(bimtek_tui.__path__, "bimtek_tui."):
        if module.name.split(".")[1] not in ("tui", "cli", "__main__"):
            importlib.import_module(module.name)
    for name in ("click", "click.shell_completion", "difflib", "rich.console", "rich.table"):
        importlib.import_module(name)


if __name__ == "__main__":
    if sys.argv[1] == "run":
        sys.exit(_run(sys.argv[2], sys.argv[3:]))
    sys.path[0] = ROOT
    _import_all()
    gc.freeze()  # what all processes share is not looked at, and so not copied
    _serve(sys.argv[2])
    from bimtek_tui.cli import main

    main()
