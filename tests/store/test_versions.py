"""Versions of a file read one after the other are what each of them is when it is read alone."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from support import layouts
from support.layouts import CITY, PLAIN, TOP, swot

from bimtek_tui import resources
from bimtek_tui.errors import UnreadableFile
from bimtek_tui.store import parse
from bimtek_tui.store.document import same
from bimtek_tui.store.versions import Versions

SAMPLE = resources.sample_session("kota-contoh").read_text("utf-8")
NAME = Path("kota.toml")


def alike(versions: Versions, text: str) -> None:
    """Hold a version against what it is alone."""
    alone, read = parse(text.encode(), NAME), versions.read(text.encode(), NAME)
    assert read.session == alone.session
    assert [*read.session.swot] == [*alone.session.swot]
    assert same(read.document.as_data(), alone.document.as_data())
    assert read.document.text == alone.document.text
    assert [one for one in read.findings if one.severity == "error"] == [
        one for one in alone.findings if one.severity == "error"
    ]


@pytest.mark.parametrize("seed", range(20))
def test_random_versions_are_read_as_each_alone(seed: int) -> None:
    dice = random.Random(seed)
    versions = Versions()
    blocks = SAMPLE.split("\n\n")
    for _number in range(8):
        at = dice.randrange(1, len(blocks))
        match dice.randrange(5):
            case 0:
                del blocks[at]
            case 1:
                other = dice.randrange(1, len(blocks))
                blocks[at], blocks[other] = blocks[other], blocks[at]
            case 2:
                blocks[at] = blocks[at].replace("a", "e", 1)
            case 3:
                blocks.insert(at, swot(f"sw-{dice.randrange(10**8):08d}"))
            case _:
                blocks[0] += "\n# catatan"
        text = "\n\n".join(blocks)
        try:
            parse(text.encode(), NAME)
        except UnreadableFile as error:
            with pytest.raises(UnreadableFile) as told:
                versions.read(text.encode(), NAME)
            assert str(told.value) == str(error)
            blocks = SAMPLE.split("\n\n")
        else:
            alike(versions, text)


@pytest.mark.parametrize("name", layouts.LAYOUTS)
def test_every_layout_after_a_plain_one_and_back(name: str) -> None:
    versions = Versions()
    for text in (PLAIN, layouts.LAYOUTS[name], PLAIN.replace("belum", "sudah"), layouts.LAYOUTS[name]):
        alike(versions, text)


@pytest.mark.parametrize(
    "second",
    [
        "\n".join([TOP, CITY, swot("sw-00000001"), swot("sw-00000001")]),
        "\n".join([TOP, CITY, CITY]),
        "\n".join([TOP, CITY, "[[city]]\nname = 'x'\n"]),
        "\n".join([TOP, "city.name = 'x'\n", CITY]),
        "\n".join([TOP, CITY, swot("sw-00000001").replace('"weakness"', '"lemah"')]),
        "\n".join([TOP, CITY, swot("sw-00000001"), "[swot.lain]\nx = 1\n"]),
        "\n".join([TOP, CITY, swot("sw-00000001"), 'text = """\n', swot("sw-00000002")]),
        "\n".join([TOP.replace("1", "2", 1), CITY, swot("sw-00000001")]),
        "\ufeff" + "\n".join([TOP, CITY]),
        "",
        "halo",
    ],
)
def test_what_is_unusual_is_read_whole(second: str) -> None:
    versions = Versions()
    versions.read("\n".join([TOP, CITY, swot("sw-00000001")]).encode(), NAME)
    try:
        parse(second.encode(), NAME)
    except UnreadableFile as error:
        with pytest.raises(UnreadableFile) as told:
            versions.read(second.encode(), NAME)
        assert (str(told.value), told.value.line) == (str(error), error.line)
    else:
        alike(versions, second)
