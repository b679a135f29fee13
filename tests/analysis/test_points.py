"""What is given so far, quadrant by quadrant, agrees with the whole tables as soon as there are any."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import msgspec
from msgspec.structs import replace

from bimtek_tui import resources, store
from bimtek_tui.analysis import input_sums, swot, swot_printed
from bimtek_tui.model.entries import Session
from bimtek_tui.model.workshop_entries import Analysis


def _session() -> Session:
    return store.load(Path(resources.sample_session("kota-contoh"))).session


def test_sums_and_scores_are_those_of_the_analysis() -> None:
    session = _session()
    found = input_sums.given(session)
    city = swot.city(session)
    at = swot_printed.coordinates(city)
    assert city.ifas is not None
    assert at is not None
    assert (found["strength"].factors, found["strength"].complete) == (13, 13)
    assert found["strength"].score == swot_printed.table(city.ifas).score("strength")
    scores = {quadrant: one.score for quadrant, one in found.items()}
    assert scores["strength"] - scores["weakness"] == at[0]  # type: ignore[operator]
    assert scores["opportunity"] - scores["threat"] == at[1]  # type: ignore[operator]


def test_a_missing_figure_takes_the_score_of_its_table_only() -> None:
    session = _session()
    first = next(one for one in session.swot.values() if one.quadrant == "weakness")
    session.swot[first.id] = msgspec.structs.replace(first, rating=None)
    found = input_sums.given(session)
    assert (found["weakness"].complete, found["weakness"].factors) == (12, 13)
    assert found["strength"].score is None
    assert found["threat"].score is not None
    assert found["weakness"].points == input_sums.given(_session())["weakness"].points


def test_a_questionnaire_counts_responses() -> None:
    session = _session()
    session.analysis = Analysis(variant="questionnaire", respondents=6)
    assert input_sums.given(session)["strength"] == input_sums.Given(13, 0, Decimal(), None)
    for entry in list(session.swot.values()):
        session.swot[entry.id] = msgspec.structs.replace(entry, responses_sum=18)
    found = input_sums.given(session)
    assert found["strength"].points == 13 * 18
    assert found["strength"].score is not None
    assert replace(found["strength"], score=None).complete == 13
