"""Differences as people read them: lines for a terminal, Markdown for a pull request, data for scripts.

User text is cleaned here; what makes it harmless in Markdown is handed in, since that is the books' knowledge.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from difflib import SequenceMatcher
from itertools import groupby
from typing import Any, Literal

from msgspec import Struct

from .. import text
from ..analysis.budget import NOT_SPLIT
from ..i18n import N_, _
from ..model.kinds import KIND_WORDS
from ..model.labels import capital, dimension_label, key_label, value_label
from ..model.method import Method, name_of, wording
from . import fingerprint
from .differences import FIGURES, Change, Difference
from .signing import Standing

WHAT = {
    "added": N_("added"),
    "removed": N_("removed"),
    "withdrawn": N_("withdrawn"),
    "merged": N_("merged"),
    "dropped": N_("dropped"),
    "restored": N_("restored"),
    "moved": N_("moved"),
    "changed": N_("changed"),
    "unread": N_("can't be read"),
    "figure": N_("now different"),
}
"""What became of an entry, as it is said."""

FIGURE_WORDS = {
    "money": N_("Money"),
    "scores": N_("SWOT scores"),
    "position": N_("SWOT position"),
    "agreement": N_("Agreement"),
}

_SIGNS = {"added": "+", "restored": "+", "removed": "-", "withdrawn": "-", "merged": "-", "dropped": "-"}
_COLOURS = {"+": "32", "-": "31", "~": "33", "del": "31", "ins": "32", "head": "1"}
_MOST = 2_000_000
"""Pairs of words up to which texts are compared word by word."""

Op = Literal["same", "del", "ins"]
Escape = Callable[[str], str]


class _Marks(Struct, frozen=True):
    """How a report marks what it says: taken out, put in, a colour or a weight, user text."""

    out: Callable[[str], str]
    put: Callable[[str], str]
    user: Escape


def words(old: str, new: str) -> list[tuple[Op, str]]:
    """Two texts compared word by word; a line break counts as a word, blanks do not."""
    before, after = (re.findall(r"\n|[^\s]+", words) for words in (old, new))
    parts: list[tuple[Op, str]] = []

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


def as_text(differences: Iterable[Difference], method: Method, colour: bool = False) -> str:
    """The differences as lines; without colour what went and came is marked as ``[-so-]`` and ``{+so+}``."""

    def painted(what: str, shown: str) -> str:
        return f"\x1b[{_COLOURS[what]}m{shown}\x1b[0m" if colour else shown

    marks = _Marks(
        (lambda shown: painted("del", shown)) if colour else (lambda shown: f"[-{shown}-]"),
        (lambda shown: painted("ins", shown)) if colour else (lambda shown: f"{{+{shown}+}}"),
        text.line,
    )
    lines: list[str] = []
    for stage, kinds in _grouped(differences, method):
        lines += ["", painted("head", stage)] if lines else [painted("head", stage)]
        for word, entries in kinds:
            lines.append(f"  {word}")
            for entry in entries:
                sign = _SIGNS.get(entry.what, "~")
                lines.append(painted(sign, f"    {sign} {_title(entry, marks)}"))
                lines += [f"        {line}" for line in _details(entry, method, marks)]
    return "\n".join(lines)


def as_markdown(differences: Iterable[Difference], method: Method, escape: Escape) -> str:
    """The differences as Markdown to paste into a pull request; `escape` makes user text on one line mean only itself."""
    marks = _Marks(lambda shown: f"~~{shown}~~", lambda shown: f"**{shown}**", escape)
    parts: list[str] = []
    for stage, kinds in _grouped(differences, method):
        parts.append(f"### {escape(stage)}")
        for word, entries in kinds:
            lines = []
            for entry in entries:
                lines.append(f"- {_title(entry, marks)}")
                lines += [f"  - {line}" for line in _details(entry, method, marks)]
            parts += [f"#### {escape(word)}", "\n".join(lines)]
    return "\n\n".join(parts)


def as_data(differences: Iterable[Difference]) -> list[dict[str, Any]]:
    """The differences ready to be written as JSON; exact numbers and dates are texts."""
    return [
        {
            "what": difference.what,
            "stage": difference.stage,
            "kind": difference.table,
            "id": difference.id,
            "number": difference.number,
            "name": difference.name,
            "changes": [
                {"key": change.key, "old": _json(change.old), "new": _json(change.new)}
                for change in difference.changes
            ],
            "unread": [
                {
                    "version": "old" if unread.older else "new",
                    "line": unread.line,
                    "key": unread.key,
                    "reason": unread.reason,
                }
                for unread in difference.unread
            ],
        }
        for difference in differences
    ]


def in_brief(differences: Iterable[Difference]) -> list[str]:
    """The differences one a line: kind, name, what became of it and in which keys."""
    entries = []
    for difference in differences:
        name = f" “{text.short(difference.name, 60)}”" if difference.name else ""
        keys = ", ".join(key_label(change.key) for change in difference.changes)
        entries.append(
            f"{capital(_(KIND_WORDS[difference.table]))}{name}: {_(WHAT[difference.what])}"
            + (f" ({keys})" if keys and difference.what in ("changed", "moved") else "")
        )
    return entries


_STANDING = {
    "open": "",
    "as-signed": N_("{digest}, and the content is as it was signed"),
    "changed": N_("{digest}, but the content was CHANGED since then (now {now})"),
    "newer": N_("{digest} is of a newer bimtek: whether the content is as signed can't be said here"),
    "unreadable": N_("“{digest}” is no fingerprint: whether the content is as signed can't be said"),
}


def standing_in_words(standing: Standing) -> str:
    """How the content stands to what was signed, in one line; "" where nothing was signed."""
    sentence = _STANDING[standing.state]
    digest, now = (text.short(fingerprint.short(digest), 20) for digest in (standing.digest, standing.now))
    return _(sentence).format(digest=digest, now=now) if sentence else ""


def _json(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_json(part) for part in value]
    if isinstance(value, dt.date):
        return value.isoformat()
    return format(value, "f") if isinstance(value, Decimal) else value


def _grouped(
    differences: Iterable[Difference], method: Method
) -> Iterator[tuple[str, list[tuple[str, list[Difference]]]]]:
    """The differences under the words for their stage and kind."""
    for (stage, figures), among in groupby(
        differences, key=lambda difference: (difference.stage, difference.table == FIGURES)
    ):
        named = method.stages.get(stage)
        if figures:
            head = _("What follows from it")
        elif named:
            head = wording(named)
        else:
            head = _("The session as a whole") if not stage else text.line(stage)
        kinds = []
        for (table, id), entries in groupby(
            among, key=lambda difference: (difference.table, difference.id * figures)
        ):
            kinds.append((_(FIGURE_WORDS[id]) if figures else capital(_(KIND_WORDS[table])), list(entries)))
        yield head, kinds


def _title(difference: Difference, marks: _Marks) -> str:
    """What became of an entry, its number and what it is called."""
    number = f"{difference.number} " if difference.number else ""
    name = f"“{marks.user(text.short(difference.name, 100))}”" if difference.name else ""
    id = f" ({marks.user(difference.id)})" if difference.id and difference.table != FIGURES else ""
    head = f"{number}{name}{id}".strip()
    return f"{head}: {_(WHAT[difference.what])}" if head else _(WHAT[difference.what])


def _details(difference: Difference, method: Method, marks: _Marks) -> Iterator[str]:
    """The keys of an entry before and after; of one that came or went only what it says. And what can't be read."""
    for unread in difference.unread:
        sentence = (
            _("in the older version line {line} can't be read: {reason}")
            if unread.older
            else _("line {line} can't be read: {reason}")
        )
        yield sentence.format(line=unread.line, reason=marks.user(unread.reason))
    whole = difference.what in ("added", "removed")
    for change in difference.changes:
        label = (
            _figure_label(change.key, method)
            if difference.table == FIGURES
            else key_label(change.key, difference.table)
        )
        if not whole:
            yield f"{marks.user(label)}: {_change(change, marks, difference.table == FIGURES)}"
            continue
        shown = "; ".join(change.wordings[0] or change.wordings[1])
        if text.short(shown, 100) != text.short(difference.name, 100) or len(shown) > 100:
            yield f"{marks.user(label)}: {marks.user(shown)}"


