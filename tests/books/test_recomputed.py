"""Every number of the final books is recomputed from the session's TOML by a script of its own, and it can fail."""

from __future__ import annotations

import ast
import random
import re
from functools import lru_cache
from pathlib import Path

import pytest
from conftest import ROOT
from support import recomputed as script
from support.recomputed import Truth, compared, recomputed
from support.recomputed.wording import SMALL

from bimtek_tui import store
from bimtek_tui.books.rendering import render
from bimtek_tui.model import method

METHOD = ROOT / "templates" / "methods" / "kominfo-1.toml"
SAMPLES = {path.stem: path for path in sorted((ROOT / "sessions").glob("*.toml"))}
SEED = 20_250_917
OF_EACH_BOOK = 6

SHARES = (0, 0, 0, 0.1, 0.5, 0.9)
RETRACTABLE = {
    *(
        "mission",
        "objective",
        "program",
        "budget",
        "target",
        "swot",
        "strategy",
        "readiness",
        "gap",
        "issue",
        "risk",
    ),
    *("quick_win", "score", "cost", "milestone", "assessment", "participant", "note", "signatory"),
}
OWNED = {"budget", "target", "quick_win", "score", "cost", "milestone"}
"""Kinds that mean nothing without the entry that they name: they keep its id, and count no longer with it."""
OPTIONAL = {
    "city": "population area_km2",
    "plan": "period_start period_end short_start rpjmd",
    "commitment": "date",
    "objective": "mission baseline unit",
    "program": "start_year end_year budget_idr dimension lead mission objective baseline track location rpjmd_ref",
    "swot": "evidence dimension weight rating certainty",
    "strategy": "dimension",
    "readiness": "level target_level aspect",
    "gap": "current ideal action",
    "issue": "dimension evidence",
    "risk": "likelihood program",
    "quick_win": "decision impact urgency votes",
    "cost": "volume price_idr",
    "milestone": "due",
    "participant": "agency role duty",
    "note": "stage evidence",
}
"""Keys without which an entry stands nevertheless."""


@lru_cache
def true_of(slug: str) -> Truth:
    return recomputed(SAMPLES[slug], METHOD)


@lru_cache
def final(slug: str) -> dict[str, str]:
    """The four final books of a sample by their ids."""
    session, kominfo = store.load(SAMPLES[slug]).session, method.load("kominfo-1")
    return {book.id: render(session, kominfo, book.id, edition="final") for book in kominfo.book}


def thinned(source: str, chance: random.Random) -> str:
    """A session file of which much is missing: entries taken back with all that names them, and keys left out."""
    begin, *blocks = re.split(r"(?m)^(?=# \S+\n\[)", source)
    shares: dict[str, float] = {}
    gone: list[str] = []
    kept: list[tuple[str, str]] = []
    for block in blocks:
        kind = re.findall(r"(?m)^\[\[?(\w+)", block)[0]
        if kind == "text":
            continue
        counts = kind in RETRACTABLE and not re.search(r"(?m)^(?:withdrawn|merged_into) = ", block)
        if counts and chance.random() < shares.setdefault(kind, chance.choice(SHARES)):
            gone += re.findall(r"(?m)^id = (.*)$", block)
            block = re.sub(r"(?m)^(?=added = )", 'withdrawn = "x"\n', block)
        for key in OPTIONAL.get(kind, "").split():
            if chance.random() < shares.setdefault(f"{kind}.{key}", chance.choice(SHARES)):
                block = re.sub(rf'(?m)^{key} = (?!""").*\n', "", block)
        kept.append((kind, block))
    names = re.compile(rf"(?m)^(?:  (?:{'|'.join(gone) or '!'}),|(?!id )\w+ = (?:{'|'.join(gone) or '!'}))\n")
    return begin + "".join(block if kind in OWNED else names.sub("", block) for kind, block in kept)


def findings(book: str, markdown: str | None = None, slug: str = "kota-contoh") -> list[str]:
    return compared(final(slug)[book] if markdown is None else markdown, true_of(slug)).findings


@pytest.mark.parametrize("slug", SAMPLES)
def test_every_number_of_the_books_is_the_recomputed_one(slug: str) -> None:
    assert {book: findings(book, slug=slug) for book in final(slug)} == {book: [] for book in final(slug)}


@pytest.mark.parametrize("seed", range(SEED, SEED + 5))
def test_so_is_every_number_of_sessions_of_which_much_is_missing(seed: int, tmp_path: Path) -> None:
    file = tmp_path / "sesi.toml"
    source = SAMPLES["kota-contoh"].read_text(encoding="utf-8")
    file.write_text(thinned(source, random.Random(seed)), encoding="utf-8")
    session, kominfo, truth = store.load(file).session, method.load("kominfo-1"), recomputed(file, METHOD)
    books = {book.id: render(session, kominfo, book.id, edition="final") for book in kominfo.book}
    assert {book: compared(text, truth).findings for book, text in books.items()} == {
        book: [] for book in books
    }


