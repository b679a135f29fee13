"""`bimtek git check`: does it work here, and did the last merge lose anything; each finding with its way out."""

from __future__ import annotations

import pytest
from support.layouts import CITY, TOP, program, swot
from support.repositories import FILE, Repository

pytestmark = pytest.mark.slow

ONE, TWO = swot("sw-00000001"), swot("sw-00000002")
BASE = "\n".join([TOP, CITY, ONE, TWO])
NEW, OTHER = (f"\n{swot(id)}".replace("T09", "T10") for id in ("sw-0000000a", "sw-0000000b"))


def told(repo: Repository, *words: str) -> list[str]:
    """What `check` finds; its exit code says whether it finds anything."""
    done = repo.bimtek("git", "check", *words)
    found = done.stderr.splitlines()
    assert done.returncode == (1 if found else 0)
    return found


def test_all_is_well(repo: Repository) -> None:
    repo.commit(BASE)
    done = repo.bimtek("git", "check")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "git has the merge driver, and it answers\n1 session is given to the driver\n"
    assert repo.git("status", "--porcelain").stdout == ""


def test_nothing_is_installed(plain: Repository) -> None:
    plain.write(BASE)
    plain.write("x = 1\n", "pyproject.toml")
    driver, attributes = told(plain)
    assert driver.endswith("so it merges them as text: bimtek git install")
    assert attributes == f"git merges {FILE} as text: bimtek git install"


def test_attributes_without_a_driver_and_a_driver_without_attributes(repo: Repository) -> None:
    repo.commit(BASE)
    repo.git("config", "--remove-section", "merge.bimtek")
    (found,) = told(repo)
    assert "git has no merge driver" in found
    repo.bimtek("git", "install")
    assert told(repo) == []
    repo.git("rm", "-q", ".gitattributes")
    (found,) = told(repo)
    assert found == f"git merges {FILE} as text: bimtek git install"


def test_a_line_that_merges_them_in_another_way(repo: Repository) -> None:
    repo.commit(BASE)
    repo.write("*.toml merge=union\n", "sessions/.gitattributes")
    (found,) = told(repo)
    assert f"a line of .gitattributes has {FILE} merged in another way (union)" in found


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        (None, "there is no such command"),
        ("#!/bin/sh\nexit 0\n", "it did not merge"),
        ("#!/bin/sh\necho rusak >&2\nexit 1\n", "rusak"),
    ],
)
def test_bimtek_does_not_answer(repo: Repository, script: str | None, reason: str) -> None:
    if script is None:
        repo.without_bimtek()
    else:
        repo.with_bimtek(script)
    (found,) = told(repo)
    assert "“bimtek” does not answer" in found
    assert reason in found
    assert "PATH" in found


def test_a_driver_by_path_and_one_of_another_version(repo: Repository) -> None:
    repo.git("config", "merge.bimtek.driver", "/venv/bin/bimtek merge %O %A %B -o %A")
    (found,) = told(repo)
    assert "not bimtek's own line (/venv/bin/bimtek" in found
    assert "--unset" in found
    line = "bimtek git driver --sure -- %O %A %B; test $? = 40"
    repo.git("config", "merge.bimtek.driver", line)
    (found,) = told(repo)
    assert "bimtek git install renews it" in found


def test_a_conflict_that_nobody_has_settled(repo: Repository) -> None:
    repo.branches(BASE, BASE.replace("belum", "sudah", 1), BASE.replace("belum", "tidak", 1))
    repo.git("merge", "mereka", fails=True)
    assert (
        f"{FILE} is in conflict between ours (main) and theirs (mereka): settle it by hand, or with: bimtek resolve {FILE}"
        in told(repo)
    )


def test_a_conflict_in_what_is_no_session_is_left_to_git(repo: Repository) -> None:
    repo.branches("a = 1\n", "a = 2\n", "a = 3\n", "Cargo.toml")
    repo.git("merge", "mereka", fails=True)
    assert told(repo) == []


