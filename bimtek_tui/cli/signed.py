"""What was signed, as commands need it: the state that git has, and how the content differs from it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from .. import text
from ..errors import BimtekError
from ..i18n import _, ngettext
from ..model import method as methods
from ..model.labels import key_label

if TYPE_CHECKING:
    from pathlib import Path

    from ..model.entries import Session
    from ..model.method import Method
    from ..review.differences import Difference
    from ..store import Loaded

SHOWN = 10
"""So many differences are listed; the command diff has all of them."""


def signed_state(loaded: Loaded, templates: Path | None = None) -> Session | None:
    """The session as it was signed, where git has it; git is asked only when something was signed."""
    found = signed_version(loaded, templates)
    return found and found[1]


def signed_version(loaded: Loaded, templates: Path | None = None) -> tuple[str, Session] | None:
    """The session as it was signed with its commit, where git has it."""
    commitment = loaded.session.commitment
    if commitment is None or commitment.digest is None:
        return None
    from .. import git
    from ..review import signing

    load = partial(methods.load, templates=templates)
    return signing.signed_version(git.history(loaded.path), commitment.digest, load)


def must_have_signed_version(loaded: Loaded, templates: Path | None = None) -> tuple[str, Session]:
    """The session as it was signed, with its commit. Raises BimtekError with the reason when that is not known."""
    if signed := signed_version(loaded, templates):
        return signed
    commitment = loaded.session.commitment
    name = text.line(loaded.path.name)
    if commitment is None or commitment.digest is None:
        raise BimtekError(
            _(
                "nothing was signed in {file}: the commitment holds no fingerprint; the first signature stores it"
            ).format(file=name)
        )
    raise BimtekError(
        _(
            "git does not have the state that was signed in {file} (fingerprint {digest}); compare with an earlier commit by --rev"
        ).format(file=name, digest=text.short(commitment.digest, 19))
    )


def lines(session: Session, method: Method, signed: Session | None) -> Iterator[str]:
    """How the content stands to what was signed, and what is different; nothing where nothing was signed."""
    from ..review import reports, signing

    standing = signing.standing(session, method)
    if sentence := reports.standing_in_words(standing):
        yield f"{key_label('digest')}: {sentence}"
    if standing.state != "changed":
        return
    if signed is None:
        yield "  " + _("git does not have the state that was signed, so it can't be said how")
        return
    lines = reports.in_brief(_differences(session, method, signed))
    yield from (f"  {line}" for line in lines[:SHOWN])
    if (rest := len(lines) - SHOWN) > 0:
        sentence = ngettext("and {number} more entry", "and {number} more entries", rest).format(number=rest)
        yield f"  {sentence}; bimtek diff --signed"


def data(session: Session, method: Method, signed: Session | None) -> dict[str, Any]:
    """The same as JSON has it; `changes` is null where it is not known what was signed."""
    from ..review import reports, signing

    standing = signing.standing(session, method)
    known = standing.state == "as-signed" or (standing.state == "changed" and signed is not None)
    changed = _differences(session, method, signed) if standing.state == "changed" and signed else []
    return {
        "state": standing.state,
        "digest": standing.digest,
        "now": standing.now,
        "changes": reports.as_data(changed) if known else None,
    }


def _differences(session: Session, method: Method, signed: Session) -> list[Difference]:
    from ..review import differences

    return differences.of_agreement(signed, session, method)
