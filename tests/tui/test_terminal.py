"""What the terminal sends, read as keys: the same ones however many come in one piece, and Escape always one of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events

from bimtek_tui.tui import terminal
from bimtek_tui.tui.key_queue import Burst
from bimtek_tui.tui.terminal import TellingEscape

KEYS = {
    "\x1b": "escape",
    "a": "a",
    "Q": "Q",
    "1": "1",
    " ": "space",
    "\r": "enter",
    "\t": "tab",
    "\x11": "ctrl+q",
    "\x13": "ctrl+s",
    "\x7f": "backspace",
    "\x1b[A": "up",
    "\x1b[F": "end",
    "\x1bOQ": "f2",
    "\x1b[15~": "f5",
    "\x1b[1;5C": "ctrl+right",
    "\x1b[200~\x1bq tempel\x1b[201~": "pasted",
}


class Alt(TellingEscape):
    alt = ("alt+x",)


def read(pieces: Iterable[str], parser: type[TellingEscape] = TellingEscape) -> list[str]:
    """The keys in pieces that come faster than anybody waits behind an Escape; the last one is waited for."""
    reading = parser()
    found = [event for piece in pieces for event in reading.feed(piece)]
    found += reading.feed("")
    keys = [key for one in found for key in (one.keys if isinstance(one, Burst) else [one])]
    return [one.key if isinstance(one, events.Key) else "pasted" for one in keys]


@pytest.mark.parametrize(
    ("sent", "bursts"),
    [
        ("data belum terpadu di semua dinas", 1),
        ("data belum\rterpadu di semua dinas\r", 1),
        ("\x1b[200~data belum terpadu di semua dinas\x1b[201~", 0),
        ("databelumterpadudisemuadinas", 0),
        ("data belum", 0),
        ("data belum terpadu di semua dinas\x13", 0),
        ("\x1bdata belum terpadu di semua dinas", 1),
    ],
)
def test_many_words_in_one_reading_may_be_a_paste(sent: str, bursts: int) -> None:
    found = list(TellingEscape().feed(sent))
    assert sum(isinstance(one, Burst) for one in found) == bursts


def test_what_may_have_been_typed_while_the_program_stood_still_is_no_paste(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = [100.0]
    monkeypatch.setattr(terminal, "time", SimpleNamespace(monotonic=lambda: now[0]))
    reading = TellingEscape()
    words = "Ba2031 apbn 1,5 miliar\r"
    found = []
    for stood_still in (0.1, 2.0, 0.0):
        now[0] += stood_still
        found.append(any(isinstance(one, Burst) for one in reading.feed(words)))
        list(reading.tick())
    assert found == [True, False, True]


@given(st.lists(st.lists(st.sampled_from(sorted(KEYS)), min_size=1), max_size=5))
def test_keys_are_the_same_however_they_come(pieces: list[list[str]]) -> None:
    sent = ["".join(piece) for piece in pieces if not re.fullmatch("\x1b[1\t\x7f]", "".join(piece))]
    sent = [piece for piece in sent if piece]
    keys = [KEYS[key] for piece in pieces if "".join(piece) in sent for key in piece]
    assert read(sent) == keys


@pytest.mark.parametrize(
    ("pieces", "keys"),
    [
        (["\x1b[", "A"], ["up"]),
        (["\x1b", "[A"], ["up"]),
        (["\x1b", "OQ", "\x1b", "q"], ["f2", "escape", "q"]),
        (["\x1b\x1b[A"], ["escape", "up"]),
        (["\x1b\x7f"], ["ctrl+w"]),
        (["x\x1b\x7f"], ["x", "escape", "backspace"]),
        (["\x1bx"], ["escape", "x"]),
        (["\x1b\x1b"], ["escape", "escape"]),
    ],
)
def test_what_begins_with_escape(pieces: list[str], keys: list[str]) -> None:
    assert read(pieces) == keys


def test_a_key_with_alt_that_a_person_uses_is_one_key() -> None:
    assert read(["\x1bx"], Alt) == ["alt+x"]
    assert read(["\x1by", "a\x1bx"], Alt) == ["escape", "y", "a", "escape", "x"]
