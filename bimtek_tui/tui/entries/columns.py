"""The lists of the panels as data: what stands in each, what is captured there, and which stand together."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec import Struct, field

from ...analysis import organisation
from ...i18n import N_
from ...model.entries import QuickWin, Session
from ...model.workshop_entries import Participant
from . import remarks


class Column(Struct, frozen=True):
    """One list: entries of a kind that carry the preset values, or the keys of singletons.

    `preset` is also what a new entry gets; `prefix` sends a captured line here ("s: ..."); `parent` names the column
    whose highlighted entry the rows belong to, and `parent_key` the key that refers to it. `hint` is said while it has the cursor. `sources` are other lists of
    this panel, at last another panel, from which entries come here, and `advice` is what to do there; with `capture` they
    are what entries here lean on. `narrow` is what it is called where its title finds no room. `remark` is what its frame
    says of the session and of the entry that the rows belong to. `given` are keys that a new entry gets besides the
    preset where its line says nothing else; `order` is the one in which the list stands at first.
    """

    id: str
    title: str
    kind: str = ""
    preset: dict[str, str] = field(default_factory=dict)
    prefix: str = ""
    singles: tuple[str, ...] = ()
    where: Callable[[Session, Any], bool] | None = None
    parent: str = ""
    parent_key: str = ""
    capture: bool = True
    hint: str = ""
    sources: tuple[str, ...] = ()
    advice: str = ""
    narrow: str = ""
    remark: Callable[[Session, str], str] | None = None
    given: dict[str, str] = field(default_factory=dict)
    order: str = "capture"


class Spec(Struct, frozen=True):
    """A panel of lists: its columns, and how many of them stand side by side."""

    id: str
    columns: tuple[Column, ...]
    across: int


def _chosen(_session: Session, candidate: QuickWin) -> bool:
    return candidate.decision == "chosen"


def _of_forum(_session: Session, person: Participant) -> bool:
    return organisation.body_of(person) == "forum"


def _horizons(suffix: str) -> tuple[Column, ...]:
    titles = {
        "short": (N_("Short term"), N_("Short")),
        "medium": (N_("Medium term"), N_("Medium")),
        "long": (N_("Long term"), N_("Long")),
    }
    return tuple(
        Column(
            f"{key}{suffix}",
            title,
            "program",
            {"horizon": key},
            narrow=narrow,
        )
        for key, (title, narrow) in titles.items()
    )


CHOOSING = N_("A candidate is chosen with {key:status}, in the list of candidates.")

AT_FIELD = N_("{key:open} opens this field")

WITH_FIGURES = ("swot", "program", "readiness", "quick_win")
"""The kinds whose figures are entered in a grid."""

LISTS: dict[str, Spec] = {
    spec.id: spec
    for spec in (
        Spec(
            "vision",
            (
                Column(
                    "city",
                    N_("City and plan"),
                    singles=("plan", "city", "identity", "analysis"),
                    hint=AT_FIELD,
                    narrow=N_("City, plan"),
                ),
                Column("missions", N_("Missions"), "mission"),
                Column("objectives", N_("Objectives"), "objective"),
            ),
            3,
        ),
        Spec("issues", (Column("issues", N_("Regional issues"), "issue"),), 1),
        Spec(
            "readiness",
            (
                Column("structure", N_("Structure"), "readiness", {"element": "structure"}),
                Column("infrastructure", N_("Infrastructure"), "readiness", {"element": "infrastructure"}),
                Column("superstructure", N_("Superstructure"), "readiness", {"element": "superstructure"}),
            ),
            3,
        ),
        Spec("gap", (Column("gaps", N_("Gaps"), "gap"),), 1),
        Spec(
            "swot",
            (
                Column("strength", N_("Strengths"), "swot", {"quadrant": "strength"}, prefix="s"),
                Column("weakness", N_("Weaknesses"), "swot", {"quadrant": "weakness"}, prefix="w"),
                Column("opportunity", N_("Opportunities"), "swot", {"quadrant": "opportunity"}, prefix="o"),
                Column("threat", N_("Threats"), "swot", {"quadrant": "threat"}, prefix="t"),
            ),
            2,
        ),
        Spec(
            "strategies",
            (
                Column(
                    "so",
                    N_("SO: use strengths to take opportunities"),
                    "strategy",
                    {"quadrant": "SO"},
                    prefix="so",
                    sources=("swot",),
                ),
                Column(
                    "wo",
                    N_("WO: mend weaknesses by opportunities"),
                    "strategy",
                    {"quadrant": "WO"},
                    prefix="wo",
                    sources=("swot",),
                ),
                Column(
                    "st",
                    N_("ST: meet threats with strengths"),
                    "strategy",
                    {"quadrant": "ST"},
                    prefix="st",
                    sources=("swot",),
                ),
                Column(
                    "wt",
                    N_("WT: lessen weaknesses, avoid threats"),
                    "strategy",
                    {"quadrant": "WT"},
                    prefix="wt",
                    sources=("swot",),
                ),
            ),
            2,
        ),
        Spec("programs", _horizons(""), 3),
        Spec("final", _horizons("-final"), 3),
        Spec("risks", (Column("risks", N_("Risks"), "risk", sources=("programs",)),), 1),
        Spec(
            "candidates",
            (
                Column(
                    "pool",
                    N_("Programs"),
                    "program",
                    hint=N_("{key:quick-win} makes one a candidate"),
                    capture=False,
                    sources=("programs",),
                ),
                Column(
                    "candidates",
                    N_("Quick-win candidates"),
                    "quick_win",
                    capture=False,
                    sources=("pool", "programs"),
                    advice=N_("{key:quick-win} makes the program under the cursor a candidate."),
                ),
            ),
            2,
        ),
        Spec(
            "quick-wins",
            (
                Column(
                    "chosen",
                    N_("Chosen quick wins"),
                    "quick_win",
                    where=_chosen,
                    capture=False,
                    sources=("candidates",),
                    advice=CHOOSING,
                ),
                Column(
                    "milestones",
                    N_("Milestones of the one chosen at the left"),
                    "milestone",
                    parent="chosen",
                    parent_key="quick_win",
                    sources=("chosen", "candidates"),
                    advice=CHOOSING,
                    narrow=N_("Milestones"),
                ),
                Column(
                    "costs",
                    N_("Costs of the one chosen at the left"),
                    "cost",
                    parent="chosen",
                    parent_key="quick_win",
                    sources=("chosen", "candidates"),
                    advice=CHOOSING,
                    narrow=N_("Costs"),
                    remark=remarks.costs_of,
                ),
            ),
            2,
        ),
        Spec(
            "commitment",
            (
                Column("points", N_("Joint commitment"), singles=("commitment",), hint=AT_FIELD),
                Column("signatories", N_("Signatories"), "signatory"),
            ),
            2,
        ),
        Spec(
            "participants",
            (
                Column("agencies", N_("Agencies"), "agency"),
                Column("participants", N_("Participants"), "participant"),
            ),
            2,
        ),
        Spec(
            "organisation",
            (
                Column(
                    "council",
                    N_("Smart city council"),
                    "participant",
                    {"role": "council"},
                    prefix="d",
                    order="duty",
                    narrow=N_("Council"),
                ),
                Column(
                    "team",
                    N_("Implementing team"),
                    "participant",
                    {"role": "team"},
                    prefix="t",
                    order="duty",
                    narrow=N_("Team"),
                ),
                Column(
                    "forum",
                    N_("Smart city forum"),
                    "participant",
                    prefix="f",
                    where=_of_forum,
                    given={"duty": organisation.MEMBER},
                    order="duty",
                    narrow=N_("Forum"),
                ),
            ),
            3,
        ),
        Spec(
            "notes",
            (
                Column("minutes", N_("Minutes"), "note", {"kind": "minute"}),
                Column("decisions", N_("Decisions"), "note", {"kind": "decision"}),
                Column("actions", N_("Action items"), "note", {"kind": "action"}),
                Column("parking", N_("Parking lot"), "note", {"kind": "parking"}),
                Column("facts", N_("Facts about the city"), "note", {"kind": "fact"}),
                Column("inbox", N_("Inbox (not sorted yet)"), "note", {"kind": "inbox"}),
            ),
            3,
        ),
    )
}
