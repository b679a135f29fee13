"""Small questions: why something is withdrawn, for whom is being captured, and which agency is meant."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from textual.app import App, ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input

from ... import text
from ...errors import Refused
from ...facilitation import unlisted_agencies
from ...i18n import _, ngettext
from ...model.lookup import Agencies
from ...model.method import label
from ...workshop.workshop import Context, Workshop
from ..actions import bindings
from ..widgets.bar import KeyBar
from ..widgets.content import Words, pieces, plain
from ..widgets.dropdown import Dropdown
from ..widgets.line import Line, known
from .ask import Ask, Choice
from .dialog import Dialog


class Reason(Dialog[str | None]):
    """Asks why an entry is withdrawn; Enter alone takes the usual reason, Esc keeps the entry."""

    BINDINGS = bindings("question")

    def __init__(self, shown: str) -> None:
        super().__init__()
        self.shown = shown
        self.place = f"withdraw:{shown}"

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Words(_("Withdraw “{text}”").format(text=text.short(self.shown, 60)), classes="title")
            yield Words(
                _("Why? Enter alone writes “ditarik”; {key:back} keeps the entry. {key:undo} brings it back.")
            )
            yield Line(id="reason", compact=True)
            yield KeyBar("keys")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        self.dismiss(event.value)


class ForWhom(Dialog[Context | None]):
    """Sets the capture context: breakout group, dimension, speaking agency."""

    BINDINGS = bindings("question")

    place = "for-whom"

    def __init__(self, workshop: Workshop) -> None:
        super().__init__()
        self.workshop = workshop

    def compose(self) -> ComposeResult:
        session, context = self.workshop.session, self.workshop.context
        groups = sorted(
            {factor.group for factor in session.swot.values() if factor.group}
            | {program.group for program in session.program.values() if program.group}
        )
        dimensions = {
            id: plain(label(dimension)) for id, dimension in self.workshop.method.dimensions.items()
        }
        with Vertical(classes="dialog"):
            yield Words(_("For whom is being captured?"), classes="title")
            yield Words(_("New entries inherit this. Enter and Tab take what is shown in grey."))
            yield Words(_("Breakout group"), classes="heading")
            yield Line(context.group, id="group", suggester=known(groups), compact=True)
            yield Words(_("Dimension"), classes="heading")
            yield Dropdown(
                dimensions, context.dimension if context.dimension in dimensions else "", id="dimension"
            )
            yield Words(_("Proposed by"), classes="heading")
            yield Line(context.agency, id="agency", suggester=known(session.agency), compact=True)
            yield Words(classes="fault")
            yield KeyBar("keys")

    def on_mount(self) -> None:
        self.query_one("#group").focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """An agency that is in no list is said at once, unless its letters lead to one."""
        line = self.query_one("#agency", Line)
        typed = text.line(line.completed or line.value)
        unknown = typed and not Agencies(self.workshop.session.agency).find(typed)
        self.query_one(".fault", Words).show(
            _("“{agency}” is not in the list of agencies; Enter asks what to do.").format(
                agency=text.short(typed, 40)
            )
            if unknown
            else ""
        )

    def on_input_submitted(self) -> None:
        self.action_save()

    def action_save(self) -> None:
        """Capture for these from now on; an agency that is in no list is asked about."""
        for line in self.query(Line):
            if line.has_focus:
                line.complete()
        dimension = self.query_one("#dimension", Dropdown).value
        group = text.line(self.query_one("#group", Line).value)

        def record(agency: str | None) -> None:
            if agency is not None:
                self.dismiss(Context(group, dimension, agency))

        typed = text.line(self.query_one("#agency", Line).value)
        as_it_is = _("Capture for “{agency}” all the same").format(agency=text.short(typed, 40))
        meant(self, self.workshop, typed, record, as_it_is)


def ask_removal(app: App[Any], shown: str, then: Callable[[], object]) -> None:
    """Ask before something goes that can't be withdrawn: a reason that is typed for it is none of the list's keys."""

    def answered(answer: str | None) -> None:
        if answer is not None:
            then()

    title = _("Remove “{text}”?").format(text=text.short(shown, 60))
    sentence = _(
        "It is not withdrawn with a reason but goes from the file. {key:back} keeps it, {key:undo} brings it back."
    )
    app.push_screen(Choice(title, sentence, [("remove", plain(_("Remove it")))]), answered)


def meant(
    screen: Screen[Any], workshop: Workshop, typed: str, then: Callable[[str | None], None], as_it_is: str
) -> None:
    """Pass on the code of the agency that is meant; of words that name none it is asked what they are.

    They may be an agency of the list, one that is to be listed, or somebody who is no agency: they are passed on
    themselves then, which `as_it_is` offers. None is passed on when the question is left.
    """
    agencies = Agencies(workshop.session.agency)
    listed = agencies.find(typed)
    if listed or not typed:
        then(listed or "")
        return
    answers: dict[str, tuple[Content, Callable[[], object]]] = {}
    known_names = {
        name: code for code, agency in workshop.session.agency.items() for name in (code, agency.name) if name
    }
    if near := text.nearest(typed, known_names, text.CODE):
        code = known_names[near]
        shown = pieces(
            (_("It is {agency}").format(agency=code), "bold"), f"  {workshop.session.agency[code].name or ''}"
        )
        answers["near"] = shown, partial(then, code)
    if not workshop.read_only:
        code, name = unlisted_agencies.code_and_name(typed)
        words = _("Put {agency} into the list of agencies").format(agency=code or f"“{text.short(name, 40)}”")
        answers["add"] = (
            pieces((words, "bold"), "  ", name if code else _("its code is asked for")),
            partial(_list, screen, workshop, code, name, then),
        )
    if workshop.session.agency:
        words = _("It is another one of the list")
        answers["other"] = pieces((words, "bold")), partial(_which, screen, workshop, typed, then)
    answers["as it is"] = (
        pieces((as_it_is, "bold"), "  ", _("it stays out of the list")),
        partial(then, typed),
    )

    def answered(answer: str | None) -> None:
        if answer is None:
            then(None)
        else:
            answers[answer][1]()

    title = _("“{agency}” is not in the list of agencies").format(agency=text.short(typed, 40))
    shown_answers = [(id, shown) for id, (shown, _do) in answers.items()]
    screen.app.push_screen(
        Choice(title, _("What is meant? {key:back} goes back to mend it."), shown_answers), answered
    )


def unlisted_words(number: int) -> str:
    """That so many agencies of what is taken in are in no list, and the key that asks about them."""
    return ngettext(
        "{number} agency is not in the list: {key:list-agencies} puts it there, or says which one it is",
        "{number} agencies are not in the list: {key:list-agencies} puts them there, or says which they are",
        number,
    ).format(number=number)


def each_meant(
    screen: Screen[Any],
    workshop: Workshop,
    names: Sequence[str],
    then: Callable[[str, str], object],
    done: Callable[[], object],
) -> None:
    """Ask for one unlisted agency after the other what is meant: `then` gets the name and the answer, `done` follows the last.

    Who leaves a question leaves those behind it, too.
    """
    if not names:
        done()
        return

    def answered(agency: str | None) -> None:
        if agency is None:
            done()
            return
        then(names[0], agency)
        each_meant(screen, workshop, names[1:], then, done)

    as_it_is = _("Leave “{agency}” as it is").format(agency=text.short(names[0], 40))
    meant(screen, workshop, names[0], answered, as_it_is)


def _list(
    screen: Screen[Any], workshop: Workshop, code: str, name: str, then: Callable[[str | None], None]
) -> None:
    """Put an agency into the list as one step, and pass its code on; a code that does not stand there is asked for."""

    def put(typed: str) -> str:
        edit = unlisted_agencies.listing(workshop.session, typed, name)
        workshop.do(edit)
        return typed.strip().upper()

    try:
        if code:
            then(put(code))
            return
    except Refused:
        pass  # the code is another one's
    title = _("Which code has “{agency}”?").format(agency=text.short(name or code, 60))
    sentence = _("One word, as DINKES for Dinas Kesehatan; the agency comes into the list with it.")
    screen.app.push_screen(Ask(title, sentence, code, put), then)


def _which(screen: Screen[Any], workshop: Workshop, name: str, then: Callable[[str | None], None]) -> None:
    """Ask which agency of the list a name means."""

    def read(typed: str) -> str:
        agencies = Agencies(workshop.session.agency)
        if code := agencies.part(text.line(typed)):
            return code
        sentence = _("“{agency}” is not in the list of agencies").format(agency=text.short(typed, 40))
        raise Refused(sentence + agencies.did_you_mean(typed))

    title = _("Which agency of the list is “{agency}”?").format(agency=text.short(name, 60))
    ask = Ask(title, _("Its code or its name."), "", read, names=workshop.session.agency)
    screen.app.push_screen(ask, then)
