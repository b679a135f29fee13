"""`bimtek check` as a linter: what its codes mean, annotations, hooks, and what is only told."""

from __future__ import annotations

import ast
import json
import re
import shlex
import tomllib
from pathlib import Path

import pytest
from conftest import ROOT, Run
from support import layouts

from bimtek_tui import check, i18n, resources, store
from bimtek_tui.books import sections
from bimtek_tui.check.codes import Code, codes
from bimtek_tui.errors import UnreadableFile
from bimtek_tui.model import method
from bimtek_tui.store import named_files

HEAD = f"{layouts.TOP}\n{layouts.CITY}\n"
KOMINFO = method.load("kominfo-1")
NOT_SHOWN = {"␍␊\n": "\r\n", "␊": "\n", "⟨EF BB BF⟩": "\ufeff"}
"""How an example writes what is not seen."""


# The table of codes -------------------------------------------------------------------------------------------


def literal_codes() -> set[str]:
    """Every code that stands in the program where a finding, a problem or a report of the reader is made."""
    found = set()
    package = ROOT / "bimtek_tui"
    for file in [
        package / "model" / "kinds.py",
        *(f for name in ("store", "check", "cli") for f in (package / name).glob("*.py")),
    ]:
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(call, ast.Call):
                continue
            name = getattr(call.func, "id", getattr(call.func, "attr", ""))
            if name not in {"Finding", "Problem", "_report", "tell"}:
                continue
            texts = [one.value for one in call.args if isinstance(one, ast.Constant)]
            found |= {one for one in texts if isinstance(one, str) and re.fullmatch(r"[a-z]+(-[a-z]+)*", one)}
    return found - {"error", "warning", "info", "id", "method"}


def test_every_code_that_can_be_told_is_explained_and_no_other() -> None:
    assert set(codes()) == set(check.severities())
    literal = literal_codes()
    assert {"unknown-key", "out-of-range", "unreadable", "not-ready", "crlf"} <= literal
    assert literal <= set(codes())


def found(text: str) -> list[str]:
    try:
        loaded = store.parse(text.encode(), Path("uji.toml"))
        method.load(loaded.document.blocks[0].data["method"])
    except UnreadableFile as error:
        return ["unknown-method" if "kominfo-99" in str(error) else "unreadable"]
    named = named_files.gather(loaded.path, loaded.session)
    known = sections.known(loaded.session, KOMINFO, with_facts="facts" in text)
    return [one.code for one in check.findings(loaded, KOMINFO, None, named, known)]


NO_FILE = {"unknown-funding", "reference-changed", "not-ready", "code-not-listed"}
NO_FILE |= {
    "no-picture",
    "picture-damaged",
    "picture-too-large",
    "no-document",
    "document-too-large",
    "lacking-styles",
}
"""What a single file alone does not show."""


@pytest.mark.parametrize("code", sorted(set(codes()) - NO_FILE))
def test_the_example_of_a_code_gets_it(code: str) -> None:
    text = codes()[code].example
    for sign, meant in NOT_SHOWN.items():
        text = text.replace(sign, meant)
    if "schema_version" not in text:
        text = HEAD + text
    elif "method" not in text and "metode" not in text:
        text += f'method = "kominfo-1"\n\n{layouts.CITY}'
    assert set(found(text)) - {"no-city", "file-missing"} | {code} == {code}
    assert code in found(text)


def test_explain_says_severity_meaning_advice_and_example_of_a_code(bimtek: Run) -> None:
    done = bimtek("check", "--explain", "dangling-reference")
    assert done.returncode == 0
    assert done.stdout.startswith("dangling-reference (error)\nAn entry refers to an id that no entry has.\n")
    assert "Mend the id or take the reference out." in done.stdout
    assert 'mission = "ms-00000000"' in done.stdout
    for words_of_command in (["--explain"], ["--explain", "all"]):
        listed = bimtek("check", *words_of_command).stdout.splitlines()
        assert [line.split()[:2] for line in listed] == [
            [code, one.severity] for code, one in codes().items()
        ]


def test_explain_as_json_gives_every_code_with_its_severity(bimtek: Run) -> None:
    given = json.loads(bimtek("check", "--explain", "--format", "json").stdout)
    assert {one["code"]: one["severity"] for one in given} == check.severities()


