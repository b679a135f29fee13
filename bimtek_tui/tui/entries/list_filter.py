"""The filter of lists: what the filter line asks for in a session, and what it shows, in words."""

from __future__ import annotations

import datetime as dt

from ...analysis import filtering
from ...analysis.filtering import Filter
from ...i18n import ngettext
from ...workshop.workshop import Workshop

_SIGNS = "#@!~+"


def read_filter(workshop: Workshop, words: str) -> Filter:
    """What a filter line asks for in this session; what can stand behind the signs is looked up where there is one."""
    signed = any(sign in words for sign in _SIGNS)
    names = filtering.known(workshop.session, workshop.method) if signed else {sign: {} for sign in _SIGNS}
    hidden = ("votes",) if workshop.voting is not None and not workshop.voting.closed else ()
    return filtering.read(words, names, dt.datetime.now().astimezone().date(), hidden)


def filtered(workshop: Workshop, wanted: Filter, shown: int) -> str:
    """A filter in words, and how many entries it shows."""
    number = ngettext("{number} entry", "{number} entries", shown).format(number=shown)
    return f"{filtering.described(wanted, workshop.method)} · {number}"
