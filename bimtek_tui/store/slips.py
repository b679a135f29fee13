"""What people get wrong when they write a session by hand: the line where it is, and the likely mend, in one sentence.

A parser says what it expected, and often far behind the slip; here the line is looked at as a person would. Asked only
when a file is no TOML. Where only one thing can have been meant a slip has the mended line, and `mending` writes it.
"""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal
from typing import NamedTuple

from .. import text
from ..i18n import N_, _
from ..model.kinds import Field, Kind, explain_value, kinds
from . import list_slips
from .blocks import header_of, lines_of
from .likely_values import fits, likely
from .slip_patterns import CURLY, IN_QUOTES, NEITHER, NO_SECONDS, PATTERNS, UNSEEN, WITH_UNIT, Pattern, seen

_TOKEN = re.compile(
    r'''(?P<many>"""(?:[^"\\]++|\\.|"(?!""))*+(?P<end>"{3,5}+)?|\'\'\'(?:[^']++|'(?!''))*+(?P<last>'{3,5}+)?)'''
    r"""|"(?:[^"\\\n]++|\\.)*+"?|'[^'\n]*+'?|#[^\n]*+""",
    re.DOTALL,
)
_SWALLOWED = re.compile(r"^(?:\[\[?\w+\]\]?[ \t]*$|(?:id|added|withdrawn)[ \t]*=)", re.MULTILINE)
"""What no text of a person holds at the beginning of a line, so that its closing quotes must be missing."""
_HEADER = re.compile(r"\s*+(\[++)\s*+([\w-]++)\s*+(\]*+)\s*+(?:#.*+)?$")
_ODD_HEADER = re.compile(
    rf"(?=\s*[\[({{<])[\s\[({{<]*+[\"'{CURLY}]*+([\w-]++)[\"'{CURLY}]*+\s*+[\s\])}}>]++[,;:.]*+\s*+$"
)
"""A heading in other brackets, with more of them, in quotes, or with a sign behind it."""
_EMPTY = re.compile(r"\s*+[\w-]++\s*+=\s*+(?:\"\"|'')?+\s*+$")
_ID = re.compile(r"^\s*+id\s*+=\s*+[\"']?(([a-z]++)-[\w-]++)")
_WORDS = re.compile(r"\s*+[^\W\d_]")
_KEY = re.compile(r"\s*+([\w-]++)\s*+=")
_OPENED = re.compile(r"\s*+[\w-]++\s*+=\s*+(?:\"(?:[^\"\\]++|\\.)*+|'[^']*+)$")
_BEGINS = re.compile(r"\s*+(?:$|#|\[|([\w-]++)\s*+=)")
_PATH = re.compile(r"[A-Za-z]:\\|\\\\\w")
_BACKSLASH = re.compile(r"(?<!\\)\\(?![\\\"])")
_LONGEST = re.compile(r"(?<!\d)\d{4300,}|[eE][+-]?\d{10,}")
"""Numbers of more digits than Python reads, and beyond every decimal number."""
_LINE = 5_000
"""Signs of a line that is looked at for slips: what a person writes is shorter, and patterns take their time."""
_ROUNDS = 4
"""So many slips of one line are mended one after the other."""
_VAGUE = {IN_QUOTES, NEITHER}
_VAGUE_OF_TIME = {*_VAGUE, WITH_UNIT, NO_SECONDS}
"""What says less than the key itself does about what it takes, and of keys for days and moments."""
_MEANT = N_("“{value}” stands in the file as {mended}")


class Slip(NamedTuple):
    """The line of a slip, and the sentence about it without file and line.

    `mended` is what the line becomes, or another one (`at`), where nothing else can have been meant; else "".
    """

    line: int
    sentence: str
    mended: str | None = None
    at: int = 0


def slip(source: str, line: int, reason: str) -> Slip:
    """What somebody got wrong, where the parser stopped at this line for this reason."""
    lines = source.split("\n")
    here = lines[line - 1].rstrip("\r") if line <= len(lines) else ""
    told = _over_lines(source, lines, line, reason, here) or _on_line(source, lines, line, reason, here)
    if source.count('"""') % 2 or source.count("'''") % 2:  # what looks like a slip may stand in a text
        return told._replace(mended=None)
    return told


def _over_lines(source: str, lines: list[str], line: int, reason: str, here: str) -> Slip | None:
    """A slip that is seen only in several lines: what is never closed, and what is there twice."""
    if reason.startswith('Expected "\'"') and (opened := _unclosed_quote(source)) not in (0, line):
        return slip(source, opened, "Expected a quote")
    if huge := _LONGEST.search(source) if not reason or "digits" in reason or "decimal" in reason else None:
        number = source.count("\n", 0, huge.start()) + 1
        return Slip(number, _("this number is longer than any that a session has; correct it"))
    if opened := _unclosed_text(source, line):
        return Slip(
            opened, _("the text that begins here is never closed; put three quotes on a line behind it")
        )
    if opened := _unclosed_list(source, line, here):
        message = _("the list that begins here is never closed; put ] on a line behind its last item")
        return Slip(opened, message, *_closed(source, lines, opened, line))
    if reason.startswith("Unclosed array") and here.strip():
        return _without_comma(lines, line, here)
    if reason.startswith("Cannot"):
        return _twice(source, lines, line, here)
    for opened in (line, line - 1):
        is_open = 0 < opened < len(lines) and _EMPTY.match(lines[opened - 1][:_LINE])
        below = lines[opened] if is_open else ""
        if _WORDS.match(below) and not _BEGINS.match(below):
            return Slip(opened, _('a text over several lines stands between three quotes: """'))
    if len(here) <= _LINE and _OPENED.match(here) and line < len(lines):
        begins = _BEGINS.match(lines[line])
        if not begins:
            return Slip(line, _('a text over several lines stands between three quotes: """'))
    return None


