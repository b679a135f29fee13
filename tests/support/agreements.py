"""A session as it stands before it is signed, with something of every kind that a signature covers; and how each changes."""

from __future__ import annotations

from collections.abc import Callable

from bimtek_tui.model import edits
from bimtek_tui.model.edits import Edit
from bimtek_tui.model.entries import Session, counting
from bimtek_tui.workshop.workshop import Workshop


def complete(shop: Workshop) -> None:
    """Let a chosen quick win have a program that is not final, with money and a target, and a cost."""
    program = _of_chosen(shop.session)
    shop.do(edits.revise(shop.session.program[program], status="proposed"))
    shop.capture("budget", {"program": program, "year": 2030, "funding": "csr", "amount_idr": 7})
    shop.capture("target", {"of": program, "year": 2030, "value": "7"})
    quick_win = next(one.id for one in counting(shop.session.quick_win) if one.decision == "chosen")
    shop.capture("cost", {"quick_win": quick_win, "item": "Server", "price_idr": 5})


def _of_chosen(session: Session) -> str:
    return next(one.program for one in counting(session.quick_win) if one.decision == "chosen")


def _final(session: Session) -> str:
    return next(one.id for one in counting(session.program) if one.status == "final")


def _first(table: str, **after: object) -> Callable[[Session], Edit | None]:
    return lambda session: edits.revise(next(iter(session.entries(table).values())), **after)


def _own(
    table: str, key: str, owner: Callable[[Session], str], **after: object
) -> Callable[[Session], Edit | None]:
    """A change of the last entry that belongs to another one."""
    return lambda session: edits.revise(
        [entry for entry in session.entries(table).values() if getattr(entry, key) == owner(session)][-1],
        **after,
    )


def _chosen(session: Session) -> str:
    return next(one.id for one in counting(session.quick_win) if one.decision == "chosen")


CHANGES: dict[str, Callable[[Session], Edit | None]] = {
    "city": lambda session: edits.set_single(session, "city", province="Provinsi lain"),
    "plan": lambda session: edits.set_single(session, "plan", theme="Tema lain"),
    "mission": _first("mission", text="Misi lain"),
    "objective": _first("objective", text="Sasaran lain"),
    "strategy": _first("strategy", text="Strategi lain"),
    "a final program": lambda session: edits.revise(session.program[_final(session)], name="Nama lain"),
    "a final program is dropped": lambda session: edits.withdraw(session.program[_final(session)], "uji"),
    "the program of a chosen quick win": lambda session: edits.revise(
        session.program[_of_chosen(session)], name="Nama lain"
    ),
    "its budget": _own("budget", "program", _of_chosen, amount_idr=8),
    "its years": lambda session: edits.revise(
        session.program[_of_chosen(session)], start_year=2031, end_year=2032
    ),
    "its target": _own("target", "of", _of_chosen, value="8"),
    "a chosen quick win": lambda session: edits.revise(session.quick_win[_chosen(session)], problem="Lain"),
    "another one chosen": lambda session: edits.revise(
        next(one for one in counting(session.quick_win) if one.decision != "chosen"), decision="chosen"
    ),
    "a cost": _first("cost", price_idr=6),
    "a milestone": _own("milestone", "quick_win", _chosen, text="Tonggak lain"),
    "the points": lambda session: edits.set_single(session, "commitment", points=("Butir lain",)),
}
"""What may change after a signature that covers it."""
