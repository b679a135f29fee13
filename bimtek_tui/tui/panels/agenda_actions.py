"""What keys do to the agenda: start, end, leave out, replan, add, move a block; close and open a stage. Each makes one edit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from textual.app import App
from textual.widget import Widget

from ... import text
from ...facilitation import agenda, agenda_lines, agenda_plan, clock
from ...facilitation.agenda_lines import BlockLine, Dates
from ...facilitation.clock import Day, Slot
from ...i18n import _, ngettext
from ...model import ids, labels
from ...model.agenda import time_of_day
from ...model.method import label, wording
from ..desk import Desk
from ..widgets.content import plain
from .panel import GoTo, GoToItem


def start_or_end(app: App[None], desk: Desk, slot: Slot) -> None:
    """Start a block, end it when it runs, ask when it was held already."""
    if not desk.may_change():
        return
    session, method, now = desk.workshop.session, desk.workshop.method, desk.now()
    name = _name(slot)
    if slot.state == "running":
        ended = _("“{block}” is over; {key:undo} lets it run again.").format(block=name)
        desk.do(lambda: agenda.end(session, method, slot.id, now), ended)
    elif slot.state == "done":
        if desk.is_possible(lambda: agenda.restart(session, method, slot.id, now)):
            _ask_what_to_do(app, desk, slot)
    elif (coming := _day_to_come(desk, slot)) is not None:
        _ask_whether(app, desk, slot, coming)
    elif (held := _day_over(desk, slot)) is None:
        _start(desk, slot)
    elif held.begun:
        _record_held(desk, slot)
    elif desk.is_possible(lambda: agenda.start(session, method, slot.id, now)):
        _ask_when(app, desk, slot, held)


def _start(desk: Desk, slot: Slot) -> None:
    session, method, now = desk.workshop.session, desk.workshop.method, desk.now()
    begun = ngettext(
        "“{block}” is running, {minutes} minute; {key:start-block} ends it.",
        "“{block}” is running, {minutes} minutes; {key:start-block} ends it.",
        slot.minutes,
    )
    desk.do(
        lambda: agenda.start(session, method, slot.id, now),
        begun.format(block=_name(slot), minutes=slot.minutes),
    )


def _day_over(desk: Desk, slot: Slot) -> Day | None:
    """The day on which a block stands, where that is over; blocks of it that are started now would be of another day."""
    reading = clock.read(desk.workshop.session, desk.workshop.method, slot.id.partition("/")[0], desk.now())
    return next((day for day in reading.days if slot in day.slots and day.date and day.when == "past"), None)


def _day_to_come(desk: Desk, slot: Slot) -> Day | None:
    """The day on which a block stands, where that is to come and no other is held today: a rehearsal would move it."""
    reading = clock.read(desk.workshop.session, desk.workshop.method, slot.id.partition("/")[0], desk.now())
    if any(day.when == "now" for day in reading.days):
        return None
    return next(
        (day for day in reading.days if slot in day.slots and day.date and day.when == "coming"), None
    )


def _ask_whether(app: App[None], desk: Desk, slot: Slot, day: Day) -> None:
    """A block of a day that is planned for later: it is held today, or nothing is started."""
    from ..dialogs.ask import Choice

    planned = _("Day {number} is planned for {day}; {key:back} starts nothing.")
    planned = planned.format(number=day.number, day=labels.day(day.planned_begin))
    ways = [("now", plain(_("It begins now: this day is held today")))]
    app.push_screen(
        Choice(wording(slot.block), planned, ways), lambda way: _start(desk, slot) if way else None
    )


def _record_held(desk: Desk, slot: Slot) -> None:
    session, method, now = desk.workshop.session, desk.workshop.method, desk.now()
    ends = slot.begins + dt.timedelta(minutes=slot.minutes)
    sentence = _("“{block}” was held {begins}–{ends} on {day}; {key:edit} changes the times.")
    desk.do(
        lambda: agenda.record_held(session, method, slot.id, now),
        sentence.format(
            block=_name(slot),
            begins=f"{slot.begins:%H.%M}",
            ends=f"{ends:%H.%M}",
            day=labels.day(slot.begins),
        ),
    )


def _ask_when(app: App[None], desk: Desk, slot: Slot, held: Day) -> None:
    """A planned day is over, and nothing was recorded of it: it was held, or it is held only now."""
    from ..dialogs.ask import Choice

    ends = slot.begins + dt.timedelta(minutes=slot.minutes)
    then = _("It was held then, as planned: {begins}–{ends}").format(
        begins=f"{slot.begins:%H.%M}", ends=f"{ends:%H.%M}"
    )
    ways = [("then", plain(then)), ("now", plain(_("It begins now: this day is held today")))]

    def chosen(way: str | None) -> None:
        if way == "then":
            _record_held(desk, slot)
        elif way == "now":
            _start(desk, slot)

    planned = _("Day {number} was planned for {day}.").format(
        number=held.number, day=labels.day(held.planned_begin)
    )
    app.push_screen(Choice(wording(slot.block), planned, ways), chosen)


def _ask_what_to_do(app: App[None], desk: Desk, slot: Slot) -> None:
    from ..dialogs.ask import Choice

    held = _("held {begins}–{ends}").format(begins=f"{slot.begins:%H.%M}", ends=f"{slot.ends:%H.%M}")
    ways = [
        ("resume", plain(_("Go on with it: it was ended too early"))),
        ("restart", plain(_("Start it anew from now on"))),
        ("reset", plain(_("It was not held at all: it is still to come"))),
    ]
    app.push_screen(Choice(wording(slot.block), held, ways), lambda way: _again(desk, slot.id, way))


def _again(desk: Desk, id: str, way: str | None) -> None:
    """What was chosen for a block that was held already."""
    session, method, now = desk.workshop.session, desk.workshop.method, desk.now()
    match way:
        case "resume":
            desk.do(lambda: agenda.resume(session, method, id, now), _("It goes on."))
        case "restart":
            desk.do(lambda: agenda.restart(session, method, id, now), _("It begins anew."))
        case "reset":
            desk.do(lambda: agenda.reset(session, method, id, now), _("It is still to come."))


def skip(app: App[None], desk: Desk, slot: Slot) -> None:
    """Ask why and skip a block, or put a skipped one back; a block of the session's own is taken out."""
    if not desk.may_change():
        return
    session, method, now = desk.workshop.session, desk.workshop.method, desk.now()
    if ids.is_own_block(slot.id):
        gone = _("“{block}” is taken out; {key:undo} brings it back.").format(block=_name(slot))
        from ..dialogs.questions import ask_removal

        ask_removal(
            app, _name(slot), lambda: desk.do(lambda: agenda_plan.remove(session, method, slot.id, now), gone)
        )
        return
    if slot.state == "skipped":
        back = _("“{block}” is back on the agenda.").format(block=_name(slot))
        desk.do(lambda: agenda.reset(session, method, slot.id, now), back)
    elif desk.is_possible(lambda: agenda.skip(session, method, slot.id, now)):
        from ..dialogs.ask import Ask

        def leave_out(reason: str | None) -> None:
            if reason is not None:
                sentence = _("“{block}” is skipped; {key:skip-block} puts it back.").format(block=_name(slot))
                desk.do(lambda: agenda.skip(session, method, slot.id, desk.now(), reason), sentence)

        title = _("Skip “{block}”").format(block=_name(slot))
        why = _("Why? Enter alone writes “{usual}”; {key:back} keeps the block.").format(usual=agenda.SKIPPED)
        app.push_screen(Ask(title, why, "", lambda typed: typed), leave_out)


