"""The command `bimtek`: what happens around every subcommand.

Importing this costs nothing: ``bimtek --version`` prints a literal before anything else is loaded. Errors for
people are one line and an exit code; a fault of the program is one line and a report in the state folder.
"""

from __future__ import annotations

import os
import sys

from .. import __version__


def main() -> None:
    """Run the command with the words of the command line; never returns."""
    closed = _hold_closed_streams()
    if sys.argv[1:] == ["--version"] and "stdout" not in closed:
        print(__version__)  # noqa: T201
        raise SystemExit(0)
    try:
        code = _run(sys.argv[1:])
    except MemoryError as error:
        code = _no_memory(error)
    except Exception as error:  # noqa: BLE001 - whatever it is, the person gets a sentence
        code = _no_end(error)
    raise SystemExit(code)


def _hold_closed_streams() -> list[str]:
    """Put something in the place of standard streams that were closed (``>&-``), so that no file that is opened takes it.

    There is nothing to read; what is written to the output fails, and is told as any other output that fails.
    """
    closed = [name for name in ("stdin", "stdout", "stderr") if getattr(sys, name) is None]
    for name in closed:
        # the lowest number that is free is that of the stream
        number = os.open(os.devnull, os.O_WRONLY if name == "stderr" else os.O_RDONLY)
        mode = "r" if name == "stdin" else "w"
        setattr(sys, name, open(number, mode, encoding="utf-8", closefd=False))  # noqa: SIM115
    return closed


def _run(arguments: list[str]) -> int:
    """The exit code of the command with these words."""
    # these at once: without memory they could not be loaded any more, or would tell in their own way
    import hashlib  # noqa: F401

    from .. import i18n, memory  # noqa: F401
    from ..errors import BimtekError

    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    if sys.platform == "win32":  # else a git.exe in the current folder would be started for git
        os.environ["NODEFAULTCURRENTDIRECTORYINEXEPATH"] = "1"
    i18n.use(i18n.chosen(_language(arguments)))
    i18n.name_keys(_key_of)
    import click

    from .console import complain, wrong_use
    from .program import program

    try:
        code = program.main(arguments, prog_name="bimtek", standalone_mode=False)
    except click.UsageError as error:
        complain(wrong_use(error))
        return error.exit_code
    except BimtekError as error:
        complain(str(error))
        return error.exit_code
    except (KeyboardInterrupt, click.Abort):
        return 130  # as shells count an interrupt
    return code if isinstance(code, int) else 0


def _key_of(action: str) -> str:
    """The key on the screen of an action that a sentence of a command names."""
    from ..tui import rebinding
    from ..tui.actions import key_of

    return key_of(action, rebinding.read().keymap)


def _language(arguments: list[str]) -> str | None:
    """The language asked for, before or behind the subcommand; help and errors speak it already."""
    for number, word in enumerate(arguments):
        if word == "--":
            break
        if word.startswith("--lang="):
            return word.partition("=")[2]
        if word == "--lang":
            return "".join(arguments[number + 1 : number + 2])
    return None


def _state(error: BaseException) -> str:
    """What became of the person's work, in words."""
    from ..i18n import _

    return "; ".join(getattr(error, "__notes__", [])) or _("your files are as they were")


def _no_end(error: Exception) -> int:
    """Say why a command did not come to its end."""
    from .. import memory

    try:
        return _no_memory(error) if memory.is_wanting(error) else _our_fault(error)
    except MemoryError:
        return _no_memory(error)


def _no_memory(error: Exception) -> int:
    """Say that there is no memory left: it is no mistake of the program, and no report is written."""
    error.__traceback__ = None  # which holds all that took it
    try:
        from ..errors import OUR_FAULT
        from ..i18n import _
        from .console import complain

        words = _("there is not enough memory; {state}, close other programs and do it again")
        complain(words.format(state=_state(error)))
    except (MemoryError, ImportError):  # not even for that
        os.write(2, b"memori tidak cukup; there is not enough memory\n")
        return 3
    return OUR_FAULT


def _our_fault(error: Exception) -> int:
    """Write a report and say in one sentence where it is."""
    import datetime as dt
    import platform
    import traceback

    from .. import settings
    from ..errors import OUR_FAULT
    from ..i18n import _
    from .console import complain

    state = _state(error)
    now = dt.datetime.now().astimezone()
    report = [
        f"bimtek {__version__}, Python {platform.python_version()}, {platform.platform()}",
        f"{now.isoformat(timespec='seconds')} {sys.argv[1:]!r}",
        *traceback.format_exception(error),
    ]
    try:
        file = settings.state_folder() / f"report-{now:%Y%m%d-%H%M%S-%f}.txt"
        file.write_text("\n".join(report), encoding="utf-8", errors="backslashreplace")
    except OSError as reason:
        complain(
            _("bimtek made a mistake of its own ({name}), and no report could be written: {reason}").format(
                name=type(error).__name__, reason=reason.strerror or reason
            )
        )
    else:
        complain(
            _("bimtek made a mistake of its own ({name}); {state}, please send us the report {file}").format(
                name=type(error).__name__,
                state=state,
                file=file,
            )
        )
    return OUR_FAULT
