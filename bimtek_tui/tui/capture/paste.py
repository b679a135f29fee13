"""Pasting many lines into the capture line: what they would become is shown, and recorded as one step."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from ... import text
from ...errors import Refused
from ...facilitation import bulk_edits, tags
from ...facilitation.tags import Parsed
from ...i18n import _, ngettext
from ...model import edits
from ...workshop.workshop import Workshop
from ..dialog_keys import PASTE_KEYS
from ..registry import Column
from ..session.bars import KeyBar
from ..widgets.content import Words, lines, pieces, plain
from .bar import PREFIX, Capturing
from .hint import NOTHING

MOST = 2_000
"""Lines that are taken at once: with more of them the screen would stand still."""

_BULLET = re.compile(
    r"\s*(?:[-–—*•●○▪◦‣·](?:\s+|(?=[^\W\d_]))(?:\[[ xX]?\]\s+)?"  # a bullet, perhaps with a box; no minus
    r"|\(?[0-9]{1,3}(?:\.[0-9]{1,3})*[.)]\s+"  # 1. and 2) and (3) and 1.1.
    r"|[0-9]{1,3}\t\s*"  # the number column of a table
    r"|\(?[A-Za-z]\)\s+)"  # a) and (b)
)


def entry_lines(pasted: str) -> list[str]:
    """The lines of a paste that say something, each clean and without its bullet or number."""
    found = (text.line(_without_bullet(one)) for one in text.clean(pasted).split("\n"))
    return [one for one in found if one]


def _without_bullet(line: str) -> str:
    found = _BULLET.match(line)
    return line[found.end() :] if found else line


@dataclass(frozen=True)
class Planned:
    """A line and what it would become; `problem` says why it can't."""

    line: str
    column: Column | None = None
    keys: tuple[tuple[str, Any], ...] = ()
    parsed: Parsed = NOTHING
    problem: str = ""


class Pasting(Capturing):
    """The capture line given several lines at once."""

    def on_paste(self, event: events.Paste) -> None:
        """A paste that no line took opens the capture line, as nobody may think that it was recorded."""
        me = self._me()
        if not text.clean(event.text).strip():
            return
        event.stop()
        if me.workshop.read_only:
            me.say(me.workshop.read_only, error=True)
            return
        self.action_capture()
        me.capture_line.post_message(events.Paste(event.text))

    def take_many(self, before: str, pasted: str, after: str) -> None:
        """Show what a paste of several lines would become; with one line in it, or refused, it is text in the line."""
        me = self._me()
        sign = PREFIX.match(before)
        if sign and not sign.group(2) and not after.strip():
            found = entry_lines(pasted)
            given = [one if self._names_list(one) else f"{before.strip()} {one}" for one in found]
        else:
            given = entry_lines(f"{before}{pasted}{after}")
        one_line = text.line(f"{before}{pasted}{after}")

        def answered(answer: list[Planned] | str | None) -> None:
            if answer is None:
                return
            if isinstance(answer, str):
                me.capture_line.value = answer
                me.capture_line.cursor_position = len(answer)
                return
            me.capture_line.value = ""
            places = [(one.column.kind, one.keys) for one in answer if one.column]
            self._shown_as_recorded(places)

        if len(given) > MOST:
            me.say(
                _("{number} lines are too many at once; paste at most {most} of them.").format(
                    number=len(given), most=MOST
                ),
                error=True,
            )
        elif len(given) < 2:
            answered(one_line)
        else:
            self.app.push_screen(
                Pasted(me.workshop, self.planned(given), one_line, self._record_all), answered
            )

    def _names_list(self, line: str) -> bool:
        found = PREFIX.match(line)
        return bool(found and found.group(1).casefold() in self._signs())

    def planned(self, given: Sequence[str]) -> list[Planned]:
        """What lines would become, each with what keeps it from it."""
        made: list[Planned] = []
        agencies: set[str] = set()
        for line in given:
            try:
                column, keys, parsed = self.entry_of(line)
                if column.kind == "agency":
                    if keys["id"] in agencies:
                        raise Refused(_("the agency {id} is in the list already").format(id=keys["id"]))
                    agencies.add(keys["id"])
            except Refused as refused:
                made.append(Planned(line, problem=str(refused)))
            else:
                made.append(Planned(line, column, tuple(keys.items()), parsed))
        return made

    def _record_all(self, planned: Sequence[Planned]) -> None:
        """Record what was planned as one step. Raises Refused."""
        workshop = self._me().workshop
        now = dt.datetime.now().astimezone()
        given: dict[str, list[dict[str, Any]]] = {}
        for one in planned:
            if one.column is not None:
                kind = one.column.kind
                given.setdefault(kind, []).append(workshop.inherited(kind) | dict(one.keys))
        steps = [bulk_edits.capture_all(workshop.session, kind, some, now) for kind, some in given.items()]
        name = ngettext("capture of {number} entry", "capture of {number} entries", len(planned))
        workshop.do(steps[0] if len(steps) == 1 else edits.together(name.format(number=len(planned)), steps))

    def _shown_as_recorded(self, places: Sequence[tuple[str, Any]]) -> None:
        me = self._me()
        for kind in dict.fromkeys(kind for kind, _keys in places):
            self.show_captured(kind, [next(reversed(me.workshop.session.entries(kind)))])
        sentence = ngettext(
            "{number} entry recorded; ctrl+z takes it back.",
            "{number} entries recorded; ctrl+z takes all of them back.",
            len(places),
        )
        me.say(sentence.format(number=len(places)))


