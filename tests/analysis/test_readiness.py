"""Levels and targets by element and aspect, exact, over what has a figure; and what is known of the gaps."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import msgspec

from bimtek_tui.analysis import readiness, tally
from bimtek_tui.model.entries import Session
from bimtek_tui.model.method import Method

SOURCE = """
    readiness = [
      {id = "rd-1", element = "structure", text = "a", aspect = "structure-people", level = 2, target_level = 4},
      {id = "rd-2", element = "structure", text = "b", aspect = "structure-people", level = 3},
      {id = "rd-3", element = "structure", text = "c", aspect = "structure-budget", target_level = 5},
      {id = "rd-4", element = "structure", text = "d", level = 2, target_level = 3},
      {id = "rd-5", element = "infrastructure", text = "e", aspect = "structure-people", level = 4, target_level = 4},
      {id = "rd-6", element = "infrastructure", text = "f", level = 1, target_level = 5, withdrawn = "ganda"},
      {id = "rd-7", element = "superstructure", text = "g"},
    ]
    gap = [
      {id = "gp-1", dimension = "living", text = "a", current = "x", ideal = "y", action = "z"},
      {id = "gp-2", dimension = "living", text = "b", current = "x"},
      {id = "gp-3", dimension = "economy", text = "c", action = "z"},
      {id = "gp-4", dimension = "mobility", text = "d"},
      {id = "gp-5", dimension = "branding", text = "e", withdrawn = "ditarik"},
    ]
"""


def test_means_are_taken_over_what_has_the_figure_and_are_exact(
    kominfo: Method, session_of: Callable[[str], Session]
) -> None:
    structure = readiness.elements(session_of(SOURCE), kominfo)[0].levels
    assert (structure.findings, structure.with_level, structure.without_level) == (4, 3, 1)
    assert (structure.with_target, structure.without_target) == (3, 1)
    assert structure.level == Fraction(7, 3)
    assert structure.target == 4
    assert (structure.with_both, structure.distance) == (2, Fraction(3, 2))  # not 4 - 7/3


def test_aspects_stand_under_their_element_and_a_foreign_one_under_none(
    kominfo: Method, session_of: Callable[[str], Session]
) -> None:
    structure, infrastructure, superstructure = readiness.elements(session_of(SOURCE), kominfo)
    assert [(one.id, one.levels.findings) for one in structure.aspects] == [
        ("structure-people", 2),
        ("structure-budget", 1),
        ("structure-governance", 0),
        ("", 1),
    ]
    assert structure.aspects[0].levels.level == Fraction(5, 2)
    assert infrastructure.aspects[-1].id == ""
    assert infrastructure.aspects[-1].levels.findings == 1
    assert [one.id for one in superstructure.aspects] == [one.id for one in kominfo.element[2].aspect] + [""]


def test_the_whole_counts_every_finding_once(kominfo: Method, session_of: Callable[[str], Session]) -> None:
    session = session_of(SOURCE)
    whole = readiness.whole(session)
    assert (whole.findings, whole.with_level, whole.level) == (6, 4, Fraction(11, 4))
    assert sum(one.levels.findings for one in readiness.elements(session, kominfo)) == whole.findings


def test_the_weakest_and_the_furthest_are_named_only_where_there_is_something_to_compare(
    kominfo: Method, session_of: Callable[[str], Session]
) -> None:
    found = readiness.elements(session_of(SOURCE), kominfo)
    assert [one.id for one in readiness.weakest(found)] == ["structure"]
    assert [one.id for one in readiness.furthest(found)] == ["structure"]
    assert readiness.weakest(found[:1]) == []
    one = '{{id = "rd-{0}", element = "{1}", text = "x", level = {2}, target_level = {3}}}'
    level = [one.format(1, "structure", 2, 4), one.format(2, "infrastructure", 2, 4)]
    equal = readiness.elements(session_of(f"readiness = [{', '.join(level)}]"), kominfo)
    assert readiness.weakest(equal) == readiness.furthest(equal) == []
    level.append(one.format(3, "superstructure", 4, 4))
    tie = readiness.elements(session_of(f"readiness = [{', '.join(level)}]"), kominfo)
    assert [one.id for one in readiness.weakest(tie)] == ["structure", "infrastructure"]
    assert [one.id for one in readiness.furthest(tie)] == ["structure", "infrastructure"]


def test_a_target_that_was_passed_is_no_distance_to_go(
    kominfo: Method, session_of: Callable[[str], Session]
) -> None:
    found = readiness.elements(
        session_of("""readiness = [
          {id = "rd-1", element = "structure", text = "x", level = 4, target_level = 3},
          {id = "rd-2", element = "infrastructure", text = "x", level = 5, target_level = 3},
        ]"""),
        kominfo,
    )
    assert found[0].levels.distance == -1
    assert readiness.furthest(found) == []


def test_gaps_per_dimension_and_how_many_are_described(
    kominfo: Method, session_of: Callable[[str], Session]
) -> None:
    found = {one.dimension: one for one in readiness.gaps(session_of(SOURCE), kominfo)}
    assert list(found) == [*kominfo.dimensions, ""]
    living = found["living"]
    assert (living.gaps, living.current, living.ideal, living.action, living.whole) == (2, 2, 1, 1, 1)
    assert found["branding"].gaps == 0
    assert found[""].gaps == 1
    counted = tally.by_dimension(session_of(SOURCE), kominfo, "gap")
    assert tally.fullest(counted) == ["living"]
    assert tally.empty(counted) == ["governance", "branding", "society", "environment"]


def test_no_dimension_has_most_gaps_where_all_have_as_many(kominfo: Method) -> None:
    assert tally.fullest(tally.by_dimension(Session(), kominfo, "gap")) == []


def test_an_empty_session_has_every_element_and_aspect_with_nothing(kominfo: Method) -> None:
    found = readiness.elements(Session(), kominfo)
    assert [one.id for one in found] == [one.id for one in kominfo.element]
    assert all(one.levels.level is None and one.levels.distance is None for one in found)
    assert all(len(one.aspects) == 3 for one in found)
    assert readiness.weakest(found) == []


def test_an_element_that_the_method_does_not_have_keeps_its_findings(
    kominfo: Method, session_of: Callable[[str], Session]
) -> None:
    smaller = msgspec.structs.replace(kominfo, element=kominfo.element[:1])
    found = readiness.elements(session_of(SOURCE), smaller)
    assert [(one.id, one.levels.findings) for one in found] == [
        ("structure", 4),
        ("infrastructure", 1),
        ("superstructure", 1),
    ]
