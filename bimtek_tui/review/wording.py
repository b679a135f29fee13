"""How one difference is said: what became of an entry, and each of its keys before and after, word by word.

User text is cleaned here; what makes it harmless where it is printed is handed in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher, get_close_matches
from functools import partial
from typing import Literal

from msgspec import Struct

from .. import text
from ..analysis.budget import NOT_SPLIT
from ..i18n import N_, _
from ..model.kinds import KIND_WORDS
from ..model.labels import capital, dimension_label, key_label, value_label
from ..model.method import Method, name_of
from .changes import FIGURES, Change, Difference
from .order import sentences

WHAT = {
    "added": N_("added"),
    "removed": N_("removed"),
    "withdrawn": N_("withdrawn"),
    "merged": N_("merged"),
    "dropped": N_("dropped"),
    "restored": N_("restored"),
    "moved": N_("moved"),
    "changed": N_("changed"),
    "times": N_("only captured at another time"),
    "order": N_("in another order"),
    "unread": N_("can't be read"),
    "figure": N_("now different"),
}
"""What became of an entry, as it is said."""

FIGURE_WORDS = {
    "position": N_("SWOT position"),
    "scores": N_("SWOT scores"),
    "readiness": N_("Readiness"),
    "money": N_("Money"),
    "counts": N_("Number of entries"),
    "quick-wins": N_("Quick wins"),
    "references": N_("Still referred to"),
    "numbers": N_("Numbers said aloud"),
    "agreement": N_("Agreement"),
}

_CANDIDATE = {
    "decision": N_("Decision"),
    "cost": N_("Costs"),
    "score": N_("Score"),
    "rank": N_("Recommended place"),
}
"""What is computed of a candidate for a quick win."""

SIGNS = {"added": "+", "restored": "+", "removed": "-", "withdrawn": "-", "merged": "-", "dropped": "-"}
"""What stands before an entry that came or went; before all others a tilde."""

_ALIKE = 0.6
"""As much of two items of a list is the same where they are taken for one that was changed (difflib's ratio)."""
_MOST_ITEMS = 400
"""Pairs of items up to which those are looked for."""
_MOST = 2_000_000
"""Pairs of words up to which texts are compared word by word."""

Op = Literal["same", "del", "ins"]
Escape = Callable[[str], str]
Pieces = list[tuple[Op, str]]


class Marks(Struct, frozen=True):
    """How a report marks what it says: taken out, put in, user text."""

    out: Callable[[str], str]
    put: Callable[[str], str]
    user: Escape


def words(old: str, new: str) -> Pieces:
    """Two texts compared word by word; a line break counts as a word, blanks do not."""
    before, after = (re.findall(r"\n|[^\s]+", words) for words in (old, new))
    parts: Pieces = []

    def add(op: Op, part: list[str]) -> None:
        if part:
            parts.append((op, " ".join("¶" if op != "same" and word == "\n" else word for word in part)))

    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    add("same", before[:start])
    before, after = before[start:], after[start:]
    if len(before) * len(after) > _MOST:
        add("del", before)
        add("ins", after)
        return parts
    for op, left, right, begin, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if op == "equal":
            add("same", before[left:right])
        else:
            add("del", before[left:right])
            add("ins", after[begin:end])
    return parts


def kind_word(table: str) -> str:
    """What people call a kind; a table that the format does not have is called by its name."""
    return capital(_(KIND_WORDS[table])) if table in KIND_WORDS else f"[{text.short(table, 40)}]"


def title(difference: Difference, user: Escape) -> str:
    """What became of an entry, its number and what it is called; of a figure only what it belongs to, "" for the whole's."""
    number = f"{difference.number} " if difference.number else ""
    name = f"“{user(text.short(difference.name, 100))}”" if difference.name else ""
    id = f" ({user(difference.id)})" if difference.id and difference.table != FIGURES else ""
    head = f"{number}{name}{id}".strip()
    if difference.table == FIGURES:
        return head
    return f"{head}: {_(WHAT[difference.what])}" if head else _(WHAT[difference.what])


def label(difference: Difference, change: Change, method: Method) -> str:
    """What a key or a figure is called."""
    if difference.table == FIGURES:
        return _figure_label(change.key, method)
    if change.apart == "own":
        return _("{key} (a key of your own)").format(key=text.short(change.key))
    return _("Captured at") if change.key == "added" else key_label(change.key, difference.table)


def remarks(difference: Difference, user: Escape) -> Iterator[str]:
    """What is said of an entry besides its keys: what can't be read, why a figure is gone, what stands elsewhere."""
    for unread in difference.unread:
        sentence = (
            _("in the older version line {line} can't be read: {reason}")
            if unread.older
            else _("line {line} can't be read: {reason}")
        )
        told = sentence.format(line=unread.line, reason=user(unread.reason))
        if unread.taken:
            told = _("{fault}; the other version has {value}, which is taken for it").format(
                fault=told, value=user(text.short("; ".join(unread.taken), 100))
            )
        elif unread.replaced:
            told = _("{fault}; it is taken to be as in the other version").format(fault=told)
        yield told
    if difference.reason:
        yield user(difference.reason)
    if difference.what == "order":
        yield from (user(sentence) for change in difference.changes for sentence in change.wordings[1])


def changes(difference: Difference) -> Iterator[Change]:
    """The keys to be told; of an entry that came or went not the one that it is called by."""
    for change in difference.changes if difference.what != "order" else ():
        if difference.what in ("added", "removed"):
            shown = "; ".join(change.wordings[0] or change.wordings[1])
            if text.short(shown, 100) == text.short(difference.name, 100) and len(shown) <= 100:
                continue
        yield change


def details(difference: Difference, method: Method, marks: Marks) -> Iterator[str]:
    """A line for each thing to be told of an entry: of one that came or went only what it says."""
    yield from remarks(difference, marks.user)
    whole = difference.what in ("added", "removed")
    for change in changes(difference):
        key = marks.user(label(difference, change, method))
        if change.apart == "spelling":
            yield _("{key}: written in another way, it says the same").format(key=key)
        elif whole:
            yield f"{key}: {marks.user('; '.join(change.wordings[0] or change.wordings[1]))}"
        else:
            yield f"{key}: {_change(change, marks, difference.table == FIGURES)}"


def _change(change: Change, marks: Marks, figure: bool) -> str:
    old, new = change.wordings
    if change.list == "set" or (change.list and not (old and new)):
        gone = [marks.out(marks.user(part)) for part in old if part not in new and text.line(part)]
        come = [marks.put(marks.user(part)) for part in new if part not in old and text.line(part)]
        return ", ".join(gone + come) or _reordered(old, new, marks) or _("order or blanks only")
    if change.list:
        return _reordered(old, new, marks) or _in_order(old, new, marks) or _("blanks only")
    if change.prose and old and new:
        return _word_by_word(old[0], new[0], marks) or _("blanks only")
    before, after = ("; ".join(marks.user(part) for part in side) for side in (old, new))
    if change.key == "references":
        return after
    value = change.new if old == () else change.old
    if not (old and new) and (figure or not isinstance(value, str | dict | list)):  # 25 put in is no +25
        return f"{before or '–'} → {after or '–'}"
    if not old:
        return marks.put(after) if after else after
    if not new:
        return marks.out(before) if before else before
    return f"{before} → {after}{effect(change)}"


def effect(change: Change) -> str:
    """By how much a sum of money changed, in brackets; "" for anything else."""
    old, new = change.wordings
    if not (old and new and new[0].startswith("Rp")):
        return ""
    if isinstance(change.old, int) and isinstance(change.new, int):
        return f" ({change.new - change.old:+,})".replace(",", ".")
    return ""


def _reordered(old: Sequence[str], new: Sequence[str], marks: Marks) -> str:
    """Which items of a list stand elsewhere, in words; "" where others are in it, or one is there twice."""
    if old == new or len({*old}) < len(old) or sorted(old) != sorted(new):
        return ""
    called = partial(_item, marks)
    return _("another order: {sentences}").format(sentences="; ".join(sentences(old, new, called, called)))


def _item(marks: Marks, item: str) -> str:
    return f"“{marks.user(text.short(item, 60))}”"


def _in_order(old: tuple[str, ...], new: tuple[str, ...], marks: Marks) -> str:
    """What is different in a list whose order counts, item by item; "" when only blanks are."""
    lines: list[str] = []
    gone: list[str] = []
    come: list[str] = []
    for op, left, right, begin, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if op == "equal":
            continue
        if right - left == end - begin:
            lines += [
                _word_by_word(*pair, marks) for pair in zip(old[left:right], new[begin:end], strict=True)
            ]
            continue
        gone += old[left:right]
        come += new[begin:end]
    lines += _alike(gone, come, marks)
    return "; ".join(line for line in lines if line)


def _alike(old: Sequence[str], new: Sequence[str], marks: Marks) -> Iterator[str]:
    """Items that went and came: those that are nearly the same as one, word by word."""
    rest = list(old)
    pairs: dict[int, str] = {}
    for number, item in enumerate(new if len(old) * len(new) <= _MOST_ITEMS else ()):
        near = get_close_matches(item, rest, 1, _ALIKE)
        if near:
            pairs[number] = near[0]
            rest.remove(near[0])
    yield from (marks.out(marks.user(line)) for line in rest if text.line(line))
    for number, item in enumerate(new):
        if number in pairs:
            yield _word_by_word(pairs[number], item, marks)
        elif text.line(item):
            yield marks.put(marks.user(item))


def _word_by_word(old: str, new: str, marks: Marks) -> str:
    """Two texts as one, with the words marked that went and came; "" when only blanks did."""
    pieces = words(old, new)
    if all(op == "same" for op, _part in pieces):
        return ""
    how: dict[str, Callable[[str], str]] = {"same": str, "del": marks.out, "ins": marks.put}
    return " ".join(how[op](shown) for op, part in pieces if (shown := marks.user(part)))


def beside(change: Change) -> tuple[list[Pieces], list[Pieces]]:
    """A key before and after, to stand beside each other: of each value its items, and of these the words that went or came."""
    old, new = change.wordings
    if change.list == "set" or not (old and new):
        left: list[Pieces] = [[("same" if part in new else "del", part)] for part in old]
        return left, [[("same" if part in old else "ins", part)] for part in new]
    if change.list:
        return _items_beside(old, new)
    if change.prose:
        return _words_beside(old[0], new[0])
    return [[("del", part)] for part in old], [[("ins", part)] for part in new]


def _items_beside(old: Sequence[str], new: Sequence[str]) -> tuple[list[Pieces], list[Pieces]]:
    """A list in its order before and after."""
    left: list[Pieces] = []
    right: list[Pieces] = []
    for op, begin, end, begin_new, end_new in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if op == "replace" and end - begin == end_new - begin_new:
            for was, now in zip(old[begin:end], new[begin_new:end_new], strict=True):
                before, after = _words_beside(was, now)
                left += before
                right += after
            continue
        same = op == "equal"
        left += [[("same" if same else "del", part)] for part in old[begin:end]]
        right += [[("same" if same else "ins", part)] for part in new[begin_new:end_new]]
    return left, right


def _words_beside(old: str, new: str) -> tuple[list[Pieces], list[Pieces]]:
    """A text before and after."""
    pieces = words(old, new)
    return [[piece for piece in pieces if piece[0] != "ins"]], [
        [piece for piece in pieces if piece[0] != "del"]
    ]


def _figure_label(key: str, method: Method) -> str:
    """What a figure is called."""
    group, _colon, name = key.partition(":")
    match group:
        case "total":
            return _("All programs")
        case "horizon":
            return value_label(name)
        case "dimension":
            return dimension_label(method, name) or _("without dimension")
        case "funding" | "year" if name == NOT_SPLIT:
            return _("not split by source") if group == "funding" else _("not split by year")
        case "funding":
            return name_of(method.sources, name)
        case "year":
            return name
        case "count":
            table, _slash, part = name.partition("/")
            return f"{kind_word(table)}, {value_label(part)}" if part else kind_word(table)
        case "numbers":
            return kind_word(name.partition(":")[0])
        case "x":
            return _("x (strengths less weaknesses)")
        case "y":
            return _("y (opportunities less threats)")
        case "quadrant":
            return dimension_label(method, name) if name else _("Quadrant")
        case "x":
            return _("x (strengths minus weaknesses)")
        case "y":
            return _("y (opportunities minus threats)")
        case "level" | "target":
            return _("Level") if group == "level" else _("Target level")
        case "element":
            return name_of(method.elements, name)
        case "budget-and-rows":
            return _("Budget as a whole, and its rows by year and source")
        case "candidate":
            return _(_CANDIDATE[name])
        case "references":
            return _("Those that still refer to it")
        case "signed":
            return _("Signatures")
        case "agreement":
            return _("Fingerprint")
    return value_label(group)
