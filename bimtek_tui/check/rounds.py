"""Rules about rounds of the room: more ballots than people, more answers than ballots."""

from __future__ import annotations

from collections.abc import Iterator

from ..errors import Severity
from ..i18n import _
from ..model.entries import counting
from ..model.workshop_entries import Round
from .session_check import Checked, Hit, Rule


def _round_numbers(checked: Checked) -> Iterator[Hit]:
    for entry in counting(checked.session.round):
        for key, number, whole, of in _too_many(entry):
            message = _("“{key}” is {number}, more than “{whole}” ({of}); correct one of the two")
            yield Hit("round", entry.id, key, message.format(key=key, number=number, whole=whole, of=of))
        ratings = {
            tally.id: tally.count for tally in counting(checked.session.tally) if tally.round == entry.id
        }
        for id, count in ratings.items():
            if count is not None and entry.ballots is not None and count > entry.ballots:
                message = _("“count” is {number}, and the round has {of} ballots; correct one of the two")
                yield Hit("tally", id, "count", message.format(number=count, of=entry.ballots))


def _too_many(entry: Round) -> Iterator[tuple[str, int, str, int]]:
    """Key and number of a part of a round that is larger than the whole, and key and number of that."""
    if entry.present is not None and entry.ballots is not None and entry.ballots > entry.present:
        yield "ballots", entry.ballots, "present", entry.present
    answers = {key: getattr(entry, key) for key in ("yes", "no", "abstain")}
    last = next((key for key in reversed(answers) if answers[key] is not None), "")
    given = sum(number or 0 for number in answers.values())
    for whole in ("ballots", "present"):
        of = getattr(entry, whole)
        if last and of is not None:
            if given > of:
                yield last, given, whole, of
            return


RULES: dict[str, tuple[Severity, Rule]] = {"round-numbers": ("warning", _round_numbers)}
