"""Rules about how the plan is carried out: who holds which duty, what quick wins cost, which regulation enacted it."""

from __future__ import annotations

import contextlib
import datetime as dt
import re
from collections.abc import Iterator

from .. import text
from ..analysis import costs, organisation
from ..errors import Refused, Severity
from ..i18n import _
from ..model import values
from ..model.entries import counting
from ..model.kinds import kinds
from ..model.labels import day
from ..model.labels import years as span_label
from .session_check import Checked, Hit, Rule

_BODY_NAMES = {"council": "Dewan", "team": "Tim Pelaksana", "forum": "Forum"}
"""The bodies by their proper names, which are the same in both languages."""

_DATE = r"(?<![0-9])(?:[0-9]{1,2}[ ./-]+[A-Za-z]{3,}[ ./-]+[0-9]{4}|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{1,2}([./-])[0-9]{1,2}\1[0-9]{4})(?![0-9])"
_NUMBER_AND_YEAR = (
    r"(?i)\b(?:nomor|no\.?|number)\s*\S{1,40}\s+(?:tahun|year|of)\s+((?:19|20)[0-9]{2})(?![0-9])"
)


def _duty_twice(checked: Checked) -> Iterator[Hit]:
    """A duty that one person of a body has, held by a second one."""
    for body, people in organisation.members(checked.session).items():
        first: dict[str, str] = {}
        for person in people:
            duty = organisation.held_alone(person.duty or "")
            if not duty:
                continue
            if duty not in first:
                first[duty] = person.name
                continue
            message = _(
                "“{duty}” of the {body} is {first} already; give one of the two another duty, or withdraw who holds it no longer"
            ).format(duty=duty, body=_BODY_NAMES[body], first=text.short(first[duty], 40))
            yield Hit("participant", person.id, "duty", message)


def _cost_sum(checked: Checked) -> Iterator[Hit]:
    """Costs of a quick win that are not the money of its program in its years; told at the first of them."""
    for costing in costs.costings(checked.session):
        if costing.fits or costing.most is None:
            continue
        program = checked.session.program[costing.quick_win.program]
        total = f"{costs.whole_rupiah(costing.total):_}"
        budget = costing.most if costing.total > costing.most else costing.least
        sentence = (
            _(
                "the costs of the quick win “{program}” add up to {total}, and the budget of the program in {years} is {budget}; correct one of the two"
            )
            if costing.years
            else _(
                "the costs of the quick win “{program}” add up to {total}, and the budget of the program is {budget}; correct one of the two"
            )
        )
        message = sentence.format(
            program=text.short(program.name, 40),
            total=total,
            budget=f"{budget:_}",
            years=span_label(*costing.years) if costing.years else "",
        )
        yield Hit("cost", costing.items[0].id, "price_idr", message)


def _enacted_before_workshop(checked: Checked) -> Iterator[Hit]:
    """A regulation that is older than the first stage, where its text says the date, or number and year, without doubt."""
    plan = checked.session.plan
    begun = [stage.start for stage in counting(checked.session.stage) if stage.start]
    if plan is None or plan.enacted is None or not begun:
        return
    first = min(begun)
    date, year = _dated(plan.enacted)
    if (date and date < first) or (date is None and year and year < first.year):
        message = _(
            "“enacted” is of {date}, and the first stage began on {first}, so it enacts another plan; write the regulation that enacts this one, or correct the date"
        ).format(date=day(date) if date else year, first=day(first))
        yield Hit("plan", "", "enacted", message)


def _dated(regulation: str) -> tuple[dt.date | None, int | None]:
    """The one date in a text, and the one year behind a number (Nomor 30 Tahun 2023); None for none, or several."""
    field = kinds()["note"].keys["due"]
    dates: set[dt.date] = set()
    for match in re.finditer(_DATE, regulation):
        with contextlib.suppress(Refused):  # 30 Tahun 2023
            dates.add(values.read(field, match.group()))
    years = {int(match[1]) for match in re.finditer(_NUMBER_AND_YEAR, regulation)}
    if len(dates) > 1 or len(years) > 1:
        return None, None
    return next(iter(dates), None), next(iter(years), None)


RULES: dict[str, tuple[Severity, Rule]] = {
    "duty-twice": ("warning", _duty_twice),
    "cost-sum": ("warning", _cost_sum),
    "enacted-before-workshop": ("warning", _enacted_before_workshop),
}
