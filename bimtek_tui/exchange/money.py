"""Budget rows and yearly targets as they are typed in one line: ``2027 apbd 1,5 miliar`` and ``2027: 45 layanan``.

A colon behind the year makes a target, a source behind it a budget row. What stands there already for the same year
(and source) is changed; nothing is guessed where two stand there.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Any, Literal

from msgspec import Struct

from .. import text
from ..errors import Refused
from ..i18n import _, ngettext
from ..model import edits, values
from ..model.edits import Edit
from ..model.entries import Budget, Session, Target, counting
from ..model.kinds import kinds
from ..model.labels import years
from ..model.lookup import letters
from ..model.method import Method
from . import cells

_TARGET = re.compile(r"(?P<year>[0-9]+)\s*:(?P<value>.*)")
_ROW = re.compile(
    r"(?P<year>[0-9]+)(?P<source>(?:\s+[^0-9\s-][^0-9\s]*)*?)(?P<amount>\s+(?:(?:rp\.?|idr)\s*)?-?[0-9].*)?",
    re.IGNORECASE,
)


class Given(Struct, frozen=True):
    """What a line says: a budget row with source and whole rupiah, or a target with its value."""

    kind: Literal["budget", "target"]
    year: int
    funding: str = ""
    amount_idr: int = 0
    value: str = ""


def read(typed: str, method: Method, of: str) -> Given:
    """A budget row or a target from one line, for a ``program`` or an ``objective``.

    Raises Refused with one sentence when a part is missing, no source is known by that name, an amount can mean two,
    or an objective is given money.
    """
    given = text.line(typed)
    if match := _TARGET.fullmatch(given):
        return Given("target", _year(match["year"], "target"), value=_value(match["value"]))
    match = _ROW.fullmatch(given)
    if of == "objective":
        raise Refused(_("an objective has targets only: year, colon, value, as in 2027: 45 layanan"))
    if match is None:
        raise Refused(_("begin with the year: 2027 apbd 1,5 miliar is money, 2027: 45 layanan is a target"))
    year, source, amount = _year(match["year"], "budget"), text.line(match["source"]), match["amount"]
    if not source:
        raise Refused(
            _("behind the year stands a source, or a colon: 2027 apbd 1,5 miliar, or 2027: 45 layanan")
        )
    funding = _funding(source, method)
    if not amount:
        raise Refused(_("the amount is missing behind the source, as in 2027 apbd 1,5 miliar"))
    return Given("budget", year, funding, values.money(amount))


def there(session: Session, of: str, given: Given) -> Budget | Target | None:
    """The row or target that counts and stands where this one would, which is then changed.

    Raises Refused where there are several: nobody knows which is meant.
    """
    key = (of, given.year, given.funding)
    entries: list[Budget | Target] = (
        [row for row in counting(session.budget) if (row.program, row.year, row.funding) == key]
        if given.kind == "budget"
        else [target for target in counting(session.target) if (target.of, target.year) == (of, given.year)]
    )
    if len(entries) > 1:
        raise Refused(
            ngettext(
                "{number} entry of this stands at {year} already; {key:edit} in the list of rows changes the one that is meant",
                "{number} entries of this stand at {year} already; {key:edit} in the list of rows changes the one that is meant",
                len(entries),
            ).format(number=len(entries), year=given.year)
        )
    return entries[0] if entries else None


def outside(session: Session, of: str, given: Given) -> str:
    """What is doubtful in the year of a line: it lies outside the program or the plan; "" for nothing. It counts all the same."""
    spans: list[tuple[int | None, int | None, str]] = []
    if program := session.program.get(of):
        words = _("{year} is none of the program's years ({years})")
        spans.append((program.start_year, program.end_year, words))
    if plan := session.plan:
        spans.append((plan.period_start, plan.period_end, _("{year} is none of the plan's years ({years})")))
    said = []
    for first, last, sentence in spans:
        if first and not first <= given.year <= (last or given.year):
            said.append(sentence.format(year=given.year, years=years(first, last)))
    return "; ".join(said)


def record(session: Session, of: str, given: Given, now: dt.datetime) -> Edit | None:
    """The edit that takes it down for the program or objective `of`; None where the same stands there already."""
    old = there(session, of, given)
    if given.kind == "budget":
        if old is not None:
            return edits.revise(old, amount_idr=given.amount_idr)
        keys: dict[str, Any] = {"program": of, "funding": given.funding, "amount_idr": given.amount_idr}
    else:
        if old is not None:
            return edits.revise(old, value=given.value)
        keys = {"of": of, "value": given.value}
    return edits.capture(session, given.kind, {**keys, "year": given.year}, now)


def _year(typed: str, kind: str) -> int:
    year: int = values.typed(kinds()[kind].keys["year"], typed)
    return year


def _value(typed: str) -> str:
    value: str | None = values.typed(kinds()["target"].keys["value"], typed)
    if value is None:
        raise Refused(_("the target is missing behind the colon, as in 2027: 45 layanan"))
    return value


def _funding(typed: str, method: Method) -> str:
    known = cells.known(kinds()["budget"].keys["funding"], method)
    for value, names in known.items():
        if any(letters(name) == letters(typed) for name in names):
            return value
    raise Refused(
        _("“{source}” is no known source; there are {sources}").format(
            source=text.short(typed, 30), sources=", ".join(known)
        )
    )
