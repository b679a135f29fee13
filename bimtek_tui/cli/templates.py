"""The commands for templates of one's own: the shipped ones to change, and what a template may use."""

from __future__ import annotations

from pathlib import Path

import click

from .. import resources
from ..errors import FINE, BimtekError
from ..i18n import N_, _, ngettext
from .console import command, group, say, shown

README = "README.md"
EXAMPLE = """{% extends "shipped/buku-1-analisis-strategis.md.j2" %}
{% block vision %}
### Visi

Visi berikut disepakati dalam bimtek tahap pertama.

{{ m.visi(plan) }}

{% endblock vision %}
"""
"""A template of one's own that replaces one block; the name of its file is that of the shipped one."""
_NAMED = 5


@command(
    "copy",
    help=N_(
        "Write the shipped templates and methods into a folder, to change them. Delete there what you leave as it is: a later version then brings its own. Files that are there are kept unless --force is given."
    ),
    examples=(
        "bimtek templates copy templat-kami",
        "bimtek render sessions/kota-batam-2026.toml --templates templat-kami",
    ),
)
@click.argument("folder", metavar="DIR")
@click.option("--force", is_flag=True, help=N_("Overwrite files of these names."))
def copy(folder: str, force: bool) -> int:
    """Copy the shipped templates."""
    from ..store import saving

    target, source = Path(folder), resources.templates()
    files = sorted(file for file in source.rglob("*") if file.suffix in (".j2", ".toml"))
    contents = {target / file.relative_to(source): file.read_bytes() for file in files}
    contents[target / README] = _readme(target).encode()
    there = [file for file in contents if file.exists() or file.is_symlink()]
    if there and not force:
        raise BimtekError(_kept(there))
    for file, content in contents.items():
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise BimtekError(
                _("{folder} can't be made: {reason}; name another folder").format(
                    folder=shown(file.parent), reason=error.strerror or error
                )
            ) from error
        saving.replace(file, content, beside=file)
    number = len(contents)
    say(
        ngettext("{number} file is in {folder}.", "{number} files are in {folder}.", number).format(
            number=number, folder=shown(target)
        )
    )
    say(_("How to change one block of a book: {file}").format(file=shown(target / README)))
    return FINE


def _kept(there: list[Path]) -> str:
    """Why nothing is copied: these files are there."""
    names = ", ".join(shown(file) for file in there[:_NAMED])
    if more := len(there) - _NAMED if len(there) > _NAMED else 0:
        names += " " + ngettext("and {number} more", "and {number} more", more).format(number=more)
    return _(
        "nothing was copied, since these files are there: {names}; name another folder, or overwrite them with --force"
    ).format(names=names)


def _readme(folder: Path) -> str:
    """What stands beside the templates: how one block is replaced, and how they are used."""
    lines = (
        "# " + _("Templates of your own"),
        _(
            "A template here goes before the shipped one of the same name; the shipped one can still be named as “shipped/…”. Keep only what you change: what is not here comes from the program."
        ),
        _("To replace one block of a book, let its file hold no more than this:"),
        f"```jinja\n{EXAMPLE}```",
        _("The methods are in “methods”; a method here goes before the shipped one of the same id."),
        _("They are used only where the folder is named:"),
        f"```\nbimtek render FILE --templates {shown(folder)}\nbimtek open FILE --templates {shown(folder)}\n```",
        _("All names that a template may use: {command}").format(command="`bimtek templates reference`"),
    )
    return "\n\n".join(lines) + "\n"


@command(
    "reference",
    help=N_(
        "Print what a template may use, as Markdown: variables, keys of entries, filters, macros and blocks, with examples from the fictional Kota Contoh."
    ),
    examples=("bimtek templates reference", "bimtek templates reference --out acuan.md"),
)
@click.option("--out", metavar="FILE", help=N_("Write it to this file, if there is none of that name."))
def reference(out: str | None) -> int:
    """Print or write the reference."""
    from ..books.reference import reference as made

    if out is None:
        say(made().rstrip("\n"))
        return FINE
    from ..store import saving

    file = Path(out)
    if file.exists():
        raise BimtekError(
            _("{file} is there already; name another file, or remove it first").format(file=shown(file))
        )
    saving.replace(file, made().encode(), beside=file)
    say(shown(file))
    return FINE


templates = group(
    "templates",
    help=N_(
        "Change what the books look like. “copy” gives the shipped templates and methods, “reference” says what a template may use. They are used where they are named with --templates."
    ),
    examples=("bimtek templates copy templat-kami", "bimtek templates reference --out acuan.md"),
    commands=(copy, reference),
)
