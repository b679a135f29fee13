"""Rules about texts of a fixed form: codes of regions, colours, times of day."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .. import text
from ..errors import Severity
from ..i18n import N_, _
from ..model import agenda
from ..model.entries import counting
from ..model.workshop_entries import COLOR, CityKind
from .session_check import Checked, Hit, Rule

_REGION: dict[CityKind, tuple[str, str]] = {
    "provinsi": (r"[1-9]\d", N_("two digits, e.g. 21")),
    "kabupaten": (r"[1-9]\d\.[0-6]\d", N_("two digits, a point and a number below 70, e.g. 21.01")),
    "kota": (r"[1-9]\d\.[7-9]\d", N_("two digits, a point and a number from 71 on, e.g. 21.71")),
    "kawasan": (r"[1-9]\d(\.\d\d)?", N_("two digits, or two and two with a point between them, e.g. 21.71")),
}
"""By kind of city the pattern of its code, and the code in words. The codes of Kemendagri (Permendagri 72/2019 and its successors): province, and regency or city within it."""


def _bad_region_code(checked: Checked) -> Iterator[Hit]:
    city = checked.session.city
    if city is None or city.region_code is None:
        return
    form, wanted = _REGION[city.kind]
    if not re.fullmatch(form, city.region_code, re.ASCII):
        message = _("“region_code” is “{value}”, and that of a {kind} is {wanted}").format(
            value=text.short(city.region_code, 20), kind=city.kind, wanted=_(wanted)
        )
        called = city.name.partition(" ")[0].casefold()
        if called in _REGION and called != city.kind:
            message += _("; the name says {kind}, so “kind” may be what is wrong").format(kind=called)
        yield Hit("city", "", "region_code", message)


def _bad_color(checked: Checked) -> Iterator[Hit]:
    color = checked.session.identity and checked.session.identity.color
    if color and not COLOR.fullmatch(color):
        message = _("“color” is “{value}”, and must be # and six digits of 0-9 and a-f, e.g. #0b5394")
        yield Hit("identity", "", "color", message.format(value=text.short(color, 20)))


def _bad_day_start(checked: Checked) -> Iterator[Hit]:
    for stage in counting(checked.session.stage):
        for time in stage.day_start:
            if not re.fullmatch(agenda.TIME, time, re.ASCII):
                message = _("“day_start” has “{value}”, which is no time of day; write it as 08.30").format(
                    value=text.short(time, 20)
                )
                yield Hit("stage", stage.id, "day_start", message)


def _too_many_starts(checked: Checked) -> Iterator[Hit]:
    for stage in counting(checked.session.stage):
        days = sum(day.rpartition("/")[0] == stage.id for day in checked.days)
        if days and len(stage.day_start) > days:
            message = _(
                "“day_start” has {number} starts, and the stage has {days} days; take out what is too much"
            )
            yield Hit("stage", stage.id, "day_start", message.format(number=len(stage.day_start), days=days))


RULES: dict[str, tuple[Severity, Rule]] = {
    "bad-region-code": ("warning", _bad_region_code),
    "bad-color": ("warning", _bad_color),
    "bad-day-start": ("warning", _bad_day_start),
    "too-many-starts": ("warning", _too_many_starts),
}
