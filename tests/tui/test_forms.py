"""Forms: what one types in is seen, and so is what may be chosen."""

from __future__ import annotations

import pytest
from support.stage import Stage

from bimtek_tui.model.kinds import kinds
from bimtek_tui.tui.dialogs.entry_form import EntryForm
from bimtek_tui.tui.dialogs.fields import fields_of

LONG = 14
"""Fields from which on a form fits no screen."""


@pytest.mark.parametrize("size", [(80, 24), (60, 18)])
@pytest.mark.parametrize("table", [kind.table for kind in kinds().values() if len(fields_of(kind)) >= LONG])
async def test_the_field_in_which_one_types_is_seen_in_every_long_form(stage: Stage, table: str) -> None:
    entries = {} if kinds()[table].single else stage.workshop.session.entries(table)
    form = EntryForm(stage.workshop, table, next(iter(entries), ""))
    await stage.app.push_screen(form)
    await stage.settle()
    for _field in form.fields:
        await stage.pilot.press("tab")  # without a moment's wait, as people type on
        await stage.pilot.pause()
        assert form.focused is not None
        box = form.query_one("#form-fields").region
        assert form.focused.region, stage.text
        assert box.contains_region(form.focused.region), stage.text
        number = 1 + next(at for at, field in enumerate(form.fields) if field.made is form.focused)
        assert f"field {number} of {len(form.fields)}" in stage.flat
