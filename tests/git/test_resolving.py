"""`bimtek resolve`: the same merge afterwards, from what git keeps of the sides, with nothing configured."""

from __future__ import annotations

import re

import pytest
from support.layouts import CITY, TOP, swot
from support.repositories import FILE, LINE, Repository

pytestmark = pytest.mark.slow

ONE, TWO = swot("sw-00000001"), swot("sw-00000002")
BASE = "\n".join([TOP, CITY, ONE, TWO])
NEW, OTHER = (f"\n{swot(id)}".replace("T09", "T10") for id in ("sw-0000000a", "sw-0000000b"))
BOTH = BASE + NEW + OTHER
SUDAH, TIDAK = BASE.replace("belum", "sudah", 1), BASE.replace("belum", "tidak", 1)


def stopped(repo: Repository, ours: str | None = BASE + NEW, theirs: str | None = BASE + OTHER) -> None:
    """A merge that stopped with a conflict of texts."""
    repo.branches(BASE, ours, theirs)
    repo.git("merge", "mereka", fails=True)


def resolve(repo: Repository, *words: str) -> tuple[int, str, str]:
    done = repo.bimtek("resolve", FILE, *words)
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("style", ["merge", "diff3", "zdiff3"])
def test_a_conflict_of_texts_that_is_none(plain: Repository, style: str) -> None:
    plain.git("config", "merge.conflictStyle", style)
    stopped(plain)
    assert "<<<<<<< HEAD" in plain.text
    assert resolve(plain) == (
        0,
        f"{FILE}: merged, nothing is left to settle; next: git add {FILE}\n",
        "",
    )
    assert plain.text == BOTH
    assert plain.git("ls-files", "-u").stdout.count(FILE) == 3  # git's index is the person's matter
    plain.git("add", FILE)
    plain.git("commit", "-q", "--no-edit")
    assert resolve(plain)[0] == 2


def test_a_true_conflict_stays_one(plain: Repository) -> None:
    stopped(plain, SUDAH + NEW, TIDAK + OTHER)
    code, said, told = resolve(plain)
    assert (code, said) == (
        1,
        f"{FILE}: 1 conflict is left; edit it between its markers, then: git add {FILE}\n",
    )
    assert told.startswith(f"{FILE}: “text” of “Data sudah terpadu.” (sw-00000001) was changed differently")
    assert plain.text.count("<<<<<<< ours") == 1
    assert resolve(plain) == (code, said, told)  # a second time it is the same
    assert f"{TWO}{NEW}{OTHER}" in plain.text


def test_after_the_driver_and_in_a_rebase(repo: Repository) -> None:
    repo.branches(BASE, SUDAH + NEW, TIDAK + OTHER)
    repo.git("rebase", "mereka", fails=True)
    left = repo.text
    assert resolve(repo)[0] == 1
    assert repo.text == left


def test_a_dead_driver_left_ours_alone(plain: Repository) -> None:
    """As a driver by path does when its folder is gone: git says conflict, and there are no markers."""
    plain.commit(LINE, ".gitattributes")
    plain.git("config", "merge.bimtek.driver", "/gone/bimtek merge %O %A %B -o %A")
    stopped(plain)
    assert plain.text == BASE + NEW
    assert resolve(plain)[0] == 0
    assert plain.text == BOTH


def test_both_added_it(plain: Repository) -> None:
    plain.branches(None, BASE + NEW, BASE + OTHER)
    plain.git("merge", "mereka", fails=True)
    assert resolve(plain)[0] == 0
    assert plain.text == BOTH


REFUSED = {
    "one removes what stands beside what the other edits": (
        BASE.replace("\n" + ONE, ""),
        BASE.replace("belum", "sudah", 1) + NEW,
    ),
    "both capture behind the same entry, one withdraws it": (
        BASE.replace(TWO, TWO + "withdrawn = 2022-06-14T09:00:00+07:00\n") + NEW + OTHER,
        BASE + "\n" + swot("sw-0000000c", quadrant="threat"),
    ),
    "both add the same lines, and others": (
        BASE + NEW + OTHER,
        BASE + OTHER + NEW.replace("belum", "sudah"),
    ),
}


@pytest.mark.parametrize("style", ["merge", "diff3", "zdiff3"])
@pytest.mark.parametrize("case", REFUSED)
def test_every_untouched_conflict_is_known_as_one(plain: Repository, case: str, style: str) -> None:
    """The lines of a text merge alone do not say it; made again, it is the same."""
    plain.git("config", "merge.conflictStyle", style)
    stopped(plain, *REFUSED[case])
    assert "<<<<<<<" in plain.text
    code, _said, told = resolve(plain)
    assert code in (0, 1)
    assert "was edited since" not in told
    plain.git("checkout", "--merge", FILE)
    plain.write(plain.text.replace("Riau", "Kepri"))
    assert resolve(plain)[0] == 2


