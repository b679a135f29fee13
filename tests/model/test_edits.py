"""Edits as values: what they mean, what they refuse, and their inverse."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import hostile_text, strategies

from bimtek_tui import text
from bimtek_tui.errors import Refused
from bimtek_tui.model import edits, ids, values
from bimtek_tui.model.edits import Add, Change, Edit, Remove, Several
from bimtek_tui.model.entries import Plan, Program, Session, Swot, counts
from bimtek_tui.model.kinds import kinds, raw
from bimtek_tui.model.workshop_entries import City


@pytest.fixture
def session() -> Session:
    made = Session()
    edits.apply(
        made, Add("swot", {"id": "sw-00000001", "quadrant": "threat", "text": "x", "added": strategies.NOW})
    )
    edits.apply(made, Add("agency", {"id": "DISKOMINFO"}))
    return made


def _do(session: Session, edit: Edit | None) -> None:
    assert edit
    for one in edits.simple(edit):
        edits.apply(session, one)


# Capturing and revising -----------------------------------------------------------------------------------------


def test_a_captured_entry_has_an_id_and_the_moment_to_the_second(session: Session) -> None:
    edit = edits.capture(
        session, "swot", {"text": "Baru.", "quadrant": "strength", "group": "", "votes": None},
        strategies.NOW.replace(microsecond=999_999),
    )  # fmt: skip
    assert list(edit.entry) == ["id", "quadrant", "text", "added"]
    assert ids.is_minted(edit.entry["id"], "sw")
    assert edit.entry["added"] == strategies.NOW


def test_what_does_not_fit_is_refused_with_the_key_and_changes_nothing(session: Session) -> None:
    before = raw(session.swot["sw-00000001"])
    for edit, key in [
        (
            Add("swot", {"id": "sw-00000001", "quadrant": "threat", "text": "x", "added": strategies.NOW}),
            "id",
        ),
        (
            Add("swot", {"id": "sw-00000002", "quadrant": "ancaman", "text": "x", "added": strategies.NOW}),
            "quadrant",
        ),
        (Add("swot", {"id": "sw-00000002", "quadrant": "threat", "added": strategies.NOW}), "text"),
        (Add("agency", {}), "id"),
        (Change("swot", "sw-00000001", {"votes": None}, {"votes": -1}), "votes"),
        (Change("swot", "sw-00000001", {"text": "lain"}, {"text": "y"}), "text"),
        (Change("swot", "sw-00000001", {"text": "x"}, {"text": None}), "text"),
        (Change("swot", "sw-00000001", {"id": "sw-00000001"}, {"id": "sw-00000002"}), "id"),
        (Change("swot", "sw-00000009", {"text": "x"}, {"text": "y"}), ""),
        (Change("city", "", {"name": None}, {"name": "Kota Uji"}), "kind"),
        (Remove("swot", {"id": "sw-00000009"}), ""),
        (Remove("swot", before | {"text": "lain"}), ""),
    ]:
        with pytest.raises(Refused) as error:
            edits.apply(session, edit)  # type: ignore[arg-type]
        assert error.value.key == key
        assert "\n" not in str(error.value)
    assert raw(session.swot["sw-00000001"]) == before
    assert list(session.swot) == ["sw-00000001"]
    assert session.city is None


def test_a_revision_names_only_what_changes(session: Session) -> None:
    entry = session.swot["sw-00000001"]
    assert edits.revise(entry, text="x", votes=None, group="") is None
    assert edits.revise(entry, text="x \n") is None
    assert edits.revise(entry, text="y\r\nz", group=" a  b\x1b[0m ", weight=Decimal("2.5")) == Change(
        "swot", "sw-00000001",
        {"text": "x", "group": None, "weight": None},
        {"text": "y\nz", "group": "a b", "weight": Decimal("2.5")},
    )  # fmt: skip


def test_withdrawn_and_restored(session: Session) -> None:
    _do(session, edits.withdraw(session.swot["sw-00000001"]))
    assert session.swot["sw-00000001"].withdrawn == "ditarik"
    assert not counts(session.swot["sw-00000001"])
    _do(session, edits.restore(session.swot["sw-00000001"]))
    assert counts(session.swot["sw-00000001"])
    assert edits.restore(session.swot["sw-00000001"]) is None


def test_what_counts() -> None:
    common: dict[str, Any] = {"id": "pr-00000001", "added": strategies.NOW, "name": "x", "horizon": "short"}
    assert counts(Program(**common))
    assert not counts(Program(**common, status="dropped"))
    assert not counts(Program(**common, merged_into="pr-00000002"))
    assert not counts(Program(**common, withdrawn="y"))
    assert counts(City(name="x", kind="kota"))


def test_singletons_come_and_go_with_their_keys(session: Session) -> None:
    edit = edits.set_single(session, "plan", vision="Visi.", theme="")
    assert edit
    _do(session, edit)
    assert session.plan == Plan(vision="Visi.")
    _do(session, edits.inverse(edit))
    assert session.plan is None
    _do(session, edits.set_single(session, "city", name="Kota Uji", kind="kota"))
    assert session.city == City(name="Kota Uji", kind="kota")
    assert edits.set_single(session, "plan", vision=None) is None


def test_entries_with_a_name_are_made_or_revised(session: Session) -> None:
    _do(
        session,
        edits.put(session, "checklist", "stage-1/x", state="done", at=strategies.NOW.replace(microsecond=5)),
    )
    assert session.checklist["stage-1/x"].at == strategies.NOW
    _do(session, edits.put(session, "checklist", "stage-1/x", state="open"))
    assert session.checklist["stage-1/x"].state == "open"
    _do(session, edits.put(session, "agency", "DISKOMINFO", name="Dinas Kominfo"))
    assert session.agency["DISKOMINFO"].name == "Dinas Kominfo"


# Inverse, sums, the journal's form ------------------------------------------------------------------------------


def _draw(data: st.DataObject, session: Session, *more: str) -> Edit | None:
    there = list(session.swot.values())
    what = data.draw(st.sampled_from(["add", "change", "change", "remove", "single", *more]))
    if what == "several":
        return edits.together(
            "x", [_draw(data, session), edits.set_single(session, "plan", theme=data.draw(strategies.lines))]
        )
    if what == "single":
        return edits.set_single(session, "plan", vision=data.draw(st.none() | strategies.proses))
    if what == "add" or not there:
        return edits.capture(session, "swot", data.draw(strategies.raws(kinds()["swot"])), strategies.NOW)
    entry: Swot = data.draw(st.sampled_from(there))
    if what == "remove":
        return Remove("swot", raw(entry))
    key = data.draw(st.sampled_from(["text", "votes", "group", "withdrawn", "rating"]))
    return edits.revise(entry, **{key: data.draw(strategies.values(kinds()["swot"].keys[key]))})


def _copy(session: Session) -> Session:
    return Session(plan=session.plan, swot=dict(session.swot))


@settings(deadline=None)
@given(st.data())
def test_the_inverse_undoes_and_the_sum_says_the_same(data: st.DataObject) -> None:
    session = Session()
    for _ in range(data.draw(st.integers(0, 3))):
        _do(
            session,
            edits.capture(session, "swot", data.draw(strategies.raws(kinds()["swot"])), strategies.NOW),
        )
    first = _copy(session)
    done = []
    for _ in range(data.draw(st.integers(0, 8))):
        edit = _draw(data, session, "several")
        if edit is None:
            continue
        before = _copy(session)
        _do(session, edit)
        assert edits.decode(edits.encode(edit)) == edit
        after = _copy(session)
        _do(session, edits.inverse(edit))
        assert session == before
        _do(session, edit)
        assert session == after
        done.append(edit)
    summed = edits.net(done)
    again = _copy(first)
    for one in summed:
        assert not edits.is_there(again, one)
        edits.apply(again, one)
    assert again == session
    assert all(edits.is_there(session, one) for one in summed if not isinstance(one, Add))
    assert edits.net([*done, *(edits.inverse(edit) for edit in reversed(done))]) == []


def test_together_is_one_step_without_what_changes_nothing(session: Session) -> None:
    one = edits.revise(session.swot["sw-00000001"], votes=1)
    assert edits.together("x", [None, None]) is None
    assert edits.together("x", [None, one]) == one
    both = edits.together("gabung", [one, edits.set_single(session, "plan", theme="t")])
    assert isinstance(both, Several)
    assert len(edits.simple(both)) == 2
    assert edits.changed_keys(both) == {("swot", "sw-00000001"), ("plan", "")}


def test_an_edit_has_a_title_for_the_person(session: Session) -> None:
    entry = session.swot["sw-00000001"]
    for edit, said in [
        (edits.capture(session, "program", {"name": "Satu\x1b[31m Data", "horizon": "short"}, strategies.NOW), "program “Satu Data”"),
        (edits.withdraw(entry), "withdrawal of SWOT entry “x”"),
        (edits.revise(entry, votes=1), "change of SWOT entry “x”"),
        (edits.inverse(edits.capture(session, "note", {"kind": "inbox", "text": "t"}, strategies.NOW)), "removal of note “t”"),
    ]:  # fmt: skip
        assert edit
        assert edits.title(edit, session) == said


# What people type -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("table", "key", "given", "value"),
    [
        ("swot", "text", "  Satu  \n dua \n", "  Satu\n dua"),
        ("swot", "group", " A \n B ", "A B"),
        ("swot", "text", "   ", None),
        ("swot", "votes", "3", 3),
        ("swot", "rating", "3.5", Decimal("3.5")),
        ("swot", "quadrant", "threat", "threat"),
        ("program", "start_year", "2026", 2026),
        ("program", "funding", "apbd, csr,apbd", ("apbd", "csr")),
        ("program", "activities", "Satu, dua\n\n Tiga ", ("Satu, dua", "Tiga")),
        ("program", "partners", "PT A, Tbk\nPT C", ("PT A, Tbk", "PT C")),
        ("program", "partners", "  \n ", None),
        ("program", "supporting", "A, B\nC", ("A", "B", "C")),
        ("milestone", "due", "2026-06-13", dt.date(2026, 6, 13)),
        ("swot", "group", "null", "null"),
    ],
)
def test_typed_values(table: str, key: str, given: str, value: Any) -> None:
    assert values.typed(kinds()[table].keys[key], given) == value


@pytest.mark.parametrize(
    ("table", "key", "given"),
    [
        ("swot", "votes", "tiga"),
        ("swot", "votes", "null"),
        ("swot", "votes", "-1"),
        ("swot", "votes", "9" * 500),
        ("swot", "rating", "5"),
        ("swot", "rating", "nan"),
        ("swot", "weight", "1e999999"),
        ("swot", "weight", "inf"),
        ("swot", "quadrant", "ancaman"),
        ("program", "start_year", "26"),
        ("program", "funding", "apbd, dompet"),
        ("milestone", "due", "kemarin"),
        ("milestone", "due", "null"),
        ("mission", "order", "9" * 100),
    ],
)
def test_what_is_no_such_value_is_refused_with_a_sentence(table: str, key: str, given: str) -> None:
    with pytest.raises(Refused) as error:
        values.typed(kinds()[table].keys[key], given)
    assert error.value.key == key
    assert len(str(error.value)) < 300


def test_a_text_that_is_too_long_is_refused_with_both_lengths() -> None:
    for key, limit in (("text", text.MAX_PROSE), ("group", text.MAX_LINE)):
        field = kinds()["swot"].keys[key]
        assert values.typed(field, "x" * limit) == "x" * limit
        with pytest.raises(Refused, match=rf"{limit + 1} characters.*{limit}"):
            values.typed(field, "x" * (limit + 1))
        with pytest.raises(Refused):
            values.typed(field, hostile_text.HUGE)


@pytest.mark.parametrize("given", [*hostile_text.STRINGS.values(), hostile_text.SURROGATE])
def test_every_hostile_text_is_taken_clean_or_refused_in_every_field(given: str) -> None:
    for kind in kinds().values():
        for field in kind.fields:
            try:
                value = values.typed(field, given)
            except Refused as refused:
                value = str(refused)  # what it quotes is clean as well
            for one in value if isinstance(value, tuple) else (value,):
                if isinstance(one, str):
                    assert text.is_clean(one)
                    assert field.type == "p" or "\n" not in one
