"""The commands diff, merge and fingerprint, as real processes and on real git."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, Run
from support import layouts
from support.layouts import PLAIN, swot
from support.workshops import posix

pytestmark = pytest.mark.slow

NEW = swot("sw-0000000a")


@pytest.fixture
def review(tmp_path: Path) -> Run:
    """Run the real command in `tmp_path`, without a terminal."""

    def run(*words: str | Path) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [sys.executable, "-m", "bimtek_tui", *map(str, words)],
            cwd=tmp_path,
            env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=120,
        )
        said, told = done.stdout.decode(), done.stderr.decode()
        return subprocess.CompletedProcess(done.args, done.returncode, said, told)

    return run


def _files(folder: Path, **texts: str) -> list[Path]:
    for name, text in texts.items():
        (folder / f"{name}.toml").write_bytes(text.encode())
    return [folder / f"{name}.toml" for name in texts]


# diff -----------------------------------------------------------------------------------------------------------


def test_diff_says_what_changed_and_exits_with_one(review: Run, tmp_path: Path) -> None:
    _files(tmp_path, lama=PLAIN, baru=PLAIN.replace("belum terpadu", "sudah terpadu"))
    done = review("diff", "lama.toml", "baru.toml")
    assert (done.returncode, done.stderr) == (1, "")
    assert "W1 “Data sudah terpadu.” (sw-00000001): changed" in done.stdout
    assert "Data [-belum-] {+sudah+} terpadu." in done.stdout
    done = review("diff", "lama.toml", "lama.toml")
    assert (done.returncode, done.stdout) == (0, "no entry is different\n")


def test_diff_as_markdown_and_as_data(review: Run, tmp_path: Path) -> None:
    _files(tmp_path, lama=PLAIN, baru=PLAIN.replace("belum terpadu", "*sudah* terpadu"))
    assert (
        "Data ~~belum~~ **\\*sudah\\*** terpadu."
        in review("diff", "lama.toml", "baru.toml", "--format", "md").stdout
    )
    data = json.loads(review("diff", "lama.toml", "baru.toml", "--format", "json").stdout)
    assert data["version"] == 1
    (file,) = data["files"]
    assert (file["file"], file["state"], file["old"]["file"]) == ("baru.toml", "changed", "lama.toml")
    assert [(one["what"], one["id"]) for one in file["differences"]] == [("changed", "sw-00000001")]
    data = json.loads(review("diff", "lama.toml", "lama.toml", "--format", "json").stdout)
    assert [(file["state"], file["differences"]) for file in data["files"]] == [("same", [])]


def test_markdown_for_a_request_calls_nobody_and_names_no_request(review: Run, tmp_path: Path) -> None:
    _files(tmp_path, lama=PLAIN, baru=PLAIN.replace("belum terpadu", "@dinas #12 a/b#3 GH-7 !5 a@b.id"))
    answer = review("diff", "lama.toml", "baru.toml", "--format", "md").stdout
    assert "\\@&#8203;dinas \\#&#8203;12 a/b\\#&#8203;3 GH&#8203;-7 !&#8203;5 a\\@b.id" in answer


def test_layout_is_no_difference_and_what_is_not_read_is_told(review: Run, tmp_path: Path) -> None:
    _files(
        tmp_path,
        lama=PLAIN,
        rapat=PLAIN.replace(" = ", "="),
        asing=PLAIN.replace("[plan]", 'julukan = "x"\n\n[plan]'),
    )
    assert review("diff", "lama.toml", "rapat.toml").returncode == 0
    done = review("diff", "lama.toml", "asing.toml")
    assert (done.returncode, done.stderr) == (1, "")
    assert "julukan (a key of your own): {+“x”+}" in done.stdout


def test_a_missing_side_is_empty_and_a_missing_file_is_a_mistake(review: Run, tmp_path: Path) -> None:
    _files(tmp_path, ada=PLAIN)
    done = review("diff", os.devnull, "ada.toml")
    assert done.returncode == 1
    assert "the file is new: Agency 1" in done.stdout
    assert "SWOT entry 2" in done.stdout
    assert "(sw-00000001)" not in done.stdout
    assert "(sw-00000001): added" in review("diff", "--full", os.devnull, "ada.toml").stdout
    assert "the file is gone: " in review("diff", "ada.toml", os.devnull).stdout
    assert "(sw-00000001): removed" in review("diff", "--full", "ada.toml", os.devnull).stdout
    done = review("diff", "ada.toml", "hilang.toml")
    assert (done.returncode, done.stdout) == (2, "")
    assert "hilang.toml does not exist" in done.stderr
    assert review("diff", "ada.toml").returncode == 2
    assert review("diff", "ada.toml", "ada.toml", "ada.toml").returncode == 2


def _data(answer: str) -> list[dict[str, Any]]:
    """The differences of the one file that an answer is about, without what follows from them."""
    (file,) = json.loads(answer)["files"]
    return [entry for entry in file["differences"] if entry["group"] != "effects"]


MISTYPED = {
    "an amount": ("budget_idr = 12_500_000", 'budget_idr = "12,5 juta"', "budget_idr"),
    "a horizon": ('horizon = "short"', 'horizon = "pendek sekali"', "horizon"),
    "a program that it was united with": (
        "budget_idr = 12_500_000",
        "budget_idr = 12_500_000\nmerged_into = 5",
        "merged_into",
    ),
}


@pytest.mark.parametrize("what", MISTYPED)
@pytest.mark.parametrize("turned", [False, True])
def test_a_mistyped_value_takes_nothing_away(review: Run, tmp_path: Path, what: str, turned: bool) -> None:
    """Who mistypes a value removes neither the entry nor its money: it says that it can't be read, where and why."""
    right, wrong, key = MISTYPED[what]
    edited = PLAIN.replace(right, wrong)
    line = next(
        number
        for number, text in enumerate(edited.split("\n"), 1)
        if text.startswith(f"{key} ") and text in wrong
    )
    texts = {"lama": edited, "baru": PLAIN} if turned else {"lama": PLAIN, "baru": edited}
    _files(tmp_path, **texts)
    place = f"in the older version line {line} can't be read" if turned else f"line {line} can't be read"
    for form in ("text", "md"):
        done = review("diff", "lama.toml", "baru.toml", "--format", form)
        assert done.returncode == 1
        assert place in done.stdout
        assert "removed" not in done.stdout.replace("was removed", "")
        assert "added" not in done.stdout
        assert "Rp" not in done.stdout.replace("the other version has Rp12.500.000", "")
    (entry,) = _data(review("diff", "lama.toml", "baru.toml", "--format", "json").stdout)
    assert (entry["what"], entry["id"], entry["changes"]) == ("unread", "pr-00000001", [])
    (reason,) = entry["unread"]
    assert (reason["version"], reason["line"], reason["key"]) == ("old" if turned else "new", line, key)
    assert key in reason["reason"]