def test_marks_of_another_length(plain: Repository) -> None:
    plain.commit("*.toml conflict-marker-size=12\n", ".gitattributes")
    stopped(plain)
    assert "<<<<<<<<<<<< HEAD" in plain.text
    assert resolve(plain)[0] == 0


def between(text: str) -> str:
    return re.sub(r"<<<<<<<.*?>>>>>>> [^\n]*\n", "", text, flags=re.DOTALL)


EDITED = {
    "settled by hand": lambda text: BOTH,
    "one side taken": lambda text: BASE + OTHER,
    "all conflicts cut out": between,
    "a word mended beside the markers": lambda text: text.replace("Riau", "Kepri"),
    "a word mended between the markers": lambda text: text.replace("sw-0000000a", "sw-0000000c"),
    "one of two conflicts settled": lambda text: re.sub(
        r"<<<<<<<[^\n]*\n(.*?)=======.*?>>>>>>> [^\n]*\n", r"\1", text, count=1, flags=re.DOTALL
    ),
    "emptied": lambda text: "",
}


@pytest.mark.parametrize("how", EDITED)
def test_work_by_hand_is_not_overwritten(plain: Repository, how: str) -> None:
    stopped(plain, SUDAH + NEW, TIDAK + OTHER)
    assert plain.text.count("<<<<<<<") == 2
    edited = EDITED[how](plain.text)  # type: ignore[no-untyped-call]
    plain.write(edited)
    code, said, told = resolve(plain)
    assert (code, said) == (2, "")
    way = (
        "settle what is left between its marks, or --force to merge"
        if "<<<<<<<" in edited
        else f"“git add {FILE}” when it is right, or --force to merge"
    )
    assert told == (
        f"{FILE} was edited since the merge stopped, so it stays as it is: {way} anew and lose that work\n"
    )
    assert plain.text == edited
    assert resolve(plain, "--force")[0] == 1
    assert plain.text.count("<<<<<<< ours") == 1


THREE_FIELDS = (
    SUDAH.replace("Riau", "Kepri").replace("weakness", "threat", 1) + NEW,
    TIDAK.replace("Riau", "Jambi").replace("weakness", "strength", 1) + OTHER,
)


def test_only_the_lines_of_a_key_stand_between_marks_that_name_key_and_branch(plain: Repository) -> None:
    stopped(plain, *THREE_FIELDS)
    assert resolve(plain)[0] == 1
    assert (
        "<<<<<<< ours (main): sw-00000001.quadrant\n"
        'quadrant = "threat"\n'
        "||||||| base\n"
        'quadrant = "weakness"\n'
        "=======\n"
        'quadrant = "strength"\n'
        ">>>>>>> theirs (mereka): sw-00000001.quadrant\n"
        "<<<<<<< ours (main): sw-00000001.text\n"
        'text = "Data sudah terpadu."\n'
    ) in plain.text
    assert "<<<<<<< ours (main): city.province\n" in plain.text
    before = plain.text
    assert resolve(plain)[0] == 1
    assert plain.text == before


def test_conflicts_are_settled_for_one_side_by_their_names(plain: Repository) -> None:
    stopped(plain, *THREE_FIELDS)
    code, said, told = resolve(plain, "--theirs", "--id", "sw-00000001.text")
    assert (code, said.split(";")[0]) == (1, f"{FILE}: 2 conflicts are left")
    assert "Data tidak terpadu." in plain.text
    assert "Data sudah terpadu." not in plain.text
    by_hand = plain.text.replace("Kota Uji", "Kota Baru")
    plain.write(by_hand)
    assert resolve(plain)[0] == 2  # somebody worked on it, and this would lose it
    code, _said, told = resolve(plain, "--ours", "--id", "city", "--id", "sw-00000001")
    assert (code, told) == (0, "")
    assert plain.text == (
        BOTH.replace("Kota Uji", "Kota Baru").replace("Riau", "Kepri").replace("weakness", "threat", 1)
    ).replace("belum", "tidak", 1)


@pytest.mark.parametrize("side", ["ours", "theirs"])
def test_all_that_is_left_is_settled_for_one_side(plain: Repository, side: str) -> None:
    ours, theirs = (
        THREE_FIELDS[0].replace("\n" + TWO, ""),
        THREE_FIELDS[1].replace(TWO, TWO.replace("belum", "kini")),
    )
    stopped(plain, ours, theirs)
    assert resolve(plain, f"--{side}")[0] == 0
    province, verb = {"ours": ("Kepri", "sudah"), "theirs": ("Jambi", "tidak")}[side]
    assert f'"{province}"' in plain.text
    assert f"Data {verb} terpadu." in plain.text
    assert ("sw-00000002" in plain.text) == (side == "theirs")
    assert "sw-0000000a" in plain.text
    assert "sw-0000000b" in plain.text
    assert "\n\n\n" not in plain.text