def lengthen(desk: Desk, slot: Slot, by: int) -> None:
    """Give a block more minutes, or fewer."""
    session, method, now = desk.workshop.session, desk.workshop.method, desk.now()
    sentence = ngettext(
        "“{block}” has {minutes} minute now.", "“{block}” has {minutes} minutes now.", slot.minutes + by
    )
    desk.do(
        lambda: agenda.lengthen(session, method, slot.id, by, now),
        sentence.format(block=_name(slot), minutes=slot.minutes + by),
    )


def add(app: App[None], desk: Desk, day: str, after: str, reveal: Callable[[str], None]) -> None:
    """Ask for a block of the session's own in one line, put it behind `after` on this day (``stage-1/1``), and reveal it."""
    if not desk.may_change():
        return
    from ..dialogs.ask import Ask

    def take(line: BlockLine | None) -> None:
        if line is None:
            return
        session, method = desk.workshop.session, desk.workshop.method
        new = agenda_plan.new_id(session, day)
        if desk.do(lambda: agenda_plan.add(session, method, new, line, after, desk.now())):
            reveal(new)
            if slot := _slot(desk, new):
                desk.say(_added(slot, line))

    title = _("A block of your own on day {number}").format(number=day.rpartition("/")[2])
    how = _(
        "Title and how long, with a time where it has one: “Coffee break 15 minutes”, “13.00 Discussion 45'”."
    )
    app.push_screen(Ask(title, how, "", agenda_lines.read_block), take)


