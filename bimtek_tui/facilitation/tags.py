"""Tags at the end of a captured line: a sign and a known value, as in ``Pasar digital #ekonomi +2027-2030``.

A tag says where one entry differs from the visible context. Each is understood by itself: one that is not leaves only
itself as text, and where its sign was clearly meant that is a doubt, to be asked about. A tag inside the line and a
line of nothing but tags are text. Nothing here guesses: what can mean two values stays text and is told.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from .. import text
from ..errors import Refused
from ..i18n import _, language
from ..model.entries import Session
from ..model.method import Method
from . import cost_lines, spoken, tag_names, tag_values
from .spoken import Piece
from .tag_values import Place


class Doubt(Struct, frozen=True):
    """What was clearly meant as a tag and is not understood: where it stands in the line, as typed.

    `meant` is the tag that was probably meant, or ""; `why` a sentence, where there is more to say than that it is
    not known.
    """

    at: int
    typed: str
    meant: str = ""
    why: str = ""


class Parsed(Struct, frozen=True):
    """A captured line in pieces, sentences about what is worth knowing, and doubts.

    What was typed of the pieces is together the line, to the character. Where two tags give the same key the later
    one counts, and that is told.
    """

    pieces: tuple[Piece, ...] = ()
    sentences: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    @property
    def text(self) -> str:
        """What is left of the line without its tags."""
        return "".join(piece.typed for piece in self.pieces if not piece.keys)

    @property
    def tags(self) -> tuple[Piece, ...]:
        """The pieces that are tags."""
        return tuple(piece for piece in self.pieces if piece.keys)

    @property
    def keys(self) -> dict[str, Any]:
        """The keys that the tags give."""
        keys: dict[str, Any] = {}
        for piece in self.pieces:
            keys = spoken.added(keys, piece.keys)
        return keys


NOTHING = Parsed()
"""A line in which nothing stands."""

_OWNED: dict[str, tuple[str, ...]] = {"@": ("owner",), "+": ("due",)}

TAKEN: dict[str, dict[str, tuple[str, ...]]] = {
    "swot": {"#": ("dimension",), "@": ("source",), "!": ("certainty",), "=": ("weight",), "~": ("group",)},
    "program": {
        "#": ("dimension", "track"),
        "@": ("lead", "source", "supporting"),
        "+": ("horizon", "years", "budget_idr", "funding"),
        "~": ("group",),
    },
    "issue": {"#": ("dimension",)},
    "gap": {"#": ("dimension",)},
    "risk": {"@": ("owner",), "=": ("risk_level",)},
    "strategy": {"#": ("dimension",)},
    "readiness": {"=": ("levels",)},
    "participant": {"@": ("agency",), "!": ("role", "duty")},
    "signatory": {"@": ("agency",)},
    "milestone": _OWNED,
    "decision": _OWNED,
    "action": _OWNED,
    "parking": _OWNED,
}
"""Which tags a kind takes: the sign, and the keys it may give (``years`` are the first and the last).

Notes go by their own kind; `taker` says by which row a new entry goes. What the room said (minutes) and facts are printed as they stand, and take none.
"""

QUALIFIED: dict[str, tuple[str, ...]] = {
    "source": ("usul", "usulan", "pengusul", "diusulkan", "diusulkan oleh", "proposed by", "proposer"),
    "lead": ("pengampu", "penanggung jawab", "koordinator", "led by", "lead"),
    "supporting": ("dukungan", "didukung", "didukung oleh", "pendukung", "supported by", "supporting"),
}
"""The words before a sign by which it gives another key than the first of its row: ``usul @DINKES``.

The first is what the screen says in Indonesian, the last in English.
"""

NAMED = ("participant", "signatory")
"""The kinds whose text is a person's name, behind which a position or an agency may stand."""

_LONGEST = 200
"""Characters that a tag may have: what is longer is text, and a long paste stays quick."""
_MOST_DOUBTS = 8
"""Tags that are not understood and are passed over: in a line with more of them the signs are text."""
_FEW = 3
"""Words behind a sign that may be meant as its value where a tag stands before it: @DINKES +minggu depan."""
_SLIP = 3
"""From so many letters on a word is compared with those that may be meant."""

