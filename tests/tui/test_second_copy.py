"""The second copy on the screen: named once by the palette, and its trouble stands in the top line."""

from __future__ import annotations

from pathlib import Path

from support.stage import Stage, shows

from bimtek_tui.store import load
from bimtek_tui.tui.dialogs.ask import Ask


async def test_a_folder_is_named_by_the_palette_and_every_save_goes_there(
    stage: Stage, sample: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "stik"
    stick.mkdir()
    await stage.go("swot")
    await stage.press("colon")
    stage.at_once(*"backup")
    await shows(stage, "Second copy")
    await stage.press("enter")
    assert isinstance(stage.app.screen, Ask)
    await stage.press("ctrl+u")
    stage.at_once(*str(stick))
    await stage.press("enter")
    await shows(stage, "Every save goes to")
    await stage.press("a")
    stage.at_once(*"Pasar baru")
    await stage.press("enter", "escape")
    stage.workshop.save()
    copy = stick / f"{sample.stem}.salinan.toml"
    thread = stage.workshop.second_copy._thread
    if thread is not None:
        thread.join()
    assert "Pasar baru" in [entry.text for entry in load(copy).session.swot.values()]
    copy.unlink()
    stick.rmdir()
    await stage.press("a")
    stage.at_once(*"Pasar ikan")
    await stage.press("enter", "escape")
    stage.workshop.save()
    await shows(stage, "NO SECOND COPY")
