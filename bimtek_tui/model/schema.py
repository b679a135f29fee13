"""The session file as JSON Schema, made from the kinds, so that the contract and the code cannot part."""

from __future__ import annotations

from typing import Any

from .kinds import Field, kinds


def schema() -> dict[str, Any]:
    """The session file as JSON Schema (draft 2020-12), for editors and checkers of TOML.

    Decimals are numbers and dates are TOML dates there; unknown keys are allowed, as the program keeps them.
    """
    properties: dict[str, Any] = {}
    required = []
    for kind in kinds().values():
        table = {
            "type": "object",
            "properties": {field.name: _json_type(field) for field in kind.fields},
            "required": [field.name for field in kind.fields if field.required],
        }
        if kind.table == "top":
            properties.update(table["properties"])  # type: ignore[arg-type]
            required = list(table["required"])
        else:
            properties[kind.table] = table if kind.single else {"type": "array", "items": table}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "bimtek session, format 1",
        "type": "object",
        "properties": properties,
        "required": [*required, "city"],
    }


def _json_type(field: Field) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "s": {"type": "string"},
        "p": {"type": "string"},
        "i": {"type": "integer"},
        "y": {"type": "integer"},
        "d": {"type": "number"},
        "D": {"type": "string", "format": "date"},
        "T": {"type": "string", "format": "date-time"},
        "b": {"type": "boolean"},
    }[field.type]
    made = dict(plain)
    if field.choices:
        made["enum"] = list(field.choices)
    if field.low is not None:
        made["exclusiveMinimum" if field.above else "minimum"] = int(field.low)
    if field.high is not None:
        made["maximum"] = int(field.high)
    if field.refs:
        made["description"] = "id of: " + ", ".join(field.refs)
    return {"type": "array", "items": made, "uniqueItems": field.list == "set"} if field.list else made
