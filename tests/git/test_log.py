"""`bimtek log`: who changed what in a session when, over real histories; each change once, nothing invented.

By hand, more random histories: BIMTEK_LOGS=500; one of them again: -k "history[17]".
"""

from __future__ import annotations

import json
import os
import random
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from support.layouts import CITY, TOP, program, swot
from support.repositories import FILE, Repository

pytestmark = pytest.mark.slow

ONE, TWO = swot("sw-00000001"), swot("sw-00000002")
BASE = "\n".join([TOP, CITY, ONE, TWO, program("pr-00000001", 'supporting = ["DINKES"]\n')])
NEW, OTHER = (f"\n{swot(id)}".replace("T09", "T10") for id in ("sw-0000000a", "sw-0000000b"))

LOGS = int(os.environ.get("BIMTEK_LOGS", "12"))


def log(repo: Repository, *words: str, file: str = FILE) -> list[dict[str, Any]]:
    """The steps of a log as data."""
    done = repo.bimtek("log", file, "--format", "json", *words)
    assert (done.returncode, done.stderr) == (0, "")
    answer = json.loads(done.stdout)
    assert answer["version"] == 1
    return list(answer["steps"])


def told(repo: Repository, *words: str, file: str = FILE) -> list[tuple[str, list[str]]]:
    """What each commit is told of: its subject, and what became of which entry and key."""
    steps = []
    for step in log(repo, *words, file=file):
        said = [
            f"{one['id'] or one['kind']} {one['what']}"
            + (f" {','.join(change['key'] for change in one['changes'])}" if one["what"] != "added" else "")
            for one in step["differences"]
        ]
        steps.append((step["subject"], said if step["state"] == "changed" else [step["state"], *said]))
    return steps


def test_every_commit_is_told_in_words_the_newest_first(repo: Repository) -> None:
    repo.commit(BASE, say="mulai")
    repo.commit(BASE.replace("belum", "sudah", 1), say="data")
    repo.commit("x", "lain.txt", say="lain")
    repo.commit(BASE.replace("belum", "sudah", 1) + NEW, say="baru")
    assert told(repo) == [
        ("baru", ["sw-0000000a added"]),
        ("data", ["sw-00000001 changed text"]),
        ("mulai", ["added"]),
    ]
    done = repo.bimtek("log", FILE)
    assert re.search(r"\d{4} \d\d\.\d\d · Uji · [0-9a-f]{10}\n  “data”\n", done.stdout)
    assert "Text: Data [-belum-] {+sudah+} terpadu." in done.stdout
    assert "  the file is new: SWOT entry 2, Program 1\n" in done.stdout
    assert "~~belum~~ **sudah** terpadu" in repo.bimtek("log", FILE, "--format", "md").stdout
    page = repo.bimtek("log", FILE, "--format", "html").stdout
    assert page.startswith("<!DOCTYPE html>")
    assert "<del>belum</del>" in page


def test_one_entry_and_one_key(repo: Repository) -> None:
    repo.commit(BASE, say="mulai")
    changed = BASE.replace("Satu Data", "Dua Data")
    repo.commit(changed, say="nama")
    repo.commit(changed.replace('"short"', '"long"') + NEW, say="jangka")
    repo.commit(changed.replace('"short"', '"long"').replace("Kota Uji", "Kota Lain"), say="kota")
    assert told(repo, "--id", "pr-00000001") == [
        ("jangka", ["pr-00000001 moved horizon"]),
        ("nama", ["pr-00000001 changed name"]),
        ("mulai", ["added", "pr-00000001 added"]),
    ]
    assert told(repo, "--id", "pr-00000001.name")[0] == ("nama", ["pr-00000001 changed name"])
    assert told(repo, "--id", "sw-0000000a") == [
        ("kota", ["sw-0000000a removed quadrant,text"]),
        ("jangka", ["sw-0000000a added"]),
    ]
    assert told(repo, "--id", "city")[0] == ("kota", ["city changed name"])
    done = repo.bimtek("log", FILE, "--id", "pr-zzzzzzzz")
    assert (done.returncode, done.stdout) == (2, "")
    assert "no version of sessions/kota.toml has an entry “pr-zzzzzzzz”" in done.stderr


