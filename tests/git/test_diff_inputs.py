"""What `bimtek diff` compares: files, folders, revisions, ranges, standard input; and what it says where it can't."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from support.layouts import CITY, TOP, program, swot
from support.repositories import FILE, Repository
from support.traps import set_traps, trace

from bimtek_tui import resources

pytestmark = pytest.mark.slow

ONE = swot("sw-00000001")
BASE = "\n".join([TOP, CITY, ONE, program("pr-00000001")])
NEW = f"\n{swot('sw-0000000a')}"
OTHER = "sessions/lain.toml"


def files(repo: Repository, *words: str, stdin: str = "", code: int = 1) -> dict[str, dict[str, Any]]:
    """The files of an answer by name."""
    done = repo.bimtek("diff", "--format", "json", *words, stdin=stdin)
    assert done.returncode == code, done.stderr
    return {file["file"]: file for file in json.loads(done.stdout)["files"]}


def said(file: dict[str, Any]) -> list[str]:
    """What became of the entries of a file."""
    return [f"{one['id']} {one['what']}" for one in file["differences"] if one["group"] != "effects"]


def test_a_file_alone_is_held_against_what_was_committed_last(plain: Repository) -> None:
    at = plain.commit(BASE)
    assert files(plain, FILE, code=0)[FILE]["state"] == "same"
    plain.write(BASE + NEW)
    file = files(plain, FILE)[FILE]
    assert said(file) == ["sw-0000000a added"]
    assert (file["old"]["revision"], file["old"]["commit"], file["old"]["author"]) == ("HEAD", at, "Uji")
    assert (file["new"]["commit"], file["new"]["file"]) == ("", FILE)
    text = plain.bimtek("diff", FILE).stdout.splitlines()
    assert text[0].startswith(f"{FILE}: HEAD ({at[:10]}, ")
    assert text[0].endswith(", Uji) → the file as it is")


def test_several_files_and_a_folder_against_what_was_committed_last(plain: Repository) -> None:
    plain.commit(BASE)
    plain.commit(BASE, OTHER)
    plain.commit("x = 1\n", "sessions/bukan.toml")
    plain.write(BASE + NEW)
    plain.write(BASE.replace("belum", "sudah"), OTHER)
    plain.write("x = 2\n", "sessions/bukan.toml")
    plain.write(BASE, "sessions/baru.toml")
    (plain.folder / "sessions" / "lagi.toml").write_text(BASE, "utf-8")
    answer = files(plain, FILE, OTHER, "sessions/baru.toml")
    assert [(name, file["state"]) for name, file in answer.items()] == [
        (FILE, "changed"),
        (OTHER, "changed"),
        ("sessions/baru.toml", "added"),
    ]
    folder = files(plain, "sessions")
    assert {name: file["state"] for name, file in folder.items()} == {
        "sessions/baru.toml": "added",
        FILE: "changed",
        "sessions/lagi.toml": "added",
        OTHER: "changed",
    }
    assert folder["sessions/baru.toml"]["counts"] == {"swot": 1, "program": 1}


def test_a_range_over_all_sessions_with_one_renamed_one_gone_and_one_new(plain: Repository) -> None:
    for name in (FILE, OTHER, "sessions/hilang.toml"):
        plain.commit(BASE.replace("Kota Uji", f"Kota {name}"), name)
    plain.git("tag", "v1")
    plain.git("mv", FILE, "kota-baru.toml")
    plain.git("rm", "-q", "sessions/hilang.toml")
    plain.commit(BASE.replace("Kota Uji", f"Kota {FILE}") + NEW, "kota-baru.toml")
    plain.commit(resources.sample_session("kota-contoh").read_text("utf-8"), "baru/lagi.toml")
    plain.git("tag", "v2")
    plain.write("kacau", "kota-baru.toml")
    answer = files(plain, "--rev", "v1..v2")
    assert {name: file["state"] for name, file in answer.items()} == {
        "baru/lagi.toml": "added",
        "kota-baru.toml": "changed",
        "sessions/hilang.toml": "removed",
    }
    assert answer["kota-baru.toml"]["old"]["file"] == FILE
    assert said(answer["kota-baru.toml"]) == ["sw-0000000a added"]
    assert [*files(plain, "--rev", "v1..v2", "sessions")] == ["sessions/hilang.toml", FILE]
    assert files(plain, "--rev", "v1..v1", code=0) == {}
    text = plain.bimtek("diff", "--rev", "v1..v2").stdout
    assert "the file is gone: SWOT entry 1, Program 1\n(--full tells every entry)" in text
    assert "sessions/kota.toml @ v1 (" in text
    full = plain.bimtek("diff", "--rev", "v1..v2", "--full").stdout
    assert "(pr-00000001): removed" in full


def test_a_revision_against_the_files_as_they_are_names_one_that_can_t_be_read_and_goes_on(
    plain: Repository,
) -> None:
    plain.commit(BASE)
    plain.commit(BASE, OTHER)
    plain.write(BASE.replace('"weakness"', '"weakness'))
    plain.write(BASE + NEW, OTHER)
    answer = files(plain, "--rev", "HEAD", code=2)
    assert {name: file["state"] for name, file in answer.items()} == {FILE: "unreadable", OTHER: "changed"}
    assert "not valid TOML" in answer[FILE]["fault"]
    assert "not valid TOML" in plain.bimtek("diff", "--rev", "HEAD").stderr


def test_a_file_in_a_revision(plain: Repository) -> None:
    plain.commit(BASE)
    plain.git("tag", "v1")
    plain.commit(BASE + NEW)
    assert said(files(plain, f"v1:{FILE}", FILE)[FILE]) == ["sw-0000000a added"]
    assert said(files(plain, f"HEAD:{FILE}", f"v1:{FILE}")[f"v1:{FILE}"]) == ["sw-0000000a removed"]
    assert said(files(plain, f"v1:{FILE}")[FILE]) == ["sw-0000000a added"]
    done = plain.bimtek("diff", "v1:./kota.toml", "kota.toml", folder="sessions")
    assert done.returncode == 1
    assert "(sw-0000000a): added" in done.stdout
    for word, sentence in (
        ("v1:tak-ada.toml", "tak-ada.toml is not in the revision v1"),
        ("v9:kota.toml", "git does not know the revision “v9”"),
    ):
        done = plain.bimtek("diff", word, FILE)
        assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
        assert sentence in done.stderr


def test_standard_input_is_one_of_two_sides(plain: Repository) -> None:
    plain.write(BASE)
    assert said(files(plain, FILE, "-", stdin=BASE + NEW)["-"]) == ["sw-0000000a added"]
    file = files(plain, "-", FILE, stdin=BASE + NEW)[FILE]
    assert (said(file), file["old"]["file"]) == (["sw-0000000a removed"], "standard input")
    assert (
        plain.bimtek("diff", "-", "-").stderr
        == "standard input can be read once; name a file for the other side\n"
    )
    assert plain.bimtek("diff", "-").returncode == 2


def test_two_folders_are_matched_by_path(plain: Repository) -> None:
    for folder, text in (("lama", BASE), ("baru", BASE + NEW)):
        plain.write(text, f"{folder}/a.toml")
        plain.write(BASE, f"{folder}/dalam/sama.toml")
        plain.write(BASE, f"{folder}/hanya-{folder}.toml")
        plain.write("x = 1", f"{folder}/bukan.toml")
    answer = files(plain, "lama", "baru")
    assert {name: file["state"] for name, file in answer.items()} == {
        "a.toml": "changed",
        "hanya-baru.toml": "added",
        "hanya-lama.toml": "removed",
    }
    assert said(files(plain, "lama/a.toml", "baru")["baru/a.toml"]) == ["sw-0000000a added"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\x00\xff\x02", "is no text file"),
        (b"a = 1\n", "this is no session file"),
        (b"schema_version = 1\nmethod = 1\n", "method"),
        (b"\xff\xfe", "UTF-8"),
    ],
)
def test_what_is_no_session_is_one_sentence(plain: Repository, content: bytes, sentence: str) -> None:
    plain.commit(BASE)
    plain.file.write_bytes(content)
    for words in ((FILE,), (f"HEAD:{FILE}", FILE), (FILE, f"HEAD:{FILE}")):
        done = plain.bimtek("diff", *words)
        assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
        assert sentence in done.stderr


def test_what_is_too_large_for_a_session_is_not_read(plain: Repository) -> None:
    plain.commit(BASE)
    with plain.file.open("ab") as file:
        file.truncate(65 * 2**20)
    plain.git("add", "-A")
    plain.git("commit", "-q", "-m", "besar")
    for words in ((f"HEAD:{FILE}", f"HEAD~1:{FILE}"), ("--rev", "HEAD~1..HEAD", FILE)):
        done = plain.bimtek("diff", *words)
        assert (done.returncode, done.stdout) == (2, "")
        assert "is larger than 64 MiB" in done.stderr
    assert files(plain, "--rev", "HEAD~1..HEAD", code=2)[FILE]["state"] == "unreadable"
    assert "is larger than 64 MiB" in plain.bimtek("log", FILE).stdout


def test_without_a_repository_a_file_alone_names_the_way_out(plain: Repository, tmp_path: Path) -> None:
    folder = tmp_path / "luar"
    folder.mkdir()
    (folder / "kota.toml").write_text(BASE, "utf-8")
    done = plain.bimtek("diff", "kota.toml", folder=str(folder))
    assert (done.returncode, done.stdout) == (2, "")
    assert "or name two files: bimtek diff OLD NEW" in done.stderr
    assert plain.bimtek("diff").returncode == 2


def test_a_method_of_ones_own_and_ids_where_it_is_not_here(plain: Repository, tmp_path: Path) -> None:
    own = tmp_path / "templat"
    (own / "methods").mkdir(parents=True)
    shipped = resources.method_file("kominfo-1").read_text("utf-8")
    (own / "methods" / "kota-1.toml").write_text(
        shipped.replace('id = "kominfo-1"', 'id = "kota-1"', 1).replace(
            'name_en = "Governance"', 'name_en = "Tata"'
        ),
        "utf-8",
    )
    text = BASE.replace("kominfo-1", "kota-1").replace("horizon", 'dimension = "economy"\nhorizon')
    plain.commit(text)
    plain.write(text.replace("economy", "governance"))
    done = plain.bimtek("diff", FILE)
    assert done.returncode == 1
    assert "Dimension: economy → governance" in done.stdout
    assert "ids stand for names" in done.stderr
    done = plain.bimtek("diff", FILE, "--templates", str(own))
    assert done.stderr == ""
    assert "Dimension: Smart economy → " in done.stdout or "Dimension: Economy → " in done.stdout
    assert "ids stand for names" in plain.bimtek("log", FILE).stderr
    assert plain.bimtek("log", FILE, "--templates", str(own)).stderr == ""
    assert plain.bimtek("fingerprint", FILE, "--templates", str(own)).returncode == 0
    assert plain.bimtek("fingerprint", FILE).returncode == 2
    table = plain.folder / "program.csv"
    words = ("export", FILE, "--kind", "program", "--out", str(table))
    assert "ids stand for names" in plain.bimtek(*words[:-2]).stderr
    assert plain.bimtek(*words, "--templates", str(own)).returncode == 0
    table.write_text(table.read_text("utf-8-sig").replace("Satu Data", "Tiga Data"), "utf-8")
    words = ("import", FILE, str(table), "--kind", "program", "--yes")
    assert plain.bimtek(*words).returncode == 2
    assert plain.bimtek(*words, "--templates", str(own)).returncode == 0
    assert "Tiga Data" in plain.text


def test_a_link_that_git_keeps_is_no_session_of_a_folder_and_named_is_the_file_behind_it(
    plain: Repository,
) -> None:
    (plain.folder / "sessions").mkdir()
    (plain.folder / "sessions" / "taut.toml").symlink_to("kota.toml")
    plain.commit(BASE)
    assert files(plain, "sessions", code=0) == {}
    assert files(plain, "--rev", "HEAD", code=0) == {}
    plain.write(BASE + NEW)
    assert [*files(plain, "sessions")] == [FILE]
    link = "sessions/taut.toml"
    assert said(files(plain, link)[link]) == ["sw-0000000a added"]
    assert "not committed yet" in plain.bimtek("log", link).stdout


def test_a_file_as_it_lies_there_is_never_named_by_the_folders_of_this_machine(plain: Repository) -> None:
    plain.commit(BASE)
    plain.write(BASE + NEW)
    for words, folder in (
        (("--rev", "HEAD"), "."),
        (("--rev", "HEAD"), "sessions"),
        ((f"HEAD:{FILE}",), "."),
        ((f"HEAD:{FILE}",), "sessions"),
    ):
        done = plain.bimtek("diff", *words, folder=folder)
        assert done.returncode == 1
        assert done.stdout.splitlines()[0].endswith(") → the file as it is")
        assert str(plain.folder) not in done.stdout


def test_a_folder_that_only_one_end_has(plain: Repository) -> None:
    plain.commit(BASE)
    plain.git("rm", "-q", FILE)
    plain.commit("x", "catatan.txt")
    assert {
        name: file["state"] for name, file in files(plain, "sessions", "--rev", "HEAD~1..HEAD").items()
    } == {FILE: "removed"}
    assert {name: file["state"] for name, file in files(plain, "sessions", "--rev", "HEAD~1").items()} == {
        FILE: "removed"
    }


def test_what_was_moved_into_a_folder_is_one_file(plain: Repository) -> None:
    plain.commit(BASE)
    plain.git("mv", "sessions", "sesi")
    plain.commit(BASE + NEW, "sesi/kota.toml")
    for words, name in (
        (("sesi", "--rev", "HEAD~1..HEAD"), "sesi/kota.toml"),
        (("sesi", "--rev", "HEAD~1"), "sesi/kota.toml"),
    ):
        assert said(files(plain, *words)[name]) == ["sw-0000000a added"], words
    assert files(plain, f"HEAD~1:{FILE}")[FILE]["state"] == "removed"
    inside = plain.bimtek("diff", "--rev", "HEAD~1..HEAD", folder=".git")
    assert inside.returncode == 2
    assert "git clone" not in inside.stderr


def test_why_there_is_nothing_to_compare_with_is_told_as_it_is(plain: Repository, tmp_path: Path) -> None:
    plain.write(BASE)
    for words in ((FILE,), ("--rev", "HEAD"), ("sessions",), (f"HEAD:{FILE}",)):
        done = plain.bimtek("diff", *words)
        assert (done.returncode, done.stdout) == (2, "")
        assert "nothing was committed in this repository yet" in done.stderr
    plain.commit(BASE)
    assert "tidak.toml does not exist, and HEAD has it neither" in plain.bimtek("diff", "tidak.toml").stderr
    assert "sessions is a folder in the revision HEAD" in plain.bimtek("diff", "HEAD:sessions").stderr
    server = tmp_path / "server.git"
    plain.git("clone", "-q", "--bare", str(plain.folder), str(server))
    for call in (["diff", "--rev", "HEAD"], ["diff", f"HEAD:{FILE}", FILE], ["log", FILE]):
        done = plain.bimtek(*call, folder=str(server))
        assert (done.returncode, done.stdout) == (2, "")
        assert "bare" in done.stderr
        assert "clone" in done.stderr


def test_the_answer_can_go_to_a_file_that_is_no_session(plain: Repository) -> None:
    plain.commit(BASE)
    plain.write(BASE + NEW)
    done = plain.bimtek("diff", FILE, "--format", "html", "-o", "perubahan.html")
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "")
    assert (plain.folder / "perubahan.html").read_text("utf-8").startswith("<!DOCTYPE html>")
    assert plain.bimtek("diff", FILE, "-o", FILE).returncode == 2
    assert plain.text == BASE + NEW


def test_a_shallow_clone_names_the_way_out(plain: Repository, tmp_path: Path) -> None:
    for text in (BASE, BASE + NEW, BASE):
        plain.commit(text)
    plain.git("tag", "v1", "HEAD~2")
    server = tmp_path / "server.git"
    plain.git("clone", "-q", "--bare", str(plain.folder), str(server))
    shutil.rmtree(plain.folder)
    plain.folder.mkdir()
    plain.git("clone", "-q", "--depth", "1", server.as_uri(), ".")
    for words in (("--rev", "v1..HEAD"), ("--rev", "HEAD~1", FILE), (f"v1:{FILE}", FILE)):
        done = plain.bimtek("diff", *words)
        assert (done.returncode, done.stdout) == (2, "")
        assert "“git fetch --unshallow” brings the others" in done.stderr


def test_looking_at_ranges_and_histories_runs_nothing_of_the_repository(plain: Repository) -> None:
    plain.commit(BASE)
    plain.commit(BASE + NEW)
    plain.branches(BASE, BASE + NEW, BASE.replace("belum", "sudah"))
    plain.git("merge", "mereka", fails=None)
    set_traps(plain)
    for words in (
        ("diff", "--rev", "HEAD~1..HEAD"),
        ("diff", "sessions"),
        ("diff", f"HEAD:{FILE}", FILE),
        ("log", FILE),
    ):
        assert plain.bimtek(*words).returncode in (0, 1)
        assert trace(plain) == ""