def test_explain_of_an_unknown_code_names_the_nearest_one(bimtek: Run) -> None:
    done = bimtek("check", "--explain", "dangling-refernce")
    assert done.returncode == 2
    assert "there is no code “dangling-refernce” (did you mean “dangling-reference”?)" in done.stderr
    done = bimtek("check", "--explain", "crlf", "kota.toml")
    assert done.returncode == 2
    assert "takes a code and no file" in done.stderr
    done = bimtek("check")
    assert done.returncode == 2
    assert "FILE... is missing" in done.stderr


def test_codes_are_explained_in_both_languages(bimtek: Run) -> None:
    i18n.use("id")
    one = codes()["crlf"]
    meaning, advice = i18n._(one.meaning), i18n._(one.advice)
    said = bimtek("check", "--explain", "crlf", "--lang", "id").stdout.split("\n")
    assert said[:3] == ["crlf (info)", meaning, advice]


def test_a_code_holds_a_sentence_for_each() -> None:
    for code, one in codes().items():
        assert isinstance(one, Code)
        assert one.meaning.endswith("."), code
        assert one.advice.endswith("."), code
        assert one.example.strip(), code


# Annotations --------------------------------------------------------------------------------------------------

ANNOTATION = re.compile(r"::(error|warning|notice) (file=[^,:]+)(,line=\d+)?,title=([a-z-]+)::(.+)")


def test_github_gets_one_annotation_a_finding(bimtek: Run, tmp_path: Path) -> None:
    (tmp_path / "sesi").mkdir()
    (tmp_path / "sesi" / "k.toml").write_text(
        HEAD.replace("province", "provinse")
        + layouts.program("pr-00000001", 'mission = "ms-00000000"\nlead = "DINKES"\n')
    )
    done = bimtek("check", "sesi/k.toml", "--format", "github")
    assert done.returncode == 1
    told = [found and found.groups() for found in map(ANNOTATION.fullmatch, done.stdout.splitlines())]
    assert [one and one[:4] for one in told] == [
        ("warning", "file=sesi/k.toml", ",line=7", "unknown-key"),
        ("error", "file=sesi/k.toml", ",line=14", "dangling-reference"),
        ("notice", "file=sesi/k.toml", ",line=15", "unlisted-agency"),
    ]
    assert "“provinse” is no key of city" in done.stdout


def test_github_gets_an_unreadable_file_once_and_code_2(bimtek: Run, tmp_path: Path) -> None:
    (tmp_path / "rusak.toml").write_text("schema_version = 1\nx = \n")
    done = bimtek("check", "rusak.toml", "tiada.toml", "--format", "github")
    assert done.returncode == 2
    assert done.stderr == ""
    first, second = done.stdout.splitlines()
    assert first.startswith("::error file=rusak.toml,line=2,title=unreadable::rusak.toml:2: not valid TOML")
    assert second.startswith("::error file=tiada.toml,title=unreadable::tiada.toml does not exist")


HOSTILE = "100%\u2028::stop-commands::x\u0085::add-mask::y\r::z %0A::w\u202e, a:b"


def test_nothing_in_a_file_or_its_name_becomes_a_command_of_the_workflow(bimtek: Run, tmp_path: Path) -> None:
    written = "".join(
        f"\\u{ord(sign):04x}" if not sign.isascii() or sign == "\r" else sign for sign in HOSTILE
    )
    file = tmp_path / "kota, a:b 100%.toml"
    file.write_text(
        HEAD
        + f'"{written}" = 1\n'
        + layouts.swot("sw-00000001").replace('"weakness"', f'"{written}"')
        + f'mission = "{written}"\n',
        encoding="utf-8",
    )
    done = bimtek("check", file.name, "--format", "github")
    lines = done.stdout.splitlines()
    assert len(lines) >= 3
    for line in lines:
        assert line.startswith(
            ("::error file=kota%2C a%3Ab 100%25.toml,", "::warning file=kota%2C a%3Ab 100%25.toml,")
        )
        assert not re.search(r"%(?!25|0A|0D|2C|3A)", line)
    assert len(re.split("[\n\r\x0b\x0c\x85\u2028\u2029]", done.stdout)) == len(lines) + 1


def test_github_is_told_when_there_is_nothing(bimtek: Run, sample: Path) -> None:
    assert "nothing to complain about" in bimtek("check", sample, "--format", "github").stdout


