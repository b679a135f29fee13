"""Where new text goes in a file, and the defects of tomlkit (T1 to T21 of git-data.md) as far as they concern us."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from support import layouts, strategies
from support.layouts import ADDED, CITY, TOP, program, swot

from bimtek_tui.errors import Refused, UnreadableFile
from bimtek_tui.model import edits
from bimtek_tui.model.edits import Add, Edit, Remove
from bimtek_tui.model.kinds import raw as raw_of
from bimtek_tui.store import Loaded, editing, parse

PATH = Path("uji.toml")


def _loaded(text: str) -> Loaded:
    return parse(text.encode(), PATH)


def _after(text: str, *todo: Any) -> str:
    loaded = _loaded(text)
    for make in todo:
        edit = make(loaded.session) if callable(make) else make
        assert edit
        editing.perform(loaded, edit)
    parse(loaded.document.to_bytes(), PATH)
    return loaded.document.text


def _captured(table: str, **keys: Any) -> Any:
    return lambda session: edits.capture(session, table, keys, strategies.NOW)


def _new_swot(text: str = "x") -> Any:
    prefix = {"id": "sw-zzzzzzzz", "quadrant": "threat", "text": text, "added": strategies.NOW}
    return Add("swot", prefix)


NEW = '# sw-zzzzzzzz\n[[swot]]\nid = "sw-zzzzzzzz"\nquadrant = "threat"\ntext = "x"\nadded = 2026-06-13T09:15:21+07:00\n'


def test_a_new_entry_stands_behind_the_last_of_its_kind() -> None:
    text = "\n".join([TOP, CITY, swot("sw-00000001"), program("pr-00000001")])
    assert _after(text, _new_swot()) == "\n".join(
        [TOP, CITY, swot("sw-00000001"), NEW, program("pr-00000001")]
    )


def test_the_first_of_a_kind_stands_where_the_format_has_it() -> None:
    text = "\n".join([TOP, CITY, program("pr-00000001")])
    assert _after(text, _new_swot()) == "\n".join([TOP, CITY, NEW, program("pr-00000001")])
    assert _after(TOP, _new_swot()) == TOP + "\n" + NEW
    plan = edits.set_single(_loaded(text).session, "plan", vision="v")
    assert _after(text, plan) == "\n".join(
        [TOP, CITY, '# plan\n[plan]\nvision = "v"\n', program("pr-00000001")]
    )


def test_a_new_key_stands_in_the_order_of_its_kind_and_comments_stay_with_their_keys() -> None:
    text = (
        TOP
        + "\n"
        + swot("sw-00000001").replace("added", "# saat direkam\nadded")
        + "\n# lepas\n\n"
        + program("pr-00000001")
    )
    after = _after(
        text, lambda session: edits.revise(session.swot["sw-00000001"], votes=3, dimension="economy")
    )
    assert after == text.replace("# saat", 'dimension = "economy"\nvotes = 3\n# saat')
    after = _after(text, lambda session: edits.revise(session.swot["sw-00000001"], text="Lain."))
    assert after == text.replace("Data belum terpadu.", "Lain.")
    bare = TOP + "\n" + CITY + "\n# bagian berikut\n\n" + swot("sw-00000001")
    assert _after(bare, edits.set_single(_loaded(bare).session, "city", leader="X")) == bare.replace(
        '"Riau"\n', '"Riau"\nleader = "X"\n'
    ).replace("[city]", "# city\n[city]")


@pytest.mark.parametrize("above", ["", "# tentang kota\n", "# city\n", "#city\n# dari Bappeda\n"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_the_next_edit_of_a_table_that_is_there_once_writes_its_banner(above: str, newline: str) -> None:
    text = "\n".join([TOP, above + CITY, swot("sw-00000001")]).replace("\n", newline)
    wanted = text.replace('"Riau"' + newline, f'"Riau"{newline}leader = "X"{newline}')
    if "# city" not in above:
        wanted = wanted.replace("[city]", f"# city{newline}[city]")
    loaded = _loaded(text)
    edit = edits.set_single(loaded.session, "city", leader="X")
    assert edit is not None
    patches = editing.perform(loaded, edit)
    assert loaded.document.text == wanted
    editing.take_back(loaded, edits.inverse(edit), patches)
    assert loaded.document.text == text


def test_a_comment_beside_a_value_stays_there() -> None:
    text = TOP + "\n" + swot("sw-00000001").replace('"weakness"', '"weakness"   # kata Bappeda')
    after = _after(text, lambda session: edits.revise(session.swot["sw-00000001"], quadrant="threat"))
    assert after == text.replace('"weakness"', '"threat"')


def test_the_last_key_taken_out_leaves_no_entry_behind() -> None:
    text = "\n".join([TOP, CITY])
    loaded = _loaded(text)
    first = edits.set_single(loaded.session, "plan", vision="v")
    assert first
    patches = editing.perform(loaded, first)
    editing.take_back(loaded, edits.inverse(first), patches)
    assert loaded.session.plan is None
    assert loaded.document.text == text
    editing.perform(loaded, first)
    editing.perform(loaded, edits.inverse(first))
    assert loaded.session.plan is None
    assert parse(loaded.document.to_bytes(), PATH).session == loaded.session


def test_t1_interleaved_kinds_stay_where_they_are() -> None:
    text = layouts.LAYOUTS["interleaved"]
    change: Any = lambda session: edits.revise(session.swot["sw-00000001"], text="Lain.")  # noqa: E731
    assert _after(text, change) == text.replace("Data belum terpadu.", "Lain.", 1)
    assert _after(text, _new_swot()) == text + "\n" + NEW


def test_t2_a_comment_above_a_header_goes_and_stays_with_its_entry() -> None:
    first, second = swot("sw-00000001") + "\n", "# tentang dua\n" + swot("sw-00000002") + "\n"
    remove: Any = lambda session: Remove("swot", raw_of(session.swot["sw-00000001"]))  # noqa: E731
    assert _after(TOP + "\n" + first + second, remove) == TOP + "\n" + second
    remove_second: Any = lambda session: Remove("swot", raw_of(session.swot["sw-00000002"]))  # noqa: E731
    assert _after(TOP + "\n" + first + second, remove_second) == TOP + "\n" + swot("sw-00000001")
    change: Any = lambda session: edits.revise(session.swot["sw-00000001"], votes=1)  # noqa: E731
    after = _after(TOP + "\n" + first + second, change)
    assert after.endswith("\n\n" + second)


def test_t3_a_file_without_final_newline_takes_an_entry() -> None:
    text = (TOP + "\n" + swot("sw-00000001")).rstrip("\n")
    assert _after(text, _new_swot()) == text + "\n\n" + NEW
    assert (
        _after(text, lambda session: edits.revise(session.swot["sw-00000001"], withdrawn="y")).count(
            "withdrawn"
        )
        == 1
    )


def test_t5_dotted_keys_of_others_stay_as_they_are() -> None:
    text = TOP + "\n" + swot("sw-00000001").replace("added", "skor.a = 1\nskor.b = 2\nadded")
    after = _after(text, lambda session: edits.revise(session.swot["sw-00000001"], text="Lain.", votes=1))
    assert after == text.replace("Data belum terpadu.", "Lain.").replace("skor.a", "votes = 1\nskor.a")


@pytest.mark.parametrize(
    "moment",
    [
        strategies.NOW.replace(tzinfo=dt.timezone(dt.timedelta(hours=7, minutes=7, seconds=12))),
        strategies.NOW.replace(tzinfo=None),
    ],
)
def test_t6_a_moment_that_toml_can_not_hold_is_refused(moment: dt.datetime) -> None:
    loaded = _loaded(TOP)
    with pytest.raises(Refused):
        editing.perform(
            loaded, edits.capture(loaded.session, "swot", {"quadrant": "threat", "text": "x"}, moment)
        )
    assert loaded.document.text == TOP


def test_t8_half_a_character_is_refused_before_anything_is_written() -> None:
    loaded = _loaded(TOP)
    bad = Add("swot", {"id": "sw-zzzzzzzz", "quadrant": "threat", "text": "\ud800", "added": strategies.NOW})
    with pytest.raises(Refused):
        editing.perform(loaded, bad)
    assert loaded.document.text == TOP
    assert loaded.session.swot == {}


def test_t9_windows_line_ends_are_kept_and_used() -> None:
    text = "\n".join([TOP, swot("sw-00000001", '"""\nsatu\ndua\n"""')]).replace("\n", "\r\n")
    change: Any = lambda session: edits.revise(session.swot["sw-00000001"], quadrant="threat", votes=1)  # noqa: E731
    after = _after(text, change, _new_swot("satu\ndua"))
    assert after.count("\n") == after.count("\r\n")


def test_t10_line_breaks_in_prose_are_newlines_whatever_the_file_has() -> None:
    text = "\n".join([TOP, swot("sw-00000001", '"""\nsatu\ndua\n"""')]).replace("\n", "\r\n")
    assert _loaded(text).session.swot["sw-00000001"].text == "satu\ndua"
    captured = edits.capture(_loaded(TOP).session, "issue", {"text": "a\r\nb\rc"}, strategies.NOW)
    assert captured.entry["text"] == "a\nb\nc"


def test_t11_to_t13_blocks_are_parted_and_none_becomes_an_array() -> None:
    text = "\n".join([TOP, CITY])
    loaded = _loaded(text)
    done: list[tuple[Edit, Any]] = []
    for _ in range(3):
        edit = edits.capture(loaded.session, "swot", {"quadrant": "threat", "text": "x"}, strategies.NOW)
        done.append((edit, editing.perform(loaded, edit)))
    assert loaded.document.text.count("\n\n# sw-") == 3
    for edit, _patches in done:  # type: ignore[assignment]
        editing.perform(loaded, edits.inverse(edit))
    assert loaded.document.text == text


def test_t14_prose_and_numbers_keep_their_style() -> None:
    text = (
        TOP + "\n" + program("pr-00000001", 'description = """\nSatu.\nDua.\n"""\nbudget_idr = 12_500_000\n')
    )
    change: Any = lambda session: edits.revise(  # noqa: E731
        session.program["pr-00000001"], description="Satu.\nTiga.", budget_idr=13_000_000
    )
    assert _after(text, change) == text.replace("Dua.", "Tiga.").replace("12_500_000", "13_000_000")


@pytest.mark.parametrize(
    "text",
    ['x = "\\e"\n', "x = 07:32\n", "x = {\n a = 1 }\n", "x = { a = 1, }\n", "a.b = 1\n[a.a]\n[a]\n", "[city]\n[city]\n", "x = 1\nx = 2\n"],
)  # fmt: skip
def test_t15_and_t17_toml_1_1_and_what_tomlkit_lets_pass_is_not_opened(text: str) -> None:
    with pytest.raises(UnreadableFile) as error:
        _loaded(TOP + text)
    assert error.value.line
    assert "uji.toml:" in str(error.value)


@pytest.mark.parametrize(
    "foreign",
    [
        "[[y.a]]\n[b.d.x]\n[[y.a.c]]\n",  # T16
        '[[""]]\n[[""]]\n[[""."".""]]\n[[""."".""]]\n',  # T18
        '"" = 1\n',
    ],
)
def test_t16_and_t18_strange_tables_of_others_do_not_stand_in_the_way(foreign: str) -> None:
    text = TOP + "\n" + swot("sw-00000001") + "\n" + foreign
    change: Any = lambda session: edits.revise(session.swot["sw-00000001"], quadrant="threat")  # noqa: E731
    assert _after(text, change) == text.replace("weakness", "threat")


def test_t19_no_value_of_tomlkit_leaves_the_store() -> None:
    loaded = _loaded(layouts.PLAIN)
    for entry in list(loaded.session.swot.values()):
        editing.perform(loaded, edits.revise(entry, text="Lain.", votes=2, group="A"))  # type: ignore[arg-type]

    def plain(value: Any) -> None:
        assert not type(value).__module__.startswith("tomlkit")
        for one in (
            value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ()
        ):
            plain(one)

    plain(loaded.document.as_data())
    for entry in loaded.session.swot.values():
        plain(raw_of(entry))


def test_t20_a_byte_order_mark_is_kept_and_told() -> None:
    content = b"\xef\xbb\xbf" + TOP.encode()
    loaded = parse(content, PATH)
    assert loaded.document.to_bytes() == content
    assert [finding.code for finding in loaded.findings] == ["byte-order-mark"]
    editing.perform(loaded, _new_swot())
    assert loaded.document.to_bytes() == content + b"\n" + NEW.encode()


def test_t21_a_table_nested_in_an_entry_goes_with_it() -> None:
    text = layouts.LAYOUTS["nested tables"]
    remove: Any = lambda session: Remove("swot", raw_of(session.swot["sw-00000001"]))  # noqa: E731
    after = _after(text, remove)
    assert "swot.milik" not in after
    assert "city.peta" in after
    far = _loaded(layouts.LAYOUTS["nested far away"])
    with pytest.raises(Refused, match="elsewhere"):
        editing.perform(far, Remove("swot", raw_of(far.session.swot["sw-00000001"])))
    assert "sw-00000001" in far.session.swot


def test_lines_are_those_of_the_text_as_it_is_now() -> None:
    loaded = _loaded(layouts.PLAIN)
    editing.perform(loaded, Add("mission", {"id": "ms-00000001", "text": "Misi.", "added": strategies.NOW}))
    lines = loaded.document.text.split("\n")
    for key, begins in {"": "[[swot]]", "id": "id =", "text": 'text = """', "added": "added ="}.items():
        line = loaded.document.line_of("swot", "sw-00000002", key)
        assert lines[line - 1].startswith(begins)
    assert loaded.document.line_of("swot", "sw-99999999") == 0


def test_the_first_entry_of_an_id_is_the_one_that_is_edited() -> None:
    """A twin further down is never taken for it, also not after the text around it moved."""
    text = "\n".join([TOP, swot("sw-00000001"), swot("sw-00000001", '"kembar"')]).rstrip("\n")
    change: Any = lambda session: edits.revise(session.swot["sw-00000001"], quadrant="threat")  # noqa: E731
    after = _after(text, _new_swot(), change)
    assert after == text.replace("weakness", "threat", 1) + "\n\n" + NEW
    assert ADDED in after
