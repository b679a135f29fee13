"""The command as people use it: real files, a real process, what is printed and which exit code."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from conftest import ROOT, Run

from bimtek_tui import __version__, resources, store
from bimtek_tui.cli import open as open_commands
from bimtek_tui.cli.console import WrongUse
from bimtek_tui.errors import CannotSave
from bimtek_tui.model import method
from bimtek_tui.store import named_files
from bimtek_tui.store.formatting import laid_out

posix = pytest.mark.skipif(os.name == "nt", reason="POSIX only")

GOOD = """schema_version = 1
method = "kominfo-1"

[city]
name = "Kota Uji"
kind = "kota"
province = "Riau"

# sw-00000001
[[swot]]
id = "sw-00000001"
quadrant = "strength"
text = "Satu"
added = 2026-06-13T09:15:21+07:00

# pr-00000001
[[program]]
id = "pr-00000001"
name = "Program"
horizon = "short"
added = 2026-06-13T09:15:21+07:00
"""
MESSY = """# about this file

schema_version = 1  # the format
method = "kominfo-1"
mood = { good = true, why = ["a", "b"] }

[[program]]
name = "Program"  # as it was called
id = "pr-00000001"
horizon = "short"
own_key = 1979-05-27T07:32:00.5Z
added = 2026-06-13T09:15:21+07:00
# remark at the end

# above the city
[city]
province = "Riau"
# about the name
name = "Kota Uji"
kind = "kota"

# from Ibu Ani
# sw-99999999
[[swot]]
quadrant = "strength"
text = '''
Satu "dua"
'''
id = "sw-00000001"
added = 2026-06-13T09:15:21+07:00
[swot.own]
x = 0xff
[[strategy]]
id = "st-00000001"
quadrant = "SO"
text = "S"
factors = [ "sw-00000001", # the first
  # the second
  "sw-00000002" ]
added = 2026-06-13T09:15:21+07:00
[[swot]]
id = "sw-00000002"
quadrant = "strong"
text = "Dua"
withdrawn = "ditarik"
added = 2026-06-13T09:15:21+07:00
[mystery]
# inside
value = 1
"""
NEAT = """# about this file

schema_version = 1  # the format
method = "kominfo-1"
mood = { good = true, why = ["a", "b"] }

# above the city
# city
[city]
    # about the name
name = "Kota Uji"
kind = "kota"
province = "Riau"

# from Ibu Ani
# sw-00000001
[[swot]]
id = "sw-00000001"
quadrant = "strength"
text = "Satu \\"dua\\""
added = 2026-06-13T09:15:21+07:00

[swot.own]
x = 0xff

# sw-00000002
[[swot]]
id = "sw-00000002"
quadrant = "strong"
text = "Dua"
withdrawn = "ditarik"
added = 2026-06-13T09:15:21+07:00

# st-00000001
[[strategy]]
id = "st-00000001"
quadrant = "SO"
text = "S"
    # the first
    # the second
factors = [
  "sw-00000001",
  "sw-00000002",
]
added = 2026-06-13T09:15:21+07:00

# pr-00000001
[[program]]
id = "pr-00000001"
name = "Program"  # as it was called
horizon = "short"
own_key = 1979-05-27T07:32:00.500000+00:00
added = 2026-06-13T09:15:21+07:00
# remark at the end

