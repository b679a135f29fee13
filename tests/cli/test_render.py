"""`bimtek render` for documents and for comparing, and `bimtek figures`, as commands."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import click
import pytest
from conftest import Run

from bimtek_tui.cli.program import program

EMPTY = 'schema_version = 1\nmethod = "kominfo-1"\n\n[city]\nname = "Kota Sepi"\nkind = "kota"\n'


def test_a_document_is_made_when_it_is_named(bimtek: Run, sample: Path, tmp_path: Path) -> None:
    done = bimtek("render", sample, "--out", "draf", "--book", "komitmen", "--book", "daftar-hadir")
    assert done.returncode == 0
    assert sorted(file.name for file in (tmp_path / "draf").iterdir()) == ["daftar-hadir.md", "komitmen.md"]


def test_books_that_say_what_the_session_says_pass(bimtek: Run, sample: Path) -> None:
    bimtek("render", sample, "--out", "draf")
    done = bimtek("render", sample, "--out", "draf", "--verify")
    assert done.returncode == 0
    assert done.stdout.count("\n") == 1


def test_what_was_changed_in_a_book_is_named_with_file_and_line_and_nothing_is_written(
    bimtek: Run, sample: Path, tmp_path: Path
) -> None:
    bimtek("render", sample, "--out", "draf")
    book = tmp_path / "draf" / "buku-1-analisis-strategis.md"
    lines = book.read_text(encoding="utf-8").split("\n")
    number = next(place for place, line in enumerate(lines) if line.startswith("| I1 |"))
    lines[number] = lines[number].replace("Warga", "Orang")
    book.write_text("\n".join(lines), encoding="utf-8")
    before = book.read_bytes()
    done = bimtek("render", sample, "--out", "draf", "--verify")
    assert done.returncode == 1
    assert f"buku-1-analisis-strategis.md:{number + 1}: warning outdated:" in done.stdout
    assert book.read_bytes() == before


@pytest.mark.parametrize(
    ("was", "now", "book"),
    [
        ("budget_idr = 1_450_000_000", "budget_idr = 1_460_000_000", "buku-4-peta-jalan.md"),
        ("rating = 3", "rating = 1", "buku-1-analisis-strategis.md"),
        ('lead = "DISDUKCAPIL"', 'lead = "DLH"', "buku-2-masterplan.md"),
        ("Kota Contoh yang melayani", "Kota yang melayani", "buku-1-analisis-strategis.md"),
        ('decision = "reserve"', 'decision = "chosen"', "buku-3-quick-win.md"),
    ],
)
@pytest.mark.slow
def test_books_that_were_made_before_the_session_changed_do_not_pass(
    bimtek: Run, sample: Path, was: str, now: str, book: str
) -> None:
    bimtek("render", sample, "--out", "draf")
    text = sample.read_text(encoding="utf-8")
    assert was in text
    sample.write_text(text.replace(was, now, 1), encoding="utf-8")
    done = bimtek("render", sample, "--out", "draf", "--verify")
    assert done.returncode == 1
    assert f"{book}:" in done.stdout
    assert "warning outdated:" in done.stdout


@pytest.mark.slow
def test_sentences_that_a_person_wrote_into_a_book_pass_and_changed_figures_do_not(
    bimtek: Run, sample: Path, tmp_path: Path
) -> None:
    bimtek("render", sample, "--out", "draf")
    book = tmp_path / "draf" / "buku-4-peta-jalan.md"
    whole = book.read_text(encoding="utf-8")
    book.write_text(whole.replace("## BAB II", "Alinea dari konsultan.\n\n## BAB II", 1), encoding="utf-8")
    assert bimtek("render", sample, "--out", "draf", "--verify").returncode == 0
    book.write_text(whole.replace("Rp12.650.000.000", "Rp12.650.000.001", 1), encoding="utf-8")
    done = bimtek("render", sample, "--out", "draf", "--verify")
    assert done.returncode == 1
    assert "Rp12.650.000.001" in done.stdout


def test_a_book_that_is_not_there_can_not_be_compared(bimtek: Run, sample: Path) -> None:
    done = bimtek("render", sample, "--out", "draf", "--verify")
    assert done.returncode == 2
    assert "buku-1-analisis-strategis.md" in done.stderr


def test_figures_as_json_are_exact(bimtek: Run, sample: Path) -> None:
    done = bimtek("figures", sample, "--format", "json")
    assert done.returncode == 0
    swot = json.loads(done.stdout)["swot"]["city"]
    scores = swot["ifas"]["scores"]
    assert Fraction(scores["strength"]["exact"]) + Fraction(scores["weakness"]["exact"]) == Fraction(
        scores["total"]["exact"]
    )
    assert Fraction(swot["position"]["x"]["exact"]) == Fraction(scores["strength"]["exact"]) - Fraction(
        scores["weakness"]["exact"]
    )


@pytest.mark.parametrize("form", ["text", "md", "json"])
def test_figures_of_a_session_with_nothing_in_it_are_no_mistake(
    bimtek: Run, tmp_path: Path, form: str
) -> None:
    file = tmp_path / "sepi.toml"
    file.write_text(EMPTY, encoding="utf-8")
    done = bimtek("figures", file, "--format", form)
    assert done.returncode == 0, done.stderr
    assert "None" not in done.stdout
    assert "Traceback" not in done.stderr


def test_a_final_edition_is_refused_with_what_is_missing_and_made_without_it(
    bimtek: Run, unwritten: Path
) -> None:
    refused = bimtek("render", unwritten, "--edition", "final", "--out", "akhir")
    assert refused.returncode == 1
    assert "[identity] town" in refused.stdout
    assert "bimtek text --book buku-1 --section background" in refused.stdout
    assert "--allow-gaps" in refused.stderr
    assert not (unwritten.parent / "akhir").exists()
    made = bimtek("render", unwritten, "--edition", "final", "--allow-gaps", "--out", "akhir")
    assert made.returncode == 0
    assert "✎" not in (unwritten.parent / "akhir" / "buku-1-analisis-strategis.md").read_text("utf-8")


def test_the_sample_has_all_that_its_final_edition_needs(bimtek: Run, sample: Path) -> None:
    made = bimtek("render", sample, "--edition", "final", "--out", "akhir")
    assert (made.returncode, made.stderr) == (0, "")
    assert len(list((sample.parent / "akhir").glob("*.md"))) == 4


def test_what_books_are_made_without_is_said_once_with_file_and_key(bimtek: Run, tmp_path: Path) -> None:
    (tmp_path / "sepi.toml").write_text(EMPTY + '\n[identity]\nlogo = "tiada.png"\n', encoding="utf-8")
    words = ("render", "sepi.toml", "--out", "draf", "--book", "komitmen", "--book", "notula")
    done = bimtek(*words, "--format", "html", "--format", "docx")
    assert done.returncode == 0
    assert len(list((tmp_path / "draf").iterdir())) == 4
    (told,) = [line for line in done.stderr.split("\n") if "tiada.png" in line]
    assert told.startswith("sepi.toml: ")
    assert "“logo”" in told
    assert "tiada.png" not in bimtek(*words).stderr, "Markdown has no logo"


def test_the_shell_completes_books_and_documents() -> None:
    command = program.get_command(click.Context(program), "render")
    assert command is not None
    option = next(option for option in command.params if option.name == "books")
    completed = [item.value for item in option.shell_complete(click.Context(command), "r")]
    assert completed == ["ringkasan", "ranperda"]
    assert "buku-1" in [item.value for item in option.shell_complete(click.Context(command), "")]


def test_a_picture_that_no_book_prints_is_told(bimtek: Run, sample: Path) -> None:
    keys = 'file = "kota-contoh-lambang.png"\ncaption = "Lambang"\nadded = 2026-06-13T09:15:21+07:00\n'
    places = (("buku-1", "visoin"), ("buku-9", "vision"), ("buku-2", "visoin"), ("buku-1", "vision"))
    for number, (book, section) in enumerate(places):
        entry = f'\n[[picture]]\nid = "pc-0000000{number}"\nbook = "{book}"\nsection = "{section}"\n{keys}'
        sample.write_text(sample.read_text(encoding="utf-8") + entry, encoding="utf-8")
    made = bimtek("render", sample, "--out", "buku", "--book", "buku-1")
    assert made.returncode == 0
    told = [line for line in made.stderr.splitlines() if "is in no book" in line]
    assert len(told) == 2
    assert "pc-00000000 is in no book: the book buku-1 has no section “visoin”" in told[0]
    assert "pc-00000001 is in no book: there is no book “buku-9”" in told[1]
