"""Two or three facilitators work on one session, each on a laptop, and git merges them: nothing is lost, whatever they did.

Each pair takes a sample, has two random streams of real edits made on it through the workshop, comments and keys that
nobody knows put in by hand, and lets git start the driver: in a merge, a rebase or a cherry-pick; now and then a third
laptop follows. What must come out is worked out here from the three files alone, entry by entry and key by key. By
hand: BIMTEK_PAIRS=1000 (or 300-400, from the first to the last); one pair again: -k "pair[17]".
"""

from __future__ import annotations

import datetime as dt
import os
import random
import re
import tomllib
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from support import layouts, repositories
from support.repositories import FILE, Repository

from bimtek_tui import resources
from bimtek_tui.errors import Refused
from bimtek_tui.model import edits
from bimtek_tui.model.entries import Session
from bimtek_tui.model.kinds import Field, kind_of, kinds, raw
from bimtek_tui.review import dropped_changes, value_merge
from bimtek_tui.review.units import units
from bimtek_tui.store import parse
from bimtek_tui.workshop.workshop import Workshop, open_workshop

pytestmark = pytest.mark.slow

FIRST, _dash, LAST = os.environ.get("BIMTEK_PAIRS", "50").rpartition("-")
PAIRS = range(int(FIRST or 0), int(LAST))
SAMPLES = ["kota-contoh", "batam-2022", "bontang-2019", "dumai-2022", "tanjungpinang-2019"]
CAPTURED = ["swot", "program", "note", "issue", "gap", "participant", "strategy", "mission"]
CHANGED = [
    "swot",
    "swot",
    "program",
    "program",
    "note",
    "participant",
    "agency",
    "quick_win",
    "signatory",
    "issue",
    *("budget", "target", "score", "cost", "milestone", "assessment", "text", "agenda", "stage", "objective"),
]
ONCE = {
    "quick_win": ("program",),
    "budget": ("program", "year", "funding"),
    "target": ("of", "year"),
    "score": ("quick_win", "criterion", "assessor"),
    "assessment": ("indicator", "round"),
}
"""By kind the keys that are unique together, a quick win before what refers to it."""
FEW: dict[str, list[Any]] = {
    "year": [2040],
    "funding": ["apbd", "apbn"],
    "amount_idr": [5_000, 6_000],
    "value": [2, 3],
    "criterion": ["impact"],
    "assessor": [None, "Ani"],
    "indicator": ["rkci-economy-welfare"],
    "round": [2040],
    "score": [50, 60],
    "problem": ["Antre.", "Jauh."],
}
"""The values of rows that both enter."""
NOW = dt.datetime(2025, 7, 1, 9, 0, tzinfo=dt.timezone(dt.timedelta(hours=7)))
WORDS = [
    "data",
    "layanan",
    "kota",
    "belum",
    "sudah",
    "terpadu",
    "[rapi]",
    '"kata"',
    "#",
    "bukan",
    "'ini'",
    "banjir",
    "é",
    "€",
    "😀",
    "=",
    "\\n",
]

Place = tuple[str, str]
Data = dict[Place, dict[str, Any]]
outcomes: Counter[str] = Counter()
TIMES: dict[str, Any] = {"at": min, "started": min, "opened": min, "ended": max, "closed": max}
"""Which of two times of the same thing counts."""


# Two facilitators ----------------------------------------------------------------------------------------------


def some_text(dice: random.Random, lines: int = 1) -> str:
    return "\n".join(" ".join(dice.choices(WORDS, k=dice.randint(1, 6))) for _ in range(lines))


def some_value(dice: random.Random, field: Field, shop: Workshop) -> Any:
    """A value that the field takes."""
    if field.list:
        return tuple(dict.fromkeys(one_value(dice, field, shop) for _ in range(dice.randint(1, 3))))
    return one_value(dice, field, shop)


