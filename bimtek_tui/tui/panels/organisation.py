"""The organisation as it stands: the people of Dewan, Tim Pelaksana and Forum by their duties, and what is vacant."""

from __future__ import annotations

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.content import Content

from ...analysis import organisation
from ...analysis.organisation import BODIES, Vacancy
from ...analysis.tally import grouped
from ...i18n import N_, _
from ...model.method import label
from ...workshop.workshop import Changed
from ..desk import Desk
from ..widgets.content import Words, pieces, plain
from .board import Board

_BODIES = {"council": N_("Council"), "team": N_("Team"), "forum": N_("Forum")}


class OrganisationBoard(Board):
    """A list of people for each body; below them the duties that nobody holds."""

    def __init__(self, desk: Desk, name: str) -> None:
        super().__init__(desk, name)
        self.vacant = Words(id="vacant")

    def compose(self) -> ComposeResult:
        yield from super().compose()
        yield self.vacant

    def refill(self) -> None:
        super().refill()
        self._show_vacant()

    def changed(self, changed: Changed) -> None:
        super().changed(changed)
        self._show_vacant()

    def catch_up(self) -> None:
        super().catch_up()
        self._show_vacant()

    def _show_vacant(self) -> None:
        of = grouped(
            organisation.vacancies(self.workshop.session, self.workshop.method),
            lambda vacancy: vacancy.body,
            BODIES,
        )
        bodies = [
            pieces((f"{_(_BODIES[body])}: ", "bold"), ", ".join(_in_words(vacant)))
            for body, vacant in of.items()
            if vacant
        ]
        self.vacant.display = bool(bodies)
        shown: Content = pieces(("○ " + _("Vacant") + "  ", "bold")) + plain(" · ").join(bodies)
        self.vacant.update(shown)


def _in_words(vacant: list[Vacancy]) -> Iterator[str]:
    """Each duty that nobody has, in the words of decrees; the dimensions without a coordinator as one."""
    for vacancy in vacant:
        if not vacancy.duty:
            yield _("nobody yet")
        elif vacancy.dimension is None:
            yield vacancy.duty
    if dimensions := [label(vacancy.dimension) for vacancy in vacant if vacancy.dimension]:
        yield f"Koordinator ({', '.join(dimensions)})"
