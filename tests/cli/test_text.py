"""Texts of sections from the command line: recorded, shown, withdrawn, listed, and what is told about them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import Run

from bimtek_tui import store
from bimtek_tui.cli.text import section_text
from bimtek_tui.errors import BimtekError
from bimtek_tui.model.entries import Text, counting

PLACE = ("--book", "buku-1", "--section", "background")
WORDS = "Kota ini *bergerak*:\n\n- cepat\n- 5*3*2 | <b>\n"


@pytest.fixture
def sample(unwritten: Path) -> Path:
    return unwritten


def texts(sample: Path) -> list[Text]:
    return counting(store.load(sample).session.text)


@pytest.fixture
def write(bimtek: Run, sample: Path, tmp_path: Path) -> Any:
    """Give the command a text on standard input."""

    def run(words: str | bytes, *more: str) -> Any:
        file = tmp_path / "masukan"
        file.write_bytes(words if isinstance(words, bytes) else words.encode())
        with file.open("rb") as stdin:
            return bimtek("text", sample, *(more or PLACE), stdin=stdin)

    return run


@pytest.mark.slow
def test_a_text_is_recorded_printed_changed_and_withdrawn(bimtek: Run, write: Any, sample: Path) -> None:
    assert write(WORDS, *PLACE, "--author", "Bappeda").returncode == 0
    (text,) = texts(sample)
    assert (text.book, text.section, text.author, text.text + "\n") == (
        "buku-1",
        "background",
        "Bappeda",
        WORDS,
    )
    assert len(text.facts or "") == 16
    assert bimtek("render", sample, "--out", "buku").returncode == 0
    book = (sample.parent / "buku" / "buku-1-analisis-strategis.md").read_text(encoding="utf-8")
    assert (
        "### 1.1 Latar Belakang\n\n<!-- teks buku-1/background -->\n\nKota ini *bergerak*:\n\n- cepat\n- 5\\*3\\*2 \\| \\<b\\>\n\n"
        in book
    )
    assert "nothing to change" in write(WORDS).stdout
    assert write("Lain.").returncode == 0
    (changed,) = texts(sample)
    assert (changed.id, changed.text, changed.author) == (text.id, "Lain.", "Bappeda")
    assert bimtek("text", sample, *PLACE, "--remove").returncode == 0
    assert texts(sample) == []
    again = bimtek("text", sample, *PLACE, "--remove")
    assert again.returncode == 2
    assert "has no text" in again.stderr
    assert bimtek("check", sample).returncode == 0


@pytest.mark.slow
def test_facts_that_changed_want_another_look_until_somebody_has_seen_them(
    bimtek: Run, write: Any, sample: Path
) -> None:
    place = ("--book", "buku-1", "--section", "missions")
    assert write("Misi kita.", *place).returncode == 0
    assert "text-another-look" not in bimtek("check", sample).stdout
    assert "another look" not in bimtek("text", sample, "--list").stdout
    content = sample.read_text(encoding="utf-8")
    mission = next(iter(store.load(sample).session.mission.values()))
    first = mission.text.split("\n")[0]
    sample.write_text(content.replace(first, f"Baru. {first}", 1), encoding="utf-8")
    assert "info text-another-look" in bimtek("check", sample).stdout
    assert "Wants another look: buku-1/missions" in bimtek("status", sample).stdout
    (told,) = json.loads(bimtek("status", sample, "--format", "json").stdout)["texts"]
    assert told["wants_another_look"] is True
    assert "wants another look" in bimtek("text", sample, "--list", "--book", "buku-1").stdout
    assert bimtek("text", sample, *place, "--seen").returncode == 0
    assert "text-another-look" not in bimtek("check", sample).stdout


@pytest.mark.parametrize(
    ("words", "place", "said"),
    [
        ("x", ("--book", "buku-1", "--section", "backgroud"), "did you mean “background”"),
        ("x", ("--book", "buku1", "--section", "background"), "did you mean “buku-1”"),
        ("x", ("--book", "buku-1", "--section", "head"), "no section “head”"),
        ("x", ("--book", "buku-1"), "--list"),
        (" \n\u200b\n", PLACE, "is empty"),
        (b"\xff\xfe\x00", PLACE, "UTF-8"),
        ("x" * 20_001, PLACE, "20000"),
        ("é" * 50_000, PLACE, "20000"),
        ("x", (*PLACE, "--remove", "--seen"), "do not go together"),
    ],
)
def test_what_can_not_be_recorded_is_one_sentence_and_changes_nothing(
    write: Any, sample: Path, words: str | bytes, place: tuple[str, ...], said: str
) -> None:
    before = sample.read_bytes()
    done = write(words, *place)
    assert done.returncode == 2
    assert said in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert sample.read_bytes() == before


@pytest.mark.slow
def test_the_list_names_every_section_and_where_a_text_is_expected(bimtek: Run, sample: Path) -> None:
    listed = bimtek("text", sample, "--list").stdout
    assert "background" in listed
    assert "KATA PENGANTAR – a text is expected" in listed
    assert "buku-4" in listed
    assert "buku-4" not in bimtek("text", sample, "--list", "--book", "buku-1").stdout


@pytest.mark.slow
def test_a_text_of_no_section_is_told_left_out_and_can_be_withdrawn(bimtek: Run, sample: Path) -> None:
    entry = '\n# tx-00000001\n[[text]]\nid = "tx-00000001"\nbook = "buku-1"\nsection = "visoin"\ntext = "Satu."\nadded = 2026-06-13T09:15:21+07:00\n'
    sample.write_text(sample.read_text(encoding="utf-8") + entry, encoding="utf-8")
    checked = bimtek("check", sample)
    assert checked.returncode == 1
    assert "unknown-section" in checked.stdout
    assert "did you mean “vision”" in checked.stdout
    made = bimtek("render", sample, "--out", "buku")
    assert made.returncode == 0
    assert "tx-00000001 is in no book" in made.stderr
    assert bimtek("text", sample, "--book", "buku-1", "--section", "visoin", "--remove").returncode == 0
    assert texts(sample) == []


def test_on_a_terminal_the_text_that_is_there_is_printed(
    write: Any, sample: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert write(WORDS).returncode == 0
    capsys.readouterr()
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    assert section_text.main([str(sample), *PLACE], standalone_mode=False) == 0
    assert capsys.readouterr().out == WORDS
    with pytest.raises(BimtekError, match="has no text"):
        section_text.main([str(sample), "--book", "buku-1", "--section", "vision"], standalone_mode=False)


@pytest.mark.slow
def test_texts_come_back_from_a_draft_in_one_step_and_the_rest_is_named(
    bimtek: Run, write: Any, sample: Path
) -> None:
    write("Semula.")
    bimtek("render", sample, "--out", "buku")
    draft = sample.parent / "buku" / "buku-1-analisis-strategis.md"
    edited = draft.read_text(encoding="utf-8").replace("Semula.", "Sesudah *ditinjau*.")
    edited = edited.replace("✎ Tuliskan sambutan kepala daerah.", "Salam.").replace(
        "| Jumlah penduduk |", "| Warga |"
    )
    draft.write_text(edited, encoding="utf-8")
    before = sample.read_bytes()
    shown = bimtek("text", sample, "--from", draft, "--dry-run")
    assert shown.returncode == 1
    assert "  -Semula.\n  +Sesudah *ditinjau*.\n" in shown.stdout
    line = edited.split("\n").index(next(row for row in edited.split("\n") if "| Warga |" in row)) + 1
    assert f"buku-1-analisis-strategis.md:{line}: can't be taken back" in shown.stderr
    assert sample.read_bytes() == before
    bimtek("text", sample, "--from", draft)
    assert {text.section: text.text for text in texts(sample)} == {
        "background": "Sesudah *ditinjau*.",
        "welcome": "Salam.",
    }


@pytest.mark.slow
def test_what_is_no_draft_is_refused_with_a_sentence(bimtek: Run, sample: Path) -> None:
    bimtek("render", sample, "--edition", "final", "--allow-gaps", "--out", "akhir")
    final = sample.parent / "akhir" / "buku-1-analisis-strategis.md"
    for file, words in ((final, "final edition"), (sample, "no book"), (sample.parent, "is no file")):
        run = bimtek("text", sample, "--from", file)
        assert run.returncode in (1, 2)
        assert words in run.stderr
        assert "Traceback" not in run.stderr