def _change(change: Change, marks: _Marks, figure: bool) -> str:
    old, new = change.wordings
    if change.list == "set" or (change.list and not (old and new)):
        gone = [marks.out(marks.user(part)) for part in old if part not in new and text.line(part)]
        come = [marks.put(marks.user(part)) for part in new if part not in old and text.line(part)]
        return ", ".join(gone + come) or _("order or blanks only")
    if change.list:
        return _in_order(old, new, marks) or _("blanks only")
    if change.prose and old and new:
        return _word_by_word(old[0], new[0], marks) or _("blanks only")
    before, after = ("; ".join(marks.user(part) for part in side) for side in (old, new))
    if figure and not (old and new):
        return f"{before or '–'} → {after or '–'}"
    if not old:
        return marks.put(after) if after else after
    if not new:
        return marks.out(before) if before else before
    effect = ""
    if new[0].startswith("Rp") and isinstance(change.old, int) and isinstance(change.new, int):
        effect = f" ({change.new - change.old:+,})".replace(",", ".")
    return f"{before} → {after}{effect}"


def _in_order(old: tuple[str, ...], new: tuple[str, ...], marks: _Marks) -> str:
    """What is different in a list whose order counts, item by item; "" when only blanks are."""
    lines: list[str] = []
    for op, left, right, begin, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if op == "equal":
            continue
        if right - left == end - begin:
            lines += [
                _word_by_word(*pair, marks) for pair in zip(old[left:right], new[begin:end], strict=True)
            ]
            continue
        lines += [marks.out(marks.user(line)) for line in old[left:right] if text.line(line)]
        lines += [marks.put(marks.user(line)) for line in new[begin:end] if text.line(line)]
    return "; ".join(line for line in lines if line)


def _word_by_word(old: str, new: str, marks: _Marks) -> str:
    """Two texts as one, with the words marked that went and came; "" when only blanks did."""
    pieces = words(old, new)
    if all(op == "same" for op, _part in pieces):
        return ""
    how: dict[str, Callable[[str], str]] = {"same": str, "del": marks.out, "ins": marks.put}
    return " ".join(how[op](shown) for op, part in pieces if (shown := marks.user(part)))


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
        case "quadrant":
            return _("Quadrant")
        case "agreement":
            return _("Fingerprint")
    return value_label(group)
