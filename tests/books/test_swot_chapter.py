"""The chapter on SWOT: captions, what stands under tables, and sentences that say what the figures say and no more."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from support.swot_factors import KOBER_SCORES, entries, kober, rated

from bimtek_tui.books import gaps
from bimtek_tui.books.outline import parse
from bimtek_tui.books.preview import Draft
from bimtek_tui.model.entries import Session
from bimtek_tui.model.method import Method


@pytest.fixture
def section(kominfo: Method, session_of: Callable[[str], Session]) -> Callable[..., str]:
    """A block of a book by its name, from TOML."""

    def shown(source: str, block: str, book: str = "buku-1") -> str:
        return gaps.bare(Draft(session_of(source), kominfo).section(book, block))

    return shown


def scores(letters: str, chapter: str) -> list[float]:
    """The scores of the factors with these letters."""
    found = re.findall(
        rf"^\| [{letters}]\d\. [^|]*\| [^|]*\| [^|]*\| [^|]*\| ([\d,]+) \|", chapter, re.MULTILINE
    )
    return [float(score.replace(",", ".")) for score in found]


def test_kober_mie_setan_is_printed_as_published(section: Callable[..., str]) -> None:
    efas, ifas = section(kober(), "efas"), section(kober(), "ifas")
    printed = scores("OT", efas)
    assert printed == pytest.approx(
        [float(score) for letter in "OT" for score in KOBER_SCORES[letter]], abs=0.006
    )
    printed = scores("SW", ifas)
    assert printed == pytest.approx(
        [float(score) for letter in "SW" for score in KOBER_SCORES[letter]], abs=0.006
    )
    assert "| **Jumlah** | – | **1,0000** | – | **2,9409** | – |" in efas
    assert "| **Jumlah** | – | **1,0000** | – | **2,7959** | – |" in ifas
    assert "Kekuatan dengan skor tertinggi, masing-masing 0,47, adalah S1 dan S6." in ifas
    assert re.search(r"Peluang dengan skor tertinggi adalah O3 \(skor 0,7\d{3}\), yaitu “Faktor O3\.”", efas)
    position = section(kober(), "position")
    assert "x = 1,8589" in position
    assert "y = 1,957" in position
    assert re.search(r"strategi agresif \(SO[^)]*\), tanda \(\+, \+\), kuadran I menurut Rangkuti", position)


def test_every_table_has_a_caption_and_figures_say_how_they_were_computed(
    section: Callable[..., str], sample: Callable[[str], Session], kominfo: Method
) -> None:
    whole = gaps.bare(Draft(sample("kota-contoh"), kominfo).section("buku-1", "swot"))
    lines = whole.split("\n")
    tables = [token.map for token in parse(whole) if token.type == "table_open"]
    assert len(tables) > 10
    for first, after in tables:  # type: ignore[misc]
        assert lines[first - 2].startswith("**Tabel"), lines[first]
        if re.search(r"Skor|IFAS", lines[first]):
            assert lines[after + (not lines[after])].startswith("Varian perhitungan: Rangkuti."), lines[first]


def test_what_was_not_agreed_is_said_and_warned_of(section: Callable[..., str]) -> None:
    source = entries(S=rated((1, 4)), W=rated((1, 1)), O=rated((1, 3)), T=rated((1, 3)))
    position = section(source, "position")
    assert "Rangkuti (belum disepakati" in position
    assert "arah rating belum disepakati" in position
    agreed = section(source + 'analysis = {variant = "rangkuti", rating_direction = "magnitude"}', "position")
    assert "Perhatian" not in agreed
    assert "belum disepakati" not in agreed


def test_inverse_ratings_of_severe_weaknesses_are_warned_of_and_totals_compared(
    section: Callable[..., str],
) -> None:
    source = 'analysis = {variant = "rangkuti", rating_direction = "inverse"}\n' + entries(
        S=rated((1, 4)), W=rated((1, 1)), O=rated((1, 3)), T=rated((1, 3))
    )
    assert "sedikitnya separuh rating kelemahan bernilai 2 atau kurang" in section(source, "position")
    assert "jumlah skor 2,50, yaitu tepat pada nilai tengah 2,50" in section(source, "ifas")
    assert "di atas nilai tengah 2,50" in section(source, "efas")


def test_a_position_on_the_border_names_both_strategies(section: Callable[..., str]) -> None:
    source = entries(S=rated((1, 2)), W=rated((1, 2)), O=rated((1, 4)), T=rated((1, 1)))
    position = section(source, "position")
    assert "garis batas, sebab kekuatan dan kelemahan seimbang" in position
    assert "strategi agresif" in position
    assert "strategi ubah haluan" in position
    summary = section(source, "position", "ringkasan")
    assert "strategi agresif" in summary
    assert "strategi ubah haluan" in summary


def test_a_dimension_without_four_quadrants_says_why_it_has_no_position(section: Callable[..., str]) -> None:
    source = entries(S=rated((1, 2, "living")), W=rated((1, 2)), O=rated((1, 4, "living")), T=rated((1, 1)))
    position = section(source, "position")
    assert (
        "- Kehidupan Cerdas (Smart Living) belum memiliki posisi. "
        "Belum ada faktor pada kuadran kelemahan dan ancaman." in position
    )
    assert "Sebanyak dua faktor tidak terikat pada satu dimensi" in position
    assert "Untuk setiap dimensi" not in position


def test_shares_that_do_not_add_up_are_noted_below_their_table(section: Callable[..., str]) -> None:
    source = entries(S=rated(("0.5", 3)), W=rated(("0.52", 2)), O=rated(("0.5", 3)), T=rated(("0.5", 3)))
    assert "jumlahnya 1,02; bobot dalam tabel sudah dinormalkan" in section(source, "ifas")
    assert "dinormalkan" not in section(source, "efas")


def test_strategies_show_their_factors_and_what_is_left_over_is_named(section: Callable[..., str]) -> None:
    source = (
        entries(S=rated((1, 2)) * 2, W=rated((1, 2)), O=rated((1, 2)), T=rated((1, 2)))
        + """
        strategy = [
          {id = "st-1", quadrant = "SO", text = "Gerakkan", factors = ["sw-O1", "sw-S2", "sw-S1"]},
          {id = "st-2", quadrant = "WT", text = "Tahan"},
        ]
        program = [{id = "pr-1", name = "P", horizon = "short", strategies = ["st-1"]}]
        """
    )
    shown = section(source, "strategies")
    assert "| SO1 | Gerakkan | S1, S2 × O1 | – | P1 |" in shown
    assert "| Peluang (O1) | SO1 (S1, S2 × O1) | – |" in shown
    assert "| Ancaman (T1) | – | WT1 (tanpa faktor) |" in shown
    unused, unserved = (
        shown.partition(f"** {title}\n")[2]
        for title in ("Faktor yang belum dipakai dalam strategi", "Strategi yang belum dilayani program")
    )
    assert re.findall(r"^\| ([SWOT]+\d) \|", unused.partition("**Tabel")[0], re.MULTILINE) == ["W1", "T1"]
    assert re.findall(r"^\| ([SWOT]+\d) \|", unserved.partition("**Tabel")[0], re.MULTILINE) == ["WT1"]


def test_what_a_consultant_has_to_write_is_asked_for_once_there_is_something_to_judge(
    section: Callable[..., str],
) -> None:
    assert "✎" not in section("", "swot")
    source = entries(S=rated((1, 2)), W=rated((1, 2)), O=rated((1, 4)), T=rated((1, 1)))
    assert "✎ Uraikan pertimbangan forum" in section(source, "position")


def test_an_empty_chapter_has_no_figures_to_talk_of(section: Callable[..., str]) -> None:
    shown = section("", "swot")
    assert "menghimpun" not in shown
    assert "**Tabel" not in shown
    assert "Belum ada faktor kekuatan." in shown


def test_one_axis_alone_is_on_the_side_of_its_exact_value(section: Callable[..., str]) -> None:
    assert "x = −1,00, artinya" in section(entries(S=rated((1, 1)), W=rated((1, 3))), "position")
    balanced = entries(O=rated((1, 2), (1, 3), (1, 4)), T=rated((3, 3)))  # printed scores differ by 0,0001
    assert "y = 0,0000, artinya jumlah skor peluang sama dengan jumlah skor ancaman." in section(
        balanced, "position"
    )
