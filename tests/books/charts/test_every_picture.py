"""What holds for every picture: drawn without a warning, nothing cut or covered, the same bytes, nothing but what was said."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import warnings
import xml.etree.ElementTree as ET
from collections.abc import Callable
from functools import cache

import pytest
from support import drawn
from support.crowded_sessions import HOSTILE, crowded, hostile, long, of_dimensions, of_models

from bimtek_tui import resources, store
from bimtek_tui.books.charts import canvas, drawing, gallery
from bimtek_tui.books.charts.canvas import Canvas
from bimtek_tui.books.charts.chart import PAGE, SLIDE, Chart
from bimtek_tui.model import method as methods
from bimtek_tui.model.entries import Session
from bimtek_tui.model.method import Method

CITIES = ("batam-2022", "bontang-2019", "dumai-2022", "tanjungpinang-2019", "kota-contoh")
CROWDED = (
    "36 programs",
    "36 programs and 15 years",
    "1,000 of each",
    "one dimension",
    "12 dimensions",
    "12 dimensions and 200 programs",
    "300 letters",
    "60 dimensions and 60 years",
    "few aspects and two models",
    "six models",
    "hostile names",
)
CASES = (*CITIES, *CROWDED)
ALIKE = {"gap", "programs"}
"""Pictures of which the sample's bars would be all alike, so that there is nothing to see."""


@pytest.fixture(autouse=True)
def prepared() -> None:
    canvas.prepare()


@cache
def session(which: str) -> tuple[Session, Method]:
    """A sample, or a session that is hard to draw, with its method."""
    method = methods.load("kominfo-1")
    if which in CITIES:
        return store.load(resources.sample_session(which)).session, method
    twelve = of_models(of_dimensions(method, 12), 4, 6, 2)
    if which == "36 programs":
        return crowded(method, 36, 8, 25, 10), method
    if which == "36 programs and 15 years":
        return crowded(method, 36, 36, 40), method
    if which == "1,000 of each":
        return crowded(method), method
    if which == "one dimension":
        return crowded(one := of_dimensions(method, 1), 20, 3, 9, 11), one
    if which == "12 dimensions":
        return crowded(twelve, 52, 14, 12), twelve
    if which == "12 dimensions and 200 programs":
        return crowded(twelve, 200, 60, 60), twelve
    if which == "300 letters":
        wordy = of_models(of_dimensions(method, 12, long), 8, 7, 2, long)
        return crowded(wordy, 52, 16, 40, name=long), wordy
    if which == "60 dimensions and 60 years":
        sixty = of_models(of_dimensions(method, 60), 20, 30, 3)
        return crowded(sixty, 900, 70, 70, 60), sixty
    if which == "few aspects and two models":
        few = of_models(of_dimensions(method, 6), 2, 10, 2)
        return crowded(few, 40, 10, 10), few
    if which == "six models":
        six = of_models(of_dimensions(method, 6), 3, 5, 6)
        return crowded(six, 20, 5, 5), six
    named_badly = of_models(of_dimensions(method, len(HOSTILE), hostile), 4, 10, 3, hostile)
    return crowded(named_badly, 44, 20, 40, name=hostile), named_badly


@cache
def charts(which: str) -> dict[str, Chart]:
    """The pictures of a session that has them."""
    found, method = session(which)
    return {name: made for name in gallery.NAMES if (made := gallery.chart(found, method, name))}


def picture(chart: Chart) -> Canvas:
    """The picture, drawn without a warning."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        made = gallery.draw(chart)
        assert made.svg(chart)
    return made


@pytest.mark.parametrize("which", ["kota-contoh", "hostile names"])
def test_as_points_a_picture_warns_of_nothing_either(which: str) -> None:
    for chart in charts(which).values():
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            assert gallery.draw(chart).png()


@pytest.mark.parametrize("name", gallery.NAMES)  # varies first: a process makes each session once
@pytest.mark.parametrize("which", CASES)
def test_nothing_is_cut_covered_or_too_small(name: str, which: str) -> None:
    if (chart := charts(which).get(name)) is not None:
        made = picture(chart)
        assert drawn.faults(made) == []
        assert made.height <= PAGE + 0.5
        made.entitle(chart)
        assert drawn.faults(made) == []


@pytest.mark.parametrize("name", gallery.NAMES)
@pytest.mark.parametrize("which", CASES)
def test_on_slides_a_picture_shows_less_and_no_smaller(name: str, which: str) -> None:
    found, method = session(which)
    for chart in gallery.slides(found, method, name):
        made = gallery.draw(chart)  # what becomes of it in each format does not depend on its height
        assert drawn.faults(made) == []
        # letters of 7.5 points are a 45th of a slide whose picture takes 74 % of its height
        most = SLIDE * (1.5 if name in ("budget-years", "roadmap") and "60" in which else 1)
        assert made.height <= most + 0.5
        assert chart.title
        assert chart.rows


def test_the_sample_has_every_picture_that_shows_something() -> None:
    assert list(charts("kota-contoh")) == [name for name in gallery.NAMES if name not in ALIKE]
    assert list(charts("36 programs")) == list(gallery.NAMES)


def test_votes_are_a_slide_for_each_sort() -> None:
    made = gallery.slides(*session("kota-contoh"), "votes")
    assert [chart.title.partition(" ")[2] for chart in made] == [
        "terbanyak: faktor W1 (23)",
        "terbanyak: program P19 (27)",
        "terbanyak: quick win QW4 (27)",
    ]
    assert sum(len(chart.rows) for chart in made) == len(charts("kota-contoh")["votes"].rows)


@pytest.mark.parametrize("which", ["kota-contoh", "1,000 of each", "hostile names"])
def test_the_same_chart_gives_the_same_bytes_of_paths_alone(which: str) -> None:
    told: list[str] = []
    first = drawing.draw(charts(which), ("svg", "png"), told.append)
    assert first == drawing.draw(charts(which), ("svg", "png"), told.append)
    assert list(first) == list(charts(which))
    for name, made in first.items():
        svg = made.svg.decode()
        tags = {tag.tag.rpartition("}")[2] for tag in ET.fromstring(svg).iter()}
        assert not tags & {"script", "a", "image", "foreignObject", "text"}, name
        assert not re.search(r"""(href|src)="(?!#)""", svg), name
        assert "url(http" not in svg
        assert "<dc:date>" not in svg
        assert made.png.startswith(b"\x89PNG")
    if which == "hostile names":
        assert all(any(name in line for line in told) for name in ("gap", "programs"))
    else:
        assert told == []


@pytest.mark.parametrize("which", CASES)
def test_words_say_all_that_there_is_and_no_more_than_one_listens_to(which: str) -> None:
    for name, chart in charts(which).items():
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
        assert [name for name in gallery.NAMES if gallery.chart(session_of(source), kominfo, name)] == []


def test_what_a_picture_shows_is_known_without_matplotlib() -> None:
    code = (
        "import sys; from bimtek_tui import resources, store; from bimtek_tui.books.charts import gallery; "
        "from bimtek_tui.model import method; "
        "session = store.load(resources.sample_session('kota-contoh')).session; "
        "assert any([gallery.chart(session, method.load('kominfo-1'), name) for name in gallery.NAMES]); "
        "assert 'matplotlib' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
