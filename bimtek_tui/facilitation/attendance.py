"""Who is in the room: ticking people as present, and taking in a pasted list of participants.

A list is shown before it is taken: `preview` says row by row what would happen, `take_in` does it as one step.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Mapping
from typing import Any, get_args

from msgspec import Struct
from msgspec.structs import replace

from .. import text
from ..i18n import _, ngettext
from ..model import edits
from ..model.edits import Change, Edit
from ..model.entries import Session, counting, counts
from ..model.labels import value_label
from ..model.lookup import Agencies, bare, is_institution, letters
from ..model.workshop_entries import Participant, Role
from . import incoming
from . import roster as rosters
from .incoming import Incoming, Preview, Verdict
from .roster import Person

_ROLES: tuple[str, ...] = get_args(Role)
UNNAMED = "Perwakilan"
"""What stands for the name of somebody of whom only the agency is known: a name in the file, so Indonesian as the books."""
_LONGEST = 100
"""Characters of a name; a longer text is none."""
_NO_NAMES = frozenset(["daftar", "hadir", "jumlah", "total", "catatan", "keterangan", "list", "attendance"])

_COUNTED = frozenset(["jumlah", "jumlah:", "total", "total:", "orang", "peserta", "people", "participants"])
"""Words beside a number that says how many came."""


class Group(Struct, frozen=True):
    """The people of one agency ("" for none), councils first; `listed` says that the agency is in the list."""

    agency: str
    name: str
    listed: bool
    people: tuple[Participant, ...]


# People and ticks ---------------------------------------------------------------------------------------------


def by_agency(session: Session) -> list[Group]:
    """The participants by agency, in the order of the list, and by role within; agencies with nobody included."""
    people = counting(session.participant)
    codes = dict.fromkeys(
        [*session.agency, *sorted({person.agency for person in people if person.agency}), ""]
    )
    groups = []
    for code in codes:
        held = session.agency.get(code)
        own = [person for person in people if (person.agency or "") == code]
        if own or held:
            own.sort(key=lambda person: _ROLES.index(person.role) if person.role else len(_ROLES))
            groups.append(Group(code, (held and held.name) or code, held is not None, tuple(own)))
    return groups


def is_present(participant: Participant, day: str) -> bool:
    """Whether somebody was there on a day (``stage-1/1``)."""
    return day in participant.attended


def tick(participant: Participant, day: str, present: bool = True) -> Change | None:
    """The edit that records somebody as there on a day, or as not there; None when that is recorded."""
    return edits.revise(participant, attended=_attended(participant.attended, day, present))


def tick_agency(session: Session, agency: str, day: str, present: bool = True) -> Edit | None:
    """The same for everybody of an agency ("" for those without one), as one step."""
    people = [person for person in counting(session.participant) if (person.agency or "") == agency]
    return edits.together(
        _("attendance of {agency}").format(agency=text.short(agency, 40) or _("people without an agency")),
        [tick(person, day, present) for person in people],
    )


def tick_unnamed(session: Session, agency: str, day: str, now: dt.datetime) -> Edit | None:
    """The edit that records an agency for which nobody is registered as there: a representative without a name.

    `now` carries its offset.
    """
    keys = {"name": _unnamed(agency), "agency": agency, "attended": (day,)}
    return edits.step(
        _("attendance of {agency}").format(agency=text.short(agency, 40)),
        [edits.capture(session, "participant", keys, now)],
    )


def tick_everybody(session: Session, day: str, present: bool = True) -> Edit | None:
    """The same for all who are in the list, as one step: most of a full hall are there."""
    return edits.together(
        _("attendance of everybody"), [tick(person, day, present) for person in counting(session.participant)]
    )


def _unnamed(agency: str) -> str:
    return f"{UNNAMED} {agency}"


def _attended(days: tuple[str, ...], day: str, present: bool) -> tuple[str, ...]:
    if present:
        return days if day in days else (*days, day)
    return tuple(other for other in days if other != day)


# A pasted list ------------------------------------------------------------------------------------------------


def preview(
    session: Session, pasted: str, day: str = "", known_agencies: Mapping[str, str] | None = None
) -> Preview:
    """What taking in a pasted list would do; with a day (``stage-1/1``) everybody in it was there.

    Agencies that are not in the list are taken as they are, and told, but where it is known which one of the list a
    name means. Roles that a participant has stay.
    """
    agencies = Agencies(session.agency, known_agencies or {})
    roster = rosters.take_apart(pasted, lambda name: agencies.find(name) is not None)
    people = _People(session)
    rows: list[Incoming] = []
    seen: dict[str, list[tuple[Incoming, str]]] = {}
    for person in roster.people:
        code = agencies.take(person.agency)
        row = _row(people, person, agencies, code, day)
        alike = seen.setdefault(bare(row.name), [])
        before = [
            earlier for earlier, other in alike if letters(other) == letters(code) or not (other and code)
        ]
        same = [earlier for earlier in before if letters(earlier.name) == letters(row.name)]
        if row.name and same:
            sentence = _("stands in the list already, in line {line}").format(line=same[0].number)
            row = replace(row, verdict="same", id="", keys={}, sentences=(sentence,))
        elif row.name and before and row.verdict == "new":
            sentence = _("may be “{name}” of line {line}; taken, this is another person").format(
                name=text.short(before[0].name, 40), line=before[0].number
            )
            row = replace(row, verdict="doubtful", sentences=(sentence, *row.sentences))
        alike.append((row, code))
        rows.append(row)
    return Preview(
        "participant", tuple(rows), (*roster.sentences, *agencies.sentences()), unlisted=tuple(agencies.taken)
    )


def take_in(
    session: Session, shown: Preview, now: dt.datetime, accepted: Container[int] = frozenset()
) -> Edit | None:
    """The edit that adds and updates what a preview shows, as one step; None when there is nothing to do.

    Doubtful rows are taken when their number is `accepted`. `now` carries its offset.
    """
    changes = incoming.changes(session, shown, now, accepted)
    name = ngettext("{n} participant from a list", "{n} participants from a list", len(changes))
    return edits.step(name.format(n=len(changes)), changes)


def _row(people: _People, person: Person, agencies: Agencies, code: str, day: str) -> Incoming:
    """What one row means."""
    known, doubt = people.find(person.name, code) if person.name else (None, "")
    if not known and (none := _doubt(person.name, agencies)):
        doubt = none
    unnamed = people.unnamed.pop(code, None) if not known and not doubt else None
    known = known or unnamed
    keys = _keys(known, person, code, day)
    sentences = [doubt] if doubt else []
    sentences += person.sentences
    if unnamed:
        keys["name"] = person.name
        sentences.append(_("is the name of “{unnamed}”").format(unnamed=text.short(unnamed.name, 40)))
    if known and known.role and person.role and known.role != person.role:
        sentences.append(_("keeps the role that is recorded"))
    verdict: Verdict = "doubtful" if doubt else "new" if not known else "changed" if keys else "same"
    role = value_label(person.role) if person.role else ""
    return Incoming(
        person.line,
        verdict,
        person.name,
        known.id if known else "",
        keys,
        tuple(sentences),
        beside=" · ".join(filter(None, (code, role))),
    )


def _keys(known: Participant | None, person: Person, code: str, day: str) -> dict[str, Any]:
    """The keys of a new participant, or those that a known one gets."""
    before = known.attended if known else ()
    attended = _attended(before, day, True) if day and not person.absent else before
    if known is None:
        keys = {
            "name": person.name,
            "agency": code,
            "position": person.position,
            "duty": person.duty,
            "role": person.role,
            "attended": attended,
        }
        return {key: value for key, value in keys.items() if value}
    keys = {}
    if code and not known.agency:
        keys["agency"] = code
    if person.position and not known.position:
        keys["position"] = person.position
    if person.duty and not known.duty:
        keys["duty"] = person.duty
    if person.role and not known.role:
        keys["role"] = person.role
    if day and attended != known.attended:
        keys["attended"] = attended
    if known.withdrawn is not None:
        keys["withdrawn"] = None
    return keys


def _doubt(name: str, agencies: Agencies) -> str:
    """Why this may be no participant, or ""."""
    if not name:
        return _("there is no name")
    if len(name) > _LONGEST:
        return _("this is too long for a name")
    words = set(name.casefold().split())
    institution = agencies.find(name) or (len(words) > 1 and is_institution(name))
    digits = any(character.isdigit() for character in name)
    if digits and words & _COUNTED:
        return _("this does not look like a name; how many came stands in the summary of the stage")
    if (
        institution
        or digits
        or rosters.is_talk(name)
        or words & _NO_NAMES
        or not any(character.isalpha() for character in name)
    ):
        return _("this does not look like a name")
    return ""


class _People:
    """The participants of a session by name, to find out whether somebody is in the list already."""

    def __init__(self, session: Session) -> None:
        self.exact: dict[str, list[Participant]] = {}
        self.bare: dict[str, list[Participant]] = {}
        self.unnamed: dict[str, Participant] = {}
        """By agency, who was recorded as there without a name."""
        for person in session.participant.values():
            self.exact.setdefault(letters(person.name), []).append(person)
            self.bare.setdefault(bare(person.name), []).append(person)
            if person.agency and person.name == _unnamed(person.agency) and counts(person):
                self.unnamed[person.agency] = person

    def find(self, name: str, code: str) -> tuple[Participant | None, str]:
        """Who this is, if anybody, and a sentence where that is not certain."""
        same = self.exact.get(letters(name), [])
        there = [person for person in same if counts(person)]
        fitting = [
            person for person in there if not code or letters(person.agency or "") in (letters(code), "")
        ]
        if len(fitting) == 1:
            return fitting[0], ""
        if fitting:
            own = [person for person in fitting if person.agency]
            if code and len(own) == 1:
                return own[0], ""
            return None, _("there are {n} people of this name; write the agency behind it").format(
                n=len(fitting)
            )
        if there:
            return None, _(
                "somebody of this name is in the list for {agency}; taken, this is another person"
            ).format(agency=text.short(there[0].agency or "", 40))
        if same:
            return same[0], _("was withdrawn ({reason}); taken, the entry is restored").format(
                reason=text.short(same[0].withdrawn or "", 40)
            )
        alike = [
            person
            for person in self.bare.get(bare(name), [])
            if counts(person) and (not code or letters(person.agency or "") in (letters(code), ""))
        ]
        if alike:
            return alike[0], _("may be “{name}”, who is in the list; taken, it means that person").format(
                name=text.short(alike[0].name, 40)
            )
        return None, ""
