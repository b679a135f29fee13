"""Rules about files that the session names; what they are was gathered outside (`store.named_files`)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from .. import text
from ..errors import Severity
from ..i18n import N_, _
from ..store.named_files import Fault
from .session_check import Checked, Hit, Rule

_FAULTS: dict[Fault, tuple[str, str]] = {
    "outside": (
        "file-outside",
        N_(
            "“{key}” names “{file}”, which is not in the folder of the session; copy the file there and write its name alone"
        ),
    ),
    "missing": (
        "file-missing",
        N_(
            "“{key}” names “{file}”, and there is no such file in the folder of the session; copy it there or mend the name"
        ),
    ),
    "no-file": (
        "file-missing",
        N_("“{key}” names “{file}”, which is no file that can be read; put the file there or mend the name"),
    ),
    "no-picture": (
        "no-picture",
        N_("“{key}” names “{file}”, which is neither PNG nor JPEG; save the picture as one of the two"),
    ),
    "too-many-bytes": (
        "picture-too-large",
        N_("“{key}” names “{file}”, which has more than 5 MB; save the picture smaller"),
    ),
    "too-many-pixels": (
        "picture-too-large",
        N_(
            "“{key}” names “{file}”, which has {width} × {height} pixels, more than 25 million; save the picture smaller"
        ),
    ),
}
"""By fault of a file: the code of the finding and its sentence."""


def _named_file(code: str, checked: Checked) -> Iterator[Hit]:
    for (table, id, key), file in checked.files.items():
        if not file.fault or _FAULTS[file.fault][0] != code:
            continue
        message = _(_FAULTS[file.fault][1]).format(
            key=key, file=text.short(file.name, 60), width=file.width, height=file.height
        )
        yield Hit(table, id, key, message)


RULES: dict[str, tuple[Severity, Rule]] = {
    "file-outside": ("error", partial(_named_file, "file-outside")),
    "file-missing": ("warning", partial(_named_file, "file-missing")),
    "no-picture": ("warning", partial(_named_file, "no-picture")),
    "picture-too-large": ("warning", partial(_named_file, "picture-too-large")),
}
