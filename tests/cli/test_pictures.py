"""`bimtek figures --chart` and `bimtek slides` as commands, and what comes out of them in a browser."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from conftest import Run
from support.office_tools import HAS_AXE, HAS_BROWSER, answered, html_faults

BARE = 'schema_version = 1\nmethod = "kominfo-1"\n\n[city]\nname = "Kota Sepi"\nkind = "kota"\n'


def test_pictures_are_drawn_into_files_of_their_names(bimtek: Run, sample: Path, tmp_path: Path) -> None:
    done = bimtek(
        "figures",
        sample,
        "--chart",
        "swot-plane",
        "--chart",
        "roadmap",
        "--format",
        "png",
        "--out",
        "paparan",
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert [Path(line).name for line in done.stdout.split()] == ["swot-plane.png", "roadmap.png"]
    assert all(file.read_bytes().startswith(b"\x89PNG") for file in (tmp_path / "paparan").iterdir())
    assert bimtek("figures", sample, "--chart", "swot-plane").returncode == 0
    drawn = (tmp_path / "swot-plane.svg").read_text(encoding="utf-8")
    assert "<text" not in drawn
    assert "-0.2451" in drawn, "the numbers are data"


def test_what_there_is_too_little_for_is_said_and_the_rest_is_drawn(bimtek: Run, tmp_path: Path) -> None:
    (tmp_path / "sepi.toml").write_text(BARE, encoding="utf-8")
    done = bimtek("figures", "sepi.toml", "--chart", "roadmap")
    assert (done.returncode, done.stdout) == (1, "")
    assert "roadmap" in done.stderr
    assert bimtek("slides", "sepi.toml").returncode != 0
    assert [file.name for file in tmp_path.iterdir()] == ["sepi.toml"]


@pytest.mark.parametrize(
    "words", [("--format", "svg"), ("--chart", "swot-plane", "--format", "json"), ("--chart", "bagan")]
)
def test_a_format_that_does_not_go_with_it_is_refused_with_the_way_out(
    bimtek: Run, sample: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    before = sorted(tmp_path.iterdir())
    done = bimtek("figures", sample, *words)
    assert done.returncode != 0
    assert "swot-plane" in done.stderr or "--chart" in done.stderr
    assert "Traceback" not in done.stderr
    assert sorted(tmp_path.iterdir()) == before


def test_slides_have_a_picture_and_its_sentence_a_page(bimtek: Run, sample: Path, tmp_path: Path) -> None:
    done = bimtek("slides", sample, "--out", "paparan.html")
    assert (done.returncode, done.stderr) == (0, "")
    page = (tmp_path / "paparan.html").read_text(encoding="utf-8")
    pages = re.findall(r"<section>(.*?)</section>", page, re.DOTALL)
    titles = [html.unescape(title) for one in pages for title in re.findall(r"<h2>(.*?)</h2>", one)]
    assert (
        "Kota Contoh berada pada kuadran IV, strategi bertahan, seperti tiga dari enam dimensinya" in titles
    )
    assert "Suara terbanyak: program P19 (27)" in titles
    assert all(one.count("<img") == 1 and "Sumber: " in one for one in pages)
    assert len(titles) == len(pages) == len(set(titles))
    assert not re.findall(r"""(?:src|href)=["'](?!data:)""", page), "nothing is loaded"
    assert bimtek("slides", sample, "--out", "paparan.html").returncode == 0
    (tmp_path / "paparan.html").write_text(page.replace("Kota Contoh", "Kota Lain"), encoding="utf-8")
    refused = bimtek("slides", sample, "--out", "paparan.html")
    assert refused.returncode != 0
    assert "--force" in refused.stderr


def test_what_the_session_holds_is_only_text_on_slides(bimtek: Run, sample: Path, tmp_path: Path) -> None:
    words = "<script>alert(1)</script> & </main>"
    sample.write_text(
        sample.read_text(encoding="utf-8").replace('name = "Kota Contoh"', f'name = "{words}"'),
        encoding="utf-8",
    )
    assert bimtek("slides", sample, "--out", "p.html").returncode == 0
    page = (tmp_path / "p.html").read_text(encoding="utf-8")
    assert page.count("<script>") == 1
    assert html.escape(words) in page


@pytest.mark.office
@pytest.mark.slow
@pytest.mark.skipif(not HAS_AXE, reason="axe (.ci/run) or a browser is not installed")
def test_slides_are_for_everybody(bimtek: Run, sample: Path, tmp_path: Path) -> None:
    bimtek("slides", sample, "--out", "p.html")
    assert html_faults((tmp_path / "p.html").read_text(encoding="utf-8"), tmp_path) == []


@pytest.mark.office
@pytest.mark.slow
@pytest.mark.skipif(not HAS_BROWSER, reason="no browser is installed (.ci/run)")
def test_keys_and_buttons_turn_the_pages_of_slides(bimtek: Run, sample: Path, tmp_path: Path) -> None:
    bimtek("slides", sample, "--out", "p.html")
    script = """
    const seen = []
    const press = (key) => { dispatchEvent(new KeyboardEvent("keydown", {key})); note() }
    const note = () => seen.push(document.getElementById("halaman").value.split("/")[0])
    press("ArrowRight"); press(" "); press("ArrowLeft"); press("End"); press("PageDown"); press("Home"); press("ArrowUp")
    document.getElementById("maju").click(); note()
    answer([seen, document.querySelectorAll("section").length])
    """
    seen, number = answered((tmp_path / "p.html").read_text(encoding="utf-8"), script, tmp_path)
    assert seen == ["2", "3", "2", str(number), str(number), "1", "1", "2"]
