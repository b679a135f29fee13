"""What F1 says in a session: what the open panel is for, what comes next, and the keys that work there."""

from __future__ import annotations

from textual.screen import Screen

from ...i18n import _
from ...model.method import Method, wording
from ...workshop.workshop import Workshop
from ..dialogs.help import Help, live_keys
from ..entries.elsewhere import panel_name
from ..registry import PANELS
from .navigation import Navigation


def session_help(
    screen: Screen[None],
    workshop: Workshop,
    navigation: Navigation,
    panel_id: str,
    *,
    on_wall: bool,
    tags: str,
) -> Help:
    """The help on the open panel of a session, `on_wall` in the projector mode; `tags` are those of the open line."""
    following = navigation.following()
    purpose = _purpose(workshop.method, panel_id, navigation.stage_id, on_wall)
    return Help(
        panel_name(workshop, panel_id),
        f"{tags}\n\n{purpose}" if tags else purpose,
        wording(following.item, "text")
        if following
        else _("This stage is complete; {key:next-step} goes on."),
        live_keys(screen),
    )


def _purpose(method: Method, panel_id: str, stage_id: str, on_wall: bool) -> str:
    """What a panel is for, with what the place adds to that, as paragraphs."""
    panel = method.panels.get(panel_id)
    purposes = [wording(panel, "purpose") if panel else _(PANELS[panel_id].purpose)]
    if panel_id == "agenda":
        purposes.append(wording(method.stages[stage_id], "purpose"))
    if on_wall:
        purposes.append(
            _(
                "This is the projector mode: one list or picture for the whole room, without names of persons; the arrows "
                "lead to the next one. A picture follows what is entered, votes are shown once the voting is closed, and "
                "where there is nothing for the room stands the time. A terminal enlarges its letters by its own keys, often "
                "ctrl and +; make them so large that some 60 columns are left."
            )
        )
    return "\n\n".join(purpose for purpose in purposes if purpose)