SIGNS = "".join(dict.fromkeys(sign for of in TAKEN.values() for sign in of))
"""Every sign that a kind takes."""
_FOREIGN = {"#": ("dimension",), "@": ("agency",), "!": ("certainty", "role"), "+": ("horizon", "years")}
"""What a sign is mostly for: in a list that does not take it, so much is known to be meant as a tag."""
_SIGN = re.compile(rf"(?<!\S)[{re.escape(SIGNS)}](?=\S)")
ASKED = "#@+="
"""The signs that hardly stand in front of a word but as a tag."""
_QUALIFIERS = {
    key: re.compile(rf"(?i)(?:(?<=\s)|^)(?:{'|'.join(map(re.escape, words))})\s*:?\s*$")
    for key, words in QUALIFIED.items()
}
_ENDING = ".,;:!?…"
"""What stands behind the last word of a sentence."""


def taker(kind: str, keys: Mapping[str, Any]) -> str:
    """The row of `TAKEN` for a new entry of a kind with these keys."""
    return str(keys.get("kind", kind)) if kind == "note" else kind


def parse(line: str, session: Session, method: Method, kind: str) -> Parsed:
    """The pieces of a line for an entry of this kind (a row of `TAKEN`). Never raises."""
    place = Place(session, method, kind)
    signs = TAKEN.get(kind, {})
    pieces: list[Piece] = []  # the last first
    doubts: list[Doubt] = []
    sentences: list[str] = []
    end = len(line)
    while True:
        if (numbers := spoken.at_end(line[:end], session, place.kind)) and numbers[0]:
            pieces += reversed(numbers[0])
            start = end - sum(len(piece.typed) for piece in numbers[0])
        elif last := _last(line, end, signs, place):
            start, given = last
            pieces.append(Piece(line[start:end], given))
        elif len(doubts) < _MOST_DOUBTS and (passed := _passed(line, end, signs, place)):
            start, doubt = passed
            pieces.append(Piece(line[start:end]))
            doubts += [doubt] if doubt else []
        else:
            doubts += _missing(numbers, line, 0, end)
            break
        doubts += _missing(numbers, line, start, end)
        end = start
    pieces += reversed(_beginning(line[:end], session, place.kind, doubts))
    parsed = Parsed(tuple(reversed(pieces)))
    if not parsed.tags:
        return Parsed((Piece(line),) if line else (), doubts=_in_order(doubts))
    if not text.line(parsed.text):
        why = _("there is no text before the tags, so all of this is text")
        typed = line.strip()
        return Parsed((Piece(line),), doubts=(Doubt(line.index(typed), typed, why=why),))
    keys: dict[str, Any] = {}
    for tag in parsed.tags:
        if any(
            keys.get(key, value) != value and not isinstance(value, tuple) for key, value in tag.keys.items()
        ):
            sentences.append(_("“{tag}” comes later and counts").format(tag=text.short(tag.typed, 30)))
        keys |= tag.keys
    return Parsed(parsed.pieces, tuple(sentences), _in_order(doubts))


def _in_order(doubts: list[Doubt]) -> tuple[Doubt, ...]:
    return tuple(sorted(doubts, key=lambda doubt: doubt.at))


def _missing(
    numbers: tuple[list[Piece], list[str]] | None, line: str, start: int, end: int
) -> Iterator[Doubt]:
    """The doubts about spoken numbers in a part of the line that name nothing."""
    for number in numbers[1] if numbers else ():
        yield Doubt(max(0, line.rfind(number, start, end)), number)


def _beginning(line: str, session: Session, kind: str, doubts: list[Doubt]) -> list[Piece]:
    """The pieces of what stands before the tags: numbers at its start, what stands behind a name; most often one."""
    if kind in NAMED:
        return spoken.behind_a_name(line, session, kind)
    if kind == "cost":
        pieces, unread = cost_lines.behind_an_item(line)
        doubts += [Doubt(unread.at, unread.typed, why=unread.why)] if unread else []
        return pieces
    pieces, missing = spoken.at_start(line, session, kind) or ([], [])
    doubts += _missing(([], missing), line, 0, len(line))
    rest = line[sum(len(piece.typed) for piece in pieces) :]
    return [*pieces, Piece(rest)] if rest else pieces


