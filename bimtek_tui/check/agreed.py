"""Rules about what was agreed: whether it still is what was signed, and whether what it rests on means the same.

The second needs the session as it was signed, which git may have; where nobody hands it in, that rule is silent.
What compares is imported only where something was signed: most sessions that are checked are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from .. import text
from ..errors import Severity
from ..i18n import _, listed
from ..model.entries import Session, counting, counts
from ..model.kinds import KIND_WORDS, kind_of
from ..model.labels import day
from .session_check import Checked, Hit, Rule

if TYPE_CHECKING:
    from ..review.differences import Difference

NAMED = 3
"""So many entries that changed are named; the command says the rest."""

MEANING = {
    "mission": ("text",),
    "objective": ("text", "mission"),
    "issue": ("text", "dimension"),
    "gap": ("text", "dimension"),
    "swot": ("text", "quadrant"),
    "strategy": ("text", "quadrant"),
    "program": ("name", "horizon"),
}
"""The keys that say what an entry means to those that refer to it; of other kinds a reference does not depend."""

_PARTS = {"budget", "target", "quick_win", "cost", "milestone"}
"""Kinds that are part of what they refer to: what became of that says it for them, too."""


def _hit(message: str) -> Hit:
    return Hit("commitment", "", "digest", message)


def _signers_in_words(session: Session) -> str:
    """Who signed first and when, for a sentence; "" where nobody counts as having signed."""
    from ..review.signing import signers

    for signer in signers(session)[:1]:
        if signer.signed:
            return _("by {name} on {day}").format(name=text.short(signer.name, 40), day=day(signer.signed))
    return ""


def _agreement_changed(checked: Checked) -> Iterator[Hit]:
    if checked.standing is None or checked.standing.state != "changed":
        return
    by = _signers_in_words(checked.session)
    message = (
        _("what was agreed was changed since it was signed {by}").format(by=by)
        if by
        else _("what was agreed was changed since its fingerprint was stored")
    )
    if checked.signed is not None:
        from ..review import differences

        changed = differences.of_agreement(checked.signed, checked.session, checked.method)
        if changed:
            message += f" ({_named(changed)})"
    yield _hit(
        message
        + _(
            "; “bimtek diff {file} --signed” says how: put it back, or take the signatures back and let all sign anew"
        ).format(file=checked.file)
    )


def _named(changed: list[Difference]) -> str:
    names = [
        _(KIND_WORDS[difference.table]) + (f" “{text.short(difference.name, 40)}”" if difference.name else "")
        for difference in changed[:NAMED]
    ]
    return listed(names, len(changed) - NAMED)


def _bad_digest(checked: Checked) -> Iterator[Hit]:
    standing = checked.standing
    if standing and standing.state == "unreadable":
        yield _hit(
            _(
                "“{digest}” is no fingerprint (v1: or v2: and 64 digits of 0-9 and a-f), so nobody can say whether this is what was signed; put the old line back or take it out"
            ).format(digest=text.short(standing.digest, 30))
        )


def _newer_digest(checked: Checked) -> Iterator[Hit]:
    standing = checked.standing
    if standing and standing.state == "newer":
        yield _hit(
            _(
                "the fingerprint {digest} is of a newer bimtek, so it can't be compared here; use that one"
            ).format(digest=text.short(standing.digest, 20))
        )


def _signed_without_digest(checked: Checked) -> Iterator[Hit]:
    session = checked.session
    if (session.commitment and session.commitment.digest) or "commitment" in checked.loaded.document.closed:
        return
    signed = (signatory for signatory in counting(session.signatory) if signatory.signed)
    for signatory in islice(signed, 1):
        yield Hit(
            "signatory",
            signatory.id,
            "signed",
            _(
                "signed without a fingerprint of what was agreed, so later changes go unnoticed; take it back and sign again with {key:status} in the program to store one"
            ),
        )


def _reference_changed(checked: Checked) -> Iterator[Hit]:
    signed = checked.signed
    if signed is None:
        return
    from ..review import fingerprint

    version = fingerprint.version(checked.session)
    covered = {
        (kind_of(entry).table, getattr(entry, "id", "")) for entry in fingerprint.agreed(signed, version)
    }
    for reference in checked.references:
        place = reference.kind.table, reference.entry.id
        if reference.kind.table in _PARTS or place not in covered or not counts(reference.entry):
            continue
        before_entry: Any = signed.find(reference.kind.table, reference.entry.id)
        referred = getattr(before_entry, reference.field.name)
        if reference.id not in (referred if reference.field.list else (referred,)):
            continue  # refers to it only since then
        now = checked.target(reference)
        if now is None or not counts(now):
            continue  # a finding of its own
        table = kind_of(now).table
        before = signed.find(table, reference.id)
        for key in MEANING.get(table, ()) if before is not None else ():
            old, new = getattr(before, key), getattr(now, key)
            if _words(old) != _words(new):
                yield reference.hit(
                    _(
                        "“{key}” refers to {id}, and its “{what}” was “{old}” when the commitment was signed; put that back, refer to another entry, or let all sign anew"
                    ).format(
                        key=reference.field.name,
                        id=text.short(reference.id),
                        what=key,
                        old=text.short(str(old or "–"), 80),
                    )
                )


def _words(value: object) -> list[str]:
    """What a value says, without the difference that capitals, points and blanks make."""
    return re.findall(r"\w+", str(value or "").casefold())


RULES: dict[str, tuple[Severity, Rule]] = {
    "agreement-changed": ("warning", _agreement_changed),
    "reference-changed": ("warning", _reference_changed),
    "bad-digest": ("warning", _bad_digest),
    "newer-digest": ("info", _newer_digest),
    "signed-without-digest": ("info", _signed_without_digest),
}
