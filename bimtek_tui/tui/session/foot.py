"""The lines at the bottom: for whom is captured, what was just said or comes next, and the keys that work."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from ...i18n import _, ngettext
from ...workshop.workshop import Workshop
from ..widgets.bar import KeyBar
from ..widgets.content import Words
from . import bars


class Foot(Vertical):
    """Speaks to the person: one sentence at a time, and where nothing was said, what comes next."""

    def __init__(
        self, workshop: Workshop, following: Callable[[], Content], way_out: Callable[[], str]
    ) -> None:
        """`following` gives what comes next, `way_out` what to do about what keeps things from being saved."""
        super().__init__(id="foot")
        self._kept = workshop.persistence
        self._workshop = workshop
        self._following = following
        self._way_out = way_out
        self._whom = Words(id="context")
        self._message = Words(id="message")
        self._in_trouble = False

    def compose(self) -> ComposeResult:
        yield self._whom
        yield self._message
        yield KeyBar("keys")

    @property
    def has_sentence(self) -> bool:
        """Whether a sentence stands here that was said."""
        return self._message.has_class("said")

    @property
    def trouble(self) -> str:
        """What keeps things from being saved, and the way out; or what others took back; or ""."""
        return self._kept.trouble + self._way_out() if self._kept.trouble else self._kept.loss

    def say(self, sentence: str, error: bool = False) -> None:
        """Show one sentence until the next one; an empty one shows what comes next again, or the trouble."""
        if not sentence and self.trouble:
            sentence, error = self.trouble, True
        if self._kept.news:
            sentence = "; ".join(filter(None, (sentence.rstrip("."), *self._kept.news)))
        self._kept.news.clear()
        self._message.set_class(bool(sentence), "said")
        self._message.set_class(error and bool(sentence), "error")
        self._message.show(sentence or self._following())

    def clear(self) -> None:
        """Take the last sentence away, unless it tells of trouble, and say what followed from what was just done."""
        if self._kept.news or (self.has_sentence and not self._kept.trouble):
            self.say("")

    def say_news(self) -> None:
        """Say what keeps things from being saved, that it is over, and what others did."""
        kept, trouble = self._kept, self.trouble
        if self._workshop.goes_on_for_same:
            self._workshop.goes_on_for_same = False
            kept.news.append(_("captured for the same as before; {key:for-whom} changes that"))
        sentences = [sentence for sentence in (trouble, *kept.alarms, *kept.news) if sentence]
        alarming = bool(trouble or kept.alarms)
        kept.alarms.clear()
        kept.news.clear()
        if sentences:
            self.say("; ".join(sentences), error=alarming)
        elif self._in_trouble:
            self.say("" if kept.dirty else _("Everything is in the file again."))
        self._in_trouble = bool(kept.trouble)

    def say_first(self) -> None:
        """Say how the session was opened: what was restored, that it is read-only, that entries can't be used."""
        self.say_news()
        workshop = self._workshop
        wrong = len(
            {finding.id or finding.line for finding in workshop.findings if finding.severity == "error"}
        )
        if workshop.read_only:
            self.say(workshop.read_only, error=True)
        elif wrong and not self._kept.trouble:
            sentence = ngettext(
                "{number} entry of the file can't be used; it is kept, and the panel “What is missing” in stage 4 names it",
                "{number} entries of the file can't be used; they are kept, and the panel “What is missing” in stage 4 names them",
                wrong,
            )
            self.say(sentence.format(number=wrong), error=True)

    def show_context(self) -> None:
        """Show for whom is being captured."""
        self._whom.show(bars.for_whom(self._workshop, self.app.size.width))

    def refresh_following(self) -> None:
        """Show what comes next by now, where nothing was said."""
        if not self.has_sentence:
            self._message.show(self._following())
