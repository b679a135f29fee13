"""Who holds which duty in the three bodies of the smart city, Dewan, Tim Pelaksana and Forum, and what is vacant.

The role of a participant says Dewan or Tim; everybody else who has a duty has it in the Forum, where campuses,
businesses and communities meet both. A duty is text in the words of the decree, most often "Ketua" or "Anggota".
"""

from __future__ import annotations

from typing import Literal, get_args

from msgspec import Struct

from ..model.entries import Session, counting
from ..model.lookup import bare_words, vocabulary
from ..model.method import Method
from ..model.method_tables import Dimension
from ..model.workshop_entries import Participant
from .tally import grouped

Body = Literal["council", "team", "forum"]
BODIES: tuple[Body, ...] = get_args(Body)

MEMBER = "Anggota"
DUTIES: tuple[tuple[str, ...], ...] = (
    ("Pembina", "patron"),
    ("Penanggung Jawab", "penanggungjawab", "responsible"),
    ("Pengarah", "steering"),
    ("Ketua", "chair", "chairperson"),
    ("Ketua Harian", "executive chair"),
    ("Wakil Ketua", "vice chair", "deputy chair"),
    ("Sekretaris", "secretary"),
    ("Wakil Sekretaris", "deputy secretary"),
    ("Bendahara", "treasurer"),
    ("Koordinator", "coordinator", "pic"),
    (MEMBER, "member"),
)
"""The duties by rank: as decrees write them, and what people write as well (decrees of several cities)."""
_HEADS: tuple[str, ...] = ("Ketua", "Pembina")
"""Who heads the Dewan: in some decrees the head of the region is its Pembina, and it has no Ketua (Wonosobo, 2019)."""
_EXPECTED: dict[Body, tuple[tuple[str, ...], ...]] = {
    "council": (_HEADS,),
    "team": (("Ketua",), ("Sekretaris",)),
    "forum": (),
}
"""The duties that somebody must have in a body, each with those that do instead."""
_ALONE = frozenset({"Ketua", "Ketua Harian", "Sekretaris"})
"""Duties that one person has in a body."""
_OF_BODIES = vocabulary("dewan tim pelaksana forum smart city kota cerdas council team implementing")
"""Words behind a duty that say the body, as its list does: Ketua Tim Pelaksana."""


class Vacancy(Struct, frozen=True):
    """A duty that nobody has: the body, the duty, and of a coordinator the dimension. Without a duty the body has nobody."""

    body: Body
    duty: str = ""
    dimension: Dimension | None = None


def body_of(person: Participant) -> Body | None:
    """The body that a participant belongs to; None for one of the audience."""
    if person.role == "council" or person.role == "team":
        return person.role
    return "forum" if person.duty else None


def members(session: Session) -> dict[Body, list[Participant]]:
    """The people of each body, the highest duty first, those without one last."""
    people = [person for person in counting(session.participant) if body_of(person)]
    of = grouped(people, lambda person: body_of(person) or "forum", BODIES)
    return {body: sorted(of[body], key=lambda person: rank(person.duty or "")) for body in BODIES}


def known_duty(words: str) -> str:
    """A duty as it is recorded, with what stands behind it (coordinator economy: Koordinator economy); "" for none."""
    begun = _begun(words)
    if begun is None:
        return ""
    place, length = begun
    return " ".join((DUTIES[place][0], *words.split()[length:]))


def rank(duty: str) -> int:
    """The place of a duty, the highest 0: one that nobody knows stands before the members, none at all behind them."""
    begun = _begun(duty)
    last = len(DUTIES) - 1
    return 2 * begun[0] if begun else 2 * last - 1 if duty.strip() else 2 * last + 1


def held_alone(duty: str) -> str:
    """The duty that only one person of a body can have and this is ("Ketua Tim Pelaksana": Ketua), or ""."""
    begun = _begun(duty)
    if begun is None or not _OF_BODIES.issuperset(bare_words(duty)[begun[1] :]):
        return ""
    name = DUTIES[begun[0]][0]
    return name if name in _ALONE else ""


def vacancies(session: Session, method: Method) -> list[Vacancy]:
    """What nobody has: the duties that every body needs, and in the Tim a coordinator of each dimension."""
    vacant: list[Vacancy] = []
    for body, people in members(session).items():
        if not people:
            vacant.append(Vacancy(body))
            continue
        held = {held_alone(person.duty or "") or _name(person.duty or "") for person in people}
        vacant += [Vacancy(body, duties[0]) for duties in _EXPECTED[body] if held.isdisjoint(duties)]
        if body == "team":
            coordinators = [
                person.duty or "" for person in people if _name(person.duty or "") == "Koordinator"
            ]
            vacant += [
                Vacancy(body, "Koordinator", dimension)
                for dimension in method.dimension
                if not any(_is_about(duty, dimension) for duty in coordinators)
            ]
    return vacant


def _begun(duty: str) -> tuple[int, int] | None:
    """Which duty words begin with, and how many of them it takes; the longest that fits."""
    words = bare_words(duty)
    fitting = [
        (len(spelt), place)
        for place, spellings in enumerate(DUTIES)
        for spelling in spellings
        if words[: len(spelt := bare_words(spelling))] == spelt
    ]
    if not fitting:
        return None
    length, place = max(fitting)
    return place, length


def _name(duty: str) -> str:
    begun = _begun(duty)
    return DUTIES[begun[0]][0] if begun else ""


def _is_about(duty: str, dimension: Dimension) -> bool:
    """Whether a duty names a dimension: Koordinator dimensi ekonomi."""
    words = " ".join(bare_words(duty))
    names = (dimension.short, dimension.short_en, dimension.id, dimension.name, dimension.name_en)
    return any(" ".join(bare_words(name)) in words for name in names)
