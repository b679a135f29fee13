"""What became of an entry, in this run and at every commit; and everything done in this run, as a list to go back in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice, takewhile
from time import monotonic

from msgspec.structs import replace
from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList
from textual.worker import get_current_worker

from ... import text
from ...analysis.ordinals import LETTERS, ordinals
from ...errors import BimtekError
from ...git.commands import NoRepository
from ...git.file_history import FileHistory
from ...git.steps import Steps
from ...i18n import N_, _, ngettext
from ...model import edits, names
from ...model.ids import EntryRef
from ...model.labels import clock
from ...review import history as told
from ...review import reports
from ...review.changes import Difference
from ...review.differences import named
from ...review.wording import WHAT, Marks, details, kind_word
from ...workshop.run_history import in_run, of_entry_in_run
from ...workshop.workshop import Step, Workshop
from ..actions import bindings
from ..desk import Desk
from ..widgets.bar import KeyBar
from ..widgets.content import Words, lines, pieces, plain
from ..widgets.row_list import Row, RowList
from .dialog import Dialog

MOST = 200
"""So many commits of an entry are shown; `bimtek log` tells all."""
_LONGEST = 200
"""Characters of a title, and of what stays the same in one piece; of more the beginning and the end are shown."""
_WHOLE = 8_000
"""Characters of what went or came in one piece; of more the beginning and the end are shown."""
_ROW = 300
"""Characters of a row at most: a longer text has several, so that keys reach its end in the smallest window, too."""
_CHANGES = 40
"""So many words or stretches of a text are shown as changed."""
_TOLD = 200
"""So many steps of this run are told with what they changed; of those before them the titles."""
_ENTRIES = 3
"""So many entries are told of a step that changed several."""
_LINES = 4
"""So many lines are told of a step in the list of this run, where a step is one row; the history of an entry has all."""
_PAUSE = 0.2
"""Seconds between two looks at what was read so far."""
_OUT, _PUT, _END = "\x01", "\x02", "\x03"
"""Around what went and what came, until it is shown; clean text has no such characters."""
_MARKS = Marks(lambda shown: f"{_OUT}{shown}{_END}", lambda shown: f"{_PUT}{shown}{_END}", text.line)
_SHOWN = {_OUT: ("–", "strike dim"), _PUT: ("+", "bold")}


_UNDONE = "undone"


class HistoryRows(RowList):
    """Steps of this run, and commits."""

    BINDINGS = bindings("history")


class History(Dialog[None]):
    """Shows the history of an entry, or of this run; the other one stands behind Tab."""

    BINDINGS = bindings("history", "back")

    def __init__(self, workshop: Workshop, entry: EntryRef | None) -> None:
        """`entry`: None where there is none, so that only this run is shown."""
        super().__init__()
        self.workshop = workshop
        self.desk = Desk(workshop, self._say)
        self.entry = entry
        self.of_run = entry is None
        self.rows = HistoryRows("history")
        self.commits: Sequence[tuple[told.Step, list[Content]]] = ()
        self._asked = ""
        self._key_words: dict[str, str] = {}
        self.remark = _("The commits are being read …") if entry else ""

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog tall"):
            yield Words(classes="title")
            yield Words(id="history-said")
            yield self.rows
            yield Words(classes="fault")
            yield KeyBar("keys")

    def on_mount(self) -> None:
        self.refill()
        self.rows.focus()
        self.read()

    def read(self) -> None:
        """Read the commits of the entry, in a thread, and what of it is not committed now."""
        if self.entry is not None:
            work = partial(self._read, self.entry, self.workshop.document.to_bytes(), bool(self.commits))
            self.run_worker(work, thread=True, exclusive=True, group="history", exit_on_error=False)

    def refill(self, first: str = "") -> None:
        """Show what is known now, with the cursor on the row `first` or where it was."""
        if self.of_run or self.entry is None:
            title = _("Everything done in this run, the newest first")
            remark = _("{key:go-back} goes back to before a row; {key:redo} does it again.")
            rows, nothing = self._run(), _("Nothing was done since the session was opened.")
        else:
            title = _("History of {entry}").format(entry=self._called(self.entry))
            remark, rows = self.remark, self._history(self.entry)
            nothing = _("Nothing is known of it yet.")
        done = [_id(step) for step in self.workshop.done] if self.of_run and self.workshop.undone else []
        if done and not first and (self.rows.row is None or self.rows.row.id not in done):
            first = done[0]  # the cursor stands on what can be gone back in, not on what was undone above it
        self.query_one(".title", Words).show(title)
        self.query_one("#history-said", Words).show(remark)
        if first:
            self.rows.highlighted = None
        self.rows.fill(rows, nothing, first)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without an entry there is no other view."""
        if action == "other_view" and self.entry is None:
            return False
        return super().check_action(action, parameters)

    # Rows ---------------------------------------------------------------------------------------------------

    def _called(self, entry: EntryRef) -> str:
        session, method = self.workshop.session, self.workshop.method
        name = names.name(session, *entry, method=method) if entry.id else ""
        said = named(ordinals(session, *LETTERS).get(entry.id, ""), name)
        return f"{kind_word(entry.kind)} {said}".strip()

    def _run(self) -> Iterator[Row]:
        """Everything that can be undone, the newest first; what was undone stands above it."""
        for step in self.workshop.undone:
            line = self._headline(step)
            yield Row(_UNDONE, line.append(plain(_(" (undone)"))).stylize("dim"))
        for number, (step, differences) in enumerate(in_run(self.workshop)):
            told = list(islice(differences, _ENTRIES + 1)) if number < _TOLD else []
            shown = [line for one in told[:_ENTRIES] if one for line in self._of_several(one, len(told) > 1)]
            brief = [line for line in shown[:_LINES] if len(line.plain) <= _ROW]
            more = len(brief) < len(shown) or len(told) > _ENTRIES
            yield Row(_id(step), lines([self._headline(step), *brief, *([plain("  …", "dim")] * more)]))

    def _of_several(self, difference: Difference, several: bool) -> Iterator[Content]:
        """What a step changed in an entry, with its name where it changed several."""
        if several:
            name = named(difference.number, difference.name)
            yield plain(f"  {kind_word(difference.table)} {name}".rstrip())
        yield from self._details(difference)

    def _headline(self, step: Step) -> Content:
        title = edits.title(step.edit, self.workshop.session, self.workshop.method)
        return pieces((f"{clock(step.at)}  ", "bold"), text.short(title, _LONGEST))

    def _history(self, entry: EntryRef) -> Iterator[Row]:
        """What was done to the entry in this run and not committed yet, what else was not, and the commits."""
        commits = [(step, shown) for step, shown in self.commits if step.commit]
        lying = [(step, shown) for step, shown in self.commits if not step.commit]
        own = list(of_entry_in_run(self.workshop, entry))
        if commits and not lying:  # all of it stands in a commit
            own = []
        if commits and (date := commits[0][0].date):
            own = [(step, difference) for step, difference in own if step.at > date]
        if own:
            yield Row("", plain(_("In this run, not committed yet"), "bold underline"))
            for step, difference in own:
                shown = list(self._details(difference)) if difference else []
                yield from _rows(_id(step), [self._headline(step), *shown])
        if lying and not _covers([difference for _step, difference in own if difference], lying[0][0]):
            yield Row("", plain(_("All that is not committed yet"), "bold underline"))
            yield from _rows("lying", lying[0][1])
        if commits:
            yield Row("", plain(_("Committed"), "bold underline"))
        for commit, shown in commits:
            yield from _rows(f"commit:{commit.commit}", shown)

    def _of(self, step: told.Step) -> Iterator[Content]:
        """What a commit changed in the entry, and what is said of it."""
        if step.commit:
            yield plain(reports.step_headline(step), "bold")
        for remark in reports.step_remarks(step):
            yield from _in_rows([(f"  {text.short(remark, _WHOLE)}", "dim")])
        for difference in step.differences:
            yield from self._of_several(difference, self.entry != (difference.table, difference.id))

    def _details(self, difference: Difference) -> Iterator[Content]:
        """What became of an entry, old and new, a line for each key."""
        if difference.what != "changed":
            yield plain(f"  {_(WHAT[difference.what])}")
        for line in details(difference, self.workshop.method, _MARKS):
            yield from _marked(f"  {line}")

    # Reading git --------------------------------------------------------------------------------------------

    def _read(self, entry: EntryRef, content: bytes, again: bool) -> None:
        """What the thread does: what it found is shown while it goes on, unless it is read `again`."""
        worker = get_current_worker()
        kind, id = entry
        found: list[tuple[told.Step, list[Content]]] = []
        shown = monotonic()
        try:
            with FileHistory(self.workshop.path) as history:
                # The words of today: what a version calls its method says nothing that one entry needs.
                steps = Steps(history, lambda _named: self.workshop.method, id or kind)
                events = takewhile(lambda _event: not worker.is_cancelled, history.events())
                for step in islice(steps.told(self.workshop.path, lambda: content, events), MOST):
                    # a block of the agenda and one of the checklist may have the same id
                    own = tuple(one for one in step.differences if one.table == kind or one.id != id)
                    if own or not step.differences:
                        step = replace(step, differences=own)
                        found.append((step, list(self._of(step))))
                    if not again and monotonic() - shown > _PAUSE and not worker.is_cancelled:
                        self.app.call_from_thread(self._show, tuple(found), self.remark)
                        shown = monotonic()
            remark = steps.remark
            if len(found) == MOST:
                remark = _("Older commits are told by “bimtek log”.")
            elif not steps.seen and not remark:
                remark = _("The file was never committed: only this run is known.")
        except NoRepository:
            remark = _(
                "The file lies in no git repository, or there is no git on this machine: only this run is known."
            )
        except (BimtekError, OSError) as error:
            remark = str(error)
        if not worker.is_cancelled:
            self.app.call_from_thread(self._show, tuple(found), remark)

    def _show(self, commits: Sequence[tuple[told.Step, list[Content]]], remark: str) -> None:
        if self.is_attached:
            self.commits, self.remark = commits, remark
            if not self.of_run:
                self.refill()

    # Keys ---------------------------------------------------------------------------------------------------

    def _say(self, sentence: str, error: bool = False) -> None:
        self.query_one(".fault", Words).show(sentence)

    def action_other_view(self) -> None:
        """From the entry to this run, and back."""
        self.of_run = not self.of_run
        self._asked = ""
        self._say("")
        self.refill()

    def action_go_back(self) -> None:
        """Undo everything from the row under the cursor on; from the history of the entry go to that row first."""
        row = self.rows.row
        places = [_id(step) for step in self.workshop.done]
        if row is None:
            return
        if row.id == _UNDONE:
            self._say(_("This was undone; {key:redo} does again what was undone last."))
        elif row.id not in places:
            self._say(_("What is committed stays; only what was done in this run can be gone back in."))
        elif not self.of_run:
            self.of_run = True
            self._say("")
            self.refill(row.id)
        elif (number := places.index(row.id) + 1) > 1 and self._asked != row.id:
            self._asked = row.id
            sentence = ngettext(
                "{key:go-back} again undoes {number} change: this one and all above it.",
                "{key:go-back} again undoes {number} changes: this one and all above it.",
                number,
            )
            self._say(sentence.format(number=number))
        else:
            self.desk.go_back(number)
            self._changed()

    def key_words(self) -> dict[str, str]:
        """What Enter does in the row under the cursor: nothing in one that is committed or was undone."""
        id = self.rows.row.id if self.rows.row else ""
        if not id.startswith("step:"):
            return {"go-back": ""}
        return {} if self.of_run else {"go-back": N_("To this run")}

    @on(OptionList.OptionHighlighted)
    def follow_row(self) -> None:
        """Let the line of keys say what Enter does in this row; whoever goes on asks anew."""
        row = self.rows.row
        if self._asked and (row is None or row.id != self._asked):
            self._asked = ""
            self._say("")
        words = self.key_words()
        if words != self._key_words:
            self._key_words = words
            self.refresh_bindings()

    def action_undo_last(self) -> None:
        """Take the last change back."""
        self.desk.undo()
        self._changed()

    def action_redo_last(self) -> None:
        """Do again what was undone last."""
        self.desk.redo()
        self._changed()

    def _changed(self) -> None:
        self._asked = ""
        self.refill()
        self.read()


