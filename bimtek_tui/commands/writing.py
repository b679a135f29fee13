"""Commands that write files: render and fmt."""

from __future__ import annotations

from pathlib import Path

import click

from ..errors import FINDINGS, FINE, BimtekError, UnreadableFile
from ..words import N_, _, ngettext
from .speaking import WrongUse, command, complain, say, shown


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


@command(
    "fmt",
    help=N_(
        "Lay session files out anew: kinds and keys in order, one fact a line. Data and comments stay as they are; --check only says which files would change."
    ),
    examples=("bimtek fmt sessions/kota-batam-2026.toml", "bimtek fmt --check sessions/*.toml"),
)
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option(
    "--check", "only_check", is_flag=True, help=N_("Write nothing; exit code 1 when a file would change.")
)
def fmt(files: tuple[str, ...], only_check: bool) -> int:
    """Lay session files out anew."""
    code, changed = FINE, 0
    for file in files:
        try:
            if _lay_out(Path(file), only_check):
                changed += 1
                code = max(code, FINDINGS if only_check else FINE)
        except BimtekError as error:
            complain(str(error))
            code = max(code, error.exit_code)
    if not changed and code == FINE:
        number = len(files)
        say(
            ngettext("{number} file is laid out well", "{number} files are laid out well", number).format(
                number=number
            )
        )
    return code


def _lay_out(path: Path, only_check: bool) -> bool:
    """Lay one file out; whether it was (or would be) changed. Raises BimtekError."""
    from ..store import formatting, parse, saving
    from ..store.lock import Lock
    from ..store.reading import FORMAT, read_bytes

    lock = Lock(path)
    content = read_bytes(path)
    if not only_check and not lock.acquire():
        if lock.fault:
            raise BimtekError(
                _("{file} can't be locked: {reason}; check the permissions of its folder").format(
                    file=path, reason=lock.fault
                )
            )
        raise BimtekError(
            _("{file} is open elsewhere ({holder}); close it there first").format(
                file=path, holder=lock.holder
            )
        )
    try:
        content = content if only_check else read_bytes(path)
        loaded = parse(content, path)
        if loaded.session.top and loaded.session.top.schema_version > FORMAT:
            raise UnreadableFile(f"{path}: {loaded.read_only}")
        try:
            made = formatting.laid_out(loaded.document.text).encode()
        except BimtekError as error:
            raise BimtekError(f"{path}: {error}") from error
        if made == content:
            return False
        if only_check:
            say(_("{file} would be laid out anew").format(file=shown(path)))
        else:
            saving.replace(path, made)
            say(_("{file} was laid out anew").format(file=shown(path)))
        return True
    finally:
        lock.release()
