"""Whole comparisons: in which order they are read, what is told specially, why figures vanish, what the format does not know."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.layouts import CITY, TOP, program, swot

from bimtek_tui import resources
from bimtek_tui.model import method
from bimtek_tui.model.kinds import kinds
from bimtek_tui.review import comparison, reports
from bimtek_tui.review.changes import FIGURES
from bimtek_tui.review.comparison import GROUPS, Report
from bimtek_tui.store import parse

METHOD = method.load("kominfo-1")
SAMPLE = resources.sample_session("kota-contoh").read_text("utf-8")
ONE, TWO, THREE, FOUR = (swot(f"sw-0000000{number}") for number in range(1, 5))
BASE = "\n".join([TOP, CITY, ONE, TWO, THREE, FOUR, program("pr-00000001")])


def _report(old: str | None, new: str | None, *, full: bool = False) -> Report:
    versions = tuple(parse(text.encode(), Path("kota.toml")) if text else None for text in (old, new))
    sides = tuple(comparison.Side("kota.toml") if text else None for text in (old, new))
    return comparison.report("kota.toml", (sides[0], sides[1]), (versions[0], versions[1]), METHOD, full)


def _text(old: str | None, new: str | None, *, full: bool = False) -> str:
    return reports.report_text(_report(old, new, full=full))


def test_every_kind_has_its_place_in_the_order_of_reading() -> None:
    tables = [table for _name, tables in GROUPS.values() for table in tables]
    assert sorted(tables) == sorted([*kinds(), FIGURES])


def test_what_follows_stands_first_and_then_group_by_group() -> None:
    report = _report(None, SAMPLE, full=True)
    groups = [comparison.group_of(difference) for difference in report.differences]
    assert groups == sorted(groups, key=list(GROUPS).index)
    assert list(dict.fromkeys(groups)) == [*GROUPS]
    figures = [difference.id for difference in report.differences if difference.table == FIGURES]
    assert figures == ["position", "scores", "money", "counts", "agreement"]


def test_the_same_is_the_same_however_it_is_laid_out() -> None:
    assert _report(BASE, BASE).state == "same"
    assert _report(BASE, BASE.replace(" = ", "  =  ") + "\n# catatan\n").state == "same"


def test_entries_that_changed_places_are_told_in_words() -> None:
    blocks = BASE.replace("terpadu.", "terpadu satu.", 1).replace(
        TWO, TWO.replace("terpadu.", "terpadu dua.")
    )
    first, second = blocks.index("[[swot]]"), blocks.index("terpadu dua.")
    assert first < second
    one, two = ONE.replace("terpadu.", "terpadu satu."), TWO.replace("terpadu.", "terpadu dua.")
    swapped = blocks.replace(one, "?").replace(two, one).replace("?", two)
    report = _report(blocks, swapped)
    (difference,) = report.differences
    assert (difference.what, difference.table) == ("order", "swot")
    said = reports.report_text(report)
    assert (
        "W1 “Data belum terpadu dua.” (was W2) and W2 “Data belum terpadu satu.” (was W1) changed places"
        in said
    )
    assert reports.summary(report) == "1 in another order"


def test_an_entry_that_went_elsewhere_is_named_and_no_other() -> None:
    named = [
        block.replace("terpadu.", f"terpadu {number}.")
        for number, block in enumerate((ONE, TWO, THREE, FOUR))
    ]
    old = "\n".join([TOP, CITY, *named])
    new = "\n".join([TOP, CITY, *named[1:3], named[0], named[3]])
    said = _text(old, new)
    assert "W3 “Data belum terpadu 0.” (was W1) stands behind “Data belum terpadu 2.” now" in said
    assert said.count("stands") == 1
    assert "stands first now" in _text(new, old)


def test_nothing_but_another_time_of_capture_is_told_as_that() -> None:
    said = _text(BASE, BASE.replace("T09:15:21", "T10:15:21", 1))
    assert (
        "(sw-00000001): only captured at another time\n        Captured at: 13 June 2022 09.15 → 13 June 2022 10.15"
        in said
    )


def test_a_time_beside_other_changes_is_told_with_them() -> None:
    said = _text(BASE, BASE.replace("T09:15:21", "T10:15:21", 1).replace("belum", "sudah", 1))
    assert "(sw-00000001): changed" in said
    assert "Captured at:" in said


RATED = "\n".join(
    [
        TOP,
        CITY,
        *(
            swot(f"sw-0000000{number}", quadrant=quadrant).replace("added", "weight = 5\nrating = 3\nadded")
            for number, quadrant in enumerate(("strength", "weakness", "opportunity", "threat"))
        ),
    ]
)


@pytest.mark.parametrize(
    ("taken", "reason"),
    [
        ("rating = 3\n", "not known any more: without a rating: S1 “Data belum terpadu.”"),
        ("weight = 5\n", "not known any more: without points: S1 “Data belum terpadu.”"),
    ],
)
def test_a_figure_that_vanishes_names_what_it_lacks(taken: str, reason: str) -> None:
    said = _text(RATED, RATED.replace(taken, "", 1))
    assert said.count(reason) == 1
    assert "Quadrant: " in said
    assert "not known before: " in _text(RATED.replace(taken, "", 1), RATED)


def test_a_quadrant_without_a_factor_is_why_there_is_no_position() -> None:
    said = _text(RATED, RATED.replace("added", 'withdrawn = "ditarik"\nadded', 1))
    assert "not known any more: Strength: no factor that counts" in said


def test_money_that_nobody_has_any_more_says_so() -> None:
    rich = BASE.replace("horizon", "budget_idr = 5_000\nhorizon")
    assert "no program that counts has a budget any more" in _text(rich, BASE)


def test_the_number_of_entries_is_told() -> None:
    assert "Number of entries\n    ~ now different\n        SWOT entry: 4 → 3" in _text(
        BASE, BASE.replace(FOUR, "")
    )


def test_a_file_that_came_or_went_is_one_line() -> None:
    assert _text(None, BASE).splitlines()[1] == "the file is new: SWOT entry 4, Program 1"
    assert _text(BASE, None).splitlines()[1] == "the file is gone: SWOT entry 4, Program 1"
    assert "(sw-00000003): added" not in _text(None, BASE)
    assert "(sw-00000003): added" in _text(None, BASE, full=True)
    assert "(sw-00000003): removed" in _text(BASE, None, full=True)


def test_keys_and_tables_of_ones_own_are_told_as_that() -> None:
    said = _text(BASE, BASE.replace("added", 'warna = "biru"\nadded', 1))
    assert "(sw-00000001): changed\n        warna (a key of your own): {+“biru”+}" in said
    own = BASE + '\n[[arsip]]\nid = "a1"\nname = "Lemari"\nisi = 5\n'
    said = _text(BASE, own)
    assert "Everything else\n  [arsip]\n    + “Lemari” (a1): added" in said
    assert "isi (a key of your own): 5" in said
    assert "{+7+}" in _text(own, own.replace("isi = 5", "isi = 5\nrak = 7"))
    assert "does not read" not in said


def test_what_is_written_otherwise_and_says_the_same_is_told_so() -> None:
    for old, new in (
        ("+07:00", "+08:00"),
        ('quadrant = "weakness"', 'quadrant = "weakness"\nevidence = ""'),
    ):
        changed = BASE.replace(old, new, 1).replace("T09:15:21+08:00", "T10:15:21+08:00")
        said = _text(BASE, changed)
        assert "written in another way, it says the same" in said
        assert "own" not in said


def test_an_entry_whose_id_is_there_twice_is_told() -> None:
    said = _text(BASE, BASE + "\n" + ONE.replace("belum", "sudah"))
    assert "line " in said
    assert "(sw-00000001)" in said


def test_without_its_method_ids_stand_for_names() -> None:
    old, new = (
        parse(text.encode(), Path("kota.toml"))
        for text in (SAMPLE, SAMPLE.replace('dimension = "economy"', 'dimension = "living"', 1))
    )
    side = comparison.Side("kota.toml")
    report = comparison.report("kota.toml", (side, side), (old, new), method.unknown("lain"))
    said = reports.report_text(report)
    assert "Dimension: economy → living" in said
    assert "Fingerprint" not in said


def test_numbers_that_others_have_now_are_told_in_one_line() -> None:
    told = _text(BASE, BASE.replace(TWO, "").replace(FOUR, FOUR.replace("weakness", "strength")))
    assert (
        "  Numbers said aloud\n    ~ now different\n        SWOT entry: W3 → W2\n        SWOT entry: W4 → S1\n"
        in told
    )
    shorter = _report(BASE, BASE.replace(ONE, ""))
    numbers = next(one for one in shorter.differences if one.id == "numbers")
    assert [(change.old, change.new) for change in numbers.changes] == [("W2–W4", "W1–W3")]
    same = _report(BASE, BASE.replace('"weakness"', '"weakness"\nwithdrawn = 2026-07-13T09:15:21+07:00', 1))
    assert "numbers" not in {one.id for one in same.differences}  # who goes out keeps the number