# What is only told --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (layouts.PLAIN.replace("\n", "\r\n").encode(), ["crlf"]),
        (layouts.PLAIN.replace("\n", "\r\n", 3).encode(), ["crlf"]),
        (b"\xef\xbb\xbf" + layouts.PLAIN.encode(), ["byte-order-mark"]),
        (layouts.PLAIN.rstrip("\n").encode(), ["no-final-newline"]),
        (
            b"\xef\xbb\xbf" + layouts.PLAIN.rstrip("\n").replace("\n", "\r\n").encode(),
            ["byte-order-mark", "crlf", "no-final-newline"],
        ),
    ],
)
def test_odd_line_ends_and_marks_are_told_and_no_fault(
    bimtek: Run, tmp_path: Path, content: bytes, expected: list[str]
) -> None:
    file = tmp_path / "k.toml"
    file.write_bytes(content)
    done = bimtek("check", "k.toml", "--format", "json")
    severities = {one["code"]: one["severity"] for one in json.loads(done.stdout)}
    assert list(severities) == expected
    marked = "byte-order-mark" in expected  # which other readers of TOML refuse
    assert done.returncode == marked
    assert severities == dict.fromkeys(expected, "info") | ({"byte-order-mark": "warning"} if marked else {})
    assert file.read_bytes() == content


def test_what_fmt_mends_is_told_with_that_way_out_and_is_mended(bimtek: Run, tmp_path: Path) -> None:
    apart = "Cafe\u0301 Ruang De\u0301wa"
    written = layouts.PLAIN.replace("Catatan.", apart).replace("Kota cerdas.", "Kota Cafe\\u0301.")
    file = tmp_path / "k.toml"
    file.write_bytes(b"\xef\xbb\xbf" + f"# {apart}\n{written}".encode())
    told = bimtek("check", "k.toml").stdout
    assert told.count("decomposed-text") == 2
    assert told.count("“bimtek fmt” ") == 3
    assert "control characters" not in told
    assert bimtek("fmt", "k.toml").returncode == 0
    text = file.read_bytes().decode()
    assert text.startswith("# Café Ruang Déwa\n")
    assert 'text = "Café Ruang Déwa"' in text
    assert 'vision = "Kota Café."' in text
    assert bimtek("check", "k.toml").returncode == 0
    assert bimtek("fmt", "--check", "k.toml").returncode == 0


# Misspelt names -----------------------------------------------------------------------------------------------

