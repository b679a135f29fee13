"""Edits on several entries: what each step does, what it refuses and names, and that everything can be taken back."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support import hostile_text, layouts, strategies, workshops

from bimtek_tui import i18n, text
from bimtek_tui.errors import Refused
from bimtek_tui.facilitation import bulk_edits
from bimtek_tui.model import edits, ids, method
from bimtek_tui.model.edits import Edit, Several
from bimtek_tui.model.entries import Session, counts
from bimtek_tui.model.ids import EntryRef
from bimtek_tui.model.kinds import KIND_WORDS, kinds
from bimtek_tui.review import merging
from bimtek_tui.store import editing, parse

METHOD = method.load("kominfo-1")
FREELY = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))

KEYS: dict[str, dict[str, Any]] = {
    "swot": {"quadrant": "weakness", "text": "Data belum terpadu."},
    "strategy": {"quadrant": "WO", "text": "Satukan data."},
    "program": {"horizon": "short", "name": "Satu Data"},
    "gap": {"dimension": "economy", "text": "Senjang."},
    "readiness": {"element": "structure", "text": "Siap."},
    "note": {"kind": "inbox", "text": "Jaringan di pulau terluar putus-putus."},
    "participant": {"name": "Sari"},
}


@pytest.fixture
def session() -> Session:
    made = Session()
    _do(made, edits.Add("agency", {"id": "DISKOMINFO"}))
    return made


def _add(session: Session, kind: str, **keys: Any) -> EntryRef:
    edit = edits.capture(session, kind, KEYS[kind] | keys, strategies.NOW)
    _do(session, edit)
    return EntryRef(kind, edit.entry["id"])


def _do(session: Session, edit: Edit | None) -> None:
    assert edit is not None
    for one in edits.simple(edit):
        edits.apply(session, one)


def _last(session: Session, id: str) -> str:
    """The SWOT entry in which this one has gone up after all mergings."""
    for _step in session.swot:
        id = session.swot[id].merged_into or id
    return id


def _at(session: Session, place: EntryRef) -> Any:
    return session.find(*place)


# Moving ---------------------------------------------------------------------------------------------------------


def test_marked_entries_move_in_one_step_that_says_what_and_how_many(session: Session) -> None:
    marked = [_add(session, "swot"), _add(session, "swot", quadrant="threat"), _add(session, "swot")]
    before = session.copy()
    edit = bulk_edits.move(session, METHOD, marked, "quadrant", "threat")
    assert edit
    assert edits.title(edit, session) == "move of 2 entries to Threat"
    _do(session, edit)
    assert {one.quadrant for one in session.swot.values()} == {"threat"}
    _do(session, edits.inverse(edit))
    assert session == before
    assert bulk_edits.move(session, METHOD, marked[1:2], "quadrant", "threat") is None


@pytest.mark.parametrize(
    ("kind", "key", "value"),
    [
        ("strategy", "quadrant", "ST"),
        ("program", "horizon", "long"),
        ("program", "dimension", "living"),
        ("program", "dimension", "milik-metode-lain"),
        ("gap", "dimension", "society"),
        ("readiness", "element", "superstructure"),
        ("note", "kind", "parking"),
        ("swot", "element", None),
    ],
)
def test_every_place_of_a_kind_can_be_moved_to(session: Session, kind: str, key: str, value: Any) -> None:
    place = _add(session, kind, **({"element": "structure"} if kind == "swot" else {}))
    assert key in bulk_edits.movable([place])
    _do(session, bulk_edits.move(session, METHOD, [place], key, value))
    assert getattr(_at(session, place), key) == value


def test_a_move_that_does_not_fit_all_names_those_and_moves_none(session: Session) -> None:
    fitting = _add(session, "swot")
    wrong = [_add(session, "program", name=f"Program {number}") for number in range(1, 6)]
    with pytest.raises(Refused) as error:
        bulk_edits.move(session, METHOD, [fitting, *wrong], "quadrant", "threat")
    assert str(error.value) == (
        "nothing was moved, as these have no “Quadrant”: program “Program 1”, program “Program 2”, "
        "program “Program 3”, and 2 more; unmark them"
    )
    assert bulk_edits.movable([fitting, *wrong]) == ["dimension"]
    assert bulk_edits.movable([]) == []
    with pytest.raises(
        Refused, match=r"strategy “Satukan data\.”: “threat” is no value of “quadrant”; take one"
    ):
        bulk_edits.move(session, METHOD, [fitting, _add(session, "strategy")], "quadrant", "threat")
    with pytest.raises(Refused, match=r"gap “Senjang\.”: “Dimension” is needed there"):
        bulk_edits.move(session, METHOD, [_add(session, "gap")], "dimension", None)
    with pytest.raises(Refused, match="have no “Kind”"):
        bulk_edits.move(session, METHOD, [EntryRef("agency", "DISKOMINFO")], "kind", "parking")
    with pytest.raises(Refused, match="have no “Text”"):
        bulk_edits.move(session, METHOD, [fitting], "text", "x")
    for gone in (EntryRef("swot", "sw-00000000"), EntryRef("city", "")):
        with pytest.raises(Refused, match="not there any more"):
            bulk_edits.move(session, METHOD, [gone], "quadrant", "threat")


def test_what_belongs_to_the_old_dimension_or_element_stays_behind_and_comes_back_with_undo(
    session: Session,
) -> None:
    program = _add(session, "program", dimension="governance", subdimension="governance-service")
    aspect = next(iter(METHOD.element[0].aspect)).id
    finding = _add(session, "readiness", element=METHOD.element[0].id, aspect=aspect)
    before = session.copy()
    for place, key, value, inner in (
        (program, "dimension", "economy", "subdimension"),
        (finding, "element", METHOD.element[1].id, "aspect"),
    ):
        edit = bulk_edits.move(session, METHOD, [place], key, value)
        assert edit
        _do(session, edit)
        assert getattr(_at(session, place), inner) is None
        _do(session, edits.inverse(edit))
    assert session == before
    _do(session, bulk_edits.move(session, METHOD, [program], "dimension", "tak-dikenal"))
    assert session.program[program[1]].subdimension == "governance-service"


def test_no_dimension_is_a_place_too(session: Session) -> None:
    marked = [_add(session, "swot", dimension="economy"), _add(session, "program", dimension="living")]
    edit = bulk_edits.move(session, METHOD, marked, "dimension", None)
    assert edit
    assert edits.title(edit, session) == "taking “Dimension” out of 2 entries"
    _do(session, edit)
    assert all(_at(session, place).dimension is None for place in marked)


# Withdrawing ----------------------------------------------------------------------------------------------------


def test_several_are_withdrawn_with_one_reason_and_restored(session: Session) -> None:
    marked = [_add(session, "swot"), _add(session, "program"), _add(session, "note")]
    _do(session, edits.withdraw(_at(session, marked[0]), "sebab sendiri"))
    edit = bulk_edits.withdraw(session, marked, "sudah dibahas")
    assert edit
    assert edits.title(edit, session) == "withdrawal of 2 entries"
    _do(session, edit)
    assert [_at(session, place).withdrawn for place in marked] == ["sebab sendiri"] + ["sudah dibahas"] * 2
    assert bulk_edits.withdraw(session, marked, "lagi") is None
    edit = bulk_edits.restore(session, marked)
    assert edit
    assert edits.title(edit, session) == "restoring of 3 entries"
    _do(session, edit)
    assert all(counts(_at(session, place)) for place in marked)
    assert bulk_edits.restore(session, marked) is None
    _do(session, bulk_edits.withdraw(session, marked[:1]))
    assert _at(session, marked[0]).withdrawn == "ditarik"


def test_what_can_not_be_withdrawn_is_named(session: Session) -> None:
    for what in (bulk_edits.withdraw, bulk_edits.restore):
        with pytest.raises(Refused, match="can't be withdrawn: agency “DISKOMINFO”; unmark"):
            what(session, [_add(session, "swot"), EntryRef("agency", "DISKOMINFO")])


# Merging --------------------------------------------------------------------------------------------------------


def test_merged_entries_point_to_the_survivor_which_keeps_its_own_figures(session: Session) -> None:
    kept, one, two = _add(session, "swot", votes=3), _add(session, "swot", votes=5), _add(session, "swot")
    edit = bulk_edits.merge(session, kept, [one, two], "Data dan jaringan belum terpadu.")
    assert edit
    assert edits.title(edit, session) == "merging of 2 entries into “Data belum terpadu.”"
    before = session.copy()
    _do(session, edit)
    assert [counts(_at(session, place)) for place in (kept, one, two)] == [True, False, False]
    assert (_at(session, kept).votes, _at(session, one).votes) == (3, 5)
    assert _at(session, kept).text == "Data dan jaringan belum terpadu."
    assert [entry.id for entry in bulk_edits.merged_in(session, kept)] == [one[1], two[1]]
    assert bulk_edits.merge(session, kept, [one, two]) is None
    _do(session, edits.inverse(edit))
    assert session == before


def test_a_single_merging_is_called_so(session: Session) -> None:
    kept, other = _add(session, "program"), _add(session, "program")
    edit = bulk_edits.merge(session, kept, [other])
    assert edit
    assert edits.title(edit, session) == "merging of 1 entry into “Satu Data”"
    _do(session, edit)
    apart = bulk_edits.take_apart(session, kept)
    assert edits.title(apart, session) == "taking apart of 1 entry"


def test_what_was_merged_before_stays_with_its_own_survivor_and_comes_back_with_it(session: Session) -> None:
    first, second, third = (_add(session, "swot") for _ in range(3))
    _do(session, bulk_edits.merge(session, second, [third]))
    before = session.copy()
    _do(session, bulk_edits.merge(session, first, [second]))
    assert [counts(_at(session, place)) for place in (first, second, third)] == [True, False, False]
    assert [entry.id for entry in bulk_edits.merged_in(session, second)] == [third[1]]
    _do(session, bulk_edits.take_apart(session, first))
    assert session == before
    _do(session, bulk_edits.take_out(session, [third]))
    assert all(counts(_at(session, place)) for place in (first, second, third))


def test_what_can_not_be_merged_is_refused_with_the_reason(session: Session) -> None:
    kept, other = _add(session, "swot", text="Satu."), _add(session, "swot", text="Dua.")
    merged, gone = _add(session, "swot", text="Tiga."), _add(session, "swot", text="Empat.")
    _do(session, bulk_edits.merge(session, other, [merged]))
    _do(session, bulk_edits.withdraw(session, [gone]))
    program, dropped = _add(session, "program"), _add(session, "program", status="dropped")
    strategy = _add(session, "strategy")
    before = session.copy()
    for survivor, others, sentence in [
        (kept, [program], "of another kind: program “Satu Data”; unmark"),
        (kept, [other, kept], "“Satu.” can't be merged into itself"),
        (kept, [gone], "these are withdrawn: SWOT entry “Empat.”"),
        (kept, [merged], "merged elsewhere before: SWOT entry “Tiga.”; take them apart there first"),
        (merged, [other], "was merged into SWOT entry “Dua.” itself; merge into that one"),
        (merged, [kept], "was merged into SWOT entry “Dua.” itself; merge into that one"),
        (gone, [kept], "is withdrawn, so nothing is merged into it; restore it first"),
        (dropped, [program], "is dropped, so nothing is merged into it"),
        (strategy, [strategy], "only SWOT entries and programs are merged"),
        (kept, [EntryRef("swot", "sw-00000000")], "not there any more"),
    ]:
        with pytest.raises(Refused) as error:
            bulk_edits.merge(session, survivor, others)
        assert sentence in str(error.value)
    with pytest.raises(Refused, match="nothing was merged into SWOT entry “Satu"):
        bulk_edits.take_apart(session, kept)
    with pytest.raises(Refused, match="are not merged: SWOT entry “Satu"):
        bulk_edits.take_out(session, [merged, kept])
    assert bulk_edits.take_out(session, []) is None
    assert bulk_edits.merged_in(session, strategy) == []
    assert session == before


def test_a_circle_that_an_editor_wrote_can_be_taken_apart() -> None:
    block = layouts.swot("sw-0000000{}").replace("added", 'merged_into = "sw-0000000{}"\nadded')
    loaded = parse(
        "\n".join(
            [layouts.TOP, block.format(1, 1, 2), block.format(2, 2, 1), block.format(3, 3, 9)]
        ).encode(),
        Path("uji.toml"),
    )
    _do(loaded.session, bulk_edits.take_out(loaded.session, [EntryRef("swot", "sw-00000001")]))
    assert counts(loaded.session.swot["sw-00000001"])


# Sorting the inbox ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "keys"),
    [
        ("swot", {"quadrant": "weakness", "group": "A", "source": "DISKOMINFO", "dimension": "economy"}),
        ("program", {"horizon": "long", "group": "A", "source": "DISKOMINFO"}),
        ("issue", {"dimension": "economy", "group": "A"}),
        ("gap", {"dimension": "economy"}),
        ("readiness", {"element": "structure"}),
        ("objective", {}),
    ],
)
def test_a_line_of_the_inbox_becomes_an_entry_with_the_same_words(
    session: Session, kind: str, keys: dict[str, Any]
) -> None:
    _kind, id = _add(session, "note", evidence="BPS 2024")
    before = session.copy()
    edit = bulk_edits.sort_out(session, [id], kind, keys, strategies.NOW + dt.timedelta(hours=1))
    assert edit
    assert edits.title(edit, session) == f"sorting of “{session.note[id].text}”: {i18n._(KIND_WORDS[kind])}"
    _do(session, edit)
    (made,) = session.entries(kind).values()
    target = kinds()[kind]
    assert getattr(made, target.text_key) == session.note[id].text
    assert made.added == strategies.NOW + dt.timedelta(hours=1)
    assert all(getattr(made, key) == value for key, value in keys.items() if key in target.keys)
    assert getattr(made, "evidence", "BPS 2024") == "BPS 2024"
    assert session.note[id].withdrawn == f"dipilah ke {made.id}"
    _do(session, edits.inverse(edit))
    assert session == before


def test_a_note_of_another_kind_stays_the_same_note(session: Session) -> None:
    marked = [_add(session, "note")[1] for _ in range(2)]
    edit = bulk_edits.sort_out(
        session, marked, "note", {"kind": "action", "owner": "Sari", "group": "A"}, strategies.NOW
    )
    assert edit
    assert edits.title(edit, session) == "sorting of 2 notes: action item"
    _do(session, edit)
    assert [(note.kind, note.owner, note.withdrawn) for note in session.note.values()] == [
        ("action", "Sari", None)
    ] * 2


def test_sorting_is_refused_where_something_would_be_lost(session: Session) -> None:
    _kind, id = _add(session, "note", text="kata " * 300)
    with pytest.raises(Refused, match="1499 characters, and may have 1000") as error:
        bulk_edits.sort_out(session, [id], "program", {"horizon": "short"}, strategies.NOW)
    assert error.value.key == "name"
    with pytest.raises(Refused, match="“quadrant” is missing"):
        bulk_edits.sort_out(session, [id], "swot", {}, strategies.NOW)
    with pytest.raises(Refused, match="can't become this: quick win"):
        bulk_edits.sort_out(session, [id], "quick_win", {}, strategies.NOW)
    _do(session, bulk_edits.withdraw(session, [EntryRef("note", id)]))
    with pytest.raises(Refused, match="these are withdrawn: note “kata"):
        bulk_edits.sort_out(session, [id], "note", {"kind": "fact"}, strategies.NOW)


# Capturing many -------------------------------------------------------------------------------------------------


def test_pasted_lines_become_entries_in_their_order_which_a_merge_keeps(file: Path) -> None:
    lines = [f"Baris {number}." for number in range(30)]
    ours, theirs = (parse(file.read_bytes(), file) for _ in range(2))
    given = [{"quadrant": "threat", "text": line} for line in lines]
    edit = bulk_edits.capture_all(ours.session, "swot", given, strategies.NOW)
    assert edit
    assert edits.title(edit, ours.session) == "capture of 30 entries: SWOT entry"
    editing.perform(ours, edit)
    editing.perform(theirs, edits.capture(theirs.session, "swot", KEYS["swot"], strategies.NOW))
    base = parse(file.read_bytes(), file)
    merged = merging.merge(base.document, ours.document, theirs.document)
    found = parse(merged.text.encode(), file).session.swot.values()
    assert [one.text for one in found if one.quadrant == "threat"] == lines


def test_many_captures_are_distinct_and_of_one_moment(session: Session) -> None:
    edit = bulk_edits.capture_all(session, "note", [KEYS["note"]] * 500, strategies.NOW)
    assert isinstance(edit, Several)
    _do(session, edit)
    assert len(session.note) == 500
    assert all(ids.is_minted(id, "nt") for id in session.note)
    assert {note.added for note in session.note.values()} == {strategies.NOW}
    assert bulk_edits.capture_all(session, "note", [], strategies.NOW) is None


def test_the_first_line_that_does_not_fit_is_named_and_none_is_taken(session: Session) -> None:
    with pytest.raises(Refused, match="entry 2 of 3: “text” is missing"):
        bulk_edits.capture_all(
            session, "note", [KEYS["note"], {"kind": "inbox", "text": " "}, KEYS["note"]], strategies.NOW
        )
    with pytest.raises(Refused, match=r"^“text” is missing"):
        bulk_edits.capture_all(session, "note", [{"kind": "inbox"}], strategies.NOW)
    assert not session.note


# On a session file ----------------------------------------------------------------------------------------------


def test_a_step_survives_a_crash_and_is_undone_as_one(opened: workshops.Opened, file: Path) -> None:
    before = file.read_bytes()
    shop = opened()
    marked = [EntryRef("swot", id) for id in shop.session.swot]
    shop.do(bulk_edits.merge(shop.session, marked[0], marked[1:], "Lain."))
    shop.do(bulk_edits.capture_all(shop.session, "note", [KEYS["note"]] * 3, strategies.NOW))
    assert shop.undo() == "capture of 3 entries: note"
    assert shop.undo() == "merging of 1 entry into “Data belum terpadu.”"
    assert shop.document.to_bytes() == before
    shop.redo()
    done = shop.session.copy()
    workshops.crash(shop)
    assert opened().session == done


def _some_step(data: st.DataObject, session: Session, marked: list[EntryRef]) -> Edit | None:
    """A step that somebody could take with these entries marked."""
    match data.draw(
        st.sampled_from(["move", "withdraw", "restore", "merge", "merge", "apart", "out", "sort"])
    ):
        case "move":
            key, value = data.draw(
                st.sampled_from(
                    [("quadrant", "threat"), ("dimension", "economy"), ("kind", "fact"), ("dimension", None)]
                )
            )
            return bulk_edits.move(session, METHOD, marked, key, value)
        case "withdraw":
            return bulk_edits.withdraw(session, marked, data.draw(strategies.lines))
        case "restore":
            return bulk_edits.restore(session, marked)
        case "merge":
            return bulk_edits.merge(session, marked[0], marked[1:], data.draw(strategies.lines))
        case "apart":
            return bulk_edits.take_apart(session, marked[0])
        case "out":
            return bulk_edits.take_out(session, marked)
    notes = [id for table, id in marked if table == "note"]
    return bulk_edits.sort_out(session, notes, "swot", {"quadrant": "threat"}, strategies.NOW)


@FREELY
@given(st.data())
def test_whatever_is_done_is_undone_and_encoded_exactly(data: st.DataObject) -> None:
    session = Session()
    tables = ["swot", "program", "strategy", "note", "readiness"]
    for table in data.draw(st.lists(st.sampled_from(tables), min_size=2, max_size=8)):
        _do(
            session, edits.capture(session, table, data.draw(strategies.raws(kinds()[table])), strategies.NOW)
        )
    places = [EntryRef(table, id) for table in tables for id in session.entries(table)]
    for _ in range(data.draw(st.integers(1, 6))):
        marked = data.draw(st.lists(st.sampled_from(places), min_size=1, max_size=4))
        before = session.copy()
        try:
            edit = _some_step(data, session, marked)
        except Refused as refused:
            assert text.is_clean(str(refused))
            assert "\n" not in str(refused)
            assert session == before
            continue
        if edit is None:
            continue
        assert edits.decode(edits.encode(edit)) == edit
        assert text.is_clean(edits.title(edit, session))
        _do(session, edit)
        after = session.copy()
        assert after != before
        _do(session, edits.inverse(edit))
        assert session == before
        _do(session, edit)
        assert session == after


@FREELY
@given(st.data())
def test_merging_never_makes_a_circle_and_is_taken_apart_exactly(data: st.DataObject) -> None:
    session = Session()
    places = [_add(session, "swot", text=f"{number}") for number in range(6)]
    done: list[tuple[EntryRef, list[EntryRef], Session]] = []
    for _ in range(data.draw(st.integers(1, 6))):
        survivor, *others = data.draw(st.lists(st.sampled_from(places), min_size=2, max_size=4, unique=True))
        before = session.copy()
        try:
            edit = bulk_edits.merge(session, survivor, others)
        except Refused:
            continue
        if edit is None:
            continue
        _do(session, edit)
        new = [one for one in others if _at(before, one).merged_into is None]
        done.append((survivor, new, before))
        assert all(counts(session.swot[_last(session, place[1])]) for place in places)
    for survivor, new, before in reversed(done):
        whole = not bulk_edits.merged_in(before, survivor)
        _do(session, bulk_edits.take_apart(session, survivor) if whole else bulk_edits.take_out(session, new))
        assert session == before


@pytest.mark.parametrize("given", hostile_text.STRINGS.values())
def test_hostile_words_are_taken_and_named_clean(session: Session, given: str) -> None:
    _kind, id = _add(session, "note", text=f"x {given}")
    _do(session, bulk_edits.sort_out(session, [id], "swot", {"quadrant": "threat"}, strategies.NOW))
    (place,) = [EntryRef("swot", one) for one in session.swot]
    other = _add(session, "swot")
    edit = bulk_edits.merge(session, place, [other], given)
    assert edit
    assert text.is_clean(edits.title(edit, session))
    _do(session, edit)
    assert text.is_clean(_at(session, place).text)
