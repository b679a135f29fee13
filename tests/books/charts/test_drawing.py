"""Pictures are drawn in a process of their own: what goes wrong in one is told, and leaves all others."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from bimtek_tui.books.charts import drawing, gallery
from bimtek_tui.books.charts.chart import Chart
from bimtek_tui.errors import BimtekError
from bimtek_tui.model.entries import Session
from bimtek_tui.model.method import Method


@pytest.fixture
def charts(kominfo: Method, sample: Callable[[str], Session]) -> dict[str, Chart]:
    session = sample("kota-contoh")
    return {name: made for name in ("programs", "gap") if (made := gallery.chart(session, kominfo, name))}


def test_a_fault_in_one_picture_leaves_the_others(charts: dict[str, Chart]) -> None:
    told: list[str] = []
    broken = msgspec.structs.replace(charts["programs"], dimensions=(("Ekonomi", "merah", (1, 2, 3)),))
    drawn = drawing.draw({"programs": broken, "gap": charts["gap"]}, ("svg",), told.append)
    assert list(drawn) == ["gap"]
    assert len(told) == 1
    assert "“programs” is left out: ValueError" in told[0]


def test_only_what_is_asked_for_is_made(charts: dict[str, Chart]) -> None:
    drawn = drawing.draw(charts, ("png",), pytest.fail)["gap"]
    assert drawn.png
    assert not drawn.svg
    assert drawn.width == 150
    titled = drawing.draw(charts, ("svg",), pytest.fail, titled=True)["gap"]
    assert titled.height > drawn.height
    assert drawing.draw({}, ("svg",), pytest.fail) == {}


def test_settings_of_matplotlib_that_lie_about_are_not_obeyed(
    charts: dict[str, Chart], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = drawing.draw(charts, ("svg",), pytest.fail)
    (tmp_path / "matplotlibrc").write_text(
        "font.size: 40\ntext.parse_math: True\nsvg.fonttype: none\n", "utf-8"
    )
    (tmp_path / "matplotlib.py").write_text("raise SystemExit('theirs')\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert drawing.draw(charts, ("svg",), pytest.fail) == ours
    monkeypatch.setenv("MATPLOTLIBRC", str(tmp_path / "matplotlibrc"))
    assert drawing.draw(charts, ("svg",), pytest.fail) == ours
    (tmp_path / "matplotlibrc").write_bytes(b"\xff\xfe\0font.size: \x80\n")  # at which it gives up
    monkeypatch.setenv("MPLCONFIGDIR", str(tmp_path))
    assert drawing.draw(charts, ("svg",), pytest.fail) == ours


def test_a_missing_package_says_the_command(
    charts: dict[str, Chart], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(BimtekError, match=r"pip install 'bimtek-tui\[charts\]'"):
        drawing.draw(charts, ("svg",), pytest.fail)


def test_a_picture_that_takes_too_long_is_told(
    charts: dict[str, Chart], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawing, "START", 0.001)
    monkeypatch.setattr(drawing, "SECONDS", 0)
    told: list[str] = []
    assert drawing.draw(charts, ("svg",), told.append) == {}
    assert [line.endswith("is left out: it took too much time or memory") for line in told] == [True, True]


def test_where_there_is_no_place_for_a_process_that_is_said_with_the_way_out(
    charts: dict[str, Chart], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tiada"))
    with pytest.raises(BimtekError, match=r"tiada.*make room"):
        drawing.draw(charts, ("svg",), pytest.fail)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not limit what a process takes")
def test_a_picture_that_takes_too_much_memory_is_told(
    charts: dict[str, Chart], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawing, "MEMORY", 1)
    told: list[str] = []
    assert drawing.draw(charts, ("svg",), told.append) == {}
    assert [name for name in charts if any(f"“{name}” is left out" in line for line in told)] == list(charts)


def test_letters_that_the_typeface_lacks_are_told(charts: dict[str, Chart]) -> None:
    told: list[str] = []
    odd = msgspec.structs.replace(charts["programs"], dimensions=(("Kota 👩 $x^2$", "", (1, 2, 3)),))
    drawn = drawing.draw({"programs": odd}, ("svg",), told.append)
    assert drawn["programs"].missing == "👩"
    assert told == ["the picture “programs” shows □ for letters that its typeface lacks: 👩"]
