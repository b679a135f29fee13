"""The Indonesian interface has no English word in it, Textual's own included: a look into every place."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from support.stage import Open, Stage, shows
from tui.test_every_place import DIALOGS, PANELS, lead

from bimtek_tui import i18n
from bimtek_tui.tui.dialogs.help import live_keys
from bimtek_tui.tui.session import palette

ENGLISH = re.compile(
    r"\b(?:the|of|and|or|to|is|are|was|this|that|these|with|without|here|there|nothing|not|yes|next|back|search"
    r"|select|quit|press|found|matches|want|close|save|cancel|entry|entries|row|rows|help|keys|line|what|who|from"
    r"|for|by|all|add|edit|delete|undo|redo|stage|day|minutes|done|none|yet|nobody|who|choose|up|down|left|right"
    r"|withdraw|withdrawn|move|mark|show|hide|points|weight|agency|agencies|strength|weakness|opportunity|threat"
    r"|name|year|budget|field|form|palette|command|commands|jump|number|invalid|must|may|can|it|its|has|have)\b",
    re.IGNORECASE,
)
"""English words that are no Indonesian ones, and that no name in the sample session has."""
MEANT = re.compile(
    r"code --wait|Smart City|smart city|quick win|stage-\d|\.toml|/\S+|No\.|in-house|\bdelete\b|\bbackspace\b"
)
"""What people write so in Indonesian, too, and what is a name."""


@pytest.fixture
def indonesian() -> Iterator[None]:
    """Speak Indonesian during a test."""
    i18n.use("id")
    palette._INDEXES.clear()
    yield
    i18n.use("en")


def english(shown: str) -> list[str]:
    """The English words in what is shown, each with what stands around it."""
    bare = MEANT.sub(" ", re.sub(r"[\s│┃━─╭╮╰╯┏┓┗┛]+", " ", shown))
    return [bare[max(0, one.start() - 40) : one.end() + 40] for one in ENGLISH.finditer(bare)]


def test_the_look_sees_english_and_leaves_names_and_indonesian_alone() -> None:
    assert english("Tekan Enter to go │ on")
    assert not english("Tulis sebagai Word; quick win Kota Contoh Smart City, code --wait")


@pytest.mark.parametrize("panel", PANELS)
@pytest.mark.session(size=(100, 40))
@pytest.mark.usefixtures("indonesian")
async def test_no_place_says_anything_in_english(open_session: Open, panel: str) -> None:
    found: list[str] = []
    async with open_session(size=(100, 40)) as stage:
        for keys in [(), *DIALOGS.get(panel, [])]:
            await lead(stage, panel, keys)
            help = "\n".join(" ".join(row[:3]) for row in live_keys(stage.app.screen))
            found += [f"{keys}: {one}" for one in (*english(stage.text), *english(help))]
    assert found == []


@pytest.mark.usefixtures("indonesian")
async def test_the_palette_says_in_indonesian_that_nothing_fits(stage: Stage) -> None:
    await stage.press("ctrl+p", *"qqqzzz")
    await shows(stage, "Tidak ditemukan")
    assert english(stage.text) == []
    await stage.press("escape", "escape", "ctrl+c")
    await shows(stage, "ctrl+q menyimpan lalu keluar")


@pytest.mark.usefixtures("indonesian")
async def test_the_start_screen_and_a_new_session_speak_indonesian(open_start: Open) -> None:
    async with open_start() as stage:
        assert english(stage.text.replace(str(stage.app.folder), "")) == []
        await stage.press("n")
        assert english(stage.text) == []
        await stage.press("ctrl+s")
        assert english(stage.text) == []
        await stage.press("f1")
        assert english(stage.text) == []
