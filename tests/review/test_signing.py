"""Agreed means agreed: what a signature stores, when it is refused, and how later changes are noticed and shown."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import Run
from support.workshops import crash, posix

from bimtek_tui import check, git, resources, store
from bimtek_tui.errors import Finding, Refused
from bimtek_tui.model import edits, method
from bimtek_tui.model.entries import Session, counting
from bimtek_tui.model.kinds import kinds
from bimtek_tui.review import differences, fingerprint, signing
from bimtek_tui.workshop.workshop import Workshop, open_workshop

METHOD = method.load("kominfo-1")
DAY = dt.date(2026, 6, 14)
NOW = dt.datetime(2026, 6, 14, 10, 0, tzinfo=dt.timezone(dt.timedelta(hours=7)))


@pytest.fixture
def unsigned(sample: Path) -> Path:
    """The complete sample before anybody has signed."""
    text = sample.read_text("utf-8")
    sample.write_bytes(re.sub(r"^(signed|digest) = .*\n", "", text, flags=re.MULTILINE).encode())
    return sample


@pytest.fixture
def shop(unsigned: Path) -> Iterator[Workshop]:
    opened = open_workshop(unsigned)
    yield opened
    crash(opened)


def sign(shop: Workshop, nth: int, day: dt.date | None = DAY) -> None:
    shop.do(edits.revise(list(shop.session.signatory.values())[nth], signed=day))


def digest(shop: Workshop) -> str | None:
    return shop.session.commitment.digest if shop.session.commitment else None


def rename(shop: Workshop, name: str = "Nama lain") -> None:
    """Change something that the agreement covers."""
    program = next(one for one in shop.session.program.values() if one.status == "final")
    shop.do(edits.revise(program, name=name))


# Signing ------------------------------------------------------------------------------------------------------------


def test_the_first_signature_stores_the_fingerprint_and_one_undo_takes_both_back(shop: Workshop) -> None:
    before = shop.document.to_bytes()
    sign(shop, 0)
    assert digest(shop) == fingerprint.agreement(shop.session, METHOD)
    assert shop.can_undo.startswith("change of signatory")
    stored = digest(shop)
    sign(shop, 1)
    assert digest(shop) == stored
    shop.undo()
    assert digest(shop) == stored
    shop.undo()
    assert shop.document.to_bytes() == before
    shop.redo()
    assert digest(shop) == stored
    assert len(signing.signers(shop.session)) == 1


def test_what_was_signed_stands_in_the_file_after_saving_and_after_a_crash(shop: Workshop) -> None:
    sign(shop, 0)
    stored = digest(shop)
    shop.save()
    assert store.load(shop.path).session.commitment.digest == stored  # type: ignore[union-attr]
    sign(shop, 0, None)
    crash(shop)
    again = open_workshop(shop.path)
    assert digest(again) is None
    again.close()


def test_signing_creates_the_commitment_where_there_is_none(file: Path) -> None:
    text = file.read_text("utf-8").replace('[commitment]\ntitle = "Komitmen"\n', "")
    file.write_text(text, "utf-8")
    shop = open_workshop(file)
    shop.capture("signatory", {"name": "Ani", "signed": DAY})
    assert digest(shop) == fingerprint.agreement(shop.session, METHOD)
    sign(shop, 0, None)
    assert shop.session.commitment is None
    shop.close()
    assert "digest" not in file.read_text("utf-8")


def test_other_content_is_not_signed_by_the_next_one(shop: Workshop) -> None:
    sign(shop, 0, dt.date(2026, 6, 12))
    first = signing.signers(shop.session)[0].name
    rename(shop)
    before = shop.document.to_bytes()
    with pytest.raises(Refused, match=rf"changed since {first} signed on 12 June 2026") as refused:
        sign(shop, 1)
    assert refused.value.key == "signed"
    assert shop.document.to_bytes() == before
    shop.undo()
    sign(shop, 1)
    assert len(signing.signers(shop.session)) == 2


def test_all_sign_the_new_content_once_the_signatures_are_taken_back(shop: Workshop) -> None:
    sign(shop, 0)
    sign(shop, 1)
    old = digest(shop)
    rename(shop)
    sign(shop, 0, None)
    assert digest(shop) == old
    with pytest.raises(Refused):
        sign(shop, 0)
    sign(shop, 1, None)
    assert digest(shop) is None
    sign(shop, 0)
    sign(shop, 1)
    assert digest(shop) == fingerprint.agreement(shop.session, METHOD) != old


def test_what_is_outside_the_agreement_hinders_nobody(shop: Workshop) -> None:
    sign(shop, 0)
    shop.capture("note", {"kind": "minute", "text": "Ditandatangani."}, NOW)
    shop.capture("swot", {"quadrant": "threat", "text": "Baru."}, NOW)
    sign(shop, 1)
    assert len(signing.signers(shop.session)) == 2


def test_a_withdrawn_person_has_signed_nothing_and_signs_anew_when_restored(shop: Workshop) -> None:
    sign(shop, 0)
    person = signing.signers(shop.session)[0]
    shop.do(edits.withdraw(person))
    assert digest(shop) is None
    rename(shop)
    sign(shop, 1)
    shop.do(edits.restore(shop.session.signatory[person.id]))
    assert shop.session.signatory[person.id].signed is None
    assert [one.id for one in signing.signers(shop.session)] == [list(shop.session.signatory)[1]]
    shop.undo()
    assert shop.session.signatory[person.id].signed == DAY


def test_another_day_for_a_signature_that_is_there_is_no_new_signature(shop: Workshop) -> None:
    sign(shop, 0)
    rename(shop)
    sign(shop, 0, dt.date(2026, 6, 1))
    assert signing.signers(shop.session)[0].signed == dt.date(2026, 6, 1)


@pytest.mark.parametrize("stored", ["v3:" + "0" * 96, "sidik"])
def test_a_fingerprint_that_can_not_be_compared_is_joined_by_nobody(shop: Workshop, stored: str) -> None:
    sign(shop, 0)
    shop.do(edits.set_single(shop.session, "commitment", digest=stored))
    with pytest.raises(Refused, match="can't be compared"):
        sign(shop, 1)
    sign(shop, 0, None)
    sign(shop, 1)
    assert digest(shop) == fingerprint.agreement(shop.session, METHOD)


def test_who_joins_a_signature_of_bimtek_0_1_signs_the_same_fingerprint(shop: Workshop) -> None:
    sign(shop, 0)
    of_then = fingerprint.agreement(shop.session, METHOD, "v1:")
    shop.do(edits.set_single(shop.session, "commitment", digest=of_then))
    sign(shop, 1)
    assert digest(shop) == of_then
    rename(shop)
    assert signing.standing(shop.session, METHOD).now == fingerprint.agreement(shop.session, METHOD, "v1:")
    with pytest.raises(Refused, match="was changed since"):
        sign(shop, 2)


def test_the_program_of_a_chosen_quick_win_is_signed_since_version_2(shop: Workshop) -> None:
    chosen = next(one for one in shop.session.quick_win.values() if one.decision == "chosen")
    shop.do(edits.revise(shop.session.program[chosen.program], status="agreed"))
    sign(shop, 0)
    signed = shop.session.copy()
    of_then = fingerprint.agreement(signed, METHOD, "v1:")
    shop.do(edits.revise(shop.session.program[chosen.program], name="Nama lain"))
    assert signing.standing(shop.session, METHOD).state == "changed"
    assert _changes(signed, shop.session) == [("changed", "program", ["name"])]
    shop.do(edits.set_single(shop.session, "commitment", digest=of_then))
    assert signing.standing(shop.session, METHOD).state == "as-signed"
    assert ("changed", "program", ["name"]) not in _changes(signed, shop.session)


def test_signatures_from_before_without_a_fingerprint_get_one_with_the_next(unsigned: Path) -> None:
    text = unsigned.read_text("utf-8")
    unsigned.write_bytes(text.replace("\norder = 10\n", "\norder = 10\nsigned = 2025-01-01\n", 1).encode())
    shop = open_workshop(unsigned)
    sign(shop, 3)
    assert digest(shop) == fingerprint.agreement(shop.session, METHOD)
    crash(shop)


def test_the_sample_holds_the_fingerprint_of_what_it_says() -> None:
    session = store.load(resources.sample_session("kota-contoh")).session
    assert signing.signers(session)
    assert signing.standing(session, METHOD).state == "as-signed"


# Differences --------------------------------------------------------------------------------------------------------


def _changes(before: Session, after: Session) -> list[tuple[str, str, list[str]]]:
    return [
        (one.what, one.table, [change.key for change in one.changes])
        for one in differences.of_agreement(before, after, METHOD)
    ]


def test_only_what_was_agreed_is_a_difference_to_what_was_signed(shop: Workshop) -> None:
    sign(shop, 0)
    signed = shop.session.copy()
    sign(shop, 1)
    shop.capture("swot", {"quadrant": "threat", "text": "Baru."}, NOW)
    final = next(one for one in shop.session.program.values() if one.status == "final")
    draft = next(one for one in shop.session.program.values() if one.status != "final")
    milestone = next(iter(shop.session.milestone.values()))
    shop.do(edits.revise(final, votes=99))
    shop.do(edits.revise(draft, name="Bukan bagian kesepakatan"))
    shop.do(edits.revise(milestone, done_on=DAY))
    shop.do(edits.set_single(shop.session, "commitment", place="Di tempat lain"))
    assert _changes(signed, shop.session) == []
    assert signing.standing(shop.session, METHOD).state == "as-signed"

    shop.do(edits.revise(shop.session.program[final.id], name="Nama lain", votes=100))
    shop.do(edits.revise(shop.session.milestone[milestone.id], text="Tonggak lain", done_on=None))
    shop.do(edits.set_single(shop.session, "commitment", title="Judul lain", place="Di sini"))
    assert _changes(signed, shop.session) == [
        ("changed", "program", ["name"]),
        ("changed", "milestone", ["text"]),
        ("changed", "commitment", ["title"]),
    ]
    assert signing.standing(shop.session, METHOD).state == "changed"


def test_a_program_that_came_in_or_went_out_of_the_agreement_is_a_difference(shop: Workshop) -> None:
    signed = shop.session.copy()
    final = next(one for one in shop.session.program.values() if one.status == "final")
    draft = next(one for one in shop.session.program.values() if one.status != "final")
    shop.do(edits.revise(final, status="agreed"))
    shop.do(edits.revise(draft, status="final"))
    found = _changes(signed, shop.session)
    assert [(table, keys) for _what, table, keys in found] == [("program", ["status"])] * 2


# What git has -------------------------------------------------------------------------------------------------------

Commit = Callable[[str], None]


@pytest.fixture
def commit(shop: Workshop) -> Commit:
    """Save the session and commit it, in a real repository."""
    folder = shop.path.parent

    def run(*words: str) -> None:
        subprocess.run(["git", "-C", str(folder), *words], check=True, capture_output=True)

    run("init", "-q")
    run("config", "user.name", "Penguji")
    run("config", "user.email", "uji@example.org")

    def committed(message: str) -> None:
        shop.save()
        run("add", shop.path.name)
        run("commit", "-q", "--allow-empty", "-m", message)

    return committed


def _signed(shop: Workshop) -> Session | None:
    return signing.signed_state(git.history(shop.path), digest(shop) or "", method.load)


def _factor(shop: Workshop) -> str:
    """A factor that a strategy refers to."""
    return next(one.factors[0] for one in shop.session.strategy.values() if one.factors)


def test_git_has_the_state_that_was_signed_with_the_factors_of_that_day(
    shop: Workshop, commit: Commit
) -> None:
    commit("sebelum")
    sign(shop, 0)
    commit("ditandatangani")
    factor = _factor(shop)
    then = shop.session.swot[factor].text
    shop.do(edits.revise(shop.session.swot[factor], text="Sudah lain sama sekali."))
    commit("faktor berubah")
    for number in range(10):
        shop.capture("note", {"kind": "minute", "text": f"Catatan {number}."}, NOW)
        commit("catatan")
    signed = _signed(shop)
    assert signed is not None
    assert signed.swot[factor].text == then


def test_signed_and_changed_before_the_commit_it_is_the_state_before(shop: Workshop, commit: Commit) -> None:
    commit("sebelum")
    sign(shop, 0)
    rename(shop)
    commit("ditandatangani dan diubah")
    signed = _signed(shop)
    assert signed is not None
    assert signing.signers(signed) == []
    assert fingerprint.agreement(signed, METHOD) == digest(shop)


def test_what_was_never_committed_git_does_not_have(shop: Workshop, commit: Commit) -> None:
    commit("sebelum")
    rename(shop, "Antara")
    sign(shop, 0)
    rename(shop, "Sesudah")
    commit("sesudah")
    assert _signed(shop) is None


def test_a_file_outside_any_repository_has_no_signed_state(shop: Workshop) -> None:
    sign(shop, 0)
    shop.save()
    assert _signed(shop) is None


def test_a_version_that_can_not_be_read_is_passed_over(shop: Workshop, commit: Commit) -> None:
    commit("sebelum")
    sign(shop, 0)
    commit("ditandatangani")
    good = shop.path.read_bytes()
    rename(shop)
    commit("diubah")
    stored = digest(shop) or ""
    broken = b"<<<<<<< kami\n" + good
    states = [*git.history(shop.path)]
    history = [states[0], ("rusak", broken), *states[1:]]
    assert signing.signed_state(iter([*history, ("rusak", broken)]), stored, method.load) is not None


# Findings, status, diff ---------------------------------------------------------------------------------------------


def _found(shop: Workshop, signed: Session | None, code: str) -> list[Finding]:
    loaded = store.parse(shop.document.to_bytes(), shop.path)
    return [one for one in check.findings(loaded, METHOD, signed) if one.code == code]


def test_a_change_after_signing_is_a_finding_that_names_what_changed(shop: Workshop) -> None:
    sign(shop, 0)
    signed = shop.session.copy()
    assert _found(shop, signed, "agreement-changed") == []
    rename(shop, "Nama baru sekali")
    (finding,) = _found(shop, signed, "agreement-changed")
    lines = shop.document.to_bytes().decode().splitlines()
    assert lines[finding.line - 1].startswith("digest = ")
    assert "program “Nama baru sekali”" in finding.message
    assert signing.signers(signed)[0].name in finding.message
    (finding,) = _found(shop, None, "agreement-changed")
    assert "Nama baru" not in finding.message


def test_a_factor_that_says_something_else_since_the_signing_is_a_finding(shop: Workshop) -> None:
    sign(shop, 0)
    signed = shop.session.copy()
    factor = shop.session.swot[_factor(shop)]
    users = [one.id for one in shop.session.strategy.values() if factor.id in one.factors]
    shop.do(edits.revise(factor, text=factor.text.upper() + " !", votes=7, evidence="Lain"))
    assert _found(shop, signed, "reference-changed") == []  # capitals and points mean nothing
    shop.do(edits.revise(shop.session.swot[factor.id], text="Hal yang sama sekali lain"))
    found = _found(shop, signed, "reference-changed")
    assert [one.id for one in found] == users
    assert all(factor.text[:40] in one.message and one.key == "factors" for one in found)
    assert signing.standing(shop.session, METHOD).state == "as-signed"
    assert _found(shop, None, "reference-changed") == []


def test_a_target_that_is_gone_is_told_once(shop: Workshop) -> None:
    sign(shop, 0)
    signed = shop.session.copy()
    factor = shop.session.swot[_factor(shop)]
    shop.do(edits.revise(factor, text="Lain", withdrawn="ditarik"))
    assert _found(shop, signed, "reference-changed") == []
    assert _found(shop, signed, "reference-to-gone")


REFERENCES = [
    (kind.table, field.name)
    for kind in kinds().values()
    for field in kind.fields
    if field.refs and not field.free and field.refs != ("agency",) and field.name != "merged_into"
]
PARTS = {"budget", "target", "score", "cost", "milestone"}


@pytest.mark.parametrize(("table", "key"), REFERENCES)
def test_every_reference_to_what_was_withdrawn_is_told_but_of_parts_of_it(
    shop: Workshop, table: str, key: str
) -> None:
    named = [
        (one.id, id)
        for one in counting(shop.session.entries(table))
        if (value := getattr(one, key)) and getattr(one, "decision", "") != "rejected"
        for id in ((value,) if isinstance(value, str) else value)
    ]
    if not named:
        pytest.skip("the sample has no such reference")
    user, id = named[-1]
    (target,) = [
        one for of in kinds()[table].keys[key].refs if (one := shop.session.entries(of).get(id)) is not None
    ]
    shop.do(edits.withdraw(target))
    told = [one.id for one in _found(shop, None, "reference-to-gone") if one.key == key]
    assert (user in told) == (table not in PARTS)


def test_a_reference_to_what_was_merged_step_by_step_is_led_to_the_end(shop: Workshop) -> None:
    first, second, last = [one for one in shop.session.swot.values() if one.quadrant == "strength"][:3]
    shop.do(edits.revise(first, merged_into=second.id))
    shop.do(edits.revise(second, merged_into=last.id))
    found = [one for one in _found(shop, None, "reference-to-gone") if first.id in one.message]
    assert found
    assert all(f"merged into {last.id}" in one.message for one in found)


def test_a_factor_that_changed_its_quadrant_contradicts_its_strategy(shop: Workshop) -> None:
    assert _found(shop, None, "factor-elsewhere") == []
    strategy = next(one for one in shop.session.strategy.values() if one.quadrant == "SO" and one.factors)
    shop.do(edits.revise(shop.session.swot[strategy.factors[0]], quadrant="threat"))
    assert strategy.id in [one.id for one in _found(shop, None, "factor-elsewhere")]


def test_check_status_and_diff_say_it_and_git_says_how(shop: Workshop, commit: Commit, bimtek: Run) -> None:
    sign(shop, 0)
    commit("ditandatangani")
    file = shop.path.name
    assert bimtek("check", file).returncode == 0
    assert "content is as it was signed" in bimtek("status", file).stdout
    done = bimtek("diff", file, "--signed")
    assert (done.returncode, done.stderr) == (0, "")
    rename(shop, "Nama baru sekali")
    factor = shop.session.swot[_factor(shop)]
    shop.do(edits.revise(factor, text="Hal yang sama sekali lain"))
    shop.save()

    done = bimtek("check", file)
    assert done.returncode == 1
    assert "agreement-changed" in done.stdout
    assert "Nama baru sekali" in done.stdout
    assert "reference-changed" in done.stdout

    done = bimtek("status", file)
    assert "content was CHANGED since then" in done.stdout
    assert "Nama baru sekali" in done.stdout
    standing = json.loads(bimtek("status", file, "--format", "json").stdout)["commitment"]["agreement"]
    assert standing["state"] == "changed"
    assert standing["digest"] == digest(shop) != standing["now"]
    assert [one["kind"] for one in standing["changes"]] == ["program"]

    done = bimtek("diff", file, "--signed")
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith(f"{file}: as it was signed (")
    assert done.stdout.splitlines()[0].endswith(") → the file as it is")
    assert "{+Nama baru sekali+}" in done.stdout
    assert "sama sekali lain" not in done.stdout  # the factors are no part of the agreement
    (answer,) = json.loads(bimtek("diff", file, "--signed", "--format", "json").stdout)["files"]
    found = answer["differences"]
    assert [(one["kind"], one["what"]) for one in found] == [("program", "changed")]


def test_diff_with_signed_says_why_there_is_nothing_to_compare(
    shop: Workshop, commit: Commit, bimtek: Run
) -> None:
    commit("sebelum")
    file = shop.path.name
    done = bimtek("diff", file, "--signed")
    assert (done.returncode, done.stdout) == (2, "")
    assert "nothing was signed" in done.stderr
    rename(shop, "Antara")
    sign(shop, 0)
    rename(shop, "Sesudah")
    shop.save()
    done = bimtek("diff", file, "--signed")
    assert (done.returncode, done.stdout) == (2, "")
    assert "git does not have the state that was signed" in done.stderr
    assert bimtek("diff", file, "--signed", "--rev", "HEAD").returncode == 2
    assert bimtek("diff", file, file, "--signed").returncode == 2


def test_the_fingerprint_says_when_another_one_was_signed(shop: Workshop, bimtek: Run) -> None:
    sign(shop, 0)
    shop.save()
    done = bimtek("fingerprint", shop.path)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{digest(shop)}\n", "")
    rename(shop)
    shop.save()
    done = bimtek("fingerprint", shop.path)
    assert done.returncode == 0
    assert done.stdout == f"{fingerprint.agreement(shop.session, METHOD)}\n"
    assert fingerprint.short(digest(shop) or "") in done.stderr


@posix
def test_a_file_without_a_fingerprint_asks_git_nothing(sample: Path, bimtek: Run, tmp_path: Path) -> None:
    asked = tmp_path / "bin" / "git"
    asked.parent.mkdir()
    asked.write_text(f"#!/bin/sh\ntouch {tmp_path}/asked\nexit 1\n")
    asked.chmod(0o755)
    env = {"PATH": f"{asked.parent}{os.pathsep}{os.environ['PATH']}"}
    signed = sample.read_text("utf-8")
    sample.write_text(re.sub(r"^digest = .*\n", "", signed, flags=re.MULTILINE), "utf-8")
    for command in ("check", "status"):
        assert bimtek(command, sample, env=os.environ | env).returncode == 0
    assert not (tmp_path / "asked").exists()
    sample.write_text(signed, "utf-8")
    assert bimtek("check", sample, env=os.environ | env).returncode == 0
    assert (tmp_path / "asked").exists()


def test_the_book_says_when_the_content_is_not_what_was_signed(shop: Workshop, bimtek: Run) -> None:
    sign(shop, 0)
    shop.save()

    def book() -> str:
        out = shop.path.parent / "buku"
        assert bimtek("render", shop.path, "--out", out, "--force").returncode == 0
        return next(out.glob("*3*")).read_text("utf-8")

    assert "tidak lagi sama" not in book()
    rename(shop)
    shop.save()
    assert "tidak lagi sama" in book()
