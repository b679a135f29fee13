"""Rules about what is to be reached: a target that is less than what is there."""

from __future__ import annotations

from collections.abc import Iterator

from ..errors import Severity
from ..i18n import _
from ..model.entries import counting
from .session_check import Checked, Hit, Rule


def _target_below_level(checked: Checked) -> Iterator[Hit]:
    for entry in counting(checked.session.readiness):
        if entry.level is not None and entry.target_level is not None and entry.target_level < entry.level:
            message = _(
                "“target_level” is {target}, below the “level” of today ({level}); correct one of the two"
            ).format(target=entry.target_level, level=entry.level)
            yield Hit("readiness", entry.id, "target_level", message)


RULES: dict[str, tuple[Severity, Rule]] = {
    "target-below-level": ("warning", _target_below_level),
}
