"""Every value of a closed vocabulary has its words in one place, and they are understood wherever one types."""

from __future__ import annotations

import pytest

from bimtek_tui import i18n
from bimtek_tui.analysis import filtering
from bimtek_tui.exchange import cells
from bimtek_tui.facilitation import roster, tag_names, tags
from bimtek_tui.model.entries import Session
from bimtek_tui.model.kinds import Field, kinds
from bimtek_tui.model.labels import value_label
from bimtek_tui.model.method import load
from bimtek_tui.model.vocabulary import VOCABULARY

METHOD = load("kominfo-1")
CHOICES = [
    pytest.param(field, id=f"{kind.table}.{field.name}")
    for kind in kinds().values()
    for field in kind.fields
    if field.choices
]


@pytest.mark.parametrize("field", CHOICES)
@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_all_words_for_a_value_are_read_back_from_a_table(field: Field, language: str) -> None:
    i18n.use(language)
    reader = cells.Reader(Session(), METHOD)
    for value in field.choices:
        word = VOCABULARY[value]
        for typed in (value, value_label(value), *word.also):
            taken = reader.value(field, typed)
            assert taken == ((value,) if field.list else value), typed


@pytest.mark.parametrize("key", ["certainty", "horizon"])
def test_tags_filters_and_tables_know_the_same_words(key: str) -> None:
    kind, sign = {"certainty": ("swot", "!"), "horizon": ("program", "+")}[key]
    names = filtering.known(Session(), METHOD)
    for value in tag_names.WORDS[key]:
        for typed in (value, *VOCABULARY[value].also):
            assert tags.parse(f"Warga {sign}{typed}", Session(), METHOD, kind).keys == {key: value}
            wanted = filtering.read(f'{sign}"{typed}"', names)
            assert [(one.key, one.value) for one in wanted.conditions] == [(key, value)]


def test_roles_are_those_of_the_vocabulary() -> None:
    for role in roster.ROLES:
        for typed in VOCABULARY[role].also:
            assert roster.exact_role(typed) == role


def test_every_key_that_people_see_has_its_words() -> None:
    keys = {field.name: field.label for kind in kinds().values() for field in kind.fields}
    assert {name for name, label in keys.items() if label == name} == {"added", "schema_version", "method"}
