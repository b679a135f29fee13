"""The second click on a row does what a key does there; the first one only moves the cursor."""

from __future__ import annotations

from typing import Any

from textual import events
from textual.screen import Screen
from textual.widgets import OptionList

_KEYS = {"people": "space", "votes": "space", "roster-rows": "space"}
"""Lists by id on which it is not Enter that one does again and again."""


async def clicked(screen: Screen[Any], event: events.Click) -> None:
    """Do what the key of this list does, when a row was clicked twice."""
    one = event.widget
    if event.chain != 2 or not isinstance(one, OptionList) or event.style.meta.get("option") is None:
        return
    key = _KEYS.get(one.id or "", "enter")
    bound = one._bindings.key_to_bindings.get(key, [])
    if bound and bound[-1].action != "select":  # that one was done by the first click
        event.stop()
        await screen.app.run_action(bound[-1].action, one)
