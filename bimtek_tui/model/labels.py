"""What the screen and the reports call keys and the values of closed vocabularies, as data."""

from __future__ import annotations

import datetime as dt

from ..i18n import N_, _
from .method import Method, label

KEYS = {
    "action": N_("Action"),
    "activities": N_("Activities"),
    "agency": N_("Agency"),
    "amount_idr": N_("Amount (Rp)"),
    "area_km2": N_("Area (km²)"),
    "aspect": N_("Aspect"),
    "assessor": N_("Assessor"),
    "at": N_("At"),
    "attended": N_("Attended (stage/day)"),
    "baseline": N_("Baseline"),
    "benefit": N_("Benefit"),
    "budget_idr": N_("Budget (Rp)"),
    "by": N_("By"),
    "certainty": N_("Certainty"),
    "closed": N_("Closed"),
    "continuity": N_("Continuity"),
    "criterion": N_("Criterion"),
    "current": N_("Present condition"),
    "date": N_("Date"),
    "decision": N_("Decision"),
    "description": N_("Description"),
    "digest": N_("Fingerprint at signing"),
    "dimension": N_("Dimension"),
    "done_on": N_("Done on"),
    "due": N_("Due"),
    "effort": N_("Effort (1-5)"),
    "element": N_("Element"),
    "end": N_("Last day"),
    "end_year": N_("Last year"),
    "ended": N_("Ended"),
    "evidence": N_("Evidence"),
    "facilitators": N_("Facilitators"),
    "factors": N_("SWOT factors"),
    "funding": N_("Funding sources"),
    "gates_failed": N_("Gates not met"),
    "gates_met": N_("Gates met"),
    "group": N_("Breakout group"),
    "growth": N_("Growth (1-5)"),
    "horizon": N_("Horizon"),
    "id": N_("Code"),
    "ideal": N_("Ideal condition"),
    "impact": N_("Impact (1-5)"),
    "indicator": N_("Indicator"),
    "innovation": N_("Innovation"),
    "kind": N_("Kind"),
    "lead": N_("Lead agency"),
    "lead_agency": N_("Lead agency"),
    "leader": N_("Head of region"),
    "leader_title": N_("Title of the head"),
    "legal_basis": N_("Legal basis (one a line)"),
    "legal_target": N_("Legal form aimed at"),
    "level": N_("Level (1-5)"),
    "location": N_("Location"),
    "long_end": N_("Long term to"),
    "long_start": N_("Long term from"),
    "long_years": N_("Long term, years"),
    "medium_end": N_("Medium term to"),
    "medium_start": N_("Medium term from"),
    "medium_years": N_("Medium term, years"),
    "merged_into": N_("Merged into"),
    "minutes": N_("Duration (minutes)"),
    "mission": N_("Mission"),
    "name": N_("Name"),
    "note": N_("Note"),
    "of": N_("Target of"),
    "opened": N_("Opened"),
    "order": N_("Order"),
    "owner": N_("Owner"),
    "partners": N_("Partners"),
    "partnership": N_("Partnership"),
    "period_end": N_("Plan period to"),
    "period_start": N_("Plan period from"),
    "place": N_("Place"),
    "points": N_("Points agreed (one a line)"),
    "population": N_("Population"),
    "position": N_("Position"),
    "potential": N_("Potential"),
    "problem": N_("Problem"),
    "profile": N_("Profile"),
    "program": N_("Program"),
    "province": N_("Province"),
    "quadrant": N_("Quadrant"),
    "quick_win": N_("Quick win"),
    "rating": N_("Rating (1-4)"),
    "rating_direction": N_("Rating of W and T"),
    "reason": N_("Reason"),
    "regulation": N_("Regulation needed"),
    "resources": N_("Resources"),
    "respondents": N_("Respondents"),
    "responses_sum": N_("Sum of responses"),
    "risk": N_("Risk"),
    "role": N_("Role"),
    "round": N_("Round (year)"),
    "rpjmd": N_("RPJMD (title)"),
    "rpjmd_ref": N_("RPJMD reference"),
    "score": N_("Score"),
    "seriousness": N_("Seriousness (1-5)"),
    "short_end": N_("Short term to"),
    "short_start": N_("Short term from"),
    "short_years": N_("Short term, years"),
    "signed": N_("Signed on"),
    "skipped": N_("Skipped because"),
    "source": N_("Proposed by"),
    "stage": N_("Stage"),
    "start": N_("First day"),
    "start_year": N_("First year"),
    "started": N_("Started"),
    "state": N_("State"),
    "status": N_("Status"),
    "strategies": N_("Strategies"),
    "subdimension": N_("Sub-dimension"),
    "summary": N_("Summary"),
    "supporting": N_("Supporting agencies"),
    "supports": N_("Answers to (SWOT, issue, gap)"),
    "target_level": N_("Target level (1-5)"),
    "text": N_("Text"),
    "theme": N_("Theme"),
    "title": N_("Title"),
    "uniqueness": N_("Uniqueness"),
    "unit": N_("Unit"),
    "urgency": N_("Urgency (1-5)"),
    "value": N_("Value"),
    "variant": N_("SWOT variant"),
    "venue": N_("Venue"),
    "vision": N_("Vision"),
    "votes": N_("Votes"),
    "weight": N_("Points (weight)"),
    "when": N_("When (where no date is known)"),
    "withdrawn": N_("Withdrawn because"),
    "year": N_("Year"),
}