class Entries(OptionList):
    """What a paste would become, one row each."""

    BINDINGS = PASTE_KEYS


class Pasted(ModalScreen["list[Planned] | str | None"]):
    """Shows what pasted lines would become; the result is what was recorded, the paste as one line, or None."""

    def __init__(
        self,
        workshop: Workshop,
        planned: list[Planned],
        one_line: str,
        record: Callable[[Sequence[Planned]], None],
    ) -> None:
        super().__init__()
        self.workshop = workshop
        self.planned = planned
        self.one_line = one_line
        self.left_out: set[int] = set()
        self._record = record
        self.rows = Entries(compact=True, id="pasted-rows")

    def compose(self) -> ComposeResult:
        with Vertical(id="pasted", classes="dialog"):
            yield Words(id="pasted-title", classes="title")
            yield self.rows
            yield Words(id="pasted-message")
            yield KeyBar("keys")

    def on_mount(self) -> None:
        self.rows.set_options(Option(self._row(number)) for number in range(len(self.planned)))
        self.rows.highlighted = 0
        self.rows.focus()
        self._entitle()
        if wrong := self._wrong():
            self._tell(wrong)

    def _taken(self) -> list[int]:
        return [number for number in range(len(self.planned)) if number not in self.left_out]

    def _entitle(self) -> None:
        titles = dict.fromkeys(_(one.column.title) for one in self.planned if one.column)
        number = len(self._taken())
        title = ngettext(
            "{number} line becomes an entry: {lists}", "{number} lines become an entry each: {lists}", number
        )
        shown = title.format(number=number, lists=", ".join(titles) or "–")
        self.query_one("#pasted-title", Words).show(shown)

    def _row(self, number: int) -> Content:
        one = self.planned[number]
        width = len(str(len(self.planned)))
        mark = (f"{number + 1:>{width}} ", "bold")
        if number in self.left_out:
            return pieces(mark, ("– ", "bold"), (one.line, "strike dim"))
        if one.problem:
            told = plain(f"{' ' * (width + 3)}{one.problem}", "bold $text-error")
            return lines([pieces(mark, ("! ", "bold $text-error"), one.line), told])
        words = next((value for key, value in one.keys if key in ("text", "name")), one.line)
        if one.column and one.column.kind == "agency":
            words = one.line
        facts = [f"{label}: {value}" for label, value in tags.shown(one.parsed, self.workshop.method)]
        if one.column and len({of.column.id for of in self.planned if of.column}) > 1:
            facts.insert(0, f"▸ {_(one.column.title)}")
        doubts = "".join(f"  ? {sentence}" for sentence in one.parsed.told)
        return pieces(
            mark,
            "  ",
            str(words),
            (f"  {' · '.join(facts)}" if facts else "", "dim"),
            (doubts, "bold $text-warning"),
        )

    def _wrong(self) -> list[int]:
        return [number for number in self._taken() if self.planned[number].problem]

    def _tell(self, wrong: Sequence[int]) -> None:
        sentence = ngettext(
            "{number} line does not fit, the first is number {first}: d leaves one out, Esc keeps nothing.",
            "{number} lines do not fit, the first is number {first}: d leaves one out, Esc keeps nothing.",
            len(wrong),
        )
        self._say(sentence.format(number=len(wrong), first=wrong[0] + 1))

    def _say(self, sentence: str) -> None:
        self.query_one("#pasted-message", Words).show(sentence)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()  # a click only moves the cursor

    def action_record(self) -> None:
        """Record all that are not left out, once all of them fit."""
        if wrong := self._wrong():
            self.rows.highlighted = wrong[0]
            self._tell(wrong)
            return
        taken = [self.planned[number] for number in self._taken()]
        if not taken:
            self._say(_("Every line is left out; d takes one in again, Esc keeps nothing."))
            return
        try:
            self._record(taken)
        except Refused as refused:
            self._say(str(refused))
        else:
            self.dismiss(taken)

    def action_leave_out(self) -> None:
        """Leave the line under the cursor out, or take it in again."""
        number = self.rows.highlighted
        if number is None:
            return
        self.left_out ^= {number}
        self.rows.replace_option_prompt_at_index(number, self._row(number))
        self._say("")
        self._entitle()
        if number + 1 < len(self.planned):
            self.rows.highlighted = number + 1

    def action_one_line(self) -> None:
        """Take all of it as one line, as it stands."""
        self.dismiss(self.one_line)

    def action_leave(self) -> None:
        """Keep nothing."""
        self.dismiss(None)
