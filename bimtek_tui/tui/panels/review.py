"""What is wrong in the file, and what each stage still lacks."""

from __future__ import annotations

from collections.abc import Iterator

from ... import check, store
from ...errors import Finding, TemplateFault
from ...i18n import _
from ...model import kinds
from ...model.entries import Session
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
            now,
            workshop.method,
            workshop.signed,
            named_files.gather(workshop.path, now.session),
            self._sections(now.session),
        )
        wrong = [finding for finding in findings if finding.severity != "info"]
        if wrong:
            yield Row("", plain(_("In the session file"), "bold underline"))
        for finding in wrong:
            place = _("line {line}").format(line=finding.line)
            shown = lines([pieces(("! ", "bold"), finding.message), plain(f"  {place}  {finding.id}", "dim")])
            yield Row(self._place(finding), shown)
        for stage in workshop.method.stage:
            open_items = check.missing(workshop.session, workshop.method, stage.id, workshop.document.line_of)
            lacking = [item for item in open_items if item.severity != "info"]
            yield Row("", plain(f"{label(stage)}: {self._count(len(lacking))}", "bold underline"))
            yield from (Row(f"checklist:{item.id}", pieces(("○ ", "bold"), item.message)) for item in lacking)

    def _sections(self, session: Session) -> dict[str, dict[str, str]]:
        """Those of the books, if there are texts for them; templates that can't be read are told where books are made."""
        if not session.text:
            return {}
        from ...books import sections

        try:
            return sections.known(session, self.workshop.method, self.workshop.templates, with_facts=False)
        except TemplateFault:
            return {}

    def _count(self, number: int) -> str:
        return _("{number} items open").format(number=number) if number else _("nothing is missing")

    def _place(self, finding: Finding) -> str:
        """The entry behind a finding; without a kind when it can only be mended in the text of the file."""
        kind = kinds.kinds().get(finding.table)
        named = kind is not None and (kind.single or finding.id != "")
        known = named and self.workshop.session.find(finding.table, finding.id) is not None
        return f"{finding.table if known else ''}:{finding.id}"

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
