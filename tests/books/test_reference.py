"""The reference for authors of templates: every name in it can be used, and nothing that can be used is missing."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from jinja2 import ChainableUndefined
from msgspec.structs import replace
from support.filled_sessions import filled, hostile

from bimtek_tui import i18n
from bimtek_tui.books import names, reference, sandbox, specimens
from bimtek_tui.books.context import _MAKERS, Values, context
from bimtek_tui.books.outline import parse
from bimtek_tui.books.reference import Index
from bimtek_tui.books.views.base import Views
from bimtek_tui.model import kinds
from bimtek_tui.model.entries import Session
from bimtek_tui.model.method import Method


@pytest.fixture(scope="module")
def told() -> Index:
    return reference.collect()


@pytest.fixture(scope="module")
def written() -> str:
    i18n.use("en")
    return reference.reference()


@pytest.fixture(scope="module")
def known(kominfo: Method, sample: Callable[[str], Session]) -> list[Any]:
    """What a template can name in several sessions."""
    sessions = (sample("kota-contoh"), specimens.full(kominfo), specimens.bare(kominfo), Session())
    return [dict(context(Values(one, kominfo), kominfo.book[0])) for one in sessions]


def asked(path: str) -> str:
    """A template that asks for a path of the reference, as a consultant would write it."""
    name, *steps = re.findall(r"\[\]|\w+", path)
    source, depth, tail = name, 0, ""
    opened = ""
    for step in steps:
        if step == "[]":
            depth += 1
            opened += f"{{% for x{depth} in {source} %}}"
            tail = "{% endfor %}" + tail
            source = f"x{depth}"
        else:
            source += f".{step}"
    return f"{opened}{{% if {source} is defined %}}{{{{ ('' ~ {source})[:0] }}}}ADA{{% endif %}}{tail}"


def test_every_variable_in_it_can_be_asked_for(told: Index, known: list[Any]) -> None:
    environment = sandbox.environment(None).overlay(undefined=ChainableUndefined)
    for path in told.paths:
        template = environment.from_string(asked(path))
        assert any("ADA" in template.render(one) for one in known), path


def test_every_key_of_an_entry_in_it_can_be_asked_for(told: Index, kominfo: Method) -> None:
    views = Values(filled(hostile), kominfo).views
    environment = sandbox.environment(None)
    for kind in reference._reachable(told):
        beyond = told.entries.get(kind.table, {})
        view = views.single(kind.table) if kind.single else views.of(kind.table)[0]
        for name, _meaning, _sort in reference.entry_names(kind, told):
            if name not in beyond:
                assert environment.from_string(f"{{{{ x.{name} is defined }}}}").render(x=view) == "True", (
                    name
                )


def test_nothing_that_a_template_can_ask_for_is_missing(
    told: Index, kominfo: Method, sample: Callable[[str], Session]
) -> None:
    other = reference.Index()
    for session in (filled(hostile), filled(hostile, count=1)):
        reference.add(other, Values(session, kominfo))
    assert set(other.paths) - set(told.paths) == set()
    for kind, found in other.entries.items():
        assert set(found) - set(told.entries.get(kind, {})) == set(), kind


def test_what_views_compute_for_entries_is_in_its_table(kominfo: Method) -> None:
    """`Views.value` knows names beyond the keys of a kind: each that it knows is described."""
    views = Values(filled(hostile), kominfo).views
    known = {one for one in Views.value.__code__.co_consts if isinstance(one, str) and one.isidentifier()}
    for kind in ("swot", "program", "quick_win", "mission"):
        view = views.of(kind)[0]
        usable = {
            one
            for one in known - set(kinds.kinds()[kind].keys)
            if not one.startswith("_") and hasattr(view, one)
        }
        assert usable <= set(names.COMPUTED), kind


def test_every_variable_every_filter_and_every_text_says_what_it_is() -> None:
    assert set(names.VARIABLES) == {"book", "written", *_MAKERS}
    environment = sandbox.environment(None)
    assert set(names.FILTERS) == set(reference.gaps.filters(marking=False, final=False))  # type: ignore[attr-defined]
    assert set(names.FILTERS) <= set(environment.filters)


def test_it_names_all_filters_tests_functions_macros_and_blocks(written: str) -> None:
    environment = sandbox.environment(None)
    for name in (*environment.filters, *environment.tests, *environment.globals):
        assert f"`{name}`" in written
    for template in reference.templates():
        made = environment.get_template(template)
        assert [name for name, _depth, _head in reference.blocks(template)] == list(
            dict.fromkeys(name for name, _depth, _head in reference.blocks(template))
        )
        assert {name for name, _depth, _head in reference.blocks(template)} == set(made.blocks)
        for name, call in reference.signatures(template):
            assert f"| `{call}` | `{template}` |" in written
            assert "/" not in template or name in vars(made.make_module(vars={}))


def test_it_is_whole_markdown(written: str) -> None:
    lines = written.split("\n")
    for token in parse(written):
        if token.type == "table_open":
            first, after = token.map  # type: ignore[misc]
            cells = {len(re.findall(r"(?<!\\)\|", line)) for line in lines[first:after]}
            assert len(cells) == 1
        assert token.type not in ("html_block", "html_inline")


def test_the_sipd_code_of_a_program_has_a_name_of_its_own(kominfo: Method) -> None:
    session = filled(hostile)
    for id, program in session.program.items():
        session.program[id] = replace(program, code="2.16.02")
    view = Values(session, kominfo).views.of("program")[0]
    assert str(view.sipd) == "2.16.02"
    assert str(view.code) == str(view.id_code)
    assert any(id in str(view.id_code) for id in session.program)


def test_the_sections_of_every_book_are_listed_with_where_a_text_is_expected() -> None:
    part = reference.reference().partition("\n## Sections\n")[2]
    for book in ("buku-1", "buku-2", "buku-3", "buku-4"):
        assert f"### `{book}`" in part
    assert "| `background` | Latar Belakang | expected |" in part
    assert "| `foreword` | KATA PENGANTAR | expected |" in part
    assert "| `missions` | Misi |  |" in part
    assert "`head`" not in part
