"""The code of a program in its form: found by words of its name or by digits, with what the list says of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, OptionList

from ... import text
from ...i18n import _, listed
from ...model import program_codes
from ...model.labels import key_label
from ...model.program_codes import CodeList, ListedCode
from ...store import code_lists
from ...workshop.workshop import Workshop
from ..actions import bindings
from ..widgets.bar import KeyBar
from ..widgets.content import Words, pieces
from ..widgets.line import Line
from ..widgets.row_list import Row, RowList
from .dialog import Dialog
from .fields import FormField

PREFILLED = ("indicator", "unit")
"""Fields that are empty and that the list fills in."""


class FindCode(Dialog[ListedCode | None]):
    """Asks which code it is; letters and digits narrow the choice, Enter takes the one under the cursor."""

    BINDINGS = bindings("find-code")

    def __init__(self, codes: CodeList, region: str, words: str) -> None:
        """`region` is the sign of the kind of region whose codes are offered, "" for all."""
        super().__init__()
        self.codes = codes
        self.of_region = region
        self.line = Line(words, id="code-words", compact=True, select_on_focus=False)
        self.list = RowList("offers")

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog choice"):
            yield Words(_("Which code?"), classes="title")
            yield self.line
            yield self.list
            yield KeyBar("keys")

    def on_mount(self) -> None:
        self.list.can_focus = False
        self._offer(self.line.value)
        self.line.focus()

    def _offer(self, words: str) -> None:
        matches = self.codes.find(words, self.of_region)
        self.list.highlighted = None  # the first one that is left is taken
        none = _("No code has these words; fewer or shorter ones find more.")
        self.list.fill((Row(match.code, _shown(match)) for match in matches), none)

    def on_input_changed(self, event: Input.Changed) -> None:
        self._offer(event.value)

    def on_input_submitted(self) -> None:
        if self.list.row is not None:
            self.dismiss(self.codes.by_code[self.list.row.id])

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.on_input_submitted()

    def action_move(self, by: int) -> None:
        """To the next or previous code."""
        (self.list.action_cursor_down if by > 0 else self.list.action_cursor_up)()


def _shown(match: ListedCode) -> Content:
    rest = " · ".join(filter(None, (match.indicator, match.unit)))
    return pieces((match.code, "bold"), f"  {match.name}", (f"  {rest}" if rest else "", "dim"))


def find(
    form: Screen[bool],
    workshop: Workshop,
    fields: Mapping[str, FormField],
    say: Callable[[str], None],
    go_on: Callable[[], None],
) -> None:
    """Take what stands in the field of the code as a code of the list, or ask which one is meant, and go on.

    Of the one taken, indicator and unit go into their fields where nothing stands.
    """
    typed = text.line(fields["code"].words)
    codes = code_lists.of_session(workshop.session).codes if typed else None
    if codes is None:
        if typed:
            say(_without_list(workshop))
        go_on()
        return
    code = program_codes.tidy(typed)
    known = codes.get(program_codes.read(code)) if program_codes.is_code(code) else None

    def take(chosen: ListedCode | None) -> None:
        if chosen is None:
            return
        fields["code"].words = code if chosen is known else chosen.code
        filled = [key for key in PREFILLED if getattr(chosen, key) and not fields[key].words.strip()]
        for key in filled:
            fields[key].words = getattr(chosen, key)
        sentence = f"{chosen.code} {text.short(chosen.name, 80)}."
        if filled:
            named = listed([key_label(key) for key in filled])
            sentence += " " + _("From the list: {fields}.").format(fields=named)
        say(sentence)
        go_on()

    if known is not None:
        take(known)
    else:
        city = workshop.session.city
        region = program_codes.REGIONS.get(city.kind, "") if city else ""
        form.app.push_screen(FindCode(codes, region, typed), take)


def _without_list(workshop: Workshop) -> str:
    """Why no code can be looked up."""
    plan = workshop.session.plan
    if plan is None or not plan.code_decree:
        return _("Codes can be found once the plan names their decree, and its list is kept on this machine.")
    return _("No list of {decree} is kept on this machine; “bimtek codes import” takes it in.").format(
        decree=text.short(program_codes.decree_name(plan.code_decree), 60)
    )
