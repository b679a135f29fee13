"""What the shell completes: names of files, ids of the session that was named, stages and codes of findings.

click asks while a line is typed; nothing here complains, and what can't be read completes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path

import click
from click.shell_completion import CompletionItem
from click.types import StringParamType

Completing = Callable[[click.Context, str], list[CompletionItem]]

_ID = re.compile(r"^(?:\[\[?(?P<table>\w+)\]\]?|id\s*=\s*\"(?P<id>[^\"\\]+)\")\s*$", re.MULTILINE)


class Completed(StringParamType):
    """A text, of which the shell is told how it may go on."""

    def __init__(self, completing: Completing) -> None:
        self.completing = completing

    def shell_complete(
        self,
        ctx: click.Context,
        param: click.Parameter,  # noqa: ARG002 - click hands it over
        incomplete: str,
    ) -> list[CompletionItem]:
        """What the text may be."""
        try:
            return self.completing(ctx, incomplete)
        except Exception:  # noqa: BLE001 - a line that is being typed is no place for complaints
            return []


def complete(params: Iterable[click.Parameter]) -> None:
    """Have the parameters of a command completed by what their help calls them: FILE, DIR, ID."""
    for param in params:
        how = _BY_NAME.get(param.metavar or "")
        if how is _ids and param.name not in _OF_ENTRIES:
            how = _books if param.name in ("book", "books") else None
        if how and type(param.type) is StringParamType:
            param.type = Completed(how)


def _files(_context: click.Context, incomplete: str) -> list[CompletionItem]:
    return [CompletionItem(incomplete, type="file")]


def _folders(_context: click.Context, incomplete: str) -> list[CompletionItem]:
    return [CompletionItem(incomplete, type="dir")]


def _ids(context: click.Context, incomplete: str) -> list[CompletionItem]:
    """The ids of the file that was named, and behind a point the keys of that entry."""
    from ..model.kinds import kinds

    files = (context.params.get("file"), *(context.params.get("files") or ()), *context.args)
    given = next((file for file in files if file), "")
    id, point, _key = incomplete.partition(".")
    items, table = [], ""
    for match in _ID.finditer(_text(Path(given))):
        table = match["table"] or table
        if match["table"] and table in kinds() and kinds()[table].single:
            found = table
        elif match["id"]:
            found = match["id"]
        else:
            continue
        if point and found == id and table in kinds():
            items += [CompletionItem(f"{id}.{key}") for key in kinds()[table].keys if key != "id"]
        else:
            items.append(CompletionItem(found))
    return [item for item in items if item.value.startswith(incomplete)]


def _text(path: Path) -> str:
    from ..store.reading import read_bytes

    return read_bytes(path).decode("utf-8", "replace")


def _stages(_context: click.Context, incomplete: str) -> list[CompletionItem]:
    from ..model import method

    return [CompletionItem(id) for id in method.load("kominfo-1").stages if id.startswith(incomplete)]


def _books(_context: click.Context, incomplete: str) -> list[CompletionItem]:
    from ..model import method

    return [
        CompletionItem(book.id) for book in method.load("kominfo-1").book if book.id.startswith(incomplete)
    ]


def _codes(_context: click.Context, incomplete: str) -> list[CompletionItem]:
    from ..check.codes import codes

    return [CompletionItem(code) for code in codes() if code.startswith(incomplete)]


_OF_ENTRIES = ("id", "ids")
"""Parameters whose ID is that of an entry; others name books, sections and methods so."""
_BY_NAME: dict[str, Completing] = {
    **dict.fromkeys(
        (
            "FILE",
            "FILE...",
            "OUT",
            "LIST",
            "TABLE",
            "TABLE|DIR...",
            "[BASE] OURS THEIRS",
            "[OLD NEW | FILE...]",
            "BASE",
            "OURS",
            "THEIRS",
            "DRAFT",
        ),
        _files,
    ),
    "DIR": _folders,
    "[DIR]": _folders,
    "ID": _ids,
    "ID[.KEY]": _ids,
    "STAGE": _stages,
    "[CODE]": _codes,
}
"""By the name that a parameter has in the help."""
