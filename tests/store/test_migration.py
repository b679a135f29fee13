"""Older formats: read as they are, brought up only on request, with everything in its line."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path

import pytest
from support.format_zero import DRAFT, MIGRATED

from bimtek_tui import check, store
from bimtek_tui.errors import Refused, UnreadableFile
from bimtek_tui.model import edits, method
from bimtek_tui.store import migration
from bimtek_tui.store.reading import FORMAT
from bimtek_tui.workshop import workshop

PATH = Path("lama.toml")


def test_there_is_a_step_from_every_older_format() -> None:
    assert sorted(migration.STEPS) == list(range(FORMAT))


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_names_and_words_change_in_their_lines_and_nothing_else(ends: str) -> None:
    given = DRAFT.replace("\n", ends)
    assert migration.migrated(given, 0, 1) == MIGRATED.replace("\n", ends)
    assert given == DRAFT.replace("\n", ends)


def test_an_older_file_is_read_with_its_own_lines_and_not_edited() -> None:
    loaded = store.parse(DRAFT.encode(), PATH)
    assert loaded.format == 0
    assert loaded.session.city
    assert loaded.session.city.name == "Kota Lama"
    assert loaded.session.swot["sw-7k3q9fxd"].quadrant == "weakness"
    assert loaded.session.program["pr-00000001"].budget_idr == 12_500_000
    assert loaded.document.line_of("swot", "sw-7k3q9fxd", "quadrant") == 1 + DRAFT.split("\n").index(
        'kuadran = "kelemahan"'
    )
    assert "bimtek migrate lama.toml" in loaded.read_only
    older = [one for one in check.findings(loaded, method.load("kominfo-1")) if one.code == "older-format"]
    assert [(one.line, one.severity) for one in older] == [(2, "warning")]


def test_the_program_opens_an_older_file_read_only_and_never_writes_it(tmp_path: Path) -> None:
    file = tmp_path / "lama.toml"
    file.write_text(DRAFT, encoding="utf-8")
    shop = workshop.open_workshop(file)
    edit = edits.revise(shop.session.swot["sw-7k3q9fxd"], text="Lain.")
    with pytest.raises(Refused, match="bimtek migrate"):
        shop.do(edit)
    shop.close()
    assert file.read_text(encoding="utf-8") == DRAFT


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('[daerah]\nnama   = "Kota Lama"\njenis = "kota"\n"provinsi" = "Riau"\n', 'daerah.nama = "Kota Lama"\n'),
        ('kuadran = "kelemahan"', 'kuadran = """kelemahan"""'),
        ('jangka = \'pendek\'', 'jangka = "pendek"\nhorizon = "short"'),
    ],
)  # fmt: skip
def test_what_can_t_be_changed_line_by_line_is_one_sentence_with_the_way_out(old: str, new: str) -> None:
    given = DRAFT.replace(old, new).replace("# tentang daerah\n", "")
    assert given != DRAFT.replace("# tentang daerah\n", "")
    if new.startswith("daerah."):
        given = given.replace(new, "").replace('warna = "biru"\n', 'warna = "biru"\n' + new)
    tomllib.loads(given)
    with pytest.raises(UnreadableFile, match=r"lama\.toml: the file is of format 0") as error:
        store.parse(given.encode(), PATH)
    assert "\n" not in str(error.value)


def test_a_word_that_no_version_knew_stays_and_is_told() -> None:
    loaded = store.parse(DRAFT.replace('"kelemahan"', '"kendala"').encode(), PATH)
    assert [one.code for one in loaded.findings if one.severity == "error"] == ["unknown-value"]


def test_all_that_the_drafts_had_is_renamed() -> None:
    """Each name of the older version, once, in the one way that a draft wrote it."""
    added = "2022-06-13T09:15:21+07:00"
    lines = ["schema_version = 0", 'metode = "kominfo-1"']
    drafts = migration._DRAFTS
    for table, keys in drafts.keys.items():
        if table:
            lines.append(f"[{table}]" if table in ("daerah", "rencana") else f"[[{table}]]")
        for key in keys:
            words = drafts.words.get((table, key))
            if key == "metode":
                continue
            lines.append(
                f"{key} = {added}" if key == "dicatat" else f'{key} = "{next(iter(words)) if words else "x"}"'
            )
    data = tomllib.loads(migration.migrated("\n".join(lines) + "\n", 0, 1))
    loaded = store.parse(("\n".join(lines) + "\n").encode(), PATH)
    assert not [
        one
        for one in loaded.findings
        if one.code in ("unknown-key", "unknown-table", "unknown-value") and one.table != "city"
    ]
    assert data["swot"][0]["quadrant"] == "strength"
    assert data["swot"][0]["added"] == dt.datetime.fromisoformat(added)
