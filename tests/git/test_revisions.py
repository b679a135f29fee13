"""What git remembers of a session, and how small it is what it shows of a change."""

from __future__ import annotations

import itertools
import json
import re
import subprocess
from itertools import islice
from pathlib import Path

import pytest
from support.layouts import CITY, TOP, program, swot
from support.repositories import FILE, GIT, Repository

from bimtek_tui import git
from bimtek_tui.model.edits import revise, withdraw
from bimtek_tui.store import formatting
from bimtek_tui.workshop.workshop import Workshop, open_workshop

ONE, TWO = swot("sw-00000001"), swot("sw-00000002")
BASE = "\n".join([TOP, CITY, ONE, TWO])
NEW, OTHER = (f"\n{swot(id)}".replace("T09", "T10") for id in ("sw-0000000a", "sw-0000000b"))


# History -------------------------------------------------------------------------------------------------------


def test_every_commit_that_changed_the_file_newest_first(plain: Repository) -> None:
    first = plain.commit(BASE)
    plain.commit("x\n", "lain.txt")
    second = plain.commit(BASE + NEW)
    assert list(git.history(plain.file)) == [(second, (BASE + NEW).encode()), (first, BASE.encode())]


def test_under_its_earlier_name_and_while_it_was_away(plain: Repository) -> None:
    first = plain.commit(BASE, "kota.toml")
    plain.git("rm", "-q", "kota.toml")
    plain.git("commit", "-q", "-m", "hapus")
    back = plain.commit(BASE + NEW, "kota.toml")
    (plain.folder / "sessions").mkdir()
    plain.git("mv", "kota.toml", FILE)
    moved = plain.commit(BASE + NEW + OTHER)
    assert [commit for commit, _content in git.history(plain.file)] == [moved, back, first]


def test_a_merge_that_is_like_neither_side_is_among_them(repo: Repository) -> None:
    repo.branches(BASE, BASE + NEW, BASE + OTHER)
    repo.git("merge", "-q", "mereka")
    merged, *sides, base = [content for _commit, content in git.history(repo.file)]
    assert merged == (BASE + NEW + OTHER).encode()
    assert sorted(sides) == [(BASE + NEW).encode(), (BASE + OTHER).encode()]
    assert base == BASE.encode()


def test_a_merge_that_is_one_side_is_not(plain: Repository) -> None:
    plain.branches(BASE, BASE, BASE + OTHER)
    plain.commit("x\n", "lain.txt")
    plain.git("merge", "-q", "mereka")
    assert [content for _commit, content in git.history(plain.file)] == [
        (BASE + OTHER).encode(),
        BASE.encode(),
    ]


def test_only_what_is_asked_for_is_read(plain: Repository) -> None:
    commits = [plain.commit(BASE + NEW * number) for number in range(12)]
    found = git.history(plain.file)
    assert [commit for commit, _content in islice(found, 2)] == [commits[11], commits[10]]
    found.close()  # type: ignore[attr-defined]
    assert len(list(git.history(plain.file))) == 12


def test_a_name_that_git_could_take_for_something_else(plain: Repository) -> None:
    name = ":(top) *.toml\tbaris\nbaru é"
    commit = plain.commit(BASE, name)
    plain.commit(BASE, "biasa.toml")
    assert list(git.history(plain.folder / name)) == [(commit, BASE.encode())]


def test_settings_of_the_person_are_no_matter(plain: Repository) -> None:
    commit = plain.commit(BASE)
    for key, value in (
        ("log.showSignature", "true"),
        ("color.ui", "always"),
        ("log.decorate", "full"),
        ("diff.noprefix", "true"),
        ("log.follow", "false"),
        ("diff.renames", "false"),
        ("diff.relative", "true"),
    ):
        plain.git("config", key, value)
    assert list(git.history(plain.file)) == [(commit, BASE.encode())]


