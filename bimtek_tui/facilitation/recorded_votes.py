"""The states of a dot voting as they were recorded one after the other, so that after an undo or a redo theirs is found.

The session keeps the sums of the votes only; who gave them is known here, as long as the voting lasts.
"""

from __future__ import annotations

from ..model.entries import Session
from . import rounds
from .rounds import Voting


class RecordedVotes:
    """All states of one voting, and which of them the session was last seen with."""

    def __init__(self, first: Voting) -> None:
        self._states = [first]
        self._at = 0

    def add(self, voting: Voting) -> None:
        """A step of the session recorded this state; what was undone before it is gone."""
        self._at += 1
        self._states[self._at :] = [voting]

    def replace(self, voting: Voting) -> None:
        """The session had the votes of this state already, so that no step of it leads here."""
        self._states[self._at] = voting

    def follow(self, session: Session) -> Voting | None:
        """The earlier state (undo) or later one (redo) whose votes the session has now.

        None where it has those of the state it was last seen with, or votes of somebody else: the next record puts
        those right.
        """
        if _has(session, self._states[self._at]):
            return None
        for place in reversed(range(len(self._states))):
            if _has(session, self._states[place]):
                self._at = place
                return self._states[place]
        return None


def _has(session: Session, voting: Voting) -> bool:
    entries = session.entries(voting.kind)
    return all((entries[id].votes or 0) == rounds.votes(voting, id) for id in voting.ids if id in entries)
