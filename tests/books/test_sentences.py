"""The sentences that the final books compose: each stands there in exactly the sessions of which it is true.

Every row of `SENTENCES` is a sentence of a book with the condition under which it may be said, told here from the entries
alone. It is held against sessions that lack one thing each; one of them must have the sentence, and one must not.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any

import pytest
from msgspec.structs import replace

from bimtek_tui import resources, store
from bimtek_tui.books.rendering import render
from bimtek_tui.model import method as methods
from bimtek_tui.model.entries import Session, counting

METHOD = methods.load("kominfo-1")
CITIES = ("kota-contoh", "batam-2022", "bontang-2019", "dumai-2022", "tanjungpinang-2019")
EMPTIED = (
    *("issue", "readiness", "gap", "swot", "strategy", "program", "budget", "target", "quick_win", "cost"),
    *("milestone", "risk", "participant", "agency", "objective", "mission", "score"),
)
"""Kinds of which a session has none."""
CLEARED = (
    ("program", "lead"),
    ("program", "start_year"),
    ("program", "track"),
    ("program", "objective"),
    ("program", "description"),
    ("swot", "rating"),
    ("quick_win", "decision"),
    ("quick_win", "gates_failed"),
    ("participant", "attended"),
    ("participant", "duty"),
    ("risk", "likelihood"),
    ("risk", "response"),
)
"""Keys that no entry of a kind has."""
SINGLE = (("program", 1), ("objective", 1), ("quick_win", 1), ("risk", 1), ("swot", 1), ("strategy", 1))
"""Kinds of which there are so many."""


@cache
def session(name: str) -> Session:
    """A city, or the complete one with something left out: ``program -``, ``program.lead -``, ``program 1``."""
    if name in CITIES:
        made = store.load(resources.sample_session(name)).session
        made.text = {}  # a foreword that people wrote takes the place of the composed one
        return made
    made = session("kota-contoh").copy()
    what, _blank, how = name.partition(" ")
    kind, _dot, key = what.partition(".")
    if key:
        nothing: Any = () if key in ("gates_failed", "attended") else None
        changes = {key: nothing} | ({"end_year": nothing} if key == "start_year" else {})
        setattr(made, kind, {id: replace(entry, **changes) for id, entry in made.entries(kind).items()})
    elif how == "-":
        setattr(made, kind, {})
    elif how:
        setattr(made, kind, dict(list(made.entries(kind).items())[: int(how)]))
    return made


NAMES = (
    *CITIES,
    *(f"{kind} -" for kind in EMPTIED),
    *(f"{kind}.{key} -" for kind, key in CLEARED),
    *(f"{kind} {count}" for kind, count in SINGLE),
)


@lru_cache(maxsize=64)
def book(name: str, id: str) -> str:
    return render(session(name), METHOD, id, edition="final")


def live(kind: str) -> Callable[[Session], list[Any]]:
    return lambda of: counting(of.entries(kind))


def programs(of: Session) -> list[Any]:
    return counting(of.program)


def chosen(of: Session) -> list[Any]:
    return [one for one in counting(of.quick_win) if one.decision == "chosen"]


def money(of: Session) -> bool:
    return any(one.budget_idr is not None for one in programs(of)) or any(
        row.program in {one.id for one in programs(of)} for row in counting(of.budget)
    )


def weighted(of: Session, *quadrants: str) -> bool:
    """Whether the factors of both quadrants are there with points and rating."""
    groups = [[one for one in counting(of.swot) if one.quadrant == quadrant] for quadrant in quadrants]
    return all(groups) and tabulated(of, *quadrants)


def tabulated(of: Session, *quadrants: str) -> bool:
    """Whether there are factors of these quadrants, all of them with points and rating."""
    factors = [one for one in counting(of.swot) if one.quadrant in quadrants]
    return bool(factors) and all(one.weight and one.rating for one in factors)


def agencies(of: Session) -> set[str]:
    return {*of.agency, *(one.agency for one in counting(of.participant) if one.agency)}


SENTENCES: tuple[tuple[str, str, Callable[[Session], object]], ...] = (
    ("buku-1", r"Kegiatan diikuti oleh", lambda of: any(one.attended for one in counting(of.participant))),
    (
        "buku-1",
        r"Peserta yang tercatat berjumlah",
        lambda of: counting(of.participant) and not any(one.attended for one in counting(of.participant)),
    ),
    ("buku-1", r"Bimbingan teknis mencatat \S+ isu strategis", live("issue")),
    ("buku-1", r"Bimbingan teknis mencatat \S+ kondisi kesiapan", live("readiness")),
    ("buku-1", r"Kesenjangan adalah perbedaan", live("gap")),
    ("buku-1", r"Analisis SWOT menghimpun", live("swot")),
    ("buku-1", r"Matriks IFAS memuat", lambda of: tabulated(of, "strength", "weakness")),
    ("buku-1", r"Matriks EFAS memuat", lambda of: tabulated(of, "opportunity", "threat")),
    ("buku-1", r"adalah x = ", lambda of: weighted(of, "strength", "weakness")),
    (
        "buku-1",
        r"Posisi daerah (menunjuk|berada)",
        lambda of: weighted(of, "strength", "weakness", "opportunity", "threat"),
    ),
    ("buku-1", r"Dari faktor-faktor tersebut dirumuskan", live("strategy")),
    (
        "buku-1",
        r"Kelemahan dengan skor tertinggi yang dijawab dengan strategi",
        lambda of: answered(of, "weakness"),
    ),
    ("buku-1", r"Visi diwujudkan melalui", live("mission")),
    ("buku-1", r"Seluruhnya terdapat \S+ sasaran", live("objective")),
    ("buku-2", r"Di dalamnya terdapat \S+ program", programs),
    (
        "buku-2",
        r"yang dipimpin oleh \S+ perangkat daerah",
        lambda of: any(one.lead for one in programs(of)),
    ),
    ("buku-2", r"Rencana aksi memuat \S+ program", programs),
    ("buku-2", r"Setiap strategi dijalankan", lambda of: all_served(of)),
    ("buku-2", r"berdasarkan strategi yang dirumuskan", live("strategy")),
    (
        "buku-2",
        r"Seluruh sasaran \(\S+ sasaran\) didukung",
        lambda of: (
            len(counting(of.objective)) > 1
            and {one.id for one in counting(of.objective)} <= {one.objective for one in programs(of)}
        ),
    ),
    ("buku-2", r"Program pengungkit menyiapkan", lambda of: any(one.track for one in programs(of))),
    ("buku-2", r"Penanggung jawab program adalah", lambda of: any(one.lead for one in programs(of))),
    ("buku-2", r"Program dilaksanakan (pada|mulai)", lambda of: any(one.start_year for one in programs(of))),
    ("buku-2", r"Keberhasilannya diukur dengan", lambda of: any(one.indicator for one in programs(of))),
    ("buku-2", r"Biayanya diperkirakan", money),
    (
        "buku-2",
        r"Dewan Smart City beranggotakan",
        lambda of: any(one.duty for one in counting(of.participant)),
    ),
    ("buku-2", r"Perangkat daerah yang tercatat berjumlah", lambda of: len(agencies(of)) > 1),
    ("buku-2", r"Anggaran seluruh program|sudah memiliki perkiraan anggaran", money),
    ("buku-2", r"Bimbingan teknis mencatat \S+ risiko", live("risk")),
    (
        "buku-2",
        r"Setiap risiko sudah mempunyai penanganan",
        lambda of: len(counting(of.risk)) > 1 and all(one.response for one in counting(of.risk)),
    ),
    (
        "buku-2",
        r"Nilai tertinggi, yaitu|Risiko terbesar, dengan nilai",
        lambda of: any(one.likelihood and one.impact for one in counting(of.risk)),
    ),
    (
        "buku-2",
        r"Menurut target dan masa program, evaluasi",
        lambda of: any(one.start_year or one.end_year for one in programs(of)) or counting(of.target),
    ),
    ("buku-3", r"forum memilih \S+ quick win", chosen),
    (
        "buku-3",
        r"tidak memenuhi sedikitnya satu syarat",
        lambda of: any(one.gates_failed for one in counting(of.quick_win)),
    ),
    ("buku-3", r"Skor tertinggi, yaitu", lambda of: counting(of.score) and counting(of.quick_win)),
    (
        "buku-3",
        r"Quick win ini memerlukan Rp",
        lambda of: any(one.quick_win in {each.id for each in chosen(of)} for one in counting(of.cost)),
    ),
    (
        "buku-3",
        r"Rencana memuat \S+ tonggak capaian",
        lambda of: (
            any(one.quick_win in of.quick_win for one in counting(of.milestone)) and counting(of.quick_win)
        ),
    ),
    ("buku-3", r"Data programnya dimuat dalam lembar", lambda of: chosen(of) and described_quick_win(of)),
    ("buku-4", r"Peta jalan ini menyusun program", programs),
    (
        "buku-4",
        r"Tanda ■ menunjukkan",
        lambda of: any(one.start_year or one.end_year for one in programs(of)),
    ),
    ("buku-4", r"Yang menyiapkan jalan bagi program lain", lambda of: any(one.track for one in programs(of))),
    ("buku-4", r"Program dipimpin oleh", lambda of: any(one.lead for one in programs(of))),
    ("buku-4", r"Seluruh sasaran memiliki target|Target dicatat untuk", lambda of: objective_targets(of)),
    ("buku-4", r"Sebesar Rp.* belum dirinci menurut tahun", lambda of: book_money_unsplit(of)),
)


def objective_targets(of: Session) -> bool:
    return any(one.of in of.objective for one in counting(of.target))


def answered(of: Session, quadrant: str) -> bool:
    """Whether one of the factors of most weight times rating of a quadrant is named by a strategy."""
    inside = ("strength", "weakness")
    if not tabulated(of, *inside):
        return False
    scores = {
        one.id: (one.weight or 0) * (one.rating or 0) for one in counting(of.swot) if one.quadrant == quadrant
    }
    leading = {id for id, score in scores.items() if score == max(scores.values())}
    return any(leading & {*one.factors} for one in counting(of.strategy))


def all_served(of: Session) -> bool:
    strategies = {one.id for one in counting(of.strategy)}
    return len(strategies) > 1 and strategies <= {id for one in programs(of) for id in one.strategies}


def described_quick_win(of: Session) -> bool:
    named = [of.program[one.program] for one in chosen(of) if one.program in of.program]
    return any(one.lead or one.indicator or one.description or one.start_year for one in named)


def book_money_unsplit(of: Session) -> bool:
    """Whether some programs' money has a year and some has none: a program of one year has it, one of several only by rows."""
    by_program: dict[str, int] = {}
    for row in counting(of.budget):
        by_program[row.program] = by_program.get(row.program, 0) + row.amount_idr
    dated, undated = bool(by_program), False
    for one in programs(of):
        left = (one.budget_idr or 0) - by_program.get(one.id, 0)
        single = one.start_year is not None and one.end_year in (None, one.start_year)
        dated, undated = dated or (left > 0 and single), undated or (left > 0 and not single)
    return dated and undated


@pytest.mark.parametrize("id", ["buku-1", "buku-2", "buku-3", "buku-4"])
def test_a_sentence_is_said_of_the_sessions_of_which_it_is_true(id: str) -> None:
    for _book, sentence, may in (row for row in SENTENCES if row[0] == id):
        said = {name: bool(re.search(sentence, book(name, id))) for name in NAMES}
        true = {name: bool(may(session(name))) for name in NAMES}
        assert {name: said[name] for name in NAMES if said[name] != true[name]} == {}, sentence
        assert set(said.values()) == {True, False}, f"always or never: {sentence}"
