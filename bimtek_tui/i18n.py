"""Sentences in the chosen language. The lowest layer that speaks.

The source text is English; ``locale/id`` holds the Indonesian catalogue, so English is complete by construction.
User text is never a message and never a format string: it is only ever a value of ``.format()``.
A key is named by its action, as in ``{key:undo}``: what is said is the key that this person has for it.
"""

from __future__ import annotations

import gettext
import os
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

LANGUAGES = ("id", "en")
DEFAULT = "id"

_LOCALE = Path(__file__).parent / "locale"
_catalogue: gettext.NullTranslations = gettext.NullTranslations()
_language = "en"
_KEY = re.compile(r"\{key:([a-z0-9-]+)\}")
_key_of: Callable[[str], str] = str


def chosen(option: str | None = None) -> str:
    """The language to speak: the option, else ``BIMTEK_LANG``, else Indonesian.

    An unknown value counts as not given: a misspelt environment must not keep a facilitator from starting.
    """
    for wish in (option, os.environ.get("BIMTEK_LANG")):
        short = (wish or "").lower()[:2]
        if short in LANGUAGES:
            return short
    return DEFAULT


def use(language: str) -> None:
    """Speak this language from now on (``id`` or ``en``)."""
    global _catalogue, _language
    _language = language
    _catalogue = gettext.NullTranslations() if language == "en" else _catalogue_of(language)


@cache
def _catalogue_of(language: str) -> gettext.NullTranslations:
    """The messages of a language; gettext looks for its file each time it is asked."""
    return gettext.translation("bimtek", _LOCALE, [language], fallback=True)


def language() -> str:
    """The language spoken now."""
    return _language


def name_keys(key_of: Callable[[str], str]) -> None:
    """Say from now on what this gives for the id of an action wherever a sentence names its key."""
    global _key_of
    _key_of = key_of


def key(action: str) -> str:
    """The key in force for an action, as it stands on the keyboard."""
    return _key_of(action)


def _(message: str) -> str:
    """The message in the language spoken now, with the keys in force."""
    return _with_keys(_catalogue.gettext(message))


def ngettext(singular: str, plural: str, number: int) -> str:
    """The form of a message that fits a number, with the keys in force."""
    return _with_keys(_catalogue.ngettext(singular, plural, number))


def _with_keys(sentence: str) -> str:
    return _KEY.sub(lambda named: _key_of(named[1]), sentence) if "{key:" in sentence else sentence


def N_(message: str) -> str:  # noqa: N802 - the customary gettext name
    """Mark a message in a table of data for the catalogue; `_` translates it when it is shown."""
    return message


def listed(items: list[str], more: int = 0) -> str:
    """Items as people list them: "a", "a and b", "a, b, and c"; `more` are those that are only counted."""
    if more > 0:
        items = [*items, ngettext("{number} more", "{number} more", more).format(number=more)]
    if len(items) < 2:
        return "".join(items)
    if len(items) == 2:
        return _("{first} and {last}").format(first=items[0], last=items[1])
    return _("{items}, and {last}").format(items=", ".join(items[:-1]), last=items[-1])


def message_in(language: str, message: str) -> str:
    """A message in one language, whatever is spoken now: files carry words of either."""
    if language == "en":
        return message
    return _catalogue_of(language).gettext(message)


def in_other(message: str) -> str:
    """A message in the language that is not spoken now: people look for words of both."""
    return message_in("id" if _language == "en" else "en", message)


def respoken(label: str) -> str:
    """A label that was said and kept in either language, in the one spoken now: as a whole, or what stands before a colon.

    A number before it stays; what is no message here stays as it is. Of messages that are said alike a whole label is
    the longest, as a list is called (Strengths for Kekuatan), and a part of one the shortest.
    """
    head, colon, rest = label.partition(": ")
    number, blank, name = head.rpartition(" ") if head.count(" ") == 1 else ("", "", head)
    for before, words, behind, which in (
        ("", label, "", -1),
        ("", head, colon + rest, 0),
        (number + blank, name, colon + rest, 0),
    ):
        if messages := _said().get(words) or _said().get(words.casefold()):
            now = _(messages[which])
            return before + (now[:1].upper() if words[:1].isupper() else now[:1]) + now[1:] + behind
    return label


@cache
def _said() -> dict[str, list[str]]:
    """The messages by how they are said in any language, as they are and in small letters; of several the shortest first."""
    catalogue: dict[object, object] = getattr(_catalogue_of("id"), "_catalog", {})
    said: dict[str, list[str]] = {}
    for message, words in catalogue.items():
        if isinstance(message, str) and isinstance(words, str) and message:
            for spelling in {message, message.casefold(), words, words.casefold()}:
                said.setdefault(spelling, []).append(message)
    return {spelling: sorted(messages, key=len) for spelling, messages in said.items()}
