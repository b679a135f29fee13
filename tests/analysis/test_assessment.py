"""Assessments: one round at a time, what was not assessed said, two rounds compared over what both have."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

import msgspec
import pytest

from bimtek_tui.analysis import assessment
from bimtek_tui.model.entries import Session
from bimtek_tui.model.method import Method
from bimtek_tui.model.method_tables import Model


@pytest.fixture
def model(kominfo: Method) -> Model:
    """A model with weights in the method file."""
    return next(one for one in kominfo.model if all(part.weight is not None for part in one.part))


@pytest.fixture
def unweighted(kominfo: Method) -> Model:
    return next(one for one in kominfo.model if all(part.weight is None for part in one.part))


def scores(*rows: tuple[str, int, object], more: str = "") -> str:
    made = (
        f'{{id = "as-{place}", indicator = "{id}", round = {year}, score = {score}{more}}}'
        for place, (id, year, score) in enumerate(rows)
    )
    return f"assessment = [{', '.join(made)}]"


def indicators(model: Model, part: int) -> list[str]:
    return [one.id for one in model.part[part].indicator]


def test_a_round_counts_its_own_scores_only(session_of: Callable[[str], Session], unweighted: Model) -> None:
    first, second = indicators(unweighted, 0)[:2]
    session = session_of(scores((first, 2025, 60), (first, 2023, 10), (second, 2023, "45.5")))
    assert [one.year for one in assessment.rounds(session, unweighted)] == [2023, 2025]
    earlier, last = assessment.rounds(session, unweighted)
    assert (last.parts[0].assessed, last.parts[0].mean) == (1, 60)  # type: ignore[comparison-overlap]
    assert earlier.parts[0].mean == Fraction("27.75")
    assert last.parts[1].mean is None
    assert (last.assessed, last.is_partial) == (1, True)


def test_the_total_weighs_the_parts_that_were_assessed(
    session_of: Callable[[str], Session], model: Model
) -> None:
    rows = [(indicators(model, 0)[0], 2024, 4), (indicators(model, 2)[0], 2024, 3)]
    found = assessment.latest(session_of(scores(*rows)), model)
    first, third = model.part[0].weight, model.part[2].weight
    assert found.total == Fraction(first * 4 + third * 3, first + third)  # type: ignore[operator]
    assert found.weight_assessed == Fraction(first + third, sum(one.weight for one in model.part))  # type: ignore[misc, operator]


def test_parts_without_weights_weigh_the_same_and_roles_have_means_of_their_own(
    session_of: Callable[[str], Session], unweighted: Model
) -> None:
    pillar = next(place for place, one in enumerate(unweighted.part) if one.role == "pillar")
    enabler = next(place for place, one in enumerate(unweighted.part) if one.role == "enabler")
    rows = [(one, 2024, 80) for one in indicators(unweighted, pillar)]
    rows += [(indicators(unweighted, enabler)[0], 2024, 40)]
    found = assessment.latest(session_of(scores(*rows)), unweighted)
    assert found.roles == {"pillar": 80, "enabler": 40}
    assert found.total == 60, "the number of indicators in a part gives it no weight"


def test_nothing_assessed_has_no_total_and_no_level(
    session_of: Callable[[str], Session], unweighted: Model
) -> None:
    found = assessment.latest(session_of(""), unweighted)
    assert (found.year, found.total, found.level, found.is_partial) == (None, None, None, False)


@pytest.mark.parametrize(
    ("total", "level"),
    [("-1", None), ("0", 0), ("19.99", 0), ("20", 1), ("79.999", 3), ("80", 4), ("100", 4)],
)
def test_a_level_begins_at_its_threshold(unweighted: Model, total: str, level: int | None) -> None:
    found = assessment.level(unweighted, Fraction(Decimal(total)))
    assert found == (None if level is None else unweighted.level[level])


@pytest.mark.parametrize(
    ("population", "size"),
    [(1_000_001, 0), (1_000_000, 1), (200_000, 1), (199_999, 2), (0, 2), (None, None)],
)
def test_the_size_follows_the_population(
    session_of: Callable[[str], Session], unweighted: Model, population: int | None, size: int | None
) -> None:
    told = f"population = {population}" if population is not None else ""
    session = session_of(f'[city]\nname = "Kota Uji"\nkind = "kota"\n{told}')
    assert assessment.size(session, unweighted) == (None if size is None else unweighted.size[size])


def test_two_rounds_are_compared_over_what_both_have(
    session_of: Callable[[str], Session], unweighted: Model
) -> None:
    one, two, three = indicators(unweighted, 0)[:3]
    other = indicators(unweighted, 1)[0]
    session = session_of(
        scores(
            (one, 2017, 40),
            (one, 2019, 55),
            (two, 2017, 100),
            (three, 2019, 0),
            (other, 2017, 30),
            (other, 2019, 20),
        )
    )
    found = assessment.compare(*assessment.rounds(session, unweighted))
    assert (found.before, found.after) == (2017, 2019)
    assert {id: change.difference for id, change in found.indicators.items()} == {one: 15, other: -10}
    assert [change.difference for change in found.parts.values()] == [15, -10]
    assert found.total is not None
    assert (found.total.before, found.total.after, found.total.indicators) == (35, Fraction(75, 2), 2)  # type: ignore[comparison-overlap]
    assert (found.only_before, found.only_after) == ((two,), (three,))


def test_rounds_that_share_no_indicator_have_no_difference(
    session_of: Callable[[str], Session], unweighted: Model
) -> None:
    one, two = indicators(unweighted, 0)[:2]
    session = session_of(scores((one, 2017, 40), (two, 2019, 90)))
    assert assessment.compare(*assessment.rounds(session, unweighted)).total is None


def test_what_lacks_before_assessors_come(session_of: Callable[[str], Session], unweighted: Model) -> None:
    one, two, three = indicators(unweighted, 0)[:3]
    session = session_of(f"""
        assessment = [
          {{id = "as-1", indicator = "{one}", round = 2019, score = 1, evidence = "Laporan"}},
          {{id = "as-2", indicator = "{two}", round = 2019, score = 1}},
          {{id = "as-3", indicator = "{three}", round = 2017, score = 1}},
        ]
    """)
    found = assessment.lacking(session, unweighted)
    assert [one.id for one in found.unproven] == ["as-2"]
    assert [one.id for one in found.outdated] == ["as-3"]
    assert len(found.unscored) == sum(len(part.indicator) for part in unweighted.part) - 3


def test_of_two_scores_in_one_round_the_later_counts_and_the_other_is_named(
    session_of: Callable[[str], Session], unweighted: Model
) -> None:
    one = indicators(unweighted, 0)[0]
    session = session_of(scores((one, 2019, 10), (one, 2019, 30)))
    assert assessment.latest(session, unweighted).total == 30
    assert [found.id for found in assessment.twice(session, unweighted)] == ["as-0"]


def test_a_withdrawn_score_is_no_score(session_of: Callable[[str], Session], unweighted: Model) -> None:
    session = session_of(scores((indicators(unweighted, 0)[0], 2019, 10), more=', withdrawn = "ditarik"'))
    assert assessment.years(session, unweighted) == []


def test_an_indicator_that_no_model_has_counts_nowhere_and_is_kept(
    session_of: Callable[[str], Session], kominfo: Method
) -> None:
    session = session_of(scores(("besok", 2019, 10)))
    assert [one.id for one in assessment.outside(session, kominfo)] == ["as-0"]
    assert not any(assessment.years(session, one) for one in kominfo.model)


def test_a_model_of_another_host_is_computed_the_same_way(
    session_of: Callable[[str], Session], kominfo: Method
) -> None:
    """Nothing knows a model by its name: a third one, with weights that add up to 7, works."""
    part = msgspec.structs.replace
    shipped = kominfo.model[0]
    made = part(
        shipped,
        id="lain",
        level=(),
        part=(part(shipped.part[0], weight=5), part(shipped.part[1], weight=2)),
    )
    rows = [(indicators(made, 0)[0], 2030, 70), (indicators(made, 1)[0], 2030, 0)]
    found = assessment.latest(session_of(scores(*rows)), made)
    assert (found.total, found.level) == (50, None)  # type: ignore[comparison-overlap]
