"""Commands that begin or open a session: new, open, demo, and the start screen."""

from __future__ import annotations

import gc
import sys
from pathlib import Path

import click

from ..errors import FINE, BimtekError
from ..i18n import N_, _
from .arguments import TEMPLATES, own_folder
from .console import WrongUse, command, complain, say, shown

SESSIONS = "sessions"
SAMPLE = "kota-contoh"
_FRAMES = "│━█●✓→"
"""Some of what the screen draws."""
_KINDS = ("kota", "kabupaten", "provinsi", "kawasan")


@command(
    "new",
    help=N_(
        "Begin a session: one file for one city's series of workshops. A file that is there is never touched."
    ),
    examples=('bimtek new kota-batam-2026 --city "Kota Batam" --province "Kepulauan Riau" --start 2026',),
)
@click.argument("slug", metavar="SLUG")
@click.option("--city", metavar="NAME", required=True, help=N_("Name of the city or regency."))
@click.option("--province", metavar="NAME", required=True, help=N_("Its province."))
@click.option(
    "--kind", type=click.Choice(_KINDS), help=N_("What it is (by its name if not given, else kota).")
)
@click.option("--start", metavar="YEAR", type=int, help=N_("First year of the plan."))
@click.option(
    "--folder", metavar="DIR", default=SESSIONS, help=N_("Where the file goes (sessions if not given).")
)
def new(slug: str, city: str, province: str, kind: str | None, start: int | None, folder: str) -> int:
    """Write a new session file."""
    from ..store.creation import create, kind_of

    path = create(
        Path(folder),
        slug,
        city=city,
        kind=kind or kind_of(city) or _KINDS[0],
        province=province,
        start_year="" if start is None else start,
    )
    say(_("{file} is ready; open it with: bimtek open {file}").format(file=shown(path)))
    return FINE


@command(
    "open",
    help=N_("Open a session on the screen, to lead the workshop and take down what is said."),
    examples=("bimtek open sessions/kota-batam-2026.toml",),
)
@click.argument("file", metavar="FILE")
@TEMPLATES
def open_session(file: str, templates: str | None) -> int:
    """Open a session on the screen."""
    return on_screen(Path(file), own_folder(templates))


@command(
    "demo",
    help=N_(
        "Try everything on a copy of the fictional Kota Contoh. In a terminal the copy opens on the screen; otherwise the status is printed and the four books are made. A second run goes on with what is there."
    ),
    examples=("bimtek demo", "bimtek demo coba --no-ui"),
)
@click.argument("folder", metavar="[DIR]", default="bimtek-demo")
@click.option("--no-ui", is_flag=True, help=N_("Print the status and make the books, without the screen."))
def demo(folder: str, no_ui: bool) -> int:
    """Work on a copy of the sample."""
    session = _copy_of_sample(Path(folder))
    if not no_ui and sys.stdin.isatty() and sys.stdout.isatty():
        return on_screen(session)
    from .arguments import print_status
    from .render import make_books

    print_status(session)
    say("")
    make_books(session, Path(folder) / "books" / SAMPLE)
    say("")
    say(_("To work on this session: bimtek open {file}").format(file=shown(session)))
    return FINE


def _copy_of_sample(folder: Path) -> Path:
    """The session of the demo in this folder; when there is none yet, the packaged one is copied with the files it names."""
    from .. import resources, store
    from ..store import named_files, saving

    packaged = resources.sample_session(SAMPLE)
    session = folder / SESSIONS / packaged.name
    if session.exists():
        return session
    named = named_files.gather(packaged, store.load(packaged).session).values()
    # before the session, so that a run that was cut off is followed by one that goes on with them
    for file in dict.fromkeys(Path(one.name) for one in named):
        _copy(packaged.parent / file, session.parent / file)
    _folder(session.parent)
    saving.replace(session, packaged.read_bytes())
    return session


def _copy(packaged: Path, copy: Path) -> None:
    """Copy a file that the sample names; another one that stands there stays, and that is said."""
    from ..store import saving

    if not (copy.exists() or copy.is_symlink()):
        _folder(copy.parent)
        saving.replace(copy, packaged.read_bytes())
    elif not _alike(packaged, copy):
        say(
            _("{file} was there already and stays as it is; the sample is shown with it").format(
                file=shown(copy)
            )
        )


def _alike(one: Path, other: Path) -> bool:
    try:
        return other.is_file() and other.read_bytes() == one.read_bytes()
    except OSError:
        return False


def _folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BimtekError(
            _("{folder} can't be made: {reason}; name another folder").format(
                folder=folder, reason=error.strerror or error
            )
        ) from error


def on_screen(file: Path | None = None, templates: Path | None = None) -> int:
    """Open a session on the screen, or the start screen over ./sessions."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise WrongUse(
            _(
                "the screen needs a terminal; without one use e.g. “bimtek status FILE” or “bimtek render FILE”"
            )
        )
    encoding = getattr(sys.__stderr__, "encoding", None) or "utf-8"  # where Textual draws
    try:
        _FRAMES.encode(encoding)
    except (UnicodeEncodeError, LookupError) as error:
        raise WrongUse(
            _(
                "this terminal is set to {encoding}, which has no frames and bars; start it with a UTF-8 locale, or put PYTHONUTF8=1 before the command"
            ).format(encoding=encoding)
        ) from error
    gc.disable()  # until the first frame: what is made on the way there lives as long as the program
    from ..tui.app import run

    return run(file, file.parent if file else Path(SESSIONS), complain, templates)
