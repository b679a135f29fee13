"""The signs that lists, bars and grids use instead of words, each with what it means: F1 explains those on the screen.

A sign that a panel begins to use is added here; the first pattern that is found explains it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ..i18n import N_


class Sign(NamedTuple):
    """A sign as it is shown, by which pattern it is found on the screen, and what it means there."""

    shown: str
    pattern: str
    meaning: str


# fmt: off
SIGNS: tuple[Sign, ...] = (
    Sign("3/7 ●",   r"F\d .*\d+/\d+●",       N_("Behind a stage: items of the checklist that are done, of all; the stage is closed")),
    Sign("7/7 ✓",   r"F\d .*\d+/\d+✓",       N_("Behind a stage: items of the checklist that are done, of all; nothing is missing")),
    Sign("3/7",     r"F\d .*\d+/\d+(?![●✓\d])", N_("Behind a stage: items of the checklist that are done, of all")),
    Sign("◆",       r"◆",                    N_("This entry is marked: what you do next is done to all that are marked")),
    Sign("✗",       r"✗ \S",                 N_("This entry was withdrawn; behind it stands why")),
    Sign("4×3",     r"\b[\d.,]+×[\d.,]+\b",  N_("Points and rating of a factor: 4 points, rating 3")),
    Sign("2→4",     r"[\d?]→[\d?]",          N_("Level of readiness today and the level aimed at, each from 1 to 5; ? is not given yet")),
    Sign("→",       r"\d  → \S",             N_("Behind a position: the strategy that it asks for")),
    Sign("→",       r"(?<!\d)  → \S",        N_("This entry became part of the one that is named behind the arrow")),
    Sign("S1",      r"\b(?:[SWOT]|SO|WO|ST|WT|PR|QW)\d+ ", N_("The number of the entry, by which it is called aloud; books use the same")),
    Sign("=4",      r"=\d",                  N_("In a ranking: others have the same rank. In a line that is typed: points")),
    Sign("[✓] [ ]", r"\[✓\]|\[ \]",          N_("Ticked as present on this day, or not")),
    Sign("2/4",     r"\b\d+/\d+ [A-Z]{3,}",  N_("People of this agency who are present, of those who are registered")),
    Sign("▶",       r"(?m)(?:^|[│┃]) *▶",     N_("This block is running")),
    Sign("–",       r"(?m)(?:^|[│┃]) *– +\S",  N_("Left out, or not applicable here")),
    Sign("·",       r"(?m)(?:^|[│┃]) *· +\d",  N_("Nothing was recorded of this block")),
    Sign("✗",       r"(?m)✗(?=  |[ │┃]*$)",  N_("This condition of a quick win is not met")),
    Sign("·",       r"[■·✗]  +·|·  +[■·✓✗]", N_("The program does not run in this year; of a condition: not judged yet")),
    Sign("✓",       r"(?<!\[)✓(?!\])",       N_("Done, met or chosen")),
    Sign("○",       r"○",                    N_("Still open; in a voting: a dot that is not given yet")),
    Sign("●",       r"(?<!/\d)(?<!/\d\d)●",  N_("A dot of the voting")),
    Sign("■",       r"■",                    N_("The program runs in this year")),
    Sign("≠",       r"≠",                    N_("This is not as it was signed")),
    Sign("≈",       r"≈",                    N_("Nearly the same stands here already")),
    Sign("◂ ▸",     r"[◂◀].*[▸▶]",           N_("A click goes a day or a year back, or on; on the roadmap the program moves")),
    Sign("▲ ▼",     r"▲.*▼",                 N_("A click moves this block before the one above it, or behind the one below it")),
    Sign("▼",       r"(?m)▼ *[│┃▁-█ ]*$",    N_("One of several values: Enter shows them")),
    Sign("▸",       r"(?m)^[^◂\n]*▸",        N_("What the line is for: the list, the program, the agency or the day")),
    Sign("↓",       r"↓ \S",                 N_("The order in which the list stands")),
    Sign("!",       r"(?m)[│ ]! \S",         N_("Something is wrong here; the sentence says what to do")),
)
# fmt: on


def signs_in(shown: str) -> list[Sign]:
    """The signs that stand in a text of the screen, in the order of the table."""
    return [sign for sign in SIGNS if re.search(sign.pattern, shown)]
