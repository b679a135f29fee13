"""What a signature brings along, and how the content stands to what was signed. Pure.

The first signature stores the fingerprint of the agreement, the last one taken back removes it. Who signs later signs
the same content or is refused, so one fingerprint speaks for all signatures.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, deque
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Literal

from msgspec import Struct

from .. import store, text
from ..errors import Refused, UnreadableFile
from ..i18n import _
from ..model import edits, labels
from ..model.edits import Edit
from ..model.entries import Session, counting
from ..model.kinds import kind_of
from ..model.method import Method
from ..model.workshop_entries import Signatory
from . import fingerprint

_FORM = re.compile(r"v[12]:[0-9a-f]{64}")
_OTHER_VERSION = re.compile(r"v(?![12]:)[0-9]+:.+")
_NEAR = 8
_BEFORE = 20
"""How many states are tried: of those that hold the fingerprint, the first; and the last ones before them."""


State = Literal["open", "as-signed", "changed", "newer", "unreadable", "unknown"]


class Standing(Struct, frozen=True):
    """How the content stands to the fingerprint that the commitment holds.

    ``open``: it holds none; ``as-signed`` and ``changed``: it does; ``newer`` and ``unreadable``: it holds something
    that can't be compared, ``unknown``: the method is not here, and what was agreed with it. `now` is the fingerprint of the content as it is, "" where it was not needed.
    """

    state: State
    digest: str = ""
    now: str = ""


def standing(session: Session, method: Method) -> Standing:
    """How the content stands to what was signed."""
    digest = (session.commitment and session.commitment.digest) or ""
    if not digest:
        return Standing("open")
    if not _FORM.fullmatch(digest):
        return Standing("newer" if _OTHER_VERSION.fullmatch(digest) else "unreadable", digest)
    if not method.stage:
        return Standing("unknown", digest)
    now = fingerprint.agreement(session, method, fingerprint.version(session))
    return Standing("as-signed" if now == digest else "changed", digest, now)


def signers(session: Session) -> list[Signatory]:
    """Who has signed, as far as they count: who did so first stands first."""
    signed = [signatory for signatory in counting(session.signatory) if signatory.signed is not None]
    return sorted(
        signed,
        key=lambda signatory: (
            signatory.signed or dt.date.max,
            signatory.order is None,
            signatory.order or 0,
        ),
    )


def begins(edit: Edit, session: Session) -> bool:
    """Whether somebody signs with this edit while nobody has: what it covers is then to be shown first."""
    if signers(session) or all(change.kind != "signatory" for change in edits.simple(edit)):
        return False
    after = session.copy()
    try:
        for change in edits.simple(edit):
            edits.apply(after, change)
    except Refused:
        return False  # told where it is performed
    return bool(signers(after))


def covered(session: Session) -> dict[str, int]:
    """How many entries of each kind a signature covers, also of those of which there are none."""
    numbers = Counter(kind_of(entry).table for entry in fingerprint.agreed(session))
    return {kind: numbers[kind] for kind in fingerprint.COUNTED}


def composed(edit: Edit, session: Session, method: Method) -> Edit:
    """An edit with what it means for signatures, as one step.

    Who comes back after having been withdrawn has not signed. Raises Refused when somebody would sign other content
    than those who signed before.
    """
    if all(change.kind != "signatory" for change in edits.simple(edit)):
        return edit
    after = session.copy()
    try:
        for change in edits.simple(edit):
            edits.apply(after, change)
    except Refused:
        return edit  # told where it is performed
    more: list[Edit | None] = []
    for person in signers(after):
        before = session.signatory.get(person.id)
        if before is None or before.withdrawn is None or before.signed != person.signed:
            continue
        if unsigned := edits.revise(person, signed=None):
            edits.apply(after, unsigned)
            more.append(unsigned)
    more.append(_digest(session, after, method))
    return edits.together(edits.title(edit, session), [edit, *more]) or edit


def _digest(before: Session, after: Session, method: Method) -> Edit | None:
    """The edit of the fingerprint that goes with the signatures that came or went."""
    earlier = signers(before)
    known = {signatory.id for signatory in earlier}
    now = signers(after)
    digest = before.commitment and before.commitment.digest
    if all(signatory.id in known for signatory in now):
        return edits.set_single(after, "commitment", digest=None) if known and not now else None
    if not earlier or not digest:
        return edits.set_single(after, "commitment", digest=fingerprint.agreement(after, method))
    state = standing(after, method)
    if state.state == "as-signed":
        return None
    if state.state == "changed":
        raise Refused(
            _(
                "what was agreed was changed since {name} signed on {day}: put back what changed, or take the signatures back with {key:status}, so that all sign the new content"
            ).format(
                name=text.short(earlier[0].name, 40),
                day=labels.day(earlier[0].signed) if earlier[0].signed else "–",
            ),
            "signed",
        )
    raise Refused(
        _(
            "the fingerprint at signing ({digest}) can't be compared here, so nobody can join: use a newer bimtek, or take the signatures back with {key:status}, so that all sign anew"
        ).format(digest=text.short(digest, 20)),
        "signed",
    )


def signed_state(
    history: Iterable[tuple[str, bytes]], digest: str, load: Callable[[str], Method]
) -> Session | None:
    """The session as it was when the commitment got its fingerprint, as `signed_version` finds it."""
    found = signed_version(history, digest, load)
    return found and found[1]


def signed_version(
    history: Iterable[tuple[str, bytes]], digest: str, load: Callable[[str], Method]
) -> tuple[str, Session] | None:
    """The commit and the session as it was when the commitment got its fingerprint; None where the history does not have it.

    `history` is the file at every commit that changed it, newest first; `load` gives the method of a name and may
    raise UnreadableFile. Of the states with the content that was signed it is the one nearest to the signing: what
    the agreement does not cover (factors, say) may have changed since without any trace in the fingerprint.
    """
    if not _FORM.fullmatch(digest):
        return None
    sought, version = digest.encode(), digest[: len(fingerprint.VERSION)]
    holding: deque[tuple[str, bytes]] = deque(maxlen=_NEAR)
    before: list[tuple[str, bytes]] = []
    for commit, content in history:
        if sought in content:
            holding.append((commit, content))
            before.clear()
        else:
            before.append((commit, content))
            if len(before) == _BEFORE:
                break
    for commit, content in (*reversed(holding), *before):
        with suppress(UnreadableFile):
            loaded = store.parse(content, Path("-"))
            named = loaded.document.blocks[0].data["method"]
            if fingerprint.agreement(loaded.session, load(named), version) == digest:
                return commit, loaded.session
    return None
