"""Numbers said aloud stay those of their entries when another one comes into their quadrant."""

from __future__ import annotations

from pathlib import Path

import pytest

from bimtek_tui.analysis.ordinals import ordinals
from bimtek_tui.facilitation import bulk_edits
from bimtek_tui.model import edits
from bimtek_tui.model.ids import EntryRef
from bimtek_tui.workshop.workshop import Workshop, open_workshop

_QUADRANTS = "wwttt"
_WORDS = {"w": "weakness", "t": "threat"}


@pytest.fixture
def shop(tmp_path: Path) -> Workshop:
    file = tmp_path / "uji.toml"
    entries = [
        f'# sw-0000000{number}\n[[swot]]\nid = "sw-0000000{number}"\nadded = 2026-01-01T08:00:00+07:00\n'
        f'quadrant = "{_WORDS[letter]}"  # kata tim\ntext = "Faktor {number}"\n'
        for number, letter in enumerate(_QUADRANTS, 1)
    ]
    top = 'schema_version = 1\nmethod = "kominfo-1"\n\n[city]\nname = "Kota Uji"\n'
    file.write_text("\n".join([top, *entries]), encoding="utf-8")
    return open_workshop(file)


def _numbers(shop: Workshop) -> list[str]:
    numbers = ordinals(shop.session, "swot")
    return [numbers[f"sw-0000000{number}"] for number in range(1, 6)]


def test_a_moved_factor_becomes_the_last_of_its_new_quadrant_and_its_new_number_is_said(
    shop: Workshop,
) -> None:
    before = shop.document.to_bytes()
    shop.do(
        bulk_edits.move(shop.session, shop.method, [EntryRef("swot", "sw-00000001")], "quadrant", "threat")
    )
    assert _numbers(shop) == ["T4", "W1", "T1", "T2", "T3"]
    assert shop.persistence.news == ["numbers now: W1 → T4, W2 → W1"]
    assert "# kata tim" in shop.document.to_bytes().decode().rpartition("# sw-")[2]
    shop.undo()
    assert _numbers(shop) == ["W1", "W2", "T1", "T2", "T3"]
    assert shop.document.to_bytes() == before
    shop.redo()
    shop.save()
    assert _numbers(shop) == ["T4", "W1", "T1", "T2", "T3"]


def test_so_does_one_whose_quadrant_is_changed_in_its_form(shop: Workshop) -> None:
    shop.do(edits.revise(shop.session.swot["sw-00000002"], quadrant="threat", text="Lain"))
    assert _numbers(shop) == ["W1", "T4", "T1", "T2", "T3"]
    assert shop.can_undo == "change of SWOT entry “Faktor 2”"


def test_one_that_is_the_last_already_stays_in_its_place(shop: Workshop) -> None:
    before = shop.document.to_bytes()
    shop.do(edits.revise(shop.session.swot["sw-00000005"], quadrant="weakness"))
    after = shop.document.to_bytes()
    assert _numbers(shop) == ["W1", "W2", "T1", "T2", "W3"]
    assert after == before.replace(
        b'threat"  # kata tim\ntext = "Faktor 5', b'weakness"  # kata tim\ntext = "Faktor 5'
    )
