"""What is wrong with a template is told with its place, in one sentence, with the nearest name that is there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from bimtek_tui.books.rendering import render
from bimtek_tui.errors import TemplateFault
from bimtek_tui.model.entries import Session
from bimtek_tui.model.method import Method

EXTENDS = '{% extends "shipped/buku-1-analisis-strategis.md.j2" %}\n'
IMPORT = '{% import "partials/macros.md.j2" as m %}\n'


@pytest.fixture
def told(
    kominfo: Method, sample: Callable[[str], Session], tmp_path: Path
) -> Callable[..., tuple[str, int | None]]:
    """The sentence and the line with which a template is refused."""

    def go(source: str) -> tuple[str, int | None]:
        (tmp_path / "kami.md.j2").write_text(source, encoding="utf-8")
        book = msgspec.structs.replace(kominfo.book[0], id="kami", template="kami.md.j2")
        method = msgspec.structs.replace(kominfo, book=(book,))
        with pytest.raises(TemplateFault) as caught:
            render(sample("kota-contoh"), method, "kami", tmp_path)
        return str(caught.value), caught.value.line

    return go


@pytest.mark.parametrize(
    ("source", "line", "sentence"),
    [
        ("# J\n\n\n{{ city.naem }}", 4, "there is no “city.naem” (did you mean “city.name”?)"),
        ("{{ cty.name }}", 1, "there is no “cty” (did you mean “city”?)"),
        ("{{ kota.name }}", 1, "there is no “kota”; “bimtek templates reference” lists the names"),
        ("\n{{ programs[0].hoizon }}", 2, "there is no “hoizon” (did you mean “horizon”?)"),
        ("{{ swot.ifas.group }}", 1, "there is no “swot.ifas.group” (did you mean “swot.ifas.groups”?)"),
        ("{{ city.name.paragraf }}", 1, "(did you mean “city.name.paragraphs”?)"),
        ("{{ programs[999].name }}", 1, "the list has no item 999"),
        ("{{ city.name|dafter }}", 1, "there is no filter “dafter” (did you mean “daftar”?)"),
        ("{% if city is defned %}{% endif %}", 1, "there is no test “defned” (did you mean “defined”?)"),
        (IMPORT + "{{ m.tabel_mis(missions) }}", 2, "“m.tabel_mis” (did you mean “m.tabel_misi”?)"),
        (
            '{% from "partials/macros.md.j2" import tabel_mis %}{{ tabel_mis(missions) }}',
            1,
            "there is no macro “tabel_mis” in partials/macros.md.j2 (did you mean “tabel_misi”?)",
        ),
        ('{% include "partials/makros.md.j2" %}', 1, "(did you mean “partials/macros.md.j2”?)"),
        (
            '\n{% extends "shipped/buku-1-analisis-strategi.md.j2" %}',
            2,
            "(did you mean “shipped/buku-1-analisis-strategis.md.j2”?)",
        ),
        (
            EXTENDS + "{% block isues %}{% endblock %}",
            2,
            "there is no block “isues” in shipped/buku-1-analisis-strategis.md.j2 (did you mean “issues”?)",
        ),
        ("{% block a %}{{ super() }}{% endblock %}", 1, "the block “a” replaces none"),
        ("# J\n{% fro x in y %}", 2, "unknown tag 'fro'"),
        ("# J\n{{ 'x", 2, "kami.md.j2 line 2"),
        ("{{ ''.__class__ }}", 1, "“__class__” is closed to templates"),
    ],
)
def test_the_sentence_names_place_reason_and_the_nearest_name(
    told: Callable[..., tuple[str, int | None]], source: str, line: int, sentence: str
) -> None:
    said, where = told(source)
    assert where == line
    assert said.startswith(f"kami.md.j2 line {line}: ")
    assert sentence in said
    assert "\n" not in said


def test_a_fault_in_a_shipped_template_is_told_apart_from_one_of_the_same_name(
    told: Callable[..., tuple[str, int | None]],
) -> None:
    said, _line = told(IMPORT + "{{ m.tabel_misi(1) }}")
    assert said.startswith("shipped/partials/macros.md.j2 line ")
    assert ", kami.md.j2 line 2: " in said


def test_a_block_within_a_block_that_is_there_may_be_new(
    kominfo: Method, sample: Callable[[str], Session], tmp_path: Path
) -> None:
    (tmp_path / "buku-1-analisis-strategis.md.j2").write_text(
        EXTENDS + "{% block issues %}{{ super() }}{% block ours %}Milik kami.{% endblock %}{% endblock %}",
        encoding="utf-8",
    )
    assert "Milik kami." in render(sample("kota-contoh"), kominfo, "buku-1", tmp_path)
