"""What follows from the differences between two sessions as a whole: SWOT position and scores, readiness, money, counts, agreement.

Where a figure is known in one of the two only, what it lacks in the other is named: a factor without a rating, say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from .. import text
from ..analysis import budget, readiness, swot, swot_printed, tally
from ..analysis.ordinals import LETTERS, ordinals
from ..analysis.rounding import half_up
from ..i18n import _, listed, ngettext
from ..model import values
from ..model.entries import Quadrant, Session, Swot, counting, counts
from ..model.kinds import kinds
from ..model.labels import day, dimension_label, value_label
from ..model.method import Method
from . import fingerprint, signing
from .changes import FIGURE_ORDER, FIGURES, Change, Difference
from .order import in_both, moved

_PARTED: dict[str, dict[str, tuple[str, ...]]] = {
    "swot": {"quadrant": tally.QUADRANTS},
    "quick_win": {"decision": ("chosen",)},
}
"""Kinds of which some values of a key are counted, too."""

_MONEY = ("total", "horizon", "dimension", "funding", "year")
"""By what money is told, in this order."""

Figures = dict[str, tuple[Any, str]]
"""Figures by name: each as a value, and as it is said."""

_NAMED = 3
"""So many factors are named that lack something."""


def effects(old: Session, new: Session, method: Method) -> Iterator[Difference]:
    """What is different in what is computed, a difference for each sort of figure."""
    explained = False
    runs = _renumbered(old, new)
    computed: dict[str, Callable[[Session], Figures]] = {
        "position": lambda session: _position(session, method),
        "scores": _scores,
        "readiness": _readiness,
        "numbers": lambda session: _numbers(session, runs),
        "agreement": lambda session: _agreement(session, method, fingerprint.version(new)),
    }
    pairs = {id: (figures(old), figures(new)) for id, figures in computed.items()}
    pairs |= {"money": _both_monies(old, new), "counts": _counts(old, new)}
    for id in sorted(pairs, key=FIGURE_ORDER.index):
        before, after = pairs[id]
        changes = []
        for key in _in_order([*before, *after]):
            was, now = before.get(key), after.get(key)
            if was != now:
                shown = ((was[1],) if was else (), (now[1],) if now else ())
                changes.append(Change(key, was and was[0], now and now[0], shown))
        if changes:
            reason = _agreed(old, new, method) if id == "agreement" else ""
            reason = reason or (
                "" if explained and id == "scores" else _reason(id, changes, old, new, method)
            )
            explained |= bool(reason) and id == "position"  # what its scores lack is the same
            yield Difference("figure", "", FIGURES, id, "", "", tuple(changes), reason=reason)


def _money(session: Session) -> Figures:
    known = budget.money(session)
    made: dict[str, int] = {"total": known.total} if known.with_budget else {}
    groups: dict[str, Mapping[Any, int]] = {
        "horizon": known.by_horizon,
        "dimension": known.by_dimension,
        "funding": known.by_funding,
        "year": known.by_year,
    }
    for group, sums in groups.items():
        made |= {f"{group}:{name}": sums[name] for name in sorted(sums, key=str)}
    return {key: (amount, values.rupiah(amount)) for key, amount in made.items()}


def _both_monies(old: Session, new: Session) -> tuple[Figures, Figures]:
    """The money of both; where there is some in both, a group without any has Rp0 and not nothing."""
    before, after = _money(old), _money(new)
    if "total" in before and "total" in after:
        keys = sorted({*before, *after}, key=lambda key: (_MONEY.index(key.partition(":")[0]), key))
        nothing = dict.fromkeys(keys, (0, values.rupiah(0)))
        return nothing | before, nothing | after
    return before, after


def _scores(session: Session) -> Figures:
    made: Figures = {}
    for quadrants in (swot.INTERNAL, swot.EXTERNAL):
        if side := swot.side(session, quadrants):
            printed = swot_printed.table(side)
            made |= {quadrant: _shown(printed.score(quadrant)) for quadrant in quadrants}
    return made


def _in_order(keys: Sequence[str]) -> list[str]:
    """Keys of figures, those of one sort together, in the order in which the sorts come."""
    sorts = list(dict.fromkeys(key.partition(":")[0] for key in keys))
    return sorted(dict.fromkeys(keys), key=lambda key: sorts.index(key.partition(":")[0]))


def _position(session: Session, method: Method) -> Figures:
    made: Figures = {}
    city = swot.city(session)
    at = swot_printed.coordinates(city)
    if city.position is not None and at is not None:
        quadrants = "/".join(city.position.quadrants)
        made |= {"x": _shown(at[0]), "y": _shown(at[1]), "quadrant": (quadrants, quadrants)}
    for standing in swot.by_dimension(session, method.dimensions) if swot.is_weighted(session) else ():
        if standing.position is not None:
            quadrants = "/".join(standing.position.quadrants)
            made[f"quadrant:{standing.dimension}"] = quadrants, quadrants
    return made


def _readiness(session: Session) -> Figures:
    """The mean level and target of all findings, and the mean level of each element."""
    made: Figures = {}
    findings = counting(session.readiness)
    whole = readiness.levels(findings)
    elements = tally.grouped(findings, lambda finding: finding.element)
    means = {"level": whole.level, "target": whole.target} | {
        f"element:{element}": readiness.levels(among).level for element, among in elements.items()
    }
    for key, mean in means.items():
        if mean is not None:
            made[key] = _shown(half_up(mean))
    return made


def _counted(session: Session) -> dict[str, set[str]]:
    """The ids of the entries that count, by kind; of SWOT factors by quadrant, too, and of quick wins the chosen ones."""
    made: dict[str, set[str]] = {}
    for table, kind in kinds().items():
        if kind.single:
            continue
        entries = {id: entry for id, entry in session.entries(table).items() if counts(entry)}
        made[table] = set(entries)
        for key, parts in _PARTED.get(table, {}).items():
            for part in parts:
                made[f"{table}/{part}"] = {id for id, entry in entries.items() if getattr(entry, key) == part}
    return made


def _counts(old: Session, new: Session) -> tuple[Figures, Figures]:
    """Numbers of entries; where some came and others went, both stand behind: the number alone would hide them."""
    figures: tuple[Figures, Figures] = {}, {}
    was, now = _counted(old), _counted(new)
    for name in now:
        came, went = len(now[name] - was[name]), len(was[name] - now[name])
        both = f" (+{came}, −{went})" if came and went else ""
        figures[0][f"count:{name}"] = len(was[name]), str(len(was[name]))
        figures[1][f"count:{name}"] = len(now[name]), f"{len(now[name])}{both}"
    return figures


def _renumbered(old: Session, new: Session) -> list[tuple[str, str, str]]:
    """Rows of entries whose numbers went on in the same way: their table, the first and the last of each row."""
    rows: list[tuple[str, str, str]] = []
    for table in LETTERS:
        was, now = ordinals(old, table), ordinals(new, table)
        if was == now:
            continue
        told = {id for row in in_both(old, new, table) if row[0] != row[1] for id in moved(*row)}
        ends: dict[str, int] = {}
        for id in was:
            if was[id] == now.get(id, was[id]) or id in told:
                continue
            end = ends.get(_parted(was[id])[0], -1)
            if end >= 0 and all(_follows(numbers[rows[end][2]], numbers[id]) for numbers in (was, now)):
                rows[end] = (*rows[end][:2], id)
            else:
                ends[_parted(was[id])[0]] = len(rows)
                rows.append((table, id, id))
    return rows


def _parted(number: str) -> tuple[str, int]:
    letters = number.rstrip("0123456789")
    return letters, int(number[len(letters) :])


def _follows(first: str, second: str) -> bool:
    letters, number = _parted(first)
    return (letters, number + 1) == _parted(second)


def _numbers(session: Session, rows: Sequence[tuple[str, str, str]]) -> Figures:
    """The numbers that people say aloud, of rows of entries."""
    made: Figures = {}
    for table, first, last in rows:
        numbers = ordinals(session, table)
        shown = numbers[first] if first == last else f"{numbers[first]}–{numbers[last]}"
        made[f"numbers:{table}:{first}"] = (shown, shown)
    return made


def _agreed(old: Session, new: Session, method: Method) -> str:
    """What another agreement means for those who signed, in words."""
    signed = signing.signers(new)
    earlier = {person.id for person in signing.signers(old)}
    names = [
        _("{name} ({day})").format(name=text.short(person.name, 40), day=day(person.signed))
        for person in signed
        if person.signed
    ]
    if not signed:
        return _("all signatures were taken back") if earlier else _("nobody has signed yet")
    who = listed(names[:_NAMED], len(names) - _NAMED)
    if signing.standing(new, method).state == "changed":
        sentence = _(
            "signed by {people}; what stands here is no longer what they signed: all sign again, or what changed is put back"
        )
    elif {person.id for person in signed} == earlier:
        sentence = _("signed by {people}")
    else:
        sentence = _("signed by {people}; what stands here is what they signed")
    return sentence.format(people=who)


def _agreement(session: Session, method: Method, version: str) -> Figures:
    if not method.stage:  # one that is not here: nobody knows what it says
        return {}
    digest = fingerprint.agreement(session, method, version)
    signed = len(signing.signers(session))
    return {"signed": (signed, str(signed)), "agreement": (digest, fingerprint.short(digest))}


def _shown(value: Decimal) -> tuple[Decimal, str]:
    return value, values.number(value)


# Why a figure is not known -------------------------------------------------------------------------------------


def _reason(id: str, changes: Sequence[Change], old: Session, new: Session, method: Method) -> str:
    """Why some of these figures are not known any more, or were not before; "" where all are known in both."""
    gone = [change for change in changes if change.new is None]
    come = [change for change in changes if change.old is None]
    if id == "money":
        if any(change.key == "total" for change in gone):
            return _("no program that counts has a budget any more")
        return "; ".join(_emptied(changes, new, method))
    if id not in ("position", "scores") or not (gone or come):
        return ""
    lacks = _lacks(new, old, _concerned(id, gone)) if gone else _lacks(old, new, _concerned(id, come))
    if id == "position" and not lacks:
        lacks = [*_lacks_of_dimensions(new if gone else old, old if gone else new, gone or come, method)]
    if not lacks:
        return ""
    sentence = _("not known any more: {reason}") if gone else _("not known before: {reason}")
    return sentence.format(reason="; ".join(lacks))


def _emptied(changes: Sequence[Change], new: Session, method: Method) -> Iterator[str]:
    """Why a horizon or a dimension has no money any more."""
    programs = counting(new.program)
    for change in changes:
        group, _colon, name = change.key.partition(":")
        if not change.old or change.new != 0 or group not in ("horizon", "dimension"):
            continue
        called = value_label(name) if group == "horizon" else dimension_label(method, name)
        named = called or _("without dimension")
        if any((getattr(program, group) or "") == name for program in programs):
            yield _("{group}: no program of it has a budget any more").format(group=named)
        else:
            yield _("{group}: no program of it any more").format(group=named)


def _concerned(id: str, changes: Sequence[Change]) -> tuple[Quadrant, ...]:
    """The quadrants that figures rest on."""
    every: tuple[Quadrant, ...] = (*swot.INTERNAL, *swot.EXTERNAL)
    if id == "position":
        return every
    keys = {change.key for change in changes}
    return tuple(quadrant for side in (swot.INTERNAL, swot.EXTERNAL) if keys & {*side} for quadrant in side)


def _lacks_of_dimensions(
    session: Session, other: Session, changes: Sequence[Change], method: Method
) -> Iterator[str]:
    """What the position of a dimension lacks, where the city has one."""
    for change in changes[:_NAMED]:
        name = change.key.partition(":")[2]
        among = [factor for factor in counting(session.swot) if factor.dimension == name]
        if name and not among:
            yield _("{quadrant}: no factor that counts").format(quadrant=dimension_label(method, name))
        elif name and (lacks := _lacks(session, other, (*swot.INTERNAL, *swot.EXTERNAL), among)):
            yield f"{dimension_label(method, name)}: {', '.join(lacks)}"


def _lacks(
    session: Session, other: Session, quadrants: Sequence[Quadrant], among: Sequence[Swot] | None = None
) -> list[str]:
    """What figures of these quadrants lack in a session, in words; what `other` lacks, too, stands behind."""
    missing, there = swot.missing(session, among), swot.missing(other)
    lacks = [
        _("{quadrant}: no factor that counts").format(quadrant=value_label(quadrant))
        for quadrant in missing.quadrants
        if quadrant in quadrants
    ]
    lacks += [
        _("{quadrant}: nobody gave a point").format(quadrant=value_label(quadrant))
        for quadrant in missing.zeros
        if quadrant in quadrants
    ]
    for sentence, ids, also in (
        (_("without points: {factors}"), missing.weights, there.weights),
        (_("without a rating: {factors}"), missing.ratings, there.ratings),
        (_("without responses: {factors}"), missing.responses, there.responses),
    ):
        own = [id for id in ids if session.swot[id].quadrant in quadrants]
        own.sort(key=lambda factor: factor in also)
        if own:
            lacks.append(sentence.format(factors=_factors(session, own)))
    if missing.respondents:
        lacks.append(_("how many people responded is not recorded"))
    return lacks


def _factors(session: Session, ids: Sequence[str]) -> str:
    """Factors as people know them, the first few of them."""
    numbers = ordinals(session, "swot")
    named = [f"{numbers[id]} “{text.short(session.swot[id].text, 40)}”" for id in ids[:_NAMED]]
    rest = len(ids) - _NAMED
    more = [ngettext("{number} more", "{number} more", rest).format(number=rest)] if rest > 0 else []
    return listed([*named, *more])
