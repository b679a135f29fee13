"""A blank form for an agency: a CSV with the headings, an example, and the words that each column takes."""

from __future__ import annotations

from ..i18n import N_, _
from ..model.kinds import kinds
from ..model.method import Method
from .cells import allowed, disarmed
from .exporting import as_csv, heading

COLUMNS: dict[str, dict[str, str]] = {
    "program": {
        "name": N_("Digital market for small businesses"),
        "horizon": "",
        "dimension": "",
        "subdimension": "",
        "description": N_("What it does, for whom, and where; one or two sentences"),
        "activities": N_("Training of sellers; Payment by QR code"),
        "lead": "DISKOMINFO",
        "supporting": "DISDAG; DISKOP",
        "partners": N_("Regional bank; University"),
        "indicator": N_("Share of traders with digital payment"),
        "unit": "%",
        "baseline": "35",
        "start_year": "2027",
        "end_year": "2029",
        "location": N_("All districts"),
        "budget_idr": "1250000000",
        "funding": "",
        "regulation": N_("Regulation of the mayor, or empty"),
        "rpjmd_ref": N_("Mission 2, program of the RPJMD"),
    },
    "swot": {
        "quadrant": "",
        "text": N_("Population data is not shared between agencies."),
        "dimension": "",
        "certainty": "",
        "evidence": N_("Report, figure or law that shows it"),
        "source": "DISKOMINFO",
        "weight": "",
        "rating": "",
    },
    "strategy": {
        "quadrant": "",
        "text": N_("Share population data through one service of the city"),
        "factors": "",
        "dimension": "",
    },
    "participant": {"name": N_("Full name with degrees"), "agency": "DISKOMINFO", "role": ""},
    "agency": {"id": "DISKOMINFO", "name": N_("Department of communication and informatics")},
}
"""The columns of a form with what stands in its example; "" for the first of the words that the column takes."""

_BLANK = 20
"""Empty rows with a number, to be filled in."""


def form(kind: str, method: Method, *, comma: bool = False) -> bytes:
    """A blank form of a kind as CSV. Its first rows show how to fill it in, and an import passes them over."""
    fields = [kinds()[kind].keys[key] for key in COLUMNS[kind]]
    words = {field.name: allowed(field, method) for field in fields}
    example = [
        disarmed(
            _(given)
            if (given := COLUMNS[kind][field.name])
            else next(iter(words[field.name]), "" if field.refs else "3")
        )
        for field in fields
    ]
    rows = [
        [_("No."), *(heading(kind, field.name) + (" *" if field.required else "") for field in fields)],
        [_("EXAMPLE"), *example],
        [_("CHOICES"), *("; ".join(words[field.name]) for field in fields)],
    ]
    rows += [[str(number), *("" for _field in fields)] for number in range(1, _BLANK + 1)]
    return as_csv(rows, comma=comma)
