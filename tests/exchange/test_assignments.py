"""What several entries are to get, read from one line: fields and values by the words people use, tags, years."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from bimtek_tui import store
from bimtek_tui.errors import Refused
from bimtek_tui.exchange.assignments import Assigning

SAMPLE = Path(__file__).parents[2] / "sessions" / "kota-contoh.toml"


def assigning(kind: str) -> Assigning:
    loaded = store.load(SAMPLE)
    entries = list(loaded.session.entries(kind).values())[:12]
    return Assigning(loaded.session, store.method_of(loaded), kind, entries)


@pytest.mark.parametrize(
    ("kind", "line", "keys"),
    [
        ("program", "lead: DISKOMINFO", {"lead": "DISKOMINFO"}),
        ("program", "OPD: Dinas Komunikasi dan Informatika", {"lead": "DISKOMINFO"}),
        ("program", "status: final", {"status": "final"}),
        ("program", "horizon medium", {"horizon": "medium"}),
        ("program", "dimensi: ekonomi", {"dimension": "economy"}),
        ("program", "years: 2027-2029", {"start_year": 2027, "end_year": 2029}),
        ("program", "tahun 2027", {"start_year": 2027, "end_year": 2027}),
        ("program", "+2027-2029", {"start_year": 2027, "end_year": 2029}),
        ("program", "years: -", {"start_year": None, "end_year": None}),
        ("program", "anggaran: 1,5 miliar", {"budget_idr": 1_500_000_000}),
        ("program", "funding: apbd, csr", {"funding": ("apbd", "csr")}),
        ("program", "supporting: -", {"supporting": ()}),
        ("program", "source: Warga RT 5", {"source": "Warga RT 5"}),
        ("swot", "=4", {"weight": 4}),
        ("swot", "#ekonomi @DISKOMINFO", {"dimension": "economy", "source": "DISKOMINFO"}),
        ("note", "deadline: 13 Juni 2026", {"due": dt.date(2026, 6, 13)}),
        ("note", "owner: diskominfo", {"owner": "DISKOMINFO"}),
        ("quick_win", "status: cadangan", {"decision": "reserve"}),
        ("participant", "instansi: DISKOMINFO", {"agency": "DISKOMINFO"}),
        ("quick_win", "gates met: owner-named", {"gates_met": ("owner-named",)}),
        ("quick_win", "gates met: needs no new local law", {"gates_met": ("no-new-law",)}),
    ],
)
def test_a_field_and_its_value_are_known_by_the_words_people_use(
    kind: str, line: str, keys: dict[str, object]
) -> None:
    assert assigning(kind).read(line).keys == keys


@pytest.mark.parametrize(
    ("kind", "line", "why"),
    [
        (
            "program",
            "lead: DISKOMNFO",
            "“DISKOMNFO” is not in the list of agencies (did you mean “DISKOMINFO”?)",
        ),
        ("program", "status: beres", "“beres” is no value of “Status”"),
        ("program", "horizon: -", "is needed, so it can't be taken away"),
        ("program", "lead:", "“Lead agency” waits for its value; - takes it away"),
        ("program", "farbe: rot", "“farbe” is no field that these can get"),
        ("program", "name: sama", "“name” is no field that these can get"),
        ("program", "votes: 3", "“votes” is no field that these can get"),
        ("program", "", "write a field and what it becomes"),
        ("swot", "=vier", "is not known here"),
        (
            "quick_win",
            "gates met: xyz abc",
            "“xyz abc” is no value of “Gates met”; take one of: within-12-months",
        ),
        ("note", "stage: tahap 9", "is no value of “Stage”"),
        ("note", "deadline: 31 Juni 2026", "31 Juni 2026"),
    ],
)
def test_what_is_not_known_is_said(kind: str, line: str, why: str) -> None:
    with pytest.raises(Refused) as refused:
        assigning(kind).read(line)
    assert why in str(refused.value)


def test_it_is_said_what_becomes_what_for_how_many() -> None:
    programs = assigning("program")
    said = programs.preview(programs.read("years: 2027-2029"))
    assert said.startswith("Years of 12 entries becomes 2027–2029 (now ")
    assert "“Warga” is not in the list of agencies" in programs.preview(programs.read("source: Warga"))


def test_fields_and_values_are_offered_as_they_are_typed() -> None:
    programs = assigning("program")
    assert [offer.line for offer in programs.offers("lead")] == ["Lead agency: "]
    assert programs.offers("lead: disko")[0].line == "lead: DISKOMINFO"
    assert {offer.line for offer in programs.offers("status: ")} >= {"status: final", "status: agreed"}
    assert programs.offers("#eko")[0].line == "#ekonomi"
    gates = assigning("quick_win").offers("gates met: law")
    assert [offer.line for offer in gates] == ["gates met: no-new-law"]
