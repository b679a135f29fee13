"""What a group's file would bring, what counts where both say something else, and taking it in as one step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from ... import text
from ...errors import Refused
from ...i18n import N_, _, listed, ngettext
from ...model.kinds import KIND_WORDS
from ...model.labels import capital, key_label
from ...review import group_file
from ...review.group_file import Differing, Offer, Twin
from ...review.merging import sentence
from ...workshop.workshop import Workshop
from ..actions import bindings
from ..widgets.bar import KeyBar
from ..widgets.content import Words, lines, pieces, plain
from .dialog import Dialog


class _Row(Struct, frozen=True):
    """A row: what is shown of it, and the table of new entries or the key that it stands for."""

    table: str = ""
    key: Differing | None = None
    twin: Twin | None = None
    told: str = ""


class Offered(OptionList):
    """What a file would bring, one row each."""

    BINDINGS = bindings("group")


_WHAT = {
    "filled": N_("ours has nothing there"),
    "united": N_("the lists are united"),
    "settled": N_("settled by itself"),
}


class TakeIn(Dialog[bool]):
    """Shows what a group's file would bring; the result says whether something was recorded."""

    def __init__(self, workshop: Workshop, offer: Offer) -> None:
        super().__init__()
        self.workshop = workshop
        self.offer = offer
        self.only = set(offer.new)
        self.chosen = set(offer.by_itself)
        self.asked = [*_rows(offer)]
        self.rows = Offered(compact=True, id="offered")

    def compose(self) -> ComposeResult:
        with Vertical(id="group-offer", classes="dialog"):
            yield Words(group_file.summary(self.offer), classes="title")
            yield self.rows
            with VerticalScroll(id="both", can_focus=False):
                yield Words(id="both-text")
            yield Words(id="group-message")
            yield KeyBar("keys")

    def on_mount(self) -> None:
        self.rows.set_options(Option(self._row(one)) for one in self.asked)
        self.rows.highlighted = 0
        self.rows.focus()

    # What is shown ------------------------------------------------------------------------------------------

    def _row(self, row: _Row) -> Content:
        if row.told:
            return plain(row.told, "bold $text-warning" if row.told.startswith("!") else "dim")
        if row.twin is not None:
            perhaps = _("perhaps here already")
            return pieces(("≈ ", "bold"), (f"{perhaps}: ", "dim"), row.twin.name)
        if row.key is not None:
            return self._key_row(row.key)
        mark = "✓ " if row.table in self.only else "– "
        number = len(self.offer.new[row.table])
        new = ngettext("{number} new", "{number} new", number).format(number=number)
        return pieces((mark, "bold"), f"{capital(_(KIND_WORDS[row.table]))}: ", (new, "bold"))

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

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        self.query_one("#both").scroll_home(animate=False)
        self._show()

    def _show(self) -> None:
        """Show all of what the row under the cursor stands for."""
        place = self.rows.highlighted
        if place is not None:
            self.query_one("#both-text", Words).show(lines(self._details(self.asked[place])))

    def _details(self, row: _Row) -> Iterable[Content]:
        if row.key is not None:
            taken = row.key.place in self.chosen
            for key, name, values, chosen in (
                ("1", _("ours"), row.key.said[0], not taken),
                ("2", _("theirs"), row.key.said[1], taken),
            ):
                yield pieces((f" {key} {name} ", "bold reverse"), ("  ✓" if chosen else "", "bold"))
                yield from map(plain, values or (_("nothing"),))
        elif row.twin is not None:
            for name, id in ((_("ours"), row.twin.ours), (_("theirs"), row.twin.theirs)):
                yield pieces((f" {name} ", "bold reverse"), f" {id}")
            yield plain(row.twin.name)
            yield plain(_("Both come to stand there; u unites them afterwards, or d withdraws one."), "dim")
        elif row.told:
            yield plain(row.told)
        else:
            yield from (plain(f"+ {one.name}") for one in self.offer.new[row.table])

    # What is decided ----------------------------------------------------------------------------------------

    def action_turn(self, by: int) -> None:
        """Scroll what is shown by a page."""
        both = self.query_one("#both")
        both.scroll_relative(y=by * max(1, both.size.height - 1), animate=False)

    def action_turn_over(self) -> None:
        """Take in what the row stands for, or leave it."""
        place = self.rows.highlighted
        row = self.asked[place] if place is not None else _Row()
        if row.key is not None:
            self.chosen ^= {row.key.place}
        elif row.table:
            self.only ^= {row.table}
        else:
            return
        self._again()

    def action_answer(self, theirs: bool) -> None:
        """Decide whose value counts for the key under the cursor, and go on."""
        place = self.rows.highlighted
        if place is None or (key := self.asked[place].key) is None:
            return
        self._decide([key], theirs)
        self._again()
        if place + 1 < len(self.asked) and self.asked[place + 1].key is not None:
            self.rows.highlighted = place + 1

    def action_answer_all(self, theirs: bool) -> None:
        """Decide alike wherever both say something else."""
        self._decide(self.offer.to_decide, theirs)
        self._again()

    def _decide(self, keys: Iterable[Differing], theirs: bool) -> None:
        places = {one.place for one in keys}
        self.chosen = self.chosen | places if theirs else self.chosen - places

    def _again(self) -> None:
        for number, row in enumerate(self.asked):
            if row.key is not None or row.table:
                self.rows.replace_option_prompt_at_index(number, self._row(row))
        self._say("")
        self._show()

    def _say(self, sentence: str) -> None:
        self.query_one("#group-message", Words).show(sentence)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()  # a click only moves the cursor

    def action_take_in(self) -> None:
        """Record what is marked as one step."""
        session = self.workshop.session
        if missing := group_file.needed(session, self.offer, self.only):
            words = listed([f"{_(KIND_WORDS[table])} {len(ids)}" for table, ids in missing.items()])
            self._say(
                _(
                    "What is taken in names entries that would stay out ({what}); space takes those in, too."
                ).format(what=words)
            )
            return
        try:
            edit = group_file.step(session, self.offer, self.only, self.chosen)
            self.workshop.do(edit)
        except Refused as refused:
            self._say(str(refused))
            return
        if edit is None:
            self._say(_("Nothing is marked to be taken in; space marks, Esc goes back."))
            return
        self.dismiss(True)

    def action_leave(self) -> None:
        """Take nothing in."""
        self.dismiss(False)


def _rows(offer: Offer) -> Iterator[_Row]:
    """Warnings first, then what is to be decided, what is new, what comes by itself, what stays out."""
    yield from (_Row(told=f"! {one}") for one in offer.warnings)
    yield from (_Row(key=one) for one in offer.to_decide)
    yield from (_Row(table=table) for table in offer.new)
    yield from (_Row(twin=one) for one in offer.twins)
    yield from (_Row(told=f"= {sentence(duplicate)}") for duplicate in offer.united)
    yield from (_Row(key=one) for one in offer.differing if one.by_itself)
    yield from (_Row(told=f"– {one}") for one in offer.not_taken)
