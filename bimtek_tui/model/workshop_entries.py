"""The entries about the workshop itself: city, stages, who is there, what the room noted, voted on and signed.

How an entry is declared stands in `entries`, where those of the masterplan follow.
"""

import datetime as dt
import re
from decimal import Decimal
from typing import Annotated, Literal

from ..i18n import N_
from .entry_types import (
    AS_SEQUENCE,
    AS_SET,
    AgencyRef,
    Captured,
    Entry,
    Instant,
    Line,
    Lines,
    Named,
    Prose,
    Rank,
    Whole,
    Year,
    label,
    ref,
    within,
)

CityKind = Literal["kota", "kabupaten", "provinsi", "kawasan"]
Variant = Literal["rangkuti", "pearce", "questionnaire"]
RatingDirection = Literal["magnitude", "inverse"]
TickState = Literal["done", "open", "not-applicable"]
Role = Literal["council", "team", "agency", "expert", "facilitator", "partner", "observer"]
NoteKind = Literal["minute", "decision", "action", "parking", "inbox", "fact", "remark"]
RoundKind = Literal["text", "dots", "rating", "decision"]


class Top(Entry, frozen=True, kw_only=True):
    schema_version: int
    method: Line
    title: Annotated[Line | None, label(N_("Title"))] = None


class City(Entry, frozen=True, kw_only=True):
    name: Annotated[Line, label(N_("Name"))]
    kind: Annotated[CityKind, label(N_("Kind"))]
    province: Annotated[Line | None, label(N_("Province"))] = None
    region_code: Annotated[Line | None, label(N_("Region code (Kemendagri)"))] = None
    population: Annotated[Whole | None, label(N_("Population"))] = None
    area_km2: Annotated[Decimal, within("0", "10000000", above=True), label(N_("Area (km²)"))] | None = None
    leader_title: Annotated[Line | None, label(N_("Title of the head"))] = None
    leader: Annotated[Line | None, label(N_("Head of region"))] = None
    lead_agency: Annotated[Line | None, label(N_("Lead agency"))] = None
    profile: Annotated[Prose | None, label(N_("Profile"))] = None


class Analysis(Entry, frozen=True, kw_only=True):
    variant: Annotated[Variant | None, label(N_("SWOT variant"))] = None
    rating_direction: Annotated[RatingDirection | None, label(N_("Rating of W and T"))] = None
    respondents: Annotated[Whole | None, label(N_("Respondents"))] = None


COLOR = re.compile(r"#[0-9A-Fa-f]{6}")
"""A colour as a session writes it."""


class Identity(Entry, frozen=True, kw_only=True):
    """What papers and books bear; files are named relative to the folder of the session."""

    government: Annotated[Line | None, label(N_("Government"))] = None
    agency: Annotated[Line | None, label(N_("Agency"))] = None
    town: Annotated[Line | None, label(N_("Town of signing"))] = None
    year: Annotated[Year | None, label(N_("Year"))] = None
    logo: Annotated[Line | None, label(N_("Logo (file)"))] = None
    letterhead: Annotated[Lines, AS_SEQUENCE, label(N_("Letterhead (one a line)"))] = ()
    color: Annotated[Line | None, label(N_("Colour (#rrggbb)"))] = None
    reference_doc: Annotated[Line | None, label(N_("Word template (file)"))] = None


class Stage(Named, frozen=True, kw_only=True):
    start: Annotated[dt.date | None, label(N_("First day"))] = None
    end: Annotated[dt.date | None, label(N_("Last day"))] = None
    day_start: Annotated[Lines, AS_SEQUENCE, label(N_("Start of each day (one a line, 08.30)"))] = ()
    when: Annotated[Line | None, label(N_("When (where no date is known)"))] = None
    venue: Annotated[Line | None, label(N_("Venue"))] = None
    facilitators: Annotated[Lines, AS_SET, label(N_("Facilitators"))] = ()
    opened: Annotated[Instant | None, label(N_("Opened"))] = None
    closed: Annotated[Instant | None, label(N_("Closed"))] = None
    summary: Annotated[Prose | None, label(N_("Summary"))] = None