def test_what_can_t_be_read_stands_beside_what_changed(review: Run, tmp_path: Path) -> None:
    edited = PLAIN.replace("budget_idr = 12_500_000", 'budget_idr = "x"').replace("Satu Data", "Dua Data")
    edited += "\n" + swot("sw-0000000b").replace('"weakness"', '"lemah"')
    _files(tmp_path, lama=PLAIN, baru=edited)
    data = _data(review("diff", "lama.toml", "baru.toml", "--format", "json").stdout)
    assert [(entry["what"], entry["id"], len(entry["unread"])) for entry in data] == [
        ("unread", "sw-0000000b", 1),
        ("changed", "pr-00000001", 1),
    ]
    assert [change["key"] for change in data[1]["changes"]] == ["name"]
    assert _data(review("diff", "baru.toml", "baru.toml", "--format", "json").stdout) == []


@posix
def test_diff_has_colour_on_a_terminal(tmp_path: Path) -> None:
    import pty

    _files(tmp_path, lama=PLAIN, baru=PLAIN.replace("belum", "sudah"))
    primary, secondary = pty.openpty()
    env = {key: value for key, value in os.environ.items() if key != "NO_COLOR"} | {"PYTHONPATH": str(ROOT)}
    words = [sys.executable, "-m", "bimtek_tui", "diff", "lama.toml", "baru.toml"]
    subprocess.run(words, cwd=tmp_path, env=env, stdout=secondary, timeout=120)
    os.close(secondary)
    said = b""
    while True:
        try:
            part = os.read(primary, 65536)
        except OSError:  # the other end is closed
            break
        if not part:
            break
        said += part
    os.close(primary)
    assert b"\x1b[31mbelum\x1b[0m" in said