def _added(slot: Slot, line: BlockLine) -> str:
    begins = f"{slot.begins:%H.%M}"
    if line.at is not None and begins != time_of_day(line.at):
        sentence = _(
            "“{block}” begins at {begins}, not at {wished}: a block begins when the one before it ends."
        )
        return sentence.format(block=_name(slot), begins=begins, wished=time_of_day(line.at))
    sentence = _(
        "“{block}” is planned for {begins}–{ends}; {key:skip-block} takes it out, {key:block-earlier} and {key:block-later} move it."
    )
    if not agenda_plan.is_movable(slot):
        sentence = _("“{block}” is planned for {begins}–{ends}; {key:skip-block} takes it out.")
    ends = slot.begins + dt.timedelta(minutes=line.minutes)  # a day that is over has nothing still to last
    return sentence.format(block=_name(slot), begins=begins, ends=f"{ends:%H.%M}")


def move(desk: Desk, slot: Slot, by: int) -> None:
    """Move a block before or behind its neighbour, and say when it begins now."""
    session, method, now = desk.workshop.session, desk.workshop.method, desk.now()
    if desk.do(lambda: agenda_plan.move(session, method, slot.id, by, now)) and (
        moved := _slot(desk, slot.id)
    ):
        sentence = _("“{block}” is planned for {begins} now.")
        desk.say(sentence.format(block=_name(moved), begins=f"{moved.begins:%H.%M}"))


def ask_dates(app: App[None], desk: Desk, stage_id: str, day: int | None, then: Callable[[], object]) -> None:
    """Ask for the dates of a stage and for when its days begin, or the one (counted from 0) under the cursor.

    `then` is done once they are recorded.
    """
    if not desk.may_change():
        return
    from ..dialogs.ask import Ask

    session, method = desk.workshop.session, desk.workshop.method
    held = session.stage.get(stage_id)
    days = clock.read(session, method, stage_id, desk.now()).days
    starts = [f"{agenda_day.planned_begin:%H.%M}" for agenda_day in days]
    shown = starts[day : day + 1] if day is not None else starts if len(set(starts)) > 1 else starts[:1]
    value = " ".join(filter(None, (labels.days(held.start, held.end) if held else "", *shown)))

    def take(dates: Dates | None) -> None:
        if dates is not None:
            sentence = _("Recorded; {key:undo} takes it back.")
            if desk.do(
                lambda: agenda_plan.set_dates(session, method, stage_id, dates, day),
                sentence,
                _("Nothing has changed."),
            ):
                then()

    title = _("Dates and start: {stage}").format(stage=label(method.stages[stage_id]))
    if day is not None and len(days) > 1:
        title = _("Dates of {stage}, start of day {number}").format(
            stage=label(method.stages[stage_id]), number=days[day].number
        )
    how = _("Both or one of them: 1-2 December 2026 08.30")
    app.push_screen(Ask(title, how, value, agenda_lines.read_dates), take)


def _slot(desk: Desk, id: str) -> Slot | None:
    """A block as it stands now."""
    reading = clock.read(desk.workshop.session, desk.workshop.method, id.partition("/")[0], desk.now())
    return reading.slot(id)


def _name(slot: Slot) -> str:
    """A block in a sentence that has to fit into one line."""
    return text.short(wording(slot.block), 40)


# The stage as a whole ---------------------------------------------------------------------------------------


def close_stage(asker: Widget, desk: Desk, stage_id: str) -> None:
    """Show what a stage still needs, and close it, open it again, or let `asker` ask to go to what is missing."""
    from ..dialogs.close_stage import CloseStage

    def settle(chosen: tuple[str, str] | None) -> None:
        session, method = desk.workshop.session, desk.workshop.method
        match chosen:
            case ("close", _id):
                sentence = _("Closed; {key:close-stage} opens it again, {key:undo} takes it back.")
                held = session.stage.get(stage_id)
                if held and held.end and held.end < desk.now().date():
                    sentence = _(
                        "Closed with today's date; {key:edit} on a day of the agenda sets another one, {key:close-stage} opens the stage again."
                    )
                desk.do(lambda: agenda.close_stage(session, method, stage_id, desk.now()), sentence)
            case ("reopen", _id):
                desk.do(lambda: agenda.reopen_stage(session, method, stage_id), _("Open again."))
            case ("checklist", id):
                asker.post_message(GoToItem(id))
            case (kind, id):
                asker.post_message(GoTo(kind, id))

    asker.app.push_screen(CloseStage(desk.workshop, stage_id), settle)
