"""Rules about files that the session names; what they are was gathered outside (`store.named_files`)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from ..errors import Severity
from ..store.named_files import Fault
from .session_check import Checked, Hit, Rule

_CODES: dict[Fault, str] = {
    "outside": "file-outside",
    "missing": "file-missing",
    "no-file": "file-missing",
    "no-picture": "no-picture",
    "damaged": "picture-damaged",
    "too-many-bytes": "picture-too-large",
    "too-many-pixels": "picture-too-large",
    "no-document": "no-document",
    "large-document": "document-too-large",
}
"""By fault of a file: the code of the finding."""


def _named_file(code: str, checked: Checked) -> Iterator[Hit]:
    for (table, id, key), file in checked.files.items():
        if file.fault and _CODES[file.fault] == code:
            yield Hit(table, id, key, file.sentence(key))


def _lacking_styles(checked: Checked) -> Iterator[Hit]:
    for (table, id, key), file in checked.files.items():
        if file.lacking:
            yield Hit(table, id, key, file.lacks())


RULES: dict[str, tuple[Severity, Rule]] = {
    "file-outside": ("error", partial(_named_file, "file-outside")),
    "file-missing": ("warning", partial(_named_file, "file-missing")),
    "no-picture": ("warning", partial(_named_file, "no-picture")),
    "picture-damaged": ("warning", partial(_named_file, "picture-damaged")),
    "picture-too-large": ("warning", partial(_named_file, "picture-too-large")),
    "no-document": ("warning", partial(_named_file, "no-document")),
    "document-too-large": ("warning", partial(_named_file, "document-too-large")),
    "lacking-styles": ("info", _lacking_styles),
}
