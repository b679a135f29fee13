"""The shape of the data of diff and log is what `.docs/git.md` says of it, held against real answers."""

from __future__ import annotations

import json
import re
from typing import Any, get_args

import pytest
from conftest import ROOT
from support.layouts import CITY, TOP, program, swot
from support.repositories import FILE, Repository

from bimtek_tui.review.changes import What
from bimtek_tui.review.comparison import GROUPS, State

pytestmark = pytest.mark.slow

PAGE = (ROOT / ".docs" / "git.md").read_text("utf-8").partition("### As data")[2].partition("\n## ")[0]
BASE = "\n".join(
    [TOP, CITY, swot("sw-00000001"), swot("sw-00000002"), program("pr-00000001", "budget_idr = 5\n")]
)


def documented(part: str) -> set[str]:
    """The keys that the page names within a part of the answer."""
    keys: set[str] = set()
    for row in re.findall(r"^\| (`.*?) \|", PAGE, re.MULTILINE):
        first, *more = re.findall(r"`([^`]+)`", row)
        if first.startswith(part):
            keys |= {name.removeprefix(part) for name in (first, *more)}
    return keys


def inner(key: str) -> list[str]:
    """The names in code in what the page says that a key holds."""
    (said,) = re.findall(rf"^\| `{re.escape(key)}`.*?\| (.*) \|$", PAGE, re.MULTILINE)
    return re.findall(r"`([^`]+)`", said)


def answer(repo: Repository, *words: str) -> dict[str, Any]:
    return dict(json.loads(repo.bimtek(*words, "--format", "json").stdout))


def test_an_answer_of_diff_has_what_the_page_says(plain: Repository) -> None:
    plain.commit(BASE)
    edited = BASE.replace("budget_idr = 5", "budget_idr = 7").replace('"weakness"', '"lemah"', 1)
    plain.write(edited + swot("sw-0000000a"))
    data = answer(plain, "diff", FILE)
    assert data["version"] == 1
    assert set(data) == {"version", "files"} <= documented("")
    (file,) = data["files"]
    assert set(file) == documented("files[].")
    for side in ("old", "new"):
        assert set(file[side]) == {"file", "revision", "commit", "date", "author", "tags"}
        assert {*file[side], "null"} >= {*inner("files[].old")} - {"date"}
    assert {one["what"] for one in file["differences"]} == {"unread", "added", "changed", "figure"}
    for one in file["differences"]:
        assert set(one) == documented("differences[].")
        assert one["group"] in GROUPS
        for change in one["changes"]:
            assert set(change) == {"key", "old", "new", "said", "effect"} <= {*inner("differences[].changes")}
        for unread in one["unread"]:
            keys = {"version", "line", "key", "reason", "taken"}
            assert set(unread) == keys <= {*inner("differences[].unread")}


def test_the_page_names_every_state_group_and_fate() -> None:
    assert inner("files[].state") == [*get_args(State)]
    assert inner("differences[].group") == [*GROUPS]
    assert inner("differences[].what") == [*get_args(What)]


def test_an_answer_of_log_has_what_the_page_says(plain: Repository) -> None:
    plain.commit(BASE)
    plain.commit(BASE + swot("sw-0000000a"))
    data = answer(plain, "log", FILE)
    said = re.findall(r"`([^`]+)`", PAGE.partition("`bimtek log --format json`")[2])
    assert {*data} | {*data["steps"][0]} == {*said}
