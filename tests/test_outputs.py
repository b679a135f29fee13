"""What the commands write for the five samples: books, figures, findings, where a session stands, the schema.

A book of the full sample is stored whole. Of everything else a line stands for each section: its digest, its size
and its heading, so that a difference still says where it is. `pytest --snapshot-update` stores them anew.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from bimtek_tui import cli, resources

SAMPLES = ("kota-contoh", "batam-2022", "bontang-2019", "dumai-2022", "tanjungpinang-2019")
DOCUMENTS = ("ringkasan", "komitmen", "daftar-hadir", "notula", "lembar-kerja", "ranperda", "tindak-lanjut")

Run = Callable[..., str]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command in a folder with copies of the samples; gives its output, its complaints and its exit code."""
    (tmp_path / "sessions").mkdir()
    for name in SAMPLES:
        session = resources.sample_session(name)
        for file in session.parent.glob(f"{session.stem}*"):  # with the pictures that it names
            shutil.copy(file, tmp_path / "sessions")
    monkeypatch.chdir(tmp_path)

    def command(*arguments: str, language: str = "id") -> str:
        monkeypatch.setattr(sys, "argv", ["bimtek", *arguments, "--lang", language])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        out, complaints = capsys.readouterr()
        return out + "".join(f"! {line}\n" for line in complaints.splitlines()) + f"exit {ended.value.code}\n"

    return command


def digest(part: str) -> str:
    """A part of an output in one line: digest and size."""
    return f"{hashlib.sha256(part.encode()).hexdigest()[:16]} {len(part):6}"


def sections(book: str) -> str:
    """A book in Markdown or HTML, one line for each heading and what stands below it."""
    parts = re.split(r"^(?=#{1,4} |<h[1-4])", book, flags=re.MULTILINE)
    headings = [re.sub(r"<[^>]+>", "", part.partition("\n")[0]).strip()[:60] for part in parts]
    return "\n".join(f"{digest(part)}  {name}" for part, name in zip(parts, headings, strict=True))


def branches(data: Any, depth: int, name: str = "") -> Iterator[str]:
    """JSON, one line for each of its branches down to a depth."""
    if isinstance(data, dict) and depth and data:
        for key, value in data.items():
            yield from branches(value, depth - 1, f"{name}.{key}" if name else key)
    else:
        yield f"{digest(json.dumps(data, ensure_ascii=False))}  {name}"


def written(folder: str, ending: str) -> list[Path]:
    return sorted(Path(folder).glob(f"*.{ending}"))


@pytest.mark.parametrize("name", SAMPLES)
def test_the_books_stay_as_they_are(run: Run, snapshot: SnapshotAssertion, name: str) -> None:
    told = run("render", f"sessions/{name}.toml", "--format", "md", "--format", "html")
    assert told == snapshot(name="told")
    for book in (*written(f"books/{name}", "md"), *written(f"books/{name}", "html")):
        text = book.read_bytes().decode()
        whole = name == "kota-contoh" and book.suffix == ".md"
        assert (text if whole else sections(text)) == snapshot(name=book.name)


@pytest.mark.parametrize("name", SAMPLES)
def test_the_documents_beside_the_books_stay_as_they_are(
    run: Run, snapshot: SnapshotAssertion, name: str
) -> None:
    wanted = [word for document in DOCUMENTS for word in ("--book", document)]
    run("render", f"sessions/{name}.toml", "--format", "md", "--format", "html", *wanted)
    files = [*written(f"books/{name}", "md"), *written(f"books/{name}", "html")]
    assert len(files) == 2 * len(DOCUMENTS)
    for file in files:
        assert sections(file.read_bytes().decode()) == snapshot(name=file.name)


@pytest.mark.parametrize("name", SAMPLES)
def test_the_figures_stay_as_they_are(run: Run, snapshot: SnapshotAssertion, name: str) -> None:
    printed = run("figures", f"sessions/{name}.toml", "--format", "json")
    data, _brace, end = printed.rpartition("}")
    assert ("\n".join(branches(json.loads(data + "}"), 3)), end) == snapshot(name="json")
    assert digest(printed) == snapshot(name="the JSON letter by letter")
    for language in ("id", "en"):
        page = run("figures", f"sessions/{name}.toml", language=language)
        whole = name == "kota-contoh" and language == "id"
        assert (page if whole else digest(page)) == snapshot(name=f"text, {language}")
    assert sections(run("figures", f"sessions/{name}.toml", "--format", "md")) == snapshot(name="md")


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("name", SAMPLES)
def test_findings_and_status_stay_as_they_are(
    run: Run, snapshot: SnapshotAssertion, name: str, language: str
) -> None:
    file = f"sessions/{name}.toml"
    assert run("check", file, language=language) == snapshot(name="check")
    for stage in ("stage-1", "stage-2", "stage-3", "stage-4"):
        assert run("check", file, "--stage", stage, language=language) == snapshot(name=f"check {stage}")
    assert digest(run("check", file, "--format", "json", language=language)) == snapshot(name="check json")
    assert run("status", file, language=language) == snapshot(name="status")
    printed = run("status", file, "--format", "json", language=language)
    data, _brace, end = printed.rpartition("}")
    assert ("\n".join(branches(json.loads(data + "}"), 3)), end) == snapshot(name="status json")
    assert digest(printed) == snapshot(name="status json letter by letter")


def test_the_schema_stays_as_it_is(run: Run, snapshot: SnapshotAssertion) -> None:
    assert run("schema") == snapshot
