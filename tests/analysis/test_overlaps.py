"""Programs of different agencies that are nearly the same, and programs of one code, two and two."""

from __future__ import annotations

from collections.abc import Callable

from support.program_blocks import program

from bimtek_tui.analysis import overlaps
from bimtek_tui.analysis.overlaps import Pair
from bimtek_tui.model.entries import Session


def of_agencies(*named: tuple[str, str]) -> str:
    return "".join(program(f"pr-{n}", name=name, lead=lead) for n, (name, lead) in enumerate(named, start=1))


def ids(pairs: list[Pair]) -> list[tuple[str, str]]:
    return [(one.first.id, one.second.id) for one in pairs]


def test_a_group_of_three_is_held_together_by_two_pairs(session_of: Callable[[str], Session]) -> None:
    session = session_of(
        of_agencies(
            ("Command center kota", "DISKOMINFO"),
            ("Bank sampah digital", "DLH"),
            ("Pembangunan Command Center", "BPBD"),
            ("Bank Sampah Digital Warga", "DINSOS"),
            ("Command Center Terpadu", "SATPOL"),
        )
    )
    found = overlaps.pairs(session)
    assert {frozenset(pair) for pair in ids(found)} >= {frozenset(("pr-2", "pr-4"))}
    assert len(found) == 3
    assert [one.similarity for one in found] == sorted((one.similarity for one in found), reverse=True)
    assert {id for group in overlaps.overlaps(session) for one in group.programs for id in [one.id]} == {
        f"pr-{n}" for n in range(1, 6)
    }


def test_a_pair_that_is_no_overlap_does_not_hide_the_others_of_its_group(
    session_of: Callable[[str], Session],
) -> None:
    session = session_of(of_agencies(*(("Satu Data Kota", lead) for lead in ("A", "B", "C"))))
    first = overlaps.pairs(session)[0]
    assert len(overlaps.pairs(session)) == 2
    rest = overlaps.pairs(session, {first.ids})
    assert first.ids not in {one.ids for one in rest}
    assert len(rest) == 2
    every = {frozenset(pair) for pair in (("pr-1", "pr-2"), ("pr-1", "pr-3"), ("pr-2", "pr-3"))}
    assert overlaps.pairs(session, every) == []


CODE = "2.16.03.2.02.0035"


def test_programs_of_one_code_are_an_overlap_whatever_they_are_called_and_come_first(
    session_of: Callable[[str], Session],
) -> None:
    session = session_of(
        program("pr-1", name="Bank sampah digital", lead="DLH")
        + program("pr-2", name="Ekosistem kota cerdas", lead="DISKOMINFO", code=CODE)
        + program("pr-3", name="Bank Sampah Digital", lead="DINSOS")
        + program("pr-4", name="Festival inovasi", lead="DISKOMINFO", code=CODE)
        + program("pr-5", name="Arsip", lead="DISKOMINFO", code=CODE, status="dropped")
        + program("pr-6", name="Perpustakaan", lead="DISKOMINFO")
    )
    found = overlaps.pairs(session)
    assert ids(found) == [("pr-2", "pr-4"), ("pr-1", "pr-3")]
    assert [one.code for one in found] == [CODE, ""]
    assert found[0].similarity < 84 < found[1].similarity
    assert [group.codes for group in overlaps.overlaps(session)] == [(CODE,), ()]
    assert ids(overlaps.pairs(session, {found[0].ids})) == [("pr-1", "pr-3")]


def test_a_third_program_of_the_code_stays_an_overlap_when_one_pair_is_none(
    session_of: Callable[[str], Session],
) -> None:
    session = session_of("".join(program(f"pr-{n}", name=name, code=CODE) for n, name in enumerate("abc", 1)))
    assert ids(overlaps.pairs(session)) == [("pr-1", "pr-2"), ("pr-1", "pr-3")]
    assert ids(overlaps.pairs(session, {frozenset(("pr-1", "pr-3"))})) == [("pr-1", "pr-2"), ("pr-2", "pr-3")]
