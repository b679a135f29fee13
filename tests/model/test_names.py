"""What entries are called in sentences: by words, and by an id only where there are none."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import layouts

from bimtek_tui import i18n
from bimtek_tui.model import method
from bimtek_tui.model.names import name
from bimtek_tui.store import parse

SESSION = parse(
    (
        layouts.PLAIN
        + '\n# qw-00000001\n[[quick_win]]\nid = "qw-00000001"\nprogram = "pr-00000001"\n'
        + layouts.ADDED
        + '\n# ml-00000001\n[[milestone]]\nid = "ml-00000001"\nquick_win = "qw-00000001"\ntext = "Lelang."\n'
        + layouts.ADDED
        + '\n# as-00000001\n[[assessment]]\nid = "as-00000001"\nindicator = "rkci-economy-welfare"\nround = 2026\nscore = 60\n'
        + layouts.ADDED
        + '\n# sc-00000001\n[[score]]\nid = "sc-00000001"\nquick_win = "qw-00000001"\ncriterion = "x"\nvalue = 3\n'
        + layouts.ADDED
    ).encode(),
    Path("kota.toml"),
).session


@pytest.mark.parametrize(
    ("table", "id", "said"),
    [
        ("swot", "sw-00000001", "Data belum terpadu."),
        ("swot", "sw-00000002", "Baris satu. Baris dua."),
        ("agency", "DISKOMINFO", "Dinas Kominfo"),
        ("quick_win", "qw-00000001", "Satu Data"),
        ("score", "sc-00000001", "Satu Data"),
        ("milestone", "ml-00000001", "Lelang."),
        ("city", "", "Kota Uji"),
        ("commitment", "", "Komitmen"),
        ("plan", "", "plan"),
        ("swot", "sw-00000009", "sw-00000009"),
        ("checklist", "stage-1/tiada", "stage-1/tiada"),
    ],
)
def test_an_entry_is_called_by_its_words(table: str, id: str, said: str) -> None:
    assert name(SESSION, table, id) == said


def test_what_the_method_names_is_called_so_in_the_language_spoken() -> None:
    used = method.load("kominfo-1")
    id, item = next(iter(used.items.items()))
    assert name(SESSION, "checklist", id, method=used)[:20] == item.text_en[:20]
    i18n.use("id")
    assert name(SESSION, "checklist", id, method=used)[:20] == item.text[:20]
    assert (
        name(SESSION, "assessment", "as-00000001", method=used)
        == used.indicators["rkci-economy-welfare"].name
    )
    assert name(SESSION, "stage", "stage-1", method=used) == used.stages["stage-1"].name[:39] + "…"


def test_an_entry_that_is_gone_is_called_as_it_was() -> None:
    assert name(SESSION, "swot", "sw-00000009", {"text": "Dulu.", "votes": None}) == "Dulu."
    assert name(SESSION, "plan", "", {"theme": None, "vision": "Kota."}) == "Kota."
