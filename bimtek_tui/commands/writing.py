"""The command that writes books: render."""

from __future__ import annotations

from pathlib import Path

import click

from ..errors import FINE
from ..words import N_, _
from .speaking import WrongUse, command, say, shown


@command(
    "render",
    help=N_(
        "Make the books of a session as Markdown. A book that was edited by hand is kept unless --force is given."
    ),
    examples=(
        "bimtek render sessions/kota-batam-2026.toml",
        "bimtek render sessions/kota-batam-2026.toml --book buku-3 --out draf",
    ),
)
@click.argument("file", metavar="FILE")
@click.option(
    "--out", metavar="DIR", help=N_("Folder for the books (books/<name of the session> if not given).")
)
@click.option(
    "--book", "books", metavar="ID", multiple=True, help=N_("Only this book, e.g. buku-2; may be repeated.")
)
@click.option("--force", is_flag=True, help=N_("Overwrite books that were edited by hand."))
def render(file: str, out: str | None, books: tuple[str, ...], force: bool) -> int:
    """Make the books of a session."""
    session = Path(file)
    make_books(session, Path(out) if out else Path("books") / session.stem, books, force)
    return FINE


def make_books(path: Path, folder: Path, books: tuple[str, ...] = (), force: bool = False) -> None:
    """Render books of a session file into a folder and name the files."""
    from ..books import rendering
    from .reading import open_file, tell_unread

    loaded, method = open_file(path)
    unknown = [one for one in books if one not in method.books]
    if unknown:
        raise WrongUse(
            _("the method {method} has no book “{book}”; its books: {known}").format(
                method=method.id, book=unknown[0], known=", ".join(method.books)
            )
        )
    for written in rendering.write(loaded.session, method, folder, books or None, force=force):
        say(shown(written))
    tell_unread(loaded)
