"""The row at the capture line that says, before Enter, what was understood of it: list, tags, offers, what is alike."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from textual.content import Content

from ... import text
from ...errors import Refused
from ...facilitation import capture, tag_offers, tags
from ...facilitation.capture import Place
from ...facilitation.tag_offers import Completion
from ...facilitation.tags import NOTHING, Parsed
from ...i18n import N_, _
from ...model import kinds
from ...model.kinds import kind_of
from ...model.labels import key_label
from ...workshop.workshop import Workshop
from ..desk import Desk
from ..entries.columns import Column
from ..widgets.content import Words, pieces, plain

if TYPE_CHECKING:
    from ...analysis.duplicates import Known, Near

OFFERED = 7
"""Offers that are shown, and that the arrows go round."""
_ALARMING = "bold $text-warning"
_SHORT = {
    "dimension": N_("dimension"), "track": N_("track"), "source": N_("agency"), "agency": N_("agency"), "owner": N_("owner"),
    "certainty": N_("certainty"), "weight": N_("points"), "group": N_("group"), "due": N_("by when (13 June 2026)"),
    "horizon": N_("horizon"), "years": N_("years"), "budget_idr": N_("budget"), "lead": N_("lead"),
    "role": N_("role"), "duty": N_("duty"), "levels": N_("level"), "risk_level": N_("likelihood x impact"),
}  # fmt: skip
"""What a sign is for, in a word: all of them fit into 80 columns. What has none goes without saying."""


_NUMBERS = {
    "strategy": ("S1 O2", N_("SWOT factors")),
    "objective": ("M1", N_("mission")),
    "risk": ("P4", N_("program")),
    "cost": ("12 bulan x 4,5 juta", N_("volume, unit, price of one")),
}
"""What numbers without a sign say, by the kind that takes them and has the room: an example, and what they are."""
_BY_NAME = ("lead", "source")
"""The two agencies of a program: each is always named."""


class Understood(Struct, frozen=True):
    """What a line means: the list it names itself, its tags, what the tag being typed may become, what is alike.

    `unknown` looks like a tag and is none, `misplaced` one only because it does not stand at the end, `untaken` in a list without tags. `agency` says which agency it is. `kind` is that of the entry.
    """

    into: str = ""
    kind: str = ""
    parsed: Parsed = NOTHING
    offered: tuple[Completion, ...] = ()
    near: tuple[Near, ...] = ()
    unknown: str = ""
    misplaced: bool = False
    untaken: str = ""
    agency: str = ""


def understand(typed: str, place: Place[Column], workshop: Workshop, known: Known | None) -> Understood:
    """What a line means where it is typed; `known` compares it with what is there, once that is ready."""
    column, words = place.aim(typed)
    into = _(column.title) if column is not place.at else ""
    if column.kind == "agency":
        return Understood(into, column.kind, agency=_agency(words))
    if not capture.takes_entries(column) or len(words) > text.MAX_LINE:
        return Understood(into, column.kind)
    taker = capture.taker(column)
    parsed = tags.parse(words, workshop.session, workshop.method, taker)
    offered = tuple(tag_offers.completions(words, workshop.session, workshop.method, taker)[:OFFERED])
    near: tuple[Near, ...] = ()
    if known is not None:
        known.update(workshop.session.entries(column.kind))
        near = tuple(known.near(parsed.text, quadrant=column.preset.get("quadrant")))
    unknown = tags.unknown(parsed, taker)
    misplaced = bool(unknown) and tags.is_elsewhere(unknown, workshop.session, workshop.method, taker)
    untaken = tags.untaken(parsed, taker)
    return Understood(into, column.kind, parsed, offered, near, unknown, misplaced, untaken)


def _agency(words: str) -> str:
    """Code and name of the agency that a line is, or why it is none."""
    if not (line := text.line(words)):
        return ""
    try:
        keys = capture.agency_keys(line)
    except Refused as refused:
        return f"? {refused}"
    code, name = key_label("id", "agency"), key_label("name")
    return f"✓ {code}: {keys['id']} · {name}: {keys['name'] or '–'}"


class Hint(Words):
    """One row; it never changes its height, so that a new hint moves nothing on the screen.

    It knows what is understood of the line as it was looked at last, and which of the offers is the one to be taken.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(id="capture-hint")
        self._workshop = desk.workshop
        self._now = desk.now
        self._known: dict[str, Known] = {}
        self._understood = Understood()
        self._chosen = 0

    def say(self, words: Content) -> None:
        """Show this."""
        self.change(words, layout=False)

    def look(self, typed: str, place: Place[Column]) -> None:
        """Look up what a line means, and show it; of an empty one nothing is understood, and others say what to type."""
        self._chosen = 0
        self._understood = self._understanding(typed, place)
        if typed.strip():
            self._show()

    def _understanding(self, typed: str, place: Place[Column]) -> Understood:
        if not typed.strip():
            return Understood()
        kind = place.aim(typed)[0].kind
        self.prepare(kind)
        return understand(typed, place, self._workshop, self._known.get(kind))

    def _show(self) -> None:
        today = self._now().date()
        self.say(hint(self._workshop, self._understood, self._chosen, self.size.width, today))

    def prepare(self, kind: str) -> None:
        """Get what is known of a kind ready for being compared with, in a thread: the first time takes a while."""
        from ...analysis.duplicates import Known

        if not kind or kind in self._known or kind not in kinds.kinds():
            return
        entries = dict(self._workshop.session.entries(kind))

        def know() -> None:
            known = Known(entries)
            known.near("satu dua")  # loads what compares
            self.app.call_from_thread(self._known.__setitem__, kind, known)

        self.run_worker(know, thread=True, group="known", exit_on_error=False)

    # What the tag being typed may become --------------------------------------------------------------------

    def offer(self, by: int) -> bool:
        """Offer the next one; False where there are not several."""
        offered = self._understood.offered
        if len(offered) < 2:
            return False
        self._chosen = (self._chosen + by) % len(offered)
        self._show()
        return True

    def is_begun(self, typed: str, place: Place[Column]) -> bool:
        """Whether a tag is offered that changes nothing of what is understood already."""
        now = self._understanding(typed, place)
        if not now.offered:
            return False
        taker = capture.taker(place.aim(typed)[0])
        whole = tags.parse(now.offered[0].line, self._workshop.session, self._workshop.method, taker).keys
        return all(whole.get(key) == value for key, value in now.parsed.keys.items())

    def completed(self, typed: str, place: Place[Column]) -> str:
        """The line with the tag that is offered; "" when none is."""
        words = place.aim(typed)[1]
        now = [offer.line for offer in self._understanding(typed, place).offered] if words.strip() else []
        shown = [offer.line for offer in self._understood.offered]
        chosen = self._chosen if shown == now else 0  # else typed on since they were shown
        return typed[: len(typed) - len(words)] + now[chosen] if now else ""