def test_the_sample_holds_thousands_of_numbers_to_recompute() -> None:
    numbers = {
        book: len(set(compared(text, true_of("kota-contoh")).same))
        for book, text in final("kota-contoh").items()
    }
    assert all(count > 500 for count in numbers.values())
    assert sum(numbers.values()) > 4_000


@pytest.mark.parametrize("slug", SAMPLES)
def test_any_changed_number_is_found(slug: str) -> None:
    chance = random.Random(SEED)
    overlooked = []
    for book, markdown in final(slug).items():
        report = compared(markdown, true_of(slug))
        places = sorted(set(report.same))
        for start, end in chance.sample(places, min(OF_EACH_BOOK, len(places))):
            said = report.text[start:end]
            other = changed(said, chance)
            if not findings(book, report.text[:start] + other + report.text[end:], slug):
                overlooked.append((book, report.text[start - 40 : end + 40], other))
    assert overlooked == []


def changed(said: str, chance: random.Random) -> str:
    """Another number of the same kind: another digit, word, box, quadrant or answer."""
    if said.lower() in SMALL:
        return chance.choice([word for word in SMALL[1:] if word != said.lower()])
    if said in ("ya", "tidak"):
        return "tidak" if said == "ya" else "ya"
    if said[0] in "■□":
        return f"{said}□" if said[-1] == "■" else f"{said[:-1]}■"
    digits = [place for place, letter in enumerate(said) if letter.isdigit()]
    if not digits:
        return said.removesuffix("IV") + "II" if said.endswith("IV") else f"{said.removesuffix('III')}IV"
    place = chance.choice(digits)
    return (
        said[:place]
        + chance.choice([digit for digit in "0123456789" if digit != said[place]])
        + said[place + 1 :]
    )


@pytest.mark.parametrize(
    ("book", "printed", "wrong"),
    [
        ("buku-2", "sebesar Rp797,65\u00a0miliar.", "sebesar Rp797,64\u00a0miliar."),
        ("buku-1", "Rata-rata tingkatnya 2,33,", "Rata-rata tingkatnya 2,34,"),
        ("buku-3", "forum memilih enam quick win, yaitu", "forum memilih lima quick win, yaitu"),
        ("buku-4", "yaitu 21,7 persen dari", "yaitu 21,8 persen dari"),
    ],
)
def test_a_wrong_number_of_a_sentence_is_told_with_the_right_one(book: str, printed: str, wrong: str) -> None:
    markdown = final("kota-contoh")[book]
    assert markdown.count(printed) == 1
    (finding,) = findings(book, markdown.replace(printed, wrong))
    assert wrong.replace("\u00a0", " ") in finding
    assert printed.replace("\u00a0", " ").rstrip(",.") in finding.partition("recomputed")[2]


def test_a_wrong_number_of_a_table_is_told_with_the_right_one() -> None:
    markdown = final("kota-contoh")["buku-2"]
    (finding,) = findings("buku-2", markdown.replace("| Rp183.790.000.000 |", "| Rp183.790.000.001 |"))
    assert finding.startswith("table “Beban program menurut perangkat daerah”, ")
    assert finding.endswith("“Rp183.790.000.001”, recomputed “Rp183.790.000.000”")


def test_a_row_that_is_missing_is_found() -> None:
    lines = final("kota-contoh")["buku-3"].splitlines(keepends=True)
    last = max(place for place, line in enumerate(lines) if line.startswith("| QW8 |"))
    assert any("QW8" in finding for finding in findings("buku-3", "".join(lines[:last] + lines[last + 1 :])))


def test_what_is_true_of_one_program_is_not_true_of_another() -> None:
    costs = r"(Biayanya diperkirakan Rp1,45\u00a0miliar)(.*?)(Biayanya diperkirakan Rp680\u00a0juta)"
    markdown, swapped = re.subn(costs, r"\3\2\1", final("kota-contoh")["buku-2"], count=1, flags=re.DOTALL)
    assert swapped
    assert len(findings("buku-2", markdown)) == 2


def test_a_number_that_follows_from_nothing_is_found() -> None:
    markdown = final("kota-contoh")["buku-4"] + "\nSebanyak 17 program sudah selesai.\n"
    (finding,) = findings("buku-4", markdown)
    assert "nobody can account for ['17']" in finding


def test_the_script_uses_nothing_of_the_program() -> None:
    for module in Path(str(script.__file__)).parent.glob("*.py"):
        tree = ast.parse(module.read_text(encoding="utf-8"))
        named = [one.module or "" for one in ast.walk(tree) if isinstance(one, ast.ImportFrom)]
        named += [name.name for one in ast.walk(tree) if isinstance(one, ast.Import) for name in one.names]
        assert not [name for name in named if name.startswith("bimtek")]