def _on_line(source: str, lines: list[str], line: int, reason: str, here: str) -> Slip:
    """A slip that its line shows."""
    if len(here) > _LINE:
        return Slip(line, _("this line can't be read, and is too long to say why"))
    if here.lstrip().startswith("[") and not here.strip("[] \t\r"):
        return Slip(line, _("between the brackets of a heading stands the name of a table: [[program]]"))
    if (here.lstrip().startswith("[") and not _KEY.match(here)) or _ODD_HEADER.match(here):
        return _heading_slip(lines, line, here)
    if UNSEEN.search(here) and (usual := seen(here)) != here:
        sign = UNSEEN.search(here)
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
    kind = _kind_at(source, line)
    if any(word in reason.lower() for word in ("escape", "hex value", "unescaped")):
        doubled = _BACKSLASH.sub(r"\\\\", here)
        is_path = _PATH.search(here) is not None and '\\"' not in here and "\\\\" not in here[3:]
        return Slip(line, _("a backslash in a text is written twice: \\\\"), doubled if is_path else None)
    told = _list(line, here, kind) or _item(source, lines, line, here) or _told(line, here, kind)
    if told:
        return told
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
                mended = meant.literal
                if field and _is_text(field):
                    sentence = IN_QUOTES
                elif "{mended}" not in sentence or not pattern.is_value:
                    sentence = _MEANT
            vague = _VAGUE_OF_TIME if field and field.type in "DT" else _VAGUE
            if field and asked and not meant and sentence in vague and (no := explain_value(field, asked)):
                return Slip(line, no.message)
            words = {"value": text.short(asked or match["wrong"]), "mended": text.short(mended)}
            return Slip(line, _(sentence).format(**words), _surely(here, kind))
    return None


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


def _kind_at(source: str, line: int) -> Kind | None:
    """The kind of the table that a line is in."""
    above = "".join(part + "\n" for part in source.split("\n")[: line - 1])
    headers = [part for part, begins in lines_of(above) if begins == "header"]
    path = header_of(headers[-1]) if headers else ("top",)
    return kinds().get(path[0]) if len(path) == 1 else None


def _list(line: int, here: str, kind: Kind | None) -> Slip | None:
    """A list on one line."""
    key = _KEY.match(here)
    field = kind.keys.get(key[1]) if kind and key else None
    if key is None or field is None or not (told := list_slips.whole(field, here[key.end() :])):
        return None
    return Slip(line, told[0], f"{key[0]} {told[1]}" if told[1] else None)


def _item(source: str, lines: list[str], line: int, here: str) -> Slip | None:
    """An item of a list over several lines."""
    opened = _opened(source, line - 1)
    kind, key = (_kind_at(source, opened[0]), _KEY.match(lines[opened[0] - 1])) if opened else (None, None)
    field = kind.keys.get(key[1]) if kind and key else None
    return Slip(line, *told) if field and (told := list_slips.item(field, here)) else None


# Headings ------------------------------------------------------------------------------------------------------


def _heading(table: str) -> str:
    kind = kinds().get(table)
    return f"[{table}]" if kind and kind.single else f"[[{table}]]"


def _heading_slip(lines: list[str], line: int, here: str) -> Slip:
    """A heading that can't be read."""
    if header := _HEADER.match(here):
        wanted = _heading(header[2])
        message = _("the brackets of this heading don't match; write {mended}").format(
            mended=text.short(wanted)
        )
        is_known = header[2] in kinds() and header[2] != "top"
        again = is_known and kinds()[header[2]].single and _earlier(lines, line, header[2])
        return Slip(line, message, _with_heading(here, header) if is_known and not again else None)
    if (odd := _ODD_HEADER.match(here)) and odd[1] in kinds() and odd[1] != "top":
        wanted = _heading(odd[1])
        again = kinds()[odd[1]].single and _earlier(lines, line, odd[1])
        message = _("the brackets of this heading don't match; write {mended}").format(mended=wanted)
        return Slip(line, message, None if again else wanted)
    if re.match(r"\s*\[\[?\s*[\w-]+\s*\]\]?\s*[^\s#\]]", here):
        return Slip(line, _("behind a heading stands nothing; put the rest on a line of its own"))
    return Slip(
        line,
        _("the name of a table is one word, between two brackets on each side or one: [[program]], [city]"),
    )


