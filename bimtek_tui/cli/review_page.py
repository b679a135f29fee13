"""Differences as one HTML file in the look of the books: old beside new, filtered by kind, stage and agency, complete in itself.

A filter leaves what follows from everything where it is, and says that it is of everything, on paper, too. What a session brought is escaped text; what the filter needs of it are numbers. The only script and the only looks are
those of this file, by their hashes in its policy, and nothing is loaded from elsewhere. Without scripts all is shown.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from msgspec import Struct

from .. import text
from ..i18n import _, language, listed, ngettext
from ..model.method import Method, name_of
from ..review import reports as wording
from ..review.changes import FIGURES, Change, Difference
from ..review.comparison import GROUPS, Report, Side
from ..review.history import Step
from ..review.wording import (
    FIGURE_WORDS,
    SIGNS,
    Pieces,
    beside,
    changes,
    effect,
    kind_word,
    label,
    remarks,
    title,
)

_LOOKS = Path(__file__).with_name("review_page.css")
_SCRIPT = Path(__file__).with_name("review_page.js")
_NOT_IN_HTML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_CLASSES = {"+": "masuk", "-": "keluar", "~": "ubah"}
_LAST = {"added": 1, "removed": 1}
"""Files of these states stand behind all others: of them there is one line, and what was changed is read first."""
_CONTEXT = 30
"""So many words are shown around what changed in a text; what lies between is left out."""


class _Part(Struct, frozen=True):
    """One section of the page: a file, or a commit."""

    heading: str
    lines: Sequence[str]
    differences: Sequence[Difference]
    method: Method


@dataclass
class _Choices:
    """What can be chosen in the filter: each of its values has a number, in the order in which they come."""

    kinds: dict[str, int] = field(default_factory=dict)
    stages: dict[str, int] = field(default_factory=dict)
    agencies: dict[str, int] = field(default_factory=dict)

    def attributes(self, difference: Difference, method: Method) -> str:
        """What the filter looks at, of one entry."""
        kind = "" if difference.table == FIGURES else kind_word(difference.table)
        stage = name_of(method.stages, difference.stage)
        numbers = {
            "kind": [_number(self.kinds, kind)] if kind else [],
            "stage": [_number(self.stages, stage)] if stage else [],
            "agency": [_number(self.agencies, text.short(agency)) for agency in difference.agencies],
            "entries": [entries] if (entries := wording.entries_of(difference)) > 1 else [],
        }
        return "".join(
            f' data-{name}="{" ".join(map(str, values))}"' for name, values in numbers.items() if values
        )


def _number(numbers: dict[str, int], value: str) -> int:
    return numbers.setdefault(value, len(numbers) + 1)


def of_reports(reports: Sequence[Report]) -> bytes:
    """The page of what versions of files differ in."""
    parts = [
        _Part(
            wording.headline(report) or report.name,
            [
                wording.summary(report),
                _("(--full tells every entry)") if report.counts and not report.differences else "",
            ],
            report.differences,
            report.method,
        )
        for report in sorted(reports, key=lambda report: _LAST.get(report.state, 0))
    ]
    lead = (
        ngettext("{number} file is different", "{number} files are different", len(reports)).format(
            number=len(reports)
        )
        if reports
        else _("no entry is different")
    )
    versions = _versions(reports)
    return _page(
        _("Changes: {versions}").format(versions=versions) if versions else _("Changes"), lead, parts
    )


def _versions(reports: Sequence[Report]) -> str:
    """What was compared, where it is the same for all: the file if it is one, and both ends; "" otherwise."""
    ends = [
        list(dict.fromkeys(_end(side) for side in sides if side))
        for sides in ([report.old for report in reports], [report.new for report in reports])
    ]
    if any(len(names) > 1 for names in ends):
        return ""
    shown = " → ".join(name for names in ends for name in names)
    in_git = any(side and side.commit for report in reports for side in (report.old, report.new))
    return f"{text.line(reports[0].name)}, {shown}" if shown and in_git and len(reports) == 1 else shown


def _end(side: Side) -> str:
    """One end of a comparison, in brief."""
    if not side.commit:
        return text.line(Path(side.file).name)
    return text.short(side.revision, 60) or side.commit[:10]


def of_steps(name: str, steps: Sequence[Step], remark: str) -> bytes:
    """The page of the history of a file."""
    parts = [
        _Part(wording.step_headline(step), wording.step_remarks(step), step.differences, step.method)
        for step in steps
    ]
    return _page(_("History of {file}").format(file=text.line(name)), remark, parts)


def _page(head: str, lead: str, parts: Sequence[_Part]) -> bytes:
    choices = _Choices()
    sections = "".join(_section(number, part, choices) for number, part in enumerate(parts, 1))
    told = sum(wording.entries_of(entry) for part in parts for entry in part.differences)
    looks, script = (file.read_text("utf-8") for file in (_LOOKS, _SCRIPT))
    policy = f"default-src 'none'; style-src {_hash(looks)}; script-src {_hash(script)}"
    return (
        f'<!DOCTYPE html>\n<html lang="{language()}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_escaped(head)}</title>\n<style>{looks}</style>\n</head>\n<body>\n"
        f"<header><h1>{_escaped(head)}</h1>\n{_paragraph(lead)}</header>\n"
        f"{_contents(parts)}<main>\n{_filter(choices, told)}{sections}</main>\n"
        f"<script>{script}</script>\n</body>\n</html>\n"
    ).encode()


def _contents(parts: Sequence[_Part]) -> str:
    """Where each file or commit stands, and what follows from it; nothing where there is one."""
    if len(parts) < 2:
        return ""
    lines, name = "", _escaped(_("Contents"))
    for number, part in enumerate(parts, 1):
        figures = dict.fromkeys(
            _(FIGURE_WORDS[entry.id]) for entry in part.differences if entry.table == FIGURES
        )
        follows = (
            f'<br><a href="#b{number}-a">{_escaped(_(GROUPS["effects"][0]))}: {_escaped(listed(list(figures)))}</a>'
            if figures
            else ""
        )
        told = _escaped(" · ".join(filter(None, part.lines)))
        lines += f'<li><a href="#b{number}">{_escaped(part.heading)}</a><br>{told}{follows}</li>\n'
    return f'<nav aria-label="{name}"><ul>\n{lines}</ul></nav>\n'


def _hash(content: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"


def _filter(choices: _Choices, told: int) -> str:
    """The filter over so many entries, which a script shows: without one it would do nothing."""
    selects, every, name_of_bar = "", _escaped(_("all")), _escaped(_("Filter"))
    for name, called, values in (
        ("kind", _("Kind"), choices.kinds),
        ("stage", _("Stage"), choices.stages),
        ("agency", _("Agency"), choices.agencies),
    ):
        pairs = values.items()
        ordered = sorted(pairs, key=lambda pair: pair[0].casefold()) if name == "agency" else pairs
        options = "".join(f'<option value="{number}">{_escaped(value)}</option>' for value, number in ordered)
        selects += (
            f'<label>{_escaped(called)}<select name="{name}" autocomplete="off">'
            f'<option value="">{every}</option>{options}</select></label>\n'
        )
    back = _escaped(_("Show all"))
    count = _escaped(_("Entries shown: {shown} of {all}")).format(shown="<output></output>", all=told)
    partial = _escaped(
        _("Only a part is shown: {filter}. Counts below the headings, and what follows, are of all changes.")
    ).format(filter="<b></b>")
    return (
        f'<div class="saring" role="search" aria-label="{name_of_bar}" hidden>\n{selects}'
        f'<button type="button">{back}</button>\n<p>{count}</p>\n</div>\n'
        f'<p class="sebagian" role="status" hidden>{partial}</p>\n'
    )


def _section(number: int, part: _Part, choices: _Choices) -> str:
    made = [f'<section id="b{number}">\n<h2>{_escaped(part.heading)}</h2>\n', *map(_paragraph, part.lines)]
    for group, kinds in wording.grouped(part.differences):
        follows = kinds[0][1][0].table == FIGURES
        made.append(f'<div class="akibat" id="b{number}-a">\n' if follows else '<div class="kelompok">\n')
        made.append(f"<h3>{_escaped(group)}</h3>\n")
        for word, entries in kinds:
            made += _table(word, entries, part.method, choices)
        made.append("</div>\n")
    return "".join([*made, "</section>\n"])


def _table(word: str, entries: Sequence[Difference], method: Method, choices: _Choices) -> Iterator[str]:
    """The entries of one kind, old beside new."""
    first = _("Figure") if entries[0].table == FIGURES else _("Entry and key")
    heads = "".join(
        f'<th scope="col">{_escaped(name)}</th>' for name in (first, _("Old value"), _("New value"))
    )
    yield f"<table>\n<caption>{_escaped(word)}</caption>\n<thead><tr>{heads}</tr></thead>\n"
    for entry in entries:
        sign = SIGNS.get(entry.what, "~")
        yield f"<tbody{choices.attributes(entry, method)}>"
        if named := title(entry, text.line):
            yield f'<tr><th colspan="3" scope="rowgroup" class="{_CLASSES[sign]}">{_escaped(named)}</th></tr>\n'
        for remark in remarks(entry, text.line):
            yield f'<tr><td colspan="3" class="catatan">{_escaped(remark)}</td></tr>\n'
        for change in changes(entry):
            yield _row(entry, change, method)
        yield "</tbody>\n"
    yield "</table>\n"


def _row(entry: Difference, change: Change, method: Method) -> str:
    """A key before and after."""
    key = _escaped(label(entry, change, method))
    if change.apart == "spelling":
        said = _escaped(_("written in another way, it says the same"))
        return f'<tr><th scope="row">{key}</th><td colspan="2" class="catatan">{said}</td></tr>\n'
    left, right = beside(change)
    more = _escaped(effect(change))
    return f'<tr><th scope="row">{key}</th><td>{_value(left)}</td><td>{_value(right)}{more}</td></tr>\n'


def _value(items: Sequence[Pieces]) -> str:
    shown = ["".join(_words(pieces)).strip() for pieces in items]
    if len(shown) < 2:
        return "".join(shown) or "–"
    return "".join(f"<p>{words}</p>" for words in shown)


def _words(pieces: Pieces) -> Iterator[str]:
    """The words of a text, marked where they went or came; long stretches in between that stayed are left out."""
    for number, (op, part) in enumerate(pieces):
        if op == "same" and len(pieces) > 1:
            part = _shortened(part, number > 0, number < len(pieces) - 1)
        shown = _escaped(text.clean(part))
        tag = "" if op == "same" else op
        yield f"<{tag}>{shown}</{tag}> " if tag else f"{shown} "


def _shortened(part: str, after: bool, before: bool) -> str:
    """What stayed the same in a text, as far as it stands after or before a change."""
    words = part.split(" ")
    if len(words) <= 2 * _CONTEXT + 10:
        return part
    begin = words[:_CONTEXT] if after else []
    end = words[-_CONTEXT:] if before else []
    return " ".join([*begin, "…", *end])


def _paragraph(words: str) -> str:
    return f"<p>{_escaped(words)}</p>\n" if words else ""


def _escaped(words: str) -> str:
    """Text as HTML; what it can't hold becomes the sign for a character that is not known."""
    return escape(_NOT_IN_HTML.sub("\ufffd", words))
