"""Pasting many lines into the capture line: what they would become is shown, and recorded as one step."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import Any

from textual import events

from ... import text
from ...errors import Refused
from ...facilitation import bulk_edits
from ...i18n import _, ngettext
from ...model import edits
from ..dialogs.paste import Pasted, Planned
from .bar import PREFIX, Capturing

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
