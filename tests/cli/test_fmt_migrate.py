"""`bimtek fmt --diff`, `--prune` and `bimtek migrate`: what would be written, what is, and what never is."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import Run
from support import child_processes, layouts
from support.format_zero import DRAFT, MIGRATED
from support.layouts import ADDED, CITY, LAYOUTS, TOP, program, swot

from bimtek_tui.cli.unified_diff import patch
from bimtek_tui.store import formatting

GIT = shutil.which("git")
git_needed = pytest.mark.skipif(GIT is None, reason="git is not installed")
GONE = 'withdrawn = "ditarik"\n' + ADDED
MESSY = "\n".join([TOP, program("pr-00000001"), CITY, swot("sw-00000001")])


def applied(folder: Path, made: bytes, *options: str) -> subprocess.CompletedProcess[bytes]:
    if not (folder / ".git").exists():
        subprocess.run(["git", "init", "-q", str(folder)], check=True)
        subprocess.run(["git", "-C", str(folder), "config", "core.autocrlf", "false"], check=True)
    return subprocess.run(
        ["git", "-C", str(folder), "apply", "--whitespace=nowarn", *options], input=made, capture_output=True
    )


# --diff -------------------------------------------------------------------------------------------------------


@git_needed
@pytest.mark.parametrize("name", LAYOUTS)
@pytest.mark.slow
def test_the_diff_is_what_git_applies_to_get_what_fmt_writes(bimtek: Run, tmp_path: Path, name: str) -> None:
    folder = tmp_path / "sesi"
    folder.mkdir()
    (folder / "k.toml").write_bytes(layouts.CONTENTS[name])
    shown = bimtek("fmt", "--diff", "k.toml", cwd=folder, encoding=None, errors=None)
    assert (folder / "k.toml").read_bytes() == layouts.CONTENTS[name]
    done = bimtek("fmt", "k.toml", cwd=folder)
    meant = (folder / "k.toml").read_bytes()
    if shown.returncode != 1:
        assert shown.stdout == b""  # type: ignore[comparison-overlap]
        assert (shown.returncode, meant) == (done.returncode, layouts.CONTENTS[name])
        return
    (folder / "k.toml").write_bytes(layouts.CONTENTS[name])
    done_by_git = applied(folder, shown.stdout)  # type: ignore[arg-type]
    assert done_by_git.returncode == 0, done_by_git.stderr
    assert (folder / "k.toml").read_bytes() == meant


def test_a_hunk_has_the_id_of_its_entry_as_header(bimtek: Run, tmp_path: Path) -> None:
    text = formatting.laid_out("\n".join([TOP, CITY, *(swot(f"sw-{n:08}") for n in range(4))]))
    lines = text.split("\n")
    at = len(lines) - 3
    assert lines[at].startswith("text")
    lines[at] = lines[at].replace(" = ", "=")
    (tmp_path / "k.toml").write_text("\n".join(lines), encoding="utf-8")
    done = bimtek("fmt", "--diff", "k.toml")
    assert done.stdout.splitlines()[:2] == ["diff --git a/k.toml b/k.toml", "--- a/k.toml"]
    hunk = next(line for line in done.stdout.splitlines() if line.startswith("@@"))
    assert hunk.endswith("@@ # sw-00000003")
    assert [line for line in done.stdout.splitlines() if line[0] in "+-" and line[1] not in "+-"] == [
        "-" + lines[at],
        "+" + lines[at].replace("=", " = "),
    ]


@git_needed
@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"", b"a\n"),
        (b"a\n", b""),
        (b"a", b"a\n"),
        (b"a\nb", b"a\nc"),
        (b"a\r\nb\rc\r\n", b"a\nb\rc\n"),
        (b"x\n" * 50 + b"a\n" + b"x\n" * 50, b"x\n" * 50 + b"b\n" + b"x\n" * 50),
        (b"".join(b"%d\n" % n for n in range(100)), b"".join(b"%d\n" % n for n in range(100) if n % 9)),
        (b"a\nb\nc\nd\ne\nf\n", b"d\ne\nf\na\nb\nc\n"),
        (b"\xff\xfe\x00\n\xe2\x80\xa8a\n", b"\xe2\x80\xa8b\n"),
    ],
)
@pytest.mark.parametrize("name", ["k.toml", "sesi kita/kota “A”.toml", 'x\ny"\\.toml'])
def test_any_two_contents_give_a_patch_that_git_applies(
    tmp_path: Path, name: str, old: bytes, new: bytes
) -> None:
    file = tmp_path / name
    file.parent.mkdir(exist_ok=True)
    if old:
        file.write_bytes(old)
    made = patch(name, old, new)
    if not old or not new:  # a file that comes or goes is no matter of fmt
        assert made.count(b"\n@@ ") == 1
        return
    done = applied(tmp_path, made)
    assert done.returncode == 0, done.stderr
    assert file.read_bytes() == new
    assert patch(name, new, new) == b""


@git_needed
def test_a_large_file_that_is_changed_all_over_gives_a_patch_all_the_same(tmp_path: Path) -> None:
    old = b"".join(b"# sw-%08d\n[[swot]]\ntext=1\nsama = 2\n\n" % number for number in range(20_000))
    new = old.replace(b"text=1", b"text = 1")
    (tmp_path / "k.toml").write_bytes(old)
    made = patch("k.toml", old, new)
    assert made.count(b"\n-text=1\n+text = 1\n") == 20_000
    assert applied(tmp_path, made).returncode == 0
    assert (tmp_path / "k.toml").read_bytes() == new


def test_diff_of_a_file_that_is_laid_out_well_is_nothing(bimtek: Run, sample: Path) -> None:
    done = bimtek("fmt", "--diff", sample)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_diff_of_several_files_goes_on_after_one_that_can_t_be_read(bimtek: Run, tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text("x = ", encoding="utf-8")
    (tmp_path / "b.toml").write_text(MESSY, encoding="utf-8")
    done = bimtek("fmt", "--diff", "a.toml", "b.toml")
    assert done.returncode == 2
    assert done.stdout.startswith("diff --git a/b.toml b/b.toml\n")
    assert "a.toml:1: not valid TOML" in done.stderr


def test_nobody_reading_the_diff_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "k.toml").write_text(MESSY, encoding="utf-8")
    code = "import sys; from bimtek_tui.cli import main; sys.stdin.readline(); sys.argv = ['bimtek', *sys.argv[1:]]; main()"
    running = child_processes.start(code, "fmt", "--diff", tmp_path / "k.toml")
    assert running.stdin
    assert running.stdout
    running.stdout.close()
    running.stdin.write("\n")
    running.stdin.close()
    assert running.wait(timeout=60) == 1


# by hand ------------------------------------------------------------------------------------------------------

BY_HAND = "\n".join(
    [
        TOP.replace("= 1", '= "1"'),
        CITY,
        program("pr-00000001")
        .replace("[[program]]", "[program]")
        .replace(ADDED, "budget_idr = 680.000.000\n" + ADDED),
    ]
)


def test_what_has_one_meaning_is_mended_and_every_line_is_said(bimtek: Run, tmp_path: Path) -> None:
    file = tmp_path / "k.toml"
    file.write_text(BY_HAND, encoding="utf-8")
    line = BY_HAND[: BY_HAND.index("680")].count("\n") + 1
    header = BY_HAND[: BY_HAND.index("[program]")].count("\n") + 1
    told = [
        (1, 'schema_version = "1"', "schema_version = 1"),
        (header, "[program]", "[[program]]"),
        (line, "budget_idr = 680.000.000", "budget_idr = 680_000_000"),
    ]
    shown = bimtek("fmt", "--check", "k.toml")
    assert (shown.returncode, file.read_text(encoding="utf-8")) == (1, BY_HAND)
    assert shown.stdout.splitlines() == [
        *(f"k.toml:{number}: {before} would become {after}" for number, before, after in told),
        "k.toml would be laid out anew; do it with: bimtek fmt k.toml",
    ]
    done = bimtek("fmt", "k.toml")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        *(f"k.toml:{number}: {before} became {after}" for number, before, after in told),
        "k.toml was laid out anew",
    ]
    assert "budget_idr = 680_000_000\n" in file.read_text(encoding="utf-8")
    assert bimtek("check", "k.toml").returncode in (0, 1)


def test_a_line_that_nobody_can_be_sure_of_stays_and_keeps_no_other_from_being_mended(
    bimtek: Run, tmp_path: Path
) -> None:
    file = tmp_path / "k.toml"
    text = BY_HAND + "\n[plan]\nvision = \nrpjmd_start = 2025/2026\n"
    file.write_text(text, encoding="utf-8")
    places = [text[: text.index(words)].count("\n") + 1 for words in ("vision", "rpjmd_start")]
    mends = [
        f"k.toml:{text[: text.index('[program]')].count(chr(10)) + 1}: [program] ",
        f"k.toml:{text[: text.index('680')].count(chr(10)) + 1}: budget_idr = 680.000.000 ",
    ]
    checked = bimtek("check", "k.toml")
    assert (checked.returncode, checked.stdout) == (2, "")
    told = checked.stderr.splitlines()
    assert [line.split(" ")[0] for line in told if line.startswith("k.toml:")] == [
        f"k.toml:{number}:" for number in sorted([*places, text[: text.index("680")].count("\n") + 1])
    ]
    for form in ("--check", "--diff"):
        shown = bimtek("fmt", form, "k.toml")
        assert (shown.returncode, file.read_text(encoding="utf-8")) == (2, text)
        assert all(mend + "would become " in shown.stdout + shown.stderr for mend in mends)
    done = bimtek("fmt", "k.toml")
    assert done.returncode == 2
    assert all(mend + "became " in done.stdout for mend in mends)
    assert done.stderr.splitlines() == [
        f"k.toml:{places[0]}: stays, for you to mend: behind “=” stands nothing; leave the line out, or write a value",
        f"k.toml:{places[1]}: stays, for you to mend: “rpjmd_start” is “2025/2026”, and must be a year such as 2026",
        "k.toml is laid out when that is mended",
    ]
    mended = (
        text.replace('"1"', "1").replace("[program]", "[[program]]").replace("680.000.000", "680_000_000")
    )
    assert file.read_text(encoding="utf-8") == mended
    file.write_text(text, encoding="utf-8")
    with file.open("rb") as content:
        piped = bimtek("fmt", "-", stdin=content)
    assert (piped.returncode, piped.stdout) == (2, mended)


def test_a_file_of_a_newer_format_is_mended_by_nobody(bimtek: Run, tmp_path: Path) -> None:
    file = tmp_path / "k.toml"
    text = BY_HAND.replace('"1"', "2").replace("[program]", "[[program]]")
    file.write_text(text, encoding="utf-8")
    assert "fmt” mends it" not in bimtek("check", "k.toml").stderr
    done = bimtek("fmt", "k.toml")
    assert (done.returncode, file.read_text(encoding="utf-8")) == (2, text)


def test_what_is_laid_out_well_and_still_wrong_is_not_called_well(bimtek: Run, tmp_path: Path) -> None:
    file = tmp_path / "k.toml"
    file.write_text("\n".join([TOP, CITY, program("pr-00000001").replace(ADDED, "votes = 1.000\n" + ADDED)]))
    bimtek("fmt", "k.toml")
    done = bimtek("fmt", "k.toml")
    assert done.returncode == 0
    assert "1 mistake in k.toml" in done.stderr


# --prune ------------------------------------------------------------------------------------------------------

PRUNABLE = "\n".join(
    [
        TOP,
        CITY,
        swot("sw-00000001"),
        "# catatan tentang yang ditarik\n" + swot("sw-00000002").replace(ADDED, GONE),
        program("pr-00000001").replace(ADDED, GONE),
        program("pr-00000002").replace(ADDED, GONE),
        '# bg-00000001\n[[budget]]\nid = "bg-00000001"\nprogram = "pr-00000002"\nyear = 2026\nfunding = "apbd"\namount_idr = 1\n'
        + ADDED,
    ]
)


def test_prune_removes_and_says_how_many_of_each_kind_and_what_stays(bimtek: Run, tmp_path: Path) -> None:
    file = tmp_path / "k.toml"
    file.write_text(PRUNABLE, encoding="utf-8")
    done = bimtek("fmt", "--prune", "k.toml")
    assert done.returncode == 0
    assert done.stdout.splitlines() == [
        "k.toml: withdrawn entries removed for good: SWOT entry (1), program (1)",
        "k.toml: pr-00000002 was withdrawn and stays, as it is named by bg-00000001; withdraw those as well or let them name another entry",
        "k.toml was laid out anew",
    ]
    left = file.read_text(encoding="utf-8")
    assert "sw-00000002" not in left
    assert "catatan tentang" not in left
    assert "pr-00000001" not in left
    assert "pr-00000002" in left
    again = bimtek("fmt", "--prune", "k.toml")
    assert again.stdout.splitlines()[-1] == "1 file is laid out well"
    assert file.read_text(encoding="utf-8") == left
    assert bimtek("check", "k.toml").returncode in (0, 1)


@pytest.mark.parametrize("option", ["--check", "--diff"])
def test_prune_with_check_or_diff_only_shows(bimtek: Run, tmp_path: Path, option: str) -> None:
    file = tmp_path / "k.toml"
    file.write_text(formatting.laid_out(PRUNABLE), encoding="utf-8")
    before = file.read_bytes()
    done = bimtek("fmt", "--prune", option, "k.toml")
    assert done.returncode == 1
    assert file.read_bytes() == before
    told = done.stderr if option == "--diff" else done.stdout
    assert "that would be removed for good: SWOT entry (1), program (1)" in told
    assert "pr-00000002 was withdrawn and stays" in told
    if option == "--diff":
        assert "-# sw-00000002\n" in done.stdout
        assert "removed for good" not in done.stdout


def test_fmt_without_prune_keeps_what_was_withdrawn(bimtek: Run, tmp_path: Path) -> None:
    (tmp_path / "k.toml").write_text(PRUNABLE, encoding="utf-8")
    bimtek("fmt", "k.toml")
    assert (tmp_path / "k.toml").read_text(encoding="utf-8").count("withdrawn") == 3


# migrate ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("begins", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("ends", [b"\n", b"\r\n"])
def test_migrate_brings_an_older_file_up_and_keeps_all_else(
    bimtek: Run, tmp_path: Path, begins: bytes, ends: bytes
) -> None:
    file = tmp_path / "lama.toml"
    file.write_bytes(begins + DRAFT.encode().replace(b"\n", ends))
    done = bimtek("migrate", "--check", "lama.toml")
    assert (done.returncode, done.stdout) == (
        1,
        "lama.toml would be brought from format 0 to format 1; do it with: bimtek migrate lama.toml\n",
    )
    assert file.read_bytes() == begins + DRAFT.encode().replace(b"\n", ends)
    done = bimtek("migrate", "lama.toml")
    assert (done.returncode, done.stdout) == (0, "lama.toml was brought from format 0 to format 1\n")
    assert file.read_bytes() == begins + MIGRATED.encode().replace(b"\n", ends)
    for option in ([], ["--check"]):
        done = bimtek("migrate", *option, "lama.toml")
        assert (done.returncode, done.stdout) == (0, "1 file has the format of today\n")
    assert list(tmp_path.iterdir()) == [file]


def test_no_other_command_brings_an_older_file_up(bimtek: Run, tmp_path: Path) -> None:
    file = tmp_path / "lama.toml"
    file.write_text(DRAFT, encoding="utf-8")
    done = bimtek("check", "lama.toml", "--format", "json")
    assert '"older-format"' in done.stdout
    assert "bimtek migrate lama.toml" in done.stdout
    assert "Kota Lama" in bimtek("status", "lama.toml").stdout
    assert bimtek("render", "lama.toml", "--out", "buku").returncode == 0
    for words in (["fmt"], ["fmt", "--check"], ["fmt", "--diff"], ["fmt", "--prune"]):
        done = bimtek(*words, "lama.toml")
        assert done.returncode == 2
        assert "bimtek migrate" in done.stderr
    assert file.read_text(encoding="utf-8") == DRAFT


def test_migrate_refuses_a_newer_file_and_what_it_can_t_change(bimtek: Run, tmp_path: Path) -> None:
    newer = layouts.PLAIN.replace("schema_version = 1", "schema_version = 2")
    inline = DRAFT.replace("[rencana]", "[rencana]\nvision = 'dua'")
    for text, said in (
        (newer, "use a newer bimtek"),
        (inline, "in a way that can't be changed line by line"),
    ):
        (tmp_path / "k.toml").write_text(text, encoding="utf-8")
        done = bimtek("migrate", "k.toml")
        assert done.returncode == 2
        assert said in done.stderr
        assert done.stderr.count("\n") == 1
        assert (tmp_path / "k.toml").read_text(encoding="utf-8") == text


def test_migrate_refuses_a_session_that_is_open_elsewhere(bimtek: Run, tmp_path: Path) -> None:
    file = tmp_path / "lama.toml"
    file.write_text(DRAFT, encoding="utf-8")
    holder = child_processes.start(
        "import sys; from pathlib import Path; from bimtek_tui.store.lock import Lock\n"
        "held = Lock(Path(sys.argv[1])); assert held.acquire(); print('held', flush=True); sys.stdin.read()",
        file,
    )
    try:
        assert holder.stdout
        assert holder.stdout.readline() == "held\n"
        done = bimtek("migrate", "lama.toml")
        assert done.returncode == 2
        assert "is open elsewhere" in done.stderr
        assert file.read_text(encoding="utf-8") == DRAFT
    finally:
        assert holder.stdin
        holder.stdin.close()
        holder.wait()
