"""Random edits of whole session files: the difference tells each of them and nothing else.

What must be told is worked out here from the two files as tomllib reads them, entry by entry and key by key, by a few
lines that know nothing of the program. By hand, more of them: BIMTEK_DIFFS=1000; one again: -k "edits[17]".
"""

from __future__ import annotations

import datetime as dt
import os
import random
import tomllib
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt
from support import hostile_text

from bimtek_tui import resources, text
from bimtek_tui.cli import review_page
from bimtek_tui.markdown import inline
from bimtek_tui.model import method
from bimtek_tui.model.kinds import Field, kinds
from bimtek_tui.review import comparison, reports
from bimtek_tui.store import parse

MANY = int(os.environ.get("BIMTEK_DIFFS", "50"))
METHOD = method.load("kominfo-1")
SAMPLES = ("kota-contoh", "batam-2022", "dumai-2022")

Table = tuple[str, dict[str, Any]]
"""A table of the file: its name and its keys."""


def tables(name: str) -> list[Table]:
    """A sample as its tables, in order; what stands before the first is called "top"."""
    data = tomllib.loads(resources.sample_session(name).read_text("utf-8"), parse_float=Decimal)
    made: list[Table] = [
        ("top", {key: value for key, value in data.items() if not isinstance(value, list | dict)})
    ]
    for table, value in data.items():
        if isinstance(value, dict):
            made.append((table, value))
        elif isinstance(value, list):
            made += [(table, entry) for entry in value]
    return [(table, {key: bare(value) for key, value in keys.items()}) for table, keys in made]


def bare(value: Any) -> Any:
    """A value without the line break that closing quotes bring."""
    return (
        value.rstrip("\n")
        if isinstance(value, str)
        else [*map(bare, value)]
        if isinstance(value, list)
        else value
    )


def written(value: Any) -> str:
    """A value as TOML."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return hostile_text.toml(value)
    if isinstance(value, list):
        return f"[{', '.join(map(written, value))}]"
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def file(content: Iterable[Table]) -> str:
    """The text of a session file."""
    parts = []
    for table, keys in content:
        kind = kinds().get(table)
        head = "" if table == "top" else f"[{table}]\n" if kind and kind.single else f"[[{table}]]\n"
        parts.append(head + "".join(f"{key} = {written(value)}\n" for key, value in keys.items()))
    return "\n".join(parts)


def value(dice: random.Random, field: Field) -> Any:
    """Some value that a key takes."""
    if field.list:
        items = [one(dice, field) for _number in range(dice.randint(1, 3))]
        return list(dict.fromkeys(items))
    return one(dice, field)


def one(dice: random.Random, field: Field) -> Any:
    if field.choices:
        return dice.choice(field.choices)
    low, high = int(field.low or 0), int(min(field.high or 0, 10**9)) or 999
    match field.type:
        case "s" | "p":
            words = text.line(dice.choice([*hostile_text.STRINGS.values()])[:200])
            return f"{words} {dice.randint(0, 99)}".strip()
        case "i" | "y":
            return dice.randint(low, high)
        case "d":
            return Decimal(dice.randint(max(low, 1) * 100, max(low, 1) * 100 + 200)) / 100
        case "D":
            return dt.date(2026, 1, 1) + dt.timedelta(dice.randint(0, 300))
        case "T":
            zone = dt.timezone(dt.timedelta(hours=7))
            return dt.datetime(2026, 1, 1, 8, 0, dice.randint(0, 59), tzinfo=zone) + dt.timedelta(
                dice.randint(0, 300)
            )
        case _:
            return dice.random() < 0.5


def edited(dice: random.Random, content: list[Table]) -> list[Table]:
    """A file with a few random edits."""
    made = [(table, dict(keys)) for table, keys in content]
    for _number in range(dice.randint(1, 25)):
        at = dice.randrange(len(made))
        table, keys = made[at]
        kind = kinds()[table]
        what = dice.random()
        if what < 0.1 and "id" in keys:
            del made[at]
        elif what < 0.2 and "id" in keys:
            new = dict(keys) | {"id": f"{str(keys['id'])[:3]}{dice.randint(0, 99_999_999):08d}"}
            made.insert(at + dice.randint(0, 1), (table, new))
        elif what < 0.3:
            other = dice.choice([number for number, (name, _keys) in enumerate(made) if name == table])
            made[at], made[other] = made[other], made[at]
        elif what < 0.35:
            keys[f"x_{dice.randint(0, 3)}"] = dice.choice(["biru", 5, [1, 2], True, Decimal("2.50")])
        else:
            field = dice.choice([field for field in kind.fields if field.name != "id"])
            if table == "top" and field.name in ("schema_version", "method"):
                continue
            if dice.random() < 0.3 and not field.required:
                keys.pop(field.name, None)
            else:
                keys[field.name] = value(dice, field)
    return made


def facts(content: list[Table]) -> dict[tuple[str, str], dict[str, Any]]:
    """The entries of a file by kind and id; a table without a key says as little as none."""
    return {(table, str(keys.get("id", ""))): keys for table, keys in content if keys}


def wanted(old: list[Table], new: list[Table]) -> set[tuple[str, ...]]:
    """What is different in two files: entries that came or went, keys that changed, kinds in another order."""
    was, now = facts(old), facts(new)
    told: set[tuple[str, ...]] = set()
    for place in was.keys() | now.keys():
        if place not in was or place not in now:
            told.add((*place, "added" if place in now else "removed"))
            continue
        before, after = was[place], now[place]
        told |= {
            (*place, "key", key) for key in before.keys() | after.keys() if before.get(key) != after.get(key)
        }
    for table, kind in kinds().items():
        orders = (
            [id for of, id in side if of == table and (of, id) in was.keys() & now.keys()]
            for side in (was, now)
        )
        if not kind.single and len({tuple(order) for order in orders}) == 2:
            told.add((table, "", "order"))
    return told


def said(report: comparison.Report) -> set[tuple[str, ...]]:
    """The same of a report."""
    told: set[tuple[str, ...]] = set()
    for one in reports.as_data(report.differences):
        if one["group"] == "effects":
            continue
        assert not one["unread"], one["unread"]
        place = one["kind"], one["id"]
        if one["what"] in ("added", "removed", "order"):
            told.add((*place, one["what"]))
        else:
            told |= {(*place, "key", change["key"]) for change in one["changes"]}
    return told


@pytest.mark.parametrize("seed", range(MANY), ids=lambda seed: f"edits[{seed}]")
def test_random_edits_are_told_each_and_nothing_else(seed: int) -> None:
    dice = random.Random(seed)
    old = tables(dice.choice(SAMPLES))
    new = edited(dice, old)
    versions = tuple(parse(file(content).encode(), Path("kota.toml")) for content in (old, new))
    side = comparison.Side("kota.toml")
    report = comparison.report("kota.toml", (side, side), (versions[0], versions[1]), METHOD)
    assert said(report) == wanted(old, new)
    values = {
        (one.table, one.id, change.key): (change.old, change.new)
        for one in report.differences
        if one.what not in ("order", "figure")
        for change in one.changes
    }
    was, now = facts(old), facts(new)
    for (table, id, key), pair in values.items():
        if key in kinds()[table].keys:
            held = [side.get((table, id), {}).get(key) for side in (was, now)]
            assert [list(part) if isinstance(part, tuple) else part for part in pair] == held
    plain = reports.report_text(report)
    assert "\x1b" not in plain
    assert all(line.strip() for line in plain.split("\n") if line)
    MarkdownIt().parse(reports.report_markdown(report, inline))
    assert review_page.of_reports([report]).count(b"<tbody") == len(report.differences)
