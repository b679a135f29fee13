"""Signing on the screen: what a signature says and stores, and the marks when the content is other than signed."""

from __future__ import annotations

import datetime as dt
import re
import subprocess
from pathlib import Path

import pytest
from support import agreements
from support.stage import Open, Stage

from bimtek_tui.model import edits
from bimtek_tui.model.entries import counting
from bimtek_tui.review import fingerprint

MARK = "changed since signed"


@pytest.fixture
def unsigned(sample: Path) -> Path:
    """The complete sample before anybody has signed."""
    text = sample.read_text("utf-8")
    sample.write_bytes(re.sub(r"^(signed|digest) = .*\n", "", text, flags=re.MULTILINE).encode())
    return sample


def digest(stage: Stage) -> str | None:
    commitment = stage.workshop.session.commitment
    return commitment.digest if commitment else None


async def rename(stage: Stage, name: str) -> None:
    """Change a program that is agreed, elsewhere than in the panel that is open."""
    program = next(one for one in stage.workshop.session.program.values() if one.status == "final")
    stage.workshop.do(edits.revise(program, name=name))
    await bars(stage)


async def bars(stage: Stage) -> None:
    """The bars follow a change after a moment; not later than this."""
    stage.session._refresh_bars()
    await stage.settle()


async def sign(stage: Stage) -> None:
    """Sign first, with the word that is asked for."""
    await stage.press("s", *"agreed", "enter")


async def at_signatories(stage: Stage) -> None:
    await stage.go("commitment")
    await stage.press("tab")


@pytest.mark.session("unsigned", size=(220, 30))
async def test_s_signs_stores_the_fingerprint_and_says_so(stage: Stage) -> None:
    await at_signatories(stage)
    await sign(stage)
    assert "from now on it is told" in stage.flat
    first = next(iter(stage.workshop.session.signatory.values()))
    assert first.signed == dt.datetime.now().astimezone().date()
    assert digest(stage)
    await bars(stage)
    assert f"{fingerprint.short(digest(stage) or '')}, and the content is as it was signed" in stage.flat
    await stage.press("s")
    assert "Nobody has signed any more" in stage.flat
    assert digest(stage) is None
    await stage.press("ctrl+z")
    assert digest(stage)


@pytest.mark.session("unsigned", size=(220, 30))
async def test_a_change_after_signing_is_marked_until_it_is_undone(stage: Stage) -> None:
    await at_signatories(stage)
    await sign(stage)
    await rename(stage, "Nama baru sekali")
    assert MARK in stage.text.splitlines()[0]
    assert "content was CHANGED since then" in stage.flat
    assert "≠ Program “Nama baru sekali”: changed (Name)" in stage.flat
    await stage.press("down", "s")
    assert "was changed since" in stage.flat
    assert "take the signatures back" in stage.flat
    assert list(stage.workshop.session.signatory.values())[1].signed is None
    await stage.press("ctrl+z")
    await bars(stage)
    assert MARK not in stage.text
    assert "≠" not in stage.text
    assert "is as it was signed" in stage.flat


@pytest.mark.session("unsigned", size=(220, 40))
async def test_the_form_of_a_signatory_does_not_go_round_the_rule(stage: Stage) -> None:
    await at_signatories(stage)
    await sign(stage)
    await rename(stage, "Nama baru sekali")
    await stage.press("down", "e")
    form = stage.app.screen
    field = next(one for one in form.fields if one.field.name == "signed")  # type: ignore[attr-defined]
    field.input.value = "2026-06-14"
    await stage.press("ctrl+s")
    assert "was changed since" in stage.flat
    assert list(stage.workshop.session.signatory.values())[1].signed is None
    await stage.press("escape", "escape")


@pytest.mark.session("unsigned", size=(220, 40))
async def test_a_signature_of_another_day_is_given_its_day_where_that_is_said(stage: Stage) -> None:
    await at_signatories(stage)
    await sign(stage)
    assert "e sets another day than today" in stage.flat
    await stage.press("down", "s")
    assert "; e sets another day" in stage.flat
    await stage.press("e")
    form = stage.app.screen
    field = next(one for one in form.fields if one.field.name == "signed")  # type: ignore[attr-defined]
    field.input.value = "14 Juni 2022"
    await stage.press("ctrl+s")
    assert [one.signed for one in stage.workshop.session.signatory.values()][1] == dt.date(2022, 6, 14)
    assert digest(stage)
    assert MARK not in stage.text


@pytest.mark.session("unsigned", size=(220, 30))
async def test_a_restored_person_signs_anew(stage: Stage) -> None:
    await at_signatories(stage)
    await sign(stage)
    await stage.press("d", "enter", "x")
    assert digest(stage) is None
    await stage.press("home", "d")
    assert "Restored, but not the signature" in stage.flat
    assert next(iter(stage.workshop.session.signatory.values())).signed is None


