"""The SWOT analysis: IFAS and EFAS of the city and of each dimension, the position, the TOWS matrix and its loose ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from ..analysis import swot, swot_printed, tows
from ..analysis.ordinals import ordinals
from ..i18n import N_, _, listed, ngettext
from ..model.entries import Quadrant, Session
from ..model.labels import value_label
from ..model.method import Method, label
from .encoding import exact
from .page import Block, Cell, Table, shown

_ADVICE = {
    "SO": N_("SO, aggressive: use strengths to take opportunities"),
    "ST": N_("ST, diversification: use strengths against threats"),
    "WO": N_("WO, turn-around: mend weaknesses by opportunities"),
    "WT": N_("WT, defensive: lessen weaknesses and avoid threats"),
}


def results(session: Session, method: Method) -> dict[str, Any]:
    """The figures, exact; `city` and each of `dimensions` have the same keys."""
    labels = ordinals(session, "swot", "strategy")
    matrix = tows.matrix(session)
    agreed = session.analysis

    def named(entries: Iterable[Any]) -> list[dict[str, str]]:
        return [{"id": entry.id, "label": labels[entry.id], "text": entry.text} for entry in entries]

    return {
        "variant": swot.variant(session),
        "rating_direction": agreed and agreed.rating_direction,
        "respondents": agreed and agreed.respondents,
        "not_agreed": swot.unagreed(session),
        "weighted": swot.is_weighted(session),
        "city": _standing(swot.city(session), labels),
        "dimensions": [
            _standing(standing, labels) for standing in swot.by_dimension(session, method.dimensions)
        ],
        "without_dimension": sum(swot.without_dimension(session, method.dimensions).values()),
        "shares_not_adding_up": [
            {"quadrants": quadrants, "sum": total} for quadrants, total in swot.shares_off(session)
        ],
        "tows": {
            quadrant: [
                {
                    **names,
                    "dimension": strategy.dimension,
                    "factors": [factor.id for factor in matrix.cited[strategy.id].counting],
                    "reference": matrix.cited[strategy.id].reference(labels),
                    "programs": [program.id for program in matrix.served_by[strategy.id]],
                }
                for strategy, names in zip(strategies, named(strategies), strict=True)
            ]
            for quadrant, strategies in matrix.strategies.items()
        },
        "unused_factors": named(matrix.unused),
        "unserved_strategies": named(matrix.unserved),
        "strategies_without_factors": named(matrix.without_factors),
    }


def _standing(standing: swot.Standing, labels: dict[str, str]) -> dict[str, Any]:
    return {
        "dimension": standing.dimension or None,
        "counts": standing.counts,
        "ifas": standing.ifas and _side(standing.ifas, swot.INTERNAL, labels),
        "efas": standing.efas and _side(standing.efas, swot.EXTERNAL, labels),
        "position": _position(standing),
        "flattered_by": standing.flattered_by,
        "missing": standing.missing,
    }


def _side(side: swot.Side, quadrants: tuple[Quadrant, Quadrant], labels: dict[str, str]) -> dict[str, Any]:
    printed = swot_printed.table(side)
    sums = [*((quadrant, (quadrant,)) for quadrant in quadrants), ("total", ())]
    return {
        "rows": [
            {
                "id": row.factor.entry.id,
                "label": labels[row.factor.entry.id],
                "quadrant": row.factor.entry.quadrant,
                "weight": exact(row.factor.weight) | {"shown": str(row.weight)},
                "rating": exact(row.factor.rating) | {"shown": str(row.rating)},
                "score": exact(row.factor.score) | {"shown": str(row.score)},
            }
            for row in printed.rows
        ],
        "weights": {
            name: exact(side.weight_of(*(those or quadrants))) | {"shown": str(printed.weight(*those))}
            for name, those in sums
        },
        "scores": {
            name: exact(side.score(*those)) | {"shown": str(printed.score(*those))} for name, those in sums
        },
    }


def _position(standing: swot.Standing) -> dict[str, Any] | None:
    position, at = standing.position, swot_printed.coordinates(standing)
    if position is None or at is None:
        return None
    return {
        "x": exact(position.x) | {"shown": str(at[0])},
        "y": exact(position.y) | {"shown": str(at[1])},
        "signs": position.signs,
        "strategies": position.quadrants,
        "names": [swot.STRATEGY_NAMES[quadrant] for quadrant in position.quadrants],
        "numbers": [swot.QUADRANT_NUMBERS[quadrant] for quadrant in position.quadrants],
        "on_a_border": position.on_a_boundary,
    }


# For people ----------------------------------------------------------------------------------------------------


def blocks(session: Session, method: Method) -> Iterator[Block]:
    """The page: factors, position, tables, what was not agreed or is missing, and the TOWS matrix."""
    city, dimensions = swot.city(session), swot.by_dimension(session, method.dimensions)
    labels = ordinals(session, "swot", "strategy")
    yield Table(
        _("Factors"),
        (_("Quadrant"), _("Factors")),
        [(value_label(quadrant), number) for quadrant, number in city.counts.items()],
        {1},
    )
    if swot.is_weighted(session):
        basis = _basis(session)
        yield from _place(city, labels)
        yield from _cautions(session, city)
        yield _by_dimension([*dimensions, city], method)
        yield basis
        yield from _of_dimensions(dimensions, method, labels)
        for title, side, quadrants in (
            (_("IFAS: strengths and weaknesses"), city.ifas, swot.INTERNAL),
            (_("EFAS: opportunities and threats"), city.efas, swot.EXTERNAL),
        ):
            if side is not None:
                yield _table(title, side, quadrants, labels)
                yield basis
    else:
        yield _("No factor has points or a rating, so there are no IFAS and EFAS tables and no position.")
        yield Table(
            _("By dimension"),
            (_("Dimension"), "S", "W", "O", "T"),
            [(_of(standing, method), *standing.counts.values()) for standing in (*dimensions, city)],
            range(1, 5),
        )
    if number := sum(swot.without_dimension(session, method.dimensions).values()):
        yield ngettext(
            "{number} factor has no dimension and counts for the city only.",
            "{number} factors have no dimension and count for the city only.",
            number,
        ).format(number=number)
    yield from _tows(tows.matrix(session), labels)


def _basis(session: Session) -> str:
    """What stands under every table: variant and direction, and what was never agreed."""
    variant = value_label(swot.variant(session))
    if "variant" in swot.unagreed(session):
        variant = _("{variant} (not agreed, so taken as usual)").format(variant=variant)
    direction = session.analysis and session.analysis.rating_direction
    return _(
        "Variant: {variant}. Rating of weaknesses and threats: {direction}. Weights are normalised from the raw points and rounded so that they add up; scores and sums follow from what is shown."
    ).format(variant=variant, direction=value_label(direction) if direction else _("never agreed"))


def _table(
    title: str, side: swot.Side, quadrants: tuple[Quadrant, Quadrant], labels: dict[str, str]
) -> Table:
    rows: list[tuple[Cell, ...]] = []
    printed = swot_printed.table(side)
    for quadrant in quadrants:
        rows += [
            (
                labels[row.factor.entry.id],
                row.factor.entry.text,
                *map(_decimal, (row.weight, row.rating, row.score)),
            )
            for row in printed.rows
            if row.factor.entry.quadrant == quadrant
        ]
        whole = _("Sum: {what}").format(what=value_label(quadrant))
        rows.append(("", whole, _decimal(printed.weight(quadrant)), "", _decimal(printed.score(quadrant))))
    rows.append(("", _("Total"), _decimal(printed.weight()), "", _decimal(printed.score())))
    return Table(title, (_("No."), _("Factor"), _("Weight"), _("Rating"), _("Score")), rows, {2, 3, 4})


def _cautions(session: Session, city: swot.Standing) -> Iterator[str]:
    if "rating_direction" in swot.unagreed(session):
        yield _(
            "The direction of the ratings was never agreed: whether a 4 is a severe weakness or a slight one is not known, so read the position with care."
        )
    if city.flattered_by:
        yield _(
            "Caution: ratings are inverse (1 = severe), and half of the factors or more are rated 2 or less among: {quadrants}. A severe weakness then takes little away in S - W and O - T, so the position looks better than it is."
        ).format(quadrants=_labels(city.flattered_by))
    for quadrants, total in swot.shares_off(session):
        yield _(
            "The weights of {quadrants} were typed as shares and add up to {sum}, not to 1; they were normalised."
        ).format(quadrants=_labels(quadrants), sum=shown(total))


def _labels(quadrants: Iterable[Quadrant]) -> str:
    return listed([value_label(quadrant) for quadrant in quadrants])


def _place(city: swot.Standing, labels: dict[str, str]) -> Iterator[Block]:
    position, at = city.position, swot_printed.coordinates(city)
    if position is None or at is None:
        yield no_position(city, labels)
        return
    sentence = (
        _(
            "The city lies on the border, and nothing decides between: {strategies}. x = S - W = {x}, y = O - T = {y}."
        )
        if position.on_a_boundary
        else _("Position of the city: {strategies}. x = S - W = {x}, y = O - T = {y}.")
    )
    x, y = map(_decimal, at)
    yield sentence.format(strategies=_strategies(position, full=True), x=x, y=y)


def _decimal(value: Decimal) -> str:
    """A figure with the decimals that it has."""
    return shown(value, -int(value.as_tuple().exponent))


def _strategies(position: swot.Position, full: bool = False) -> str:
    """The strategies by name, the signs, and the number of the quadrant last."""
    strategies = [
        _(_ADVICE[id]) if full else f"{id} {_(swot.STRATEGY_NAMES[id])}" for id in position.quadrants
    ]
    numbers = [swot.QUADRANT_NUMBERS[id] for id in position.quadrants]
    return ngettext(
        "{names} ({signs}; quadrant {numbers})",
        "{names} ({signs}; quadrants {numbers})",
        len(numbers),
    ).format(names="; ".join(strategies), signs=", ".join(position.signs), numbers=listed(numbers))


def no_position(city: swot.Standing, labels: dict[str, str]) -> str:
    """Why the city has no position, as a sentence."""
    return _("No position of the city: {reasons}.").format(reasons=_reasons(city.missing, labels))


def _reasons(missing: swot.Missing, labels: dict[str, str]) -> str:
    """Why there is no position, as one half of a sentence."""
    reasons: list[str] = []
    if missing.quadrants:
        reasons.append(_("no factor among {quadrants}").format(quadrants=_labels(missing.quadrants)))
    reasons += [
        sentence.format(factors=listed([labels[id] for id in ids]))
        for ids, sentence in (
            (missing.weights, _("points are missing for {factors}")),
            (missing.ratings, _("a rating is missing for {factors}")),
            (missing.responses, _("responses are missing for {factors}")),
        )
        if ids
    ]
    if missing.respondents:
        reasons.append(_("the number of respondents is not set"))
    if missing.zeros:
        reasons.append(_("nobody gave a point to {quadrants}").format(quadrants=_labels(missing.zeros)))
    return "; ".join(reasons)


def _of(standing: swot.Standing, method: Method) -> str:
    return label(method.dimensions[standing.dimension]) if standing.dimension else _("Whole city")


def _by_dimension(standings: Iterable[swot.Standing], method: Method) -> Table:
    def row(standing: swot.Standing) -> tuple[Cell, ...]:
        position = standing.position
        quadrants = position.quadrants if position else ()
        return (
            _of(standing, method),
            *standing.counts.values(),
            *(side and _decimal(swot_printed.table(side).score()) for side in (standing.ifas, standing.efas)),
            *map(_decimal, swot_printed.coordinates(standing) or ()),
            *(() if position else (None, None)),
            "; ".join(f"{id} {_(swot.STRATEGY_NAMES[id])}" for id in quadrants) or _("none"),
            ", ".join(position.signs if position else ()),
            "/".join(swot.QUADRANT_NUMBERS[id] for id in quadrants),
        )

    figures = ("S", "W", "O", "T", "IFAS", "EFAS", "x", "y")
    columns = (_("Dimension"), *figures, _("Strategic position"), _("Signs"), _("Quadrant"))
    return Table(_("By dimension"), columns, [row(standing) for standing in standings], range(1, 9))


def _of_dimensions(
    dimensions: Iterable[swot.Standing], method: Method, labels: dict[str, str]
) -> Iterator[str]:
    """What the table by dimension has no room for: borders, why there is no position, what flatters."""
    for standing in dimensions:
        if standing.position is None:
            yield _("{dimension} has no position: {reasons}.").format(
                dimension=_of(standing, method), reasons=_reasons(standing.missing, labels)
            )
        elif standing.position.on_a_boundary:
            yield _("{dimension} lies on the border, and nothing decides between: {strategies}.").format(
                dimension=_of(standing, method), strategies=_strategies(standing.position)
            )
    if names := [_of(standing, method) for standing in dimensions if standing.flattered_by]:
        yield _(
            "Ratings are inverse and mostly 2 or less, so these look better than they are: {dimensions}."
        ).format(dimensions=listed(names))


def _tows(matrix: tows.Matrix, labels: dict[str, str]) -> Iterator[Block]:
    rows = [
        (
            labels[strategy.id],
            strategy.text,
            matrix.cited[strategy.id].reference(labels) or _("no factor"),
            len(matrix.served_by[strategy.id]),
        )
        for strategies in matrix.strategies.values()
        for strategy in strategies
    ]
    if not rows:
        yield _("There are no strategies yet.")
    yield Table(_("TOWS strategies"), (_("No."), _("Strategy"), _("Factors"), _("Programs")), rows, {3})
    for title, entries in (
        (_("Factors that no strategy uses"), matrix.unused),
        (_("Strategies that no program serves"), matrix.unserved),
    ):
        if rows:
            yield Table(title, (_("No."), _("Text")), [(labels[entry.id], entry.text) for entry in entries])
