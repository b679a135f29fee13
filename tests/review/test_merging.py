"""Merging: what both did is in the result or in a conflict, and what one did alone keeps its bytes."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support import hostile_text, layouts, strategies
from support.layouts import ADDED, CITY, TOP, program, swot

from bimtek_tui.errors import BimtekError, UnreadableFile
from bimtek_tui.model import agenda, method
from bimtek_tui.model.entries import Session
from bimtek_tui.model.kinds import kinds
from bimtek_tui.review import conflict_marks, fingerprint, merging
from bimtek_tui.review.conflict_marks import Marks
from bimtek_tui.review.conflicts import sentence
from bimtek_tui.review.merging import Merged
from bimtek_tui.store import layout, parse
from bimtek_tui.store.document import Document, from_text, same
from bimtek_tui.text import short

PATH = Path("uji.toml")
ONE, TWO, THREE = (swot(f"sw-0000000{number}") for number in (1, 2, 3))
BASE = "\n".join([TOP, CITY, ONE, TWO, THREE])


def _document(text: str) -> Document:
    return merging.document(text.encode(), PATH)


def _merge(base: str | None, ours: str, theirs: str) -> Merged:
    return merging.merge(_document(base) if base is not None else None, _document(ours), _document(theirs))


def _clean(base: str | None, ours: str, theirs: str) -> str:
    merged = _merge(base, ours, theirs)
    assert merged.conflicts == ()
    parse(merged.text.encode(), PATH)
    return merged.text


def _resolved(text: str, side: str) -> str:
    """The text with every conflict settled for one side, as a person does it in an editor."""
    wanted = 1 if side == "ours" else 3
    parts = re.compile(
        r"^<<<<<<< ours[^\n]*\n(.*?)^\|\|\|\|\|\|\| base\r?\n(.*?)^=======\r?\n(.*?)^>>>>>>> theirs[^\n]*(?:\r?\n|\Z)",
        re.MULTILINE | re.DOTALL,
    )
    return parts.sub(lambda found: found[wanted], text)


def _new(number: int, minute: int = 0, text: str = '"baru"') -> str:
    return swot(f"sw-n000000{number}", text).replace("T09:15", f"T10:{minute:02d}")


# The matrix of git-data.md D.4 ---------------------------------------------------------------------------------


def test_both_append_one_at_the_end() -> None:
    made = _clean(BASE, BASE + "\n" + _new(1, 5), BASE + "\n" + _new(2, 3))
    assert made == BASE + "\n" + _new(2, 3) + "\n" + _new(1, 5)


def test_both_append_three_in_the_order_of_capture() -> None:
    ours = "".join("\n" + _new(number, number) for number in (1, 3, 5))
    theirs = "".join("\n" + _new(number, number) for number in (2, 4, 6))
    assert _clean(BASE, BASE + ours, BASE + theirs) == BASE + "".join(
        "\n" + _new(number, number) for number in (1, 2, 3, 4, 5, 6)
    )


def test_the_same_id_added_on_both_sides_is_one_when_it_says_the_same_and_a_conflict_field_by_field() -> None:
    ours = BASE + "\n" + _new(1)
    assert _clean(BASE, ours, ours.replace(ONE, ONE.replace("terpadu", "rapi"))) == ours.replace(
        ONE, ONE.replace("terpadu", "rapi")
    )
    merged = _merge(BASE, ours, BASE + "\n" + _new(1, text='"lain"'))
    assert [conflict.key for conflict in merged.conflicts] == ["text"]
    assert (merged.conflicts[0].ours, merged.conflicts[0].theirs) == ("baru", "lain")


def test_adjacent_fields_of_one_entry() -> None:
    ours = BASE.replace('quadrant = "weakness"', 'quadrant = "threat"', 1)
    theirs = BASE.replace("belum terpadu", "sudah terpadu", 1)
    made = ours.replace("belum terpadu", "sudah terpadu", 1)
    assert _clean(BASE, ours, theirs) == made
    assert _clean(BASE, theirs, ours) == made


def test_the_same_field_is_a_conflict_around_that_one_key() -> None:
    ours = BASE.replace("belum terpadu", "milik kita", 1).replace("sw-00000003", "sw-00000003", 1)
    theirs = BASE.replace("belum terpadu", "milik mereka", 1).replace("weakness", "threat", 1)
    merged = _merge(BASE, ours, theirs)
    assert merged.text == BASE.replace(
        ONE,
        ONE.replace("weakness", "threat").replace(
            'text = "Data belum terpadu."\n',
            "<<<<<<< ours: sw-00000001.text\n"
            'text = "Data milik kita."\n'
            "||||||| base\n"
            'text = "Data belum terpadu."\n'
            "=======\n"
            'text = "Data milik mereka."\n'
            ">>>>>>> theirs: sw-00000001.text\n",
        ),
    )
    (conflict,) = merged.conflicts
    assert conflict.place == ("swot", "sw-00000001", "text")
    assert conflict.base == "Data belum terpadu."
    assert sentence(conflict) == (
        "“text” of “Data milik kita.” (sw-00000001) was changed differently in ours and in theirs: "
        "“Data milik kita.” and “Data milik mereka.”"
    )
    assert _resolved(merged.text, "ours") == ours.replace("weakness", "threat", 1)
    assert _resolved(merged.text, "theirs") == theirs


def test_neighbouring_entries_last_field_and_first_field() -> None:
    ours = BASE.replace(ONE, ONE.replace("09:15:21", "09:15:22"))
    theirs = BASE.replace(TWO, TWO.replace("weakness", "threat"))
    assert _clean(BASE, ours, theirs) == ours.replace(TWO, TWO.replace("weakness", "threat"))


@pytest.mark.parametrize("turned", [False, True])
def test_removed_against_edited_is_a_conflict(turned: bool) -> None:
    removed, edited = BASE.replace(TWO + "\n", ""), BASE.replace(TWO, TWO.replace("terpadu", "rapi"))
    sides = (edited, removed) if turned else (removed, edited)
    merged = _merge(BASE, *sides)
    (conflict,) = merged.conflicts
    assert conflict.what == "removed"
    assert ("removed in ours" in sentence(conflict)) is not turned
    assert TWO in merged.text
    assert TWO.replace("terpadu", "rapi") in merged.text
    assert _resolved(merged.text, "theirs" if turned else "ours").replace("\n\n\n", "\n\n") == removed


def test_removed_against_laid_out_anew_is_none() -> None:
    removed = BASE.replace(TWO + "\n", "")
    anew = BASE.replace(TWO, TWO.replace(" = ", "="))
    assert _clean(BASE, removed, anew) == removed
    remarked = BASE.replace(TWO, "# tanya Bappeda\n" + TWO)
    assert _merge(BASE, removed, remarked).conflicts


@pytest.mark.parametrize("which", [ONE, TWO, THREE])
def test_removed_and_appended(which: str) -> None:
    removed = BASE.replace(which, "").replace("\n\n\n", "\n\n").rstrip("\n") + "\n"
    made = _clean(BASE, removed, BASE + "\n" + _new(1))
    assert made == removed + "\n" + _new(1)


def test_last_edited_and_appended() -> None:
    edited = BASE.replace(THREE, THREE.replace("terpadu", "rapi"))
    assert _clean(BASE, edited, BASE + "\n" + _new(1)) == edited + "\n" + _new(1)


# What the format asks for ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("turned", [False, True])
def test_withdrawn_against_edited_is_a_conflict_although_the_keys_differ(turned: bool) -> None:
    withdrawn = BASE.replace(ONE, ONE.replace("added", 'withdrawn = "ditarik"\nadded'))
    edited = BASE.replace(ONE, ONE.replace("terpadu", "rapi"))
    merged = _merge(BASE, *((edited, withdrawn) if turned else (withdrawn, edited)))
    (conflict,) = merged.conflicts
    assert (conflict.what, conflict.key) == ("withdrawn", "withdrawn")
    assert "withdrawn in " + ("theirs" if turned else "ours") in sentence(conflict)
    assert _resolved(merged.text, "theirs" if turned else "ours").count("rapi") == 1
    assert 'withdrawn = "ditarik"' in _resolved(merged.text, "theirs" if turned else "ours")
    assert _resolved(merged.text, "ours" if turned else "theirs") == edited


def test_both_withdrew_it_and_one_edited_it_before() -> None:
    withdrawn = BASE.replace(ONE, ONE.replace("added", 'withdrawn = "ditarik"\nadded'))
    assert _clean(BASE, withdrawn.replace("belum terpadu", "rapi", 1), withdrawn) == withdrawn.replace(
        "belum terpadu", "rapi", 1
    )


def _with(table_keys: str) -> str:
    return "\n".join([TOP, CITY, program("pr-00000001", table_keys)])


def test_sets_are_merged_as_sets() -> None:
    base = _with('funding = [\n  "apbd",\n  "csr",\n]\n')
    made = _clean(
        base,
        _with('funding = [\n  "apbd",\n  "csr",\n  "dak",\n]\n'),
        _with('funding = [\n  "csr",\n  "kpbu",\n]\n'),
    )
    assert made == _with('funding = [\n  "csr",\n  "dak",\n  "kpbu",\n]\n')


def test_a_set_that_nothing_is_left_of_goes() -> None:
    base = _with('funding = [\n  "apbd",\n  "csr",\n]\n')
    made = _clean(base, _with('funding = [\n  "csr",\n]\n'), _with('funding = [\n  "apbd",\n]\n'))
    assert made == _with("")


def test_sequences_changed_on_both_sides_are_a_conflict() -> None:
    base, ours, theirs = (_with(f'activities = ["a"{more}]\n') for more in ("", ', "b"', ', "c"'))
    (conflict,) = _merge(base, ours, theirs).conflicts
    assert (conflict.key, conflict.ours, conflict.theirs) == ("activities", ["a", "b"], ["a", "c"])
    assert _clean(base, ours, base.replace("short", "long")) == ours.replace("short", "long")


def test_singletons_and_the_top_are_merged_by_field() -> None:
    ours = BASE.replace('province = "Riau"', 'province = "Kepri"').replace(TOP, TOP + 'title = "Sesi"\n')
    theirs = BASE.replace('name = "Kota Uji"', 'name = "Kota Lain"').replace(TOP, "# Sesi kota\n" + TOP)
    made = _clean(BASE, ours, theirs)
    assert made == "# Sesi kota\n" + ours.replace("Kota Uji", "Kota Lain")
    (conflict,) = _merge(BASE, BASE.replace("Riau", "A"), BASE.replace("Riau", "B")).conflicts
    assert conflict.place == ("city", "", "province")
    (conflict,) = _merge(BASE, 'title = "a"\n' + BASE, 'title = "b"\n' + BASE).conflicts
    assert conflict.place == ("top", "", "title")


def test_a_singleton_that_both_added() -> None:
    made = _clean(BASE, BASE + '\n[plan]\nvision = "a"\n', BASE + '\n[plan]\ntheme = "b"\n')
    assert made == "\n".join([TOP, CITY, '[plan]\nvision = "a"\ntheme = "b"\n', ONE, TWO, THREE])


@pytest.mark.parametrize("swapped", [False, True])
def test_a_key_that_one_side_added_stands_before_those_that_nobody_knows(swapped: bool) -> None:
    ours = BASE.replace(ONE, ONE.replace(ADDED, "nilai_lain = 1\n" + ADDED))
    theirs = BASE.replace(ONE, ONE.replace(ADDED, 'source = "DINKES"\nvotes = 3\n' + ADDED))
    both = ONE.replace(ADDED, 'source = "DINKES"\nvotes = 3\nnilai_lain = 1\n' + ADDED)
    sides = (theirs, ours) if swapped else (ours, theirs)
    assert both in _clean(BASE, *sides)
    known = BASE.replace(ONE, ONE.replace(ADDED, "nilai_lain = 1\n" + ADDED))
    votes = known.replace("nilai_lain = 1\n", "votes = 3\nnilai_lain = 1\n")
    source = known.replace("nilai_lain = 1\n", 'source = "DINKES"\nnilai_lain = 1\n')
    assert both in _clean(known, *((source, votes) if swapped else (votes, source)))


def test_comments_and_unknown_keys_of_both_stay() -> None:
    ours = BASE.replace(
        ONE, "# tanya Bappeda\n" + ONE.replace("text =", 'suara = 4\n# kata kita\ntext =').replace(
            "+07:00", "+07:00  # waktu kita"
        )
    )  # fmt: skip
    theirs = BASE.replace(
        ONE, "# sudah ditanya\n" + ONE.replace("text =", 'warna = "biru"\n# kata mereka\ntext =').replace(
            '"weakness"', '"threat"  # pindah'
        ).replace("+07:00", "+07:00  # waktu mereka") + "# sesudah\n"
    )  # fmt: skip
    made = _clean(BASE, ours + "\n[lain]\na = 1\n", theirs + "\n[[aneh]]\nx = 1\n")
    for wanted in (
        "# tanya Bappeda", "# sudah ditanya", "suara = 4", 'warna = "biru"', "# kata kita", "# kata mereka",
        '"threat"  # pindah', "# waktu kita", "# waktu mereka", "# sesudah\n", "[lain]\na = 1", "[[aneh]]\nx = 1",
    ):  # fmt: skip
        assert made.count(wanted) == 1
    assert "# sw-00000001\n[[swot]]" in made


def test_comments_within_values_stay_although_the_other_side_changed_the_value() -> None:
    base = _with('activities = [\n  "a",\n]\n')
    ours = _with('activities = [\n  "a", # tanya dulu\n]\n')
    theirs = _with('activities = [\n  "a",\n  "b",\n]\n')
    made = _clean(base, ours, theirs)
    assert "# tanya dulu" in made
    assert parse(made.encode(), PATH).session.program["pr-00000001"].activities == ("a", "b")


def test_an_entry_that_one_side_laid_out_anew_takes_the_other_sides_change() -> None:
    base = BASE.replace(ONE, ONE.replace(" = ", "   =  "))
    ours, theirs = BASE, base.replace("belum terpadu", "rapi", 1)
    assert _clean(base, ours, theirs) == BASE.replace('text = "Data belum terpadu', 'text   =  "Data rapi', 1)


def test_nested_tables_go_with_their_entry() -> None:
    text = layouts.LAYOUTS["nested tables"]
    ours, theirs = text.replace("b = 2", "b = 3"), text.replace("belum terpadu", "rapi", 1)
    assert _clean(text, ours, theirs) == theirs.replace("b = 2", "b = 3")
    assert _merge(text, ours, text.replace("b = 2", "b = 4")).conflicts


def test_the_order_of_the_file_stays_and_a_new_kind_stands_where_the_format_has_it() -> None:
    text = layouts.LAYOUTS["interleaved"]
    made = _clean(text, text + "\n" + _new(1), text.replace(CITY, CITY + "\n" + _new(2)))
    assert made.startswith(text)
    made = _clean(BASE, BASE + "\n" + program("pr-00000001"), BASE + '\n[plan]\nvision = "x"\n')
    assert made == "\n".join([TOP, CITY, '[plan]\nvision = "x"\n', ONE, TWO, THREE, program("pr-00000001")])


# Without a base ------------------------------------------------------------------------------------------------


def test_two_groups_without_a_base_are_united() -> None:
    ours = "\n".join([TOP, CITY, _new(1, 1), _new(3, 3)])
    theirs = "\n".join([TOP, CITY, '[plan]\nvision = "x"\n', _new(2, 2), _new(4, 4)])
    made = _clean(None, ours, theirs)
    assert made == "\n".join(
        [TOP, CITY, '[plan]\nvision = "x"\n', _new(1, 1), _new(2, 2), _new(3, 3), _new(4, 4)]
    )
    assert _clean(None, theirs, ours) == made


def test_without_a_base_a_field_of_one_is_taken_and_a_field_that_differs_is_a_conflict() -> None:
    ours = BASE.replace(ONE, ONE.replace("text", "votes = 3\ntext"))
    theirs = BASE.replace(ONE, ONE.replace("weakness", "threat").replace("text", 'group = "A"\ntext'))
    merged = _merge(None, ours, theirs)
    assert [conflict.key for conflict in merged.conflicts] == ["quadrant"]
    assert "votes = 3" in _resolved(merged.text, "theirs")
    assert 'group = "A"' in _resolved(merged.text, "ours")


# Conflicts as people see them ----------------------------------------------------------------------------------


def _sentences(base: str | None, ours: str, theirs: str) -> list[str]:
    return [sentence(conflict) for conflict in _merge(base, ours, theirs).conflicts]


def test_a_sentence_names_the_entry_by_its_words_and_its_id() -> None:
    long = ONE.replace("Data belum terpadu", "Data " + "sangat " * 20 + "belum \\u001b[31mterpadu")
    base = BASE.replace(ONE, long)
    (said,) = _sentences(base, base.replace("weakness", "threat", 1), base.replace("weakness", "strength", 1))
    words = short("Data " + "sangat " * 20, 50)
    assert (
        said
        == f"“quadrant” of “{words}” (sw-00000001) was changed differently in ours and in theirs: “threat” and “strength”"
    )
    (said,) = _sentences(base, base.replace(TWO + "\n", ""), base.replace(TWO, TWO.replace("Data", "Semua")))
    assert said == "“Semua belum terpadu.” (sw-00000002) was removed in ours and changed in theirs"


def test_a_sentence_names_by_its_kind_what_has_no_words() -> None:
    assert _sentences(BASE, BASE.replace("Riau", "A"), BASE.replace("Riau", "B")) == [
        "“province” of city was changed differently in ours and in theirs: “A” and “B”"
    ]
    score = f'[[score]]\nid = "sc-00000001"\nquick_win = "qw-00000001"\ncriterion = "x"\nvalue = 2\n{ADDED}'
    files = [f"{BASE}\n{score.replace('value = 2', f'value = {value}')}" for value in (2, 3, 4)]
    assert _sentences(*files) == [
        "“value” of score “qw-00000001, x” (sc-00000001) was changed differently in ours and in theirs: “3” and “4”"
    ]


def test_marks_of_another_length() -> None:
    ours, theirs = BASE.replace("Riau", "A"), BASE.replace("Riau", "B")
    made = merging.merge(_document(BASE), _document(ours), _document(theirs), marks=Marks(9)).text
    assert re.findall(r"^([<|=>]+)( .+)?$", made, re.MULTILINE) == [
        ("<" * 9, " ours: city.province"), ("|" * 9, " base"), ("=" * 9, ""), (">" * 9, " theirs: city.province"),
    ]  # fmt: skip
    with pytest.raises(UnreadableFile, match="markers of an earlier conflict"):
        _document(made)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_base_with_conflicts_in_it_is_as_it_was_before_them(newline: str) -> None:
    base = BASE.replace("\n", newline)
    ours, theirs = (base.replace("Riau", one).replace("belum", one, 1) for one in "AB")
    made = merging.merge(_document(base), _document(ours), _document(theirs), marks=Marks(9)).text
    assert made.count("<" * 9) == 2
    assert conflict_marks.of_base(made.encode()) == base.encode()
    assert conflict_marks.of_base(base.encode()) == base.encode()


# Asked and answered --------------------------------------------------------------------------------------------


def test_choices_settle_conflicts() -> None:
    ours = BASE.replace("belum terpadu", "A", 1).replace(TWO + "\n", "")
    theirs = BASE.replace("belum terpadu", "B", 1).replace(TWO, TWO.replace("terpadu", "rapi"))
    documents = [_document(text) for text in (BASE, ours, theirs)]
    asked = merging.merge(*documents).conflicts  # type: ignore[arg-type]
    assert len(asked) == 2
    for side, text in (("ours", ours), ("theirs", theirs)):
        settled = merging.merge(*documents, {conflict.place: side for conflict in asked})  # type: ignore[arg-type, call-arg]
        assert settled == Merged(text)
    assert len(merging.merge(*documents, {asked[0].place: "ours"}).conflicts) == 1  # type: ignore[arg-type, call-arg]


# Files as they are ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", layouts.LAYOUTS)
def test_what_only_one_side_changed_is_taken_byte_for_byte(name: str) -> None:
    def document(content: bytes) -> Document:
        return parse(content, PATH).document

    one, other = layouts.CONTENTS[name], layouts.CONTENTS["plain"]
    assert merging.merge(*[document(one)] * 3).text.encode() == one  # type: ignore[arg-type]
    assert merging.merge(None, document(one), document(one)).text.encode() == one
    assert merging.merge(document(other), document(one), document(other)).text.encode() == one
    assert merging.merge(document(other), document(other), document(one)).text.encode() == one


@pytest.mark.parametrize("name", layouts.LAYOUTS)
def test_a_hand_layout_keeps_its_bytes_where_nobody_worked(name: str) -> None:
    text = layouts.LAYOUTS[name]
    newline = "\r\n" if text.count("\r\n") * 2 > text.count("\n") else "\n"

    def added(id: str) -> str:
        block = f'[[note]]\nid = "{id}"\nkind = "minute"\ntext = "x"\n{ADDED}'
        return text + newline * 2 + block.replace("\n", newline)

    def document(content: str) -> Document:
        return parse(content.encode(), PATH).document

    one, two = added("nt-00000011"), added("nt-00000012")
    try:
        merged = merging.merge(document(text), document(one), document(two))
    except BimtekError:
        pytest.fail("not merged")
    assert merged.conflicts == ()
    read = parse(merged.text.encode(), PATH)
    assert {"nt-00000011", "nt-00000012"} <= read.session.note.keys()
    before = [block.text.strip() for block in parse(text.encode(), PATH).document.blocks]
    after = [block.text.strip() for block in read.document.blocks]
    assert sorted(set(before) - set(after)) == []
    assert merged.text.startswith("\ufeff") == text.startswith("\ufeff")
    assert text.count("\r\n") == 0 or merged.text.count("\r\n") >= text.count("\r\n")


def test_line_ends_that_one_side_changed_are_followed() -> None:
    windows = BASE.replace("\n", "\r\n")
    theirs = BASE + "\n" + _new(1)
    ours = windows.replace("belum terpadu", "rapi", 1)
    assert _clean(BASE, ours, theirs) == (theirs.replace("belum terpadu", "rapi", 1)).replace("\n", "\r\n")
    assert _clean(BASE, theirs, ours) == _clean(BASE, ours, theirs)


def test_a_missing_last_line_end_is_no_matter() -> None:
    ours, theirs = BASE.rstrip("\n") + "\n\n" + _new(1).rstrip("\n"), BASE.replace("Riau", "Kepri")
    assert _clean(BASE, ours, theirs) == (theirs + "\n" + _new(1)).rstrip("\n")


@pytest.mark.parametrize(
    "content",
    [
        b"halo",
        b"",
        b"schema_version = 1\n",
        b"<<<<<<< HEAD\n" + TOP.encode() + b"=======\n>>>>>>> lain\n",
        (TOP + "\n" + swot("sw-00000001", '"""\n<<<<<<< ours\na\n=======\nb\n>>>>>>> theirs\n"""')).encode(),
        b'schema_version = 99\nmethod = "kominfo-1"\n',
        b"\xff\xfe",
    ],
)
def test_what_is_no_session_or_not_settled_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadableFile, match=r"uji\.toml"):
        merging.document(content, PATH)


def test_hostile_text_comes_through() -> None:
    base = hostile_text.session_text()
    ours = base.replace('name = "Kota [Uji] |*<b>"', 'name = "A"')
    said = hostile_text.toml(hostile_text.STRINGS["lines"])
    theirs = base + f'\n[[note]]\nid = "nt-88888888"\nkind = "fact"\ntext = {said}\n' + ADDED
    assert ours != base
    made = parse(_clean(base, ours, theirs).encode(), PATH).session
    assert made.city
    assert made.city.name == "A"
    assert made.note == parse(theirs.encode(), PATH).session.note


# Anything at all ------------------------------------------------------------------------------------------------

KINDS = [
    kinds()[table]
    for table in ("city", "mission", "stage", "agency", "swot", "program", "note", "commitment")
]
Raws = dict[tuple[str, str], dict[str, Any]]


@st.composite
def _sessions(draw: st.DrawFn, most: int = 5) -> Raws:
    made: Raws = {}
    for kind in draw(st.lists(st.sampled_from(KINDS), max_size=most)):
        raw = draw(strategies.raws(kind))
        made.setdefault((kind.table, raw.get("id", "")), raw)
    return made


def _change(draw: st.DrawFn, raws: Raws) -> Raws:
    """What one facilitator makes of a session."""
    made = {place: dict(raw) for place, raw in raws.items()}
    for _ in range(draw(st.integers(0, 4))):
        what = draw(st.sampled_from(["set", "set", "unset", "remove", "add"]))
        if what == "add" or not made:
            for place, raw in draw(_sessions(most=2)).items():
                made.setdefault(place, raw)
            continue
        place = draw(st.sampled_from(sorted(made)))
        kind = kinds()[place[0]]
        if what == "remove":
            del made[place]
            continue
        keys = [
            field for field in kind.fields if field.name != "id" and (what == "set" or not field.required)
        ]
        field = draw(st.sampled_from(keys))
        made[place].pop(field.name, None)
        if what == "set":
            made[place][field.name] = draw(strategies.values(field))
    return made


def _written(raws: Raws) -> str:
    order = {table: number for number, table in enumerate(kinds())}
    blocks = [TOP + "\n"]
    for (table, _id), raw in sorted(raws.items(), key=lambda item: order[item[0][0]]):
        kind = kinds()[table]
        blocks.append(layout.entry(kind, {key: raw[key] for key in kind.keys if key in raw}))
    return "".join(blocks).rstrip("\n") + "\n"


def _read(text: str) -> Raws:
    document = from_text(text)
    document.fill(tomllib.loads(text, parse_float=Decimal))
    return {(block.table, block.data.get("id", "")): block.data for block in document.blocks[1:]}


@st.composite
def _three(draw: st.DrawFn) -> tuple[str, str, str]:
    raws = draw(_sessions())
    return _written(raws), _written(_change(draw, raws)), _written(_change(draw, raws))


FREELY = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.slow
@FREELY
@given(_three())
def test_no_entry_and_no_field_is_lost(files: tuple[str, str, str]) -> None:
    base, ours, theirs = files
    merged = _merge(base, ours, theirs)
    results = {side: _read(_resolved(merged.text, side)) for side in ("ours", "theirs")}
    was, left, right = _read(base), _read(ours), _read(theirs)
    places = {conflict.place for conflict in merged.conflicts}
    for place in was.keys() | left.keys() | right.keys():
        whole = (*place, "") in places
        for mine, side in ((left, "ours"), (right, "theirs")):
            if same(mine.get(place), was.get(place)):
                continue
            if place not in mine:
                assert whole or not any(place in result for result in results.values())
                continue
            if whole:
                assert same(results[side][place], mine[place])
                continue
            for key in mine[place].keys() | was.get(place, {}).keys():
                value, old = mine[place].get(key), was.get(place, {}).get(key)
                if same(value, old):
                    continue
                field = kinds()[place[0]].keys[key]
                if field.list == "set":
                    came, went = set(value or ()) - set(old or ()), set(old or ()) - set(value or ())
                    for result in results.values():
                        assert came <= set(result[place].get(key, ()))
                        assert not went & set(result[place].get(key, ()))
                    continue
                twin = (right if mine is left else left).get(place, {}).get(key)
                if (*place, key) not in places and not same(twin, value) and not same(twin, old):
                    for result in results.values():
                        _is_of_both(result[place].get(key), old, value, twin)
                    continue
                assert same(results[side][place].get(key), value)
                if (*place, key) not in places:
                    assert all(same(result[place].get(key), value) for result in results.values())


def _is_of_both(result: Any, old: Any, one: Any, other: Any) -> None:
    """What both sides put into a text or sequence is there, and what one of them took out is not."""
    if isinstance(one, dt.date):
        assert result in (one, other)
        return
    was, left, right, made = (
        Counter(value.split("\n") if isinstance(value, str) else value or ())
        for value in (old, one, other, result)
    )
    assert {item for item in (left - was) + (right - was) if item.strip()} <= made.keys()
    assert not {item for item in (was - left) + (was - right) if item.strip()} & (made - left - right).keys()


@pytest.mark.slow
@FREELY
@given(_three())
def test_there_is_a_conflict_only_where_both_touched_the_same(files: tuple[str, str, str]) -> None:
    base, ours, theirs = files
    was, left, right = _read(base), _read(ours), _read(theirs)
    for conflict in _merge(base, ours, theirs).conflicts:
        place = (conflict.table, conflict.id)
        if conflict.what == "removed":
            assert (place in left) != (place in right)
            assert not same(left.get(place, right.get(place)), was[place])
            continue
        one, other, old = left[place], right[place], was.get(place, {})
        assert not same(one.get(conflict.key), other.get(conflict.key))
        if conflict.what == "withdrawn":
            continue
        assert not same(one.get(conflict.key), old.get(conflict.key))
        assert not same(other.get(conflict.key), old.get(conflict.key))


@pytest.mark.slow
@FREELY
@given(_three(), st.booleans())
def test_it_does_not_matter_who_is_who(files: tuple[str, str, str], with_base: bool) -> None:
    base, ours, theirs = files
    one = _merge(base if with_base else None, ours, theirs)
    other = _merge(base if with_base else None, theirs, ours)
    assert {conflict.place for conflict in one.conflicts} == {conflict.place for conflict in other.conflicts}
    for side, turned in (("ours", "theirs"), ("theirs", "ours")):
        here, there = (
            parse(_resolved(merged.text, which).encode(), PATH).session
            for merged, which in ((one, side), (other, turned))
        )
        for kind in kinds().values():
            if kind.single:
                found, twin = here.single(kind.table), there.single(kind.table)
                assert (found and fingerprint.entry(found)) == (twin and fingerprint.entry(twin))
            else:
                assert {id: fingerprint.entry(entry) for id, entry in here.entries(kind.table).items()} == {
                    id: fingerprint.entry(entry) for id, entry in there.entries(kind.table).items()
                }
                assert list(here.entries(kind.table)) == list(there.entries(kind.table))


@pytest.mark.slow
@FREELY
@given(_three())
def test_what_only_one_side_did_is_that_sides_file(files: tuple[str, str, str]) -> None:
    base, ours, _theirs = files
    for made in (_merge(base, ours, base), _merge(base, base, ours), _merge(ours, ours, ours)):
        assert made == Merged(ours)


@pytest.mark.slow
@FREELY
@given(_three())
def test_entries_that_one_side_did_not_touch_keep_the_bytes_of_the_other(files: tuple[str, str, str]) -> None:
    def blocks(text: str) -> dict[tuple[str, str], str]:
        document = from_text(text)
        names = re.compile(r'^id = (".*")$', re.MULTILINE)
        return {
            (block.table, "".join(names.findall(block.text)[:1])): block.text.rstrip("\n")
            for block in document.blocks[1:]
        }

    base, ours, theirs = files
    merged = _merge(base, ours, theirs)
    was, left, right, made = (blocks(text) for text in (base, ours, theirs, _resolved(merged.text, "ours")))
    for place, text in made.items():
        if left.get(place) == was.get(place) and place in right:
            assert text == right[place]
        elif right.get(place) == was.get(place) and place in left:
            assert text == left[place]


@FREELY
@given(st.data())
def test_no_remark_is_lost_wherever_it_was_written(data: Any) -> None:
    text = data.draw(st.sampled_from([text for name, text in layouts.LAYOUTS.items() if name != "windows"]))
    text = text.lstrip("\ufeff").replace("\r\n", "\n")
    lines = re.split(r"(?<=\n)", text)
    sides, written = [], []
    for side in ("kami", "mereka"):
        made = list(lines)
        for number in range(data.draw(st.integers(0, 4))):
            place = data.draw(st.integers(0, len(made) - 1))
            written.append(f"# {side} {number}")
            made.insert(place, f"{written[-1]}\n")
        for _ in range(data.draw(st.integers(0, 3))):
            place = data.draw(st.integers(0, len(made) - 1))
            made[place] = made[place].replace("terpadu", side).replace("22-", "23-")
        sides.append("".join(made))
    merged = merging.merge(*(parse(one.encode(), PATH).document for one in (text, *sides)))  # type: ignore[arg-type]
    for remark in written:
        assert merged.text.replace("\\u0023", "#").count(remark) >= 1  # in prose the sign is written out
    if not merged.conflicts:
        parse(merged.text.encode(), PATH)


def test_entries_with_odd_moments_have_an_order() -> None:
    local = _new(1).replace("+07:00", "")
    none = _new(2).replace("added", "x")
    made = _clean(BASE, BASE + "\n" + local, BASE + "\n" + none)
    assert made == BASE + "\n" + local + "\n" + none


def test_a_key_that_can_not_be_read_is_merged_like_any_other() -> None:
    wrong = ONE + 'rating = "tinggi" # entah\n'
    base = "\n".join([TOP, CITY, wrong, TWO])
    ours = base.replace("Data belum terpadu.", "Lain.", 1)
    theirs = base.replace("weakness", "strength", 1)
    for sides in ((ours, theirs), (theirs, ours)):
        assert _clean(base, *sides) == theirs.replace("Data belum terpadu.", "Lain.", 1)
    assert _clean(base, ours, base.replace('"tinggi"', "3")) == ours.replace('"tinggi"', "3")


def test_two_who_plan_the_agenda_get_each_others_blocks_and_order() -> None:
    def block(id: str, order: int, title: str = "") -> str:
        named = f'title = "{title}"\n' if title else ""
        return f'\n[[agenda]]\nid = "stage-1/1/{id}"\n{named}order = {order}\nminutes = 15\n'

    base = "\n".join([TOP, CITY]) + block("opening", 5)
    ours = base + block("break-1", 15) + block("x-00000001", 25, "Foto")
    theirs = base.replace("order = 5", "order = 25") + block("x-00000002", 25, "Doa")
    held = parse(_clean(base, ours, theirs).encode(), PATH).session.agenda
    assert {id.rpartition("/")[2]: entry.order for id, entry in held.items()} == {
        "opening": 25, "break-1": 15, "x-00000001": 25, "x-00000002": 25,
    }  # fmt: skip
    kominfo = method.load("kominfo-1")
    both = [
        agenda.blocks(Session(agenda=order), kominfo, "stage-1")
        for order in (held, dict(reversed(held.items())))
    ]
    assert both[0] == both[1]
