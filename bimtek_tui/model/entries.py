"""The entries of a session as typed values, and the closed vocabularies they use.

One struct is one kind of entry; the order of its fields is the order of the keys in the file. What a field is
stands in its annotation (`field_types`). Nothing here reads or writes anything.
"""

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated, Any, Literal, TypeVar

from msgspec import Struct

from .field_types import (
    AS_SEQUENCE,
    AS_SET,
    AgencyRef,
    FromOneToFive,
    Instant,
    Line,
    Lines,
    Proposer,
    Prose,
    Rank,
    Whole,
    Year,
    ref,
    within,
)

CityKind = Literal["kota", "kabupaten", "provinsi", "kawasan"]
LegalForm = Literal["perda", "perwali", "perbup", "pergub", "sk"]
Variant = Literal["rangkuti", "pearce", "questionnaire"]
RatingDirection = Literal["magnitude", "inverse"]
TickState = Literal["done", "open", "not-applicable"]
Role = Literal["council", "team", "agency", "expert", "facilitator", "partner", "observer"]
Element = Literal["structure", "infrastructure", "superstructure"]
Quadrant = Literal["strength", "weakness", "opportunity", "threat"]
Certainty = Literal["fact", "assumption", "opinion"]
StrategyQuadrant = Literal["SO", "WO", "ST", "WT"]
Horizon = Literal["short", "medium", "long"]
Funding = Literal[
    "apbd", "apbd-provinsi", "apbn", "dak", "kpbu", "csr", "hibah", "pinjaman", "blud", "swadaya", "lainnya"
]
ProgramStatus = Literal["proposed", "agreed", "final", "dropped"]
Decision = Literal["chosen", "reserve", "rejected"]
NoteKind = Literal["minute", "decision", "action", "parking", "inbox", "fact", "remark"]
RoundKind = Literal["text", "dots", "rating", "decision"]


