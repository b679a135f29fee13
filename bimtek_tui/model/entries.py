"""The session with all its entries as typed values; those of the masterplan, and the closed vocabularies they use.

One struct is one kind of entry; the order of its fields is the order of the keys in the file. What a field is and what
people call it stands in its annotation (`entry_types`); a key that several kinds have bears its label where it comes
first, and again only where it is called otherwise. Nothing here reads or writes anything.
"""

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated, Any, Literal, TypeVar

from ..i18n import N_
from .entry_types import (
    AS_SEQUENCE,
    AS_SET,
    AgencyRef,
    Captured,
    Entry,
    FromOneToFive,
    Line,
    Lines,
    Proposer,
    Prose,
    Rank,
    Whole,
    Year,
    label,
    ref,
    within,
)
from .ids import EntryRef
from .workshop_entries import (
    Agency,
    AgendaBlock,
    Analysis,
    City,
    Commitment,
    Identity,
    Note,
    Participant,
    Round,
    Signatory,
    Stage,
    Tally,
    Tick,
    Top,
)

LegalForm = Literal["perda", "perwali", "perbup", "pergub", "sk"]
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


class Plan(Entry, frozen=True, kw_only=True):
    vision: Annotated[Prose | None, label(N_("Vision"))] = None
    theme: Annotated[Line | None, label(N_("Theme"))] = None
    rpjmd: Annotated[Line | None, label(N_("RPJMD (title)"))] = None
    rpjmd_start: Annotated[Year | None, label(N_("RPJMD from"))] = None
    rpjmd_end: Annotated[Year | None, label(N_("RPJMD to"))] = None
    rpjpd: Annotated[Line | None, label(N_("RPJPD (title)"))] = None
    rpjpd_start: Annotated[Year | None, label(N_("RPJPD from"))] = None
    rpjpd_end: Annotated[Year | None, label(N_("RPJPD to"))] = None
    period_start: Annotated[Year | None, label(N_("Plan period from"))] = None
    period_end: Annotated[Year | None, label(N_("Plan period to"))] = None
    short_start: Annotated[Year | None, label(N_("Short term from"))] = None
    short_end: Annotated[Year | None, label(N_("Short term to"))] = None
    medium_start: Annotated[Year | None, label(N_("Medium term from"))] = None
    medium_end: Annotated[Year | None, label(N_("Medium term to"))] = None
    long_start: Annotated[Year | None, label(N_("Long term from"))] = None
    long_end: Annotated[Year | None, label(N_("Long term to"))] = None
    short_years: Annotated[Whole | None, label(N_("Short term, years"))] = None
    medium_years: Annotated[Whole | None, label(N_("Medium term, years"))] = None
    long_years: Annotated[Whole | None, label(N_("Long term, years"))] = None
    legal_basis: Annotated[Lines, AS_SEQUENCE, label(N_("Legal basis (one a line)"))] = ()
    legal_target: Annotated[LegalForm | None, label(N_("Legal form aimed at"))] = None
    enacted: Annotated[Line | None, label(N_("Enacted by (number and date)"))] = None
    code_decree: Annotated[Line | None, label(N_("Decree of the program codes"))] = None


class Mission(Captured, frozen=True, kw_only=True):
    text: Annotated[Prose, label(N_("Text"))]
    order: Annotated[Rank | None, label(N_("Order"))] = None


class Objective(Captured, frozen=True, kw_only=True):
    text: Prose
    order: Rank | None = None
    mission: Annotated[str, ref("mission"), label(N_("Mission"))] | None = None
    indicator: Annotated[Line | None, label(N_("Indicator"))] = None
    unit: Annotated[Line | None, label(N_("Unit"))] = None
    baseline: Annotated[Line | None, label(N_("Baseline"))] = None


class Issue(Captured, frozen=True, kw_only=True):
    text: Prose
    dimension: Annotated[Line | None, label(N_("Dimension"))] = None
    evidence: Annotated[Line | None, label(N_("Evidence"))] = None


class Readiness(Captured, frozen=True, kw_only=True):
    element: Annotated[Element, label(N_("Element"))]
    text: Prose
    aspect: Annotated[Line | None, label(N_("Aspect"))] = None
    level: Annotated[FromOneToFive | None, label(N_("Level (1-5)"))] = None
    target_level: Annotated[FromOneToFive | None, label(N_("Target level (1-5)"))] = None
    action: Annotated[Prose | None, label(N_("Action"))] = None
    evidence: Line | None = None


