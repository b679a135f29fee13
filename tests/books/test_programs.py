"""Programs, roadmap and money in the books: every figure that of the analysis, in tables and in sentences."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from support.coded_books import coded
from support.program_blocks import program, row

from bimtek_tui.analysis import budget, programs
from bimtek_tui.analysis.workload import workload
from bimtek_tui.books import indonesian
from bimtek_tui.books.rendering import render
from bimtek_tui.books.verifying import verify
from bimtek_tui.model.entries import Session
from bimtek_tui.model.method import Method


def tables(markdown: str, title: str) -> list[list[list[str]]]:
    """The tables with this in their captions, as rows of cells without emphasis; heads first."""
    found = []
    for match in re.finditer(
        rf"\*\*Tabel [^*]*\*\* [^\n]*{re.escape(title)}[^\n]*\n\n((?:\|[^\n]*\n)+)", markdown
    ):
        lines = match[1].strip().split("\n")
        found.append(
            [[cell.strip(" *") for cell in line.strip("|").split(" | ")] for line in (lines[0], *lines[2:])]
        )
    return found


def amounts(values: dict[str, Any]) -> dict[str, str]:
    """What a column of money shows, by the first cell."""
    return {
        str(key): indonesian.rupiah(amount) if amount is not None else "–" for key, amount in values.items()
    }


def test_the_money_of_the_masterplan_is_that_of_the_analysis(
    kominfo: Method, sample: Callable[[str], Session]
) -> None:
    session = sample("kota-contoh")
    markdown = render(session, kominfo, "buku-2")
    money = budget.money(session)
    names = {one.id: one.name for one in kominfo.funding}

    (by_year,) = tables(markdown, "Perkiraan anggaran menurut tahun dan sumber pendanaan")
    shown = {cells[0]: cells[-1] for cells in by_year[1:]}
    expected = {year or "Belum dirinci": amount for year, amount in money.by_year.items()}
    assert shown == amounts(expected | {"Jumlah": money.total})  # type: ignore[arg-type]

    (by_source,) = tables(markdown, "Perkiraan anggaran menurut sumber pendanaan")
    shown = {cells[0]: cells[2] for cells in by_source[1:]}
    found = {names[one.funding]: one.total for one in budget.sources(session, kominfo, money)}
    found |= {"Belum dirinci menurut sumber": money.by_funding[""], "Jumlah": money.total}
    assert shown == amounts(found)

    ((head, *rows),) = tables(markdown, "menurut tahun dan sumber pendanaan")
    crossed = budget.summed(money.parts, lambda part: (part.year, part.funding))
    cells = {
        (line[0], source): cell
        for line in rows[:-1]
        for source, cell in zip(head[1:-1], line[1:-1], strict=True)
        if cell != "–"
    }
    assert cells == {
        (
            str(year or "Belum dirinci"),
            indonesian.shortened(names[of]) if of else "Belum dirinci",
        ): indonesian.rupiah(amount)
        for (year, of), amount in crossed.items()
    }
    assert rows[-1][-1] == indonesian.rupiah(money.total)
    assert f"sebesar {indonesian.rupiah_in_short(money.total)}." in markdown


def test_loads_and_the_years_are_those_of_the_analysis(
    kominfo: Method, sample: Callable[[str], Session]
) -> None:
    session = sample("kota-contoh")
    markdown = render(session, kominfo, "buku-2")
    ((_head, *rows),) = tables(markdown, "Beban program menurut perangkat daerah")
    loads = {one.agency: one for one in workload(session, budget.money(session))}
    assert {line[1]: (line[2], line[6]) for line in rows[:-1]} == {
        code: (str(len(one.programs)), str(one.supporting)) for code, one in loads.items()
    }
    markdown = render(session, kominfo, "buku-4")
    ((head, *rows),) = tables(markdown, "Jumlah program yang berjalan per tahun")
    running = programs.running(session, kominfo)
    for dimension, line in zip(kominfo.dimension, rows, strict=False):
        assert line == [dimension.name, *(str(running[dimension.id][int(year)] or "–") for year in head[1:])]
    grids = tables(markdown, "Peta jalan ")
    ticks = sum(cell == "■" for grid in grids for line in grid for cell in line)
    assert ticks == sum(len(row.years) for row in programs.roadmap(session).rows)


def test_a_grid_of_years_fits_a_page_and_loses_no_year(
    kominfo: Method, session_of: Callable[[str], Session]
) -> None:
    plan = "plan = {period_start = 2022, period_end = 2043}\n"
    markdown = render(session_of(plan + program("pr-1", start_year=2022, end_year=2043)), kominfo, "buku-4")
    heads = [grid[0] for grid in tables(markdown, "Peta jalan program yang belum terkait dimensi")]
    assert [year for head in heads for year in head[1:]] == [str(year) for year in range(2022, 2044)]
    assert all(len(head) <= 11 for head in heads)


def test_many_sources_are_parted_into_several_tables(
    kominfo: Method, session_of: Callable[[str], Session]
) -> None:
    sources = [one.id for one in kominfo.funding]
    source = program("pr-1") + "".join(
        row(f"bg-{n}", "pr-1", 2026, one, 1000 + n) for n, one in enumerate(sources)
    )
    session = session_of(source)
    markdown = render(session, kominfo, "buku-2")
    found = tables(markdown, "menurut tahun dan sumber pendanaan")
    assert len(found) == 2
    assert sum(len(head) for head, *_rows in found) == len(sources) + 2 + 1
    assert found[1][0][-1] == "Jumlah"
    assert all(len(line) == len(head) <= 11 for head, *rows in found for line in rows)


def test_what_is_not_known_is_said_and_nothing_else(
    kominfo: Method, session_of: Callable[[str], Session]
) -> None:
    session = session_of(
        program("pr-1", budget_idr=12_500_000_000, funding=["apbd", "csr"], status="final")
        + program("pr-2", status="final")
    )
    markdown = render(session, kominfo, "buku-2")
    assert (
        "Dari dua program, satu sudah memiliki perkiraan anggaran, yang berjumlah Rp12,5\u00a0miliar."
        in markdown
    )
    assert "Jumlah itu belum dirinci menurut sumber." in markdown
    assert "Seluruh perkiraan anggaran, yaitu Rp12,5\u00a0miliar, belum dirinci menurut tahun." in markdown
    assert "sudah dirinci menurut sumber" not in markdown
    assert "persen" not in markdown
    assert "Seluruh program berstatus final." in markdown
    assert "seluruhnya program jangka pendek" in markdown
    assert "Tidak satu pun program sekaligus mempunyai penanggung jawab" in markdown


def test_the_largest_year_is_named_only_where_most_of_the_money_is_split_by_year(
    kominfo: Method, session_of: Callable[[str], Session]
) -> None:
    split = row("bg-1", "pr-1", 2026, "apbd", 4_000_000) + row("bg-2", "pr-1", 2027, "apbd", 2_000_000)
    most = render(session_of(program("pr-1", budget_idr=10_000_000) + split), kominfo, "buku-4")
    assert "anggaran terbesar terdapat pada tahun 2026" in most
    part = render(session_of(program("pr-1", budget_idr=40_000_000) + split), kominfo, "buku-4")
    assert "anggaran terbesar" not in part
    assert "Sebesar Rp34\u00a0juta belum dirinci menurut tahun." in part
    assert "Seluruh perkiraan anggaran" not in part


def test_programs_to_be_aligned_stand_side_by_side(
    kominfo: Method, session_of: Callable[[str], Session]
) -> None:
    session = session_of(
        program("pr-1", name="Command Center Kota", lead="DISKOMINFO")
        + program("pr-2", name="Bank sampah", lead="DLH")
        + program("pr-3", name="Pembangunan Command Center", lead="BPBD", budget_idr=5, funding=["csr"])
        + row("bg-1", "pr-3", 2026, "dak", 9)
    )
    markdown = render(session, kominfo, "buku-4")
    ((_head, *rows),) = tables(markdown, "perlu diselaraskan antarperangkat daerah")
    assert [line[2:4] for line in rows] == [
        ["Command Center Kota", "DISKOMINFO"],
        ["Pembangunan Command Center", "BPBD"],
    ]
    assert rows[1][5:7] == ["Rp9", "TJSL/CSR, DAK"]
    ((_head, line),) = tables(markdown, "rincian anggarannya belum sesuai")
    assert line[2:6] == ["Rp5", "Rp9", "Rp4", "Rincian melebihi keseluruhan"]
    for book in ("buku-2", "buku-4", "ringkasan"):
        made = coded(session, kominfo, book)
        assert verify(made, session, kominfo, kominfo.books[book]) == []


def test_codes_stand_beside_programs_and_money_with_their_decree_once_and_only_where_there_are_any(
    kominfo: Method, session_of: Callable[[str], Session]
) -> None:
    money = row("bg-1", "pr-1", 2026, "apbd", 9) + row("bg-2", "pr-2", 2027, "dak", 9)
    plan = "[plan]\ncode_decree = 'Kepmendagri Nomor 900.1.15.5-3406 Tahun 2024'\n"
    coded_one = program("pr-1", name="Kota cerdas", code="2.16.03.2.02.0035")
    markdown = render(
        session_of(coded_one + program("pr-2", name="Bank sampah") + money + plan), kominfo, "buku-2"
    )
    ((head, first, second),) = tables(markdown, "Target dan anggaran program menurut tahun")
    assert [head[1], first[1]] == ["Kode SIPD", "2.16.03.2.02.0035"]
    assert second[1] in ("", "–", "✎")
    assert markdown.count("Kode SIPD-nya adalah 2.16.03.2.02.0035.") == 1
    assert markdown.count("Kode SIPD mengikuti Kepmendagri Nomor 900.1.15.5-3406 Tahun 2024.") == 1
    for source, said in (
        (coded_one, "Keputusan yang memuat kode SIPD belum dicatat."),
        (program("pr-1"), ""),
    ):
        markdown = render(session_of(source + row("bg-1", "pr-1", 2026, "apbd", 9)), kominfo, "buku-2")
        assert said in markdown
        assert ("SIPD" in markdown) == bool(said)


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        (0, "Rp0 (nol rupiah)"),
        (1_250_000_000, "Rp1.250.000.000 (satu miliar dua ratus lima puluh juta rupiah)"),
        (1_005_000, "Rp1.005.000 (satu juta lima ribu rupiah)"),
        (1_005_500, "Rp1.005.500 (satu juta lima ribu lima ratus rupiah)"),
        (10**15, "Rp1.000.000.000.000.000 (seribu triliun rupiah)"),
        (10**18 + 1, "Rp1.000.000.000.000.000.001 (satu juta triliun satu rupiah)"),
    ],
)
def test_amounts_are_exact_in_words(amount: int, said: str) -> None:
    assert indonesian.rupiah_in_words(amount) == said