def one_value(dice: random.Random, field: Field, shop: Workshop) -> Any:
    if field.choices:
        return dice.choice(field.choices)
    if field.refs and (ids := [id for table in field.refs for id in shop.session.entries(table)]):
        return dice.choice(ids)
    low, high = int(field.low or 0), int(field.high if field.high is not None else 9_999_999)
    match field.type:
        case "s":
            return some_text(dice)
        case "p":
            return some_text(dice, dice.choice((1, 1, 3)))
        case "i":
            return dice.randint(low, high)
        case "y":
            return dice.randint(2024, 2040)
        case "d":
            return Decimal(dice.randint(low * 10 + 1, min(high, 999) * 10)) / 10
        case "D":
            return dt.date(2025, 1, 1) + dt.timedelta(days=dice.randrange(700))
    return NOW + dt.timedelta(seconds=dice.randrange(100_000))


def some_edit(dice: random.Random, shop: Workshop, favourites: list[Place]) -> edits.Edit | None:
    """Something that a facilitator does; both have their eyes on the same few entries."""
    session = shop.session
    now = NOW + dt.timedelta(seconds=dice.randrange(100_000))
    what = dice.choice(
        ["add", "add", "field", "field", "field", "list", "take out", "withdraw", "merge", "move", "other"]
        + ["row"] * 3
    )
    if what == "row":
        return some_row(dice, session, now)
    if what == "add":
        kind = kinds()[dice.choice(CAPTURED)]
        return edits.capture(
            session,
            kind.table,
            {
                field.name: some_value(dice, field, shop)
                for field in kind.fields
                if field.name not in ("id", "added", "withdrawn", "merged_into")
                and (field.required or dice.random() < 0.2)
            },
            now,
        )
    if what == "other":
        if dice.random() < 0.3:
            block = dice.choice(list(shop.method.blocks)[:4])
            return edits.put(session, "agenda", block, **{dice.choice(("started", "ended")): now})
        if dice.random() < 0.5:
            item = dice.choice(list(shop.method.items)[:6])
            state = dice.choice(("done", "open", "not-applicable"))
            return edits.put(session, "checklist", item, state=state, by=dice.choice(("Ani", "Budi")), at=now)
        table = dice.choice(("city", "plan", "commitment"))
        field = dice.choice(kinds()[table].fields)
        return edits.set_single(session, table, **{field.name: some_value(dice, field, shop)})
    known = [place for place in favourites if session.find(*place)]
    table, id = dice.choice(known)
    entry: Any = session.find(table, id)
    kind = kind_of(entry)
    match what:
        case "withdraw":
            if not kind.prefix:
                return None
            return (
                edits.restore(entry) if entry.withdrawn else edits.withdraw(entry, dice.choice(("", "ganda")))
            )
        case "merge" if "merged_into" in kind.keys:
            others = [one for one in session.entries(table) if one != id]
            return edits.revise(entry, merged_into=dice.choice(others)) if others else None
        case "move" if table in ("swot", "program", "strategy"):
            key = "horizon" if table == "program" else "quadrant"
            return edits.revise(entry, **{key: dice.choice(kind.keys[key].choices)})
        case "list" if lists := [field for field in kind.fields if field.list]:
            field = dice.choice(lists)
            items = list(getattr(entry, field.name) or ())
            if items and dice.random() < 0.4:
                items.remove(dice.choice(items))
            else:
                items.append(one_value(dice, field, shop))
            return edits.revise(entry, **{field.name: tuple(dict.fromkeys(items))})
        case "take out":
            there = [
                field.name
                for field in kind.fields
                if not field.required and field.name not in ("id", "added", "facts")
            ]
            return edits.revise(entry, **{dice.choice(there): None})
    field = dice.choice(
        [
            field
            for field in kind.fields
            if field.name not in ("id", "added", "withdrawn", "merged_into", "facts")
        ]
    )
    return edits.revise(entry, **{field.name: some_value(dice, field, shop)})