VALUES = {
    "strength": N_("Strength"),
    "weakness": N_("Weakness"),
    "opportunity": N_("Opportunity"),
    "threat": N_("Threat"),
    "structure": N_("Structure"),
    "infrastructure": N_("Infrastructure"),
    "superstructure": N_("Superstructure"),
    "fact": N_("fact"),
    "assumption": N_("assumption"),
    "opinion": N_("opinion"),
    "short": N_("Short term"),
    "medium": N_("Medium term"),
    "long": N_("Long term"),
    "proposed": N_("proposed"),
    "agreed": N_("agreed"),
    "final": N_("final"),
    "dropped": N_("dropped"),
    "chosen": N_("chosen"),
    "reserve": N_("reserve"),
    "rejected": N_("rejected"),
    "minute": N_("minutes"),
    "decision": N_("decision"),
    "action": N_("action item"),
    "parking": N_("parking lot"),
    "inbox": N_("inbox"),
    "council": N_("council"),
    "team": N_("implementing team"),
    "agency": N_("agency"),
    "expert": N_("expert"),
    "facilitator": N_("facilitator"),
    "partner": N_("partner"),
    "observer": N_("observer"),
    "done": N_("done"),
    "open": N_("open"),
    "not-applicable": N_("not applicable"),
    "magnitude": N_("magnitude (4 = very large)"),
    "inverse": N_("inverse (4 = slight)"),
    "questionnaire": N_("questionnaire"),
}

PROPER_NAMES = {
    "kota": "Kota",
    "kabupaten": "Kabupaten",
    "provinsi": "Provinsi",
    "kawasan": "Kawasan",
    "perda": "Perda",
    "perwali": "Perwali",
    "perbup": "Perbup",
    "pergub": "Pergub",
    "sk": "SK",
    "rangkuti": "Rangkuti",
    "pearce": "Pearce",
}
"""Values that are called the same in every language."""

_MONTHS = (
    N_("January"),
    N_("February"),
    N_("March"),
    N_("April"),
    N_("May"),
    N_("June"),
    N_("July"),
    N_("August"),
    N_("September"),
    N_("October"),
    N_("November"),
    N_("December"),
)


def key_label(key: str) -> str:
    """What a key is called."""
    return _(KEYS.get(key, key))


def value_label(value: str) -> str:
    """What a value of a closed vocabulary is called; proper names such as apbd stand for themselves."""
    return _(VALUES[value]) if value in VALUES else PROPER_NAMES.get(value, value)


def dimension_label(method: Method, dimension: str | None) -> str:
    """The short name of a dimension; an id that the method does not have stands for itself."""
    found = method.dimensions.get(dimension or "")
    return label(found) if found else dimension or ""


def capital(words: str) -> str:
    """Words with a capital at the beginning; the rest stays as it is (SWOT)."""
    return words[:1].upper() + words[1:]


def day(date: dt.date) -> str:
    """A date in words: 13 Juni 2022."""
    return f"{date.day} {_(_MONTHS[date.month - 1])} {date.year}"


def years(first: int | None, last: int | None) -> str:
    """A span of years: 2027–2030, 2027, or 2027–… where one of the two is not known."""
    return "–".join(dict.fromkeys(str(year or "…") for year in (first, last)))


def clock(moment: dt.datetime) -> str:
    """The time of day as it is written here: 14.05."""
    return f"{moment:%H.%M}"