def test_a_day_is_taken_as_people_write_it(repo: Repository) -> None:
    repo.commit(BASE, say="mulai")
    for since in ("1 Januari 2020", "01-01-2020", "2020-01-01"):
        assert [subject for subject, _said in told(repo, "--since", since)] == ["mulai"]
    assert "git does not know the revision “kemarin”" in repo.bimtek("log", FILE, "--since", "kemarin").stderr
    assert repo.bimtek("log", FILE, "--since", "HEAD").stdout == "no commit changed it\n"
    assert "take a whole number from 1 on" in repo.bimtek("log", FILE, "-n", "0").stderr


def test_a_table_and_what_stands_at_the_top_are_told_like_an_entry(repo: Repository) -> None:
    repo.commit(BASE, say="mulai")
    repo.commit(BASE.replace("belum", "sudah", 1), say="butir")
    titled = BASE.replace("\n[city]", '\ntitle = "Bimtek"\n[city]', 1)
    repo.commit(titled.replace("belum", "sudah", 1) + NEW, say="judul")
    assert [subject for subject, _said in told(repo, "--id", "swot")] == ["judul", "butir", "mulai"]
    assert told(repo, "--id", "swot.text")[1][1][0].endswith("changed text")
    assert [subject for subject, _said in told(repo, "--id", "title")] == ["judul"]
    assert told(repo, "--id", "pr-00000001.budget_idr") == []


def test_an_id_or_a_key_that_is_none_is_told(repo: Repository) -> None:
    repo.commit(BASE, say="mulai")
    for id, sentence in {
        "": "--id takes the id of an entry",
        ".text": "--id takes the id of an entry",
        "pr-00000001.nama": "no version has a key “nama” there",
        "kominfo-1": "no version of sessions/kota.toml has an entry “kominfo-1”",
    }.items():
        done = repo.bimtek("log", FILE, "--id", id)
        assert (done.returncode, done.stdout) == (2, ""), id
        assert sentence in done.stderr
    assert "sessions is a folder" in repo.bimtek("log", "sessions").stderr


def test_what_a_merge_took_over_is_told_once(repo: Repository) -> None:
    repo.branches(BASE, BASE + NEW, BASE.replace("belum", "sudah", 1))
    repo.git("merge", "-q", "mereka")
    assert dict(told(repo)) == {
        "kami": ["sw-0000000a added"],
        "mereka": ["sw-00000001 changed text"],
        "dasar": ["added"],
    }


def test_a_set_that_both_sides_added_to_is_no_change_of_the_merge(repo: Repository) -> None:
    ours, theirs = (BASE.replace('"DINKES"', f'"DINKES", "{code}"') for code in ("BAPPEDA", "DINSOS"))
    repo.branches(BASE, ours, theirs)
    repo.git("merge", "-q", "mereka")
    assert "BAPPEDA" in repo.text
    assert "DINSOS" in repo.text
    subjects = {subject for subject, _said in told(repo, "--id", "pr-00000001.supporting")}
    assert subjects == {"mereka", "kami", "dasar"}


def test_what_was_decided_in_a_merge_is_told_at_the_merge(repo: Repository) -> None:
    repo.branches(BASE, BASE.replace("belum", "sudah", 1), BASE.replace("belum", "tidak", 1))
    repo.git("merge", "-q", "mereka", fails=True)
    repo.commit(BASE.replace("belum", "hampir", 1) + OTHER, say="gabung")
    steps = dict(told(repo))
    assert steps["gabung"] == ["sw-00000001 changed text", "sw-0000000b added"]
    assert log(repo)[0]["merge"] is True
    assert "a merge: what no side had" in repo.bimtek("log", FILE).stdout