class Gap(Captured, frozen=True, kw_only=True):
    dimension: Line
    text: Prose
    current: Annotated[Prose | None, label(N_("Present condition"))] = None
    ideal: Annotated[Prose | None, label(N_("Ideal condition"))] = None
    action: Prose | None = None


class Risk(Captured, frozen=True, kw_only=True):
    text: Prose
    program: Annotated[str, ref("program"), label(N_("Program"))] | None = None
    likelihood: Annotated[FromOneToFive | None, label(N_("Likelihood (1-5)"))] = None
    impact: Annotated[FromOneToFive | None, label(N_("Impact (1-5)"))] = None
    response: Annotated[Prose | None, label(N_("Response"))] = None
    owner: Annotated[Line | None, label(N_("Owner"))] = None


class Swot(Captured, frozen=True, kw_only=True):
    quadrant: Annotated[Quadrant, label(N_("Quadrant"))]
    text: Prose
    dimension: Line | None = None
    element: Element | None = None
    certainty: Annotated[Certainty | None, label(N_("Certainty"))] = None
    evidence: Line | None = None
    source: Annotated[Proposer | None, label(N_("Proposed by"))] = None
    group: Annotated[Line | None, label(N_("Breakout group"))] = None
    weight: Annotated[Decimal, within("0", "1000000", above=True), label(N_("Points (weight)"))] | None = None
    rating: Annotated[Decimal, within("1", "4"), label(N_("Rating (1-4)"))] | None = None
    responses_sum: Annotated[Whole | None, label(N_("Sum of responses"))] = None
    votes: Annotated[Whole | None, label(N_("Votes"))] = None
    merged_into: Annotated[str, ref("swot"), label(N_("Merged into"))] | None = None


class Strategy(Captured, frozen=True, kw_only=True):
    quadrant: StrategyQuadrant
    text: Prose
    dimension: Line | None = None
    factors: Annotated[tuple[Annotated[str, ref("swot")], ...], AS_SET, label(N_("SWOT factors"))] = ()


class Program(Captured, frozen=True, kw_only=True):
    name: Line
    horizon: Annotated[Horizon, label(N_("Horizon"))]
    dimension: Line | None = None
    subdimension: Annotated[Line | None, label(N_("Sub-dimension"))] = None
    track: Annotated[Line | None, label(N_("Enabling track"))] = None
    description: Annotated[Prose | None, label(N_("Description"))] = None
    activities: Annotated[Lines, AS_SEQUENCE, label(N_("Activities"))] = ()
    innovation: Annotated[Prose | None, label(N_("Innovation"))] = None
    lead: Annotated[AgencyRef | None, label(N_("Lead agency"))] = None
    supporting: Annotated[tuple[AgencyRef, ...], AS_SET, label(N_("Supporting agencies"))] = ()
    partners: Annotated[Lines, AS_SET, label(N_("Partners"))] = ()
    indicator: Line | None = None
    unit: Line | None = None
    baseline: Line | None = None
    start_year: Annotated[Year | None, label(N_("First year"))] = None
    end_year: Annotated[Year | None, label(N_("Last year"))] = None
    location: Annotated[Line | None, label(N_("Location"))] = None
    budget_idr: Annotated[Whole | None, label(N_("Budget (Rp)"))] = None
    funding: Annotated[tuple[Funding, ...], AS_SET, label(N_("Funding sources"))] = ()
    regulation: Annotated[Line | None, label(N_("Regulation needed"))] = None
    rpjmd_ref: Annotated[Line | None, label(N_("RPJMD reference"))] = None
    objective: Annotated[str, ref("objective"), label(N_("Objective"))] | None = None
    code: Annotated[Line | None, label(N_("Program code (SIPD)"))] = None
    mission: Annotated[str, ref("mission")] | None = None
    strategies: Annotated[tuple[Annotated[str, ref("strategy")], ...], AS_SET, label(N_("Strategies"))] = ()
    supports: Annotated[
        tuple[Annotated[str, ref("swot", "issue", "gap")], ...],
        AS_SET,
        label(N_("Answers to (SWOT, issue, gap)")),
    ] = ()
    source: Proposer | None = None
    group: Line | None = None
    votes: Whole | None = None
    status: Annotated[ProgramStatus | None, label(N_("Status"))] = None
    merged_into: Annotated[str, ref("program")] | None = None


class Budget(Captured, frozen=True, kw_only=True):
    program: Annotated[str, ref("program")]
    year: Year
    funding: Funding
    amount_idr: Annotated[Whole, label(N_("Amount (Rp)"))]


class Target(Captured, frozen=True, kw_only=True):
    of: Annotated[str, ref("program", "objective"), label(N_("Target of"))]
    year: Year
    value: Annotated[Line, label(N_("Value"))]


