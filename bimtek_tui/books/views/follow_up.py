"""Follow-up sheets as views: one for each agency that still owes something, and those that owe nothing."""

from __future__ import annotations

import datetime as dt

from ...analysis import follow_up
from ...analysis.follow_up import NOBODY, Matter, NextStage, Task
from ...model.entries import Session
from ...model.method import Method
from .. import indonesian
from ..gaps import Gap
from ..terms import ASKED, SHEET_TOPICS
from .base import Figure, Text, View, Views
from .printed import number

_TABLES: dict[Matter, str] = {
    "action": "note",
    "program": "program",
    "quick_win": "quick_win",
    "milestone": "milestone",
    "evidence": "swot",
    "signature": "signatory",
}
"""The kind of the entry that a task is about."""
_BOOKS: dict[Matter, str] = {
    "program": "buku-2",
    "quick_win": "buku-3",
    "milestone": "buku-3",
    "evidence": "buku-1",
}
"""The book in which it stands; other matters have documents of their own."""
_FILLED_IN = {"budget": "budget_idr", "years": "start_year"}
"""The key in which it is filled in, where what is lacking has another name."""


def follow_up_view(session: Session, method: Method, views: Views) -> View:
    """The sheets in the order of the agencies, the agencies without one, and the stage whose date counts where a task has none."""
    owed = follow_up.outstanding(session, method)
    after = follow_up.next_stage(session, method)
    sheets = [
        sheet
        for code in dict.fromkeys((*(code for code in owed if code), *owed))
        if (sheet := _sheet(code, owed[code], after, method, views)) is not None
    ]
    listed = [code for code in session.agency if not owed[code]]
    return View(
        None,
        sheets=sheets,
        agencies=number(sum(sheet.known for sheet in sheets)),
        done=[views.agency(code).name for code in listed],
        next_stage=Text(method.stages[after.id].short if after else "", Gap("stage", "", "start")),
        next_date=Figure(indonesian.date(after.start) if after else ""),
        without_date=any(not row.due for sheet in sheets for row in sheet.rows),
        by_next_stage=bool(after) and any(row.by_stage for sheet in sheets for row in sheet.rows),
    )


def _sheet(
    code: str, tasks: list[Task], after: NextStage | None, method: Method, views: Views
) -> View | None:
    """The sheet of one agency; None where there is nothing on it."""
    if not tasks:
        return None
    by_date = sorted(tasks, key=lambda task: (task.due is None, task.due or dt.date.min))
    rows = [_row(task, after, method, views) for task in by_date]
    dated = [task.due for task in tasks if task.due]
    name = views.agency(code).name if code != NOBODY else Text()
    return View(
        name,
        name=name,
        known=code != NOBODY,
        count=number(len(rows)),
        first=Figure(indonesian.date(min(dated)) if dated else ""),
        rows=rows,
    )


def _row(task: Task, after: NextStage | None, method: Method, views: Views) -> View:
    table = _TABLES[task.matter]
    entry = views.get(table, task.id)
    book = method.books.get(_BOOKS.get(task.matter, ""))
    return View(
        None,
        {"program": lambda: _program(entry, table)},
        matter=task.matter,
        of=entry,
        lacks=[Text(ASKED.get(key) or SHEET_TOPICS["quick_win", key]) for key in task.keys],
        book=Text(book.title if book else ""),
        gap=Text("", Gap(*_place(task, table))),
        due=_due(task.due, after),
        by_stage=not task.due and after is not None,
    )


def _program(entry: View, table: str) -> object:
    """The program that a task is about; the entry itself where it is about none."""
    if table == "milestone":
        return entry.quick_win.program
    return entry.program if table == "quick_win" else entry


def _place(task: Task, table: str) -> tuple[str, str, str]:
    """Where the first thing that a task asks for is filled in: of what stands in entries of its own, their list."""
    key = task.keys[0] if task.keys else ""
    if key == "target":
        return "target", "", task.id
    if task.keys == ("milestone",):
        return "milestone", "", ""
    owed_as_such = "done_on" if table == "milestone" else "closed"
    return table, task.id, _FILLED_IN.get(key, key) or owed_as_such


def _due(own: dt.date | None, after: NextStage | None) -> Figure:
    """The date of a task: its own, else that of the next stage."""
    day = own or (after and after.start)
    return Figure(indonesian.date(day) if day else "")