MISSPELT = {
    "key": (HEAD.replace("province", "provnce"), "province"),
    "table": (HEAD + "[comitment]\n", "commitment"),
    "value of a closed vocabulary": (HEAD.replace('"kota"', '"kotta"'), "kota"),
    "value in a list": (HEAD + layouts.program("pr-00000001", 'funding = [\n  "abpd",\n]\n'), "apbd"),
    "dimension": (HEAD + layouts.program("pr-00000001", 'dimension = "enviroment"\n'), "environment"),
    "agency": (
        HEAD + '[[agency]]\nid = "DISKOMINFO"\n\n' + layouts.program("pr-00000001", 'lead = "DISKOMNFO"\n'),
        "DISKOMINFO",
    ),
    "agency in small letters": (
        HEAD + '[[agency]]\nid = "BAPPEDA"\n\n' + layouts.program("pr-00000001", 'lead = "bappeda"\n'),
        "BAPPEDA",
    ),
    "reference": (
        HEAD
        + layouts.swot("sw-7k3q9fxd")
        + layouts.program("pr-00000001", 'supports = [\n  "sw-7k3q9xfd",\n]\n'),
        "sw-7k3q9fxd",
    ),
    "stage": (HEAD + '[[stage]]\nid = "stage1"\n', "stage-1"),
    "checklist item": (
        HEAD + '[[checklist]]\nid = "stage-1/dekree"\nstate = "done"\nat = 2026-06-13T09:15:21+07:00\n',
        "stage-1/decree",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", MISSPELT)
def test_a_misspelt_name_is_told_with_the_one_that_was_meant(case: str) -> None:
    text, meant = MISSPELT[case]
    told = check.findings(store.parse(text.encode(), Path("uji.toml")), KOMINFO)
    assert any(f"did you mean “{meant}”" in one.message for one in told)


def test_a_misspelt_stage_or_code_on_the_command_line_is_told_with_the_one_that_was_meant(
    bimtek: Run, sample: Path
) -> None:
    done = bimtek("check", sample, "--stage", "stage-11")
    assert done.returncode == 2
    assert "did you mean “stage-1”" in done.stderr


def test_an_id_that_is_like_no_other_is_told_without_a_guess() -> None:
    text = (
        HEAD
        + layouts.swot("sw-7k3q9fxd")
        + layouts.program("pr-00000001", 'supports = [\n  "sw-00000000",\n]\n')
    )
    (one,) = check.findings(store.parse(text.encode(), Path("uji.toml")), KOMINFO)
    assert "did you mean" not in one.message


# Hooks of pre-commit ------------------------------------------------------------------------------------------


def hooks() -> dict[str, dict[str, str]]:
    """The hooks by id, read from the few forms of YAML that the file uses."""
    found: list[dict[str, str]] = []
    for line in (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        match = re.fullmatch(r"(- |  )([a-z_]+): (.+)", line)
        assert match, line
        if match[1] == "- ":
            found.append({})
        value = match[3]
        assert value[0] in "'[" or not re.search(r": | #|^[&*!|>%@`{\"]", value), line
        found[-1][match[2]] = value.strip("'")
    return {one["id"]: one for one in found}


def test_the_hooks_take_session_files_only() -> None:
    assert list(hooks()) == ["bimtek-check", "bimtek-fmt"]
    for hook in hooks().values():
        assert {"id", "name", "entry", "language", "files", "types"} <= hook.keys()
        assert hook["language"] == "python"
        assert hook["types"] == "[toml]"
        assert re.search(hook["files"], "sessions/kota.toml")
        for other in ("pyproject.toml", "tests/sessions/x.toml", "sessions/kota.toml.orig"):
            assert not re.search(hook["files"], other)


@pytest.mark.parametrize("id", ["bimtek-check", "bimtek-fmt"])
def test_a_hook_lets_a_good_file_pass_and_stops_a_bad_one(
    bimtek: Run, tmp_path: Path, sample: Path, id: str
) -> None:
    program, *words_of_hook = shlex.split(hooks()[id]["entry"])
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["scripts"]
    assert program in scripts
    assert bimtek(*words_of_hook, sample).returncode == 0
    bad = tmp_path / "buruk.toml"
    bad.write_text(
        sample.read_text(encoding="utf-8").replace('kind = "kota"', 'kind   = "kotta"'), encoding="utf-8"
    )
    before = bad.read_bytes()
    assert bimtek(*words_of_hook, sample, bad).returncode == 1
    assert bad.read_bytes() == before


def test_the_samples_pass_the_hooks(bimtek: Run) -> None:
    files = sorted(resources.folder("sessions").glob("*.toml"))
    for hook in hooks().values():
        assert bimtek(*shlex.split(hook["entry"])[1:], *files).returncode == 0


def test_a_finding_says_what_the_screen_calls_its_entry_and_key(bimtek: Run, tmp_path: Path) -> None:
    program = (
        '\n[plan]\nperiod_start = 2027\nperiod_end = 2031\n\n# pr-97tj8fzz\n[[program]]\nid = "pr-97tj8fzz"\n'
        'added = 2026-01-01T08:00:00+07:00\nname = "Portal"\nhorizon = "short"\nstart_year = 2040\n'
    )
    top = 'schema_version = 1\nmethod = "kominfo-1"\n\n[city]\nname = "Kota Uji"\nkind = "kota"\nprovince = "Riau"\n'
    (tmp_path / "uji.toml").write_text(top + program, encoding="utf-8")
    found = bimtek("check", "uji.toml").stdout
    assert "year-outside-period: “start_year” is 2040" in found
    assert "(P1, “First year”)" in found


@pytest.mark.parametrize(
    ("severity", "codes"),
    [("error", (1, 0, 0)), ("warning", (1, 1, 0)), ("info", (1, 1, 1)), (None, (1, 1, 0))],
)
def test_a_check_fails_from_the_severity_on_that_was_asked_for(
    bimtek: Run, tmp_path: Path, severity: str | None, codes: tuple[int, int, int]
) -> None:
    """For hooks: what stops a commit is for the people of the repository to say."""
    text = "\n".join([layouts.TOP, layouts.CITY, layouts.swot("sw-00000001")])
    (tmp_path / "error.toml").write_text(text.replace('"weakness"', '"lemah"'), encoding="utf-8")
    (tmp_path / "warning.toml").write_text(text + "\n[lain]\nx = 1\n", encoding="utf-8")
    (tmp_path / "info.toml").write_text(text.rstrip("\n"), encoding="utf-8")
    (tmp_path / "rusak.toml").write_text("x", encoding="utf-8")
    options = ["--fail-on", severity] if severity else []
    for name, code in zip(("error", "warning", "info"), codes, strict=True):
        done = bimtek("check", f"{name}.toml", *options)
        assert (done.returncode, f" {name} " in done.stdout) == (code, True)
    assert bimtek("check", "rusak.toml", *options).returncode == 2
