"""What people get wrong when they write a session by hand: the line where it is, and the likely mend, in one sentence.

A parser says what it expected, and often far behind the slip; here the line is looked at as a person would. Asked only
when a file is no TOML. Where only one thing can have been meant a slip has the mended line, and `mending` writes it.
"""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal

from ... import text
from ...i18n import N_, _
from ...model.kinds import Field, Kind, explain_value, kinds
from . import headings, lists, unclosed, unseen
from .likely_values import fits, likely, two_days, two_numbers
from .lines import BEGINS, HEADER, KEY, Slip, begins, kind_at
from .patterns import (
    A_DATE,
    CURLY,
    IN_QUOTES,
    NEITHER,
    NO_DAY,
    NO_SECONDS,
    NOUGHT,
    PATTERNS,
    TWO_DAYS,
    WITH_UNIT,
    Pattern,
)

_EMPTY = re.compile(r"\s*+[\w-]++\s*+=\s*+(?:\"\"|'')?+\s*+$")
_WORDS = re.compile(r"\s*+[^\W\d_]")
_OPENED = re.compile(r"\s*+[\w-]++\s*+=\s*+(?:\"(?:[^\"\\]++|\\.)*+|'[^']*+)$")
_KEYED = re.compile(r"\s*+(?:[-*•–]\s++)?[\"']?[\w-]++[\"']?\s*+[=:]")
_THREE = re.compile(rf"[\"'{CURLY}]{{3}}")
_BRACKETS = re.compile(r"[\[\](){}=]")
_PATH = re.compile(r"[A-Za-z]:\\|\\\\\w")
_BACKSLASH = re.compile(r"(?<!\\)\\(?![\\\"])")
_LONGEST = re.compile(r"(?<!\d)\d{4300,}|[eE][+-]?\d{10,}")
"""Numbers of more digits than Python reads, and beyond every decimal number."""
_LINE = 5_000
"""Signs of a line that is looked at for slips: what a person writes is shorter, and patterns take their time."""
_ROUNDS = 4
"""So many slips of one line are mended one after the other."""
_VAGUE = {IN_QUOTES, NEITHER}
_VAGUE_OF_TIME = {*_VAGUE, WITH_UNIT, NO_SECONDS, NOUGHT}
"""What says less than the key itself does about what it takes, and of keys for days and moments."""
_OF_TEXTS = {IN_QUOTES, NOUGHT}
_MEANT = N_("“{value}” stands in the file as {mended}")


def slip(source: str, line: int, reason: str) -> Slip:
    """What somebody got wrong, where the parser stopped at this line for this reason."""
    lines = source.split("\n")
    here = lines[line - 1].rstrip("\r") if line <= len(lines) else ""
    over = _over_lines(source, lines, line, reason, here)
    told = over or _on_line(source, lines, line, reason, here)
    if source.count('"""') % 2 or source.count("'''") % 2:  # what looks like a slip may stand in a text
        return told._replace(mended=None)
    if over is not None:
        return over
    if _KEYED.match(here) and line < len(lines) and not begins(lines[line]) and not told.at:
        return told._replace(mended=None)  # the value may go on there
    return told._replace(is_alone=_is_alone(source, line, here))


def _is_alone(source: str, line: int, here: str) -> bool:
    """Whether a line is a key with its value, or an item of a list, which begins nothing that goes on below."""
    if _THREE.search(here) or len(here) > _LINE:
        return False
    if unclosed.brackets(source, line - 1):
        return not _BRACKETS.search(here)
    is_whole = here.count("[") == here.count("]") and here.count("{") == here.count("}")
    return is_whole and _KEYED.match(here) is not None


def _over_lines(source: str, lines: list[str], line: int, reason: str, here: str) -> Slip | None:
    """A slip that is seen only in several lines: what is never closed, and what is there twice."""
    if reason.startswith('Expected "\'"') and (opened := unclosed.quote(source)) not in (0, line):
        return slip(source, opened, "Expected a quote")
    if huge := _LONGEST.search(source) if not reason or "digits" in reason or "decimal" in reason else None:
        number = source.count("\n", 0, huge.start()) + 1
        return Slip(number, _("this number is longer than any that a session has; correct it"))
    if opened := unclosed.text(source, line):
        return Slip(
            opened, _("the text that begins here is never closed; put three quotes on a line behind it")
        )
    if opened := unclosed.list_(source, line, here):
        message = _("the list that begins here is never closed; put ] on a line behind its last item")
        return Slip(opened, message, *_closed(source, lines, opened, line))
    if reason.startswith("Unclosed array") and here.strip():
        told = None if unclosed.is_item(here) else _item(source, lines, line, here)
        if told and told.mended is not None:
            return told
        return _without_comma(source, lines, line, here)
    if reason.startswith("Cannot"):
        return _twice(source, lines, line, here)
    for opened in (line, line - 1):
        is_open = 0 < opened < len(lines) and _EMPTY.match(lines[opened - 1][:_LINE])
        below = lines[opened] if is_open else ""
        if _WORDS.match(below) and not BEGINS.match(below):
            return Slip(opened, _('a text over several lines stands between three quotes: """'))
    if len(here) <= _LINE and _OPENED.match(here) and line < len(lines):
        begins = BEGINS.match(lines[line])
        if not begins:
            return Slip(line, _('a text over several lines stands between three quotes: """'))
    return None


