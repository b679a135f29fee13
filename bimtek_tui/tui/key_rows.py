"""What is said of a key in `keymap` and `window_keys`: a row for a key, a place for all that works at one spot."""

from __future__ import annotations

from typing import NamedTuple


class Key(NamedTuple):
    """A row of a place.

    `keys` with commas between them, `action` an id of `actions`, `target` what Textual runs, in which ``{key}``
    stands for the key itself: an action of what binds the keys, or of the ``panel.``, ``screen.`` or ``app.`` around
    it. `mark`: "show" puts it in the footer, "first" lets it come before what has the focus, "quiet" leaves it out of
    footer and palette, "yields" lets a person give the key to something else. `explained` is what the action means just here, when that is less than in general.
    """

    keys: str
    action: str
    target: str
    mark: str = ""
    explained: str = ""


class Place(NamedTuple):
    """A panel, list, dialog, line or strip: its name for people, the place around it, and its keys."""

    name: str
    inside: str
    rows: tuple[Key, ...]