class Tick(Named, frozen=True, kw_only=True):
    state: Annotated[TickState, label(N_("State"))]
    by: Annotated[Line | None, label(N_("By"))] = None
    note: Annotated[Line | None, label(N_("Note"))] = None
    at: Annotated[Instant, label(N_("At"))]


class AgendaBlock(Named, frozen=True, kw_only=True):
    """What became of a block of the method, or a block of this session's own (`ids.is_own_block`)."""

    title: Line | None = None
    order: Rank | None = None
    minutes: Annotated[Whole | None, label(N_("Duration (minutes)"))] = None
    started: Annotated[Instant | None, label(N_("Started"))] = None
    ended: Annotated[Instant | None, label(N_("Ended"))] = None
    skipped: Annotated[Line | None, label(N_("Skipped because"))] = None


class Agency(Named, frozen=True, kw_only=True):
    name: Line | None = None


class Participant(Captured, frozen=True, kw_only=True):
    name: Line
    agency: AgencyRef | None = None
    position: Annotated[Line | None, label(N_("Position"))] = None
    duty: Annotated[Line | None, label(N_("Duty"))] = None
    role: Annotated[Role | None, label(N_("Role"))] = None
    attended: Annotated[Lines, AS_SET, label(N_("Attended (stage/day)"))] = ()


class Note(Captured, frozen=True, kw_only=True):
    kind: NoteKind
    text: Prose
    stage: Annotated[Line | None, label(N_("Stage"))] = None
    evidence: Line | None = None
    owner: Line | None = None
    due: dt.date | None = None
    closed: dt.date | None = None


class Round(Captured, frozen=True, kw_only=True):
    """What one round of the room came to; texts and votes themselves are on their entries."""

    kind: RoundKind
    question: Annotated[Line, label(N_("Question"))]
    list: Annotated[Line | None, label(N_("List"))] = None
    stage: Line | None = None
    opened: Instant | None = None
    closed: Instant | None = None
    present: Annotated[Whole | None, label(N_("Present"))] = None
    ballots: Annotated[Whole | None, label(N_("Ballots"))] = None
    codes: Annotated[bool | None, label(N_("With voting codes"))] = None
    yes: Annotated[Whole | None, label(N_("Yes"))] = None
    no: Annotated[Whole | None, label(N_("No"))] = None
    abstain: Annotated[Whole | None, label(N_("Abstained"))] = None
    digest: Annotated[Line | None, label(N_("Fingerprint at signing"))] = None


class Tally(Captured, frozen=True, kw_only=True):
    """What one round came to for one entry."""

    round: Annotated[str, ref("round"), label(N_("Round"))]
    entry: Annotated[Line, label(N_("Entry"))]
    votes: Whole | None = None
    sum: Annotated[Whole | None, label(N_("Sum"))] = None
    count: Annotated[Whole | None, label(N_("Number of ratings"))] = None


class Commitment(Entry, frozen=True, kw_only=True):
    title: Line | None = None
    place: Annotated[Line | None, label(N_("Place"))] = None
    date: Annotated[dt.date | None, label(N_("Date"))] = None
    points: Annotated[tuple[Prose, ...], AS_SEQUENCE, label(N_("Points agreed (one a line)"))] = ()
    digest: Line | None = None


class Signatory(Captured, frozen=True, kw_only=True):
    name: Line
    position: Line | None = None
    agency: AgencyRef | None = None
    rank: Annotated[Line | None, label(N_("Rank"))] = None
    nip: Annotated[Line | None, label(N_("NIP"))] = None
    order: Rank | None = None
    signed: Annotated[dt.date | None, label(N_("Signed on"))] = None