def test_a_merge_that_took_one_side_brought_nothing(repo: Repository) -> None:
    repo.branches(BASE, BASE.replace("belum", "sudah", 1), BASE.replace("belum", "tidak", 1))
    repo.git("merge", "-q", "mereka", fails=True)
    repo.commit(BASE.replace("belum", "tidak", 1), say="gabung")
    assert "gabung" not in dict(told(repo))


def test_earlier_names_are_followed_on_each_branch(repo: Repository) -> None:
    repo.commit(BASE, "kota.toml", say="mulai")
    repo.git("checkout", "-q", "-b", "mereka")
    repo.commit(BASE.replace("belum", "sudah", 1), "kota.toml", say="mereka")
    repo.git("checkout", "-q", "main")
    (repo.folder / "sessions").mkdir(exist_ok=True)
    repo.git("mv", "kota.toml", FILE)
    repo.git("commit", "-q", "-m", "pindah")
    repo.git("merge", "-q", "mereka")
    steps = log(repo)
    assert {step["subject"] for step in steps} == {"mulai", "mereka", "pindah"}
    (moved,) = (step for step in steps if step["subject"] == "pindah")
    assert (moved["renamed_from"], moved["differences"]) == ("kota.toml", [])
    assert "the file was called kota.toml before" in repo.bimtek("log", FILE).stdout


def test_a_file_that_went_and_came_back(repo: Repository) -> None:
    repo.commit(BASE, say="mulai")
    repo.git("rm", "-q", FILE)
    repo.git("commit", "-q", "-m", "hapus")
    assert told(repo) == [("hapus", ["removed"]), ("mulai", ["added"])]
    repo.commit(BASE + NEW, say="kembali")
    assert told(repo) == [("kembali", ["added"]), ("hapus", ["removed"]), ("mulai", ["added"])]


def test_what_was_not_committed_yet_stands_on_top(repo: Repository) -> None:
    repo.commit(BASE, say="mulai")
    repo.write(BASE + NEW)
    first = log(repo)[0]
    assert (first["commit"], first["date"], first["differences"][0]["id"]) == ("", None, "sw-0000000a")
    assert repo.bimtek("log", FILE).stdout.startswith("not committed yet\n")


def test_a_version_that_can_t_be_read_is_told_and_what_comes_after_is_held_against_the_one_before(
    repo: Repository,
) -> None:
    repo.commit(BASE, say="mulai")
    repo.commit(BASE.replace('"weakness"', '"weakness', 1), say="rusak")
    repo.commit(BASE.replace("belum", "sudah", 1), say="betul")
    steps = log(repo)
    assert [(step["subject"], step["state"]) for step in steps] == [
        ("betul", "changed"),
        ("rusak", "unreadable"),
        ("mulai", "added"),
    ]
    assert [change["key"] for one in steps[0]["differences"] for change in one["changes"]] == ["text"]
    assert "not valid TOML" in steps[1]["fault"]


def test_it_is_bounded_by_number_day_and_revision(repo: Repository) -> None:
    text = BASE
    for number, date in enumerate(("2026-05-01", "2026-06-01", "2026-07-01")):
        text += f"\n{swot(f'sw-000000{number}a')}"
        repo.env["GIT_AUTHOR_DATE"] = repo.env["GIT_COMMITTER_DATE"] = f"{date}T09:00:00+07:00"
        repo.commit(text, say=date)
    assert [step["subject"] for step in log(repo, "-n", "2")] == ["2026-07-01", "2026-06-01"]
    assert [step["subject"] for step in log(repo, "--since", "2026-06-01")] == ["2026-07-01", "2026-06-01"]
    assert [step["subject"] for step in log(repo, "--since", "HEAD~1")] == ["2026-07-01"]
    assert log(repo)[0]["date"] == "2026-07-01T09:00:00+07:00"
    assert "git does not know the revision “tak-ada”" in repo.bimtek("log", FILE, "--since", "tak-ada").stderr


