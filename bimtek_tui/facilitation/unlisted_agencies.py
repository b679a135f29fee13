"""Agencies that entries name and the list of agencies does not have; those entries follow when one comes into the list."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from typing import Any

from ..errors import Refused
from ..i18n import _, ngettext
from ..model import edits
from ..model.edits import Add, Change, Edit
from ..model.entries import Session, counts
from ..model.kinds import Field, kind_of, kinds
from ..model.lookup import Agencies, is_code

_BRACKETED = re.compile(r"(?P<name>[^()]+?)\s*\((?P<code>[^()]+)\)")


def unlisted(session: Session) -> Counter[str]:
    """The agencies that entries name and no list has, each with how many entries; where only an agency may stand."""
    uses: Counter[str] = Counter()
    for field, entry in _naming(session, lambda field: "agency" in field.refs and not field.free):
        if counts(entry):
            uses.update(name for name in _names(entry, field) if name not in session.agency)
    return uses


def code_and_name(words: str) -> tuple[str, str]:
    """What words say of an agency by themselves: "DINKES", "Dinas Kesehatan (DINKES)"; a code is "" where none stands there."""
    if (match := _BRACKETED.fullmatch(words)) and match["code"].isupper() and is_code(match["code"]):
        return match["code"], match["name"]
    code, _space, name = words.partition(" ")
    if is_code(code) and (code.isupper() or not name):
        return code.upper(), name.strip(" -–:")
    return "", words


def listing(session: Session, code: str, name: str) -> Edit:
    """The edit that puts an agency into the list. Raises Refused for what is no code, or one that is taken."""
    code = code.strip()
    if not is_code(code):
        raise Refused(_("a code is one word, such as DINKES"), "id")
    if Agencies(session.agency).find(code):
        raise Refused(_("the agency {id} is in the list already").format(id=code.upper()), "id")
    return Add("agency", {"id": code.upper(), "name": name} if name else {"id": code.upper()})


def with_links(edit: Edit, session: Session) -> tuple[Edit, str]:
    """An edit with what follows from it for those who named an agency before it was listed, as one step; and a sentence.

    The sentence is "" where nothing follows.
    """
    codes = {
        change.entry["id"] if isinstance(change, Add) else change.id
        for change in edits.simple(edit)
        if change.kind == "agency"
        and (isinstance(change, Add) or (isinstance(change, Change) and change.after.get("name")))
    }
    if not codes:
        return edit, ""
    after = session.copy()
    try:
        for change in edits.simple(edit):
            edits.apply(after, change)
    except Refused:
        return edit, ""  # told where it is performed
    agencies = Agencies(after.agency)
    links = _renamed(after, lambda name: code if (code := agencies.find(name)) in codes else None)
    if not links:
        return edit, ""
    number = len(links)
    sentence = ngettext(
        "{number} entry that named {agencies} before is linked to it",
        "{number} entries that named {agencies} before are linked to it",
        number,
    ).format(number=number, agencies=", ".join(sorted(codes)) if len(codes) < 4 else _("these agencies"))
    return edits.step(f"{edits.title(edit, session)}; {sentence}", [edit, *links]) or edit, sentence


def renamed(session: Session, name: str, code: str) -> Edit | None:
    """The edit that gives every entry that names an agency so its code; None where none does."""
    links = _renamed(session, lambda other: code if other == name else None)
    title = ngettext("{name} is {agency}: {number} entry", "{name} is {agency}: {number} entries", len(links))
    return edits.step(title.format(name=f"“{name}”", agency=code, number=len(links)), links)


def _renamed(session: Session, code_of: Callable[[str], str | None]) -> list[Change]:
    """The changes that put the code in the place of each unlisted name that has one."""
    after: dict[tuple[str, str], tuple[Any, dict[str, Any]]] = {}
    for field, entry in _naming(session, lambda field: "agency" in field.refs or field.name == "owner"):
        names = _names(entry, field)
        codes = [(name not in session.agency and code_of(name)) or name for name in names]
        if codes != [*names]:
            value = tuple(dict.fromkeys(codes)) if field.list else codes[0]
            after.setdefault((kind_of(entry).table, entry.id), (entry, {}))[1][field.name] = value
    made = (edits.revise(entry, **keys) for entry, keys in after.values())
    return [change for change in made if change is not None]


def _naming(session: Session, wanted: Callable[[Field], bool]) -> Iterator[tuple[Field, Any]]:
    for kind in kinds().values():
        for field in kind.fields:
            if not kind.single and wanted(field):
                yield from ((field, entry) for entry in session.entries(kind.table).values())


def _names(entry: Any, field: Field) -> Collection[str]:
    value = getattr(entry, field.name)
    return (value or ()) if field.list else (value,) if value else ()
