"""Quick-win candidates, decisions and sheets as views."""

from __future__ import annotations

from ..analysis import quick_wins as analysis
from ..analysis.progress import SHEET
from ..method import Method
from ..model import Session
from . import indonesian
from .gaps import Gap
from .terms import SHEET_TITLES
from .views import Figure, Term, Text, View, Views, extended


def quick_wins(session: Session, method: Method, views: Views) -> View:
    """All candidates from the best rank down, and those of each decision."""
    found = [_candidate(one, method, views) for one in analysis.by_rank(analysis.candidates(session, method))]
    weights = analysis.weights(method)
    chosen = [one for one in found if one.decision_id == "chosen"]
    return View(
        candidates=found,
        chosen=chosen,
        horizons=list(
            {one.program.horizon.id: one.program.horizon for one in chosen if one.program.horizon}.values()
        ),
        reserve=[one for one in found if one.decision_id == "reserve"],
        rejected=[one for one in found if one.decision_id == "rejected"],
        undecided=[one for one in found if one.decision_id == ""],
        scored=any(one.rank for one in found),
        gates=[Text(gate.text) for gate in method.gate],
        criteria=[
            View(
                Text(one.name),
                name=Text(one.name),
                weight=Figure(f"{indonesian.number(100 * weights[one.id], 0)} %" if weights else ""),
                inverse=one.inverse,
            )
            for one in method.criterion
        ],
    )


def _candidate(candidate: analysis.Candidate, method: Method, views: Views) -> View:
    entry = candidate.entry
    texts = {gate.id: gate.text for gate in method.gate}
    view = views.get("quick_win", entry.id)
    asked = len(candidate.gates_open) < len(method.gate)
    return extended(
        view,
        decision_id=entry.decision or "",
        asked=asked,
        gates_count=Figure(
            f"{len(candidate.gates_met)} dari {len(method.gate)}" if asked else "belum ditanyakan",
            None if asked else Gap("quick_win", entry.id, "gates_met"),
        ),
        gates_failed=[Term(one, texts[one]) for one in candidate.gates_failed],
        gates_open=[Term(one, texts[one]) for one in candidate.gates_open],
        passes=candidate.passes,
        values=[
            Figure(indonesian.number(candidate.values[one.id], 2) if one.id in candidate.values else "")
            for one in method.criterion
        ],
        score=Figure(indonesian.number(candidate.score, 2) if candidate.score is not None else ""),
        rank=Figure(str(candidate.rank or "")),
        usg=Figure(str(candidate.usg or "")),
        sheet=[View(title=Figure(SHEET_TITLES[key]), text=getattr(view, key)) for key in SHEET],
    )
