"""What is wrong in the file, and what each stage still lacks."""

from __future__ import annotations

from collections.abc import Iterator

from ... import check, store
from ...errors import Finding
from ...i18n import _
from ...model import kinds
from ...model.method import label
from ...store import named_files
from ..actions import bindings
from ..widgets.content import lines, pieces, plain
from ..widgets.row_list import Row
from .overview import Overview
from .panel import GoTo


class ReviewPanel(Overview):
    """What is wrong in the file, and what each stage still lacks."""

    BINDINGS = bindings("review")

    def rows(self) -> Iterator[Row]:
        workshop = self.workshop
        self.list.border_title = plain(_("What is missing"))
        # Read again: what was found on opening may be mended by now, and lines have moved.
        now = store.parse(workshop.document.to_bytes(), workshop.path)
        findings = check.findings(
            now, workshop.method, workshop.signed, named_files.gather(workshop.path, now.session)
        )
        wrong = [one for one in findings if one.severity != "info"]
        if wrong:
            yield Row("", plain(_("In the session file"), "bold underline"))
        for one in wrong:
            place = _("line {line}").format(line=one.line)
            shown = lines([pieces(("! ", "bold"), one.message), plain(f"  {place}  {one.id}", "dim")])
            yield Row(self._place(one), shown)
        for stage in workshop.method.stage:
            open_items = check.missing(workshop.session, workshop.method, stage.id, workshop.document.line_of)
            lacking = [one for one in open_items if one.severity != "info"]
            yield Row("", plain(f"{label(stage)}: {self._said(len(lacking))}", "bold underline"))
            yield from (Row(f"checklist:{one.id}", pieces(("○ ", "bold"), one.message)) for one in lacking)

    def _said(self, number: int) -> str:
        return _("{number} items open").format(number=number) if number else _("nothing is missing")

    def _place(self, one: Finding) -> str:
        """The entry behind a finding; without a kind when it can only be mended in the text of the file."""
        kind = kinds.kinds().get(one.table)
        named = kind is not None and (kind.single or one.id != "")
        known = named and self.workshop.session.find(one.table, one.id) is not None
        return f"{one.table if known else ''}:{one.id}"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hide the keys of an entry on a row that leads to an item of the checklist, or to the text of the file."""
        if action in ("withdraw", "editor"):
            return self.selected is not None and self.selected.kind not in ("", "checklist")
        return super().check_action(action, parameters)

    def on_option_list_option_highlighted(self) -> None:
        self.refresh_bindings()

    def action_edit(self) -> None:
        """Open the form of the entry under the cursor; an item of a checklist is gone to, where it is ticked."""
        selected = self.selected
        if selected is not None and selected[0] == "checklist":
            self.post_message(GoTo(*selected))
        else:
            super().action_edit()