def some_row(dice: random.Random, session: Session, now: dt.datetime) -> edits.Edit | None:
    """One of the few facts that both may enter: they are there only once."""
    owners = {table: list(session.entries(table))[:2] for table in ("program", "quick_win")}
    table = dice.choice(list(ONCE))
    keys: dict[str, Any] = {}
    for key in ONCE[table]:
        values = owners.get({"of": "program"}.get(key, key), FEW.get(key))
        if not values:
            return None
        keys[key] = dice.choice(values)
    for key, values in FEW.items():
        if (
            key in kinds()[table].keys
            and key not in keys
            and (kinds()[table].keys[key].required or dice.random() < 0.3)
        ):
            keys[key] = "2" if table == "target" else dice.choice(values)
    return edits.capture(
        session, table, {key: value for key, value in keys.items() if value is not None}, now
    )


def work(dice: random.Random, repo: Repository, favourites: list[Place]) -> str:
    """A facilitator opens the session, works on it, and leaves; returns the file."""
    shop = open_workshop(repo.file)
    for _ in range(dice.randint(1, 12)):
        try:
            shop.do(some_edit(dice, shop, favourites))
        except Refused:
            continue
        if dice.random() < 0.05:
            shop.undo()
    if dice.random() < 0.15:
        prune(shop)
    shop.close()
    repo.write(by_hand(dice, repo.text))
    return repo.text


def by_hand(dice: random.Random, text: str) -> str:
    """Somebody puts a comment above entries, and keys into them, that bimtek does not know."""
    starts = [found.start() for found in re.finditer(r"^# [a-z]{2}-[0-9a-z]{8}$", text, re.M)]
    for start in sorted(dice.sample(starts, min(len(starts), dice.choice((0, 0, 1, 2)))), reverse=True):
        if dice.random() < 0.5:
            text = f"{text[:start]}# komentar {dice.randrange(10**6)}\n{text[start:]}"
        else:
            end = text.index("]]\n", start) + 3
            text = f"{text[:end]}{dice.choice(('kiriman', 'ruang'))} = {dice.randrange(3)}\n{text[end:]}"
    return text


def commented(text: str) -> dict[str, str]:
    """The comments that were put in by hand, with the id of the entry below each."""
    return dict(re.findall(r"^(# komentar \d+)\n(?:# komentar.*\n)*# ([a-z]{2}-[0-9a-z]{8})$", text, re.M))


def prune(shop: Workshop) -> None:
    """Take out for good what is withdrawn, as `bimtek fmt --prune` does."""
    for table in CAPTURED:
        for entry in list(shop.session.entries(table).values()):
            if getattr(entry, "withdrawn", None):
                shop.do(edits.Remove(table, raw(entry)))


# What must come out --------------------------------------------------------------------------------------------


def read(text: str) -> Data:
    """The entries and tables of a file as tomllib reads them; prose without the line break before its quotes."""
    whole = tomllib.loads(text, parse_float=Decimal)
    made: Data = {
        ("top", ""): {key: value for key, value in whole.items() if not isinstance(value, dict | list)}
    }
    for table, value in whole.items():
        if isinstance(value, dict):
            made[table, ""] = value
        elif isinstance(value, list):
            made |= {(table, one["id"]): one for one in value}
    return {place: {key: plain(value) for key, value in keys.items()} for place, keys in made.items()}


def plain(value: Any) -> Any:
    return value.rstrip("\n") if isinstance(value, str) else value


def is_set(table: str, key: str) -> bool:
    field = kinds()[table].keys.get(key)
    return field is not None and field.list == "set"


def clashes(table: str, old: dict[str, Any], one: dict[str, Any], other: dict[str, Any]) -> set[str]:
    """The keys on which two sides want different things."""
    found = {
        key
        for key in one.keys() | other.keys()
        if one.get(key) != other.get(key) != old.get(key) != one.get(key)
        and not is_set(table, key)
        and together(table, key, old.get(key), one.get(key), other.get(key)) is None
    }
    of_one_side = {
        key
        for key in one.keys() & other.keys() - found
        if key not in TIMES and one[key] != other[key] and old.get(key) in (one[key], other[key])
    }
    if found <= TIMES.keys() and not of_one_side and all(key in one and key in other for key in found):
        found = set()  # the same thing twice
    for side, twin in ((one, other), (other, one)):
        withdrawn = old and "withdrawn" in side and "withdrawn" not in old.keys() | twin.keys()
        if withdrawn and any(
            twin.get(key) not in (old.get(key), side.get(key)) for key in old.keys() | twin.keys()
        ):
            found.add("withdrawn")
    return found


