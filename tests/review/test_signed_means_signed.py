"""Whatever changes of what was signed is told everywhere that a person relies on: command, finding, comparison, book."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from support import agreements, filled_sessions
from support.workshops import crash

from bimtek_tui import check, store
from bimtek_tui.books.lacking import lacking
from bimtek_tui.books.rendering import render
from bimtek_tui.cli import signed as lines_of
from bimtek_tui.model import edits, method
from bimtek_tui.model.entries import Session
from bimtek_tui.model.kinds import kind_of
from bimtek_tui.review import differences, fingerprint, reports, signing
from bimtek_tui.workshop.workshop import Workshop, open_workshop

METHOD = method.load("kominfo-1")


@pytest.fixture
def shop(sample: Path) -> Iterator[Workshop]:
    """The sample with something of every kind that is covered, signed by one person with this program."""
    text = sample.read_text("utf-8")
    sample.write_bytes(re.sub(r"^(signed|digest) = .*\n", "", text, flags=re.MULTILINE).encode())
    opened = open_workshop(sample)
    agreements.complete(opened)
    person = next(iter(opened.session.signatory.values()))
    opened.do(edits.revise(person, signed=dt.date(2026, 6, 14)))
    yield opened
    crash(opened)


def _findings(shop: Workshop, signed: Session) -> list[str]:
    loaded = store.parse(shop.document.to_bytes(), shop.path)
    return [one.message for one in check.findings(loaded, METHOD, signed) if one.code == "agreement-changed"]


@pytest.mark.parametrize("what", agreements.CHANGES)
def test_a_change_is_told_by_status_check_and_comparison_with_its_name(what: str, shop: Workshop) -> None:
    signed = shop.session.copy()
    assert signed.commitment
    assert (signed.commitment.digest or "").startswith("v2:")
    assert "as it was signed" in " ".join(lines_of.lines(shop.session, METHOD, signed))
    assert _findings(shop, signed) == []
    assert differences.of_agreement(signed, shop.session, METHOD) == []
    edit = agreements.CHANGES[what](shop.session)
    assert edit
    shop.do(edit)
    touched = {kind for kind, _id in edits.changed_keys(edit)}
    assert touched <= fingerprint.COVERED  # else the screen does not look
    (finding,) = _findings(shop, signed)
    changed = differences.of_agreement(signed, shop.session, METHOD)
    assert touched <= {difference.table for difference in changed}
    first, *how = lines_of.lines(shop.session, METHOD, signed)
    assert "content was CHANGED since then" in first
    assert [line.strip() for line in how] == reports.in_brief(changed)
    assert changed[0].name[:20] in finding
    shop.undo()
    assert _findings(shop, signed) == []
    assert signing.standing(shop.session, METHOD).state == "as-signed"


def test_the_sheet_in_the_book_has_the_code_that_was_signed_and_says_when_it_is_another_one(
    shop: Workshop,
) -> None:
    commitment = shop.session.commitment
    assert commitment
    assert commitment.digest
    signed = commitment.digest.rpartition(":")[2][:16]
    assert not any("signed" in lack.sentence for lack in lacking(shop.session, METHOD, ["buku-3"]))
    for name in ("buku-3", "komitmen"):
        sheet = render(shop.session, METHOD, name)
        assert signed in sheet
        assert "tidak lagi sama" not in sheet
    for what in ("its years", "a cost"):
        edit = agreements.CHANGES[what](shop.session)
        assert edit
        shop.do(edit)
        now = fingerprint.short(fingerprint.agreement(shop.session, METHOD))
        sheet = render(shop.session, METHOD, "komitmen")
        assert "tidak lagi sama" in sheet
        assert f"Sidik isi kesepakatan: {signed}\n" in sheet
        assert now in sheet
        assert any("signed" in lack.sentence for lack in lacking(shop.session, METHOD, ["buku-3"]))
        shop.undo()


def test_the_kinds_that_are_covered_are_those_in_the_fingerprint() -> None:
    session = filled_sessions.filled(lambda table, key, number: f"{table} {key} {number}")
    for table, after in (("program", {"status": "final"}), ("quick_win", {"decision": "chosen"})):
        for entry in list(session.entries(table).values()):
            edit = edits.revise(entry, **after)
            if edit:
                edits.apply(session, edit)
    found = {kind_of(entry).table for entry in fingerprint.agreed(session)}
    assert found | {"top", "commitment"} == fingerprint.COVERED
    assert set(fingerprint.COUNTED) == {kind for kind in found if kind not in ("city", "plan")}