def test_a_name_that_no_conflict_has(plain: Repository) -> None:
    stopped(plain, *THREE_FIELDS)
    left = plain.text
    code, said, told = resolve(plain, "--ours", "--id", "sw-00000002")
    assert (code, said) == (2, "")
    assert "has no conflict about sw-00000002" in told
    assert "sw-00000001.text" in told
    code, said, told = resolve(plain, "--id", "sw-00000001")
    assert (code, said) == (2, "")
    assert "--ours or --theirs" in told
    assert plain.text == left


def test_a_file_that_somebody_deleted_is_made_again(plain: Repository) -> None:
    stopped(plain)
    plain.file.unlink()
    assert resolve(plain)[0] == 0
    assert plain.text == BOTH


@pytest.mark.parametrize("who", ["ours", "theirs"])
def test_a_file_that_one_side_removed_is_for_people(plain: Repository, who: str) -> None:
    stopped(plain, *((None, SUDAH) if who == "ours" else (SUDAH, None)))
    left = plain.text
    code, said, told = resolve(plain)
    assert (code, said) == (1, "")
    who, other = ("ours (main)", "theirs (mereka)") if who == "ours" else ("theirs (mereka)", "ours (main)")
    assert told.startswith(f"{FILE} was removed in {who} and changed in {other}, which")
    assert f"“git rm {FILE}” removes it" in told
    assert plain.text == left


@pytest.mark.parametrize("name", [FILE, "a.toml", "b.toml"])
def test_a_file_that_both_renamed_is_for_people(plain: Repository, name: str) -> None:
    plain.branches(BASE, BASE, BASE)
    for branch, other in (("main", "a.toml"), ("mereka", "b.toml")):
        plain.git("checkout", "-q", branch)
        plain.git("mv", FILE, other)
        plain.git("commit", "-q", "-m", other)
    plain.git("merge", "main", fails=True)
    done = plain.bimtek("resolve", name)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        f"{FILE} was renamed to b.toml in ours (mereka) and to a.toml in theirs (main), which only people can settle: "
        "“git add b.toml” and “git rm a.toml” keep the first name, the other way round the second; "
        f"then “git rm {FILE}”\n"
    )


@pytest.mark.parametrize("name", [FILE, "tidak/ada.toml", "sessions"])
def test_what_is_not_in_conflict_is_one_sentence(plain: Repository, name: str) -> None:
    plain.commit(BASE)
    done = plain.bimtek("resolve", name)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
    assert "is not in conflict" in done.stderr


def test_outside_a_repository_it_is_git_that_says_so(plain: Repository) -> None:
    done = plain.bimtek("resolve", "../x.toml")
    assert (done.returncode, done.stdout) == (2, "")
    assert "not a git repository" in done.stderr


def test_a_side_that_is_no_session_is_left_to_people(plain: Repository) -> None:
    stopped(plain, BASE + NEW, BASE + OTHER.replace("id =", "id"))
    left = plain.text
    code, said, told = resolve(plain)
    assert (code, said) == (2, "")
    assert told.startswith(f"{FILE} (theirs):")
    assert told.endswith(f"settle {FILE} by hand between its marks, then: git add {FILE}\n")
    assert plain.text == left


def test_line_ends_are_those_of_the_work_tree(plain: Repository) -> None:
    plain.git("config", "core.autocrlf", "true")
    stopped(plain)
    assert "\r\n" in plain.text
    assert resolve(plain)[0] == 0
    assert plain.text == BOTH.replace("\n", "\r\n")
    plain.git("add", FILE)
    plain.git("commit", "-q", "--no-edit")
    assert plain.git("show", f"HEAD:{FILE}").stdout == BOTH


def test_from_a_folder_below_the_top_and_with_an_odd_name(plain: Repository) -> None:
    name = "sessions/[a] kota é.toml"
    plain.branches(BASE, BASE + NEW, BASE + OTHER, name)
    plain.git("merge", "mereka", fails=True)
    done = plain.bimtek("resolve", "[a] kota é.toml", folder="sessions")
    assert (done.returncode, done.stderr) == (0, "")
    assert (plain.folder / name).read_text("utf-8") == BOTH


# What the sides are called -------------------------------------------------------------------------------------

HOW = {
    "merge": (("merge", "mereka"), "main", "mereka", False),
    "rebase": (("rebase", "mereka"), "mereka", "main", True),
    "rebase with patches": (("rebase", "--apply", "mereka"), "mereka", "main", True),
    "cherry-pick": (("cherry-pick", "mereka"), "main", "COMMIT (mereka)", False),
    "revert": (("revert", "main~1"), "main", "parent of COMMIT (kami)", False),
}


