"""Lines of an exported chat: what somebody wrote, without the time, the sender and the answer to who is there."""

from __future__ import annotations

import re

_CHAT = re.compile(
    r"^\s*(?:\[\d{1,2}[./:-]\d{1,2}[^\]]{0,24}\]|\d{1,2}[./-]\d{1,2}[./-]\d{2,4},?\s+\d{1,2}[.:]\d{2}(?:[.:]\d{2})?(?:\s?[AaPp][Mm])?\s+[-–])\s*"
    r"(?:[^:]{1,40}:\s*|(?P<notice>.*$))"
)
"""Time and sender before each message of an exported chat; a line of the program's own has no sender."""
_ANSWER = re.compile(
    r"^\s*(?:(?:izin|ijin|siap)\s+)?(?:hadir|siap|present|absen)\s*[,:;.!-]+\s*(?=\S)", re.IGNORECASE
)
"""What people write before their name when a chat asks who is there: Hadir, Andi Contoh."""


def message(line: str) -> str:
    """A line of an exported chat without its time and sender; nothing where the chat itself says something."""
    match = _CHAT.match(line)
    if match is None:
        return line
    return "" if match["notice"] is not None else _ANSWER.sub("", line[match.end() :].removeprefix("~ "))
