"""Conflicts put into words: what the entry is called, and what stands on each side."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import layouts

from bimtek_tui.model import method
from bimtek_tui.review import merging
from bimtek_tui.review.questions import Question, questions
from bimtek_tui.store import parse

BASE = layouts.PLAIN + (
    '\n# qw-00000001\n[[quick_win]]\nid = "qw-00000001"\nprogram = "pr-00000001"\n' + layouts.ADDED
)


def asked(ours: tuple[str, str], theirs: tuple[str, str]) -> list[Question]:
    """What is asked when each side replaced one text by another."""
    base, left, right = (
        parse(BASE.replace(*change, 1).encode(), Path("kota.toml")) for change in (("", ""), ours, theirs)
    )
    merged = merging.merge(base.document, left.document, right.document)
    used = method.load("kominfo-1")
    return questions(merged.conflicts, base.session, left.session, right.session, used)


def test_a_key_with_its_label_and_three_values() -> None:
    (one,) = asked(("Data belum terpadu.", "Kita."), ("Data belum terpadu.", "Mereka.\\nDua baris."))
    assert (one.entry, one.key) == ("SWOT entry W1 “Kita.”", "Text")
    assert (one.before, one.ours, one.theirs) == (
        ("Data belum terpadu.",),
        ("Kita.",),
        ("Mereka.\nDua baris.",),
    )


@pytest.mark.parametrize(
    ("ours", "theirs", "entry", "key", "states"),
    [
        (("12_500_000", "1"), ("12_500_000", "2_000"), "Program “Satu Data”", "Budget (Rp)", ("Rp12.500.000", "Rp1", "Rp2.000")),
        (('  "satu",\n', '  "tiga",\n'), ('  "satu",\n', '  "lima",\n'), "Program “Satu Data”", "Activities", ("satu\ndua", "tiga\ndua", "lima\ndua")),
        (("short_start = 2023", "short_start = 2024"), ("short_start = 2023\n", ""), "Plan", "Short term from", ("2023", "2024", "")),
        (('program = "pr', 'decision = "chosen"\nprogram = "pr'), ('program = "pr', 'decision = "reserve"\nprogram = "pr'), "Quick win QW1 “Satu Data”", "Decision", ("", "chosen", "reserve")),
        (("added =", "warna = 1\nadded ="), ("added =", "warna = 2022-06-13\nadded ="), "SWOT entry “Data belum terpadu.”", "warna", ("", "1", "13 June 2022")),
        (("schema_version = 1", "schema_version = 1\ntitle = 'A'"), ("schema_version = 1", "schema_version = 1\ntitle = 'B'"), "Session file", "Title", ("", "A", "B")),
    ],
)  # fmt: skip
def test_values_are_said_as_people_say_them(
    ours: tuple[str, str], theirs: tuple[str, str], entry: str, key: str, states: tuple[str, str, str]
) -> None:
    (one,) = asked(ours, theirs)
    assert one.entry.replace(" W1", "").replace(" P1", "") == entry
    assert one.key == key
    assert tuple("\n".join(state) for state in (one.before, one.ours, one.theirs)) == states


def test_removed_and_withdrawn_against_worked_on() -> None:
    gone = (layouts.swot("sw-00000001") + "\n", "")
    (one,) = asked(gone, ("Data belum terpadu.", "Mereka."))
    assert (one.entry, one.key) == ("SWOT entry W1 “Mereka.”", "")
    assert (one.before, one.ours) == ((), ("removed",))
    assert one.theirs == ("kept and worked on:", "Text: Mereka.")
    (one,) = asked(("# sw-00000001", "# sw-00000001 penting"), gone)
    assert one.ours == ("kept and worked on:", "comments or layout only")

    withdrawn = (layouts.ADDED, 'withdrawn = "keliru"\n' + layouts.ADDED)
    (one,) = asked(("Data belum terpadu.", "Kita."), withdrawn)
    assert one.theirs == ("withdrawn: keliru",)
    assert one.ours == ("kept and worked on:", "Text: Kita.")
    (one,) = asked(withdrawn, (layouts.ADDED, 'withdrawn = "kembar"\n' + layouts.ADDED))
    assert (one.key, one.ours, one.theirs) == ("Withdrawn because", ("keliru",), ("kembar",))


def test_an_entry_that_can_not_be_used_is_asked_about_all_the_same() -> None:
    (one,) = asked(('"weakness"', '"kekuatan"'), ('"weakness"', '"kelemahan"'))
    assert "Data belum terpadu." in one.entry
    assert (one.before, one.ours, one.theirs) == (("weakness",), ("kekuatan",), ("kelemahan",))
