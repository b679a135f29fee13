"""How entries stand on the wall: their text and nothing else, a blank line between, and no person's name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

from textual.content import Content

from ...i18n import _, ngettext
from ...model.entries import counting
from ...model.workshop_entries import Participant
from ...workshop.workshop import Workshop
from ..widgets.content import pieces, plain, spaced
from . import rows

SUMMED = "participant"
"""Entries of this kind are people: on the wall stand their agencies, with how many they are."""
PERSONAL = {"city": ("leader",)}
"""Keys of singletons that are left out."""


def row(
    workshop: Workshop, kind: str, entry: Any, number: str = "", marked: bool = False, votes: bool = False
) -> Content:
    """An entry in large lines: its number and its text, and its votes where those give the order."""
    head = f"{rows.MARK if marked else ''}{number}"
    style = "strike dim" if getattr(entry, "withdrawn", None) else ""
    count = ""
    if votes and entry.votes is not None:
        count = "  " + ngettext("{number} vote", "{number} votes", entry.votes).format(number=entry.votes)
    return spaced(
        pieces((f"{head}  " if head else "", "bold"), (_text(workshop, kind, entry), style), (count, "bold"))
    )


def _text(workshop: Workshop, kind: str, entry: Any) -> str:
    return (
        entry.position or entry.agency or _("(no position)")
        if kind == "signatory"
        else rows.title(workshop, kind, entry)
    )


def summed(workshop: Workshop, stands: Callable[[Participant], bool]) -> list[Content]:
    """How many participants of a list each agency has, the largest first; `stands` says who is in it."""
    session = workshop.session
    standing = filter(stands, counting(session.participant))
    numbers = Counter(participant.agency or "" for participant in standing)
    lines = []
    for code, number in numbers.most_common():
        agency = session.agency.get(code)
        name = (agency.name if agency and agency.name else code) or _("(no agency)")
        people = ngettext("{number} person", "{number} people", number).format(number=number)
        lines.append(spaced(pieces(name, (f"  {people}", "bold"))))
    return lines or [plain(_("nobody yet"), "dim")]


def single(workshop: Workshop, kind: str) -> list[tuple[str, Content]]:
    """A singleton in large lines with their keys: what has a value, a line for each point of a list, and no person."""
    entry = workshop.session.single(kind)
    facts: list[tuple[str, Content]] = []
    points: list[tuple[str, Content]] = []
    for key, row in rows.single(workshop, kind):
        value = getattr(entry, key, None)
        if isinstance(value, tuple):
            points += [(key, spaced(plain(f"• {point}"))) for point in value]
        elif value is not None and key not in PERSONAL.get(kind, ()):
            facts.append((key, spaced(row)))
    return facts + points
