"""Where the facilitator is led next: the open item of the checklist, and the panel where it is done."""

from __future__ import annotations

from ...analysis import progress
from ...i18n import _
from ...model.method import said
from ..entries.columns import LISTS
from ..panels.entry_actions import EntryActions


class Leading(EntryActions):
    """The actions of a session screen that go somewhere by themselves."""

    def following(self) -> progress.ItemState | None:
        """The next open item of the checklist of the stage shown."""
        me = self._me()
        return progress.next_item(me.workshop.session, me.workshop.method, me.stage_id)

    def action_go(self) -> None:
        """Go to the panel where the next open item is done; from a finished stage to the next one."""
        me = self._me()
        state = self.following()
        if state is not None:
            self._go_to(state)
            return
        stages = list(me.workshop.method.stages)
        here = stages.index(me.stage_id)
        if here + 1 < len(stages):
            me.action_stage(stages[here + 1])
        else:
            me.action_panel("books")

    def _go_to(self, state: progress.ItemState) -> None:
        """Where an item is done: its panel, the form of the stage, or, where only a tick is due, the item itself."""
        me = self._me()
        sentence = said(state.item, "text")
        if state.item.condition is None:
            me._open("agenda")
            self.call_after_refresh(me.panel.reveal, "checklist", state.id)
            me.say(_("{item} – Space ticks it, Enter goes to where it is done").format(item=sentence))
        elif state.item.panel == "agenda":
            me._open("agenda")
            self.call_after_refresh(self._edit_stage)
            me.say(sentence)
        else:
            me.action_panel(state.item.panel)
            me.say(sentence)

    def _edit_stage(self) -> None:
        me = self._me()
        if me.panel.reveal("stage", me.stage_id):
            me.action_edit()

    def action_go_to_item(self) -> None:
        """Go to the panel where the highlighted checklist item is done."""
        me = self._me()
        selected = me.panel.selected
        if not selected:
            return
        kind, id = selected
        method = me.workshop.method
        place = method.items[id].panel if kind == "checklist" and id in method.items else None
        if kind == "agenda" and id in method.blocks:
            place = method.blocks[id].panel
        if place and place != "agenda":
            me.action_panel(place)
        else:
            me.action_edit()

    def show_entry(self, kind: str, id: str) -> None:
        """Open the panel in which an entry stands, and put the cursor on it."""
        me = self._me()
        if kind in ("checklist", "agenda", "stage"):
            me.stage_id = id.partition("/")[0]
            me._open("agenda")
            self.call_after_refresh(me.panel.reveal, kind, id)
            return
        if kind in ("assessment", "budget", "target"):
            me.action_panel("assessment" if kind == "assessment" else "money")
            self.call_after_refresh(me.panel.reveal, kind, id)
            return
        for spec in LISTS.values():
            if any(column.kind == kind for column in spec.columns):
                me.action_panel(spec.id)
                self.call_after_refresh(me.panel.reveal, kind, id)
                return