def _on_line(source: str, lines: list[str], line: int, reason: str, here: str) -> Slip:
    """A slip that its line shows."""
    if len(here) > _LINE:
        return Slip(line, _("this line can't be read, and is too long to say why"))
    if here.lstrip().startswith("[") and not here.strip("[] \t\r"):
        return Slip(line, _("between the brackets of a heading stands the name of a table: [[program]]"))
    if (here.lstrip().startswith("[") and not KEY.match(here)) or headings.ODD.match(here):
        return headings.unreadable(lines, line, here)
    if unseen.SIGNS.search(here) and (usual := unseen.seen(here)) != here:
        sign = unseen.SIGNS.search(here)
        message = _(
            "this line holds a blank that is none to a program, or a sign that nobody sees (U+{number}); type it anew"
        )
        code = f"{ord(sign[0]):04X}" if sign else ""
        return Slip(line, message.format(number=code), usual)
    if control := next((sign for sign in here if (sign < " " and sign != "\t") or sign == "\x7f"), ""):
        message = _(
            "this line holds a control character (number {number}) that nobody sees; type the line anew"
        )
        return Slip(line, message.format(number=ord(control)))
    kind = kind_at(source, line)
    if any(word in reason.lower() for word in ("escape", "hex value", "unescaped")):
        if "\\" not in here and line > 1 and lines[line - 2].rstrip().endswith("\\"):
            return Slip(line - 1, _('a text over several lines stands between three quotes: """'))
        doubled = _BACKSLASH.sub(r"\\\\", here)
        is_path = _PATH.search(here) is not None and '\\"' not in here and "\\\\" not in here[3:]
        return Slip(line, _("a backslash in a text is written twice: \\\\"), doubled if is_path else None)
    told = _list(line, here, kind) or _item(source, lines, line, here) or _told(line, here, kind)
    if told:
        return told
    if unclosed.brackets(source, line - 1):
        return Slip(line, _("in a list every item stands in quotes, with a comma behind it"))
    if unclosed.ends_below(lines, line):
        return Slip(line, _("a text stands here without the line that opens it: a key, = and three quotes"))
    if unclosed.is_item(here):
        return Slip(line, _("an item of a list stands here without the line that opens it: a key, = and ["))
    return Slip(
        line,
        _("this is no line of the form key = value, no heading such as [[program]], and no remark behind #"),
    )


def _told(line: int, here: str, kind: Kind | None) -> Slip | None:
    """The first pattern that the line has, in words."""
    for pattern in PATTERNS:
        if match := pattern.looks.match(here):
            sentence, mended = pattern.sentence, pattern.mend(match)
            field = _field(kind, match)
            asked = _asked(pattern, match, field)
            meant = likely(field, asked) if field and asked else None
            if meant:
                mended, mended_as = meant.literal, mended
                if field and _is_text(field):
                    sentence = IN_QUOTES
                elif "{mended}" not in sentence or mended_as != meant.literal or sentence in _OF_TEXTS:
                    sentence = _MEANT
            value = asked or match["wrong"]
            if no := _no_such(field, sentence, value, mended if not meant else ""):
                return Slip(line, no)
            words = {"value": text.short(value), "mended": text.short(mended)}
            return Slip(line, _(sentence).format(**words), _surely(here, kind))
    return None


def _no_such(field: Field | None, sentence: str, value: str, guess: str) -> str:
    """Why nobody can tell what was meant by a value, "" where one can; `guess` is what a pattern would make of it."""
    days = two_days(value) if field is None or field.type == "D" else None
    if days:
        return _(TWO_DAYS).format(value=text.short(value), first=days[0], second=days[1])
    if guess and sentence == A_DATE and not fits(kinds()["stage"].keys["start"], guess):
        return _(NO_DAY).format(value=text.short(value))
    if field and len(numbers := two_numbers(field, value)) > 1:
        message = _("“{value}” can mean two numbers: write {first} or {second}")
        return message.format(value=text.short(value), first=numbers[0], second=numbers[1])
    vague = _VAGUE_OF_TIME if field and field.type in "DT" else _VAGUE
    no = explain_value(field, value) if field and guess and sentence in vague else None
    return no.message if no else ""


def _surely(here: str, kind: Kind | None, rounds: int = _ROUNDS) -> str | None:
    """The line mended, where every step has one meaning and the outcome is what its key takes; else None."""
    for pattern in PATTERNS:
        if match := pattern.looks.match(here):
            mended = _step(pattern, match, _field(kind, match)) if pattern.is_sure else None
            if mended is None or mended == here or not rounds:
                return None
            return mended if _is_good(mended, kind) else _surely(mended, kind, rounds - 1)
    return None


