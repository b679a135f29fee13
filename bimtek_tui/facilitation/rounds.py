"""Rounds in the room: a silent one with a countdown, one in which every agency speaks, and one of dot voting.

Their state is a frozen value that the screen keeps while the round lasts; a function gives the next one. Nothing
here looks at a clock: `now` is given. Only votes reach the session, by `record`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from .. import text
from ..analysis import coverage
from ..analysis.votes import VOTED_ON
from ..errors import Refused
from ..i18n import _, ngettext
from ..model import edits
from ..model.edits import Edit
from ..model.entries import Session, counting, counts

# A silent round -----------------------------------------------------------------------------------------------

LONGEST = 180
"""Minutes of a countdown; a longer one is a slip."""


class Countdown(Struct, frozen=True):
    """A countdown: seconds in all, seconds used up before `since`, and since when it runs (None: it stands)."""

    total: int
    used: int = 0
    since: dt.datetime | None = None


def countdown(minutes: int) -> Countdown:
    """A countdown that does not run yet. Raises Refused when it is too short or too long."""
    if not 1 <= minutes <= LONGEST:
        raise Refused(_("a round takes from 1 to {most} minutes").format(most=LONGEST), "minutes")
    return Countdown(minutes * 60)


def run(countdown: Countdown, now: dt.datetime) -> Countdown:
    """Start it, or go on after a pause; one that runs goes on."""
    return countdown if countdown.since else replace(countdown, since=now)


def pause(countdown: Countdown, now: dt.datetime) -> Countdown:
    """Hold it; the time so far stays used."""
    return replace(countdown, used=_used(countdown, now), since=None)


def add(countdown: Countdown, minutes: int = 1) -> Countdown:
    """Give it more minutes (fewer below 0), at least one and not more than a round may take."""
    return replace(countdown, total=max(60, min(countdown.total + minutes * 60, LONGEST * 60)))


def left(countdown: Countdown, now: dt.datetime) -> int:
    """Seconds left; below 0 the time is over, and it goes on counting: a round is never cut off."""
    return countdown.total - _used(countdown, now)


def _used(countdown: Countdown, now: dt.datetime) -> int:
    """Seconds used; a clock that is set back takes none away."""
    return countdown.used + (max(0, int((now - countdown.since).total_seconds())) if countdown.since else 0)


# One agency after the other -----------------------------------------------------------------------------------


class Turns(Struct, frozen=True):
    """A round-robin: whose turn it is, in laps.

    `agencies` are called in this order, `absent` ones are not, but may join. `spoke` and `passed` are those of this
    lap, in the order in which they were done with.
    """

    agencies: tuple[str, ...]
    absent: tuple[str, ...] = ()
    spoke: tuple[str, ...] = ()
    passed: tuple[str, ...] = ()
    lap: int = 1


def turns(session: Session, day: str) -> Turns:
    """A round-robin of the agencies present on a day (``stage-1/1``), in the order of the list.

    Where nobody was ticked as present, all that are listed or registered are called.
    """
    there = coverage.agencies_present(session, day)
    registered = [person.agency for person in counting(session.participant) if person.agency]
    known = list(dict.fromkeys([*session.agency, *registered]))
    if not there:
        return Turns(tuple(known))
    return Turns(tuple(there), tuple(code for code in known if code not in there))


def waiting(turns: Turns) -> tuple[str, ...]:
    """Who is still to speak in this lap; the first is next. Empty when the lap is over."""
    return tuple(code for code in turns.agencies if code not in turns.spoke and code not in turns.passed)


def has_spoken(turns: Turns, agency: str = "") -> Turns:
    """The next agency has spoken, or the one named, out of turn or absent as it may be."""
    return _done(turns, agency, "spoke")


def passes(turns: Turns, agency: str = "") -> Turns:
    """The next agency, or the one named, says nothing in this lap."""
    return _done(turns, agency, "passed")


def take_back(turns: Turns, agency: str) -> Turns:
    """An agency is still to speak after all."""
    return replace(
        turns,
        spoke=tuple(code for code in turns.spoke if code != agency),
        passed=tuple(code for code in turns.passed if code != agency),
    )


def next_lap(turns: Turns) -> Turns:
    """The next lap: everybody in turn again."""
    return replace(turns, spoke=(), passed=(), lap=turns.lap + 1)


def _done(turns: Turns, agency: str, how: str) -> Turns:
    agency = agency or next(iter(waiting(turns)), "")
    if not agency:
        return turns
    free = take_back(turns, agency)
    if agency not in free.agencies:
        free = replace(
            free,
            agencies=(*free.agencies, agency),
            absent=tuple(code for code in free.absent if code != agency),
        )
    return (
        replace(free, spoke=(*free.spoke, agency))
        if how == "spoke"
        else replace(free, passed=(*free.passed, agency))
    )


# Dot voting ---------------------------------------------------------------------------------------------------


class Voting(Struct, frozen=True):
    """A dot voting over entries of one kind, with `dots` for each agency.

    `base` are the votes from before, when an earlier voting is continued. `ballots` say, agency by agency, which
    entry got how many dots. They live as long as the program runs: the session keeps the sums only.
    """

    kind: str
    ids: tuple[str, ...]
    dots: int
    base: Mapping[str, int]
    ballots: Mapping[str, Mapping[str, int]]
    closed: bool = False


class Result(Struct, frozen=True):
    """An entry with its votes and its rank; equal votes share a rank, and the next one skips (1, 2, 2, 4)."""

    id: str
    votes: int
    rank: int


def voting(
    session: Session, kind: str, dots: int, ids: Sequence[str] | None = None, *, go_on: bool = False
) -> Voting:
    """A voting over these entries of a kind, over all that count when none are named.

    With `go_on` the votes that the entries have stay and new ones are added (another room, or after a crash);
    without, the first `record` takes them away. Raises Refused when there is nothing to vote on or no dot to give.
    """
    if dots < 1:
        raise Refused(_("every agency needs at least one dot"), "dots")
    entries = session.entries(kind)
    chosen = tuple(id for id in (entries if ids is None else ids) if id in entries and counts(entries[id]))
    if kind not in VOTED_ON or not chosen:
        raise Refused(_("there is nothing to vote on"))
    base = {id: entries[id].votes for id in chosen if entries[id].votes} if go_on else {}
    return Voting(kind, chosen, dots, base, {})


def give(voting: Voting, agency: str, id: str) -> Voting:
    """An agency gives an entry a dot, also a second one. Raises Refused when it has none left or nothing is open."""
    _must_be_open(voting)
    if id not in voting.ids:
        raise Refused(_("“{id}” is not voted on").format(id=text.short(id)))
    if dots_left(voting, agency) < 1:
        raise Refused(
            ngettext(
                "{agency} has given its {n} dot; take it back first",
                "{agency} has given all of its {n} dots; take one back first",
                voting.dots,
            ).format(agency=text.short(agency), n=voting.dots)
        )
    return _with(voting, agency, id, 1)


def take(voting: Voting, agency: str, id: str) -> Voting:
    """An agency takes a dot back. Raises Refused when it has none there or nothing is open."""
    _must_be_open(voting)
    if not voting.ballots.get(agency, {}).get(id):
        raise Refused(_("{agency} has no dot there").format(agency=text.short(agency)))
    return _with(voting, agency, id, -1)


def fill(voting: Voting, agency: str, dots: Mapping[str, int]) -> Voting:
    """The whole ballot of an agency at once, instead of what it gave so far. Raises Refused when it has not so many."""
    _must_be_open(voting)
    if (given := sum(dots.values())) > voting.dots:
        raise Refused(
            _("{given} dots are too many: {agency} has {n}").format(
                given=given, agency=text.short(agency), n=voting.dots
            )
        )
    return replace(voting, ballots={**voting.ballots, agency: dict(dots)})


def dots_left(voting: Voting, agency: str) -> int:
    """How many dots an agency may still give."""
    return voting.dots - sum(voting.ballots.get(agency, {}).values())


def dots_given(voting: Voting) -> int:
    """All dots so far, those from before included: after a crash it tells how many agencies were through."""
    return sum(votes(voting, id) for id in voting.ids)


def close(voting: Voting) -> Voting:
    """No more dots: now the results may be seen."""
    return replace(voting, closed=True)


def reopen(voting: Voting) -> Voting:
    """Dots can be given again, and the results are hidden again."""
    return replace(voting, closed=False)


def votes(voting: Voting, id: str) -> int:
    """The votes of an entry so far, those from before included."""
    return voting.base.get(id, 0) + sum(ballot.get(id, 0) for ballot in voting.ballots.values())


def results(session: Session, voting: Voting) -> list[Result]:
    """The entries with most votes first, in order of capture where equal; empty until the voting is closed."""
    if not voting.closed:
        return []
    entries = session.entries(voting.kind)
    there = [id for id in entries if id in voting.ids and counts(entries[id])]
    totals = {id: votes(voting, id) for id in there}
    return [
        Result(id, totals[id], 1 + sum(other > totals[id] for other in totals.values()))
        for id in sorted(there, key=lambda entry_id: -totals[entry_id])
    ]


def record(session: Session, voting: Voting, name: str = "") -> Edit | None:
    """The edit by which the entries have the votes of this voting, with a name; None when they have them already.

    It sets what stands in the voting and adds nothing, so it may be done as often as one likes: once at the start
    (which takes older votes away), after each agency, so that a crash loses at most the ballot in hand, and at the
    end. After an undo the next one puts it right.
    """
    entries = session.entries(voting.kind)
    changed = [
        edits.revise(entries[id], votes=votes(voting, id) or None)
        for id in voting.ids
        if id in entries and counts(entries[id])
    ]
    voted = sum(bool(sum(ballot.values())) for ballot in voting.ballots.values())
    name = name or ngettext("votes of {n} agency", "votes of {n} agencies", voted).format(n=voted)
    return edits.step(name if voted else _("removal of older votes"), changed)


def _must_be_open(voting: Voting) -> None:
    if voting.closed:
        raise Refused(_("the voting is closed; reopen it first"))


def _with(voting: Voting, agency: str, id: str, by: int) -> Voting:
    ballot = dict(voting.ballots.get(agency, {}))
    ballot[id] = ballot.get(id, 0) + by
    return replace(
        voting, ballots={**voting.ballots, agency: {key: dots for key, dots in ballot.items() if dots}}
    )
