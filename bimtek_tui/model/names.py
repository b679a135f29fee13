"""What people call an entry: its own words, those of the method, or those of the entry it belongs to.

For sentences about entries; what is shown as a list of entries has more room and its own words.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .. import text
from ..i18n import _
from .entries import Session
from .kinds import KIND_WORDS, kinds, raw
from .method import Method, wording

WIDTH = 40


def name(
    session: Session,
    table: str,
    id: str,
    known: Mapping[str, Any] | None = None,
    method: Method | None = None,
) -> str:
    """The words by which people know an entry, shortened; its id only where it has none.

    `known` are keys of an entry that may not be there any more. Singletons have the id "".
    """
    return text.short(_whole(session, table, id, known or {}, method), WIDTH)


def _whole(session: Session, table: str, id: str, known: Mapping[str, Any], method: Method | None) -> str:
    kind = kinds()[table]
    entry = session.find(table, id)
    values = {**known, **(raw(entry) if entry is not None else {})}
    fixed = ((method and method.values(table, "id")) or {}).get(id)
    if fixed is not None:
        return wording(fixed, "text" if table == "checklist" else "name")
    if own := values.get(kind.text_key):
        return str(own)
    for field in kind.fields:
        other = "" if field.list else str(values.get(field.name, ""))
        for of in field.refs:
            if other and session.find(of, other) is not None:
                return _whole(session, of, other, {}, method)
    if table == "assessment" and method and values.get("indicator") in method.indicators:
        return wording(method.indicators[values["indicator"]])
    return id or next((name for name in known.values() if isinstance(name, str)), _(KIND_WORDS[table]))