def test_a_command_to_be_copied_holds_the_file_as_one_word(repo: Repository) -> None:
    name = "sessions/kota baru.toml"
    repo.branches(BASE, BASE.replace("belum", "sudah", 1), BASE.replace("belum", "tidak", 1), name)
    repo.git("merge", "mereka", fails=True)
    (found,) = told(repo)
    assert found.endswith(f"bimtek resolve '{name}'")
    done = repo.bimtek("resolve", name)
    assert done.stdout.rstrip().endswith(f"git add '{name}'")


def merged_into(repo: Repository, result: str, ours: str, theirs: str) -> None:
    """A merge whose result somebody made otherwise."""
    merged_into_from(repo, BASE, ours, theirs, result)


def merged_into_from(repo: Repository, base: str, ours: str, theirs: str, result: str) -> None:
    repo.branches(base, ours, theirs)
    repo.git("merge", "-q", "--no-commit", "mereka", fails=None)
    repo.commit(result, say="gabung")


def test_entries_that_a_merge_lost(repo: Repository) -> None:
    merged_into(repo, BASE + NEW, BASE + NEW, BASE + OTHER)
    theirs = repo.git("rev-parse", "mereka").stdout[:10]
    (found,) = told(repo)
    assert f"lost 1 entry of {FILE} that {theirs} has (sw-0000000b)" in found
    _sentence, _colon, way = found.rpartition("; bring it back: ")
    show, merge = way.split("; ")
    assert show == f"git show {theirs}:{FILE} > lain.toml"
    repo.write(repo.git("show", f"{theirs}:{FILE}").stdout, "lain.toml")
    assert repo.bimtek(*merge.split()[1:]).returncode == 0
    (repo.folder / "lain.toml").unlink()
    assert told(repo) == []
    assert "sw-0000000b" in repo.text


def test_entries_that_a_side_took_away_are_not_lost(repo: Repository) -> None:
    merged_into(repo, BASE.replace(ONE + "\n", "") + NEW, BASE + NEW, BASE.replace(ONE + "\n", ""))
    assert told(repo) == []
    repo.commit(BASE.replace(ONE + "\n", ""), say="dipangkas")  # and what was pruned after the merge neither
    assert told(repo) == []


def test_a_merge_that_took_one_side_whole(repo: Repository) -> None:
    """As git leaves it when a driver dies, and somebody commits that: the change is named, with a way back."""
    merged_into(repo, BASE + NEW, BASE + NEW, BASE.replace("belum", "sudah", 1))
    change, way = told(repo)
    theirs = repo.git("rev-parse", "mereka").stdout[:10]
    made = repo.git("rev-parse", "HEAD").stdout[:10]
    assert change == (
        f"the merge {made} dropped what Uji did to {FILE} in {theirs}: “text” of “Data belum terpadu.” (sw-00000001) "
        "was set to “Data sudah terpadu.”, and is “Data belum terpadu.” now"
    )
    for step in way.partition("back: ")[2].split("; "):
        words = step.split()
        if words[0] == "git":
            repo.write(repo.git(*words[1:3]).stdout, words[4])
        else:
            assert repo.bimtek(*words[1:]).returncode == 0
    assert repo.text == (BASE + NEW).replace("belum", "sudah", 1)
    for name in ("dasar.toml", "lain.toml"):
        (repo.folder / name).unlink()
    assert told(repo) == []


