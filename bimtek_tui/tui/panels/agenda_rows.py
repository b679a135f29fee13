"""How the days and blocks of an agenda stand in their list."""

from __future__ import annotations

from textual.content import Content

from ...facilitation.clock import Day, Slot
from ...i18n import _
from ...model.labels import day
from ...model.method import wording
from ..widgets.content import pieces

_GOES = {"done": "✓", "running": "▶", "pending": "○", "skipped": "–", "unrecorded": "·"}


def heading(agenda_day: Day) -> Content:
    """A day: its date, whether it is today, and when it will end."""
    head = _("Day {number}").format(number=agenda_day.number)
    parts = [(f"{head}  {day(agenda_day.date)}" if agenda_day.date else head, "bold underline")]
    if agenda_day.when == "now":
        parts.append(("  " + _("today"), "bold reverse"))
    if agenda_day.when != "past" and agenda_day.slots and agenda_day.ends != agenda_day.planned_end:
        ends = _("ends {time}, planned {planned}")
        parts.append(
            (
                "\n"
                + ends.format(time=f"{agenda_day.ends:%H.%M}", planned=f"{agenda_day.planned_end:%H.%M}"),
                "",
            )
        )
    return pieces(*parts)


def row(slot: Slot, agenda_day: Day) -> Content:
    """A block: when it is planned, what it is called, and how it stands, in words."""
    planned = slot.begins if agenda_day.when == "coming" and slot.state == "pending" else slot.planned
    name = {"skipped": "strike dim", "running": "bold"}.get(slot.state, "")
    facts = "bold" if slot.state == "running" else "dim"
    return pieces(
        (f"{_GOES[slot.state]} ", "bold"),
        (f"{planned:%H.%M} ", "bold"),
        (wording(slot.block), name),
        (f"\n  {_state(slot, agenda_day)}", facts),
    )


def _state(slot: Slot, agenda_day: Day) -> str:
    """How a block stands: when it really began and ended, or is expected to, or why not."""
    minutes = (
        _("{minutes} min instead of {planned}").format(minutes=slot.minutes, planned=slot.block.minutes)
        if slot.minutes != slot.block.minutes
        else _("{minutes} min").format(minutes=slot.minutes)
    )
    begins, ends = f"{slot.begins:%H.%M}", f"{slot.ends:%H.%M}"
    match slot.state:
        case "running" if slot.left < 0:
            return _("running since {begins}, over its {minutes}").format(begins=begins, minutes=minutes)
        case "running":
            return _("running since {begins} until {ends}, {minutes}").format(
                begins=begins, ends=ends, minutes=minutes
            )
        case "done":
            taken = _("held {begins}–{ends}, {taken} of {minutes}")
            return taken.format(begins=begins, ends=ends, taken=slot.elapsed // 60, minutes=minutes)
        case "skipped":
            return _("skipped: {reason}").format(reason=slot.reason)
        case "unrecorded":
            return _("{minutes}, not recorded").format(minutes=minutes)
    if slot.passed:
        return _("passed over; about {begins}, {minutes}").format(begins=begins, minutes=minutes)
    return (
        _("about {begins}, {minutes}").format(begins=begins, minutes=minutes)
        if agenda_day.when == "now" and begins != f"{slot.planned:%H.%M}"
        else minutes
    )
