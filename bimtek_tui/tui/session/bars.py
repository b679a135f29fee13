"""The one-line bars around a panel: stages, panels of the stage, keys. Every part is also a place to click."""

from __future__ import annotations

import datetime as dt

from textual.content import Content

from ...analysis import progress
from ...facilitation import clock
from ...facilitation.clock import Reading
from ...i18n import _, key
from ...model.labels import clock as time_of_day
from ...model.labels import dimension_label
from ...model.method import label, wording
from ...model.method_tables import Stage
from ...workshop.workshop import Workshop
from ..entries.elsewhere import panel_name
from ..widgets.bar import Bar, Part
from ..widgets.content import button, pieces, plain


class StageBar(Bar):
    """The four stages, always visible, each with its progress; the one shown now stands out."""

    def refresh_stages(self, workshop: Workshop, here: str) -> None:
        """Show how far each stage has come."""
        parts = self._stages(workshop, here, short=False)
        if sum(content.cell_length + 1 for content, _action in parts) > self.app.size.width:
            parts = self._stages(workshop, here, short=True)
        self.show(parts)

    def _stages(self, workshop: Workshop, here: str, short: bool) -> list[Part]:
        parts: list[Part] = []
        for number, stage in enumerate(workshop.method.stage):
            degree = progress.progress(workshop.session, workshop.method, stage.id)
            held = workshop.session.stage.get(stage.id)
            mark = "●" if held and held.closed else "✓" if degree.met else ""
            name = str(stage.number) if short else label(stage)
            style = "bold reverse" if stage.id == here else ""
            words = f" F{number + 2} {name} {degree.done}/{degree.total}{mark} "
            parts.append((plain(words, style), f"stage('{stage.id}')"))
        return parts


class PanelBar(Bar):
    """The panels of the stage shown now, and the one that is open."""

    def refresh_panels(self, workshop: Workshop, panels: list[str], here: str) -> None:
        """Show these panels of the stage; the first ones make room where the open one would not be seen."""
        shown = [*panels, *([] if here in panels else [here])]
        parts: list[Part] = [
            (
                plain(f" {panel_name(workshop, name)} ", "bold underline" if name == here else "dim"),
                f"panel('{name}')",
            )
            for name in shown
        ]
        upto = parts[: shown.index(here) + 1]
        lacking = sum(words.cell_length + 1 for words, _action in upto) - 1 - self.app.size.width
        if lacking > 0:
            lacking += 2  # for the sign of those that are left out
            first = 0
            while lacking > 0 and first < len(upto) - 1:
                lacking -= parts[first][0].cell_length + 1
                first += 1
            parts[:first] = [(plain("…", "dim"), parts[first - 1][1])]
        self.show(parts, "│")


class ClockLine(Bar):
    """The running block in one line, wherever the agenda itself is not open; a click leads there."""

    def __init__(self, id: str) -> None:
        super().__init__(id)
        self.display = False
        self._shown: tuple[str, str, int] = ("", "", 0)

    def show_clock(self, reading: Reading, stage: Stage) -> None:
        """Show where a stage stands; drawn only when it reads differently."""
        running = reading.running
        words = clock_line(reading, label(stage), self.app.size.width - 2)
        level = running.level if running else ""
        shown = (words.plain, level, self.app.size.width)
        idle = running is None and self.screen.has_class(
            "wall"
        )  # the room need not know how late another stage is
        self.display = bool(words.plain) and not idle
        if shown == self._shown:
            return
        self._shown = shown
        for name in clock.LEVELS:
            self.set_class(name == level, f"-{name}")
        self.show([(words, f"clock('{stage.id}')")])


def clock_line(reading: Reading, stage: str, room: int) -> Content:
    """Time left, the block, how pressing it is, and how the day goes; without room the block's name is the last to go."""
    running, today = reading.running, reading.today
    pace = clock.pace(today) if today else ""
    if running is None:
        following = reading.following
        what = (
            _("next: {block}").format(block=wording(following.block))
            if following
            else _("all blocks are over")
        )
        return _fitted(plain(stage), what, [pace], room) if pace else plain("")
    level = _(clock.LEVELS[running.level]) if running.level else ""
    facts = [fact for fact in (level, pace) if fact]
    return _fitted(plain(clock.digits(running.left), "bold"), wording(running.block), facts, room)


_NAMED = 10
"""Letters of a block's name that facts beside it leave it."""


def _fitted(head: Content, name: str, facts: list[str], room: int) -> Content:
    """A line in which facts go, the first one first, until there is room for the name; that one is cut at last."""
    head += " · "
    while facts:
        tail = plain("".join(f" · {fact}" for fact in facts))
        left = room - head.cell_length - tail.cell_length
        if left >= min(plain(name).cell_length, _NAMED):
            return head + plain(name).truncate(left, ellipsis=True) + tail
        facts = facts[1:]
    return (head + name).truncate(max(1, room), ellipsis=True)


def heading(
    workshop: Workshop, stage_id: str, panel_id: str, width: int, agreement_changed: bool = False
) -> Content:
    """City, stage and panel at the left; at the right whether what was signed was changed and whether all is saved."""
    stage = workshop.method.stages[stage_id]
    panel = panel_name(workshop, panel_id)
    right = _saved(workshop)
    if behind := workshop.second_copy.notice(dt.datetime.now().astimezone()):
        right = pieces((f" {behind} ", "bold reverse"), " ") + right
    if agreement_changed:
        changed = _("changed since signed")
        right = pieces((f" {changed} ", "bold reverse"), " ") + right
    room = max(1, width - right.cell_length - 1)
    ways = (
        pieces((f" {workshop.session.city_name} ", "bold"), f"· {label(stage)} · {panel}"),
        pieces(f" {label(stage)} · {panel}"),
        pieces(f" {panel}"),
    )  # where one is must be seen; what city it is the room knows
    left = next((way for way in ways if way.cell_length <= room), ways[-1].truncate(room, ellipsis=True))
    return left + " " * max(1, width - left.cell_length - right.cell_length) + right


def _saved(workshop: Workshop) -> Content:
    if workshop.read_only:
        return plain(_("read only "), "bold")
    if workshop.persistence.trouble and workshop.persistence.dirty:
        return plain(" " + _("NOT SAVED "), "bold reverse")
    if workshop.persistence.unguarded:
        return plain(" " + _("NO JOURNAL "), "bold reverse")
    at = workshop.persistence.saved_at
    return plain(_("saved {time} ").format(time=time_of_day(at)) if at else "")


def for_whom(workshop: Workshop, room: int) -> Content:
    """For which group, dimension and agency is being captured; so many cells wide at most."""
    context = workshop.context
    parts = [context.group, dimension_label(workshop.method, context.dimension), context.agency]
    whom = " · ".join(part for part in parts if part) or _("nobody in particular")
    return _led(_("Capturing for:"), plain(whom, "bold"), f"({key('for-whom')})", "screen.context", room)


def next_step(state: progress.ItemState | None, room: int) -> Content:
    """What comes next: an open checklist item, or going on when there is none; so many cells wide at most."""
    sentence = wording(state.item, "text") if state else _("this stage is complete; {key:next-step} goes on")
    return _led(_("Next:"), plain(sentence), f"({key('next-step')})", "screen.go", room)


def _led(head: str, words: Content, keys: str, action: str, room: int) -> Content:
    """Words with the key that leads on behind them, which is also a place to click and is never cut off."""
    first = pieces(" ", (head, "dim"), " ")
    rest = room - first.cell_length - plain(keys).cell_length - 3
    return first + words.truncate(max(1, rest), ellipsis=True) + "  " + button(keys, action)
