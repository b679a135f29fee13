"""Small questions: why something is withdrawn, for whom is being captured, and which agency is meant."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from textual.app import App, ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input

from ... import text
from ...errors import Refused
from ...facilitation import capture
from ...i18n import _
from ...model import edits
from ...model.lookup import Agencies
from ...model.method import label
from ...workshop.workshop import Context, Workshop
from ..actions import bindings
from ..widgets.bar import KeyBar
from ..widgets.content import Words, pieces, plain
from ..widgets.dropdown import Dropdown
from ..widgets.line import Line, known
from .ask import Choice
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

        def record(agency: str) -> None:
            self.dismiss(Context(group, dimension, agency))

        meant(self, self.workshop, text.line(self.query_one("#agency", Line).value), record)


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


def meant(screen: Screen[Any], workshop: Workshop, typed: str, then: Callable[[str], object]) -> None:
    """Pass on the code of the agency that is meant; of words that name none it is asked what they are.

    They may be an agency that is spelt nearly so, one that is to be listed, or somebody who is no agency.
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
        try:
            keys = capture.agency_keys(typed)
        except Refused:
            pass
        else:
            words = _("Put {agency} into the list of agencies").format(agency=keys["id"])
            answers["add"] = (
                pieces((words, "bold"), f"  {keys['name'] or ''}"),
                partial(_listed, workshop, keys, then),
            )
    as_it_is = _("Capture for “{agency}” all the same").format(agency=text.short(typed, 40))
    answers["as it is"] = (
        pieces((as_it_is, "bold"), "  ", _("it stays out of the list")),
        partial(then, typed),
    )

    def answered(answer: str | None) -> None:
        if answer is not None:
            answers[answer][1]()

    title = _("“{agency}” is not in the list of agencies").format(agency=text.short(typed, 40))
    shown_answers = [(id, shown) for id, (shown, _do) in answers.items()]
    screen.app.push_screen(
        Choice(title, _("What is meant? {key:back} goes back to mend it."), shown_answers), answered
    )


def _listed(workshop: Workshop, keys: dict[str, Any], then: Callable[[str], object]) -> None:
    """Put an agency into the list as one step, and pass its code on."""
    if keys["id"] not in workshop.session.agency:
        workshop.do(edits.put(workshop.session, "agency", keys["id"], name=keys["name"]))
    then(keys["id"])