def together(table: str, key: str, *values: Any) -> Any:
    """Prose and sequences with the changes of both sides, where these do not overlap."""
    field = kinds()[table].keys.get(key)
    if (
        field is None
        or None in values
        or not (field.list == "sequence" or (field.type == "p" and not field.list))
    ):
        return None
    parts = value_merge.three_way(*(value if field.list else value.split("\n") for value in values))
    return parts if parts is None or field.list else "\n".join(parts).strip("\n") or None


def once(base: Data, ours: Data, theirs: Data) -> tuple[Data, Data, int]:
    """Both sides with one id for a fact that each of them entered once, that of the earlier; and how many these are."""
    sides, united = [ours, theirs], 0
    for table, names in ONCE.items():
        by_fact: list[dict[tuple[Any, ...], list[Place]]] = [{}, {}]
        for facts, side, other in zip(by_fact, sides, sides[::-1], strict=True):
            for place, keys in side.items():
                if place[0] == table and place not in base and place not in other and "withdrawn" not in keys:
                    facts.setdefault(tuple(keys.get(name) for name in names), []).append(place)
        for fact in by_fact[0].keys() & by_fact[1].keys():
            pair = [facts[fact] for facts in by_fact]
            if [len(places) for places in pair] != [1, 1]:
                continue
            united += 1
            moments = [
                (side[places[0]]["added"], places[0]) for side, places in zip(sides, pair, strict=True)
            ]
            early, late = sorted(moments)
            number = moments.index(late)
            sides[number] = {
                early[1] if place == late[1] else place: {
                    key: early[1][1] if value == late[1][1] else value for key, value in keys.items()
                }
                | ({"added": early[0]} if place == late[1] else {})
                for place, keys in sides[number].items()
            }
    return sides[0], sides[1], united


def in_circles(base: Data, ours: Data, theirs: Data) -> set[Place]:
    """The entries that the sides merged into each other, so that together they would leave none that counts."""
    held = set()
    for winner in ("ours", "theirs"):
        made = wanted(base, ours, theirs, winner)[0]
        for start in made:
            path = [start]
            while (into := made.get(path[-1], {}).get("merged_into")) and (start[0], into) not in path[1:]:
                path.append((start[0], into))
                if path[-1] == start:
                    break
            if len(path) < 2 or path[-1] != start:
                continue
            by = [[side.get(place, {}).get("merged_into") for place in path] for side in (ours, theirs)]
            if [made[place]["merged_into"] for place in path] not in by:
                held |= {place for place, left, right in zip(path, *by, strict=True) if left != right}
    return held & ours.keys() & theirs.keys()


def wanted(
    base: Data,
    ours: Data,
    theirs: Data,
    winner: str,
    held: frozenset[Place] | set[Place] = frozenset(),
    remarked: frozenset[str] = frozenset(),
) -> tuple[Data, set[Place]]:
    """What two sides make of a base when every clash goes to one of them, and where they clash.

    Where an entry goes is a clash, too, where that is `held` because of a circle; what one took out for good while the other
    `remarked` on it (by id) is one, for the remark would be lost.
    """
    made, clashing = {}, set()
    for place in base.keys() | ours.keys() | theirs.keys():
        if place in base and not (place in ours and place in theirs):  # somebody took it out for good
            left_over = {**ours, **theirs}.get(place, base[place])
            if left_over != base[place] or place[1] in remarked:
                clashing.add(place)
                if place in (ours if winner == "ours" else theirs):
                    made[place] = left_over
            continue
        old, one, other = base.get(place, {}), ours.get(place, {}), theirs.get(place, {})
        differ = clashes(place[0], old, one, other)
        if place in held:
            differ.add("merged_into")
        if differ:
            clashing.add(place)
        keys = {}
        for key in one.keys() | other.keys():
            before, left, right = old.get(key), one.get(key), other.get(key)
            if key in differ:
                value = left if winner == "ours" else right
            elif is_set(place[0], key):
                gone = [
                    item for item in before or [] if item not in (left or []) or item not in (right or [])
                ]
                value = [item for item in [*(left or []), *(right or [])] if item not in gone]
            elif before not in (left, right) and left != right:
                value = (
                    TIMES[key](left, right) if key in TIMES else together(place[0], key, before, left, right)
                )
            else:
                value = left if right == before else right
            if value is not None and value != []:
                keys[key] = value
        made[place] = keys
    return made, clashing


