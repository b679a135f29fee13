"""Blanks that are none to a program, and signs that nobody sees, as web pages and word processors leave them in a line."""

from __future__ import annotations

import re

_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_NOTHING = "\u200b-\u200f\u2060\ufeff\u00ad"
SIGNS = re.compile(f"[{_SPACES}{_NOTHING}]")
_TEXTS = re.compile(r'"(?:[^"\\]|\\.)*"|\'[^\']*\'|#.*')
_NO_WIDTH = re.compile(f"[{_NOTHING}]")


def seen(line: str) -> str:
    """A line with usual blanks, outside of texts and remarks, where it has some that are none."""
    made, at = [], 0
    for text in _TEXTS.finditer(line):
        made += [_usual(line[at : text.start()]), text[0]]
        at = text.end()
    return "".join([*made, _usual(line[at:])])


def _usual(part: str) -> str:
    return SIGNS.sub(" ", _NO_WIDTH.sub("", part))
