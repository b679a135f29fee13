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
    standings: dict[str, str]


_known: list[_Known] = []


def standing(workshop: Workshop, id: str) -> str:
    """Score and USG of a candidate, each with its rank; "" where neither is known."""
    for known in _known:
        if known.loaded() is workshop.loaded and (known.steps, known.language) == (
            workshop.persistence.steps,
            language(),
        ):
            return known.standings.get(id, "")
    standings = {
        candidate.entry.id: _words(candidate)
        for candidate in quick_wins.candidates(workshop.session, workshop.method)
    }
    _known[:] = [_Known(ref(workshop.loaded), workshop.persistence.steps, language(), standings)]
    return standings.get(id, "")


def _words(candidate: quick_wins.Candidate) -> str:
    parts = []
    if candidate.score is not None:
        parts.append(
            _("score {score} (rank {rank})").format(
                score=values.number(half_up(candidate.score)), rank=candidate.rank
            )
        )
    if candidate.usg is not None:
        parts.append(_("USG {sum} (rank {rank})").format(sum=candidate.usg, rank=candidate.usg_rank))
    return " · ".join(parts)