def comparable(data: Data) -> Data:
    """Sets as sets: in which order their items stand is no matter."""
    return {
        place: {key: set(value) if is_set(place[0], key) else value for key, value in keys.items()}
        for place, keys in data.items()
    }


def settled(text: str, side: str) -> str:
    part = re.compile(
        r"^<<<<<<< ours[^\n]*\n(?P<ours>.*?)^\|\|\|\|\|\|\| base\n.*?^=======\n(?P<theirs>.*?)^>>>>>>> theirs[^\n]*\n",
        re.M | re.S,
    )
    return part.sub(lambda found: found[side], text)


def marked(text: str) -> set[Place]:
    """The entries that the marks name."""
    names = re.findall(r"^<<<<<<< ours[^\n]*: ([^\n]*)$", text, re.M)
    places = {(table, id) for table, id in read(settled(text, "ours")) | read(settled(text, "theirs"))}
    return {
        place
        for place in places
        for name in names
        if name == (place[1] or place[0]) or name.startswith(f"{place[1] or place[0]}.")
    }


MOMENTS = {"at", "started", "opened", "ended", "closed", "by"}


def lacking(side: Data, merged: Data) -> set[Place]:
    """The entries that a side has otherwise than the merge; which of two times counts is no matter."""
    ours, both = (
        {
            place: {key: value for key, value in keys.items() if key not in MOMENTS}
            for place, keys in comparable(data).items()
        }
        for data in (side, merged)
    )
    return {place for place in ours.keys() | both.keys() if ours.get(place) != both.get(place)}


# The pairs -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def shared(_installed: Repository, tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """One repository for all pairs, with the samples as tags."""
    repo = repositories.copy(_installed, tmp_path_factory.mktemp("pasangan"))
    for name in SAMPLES:
        repo.commit(resources.sample_session(name).read_text("utf-8"), say=name)
        repo.git("tag", name)
    repo.commit(layouts.PLAIN, say="biasa")
    repo.git("tag", "biasa")
    return repo


HOW = {
    "merge": ("kami", "merge", "-q", "--no-edit", "mereka"),
    "rebase": ("mereka", "rebase", "-q", "--empty=keep", "kami"),
    "cherry-pick": ("kami", "cherry-pick", "--allow-empty", "--keep-redundant-commits", "mereka"),
}
"""The branch on which git is told to bring both together, and how; ours is “kami” in each."""


@pytest.mark.parametrize("number", PAIRS, ids=lambda number: f"pair[{number}]")
def test_two_facilitators(shared: Repository, number: int) -> None:
    dice = random.Random(number)
    repo = shared
    sample = SAMPLES[0] if number % 5 == 0 else dice.choice([*SAMPLES[1:], "biasa"])
    repo.git("checkout", "-q", "--detach", sample)
    base = repo.text
    everything = [place for place in read(base) if place[0] in CHANGED]
    favourites = dice.sample(everything, min(len(everything), dice.choice((3, 8, 30))))
    sides = {}
    for side in ("kami", "mereka"):
        repo.git("checkout", "-q", "-B", side, sample)
        sides[side] = work(dice, repo, favourites)
        repo.git("commit", "-q", "-a", "--allow-empty", "-m", side)
    how = dice.choice(("merge", "merge", "rebase", "cherry-pick"))
    if together_by_git(repo, how, base, *sides.values()) and dice.random() < 0.3:  # a third laptop
        branch = repo.git("rev-parse", "HEAD").stdout.strip()
        merged = repo.text
        repo.git("checkout", "-q", "-B", "mereka", sample)
        third = work(dice, repo, favourites)
        repo.git("commit", "-q", "-a", "--allow-empty", "-m", "ketiga")
        repo.git("checkout", "-q", "-B", "kami", branch)
        outcomes["three"] += 1
        together_by_git(repo, "merge", base, merged, third)


