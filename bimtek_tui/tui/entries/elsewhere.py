"""What an empty list or page says that is filled in another panel: where, and the key that goes there."""

from __future__ import annotations

from ...i18n import _, key
from ...model.method import label
from ...workshop.workshop import Workshop
from ..registry import PANELS


def sentence(workshop: Workshop, panel: str, action: str = "open") -> str:
    """In which panel (by its id) it is filled what is empty here, and the key of the action that goes there."""
    return _("filled in “{panel}”: {way} goes there").format(
        way=key(action), panel=panel_name(workshop, panel)
    )


def leaning(workshop: Workshop, panel: str) -> str:
    """That what entries of a list lean on is not there yet, and the key that goes to its panel."""
    return _("“{panel}” is empty, on which this rests: {way} goes there").format(
        way=key("open"), panel=panel_name(workshop, panel)
    )


def panel_name(workshop: Workshop, panel: str) -> str:
    """What a panel is called, one of the method or not."""
    known = workshop.method.panels.get(panel)
    return label(known) if known else _(PANELS[panel].name)