def _id(step: Step) -> str:
    """What a step of this run is known by in the list, as long as it is among those that can be undone."""
    return f"step:{id(step)}"


def _rows(id: str, shown: list[Content]) -> Iterator[Row]:
    """What is told of one step, a row for each line: keys reach the end of one that is longer than the window, too."""
    return (Row(id, line) for line in shown)


def _covers(own: Sequence[Difference], lying: told.Step) -> bool:
    """Whether what is not committed follows from steps of this run, the newest first: they begin where the commit ends."""
    began = {change.key: change.old for difference in own for change in difference.changes}
    changes = [change for difference in lying.differences for change in difference.changes]
    return bool(own) and all(began.get(change.key, change.new) == change.old for change in changes)


def _marked(line: str) -> Iterator[Content]:
    """A line in which what went and what came is marked; a long one in several pieces."""
    parts = re.split(f"([{_OUT}{_PUT}])([^{_END}]*){_END}", line)
    shown: list[tuple[str, str]] = [(_brief(parts[0], _LONGEST), "")]
    changed = zip(parts[1::3], parts[2::3], parts[3::3], strict=True)
    for mark, words, after in islice(changed, _CHANGES):
        sign, style = _SHOWN[mark]
        shown += [(sign + _brief(words, _WHOLE), style), (_brief(after, _LONGEST), "")]
    if next(changed, None):
        shown.append(("…", ""))
    return _in_rows(shown)


def _in_rows(parts: Sequence[tuple[str, str]]) -> Iterator[Content]:
    """Words with their styles as rows of at most `_ROW` characters, parted between words."""
    row: list[tuple[str, str]] = []
    room = _ROW
    for words, style in parts:
        while len(words) > room:
            at = words.rfind(" ", 0, room + 1)
            at = at if at > 0 else room if room == _ROW else 0
            yield pieces(*row, (words[:at], style))
            words, row, room = words[at:].lstrip(" "), [("    ", "")], _ROW
        row.append((words, style))
        room -= len(words)
    yield pieces(*row)


def _brief(words: str, most: int) -> str:
    """The beginning and the end of a long stretch of text, whole words of both."""
    if len(words) <= most:
        return words
    half = most // 2
    begin, end = words[:half], words[-half:]
    return f"{begin.rpartition(' ')[0] or begin} … {end.partition(' ')[2] or end}"
