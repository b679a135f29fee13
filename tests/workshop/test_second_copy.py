"""The second copy: every save is there as well, nobody waits for it, and nothing that lies there is lost."""

from __future__ import annotations

import datetime as dt
import threading
from pathlib import Path

import pytest
from support.workshops import NEW, Opened

from bimtek_tui.errors import Refused
from bimtek_tui.store import load, saving
from bimtek_tui.workshop.workshop import Workshop, open_workshop


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stik"
    folder.mkdir()
    return folder


def _copied(shop: Workshop) -> Path:
    """The copy, once it is written."""
    thread = shop.second_copy._thread
    if thread is not None:
        thread.join()
    assert shop.second_copy.file is not None
    return shop.second_copy.file


def test_every_save_is_there_as_well_also_after_a_restart(opened: Opened, file: Path, stick: Path) -> None:
    shop = opened()
    shop.second_copy.choose(str(stick))
    shop.copy()
    assert _copied(shop).read_bytes() == file.read_bytes()
    for text in ("Satu", "Dua"):
        shop.capture("swot", {**NEW, "text": text})
        shop.save()
        assert load(_copied(shop)).session == shop.session
    assert _copied(shop).stat().st_mode == file.stat().st_mode
    shop.capture("swot", {**NEW, "text": "Tiga"})
    assert shop.close() == ""
    assert (stick / f"{file.stem}.salinan.toml").read_bytes() == file.read_bytes()
    shop = opened()
    shop.capture("swot", {**NEW, "text": "Empat"})
    assert shop.close() == ""
    assert [path.name for path in stick.iterdir()] == [f"{file.stem}.salinan.toml"]
    assert load(stick / f"{file.stem}.salinan.toml").session == load(file).session


def test_a_copy_is_a_session_that_says_what_it_is(opened: Opened, file: Path, stick: Path) -> None:
    shop = opened()
    shop.second_copy.choose(str(stick))
    shop.copy()
    copy = open_workshop(_copied(shop))
    assert f"second copy of {file.name}" in copy.persistence.news[0]
    copy.capture("swot", NEW)
    copy.close()
    here = shop.capture("swot", {**NEW, "text": "Di sini"})
    shop.close()
    (aside,) = stick.glob("*konflik*")  # what was entered in the copy is not written over
    assert NEW["text"] in [entry.text for entry in load(aside).session.swot.values()]
    assert here in load(stick / f"{file.stem}.salinan.toml").session.swot


def test_a_stick_that_is_pulled_out_is_told_and_gets_the_last_state_when_it_is_back(
    opened: Opened, stick: Path
) -> None:
    shop = opened()
    shop.second_copy.choose(str(stick))
    shop.copy()
    away = _copied(shop).parent.rename(stick.with_name("dicabut"))
    shop.capture("swot", NEW)
    shop.save()
    _copied(shop)
    assert shop.second_copy.notice(dt.datetime.now().astimezone()) == "NO SECOND COPY"
    assert not stick.exists()  # it is not made on the laptop's own disk
    assert "is not there" in shop.second_copy.fault
    away.rename(stick)
    shop.second_copy.again()
    assert load(_copied(shop)).session == shop.session
    assert shop.second_copy.notice(dt.datetime.now().astimezone()) == ""


def test_nobody_waits_for_a_slow_folder_and_the_newest_state_counts(
    opened: Opened, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on, written = threading.Event(), threading.Event(), []
    replace = saving.replace

    def slow(path: Path, content: bytes, *how: object, **more: object) -> None:
        if path.parent == stick:
            begun.set()
            go_on.wait()
            written.append(content)
        replace(path, content, *how, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(saving, "replace", slow)
    shop = opened()
    shop.second_copy.choose(str(stick))
    shop.copy()
    begun.wait()
    for text in ("Satu", "Dua", "Tiga"):
        shop.capture("swot", {**NEW, "text": text})
        shop.save()
    now = dt.datetime.now().astimezone()
    assert shop.second_copy.notice(now) == ""
    assert shop.second_copy.notice(now + dt.timedelta(minutes=6)) == "second copy 6 min behind"
    go_on.set()
    assert load(_copied(shop)).session == shop.session
    assert len(written) == 2
    assert shop.second_copy.notice(now + dt.timedelta(minutes=6)) == ""


def test_what_is_no_place_for_a_copy_is_refused_and_none_is_a_choice_too(
    opened: Opened, file: Path, stick: Path
) -> None:
    shop = opened()
    for place, reason in (
        (str(stick / "tiada"), "no folder"),
        (str(file), "no folder"),
        (str(file.parent), "itself lies there"),
    ):
        with pytest.raises(Refused, match=reason):
            shop.second_copy.choose(place)
    shop.second_copy.choose(str(stick))
    shop.second_copy.choose("")
    shop.capture("swot", NEW)
    shop.close()
    assert list(stick.iterdir()) == []
    assert opened().second_copy.folder is None
