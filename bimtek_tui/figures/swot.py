"""The SWOT analysis: IFAS and EFAS of the city and of each dimension, the position, the TOWS matrix and its loose ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ..analysis import swot, tows
from ..analysis.ordinals import ordinals
from ..analysis.rounding import places
from ..i18n import N_, _, listed, ngettext
from ..model.entries import Quadrant, Session
from ..model.labels import value_label
from ..model.method import Method, label
from .exact import exact, fraction, said
from .page import Block, Drawing, Page, Table
from .plane import lines

_ADVICE = {
    "SO": N_("SO, aggressive: use strengths to take opportunities"),
    "ST": N_("ST, diversification: use strengths against threats"),
    "WO": N_("WO, turn-around: mend weaknesses by opportunities"),
    "WT": N_("WT, defensive: lessen weaknesses and avoid threats"),
}
_SIDES = {"ifas": swot.INTERNAL, "efas": swot.EXTERNAL}


def section(session: Session, method: Method) -> dict[str, Any]:
    """The figures, exact; `city` and each of `dimensions` have the same keys."""
    numbers = ordinals(session, "swot", "strategy", "program")
    found = tows.matrix(session)
    city, dimensions = swot.city(session), swot.by_dimension(session, method.dimensions)
    agreed = session.analysis
    return {
        "variant": swot.variant(session),
        "rating_direction": agreed and agreed.rating_direction,
        "respondents": agreed and agreed.respondents,
        "not_agreed": list(swot.unagreed(session)),
        "weighted": swot.is_weighted(session),
        "city": _standing(city, numbers),
        "dimensions": [_standing(one, numbers) for one in dimensions],
        "without_dimension": sum(swot.without_dimension(session, method.dimensions).values()),
        "shares_not_adding_up": [
            {"quadrants": list(quadrants), "sum": exact(total)}
            for quadrants, total in swot.shares_off(session)
        ],
        "tows": {
            quadrant: [
                {
                    "id": one.id,
                    "label": numbers[one.id],
                    "text": one.text,
                    "dimension": one.dimension,
                    "factors": [factor.id for factor in found.cited[one.id].counting],
                    "reference": found.cited[one.id].reference(numbers),
                    "programs": [program.id for program in found.served_by[one.id]],
                }
                for one in strategies
            ]
            for quadrant, strategies in found.strategies.items()
        },
        "unused_factors": _named(found.unused, numbers),
        "unserved_strategies": _named(found.unserved, numbers),
        "strategies_without_factors": _named(found.without_factors, numbers),
    }


def _named(entries: Iterable[Any], numbers: dict[str, str]) -> list[dict[str, str]]:
    return [{"id": one.id, "label": numbers[one.id], "text": one.text} for one in entries]


def _standing(one: swot.Standing, numbers: dict[str, str]) -> dict[str, Any]:
    lacking = one.missing
    return {
        "dimension": one.dimension or None,
        "counts": dict(one.counts),
        "ifas": _side(one.internal, swot.INTERNAL, numbers),
        "efas": _side(one.external, swot.EXTERNAL, numbers),
        "position": _position(one.position),
        "flattered_by": list(one.flattered),
        "missing": {
            "quadrants": list(lacking.quadrants),
            "weights": list(lacking.weights),
            "ratings": list(lacking.ratings),
            "responses": list(lacking.responses),
            "respondents": lacking.respondents,
            "zeros": list(lacking.zeros),
        },
    }


def _side(
    side: swot.Side | None, quadrants: tuple[Quadrant, Quadrant], numbers: dict[str, str]
) -> dict[str, Any] | None:
    if side is None:
        return None
    decimals = 0 if all(one.rating.denominator == 1 for one in side.factors) else 2
    return {
        "rows": [
            {
                "id": one.entry.id,
                "label": numbers[one.entry.id],
                "quadrant": one.entry.quadrant,
                "weight": exact(one.weight),
                "rating": exact(one.rating, decimals),
                "score": exact(one.score),
            }
            for one in side.factors
        ],
        "weights": {one: exact(side.weight_of(one)) for one in quadrants} | {"total": exact(side.weight)},
        "scores": {one: exact(side.score(one)) for one in quadrants} | {"total": exact(side.score())},
    }


def _position(found: swot.Position | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "x": exact(found.x, places(found.x)),
        "y": exact(found.y, places(found.y)),
        "signs": list(found.signs),
        "strategies": list(found.quadrants),
        "names": [swot.STRATEGY_NAMES[one] for one in found.quadrants],
        "numbers": [swot.QUADRANT_NUMBERS[one] for one in found.quadrants],
        "on_a_border": found.on_a_boundary,
    }


# For people ----------------------------------------------------------------------------------------------------


def page(found: dict[str, Any], session: Session, method: Method) -> Page:
    """What `section` found, for people."""
    numbers = ordinals(session, "swot")
    return Page("swot", _("SWOT"), tuple(_blocks(found, session, method, numbers)))


def _blocks(
    found: dict[str, Any], session: Session, method: Method, numbers: dict[str, str]
) -> Iterator[Block]:
    city = found["city"]
    yield Table(
        _("Factors"),
        (_("Quadrant"), _("Factors")),
        tuple((value_label(one), said(number)) for one, number in city["counts"].items()),
        frozenset({1}),
    )
    if found["weighted"]:
        basis = _basis(found)
        yield from _place(city, numbers)
        yield from _cautions(found)
        yield _by_dimension(found, method)
        yield basis
        yield from _of_dimensions(found, method, numbers)
        for name, title in (
            ("ifas", _("IFAS: strengths and weaknesses")),
            ("efas", _("EFAS: opportunities and threats")),
        ):
            if city[name] is not None:
                yield _table(title, city[name], session)
                yield basis
    else:
        yield _("No factor has points or a rating, so there are no IFAS and EFAS tables and no position.")
        yield Table(
            _("By dimension"),
            (_("Dimension"), "S", "W", "O", "T"),
            tuple(
                (_of(one, method), *map(said, one["counts"].values())) for one in (*found["dimensions"], city)
            ),
            frozenset(range(1, 5)),
        )
    if number := found["without_dimension"]:
        yield ngettext(
            "{number} factor has no dimension and counts for the city only.",
            "{number} factors have no dimension and count for the city only.",
            number,
        ).format(number=number)
    yield from _tows(found)


def _basis(found: dict[str, Any]) -> str:
    """What stands under every table: variant and direction, and what was never agreed."""
    lacking = found["not_agreed"]
    shown = value_label(found["variant"])
    if "variant" in lacking:
        shown = _("{variant} (not agreed, so taken as usual)").format(variant=shown)
    direction = found["rating_direction"]
    return _(
        "Variant: {variant}. Rating of weaknesses and threats: {direction}. Weights are normalised from the raw points and rounded only here."
    ).format(variant=shown, direction=value_label(direction) if direction else _("never agreed"))


def _table(title: str, side: dict[str, Any], session: Session) -> Table:
    rows: list[tuple[str, ...]] = []
    quadrants = [one for one in side["scores"] if one != "total"]
    for quadrant in quadrants:
        rows += [
            (
                one["label"],
                session.swot[one["id"]].text,
                said(one["weight"]),
                said(one["rating"]),
                said(one["score"]),
            )
            for one in side["rows"]
            if one["quadrant"] == quadrant
        ]
        whole = _("Sum: {what}").format(what=value_label(quadrant))
        rows.append(("", whole, said(side["weights"][quadrant]), "", said(side["scores"][quadrant])))
    rows.append(("", _("Total"), said(side["weights"]["total"]), "", said(side["scores"]["total"])))
    columns = (_("No."), _("Factor"), _("Weight"), _("Rating"), _("Score"))
    return Table(title, columns, tuple(rows), frozenset({2, 3, 4}))


def _cautions(found: dict[str, Any]) -> Iterator[str]:
    if "rating_direction" in found["not_agreed"]:
        yield _(
            "The direction of the ratings was never agreed: whether a 4 is a severe weakness or a slight one is not known, so read the position with care."
        )
    if quadrants := found["city"]["flattered_by"]:
        yield _(
            "Caution: ratings are inverse (1 = severe), and half of the factors or more are rated 2 or less among: {quadrants}. A severe weakness then takes little away in S - W and O - T, so the position looks better than it is."
        ).format(quadrants=listed([value_label(one) for one in quadrants]))
    for one in found["shares_not_adding_up"]:
        yield _(
            "The weights of {quadrants} were typed as shares and add up to {sum}, not to 1; they were normalised."
        ).format(quadrants=listed([value_label(name) for name in one["quadrants"]]), sum=said(one["sum"]))


def _place(city: dict[str, Any], numbers: dict[str, str]) -> Iterator[Block]:
    place = city["position"]
    if place is None:
        yield _("No position of the city: {reasons}.").format(reasons=reasons(city["missing"], numbers))
        return
    sentence = _("Position of the city: {strategies}. x = S - W = {x}, y = O - T = {y}.")
    if place["on_a_border"]:
        sentence = _(
            "The city lies on the border, and nothing decides between: {strategies}. x = S - W = {x}, y = O - T = {y}."
        )
    yield sentence.format(strategies=_strategies(place, full=True), x=said(place["x"]), y=said(place["y"]))
    x, y = (fraction(place[axis]) for axis in "xy")
    yield Drawing(lines(x, y, place["strategies"]))


def _strategies(place: dict[str, Any], full: bool = False) -> str:
    """The strategies by name, the signs, and the number of the quadrant last."""
    names = "; ".join(_(_ADVICE[one]) if full else f"{one} {_(_NAMES[one])}" for one in place["strategies"])
    shown = {"names": names, "signs": ", ".join(place["signs"]), "numbers": listed(place["numbers"])}
    return ngettext(
        "{names} ({signs}; quadrant {numbers})",
        "{names} ({signs}; quadrants {numbers})",
        len(place["numbers"]),
    ).format(**shown)


_NAMES = {
    "SO": N_("aggressive"),
    "ST": N_("diversification"),
    "WO": N_("turn-around"),
    "WT": N_("defensive"),
}


def reasons(lacking: dict[str, Any], numbers: dict[str, str]) -> str:
    """Why there is no position, as one half of a sentence."""
    said_: list[str] = []
    if lacking["quadrants"]:
        said_.append(
            _("no factor among {quadrants}").format(
                quadrants=listed([value_label(one) for one in lacking["quadrants"]])
            )
        )
    for ids, sentence in (
        (lacking["weights"], _("points are missing for {factors}")),
        (lacking["ratings"], _("a rating is missing for {factors}")),
        (lacking["responses"], _("responses are missing for {factors}")),
    ):
        if ids:
            said_.append(sentence.format(factors=listed([numbers[one] for one in ids])))
    if lacking["respondents"]:
        said_.append(_("the number of respondents is not set"))
    if lacking["zeros"]:
        said_.append(
            _("nobody gave a point to {quadrants}").format(
                quadrants=listed([value_label(one) for one in lacking["zeros"]])
            )
        )
    return "; ".join(said_)


def _of(one: dict[str, Any], method: Method) -> str:
    return label(method.dimensions[one["dimension"]]) if one["dimension"] else _("Whole city")


def _by_dimension(found: dict[str, Any], method: Method) -> Table:
    def row(one: dict[str, Any]) -> tuple[str, ...]:
        place = one["position"] or {"strategies": [], "signs": [], "numbers": []}
        return (
            _of(one, method),
            *(said(number) for number in one["counts"].values()),
            *(said(one[name] and one[name]["scores"]["total"]) for name in _SIDES),
            *(said(place.get(axis)) for axis in "xy"),
            "; ".join(f"{name} {_(_NAMES[name])}" for name in place["strategies"]) or _("none"),
            ", ".join(place["signs"]),
            "/".join(place["numbers"]),
        )

    figures = ("S", "W", "O", "T", "IFAS", "EFAS", "x", "y")
    columns = (_("Dimension"), *figures, _("Strategic position"), _("Signs"), _("Quadrant"))
    rows = tuple(row(one) for one in (*found["dimensions"], found["city"]))
    return Table(_("By dimension"), columns, rows, frozenset(range(1, 9)))


def _of_dimensions(found: dict[str, Any], method: Method, numbers: dict[str, str]) -> Iterator[str]:
    """What the table by dimension has no room for: borders, why there is no position, what flatters."""
    for one in found["dimensions"]:
        place = one["position"]
        if place is None:
            yield _("{dimension} has no position: {reasons}.").format(
                dimension=_of(one, method), reasons=reasons(one["missing"], numbers)
            )
        elif place["on_a_border"]:
            yield _("{dimension} lies on the border, and nothing decides between: {strategies}.").format(
                dimension=_of(one, method), strategies=_strategies(place)
            )
    if names := [_of(one, method) for one in found["dimensions"] if one["flattered_by"]]:
        yield _(
            "Ratings are inverse and mostly 2 or less, so these look better than they are: {dimensions}."
        ).format(dimensions=listed(names))


def _tows(found: dict[str, Any]) -> Iterator[Block]:
    rows = tuple(
        (one["label"], one["text"], one["reference"] or _("no factor"), said(len(one["programs"])))
        for strategies in found["tows"].values()
        for one in strategies
    )
    if not rows:
        yield _("There are no strategies yet.")
    yield Table(
        _("TOWS strategies"), (_("No."), _("Strategy"), _("Factors"), _("Programs")), rows, frozenset({3})
    )
    for key, title in (
        ("unused_factors", _("Factors that no strategy uses")),
        ("unserved_strategies", _("Strategies that no program serves")),
    ):
        if rows:
            left = tuple((one["label"], one["text"]) for one in found[key])
            yield Table(title, (_("No."), _("Text")), left)
