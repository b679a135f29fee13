"""One value that both sides changed: prose and sequences by their parts, times by what they say."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.layouts import CITY, TOP, program, swot

from bimtek_tui.review import merging, value_merge
from bimtek_tui.review.merging import Merged
from bimtek_tui.store import parse

PATH = Path("uji.toml")


def _merge(*sides: str) -> Merged:
    base, ours, theirs = (merging.document(text.encode(), PATH) for text in sides)
    return merging.merge(base, ours, theirs)


def _entry(table: str, keys: str) -> str:
    return "\n".join([TOP, CITY, f"[[{table}]]\n{keys}"])


# Sequences -----------------------------------------------------------------------------------------------------

SEQUENCES: dict[str, tuple[str, str, str, str | None]] = {
    "at both ends": ("abc", "xabc", "abcy", "xabcy"),
    "one changes, the other adds": ("abc", "aBc", "abcy", "aBcy"),
    "neighbours changed": ("abcd", "aBcd", "abCd", "aBCd"),
    "neighbours taken out": ("abcd", "acd", "abd", "ad"),
    "the same on both": ("abc", "abcx", "yabcx", "yabcx"),
    "both add at the end": ("a", "ab", "ac", None),
    "one adds beside what the other changed": ("abc", "axbc", "aBc", None),
    "both change one": ("abc", "aXc", "aYc", None),
    "taken out and changed": ("abc", "ac", "aBc", None),
    "the same put in at two places": ("abc", "xabc", "abcx", None),
    "both move one, to two places": ("abcd", "dabc", "adbc", None),
    "moved and taken out": ("abcd", "dabc", "abc", None),
}


@pytest.mark.parametrize("name", SEQUENCES)
def test_sequences_are_merged_by_three_ways(name: str) -> None:
    base, ours, theirs, wanted = SEQUENCES[name]
    for sides in ((ours, theirs), (theirs, ours)):
        merged = value_merge.three_way(list(base), *map(list, sides))
        assert merged == (None if wanted is None else list(wanted))


items = st.lists(st.sampled_from("abcdef"), max_size=8)


@given(items, items, items)
def test_nothing_is_lost_or_doubled_and_it_does_not_matter_who_is_who(
    base: list[str], ours: list[str], theirs: list[str]
) -> None:
    merged = value_merge.three_way(base, ours, theirs)
    assert merged == value_merge.three_way(base, theirs, ours)
    assert value_merge.three_way(base, ours, base) == value_merge.three_way(base, ours, ours) == ours
    if merged is not None:
        was, left, right, made = map(Counter, (base, ours, theirs, merged))
        for item in was | left | right:
            assert made[item] in (left[item], right[item])
            assert was[item] in (left[item], right[item]) or left[item] == right[item] == made[item]


def test_a_sequence_in_the_file_has_the_changes_of_both_and_its_comments() -> None:
    def file(activities: str) -> str:
        return "\n".join([TOP, CITY, program("pr-00000001", f"activities = [\n{activities}]\n")])

    base = file('  "a", # tanya\n  "b",\n')
    merged = _merge(
        base, file('  "nol",\n  "a", # tanya\n  "b",\n'), file('  "a", # tanya\n  "b",\n  "c",\n')
    )
    assert merged.conflicts == ()
    assert merged.text.count("# tanya\n") == 1
    activities = parse(merged.text.encode(), PATH).session.program["pr-00000001"].activities
    assert activities == ("nol", "a", "b", "c")


# Prose ---------------------------------------------------------------------------------------------------------


def _prose(*lines: str, newline: str = "\n") -> str:
    text = '"""\n' + "\n".join(lines) + '\n"""'
    return "\n".join([TOP, CITY, swot("sw-00000001", text)]).replace("\n", newline)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_two_sentences_of_one_text_are_merged_by_line(newline: str) -> None:
    base = _prose("Satu.", "Dua.", "Tiga.", newline=newline)
    ours = _prose("Satu sekali.", "Dua.", "Tiga.", newline=newline)
    theirs = _prose("Satu.", "Dua.", "Tiga.", "", 'Empat "besar".', newline=newline)
    for sides in ((ours, theirs), (theirs, ours)):
        merged = _merge(base, *sides)
        assert merged == Merged(
            _prose("Satu sekali.", "Dua.", "Tiga.", "", 'Empat "besar".', newline=newline)
        )


def test_one_sentence_changed_on_both_sides_is_a_conflict_of_the_whole_text() -> None:
    base, ours, theirs = (_prose("Satu.", word, "Tiga.") for word in ("Dua.", "Kedua.", "Nomor dua."))
    merged = _merge(base, ours, theirs)
    assert [conflict.key for conflict in merged.conflicts] == ["text"]
    assert "Kedua." in merged.text
    assert "Nomor dua." in merged.text


def test_a_text_that_nothing_is_left_of_is_a_conflict() -> None:
    base, ours, theirs = (_prose(*lines) for lines in (("Satu.", "Dua."), ("Satu.",), ("Dua.",)))
    assert [conflict.key for conflict in _merge(base, ours, theirs).conflicts] == ["text"]


# Times ---------------------------------------------------------------------------------------------------------


def _tick(time: str, more: str = 'state = "done"\n') -> str:
    return _entry("checklist", f'id = "stage-1/venue"\n{more}at = 2026-06-13T{time}+07:00\n')


def test_of_two_ticks_the_earlier_counts() -> None:
    open_ = _tick("08:00:00", 'state = "open"\n')
    early, late = _tick("09:00:00"), _tick("09:05:00")
    noted = _tick("09:05:00", 'state = "done"\nnote = "kunci ada di satpam"\n')
    for base in (open_, "\n".join([TOP, CITY])):
        for sides in ((early, late), (late, early)):
            assert _merge(base, *sides) == Merged(early)
        assert _merge(base, early, noted) == Merged(noted.replace("09:05", "09:00"))
    named = _tick("09:05:00", 'state = "done"\nby = "Ani"\n')
    assert [conflict.key for conflict in _merge(open_, early, named).conflicts] == ["at"]
    undone = _tick("09:05:00", 'state = "not-applicable"\n')
    assert {conflict.key for conflict in _merge(open_, early, undone).conflicts} == {"state", "at"}


def test_of_two_beginnings_the_earlier_and_of_two_ends_the_later() -> None:
    def block(started: str, ended: str) -> str:
        times = f"started = 2026-06-13T{started}:00+07:00\nended = 2026-06-13T{ended}:00+07:00\n"
        return _entry("agenda", f'id = "stage-1/1/opening"\n{times}')

    base = "\n".join([TOP, CITY])
    merged = _merge(base, block("09:00", "09:30"), block("09:02", "09:45"))
    assert merged == Merged(block("09:00", "09:45"))
    here, west = (_tick(time) for time in ("09:00:00", "08:59:00"))
    west = west.replace("08:59:00+07:00", "09:59:00+08:00")
    assert _merge(base, here, west).text == _merge(base, west, here).text == west


def test_one_moment_with_two_offsets_is_the_same_whoever_merges() -> None:
    base = "\n".join([TOP, CITY])
    here = _tick("09:00:00")
    west = here.replace("09:00:00+07:00", "10:00:00+08:00")
    assert _merge(base, here, west) == _merge(base, west, here) == Merged(here)
    opened = [_entry("stage", f'id = "stage-1"\nopened = 2026-06-13T{time}\n') for time in ("09:00:00+07:00", "10:00:00+08:00")]  # fmt: skip
    assert _merge(opened[0], opened[1], opened[0]).text == opened[1]
    assert _merge(base, *opened) == _merge(base, *opened[::-1]) == Merged(opened[0])


def test_a_time_with_an_offset_and_one_without_are_a_conflict() -> None:
    base = "\n".join([TOP, CITY])
    naive = _tick("09:05:00").replace("+07:00", "")
    assert [conflict.key for conflict in _merge(base, _tick("09:00:00"), naive).conflicts] == ["at"]


# What was read last --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("ours", "theirs", "kept"), [("b", "c", None), ("b", "a", "b"), ("b", "b", "b")])
def test_a_text_read_against_other_facts_on_each_side_asks_for_another_look(
    ours: str, theirs: str, kept: str | None
) -> None:
    def text(facts: str, words: str = "Halo.") -> str:
        keys = f'id = "tx-00000001"\nbook = "buku-1"\nsection = "pengantar"\ntext = "{words}"\n'
        return _entry("text", f'{keys}facts = "{facts * 16}"\nadded = 2026-06-13T09:15:21+07:00\n')

    merged = _merge(text("a"), text(ours), text(theirs, "Hai."))
    assert merged.conflicts == ()
    (entry,) = parse(merged.text.encode(), PATH).session.text.values()
    assert (entry.text, entry.facts) == ("Hai.", kept and kept * 16)
    seen: Any = _merge(text("a"), text(ours, "Halo, kota."), text(theirs, "Hai.")).conflicts
    assert [conflict.key for conflict in seen] == ["text"]
