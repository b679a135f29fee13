"""Orders of lists: what comes first, what comes last, and that nothing is renumbered or lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bimtek_tui.analysis import ordering
from bimtek_tui.analysis.ordinals import ordinals
from bimtek_tui.model import kinds
from bimtek_tui.model.entries import Session
from bimtek_tui.model.method import Method


def _ordered(session: Session, method: Method, kind: str, id: str) -> list[str]:
    (order,) = [one for one in ordering.orders_for(kind) if one.id == id]
    return [one.id for one in ordering.arranged(order, session, method, session.entries(kind).values())]


@pytest.fixture
def session(session_of: Callable[[str], Session]) -> Session:
    return session_of("""
        agency = [{id = "DINKES"}]
        swot = [
            {id = "sw-1", quadrant = "threat", text = "a"},
            {id = "sw-2", quadrant = "threat", text = "b", weight = 5, votes = 2, dimension = "living", source = "bappeda"},
            {id = "sw-3", quadrant = "threat", text = "c", weight = 2.5, rating = 4, dimension = "milik-lain", source = "Warga"},
            {id = "sw-4", quadrant = "threat", text = "d", weight = 2, rating = 2.5, votes = 9, dimension = "governance"},
            {id = "sw-5", quadrant = "threat", text = "e", rating = 4, votes = 2, dimension = "living", source = "DINKES"},
            {id = "sw-6", quadrant = "threat", text = "f", votes = 0},
        ]
        program = [
            {id = "pr-1", name = "x", horizon = "short", source = "A", lead = "Z"},
            {id = "pr-2", name = "y", horizon = "short", source = "B", dimension = "economy", votes = 1},
        ]
        quick_win = [{id = "qw-1", program = "pr-1"}, {id = "qw-2", program = "pr-2"}, {id = "qw-3", program = "pr-9"}]
    """)


@pytest.mark.parametrize(
    ("kind", "id", "wanted"),
    [
        ("swot", "capture", [1, 2, 3, 4, 5, 6]),
        ("swot", "points", [3, 2, 4, 1, 5, 6]),
        ("swot", "votes", [4, 2, 5, 6, 1, 3]),
        ("swot", "dimension", [4, 2, 5, 3, 1, 6]),
        ("swot", "agency", [2, 5, 3, 1, 4, 6]),
        ("program", "agency", [2, 1]),
        ("program", "votes", [2, 1]),
        ("quick_win", "dimension", [2, 1, 3]),
        ("quick_win", "agency", [2, 1, 3]),
    ],
)
def test_equal_ones_stay_as_captured_and_those_without_a_value_stand_last(
    session: Session, kominfo: Method, kind: str, id: str, wanted: list[int]
) -> None:
    assert [int(one[3:]) for one in _ordered(session, kominfo, kind, id)] == wanted


def test_each_kind_is_offered_the_orders_for_which_it_has_keys(
    session_of: Callable[[str], Session], kominfo: Method
) -> None:
    assert [one.id for one in ordering.orders_for("swot")] == [
        "capture",
        "points",
        "votes",
        "dimension",
        "agency",
    ]
    assert [one.id for one in ordering.orders_for("mission")] == ["capture"]
    needed = {
        "points": {"weight"},
        "votes": {"votes"},
        "agency": {"lead", "source", "agency", "owner"},
        "risk-level": {"likelihood"},
        "track": {"track"},
        "duty": {"duty"},
    }
    for order in ordering.ORDERS:
        for kind in order.kinds:
            keys = needed.get(order.id, {"dimension", "program"})
            assert keys & kinds.kinds()[kind].keys.keys()


def test_one_key_goes_through_them_and_comes_back() -> None:
    seen = ["capture"]
    for _ in range(5):
        seen.append(ordering.following("swot", seen[-1]).id)
    assert seen == ["capture", "points", "votes", "dimension", "agency", "capture"]
    assert ordering.following("mission", "capture").id == "capture"
    assert ordering.following("mission", "points").id == "capture"


@given(data=st.data())
def test_an_order_loses_nothing_renumbers_nothing_and_is_stable(
    kominfo: Method, session_of: Callable[[str], Session], data: st.DataObject
) -> None:
    rows = data.draw(
        st.lists(
            st.fixed_dictionaries(
                {},
                optional={
                    "weight": st.integers(1, 3),
                    "rating": st.integers(1, 4),
                    "votes": st.integers(0, 3),
                    "dimension": st.sampled_from(["economy", "living", "x"]),
                    "source": st.sampled_from(["A", "b"]),
                },
            ),
            max_size=12,
        )
    )
    session: Session = session_of("")
    for number, row in enumerate(rows):
        raw = {"id": f"sw-{number:02}", "quadrant": "threat", "text": "x"} | row
        keys = ", ".join(
            f'{key} = "{value}"' if isinstance(value, str) else f"{key} = {value}"
            for key, value in raw.items()
        )
        session.swot |= session_of(f"swot = [{{{keys}}}]").swot
    numbers = ordinals(session, "swot")
    for order in ordering.orders_for("swot"):
        given_ = list(session.swot.values())
        found = ordering.arranged(order, session, kominfo, given_)
        assert sorted(found, key=lambda one: one.id) == given_
        assert ordering.arranged(order, session, kominfo, given_) == found
        values = [order.value(session, kominfo, one) for one in found]
        known = [value for value in values if value is not None]
        assert values == sorted(known) + [None] * (len(values) - len(known))
        places = [
            (value is None, value if value is not None else 0, one.id)
            for value, one in zip(values, found, strict=True)
        ]
        assert places == sorted(places)
    assert ordinals(session, "swot") == numbers