def test_a_shallow_clone_says_where_its_history_ends_and_invents_nothing(
    repo: Repository, tmp_path: Path
) -> None:
    for text, say in ((BASE, "mulai"), (BASE + NEW, "baru"), (BASE + NEW + OTHER, "lagi")):
        repo.commit(text, say=say)
    server = tmp_path / "server.git"
    repo.git("clone", "-q", "--bare", str(repo.folder), str(server))
    shutil.rmtree(repo.folder)
    repo.folder.mkdir()
    repo.git("clone", "-q", "--depth", "2", server.as_uri(), ".")
    assert told(repo) == [("lagi", ["sw-0000000b added"])]
    done = repo.bimtek("log", FILE)
    assert "“git fetch --unshallow” brings the others" in done.stdout
    assert json.loads(repo.bimtek("log", FILE, "--format", "json").stdout)["cut"]
    gone = repo.bimtek("diff", FILE, "--rev", "HEAD~2")
    assert (gone.returncode, gone.stdout) == (2, "")
    assert (
        "in this clone, which has only the latest commits: “git fetch --unshallow” brings the others"
        in gone.stderr
    )
    repo.git("fetch", "-q", "--unshallow")
    assert [subject for subject, _said in told(repo)] == ["lagi", "baru", "mulai"]


def test_where_there_is_nothing_to_tell(repo: Repository, tmp_path: Path) -> None:
    repo.write(BASE)
    assert "nothing was committed of sessions/kota.toml" in repo.bimtek("log", FILE).stdout
    done = repo.bimtek("log", "sessions/hantu.toml")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "sessions/hantu.toml does not exist, and no commit has it\n"
    (tmp_path / "luar").mkdir()
    shutil.copy(repo.file, tmp_path / "luar" / "kota.toml")
    done = repo.bimtek("log", "kota.toml", folder=str(tmp_path / "luar"))
    assert done.returncode == 2
    assert "not a git repository" in done.stderr


# Random histories ----------------------------------------------------------------------------------------------

Facts = dict[str, dict[str, Any]]
"""A session as a test has it: entries by id, with their keys."""

WORDS = ["data", "layanan", "warga", "pasar", "sungai", "jalan", "sekolah", "air", "lampu", "taman"]


def session(facts: Facts) -> str:
    """The text of a session."""
    entries = []
    for id, keys in facts.items():
        lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in keys.items()]
        table = "swot" if id.startswith("sw") else "program"
        entries.append(
            f'# {id}\n[[{table}]]\nid = "{id}"\n' + "\n".join(lines) + "\nadded = 2026-06-13T09:15:21+07:00\n"
        )
    return "\n".join([TOP, CITY, *entries])


def new_entry(dice: random.Random, id: str) -> dict[str, Any]:
    words = " ".join(dice.choices(WORDS, k=3))
    if id.startswith("sw"):
        return {"quadrant": "threat", "text": words}
    return {
        "name": words,
        "horizon": "short",
        "activities": dice.sample(WORDS, 3),
        "supporting": dice.sample(WORDS, 2),
    }


def edited(
    dice: random.Random, facts: Facts, taken: set[tuple[str, str]], tag: str
) -> tuple[Facts, dict[tuple[str, str], Any]]:
    """The facts with a few changes to what nobody else has `taken`, and what these are: old and new by entry and key."""
    facts = {id: dict(keys) for id, keys in facts.items()}
    changes: dict[tuple[str, str], Any] = {}
    for _number in range(dice.randint(1, 4)):
        what = dice.random()
        if what < 0.35 or len(facts) < 4:
            id = f"{dice.choice(('sw', 'pr'))}-{tag}{len(changes)}"[:11].ljust(11, "0")
            if id in facts:
                continue
            facts[id] = new_entry(dice, id)
            changes[id, ""] = ("added",)
            continue
        id = dice.choice([*facts])
        if (id, "") in changes:
            continue
        if what < 0.45 and not any(place[0] == id for place in (*taken, *changes)):
            del facts[id]
            changes[id, ""] = ("removed",)
            continue
        key = dice.choice([*facts[id]])
        if {(id, key), (id, "")} & {*taken, *changes} or key == "horizon":
            continue
        old = facts[id][key]
        match key:
            case "quadrant":
                new: Any = dice.choice(
                    [value for value in ("strength", "weakness", "threat") if value != old]
                )
            case "activities" | "supporting":
                new = [*old, f"{dice.choice(WORDS)} {tag}"]
            case _:
                new = f"{old} {tag}"
        facts[id][key] = new
        changes[id, key] = (old, new)
    return facts, changes