def unknown(parsed: Parsed, kind: str) -> str:
    """The last word that looks like a tag that this kind takes and is text, also inside the line; or ""."""
    return next(iter(undoubted(parsed, TAKEN.get(kind, {}))), "")


def untaken(parsed: Parsed, kind: str) -> str:
    """The last word that looks like a tag, in a list that takes none; or ""."""
    return "" if TAKEN.get(kind) else next(iter(undoubted(parsed, SIGNS)), "")


def undoubted(parsed: Parsed, signs: Collection[str]) -> list[str]:
    """The words of the text that begin with one of these signs and are no doubt, the last first."""
    doubted = {doubt.typed for doubt in parsed.doubts}
    words = [word for word in parsed.text.split() if len(word) > 1 and word[0] in signs and word[1].isalnum()]
    return [word for word in reversed(words) if not any(word in typed for typed in doubted)]


def is_elsewhere(word: str, session: Session, method: Method, kind: str) -> bool:
    """Whether a word would be a tag of this kind at the end of the line: inside it is text."""
    keys, place = TAKEN.get(kind, {}).get(word[:1], ()), Place(session, method, kind)
    return any(_is_read(word[1:], key, place) for key in keys)


def _starts(line: str, end: int, signs: Mapping[str, tuple[str, ...]]) -> list[int]:
    """Where signs stand that a kind takes, the last first."""
    matches = _SIGN.finditer(line, max(0, end - _LONGEST), end)
    return [match.start() for match in matches if match.group() in signs][::-1]


def _last(
    line: str, end: int, signs: Mapping[str, tuple[str, ...]], place: Place
) -> tuple[int, Mapping[str, Any]] | None:
    """Where the last tag begins, with the blanks before it, and the keys it gives; None where there is none."""
    for at in _starts(line, end, signs):
        typed = text.line(line[at + 1 : end])
        start, keys = _qualified(line, at, signs[line[at]])
        for key in keys if typed else ():
            try:
                given = tag_values.read(typed, key, place)
            except Refused:
                return None
            if given:
                return _with_blanks(line, start), given
    return None


def _qualified(line: str, at: int, keys: tuple[str, ...]) -> tuple[int, tuple[str, ...]]:
    """Where a tag begins, with the word before its sign that says which key is meant, and the keys it may give."""
    for key in keys:
        if key in _QUALIFIERS and (match := _QUALIFIERS[key].search(line[max(0, at - _LONGEST) : at])):
            return at - len(match.group()), (key,)
    return at, tuple(key for key in keys if key == keys[0] or key not in QUALIFIED)


def _with_blanks(line: str, start: int) -> int:
    while start and line[start - 1].isspace():
        start -= 1
    return start


# What is not understood -----------------------------------------------------------------------------------------


def _passed(
    line: str, end: int, signs: Mapping[str, tuple[str, ...]], place: Place
) -> tuple[int, Doubt | None] | None:
    """Where the last thing behind a sign begins that is no tag and yet may stand among tags, and the doubt about it."""
    if foreign := _foreign(line, end, signs, place):
        return foreign
    if not (starts := _starts(line, end, signs)):
        return None
    at = starts[0]
    sign, typed = line[at], text.line(line[at + 1 : end])
    if not typed:
        return None
    doubt = _doubt(Doubt(at, line[at:end].rstrip()), typed, _qualified(line, at, signs[sign])[1], place)
    words = typed.split()
    amount = len(words) == 2 and (typed[0].isdigit() or words[0].casefold() == "rp")
    if doubt or len(words) == 1 or amount:
        return _with_blanks(line, at), doubt
    if len(words) <= _FEW and len(starts) > 1 and _last(line, _with_blanks(line, at), signs, place):
        meant = sign in ASKED and typed[0].isalnum()  # among tags +2,5 miliar APBD is no text either
        return _with_blanks(line, at), Doubt(at, line[at:end].rstrip()) if meant else None
    return None


