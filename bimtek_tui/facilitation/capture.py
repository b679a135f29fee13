"""What people say, taken down: which entry a typed line becomes by its list, its tags and its place; pastes as well."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, Protocol, TypeVar

from msgspec import Struct, structs

from .. import text
from ..errors import Refused
from ..i18n import _, ngettext
from ..model import edits, values
from ..model.edits import Edit
from ..model.entries import Session
from ..model.kinds import kinds
from ..model.lookup import is_code
from ..model.method import Method
from . import tag_offers, tags, unlisted_agencies
from .headings import Heading, Headings
from .spoken import Piece
from .tags import NOTHING, Parsed

_SIGN = re.compile(r"\s*([A-Za-z]{1,2}):\s*(.*)", re.DOTALL)
_BULLET = (
    r"\s*(?:[-–—*•●○▪◦‣·](?:\s+|(?=[^\W\d_]))(?:\[[ xX]?\]\s+)?"  # a bullet, perhaps with a box; no minus
    r"|[§➢➤►▶✓✔❖■□\uf076\uf0a7\uf0b7\uf0d8\uf0fc]\s*(?=[^\W\d_])|o\t\s*"  # those of Word, also of its sign fonts
    r"|\(?[0-9]{1,3}(?:\.[0-9]{1,3})*[.)](?:\s+|(?=[^\W\d_]))"  # 1. and 2) and (3) and 1.1. and 1.Data
    r"|(?:[IVX]{2,5}|[ivx]{2,5})\.\s+"  # II.
    r"|[0-9]{1,3}\t\s*"  # the number column of a table
    r"|\(?[A-Za-z]\)\s+)"  # a) and (b)
)
_LETTERED = re.compile(r"^\s*(?P<letter>[A-Za-z])\.\s+(?=\S)")
_LETTERS = 3
"""So many capitals in order count lines; fewer may be initials of names."""
_INHERITED = {
    "issue": ("dimension",),
    "gap": ("dimension",),
    "swot": ("group", "dimension", "source"),
    "strategy": ("dimension",),
    "program": ("group", "dimension", "source"),
    "participant": ("agency",),
}
"""The keys that a new entry of a kind takes from the context; `source` is the speaking agency."""


class Context(Struct, frozen=True):
    """For whom is being captured: breakout group, dimension (id), speaking agency (code); "" is nobody's."""

    group: str = ""
    dimension: str = ""
    agency: str = ""

    def given(self, kind: str) -> dict[str, Any]:
        """The keys that a new entry of this kind takes from here."""
        all_keys = {
            "group": self.group,
            "dimension": self.dimension,
            "agency": self.agency,
            "source": self.agency,
        }
        return {key: all_keys[key] for key in _INHERITED.get(kind, ()) if all_keys[key]}


class Target(Protocol):
    """A list that entries are captured into: its name, its kind of entries, and the keys that all of them have."""

    @property
    def id(self) -> str:
        """Its id among all lists."""

    @property
    def title(self) -> str:
        """What people call it, to be translated."""

    @property
    def kind(self) -> str:
        """The kind of its entries; "" where it has none of its own."""

    @property
    def preset(self) -> dict[str, str]:
        """The keys of every entry in it."""

    @property
    def capture(self) -> bool:
        """Whether people may add to it."""


T = TypeVar("T", bound=Target)


@dataclass(frozen=True)
class Place(Generic[T]):
    """Where a line is typed: the list that takes it, the signs that name another one, and what entries get there.

    `keys_for` gives the keys that a new entry of a list gets from what is selected around it. `lists` are those that a
    heading among pasted lines may name.
    """

    at: T
    signs: Mapping[str, T]
    keys_for: Callable[[T], dict[str, Any]]
    stage_id: str = ""
    lists: Sequence[T] = ()

    def aim(self, line: str) -> tuple[T, str]:
        """The list that takes a line, and the line without the sign that named it."""
        sign = _SIGN.match(line)
        if sign and (named := self.signs.get(sign.group(1).casefold())):
            return named, sign.group(2)
        return self.at, line

    def names_list(self, line: str) -> bool:
        """Whether a line names its list itself."""
        sign = _SIGN.match(line)
        return bool(sign and sign.group(1).casefold() in self.signs)


