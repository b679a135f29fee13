"""Making a new session file."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from pathlib import Path

from .. import text
from ..errors import BimtekError, CannotSave, Refused
from ..i18n import _
from ..model import values as amounts
from ..model.kinds import kinds
from ..model.labels import key_label
from ..model.lookup import folded
from . import layout, saving

METHOD = "kominfo-1"
"""The method of a new session."""

_SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?")
_RESERVED = re.compile(r"con|prn|aux|nul|com\d|lpt\d")  # names that Windows keeps for itself


def slug(words: str) -> str:
    """The name of a file made of what a person calls a session: “Kota Bontang 2019” is kota-bontang-2019; "" of nothing."""
    bare = "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in folded(words))
    name = re.sub(r"-{2,}", "-", bare).strip("-")[:60].strip("-")
    return f"{name}-1" if _RESERVED.fullmatch(name) else name


def free_slug(folder: Path, wanted: str) -> str:
    """The name wanted when no file of the folder has it, else the first free one with a number behind it."""
    return next(
        name
        for number in itertools.count(1)
        if not (folder / f"{(name := wanted if number == 1 else f'{wanted[:56]}-{number}')}.toml").exists()
    )


def kind_of(city: str) -> str:
    """What a city is by the first word of its name: kabupaten of “Kabupaten Ngawi”; "" where that says nothing."""
    first = text.line(city).partition(" ")[0].casefold()
    return first if first in kinds()["city"].keys["kind"].choices else ""


def create(
    folder: Path,
    slug: str,
    *,
    city: str,
    kind: str,
    province: str,
    start_year: str | int,
    legal_basis: Sequence[str] = (),
) -> Path:
    """Write a new session file and return its path; the folder is made when it is not there.

    `legal_basis` are the regulations that the plan rests on: those of the method, to be gone on from.

    Raises BimtekError with one sentence when a value can't be taken, the file is there already, or it can't be
    written.
    """
    name = slug.strip()
    if not _SLUG.fullmatch(name) or _RESERVED.fullmatch(name):
        raise BimtekError(
            _(
                "“{slug}” can't be the name of a session: use small letters, digits and hyphens, e.g. kota-baru-2026"
            ).format(slug=slug)
        )
    about = {"name": city, "kind": kind, "province": province}
    of = kinds()
    values = {key: amounts.typed(of["city"].keys[key], value) for key, value in about.items()}
    for key, value in values.items():
        if value is None:
            raise Refused(
                _("“{key}” is missing; it is needed in every {kind}").format(
                    key=key_label(key), kind=_("city")
                ),
                key,
            )
    year = amounts.typed(of["plan"].keys["period_start"], str(start_year))
    plan = ({"period_start": year} if year is not None else {}) | (
        {"legal_basis": tuple(legal_basis)} if legal_basis else {}
    )
    blocks = [
        layout.entry(of["top"], {"schema_version": 1, "method": METHOD}),
        layout.entry(of["city"], values),
        layout.entry(of["plan"], plan),
    ]
    file = folder / f"{name}.toml"
    try:
        if file.exists():
            raise BimtekError(_("{file} is there already; open it, or choose another name").format(file=file))
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotSave(
            _("the folder {folder} can't be made: {reason}").format(
                folder=folder, reason=error.strerror or error
            )
        ) from error
    saving.replace(file, ("".join(blocks).rstrip("\n") + "\n").encode())
    return file