def _foreign(
    line: str, end: int, signs: Mapping[str, tuple[str, ...]], place: Place
) -> tuple[int, Doubt] | None:
    """Where a tag begins that other lists take and this one does not, and the doubt about it; None where none ends here."""
    signs_here = list(_SIGN.finditer(line, max(0, end - _LONGEST), end))
    if not signs or not signs_here or signs_here[-1].group() in signs:
        return None
    at, sign = signs_here[-1].start(), signs_here[-1].group()
    typed = text.line(line[at + 1 : end])
    if not typed or not any(_is_read(typed, key, place) for key in _FOREIGN.get(sign, ())):
        return None
    why = _("nothing in this list has {sign}").format(sign=sign)
    return _with_blanks(line, at), Doubt(at, line[at:end].rstrip(), why=why)


def _doubt(here: Doubt, typed: str, keys: tuple[str, ...], place: Place) -> Doubt | None:
    """What is to be asked about something behind a sign; None where the sign was hardly meant as that of a tag."""
    for key in keys:
        try:
            tag_values.read(typed, key, place)
        except Refused as refused:
            return replace(here, why=str(refused))
    sign = here.typed[0]
    asked = ASKED if place.kind not in NAMED else ASKED + "!"  # a name has no exclamations
    if sign not in asked or (typed[-1] in ")]" and typed.count("(") + typed.count("[") == 0):
        return None  # in brackets of the text
    bare = typed.rstrip(_ENDING)
    if bare and bare != typed and any(_is_read(bare, key, place) for key in keys):
        return replace(here, meant=sign + bare)
    if meant := _near(typed, keys, place):
        return replace(here, meant=sign + meant)
    one_word = " " not in typed
    if sign == "=":
        return here if one_word and typed.lstrip("-")[:1].isdigit() else None
    if sign == "+" and typed.casefold().startswith("rp"):
        return here if "budget_idr" in keys else None
    return here if one_word and typed[0].isalpha() and len(typed) > 1 else None


def _is_read(typed: str, key: str, place: Place) -> bool:
    try:
        return bool(tag_values.read(typed, key, place))
    except Refused:
        return False


def _near(typed: str, keys: tuple[str, ...], place: Place) -> str:
    """What was probably meant: the value that is spelt nearly so; "" for none."""
    if len(typed) < _SLIP or not typed[0].isalpha():
        return ""
    spelt = {
        spelling: value
        for key in keys
        for value, spellings, _meaning in tag_names.candidates(key, place.session, place.method)
        for spelling in spellings
        if spelling[:1].isalpha()
    }
    begun = {
        value: spelling
        for spelling, value in spelt.items()
        if spelling.casefold().startswith(typed.casefold())
    }
    if begun:
        return next(iter(begun.values())) if len(begun) == 1 else ""
    return text.nearest(typed, spelt, text.CODE) or ""


def mended(line: str, doubt: Doubt) -> str:
    """The line with what was probably meant in the place of a doubt."""
    return line[: doubt.at] + doubt.meant + line[doubt.at + len(doubt.typed) :]


def asked(doubts: tuple[Doubt, ...]) -> str:
    """The question before something is recorded as text that was meant as a tag; "" where there is none."""
    if not doubts:
        return ""
    first = doubts[0]
    tag = text.short(first.typed, 30)
    if first.why:
        sentence = _("{why} – Enter records “{tag}” as text.").format(why=first.why, tag=tag)
    elif first.meant:
        sentence = _("“{tag}” is not known: Enter records it as text; Tab takes {meant}.").format(
            tag=tag, meant=first.meant
        )
    else:
        sentence = _("“{tag}” is not known: Enter records it as text.").format(tag=tag)
    return f"{sentence} (+{len(doubts) - 1})" if len(doubts) > 1 else sentence


def word_before(key: str) -> str:
    """The word that stands before the sign for this key, in the language spoken now."""
    return QUALIFIED[key][0 if language() == "id" else -1]


def doubted(doubt: Doubt) -> str:
    """What is said of a doubt where one sees it: a sentence."""
    return doubt.why or _("“{tag}” is not known").format(tag=text.short(doubt.typed, 30))
