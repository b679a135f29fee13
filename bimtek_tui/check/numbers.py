"""Rules about how numbers are written by hand: thousands to one reader, decimals to the other."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ..errors import Severity
from ..i18n import _
from ..model.kinds import kinds
from ..store.slips.likely_values import two_numbers
from .session_check import Checked, Hit, Rule


def _two_readings(checked: Checked) -> Iterator[Hit]:
    for kind in kinds().values():
        decimals = [key for key in kind.fields if key.type == "d"]
        if not decimals:
            continue
        if kind.single:
            entries = [entry] if (entry := getattr(checked.session, kind.table)) else []
        else:
            entries = list(checked.session.entries(kind.table).values())
        for entry in entries:
            for key in decimals:
                value = getattr(entry, key.name)
                numbers = two_numbers(key, str(value)) if isinstance(value, Decimal) else ()
                if len(numbers) > 1:
                    message = _(
                        "“{key}” is {value}, a decimal number here, and thousands to people who part these by dots; write {whole} for those, {part} for the decimal"
                    ).format(key=key.name, value=value, whole=numbers[0], part=numbers[1])
                    yield Hit(kind.table, getattr(entry, "id", ""), key.name, message)


RULES: dict[str, tuple[Severity, Rule]] = {"two-readings": ("info", _two_readings)}
