"""What each picture says: its title, its words and its numbers, against figures that are computed apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import msgspec
import pytest
from support import drawn
from support.crowded_sessions import crowded, of_dimensions, of_models

from bimtek_tui.analysis import swot
from bimtek_tui.analysis.rounding import half_up
from bimtek_tui.books.charts import canvas, gallery
from bimtek_tui.model.entries import Session, counting
from bimtek_tui.model.method import Method

SessionOf = Callable[[str], Session]


def chart(name: str, session: Session, method: Method) -> Any:
    made = gallery.chart(session, method, name)
    assert made is not None
    return made


def entries(table: str, prefix: str, *rows: str) -> str:
    """Entries as lines of TOML."""
    return "\n".join(f'[[{table}]]\nid = "{prefix}-{place:08d}"\n{row}' for place, row in enumerate(rows))


def mean(values: list[Any]) -> Decimal:
    return half_up(Fraction(sum(values)) / len(values))


# Readiness ------------------------------------------------------------------------------------------------


def findings(*rows: tuple[str, int | None, int | None]) -> str:
    return entries(
        "readiness",
        "rd",
        *(
            f'element = "{aspect.partition("-")[0]}"\naspect = "{aspect}"\ntext = "x"\n'
            + (f"level = {level}\n" if level else "")
            + (f"target_level = {target}\n" if target else "")
            for aspect, level, target in rows
        ),
    )


def test_readiness_has_the_means_of_every_aspect(kominfo: Method, sample: Callable[[str], Session]) -> None:
    session = sample("kota-contoh")
    made = chart("readiness", session, kominfo)
    aspects = {aspect.name: aspect.id for element in kominfo.element for aspect in element.aspect}
    for _element, name, number, level, target, distance in made.rows:
        found = [entry for entry in counting(session.readiness) if entry.aspect == aspects[name]]
        assert number == len(found)
        assert level == mean([entry.level for entry in found])
        assert target == mean([entry.target_level for entry in found])
        assert distance == target - level
        assert f"{name} {level:.2f}, sasaran {target:.2f}".replace(".", ",") in made.alt
    assert sum(row[2] for row in made.rows) == len(counting(session.readiness))


@pytest.mark.parametrize(
    ("rows", "title"),
    [
        (
            [("structure-people", 1, 4), ("structure-budget", 2, 4)],
            "Sumber daya manusia paling jauh dari sasaran: 3 tingkat",
        ),
        (
            [("structure-people", 1, 4), ("structure-people", 2, 4), ("structure-budget", 2, 4)],
            "Sumber daya manusia paling jauh dari sasaran: 2,5 tingkat",
        ),
        (
            [("structure-people", 1, 4), ("structure-budget", 2, 5), ("structure-governance", 4, 4)],
            "Sumber daya manusia dan sumber daya anggaran paling jauh dari sasaran: masing-masing 3 tingkat",
        ),
        (
            [("structure-people", 1, 4), ("structure-budget", 2, 5)],
            "Semua aspek berjarak sama dari sasarannya: 3 tingkat",
        ),
        (
            [("structure-people", 4, 4), ("structure-budget", 5, 4)],
            "Semua aspek sudah mencapai tingkat sasarannya",
        ),
        (
            [("structure-people", 4, 4), ("structure-budget", 1, None)],
            "Semua aspek yang dapat dibandingkan sudah mencapai tingkat sasarannya",
        ),
        (
            [("structure-people", 4, None), ("structure-budget", 1, None)],
            "Tingkat kesiapan terendah: Sumber daya anggaran, 1,00 dari 5",
        ),
        (
            [("structure-people", 4, None), ("structure-budget", 4, None), ("structure-governance", None, 3)],
            "Tingkat kesiapan semua aspek yang dinilai sama: 4,00 dari 5",
        ),
    ],
)
def test_the_title_of_readiness_is_true(
    kominfo: Method, session_of: SessionOf, rows: list[tuple[str, int | None, int | None]], title: str
) -> None:
    assert chart("readiness", session_of(findings(*rows)), kominfo).title == title


def test_a_title_begins_with_no_figure(kominfo: Method, session_of: SessionOf) -> None:
    many = of_models(kominfo, 6, 1, 1)
    rows = [(f"structure-{at}", 1, 3) for at in range(5)] + [
        (f"infrastructure-{at}", 1, 3) for at in range(6)
    ]
    session = session_of(findings(*rows, ("superstructure-0", 1, 2)))
    assert (
        chart("readiness", session, many).title
        == "Sebanyak 11 aspek paling jauh dari sasaran: masing-masing 2 tingkat"
    )


def test_aspects_that_are_all_alike_are_no_picture(kominfo: Method, session_of: SessionOf) -> None:
    alike = session_of(findings(("structure-people", 1, 4), ("structure-budget", 1, 4)))
    assert gallery.chart(alike, kominfo, "readiness") is None


def test_readiness_of_one_aspect_is_no_picture(kominfo: Method, session_of: SessionOf) -> None:
    one = session_of(
        findings(("structure-people", 1, 4), ("structure-people", 2, 4), ("structure-budget", None, 4))
    )
    assert gallery.chart(one, kominfo, "readiness") is None


def test_means_of_different_findings_are_marked(kominfo: Method, session_of: SessionOf) -> None:
    rows = [("structure-people", 1, None), ("structure-people", None, 4), ("structure-budget", 2, 3)]
    made = chart("readiness", session_of(findings(*rows)), kominfo)
    assert [aspect.mixed for aspect in made.aspects] == [True, False]
    assert made.aspects[0].distance is None


# Gaps and programs ----------------------------------------------------------------------------------------


def test_gaps_are_counted_by_dimension(kominfo: Method, sample: Callable[[str], Session]) -> None:
    session = sample("kota-contoh")
    one = next(iter(session.gap.values()))
    session.gap["gp-more"] = msgspec.structs.replace(one, id="gp-more")
    made = chart("gap", session, kominfo)
    counts = Counter(gap.dimension for gap in counting(session.gap))
    names = {dimension.short: dimension.id for dimension in kominfo.dimension}
    assert {names[str(row[0])]: row[1] for row in made.rows} == dict(counts)
    for name, whole, *_described in made.rows:
        assert f"{name} {whole}" in made.alt


def of_dimension(table: str, prefix: str, more: str, *dimensions: str) -> str:
    return entries(table, prefix, *(f'dimension = "{dimension}"\n{more}' for dimension in dimensions))


@pytest.mark.parametrize(
    ("dimensions", "title"),
    [
        (
            ["economy", "economy", "living"],
            "Kesenjangan terbanyak pada dimensi ekonomi: dua dari tiga; belum ada pada empat dimensi",
        ),
        (
            ["economy", "economy", "living", "living", "governance", "branding", "society", "environment"],
            "Kesenjangan terbanyak pada dimensi ekonomi dan kehidupan: masing-masing dua dari delapan",
        ),
        (
            ["governance", "branding", "economy", "living", "society", "environment", "lain", "lain"],
            "Kesenjangan tersebar merata: satu pada setiap dimensi; dua kesenjangan belum terkait dimensi",
        ),
        (
            ["economy", "living"],
            "Kesenjangan ada pada dua dari enam dimensi, masing-masing satu",
        ),
    ],
)
def test_the_title_of_gaps_is_true(
    kominfo: Method, session_of: SessionOf, dimensions: list[str], title: str
) -> None:
    session = session_of(of_dimension("gap", "gp", 'text = "x"', *dimensions))
    assert chart("gap", session, kominfo).title == title


def test_a_single_gap_gaps_of_no_dimension_and_bars_all_alike_are_no_picture(
    kominfo: Method, session_of: SessionOf
) -> None:
    for dimensions in (["economy"], ["lain", "lain", "lain"], ["lain", "economy"], list(kominfo.dimensions)):
        session = session_of(of_dimension("gap", "gp", 'text = "x"', *dimensions))
        assert gallery.chart(session, kominfo, "gap") is None


def test_programs_are_counted_by_dimension_and_horizon(kominfo: Method, city: Session) -> None:
    programs = counting(city.program)
    made = gallery.chart(city, kominfo, "programs")
    if made is None:
        spread = Counter((program.dimension, program.horizon) for program in programs)
        rows = {
            tuple(spread[id, horizon] for horizon in ("short", "medium", "long")) for id in kominfo.dimensions
        }
        placed = sum(program.dimension in kominfo.dimensions for program in programs)
        assert placed < 2 or len(rows) == 1
        return
    names = {dimension.short: dimension.id for dimension in kominfo.dimension}
    for name, *numbers, whole in made.rows:
        own = [
            program
            for program in programs
            if (program.dimension if program.dimension in kominfo.dimensions else "")
            == names.get(str(name), "")
        ]
        assert numbers == [
            sum(program.horizon == horizon for program in own) for horizon in ("short", "medium", "long")
        ]
        assert whole == len(own)
        assert f"{name} {whole}" in made.alt
    assert sum(int(str(row[-1])) for row in made.rows) == len(programs)


def test_a_single_program_is_no_picture_and_one_dimension_needs_two_horizons(
    kominfo: Method, session_of: SessionOf
) -> None:
    one = session_of(of_dimension("program", "pr", 'name = "x"\nhorizon = "short"', "economy"))
    assert gallery.chart(one, kominfo, "programs") is None
    nowhere = session_of(entries("program", "pr", *(['name = "x"\nhorizon = "short"'] * 3)))
    assert gallery.chart(nowhere, kominfo, "programs") is None


# Assessment -----------------------------------------------------------------------------------------------


def scores(*rows: tuple[str, int, object]) -> str:
    return entries(
        "assessment",
        "as",
        *(f'indicator = "{indicator}"\nround = {year}\nscore = {score}' for indicator, year, score in rows),
    )


JOBS, DIGITAL, HEALTH = "rkci-economy-employment", "rkci-economy-digital", "rkci-society-health"


def test_assessment_has_the_last_two_rounds(kominfo: Method, sample: Callable[[str], Session]) -> None:
    session = sample("kota-contoh")
    made = chart("assessment", session, kominfo)
    given = {(entry.indicator, entry.round): entry.score for entry in counting(session.assessment)}
    parts = {part.name: part for model in kominfo.model for part in model.part}
    for _model, name, year, value, number in made.rows:
        if name not in parts:
            continue
        own = [
            given[indicator.id, int(year)]
            for indicator in parts[name].indicator
            if (indicator.id, 2023) in given and (indicator.id, 2025) in given
        ]
        assert (value, number) == (mean(own), len(own))
    assert {row[2] for row in made.rows} == {"2023", "2025"}
    assert made.source == "Rating Kota Cerdas Indonesia (RKCI), 2023 dan 2025"


@pytest.mark.parametrize(
    ("rows", "title"),
    [
        (
            [(JOBS, 2023, 40), (HEALTH, 2023, 60), (JOBS, 2025, 50), (HEALTH, 2025, 70)],
            "Nilai RKCI (2 dari 23 indikator) naik dari 50,00 (2023) menjadi 60,00 (2025)",
        ),
        (
            [(JOBS, 2023, 40), (HEALTH, 2023, 60), (JOBS, 2025, 30), (HEALTH, 2025, 60)],
            "Nilai RKCI (2 dari 23 indikator) turun dari 50,00 (2023) menjadi 45,00 (2025)",
        ),
        (
            [(JOBS, 2023, 40), (HEALTH, 2023, 60), (JOBS, 2025, 60), (HEALTH, 2025, 40)],
            "Nilai RKCI (2 dari 23 indikator) tetap 50,00 (2023 dan 2025)",
        ),
        (
            [(JOBS, 2023, 40), (HEALTH, 2023, 60), (JOBS, 2025, "40.001"), (HEALTH, 2025, 60)],
            "Nilai RKCI (2 dari 23 indikator) hampir tetap, 50,00 (2023 dan 2025)",
        ),
        (
            [(JOBS, 2025, 40), (HEALTH, 2025, 60)],
            "Nilai RKCI (2 dari 23 indikator) 50,00 (2025, skala 0 sampai 100)",
        ),
        (
            [(JOBS, 2023, 40), (HEALTH, 2025, 60)],
            "Nilai RKCI (1 dari 23 indikator) 60,00 (2025, skala 0 sampai 100)",
        ),
    ],
)
def test_the_title_of_an_assessment_is_true(
    kominfo: Method, session_of: SessionOf, rows: list[tuple[str, int, object]], title: str
) -> None:
    assert chart("assessment", session_of(scores(*rows)), kominfo).title == title


def test_a_score_that_came_or_went_moves_no_bar_and_is_marked(kominfo: Method, session_of: SessionOf) -> None:
    rows = [(JOBS, 2023, 40), (DIGITAL, 2023, 100), (JOBS, 2025, 50), (HEALTH, 2025, 60)]
    made = chart("assessment", session_of(scores(*rows)), kominfo)
    economy, society, *_others, total = made.panels[0].parts
    assert (economy.means, economy.indicators, economy.shared) == ((40, 50), (1, 1), True)
    assert (society.means, society.shared) == ((None, 60), False)
    assert total.means == (40, 50)
    assert "Sosial: 2023 belum dinilai, 2025 60,00" in made.alt


def test_one_score_is_no_picture(kominfo: Method, session_of: SessionOf) -> None:
    assert gallery.chart(session_of(scores((JOBS, 2025, 40))), kominfo, "assessment") is None
    assert (
        gallery.chart(session_of(scores(("lain", 2023, 1), ("lain", 2025, 2))), kominfo, "assessment") is None
    )


# Votes ----------------------------------------------------------------------------------------------------


def voted(*numbers: int | None) -> str:
    return entries(
        "program",
        "pr",
        *(
            f'name = "Program {place}"\nhorizon = "short"' + ("" if votes is None else f"\nvotes = {votes}")
            for place, votes in enumerate(numbers)
        ),
    )


def test_votes_are_those_of_the_entries_highest_first(
    kominfo: Method, sample: Callable[[str], Session]
) -> None:
    session = sample("kota-contoh")
    made = chart("votes", session, kominfo)
    tables: dict[str, dict[str, Any]] = {
        "faktor": session.swot,
        "program": session.program,
        "quick win": session.quick_win,
    }
    for title, table in tables.items():
        given = [entry.votes for entry in counting(table) if entry.votes is not None]
        shown = [row[4] for row in made.rows if row[0] == f"Suara untuk {title}"]
        assert shown == sorted(given, reverse=True)
    people = {person.name for person in session.participant.values()} | set(session.agency)
    assert not any(name in made.alt for name in people if len(name) > 6)


@pytest.mark.parametrize(
    ("numbers", "title"),
    [
        ([1, 5, 3], "Suara terbanyak: program P2 (5)"),
        ([5, 5, 3, None], "Suara terbanyak: program P1 dan P2 (masing-masing 5)"),
        ([5, 5, 5, 5, 3], "Suara terbanyak: empat program (masing-masing 5)"),
    ],
)
def test_the_title_of_votes_is_true(
    kominfo: Method, session_of: SessionOf, numbers: list[int | None], title: str
) -> None:
    assert chart("votes", session_of(voted(*numbers)), kominfo).title == title


def test_no_vote_one_or_votes_all_alike_are_no_picture(kominfo: Method, session_of: SessionOf) -> None:
    for numbers in ([None, None], [0, 0], [5, None], [5, 5]):
        assert gallery.chart(session_of(voted(*numbers)), kominfo, "votes") is None


def test_tallies_stand_for_votes_that_no_entry_keeps(kominfo: Method, session_of: SessionOf) -> None:
    tallies = entries(
        "tally",
        "ty",
        *(f'round = "rn-1"\nentry = "pr-{place:08d}"\nvotes = {votes}' for place, votes in ((0, 3), (1, 8))),
    )
    asked = '[[round]]\nid = "rn-1"\nkind = "dots"\nquestion = "Mana?"\n'
    made = chart("votes", session_of(f"{voted(None, None)}\n{asked}{tallies}"), kominfo)
    assert made.title == "Suara terbanyak: program P2 (8)"


def test_a_voting_that_is_open_is_not_told(kominfo: Method, session_of: SessionOf) -> None:
    running = '[[round]]\nid = "rn-1"\nkind = "dots"\nlist = "program"\nquestion = "Mana?"\nopened = 2026-06-13T09:00:00+07:00\n'
    assert gallery.chart(session_of(f"{voted(4, 2)}\n{running}"), kominfo, "votes") is None
    closed = f"{running}closed = 2026-06-13T09:30:00+07:00\n"
    assert gallery.chart(session_of(f"{voted(4, 2)}\n{closed}"), kominfo, "votes") is not None


def test_decisions_and_ratings_are_votes_too(kominfo: Method, session_of: SessionOf) -> None:
    decision = '[[round]]\nid = "rn-1"\nkind = "decision"\nquestion = "Setuju?"\nyes = 12\nno = 3\n'
    made = chart("votes", session_of(decision), kominfo)
    assert made.title == "Lebih banyak yang setuju (12 banding 3): Setuju?"
    assert [row[4] for row in made.rows] == [12, 3, 0]
    rating = '[[round]]\nid = "rn-2"\nkind = "rating"\nquestion = "Seberapa?"\n' + entries(
        "tally",
        "ty",
        *(
            f'round = "rn-2"\nentry = "pr-{place:08d}"\nsum = {of}\ncount = 3'
            for place, of in ((0, 8), (1, 14))
        ),
    )
    made = chart("votes", session_of(f"{voted(None, None)}\n{rating}"), kominfo)
    assert made.title == "Nilai tertinggi: usulan P2 (4,67)"
    assert [row[4] for row in made.rows] == [Decimal("4.67"), Decimal("2.67")]


# The plane ------------------------------------------------------------------------------------------------


def test_the_plane_says_how_many_dimensions_are_where_the_city_is(
    kominfo: Method, sample: Callable[[str], Session]
) -> None:
    session = sample("kota-contoh")
    city = swot.city(session).position
    own = [one.position for one in swot.by_dimension(session, kominfo.dimensions)]
    assert city
    assert sum(one is not None and one.quadrants == city.quadrants for one in own) == 3
    assert chart("swot-plane", session, kominfo).title == (
        "Kota Contoh berada pada kuadran IV, strategi bertahan, seperti tiga dari enam dimensinya"
    )


def test_the_legend_of_the_plane_has_room_for_all_or_says_how_many_more_there_are(kominfo: Method) -> None:
    for count, more in ((12, None), (40, "dan")):
        method = of_dimensions(kominfo, count)
        words = drawn.words(gallery.draw(chart("swot-plane", crowded(method, 4 * count, 0, 0), method)))
        assert sum(word.partition(".")[0].isdigit() and ". " in word for word in words) <= count
        assert any(word.startswith("dan ") and word.endswith(" dimensi lain") for word in words) == bool(more)


def test_the_label_of_a_point_keeps_clear_of_the_axes(
    kominfo: Method, sample: Callable[[str], Session]
) -> None:
    canvas.prepare()
    picture = gallery.draw(chart("swot-plane", sample("kota-contoh"), kominfo))
    axes = picture.figure.axes[0]
    (label,) = [text for text in axes.texts if text.get_text() == "Kota Contoh"]
    box = label.get_window_extent().transformed(axes.transData.inverted())
    assert not box.x0 < 0 < box.x1
    assert not box.y0 < 0 < box.y1