def takes_entries(target: Target) -> bool:
    """Whether entries can be captured into a list."""
    return bool(target.capture and target.kind)


# One line -------------------------------------------------------------------------------------------------------


def taker(target: Target) -> str:
    """The row of `tags.TAKEN` by which the tags of a line for a list are read."""
    return tags.taker(target.kind, target.preset)


def entry_of(
    line: str, place: Place[T], session: Session, method: Method, context: Context
) -> tuple[T, dict[str, Any], Parsed]:
    """The list that takes a line, and what the entry gets from the line and its place; more comes from the context.

    Raises Refused with one sentence that says what to do.
    """
    target, words = place.aim(line)
    if not takes_entries(target):
        raise Refused(
            _("nothing is captured in “{list}”; {key:next-target} goes to the next list").format(
                list=_(target.title)
            )
        )
    kind = kinds()[target.kind]
    if target.kind == "agency":
        if values.typed(kind.keys["id"], words) is None:
            raise Refused(_("there is no text behind the sign of the list"))
        keys = agency_keys(text.line(words))
        if keys["id"] in session.agency:
            raise Refused(_("the agency {id} is in the list already").format(id=keys["id"]))
        return target, keys, Parsed((Piece(words),))
    given = place.keys_for(target)
    if target.kind == "note":
        given["stage"] = place.stage_id
    parsed = tags.parse(words, session, method, taker(target))
    field = kind.keys[kind.text_key]
    value = values.typed(field, parsed.text)
    if value is None:
        raise Refused(_("there is no text behind the sign of the list"))
    keys = given | {field.name: value} | parsed.keys
    _must_be_whole(target.kind, context.given(target.kind) | keys)
    return target, keys, parsed


def question(parsed: Parsed, target: Target, session: Session, method: Method, today: dt.date) -> str:
    """What is asked before a line is recorded as it is understood; "" for nothing."""
    return (
        tags.asked(parsed.doubts)
        or tag_offers.asked_about_past(parsed, today)
        or tag_offers.asked_about_inside(parsed, session, method, taker(target))
    )


def agency_keys(typed: str) -> dict[str, Any]:
    """Code and name of an agency from one line: "DINKES Dinas Kesehatan", "DINKES: …" or "Dinas Kesehatan (DINKES)"."""
    code, name = unlisted_agencies.code_and_name(typed)
    if not code:
        code, _space, name = typed.partition(" ")
        code = code.removesuffix(":")
    if not is_code(code):
        raise Refused(
            _(
                "“{code}” is no agency code; write the code first, then the name: DINKES Dinas Kesehatan"
            ).format(code=text.short(code, 40))
        )
    return {"id": code.upper(), "name": name.strip(" -–:") or None}


def _must_be_whole(kind: str, keys: Mapping[str, Any]) -> None:
    """Say what to do when an entry needs something that neither its line nor its place gives."""
    for field in kinds()[kind].fields:
        if field.required and field.name not in ("id", "added") and not keys.get(field.name):
            if field.name == "dimension":
                raise Refused(
                    _(
                        "Which dimension? Put # and its name at the end, or {key:back}, {key:for-whom} and choose it."
                    )
                )
            if field.name == "quick_win":
                raise Refused(_("Put the cursor on a chosen quick win at the left first; the line is kept."))


# Many lines -----------------------------------------------------------------------------------------------------


class Planned(Struct, frozen=True):
    """A line and what it would become; `problem` says why it can't. A `heading` (what it names) becomes nothing."""

    line: str
    target: Target | None = None
    keys: tuple[tuple[str, Any], ...] = ()
    parsed: Parsed = NOTHING
    problem: str = ""
    heading: str = ""


def entry_lines(pasted: str) -> list[str]:
    """The lines of a paste that say something, each clean and without its bullet or number."""
    lines = [line for line in text.clean(pasted).split("\n") if line.strip()]
    clean_lines = (text.line(_without_bullet(line)) for line in _without_letters(lines))
    return [line for line in clean_lines if line]