class Entry(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Anything that is one table in the file."""


class Named(Entry, frozen=True, kw_only=True):
    """An entry whose id is a name from the method or a code that people use."""

    id: Line


class Captured(Named, frozen=True, kw_only=True):
    """An entry with a minted id, taken down at a moment, that can be withdrawn and restored."""

    withdrawn: Line | None = None
    added: Instant


class Top(Entry, frozen=True, kw_only=True):
    schema_version: int
    method: Line
    title: Line | None = None


class City(Entry, frozen=True, kw_only=True):
    name: Line
    kind: CityKind
    province: Line | None = None
    region_code: Line | None = None
    population: Whole | None = None
    area_km2: Annotated[Decimal, within("0", "10000000", above=True)] | None = None
    leader_title: Line | None = None
    leader: Line | None = None
    lead_agency: Line | None = None
    profile: Prose | None = None


class Plan(Entry, frozen=True, kw_only=True):
    vision: Prose | None = None
    theme: Line | None = None
    rpjmd: Line | None = None
    rpjmd_start: Year | None = None
    rpjmd_end: Year | None = None
    rpjpd: Line | None = None
    rpjpd_start: Year | None = None
    rpjpd_end: Year | None = None
    period_start: Year | None = None
    period_end: Year | None = None
    short_start: Year | None = None
    short_end: Year | None = None
    medium_start: Year | None = None
    medium_end: Year | None = None
    long_start: Year | None = None
    long_end: Year | None = None
    short_years: Whole | None = None
    medium_years: Whole | None = None
    long_years: Whole | None = None
    legal_basis: Annotated[Lines, AS_SEQUENCE] = ()
    legal_target: LegalForm | None = None
    enacted: Line | None = None
    code_decree: Line | None = None


class Analysis(Entry, frozen=True, kw_only=True):
    variant: Variant | None = None
    rating_direction: RatingDirection | None = None
    respondents: Whole | None = None


class Identity(Entry, frozen=True, kw_only=True):
    """What papers and books bear; files are named relative to the folder of the session."""

    government: Line | None = None
    agency: Line | None = None
    town: Line | None = None
    year: Year | None = None
    logo: Line | None = None
    letterhead: Annotated[Lines, AS_SEQUENCE] = ()
    color: Line | None = None
    reference_doc: Line | None = None


class Mission(Captured, frozen=True, kw_only=True):
    text: Prose
    order: Rank | None = None


class Objective(Captured, frozen=True, kw_only=True):
    text: Prose
    order: Rank | None = None
    mission: Annotated[str, ref("mission")] | None = None
    indicator: Line | None = None
    unit: Line | None = None
    baseline: Line | None = None


class Stage(Named, frozen=True, kw_only=True):
    start: dt.date | None = None
    end: dt.date | None = None
    day_start: Annotated[Lines, AS_SEQUENCE] = ()
    when: Line | None = None
    venue: Line | None = None
    facilitators: Annotated[Lines, AS_SET] = ()
    opened: Instant | None = None
    closed: Instant | None = None
    summary: Prose | None = None


class Tick(Named, frozen=True, kw_only=True):
    state: TickState
    by: Line | None = None
    note: Line | None = None
    at: Instant


class AgendaBlock(Named, frozen=True, kw_only=True):
    """What became of a block of the method, or a block of this session's own (`ids.is_own_block`)."""

    title: Line | None = None
    order: Rank | None = None
    minutes: Whole | None = None
    started: Instant | None = None
    ended: Instant | None = None
    skipped: Line | None = None


class Agency(Named, frozen=True, kw_only=True):
    name: Line | None = None


class Participant(Captured, frozen=True, kw_only=True):
    name: Line
    agency: AgencyRef | None = None
    position: Line | None = None
    duty: Line | None = None
    role: Role | None = None
    attended: Annotated[Lines, AS_SET] = ()


class Issue(Captured, frozen=True, kw_only=True):
    text: Prose
    dimension: Line | None = None
    evidence: Line | None = None


class Readiness(Captured, frozen=True, kw_only=True):
    element: Element
    text: Prose
    aspect: Line | None = None
    level: FromOneToFive | None = None
    target_level: FromOneToFive | None = None
    action: Prose | None = None
    evidence: Line | None = None


class Gap(Captured, frozen=True, kw_only=True):
    dimension: Line
    text: Prose
    current: Prose | None = None
    ideal: Prose | None = None
    action: Prose | None = None


class Risk(Captured, frozen=True, kw_only=True):
    text: Prose
    program: Annotated[str, ref("program")] | None = None
    likelihood: FromOneToFive | None = None
    impact: FromOneToFive | None = None
    response: Prose | None = None
    owner: Line | None = None


class Swot(Captured, frozen=True, kw_only=True):
    quadrant: Quadrant
    text: Prose
    dimension: Line | None = None
    element: Element | None = None
    certainty: Certainty | None = None
    evidence: Line | None = None
    source: Proposer | None = None
    group: Line | None = None
    weight: Annotated[Decimal, within("0", "1000000", above=True)] | None = None
    rating: Annotated[Decimal, within("1", "4")] | None = None
    responses_sum: Whole | None = None
    votes: Whole | None = None
    merged_into: Annotated[str, ref("swot")] | None = None


class Strategy(Captured, frozen=True, kw_only=True):
    quadrant: StrategyQuadrant
    text: Prose
    dimension: Line | None = None
    factors: Annotated[tuple[Annotated[str, ref("swot")], ...], AS_SET] = ()


class Program(Captured, frozen=True, kw_only=True):
    name: Line
    horizon: Horizon
    dimension: Line | None = None
    subdimension: Line | None = None
    track: Line | None = None
    description: Prose | None = None
    activities: Annotated[Lines, AS_SEQUENCE] = ()
    innovation: Prose | None = None
    lead: AgencyRef | None = None
    supporting: Annotated[tuple[AgencyRef, ...], AS_SET] = ()
    partners: Annotated[Lines, AS_SET] = ()
    indicator: Line | None = None
    unit: Line | None = None
    baseline: Line | None = None
    start_year: Year | None = None
    end_year: Year | None = None
    location: Line | None = None
    budget_idr: Whole | None = None
    funding: Annotated[tuple[Funding, ...], AS_SET] = ()
    regulation: Line | None = None
    rpjmd_ref: Line | None = None
    objective: Annotated[str, ref("objective")] | None = None
    code: Line | None = None
    mission: Annotated[str, ref("mission")] | None = None
    strategies: Annotated[tuple[Annotated[str, ref("strategy")], ...], AS_SET] = ()
    supports: Annotated[tuple[Annotated[str, ref("swot", "issue", "gap")], ...], AS_SET] = ()
    source: Proposer | None = None
    group: Line | None = None
    votes: Whole | None = None
    status: ProgramStatus | None = None
    merged_into: Annotated[str, ref("program")] | None = None


class Budget(Captured, frozen=True, kw_only=True):
    program: Annotated[str, ref("program")]
    year: Year
    funding: Funding
    amount_idr: Whole


class Target(Captured, frozen=True, kw_only=True):
    of: Annotated[str, ref("program", "objective")]
    year: Year
    value: Line


class QuickWin(Captured, frozen=True, kw_only=True):
    program: Annotated[str, ref("program")]
    problem: Prose | None = None
    before: Prose | None = None
    after: Prose | None = None
    benefit: Prose | None = None
    uniqueness: Prose | None = None
    partnership: Prose | None = None
    potential: Prose | None = None
    resources: Prose | None = None
    continuity: Prose | None = None
    risk: Prose | None = None
    gates_met: Annotated[Lines, AS_SET] = ()
    gates_failed: Annotated[Lines, AS_SET] = ()
    impact: FromOneToFive | None = None
    effort: FromOneToFive | None = None
    urgency: FromOneToFive | None = None
    seriousness: FromOneToFive | None = None
    growth: FromOneToFive | None = None
    votes: Whole | None = None
    decision: Decision | None = None
    reason: Prose | None = None
    owner: Line | None = None
    team: Annotated[Lines, AS_SEQUENCE] = ()


class Score(Captured, frozen=True, kw_only=True):
    quick_win: Annotated[str, ref("quick_win")]
    criterion: Line
    value: Annotated[Decimal, within("1", "5")]
    assessor: Line | None = None


class Cost(Captured, frozen=True, kw_only=True):
    quick_win: Annotated[str, ref("quick_win")]
    item: Line
    volume: Annotated[Decimal, within("0", "1000000000000")] | None = None
    unit: Line | None = None
    price_idr: Whole | None = None


class Milestone(Captured, frozen=True, kw_only=True):
    quick_win: Annotated[str, ref("quick_win")]
    text: Line
    due: dt.date | None = None
    owner: Line | None = None
    done_on: dt.date | None = None


class Assessment(Captured, frozen=True, kw_only=True):
    indicator: Line
    round: Year
    score: Annotated[Decimal, within("-1000000", "1000000")]
    evidence: Line | None = None
    note: Prose | None = None


class Text(Captured, frozen=True, kw_only=True):
    """What people wrote for one section of a book, in the markup that the format allows."""

    book: Line
    section: Line
    text: Prose
    author: Line | None = None
    facts: Line | None = None


class Picture(Captured, frozen=True, kw_only=True):
    book: Line
    section: Line
    file: Line
    caption: Line
    alt: Line | None = None
    source: Line | None = None


class Note(Captured, frozen=True, kw_only=True):
    kind: NoteKind
    text: Prose
    stage: Line | None = None
    evidence: Line | None = None
    owner: Line | None = None
    due: dt.date | None = None
    closed: dt.date | None = None


class Round(Captured, frozen=True, kw_only=True):
    """What one round of the room came to; texts and votes themselves are on their entries."""

    kind: RoundKind
    question: Line
    list: Line | None = None
    stage: Line | None = None
    opened: Instant | None = None
    closed: Instant | None = None
    present: Whole | None = None
    ballots: Whole | None = None
    codes: bool | None = None
    yes: Whole | None = None
    no: Whole | None = None
    abstain: Whole | None = None
    digest: Line | None = None


class Tally(Captured, frozen=True, kw_only=True):
    """What one round came to for one entry."""

    round: Annotated[str, ref("round")]
    entry: Line
    votes: Whole | None = None
    sum: Whole | None = None
    count: Whole | None = None


class Commitment(Entry, frozen=True, kw_only=True):
    title: Line | None = None
    place: Line | None = None
    date: dt.date | None = None
    points: Annotated[tuple[Prose, ...], AS_SEQUENCE] = ()
    digest: Line | None = None


class Signatory(Captured, frozen=True, kw_only=True):
    name: Line
    position: Line | None = None
    agency: AgencyRef | None = None
    rank: Line | None = None
    nip: Line | None = None
    order: Rank | None = None
    signed: dt.date | None = None


SomeEntry = TypeVar("SomeEntry", bound=Entry)


@dataclass
class Session:
    """All typed entries of one session file, in the order of the file.

    Attributes are named as the tables are. Entries are immutable: an edit puts another one in the place. Entries
    that could not be read as typed values are not here; the document keeps their text and a finding names them.
    """

    top: Top | None = None
    city: City | None = None
    plan: Plan | None = None
    analysis: Analysis | None = None
    identity: Identity | None = None
    commitment: Commitment | None = None
    mission: dict[str, Mission] = field(default_factory=dict)
    objective: dict[str, Objective] = field(default_factory=dict)
    stage: dict[str, Stage] = field(default_factory=dict)
    checklist: dict[str, Tick] = field(default_factory=dict)
    agenda: dict[str, AgendaBlock] = field(default_factory=dict)
    agency: dict[str, Agency] = field(default_factory=dict)
    participant: dict[str, Participant] = field(default_factory=dict)
    issue: dict[str, Issue] = field(default_factory=dict)
    readiness: dict[str, Readiness] = field(default_factory=dict)
    gap: dict[str, Gap] = field(default_factory=dict)
    risk: dict[str, Risk] = field(default_factory=dict)
    swot: dict[str, Swot] = field(default_factory=dict)
    strategy: dict[str, Strategy] = field(default_factory=dict)
    program: dict[str, Program] = field(default_factory=dict)
    budget: dict[str, Budget] = field(default_factory=dict)
    target: dict[str, Target] = field(default_factory=dict)
    quick_win: dict[str, QuickWin] = field(default_factory=dict)
    score: dict[str, Score] = field(default_factory=dict)
    cost: dict[str, Cost] = field(default_factory=dict)
    milestone: dict[str, Milestone] = field(default_factory=dict)
    assessment: dict[str, Assessment] = field(default_factory=dict)
    text: dict[str, Text] = field(default_factory=dict)
    picture: dict[str, Picture] = field(default_factory=dict)
    note: dict[str, Note] = field(default_factory=dict)
    round: dict[str, Round] = field(default_factory=dict)
    tally: dict[str, Tally] = field(default_factory=dict)
    signatory: dict[str, Signatory] = field(default_factory=dict)

    def entries(self, kind: str) -> dict[str, Any]:
        """The entries of a kind by id (a live dictionary; singletons have none)."""
        table: dict[str, Any] = getattr(self, kind)
        return table

    def single(self, kind: str) -> Any:
        """The one entry of a singleton kind (``city``, ``plan`` ...), or None."""
        return getattr(self, kind)

    def find(self, kind: str, id: str) -> Any:
        """The entry of this kind and id, or None; singletons have the id ""."""
        return self.entries(kind).get(id) if id else self.single(kind)

    def copy(self) -> "Session":
        """The session as it is now, for another thread; entries are immutable and shared."""
        made = Session()
        for name, held in vars(self).items():
            setattr(made, name, dict(held) if isinstance(held, dict) else held)
        return made

    @property
    def city_name(self) -> str:
        """The city's name, or a question mark where the file does not say it."""
        return self.city.name if self.city else "?"


def counts(entry: Entry) -> bool:
    """Whether an entry counts: not withdrawn, not merged into another, not a program that was dropped.

    Books, figures, diffs and fingerprints all ask here.
    """
    if getattr(entry, "withdrawn", None) is not None or getattr(entry, "merged_into", None) is not None:
        return False
    return not (isinstance(entry, Program) and entry.status == "dropped")


def counting(entries: dict[str, SomeEntry]) -> list[SomeEntry]:
    """The entries of a table that count, in their order."""
    return [entry for entry in entries.values() if counts(entry)]