def _with_heading(line: str, header: re.Match[str]) -> str:
    return line[: header.start(1)] + _heading(header[2]) + line[header.end(3) :]


def _twice(source: str, lines: list[str], line: int, here: str) -> Slip | None:
    """A table or a key that is there already."""
    if header := _HEADER.match(here):
        return _table_twice(lines, line, header)
    key = _KEY.match(here)
    for number in range(line - 1, 0, -1):
        if key is None or lines[number - 1].lstrip().startswith("["):
            break
        if (other := _KEY.match(lines[number - 1])) and other[1] == key[1]:
            message = _("“{key}” is there already, on line {before}; take one of the two out")
            if (new := _ID.search(here)) and (old := _ID.search(lines[number - 1])) and new[1] != old[1]:
                table = next((kind.table for kind in kinds().values() if kind.prefix == new[2]), "program")
                message = _(
                    "“{key}” is there already, on line {before}; an entry begins with a heading: {mended}"
                )
                return Slip(line, message.format(key="id", before=number, mended=_heading(table)))
            same = here.strip() == lines[number - 1].strip() and _is_good(here, _kind_at(source, line))
            return Slip(line, message.format(key=text.short(key[1]), before=number), "" if same else None)
    if here.lstrip().startswith("["):
        return _heading_slip(lines, line, here)
    return Slip(
        line, _("this key, or a part of it, is there already as something else; take one of the two out")
    )


def _table_twice(lines: list[str], line: int, header: re.Match[str]) -> Slip | None:
    table, wanted = header[2], _heading(header[2])
    before = _earlier(lines, line, table)
    if not before:
        message = _("{table} is there already as something else; take one of the two out")
        return Slip(line, message.format(table=f"[{text.short(table)}]"))
    if not wanted.startswith("[["):
        message = _(
            "{table} is there already, on line {before}, and is there once; put what both hold into one"
        )
        return Slip(line, message.format(table=f"[{table}]", before=before))
    first = _HEADER.match(lines[before - 1])
    wrong, at, there = (
        (before, first, line) if first and header[1] == wanted[:2] != first[1] else (line, header, before)
    )
    message = _(
        "{table} is there again, on line {other}; of what is there many times each has two brackets: {mended}"
    )
    return Slip(
        wrong,
        message.format(table=f"[{text.short(table)}]", other=there, mended=text.short(wanted)),
        _with_heading(at.string, at) if table in kinds() else None,
    )


def _earlier(lines: list[str], line: int, table: str) -> int:
    """The line of an earlier heading of a table, 0 for none."""
    headers = ((number, _HEADER.match(other)) for number, other in enumerate(lines[: line - 1], 1))
    return next((number for number, header in headers if header and header[2] == table), 0)


# What is never closed ------------------------------------------------------------------------------------------


def _without_comma(lines: list[str], line: int, here: str) -> Slip:
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
    return Slip(line, message)


def _closed(source: str, lines: list[str], opened: int, line: int) -> tuple[str | None, int]:
    """The last item of a list with the bracket that is missing, and its line, where that gives what the key takes."""
    last = line - 1 if line <= len(lines) and lines[line - 1].strip() else len(lines)
    while last > opened and (not lines[last - 1].strip() or lines[last - 1].lstrip().startswith("#")):
        last -= 1
    mended = lines[last - 1].rstrip() + "]"
    kind, key = _kind_at(source, opened), _KEY.match(lines[opened - 1])
    part = "\n".join([*lines[opened - 1 : last - 1], mended])
    return (mended, last) if key and "#" not in part and _is_good(part, kind) else (None, 0)


def _unclosed_text(source: str, line: int) -> int:
    """The line of the three quotes that are never closed, up to the line where the parser stopped; 0 for none."""
    start, before = 1, 0
    for token in _TOKEN.finditer(source):
        many = token["many"]
        if not many:
            continue
        start, before = start + source.count("\n", before, token.start()), token.start()
        if start > line:
            break
        if not (token["end"] or token["last"]) or _SWALLOWED.search(many):
            return start
    return 0


def _unclosed_quote(source: str) -> int:
    """The line of the single quote that is never closed; 0 for none."""
    for token in _TOKEN.finditer(source):
        if token[0].startswith("'") and not token["many"] and (len(token[0]) == 1 or token[0][-1] != "'"):
            return source.count("\n", 0, token.start()) + 1
    return 0


def _unclosed_list(source: str, line: int, here: str) -> int:
    """The line of the bracket that is never closed before the next key or heading, or the end; 0 for none."""
    if here.strip() and not (_KEY.match(here) or _HEADER.match(here)):
        return 0
    opened = _opened(source, max(line - 1, 0) if here.strip() else None)
    return opened[0] if opened else 0


def _opened(source: str, end: int | None) -> list[int]:
    """The lines of the brackets that are open behind so many lines, or at the end."""
    signs = _TOKEN.sub(lambda token: "\n" * token[0].count("\n"), source)
    opened: list[int] = []
    for number, content in enumerate(signs.split("\n")[:end], 1):
        for sign in content:
            if sign == "[":
                opened.append(number)
            elif sign == "]" and opened:
                opened.pop()
    return opened
