"""The status of entries: the next one of one entry, the one that several get, and what is asked before a first signature."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, NamedTuple

from textual.app import App

from ...errors import Refused
from ...facilitation import bulk_edits
from ...i18n import _, ngettext
from ...model import edits
from ...model.edits import Edit
from ...model.ids import EntryRef
from ...model.labels import day, value_label
from ..desk import Desk
from ..widgets.content import pieces


class Status(NamedTuple):
    """The key that is the status of a kind, and its values in their order; without values it is the day on which it was done."""

    key: str
    values: tuple[str | None, ...] = ()

    def following(self, entry: Any, today: dt.date) -> str | dt.date | None:
        """What comes after the status of an entry. Raises Refused behind the last one."""
        now = getattr(entry, self.key)
        if not self.values:
            return None if now else today
        if now is not None and (now not in self.values or now == self.values[-1]):
            raise Refused(
                _("Status: {status}. Nothing comes after it; {key:set-all} sets another one.").format(
                    status=value_label(now)
                )
            )
        return self.values[self.values.index(now) + 1 if now in self.values else 0]


STATUSES = {
    "program": Status("status", ("proposed", "agreed", "final")),
    "quick_win": Status("decision", (None, "chosen", "reserve", "rejected")),
    "note": Status("closed"),
    "milestone": Status("done_on"),
    "signatory": Status("signed"),
}
"""What is the status of an entry, by kind."""


_CLOSED = ("action", "decision", "parking")
"""The kinds of notes that are done one day; what was said and facts are not."""


def _status(kind: str, entry: Any) -> Status | None:
    """What the status of an entry is; None where it has none."""
    return None if kind == "note" and entry and entry.kind not in _CLOSED else STATUSES.get(kind)


def advance(app: App[object], desk: Desk, place: EntryRef, then: Callable[[], object]) -> None:
    """Give an entry its next status, and say what it has become; `then` is done once it has it."""
    kind, id = place
    entry = desk.workshop.session.find(kind, id)
    status = _status(kind, entry)
    if status is None or entry is None:
        desk.say(_("This has no status; {key:edit} edits it."))
        return
    try:
        after = status.following(entry, desk.now().date())
    except Refused as refused:
        desk.say(str(refused))
        return
    sentence = _become(status.key, after)
    if kind == "quick_win" and after == "chosen":
        sentence = f"{sentence} {_gates(desk, entry)}".rstrip()
    record(app, desk, partial(edits.revise, entry, **{status.key: after}), sentence, then)


def _gates(desk: Desk, entry: Any) -> str:
    """That a candidate does not meet all gates, which keeps nobody from choosing it; "" where it does."""
    gates = desk.workshop.method.gates
    met = set(gates) & set(entry.gates_met) - set(entry.gates_failed)
    if len(met) == len(gates):
        return ""
    return _("{met} of {all} gates are met.").format(met=len(met), all=len(gates))


def choose(
    app: App[object], desk: Desk, places: Sequence[EntryRef], title: str, then: Callable[[], object]
) -> None:
    """Ask which status several entries of one kind get; `then` is done once they have it."""
    from ..dialogs.ask import Choice

    without = [place for place in places if _status(place.kind, desk.workshop.session.find(*place)) is None]
    if without:
        advance(app, desk, without[0], then)  # says that there is none
        return
    status = STATUSES[places[0].kind]
    if not desk.may_change():
        return
    session, method = desk.workshop.session, desk.workshop.method
    entries = [session.find(*place) for place in places]
    answers: dict[str, str | dt.date | None] = {value or "": value for value in status.values}
    answers = answers or {"done": desk.now().date(), "": None}
    uses = Counter(getattr(entry, status.key) for entry in entries)
    shown = []
    for answer, value in answers.items():
        number = uses[value] if status.values else sum(bool(of) == bool(value) for of in uses.elements())
        words = (_in_words(status.key, value), "bold")
        shown.append((answer, pieces(words, (f"  {number}" if number else "", "dim"))))

    def give(answer: str | None) -> None:
        if answer is None:
            return
        message = ngettext(
            "{number} entry: {status}; {key:undo} takes that back.",
            "{number} entries: {status}; {key:undo} takes that back.",
            len(places),
        ).format(number=len(places), status=_in_words(status.key, answers[answer]))
        keys = {status.key: answers[answer]}
        record(
            app, desk, lambda: bulk_edits.set_all(desk.workshop.session, method, places, keys), message, then
        )

    sentence = _("Which status do all of them get? The number of those that have it stands beside it.")
    app.push_screen(Choice(title, sentence, shown), give)


def record(
    app: App[object], desk: Desk, make: Callable[[], Edit | None], sentence: str, then: Callable[[], object]
) -> None:
    """Make the edit that a function gives, and say what came of it; `then` is done when something was changed.

    Where somebody signs with it while nobody has, the person is first shown what that covers.
    """
    from ...review import signing  # late: the start has no need of it

    try:
        edit = make()
    except Refused as refused:
        desk.say(str(refused), error=True)
        return

    def act() -> None:
        before = _digest(desk)
        unchanged = _("That is how it is already; nothing was changed.")
        if not desk.do(edit, sentence, unchanged) or edit is None:
            return
        then()
        if (now := _digest(desk)) != before:
            desk.say(
                _(
                    "Signed: from now on it is told when what was agreed is changed; {key:edit} sets another day than today."
                )
                if now
                else _("Nobody has signed any more, so the fingerprint of what was agreed is gone, too.")
            )

    if edit is not None and desk.may_change() and signing.begins(edit, desk.workshop.session):
        from ..dialogs import sign

        sign.ask(app, desk.workshop, act)
    else:
        act()


def _become(key: str, status: str | dt.date | None) -> str:
    """What an entry has become, by the key that changed."""
    if isinstance(status, dt.date):
        sentence = (
            _("Signed on {day}; {key:edit} sets another day, {key:status} takes that back.")
            if key == "signed"
            else _("Done on {day}; {key:edit} sets another day, {key:status} takes that back.")
        )
        return sentence.format(day=day(status))
    return _("Status: {status}.").format(status=_in_words(key, status))


def _in_words(key: str, status: str | dt.date | None) -> str:
    """What a status is called, by its key: the date of what is done or signed stands with the entry."""
    if isinstance(status, dt.date):
        return _("signed") if key == "signed" else _("done")
    if status:
        return value_label(status)
    return {"decision": _("undecided"), "signed": _("not signed yet")}.get(key, _("open"))


def _digest(desk: Desk) -> str | None:
    commitment = desk.workshop.session.commitment
    return commitment.digest if commitment else None
