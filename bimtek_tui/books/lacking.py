"""What a session still lacks for final editions: identity, decisions, expected texts; each with the place where it is filled in."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from msgspec import Struct

from ..analysis.ordinals import ordinals
from ..i18n import _, ngettext
from ..model import labels
from ..model.entries import Plan, Session, counting
from ..model.method import Method
from ..review import signing
from . import sections
from .documents import OF_THE_MISSING
from .gaps import Gap

IDENTITY = ("government", "agency", "town", "year")
"""What the cover and the sheets to be signed can't do without."""
REGULATION = ("legal_target", "period_start", "period_end", "legal_basis")
"""What the title, the term and the preamble of a regulation are made of."""
_SETTLED = ("agreed", "final", "dropped")
_NAMED = 8
"""Spoken numbers that a sentence names."""


class Lack(Struct, frozen=True):
    """One thing that is missing: what is said of it, where it is filled in, and the same in words of the file."""

    sentence: str
    gap: Gap
    place: str


def lacking(
    session: Session, method: Method, books: Collection[str], templates: Path | None = None
) -> list[Lack]:
    """What these books lack, in the order in which it is best filled in. Raises TemplateFault."""
    if books and set(books) <= set(OF_THE_MISSING):
        return [*_identity(session)]
    return [
        *_identity(session),
        *_decisions(session),
        *_agreement(session, method),
        *(_regulation(session) if "ranperda" in books else ()),
        *_texts(session, method, books, templates),
    ]


def _identity(session: Session) -> Iterator[Lack]:
    for key in IDENTITY:
        if not getattr(session.identity, key, None):
            sentence = _("identity: “{key}” is not filled in").format(key=labels.key_label(key, "identity"))
            yield Lack(sentence, Gap("identity", "", key), f"[identity] {key}")


def _regulation(session: Session) -> Iterator[Lack]:
    """What a draft regulation can't do without; nothing where one is in force already."""
    plan = session.plan or Plan()
    for key in () if plan.enacted else REGULATION:
        if not getattr(plan, key):
            sentence = _("draft regulation: “{key}” is not filled in").format(
                key=labels.key_label(key, "plan")
            )
            yield Lack(sentence, Gap("plan", "", key), f"[plan] {key}")


def _decisions(session: Session) -> Iterator[Lack]:
    spoken = ordinals(session, "program", "quick_win")
    if not (session.plan and session.plan.vision):
        yield Lack(_("the vision is not agreed"), Gap("plan", "", "vision"), "[plan] vision")
    unsettled = [entry.id for entry in counting(session.program) if entry.status not in _SETTLED]
    words = ngettext(
        "{number} program is neither agreed nor dropped: {names}",
        "{number} programs are neither agreed nor dropped: {names}",
        len(unsettled),
    )
    yield from _open("program", "status", unsettled, words, spoken)
    undecided = [entry.id for entry in counting(session.quick_win) if entry.decision is None]
    words = ngettext(
        "{number} quick win is not decided: {names}",
        "{number} quick wins are not decided: {names}",
        len(undecided),
    )
    yield from _open("quick_win", "decision", undecided, words, spoken)


def _open(kind: str, key: str, ids: list[str], sentence: str, spoken: dict[str, str]) -> Iterator[Lack]:
    """What these entries still need, named by their spoken numbers; nothing where there are none."""
    if ids:
        names = ", ".join(spoken[id] for id in ids[:_NAMED]) + (", …" if len(ids) > _NAMED else "")
        said = sentence.format(number=len(ids), names=names)
        yield Lack(said, Gap(kind, ids[0], key), f"[[{kind}]] {key}")


def _agreement(session: Session, method: Method) -> Iterator[Lack]:
    if signing.standing(session, method).state == "changed":
        sentence = _("the content is not the one that was signed any more")
        yield Lack(sentence, Gap("commitment", "", "digest"), "[commitment] digest")


def _texts(
    session: Session, method: Method, books: Collection[str], templates: Path | None
) -> Iterator[Lack]:
    chapter = ""  # of a section without a heading of its own
    for state in sections.states(session, method, templates):
        chapter = state.section.title or chapter
        if state.book not in books or not (state.stale or (state.asked and state.entry is None)):
            continue
        sentence = (
            _("{book}: the text of “{section}” wants another look, since what it speaks of has changed")
            if state.entry is not None
            else _("{book}: the text of “{section}” is not written")
        )
        place = f"bimtek text --book {state.book} --section {state.section.id}"
        yield Lack(
            sentence.format(book=method.books[state.book].title, section=chapter),
            Gap("text", "", f"{state.book}/{state.section.id}"),
            place,
        )
