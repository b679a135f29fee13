"""The history of the entry under the cursor, over a real repository; and what was done in this run, to go back in."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from support import repositories
from support.layouts import CITY, TOP, swot
from support.repositories import FILE, Repository
from support.stage import Open, Stage, shows, until

from bimtek_tui.model import edits
from bimtek_tui.model.ids import EntryRef
from bimtek_tui.tui.dialogs.history import History
from bimtek_tui.tui.session import file_watch

FIRST = "sw-00000001"
BASE = "\n".join([TOP, CITY, swot(FIRST, '"Satu."'), swot("sw-00000002", '"Lain."')])


@pytest.fixture
def repo(tmp_path: Path) -> Repository:
    """A repository with two commits, of which the second changed the first weakness."""
    made = repositories.bare(tmp_path / "git")
    made.commit(BASE, say="mulai")
    made.commit(BASE.replace("Satu.", "Dua."), say="perbaiki [bold]teks[/]")
    return made


@pytest.fixture
def committed(repo: Repository) -> Path:
    """The session in that repository."""
    return repo.file


@pytest.fixture
def alone(tmp_path: Path) -> Path:
    """A session in no repository."""
    file = tmp_path / "sendiri" / "kota.toml"
    file.parent.mkdir()
    file.write_text(BASE, "utf-8")
    return file


def change(stage: Stage, words: str, id: str = FIRST) -> None:
    """Give an entry another text, as its form would."""
    stage.workshop.do(edits.revise(stage.workshop.session.swot[id], text=words))


async def look(stage: Stage, id: str = FIRST) -> History:
    """Open the history of an entry of the SWOT panel, and wait for the commits."""
    await stage.go("swot")
    stage.panel.reveal("swot", id)
    await stage.settle()
    await stage.press("L")
    assert isinstance(stage.app.screen, History)
    return stage.app.screen


def ids(dialog: History) -> list[str]:
    """What the rows are: a step of this run, what is not committed, a commit."""
    return [id.partition(":")[0] for id in dict.fromkeys(row.id for row in dialog.rows.rows if row.id)]


def words(stage: Stage) -> str:
    return stage.workshop.session.swot[FIRST].text


pytestmark = pytest.mark.session("committed")


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (200, 50)])
async def test_this_run_and_then_commits_are_told_the_newest_first(stage: Stage) -> None:
    change(stage, "Tiga.")
    change(stage, "Lain lagi.", "sw-00000002")
    dialog = await look(stage)
    assert ids(dialog) == ["step", "commit", "commit"]
    assert "History of SWOT entry W1 “Tiga.”" in stage.flat
    shown = " ".join(row.shown.plain for row in dialog.rows.rows)
    parts = (
        "In this run",
        "Dua",
        "Tiga",
        "Committed",
        "Uji",
        "“perbaiki [bold]teks[/]”",
        "Satu",
        "Dua",
        "“mulai”",
    )
    places, at = [], 0
    for part in parts:
        at = shown.index(part, at)
        places.append(at)
    assert places == sorted(places)
    assert "Lain" not in shown
    assert "Esc" in stage.flat
    await stage.press("escape")
    assert stage.app.screen is stage.session


async def test_what_was_committed_meanwhile_stands_there_once(stage: Stage, repo: Repository) -> None:
    change(stage, "Tiga.")
    stage.workshop.save()
    repo.git("commit", "-qam", "tiga")
    assert ids(await look(stage)) == ["commit"] * 3


@pytest.mark.session("committed")
async def test_what_an_earlier_run_left_uncommitted_stands_there_too(
    open_session: Open, repo: Repository
) -> None:
    repo.write(repo.text.replace("Dua.", "Tiga."))
    async with open_session(repo.file) as stage:
        assert ids(await look(stage)) == ["lying", "commit", "commit"]
        await shows(stage, "All that is not committed yet")
        await stage.press("escape")
        change(stage, "Empat.")
        assert ids(await look(stage)) == ["step", "lying", "commit", "commit"]


async def test_from_a_step_of_the_entry_to_the_run_and_back_to_before_it(stage: Stage) -> None:
    for text in ("Tiga.", "Empat.", "Lima."):
        change(stage, text)
    change(stage, "Lain lagi.", "sw-00000002")
    dialog = await look(stage)
    await stage.press("j", "j", "enter")
    assert ids(dialog) == ["step"] * 4
    assert dialog.rows.highlighted == 2
    assert words(stage) == "Lima."  # nothing is undone on the way there
    await stage.press("enter")
    assert "Enter again undoes 3 changes: this one and all above it." in stage.flat
    assert words(stage) == "Lima."
    await stage.press("enter")
    assert words(stage) == "Tiga."
    assert "3 changes undone" in stage.flat
    assert ids(dialog) == ["undone", "step"]
    await stage.press("ctrl+y", "ctrl+y")
    assert words(stage) == "Lima."
    await stage.press("ctrl+z", "tab")
    assert ids(dialog) == ["step", "step", "commit", "commit"]
    await stage.press("ctrl+y", "ctrl+y")
    assert stage.workshop.session.swot["sw-00000002"].text == "Lain lagi."


@pytest.mark.parametrize("size", [(60, 18), (80, 24)])
async def test_what_was_undone_stands_above_and_comes_back_with_its_key(stage: Stage) -> None:
    for text in ("Tiga.", "Empat.", "Lima."):
        change(stage, text)
    dialog = await look(stage)
    await stage.press("tab", "j", "enter", "enter")

    def undone() -> list[bool]:
        return [row.shown.plain.endswith("(undone)") for row in dialog.rows.rows]

    assert undone() == [True, True, False]
    assert dialog.rows.highlighted == 2
    await stage.press("home", "enter")
    assert "does again what was undone last" in stage.flat
    await stage.press("ctrl+y")
    assert undone() == [True, False, False]
    assert words(stage) == "Empat."


async def test_whoever_goes_to_another_row_is_asked_anew_before_several_changes_are_undone(
    stage: Stage,
) -> None:
    for text in ("Tiga.", "Empat.", "Lima."):
        change(stage, text)
    await look(stage)
    await stage.press("tab", "j", "enter", "j")
    assert "again undoes" not in stage.flat
    await stage.press("enter")
    assert "Enter again undoes 3 changes" in stage.flat
    assert words(stage) == "Lima."


@pytest.mark.parametrize("size", [(60, 18), (80, 24)])
async def test_rows_of_this_run_say_what_became_of_which_value(stage: Stage) -> None:
    change(stage, "Tiga.")
    stage.workshop.capture("swot", {"quadrant": "weakness", "text": "Baru."})
    dialog = await look(stage)
    await stage.press("tab")
    added, changed = (row.shown.plain.split("\n") for row in dialog.rows.rows)
    assert added[1] == "  added"
    assert changed[1] == "  Text: –Dua. +Tiga."


async def test_the_keys_offer_only_what_enter_does_in_a_row(stage: Stage) -> None:
    change(stage, "Tiga.")
    await look(stage)
    assert "Enter To this run" in stage.flat
    await stage.press("end")
    assert "Enter" not in stage.flat
    await stage.press("tab")
    assert "Enter Go back to here" in stage.flat


async def test_a_figure_that_came_or_went_is_no_sum(stage: Stage) -> None:
    entry = stage.workshop.session.swot[FIRST]
    stage.workshop.do(edits.revise(entry, rating=4))
    stage.workshop.do(edits.revise(stage.workshop.session.swot[FIRST], rating=None))
    change(stage, "Tiga.")
    dialog = await look(stage)
    shown = " ".join(row.shown.plain for row in dialog.rows.rows)
    assert "Rating (1-4): 4 → –" in shown
    assert "Rating (1-4): – → 4" in shown


async def test_a_long_text_that_came_can_be_read_to_its_end(stage: Stage) -> None:
    long = " ".join(f"kata{number}" for number in range(200))
    change(stage, long)
    dialog = await look(stage)
    shown = [row.shown.plain for row in dialog.rows.rows]
    assert long in " ".join(" ".join(shown).split())
    assert max(map(len, shown)) <= 310


async def test_a_commit_can_not_be_gone_back_in(stage: Stage) -> None:
    before = stage.workshop.document.to_bytes()
    await look(stage)
    await stage.press("enter")
    assert "What is committed stays" in stage.flat
    assert stage.workshop.document.to_bytes() == before


async def test_what_others_changed_since_is_not_undone_and_nothing_is_lost(
    stage: Stage, repo: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_watch, "INTERVAL", 0.05)
    change(stage, "Tiga.", "sw-00000002")
    change(stage, "Tiga.")
    change(stage, "Empat.", "sw-00000002")
    stage.workshop.save()
    repo.write(repo.text.replace("Tiga.", "Dari mereka."))
    await until(stage, lambda: words(stage) == "Dari mereka.")
    await look(stage)
    await stage.press("tab", "end", "enter", "enter")
    await shows(stage, "1 change undone", "The next one can't be undone, and stays with all before it")
    assert words(stage) == "Dari mereka."
    assert stage.workshop.session.swot["sw-00000002"].text == "Tiga."
    await stage.press("ctrl+y")
    assert stage.workshop.session.swot["sw-00000002"].text == "Empat."


@pytest.mark.session("alone", size=(60, 18))
async def test_outside_a_repository_one_sentence_says_so_and_this_run_is_there(stage: Stage) -> None:
    change(stage, "Tiga.")
    dialog = await look(stage)
    assert "The file lies in no git repository" in stage.flat
    assert ids(dialog) == ["step"]
    assert "–Satu. +Tiga." in stage.flat


async def test_without_git_one_sentence_says_so(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    dialog = await look(stage)
    assert "there is no git on this machine" in stage.flat
    assert ids(dialog) == []


async def test_a_shallow_clone_says_that_the_history_goes_back_further(
    open_session: Open, repo: Repository, tmp_path: Path
) -> None:
    clone = tmp_path / "klon"
    subprocess.run(
        ["git", "clone", "-q", "--depth", "1", repo.folder.as_uri(), str(clone)],
        check=True,
        env=repo.env,
        capture_output=True,
    )
    async with open_session(clone / FILE) as stage:
        dialog = await look(stage)
        assert "this clone has only the latest commits" in stage.flat
        assert ids(dialog) == []


async def test_without_an_entry_under_the_cursor_it_is_this_run(stage: Stage) -> None:
    change(stage, "Tiga.")
    await stage.go("figures")
    await stage.press("L")
    assert "Everything done in this run" in stage.flat
    assert "change of SWOT entry “Tiga.”" in stage.flat
    assert "Tab" not in stage.text
    await stage.press("enter")
    assert words(stage) == "Dua."
    assert "1 change undone" in stage.flat
    assert "change of SWOT entry “Dua.” (undone)" in stage.flat


async def test_an_entry_that_came_and_was_withdrawn_in_this_run_is_told(stage: Stage) -> None:
    id = stage.workshop.capture("swot", {"quadrant": "weakness", "text": "Baru [/] sekali."})
    stage.workshop.do(edits.withdraw(stage.workshop.session.swot[id], "ganda"))
    await stage.press("x")
    stage.app.push_screen(History(stage.workshop, EntryRef("swot", id)))
    await stage.settle()
    dialog = stage.app.screen
    assert isinstance(dialog, History)
    assert ids(dialog)[:2] == ["step", "step"]
    shown = " ".join(row.shown.plain for row in dialog.rows.rows)
    assert shown.index("withdrawn") < shown.index("added")
    assert "Baru [/] sekali." in shown


async def test_a_change_deep_in_a_long_text_is_seen(stage: Stage) -> None:
    long = "kata " * 300
    change(stage, f"{long}lama {long}")
    change(stage, f"{long}baru {long}")
    dialog = await look(stage)
    shown = dialog.rows.rows[2].shown.plain
    assert "–lama +baru" in shown
    assert len(shown) < 1000


async def test_the_second_click_on_a_row_goes_there(stage: Stage) -> None:
    change(stage, "Tiga.")
    dialog = await look(stage)
    await stage.pilot.click(dialog.rows, offset=(3, 1), times=2)
    await stage.settle()
    assert dialog.of_run
    assert words(stage) == "Tiga."
    await stage.pilot.click(dialog.rows, offset=(3, 0), times=2)
    await stage.settle()
    assert words(stage) == "Dua."


async def test_a_session_that_is_only_read_says_so(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    change(stage, "Tiga.")
    await look(stage)
    monkeypatch.setattr(type(stage.workshop), "read_only", property(lambda _shop: "only read"))
    await stage.press("tab", "enter")
    assert "only read" in stage.flat
    assert words(stage) == "Tiga."
