"""Keys set in the text of one table of the session file, which otherwise stays as it is, to the byte."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..errors import CannotSave
from ..i18n import _
from ..model.kinds import Kind
from . import layout
from .blocks import key_lines, lines_of


def set_keys(text: str, kind: Kind, after: Mapping[str, Any]) -> str:
    """The text of a block with keys set (or, for None, taken out), each new one in its place in the order."""
    import tomlkit  # late: reading and checking never need it
    from tomlkit.exceptions import TOMLKitError
    from tomlkit.items import AoT

    for key, value in after.items():
        if key not in key_lines(text):
            if value is not None:
                text = _with_new_key(text, kind, key, value)
            continue
        try:
            parsed = tomlkit.parse(text)
            holder: Any = parsed if kind.table == "top" else parsed[kind.table]
            holder = holder[0] if isinstance(holder, AoT) else holder
            if value is None:
                del holder[key]
            else:
                holder[key] = tomlkit.parse(f"{key} = {layout.value(kind.keys[key], value)}\n")[key]
            text = tomlkit.dumps(parsed)
        except TOMLKitError as error:
            raise CannotSave(
                _("this entry can't be edited here ({reason}); edit it in an editor").format(reason=error)
            ) from error
    return text


def _with_new_key(text: str, kind: Kind, key: str, value: Any) -> str:
    """The block with a key that was not there, in its place among the others."""
    lines = list(lines_of(text))
    there = sorted((number, name) for name, number in key_lines(text).items() if name)
    place = layout.place(kind, key, [name for _number, name in there])
    at = len(lines) if place is None else there[place][0]
    while at and (lines[at - 1][1] == "comment" or not lines[at - 1][0].strip()):
        at -= 1  # the comment above a key stays with it; what follows the last key stays behind it
    whole = [line for line, _begins in lines]
    if at and not whole[at - 1].endswith("\n"):
        whole[at - 1] += "\n"
    whole.insert(at, f"{key} = {layout.value(kind.keys[key], value)}\n")
    return "".join(whole)


def with_banner(text: str, kind: Kind) -> str:
    """The block of a singleton with its banner, which files of the first releases do not have."""
    header = key_lines(text).get("")
    lines, banner = text.split("\n"), layout.banner(kind.table)
    if header is None or banner in (line.strip() for line in lines[:header]):
        return text
    return "\n".join([*lines[:header], banner, *lines[header:]])
