"""Rules about what is to be reached: a target that is less than what is there, two targets for one year."""

from __future__ import annotations

from collections.abc import Iterator

from .. import text
from ..errors import Severity
from ..i18n import _
from ..model.entries import Target, counting
from .session_check import Checked, Hit, Rule


def _target_below_level(checked: Checked) -> Iterator[Hit]:
    for entry in counting(checked.session.readiness):
        if entry.level is not None and entry.target_level is not None and entry.target_level < entry.level:
            message = _(
                "“target_level” is {target}, below the “level” of today ({level}); correct one of the two"
            ).format(target=entry.target_level, level=entry.level)
            yield Hit("readiness", entry.id, "target_level", message)


def _target_twice(checked: Checked) -> Iterator[Hit]:
    first: dict[tuple[str, int], Target] = {}
    for entry in counting(checked.session.target):
        before = first.setdefault((entry.of, entry.year), entry)
        if text.line(before.value) != text.line(entry.value):
            message = _(
                "{of} has two targets for {year}: “{one}” ({id}) and “{other}”; withdraw one of the two"
            ).format(
                of=text.short(entry.of),
                year=entry.year,
                one=text.short(before.value, 40),
                id=text.short(before.id),
                other=text.short(entry.value, 40),
            )
            yield Hit("target", entry.id, "value", message)


RULES: dict[str, tuple[Severity, Rule]] = {
    "target-below-level": ("warning", _target_below_level),
    "target-twice": ("warning", _target_twice),
}
