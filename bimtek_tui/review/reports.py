"""Comparisons as people and programs read them: lines for a terminal, Markdown for a pull request, data for scripts.

What makes user text harmless in Markdown is handed in.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Any, get_args

from .. import text
from ..i18n import N_, _
from ..model.kinds import KIND_WORDS
from ..model.labels import capital, clock, day, key_label
from ..model.method import Method
from . import fingerprint
from .changes import FIGURES, Difference, What
from .comparison import GROUPS, Report, Side, State, group_of, in_reading_order
from .history import Step
from .signing import Standing
from .wording import FIGURE_WORDS, SIGNS, WHAT, Escape, Marks, details, kind_word, title

VERSION = 1
"""Of the shape of the data, as `.docs/git.md` describes it."""

_TAGS = 4
"""So many tags of a commit are named."""
_ORDER: tuple[What, ...] = get_args(What)
_COLOURS = {"+": "32", "-": "31", "~": "33", "del": "31", "ins": "32", "head": "1"}


def as_text(differences: Iterable[Difference], method: Method, colour: bool = False) -> str:
    """Differences as lines; without colour what went and came is marked as ``[-so-]`` and ``{+so+}``."""
    marks = Marks(
        (lambda shown: painted("del", shown, colour)) if colour else (lambda shown: f"[-{shown}-]"),
        (lambda shown: painted("ins", shown, colour)) if colour else (lambda shown: f"{{+{shown}+}}"),
        text.line,
    )
    lines: list[str] = []
    for group, kinds in grouped(differences):
        lines += ["", painted("head", group, colour)] if lines else [painted("head", group, colour)]
        for word, entries in kinds:
            if word.casefold() != group.casefold():
                lines.append(f"  {word}")
            for entry in entries:
                if named := title(entry, marks.user):
                    sign = SIGNS.get(entry.what, "~")
                    lines.append(painted(sign, f"    {sign} {named}", colour))
                lines += [f"        {line}" for line in details(entry, method, marks)]
    return "\n".join(lines)


def painted(what: str, shown: str, colour: bool = True) -> str:
    """Words of ours in the colour of what they say, for a terminal."""
    return f"\x1b[{_COLOURS[what]}m{shown}\x1b[0m" if colour else shown


def as_markdown(differences: Iterable[Difference], method: Method, escape: Escape, level: int = 3) -> str:
    """Differences as Markdown to paste into a pull request, with headings from this level on.

    `escape` makes user text on one line mean only itself.
    """
    marks = Marks(lambda shown: f"~~{shown}~~", lambda shown: f"**{shown}**", escape)
    parts: list[str] = []
    for group, kinds in grouped(differences):
        parts.append(f"{'#' * level} {escape(group)}")
        for word, entries in kinds:
            lines = []
            for entry in entries:
                told = list(details(entry, method, marks))
                if named := title(entry, marks.user):
                    lines += [f"- {named}", *(f"  - {line}" for line in told)]
                else:  # the heading names it
                    lines += [f"- {line}" for line in told]
            if word.casefold() != group.casefold():
                parts.append(f"{'#' * (level + 1)} {escape(word)}")
            parts.append("\n".join(lines))
    return "\n\n".join(parts)


def grouped(
    differences: Iterable[Difference],
) -> Iterator[tuple[str, list[tuple[str, list[Difference]]]]]:
    """Differences under the words for their group and kind."""
    for group, among in groupby(in_reading_order(differences), key=group_of):
        kinds = []
        for (table, id), entries in groupby(
            among, key=lambda difference: (difference.table, difference.id * (difference.table == FIGURES))
        ):
            word = _(FIGURE_WORDS[id]) if table == FIGURES else kind_word(table)
            kinds.append((word, list(entries)))
        yield _(GROUPS[group][0]), kinds


# Whole reports -------------------------------------------------------------------------------------------------


def headline(report: Report) -> str:
    """Which versions are compared, on one line of clean text: files, revisions, dates and authors."""
    sides = [side for side in (report.old, report.new) if side]
    if not sides:
        return text.line(report.name) or "?"
    in_git = any(side.commit for side in sides)
    shown = " → ".join(side_in_words(side, report.name if in_git else "") for side in sides)
    return f"{text.line(report.name) or '?'}: {shown}" if in_git else shown


def side_in_words(side: Side, name: str = "") -> str:
    """Where one version is from: its file, or its revision with commit, date and author."""
    if not side.commit:
        return _("the file as it is") if side.file == name else text.line(side.file) or "?"
    tags = [tag for tag in side.tags if tag != side.revision][:_TAGS]
    facts = [
        side.commit[:10],
        *(_("tag {name}").format(name=text.short(tag, 40)) for tag in tags),
        *([day(side.date)] if side.date else []),
        text.short(side.author, 40),
    ]
    first, dots, second = side.revision.partition("...")
    named = (
        _("common base of {first} and {second}").format(
            first=text.short(first, 40), second=text.short(second, 40)
        )
        if dots
        else text.short(side.revision, 60)
    )
    if not named or side.commit.startswith(named):
        named, *facts = facts
    where = f"{text.line(side.file)} @ " if side.file != name else ""
    return f"{where}{named} ({', '.join(fact for fact in facts if fact)})"


def summary(report: Report) -> str:
    """What became of the file or of how many of its entries, in one line; "" where that is nothing."""
    if report.state in ("added", "removed"):
        return _came_or_went(report.state, report.counts)
    if report.state == "unreadable":
        return _("can't be compared: {reason}").format(reason=report.fault)
    counted: Counter[What] = Counter()
    for difference in report.differences:
        if difference.table != FIGURES:
            counted[difference.what] += entries_of(difference)
    told = [
        _called_before(report.renamed_from) if report.renamed_from else "",
        ", ".join(f"{counted[what]} {_(WHAT[what])}" for what in _ORDER if what in counted),
        _("only remarks or the layout are different") if report.relaid else "",
    ]
    return "; ".join(filter(None, told))


def entries_of(difference: Difference) -> int:
    """How many entries a difference is about: of another order all that moved, of a figure none."""
    if difference.table == FIGURES:
        return 0
    return len(difference.changes[0].new) if difference.what == "order" else 1


def _called_before(name: str) -> str:
    return _("the file was called {name} before").format(name=text.line(name) or "?")


def _came_or_went(state: State, counts: Mapping[str, int]) -> str:
    """That a file is new or gone, and how many entries it has or had."""
    entries = ", ".join(f"{capital(_(KIND_WORDS[kind]))} {number}" for kind, number in counts.items())
    words = _("the file is new") if state == "added" else _("the file is gone")
    return f"{words}: {entries}" if entries else words


def report_text(report: Report, colour: bool = False) -> str:
    """A report as lines for a terminal."""
    lines = [painted("head", headline(report), colour), *filter(None, [summary(report)])]
    lines += _told_in_full(report)
    if told := as_text(report.differences, report.method, colour):
        lines += ["", told]
    return "\n".join(lines)


def _told_in_full(report: Report) -> list[str]:
    """How to have every entry of a file that came or went, where they are not told."""
    return [_("(--full tells every entry)")] if report.counts and not report.differences else []


def report_markdown(report: Report, escape: Escape) -> str:
    """A report as Markdown."""
    parts = [f"## {escape(headline(report))}", escape(summary(report)), *map(escape, _told_in_full(report))]
    parts.append(as_markdown(report.differences, report.method, escape))
    return "\n\n".join(filter(None, parts))


# Steps of a history --------------------------------------------------------------------------------------------


def step_headline(step: Step) -> str:
    """When and by whom a commit was made, and which it is, with its tags, on one line of clean text."""
    if not step.commit:
        return _("not committed yet")
    when = [f"{day(step.date)} {clock(step.date)}"] if step.date else []
    tags = [text.short(tag, 40) for tag in step.tags[:_TAGS]]
    return " · ".join([*when, text.short(step.author, 60) or "?", step.commit[:10], *tags])


def step_remarks(step: Step) -> list[str]:
    """What is said of a commit besides the entries that it changed: its own words, the file's way, what can't be read."""
    remarks = [f"“{text.short(step.subject, 100)}”"] if step.subject else []
    if step.merge:
        remarks.append(_("a merge: what was decided in it"))
    if step.renamed_from:
        remarks.append(_called_before(step.renamed_from))
    if step.state in ("added", "removed"):
        remarks.append(_came_or_went(step.state, step.counts))
    if step.fault:
        remarks.append(_("this version can't be read: {reason}").format(reason=step.fault))
    return [*remarks, *step.remarks]


def step_text(step: Step, colour: bool = False) -> str:
    """A step as lines for a terminal."""
    lines = [painted("head", step_headline(step), colour), *(f"  {line}" for line in step_remarks(step))]
    told = as_text(step.differences, step.method, colour)
    return "\n".join([*lines, *(f"  {line}" if line else "" for line in told.split("\n") if told)])


def step_markdown(step: Step, escape: Escape) -> str:
    """A step as Markdown."""
    parts = [f"## {escape(step_headline(step))}", *map(escape, step_remarks(step))]
    parts.append(as_markdown(step.differences, step.method, escape))
    return "\n\n".join(filter(None, parts))


# Data ----------------------------------------------------------------------------------------------------------


def as_data(differences: Iterable[Difference]) -> list[dict[str, Any]]:
    """Differences ready to be written as JSON; exact numbers and dates are texts."""
    return [
        {
            "group": group_of(difference),
            "what": difference.what,
            "stage": difference.stage,
            "kind": difference.table,
            "id": difference.id,
            "number": difference.number,
            "name": difference.name,
            "agencies": list(difference.agencies),
            "changes": [
                {
                    "key": change.key,
                    "old": _json(change.old),
                    "new": _json(change.new),
                    "said": [list(side) for side in change.wordings],
                    "effect": "none" if change.apart else "",
                }
                for change in difference.changes
            ],
            "unread": [
                {
                    "version": "old" if unread.older else "new",
                    "line": unread.line,
                    "key": unread.key,
                    "reason": unread.reason,
                    "taken": list(unread.taken),
                }
                for unread in difference.unread
            ],
            "reason": difference.reason,
        }
        for difference in differences
    ]


def report_data(report: Report) -> dict[str, Any]:
    """A report ready to be written as JSON."""
    return {
        "file": report.name,
        "state": report.state,
        "old": _side_data(report.old),
        "new": _side_data(report.new),
        "counts": report.counts,
        "fault": report.fault,
        "renamed_from": report.renamed_from,
        "relaid": report.relaid,
        "differences": as_data(report.differences),
    }


def reports_data(reports: Sequence[Report]) -> dict[str, Any]:
    """The answer of ``bimtek diff`` as data."""
    return {"version": VERSION, "files": [report_data(report) for report in reports]}


def history_data(name: str, steps: Sequence[Step], remark: str) -> dict[str, Any]:
    """The answer of ``bimtek log`` as data; `remark` says where the history ends before its beginning."""
    return {
        "version": VERSION,
        "file": name,
        "cut": remark,
        "steps": [
            {
                "commit": step.commit,
                "date": step.date.isoformat() if step.date else None,
                "author": step.author,
                "subject": step.subject,
                "tags": list(step.tags),
                "file": step.file,
                "state": step.state,
                "merge": step.merge,
                "renamed_from": step.renamed_from,
                "counts": step.counts,
                "fault": step.fault,
                "remarks": list(step.remarks),
                "differences": as_data(step.differences),
            }
            for step in steps
        ],
    }


def _side_data(side: Side | None) -> dict[str, Any] | None:
    if side is None:
        return None
    return {
        "file": side.file,
        "revision": side.revision,
        "commit": side.commit,
        "date": side.date.isoformat() if side.date else None,
        "author": side.author,
        "tags": list(side.tags),
    }


def _json(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _json(part) for key, part in value.items()}
    if isinstance(value, tuple | list):
        return [_json(part) for part in value]
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, float):
        return str(value)
    return format(value, "f") if isinstance(value, Decimal) else value


# In brief ------------------------------------------------------------------------------------------------------


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
    "unknown": N_("without the method nobody can say whether the content is as signed ({digest})"),
    "unreadable": N_("“{digest}” is no fingerprint: whether the content is as signed can't be said"),
}


def standing_in_words(standing: Standing) -> str:
    """How the content stands to what was signed, in one line; "" where nothing was signed."""
    sentence = _STANDING[standing.state]
    digest, now = (text.short(fingerprint.short(digest), 20) for digest in (standing.digest, standing.now))
    return _(sentence).format(digest=digest, now=now) if sentence else ""
