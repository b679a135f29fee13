"""The page of changes: complete, safe whatever a session holds, filtered by its own script alone, printed, and quick."""

from __future__ import annotations

import base64
import hashlib
import re
import shutil
import subprocess
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from msgspec.structs import replace
from support import hostile_text, office_tools
from support.layouts import CITY, TOP, program, swot

from bimtek_tui.cli import review_page
from bimtek_tui.model import method
from bimtek_tui.review import comparison, history, reports
from bimtek_tui.review.comparison import Report
from bimtek_tui.store import parse

METHOD = method.load("kominfo-1")
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
browser = pytest.mark.skipif(not CHROMIUM, reason="no Chromium is installed")
prints = pytest.mark.skipif(
    not (CHROMIUM and shutil.which("pdftotext")), reason="Chromium or pdftotext is not installed"
)
VOID = {"meta", "br"}
OURS = {
    *("html", "head", "meta", "title", "style", "body", "header", "nav", "main", "section", "div", "script"),
    *("h1", "h2", "h3", "p", "table", "caption", "thead", "tbody", "tr", "th", "td", "del", "ins"),
    *("label", "select", "option", "output", "button", "b", "ul", "li", "a", "br"),
}
ALLOWED = {
    *(
        "lang",
        "charset",
        "http-equiv",
        "content",
        "name",
        "class",
        "role",
        "aria-label",
        "hidden",
        "type",
        "id",
        "href",
    ),
    *("scope", "colspan", "data-kind", "data-stage", "data-agency", "data-entries", "value", "autocomplete"),
}


