"""Values as a file writes them: numbers that remember their signs, and letters that are one sign each.

TOML writes one number in many ways (`3e2`, `+0.0`, `0xff`). Laying a file out anew is no reason to change what
somebody wrote under a key that the program does not know.
"""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal
from typing import Any

from .. import text
from .document import same

_INTEGER = re.compile(
    r"(?<![\w.:+-])[+-]?(?:0x[\da-fA-F](?:_?[\da-fA-F])*|0o[0-7](?:_?[0-7])*|0b[01](?:_?[01])*|0|[1-9](?:_?\d)*)(?![\w.:+-]|\s*=)"
)


class WrittenDecimal(Decimal):
    """A decimal with the signs that it was read from."""

    written: str

    def __new__(cls, written: str) -> WrittenDecimal:
        number = super().__new__(cls, written)
        number.written = written
        return number


class WrittenInteger(int):
    """An integer with the signs that it was read from."""

    written: str


def read(source: str) -> dict[str, Any]:
    """What tomllib reads in a text, decimals as they are written and letters in NFC. Raises ValueError."""
    data: dict[str, Any] = composed(tomllib.loads(source, parse_float=WrittenDecimal))
    return data


def with_integers(data: dict[str, Any], source: str) -> dict[str, Any]:
    """Data of one table with its integers as they are written in its text, which has neither strings nor comments."""
    signs = [match[0] for match in _INTEGER.finditer(source)]
    at = 0

    def written(value: Any) -> Any:
        nonlocal at
        if isinstance(value, dict):
            return {key: written(part) for key, part in value.items()}
        if isinstance(value, list):
            return [written(part) for part in value]
        if type(value) is not int:
            return value
        for place in range(at, len(signs)):
            if int(signs[place], 0) == value:
                number = WrittenInteger(value)
                number.written, at = signs[place], place + 1
                return number
        return value

    return {key: written(value) for key, value in data.items()}


def composed(value: Any) -> Any:
    """A value with every letter as one sign where there is one (é for e and ´), as the format wants it."""
    if isinstance(value, dict):
        return {key: composed(part) for key, part in value.items()}
    if isinstance(value, list):
        return [composed(part) for part in value]
    return text.composed(value) if isinstance(value, str) else value


def composed_text(source: str) -> str:
    """The text of a file with every letter as one sign; as it is where two keys would then be the same."""
    made = text.composed(source)
    if made == source:
        return source
    try:
        data = tomllib.loads(made, parse_float=Decimal)
    except ValueError:
        return source
    known = tomllib.loads(source, parse_float=Decimal)
    return made if same(_composed_keys(data), _composed_keys(known)) else source


def _composed_keys(value: Any) -> Any:
    if isinstance(value, dict):
        return {text.composed(key): _composed_keys(part) for key, part in value.items()}
    return [_composed_keys(part) for part in value] if isinstance(value, list) else composed(value)