async def test_the_mark_fits_on_a_narrow_screen_beside_whether_all_is_saved(stage: Stage) -> None:
    await stage.press("4")
    assert MARK not in stage.text
    await rename(stage, "Nama baru sekali")
    stage.workshop.save()
    await bars(stage)
    (first, *_rest) = stage.text.splitlines()
    assert MARK in first
    assert re.search(r"saved \d\d", first)


async def test_what_git_has_is_asked_in_the_background_and_listed(open_session: Open, sample: Path) -> None:
    folder = sample.parent
    text = sample.read_text("utf-8")
    sample.write_bytes(text.replace('name = "', 'name = "Lama ', 1).encode())
    for words in (
        ("init", "-q"),
        ("add", "."),
        ("-c", "user.name=Uji", "-c", "user.email=uji@example.org", "commit", "-qm", "lain"),
    ):
        subprocess.run(["git", "-C", str(folder), *words], check=True, capture_output=True)
    async with open_session(sample, (220, 40)) as stage:
        assert MARK in stage.text.splitlines()[0]
        await stage.go("commitment")
        assert "git does not have the state that was signed" in stage.flat
    sample.write_bytes(text.encode())
    subprocess.run(
        ["git", "-C", str(folder), "-c", "user.name=Uji", "-c", "user.email=u@e.id", "commit", "-qam", "isi"],
        check=True,
        capture_output=True,
    )
    sample.write_bytes(text.replace('province = "', 'province = "Lama ', 1).encode())
    async with open_session(sample, (220, 40)) as stage:
        await stage.go("commitment")
        assert "≠ City: changed (Province)" in stage.flat
        await stage.go("review")
        assert "what was agreed was changed since it was signed by" in stage.flat


@pytest.mark.session("unsigned", size=(80, 40))
async def test_the_first_signature_shows_what_it_covers_and_wants_a_word(stage: Stage) -> None:
    for program in list(stage.workshop.session.program.values()):
        stage.workshop.do(edits.revise(program, status="agreed"))
    await at_signatories(stage)
    await stage.press("s")
    assert "It covers: " in stage.flat
    every = len(counting(stage.workshop.session.program))
    assert f"Programs, final or of a chosen quick win: 6 of {every}" in stage.flat  # nobody takes 0 for all
    assert re.search(r"Settle the final list of programs\. 0 of \d+", stage.flat)
    await stage.press("enter")
    await stage.press("y", "enter")
    assert digest(stage) is None
    await stage.press("escape", "s", *"agreed", "escape")  # left, the word is no draft
    await stage.press("s", "enter")
    assert digest(stage) is None
    await stage.press("escape")
    await sign(stage)
    assert digest(stage)
    await stage.press("down", "s")  # who joins signs with one key
    assert list(stage.workshop.session.signatory.values())[1].signed


@pytest.mark.session("unsigned", size=(220, 50))
async def test_marking_all_and_the_form_ask_before_the_first_signature(stage: Stage) -> None:
    await at_signatories(stage)
    await stage.press("A", "s", "escape")
    assert digest(stage) is None
    await stage.press("S", *"signed: 2026-06-14", "enter")
    assert "It covers: " in stage.flat
    await stage.press("escape")
    assert digest(stage) is None
    await stage.press("escape", "e")
    form = stage.app.screen
    field = next(one for one in form.fields if one.field.name == "signed")  # type: ignore[attr-defined]
    field.input.value = "2026-06-14"
    await stage.press("ctrl+s")
    assert digest(stage) is None
    await stage.press(*"agreed", "enter")
    assert digest(stage)
    assert stage.app.screen is stage.session


@pytest.mark.session("batam")
@pytest.mark.parametrize("size", [(80, 24), (60, 18)])
async def test_however_much_is_missing_the_word_to_type_and_the_keys_are_seen(
    stage: Stage, size: tuple[int, int]
) -> None:
    now = dt.datetime.now().astimezone()
    stage.workshop.do(edits.capture(stage.workshop.session, "signatory", {"name": "H. Ani"}, now))
    await at_signatories(stage)
    await stage.press("s")
    assert "Still missing:" in stage.text
    assert "Type “agreed” to sign" in stage.flat
    assert "^s" in stage.text
    await stage.press(*"agreed", "enter")
    assert digest(stage)


async def test_whatever_is_covered_is_marked_when_it_changes_and_no_more_when_it_is_undone(
    open_session: Open, unsigned: Path
) -> None:
    async with open_session(unsigned, (220, 30)) as stage:
        agreements.complete(stage.workshop)
        await at_signatories(stage)
        await sign(stage)
        for what, change in agreements.CHANGES.items():
            edit = change(stage.workshop.session)
            assert edit
            stage.workshop.do(edit)
            await bars(stage)
            assert MARK in stage.text.splitlines()[0], what
            assert "content was CHANGED since then" in stage.flat
            stage.workshop.undo()
            await bars(stage)
            assert MARK not in stage.text, what