_EXAMPLES = {
    "program": "Pasar digital #ekonomi @DINKES +menengah +2027-2030 +Rp 1,5 miliar +APBD",
    "cost": "Honor petugas 2 orang x 12 bulan x 1,5 juta",
    "risk": "Penyedia terlambat mengirim perangkat P4 =4x3 @DISKOMINFO",
    "participant": "Ani Wijaya, S.T., Kepala Bidang @DISKOMINFO !tim sekretaris",
    "swot": "Jaringan putus-putus di pulau terluar #ekonomi @DISKOMINFO =4",
}
"""A line with tags, by the kind that takes it; tags are read in both languages."""


def explained(taker: str) -> str:
    """What tags a kind takes, with an example; "" for one that takes none."""
    if taker == "cost":
        return _(
            "Behind the item stand volume, unit and price of one: {line}. = gives what all of it costs (12 bulan = 54 juta), an amount alone is that of the whole item."
        ).format(line=_EXAMPLES[taker])
    if taker not in tags.TAKEN:
        return ""
    words = _("Tags behind the words give more than the words:{tags}.").format(tags=signs(taker).plain)
    if taker in _EXAMPLES:
        words += " " + _("For example: {line}").format(line=_EXAMPLES[taker])
    if taker == "program":
        words += " " + _("@ says {first}, {word} @ {other}.").format(
            first=_("who leads the program"), word=tags.word_before("source"), other=_("who proposed it")
        )
    return words


def signs(taker: str, width: int = 0) -> Content:
    """Which tags a kind takes, for a line in which nothing stands yet; where they do not fit, the words around them go."""
    taken = tags.TAKEN.get(taker, {})
    numbers = _NUMBERS.get(taker)
    if not taken and not numbers:
        return plain("")
    parts: list[tuple[str, str]] = []
    for sign, keys in taken.items():
        names = "/".join(_(_SHORT[key]) for key in keys if key in _SHORT and not _is_qualified(key, keys))
        parts += [(f"  {sign}", "bold"), (f" {names}", "dim")]
        parts += [
            (f"  {tags.word_before(key)} {sign}", "bold")
            for key in _BY_NAME
            if key in keys and _is_qualified(key, keys)
        ]
    if numbers:
        parts += [(f"  {numbers[0]}", "bold"), (f" {_(numbers[1])}", "dim")]
    shown = pieces((" " + _("At the end:"), "dim"), *parts)
    if width and shown.cell_length > width:
        shown = pieces(*parts)
    if width and shown.cell_length > width:
        shown = pieces(*((words.replace("  ", " "), style) for words, style in parts))
    return shown


def _is_qualified(key: str, keys: Sequence[str]) -> bool:
    """Whether a word before the sign gives this key."""
    return key in tags.QUALIFIED and key != keys[0]


