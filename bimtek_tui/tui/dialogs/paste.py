"""What pasted lines would become, shown before anything is recorded."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from ...errors import Refused
from ...facilitation import tags
from ...facilitation.capture import Planned
from ...i18n import _, ngettext
from ...workshop.workshop import Workshop
from ..actions import bindings
from ..widgets.bar import KeyBar
from ..widgets.content import Words, lines, pieces, plain
from .dialog import Dialog


class Entries(OptionList):
    """What a paste would become, one row each."""

    BINDINGS = bindings("paste")


class Pasted(Dialog["list[Planned] | str | None"]):
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
        titles = dict.fromkeys(_(one.target.title) for one in self.planned if one.target)
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
        if one.target and one.target.kind == "agency":
            words = one.line
        facts = [f"{label}: {value}" for label, value in tags.shown(one.parsed, self.workshop.method)]
        if one.target and len({of.target.id for of in self.planned if of.target}) > 1:
            facts.insert(0, f"▸ {_(one.target.title)}")
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
