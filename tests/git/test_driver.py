"""git merges sessions by entries: the driver as git starts it, whatever happens to it, and settling afterwards."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import pytest
from support import repositories
from support.layouts import CITY, TOP, program, swot
from support.repositories import FILE, Repository
from support.workshops import posix

from bimtek_tui.store import parse

pytestmark = pytest.mark.slow

ONE, TWO, THREE = (swot(f"sw-0000000{number}") for number in (1, 2, 3))
BASE = "\n".join([TOP, CITY, ONE, TWO, THREE])


def new(number: int, text: str = '"baru"') -> str:
    return swot(f"sw-n000000{number}", text).replace("T09:15", f"T10:{number:02d}")


def entries(text: str) -> dict[str, dict[str, Any]]:
    """The entries of a session by id; it must be readable and whole."""
    loaded = parse(text.encode(), Path("hasil.toml"))
    assert [one for one in loaded.findings if one.severity != "info"] == []
    return {block.data["id"]: block.data for block in loaded.document.blocks if block.array}


# The matrix of git-data.md D.4 ---------------------------------------------------------------------------------


def removed(entry: str) -> str:
    return BASE.replace(entry + "\n", "") if entry is not THREE else BASE.replace("\n" + entry, "")


def among_forty(numbers: range) -> str:
    made = {f"sw-{number * 7919 % 99991:08d}" for number in range(40)}
    made |= {f"sw-{number * 6007 % 99991:08d}" for number in numbers}
    return "\n".join([TOP, CITY, *(swot(id) for id in sorted(made))])


FAR = program("pr-00000001", 'indicator = "a"\nunit = "b"\nbaseline = "c"\nlocation = "d"\n')
CLEAN: dict[str, tuple[str, str, str]] = {
    "both append one at the end": (BASE, f"{BASE}\n{new(1)}", f"{BASE}\n{new(2)}"),
    "both append one sharing most lines": (
        BASE,
        f"{BASE}\n{new(1)}",
        f"{BASE}\n{new(1).replace('n0000001', 'n0000002')}",
    ),
    "both append three": (
        BASE,
        BASE + "".join(f"\n{new(number)}" for number in (1, 3, 5)),
        BASE + "".join(f"\n{new(number)}" for number in (2, 4, 6)),
    ),
    "adjacent fields of one entry": (
        BASE,
        BASE.replace('"weakness"', '"threat"', 1),
        BASE.replace("belum", "sudah", 1),
    ),
    "fields of one entry that lie apart": (
        f"{BASE}\n{FAR}",
        f"{BASE}\n{FAR}".replace('"a"', '"aa"'),
        f"{BASE}\n{FAR}".replace('"d"', '"dd"'),
    ),
    "neighbouring entries, last field and first field": (
        BASE,
        BASE.replace(ONE, ONE.replace("09:15:21", "09:15:22")),
        BASE.replace(TWO, TWO.replace("weakness", "threat")),
    ),
    "remove in the middle and append": (BASE, removed(TWO), f"{BASE}\n{new(1)}"),
    "remove the last and append": (BASE, removed(THREE), f"{BASE}\n{new(1)}"),
    "edit the last and append": (
        BASE,
        BASE.replace(THREE, THREE.replace("belum", "sudah")),
        f"{BASE}\n{new(1)}",
    ),
    "three and three among forty": (
        among_forty(range(0)),
        among_forty(range(100, 103)),
        among_forty(range(200, 203)),
    ),
}
CONFLICT: dict[str, tuple[str, str, str]] = {
    "both append the same id": (BASE, f"{BASE}\n{new(1)}", BASE + "\n" + new(1, '"lain"')),
    "the same field": (BASE, BASE.replace("belum", "sudah", 1), BASE.replace("belum", "tidak", 1)),
    "removed and edited": (BASE, removed(TWO), BASE.replace(TWO, TWO.replace("belum", "sudah"))),
}


def three_way(base: str, ours: str, theirs: str) -> dict[str, dict[str, Any]]:
    """What two sides make of a base when they do not touch the same: entry by entry, key by key."""
    was, left, right = entries(base), entries(ours), entries(theirs)
    made: dict[str, dict[str, Any]] = {}
    for id in was.keys() | left.keys() | right.keys():
        old, one, other = (side.get(id) for side in (was, left, right))
        if old is not None and (one is None or other is None):
            continue
        keys = {**(one or {}), **(other or {})}
        made[id] = {
            key: (one or {}).get(key)
            if (other or {}).get(key) == (old or {}).get(key)
            else (other or {})[key]
            for key in keys
        }
    return made


@pytest.mark.parametrize("name", CLEAN)
def test_git_merges_cleanly(repo: Repository, name: str) -> None:
    base, ours, theirs = CLEAN[name]
    repo.branches(base, ours, theirs)
    done = repo.git("merge", "-q", "mereka")
    assert done.stderr == ""
    assert entries(repo.text) == three_way(base, ours, theirs)
    assert repo.git("status", "--porcelain").stdout == ""


@pytest.mark.parametrize("name", CONFLICT)
def test_git_leaves_a_conflict(repo: Repository, name: str) -> None:
    base, ours, theirs = CONFLICT[name]
    repo.branches(base, ours, theirs)
    done = repo.git("merge", "mereka", fails=True)
    assert "CONFLICT (content)" in done.stdout
    (told,) = done.stderr.splitlines()
    assert told.startswith(f"{FILE}: ")
    assert "(sw-" in told
    assert repo.text.count("<<<<<<< ours") == repo.text.count(">>>>>>> theirs") == 1
    assert repo.git("ls-files", "-u").stdout.count(FILE) == 3
    assert settled(repo.text, "ours") == entries(ours)
    assert settled(repo.text, "theirs") == entries(theirs)


def settled(text: str, side: str) -> dict[str, dict[str, Any]]:
    """The entries when every conflict goes to one side."""
    part = re.compile(
        r"^<{7,} ours[^\n]*\n(?P<ours>.*?)^\|{7,} base\n.*?^={7,}\n(?P<theirs>.*?)^>{7,} theirs[^\n]*\n",
        re.M | re.S,
    )
    return entries(part.sub(lambda found: found[side], text))


def test_files_of_their_own_are_merged_each(repo: Repository) -> None:
    repo.commit(BASE, "sessions/b.toml")
    repo.branches(BASE, f"{BASE}\n{new(1)}", f"{BASE}\n{new(2)}")
    repo.commit(f"{BASE}\n{new(3)}", "sessions/b.toml")
    repo.git("merge", "-q", "mereka")
    assert entries(repo.text).keys() > {"sw-n0000001", "sw-n0000002"}
    assert "sw-n0000003" in (repo.folder / "sessions" / "b.toml").read_text("utf-8")


def test_a_file_that_both_added(repo: Repository) -> None:
    repo.branches(None, f"{BASE}\n{new(1)}", f"{BASE}\n{new(2)}")
    repo.git("merge", "-q", "mereka")
    assert entries(repo.text) == entries(f"{BASE}\n{new(1)}\n{new(2)}")


def test_a_file_that_both_added_and_that_differs(repo: Repository) -> None:
    repo.branches(None, BASE.replace("belum", "sudah", 1), BASE)
    done = repo.git("merge", "mereka", fails=True)
    assert "“text” of “Data sudah terpadu.” (sw-00000001) was changed differently" in done.stderr
    assert repo.text.count("<<<<<<<") == 1


# Every way in which git merges ---------------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["merge", "rebase", "cherry-pick", "stash", "revert"])
def test_whatever_git_calls_it(repo: Repository, how: str) -> None:
    repo.branches(BASE, f"{BASE}\n{new(1)}", f"{BASE}\n{new(2)}")
    wanted = entries(f"{BASE}\n{new(1)}\n{new(2)}")
    match how:
        case "merge" | "cherry-pick":
            repo.git(how, "mereka")
        case "rebase":
            repo.git("rebase", "-q", "mereka")
        case "stash":
            repo.git("checkout", "-q", "mereka")
            repo.write(f"{BASE}\n{new(2)}\n{new(3)}")
            repo.git("stash", "-q")
            repo.git("checkout", "-q", "main")
            repo.git("stash", "pop")
            wanted = entries(f"{BASE}\n{new(1)}\n{new(3)}")
        case "revert":
            repo.git("merge", "-q", "mereka")
            repo.git("revert", "--no-edit", "main^1")
            wanted = entries(f"{BASE}\n{new(2)}")
    assert entries(repo.text) == wanted


@pytest.mark.parametrize("how", ["rebase", "cherry-pick", "stash"])
def test_the_same_field_stops_it(repo: Repository, how: str) -> None:
    repo.branches(BASE, BASE.replace("belum", "sudah", 1), BASE.replace("belum", "tidak", 1))
    if how == "stash":
        repo.git("checkout", "-q", "main~1")
        repo.write(BASE.replace("belum", "tidak", 1))
        repo.git("stash", "-q")
        repo.git("checkout", "-q", "main")
        done = repo.git("stash", "pop", fails=True)
    else:
        done = repo.git(how, "mereka", fails=True)
    assert "(sw-00000001) was changed differently" in done.stderr
    assert repo.text.count("<<<<<<< ours") == 1


def test_two_who_took_each_other_in(repo: Repository) -> None:
    """git makes the base of a criss-cross merge by merging; where that is a conflict, what was before it counts."""
    repo.branches(BASE, BASE.replace("belum", "sudah", 1), BASE.replace("belum", "tidak", 1))
    repo.git("branch", "kami")
    for branch, other in (("main", "mereka"), ("mereka", "kami")):
        repo.git("checkout", "-q", branch)
        repo.git("merge", "-q", other, fails=True)
        repo.commit(BASE.replace("belum", "sudah", 1), say="disepakati")
    repo.commit(f"{BASE.replace('belum', 'sudah', 1)}\n{new(2)}")
    repo.git("checkout", "-q", "main")
    repo.commit(f"{BASE.replace('belum', 'sudah', 1)}\n{new(1)}")
    done = repo.git("merge", "-q", "mereka")
    assert done.stderr == ""  # nobody has to settle what git makes a base of
    assert entries(repo.text) == entries(f"{BASE.replace('belum', 'sudah', 1)}\n{new(1)}\n{new(2)}")


def test_what_both_entered_is_one_entry_and_git_says_so(repo: Repository) -> None:
    def row(id: str, minute: int, amount: int) -> str:
        keys = f'program = "pr-00000001"\nyear = 2026\nfunding = "apbd"\namount_idr = {amount}\n'
        return f'\n# {id}\n[[budget]]\nid = "{id}"\n{keys}added = 2026-06-13T09:{minute:02d}:00+07:00\n'

    base = f"{BASE}\n{FAR}"
    repo.branches(base, base + row("bg-00000001", 9, 5), base + row("bg-00000002", 5, 5))
    done = repo.git("merge", "-q", "mereka")
    assert done.stderr == (
        f"{FILE}: budget row “Satu Data, 2026, APBD” (bg-00000002) was entered in both, in one of them as bg-00000001; it is one entry now\n"
    )
    assert repo.text == base + row("bg-00000002", 5, 5)
    assert repo.bimtek("git", "check").stderr == ""  # nothing is lost
    repo.branches(base, base + row("bg-00000001", 9, 5), base + row("bg-00000002", 5, 6))
    done = repo.git("merge", "mereka", fails=True)
    told = "“amount_idr” of budget row “Satu Data, 2026, APBD” (bg-00000002) was changed differently in ours (main) and in theirs (mereka): “5” and “6”"
    assert told in done.stderr
    assert repo.text.count("<<<<<<< ours") == 1


def test_two_who_merged_each_others_entries_are_asked(repo: Repository) -> None:
    """Key by key both sides are right; together they would leave none of the two that counts."""
    one, two = (
        BASE.replace(entry, entry.replace("added =", f'merged_into = "{into}"\nadded ='))
        for entry, into in ((ONE, "sw-00000002"), (TWO, "sw-00000001"))
    )
    repo.branches(BASE, one, two)
    done = repo.git("merge", "mereka", fails=True)
    told = "“Data belum terpadu.” (sw-00000001) was merged into sw-00000002 in ours (main), and theirs (mereka) goes the other way round"
    assert told in done.stderr
    assert repo.text.count("<<<<<<< ours") == 2
    for side, kept in (("ours", one), ("theirs", two)):
        assert settled(repo.text, side) == entries(kept)


def test_marks_are_as_long_as_git_wants_them(repo: Repository) -> None:
    repo.write(repositories.LINE.replace("\n", " conflict-marker-size=11\n"), ".gitattributes")
    repo.branches(*CONFLICT["the same field"])
    repo.git("merge", "mereka", fails=True)
    for mark, word in (("<", " ours"), ("|", " base"), ("=", ""), (">", " theirs")):
        assert f"\n{mark * 11}{word}" in repo.text


def test_conflicts_are_told_in_indonesian(repo: Repository) -> None:
    repo.env["BIMTEK_LANG"] = "id"
    repo.branches(*CONFLICT["the same field"])
    told = repo.git("merge", "mereka", fails=True).stderr
    assert told == (
        f"{FILE}: “text” pada “Data sudah terpadu.” (sw-00000001) diubah berbeda di versi kita (main) dan versi mereka (mereka): “Data sudah terpadu.” dan “Data tidak terpadu.”\n"
    )


# When the driver does not come to an end -----------------------------------------------------------------------

PYTHON = Path(sys.executable).as_posix()
BROKEN = {
    "crashes at its first import": f'#!/bin/sh\nexec "{PYTHON}" -c "import bimtek_that_is_gone"\n',
    "has lost its Python": "#!/gone/venv/bin/python\n",
    "is an empty file": "",
    "does nothing and is content": "#!/bin/sh\nexit 0\n",
    "is an old one without this command": "#!/bin/sh\nexit 2\n",
    "is killed": "#!/bin/sh\nkill -9 $$\n",
    "takes codes of its own": "#!/bin/sh\nexit 1\n",
    "dies at its work": (
        f'#!/bin/sh\nexec "{PYTHON}" -c "import os; from bimtek_tui.store import saving; '
        'saving.replace = lambda *given: os._exit(1); from bimtek_tui.cli import main; main()" "$@"\n'
    ),
}


@pytest.mark.parametrize("how", ["is not there", *BROKEN])
def test_a_driver_that_dies_leaves_the_texts_to_git(repo: Repository, how: str) -> None:
    if how == "is not there":
        repo.without_bimtek()
    else:
        repo.with_bimtek(BROKEN[how])
    repo.branches(BASE, f"{BASE}\n{new(1)}", f"{BASE}\n{new(2)}")
    done = repo.git("merge", "mereka", fails=True)
    assert "CONFLICT (content)" in done.stdout
    assert "git merges this file as text; see: bimtek git check" in done.stderr
    assert "<<<<<<< ours" in repo.text
    assert "||||||| base\n" in repo.text
    assert ">>>>>>> theirs" in repo.text
    assert "sw-n0000001" in repo.text
    assert "sw-n0000002" in repo.text
    repo.git("reset", "-q", "--hard")
    repo.branches(BASE, BASE.replace("Riau", "Kepri"), BASE.replace(THREE, THREE.replace("belum", "sudah")))
    repo.git("merge", "-q", "mereka")
    assert entries(repo.text)["sw-00000003"]["text"] == "Data sudah terpadu."
    assert 'province = "Kepri"' in repo.text


UNREADABLE = {
    "no TOML": (BASE.replace("id =", "id"), "not valid TOML"),
    "markers in it": (f"<<<<<<< HEAD\n{BASE}=======\n>>>>>>> lain\n", "markers of an earlier conflict"),
    "of a later format": (BASE.replace("schema_version = 1", "schema_version = 9"), "use a newer bimtek"),
    "empty": ("", "empty"),
    "no UTF-8": (BASE.replace("belum", "bel\udcffm"), "not UTF-8"),
}


@pytest.mark.parametrize("what", UNREADABLE)
@pytest.mark.parametrize("side", ["ours", "theirs"])
def test_a_side_that_is_no_session_is_merged_as_text(repo: Repository, what: str, side: str) -> None:
    bad, reason = UNREADABLE[what]
    good = BASE.replace("Riau", "Kepri")
    encoded = {"ours": good, "theirs": good, side: bad}
    repo.branches(BASE, BASE, BASE.replace("Riau", "x"))
    for branch, text in (("main", encoded["ours"]), ("mereka", encoded["theirs"])):
        repo.git("checkout", "-q", branch)
        repo.file.write_bytes(text.encode("utf-8", "surrogateescape"))
        repo.git("commit", "-q", "-a", "-m", "rusak")
    repo.git("checkout", "-q", "main")
    done = repo.git("merge", "mereka", fails=None)
    (told,) = done.stderr.splitlines()
    assert told.startswith(f"{FILE} is merged as text: {FILE} ({side})")
    assert reason in told
    content = repo.file.read_bytes().decode("utf-8", "surrogateescape")
    assert "Kepri" in content or what == "empty"
    assert done.returncode == ("<<<<<<< ours" in content)


SABOTAGED = f"""#!/bin/sh
exec "{PYTHON}" -c "
from bimtek_tui.review import merging
merging.merge = None
from bimtek_tui.cli import main
main()" "$@"
"""


def test_a_mistake_of_ours_is_told_and_merged_as_text(repo: Repository) -> None:
    repo.with_bimtek(SABOTAGED)
    repo.branches(BASE, BASE.replace("Riau", "Kepri"), BASE.replace(THREE, THREE.replace("belum", "sudah")))
    done = repo.git("merge", "-q", "mereka")
    assert done.stderr == f"{FILE} is merged as text: bimtek made a mistake of its own (TypeError)\n"
    assert entries(repo.text)["sw-00000003"]["text"] == "Data sudah terpadu."
    repo.branches(*CONFLICT["the same field"])
    repo.git("merge", "-q", "mereka", fails=True)
    assert "<<<<<<< ours" in repo.text


@posix
def test_a_driver_that_may_not_write_leaves_it_to_git(repo: Repository) -> None:
    repo.with_bimtek(f'#!/bin/sh\nulimit -f 0\nexec "{PYTHON}" -m bimtek_tui "$@"\n')
    repo.branches(BASE, f"{BASE}\n{new(1)}", f"{BASE}\n{new(2)}")
    done = repo.git("merge", "mereka", fails=True)
    assert "could not be saved" in done.stderr
    assert "<<<<<<< ours" in repo.text
    assert ">>>>>>> theirs" in repo.text
    assert sorted(path.name for path in repo.folder.iterdir()) == [
        ".git",
        ".gitattributes",
        ".taplo.toml",
        "sessions",
    ]


def test_a_text_merge_that_makes_nonsense_is_no_success(repo: Repository) -> None:
    base = f"{BASE}\n{FAR}"
    ours, theirs = (
        base.replace(f"{key} =", f"votes = {votes}\n{key} =")
        for key, votes in (("horizon", 1), ("location", 2))
    )
    repo.with_bimtek(SABOTAGED)
    repo.branches(base, ours, theirs)
    done = repo.git("merge", "mereka", fails=True)
    assert "no session any more: mend it before you add it" in done.stderr
    assert "UU" in repo.git("status", "--porcelain").stdout


def test_the_driver_by_itself_exits_as_git_demands(repo: Repository) -> None:
    """Whoever configures it by hand, without the line that `install` writes, gets 0 and 1."""
    for (base, ours, theirs), code in ((CLEAN["both append three"], 0), (CONFLICT["the same field"], 1)):
        for name, text in (("o", base), ("a", ours), ("b", theirs)):
            repo.write(text, name)
        assert repo.bimtek("git", "driver", "o", "a", "b").returncode == code
        assert repo.bimtek("git", "driver", "o", "a", "b", "7", "-x.toml").returncode == 2  # an option
        repo.write(ours, "a")
        done = repo.bimtek("git", "driver", "--sure", "--", "o", "a", "b", "7", "-x.toml")
        assert done.returncode == 40 + code
