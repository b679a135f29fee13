"""The one list widget: where its cursor goes when rows come and go, and what it draws anew."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult

from bimtek_tui.tui.widgets.content import plain
from bimtek_tui.tui.widgets.row_list import Row, RowList, fitting


class Shown(App[None]):
    """A list and nothing else."""

    def compose(self) -> ComposeResult:
        yield RowList("rows")


def rows(ids: str) -> list[Row]:
    """A row for every letter and a heading for every dash; each shows its id."""
    return [Row("" if id == "-" else f"letter:{id}", plain(f"row {id}")) for id in ids]


@pytest.mark.parametrize(
    ("before", "at", "after", "there"),
    [
        ("", "", "-abc", "a"),
        ("abc", "b", "xabc", "b"),
        ("abc", "b", "cba", "b"),
        ("-abc", "b", "-ac", "c"),
        ("-ab-c", "b", "-a-c", "c"),
        ("abc", "c", "ab", "b"),
        ("abc", "c", "-", ""),
        ("abc", "b", "", ""),
        ("-aba", "b", "-aa", "a"),
    ],
    ids=lambda value: value or "none",
)
async def test_the_cursor_stays_on_its_row_or_goes_to_the_next_or_last(
    before: str, at: str, after: str, there: str
) -> None:
    async with Shown().run_test() as pilot:
        shown = pilot.app.query_one(RowList)
        shown.fill(rows(before))
        assert shown.reveal("letter", at) or not at
        shown.fill(rows(after))
        assert shown.selected == (("letter", there) if there else None)


async def test_it_begins_on_the_row_that_is_named_and_says_that_there_is_none() -> None:
    async with Shown().run_test() as pilot:
        shown = pilot.app.query_one(RowList)
        shown.fill(rows("-abc"), "nobody yet", first="letter:b")
        assert shown.selected == ("letter", "b")
        shown.fill(fitting(rows("abc"), "row x"), "nobody yet")
        await pilot.pause()
        assert [str(option.prompt) for option in shown.options] == ["nobody yet"]
        assert shown.selected is None
        assert not shown.reveal("letter", "a")


async def test_where_several_rows_lead_to_one_entry_the_cursor_stays_on_its_own() -> None:
    async with Shown().run_test() as pilot:
        shown = pilot.app.query_one(RowList)
        shown.fill(rows("abab"))
        shown.highlighted = 3
        shown.fill(rows("ababc"))
        assert shown.highlighted == 3


async def test_what_stays_is_not_moved_under_the_eyes_of_the_room() -> None:
    """Rows that are changed in words leave the view where somebody scrolled it."""
    async with Shown().run_test(size=(40, 10)) as pilot:
        shown = pilot.app.query_one(RowList)
        shown.styles.height = 10
        many = [Row(f"letter:{number}", plain(f"row {number}")) for number in range(50)]
        shown.fill(many)
        await pilot.pause()
        shown.scroll_to(y=20, animate=False, immediate=True)
        many[30] = Row("letter:30", plain("another row"))
        shown.redraw(many)
        shown.draw("letter:31", plain("one more"))
        await pilot.pause()
        assert shown.scroll_offset.y == 20
        assert str(shown.options[30].prompt) == "another row"
        assert shown.rows[31].shown.plain == "one more"
        shown.redraw(many[:40])
        assert len(shown.options) == 40
