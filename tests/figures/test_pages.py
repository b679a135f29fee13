"""What holds for every section of the figures, whatever a session holds."""

from __future__ import annotations

import json

import pytest
from support.filled_sessions import filled, hostile

from bimtek_tui import figures
from bimtek_tui.books.outline import parse
from bimtek_tui.figures.page import as_markdown, as_text
from bimtek_tui.model.entries import Session
from bimtek_tui.model.method import Method

MARKED_UP = {
    "html_inline", "html_block", "link_open", "image", "em_open", "strong_open", "code_inline",
}  # fmt: skip


@pytest.fixture(scope="module")
def session() -> Session:
    return filled(hostile)


@pytest.mark.parametrize("section", figures.SECTIONS)
def test_whatever_people_typed_is_text_on_the_page(section: str, session: Session, kominfo: Method) -> None:
    page = figures.page(section, session, kominfo)
    tokens = [one for token in parse(as_markdown([page])) for one in (token, *(token.children or ()))]
    assert tokens
    assert not {one.type for one in tokens} & MARKED_UP
    assert "\x1b" not in as_text([page])


@pytest.mark.parametrize("section", figures.SECTIONS)
def test_other_programs_read_what_was_written(section: str, session: Session, kominfo: Method) -> None:
    found = figures.section(section, session, kominfo)
    assert json.loads(json.dumps(found)) == found
