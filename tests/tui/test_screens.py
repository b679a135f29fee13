"""Every panel and every dialog as text, for the full sample and for a session that was just made.

Each walk opens the program once and goes by keys from place to place; what differs from what is stored is told for
all its places at the end. `pytest tests/tui/test_screens.py -n 0 --snapshot-update` stores them anew.
"""

from __future__ import annotations

import datetime as dt
import os
import random
import re
import secrets
import sys
from pathlib import Path

import pytest
from support.stage import Open, Stage, until
from syrupy.assertion import SnapshotAssertion
from textual import events

from bimtek_tui import cli, i18n

NOW = dt.datetime(2025, 6, 17, 8, 50, tzinfo=dt.timezone(dt.timedelta(hours=7)))
"""The first block of the sample runs."""

TO = {
    "agenda": "f2",
    "vision": "f2 .",
    "issues": "f2 . .",
    "readiness": "f2 . . .",
    "gap": "f2 , ,",
    "swot": "f2 ,",
    "agenda 2": "f3",
    "strategies": "f3 .",
    "programs": "f3 . .",
    "organisation": "f3 ,",
    "agenda 3": "f4",
    "final": "f4 .",
    "roadmap": "f4 . .",
    "risks": "f4 , ,",
    "candidates": "f4 ,",
    "agenda 4": "f5",
    "review": "f5 .",
    "quick-wins": "f5 . .",
    "commitment": "f5 ,",
    "participants": "f9",
    "notes": "f7",
    "books": "f6",
    "figures": "F",
    "assessment": "R",
    "money": "B",
    "attendance": "f2 h",
}
"""The keys that lead to each panel."""

IN_ORDER = [
    *("agenda", "vision", "issues", "readiness", "gap", "swot"),
    *("agenda 2", "strategies", "programs", "organisation"),
    *("agenda 3", "final", "roadmap", "risks", "candidates"),
    *("agenda 4", "review", "quick-wins", "commitment"),
    *("participants", "notes", "books", "assessment", "money", "attendance"),
]
"""Panels as they follow each other; those of a stage are turned to."""

SOON = 0.05
"""Seconds between two parts of something long; what recurs more seldom recurs for ever, as a cursor blinks."""

ONLY_FULL = ("an item that", "voting", "round-robin, ")
"""How places begin that a new session does not have; their keys would do something else there."""

Walk = list[tuple[str, str]]
"""Places and the keys that lead to them, with blanks between. First `@` and a panel, `=` and a panel to which one goes
anew even if it is open, or `+` to go on from the place before. Letters in quotes are typed, `_` for a blank; `paste` pastes."""

PASTED = "Ani Wijaya; DISKOMINFO\nBudi Santoso; DISKOMINFO\nw: jalan rusak"