# diff --rev -----------------------------------------------------------------------------------------------------


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A git repository with one session in a folder of it, committed as `dasar`."""
    _git(tmp_path, "init", "-q", "-b", "main")
    for key, value in (
        ("user.name", "Uji"),
        ("user.email", "uji@contoh.invalid"),
        ("commit.gpgsign", "false"),
    ):
        _git(tmp_path, "config", key, value)
    (tmp_path / "sesi").mkdir()
    _files(tmp_path / "sesi", kota=PLAIN)
    _commit(tmp_path, "dasar")
    return tmp_path


def _git(folder: Path, *words: str) -> None:
    subprocess.run(["git", "-C", folder, *words], check=True, capture_output=True)


def _commit(folder: Path, tag: str) -> None:
    _git(folder, "add", "-A")
    _git(folder, "commit", "-q", "-m", tag)
    _git(folder, "tag", tag)


def test_two_revisions_of_a_file(review: Run, repository: Path) -> None:
    _files(repository / "sesi", kota=PLAIN + "\n" + NEW)
    _commit(repository, "baru")
    done = review("diff", "sesi/kota.toml", "--rev", "dasar..baru")
    assert (done.returncode, done.stderr) == (1, "")
    assert "(sw-0000000a): added" in done.stdout
    assert "(sw-0000000a): removed" in review("diff", "sesi/kota.toml", "--rev", "baru..dasar").stdout
    assert "(sw-0000000a): added" in review("diff", "sesi/kota.toml", "--rev", "dasar..").stdout
    assert review("diff", "sesi/kota.toml", "--rev", "baru..baru").returncode == 0


def test_one_revision_and_the_file_as_it_is(review: Run, repository: Path) -> None:
    assert review("diff", "sesi/kota.toml", "--rev", "HEAD").returncode == 0
    _files(repository / "sesi", kota=PLAIN + "\n" + NEW)
    assert "(sw-0000000a): added" in review("diff", "sesi/kota.toml", "--rev", "HEAD").stdout


def test_since_the_branches_parted(review: Run, repository: Path) -> None:
    _git(repository, "checkout", "-q", "-b", "cabang")
    _files(repository / "sesi", kota=PLAIN + "\n" + NEW)
    _commit(repository, "di-cabang")
    _git(repository, "checkout", "-q", "main")
    _files(repository / "sesi", kota=PLAIN.replace("belum", "sudah"))
    _commit(repository, "di-main")
    done = review("diff", "sesi/kota.toml", "--rev", "main...cabang")
    assert "(sw-0000000a): added" in done.stdout
    assert "changed" not in done.stdout


def test_revisions_that_never_were_one_have_no_place_where_they_parted(review: Run, repository: Path) -> None:
    _git(repository, "checkout", "-q", "--orphan", "lain")
    _files(repository / "sesi", kota=PLAIN.replace("belum", "sudah"))
    _commit(repository, "di-lain")
    done = review("diff", "sesi/kota.toml", "--rev", "dasar...lain")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "the revisions dasar...lain have no commit in common; use two dots\n"
    assert review("diff", "sesi/kota.toml", "--rev", "dasar..lain").returncode == 1


def test_a_renamed_file_is_the_same_file(review: Run, repository: Path) -> None:
    _git(repository, "mv", "sesi/kota.toml", "kota baru é.toml")
    _files(repository, **{"kota baru é": PLAIN.replace("belum", "sudah")})
    _commit(repository, "pindah")
    for name in ("kota baru é.toml", "sesi/kota.toml"):
        done = review("diff", name, "--rev", "dasar..pindah")
        assert (done.returncode, done.stderr) == (1, "")
        assert "[-belum-] {+sudah+}" in done.stdout
        assert "added" not in done.stdout


def test_a_file_at_one_end_only(review: Run, repository: Path) -> None:
    _files(repository / "sesi", lain=layouts.TOP + "\n" + layouts.CITY + "\n" + NEW)
    _commit(repository, "lain")
    done = review("diff", "sesi/lain.toml", "--rev", "dasar..lain")
    assert "sesi/lain.toml: lain (" in done.stdout
    assert "the file is new: SWOT entry 1" in done.stdout
    done = review("diff", "sesi/lain.toml", "--rev", "lain..dasar", "--full")
    assert "the file is gone" in done.stdout
    assert "(sw-0000000a): removed" in done.stdout


@pytest.mark.parametrize("rev", ["tidak-ada..HEAD", "--output=x..HEAD", "HEAD..", "\x1b[31m"])
def test_what_git_does_not_have_is_a_sentence(review: Run, repository: Path, rev: str) -> None:
    done = review("diff", "hantu.toml", f"--rev={rev}")
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1
    assert "\x1b" not in done.stderr
    assert not (repository / "x").exists()


def test_without_a_repository_git_says_so(review: Run, tmp_path: Path) -> None:
    _files(tmp_path, kota=PLAIN)
    done = review("diff", "kota.toml", "--rev", "HEAD~1..HEAD")
    assert done.returncode == 2
    assert "not a git repository" in done.stderr


# merge ----------------------------------------------------------------------------------------------------------


def test_merge_prints_or_writes_the_result(review: Run, tmp_path: Path) -> None:
    ours, theirs = PLAIN.replace("belum", "sudah"), PLAIN.replace("Catatan.", "Catatan lain.")
    _files(tmp_path, dasar=PLAIN, kami=ours, mereka=theirs)
    wanted = ours.replace("Catatan.", "Catatan lain.")
    done = review("merge", "dasar.toml", "kami.toml", "mereka.toml")
    assert (done.returncode, done.stdout, done.stderr) == (0, wanted, "")
    done = review("merge", "dasar.toml", "kami.toml", "mereka.toml", "-o", "hasil.toml")
    assert (done.returncode, done.stdout) == (0, "")
    assert (tmp_path / "hasil.toml").read_bytes() == wanted.encode()


def test_merge_leaves_conflicts_to_people(review: Run, tmp_path: Path) -> None:
    _files(
        tmp_path, dasar=PLAIN, kami=PLAIN.replace("belum", "sudah"), mereka=PLAIN.replace("belum", "tidak")
    )
    done = review("merge", "dasar.toml", "kami.toml", "mereka.toml", "-o", "kami.toml")
    assert (done.returncode, done.stdout) == (1, "")
    told = (
        "“text” of “Data sudah terpadu.” (sw-00000001) was changed differently in ours and in theirs: "
        "“Data sudah terpadu.” and “Data tidak terpadu.”"
    )
    left = "kami.toml: 1 conflict is left; edit it between its markers"
    assert done.stderr == f"conflict: {told}\n{left}\n"
    assert "<<<<<<< ours: sw-00000001.text\n" in (tmp_path / "kami.toml").read_text("utf-8")
    done = review("merge", "dasar.toml", "kami.toml", "mereka.toml")
    assert done.returncode == 2
    assert "markers of an earlier conflict" in done.stderr


def test_merge_unites_two_groups(review: Run, tmp_path: Path) -> None:
    _files(tmp_path, a=PLAIN + "\n" + NEW, b=PLAIN + "\n" + swot("sw-0000000b"), kosong="")
    united = review("merge", "a.toml", "b.toml")
    assert united.returncode == 0
    assert "sw-0000000a" in united.stdout
    assert "sw-0000000b" in united.stdout
    with_empty_base = review("merge", "kosong.toml", "a.toml", "b.toml")  # as git hands it over
    assert with_empty_base.stdout == united.stdout


def test_merge_keeps_windows_line_ends_and_a_byte_order_mark(review: Run, tmp_path: Path) -> None:
    base = "\ufeff" + PLAIN.replace("\n", "\r\n")
    _files(tmp_path, dasar=base, kami=base.replace("belum", "sudah"), mereka=base.replace("Catatan.", "X."))
    review("merge", "dasar.toml", "kami.toml", "mereka.toml", "-o", "hasil.toml")
    wanted = base.replace("belum", "sudah").replace("Catatan.", "X.")
    assert (tmp_path / "hasil.toml").read_bytes() == wanted.encode()


def test_merge_takes_two_or_three_sessions(review: Run, tmp_path: Path) -> None:
    _files(tmp_path, a=PLAIN, rusak="halo")
    assert review("merge", "a.toml").returncode == 2
    assert review("merge", *["a.toml"] * 4).returncode == 2
    done = review("merge", "a.toml", "rusak.toml", "a.toml")
    assert (done.returncode, done.stdout) == (2, "")
    assert "rusak.toml:1: not valid TOML" in done.stderr


# fingerprint ----------------------------------------------------------------------------------------------------


def test_fingerprints_are_printed(review: Run, tmp_path: Path) -> None:
    _files(tmp_path, a=PLAIN, b=PLAIN.replace(" = ", "="), c=PLAIN.replace("Komitmen", "Lain"))
    agreed = [review("fingerprint", f"{name}.toml").stdout for name in "abc"]
    assert agreed[0].startswith("v2:")
    assert agreed[0] == agreed[1] != agreed[2]
    one = review("fingerprint", "a.toml", "--id", "sw-00000001")
    assert (one.returncode, one.stdout[:3], len(one.stdout)) == (0, "v2:", 68)
    assert review("fingerprint", "a.toml", "--id", "city").stdout != one.stdout
    done = review("fingerprint", "a.toml", "--id", "sw-zzzzzzzz")
    assert (done.returncode, done.stdout) == (2, "")
    assert "no entry “sw-zzzzzzzz”" in done.stderr
