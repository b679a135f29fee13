"""What the screen and the reports call keys, values, days and years."""

from __future__ import annotations

import datetime as dt

from ..i18n import N_, _, language
from .method import Method, label
from .vocabulary import VOCABULARY

KEYS = {
    "abstain": N_("Abstained"),
    "action": N_("Action"),
    "activities": N_("Activities"),
    "after": N_("After"),
    "agency": N_("Agency"),
    "alt": N_("Description for those who do not see it"),
    "amount_idr": N_("Amount (Rp)"),
    "area_km2": N_("Area (km²)"),
    "aspect": N_("Aspect"),
    "assessor": N_("Assessor"),
    "at": N_("At"),
    "attended": N_("Attended (stage/day)"),
    "author": N_("Author"),
    "ballots": N_("Ballots"),
    "baseline": N_("Baseline"),
    "before": N_("Before"),
    "benefit": N_("Benefit"),
    "book": N_("Book"),
    "budget_idr": N_("Budget (Rp)"),
    "by": N_("By"),
    "caption": N_("Caption"),
    "certainty": N_("Certainty"),
    "closed": N_("Closed"),
    "code": N_("Program code (SIPD)"),
    "code_decree": N_("Decree of the program codes"),
    "codes": N_("With voting codes"),
    "color": N_("Colour (#rrggbb)"),
    "continuity": N_("Continuity"),
    "count": N_("Number of ratings"),
    "criterion": N_("Criterion"),
    "current": N_("Present condition"),
    "date": N_("Date"),
    "day_start": N_("Start of each day (one a line, 08.30)"),
    "decision": N_("Decision"),
    "description": N_("Description"),
    "digest": N_("Fingerprint at signing"),
    "dimension": N_("Dimension"),
    "done_on": N_("Done on"),
    "due": N_("Due"),
    "duty": N_("Duty"),
    "effort": N_("Effort (1-5)"),
    "element": N_("Element"),
    "enacted": N_("Enacted by (number and date)"),
    "end": N_("Last day"),
    "end_year": N_("Last year"),
    "ended": N_("Ended"),
    "entry": N_("Entry"),
    "evidence": N_("Evidence"),
    "facilitators": N_("Facilitators"),
    "factors": N_("SWOT factors"),
    "facts": N_("Fingerprint of the facts"),
    "file": N_("File"),
    "funding": N_("Funding sources"),
    "gates_failed": N_("Gates not met"),
    "gates_met": N_("Gates met"),
    "government": N_("Government"),
    "group": N_("Breakout group"),
    "growth": N_("Growth (1-5)"),
    "horizon": N_("Horizon"),
    "id": N_("Code"),
    "ideal": N_("Ideal condition"),
    "impact": N_("Impact (1-5)"),
    "indicator": N_("Indicator"),
    "innovation": N_("Innovation"),
    "item": N_("Item"),
    "kind": N_("Kind"),
    "lead": N_("Lead agency"),
    "lead_agency": N_("Lead agency"),
    "leader": N_("Head of region"),
    "leader_title": N_("Title of the head"),
    "legal_basis": N_("Legal basis (one a line)"),
    "legal_target": N_("Legal form aimed at"),
    "letterhead": N_("Letterhead (one a line)"),
    "level": N_("Level (1-5)"),
    "likelihood": N_("Likelihood (1-5)"),
    "list": N_("List"),
    "location": N_("Location"),
    "logo": N_("Logo (file)"),
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
    "nip": N_("NIP"),
    "no": N_("No"),
    "note": N_("Note"),
    "objective": N_("Objective"),
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
    "present": N_("Present"),
    "price_idr": N_("Unit price (Rp)"),
    "problem": N_("Problem"),
    "profile": N_("Profile"),
    "program": N_("Program"),
    "province": N_("Province"),
    "quadrant": N_("Quadrant"),
    "question": N_("Question"),
    "quick_win": N_("Quick win"),
    "rank": N_("Rank"),
    "rating": N_("Rating (1-4)"),
    "rating_direction": N_("Rating of W and T"),
    "reason": N_("Reason"),
    "reference_doc": N_("Word template (file)"),
    "region_code": N_("Region code (Kemendagri)"),
    "regulation": N_("Regulation needed"),
    "resources": N_("Resources"),
    "respondents": N_("Respondents"),
    "response": N_("Response"),
    "responses_sum": N_("Sum of responses"),
    "risk": N_("Risk"),
    "role": N_("Role"),
    "round": N_("Round (year)"),
    "rpjmd": N_("RPJMD (title)"),
    "rpjmd_end": N_("RPJMD to"),
    "rpjmd_ref": N_("RPJMD reference"),
    "rpjmd_start": N_("RPJMD from"),
    "rpjpd": N_("RPJPD (title)"),
    "rpjpd_end": N_("RPJPD to"),
    "rpjpd_start": N_("RPJPD from"),
    "score": N_("Score"),
    "section": N_("Section"),
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
    "sum": N_("Sum"),
    "summary": N_("Summary"),
    "supporting": N_("Supporting agencies"),
    "supports": N_("Answers to (SWOT, issue, gap)"),
    "tally.round": N_("Round"),
    "target_level": N_("Target level (1-5)"),
    "team": N_("Team (one a line)"),
    "text": N_("Text"),
    "theme": N_("Theme"),
    "title": N_("Title"),
    "town": N_("Town of signing"),
    "track": N_("Enabling track"),
    "uniqueness": N_("Uniqueness"),
    "unit": N_("Unit"),
    "urgency": N_("Urgency (1-5)"),
    "value": N_("Value"),
    "variant": N_("SWOT variant"),
    "venue": N_("Venue"),
    "vision": N_("Vision"),
    "volume": N_("Volume"),
    "votes": N_("Votes"),
    "weight": N_("Points (weight)"),
    "when": N_("When (where no date is known)"),
    "withdrawn": N_("Withdrawn because"),
    "year": N_("Year"),
    "yes": N_("Yes"),
}

