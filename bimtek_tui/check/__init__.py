"""What is wrong, contradictory or not ready in a session, as findings with line, severity, code and sentence.

The reader reports what a single entry can't be; the rules here look across entries and into the method. A rule is
a small generator in a table of its module, under its stable code. Nothing here reads, writes or mends.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from .. import text
from ..errors import Finding, Severity
from ..i18n import _, listed
from ..model.entries import Session
from ..model.method import Method, wording
from ..model.program_codes import CodeList
from ..store import Loaded
from ..store.document import Document
from ..store.named_files import NamedFile, Place
from ..store.reading import FORMAT
from ..store.reading import SEVERITY as READING
from . import (
    agreed,
    banners,
    decisions,
    duplicates,
    files,
    forms,
    goals,
    governance,
    names,
    numbers,
    pictures,
    program_codes,
    references,
    region_plans,
    rounds,
    texts,
    weights,
    years,
)
from .session_check import Checked, Hit, Rule

if TYPE_CHECKING:
    from ..analysis import progress

__all__ = ["RULES", "findings", "missing", "severities"]


def findings(
    loaded: Loaded,
    method: Method,
    signed: Session | None = None,
    named: Mapping[Place, NamedFile] = MappingProxyType({}),
    sections: Mapping[str, Mapping[str, str]] = MappingProxyType({}),
    codes: CodeList | None = None,
) -> list[Finding]:
    """Everything to say about a session as it was read, in the order of the file.

    `signed` is the session as it was signed, where git has it (`review.signing.signed_state`); `named` are the files
    that it names (`store.named_files.gather`); `sections` are those of the books (`books.sections.known`); `codes` are
    those that programs may carry (`store.code_lists.of_session`).
    """
    checked = Checked(loaded, method, signed, named, sections, codes)
    lines = _Lines(loaded.document)
    findings = list(loaded.findings)
    for code, (severity, rule) in RULES.items():
        findings += [
            Finding(lines.of(hit), severity, code, hit.message, text.short(hit.id), hit.key, hit.table)
            for hit in rule(checked)
        ]
    return sorted(findings, key=lambda finding: finding.line)


def missing(
    session: Session, method: Method, stage_id: str, line_of: Callable[[str, str], int]
) -> list[Finding]:
    """What is still open before a stage can be closed; what comes after the workshop is only told.

    `line_of` gives the line of an entry (table and id), 0 when it is not there: `Document.line_of`.
    """
    from ..analysis import progress  # late: only --stage asks for it

    findings = []
    for state in progress.items(session, method, stage_id):
        if state.state == "open":
            severity: Severity = "info" if state.item.group == "after" else "warning"
            line = line_of("checklist", state.id) or line_of("stage", stage_id)
            findings.append(Finding(line, severity, "not-ready", _still_open(state), state.id))
    return findings


def _still_open(state: progress.ItemState) -> str:
    item = wording(state.item, "text").rstrip(".")
    if state.degree is None:
        return _("still open: {item}; tick it when it is done").format(item=item)
    if state.degree.met:
        return _("still open: {item} (all of it is there, but the item was reopened by hand)").format(
            item=item
        )
    if state.degree.done == 0:
        return _("still open: {item} (nothing is there yet)").format(item=item)
    return _("still open: {item} ({done} of {total} are there)").format(
        item=item, done=state.degree.done, total=state.degree.total
    )


@dataclass
class _Lines:
    """Lines of keys in a document; counted only when there is something to report."""

    document: Document
    _keys: dict[int, dict[str, int]] = field(default_factory=dict)

    @cached_property
    def _starts(self) -> dict[int, int]:
        return self.document.starts()

    def of(self, hit: Hit) -> int:
        """The line of a hit's key, or of its entry's header; 0 when it stands nowhere."""
        block = hit.block or self.document.block(hit.table, hit.id)
        if block is None:
            return self.document.line_of(hit.table, hit.id, hit.key)
        if id(block) not in self._keys:
            self._keys[id(block)] = self.document.lines_in(block)
        lines = self._keys[id(block)]
        return self._starts[id(block)] + lines.get(hit.key, lines.get("", 0))


# The file as a whole ------------------------------------------------------------------------------------------


def _no_city(checked: Checked) -> Iterator[Hit]:
    if checked.session.city is None and not any(
        block.table == "city" for block in checked.loaded.document.blocks
    ):
        wanted = listed([f"“{key}”" for key in ("name", "kind", "province")])
        yield Hit("top", "", "", _("the table [city] is missing; write it with {keys}").format(keys=wanted))


def _newer_format(checked: Checked) -> Iterator[Hit]:
    if checked.loaded.format > FORMAT:
        yield Hit("top", "", "schema_version", checked.loaded.read_only)


def _older_format(checked: Checked) -> Iterator[Hit]:
    if checked.loaded.format < FORMAT:
        yield Hit("top", "", "schema_version", checked.loaded.read_only)


def _interleaved(checked: Checked) -> Iterator[Hit]:
    closed: set[str] = set()
    known: set[str] = set()
    before = ""
    for block in checked.loaded.document.blocks:
        table = block.path[0] if block.path else ""
        if table != before:
            if table in closed and table not in known and block.array:
                known.add(table)
                message = _(
                    "“{table}” goes on here after other tables; “bimtek fmt” puts what belongs together together"
                ).format(table=text.short(table))
                yield Hit(table, str(block.data.get("id", "")), "", message, block)
            closed.add(before)
            before = table


RULES: dict[str, tuple[Severity, Rule]] = {
    "no-city": ("error", _no_city),
    "newer-format": ("warning", _newer_format),
    "older-format": ("warning", _older_format),
    "interleaved": ("info", _interleaved),
    **banners.RULES,
    **numbers.RULES,
    **references.RULES,
    **names.RULES,
    **years.RULES,
    **region_plans.RULES,
    **goals.RULES,
    **duplicates.RULES,
    **forms.RULES,
    **program_codes.RULES,
    **files.RULES,
    **decisions.RULES,
    **governance.RULES,
    **rounds.RULES,
    **texts.RULES,
    **pictures.RULES,
    **weights.RULES,
    **agreed.RULES,
}
"""Severity and rule under the code that people and scripts see; a code is never given another meaning."""

ELSEWHERE: dict[str, Severity] = {"unreadable": "error", "unknown-method": "error", "not-ready": "warning"}
"""Severity of what no rule finds: a file or a method that can't be read, a stage that is not ready."""


def severities() -> dict[str, Severity]:
    """How bad each finding is that `bimtek check` can tell, by its code."""
    return READING | {code: severity for code, (severity, _rule) in RULES.items()} | ELSEWHERE