PANELS: Walk = [
    *(
        (panel, f"@{panel}" if place in (0, 6, 10, 15) or place > 18 else "+ .")
        for place, panel in enumerate(IN_ORDER)
    ),
    ("agenda, the other side", "@agenda tab"),
    ("attendance, who is missing", "@attendance tab"),
    ("attendance, the next day", "@attendance right"),
    ("money, rows of one program", "@money tab"),
    ("assessment, the year before", "@assessment left"),
    ("figures", "@figures"),
    *((f"figures, section {number + 1}", "+ down") for number in range(1, 8)),
    ("books, a section", "@books down down down"),
    ("books, its page", "+ tab"),
    ("books, the last book", "@books end"),
]
LISTS: Walk = [
    ("swot, points", "@swot p"),
    ("swot, variant", "+ v"),
    ("swot, direction", "+ enter"),
    ("readiness, points", "@readiness p"),
    ("programs, points", "@programs p"),
    ("candidates, points", "@candidates tab p"),
    ("swot, two lists: which", "@swot v"),
    ("swot, two lists: searched", "+ 'pro'"),
    ("swot, two lists", "+ enter"),
    ("swot, marked", "=swot space down space"),
    ("swot, move", "+ m"),
    ("swot, marked and unite", "@swot space down u"),
    ("swot, withdraw marked", "@swot A d"),
    ("swot, nothing marked and unite", "@swot u"),
    ("swot, nothing to take apart", "@swot U"),
    ("swot, by points", "@swot o"),
    ("swot, by votes", "+ o"),
    ("swot, by dimension", "+ o"),
    ("swot, withdrawn shown", "@swot x"),
    ("swot, no longer shown", "+ x"),
    ("swot, filter line", "@swot /"),
    ("swot, filter typed", "+ 'kota'"),
    ("swot, filtered", "+ enter"),
    ("swot, filter by tag", "@swot / '=4+_#governance' enter"),
    ("swot, capture line", "@swot a"),
    ("swot, capture line with a hint", "+ 'jalan_#ec'"),
    ("swot, capture line for another list", "@swot a 'Air' tab"),
    ("swot, pasted", "@swot a paste"),
    ("swot, jump", "@swot f"),
    ("swot, palette", "@swot ctrl+p"),
    ("swot, palette searched", "+ 'kota'"),
    ("swot, preview beside", "@swot P"),
    ("swot, a gap", "+ n"),
    ("swot, preview gone", "@swot P"),
    ("swot, for whom", "@swot c"),
    ("swot, inbox line", "@swot i"),
    ("programs, overlapping", "@programs D"),
    ("organisation, capture line", "@organisation a 'Ani_Wijaya_!wakil_ketua'"),
    ("risks, highest first", "@risks o"),
    ("risks, capture line", "@risks a 'Penyedia_terlambat_P4_=4x3'"),
    ("quick-wins, capture line of costs", "@quick-wins tab tab a 'Sewa_12_bulan_4,5_juta'"),
    ("programs, move", "@programs m"),
    ("programs, by points", "@programs o"),
    ("programs, withdrawn shown", "@programs x"),
    ("programs, hidden again", "+ x"),
    ("programs, preview beside", "@programs P"),
    ("programs, preview gone", "@programs P"),
    ("programs, filtered", "@programs / '@DISKOMINFO' enter"),
    ("notes, move", "@notes m"),
    ("issues, move", "@issues m"),
    ("issues, pasted", "@issues paste"),
    ("review, where it leads", "@review enter"),
    ("next step", "@agenda g"),
    ("jump from the agenda", "@agenda f"),
    ("palette from the books", "@books ctrl+p"),
]
FORMS: Walk = [
    ("form of a block", "@agenda shift+tab e"),
    ("form of an item", "@agenda tab e"),
    ("form of the city", "@vision e"),
    ("form of the plan", "@vision down e"),
    ("form of a mission", "@vision home tab e"),
    ("form of an objective", "@vision tab e"),
    ("form of an issue", "@issues e"),
    ("form of a state of readiness", "@readiness e"),
    ("form of a gap", "@gap e"),
    ("form of a SWOT entry", "@swot e"),
    ("form of a strategy", "@strategies e"),
    ("form of a program", "@programs e"),
    ("form of a final program", "@final e"),
    ("form of a candidate", "@candidates tab e"),
    ("form of a quick win", "@quick-wins e"),
    ("form of a milestone", "@quick-wins tab e"),
    ("form of the commitment", "@commitment e"),
    ("form of a signatory", "@commitment tab e"),
    ("form of an agency", "@participants e"),
    ("form of a participant", "@participants tab e"),
    ("form of a note", "@notes e"),
    ("form of an action item", "@notes tab tab e"),
    ("form of a person", "@attendance e"),
    ("form of a score", "@assessment e"),
    ("form of a budget", "@money e"),
    ("form of a budget row", "@money tab e"),
]
ROOM: Walk = [
    ("closing", "@agenda K"),
    ("closing, help", "+ f1"),
    ("closing, the last row", "@agenda K end"),
    ("start again or not", "@agenda shift+tab home down space"),
    ("skip a block", "@agenda n"),
    ("an item that does not apply", "@agenda tab n"),
    ("score of an indicator", "@assessment enter"),
    ("line for money", "@money enter"),
    ("line for a row of money", "@money tab enter"),
    ("withdraw a row of money", "@money tab d"),
    ("attendance, add", "@attendance a"),
    ("attendance, list", "@attendance l"),
    ("attendance, pasted list", "+ paste"),
    ("attendance, withdraw", "@attendance d"),
    ("attendance, filter", "@attendance / 'din'"),
    ("books, write as", "@books W"),
    ("withdraw", "@issues d"),
    ("withdraw an agency", "@participants d"),
    ("group's file", "@agenda G"),
    ("group's file, shown", "+ 'stik/kelompok.toml' enter"),
    ("group's file, theirs", "+ 4"),
    ("group's file that is none", "@agenda G 'stik/rusak.toml' enter"),
    ("table", "@agenda T"),
    ("table, shown", "+ 'stik/usulan.csv' enter"),
    ("table, as agencies", "+ 4"),
    ("inbox, noted", "@agenda i 'Nanti_saja' enter"),
    ("inbox, two noted", "+ 'Pasar_lama' enter"),
    ("inbox in the notes", "@notes"),
    ("inbox, sorting", "+ s"),
    ("inbox, one sorted", "+ w"),
    ("undone", "@agenda ctrl+z"),
    ("redone", "@agenda ctrl+y"),
    ("review of the notes", "@agenda r 4"),
    ("review of the notes, who and when", "+ w"),
    ("wall of the agenda", "@agenda f8"),
    ("wall of SWOT", "@swot f8"),
    ("wall, the next list", "+ right"),
    ("wall, capture line", "+ a"),
    ("wall, help", "@swot f8 f1"),
    ("wall of programs", "@programs f8"),
    ("wall of participants", "@participants f8 right"),
    ("wall where there is none", "@books f8"),
    ("rounds", "@swot r"),
    ("silent round, how long", "+ 1"),
    ("silent round", "+ enter"),
    ("silent round, its strip", "+ r"),
    ("silent round, held", "+ p"),
    ("silent round, longer", "+ plus"),
    ("silent round, ended", "+ e"),
    ("round-robin", "=swot r 2"),
    ("round-robin, skipped", "+ s"),
    ("round-robin, out of turn", "+ o"),
    ("round-robin, somebody else", "+ 4"),
    ("round-robin ended", "+ e"),
    ("round-robin and a silent round", "=swot r 1 enter r r 2"),
    ("round-robin ended, the silent round goes on", "+ e"),
    ("no round", "+ r e"),
    ("what is voted on", "=swot r 3"),
    ("how many dots", "+ 1"),
    ("voting, older votes", "+ enter"),
    ("voting", "+ 2"),
    ("voting, dots given", "+ space space down space"),
    ("voting, the next agency", "+ enter"),
    ("voting, whose dots", "+ o"),
    ("voting, closed", "+ escape s"),
    ("rounds after it", "=swot r"),
    ("the next colours", "@swot f10"),
]
HELPS: Walk = [
    *((f"help: {panel}", f"@{panel} f1") for panel in TO),
    ("help: the other side of the agenda", "@agenda tab f1"),
    ("help: points", "@swot p f1"),
    ("help: two lists", "@swot v enter f1"),
    ("help: which list", "@swot v f1"),
    ("help: a form", "@swot e f1"),
    ("help: move", "@swot m f1"),
    ("help: order", "@swot o f1"),
    ("help: jump", "@swot f f1"),
    ("help: palette", "@swot ctrl+p f1"),
    ("help: for whom", "@swot c f1"),
    ("help: pasted", "@swot a paste f1"),
    ("help: capture line", "@swot a f1"),
    ("help: filter line", "@swot / f1"),
    ("help: wall", "@swot f8 f1"),
    ("help: variant", "@swot p v f1"),
    ("help: overlapping", "@programs D f1"),
    ("help: closing", "@agenda K f1"),
    ("help: group's file", "@agenda G f1"),
    ("help: group's file shown", "@agenda G 'stik/kelompok.toml' enter f1"),
    ("help: table shown", "@agenda T 'stik/usulan.csv' enter f1"),
    ("help: who is missing", "@attendance tab f1"),
    ("help: list of people", "@attendance l f1"),
    ("help: rows of money", "@money tab f1"),
    ("help: line for money", "@money enter f1"),
    ("help: page of a book", "@books tab f1"),
    ("help: page of figures", "@figures tab f1"),
    ("help: review of the notes", "@agenda r 4 f1"),
    ("help: sorting", "@agenda i 'Nanti_saja' enter escape f7 s f1"),
    ("help: rounds", "@swot r f1"),
    ("help: silent round", "@swot r 1 enter r f1"),
    ("help: round-robin", "=swot r e r 2 f1"),
    ("help: voting", "=swot r e r 3 1 enter 2 f1"),
]
WALKS = {"panels": PANELS, "lists": LISTS, "forms": FORMS, "room": ROOM}
VIEWS = {
    "id 80x24": ("id", 80, 24),
    "id 60x18": ("id", 60, 18),
    "id 160x50": ("id", 160, 50),
    "en 80x24": ("en", 80, 24),
    "id, all of it": ("id", 100, 90),
}
FULL, NEW = "kota-contoh", "kota-baru-2026"
WALKED = [
    *((FULL, walk, "id 80x24") for walk in WALKS),
    *((FULL, walk, "id 60x18") for walk in ("panels", "lists", "room")),
    (FULL, "panels", "id 160x50"),
    (FULL, "panels", "en 80x24"),
    (FULL, "helps", "id, all of it"),
    *((NEW, walk, "id 80x24") for walk in ("panels", "forms")),
    (NEW, "panels", "id 60x18"),
]
"""What is walked: every panel in every view, every dialog at least small, what is empty in the new session.

That nothing says anything in the other language, `test_words` goes through."""


