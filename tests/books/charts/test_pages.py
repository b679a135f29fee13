"""Every picture as it lies on the page: nothing overlaps, nothing is cut, whatever the session holds."""

from __future__ import annotations

import subprocess
import sys
import warnings
import xml.etree.ElementTree as ET
from collections.abc import Callable
from functools import cache

import pytest
from support import drawn
from support.crowded_sessions import crowded, long, of_dimensions

from bimtek_tui.books.charts import canvas, gallery
from bimtek_tui.books.charts.canvas import Canvas
from bimtek_tui.books.charts.chart import Chart
from bimtek_tui.model import method as methods
from bimtek_tui.model.entries import Session
from bimtek_tui.model.method import Method

HOSTILE = (
    "$x^2$ dan $\\frac{1}{0}$",
    "<script>alert(1)</script> & ]]>",
    "![a](b) [c](d) **e**",
    "Kota 👩‍👩‍👧 pintar",
    "مدينة ذكية",
    "ꦏꦸꦛ",
    "satu\nbaris\n\nlagi",
    "x" * 300,
    "%s {0} \\n \\",
    "",
)
Case = tuple[Session, Method]


@pytest.fixture(autouse=True)
def prepared() -> None:
    canvas.prepare()


@cache
def case(name: str) -> Case:
    """A session that is hard to draw."""
    method = methods.load("kominfo-1")
    if name == "36 programs":
        return crowded(method, 36, 8, 25, 10), method
    if name == "36 programs and 15 years":
        return crowded(method, 36, 36, 40), method
    if name == "1,000 of each":
        return crowded(method), method
    if name == "one dimension":
        return crowded(one := of_dimensions(method, 1), 20, 3, 9, 11), one
    if name == "12 dimensions":
        return crowded(twelve := of_dimensions(method, 12), 36, 14, 12), twelve
    if name == "12 dimensions and 200 programs":
        return crowded(twelve := of_dimensions(method, 12), 200, 60, 60), twelve
    if name == "300 letters":
        return crowded(twelve := of_dimensions(method, 12, long), 36, 16, 40, name=long), twelve
    if name == "60 dimensions and 60 years":
        return crowded(sixty := of_dimensions(method, 60), 900, 70, 70, 60), sixty

    def hostile(number: int) -> str:
        return HOSTILE[number % len(HOSTILE)]

    named_badly = of_dimensions(method, len(HOSTILE), hostile)
    return crowded(named_badly, 36, 20, 40, name=hostile), named_badly


CASES = (
    "36 programs",
    "36 programs and 15 years",
    "1,000 of each",
    "one dimension",
    "12 dimensions",
    "12 dimensions and 200 programs",
    "300 letters",
    "60 dimensions and 60 years",
    "hostile names",
)


def drawing(chart: Chart, name: str) -> Canvas:
    """The picture, drawn without a warning."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        made: Canvas = gallery.module(name).draw(chart)
        made.png()
    return made


@pytest.mark.parametrize("name", gallery.NAMES)
def test_words_of_the_samples_neither_overlap_nor_leave_the_page(
    kominfo: Method, city: Session, name: str
) -> None:
    chart = gallery.chart(city, kominfo, name)
    if chart is not None:
        assert drawn.faults(drawing(chart, name)) == []


@pytest.mark.parametrize("which", CASES)
@pytest.mark.parametrize("name", gallery.NAMES)
def test_words_neither_overlap_nor_leave_the_page_however_much_there_is(name: str, which: str) -> None:
    session, method = case(which)
    chart = gallery.chart(session, method, name)
    if chart is not None:
        assert drawn.faults(drawing(chart, name)) == []
        assert chart.title
        assert "\n" not in chart.title + chart.alt
        assert len(chart.alt) < 6_000
        assert {len(chart.head)} == {len(row) for row in chart.rows}


@pytest.mark.parametrize("name", gallery.NAMES)
def test_names_that_mean_harm_are_letters_of_a_well_formed_picture(name: str) -> None:
    session, method = case("hostile names")
    chart = gallery.chart(session, method, name)
    if chart is not None:
        picture = drawing(chart, name)
        picture.entitle(chart)
        svg = picture.svg(chart)
        tags = {tag.tag.rpartition("}")[2] for tag in ET.fromstring(svg).iter()}
        assert not tags & {"script", "a", "image", "foreignObject", "text"}


@pytest.mark.parametrize("name", gallery.NAMES)
def test_a_picture_has_the_same_bytes_every_time(
    kominfo: Method, sample: Callable[[str], Session], name: str
) -> None:
    def svg() -> bytes | None:
        chart = gallery.chart(sample("kota-contoh"), kominfo, name)
        return drawing(chart, name).svg(chart) if chart else None

    assert svg() == svg()


@pytest.mark.parametrize("name", gallery.NAMES)
def test_of_nothing_there_is_no_picture(kominfo: Method, name: str) -> None:
    assert gallery.chart(Session(), kominfo, name) is None


def test_what_a_picture_shows_is_known_without_matplotlib() -> None:
    code = (
        "import sys; from bimtek_tui import resources, store; from bimtek_tui.books.charts import gallery; "
        "from bimtek_tui.model import method; "
        "session = store.load(resources.sample_session('kota-contoh')).session; "
        "charts = [gallery.chart(session, method.load('kominfo-1'), name) for name in gallery.NAMES]; "
        "assert all(charts), charts; assert 'matplotlib' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
