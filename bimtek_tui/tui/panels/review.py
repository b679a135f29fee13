"""What is wrong in the file, and what each stage still lacks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ... import check, store, text
from ...analysis.ordinals import LETTERS, ordinals
from ...errors import Finding, TemplateFault
from ...i18n import _, ngettext
from ...model import kinds, values
from ...model.entries import Session
from ...model.labels import key_label
from ...model.method import label
from ...store import code_lists, named_files
from ..actions import bindings
from ..entries import rows
from ..entries.elsewhere import panel_name
from ..widgets.content import lines, pieces, plain
from ..widgets.row_list import Row
from .overview import Overview
from .panel import GoTo

_KEY = re.compile(r"“([a-z_]+)”")
_AMOUNT = re.compile(r"\b[0-9]{1,3}(?:_[0-9]{3})+\b")
_ID = re.compile(r"\b[a-z]{2}-[0-9a-z]{8}\b")
_COMMAND = re.compile(r"“bimtek (diff|text) [^”]*”")
_PANELS = {"diff": "commitment", "text": "books"}
"""The panel that tells what a command does."""


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
            code_lists.of_session(now.session).codes,
        )
        wrong = [finding for finding in findings if finding.severity != "info"]
        if wrong:
            yield Row("", plain(_("In the session file"), "bold underline"))
        for finding in wrong:
            where = plain(f"  {self._where(finding)}", "dim")
            shown = lines([pieces(("! ", "bold"), self._in_words(finding)), where])
            yield Row(self._place(finding), shown)
        for stage in workshop.method.stage:
            open_items = check.missing(workshop.session, workshop.method, stage.id, workshop.document.line_of)
            lacking = [item for item in open_items if item.severity != "info"]
            yield Row("", plain(f"{label(stage)}: {self._count(len(lacking))}", "bold underline"))
            yield from (Row(f"checklist:{item.id}", pieces(("○ ", "bold"), item.message)) for item in lacking)

    def _in_words(self, finding: Finding) -> str:
        """What a finding says, with the words of the screen where the command line has those of the file."""
        of = kinds.kinds().get(finding.table)
        known = of.keys if of else {}
        words = _KEY.sub(
            lambda key: f"“{key_label(key[1], finding.table)}”" if key[1] in known else key[0],
            finding.message,
        )
        words = _AMOUNT.sub(lambda amount: values.rupiah_in_short(int(amount[0])), words)
        words = _ID.sub(lambda named: self._called(named[0]) or named[0], words)
        return _COMMAND.sub(lambda command: f"“{panel_name(self.workshop, _PANELS[command[1]])}”", words)

    def _called(self, id: str) -> str:
        """What people call the entry with this id: its number aloud, or its words; "" where it is not there."""
        session = self.workshop.session
        kind = next((kind for kind in kinds.kinds().values() if kind.prefix == id.partition("-")[0]), None)
        entry = session.entries(kind.table).get(id) if kind else None
        if kind is None or entry is None:
            return ""
        number = ordinals(session, kind.table).get(id, "") if kind.table in LETTERS else ""
        return number or f"“{text.short(rows.title(self.workshop, kind.table, entry), 40)}”"

    def _where(self, finding: Finding) -> str:
        """Which entry a finding is about; its line where it is none, and can only be mended in the file."""
        kind, _colon, id = self._place(finding).partition(":")
        if not kind:
            line = _("line {line}").format(line=finding.line)
            return f"{line}  {finding.id}"
        word = _(kinds.KIND_WORDS[kind])
        if kinds.kinds()[kind].single:
            return word
        entry = self.workshop.session.find(kind, id)
        number = ordinals(self.workshop.session, kind).get(id, "") if kind in LETTERS else ""
        return " ".join(filter(None, (word, number, text.short(rows.title(self.workshop, kind, entry), 60))))

    def _sections(self, session: Session) -> dict[str, dict[str, str]]:
        """Those of the books, if there are texts or pictures for them; templates that can't be read are told where books are made."""
        if not (session.text or session.picture):
            return {}
        from ...books import sections

        try:
            return sections.known(session, self.workshop.method, self.workshop.templates, with_facts=False)
        except TemplateFault:
            return {}

    def _count(self, number: int) -> str:
        if not number:
            return _("nothing is missing")
        return ngettext("{number} item open", "{number} items open", number).format(number=number)

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