# Getting there ----------------------------------------------------------------------------------------------


@pytest.fixture
def folder(sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, undrawn: None) -> Path:
    """A folder in which both sessions lie under short names, with a group's file and a table on a stick."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USER", "ani")
    monkeypatch.setenv("LOGNAME", "ani")
    monkeypatch.setattr(
        secrets, "choice", random.Random(7).choice
    )  # ids, so that they are the same every time
    monkeypatch.chdir(tmp_path)
    new = ["new", "kota-baru-2026", "--city", "Kota Baru", "--province", "Riau", "--start", "2026"]
    monkeypatch.setattr(sys, "argv", ["bimtek", *new, "--folder", "baru"])
    with pytest.raises(SystemExit):
        cli.main()
    for place in (tmp_path, tmp_path / "baru"):
        (place / "stik").mkdir()
        session = next(place.glob("*.toml"))
        text = session.read_text(encoding="utf-8").replace("Wali Kota memimpin", "Kelompok memimpin", 1)
        group = 'id = "sw-0000000a"\nquadrant = "threat"\ntext = "Kabel laut putus"\nadded = 2025-06-17T09:00:00+07:00'
        (place / "stik/kelompok.toml").write_text(f"{text}\n[[swot]]\n{group}\n", encoding="utf-8")
        (place / "stik/rusak.toml").write_text("bukan [toml", encoding="utf-8")
        (place / "stik/usulan.csv").write_text(
            "Nama program;Jangka;OPD;Catatan\nEnergi surya;panjang;DISKOMINFO;x\n", encoding="utf-8"
        )
    return tmp_path


def session_file(name: str) -> Path:
    return Path(f"{name}.toml") if name == "kota-contoh" else Path("baru") / f"{name}.toml"


def due(stage: Stage) -> bool:
    """Whether something is still to follow; what happens every second is held, as the clock is."""
    pending = False
    held = vars(stage.app).setdefault("held_timers", set())  # one that nothing keeps would be collected
    for screen in stage.app.screen_stack:
        for timer in [timer for node in (screen, *screen.walk_children()) for timer in list(node._timers)]:
            endless = timer._repeat is None
            if endless and timer._interval >= 0.4:
                timer.pause()
                held.add(timer)
            elif timer._active.is_set() and timer._task and not timer._task.done():
                pending |= timer._interval <= (SOON if endless else 1)
    return pending


def watch_again(stage: Stage) -> None:
    """Let everything that happens every second happen again."""
    for node in (stage.session, *stage.session.walk_children()):
        for timer in list(node._timers):
            timer.resume()


async def still(stage: Stage) -> None:
    """Wait until all that was to follow a key has followed, was laid out after that, and nothing moves any more."""
    before = ""
    for _look in range(200):
        quiet = not due(stage)
        await stage.settle()
        text = stage.text
        if quiet and not due(stage) and text == before:
            return
        before = text
        await stage.pilot.pause(0.01 if quiet else 0.04)
    raise AssertionError(f"it never stands still:\n{stage.text}")


async def press(stage: Stage, keys: str) -> None:
    """Press keys, type what stands in quotes, paste."""
    for key in keys.split():
        if key == "paste":
            stage.app.post_message(events.Paste(PASTED))
            await stage.settle()
        elif key[0] == "'":
            stage.at_once(*key.strip("'").replace("_", " "))  # what filters waits for the last letter
            await stage.settle()
        else:
            await stage.pilot.press(key)
            if stage.app.workers:
                await stage.app.workers.wait_for_complete()
                await stage.pilot.pause()


async def back(stage: Stage) -> None:
    """From wherever one is by Esc to the panel."""
    for _time in range(6):
        if len(stage.app.screen_stack) == 1:
            break
        await stage.pilot.press("escape")
    await stage.pilot.press("escape", "escape")


def shown(stage: Stage) -> str:
    """What stands on the screen, without blanks at the ends of lines.

    Left out are when it was saved and the ends of scroll bars: these follow a list that is filled in the background.
    """
    text = re.sub(r"(tersimpan|saved|diketik|typed at) [0-9]{2}\.[0-9]{2}", r"\1 ##.##", stage.text)
    text = re.sub(r"[▁▂▃▄▅▆▇](?= ?[│┃]| *$)", " ", text, flags=re.MULTILINE)
    return "\n".join(line.rstrip() for line in text.splitlines()).rstrip() + "\n"


async def walk(stage: Stage, places: Walk, snapshot: SnapshotAssertion) -> None:
    """Go through all places and compare them; fails at the end with all that differs."""
    differing: list[str] = []
    here = ""
    for place, keys in places:
        first, _blank, rest = keys.partition(" ")
        if first != "+":
            await back(stage)
            if first[0] == "=" or (first[0] == "@" and first[1:] != here):
                here = first[1:]
                await press(stage, TO[here])
        await press(stage, rest if first[0] in "@=+" else keys)
        await still(stage)
        compare(shown(stage), place, snapshot, differing)
    told(differing)


def compare(screen: str, place: str, snapshot: SnapshotAssertion, differing: list[str]) -> None:
    """Compare one place with what is stored of it."""
    stored = snapshot(name=place)
    if stored != screen:
        differing.append(
            f"--- {place}\n" + re.sub(r"\x1b\[[0-9;]*m", "", "\n".join(stored.get_assert_diff()))
        )


def told(differing: list[str]) -> None:
    """Fail when anything differs, with everything that does."""
    if differing:
        pytest.fail(f"{len(differing)} places differ:\n\n" + "\n\n".join(differing), pytrace=False)


# The walks --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("session", "walked", "view"), WALKED)
async def test_places(
    open_session: Open, folder: Path, snapshot: SnapshotAssertion, session: str, walked: str, view: str
) -> None:
    language, *size = VIEWS[view]
    i18n.use(language)
    async with open_session(session_file(session), size=tuple(size), now=lambda: NOW) as stage:
        places = {**WALKS, "helps": HELPS}[walked]
        await walk(
            stage, [one for one in places if session == FULL or not one[0].startswith(ONLY_FULL)], snapshot
        )


@pytest.mark.parametrize("view", ["id 80x24", "id 60x18", "en 80x24"])
async def test_the_list_of_sessions(
    open_start: Open, folder: Path, snapshot: SnapshotAssertion, view: str
) -> None:
    language, *size = VIEWS[view]
    i18n.use(language)
    when = NOW.replace(tzinfo=None).timestamp()  # it is told in the time of this place
    for file in folder.glob("**/*.toml"):
        os.utime(file, (when, when))
    differing: list[str] = []
    (folder / "kosong").mkdir()
    for listed, places in {
        Path("."): [("sessions", ""), ("help", "f1"), ("new", "escape n"), ("help of new", "f1")],
        Path("kosong"): [("none yet", ""), ("new, nothing given", "n ctrl+s")],
        Path("baru"): [("the new one", ""), ("opened", "enter")],
    }.items():
        async with open_start(listed, size=tuple(size)) as stage:
            for place, keys in places:
                await press(stage, keys)
                await still(stage)
                compare(shown(stage), place, snapshot, differing)
    told(differing)


@pytest.mark.parametrize("view", ["id 80x24", "id 60x18", "id 160x50", "en 80x24"])
async def test_what_was_changed_here_and_outside(
    open_session: Open, folder: Path, snapshot: SnapshotAssertion, view: str
) -> None:
    language, *size = VIEWS[view]
    i18n.use(language)
    file = session_file(FULL)
    differing: list[str] = []
    async with open_session(file, size=tuple(size), now=lambda: NOW) as stage:
        await press(stage, TO["swot"])
        await still(stage)
        await press(stage, "e 'Kami_'")
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("Wali Kota memimpin", "Mereka memimpin", 1), encoding="utf-8")
        await press(stage, "ctrl+s")
        watch_again(stage)
        await until(stage, lambda: len(stage.app.screen_stack) > 1)
        for place, keys in [
            ("asked", ""),
            ("asked, help", "f1"),
            ("not all decided", "escape ctrl+s"),
            ("decided", "2"),
            ("put off", "escape"),
        ]:
            await press(stage, keys)
            await still(stage)
            compare(shown(stage), place, snapshot, differing)
    told(differing)
