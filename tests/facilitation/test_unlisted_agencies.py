"""Agencies that were named before they came into the list: found, linked as one step, or said to be another one."""

from __future__ import annotations

from pathlib import Path

import pytest

from bimtek_tui.errors import Refused
from bimtek_tui.facilitation import unlisted_agencies
from bimtek_tui.model import edits
from bimtek_tui.workshop.workshop import Workshop, open_workshop

SESSION = """
schema_version = 1
method = "kominfo-1"

[city]
name = "Kota Uji"

[[agency]]
id = "DISKOMINFO"
name = "Dinas Komunikasi"

[[participant]]
id = "pst-00000001"
added = 2026-01-01T08:00:00+07:00
name = "Andi Contoh"
agency = "Dinas Kesehatan"

[[participant]]
id = "pst-00000002"
added = 2026-01-01T08:00:00+07:00
name = "Sri Contoh"
agency = "dinkes"

[[program]]
id = "prg-00000001"
added = 2026-01-01T08:00:00+07:00
name = "Portal"
horizon = "short"
lead = "Dinas Kesehatan"
supporting = ["DISKOMINFO", "Dinas  Kesehatan", "Dinas Sosial"]
"""


@pytest.fixture
def shop(tmp_path: Path) -> Workshop:
    file = tmp_path / "uji.toml"
    file.write_text(SESSION, encoding="utf-8")
    return open_workshop(file)


def named(shop: Workshop) -> list[object]:
    program = next(iter(shop.session.program.values()))
    return [*(one.agency for one in shop.session.participant.values()), program.lead, program.supporting]


def test_who_named_an_agency_before_it_was_listed_is_linked_with_it_and_one_undo_takes_both_back(
    shop: Workshop,
) -> None:
    before = shop.document.to_bytes()
    shop.do(unlisted_agencies.listing(shop.session, "dinkes", "Dinas Kesehatan"))
    assert named(shop) == ["DINKES", "DINKES", "DINKES", ("DISKOMINFO", "DINKES", "Dinas Sosial")]
    assert shop.persistence.news[-1] == "3 entries that named DINKES before are linked to it"
    assert "3 entries that named DINKES" in shop.can_undo
    shop.undo()
    assert shop.document.to_bytes() == before


def test_a_name_that_an_agency_gets_later_links_as_well(shop: Workshop) -> None:
    shop.do(edits.put(shop.session, "agency", "DINKES"))
    assert named(shop)[:2] == ["Dinas Kesehatan", "DINKES"]
    shop.do(edits.put(shop.session, "agency", "DINKES", name="Dinas Kesehatan"))
    assert named(shop)[0] == "DINKES"


def test_what_is_in_no_list_is_counted_and_may_be_another_agency(shop: Workshop) -> None:
    assert dict(unlisted_agencies.unlisted(shop.session)) == {
        "Dinas Kesehatan": 2,
        "dinkes": 1,
        "Dinas  Kesehatan": 1,
        "Dinas Sosial": 1,
    }
    shop.do(unlisted_agencies.renamed(shop.session, "Dinas Sosial", "DISKOMINFO"))
    assert named(shop)[-1] == ("DISKOMINFO", "Dinas Kesehatan")
    assert unlisted_agencies.renamed(shop.session, "Dinas Sosial", "DISKOMINFO") is None


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("DINKES", ("DINKES", "")),
        ("Dinas Kesehatan (DINKES)", ("DINKES", "Dinas Kesehatan")),
        ("DINKES Dinas Kesehatan", ("DINKES", "Dinas Kesehatan")),
        ("Dinas Kesehatan", ("", "Dinas Kesehatan")),
        ("Telkom Indonesia", ("", "Telkom Indonesia")),
        ("Dinas Kesehatan (bidang P2P)", ("", "Dinas Kesehatan (bidang P2P)")),
    ],
)
def test_a_code_is_taken_where_it_stands_and_made_up_nowhere(words: str, meant: tuple[str, str]) -> None:
    assert unlisted_agencies.code_and_name(words) == meant


def test_a_code_that_is_none_or_another_one_s_is_refused(shop: Workshop) -> None:
    for code in ("dua kata", "diskominfo", "Dinas Komunikasi"):
        with pytest.raises(Refused):
            unlisted_agencies.listing(shop.session, code, "Dinas Kesehatan")
