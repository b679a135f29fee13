"""What holds for every picture: drawn without a warning, nothing cut or covered, the same bytes, nothing but what was said."""

from __future__ import annotations

import json
import re
import warnings
from collections.abc import Callable
from functools import cache

import pytest
from support import chart_extents, chart_sessions

from bimtek_tui import resources, store
from bimtek_tui.books.charts import canvas as canvases
from bimtek_tui.books.charts import drawing, gallery
from bimtek_tui.books.charts.chart import Chart
from bimtek_tui.model import method
from bimtek_tui.model.entries import Session
from bimtek_tui.model.method import Method

CITIES = ("batam-2022", "bontang-2019", "dumai-2022", "tanjungpinang-2019", "kota-contoh")
TALLEST = 210.0
SMALLEST = 7.5


def _charts(session: Session, used: Method) -> dict[str, Chart]:
    return {name: made for name in gallery.NAMES if (made := gallery.chart(session, used, name))}


@cache
def _cases() -> dict[str, dict[str, Chart]]:
    """Charts by what they are of: the samples, and sessions as nobody has them."""
    kominfo = method.load("kominfo-1")
    made = {city: _charts(store.load(resources.sample_session(city)).session, kominfo) for city in CITIES}
    for title, used, entries, hostile in (
        ("large", kominfo, 1_000, False),
        ("one dimension", chart_sessions.method(kominfo, 1, 1, 2), 9, False),
        ("twelve dimensions", chart_sessions.method(kominfo, 12, 2, 6, 2), 60, False),
        ("forty dimensions", chart_sessions.method(kominfo, 40, 20, 30, 3), 100, False),
        ("six models", chart_sessions.method(kominfo, 6, 3, 5, 6), 20, False),
        ("hostile", chart_sessions.method(kominfo, 10, 4, 10, 2, hostile=True), 40, True),
        ("hostile radar", chart_sessions.method(kominfo, 10, 2, 10, 3, hostile=True), 40, True),
    ):
        made[title] = _charts(chart_sessions.session(used, entries, hostile), used)
    return made


CASES = [
    *CITIES,
    "large",
    "one dimension",
    "twelve dimensions",
    "forty dimensions",
    "six models",
    "hostile",
    "hostile radar",
]


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("name", gallery.NAMES)
def test_nothing_is_cut_covered_or_too_small_and_nothing_warns(name: str, case: str) -> None:
    chart = _cases()[case].get(name)
    if chart is None:
        return
    canvases.prepare()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for titled in (False, True):
            canvas = gallery.module(name).draw(chart)
            if titled:
                canvas.entitle(chart)
            else:
                assert canvas.width <= 150
                assert canvas.height <= TALLEST
            assert chart_extents.covering(canvas) == []
            assert chart_extents.cut(canvas) == []
            assert min(some.size for some in chart_extents.words(canvas)) >= SMALLEST
            assert canvas.svg(chart)
            assert canvas.png()


def test_the_sample_has_every_picture() -> None:
    assert list(_cases()["kota-contoh"]) == list(gallery.NAMES)


@pytest.mark.parametrize("case", ["kota-contoh", "large", "hostile"])
def test_the_same_chart_gives_the_same_bytes_of_paths_alone(case: str) -> None:
    charts = _cases()[case]
    told: list[str] = []
    first = drawing.draw(charts, ("svg", "png"), told.append)
    assert first == drawing.draw(charts, ("svg", "png"), told.append)
    assert list(first) == list(charts)
    for name, drawn in first.items():
        svg = drawn.svg.decode()
        assert not re.search(r"<(text|script|image|foreignObject|style\s+[^t])\b", svg), name
        assert not re.search(r"""(href|src)="(?!#)""", svg), name
        assert "url(http" not in svg
        assert "<dc:date>" not in svg
        assert drawn.png.startswith(b"\x89PNG")
    if case == "hostile":
        assert all(any(name in line for line in told) for name in ("votes", "programs"))
    else:
        assert told == []


@pytest.mark.parametrize("case", CASES)
def test_words_say_all_that_there_is_and_no_more_than_one_listens_to(case: str) -> None:
    for name, chart in _cases()[case].items():
        assert chart.title, name
        assert not chart.title.endswith("."), name
        assert chart.alt.endswith("."), name
        assert len(chart.title) <= 500, name
        assert len(chart.alt) <= 12_000, name
        assert "\n" not in chart.title + chart.alt + chart.source, name
        assert chart.source, name
        assert chart.rows, name
        assert {len(row) for row in chart.rows} == {len(chart.head)}, name
        assert json.loads(chart.numbers)["head"] == list(chart.head), name


def test_too_little_is_no_picture(kominfo: Method, session_of: Callable[[str], Session]) -> None:
    for source in ("", '[city]\nname = "Kota Uji"\nkind = "kota"\nprovince = "Uji"\n'):
        assert _charts(session_of(source), kominfo) == {}