class QuickWin(Captured, frozen=True, kw_only=True):
    program: Annotated[str, ref("program")]
    problem: Annotated[Prose | None, label(N_("Problem"))] = None
    before: Annotated[Prose | None, label(N_("Before"))] = None
    after: Annotated[Prose | None, label(N_("After"))] = None
    benefit: Annotated[Prose | None, label(N_("Benefit"))] = None
    uniqueness: Annotated[Prose | None, label(N_("Uniqueness"))] = None
    partnership: Annotated[Prose | None, label(N_("Partnership"))] = None
    potential: Annotated[Prose | None, label(N_("Potential"))] = None
    resources: Annotated[Prose | None, label(N_("Resources"))] = None
    continuity: Annotated[Prose | None, label(N_("Continuity"))] = None
    risk: Annotated[Prose | None, label(N_("Risk"))] = None
    gates_met: Annotated[Lines, AS_SET, label(N_("Gates met"))] = ()
    gates_failed: Annotated[Lines, AS_SET, label(N_("Gates not met"))] = ()
    impact: FromOneToFive | None = None
    effort: Annotated[FromOneToFive | None, label(N_("Effort (1-5)"))] = None
    urgency: Annotated[FromOneToFive | None, label(N_("Urgency (1-5)"))] = None
    seriousness: Annotated[FromOneToFive | None, label(N_("Seriousness (1-5)"))] = None
    growth: Annotated[FromOneToFive | None, label(N_("Growth (1-5)"))] = None
    votes: Whole | None = None
    decision: Annotated[Decision | None, label(N_("Decision"))] = None
    reason: Annotated[Prose | None, label(N_("Reason"))] = None
    owner: Line | None = None
    team: Annotated[Lines, AS_SEQUENCE, label(N_("Team (one a line)"))] = ()


class Score(Captured, frozen=True, kw_only=True):
    quick_win: Annotated[str, ref("quick_win"), label(N_("Quick win"))]
    criterion: Annotated[Line, label(N_("Criterion"))]
    value: Annotated[Decimal, within("1", "5")]
    assessor: Annotated[Line | None, label(N_("Assessor"))] = None


class Cost(Captured, frozen=True, kw_only=True):
    quick_win: Annotated[str, ref("quick_win")]
    item: Annotated[Line, label(N_("Item"))]
    volume: Annotated[Decimal, within("0", "1000000000000"), label(N_("Volume"))] | None = None
    unit: Line | None = None
    price_idr: Annotated[Whole | None, label(N_("Unit price (Rp)"))] = None


class Milestone(Captured, frozen=True, kw_only=True):
    quick_win: Annotated[str, ref("quick_win")]
    text: Line
    due: Annotated[dt.date | None, label(N_("Due"))] = None
    owner: Line | None = None
    done_on: Annotated[dt.date | None, label(N_("Done on"))] = None


class Assessment(Captured, frozen=True, kw_only=True):
    indicator: Line
    round: Annotated[Year, label(N_("Round (year)"))]
    score: Annotated[Decimal, within("-1000000", "1000000"), label(N_("Score"))]
    evidence: Line | None = None
    note: Prose | None = None


class Text(Captured, frozen=True, kw_only=True):
    """What people wrote for one section of a book, in the markup that the format allows."""

    book: Annotated[Line, label(N_("Book"))]
    section: Annotated[Line, label(N_("Section"))]
    text: Prose
    author: Annotated[Line | None, label(N_("Author"))] = None
    facts: Annotated[Line | None, label(N_("Fingerprint of the facts"))] = None


class Picture(Captured, frozen=True, kw_only=True):
    book: Line
    section: Line
    file: Annotated[Line, label(N_("File"))]
    caption: Annotated[Line, label(N_("Caption"))]
    alt: Annotated[Line | None, label(N_("Description for those who do not see it"))] = None
    source: Annotated[Line | None, label(N_("Source"))] = None


SomeEntry = TypeVar("SomeEntry", bound=Entry)


@dataclass
class Session:
    """All typed entries of one session file, in the order of the file.

    Attributes are named as the tables are. Entries are immutable: an edit puts another one in the place. Entries
    that could not be read as typed values are not here; the document keeps their text and a finding names them.
    `unread` are the keys of those that are here and could not be read, by entry; what they say is in the document alone.
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
    unread: dict[EntryRef, frozenset[str]] = field(default_factory=dict, compare=False)

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
        for name, value in vars(self).items():
            setattr(made, name, dict(value) if isinstance(value, dict) else value)
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
