"""How great the risks of the programs are: likelihood times impact, each from 1 to 5."""

from __future__ import annotations

from ..model.entries import Risk


def level(risk: Risk) -> int | None:
    """The level of a risk from 1 to 25; None while likelihood or impact is not known.

    Source: likelihood times impact as in the matrix of ISO 31010, with five steps on both sides.
    """
    if risk.likelihood is None or risk.impact is None:
        return None
    return risk.likelihood * risk.impact


def product(likelihood: int, impact: int) -> str:
    """Likelihood and impact with the level that they give: 4 × 3 = 12."""
    return f"{likelihood} × {impact} = {likelihood * impact}"