@pytest.mark.parametrize("driver", [False, True], ids=["as text", "by the driver"])
@pytest.mark.parametrize("how", HOW)
def test_both_sides_bear_the_right_names(plain: Repository, how: str, driver: bool) -> None:
    """In a rebase git's "ours" is the branch onto which one rebases; HEAD is no name at all."""
    words, ours, theirs, turned = HOW[how]
    if driver:
        plain.commit(LINE, ".gitattributes")
        assert plain.bimtek("git", "install").returncode == 0
    plain.branches(BASE, SUDAH, TIDAK)
    meant = "mereka"
    if how == "revert":
        meant = plain.commit(BASE.replace("belum", "kini", 1)) + "~1"
    commit = plain.git("rev-parse", "--short", meant).stdout.strip()
    theirs = theirs.replace("COMMIT", commit)
    told = plain.git(*words, fails=True)
    turn = f"this is a rebase: ours ({ours}) is what you rebase onto, and theirs ({theirs}) is your own work"
    if driver:
        by_git = told.stdout + told.stderr
        assert f"changed differently in ours ({ours}) and in theirs" in by_git
        assert (turn in by_git) is turned
        assert f"<<<<<<< ours ({ours}): sw-00000001.text\n" in plain.text
    checked = plain.bimtek("git", "check").stderr
    assert f"{FILE} is in conflict between ours ({ours}) and theirs ({theirs}): settle it by hand" in checked
    assert (turn in checked) is turned
    for _twice in range(2):
        code, _said, sentences = resolve(plain)
        assert code == 1
        assert f"changed differently in ours ({ours}) and in theirs ({theirs}): " in sentences
        assert (f"{FILE}: {turn}\n" in sentences) is turned
        assert f"<<<<<<< ours ({ours}): sw-00000001.text\n" in plain.text
        assert f">>>>>>> theirs ({theirs}): sw-00000001.text\n" in plain.text
    plain.file.unlink()  # no marks are left that would tell
    assert f"in ours ({ours}) and in theirs ({theirs}): " in resolve(plain)[2]
    assert resolve(plain, "--theirs")[0] == 0
    assert plain.text == {"rebase": SUDAH, "rebase with patches": SUDAH, "revert": BASE}.get(how, TIDAK)


def test_a_commit_with_two_branches_or_none_is_named_by_its_id(plain: Repository) -> None:
    plain.branches(BASE, SUDAH, TIDAK)
    plain.git("branch", "juga", "mereka")
    onto = plain.git("rev-parse", "mereka").stdout[:10]
    plain.git("rebase", "juga", fails=True)
    assert f"in ours ({onto}) and in theirs (main): " in resolve(plain)[2]
    plain.git("rebase", "--abort")
    plain.git("checkout", "-q", "--detach")
    plain.git("rebase", "mereka", fails=True)
    work = plain.git("rev-parse", "--short", "main").stdout.strip()
    assert f"in ours ({onto}) and in theirs ({work} (kami)): " in resolve(plain)[2]


def test_a_branch_of_another_clone(plain: Repository) -> None:
    plain.branches(BASE, SUDAH, TIDAK)
    plain.git("update-ref", "refs/remotes/origin/mereka", "mereka")
    plain.git("branch", "-D", "mereka")
    plain.git("rebase", "origin/mereka", fails=True)
    assert "in ours (origin/mereka) and in theirs (main): " in resolve(plain)[2]


@pytest.mark.parametrize("how", ["merge", "rebase"])
def test_what_both_renamed_or_one_removed_names_the_branches(plain: Repository, how: str) -> None:
    plain.branches(BASE, BASE, BASE)
    for branch, other in (("main", "a.toml"), ("mereka", "b.toml")):
        plain.git("checkout", "-q", branch)
        plain.git("mv", FILE, other)
        plain.git("commit", "-q", "-m", other)
    plain.git("checkout", "-q", "main")
    plain.git(how, "mereka", fails=True)
    ours, theirs = ("a.toml in ours (main)", "b.toml in theirs (mereka)")
    if how == "rebase":
        ours, theirs = ("b.toml in ours (mereka)", "a.toml in theirs (main)")
    assert f"was renamed to {ours} and to {theirs}, which only" in plain.bimtek("resolve", "a.toml").stderr
    plain.git(how, "--abort")
    plain.branches(BASE, SUDAH, None, "c.toml")
    plain.git(how, "mereka", fails=True)
    told = plain.bimtek("resolve", "c.toml").stderr
    gone, kept = ("ours (mereka)", "theirs (main)") if how == "rebase" else ("theirs (mereka)", "ours (main)")
    assert told.startswith(f"c.toml was removed in {gone} and changed in {kept}, which")
