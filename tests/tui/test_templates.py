"""Templates of one's own on the screen: preview and writing use them, and none can hold the program up."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from support.stage import Open, Stage, shows, until

from bimtek_tui import resources
from bimtek_tui.books import isolation
from bimtek_tui.tui.app import BimtekApp
from bimtek_tui.tui.panels.book_files import books_folder
from bimtek_tui.workshop.workshop import open_workshop

OWN = """{% extends "shipped/buku-1-analisis-strategis.md.j2" %}
{% block issues %}
### Isu menurut kami

{{ super() }}
{% endblock %}
"""
ENDLESS = OWN.replace(
    "### Isu", "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}### Isu"
)


def named(stage: Stage, folder: Path, source: str) -> None:
    """Name a folder with this template for the first book."""
    folder.mkdir(exist_ok=True)
    (folder / "buku-1-analisis-strategis.md.j2").write_text(source, encoding="utf-8")
    stage.workshop.templates = folder


@pytest.mark.session(size=(120, 40))
async def test_preview_and_writing_use_them(stage: Stage, tmp_path: Path) -> None:
    named(stage, tmp_path / "kami", OWN)
    await stage.go("issues")
    await stage.press("P")
    await shows(stage, "Isu menurut kami")
    await stage.go("books")
    await shows(stage, "Isu menurut kami")
    await stage.press("w")
    book = books_folder(stage.workshop.path) / "buku-1-analisis-strategis.md"
    await until(stage, book.exists)
    assert "### 2.3 Isu menurut kami" in book.read_text(encoding="utf-8")


@pytest.mark.session(size=(160, 40))
async def test_a_fault_in_one_is_told_with_template_and_line(stage: Stage, tmp_path: Path) -> None:
    named(stage, tmp_path / "kami", OWN.replace("### Isu", "{{ city.naem }} ### Isu"))
    await stage.go("issues")
    await stage.press("P")
    await shows(stage, "buku-1-analisis-strategis.md.j2 line 3", "city.name")


async def test_one_without_end_holds_up_neither_typing_nor_leaving(
    open_session: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(isolation, "SECONDS", 60.0)
    async with open_session(size=(120, 40)) as stage:
        named(stage, tmp_path / "kami", ENDLESS)
        stage.session.action_panel("issues")
        await stage.pilot.press("P")
        await until(stage, lambda: isolation._served.has)
        for number in range(3):
            stage.workshop.capture("issue", {"text": f"Isu {number}", "dimension": "governance"})
            await stage.pilot.pause(0.15)
        await stage.pilot.press("a", "R", "o", "b", "enter")
        await until(
            stage, lambda: any(one.text.startswith("Rob") for one in stage.workshop.session.issue.values())
        )
        before = time.monotonic()
    assert time.monotonic() - before < 10


def test_a_session_is_opened_with_method_and_templates_of_the_folder_named(
    sample: Path, tmp_path: Path
) -> None:
    file = tmp_path / "kami" / "methods" / "kominfo-1.toml"
    file.parent.mkdir(parents=True)
    shipped = resources.method_file("kominfo-1").read_text(encoding="utf-8")
    file.write_text(shipped.replace("Pendampingan Kominfo", "Cara Kami"), encoding="utf-8")
    shop = open_workshop(sample, tmp_path / "kami")
    try:
        assert shop.templates == tmp_path / "kami"
        assert shop.method.name.startswith("Cara Kami")
    finally:
        shop.close()


def test_a_session_beside_which_templates_lie_does_not_use_them(sample: Path, tmp_path: Path) -> None:
    for folder in (sample.parent, sample.parent / "templates"):
        (folder / "methods").mkdir(parents=True)
        (folder / "methods" / "kominfo-1.toml").write_text("rusak", encoding="utf-8")
        (folder / "buku-1-analisis-strategis.md.j2").write_text(ENDLESS, encoding="utf-8")
    shop = open_workshop(sample)
    try:
        assert shop.templates is None
        assert BimtekApp(tmp_path, shop).opened is shop
    finally:
        shop.close()