def test_a_side_taken_with_checkout_in_a_conflict(repo: Repository) -> None:
    """`git checkout --ours FILE`: the conflict is decided, and everything else that the others did is gone."""
    tagged = TWO.replace("quadrant", 'dimension = "economy"\nquadrant')
    ours = BASE.replace("belum", "sudah", 1)
    theirs = BASE.replace("belum", "tidak", 1).replace(TWO, tagged).replace('"Riau"', '"Kepri"')
    repo.branches(BASE, ours, theirs)
    repo.git("merge", "mereka", fails=True)
    repo.git("checkout", "--ours", FILE)
    repo.git("add", FILE)
    repo.git("commit", "-q", "--no-edit")
    assert repo.text == ours
    province, dimension, _way = told(repo)
    assert "“province” of city was set to “Kepri”, and is “Riau” now" in province
    assert (
        "“dimension” of “Data belum terpadu.” (sw-00000002) was set to “economy”, and is empty now"
        in dimension
    )
    repo.commit(ours.replace('"Riau"', '"Jambi"').replace(TWO, tagged), say="lain")
    assert told(repo) == []  # one is back, the other was changed again


def test_a_field_put_back_by_hand_in_a_clean_merge(repo: Repository) -> None:
    ours = BASE.replace("belum", "sudah", 1)
    merged_into(repo, BASE + OTHER, ours, BASE + OTHER)
    change, _way = told(repo)
    assert repo.git("rev-parse", "main^").stdout[:10] in change
    assert "“text” of “Data belum terpadu.” (sw-00000001) was" in change


def test_the_commit_and_the_author_of_a_dropped_change(repo: Repository) -> None:
    repo.branches(BASE, BASE + NEW, BASE)
    repo.git("checkout", "-q", "mereka")
    edited = BASE.replace("belum", "sudah", 1)
    repo.write(edited)
    repo.git("commit", "-q", "-a", "-m", "ubah", "--author", "Ani Sari <ani@contoh.invalid>")
    commit = repo.git("rev-parse", "HEAD").stdout[:10]
    repo.commit(edited.replace("Riau", "Kepri"), say="sesudahnya")
    repo.git("checkout", "-q", "main")
    repo.git("merge", "-q", "--no-commit", "mereka")
    repo.commit((BASE + NEW).replace("Riau", "Kepri"), say="gabung")
    change, _way = told(repo)
    assert f"dropped what Ani Sari did to {FILE} in {commit}: “text”" in change


def test_what_was_decided_in_a_conflict_is_no_loss(repo: Repository) -> None:
    away = TWO.replace("added", "withdrawn = 2022-06-14T09:00:00+07:00\nadded", 1)
    ours = BASE.replace("belum", "sudah", 1).replace(TWO, away)
    theirs = BASE.replace("belum", "tidak", 1).replace(TWO, TWO.replace("belum", "kini"))
    merged_into(
        repo, BASE.replace("belum", "tidak", 1).replace(TWO, TWO.replace("belum", "kini")), ours, theirs
    )
    assert told(repo) == []


def test_a_withdrawal_is_lost_also_where_both_changed_something_else_alike(repo: Repository) -> None:
    ours = BASE.replace(TWO, TWO.replace("added", 'group = "A"\nadded'))
    theirs = BASE.replace(TWO, TWO.replace("added", 'group = "A"\nwithdrawn = "ganda"\nadded'))
    merged_into(repo, ours, ours, theirs)
    change, _way = told(repo)
    assert "“withdrawn” of “Data belum terpadu.” (sw-00000002) was set to “ganda”, and is empty now" in change


def test_of_two_merged_into_each_other_one_gives_way_and_that_is_no_loss(repo: Repository) -> None:
    ours = BASE.replace(TWO, TWO.replace("added", 'merged_into = "sw-00000001"\nadded'))
    theirs = BASE.replace(ONE, ONE.replace("added", 'merged_into = "sw-00000002"\nadded'))
    merged_into(repo, ours, ours, theirs)
    assert told(repo) == []


def test_a_member_of_a_set_that_one_side_added(repo: Repository) -> None:
    def text(*agencies: str) -> str:
        members = ", ".join(f'"{agency}"' for agency in agencies)
        return BASE + "\n" + program("pr-00000001", f"supporting = [{members}]\n")

    merged_into_from(repo, text("A"), text("A", "B"), text("A", "C"), text("A", "B"))
    change, _way = told(repo)
    assert "“supporting” of “Satu Data” (pr-00000001) was set to [A, C], and is [A, B] now" in change


