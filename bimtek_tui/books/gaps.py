"""Places of a book that have nothing to show yet, and where that is filled in.

In a preview such a place carries its address between characters that no text of a person can hold (`text.clean`
drops them). A book that is written never holds any: it is rendered with filters that know nothing of addresses.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple
from urllib.parse import quote, unquote

from . import indonesian

EMPTY = "–"
"""What a book shows where a value is missing."""

PEN = "✎"
"""Begins a paragraph that tells a person what to write in its place."""

_UNSETTLED = "\ufffb"
TASK = _UNSETTLED + PEN
"""What such a paragraph begins with until the section is known in which it stands (`texts`)."""

GONE = "\ufffa"
"""Stands in a final edition where something is missing, until it is closed up (`editions`)."""

MARKED = re.compile("\ufff9([^\ufffa]*)\ufffa([^\ufffb]*)\ufffb")


class Gap(NamedTuple):
    """Where something is missing: the key of an entry; a singleton has the id "".

    A kind with entries and the id "" means that none has been captured yet; `key` then is the value by which the list
    is chosen, if one is (``strength``).
    """

    kind: str
    id: str = ""
    key: str = ""


def marked(words: str, gap: Gap) -> str:
    """These words with the address of what is missing there."""
    return f"\ufff9{words}\ufffa{'/'.join(quote(part, safe='') for part in gap)}\ufffb"


def bare(markdown: str) -> str:
    """The text as it would be written: without any address."""
    return MARKED.sub(r"\1", markdown) if "\ufff9" in markdown else markdown


def settled(markdown: str) -> str:
    """The text with paragraphs to be written as they are printed, also those that stand in no section."""
    return markdown.replace(TASK, PEN) if TASK in markdown else markdown


def read(address: str) -> Gap:
    """The address that stands behind the words."""
    return Gap(*map(unquote, address.split("/")))


def filters(marking: bool, final: bool) -> dict[str, Callable[..., Any]]:
    """The filters with which templates print what may be missing; for a preview they mark where it is.

    In a final edition no sentence says that something is missing, and nothing asks for a text.

    ``sel`` prints a value, ``daftar`` a list, ``sebutan`` how entries are mentioned, each `EMPTY` where there is nothing; ``belum`` prints
    a sentence that says so, for a value that is empty or for a kind of which there is no entry. ``tulis`` prints, as a
    paragraph of its own, what only a person can write, once the book is in their hands; ``rangkai`` prints a list
    within a sentence: a, b, dan c, with another word and mark where the items have these themselves; ``kata`` prints a small count as running text wants it: satu, dua, and 12, and
    ``huruf`` the letter of an item by its place: a, b.
    """

    def empty(value: object) -> str:
        gap = _gap_of(value) if marking else None
        return GONE if final else marked(EMPTY, gap) if gap else EMPTY

    def sel(value: Any) -> Any:
        return value or empty(value)

    def daftar(values: Iterable[Any]) -> str:
        return "; ".join(map(str, values)) or empty(values)

    def sebutan(values: Iterable[Any]) -> str:
        return ", ".join([str(value.mention) for value in values]) or empty(values)

    def belum(sentence: Any, of: Any = None, key: str = "") -> str:
        if not (marking or final):
            return str(sentence)
        gap = Gap(of, "", str(key)) if isinstance(of, str) else _gap_of(sentence if of is None else of)
        if not gap:
            return str(sentence)
        return GONE if final else marked(str(sentence), gap)

    def tulis(task: Any) -> str:
        return GONE if final else f"{TASK} {task}"

    def rangkai(values: Iterable[Any], word: str = "dan", mark: str = ",") -> str:
        return indonesian.listed([*map(str, values)], word, mark)

    def kata(count: Any) -> str:
        return indonesian.spelled(int(str(count))) if str(count).isdecimal() else str(count)

    return {
        "sel": sel,
        "daftar": daftar,
        "sebutan": sebutan,
        "belum": belum,
        "tulis": tulis,
        "rangkai": rangkai,
        "kata": kata,
        "huruf": indonesian.letter,
    }


def _gap_of(value: object) -> Gap | None:
    gap = getattr(value, "_gap", None)
    return gap if isinstance(gap, Gap) else None
