"""Whole comparisons: in which order they are read, what is told specially, why figures vanish, what the format does not know."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from support.layouts import CITY, TOP, program, swot

from bimtek_tui import resources
from bimtek_tui.model import method
from bimtek_tui.model.kinds import kinds
from bimtek_tui.review import comparison, reports, wording
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
    assert figures == ["position", "scores", "readiness", "money", "counts"]


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
    assert reports.summary(report) == "2 in another order"


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
    assert "Number of entries\n        SWOT entry: 4 → 3" in _text(BASE, BASE.replace(FOUR, ""))


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
    assert "– → 7" in _text(own, own.replace("isi = 5", "isi = 5\nrak = 7"))
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
    assert "  Numbers said aloud\n        SWOT entry: W3 → W2\n        SWOT entry: W4 → S1\n" in told
    shorter = _report(BASE, BASE.replace(ONE, ""))
    numbers = next(one for one in shorter.differences if one.id == "numbers")
    assert [(change.old, change.new) for change in numbers.changes] == [("W2–W4", "W1–W3")]
    many = [swot(f"sw-{number:08}") for number in range(20)]
    every_other = _report("\n".join([TOP, CITY, *many]), "\n".join([TOP, CITY, *many[1::2]]))
    numbers = next(one for one in every_other.differences if one.id == "numbers")
    assert [change.new for change in numbers.changes] == [f"W{number}" for number in range(1, 11)]
    same = _report(BASE, BASE.replace('"weakness"', '"weakness"\nwithdrawn = 2026-07-13T09:15:21+07:00', 1))
    assert "numbers" not in {one.id for one in same.differences}  # who goes out keeps the number


def test_signatures_have_a_heading_of_their_own_and_no_heading_says_what_its_only_kind_does() -> None:
    assert comparison.GROUPS["agreement"][1] == ("commitment", "signatory")
    for name, tables in comparison.GROUPS.values():
        assert name not in {wording.kind_word(table) for table in tables}


def test_the_order_of_entries_belongs_to_the_stage_and_the_agencies_of_those_that_moved() -> None:
    moved = BASE.replace(ONE, "") + "\n" + ONE
    (told,) = [one for one in _report(BASE, moved).differences if one.what == "order"]
    assert told.stage == "stage-1"


def _of_sample(key: str, value: str, table: str) -> str:
    """What follows from another value of the first key of this name in a table of the sample."""
    found = re.search(rf"\[\[{table}\]\]\n(?:(?!\[\[).*\n)*?{key} = (.*)\n", SAMPLE)
    assert found
    changed = SAMPLE[: found.start(1)] + value + SAMPLE[found.end(1) :]
    return _text(SAMPLE, changed).partition("\n\n")[2]


def test_the_position_of_each_dimension_follows() -> None:
    said = _text(SAMPLE, SAMPLE.replace('dimension = "governance"', 'dimension = "economy"'))
    assert "not known any more: Governance: no factor that counts" in said
    assert "Governance: WO → –\n        Economy: SO → WO" in said


def test_a_group_without_money_any_more_has_none_and_says_why() -> None:
    said = _text(SAMPLE, SAMPLE.replace('dimension = "governance"', 'dimension = "economy"'))
    assert "        Governance: no program of it any more\n        Economy: Rp" in said
    assert "        Governance: Rp50.280.000.000 → Rp0 (-50.280.000.000)\n" in said


def test_entries_that_came_and_went_are_both_told() -> None:
    said = _text(BASE, BASE.replace(FOUR, swot("sw-0000000a", quadrant="strength")))
    assert "SWOT entry: 4 → 4 (+1, −1)" in said
    assert "SWOT entry, Strength: 0 → 1\n        SWOT entry, Weakness: 4 → 3" in said
    assert _report(BASE, BASE.replace(FOUR, swot("sw-0000000a", quadrant="strength"))).state == "changed"


def test_what_follows_for_quick_wins_is_told_of_each() -> None:
    said = _of_sample("price_idr", "1_000", "cost")
    assert "Quick wins\n    ~ QW1 “SAPA: " in said
    assert "        Costs: Rp1.450.000.000 → Rp850.480.000 (-599.520.000)\n" in said
    said = _of_sample("decision", '"rejected"', "quick_win")
    assert "Quick win, chosen: 6 → 5\n" in said
    assert "        Decision: chosen → rejected\n" in said
    said = _of_sample("value", "1", "score")
    assert "        Score: 4,35 → 3,15\n        Recommended place: 3 → 7\n" in said


def test_a_budget_that_disagrees_with_its_rows_since_the_change_is_told() -> None:
    said = _of_sample("amount_idr", "1_000", "budget")
    assert "Money\n    ~ P1 “SAPA: " in said
    assert "rows by year and source: both agree → Rp1.450.000.000, its rows Rp1.000\n" in said


def test_levels_of_readiness_follow() -> None:
    said = _of_sample("level", "5", "readiness")
    assert "Readiness\n        Level: 2,44 → 2,78\n        Structure: 2,00 → 3,00\n" in said


def test_what_still_refers_to_a_program_that_counts_no_more_is_named() -> None:
    said = _of_sample("status", '"dropped"', "program")
    assert "Still referred to\n    ~ P1 “SAPA: " in said
    assert "        Those that still refer to it: QW1 “SAPA: " in said


def test_another_agreement_names_who_signed_it_and_what_that_means() -> None:
    said = _of_sample("amount_idr", "1_000", "budget")
    assert "signed by Larasati Prabandaru (17 September 2025), " in said
    assert (
        "; what stands here is no longer what they signed: all sign again, or what changed is put back"
        in said
    )
    assert "what stands here is what they signed\n        Signatures: 11 → 10\n" in _of_sample(
        "signed", '2025-09-17\nwithdrawn = "x"', "signatory"
    )
    unsigned = _text(BASE, BASE.replace("horizon", 'status = "final"\nhorizon'))
    assert "nobody has signed yet" in unsigned


def _named(number: int, quadrant: str = "weakness") -> str:
    return swot(f"sw-0000001{number}", quadrant=quadrant).replace("terpadu.", f"terpadu {number}.")


def _ordered(*blocks: str) -> str:
    return "\n".join([TOP, CITY, *blocks])


def test_pairs_that_changed_places_are_told_by_two_within_their_quadrant() -> None:
    weak, strong = [_named(number) for number in range(3)], [_named(n, "strength") for n in range(5, 8)]
    old = _ordered(weak[0], strong[0], weak[1], strong[1], weak[2], strong[2])
    new = _ordered(weak[1], strong[2], weak[0], strong[1], weak[2], strong[0])
    report = _report(old, new)
    said = reports.report_text(report)
    assert said.count("changed places") == 2
    assert (
        "W1 “Data belum terpadu 1.” (was W2) and W2 “Data belum terpadu 0.” (was W1) changed places" in said
    )
    assert (
        "S1 “Data belum terpadu 7.” (was S3) and S3 “Data belum terpadu 5.” (was S1) changed places" in said
    )
    assert "stands" not in said
    assert "Numbers said aloud" not in said
    assert reports.summary(report) == "4 in another order"
    mixed = _ordered(strong[0], weak[0], weak[1], weak[2], strong[1], strong[2])
    assert "in another order" not in _text(old, mixed)  # who stands between those of another quadrant


def test_numbers_that_follow_from_one_that_went_first_are_told() -> None:
    blocks = [_named(number) for number in range(3)]
    said = _text(_ordered(*blocks), _ordered(blocks[2], blocks[0], blocks[1]))
    assert "W1 “Data belum terpadu 2.” (was W3) stands first now" in said
    assert "SWOT entry: W1–W2 → W2–W3" in said


LISTS = BASE.replace(
    "horizon",
    'activities = [\n    "Melatih 40 petugas di kecamatan",\n    "Membeli server",\n    "Menata data",\n]\nsupporting = ["BAPPEDA", "DINKES", "DINSOS"]\nhorizon',
)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (
            '"Melatih 40 petugas di kecamatan",\n    "Membeli server"',
            '"Membeli server",\n    "Melatih 40 petugas di kecamatan"',
            "Activities: another order: “Membeli server” and “Melatih 40 petugas di kecamatan” changed places",
        ),
        (
            '"BAPPEDA", "DINKES", "DINSOS"',
            '"DINSOS", "BAPPEDA", "DINKES"',
            "Supporting agencies: another order: “DINSOS” stands first now",
        ),
        (
            '"Melatih 40 petugas di kecamatan",\n    "Membeli server"',
            '"Membeli server",\n    "Melatih 45 petugas di kecamatan"',
            "Melatih [-40-] {+45+} petugas di kecamatan",
        ),
        (
            '"Melatih 40 petugas di kecamatan",\n',
            '"Melatih 45 petugas di kecamatan",\n    "Mengawasi semuanya",\n',
            "Activities: Melatih [-40-] {+45+} petugas di kecamatan; {+Mengawasi semuanya+}",
        ),
    ],
)
def test_the_order_inside_a_list_is_told_in_words_and_its_items_word_by_word(
    old: str, new: str, sentence: str
) -> None:
    assert old in LISTS
    assert sentence in _text(LISTS, LISTS.replace(old, new))


def test_what_is_taken_for_a_value_that_can_t_be_read_is_told() -> None:
    rich = BASE.replace("horizon", "budget_idr = 5_000\nhorizon")
    wrong = rich.replace("5_000", '"banyak"')
    for old, new in ((rich, wrong), (wrong, rich)):
        said = _text(old, new)
        assert "; the other version has Rp5.000, which is taken for it" in said
        assert "without it" not in said
    said = _text(BASE, wrong)
    assert "until then the entry is used without it" in said
    left_out = _text(BASE, BASE.replace('"short"', '"pendek sekali"'))
    assert "; the other version has Short term, which is taken for it" in left_out
