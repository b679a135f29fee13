"""What keys do to the agenda: start, end, skip, replan a block; close and open a stage. Each makes one edit."""

from __future__ import annotations

from textual.app import App
from textual.widget import Widget

from ... import text
from ...facilitation import agenda
from ...facilitation.clock import Slot
from ...i18n import _
from ...model.method import said
from ..desk import Desk
from ..widgets.content import plain
from .panel import GoTo, GoToItem


def start_or_end(app: App[None], desk: Desk, slot: Slot) -> None:
    """Start a block, end it when it runs, ask when it was held already."""
    session, method, now = desk.workshop.session, desk.workshop.method, desk.now()
    name = _name(slot)
    if slot.state == "running":
        ended = _("“{block}” is over; {key:undo} lets it run again.").format(block=name)
        desk.do(lambda: agenda.end(session, method, slot.id, now), ended)
    elif slot.state == "done":
        if desk.is_possible(lambda: agenda.restart(session, method, slot.id, now)):
            _ask_what_to_do(app, desk, slot)
    else:
        begun = _("“{block}” is running, {minutes} minutes; {key:start-block} ends it.")
        desk.do(
            lambda: agenda.start(session, method, slot.id, now),
            begun.format(block=name, minutes=slot.minutes),
        )


def _ask_what_to_do(app: App[None], desk: Desk, slot: Slot) -> None:
    from ..dialogs.ask import Choice

    held = _("held {begins}–{ends}").format(begins=f"{slot.begins:%H.%M}", ends=f"{slot.ends:%H.%M}")
    ways = [
        ("resume", plain(_("Go on with it: it was ended too early"))),
        ("restart", plain(_("Start it anew from now on"))),
        ("reset", plain(_("It was not held at all: it is still to come"))),
    ]
    app.push_screen(Choice(said(slot.block), held, ways), lambda way: _again(desk, slot.id, way))


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
    """Ask why and skip a block, or put a skipped one back."""
    session, method, now = desk.workshop.session, desk.workshop.method, desk.now()
    if slot.state == "skipped":
        back = _("“{block}” is back on the agenda.").format(block=_name(slot))
        desk.do(lambda: agenda.reset(session, method, slot.id, now), back)
    elif desk.is_possible(lambda: agenda.skip(session, method, slot.id, now)):
        from ..dialogs.ask import Ask

        def leave_out(reason: str | None) -> None:
            if reason is not None:
                told = _("“{block}” is skipped; {key:skip-block} puts it back.").format(block=_name(slot))
                desk.do(lambda: agenda.skip(session, method, slot.id, desk.now(), reason), told)

        title = _("Skip “{block}”").format(block=_name(slot))
        why = _("Why? Enter alone writes “{usual}”; {key:back} keeps the block.").format(usual=agenda.SKIPPED)
        app.push_screen(Ask(title, why, "", lambda typed: typed), leave_out)


def lengthen(desk: Desk, slot: Slot, by: int) -> None:
    """Give a block more minutes, or fewer."""
    session, method, now = desk.workshop.session, desk.workshop.method, desk.now()
    told = _("“{block}” has {minutes} minutes now.")
    desk.do(
        lambda: agenda.lengthen(session, method, slot.id, by, now),
        told.format(block=_name(slot), minutes=slot.minutes + by),
    )


def _name(slot: Slot) -> str:
    """A block in a sentence that has to fit into one line."""
    return text.short(said(slot.block), 40)


# The stage as a whole ---------------------------------------------------------------------------------------


def close_stage(asker: Widget, desk: Desk, stage_id: str) -> None:
    """Show what a stage still needs, and close it, open it again, or let `asker` ask to go to what is missing."""
    from ..dialogs.close_stage import CloseStage

    def settle(chosen: tuple[str, str] | None) -> None:
        session, method = desk.workshop.session, desk.workshop.method
        match chosen:
            case ("close", _id):
                told = _("Closed; {key:close-stage} opens it again, {key:undo} takes it back.")
                desk.do(lambda: agenda.close_stage(session, method, stage_id, desk.now()), told)
            case ("reopen", _id):
                desk.do(lambda: agenda.reopen_stage(session, method, stage_id), _("Open again."))
            case ("checklist", id):
                asker.post_message(GoToItem(id))
            case (kind, id):
                asker.post_message(GoTo(kind, id))

    asker.app.push_screen(CloseStage(desk.workshop, stage_id), settle)