def together_by_git(repo: Repository, how: str, base: str, ours: str, theirs: str) -> bool:
    """Have git bring both branches together and hold it against what is wanted; whether it was clean."""
    branch, *words = HOW[how]
    repo.git("checkout", "-q", branch)
    done = repo.git(*words, fails=None)
    result = repo.text
    if done.returncode:
        repo.git("reset", "-q", "--hard")
        for state in ("rebase", "cherry-pick"):
            repo.git(state, "--quit", fails=None)
    outcomes[how] += 1

    was, left, right = read(base), read(ours), read(theirs)
    left, right, united = once(was, left, right)
    held = in_circles(was, left, right)
    remarked = frozenset(id for side in (ours, theirs) for id in commented(side).values())
    _all, clashing = wanted(was, left, right, "ours", held, remarked)
    outcomes["conflict" if clashing else "clean"] += 1
    outcomes["united"] += united
    outcomes["circle"] += bool(held)
    assert done.stderr.count("was entered in both") == united
    outcomes["both"] += left != was and right != was
    assert done.returncode == bool(clashing), done.stderr
    assert marked(result) == clashing
    assert len({line.partition(" (")[2] for line in done.stderr.splitlines()}) >= bool(clashing)
    assert "merged as text" not in done.stderr
    began, mine, other = (units(parse(side.encode(), Path(FILE)).document) for side in (base, ours, theirs))
    whole = dropped_changes.dropped([began], [mine, other], mine, mine)
    assert {drop.side for drop in whole} <= {1}, [drop for drop in whole if drop.side == 0]
    missing = lacking(left, wanted(was, left, right, "ours", held, remarked)[0])
    named = {("top" if drop.unit[0] == "\0" else drop.unit[0], drop.unit[1], drop.key) for drop in whole}
    assert {(table, id) for table, id, key in named if key not in MOMENTS} == missing
    for winner in ("ours", "theirs"):
        text = settled(result, winner)
        assert comparable(read(text)) == comparable(wanted(was, left, right, winner, held, remarked)[0])
        loaded = parse(text.encode(), Path(FILE))
        began, mine, other = (
            units(parse(side.encode(), Path(FILE)).document) for side in (base, ours, theirs)
        )
        made = units(loaded.document)
        lost = dropped_changes.dropped([began], [mine, other], made, made)
        assert [drop for drop in lost if drop.unit[1] not in remarked] == []  # of remarks it knows nothing
        assert [one for one in loaded.findings if one.severity == "error"] == []
        ids = {id for _table, id in read(text)}
        for side in (ours, theirs):
            assert [one for one, id in commented(side).items() if id in ids and one not in text] == []
    return not clashing


def test_the_pairs_were_worth_it() -> None:
    """Most of them had something to merge, some of them a true conflict."""
    if (pairs := outcomes["clean"] + outcomes["conflict"]) < len(PAIRS):
        pytest.skip("not all pairs were run")
    assert outcomes["both"] > pairs * 0.8
    assert outcomes["conflict"] > pairs * 0.1
    assert outcomes["clean"] > pairs * 0.3
    assert outcomes["united"] > pairs * 0.03
    assert all(outcomes[how] > pairs * 0.1 for how in HOW)
    assert outcomes["three"] > pairs * 0.03
