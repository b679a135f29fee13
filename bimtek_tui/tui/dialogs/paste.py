"""What pasted lines would become, each an entry."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from textual.content import Content

from ...errors import Refused
from ...facilitation import capture, tag_offers, tags
from ...facilitation.capture import Planned
from ...i18n import N_, _, ngettext
from ...model.edits import Edit
from ...model.labels import dimension_label, key_label
from ...workshop.workshop import Workshop
from ..actions import bindings
from ..desk import Now
from ..widgets.content import lines, pieces, plain
from ..widgets.row_list import Row
from .take_in import Intake


class Paste(Intake):
    """Pasted lines, which may go to several lists; `as_one_line` says that they are wanted as one line instead.

    `plan` says what the lines become, those of these numbers as entries although they look like headings; `remark` is
    said above them.
    """

    BINDINGS = bindings("paste")
    place = "paste"
    nothing = N_("Every line is left out; {key:leave-out} takes one in again, {key:back} keeps nothing.")

    def __init__(
        self,
        workshop: Workshop,
        plan: Callable[[Collection[int]], list[Planned]],
        now: Now,
        remark: str = "",
    ) -> None:
        super().__init__(workshop)
        self.planned = plan(())
        self.plan = plan
        self.now = now
        self.remark = remark
        self.entries_all_the_same: set[int] = set()
        self.left_out: set[int] = set()
        self.as_one_line = False

    @property
    def taken(self) -> list[Planned]:
        """The lines that are not left out."""
        return [line for number, line in enumerate(self.planned) if number not in self.left_out]

    def heading(self) -> tuple[str, str]:
        titles = dict.fromkeys(_(line.target.title) for line in self.planned if line.target)
        number = sum(not line.heading for line in self.taken)
        title = ngettext(
            "{number} line becomes an entry: {lists}", "{number} lines become an entry each: {lists}", number
        )
        return title.format(number=number, lists=", ".join(titles) or "–"), self.remark

    def entries(self) -> Iterator[Row]:
        lists = {line.target.id for line in self.planned if line.target}
        for number, line in enumerate(self.planned):
            yield Row(str(number), self._row(number, line, len(lists) > 1))

    def _row(self, number: int, planned: Planned, names_list: bool) -> Content:
        width = len(str(len(self.planned)))
        mark = (f"{number + 1:>{width}} ", "bold")
        if number in self.left_out:
            return pieces(mark, ("– ", "bold"), (planned.line, "strike dim"))
        if planned.heading:
            return pieces(
                mark,
                ("▸ ", "bold"),
                (planned.line, "bold"),
                ("  " + _("heading: {name}").format(name=planned.heading), "dim"),
            )
        if planned.problem:
            problem = plain(f"{' ' * (width + 3)}{planned.problem}", "bold $text-error")
            return lines([pieces(mark, ("! ", "bold $text-error"), planned.line), problem])
        words = next((value for key, value in planned.keys if key in ("text", "name")), planned.line)
        if planned.target and planned.target.kind == "agency":
            words = planned.line
        kind = planned.target.kind if planned.target else ""
        today = self.now().date()
        shown = tag_offers.shown(planned.parsed, self.workshop.method, self.workshop.session, kind, today)
        facts = [f"{label}: {value}" for label, value in shown]
        if (dimension := dict(planned.keys).get("dimension")) and "dimension" not in planned.parsed.keys:
            facts.append(f"{key_label('dimension')}: {dimension_label(self.workshop.method, dimension)}")
        if planned.target and names_list:
            facts.insert(0, f"▸ {_(planned.target.title)}")
        sentences = [*planned.parsed.sentences, *(tags.doubted(doubt) for doubt in planned.parsed.doubts)]
        doubts = "".join(f"  ? {sentence}" for sentence in sentences)
        return pieces(
            mark,
            "  ",
            str(words),
            (f"  {' · '.join(facts)}" if facts else "", "dim"),
            (doubts, "bold $text-warning"),
        )

    def _wrong(self) -> list[int]:
        return [
            number for number, line in enumerate(self.planned) if line.problem and number not in self.left_out
        ]

    def complaint(self) -> str:
        if not (wrong := self._wrong()):
            return ""
        return ngettext(
            "{number} line does not fit, the first is number {first}: {key:leave-out} leaves one out, {key:back} keeps nothing.",
            "{number} lines do not fit, the first is number {first}: {key:leave-out} leaves one out, {key:back} keeps nothing.",
            len(wrong),
        ).format(number=len(wrong), first=wrong[0] + 1)

    def edit(self) -> Edit | None:
        if wrong := self._wrong():
            self.highlighted = wrong[0]
            raise Refused(self.complaint())
        return capture.record_all(self.workshop.session, self.taken, self.workshop.context, self.now())

    def action_leave_out(self) -> None:
        """Leave the line under the cursor out, or take it in again; of a heading it makes an entry, or a heading again."""
        if self.planned[self.at].heading or self.at in self.entries_all_the_same:
            self.entries_all_the_same ^= {self.at}
            self.planned = self.plan(self.entries_all_the_same)
        else:
            self.left_out ^= {self.at}
        self.show()

    def action_one_line(self) -> None:
        """Take all of it as one line, as it stands."""
        self.as_one_line = True
        self.screen.dismiss(False)