[mystery]
# inside
value = 1
"""


def one_line(said: str) -> str:
    """What was said is one sentence on one line, and no traceback."""
    assert said.endswith("\n")
    assert said.count("\n") == 1
    assert "Traceback" not in said
    return said.removesuffix("\n")


def first_of(said: str) -> str:
    """The first sentence of a check, behind which it may say that there may be more."""
    first, _end, rest = said.partition("\n")
    assert not rest or "there may be more behind this" in one_line(rest)
    return one_line(f"{first}\n")


def write(folder: Path, content: str | bytes, name: str = "uji.toml") -> Path:
    file = folder / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return file


# Version, help, language --------------------------------------------------------------------------------------


def test_version_is_said_with_and_without_other_options(bimtek: Run) -> None:
    for words in (["--version"], ["--lang", "en", "--version"]):
        done = bimtek(*words)
        assert (done.returncode, done.stdout, done.stderr) == (0, f"{__version__}\n", "")


@pytest.mark.parametrize(
    "name", ["new", "open", "demo", "status", "check", "render", "fmt", "migrate", "schema"]
)
def test_help_of_every_command_shows_an_example(bimtek: Run, name: str) -> None:
    done = bimtek(name, "--help")
    assert done.returncode == 0
    assert f"Usage: bimtek {name}" in done.stdout
    assert f"\n  bimtek {name}" in done.stdout.partition("Example:")[2]
    listed = bimtek("--help").stdout
    assert listed.count("“") == listed.count("”")
    assert name in listed
    assert "…" not in listed  # what a command does is said to the end


def test_the_language_is_taken_before_and_behind_the_command_and_from_the_environment(
    bimtek: Run, sample: Path
) -> None:
    before = bimtek("--lang", "id", "status", sample).stdout
    behind = bimtek("status", sample, "--lang=id").stdout
    environment = bimtek("status", sample, env={"BIMTEK_LANG": "id"}).stdout
    assert before == behind == environment
    assert "Tahap I:" in before
    assert "Stage 1:" in bimtek("status", sample).stdout
    assert "Stage 1:" in bimtek("--lang", "en", "status", sample, env={"BIMTEK_LANG": "id"}).stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["chek"], "there is no command “chek” (did you mean “check”?)"),
        (["check"], "FILE... is missing"),
        (["check", "x.toml", "--frmt", "json"], "there is no option --frmt (did you mean “--format”?)"),
        (
            ["check", "x.toml", "--format", "xml"],
            "the value of --format does not fit: take one of: text, json",
        ),
        (["status", "x.toml", "y.toml"], "“bimtek status” does not take “y.toml”"),
        (["new", "kota-x", "--province", "Riau"], "--city is missing"),
        (["new", "kota-x", "--city"], "--city needs a value"),
        (["--version=3"], "--version takes no value"),
        (["new", "kota-x", "--city", "X", "--province", "Y", "--start", "soon"], "take a whole number"),
        (["--lang", "fr", "status", "x"], "the value of --lang does not fit: take one of: id, en"),
        (["open", "x.toml"], "the screen needs a terminal"),
        ([], "the screen needs a terminal"),
    ],
)
def test_wrong_use_is_one_sentence_and_code_2(bimtek: Run, words: list[str], said: str) -> None:
    done = bimtek(*words)
    assert done.returncode == 2
    assert said in one_line(done.stderr)
    assert done.stdout == ""


# new ----------------------------------------------------------------------------------------------------------

NEW = ("--city", "Kota Batam", "--province", "Kepulauan Riau")


def test_new_makes_a_session_that_check_and_fmt_like(bimtek: Run, tmp_path: Path) -> None:
    done = bimtek("new", "kota-batam-2026", *NEW, "--start", "2026")
    assert done.returncode == 0
    file = tmp_path / "sessions" / "kota-batam-2026.toml"
    assert f"bimtek open {file.relative_to(tmp_path)}" in done.stdout
    assert tomllib.loads(file.read_text(encoding="utf-8")) == {
        "schema_version": 1,
        "method": "kominfo-1",
        "city": {"name": "Kota Batam", "kind": "kota", "province": "Kepulauan Riau"},
        "plan": {"period_start": 2026, "legal_basis": [*method.load("kominfo-1").legal_basis]},
    }
    assert "5 legal bases of the method stand in it" in done.stdout
    bare = bimtek("new", "kota-lain", *NEW, "--start", "2026", "--no-legal-basis")
    assert "legal" not in bare.stdout
    plan = tomllib.loads((tmp_path / "sessions" / "kota-lain.toml").read_text(encoding="utf-8"))["plan"]
    assert plan == {"period_start": 2026}
    assert bimtek("check", file).returncode == 0
    assert bimtek("fmt", "--check", file).returncode == 0


def test_new_takes_another_kind_and_folder_and_no_year(bimtek: Run, tmp_path: Path) -> None:
    assert bimtek("new", "x", *NEW, "--kind", "kabupaten", "--folder", "a/b").returncode == 0
    made = tomllib.loads((tmp_path / "a/b/x.toml").read_text(encoding="utf-8"))
    assert made["city"]["kind"] == "kabupaten"
    assert bimtek("check", "a/b/x.toml").returncode == 0


def test_new_knows_a_regency_by_its_name(bimtek: Run, tmp_path: Path) -> None:
    assert bimtek("new", "y", "--city", "Kabupaten Ngawi Uji", "--province", "Jawa Timur").returncode == 0
    made = tomllib.loads((tmp_path / "sessions/y.toml").read_text(encoding="utf-8"))
    assert made["city"]["kind"] == "kabupaten"


def test_new_never_overwrites(bimtek: Run, tmp_path: Path) -> None:
    file = write(tmp_path, GOOD, "kota.toml")
    done = bimtek("new", "kota", *NEW, "--folder", ".")
    assert done.returncode == 2
    assert "there already" in one_line(done.stderr)
    assert file.read_text(encoding="utf-8") == GOOD


@pytest.mark.parametrize(
    "slug", ["Kota", "kota batam", "../kota", "con", "a/b", "-x-", "kota.toml", "x" * 61, ""]
)
def test_new_takes_only_names_that_every_system_takes(bimtek: Run, tmp_path: Path, slug: str) -> None:
    done = bimtek("new", *NEW, "--", slug)
    assert done.returncode == 2
    one_line(done.stderr)
    assert list(tmp_path.rglob("*.toml")) == []


def test_new_refuses_a_year_that_is_none_and_an_empty_city(bimtek: Run, tmp_path: Path) -> None:
    assert "year" in one_line(bimtek("new", "x", *NEW, "--start", "99").stderr)
    assert "“Name” is missing" in one_line(bimtek("new", "x", "--city", " ", "--province", "Riau").stderr)
    assert list(tmp_path.rglob("*.toml")) == []


# demo, status, render -----------------------------------------------------------------------------------------

BOOKS = [
    "buku-1-analisis-strategis.md",
    "buku-2-masterplan.md",
    "buku-3-quick-win.md",
    "buku-4-peta-jalan.md",
]


def test_demo_prints_the_status_and_makes_the_books_on_a_copy(bimtek: Run, tmp_path: Path) -> None:
    packaged = resources.sample_session("kota-contoh").read_bytes()
    done = bimtek("demo")
    assert (done.returncode, done.stderr) == (0, "")
    for number in range(1, 5):
        assert f"Stage {number}:" in done.stdout
    books = tmp_path / "bimtek-demo" / "books" / "kota-contoh"
    for name in BOOKS:
        assert str((books / name).relative_to(tmp_path)) in done.stdout
        assert (books / name).stat().st_size > 1000
    session = tmp_path / "bimtek-demo" / "sessions" / "kota-contoh.toml"
    assert session.read_bytes() == packaged
    assert resources.sample_session("kota-contoh").read_bytes() == packaged


@pytest.mark.slow
def test_a_terminal_without_frames_is_told_so_before_the_screen_opens(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tty = SimpleNamespace(isatty=lambda: True)
    latin = SimpleNamespace(stdin=tty, stdout=tty, __stderr__=SimpleNamespace(encoding="iso-8859-1"))
    monkeypatch.setattr(open_commands, "sys", latin)
    with pytest.raises(WrongUse, match=r"set to iso-8859-1, which has no frames and bars; .* PYTHONUTF8=1"):
        open_commands.on_screen()


def test_demo_goes_on_with_what_is_there(bimtek: Run, tmp_path: Path) -> None:
    assert bimtek("demo", "coba", "--no-ui").returncode == 0
    session = tmp_path / "coba" / "sessions" / "kota-contoh.toml"
    changed = session.read_text(encoding="utf-8").replace('name = "Kota Contoh"', 'name = "Kota Lain"')
    session.write_text(changed, encoding="utf-8")
    done = bimtek("demo", "coba", "--no-ui")
    assert done.returncode == 0
    assert "Kota Lain" in done.stdout
    assert session.read_text(encoding="utf-8") == changed
    assert "Kota Lain" in (tmp_path / "coba/books/kota-contoh" / BOOKS[0]).read_text(encoding="utf-8")


def test_demo_brings_every_file_that_the_sample_names(bimtek: Run, tmp_path: Path) -> None:
    sample = resources.sample_session("kota-contoh")
    assert bimtek("demo", "coba", "--no-ui").returncode == 0
    copy = tmp_path / "coba" / "sessions" / sample.name
    named = {one.name for one in named_files.gather(copy, store.load(copy).session).values()}
    assert named
    for name in named:
        assert (copy.parent / name).read_bytes() == (sample.parent / name).read_bytes()
    assert bimtek("check", copy).returncode == 0


def test_demo_keeps_a_file_of_that_name_and_says_so(bimtek: Run, tmp_path: Path) -> None:
    seal = tmp_path / "coba" / "sessions" / "kota-contoh-lambang.png"
    seal.parent.mkdir(parents=True)
    seal.write_bytes(b"of somebody")
    done = bimtek("demo", "coba", "--no-ui")
    assert done.returncode == 0
    assert f"{seal.relative_to(tmp_path)} was there already and stays as it is" in done.stdout
    assert seal.read_bytes() == b"of somebody"
    seal.unlink()
    (tmp_path / "coba" / "sessions" / "kota-contoh.toml").unlink()
    assert "was there already" not in bimtek("demo", "coba", "--no-ui").stdout
    (tmp_path / "coba" / "sessions" / "kota-contoh.toml").unlink()  # as after a run that was cut off
    assert "was there already" not in bimtek("demo", "coba", "--no-ui").stdout


def test_demo_in_a_place_that_is_a_file_is_one_sentence(bimtek: Run, tmp_path: Path) -> None:
    write(tmp_path, "x", "bimtek-demo")
    done = bimtek("demo")
    assert done.returncode == 2
    one_line(done.stderr)


FACTS = {
    "batam-2022": [
        "13–14 June 2022", "13–14 July 2022", "8–9 August 2022", "September 2022", "2029", "SWOT", "Final review",
        "pendek, menengah, dan panjang", "Finalisasi", "penandatanganan", "93 kota", "30 kota menjadi finalis",
        "8 di antara", "26–27 September 2019", "10 dari 13",
    ],
    "tanjungpinang-2019": ["enam dimensi", "RPJMD 2018–2023", "2019–2023", "DAK", "sesuai dengan kemampuan"],
    "dumai-2022": ["1 year", "5 years", "10 years", "Quick win adalah jangka 1 tahun", "Empat draf buku", "Wali Kota",
        "DPRD", "Kepala OPD", "Camat", "BUMD"],
    "bontang-2019": ["short term 2020,", "2021–2024", "2025–2029", "Sejahtera, humanis, inovatif", "Simpeltaru",
        "Super Apps Bessai Berinta Smart City", "Kampung Masdarling", "KPBU", "CSR", "Perda"],
}  # fmt: skip


@pytest.mark.parametrize("slug", FACTS)
def test_status_shows_every_published_fact(bimtek: Run, slug: str) -> None:
    done = bimtek("status", resources.sample_session(slug))
    assert (done.returncode, done.stderr) == (0, "")
    assert [fact for fact in FACTS[slug] if fact not in done.stdout] == []


def test_status_as_json_gives_checklists_and_counts(bimtek: Run, sample: Path) -> None:
    done = bimtek("status", sample, "--format", "json")
    said = json.loads(done.stdout)
    assert [stage["id"] for stage in said["stages"]] == ["stage-1", "stage-2", "stage-3", "stage-4"]
    for stage in said["stages"]:
        assert stage["checklist"]["done"] == stage["checklist"]["total"] > 15
    counts = said["counts"]
    raw = tomllib.loads(sample.read_text(encoding="utf-8"))
    counting = [one for one in raw["swot"] if not one.keys() & {"withdrawn", "merged_into"}]
    assert counts["kind"]["swot"] == len(counting) == sum(counts["quadrant"].values())
    assert counts["kind"]["program"] == sum(counts["horizon"].values()) >= 36
    assert sum(counts["dimension"]["swot"].values()) == len(counting)
    assert len(said["quick_wins"]) == 6
    assert said["commitment"]["signatories"]
    assert said["city"]["name"] == "Kota Contoh"


def test_render_writes_to_books_by_default_or_where_it_is_told(
    bimtek: Run, sample: Path, tmp_path: Path
) -> None:
    assert bimtek("render", sample).returncode == 0
    assert sorted(file.name for file in (tmp_path / "books" / "kota-contoh").glob("*.md")) == BOOKS
    done = bimtek("render", sample, "--out", "draf", "--book", "buku-3", "--book", "buku-1")
    assert done.returncode == 0
    assert sorted(file.name for file in (tmp_path / "draf").glob("*.md")) == [BOOKS[0], BOOKS[2]]
    assert set(done.stdout.split()) == {f"draf/{BOOKS[0]}", f"draf/{BOOKS[2]}"}


def test_render_refuses_an_unknown_book_and_one_that_was_edited(
    bimtek: Run, sample: Path, tmp_path: Path
) -> None:
    done = bimtek("render", sample, "--book", "buku-9")
    assert done.returncode == 2
    assert "buku-1, buku-2, buku-3, buku-4" in one_line(done.stderr)
    bimtek("render", sample, "--out", "draf", "--book", "buku-1")
    book = tmp_path / "draf" / BOOKS[0]
    edited = book.read_text(encoding="utf-8").replace("Kota", "KOTA")
    book.write_text(edited, encoding="utf-8")
    done = bimtek("render", sample, "--out", "draf")
    assert done.returncode == 2
    assert "--force" in one_line(done.stderr)
    assert book.read_text(encoding="utf-8") == edited
    assert bimtek("render", sample, "--out", "draf", "--force").returncode == 0
    assert book.read_text(encoding="utf-8") != edited


def test_render_and_status_say_when_entries_could_not_be_read(bimtek: Run, tmp_path: Path) -> None:
    file = write(tmp_path, GOOD.replace('"strength"', '"strong"'))
    for command in ("status", "render"):
        done = bimtek(command, file)
        assert done.returncode == 0
        assert f"bimtek check {file}" in one_line(done.stderr)


def test_schema_is_json_schema_of_every_kind(bimtek: Run) -> None:
    schema = json.loads(bimtek("schema").stdout)
    assert schema["$schema"].startswith("https://json-schema.org/")
    assert {"city", "swot", "program", "signatory"} <= schema["properties"].keys()


# check --------------------------------------------------------------------------------------------------------


def test_check_of_a_good_file_is_fine_and_infos_alone_are_too(bimtek: Run, tmp_path: Path) -> None:
    assert bimtek("check", write(tmp_path, GOOD)).returncode == 0
    file = write(tmp_path, GOOD.replace('horizon = "short"', 'horizon = "short"\nlead = "DINKES"'))
    done = bimtek("check", file)
    assert done.returncode == 0
    assert done.stdout.startswith(f"{file}:21: info unlisted-agency: ")
    assert one_line(done.stdout)


def test_check_as_json_says_the_same_as_text(bimtek: Run, tmp_path: Path) -> None:
    file = write(tmp_path, GOOD.replace('"strength"', '"strong"').replace("[[program]]", "[[progam]]"))
    text = bimtek("check", file)
    said = json.loads(bimtek("check", file, "--format", "json").stdout)
    assert [list(one) for one in said] == [["file", "line", "key", "id", "severity", "code", "message"]] * 2
    assert text.stdout.splitlines() == [
        "{file}:{line}: {severity} {code}: {message}".format(**one) for one in said
    ]
    assert said[0]["id"] == "sw-00000001"
    assert said[0]["key"] == "quadrant"


def test_check_with_stage_says_what_is_missing(bimtek: Run, tmp_path: Path, sample: Path) -> None:
    assert bimtek("check", sample, "--stage", "stage-4").returncode == 0
    file = write(tmp_path, GOOD)
    done = bimtek("check", file, "--stage", "stage-1")
    assert done.returncode == 1
    assert "warning not-ready: " in done.stdout
    wrong = bimtek("check", file, "--stage", "stage-9")
    assert wrong.returncode == 2
    assert "stage-1, stage-2, stage-3, stage-4" in one_line(wrong.stderr)


def test_an_unreadable_file_does_not_hide_the_others(bimtek: Run, tmp_path: Path) -> None:
    bad = write(tmp_path, "schema_version = \n", "bad.toml")
    wrong = write(tmp_path, GOOD.replace('"strength"', '"strong"'))
    done = bimtek("check", bad, wrong)
    assert done.returncode == 2
    assert done.stdout.startswith(f"{wrong}:12: error unknown-value: ")
    assert first_of(done.stderr).startswith(f"{bad}:1: ")
    said = json.loads(bimtek("check", bad, wrong, "--format", "json").stdout)
    assert [one["code"] for one in said] == ["unreadable", "unknown-value"]


def test_a_method_that_is_not_known_is_a_finding_among_the_others(bimtek: Run, tmp_path: Path) -> None:
    file = write(tmp_path, GOOD.replace("kominfo-1", "../kominfo-1").replace('"strength"', '"strong"'))
    done = bimtek("check", file)
    assert done.returncode == 1
    assert [line.split(": ")[1] for line in done.stdout.splitlines()] == [
        "error unknown-method",
        "error unknown-value",
    ]
    assert done.stdout.startswith(f"{file}:2: ")
    for command in ("figures", "render"):
        done = bimtek(command, file)
        assert done.returncode == 2
        assert one_line(done.stderr).startswith(f"{file}:2: ")


# Bad input ----------------------------------------------------------------------------------------------------

CHANGED: dict[str, tuple[str, str, int, str, str]] = {
    # what is replaced, by what, and then line, code and a word of the sentence
    "unknown quadrant": ('"strength"', '"strenght"', 12, "unknown-value", "did you mean “strength”"),
    "a number for a text": ('"Satu"', "5", 13, "wrong-type", "a text"),
    "a text for a date": ("2026-06-13T09:15:21+07:00\n\n", '"yesterday"\n\n', 14, "wrong-type", "a moment"),
    "a missing key": ('text = "Satu"\n', "", 10, "missing-key", "text"),
    "an unknown key": ('text = "Satu"', 'text = "Satu"\ntxt = "x"', 14, "unknown-key", "txt"),
    "an unknown table": ("[[program]]", "[[programme]]", 17, "unknown-table", "program"),
    "a table in the wrong form": ("[[swot]]", "[swot]", 10, "wrong-table", "[[swot]]"),
    "a dangling id": ('text = "Satu"', 'text = "Satu"\nmerged_into = "sw-77777777"', 14, "dangling-reference", "sw-77777777"),
    "two entries of one id": (
        "# pr-00000001",
        '# sw-00000001\n[[swot]]\nid = "sw-00000001"\nquadrant = "threat"\ntext = "Dua"\nadded = 2026-06-13T09:15:21+07:00\n\n# pr-00000001',
        18,
        "duplicate-id",
        "line",
    ),
    "a year outside its horizon": (
        '# pr-00000001\n[[program]]\nid = "pr-00000001"\nname = "Program"\n',
        '[plan]\nshort_start = 2026\nshort_end = 2026\n\n# pr-00000001\n[[program]]\nid = "pr-00000001"\nname = "Program"\nstart_year = 2031\n',
        24,
        "year-outside-horizon",
        "2026",
    ),
    "an escape sequence": ('"Satu"', '"Satu\\u001b[31m merah"', 13, "unclean-text", "control"),
    "a bidi override": ('"Satu"', '"Satu\\u202e merah"', 13, "unclean-text", "control"),
    "a NUL": ('"Satu"', '"Satu\\u0000 merah"', 13, "unclean-text", "control"),
}  # fmt: skip


@pytest.mark.parametrize("case", CHANGED)
def test_bad_input_is_told_with_file_and_line_and_the_file_stays(
    bimtek: Run, tmp_path: Path, case: str
) -> None:
    old, new, line, code, word = CHANGED[case]
    assert old in GOOD
    text = GOOD.replace(old, new, 1)
    file = write(tmp_path, text)
    done = bimtek("check", file)
    assert (done.returncode, done.stderr) == (1, "")
    told = [one for one in done.stdout.splitlines() if f" {code}: " in one]
    assert len(told) == 1
    assert told[0].startswith(f"{file}:{line}: ")
    assert word in told[0]
    assert file.read_text(encoding="utf-8") == text
    status = bimtek("status", file)
    assert status.returncode == 0  # one bad entry never hides the others
    assert "Kota Uji" in status.stdout
    assert file.read_text(encoding="utf-8") == text


UNREADABLE: dict[str, tuple[bytes, str]] = {
    "no TOML": (GOOD.replace('"Satu"', '"Satu" dua').encode(), ":13: not valid TOML"),
    "an escape byte": (GOOD.replace("Satu", "Satu\x1b[31m").encode(), ":13: not valid TOML"),
    "a NUL byte": (GOOD.replace("Satu", "Satu\0").encode(), ":13: not valid TOML"),
    "another shape": (b'[project]\nname = "bimtek"\n', "schema_version = 1"),
    "a list for the method": (GOOD.replace('"kominfo-1"', "[1]").encode(), "method"),
    "two tables of one name": ((GOOD + "\n[city]\nname = 'x'\n").encode(), ":23: not valid TOML"),
    "a key twice": (
        GOOD.replace('text = "Satu"', 'text = "Satu"\ntext = "Dua"').encode(),
        ":14: not valid TOML",
    ),
    "a binary": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff\xfe", "no text file"),
    "another encoding": (GOOD.replace("Satu", "Satu \u00e9").encode("latin-1"), ":13: the text is not UTF-8"),
    "nothing": (b"", "is empty"),
    "blanks": (b"\n  \n", "is empty"),
    "lists nested deeply": (b"schema_version = 1\nx = " + b"[" * 20_000, "lie more than 50 deep"),
}


@pytest.mark.parametrize("case", UNREADABLE)
@pytest.mark.parametrize("command", ["check", "status", "render", "fmt"])
@pytest.mark.slow
def test_what_can_t_be_read_is_one_sentence_and_code_2(
    bimtek: Run, tmp_path: Path, case: str, command: str
) -> None:
    content, said = UNREADABLE[case]
    file = write(tmp_path, content)
    done = bimtek(command, file)
    assert (done.returncode, done.stdout) == (2, "")
    sentence = first_of(done.stderr) if command == "check" else one_line(done.stderr)
    assert sentence.startswith(str(file))
    assert said in sentence
    assert file.read_bytes() == content
    assert [path.name for path in tmp_path.iterdir()] == [file.name]


def test_a_number_too_long_to_be_written_is_told_and_stays(bimtek: Run, tmp_path: Path) -> None:
    number = "0x" + "f" * 4000
    file = write(tmp_path, GOOD + f"\n[identity]\nyear = {number}\nlater = {number}\n")
    done = bimtek("check", file)
    assert done.returncode == 1
    assert "out-of-range: “year” is 0xffff" in done.stdout
    assert bimtek("fmt", file).returncode == 0
    assert f"later = {number}" in file.read_text(encoding="utf-8")


@pytest.mark.parametrize("command", ["check", "status", "render", "fmt"])
def test_a_folder_and_a_file_that_is_not_there(bimtek: Run, tmp_path: Path, command: str) -> None:
    done = bimtek(command, tmp_path)
    assert done.returncode == 2
    assert "is a folder" in one_line(done.stderr)
    done = bimtek(command, "nothing.toml")
    assert done.returncode == 2
    assert "does not exist" in one_line(done.stderr)
    assert list(tmp_path.iterdir()) == []


def without_privileges() -> tuple[str, ...]:
    """What to put before a command so that file modes hold for it, for root too."""
    if os.geteuid() != 0:
        return ()
    if not shutil.which("setpriv"):
        pytest.skip("root reads every file, and there is no setpriv to give that up")
    before = ("setpriv", "--bounding-set", "-dac_override,-dac_read_search")
    if subprocess.run([*before, "true"], capture_output=True).returncode != 0:
        pytest.skip("root reads every file, and setpriv is not allowed to give that up here")
    return before


@posix
@pytest.mark.parametrize("command", ["check", "status", "render", "fmt"])
def test_no_permission_to_read(bimtek: Run, tmp_path: Path, command: str) -> None:
    before = without_privileges()
    file = write(tmp_path, GOOD)
    file.chmod(0)
    done = bimtek(command, file, before=before)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Permission denied" in one_line(done.stderr)
    file.chmod(0o600)
    assert file.read_text(encoding="utf-8") == GOOD


@posix
def test_no_permission_to_write(bimtek: Run, tmp_path: Path) -> None:
    before = without_privileges()
    folder = tmp_path / "closed"
    folder.mkdir()
    file = write(folder, MESSY)
    folder.chmod(0o500)
    for words in (
        ["fmt", file],
        ["render", file, "--out", folder / "books"],
        ["new", "x", *NEW, "--folder", folder],
        ["demo", folder / "demo"],
    ):
        done = bimtek(*words, before=before)
        assert done.returncode == 2
        assert "Permission denied" in one_line(done.stderr)
    folder.chmod(0o700)
    assert file.read_text(encoding="utf-8") == MESSY
    assert [path.name for path in folder.iterdir()] == [file.name]


@pytest.mark.parametrize(
    "fault",
    [
        "ImportError('libz.so.1: failed to map segment from shared object')",
        "SystemError('error return without exception set')",
        "ImportError('libz.so.1: cannot allocate memory for program header')",
        "OSError(12, 'Cannot allocate memory')",
        "MemoryError()",
    ],
)
def test_no_memory_for_what_is_loaded_late_is_no_mistake_of_the_program(
    bimtek: Run, tmp_path: Path, fault: str
) -> None:
    """The loader of libraries says it as an error of the import: met on a laptop that was full."""
    program = (
        "import sys\n"
        "from bimtek_tui import cli\n"
        "class Full:\n"
        "    def find_spec(self, name, *rest):\n"
        f"        if name == 'bimtek_tui.store.saving': raise {fault}\n"
        "sys.meta_path.insert(0, Full())\n"
        "sys.argv[1:] = sys.argv[sys.argv.index('bimtek_tui') + 1 :]\n"
        "cli.main()\n"
    )
    file = write(tmp_path, MESSY)
    done = bimtek("fmt", file, before=(sys.executable, "-c", program))
    assert done.returncode == 3
    assert "there is not enough memory; your files are as they were" in one_line(done.stderr)
    assert file.read_text(encoding="utf-8") == MESSY


def on_a_disk_with(size: int) -> dict[str, Any]:
    """No file may grow beyond this size: the write fails part of the way, as on a full disk."""
    import resource

    return {"preexec_fn": lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))}


@posix
def test_a_full_disk_leaves_every_file_as_it_was(bimtek: Run, tmp_path: Path) -> None:
    file = write(tmp_path, MESSY)
    for words, size in (
        (["fmt", file], 200),
        (["render", file], 200),
        (["new", "x", *NEW], 20),
        (["demo"], 200),
    ):
        done = bimtek(*words, **on_a_disk_with(size))
        assert done.returncode == 2
        assert "could not be saved" in one_line(done.stderr)
    assert file.read_text(encoding="utf-8") == MESSY
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [file]


@posix
def test_output_to_a_full_disk_is_one_sentence(bimtek: Run, sample: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    with open("/dev/full", "w") as full:  # noqa: PTH123
        done = bimtek("status", sample, stdout=full)
    assert done.returncode == 2
    assert "can't be written" in one_line(done.stderr)


@posix
def test_nobody_reading_is_no_fault_and_the_work_is_done(bimtek: Run, sample: Path, tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = bimtek("render", sample, stdout=writing)
        wrong = bimtek("check", write(tmp_path, GOOD.replace('"strength"', '"x"')), stdout=writing)
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (0, "")
    assert (wrong.returncode, wrong.stderr) == (1, "")
    assert sorted(file.name for file in (tmp_path / "books" / "kota-contoh").glob("*.md")) == BOOKS


def test_a_terminal_that_is_not_utf_8_gets_something_it_can_show(bimtek: Run, tmp_path: Path) -> None:
    file = write(tmp_path, GOOD.replace("Kota Uji", "Kota Uji \U0001f3d9 \u0645\u062f\u064a\u0646\u0629"))
    done = bimtek("status", file, env={"PYTHONIOENCODING": "ascii", "LC_ALL": "C"})
    assert (done.returncode, done.stderr) == (0, "")
    assert "Kota Uji \\U0001f3d9" in done.stdout
    as_json = bimtek("status", file, "--format", "json", env={"PYTHONIOENCODING": "ascii"})
    assert json.loads(as_json.stdout)["city"]["name"].startswith("Kota Uji \U0001f3d9")


@posix
def test_a_file_name_that_a_terminal_would_obey_is_shown_without_it(bimtek: Run, tmp_path: Path) -> None:
    file = write(tmp_path, GOOD.replace('"strength"', '"x"'), "a\x1b[31m\u202eb\nc.toml")
    done = bimtek("check", file)
    assert done.returncode == 1
    assert one_line(done.stdout).startswith(f"{tmp_path}/ab c.toml:12: ")
    done = bimtek("check", f"{file}x")
    assert "ab c.tomlx does not exist" in one_line(done.stderr)
    for output in (done.stdout, done.stderr):
        assert not set(output) & {"\x1b", "\u202e"}


@pytest.mark.parametrize(
    "hostile",
    [
        "[bold red]x[/] [/nothing] {{ 7*7 }} {% raw %} </td><script> | `` **a**",
        "\U0001f469\u200d\U0001f469\u200d\U0001f467 \u0645\u062f\u064a\u0646\u0629 \u05e2\u05d9\u05e8",
        "x" * 100_000,
        "\u0e33" * 40_000,
    ],
)
@pytest.mark.slow
def test_hostile_text_is_text(bimtek: Run, tmp_path: Path, hostile: str) -> None:
    file = write(
        tmp_path,
        GOOD.replace("Satu", hostile).replace('"Program"', json.dumps(hostile[:500], ensure_ascii=False)),
    )
    before = file.read_bytes()
    for words in (["check", file], ["status", file], ["render", file, "--force"], ["fmt", "--check", file]):
        done = bimtek(*words)
        assert done.returncode in (0, 1)
        assert done.stderr == ""
    assert file.read_bytes() == before


@posix
def test_a_device_without_end_is_not_read_for_ever(bimtek: Run) -> None:
    done = bimtek("check", "/dev/zero")
    assert done.returncode == 2
    assert "is a device and no file" in one_line(done.stderr)


def test_a_fault_of_ours_is_one_sentence_with_a_report(bimtek: Run, tmp_path: Path, sample: Path) -> None:
    shutil.copytree(ROOT / "bimtek_tui", tmp_path / "broken" / "bimtek_tui")  # without its templates
    state = tmp_path / "state"
    done = bimtek("status", sample, env={"PYTHONPATH": str(tmp_path / "broken"), "BIMTEK_STATE": str(state)})
    assert (done.returncode, done.stdout) == (3, "")
    (report,) = state.glob("report-*.txt")
    assert str(report) in one_line(done.stderr)
    assert "Traceback" in report.read_text(encoding="utf-8")
    nowhere = write(tmp_path, "x", "no-folder")
    done = bimtek(
        "status", sample, env={"PYTHONPATH": str(tmp_path / "broken"), "BIMTEK_STATE": str(nowhere)}
    )
    assert done.returncode == 3
    assert "no report" in one_line(done.stderr)


# fmt ----------------------------------------------------------------------------------------------------------


def test_fmt_lays_a_file_out_and_keeps_all_it_says(bimtek: Run, tmp_path: Path) -> None:
    file = write(tmp_path, MESSY)
    check = bimtek("fmt", "--check", file)
    assert check.returncode == 1
    assert str(file) in one_line(check.stdout)
    assert file.read_text(encoding="utf-8") == MESSY
    assert bimtek("fmt", file).returncode == 0
    assert file.read_text(encoding="utf-8") == NEAT
    assert bimtek("fmt", "--check", file).returncode == 0
    assert [path.name for path in tmp_path.iterdir()] == [file.name]


def test_fmt_gives_unix_line_ends_and_no_byte_order_mark() -> None:
    assert laid_out(MESSY.replace("\n", "\r\n")) == NEAT


def test_fmt_writes_tables_that_stood_in_line_as_tables(bimtek: Run, tmp_path: Path) -> None:
    head = 'schema_version = 1\nmethod = "kominfo-1"\ncity = { name = "X", kind = "kota", province = "Y" } # here\n'
    text = head + 'agency = [{ id = "DINKES", name = "Dinas" }, { id = "BAPPEDA" }]\n'
    file = write(tmp_path, b"\xef\xbb\xbf" + text.encode())
    assert bimtek("fmt", file).returncode == 0
    made = file.read_text(encoding="utf-8")
    assert '# DINKES\n[[agency]]\nid = "DINKES"\nname = "Dinas"\n' in made
    assert "# here" in made
    assert tomllib.loads(made) == tomllib.loads(text)
    assert bimtek("check", file).returncode == 0


@pytest.mark.parametrize("text", [NEAT, GOOD.replace("[city]", "# city\n[city]")])
def test_fmt_leaves_a_canonical_file_alone(text: str) -> None:
    assert laid_out(text) == text


@pytest.mark.parametrize("slug", [path.stem for path in sorted(resources.folder("sessions").glob("*.toml"))])
def test_the_samples_are_canonical(slug: str) -> None:
    text = resources.sample_session(slug).read_text(encoding="utf-8")
    assert laid_out(text) == text


def test_fmt_refuses_what_it_could_not_keep() -> None:
    """A comment that looks like a banner in the middle of an entry would be lost among the banners: it is not."""
    text = GOOD.replace('text = "Satu"', '# sw-00000001\ntext = "Satu"')
    try:
        made = laid_out(text)
    except CannotSave:
        return
    assert made.count("# sw-00000001") == 2


def test_fmt_refuses_a_newer_format_and_a_session_that_is_open_elsewhere(bimtek: Run, tmp_path: Path) -> None:
    from bimtek_tui.store.lock import Lock

    newer = write(tmp_path, MESSY.replace("schema_version = 1", "schema_version = 9"), "newer.toml")
    done = bimtek("fmt", newer)
    assert done.returncode == 2
    assert "newer bimtek" in one_line(done.stderr)
    file = write(tmp_path, MESSY)
    lock = Lock(file)
    assert lock.acquire()
    try:
        done = bimtek("fmt", file)
    finally:
        lock.release()
    assert done.returncode == 2
    assert "close it" in one_line(done.stderr)
    assert file.read_text(encoding="utf-8") == MESSY


def test_python_m_and_the_module_are_the_same_command(tmp_path: Path) -> None:
    code = "import sys; from bimtek_tui.cli import main; sys.argv = ['bimtek', 'schema']; main()"
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=env, cwd=tmp_path)
    assert done.returncode == 0
    assert json.loads(done.stdout)["title"].startswith("bimtek session")