def lists(into: Mapping[str, str]) -> Content:
    """Which sign before a line sends it to which list at once."""
    return pieces(
        *(part for sign, words in into.items() for part in ((f"  {sign}:", "bold"), (f" {words}", "dim")))
    )


def hint(
    workshop: Workshop,
    understood: Understood,
    chosen: int = 0,
    width: int = 0,
    today: dt.date | None = None,
) -> Content:
    """What was understood in one row, the most urgent first; the offer at `chosen` is the one that the arrow takes.

    Where the width does not do for all of it, values stand without their labels. With `today` a day by which something
    is due says that it is past.
    """
    shown = _hint(workshop, understood, chosen, today, labelled=True)
    return (
        shown
        if shown.cell_length <= width or not width
        else _hint(workshop, understood, chosen, today, labelled=False)
    )


def _hint(
    workshop: Workshop, understood: Understood, chosen: int, today: dt.date | None, *, labelled: bool
) -> Content:
    parts: list[Content] = []
    if understood.into:
        parts.append(pieces((f"▸ {understood.into}", "bold")))
    if understood.agency:
        parts.append(plain(understood.agency, _ALARMING if understood.agency.startswith("?") else "bold"))
    parsed = understood.parsed
    facts = tag_offers.shown(parsed, workshop.method, workshop.session, understood.kind, today)
    proposer = workshop.context.given(understood.kind).get("source") if "lead" in parsed.keys else None
    if proposer and "source" not in parsed.keys:
        facts.append((key_label("source"), proposer))
    end = len("".join(piece.typed for piece in parsed.pieces).rstrip())
    doubts = [
        doubt
        for doubt in parsed.doubts
        if len(understood.offered) < 2 or doubt.at + len(doubt.typed) < end  # else it is being typed
    ]
    parts += [plain(f"? {sentence}", _ALARMING) for sentence in parsed.sentences]
    parts += [plain(f"? {doubt.why}", _ALARMING) for doubt in doubts if doubt.why]
    if names := ", ".join(text.short(doubt.typed, 30) for doubt in doubts if not doubt.why):
        parts.append(plain("? " + _("not known: {tags}").format(tags=names), _ALARMING))
    if facts:  # behind what is doubtful, which must be seen however narrow it is
        parts.append(pieces(("✓ ", "bold"), *_facts(facts, labelled, understood.kind)))
    if understood.offered:
        parts.append(_offers(understood.offered, chosen))
    if understood.unknown and not understood.offered:
        stays = (
            _("“{tag}” stays text: tags stand at the end, with nothing behind them")
            if understood.misplaced
            else _("“{tag}” is no known tag and stays text")
        )
        parts.append(plain(stays.format(tag=text.short(understood.unknown, 30)), "dim"))
    if understood.untaken:
        stays = _("“{tag}” stays text: this list takes no tags")
        parts.append(plain(stays.format(tag=text.short(understood.untaken, 30)), "dim"))
    if understood.near and not understood.offered:
        parts.append(_alike(workshop, understood.near))
    return plain(" ") + plain("   ").join(parts)


def _facts(facts: Sequence[tuple[str, str]], labelled: bool, kind: str) -> list[tuple[str, str]]:
    parts: list[tuple[str, str]] = []
    by_name = {key_label(key) for key in _BY_NAME} if kind == "program" else set[str]()
    for label, value in facts:
        named = f"{label}: " if labelled or label in by_name or value.replace(",", "").isdigit() else ""
        parts += [(" · " if parts else "", "dim"), (named, "dim"), (text.short(value, 40), "bold")]
    return parts


def _offers(offered: Sequence[Completion], chosen: int) -> Content:
    parts: list[tuple[str, str]] = [("→ ", "bold")]
    for number, offer in enumerate(offered):
        if number == chosen:
            meaning = f" {text.short(offer.meaning, 30)}" if offer.meaning else ""
            parts += [(f" {offer.tag} ", "bold reverse"), (meaning, "dim"), ("  ", "")]
        else:
            parts.append((f"{offer.tag}  ", ""))
    return pieces(*parts)


def _alike(workshop: Workshop, near: Sequence[Near]) -> Content:
    """The entry that says nearly the same, by the number that people know it by; recording goes on."""
    from ...analysis.ordinals import LETTERS, ordinals  # late: a line that is alike is rare
    from ..entries import rows

    entry = near[0].entry
    kind = kind_of(entry).table
    number = ordinals(workshop.session, kind).get(entry.id, "") if kind in LETTERS else ""
    words = " ".join(filter(None, (number, f"“{text.short(rows.title(workshop, kind, entry), 60)}”")))
    more = f" +{len(near) - 1}" if len(near) > 1 else ""
    here = _("here already?")
    return pieces((f"≈ {here} ", _ALARMING), (words, "bold"), (more, "dim"))