def _without_letters(lines: Sequence[str]) -> list[str]:
    """Lines without the letters that count them: a. and below it b.; of capitals, which names begin with, at least three."""
    made = [*lines]
    for first in ("a", "A"):
        wanted, counted = ord(first), []
        for at, line in enumerate(lines):
            label = _LETTERED.match(line)
            if label and label["letter"] == chr(wanted):
                counted.append(at)
                wanted += 1
            elif label and label["letter"] == first:
                wanted = ord(first) + 1
                counted.append(at)
        if len(counted) >= (1 if first == "a" else _LETTERS):
            for at in counted:
                made[at] = _LETTERED.sub("", lines[at], count=1)
    return made


def _without_bullet(line: str) -> str:
    bullet = re.match(_BULLET, line)
    return line[bullet.end() :] if bullet else line


def pasted_lines(before: str, pasted: str, after: str, place: Place[Any]) -> list[str]:
    """The lines of a paste into a line that has text; a sign alone before it is one for all lines that have none."""
    sign = _SIGN.match(before)
    if sign and not sign.group(2) and not after.strip():
        return [
            line if place.names_list(line) else f"{before.strip()} {line}" for line in entry_lines(pasted)
        ]
    return entry_lines(f"{before}{pasted}{after}")


def plan(
    lines: Sequence[str],
    place: Place[Any],
    session: Session,
    method: Method,
    context: Context,
    entries: Collection[int] = frozenset(),
) -> list[Planned]:
    """What lines would become, each with what keeps it from it.

    A line that is only the name of a list or a dimension is a heading for those below it, but where its number is
    among `entries`, and where there would be headings alone.
    """
    known = Headings(place.lists, method, session.city_name)
    headings = [
        None if number in entries else _heading(line, place, known) for number, line in enumerate(lines)
    ]
    if all(headings):
        headings = [None] * len(lines)
    planned: list[Planned] = []
    agencies: set[str] = set()
    below: dict[str, Any] = {}
    for line, heading in zip(lines, headings, strict=True):
        if heading is not None:
            place = replace(place, at=heading.target or place.at)
            below |= {"dimension": heading.dimension} if heading.dimension else {}
            planned.append(Planned(line, heading=heading.name))
            continue
        try:
            target, keys, parsed = entry_of(line, place, session, method, structs.replace(context, **below))
            keys = {key: value for key, value in below.items() if key in kinds()[target.kind].keys} | keys
            if target.kind == "agency":
                if keys["id"] in agencies:
                    raise Refused(_("the agency {id} is in the list already").format(id=keys["id"]))
                agencies.add(keys["id"])
        except Refused as refused:
            planned.append(Planned(line, problem=str(refused)))
        else:
            planned.append(Planned(line, target, tuple(keys.items()), parsed))
    return planned


def _heading(line: str, place: Place[Any], known: Headings) -> Heading | None:
    """The heading that a line is: a name of a list or a dimension, or the sign of a list alone (w:)."""
    target, words = place.aim(line)
    if place.names_list(line) and not words.strip():
        return Heading(_(target.title), target=target)
    return known.find(line)


def record_all(
    session: Session, planned: Sequence[Planned], context: Context, now: dt.datetime
) -> Edit | None:
    """The one edit that takes down all that was planned. Raises Refused with the number of the first that does not fit."""
    from . import bulk_edits  # late: only a paste of many lines needs it

    by_kind: dict[str, list[dict[str, Any]]] = {}
    for entry in planned:
        if entry.target is not None:
            kind = entry.target.kind
            by_kind.setdefault(kind, []).append(context.given(kind) | dict(entry.keys))
    steps = [bulk_edits.capture_all(session, kind, entries, now) for kind, entries in by_kind.items()]
    number = sum(map(len, by_kind.values()))
    name = ngettext("capture of {number} entry", "capture of {number} entries", number)
    return steps[0] if len(steps) == 1 else edits.together(name.format(number=number), steps)