class Read(HTMLParser):
    """What a page holds: its elements with their attributes, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attributes)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] not in ("script", "style"):
            self.text += data


def report(old: str, new: str) -> Report:
    versions = [parse(text.encode(), Path("kota.toml")) for text in (old, new)]
    sides = comparison.Side("lama.toml"), comparison.Side("kota.toml")
    return comparison.report("kota.toml", sides, (versions[0], versions[1]), METHOD)


BASE = "\n".join(
    [
        TOP,
        CITY,
        swot("sw-00000001"),
        program("pr-00000001", 'lead = "DISKOMINFO"\nbudget_idr = 5_000\n'),
        program("pr-00000002", 'lead = "DINKES"\n').replace("Satu Data", "Dua Data"),
    ]
)
CHANGED = (
    BASE.replace("belum terpadu", "sudah sangat terpadu")
    .replace("5_000", "7_000")
    .replace('"DINKES"\n', '"DINKES"\nactivities = ["satu", "dua"]\n')
)
HOSTILE = hostile_text.whole_session()
"""Every hostile text in every kind: far more than 400 fields."""


def hostile_page() -> str:
    turned = re.sub(r'"((?:[^"\\]|\\.)*)"(?=\nadded)', r'"lain \1"', HOSTILE)
    return review_page.of_reports([report(BASE, HOSTILE), report(HOSTILE, turned)]).decode()


def test_old_stands_beside_new_word_by_word() -> None:
    page = review_page.of_reports([report(BASE, CHANGED)]).decode()
    assert "<td>Data <del>belum</del> terpadu.</td><td>Data <ins>sudah sangat</ins> terpadu.</td>" in page
    assert "<td><del>Rp5.000</del></td><td><ins>Rp7.000</ins> (+2.000)</td>" in page
    assert "<td>–</td><td><p><ins>satu</ins></p><p><ins>dua</ins></p></td>" in page
    read = Read(page)
    assert (
        read.text.index("What follows from it")
        < read.text.index("Situation and SWOT")
        < read.text.index("Programs")
    )
    assert "lama.toml → kota.toml" in read.text


def in_git(name: str, old: str, new: str | None) -> Report:
    sides = [version and comparison.Side(name, version, "abcdef0123456") for version in (old, new)]
    return replace(
        report(BASE, CHANGED),
        name=name,
        old=sides[0],
        new=sides[1],
        state="changed" if new else "removed",
        counts={} if new else {"swot": 2},
        differences=() if new is None else report(BASE, CHANGED).differences,
    )


def test_a_page_is_called_by_what_is_compared() -> None:
    def title(*reports: Report) -> str:
        page = review_page.of_reports(reports).decode()
        (name,) = re.findall("<title>(.*)</title>", page)
        assert f"<h1>{name}</h1>" in page
        return str(name)

    assert title(report(BASE, CHANGED)) == "Changes: lama.toml → kota.toml"
    assert title(in_git("sessions/a.toml", "v1", "v2")) == "Changes: sessions/a.toml, v1 → v2"
    assert title(in_git("a.toml", "v1", "v2"), in_git("b.toml", "v1", None)) == "Changes: v1 → v2"
    assert title(in_git("a.toml", "v1", "v2"), in_git("b.toml", "v0", "v2")) == "Changes"
    assert title() == "Changes"


def test_several_files_have_contents_and_those_that_went_come_last() -> None:
    page = review_page.of_reports(
        [in_git("a.toml", "v1", None), in_git("b.toml", "v1", "v2"), in_git("c.toml", "v1", "v2")]
    ).decode()
    (contents,) = re.findall("<nav.*?</nav>", page, re.DOTALL)
    assert re.findall(r'<li><a href="#b\d">(.)\.toml', contents) == ["b", "c", "a"]
    assert re.findall(r"<section .*?<h2>(.)\.toml", page, re.DOTALL) == ["b", "c", "a"]
    assert '<a href="#b1-a">What follows from it: Money' in contents
    places = re.findall(' id="([^"]*)"', page)
    assert set(re.findall('href="#([^"]*)"', page)) <= set(places)
    assert "(--full tells every entry)" in page
    assert "<nav" not in review_page.of_reports([in_git("b.toml", "v1", "v2")]).decode()


def test_what_the_headline_counts_can_be_shown() -> None:
    other = BASE.replace("pr-00000001", "?").replace("pr-00000002", "pr-00000001").replace("?", "pr-00000002")
    page = review_page.of_reports([report(BASE, other)]).decode()
    counted = sum(map(int, re.findall(r"(\d+) (?:changed|in another order)", page[page.index("<h2>") :])))
    assert f"<output></output> of {counted}</p>" in page
    assert ' data-entries="2"' in page


def test_a_minus_is_never_struck_through_and_every_change_is_marked() -> None:
    page = review_page.of_reports([report(BASE, BASE.replace('"weakness"', '"threat"'))]).decode()
    assert "<td><del>Weakness</del></td><td><ins>Threat</ins></td>" in page
    assert "line-through" not in page


def test_only_its_own_script_and_looks_may_be_used() -> None:
    page = review_page.of_reports([report(BASE, CHANGED)]).decode()
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    for tag in ("style", "script"):
        (content,) = re.findall(f"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
        assert not re.search(r"https?:|url\(|@import|innerHTML|eval", content)
    assert policy.startswith("default-src 'none'; ")
    assert "style=" not in page


def test_what_people_wrote_is_text_and_nothing_else() -> None:
    page = hostile_page()
    read = Read(page)
    assert read.open == []
    assert {tag for tag, _attributes in read.elements} <= OURS
    for tag, attributes in read.elements:
        assert set(attributes) <= ALLOWED
        assert re.fullmatch(r"[\d ]*", attributes.get("data-agency") or "")
        assert re.fullmatch(r"#b\d+(-a)?", attributes.get("href") or "#b1")
        assert tag != "option" or re.fullmatch(r"\d*", attributes.get("value") or "")
    assert len([tag for tag, _attributes in read.elements if tag == "td"]) > 400
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", page)


def test_a_long_text_is_shown_around_what_changed() -> None:
    words = " ".join(f"kata{number}" for number in range(500))
    page = review_page.of_reports(
        [report(*(BASE.replace("Data belum", f"{start} {words}") for start in ("satu", "dua")))]
    )
    assert b"<del>satu</del>" in page
    assert "…".encode() in page
    assert page.count(b"kata250") == 0


def test_a_history_is_such_a_page_too() -> None:
    old, new = (parse(text.encode(), Path("kota.toml")) for text in (BASE, CHANGED))
    told = history.brought(old, new, METHOD)
    step = history.Step(
        "a" * 40, None, "<b>Sari</b>", "<i>", "kota.toml", "changed", METHOD, differences=told
    )
    page = review_page.of_steps("kota.toml", [step], "sampai di sini").decode()
    assert "&lt;b&gt;Sari&lt;/b&gt; · aaaaaaaaaa" in page
    assert "sampai di sini" in page
    assert page.count("<tbody") == len(told) == len([*reports.as_data(told)])


# In a browser --------------------------------------------------------------------------------------------------


@pytest.fixture
def opened(tmp_path: Path) -> Callable[..., str]:
    """Opens a page in Chromium and hands back what it says with these switches."""

    def open_(page: str, *switches: str) -> str:
        file = tmp_path / "perubahan.html"
        file.write_text(page, "utf-8")
        quiet = ["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run"]
        done = subprocess.run(
            [CHROMIUM, *quiet, f"--user-data-dir={tmp_path / 'profile'}", *switches, file.as_uri()],  # type: ignore[list-item]
            check=True,
            capture_output=True,
            timeout=120,
        )
        return done.stdout.decode()

    return open_


@pytest.mark.office
@browser
def test_a_browser_finds_no_element_that_a_session_brought(opened: Callable[..., str]) -> None:
    page = hostile_page()
    meant, found = Read(page), Read(opened(page, "--dump-dom"))

    def elements(read: Read) -> list[str]:
        return [tag for tag, _attributes in read.elements]

    assert elements(found) == elements(meant)
    (all_,) = re.findall(r"<output></output> of (\d+)", page)
    told = f"Entriesshown:{all_}of"
    assert "".join(found.text.split()).replace(told, "Entriesshown:of") == "".join(meant.text.split())


CHOOSE = """
const choice = document.querySelector('select[name=agency]')
choice.value = [...choice.options].find(option => option.text === 'DINKES').value
choice.dispatchEvent(new Event('change'))
"""


def chosen(page: str, script: str = CHOOSE) -> str:
    """A page in which a script makes a choice that its policy lets run."""
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return page.replace("; script-src ", f"; script-src 'sha256-{digest}' ").replace(
        "</body>", f"<script>{script}</script></body>"
    )


def hidden(shown: str, tag: str) -> list[bool]:
    return ["hidden" in attributes for name, attributes in Read(shown).elements if name == tag]


@pytest.mark.office
@browser
def test_the_filter_works_and_without_scripts_all_is_shown(opened: Callable[..., str]) -> None:
    page = review_page.of_reports([report(BASE, CHANGED), report(BASE, BASE)]).decode()
    assert "<td>Rp7.000" not in page
    figures = page[: page.index('class="kelompok"')].count("<tbody")
    assert figures > 0
    shown = opened(chosen(page), "--dump-dom")
    assert '<div class="saring" role="search" aria-label="Filter">' in shown
    assert "Entries shown: <output>1</output> of 3" in shown  # as many as the headline counts
    assert hidden(shown, "tbody") == [False] * figures + [True, True, False], "what follows stays"
    assert "Only a part is shown: <b>Agency: DINKES</b>." in shown
    assert hidden(shown, "section") == hidden(shown, "li") == [False, True]
    foreign = page.replace("</body>", f"<script>{CHOOSE}</script></body>")
    assert "<output>1</output>" not in opened(foreign, "--dump-dom"), "the policy lets no other script run"
    bare = Read(page)
    assert [attributes["class"] for _tag, attributes in bare.elements if "hidden" in attributes] == [
        "saring",
        "sebagian",
    ]
    back = opened(chosen(page, CHOOSE + "document.querySelector('button').click()"), "--dump-dom")
    assert hidden(back, "tbody") == [False] * (figures + 3)
    assert "<output>3</output>" in back


@pytest.mark.office
@prints
def test_a_part_says_so_on_paper(opened: Callable[..., str], tmp_path: Path) -> None:
    printed = tmp_path / "cetak.pdf"
    page = chosen(review_page.of_reports([report(BASE, CHANGED)]).decode())
    opened(page, "--no-pdf-header-footer", f"--print-to-pdf={printed}")
    told = subprocess.run(["pdftotext", printed, "-"], check=True, capture_output=True).stdout.decode()
    assert "Only a part is shown: Agency: DINKES." in told
    assert "sw-00000001" not in told


@pytest.mark.office
@browser
def test_nothing_is_wider_than_a_narrow_window(opened: Callable[..., str]) -> None:
    wide = "const all = document.querySelectorAll('*'); document.title = [...all].filter(e => e.scrollWidth > 500).length"
    long = CHANGED.replace("sudah sangat", "sudah " + "sangat" * 40)
    page = review_page.of_reports([report(BASE, long), report(BASE, BASE)]).decode()
    assert "<title>0</title>" in opened(chosen(page, wide), "--window-size=500,800", "--dump-dom")


@pytest.mark.office
@prints
def test_it_prints_without_the_filter(opened: Callable[..., str], tmp_path: Path) -> None:
    text = "\n".join(
        [TOP, CITY, *(swot(f"sw-{number:08d}", f'"Data nomor {number} belum ada."') for number in range(120))]
    )
    printed = tmp_path / "cetak.pdf"
    page = review_page.of_reports([report(text, text.replace("belum", "sudah"))]).decode()
    opened(page, "--no-pdf-header-footer", f"--print-to-pdf={printed}")
    told = subprocess.run(
        ["pdftotext", "-layout", printed, "-"], check=True, capture_output=True
    ).stdout.decode()
    sheets = told.split("\f")[:-1]
    assert len(sheets) > 2
    assert "Entries shown:" not in told
    assert "Only a part" not in told
    assert all("Old value" in sheet and "New value" in sheet for sheet in sheets), "the head is repeated"
    assert all(told.count(f"sw-{number:08d}") == 1 for number in range(120))


@pytest.mark.office
@pytest.mark.skipif(not office_tools.HAS_AXE, reason="axe or a browser is not installed")
def test_axe_finds_nothing(tmp_path: Path) -> None:
    several = [in_git("a.toml", "v1", None), in_git("b.toml", "v1", "v2"), report(BASE, CHANGED)]
    page = review_page.of_reports(several).decode()
    assert office_tools.html_faults(page, tmp_path) == []
    filtered = page.replace("apply()\n</script>", "choices[2].value = '1'\napply()\n</script>")
    assert office_tools.html_faults(filtered, tmp_path) == []


def test_a_thousand_changes_are_less_than_a_megabyte() -> None:
    text = "\n".join([TOP, CITY, *(swot(f"sw-{number:08d}") for number in range(1_000))])
    assert len(review_page.of_reports([report(text, text.replace("belum", "sudah"))])) < 1_000_000
