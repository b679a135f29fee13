"""Texts come back from a draft that somebody worked on, and nothing else does."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bimtek_tui.books.rendering import render
from bimtek_tui.books.round_trip import compared
from bimtek_tui.errors import BimtekError
from bimtek_tui.markdown import prose, prose_of
from bimtek_tui.model.entries import Session
from bimtek_tui.model.method import Method

SessionOf = Callable[[str], Session]
TEXT = "Satu *dua* 5\\\\*3 [x] #1.\n\n- a\n- b\n"
SESSION = f'[city]\nname = "Kota Uji"\nkind = "kota"\n\n[[text]]\nid = "tx-1"\nbook = "buku-1"\nsection = "background"\ntext = """\n{TEXT}"""\n'
PLACE = ("buku-1", "background")


@pytest.fixture
def session(session_of: SessionOf) -> Session:
    return session_of(SESSION)


@pytest.fixture
def draft(session: Session, kominfo: Method) -> str:
    return render(session, kominfo, "buku-1")


def known(session: Session) -> dict[tuple[str, str], str]:
    return {PLACE: session.text["tx-1"].text}


def test_an_untouched_draft_gives_nothing_back(session: Session, draft: str) -> None:
    comparison = compared(draft, draft, known(session))
    assert (comparison.changes, comparison.lost) == ([], [])


def test_what_was_changed_between_its_anchors_is_the_new_text(session: Session, draft: str) -> None:
    comparison = compared(draft.replace("Satu *dua*", "Tiga *dua* & empat"), draft, known(session))
    [change] = comparison.changes
    assert change.place == PLACE
    assert change.after == "Tiga *dua* & empat 5\\*3 [x] #1.\n\n- a\n- b"
    assert comparison.facts_hold


def test_a_task_that_was_answered_is_a_new_text(session: Session, draft: str) -> None:
    place = "<!-- teks buku-1/city -->"
    before, _anchor, after = draft.partition(place)
    task = after.split("\n\n")[1]
    edited = f"{before}{place}{after.replace(task, 'Kota di tepi teluk.', 1)}"
    [change] = compared(edited, draft, known(session)).changes
    assert (change.place, change.before, change.after) == (("buku-1", "city"), "", "Kota di tepi teluk.")


def test_what_was_changed_elsewhere_is_named_with_its_line_and_not_taken(
    session: Session, draft: str
) -> None:
    edited = draft.replace("| Nama daerah | Kota Uji |", "| Nama daerah | Kota Lain |")
    comparison = compared(edited, draft, known(session))
    assert comparison.changes == []
    assert not comparison.facts_hold
    line = edited.split("\n").index("| Nama daerah | Kota Lain |") + 1
    assert any(number == line and "Kota Lain" in sentence for number, sentence in comparison.lost)


def test_a_deleted_anchor_is_said_and_loses_no_text(session: Session, draft: str) -> None:
    edited = draft.replace("<!-- teks buku-1/background -->\n", "")
    comparison = compared(edited, draft, known(session))
    assert comparison.changes == []
    assert any("background" in sentence for _line, sentence in comparison.lost)
    without_end = draft.replace("<!-- akhir teks -->\n", "", 1)
    assert any("welcome" in sentence for _line, sentence in compared(without_end, draft, known(session)).lost)


def test_an_emptied_text_is_not_withdrawn_without_a_word(session: Session, draft: str) -> None:
    edited = draft.replace(prose(session.text["tx-1"].text), "")
    comparison = compared(edited, draft, known(session))
    assert comparison.changes == []
    assert any("background" in sentence for _line, sentence in comparison.lost)


def test_a_final_edition_has_no_places_of_texts(session: Session, kominfo: Method, draft: str) -> None:
    with pytest.raises(BimtekError):
        compared(render(session, kominfo, "buku-1", edition="final"), draft, known(session))


def test_anchors_are_seen_on_no_page(draft: str) -> None:
    from bimtek_tui.books.office.formats import make

    assert "teks buku-1" in draft
    assert b"teks buku-1" not in make("html", draft, None, "a4")


@given(st.text())
def test_the_text_that_comes_back_prints_as_it_did(words: str) -> None:
    printed = prose(words)
    assert prose(prose_of(printed)) == printed
