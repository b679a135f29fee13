"""A file as blocks: joined they are the file, and lines inside of a text are never a header or a key."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import layouts

from bimtek_tui.store.blocks import key_lines, split

_PIECES = [
    "[[swot]]\n", "[plan]\n", "[a.b]\n", '["x]#.y"]\n', 'id = "x"\n', "# sw-00000001\n", "\n", '"""', "'''", '"', "'", "\\",
    "text = ", "#", "=", "[", "]", "{", "}", ",", " ", "\t", "\r\n", "\u2028", "\x0c", "\x85", "a", "1", "\n\n",
]  # fmt: skip


@settings(deadline=None, max_examples=500)
@given(st.one_of(st.text(), st.lists(st.sampled_from(_PIECES), max_size=40).map("".join)))
def test_blocks_join_to_the_same_text(text: str) -> None:
    assert "".join(block.text for block in split(text)) == text


_PROSE = st.lists(
    st.sampled_from(["[[swot]]", 'id = "x"', "# sw-00000001", "[plan]", '"', '""', "'", "\\\\", "\\\"", "[", "]", "{", "#", "", " ", "kata", "\u2028[x]", "\x85"]),
    max_size=8,
).map("\n".join)  # fmt: skip
_STRINGS = st.one_of(
    st.builds(
        lambda text, end: '"""' + text.replace('"""', '""\\"') + end,
        _PROSE,
        st.sampled_from(['."""', '.""""', '."""""']),
    ),
    _PROSE.map(lambda text: "'''" + text.replace("'''", "''").rstrip("'") + "'''"),
    _PROSE.map(lambda text: '"' + text.replace("\n", " ").replace('"', "").replace("\\", "") + '"'),
)
_VALUES = st.one_of(
    _STRINGS,
    st.lists(_STRINGS, max_size=3).map(
        lambda items: "[ # x ]\n" + "".join(f"  {one}, # [[y]]\n" for one in items) + "]"
    ),
    st.sampled_from(["1", "1.5", "true", "2022-06-13", "[[1], [2, [3]]]", '{ a = "]", b = [1] }']),
)
_TABLES = st.lists(
    st.tuples(
        st.sampled_from(["[[swot]]", "[[ program ]] # [x]", '[["note"]]', "  [[swot]]"]),
        st.lists(_VALUES, max_size=3),
        st.sampled_from(["", "\n", "# milik atas\n\n", "\n# milik bawah\n", "# a\n# b\n"]),
    ),
    max_size=6,
)


@settings(deadline=None, max_examples=500)
@given(_TABLES, st.sampled_from(["\n", "\r\n"]))
def test_blocks_are_the_tables_that_tomllib_reads(
    tables: list[tuple[str, list[str], str]], newline: str
) -> None:
    text = "top = 1\n\n"
    for header, values, end in tables:
        text += header + "\n" + "".join(f"k{n} = {value}\n" for n, value in enumerate(values)) + end
    text = text.replace("\n", newline)
    blocks = split(text)
    read = tomllib.loads(text)
    assert "".join(block.text for block in blocks) == text
    assert len(blocks) - 1 == sum(len(value) for key, value in read.items() if key != "top")
    seen: dict[str, int] = {}
    for block in blocks[1:]:
        number = seen[block.table] = seen.get(block.table, -1) + 1
        entry = read[block.table][number]
        assert block.array
        assert tomllib.loads(block.text) == {block.table: [entry]}
        assert key_lines(block.text).keys() - {""} == entry.keys()
        lines = block.text.split("\n")
        assert all(f"{key} =" in lines[at] for key, at in key_lines(block.text).items() if key)


@pytest.mark.parametrize("name", layouts.LAYOUTS)
def test_every_layout_splits_into_its_tables(name: str) -> None:
    text = layouts.LAYOUTS[name]
    blocks = split(text.removeprefix("\ufeff"))
    headers = [block.path for block in blocks[1:]]
    for block in blocks[1:]:
        read = tomllib.loads(block.text)
        for part in block.path:
            assert list(read) == [part]
            read = read[part][0] if isinstance(read[part], list) else read[part]
    assert len(headers) == len(blocks) - 1


def test_comments_directly_above_a_header_belong_to_it() -> None:
    blocks = split("a = 1\n# lepas\n\n# satu\n# dua\n[[swot]]\nx = 1\n# milik bawah\n[[swot]]\n")
    assert [block.text for block in blocks] == [
        "a = 1\n# lepas\n\n", "# satu\n# dua\n[[swot]]\nx = 1\n", "# milik bawah\n[[swot]]\n",
    ]  # fmt: skip


def test_the_last_line_of_a_text_that_looks_like_a_comment_stays_in_the_text() -> None:
    first, second, third = split('[[swot]]\nx = """\n# sw-00000001"""\n[[swot]]\n')
    assert second.text == '[[swot]]\nx = """\n# sw-00000001"""\n'
    assert third.text == "[[swot]]\n"
    assert first.text == ""


@pytest.mark.parametrize(
    ("header", "path", "nested"),
    [
        ("[plan]", ("plan",), False),
        ("[[ swot ]]  # x", ("swot",), False),
        ("[swot . own]", ("swot", "own"), True),
        ('["a.b"]', ("a.b",), False),
        ('[["a]b"."#"]]', ("a]b", "#"), True),
        ('[""]', ("",), False),
    ],
)
def test_names_of_tables(header: str, path: tuple[str, ...], nested: bool) -> None:
    block = split(header + "\n")[1]
    assert (block.path, block.nested, block.table) == (path, nested, ".".join(path))
