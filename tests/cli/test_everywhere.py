"""What holds for every command: `-h`, completion, standard input, outputs that are closed, methods of other hosts."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from conftest import Run
from support import layouts

from bimtek_tui import resources
from bimtek_tui.cli.program import program

pytestmark = pytest.mark.slow

TEXT = "\n".join([layouts.TOP, layouts.CITY, layouts.swot("sw-00000001"), layouts.program("pr-00000001")])
posix = pytest.mark.skipif(sys.platform == "win32", reason="closes streams as a POSIX shell does")


def commands(group: click.Group, *before: str) -> Iterator[tuple[str, ...]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        yield (*before, name)
        if isinstance(command, click.Group):
            yield from commands(command, *before, name)


COMMANDS = [(), *commands(program)]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "k.toml"
    made.write_text(TEXT, encoding="utf-8")
    return made


# Help and completion -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_h_is_help(bimtek: Run, words: tuple[str, ...]) -> None:
    short, long = bimtek(*words, "-h"), bimtek(*words, "--help")
    assert (short.returncode, short.stderr) == (0, "")
    assert short.stdout == long.stdout != ""
    assert "-h, --help" in short.stdout


def completed(bimtek: Run, line: str) -> list[str]:
    """What bash is offered for the last word of a line."""
    words = line.split(" ")
    env = {"_BIMTEK_COMPLETE": "bash_complete", "COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1)}
    done = bimtek(env=env, before=())
    assert done.stderr == ""
    return done.stdout.split()


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("bimtek fing", ["plain,fingerprint"]),
        ("bimtek git ins", ["plain,install"]),
        ("bimtek check k", ["file,k"]),
        ("bimtek diff k", ["file,k"]),
        ("bimtek diff k.toml --out k", ["file,k"]),
        ("bimtek arithmetic k", ["file,k"]),
        ("bimtek check k.toml --stage stage-", [f"plain,stage-{number}" for number in (1, 2, 3, 4)]),
        ("bimtek check --explain dangling", ["plain,dangling-reference"]),
        ("bimtek check k.toml --fail-on e", ["plain,error"]),
        ("bimtek export k.toml --kind sw", ["plain,swot"]),
        ("bimtek render k.toml --book buku-4", ["plain,buku-4"]),
        ("bimtek render k.toml --templates ka", ["dir,ka"]),
        ("bimtek fingerprint k.toml --id s", ["plain,sw-00000001"]),
        ("bimtek fingerprint k.toml --id c", ["plain,city"]),
        ("bimtek resolve k.toml --theirs --id sw-00000001.te", ["plain,sw-00000001.text"]),
        ("bimtek resolve hilang.toml --theirs --id sw", []),
    ],
)
def test_the_shell_completes_commands_files_ids_and_words(
    bimtek: Run, file: Path, line: str, offered: list[str]
) -> None:
    assert completed(bimtek, line) == offered


# Standard input ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        ("check",), ("check", "--format", "json"), ("status",), ("figures", "--format", "json"),
        ("export", "--kind", "swot"), ("fmt", "--check"), ("fmt", "--diff"), ("migrate", "--check"), ("fingerprint",),
    ],
    ids=" ".join,
)  # fmt: skip
def test_a_dash_is_standard_input(bimtek: Run, file: Path, words: tuple[str, ...]) -> None:
    command, *options = words
    named = bimtek(command, "k.toml", *options)
    with file.open("rb") as content:
        piped = bimtek(command, "-", *options, stdin=content)
    assert piped.returncode == named.returncode
    for before, after in ((named.stdout, piped.stdout), (named.stderr, piped.stderr)):
        assert after.replace(" -", " ·").count("\n") == before.count("\n")
        assert after in (before, before.replace("k.toml", "-"))


def test_what_is_laid_out_of_standard_input_goes_to_standard_output(bimtek: Run, file: Path) -> None:
    slipped = TEXT.replace('name = "Kota Uji"', "name: Kota Uji")
    file.write_text(slipped, encoding="utf-8")
    with file.open("rb") as content:
        piped = bimtek("fmt", "-", stdin=content)
    assert piped.returncode == 0
    assert piped.stderr.splitlines()[0].endswith(': name: Kota Uji became name = "Kota Uji"')
    assert bimtek("fmt", "k.toml").returncode == 0
    assert piped.stdout == file.read_text(encoding="utf-8")
    assert sorted(path.name for path in file.parent.iterdir()) == ["k.toml"]


def test_slides_of_standard_input_are_written_only_where_a_name_is_given(bimtek: Run, tmp_path: Path) -> None:
    sample = resources.sample_session("kota-contoh")
    with sample.open("rb") as content:
        done = bimtek("slides", "-", stdin=content)
    assert (done.returncode, done.stdout, list(tmp_path.iterdir())) == (2, "", [])
    assert "--out" in done.stderr
    with sample.open("rb") as content:
        done = bimtek("slides", "-", "--out", "paparan.html", stdin=content)
    assert (done.returncode, done.stdout.strip()) == (0, "paparan.html")


def test_a_table_comes_from_standard_input(bimtek: Run, tmp_path: Path) -> None:
    table = tmp_path / "ifas.csv"
    table.write_text("Faktor;Bobot;Rating;Skor\nA;0,6;4;2,4\nB;0,4;3;1,3\n", encoding="utf-8")
    named = bimtek("arithmetic", "ifas.csv")
    with table.open("rb") as content:
        piped = bimtek("arithmetic", "-", stdin=content)
    assert named.returncode == piped.returncode == 1
    assert piped.stdout == named.stdout.replace("ifas.csv", "-")


@pytest.mark.parametrize(
    "words", [("render", "-"), ("text", "-", "--list"), ("import", "-", "x.csv")], ids=" ".join
)
def test_where_a_file_needs_a_name_that_is_said(bimtek: Run, file: Path, words: tuple[str, ...]) -> None:
    with file.open("rb") as content:
        done = bimtek(*words, stdin=content)
    assert (done.returncode, done.stdout) == (2, "")
    assert "not standard input" in done.stderr


@pytest.mark.parametrize("words", [("import", "kota.toml", "-"), ("codes", "import", "-")], ids=" ".join)
def test_a_table_that_is_taken_in_needs_a_name(bimtek: Run, file: Path, words: tuple[str, ...]) -> None:
    with file.open("rb") as content:
        done = bimtek(*words, stdin=content)
    assert (done.returncode, done.stdout) == (2, "")
    assert "save what comes in through standard input" in done.stderr


@posix
def test_standard_input_without_an_end_is_not_read_to_it(bimtek: Run) -> None:
    with Path("/dev/zero").open("rb") as endless:
        done = bimtek("check", "-", stdin=endless)
    assert (done.returncode, done.stdout) == (2, "")
    assert "larger than 64 MiB" in done.stderr


# A method of another host --------------------------------------------------------------------------------------

WITHOUT_METHOD = {
    ("fmt",), ("migrate",), ("merge",), ("resolve",), ("git", "driver"), ("git", "check"), ("git", "install"), ("git", "uninstall"),
    ("arithmetic",), ("codes", "import"), ("codes", "list"), ("codes", "find"), ("templates", "copy"), ("templates", "reference"),
    ("new",), ("demo",), ("keys",), ("schema",),
}  # fmt: skip
"""What reads no session, or nothing of the method that it names: the option would do nothing there."""


def test_every_command_that_needs_the_method_of_a_session_takes_it_from_a_folder() -> None:
    def takes_it(words: tuple[str, ...]) -> bool:
        command: click.Command | None = program
        for word in words:
            assert isinstance(command, click.Group)
            command = command.get_command(click.Context(command), word)
        assert command
        return any("--templates" in parameter.opts for parameter in command.params)

    groups = {words[:-1] for words in COMMANDS if words}
    assert {words for words in COMMANDS if words not in groups and not takes_it(words)} == WITHOUT_METHOD


def test_of_another_hosts_session_a_command_that_needs_no_method_does_its_work_and_says_so(
    bimtek: Run, file: Path
) -> None:
    file.write_text(
        TEXT.replace("kominfo-1", "daerah-9").replace('name = "Kota Uji"', "name: Kota Uji"), encoding="utf-8"
    )
    assert bimtek("fmt", "k.toml").returncode == 0
    assert bimtek("merge", "k.toml", "k.toml").stdout == file.read_text(encoding="utf-8")
    done = bimtek("fmt", "k.toml", "--templates", "kami")
    assert (done.returncode, done.stdout) == (2, "")
    assert "reads no method" in done.stderr


# Closed outputs ------------------------------------------------------------------------------------------------


def shell(redirected: str) -> tuple[str, ...]:
    return ("sh", "-c", f'exec "$@" {redirected}', "sh")


@posix
@pytest.mark.parametrize(
    "words",
    [
        ("--version",), ("--help",), ("check", "--help"), ("check", "k.toml"), ("status", "k.toml"), ("schema",),
        ("export", "k.toml", "--kind", "swot"), ("fmt", "--check", "k.toml"), ("figures", "k.toml"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_a_closed_output_is_said(bimtek: Run, file: Path, words: tuple[str, ...]) -> None:
    done = bimtek(*words, before=shell(">&-"))
    assert (done.returncode, done.stderr) == (2, "the output can't be written: it is closed\n")
    assert file.read_text(encoding="utf-8") == TEXT


@posix
def test_other_streams_may_be_closed(bimtek: Run, file: Path) -> None:
    whole = bimtek("status", "k.toml")
    for closed in ("2>&-", "<&-", "<&- 2>&-"):
        done = bimtek("status", "k.toml", before=shell(closed))
        assert (done.returncode, done.stdout) == (0, whole.stdout)
    assert bimtek("status", "hilang.toml", before=shell("2>&-")).returncode == 2
    assert bimtek("status", "k.toml", before=shell("<&- >&- 2>&-")).returncode == 2


@posix
def test_nothing_is_written_into_a_file_that_took_the_place_of_an_output(bimtek: Run, file: Path) -> None:
    """The lowest number that is free is that of the closed stream: a file that is opened must not get it."""
    done = bimtek("fmt", "k.toml", before=shell(">&- 2>&- <&-"))
    assert done.returncode == 2  # there is nobody to tell, and the work is done
    text = file.read_text(encoding="utf-8")
    assert text.startswith("schema_version = 1\n")
    assert "laid out" not in text


# Methods of other hosts ----------------------------------------------------------------------------------------


@pytest.fixture
def own(tmp_path: Path, file: Path) -> Path:
    """A folder with the method of another host, which the session names."""
    folder = tmp_path / "kami"
    (folder / "methods").mkdir(parents=True)
    shipped = resources.method_file("kominfo-1").read_text(encoding="utf-8")
    ours = shipped.replace('id = "kominfo-1"', 'id = "punyaku-1"')
    (folder / "methods" / "punyaku-1.toml").write_text(ours, encoding="utf-8")
    text = TEXT.replace("kominfo-1", "punyaku-1").replace(
        'horizon = "short"\n', 'horizon = "short"\ndimension = "governance"\n'
    )
    file.write_text(text, encoding="utf-8")
    return folder


READING = {
    "check": ("check", "k.toml"),
    "status": ("status", "k.toml"),
    "figures": ("figures", "k.toml"),
    "export": ("export", "k.toml", "--kind", "program"),
    "form": ("form", "program", "--method", "punyaku-1"),
    "import": ("import", "k.toml", "t.csv", "--kind", "program", "--dry-run"),
    "text": ("text", "k.toml", "--list"),
    "render": ("render", "k.toml", "--out", "b"),
}


@pytest.mark.parametrize("command", READING)
def test_a_method_of_another_host_is_named_with_its_folder(
    bimtek: Run, own: Path, file: Path, command: str
) -> None:
    (file.parent / "t.csv").write_text("Nama;Dimensi;Jangka\nSatu;Tata kelola;pendek\n", encoding="utf-8")
    done = bimtek(*READING[command], "--templates", "kami")
    assert "punyaku-1" not in done.stderr
    assert done.returncode in (0, 1)
    without = bimtek(*READING[command])
    assert "punyaku-1" in without.stdout + without.stderr


def test_an_export_without_its_method_has_ids_for_names(bimtek: Run, own: Path) -> None:
    named = bimtek(*READING["export"], "--templates", "kami", env={"BIMTEK_LANG": "id"})
    assert (named.returncode, named.stderr) == (0, "")
    assert '"Tata kelola"' in named.stdout
    done = bimtek(*READING["export"])
    assert done.returncode == 0
    assert '"governance"' in done.stdout
    assert "ids stand for names" in done.stderr


def test_a_status_without_its_method_has_ids_for_names(bimtek: Run, own: Path, file: Path) -> None:
    more = f'\n[[stage]]\nid = "stage-1"\nstart = 2026-06-13\n\n[commitment]\ndigest = "v2:{"0" * 64}"\n'
    file.write_text(file.read_text(encoding="utf-8") + more, encoding="utf-8")
    done = bimtek("status", "k.toml")
    assert done.returncode == 0
    assert "ids stand for names" in done.stderr
    assert "  stage-1 – " in done.stdout
    assert "governance" in done.stdout
    assert "without the method nobody can say whether the content is as signed" in done.stdout
    data = json.loads(bimtek("status", "k.toml", "--format", "json").stdout)
    assert data["stages"][0]["id"] == "stage-1"
    assert data["commitment"]["agreement"]["state"] == "unknown"


@pytest.mark.parametrize("command", ["figures", "render"])
def test_what_needs_the_method_names_the_way_to_it(bimtek: Run, own: Path, command: str) -> None:
    done = bimtek(*READING[command])
    assert (done.returncode, done.stdout) == (2, "")
    assert "--templates DIR names the folder" in done.stderr


@pytest.mark.parametrize("command", ["export", "form", "import"])
def test_a_folder_that_has_no_method_is_told(bimtek: Run, file: Path, command: str) -> None:
    (file.parent / "t.csv").write_text("Nama;Jangka\nSatu;pendek\n", encoding="utf-8")
    done = bimtek(*READING[command], "--templates", "hilang")
    assert done.returncode == 2
    assert "bimtek templates copy" in done.stderr