def test_where_nothing_is_remembered_nothing_comes(
    plain: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain.write(BASE)
    assert list(git.history(plain.file)) == []  # no commit yet
    plain.commit(BASE)
    assert list(git.history(plain.folder / "tidak" / "ada.toml")) == []
    assert list(git.history(plain.folder / "a\0b")) == []
    alone = tmp_path / "sendiri.toml"
    alone.write_text(BASE, encoding="utf-8")
    assert list(git.history(alone)) == []
    monkeypatch.setenv("PATH", str(plain.programs / "kosong"))
    assert list(git.history(plain.file)) == []


# What a change looks like in git -------------------------------------------------------------------------------

LONG = program(
    "pr-00000001",
    'dimension = "economy"\ndescription = """\nSatu.\nDua.\nTiga.\n"""\nindicator = "a"\nunit = "b"\nbudget_idr = 5\n',
)


def edited(repo: Repository) -> Workshop:
    """The session of a repository, committed as the program lays it out, open for work."""
    repo.commit("\n".join([TOP, CITY, ONE, TWO, LONG]))
    return open_workshop(repo.file)


def diff(repo: Repository) -> list[str]:
    """The lines that came (+) or went (-), and the heads of the hunks."""
    done = subprocess.run(
        [str(GIT), "diff", "-U3"], cwd=repo.folder, env=repo.env, capture_output=True, encoding="utf-8"
    )
    return [line for line in done.stdout.splitlines()[4:] if line[0] in "+-@"]


def test_one_changed_field_is_two_lines_under_the_id(repo: Repository) -> None:
    shop = edited(repo)
    shop.do(revise(shop.session.program["pr-00000001"], budget_idr=7_500_000))
    shop.close()
    head, *lines = diff(repo)
    assert lines == ["-budget_idr = 5", "+budget_idr = 7_500_000"]
    assert head.endswith("@@ # pr-00000001")


def test_a_withdrawal_is_one_line(repo: Repository) -> None:
    shop = edited(repo)
    shop.do(withdraw(shop.session.program["pr-00000001"]))
    shop.close()
    head, *lines = diff(repo)
    assert lines == ['+withdrawn = "ditarik"']
    assert head.endswith("@@ # pr-00000001")


@pytest.mark.parametrize("kind", ["swot", "program", "note", "issue"])
def test_a_captured_entry_is_its_own_lines_only(repo: Repository, kind: str) -> None:
    keys = {
        "swot": {"quadrant": "threat", "text": "Baru."},
        "program": {"horizon": "long", "name": "Baru"},
        "note": {"kind": "minute", "text": "Baru."},
        "issue": {"text": "Baru."},
    }[kind]
    shop = edited(repo)
    id = shop.capture(kind, keys)
    shop.close()
    _head, *lines = diff(repo)
    assert all(line.startswith("+") for line in lines)
    banner = lines.index(f"+# {id}")
    block = [line for line in lines[banner:] + lines[:banner] if line != "+"]
    assert block[:2] == [f"+# {id}", f"+[[{kind}]]"]
    assert len(block) == 4 + len(keys)  # banner, header, id, its keys, added
    assert len(lines) == len(block) + 1  # and the blank line between two entries


def test_ten_captured_entries_are_one_hunk_each_line_new(repo: Repository) -> None:
    shop = edited(repo)
    for number in range(10):
        shop.capture("swot", {"quadrant": "strength", "text": f"Butir {number}."})
    shop.close()
    lines = diff(repo)
    assert len([line for line in lines if line.startswith("@@")]) == 1
    assert not [line for line in lines if line.startswith("-")]
    assert len([line for line in lines if line.startswith("+")]) == 10 * 7


def agency(code: str) -> str:
    return f'# {code}\n[[agency]]\nid = "{code}"\nname = "Badan"\nhead = "A"\nphone = "1"\nnote = "a"\nadded = 2022-06-13T09:15:21+07:00\n'


EVERY_KIND = "\n".join(
    [
        TOP,
        f"# city\n{CITY}",
        '# plan\n[plan]\nvision = "Kota cerdas."\nmission = [\n  "Satu.",\n  "Dua.",\n  "Tiga.",\n  "Empat.",\n]\nshort_start = 2023\n',
        '# stage-1\n[[stage]]\nid = "stage-1"\nstart = 2022-06-13\nend = 2022-06-14\nday_start = [\n  "08.30",\n  "08.45",\n]\n',
        "\n".join(
            f'# stage-1/{item}\n[[checklist]]\nid = "stage-1/{item}"\nstate = "done"\nby = "Rudi"\nnote = "a"\nx_more = 5\n'
            for item in ("letter", "room")
        ),
        "\n".join(agency(code) for code in ("DISKOMINFO", "BAPPEDA")),
        ONE,
        TWO,
        LONG,
    ]
)


def named_in_diff(repo: Repository) -> list[str]:
    """What stands nearest above the first change of every hunk and reads as a heading, by git and a reader alike."""
    done = repo.git("diff", "-U3")
    named = []
    for hunk in done.stdout.split("\n@@ ")[1:]:
        head, *lines = hunk.splitlines()
        before = list(itertools.takewhile(lambda line: line.startswith(" "), lines))
        shown = [line[1:] for line in before if re.match(r" {0,3}#{1,6}[ \t]", line[1:])]
        named.append(shown[-1] if shown else head.partition(" @@ ")[2])
    return named


def test_every_changed_line_stands_under_the_name_of_what_changes(repo: Repository) -> None:
    """Whichever key changes, of whatever kind, and whatever comments people wrote between keys."""
    blocks = [block.rstrip("\n") for block in EVERY_KIND.split("\n\n")]
    with_remarks = [re.sub(r"(?m)^(?=\w+ =|  \")", "# kata orang\n", block) for block in blocks]
    source = formatting.laid_out("\n\n".join(with_remarks) + "\n")
    repo.commit(source)
    lines = source.split("\n")
    name = ""
    seen = set()
    for number, line in enumerate(lines):
        if line.startswith("# ") and lines[number + 1].startswith("["):
            name = line
        if name and "=" in line:
            changed = [*lines[:number], f"{line}  #", *lines[number + 1 :]]
            repo.write("\n".join(changed))
            assert named_in_diff(repo) == [name], line
            seen.add(name)
    assert len(seen) == EVERY_KIND.count("# ")


def test_false_banners_of_every_kind_are_told_and_mended(repo: Repository) -> None:
    """Two entries that bear each other's banner: git shows the change of one under the name of the other."""
    wrong = EVERY_KIND
    for one, other in (
        ("stage-1/letter", "stage-1/room"),
        ("DISKOMINFO", "BAPPEDA"),
        ("sw-00000001", "sw-00000002"),
        ("city", "plan"),
    ):
        wrong = (
            wrong.replace(f"# {one}\n", "# ?\n")
            .replace(f"# {other}\n", f"# {one}\n")
            .replace("# ?\n", f"# {other}\n")
        )
    wrong = wrong.replace("# pr-00000001\n", "# note-lama\n# sw-00000001\n").replace(
        "# stage-1\n", "# stage-satu\n"
    )
    repo.commit(wrong)
    told = repo.bimtek("check", FILE, "--format", "json").stdout
    lines = wrong.split("\n")
    headers = [number for number, line in enumerate(lines) if line.startswith("[")]
    wanted = [
        number + 1
        for number in headers
        if lines[number - 1][2:] not in (lines[number].strip("[]"), lines[number + 1][6:-1])
    ]
    found = [finding["line"] for finding in json.loads(told) if finding["code"] == "false-banner"]
    assert found == wanted
    assert len(found) == 10
    assert repo.bimtek("fmt", FILE).returncode == 0
    assert "false-banner" not in repo.bimtek("check", FILE, "--format", "json").stdout
    for name in re.findall(r'(?m)^\[\[?(?:\w+)\]\]?\nid = "(.*)"', repo.text):
        assert f"# {name}\n[[" in repo.text
    assert repo.text.count("# note-lama\n") == 1
    assert repo.text.count("# stage-satu\n") == 1
    assert repo.text.count("# sw-00000001\n") == 1


def test_a_remark_of_a_person_is_no_banner(repo: Repository) -> None:
    remarks = "# DISKOMINFO\n# city planning\n# belum lengkap\n"
    text = EVERY_KIND.replace("# sw-00000001\n", f"{remarks}# sw-00000001\n")
    repo.commit(text)
    assert "false-banner" not in repo.bimtek("check", FILE).stdout
    repo.bimtek("fmt", FILE)
    assert remarks in repo.text
