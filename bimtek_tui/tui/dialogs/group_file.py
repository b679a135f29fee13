"""What a group's file would bring, and what counts where both say something else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from textual.content import Content

from ... import text
from ...errors import Refused
from ...i18n import N_, _, listed, ngettext
from ...model.edits import Edit
from ...model.kinds import KIND_WORDS
from ...model.labels import capital, key_label
from ...review import group_file
from ...review.conflicts import sentence
from ...review.offer import Arrival, Differing, Offer, Twin, summary
from ...workshop.workshop import Workshop
from ..actions import bindings
from ..widgets.content import lines, pieces, plain
from ..widgets.row_list import Row
from .take_in import Intake

Subject = str | Differing | Twin | tuple[Arrival, ...]
"""What a row stands for: a sentence, a key, an entry that is perhaps here already, the new entries of a kind."""

_WHAT = {
    "filled": N_("ours has nothing there"),
    "united": N_("the lists are united"),
    "settled": N_("settled by itself"),
}


class GroupFile(Intake):
    """The keys and the new entries of a group's file."""

    BINDINGS = bindings("group")
    place = "group"
    nothing = N_("Nothing is marked to be taken in; {key:change} marks, {key:back} goes back.")

    def __init__(self, workshop: Workshop, offer: Offer) -> None:
        super().__init__(workshop)
        self.offer = offer
        self.only = set(offer.new)
        self.chosen = set(offer.by_itself)
        self.subjects = [*_subjects(offer)]

    def heading(self) -> tuple[str, str]:
        return summary(self.offer), ""

    def entries(self) -> Iterator[Row]:
        return (Row(str(number), self._row(subject)) for number, subject in enumerate(self.subjects))

    def _row(self, subject: Subject) -> Content:
        match subject:
            case str():
                return plain(subject, "bold $text-warning" if subject.startswith("!") else "dim")
            case Twin():
                perhaps = _("perhaps here already")
                return pieces(("≈ ", "bold"), (f"{perhaps}: ", "dim"), subject.name)
            case Differing():
                return self._key_row(subject)
        table = subject[0].table
        mark = "✓ " if table in self.only else "– "
        new = ngettext("{number} new", "{number} new", len(subject)).format(number=len(subject))
        return pieces((mark, "bold"), f"{capital(_(KIND_WORDS[table]))}: ", (new, "bold"))

    def _key_row(self, key: Differing) -> Content:
        taken = key.place in self.chosen
        what = f"{_(_WHAT[key.what])}  " if key.what in _WHAT else ""
        words = pieces(
            f"{key.number or capital(_(KIND_WORDS[key.table]))} · {key_label(key.key)}",
            (f"  {what}{text.short(key.name, 80)}", "dim"),
        )
        if key.what != "differs":
            return pieces(("✓ " if taken else "– ", "bold")) + words
        width = max(len(_("ours")), len(_("theirs")))
        side = _("theirs") if taken else _("ours")
        return pieces((f"{side:<{width}} ", "bold reverse"), " ") + words

    def detail(self, number: int) -> Content:
        return lines(self._details(self.subjects[number]))

    def _details(self, subject: Subject) -> Iterable[Content]:
        match subject:
            case str():
                yield plain(subject)
            case Twin():
                for name, id in ((_("ours"), subject.ours), (_("theirs"), subject.theirs)):
                    yield pieces((f" {name} ", "bold reverse"), f" {id}")
                yield plain(subject.name)
                yield plain(
                    _(
                        "Both come to stand there; {key:unite} unites them afterwards, or {key:withdraw} withdraws one."
                    ),
                    "dim",
                )
            case Differing():
                taken = subject.place in self.chosen
                for key, name, values, chosen in (
                    ("1", _("ours"), subject.wordings[0], not taken),
                    ("2", _("theirs"), subject.wordings[1], taken),
                ):
                    yield pieces((f" {key} {name} ", "bold reverse"), ("  ✓" if chosen else "", "bold"))
                    yield from map(plain, values or (_("nothing"),))
            case _:
                yield from (plain(f"+ {arrival.name}") for arrival in subject)

    # What is decided ----------------------------------------------------------------------------------------

    def action_turn_over(self) -> None:
        """Take in what the row stands for, or leave it."""
        match self.subjects[self.at]:
            case Differing() as key:
                self.chosen ^= {key.place}
            case tuple() as arrivals:
                self.only ^= {arrivals[0].table}
            case _:
                return
        self.show()

    def action_answer(self, theirs: bool) -> None:
        """Decide whose value counts for the key under the cursor, and go on."""
        number = self.at
        if isinstance(key := self.subjects[number], Differing):
            self._decide([key], theirs)
            if isinstance(self.subjects[min(number + 1, len(self.subjects) - 1)], Differing):
                self.action_cursor_down()

    def action_answer_all(self, theirs: bool) -> None:
        """Decide alike wherever both say something else."""
        self._decide(self.offer.to_decide, theirs)

    def _decide(self, keys: Iterable[Differing], theirs: bool) -> None:
        places = {key.place for key in keys}
        self.chosen = self.chosen | places if theirs else self.chosen - places
        self.show()

    def edit(self) -> Edit | None:
        session = self.workshop.session
        if missing := group_file.needed(session, self.offer, self.only):
            words = listed([f"{_(KIND_WORDS[table])} {len(ids)}" for table, ids in missing.items()])
            raise Refused(
                _(
                    "What is taken in names entries that would stay out ({what}); space takes those in, too."
                ).format(what=words)
            )
        return group_file.step(session, self.offer, self.only, self.chosen)


def _subjects(offer: Offer) -> Iterator[Subject]:
    """Warnings first, then what is to be decided, what is new, what comes by itself, what stays out."""
    yield from (f"! {warning}" for warning in offer.warnings)
    yield from offer.to_decide
    yield from offer.new.values()
    yield from offer.twins
    yield from (f"= {sentence(duplicate)}" for duplicate in offer.united)
    yield from (key for key in offer.differing if key.by_itself)
    yield from (f"– {reason}" for reason in offer.not_taken)