def test_an_entry_that_one_side_removed_and_the_merge_has_again(repo: Repository) -> None:
    merged_into(repo, BASE + NEW, BASE + NEW, BASE.replace(ONE + "\n", ""))
    change, _way = told(repo)
    assert "“Data belum terpadu.” (sw-00000001) was removed, and is there again" in change


def test_every_merge_since_a_revision(repo: Repository) -> None:
    start = repo.commit(BASE)
    repo.git("tag", "awal")
    merged_into(repo, BASE + NEW, BASE + NEW, BASE.replace("belum", "sudah", 1))
    repo.git("checkout", "-q", "-b", "ketiga")
    repo.commit(BASE + NEW + OTHER, say="ketiga")
    repo.git("checkout", "-q", "main")
    repo.git("merge", "-q", "--no-ff", "-m", "kedua", "ketiga")
    assert told(repo) == []
    assert len(told(repo, "--since", "awal")) == 2
    assert len(told(repo, "--since", start)) == 2
    assert told(repo, "--since", "HEAD") == []
    done = repo.bimtek("git", "check", "--since", "tidak-ada")
    assert (done.returncode, done.stdout) == (2, "")
    assert "git does not know the revision “tidak-ada” here" in done.stderr


def test_branches_merged_into_each_other_and_three_at_once(repo: Repository) -> None:
    repo.branches(BASE, BASE + NEW, BASE.replace("Riau", "Kepri"))
    repo.git("tag", "kami")
    repo.git("merge", "-q", "-m", "silang", "mereka")
    repo.git("checkout", "-q", "mereka")
    repo.git("merge", "-q", "-m", "silang", "kami")
    repo.commit(repo.text.replace("belum", "sudah", 1), say="sesudah")
    repo.git("checkout", "-q", "main")
    repo.commit(repo.text + OTHER, say="lain")
    repo.git("merge", "-q", "-m", "gabung", "mereka")
    assert told(repo, "--since", "kami~1") == []
    for name, text in (
        ("a", repo.text.replace("kota", "kabupaten")),
        ("b", repo.text.replace("Kepri", "Jambi")),
    ):
        repo.git("checkout", "-q", "-b", name, "main")
        repo.commit(text, say=name)
    repo.git("checkout", "-q", "main")
    before = repo.text
    repo.commit("x = 1\n", "lain.toml")
    repo.git("merge", "-q", "-s", "ours", "-m", "tiga", "a", "b")
    assert repo.text == before
    findings = [sentence for sentence in told(repo) if "dropped" in sentence]
    assert [("“kind”" in sentence, "“province”" in sentence) for sentence in findings] == [
        (True, False),
        (False, True),
    ]


def test_a_file_that_one_side_renamed(repo: Repository) -> None:
    repo.branches(BASE, BASE, BASE.replace("belum", "sudah", 1))
    repo.git("mv", FILE, "sessions/lain.toml")
    repo.git("commit", "-q", "-m", "nama")
    repo.git("merge", "-q", "-s", "ours", "-m", "gabung", "mereka")
    change, _way = told(repo)
    assert "did to sessions/lain.toml" in change
    assert "“text” of “Data belum terpadu.” (sw-00000001)" in change


def test_a_merge_that_left_what_can_t_be_read(repo: Repository) -> None:
    merged_into(repo, BASE + "x =\n", BASE + NEW, BASE + OTHER)
    (finding,) = told(repo)
    assert f"dropped of {FILE} can't be said" in finding


def test_the_merge_of_a_repository_without_a_commit_or_a_merge(plain: Repository) -> None:
    plain.bimtek("git", "install")
    assert told(plain) == []
    plain.commit(BASE)
    assert told(plain) == []