def told_changes(step: dict[str, Any]) -> dict[tuple[str, str], Any]:
    """What a step of the log says, in the form of `edited`."""
    said: dict[tuple[str, str], Any] = {}
    for one in step["differences"]:
        if one["what"] in ("added", "removed"):
            said[one["id"], ""] = (one["what"],)
            continue
        for change in one["changes"]:
            assert (one["id"], change["key"]) not in said
            said[one["id"], change["key"]] = (change["old"], change["new"])
    return said


@pytest.mark.parametrize("seed", range(LOGS), ids=lambda seed: f"history[{seed}]")
def test_every_change_of_a_random_history_once_and_nothing_else(repo: Repository, seed: int) -> None:
    dice = random.Random(seed)
    facts: Facts = {f"{kind}-{number:08d}": {} for kind in ("sw", "pr") for number in range(3)}
    facts = {id: new_entry(dice, id) for id in facts}
    name = FILE
    repo.commit(session(facts), name, say="mulai")
    wanted: dict[str, dict[tuple[str, str], Any]] = {}
    count = 0

    def commit(facts: Facts, taken: set[tuple[str, str]]) -> Facts:
        nonlocal count
        count += 1
        after, changes = edited(dice, facts, taken, f"c{count:03d}")
        if changes:
            repo.commit(session(after), name, say=f"c{count}")
            wanted[f"c{count}"] = changes
            taken.update(changes)
        return after

    for _round in range(dice.randint(2, 4)):
        for _number in range(dice.randint(0, 2)):
            facts = commit(facts, set())
        if dice.random() < 0.3:
            other = f"sessions/nama-{count}-{_round}.toml"
            repo.git("mv", name, other)
            name = other
            repo.git("commit", "-q", "-m", "pindah")
        if dice.random() < 0.7:  # two branches that do not touch the same
            base = repo.git("rev-parse", "HEAD").stdout.strip()
            repo.git("checkout", "-q", "-B", "mereka")
            taken: set[tuple[str, str]] = set()
            theirs = commit(facts, taken)
            repo.git("checkout", "-q", "main")
            assert repo.git("rev-parse", "HEAD").stdout.strip() == base
            ours = commit(facts, set(taken))
            repo.git("merge", "-q", "--no-edit", "mereka")
            merged = {
                id: {
                    key: (
                        theirs
                        if key in theirs.get(id, {}) and theirs[id][key] != facts.get(id, {}).get(key)
                        else ours
                    )[id][key]
                    for key in (ours.get(id) or theirs[id])
                }
                for id in dict.fromkeys([*ours, *theirs])
                if not (id in facts and (id not in ours or id not in theirs))
            }
            facts = {
                id: merged[id]
                for id in re.findall(r'^id = "(.*)"', (repo.folder / name).read_text("utf-8"), re.M)
            }
            assert facts.keys() == merged.keys()
    steps = log(repo, file=name)
    said = {
        step["subject"]: told_changes(step) for step in steps if step["subject"] not in ("mulai", "pindah")
    }
    assert said == wanted
    assert len({step["commit"] for step in steps}) == len(steps)
    for id, key in {place for changes in wanted.values() for place in changes if place[1]}:
        alone = {step["subject"] for step in log(repo, "--id", f"{id}.{key}", file=name)} - {"mulai"}
        assert alone >= {subject for subject, changes in wanted.items() if (id, key) in changes}
        break
