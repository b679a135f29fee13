"""Sections for a preview: what they show, what is marked in them, and that nothing of it is ever written."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from support.filled_sessions import filled, hostile

from bimtek_tui.books import gaps, rendering
from bimtek_tui.books.gaps import Gap
from bimtek_tui.books.pictures import wanted
from bimtek_tui.books.preview import Draft
from bimtek_tui.errors import BimtekError, TemplateFault
from bimtek_tui.model import kinds
from bimtek_tui.model.entries import Session
from bimtek_tui.model.method import Method

MARKS = "\ufff9\ufffa\ufffb"


def body(session: Session, method: Method, book: str, templates: Path | None = None) -> str:
    """A written book without the line of its digest."""
    return (
        rendering.render(session, method, book, templates, shown=wanted(session)).rpartition("\n\n")[0] + "\n"
    )


def without_numbers(markdown: str) -> str:
    """A book without what is filled in when it is whole: numbers, lists, and the anchors of texts."""
    parts = re.split(r"^(?=## )", markdown, flags=re.MULTILINE)
    lists = ("## DAFTAR ISI", "## DAFTAR TABEL", "## DAFTAR GAMBAR", "## DAFTAR SINGKATAN")
    kept = "".join(one for one in parts if not one.startswith(lists)).partition("Kode berikut")[0]
    kept = re.sub(r"^<!-- .* -->\n\n", "", kept, flags=re.MULTILINE)
    kept = re.sub(r"^(#+) (?:BAB [IVX]+|BAB|Lampiran \d+|\d+\.\d+) ", r"\1 ", kept, flags=re.MULTILINE)
    kept = re.sub(
        r"(?<=dalam )(?:“[^”\n]+”|subbab [\d.]+|Bab [IVX]+|Lampiran \d+|Tabel \d+\.\d+)|“Syarat”|subbab 1.2",
        "",
        kept,
    )
    return re.sub(r"\*\*(Tabel|Gambar)( [\dL.]+)?\*\*", r"**\1**", kept)


def pieced(draft: Draft, book: str) -> str:
    return "\n".join(markdown for _name, markdown in draft.pieces(book))


def marks(markdown: str) -> list[tuple[str, Gap]]:
    """What is marked: the words, and where it is filled in."""
    return [(found[1], gaps.read(found[2])) for found in gaps.MARKED.finditer(markdown)]


def all_marks(session: Session, method: Method) -> list[tuple[str, Gap]]:
    draft = Draft(session, method)
    return [one for book in method.books for one in marks(pieced(draft, book))]


def test_the_pieces_of_a_preview_are_the_book_as_it_is_written(city: Session, kominfo: Method) -> None:
    draft = Draft(city, kominfo, pictures=wanted(city))
    for book in kominfo.books:
        shown = gaps.bare(pieced(draft, book))
        assert without_numbers(shown) == without_numbers(body(city, kominfo, book))


def test_a_section_by_itself_is_what_stands_in_the_book(city: Session, kominfo: Method) -> None:
    draft = Draft(city, kominfo)
    for book in kominfo.books:
        whole = pieced(draft, book)
        for name, markdown in draft.pieces(book):
            section = Draft(city, kominfo).section(book, name)
            assert section.strip("\n") in whole
            assert section.startswith(markdown.rstrip("\n"))


@pytest.mark.parametrize("count", [0, 1, 3])
def test_no_written_book_holds_a_mark_also_after_a_preview(kominfo: Method, count: int) -> None:
    session = filled(hostile, count=count) if count else Session()
    for book in kominfo.books:
        before = rendering.render(session, kominfo, book)
        pieced(Draft(session, kominfo), book)
        assert rendering.render(session, kominfo, book) == before
        assert not set(MARKS) & set(before)


def test_text_of_people_can_not_pretend_to_be_a_gap(
    kominfo: Method, session_of: Callable[[str], Session]
) -> None:
    fake = gaps.marked("x", Gap("city", "", "name"))
    session = session_of(f'issue = [{{id = "is-1", text = "{fake}", evidence = "{fake}"}}]')
    found = marks(Draft(session, kominfo).section("buku-1", "issues"))
    assert all(gap != Gap("city", "", "name") and words != "x" for words, gap in found)


def test_an_id_that_is_no_id_is_still_an_address(
    kominfo: Method, session_of: Callable[[str], Session]
) -> None:
    session = session_of('issue = [{id = "a/b | c%2F\\ufffb d", text = "Banjir", evidence = ""}]')
    session.issue = {id: msgspec.structs.replace(one, evidence=None) for id, one in session.issue.items()}
    found = {
        gap.id
        for _words, gap in marks(Draft(session, kominfo).section("buku-1", "issues"))
        if gap.key == "evidence"
    }
    assert found == set(session.issue)


def test_every_mark_leads_to_a_key_of_an_entry_that_is_there_or_to_a_kind(
    city: Session, kominfo: Method
) -> None:
    method_kinds = (
        "assessment",
        "gap",
        "note",
        "program",
        "quick_win",
        "readiness",
        "score",
        "strategy",
        "swot",
    )
    for words, gap in all_marks(city, kominfo):
        kind = kinds.kinds()[gap.kind]
        if gap.id or kind.single:
            assert gap.key in kind.keys, (words, gap)
            assert city.find(gap.kind, gap.id) is not None or kind.single or gap.kind == "stage", (words, gap)
        elif gap.kind == "target" and gap.key:
            assert gap.key in city.program or gap.key in city.objective, (words, gap)
        else:
            assert gap.kind in method_kinds or not city.entries(gap.kind), (words, gap)


def test_whatever_a_book_shows_as_missing_is_marked(city: Session, kominfo: Method) -> None:
    for book in kominfo.books:
        for _name, markdown in Draft(city, kominfo).pieces(book):
            for line in markdown.split("\n"):
                plain = gaps.MARKED.sub("", line)
                assert not plain.startswith(
                    ("Belum ", "Tahun sasaran masterplan belum", "Dasar hukum belum")
                ), line


@pytest.mark.parametrize(
    ("section", "gap"),
    [
        ("buku-1/vision", Gap("plan", "", "vision")),
        ("buku-1/legal_basis", Gap("plan", "", "legal_basis")),
        ("buku-1/city", Gap("city", "", "population")),
        ("buku-1/workshops", Gap("stage", "stage-1", "start")),
        ("buku-1/missions", Gap("mission")),
        ("buku-1/issues", Gap("issue")),
        ("buku-1/facts", Gap("note", "", "fact")),
        ("buku-1/factors", Gap("swot", "", "threat")),
        ("buku-1/strategies", Gap("strategy", "", "WO")),
        ("buku-2/programs", Gap("program")),
        ("buku-4/by_horizon", Gap("program", "", "medium")),
        ("buku-2/institutions", Gap("city", "", "lead_agency")),
        ("buku-3/points", Gap("commitment", "", "points")),
        ("buku-3/signatories", Gap("signatory")),
        ("buku-4/budget", Gap("program")),
    ],
)
def test_what_an_empty_session_lacks_is_marked_where_it_belongs(
    kominfo: Method, section: str, gap: Gap
) -> None:
    assert gap in [found for _words, found in marks(Draft(Session(), kominfo).section(*section.split("/")))]


def test_what_an_entry_lacks_is_marked_with_the_entry_and_the_key(
    kominfo: Method, session_of: Callable[[str], Session]
) -> None:
    session = session_of("""
        swot = [{id = "sw-1", quadrant = "strength", text = "A", weight = 3}]
        program = [{id = "pr-1", name = "P", horizon = "short"}]
        objective = [{id = "ob-1", text = "S"}]
        quick_win = [{id = "qw-1", program = "pr-1", decision = "chosen"}]
        note = [{id = "nt-1", kind = "action", text = "T"}]
    """)
    draft = Draft(session, kominfo)
    found = {gap for book in kominfo.books for _words, gap in marks(pieced(draft, book))}
    assert {
        Gap("swot", "sw-1", "evidence"),
        Gap("swot", "sw-1", "rating"),
        Gap("program", "pr-1", "lead"),
        Gap("program", "pr-1", "supporting"),
        Gap("program", "pr-1", "start_year"),
        Gap("program", "pr-1", "budget_idr"),
        Gap("program", "pr-1", "mission"),
        Gap("objective", "ob-1", "mission"),
        Gap("quick_win", "qw-1", "problem"),
        Gap("quick_win", "qw-1", "gates_met"),
        Gap("note", "nt-1", "owner"),
    } <= found
    assert Gap("note", "nt-1", "closed") not in found  # it is still to be done, and nothing is missing


def test_an_entry_that_is_not_there_lacks_nothing(
    kominfo: Method, session_of: Callable[[str], Session]
) -> None:
    session = session_of('quick_win = [{id = "qw-1", program = "pr-lost", decision = "chosen"}]')
    found = marks(pieced(Draft(session, kominfo), "buku-3"))
    assert found
    assert all(gap.id != "pr-lost" for _words, gap in found)


def test_a_section_asks_for_nothing_that_it_does_not_show(
    kominfo: Method, sample: Callable[[str], Session]
) -> None:
    seen = set()

    class Watched(Session):
        def __getattribute__(self, name: str) -> Any:
            seen.add(name)
            return super().__getattribute__(name)

    watched = Watched()
    vars(watched).update(vars(sample("kota-contoh")))
    Draft(watched, kominfo).section("buku-2", "activities")
    assert "target" in seen
    assert not seen & {"participant", "assessment", "milestone", "commitment", "note", "score"}


OVERRIDE = """{% extends "buku-1-analisis-strategis.md.j2" %}
{% block issues %}
### 2.3 Isu kami

