"""What taking a table in would do, as sentences: for the command line and for the screen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from .. import text
from ..analysis.ordinals import LETTERS, ordinals
from ..facilitation.incoming import Incoming, Verdict
from ..i18n import N_, _, ngettext
from ..model import values
from ..model.entries import Session
from ..model.kinds import KIND_WORDS, Field, kinds, raw
from ..model.labels import key_label
from ..model.method import Method
from .batch import Batch, Tables
from .cells import written
from .grid import column_name
from .headings import NUMBER, Column, column_label
from .importing import Plan
from .questions import questions

_SAID: dict[Verdict, str] = {
    "new": N_("new"),
    "changed": N_("changed"),
    "left": N_("stays out"),
}


def summary(plan: Plan) -> str:
    """How many rows there are of each sort."""
    return _summed(plan.rows)


def _summed(rows: Sequence[Incoming]) -> str:
    count = Counter(row.verdict for row in rows)
    counted = ngettext(
        "{rows} row: {new} new, {changed} changed, {same} the same, {left} stay out, {faulty} faulty",
        "{rows} rows: {new} new, {changed} changed, {same} the same, {left} stay out, {faulty} faulty",
        len(rows),
    )
    return counted.format(
        rows=len(rows),
        new=count["new"],
        changed=count["changed"],
        same=count["same"],
        left=count["left"],
        faulty=count["faulty"],
    )


def lines(
    plan: Plan, session: Session, method: Method, most: int | None = None, sentences: Sequence[str] = ()
) -> Iterator[str]:
    """The whole preview: columns, what is told of the table, rows, and every fault; `most` rows of those that do something."""
    place = f"{plan.path} ({plan.sheet})" if plan.sheet else str(plan.path)
    yield _("{file}: rows for “{kind}”").format(file=text.line(place), kind=_(KIND_WORDS[plan.kind]))
    yield from (f"  {column}" for column in (*taken(plan), *unmatched(plan)))
    yield from (*plan.sentences, *sentences)
    yield summary(plan)
    yield from (f"  {line}" for row in rows(plan, session, method, most) for line in row)
    yield from wrong((plan,), session, method)


def lines_of(batch: Batch, session: Session, method: Method, most: int) -> Iterator[str]:
    """The preview of several tables: each with what is told of it and its rows, then what is wrong in all of them."""
    if not is_several(batch):
        yield from lines(batch.plans[0], session, method, most, batch.sentences)
        return
    yield from batch.sentences
    for plan in batch.plans:
        yield f"{text.line(str(plan.path))}: {summary(plan)}"
        yield from (f"  {sentence}" for sentence in (*plan.sentences, *unmatched(plan)))
        yield from (f"  {line}" for row in rows(plan, session, method, most) for line in row)
        most = max(0, most - len(doing(plan)))
    yield counted(batch)
    yield from batch.unread
    yield from wrong(batch.plans, session, method, named=True)


def wrong(plans: Sequence[Plan], session: Session, method: Method, named: bool = False) -> Iterator[str]:
    """What is wrong in tables, each reason once; with the file where they are to be `named`."""
    yield from (question.offered(named) for question in questions(plans, session, method))


def is_several(batch: Batch | Tables) -> bool:
    """Whether each table has to be named."""
    return len(batch.plans if isinstance(batch, Batch) else batch.tables) != 1 or bool(batch.unread)


def counted(batch: Batch) -> str:
    """How many rows there are of each sort, and of several tables how many are good."""
    if not is_several(batch):
        return summary(batch.plans[0])
    number = len(batch.plans) + len(batch.unread)
    files = ngettext(
        "{number} file: {good} good, {asking} with questions",
        "{number} files: {good} good, {asking} with questions",
        number,
    ).format(number=number, good=batch.good, asking=batch.asking)
    return f"{files}; {_summed([row for plan in batch.plans for row in plan.rows])}"


def doing(plan: Plan) -> list[Incoming]:
    """The rows that do something or stay out."""
    return [row for row in plan.rows if row.verdict in _SAID]


def rows(plan: Plan, session: Session, method: Method, most: int | None = None) -> Iterator[list[str]]:
    """The rows that do something or stay out, each with what it changes below it; how many more there are behind `most`."""
    shown = doing(plan)
    for row in shown[:most]:
        what = _(_SAID[row.verdict])
        changed = differences(row, session, plan, method) if row.verdict == "changed" else []
        if row.verdict == "new" and (becomes := description(row, session, plan, method)):
            changed = [becomes]
        sentence = _("row {row}: {what}: {name}").format(row=row.number, what=what, name=row.name)
        yield [sentence, *(f"  {line}" for line in (*changed, *row.sentences))]
    if most is not None and (more := len(shown) - most) > 0:
        yield [ngettext("… and {number} more", "… and {number} more", more).format(number=more)]


def differences(row: Incoming, session: Session, plan: Plan, method: Method) -> list[str]:
    """What a changed row changes, key by key: before and after."""
    entry = session.entries(plan.kind).get(row.id)
    now = raw(entry) if entry is not None else {}
    keys = kinds()[plan.kind].keys
    return [
        _("{key}: {before} → {after}").format(
            key=key_label(key),
            before=_in_words(keys[key], now[key], method, session) if now.get(key) else _("nothing"),
            after=_in_words(keys[key], value, method, session),
        )
        for key, value in row.keys.items()
    ]


def description(row: Incoming, session: Session, plan: Plan, method: Method) -> str:
    """What a new row becomes beside its name, in one line: agency, horizon, amounts in words."""
    keys = kinds()[plan.kind].keys
    return " · ".join(
        f"{key_label(key)}: {_in_words(keys[key], value, method, session)}"
        for key, value in row.keys.items()
        if key != kinds()[plan.kind].text_key
    )


def _in_words(field: Field, value: Any, method: Method, session: Session) -> str:
    if values.is_money(field):
        short = values.rupiah_in_short(value)
        return values.rupiah(value) + (f" ({short})" if short != values.rupiah(value) else "")
    if tables := [table for table in field.refs if table in LETTERS]:
        numbers = ordinals(session, *tables)  # S1, O2
        ids = value if field.list else (value,)
        return ", ".join(numbers.get(id, id) for id in ids)
    return text.short(written(field, value, method), 40)


def taken(plan: Plan) -> Iterator[str]:
    """Which column goes to which key."""
    for column in plan.columns:
        if column.key not in ("", NUMBER):
            yield _("column {column} “{heading}” → {key}").format(**_column(column), key=_key(column))


def unmatched(plan: Plan) -> Iterator[str]:
    """Which columns match nothing."""
    for column in plan.unmatched:
        yield _("column {column} “{heading}” matches nothing and is left out").format(**_column(column))


def _column(column: Column) -> dict[str, str]:
    return {"column": column_name(column.place), "heading": text.short(column.heading, 40)}


def _key(column: Column) -> str:
    label = column_label(column)
    return f"{label} × {column.scale}" if column.scale else label