def _step(pattern: Pattern, match: re.Match[str], field: Field | None) -> str | None:
    mended = pattern.mend(match)
    asked = _asked(pattern, match, field)
    if asked is not None:
        meant = likely(field, asked) if field else None
        is_text = field is not None and _is_text(field)
        if meant is None or not meant.is_sure or (is_text and "#" in match.string):
            return None
        mended = meant.literal
    return match.string[: match.start("wrong")] + mended + match.string[match.end("wrong") :]


def _asked(pattern: Pattern, match: re.Match[str], field: Field | None) -> str | None:
    """What the key of a line decides about: of what is no text also what stands in wrong quotes; else None."""
    if pattern.is_value:
        return match["wrong"]
    inner = match.groupdict().get("inner")
    return inner if field and not _is_text(field) and not field.list else None


def _is_text(field: Field) -> bool:
    return field.type in "sp" and not field.choices


def _is_good(line: str, kind: Kind | None) -> bool:
    """Whether a line can be read, and is what its key takes, an item of a list, or a remark."""
    try:
        data = tomllib.loads(line, parse_float=Decimal)
    except ValueError:
        item = line.strip().removesuffix(",")
        return item == "]" or (item.startswith('"') and fits(kinds()["plan"].keys["vision"], item))
    if not data:
        return line.lstrip().startswith("#")
    ((key, value),) = data.items() if len(data) == 1 else (("", None),)
    field = kind.keys.get(key) if kind else None
    return field is not None and explain_value(field, value) is None


def _field(kind: Kind | None, match: re.Match[str]) -> Field | None:
    return kind.keys.get((match.groupdict().get("key") or "").strip()) if kind else None


def _list(line: int, here: str, kind: Kind | None) -> Slip | None:
    """A list on one line."""
    key = KEY.match(here)
    field = kind.keys.get(key[1]) if kind and key else None
    if key is None or field is None or not (told := lists.whole(field, here[key.end() :])):
        return None
    return Slip(line, told[0], f"{key[0]} {told[1]}" if told[1] else None)


def _item(source: str, lines: list[str], line: int, here: str) -> Slip | None:
    """An item of a list over several lines."""
    opened = unclosed.brackets(source, line - 1)
    kind, key = (kind_at(source, opened[0]), KEY.match(lines[opened[0] - 1])) if opened else (None, None)
    field = kind.keys.get(key[1]) if kind and key else None
    return Slip(line, *told) if field and (told := lists.item(field, here)) else None


# What is there twice ------------------------------------------------------------------------------------------


def _twice(source: str, lines: list[str], line: int, here: str) -> Slip:
    """A table or a key that is there already."""
    if header := HEADER.match(here):
        return headings.twice(lines, line, header)
    key = KEY.match(here)
    for number in range(line - 1, 0, -1):
        if key is None or lines[number - 1].lstrip().startswith("["):
            break
        if (other := KEY.match(lines[number - 1])) and other[1] == key[1]:
            if lost := headings.lost(lines, number, line):
                return lost
            message = _("“{key}” is there already, on line {before}; take one of the two out")
            same = here.strip() == lines[number - 1].strip() and _is_good(here, kind_at(source, line))
            return Slip(line, message.format(key=text.short(key[1]), before=number), "" if same else None)
    if here.lstrip().startswith("["):
        return headings.unreadable(lines, line, here)
    return Slip(
        line, _("this key, or a part of it, is there already as something else; take one of the two out")
    )


# What a list lacks --------------------------------------------------------------------------------------------


def _without_comma(source: str, lines: list[str], line: int, here: str) -> Slip:
    """An item of a list behind which no comma stands: the one above, where the parser stopped at the next one."""
    message = _("in a list every item ends with a comma; one is missing here")
    for number in range(line - 1, 0, -1):
        item = lines[number - 1].rstrip("\r")
        if not item.strip() or item.lstrip().startswith("#"):
            continue
        if re.fullmatch(r"\s*(?:\"(?:[^\"\\]|\\.)*\"|[\w:+.-]+)\s*", item):
            is_next = re.match(r"\s*(?:\"(?:[^\"\\]|\\.)*\"|[\w:+.-]+)\s*,?\s*(?:#.*)?$", here)
            return Slip(number, message, f"{item.rstrip()}," if is_next else None)
        break
    return Slip(line, message, is_alone=_is_alone(source, line, here))


def _closed(source: str, lines: list[str], opened: int, line: int) -> tuple[str | None, int]:
    """The last item of a list with the bracket that is missing, and its line, where that gives what the key takes."""
    last = line - 1 if line <= len(lines) and lines[line - 1].strip() else len(lines)
    while last > opened and (not lines[last - 1].strip() or lines[last - 1].lstrip().startswith("#")):
        last -= 1
    mended = lines[last - 1].rstrip() + "]"
    kind, key = kind_at(source, opened), KEY.match(lines[opened - 1])
    part = "\n".join([*lines[opened - 1 : last - 1], mended])
    return (mended, last) if key and "#" not in part and _is_good(part, kind) else (None, 0)