MONTHS = (
    ("januari", "january"),
    ("februari", "pebruari", "february"),
    ("maret", "march"),
    ("april",),
    ("mei", "may"),
    ("juni", "june"),
    ("juli", "july"),
    ("agustus", "agt", "ags", "august"),
    ("september",),
    ("oktober", "october"),
    ("november", "nopember", "november"),
    ("desember", "december"),
)
"""What the months are called: in Indonesian first, in English last, and what else people write."""


def key_label(key: str, table: str = "") -> str:
    """What a key is called; of a kind where it means something else there than elsewhere."""
    own = f"{table}.{key}"
    return _(KEYS.get(own if own in KEYS else key, key))


def value_label(value: str) -> str:
    """What a value of a closed vocabulary is called; one that is in none stands for itself."""
    return _(VOCABULARY[value].label) if value in VOCABULARY else value


def dimension_label(method: Method, dimension: str | None) -> str:
    """The short name of a dimension; an id that the method does not have stands for itself."""
    found = method.dimensions.get(dimension or "")
    return label(found) if found else dimension or ""


def capital(words: str) -> str:
    """Words with a capital at the beginning; the rest stays as it is (SWOT)."""
    return words[:1].upper() + words[1:]


def day(date: dt.date) -> str:
    """A date in words: 13 Juni 2022."""
    names = MONTHS[date.month - 1]
    return f"{date.day} {names[0 if language() == 'id' else -1].capitalize()} {date.year}"


def years(first: int | None, last: int | None) -> str:
    """A span of years: 2027–2030, 2027, or 2027–… where one of the two is not known."""
    return "–".join(dict.fromkeys(str(year or "…") for year in (first, last)))


def clock(moment: dt.datetime) -> str:
    """The time of day as it is written here: 14.05."""
    return f"{moment:%H.%M}"
