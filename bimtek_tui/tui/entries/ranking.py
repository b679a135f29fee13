"""How the quick-win candidates stand among each other, for their rows: computed once for all of them after a change."""

from __future__ import annotations

from weakref import ref

from msgspec import Struct

from ...analysis import quick_wins
from ...analysis.rounding import half_up
from ...i18n import _, language
from ...model import values
from ...store import Loaded
from ...workshop.workshop import Workshop


class _Known(Struct, frozen=True):
    """What was computed last, and of which state of which session; neither is kept alive by it."""

    loaded: ref[Loaded]
    steps: int
    language: str
    said: dict[str, str]


_known: list[_Known] = []


def standing(workshop: Workshop, id: str) -> str:
    """Score and USG of a candidate, each with its rank; "" where neither is known."""
    for one in _known:
        if one.loaded() is workshop.loaded and (one.steps, one.language) == (
            workshop.persistence.steps,
            language(),
        ):
            return one.said.get(id, "")
    said = {one.entry.id: _said(one) for one in quick_wins.candidates(workshop.session, workshop.method)}
    _known[:] = [_Known(ref(workshop.loaded), workshop.persistence.steps, language(), said)]
    return said.get(id, "")


def _said(one: quick_wins.Candidate) -> str:
    told = []
    if one.score is not None:
        told.append(
            _("score {score} (rank {rank})").format(score=values.number(half_up(one.score)), rank=one.rank)
        )
    if one.usg is not None:
        told.append(_("USG {sum} (rank {rank})").format(sum=one.usg, rank=one.usg_rank))
    return " · ".join(told)