{{ super() }}
{% endblock %}
{% block factors %}
### 5.1 Faktor kami

{{ m.visi(plan) }}
{% endblock %}
"""


def test_a_template_that_replaces_two_sections_is_shown_with_them(
    ours: Callable[..., Method], sample: Callable[[str], Session], tmp_path: Path
) -> None:
    session, method = sample("kota-contoh"), ours(OVERRIDE)
    draft = Draft(session, method, tmp_path, wanted(session))
    assert draft.section("kami", "issues").startswith("### 2.3 Isu kami\n\n### 2.4 Isu Strategis Daerah\n")
    assert draft.section("kami", "factors").startswith("### 5.1 Faktor kami\n\nKota Contoh yang melayani")
    shown, written = gaps.bare(pieced(draft, "kami")), body(session, method, "kami", tmp_path)
    assert without_numbers(shown) == without_numbers(written)
    names = [name for name, _markdown in draft.pieces("kami")]
    assert names.index("issues") < names.index("readiness") < names.index("factors") < names.index("closing")


def test_a_template_without_sections_is_one_piece(
    ours: Callable[..., Method], sample: Callable[[str], Session], tmp_path: Path
) -> None:
    method = ours("# {{ city.name }}\n\n{{ city.area|sel }}\n")
    draft = Draft(sample("batam-2022"), method, tmp_path)
    assert [(name, gaps.bare(one)) for name, one in draft.pieces("kami")] == [("", "# Kota Batam\n\n–\n")]


def test_a_book_has_no_section_of_an_unknown_name(kominfo: Method) -> None:
    assert Draft(Session(), kominfo).section("buku-1", "tidak-ada") == ""


def test_faults_are_those_of_rendering(ours: Callable[..., Method], kominfo: Method, tmp_path: Path) -> None:
    with pytest.raises(BimtekError, match="buku-9"):
        Draft(Session(), kominfo).section("buku-9", "issues")
    method = ours("# J\n{% block a %}\n{{ city.tidak_ada }}\n{% endblock %}\n")
    for act in (
        lambda draft: draft.section("kami", "a"),
        lambda draft: list(draft.pieces("kami")),
    ):
        with pytest.raises(TemplateFault, match="tidak_ada") as caught:
            act(Draft(Session(), method, tmp_path))
        assert caught.value.line == 3
